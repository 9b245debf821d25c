//! Checks the text of a cell: a spreadsheet must not have damaged it.

use super::damage::encoded;
use super::encoding::undo_mojibake;
use super::words::{WORDS, plain};
use crate::finding::rules;
use crate::letter::own_words::{self, Lines, Refusal, shortened};

/// Error values of spreadsheets.
const ERRORS: [&str; 8] = ["#NAME?", "#REF!", "#VALUE!", "#N/A", "#NULL!", "#DIV/0!", "#NUM!", "#####"];

/// What programs write for a missing value.
const NOTHING: [&str; 9] = ["NULL", "null", "(null)", "N/A", "n/a", "NaN", "undefined", "[object Object]", "TBD"];

/// Why the words of a cell may not be printed, if they may not.
pub fn refusal(words: &str, lines: Lines, most: usize) -> Option<Refusal> {
    if let Some(refusal) = own_words::refusal(words, lines, most) {
        return Some(refusal);
    }
    if let Some(refusal) = encoded(words) {
        return Some(refusal);
    }
    let refused = |rule, at, message: String, help: &str| Some(Refusal { rule, message, help: help.to_owned(), at });
    if ERRORS.iter().any(|error| words.starts_with(error)) {
        let message = format!("`{}` is an error value of a spreadsheet", shortened(words));
        return refused(rules::FORMULA, 0, message, "write the text itself");
    }
    if is_formula(words) {
        let message = format!("`{}` begins like a spreadsheet formula", shortened(words));
        return refused(rules::FORMULA, 0, message, "write the text itself, without the sign before it");
    }
    if let Some(at) = lost_letter(words, lines) {
        let message = format!("`{}` has `?` instead of lost letters", shortened(words));
        let help = "write the letters again, as in the original data, and save the list as `CSV UTF-8`";
        return refused(rules::LOST_LETTER, at, message, help);
    }
    if NOTHING.contains(&words) {
        let message = format!("`{words}` is what a program writes for a missing value");
        return refused(rules::NO_VALUE, 0, message, "write the value, or leave the cell empty");
    }
    if let Some(markup) = markup(words) {
        let message = format!("`{markup}` is the code of a web page (HTML)");
        return refused(rules::MARKUP, 0, message, "write the text without it");
    }
    undo_mojibake(words)
        .map(|meant| {
            let message = format!("`{}` is UTF-8 text that was read as Windows-1252", shortened(words));
            let help = format!("write `{}`, or open the original list as UTF-8 and save it again", shortened(&meant));
            Refusal { rule: rules::GARBLED_TEXT, message, help, at: 0 }
        })
        .or_else(|| own_words::left_over(words))
}

/// Reports a `?` that a program has written for a letter that its encoding does not have. Names and addresses have no
/// question marks; a sender's own words may have them, but not in the middle of a word, and not alone.
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

/// Reports words that are not the name of a person. `Nan` is one, and `nan` is what a program writes for none.
pub fn no_name(words: &str) -> Option<Refusal> {
    let is_no_word = |word: &str| WORDS.no_name.contains(&plain(word)) || matches!(word, "nan" | "null");
    let is_none = !words.chars().any(char::is_alphabetic)
        || WORDS.no_name.contains(&plain(words))
        || words.split_whitespace().all(is_no_word);
    is_none.then(|| Refusal {
        rule: rules::NO_NAME,
        message: format!("`{}` is not the name of a person", shortened(words)),
        help: "write the name that is printed below the signature, or delete the row".to_owned(),
        at: 0,
    })
}

/// A character reference or the end of an element, as HTML writes them.
fn markup(words: &str) -> Option<&str> {
    let reference = words.match_indices('&').find_map(|(at, _)| {
        let end = at + words[at..].find(';')? + 1;
        let name = words[at + 1..end - 1].strip_prefix('#').unwrap_or(&words[at + 1..end - 1]);
        let is_name = (2..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_name.then_some(&words[at..end])
    });
    let ending = || {
        let at = words.find("</").or_else(|| words.find("<br"))?;
        let end = at + words[at..].find('>')? + 1;
        Some(&words[at..end])
    };
    reference.or_else(ending)
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
        refusal(words, Lines::One, 120).map(|refusal| refusal.rule.as_str())
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
            "endobj x & y",
            "Tom & Jerry; Ann",
            "+855 23 426 585",
            "João São Âgua Ângela",
        ] {
            assert_eq!(rule(name), None, "{name}");
        }
    }

    #[test]
    fn somebody_has_a_name_of_letters() {
        for words in [
            "12345",
            "01/02/2018",
            "-",
            "...",
            "Test",
            "xxx",
            "None None",
            "nan nan",
            "N.N.",
            "unbekannt",
            "The Occupier",
        ] {
            assert_eq!(no_name(words).map(|refusal| refusal.rule.as_str()), Some("no-name"), "{words}");
        }
        for words in ["U", "ឡ", "Null Test", "Na", "John 3rd", "Nan", "Null", "Jennifer Null", "Nan Nan"] {
            assert_eq!(no_name(words), None, "{words}");
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
            ("NULL", "no-value"),
            ("N/A", "no-value"),
            ("Anna &amp; Bob", "markup"),
            ("M&uuml;ller", "markup"),
            ("Andr&#233;", "markup"),
            ("<b>X</b>", "markup"),
            ("{{first_name}}", "template-left-over"),
            ("«Vorname»", "template-left-over"),
            ("12 High Street\\nLeeds", "template-left-over"),
            ("សុខ\u{17D2}", "khmer-loose-coeng"),
        ] {
            assert_eq!(rule(words), Some(expected), "{words:?}");
        }
        let personal = |words| refusal(words, Lines::Several, 120).map(|refusal| refusal.rule.as_str());
        assert_eq!(personal("Will you let him speak? I ask you."), None);
        assert_eq!([personal("A w?rd"), personal("?????? ????")], [Some("lost-letter"); 2]);
        assert_eq!(rule(&"a".repeat(121)), Some("too-long"));
        assert_eq!(rule(&format!("a{}", "\u{301}".repeat(100))), Some("too-many-marks"));
        assert_eq!(rule(&format!("a{}", "\u{301}".repeat(10_000))), Some("too-long"));
    }
}
