//! The rows of `manifest.csv`: where each letter is. The records of a run that is not finished yet,
//! and of a machine that prints a part, have the same form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::table;

/// A letter in a print file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestRow {
    /// Its number in the mailing, from 1.
    pub sequence: usize,
    /// What the list calls the sender by.
    pub sender: String,
    /// To whom.
    pub recipient: String,
    /// Its language.
    pub language: String,
    /// The print file.
    pub file: String,
    /// Its first page in it, from 1.
    pub first_page: usize,
    /// How many pages it has.
    pub pages: usize,
    /// How many sheets of paper.
    pub sheets: usize,
    /// The country that it is posted to.
    pub country: String,
    /// The SHA-256 of what is printed on its pages, the same in whatever file it stands.
    pub sha256: String,
    /// The number of the envelope that it goes into, from 1.
    pub envelope: usize,
    /// The SHA-256 of the print file.
    pub file_sha256: String,
    /// Which mailing it is of.
    pub plan: String,
    /// The date that the letter bears.
    pub date: String,
}

/// The rows as a table.
pub fn table<'r>(rows: impl IntoIterator<Item = &'r ManifestRow>) -> Vec<u8> {
    table::of(rows)
}

/// The SHA-256 of the rows, whatever a spreadsheet has made of their quotes and line ends.
pub fn digest<'r>(rows: impl IntoIterator<Item = &'r ManifestRow>) -> String {
    hex(&Sha256::digest(table(rows)))
}

/// The rows of a table; nothing if it is cut short or spoilt.
pub fn read(bytes: &[u8]) -> Option<Vec<ManifestRow>> {
    if !bytes.ends_with(b"\n") {
        return None;
    }
    let mut rows = Vec::new();
    for row in csv::Reader::from_reader(bytes).deserialize() {
        let row: ManifestRow = row.ok()?;
        // A name that leaves the folder is none of ours.
        if row.file.contains(['/', '\\']) || row.file.starts_with('.') {
            return None;
        }
        rows.push(row);
    }
    Some(rows)
}

/// Rows by their file.
pub fn by_file(rows: Vec<ManifestRow>) -> BTreeMap<String, Vec<ManifestRow>> {
    let mut files: BTreeMap<String, Vec<ManifestRow>> = BTreeMap::new();
    for row in rows {
        files.entry(row.file.clone()).or_default().push(row);
    }
    files
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
