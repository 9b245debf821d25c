//! Panes: the part of a folded sheet that an envelope's window shows, wherever the sheet is in the envelope.

use serde::Deserialize;

use crate::id::EnvelopeId;
use crate::unit::{Pt, Rect, Size};

/// A sheet folded to its packet. Folds go to and fro, with the top panel in front.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Packet {
    /// The size of the packet.
    pub size: Size,
    /// The distance of the sheet's top edge below the packet's.
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

    /// The room that the packet leaves in an envelope; negative if it does not fit.
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
pub enum WindowPosition {
    /// On the envelope, at this distance from its edge.
    OnEnvelope(End, Pt),
    /// Over the sheet while the packet touches an edge of the envelope; which one may be unknown.
    OnSheet(Option<End>, Pt),
}

/// An envelope's window along one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Opening {
    /// Where it is.
    pub place: WindowPosition,
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

/// The part of a sheet that a window shows, in the sheet's own measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pane {
    /// The window over a packet at the envelope's left and bottom edges.
    pub window: Rect,
    /// The area that is always visible, wherever the packet is. Everything that the post office reads must be inside.
    pub visible: Rect,
    /// The area that can be visible. Everything else must be outside.
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
    /// The part of a folded sheet that this window of an envelope shows.
    ///
    /// With the packet at the envelope's left and top edges the window shows the sheet from `left` and `top` on. When
    /// the packet slides right and down by the slack, the window shows an area that is further left and higher by the
    /// same distance. The common part of all these areas is always visible; all of them together must be kept clear. If
    /// the data do not say from which edge a distance is measured, both edges count.
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
            WindowPosition::OnEnvelope(End::Near, distance) => (distance - sheet_edge, distance - sheet_edge),
            WindowPosition::OnEnvelope(End::Far, distance) => {
                let begin = envelope - distance - length - sheet_edge;
                (begin, begin)
            }
            WindowPosition::OnSheet(Some(End::Near), begin) => (begin, begin),
            WindowPosition::OnSheet(Some(End::Far), begin) => (begin + slack, begin + slack),
            WindowPosition::OnSheet(None, begin) => (begin, begin + slack),
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
    use crate::unit::Mm;

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
            place: WindowPosition::OnEnvelope(end, Mm(distance).to_pt()),
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
        // The address zone of form A ends at 72 mm, and so does the area that the window shows.
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
        let unknown = Opening { place: WindowPosition::OnSheet(None, Mm(45.0).to_pt()), length: Mm(45.0).to_pt() };
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
