//! The links: where a click on some words leads, as annotations of their pages.

use lopdf::{Object, ObjectId, dictionary};

use super::text_string;
use crate::page::{Document, ElementId, Item, Line, Page};
use crate::unit::{Em, Pt};

/// How far the place that is clicked reaches above and below the baseline.
const ABOVE: Em = Em(0.85);
const BELOW: Em = Em(0.3);

/// An annotation of a page.
pub(super) struct Annotation {
    /// The annotation itself.
    pub(super) id: ObjectId,
    /// The index of its page.
    pub(super) page: usize,
    /// The element whose words lead elsewhere.
    pub(super) element: ElementId,
}

/// Writes a link annotation (ISO 32000-1, 12.5.6.5) for each line of each link, with the words for
/// those who cannot see it (`Contents`, PDF/UA-1, 7.18.5). The first has the key `first_key` in the
/// parent tree, and each other the next one.
pub(super) fn write_links(
    pdf: &mut lopdf::Document,
    document: &Document,
    pages: &[ObjectId],
    first_key: usize,
) -> Vec<Annotation> {
    let mut written = Vec::new();
    for (at, page) in document.pages.iter().enumerate() {
        let mut on_page: Vec<Object> = Vec::new();
        for (line, element, target) in links_of(page, document) {
            let key = i64::try_from(first_key + written.len()).unwrap_or(i64::MAX);
            let id = pdf.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => place_of(line, page),
                "Border" => vec![0.into(), 0.into(), 0.into()],
                // Print: the one flag that PDF/A asks for (ISO 19005-2, 6.3.2).
                "F" => 4,
                "P" => pages[at],
                "Contents" => text_string(target),
                "StructParent" => key,
                "A" => dictionary! { "S" => "URI", "URI" => text_string(target) },
            });
            on_page.push(id.into());
            written.push(Annotation { id, page: at, element });
        }
        if !on_page.is_empty()
            && let Ok(page) = pdf.get_dictionary_mut(pages[at])
        {
            page.set("Annots", on_page);
        }
    }
    written
}

fn links_of<'a>(page: &'a Page, document: &'a Document) -> impl Iterator<Item = (&'a Line, ElementId, &'a str)> {
    page.items.iter().filter_map(|item| {
        let Item::Line(line) = item else { return None };
        let element = line.element?;
        Some((line, element, document.links.get(&element)?.as_str()))
    })
}

/// The rectangle around a line, as PDF measures it.
fn place_of(line: &Line, page: &Page) -> Vec<Object> {
    let baseline = page.sheet.height - line.origin.y;
    let left = line.origin.x;
    let edges = [left, baseline - BELOW.at(line.size), left + line.width(), baseline + ABOVE.at(line.size)];
    edges.into_iter().map(|edge: Pt| Object::Real((edge.0 * 100.0).round() as f32 / 100.0)).collect()
}
