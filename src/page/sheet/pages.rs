//! The sheet's pages: splits the galley, draws the frame, and adds the words outside the text.

use std::ops::Range;
use std::sync::Arc;

use super::cells::Edges;
use super::{RunningLines, SheetSetter, split};
use crate::finding::{Finding, Findings, rules};
use crate::letter::Text;
use crate::line::Spread;
use crate::page::document::{Document, Item, Line, Page, Purpose, Rule};
use crate::page::letter::compositor::begun_at;
use crate::page::skyline::Stack;
use crate::page::text::paginate::{Column, PageRows, paginate};
use crate::page::text::paragraph::set_paragraph;
use crate::page::text::typography::{SMALL_SIZE, Typography};
use crate::unit::{Mm, Point, Pt, Rect};

/// Where the text begins on the first page, and ends on all.
const TOP: Mm = Mm(17.0);
const BOTTOM: Mm = Mm(19.0);

/// Where a letterhead begins on the first page, how high it is, and the white below it.
const LETTERHEAD_TOP: Mm = Mm(7.0);
const LETTERHEAD_HEIGHT: Mm = Mm(11.0);
const LETTERHEAD_SPACE: Mm = Mm(3.0);

/// The page line's baseline, from the lower edge.
const PAGE_LINE: Mm = Mm(11.0);

/// White below the running line at the head of a page, and from its stroke to the text.
const RUNNING_SPACE: Mm = Mm(2.0);
const RUNNING_TEXT_SPACE: Mm = Mm(5.0);

/// How far a frame that continues on another page reaches beyond its words.
const OPEN_FRAME: Mm = Mm(2.0);

/// The strokes of the frame and below the running line.
const FRAME_STROKE: Pt = Pt(0.9);
const RUNNING_STROKE: Pt = Pt(0.5);

/// More pages than any sheet has, in digits as wide as any: for measuring.
const MOST_PAGES: usize = 88;

/// The galley in pages.
pub struct SheetPages {
    /// Which rows are on each, and where.
    pages: Vec<PageRows>,
    /// Whether all but the additional information is on the first.
    pub first_part_is_one_page: bool,
}

impl SheetPages {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }
}

/// The head of a page: lines and a stroke.
struct Running {
    items: Vec<Item>,
    /// Where the text may begin.
    bottom: Pt,
}

impl SheetSetter<'_> {
    /// The place of the letterhead on the first page.
    pub fn letterhead_zone(&self) -> Rect {
        let edges = self.edges();
        let top = LETTERHEAD_TOP.to_pt();
        Rect { left: edges.left, top, right: edges.right, bottom: top + LETTERHEAD_HEIGHT.to_pt() }
    }

    /// Where the text begins on the first page.
    fn first_top(&self) -> Pt {
        if self.head.is_empty() { TOP.to_pt() } else { self.letterhead_zone().bottom + LETTERHEAD_SPACE.to_pt() }
    }

    /// Splits the galley into pages. The additional information, which begins with row `additional`, begins the second
    /// page if the rest is on the first.
    pub fn paginate(&mut self, additional: usize, running_lines: RunningLines) -> Result<SheetPages, Findings> {
        let further = self.running(&running_lines(MOST_PAGES, MOST_PAGES)?)?.bottom;
        let bottom = self.paper.height - BOTTOM.to_pt();
        let too_short = |_| {
            let message = "a block that must stay together is longer than a page";
            Findings::from(
                Finding::error(rules::PAGE_TOO_SHORT, message).help("write fewer contacts or shorter paragraphs"),
            )
        };
        let first_top = self.first_top();
        let column = |page: usize| Column { top: if page == 0 { first_top } else { further }, bottom };
        let first = self.galley.first(additional);
        let first_pages = paginate(&first, column).map_err(too_short)?;
        if first_pages.len() > 1 || additional == self.galley.rows.len() {
            let pages = paginate(&self.galley, column).map_err(too_short)?;
            return Ok(SheetPages { first_part_is_one_page: first_pages.len() == 1, pages });
        }
        let column = |_: usize| Column { top: further, bottom };
        let rest = paginate(&self.galley.from(additional), column).map_err(too_short)?;
        let shifted = rest
            .into_iter()
            .map(|page| PageRows { rows: page.rows.start + additional..page.rows.end + additional, ..page });
        Ok(SheetPages { pages: first_pages.into_iter().chain(shifted).collect(), first_part_is_one_page: true })
    }

    /// Adds the pages to the document.
    pub fn finish(
        mut self,
        document: &mut Document,
        pages: &SheetPages,
        running_lines: RunningLines,
    ) -> Result<(), Findings> {
        let count = pages.pages.len();
        for (i, page) in pages.pages.iter().enumerate() {
            let outside = running_lines(i + 1, count)?;
            let mut items = self.running(&outside)?.items;
            items.append(&mut self.head);
            items.extend(self.frame(page));
            let rows = self.galley.rows[page.rows.clone()].iter().zip(&page.baselines);
            let mut lines: Vec<Line> = rows.flat_map(|(row, baseline)| row.placed_at(*baseline).0).collect();
            // Columns were set row by row; they are read one after the other.
            lines.sort_by_key(|line| line.element);
            items.extend(lines.into_iter().map(Item::Line));
            if count > 1 {
                items.extend(self.page_lines(&outside)?);
            }
            document.pages.push(Page { sheet: self.paper, items });
        }
        document.elements = self.elements;
        document.links = self.links;
        Ok(())
    }

    /// The frame, as much of it as is on this page.
    fn frame(&self, page: &PageRows) -> Vec<Item> {
        let rows = overlap(&page.rows, &self.framed);
        if rows.is_empty() {
            return Vec::new();
        }
        let reach = |row: usize| {
            let (row, baseline) = (&self.galley.rows[row], page.baselines[row - page.rows.start]);
            (baseline - row.above, baseline + row.below)
        };
        let (begins, ends) = (rows.start == self.framed.start, rows.end == self.framed.end);
        let open = |is_closed: bool| if is_closed { Pt::ZERO } else { OPEN_FRAME.to_pt() };
        let top = rows.clone().map(|row| reach(row).0).fold(self.paper.height, Pt::min) - open(begins);
        let bottom = rows.clone().map(|row| reach(row).1).fold(Pt::ZERO, Pt::max) + open(ends);
        let (left, right) = (self.edges().left, self.edges().right);
        let stroke = |from: (Pt, Pt), to: (Pt, Pt)| {
            let point = |(x, y)| Point { x, y };
            let purpose = Purpose::Layout;
            Item::Rule(Rule { from: point(from), to: point(to), stroke: FRAME_STROKE, purpose })
        };
        // Across the corners, to close them.
        let half = FRAME_STROKE * 0.5;
        let mut strokes = vec![
            stroke((left, top - half), (left, bottom + half)),
            stroke((right, top - half), (right, bottom + half)),
        ];
        if begins {
            strokes.push(stroke((left - half, top), (right + half, top)));
        }
        if ends {
            strokes.push(stroke((left - half, bottom), (right + half, bottom)));
        }
        strokes
    }

    /// Small lines at the head of a page, each language's in its column, and a stroke below them.
    fn running(&self, outside: &[(Option<Text>, Text)]) -> Result<Running, Findings> {
        let mut items = Vec::new();
        let mut bottom = TOP.to_pt();
        for ((head, _), column) in outside.iter().zip(split(self.edges(), outside.len())) {
            let Some(text) = head else { continue };
            let leading = self.typesetting.leading_of(&text.language).at(SMALL_SIZE);
            let mut stack = Stack::at(TOP.to_pt(), self.typesetting.fonts);
            for mut line in self.small(text, column)? {
                stack.push(&mut line, leading, Pt::ZERO);
                items.push(Item::Line(line));
            }
            bottom = bottom.max(stack.bottom);
        }
        if items.is_empty() {
            return Ok(Running { items, bottom });
        }
        let (edges, y) = (self.edges(), bottom + RUNNING_SPACE.to_pt());
        let (from, to) = (Point { x: edges.left, y }, Point { x: edges.right, y });
        items.push(Item::Rule(Rule { from, to, stroke: RUNNING_STROKE, purpose: Purpose::Layout }));
        Ok(Running { items, bottom: y + RUNNING_TEXT_SPACE.to_pt() })
    }

    /// The page line at the foot, in the middle of each language's column.
    fn page_lines(&self, outside: &[(Option<Text>, Text)]) -> Result<Vec<Item>, Findings> {
        let y = self.paper.height - PAGE_LINE.to_pt();
        let mut items = Vec::new();
        for ((_, text), column) in outside.iter().zip(split(self.edges(), outside.len())) {
            let lines = self.small(text, column)?;
            if lines.len() > 1 {
                let finding = text.origin.error(rules::OVERFULL_LINE, "the page line is wider than the running text");
                return Err(finding.help("shorten the message").into());
            }
            items.extend(lines.into_iter().map(|line| {
                let x = column.left + (column.right - column.left - line.width()) * 0.5;
                Item::Line(Line { origin: Point { x, y }, ..line })
            }));
        }
        Ok(items)
    }

    /// Small lines that are not part of the text, where reading begins and at no height yet.
    fn small(&self, text: &Text, Edges { left, right }: Edges) -> Result<Vec<Line>, Findings> {
        let paragraph = set_paragraph(text, Typography::Body, SMALL_SIZE, right - left, self.typesetting)?;
        let direction = self.typesetting.direction_of(&text.language);
        let line = |clusters: &Range<usize>| {
            let (text, clusters) = (Arc::clone(&paragraph.text), clusters.clone());
            let origin = Point::default();
            let line = Line { element: None, origin, size: SMALL_SIZE, text, clusters, spread: Spread::NONE };
            begun_at(direction, line, left, right, Pt::ZERO)
        };
        Ok(paragraph.lines.iter().map(line).collect())
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}
