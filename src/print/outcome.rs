//! What came of an order for letters.

use std::ops::Deref;

use crate::export::to_pdf;
use crate::finding::Findings;
use crate::font::Fonts;
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::page::window::Proof;
use crate::page::{Break, Document, Item};

/// The letters to one recipient: a PDF with a letter in each language.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The letters as they were set.
    pub draft: Draft,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The PDF with the zones of the windows drawn over it, where it was asked for.
    pub overlay: Option<Vec<u8>>,
}

/// The letters to one recipient as they are set, with nothing printed yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// To whom.
    pub recipient: RecipientId,
    /// The country that they are posted to.
    pub country: CountryCode,
    /// The letters in order.
    pub letters: Vec<PrintedLetter>,
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// What was proved of the windows: for each letter, in each envelope of the layout.
    pub proofs: Vec<Proof>,
    /// Where lines end.
    pub breaks: Vec<Break>,
    /// What is worth knowing about these letters.
    pub remarks: Findings,
    /// For each letter its first page, from 0, and the zones of the windows to draw over it, where that
    /// was asked for.
    pub(super) overlays: Vec<(usize, Vec<Item>)>,
}

/// What is printed is what was set.
impl Deref for Printed {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.draft
    }
}

/// Where a letter stands in its PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLetter {
    /// Its language.
    pub language: LanguageTag,
    /// Its first page, from 1.
    pub first_page: usize,
    /// How many pages it has.
    pub pages: usize,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// What can be printed.
    pub printed: Vec<Printed>,
    /// What is wrong, or worth knowing. Nothing is printed for what an error touches.
    pub findings: Findings,
}

impl Printed {
    pub(super) fn of(draft: Draft, fonts: &Fonts) -> Result<Self, Findings> {
        let pdf = to_pdf(&draft.document, fonts)?;
        let overlay = if draft.overlays.is_empty() {
            None
        } else {
            let mut document = draft.document.clone();
            for (page, items) in &draft.overlays {
                document.pages[*page].items.extend(items.iter().cloned());
            }
            Some(to_pdf(&document, fonts)?)
        };
        Ok(Self { draft, pdf, overlay })
    }
}

impl Outcome {
    pub(super) fn failed(findings: Findings) -> Self {
        Self { printed: Vec::new(), findings }
    }
}
