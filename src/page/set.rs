//! Setting a letter: each part in its place on the stationery, and the running text on its pages.

use super::compositor::{Compositor, SMALL_SIZE};
use super::document::{Document, Element, ElementId, Item, Line, Page, Purpose, Role, Rule};
use super::galley::Galley;
use super::paginate::{Column, PageRows, paginate};
use super::paragraph::{Break, Shapings, Typography, set_paragraph};
use super::stationery::Stationery;
use crate::finding::{Finding, Findings};
use crate::font::Fonts;
use crate::id::LanguageTag;
use crate::letter::{Letter, Text};
use crate::line::Segmenter;
use crate::locale::{FontChoice, Locale};
use crate::unit::{Em, Mm, Point, Pt};

/// The sizes of running text, from the usual one to the least that is easily read. The largest at
/// which a letter is a single page is taken; a letter that needs more pages has the usual size.
const BODY_SIZES: [Pt; 3] = [Pt(11.0), Pt(10.5), Pt(10.0)];

/// The distance from the left edge and the length of fold and punch marks (DIN 5008 practice, as
/// letter classes print them).
const MARK_LEFT: Mm = Mm(5.0);
const FOLD_LENGTH: Mm = Mm(2.5);
const PUNCH_LENGTH: Mm = Mm(4.0);
const MARK_STROKE: Pt = Pt(0.25);

/// What letters are set with.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// All fonts.
    pub fonts: &'a Fonts<'a>,
    /// The models that find words.
    pub segmenter: &'a Segmenter,
    /// The languages that the letter may hold, its own first.
    pub locales: &'a [&'a Locale],
    /// Names that no line breaks.
    pub names: &'a [String],
    /// What has been shaped already, with the same names.
    pub shapings: &'a Shapings,
}

impl Setting<'_> {
    /// The families of a language; those of the letter for a language that is not loaded.
    pub fn fonts_of(&self, language: &LanguageTag) -> &FontChoice {
        &self.locale(language).info.fonts
    }

    /// The distance of baselines in a language.
    pub fn leading_of(&self, language: &LanguageTag) -> Em {
        self.locale(language).info.leading
    }

    fn locale(&self, language: &LanguageTag) -> &Locale {
        self.locales.iter().find(|locale| locale.tag == *language).unwrap_or(&self.locales[0])
    }
}

/// Sets a letter on new pages at the end of the document, and says where its lines end.
///
/// `page_line` gives the words for the foot of a page of a letter that has more than one.
///
/// # Errors
///
/// Everything of the letter that cannot be printed as it is; the document is then spoilt.
pub fn set(
    document: &mut Document,
    letter: &Letter,
    stationery: &Stationery,
    setting: &Setting,
    page_line: &dyn Fn(usize, usize) -> Result<Text, Findings>,
) -> Result<Vec<Break>, Findings> {
    let mut fitted = compose_at(BODY_SIZES[0], document.elements.clone(), letter, stationery, setting)?;
    for size in &BODY_SIZES[1..] {
        if fitted.pages.len() > 1 {
            let smaller = compose_at(*size, document.elements.clone(), letter, stationery, setting)?;
            if smaller.pages.len() == 1 {
                fitted = smaller;
            }
        }
    }
    let Fitted { elements, head, galley, pages, breaks } = fitted;
    document.elements = elements;
    let mut findings = Findings::new();
    let count = pages.len();
    let mut head = Some(head);
    for (i, page) in pages.iter().enumerate() {
        let mut items = marks(stationery);
        items.extend(head.take().into_iter().flatten());
        items.extend(rows(&galley, page));
        if count > 1 {
            match page_line(i + 1, count).and_then(|text| foot(&text, stationery, setting)) {
                Ok(line) => items.push(Item::Line(line)),
                Err(faults) => findings.extend(faults),
            }
        }
        document.pages.push(Page { sheet: stationery.sheet, items });
    }
    if findings.is_empty() { Ok(breaks) } else { Err(findings) }
}

/// A letter set at one size.
struct Fitted {
    /// The document's elements with those of the letter.
    elements: Vec<Element>,
    head: Vec<Item>,
    galley: Galley,
    pages: Vec<PageRows>,
    breaks: Vec<Break>,
}

fn compose_at(
    body_size: Pt,
    elements: Vec<Element>,
    letter: &Letter,
    stationery: &Stationery,
    setting: &Setting,
) -> Result<Fitted, Findings> {
    let mut compositor = Compositor {
        stationery,
        setting,
        body_size,
        letter: ElementId(elements.len()),
        elements,
        head: Vec::new(),
        galley: Galley::default(),
        breaks: Vec::new(),
        findings: Findings::new(),
    };
    compositor.element(Role::Letter, None, Some(&letter.language));
    compositor.set_head(letter);
    compositor.set_running_text(letter);
    let Compositor { elements, head, galley, breaks, findings, .. } = compositor;
    if !findings.is_empty() {
        return Err(findings);
    }
    let column = |page: usize| Column {
        top: if page == 0 { stationery.first_top } else { stationery.top },
        bottom: stationery.bottom,
    };
    let pages = paginate(&galley, column).map_err(|_| {
        let message = "more than a page must stay together";
        vec![Finding::error("page-too-short", message).help("write shorter paragraphs, or choose another layout")]
    })?;
    Ok(Fitted { elements, head, galley, pages, breaks })
}

/// Fold and punch marks at the left edge of a sheet.
fn marks(stationery: &Stationery) -> Vec<Item> {
    let mark = |y: Pt, length: Mm| {
        let left = MARK_LEFT.to_pt();
        let (from, to) = (Point { x: left, y }, Point { x: left + length.to_pt(), y });
        Item::Rule(Rule { from, to, stroke: MARK_STROKE, purpose: Purpose::Production })
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

/// The page line, in the middle of the foot. It is no part of the text.
fn foot(text: &Text, stationery: &Stationery, setting: &Setting) -> Result<Line, Findings> {
    let paragraph = set_paragraph(text, Typography::Body, SMALL_SIZE, stationery.measure, setting)?;
    let clusters = 0..paragraph.text.clusters.len();
    let width = paragraph.text.advance_of(clusters.clone()).at(SMALL_SIZE);
    let x = stationery.left + (stationery.measure - width) * 0.5;
    let origin = Point { x, y: stationery.page_line };
    Ok(Line { element: None, origin, size: SMALL_SIZE, text: paragraph.text, clusters })
}
