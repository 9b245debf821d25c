//! Envelopes and labels: all addresses are placed on them here, page by page.
//!
//! [`PieceMailing::print`] writes those of thousands of senders, and pages leave memory as they are made;
//! [`mailpieces`](super::mailpieces()) keeps the pages of a few.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use super::order::Order;
use super::order_inputs::OrderInputs;
use super::piece_addresses::addresses;
use super::piece_stock::{PieceKind, PieceStock};
use super::posting_country::PostingCountries;
use super::recipients::{left_out_of_list, unknown_recipients};
use super::remarks::{PrintedOn, remarks_on_sender};
use super::resources::Resources;
use super::run::Fault;
use super::words::Words;
use crate::case::{ContactWay, Recipient};
use crate::export::LetterStream;
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::Sender;
use crate::locale::Locale;
use crate::page::window::Spare;
use crate::page::{Document, Printing, Shapings, calibration};
use crate::project::Project;
use crate::unit::Size;

/// An order of envelopes or labels, ready for many senders.
pub struct PieceMailing<'p> {
    pub(super) order: Order,
    pub(super) inputs: OrderInputs<'p>,
    pub(super) stock: PieceStock,
    postings: RefCell<PostingCountries<'p>>,
}

/// The owner of the address on a label, or in the middle of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressOwner {
    /// The recipient's; on an envelope the sender's is in the corner.
    Recipient,
    /// The sender's, to be stuck on the envelope as a return address.
    Sender,
}

/// A piece to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Addressed {
    /// The sender, if there is one.
    pub sender: Option<Rc<Sender>>,
    /// The recipient: one of [`PieceMailing::recipients_of`] for this sender.
    pub recipient: RecipientId,
    /// The owner of the address on it.
    pub owner: AddressOwner,
}

/// Where an address is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedPiece {
    /// The recipient.
    pub recipient: RecipientId,
    /// The page, from 1.
    pub page: usize,
    /// The label on the page, from 1.
    pub label: Option<usize>,
    /// The margin around its ink in its place on the envelope, or on its label.
    pub spare: Spare,
}

/// The counts of a print run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PrintedPieces {
    /// How many pieces.
    pub pieces: usize,
    /// The number of pages.
    pub pages: usize,
    /// The size of each page.
    pub sheet: Size,
}

impl<'p> PieceMailing<'p> {
    /// Reads and checks everything that does not depend on a sender. The default envelope
    /// or label sheet depends on `country`, where the first letter is posted.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the order, the case, or the envelope or label sheet.
    pub fn prepare(
        project: &'p Project,
        order: &Order,
        form: &PieceKind,
        country: Option<&CountryCode>,
    ) -> Result<Self, Findings> {
        let resources = Resources::read(project);
        let run = Self::with(project, order, form, country, resources.as_ref())?;
        let mut wrong = unknown_recipients(&run.inputs.case, &run.order);
        wrong.extend(run.left_out().into_iter().filter(Finding::is_error));
        if wrong.is_empty() { Ok(run) } else { Err(wrong) }
    }

    /// Like [`Self::prepare`], with fonts that were already read, for an order whose recipients are those of one
    /// sender.
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
        let mut postings = PostingCountries::of(project);
        let posting = postings.posting(&order, order.country.as_ref().or(country))?;
        let stock = PieceStock::read(project, form, &posting)?;
        Ok(Self { order, inputs, stock, postings: RefCell::new(postings) })
    }

    /// The name of the file, without its ending.
    pub fn name(&self) -> String {
        self.stock.name()
    }

    /// Remarks on all pieces.
    pub fn remarks(&self) -> Findings {
        self.inputs.remarks(&self.order, PrintedOn::Letters).into_iter().chain(self.stock.unverified()).collect()
    }

    /// Findings about the recipients that the senders of a list cannot write to by post.
    pub fn left_out(&self) -> Findings {
        left_out_of_list(&self.inputs.case, &self.order, ContactWay::Post)
    }

    /// Remarks on the pieces of one sender.
    pub fn remarks_on(&self, sender: Option<&Sender>) -> Findings {
        remarks_on_sender(&self.inputs, &self.order, sender, self.order.posted_in(sender))
    }

    /// The country that the pieces of a sender are posted in, if it is known.
    pub fn posted_in<'s>(&'s self, sender: &'s Sender) -> Option<&'s CountryCode> {
        self.order.posted_in(Some(sender))
    }

    /// The recipients that a sender writes to by post, in the order of the case.
    pub fn recipients_of(&self, sender: &Sender) -> Vec<&Recipient> {
        self.inputs.reached(&self.order, self.order.posted_in(Some(sender)), ContactWay::Post).0
    }

    /// One piece on a page of its own.
    ///
    /// # Errors
    ///
    /// When it cannot be printed.
    pub(super) fn single(&self, piece: &Addressed) -> Result<Document, Findings> {
        let mut document = self.blank();
        self.place(&mut document, piece, 0)?;
        Ok(document)
    }

    /// Reports measurements that were not checked.
    pub(super) fn unverified(&self) -> Option<Finding> {
        self.stock.unverified()
    }

    /// Writes one PDF of these pieces, in this order, and calls `told` with the result of each. A piece
    /// that cannot be printed is left out, without a gap.
    ///
    /// # Errors
    ///
    /// When no piece can be printed, or the file cannot be written.
    pub fn print(
        &self,
        pieces: &mut dyn Iterator<Item = Addressed>,
        out: &mut dyn io::Write,
        told: &mut dyn FnMut(Result<PlacedPiece, Findings>),
    ) -> Result<PrintedPieces, Fault> {
        let mut stream = LetterStream::new(&self.inputs.fonts, Printing::MAILPIECES, out);
        let printed = self.place_all(pieces, &mut |page| stream.whole(&page), told)?;
        if printed == 0 {
            let message = "there is nothing to print: no row of the list results in an address";
            let finding = Finding::error(rules::NOTHING_TO_PRINT, message);
            let help = "correct the rejected rows, or check the recipients of `--to`";
            return Err(Findings::from(finding.help(help)).into());
        }
        let pages = stream.page_count();
        stream.finish()?;
        Ok(PrintedPieces { pieces: printed, pages, sheet: self.stock.sheet() })
    }

    /// Places these pieces, in this order, and hands over each full page as a separate document. It reports the result
    /// for each piece, and returns the number of pieces.
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

    /// An empty document for such pieces.
    pub(super) fn blank(&self) -> Document {
        Document {
            title: self.stock.title(&self.order),
            language: "en".to_owned(),
            printing: Printing::MAILPIECES,
            ..Document::default()
        }
    }

    /// The calibration page of the label sheet and the name of its file, if it was requested.
    pub(super) fn calibration(&self) -> Result<Option<(String, Document)>, Findings> {
        let PieceStock::Labels { sheet, nudge, calibrate: true, .. } = &self.stock else { return Ok(None) };
        let locales = self.locales();
        let typesetting = self.inputs.typesetting(&locales, &[], &self.inputs.shapings);
        Ok(Some((format!("calibrate-{}", sheet.id), calibration(sheet, *nudge, &typesetting)?)))
    }

    fn place(&self, page: &mut Document, piece: &Addressed, slot: usize) -> Result<(Option<usize>, Spare), Findings> {
        let Addressed { sender, recipient, owner } = piece;
        let sender = sender.as_deref();
        let country = self.order.posted_in(sender);
        let recipient = self.inputs.recipient(&self.order, sender, country, recipient)?;
        let posting = self.postings.borrow_mut().posting(&self.order, country)?;
        let (address, from) = addresses(&self.inputs, &posting, sender, recipient)?;
        let (address, from) = match (owner, from) {
            (AddressOwner::Sender, Some(from)) => (from, None),
            (_, from) => (address, from),
        };
        let locales = self.locales();
        // Paragraphs that are shaped for one sender are not kept for the next.
        let shapings = Shapings::over(&self.inputs.shapings);
        let typesetting = self.inputs.typesetting(&locales, &[], &shapings);
        self.stock.place(page, &address, from.as_ref(), slot, &typesetting)
    }

    fn locales(&self) -> Vec<&Locale> {
        self.inputs.locales.values().map(|locale| &**locale).collect()
    }
}

/// The same order for addresses only. They are in English, whatever the languages of the letters are.
fn of_addresses(order: &Order) -> Order {
    let english = LanguageTag::english();
    Order { languages: vec![english], fallback: None, stationery: None, envelope: None, ..order.clone() }
}
