//! The data about a language in Unicode CLDR, and what a region has otherwise.

use serde::Deserialize;

use super::Digits;
use super::required::{self, DATE};
use crate::id::LanguageTag;

/// One language in a line, then one language of a region, made by `cldr/extract.mjs`.
const LANGUAGES: &str = include_str!("cldr/languages.jsonl");

/// The facts of a language.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Facts {
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

/// What a language has otherwise in a region than elsewhere.
#[derive(Debug, Default, Deserialize)]
struct Regional {
    /// The language with the script that it is written in there, if that is not its usual one.
    of: Option<String>,
    name: Option<String>,
    digits: Option<String>,
    quotes: Option<[String; 2]>,
    months: Option<Vec<String>>,
    date: Option<String>,
}

/// The lines about languages.
#[cfg(test)]
pub(crate) fn languages() -> impl Iterator<Item = Facts> {
    let of_language = LANGUAGES.lines().skip(1).filter(|line| line.contains("\"english\":"));
    of_language.map(|line| serde_json::from_str(line).expect("a test reads every line"))
}

/// The line that begins with a tag.
fn line<'d, T: Deserialize<'d>>(tag: &str) -> Option<T> {
    let key = format!("{{\"tag\":\"{tag}\",");
    let line = LANGUAGES.lines().find(|line| line.starts_with(&key))?;
    serde_json::from_str(line).ok()
}

/// The language of which a tag names a region: `en` of `en-US`, `zh-Hant` of `zh-TW`, where it is written in that
/// script.
pub fn language_of_region(tag: &LanguageTag) -> Option<LanguageTag> {
    let parts: Vec<&str> = tag.as_str().split('-').collect();
    let at = parts.iter().skip(1).position(|part| is_region(part))? + 1;
    let written: Option<String> = line::<Regional>(&parts[..=at].join("-")).and_then(|regional| regional.of);
    LanguageTag::new(&written.unwrap_or_else(|| parts[..at].join("-")))
}

fn is_region(part: &str) -> bool {
    part.len() == 2 && part.chars().all(|c| c.is_ascii_uppercase())
        || part.len() == 3 && part.chars().all(|c| c.is_ascii_digit())
}

/// The facts of a language; in a region, with what is otherwise there.
pub(crate) fn facts(language: &LanguageTag) -> Option<Facts> {
    if let Some(base) = language_of_region(language) {
        let facts = facts(&base)?;
        let region = language.as_str().split('-').skip(1).find(|part| is_region(part))?;
        let Regional { name, digits, quotes, months, date, .. } = line(&format!("{base}-{region}")).unwrap_or_default();
        return Some(Facts {
            name: name.unwrap_or(facts.name),
            digits: digits.unwrap_or(facts.digits),
            quotes: quotes.unwrap_or(facts.quotes),
            months: months.unwrap_or(facts.months),
            date: date.unwrap_or(facts.date),
            ..facts
        });
    }
    let tag = language.as_str();
    let prefixes = std::iter::successors(Some(tag), |tag| tag.rfind('-').map(|at| &tag[..at]));
    prefixes.into_iter().find_map(line)
}

/// The script of a language, as an ISO 15924 code: the one that its tag names, or its usual one, if that is known.
pub fn script_of_language(language: &LanguageTag) -> Option<String> {
    language.script().map(str::to_owned).or_else(|| Some(facts(language)?.script))
}

/// The name of a month in a date, as `month-1` has it: where the date has the month as a number, that.
pub(crate) fn month_message(facts: &Facts, month: usize) -> Option<String> {
    let (_, has_number) = date_message(&facts.date)?;
    let name = facts.months.get(month.checked_sub(1)?)?;
    Some(if has_number { digits(facts).0.write(month as u64) } else { name.clone() })
}

/// The language's digits, and whether they are those that CLDR names.
pub(crate) fn digits(facts: &Facts) -> (Digits, bool) {
    let named = serde_yaml::from_str(&facts.digits);
    named.map_or((Digits::Latn, false), |digits| (digits, true))
}

/// Whether CLDR knows a language, in any script and region.
pub fn is_language(language: &LanguageTag) -> bool {
    let key = format!("{{\"tag\":\"{}\"", language.primary());
    LANGUAGES.lines().any(|line| line.starts_with(&key))
}

/// Whether a message of `letter.ftl` is word for word what is known of the language: its date or a month.
pub(crate) fn is_given(language: &LanguageTag, id: &str, text: &str) -> bool {
    let Some(facts) = (id == DATE.id || required::is_month(id)).then(|| facts(language)).flatten() else {
        return false;
    };
    if id == DATE.id {
        let is_same = |message: String| with_plain_spaces(&message) == with_plain_spaces(text);
        return date_message(&facts.date).is_some_and(|(message, _)| is_same(message));
    }
    (1..).zip(&facts.months).any(|(month, name)| required::month(month) == id && name == text)
}

/// Where the facts come from.
pub(crate) fn source() -> String {
    #[derive(Deserialize)]
    struct Head {
        source: String,
    }
    let head: Option<Head> = LANGUAGES.lines().next().and_then(|line| serde_json::from_str(line).ok());
    head.map(|head| head.source).unwrap_or_default()
}

/// A no-break space as translators write it.
const NO_BREAK: &str = r#"{"\u00A0"}"#;

/// The same message with ordinary spaces in the place of no-break spaces.
pub(crate) fn with_plain_spaces(message: &str) -> String {
    message.replace(NO_BREAK, " ").replace('\u{A0}', " ")
}

/// A message in which the spaces between day and month are no-break spaces.
fn with_day_and_month_together(message: &str) -> String {
    let place = |name: &str| message.find(name).map(|at| at..at + name.len());
    let (Some(day), Some(month)) = (place("{ $day }"), place("{ $month }")) else { return message.to_owned() };
    let (first, second) = if day.start < month.start { (day, month) } else { (month, day) };
    let between = &message[first.end..second.start];
    if between.contains("{ $year }") {
        return message.to_owned();
    }
    [&message[..first.end], &between.replace(' ', NO_BREAK), &message[second.start..]].concat()
}

/// A pattern of CLDR's as the message `date`, and whether its month is a number. Not every pattern
/// can be said with the variables of that message. Day and month stay on one line.
pub(crate) fn date_message(pattern: &str) -> Option<(String, bool)> {
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
    let can_be_said = has_all && !message.starts_with(['.', '[', '*', '#']);
    can_be_said.then(|| (with_day_and_month_together(&message), has_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_read_and_dated() {
        let mut count = 0;
        for facts in languages() {
            let tag = &facts.tag;
            assert!(!facts.name.is_empty() && facts.quotes.iter().all(|mark| !mark.is_empty()), "{tag}");
            assert!(facts.months.is_empty() || date_message(&facts.date).is_some(), "{tag}");
            count += 1;
        }
        assert!(count > 300, "{count}");
        let regions = LANGUAGES.lines().skip(1 + count).collect::<Vec<_>>();
        assert!(regions.len() > 150, "{}", regions.len());
        for line in regions {
            let _: Regional = serde_json::from_str(line).expect("it is JSON");
            let tag = line.split('"').nth(3).and_then(LanguageTag::new).expect("a tag");
            let facts = facts(&tag).unwrap_or_else(|| panic!("{tag}"));
            assert!(facts.months.is_empty() || date_message(&facts.date).is_some(), "{tag}");
        }
        assert!(source().contains("CLDR"));
    }

    #[test]
    fn a_region_has_the_facts_of_its_language_but_for_its_own() {
        let of = |tag: &str| facts(&LanguageTag::new(tag).expect("a tag")).expect("it is known");
        let date = |tag: &str| date_message(&of(tag).date).expect("a date").0;
        let british = r#"{ $day }{"\u00A0"}{ $month } { $year }"#;
        let american = r#"{ $month }{"\u00A0"}{ $day }, { $year }"#;
        for tag in ["en-GB", "en-AU", "en-IE", "en-IN", "en-NZ", "en-ZA"] {
            assert_eq!(date(tag), british, "{tag}");
        }
        assert_eq!((date("en-US").as_str(), date("en-CA").as_str()), (american, american));
        assert_eq!((of("de-AT").months[0].as_str(), of("de-CH").months[0].as_str()), ("Jänner", "Januar"));
        assert_eq!(
            (of("pt-PT").quotes, of("pt-BR").quotes),
            (["«", "»"].map(str::to_owned), ["“", "”"].map(str::to_owned))
        );
        assert_eq!((of("ar-EG").digits.as_str(), of("ar-MA").digits.as_str()), ("arab", "latn"));
        assert_eq!(of("fr-CA").name, "français canadien");
        assert_eq!((of("zh-TW").script.as_str(), of("zh-CN").script.as_str()), ("Hant", "Hans"));
    }

    #[test]
    fn the_language_of_a_region_is_the_one_that_is_written_there() {
        let of = |tag: &str| language_of_region(&LanguageTag::new(tag).expect("a tag")).map(|tag| tag.to_string());
        assert_eq!(of("en-US").as_deref(), Some("en"));
        assert_eq!(of("es-419").as_deref(), Some("es"));
        assert_eq!(of("zh-TW").as_deref(), Some("zh-Hant"));
        assert_eq!(of("zh-Hant-HK").as_deref(), Some("zh-Hant"));
        assert_eq!(of("pa-PK").as_deref(), Some("pa-Arab"));
        assert_eq!((of("en"), of("zh-Hant")), (None, None));
    }

    #[test]
    fn a_tag_of_a_region_leads_to_its_language() {
        let tag = |tag: &str| facts(&LanguageTag::new(tag).expect("a tag")).map(|facts| facts.tag);
        assert_eq!(tag("pt-BR"), Some("pt".to_owned()));
        assert_eq!(tag("zh-Hant-HK"), Some("zh-Hant".to_owned()));
        assert_eq!(tag("xx"), None);
    }

    #[test]
    fn patterns_become_messages() {
        let message = |pattern| date_message(pattern).map(|(message, _)| message);
        assert_eq!(
            message("d 'de' MMMM 'de' y").as_deref(),
            Some(r#"{ $day }{"\u00A0"}de{"\u00A0"}{ $month } de { $year }"#)
        );
        assert_eq!(message("y MMMM d").as_deref(), Some(r#"{ $year } { $month }{"\u00A0"}{ $day }"#));
        assert_eq!(message("d MMMM G y").as_deref(), Some(r#"{ $day }{"\u00A0"}{ $month } { $year }"#));
        assert_eq!(date_message("y年M月d日"), Some(("{ $year }年{ $month }月{ $day }日".to_owned(), true)));
        assert_eq!(message("EEEE d MMMM y"), None);
        assert_eq!(message("MMMM y"), None);
    }
}
