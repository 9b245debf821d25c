//! The file: documents become its pages as they come, and leave memory as they go.

use std::collections::VecDeque;
use std::io;

use super::base::{Anchors, Base};
use super::bookmarks::{Bookmark, bookmarks_of, write_bookmarks};
use super::content::draw;
use super::embedded_fonts::full;
use super::links::links_on;
use super::marks::{Piece, pieces};
use super::metadata::Titles;
use super::object_writer::{Filter, ObjectWriter, Written};
use super::plan::{Mark, Places, Plan};
use super::roles::{SPAN, type_name};
use super::syntax::{ObjectNumber, push_length, push_number, push_reference, push_references};
use super::trees::{PageTree, StructureTree};
use super::used::Used;
use crate::finding::Findings;
use crate::font::Fonts;
use crate::page::{Document, Element, ElementId, Item, Page, Printing};
use crate::unit::Size;

/// Why a file is not written.
#[derive(Debug)]
pub enum StreamFault {
    /// The letters cannot be in one file.
    Findings(Findings),
    /// It could not be written.
    Write(io::Error),
}

impl From<io::Error> for StreamFault {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<Findings> for StreamFault {
    fn from(findings: Findings) -> Self {
        Self::Findings(findings)
    }
}

/// A PDF that is being written.
pub(super) struct PdfFile<'a> {
    objects: ObjectWriter<'a>,
    fonts: &'a Fonts<'a>,
    used: Used<'a>,
    titles: Titles,
    printing: Printing,
    /// Strokes on the next pages that are not part of their documents.
    beside: VecDeque<Vec<Item>>,
    /// The bookmarks so far, and the title of one for the next page.
    bookmarks: Vec<Bookmark>,
    next_bookmark: Option<String>,
    resources: ObjectNumber,
    pages: PageTree,
    structure: StructureTree,
}

/// The numbers of the objects of a document that was written.
struct Placed {
    /// The number of the first of its elements.
    first: ObjectNumber,
    pages: Vec<ObjectNumber>,
}

impl<'a> PdfFile<'a> {
    /// Begins a file.
    pub(super) fn new(fonts: &'a Fonts<'a>, printing: Printing, out: &'a mut dyn io::Write) -> Self {
        let mut objects = ObjectWriter::new(out);
        let resources = objects.reserve(1);
        let pages = PageTree::new(&mut objects);
        let structure = StructureTree::new(&mut objects);
        Self {
            objects,
            fonts,
            used: Used::new(fonts),
            titles: Titles::default(),
            printing,
            beside: VecDeque::new(),
            bookmarks: Vec::new(),
            next_bookmark: None,
            resources,
            pages,
            structure,
        }
    }

    /// The number of pages so far.
    pub(super) fn page_count(&self) -> usize {
        self.pages.count()
    }

    /// Puts strokes on the next pages that are not part of their documents: for each page, its strokes.
    pub(super) fn beside(&mut self, pages: impl IntoIterator<Item = Vec<Item>>) {
        self.beside = pages.into_iter().collect();
    }

    /// Puts a bookmark on the next page.
    pub(super) fn bookmark(&mut self, title: &str) {
        self.next_bookmark = Some(title.to_owned());
    }

    /// Adds the title of a part of the file. The first one, with its language, is that of the file.
    pub(super) fn title_by(&mut self, title: &str, language: &str) {
        self.titles.add(title, language);
    }

    /// Writes the pages of a document, their links, and their structure.
    ///
    /// # Errors
    ///
    /// When a font has no room for another cluster, or the file cannot be written.
    pub(super) fn document(&mut self, document: &Document) -> Result<(), StreamFault> {
        self.place(document).map(|_| ())
    }

    fn place(&mut self, document: &Document) -> Result<Placed, StreamFault> {
        self.titles.add_all(document);
        let mut pages = Vec::new();
        let mut marks = Vec::new();
        let mut links = Vec::new();
        let mut annotations = Vec::new();
        for (at, page) in document.pages.iter().enumerate() {
            let mut content = Vec::new();
            let mut page_marks = Vec::new();
            let element_of = |ElementId(at): ElementId| &document.elements[at];
            self.draw(&mut content, &page.items, page, element_of, |piece| {
                page_marks.push(Mark::of(piece));
                page_marks.len() - 1
            })?;
            let number = self.stream(&content)?;
            let before = links.len();
            links.extend(links_on(at, document));
            let first = self.objects.reserve(links.len() - before);
            annotations.extend((before..links.len()).map(|link| first.plus(link - before)));
            pages.push(self.page(page.sheet, &[number], &annotations[before..])?);
            marks.push(page_marks);
        }
        for (link, annotation) in links.iter().zip(&annotations) {
            let key = self.structure.take_key();
            self.objects.object(*annotation, |out| link.write(out, pages[link.page], key))?;
        }
        let first = self.structure_of(&Plan::of(document, &marks, &links), &pages, &annotations)?;
        Ok(Placed { first, pages })
    }

    /// Draws items of a page, piece by piece; `mark` gives the number of the mark of a piece of the text.
    ///
    /// # Errors
    ///
    /// When a font has no room for another cluster.
    pub(super) fn draw<'d>(
        &mut self,
        content: &mut Vec<u8>,
        items: &'d [Item],
        page: &'d Page,
        element_of: impl Fn(ElementId) -> &'d Element + Copy + 'd,
        mut mark: impl FnMut(&Piece) -> usize,
    ) -> Result<(), Findings> {
        let mut pieces = pieces(items, page, element_of).peekable();
        while let Some(piece) = pieces.next() {
            let marked = |element, span: Option<usize>| {
                (if span.is_some() { SPAN } else { type_name(element_of(element).role) }, mark(&piece))
            };
            draw(content, &piece, pieces.peek(), marked, page.sheet, &mut self.used)
                .map_err(|face| full(face, self.fonts))?;
        }
        Ok(())
    }

    /// Writes a content stream.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(super) fn stream(&mut self, content: &[u8]) -> io::Result<ObjectNumber> {
        let number = self.objects.reserve(1);
        self.objects.stream(number, b"", content, Filter::Flate)?;
        Ok(number)
    }

    /// Writes the elements of a document on these pages, and returns the number of the first element. The last keys of
    /// the parent tree must belong to these pages and then to these annotations.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(super) fn structure_of(
        &mut self,
        plan: &Plan,
        pages: &[ObjectNumber],
        annotations: &[ObjectNumber],
    ) -> io::Result<ObjectNumber> {
        let first = self.objects.reserve(plan.elements.len());
        self.structure.add(plan, &Places { first, pages, annotations }, &mut self.objects)?;
        Ok(first)
    }

    /// Writes a page with these content streams, the strokes beside them, and these annotations.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(super) fn page(
        &mut self,
        sheet: Size,
        contents: &[ObjectNumber],
        annotations: &[ObjectNumber],
    ) -> Result<ObjectNumber, StreamFault> {
        let mut contents = contents.to_vec();
        contents.extend(self.beside_page(sheet)?);
        let key = self.structure.take_key();
        let page = self.bare_page(sheet, |out| {
            out.extend_from_slice(b"/StructParents ");
            push_number(out, key as u64);
            if !contents.is_empty() {
                out.extend_from_slice(b"/Contents");
                push_references(out, contents.iter().copied());
            }
            if !annotations.is_empty() {
                out.extend_from_slice(b"/Annots");
                push_references(out, annotations.iter().copied());
            }
        })?;
        Ok(page)
    }

    /// Writes a page with nothing on it.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(super) fn blank_page(&mut self, sheet: Size) -> Result<(), StreamFault> {
        // It takes a key all the same, so that keys are the numbers of pages where there are no links.
        self.structure.take_key();
        self.bare_page(sheet, |_| {})?;
        Ok(())
    }

    fn bare_page(&mut self, sheet: Size, entries: impl FnOnce(&mut Vec<u8>)) -> io::Result<ObjectNumber> {
        let (number, parent) = self.pages.place(&mut self.objects);
        let title = self.next_bookmark.take();
        self.bookmarks.extend(title.map(|title| Bookmark {
            title,
            page: number,
            top: sheet.height,
            is_part: false,
            element: None,
        }));
        let resources = self.resources;
        self.objects.object(number, |out| {
            out.extend_from_slice(b"<</Type/Page/Tabs/S/MediaBox[0 0 ");
            push_length(out, sheet.width);
            out.push(b' ');
            push_length(out, sheet.height);
            out.extend_from_slice(b"]/Resources ");
            push_reference(out, resources);
            out.extend_from_slice(b"/Parent ");
            push_reference(out, parent);
            entries(out);
            out.extend_from_slice(b">>");
        })?;
        self.pages.add(number, &mut self.objects)?;
        Ok(number)
    }

    /// Writes the strokes beside the document on the next page, if it has any.
    fn beside_page(&mut self, sheet: Size) -> Result<Option<ObjectNumber>, StreamFault> {
        let items = self.beside.pop_front().unwrap_or_default();
        if items.is_empty() {
            return Ok(None);
        }
        let page = Page { sheet, items };
        let mut content = Vec::new();
        let no_element = |ElementId(_)| unreachable!("strokes are no part of the text");
        self.draw(&mut content, &page.items, &page, no_element, |_| unreachable!("they have no marks"))?;
        Ok(Some(self.stream(&content)?))
    }

    /// Writes a document, its bookmarks and the end of the file.
    ///
    /// # Errors
    ///
    /// When a font cannot be composed, or the file cannot be written.
    pub(super) fn finish_with(mut self, document: &Document) -> Result<Written, StreamFault> {
        let Placed { first, pages } = self.place(document)?;
        let places = Places { first, pages: &pages, annotations: &[] };
        self.bookmarks = bookmarks_of(document, &places);
        self.finish()
    }

    /// Writes the end of a file: the bookmarks, the trees, the fonts with all codes that were needed, and the catalog.
    ///
    /// # Errors
    ///
    /// When a font cannot be composed, or the file cannot be written.
    pub(super) fn finish(mut self) -> Result<Written, StreamFault> {
        let bookmarks = write_bookmarks(&self.bookmarks, &mut self.objects)?;
        let pages = self.pages.finish(&mut self.objects)?;
        let structure = self.structure.finish(&self.titles.language, &mut self.objects)?;
        let Used { fonts, artworks } = self.used;
        let artworks = artworks.write(&mut self.objects)?;
        let base = Base::make(fonts.into_fonts(), self.fonts, &self.titles, self.printing)?;
        let anchors = Anchors { pages, structure, bookmarks, resources: self.resources };
        let placed = base.write(&mut self.objects, &anchors, &artworks)?;
        Ok(self.objects.finish(placed.catalog, placed.info)?)
    }
}
