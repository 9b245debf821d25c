//! Envelopes and labels for the letters of thousands of senders, page by page into one PDF.
//!
//! [`mailpieces`](super::mailpieces()) prints those of a few letters; here pages leave memory as they are
//! made.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use super::Order;
use super::mailpieces::{PlacedPiece, addresses, of_addresses};
use super::order_inputs::OrderInputs;
use super::piece_stock::{PieceKind, PieceStock};
use super::posting_country::PostingCountries;
use super::remarks::{PrintedOn, remarks_on_sender};
use super::run::Fault;
use super::words::Words;
use crate::case::Recipient;
use crate::export::LetterStream;
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, RecipientId};
use crate::letter::Sender;
use crate::locale::Locale;
use crate::page::{Document, Shapings};
use crate::project::Project;
use crate::unit::Size;

/// An order of envelopes or labels made ready for many senders.
pub struct PieceMailing<'p> {
    order: Order,
    inputs: OrderInputs<'p>,
    stock: PieceStock,
    postings: RefCell<PostingCountries<'p>>,
}

/// Whose address is on a label, or in the middle of an envelope.
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
    /// The sender.
    pub sender: Rc<Sender>,
    /// The recipient, one of [`PieceMailing::recipients_of`] this sender.
    pub recipient: RecipientId,
    /// The owner of the address on it.
    pub whose: AddressOwner,
}

/// The counts of a print run.
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

    /// Remarks on the pieces of one sender.
    pub fn remarks_on(&self, sender: &Sender) -> Findings {
        remarks_on_sender(&self.inputs, &self.order, Some(sender), self.order.posted_in(Some(sender)))
    }

    /// The recipients of a sender, in the order of the case.
    pub fn recipients_of(&self, sender: &Sender) -> Vec<&Recipient> {
        self.inputs.recipients(&self.order, self.order.posted_in(Some(sender)))
    }

    /// Writes one PDF of these pieces, in this order, and calls `told` with the result of each. A piece
    /// that cannot be printed is left out, without a gap.
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
        let on_a_page = self.stock.on_a_page();
        let mut stream = LetterStream::new(&self.inputs.fonts, out);
        let mut page = self.blank();
        let mut slot = self.stock.first_slot();
        let mut printed = 0;
        for piece in pieces {
            match self.place(&mut page, &piece, slot % on_a_page) {
                Ok(placed) => {
                    told(Ok(PlacedPiece { page: stream.page_count() + 1, ..placed }));
                    printed += 1;
                    slot += 1;
                    if slot.is_multiple_of(on_a_page) {
                        stream.whole(&page)?;
                        page = self.blank();
                    }
                }
                Err(findings) => told(Err(findings)),
            }
        }
        if !page.pages.is_empty() {
            stream.whole(&page)?;
        }
        if printed == 0 {
            return Err(Findings::from(Finding::error(
                rules::NOTHING_TO_PRINT,
                "there is nothing to print: no row of the list results in an address",
            ))
            .into());
        }
        let pages = stream.page_count();
        stream.finish()?;
        Ok(PrintedPieces { pieces: printed, pages, sheet: self.stock.sheet() })
    }

    fn blank(&self) -> Document {
        Document { title: self.stock.title(&self.order), language: "en".to_owned(), ..Document::default() }
    }

    fn place(&self, page: &mut Document, piece: &Addressed, slot: usize) -> Result<PlacedPiece, Findings> {
        let Addressed { sender, recipient, whose } = piece;
        let country = self.order.posted_in(Some(sender));
        let recipient = self.inputs.recipient(&self.order, sender, country, recipient)?;
        let posting = self.postings.borrow_mut().posting(&self.order, country)?;
        let (address, from) = addresses(&self.inputs, &posting, Some(&**sender), recipient)?;
        let (address, from) = match (whose, from) {
            (AddressOwner::Sender, Some(from)) => (from, None),
            (_, from) => (address, from),
        };
        let locales: Vec<&Locale> = self.inputs.locales.values().map(|locale| &**locale).collect();
        // What is shaped for one sender is not kept for the next.
        let shapings = Shapings::over(&self.inputs.shapings);
        let typesetting = self.inputs.typesetting(&locales, &[], &shapings);
        let (page, label, spare) = self.stock.place(page, &address, from.as_ref(), slot, &typesetting)?;
        Ok(PlacedPiece { recipient: recipient.id.clone(), page, label, spare })
    }
}
