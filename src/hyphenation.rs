//! Hyphenation: where the words of a language may be broken at the end of a line.

use hypher::{Lang, hyphenate_bounded};

use crate::id::LanguageTag;
use crate::script::marks::is_nonspacing;

/// The least number of letters before a hyphen, and after it. Most languages allow two; a letter
/// that is read aloud or by a stranger is better served by three.
const SHORTEST_PART: usize = 3;

/// The patterns of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hyphenation(Lang);

impl Hyphenation {
    /// The patterns of a language, if there are any.
    pub fn of(language: &LanguageTag) -> Option<Self> {
        let primary = language.primary();
        let primary = if matches!(primary, "nb" | "nn") { "no" } else { primary };
        let code = <[u8; 2]>::try_from(primary.as_bytes()).ok()?;
        Lang::from_iso(code).map(Self)
    }

    /// The bytes of `text` at which a word may be broken, ascending.
    ///
    /// Left whole are words with capitals inside, such as acronyms; parts of compounds that have
    /// a hyphen already; and what is beside digits or the marks of an address of the web.
    pub fn points(self, text: &str) -> Vec<usize> {
        let (left, right) = self.0.bounds();
        let (left, right) = (left.max(SHORTEST_PART), right.max(SHORTEST_PART));
        let mut points = Vec::new();
        let mut end = 0;
        while let Some(start) = text[end..].find(is_letter).map(|at| end + at) {
            let rest = &text[start..];
            end = start + rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
            let word = &text[start..end];
            let beside = [text[..start].chars().next_back(), text[end..].chars().next()];
            if beside.into_iter().flatten().any(binds) || word.chars().skip(1).any(char::is_uppercase) {
                continue;
            }
            let mut at = start;
            for syllable in hyphenate_bounded(word, self.0, left, right) {
                at += syllable.len();
                if at < end {
                    points.push(at);
                }
            }
        }
        points
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_nonspacing(c)
}

/// Marks beside which a word is a part of something longer. A zero width space is the author's own choice of a place.
fn binds(c: char) -> bool {
    c.is_numeric() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/' | '@' | '_' | '\\' | '#' | '&' | '=' | '\u{200B}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(language: &str, text: &str) -> String {
        let points = Hyphenation::of(&LanguageTag::new(language).expect("a tag")).expect("its patterns").points(text);
        let mut out = String::new();
        for (at, c) in text.char_indices() {
            if points.contains(&at) {
                out.push('|');
            }
            out.push(c);
        }
        out
    }

    #[test]
    fn words_are_parted_as_their_language_parts_them() {
        assert_eq!(broken("fr", "immédiatement et sans condition"), "immé|dia|te|ment et sans condi|tion");
        assert_eq!(broken("de", "Versammlungsfreiheit"), "Ver|samm|lungs|frei|heit");
        assert_eq!(broken("es", "inmediatamente"), "inme|dia|ta|mente");
    }

    #[test]
    fn no_part_is_shorter_than_three_letters() {
        assert_eq!(broken("fr", "avocat école"), "avo|cat école");
    }

    #[test]
    fn acronyms_compounds_and_addresses_stay_whole() {
        for whole in [
            "UNESCO",
            "MacDonald",
            "vice-président",
            "www/documentation",
            "443documentation",
            "a@\u{200B}documentation\u{200B}.org",
        ] {
            assert_eq!(broken("fr", whole), whole);
        }
    }

    #[test]
    fn a_region_does_not_matter_and_khmer_has_no_patterns() {
        let of = |tag| Hyphenation::of(&LanguageTag::new(tag).expect("a tag"));
        assert_eq!(of("fr-CH"), of("fr"));
        assert_eq!(of("nb"), of("no"));
        assert_eq!(of("km"), None);
    }
}
