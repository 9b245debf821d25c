//! A print run: one order for thousands of senders, printed into files of many letters each.
//!
//! Everything that is the same for all senders is read and checked once, by [`MailingRun::prepare`].
//! [`MailingRun::measure`] then says of each sender whether their letters can be printed and how long they are, and
//! [`MailingRun::print`] writes letters of any senders, in any order, into one PDF. A run can be shared between
//! threads.

use std::io;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::order::Order;
use super::order_inputs::OrderInputs;
use super::posting_country::{PostingCountries, PostingCountry, SharedPostingCountry};
use super::recipients::left_out_of_list;
use super::remarks::{PrintedOn, remarks_on_sender, unverified_window};
use super::sender_session::{MailingContext, SenderSession};
use crate::case::{ContactWay, Recipient};
use crate::export::{LetterStream, StreamFault};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId, StationeryId};
use crate::letter::{PackCoverInput, Section, Sender, compose_pack_cover};
use crate::page::stationery::Stationery;
use crate::page::window::prove;
use crate::page::{
    Document, Extent, Item, MarkKind, PageContext, Printing, Shapings, SheetMark, Sides, Tightness, inserter_marks,
    set, title_of,
};
use crate::project::{Project, paths};
use crate::unit::{Rect, Size};

/// An order made ready for many senders.
pub struct MailingRun<'p> {
    pub(super) shared: MailingContext<'p>,
    /// Whether the section has colours, which are printed as greys.
    is_coloured: bool,
    postings: Mutex<PostingCountries<'p>>,
    /// Findings about the recipients that cannot be written to by post.
    left_out: Findings,
    marks: Option<MarkKind>,
    /// Whether each sender gets the letters behind a cover.
    has_covers: bool,
}

/// The letters of one sender, before they are printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// One for each recipient that this sender writes to and each language of the order: recipients in the
    /// order of the case, and for each of them the languages in the order of the request.
    pub letters: Vec<MeasuredLetter>,
    /// Remarks on these letters; no errors.
    pub remarks: Findings,
}

/// A letter whose pages are counted.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredLetter {
    /// The recipient.
    pub recipient: RecipientId,
    /// The language.
    pub language: LanguageTag,
    /// The country that it is posted to.
    pub country: CountryCode,
    /// The layout, which follows from the country that it is posted in.
    pub stationery: StationeryId,
    /// The size of its sheets. A print file should hold letters of one size only.
    pub sheet: Size,
    /// How many pages it has, without a blank back. Printed on both sides, two are a sheet.
    pub pages: usize,
}

/// A letter to be printed.
#[derive(Debug, Clone, Copy)]
pub struct LetterToPrint<'s> {
    /// The sender.
    pub sender: &'s Sender,
    /// The recipient, one that [`MailingRun::measure`] returned for this sender.
    pub recipient: &'s RecipientId,
    /// The language, one of those of the order.
    pub language: &'s LanguageTag,
    /// The marks of its first sheet, if the run prints marks. The marks of its other sheets follow from them.
    pub mark: Option<SheetMark>,
}

/// The contents of a print file.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintFile {
    /// Where its letters are, in the order in which they were given.
    pub letters: Vec<PlacedLetter>,
    /// How many pages it has, with blank backs.
    pub pages: usize,
    /// How many bytes were written.
    pub bytes: u64,
    /// The SHA-256 of all of them.
    pub sha256: [u8; 32],
}

/// A letter in a print file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedLetter {
    /// Its first page in the file, from 1.
    pub first_page: usize,
    /// How many pages it has, without a blank back.
    pub pages: usize,
    /// The SHA-256 of what is printed on them: of every line its words, faces, size, width and place,
    /// and of every stroke its ends. It does not depend on the file that the letter is in.
    pub sha256: [u8; 32],
}

/// The reason why no print file was written. An unfinished file is not a PDF.
#[derive(Debug)]
pub enum Fault {
    /// A letter cannot be printed; [`MailingRun::measure`] reports this.
    Findings(Findings),
    /// The file could not be written.
    Write(io::Error),
}

impl From<Findings> for Fault {
    fn from(findings: Findings) -> Self {
        Self::Findings(findings)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<StreamFault> for Fault {
    fn from(fault: StreamFault) -> Self {
        match fault {
            StreamFault::Findings(findings) => Self::Findings(findings),
            StreamFault::Write(error) => Self::Write(error),
        }
    }
}

impl<'p> MailingRun<'p> {
    /// Reads and checks everything that does not depend on a sender. The order has no sender; its
    /// country, if it has one, takes precedence over the senders'.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the order, the case, its languages or the fonts.
    pub fn prepare(project: &'p Project, order: Order) -> Result<Self, Findings> {
        let mut inputs = OrderInputs::for_many(project, &order, &order.words(project)?)?;
        let is_coloured = inputs.section.as_ref().is_some_and(Section::has_colour);
        inputs.section = inputs.section.map(Section::in_grey);
        let postings = Mutex::new(PostingCountries::of(project));
        let left_out = left_out_of_list(&inputs.case, &order, ContactWay::Post);
        if left_out.has_errors() {
            return Err(left_out);
        }
        let shared = MailingContext::of(order, inputs);
        let run = Self { shared, is_coloured, postings, left_out, marks: None, has_covers: false };
        run.posting(run.shared.order.country.as_ref())?;
        Ok(run)
    }

    /// Has marks for inserting machines printed on the front of each sheet.
    pub fn with_marks(self, marks: Option<MarkKind>) -> Self {
        Self { marks, ..self }
    }

    /// Has a cover for each sender, to whom the letters are posted.
    pub(super) fn with_covers(self) -> Self {
        Self { has_covers: true, ..self }
    }

    /// Remarks on all letters of the run: a late date, or a language that is not reviewed.
    pub fn remarks(&self) -> Findings {
        let kind = if self.has_covers { PrintedOn::Packs } else { PrintedOn::Letters };
        let mut remarks = self.shared.inputs.remarks(&self.shared.order, kind);
        remarks.extend(self.left_out.clone());
        if self.is_coloured {
            let message = "the section's colours are printed in grey, because print files are black and white";
            let help = "use `likhit letters` for letters in colour";
            remarks.push(Finding::note(rules::GREY_LETTERHEAD, message).help(help));
        }
        remarks
    }

    /// Sets the letters of one sender to all recipients and in all languages of the order, and
    /// counts their pages. Nothing is written. Letters that it gives can be printed.
    ///
    /// # Errors
    ///
    /// Everything that keeps one of the letters from being printed.
    pub fn measure(&self, sender: &Sender) -> Result<Measured, Findings> {
        let session = self.session(sender)?;
        let posting = &session.posting;
        let mut remarks =
            remarks_on_sender(&self.shared.inputs, &self.shared.order, Some(sender), posting.country.as_ref());
        let recipients = self.recipients_of(posting);
        for stationery in posting.layouts_for(recipients.iter().copied(), &self.shared.inputs) {
            self.place_of_marks(stationery)?;
            remarks.extend(unverified_window(stationery));
        }
        let mut findings = Findings::new();
        let mut letters = Vec::new();
        for recipient in recipients {
            let stationery = posting.layout_for(recipient, &self.shared.inputs).stationery;
            for language in &self.shared.inputs.languages {
                match session.set(&self.shared, recipient, language) {
                    Ok(letter) => {
                        let (pages, usual) = (letter.pages(), letter.usual_pages());
                        if pages > usual {
                            remarks.push(longer(sender, recipient, language, pages, usual));
                        }
                        remarks.extend(letter.remarks().cloned());
                        letters.push(MeasuredLetter {
                            recipient: recipient.id.clone(),
                            language: language.clone(),
                            country: recipient.address.country.clone(),
                            stationery: stationery.id.clone(),
                            sheet: stationery.sheet,
                            pages,
                        });
                    }
                    Err(faults) => findings.extend(faults),
                }
            }
        }
        if self.has_covers && !letters.is_empty() {
            findings.take(self.cover(&session));
        }
        if !findings.is_empty() {
            return Err(distinct(findings));
        }
        if letters.is_empty() {
            let message = "this sender has none of the chosen recipients";
            let finding = sender.name.origin.warning(rules::NO_LETTERS, message);
            remarks.push(finding);
        }
        Ok(Measured { letters, remarks: distinct(remarks) })
    }

    /// The cover of a sender's letters, in the first language of the order, with the sender's address in the window.
    pub(super) fn cover(&self, session: &SenderSession) -> Result<Document, Findings> {
        let MailingContext { order, inputs, .. } = &self.shared;
        let locale = inputs.written().next().expect("an order has a language");
        let recipients = self.recipients_of(&session.posting);
        let input = PackCoverInput {
            case: &inputs.case,
            locale,
            fallback: inputs.fallback(order),
            section: inputs.section.as_ref(),
            sender: session.sender,
            sender_country: session.posting.country.as_ref(),
            recipients: &recipients,
            letters: recipients.len() * inputs.languages.len(),
            date: order.date,
            countries: &inputs.reply_countries,
            address_orders: &inputs.address_orders,
        };
        let letter = compose_pack_cover(&input)?;
        let stationery = &session.posting.stationery;
        let locales = inputs.locales_for(locale);
        let shapings = Shapings::default();
        let typesetting = inputs.typesetting(&locales, &letter.names, &shapings);
        let mut document =
            Document { title: title_of(&letter), language: letter.language.to_string(), ..Document::default() };
        let tightness = Tightness::default();
        let pages = PageContext { stationery, typesetting: &typesetting, running_line: &|_, _| Ok(None), tightness };
        set(&mut document, &letter, Extent::AsNeeded, &pages)?;
        prove(&document, 0, stationery, &inputs.fonts)?;
        Ok(document)
    }

    /// Writes one PDF of these letters, in this order. The same letters give the same bytes, whatever the run has
    /// printed or measured before. Pages are written as they are made, so that memory hardly grows with their number;
    /// and the letters of one sender cost least if they are printed one after another.
    ///
    /// # Errors
    ///
    /// When there is no letter, one cannot be printed, or the file cannot be written.
    pub fn print(
        &self,
        letters: &mut dyn Iterator<Item = LetterToPrint<'_>>,
        sides: Sides,
        out: &mut dyn io::Write,
    ) -> Result<PrintFile, Fault> {
        let mut stream = LetterStream::new(&self.shared.inputs.fonts, Printing::of_letters(sides), out);
        let mut placed = Vec::new();
        let mut session: Option<SenderSession> = None;
        for LetterToPrint { sender, recipient, language, mark } in letters {
            if session.as_ref().is_none_or(|session| !std::ptr::eq(session.sender, sender)) {
                session = Some(self.session(sender)?);
            }
            let session = session.as_ref().expect("it was made just now, if it was not there");
            let recipient = self.shared.inputs.recipient(
                &self.shared.order,
                Some(sender),
                session.posting.country.as_ref(),
                recipient,
            )?;
            let stationery = session.posting.layout_for(recipient, &self.shared.inputs).stationery;
            let letter = session.set(&self.shared, recipient, language)?;
            let first_page = stream.page_count() + 1;
            let pages = letter.pages();
            let mut sha256 = letter.digest(&self.shared.inputs.fonts);
            if let Some((mark, (kind, place))) = mark.zip(self.place_of_marks(stationery)?) {
                sha256 =
                    Sha256::new().chain_update(sha256).chain_update(format!("{kind:?} {mark:?}")).finalize().into();
                stream.beside(marks_of(pages, sides, kind, &place, mark));
            }
            placed.push(PlacedLetter { first_page, pages, sha256 });
            letter.write(&mut stream)?;
            if sides == Sides::Both && stream.page_count() % 2 == 1 {
                stream.blank_page(stationery.sheet)?;
            }
        }
        let pages = stream.page_count();
        let written = stream.finish()?;
        Ok(PrintFile { letters: placed, pages, bytes: written.bytes, sha256: written.sha256 })
    }

    /// The place of the marks, if any are printed.
    fn place_of_marks(&self, stationery: &Stationery) -> Result<Option<(MarkKind, Rect)>, Findings> {
        let Some(kind) = self.marks else { return Ok(None) };
        let Some(place) = stationery.marks.of(kind) else {
            let id = &stationery.id;
            let finding =
                Finding::error(rules::NO_PLACE_FOR_MARKS, format!("the layout `{id}` has no place for these marks"));
            return Err(finding
                .in_file(paths::layout(id))
                .help("add their place to the layout file with `marks: …`")
                .into());
        };
        Ok(Some((kind, place)))
    }

    pub(super) fn session<'s>(&'s self, sender: &'s Sender) -> Result<SenderSession<'s>, Findings> {
        Ok(SenderSession::of(sender, self.posting(self.shared.order.posted_in(Some(sender)))?, &self.shared.inputs))
    }

    fn posting(&self, country: Option<&CountryCode>) -> SharedPostingCountry {
        // An entry is whole when it is inserted, so a panic elsewhere cannot have spoilt the map.
        self.postings.lock().unwrap_or_else(PoisonError::into_inner).posting(&self.shared.order, country)
    }

    /// The recipients that senders write to by post, in the order of the case.
    pub(super) fn recipients_of(&self, posting: &PostingCountry) -> Vec<&Recipient> {
        self.shared.inputs.reached(&self.shared.order, posting.country.as_ref(), ContactWay::Post).0
    }
}

/// The marks on each page of a letter: on fronts only.
fn marks_of(pages: usize, sides: Sides, kind: MarkKind, place: &Rect, first: SheetMark) -> Vec<Vec<Item>> {
    let sides = if sides == Sides::Both { 2 } else { 1 };
    let on_page = |page: usize| {
        let sheet = u32::try_from(page / sides).unwrap_or(u32::MAX);
        let mark = SheetMark { sheet: first.sheet + sheet, in_job: first.in_job + sheet, ..first };
        if page.is_multiple_of(sides) { inserter_marks(kind, place, &mark) } else { Vec::new() }
    };
    (0..pages).map(on_page).collect()
}

/// Reports a letter that has more pages than those of other senders.
fn longer(sender: &Sender, recipient: &Recipient, language: &LanguageTag, pages: usize, usual: usize) -> Finding {
    let message = format!(
        "the letter to `{}` in `{language}` has {pages} pages; the letters of other senders have {usual}",
        recipient.id
    );
    let origin = sender.personal.as_ref().map_or(&sender.name.origin, |personal| &personal.origin);
    let finding = origin.warning(rules::LONGER_LETTER, message);
    finding.help("shorten the sender's own words, or post this letter with others of the same length")
}

fn distinct(findings: Findings) -> Findings {
    let mut distinct = Findings::new();
    distinct.extend_unique(findings);
    distinct
}
