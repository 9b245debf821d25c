//! What may stand in a cell: words that can be printed as they are, and that nobody reads wrong.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::encoding::ungarbled;
use crate::finding::code_point;

/// Why the words of a cell are refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The name of the fault.
    pub rule: &'static str,
    /// What was found.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The byte of the words that it begins at.
    pub at: usize,
}

/// Whether a cell may have several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// One only.
    One,
    /// Any number.
    Several,
}

/// The most marks above and below that one letter has. No script needs as many.
const MAX_MARKS: usize = 8;

/// How many characters of a value a finding shows.
const SHOWN: usize = 40;

/// What a spreadsheet leaves where it could not compute a cell.
const ERRORS: [&str; 8] = ["#NAME?", "#REF!", "#VALUE!", "#N/A", "#NULL!", "#DIV/0!", "#NUM!", "#####"];

/// Why `words` may not be printed, if they may not.
pub fn refusal(words: &str, lines: Lines, most: usize) -> Option<Refusal> {
    let refused = |rule, at, message: String, help: &str| Refusal { rule, message, help: help.to_owned(), at };
    let count = words.chars().count();
    if count > most {
        let message = format!("`{}` has {count} characters; {most} are the most", shortened(words));
        return Some(refused("too-long", 0, message, "shorten it"));
    }
    if let Some((at, control)) = words.char_indices().find(|(_, c)| is_forbidden(*c, lines)) {
        return Some(if matches!(control, '\n' | '\r') {
            let message = format!("`{}` has more than one line", shortened(words));
            refused("line-break", at, message, "write it on one line")
        } else if control == char::REPLACEMENT_CHARACTER {
            let message = format!("`{}` holds U+FFFD, which stands for a letter that was lost", shortened(words));
            refused("lost-letter", at, message, "write the letter again, from where the list came from")
        } else {
            let rule = if control.is_control() { "control-character" } else { "hidden-character" };
            let message = format!("`{}` holds the {} {}", shortened(words), kind(control), code_point(control));
            refused(rule, at, message, "take it out")
        });
    }
    if let Some(at) = too_many_marks(words) {
        let message = format!("`{}` has more than {MAX_MARKS} marks on one letter", shortened(words));
        return Some(refused("too-many-marks", at, message, "write the letters as they are read"));
    }
    if ERRORS.iter().any(|error| words.starts_with(error)) {
        let message = format!("`{}` is what a spreadsheet shows for a cell that it cannot compute", shortened(words));
        return Some(refused("formula", 0, message, "write the words themselves"));
    }
    if is_formula(words) {
        let message = format!("`{}` begins like a formula of a spreadsheet", shortened(words));
        return Some(refused("formula", 0, message, "write the words themselves, without the sign before them"));
    }
    if let Some(at) = lost_letter(words, lines) {
        let message = format!("`{}` holds `?` where letters were lost", shortened(words));
        let help = "write the letters again, from where the list came from, and save it as `CSV UTF-8`";
        return Some(refused("lost-letter", at, message, help));
    }
    ungarbled(words).map(|meant| {
        let message = format!("`{}` is UTF-8 that was read as Windows-1252", shortened(words));
        let help = format!("write `{}`; open the list as UTF-8 where it came from", shortened(&meant));
        Refusal { rule: "garbled-text", message, help, at: 0 }
    })
}

/// Where a program has written `?` for a letter that its encoding lacks. No name and no address asks a
/// question; a sender's own words may, but not in the middle of a word, nor with nothing else.
fn lost_letter(words: &str, lines: Lines) -> Option<usize> {
    let at = words.find('?')?;
    if lines == Lines::One || !words.chars().any(char::is_alphanumeric) {
        return Some(at);
    }
    let is_within = |(at, _): &(usize, &str)| {
        let before = words[..*at].chars().next_back().is_some_and(char::is_alphabetic);
        before && words[at + 1..].chars().next().is_some_and(char::is_alphabetic)
    };
    words.match_indices('?').find(is_within).map(|(at, _)| at)
}

/// The beginning of a value, as a finding shows it, without what would upset a terminal.
pub fn shortened(words: &str) -> String {
    let mut out = String::new();
    let mut marks = 0;
    let mut characters = words.chars();
    for character in characters.by_ref().take(SHOWN) {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        if marks > MAX_MARKS {
            break;
        }
        let shown = if is_forbidden(character, Lines::One) { '·' } else { character };
        out.push(shown);
    }
    if out.len() < words.len() && (marks > MAX_MARKS || characters.next().is_some()) {
        out.push('…');
    }
    out
}

fn is_forbidden(character: char, lines: Lines) -> bool {
    match character {
        '\n' | '\r' => lines == Lines::One,
        // Orders on the direction of all that follows: they turn the words around them over.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | char::REPLACEMENT_CHARACTER => true,
        _ => character.is_control(),
    }
}

fn kind(character: char) -> &'static str {
    if character.is_control() { "control character" } else { "hidden character" }
}

fn is_mark(character: char) -> bool {
    matches!(
        character.general_category(),
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::SpacingMark
    )
}

fn too_many_marks(words: &str) -> Option<usize> {
    let mut marks = 0;
    words.char_indices().find_map(|(at, character)| {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        (marks > MAX_MARKS).then_some(at)
    })
}

/// Whether a spreadsheet would compute these words. A telephone number with a plus is no formula.
fn is_formula(words: &str) -> bool {
    match words.chars().next() {
        Some('=' | '@') => true,
        Some('+' | '-') => {
            let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '.' | '/');
            let digits = words.chars().filter(char::is_ascii_digit).count();
            !(words.starts_with('+') && digits >= 6 && words.chars().skip(1).all(is_number))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(words: &str) -> Option<&'static str> {
        refusal(words, Lines::One, 120).map(|refusal| refusal.rule)
    }

    #[test]
    fn names_of_all_scripts_may_stand() {
        for name in [
            "Chantou Eriksen-Sok",
            "Nguyễn Thị Hồng",
            "Nguyê\u{303}n Thi\u{323} Hô\u{300}ng",
            "ចាន់\u{200B}ធូ សុខ",
            "Ελένη Παπαδοπούλου",
            "Олександр Ковальчук",
            "O’Brien (née Smith)",
            "\\) endobj <x> & ]]>",
            "+855 23 426 585",
            "João São Âgua Ângela",
        ] {
            assert_eq!(rule(name), None, "{name}");
        }
    }

    #[test]
    fn what_would_be_read_wrong_is_refused() {
        for (words, expected) in [
            ("=SUM(A1)", "formula"),
            ("@cmd", "formula"),
            ("-1+1", "formula"),
            ("+cmd|calc", "formula"),
            ("#NAME?", "formula"),
            ("a\0b", "control-character"),
            ("a\tb", "control-character"),
            ("a\nb", "line-break"),
            ("abc\u{202E}def", "hidden-character"),
            ("M\u{FFFD}ller", "lost-letter"),
            ("Ã‰lodie", "garbled-text"),
            ("M?ller", "lost-letter"),
            ("????? ??????????", "lost-letter"),
        ] {
            assert_eq!(rule(words), Some(expected), "{words:?}");
        }
        let personal = |words| refusal(words, Lines::Several, 120).map(|refusal| refusal.rule);
        assert_eq!(personal("Will you let him speak? I ask you."), None);
        assert_eq!([personal("A w?rd"), personal("?????? ????")], [Some("lost-letter"); 2]);
        assert_eq!(rule(&"a".repeat(121)), Some("too-long"));
        assert_eq!(rule(&format!("a{}", "\u{301}".repeat(100))), Some("too-many-marks"));
        assert_eq!(rule(&format!("a{}", "\u{301}".repeat(10_000))), Some("too-long"));
    }

    #[test]
    fn a_finding_shows_no_more_than_a_line() {
        assert_eq!(shortened("Chantou"), "Chantou");
        assert_eq!(shortened("a\0b\u{202E}c"), "a·b·c");
        assert!(shortened(&"x".repeat(5000)).len() < 60);
        assert!(shortened(&format!("a{}", "\u{301}".repeat(10_000))).len() < 40);
    }
}
