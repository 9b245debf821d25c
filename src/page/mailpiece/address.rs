//! Mailpieces: the fronts of envelopes, and addresses on sheets of labels.

use crate::finding::{Finding, Findings, rules};
use crate::id::LanguageTag;
use crate::letter::InsideAddress;
use crate::page::document::{Document, Element, ElementId, Figure, Item, Page, Role, Rule};
use crate::page::layout::envelope::Envelope;
use crate::page::layout::label_sheet::LabelSheet;
use crate::page::letter::inside_address::{FittedAddress, fit_envelope, fit_label, fit_sender};
use crate::page::text::context::TypesetContext;
use crate::page::window::{Spare, ink_of};
use crate::unit::{Mm, Point, Pt, Rect};

/// How far an address stays from the edges of its label: paper goes through a printer a little askew.
const LABEL_MARGIN: Mm = Mm(3.0);

/// How far it stays from the edges of the sheet, which most printers cannot reach.
const SHEET_MARGIN: Mm = Mm(5.0);

/// The farthest that print may be moved: then it is still on the sheet.
pub const MOST_NUDGE: Mm = Mm(5.0);

/// The correction for the printer: everything on a sheet is moved to the right and down by this.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Nudge {
    /// To the right.
    pub x: Mm,
    /// Down.
    pub y: Mm,
}

/// Sets the front of an envelope on a separate page, and returns the margin between its address and the
/// edge of the area that the post reads.
///
/// # Errors
///
/// When the address or the sender's does not fit.
pub fn set_envelope(
    document: &mut Document,
    address: &InsideAddress,
    sender: Option<&InsideAddress>,
    envelope: &Envelope,
    typesetting: &TypesetContext,
) -> Result<Spare, Findings> {
    let mut findings = Findings::new();
    let fitted = findings.take(fit_envelope(address, envelope.address, typesetting));
    let sender = sender.map(|sender| fit_sender(sender, envelope.sender, typesetting)).transpose();
    let sender = findings.take(sender);
    let (Some(fitted), Some(sender)) = (fitted, sender) else { return Err(findings) };

    let mut items = Vec::new();
    let piece = element(&mut document.elements, Role::Letter, None);
    if let Some(fitted) = sender {
        let (group, corner) = (element(&mut document.elements, Role::Sender, Some(piece)), corner(&envelope.sender));
        let lines = fitted.placed(corner, group, &mut document.elements, typesetting);
        proved(&lines, &envelope.sender, typesetting)?;
        items.extend(lines);
    }
    let group = element(&mut document.elements, Role::InsideAddress, Some(piece));
    let lines = fitted.placed(corner(&envelope.address), group, &mut document.elements, typesetting);
    let spare = proved(&lines, &envelope.area, typesetting)?;
    items.extend(lines);
    document.pages.push(Page { sheet: envelope.size, items });
    Ok(spare)
}

/// Sets an address on label number `n`, from 0, of a sheet that is the only page of its document, and says what
/// it has to spare on its label.
///
/// # Errors
///
/// When it does not fit.
pub fn set_label(
    document: &mut Document,
    address: &InsideAddress,
    sheet: &LabelSheet,
    n: usize,
    nudge: Nudge,
    typesetting: &TypesetContext,
) -> Result<Spare, Findings> {
    let label = sheet.label_at(n);
    let paper = Rect { left: Pt::ZERO, top: Pt::ZERO, right: sheet.sheet.width, bottom: sheet.sheet.height };
    let zone = inset(&label, LABEL_MARGIN).common(&inset(&paper, SHEET_MARGIN));
    let fitted = fit_label(address, zone, typesetting)?;
    let at = Point { x: zone.left, y: middle_of(&zone, &fitted) };
    let of_sheet = document.elements.iter().position(|element| element.role == Role::Letter).map(ElementId);
    let of_sheet = of_sheet.unwrap_or_else(|| element(&mut document.elements, Role::Letter, None));
    let group = element(&mut document.elements, Role::InsideAddress, Some(of_sheet));
    let items = fitted.placed(at, group, &mut document.elements, typesetting);
    proved(&items, &zone, typesetting)?;
    let spare = proved(&items, &label, typesetting)?;
    if document.pages.is_empty() {
        document.pages.push(Page { sheet: sheet.sheet, items: Vec::new() });
    }
    document.pages[0].items.extend(items.into_iter().map(|item| nudged(item, nudge)));
    Ok(spare)
}

/// The item where it has to be printed to come out where it was.
pub fn nudged(item: Item, nudge: Nudge) -> Item {
    let moved = |point: Point| Point { x: point.x + nudge.x.to_pt(), y: point.y + nudge.y.to_pt() };
    match item {
        Item::Line(mut line) => {
            line.origin = moved(line.origin);
            Item::Line(line)
        }
        Item::Rule(rule) => Item::Rule(Rule { from: moved(rule.from), to: moved(rule.to), ..rule }),
        Item::Figure(figure) => {
            let Rect { left, top, right, bottom } = figure.place;
            let (from, to) = (moved(Point { x: left, y: top }), moved(Point { x: right, y: bottom }));
            let place = Rect { left: from.x, top: from.y, right: to.x, bottom: to.y };
            Item::Figure(Figure { place, ..figure })
        }
    }
}

fn element(elements: &mut Vec<Element>, role: Role, parent: Option<ElementId>) -> ElementId {
    let english = LanguageTag::english();
    let id = ElementId(elements.len());
    elements.push(Element::new(role, parent, Some(english.to_string())));
    id
}

fn corner(zone: &Rect) -> Point {
    Point { x: zone.left, y: zone.top }
}

/// The top of an address in the middle of its zone.
fn middle_of(zone: &Rect, fitted: &FittedAddress) -> Pt {
    zone.top + (zone.height() - fitted.height) * 0.5
}

fn inset(rect: &Rect, by: Mm) -> Rect {
    let by = by.to_pt();
    Rect { left: rect.left + by, top: rect.top + by, right: rect.right - by, bottom: rect.bottom - by }
}

/// How far the ink of lines stays inside `frame`; an error where it does not.
fn proved(items: &[Item], frame: &Rect, typesetting: &TypesetContext) -> Result<Spare, Finding> {
    let mut least: Option<Spare> = None;
    for item in items {
        let Item::Line(line) = item else { continue };
        let Some(ink) = ink_of(line, typesetting.fonts) else { continue };
        let own = Spare::of(&ink, frame);
        if own.least() < Pt::ZERO {
            let words = line.text.text_of(line.clusters.clone());
            let missing = -own.least().to_mm().0;
            let message = format!("`{}` is {missing:.2} mm outside its area", words.trim());
            return Err(Finding::error(rules::OUTSIDE_ZONE, message).help("shorten the line"));
        }
        least = Some(least.map_or(own, |least| least.min(own)));
    }
    // An address has at least one line with ink.
    Ok(least.unwrap_or(Spare { left: Pt::ZERO, top: Pt::ZERO, right: Pt::ZERO, bottom: Pt::ZERO }))
}
