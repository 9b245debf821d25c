//! Counts the words of the text and of what was made of it: a word that is nowhere is put into a comment.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::lines::{Line, Remark, RemarkKind};
use super::parts::ContactKind;
use crate::id::LanguageTag;

/// How many words of the text are where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// All of them.
    pub total: usize,
    /// Those in a message or in a field of the case.
    pub placed: usize,
    /// Those of headings, repetitions and the like, which are in a comment because nothing else is to be done.
    pub known: usize,
    /// Those of which nothing is known.
    pub unplaced: usize,
}

/// The words of a text as they are counted: letters and digits.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The labels that are keys of the case file.
pub const KEYS: [&str; 7] = ["fax", "telephone", "email", "web", "salutation", "e", "mail"];

/// Puts every word that is nowhere into a comment, and counts.
pub fn complete(draft: &mut Draft, lines: &[Line]) -> Account {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    let mut total = 0;
    for word in lines.iter().flat_map(|line| words(&line.text)) {
        *left.entry(word).or_default() += 1;
        total += 1;
    }
    let said = draft.placed.iter().flat_map(|text| words(text));
    let contacts = draft.recipients.iter().flat_map(|recipient| &recipient.contact.remarks);
    let remarked = draft.remarks.iter().chain(contacts).filter(|remark| remark.kind != RemarkKind::Joined);
    let remarked: Vec<String> = remarked.flat_map(|remark| words(&remark.text)).collect();
    for word in said.chain(remarked) {
        if let Some(count) = left.get_mut(&word) {
            *count = count.saturating_sub(1);
        }
    }
    left.retain(|_, count| *count > 0);
    // Where a word is missing, the last of its lines has it.
    for line in lines.iter().rev() {
        let mut missing: Vec<&str> = Vec::new();
        for word in line.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if let Some(count) = left.get_mut(&word.to_lowercase()).filter(|count| **count > 0) {
                *count -= 1;
                missing.push(word);
            }
        }
        missing.retain(|word| !KEYS.contains(&word.to_lowercase().as_str()));
        if !missing.is_empty() {
            draft.remarks.push(Remark { line: line.number, kind: RemarkKind::Unplaced, text: missing.join(" ") });
        }
    }
    let count = |kinds: fn(RemarkKind) -> bool| {
        let contacts = draft.recipients.iter().flat_map(|recipient| &recipient.contact.remarks);
        let remarks = draft.remarks.iter().chain(contacts).filter(|remark| kinds(remark.kind));
        remarks.map(|remark| words(&remark.text).count()).sum::<usize>()
    };
    let unplaced = count(|kind| kind == RemarkKind::Unplaced).min(total);
    let known = count(|kind| !matches!(kind, RemarkKind::Unplaced | RemarkKind::Joined | RemarkKind::PageNumber));
    let known = known.min(total - unplaced);
    Account { total, placed: total - unplaced - known, known, unplaced }
}

/// What was made of the text, in plain words.
pub fn report(draft: &Draft, account: &Account, language: &LanguageTag) -> Vec<String> {
    let Account { total, placed, known, unplaced } = account;
    let mut lines = vec![format!(
        "The text has {}. {placed} are in messages and in fields of the case.",
        counted(*total, "word", "words")
    )];
    if *known > 0 {
        lines.push(format!("{known} are headings, labels and repetitions, which are kept as comments."));
    }
    lines.push(if *unplaced > 0 {
        format!("{unplaced} have no place: search for `Not placed` in both files, and put them where they belong.")
    } else {
        "No words are left over.".to_owned()
    });
    let of_kind =
        |kind: ContactKind| draft.recipients.iter().filter(|recipient| recipient.contact.kind == kind).count();
    let persons: Vec<&str> = draft.persons.iter().map(|(_, name)| name.as_str()).collect();
    let persons = if persons.is_empty() { "not found".to_owned() } else { persons.join(", ") };
    let country = draft.country.as_ref().map_or("not found", |country| country.as_str());
    let last = draft.send_before.as_ref().map_or("not in the text".to_owned(), |(date, _)| date.to_string());
    lines.push(format!("Found: person: {persons}; country: {country}; last day: {last}; language: {language};"));
    lines.push(format!(
        "  {}, {}, {}, {}.",
        counted(of_kind(ContactKind::Addressee), "recipient", "recipients"),
        counted(of_kind(ContactKind::Copy), "recipient of a copy", "recipients of copies"),
        counted(of_kind(ContactKind::Embassy), "embassy", "embassies"),
        counted(draft.facts.all().count(), "day as a fact", "days as facts"),
    ));
    let unsaid = draft.recipients.iter().filter(|recipient| recipient.contact.salutation.is_none()).count();
    if unsaid > 0 {
        lines.push(format!(
            "The text has no form of address for {}: check `salutation` in the case file.",
            counted(unsaid, "recipient", "recipients")
        ));
    }
    let open: Vec<&str> =
        draft.messages.iter().filter(|message| message.is_open).map(|message| message.id.as_str()).collect();
    if !open.is_empty() {
        lines.push(format!("Still to write, because they are only comments: {}.", open.join(", ")));
    }
    lines
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
