//! The structure tree: what the document's parts are, for those who have them read aloud.

use lopdf::{Object, ObjectId, dictionary};

use super::content::pdf_pt;
use super::links::{Annotation, write_links};
use super::text_string;
use crate::letter::Numbering;
use crate::page::{Document, ElementId, Item, Role};
use crate::unit::{Pt, Rect};

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub(super) fn type_name(role: Role) -> &'static str {
    match role {
        Role::Letter => "Part",
        Role::Group | Role::Sender | Role::InsideAddress => "Div",
        Role::Heading => "H1",
        Role::Subheading => "H2",
        Role::Link => "Link",
        Role::Figure => "Figure",
        Role::Paragraph | Role::ReturnLine => "P",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
    }
}

/// The structure tree as it stands in the file.
pub(super) struct Structure {
    /// Its root.
    pub(super) root: ObjectId,
    /// The structure element of each of the document's elements.
    pub(super) elements: Vec<ObjectId>,
}

/// Writes the structure tree (`StructTreeRoot`, ISO 32000-1, 14.7.2) and ties the pages to it.
/// `marks` holds for each page the element that each of its marks belongs to.
pub(super) fn write_structure(
    pdf: &mut lopdf::Document,
    document: &Document,
    pages: &[ObjectId],
    marks: &[Vec<ElementId>],
) -> Structure {
    let root = pdf.new_object_id();
    let top = pdf.new_object_id();
    let ids: Vec<ObjectId> = document.elements.iter().map(|_| pdf.new_object_id()).collect();
    let mut kids: Vec<Vec<Object>> = own_content(document, pages, marks);
    let annotations = write_links(pdf, document, pages, pages.len());
    for annotation in &annotations {
        let object = dictionary! { "Type" => "OBJR", "Pg" => pages[annotation.page], "Obj" => annotation.id };
        kids[annotation.element.0].push(Object::Dictionary(object));
    }
    let mut roots = Vec::new();
    for (element, id) in document.elements.iter().zip(&ids) {
        match element.parent {
            Some(parent) => kids[parent.0].push((*id).into()),
            None => roots.push(Object::from(*id)),
        }
    }

    for (at, (element, kids)) in document.elements.iter().zip(kids).enumerate() {
        let mut dictionary = dictionary! {
            "Type" => "StructElem",
            "S" => type_name(element.role),
            "P" => element.parent.map_or(top, |parent| ids[parent.0]),
            // Written on every element, because not every reader looks at the parents.
            "Lang" => text_string(document.language_of(ElementId(at))),
            "K" => kids,
        };
        if let Role::List(numbering) = element.role {
            let numbering = list_numbering(numbering);
            dictionary.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
        }
        if let Some(alternative) = &element.alternative {
            dictionary.set("Alt", text_string(alternative));
        }
        if let Some(bounds) = bounds_of(document, ElementId(at)) {
            let bounds: Vec<Object> = bounds.into_iter().map(|edge| Object::Real(pdf_pt(edge).0)).collect();
            dictionary.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds });
        }
        pdf.set_object(ids[at], dictionary);
    }
    pdf.set_object(
        top,
        dictionary! {
            "Type" => "StructElem",
            "S" => "Document",
            "P" => root,
            "Lang" => text_string(&document.language),
            "K" => roots,
        },
    );
    let parent_tree = write_parent_tree(pdf, pages, marks, &annotations, &ids);
    pdf.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => top,
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => integer(pages.len() + annotations.len()),
        },
    );
    Structure { root, elements: ids }
}

/// The box of a figure on its page, from the lower left corner (`BBox`, ISO 32000-1, 14.8.5.4.3).
pub(super) fn bounds_of(document: &Document, element: ElementId) -> Option<[Pt; 4]> {
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

/// For each element its own marks on the pages, in reading order.
fn own_content(document: &Document, pages: &[ObjectId], marks: &[Vec<ElementId>]) -> Vec<Vec<Object>> {
    let mut content = vec![Vec::new(); document.elements.len()];
    for (page, marks) in pages.iter().zip(marks) {
        for (mcid, element) in marks.iter().enumerate() {
            let mark = dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => integer(mcid) };
            content[element.0].push(Object::Dictionary(mark));
        }
    }
    content
}

/// The way back from a page's marks, and from its annotations, to their elements (ISO 32000-1,
/// 14.7.4.4).
fn write_parent_tree(
    pdf: &mut lopdf::Document,
    pages: &[ObjectId],
    marks: &[Vec<ElementId>],
    annotations: &[Annotation],
    ids: &[ObjectId],
) -> ObjectId {
    let mut numbers = Vec::new();
    for (at, (page, marks)) in pages.iter().zip(marks).enumerate() {
        let parents: Vec<Object> = marks.iter().map(|element| ids[element.0].into()).collect();
        numbers.push(integer(at));
        numbers.push(pdf.add_object(parents).into());
        if let Ok(page) = pdf.get_dictionary_mut(*page) {
            page.set("StructParents", integer(at));
            // The order of the structure is the order of tabulation (PDF/UA-1, 7.18.3).
            page.set("Tabs", "S");
        }
    }
    for (at, annotation) in annotations.iter().enumerate() {
        numbers.push(integer(pages.len() + at));
        numbers.push(ids[annotation.element.0].into());
    }
    pdf.add_object(dictionary! { "Nums" => numbers })
}

/// How a list is numbered (`ListNumbering`, ISO 32000-1, 14.8.5.5). There is no name for digits other
/// than European ones; numbers they are.
pub(super) fn list_numbering(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Numbers => "Decimal",
        Numbering::Marks => "Disc",
    }
}

fn integer(number: usize) -> Object {
    // Pages and marks are far fewer than an `i64` can count.
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
