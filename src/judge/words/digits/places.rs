//! Numbers in addresses and telephone numbers. Their digits may be the ones that are dialled, or that the post
//! office reads, whatever digits the language uses.

use std::ops::Range;

use super::Number;
use crate::judge::words::scan::{digit, is_word_character, runs};

// typos: off
/// Words before a telephone or fax number, in lower case.
const CALLS: [&str; 46] = [
    "tel",
    "telephone",
    "telefon",
    "telefono",
    "teléfono",
    "telefone",
    "téléphone",
    "tél",
    "phone",
    "mobile",
    "fax",
    "whatsapp",
    "signal",
    "ទូរស័ព្ទ",
    "ទូរសព្ទ",
    "ទូរសារ",
    "هاتف",
    "الهاتف",
    "هاتفيا",
    "تلفون",
    "فاكس",
    "الفاكس",
    "جوال",
    "تلفن",
    "فکس",
    "نمابر",
    "فون",
    "फ़ोन",
    "फोन",
    "फैक्स",
    "दूरभाष",
    "ফোন",
    "ফ্যাক্স",
    "โทร",
    "โทรศัพท์",
    "โทรสาร",
    "แฟกซ์",
    "ໂທ",
    "ໂທລະສັບ",
    "ဖုန်း",
    "טל",
    "טלפון",
    "פקס",
    "тел",
    "телефон",
    "факс",
];

/// Words before or after a number of an address, in lower case.
const STREETS: [&str; 40] = [
    "ផ្លូវ",
    "មហាវិថី",
    "វិថី",
    "ផ្ទះ",
    "អគារ",
    "បន្ទប់",
    "ប្រអប់សំបុត្រ",
    "លេខកូដប្រៃសណីយ៍",
    "កូដប្រៃសណីយ៍",
    "شارع",
    "ص.ب",
    "صندوق بريد",
    "الرمز البريدي",
    "خیابان",
    "کوچه",
    "پلاک",
    "کدپستی",
    "کد پستی",
    "صندوق پستی",
    "سڑک",
    "गली",
    "सड़क",
    "मार्ग",
    "पिन",
    "पिन कोड",
    "সড়ক",
    "রোড",
    "পোস্টকোড",
    "ถนน",
    "ซอย",
    "ตู้ ปณ",
    "รหัสไปรษณีย์",
    "ຖະໜົນ",
    "ຕູ້ ປ.ນ",
    "လမ်း",
    "အမှတ်",
    "St",
    "Street",
    "Road",
    "P.O. Box",
];

// typos: on
/// Words before a postcode in the last line of an address: a town or a province.
const TOWNS: [&str; 4] = ["ភ្នំពេញ", "រាជធានីភ្នំពេញ", "Phnom Penh", "កម្ពុជា"];

/// The telephone numbers of a text, in digits of any kind: seven digits or more with `+` or 0 before them, or
/// after a word that says so.
pub(super) fn telephones(text: &str) -> Vec<Range<usize>> {
    const FEWEST: usize = 6;
    let is_digit = |c: char| digit(c).is_some();
    let in_number =
        |c: char| is_digit(c) || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/' | '\u{A0}' | '\u{202F}' | '‑' | '–');
    let mut found = Vec::new();
    for run in runs(text, in_number) {
        let written = &text[run.clone()];
        let begin = written.trim_start_matches(|c: char| !is_digit(c) && !matches!(c, '+' | '('));
        let bare = begin.trim_end_matches(|c: char| !is_digit(c));
        let count = bare.chars().filter(|c| is_digit(*c)).count();
        if count < FEWEST {
            continue;
        }
        let first = bare.trim_start_matches('(').chars().next();
        let is_dialled = first.is_some_and(|c| c == '+' || digit(c).is_some_and(|(value, _)| value == 0));
        let begin = run.start + written.len() - begin.len();
        let is_called = ends_with_word(&text[..begin], &CALLS);
        if is_called || is_dialled && count > FEWEST && !is_date(bare) {
            found.push(begin..begin + bare.len());
        }
    }
    found
}

/// Whether digits are those of a day, as in 03/09/2017.
fn is_date(written: &str) -> bool {
    let parts: Vec<usize> = written.split(['/', '-', '–']).map(|part| part.trim().chars().count()).collect();
    matches!(parts[..], [1 | 2, 1 | 2, 2 | 4])
}

/// Whether a text ends with one of these words, and what leads from it to a number.
fn ends_with_word(before: &str, words: &[&str]) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || ":.៖#№(\u{200B}".contains(c));
    // The word for “number” may be between.
    let before = before.strip_suffix("លេខ").map_or(before, str::trim_end);
    words.iter().any(|word| {
        let Some(start) = before.len().checked_sub(word.len()).filter(|start| before.is_char_boundary(*start)) else {
            return false;
        };
        let ends = before[start..].to_lowercase() == word.to_lowercase();
        let begins = before[..start].chars().next_back().is_none_or(|c| !is_word_character(c));
        // In writing without spaces a word may follow another directly.
        ends && (begins || !word.is_ascii())
    })
}

/// Leaves out numbers within addresses: they are not numbers of the text.
pub(super) fn leave_out_addresses(text: &str, numbers: &mut [Number]) {
    let mut has_street = false;
    for number in numbers.iter_mut() {
        let (before, after) = (&text[..number.range.start], &text[number.range.end..]);
        let is_street = ends_with_word(before, &STREETS) || is_beside_name(before, after);
        let is_postcode = is_whole(&text[number.range.clone()])
            && (has_street && ends_place(after) || ends_with_word(before.trim_end_matches(','), &TOWNS));
        has_street |= is_street;
        number.alone &= !is_street && !is_postcode;
    }
}

/// Whether digits are as many as those of a postcode, without separators.
fn is_whole(written: &str) -> bool {
    (4..=7).contains(&written.chars().count()) && written.chars().all(|c| digit(c).is_some())
}

/// Whether an address or its part ends here.
fn ends_place(after: &str) -> bool {
    after
        .trim_start_matches(' ')
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '\n' | ',' | '،' | '.' | '។' | ')' | ';' | '؛' | '、'))
}

/// Whether a name in Latin letters is directly before or after, as in `14 Example Boulevard` and `Street 240`: in a
/// text that is written in other letters it is of an address.
fn is_beside_name(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{A0}', '#', '.', ',']);
    let last = &before[before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
    let rest = after.trim_start_matches([' ', '\u{A0}', ',']);
    let next = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase())
            && word.len() > 1
            && letters.all(|c| c.is_ascii_lowercase())
    };
    is_name(last) || is_name(next)
}
