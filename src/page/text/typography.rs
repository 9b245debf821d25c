//! The face and the size of words.

use crate::unit::Pt;

/// Which of a language's faces words are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Typography {
    /// Running text.
    Body,
    /// Running text that is to be seen first.
    Strong,
    /// A heading.
    Heading,
}

/// The size of the copies line and the page line.
pub const SMALL_SIZE: Pt = Pt(9.0);
