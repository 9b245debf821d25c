//! The order of the messages in the form: a letter from top to bottom, then its sheet, then what all have in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Recipient};
use crate::finding::Piece;
use crate::id::MessageId;
use crate::locale::required;
use crate::project::paths::{self, LETTER, REVIEW};
use crate::translation::MessageWords;

/// Messages that are read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The message of the form that is its heading.
    pub heading: &'static str,
    /// The title of its case, if it belongs to one.
    pub case: Option<String>,
    /// The messages, as indices.
    pub messages: Vec<usize>,
}

/// Where each message is printed, by its index.
pub type Pieces = BTreeMap<usize, BTreeSet<Piece>>;

/// The groups of the messages of these cases and of every letter. `used` is where they are printed. With `is_one_case`,
/// what the only case does not use is left out.
pub fn groups(words: &[MessageWords], cases: &[Case], used: &Pieces, is_one_case: bool) -> Vec<Group> {
    let is_asked = |at: &usize| !is_one_case || used.contains_key(at);
    let mut left: BTreeSet<usize> = (0..words.len()).filter(is_asked).collect();
    let places = places(words);
    let mut groups = Vec::new();
    let mut add = |heading, case: Option<&Case>, ids: Vec<usize>| {
        let messages: Vec<usize> = ids.into_iter().filter(|at| left.remove(at)).collect();
        if !messages.is_empty() {
            groups.push(Group { heading, case: case.map(|case| case.title.clone()), messages });
        }
    };
    let of = |file: &str, id: &str| places.get(&(file, id)).copied();
    let of_file = |file: &str| -> Vec<usize> {
        words.iter().enumerate().filter(|(_, message)| message.file == file).map(|(at, _)| at).collect()
    };
    let with_piece = |file: &str, piece: Piece| -> Vec<usize> {
        of_file(file).into_iter().filter(|at| used.get(at).is_some_and(|pieces| pieces.contains(&piece))).collect()
    };
    for case in cases {
        let file = paths::case_words(&case.id);
        let named: BTreeSet<&str> = case.message_ids().map(MessageId::as_str).collect();
        let persons: Vec<String> = case.persons.iter().map(|person| person.message().to_string()).collect();
        let is_name =
            |id: &str| case.names.iter().any(|name| name.as_str() == id) || persons.iter().any(|name| name == id);
        let others = of_file(&file).into_iter().filter(|at| {
            let id = words[*at].id.as_str();
            !named.contains(id) || is_name(id)
        });
        add("review-group-names", Some(case), others.collect());
    }
    for case in cases {
        let file = paths::case_words(&case.id);
        let recipients: Vec<String> =
            case.all_recipients().map(Recipient::message).map(|message| message.to_string()).collect();
        let recipients = recipients.iter().filter_map(|id| of(&file, id));
        let plan = case.messages.iter().filter(|(_, piece)| *piece == Piece::Letter);
        let mut plan: Vec<&str> = plan.map(|(id, _)| id.as_str()).collect();
        let body = plan.split_off(plan.len().min(1));
        let salutations: Vec<String> = case.salutations.iter().map(required::salutation).collect();
        let own = |id: &str| of(&file, id);
        let every = |id: &str| of(LETTER, id);
        let mut ids: Vec<usize> = recipients.collect();
        ids.extend(plan.into_iter().filter_map(own));
        ids.extend(salutations.iter().filter_map(|id| own(id).or_else(|| every(id))));
        ids.extend(body.into_iter().filter_map(own));
        ids.extend(every(required::CLOSING.id));
        add("review-group-letter", Some(case), ids);
    }
    add("review-group-letters", None, with_piece(LETTER, Piece::Letter));
    for case in cases {
        add("review-group-sheet", Some(case), of_file(&paths::case_words(&case.id)));
    }
    add("review-group-sheets", None, with_piece(LETTER, Piece::Sheet));
    add("review-group-fax", None, with_piece(LETTER, Piece::Fax));
    add("review-group-pack", None, with_piece(LETTER, Piece::Pack));
    add("review-group-letters", None, of_file(LETTER));
    add("review-group-form", None, of_file(REVIEW));
    groups
}

/// The index of each message, by its file and its id.
fn places(words: &[MessageWords]) -> BTreeMap<(&str, &str), usize> {
    words.iter().enumerate().map(|(at, message)| ((message.file.as_str(), message.id.as_str()), at)).collect()
}

/// Where each message is printed, with all messages that contain it.
pub fn pieces(words: &[MessageWords], cases: &[Case], is_one_case: bool) -> Pieces {
    let places = places(words);
    let mut used = Pieces::new();
    for message in words {
        let case = cases.iter().find(|case| paths::case_words(&case.id) == message.file);
        let direct: Vec<Piece> = match case {
            Some(case) => {
                let named = case.messages.iter().filter(|(id, _)| id.as_str() == message.id);
                let mut pieces: Vec<Piece> = named.map(|(_, piece)| *piece).collect();
                if case.all_recipients().any(|to| to.message().as_str() == message.id) {
                    pieces.extend([Piece::Letter, Piece::Sheet]);
                }
                pieces
            }
            None if message.file == LETTER && (!is_one_case || is_used_by(cases, &message.id)) => {
                required::needed_for(&message.id).to_vec()
            }
            None => Vec::new(),
        };
        if direct.is_empty() {
            continue;
        }
        for (file, id) in &message.made_of {
            if let Some(at) = places.get(&(file.as_str(), id.as_str())) {
                used.entry(*at).or_default().extend(&direct);
            }
        }
    }
    used
}

/// Whether a message of `letter.ftl` can be printed for one of these cases.
fn is_used_by(cases: &[Case], id: &str) -> bool {
    let has_solidarity = cases.iter().any(|case| !case.solidarity.is_empty());
    if let Some(key) = id.strip_prefix(required::SALUTATION) {
        return cases.iter().flat_map(|case| &case.salutations).any(|used| used.as_str() == key);
    }
    if id.starts_with("sheet-") {
        return cases.iter().filter(|case| case.sheet.is_some()).any(|case| match id {
            _ if id == required::SHEET_FURTHER.id => !case.updates.is_empty(),
            _ if id == required::SHEET_AS_SOON_AS_POSSIBLE.id => case.send_before.is_none(),
            _ if id == required::SHEET_SEND_BEFORE.id => case.send_before.is_some(),
            _ => true,
        });
    }
    has_solidarity || ![required::SOLIDARITY_TOPIC.id, required::FAX_NOTE_SOLIDARITY.id].contains(&id)
}
