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
    /// The id of the sender in the list.
    pub sender: String,
    /// The recipient.
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
    /// The SHA-256 of what is printed on its pages. It does not depend on the file.
    pub sha256: String,
    /// The number of the envelope that it goes into, from 1.
    pub envelope: usize,
    /// The SHA-256 of the print file.
    pub file_sha256: String,
    /// The plan of its mailing.
    pub plan: String,
    /// The date of the letter.
    pub date: String,
    /// The number of the list in the job, from 1.
    #[serde(default = "first_list")]
    pub list: usize,
    /// The name of the file of this list, without folders.
    #[serde(default)]
    pub list_file: String,
    /// The person, as a hash of name and address that only this job has.
    #[serde(default)]
    pub who: String,
}

/// A manifest without a column for the list has one list.
fn first_list() -> usize {
    1
}

/// The rows as a table.
pub fn table<'r>(rows: impl IntoIterator<Item = &'r ManifestRow>) -> Vec<u8> {
    table::of(rows)
}

/// Whether a file is a manifest or the beginning of one, also after a spreadsheet program has saved it.
pub fn is_manifest(bytes: &[u8]) -> bool {
    let head = table::head::<ManifestRow>().join(",");
    let first = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let first =
        String::from_utf8_lossy(first).trim_start_matches('\u{feff}').replace('"', "").replace([';', '\t'], ",");
    head.starts_with(&first) || first.starts_with(BEGINNING)
}

/// The first columns of every manifest of a mailing, also of earlier builds.
const BEGINNING: &str = "sequence,sender,recipient,language,file,first_page,pages,sheets,country,sha256,envelope";

/// The SHA-256 of the rows. It does not depend on quotes and line ends, which spreadsheets change.
pub fn digest<'r>(rows: impl IntoIterator<Item = &'r ManifestRow>) -> String {
    hex(&Sha256::digest(table(rows)))
}

/// The rows of a table; `None` if it is incomplete or damaged.
pub fn read(bytes: &[u8]) -> Option<Vec<ManifestRow>> {
    if !bytes.ends_with(b"\n") {
        return None;
    }
    let mut rows = Vec::new();
    for row in csv::Reader::from_reader(bytes).deserialize() {
        let row: ManifestRow = row.ok()?;
        // A path that leads out of the folder was not written by likhit.
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
