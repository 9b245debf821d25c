//! The galley: the running text in one long column of rows, before it is split into pages.

use std::ops::Range;

use crate::font::Fonts;
use crate::page::document::{Line, Rule};
use crate::page::skyline::Skyline;
use crate::unit::{Point, Pt};

/// How many rows a row's ink might reach over, if they are small or empty where it does.
const REACH: usize = 3;

/// A row: everything on one baseline of the running text.
#[derive(Debug, Clone)]
pub struct Row {
    /// Lines of text; their origins' `x` is final and their `y` counts from the baseline.
    pub lines: Vec<Line>,
    /// Strokes; their `y` counts from the baseline.
    pub rules: Vec<Rule>,
    /// The distance from the baseline before, if the row does not begin a page.
    pub pitch: Pt,
    /// The distance without the extra space for the ink above.
    asked: Pitch,
    /// The distance that the ink above needs.
    needed: Pt,
    /// How far it reaches above its baseline.
    pub above: Pt,
    /// How far it reaches below its baseline.
    pub below: Pt,
    /// Whether a page may begin with it.
    pub may_begin_page: bool,
    /// Whether it is the first of a passage that need not stay with the one before.
    pub begins_passage: bool,
    /// Whether a list is torn if a page begins with it.
    pub continues_list: bool,
    skyline: Skyline,
}

/// The rows of a letter's running text.
#[derive(Debug, Clone)]
pub struct Galley {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// The part of the white that is kept.
    space: f64,
}

/// White above a row that may be reduced.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct White {
    /// Where there is room.
    pub usual: Pt,
    /// Where there is none.
    pub least: Pt,
}

/// The distance of a row from the baseline before.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pitch {
    /// The part that always stays.
    pub fixed: Pt,
    /// The part that may be reduced.
    pub white: White,
}

impl White {
    /// The white that is left if this part of it is kept.
    pub fn at(self, space: f64) -> Pt {
        (self.usual * space).max(self.least)
    }

    /// The same with white that always stays.
    #[must_use]
    pub fn and(self, fixed: Pt) -> Self {
        Self { usual: self.usual + fixed, least: self.least + fixed }
    }
}

impl Pitch {
    fn at(self, space: f64) -> Pt {
        self.fixed + self.white.at(space)
    }
}

impl From<Pt> for Pitch {
    fn from(fixed: Pt) -> Self {
        Self { fixed, white: White::default() }
    }
}

impl Default for Galley {
    fn default() -> Self {
        Self::with_space(1.0)
    }
}

/// The lines of one of several columns, from top to bottom.
pub type ColumnOfLines = Vec<ColumnLine>;

/// A line in a column that is beside others.
#[derive(Debug, Clone)]
pub struct ColumnLine {
    /// How far its baseline is below the first one of its column.
    pub depth: Pt,
    /// The line; its origin's `x` is final and its `y` counts from the baseline.
    pub line: Line,
    /// Whether a page may begin with it.
    pub keep: Keep,
}

/// Whether a page may begin with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It may.
    Free,
    /// It may, and does so best: a paragraph or an item of a list begins with it.
    Passage,
    /// It stays on the page of the row before it.
    WithPrevious,
}

impl Galley {
    /// A galley without rows, which will keep this part of its white.
    pub fn with_space(space: f64) -> Self {
        Self { rows: Vec::new(), space }
    }

    /// The part of the white that is kept.
    pub fn space(&self) -> f64 {
        self.space
    }

    /// Keeps a larger part of the white than the rows were added with. No distance gets smaller than their ink needs.
    pub fn set_space(&mut self, space: f64) {
        self.space = space;
        for row in &mut self.rows {
            row.pitch = row.asked.at(space).max(row.needed);
        }
    }

    /// Adds a row at `pitch` below the one before, or as much further as their ink needs.
    pub fn push(&mut self, lines: Vec<Line>, rules: Vec<Rule>, pitch: impl Into<Pitch>, keep: Keep, fonts: &Fonts) {
        self.push_within(REACH, lines, rules, pitch.into(), keep, fonts);
    }

    /// Adds columns that are side by side, with their first baselines at `pitch` below the last
    /// row. Each line keeps its own distance from the line before it in its column, so the lines of
    /// two languages need not have the same leading.
    pub fn push_columns(&mut self, columns: &[ColumnOfLines], pitch: impl Into<Pitch>, keep: Keep, fonts: &Fonts) {
        let first_pitch = pitch.into();
        let mut depths: Vec<Pt> = columns.iter().flatten().map(|line| line.depth).collect();
        depths.sort_by(|a, b| a.0.total_cmp(&b.0));
        depths.dedup();
        let mut previous = None;
        for depth in depths {
            let here = columns.iter().flatten().filter(|line| line.depth == depth);
            let lines = here.map(|line| line.line.clone()).collect();
            // A page that begins here begins in each column with what has not been set yet.
            let next = columns.iter().filter_map(|column| column.iter().find(|line| line.depth >= depth));
            let is_free = next.clone().all(|line| line.keep != Keep::WithPrevious);
            let inner = if is_free { Keep::Free } else { Keep::WithPrevious };
            let (pitch, keep) = match previous {
                None => (first_pitch, keep),
                Some(above) => ((depth - above).into(), inner),
            };
            self.push_within(REACH * columns.len(), lines, Vec::new(), pitch, keep, fonts);
            previous = Some(depth);
        }
    }

    fn push_within(
        &mut self,
        reach: usize,
        lines: Vec<Line>,
        rules: Vec<Rule>,
        asked: Pitch,
        keep: Keep,
        fonts: &Fonts,
    ) {
        let skyline = Skyline::of(&lines, fonts);
        let needed = needed_below(&self.rows, &skyline, reach);
        let rule_above = rules.iter().map(|rule| -rule.from.y.min(rule.to.y)).fold(Pt::ZERO, Pt::max);
        let rule_below = rules.iter().map(|rule| rule.from.y.max(rule.to.y)).fold(Pt::ZERO, Pt::max);
        self.rows.push(Row {
            pitch: asked.at(self.space).max(needed),
            asked,
            needed,
            above: skyline.above().max(rule_above),
            below: skyline.below().max(rule_below),
            may_begin_page: keep != Keep::WithPrevious,
            begins_passage: keep == Keep::Passage,
            continues_list: false,
            lines,
            rules,
            skyline,
        });
    }

    /// Whether all rows keep their distances when `new` takes the place of the row `at`, whose ink
    /// reaches no further than that of `new`. The pitch of `new` is that of its words alone.
    pub fn keeps_its_pitches(&self, at: usize, new: &Row) -> bool {
        let old = &self.rows[at];
        if new.pitch.max(needed_below(&self.rows[..at], &new.skyline, REACH)) != old.pitch {
            return false;
        }
        let mut between = Pt::ZERO;
        for next in self.rows[at + 1..].iter().take(REACH) {
            let needed = |row: &Row| row.skyline.pitch_to(&next.skyline) - between;
            // A distance that the old row's ink made might shrink.
            if needed(new) > next.pitch || needed(old) >= next.pitch {
                return false;
            }
            between += next.pitch;
        }
        true
    }

    /// Replaces the rows in `range` by `rows`. All keep the distances that they were added with, or get
    /// a larger one if the ink of their new neighbours needs it.
    pub fn replace(&mut self, range: Range<usize>, rows: Vec<Row>) {
        let end = range.start + rows.len() + REACH;
        let start = range.start;
        self.rows.splice(range, rows);
        self.open(start..end.min(self.rows.len()));
    }

    /// Marks the rows from `first` on as those of one list.
    pub fn mark_list(&mut self, first: usize) {
        for row in self.rows.iter_mut().skip(first + 1) {
            row.continues_list = true;
        }
    }

    /// Puts the rows in `range` before the row `to`, which comes before them. The rows before which others are now keep
    /// the distances that they were added with, or get a larger one if the ink of their new neighbours needs it.
    pub fn move_up(&mut self, range: Range<usize>, to: usize) {
        self.rows[to..range.end].rotate_right(range.len());
        for join in [to, to + range.len(), range.end] {
            self.open(join..(join + REACH).min(self.rows.len()));
        }
    }

    /// A galley of these rows alone.
    pub fn take_rows(&self, range: Range<usize>) -> Self {
        Self { rows: self.rows[range].to_vec(), space: self.space }
    }

    /// Gives the rows in `range` the distances that their ink needs.
    fn open(&mut self, range: Range<usize>) {
        for at in range {
            let needed = needed_below(&self.rows[..at], &self.rows[at].skyline, REACH);
            let row = &mut self.rows[at];
            row.needed = needed;
            row.pitch = row.asked.at(self.space).max(needed);
        }
    }

    /// Keeps the last row on the page of the one before it.
    pub fn keep_last_row(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.may_begin_page = false;
        }
    }
}

/// The distance below the last of `rows` at which the ink of a row touches none of the last `reach` rows.
fn needed_below(rows: &[Row], skyline: &Skyline, reach: usize) -> Pt {
    let (mut needed, mut between) = (Pt::ZERO, Pt::ZERO);
    for row in rows.iter().rev().take(reach) {
        needed = needed.max(row.skyline.pitch_to(skyline) - between);
        between += row.pitch;
    }
    needed
}

impl Row {
    /// The row's lines and strokes with their baseline at `baseline`.
    pub fn placed_at(&self, baseline: Pt) -> (Vec<Line>, Vec<Rule>) {
        let down = |point: Point| Point { y: point.y + baseline, ..point };
        let lines = self.lines.iter().cloned().map(|line| Line { origin: down(line.origin), ..line });
        let rules = self.rules.iter().map(|rule| Rule { from: down(rule.from), to: down(rule.to), ..rule.clone() });
        (lines.collect(), rules.collect())
    }
}
