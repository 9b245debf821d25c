//! The bookmarks: where each letter begins, in a file that holds more than one.

use lopdf::{Object, ObjectId, dictionary};

use super::text_string;
use crate::page::{Document, ElementId, Item, Line, Role};

/// Writes the document outline (`Outlines`, ISO 32000-1, 12.3.3): a bookmark for each letter,
/// called by its heading. A file with a single letter has none, for there is nowhere to go.
///
/// `elements` are the structure elements of the document's elements.
pub(super) fn write_bookmarks(
    pdf: &mut lopdf::Document,
    document: &Document,
    pages: &[ObjectId],
    elements: &[ObjectId],
) -> Option<ObjectId> {
    let letters: Vec<Bookmark> =
        (0..document.elements.len()).filter_map(|at| bookmark(document, ElementId(at))).collect();
    if letters.len() < 2 {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = letters.iter().map(|_| pdf.new_object_id()).collect();
    for (at, letter) in letters.iter().enumerate() {
        let top = document.pages[letter.page].sheet.height.0.round() as i64;
        let destination: Vec<Object> =
            vec![pages[letter.page].into(), "XYZ".into(), 0.into(), top.into(), Object::Null];
        let mut item = dictionary! {
            "Title" => text_string(&letter.title),
            "Parent" => root,
            "Dest" => destination,
            // The element says which language the title is in.
            "SE" => elements[letter.heading.0],
        };
        if let Some(previous) = at.checked_sub(1) {
            item.set("Prev", ids[previous]);
        }
        if let Some(next) = ids.get(at + 1) {
            item.set("Next", *next);
        }
        pdf.set_object(ids[at], item);
    }
    let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let outlines =
        dictionary! { "Type" => "Outlines", "First" => ids[0], "Last" => ids[ids.len() - 1], "Count" => count };
    pdf.set_object(root, outlines);
    Some(root)
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
