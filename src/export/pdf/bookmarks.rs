//! The bookmarks: where each letter and each part with a heading begins, in a file that has more than one.

use std::io;

use super::object_writer::ObjectWriter;
use super::plan::Places;
use super::syntax::{ObjectNumber, push_number, push_reference, push_text};
use crate::page::{Document, ElementId, Item, Line, Page, Role};
use crate::unit::{Em, Pt};

/// A bookmark.
pub(super) struct Bookmark {
    pub(super) title: String,
    pub(super) page: ObjectNumber,
    /// The height of the page from which it is shown.
    pub(super) top: Pt,
    /// Whether it is of a part of what the bookmark before it on the upper level is of.
    pub(super) is_part: bool,
    /// The element that says which language the title is in.
    pub(super) element: Option<ObjectNumber>,
}

/// A bookmark for each heading of a document, in the order in which they are read.
pub(super) fn bookmarks_of(document: &Document, places: &Places) -> Vec<Bookmark> {
    let is_heading = |id: &ElementId| matches!(document.elements[id.0].role, Role::Heading | Role::Subheading);
    let mut headings: Vec<ElementId> = (0..document.elements.len()).map(ElementId).filter(is_heading).collect();
    headings.sort_by_cached_key(|heading| document.path_to(*heading));
    headings.into_iter().filter_map(|heading| bookmark(document, heading, places)).collect()
}

/// Writes the document outline (`Outlines`, ISO 32000-1, 12.3.3). A file with a single bookmark has none, for there is
/// nowhere to go.
pub(super) fn write_bookmarks(bookmarks: &[Bookmark], objects: &mut ObjectWriter) -> io::Result<Option<ObjectNumber>> {
    if bookmarks.len() < 2 {
        return Ok(None);
    }
    let root = objects.reserve(1);
    let first = objects.reserve(bookmarks.len());
    let upper: Vec<usize> = (0..bookmarks.len()).filter(|at| *at == 0 || !bookmarks[*at].is_part).collect();
    write_level(&upper, root, first, bookmarks, objects)?;
    for at in &upper {
        write_level(&parts_of(*at, bookmarks), first.plus(*at), first, bookmarks, objects)?;
    }
    objects.object(root, |out| {
        out.extend_from_slice(b"<</Type/Outlines");
        push_kids(out, &upper, first, bookmarks.len());
        out.extend_from_slice(b">>");
    })?;
    Ok(Some(root))
}

/// The bookmarks below another one.
fn parts_of(at: usize, bookmarks: &[Bookmark]) -> Vec<usize> {
    if at > 0 && bookmarks[at].is_part {
        return Vec::new();
    }
    (at + 1..bookmarks.len()).take_while(|part| bookmarks[*part].is_part).collect()
}

/// Writes the bookmarks below `parent`.
fn write_level(
    level: &[usize],
    parent: ObjectNumber,
    first: ObjectNumber,
    bookmarks: &[Bookmark],
    objects: &mut ObjectWriter,
) -> io::Result<()> {
    for (i, at) in level.iter().enumerate() {
        let Bookmark { title, page, top, element, .. } = &bookmarks[*at];
        let parts = parts_of(*at, bookmarks);
        objects.object(first.plus(*at), |out| {
            out.extend_from_slice(b"<</Title");
            push_text(out, title);
            push_entry(out, "/Parent", parent);
            out.extend_from_slice(b"/Dest[");
            push_reference(out, *page);
            out.extend_from_slice(b"/XYZ 0 ");
            push_number(out, top.0.ceil() as u64);
            out.extend_from_slice(b" null]");
            if let Some(element) = element {
                push_entry(out, "/SE", *element);
            }
            if let Some(previous) = i.checked_sub(1) {
                push_entry(out, "/Prev", first.plus(level[previous]));
            }
            if let Some(next) = level.get(i + 1) {
                push_entry(out, "/Next", first.plus(*next));
            }
            push_kids(out, &parts, first, parts.len());
            out.extend_from_slice(b">>");
        })?;
    }
    Ok(())
}

/// Writes which bookmarks are below another one, and how many of them are shown at first, on all levels.
fn push_kids(out: &mut Vec<u8>, kids: &[usize], first: ObjectNumber, shown: usize) {
    if let [begin, .., end] | [begin @ end] = kids {
        push_entry(out, "/First", first.plus(*begin));
        push_entry(out, "/Last", first.plus(*end));
        out.extend_from_slice(b"/Count ");
        push_number(out, shown as u64);
    }
}

fn push_entry(out: &mut Vec<u8>, key: &str, number: ObjectNumber) {
    out.extend_from_slice(key.as_bytes());
    out.push(b' ');
    push_reference(out, number);
}

/// The bookmark of a heading. That of a letter leads to its beginning, with the sender; that of a part to its heading.
fn bookmark(document: &Document, heading: ElementId, places: &Places) -> Option<Bookmark> {
    let element = &document.elements[heading.0];
    let is_part = element.role == Role::Subheading;
    let whole = element.parent.filter(|_| !is_part);
    let lines = || document.pages.iter().enumerate().flat_map(|(at, page)| lines_of(page).map(move |line| (at, line)));
    let own = || lines().filter(|(_, line)| line.element == Some(heading));
    let title: String = own().map(|(_, line)| line.text.text_of(line.clusters.clone())).collect();
    let (page, top) = match whole {
        Some(whole) => {
            let is_within = |line: &Line| line.element.is_some_and(|id| document.path_to(id).contains(&whole));
            let (page, _) = lines().find(|(_, line)| is_within(line))?;
            (page, document.pages[page].sheet.height)
        }
        None => {
            let (page, line) = own().next()?;
            (page, document.pages[page].sheet.height - line.origin.y + ABOVE.at(line.size))
        }
    };
    Some(Bookmark {
        title: title.trim_end().to_owned(),
        page: places.pages[page],
        top,
        is_part,
        element: Some(places.first.plus(heading.0)),
    })
}

/// How far above its baseline a heading is shown.
const ABOVE: Em = Em(1.5);

fn lines_of(page: &Page) -> impl Iterator<Item = &Line> {
    page.items.iter().filter_map(Item::line)
}
