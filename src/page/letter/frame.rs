//! Frames: a letter set once for many senders, whose own lines are then put into it.
//!
//! Only some parts depend on the sender: the block at the head, sometimes place and date, a paragraph
//! of own words, and the name below the closing. The rest is set once for each size that is
//! tried; a sender's rows are put among its rows, and the pages are split again. So each letter is the one
//! that would be set as a whole, and letters whose pages are split alike share a [`SharedPages`].

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::finding::Findings;
use crate::letter::{Letter, SenderBlock, Signature, Text};
use crate::page::document::{Document, Element, ElementId, Item, Line, Page};
use crate::page::letter::compositor::{Compositor, ReturnLine};
use crate::page::letter::page_context::PageContext;
use crate::page::letter::set::{Extent, Fitted, fitted, fitted_at, further_top, loosened, split_into_pages, title_of};
use crate::page::letter::shared_pages::{OwnBlock, OwnLines, OwnPassages, Shape, SharedPages};
use crate::page::text::context::TypesetContext;
use crate::page::text::fit::{Fit, Tightness, fit_letter};
use crate::page::text::galley::{Galley, Keep, Row};
use crate::page::text::paginate::PageRows;
use crate::page::window::prove;
use crate::unit::Pt;

/// The number of shared pages that are kept, in addition to the usual ones. More than a few are needed only if nearly
/// every letter needs different ones; they are then made again for each, which takes time but no memory.
const FORMS: usize = 64;

/// A letter that is set except for the parts that depend on the sender.
#[derive(Debug)]
pub struct Frame {
    /// The letter with a stand-in for the sender.
    letter: Letter,
    extent: Extent,
    own_date: bool,
    /// The owner of the return line of each letter.
    return_line: ReturnLine,
    /// The letter as it is set for a sender without own words.
    usual: Arc<Fitted>,
    usual_form: Arc<SharedPages>,
    tightness: Tightness,
    /// The results for the fits that were tried so far, as they are before white is given back.
    at_fits: Mutex<Vec<Arc<Fitted>>>,
    further_top: OnceLock<Option<Pt>>,
    forms: Mutex<Vec<Arc<SharedPages>>>,
    remarks: Findings,
}

/// The words of a letter that depend on the sender.
#[derive(Debug, Clone, Copy)]
pub struct OwnWords<'a> {
    /// The block at its head.
    pub sender: &'a SenderBlock,
    /// The short form of the block.
    pub short_sender: &'a [Text],
    /// Place and date, where the sender names a place.
    pub place_and_date: Option<&'a Text>,
    /// Their own words, a paragraph each.
    pub passages: &'a [Text],
    /// The name below the closing.
    pub signature: &'a Text,
}

/// A sender's rows in the galley.
struct OwnRows {
    /// Place and date, if they are in the running text and the sender's own.
    date: Option<Row>,
    date_elements: Vec<Element>,
    passages: Vec<Row>,
    /// The elements of the passages, and how many rows each has.
    elements: Vec<Element>,
    counts: Vec<usize>,
    signature: Row,
    signature_element: Element,
    remarks: Findings,
}

/// A sender's letter at one size.
struct Trial {
    shared: Arc<Fitted>,
    own: OwnRows,
    galley: Galley,
    pages: Vec<PageRows>,
}

/// A sender's lines in the running text, and the shared pages that they are for.
struct OwnRunningText {
    form: Arc<SharedPages>,
    date: Option<Line>,
    date_elements: Vec<Element>,
    passages: OwnPassages,
    signature: (Element, Line),
    remarks: Findings,
}

impl Frame {
    /// Sets `letter`, whose sender is a stand-in: a name of one short line without descenders, and no
    /// words of their own. `own_date` says that senders name a place beside the date.
    ///
    /// # Errors
    ///
    /// Everything that prevents printing the letter for any sender.
    pub fn set(
        letter: Letter,
        own_date: bool,
        extent: Extent,
        context: &PageContext,
    ) -> Result<Option<Self>, Findings> {
        let usual = fitted(&[], &letter, extent, context)?;
        let Some(usual_form) = SharedPages::of(&usual, Shape::of(&usual), own_date, title_of(&letter), context)? else {
            return Ok(None);
        };
        let is_section = letter.letterhead.as_ref().is_some_and(|letterhead| !letterhead.return_line.is_empty());
        let return_line = if is_section { ReturnLine::Section } else { ReturnLine::Sender };
        let is_general = |i: &usize| !usual.places.sender_remarks.contains(i);
        let remarks = (0..usual.remarks.len()).filter(is_general).map(|i| usual.remarks[i].clone()).collect();
        let usual = Arc::new(usual);
        Ok(Some(Self {
            letter,
            extent,
            own_date,
            return_line,
            tightness: context.tightness,
            at_fits: Mutex::default(),
            usual,
            usual_form: Arc::new(usual_form),
            further_top: OnceLock::new(),
            forms: Mutex::default(),
            remarks,
        }))
    }

    /// The letter with a stand-in for the sender.
    pub fn letter(&self) -> &Letter {
        &self.letter
    }

    /// How tightly it is set at least.
    pub fn tightness(&self) -> Tightness {
        self.tightness
    }

    /// The set pages of that letter.
    pub fn document(&self) -> &Document {
        self.usual_form.document()
    }

    /// Remarks on each letter.
    pub fn remarks(&self) -> &Findings {
        &self.remarks
    }

    /// Sets the parts that depend on the sender; `None` if they do not fit the frame or cannot be
    /// printed. Then the letter must be set as a whole.
    ///
    /// `known` is the block, if it was set already, for a letter that is written the same way, perhaps in another
    /// language.
    pub fn fill(&self, words: OwnWords, known: Option<&OwnBlock>, context: &PageContext) -> Option<OwnLines> {
        let mut compositor = self.compositor(self.usual.fit, context);
        compositor.return_line = self.return_line;
        // The elements before the sender's are those of the frame.
        let first = self.usual.places.sender.start;
        compositor.elements.extend(self.usual.elements[1..first].iter().cloned());
        let mut items = Vec::new();
        let sender = Arc::new(match (known, words.sender) {
            (Some(known), SenderBlock::Printed(lines)) => known.heard_as(lines, context.typesetting),
            _ => {
                compositor.set_sender(words.sender, words.short_sender);
                items = std::mem::take(&mut compositor.head);
                let remarks = std::mem::take(&mut compositor.remarks);
                let elements = compositor.elements.split_off(first);
                OwnBlock { elements, items: items.iter().cloned().collect(), remarks }
            }
        });
        compositor.elements.extend(sender.elements.iter().cloned());
        let head_date = words.place_and_date.filter(|_| self.usual.places.date_row.is_none());
        let mut date_items = head_date.map(|date| {
            compositor.set_date(date);
            std::mem::take(&mut compositor.head)
        });
        let Compositor { elements, findings, mut remarks, .. } = compositor;
        if !findings.is_empty() {
            return None;
        }
        let running = self.in_usual_form(words, context).or_else(|| self.in_other_form(words, context))?;
        let OwnRunningText { form, date, date_elements, passages, signature, remarks: more } = running;

        items.extend(date_items.iter().flatten().cloned());
        let signed = form.has_signature(0).then_some(&signature.1);
        let dated = date.as_ref().filter(|_| form.has_date(0));
        let lines = passages.lines_on(0).chain(dated).chain(signed);
        // For the proof they are not part of the text: they do not belong in any window.
        items.extend(lines.map(|line| Item::Line(Line { element: None, ..line.clone() })));
        let page = Page { sheet: context.stationery.sheet, items };
        let of_head = elements[first + sender.elements.len()..].to_vec();
        let own = Document { elements, pages: vec![page], ..Document::default() };
        prove(&own, 0, context.stationery, context.typesetting.fonts).ok()?;
        let date_elements = if date_items.is_some() { of_head } else { date_elements };
        remarks.extend(sender.remarks.iter().chain(&more).cloned());
        let element = Some(form.first_date_element(&sender));
        date_items = date_items.or(date.map(|line| vec![Item::Line(Line { element, ..line })]));
        Some(OwnLines { form, sender, date_items, date_elements, passages, signature, remarks })
    }

    /// The running text of a sender who adds nothing to it, and whose name moves nothing.
    fn in_usual_form(&self, words: OwnWords, context: &PageContext) -> Option<OwnRunningText> {
        if !words.passages.is_empty() {
            return None;
        }
        let OwnRows { date, date_elements, signature: row, signature_element, remarks, .. } =
            self.own_rows(self.usual.fit, words, context)?;
        let (_, at) = self.usual.places.signature?;
        let date = match (date, self.usual.places.date_row) {
            (Some(date), Some(date_at)) => Some(self.in_place_of_date(date_at, &date, at, &row)?),
            _ => None,
        };
        let stand_in = &self.usual.galley.rows[at];
        let baseline = self.usual_form.signature_origin().y;
        // The stand-in has the least ink that a name can have, so that no letter would be looser or have fewer pages
        // than the frame.
        let fits = row.below >= stand_in.below && baseline + row.below <= context.stationery.bottom;
        if !fits || !self.usual.galley.keeps_its_pitches(at, &row) {
            return None;
        }
        let line = row.placed_at(baseline).0.into_iter().next()?;
        let (form, passages) = (Arc::clone(&self.usual_form), OwnPassages::default());
        Some(OwnRunningText { form, date, date_elements, passages, signature: (signature_element, line), remarks })
    }

    /// The line of a sender's place and date where the stand-in's is, if it moves no other row. It is never the first nor
    /// the last of a page: the closing is before it and the signature after it.
    fn in_place_of_date(&self, at: usize, date: &Row, signature_at: usize, signature: &Row) -> Option<Line> {
        let mut galley = self.usual.galley.clone();
        galley.replace(signature_at..signature_at + 1, vec![signature.clone()]);
        galley.replace(at..at + 1, vec![date.clone()]);
        let rows = galley.rows.iter().zip(&self.usual.galley.rows);
        let moves_nothing = rows.skip(at).all(|(new, old)| new.pitch == old.pitch);
        let page = self.usual.pages.iter().find(|page| page.rows.contains(&at)).filter(|_| moves_nothing)?;
        date.placed_at(page.baselines[at - page.rows.start]).0.into_iter().next()
    }

    /// The running text of any other sender, fitted as that of a whole letter is.
    fn in_other_form(&self, words: OwnWords, context: &PageContext) -> Option<OwnRunningText> {
        let trial = |at: Fit| self.trial(at, words, context).ok_or(());
        let mut trial = fit_letter(self.tightness, trial, |trial| trial.pages.len()).ok()?;
        if self.extent == Extent::OnePage && trial.pages.len() > 1 {
            return None;
        }
        let pages = std::mem::take(&mut trial.pages);
        let top = || self.further_top(context).ok_or_else(Findings::new);
        trial.pages = loosened(&mut trial.galley, pages, context.stationery, top).ok()?;
        let form = self.form(&trial, context)?;
        let Trial { shared, own, galley, pages } = trial;
        let (first, count) = (shared.places.own_words.map_or(0, |(_, row)| row), own.passages.len());
        let signature_row = shared.places.signature?.1 + count;
        let date_row = shared.places.date_row.filter(|_| own.date.is_some()).map(|row| row + count);
        let mut date = None;
        let mut passages = OwnPassages { elements: own.elements, pages: Vec::new() };
        let mut signature = None;
        for page in &pages {
            let mut items = Vec::new();
            for (row, baseline) in page.rows.clone().zip(&page.baselines) {
                let lines = || galley.rows[row].placed_at(*baseline).0;
                if (first..first + count).contains(&row) {
                    items.extend(lines().into_iter().map(|line| Item::Line(form.tied_passage(line))));
                } else if row == signature_row {
                    signature = lines().into_iter().next();
                } else if Some(row) == date_row {
                    date = lines().into_iter().next();
                }
            }
            passages.pages.push(items);
        }
        let signature = (own.signature_element, signature?);
        Some(OwnRunningText { form, date, date_elements: own.date_elements, passages, signature, remarks: own.remarks })
    }

    fn trial(&self, fit: Fit, words: OwnWords, context: &PageContext) -> Option<Trial> {
        let shared = self.at_fit(fit, context)?;
        let own = self.own_rows(fit, words, context)?;
        let mut galley = shared.galley.clone();
        let (_, signature) = shared.places.signature?;
        galley.replace(signature..signature + 1, vec![own.signature.clone()]);
        if let Some((row, date)) = shared.places.date_row.zip(own.date.as_ref()) {
            galley.replace(row..row + 1, vec![date.clone()]);
        }
        if !own.passages.is_empty() {
            let (_, row) = shared.places.own_words?;
            galley.replace(row..row, own.passages.clone());
        }
        let top = || self.further_top(context).ok_or_else(Findings::new);
        let pages = split_into_pages(&galley, context.stationery, top).ok()?;
        Some(Trial { shared, own, galley, pages })
    }

    fn further_top(&self, context: &PageContext) -> Option<Pt> {
        *self.further_top.get_or_init(|| {
            let typesetting = TypesetContext { names: &self.letter.names, ..*context.typesetting };
            further_top(&PageContext { typesetting: &typesetting, ..*context }).ok()
        })
    }

    fn own_rows(&self, fit: Fit, words: OwnWords, context: &PageContext) -> Option<OwnRows> {
        let mut compositor = self.compositor(fit, context);
        let mut counts = Vec::new();
        for text in words.passages {
            let before = compositor.galley.rows.len();
            compositor.add_body_paragraph(text, Keep::Free);
            counts.push(compositor.galley.rows.len() - before);
        }
        let passages = std::mem::take(&mut compositor.galley.rows);
        let passages_end = compositor.elements.len();
        compositor.add_date_at_end(words.place_and_date.unwrap_or(&self.letter.place_and_date));
        compositor.add_signature(&Signature::Name(words.signature.clone()));
        let Compositor { mut elements, mut galley, places, findings, remarks, .. } = compositor;
        let signature = galley.rows.pop()?;
        let date = places.date_row.and_then(|_| galley.rows.pop());
        if !findings.is_empty() || !galley.rows.is_empty() {
            return None;
        }
        let date = date.filter(|_| words.place_and_date.is_some());
        let signature_element = elements.pop()?;
        let date_elements = elements.split_off(passages_end);
        let elements = elements.split_off(1);
        Some(OwnRows { date, date_elements, passages, elements, counts, signature, signature_element, remarks })
    }

    fn compositor<'a>(&self, fit: Fit, context: &PageContext<'a>) -> Compositor<'a> {
        Compositor::new(Vec::new(), &self.letter.language, fit, context.stationery, context.typesetting)
    }

    /// The stand-in's letter at one size.
    fn at_fit(&self, fit: Fit, context: &PageContext) -> Option<Arc<Fitted>> {
        let mut known = lock(&self.at_fits);
        if let Some(fitted) = known.iter().find(|fitted| fitted.fit == fit) {
            return Some(Arc::clone(fitted));
        }
        let typesetting = TypesetContext { names: &self.letter.names, ..*context.typesetting };
        let context = PageContext { typesetting: &typesetting, ..*context };
        let fitted = fitted_at(fit, Vec::new(), &self.letter, &context).ok()?;
        let fitted = Arc::new(fitted);
        known.push(Arc::clone(&fitted));
        Some(fitted)
    }

    fn form(&self, trial: &Trial, context: &PageContext) -> Option<Arc<SharedPages>> {
        let fit = Fit { space: trial.galley.space(), ..trial.shared.fit };
        let shape = Shape { fit, pages: trial.pages.clone(), passages: trial.own.counts.clone() };
        if *self.usual_form.shape() == shape {
            return Some(Arc::clone(&self.usual_form));
        }
        let known = lock(&self.forms).iter().find(|form| *form.shape() == shape).map(Arc::clone);
        if known.is_some() {
            return known;
        }
        let form = SharedPages::of(&trial.fitted(), shape, self.own_date, title_of(&self.letter), context).ok()??;
        let form = Arc::new(form);
        let mut forms = lock(&self.forms);
        if forms.len() < FORMS {
            forms.push(Arc::clone(&form));
        }
        Some(form)
    }
}

impl Trial {
    /// The whole letter, as if it had been set with its sender's lines but for the head.
    fn fitted(&self) -> Fitted {
        let Self { shared, own, galley, pages } = self;
        let (first, row) = shared.places.own_words.unwrap_or((ElementId(shared.elements.len()), galley.rows.len()));
        let (added, rows) = (own.elements.len(), row..row + own.passages.len());
        let moved = |id: ElementId| if id >= first { ElementId(id.0 + added) } else { id };
        // A sender's elements are counted from 1, behind a letter that is only theirs.
        let tied = |ElementId(at): ElementId| ElementId(first.0 + at - 1);
        let signature = shared.places.signature.map(|(element, row)| (moved(element), row + rows.len()));
        let date_row = shared.places.date_row.map(|row| row + rows.len());
        let date = match date_row {
            Some(_) => moved(ElementId(shared.places.date.start)).0..moved(ElementId(shared.places.date.end)).0,
            None => shared.places.date.clone(),
        };

        let mut elements = shared.elements.clone();
        for element in &mut elements {
            element.parent = element.parent.map(moved);
        }
        elements.splice(first.0..first.0, own.elements.iter().cloned());
        let mut galley = galley.clone();
        for (at, row) in galley.rows.iter_mut().enumerate() {
            for line in &mut row.lines {
                line.element = match (signature, line.element) {
                    (Some((element, row)), _) if row == at => Some(element),
                    _ if date_row == Some(at) => Some(ElementId(date.start)),
                    (_, element) if rows.contains(&at) => element.map(tied),
                    (_, element) => element.map(moved),
                };
            }
        }
        let mut places = shared.places.clone();
        (places.date, places.date_row, places.signature) = (date, date_row, signature);
        Fitted {
            fit: Fit { space: galley.space(), ..shared.fit },
            elements,
            places,
            galley,
            pages: pages.clone(),
            remarks: Findings::new(),
            head: shared.head.clone(),
            breaks: Vec::new(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // An entry is whole when it is inserted, so a panic elsewhere cannot have spoilt what is there.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
