//! The marks of a list, and the indent of its items, which has room for the widest mark.

use std::sync::Arc;

use crate::finding::Findings;
use crate::letter::{ListItem, Text};
use crate::page::text::context::TypesetContext;
use crate::page::text::paragraph::shape_text;
use crate::page::text::typography::Typography;
use crate::shape::ShapedText;
use crate::unit::{Em, Pt};

/// White between the widest mark and the text.
const MARK_SPACE: Em = Em(0.5);

/// The marks of a list.
#[derive(Debug)]
pub struct ListMarks {
    /// A mark for each item.
    pub marks: Vec<Arc<ShapedText>>,
    /// The indent of the text of the items.
    pub indent: Pt,
}

/// Shapes the marks of a list, whose text has an indent of at least `least`.
///
/// # Errors
///
/// When a mark cannot be shaped.
pub fn list_marks(
    items: &[ListItem],
    least: Em,
    typography: Typography,
    size: Pt,
    typesetting: &TypesetContext,
) -> Result<ListMarks, Findings> {
    let mut marks = Vec::new();
    let mut widest = Em::ZERO;
    for ListItem { mark, .. } in items {
        // The space separates the mark from the text when the page is copied.
        let spaced = Text { content: format!("{} ", mark.content), ..mark.clone() };
        let shaped = shape_text(&spaced, typography, typesetting)?;
        let drawn = shaped.without_trailing_space(0..shaped.clusters.len());
        widest = widest.max(shaped.advance_of(drawn));
        marks.push(Arc::new(shaped));
    }
    let indent = if marks.is_empty() { least } else { least.max(widest + MARK_SPACE) };
    Ok(ListMarks { marks, indent: indent.at(size) })
}
