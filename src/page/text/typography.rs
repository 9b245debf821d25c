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
    /// A heading of which only the label is in the face of headings: the first bytes of the words as they are drawn. The
    /// rest is in the face of the running text.
    Labelled {
        /// The number of bytes.
        label: usize,
    },
}

/// The size of the copies line and the page line.
pub const SMALL_SIZE: Pt = Pt(9.0);
