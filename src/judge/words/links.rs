//! Addresses, links and telephone numbers directly beside a word: a reader who copies one copies the word with
//! it, and a program includes the word in the link.

use std::ops::Range;

use super::fault;
use super::scan::{is_address, is_word_character, runs, script};
use crate::finding::rules;
use crate::judge::{Fault, Subject};
use crate::script::is_east_asian;

/// Faults of one text.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    if !text.contains(['@', '.', '/', '+', '0']) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (range, what) in addresses(text).into_iter().chain(telephones(text)) {
        let written = fault::visible(&text[range.clone()]);
        let before = text[..range.start].chars().next_back().filter(|c| parts_words(*c));
        let after = text[range.end..].chars().next().filter(|c| parts_words(*c));
        let place = match (before, after) {
            (Some(_), Some(_)) => "before and after",
            (Some(_), None) => "before",
            (None, Some(_)) => "after",
            (None, None) => continue,
        };
        let message = format!("a space is missing {place} the {what} `{written}`");
        faults.push(fault::warning(rules::MISSING_SPACE, range, message, "add a space"));
    }
    faults
}

/// Whether a character belongs to a word that must be separated from an address. Chinese, Japanese and Korean have no
/// space before an address.
fn parts_words(character: char) -> bool {
    is_word_character(character) && !script(character).is_some_and(is_east_asian)
}

/// Addresses of the web and of e-mail, by their ASCII characters; what is directly beside one is of another script,
/// or a word before the `http` of a link.
pub(super) fn addresses(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let inside = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']' | '{' | '}');
    let mut found = Vec::new();
    for run in runs(text, inside) {
        let written = &text[run.clone()];
        let kept = written.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        if !(kept.contains('.') && is_address(kept)) {
            continue;
        }
        let scheme = ["http://", "https://"].into_iter().find_map(|scheme| kept.find(scheme)).unwrap_or(0);
        let what = if kept.contains('@') { "e-mail address" } else { "link" };
        found.push((run.start + scheme..run.start + kept.len(), what));
    }
    found
}

/// Telephone numbers: a plus sign or a zero, and seven digits or more. A number in a script's own digits may be
/// directly after a word of that script.
fn telephones(text: &str) -> Vec<(Range<usize>, &'static str)> {
    const MARKS: [char; 6] = [' ', '-', '(', ')', '\u{A0}', '\u{202F}'];
    if text.bytes().filter(u8::is_ascii_digit).count() < 7 {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for run in runs(text, |c| c.is_ascii_digit() || c == '+' || MARKS.contains(&c)) {
        let written = &text[run.clone()];
        let number = written.trim_matches(MARKS);
        let start = run.start + (written.len() - written.trim_start_matches(MARKS).len());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if digits >= 7 && number.starts_with(['+', '0']) {
            found.push((start..start + number.len(), "telephone number"));
        }
    }
    found
}
