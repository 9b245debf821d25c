//! Brackets, doubled punctuation, and the marks that open questions in Spanish.

use std::cmp::Ordering;

use super::fault;
use super::scan::{digit, is_address, is_word_character, tokens};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Faults of brackets and other marks in one text.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut faults = unbalanced(text);
    faults.extend(doubled(text));
    faults.extend(unopened(subject));
    faults
}

/// Questions and exclamations that Spanish begins with a mark of their own.
fn unopened(subject: &Subject) -> Vec<Fault> {
    if subject.language.primary() != "es" {
        return Vec::new();
    }
    let text = subject.text.text.as_str();
    let tokens = tokens(text).into_iter().filter(|token| !is_address(&text[token.clone()]));
    let marks: Vec<(usize, char)> = tokens
        .flat_map(|token| text[token.clone()].char_indices().map(move |(at, mark)| (token.start + at, mark)))
        .collect();
    let mut faults = Vec::new();
    for (opener, closer) in [('¿', '?'), ('¡', '!')] {
        let of = |mark: char| marks.iter().filter(move |(_, other)| *other == mark);
        let (lonely, other) = match of(opener).count().cmp(&of(closer).count()) {
            Ordering::Less => (closer, opener),
            Ordering::Greater => (opener, closer),
            Ordering::Equal => continue,
        };
        faults.extend(of(lonely).next().map(|(at, _)| {
            let message = format!("there are fewer `{other}` than `{lonely}`");
            let range = *at..at + lonely.len_utf8();
            fault::warning(rules::UNBALANCED, range, message, format!("begin with `{opener}` and end with `{closer}`"))
        }));
    }
    faults
}

/// Pairs of brackets.
const BRACKETS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('（', '）'), ('『', '』'), ('《', '》'), ('【', '】')];

/// Brackets without a partner.
fn unbalanced(text: &str) -> Vec<Fault> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut lonely: Vec<(usize, char)> = Vec::new();
    // Nearly all characters are not marks.
    let is_other = |c: char| matches!(c, 'a'..='z' | ' ' | '\u{1780}'..='\u{17D3}');
    for (at, mark) in text.char_indices().filter(|(_, c)| !is_other(*c)) {
        if BRACKETS.iter().any(|(opener, _)| *opener == mark) {
            open.push((at, mark));
        } else if let Some((opener, _)) = BRACKETS.iter().find(|(_, closer)| *closer == mark) {
            match deepest(&open, *opener) {
                // What was opened within and not closed stays alone.
                Some(partner) => lonely.extend(open.drain(partner..).skip(1)),
                None if mark == ')' && is_enumerator(text, at) => {}
                None => lonely.push((at, mark)),
            }
        }
    }
    lonely.extend(open);
    let found = lonely.into_iter().map(|(at, mark)| {
        let message = format!("`{mark}` has no matching mark");
        let range = at..at + mark.len_utf8();
        fault::warning(rules::UNBALANCED, range, message, "add the other one, or delete it")
    });
    found.collect()
}

/// The innermost of the marks that wait for a partner, if it is not too far out.
fn deepest(open: &[(usize, char)], opener: char) -> Option<usize> {
    const DEEP: usize = 40;
    let from = open.len().saturating_sub(DEEP);
    open[from..].iter().rposition(|(_, mark)| *mark == opener).map(|at| from + at)
}

/// Whether the bracket at `at` closes the number of an item, as in `a)` or `12)`.
fn is_enumerator(text: &str, at: usize) -> bool {
    let word: String = text[..at]
        .chars()
        .rev()
        .take_while(|c| is_word_character(*c) || digit(*c).is_some() || *c == '\u{FFFC}')
        .collect();
    let count = word.chars().count();
    let boundary = text[..at - word.len()].chars().next_back().is_none_or(char::is_whitespace);
    boundary
        && (count == 1 || count <= 3 && count > 0 && word.chars().all(|c| digit(c).is_some() || "ivxIVX".contains(c)))
}

/// The same mark twice.
fn doubled(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut done = 0;
    for (at, mark) in text.char_indices() {
        if at < done || !matches!(mark, ',' | ';' | ':' | '.' | '។' | '៕' | '៖' | 'ៗ' | '،' | '؛') {
            continue;
        }
        let count = text[at..].chars().take_while(|c| *c == mark).count();
        done = at + count * mark.len_utf8();
        // As in addresses and names of programs, `2001:db8::1`.
        let is_within = mark == ':'
            && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
            && text[done..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if is_within {
            continue;
        }
        let is_fault = if mark == '.' { count == 2 || count > 4 } else { count > 1 };
        if is_fault {
            let range = at..done;
            let found = fault::warning(
                rules::DOUBLED_MARK,
                range,
                format!("`{mark}` is there {count} times in a row"),
                "keep one of them",
            );
            // Two commas before a word are typed for a quotation mark.
            let is_quotation = mark == ',' && text[done..].starts_with(char::is_alphanumeric);
            faults.push(fault::fixed_if(found, (mark != '.' && !is_quotation).then(|| mark.to_string())));
        }
    }
    faults
}
