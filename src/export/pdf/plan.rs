//! The plan of a document's structure: its elements without the numbers of objects, so that letters of one shape can be
//! written one after another.

use super::links::Link;
use super::roles::{list_numbering, type_name};
use super::syntax::{ObjectNumber, push_length, push_number, push_reference, push_text};
use crate::page::{Document, ElementId, Item, Role};
use crate::unit::{Pt, Rect};

/// The structure of one document, which is often one letter.
pub(super) struct Plan {
    /// Its elements; a parent comes before its children.
    pub(super) elements: Vec<PlanElement>,
    /// For each page, the element of each mark, by the number of the mark; `None` for numbers that the page does not
    /// use.
    pub(super) marks: Vec<Vec<Option<ElementId>>>,
    /// The element that each link belongs to.
    pub(super) links: Vec<ElementId>,
}

/// The numbers of the objects that a plan refers to.
pub(super) struct Places<'a> {
    /// The number of the first of its elements.
    pub(super) first: ObjectNumber,
    /// Its pages.
    pub(super) pages: &'a [ObjectNumber],
    /// The annotations of its links.
    pub(super) annotations: &'a [ObjectNumber],
}

/// An element of the plan.
pub(super) struct PlanElement {
    /// The entries of its dictionary that name no object.
    entries: Vec<u8>,
    parent: Option<usize>,
    kids: Vec<Kid>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kid {
    Element(usize),
    Mark { page: usize, mcid: usize },
    Link { page: usize, at: usize },
}

impl Plan {
    /// The plan of a document with the marks and the links on its pages.
    pub(super) fn of(document: &Document, marks: Vec<Vec<Option<ElementId>>>, links: &[Link]) -> Self {
        let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); document.elements.len()];
        for (page, marks) in marks.iter().enumerate() {
            for (mcid, element) in marks.iter().enumerate() {
                if let Some(ElementId(at)) = element {
                    kids[*at].push(Kid::Mark { page, mcid });
                }
            }
        }
        for (at, link) in links.iter().enumerate() {
            kids[link.element.0].push(Kid::Link { page: link.page, at });
        }
        for (at, element) in document.elements.iter().enumerate() {
            if let Some(ElementId(parent)) = element.parent {
                kids[parent].push(Kid::Element(at));
            }
        }
        let elements = document.elements.iter().zip(kids).enumerate().map(|(at, (element, kids))| {
            // The language is written on every element, because not every reader looks at the parents.
            let mut entries = format!("/S/{}/Lang", type_name(element.role)).into_bytes();
            push_text(&mut entries, document.language_of(ElementId(at)));
            if let Role::List(numbering) = element.role {
                let numbering = list_numbering(numbering);
                entries.extend_from_slice(format!("/A<</O/List/ListNumbering/{numbering}>>").as_bytes());
            }
            if let Some(alternative) = &element.alternative {
                entries.extend_from_slice(b"/Alt");
                push_text(&mut entries, alternative);
            }
            if let Some(bounds) = bounds_of(document, ElementId(at)) {
                entries.extend_from_slice(b"/A<</O/Layout/Placement/Block/BBox[");
                for edge in bounds {
                    push_length(&mut entries, edge);
                    entries.push(b' ');
                }
                entries.extend_from_slice(b"]>>");
            }
            PlanElement { entries, parent: element.parent.map(|at| at.0), kids }
        });
        Self { elements: elements.collect(), marks, links: links.iter().map(|link| link.element).collect() }
    }

    /// The indices of the elements that are part of no other.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> {
        self.elements.iter().enumerate().filter(|(_, element)| element.parent.is_none()).map(|(at, _)| at)
    }
}

impl PlanElement {
    /// Writes the element. `document` is the parent of elements that have no other.
    pub(super) fn write(&self, out: &mut Vec<u8>, document: ObjectNumber, places: &Places) {
        let Places { first, pages, annotations } = *places;
        out.extend_from_slice(b"<</P ");
        push_reference(out, self.parent.map_or(document, |parent| first.plus(parent)));
        // Where all marks are on one page, it is named once.
        let page = self.kids.iter().find_map(|kid| match kid {
            Kid::Mark { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Link { .. } => None,
        });
        let is_elsewhere = |kid: &Kid| matches!(kid, Kid::Mark { page: other, .. } if Some(*other) != page);
        let own_page = page.filter(|_| !self.kids.iter().any(is_elsewhere));
        if let Some(page) = own_page {
            out.extend_from_slice(b"/Pg ");
            push_reference(out, pages[page]);
        }
        out.extend_from_slice(&self.entries);
        let is_list = self.kids.len() != 1;
        if !self.kids.is_empty() {
            out.extend_from_slice(if is_list { b"/K[" } else { b"/K " });
        }
        for (at, kid) in self.kids.iter().enumerate() {
            if at > 0 {
                out.push(b' ');
            }
            match *kid {
                Kid::Element(at) => push_reference(out, first.plus(at)),
                Kid::Mark { mcid, .. } if own_page.is_some() => push_number(out, mcid as u64),
                Kid::Mark { page, mcid } => {
                    out.extend_from_slice(b"<</Type/MCR/Pg ");
                    push_reference(out, pages[page]);
                    out.extend_from_slice(b"/MCID ");
                    push_number(out, mcid as u64);
                    out.extend_from_slice(b">>");
                }
                Kid::Link { page, at } => {
                    out.extend_from_slice(b"<</Type/OBJR/Pg ");
                    push_reference(out, pages[page]);
                    out.extend_from_slice(b"/Obj ");
                    push_reference(out, annotations[at]);
                    out.extend_from_slice(b">>");
                }
            }
        }
        if is_list && !self.kids.is_empty() {
            out.push(b']');
        }
        out.extend_from_slice(b">>");
    }
}

/// The box of a figure on its page, from the lower left corner (`BBox`, ISO 32000-1, 14.8.5.4.3).
fn bounds_of(document: &Document, element: ElementId) -> Option<[Pt; 4]> {
    if document.elements[element.0].role != Role::Figure {
        return None;
    }
    document.pages.iter().find_map(|page| {
        page.items.iter().find_map(|item| match item {
            Item::Figure(figure) if figure.element == Some(element) => {
                let Rect { left, top, right, bottom } = figure.place;
                Some([left, page.sheet.height - bottom, right, page.sheet.height - top])
            }
            _ => None,
        })
    })
}
