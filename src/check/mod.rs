//! `likhit check`: every fault of a project's words that can be found before they are printed.
//!
//! A rule that looks at words alone is a pure function in [`words`]: it gets a [`Subject`] and
//! returns a [`Fault`] for each fault it finds. The engine flattens messages, calls the rules, finds
//! the place in the file, and makes the [`Finding`](crate::finding::Finding)s.

mod cases;
mod consequences;
mod context;
mod dates;
mod engine;
mod facts;
pub mod fix;
mod flat;
mod ftl;
mod glossary;
mod library;
mod months;
mod number_words;
mod pages;
mod parity;
mod rules;
mod silence;
mod stray;
mod structure;
mod supplies;
mod variables;
pub mod words;

pub use engine::{Examined, Repair, Report, Scope, check, check_with};
pub use flat::{Flat, Placeable, Slot};
pub use library::files_of_case;
pub use pages::Tried;
pub use rules::{Example, Rule, SUBJECTS, all as rules, explained, page as rules_page, rule};
pub use stray::belongs_to;

use std::ops::Range;

use crate::finding::{RuleName, Severity};
use crate::id::LanguageTag;
use crate::locale::LocaleInfo;

/// A fault in a text that was examined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule's name, in kebab case.
    pub rule: RuleName,
    /// How much it matters: an error must not be printed, a warning asks somebody to look, a note
    /// says that house style is mixed.
    pub severity: Severity,
    /// Bytes of [`Flat::text`], on character boundaries.
    pub range: Range<usize>,
    /// What was found: lower case start, no full stop, values in backticks.
    pub message: String,
    /// What was expected, or what to do.
    pub help: String,
    /// The repair, where there is one right one.
    pub fix: Option<Fix>,
}

/// The one right replacement of a fault's range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is to stand in place of the range; empty takes it out.
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
    /// What the language is: script, digits, quotes, direction, narrow spaces.
    pub info: &'a LocaleInfo,
    /// The same message in the source language; none if this is it, or if it has no such message.
    pub source: Option<Source<'a>>,
    /// Words of the project that may stand as they are in any language: the glossary's entries that
    /// are kept, such as acronyms.
    pub kept: &'a [String],
}

/// A message in the source language.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its text: the first reading.
    pub text: &'a Flat,
    /// What the source language is.
    pub info: &'a LocaleInfo,
}
