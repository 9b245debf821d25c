//! The packs of `likhit packet --senders`: a PDF for each sender of a list, and a table of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::folder::shown;
use super::mailing::claim::{Want, claim};
use super::mailing::finish::{nothing_to_print, write_lists};
use super::mailing::threads::{jobs, survey};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, unwritable, write_streamed, write_whole};
use super::overwrite::{Guard, Kind, is_own};
use super::packet::{PacketArguments, form, guard};
use super::senders_list::told;
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, rules};
use crate::list::{List, Row};
use crate::mailing::manifest::hex;
use crate::mailing::{
    Filing, GoodRow, MANIFEST, OnBadRow, PrintedForm, REASONS, RowCounts, RowReader, Survey, counted, fingerprint,
    sheets, table,
};
use crate::print::{Envelopes, Fault, Order, PackRun, PacketForm, PrintedPack};
use crate::project::Project;

/// The table of the packs in a folder.
const PACKS: &str = "packs.csv";

/// A row of the table: a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PackRow {
    /// The row of the sender in the list, as a spreadsheet counts.
    row: u32,
    /// The id of the sender in the list.
    sender: String,
    file: String,
    letters: usize,
    /// Pages of the file, with blank backs.
    pages: usize,
    /// Sheets of paper, with envelopes.
    sheets: usize,
    /// The country that the letters are posted in; empty if it is not known.
    posted_in: String,
    /// Empty until the file is written.
    sha256: String,
    plan: String,
    date: String,
}

/// Writes a pack for each sender of a list.
///
/// # Errors
///
/// When nothing is written.
pub fn packs(
    arguments: &PacketArguments,
    project: &Project,
    order: &Order,
    path: &Path,
    folder: &Path,
) -> Result<Report, Report> {
    let opened = arguments.list.open(path, project, order.country.as_ref())?;
    let list = opened.list().map_err(Report::faulty)?;
    let names = CountryNames::read(project).map_err(Report::faulty)?.for_letters_from(order.country.clone());
    told(&list, &names)?;
    let form = form(arguments, Envelopes::None);
    let first = list.rows().iter().find_map(|row| list.entry(*row, &names).ok()).and_then(|entry| entry.sender.country);
    let run = PackRun::prepare(project, order, form.clone(), first.as_ref()).map_err(Report::faulty)?;
    let reader = RowReader { list: &list, names: &names, run: &run.run, country: order.country.as_ref(), except: None };
    let on_bad_row = if arguments.strict { OnBadRow::Stop } else { OnBadRow::Reject };
    let mut survey = survey(&reader, on_bad_row, jobs(None), &|| {});
    for remark in run.remarks().into_iter().chain(list.remarks().clone()) {
        survey.faults.general(remark);
    }
    survey.good.retain(|good| !good.letters.is_empty());
    let status = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    if arguments.dry_run {
        let text = format!(
            "{} would be printed; nothing was written\n{}",
            counted(survey.good.len(), "pack", "packs"),
            survey.counts().text(),
        );
        return Ok(Report { text, findings: survey.faults.all(), status });
    }
    if arguments.strict && !survey.rejected.is_empty() {
        let text = "nothing was written\n".to_owned();
        return Err(Report { text, ..Report::faulty(survey.faults.shown(REASONS)) });
    }
    let plan = plan_of(project, &list, order, &form);
    let guard = guard(arguments);
    let plan_on = |date| plan_of(project, &list, &Order { date, ..order.clone() }, &form);
    let folder = PackFolder {
        folder,
        plan: &plan,
        order,
        list: &list,
        names: &names,
        run: &run,
        guard: &guard,
        plan_on: &plan_on,
        is_replacing: arguments.overwriting.replace,
    };
    folder.write(&mut survey)
}

/// The identifier of the packs: a hash of everything that they depend on.
fn plan_of(project: &Project, list: &List, order: &Order, form: &PacketForm) -> String {
    let printed = PrintedForm { sides: form.sides, filing: Filing::Separate, marks: None };
    let of_letters = fingerprint(project, list, order, &printed);
    hex(&Sha256::digest(format!("packs {of_letters} {form:?}")))[..16].to_owned()
}

/// The folder that packs are written to.
struct PackFolder<'a> {
    folder: &'a Path,
    plan: &'a str,
    order: &'a Order,
    list: &'a List<'a>,
    names: &'a CountryNames,
    run: &'a PackRun<'a>,
    guard: &'a Guard,
    /// The plan of these packs with another date.
    plan_on: &'a dyn Fn(Date) -> String,
    /// Whether packs of another list may be deleted.
    is_replacing: bool,
}

impl PackFolder<'_> {
    /// Writes the packs of the good rows, the tables, and the rejected rows.
    fn write(&self, survey: &mut Survey) -> Result<Report, Report> {
        let fail = |survey: &Survey, more: Findings| Report::failed_after(&survey.faults.shown(REASONS), more);
        if survey.good.is_empty() {
            write_lists(self.folder, self.list, survey).map_err(|more| fail(survey, more))?;
            return nothing_to_print(survey, &survey.faults.shown(REASONS));
        }
        let planned: Vec<PackRow> = survey.good.iter().map(|good| self.planned(good)).collect();
        let earlier = self.earlier(&planned).map_err(|finding| fail(survey, finding.into()))?;
        let _claim = claim(self.folder, Want::All).map_err(|finding| fail(survey, finding.into()))?;
        if let Some(row) = earlier.first().filter(|row| row.plan != self.plan) {
            let is_of_another_day = row.date.parse().is_ok_and(|date| (self.plan_on)(date) == row.plan);
            if !is_of_another_day && !self.is_replacing {
                return Err(Report::faulty_after(&survey.faults.shown(REASONS), self.packs_exist(row, earlier.len())));
            }
            survey.faults.general(self.replaced(row, earlier.len()));
        }
        // From now on the files are known as packs, even if the run does not end.
        let known: BTreeSet<&str> = planned.iter().map(|row| row.file.as_str()).collect();
        let old = earlier.iter().filter(|row| !known.contains(row.file.as_str()));
        let begun: Vec<PackRow> = planned.iter().chain(old).cloned().collect();
        self.table(&begun).map_err(|finding| fail(survey, finding.into()))?;
        let mut rows = Vec::new();
        for (good, planned) in survey.good.clone().iter().zip(planned.clone()) {
            match self.print(good, &planned) {
                Ok(printed) => rows.push(self.printed(planned, &printed)),
                Err(Fault::Findings(findings)) => {
                    survey.faults.reject(self.list.file(), self.row(good), findings);
                    survey.rejected.push(good.row);
                }
                Err(Fault::Write(error)) => {
                    return Err(fail(survey, unwritable(&self.folder.join(&planned.file), &error).into()));
                }
            }
        }
        survey.rejected.sort_unstable();
        let ours: BTreeSet<&str> = rows.iter().map(|row| row.file.as_str()).collect();
        for gone in begun.iter().filter(|row| !ours.contains(row.file.as_str())) {
            let path = self.folder.join(&gone.file);
            // A pack that a person has changed stays.
            if fs::read(&path).is_ok_and(|bytes| is_own(&bytes, Kind::Pdf)) {
                let _ = fs::remove_file(path);
            }
        }
        self.table(&rows).map_err(|finding| fail(survey, finding.into()))?;
        write_lists(self.folder, self.list, survey).map_err(|more| fail(survey, more))?;
        let total = |of: fn(&PackRow) -> usize| rows.iter().map(of).sum::<usize>();
        let text = format!(
            "{} with {} on {}  {}\n{}",
            counted(rows.len(), "pack", "packs"),
            counted(total(|row| row.letters), "letter", "letters"),
            counted(total(|row| row.sheets), "sheet", "sheets"),
            shown(self.folder),
            RowCounts { good: rows.len(), ..survey.counts() }.text(),
        );
        let status = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
        Ok(Report { text, findings: survey.faults.shown(REASONS), status })
    }

    fn row(&self, good: &GoodRow) -> Row {
        self.list.rows()[good.row]
    }

    /// The row of a pack that is not printed yet.
    fn planned(&self, good: &GoodRow) -> PackRow {
        let number = self.row(good).number;
        let entry = self.list.entry(self.row(good), self.names).expect("it was read before");
        PackRow {
            row: number,
            sender: entry.id,
            file: format!("pack-{number:04}.pdf"),
            letters: good.letters.len(),
            pages: 0,
            sheets: 0,
            posted_in: good.posted_in.as_ref().map(ToString::to_string).unwrap_or_default(),
            sha256: String::new(),
            plan: self.plan.to_owned(),
            date: self.order.date.to_string(),
        }
    }

    fn printed(&self, planned: PackRow, pack: &PrintedPack) -> PackRow {
        let sheets = pack.parts.iter().map(|part| sheets(part.pages, self.run.sides())).sum();
        PackRow { pages: pack.pages, sheets, sha256: hex(&pack.sha256), ..planned }
    }

    fn print(&self, good: &GoodRow, planned: &PackRow) -> Result<PrintedPack, Fault> {
        let sender = self.list.entry(self.row(good), self.names).map_err(Findings::from)?.sender;
        write_streamed(&self.folder.join(&planned.file), Access::OwnerOnly, |out| self.run.print(&sender, out))
    }

    fn table(&self, rows: &[PackRow]) -> Result<(), Finding> {
        write_whole(&self.folder.join(PACKS), &table::of(rows), Access::OwnerOnly)
    }

    /// The packs of an earlier run in this folder.
    ///
    /// # Errors
    ///
    /// When the folder has letters of another command, or a file with the name of a pack that no table lists.
    fn earlier(&self, planned: &[PackRow]) -> Result<Vec<PackRow>, Finding> {
        if self.folder.join(MANIFEST).exists() {
            let message = "this folder already has letters from `likhit letters` or `likhit mailing`";
            let finding = Finding::error(rules::FOLDER_OF_LETTERS, message).in_file(shown(self.folder));
            return Err(finding.help("use another folder with `--out`"));
        }
        let head = table::head::<PackRow>().join(",");
        self.guard.check(&self.folder.join(PACKS), Kind::Table(&head))?;
        let bytes = fs::read(self.folder.join(PACKS)).unwrap_or_default();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let rows = reader.deserialize().filter_map(Result::ok);
        let rows: Vec<PackRow> = rows.filter(|row: &PackRow| is_of_pack(&row.file)).collect();
        let is_foreign =
            |row: &&PackRow| rows.iter().all(|known| known.file != row.file) && self.folder.join(&row.file).exists();
        if let Some(foreign) = planned.iter().find(is_foreign) {
            let message = "the file already exists and is not a pack of this folder, so it is not overwritten";
            let finding = Finding::error(rules::UNWRITABLE, message).in_file(shown(&self.folder.join(&foreign.file)));
            return Err(finding.help("move it away, or use another folder with `--out`"));
        }
        for pack in planned {
            self.guard.check(&self.folder.join(&pack.file), Kind::Pdf)?;
        }
        Ok(rows)
    }

    fn packs_exist(&self, row: &PackRow, count: usize) -> Finding {
        let message =
            format!("the folder already has {} of another list, dated {}", counted(count, "pack", "packs"), row.date);
        let finding = Finding::error(rules::MAILING_EXISTS, message).in_file(shown(self.folder));
        finding.help("to keep both, use another folder with `--out`; to delete the earlier packs, use `--replace`")
    }

    fn replaced(&self, row: &PackRow, count: usize) -> Finding {
        let message = format!(
            "these packs replace different ones in the folder, {} dated {}",
            counted(count, "pack", "packs"),
            row.date
        );
        let help =
            "the list, the project, the date or an option is different; use another folder with `--out` to keep both";
        Finding::warning(rules::REPLACED_MAILING, message).in_file(shown(self.folder)).help(help)
    }
}

/// Whether this is the name of the file of a pack. A path that leads out of the folder is not.
fn is_of_pack(name: &str) -> bool {
    let number = name.strip_prefix("pack-").and_then(|rest| rest.strip_suffix(".pdf"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
