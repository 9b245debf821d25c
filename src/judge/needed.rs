//! Which documents print a message: the letter, the sheet, the cover of a fax.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::salutations::is_salutation;
use crate::case::{Case, PERSONS};
use crate::finding::Piece;
use crate::fluent::{Entry, Reference};
use crate::locale::required;
use crate::project::paths::LETTER;

/// Whether any case needs a message of a language. Only a sheet of a case without a last day says "as soon as
/// possible".
pub fn is_needed(context: &Context, id: &str) -> bool {
    let without_last_day = |case: &Case| case.sheet.is_some() && case.send_before.is_none();
    context.name != LETTER
        || id != required::SHEET_AS_SOON_AS_POSSIBLE.id
        || context.judge.cases().any(without_last_day)
}

/// The documents that print each message of a file.
pub struct Needed(BTreeMap<String, BTreeSet<Piece>>);

impl Needed {
    /// The documents for the messages `ids`, whether a file has them or not, and for all messages that they refer to.
    pub fn of<'i>(context: &Context, ids: impl Iterator<Item = &'i str>) -> Self {
        let mut open: Vec<(String, Piece)> = Vec::new();
        // A case may have forms of address of its own.
        let is_general = |id: &&str| context.name == LETTER || is_salutation(id);
        let pieces = |id: &'i str| required::needed_for(id).iter().map(move |piece| (id.to_owned(), *piece));
        open.extend(ids.filter(is_general).flat_map(pieces));
        open.extend(context.case.iter().flat_map(|case| &case.messages).map(|(id, piece)| (id.to_string(), *piece)));
        let mut needed: BTreeMap<String, BTreeSet<Piece>> = BTreeMap::new();
        while let Some((id, piece)) = open.pop() {
            // The source says what a message that is missing here refers to.
            let entry = context.source_entry(&id).or_else(|| context.file.entry(&id));
            if needed.entry(id).or_default().insert(piece) {
                let references = || entry.into_iter().flat_map(Entry::references);
                open.extend(references().filter_map(Reference::id).map(|id| (id.to_owned(), piece)));
                // `$persons` is made of the messages with their names.
                let uses_persons = references().any(|reference| reference.variable() == Some(PERSONS));
                let persons = context.case.filter(|_| uses_persons).into_iter().flat_map(|case| &case.persons);
                open.extend(persons.map(|person| (person.message().to_string(), piece)));
            }
        }
        Self(needed)
    }

    /// The documents that print a message; empty if none is known.
    pub fn pieces(&self, id: &str) -> Vec<Piece> {
        self.0.get(id).into_iter().flatten().copied().collect()
    }
}
