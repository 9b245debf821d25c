//! The letters of one sender are composed, set and proved here.

use std::sync::Arc;

use super::chosen_layout::ChosenLayout;
use super::order::Order;
use super::order_inputs::OrderInputs;
use super::outcome::{Draft, PrintedLetter};
use super::posting_country::PostingCountry;
use super::resources::Resources;
use crate::case::Recipient;
use crate::finding::Findings;
use crate::letter::{Letter, LetterInput, Sender, compose, running_line};
use crate::locale::Locale;
use crate::page::window::{Proof, prove};
use crate::page::{
    Break, Document, Item, PageContext, RunningLine, SetLetter, Shapings, Tightness, overlay, set, tightness, title_of,
};

/// Everything that the letters of one sender are made with.
pub(super) struct LetterContext<'a> {
    pub(super) order: &'a Order,
    pub(super) inputs: &'a OrderInputs<'a>,
    pub(super) posting: &'a PostingCountry,
    pub(super) sender: Option<&'a Sender>,
    pub(super) shapings: ShapedBefore<'a>,
}

/// Where paragraphs are found that were shaped before.
#[derive(Clone, Copy)]
pub(super) enum ShapedBefore<'a> {
    /// Here, for letters that all have the same names.
    Here(&'a Shapings<'a>),
    /// Among those that the resources keep for the names of the letter.
    In(&'a Resources<'a>),
}

impl<'a> ShapedBefore<'a> {
    /// The paragraphs in these languages, the letter's own first, with these names.
    pub(super) fn among(self, locales: &[&Locale], names: &[String]) -> FoundShapings<'a> {
        match self {
            Self::Here(shapings) => FoundShapings::Here(shapings),
            Self::In(resources) => FoundShapings::Kept(resources.shapings(locales, names)),
        }
    }
}

/// Paragraphs that were shaped before, wherever they are kept.
pub(super) enum FoundShapings<'a> {
    Here(&'a Shapings<'a>),
    Kept(Arc<Shapings<'static>>),
}

impl<'a> FoundShapings<'a> {
    pub(super) fn get(&self) -> &Shapings<'a> {
        match self {
            Self::Here(shapings) => shapings,
            Self::Kept(shapings) => shapings,
        }
    }
}

/// The results for a letter that was set and proved.
pub(super) struct ProvedLetter {
    pub(super) breaks: Vec<Break>,
    pub(super) proofs: Vec<Proof>,
    /// For its first page, if it was requested.
    pub(super) overlay: Option<Vec<Item>>,
    pub(super) remarks: Findings,
}

impl LetterContext<'_> {
    /// The letters to one recipient, in all languages.
    pub(super) fn draft(&self, recipient: &Recipient) -> Result<Draft, Findings> {
        let mut draft = Draft {
            recipient: recipient.id.clone(),
            country: recipient.address.country.clone(),
            letters: Vec::new(),
            document: Document::default(),
            proofs: Vec::new(),
            breaks: Vec::new(),
            remarks: Findings::new(),
            overlays: Vec::new(),
        };
        let mut findings = Findings::new();
        let tightness = self.tightness(recipient);
        for locale in self.inputs.written() {
            let input = self.input(recipient, locale);
            let first_page = draft.document.pages.len() + 1;
            match self.set(&mut draft.document, &input, tightness) {
                Ok(set) => {
                    draft.breaks.extend(set.breaks);
                    draft.proofs.extend(set.proofs);
                    draft.overlays.extend(set.overlay.map(|items| (first_page - 1, items)));
                    draft.remarks.extend(set.remarks);
                }
                Err(faults) => findings.extend(faults),
            }
            let pages = draft.document.pages.len() + 1 - first_page;
            draft.letters.push(PrintedLetter { language: locale.tag.clone(), first_page, pages });
        }
        if findings.is_empty() { Ok(draft) } else { Err(findings) }
    }

    pub(super) fn input<'b>(&'b self, recipient: &'b Recipient, locale: &'b Locale) -> LetterInput<'b> {
        let OrderInputs { case, reply_countries, address_orders, section, .. } = self.inputs;
        LetterInput {
            case,
            locale,
            fallback: self.inputs.fallback(self.order),
            recipient,
            section: section.as_ref(),
            sender: self.sender,
            sender_country: self.posting.country.as_ref(),
            date: self.order.date,
            first_letter: self.order.follow_up,
            countries: &self.posting.countries,
            reply_countries,
            address_orders,
        }
    }

    /// How tightly the letters of one envelope are set: all like the one that needs it most, so that their sizes do not
    /// differ. A letter gets no longer by it. The sender's own words, which are in one language, count only there.
    pub(super) fn tightness(&self, recipient: &Recipient) -> Tightness {
        if self.inputs.languages.len() < 2 {
            return Tightness::default();
        }
        let of_language = |locale| {
            let letter = compose(&self.input(recipient, locale)).ok()?;
            self.tightness_of(&letter, recipient, locale)
        };
        self.inputs.written().filter_map(of_language).max().unwrap_or_default()
    }

    /// How tightly a letter must be set for any sender. What is wrong with the letter is reported where it is set.
    pub(super) fn tightness_of(&self, letter: &Letter, recipient: &Recipient, locale: &Locale) -> Option<Tightness> {
        let input = self.input(recipient, locale);
        let running = |page: usize, pages: usize| running_line(&input, page, pages);
        self.in_pages(letter, &input, Tightness::default(), &running, |pages| tightness(letter, pages)).ok()
    }

    pub(super) fn set(
        &self,
        document: &mut Document,
        input: &LetterInput,
        tightness: Tightness,
    ) -> Result<ProvedLetter, Findings> {
        self.set_among(document, input, tightness, &|page, pages| running_line(input, page, pages))
    }

    /// A letter among others that its page numbers count too.
    pub(super) fn set_among(
        &self,
        document: &mut Document,
        input: &LetterInput,
        tightness: Tightness,
        running: &RunningLine,
    ) -> Result<ProvedLetter, Findings> {
        let letter = compose(input)?;
        let (title, language) = (title_of(&letter), letter.language.to_string());
        if document.pages.is_empty() {
            (document.title, document.language) = (title, language);
        } else {
            document.add_title(&title, &language);
        }
        let first_page = document.pages.len();
        let ChosenLayout { stationery, remark } = self.posting.layout_for(input.recipient, self.inputs);
        self.in_pages(&letter, input, tightness, running, |pages| {
            let SetLetter { breaks, remarks } = set(document, &letter, self.order.extent, pages)?;
            let proofs = prove(document, first_page, stationery, &self.inputs.fonts)?;
            let overlay = self.order.overlay.then(|| overlay(stationery, pages.typesetting)).transpose()?;
            let remarks = remark.into_iter().chain(letter.remarks.clone()).chain(remarks).collect();
            Ok(ProvedLetter { breaks, proofs, overlay, remarks })
        })
    }

    /// What the pages of a letter are set with.
    fn in_pages<T>(
        &self,
        letter: &Letter,
        input: &LetterInput,
        tightness: Tightness,
        running_line: &RunningLine,
        use_pages: impl FnOnce(&PageContext) -> T,
    ) -> T {
        let locales = self.inputs.locales_for(input.locale);
        let shapings = self.shapings.among(&locales, &letter.names);
        let typesetting = self.inputs.typesetting(&locales, &letter.names, shapings.get());
        let stationery = self.posting.layout_for(input.recipient, self.inputs).stationery;
        use_pages(&PageContext { stationery, typesetting: &typesetting, running_line, tightness })
    }
}
