//! The sheet's pages: splits the galley, draws the frame, and adds the words outside the text.

use std::ops::Range;
use std::sync::Arc;

use super::cells::Edges;
use super::{Margins, SheetSetter, split};
use crate::finding::{Finding, Findings, rules};
use crate::letter::{SheetMargins, Text};
use crate::line::Spread;
use crate::locale::Direction;
use crate::page::document::{Document, Item, Line, Page, Purpose, Rule};
use crate::page::letter::compositor::begun_at;
use crate::page::skyline::Stack;
use crate::page::text::paginate::{Column, PageRows, paginate};
use crate::page::text::paragraph::set_paragraph;
use crate::page::text::typography::Typography;
use crate::unit::{Mm, Point, Pt, Rect};

/// Where the text begins on the first page, and ends on all.
const TOP: Mm = Mm(17.0);
const BOTTOM: Mm = Mm(19.0);

/// Where a letterhead begins on the first page, and the white below it.
const LETTERHEAD_TOP: Mm = Mm(7.0);
const LETTERHEAD_SPACE: Mm = Mm(3.0);

/// The baseline of the last line at the foot, from the lower edge.
const FOOT: Mm = Mm(11.0);

/// White between the text and the foot, and between the two parts of the foot on one line.
const FOOT_SPACE: Mm = Mm(2.5);
const FOOT_GAP: Mm = Mm(6.0);

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

/// The foot of a page: the imprint and the page line.
struct Foot {
    items: Vec<Item>,
    /// Where its highest line begins.
    top: Pt,
}

impl SheetSetter<'_> {
    /// The place of a letterhead of this height on the first page.
    pub fn letterhead_zone(&self, height: Mm) -> Rect {
        let edges = self.edges();
        let top = LETTERHEAD_TOP.to_pt();
        Rect { left: edges.left, top, right: edges.right, bottom: top + height.to_pt() }
    }

    /// Where the text begins on the first page.
    fn first_top(&self) -> Pt {
        self.head_zone.map_or(TOP.to_pt(), |zone| zone.bottom + LETTERHEAD_SPACE.to_pt())
    }

    /// Splits the galley into pages. The additional information begins with row `additional`.
    pub fn paginate(&self, additional: usize, margins: Margins) -> Result<SheetPages, Findings> {
        let outside = margins(MOST_PAGES, MOST_PAGES)?;
        let further = self.running(&outside)?.bottom;
        let above_foot = self.foot(&outside, true)?.top - FOOT_SPACE.to_pt();
        let bottom = above_foot.min(self.paper.height - BOTTOM.to_pt());
        let too_short = |_| {
            let message = "a block that must stay together is longer than a page";
            Findings::from(
                Finding::error(rules::PAGE_TOO_SHORT, message).help("write fewer contacts or shorter paragraphs"),
            )
        };
        let first_top = self.first_top();
        let column = |page: usize| Column { top: if page == 0 { first_top } else { further }, bottom };
        let pages = paginate(&self.galley, column).map_err(too_short)?;
        let first_part_is_one_page = pages.first().is_none_or(|page| page.rows.end >= additional);
        Ok(SheetPages { pages, first_part_is_one_page })
    }

    /// Adds the pages to the document.
    pub fn finish(mut self, document: &mut Document, pages: &SheetPages, margins: Margins) -> Result<(), Findings> {
        let count = pages.pages.len();
        for (i, page) in pages.pages.iter().enumerate() {
            let outside = margins(i + 1, count)?;
            let mut items = self.running(&outside)?.items;
            items.append(&mut self.head);
            items.extend(self.frame(page));
            let rows = self.galley.rows[page.rows.clone()].iter().zip(&page.baselines);
            let mut lines: Vec<Line> = rows.flat_map(|(row, baseline)| row.placed_at(*baseline).0).collect();
            // Columns were set row by row; they are read one after the other.
            lines.sort_by_key(|line| line.element);
            items.extend(lines.into_iter().map(Item::Line));
            items.extend(self.foot(&outside, count > 1)?.items);
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
    fn running(&self, outside: &[SheetMargins]) -> Result<Running, Findings> {
        let mut items = Vec::new();
        let mut bottom = TOP.to_pt();
        for (SheetMargins { head, .. }, column) in outside.iter().zip(split(self.edges(), outside.len())) {
            let Some(text) = head else { continue };
            let leading = self.typesetting.leading_of(&text.language).at(self.small_size);
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

    /// The foot of a page, in each language's column: the imprint where reading begins, and the page line where it
    /// ends, or below the imprint if there is no room beside its last line.
    fn foot(&self, outside: &[SheetMargins], has_page_line: bool) -> Result<Foot, Findings> {
        let lowest = self.paper.height - FOOT.to_pt();
        let mut foot = Foot { items: Vec::new(), top: lowest };
        for (SheetMargins { imprint, page_line, .. }, column) in outside.iter().zip(split(self.edges(), outside.len()))
        {
            let leading = self.typesetting.leading_of(&imprint.language).at(self.small_size);
            let page_line = if has_page_line { Some(self.page_line(page_line, column)?) } else { None };
            let imprint = if imprint.content.is_empty() { Vec::new() } else { self.small(imprint, column)? };
            let room = column.right - column.left - FOOT_GAP.to_pt();
            let is_beside = match (&page_line, imprint.last()) {
                (Some(page_line), Some(last)) => page_line.width() + last.width() <= room,
                _ => true,
            };
            let mut y = if is_beside { lowest } else { lowest - leading };
            for line in imprint.into_iter().rev() {
                foot.items.push(Item::Line(Line { origin: Point { y, ..line.origin }, ..line }));
                y -= leading;
            }
            foot.items
                .extend(page_line.map(|line| Item::Line(Line { origin: Point { y: lowest, ..line.origin }, ..line })));
            foot.top = foot.top.min(y);
        }
        Ok(foot)
    }

    /// The page line where reading ends.
    fn page_line(&self, text: &Text, column: Edges) -> Result<Line, Findings> {
        let mut lines = self.small(text, column)?;
        let Some(line) = lines.pop().filter(|_| lines.is_empty()) else {
            let finding = text.origin.error(rules::OVERFULL_LINE, "the page line is wider than the running text");
            return Err(finding.help("shorten the message").into());
        };
        Ok(match self.typesetting.direction_of(&text.language) {
            Direction::Ltr => line.flush_right(column.right),
            Direction::Rtl => Line { origin: Point { x: column.left, ..line.origin }, ..line },
        })
    }

    /// Small lines that are not part of the text, where reading begins and at no height yet.
    fn small(&self, text: &Text, Edges { left, right }: Edges) -> Result<Vec<Line>, Findings> {
        let paragraph = set_paragraph(text, Typography::Body, self.small_size, right - left, self.typesetting)?;
        let direction = self.typesetting.direction_of(&text.language);
        let line = |clusters: &Range<usize>| {
            let (text, clusters) = (Arc::clone(&paragraph.text), clusters.clone());
            let origin = Point::default();
            let line = Line { element: None, origin, size: self.small_size, text, clusters, spread: Spread::NONE };
            begun_at(direction, line, left, right, Pt::ZERO)
        };
        Ok(paragraph.lines.iter().map(line).collect())
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}
