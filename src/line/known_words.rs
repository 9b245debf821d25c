//! Known words: those that a run names beside the lexicon.

use crate::line::lexicon::LONGEST;
use crate::script::khmer::fold::FoldedWords;

/// The names and words of a run.
#[derive(Debug, Clone)]
pub struct KnownWords<'a> {
    names: Vec<&'a str>,
    /// The words of the names.
    of_names: FoldedWords,
    terms: &'a FoldedWords,
}

static NO_TERMS: FoldedWords = FoldedWords::none();

impl<'a> KnownWords<'a> {
    /// `names` are names of people and the like: no line ends inside them, except at one of their spaces if this
    /// improves the paragraph a lot. They and `terms` are words wherever they occur.
    pub fn new(names: &'a [impl AsRef<str>], terms: &'a FoldedWords) -> Self {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let of_names = FoldedWords::of(names.iter().flat_map(|name| name.split([' ', '\u{A0}', '\u{200B}'])), LONGEST);
        Self { names, of_names, terms }
    }

    /// Nothing is known.
    pub fn none() -> Self {
        Self { names: Vec::new(), of_names: FoldedWords::none(), terms: &NO_TERMS }
    }

    /// Only these names.
    pub fn of_names(names: &'a [impl AsRef<str>]) -> Self {
        Self::new(names, &NO_TERMS)
    }

    /// The names.
    pub(super) fn names(&self) -> &[&'a str] {
        &self.names
    }

    /// Whether a folded text is a word of the run.
    pub(super) fn contains(&self, folded: &str) -> bool {
        self.of_names.contains(folded) || self.terms.contains(folded)
    }

    /// Whether a word of the run begins with a folded text.
    pub(super) fn has_beginning(&self, folded: &str) -> bool {
        self.of_names.has_beginning(folded) || self.terms.has_beginning(folded)
    }
}
