//! Spreadsheets as lists: one worksheet of an `.xlsx` or `.ods` file becomes the text of a CSV list.
//!
//! Rows and columns keep their numbers: what is empty or hidden above and between is an empty line. Everything is
//! bounded before it is unpacked, and read as a stream.

mod grid;
mod number_format;
mod ods;
mod xlsx;
mod xlsx_sheet;
mod xml;
mod zip;

use std::fmt::Write as _;

use super::shortened;
use crate::finding::{Finding, Findings, rules};
use grid::Grid;
pub use grid::letters;
use zip::{Archive, Unreadable};

/// The first bytes of an OLE container: an old or an encrypted workbook.
pub const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// The first bytes of a ZIP archive.
pub const ZIP: &[u8] = b"PK\x03\x04";

/// How many names or cells a finding has.
const NAMED: usize = 8;

/// What is read of a workbook.
#[derive(Debug)]
pub struct Read {
    /// The rows as CSV in UTF-8.
    pub text: Vec<u8>,
    /// The name of the worksheet.
    pub worksheet: String,
    /// Remarks.
    pub remarks: Findings,
}

/// A worksheet, before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Worksheet {
    name: String,
    is_hidden: bool,
    /// Where it is: its part of the archive, or its number in the part.
    part: String,
    number: usize,
}

/// A format of workbooks.
trait Workbook {
    /// The worksheets in the order of their tabs.
    fn worksheets(&self) -> &[Worksheet];

    /// Reads a worksheet, or only whether it has a cell with text: then the grid is full at the first one.
    fn fill(&self, worksheet: &Worksheet, grid: &mut Grid) -> Result<(), Unreadable>;
}

/// Reads a worksheet of a spreadsheet file: the one that is named, or the only one with rows.
///
/// # Errors
///
/// When the file is not a workbook that can be read, or it has no such worksheet.
pub fn read(bytes: &[u8], worksheet: Option<&str>) -> Result<Read, Finding> {
    if bytes.starts_with(OLE) {
        return Err(of_ole(bytes));
    }
    let archive = Archive::read(bytes).map_err(unreadable)?;
    if archive.has("xl/workbook.bin") {
        return Err(other_format("this is an Excel binary workbook (.xlsb)"));
    }
    if archive.has("content.xml") || archive.has("encrypted-package") {
        let workbook = ods::Ods::open(&archive).map_err(unreadable)?;
        return chosen(&workbook, worksheet);
    }
    match xlsx::Xlsx::open(&archive).map_err(unreadable)? {
        Some(workbook) => chosen(&workbook, worksheet),
        None => Err(other_format("this file is not a spreadsheet that can be read")),
    }
}

fn chosen(workbook: &impl Workbook, wanted: Option<&str>) -> Result<Read, Finding> {
    let worksheets = workbook.worksheets();
    let worksheet = match wanted {
        Some(wanted) => named(worksheets, wanted)?,
        None => only_one(workbook)?,
    };
    let mut grid = Grid::new();
    workbook.fill(worksheet, &mut grid).map_err(unreadable)?;
    let without_value = grid.without_value();
    if !without_value.is_empty() {
        let message =
            format!("formulas have no value in the worksheet `{}`: {without_value}", shortened(&worksheet.name));
        let finding = Finding::error(rules::FORMULA_WITHOUT_VALUE, message);
        return Err(finding.help("open the file in a spreadsheet program, save it, and try again"));
    }
    let remarks = grid.remarks(&worksheet.name);
    Ok(Read { text: grid.into_text(), worksheet: worksheet.name.clone(), remarks })
}

/// The worksheet with a name or a number. The number is that of the tab, without hidden worksheets.
fn named<'w>(worksheets: &'w [Worksheet], wanted: &str) -> Result<&'w Worksheet, Finding> {
    let by_name = worksheets.iter().find(|worksheet| worksheet.name == wanted);
    let by_name = by_name.or_else(|| {
        worksheets.iter().find(|worksheet| worksheet.name.trim().to_lowercase() == wanted.trim().to_lowercase())
    });
    let number = wanted.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let by_number = || worksheets.iter().filter(|worksheet| !worksheet.is_hidden).nth(number?);
    by_name.or_else(by_number).ok_or_else(|| {
        let message = format!("the file has no worksheet `{}`", shortened(wanted));
        let visible = worksheets.iter().filter(|worksheet| !worksheet.is_hidden);
        let help = format!("use one of these: {}", names(visible));
        Finding::error(rules::UNKNOWN_WORKSHEET, message).help(help)
    })
}

/// The only visible worksheet that has rows.
fn only_one(workbook: &impl Workbook) -> Result<&Worksheet, Finding> {
    let mut with_rows = Vec::new();
    for worksheet in workbook.worksheets().iter().filter(|worksheet| !worksheet.is_hidden) {
        let mut grid = Grid::only_first_cell();
        workbook.fill(worksheet, &mut grid).map_err(unreadable)?;
        if grid.is_full() {
            with_rows.push(worksheet);
        }
    }
    match with_rows[..] {
        [] => {
            let finding = Finding::error(rules::EMPTY_LIST, "the spreadsheet has no rows in a visible worksheet");
            Err(finding.help("add a row with the column names, and one row for each sender"))
        }
        [one] => Ok(one),
        _ => {
            let message = format!("several worksheets have rows: {}", names(with_rows.iter().copied()));
            let finding = Finding::error(rules::SEVERAL_WORKSHEETS, message);
            Err(finding
                .help(format!("choose one with `--worksheet`, for example `--worksheet \"{}\"`", with_rows[0].name)))
        }
    }
}

fn names<'w>(worksheets: impl Iterator<Item = &'w Worksheet>) -> String {
    let names: Vec<String> = worksheets.map(|worksheet| format!("`{}`", shortened(&worksheet.name))).collect();
    listed(&names)
}

/// The first of some things, and how many more there are.
fn listed(things: &[String]) -> String {
    let mut shown = things.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if things.len() > NAMED {
        let _ = write!(shown, ", and {} more", things.len() - NAMED);
    }
    shown
}

fn of_ole(bytes: &[u8]) -> Finding {
    let utf_16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let has = |name: &str| {
        let name = utf_16(name);
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        return encrypted();
    }
    other_format("this is a document of an old Office program, such as an Excel 97 workbook (.xls)")
}

fn encrypted() -> Finding {
    let finding = Finding::error(rules::NOT_CSV, "the spreadsheet is protected with a password");
    finding.help("open it and save it without a password")
}

fn other_format(what: &str) -> Finding {
    Finding::error(rules::NOT_CSV, what).help("open it in a spreadsheet program and save it as .xlsx or `CSV UTF-8`")
}

/// Why a workbook cannot be read, as a finding.
fn unreadable(why: Unreadable) -> Finding {
    match why {
        Unreadable::Encrypted => encrypted(),
        Unreadable::TooLarge => {
            let finding = Finding::error(rules::LIST_TOO_LARGE, "the spreadsheet has too much data to be a list");
            finding.help("save only the rows of the senders, or split them into several lists")
        }
        Unreadable::Damaged(what) => {
            let finding = Finding::error(rules::DAMAGED_SPREADSHEET, format!("the spreadsheet is damaged: {what}"));
            finding.help("open it in a spreadsheet program and save it again")
        }
    }
}

#[cfg(test)]
mod tests;
