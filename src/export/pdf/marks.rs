//! The marks on a page: each piece of the page belongs to an element of the text or to the page itself.

use std::ops::Range;

use crate::page::{Element, ElementId, Item, Page, Placed, Purpose};

/// The part of the page or of the text that a piece belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The text: an element, and which of its spans, if it is in one.
    Element(ElementId, Option<usize>),
    /// The page.
    Artifact(Artifact),
}

/// The kinds of content that are not part of the text (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Artifact {
    Header,
    Footer,
    Layout,
    Production,
}

fn part_of<'a>(item: &Item, page: &Page, element_of: impl Fn(ElementId) -> &'a Element) -> Part {
    if let Some(element) = item.element() {
        let is_read = element_of(element).is_read();
        return if is_read { Part::Element(element, None) } else { Part::Artifact(Artifact::Layout) };
    }
    match item {
        Item::Line(line) if line.origin.y < page.sheet.height * 0.5 => Part::Artifact(Artifact::Header),
        Item::Line(_) => Part::Artifact(Artifact::Footer),
        Item::Rule(rule) => Part::Artifact(match rule.purpose {
            Purpose::Layout | Purpose::Tint => Artifact::Layout,
            Purpose::Production => Artifact::Production,
        }),
        Item::Figure(_) => Part::Artifact(Artifact::Layout),
    }
}

/// Neighbours on a page that are part of the same thing, or a part of a line: one piece of marked content.
pub(super) struct Piece<'a> {
    /// The part that they belong to.
    pub(super) part: Part,
    /// They themselves.
    pub(super) items: &'a [Item],
    /// Which of the clusters that a single line draws, if these are not all of them.
    pub(super) placed: Option<Range<usize>>,
    /// What orders the pieces of a page as they are read: the index of the first item, and the byte of its text.
    pub(super) at: (usize, usize),
}

/// The pieces of a page's items in the order in which they are drawn.
pub(super) fn pieces<'a>(
    items: &'a [Item],
    page: &'a Page,
    element_of: impl Fn(ElementId) -> &'a Element + Copy + 'a,
) -> impl Iterator<Item = Piece<'a>> {
    let part = move |item: &Item| part_of(item, page, element_of);
    let neighbours = items.chunk_by(move |a, b| part(a) == part(b));
    let mut first = 0;
    neighbours.flat_map(move |items| {
        let at = first;
        first += items.len();
        match part(&items[0]) {
            Part::Element(element, _) if !element_of(element).spans.is_empty() => {
                divided(items, at, element, element_of(element))
            }
            part => vec![Piece { part, items, placed: None, at: (at, 0) }],
        }
    })
}

/// The pieces of an element that has spans.
fn divided<'a>(items: &'a [Item], first: usize, id: ElementId, element: &Element) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let items = &items[index..=index];
        let Item::Line(line) = item else {
            pieces.push(Piece { part: Part::Element(id, None), items, placed: None, at: (first + index, 0) });
            continue;
        };
        let span_at = |cluster: &Placed| element.spans.iter().position(|span| span.bytes.contains(&cluster.at));
        let mut start = 0;
        let first_of_line = pieces.len();
        for run in line.placed().chunk_by(|a, b| span_at(a) == span_at(b)) {
            let placed = start..start + run.len();
            start = placed.end;
            let byte = run.iter().map(|cluster| cluster.at).min().unwrap_or_default();
            let part = Part::Element(id, span_at(&run[0]));
            pieces.push(Piece { part, items, placed: Some(placed), at: (first + index, byte) });
        }
        if line.text.level.is_rtl() {
            pieces[first_of_line..].reverse();
        }
    }
    pieces
}
