//! What is in a cell instead of a name or a part of an address: words for a missing value, a date, an e-mail address, text
//! that was encoded for sending.

use super::Column;
use super::dates::{computed_number, date_in};
use super::words::{WORDS, plain};
use crate::finding::{RuleName, rules};
use crate::id::CountryCode;
use crate::letter::own_words::{Refusal, shortened};

/// What else is known of a row, because it decides whether a word is a town.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The country.
    pub country: Option<&'a CountryCode>,
    /// The postcode; empty if there is none.
    pub postcode: &'a str,
}

/// Why the words of a cell are not what its column is for, if they are not.
pub fn refusal(column: Column, words: &str, context: Context) -> Option<Refusal> {
    let is_part_of_address = matches!(
        column,
        Column::AddressAbove | Column::Address(_) | Column::Postcode | Column::Town | Column::State | Column::Place
    );
    if !is_part_of_address && column != Column::Name {
        return None;
    }
    other_field(column, words)
        .or_else(|| if is_part_of_address { no_value(column, words, context) } else { None })
        .or_else(|| of_a_spreadsheet(column, words))
}

fn refused(rule: RuleName, message: String, help: &str) -> Refusal {
    Refusal { rule, message, help: help.to_owned(), at: 0 }
}

/// Reports what belongs into another column or no letter.
fn other_field(column: Column, words: &str) -> Option<Refusal> {
    let what = if is_program_code(words) {
        "the code of a program"
    } else if is_link_or_path(words) {
        "a link or the name of a file"
    } else if words.split([' ', ',', ';', '<', '>', '(', ')']).any(is_email) {
        "an e-mail address"
    } else if is_telephone(words) {
        "a telephone number"
    } else if matches!(column, Column::Town | Column::Place) && is_number(words) {
        "a number"
    } else {
        return None;
    };
    let expected = match column {
        Column::Name => "the name of a person",
        Column::Town | Column::Place => "a town",
        Column::Postcode => "a postcode",
        Column::State => "a state",
        _ => "a line of an address",
    };
    let message = format!("`{}` is {what}, not {expected}", shortened(words));
    Some(refused(rules::WRONG_FIELD, message, "check whether the cells of the row are in the wrong columns"))
}

/// Reports words for a missing value.
fn no_value(column: Column, words: &str, context: Context) -> Option<Refusal> {
    let plain = plain(words);
    let has_none = !words.chars().any(char::is_alphanumeric);
    // `NA` is the province of Napoli.
    let is_code = column == Column::State && plain.chars().count() <= 2;
    let is_word = WORDS.no_address.contains(&plain) && !is_code;
    if !has_none && (!is_word || WORDS.is_town(&plain, context.country, context.postcode)) {
        return None;
    }
    let message = format!("`{}` is what people and programs write for a missing value", shortened(words));
    Some(refused(rules::NO_VALUE, message, "write the value, or leave the cell empty"))
}

/// Reports a date or a number that a spreadsheet has made.
fn of_a_spreadsheet(column: Column, words: &str) -> Option<Refusal> {
    let found = date_in(words).map(|date| (date, "a date"));
    let number = || {
        let tokens: Vec<&str> = words.split([' ', ',']).filter(|token| !token.is_empty()).collect();
        let ends = [tokens.first(), tokens.last()].into_iter().flatten();
        let whole = std::iter::once(&words).filter(|_| column == Column::Postcode);
        let number = whole.chain(ends).find(|token| computed_number(token))?;
        Some((*number, "a number that a spreadsheet has computed"))
    };
    let (value, what) = found.or_else(number)?;
    let message = format!("`{}` is {what}", shortened(value));
    let help = "write the value again as it was, in a column whose format is text";
    Some(refused(rules::SPREADSHEET_VALUE, message, help))
}

/// Whether a word is an e-mail address.
fn is_email(word: &str) -> bool {
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    let Some((name, host)) = word.split_once('@') else { return false };
    let host = host.trim_end_matches('.');
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    !name.is_empty() && host.contains('.') && !host.starts_with('.') && host.chars().all(is_host)
}

fn is_link_or_path(words: &str) -> bool {
    let lower = words.to_lowercase();
    let is_drive = lower.starts_with(|c: char| c.is_ascii_alphabetic())
        && lower.get(1..).is_some_and(|rest| rest.starts_with(":\\") || rest.starts_with(":/"));
    let folders = ["/home/", "/users/", "/var/", "/tmp/", "/etc/", "\\\\", "~/", "../"];
    lower.contains("://")
        || lower.starts_with("www.")
        || is_drive
        || folders.iter().any(|folder| lower.starts_with(folder))
}

/// JSON, or a list of another program.
fn is_program_code(words: &str) -> bool {
    let opens = ["{\"", "{'", "[\"", "['", "[{", "{}", "[]"].iter().any(|open| words.starts_with(open));
    opens || words.contains("[object ") || words.starts_with("<__main__") || words.starts_with("System.")
}

fn is_number(words: &str) -> bool {
    words.chars().any(char::is_numeric) && !words.chars().any(char::is_alphabetic)
}

/// Whether a line is the number of a telephone. Long postcodes are not: they have no `+` and no `0` before them that are
/// followed by so many digits in groups.
fn is_telephone(words: &str) -> bool {
    let labelled = words.split_once([':', '.', ' ']).and_then(|(label, rest)| {
        let is_label = WORDS.telephone.contains(&label.to_lowercase());
        is_label.then(|| rest.trim_start_matches([':', '.', ' ']))
    });
    let number = labelled.unwrap_or(words);
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '.' | '/' | '+' | '\u{A0}');
    if !number.chars().all(is_of_number) {
        return false;
    }
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let groups: Vec<usize> =
        number.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
    match number.trim_start_matches('(').chars().next() {
        _ if labelled.is_some() => digits >= 5,
        Some('+') => digits >= 6,
        // `02139-1234` is a postcode of the United States.
        Some('0') => digits >= 9 && groups != [5, 4],
        // As it is written in North America.
        _ => groups == [3, 3, 4] || groups == [1, 3, 3, 4],
    }
}

/// Text that was encoded for sending and never decoded: `M=C3=BCller`, `M%C3%BCller`, `Mu00fcller`, `=?UTF-8?Q?M=C3=BCller?=`.
pub fn encoded(words: &str) -> Option<Refusal> {
    let is_header = words.contains("=?") && words.contains("?=");
    // `=A1&B1` is a formula, and `=C3=84rger` is a word.
    let is_formula = words.starts_with('=') && !words.get(3..).is_some_and(|rest| rest.starts_with('='));
    let meant = if is_header {
        None
    } else if is_formula {
        decoded(words, '%')
    } else {
        decoded(words, '=').or_else(|| decoded(words, '%'))
    };
    if !is_header && meant.is_none() && !has_bare_escape(words) {
        return None;
    }
    let message = format!("`{}` is text that was encoded for sending", shortened(words));
    let help = match meant {
        Some(meant) => format!("write `{}`", shortened(&meant)),
        None => "write the words again as they were".to_owned(),
    };
    Some(refused(rules::GARBLED_TEXT, message, &help))
}

/// The text in which bytes are written as two hexadecimal digits after a sign, if it has any that are no plain letters.
fn decoded(words: &str, sign: char) -> Option<String> {
    if !words.contains(sign) {
        return None;
    }
    let mut bytes = Vec::with_capacity(words.len());
    let mut is_encoded = false;
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let byte = rest.strip_prefix(sign).and_then(|after| after.get(..2)).filter(|hex| is_upper_hex(hex));
        let byte = byte.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let before = bytes.last().copied().unwrap_or(b' ');
        // `50%20` may be meant. Two hexadecimal digits of ASCII are a sign, a space or a line break.
        let is_sure = |byte: u8| !byte.is_ascii() || !byte.is_ascii_alphanumeric() && !before.is_ascii_digit();
        if let Some(byte) = byte.filter(|byte| is_sure(*byte)) {
            is_encoded = true;
            bytes.push(byte);
            rest = &rest[3..];
        } else {
            let mut buffer = [0; 4];
            bytes.extend(c.encode_utf8(&mut buffer).as_bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    is_encoded.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

fn is_upper_hex(hex: &str) -> bool {
    hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'))
}

/// Whether a word has an escape of JSON that lost its backslash: `Mu00fcller`.
fn has_bare_escape(words: &str) -> bool {
    words.match_indices("u00").any(|(at, _)| {
        let hex = words.get(at + 3..at + 5);
        hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).is_some_and(|byte| byte >= 0xC0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(column: Column, words: &str) -> Option<&'static str> {
        refusal(column, words, Context::default()).map(|refusal| refusal.rule.as_str())
    }

    #[test]
    fn a_word_for_a_missing_value_is_no_part_of_an_address() {
        for words in [
            "tbc",
            "TBC",
            "T.B.C.",
            "unknown",
            "Unknown",
            "none",
            "None",
            "nan",
            "NaN",
            "null",
            "-",
            "--",
            "...",
            "?",
            "xxx",
            "n.v.t.",
            "unbekannt",
            "k.A.",
            "inconnu",
            "N/A",
            "n.a.",
            "desconocido",
            "as above",
            "keine Angabe",
        ] {
            for column in [Column::Address(1), Column::Town] {
                assert_eq!(rule(column, words), Some("no-value"), "{words}");
            }
        }
        assert_eq!(rule(Column::Postcode, "nan"), Some("no-value"));
        for words in
            ["None Road 3", "Unknown Street 5", "Nanterre", "Null Street", "Testbourne", "Ka", "Ås", "Å", "Y Felinheli"]
        {
            assert_eq!(rule(Column::Address(1), words), None, "{words}");
            assert_eq!(rule(Column::Town, words), None, "{words}");
        }
        assert_eq!(rule(Column::State, "NA"), None);
        for name in ["Nan", "None", "Null", "Jennifer Null"] {
            assert_eq!(rule(Column::Name, name), None, "the rule on names decides on {name}");
        }
    }

    #[test]
    fn a_town_that_is_called_like_nothing_is_one_at_its_postcode() {
        let told = |town: &str, country: &str, postcode: &str| {
            let country = CountryCode::new(country);
            refusal(Column::Town, town, Context { country: country.as_ref(), postcode }).is_some()
        };
        assert!(!told("None", "IT", "10060") && !told("Nan", "TH", "55000") && !told("NONE", "IT", "10060"));
        assert!(
            told("None", "IT", "")
                && told("None", "IT", "00118")
                && told("None", "GB", "NW6 7AT")
                && told("nan", "TH", "")
        );
    }

    #[test]
    fn what_belongs_into_another_column_is_refused() {
        for words in [
            "ann.smith@example.org",
            "Ann Smith <ann@example.org>",
            "mailto:ann@example.org",
            "+44 20 8451 7997",
            "020 8451 7997",
            "(617) 555-0123",
            "617-555-0123",
            "Tel.: 030 12345",
            "Tel 84517997",
            "https://example.org",
            "www.example.org",
            "C:\\Users\\ann",
            "[object Object]",
            "{\"street\": \"High Street\"}",
            "['1 High Street']",
            "/home/ann/list.csv",
        ] {
            assert_eq!(rule(Column::Address(2), words), Some("wrong-field"), "{words}");
            assert_eq!(rule(Column::Name, words), Some("wrong-field"), "{words}");
        }
        for words in [
            "1 High Street",
            "100-0013",
            "02139-1234",
            "01310-100",
            "1193653471",
            "12",
            "12/3",
            "c/o Smith",
            "@ the Old Mill",
            "Flat 3 @ Mill House",
            "Phone Lane 3",
            "1-2-3",
            "System Road",
            "12-34-56",
            "Box 020 845",
        ] {
            assert_eq!(rule(Column::Address(2), words), None, "{words}");
        }
        assert_eq!(rule(Column::Town, "10115"), Some("wrong-field"));
        assert_eq!(rule(Column::Town, "Arzamas-16"), None);
        assert_eq!(rule(Column::Id, "ann@example.org"), None);
    }

    #[test]
    fn what_a_spreadsheet_has_made_is_refused() {
        for (column, words) in [
            (Column::Address(1), "2026-04-03"),
            (Column::Address(1), "03-Apr"),
            (Column::Address(1), "Mar-12"),
            (Column::Address(1), "3. Apr"),
            (Column::Address(1), "Hauptstr. 12.0"),
            (Column::Address(1), "12.0 High Street"),
            (Column::Postcode, "10115.0"),
            (Column::Postcode, "1.01E+04"),
            (Column::Postcode, "1,01E+05"),
            (Column::Name, "03-Apr"),
        ] {
            assert_eq!(rule(column, words), Some("spreadsheet-value"), "{words}");
        }
        for words in ["Straße des 17. Juni 5", "Flat 2.05", "1 May Road", "Haus 3.4, Weg 5"] {
            assert_eq!(rule(Column::Address(1), words), None, "{words}");
        }
    }

    #[test]
    fn text_that_was_encoded_is_known_with_what_it_was() {
        for (words, meant) in [
            ("M=C3=BCller", Some("Müller")),
            ("M%C3%BCller", Some("Müller")),
            ("=C3=84rger", Some("Ärger")),
            ("High%20Street", Some("High Street")),
            ("Mu00fcller", None),
            ("=?UTF-8?Q?M=C3=BCller?=", None),
        ] {
            let refusal = encoded(words).expect(words);
            assert_eq!(refusal.rule.as_str(), "garbled-text");
            assert_eq!(
                refusal.help.contains('`').then(|| refusal.help.trim_matches(|c| c != '`').trim_matches('`')),
                meant
            );
        }
        for words in
            ["50 % Street", "Müller", "50%20", "E=MC2", "=A1&B1", "a=b", "100% Pure", "Lulu00", "x=EA", "Apt%AB"]
        {
            let is_meant = !words.contains("=EA") && !words.contains("%AB");
            assert_eq!(encoded(words).is_none(), is_meant, "{words}");
        }
    }
}
