//! The glossary of a language: its words for the terms of the source language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::language_of_region;
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::project::{Project, paths};
use crate::script::khmer::fold::FoldedWords;
use crate::yaml::Source;

/// In clusters. One word in two hundred of the lexicon of `line` is longer.
const LONGEST_WORD: usize = 8;

/// A language's `glossary.yaml`: for each term of the source language the words for it, usually only one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glossary {
    /// The file that it was read from.
    pub file: String,
    /// The words, by the term in the source language.
    pub terms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a term has one word, `term: word`, or several, `term: [word, word]`")]
enum Typed {
    One(String),
    Several(Vec<String>),
}

impl Glossary {
    /// Reads the glossary of a language. Without a glossary there are no terms.
    ///
    /// # Errors
    ///
    /// When it is not a table of terms.
    pub fn read(project: &Project, tag: &LanguageTag) -> Result<Self, Findings> {
        let file = paths::locale_file(tag, paths::GLOSSARY);
        if !project.has(&file) {
            // A region has the words of its language.
            return language_of_region(tag).map_or_else(|| Ok(Self::default()), |base| Self::read(project, &base));
        }
        let text = project.text(&file)?;
        let typed: BTreeMap<String, Typed> = Source { file: &file, text }.read()?;
        let terms = typed.into_iter().map(|(term, words)| {
            let words = match words {
                Typed::One(word) => vec![word],
                Typed::Several(words) => words,
            };
            (term, words)
        });
        Ok(Self { terms: terms.collect(), file })
    }

    /// One that has no terms.
    pub const fn none() -> Self {
        Self { file: String::new(), terms: BTreeMap::new() }
    }

    /// Its words in Khmer letters. Longer ones than most words are phrases: a line may end in them.
    pub fn khmer_words(&self) -> FoldedWords {
        FoldedWords::of(self.terms.values().flatten().map(String::as_str), LONGEST_WORD)
    }

    /// Terms that stay as they are.
    pub fn kept(&self) -> Vec<String> {
        self.terms.iter().filter(|(term, words)| words.contains(term)).map(|(term, _)| term.clone()).collect()
    }
}
