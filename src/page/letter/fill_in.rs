//! Lines to fill in by hand, where no sender is known.

use crate::unit::{Mm, Pt};

/// The stroke of a line to write on.
pub const WRITING_STROKE: Pt = Pt(0.5);

/// The distance of lines to write on: what most people's writing needs.
pub const WRITING_PITCH: Mm = Mm(8.0);

/// The number of lines for own words, the most first. Fewer than two are of no use.
pub const OWN_WORDS_LINES: [usize; 4] = [5, 4, 3, 2];

/// The size of the word below such a line.
pub const LABEL_SIZE: Pt = Pt(7.5);

/// The white between such a line and the ink of its label, which in some scripts reaches higher than the label's size.
pub const LABEL_WHITE: Pt = Pt(1.0);
