//! What the pages of a letter are set with.

use crate::finding::Findings;
use crate::letter::Text;
use crate::page::layout::stationery::Stationery;
use crate::page::text::context::TypesetContext;
use crate::page::text::fit::Tightness;

/// The layout, the fonts and languages, the words outside the text, and the tightness, for the pages of a letter.
#[derive(Clone, Copy)]
pub struct PageContext<'a> {
    /// The layout.
    pub stationery: &'a Stationery,
    /// Fonts, languages and names.
    pub typesetting: &'a TypesetContext<'a>,
    /// The words outside the text of a page: the page line and the continuation line.
    pub running_line: &'a RunningLine<'a>,
    /// The least tightness of a letter: that of the other letters in the same envelope.
    pub tightness: Tightness,
}

/// The words outside the text of page `n` of a number of pages: see [`set`](super::set::set()).
pub type RunningLine<'a> = dyn Fn(usize, usize) -> Result<Option<Text>, Findings> + 'a;
