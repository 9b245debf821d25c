//! Paragraphs that were shaped before.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::id::LanguageTag;
use crate::letter::Text;
use crate::line::Opportunity;
use crate::page::text::typography::Typography;
use crate::shape::ShapedText;

/// A shaped paragraph and where it may be broken; neither depends on size or measure.
#[derive(Debug, Clone)]
pub struct Shaped {
    /// The paragraph.
    pub text: Arc<ShapedText>,
    /// By the language of the letter, which has its own names that are not broken. They are found when a line is ended
    /// for the first time.
    pub opportunities: BTreeMap<LanguageTag, Arc<[Opportunity]>>,
}

/// The paragraphs that were shaped for letters with the same names, each once: finding the words
/// of a Khmer paragraph takes far longer than all the rest.
#[derive(Debug, Default)]
pub struct Shapings<'a> {
    /// The shared paragraphs. Nothing is added to them.
    shared: Option<&'a Shapings<'a>>,
    own: Mutex<BTreeMap<ShapingKey, Shaped>>,
}

/// The key of a shaped paragraph.
pub type ShapingKey = (String, LanguageTag, Typography);

impl<'a> Shapings<'a> {
    /// No own paragraphs yet, only those of `shared`.
    pub fn over(shared: &'a Shapings<'a>) -> Self {
        Self { shared: Some(shared), own: Mutex::default() }
    }

    /// The number of its own paragraphs.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether it has no paragraphs of its own.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The paragraph, if it was shaped before.
    pub(super) fn get(&self, key: &ShapingKey) -> Option<Shaped> {
        let own = self.lock().get(key).cloned();
        own.or_else(|| self.shared?.get(key))
    }

    /// Keeps a shaped paragraph.
    pub(super) fn insert(&self, key: ShapingKey, shaped: Shaped) {
        self.lock().insert(key, shaped);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<ShapingKey, Shaped>> {
        // Each entry is whole when it is inserted, so a panic elsewhere cannot have spoilt the map.
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key of a paragraph.
pub fn key(text: &Text, typography: Typography) -> ShapingKey {
    (text.content.clone(), text.language.clone(), typography)
}
