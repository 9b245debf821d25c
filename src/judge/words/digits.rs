//! Digits of two kinds in one number or text, and letters that were typed instead of digits.

mod places;

use super::fault;
use super::scan::{digit, end, is_address, is_letter, tokens};
use crate::finding::rules;
use crate::judge::{Fault, Placeable, Subject};

/// A number of a text.
pub(super) struct Number {
    pub range: std::ops::Range<usize>,
    /// The zero of its digits; `None` if they are of two kinds.
    pub zero: Option<char>,
    /// Whether it is a number of the text, and not within a name, an address or a telephone number, where
    /// digits are as others write them.
    pub alone: bool,
    /// Whether it is within a telephone number or an address of the web or of e-mail, which is dialled or typed
    /// as it is.
    is_typed: bool,
}

/// The numbers of a text. A separator between two digits belongs to them.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    if !text.contains(|c| digit(c).is_some()) {
        return numbers;
    }
    let telephones = places::telephones(text);
    for token in tokens(text) {
        let word = &text[token.clone()];
        if !word.contains(|c| digit(c).is_some()) {
            continue;
        }
        let is_link = is_address(word);
        let foreign = is_link || word.chars().any(|c| c.is_ascii_alphabetic()) || word.starts_with('+');
        let characters: Vec<(usize, char)> = word.char_indices().collect();
        let mut at = 0;
        while at < characters.len() {
            let Some((_, zero)) = digit(characters[at].1) else {
                at += 1;
                continue;
            };
            let (start, mut zero) = (at, Some(zero));
            let mut last = at;
            while at < characters.len() {
                match digit(characters[at].1) {
                    Some((_, other)) => {
                        zero = zero.filter(|zero| *zero == other);
                        last = at;
                    }
                    None if matches!(characters[at].1, '.' | ',' | '٫' | '٬') => {}
                    None => break,
                }
                at += 1;
            }
            let range = token.start + characters[start].0..token.start + end(characters[last]);
            let is_typed = is_link || telephones.iter().any(|telephone| telephone.contains(&range.start));
            numbers.push(Number { range, zero, alone: !foreign && !is_typed, is_typed });
            at = at.max(start + 1);
        }
    }
    places::leave_out_addresses(text, &mut numbers);
    numbers
}

/// Faults of digits in one text.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let own = subject.info.digits.zero();
    let numbers = numbers(text);
    let mut faults = Vec::new();
    // Facts are set in the language's own digits.
    let has_fact = subject.text.slots.iter().any(|slot| matches!(slot.placeable, Placeable::Variable(_)));
    let has_own = has_fact || numbers.iter().any(|number| number.alone && number.zero == Some(own));
    for number in &numbers {
        let written = &text[number.range.clone()];
        let in_own = || in_digits(written, own);
        match number.zero {
            None => {
                let message = format!("`{written}` mixes two kinds of digits ({})", fault::code_points(written));
                let help = format!("write `{}`", in_own());
                let found = fault::error(rules::MIXED_DIGITS, number.range.clone(), message, help);
                faults.push(fault::fixed_if(found, (!number.is_typed).then(in_own)));
            }
            Some('0') if own != '0' && has_own && number.alone => {
                let message = format!("`{written}` is not in the digits of the language, but other numbers here are");
                faults.push(fault::warning(
                    rules::MIXED_DIGITS,
                    number.range.clone(),
                    message,
                    format!("write `{}`", in_own()),
                ));
            }
            Some(zero) if zero != own && zero != '0' && !number.is_typed => {
                let message =
                    format!("`{written}` has the digits of another language ({})", fault::code_points(written));
                let help = format!("write `{}`", in_own());
                faults.push(fault::error(rules::MIXED_DIGITS, number.range.clone(), message, help));
            }
            Some(_) => {}
        }
    }
    faults.extend(letters_for_digits(text));
    faults
}

/// A number in other digits.
pub(super) fn in_digits(number: &str, zero: char) -> String {
    number.chars().map(|c| digit(c).and_then(|(value, _)| char::from_u32(zero as u32 + value)).unwrap_or(c)).collect()
}

/// An O or l within a number.
fn letters_for_digits(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return faults;
    }
    for token in tokens(text) {
        let word = &text[token.clone()];
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = core.chars().filter(char::is_ascii_digit).count();
        let letters = core.chars().filter(|c| is_letter(*c)).count();
        let typed = core.chars().all(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I' | ',' | '.'));
        if digits < 2
            || letters == 0
            || letters >= digits
            || !typed
            || !core.starts_with(|c: char| c.is_ascii_digit() || c == 'l' || c == 'I')
        {
            continue;
        }
        let right: String = core
            .chars()
            .map(|c| match c {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                c => c,
            })
            .collect();
        let start = token.start + (core.as_ptr() as usize - word.as_ptr() as usize);
        let message = format!("`{core}` is a number with a letter in it");
        faults.push(fault::warning(
            rules::LETTER_IN_NUMBER,
            start..start + core.len(),
            message,
            format!("write `{right}`"),
        ));
    }
    faults
}
