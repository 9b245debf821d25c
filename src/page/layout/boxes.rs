//! The boxes of a layout, which contain everything that is printed on the first page of a letter. They are proven not
//! to overlap, so that nothing has to be proven for each letter.
//!
//! Each block is fitted into its box by its ink (`head`, `letterhead`, `inside_address`, `paginate`). The
//! page line has only a height, so its ink is checked when it is set (`set`).

use crate::finding::{Findings, rules};
use crate::page::layout::stationery::Stationery;
use crate::page::text::typography::SMALL_SIZE;
use crate::unit::{Em, Mm, Pt, Rect};
use crate::yaml::{KeyPath, Source};

/// How far the letters of a page line may reach above and below its baseline: those of Khmer do.
const LINE_ABOVE: Em = Em(1.3);
const LINE_BELOW: Em = Em(0.7);

/// Boxes that share less than this share an edge: figures are added up with tiny errors.
const EDGE: Mm = Mm(0.01);

/// The boxes, each with its key in the layout's file.
pub fn boxes(stationery: &Stationery) -> Vec<(&'static str, Rect)> {
    let (left, right) = (stationery.left, stationery.left + stationery.measure);
    let small = stationery.medium.size(SMALL_SIZE);
    let (line_top, line_bottom) =
        (stationery.page_line - LINE_ABOVE.at(small), stationery.page_line + LINE_BELOW.at(small));
    let all = [
        ("letterhead", stationery.letterhead),
        ("sender", Some(stationery.sender)),
        ("fill_in", stationery.fill_in),
        ("date", Some(stationery.date)),
        ("return_line", stationery.return_line),
        ("address", Some(stationery.address)),
        ("body", Some(Rect { left, top: stationery.first_top, right, bottom: stationery.bottom })),
        ("page_line", Some(Rect { left, top: line_top, right, bottom: line_bottom })),
    ];
    all.into_iter().filter_map(|(key, place)| Some((key, place?))).collect()
}

/// Every two boxes that lie in each other.
pub fn faults(source: Source, stationery: &Stationery) -> Findings {
    let root = KeyPath::default();
    let boxes = boxes(stationery);
    let mut findings = Findings::new();
    for (at, (key, place)) in boxes.iter().enumerate() {
        for (other, taken) in &boxes[..at] {
            let depth = depth(place, taken);
            if depth > EDGE.to_pt() && !are_alternatives(key, other) {
                let message = format!("it overlaps `{other}` by {:.1} mm", depth.to_mm().0);
                let finding = source.error(rules::OVERLAPPING_BOXES, &root.key(key), message);
                findings.push(finding.help(format!("`{other}` is at {}; move one of the two", shown(taken))));
            }
        }
    }
    findings
}

/// Whether no letter has both: it has the sender's address, or lines to write it on.
fn are_alternatives(key: &str, other: &str) -> bool {
    [key, other] == ["fill_in", "sender"]
}

/// The distance that one rectangle must be moved to be beside the other; 0 or less if it already is.
pub fn depth(one: &Rect, other: &Rect) -> Pt {
    let common = one.common(other);
    common.width().min(common.height())
}

/// A rectangle as a layout's file writes it.
pub fn shown(rect: &Rect) -> String {
    let mm = |length: Pt| format!("{:.1}", length.to_mm().0 + 0.0);
    format!("[{}, {}, {}, {}]", mm(rect.left), mm(rect.top), mm(rect.width()), mm(rect.height()))
}

#[cfg(test)]
mod tests {
    use crate::id::StationeryId;
    use crate::page::layout::stationery::Stationery;
    use crate::project::Project;

    /// The findings about a layout with another figure.
    fn said(layout: &str, from: &str, to: &str) -> Vec<String> {
        let project = Project::embedded();
        let file = format!("stationery/{layout}.yaml");
        let text = project.text(&file).expect("it is bundled");
        assert!(text.contains(from), "{layout} has no `{from}`");
        let text = text.replacen(from, to, 1).into_bytes();
        let project = project.with([(file, text)]);
        let read = Stationery::read(&project, &StationeryId::new(layout).expect("a name"));
        let findings = read.err().unwrap_or_default();
        let of = |finding: crate::finding::Finding| {
            format!("{} {}: {}", finding.rule, finding.place.unwrap_or_default(), finding.message)
        };
        findings.into_iter().map(of).collect()
    }

    #[test]
    fn each_two_boxes_that_lie_in_each_other_are_told_with_the_millimetres() {
        for (layout, from, to, expected) in [
            (
                "plain",
                "y: 82",
                "y: 52",
                &["body: it overlaps `date` by 7.0 mm", "body: it overlaps `address` by 24.0 mm"][..],
            ),
            ("plain", "y: 82", "y: 76", &[]),
            ("plain", "date: [122, 57,", "date: [122, 52,", &[]),
            (
                "din5008b",
                "sender: [125, 50, 75, 32]",
                "sender: [125, 50, 75, 43]",
                &["date: it overlaps `sender` by 6.0 mm"],
            ),
            (
                "din5008b",
                "return_line: [25, 55.5,",
                "return_line: [25, 65,",
                &["address: it overlaps `return_line` by 6.0 mm"],
            ),
            ("din5008b", "page_line: 285", "page_line: 262", &["page_line: it overlaps `body` by 6.3 mm"]),
            (
                "plain",
                "letterhead: [25, 15, 90, 22]",
                "letterhead: [25, 15, 98, 22]",
                &["sender: it overlaps `letterhead` by 1.0 mm"],
            ),
        ] {
            let expected: Vec<String> = expected.iter().map(|said| format!("overlapping-boxes {said}")).collect();
            assert_eq!(said(layout, from, to), expected, "{layout} {to}");
        }
    }
}
