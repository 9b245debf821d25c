//! The beginning of a value, as findings quote it.

use super::marks::{MAX_MARKS, is_mark};

/// How many characters of a value a finding shows.
const SHOWN: usize = 40;

/// The beginning of a value, without characters that control or turn the text around it.
pub fn shortened(words: &str) -> String {
    let mut out = String::new();
    let mut marks = 0;
    let mut characters = words.chars();
    for character in characters.by_ref().take(SHOWN) {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        if marks > MAX_MARKS {
            break;
        }
        out.push(if is_unseen(character) { '·' } else { character });
    }
    if out.len() < words.len() && (marks > MAX_MARKS || characters.next().is_some()) {
        out.push('…');
    }
    out
}

fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
        || matches!(character, '\u{FEFF}' | char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_no_more_than_a_line() {
        assert_eq!(shortened("Chantou"), "Chantou");
        assert_eq!(shortened("a\0b\u{202E}c"), "a·b·c");
        assert!(shortened(&"x".repeat(5000)).len() < 60);
        assert!(shortened(&format!("a{}", "\u{301}".repeat(10_000))).len() < 40);
    }
}
