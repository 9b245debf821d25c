//! Days that become facts: those that the language prints in the words of the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use super::dates::dates;
use super::vocabulary::{Vocabulary, fold};
use crate::id::LanguageTag;
use crate::translation::date_form;

/// The farthest that a word may be from a day to say what happened on it, in bytes.
const NEAR: usize = 90;

/// The facts of a case.
pub struct Facts<'v> {
    vocabulary: &'v Vocabulary,
    language: LanguageTag,
    /// The words of a date beside day, month and year; `None` if the language is not known.
    form: Option<(Vec<String>, Vec<String>)>,
    ids: BTreeMap<Date, String>,
}

impl<'v> Facts<'v> {
    /// No facts yet, for texts in this language.
    pub fn new(vocabulary: &'v Vocabulary, language: &LanguageTag) -> Self {
        let form = date_form(language).map(|(pattern, months)| {
            let mut literal = pattern;
            for slot in ["{ $day }", "{ $month }", "{ $year }"] {
                literal = literal.replace(slot, " ");
            }
            let words = fold(&literal).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
            (words, months.iter().map(|month| fold(month)).collect())
        });
        Self { vocabulary, language: language.clone(), form, ids: BTreeMap::new() }
    }

    /// Takes the days of a text as facts.
    pub fn learn(&mut self, text: &str) {
        for (range, date) in self.printable(text) {
            if self.ids.contains_key(&date) {
                continue;
            }
            let start = text[..range.start].rfind(['.', ';', '!', '?']).map_or(0, |at| at + 1);
            let end = text[range.end..].find(['.', ';', '!', '?']).map_or(text.len(), |at| range.end + at);
            let before = &text[near_start(text, start.max(range.start.saturating_sub(NEAR)))..range.start];
            let after = &text[range.end..near_start(text, end.min(range.end + NEAR)).max(range.end)];
            let taken: BTreeSet<&str> = self.ids.values().map(String::as_str).collect();
            let named = self.vocabulary.fact(&self.language, before, after);
            let numbered = |base: &str, from: usize| {
                (from..=taken.len() + 2).map(|n| format!("{base}-{n}")).find(|id| !taken.contains(id.as_str()))
            };
            let id = match named {
                Some(id) if !taken.contains(id) => Some(id.to_owned()),
                Some(id) => numbered(id, 2),
                None => numbered("date", 1),
            };
            self.ids.extend(id.map(|id| (date, id)));
        }
    }

    /// The days of a text that are facts, each with its id.
    pub fn in_text(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let known = |(range, date)| Some((range, self.ids.get(&date)?.as_str()));
        self.printable(text).into_iter().filter_map(known).collect()
    }

    /// All facts, in the order of their days.
    pub fn all(&self) -> impl Iterator<Item = (&str, Date)> {
        self.ids.iter().map(|(date, id)| (id.as_str(), *date))
    }

    /// The days that the language prints in the same words.
    fn printable(&self, text: &str) -> Vec<(Range<usize>, Date)> {
        let Some((literal, months)) = &self.form else { return Vec::new() };
        let is_printed_so = |range: &Range<usize>, date: Date| {
            // Some languages write the first of a month in another way.
            let is_first = date.day() == 1 && months.get(1).is_some_and(|month| month == "fevrier");
            let month = months.get(usize::try_from(date.month() - 1).unwrap_or_default());
            let mut printed: Vec<String> = literal.clone();
            printed.extend([date.day().to_string(), date.year().to_string()]);
            printed.extend(month.cloned());
            let mut said: Vec<String> = fold(&text[range.clone()]).split(' ').map(str::to_owned).collect();
            printed.sort_unstable();
            said.sort_unstable();
            let is_capital = text[range.clone()].chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            printed == said && !is_first && !is_capital
        };
        let found = dates(text, self.vocabulary).into_iter();
        found.filter(|found| is_printed_so(&found.range, found.date)).map(|found| (found.range, found.date)).collect()
    }
}

/// The first boundary of a character from a byte on.
fn near_start(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
