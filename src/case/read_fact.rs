//! Reading the facts of a case: days, numbers and texts that messages name as variables.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_yaml::Value;

use super::Fact;
use super::read::Check;
use crate::finding::rules;
use crate::id::MessageId;
use crate::yaml::KeyPath;

/// The most facts of a case. A case has some ten.
const MOST_FACTS: usize = 1_000;

impl Check<'_> {
    pub(super) fn facts(&mut self, path: &KeyPath, facts: BTreeMap<String, Value>) -> BTreeMap<String, Fact> {
        let mut read = BTreeMap::new();
        if !self.at_most(MOST_FACTS, facts.len(), path) {
            return read;
        }
        for (name, value) in facts {
            let path = path.key(&name);
            if self.id(&path, &name, MessageId::new, |_| "a letter, then letters, digits and hyphens").is_none() {
                continue;
            }
            let fact = match value {
                Value::Number(number) => number.as_u64().filter(|n| *n <= Fact::MAX_NUMBER).map(Fact::Number),
                Value::String(text) if is_meant_as_a_date(&text) => self.date(&path, &text).map(Fact::Date),
                Value::String(text) if names_a_month(&text) => {
                    self.spelt_out_date(&path, &text);
                    continue;
                }
                Value::String(text) => self
                    .text(&path, &text)
                    .and_then(|text| {
                        self.no_longer(Fact::MAX_TEXT, &path, text, ("fact", "put the text into a message instead"))
                    })
                    .map(Fact::Text),
                _ => None,
            };
            match fact {
                Some(fact) => {
                    read.insert(name, fact);
                }
                None if self.findings.last().is_some_and(|f| f.place.as_deref() == Some(&path.to_string())) => {}
                None => {
                    let message = format!(
                        "this is not a valid fact; a fact is a date, a whole number up to {}, or a text",
                        Fact::MAX_NUMBER
                    );
                    let finding = self.error(rules::BAD_FACT, &path, message);
                    let help = "write `2018-02-01` or `443`, or put text in quotes: `\"1.5\"`";
                    self.report(finding.help(help));
                }
            }
        }
        read
    }

    /// Reports a date in words: it would be printed unchanged in every language.
    fn spelt_out_date(&mut self, path: &KeyPath, text: &str) {
        let message = format!("`{text}` is a date in words, and every language would print it like this");
        let finding = self.error(rules::FACT_IN_WORDS, path, message);
        self.report(finding.help(
            "write year-month-day, for example `2017-09-03`, and each language prints it in its own form; for a time \
             that is not one exact day, use a message in each language",
        ));
    }
}

/// A day written as year-month-day, if there is such a day.
pub fn parse_date(day: &str) -> Option<Date> {
    looks_like_a_date(day).then(|| day.parse().ok()).flatten()
}

/// Whether it is three numbers separated by one kind of mark, like `2018-2-1` or `1/2/2018`. As text
/// it would be printed as it is, in every language.
fn is_meant_as_a_date(text: &str) -> bool {
    ['-', '/', '.'].iter().any(|mark| {
        let parts: Vec<&str> = text.split(*mark).collect();
        let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(is_number) && parts.iter().any(|part| part.len() == 4)
    })
}

/// Whether it holds a number and the name of a month, in English or as other languages of Latin
/// letters begin it.
fn names_a_month(text: &str) -> bool {
    const MONTHS: [&str; 33] = [
        "jan",
        "january",
        "feb",
        "february",
        "mar",
        "march",
        "apr",
        "april",
        "may",
        "jun",
        "june",
        "jul",
        "july",
        "aug",
        "august",
        "sep",
        "sept",
        "september",
        "oct",
        "october",
        "nov",
        "november",
        "dec",
        "december",
        "janvier",
        "février",
        "avril",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_month = |word: &str| MONTHS.contains(&word.to_lowercase().as_str());
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4;
    words().any(is_month) && words().any(is_number)
}

fn looks_like_a_date(text: &str) -> bool {
    let shape = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    shape.eq("0000-00-00".chars())
}
