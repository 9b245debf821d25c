//! Faxes: an order for letters becomes a PDF for each recipient, with a cover and page numbers that
//! count all its pages.

use super::letter_context::LetterContext;
use super::order::Order;
use super::prepared_order::PreparedOrder;
use super::remarks::PrintedOn;
use super::resources::Resources;
use super::words::Words;
use crate::case::{ContactWay, Recipient};
use crate::countries::TelephonePlans;
use crate::export::to_pdf;
use crate::finding::Findings;
use crate::id::{RecipientId, StationeryId};
use crate::letter::{FaxNumber, LetterInput, compose, compose_cover, fax_numbers, numbered_line};
use crate::page::{Document, Extent, Paper, Tightness, set_fax_cover, title_of};
use crate::project::Project;

/// More pages than any fax has: the number on its pages while they are counted.
const MOST_PAGES: usize = 88;

/// A fax to one recipient.
#[derive(Debug, Clone, PartialEq)]
pub struct Faxed {
    /// The recipient.
    pub recipient: RecipientId,
    /// The numbers under which they are reached.
    pub numbers: Vec<FaxNumber>,
    /// The pages, as an exporter sees them: the cover, and a letter in each language.
    pub document: Document,
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// The result of an order for faxes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FaxOutcome {
    /// The faxes that can be sent.
    pub faxes: Vec<Faxed>,
    /// Problems and remarks. Nothing is printed for faxes that have an error.
    pub findings: Findings,
}

/// Prints the faxes of an order. Its layout and envelope do not matter. The cover is in the first of
/// the languages. Recipients without a fax number are left out; it is an error if the order names them,
/// or if no recipient is left.
pub fn faxes(project: &Project, order: &Order) -> FaxOutcome {
    match order.words(project) {
        Ok(words) => faxes_with(project, order, &words, Resources::read(project).as_ref()),
        Err(findings) => FaxOutcome { faxes: Vec::new(), findings },
    }
}

/// Like [`faxes`], with words and fonts that were already read.
pub fn faxes_with(
    project: &Project,
    order: &Order,
    words: &Words,
    resources: Result<&Resources, &Findings>,
) -> FaxOutcome {
    let failed = |findings| FaxOutcome { faxes: Vec::new(), findings };
    let name = match Paper::usual_in(order.sender_country()) {
        Paper::A4 => "fax",
        Paper::Letter => "fax_letter",
    };
    let stationery = StationeryId::new(name);
    let order = &Order { stationery, envelope: None, overlay: false, extent: Extent::AsNeeded, ..order.clone() };
    let plans = match TelephonePlans::read(project) {
        Ok(plans) => plans,
        Err(findings) => return failed(findings),
    };
    let prepared = match PreparedOrder::with(project, order, words, resources) {
        Ok(prepared) => prepared,
        Err(findings) => return failed(findings),
    };
    let mut findings = prepared.remarks(order, PrintedOn::Faxes);
    let context = prepared.context(order);
    let mut faxes = Vec::new();
    let (recipients, left_out) = prepared.reached(order, ContactWay::Fax);
    for recipient in recipients {
        match context.fax(recipient, &plans) {
            Ok((fax, remarks)) => {
                findings.extend_unique(remarks);
                faxes.push(fax);
            }
            Err(faults) => findings.extend_unique(faults),
        }
    }
    findings.extend_unique(left_out);
    FaxOutcome { faxes, findings }
}

impl LetterContext<'_> {
    fn fax(&self, recipient: &Recipient, plans: &TelephonePlans) -> Result<(Faxed, Findings), Findings> {
        let Some(first) = self.inputs.written().next() else { return Err(Findings::new()) };
        let numbers = fax_numbers(&self.input(recipient, first), plans)?;
        let (draft, _) = self.set_fax(recipient, &numbers, MOST_PAGES)?;
        let (document, remarks) = self.set_fax(recipient, &numbers, draft.pages.len())?;
        let pdf = to_pdf(&document, &self.inputs.fonts)?;
        Ok((Faxed { recipient: recipient.id.clone(), numbers, document, pdf }, remarks))
    }

    /// A fax with this number of pages in its running lines.
    fn set_fax(
        &self,
        recipient: &Recipient,
        numbers: &[FaxNumber],
        pages: usize,
    ) -> Result<(Document, Findings), Findings> {
        let mut document = Document::default();
        let (mut remarks, mut findings) = (Findings::new(), Findings::new());
        for locale in self.inputs.written() {
            // A fax machine keeps only the words of a letterhead readable, and they are on the cover.
            let input = LetterInput { section: None, ..self.input(recipient, locale) };
            if document.pages.is_empty() {
                let letter = compose(&input)?;
                let cover = compose_cover(&input, &letter, self.inputs.section.as_ref(), numbers, pages)?;
                document.title = title_of(&letter);
                document.language = locale.tag.to_string();
                let locales = self.inputs.locales_for(locale);
                let shapings = self.shapings.among(&locales, &cover.names);
                let typesetting = self.inputs.typesetting(&locales, &cover.names, shapings.get());
                set_fax_cover(&mut document, &cover, &self.posting.stationery, &typesetting)?;
            }
            let before = document.pages.len();
            let running = |page: usize, _| numbered_line(&input, page, before + page, pages).map(Some);
            match self.set_among(&mut document, &input, Tightness::default(), &running) {
                Ok(set) => remarks.extend_unique(set.remarks),
                Err(faults) => findings.extend(faults),
            }
        }
        if findings.is_empty() { Ok((document, remarks)) } else { Err(findings) }
    }
}
