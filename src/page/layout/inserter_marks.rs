//! Marks for inserting machines: on the front of each sheet, with the envelope that it belongs in, and its number in
//! that envelope.

use datamatrix::{DataMatrix, SymbolSize};

use crate::page::document::{Item, Purpose, Rule};
use crate::unit::{Mm, Point, Pt, Rect};

/// The kinds of marks that are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Lines that an optical reader counts.
    Omr,
    /// A matrix of squares that holds digits (ISO/IEC 16022, ECC 200).
    DataMatrix,
}

/// The place of the marks of each kind on a sheet; `None` if the layout has no place for them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MarkPlaces {
    /// The box from the first line to the last.
    pub omr: Option<Rect>,
    /// The square with the white around the matrix.
    pub datamatrix: Option<Rect>,
}

impl MarkPlaces {
    /// The place of a kind.
    pub fn of(&self, kind: MarkKind) -> Option<Rect> {
        match kind {
            MarkKind::Omr => self.omr,
            MarkKind::DataMatrix => self.datamatrix,
        }
    }
}

/// The content of the marks of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetMark {
    /// The job that it is of.
    pub job: u32,
    /// The envelope that it goes into, from 1.
    pub envelope: u32,
    /// Which sheet of the envelope it is, from 1.
    pub sheet: u32,
    /// How many sheets go into the envelope.
    pub sheets: u32,
    /// Which sheet of the whole job it is, from 1.
    pub in_job: u32,
}

impl SheetMark {
    /// The words of the matrix, always as long: the job in 8 hexadecimal digits, the envelope in 8
    /// digits, the sheet in 2, and how many there are in 2.
    pub fn words(&self) -> String {
        let Self { job, envelope, sheet, sheets, .. } = self;
        format!("{job:08x}{:08}{:02}{:02}", envelope % 100_000_000, sheet % 100, sheets % 100)
    }

    /// Which of the lines are printed. The first and the last always are, so that a reader knows that
    /// it has seen all; then a line that has the envelope closed, on its last sheet; the number of the
    /// sheet in the job, from 0 to 7 and round again, its highest bit first; and one that makes the
    /// number of lines even.
    pub fn lines(&self) -> [bool; LINES] {
        let count = self.in_job.wrapping_sub(1) % 8;
        let mut lines = [true, self.sheet == self.sheets, count & 4 != 0, count & 2 != 0, count & 1 != 0, false, true];
        lines[LINES - 2] = lines.iter().filter(|line| **line).count() % 2 == 1;
        lines
    }
}

/// How many lines there may be.
pub const LINES: usize = 7;

/// How thick a line is: between the 0.25 and 0.63 mm that readers of several makers take.
pub(in crate::page) const LINE_STROKE: Mm = Mm(0.35);

/// The symbol. Its 18 code words are enough for every job number. With the white border that it needs on each side it
/// has 20 modules.
const SYMBOL: SymbolSize = SymbolSize::Square18;
const MODULES: usize = 18;
const QUIET: usize = 1;

/// Draws the marks of a sheet at their place.
pub fn inserter_marks(kind: MarkKind, place: &Rect, mark: &SheetMark) -> Vec<Item> {
    match kind {
        MarkKind::Omr => omr(place, mark),
        MarkKind::DataMatrix => matrix(place, mark),
    }
}

fn omr(place: &Rect, mark: &SheetMark) -> Vec<Item> {
    let pitch = place.height() * (1.0 / (LINES - 1) as f64);
    let line = |n: usize| {
        let y = place.top + pitch * n as f64;
        stroke(Point { x: place.left, y }, place.right, LINE_STROKE.to_pt())
    };
    (0..LINES).filter(|n| mark.lines()[*n]).map(line).collect()
}

/// Each run of dark squares in a row is a stroke as thick as the row.
fn matrix(place: &Rect, mark: &SheetMark) -> Vec<Item> {
    let symbol = DataMatrix::encode(mark.words().as_bytes(), SYMBOL).expect("the words go into 18 code words");
    let bitmap = symbol.bitmap();
    let module = place.width() * (1.0 / (MODULES + 2 * QUIET) as f64);
    let at = |start: Pt, n: f64| start + module * (QUIET as f64 + n);
    let mut items = Vec::new();
    for (row, squares) in bitmap.bits().chunks(bitmap.width()).enumerate() {
        let mut column = 0;
        for run in squares.chunk_by(|one, next| one == next) {
            if run[0] {
                let from = Point { x: at(place.left, column as f64), y: at(place.top, row as f64 + 0.5) };
                items.push(stroke(from, at(place.left, (column + run.len()) as f64), module));
            }
            column += run.len();
        }
    }
    items
}

fn stroke(from: Point, right: Pt, stroke: Pt) -> Item {
    Item::Rule(Rule { element: None, from, to: Point { x: right, ..from }, stroke, purpose: Purpose::Production })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Rect = Rect { left: Pt(500.0), top: Pt(300.0), right: Pt(530.0), bottom: Pt(330.0) };

    fn mark(sheet: u32, sheets: u32, in_job: u32) -> SheetMark {
        SheetMark { job: 0x5a2f_93c1, envelope: 42, sheet, sheets, in_job }
    }

    /// Whether ink is at a point.
    fn is_dark(items: &[Item], point: Point) -> bool {
        items.iter().any(|item| {
            let Item::Rule(rule) = item else { return false };
            (rule.from.x..=rule.to.x).contains(&point.x) && (rule.from.y - point.y).0.abs() <= rule.stroke.0 * 0.5
        })
    }

    #[test]
    fn a_matrix_is_read_back_from_what_is_drawn() {
        for job in [0, 0x5a2f_93c1, u32::MAX, 0xabcd_efab] {
            let mark = SheetMark { job, ..mark(1, 2, 9) };
            let items = inserter_marks(MarkKind::DataMatrix, &PLACE, &mark);
            let module = 1.5;
            let square = |row: usize, column: usize| {
                let at = |start: Pt, n: usize| start + Pt((n as f64 + 0.5) * module);
                is_dark(&items, Point { x: at(PLACE.left, column), y: at(PLACE.top, row) })
            };
            let all = MODULES + 2 * QUIET;
            let is_quiet = |n: usize| !(QUIET..QUIET + MODULES).contains(&n);
            let mut pixels = Vec::new();
            for (row, column) in (0..all).flat_map(|row| (0..all).map(move |column| (row, column))) {
                if is_quiet(row) || is_quiet(column) {
                    assert!(!square(row, column), "the white around it");
                } else {
                    pixels.push(square(row, column));
                }
            }
            let words = DataMatrix::decode(&pixels, MODULES).expect("it is a matrix");
            assert_eq!(words, mark.words().as_bytes());
        }
        assert_eq!(mark(1, 2, 9).words(), "5a2f93c1000000420102");
    }

    #[test]
    fn lines_close_the_envelope_on_its_last_sheet_and_count_round() {
        let lines = |sheet, sheets, in_job| {
            let lines = mark(sheet, sheets, in_job).lines();
            assert_eq!(lines.iter().filter(|line| **line).count() % 2, 0);
            lines.map(|line| if line { '|' } else { '.' }).iter().collect::<String>()
        };
        assert_eq!([lines(1, 2, 1), lines(2, 2, 2), lines(1, 1, 8)], ["|.....|", "||..|.|", "|||||.|"]);
        assert_eq!([lines(2, 3, 6), lines(3, 3, 9)], ["|.|.|.|", "||...||"]);
    }

    #[test]
    fn nothing_is_drawn_outside_the_place() {
        for kind in [MarkKind::Omr, MarkKind::DataMatrix] {
            let items = inserter_marks(kind, &PLACE, &mark(1, 1, 8));
            let half = LINE_STROKE.to_pt() * 0.5;
            for item in items {
                let Item::Rule(rule) = item else { panic!("strokes only") };
                assert!(rule.from.x >= PLACE.left && rule.to.x <= PLACE.right);
                assert!(rule.from.y >= PLACE.top - half && rule.from.y <= PLACE.bottom + half);
            }
        }
    }
}
