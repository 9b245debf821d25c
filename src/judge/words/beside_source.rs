//! Small things that a translation lost or changed against its source: quotation marks, digits that became
//! letters.

use super::fault;
use super::scan::{has_letters, runs};
use crate::finding::rules;
use crate::judge::{Fault, Source, Subject};

/// Faults of one text.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let mut faults = letters_for_digits(subject);
    if let Some(source) = subject.source {
        faults.extend(lost_quotes(subject, source));
    }
    faults
}

/// Words in quotation marks in the source, and none in the translation: a quotation would be printed as the writer's
/// own words.
fn lost_quotes(subject: &Subject, source: Source) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let [open, close] = &subject.info.quotes;
    let quoted = source.info.quotes.iter().all(|mark| source.text.text.contains(mark.as_str()));
    let is_mark = |c: char| "“”„‟«»‹›‘‚\"'「」『』".contains(c) || open.contains(c) || close.contains(c);
    if !quoted || text.chars().any(is_mark) || !has_letters(text) {
        return None;
    }
    let message = "the source has quotation marks, but this translation has none".to_owned();
    let start = text.chars().next().map_or(0, char::len_utf8);
    Some(fault::warning(
        rules::LOST_QUOTES,
        0..start,
        message,
        format!("put `{open}` and `{close}` around the same words"),
    ))
}

/// The letters O and l in a number, which look like 0 and 1.
fn letters_for_digits(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut faults = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return faults;
    }
    for range in runs(text, |c| c.is_ascii_alphanumeric()) {
        let number = &text[range.clone()];
        let letters = number.chars().filter(char::is_ascii_alphabetic).count();
        let is_mixed = letters > 0 && letters < number.len();
        // `1o` is an ordinal in some languages.
        let is_ordinal = number.ends_with('o') && letters == 1;
        if is_mixed
            && !is_ordinal
            && number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I'))
            && !subject.source.is_some_and(|source| source.text.text.contains(number))
        {
            let digit = |c: char| match c {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                digit => digit,
            };
            let right: String = number.chars().map(digit).collect();
            let message = format!("`{number}` has letters that look like digits");
            let help = format!("write `{right}` if it is a number");
            faults.push(fault::warning(rules::LETTER_FOR_DIGIT, range, message, help));
        }
    }
    faults
}
