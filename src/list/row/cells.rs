//! A row is split into cells, and each cell becomes the text of a field.

use std::ops::Range;

use super::{Cell, RowReader};
use crate::finding::{Finding, rules};
use crate::letter::own_words::shortened;
use crate::list::encoding::Encoding;
use crate::list::records::{self, Records};
use crate::list::{Column, Malformed, Row, form_fault};

/// The consequence of a row that ends before a column. Programs write such rows if they leave out empty cells at the
/// end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    /// No finding: the column is empty in most rows.
    Usual,
    /// A warning that it is treated as empty: its value may have been lost.
    Told,
    /// A fault: no letter is made without it.
    Fault,
}

impl Lack {
    fn of(column: Option<Column>) -> Self {
        match column {
            None | Some(Column::Lang | Column::Personal | Column::Place) => Self::Usual,
            Some(Column::Id | Column::Name | Column::FirstName | Column::LastName | Column::Address(1)) => Self::Fault,
            Some(_) => Self::Told,
        }
    }
}

impl RowReader<'_, '_> {
    /// Splits the row into cells.
    pub(super) fn part(&mut self) -> Option<()> {
        let Self { list, row, .. } = *self;
        let (start, dialect) = (row.start as usize, list.dialect);
        let record = Records::new(list.bytes, dialect, start, row.line as usize).next()?;
        if let Some(malformed) = record.malformed {
            let finding = list.row_finding(row, form_fault(malformed, "the row"));
            let at = match malformed {
                Malformed::OpenQuote(at) | Malformed::AfterQuote(at) => at,
                Malformed::TooLong(_) => start,
            };
            self.findings.push(finding.at(self.position(at)));
            return None;
        }
        let cells = records::cells(list.bytes, record.bytes, dialect);
        let count = cells.len();
        let is_empty = |cell: &Range<usize>| list.bytes[cell.clone()].trim_ascii().is_empty();
        let headings = list.columns.headings();
        let spare = cells.get(headings.len()..).unwrap_or_default();
        let lacking: Vec<Option<Column>> = (count..headings.len()).map(|place| list.columns.at(place)).collect();
        let lack = lacking.iter().map(|column| Lack::of(*column)).max();
        let is_short = lack == Some(Lack::Fault) || lack.is_some() && (self.is_torn(count) || self.is_cut_off());
        if is_short || count > records::MAX_CELLS || !spare.iter().all(is_empty) {
            let counted = match count {
                1 => "1 cell".to_owned(),
                _ if count > records::MAX_CELLS => format!("more than {} cells", count - 1),
                _ => format!("{count} cells"),
            };
            let message = format!("the row has {counted}, but the first row has {}", headings.len());
            let help = "look for a missing or extra comma, semicolon or tab; put a cell with one of these or a line break in quotes";
            self.findings.push(list.row_finding(row, Finding::error(rules::RAGGED_ROW, message)).help(help));
            return None;
        }
        if lack == Some(Lack::Told) {
            let names: Vec<String> = lacking.iter().flatten().map(|column| format!("`{}`", column.name())).collect();
            let message = format!("the row is too short; treated as empty: {}", names.join(", "));
            let remark = list.row_finding(row, Finding::warning(rules::SHORT_ROW, message));
            self.remarks.push(remark.help("check whether something is missing at the end of the row"));
        }
        for (column, places) in list.columns.fields() {
            let read = places.iter().filter_map(|place| self.text_of(column, cells.get(*place)?));
            let read: Vec<Cell> = read.collect();
            if column.is_wish() {
                self.cells.extend(read.into_iter().map(|cell| (column, cell)));
                continue;
            }
            self.cells.extend(read.into_iter().reduce(|one, other| one.with(&other)).map(|cell| (column, cell)));
        }
        self.unnamed_cells(&cells);
        Some(())
    }

    /// The text of a cell, if it has any.
    fn text_of(&mut self, column: Column, bytes: &Range<usize>) -> Option<Cell> {
        let list = self.list;
        let raw = records::unquoted(&list.bytes[bytes.clone()]);
        match Encoding::Utf8.decode(&raw) {
            // Spaces around a value do not count; an Excel export may end lines in a cell as it likes.
            Ok(words) if words.trim().is_empty() => None,
            Ok(words) => Some(Cell { words: words.trim().replace("\r\n", "\n"), bytes: bytes.clone() }),
            Err(_) => {
                let shown = shortened(&Encoding::Utf8.shown(&raw));
                let message = format!("`{shown}` has bytes that are not valid {}", list.table.encoding().name());
                let help = "write the word again, or save the list as `CSV UTF-8`";
                let finding = self.origin_at(column, bytes.start).error(rules::NOT_UTF8, message).help(help);
                self.findings.push(finding);
                Some(Cell { words: String::new(), bytes: bytes.clone() })
            }
        }
    }

    /// Reports cells with text in columns without a name: it would be lost.
    fn unnamed_cells(&mut self, cells: &[Range<usize>]) {
        let headings = self.list.columns.headings();
        let has_text = |cell: &Range<usize>| !records::unquoted(&self.list.bytes[cell.clone()]).trim_ascii().is_empty();
        let lost = cells.iter().zip(headings).position(|(cell, heading)| heading.is_empty() && has_text(cell));
        let Some(place) = lost else { return };
        let message = format!("the row has text in column {}, which has no name", place + 1);
        let at = self.position(cells[place].start);
        let finding = self.list.row_finding(self.row, Finding::error(rules::UNNAMED_COLUMN, message)).at(at);
        self.findings.push(finding.help("write the name of the column in the first row, or delete the text"));
    }

    /// Whether the file ends within this row, as one does that was not copied to its end.
    fn is_cut_off(&self) -> bool {
        let end = self.row.end as usize;
        end == self.list.bytes.len() && self.list.bytes[end - 1] != self.list.dialect.newline
    }

    /// Whether this row of `count` cells and one beside it are one that a line break has torn.
    fn is_torn(&self, count: usize) -> bool {
        let list = self.list;
        let at = list.rows.partition_point(|row| row.start < self.row.start);
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| list.rows.get(at));
        let cells = |row: &Row| records::cells(list.bytes, row.start as usize..row.end as usize, list.dialect).len();
        // Both halves of a row that was torn in the original list have its number in `rejected.csv`.
        let numbers = usize::from(list.row_numbers.is_some());
        let whole = list.columns.headings().len() + 1;
        beside.map(cells).any(|others| (whole..=whole + numbers).contains(&(count + others)))
    }
}
