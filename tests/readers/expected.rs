//! The text that a reader should find: the lines of a document, page by page, in reading order.

use std::sync::Arc;

use likhit::page::{Document, ElementId, Item, Line};
use likhit::unit::Pt;

/// One printed side.
pub struct Page {
    /// Its rows, in reading order.
    pub rows: Vec<Row>,
}

/// Text that is side by side, such as the number of a list's item and its text. A reader may take it for one line, even
/// if the baselines differ a little, as with a date beside an address.
pub struct Row {
    /// From left to right.
    pub lines: Vec<SetLine>,
}

/// A line as it was set, without blanks at its end.
#[derive(Clone)]
pub struct SetLine {
    /// Its text.
    pub text: String,
    /// The paragraph that it is part of; `None` for separate text, such as a page number.
    pub paragraph: Option<ElementId>,
}

impl Row {
    /// The paragraph that goes on below: the text of an item does, its number does not.
    pub fn paragraph(&self) -> Option<ElementId> {
        self.lines.last().and_then(|line| line.paragraph)
    }

    /// The row as a reader gives it that makes one line of it.
    pub fn text(&self) -> String {
        joined(&self.lines)
    }
}

/// Lines side by side as one.
pub fn joined(lines: &[SetLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<&str>>().join(" ")
}

/// The pages of a document as they ought to be read.
pub fn pages(document: &Document) -> Vec<Page> {
    document.pages.iter().map(|page| Page { rows: rows(&page.items) }).collect()
}

fn rows(items: &[Item]) -> Vec<Row> {
    let lines: Vec<&Line> = set_lines(items).collect();
    let beside = |a: &&Line, b: &&Line| (a.origin.y - b.origin.y).0.abs() < a.size.0 && end(a).0 <= b.origin.x.0;
    lines
        .chunk_by(beside)
        .map(|row| {
            let set = |line: &&Line| SetLine { text: readable(text(line).trim_end()), paragraph: line.element };
            Row { lines: row.iter().map(set).filter(|line| !line.text.is_empty()).collect() }
        })
        .filter(|row| !row.lines.is_empty())
        .collect()
}

/// The text as readers give it: most make an ordinary space of U+00A0 and of U+202F.
///
/// The text of the hyphen at the end of a line is U+00AD, as ISO 32000-1, 14.8.2.2.3, requires. It is not part of the
/// words, and the line's end goes with it. poppler and mupdf give it, pdf.js leaves it out, and pdfium gives U+FFFE in
/// place of both: all of them become the line's end here.
pub fn readable(text: &str) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ").replace('\u{AD}', "").replace('\u{FFFE}', "\n")
}

fn set_lines(items: &[Item]) -> impl Iterator<Item = &Line> {
    items.iter().filter_map(Item::line)
}

/// The right end of the line's ink.
fn end(line: &Line) -> Pt {
    line.origin.x + line.width()
}

fn text(line: &Line) -> &str {
    line.text.text_of(line.clusters.clone())
}

/// The words of each element that has any, in the order of the structure.
pub fn paragraphs(document: &Document) -> Vec<String> {
    let mut lines: Vec<&Line> = document.pages.iter().flat_map(|page| set_lines(&page.items)).collect();
    // What is a repetition is not read aloud.
    let is_read = |ElementId(at): ElementId| document.elements[at].is_read();
    lines.retain(|line| line.element.is_some_and(is_read));
    // A stable sort: the lines of an element come together and stay in their order.
    lines.sort_by_cached_key(|line| line.element.map(|element| document.path_to(element)));
    let elements = lines.chunk_by(|a, b| a.element == b.element);
    elements.map(|lines| readable(&lines.iter().map(|line| text(line)).collect::<String>())).collect()
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
