//! Envelopes: how a folded sheet lies in one, and what its windows show as the sheet slides about.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::finding::{Finding, Findings, did_you_mean};
use crate::id::EnvelopeId;
use crate::project::Project;
use crate::unit::{Mm, Pt, Rect, Size};
use crate::yaml::{KeyPath, Source};

/// The folder of files with envelopes.
const FOLDER: &str = "stationery/envelopes";

/// The least and the greatest side of an envelope, in millimetres: posts carry nothing smaller as a
/// letter, and nothing larger.
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
    /// Where the post reads it; the address lies inside.
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

/// Where posts read the address by machine, as they commonly describe it and as the Universal Postal
/// Union is quoted (its own text was not seen): so far from the top, the right and the bottom edge,
/// and no further from the right edge. The United States read from 5/8 inch above the bottom edge.
const READ_BELOW: Mm = Mm(40.0);
const READ_BEFORE_RIGHT: Mm = Mm(15.0);
const READ_ABOVE_BOTTOM: Mm = Mm(16.0);
const READ_WIDTH: Mm = Mm(125.0);

/// Where the stamps go, at the top right (as posts describe it, not verified).
const STAMPS: (Mm, Mm) = (Mm(74.0), Mm(40.0));

/// The least distance of print from the edges: what most printers cannot reach, and a little.
const EDGE: Mm = Mm(8.0);

/// The room for the sender's address, where a file gives none.
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

/// Where the post reads the address on an envelope.
fn reading_area(size: Size) -> Rect {
    let right = size.width - READ_BEFORE_RIGHT.to_pt();
    let left = (right - READ_WIDTH.to_pt()).max(READ_BEFORE_RIGHT.to_pt());
    Rect { left, top: READ_BELOW.to_pt(), right, bottom: size.height - READ_ABOVE_BOTTOM.to_pt() }
}

/// Whether `inner` lies in `outer`; a hundredth of a millimetre is no fault.
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
/// When a file is faulty, or a size is no size.
pub fn read_envelopes(project: &Project) -> Result<Envelopes, Findings> {
    let mut envelopes = Envelopes::new();
    let mut findings = Findings::new();
    for file in project.paths(FOLDER, ".yaml") {
        let text = project.text(file).map_err(|finding| vec![finding])?;
        let source = Source { file, text };
        let typed: BTreeMap<EnvelopeId, TypedEnvelope> =
            source.read(&["width", "height", "address", "sender", "unverified"])?;
        for (id, typed) in typed {
            match envelope(source, &KeyPath::default().key(id.as_str()), &typed) {
                Ok(envelope) => {
                    envelopes.insert(id, envelope);
                }
                Err(faults) => findings.extend(faults),
            }
        }
    }
    if findings.is_empty() { Ok(envelopes) } else { Err(findings) }
}

fn envelope(source: Source, path: &KeyPath, typed: &TypedEnvelope) -> Result<Envelope, Findings> {
    let TypedEnvelope { width, height, address, sender, ref unverified } = *typed;
    if !(SIDES.contains(&width) && SIDES.contains(&height)) {
        let message = format!("{width} × {height} mm is no size of an envelope");
        let help = format!("write its width and height, from {} to {} mm", SIDES.start(), SIDES.end());
        return Err(vec![source.error("bad-size", path, message).help(help)]);
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
            let message = format!("{address:?} lies outside of where posts read the address");
            let [x, y, w, h] = [area.left, area.top, area.width(), area.height()].map(mm);
            let help = format!("write [left, top, width, height] inside [{x}, {y}, {w}, {h}]");
            findings.push(source.error("outside-reading-area", &path.key("address"), message).help(help));
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
            let message = format!("{sender:?} is no place for the sender's address");
            let help = format!(
                "keep it {} mm from the edges, and out of the address and the stamps at the top right ({} × {} mm)",
                EDGE.0, STAMPS.0.0, STAMPS.1.0
            );
            findings.push(source.error("bad-sender-zone", &path.key("sender"), message).help(help));
        }
    }
    if findings.is_empty() { Ok(envelope) } else { Err(findings) }
}

/// A finding on an envelope that is not known.
pub fn unknown_envelope(envelopes: &Envelopes, id: &EnvelopeId) -> Finding {
    let known = || envelopes.keys().map(EnvelopeId::as_str);
    let help = match did_you_mean(id.as_str(), known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known().collect::<Vec<_>>().join(", ")),
    };
    Finding::error("unknown-envelope", format!("there is no envelope `{id}`")).help(help)
}

/// A sheet folded to its packet. Folds go to and fro, with the top panel in front.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Packet {
    /// The size of the packet.
    pub size: Size,
    /// How far the sheet's top edge lies below the packet's.
    pub top_edge: Pt,
}

impl Packet {
    /// The packet of a sheet with these folds, which are sorted and lie inside the sheet.
    pub fn of(sheet: Size, folds: &[Pt]) -> Self {
        let ends = folds.iter().copied().chain([sheet.height]);
        let (mut hinge, mut above, mut below) = (Pt::ZERO, Pt::ZERO, Pt::ZERO);
        let mut start = Pt::ZERO;
        for (panel, end) in ends.enumerate() {
            let length = end - start;
            // Every other panel is folded back up.
            hinge += if panel % 2 == 0 { length } else { -length };
            (above, below) = (above.min(hinge), below.max(hinge));
            start = end;
        }
        Self { size: Size { width: sheet.width, height: below - above }, top_edge: -above }
    }

    /// The room that the packet leaves in an envelope; negative where it does not go in.
    pub fn slack_in(&self, envelope: Size) -> Size {
        Size { width: envelope.width - self.size.width, height: envelope.height - self.size.height }
    }
}

/// From which edge a figure is measured, or which edge of the envelope the packet touches when it
/// holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The left or top edge.
    Near,
    /// The right or bottom edge.
    Far,
}

/// Where a window is along one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// On the envelope, at this distance from its edge.
    OnEnvelope(End, Pt),
    /// Over the sheet while the packet touches an edge of the envelope; which one may be unknown.
    OnSheet(Option<End>, Pt),
}

/// An envelope's window along one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Opening {
    /// Where it is.
    pub place: Place,
    /// Its width or height.
    pub length: Pt,
}

/// An envelope's window, as a layout gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// From left to right.
    pub across: Opening,
    /// From top to bottom.
    pub down: Opening,
}

/// Whether the packet may slide up and down in the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seating {
    /// It may.
    #[default]
    Loose,
    /// It rests on the envelope's bottom edge.
    Bottom,
}

/// What a window shows of a sheet, in the sheet's own measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pane {
    /// The window over a packet at the envelope's left and bottom edges.
    pub window: Rect,
    /// What it shows wherever the packet lies. What the post must read lies inside.
    pub visible: Rect,
    /// What it may show. Nothing else lies inside.
    pub keep_clear: Rect,
}

/// An envelope's windows over a sheet of a layout.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Its size.
    pub size: Size,
    /// How far the packet can slide.
    pub slack: Size,
    /// Whether it may slide up and down.
    pub seating: Seating,
    /// The window for the address.
    pub address: Pane,
    /// The window for the sender, where there is one.
    pub sender: Option<Pane>,
}

impl Window {
    /// What this window of an envelope shows of a packet's sheet.
    ///
    /// With the packet at the envelope's left and top edges the window shows the sheet from `left`
    /// and `top` on. Sliding right and down by the slack it shows what lies so much further left
    /// and higher; always visible is what all these have in common, and kept clear is all of them
    /// together. Where the data leave open which edge a figure is measured at, both count.
    pub fn over(&self, packet: &Packet, envelope: Size, seating: Seating) -> Pane {
        let slack = packet.slack_in(envelope);
        let x = Span::of(self.across, envelope.width, slack.width, Pt::ZERO, Seating::Loose);
        let y = Span::of(self.down, envelope.height, slack.height, packet.top_edge, seating);
        let rect = |(left, right), (top, bottom)| Rect { left, top, right, bottom };
        Pane {
            window: rect(x.near, y.far),
            visible: rect(x.visible, y.visible),
            keep_clear: rect(x.keep_clear, y.keep_clear),
        }
    }
}

/// A [`Pane`] along one axis.
struct Span {
    /// The window over a packet at the near edge.
    near: (Pt, Pt),
    /// The window over a packet at the far edge.
    far: (Pt, Pt),
    visible: (Pt, Pt),
    keep_clear: (Pt, Pt),
}

impl Span {
    fn of(opening: Opening, envelope: Pt, slack: Pt, sheet_edge: Pt, seating: Seating) -> Self {
        let Opening { place, length } = opening;
        // Where the window begins on the sheet while the packet is at the near edge: surely not
        // before `first`, nor after `last`.
        let (first, last) = match place {
            Place::OnEnvelope(End::Near, distance) => (distance - sheet_edge, distance - sheet_edge),
            Place::OnEnvelope(End::Far, distance) => {
                let begin = envelope - distance - length - sheet_edge;
                (begin, begin)
            }
            Place::OnSheet(Some(End::Near), begin) => (begin, begin),
            Place::OnSheet(Some(End::Far), begin) => (begin + slack, begin + slack),
            Place::OnSheet(None, begin) => (begin, begin + slack),
        };
        let visible = match seating {
            Seating::Loose => (last, first + length - slack),
            Seating::Bottom => (last - slack, first - slack + length),
        };
        // Even a packet that should rest on the bottom is sometimes shaken up.
        let middle = (first + last) * 0.5;
        Self {
            near: (middle, middle + length),
            far: (middle - slack, middle - slack + length),
            visible,
            keep_clear: (first - slack, last + length),
        }
    }
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
            faults.iter().map(|finding| finding.rule).collect()
        };
        assert_eq!(rules("{width: 220, height: 110}"), [""; 0]);
        assert_eq!(rules("{width: 220, height: 110, address: [100, 50, 105, 40]}"), [""; 0]);
        assert_eq!(rules("{width: 220, height: 110, address: [100, 20, 105, 40]}"), ["outside-reading-area"]);
        assert_eq!(rules("{width: 220, height: 110, address: [100, .nan, 105, 40]}"), ["outside-reading-area"]);
        assert_eq!(rules("{width: 220, height: 110, sender: [100, 10, 80, 20]}"), ["bad-sender-zone"]);
        assert_eq!(rules("{width: .inf, height: 110}"), ["bad-size"]);
        assert_eq!(rules("{width: 1e30, height: -5}"), ["bad-size"]);
    }

    fn mm(lengths: [f64; 4]) -> Rect {
        let [left, top, right, bottom] = lengths.map(|length| Mm(length).to_pt());
        Rect { left, top, right, bottom }
    }

    fn assert_near(found: Rect, expected: [f64; 4]) {
        let expected = mm(expected);
        let pairs = [(found.left, expected.left), (found.top, expected.top)];
        for (found, expected) in
            pairs.into_iter().chain([(found.right, expected.right), (found.bottom, expected.bottom)])
        {
            assert!((found - expected).to_mm().0.abs() < 0.01, "{:?} is not {:?}", found.to_mm(), expected.to_mm());
        }
    }

    fn size(width: f64, height: f64) -> Size {
        Size { width: Mm(width).to_pt(), height: Mm(height).to_pt() }
    }

    /// The window of DIN 680: 20 mm from the left, 15 mm from the bottom.
    fn din() -> Window {
        let opening = |end, distance, length| Opening {
            place: Place::OnEnvelope(end, Mm(distance).to_pt()),
            length: Mm(length).to_pt(),
        };
        Window { across: opening(End::Near, 20.0, 90.0), down: opening(End::Far, 15.0, 45.0) }
    }

    fn packet(folds: &[f64]) -> Packet {
        let folds: Vec<Pt> = folds.iter().map(|fold| Mm(*fold).to_pt()).collect();
        Packet::of(size(210.0, 297.0), &folds)
    }

    #[test]
    fn form_b_shows_what_was_reckoned_by_hand() {
        let packet = packet(&[105.0, 210.0]);
        let dl = din().over(&packet, size(220.0, 110.0), Seating::Loose);
        assert_near(dl.visible, [20.0, 50.0, 100.0, 90.0]);
        assert_near(dl.keep_clear, [10.0, 45.0, 110.0, 95.0]);
        let c6_c5 = din().over(&packet, size(229.0, 114.0), Seating::Loose);
        assert_near(c6_c5.visible, [20.0, 54.0, 91.0, 90.0]);
        assert_near(c6_c5.keep_clear, [1.0, 45.0, 110.0, 99.0]);
    }

    #[test]
    fn a_short_first_panel_lies_lower_in_the_packet() {
        let packet = packet(&[87.0, 192.0]);
        assert!((packet.top_edge.to_mm().0 - 18.0).abs() < 0.01);
        assert!((packet.size.height.to_mm().0 - 105.0).abs() < 0.01);
        // The address zone of form A ends at 72 mm, and so does what the window shows.
        assert_near(din().over(&packet, size(220.0, 110.0), Seating::Loose).visible, [20.0, 32.0, 100.0, 72.0]);
    }

    #[test]
    fn a_packet_is_as_high_as_its_panels_reach() {
        let height = |folds: &[f64]| (packet(folds).size.height.to_mm().0 * 10.0).round() as i64;
        assert_eq!([height(&[]), height(&[148.5]), height(&[99.0, 198.0])], [2970, 1485, 990]);
        assert_eq!(height(&[90.0, 180.0]), 1170);
    }

    #[test]
    fn what_the_data_leave_open_counts_both_ways() {
        let unknown = Opening { place: Place::OnSheet(None, Mm(45.0).to_pt()), length: Mm(45.0).to_pt() };
        let window = Window { down: unknown, ..din() };
        let pane = window.over(&packet(&[105.0, 210.0]), size(229.0, 114.0), Seating::Loose);
        assert_near(pane.visible, [20.0, 54.0, 91.0, 81.0]);
        assert_near(pane.keep_clear, [1.0, 36.0, 110.0, 99.0]);
    }

    #[test]
    fn a_packet_on_the_bottom_shows_the_whole_height() {
        let pane = din().over(&packet(&[105.0, 210.0]), size(220.0, 110.0), Seating::Bottom);
        assert_near(pane.visible, [20.0, 45.0, 100.0, 90.0]);
        assert_near(pane.keep_clear, [10.0, 45.0, 110.0, 95.0]);
    }
}
