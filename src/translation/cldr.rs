//! The data about a language in Unicode CLDR.

use serde::Deserialize;

use crate::id::LanguageTag;
use crate::locale::required::{self, DATE};

/// One language in a line, made by `cldr/extract.mjs`.
pub(super) const LANGUAGES: &str = include_str!("cldr/languages.jsonl");

/// The facts of a language.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Facts {
    /// The language of these facts; it may be without the script or region of the requested one.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// Its name in English.
    pub english: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// An ISO 15924 code.
    pub script: String,
    /// The digits that are usual today.
    pub digits: String,
    /// The digits that are the script's own.
    pub native_digits: String,
    /// The outer quotation marks.
    pub quotes: [String; 2],
    /// The plural categories of cardinal numbers.
    pub plurals: Vec<String>,
    /// The names of the months as they are in a date; empty where CLDR has no names.
    pub months: Vec<String>,
    /// The pattern of a long date, in CLDR's letters.
    pub date: String,
}

/// The facts of a language, or of the same without its region, or without its script.
pub(super) fn facts(language: &LanguageTag) -> Option<Facts> {
    let tag = language.as_str();
    let prefixes = std::iter::successors(Some(tag), |tag| tag.rfind('-').map(|at| &tag[..at]));
    prefixes.into_iter().find_map(|tag| {
        let key = format!("{{\"tag\":\"{tag}\",");
        let line = LANGUAGES.lines().find(|line| line.starts_with(&key))?;
        Some(serde_json::from_str(line).expect("a test reads every line"))
    })
}

/// Whether CLDR knows a language, in any script and region.
pub fn is_language(language: &LanguageTag) -> bool {
    let key = format!("{{\"tag\":\"{}\"", language.primary());
    LANGUAGES.lines().any(|line| line.starts_with(&key))
}

/// Whether a message of `letter.ftl` is word for word what is known of the language: its date or a month.
pub(super) fn is_given(language: &LanguageTag, id: &str, text: &str) -> bool {
    let Some(facts) = (id == DATE.id || required::is_month(id)).then(|| facts(language)).flatten() else {
        return false;
    };
    if id == DATE.id {
        return date_message(&facts.date).is_some_and(|(message, _)| message == text);
    }
    (1..).zip(&facts.months).any(|(month, name)| required::month(month) == id && name == text)
}

/// Where the facts come from.
pub(super) fn source() -> String {
    #[derive(Deserialize)]
    struct Head {
        source: String,
    }
    let head: Option<Head> = LANGUAGES.lines().next().and_then(|line| serde_json::from_str(line).ok());
    head.map(|head| head.source).unwrap_or_default()
}

/// A pattern of CLDR's as the message `date`, and whether its month is a number. Not every pattern
/// can be said with the variables of that message.
pub(super) fn date_message(pattern: &str) -> Option<(String, bool)> {
    let mut out = String::new();
    let mut has_number = false;
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\'' => {
                let mut literal = String::new();
                for quoted in rest.by_ref().take_while(|c| *c != '\'') {
                    literal.push(quoted);
                }
                out.push_str(if literal.is_empty() { "'" } else { &literal });
            }
            'd' | 'M' | 'L' | 'y' | 'G' => {
                let mut count = 1;
                while rest.next_if_eq(&c).is_some() {
                    count += 1;
                }
                match c {
                    'd' => out.push_str("{ $day }"),
                    'y' => out.push_str("{ $year }"),
                    // The era goes without saying.
                    'G' => {}
                    _ => {
                        has_number = count < 3;
                        out.push_str("{ $month }");
                    }
                }
            }
            c if c.is_ascii_alphabetic() || matches!(c, '{' | '}') => return None,
            c => out.push(c),
        }
    }
    let words: Vec<&str> = out.split(' ').filter(|word| !word.is_empty()).collect();
    let message = words.join(" ");
    let has_all = ["{ $day }", "{ $month }", "{ $year }"].iter().all(|name| message.contains(name));
    (has_all && !message.starts_with(['.', '[', '*', '#'])).then_some((message, has_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_read_and_dated() {
        let mut count = 0;
        for line in LANGUAGES.lines().skip(1) {
            let facts: Facts = serde_json::from_str(line).expect("it is JSON");
            assert!(!facts.name.is_empty() && facts.quotes.iter().all(|mark| !mark.is_empty()), "{line}");
            assert!(facts.months.is_empty() || date_message(&facts.date).is_some(), "{line}");
            count += 1;
        }
        assert!(count > 300, "{count}");
        assert!(source().contains("CLDR"));
    }

    #[test]
    fn a_region_has_the_facts_of_its_language() {
        let tag = |tag: &str| facts(&LanguageTag::new(tag).expect("a tag")).map(|facts| facts.tag);
        assert_eq!(tag("pt-BR"), Some("pt".to_owned()));
        assert_eq!(tag("zh-Hant-HK"), Some("zh-Hant".to_owned()));
        assert_eq!(tag("xx"), None);
    }

    #[test]
    fn patterns_become_messages() {
        let message = |pattern| date_message(pattern).map(|(message, _)| message);
        assert_eq!(message("d 'de' MMMM 'de' y").as_deref(), Some("{ $day } de { $month } de { $year }"));
        assert_eq!(message("d MMMM G y").as_deref(), Some("{ $day } { $month } { $year }"));
        assert_eq!(date_message("y年M月d日"), Some(("{ $year }年{ $month }月{ $day }日".to_owned(), true)));
        assert_eq!(message("EEEE d MMMM y"), None);
        assert_eq!(message("MMMM y"), None);
    }
}
