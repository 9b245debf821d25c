//! The cells of a worksheet in Office Open XML.

use std::io::BufRead;

use super::grid::{Grid, push};
use super::xlsx::{Contents, TextReader, unescaped};
use super::xml::{Element, Node, Nodes};
use super::zip::{Unreadable, damaged};

/// A cell that is being read.
#[derive(Debug, Default)]
struct Cell {
    column: u32,
    kind: String,
    style: usize,
    has_formula: bool,
    is_value: bool,
    value: String,
    item: TextReader,
}

/// Reads the cells of a worksheet into a grid.
pub fn fill(part: impl BufRead, contents: &Contents, grid: &mut Grid) -> Result<(), Unreadable> {
    let mut nodes = Nodes::new(part);
    let mut cell: Option<Cell> = None;
    let mut next_column = 0;
    let mut is_hidden = false;
    let mut is_in_rows = false;
    loop {
        match nodes.next()? {
            Node::Start(element) => match (element.name(), &mut cell) {
                ("sheetData", _) => is_in_rows = true,
                ("row", None) if is_in_rows => {
                    let number = element.attribute("r").and_then(|number| number.parse().ok());
                    grid.begin_row(number.unwrap_or(grid.row() + 1))?;
                    is_hidden = element.is("hidden");
                    next_column = 0;
                }
                ("c", None) if is_in_rows => {
                    let begun = begun(&element, next_column);
                    next_column = begun.column + 1;
                    cell = Some(begun);
                }
                ("f", Some(cell)) => cell.has_formula = true,
                ("v", Some(cell)) => cell.is_value = true,
                (name, Some(cell)) => cell.item.start(name),
                ("col", None) if element.is("hidden") => hide(&element, grid),
                ("mergeCell", None) => merged(&element, grid),
                _ => {}
            },
            Node::Text(text) => match &mut cell {
                Some(cell) if cell.is_value => push(&mut cell.value, &text),
                Some(cell) => cell.item.text(&text),
                None => {}
            },
            Node::End(name) => match name.as_str() {
                "sheetData" => is_in_rows = false,
                "c" => {
                    if let Some(cell) = cell.take() {
                        end(cell, contents, is_hidden, grid)?;
                    }
                }
                "row" if is_in_rows => {
                    if is_hidden {
                        grid.hide_row();
                    }
                    grid.end_row()?;
                    if grid.is_full() {
                        return Ok(());
                    }
                }
                "v" => cell.iter_mut().for_each(|cell| cell.is_value = false),
                name => cell.iter_mut().for_each(|cell| cell.item.end(name)),
            },
            Node::Eof => return grid.end_row(),
        }
    }
}

fn begun(element: &Element, next_column: u32) -> Cell {
    let column = element.attribute("r").and_then(|reference| place(&reference)).map(|(_, column)| column);
    Cell {
        column: column.unwrap_or(next_column),
        kind: element.attribute("t").unwrap_or_default(),
        style: element.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0),
        ..Cell::default()
    }
}

/// Adds a cell to the grid as text.
fn end(cell: Cell, contents: &Contents, is_hidden: bool, grid: &mut Grid) -> Result<(), Unreadable> {
    let Cell { column, kind, style, has_formula, value, item, .. } = cell;
    let is_empty = value.trim().is_empty();
    let text = match kind.as_str() {
        // A formula may have an empty text as its value.
        "str" => unescaped(&value),
        "inlineStr" => unescaped(&item.text),
        _ if is_empty && has_formula => {
            if !is_hidden {
                grid.no_value(column);
            }
            return Ok(());
        }
        _ if is_empty => return Ok(()),
        "s" => match value.trim().parse().ok().and_then(|number| contents.text(number)) {
            Some(text) => text.to_owned(),
            None => return damaged(format!("row {} refers to a missing text", grid.row())),
        },
        "b" => if value.trim() == "0" { "FALSE" } else { "TRUE" }.to_owned(),
        "e" => value,
        "d" => value.strip_suffix("T00:00:00").unwrap_or(&value).to_owned(),
        _ => contents.format(style).shown(&value, contents.is_1904),
    };
    grid.cell(column, &text);
    Ok(())
}

fn hide(element: &Element, grid: &mut Grid) {
    let number = |name: &str| element.attribute(name).and_then(|number| number.parse::<u32>().ok());
    if let (Some(first), Some(last)) = (number("min"), number("max")) {
        grid.hide_columns(first.saturating_sub(1), last.saturating_sub(1));
    }
}

fn merged(element: &Element, grid: &mut Grid) {
    let cells = element.attribute("ref").unwrap_or_default();
    let ends = cells.split_once(':').and_then(|(first, last)| Some((place(first)?, place(last)?)));
    if ends.is_some_and(|(first, last)| first.0 != last.0) {
        grid.merge(&cells);
    }
}

/// The row, from 1, and the column, from 0, of a reference such as `B5`.
fn place(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim().replace('$', "");
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number = letters.bytes().fold(0, |number, byte| number * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    Some((row.parse().ok()?, number - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::workbook::grid::letters;

    #[test]
    fn references_name_rows_and_columns() {
        assert_eq!(place("B5"), Some((5, 1)));
        assert_eq!(place("$AA$10"), Some((10, 26)));
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_383)));
        for wrong in ["5", "B", "", "ABCD1", "é1", "B99999999999"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), name);
        }
    }
}
