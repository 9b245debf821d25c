//! Lines to fill in by hand, where no sender is known.

use super::document::{Purpose, Rule};
use crate::unit::{Mm, Point, Pt};

/// The stroke of a line to write on.
const STROKE: Pt = Pt(0.5);

/// The distance of lines to write on: what most people's writing needs.
pub const WRITING_PITCH: Mm = Mm(8.0);

/// The size of the word below such a line.
pub const LABEL_SIZE: Pt = Pt(7.5);

/// A line to write on, from `left` to `right` at height `y`.
pub fn writing_line(left: Pt, right: Pt, y: Pt) -> Rule {
    Rule { from: Point { x: left, y }, to: Point { x: right, y }, stroke: STROKE, purpose: Purpose::Layout }
}
