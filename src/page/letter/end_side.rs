//! The side where lines end: place, date and signature in languages whose letters have them there.

use crate::letter::Text;
use crate::locale::{DatePlace, Direction, SignatureSide};
use crate::page::document::Line;
use crate::page::letter::compositor::Compositor;
use crate::page::text::galley::Row;
use crate::unit::Pt;

/// The place of a line of the running text between the two edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LinePlace {
    /// Where lines begin.
    Start,
    /// Where lines end.
    End,
    /// With its middle here, or as near as the edges allow.
    Middle(Pt),
}

impl Compositor<'_> {
    /// Adds place and date before the signature, if the language has them there.
    pub fn add_date_at_end(&mut self, place_and_date: &Text) {
        if self.form.place_and_date == DatePlace::Head {
            return;
        }
        let (element, row) = (self.elements.len(), self.galley.rows.len());
        self.add_dated(place_and_date);
        self.places.date = element..self.elements.len();
        self.places.date_row = Some(row);
    }

    /// The place of the sender's name.
    pub fn place_of_signature(&self) -> LinePlace {
        match (self.form.signature, self.places.date_row.and_then(|row| self.galley.rows.get(row))) {
            (SignatureSide::Start, _) => LinePlace::Start,
            (SignatureSide::End, date) => date.and_then(middle).map_or(LinePlace::End, LinePlace::Middle),
        }
    }

    /// The line at its place.
    pub fn at_place(&self, line: Line, place: LinePlace) -> Line {
        let (left, right) = (self.stationery.left, self.stationery.left + self.stationery.measure);
        match (place, self.direction) {
            (LinePlace::Start, _) => line,
            (LinePlace::End, Direction::Ltr) => line.flush_right(right),
            (LinePlace::End, Direction::Rtl) => {
                let right = left + line.width();
                line.flush_right(right)
            }
            (LinePlace::Middle(middle), _) => {
                let width = line.width();
                let most = (right - width).max(left);
                let begin = (middle - width * 0.5).max(left).min(most);
                line.flush_right(begin + width)
            }
        }
    }
}

/// The middle of a row's line.
fn middle(row: &Row) -> Option<Pt> {
    row.lines.first().map(|line| line.origin.x + line.width() * 0.5)
}
