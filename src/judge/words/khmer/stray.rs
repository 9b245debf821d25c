//! Invisible characters and rare signs between Khmer clusters.

use super::super::fault;
use super::super::scan::{At, end};
use crate::finding::{code_point, rules};
use crate::judge::{Fault, Flat};
use crate::script::khmer::cluster::{Cluster, clusters};
use crate::script::khmer::{is_khmer, is_of_word};

/// Joiners beside Khmer letters, and signs that are no longer used.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let mut faults = joiners(text);
    for (at, sign) in text.match_indices('\u{17D8}') {
        let found = fault::warning(
            rules::KHMER_DEPRECATED_CHARACTER,
            at..at + sign.len(),
            "the use of the sign U+17D8 is discouraged".to_owned(),
            "write `។ល។`",
        );
        faults.push(fault::fixed(found, "។ល។"));
    }
    for (at, pair) in text.match_indices("ទ្ប") {
        // In TN61's list of similar letters: hardly any word has this stack, and ឡ is drawn like it.
        let message = "`ទ្ប` looks like the letter `ឡ`".to_owned();
        faults.push(fault::warning(
            rules::KHMER_LOOKALIKE,
            at..at + pair.len(),
            message,
            "write `ឡ` (U+17A1) if this letter is intended",
        ));
    }
    faults.extend(colons(text));
    faults.extend(bars(text));
    faults.extend(repetition(text));
    faults
}

/// Bars that end a sentence, typed for the sign that looks like them.
fn bars(text: &str) -> Vec<Fault> {
    let ends = text.match_indices(['|', '¦']).filter(|(at, bar)| {
        let before = text[..*at].chars().next_back();
        let next = text[at + bar.len()..].chars().next();
        before.is_some_and(|c| is_khmer(c) || c == Flat::SLOT) && next.is_none_or(char::is_whitespace)
    });
    let found = ends.map(|(at, bar)| {
        let message = format!("`{bar}` is at the end of a sentence");
        fault::fixed(fault::warning(rules::KHMER_LOOKALIKE, at..at + bar.len(), message, "write `។` (U+17D4)"), "។")
    });
    found.collect()
}

/// The sign of repetition with nothing before it that it could repeat.
fn repetition(text: &str) -> Vec<Fault> {
    let signs = text.match_indices('ៗ').filter(|(at, _)| {
        let before = text[..*at].trim_end_matches(['\u{200B}', ' ', '\u{A0}']).chars().next_back();
        before.is_none_or(|before| matches!(before, '\n' | '(' | '«' | '“' | '។' | '៕' | '៖'))
    });
    signs
        .map(|(at, sign)| {
            let message = "the sign of repetition `ៗ` (U+17D7) has no word before it".to_owned();
            fault::error(
                rules::KHMER_LONE_REPETITION,
                at..at + sign.len(),
                message,
                "put it after the word, or delete it",
            )
        })
        .collect()
}

/// A colon within a word, where the sign U+17C7 or U+17C8 is meant, which looks like it.
fn colons(text: &str) -> Vec<Fault> {
    let letter = |c: Option<char>| c.is_some_and(is_of_word);
    text.match_indices(':')
        .filter(|(at, colon)| {
            letter(text[..*at].chars().next_back()) && letter(text[at + colon.len()..].chars().next())
        })
        .map(|(at, colon)| {
            let message = "a colon is inside a word, probably instead of a similar Khmer sign".to_owned();
            let help = "write `ះ` (U+17C7) or `ៈ` (U+17C8), or `៖` and a space";
            fault::warning(rules::KHMER_LOOKALIKE, at..at + colon.len(), message, help)
        })
        .collect()
}

/// Whether a byte lies in one of the clusters.
fn is_within(clusters: &[Cluster], at: usize) -> bool {
    let next = clusters.partition_point(|cluster| cluster.range.start <= at);
    next > 0 && clusters[next - 1].range.contains(&at)
}

/// U+200C and U+200D between clusters, where they do nothing.
fn joiners(text: &str) -> Vec<Fault> {
    if !text.contains(['\u{200C}', '\u{200D}']) {
        return Vec::new();
    }
    let clusters = clusters(text);
    let characters: Vec<At> = text.char_indices().collect();
    let mut faults = Vec::new();
    for (i, &(at, joiner)) in characters.iter().enumerate() {
        if !matches!(joiner, '\u{200C}' | '\u{200D}') || is_within(&clusters, at) {
            continue;
        }
        let beside = |i: Option<usize>| i.and_then(|i| characters.get(i)).is_some_and(|(_, c)| is_khmer(*c));
        if !beside(i.checked_sub(1)) && !beside(Some(i + 1)) {
            continue;
        }
        let message = format!("the invisible character {} has no effect between two letters", code_point(joiner));
        let help = "delete it; to allow a line break, use U+200B";
        faults.push(fault::fixed(fault::error(rules::KHMER_JOINER, at..end((at, joiner)), message, help), ""));
    }
    faults
}
