//! The result of an order for letters.

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
    /// The PDF with the zones of the windows drawn over it, if it was requested.
    pub overlay: Option<Vec<u8>>,
}

/// The letters to one recipient as they are set, with nothing printed yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The recipient.
    pub recipient: RecipientId,
    /// The country that they are posted to.
    pub country: CountryCode,
    /// The letters in order.
    pub letters: Vec<PrintedLetter>,
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// The window proofs: for each letter, in each envelope of the layout.
    pub proofs: Vec<Proof>,
    /// The line ends.
    pub breaks: Vec<Break>,
    /// Remarks on these letters.
    pub remarks: Findings,
    /// For each letter its first page, from 0, and the zones of the windows to draw over it, if that
    /// was requested.
    pub(super) overlays: Vec<(usize, Vec<Item>)>,
}

/// A printed letter has everything that its draft has.
impl Deref for Printed {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.draft
    }
}

/// The place of a letter in its PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLetter {
    /// Its language.
    pub language: LanguageTag,
    /// Its first page, from 1.
    pub first_page: usize,
    /// How many pages it has.
    pub pages: usize,
}

/// The result of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The letters that can be printed.
    pub printed: Vec<Printed>,
    /// Problems and remarks. Nothing is printed for letters that have an error.
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
