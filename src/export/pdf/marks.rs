//! The marks on a page: each piece of the page belongs to an element of the text or to the page itself.

use crate::page::{ElementId, Item, Page, Purpose};

/// The part of the page or of the text that a piece belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The text.
    Element(ElementId),
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

fn part_of(item: &Item, page: &Page) -> Part {
    if let Some(element) = item.element() {
        return Part::Element(element);
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

/// Neighbours on a page that are part of the same thing: one piece of marked content.
pub(super) struct Piece<'a> {
    /// The part that they belong to.
    pub(super) part: Part,
    /// They themselves.
    pub(super) items: &'a [Item],
}

/// The pieces of a page's items in reading order.
pub(super) fn pieces<'a>(items: &'a [Item], page: &'a Page) -> impl Iterator<Item = Piece<'a>> {
    let part = |item: &Item| part_of(item, page);
    let neighbours = items.chunk_by(move |a, b| part(a) == part(b));
    neighbours.map(move |items| Piece { part: part(&items[0]), items })
}
