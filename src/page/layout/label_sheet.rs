//! Sheets of labels: where each label is on its sheet, read from files of the project.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::finding::{Finding, Findings, rules};
use crate::id::LabelSheetId;
use crate::page::layout::layout_file::TypedPaper;
use crate::project::{Project, paths};
use crate::unit::{Mm, Pt, Rect, Size};
use crate::yaml::{KeyPath, Source};

/// The sides of labels that hold an address, in millimetres.
const SIDES: RangeInclusive<f64> = 15.0..=300.0;

/// The most labels across or down.
const MOST: usize = 40;

/// The tolerance for the measurements of a sheet, because makers round them.
const ROUNDING: f64 = 0.1;

/// A sheet of labels.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelSheet {
    /// The name of the sheet.
    pub id: LabelSheetId,
    /// The size of the sheet.
    pub sheet: Size,
    /// The size of a label.
    pub label: Size,
    /// The number of labels across.
    pub columns: usize,
    /// The number of labels down.
    pub rows: usize,
    /// Where the first begins, from the left and from the top.
    first: (Pt, Pt),
    /// From one to the next, across and down.
    pitch: (Pt, Pt),
    /// Where its figures come from, if they were not compared with the maker's own.
    pub unverified: Option<String>,
}

#[derive(Deserialize)]
struct Typed {
    paper: TypedPaper,
    width: f64,
    height: f64,
    columns: usize,
    rows: usize,
    left: f64,
    top: f64,
    pitch_x: f64,
    pitch_y: f64,
    unverified: Option<String>,
}

impl LabelSheet {
    /// Reads the sheet `id`.
    ///
    /// # Errors
    ///
    /// When the label sheet is unknown, or a file of label sheets is faulty.
    pub fn read(project: &Project, id: &LabelSheetId) -> Result<Self, Findings> {
        let mut sheets = read_label_sheets(project)?;
        sheets.remove(id).ok_or_else(|| unknown(id, &sheets).into())
    }

    /// How many labels a sheet has.
    pub fn count(&self) -> usize {
        self.columns * self.rows
    }

    /// Where label number `n`, from 0 and row by row, is on its sheet.
    pub fn label_at(&self, n: usize) -> Rect {
        let left = self.first.0 + self.pitch.0 * (n % self.columns) as f64;
        let top = self.first.1 + self.pitch.1 * (n / self.columns) as f64;
        Rect { left, top, right: left + self.label.width, bottom: top + self.label.height }
    }
}

/// Reads every file of label sheets of the project.
///
/// # Errors
///
/// When a file is faulty, or a sheet in it is not valid.
pub fn read_label_sheets(project: &Project) -> Result<BTreeMap<LabelSheetId, LabelSheet>, Findings> {
    let mut sheets = BTreeMap::new();
    let mut findings = Findings::new();
    for file in project.paths(paths::LABELS, paths::YAML) {
        let text = project.text(file)?;
        let source = Source { file, text };
        let typed: BTreeMap<LabelSheetId, Typed> = source.read()?;
        for (id, typed) in typed {
            let sheet = findings.take(measured(source, &id, &typed));
            sheets.extend(sheet.map(|sheet| (id, sheet)));
        }
    }
    if findings.is_empty() { Ok(sheets) } else { Err(findings) }
}

fn measured(source: Source, id: &LabelSheetId, typed: &Typed) -> Result<LabelSheet, Findings> {
    let path = KeyPath::default().key(id.as_str());
    let Some((width, height)) = typed.paper.sheet() else {
        return Err(typed.paper.no_sheet(source, &path.key("paper")).into());
    };
    let mut findings = Findings::new();
    let mut report = |key: &str, message: String, help: &str| {
        findings.push(source.error(rules::BAD_LABEL, &path.key(key), message).help(help));
    };
    for (key, side) in [("width", typed.width), ("height", typed.height)] {
        if !SIDES.contains(&side) {
            let message = format!("{side} mm is not a valid size of a label");
            report(key, message, "write the size of a label in millimetres");
        }
    }
    for (key, count) in [("columns", typed.columns), ("rows", typed.rows)] {
        if !(1..=MOST).contains(&count) {
            report(
                key,
                format!("{count} is not a valid number of labels"),
                "write the number of labels across and down",
            );
        }
    }
    let axes = [
        ("left", typed.left, typed.columns, "pitch_x", typed.pitch_x, typed.width, width),
        ("top", typed.top, typed.rows, "pitch_y", typed.pitch_y, typed.height, height),
    ];
    for (start_key, start, count, pitch_key, pitch, side, sheet) in axes {
        let reach = start + pitch * (count as f64 - 1.0) + side;
        if !(start >= 0.0 && reach <= sheet + ROUNDING) {
            let message = format!("the labels reach from {start} to {reach:.2} mm, but the sheet has {sheet} mm");
            report(start_key, message, "measure the start of the first label and the distance to the next one");
        }
        // A single one has no next.
        if count > 1 && (pitch.is_nan() || side.is_nan() || pitch < side - ROUNDING) {
            let message = format!("labels of {side} mm overlap when they are {pitch} mm apart");
            report(pitch_key, message, "write the distance from the edge of one label to the same edge of the next");
        }
    }
    let pt = |mm: f64| Mm(mm).to_pt();
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(LabelSheet {
        id: id.clone(),
        sheet: Size { width: pt(width), height: pt(height) },
        label: Size { width: pt(typed.width), height: pt(typed.height) },
        columns: typed.columns,
        rows: typed.rows,
        first: (pt(typed.left), pt(typed.top)),
        pitch: (pt(typed.pitch_x), pt(typed.pitch_y)),
        unverified: typed.unverified.clone(),
    })
}

fn unknown(id: &LabelSheetId, sheets: &BTreeMap<LabelSheetId, LabelSheet>) -> Finding {
    let finding = Finding::error(rules::UNKNOWN_LABEL_SHEET, format!("unknown label sheet `{id}`"));
    finding.suggest_from(id.as_str(), sheets.keys().map(LabelSheetId::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(id: &str, own: &str) -> Result<LabelSheet, Findings> {
        let files = [("stationery/labels/own.yaml".to_owned(), own.as_bytes().to_vec())];
        LabelSheet::read(&Project::embedded().with(files), &LabelSheetId::new(id).expect("a name"))
    }

    #[test]
    fn labels_are_counted_row_by_row() {
        let sheet = read("L7160", "{}").expect("it is bundled");
        assert_eq!((sheet.columns, sheet.rows, sheet.count()), (3, 7, 21));
        let at = |n: usize| {
            let label = sheet.label_at(n);
            [label.left, label.top].map(|length| (length.to_mm().0 * 100.0).round() / 100.0)
        };
        assert_eq!([at(0), at(2), at(3), at(20)], [[7.2, 15.15], [139.28, 15.15], [7.2, 53.25], [139.28, 243.75]]);
    }

    #[test]
    fn a_sheet_of_ones_own_is_a_file_and_what_does_not_fit_is_refused() {
        let own =
            "own: {paper: a4, width: 90, height: 50, columns: 2, rows: 5, left: 10, top: 20, pitch_x: 95, pitch_y: 52}";
        assert_eq!(read("own", own).expect("it is sound").count(), 10);
        let places = |from: &str, to: &str| -> Vec<String> {
            let faults = read("own", &own.replace(from, to)).expect_err("it is faulty");
            faults.into_iter().map(|finding| finding.place.unwrap_or_default()).collect()
        };
        assert_eq!(places("rows: 5", "rows: 6"), ["own.top"]);
        assert_eq!(places("rows: 5", "rows: 0"), ["own.rows"]);
        assert_eq!(places("pitch_x: 95", "pitch_x: 80"), ["own.pitch_x"]);
        assert_eq!(places("left: 10", "left: -1"), ["own.left"]);
        assert_eq!(places("width: 90", "width: .nan"), ["own.width", "own.left", "own.pitch_x"]);
        assert_eq!(places("paper: a4", "paper: {width: .inf, height: 1e30}"), ["own.paper"]);
    }

    #[test]
    fn an_unknown_sheet_is_named_with_what_is_near() {
        let finding = read("L71600", "{}").expect_err("there is none")[0].clone();
        assert_eq!(
            (finding.rule.as_str(), finding.help.as_deref()),
            ("unknown-label-sheet", Some("did you mean `L7160`?"))
        );
    }
}
