//! The cells of a worksheet as rows of CSV.

use std::fmt::Write as _;

use super::listed;
use super::zip::{Unreadable, damaged};
use crate::finding::{Finding, Findings, rules};
use crate::list::encoding::BYTE_ORDER_MARK;
use crate::list::records::{MAX_CELLS, MAX_ROW};
use crate::list::shortened;

/// The most bytes of all rows: more than any list of [`MAX_LIST`](crate::list::MAX_LIST) has.
const MAX_TEXT: usize = 96 << 20;

/// The most rows of a worksheet, in all programs.
const MAX_ROW_NUMBER: u32 = 1 << 20;

/// The most cells or rows that are kept for a finding.
const MAX_KEPT: usize = 1000;

/// A worksheet that is being read, row by row.
#[derive(Debug)]
pub struct Grid {
    text: Vec<u8>,
    /// The number of the row that is being filled, and its cells, by their columns from 0.
    row: u32,
    cells: Vec<(u32, String)>,
    /// How many lines are in the text.
    lines: u32,
    /// The number of cells of the first row that has some.
    width: Option<u32>,
    is_probe: bool,
    is_full: bool,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    without_value: Vec<String>,
    merged: Vec<String>,
}

impl Grid {
    /// A grid that takes all rows.
    pub fn new() -> Self {
        Self {
            text: BYTE_ORDER_MARK.to_vec(),
            row: 0,
            cells: Vec::new(),
            lines: 0,
            width: None,
            is_probe: false,
            is_full: false,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            without_value: Vec::new(),
            merged: Vec::new(),
        }
    }

    /// A grid that is full with one cell: it shows whether a worksheet has rows.
    pub fn only_first_cell() -> Self {
        Self { is_probe: true, ..Self::new() }
    }

    /// Whether no more cells are needed.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Begins row `number`, from 1. Rows come in ascending order.
    pub fn begin_row(&mut self, number: u32) -> Result<(), Unreadable> {
        self.end_row()?;
        if number <= self.row || number > MAX_ROW_NUMBER {
            return damaged(format!("row {number} is in the wrong place"));
        }
        self.row = number;
        Ok(())
    }

    /// The number of the row that is being filled.
    pub fn row(&self) -> u32 {
        self.row
    }

    /// Adds a cell to the row, in a column from 0.
    pub fn cell(&mut self, column: u32, text: &str) {
        // One more cell than the most stands for all that are too many.
        if !text.trim().is_empty() && self.cells.len() <= MAX_CELLS {
            self.is_full |= self.is_probe;
            let mut bounded = String::new();
            push(&mut bounded, text);
            self.cells.push((column.min(MAX_CELLS as u32), bounded));
        }
    }

    /// Leaves out the row that is being filled, because it is hidden.
    pub fn hide_row(&mut self) {
        if !self.cells.is_empty() {
            self.cells.clear();
            self.is_full = false;
            self.hidden_rows.push(self.row);
        }
    }

    /// Notes that columns are hidden, from the first to the last one, from 0.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        let last = last.min(MAX_CELLS as u32);
        self.hidden_columns.extend(first..=last);
        self.hidden_columns.truncate(MAX_KEPT);
    }

    /// Notes that a formula has no value.
    pub fn no_value(&mut self, column: u32) {
        if self.without_value.len() < MAX_KEPT {
            self.without_value.push(format!("`{}{}`", letters(column), self.row));
        }
    }

    /// Notes that cells of several rows are merged.
    pub fn merge(&mut self, cells: &str) {
        if self.merged.len() < MAX_KEPT {
            self.merged.push(format!("`{}`", shortened(cells)));
        }
    }

    /// Ends the row that is being filled.
    pub fn end_row(&mut self) -> Result<(), Unreadable> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let mut cells = std::mem::take(&mut self.cells);
        cells.sort_by_key(|(column, _)| *column);
        if cells.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].0 < MAX_CELLS as u32) {
            return damaged(format!("row {} has a cell twice", self.row));
        }
        let is_first = self.width.is_none();
        let last = cells.last().map_or(0, |(column, _)| *column + 1);
        let width = *self.width.get_or_insert(last);
        let blank = (self.row - 1).saturating_sub(self.lines) as usize;
        self.text.resize(self.text.len() + blank, b'\n');
        let mut at = 0;
        for (column, cell) in cells {
            // Beyond the most columns, one more cell stands for all.
            if column < at && at > 0 {
                continue;
            }
            let commas = (column - at.min(column)) as usize + usize::from(at > 0);
            self.text.resize(self.text.len() + commas, b',');
            self.append(&cell, is_first);
            at = column + 1;
        }
        self.text.resize(self.text.len() + width.saturating_sub(at) as usize, b',');
        self.text.push(b'\n');
        self.lines = self.row;
        if self.text.len() > MAX_TEXT { Err(Unreadable::TooLarge) } else { Ok(()) }
    }

    /// A cell in quotes, if it needs them; names of columns always have them, so that they show the delimiter.
    fn append(&mut self, cell: &str, is_quoted: bool) {
        if is_quoted || cell.contains(['"', ',', '\n', '\r']) {
            self.text.push(b'"');
            self.text.extend(cell.replace('"', "\"\"").as_bytes());
            self.text.push(b'"');
        } else {
            self.text.extend(cell.as_bytes());
        }
    }

    /// The cells whose formulas have no value; empty if there are none.
    pub fn without_value(&self) -> String {
        listed(&self.without_value)
    }

    /// Remarks on what a reader of the worksheet may not expect.
    pub fn remarks(&self, worksheet: &str) -> Findings {
        let mut remarks = Findings::new();
        let mut warn = |rule, message: String, help: &str| remarks.push(Finding::warning(rule, message).help(help));
        let rows: Vec<String> = self.hidden_rows.iter().map(u32::to_string).collect();
        if let [_, ..] = rows[..] {
            let (rows_are, numbers) = if rows.len() == 1 { ("row is", "row") } else { ("rows are", "rows") };
            let mut message = format!("{} hidden {rows_are} left out", rows.len());
            let _ = write!(message, " in the worksheet `{}`: {numbers} {}", shortened(worksheet), listed(&rows));
            let help = "if these senders write too, remove the filter or show the rows, and save the file";
            warn(rules::HIDDEN_ROWS, message, help);
        }
        let used = self.hidden_columns.iter().filter(|column| **column < self.width.unwrap_or(0));
        let columns: Vec<String> = used.map(|column| format!("`{}`", letters(*column))).collect();
        if let [_, ..] = columns[..] {
            let (columns_are, it) = if columns.len() == 1 { ("column is", "it") } else { ("columns are", "they") };
            let message = format!("hidden {columns_are} read like the others: {}", listed(&columns));
            let help = format!("check that {it} may be used; delete what letters do not need");
            warn(rules::HIDDEN_COLUMNS, message, &help);
        }
        if !self.merged.is_empty() {
            let message = format!("merged cells have text only in their first row: {}", listed(&self.merged));
            warn(rules::MERGED_CELLS, message, "divide them, and write the text in each row");
        }
        remarks
    }

    /// The rows as CSV.
    pub fn into_text(self) -> Vec<u8> {
        self.text
    }
}

/// Adds to the text of a cell what is not beyond all measure: a row is then reported as too long.
pub fn push(text: &mut String, more: &str) {
    let room = (MAX_ROW + 1).saturating_sub(text.len());
    text.push_str(&more[..more.floor_char_boundary(room)]);
}

/// The letters of a column, from 0: `A` to `Z`, then `AA`.
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
