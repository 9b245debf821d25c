//! How each language joins the items of a list: `Anna, Boris and Vera`.

use serde::Deserialize;

use crate::id::LanguageTag;

/// The patterns of Unicode CLDR, made by `lists.mjs`: the languages of a pattern in a line.
const PATTERNS: &str = include_str!("lists.jsonl");

/// How a list is joined; `{0}` is what is before, and `{1}` what comes after it.
#[derive(Debug, Clone, Deserialize)]
struct Patterns {
    tags: Vec<String>,
    /// A list of two.
    two: String,
    /// The first two of more.
    start: String,
    /// All after them but the last.
    middle: String,
    /// The last.
    end: String,
}

impl Patterns {
    /// The patterns of a language, or of the same without its region, or without its script.
    fn of(language: &LanguageTag) -> Option<Self> {
        let prefixes = std::iter::successors(Some(language.as_str()), |tag| tag.rfind('-').map(|at| &tag[..at]));
        prefixes.into_iter().find_map(|tag| {
            let named = format!("\"{tag}\"");
            let lines = PATTERNS.lines().filter(|line| line.contains(&named));
            let mut patterns = lines.map(|line| serde_json::from_str(line).expect("a test reads every line"));
            patterns.find(|patterns: &Self| patterns.tags.iter().any(|known| known == tag))
        })
    }
}

/// The items joined as the language joins a list.
pub(super) fn join(language: &LanguageTag, items: &[String]) -> String {
    let patterns = Patterns::of(language);
    let mut joined = String::new();
    for (i, item) in items.iter().enumerate() {
        let pattern = patterns.as_ref().map_or("{0}, {1}", |patterns| match (i, items.len()) {
            (1, 2) => &patterns.two,
            (1, _) => &patterns.start,
            (i, count) if i + 1 < count => &patterns.middle,
            _ => &patterns.end,
        });
        joined = if i == 0 { item.clone() } else { filled(&before_vowel(language, pattern, item), &joined, item) };
    }
    joined
}

/// A pattern with its two parts. A name may have braces of its own.
fn filled(pattern: &str, before: &str, after: &str) -> String {
    let (head, rest) = pattern.split_once("{0}").unwrap_or(("", pattern));
    let (between, tail) = rest.split_once("{1}").unwrap_or((rest, ""));
    [head, before, between, after, tail].concat()
}

/// Spanish says `e` for `y` before the vowel i, which CLDR's patterns cannot say.
fn before_vowel(language: &LanguageTag, pattern: &str, item: &str) -> String {
    let item = item.to_lowercase();
    let is_diphthong = ["hie", "hia", "hio", "ie", "ia", "io"].iter().any(|vowels| item.starts_with(vowels));
    let begins = ["i", "í", "hi", "hí"].iter().any(|vowel| item.starts_with(vowel)) && !is_diphthong;
    if language.primary() == "es" && begins { pattern.replace(" y ", " e ") } else { pattern.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(tag: &str, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        join(&LanguageTag::new(tag).expect("a tag"), &names)
    }

    #[test]
    fn each_language_joins_a_list_in_its_own_way() {
        for (tag, three) in [
            ("en", "A, B, and C"),
            ("en-GB", "A, B and C"),
            ("fr-CA", "A, B et C"),
            ("km", "A, B និង C"),
            ("ar", "A وB وC"),
            ("ja", "A、B、C"),
            ("zh-Hant-HK", "A、B及C"),
            ("xx", "A, B, C"),
        ] {
            assert_eq!(joined(tag, &["A", "B", "C"]), three, "{tag}");
        }
        assert_eq!(joined("en", &[]), "");
        assert_eq!(joined("en", &["A"]), "A");
        assert_eq!(joined("en", &["A", "B"]), "A and B");
        assert_eq!(joined("km", &["ក", "ខ"]), "ក និង\u{200B}ខ");
        assert_eq!(joined("de", &["A", "B", "C", "D"]), "A, B, C und D");
        assert_eq!(joined("en", &["{1}", "{0}"]), "{1} and {0}");
    }

    #[test]
    fn spanish_has_another_word_before_i() {
        assert_eq!(joined("es", &["Ana", "Inés"]), "Ana e Inés");
        assert_eq!(joined("es-MX", &["Ana", "Rosa", "Hilario"]), "Ana, Rosa e Hilario");
        assert_eq!(joined("es", &["agua", "hielo"]), "agua y hielo");
        assert_eq!(joined("es", &["Ana", "Rosa"]), "Ana y Rosa");
    }

    #[test]
    fn every_pattern_has_two_parts_and_nothing_to_choose() {
        let mut count = 0;
        for line in PATTERNS.lines().skip(1) {
            let Patterns { tags, two, start, middle, end } = serde_json::from_str(line).expect("it is JSON");
            for pattern in [two, start, middle, end] {
                assert!(pattern.contains("{0}") && pattern.contains("{1}") && !pattern.contains('('), "{line}");
            }
            count += tags.len();
        }
        assert!(count > 150, "{count}");
    }
}
