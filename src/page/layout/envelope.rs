//! Envelopes: their sizes, and the places for addresses on their fronts, read from files of the project.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::finding::{Finding, Findings, rules};
use crate::id::EnvelopeId;
use crate::project::{Project, paths};
use crate::unit::{Mm, Pt, Rect, Size};
use crate::yaml::{KeyPath, Source};

/// The least and the greatest side of an envelope, in millimetres: post offices do not carry smaller or larger letters.
const SIDES: RangeInclusive<f64> = 70.0..=600.0;

/// Envelopes by name, as they lie with the address upright.
pub type Envelopes = BTreeMap<EnvelopeId, Envelope>;

/// The front of an envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// Its size.
    pub size: Size,
    /// Where the address is printed, if it is printed on the envelope.
    pub address: Rect,
    /// The area that the post office reads; the address must be inside.
    pub area: Rect,
    /// Where the sender's address is printed.
    pub sender: Rect,
    /// Where its figures come from, if they were not compared with the text of a standard.
    pub unverified: Option<String>,
}

#[derive(Deserialize)]
struct TypedEnvelope {
    width: f64,
    height: f64,
    address: Option<[f64; 4]>,
    sender: Option<[f64; 4]>,
    unverified: Option<String>,
}

/// Where post offices read the address by machine, as they commonly describe it and as the Universal Postal Union is
/// quoted (its own text was not seen): so far from the top, the right and the bottom edge, and no further from the
/// right edge. The United States read from 5/8 inch above the bottom edge.
const READ_BELOW: Mm = Mm(40.0);
const READ_BEFORE_RIGHT: Mm = Mm(15.0);
const READ_ABOVE_BOTTOM: Mm = Mm(16.0);
const READ_WIDTH: Mm = Mm(125.0);

/// The place of the stamps, at the top right (as post offices describe it, not verified).
const STAMPS: (Mm, Mm) = (Mm(74.0), Mm(40.0));

/// The least distance of print from the edges: what most printers cannot reach, and a little.
const EDGE: Mm = Mm(8.0);

/// The default place for the sender's address.
const SENDER_WIDTH: Mm = Mm(80.0);
const SENDER_HEIGHT: Mm = Mm(28.0);

impl Envelope {
    /// An envelope with the zones that follow from its size.
    fn of(size: Size) -> Self {
        let area = reading_area(size);
        let edge = EDGE.to_pt();
        let right = (edge + SENDER_WIDTH.to_pt()).min(size.width - STAMPS.0.to_pt());
        let sender = Rect { left: edge, top: edge, right, bottom: edge + SENDER_HEIGHT.to_pt() };
        Self { size, address: area, area, sender, unverified: None }
    }
}

/// The place where the post office reads the address on an envelope.
fn reading_area(size: Size) -> Rect {
    let right = size.width - READ_BEFORE_RIGHT.to_pt();
    let left = (right - READ_WIDTH.to_pt()).max(READ_BEFORE_RIGHT.to_pt());
    Rect { left, top: READ_BELOW.to_pt(), right, bottom: size.height - READ_ABOVE_BOTTOM.to_pt() }
}

/// Whether `inner` is inside `outer`, with a tolerance of a hundredth of a millimetre.
fn lies_in(inner: &Rect, outer: &Rect) -> bool {
    let near = Mm(0.01).to_pt();
    inner.left >= outer.left - near
        && inner.top >= outer.top - near
        && inner.right <= outer.right + near
        && inner.bottom <= outer.bottom + near
        && inner.width() > Pt::ZERO
        && inner.height() > Pt::ZERO
}

/// Reads every file of envelopes of the project.
///
/// # Errors
///
/// When a file is faulty, or a size is not valid.
pub fn read_envelopes(project: &Project) -> Result<Envelopes, Findings> {
    let mut envelopes = Envelopes::new();
    let mut findings = Findings::new();
    for file in project.paths(paths::ENVELOPES, paths::YAML) {
        let read = project.read_once(file, |text| envelopes_of(Source { file, text }));
        envelopes.extend(findings.take(read).iter().flat_map(|read| Envelopes::clone(read)));
    }
    if findings.is_empty() { Ok(envelopes) } else { Err(findings) }
}

fn envelopes_of(source: Source) -> Result<Envelopes, Findings> {
    let (mut envelopes, mut findings) = (Envelopes::new(), Findings::new());
    let typed: BTreeMap<EnvelopeId, TypedEnvelope> = source.read()?;
    for (id, typed) in typed {
        let envelope = findings.take(envelope(source, &KeyPath::default().key(id.as_str()), &typed));
        envelopes.extend(envelope.map(|envelope| (id, envelope)));
    }
    if findings.is_empty() { Ok(envelopes) } else { Err(findings) }
}

fn envelope(source: Source, path: &KeyPath, typed: &TypedEnvelope) -> Result<Envelope, Findings> {
    let TypedEnvelope { width, height, address, sender, ref unverified } = *typed;
    if !(SIDES.contains(&width) && SIDES.contains(&height)) {
        let message = format!("{width} × {height} mm is not a valid envelope size");
        let help = format!("use a width and a height from {} to {} mm", SIDES.start(), SIDES.end());
        return Err(source.error(rules::BAD_SIZE, path, message).help(help).into());
    }
    let size = Size { width: Mm(width).to_pt(), height: Mm(height).to_pt() };
    let rect = |[x, y, width, height]: [f64; 4]| {
        let [left, top, right, bottom] = [x, y, x + width, y + height].map(|length| Mm(length).to_pt());
        Rect { left, top, right, bottom }
    };
    let mut envelope = Envelope { unverified: unverified.clone(), ..Envelope::of(size) };
    let mut findings = Findings::new();
    let mm = |length: Pt| format!("{:.1}", length.to_mm().0);
    if let Some(address) = address {
        let (zone, area) = (rect(address), envelope.area);
        envelope.address = zone;
        if !lies_in(&zone, &area) {
            let message = format!("{address:?} is outside the area where postal machines read the address");
            let [x, y, w, h] = [area.left, area.top, area.width(), area.height()].map(mm);
            let help = format!("write [left, top, width, height] inside [{x}, {y}, {w}, {h}]");
            findings.push(source.error(rules::OUTSIDE_READING_AREA, &path.key("address"), message).help(help));
        }
    }
    if let Some(sender) = sender {
        let zone = rect(sender);
        envelope.sender = zone;
        let edge = EDGE.to_pt();
        let paper = Rect { left: edge, top: edge, right: size.width - edge, bottom: size.height - edge };
        let stamps =
            Rect { left: size.width - STAMPS.0.to_pt(), top: Pt::ZERO, right: size.width, bottom: STAMPS.1.to_pt() };
        if !lies_in(&zone, &paper) || zone.overlaps(&stamps) || zone.overlaps(&envelope.address) {
            let message = format!("{sender:?} is not a valid place for the sender's address");
            let help = format!(
                "keep it {} mm from the edges, and away from the address and the stamps at the top right ({} × {} mm)",
                EDGE.0, STAMPS.0.0, STAMPS.1.0
            );
            findings.push(source.error(rules::BAD_SENDER_ZONE, &path.key("sender"), message).help(help));
        }
    }
    if findings.is_empty() { Ok(envelope) } else { Err(findings) }
}

/// A finding on an envelope that is not known.
pub fn unknown_envelope(envelopes: &Envelopes, id: &EnvelopeId) -> Finding {
    let finding = Finding::error(rules::UNKNOWN_ENVELOPE, format!("unknown envelope `{id}`"));
    finding.suggest_from(id.as_str(), envelopes.keys().map(EnvelopeId::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_every_envelope_there_is_room_for_both_addresses_where_the_post_looks_for_them() {
        let envelopes = read_envelopes(&Project::embedded()).expect("the bundled envelopes");
        assert!(envelopes.len() >= 12);
        for (id, Envelope { size, address, area, sender, .. }) in envelopes {
            assert!(lies_in(&address, &area), "{id}");
            assert!(address.width().to_mm().0 >= 80.0 && address.height().to_mm().0 >= 28.0, "{id}");
            let right = size.width - STAMPS.0.to_pt();
            assert!(sender.right <= right && !sender.overlaps(&address) && sender.width().to_mm().0 >= 60.0, "{id}");
        }
    }

    #[test]
    fn a_zone_that_the_post_does_not_read_is_refused() {
        let rules = |line: &str| -> Vec<&str> {
            let files = [("stationery/envelopes/own.yaml".to_owned(), format!("own: {line}").into_bytes())];
            let faults = read_envelopes(&Project::embedded().with(files)).err().unwrap_or_default();
            faults.iter().map(|finding| finding.rule.as_str()).collect()
        };
        assert_eq!(rules("{width: 220, height: 110}"), [""; 0]);
        assert_eq!(rules("{width: 220, height: 110, address: [100, 50, 105, 40]}"), [""; 0]);
        assert_eq!(rules("{width: 220, height: 110, address: [100, 20, 105, 40]}"), ["outside-reading-area"]);
        assert_eq!(rules("{width: 220, height: 110, address: [100, .nan, 105, 40]}"), ["outside-reading-area"]);
        assert_eq!(rules("{width: 220, height: 110, sender: [100, 10, 80, 20]}"), ["bad-sender-zone"]);
        assert_eq!(rules("{width: .inf, height: 110}"), ["bad-size"]);
        assert_eq!(rules("{width: 1e30, height: -5}"), ["bad-size"]);
    }
}
