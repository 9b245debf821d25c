//! Shared pages: the pages that the letters of many senders share, with places for the parts of each sender.

use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::finding::Findings;
use crate::font::Fonts;
use crate::letter::Text;
use crate::page::digest::update;
use crate::page::document::{Document, Element, ElementId, Item, Line, Page, Role};
use crate::page::letter::page_context::PageContext;
use crate::page::letter::set::{Fitted, place};
use crate::page::text::context::TypesetContext;
use crate::page::text::fit::Fit;
use crate::page::text::paginate::PageRows;
use crate::page::text::spoken::hear;
use crate::page::window::prove;
use crate::unit::Point;

/// The pages of a letter. Everything outside the places for the sender is shared by all senders.
#[derive(Debug)]
pub struct SharedPages {
    document: Document,
    shape: Shape,
    /// The place of the sender's block and the return line.
    sender: Slot,
    date: Slot,
    /// The page that they are on.
    date_page: usize,
    /// Whether the date belongs to the sender, because it has a place beside it.
    own_date: bool,
    passages: PassageSlot,
    signature: SignatureSlot,
    digest: [u8; 32],
}

/// The properties that letters of a frame must have in common to share their pages.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::page) struct Shape {
    pub fit: Fit,
    /// The rows on each page, with their places.
    pub pages: Vec<PageRows>,
    /// How many rows each paragraph of the sender's own words has.
    pub passages: Vec<usize>,
}

impl Shape {
    /// The shape of a letter without words of the sender's own.
    pub fn of(fitted: &Fitted) -> Self {
        Self { fit: fitted.fit, pages: fitted.pages.clone(), passages: Vec::new() }
    }
}

/// Neighbours among the elements and among the items of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slot {
    elements: Range<usize>,
    items: Range<usize>,
}

/// Neighbours among the elements, and among the items of each page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PassageSlot {
    elements: Range<usize>,
    items: Vec<Option<Range<usize>>>,
}

/// The line for the sender's name below the closing.
#[derive(Debug, Clone, PartialEq)]
struct SignatureSlot {
    element: ElementId,
    page: usize,
    item: usize,
    origin: Point,
}

/// The parts of a letter that depend on the sender, set for one set of shared pages.
#[derive(Debug)]
pub struct OwnLines {
    /// The shared pages.
    pub form: Arc<SharedPages>,
    /// The sender's block and the return line.
    pub sender: Arc<OwnBlock>,
    /// The lines of place and date, where the sender names a place.
    pub date_items: Option<Vec<Item>>,
    /// Their elements, whose words may be in other languages than the letter's.
    pub date_elements: Vec<Element>,
    /// The sender's own words.
    pub passages: OwnPassages,
    /// The element of the name below the closing, and its line.
    pub signature: (Element, Line),
    /// Remarks on the letter.
    pub remarks: Findings,
}

/// A sender's block and return line. In letters that are written the same way they have the same lines.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnBlock {
    /// Their elements; the first has the number that it has in the shared pages.
    pub elements: Vec<Element>,
    /// Their lines.
    pub items: Arc<[Item]>,
    pub(in crate::page) remarks: Findings,
}

/// A sender's own words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OwnPassages {
    /// An element for each paragraph.
    pub elements: Vec<Element>,
    /// The lines on each page, tied to the elements of the shared pages.
    pub pages: Vec<Vec<Item>>,
}

impl OwnPassages {
    /// The content of a page.
    pub fn on(&self, page: usize) -> &[Item] {
        self.pages.get(page).map_or(&[], Vec::as_slice)
    }

    pub(in crate::page) fn lines_on(&self, page: usize) -> impl Iterator<Item = &Line> {
        self.on(page).iter().filter_map(Item::line)
    }
}

impl OwnBlock {
    /// The block in a letter in another language: it is set alike, and its lines are heard in other languages.
    pub(in crate::page) fn heard_as(&self, lines: &[Text], typesetting: &TypesetContext) -> Self {
        let mut block = self.clone();
        let paragraphs = block.elements.iter_mut().filter(|element| element.role == Role::Paragraph);
        for (element, line) in paragraphs.zip(lines) {
            hear(element, line, typesetting);
        }
        block
    }

    /// Whether both are drawn by the same content, in the same pieces.
    pub fn is_drawn_like(&self, other: &Self) -> bool {
        let is_divided_like = |(a, b): (&Element, &Element)| {
            a.role == b.role && a.spans.iter().map(|span| &span.bytes).eq(b.spans.iter().map(|span| &span.bytes))
        };
        Arc::ptr_eq(&self.items, &other.items) && self.elements.iter().zip(&other.elements).all(is_divided_like)
    }

    /// Whether each text is a single line, so that it does not matter which names a line may break.
    pub fn is_of_single_lines(&self) -> bool {
        self.items.windows(2).all(|pair| pair[0].element() != pair[1].element())
    }
}

/// The content of a place on one of the shared pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageContent {
    /// The items that are the same for all senders: the items of the shared page from `first` to before `end`.
    Shared {
        /// The first item.
        first: usize,
        /// The item after the last.
        end: usize,
    },
    /// The sender's block and the return line.
    Sender,
    /// Place and date.
    Date,
    /// The sender's own words.
    Passages,
    /// The name below the closing.
    Signature,
}

impl SharedPages {
    /// The shared pages of a letter; `None` if the parts of the sender are not together, or if the name below the
    /// closing begins a page, where its height depends on its ink.
    pub(in crate::page) fn of(
        fitted: &Fitted,
        shape: Shape,
        own_date: bool,
        title: String,
        context: &PageContext,
    ) -> Result<Option<Self>, Findings> {
        let PageContext { stationery, typesetting, .. } = *context;
        let language = typesetting.locales[0].tag.to_string();
        let mut document = Document { title, language, ..Document::default() };
        place(&mut document, fitted, context)?;
        prove(&document, 0, stationery, typesetting.fonts)?;
        let places = &fitted.places;
        let slot = |page: usize, elements: &Range<usize>| {
            let items = items_of(&document.pages[page], elements)?;
            Some(Slot { elements: elements.clone(), items })
        };
        let date_page = match places.date_row {
            Some(row) => fitted.pages.iter().position(|page| page.rows.contains(&row)).unwrap_or_default(),
            None => 0,
        };
        let slots = (
            slot(0, &places.sender),
            slot(date_page, &places.date),
            signature_slot(&document, fitted, stationery.left),
        );
        let (Some(sender), Some(date), Some(signature)) = slots else { return Ok(None) };
        let first = places.own_words.map_or(document.elements.len(), |(ElementId(first), _)| first);
        let elements = first..first + shape.passages.len();
        let items = document.pages.iter().map(|page| items_of(page, &elements)).collect();
        let passages = PassageSlot { elements, items };
        let digest = [0; 32];
        let mut form = Self { document, shape, sender, date, date_page, own_date, passages, signature, digest };
        form.digest = form.digest_of_shared(typesetting.fonts);
        Ok(Some(form))
    }

    /// The letter with a placeholder for the sender.
    pub(in crate::page) fn document(&self) -> &Document {
        &self.document
    }

    pub(in crate::page) fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The title: the subject of the first letter.
    pub fn title(&self) -> &str {
        &self.document.title
    }

    /// The BCP 47 tag of the letters' language.
    pub fn language(&self) -> &str {
        &self.document.language
    }

    /// The pages. [`SharedPages::parts`] says which parts of them are shared by all senders.
    pub fn pages(&self) -> &[Page] {
        &self.document.pages
    }

    /// An element of the shared pages.
    pub fn element(&self, ElementId(at): ElementId) -> &Element {
        &self.document.elements[at]
    }

    /// An element of the sender's, by the number that its lines name in the shared pages.
    pub fn own_element<'o>(&'o self, own: &'o OwnLines, part: PageContent, ElementId(at): ElementId) -> &'o Element {
        let (elements, first) = match part {
            PageContent::Sender => (own.sender.elements.as_slice(), self.first_own_element()),
            PageContent::Date => (own.date_elements.as_slice(), self.date.elements.start),
            PageContent::Passages => (own.passages.elements.as_slice(), self.passages.elements.start),
            PageContent::Signature => (std::slice::from_ref(&own.signature.0), at),
            PageContent::Shared { .. } => (self.document.elements.as_slice(), 0),
        };
        &elements[at - first]
    }

    /// A hash of everything that all senders share. Shared pages with the same hash are the same.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// Where the line for the name below the closing begins, at the left edge of the measure.
    pub fn signature_origin(&self) -> Point {
        self.signature.origin
    }

    /// The number that the sender's first element of place and date has before it is tied to the shared pages.
    pub(in crate::page) fn first_date_element(&self, sender: &OwnBlock) -> ElementId {
        ElementId(self.first_own_element() + sender.elements.len())
    }

    pub(in crate::page) fn has_date(&self, page: usize) -> bool {
        self.date_page == page
    }

    pub(in crate::page) fn has_signature(&self, page: usize) -> bool {
        self.signature.page == page
    }

    /// Ties a line of a sender's own words, whose elements are counted from 1, to the shared pages.
    pub(in crate::page) fn tied_passage(&self, line: Line) -> Line {
        let tied = |ElementId(at): ElementId| ElementId(self.passages.elements.start + at - 1);
        Line { element: line.element.map(tied), ..line }
    }

    /// The content of each page, in reading order.
    pub fn parts(&self, page: usize) -> Vec<PageContent> {
        let items = self.document.pages[page].items.len();
        let mut slots: Vec<(Range<usize>, PageContent)> = Vec::new();
        if page == 0 {
            slots.push((self.sender.items.clone(), PageContent::Sender));
        }
        if self.own_date && page == self.date_page {
            slots.push((self.date.items.clone(), PageContent::Date));
        }
        slots.extend(self.passages.items[page].clone().map(|items| (items, PageContent::Passages)));
        if self.has_signature(page) {
            slots.push((self.signature.item..self.signature.item + 1, PageContent::Signature));
        }
        slots.sort_by_key(|(items, _)| items.start);
        let mut parts = Vec::new();
        let mut at = 0;
        for (range, part) in slots {
            if at < range.start {
                parts.push(PageContent::Shared { first: at, end: range.start });
            }
            parts.push(part);
            at = range.end;
        }
        if at < items {
            parts.push(PageContent::Shared { first: at, end: items });
        }
        parts
    }

    /// The element of the shared pages that is the first of the sender's in each letter.
    pub fn first_own_element(&self) -> usize {
        self.sender.elements.start
    }

    /// The index of an element of the shared pages in a letter with this number of elements of the sender.
    fn element_in_letter(&self, ElementId(at): ElementId, sender: usize) -> ElementId {
        let slot = &self.sender.elements;
        ElementId(if at < slot.end { at } else { at + sender - slot.len() })
    }

    /// Whether an element of the letter is one that this sender decides.
    pub fn is_own(&self, own: &OwnLines, element: ElementId) -> bool {
        let moved = |at: usize| self.element_in_letter(ElementId(at), own.sender.elements.len()).0;
        let is_in = |slot: &Range<usize>| (moved(slot.start)..moved(slot.start) + slot.len()).contains(&element.0);
        let first = self.first_own_element();
        (first..first + own.sender.elements.len()).contains(&element.0)
            || element.0 == moved(self.signature.element.0)
            || is_in(&self.passages.elements)
            || self.own_date && is_in(&self.date.elements)
    }

    /// The lines of place and date, tied to the elements of the shared pages.
    pub fn date_items(&self, own: &OwnLines) -> Option<Vec<Item>> {
        // The date comes after those before the sender's, and the sender's.
        let ElementId(first) = self.first_date_element(&own.sender);
        let tied = |ElementId(at): ElementId| ElementId(at - first + self.date.elements.start);
        Some(own.date_items.iter().flatten().cloned().map(|item| item.tied(tied)).collect())
    }

    /// The whole letter of a sender.
    pub fn filled(&self, own: &OwnLines) -> Document {
        let moved = |at: ElementId| self.element_in_letter(at, own.sender.elements.len());
        let tied = |item: Item| item.tied(moved);
        let mut document = self.document.clone();
        let (signature, line) = own.signature.clone();
        document.elements[self.signature.element.0] = signature;
        document.elements[self.passages.elements.clone()].clone_from_slice(&own.passages.elements);
        for (element, own) in document.elements[self.date.elements.clone()].iter_mut().zip(&own.date_elements) {
            element.language.clone_from(&own.language);
            element.spans.clone_from(&own.spans);
        }
        let slot = self.sender.elements.clone();
        for element in &mut document.elements[slot.end..] {
            element.parent = element.parent.map(moved);
        }
        document.elements.splice(slot, own.sender.elements.iter().cloned());
        for (at, page) in document.pages.iter_mut().enumerate() {
            let shared = std::mem::take(&mut page.items);
            for part in self.parts(at) {
                match part {
                    PageContent::Shared { first, end } => {
                        page.items.extend(shared[first..end].iter().cloned().map(tied));
                    }
                    PageContent::Sender => page.items.extend(own.sender.items.iter().cloned()),
                    PageContent::Date => page.items.extend(self.date_items(own).into_iter().flatten().map(tied)),
                    PageContent::Passages => page.items.extend(own.passages.on(at).iter().cloned().map(tied)),
                    PageContent::Signature => {
                        let element = Some(moved(self.signature.element));
                        page.items.push(Item::Line(Line { element, ..line.clone() }));
                    }
                }
            }
        }
        document
    }

    fn digest_of_shared(&self, fonts: &Fonts) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(format!("{:?} {:?}", self.document.title, self.document.language));
        let own = [&self.sender.elements, &self.passages.elements];
        for (at, element) in self.document.elements.iter().enumerate() {
            if !own.iter().any(|own| own.contains(&at)) && at != self.signature.element.0 {
                hash.update(format!("{at} {:?}\n", Element { origin: None, ..element.clone() }));
            }
        }
        for (at, page) in self.document.pages.iter().enumerate() {
            hash.update(format!("{:?}\n", page.sheet));
            for part in self.parts(at) {
                match part {
                    PageContent::Shared { first, end } => {
                        page.items[first..end].iter().for_each(|item| update(&mut hash, item, fonts));
                    }
                    PageContent::Signature => hash.update(format!("{:?}\n", self.signature.origin)),
                    own => hash.update(format!("{own:?}\n")),
                }
            }
        }
        hash.finalize().into()
    }
}

/// The items of a page that belong to these elements, if they are neighbours.
fn items_of(page: &Page, elements: &Range<usize>) -> Option<Range<usize>> {
    let belongs = |item: &Item| item.element().is_some_and(|ElementId(at)| elements.contains(&at));
    let start = page.items.iter().position(belongs)?;
    let end = page.items.iter().rposition(belongs)? + 1;
    page.items[start..end].iter().all(belongs).then_some(start..end)
}

fn signature_slot(document: &Document, fitted: &Fitted, left: crate::unit::Pt) -> Option<SignatureSlot> {
    let (element, row) = fitted.places.signature?;
    let page = fitted.pages.iter().position(|page| page.rows.contains(&row))?;
    let in_page = row - fitted.pages[page].rows.start;
    let items = items_of(&document.pages[page], &(element.0..element.0 + 1))?;
    let origin = Point { x: left, y: fitted.pages[page].baselines[in_page] };
    (in_page > 0 && items.len() == 1).then_some(SignatureSlot { element, page, item: items.start, origin })
}
