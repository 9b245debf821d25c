//! Workbooks in `OpenDocument` (ODF 1.3 part 3): the tables in `content.xml`.

use std::collections::BTreeMap;

use super::grid::{Grid, push};
use super::number_format::plain;
use super::xml::{Element, Node, Nodes};
use super::zip::{Archive, Unreadable};
use super::{Workbook, Worksheet};
use crate::list::records::MAX_CELLS;

const CONTENT: &str = "content.xml";

/// The most styles that are read.
const MAX_STYLES: usize = 65_536;

/// An opened workbook.
pub struct Ods<'a, 'b> {
    archive: &'a Archive<'b>,
    worksheets: Vec<Worksheet>,
}

impl<'a, 'b> Ods<'a, 'b> {
    /// Opens a workbook.
    pub fn open(archive: &'a Archive<'b>) -> Result<Self, Unreadable> {
        if is_encrypted(archive)? {
            return Err(Unreadable::Encrypted);
        }
        let mut worksheets = Vec::new();
        // The styles of tables come before the tables.
        let mut hides: BTreeMap<String, bool> = BTreeMap::new();
        let mut style = None;
        let mut nodes = Nodes::new(archive.open(CONTENT)?);
        let mut depth = 0_usize;
        loop {
            match nodes.next()? {
                Node::Start(element) => match element.name() {
                    "style" => style = element.attribute("name"),
                    "table-properties" if hides.len() < MAX_STYLES => {
                        let is_hidden = element.attribute("display").as_deref() == Some("false");
                        hides.extend(style.take().map(|style| (style, is_hidden)));
                    }
                    "table" => {
                        if depth == 0 {
                            let style = element.attribute("style-name").unwrap_or_default();
                            worksheets.push(Worksheet {
                                name: element.attribute("name").unwrap_or_default(),
                                is_hidden: hides.get(&style).copied().unwrap_or(false),
                                part: CONTENT.to_owned(),
                                number: worksheets.len(),
                            });
                        }
                        depth += 1;
                    }
                    _ => {}
                },
                Node::End(name) if name == "table" => depth = depth.saturating_sub(1),
                Node::Eof => return Ok(Self { archive, worksheets }),
                _ => {}
            }
        }
    }
}

/// Whether a password is needed, by the manifest.
fn is_encrypted(archive: &Archive) -> Result<bool, Unreadable> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if archive.has("encrypted-package") {
        return Ok(true);
    }
    if !archive.has(MANIFEST) {
        return Ok(false);
    }
    let mut nodes = Nodes::new(archive.open(MANIFEST)?);
    loop {
        match nodes.next()? {
            Node::Start(element) if element.name() == "encryption-data" => return Ok(true),
            Node::Eof => return Ok(false),
            _ => {}
        }
    }
}

impl Workbook for Ods<'_, '_> {
    fn worksheets(&self) -> &[Worksheet] {
        &self.worksheets
    }

    fn fill(&self, worksheet: &Worksheet, grid: &mut Grid) -> Result<(), Unreadable> {
        let mut nodes = Nodes::new(self.archive.open(CONTENT)?);
        let mut table = TableReader { number: worksheet.number, ..TableReader::default() };
        loop {
            match nodes.next()? {
                Node::Start(element) => table.start(&element, grid),
                Node::Text(text) => table.text(&text),
                Node::End(name) => table.end(&name, grid)?,
                Node::Eof => return grid.end_row(),
            }
            if table.is_over || grid.is_full() {
                return grid.end_row();
            }
        }
    }
}

/// One of the tables of a file.
#[derive(Debug, Default)]
struct TableReader {
    /// The number of the table, and of the tables that have begun.
    number: usize,
    begun: usize,
    depth: usize,
    is_over: bool,
    /// Columns before the next one.
    columns: u32,
    row: Option<Row>,
    /// The number of the next row.
    next: u32,
    cell: Option<Cell>,
    /// How deep in elements whose text is not that of the cell.
    aside: usize,
}

/// A row, and how often it is repeated.
#[derive(Debug, Default)]
struct Row {
    repeated: u32,
    is_hidden: bool,
    column: u32,
    cells: Vec<(u32, String)>,
    without_value: Vec<u32>,
}

#[derive(Debug, Default)]
struct Cell {
    repeated: u32,
    kind: String,
    value: Option<String>,
    has_formula: bool,
    rows_spanned: u32,
    text: String,
    paragraphs: usize,
    is_in_paragraph: bool,
}

fn repeated(element: &Element, name: &str) -> u32 {
    element.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

impl TableReader {
    /// Whether the elements now are those of the table.
    fn is_inside(&self) -> bool {
        self.depth == 1 && self.begun == self.number + 1
    }

    fn start(&mut self, element: &Element, grid: &mut Grid) {
        let name = element.name();
        if name == "table" {
            self.depth += 1;
            self.begun += usize::from(self.depth == 1);
            return;
        }
        if !self.is_inside() {
            return;
        }
        if self.aside > 0 || self.cell.is_some() && matches!(name, "annotation" | "ruby-text") {
            self.aside += 1;
            return;
        }
        match name {
            "table-column" => {
                let count = repeated(element, "number-columns-repeated");
                if element.attribute("visibility").is_some_and(|visibility| visibility != "visible") {
                    grid.hide_columns(self.columns, self.columns.saturating_add(count.max(1) - 1));
                }
                self.columns = self.columns.saturating_add(count);
            }
            "table-row" => {
                self.row = Some(Row {
                    repeated: repeated(element, "number-rows-repeated"),
                    is_hidden: element.attribute("visibility").is_some_and(|visibility| visibility != "visible"),
                    ..Row::default()
                });
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(cell(element)),
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.start(element);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| self.aside == 0 && cell.is_in_paragraph) {
            push(&mut cell.text, text);
        }
    }

    fn end(&mut self, name: &str, grid: &mut Grid) -> Result<(), Unreadable> {
        if name == "table" {
            self.is_over = self.is_inside();
            self.depth = self.depth.saturating_sub(1);
            return Ok(());
        }
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "p" => self.cell.iter_mut().for_each(|cell| cell.is_in_paragraph = false),
            "table-cell" | "covered-table-cell" => {
                if let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) {
                    if cell.rows_spanned > 1 && !cell.text.trim().is_empty() {
                        let name = super::grid::letters(row.column);
                        let (first, last) = (self.next + 1, self.next.saturating_add(cell.rows_spanned));
                        grid.merge(&format!("{name}{first}:{name}{last}"));
                    }
                    row.add(cell);
                }
            }
            "table-row" => {
                if let Some(row) = self.row.take() {
                    self.end_row(&row, grid)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, row: &Row, grid: &mut Grid) -> Result<(), Unreadable> {
        let count = if row.cells.is_empty() && row.without_value.is_empty() { 0 } else { row.repeated };
        for i in 0..count {
            grid.begin_row(self.next.saturating_add(i).saturating_add(1))?;
            for (column, text) in &row.cells {
                grid.cell(*column, text);
            }
            if row.is_hidden {
                grid.hide_row();
            } else {
                row.without_value.iter().for_each(|column| grid.no_value(*column));
            }
            if grid.is_full() {
                break;
            }
        }
        self.next = self.next.saturating_add(row.repeated);
        grid.end_row()
    }
}

fn cell(element: &Element) -> Cell {
    let kind = element.attribute("value-type").unwrap_or_default();
    let value = match kind.as_str() {
        "date" => "date-value",
        "boolean" => "boolean-value",
        "string" => "string-value",
        _ => "value",
    };
    Cell {
        repeated: repeated(element, "number-columns-repeated"),
        value: element.attribute(value).map(|value| {
            let mut bounded = String::new();
            push(&mut bounded, &value);
            bounded
        }),
        kind,
        has_formula: element.attribute("formula").is_some(),
        rows_spanned: repeated(element, "number-rows-spanned"),
        ..Cell::default()
    }
}

impl Cell {
    fn start(&mut self, element: &Element) {
        match element.name() {
            "p" => {
                if self.paragraphs > 0 {
                    push(&mut self.text, "\n");
                }
                self.paragraphs += 1;
                self.is_in_paragraph = true;
            }
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                push(&mut self.text, &" ".repeat(count.min(64)));
            }
            "tab" => push(&mut self.text, " "),
            "line-break" => push(&mut self.text, "\n"),
            _ => {}
        }
    }

    /// The text of the cell. A number is not taken as it is shown, because that depends on the language, except for a
    /// number that is shown with all of its digits, such as `01067`.
    fn into_text(self) -> String {
        let Self { kind, value, text, .. } = self;
        match (kind.as_str(), value) {
            ("float" | "percentage" | "currency", Some(value)) => {
                let Some(number) = value.trim().parse::<f64>().ok().filter(|number| number.is_finite()) else {
                    return value;
                };
                let number = plain(number);
                let digits = text.replace('-', "");
                let is_with_zeros = !text.starts_with('-')
                    && digits.bytes().all(|byte| byte.is_ascii_digit())
                    && digits.trim_start_matches('0') == number;
                if is_with_zeros { text } else { number }
            }
            ("date", Some(value)) => match value.split_once('T') {
                Some((day, time)) if time.trim_start_matches(['0', ':', '.']).is_empty() => day.to_owned(),
                Some((day, time)) => format!("{day} {time}"),
                None => value,
            },
            ("boolean", Some(value)) => value.to_uppercase(),
            ("string", Some(value)) if text.is_empty() => value,
            _ => text,
        }
    }
}

impl Row {
    fn add(&mut self, cell: Cell) {
        let (repeated, first) = (cell.repeated, self.column);
        self.column = self.column.saturating_add(repeated);
        let is_empty = cell.kind.is_empty() && cell.text.is_empty();
        // One more cell than the most stands for all that are too many.
        let columns = first..self.column.min(MAX_CELLS as u32 + 1).max(first.saturating_add(1).min(self.column));
        if is_empty && cell.has_formula {
            self.without_value.extend(columns);
        } else if !is_empty {
            let text = cell.into_text();
            if !text.trim().is_empty() && self.cells.len() <= MAX_CELLS {
                self.cells.extend(columns.map(|column| (column, text.clone())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_as_it_is_shown_only_with_its_digits() {
        let shown = |value: &str, text: &str| {
            let cell = Cell { kind: "float".into(), value: Some(value.into()), text: text.into(), ..Cell::default() };
            cell.into_text()
        };
        assert_eq!(shown("1067", "01067"), "01067");
        assert_eq!(shown("21390001", "02139-0001"), "02139-0001");
        assert_eq!(shown("1067", "1.067,00"), "1067");
        assert_eq!(shown("12.5", "12,5"), "12.5");
        assert_eq!(shown("-5", "-5"), "-5");
        assert_eq!(shown("12", "12.00"), "12");
        assert_eq!(shown("1000000000000000000000", "1E+21"), "1000000000000000000000");
    }
}
