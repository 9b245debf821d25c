//! The context of setting the letters of a frame.

use crate::page::layout::stationery::Stationery;
use crate::page::letter::set::RunningLine;
use crate::page::text::context::TypesetContext;

/// The layout, fonts and words for the letters of a frame.
#[derive(Clone, Copy)]
pub struct FrameContext<'a> {
    /// The layout.
    pub stationery: &'a Stationery,
    /// Fonts, languages and names.
    pub typesetting: &'a TypesetContext<'a>,
    /// The words outside the text.
    pub running_line: &'a RunningLine<'a>,
}
