//! The table of a list: whatever the file is, it becomes one text in UTF-8 with rows of cells, as a CSV file has them.

use super::encoding::{BYTE_ORDER_MARK, Encoding, FileKind, sniff};
use super::guess::guess;
use super::{shortened, workbook};
use crate::finding::{Finding, Findings, Position, rules};
use crate::id::CountryCode;

/// The largest file of a list that is read. A row is a few hundred bytes.
pub const MAX_LIST: usize = 64 << 20;

/// How many cells the finding on a guessed encoding quotes.
const EXAMPLES: usize = 5;

/// How the file of a list is to be read. The default is to find out from its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// The encoding that the user names; no other is tried.
    pub encoding: Option<Encoding>,
    /// The country of rows without one: it suggests an encoding.
    pub country: Option<CountryCode>,
    /// The worksheet of a spreadsheet: its name or its number from 1.
    pub worksheet: Option<String>,
}

/// The file of a list, and its text.
#[derive(Debug, Clone)]
pub struct Table {
    file: String,
    original: Vec<u8>,
    options: TableOptions,
    /// The text in UTF-8 if the file is something else.
    text: Option<Vec<u8>>,
    encoding: Encoding,
    /// The name of the worksheet, if the file is a spreadsheet.
    worksheet: Option<String>,
    remarks: Findings,
}

impl Table {
    /// Reads the text of a list from the bytes of its file.
    ///
    /// # Errors
    ///
    /// When it is not a list, too large, or not what the options say.
    pub fn read(file: &str, bytes: Vec<u8>, options: &TableOptions) -> Result<Self, Findings> {
        let fault =
            |rule, message: String, help: &str| Findings::from(Finding::error(rule, message).in_file(file).help(help));
        if bytes.len() > MAX_LIST {
            let message = format!("the list has {} bytes; the maximum is {MAX_LIST}", bytes.len());
            return Err(fault(
                rules::LIST_TOO_LARGE,
                message,
                "split it into several lists, and print one mailing for each",
            ));
        }
        let found = match sniff(&bytes) {
            FileKind::Text(encoding) => encoding,
            FileKind::Workbook => return Self::of_workbook(file, bytes, options),
        };
        if options.worksheet.is_some() {
            let message = "`--worksheet` is only for spreadsheets, but the list is a CSV file".to_owned();
            return Err(fault(rules::UNKNOWN_WORKSHEET, message, "leave it out"));
        }
        let encoding = options.encoding.unwrap_or_else(|| match found {
            Encoding::Windows1252 => guess(&bytes, options.country.as_ref()),
            found => found,
        });
        let text = (encoding != Encoding::Utf8).then(|| utf8(encoding, &bytes));
        let mut table = Self {
            file: file.to_owned(),
            original: bytes,
            options: options.clone(),
            text,
            encoding,
            worksheet: None,
            remarks: Findings::new(),
        };
        table.remarks.extend(table.guess_remark());
        Ok(table)
    }

    /// Reads a worksheet of a spreadsheet file.
    fn of_workbook(file: &str, bytes: Vec<u8>, options: &TableOptions) -> Result<Self, Findings> {
        if options.encoding.is_some() {
            let finding =
                Finding::error(rules::NOT_CSV, "`--encoding` is only for CSV lists, but this is a spreadsheet");
            return Err(finding.in_file(file).help("leave it out").into());
        }
        let read = workbook::read(&bytes, options.worksheet.as_deref()).map_err(|finding| finding.in_file(file))?;
        Ok(Self {
            file: file.to_owned(),
            original: bytes,
            options: options.clone(),
            text: Some(read.text),
            encoding: Encoding::Utf8,
            worksheet: Some(read.worksheet),
            remarks: read.remarks.into_iter().map(|remark| remark.in_file(file)).collect(),
        })
    }

    /// The name of the file, as findings name it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The bytes of the file.
    pub fn original(&self) -> &[u8] {
        &self.original
    }

    /// The options that it was read with.
    pub fn options(&self) -> &TableOptions {
        &self.options
    }

    /// The text in UTF-8, as CSV. It begins with a byte order mark if the file is not UTF-8, so that spreadsheet
    /// programs understand copies of its rows. A byte without a character in the encoding of the file is not valid
    /// UTF-8 either.
    pub fn text(&self) -> &[u8] {
        self.text.as_deref().unwrap_or(&self.original)
    }

    /// The encoding of the file.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The encoding of the file if it is a guess that may be wrong.
    pub fn guess(&self) -> Option<Encoding> {
        let is_sure = matches!(self.encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be);
        Some(self.encoding).filter(|_| !is_sure && self.options.encoding.is_none())
    }

    /// The name of the worksheet, if the file is a spreadsheet.
    pub fn worksheet(&self) -> Option<&str> {
        self.worksheet.as_deref()
    }

    /// A place in the text, if it is a place in the file too: a spreadsheet has no lines.
    pub fn at(&self, position: Position) -> Option<Position> {
        self.worksheet.is_none().then_some(position)
    }

    /// Remarks on how the file was read.
    pub fn remarks(&self) -> &Findings {
        &self.remarks
    }

    /// Reports the guessed encoding, with something to look at: cells with letters that no cell before them has.
    fn guess_remark(&self) -> Option<Finding> {
        let encoding = self.guess()?;
        let text = self.text();
        let newline = if text.contains(&b'\n') { b'\n' } else { b'\r' };
        let mut seen = Vec::new();
        let mut examples = Vec::new();
        let mut first = None;
        let mut start = BYTE_ORDER_MARK.len();
        for cell in text[start..].split(|byte| b",;\t|\"\r\n".contains(byte)) {
            let shown = Encoding::Utf8.shown(cell);
            let is_fresh = !cell.is_ascii()
                && cell.utf8_chunks().any(|chunk| {
                    let invalid = chunk.invalid().first().map(|byte| char::from(*byte));
                    chunk.valid().chars().chain(invalid).any(|c| !c.is_ascii() && !seen.contains(&c))
                });
            if is_fresh {
                first.get_or_insert(start);
                examples.push(format!("`{}`", shortened(shown.trim())));
                if examples.len() == EXAMPLES {
                    break;
                }
                for chunk in cell.utf8_chunks() {
                    seen.extend(chunk.valid().chars().chain(chunk.invalid().first().map(|byte| char::from(*byte))));
                }
            }
            start += cell.len() + 1;
        }
        let start = first?;
        let line = text[..start].split(|byte| *byte == newline).count();
        let row = text[..start].iter().rposition(|byte| *byte == newline).map_or(BYTE_ORDER_MARK.len(), |at| at + 1);
        let (name, examples) = (encoding.name(), examples.join(", "));
        let message = format!("the list is not UTF-8, so it was read as {name}: {examples}");
        let position = Position { line, column: Encoding::Utf8.shown(&text[row..start]).chars().count() + 1 };
        let finding = Finding::warning(rules::WINDOWS_1252, message).in_file(&self.file).at(Some(position));
        let help = "check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding \
            with `--encoding`";
        Some(finding.help(help))
    }
}

/// The text of a file in UTF-8, after a byte order mark.
fn utf8(encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
    let mut text = BYTE_ORDER_MARK.to_vec();
    encoding.append_utf8(bytes, &mut text);
    // A mark of the file itself is not a second one.
    if text[BYTE_ORDER_MARK.len()..].starts_with(BYTE_ORDER_MARK) {
        text.split_off(BYTE_ORDER_MARK.len())
    } else {
        text
    }
}
