//! A language with the messages that the letters of a case need.

use jiff::civil::Date;

use super::{Glossary, Language, Library, LocaleInfo, Messages, Review, Value, lists, required};
use crate::finding::{Finding, Findings, Origin, rules};
use crate::hyphenation::Hyphenation;
use crate::id::{CaseId, CountryCode, LanguageTag};
use crate::project::paths::{self, LETTER};
use crate::script::khmer::fold::FoldedWords;

/// The Fluent file that a message belongs into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// `letter.ftl`, with the messages that every letter needs.
    Letter,
    /// The file of the case.
    Case,
}

/// A language, with the messages that a case's letters need.
pub struct Locale {
    /// Its tag, and the name of its folder.
    pub tag: LanguageTag,
    /// What its `locale.yaml` says.
    pub info: LocaleInfo,
    /// The messages of its `letter.ftl` and of the case.
    pub messages: Messages,
    /// The words of its glossary, in Khmer letters.
    pub terms: FoldedWords,
    /// `letter.ftl` and the file of the case.
    pub(super) files: [String; 2],
}

impl Locale {
    /// A language and its messages for a case, as its folder has them.
    ///
    /// A missing Fluent file counts as empty, and so do the parts of a file that cannot be read. Messages that are then
    /// missing are reported when a letter needs them.
    ///
    /// # Errors
    ///
    /// When the language does not exist, or one of its files is not a text, or its `locale.yaml` is faulty.
    pub(super) fn of_folder(library: &Library, tag: &LanguageTag, case: &CaseId) -> Result<Self, Findings> {
        let language = library.language(tag).ok_or_else(|| unknown_language(library, tag))?;
        let mut findings = Findings::new();
        let info = findings.take(language.info().map_err(Clone::clone));
        let names = [LETTER.to_owned(), paths::case_words(case)];
        // A message of the case comes before the one that it replaces.
        let read = names.iter().rev().filter_map(|name| language.read(name));
        let read: Vec<_> = read.filter_map(|file| findings.take(file.map_err(Clone::clone))).cloned().collect();
        if info.is_some_and(|info| info.hyphenate) && Hyphenation::of(tag).is_none() {
            let message = format!("hyphenation is not available for `{tag}`");
            findings.push(
                Finding::error(rules::NO_HYPHENATION, message)
                    .in_file(language.path(paths::LOCALE))
                    .place("hyphenate")
                    .help("delete `hyphenate`; soft hyphens (U+00AD) in the text work in every language"),
            );
        }
        match info {
            Some(info) if findings.is_empty() => {
                let messages = Messages::of(tag, info.digits, read);
                let files = names.map(|name| language.path(&name));
                // Faults of the glossary are for the judge.
                let terms = Glossary::read(library.project, tag).unwrap_or_default().khmer_words();
                Ok(Self { tag: tag.clone(), info: info.clone(), messages, terms, files })
            }
            _ => Err(findings),
        }
    }

    /// The words of a message that belongs into the file `home`; see [`Messages::format`].
    ///
    /// # Errors
    ///
    /// When the message or something that it needs is missing, refused or faulty.
    pub fn say(
        &self,
        home: Home,
        id: &str,
        attribute: Option<&str>,
        given: &dyn Fn(&str) -> Result<Option<Value>, Findings>,
    ) -> Result<String, Findings> {
        let [letter, case] = &self.files;
        let file = match home {
            Home::Letter => letter,
            Home::Case => case,
        };
        let named = |finding: Finding| if finding.file.is_none() { finding.in_file(file) } else { finding };
        self.messages.format(id, attribute, given).map_err(|findings| findings.into_iter().map(named).collect())
    }

    /// Where a message is.
    pub fn origin(&self, id: &str) -> Origin {
        let place = self.messages.locate(id);
        Origin {
            name: id.to_owned(),
            file: place.map(|(file, ..)| file.to_owned()),
            position: place.map(|(_, start, _)| start),
            end: place.map(|(.., end)| end),
        }
    }

    /// Names joined as the language joins a list.
    pub fn list(&self, names: &[String]) -> String {
        lists::join(&self.tag, names)
    }

    /// A date in the language's words: the message `date` with the name of the month.
    ///
    /// # Errors
    ///
    /// When a message that it needs is missing or faulty.
    pub fn date(&self, date: Date) -> Result<String, Findings> {
        let month = self.say(Home::Letter, &required::month(date.month()), None, &|_| Ok(None))?;
        self.say(Home::Letter, required::DATE.id, None, &|name| {
            Ok(match name {
                "day" => Some(Value::Number(u64::from(date.day().unsigned_abs()))),
                "month" => Some(Value::Text(month.clone())),
                "year" => Some(Value::Number(u64::from(date.year().unsigned_abs()))),
                _ => None,
            })
        })
    }

    /// A date in a letter that is posted in this country: an English one has the month first where English is written
    /// so. A language with its own form of the date keeps it.
    ///
    /// # Errors
    ///
    /// Those of [`Self::date`].
    pub fn date_in(&self, date: Date, posted_in: Option<&CountryCode>) -> Result<String, Findings> {
        let is_month_first = posted_in.is_some_and(|country| MONTH_FIRST.contains(&country.as_str()));
        if is_month_first { self.date_month_first(date) } else { self.date(date) }
    }

    /// All forms that a date can have in letters of this language, wherever they are posted.
    ///
    /// # Errors
    ///
    /// Those of [`Self::date`].
    pub fn date_forms(&self, date: Date) -> Result<Vec<String>, Findings> {
        let mut forms = vec![self.date(date)?, self.date_month_first(date)?];
        forms.dedup();
        Ok(forms)
    }

    fn date_month_first(&self, date: Date) -> Result<String, Findings> {
        let usual = self.date(date)?;
        if self.tag != LanguageTag::english() {
            return Ok(usual);
        }
        let month = self.say(Home::Letter, &required::month(date.month()), None, &|_| Ok(None))?;
        let (day, year) = (date.day(), date.year());
        let is_day_first = usual.replace(NO_BREAK, " ") == format!("{day} {month} {year}");
        Ok(if is_day_first { format!("{month}{NO_BREAK}{day}, {year}") } else { usual })
    }
}

/// The no-break space between day and month.
const NO_BREAK: &str = "\u{A0}";

/// Countries whose English puts the month before the day (Unicode CLDR 47, the long dates of `en-CA`, `en-PH` and
/// `en-US`), with the other territories of the United States.
const MONTH_FIRST: [&str; 8] = ["CA", "PH", "US", "AS", "GU", "MP", "PR", "VI"];

/// The language that the others are translated from: the one whose `locale.yaml` gives `letter.ftl`
/// the status `source`.
///
/// # Errors
///
/// When no language has it.
pub fn source_language(library: &Library) -> Result<LanguageTag, Finding> {
    let is_source =
        |language: &&Language| matches!(language.info().map(|info| info.review.get(LETTER)), Ok(Some(Review::Source)));
    let source = library.languages.values().find(is_source).map(|language| language.tag.clone());
    source.ok_or_else(|| {
        Finding::error(
            rules::NO_SOURCE_LANGUAGE,
            "the source language, from which the others are translated, is missing",
        )
        .help("write `letter.ftl: {status: source}` under `review` in its `locale.yaml`")
    })
}

/// The language that the words of a case are translated from: that of its own file of words, or the one that
/// `letter.ftl` is translated from.
///
/// # Errors
///
/// When there is neither.
pub fn source_of_case(library: &Library, case: &CaseId) -> Result<LanguageTag, Finding> {
    let own = library.source_of(&paths::case_words(case)).map(|language| language.tag.clone());
    own.map_or_else(|| source_language(library), Ok)
}

fn unknown_language(library: &Library, tag: &LanguageTag) -> Finding {
    let known = library.languages.keys().map(LanguageTag::as_str);
    Finding::error(rules::UNKNOWN_LANGUAGE, format!("unknown language `{tag}`")).suggest_from(tag.as_str(), known)
}
