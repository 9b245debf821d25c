//! Setting a proof: the words of a case in two languages, paragraph beside paragraph. The ids of messages are in the
//! margin, filled-in text has a tint and a line below it, and findings follow.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, Findings, rules};
use crate::id::LanguageTag;
use crate::letter::{Pair, Parallel, ParallelParagraph, Text, note};
use crate::line::Spread;
use crate::page::document::{Document, Element, ElementId, Item, Line, Page, Purpose, Role, Rule, Scope};
use crate::page::letter::compositor::begun_at;
use crate::page::text::context::TypesetContext;
use crate::page::text::galley::{ColumnLine, ColumnOfLines, Galley, Keep};
use crate::page::text::paginate::{Column, paginate};
use crate::page::text::paragraph::set_paragraph;
use crate::page::text::placed::HYPHEN_TEXT;
use crate::page::text::spoken::{element_of, mark_filled_in};
use crate::page::text::typography::Typography;
use crate::unit::{Em, Mm, Point, Pt, Size};

/// A4, lying: two columns of a good measure beside a margin for the ids.
const SHEET: [Mm; 2] = [Mm(297.0), Mm(210.0)];

/// Where the columns begin and end: ids, source, translation.
const COLUMNS: [[Mm; 2]; 3] = [[Mm(14.0), Mm(50.0)], [Mm(56.0), Mm(166.0)], [Mm(173.0), Mm(283.0)]];

const TOP: Mm = Mm(14.0);
const BOTTOM: Mm = Mm(193.0);
const FOOT: Mm = Mm(201.0);

const TITLE_SIZE: Pt = Pt(15.0);
const PART_SIZE: Pt = Pt(11.0);
const BODY_SIZE: Pt = Pt(10.5);
const SMALL_SIZE: Pt = Pt(8.0);

/// White above a pair, half of it above the rule.
const PAIR_SPACE: Pt = Pt(11.0);
const PART_SPACE: Pt = Pt(22.0);
const PARAGRAPH_SPACE: Pt = Pt(5.0);
const NOTE_SPACE: Pt = Pt(3.0);

/// A pair of more rows than this may be split between pages.
const ROWS_KEPT: usize = 30;

const RULE_STROKE: Pt = Pt(0.75);

/// The stroke below what is filled in.
const UNDERLINE_STROKE: Pt = Pt(0.5);

/// How far a tint reaches above and below the baseline.
const TINT_ABOVE: Em = Em(0.86);
const TINT_BELOW: Em = Em(0.34);

/// The words of a proof apart from the messages.
pub struct ProofHead<'a> {
    /// The title.
    pub title: &'a str,
    /// An explanation for the reader.
    pub about: &'a str,
    /// The two columns' languages by name, each in its own words.
    pub columns: [Text; 2],
    /// Findings about the files as a whole.
    pub findings: &'a [Finding],
    /// The words at the foot, before the number of the page.
    pub foot: &'a str,
}

/// Sets a proof on new pages at the end of the document. Words that cannot be set are reported on the proof, like all
/// findings about them, and returned.
///
/// # Errors
///
/// The proof's own words that cannot be set.
pub fn set_parallel(
    document: &mut Document,
    parallel: &Parallel,
    head: &ProofHead,
    typesetting: &TypesetContext,
) -> Result<Findings, Findings> {
    let mut setter = Setter {
        typesetting,
        root: ElementId(document.elements.len()),
        table: ElementId(document.elements.len()),
        elements: document.elements.clone(),
        galley: Galley::default(),
        findings: Findings::new(),
        unset: Findings::new(),
        counted: 0,
    };
    setter.element(Role::Letter, None, Some(&LanguageTag::english()));
    setter.set_head(head);
    for part in &parallel.parts {
        let rows = setter.element(Role::TableRows, Some(setter.table), None);
        let row = setter.element(Role::TableRow, Some(rows), None);
        let title = setter.element(Role::HeaderCell(Scope::Rows(COLUMNS.len())), Some(row), None);
        setter.add_wide(Role::Subheading, title, &note(part.title), PART_SIZE, PART_SPACE, Keep::Free);
        for (at, pair) in part.pairs.iter().enumerate() {
            setter.add_pair(rows, pair, if at == 0 { Keep::WithPrevious } else { Keep::Free });
        }
    }
    setter.finish(document, head.foot)
}

/// A proof while it is being set.
struct Setter<'a> {
    typesetting: &'a TypesetContext<'a>,
    root: ElementId,
    table: ElementId,
    elements: Vec<Element>,
    galley: Galley,
    /// The proof's own words that cannot be set.
    findings: Findings,
    /// The messages that cannot be set.
    unset: Findings,
    /// The findings so far.
    counted: usize,
}

/// A paragraph in a column.
#[derive(Clone, Copy)]
struct Style {
    role: Role,
    typography: Typography,
    size: Pt,
    /// White above, if it is not the first of its column.
    space: Pt,
}

impl Style {
    fn body(size: Pt, space: Pt) -> Self {
        Self { role: Role::Paragraph, typography: Typography::Body, size, space }
    }
}

impl Setter<'_> {
    fn element(&mut self, role: Role, parent: Option<ElementId>, language: Option<&LanguageTag>) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(Element::new(role, parent, language.map(ToString::to_string)));
        id
    }

    fn set_head(&mut self, head: &ProofHead) {
        let root = self.root;
        self.add_wide(Role::Heading, root, &note(head.title), TITLE_SIZE, Pt::ZERO, Keep::Free);
        self.add_wide(Role::Paragraph, root, &note(head.about), SMALL_SIZE, NOTE_SPACE * 2.0, Keep::WithPrevious);
        for finding in head.findings {
            self.add_finding(root, finding, 0);
        }
        self.table = self.element(Role::Table, Some(root), None);
        let rows = self.element(Role::TableHead, Some(self.table), None);
        let group = self.element(Role::TableRow, Some(rows), None);
        let [source, translation] = &head.columns;
        let style = Style {
            role: Role::HeaderCell(Scope::Column),
            typography: Typography::Heading,
            ..Style::body(BODY_SIZE, Pt::ZERO)
        };
        let columns: Vec<ColumnOfLines> = [(0, &note("Message")), (1, source), (2, translation)]
            .into_iter()
            .map(|(at, text)| {
                let mut column = ColumnOfLines::new();
                if let Err(findings) = self.add(&mut column, group, text, style, COLUMNS[at]) {
                    self.findings.extend(findings);
                }
                column
            })
            .collect();
        self.galley.push_columns(&columns, PART_SPACE + BODY_SIZE, Keep::WithPrevious, self.typesetting.fonts);
    }

    fn add_pair(&mut self, rows: ElementId, pair: &Pair, keep: Keep) {
        let row = self.element(Role::TableRow, Some(rows), None);
        let mut faults = Findings::new();
        let mut columns = [ColumnOfLines::new(), ColumnOfLines::new(), ColumnOfLines::new()];
        let ids = Style { role: Role::HeaderCell(Scope::Row), ..Style::body(SMALL_SIZE, Pt::ZERO) };
        if let Err(findings) = self.add(&mut columns[0], row, &note(&pair.name), ids, COLUMNS[0]) {
            faults.extend(findings);
        }
        let cells = [row; 2].map(|row| self.element(Role::Cell, Some(row), None));
        // On the page, each paragraph is before its translation.
        for at in 0..pair.source.len().max(pair.translation.len()) {
            for (column, words) in [(1, pair.source.get(at)), (2, pair.translation.get(at))] {
                let Some(ParallelParagraph { text, filled }) = words else { continue };
                let style = Style::body(BODY_SIZE, PARAGRAPH_SPACE);
                match self.add(&mut columns[column], cells[column - 1], text, style, COLUMNS[column]) {
                    Ok(element) => mark_filled_in(&mut self.elements[element.0].spans, filled),
                    Err(findings) => faults.extend(findings),
                }
            }
        }
        let first = self.galley.rows.len();
        let pitch = BODY_SIZE * 1.2 + PAIR_SPACE;
        self.galley.push_columns(&columns, pitch, keep, self.typesetting.fonts);
        if let Some(row) = self.galley.rows.get_mut(first) {
            let y = -(BODY_SIZE + PAIR_SPACE * 0.5);
            let (from, to) = (Point { x: COLUMNS[0][0].to_pt(), y }, Point { x: COLUMNS[2][1].to_pt(), y });
            row.rules.push(Rule { element: None, from, to, stroke: RULE_STROKE, purpose: Purpose::Tint });
            row.above = row.above.max(-y);
        }
        for finding in pair.findings.iter().chain(&faults) {
            self.add_finding(cells[1], finding, 1);
        }
        self.unset.extend(faults);
        if self.galley.rows.len() - first <= ROWS_KEPT {
            for row in self.galley.rows.iter_mut().skip(first + 1) {
                row.may_begin_page = false;
            }
        }
    }

    /// A finding below what it is about, from the column `from` to the right edge.
    fn add_finding(&mut self, parent: ElementId, finding: &Finding, from: usize) {
        self.counted += 1;
        let mut words = format!("{} {}: {}", self.counted, finding.severity, finding.message);
        if let Some(help) = &finding.help {
            words.push_str("; ");
            words.push_str(help);
        }
        let place = [&finding.file, &finding.line.map(|n| n.to_string()), &finding.column.map(|n| n.to_string())];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
        if !place.is_empty() {
            words = format!("{words} ({})", place.join(":"));
        }
        let mut column = ColumnOfLines::new();
        let edges = [COLUMNS[from][0], COLUMNS[2][1]];
        let style = Style::body(SMALL_SIZE, Pt::ZERO);
        // A finding that quotes a character without a font is reported only on the terminal.
        if self.add(&mut column, parent, &note(words.replace('`', "’")), style, edges).is_ok() {
            let pitch = SMALL_SIZE * 1.4 + NOTE_SPACE;
            self.galley.push_columns(&[column], pitch, Keep::WithPrevious, self.typesetting.fonts);
        }
    }

    /// A paragraph over all columns.
    fn add_wide(&mut self, role: Role, parent: ElementId, text: &Text, size: Pt, space: Pt, keep: Keep) {
        let typography = if role == Role::Paragraph { Typography::Body } else { Typography::Heading };
        let mut column = ColumnOfLines::new();
        let style = Style { role, typography, size, space: Pt::ZERO };
        match self.add(&mut column, parent, text, style, [COLUMNS[0][0], COLUMNS[2][1]]) {
            Ok(_) => self.galley.push_columns(&[column], size * 1.2 + space, keep, self.typesetting.fonts),
            Err(findings) => self.findings.extend(findings),
        }
    }

    /// Adds a paragraph to a column.
    fn add(
        &mut self,
        column: &mut ColumnOfLines,
        parent: ElementId,
        text: &Text,
        style: Style,
        [left, right]: [Mm; 2],
    ) -> Result<ElementId, Findings> {
        let Style { role, typography, size, space } = style;
        let (left, right) = (left.to_pt(), right.to_pt());
        let paragraph = set_paragraph(text, typography, size, right - left, self.typesetting)?;
        let element = ElementId(self.elements.len());
        self.elements.push(element_of(role, Some(parent), text, self.typesetting));
        let leading = self.typesetting.leading_of(&text.language).at(size);
        let direction = self.typesetting.direction_of(&text.language);
        for (i, clusters) in paragraph.lines.iter().enumerate() {
            let origin = Point::default();
            let (text, clusters) = (Arc::clone(&paragraph.text), clusters.clone());
            let line = Line { element: Some(element), origin, size, text, clusters, spread: Spread::NONE };
            let line = begun_at(direction, line, left, right, Pt::ZERO);
            let pitch = if i == 0 { leading + space } else { leading };
            let depth = column.last().map_or(Pt::ZERO, |last| last.depth + pitch);
            column.push(ColumnLine { depth, line, keep: Keep::Free });
        }
        Ok(element)
    }

    fn finish(self, document: &mut Document, foot: &str) -> Result<Findings, Findings> {
        if !self.findings.is_empty() {
            return Err(self.findings);
        }
        let column = Column { top: TOP.to_pt(), bottom: BOTTOM.to_pt() };
        let pages = paginate(&self.galley, |_| column).map_err(|_| {
            let finding = Finding::error(
                rules::PAGE_TOO_SHORT,
                "a block that must stay together is longer than a page of the proof",
            );
            Findings::from(finding.help("write shorter paragraphs"))
        })?;
        let count = pages.len();
        for (n, page) in pages.iter().enumerate() {
            let mut lines = Vec::new();
            let mut items = Vec::new();
            for (row, baseline) in self.galley.rows[page.rows.clone()].iter().zip(&page.baselines) {
                let (of_row, rules) = row.placed_at(*baseline);
                items.extend(rules.into_iter().map(Item::Rule));
                lines.extend(of_row);
            }
            // The tint is below the words; and the words are in the order of reading.
            lines.sort_by_key(|line| line.element);
            for line in &lines {
                let spans = line.element.into_iter().flat_map(|ElementId(at)| &self.elements[at].spans);
                let filled = spans.filter(|span| span.is_filled_in).filter_map(|span| tint(line, &span.bytes));
                items.extend(filled.flatten().map(Item::Rule));
            }
            items.extend(lines.into_iter().map(Item::Line));
            let words = note(format!("{foot} · page {} of {count}", n + 1));
            items.push(Item::Line(self.foot(&words)?));
            let [width, height] = SHEET.map(Mm::to_pt);
            document.pages.push(Page { sheet: Size { width, height }, items });
        }
        document.elements = self.elements;
        Ok(self.unset)
    }

    /// The line at the foot, at the right. It is not part of the text.
    fn foot(&self, text: &Text) -> Result<Line, Findings> {
        let (left, right) = (COLUMNS[0][0].to_pt(), COLUMNS[2][1].to_pt());
        let paragraph = set_paragraph(text, Typography::Body, SMALL_SIZE, right - left, self.typesetting)?;
        let origin = Point { x: left, y: FOOT.to_pt() };
        let clusters = 0..paragraph.text.clusters.len();
        let line =
            Line { element: None, origin, size: SMALL_SIZE, text: paragraph.text, clusters, spread: Spread::NONE };
        Ok(line.flush_right(right))
    }
}

/// The tint below the part of a line that is within `filled`, bytes of its paragraph's text, and a stroke along its foot:
/// not everybody sees the tint.
fn tint(line: &Line, filled: &Range<usize>) -> Option<[Rule; 2]> {
    let mut edges: Option<(Pt, Pt)> = None;
    for cluster in line.placed() {
        // A hyphen at the end of the line is not part of the text.
        if filled.contains(&cluster.at) && cluster.text != HYPHEN_TEXT {
            let end = cluster.x + cluster.advance.at(line.size);
            let (left, right) = edges.unwrap_or((cluster.x, end));
            edges = Some((left.min(cluster.x), right.max(end)));
        }
    }
    let (left, right) = edges?;
    let (above, below) = (TINT_ABOVE.at(line.size), TINT_BELOW.at(line.size));
    let y = line.origin.y + (below - above) * 0.5;
    let (from, to) = (Point { x: left, y }, Point { x: right, y });
    let tint = Rule { element: None, from, to, stroke: above + below, purpose: Purpose::Tint };
    let foot = line.origin.y + below;
    let (from, to) = (Point { y: foot, ..from }, Point { y: foot, ..to });
    Some([tint, Rule { element: None, from, to, stroke: UNDERLINE_STROKE, purpose: Purpose::Layout }])
}
