//! Where a layout has marks for inserting machines: proven to be clear of every window, of all text and
//! of the folds, so that nothing has to be proven of a letter.

use crate::finding::{Finding, Findings, rules};
use crate::page::layout::boxes::boxes;
use crate::page::layout::inserter_marks::{LINE_STROKE, LINES};
use crate::page::layout::stationery::Stationery;
use crate::unit::{Mm, Pt, Rect};
use crate::yaml::{KeyPath, Source};

/// The least white around marks, so that a reader sees where they begin.
const CLEARANCE: Mm = Mm(2.0);

/// The least side of a matrix: squares of 0.3 mm.
const LEAST_MATRIX: Mm = Mm(6.0);

/// The least distance of two lines, and the least length of one, as readers of several makers have it.
const LEAST_PITCH: Mm = Mm(2.9);
const LEAST_LINE: Mm = Mm(10.0);

/// Everything that is in the way of the marks of a layout, or too small for a reader.
pub fn faults(source: Source, stationery: &Stationery) -> Findings {
    let root = KeyPath::default().key("marks");
    let mut findings = Findings::new();
    let places = stationery.marks;
    for (key, place) in [("omr", places.omr), ("datamatrix", places.datamatrix)] {
        let Some(place) = place else { continue };
        let path = root.key(key);
        if let Some(message) = too_small(key, &place) {
            let help = "a matrix must be a square of at least 6 mm; the 7 lines need a width of at least 10 mm and a height of at least 17.4 mm";
            findings.push(source.error(rules::BAD_SIZE, &path, message).help(help));
        }
        let around = grown(&place, CLEARANCE.to_pt());
        for (what, other) in obstacles(stationery) {
            if around.overlaps(&other) {
                let common = around.common(&other);
                let missing = common.width().min(common.height()).to_mm().0;
                let message = format!("the marks are {missing:.1} mm too close to {what}");
                findings.push(mark_fault(source, &path, message));
            }
        }
        for fold in stationery.folds.iter().filter(|fold| **fold > around.top && **fold < around.bottom) {
            let message = format!("the fold at {:.1} mm goes through the marks", fold.to_mm().0);
            findings.push(mark_fault(source, &path, message));
        }
    }
    findings
}

fn mark_fault(source: Source, path: &KeyPath, message: String) -> Finding {
    let help = "move the marks, for example into the margin beside the running text, between two folds";
    source.error(rules::MARKS_IN_THE_WAY, path, message).help(help)
}

fn too_small(key: &str, place: &Rect) -> Option<String> {
    let (width, height) = (place.width().to_mm().0, place.height().to_mm().0);
    let is_square = (width - height).abs() < 0.01;
    let is_sound = match key {
        "datamatrix" => is_square && width >= LEAST_MATRIX.0,
        _ => width >= LEAST_LINE.0 && height >= LEAST_PITCH.0 * (LINES - 1) as f64,
    };
    (!is_sound).then(|| format!("machines cannot read marks of {width:.1} × {height:.1} mm"))
}

/// Everything that may be on a sheet, and everything that a window can show of it.
fn obstacles(stationery: &Stationery) -> Vec<(String, Rect)> {
    // The marks are on further sheets too, where the text begins elsewhere.
    let on_all = |(key, place): (&str, Rect)| {
        let top = if key == "body" { place.top.min(stationery.top) } else { place.top };
        (format!("`{key}`"), Rect { top, ..place })
    };
    let mut obstacles: Vec<(String, Rect)> = boxes(stationery).into_iter().map(on_all).collect();
    // Fold and punch marks are at the left edge.
    let stroke = LINE_STROKE.to_pt();
    let ticks = stationery.folds.iter().copied().chain(stationery.punch);
    obstacles.extend(ticks.map(|y| {
        let tick = Rect { left: Pt::ZERO, top: y - stroke, right: Mm(9.0).to_pt(), bottom: y + stroke };
        ("a fold or punch mark".to_owned(), tick)
    }));
    for view in &stationery.views {
        let panes = std::iter::once(&view.address).chain(&view.sender);
        obstacles
            .extend(panes.map(|pane| (format!("what the window of `{}` can show", view.envelope), pane.keep_clear)));
    }
    obstacles
}

fn grown(rect: &Rect, by: Pt) -> Rect {
    Rect { left: rect.left - by, top: rect.top - by, right: rect.right + by, bottom: rect.bottom + by }
}

#[cfg(test)]
mod tests {
    use crate::finding::Finding;
    use crate::id::StationeryId;
    use crate::page::layout::layouts::names;
    use crate::page::layout::stationery::Stationery;
    use crate::project::Project;

    /// The findings about a layout whose marks are elsewhere.
    fn said(layout: &str, key: &str, place: &str) -> Vec<String> {
        let project = Project::embedded();
        let file = format!("stationery/{layout}.yaml");
        let text = project.text(&file).expect("it is bundled");
        let (before, after) = text.split_once("marks:").expect("it has marks");
        let (_, after) = after.split_once('\n').expect("it has more lines");
        let text = format!("{before}marks: {{{key}: {place}}}\n{after}");
        let read =
            Stationery::read(&project.with([(file, text.into_bytes())]), &StationeryId::new(layout).expect("a name"));
        let of =
            |finding: Finding| format!("{} {}: {}", finding.rule, finding.place.unwrap_or_default(), finding.message);
        read.err().unwrap_or_default().into_iter().map(of).collect()
    }

    #[test]
    fn every_bundled_layout_has_a_place_for_marks_of_each_kind() {
        let project = Project::embedded();
        // A fax goes into no envelope.
        for name in names(&project).into_iter().filter(|name| !name.as_str().starts_with("fax")) {
            let marks = Stationery::read(&project, &name).expect("it is sound").marks;
            assert!(marks.omr.is_some() && marks.datamatrix.is_some(), "{name}");
        }
    }

    #[test]
    fn marks_that_are_in_the_way_or_that_no_reader_takes_are_refused_with_the_millimetres() {
        assert_eq!(
            said("plain", "datamatrix", "[180, 116, 10, 10]"),
            ["marks-in-the-way marks.datamatrix: the marks are 7.0 mm too close to `body`"]
        );
        let window = said("din5008b", "datamatrix", "[100, 70, 10, 10]");
        assert!(window.iter().any(|said| said.contains("what the window of `dl` can show")), "{window:?}");
        assert_eq!(
            said("plain", "omr", "[193, 90, 12, 24]"),
            ["marks-in-the-way marks.omr: the fold at 99.0 mm goes through the marks"]
        );
        assert_eq!(
            said("plain", "datamatrix", "[194, 116, 10, 9]"),
            ["bad-size marks.datamatrix: machines cannot read marks of 10.0 × 9.0 mm"]
        );
        assert!(said("plain", "omr", "[200, 116, 12, 24]")[0].starts_with("outside-sheet marks"));
    }
}
