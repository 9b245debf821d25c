//! The languages of a case, read before the case itself: which of them the others are translated from.

use serde::Deserialize;

use crate::id::LanguageTag;
use crate::yaml::Source;

/// The languages that a case file names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseLanguages {
    /// The language that the others are translated from, if the file says it.
    pub source: Option<LanguageTag>,
    /// The languages of the letter.
    pub written: Vec<LanguageTag>,
}

#[derive(Deserialize)]
struct Typed {
    source: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
}

impl CaseLanguages {
    /// The languages of a case file. A file that cannot be read has none: its faults are found when the case is read.
    pub fn of(source: Source) -> Self {
        let Some(Typed { source, languages }) = source.read_some() else { return Self::default() };
        let written = languages.iter().filter_map(|tag| LanguageTag::new(tag)).collect();
        Self { source: source.and_then(|tag| LanguageTag::new(&tag)), written }
    }
}
