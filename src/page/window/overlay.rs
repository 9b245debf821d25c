//! The overlay: what an envelope's windows show, drawn over a page for checking by eye.

use std::sync::Arc;

use crate::finding::{Findings, Origin};
use crate::id::LanguageTag;
use crate::letter::Text;
use crate::line::Spread;
use crate::page::document::{Item, Line, Purpose, Rule};
use crate::page::layout::stationery::Stationery;
use crate::page::text::context::TypesetContext;
use crate::page::text::paragraph::shape_text;
use crate::page::text::typography::Typography;
use crate::unit::{Mm, Point, Pt, Rect};

/// The size of the words on an overlay.
const SIZE: Pt = Pt(6.0);

const STROKE: Pt = Pt(0.25);
const WINDOW_STROKE: Pt = Pt(0.6);

/// Strokes of broken lines and the gaps between them.
const DASHES: (Mm, Mm) = (Mm(3.0), Mm(1.0));
const DOTS: (Mm, Mm) = (Mm(0.5), Mm(1.0));
const FOLD_DASHES: (Mm, Mm) = (Mm(6.0), Mm(2.0));

/// The length of the ruler, which shows whether a page was printed at its true size.
const RULER: Mm = Mm(100.0);
const RULER_STEP: Mm = Mm(10.0);
const TICK: Mm = Mm(2.0);

/// How far the ruler is from the sheet's bottom edge, and the words from its top edge.
const FOOT: Mm = Mm(7.0);
const TOP: Mm = Mm(8.0);

/// Draws the zones of each envelope's windows, the folds and a ruler, for checking and not for posting.
///
/// The window itself is drawn thick, as it lies over a packet at the envelope's left and bottom
/// edges; dashes are around what it always shows, and dots around what it may show.
///
/// # Errors
///
/// When no font has the letters of the words on it.
pub fn overlay(stationery: &Stationery, typesetting: &TypesetContext) -> Result<Vec<Item>, Findings> {
    let mut items = Vec::new();
    let left = stationery.left;
    let warning = "For checking only, not for posting. Thick: the window. Dashes: always visible. Dots: keep clear.";
    items.push(label(warning, Point { x: left, y: TOP.to_pt() }, typesetting)?);
    for (i, view) in stationery.views.iter().enumerate() {
        for pane in [Some(&view.address), view.sender.as_ref()].into_iter().flatten() {
            frame(&pane.window, WINDOW_STROKE, None, &mut items);
            frame(&pane.visible, STROKE, Some(DASHES), &mut items);
            frame(&pane.keep_clear, STROKE, Some(DOTS), &mut items);
        }
        let visible = view.address.visible;
        let mm = |length: Pt| format!("{:.1}", length.to_mm().0);
        let words = format!("{}: always shows {} × {} mm", view.envelope, mm(visible.width()), mm(visible.height()));
        // One below the other, beside the warning's first letter.
        let y = TOP.to_pt() + SIZE * (1.2 * (i + 1) as f64);
        items.push(label(&words, Point { x: left, y }, typesetting)?);
    }
    for fold in &stationery.folds {
        let across = [Point { x: Pt::ZERO, y: *fold }, Point { x: stationery.sheet.width, y: *fold }];
        stroke(across, STROKE, Some(FOLD_DASHES), &mut items);
    }
    let y = stationery.sheet.height - FOOT.to_pt();
    let end = left + RULER.to_pt();
    stroke([Point { x: left, y }, Point { x: end, y }], STROKE, None, &mut items);
    for step in 0..=(RULER / RULER_STEP) as usize {
        let x = left + RULER_STEP.to_pt() * step as f64;
        stroke([Point { x, y: y - TICK.to_pt() }, Point { x, y }], STROKE, None, &mut items);
    }
    items.push(label("100 mm", Point { x: end + TICK.to_pt(), y }, typesetting)?);
    Ok(items)
}

fn label(words: &str, origin: Point, typesetting: &TypesetContext) -> Result<Item, Findings> {
    let language = LanguageTag::english();
    let origin_of_words = Origin { name: "overlay".to_owned(), ..Origin::default() };
    let text = Text::new(words.to_owned(), language, origin_of_words);
    let text = Arc::new(shape_text(&text, Typography::Body, typesetting)?);
    let clusters = 0..text.clusters.len();
    Ok(Item::Line(Line { element: None, origin, size: SIZE, text, clusters, spread: Spread::NONE }))
}

/// The four sides of a rectangle.
pub fn frame(rect: &Rect, width: Pt, pattern: Option<(Mm, Mm)>, items: &mut Vec<Item>) {
    let corner = |x, y| Point { x, y };
    let (a, b) = (corner(rect.left, rect.top), corner(rect.right, rect.top));
    let (c, d) = (corner(rect.right, rect.bottom), corner(rect.left, rect.bottom));
    for side in [[a, b], [b, c], [d, c], [a, d]] {
        stroke(side, width, pattern, items);
    }
}

/// A straight line from left to right or from top to bottom, whole or in a pattern of strokes and gaps.
pub fn stroke([from, to]: [Point; 2], width: Pt, pattern: Option<(Mm, Mm)>, items: &mut Vec<Item>) {
    let Some((on, off)) = pattern else {
        items.push(Item::Rule(Rule { element: None, from, to, stroke: width, purpose: Purpose::Production }));
        return;
    };
    let length = (to.x - from.x).max(to.y - from.y);
    let at = |distance: Pt| {
        let part = distance / length;
        Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
    };
    let mut pen = Pt::ZERO;
    while pen < length {
        let end = (pen + on.to_pt()).min(length);
        items.push(Item::Rule(Rule {
            element: None,
            from: at(pen),
            to: at(end),
            stroke: width,
            purpose: Purpose::Production,
        }));
        pen = end + off.to_pt();
    }
}
