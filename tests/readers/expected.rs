//! What a reader ought to find: the lines of a document, page by page, in reading order.

use std::sync::Arc;

use likhit::page::{Document, ElementId, Item, Line};

/// Baselines that differ by less, in points, are one to every reader.
const SAME_BASELINE: f64 = 0.01;

/// One printed side.
pub struct Page {
    /// What stands on it, from the first to the last in reading order.
    pub rows: Vec<Row>,
}

/// What stands side by side on one baseline, such as the number of a list's item and its text.
pub struct Row {
    /// The lines as they were set, from left to right, without blanks at their ends.
    pub lines: Vec<String>,
    /// The paragraph that the row is part of; `None` for what stands alone, such as a page number.
    pub paragraph: Option<ElementId>,
}

/// The pages of a document as they ought to be read.
pub fn pages(document: &Document) -> Vec<Page> {
    document.pages.iter().map(|page| Page { rows: rows(&page.items) }).collect()
}

fn rows(items: &[Item]) -> Vec<Row> {
    let lines: Vec<&Line> = set_lines(items).collect();
    let beside =
        |a: &&Line, b: &&Line| (a.origin.y - b.origin.y).0.abs() < SAME_BASELINE && a.origin.x.0 < b.origin.x.0;
    lines
        .chunk_by(beside)
        .map(|row| Row {
            lines: row.iter().map(|line| text(line).trim_end().to_owned()).collect(),
            // The text of an item goes on below; its number does not.
            paragraph: row.last().and_then(|line| line.element),
        })
        .filter(|row| row.lines.iter().any(|line| !line.is_empty()))
        .collect()
}

fn set_lines(items: &[Item]) -> impl Iterator<Item = &Line> {
    items.iter().filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Rule(_) => None,
    })
}

fn text(line: &Line) -> &str {
    line.text.text_of(line.clusters.clone())
}

/// The paragraphs whose set lines, put together again, are not the paragraph: words lost, doubled
/// or out of order before any reader has seen them.
pub fn broken_paragraphs(document: &Document) -> Vec<String> {
    let mut lines: Vec<&Line> = document.pages.iter().flat_map(|page| set_lines(&page.items)).collect();
    lines.retain(|line| line.element.is_some());
    let of_one_paragraph = |a: &&Line, b: &&Line| a.element == b.element && Arc::ptr_eq(&a.text, &b.text);
    let mut broken = Vec::new();
    // A stable sort: the lines of an element come together and stay in their order.
    lines.sort_by_key(|line| line.element);
    for paragraph in lines.chunk_by(of_one_paragraph) {
        let set: String = paragraph.iter().map(|line| text(line)).collect();
        let source = &paragraph[0].text.text;
        if set != *source {
            broken.push(format!("the paragraph `{source}` was set as `{set}`"));
        }
    }
    broken
}
