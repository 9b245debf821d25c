//! Names in Latin letters that are written otherwise than in the source.

use std::collections::BTreeSet;

use super::fault;
use super::scan::{is_letter, runs};
use crate::check::{Fault, Subject};

/// Names of the source that a translation has with a letter wrong, seen over all texts of a language: a
/// name is what its texts take from their sources as it is.
pub(super) fn faults(all: &[Subject]) -> Vec<(usize, Fault)> {
    let kept: BTreeSet<&str> = all
        .iter()
        .filter_map(|subject| Some((names(&subject.text.text), names(&subject.source?.text.text))))
        .flat_map(|(ours, theirs)| ours.into_iter().filter(|name| theirs.contains(name)).collect::<Vec<_>>())
        .collect();
    let mut faults = Vec::new();
    for (i, subject) in all.iter().enumerate() {
        let Some(source) = subject.source else { continue };
        let (text, there) = (subject.text.text.as_str(), names(&source.text.text));
        let ours = names(text);
        let count = |names: &[&str], name: &str| names.iter().filter(|other| **other == name).count();
        for name in ours.iter().filter(|name| !kept.contains(*name) && !there.contains(name)) {
            let meant = there.iter().find(|meant| {
                kept.contains(*meant) && is_slip(name, meant) && count(&ours, meant) < count(&there, meant)
            });
            if let Some(meant) = meant {
                let start = name.as_ptr() as usize - text.as_ptr() as usize;
                let message = format!("the source has the name `{meant}`, and this has `{name}`");
                let help = format!("write `{meant}`, as elsewhere");
                faults.push((i, fault::warning("name-misspelt", start..start + name.len(), message, help)));
            }
        }
    }
    faults
}

/// More names of one text are not compared: a letter's longest paragraph has a tenth of them.
const MOST: usize = 200;

/// The words of a text that can be names or acronyms: of Latin letters and digits, with a capital.
fn names(text: &str) -> Vec<&str> {
    let latin = |c: char| c.is_ascii_digit() || is_letter(c) && (c as u32) < 0x250;
    let words = runs(text, latin).into_iter().map(|range| &text[range]);
    words.filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() > 2).take(MOST).collect()
}

/// Whether a word is another with one letter wrong, one too many or too few, or two of them swapped. A
/// letter more at the end may be an ending of the language.
fn is_slip(word: &str, meant: &str) -> bool {
    !word.starts_with(meant) && strsim::damerau_levenshtein(word, meant) == 1
}
