//! Writes the parts of a packet into one PDF: covers, letters and envelopes, with a bookmark for each, and with blank
//! backs if both sides of the sheets are printed.

use std::io;

use super::run::Fault;
use super::sender_session::RunLetter;
use crate::case::Recipient;
use crate::export::{LetterStream, Written};
use crate::font::Fonts;
use crate::id::{EnvelopeId, LanguageTag, RecipientId};
use crate::page::{Document, Printing, Sides};
use crate::unit::Size;

/// The form of a packet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PacketForm {
    /// Which sides of the sheets are printed.
    pub sides: Sides,
    /// Where the envelopes are.
    pub envelopes: Envelopes,
    /// The envelope to print on; the default is the usual one of the country.
    pub envelope: Option<EnvelopeId>,
}

/// Where the envelopes of a packet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Envelopes {
    /// Behind the letters that go into each.
    #[default]
    Each,
    /// Behind all letters.
    Last,
    /// Nowhere.
    None,
}

/// A part of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketPart {
    /// The recipient; `None` for a cover.
    pub recipient: Option<RecipientId>,
    /// The kind of the part.
    pub kind: PartKind,
    /// Its first page, from 1.
    pub first_page: usize,
    /// How many pages it has, without a blank back.
    pub pages: usize,
}

/// The kind of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// The cover of a pack.
    Cover,
    /// A letter in this language.
    Letter(LanguageTag),
    /// An envelope.
    Envelope,
}

/// A packet that is being written.
pub(super) struct PacketWriter<'a> {
    stream: LetterStream<'a>,
    sides: Sides,
    parts: Vec<PacketPart>,
}

impl<'a> PacketWriter<'a> {
    pub(super) fn new(fonts: &'a Fonts<'a>, out: &'a mut dyn io::Write, sides: Sides) -> Self {
        Self {
            stream: LetterStream::new(fonts, Printing { tray_by_size: true, ..Printing::of_letters(sides) }, out),
            sides,
            parts: Vec::new(),
        }
    }

    /// Writes a cover.
    pub(super) fn cover(&mut self, title: &str, document: &Document) -> Result<(), Fault> {
        self.part(None, PartKind::Cover, title, size_of(document), |stream| stream.whole(document).map_err(Fault::from))
    }

    /// Writes a letter or an envelope that is set as a whole.
    pub(super) fn document(
        &mut self,
        recipient: &Recipient,
        kind: PartKind,
        title: &str,
        document: &Document,
    ) -> Result<(), Fault> {
        let write = |stream: &mut LetterStream| stream.whole(document).map_err(Fault::from);
        self.part(Some(recipient.id.clone()), kind, title, size_of(document), write)
    }

    /// Writes a letter of a run on sheets of this size.
    pub(super) fn letter(
        &mut self,
        recipient: &Recipient,
        language: &LanguageTag,
        title: &str,
        sheet: Size,
        letter: &RunLetter,
    ) -> Result<(), Fault> {
        let kind = PartKind::Letter(language.clone());
        let write = |stream: &mut LetterStream| letter.write(stream).map_err(Fault::from);
        self.part(Some(recipient.id.clone()), kind, title, sheet, write)
    }

    fn part(
        &mut self,
        recipient: Option<RecipientId>,
        kind: PartKind,
        title: &str,
        sheet: Size,
        write: impl FnOnce(&mut LetterStream) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let before = self.stream.page_count();
        self.stream.bookmark(title);
        write(&mut self.stream)?;
        let pages = self.stream.page_count() - before;
        self.parts.push(PacketPart { recipient, kind, first_page: before + 1, pages });
        if self.sides == Sides::Both && pages % 2 == 1 {
            self.stream.blank_page(sheet)?;
        }
        Ok(())
    }

    /// Writes the end of the file, and returns its parts, the number of its pages, and what was written.
    pub(super) fn finish(self) -> Result<(Vec<PacketPart>, usize, Written), Fault> {
        let pages = self.stream.page_count();
        Ok((self.parts, pages, self.stream.finish()?))
    }
}

/// The size of the last page of a document.
fn size_of(document: &Document) -> Size {
    document.pages.last().expect("a document that was set has a page").sheet
}
