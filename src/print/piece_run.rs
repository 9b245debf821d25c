//! Envelopes and labels: the one way in which addresses are placed on them, page by page.
//!
//! [`PieceMailing::print`] writes those of thousands of senders, and pages leave memory as they are made;
//! [`mailpieces`](super::mailpieces()) keeps the pages of a few.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use super::order_inputs::OrderInputs;
use super::piece_addresses::addresses;
use super::piece_stock::{PieceKind, PieceStock};
use super::posting_country::PostingCountries;
use super::remarks::{PrintedOn, remarks_on_sender};
use super::run::Fault;
use super::words::Words;
use super::{Order, Resources};
use crate::case::Recipient;
use crate::export::{LetterStream, to_pdf};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::Sender;
use crate::locale::Locale;
use crate::page::window::Spare;
use crate::page::{Document, Shapings, calibration};
use crate::project::Project;
use crate::unit::Size;

/// An order of envelopes or labels made ready for many senders.
pub struct PieceMailing<'p> {
    pub(super) order: Order,
    pub(super) inputs: OrderInputs<'p>,
    pub(super) stock: PieceStock,
    postings: RefCell<PostingCountries<'p>>,
}

/// Whose address is on a label, or in the middle of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressOwner {
    /// The recipient's; on an envelope the sender's stands in the corner.
    Recipient,
    /// The sender's, to be stuck on the envelope as a return address.
    Sender,
}

/// A piece to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Addressed {
    /// From whom, if anybody is named.
    pub sender: Option<Rc<Sender>>,
    /// To whom: one that [`PieceMailing::recipients_of`] names for this sender.
    pub recipient: RecipientId,
    /// The owner of the address on it.
    pub whose: AddressOwner,
}

/// A PDF of envelopes or labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Mailpieces {
    /// What the file is called, without its ending.
    pub name: String,
    /// The size of its pages.
    pub sheet: Size,
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The addresses in the order in which they are printed.
    pub pieces: Vec<PlacedPiece>,
}

/// Where an address is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedPiece {
    /// To whom.
    pub recipient: RecipientId,
    /// On which page, from 1.
    pub page: usize,
    /// On which label of it, from 1.
    pub label: Option<usize>,
    /// What its ink has to spare in its place on the envelope, or on its label.
    pub spare: Spare,
}

/// What was printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PrintedPieces {
    /// How many pieces.
    pub pieces: usize,
    /// How many pages.
    pub pages: usize,
    /// The size of each.
    pub sheet: Size,
}

impl<'p> PieceMailing<'p> {
    /// Reads and checks everything that does not depend on a sender. What the pieces are printed on by
    /// default follows from `country`, in which the first letter is posted.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the order, the case or the form.
    pub fn prepare(
        project: &'p Project,
        order: &Order,
        form: &PieceKind,
        country: Option<&CountryCode>,
    ) -> Result<Self, Findings> {
        let order = of_addresses(order);
        let words = Words::for_addresses(project, &order.case, order.as_of)?;
        let inputs = OrderInputs::for_many(project, &order, &words)?;
        Self::of(project, order, inputs, form, country)
    }

    /// The same with what is set with, for an order whose recipients are those of one sender.
    pub(super) fn with(
        project: &'p Project,
        order: &Order,
        form: &PieceKind,
        country: Option<&CountryCode>,
        resources: Result<&Resources<'p>, &Findings>,
    ) -> Result<Self, Findings> {
        let order = of_addresses(order);
        let words = Words::for_addresses(project, &order.case, order.as_of)?;
        let inputs = OrderInputs::with(project, &order, &words, resources)?;
        Self::of(project, order, inputs, form, country)
    }

    fn of(
        project: &'p Project,
        order: Order,
        inputs: OrderInputs<'p>,
        form: &PieceKind,
        country: Option<&CountryCode>,
    ) -> Result<Self, Findings> {
        let mut postings = PostingCountries::of(project);
        let posting = postings.posting(&order, order.country.as_ref().or(country))?;
        let stock = PieceStock::read(project, form, &posting)?;
        Ok(Self { order, inputs, stock, postings: RefCell::new(postings) })
    }

    /// What the file is called, without its ending.
    pub fn name(&self) -> String {
        self.stock.name()
    }

    /// What is worth knowing of all pieces.
    pub fn remarks(&self) -> Findings {
        self.inputs.remarks(&self.order, PrintedOn::Letters).into_iter().chain(self.stock.unverified()).collect()
    }

    /// What is worth knowing of the pieces of a sender.
    pub fn remarks_on(&self, sender: Option<&Sender>) -> Findings {
        remarks_on_sender(&self.inputs, &self.order, sender, self.order.posted_in(sender))
    }

    /// To whom a sender writes, in the order of the case.
    pub fn recipients_of(&self, sender: &Sender) -> Vec<&Recipient> {
        self.inputs.recipients(&self.order, self.order.posted_in(Some(sender)))
    }

    /// The page to try the sheet of labels with, where that is asked for: no address is on it.
    ///
    /// # Errors
    ///
    /// When it cannot be set.
    pub fn calibration(&self) -> Result<Option<Mailpieces>, Findings> {
        let PieceStock::Labels { sheet, nudge, calibrate: true, .. } = &self.stock else { return Ok(None) };
        let locales = self.locales();
        let typesetting = self.inputs.typesetting(&locales, &[], &self.inputs.shapings);
        let document = calibration(sheet, *nudge, &typesetting)?;
        let pdf = to_pdf(&document, &self.inputs.fonts)?;
        let name = format!("calibrate-{}", sheet.id);
        Ok(Some(Mailpieces { name, sheet: sheet.sheet, document, pdf, pieces: Vec::new() }))
    }

    /// Writes one PDF of these pieces, in this order, and tells of each what became of it. One that
    /// cannot be printed is left out, without a gap.
    ///
    /// # Errors
    ///
    /// When no piece can be printed, or the file not be written.
    pub fn print(
        &self,
        pieces: &mut dyn Iterator<Item = Addressed>,
        out: &mut dyn io::Write,
        told: &mut dyn FnMut(Result<PlacedPiece, Findings>),
    ) -> Result<PrintedPieces, Fault> {
        let mut stream = LetterStream::new(&self.inputs.fonts, out);
        let printed = self.place_all(pieces, &mut |page| stream.whole(&page), told)?;
        if printed == 0 {
            return Err(
                Findings::from(Finding::error(rules::NOTHING_TO_PRINT, "no row of the list makes a piece")).into()
            );
        }
        let pages = stream.page_count();
        stream.finish()?;
        Ok(PrintedPieces { pieces: printed, pages, sheet: self.stock.sheet() })
    }

    /// Places these pieces, in this order, and hands over each page when it is full, as a document of its own; of
    /// each piece it tells what became of it. Says how many pieces there are.
    pub(super) fn place_all<E>(
        &self,
        pieces: &mut dyn Iterator<Item = Addressed>,
        full: &mut dyn FnMut(Document) -> Result<(), E>,
        told: &mut dyn FnMut(Result<PlacedPiece, Findings>),
    ) -> Result<usize, E> {
        let on_a_page = self.stock.on_a_page();
        let first = self.stock.first_slot();
        let mut page = self.blank();
        let mut placed = 0;
        for piece in pieces {
            let slot = first + placed;
            match self.place(&mut page, &piece, slot % on_a_page) {
                Ok((label, spare)) => {
                    told(Ok(PlacedPiece { recipient: piece.recipient, page: slot / on_a_page + 1, label, spare }));
                    placed += 1;
                    if (slot + 1).is_multiple_of(on_a_page) {
                        full(std::mem::replace(&mut page, self.blank()))?;
                    }
                }
                Err(findings) => told(Err(findings)),
            }
        }
        if !page.pages.is_empty() {
            full(page)?;
        }
        Ok(placed)
    }

    /// A document of such pieces without any.
    pub(super) fn blank(&self) -> Document {
        Document { title: self.stock.title(&self.order), language: "en".to_owned(), ..Document::default() }
    }

    fn place(&self, page: &mut Document, piece: &Addressed, slot: usize) -> Result<(Option<usize>, Spare), Findings> {
        let Addressed { sender, recipient, whose } = piece;
        let sender = sender.as_deref();
        let country = self.order.posted_in(sender);
        let recipient = self.inputs.recipient(&self.order, sender, country, recipient)?;
        let posting = self.postings.borrow_mut().posting(&self.order, country)?;
        let (address, from) = addresses(&self.inputs, &posting, sender, recipient)?;
        let (address, from) = match (whose, from) {
            (AddressOwner::Sender, Some(from)) => (from, None),
            (_, from) => (address, from),
        };
        let locales = self.locales();
        // What is shaped for one sender is not kept for the next.
        let shapings = Shapings::over(&self.inputs.shapings);
        let typesetting = self.inputs.typesetting(&locales, &[], &shapings);
        self.stock.place(page, &address, from.as_ref(), slot, &typesetting)
    }

    fn locales(&self) -> Vec<&Locale> {
        self.inputs.locales.values().map(|locale| &**locale).collect()
    }
}

/// An order of addresses: they are English whatever language the letters are in.
fn of_addresses(order: &Order) -> Order {
    let english = LanguageTag::english();
    Order { languages: vec![english], fallback: None, stationery: None, envelope: None, ..order.clone() }
}
