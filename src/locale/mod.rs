//! The locale: a language's facts and words, read from its folder.

pub(crate) mod cldr;
mod contract;
mod digits;
mod glossary;
mod info;
mod letter_form;
mod library;
mod lists;
mod messages;
mod narrow_space;
mod pseudo;
mod region;
pub mod required;
mod review_words;
mod words;
mod wrap;

pub use cldr::{is_language, language_of_region, script_of_language};
pub(crate) use contract::MAX_PLACEABLES;
pub use contract::{Expansion, Expansions, Fault, MAX_DEPTH, MAX_TEXT, Texts};
pub use digits::Digits;
pub use glossary::Glossary;
pub use info::{Align, Direction, FontChoice, LocaleInfo, Review};
pub use letter_form::{DatePlace, LetterForm, SignatureSide, SubjectForm};
pub use library::{Language, Library, read_words};
pub use messages::{Messages, Value};
pub use narrow_space::NarrowSpaces;
pub use pseudo::is_pseudo;
pub use review_words::REVIEW_WORDS;
pub use words::{Home, Locale, source_language, source_of_case};
pub use wrap::{paragraphs, wants_space_after, wants_space_before};

use crate::finding::Findings;
use crate::id::{CaseId, LanguageTag};
use crate::project::Project;

impl Locale {
    /// A language and its messages for a case.
    ///
    /// A missing Fluent file counts as empty, and so do the parts of a file that cannot be read. Messages that are then
    /// missing are reported when a letter needs them.
    ///
    /// # Errors
    ///
    /// When the language does not exist, or one of its files is not a text, or its `locale.yaml` is faulty.
    pub fn read(library: &Library, tag: &LanguageTag, case: &CaseId) -> Result<Self, Findings> {
        let is_there = library.language(tag).is_some();
        if is_pseudo(tag) && !is_there { pseudo::read(library, tag, case) } else { Self::of_folder(library, tag, case) }
    }
}

/// All languages of the project, by their tags: the folders that have a `locale.yaml`.
pub fn languages(project: &Project) -> Vec<LanguageTag> {
    Library::of(project).languages.into_keys().collect()
}
