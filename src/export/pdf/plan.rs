//! The plan of a document's structure: its elements without the numbers of objects, so that letters of one shape can be
//! written one after another.

use std::collections::BTreeMap;

use super::links::Link;
use super::marks::{Part, Piece};
use super::roles::{SPAN, list_numbering, type_name};
use super::syntax::{ObjectNumber, push_length, push_number, push_reference, push_text};
use crate::page::{Document, ElementId, Item, Role, Rule, Scope};
use crate::unit::{Pt, Rect};

/// The structure of one document, which is often one letter.
pub(super) struct Plan {
    /// Its elements, and behind them the spans of their words; a parent comes before its children.
    pub(super) elements: Vec<PlanElement>,
    /// For each page, the index of the element of each mark, by the number of the mark; `None` for numbers that the page
    /// does not use.
    pub(super) marks: Vec<Vec<Option<usize>>>,
    /// The element that each link belongs to.
    pub(super) links: Vec<ElementId>,
}

/// A mark on a page.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    /// The element.
    pub(super) element: ElementId,
    /// Which of the element's spans it belongs to.
    span: Option<usize>,
    /// What orders the marks of a page as they are read.
    at: (usize, usize),
}

impl Mark {
    /// The mark of a piece, if that is part of the text.
    pub(super) fn of(piece: &Piece) -> Option<Self> {
        match piece.part {
            Part::Element(element, span) => Some(Self { element, span, at: piece.at }),
            Part::Artifact(_) => None,
        }
    }
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
    /// Whether it is part of the text. Otherwise it has a number, but is not written.
    pub(super) is_read: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kid {
    Element(usize),
    Mark { page: usize, mcid: usize },
    Link { page: usize, at: usize },
}

impl Plan {
    /// The plan of a document with the marks and the links on its pages.
    pub(super) fn of(document: &Document, marks: &[Vec<Option<Mark>>], links: &[Link]) -> Self {
        let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); document.elements.len()];
        // By element and span, the index of what is written for them.
        let mut of_spans: BTreeMap<(ElementId, usize), usize> = BTreeMap::new();
        let mut owners: Vec<Vec<Option<usize>>> = marks.iter().map(|marks| vec![None; marks.len()]).collect();
        for (page, marks) in marks.iter().enumerate() {
            let mut read: Vec<(usize, Mark)> =
                marks.iter().enumerate().filter_map(|(mcid, mark)| Some((mcid, (*mark)?))).collect();
            read.sort_by_key(|(_, mark)| mark.at);
            for (mcid, Mark { element, span, .. }) in read {
                let owner = match span {
                    None => element.0,
                    Some(span) => *of_spans.entry((element, span)).or_insert_with(|| {
                        kids.push(Vec::new());
                        let index = kids.len() - 1;
                        kids[element.0].push(Kid::Element(index));
                        index
                    }),
                };
                kids[owner].push(Kid::Mark { page, mcid });
                owners[page][mcid] = Some(owner);
            }
        }
        for (at, link) in links.iter().enumerate() {
            kids[link.element.0].push(Kid::Link { page: link.page, at });
        }
        for (at, element) in document.elements.iter().enumerate().filter(|(_, element)| element.is_read()) {
            if let Some(ElementId(parent)) = element.parent {
                kids[parent].push(Kid::Element(at));
            }
        }
        let written = document.elements.iter().enumerate().map(|(at, element)| {
            let entries = entries_of(document, ElementId(at));
            (entries, element.parent.map(|at| at.0), element.is_read())
        });
        let mut spans: Vec<(ElementId, usize)> = of_spans.keys().copied().collect();
        spans.sort_by_key(|span| of_spans[span]);
        let of_spans =
            spans.into_iter().map(|(element, span)| (entries_of_span(document, element, span), Some(element.0), true));
        let elements = written
            .chain(of_spans)
            .zip(kids)
            .map(|((entries, parent, is_read), kids)| PlanElement { entries, parent, kids, is_read })
            .collect();
        Self { elements, marks: owners, links: links.iter().map(|link| link.element).collect() }
    }

    /// The indices of the elements that are part of no other.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> {
        let is_root = |element: &PlanElement| element.parent.is_none() && element.is_read;
        self.elements.iter().enumerate().filter(move |(_, element)| is_root(element)).map(|(at, _)| at)
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

/// The entries of an element's dictionary that name no object.
fn entries_of(document: &Document, id: ElementId) -> Vec<u8> {
    let element = &document.elements[id.0];
    // The language is written on every element, because not every reader looks at the parents.
    let mut entries = format!("/S/{}/Lang", type_name(element.role)).into_bytes();
    push_text(&mut entries, document.language_of(id));
    if let (Role::Figure, Some(alternative)) = (element.role, &element.alternative) {
        entries.extend_from_slice(b"/Alt");
        push_text(&mut entries, alternative);
    }
    let mut attributes: Vec<Vec<u8>> = Vec::new();
    match element.role {
        Role::List(numbering) => {
            let numbering = list_numbering(numbering);
            attributes.push(format!("/O/List/ListNumbering/{numbering}").into_bytes());
        }
        Role::HeaderCell(scope) => attributes.push(match scope {
            Scope::Column => b"/O/Table/Scope/Column".to_vec(),
            Scope::Row => b"/O/Table/Scope/Row".to_vec(),
            Scope::Rows(columns) => format!("/O/Table/Scope/Row/ColSpan {columns}").into_bytes(),
        }),
        Role::Blank => {
            // A field for text (ISO 32000-1, 14.8.5.6).
            let mut field = b"/O/PrintField/Role/tv".to_vec();
            if let Some(name) = &element.alternative {
                field.extend_from_slice(b"/Desc");
                push_text(&mut field, name);
            }
            attributes.push(field);
        }
        _ => {}
    }
    attributes.extend(bounds_of(document, id).map(|bounds| {
        let mut layout = b"/O/Layout/Placement/Block/BBox[".to_vec();
        for edge in bounds {
            push_length(&mut layout, edge);
            layout.push(b' ');
        }
        layout.push(b']');
        layout
    }));
    push_attributes(&mut entries, &attributes);
    entries
}

fn entries_of_span(document: &Document, id: ElementId, span: usize) -> Vec<u8> {
    let span = &document.elements[id.0].spans[span];
    let mut entries = format!("/S/{SPAN}/Lang").into_bytes();
    push_text(&mut entries, span.language.as_deref().unwrap_or_else(|| document.language_of(id)));
    if span.is_filled_in {
        // It is underlined (ISO 32000-1, 14.8.5.4.6).
        push_attributes(&mut entries, &[b"/O/Layout/TextDecorationType/Underline".to_vec()]);
    }
    entries
}

/// Writes the attributes of an element: one dictionary, or an array of several (ISO 32000-1, 14.7.5).
fn push_attributes(entries: &mut Vec<u8>, attributes: &[Vec<u8>]) {
    if attributes.is_empty() {
        return;
    }
    let is_array = attributes.len() > 1;
    entries.extend_from_slice(if is_array { b"/A[" } else { b"/A" });
    for attributes in attributes {
        entries.extend_from_slice(b"<<");
        entries.extend_from_slice(attributes);
        entries.extend_from_slice(b">>");
    }
    if is_array {
        entries.push(b']');
    }
}

/// The room above a line to write on.
const WRITING_ROOM: Pt = Pt(18.0);

/// The box of a figure or of a blank on its page, from the lower left corner (`BBox`, ISO 32000-1, 14.8.5.4.3).
fn bounds_of(document: &Document, id: ElementId) -> Option<[Pt; 4]> {
    if !matches!(document.elements[id.0].role, Role::Figure | Role::Blank) {
        return None;
    }
    document.pages.iter().find_map(|page| {
        let boxes = page.items.iter().filter(|item| item.element() == Some(id)).filter_map(|item| match item {
            Item::Figure(figure) => Some(figure.place),
            Item::Rule(Rule { from, to, .. }) => {
                Some(Rect { left: from.x, top: from.y - WRITING_ROOM, right: to.x, bottom: to.y })
            }
            Item::Line(_) => None,
        });
        let Rect { left, top, right, bottom } = boxes.reduce(|a, b| a.around(&b))?;
        Some([left, page.sheet.height - bottom, right, page.sheet.height - top])
    })
}
