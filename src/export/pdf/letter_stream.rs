//! The letter stream: letters become the pages of one PDF as they come, and leave memory as they go.
//!
//! Letters of the same [`SharedPages`] have the same parts. These are drawn once, as content streams that all their
//! pages share (`Contents` is then an array, ISO 32000-1, 7.7.3.3). Only the parts of a sender are drawn for each
//! letter. The marks in a shared stream have the same numbers on every page, and each letter has elements of its own
//! for them, so that no part of the structure is shared.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::content::push_origin;
use super::file::{PdfFile, StreamFault};
use super::marks::{Part, pieces};
use super::object_writer::Written;
use super::plan::{Mark, Plan};
use super::syntax::ObjectNumber;
use crate::finding::{Finding, Findings, rules};
use crate::font::Fonts;
use crate::page::shared_pages::{OwnBlock, OwnLines, PageContent, SharedPages};
use crate::page::{Document, Element, ElementId, Item, Line, Printing, Role};
use crate::unit::{Point, Size};

/// The number of marks on a page with a sender's block or own words that are reserved for the sender's parts.
const OWN_MARKS: usize = 12;

/// A PDF that letters are written into.
pub struct LetterStream<'a> {
    file: PdfFile<'a>,
    /// By their digests.
    forms: BTreeMap<[u8; 32], DrawnForm>,
    /// The streams that pages share, by the SHA-256 of their content.
    shared: BTreeMap<[u8; 32], ObjectNumber>,
    /// The sender's block and signature that were drawn last: often they are the same in every
    /// language.
    last_sender: Option<(Arc<OwnBlock>, ObjectNumber)>,
    last_signature: Option<(Vec<u8>, ObjectNumber)>,
}

/// Shared pages, as they are in the file.
struct DrawnForm {
    pages: Vec<FormPage>,
    plans: Vec<(OwnShape, Plan)>,
}

struct FormPage {
    sheet: Size,
    parts: Vec<FormPart>,
}

enum FormPart {
    Shared(ObjectNumber),
    Own(PageContent),
}

/// The properties of a sender's lines that decide the structure of the letter.
#[derive(PartialEq)]
struct OwnShape {
    /// The shapes of the sender's elements and own words, and of the signature at last.
    elements: Vec<ElementShape>,
    /// The pieces of the sender's lines, in reading order.
    pieces: Vec<Part>,
}

/// The properties of an element that are written to the file.
#[derive(PartialEq)]
struct ElementShape {
    role: Role,
    parent: Option<ElementId>,
    language: Option<String>,
    /// The languages of its spans.
    spans: Vec<Option<String>>,
}

impl ElementShape {
    fn of(element: &Element) -> Self {
        Self {
            role: element.role,
            parent: element.parent,
            language: element.language.clone(),
            spans: element.spans.iter().map(|span| span.language.clone()).collect(),
        }
    }

    fn is_of(&self, element: &Element) -> bool {
        (element.role, element.parent) == (self.role, self.parent)
            && element.language == self.language
            && element.spans.iter().map(|span| &span.language).eq(&self.spans)
    }
}

impl OwnShape {
    fn is_of(&self, own: &OwnLines, pieces: &[Part]) -> bool {
        self.elements.len() == elements_of(own).count()
            && elements_of(own).zip(&self.elements).all(|(element, shape)| shape.is_of(element))
            && self.pieces == pieces
    }
}

fn elements_of(own: &OwnLines) -> impl Iterator<Item = &Element> {
    own.sender.elements.iter().chain(&own.date_elements).chain(&own.passages.elements).chain([&own.signature.0])
}

/// The pieces of the parts that depend on the sender.
fn own_pieces(own: &OwnLines) -> Vec<Part> {
    let form = &*own.form;
    let mut parts = Vec::new();
    for (at, page) in form.pages().iter().enumerate() {
        for part in form.parts(at) {
            let items = own_items(own, part, at);
            parts.extend(pieces(&items, page, |element| form.own_element(own, part, element)).map(|piece| piece.part));
        }
    }
    parts
}

/// The items of a part that depends on the sender, tied to the elements of the shared pages.
fn own_items(own: &OwnLines, part: PageContent, page: usize) -> Cow<'_, [Item]> {
    match part {
        PageContent::Sender => Cow::Borrowed(&own.sender.items),
        PageContent::Date => Cow::Owned(own.form.date_items(own).unwrap_or_default()),
        PageContent::Passages => Cow::Borrowed(own.passages.on(page)),
        // From the place to which the shared pages have moved the origin.
        PageContent::Signature => {
            let line = &own.signature.1;
            let x = line.origin.x - own.form.signature_origin().x;
            let origin = Point { x, y: own.form.pages()[page].sheet.height };
            Cow::Owned(vec![Item::Line(Line { origin, ..line.clone() })])
        }
        PageContent::Shared { .. } => Cow::Borrowed(&[]),
    }
}

impl<'a> LetterStream<'a> {
    /// Begins a file that asks to be printed in this way.
    pub fn new(fonts: &'a Fonts<'a>, printing: Printing, out: &'a mut dyn io::Write) -> Self {
        Self {
            file: PdfFile::new(fonts, printing, out),
            forms: BTreeMap::new(),
            shared: BTreeMap::new(),
            last_sender: None,
            last_signature: None,
        }
    }

    /// How many pages there are until now.
    pub fn page_count(&self) -> usize {
        self.file.page_count()
    }

    /// Puts strokes on the pages of the next letter that are not part of it: for each page, its strokes.
    pub fn beside(&mut self, pages: impl IntoIterator<Item = Vec<Item>>) {
        self.file.beside(pages);
    }

    /// Puts a bookmark on the next page.
    pub fn bookmark(&mut self, title: &str) {
        self.file.bookmark(title);
    }

    /// Writes a page with nothing on it.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn blank_page(&mut self, sheet: Size) -> Result<(), StreamFault> {
        self.file.blank_page(sheet)
    }

    /// Writes a letter that is set on shared pages.
    ///
    /// # Errors
    ///
    /// When a font has no room for another cluster, or the file cannot be written.
    pub fn framed(&mut self, own: &OwnLines) -> Result<(), StreamFault> {
        let form = &*own.form;
        let own_pieces = own_pieces(own);
        if own_pieces.len() > OWN_MARKS {
            return self.whole(&form.filled(own));
        }
        self.file.title_by(form.title(), form.language());
        let key = form.digest();
        let mut drawn = match self.forms.remove(&key) {
            Some(drawn) => drawn,
            None => self.form(form)?,
        };
        let written = self.write_framed(&mut drawn, own, own_pieces);
        self.forms.insert(key, drawn);
        written
    }

    fn write_framed(
        &mut self,
        drawn: &mut DrawnForm,
        own: &OwnLines,
        own_pieces: Vec<Part>,
    ) -> Result<(), StreamFault> {
        let mut pages = Vec::with_capacity(drawn.pages.len());
        let mut contents = Vec::new();
        for (at, page) in drawn.pages.iter().enumerate() {
            contents.clear();
            let mut mark = 0;
            for part in &page.parts {
                contents.push(match part {
                    FormPart::Shared(stream) => *stream,
                    FormPart::Own(part) => self.own_part(*part, at, own, &mut mark)?,
                });
            }
            pages.push(self.file.page(page.sheet, &contents, &[])?);
        }
        let at = match drawn.plans.iter().position(|(shape, _)| shape.is_of(own, &own_pieces)) {
            Some(at) => at,
            None => {
                let elements = elements_of(own).map(ElementShape::of).collect();
                drawn.plans.push((OwnShape { elements, pieces: own_pieces }, framed_plan(own)));
                drawn.plans.len() - 1
            }
        };
        self.file.structure_of(&drawn.plans[at].1, &pages, &[])?;
        Ok(())
    }

    /// Draws the parts that all letters on these shared pages have in common.
    fn form(&mut self, form: &SharedPages) -> Result<DrawnForm, StreamFault> {
        let mut pages = Vec::new();
        for (at, page) in form.pages().iter().enumerate() {
            let parts = form.parts(at);
            let mut mark = first_shared_mark(&parts);
            let mut written = Vec::new();
            let mut content = Vec::new();
            for part in parts {
                let PageContent::Shared { first, end } = part else {
                    // The signature is drawn from its own origin, so that it is the same at any place of the page.
                    if part == PageContent::Signature {
                        push_origin(&mut content, form.signature_origin(), page.sheet);
                    }
                    self.shared(&mut content, &mut written)?;
                    written.push(FormPart::Own(part));
                    if part == PageContent::Signature {
                        content.extend_from_slice(b"Q\n");
                    }
                    continue;
                };
                self.file.draw(
                    &mut content,
                    &page.items[first..end],
                    page,
                    |element| form.element(element),
                    |_| {
                        mark += 1;
                        mark - 1
                    },
                )?;
            }
            self.shared(&mut content, &mut written)?;
            pages.push(FormPage { sheet: page.sheet, parts: written });
        }
        Ok(DrawnForm { pages, plans: Vec::new() })
    }

    /// Writes what was drawn until now, if that is anything, as a stream that pages will share.
    fn shared(&mut self, content: &mut Vec<u8>, parts: &mut Vec<FormPart>) -> io::Result<()> {
        if content.is_empty() {
            return Ok(());
        }
        let key = Sha256::digest(&content).into();
        let number = match self.shared.get(&key) {
            Some(number) => *number,
            None => {
                let number = self.file.stream(content)?;
                self.shared.insert(key, number);
                number
            }
        };
        parts.push(FormPart::Shared(number));
        content.clear();
        Ok(())
    }

    fn own_part(
        &mut self,
        part: PageContent,
        at: usize,
        own: &OwnLines,
        mark: &mut usize,
    ) -> Result<ObjectNumber, StreamFault> {
        let form = &*own.form;
        let page = &form.pages()[at];
        let element_of = |element| form.own_element(own, part, element);
        if part == PageContent::Sender
            && let Some((last, number)) = &self.last_sender
            && last.is_drawn_like(&own.sender)
        {
            *mark += pieces(&own.sender.items, page, element_of).filter(|piece| Mark::of(piece).is_some()).count();
            return Ok(*number);
        }
        let mut content = Vec::new();
        let items = own_items(own, part, at);
        self.file.draw(&mut content, &items, page, element_of, |_| {
            *mark += 1;
            *mark - 1
        })?;
        if part == PageContent::Signature
            && let Some((last, number)) = &self.last_signature
            && *last == content
        {
            return Ok(*number);
        }
        let number = self.file.stream(&content)?;
        match part {
            PageContent::Sender => self.last_sender = Some((Arc::clone(&own.sender), number)),
            PageContent::Signature => self.last_signature = Some((content, number)),
            PageContent::Date | PageContent::Passages | PageContent::Shared { .. } => {}
        }
        Ok(number)
    }

    /// Writes a letter that is set as a whole.
    ///
    /// # Errors
    ///
    /// When a font has no room for another cluster, or the file cannot be written.
    pub fn whole(&mut self, document: &Document) -> Result<(), StreamFault> {
        self.file.document(document)
    }

    /// Writes the end of the file: the trees, the fonts with all codes that were needed, and the
    /// catalog.
    ///
    /// # Errors
    ///
    /// When there is no page, a font cannot be composed, or the file cannot be written.
    pub fn finish(self) -> Result<Written, StreamFault> {
        if self.page_count() == 0 {
            let finding = Finding::error(rules::NO_LETTERS, "there are no letters to print");
            return Err(Findings::from(finding.help("add senders who write to the chosen recipients")).into());
        }
        self.file.finish()
    }
}

/// The number of the first mark of what is shared on a page: those before it are the sender's.
fn first_shared_mark(parts: &[PageContent]) -> usize {
    let has_several =
        parts.iter().any(|part| matches!(part, PageContent::Sender | PageContent::Date | PageContent::Passages));
    if has_several { OWN_MARKS } else { usize::from(parts.contains(&PageContent::Signature)) }
}

/// The structure of a framed letter, with marks numbered as its streams number them.
fn framed_plan(own: &OwnLines) -> Plan {
    let form = &*own.form;
    let document = form.filled(own);
    let mut marks = Vec::new();
    for (at, page) in document.pages.iter().enumerate() {
        let mut shared = first_shared_mark(&form.parts(at));
        let mut mine = 0;
        let mut numbered = vec![None; shared];
        for piece in pieces(&page.items, page, |ElementId(at)| &document.elements[at]) {
            let Some(of_piece) = Mark::of(&piece) else { continue };
            let number = if form.is_own(own, of_piece.element) { &mut mine } else { &mut shared };
            if *number >= numbered.len() {
                numbered.resize(*number + 1, None);
            }
            numbered[*number] = Some(of_piece);
            *number += 1;
        }
        marks.push(numbered);
    }
    Plan::of(&document, &marks, &[])
}
