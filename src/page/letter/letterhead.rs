//! The letterhead: the logo, name and address of the organisation that a letter or a sheet is
//! printed for.

use std::sync::Arc;

use crate::artwork::Artwork;
use crate::finding::{Finding, Findings, rules};
use crate::letter::{Letterhead, Text};
use crate::line::Spread;
use crate::locale::Direction;
use crate::page::document::{Element, ElementId, Figure, Item, Line, Role};
use crate::page::letter::compositor::begun_at;
use crate::page::skyline::Stack;
use crate::page::text::context::TypesetContext;
use crate::page::text::paragraph::set_paragraph;
use crate::page::text::spoken::element_of;
use crate::page::text::typography::Typography;
use crate::unit::{Mm, Point, Pt, Rect, Size};

/// The sizes of the name and of the lines below it that are tried, the largest first.
pub const SIZES: &[(Pt, Pt)] = &[
    (Pt(13.0), Pt(9.0)),
    (Pt(12.0), Pt(8.5)),
    (Pt(11.0), Pt(8.0)),
    (Pt(10.0), Pt(7.5)),
    (Pt(9.0), Pt(7.0)),
    (Pt(8.0), Pt(6.5)),
];

/// The part of the letterhead's width that a logo may have if there are words beside it: the smaller part
/// if the words need the room.
const LOGO_WIDTHS: [f64; 2] = [0.36, 0.2];

/// White between the logo and the words.
const LOGO_SPACE: Mm = Mm(4.0);

/// How thick the bar below is, and the white above it.
const BAR: Pt = Pt(1.4);
const BAR_SPACE: Mm = Mm(1.6);

/// The separator between parts that are side by side.
const SEPARATOR: &str = " · ";

/// How much of a language's leading a letterhead has.
const LEADING: f64 = 0.95;

/// Sets a letterhead in its zone: the logo where reading begins, the words beside it in the first of these sizes that
/// fits, and the bar along the lower edge. Its elements become parts of `parent`.
///
/// # Errors
///
/// When words cannot be set, or the letterhead is too high for its zone.
pub fn set_letterhead(
    letterhead: &Letterhead,
    zone: Rect,
    sizes: &[(Pt, Pt)],
    direction: Direction,
    typesetting: &TypesetContext,
    elements: &mut Vec<Element>,
    parent: ElementId,
) -> Result<Vec<Item>, Findings> {
    let mut items = Vec::new();
    let mut room = zone;
    if let Some(colour) = letterhead.colour {
        let size = Size { width: zone.width(), height: BAR };
        let place = Rect { top: zone.bottom - BAR, ..zone };
        items.push(Item::Figure(Figure { element: None, place, artwork: Arc::new(Artwork::bar(size, colour)) }));
        room.bottom = place.top - BAR_SPACE.to_pt();
    }
    let first = elements.len();
    let mut told = Findings::new();
    for share in LOGO_WIDTHS {
        match set_in((room, sizes), share, letterhead, direction, typesetting, elements, parent) {
            Ok(set) => {
                items.extend(set);
                return Ok(items);
            }
            Err(findings) => told = findings,
        }
        elements.truncate(first);
    }
    Err(told)
}

/// The logo, which has at most this share of the width, and the words beside it.
fn set_in(
    (room, sizes): (Rect, &[(Pt, Pt)]),
    share: f64,
    letterhead: &Letterhead,
    direction: Direction,
    typesetting: &TypesetContext,
    elements: &mut Vec<Element>,
    parent: ElementId,
) -> Result<Vec<Item>, Findings> {
    let mut items = Vec::new();
    let group = add(elements, Element::new(Role::Group, Some(parent), None));
    let has_words = letterhead.name.is_some() || !letterhead.lines.is_empty();
    let mut words = room;
    if let Some((artwork, alternative)) = &letterhead.logo {
        let width = if has_words { room.width() * share } else { room.width() };
        let size = artwork.fitted(Size { width, height: room.height() });
        let (left, right) = match direction {
            Direction::Ltr => (room.left, room.left + size.width),
            Direction::Rtl => (room.right - size.width, room.right),
        };
        let element = add(elements, element_of(Role::Figure, Some(group), alternative, typesetting));
        elements[element.0].alternative = Some(alternative.content.clone());
        let place = Rect { left, right, top: room.top, bottom: room.top + size.height };
        items.push(Item::Figure(Figure { element: Some(element), place, artwork: Arc::clone(artwork) }));
        words = match direction {
            Direction::Ltr => Rect { left: right + LOGO_SPACE.to_pt(), ..words },
            Direction::Rtl => Rect { right: left - LOGO_SPACE.to_pt(), ..words },
        };
    }
    if has_words {
        items.extend(set_words(letterhead, (words, sizes), direction, typesetting, elements, group)?);
    }
    Ok(items)
}

/// The words in as large a size as goes, in the middle of the zone's height.
fn set_words(
    letterhead: &Letterhead,
    (zone, sizes): (Rect, &[(Pt, Pt)]),
    direction: Direction,
    typesetting: &TypesetContext,
    elements: &mut Vec<Element>,
    group: ElementId,
) -> Result<Vec<Item>, Findings> {
    let mut missing = Pt::ZERO;
    for &(of_name, of_lines) in sizes {
        let mut texts: Vec<(Text, Typography, Pt)> = Vec::new();
        texts.extend(letterhead.name.iter().map(|text| (text.clone(), Typography::Strong, of_name)));
        for parts in &letterhead.lines {
            let line = side_by_side(parts, zone.width(), Typography::Body, of_lines, typesetting)?;
            texts.extend(line.into_iter().map(|text| (text, Typography::Body, of_lines)));
        }
        let (parts, bottom) = stacked(&texts, zone, direction, typesetting)?;
        missing = bottom - zone.bottom;
        if missing > Pt::ZERO {
            continue;
        }
        let down = -missing * 0.5;
        let mut items = Vec::new();
        for ((text, ..), lines) in texts.iter().zip(parts) {
            let element = Some(add(elements, element_of(Role::Paragraph, Some(group), text, typesetting)));
            items.extend(lines.into_iter().map(|line| {
                let origin = Point { y: line.origin.y + down, ..line.origin };
                Item::Line(Line { element, origin, ..line })
            }));
        }
        return Ok(items);
    }
    let origin = letterhead.name.iter().chain(letterhead.lines.iter().flatten()).last().map(|text| &text.origin);
    let message = format!("the letterhead is {:.1} mm too high for the layout", missing.to_mm().0);
    let finding = origin.map_or_else(
        || Finding::error(rules::BLOCK_TOO_HIGH, &message),
        |origin| origin.error(rules::BLOCK_TOO_HIGH, &message),
    );
    Err(finding.help("write fewer or shorter lines, or use a narrower logo").into())
}

/// The parts of a line joined, if that fits into the width of the zone. If not, each part on its own line.
///
/// # Errors
///
/// When words cannot be set.
pub fn side_by_side(
    parts: &[Text],
    measure: Pt,
    typography: Typography,
    size: Pt,
    typesetting: &TypesetContext,
) -> Result<Vec<Text>, Findings> {
    let Some(whole) = Text::joined(parts, SEPARATOR).filter(|_| parts.len() > 1) else { return Ok(parts.to_vec()) };
    let lines = set_paragraph(&whole, typography, size, measure, typesetting)?.lines.len();
    Ok(if lines == 1 { vec![whole] } else { parts.to_vec() })
}

/// Texts one below the other from the top of the zone, and how far down they reach.
fn stacked(
    texts: &[(Text, Typography, Pt)],
    zone: Rect,
    direction: Direction,
    typesetting: &TypesetContext,
) -> Result<(Vec<Vec<Line>>, Pt), Findings> {
    let mut stack = Stack::at(zone.top, typesetting.fonts);
    let mut parts = Vec::new();
    let mut findings = Findings::new();
    for (text, typography, size) in texts {
        let size = *size;
        let paragraph = match set_paragraph(text, *typography, size, zone.width(), typesetting) {
            Ok(paragraph) => paragraph,
            Err(faults) => {
                findings.extend(faults);
                continue;
            }
        };
        let leading = (typesetting.leading_of(&text.language) * LEADING).at(size);
        let mut lines = Vec::new();
        for clusters in &paragraph.lines {
            let (text, clusters) = (Arc::clone(&paragraph.text), clusters.clone());
            let line = Line { element: None, origin: Point::default(), size, text, clusters, spread: Spread::NONE };
            let mut line = begun_at(direction, line, zone.left, zone.right, Pt::ZERO);
            stack.push(&mut line, leading, Pt::ZERO);
            lines.push(line);
        }
        parts.push(lines);
    }
    if findings.is_empty() { Ok((parts, stack.bottom)) } else { Err(findings) }
}

fn add(elements: &mut Vec<Element>, element: Element) -> ElementId {
    let id = ElementId(elements.len());
    elements.push(element);
    id
}
