//! The plan of a letter's structure: all that its elements say but for the numbers of objects, so
//! that letters of one shape can be written one after another.

use std::fmt::Write as _;

use super::base::push_text;
use super::object_writer::{ObjectNumber, push_number, push_reference};
use super::plain_content::push_length;
use super::structure::{bounds_of, list_numbering, type_name};
use crate::page::{Document, ElementId, Role};

/// The structure of one letter.
pub(super) struct Plan {
    /// Its elements; a parent stands before its children, and the letter itself is the first.
    pub(super) elements: Vec<PlanElement>,
    /// For each page the element that each mark belongs to, by the number of the mark; none for
    /// numbers that the page does not use.
    pub(super) marks: Vec<Vec<Option<ElementId>>>,
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
}

impl Plan {
    /// The plan of a document that is one letter, with the marks on its pages.
    pub(super) fn of(document: &Document, marks: Vec<Vec<Option<ElementId>>>) -> Self {
        let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); document.elements.len()];
        for (page, marks) in marks.iter().enumerate() {
            for (mcid, element) in marks.iter().enumerate() {
                if let Some(ElementId(at)) = element {
                    kids[*at].push(Kid::Mark { page, mcid });
                }
            }
        }
        for (at, element) in document.elements.iter().enumerate() {
            if let Some(ElementId(parent)) = element.parent {
                kids[parent].push(Kid::Element(at));
            }
        }
        let elements = document.elements.iter().zip(kids).enumerate().map(|(at, (element, kids))| {
            // The language is written on every element, because not every reader looks at the parents.
            let language = document.language_of(ElementId(at));
            let mut entries = format!("/S/{}/Lang({language})", type_name(element.role));
            if let Role::List(numbering) = element.role {
                let numbering = list_numbering(numbering);
                let _ = write!(entries, "/A<</O/List/ListNumbering/{numbering}>>");
            }
            let mut entries = entries.into_bytes();
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
        Self { elements: elements.collect(), marks }
    }
}

impl PlanElement {
    /// Writes the element, where the letter's first element is `first` and its pages are `pages`.
    /// `document` is the element that letters are part of.
    pub(super) fn write(&self, out: &mut Vec<u8>, first: ObjectNumber, document: ObjectNumber, pages: &[ObjectNumber]) {
        out.extend_from_slice(b"<</P ");
        push_reference(out, self.parent.map_or(document, |parent| first.plus(parent)));
        // Where all marks are on one page, it is named once.
        let page = self.kids.iter().find_map(|kid| match kid {
            Kid::Mark { page, .. } => Some(*page),
            Kid::Element(_) => None,
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
            }
        }
        if is_list && !self.kids.is_empty() {
            out.push(b']');
        }
        out.extend_from_slice(b">>");
    }
}
