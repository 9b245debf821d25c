//! The bookmarks: where each part begins, in a file that has more than one.

use std::io;

use super::object_writer::ObjectWriter;
use super::plan::Places;
use super::syntax::{ObjectNumber, push_number, push_reference, push_text};
use crate::page::{Document, ElementId, Item, Line, Role};
use crate::unit::Pt;

/// A bookmark.
pub(super) struct Bookmark {
    pub(super) title: String,
    pub(super) page: ObjectNumber,
    /// The height of the page.
    pub(super) height: Pt,
    /// The element that says which language the title is in.
    pub(super) element: Option<ObjectNumber>,
}

/// A bookmark for each letter of a document, with its heading as the title.
pub(super) fn bookmarks_of(document: &Document, places: &Places) -> Vec<Bookmark> {
    let heading = |at| bookmark(document, ElementId(at), places);
    (0..document.elements.len()).filter_map(heading).collect()
}

/// Writes the document outline (`Outlines`, ISO 32000-1, 12.3.3). A file with a single bookmark has none, for there is
/// nowhere to go.
pub(super) fn write_bookmarks(letters: &[Bookmark], objects: &mut ObjectWriter) -> io::Result<Option<ObjectNumber>> {
    if letters.len() < 2 {
        return Ok(None);
    }
    let root = objects.reserve(1);
    let first = objects.reserve(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let top = letter.height.0.round() as u64;
        objects.object(first.plus(at), |out| {
            out.extend_from_slice(b"<</Title");
            push_text(out, &letter.title);
            push_entry(out, "/Parent", root);
            out.extend_from_slice(b"/Dest[");
            push_reference(out, letter.page);
            out.extend_from_slice(b"/XYZ 0 ");
            push_number(out, top);
            out.extend_from_slice(b" null]");
            if let Some(element) = letter.element {
                push_entry(out, "/SE", element);
            }
            if let Some(previous) = at.checked_sub(1) {
                push_entry(out, "/Prev", first.plus(previous));
            }
            if at + 1 < letters.len() {
                push_entry(out, "/Next", first.plus(at + 1));
            }
            out.extend_from_slice(b">>");
        })?;
    }
    objects.object(root, |out| {
        out.extend_from_slice(b"<</Type/Outlines");
        push_entry(out, "/First", first);
        push_entry(out, "/Last", first.plus(letters.len() - 1));
        out.extend_from_slice(b"/Count ");
        push_number(out, letters.len() as u64);
        out.extend_from_slice(b">>");
    })?;
    Ok(Some(root))
}

fn push_entry(out: &mut Vec<u8>, key: &str, number: ObjectNumber) {
    out.extend_from_slice(key.as_bytes());
    out.push(b' ');
    push_reference(out, number);
}

/// The bookmark of a letter that has a heading.
fn bookmark(document: &Document, heading: ElementId, places: &Places) -> Option<Bookmark> {
    let element = &document.elements[heading.0];
    let letter = element.parent.filter(|_| element.role == Role::Heading)?;
    let page = page_of(document, |line| line.element.is_some_and(|element| is_within(document, element, letter)))?;
    let title: String = lines(document)
        .filter(|(_, line)| line.element == Some(heading))
        .map(|(_, line)| line.text.text_of(line.clusters.clone()))
        .collect();
    Some(Bookmark {
        title,
        page: places.pages[page],
        height: document.pages[page].sheet.height,
        element: Some(places.first.plus(heading.0)),
    })
}

fn lines(document: &Document) -> impl Iterator<Item = (usize, &Line)> {
    document
        .pages
        .iter()
        .enumerate()
        .flat_map(|(page, content)| content.items.iter().filter_map(Item::line).map(move |line| (page, line)))
}

fn page_of(document: &Document, is_there: impl Fn(&Line) -> bool) -> Option<usize> {
    lines(document).find(|(_, line)| is_there(line)).map(|(page, _)| page)
}

fn is_within(document: &Document, element: ElementId, ancestor: ElementId) -> bool {
    let mut at = Some(element);
    while let Some(element) = at {
        if element == ancestor {
            return true;
        }
        at = document.elements[element.0].parent;
    }
    false
}
