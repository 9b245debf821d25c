//! Envelopes and labels for the senders of a list, in the order of their letters, with a manifest.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use sha2::{Digest, Sha256};

use super::explain::{mm, pages};
use super::folder::shown;
use super::mailing::records::job;
use super::outcome::{ExitStatus, Report};
use super::output::{Access, unwritable, write_streamed, write_whole};
use super::overwrite::{Guard, Kind, is_own};
use super::senders_list::{ListArguments, told};
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, rules};
use crate::list::{Entry, List};
use crate::mailing::manifest::{ManifestRow, hex};
use crate::mailing::pieces::{
    KnownSender, PieceRow, PlannedPiece, in_the_order_of, in_the_order_of_the_case, known_senders,
};
use crate::mailing::{Faults, Job, MANIFEST, counted, table};
use crate::print::{AddressOwner, Addressed, Fault, Order, PieceKind, PieceMailing};
use crate::project::Project;

/// What to print.
pub struct Pieces<'a> {
    /// The envelopes or labels to print on.
    pub form: &'a PieceKind,
    /// The owner of the addresses on them.
    pub owner: AddressOwner,
    /// The file of the list.
    pub list: &'a Path,
    /// How the file of the list is read.
    pub reading: &'a ListArguments,
    /// The folder of the mailing whose letters go into the envelopes.
    pub mailing: Option<&'a Path>,
    /// The folder to write to.
    pub folder: &'a Path,
    /// Decides which existing files are overwritten.
    pub guard: &'a Guard,
}

/// Prints the pieces of a list.
///
/// # Errors
///
/// When nothing is printed.
pub fn print(project: &Project, order: &Order, asked: &Pieces) -> Result<Report, Report> {
    let opened = asked.reading.open(asked.list, project, order.country.as_ref())?;
    let list = opened.list().map_err(Report::faulty)?;
    let names = CountryNames::read(project).map_err(Report::faulty)?.for_letters_from(order.country.clone());
    told(&list, &names)?;
    let first = list.rows().iter().find_map(|row| list.entry(*row, &names).ok()).and_then(|entry| entry.sender.country);
    let run = PieceMailing::prepare(project, order, asked.form, first.as_ref()).map_err(Report::faulty)?;

    let mut faults = Faults::default();
    for remark in run.remarks().into_iter().chain(run.left_out()).chain(list.remarks().clone()) {
        faults.general(remark);
    }
    let mut rejected: BTreeSet<usize> = BTreeSet::new();
    let known = known_senders(&list, &names, &run, &mut faults, &mut rejected);
    let planned = match asked.mailing {
        Some(mailing) => {
            in_the_order_of_mailing(mailing, order, list.table().original(), &known).map_err(Report::faulty)?
        }
        None => in_the_order_of_the_case(&known),
    };

    let name = match asked.owner {
        AddressOwner::Recipient => run.name(),
        AddressOwner::Sender => format!("return-{}", run.name()),
    };
    let path = asked.folder.join(format!("{name}.pdf"));
    let reasons = format!("{name}-reasons.csv");
    let record = asked.folder.join(format!("{name}.csv"));
    let head = table::head::<PieceRow>().join(",");
    let files = [
        (path.clone(), Kind::Pdf),
        (record.clone(), Kind::Table(&head)),
        (asked.folder.join(&reasons), Kind::Table(&head_of_reasons())),
    ];
    asked.guard.check_all(files).map_err(|more| Report::failed_after(&faults.shown(&reasons), more))?;
    let mut rows: Vec<PieceRow> = Vec::new();
    let mut at = 0;
    let mut pieces = planned.iter().map(|planned| Addressed {
        sender: Some(Rc::new(entry(&list, planned.row, &names).sender)),
        recipient: planned.recipient.clone(),
        owner: asked.owner,
    });
    let written = write_streamed(&path, Access::OwnerOnly, |out| {
        run.print(&mut pieces, out, &mut |told| {
            let planned = &planned[at];
            at += 1;
            match told {
                Ok(placed) => rows.push(PieceRow::of(planned, &placed)),
                // A row is reported only once, even if it has several recipients.
                Err(findings) if rejected.insert(planned.row) => {
                    faults.reject(list.file(), list.rows()[planned.row], findings);
                }
                Err(_) => {}
            }
        })
    });
    write_reasons(&asked.folder.join(&reasons), &rejected, &faults, &list)?;
    let printed = written.map_err(|fault| {
        let findings = faults.shown(&reasons);
        match fault {
            Fault::Findings(more) => Report::faulty_after(&findings, more),
            Fault::Write(error) => Report::failed_after(&findings, unwritable(&path, &error)),
        }
    })?;
    write_whole(&record, &table::of(&rows), Access::OwnerOnly).map_err(|finding| {
        let help = finding.help.clone().unwrap_or_default();
        let more = "the PDF of this run is written, and this table is not of it; run the command again";
        Report::failed_after(&faults.shown(&reasons), finding.help(format!("{help}; {more}")))
    })?;
    let (one, several) = match asked.form {
        PieceKind::Envelopes(_) => ("envelope", "envelopes"),
        PieceKind::Labels { .. } => ("label", "labels"),
    };
    let mut text = format!(
        "{} on {} of {} × {} mm  {}\n",
        counted(printed.pieces, one, several),
        pages(printed.pages),
        mm(printed.sheet.width),
        mm(printed.sheet.height),
        shown(&path),
    );
    if !rejected.is_empty() {
        let _ = writeln!(text, "{} rejected", counted(rejected.len(), "row", "rows"));
    }
    let status = if rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Ok(Report { text, findings: faults.shown(&reasons), status })
}

/// The first line of a table of reasons.
fn head_of_reasons() -> String {
    Faults::head_of_reasons().join(",")
}

/// Writes why rows are rejected, or deletes the reasons of an earlier run.
fn write_reasons(path: &Path, rejected: &BTreeSet<usize>, faults: &Faults, list: &List) -> Result<(), Report> {
    if rejected.is_empty() {
        if fs::read(path).is_ok_and(|bytes| is_own(&bytes, Kind::Table(&head_of_reasons()))) {
            let _ = fs::remove_file(path);
        }
        return Ok(());
    }
    write_whole(path, &faults.reasons(list), Access::OwnerOnly).map_err(Report::failed)
}

/// One for each envelope of the mailing in a folder, or in the folder of the case below it.
fn in_the_order_of_mailing(
    mailing: &Path,
    order: &Order,
    list: &[u8],
    known: &[KnownSender],
) -> Result<Vec<PlannedPiece>, Findings> {
    let folders = [mailing.to_owned(), mailing.join(order.case.as_str())];
    let read = folders.iter().find_map(|folder| Some((folder.join(MANIFEST), job(folder)?)));
    let Some((path, job)) = read else {
        let path = mailing.join(MANIFEST);
        let finding = Finding::error(rules::NO_MANIFEST, "no complete manifest found").in_file(shown(&path));
        return Err(finding.help("use the folder of a finished mailing, which has a file `manifest.csv`").into());
    };
    let rows = rows_of_list(&job, list).map_err(|finding| finding.in_file(shown(&path)))?;
    in_the_order_of(&shown(&path), &rows, order, known)
}

/// The rows of the manifest that are of this list. A mailing of one list is compared row by row instead, so that
/// an address may be corrected after printing.
fn rows_of_list(job: &Job, list: &[u8]) -> Result<Vec<ManifestRow>, Finding> {
    if job.list_numbers().len() == 1 {
        return Ok(job.rows().to_vec());
    }
    let sha256 = hex(&Sha256::digest(list));
    let of_list = job.summaries().find(|summary| summary.list_sha256.as_ref() == Some(&sha256));
    let Some(of_list) = of_list else {
        let files: Vec<String> = job
            .list_numbers()
            .into_iter()
            .filter_map(|list| Some(format!("`{}`", job.rows_of(list).next()?.list_file)))
            .collect();
        let message = format!("the mailing has several lists, but not this one: {}", files.join(", "));
        let finding = Finding::error(rules::OTHER_MAILING, message);
        return Err(finding.help("use one of these lists, as it was printed"));
    };
    Ok(job.rows_of(of_list.number()).cloned().collect())
}

/// A row that was read before.
fn entry(list: &List, row: usize, names: &CountryNames) -> Entry {
    list.entry(list.rows()[row], names).expect("it was read before")
}
