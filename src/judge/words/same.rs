//! One text as the translation of two sources, for example when the wrong one was pasted.

use std::collections::{BTreeMap, BTreeSet};

use super::fault;
use super::scan::words;
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Shorter texts may well be the same.
const SHORTEST: usize = 25;

/// Texts that were translated alike from sources that have little in common.
pub(super) fn faults(all: &[Subject]) -> Vec<(usize, Fault)> {
    let mut first: BTreeMap<&str, &Subject> = BTreeMap::new();
    let mut faults = Vec::new();
    for (i, subject) in all.iter().enumerate() {
        let text = subject.text.text.as_str();
        let Some(source) = subject.source.filter(|_| text.chars().count() >= SHORTEST) else { continue };
        let other = *first.entry(text).or_insert(subject);
        let is_other = other.name != subject.name
            && other.source.is_some_and(|other| have_little_in_common(&other.text.text, &source.text.text));
        if is_other {
            let message = format!("this is the same text as `{}`, but their sources are different", other.name);
            let found = fault::warning(
                rules::SAME_TRANSLATION,
                0..text.len(),
                message,
                "check which of the two was pasted by mistake",
            );
            faults.push((i, found));
        }
    }
    faults
}

/// Whether two texts share less than half of their words.
fn have_little_in_common(one: &str, other: &str) -> bool {
    let set = |text: &str| words(text).into_iter().map(|word| text[word].to_lowercase()).collect::<BTreeSet<_>>();
    let (one, other) = (set(one), set(other));
    one.intersection(&other).count() * 2 < one.union(&other).count()
}
