//! Frames: a letter set once for many senders, with the places that are theirs to fill.
//!
//! What a sender decides of a letter is the block at its head, sometimes place and date, and the
//! name below the closing. As long as that name takes up the one line that it has in the frame, all
//! else stands where it does on every letter. Whoever does not fit the frame gets a letter that is
//! set as a whole; it is the same letter.

use std::ops::Range;
use std::sync::Arc;

use super::compositor::{Compositor, ReturnLine};
use super::document::{Document, Element, ElementId, Item, Line, Page};
use super::fit::Fit;
use super::galley::Galley;
use super::paginate::PageRows;
use super::set::{Extent, Fitted, RunningLine, Setting, fitted, place, title_of};
use super::stationery::Stationery;
use super::window::prove;
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::letter::{Letter, SenderBlock, Signature, Text};
use crate::unit::{Point, Pt};

/// A letter that is set but for what its sender decides.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The letter with a stand-in for the sender.
    document: Document,
    language: LanguageTag,
    fit: Fit,
    galley: Galley,
    /// Who stands in the return line of each letter.
    return_line: ReturnLine,
    /// The elements of the sender's block and the return line, and their items on the first page.
    sender: Slot,
    /// The same of place and date.
    date: Slot,
    signature: SignatureSlot,
    remarks: Findings,
}

/// Neighbours among the elements and among the items of the first page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slot {
    elements: Range<usize>,
    items: Range<usize>,
}

/// The line for the sender's name below the closing.
#[derive(Debug, Clone, PartialEq)]
struct SignatureSlot {
    element: ElementId,
    row: usize,
    page: usize,
    item: usize,
    x: Pt,
    baseline: Pt,
    /// How far the stand-in's ink reaches below the baseline.
    below: Pt,
}

/// What a sender decides of a letter, in words.
#[derive(Debug, Clone, Copy)]
pub struct OwnWords<'a> {
    /// The block at its head.
    pub sender: &'a SenderBlock,
    /// The short form of it.
    pub short_sender: &'a [Text],
    /// Place and date, where the sender names a place.
    pub place_and_date: Option<&'a Text>,
    /// The name below the closing.
    pub signature: &'a Text,
}

/// What a sender decides of a letter, set for one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnLines {
    /// The sender's block and the return line.
    pub sender: Arc<OwnBlock>,
    /// The lines of place and date, where the sender names a place.
    pub date_items: Option<Vec<Item>>,
    /// The element of the name below the closing, and its line.
    pub signature: (Element, Line),
    /// What somebody should look at.
    pub remarks: Findings,
}

/// A sender's block and return line. In letters that are written the same way they are the same.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnBlock {
    /// Their elements; the first has the number that it has in the frame.
    pub elements: Vec<Element>,
    /// Their lines.
    pub items: Vec<Item>,
    remarks: Findings,
}

impl OwnBlock {
    /// Whether each text is a single line, so that it does not matter which names a line may break.
    pub fn is_of_single_lines(&self) -> bool {
        self.items.windows(2).all(|pair| pair[0].element() != pair[1].element())
    }
}

/// What fills a place on a page of a framed letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is the same for all senders: the items of the frame's page from `first` to before `end`.
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
    /// The name below the closing.
    Signature,
}

impl Frame {
    /// Sets `letter`, whose sender is a stand-in: a name of one short line without descenders.
    ///
    /// # Errors
    ///
    /// Everything that keeps the letter from being printed, whoever its sender is.
    pub fn set(
        letter: &Letter,
        stationery: &Stationery,
        setting: &Setting,
        extent: Extent,
        running_line: &RunningLine,
    ) -> Result<Option<Self>, Findings> {
        let fitted = fitted(&[], letter, stationery, setting, extent, running_line)?;
        let title = title_of(letter);
        let mut document = Document { title, language: letter.language.to_string(), ..Document::default() };
        place(&mut document, &fitted, stationery, setting, running_line)?;
        prove(&document, 0, stationery, setting.fonts)?;
        let Some((element, row)) = fitted.places.signature else { return Ok(None) };
        let Some(signature) = signature_slot(&document, &fitted.galley, &fitted.pages, element, row) else {
            return Ok(None);
        };
        let slot = |elements: &Range<usize>| {
            let items = items_of(&document.pages[0], elements)?;
            Some(Slot { elements: elements.clone(), items })
        };
        let (Some(sender), Some(date)) = (slot(&fitted.places.sender), slot(&fitted.places.date)) else {
            return Ok(None);
        };
        let is_section = letter.letterhead.as_ref().is_some_and(|letterhead| !letterhead.return_line.is_empty());
        let return_line = if is_section { ReturnLine::Section } else { ReturnLine::Sender };
        let Fitted { fit, galley, places, mut remarks, .. } = fitted;
        remarks.drain(places.sender_remarks);
        let language = letter.language.clone();
        Ok(Some(Self { document, language, fit, galley, return_line, sender, date, signature, remarks }))
    }

    /// Where the name below the closing stands.
    pub fn signature_origin(&self) -> Point {
        Point { x: self.signature.x, y: self.signature.baseline }
    }

    /// The letter with a stand-in for the sender.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What somebody should look at in each letter.
    pub fn remarks(&self) -> &Findings {
        &self.remarks
    }

    /// Sets what a sender decides; nothing if it does not fit the frame, or cannot be printed at
    /// all. Then the letter is to be set as a whole.
    ///
    /// `known` is the block, if it was set already, for a letter that is written the same way.
    pub fn fill(
        &self,
        words: OwnWords,
        known: Option<Arc<OwnBlock>>,
        stationery: &Stationery,
        setting: &Setting,
    ) -> Option<OwnLines> {
        let mut compositor = Compositor::new(Vec::new(), &self.language, self.fit, stationery, setting);
        compositor.return_line = self.return_line;
        // The elements before the sender's are those of the frame.
        let first = self.sender.elements.start;
        compositor.elements.extend(self.document.elements[1..first].iter().cloned());
        let mut items = Vec::new();
        let sender = match known {
            Some(known) => known,
            None => {
                compositor.set_sender(words.sender, words.short_sender);
                let block = std::mem::take(&mut compositor.head);
                let remarks = std::mem::take(&mut compositor.remarks);
                items.clone_from(&block);
                Arc::new(OwnBlock { elements: compositor.elements.split_off(first), items: block, remarks })
            }
        };
        compositor.elements.extend(sender.elements.iter().cloned());
        if let Some(date) = words.place_and_date {
            compositor.set_date(date);
        }
        let date_items = words.place_and_date.is_some().then(|| std::mem::take(&mut compositor.head));
        compositor.add_signature(&Signature::Name(words.signature.clone()));
        let Compositor { elements, galley, findings, mut remarks, .. } = compositor;
        if !findings.is_empty() {
            return None;
        }
        let line = self.signature_line(&galley, stationery)?;

        items.extend(date_items.iter().flatten().cloned());
        if self.signature.page == 0 {
            items.push(Item::Line(line.clone()));
        }
        let page = Page { sheet: stationery.sheet, items };
        let mut own = Document { elements, pages: vec![page], ..Document::default() };
        prove(&own, 0, stationery, setting.fonts).ok()?;
        let signature = Element { parent: Some(ElementId(0)), ..own.elements.pop()? };
        remarks.extend(sender.remarks.iter().cloned());
        Some(OwnLines { sender, date_items, signature: (signature, line), remarks })
    }

    /// The signature's line at its place, if all other rows keep theirs.
    fn signature_line(&self, own: &Galley, stationery: &Stationery) -> Option<Line> {
        let [row] = own.rows.as_slice() else { return None };
        let SignatureSlot { row: at, x, baseline, below, .. } = self.signature;
        // The stand-in has the least ink that a name can have, so that no letter would be set
        // tighter or on fewer pages than the frame.
        let fits = row.below >= below && baseline + row.below <= stationery.bottom;
        if !fits || !self.galley.keeps_its_pitches(at, row) {
            return None;
        }
        row.placed_at(baseline).0.into_iter().next().filter(|line| line.origin.x == x)
    }

    /// What stands on each page, in reading order.
    pub fn parts(&self, page: usize, own_date: bool) -> Vec<Part> {
        let items = self.document.pages[page].items.len();
        let mut slots: Vec<(Range<usize>, Part)> = Vec::new();
        if page == 0 {
            slots.push((self.sender.items.clone(), Part::Sender));
            if own_date {
                slots.push((self.date.items.clone(), Part::Date));
            }
        }
        if page == self.signature.page {
            slots.push((self.signature.item..self.signature.item + 1, Part::Signature));
        }
        let mut parts = Vec::new();
        let mut at = 0;
        for (range, part) in slots {
            if at < range.start {
                parts.push(Part::Shared { first: at, end: range.start });
            }
            parts.push(part);
            at = range.end;
        }
        if at < items {
            parts.push(Part::Shared { first: at, end: items });
        }
        parts
    }

    /// The element of the frame that is the first of the sender's in each letter.
    pub fn first_own_element(&self) -> usize {
        self.sender.elements.start
    }

    /// Where an element of the frame stands among those of a letter with this many of the sender's.
    fn element_in_letter(&self, ElementId(at): ElementId, sender: usize) -> ElementId {
        let slot = &self.sender.elements;
        ElementId(if at < slot.end { at } else { at + sender - slot.len() })
    }

    /// Whether an element of the letter is one that this sender decides.
    pub fn is_own(&self, own: &OwnLines, element: ElementId) -> bool {
        let moved = |at: usize| self.element_in_letter(ElementId(at), own.sender.elements.len()).0;
        let ElementId(at) = element;
        let is_date = || (moved(self.date.elements.start)..moved(self.date.elements.end)).contains(&at);
        let first = self.sender.elements.start;
        (first..first + own.sender.elements.len()).contains(&at)
            || at == moved(self.signature.element.0)
            || own.date_items.is_some() && is_date()
    }

    /// The elements of date lines are those of the frame: this names one of `own` as the frame does.
    fn date_element(&self, own: &OwnLines, ElementId(at): ElementId) -> ElementId {
        // Those before the sender's, the sender's, those of the date.
        ElementId(at - self.sender.elements.start - own.sender.elements.len() + self.date.elements.start)
    }

    /// The lines of place and date, tied to the elements of the frame.
    pub fn date_items(&self, own: &OwnLines) -> Option<Vec<Item>> {
        let items = own.date_items.clone()?;
        Some(items.into_iter().map(|item| item.tied(|at| self.date_element(own, at))).collect())
    }

    /// The whole letter of a sender.
    pub fn filled(&self, own: &OwnLines) -> Document {
        let moved = |at: ElementId| self.element_in_letter(at, own.sender.elements.len());
        let tied = |item: Item| item.tied(moved);
        let mut document = self.document.clone();
        let (signature, line) = own.signature.clone();
        document.elements[self.signature.element.0] = signature;
        let slot = self.sender.elements.clone();
        for element in &mut document.elements[slot.end..] {
            element.parent = element.parent.map(moved);
        }
        document.elements.splice(slot, own.sender.elements.iter().cloned());
        for (at, page) in document.pages.iter_mut().enumerate() {
            let shared = std::mem::take(&mut page.items);
            for part in self.parts(at, own.date_items.is_some()) {
                match part {
                    Part::Shared { first, end } => page.items.extend(shared[first..end].iter().cloned().map(tied)),
                    Part::Sender => page.items.extend(own.sender.items.iter().cloned()),
                    Part::Date => page.items.extend(self.date_items(own).into_iter().flatten().map(tied)),
                    Part::Signature => {
                        let element = Some(moved(self.signature.element));
                        page.items.push(Item::Line(Line { element, ..line.clone() }));
                    }
                }
            }
        }
        document
    }
}

/// The items of a page that belong to these elements, if they are neighbours.
fn items_of(page: &Page, elements: &Range<usize>) -> Option<Range<usize>> {
    let belongs = |item: &Item| item.element().is_some_and(|ElementId(at)| elements.contains(&at));
    let start = page.items.iter().position(belongs)?;
    let end = page.items.iter().rposition(belongs)? + 1;
    page.items[start..end].iter().all(belongs).then_some(start..end)
}

fn signature_slot(
    document: &Document,
    galley: &Galley,
    pages: &[PageRows],
    element: ElementId,
    row: usize,
) -> Option<SignatureSlot> {
    let page = pages.iter().position(|page| page.rows.contains(&row))?;
    let in_page = row - pages[page].rows.start;
    let items = items_of(&document.pages[page], &(element.0..element.0 + 1))?;
    let Item::Line(line) = &document.pages[page].items[items.start] else { return None };
    // What begins a page stands as high as its ink.
    (in_page > 0 && items.len() == 1).then(|| SignatureSlot {
        element,
        row,
        page,
        item: items.start,
        x: line.origin.x,
        baseline: pages[page].baselines[in_page],
        below: galley.rows[row].below,
    })
}
