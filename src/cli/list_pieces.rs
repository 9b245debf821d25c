//! Envelopes and labels for the senders of a list, in the order of their letters, with a manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::rc::Rc;

use super::explain::{mm, pages};
use super::folder::{self, shown};
use super::mailing::faults::{Faults, grouped};
use super::mailing::manifest;
use super::mailing::survey::id_twice;
use super::output::{Access, unwritable, write_whole, write_with};
use super::{ExitStatus, Report};
use crate::finding::{Finding, Findings, rules};
use crate::id::RecipientId;
use crate::list::{CountryNames, Entry, List};
use crate::print::{AddressOwner, Addressed, Fault, Order, PieceKind, PieceMailing};
use crate::project::Project;

/// What to print.
pub struct Pieces<'a> {
    /// The envelopes or labels to print on.
    pub form: &'a PieceKind,
    /// Whose they are.
    pub whose: AddressOwner,
    /// The file of the list.
    pub list: &'a Path,
    /// The folder of the mailing whose letters go into the envelopes.
    pub mailing: Option<&'a Path>,
    /// The folder to write to.
    pub folder: &'a Path,
}

/// The piece for an envelope of the mailing.
#[derive(Debug, Clone)]
struct Planned {
    /// The number of the envelope.
    number: usize,
    /// The place of the sender's row in the list.
    row: usize,
    id: Rc<str>,
    recipient: RecipientId,
}

/// A row that can be read.
struct Known {
    row: usize,
    id: Rc<str>,
    recipients: Vec<RecipientId>,
}

/// Prints the pieces of a list.
///
/// # Errors
///
/// When nothing is printed.
pub fn print(project: &Project, order: &Order, asked: &Pieces) -> Result<Report, Report> {
    let bytes = folder::bytes(asked.list).map_err(Report::failed)?;
    let list = List::read(&shown(asked.list), &bytes).map_err(Report::faulty)?;
    let names = CountryNames::read(project).map_err(Report::faulty)?.for_letters_from(order.country.clone());
    if let Some(finding) = list.without_country(&names) {
        return Err(Report::faulty(finding));
    }
    let first = list.rows().iter().find_map(|row| list.entry(*row, &names).ok()).and_then(|entry| entry.sender.country);
    let run = PieceMailing::prepare(project, order, asked.form, first.as_ref()).map_err(Report::faulty)?;

    let mut faults = Faults::default();
    for remark in run.remarks().into_iter().chain(list.remarks().clone()) {
        faults.general(remark);
    }
    let mut rejected: BTreeSet<usize> = BTreeSet::new();
    let known = known(&list, &names, &run, &mut faults, &mut rejected);
    let planned = match asked.mailing {
        Some(mailing) => in_the_order_of(mailing, order, &known).map_err(Report::faulty)?,
        None => in_the_order_of_the_case(&known),
    };

    let name = match asked.whose {
        AddressOwner::Recipient => run.name(),
        AddressOwner::Sender => format!("return-{}", run.name()),
    };
    let path = asked.folder.join(format!("{name}.pdf"));
    let mut table = Table::new();
    let mut at = 0;
    let mut pieces = planned.iter().map(|planned| Addressed {
        sender: Rc::new(entry(&list, planned.row, &names).sender),
        recipient: planned.recipient.clone(),
        whose: asked.whose,
    });
    let written = write_with(&path, Access::OwnerOnly, |file| -> Result<_, Fault> {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let printed = run.print(&mut pieces, &mut out, &mut |told| {
            let planned = &planned[at];
            at += 1;
            match told {
                Ok(placed) => table.add(planned, placed.page, placed.label),
                // A row is reported only once, even if it has several recipients.
                Err(findings) if rejected.insert(planned.row) => {
                    faults.reject(list.file(), list.rows()[planned.row], findings);
                }
                Err(_) => {}
            }
        })?;
        out.flush()?;
        Ok(printed)
    });
    let reasons = format!("{name}-reasons.csv");
    let path_of_reasons = asked.folder.join(&reasons);
    if rejected.is_empty() {
        let _ = fs::remove_file(path_of_reasons);
    } else {
        write_whole(&path_of_reasons, &faults.reasons(), Access::OwnerOnly).map_err(Report::failed)?;
    }
    let printed = written.map_err(|fault| {
        let mut findings = faults.shown(&reasons);
        match fault {
            Fault::Findings(more) => Report::faulty(findings.into_iter().chain(more).collect::<Findings>()),
            Fault::Write(error) => {
                findings.push(unwritable(&path, &error));
                Report::failed(findings)
            }
        }
    })?;
    let record = asked.folder.join(format!("{name}.csv"));
    write_whole(&record, &table.bytes(), Access::OwnerOnly).map_err(Report::failed)?;
    let what = if matches!(asked.form, PieceKind::Envelopes(_)) { "envelopes" } else { "labels" };
    let text = format!(
        "{} {what} on {} of {} × {} mm  {}\n{} rejected\n",
        grouped(printed.pieces),
        pages(printed.pages),
        mm(printed.sheet.width),
        mm(printed.sheet.height),
        path.display(),
        grouped(rejected.len()),
    );
    let ending = if rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Ok(Report { text, findings: faults.shown(&reasons), ending })
}

/// The rows that can be read. The others are reported.
fn known(
    list: &List,
    names: &CountryNames,
    run: &PieceMailing,
    faults: &mut Faults,
    rejected: &mut BTreeSet<usize>,
) -> Vec<Known> {
    let mut known = Vec::new();
    let mut ids: BTreeMap<Rc<str>, u32> = BTreeMap::new();
    for (at, row) in list.rows().iter().enumerate() {
        let entry = list.entry(*row, names).and_then(|entry| match ids.get(&*entry.id) {
            Some(first) => Err(id_twice(list, *row, &entry.id, *first).into()),
            None => Ok(entry),
        });
        match entry {
            Ok(Entry { id, sender, remarks }) => {
                for remark in remarks.into_iter().chain(run.remarks_on(&sender)) {
                    // The sender's own words are not printed on envelopes.
                    if remark.rule != rules::UNUSED_WORDS {
                        faults.remark(list.file(), *row, remark);
                    }
                }
                let recipients = run.recipients_of(&sender).into_iter().map(|recipient| recipient.id.clone()).collect();
                let id: Rc<str> = id.into();
                ids.insert(Rc::clone(&id), row.number);
                known.push(Known { row: at, id, recipients });
            }
            Err(findings) => {
                rejected.insert(at);
                faults.reject(list.file(), *row, findings);
            }
        }
    }
    known
}

/// All pieces to the first recipient, then all to the second, in the order of a mailing with one layout.
fn in_the_order_of_the_case(known: &[Known]) -> Vec<Planned> {
    let most = known.iter().map(|known| known.recipients.len()).max().unwrap_or(0);
    let places = (0..most).flat_map(|place| known.iter().map(move |known| (known, known.recipients.get(place))));
    let planned = places.filter_map(|(known, recipient)| Some((known, recipient?.clone())));
    (1..)
        .zip(planned)
        .map(|(number, (Known { row, id, .. }, recipient))| Planned { number, row: *row, id: Rc::clone(id), recipient })
        .collect()
}

/// One piece for each envelope of a printed mailing, in the order of the mailing.
fn in_the_order_of(mailing: &Path, order: &Order, known: &[Known]) -> Result<Vec<Planned>, Findings> {
    let path = [mailing.join("manifest.csv"), mailing.join(order.case.as_str()).join("manifest.csv")];
    let read = path.iter().find_map(|path| Some((path, manifest::read(path)?)));
    let Some((path, rows)) = read else {
        let finding = Finding::error(rules::NO_MANIFEST, "no complete manifest found").in_file(shown(&path[0]));
        return Err(finding.help("use the folder of a finished mailing").into());
    };
    let by_id: BTreeMap<&str, &Known> = known.iter().map(|known| (&*known.id, known)).collect();
    let mut planned = Vec::new();
    for envelope in rows.chunk_by(|one, next| one.envelope == next.envelope) {
        let row = &envelope[0];
        let recipient = RecipientId::new(&row.recipient);
        if !order.to.is_empty() && recipient.as_ref().is_some_and(|recipient| !order.to.contains(recipient)) {
            continue;
        }
        let sender =
            by_id.get(&*row.sender).filter(|known| recipient.as_ref().is_some_and(|to| known.recipients.contains(to)));
        let (Some(known), Some(recipient)) = (sender, recipient) else {
            let message = format!(
                "envelope {} is from `{}` to `{}`, but the list has no such letter",
                row.envelope, row.sender, row.recipient
            );
            let finding = Finding::error(rules::OTHER_MAILING, message).in_file(shown(path));
            return Err(finding.help("use the list, project and country that the mailing was printed with").into());
        };
        planned.push(Planned { number: row.envelope, row: known.row, id: Rc::clone(&known.id), recipient });
    }
    Ok(planned)
}

/// A row that was read before.
fn entry(list: &List, row: usize, names: &CountryNames) -> Entry {
    list.entry(list.rows()[row], names).expect("it was read before")
}

/// The manifest: which piece is where.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new() -> Self {
        let mut table = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = table.write_record(["envelope", "sender", "recipient", "page", "label"]);
        Self(table)
    }

    fn add(&mut self, planned: &Planned, page: usize, label: Option<usize>) {
        let Planned { number, id, recipient, .. } = planned;
        let label = label.map_or_else(String::new, |label| label.to_string());
        let _ = self.0.write_record([&number.to_string(), &**id, recipient.as_str(), &page.to_string(), &label]);
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}
