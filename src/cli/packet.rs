//! `likhit packet`: letters and envelopes in one PDF, in the order of posting; for a list, a pack for each sender.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::case_file::{Opened, name_files};
use super::explain::pages;
use super::folder::shown;
use super::mailing::claim::{Claim, Want, claim};
use super::mailing::finish::write_lists;
use super::mailing::threads::{jobs, survey};
use super::order::{Addressees, Languages, Terms, sender, usual};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, unwritable, write_streamed, write_whole};
use super::senders_list::ListArguments;
use super::values::{envelope, stationery};
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, rules};
use crate::id::{EnvelopeId, StationeryId};
use crate::list::{List, Row, Table};
use crate::mailing::manifest::hex;
use crate::mailing::{
    Filing, GoodRow, MANIFEST, OnBadRow, PrintedForm, REASONS, RowReader, Survey, counted, counted_rows, fingerprint,
    sheets, table,
};
use crate::page::Extent;
use crate::print::{
    Envelopes, Fault, Order, PackRun, Packet, PacketForm, PartKind, PrintedPack, Sides, packet as print,
};
use crate::project::Project;

/// The arguments of `likhit packet`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed")]
#[derive(Debug, Args)]
pub struct PacketArguments {
    /// Case: its id, or the path of its YAML file.
    case: String,

    #[command(flatten)]
    addressees: Addressees,

    #[command(flatten)]
    languages: Languages,

    /// Sender: a YAML file with name, address and country [default: ruled lines to fill in by hand].
    #[arg(long, value_name = "FILE")]
    sender: Option<PathBuf>,

    /// List of senders, a spreadsheet or CSV file as for `likhit mailing`: write a pack for each of them to sign and post,
    /// with a cover for a window envelope.
    #[arg(long, value_name = "FILE", conflicts_with = "sender")]
    senders: Option<PathBuf>,

    #[command(flatten)]
    list: ListArguments,

    /// Layout [default: the usual one of the country].
    #[arg(long, value_name = "NAME", value_parser = stationery)]
    stationery: Option<StationeryId>,

    /// Place of the envelopes [default: `each`; with --senders `none`].
    #[arg(long, value_name = "WHERE", value_enum)]
    envelopes: Option<TypedEnvelopes>,

    /// Envelope to print on [default: the usual one of the country].
    #[arg(long, value_name = "NAME", value_parser = envelope)]
    envelope: Option<EnvelopeId>,

    /// For printing on both sides: each letter begins on a front page, after a blank page if necessary.
    #[arg(long)]
    duplex: bool,

    /// Reject a letter that does not fit on one page, and report by how much.
    #[arg(long)]
    one_page: bool,

    /// With --senders: stop at the first row that cannot be printed, and write nothing.
    #[arg(long, requires = "senders")]
    strict: bool,

    /// With --senders: read, lay out and count everything and report every fault, but write nothing.
    #[arg(long, requires = "senders")]
    dry_run: bool,

    #[command(flatten)]
    terms: Terms,

    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "packets")]
    out: PathBuf,
}

/// The place of the envelopes, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TypedEnvelopes {
    /// Behind the letters that go into each
    Each,
    /// Behind all letters
    Last,
    /// No envelopes
    None,
}

/// Carries out the command.
pub fn packet(arguments: &PacketArguments) -> Report {
    printed(arguments).unwrap_or_else(|report| report)
}

fn printed(arguments: &PacketArguments) -> Result<Report, Report> {
    let Opened { project, case } = arguments.terms.open(&arguments.case)?;
    let order = Order {
        languages: arguments.languages.lang.clone(),
        fallback: arguments.languages.fallback.clone(),
        sender: sender(arguments.sender.as_deref())?,
        stationery: arguments.stationery.clone(),
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        ..usual(case, &arguments.terms, &arguments.addressees)
    };
    let folder = arguments.out.join(order.case.as_str());
    let report = match &arguments.senders {
        Some(list) => packs(arguments, &project, &order, list, &folder),
        None => Ok(one(arguments, &project, &order, &folder)),
    };
    let named = |mut report: Report| {
        name_files(&mut report.findings, &arguments.case, &order.case, arguments.terms.project.as_deref());
        report
    };
    report.map(named).map_err(named)
}

/// The form of the packet; `usual` is the place of the envelopes if none was typed.
fn form(arguments: &PacketArguments, usual: Envelopes) -> PacketForm {
    let envelopes = arguments.envelopes.map_or(usual, |typed| match typed {
        TypedEnvelopes::Each => Envelopes::Each,
        TypedEnvelopes::Last => Envelopes::Last,
        TypedEnvelopes::None => Envelopes::None,
    });
    let sides = if arguments.duplex { Sides::Both } else { Sides::Front };
    PacketForm { sides, envelopes, envelope: arguments.envelope.clone() }
}

/// The packet of one sender.
fn one(arguments: &PacketArguments, project: &Project, order: &Order, folder: &Path) -> Report {
    let (packet, mut findings) = print(project, order, &form(arguments, Envelopes::Each));
    let mut status = ExitStatus::of(&findings);
    let mut text = String::new();
    if let Some(packet) = packet {
        let path = folder.join("packet.pdf");
        let access = if order.sender.is_some() { Access::OwnerOnly } else { Access::Shared };
        match write_whole(&path, &packet.pdf, access) {
            Ok(()) => text = contents(&packet, &path),
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    Report { text, findings, status }
}

/// The parts of a packet and its file.
fn contents(packet: &Packet, path: &Path) -> String {
    let mut out = String::new();
    let width = packet.parts.iter().filter_map(|part| Some(part.recipient.as_ref()?.as_str().len())).max().unwrap_or(0);
    for part in &packet.parts {
        let recipient = part.recipient.as_ref().map_or("", |recipient| recipient.as_str());
        let kind = match &part.kind {
            PartKind::Cover => "cover".to_owned(),
            PartKind::Letter(language) => format!("letter in {language}"),
            PartKind::Envelope => "envelope".to_owned(),
        };
        let last = part.first_page + part.pages - 1;
        let at = if part.pages == 1 { format!("page {last}") } else { format!("pages {}-{last}", part.first_page) };
        let _ = writeln!(out, "{recipient:width$}  {kind}  {at}");
    }
    let _ = writeln!(out, "{}  {}", pages(packet.pages), path.display());
    out
}

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

/// A pack for each sender of a list.
fn packs(
    arguments: &PacketArguments,
    project: &Project,
    order: &Order,
    path: &Path,
    folder: &Path,
) -> Result<Report, Report> {
    let table = arguments.list.open(path, order.country.as_ref())?;
    let list = List::read(&table).map_err(Report::faulty)?;
    let names = CountryNames::read(project).map_err(Report::faulty)?.for_letters_from(order.country.clone());
    if let Some(finding) = list.without_country(&names) {
        return Err(Report::faulty(finding));
    }
    let form = form(arguments, Envelopes::None);
    let first = list.rows().iter().find_map(|row| list.entry(*row, &names).ok()).and_then(|entry| entry.sender.country);
    let run = PackRun::prepare(project, order, form.clone(), first.as_ref()).map_err(Report::faulty)?;
    let reader = RowReader { list: &list, names: &names, run: &run.run, country: order.country.as_ref() };
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
            counted_rows(survey.good.len(), survey.rejected.len()),
        );
        return Ok(Report { text, findings: survey.faults.all(), status });
    }
    if arguments.strict && !survey.rejected.is_empty() {
        let text = "nothing was written\n".to_owned();
        return Err(Report { text, ..Report::faulty(survey.faults.shown(REASONS)) });
    }
    let plan = plan_of(project, &table, order, &form);
    let folder = PackFolder { folder, plan: &plan, order, list: &list, names: &names, run: &run };
    folder.write(&mut survey)
}

/// The identifier of the packs: a hash of everything that they depend on.
fn plan_of(project: &Project, list: &Table, order: &Order, form: &PacketForm) -> String {
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
}

impl PackFolder<'_> {
    /// Writes the packs of the good rows, the tables, and the rejected rows.
    fn write(&self, survey: &mut Survey) -> Result<Report, Report> {
        let fail = |survey: &Survey, more: Findings| Report::failed_after(&survey.faults.shown(REASONS), more);
        if survey.good.is_empty() {
            write_lists(self.folder, self.list, survey, None).map_err(|more| fail(survey, more))?;
            let message = "there is nothing to print: no row of the list results in a letter";
            let finding = Finding::error(rules::NOTHING_TO_PRINT, message);
            let help = "correct the rejected rows, or check the recipients of `--to`";
            return Err(Report::faulty_after(&survey.faults.shown(REASONS), finding.help(help)));
        }
        let planned: Vec<PackRow> = survey.good.iter().map(|good| self.planned(good)).collect();
        let earlier = self.earlier(&planned).map_err(|finding| fail(survey, finding.into()))?;
        let claim = claim(self.folder, Want::All).map_err(|finding| fail(survey, finding.into()))?;
        if let Some(row) = earlier.first().filter(|row| row.plan != self.plan) {
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
            let _ = fs::remove_file(self.folder.join(&gone.file));
        }
        self.table(&rows).map_err(|finding| fail(survey, finding.into()))?;
        write_lists(self.folder, self.list, survey, None).map_err(|more| fail(survey, more))?;
        claim.into_iter().for_each(Claim::release);
        let total = |of: fn(&PackRow) -> usize| rows.iter().map(of).sum::<usize>();
        let text = format!(
            "{} with {} on {}  {}\n{}",
            counted(rows.len(), "pack", "packs"),
            counted(total(|row| row.letters), "letter", "letters"),
            counted(total(|row| row.sheets), "sheet", "sheets"),
            self.folder.display(),
            counted_rows(rows.len(), survey.rejected.len()),
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
        let sender = self.list.entry(self.row(good), self.names)?.sender;
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
        Ok(rows)
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
