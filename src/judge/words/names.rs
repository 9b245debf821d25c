//! Names: those in Latin letters that are written otherwise than in the source, and those of somebody else.

use std::collections::BTreeSet;

use super::fault;
use super::scan::{is_letter, runs};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Names of the source that a translation has with a letter wrong, and people who are called as others
/// are, seen over all texts of a file: what is a name in one case may be a common word in another.
pub(super) fn faults(all: &[Subject]) -> Vec<(usize, Fault)> {
    let mut faults = Vec::new();
    let mut first = 0;
    for of_file in all.chunk_by(|one, other| one.file == other.file) {
        let found = misspelt(of_file).into_iter().chain(of_another(of_file));
        faults.extend(found.map(|(i, fault)| (first + i, fault)));
        first += of_file.len();
    }
    faults
}

/// Whether a text is the name of somebody and nothing else.
fn is_name(subject: &Subject) -> bool {
    subject.name == "person" || subject.name.split_once('.').is_some_and(|(_, attribute)| attribute == "name")
}

/// Names with a letter wrong. A name is what the texts take from their sources as it is, and what the
/// source calls somebody.
fn misspelt<'s>(all: &'s [Subject<'s>]) -> Vec<(usize, Fault)> {
    let read = |(i, subject): (usize, &'s Subject)| {
        Some((i, subject, names(&subject.text.text), names(&subject.source?.text.text)))
    };
    let read: Vec<_> = all.iter().enumerate().filter_map(read).collect();
    let known: BTreeSet<&str> = read
        .iter()
        .flat_map(|(_, subject, ours, there)| {
            there.iter().copied().filter(move |name| is_name(subject) || ours.contains(name))
        })
        .collect();
    let mut faults = Vec::new();
    for (i, subject, ours, there) in &read {
        let text = subject.text.text.as_str();
        let count = |names: &[&str], name: &str| names.iter().filter(|other| **other == name).count();
        let is_right = |name: &str| known.contains(name) || there.contains(&name);
        for name in ours.iter().filter(|name| !is_right(name) && !subject.kept.iter().any(|kept| kept == **name)) {
            let meant = there.iter().find(|meant| {
                known.contains(*meant) && is_slip(name, meant) && count(ours, meant) < count(there, meant)
            });
            if let Some(meant) = meant {
                let start = name.as_ptr() as usize - text.as_ptr() as usize;
                let message = format!("the source has the name `{meant}`, and this has `{name}`");
                let help =
                    format!("write `{meant}`; if the language has it so, put `{name}: {name}` into `glossary.yaml`");
                faults.push((*i, fault::warning(rules::NAME_MISSPELT, start..start + name.len(), message, help)));
            }
        }
    }
    faults
}

/// People who are called as somebody else is, as when the wrong line was copied.
fn of_another(all: &[Subject]) -> Vec<(usize, Fault)> {
    let people: Vec<(usize, &Subject, &str)> = all
        .iter()
        .enumerate()
        .filter(|(_, subject)| is_name(subject))
        .filter_map(|(i, subject)| Some((i, subject, subject.source?.text.text.as_str())))
        .take(MOST)
        .collect();
    let has_all = |text: &str, wanted: &str| {
        let (said, wanted) = (names(text), names(wanted));
        !wanted.is_empty() && wanted.iter().all(|name| said.contains(name))
    };
    let has_any = |text: &str, wanted: &str| names(wanted).iter().any(|name| names(text).contains(name));
    let mut faults = Vec::new();
    for (i, subject, own) in &people {
        let text = subject.text.text.as_str();
        let other = people.iter().find(|(_, other, their)| {
            let is_theirs = other.text.text == text || has_all(text, their);
            other.name != subject.name && is_theirs && !has_any(own, their) && !has_any(text, own)
        });
        if let Some((_, other, _)) = other {
            let message = format!("the source says `{}`, and this names who is `{}`", fault::visible(own), other.name);
            faults.push((*i, fault::error(rules::ANOTHER_NAME, 0..text.len(), message, "write who is meant")));
        }
    }
    faults
}

/// More names are not compared: a letter's longest paragraph has a tenth of them.
const MOST: usize = 200;

/// The words of a text that can be names or acronyms: of Latin letters and digits, with a capital.
fn names(text: &str) -> Vec<&str> {
    let latin = |c: char| c.is_ascii_digit() || (c as u32) < 0x250 && is_letter(c);
    let words = runs(text, latin).into_iter().map(|range| &text[range]);
    words.filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() > 2).take(MOST).collect()
}

/// Whether a word is another with one letter wrong, one too many or too few, or two of them swapped. A
/// letter more at the end may be an ending of the language.
fn is_slip(word: &str, meant: &str) -> bool {
    !word.starts_with(meant) && strsim::damerau_levenshtein(word, meant) == 1
}
