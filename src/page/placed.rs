//! Placed clusters: a line as it is drawn, from left to right.
//!
//! A line is a range of a paragraph's clusters in the order in which they are read. Here they get
//! the order in which they stand on paper (UAX 9, L1 and L2), the hyphen of a line that ends inside
//! a word, and the opened spaces of a justified one. Whoever draws or measures a line asks here.

use super::document::Line;
use crate::font::FontId;
use crate::line::Spread;
use crate::shape::{Cluster, Glyph, Hyphen, Level};
use crate::unit::{Em, Pt};

/// What a hyphen at the end of a line stands for: the soft hyphen, which is none of the words.
pub const HYPHEN_TEXT: &str = "\u{AD}";

/// A cluster at its place on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed<'a> {
    /// The text that it stands for; [`HYPHEN_TEXT`] for the hyphen at the end of a line.
    pub text: &'a str,
    /// The face it is set in.
    pub font: FontId,
    /// Its glyphs in the order in which they are drawn.
    pub glyphs: &'a [Glyph],
    /// Where the pen stands before it, from the left edge of the sheet.
    pub x: Pt,
    /// How far it moves the pen.
    pub advance: Em,
    /// How much further the pen moves, because the line is justified.
    pub opened: Em,
    /// Whether it is read from right to left.
    pub is_rtl: bool,
}

impl Line {
    /// The clusters of the line from left to right. Spaces at its end stand outside its width:
    /// to the right of it, or to the left where the paragraph is written from right to left.
    pub fn placed(&self) -> Vec<Placed<'_>> {
        let parts = self.parts();
        let mut levels: Vec<Level> = parts.iter().map(|part| part.cluster.level).collect();
        let inked = parts.iter().rposition(|part| !part.is_space()).map_or(0, |last| last + 1);
        levels[inked..].fill(self.text.level);
        let order = if levels.iter().all(Level::is_ltr) {
            (0..parts.len()).collect()
        } else {
            unicode_bidi::ParagraphBidiInfo::reorder_visual(&levels)
        };
        let hanging: Em = parts[inked..].iter().map(|part| part.cluster.advance).sum();
        let mut x = self.origin.x;
        if self.text.level.is_rtl() {
            x -= hanging.at(self.size);
        }
        let mut placed = Vec::with_capacity(parts.len());
        for at in order {
            let Part { cluster, text, opened } = parts[at];
            placed.push(Placed {
                text,
                font: cluster.font,
                glyphs: self.text.glyphs_of(cluster),
                x,
                advance: cluster.advance,
                opened,
                is_rtl: levels[at].is_rtl(),
            });
            x += (cluster.advance + opened).at(self.size);
        }
        placed
    }

    /// How wide the line is, with its hyphen and without the spaces at its end.
    pub fn width(&self) -> Pt {
        let parts = self.parts();
        let inked = parts.iter().rposition(|part| !part.is_space()).map_or(0, |last| last + 1);
        parts[..inked].iter().map(|part| part.cluster.advance + part.opened).sum::<Em>().at(self.size)
    }

    /// The hyphen that the line ends with, if it ends inside a word.
    pub fn hyphen(&self) -> Option<&Hyphen> {
        self.text.hyphen_before(self.clusters.end)
    }

    /// The line with its spaces opened so that it fills `measure`, if that can be done well.
    #[must_use]
    pub fn filling(self, measure: Pt) -> Self {
        let spread = Spread::filling(&self.text, self.clusters.clone(), self.width(), self.size, measure);
        Self { spread, ..self }
    }

    /// The line with its right end at `right`.
    #[must_use]
    pub fn flush_right(mut self, right: Pt) -> Self {
        self.origin.x = right - self.width();
        self
    }

    /// The clusters in reading order, and the hyphen.
    fn parts(&self) -> Vec<Part<'_>> {
        let end = self.text.without_trailing_space(self.clusters.clone()).end;
        let clusters = self.clusters.clone().map(|at| Part {
            cluster: &self.text.clusters[at],
            text: self.text.text_of(at..at + 1),
            opened: self.spread.after(&self.text, at, end),
        });
        let hyphen = self.hyphen().map(|hyphen| Part { cluster: &hyphen.drawn, text: HYPHEN_TEXT, opened: Em::ZERO });
        clusters.chain(hyphen).collect()
    }
}

/// A cluster or hyphen of a line.
#[derive(Clone, Copy)]
struct Part<'a> {
    cluster: &'a Cluster,
    text: &'a str,
    opened: Em,
}

impl Part<'_> {
    fn is_space(&self) -> bool {
        self.text == " "
    }
}
