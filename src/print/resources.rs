//! Resources for setting letters, such as fonts. They can be reused from one order to the next.

use std::sync::{Arc, Mutex, PoisonError};

use crate::finding::Findings;
use crate::font::Fonts;
use crate::id::LanguageTag;
use crate::line::Segmenter;
use crate::locale::{Locale, LocaleInfo};
use crate::page::Shapings;
use crate::project::Project;
use crate::script::khmer::fold::FoldedWords;

/// For how many groups of languages and names shaped paragraphs are kept.
const MAX_KEPT: usize = 8;

/// How many shaped paragraphs of such a group are kept: those of many letters.
const MAX_SHAPED: usize = 1_000;

/// Fonts, the models that find words, and paragraphs that were shaped with both. They can be used for every
/// project with the same fonts.
pub struct Resources<'p> {
    pub(super) fonts: Arc<Fonts<'p>>,
    pub(super) segmenter: Arc<Segmenter>,
    shaped: Mutex<Vec<(Circumstances, Arc<Shapings<'static>>)>>,
}

/// Everything that the shape of a paragraph depends on, apart from its words and the fonts.
#[derive(Debug, Clone, PartialEq)]
struct Circumstances {
    languages: Vec<(LanguageTag, LocaleInfo, FoldedWords)>,
    names: Vec<String>,
}

impl<'p> Resources<'p> {
    /// With the fonts of a project.
    ///
    /// # Errors
    ///
    /// One finding for each file that is not a usable font.
    pub fn read(project: &'p Project) -> Result<Self, Findings> {
        Self::of(project.fonts())
    }

    /// With these font files and their paths.
    ///
    /// # Errors
    ///
    /// One finding for each file that is not a usable font.
    pub fn of<'f>(files: impl Iterator<Item = (&'f str, &'p [u8])>) -> Result<Self, Findings> {
        let fonts = Arc::new(Fonts::read(files)?);
        Ok(Self { fonts, segmenter: Arc::new(Segmenter::new()), shaped: Mutex::default() })
    }

    /// The fonts.
    pub fn fonts(&self) -> &Fonts<'p> {
        &self.fonts
    }

    /// The paragraphs that were shaped in these languages, the letter's own first, with these names.
    pub(super) fn shapings(&self, locales: &[&Locale], names: &[String]) -> Arc<Shapings<'static>> {
        let languages =
            locales.iter().map(|locale| (locale.tag.clone(), locale.info.clone(), locale.terms.clone())).collect();
        let circumstances = Circumstances { languages, names: names.to_vec() };
        // Each entry is whole when it is added, so a panic elsewhere cannot have spoilt them.
        let mut shaped = self.shaped.lock().unwrap_or_else(PoisonError::into_inner);
        shaped.retain(|(_, shapings)| shapings.len() <= MAX_SHAPED);
        if let Some((_, known)) = shaped.iter().find(|(known, _)| *known == circumstances) {
            return Arc::clone(known);
        }
        if shaped.len() == MAX_KEPT {
            shaped.remove(0);
        }
        let new = Arc::new(Shapings::default());
        shaped.push((circumstances, Arc::clone(&new)));
        new
    }
}

/// Reads all fonts of the project.
///
/// # Errors
///
/// One finding for each file that is not a usable font.
pub fn read_fonts(project: &Project) -> Result<Fonts<'_>, Findings> {
    Fonts::read(project.fonts())
}
