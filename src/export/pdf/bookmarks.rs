//! The bookmarks: where each letter begins, in a file that holds more than one.

use std::io;

use super::object_writer::ObjectWriter;
use super::plan::Places;
use super::syntax::{ObjectNumber, push_number, push_reference, push_text};
use crate::page::{Document, ElementId, Item, Line, Role};

/// Writes the document outline (`Outlines`, ISO 32000-1, 12.3.3): a bookmark for each letter,
/// called by its heading. A file with a single letter has none, for there is nowhere to go.
pub(super) fn write_bookmarks(
    document: &Document,
    places: &Places,
    objects: &mut ObjectWriter,
) -> io::Result<Option<ObjectNumber>> {
    let letters: Vec<Bookmark> =
        (0..document.elements.len()).filter_map(|at| bookmark(document, ElementId(at))).collect();
    if letters.len() < 2 {
        return Ok(None);
    }
    let root = objects.reserve(1);
    let first = objects.reserve(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let top = document.pages[letter.page].sheet.height.0.round() as u64;
        objects.object(first.plus(at), |out| {
            out.extend_from_slice(b"<</Title");
            push_text(out, &letter.title);
            push_entry(out, "/Parent", root);
            out.extend_from_slice(b"/Dest[");
            push_reference(out, places.pages[letter.page]);
            out.extend_from_slice(b"/XYZ 0 ");
            push_number(out, top);
            out.extend_from_slice(b" null]");
            // The element says which language the title is in.
            push_entry(out, "/SE", places.first.plus(letter.heading.0));
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

struct Bookmark {
    title: String,
    heading: ElementId,
    page: usize,
}

/// The bookmark of a letter that has a heading.
fn bookmark(document: &Document, heading: ElementId) -> Option<Bookmark> {
    let element = &document.elements[heading.0];
    let letter = element.parent.filter(|_| element.role == Role::Heading)?;
    let page = page_of(document, |line| line.element.is_some_and(|element| is_within(document, element, letter)))?;
    let title: String = lines(document)
        .filter(|(_, line)| line.element == Some(heading))
        .map(|(_, line)| line.text.text_of(line.clusters.clone()))
        .collect();
    Some(Bookmark { title, heading, page })
}

fn lines(document: &Document) -> impl Iterator<Item = (usize, &Line)> {
    document.pages.iter().enumerate().flat_map(|(page, content)| {
        content.items.iter().filter_map(move |item| match item {
            Item::Line(line) => Some((page, line)),
            Item::Rule(_) | Item::Figure(_) => None,
        })
    })
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
