//! The links: where a click on some words leads, as annotations of their pages.

use super::syntax::{ObjectNumber, push_number, push_reference, push_text, push_thousandths, thousandths};
use crate::page::{Document, ElementId, Item, Line, Page};
use crate::unit::{Em, Pt};

/// How far the place that is clicked reaches above and below the baseline.
const ABOVE: Em = Em(0.85);
const BELOW: Em = Em(0.3);

/// A line of words with a link.
pub(super) struct Link<'a> {
    /// The index of its page.
    pub(super) page: usize,
    /// The element whose words they are.
    pub(super) element: ElementId,
    /// The rectangle around the line, as PDF measures it: left, bottom, right, top.
    place: [Pt; 4],
    /// All its words: what it leads to, as a person says it.
    words: &'a str,
    target: &'a str,
}

/// The links on the page with the index `at`: one for each line of each link.
pub(super) fn links_on(at: usize, document: &Document) -> impl Iterator<Item = Link<'_>> {
    let page = &document.pages[at];
    page.items.iter().filter_map(move |item| {
        let Item::Line(line) = item else { return None };
        let element = line.element?;
        let target = document.links.get(&element)?;
        Some(Link { page: at, element, place: place_of(line, page), words: &line.text.text, target })
    })
}

impl Link<'_> {
    /// Writes the annotation (ISO 32000-1, 12.5.6.5), with the text for screen readers (`Contents`, PDF/UA-1, 7.18.5).
    /// `key` is its key in the parent tree.
    pub(super) fn write(&self, out: &mut Vec<u8>, page: ObjectNumber, key: usize) {
        out.extend_from_slice(b"<</Type/Annot/Subtype/Link/Rect[");
        for edge in self.place {
            push_hundredths(out, edge);
            out.push(b' ');
        }
        // Print: the only flag that PDF/A requires (ISO 19005-2, 6.3.2).
        out.extend_from_slice(b"]/Border[0 0 0]/F 4/P ");
        push_reference(out, page);
        out.extend_from_slice(b"/StructParent ");
        push_number(out, key as u64);
        out.extend_from_slice(b"/Contents");
        push_text(out, self.words.trim_end());
        out.extend_from_slice(b"/A<</S/URI/URI");
        push_text(out, self.target);
        out.extend_from_slice(b">>>>");
    }
}

fn place_of(line: &Line, page: &Page) -> [Pt; 4] {
    let baseline = page.sheet.height - line.origin.y;
    let left = line.origin.x;
    [left, baseline - BELOW.at(line.size), left + line.width(), baseline + ABOVE.at(line.size)]
}

/// A length to hundredths of a point.
fn push_hundredths(out: &mut Vec<u8>, length: Pt) {
    push_thousandths(out, thousandths((length.0 * 100.0).round() / 100.0));
}
