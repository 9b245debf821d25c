//! A prepared order: an order with everything that it needs.

use std::sync::Arc;

use super::letter_context::{LetterContext, ShapedBefore};
use super::order::Order;
use super::order_inputs::OrderInputs;
use super::posting_country::{PostingCountries, PostingCountry};
use super::recipients::unknown_recipients_from;
use super::remarks::{PrintedOn, remarks_on_sender};
use super::resources::Resources;
use super::words::Words;
use crate::case::{ContactWay, Recipient};
use crate::finding::{Finding, Findings, rules};
use crate::id::LanguageTag;
use crate::project::Project;

/// Everything that an order needs.
pub(super) struct PreparedOrder<'p> {
    pub(super) inputs: OrderInputs<'p>,
    pub(super) posting: Arc<PostingCountry>,
}

impl<'p> PreparedOrder<'p> {
    /// Gathers all that an order needs, with words and fonts that were already read.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the order, the case, its languages, the layout or the fonts.
    pub(super) fn with(
        project: &Project,
        order: &Order,
        words: &Words,
        resources: Result<&Resources<'p>, &Findings>,
    ) -> Result<Self, Findings> {
        let country = order.sender_country();
        let mut findings = Findings::new();
        let posting = findings.take(PostingCountries::of(project).posting(order, country));
        let inputs = findings.take(OrderInputs::with(project, order, words, resources));
        findings.extend(unknown_recipients_from(&words.case, order, country));
        match (inputs, posting) {
            (Some(inputs), Some(posting)) if !findings.has_errors() => Ok(Self { inputs, posting }),
            _ => Err(findings),
        }
    }

    /// Remarks for the person who prints. They do not prevent printing.
    pub(super) fn remarks(&self, order: &Order, kind: PrintedOn) -> Findings {
        let mut remarks = self.inputs.remarks(order, kind);
        remarks.extend(remarks_on_sender(&self.inputs, order, order.sender.as_ref(), order.sender_country()));
        remarks.extend(self.letters_without_own_words(order));
        remarks
    }

    /// Reports letters without the sender's own words, which are in another language.
    pub(super) fn letters_without_own_words(&self, order: &Order) -> Option<Finding> {
        let personal = order.sender.as_ref()?.personal.as_ref()?;
        let languages = &self.inputs.languages;
        let others: Vec<&str> =
            languages.iter().filter(|tag| !tag.is_like(&personal.language)).map(LanguageTag::as_str).collect();
        if others.is_empty() || others.len() == languages.len() {
            return None;
        }
        let message = format!(
            "the sender's own words are in `{}` and are left out of the letters in `{}`",
            personal.language,
            others.join("`, `")
        );
        let finding = personal.origin.note(rules::UNUSED_WORDS, message);
        Some(finding.help("own words are printed only in the language that they are written in"))
    }

    pub(super) fn context<'a>(&'a self, order: &'a Order) -> LetterContext<'a> {
        let Self { inputs, posting, .. } = self;
        LetterContext {
            order,
            inputs,
            posting,
            sender: order.sender.as_ref(),
            shapings: ShapedBefore::Here(&inputs.shapings),
        }
    }

    /// The recipients of the letters, in the order of the case.
    pub(super) fn recipients(&self, order: &Order) -> Vec<&Recipient> {
        self.inputs.recipients(order, self.posting.country.as_ref())
    }

    /// Those of them that are reached in this way, and findings about the others.
    pub(super) fn reached(&self, order: &Order, way: ContactWay) -> (Vec<&Recipient>, Findings) {
        self.inputs.reached(order, self.posting.country.as_ref(), way)
    }
}
