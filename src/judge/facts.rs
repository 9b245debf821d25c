//! The facts in a text: its numbers, addresses and telephone numbers.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::{Script, UnicodeScript};

use crate::script::breaks::is_break_control;

/// The facts in a text.
pub struct Facts {
    /// The text in plain words: digits European, no break orders.
    pub text: String,
    /// Addresses of the web and of email.
    pub addresses: BTreeSet<String>,
    /// The digits of telephone numbers.
    pub telephones: BTreeSet<String>,
    /// The numbers in the order of the text.
    pub numbers: Vec<String>,
    /// How often it has each.
    counts: BTreeMap<String, usize>,
    /// The digits within names, with the letters: CC3.
    pub codes: BTreeSet<String>,
}

impl Facts {
    /// Those of a text.
    pub fn of(written: &str) -> Self {
        let text = plain(written);
        let mut rest = text.clone();
        let addresses = taken(&mut rest, addresses(&text));
        let found = telephones(&rest);
        let telephones = taken(&mut rest, found)
            .iter()
            .map(|number| number.chars().filter(char::is_ascii_digit).collect())
            .collect();
        let Numbers { alone, codes } = Numbers::of(&with_colons(&rest));
        let mut counts = BTreeMap::new();
        for number in &alone {
            *counts.entry(number.clone()).or_default() += 1;
        }
        Self { text, addresses, telephones, numbers: alone, counts, codes }
    }

    /// How often it has a number.
    pub fn count(&self, number: &str) -> usize {
        self.counts.get(number).copied().unwrap_or(0)
    }
}

/// A text with European digits, on one line, without break orders.
pub fn plain(written: &str) -> String {
    let plain = |c: char| match c {
        c if is_break_control(c) => None,
        '\n' => Some(' '),
        c => Some(decimal(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)),
    };
    written.chars().filter_map(plain).collect()
}

/// A text with times of day such as `0.30 Uhr` and `0h30` written as `0:30`, so that they are two numbers.
fn with_colons(text: &str) -> String {
    const HOURS: [&str; 8] = ["uhr", "h", "hs", "hrs", "horas", "heures", "uur", "ore"];
    let is_time = |at: usize, mark: char| {
        let (before, after) = (&text[..at], &text[at + mark.len_utf8()..]);
        // More digits than two are no hours or minutes.
        let hours = before.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
        let minutes = after.bytes().take(3).take_while(u8::is_ascii_digit).count();
        if !matches!(hours, 1 | 2) || minutes != 2 {
            return false;
        }
        let rest = after[minutes..].trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        let unit: String = rest.chars().take_while(|c| c.is_alphabetic()).take(10).collect();
        let is_begin = !before[..before.len() - hours].ends_with(|c: char| c.is_alphanumeric() || c == '.');
        is_begin && (mark != '.' || HOURS.contains(&unit.to_lowercase().as_str()))
    };
    let written = |(at, mark)| if matches!(mark, '.' | 'h' | 'H') && is_time(at, mark) { ':' } else { mark };
    text.char_indices().map(written).collect()
}

/// Removes ranges from a text, and returns the text that was there.
fn taken(text: &mut String, ranges: Vec<std::ops::Range<usize>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for range in ranges.into_iter().rev() {
        found.insert(text[range.clone()].to_owned());
        text.replace_range(range, " ");
    }
    found
}

/// Addresses of the web and of email.
fn addresses(text: &str) -> Vec<std::ops::Range<usize>> {
    let in_address =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']' | '{' | '}');
    runs(text, in_address)
        .filter(|range| text[range.clone()].contains(['.', '/']))
        .map(|range| {
            let run = &text[range.clone()];
            let trimmed = run.trim_start_matches(['\'', '.', ',']).len();
            let start = range.start + run.len() - trimmed;
            let kept = run.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
            start..(range.start + kept).max(start)
        })
        .filter(|range| is_address(&text[range.clone()]))
        .collect()
}

fn is_address(run: &str) -> bool {
    if !run.contains('.') {
        return run.contains("://");
    }
    let host = run.split_once("://").map_or(run, |(_, rest)| rest);
    let host = host.rsplit('@').next().unwrap_or(host).split('/').next().unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ':');
    let named = labels.len() > 1 && labels.iter().all(is_label);
    let top = labels.last().is_some_and(|top| top.len() > 1 && top.chars().all(|c| c.is_ascii_lowercase()));
    run.contains("://") || (named && top && labels[labels.len() - 2].len() > 1)
}

/// Telephone numbers: seven digits or more that begin with `+` or 0, as numbers within a country do.
fn telephones(text: &str) -> Vec<std::ops::Range<usize>> {
    if text.bytes().filter(u8::is_ascii_digit).count() < 7 {
        return Vec::new();
    }
    let in_number =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/' | '\u{A0}' | '\u{202F}');
    runs(text, in_number)
        .filter_map(|range| {
            let run = &text[range.clone()];
            let first = run.find(|c: char| c == '+' || c.is_ascii_digit())?;
            let last = run.rfind(|c: char| c.is_ascii_digit())?;
            let number = run.get(first..=last)?;
            let digits = number.chars().filter(char::is_ascii_digit).count();
            (digits >= 7 && number.starts_with(['+', '0'])).then_some(range.start + first..range.start + last + 1)
        })
        .collect()
}

/// The longest runs of characters of a kind.
fn runs(text: &str, of_kind: impl Fn(char) -> bool) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        match (of_kind(character) && at < text.len(), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                runs.push(begin..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.into_iter()
}

/// The numbers of a text.
pub struct Numbers {
    /// Without zeros in front, thousands ungrouped, a point before decimals.
    pub alone: Vec<String>,
    /// Those that are a part of a name in capitals, with it.
    pub codes: BTreeSet<String>,
}

impl Numbers {
    /// Those of a text in European digits.
    pub fn of(text: &str) -> Self {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Self { alone: Vec::new(), codes: BTreeSet::new() };
        }
        let characters: Vec<char> = text.chars().collect();
        let is_digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
        let digits_from = |at: usize| characters.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        let mut numbers = Self { alone: Vec::new(), codes: BTreeSet::new() };
        let mut at = 0;
        while at < characters.len() {
            if !is_digit(at) {
                at += 1;
                continue;
            }
            // Digits in a Latin word are a part of a name, such as CC3.
            let is_latin = |c: &&char| c.is_alphabetic() && c.script() == Script::Latin;
            let name: Vec<char> = characters[..at].iter().rev().take_while(is_latin).copied().collect();
            let mut number = String::new();
            let first = digits_from(at);
            number.extend(&characters[at..at + first]);
            at += first;
            let mut grouped = first <= 3;
            while let Some(mark) = characters.get(at) {
                let after = digits_from(at + 1);
                if grouped && after == 3 && matches!(mark, ',' | '.' | ' ' | '\u{A0}' | '\u{202F}' | '’') {
                    number.extend(&characters[at + 1..at + 4]);
                    at += 4;
                } else if after > 0 && matches!(mark, ',' | '.') && after != 4 {
                    grouped = false;
                    number.push('.');
                    number.extend(&characters[at + 1..=at + after]);
                    at += 1 + after;
                } else {
                    break;
                }
            }
            if name.is_empty() {
                let bare = number.trim_start_matches('0');
                let is_cut = bare.is_empty() || bare.starts_with('.');
                numbers.alone.push(if is_cut { format!("0{bare}") } else { bare.to_owned() });
            } else if name.iter().all(|c| c.is_uppercase()) {
                numbers.codes.insert(name.iter().rev().copied().chain(number.chars()).collect());
            }
        }
        numbers
    }
}

/// The value of a decimal digit of any script that has its digits in order.
fn decimal(character: char) -> Option<u32> {
    const ZEROS: [u32; 12] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50, 0xED0, 0x1040, 0x17E0, 0x17F0, 0xFF10];
    let code = character as u32;
    // Letters of Latin and of Khmer, which nearly all are.
    if matches!(code, 0..0x30 | 0x3A..0x660 | 0x1780..0x17E0) {
        return None;
    }
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        Facts::of(text).numbers.into_iter().collect()
    }

    #[test]
    fn numbers_are_read_in_any_digits_and_grouping() {
        assert_eq!(numbers("ទី៣ ឆ្នាំ២០១៨"), ["3", "2018"]);
        assert_eq!(numbers("1,000 people, 2.5 %"), ["1000", "2.5"]);
        assert_eq!(numbers("1\u{202F}000, 2,5"), ["1000", "2.5"]);
        assert_eq!(numbers("um 0.30 Uhr, 12h30, 2.30 Euro"), ["0", "30", "12", "30", "2.30"]);
        assert_eq!(numbers("CC3, 1er, 29/07/2018."), ["1", "29", "7", "2018"]);
        assert!(Facts::of("CC3").codes.contains("CC3"));
    }

    #[test]
    fn addresses_and_telephones_are_no_numbers() {
        let facts = Facts::of("Write to a.b@example.org (www.example.org/x2), or +855 23 426 585, e.g. in 2018.");
        assert_eq!(facts.addresses.iter().collect::<Vec<_>>(), ["a.b@example.org", "www.example.org/x2"]);
        assert_eq!(facts.telephones.iter().collect::<Vec<_>>(), ["85523426585"]);
        assert_eq!(facts.numbers.iter().collect::<Vec<_>>(), ["2018"]);
    }
}
