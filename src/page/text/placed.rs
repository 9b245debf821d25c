//! Placed clusters: a line as it is drawn, from left to right.
//!
//! A line is a range of a paragraph's clusters in the order in which they are read. Here they get
//! the order in which they are on paper (UAX 9, L1 and L2), the hyphen of a line that ends inside
//! a word, and the opened spaces of a justified one. Code that draws or measures a line uses this module.

use crate::font::FontId;
use crate::line::Spread;
use crate::page::document::Line;
use crate::shape::{Cluster, Glyph, Hyphen, Level};
use crate::unit::{Em, Pt};

/// The text of a hyphen at the end of a line: the soft hyphen, which is not part of the words.
pub const HYPHEN_TEXT: &str = "\u{AD}";

/// A cluster at its place on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed<'a> {
    /// Its text; [`HYPHEN_TEXT`] for the hyphen at the end of a line.
    pub text: &'a str,
    /// The byte of the paragraph's text at which the text begins; of a hyphen, that of the letters before it.
    pub at: usize,
    /// The face it is set in.
    pub font: FontId,
    /// Its glyphs in the order in which they are drawn.
    pub glyphs: &'a [Glyph],
    /// The position of the pen before it, from the left edge of the sheet.
    pub x: Pt,
    /// How far it moves the pen.
    pub advance: Em,
    /// How much further the pen moves, because the line is justified.
    pub opened: Em,
    /// Whether it is read from right to left.
    pub is_rtl: bool,
}

impl Line {
    /// The clusters of the line from left to right. Spaces at its end are outside its width:
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
            let LinePiece { cluster, text, at: byte, opened } = parts[at];
            placed.push(Placed {
                text,
                at: byte,
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
    fn parts(&self) -> Vec<LinePiece<'_>> {
        let end = self.text.without_trailing_space(self.clusters.clone()).end;
        let clusters = self.clusters.clone().map(|at| LinePiece {
            cluster: &self.text.clusters[at],
            text: self.text.text_of(at..at + 1),
            at: self.text.clusters[at].text.start,
            opened: self.spread.after(&self.text, at, end),
        });
        let hyphen = self.hyphen().map(|hyphen| LinePiece {
            cluster: &hyphen.drawn,
            text: HYPHEN_TEXT,
            at: self.clusters.clone().last().map_or(0, |last| self.text.clusters[last].text.start),
            opened: Em::ZERO,
        });
        clusters.chain(hyphen).collect()
    }
}

/// A cluster or hyphen of a line.
#[derive(Clone, Copy)]
struct LinePiece<'a> {
    cluster: &'a Cluster,
    text: &'a str,
    at: usize,
    opened: Em,
}

impl LinePiece<'_> {
    fn is_space(&self) -> bool {
        self.text == " "
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::font::Fonts;
    use crate::locale::Direction;
    use crate::shape::{TextStyle, shape};
    use crate::unit::Point;

    fn line(written: &str, direction: Direction) -> Line {
        let font = include_bytes!("../../../fonts/noto-serif/NotoSerif-Regular.ttf").as_slice();
        let fonts = Fonts::read([("latin", font)]).expect("the bundled font");
        let style = TextStyle { direction: Some(direction), ..TextStyle::default() };
        let text = Arc::new(shape(written, &style, &fonts).expect("the font covers the text"));
        let clusters = 0..text.clusters.len();
        Line {
            element: None,
            origin: Point { x: Pt(100.0), y: Pt::ZERO },
            size: Pt(10.0),
            text,
            clusters,
            spread: Spread::NONE,
        }
    }

    fn drawn(line: &Line) -> String {
        line.placed().iter().map(|cluster| cluster.text).collect()
    }

    #[test]
    fn a_line_begins_at_its_origin_and_spaces_hang_behind_its_end() {
        let line = line("ab, c ", Direction::Ltr);
        let placed = line.placed();
        assert_eq!((drawn(&line).as_str(), placed[0].x), ("ab, c ", Pt(100.0)));
        let space = placed.last().expect("the space");
        assert!((space.x - line.origin.x - line.width()).0.abs() < 1e-9);
    }

    #[test]
    fn from_right_to_left_the_end_of_a_line_is_at_its_left() {
        let line = line("ab 12! ", Direction::Rtl);
        assert_eq!(drawn(&line), " !ab 12");
        let mark = line.placed()[1];
        assert!((mark.x - line.origin.x).0.abs() < 1e-9, "the space hangs to the left of the origin");
        let right = line.flush_right(Pt(300.0));
        assert!((right.origin.x + right.width() - Pt(300.0)).0.abs() < 1e-9);
    }

    #[test]
    fn a_line_that_ends_inside_a_word_has_its_hyphen() {
        let whole = line("ab\u{AD}cd", Direction::Ltr);
        assert_eq!((drawn(&whole).as_str(), whole.hyphen()), ("abcd", None));
        let parted = Line { clusters: 0..2, ..whole };
        assert_eq!(drawn(&parted), "ab\u{AD}");
        let letters = parted.text.advance_of(0..2).at(parted.size);
        assert!(parted.width() > letters, "the hyphen takes up room");
    }

    #[test]
    fn a_line_is_filled_if_its_spaces_need_not_open_far() {
        let line = line("ab cd ef", Direction::Ltr);
        let width = line.width();
        let filled = line.clone().filling(width + Pt(2.0));
        assert!((filled.width() - width - Pt(2.0)).0.abs() < 1e-9);
        let last = filled.placed()[7];
        assert!((last.x - line.placed()[7].x - Pt(2.0)).0.abs() < 1e-9, "what follows the spaces moves");
        assert_eq!(line.clone().filling(width + Pt(4.0)), line, "0.15 em a space are not enough");
    }
}
