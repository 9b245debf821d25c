//! The judge: finds words and facts of a project that must not be printed or that a person should look at.
//!
//! There is one judge for `likhit check` and for every command that prints, so that both find the same.
//! [`Judge::judge`] examines files and gives a [`Judged`], in which each finding says what it touches;
//! what an error touches is not printed.
//!
//! Where a new rule goes: a rule on words alone is a pure function in [`words`]: it gets a [`Subject`] and
//! returns a [`Fault`] for each fault it finds. A rule that compares a file with its source, its case or
//! other files is a function of a `context::Context`, called in `engine`. Both are known to print
//! at once. A rule on names and addresses of people is in [`data`]. What each rule is for is in `rules`.

mod allow;
mod cascades;
mod cases;
mod context;
pub mod data;
mod dates;
mod engine;
mod facts;
mod misspelt;
mod months;
mod names;
mod needed;
mod number_words;
mod other_wordings;
mod parity;
mod repair;
mod rules;
mod salutations;
mod structure;
mod terms;
mod variables;
pub mod words;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::case::Case;
use crate::finding::{Finding, Findings, RuleName, Severity};
use crate::fluent::split;
pub use crate::fluent::{Flat, Placeable, Slot};
use crate::id::{CaseId, LanguageTag};
use crate::locale::{Glossary, Language, Library, LocaleInfo, language_of_region};
use crate::project::paths::{self, LETTER};
use months::Months;

pub use cases::{languages_of_cases, read_case};
pub use engine::{Judged, Touched, tidied};
pub use rules::{
    Changed, Example, RepairKind, Rule, SUBJECTS, all as rules, explained, page as rules_page, repair_kind, rule,
};
pub use structure::numbers_of_form;
pub(crate) use words::sentences;

/// A fault in a text that was examined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule's name, in kebab case.
    pub rule: RuleName,
    /// How serious it is: an error must not be printed, a warning is for a person to look at, a note says that house
    /// style is mixed.
    pub severity: Severity,
    /// Bytes of [`Flat::text`], on character boundaries.
    pub range: Range<usize>,
    /// What is wrong: lower case start, no full stop, values in backticks.
    pub message: String,
    /// What was expected, or what to do.
    pub help: String,
    /// The repair, where there is one right one.
    pub fix: Option<Fix>,
}

/// The one right repair of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The replacements, at least one, in the order of the text. Either all of them are made, or none.
    pub edits: Vec<Edit>,
}

/// The replacement of some bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of [`Flat::text`], on character boundaries; an empty range is the place before its character.
    pub range: Range<usize>,
    /// The new text; empty takes the range out.
    pub replacement: String,
}

/// A text that is examined, with what is known about it.
///
/// It is one *reading* of the value of a message, a term or an attribute. Where the value chooses
/// among variants there are several readings, one for each variant, so a rule sees whole sentences;
/// the engine reports a fault that is in all of them once.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The path of its file in the project.
    pub file: &'a str,
    /// The message's id; with a hyphen if it is a term, and `id.attribute` for an attribute.
    pub name: &'a str,
    /// The text.
    pub text: &'a Flat,
    /// Its language.
    pub language: &'a LanguageTag,
    /// The facts of the language: script, digits, quotes, direction, narrow spaces.
    pub info: &'a LocaleInfo,
    /// The same message in the source language; `None` if this is it, or if it has no such message.
    pub source: Option<Source<'a>>,
    /// Words of the project that any language may leave unchanged: the glossary's entries that
    /// are kept, such as acronyms.
    pub kept: &'a [String],
}

/// A message in the source language.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its text: the first reading.
    pub text: &'a Flat,
    /// The facts of the source language.
    pub info: &'a LocaleInfo,
}

/// Which cases, languages and day are judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The only case to judge; `None`: all cases of the project.
    pub case: Option<CaseId>,
    /// The day whose state of the cases is judged; `None`: the latest state.
    pub as_of: Option<Date>,
    /// The languages that are ordered; empty means those of each case.
    pub languages: Vec<LanguageTag>,
    /// The language that is used for missing messages of other languages.
    pub fallback: Option<LanguageTag>,
}

/// The judge of a project's files.
pub struct Judge<'l> {
    /// The languages.
    pub library: &'l Library<'l>,
    view: View,
    /// The cases that count, each read when it is needed.
    cases: BTreeMap<CaseId, OnceCell<Result<Case, Findings>>>,
    knowledge: BTreeMap<LanguageTag, Knowledge>,
}

/// What is known of a language beside its messages, read when it is needed.
#[derive(Default)]
struct Knowledge {
    glossary: OnceCell<Result<Glossary, Findings>>,
    months: OnceCell<Months>,
    /// The messages and terms that others of the language refer to.
    referred: OnceCell<BTreeSet<String>>,
}

impl<'l> Judge<'l> {
    /// A judge of the files of a project in this view.
    pub fn of(library: &'l Library<'l>, view: View) -> Self {
        let cases = match &view.case {
            Some(case) => vec![case.clone()],
            None => library.project.cases().collect(),
        };
        let cases = cases.into_iter().map(|case| (case, OnceCell::new())).collect();
        let knowledge = library.languages.keys().map(|tag| (tag.clone(), Knowledge::default())).collect();
        Self { library, view, cases, knowledge }
    }

    /// A case that is judged, or the findings if it cannot be read; `None` if it is not judged.
    pub fn case(&self, id: &CaseId) -> Option<Result<&Case, &Findings>> {
        let cell = self.cases.get(id)?;
        Some(cell.get_or_init(|| read_case(self.library.project, id, self.view.as_of)).as_ref())
    }

    /// The cases that count and can be read.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.keys().filter_map(|id| self.case(id)?.ok())
    }

    /// The ids of the cases that count.
    fn case_ids(&self) -> impl Iterator<Item = &CaseId> {
        self.cases.keys()
    }

    /// Whether all cases count.
    fn sees_all(&self) -> bool {
        self.view.case.is_none()
    }

    /// The language that is used for missing messages of other languages.
    fn fallback(&self) -> Option<&Language<'l>> {
        self.view.fallback.as_ref().and_then(|tag| self.library.language(tag))
    }

    /// Whether something is to be printed in a language: what it lacks is then an error. What is missing in one
    /// that is only begun is still to come.
    fn prints_in(&self, tag: &LanguageTag, of: Option<&CaseId>) -> bool {
        let View { languages, fallback, .. } = &self.view;
        let is_it = |printed: &LanguageTag| printed == tag || language_of_region(printed).as_ref() == Some(tag);
        if !languages.is_empty() || fallback.as_ref().is_some_and(is_it) {
            return languages.iter().chain(fallback).any(is_it);
        }
        let cases = self.cases.keys().filter(|id| of.is_none_or(|of| of == *id));
        // A case that cannot be read may be in any language.
        cases.filter_map(|id| self.case(id)).any(|case| case.map_or(true, |case| case.languages.iter().any(is_it)))
    }

    /// Whether a language may take all of a file from another, which has it.
    fn may_borrow(&self, tag: &LanguageTag, name: &str) -> bool {
        self.fallback().is_some_and(|fallback| fallback.tag != *tag && fallback.has(name))
    }

    /// The case that a file below a language's folder belongs to, if it is one's that counts.
    fn case_of(&self, file: &str) -> Option<&CaseId> {
        let name = paths::case_of_words(file)?;
        self.cases.keys().find(|id| id.as_str() == name)
    }

    /// How terms are said in a language.
    fn glossary(&self, tag: &LanguageTag) -> Result<&Glossary, &Findings> {
        static NONE: Glossary = Glossary::none();
        let Some(known) = self.knowledge.get(tag) else { return Ok(&NONE) };
        known.glossary.get_or_init(|| Glossary::read(self.library.project, tag)).as_ref()
    }

    /// The messages and terms that others of a language refer to.
    fn referred(&self, language: &Language) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        let Some(known) = self.knowledge.get(&language.tag) else { return &NONE };
        known.referred.get_or_init(|| structure::referred(language))
    }

    /// The names of the months in a language.
    fn months(&self, tag: &LanguageTag) -> &Months {
        static NONE: Months = Months::none();
        let Some(known) = self.knowledge.get(tag) else { return &NONE };
        let of_letter = || {
            let letter = self.library.language(tag).and_then(|language| language.file(LETTER));
            letter.map(|letter| Months::of(letter, tag)).unwrap_or_default()
        };
        known.months.get_or_init(of_letter)
    }
}

/// All files that an order of a case uses in these languages and that the judge examines.
pub fn files_of_case<'t>(case: &CaseId, languages: impl IntoIterator<Item = &'t LanguageTag>) -> Vec<String> {
    let mut files = vec![paths::case_facts(case)];
    // A region has words of its language.
    for tag in languages.into_iter().flat_map(|tag| [Some(tag.clone()), language_of_region(tag)]).flatten() {
        let words = paths::case_words(case);
        for name in [paths::LOCALE, paths::GLOSSARY, LETTER, &words] {
            files.push(paths::locale_file(&tag, name));
        }
    }
    files
}

/// Whether a finding is about the message `id` of the file `path` of the project, or about one of its attributes.
pub fn is_about(finding: &Finding, path: &str, id: &str) -> bool {
    let file = finding.file.as_deref().map(paths::in_project);
    file == Some(path) && finding.place.as_deref().is_some_and(|place| split(place).0 == id)
}

impl From<&Fault> for Finding {
    fn from(fault: &Fault) -> Self {
        let Fault { rule, severity, message, help, .. } = fault;
        Finding { severity: *severity, ..Finding::error(*rule, message) }.help(help)
    }
}
