//! Envelopes and labels for the senders of a list: the sender of each, in the order of the letters, and its place.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::faults::Faults;
use super::manifest::ManifestRow;
use super::person::who;
use super::survey::{id_twice, sender_twice};
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, rules};
use crate::id::RecipientId;
use crate::list::{Entry, List, Unprinted};
use crate::print::{Order, PieceMailing, PlacedPiece};

/// The piece for an envelope of the mailing.
#[derive(Debug, Clone)]
pub struct PlannedPiece {
    /// The number of the envelope.
    pub number: usize,
    /// The place of the sender's row in the list.
    pub row: usize,
    /// The id of the sender in the list.
    pub id: Rc<str>,
    /// The recipient.
    pub recipient: RecipientId,
}

/// A row that can be read.
pub struct KnownSender {
    /// Its place in the list.
    pub row: usize,
    /// The id of the sender in the list.
    pub id: Rc<str>,
    /// The recipients that the sender writes to, in the order of the case.
    pub recipients: Vec<RecipientId>,
}

/// The rows that can be read. The others are reported; people who get no letter and duplicates get no envelope either.
pub fn known_senders(
    list: &List,
    names: &CountryNames,
    run: &PieceMailing,
    faults: &mut Faults,
    rejected: &mut BTreeSet<usize>,
) -> Vec<KnownSender> {
    let mut known = Vec::new();
    let mut ids: BTreeMap<Rc<str>, u32> = BTreeMap::new();
    let mut people = BTreeMap::new();
    for (at, row) in list.rows().iter().enumerate() {
        let entry = list.entry(*row, names).and_then(|entry| match ids.get(&*entry.id) {
            Some(first) => Err(Unprinted::Faulty(id_twice(list, *row, &entry.id, *first).into())),
            None => Ok(entry),
        });
        match entry {
            Ok(Entry { id, sender, remarks }) => {
                let first = *people.entry(who(&sender)).or_insert(row.number);
                if first != row.number {
                    ids.insert(id.into(), row.number);
                    faults.remark(list.file(), *row, sender_twice(list, *row, first));
                    continue;
                }
                for remark in remarks.into_iter().chain(run.remarks_on(Some(&sender))) {
                    // The sender's own words are not printed on envelopes.
                    if remark.rule != rules::UNUSED_WORDS {
                        faults.remark(list.file(), *row, remark);
                    }
                }
                let recipients = run.recipients_of(&sender).into_iter().map(|recipient| recipient.id.clone()).collect();
                let id: Rc<str> = id.into();
                ids.insert(Rc::clone(&id), row.number);
                known.push(KnownSender { row: at, id, recipients });
            }
            Err(Unprinted::NotMailed(not_mailed)) => {
                if let Some(id) = not_mailed.id {
                    ids.entry(id.into()).or_insert(row.number);
                }
                faults.remark(list.file(), *row, not_mailed.finding);
            }
            Err(Unprinted::Faulty(findings)) => {
                rejected.insert(at);
                faults.reject(list.file(), *row, findings);
            }
        }
    }
    known
}

/// All pieces to the first recipient, then all to the second, in the order of a mailing with one layout.
pub fn in_the_order_of_the_case(known: &[KnownSender]) -> Vec<PlannedPiece> {
    let most = known.iter().map(|known| known.recipients.len()).max().unwrap_or(0);
    let places = (0..most).flat_map(|place| known.iter().map(move |known| (known, known.recipients.get(place))));
    let planned = places.filter_map(|(known, recipient)| Some((known, recipient?.clone())));
    (1..)
        .zip(planned)
        .map(|(number, (KnownSender { row, id, .. }, recipient))| PlannedPiece {
            number,
            row: *row,
            id: Rc::clone(id),
            recipient,
        })
        .collect()
}

/// One piece for each envelope of a printed mailing, in the order of the mailing.
///
/// # Errors
///
/// When an envelope belongs to none of these senders.
pub fn in_the_order_of(
    file: &str,
    rows: &[ManifestRow],
    order: &Order,
    known: &[KnownSender],
) -> Result<Vec<PlannedPiece>, Findings> {
    let by_id: BTreeMap<&str, &KnownSender> = known.iter().map(|known| (&*known.id, known)).collect();
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
            let finding = Finding::error(rules::OTHER_MAILING, message).in_file(file);
            return Err(finding.help("use the list, project and country that the mailing was printed with").into());
        };
        planned.push(PlannedPiece { number: row.envelope, row: known.row, id: Rc::clone(&known.id), recipient });
    }
    Ok(planned)
}

/// A row of the manifest of pieces: the place of each piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceRow {
    /// The number of the envelope.
    pub envelope: usize,
    /// The id of the sender in the list.
    pub sender: String,
    /// The recipient.
    pub recipient: String,
    /// The page, from 1.
    pub page: usize,
    /// The label on the page, from 1.
    pub label: Option<usize>,
}

impl PieceRow {
    /// The row of a piece that was printed.
    pub fn of(planned: &PlannedPiece, placed: &PlacedPiece) -> Self {
        let PlannedPiece { number, id, recipient, .. } = planned;
        let (sender, recipient) = (id.to_string(), recipient.to_string());
        Self { envelope: *number, sender, recipient, page: placed.page, label: placed.label }
    }
}
