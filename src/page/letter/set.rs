//! Setting a letter: each part in its place on the stationery, and the running text on its pages.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, Findings, rules};
use crate::letter::{Letter, Signature, Text};
use crate::line::Spread;
use crate::page::document::{Document, Element, Item, Line, Page, Purpose, Rule};
use crate::page::layout::boxes::boxes;
use crate::page::layout::stationery::Stationery;
use crate::page::letter::compositor::{Compositor, Places};
use crate::page::letter::fill_in::OWN_WORDS_LINES;
use crate::page::letter::page_context::PageContext;
use crate::page::skyline::Stack;
use crate::page::text::context::TypesetContext;
use crate::page::text::fit::{Fit, TIGHTEST, Tightness, fit_letter, loosen, loosen_each};
use crate::page::text::galley::Galley;
use crate::page::text::paginate::{Column, PageRows, paginate};
use crate::page::text::paragraph::{Break, set_paragraph};
use crate::page::text::typography::{SMALL_SIZE, Typography};
use crate::page::window::ink_of;
use crate::project::paths;
use crate::shape::Wording;
use crate::unit::{Mm, Point, Pt};

/// More pages than any letter has, in digits as wide as any: for measuring the continuation line.
const MOST_PAGES: usize = 888;

/// White below the continuation line.
const CONTINUATION_SPACE: Mm = Mm(6.0);

/// The leading of a continuation line that is too long for one line, in parts of the language's.
const RUNNING_LINE_LEADING: f64 = 0.95;

/// The distance from the left edge and the length of fold and punch marks (DIN 5008 practice, as
/// letter classes print them).
const MARK_LEFT: Mm = Mm(5.0);
const FOLD_LENGTH: Mm = Mm(2.5);
const PUNCH_LENGTH: Mm = Mm(4.0);
const MARK_STROKE: Pt = Pt(0.25);

/// A stand-in for a sender's name: one short line without descenders.
pub const STAND_IN: &str = "H";

/// How many pages a letter may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// As many pages as needed.
    #[default]
    AsNeeded,
    /// One; a letter that needs more is refused.
    OnePage,
}

/// Information about a letter that was set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetLetter {
    /// Where its lines end.
    pub breaks: Vec<Break>,
    /// Remarks on the letter.
    pub remarks: Findings,
}

/// The title of a document that begins with a letter: what it is about, as it is read.
pub fn title_of(letter: &Letter) -> String {
    Wording::of(&letter.topic.content).text
}

/// Sets a letter on new pages at the end of the document.
///
/// `running_line` gives the words for page `n` of a number of pages, if there are any: the page line at the foot
/// of the first, and the continuation line at the head of each other.
///
/// # Errors
///
/// Everything in the letter that cannot be printed; the document must not be used then.
pub fn set(
    document: &mut Document,
    letter: &Letter,
    extent: Extent,
    context: &PageContext,
) -> Result<SetLetter, Findings> {
    let fitted = fitted(&document.elements, letter, extent, context)?;
    place(document, &fitted, context)?;
    let Fitted { breaks, remarks, .. } = fitted;
    Ok(SetLetter { breaks, remarks })
}

/// Fits a letter that comes after these elements.
///
/// # Errors
///
/// Those of [`set`].
pub(in crate::page) fn fitted(
    elements: &[Element],
    letter: &Letter,
    extent: Extent,
    context: &PageContext,
) -> Result<Fitted, Findings> {
    let compose = |fit: Fit| fitted_at(fit, elements.to_vec(), letter, context);
    let only = context.stationery.medium.only_fit();
    let mut fitted = match only {
        Some(only) => compose(only)?,
        None => fit_letter(context.tightness, compose, |fitted| fitted.pages.len())?,
    };
    if extent == Extent::OnePage && fitted.pages.len() > 1 {
        return Err(too_long(&compose(only.unwrap_or(TIGHTEST))?, letter, context.stationery).into());
    }
    if letter.lines_for_own_words {
        fitted = with_lines_for_own_words(fitted, elements, letter, context)?;
    }
    let pages = std::mem::take(&mut fitted.pages);
    fitted.pages = loosened(&mut fitted.galley, pages, context.stationery, || further_top(context))?;
    fitted.fit.space = fitted.galley.space();
    Ok(fitted)
}

/// The pages of a galley whose white is given back, first to all as far as their number allows, then to each that has
/// room for more; see [`loosen`] and [`loosen_each`].
///
/// # Errors
///
/// Those of `further_top`, which is needed only for more than one page.
pub(in crate::page) fn loosened(
    galley: &mut Galley,
    pages: Vec<PageRows>,
    stationery: &Stationery,
    further_top: impl FnOnce() -> Result<Pt, Findings>,
) -> Result<Vec<PageRows>, Findings> {
    let most = pages.len();
    let further_top = if most > 1 { further_top()? } else { stationery.top };
    let mut pages = loosen(galley, pages, |galley| {
        let pages = split_below(galley, stationery, further_top).ok()?;
        (pages.len() <= most).then_some(pages)
    });
    if most > 1 {
        loosen_each(galley, &mut pages, |page| column(page, stationery, further_top));
    }
    Ok(pages)
}

/// How tightly a letter must be set for any sender: with the shortest name below it, and without own words.
///
/// # Errors
///
/// Those of [`set`].
pub fn tightness(letter: &Letter, context: &PageContext) -> Result<Tightness, Findings> {
    if context.stationery.medium.only_fit().is_some() {
        return Ok(context.tightness);
    }
    let letter = of_any_sender(letter);
    let compose = |fit: Fit| {
        let mut compositor =
            Compositor::new(Vec::new(), &letter.language, fit, context.stationery, context.typesetting);
        compositor.set_running_text(&letter);
        let Compositor { galley, findings, .. } = compositor;
        if !findings.is_empty() {
            return Err(findings);
        }
        let pages = split_into_pages(&galley, context.stationery, || further_top(context))?;
        Ok((fit, pages.len()))
    };
    let (taken, _) = fit_letter(context.tightness, compose, |(_, pages)| *pages)?;
    Ok(Tightness::of(taken).unwrap_or(context.tightness))
}

/// The letter with a stand-in for the name below it, and without own words.
fn of_any_sender(letter: &Letter) -> Letter {
    let mut letter = letter.clone();
    letter.body.drain(letter.own_words.clone());
    letter.own_words.end = letter.own_words.start;
    if let Signature::Name(name) = &mut letter.signature {
        STAND_IN.clone_into(&mut name.content);
    }
    letter
}

/// The letter with as many ruled lines for own words as it can have without another page. If it has room for none,
/// it is set tighter, or stays as it is.
fn with_lines_for_own_words(
    fitted: Fitted,
    elements: &[Element],
    letter: &Letter,
    context: &PageContext,
) -> Result<Fitted, Findings> {
    let pages = fitted.pages.len();
    let compose = |fit: Fit, lines: usize| fitted_with_lines(fit, lines, elements.to_vec(), letter, context);
    for lines in OWN_WORDS_LINES {
        let with_lines = compose(fitted.fit, lines)?;
        if with_lines.pages.len() <= pages {
            return Ok(with_lines);
        }
    }
    if context.stationery.medium.only_fit().is_none() {
        let least = OWN_WORDS_LINES[OWN_WORDS_LINES.len() - 1];
        let tighter = fit_letter(context.tightness, |tighter| compose(tighter, least), |set| set.pages.len())?;
        if tighter.pages.len() <= pages {
            return Ok(tighter);
        }
    }
    Ok(fitted)
}

/// Puts a fitted letter on new pages at the end of the document.
///
/// # Errors
///
/// Those of the lines outside the text; the document must not be used then.
pub(in crate::page) fn place(document: &mut Document, fitted: &Fitted, context: &PageContext) -> Result<(), Findings> {
    let PageContext { stationery, typesetting, running_line, .. } = *context;
    let Fitted { elements, head, galley, pages, .. } = fitted;
    document.elements.clone_from(elements);
    let mut findings = Findings::new();
    let count = pages.len();
    let mut head = Some(head.clone());
    for (i, page) in pages.iter().enumerate() {
        let mut items = marks(stationery);
        items.extend(head.take().into_iter().flatten());
        let running = running_line(i + 1, count).and_then(|text| match text {
            None => Ok(Vec::new()),
            Some(text) if i == 0 => page_line(&text, stationery, typesetting),
            Some(text) => Ok(continuation(&text, stationery, typesetting)?.lines),
        });
        let running = findings.take(running).unwrap_or_default();
        let (before, after) = if i == 0 { (Vec::new(), running) } else { (running, Vec::new()) };
        items.extend(before.into_iter().map(Item::Line));
        items.extend(rows(galley, page));
        items.extend(after.into_iter().map(Item::Line));
        document.pages.push(Page { sheet: stationery.sheet, items });
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// Reports by how much a letter is longer than a page, even at the tightest setting.
fn too_long(fitted: &Fitted, letter: &Letter, stationery: &Stationery) -> Finding {
    let rows = &fitted.galley.rows;
    let first = &fitted.pages[0];
    let lines = rows.len() - first.rows.len();
    let on_first = first.baselines.last().copied().unwrap_or(stationery.first_top);
    let beyond: Pt = rows[first.rows.end..].iter().map(|row| row.pitch).sum();
    let below = rows.last().map_or(Pt::ZERO, |row| row.below);
    let missing = (on_first + beyond + below - stationery.bottom).to_mm().0;
    let message = format!(
        "the letter in `{}` is {missing:.1} mm longer than a page, even at {} pt; {lines} {} would be on the second page",
        letter.language,
        fitted.fit.size.0,
        if lines == 1 { "line" } else { "lines" },
    );
    Finding::error(rules::MORE_THAN_A_PAGE, message).help("shorten the letter, or print it without `--one-page`")
}

/// A letter set at one size.
#[derive(Debug)]
pub(in crate::page) struct Fitted {
    pub fit: Fit,
    /// The document's elements with those of the letter.
    pub elements: Vec<Element>,
    pub places: Places,
    pub galley: Galley,
    pub pages: Vec<PageRows>,
    pub remarks: Findings,
    pub head: Vec<Item>,
    pub breaks: Vec<Break>,
}

/// Sets a letter that comes after these elements at one size.
///
/// # Errors
///
/// Those of [`set`].
pub(in crate::page) fn fitted_at(
    fit: Fit,
    elements: Vec<Element>,
    letter: &Letter,
    context: &PageContext,
) -> Result<Fitted, Findings> {
    fitted_with_lines(fit, 0, elements, letter, context)
}

/// The same with this number of ruled lines for own words.
fn fitted_with_lines(
    fit: Fit,
    own_words_lines: usize,
    elements: Vec<Element>,
    letter: &Letter,
    context: &PageContext,
) -> Result<Fitted, Findings> {
    let mut compositor = Compositor::new(elements, &letter.language, fit, context.stationery, context.typesetting);
    compositor.own_words_lines = own_words_lines;
    compositor.set_head(letter);
    compositor.set_running_text(letter);
    let Compositor { elements, head, galley, places, breaks, findings, remarks, .. } = compositor;
    if !findings.is_empty() {
        return Err(findings);
    }
    let pages = split_into_pages(&galley, context.stationery, || further_top(context))?;
    Ok(Fitted { fit, elements, places, galley, pages, remarks, head, breaks })
}

/// Splits the running text into pages; all but the first begin at `further_top`.
///
/// # Errors
///
/// When more than a page must stay together, and those of `further_top`.
pub(in crate::page) fn split_into_pages(
    galley: &Galley,
    stationery: &Stationery,
    further_top: impl FnOnce() -> Result<Pt, Findings>,
) -> Result<Vec<PageRows>, Findings> {
    let near = split_below(galley, stationery, stationery.top)?;
    if near.len() > 1 { split_below(galley, stationery, further_top()?) } else { Ok(near) }
}

fn split_below(galley: &Galley, stationery: &Stationery, further_top: Pt) -> Result<Vec<PageRows>, Findings> {
    paginate(galley, |page| column(page, stationery, further_top)).map_err(|_| {
        let message = "a block that must stay together is longer than a page";
        Findings::from(
            Finding::error(rules::PAGE_TOO_SHORT, message).help("write shorter paragraphs, or use another layout"),
        )
    })
}

/// The running text's part of page number `page`, from 0.
fn column(page: usize, stationery: &Stationery, further_top: Pt) -> Column {
    Column { top: if page == 0 { stationery.first_top } else { further_top }, bottom: stationery.bottom }
}

/// Where the running text of all pages but the first begins, below their continuation line.
///
/// # Errors
///
/// Those of that line.
pub(in crate::page) fn further_top(context: &PageContext) -> Result<Pt, Findings> {
    let PageContext { stationery, typesetting, running_line, .. } = *context;
    // As wide as the line will ever be, so that it is not higher on any page than here.
    match running_line(MOST_PAGES, MOST_PAGES)? {
        Some(widest) => Ok(continuation(&widest, stationery, typesetting)?.bottom),
        None => Ok(stationery.top),
    }
}

/// Fold and punch marks at the left edge of a sheet.
fn marks(stationery: &Stationery) -> Vec<Item> {
    let mark = |y: Pt, length: Mm| {
        let left = MARK_LEFT.to_pt();
        let (from, to) = (Point { x: left, y }, Point { x: left + length.to_pt(), y });
        Item::Rule(Rule { element: None, from, to, stroke: MARK_STROKE, purpose: Purpose::Production })
    };
    let folds = stationery.folds.iter().map(|y| mark(*y, FOLD_LENGTH));
    folds.chain(stationery.punch.map(|y| mark(y, PUNCH_LENGTH))).collect()
}

fn rows(galley: &Galley, page: &PageRows) -> Vec<Item> {
    let mut items = Vec::new();
    for (row, baseline) in galley.rows[page.rows.clone()].iter().zip(&page.baselines) {
        let (lines, rules) = row.placed_at(*baseline);
        items.extend(rules.into_iter().map(Item::Rule));
        items.extend(lines.into_iter().map(Item::Line));
    }
    items
}

/// Lines at the head of a page that belong to no element.
struct Continuation {
    lines: Vec<Line>,
    /// Where the running text may begin.
    bottom: Pt,
}

/// The continuation line, in the middle of the head; it is more than one line where a name is
/// very long.
fn continuation(text: &Text, stationery: &Stationery, typesetting: &TypesetContext) -> Result<Continuation, Findings> {
    let mut lines = centred(text, stationery, typesetting)?;
    let leading =
        (typesetting.leading_of(&text.language) * RUNNING_LINE_LEADING).at(stationery.medium.size(SMALL_SIZE));
    let mut stack = Stack::at(stationery.top, typesetting.fonts);
    for line in &mut lines {
        stack.push(line, leading, Pt::ZERO);
    }
    let bottom = if lines.is_empty() { stationery.top } else { stack.bottom + CONTINUATION_SPACE.to_pt() };
    Ok(Continuation { lines, bottom })
}

/// The page line, in the middle of the foot. It has no box, and so its ink must be apart from the others'.
fn page_line(text: &Text, stationery: &Stationery, typesetting: &TypesetContext) -> Result<Vec<Line>, Findings> {
    let mut lines = centred(text, stationery, typesetting)?;
    for line in &mut lines {
        line.origin.y = stationery.page_line;
    }
    if lines.len() > 1 {
        let finding = text.origin.error(rules::OVERFULL_LINE, "the page line is wider than the running text");
        return Err(finding.help("shorten the message").into());
    }
    let ink = lines.iter().find_map(|line| ink_of(line, typesetting.fonts));
    if let Some(ink) = ink {
        let others = boxes(stationery).into_iter().filter(|(key, _)| *key != "page_line");
        if let Some((key, _)) = others.into_iter().find(|(_, place)| place.overlaps(&ink)) {
            let message = format!("the page line overlaps `{key}`");
            let file = paths::layout(&stationery.id);
            let finding = Finding::error(rules::OVERLAPPING_BOXES, message).in_file(file).place("page_line");
            return Err(finding.help("move `page_line`").into());
        }
    }
    Ok(lines)
}

/// Small lines in the middle of the measure, at no height yet. They are not part of the text.
fn centred(text: &Text, stationery: &Stationery, typesetting: &TypesetContext) -> Result<Vec<Line>, Findings> {
    let (typography, size) = (stationery.medium.face(Typography::Body), stationery.medium.size(SMALL_SIZE));
    let paragraph = set_paragraph(text, typography, size, stationery.measure, typesetting)?;
    let line = |clusters: &Range<usize>| {
        let origin = Point { x: stationery.left, y: Pt::ZERO };
        let (text, clusters) = (Arc::clone(&paragraph.text), clusters.clone());
        let line = Line { element: None, origin, size, text, clusters, spread: Spread::NONE };
        let x = stationery.left + (stationery.measure - line.width()) * 0.5;
        Line { origin: Point { x, ..origin }, ..line }
    };
    Ok(paragraph.lines.iter().map(line).collect())
}
