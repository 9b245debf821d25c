//! Printing: an order for letters becomes print-ready PDFs, with findings about what could not be printed.
//!
//! [`letters`] prints the letters of one sender, a PDF for each recipient: a `prepared_order` reads what the
//! order needs, and a `letter_context` makes the letters. [`MailingRun`] prints those of thousands of senders,
//! many into each PDF, with a `sender_session` for each of them. [`mailpieces`] and [`PieceMailing`] print their addresses
//! on envelopes or labels.

mod fax;
mod letter_context;
mod mailpieces;
mod order_inputs;
mod piece_addresses;
mod piece_run;
mod piece_stock;
mod plain;
mod posting_country;
mod prepared_order;
pub mod proof;
mod remarks;
mod resources;
mod run;
mod sender_session;
mod sheet;
mod words;

use std::ops::Deref;

use jiff::civil::Date;

use crate::export::to_pdf;
use crate::finding::Findings;
use crate::font::Fonts;
use crate::id::{CaseId, CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};
use crate::letter::Sender;
use crate::page::window::Proof;
use crate::page::{Break, Document, Extent, Item};
use crate::project::{Project, paths};
use letter_context::{LetterContext, ShapedBefore};
use prepared_order::PreparedOrder;
use remarks::{PrintedOn, unverified_window};

pub use crate::judge::read_case;

pub use fax::{FaxOutcome, Faxed, faxes, faxes_with};
pub use mailpieces::{mailpieces, mailpieces_with};
pub use piece_run::{AddressOwner, Addressed, Mailpieces, PieceMailing, PlacedPiece, PrintedPieces};
pub use piece_stock::PieceKind;
pub use plain::{PlainCopy, PlainOutcome, plain_letters};
pub use resources::Resources;
pub use run::{Fault, LetterToPrint, MailingRun, Measured, MeasuredLetter, PlacedLetter, PrintFile, Sides};
pub use sheet::{PrintedSheet, SheetOrder, SheetOutcome, sheets, sheets_with};
pub use words::Words;

/// What is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The case.
    pub case: CaseId,
    /// To whom; nobody means everybody to whom the sender writes.
    pub to: Vec<RecipientId>,
    /// In which languages, in this order; none means the case's.
    pub languages: Vec<LanguageTag>,
    /// The language to take messages from that another lacks.
    pub fallback: Option<LanguageTag>,
    /// From whom; nobody means ruled lines to fill in.
    pub sender: Option<Sender>,
    /// The country that the letters are posted in; it outweighs the sender's.
    pub country: Option<CountryCode>,
    /// The date that the letters bear.
    pub date: Date,
    /// The layout; none means the one that is usual in the country.
    pub stationery: Option<StationeryId>,
    /// The envelope; none means all that the layout is made for.
    pub envelope: Option<EnvelopeId>,
    /// Whether a second PDF is wanted that shows what the envelopes' windows show.
    pub overlay: bool,
    /// In the state of which day the case is taken; none means the last one.
    pub as_of: Option<Date>,
    /// Whether it is known that the date is past the case's, and that the section office agrees.
    pub after_deadline: bool,
    /// How many pages each letter may have.
    pub extent: Extent,
}

impl Order {
    /// The usual letters of a case: to everybody, in the case's languages, with lines to fill in for the
    /// sender, in the usual layout, of as many pages as they need.
    pub fn of(case: CaseId, date: Date) -> Self {
        Self {
            case,
            to: Vec::new(),
            languages: Vec::new(),
            fallback: None,
            sender: None,
            country: None,
            date,
            stationery: None,
            envelope: None,
            overlay: false,
            as_of: None,
            after_deadline: false,
            extent: Extent::AsNeeded,
        }
    }

    /// The words that the order is printed with, read and judged.
    ///
    /// # Errors
    ///
    /// When there is no such case, or its file is faulty.
    pub fn words(&self, project: &Project) -> Result<Words, Findings> {
        Words::read(project, &self.case, self.as_of, &self.languages, self.fallback.as_ref())
    }

    /// The country that the letters are posted in, if it is known.
    fn sender_country(&self) -> Option<&CountryCode> {
        self.posted_in(self.sender.as_ref())
    }

    /// The country that letters of `sender` are posted in, if it is known.
    fn posted_in<'a>(&'a self, sender: Option<&'a Sender>) -> Option<&'a CountryCode> {
        self.country.as_ref().or(sender.and_then(|sender| sender.country.as_ref()))
    }
}

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
    overlays: Vec<(usize, Vec<Item>)>,
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
    fn of(draft: Draft, fonts: &Fonts) -> Result<Self, Findings> {
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
    fn failed(findings: Findings) -> Self {
        Self { printed: Vec::new(), findings }
    }
}

/// Prints the letters of an order.
pub fn letters(project: &Project, order: &Order) -> Outcome {
    let resources = Resources::read(project);
    let (drafts, mut findings) = drafts(project, order, resources.as_ref());
    let Ok(resources) = &resources else { return Outcome::failed(findings) };
    let print = |draft| match Printed::of(draft, resources.fonts()) {
        Ok(printed) => Some(printed),
        Err(faults) => {
            findings.extend(faults);
            None
        }
    };
    let printed = drafts.into_iter().filter_map(print).collect();
    Outcome { printed, findings }
}

/// Sets the letters of an order and prints nothing: those that can be set, and what is wrong with the
/// order or worth knowing. What `resources` has shaped before is not shaped again.
pub fn drafts(project: &Project, order: &Order, resources: Result<&Resources, &Findings>) -> (Vec<Draft>, Findings) {
    match order.words(project) {
        Ok(words) => drafts_with(project, order, &words, resources),
        Err(findings) => (Vec::new(), findings),
    }
}

/// The same with words that were read.
pub fn drafts_with(
    project: &Project,
    order: &Order,
    words: &Words,
    resources: Result<&Resources, &Findings>,
) -> (Vec<Draft>, Findings) {
    let prepared = match PreparedOrder::with(project, order, words, resources) {
        Ok(prepared) => prepared,
        Err(findings) => return (Vec::new(), findings),
    };
    let mut findings = prepared.remarks(order, PrintedOn::Letters);
    findings.extend(unverified_window(&prepared.posting.stationery));

    let shapings = resources.map_or(ShapedBefore::Here(&prepared.inputs.shapings), ShapedBefore::In);
    let context = LetterContext { shapings, ..prepared.context(order) };
    let mut drafts = Vec::new();
    for recipient in prepared.recipients() {
        match context.draft(recipient) {
            Ok(draft) => {
                findings.extend_unique(draft.remarks.clone());
                drafts.push(draft);
            }
            Err(faults) => findings.extend_unique(faults),
        }
    }
    (drafts, findings)
}

/// Reads all fonts of the project.
///
/// # Errors
///
/// One finding for each file that is no usable font.
pub fn read_fonts(project: &Project) -> Result<Fonts<'_>, Findings> {
    let files = project.paths(paths::FONTS, "").filter(|path| paths::is_font(path));
    let files = files.filter_map(|path| Some((path, project.bytes(path)?)));
    Fonts::read(files)
}
