//! The locale: a language's facts and words, read from its folder.

mod addresses;
mod contract;
mod countries;
mod digits;
mod excerpt;
pub mod form;
mod info;
mod messages;
mod narrow_space;
pub(crate) mod nesting;
mod pseudo;
pub(crate) mod syntax;
mod telephone;
mod wrap;

use jiff::civil::Date;

pub(crate) use addresses::ORDERS;
pub use addresses::{AddressLine, AddressOrders, AddressPart};
pub(crate) use contract::MAX_PLACEABLES;
pub use contract::MAX_TEXT;
pub use countries::Countries;
pub(crate) use countries::POSTS;
pub use digits::Digits;
pub use excerpt::Excerpt;
pub use info::{Align, Direction, FontChoice, LocaleInfo, Review};
pub use messages::{Messages, Value};
pub use narrow_space::NarrowSpaces;
pub use pseudo::is_pseudo;
pub use syntax::syntax_faults;
pub(crate) use telephone::PLANS;
pub use telephone::{TelephoneNumber, TelephonePlans};
pub use wrap::{is_unspaced, paragraphs, wants_space_after, wants_space_before};

use crate::finding::{Finding, Findings, rules};
use crate::hyphenation::Hyphenation;
use crate::id::{CaseId, LanguageTag};
use crate::project::Project;
use crate::yaml::Source;

/// The Fluent file that a message belongs into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// `letter.ftl`, for what every letter needs.
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
    /// `letter.ftl` and the file of the case.
    files: [String; 2],
}

impl Locale {
    /// Reads a language and its messages for a case.
    ///
    /// A Fluent file that is not there counts as empty: each message that the letter then misses
    /// is named when it is needed.
    ///
    /// # Errors
    ///
    /// When there is no such language, or any of its files is faulty; all faults of all files.
    pub fn read(project: &Project, tag: &LanguageTag, case: &CaseId) -> Result<Self, Findings> {
        let info_file = format!("locales/{tag}/locale.yaml");
        if !project.has(&info_file) {
            return if is_pseudo(tag) {
                pseudo::read(project, tag, case)
            } else {
                Err(unknown_language(project, tag).into())
            };
        }
        let mut findings = Findings::new();
        let info = project.text(&info_file).map_err(Findings::from);
        let info = info.and_then(|text| LocaleInfo::read(Source { file: &info_file, text }));
        let info = findings.take(info);
        let files = [format!("locales/{tag}/letter.ftl"), format!("locales/{tag}/cases/{case}.ftl")];
        let mut sources = Vec::new();
        for file in files.clone() {
            match project.has(&file).then(|| project.text(&file)) {
                Some(Ok(text)) => sources.push((file, text)),
                Some(Err(finding)) => findings.push(finding),
                None => sources.push((file, "")),
            }
        }
        if info.as_ref().is_some_and(|info| info.hyphenate) && Hyphenation::of(tag).is_none() {
            let message = format!("the program has no patterns that part words of `{tag}`");
            findings.push(
                Finding::error(rules::NO_HYPHENATION, message)
                    .in_file(&info_file)
                    .place("hyphenate")
                    .help("take `hyphenate` out; soft hyphens (U+00AD) typed in the words are obeyed in any language"),
            );
        }
        let digits = info.as_ref().map_or(Digits::Latn, |info| info.digits);
        let messages = findings.take(Messages::read(tag, digits, &sources));
        match (info, messages) {
            (Some(info), Some(messages)) if findings.is_empty() => Ok(Self { tag: tag.clone(), info, messages, files }),
            _ => Err(findings),
        }
    }

    /// The words of a message that belongs into the file `home`; see [`Messages::format`].
    ///
    /// # Errors
    ///
    /// When the message or something that it needs is missing or faulty.
    pub fn say(
        &self,
        home: Home,
        id: &str,
        attribute: Option<&str>,
        given: &dyn Fn(&str) -> Option<Value>,
    ) -> Result<String, Findings> {
        let [letter, case] = &self.files;
        let file = match home {
            Home::Letter => letter,
            Home::Case => case,
        };
        let named = |finding: Finding| if finding.file.is_none() { finding.in_file(file) } else { finding };
        self.messages.format(id, attribute, given).map_err(|findings| findings.into_iter().map(named).collect())
    }

    /// A date in the language's words: the message `date` with the name of the month.
    ///
    /// # Errors
    ///
    /// When a message that it needs is missing or faulty.
    pub fn date(&self, date: Date) -> Result<String, Findings> {
        let month = self.say(Home::Letter, &form::month(date.month()), None, &|_| None)?;
        self.say(Home::Letter, form::DATE.id, None, &|name| match name {
            "day" => Some(Value::Number(u64::from(date.day().unsigned_abs()))),
            "month" => Some(Value::Text(month.clone())),
            "year" => Some(Value::Number(u64::from(date.year().unsigned_abs()))),
            _ => None,
        })
    }

    /// The files whose wording nobody has reviewed, of those that a letter of this case is made of.
    /// The source language's words of a case that its `locale.yaml` does not name are the source too.
    pub fn unreviewed(&self, case: &CaseId) -> Vec<String> {
        let is_source = self.info.review.get("letter.ftl") == Some(&Review::Source);
        ["letter.ftl".to_owned(), format!("cases/{case}.ftl")]
            .into_iter()
            .filter(|file| match self.info.review.get(file) {
                None => !is_source,
                Some(review) => *review == Review::Unreviewed,
            })
            .collect()
    }
}

/// All languages of the project, by their tags: the folders that have a `locale.yaml`.
pub fn languages(project: &Project) -> Vec<LanguageTag> {
    let folder = |path: &str| LanguageTag::new(path.strip_prefix("locales/")?.strip_suffix("/locale.yaml")?);
    project.paths("locales", "/locale.yaml").filter_map(folder).collect()
}

/// The language that the others are translated from: the one whose `locale.yaml` gives `letter.ftl`
/// the status `source`.
///
/// # Errors
///
/// When no language has it.
pub fn source_language(project: &Project) -> Result<LanguageTag, Finding> {
    let is_source = |tag: &LanguageTag| {
        let file = format!("locales/{tag}/locale.yaml");
        let info = project.text(&file).ok().map(|text| LocaleInfo::read(Source { file: &file, text }));
        matches!(info, Some(Ok(info)) if info.review.get("letter.ftl") == Some(&Review::Source))
    };
    languages(project).into_iter().find(is_source).ok_or_else(|| {
        Finding::error(rules::NO_SOURCE_LANGUAGE, "no language is the one that the others are translated from")
            .help("write `letter.ftl: {status: source}` under `review` in its `locale.yaml`")
    })
}

fn unknown_language(project: &Project, tag: &LanguageTag) -> Finding {
    let known = project.paths("locales", "/locale.yaml").filter_map(|path| path.split('/').nth(1));
    Finding::error(rules::UNKNOWN_LANGUAGE, format!("there is no language `{tag}`")).among(tag.as_str(), known)
}
