//! The calibration page: the outlines of a sheet's labels and rulers, to hold against the sheet.

use std::sync::Arc;

use crate::finding::{Findings, Origin};
use crate::id::LanguageTag;
use crate::letter::Text;
use crate::line::Spread;
use crate::page::document::{Document, Element, ElementId, Item, Line, Page, Printing, Purpose, Role, Rule};
use crate::page::layout::label_sheet::LabelSheet;
use crate::page::mailpiece::address::{Nudge, nudged};
use crate::page::text::context::TypesetContext;
use crate::page::text::paragraph::shape_text;
use crate::page::text::typography::Typography;
use crate::page::window::overlay::{frame, stroke};
use crate::unit::{Mm, Point, Pt};

/// The size of the words.
const SIZE: Pt = Pt(7.0);

const STROKE: Pt = Pt(0.25);

/// The distance of a word from its label's edges.
const INDENT: Mm = Mm(4.0);

/// The length of the rulers, as far as the sheet holds them, and of their marks for 1 and 10 mm.
const RULER: usize = 100;
const TICKS: (Mm, Mm) = (Mm(1.2), Mm(2.5));

/// Draws each label with its number, and two rulers that begin at the edges of the first label: held
/// against the light, they say how far the print is from the label.
///
/// # Errors
///
/// When no font has the letters of the words on it.
pub fn calibration(sheet: &LabelSheet, nudge: Nudge, typesetting: &TypesetContext) -> Result<Document, Findings> {
    let mut items = Vec::new();
    let mut elements = Vec::new();
    for n in 0..sheet.count() {
        let label = sheet.label_at(n);
        frame(&label, STROKE, None, &mut items);
        let mut words = (n + 1).to_string();
        // Where no ruler is.
        if n + 1 == sheet.count() {
            words = format!("{words} · {} · print at 100 %, not fitted to the page", sheet.id);
        }
        let at = Point { x: label.left + INDENT.to_pt(), y: label.top + INDENT.to_pt() + SIZE };
        items.push(paragraph(&words, at, &mut elements, typesetting)?);
    }
    let first = sheet.label_at(0);
    let (middle_x, middle_y) = ((first.left + first.right) * 0.5, (first.top + first.bottom) * 0.5);
    let mm = |length: usize| Mm(length as f64).to_pt();
    let length = |room: Pt| RULER.min(room.to_mm().0 as usize);
    let (across, down) = (length(sheet.sheet.width - first.left), length(sheet.sheet.height - first.top));
    let right = first.left + mm(across);
    stroke([Point { x: first.left, y: middle_y }, Point { x: right, y: middle_y }], STROKE, None, &mut items);
    let bottom = first.top + mm(down);
    stroke([Point { x: middle_x, y: first.top }, Point { x: middle_x, y: bottom }], STROKE, None, &mut items);
    for step in 0..=across.max(down) {
        let tick = if step % 10 == 0 { TICKS.1 } else { TICKS.0 }.to_pt();
        let (x, y) = (first.left + mm(step), first.top + mm(step));
        if step <= across {
            items.push(mark(Point { x, y: middle_y - tick }, Point { x, y: middle_y }));
        }
        if step <= down {
            items.push(mark(Point { x: middle_x - tick, y }, Point { x: middle_x, y }));
        }
    }
    Ok(Document {
        title: format!("Calibration page for labels {}", sheet.id),
        language: "en".to_owned(),
        pages: vec![Page { sheet: sheet.sheet, items: items.into_iter().map(|item| nudged(item, nudge)).collect() }],
        elements,
        printing: Printing::MAILPIECES,
        ..Document::default()
    })
}

fn mark(from: Point, to: Point) -> Item {
    Item::Rule(Rule { element: None, from, to, stroke: STROKE, purpose: Purpose::Production })
}

fn paragraph(
    words: &str,
    origin: Point,
    elements: &mut Vec<Element>,
    typesetting: &TypesetContext,
) -> Result<Item, Findings> {
    let language = LanguageTag::english();
    let origin_of_words = Origin { name: "calibration".to_owned(), ..Origin::default() };
    let text = Text::new(words.to_owned(), language, origin_of_words);
    let text = Arc::new(shape_text(&text, Typography::Body, typesetting)?);
    let clusters = 0..text.clusters.len();
    let element = Some(ElementId(elements.len()));
    elements.push(Element::new(Role::Paragraph, None, None));
    Ok(Item::Line(Line { element, origin, size: SIZE, text, clusters, spread: Spread::NONE }))
}
