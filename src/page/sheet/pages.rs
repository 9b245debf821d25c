//! The sheet's pages: splits the galley, draws the frame, and adds the words outside the text.

use std::ops::Range;
use std::sync::Arc;

use super::cells::Edges;
use super::{LEAF, Margins, SheetSetter, split};
use crate::finding::{Finding, Findings, rules};
use crate::id::LanguageTag;
use crate::letter::{SheetMargins, Text};
use crate::line::Spread;
use crate::locale::Direction;
use crate::page::document::{Document, Item, Line, Page, Purpose, Rule};
use crate::page::letter::compositor::begun_at;
use crate::page::skyline::Stack;
use crate::page::text::balance::set_balanced;
use crate::page::text::fit::loosen_each;
use crate::page::text::galley::Galley;
use crate::page::text::paginate::{Column, PageRows, paginate};
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
    /// The rows in the order of the pages.
    galley: Galley,
    /// Which rows are on each, and where.
    pages: Vec<PageRows>,
    /// The rows in the frame.
    framed: Range<usize>,
    /// Whether the text before the frame is all on the first page, and the frame below it.
    is_in_order: bool,
}

impl SheetPages {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// How good they are; one is the best: a leaf, whose first page has everything except the additional information. A
    /// frame that stands before a part of the text is better than one more page.
    pub fn rank(&self) -> usize {
        2 * self.count().max(LEAF) - 2 * LEAF + if self.is_in_order { 1 } else { 2 }
    }

    /// Gives each page all the white that it has room for.
    pub fn loosen_each(&mut self, columns: PageColumns) {
        loosen_each(&self.galley, &mut self.pages, |page| columns.of(page));
    }

    /// A remark on a sheet that is longer than a leaf at the least size.
    pub fn longer_than_a_leaf(&self, language: &LanguageTag, least: Pt) -> Finding {
        let beyond: usize = self.pages[LEAF..].iter().map(|page| page.rows.len()).sum();
        let message = format!(
            "the sheet in `{language}` has {} pages: {beyond} {} more than the two pages of a leaf can hold, even at {} pt",
            self.count(),
            if beyond == 1 { "line is" } else { "lines are" },
            least.0,
        );
        Finding::note(rules::MORE_THAN_A_PAGE, message).help("shorten the additional information, or use two leaves")
    }
}

/// The columns of the first page and of all others.
#[derive(Debug, Clone, Copy)]
pub struct PageColumns {
    first: Column,
    further: Column,
}

impl PageColumns {
    /// That of page number `page`, from 0.
    fn of(self, page: usize) -> Column {
        if page == 0 { self.first } else { self.further }
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

    /// The columns of the pages, as long as the words outside the text allow on any.
    pub fn page_columns(&self, margins: Margins) -> Result<PageColumns, Findings> {
        let outside = margins(MOST_PAGES, MOST_PAGES)?;
        let further = self.running(&outside)?.bottom;
        let above_foot = self.foot(&outside, true)?.top - FOOT_SPACE.to_pt();
        let bottom = above_foot.min(self.paper.height - BOTTOM.to_pt());
        let column = |top: Pt| Column { top, bottom };
        Ok(PageColumns { first: column(self.first_top()), further: column(further) })
    }

    /// Splits a galley of this sheet into pages. The additional information begins with row `additional`.
    pub fn paginate(&self, galley: &Galley, additional: usize, columns: PageColumns) -> Result<SheetPages, Findings> {
        let too_short = |_| {
            let message = "a block that must stay together is longer than a page";
            Findings::from(
                Finding::error(rules::PAGE_TOO_SHORT, message).help("write fewer contacts or shorter paragraphs"),
            )
        };
        let pages = paginate(galley, |page| columns.of(page)).map_err(too_short)?;
        let first_has_all = pages.first().is_none_or(|page| page.rows.end >= additional);
        let in_order =
            SheetPages { galley: galley.clone(), pages, framed: self.framed.clone(), is_in_order: first_has_all };
        if first_has_all || !self.is_frame_short {
            return Ok(in_order);
        }
        // The frame may be on the first page, and a part of the text that belongs before it on the next.
        let free = |&row: &usize| galley.rows[row].may_begin_page && !galley.rows[row].continues_list;
        let cuts: Vec<usize> = (1..self.framed.start).rev().filter(free).collect();
        // A paragraph is torn only if this saves a page.
        let between: Vec<usize> = cuts.iter().copied().filter(|&cut| galley.rows[cut].begins_passage).collect();
        let fullest = |cuts: &[usize]| cuts.iter().find_map(|&cut| self.with_frame_before(galley, cut, columns));
        let framed_first = [fullest(&between), fullest(&cuts)];
        let best = framed_first.into_iter().flatten().min_by_key(SheetPages::count);
        Ok(best.filter(|pages| pages.count() <= in_order.count()).unwrap_or(in_order))
    }

    /// The pages with the frame before row `cut`, with which the second page begins; `None` if the first cannot hold it.
    fn with_frame_before(&self, galley: &Galley, cut: usize, columns: PageColumns) -> Option<SheetPages> {
        let mut galley = galley.clone();
        galley.move_up(self.framed.clone(), cut);
        let framed = cut..cut + self.framed.len();
        let first = galley.take_rows(0..framed.end);
        let mut pages = paginate(&first, |_| columns.first).ok()?;
        if pages.len() != 1 {
            return None;
        }
        let rest = galley.take_rows(framed.end..galley.rows.len());
        let further = paginate(&rest, |_| columns.further).ok()?;
        let moved = |rows: Range<usize>| rows.start + framed.end..rows.end + framed.end;
        pages.extend(further.into_iter().map(|page| PageRows { rows: moved(page.rows), ..page }));
        Some(SheetPages { galley, pages, framed, is_in_order: false })
    }

    /// Adds the pages to the document.
    pub fn finish(mut self, document: &mut Document, pages: &SheetPages, margins: Margins) -> Result<(), Findings> {
        let count = pages.pages.len();
        for (i, page) in pages.pages.iter().enumerate() {
            let outside = margins(i + 1, count)?;
            let mut items = self.running(&outside)?.items;
            items.append(&mut self.head);
            items.extend(self.frame(pages, page));
            let rows = pages.galley.rows[page.rows.clone()].iter().zip(&page.baselines);
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
    fn frame(&self, SheetPages { galley, framed, .. }: &SheetPages, page: &PageRows) -> Vec<Item> {
        let rows = overlap(&page.rows, framed);
        if rows.is_empty() {
            return Vec::new();
        }
        let reach = |row: usize| {
            let (row, baseline) = (&galley.rows[row], page.baselines[row - page.rows.start]);
            (baseline - row.above, baseline + row.below)
        };
        let (begins, ends) = (rows.start == framed.start, rows.end == framed.end);
        let open = |is_closed: bool| if is_closed { Pt::ZERO } else { OPEN_FRAME.to_pt() };
        let top = rows.clone().map(|row| reach(row).0).fold(self.paper.height, Pt::min) - open(begins);
        let bottom = rows.clone().map(|row| reach(row).1).fold(Pt::ZERO, Pt::max) + open(ends);
        let (left, right) = (self.edges().left, self.edges().right);
        let stroke = |from: (Pt, Pt), to: (Pt, Pt)| {
            let point = |(x, y)| Point { x, y };
            let purpose = Purpose::Layout;
            Item::Rule(Rule { element: None, from: point(from), to: point(to), stroke: FRAME_STROKE, purpose })
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
        items.push(Item::Rule(Rule { element: None, from, to, stroke: RUNNING_STROKE, purpose: Purpose::Layout }));
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
        let paragraph = set_balanced(text, Typography::Body, self.small_size, right - left, self.typesetting)?;
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
