//! Setting a letter: each part in its place on the stationery, and the running text on its pages.

use std::ops::Range;
use std::sync::Arc;

use super::document::{Document, Element, ElementId, Item, Line, Page, Role, Rule};
use super::fill_in::{LABEL_SIZE, WRITING_PITCH, writing_line};
use super::galley::{Galley, Keep};
use super::inside_address;
use super::paginate::{Column, PageRows, paginate};
use super::paragraph::{Break, SetParagraph, Shapings, Typography, set_paragraph};
use super::skyline::Skyline;
use super::stationery::Stationery;
use crate::finding::{Finding, Findings};
use crate::font::Fonts;
use crate::id::LanguageTag;
use crate::letter::{Copies, Letter, ListItem, Passage, SenderBlock, Signature, Text};
use crate::line::Segmenter;
use crate::locale::{FontChoice, Locale};
use crate::shape::ShapedText;
use crate::unit::{Em, Mm, Point, Pt, Rect};

/// The sizes of running text, from the usual one to the least that is easily read. The largest at
/// which a letter is a single page is taken; a letter that needs more pages has the usual size.
const BODY_SIZES: [Pt; 3] = [Pt(11.0), Pt(10.5), Pt(10.0)];

/// The size of the subject.
const HEADING_SIZE: Pt = Pt(12.0);

/// The size of the sender's block.
const SENDER_SIZE: Pt = Pt(10.0);

/// The size of the copies line and the page line.
const SMALL_SIZE: Pt = Pt(9.0);

/// The sizes of the return line above the address: it must only just be read.
const RETURN_SIZES: [Pt; 3] = [Pt(8.0), Pt(7.0), Pt(6.0)];

/// White between two paragraphs, beside the leading.
const PARAGRAPH_SPACE: Em = Em(0.5);

/// White above and below the subject, beside the leading.
const HEADING_SPACE: Em = Em(0.9);

/// White between the items of a list, beside the leading.
const ITEM_SPACE: Em = Em(0.25);

/// How far the text of a list's items stands in.
const LIST_INDENT: Em = Em(1.8);

/// The room for a signature above the name or the ruled line.
const SIGNATURE_SPACE: Mm = Mm(16.0);

/// How long the ruled line for a signature is.
const SIGNATURE_WIDTH: Mm = Mm(70.0);

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

    fn leading_of(&self, language: &LanguageTag) -> Em {
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
        Item::Rule(Rule { from, to, stroke: MARK_STROKE })
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

/// A letter while it is being set.
struct Compositor<'a> {
    stationery: &'a Stationery,
    setting: &'a Setting<'a>,
    letter: ElementId,
    /// The document's elements, and those of this letter.
    elements: Vec<Element>,
    body_size: Pt,
    /// What stands at fixed places of the first page.
    head: Vec<Item>,
    galley: Galley,
    breaks: Vec<Break>,
    findings: Findings,
}

/// A block of lines at a fixed place.
struct Block<'t> {
    name: &'static str,
    texts: &'t [Text],
    zone: Rect,
    size: Pt,
}

impl Compositor<'_> {
    fn element(&mut self, role: Role, parent: Option<ElementId>, language: Option<&LanguageTag>) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(Element { role, parent, language: language.map(ToString::to_string) });
        id
    }

    fn set_head(&mut self, letter: &Letter) {
        let stationery = self.stationery;
        match &letter.sender {
            SenderBlock::Printed(lines) => {
                self.set_block(&Block { name: "sender", texts: lines, zone: stationery.sender, size: SENDER_SIZE });
                if let Some(zone) = stationery.return_line {
                    self.set_return_line(lines, zone);
                }
            }
            SenderBlock::FillIn { name, address } => self.set_fill_in(name, address),
        }
        self.set_inside_address(letter);
        let date = std::slice::from_ref(&letter.place_and_date);
        self.set_block(&Block { name: "date", texts: date, zone: stationery.date, size: SENDER_SIZE });
    }

    /// Lines of text at a fixed place, each an element of its own, so that a reader never joins
    /// the last word of one with the first of the next.
    fn set_block(&mut self, block: &Block) {
        let Block { name, texts, zone, size } = *block;
        let group = self.element(Role::Group, Some(self.letter), None);
        let mut previous: Option<(Pt, Skyline)> = None;
        for text in texts {
            let element = self.element(Role::Paragraph, Some(group), Some(&text.language));
            let Some(paragraph) = self.paragraph(text, Typography::Body, size, zone.width()) else { continue };
            // A block is read at a glance and needs less leading than running text.
            let leading = (self.setting.leading_of(&text.language) * BLOCK_LEADING).at(size);
            for clusters in &paragraph.lines {
                let origin = Point { x: zone.left, y: Pt::ZERO };
                let mut line = Line {
                    element: Some(element),
                    origin,
                    size,
                    text: paragraph.text.clone(),
                    clusters: clusters.clone(),
                };
                let skyline = Skyline::of(std::slice::from_ref(&line), self.setting.fonts);
                let baseline = match &previous {
                    None => zone.top + skyline.above().max(inside_address::ASCENT.at(size)),
                    Some((baseline, above)) => *baseline + leading.max(above.pitch_to(&skyline)),
                };
                line.origin.y = baseline;
                if baseline + skyline.below() > zone.bottom {
                    let missing = (baseline + skyline.below() - zone.bottom).to_mm().0;
                    let message = format!("the {name} needs {missing:.1} mm more than the layout has room for");
                    self.findings
                        .push(text.origin.error("block-too-high", message).help("write fewer or shorter lines"));
                    return;
                }
                self.head.push(Item::Line(line));
                previous = Some((baseline, skyline));
            }
        }
    }

    /// The sender in one line above the address, for the window of the envelope.
    fn set_return_line(&mut self, lines: &[Text], zone: Rect) {
        let Some(first) = lines.first() else { return };
        let words: Vec<&str> = lines.iter().map(|line| line.content.as_str()).collect();
        let text = Text { content: words.join(" · "), ..first.clone() };
        let Some(shaped) = self.shape(&text) else { return };
        let clusters = 0..shaped.clusters.len();
        let advance = shaped.advance_of(clusters.clone());
        let Some(size) = RETURN_SIZES.into_iter().find(|size| advance.at(*size) <= zone.width()) else {
            let smallest = RETURN_SIZES[RETURN_SIZES.len() - 1];
            let missing = (advance.at(smallest) - zone.width()).to_mm().0;
            let message = format!("the sender in one line is {missing:.1} mm wider than the window's return zone");
            let finding = text.origin.error("return-line-too-wide", message);
            self.findings.push(finding.help("shorten the sender's address"));
            return;
        };
        let element = self.element(Role::Paragraph, Some(self.letter), Some(&text.language));
        let origin = Point { x: zone.left, y: zone.top + inside_address::ASCENT.at(size) };
        self.head.push(Item::Line(Line { element: Some(element), origin, size, text: Arc::new(shaped), clusters }));
    }

    /// Ruled lines for the name and the address.
    fn set_fill_in(&mut self, name: &Text, address: &Text) {
        let zone = self.stationery.sender;
        let pitch = WRITING_PITCH.to_pt();
        // One line for the name, the others for the address; each group has its label below.
        let lines = ((zone.height() / pitch) as usize).max(2);
        for line in 1..=lines {
            let y = zone.top + pitch * (line as f64) - LABEL_SIZE;
            self.head.push(Item::Rule(writing_line(zone.left, zone.right, y)));
            let label = if line == 1 { name } else { address };
            if line == 1 || line == lines {
                self.set_label(label, Point { x: zone.left, y: y + LABEL_SIZE });
            }
        }
    }

    fn set_label(&mut self, text: &Text, origin: Point) {
        let element = self.element(Role::Paragraph, Some(self.letter), Some(&text.language));
        let Some(shaped) = self.shape(text) else { return };
        let clusters = 0..shaped.clusters.len();
        let text = Arc::new(shaped);
        self.head.push(Item::Line(Line { element: Some(element), origin, size: LABEL_SIZE, text, clusters }));
    }

    fn set_inside_address(&mut self, letter: &Letter) {
        let zone = self.stationery.address;
        let fitted = match inside_address::fit(&letter.address, zone, self.setting) {
            Ok(fitted) => fitted,
            Err(findings) => {
                self.findings.extend(findings);
                return;
            }
        };
        let english = LanguageTag::new("en").expect("`en` is a language tag");
        let group = self.element(Role::Group, Some(self.letter), Some(&english));
        let size = fitted.size;
        let mut y = zone.top + inside_address::ASCENT.at(size);
        for shaped in fitted.lines {
            let element = self.element(Role::Paragraph, Some(group), None);
            let clusters = 0..shaped.clusters.len();
            let origin = Point { x: zone.left, y };
            self.head.push(Item::Line(Line { element: Some(element), origin, size, text: Arc::new(shaped), clusters }));
            y += inside_address::LEADING.at(size);
        }
    }

    fn set_running_text(&mut self, letter: &Letter) {
        if let Some(addressee) = &letter.addressee {
            self.add_paragraph(addressee, Style::body(self.body_size, Pt::ZERO));
        }
        let space = HEADING_SPACE.at(self.body_size);
        self.add_paragraph(&letter.subject, Style { role: Role::Heading, ..Style::body(self.body_size, space) });
        self.add_paragraph(
            &letter.salutation,
            Style { keep: Keep::WithPrevious, ..Style::body(self.body_size, space) },
        );
        let mut keep = Keep::WithPrevious;
        for passage in &letter.body {
            match passage {
                Passage::Paragraph(text) => {
                    self.add_paragraph(
                        text,
                        Style { keep, ..Style::body(self.body_size, PARAGRAPH_SPACE.at(self.body_size)) },
                    );
                }
                Passage::List(items) => self.add_list(items),
            }
            keep = Keep::Free;
        }
        let closing =
            Style { keep: Keep::WithPrevious, ..Style::body(self.body_size, PARAGRAPH_SPACE.at(self.body_size)) };
        self.add_paragraph(&letter.closing, closing);
        self.add_signature(&letter.signature);
        if let Some(copies) = &letter.copies {
            self.add_copies(copies);
        }
    }

    fn add_paragraph(&mut self, text: &Text, style: Style) {
        let element = self.element(style.role, Some(self.letter), Some(&text.language));
        let (typography, size) = match style.role {
            Role::Heading => (Typography::Heading, HEADING_SIZE),
            _ => (Typography::Body, style.size),
        };
        let Some(paragraph) = self.paragraph(text, typography, size, self.stationery.measure) else { return };
        let leading = self.setting.leading_of(&text.language).at(size);
        let rows = paragraph.lines.len();
        for (i, clusters) in paragraph.lines.iter().enumerate() {
            let line = self.line(element, &paragraph.text, clusters.clone(), Pt::ZERO, size);
            let pitch = if i == 0 { leading + style.space } else { leading };
            self.push(vec![line], Vec::new(), pitch, keep(i, rows, style.keep));
        }
    }

    fn add_list(&mut self, items: &[ListItem]) {
        let list = self.element(Role::List, Some(self.letter), None);
        let indent = LIST_INDENT.at(self.body_size);
        for (n, ListItem { mark, body }) in items.iter().enumerate() {
            let item = self.element(Role::ListItem, Some(list), None);
            let label = self.element(Role::Label, Some(item), Some(&mark.language));
            let element = self.element(Role::ItemBody, Some(item), Some(&body.language));
            // The space parts the mark from the text for whoever copies the page.
            let spaced = Text { content: format!("{} ", mark.content), ..mark.clone() };
            let measure = self.stationery.measure - indent;
            let (Some(mark), Some(paragraph)) =
                (self.shape(&spaced), self.paragraph(body, Typography::Body, self.body_size, measure))
            else {
                continue;
            };
            let leading = self.setting.leading_of(&body.language).at(self.body_size);
            let rows = paragraph.lines.len();
            let mark = Arc::new(mark);
            for (i, clusters) in paragraph.lines.iter().enumerate() {
                let mut lines = vec![self.line(element, &paragraph.text, clusters.clone(), indent, self.body_size)];
                let mut pitch = leading;
                if i == 0 {
                    lines.insert(0, self.line(label, &mark, 0..mark.clusters.len(), Pt::ZERO, self.body_size));
                    let space = if n == 0 { PARAGRAPH_SPACE } else { ITEM_SPACE };
                    pitch += space.at(self.body_size);
                }
                // A list stays with the line that introduces it.
                let first = if n == 0 { Keep::WithPrevious } else { Keep::Free };
                self.push(lines, Vec::new(), pitch, keep(i, rows, first));
            }
        }
    }

    fn add_signature(&mut self, signature: &Signature) {
        let space = SIGNATURE_SPACE.to_pt();
        match signature {
            Signature::Name(name) => {
                self.add_paragraph(name, Style { keep: Keep::WithPrevious, ..Style::body(self.body_size, space) });
            }
            Signature::FillIn(label) => {
                let element = self.element(Role::Paragraph, Some(self.letter), Some(&label.language));
                let Some(shaped) = self.shape(label) else { return };
                let clusters = 0..shaped.clusters.len();
                let line = self.line(element, &Arc::new(shaped), clusters, Pt::ZERO, LABEL_SIZE);
                let left = self.stationery.left;
                let rule = writing_line(left, left + SIGNATURE_WIDTH.to_pt(), -(LABEL_SIZE * 1.2));
                self.push(vec![line], vec![rule], space + LABEL_SIZE * 2.0, Keep::WithPrevious);
            }
        }
    }

    fn add_copies(&mut self, copies: &Copies) {
        let mut space = (PARAGRAPH_SPACE * 2.0).at(self.body_size);
        for text in std::iter::once(&copies.label).chain(&copies.to) {
            let style = Style { size: SMALL_SIZE, keep: Keep::WithPrevious, ..Style::body(self.body_size, space) };
            self.add_paragraph(text, style);
            space = Pt::ZERO;
        }
    }

    fn push(&mut self, lines: Vec<Line>, rules: Vec<Rule>, pitch: Pt, keep: Keep) {
        self.galley.push(lines, rules, pitch, keep, self.setting.fonts);
    }

    fn line(&self, element: ElementId, text: &Arc<ShapedText>, clusters: Range<usize>, indent: Pt, size: Pt) -> Line {
        let origin = Point { x: self.stationery.left + indent, y: Pt::ZERO };
        Line { element: Some(element), origin, size, text: Arc::clone(text), clusters }
    }

    fn paragraph(&mut self, text: &Text, typography: Typography, size: Pt, measure: Pt) -> Option<SetParagraph> {
        match set_paragraph(text, typography, size, measure, self.setting) {
            Ok(paragraph) => {
                self.breaks.extend(paragraph.breaks(text));
                Some(paragraph)
            }
            Err(findings) => {
                self.report(findings);
                None
            }
        }
    }

    /// Words on a single line, of whatever length.
    fn shape(&mut self, text: &Text) -> Option<ShapedText> {
        super::paragraph::shape_text(text, Typography::Body, self.setting).map_err(|faults| self.report(faults)).ok()
    }

    fn report(&mut self, findings: Findings) {
        for finding in findings {
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }
}

/// How much of the running text's leading a block at a fixed place has.
const BLOCK_LEADING: f64 = 0.95;

/// How a paragraph of the running text stands.
#[derive(Clone, Copy)]
struct Style {
    role: Role,
    size: Pt,
    /// White above, beside the leading.
    space: Pt,
    keep: Keep,
}

impl Style {
    fn body(size: Pt, space: Pt) -> Self {
        Self { role: Role::Paragraph, size, space, keep: Keep::Free }
    }
}

/// Whether a page may begin with row `i` of a paragraph of `rows`: never with the second one,
/// which would leave an orphan, nor with the last, which would be a widow.
fn keep(i: usize, rows: usize, first: Keep) -> Keep {
    match i {
        0 => first,
        1 => Keep::WithPrevious,
        _ if i + 1 == rows => Keep::WithPrevious,
        _ => Keep::Free,
    }
}
