//! The records in a folder: the tables that say what is printed there, finished or not.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::mailing::manifest::{self, ManifestRow, hex};
use crate::mailing::shard::Shard;
use crate::mailing::{MANIFEST, Plan, PlannedFile, SUMMARY, Summary};

/// The folder of records of what is done, beside the print files, until all is done.
const PROGRESS: &str = "progress";

/// The folder of the records of what is done.
pub fn progress(folder: &Path) -> PathBuf {
    folder.join(PROGRESS)
}

/// The record of a print file.
pub fn record(folder: &Path, file: &PlannedFile) -> PathBuf {
    progress(folder).join(format!("{}.csv", file.name.trim_end_matches(".pdf")))
}

/// The printed letters of this mailing, by the name of the file. They come from all records: of a
/// whole run, of a machine's part, or of a run that was interrupted.
pub fn records(folder: &Path, plan: &str) -> BTreeMap<String, Vec<ManifestRow>> {
    let mut known = BTreeMap::new();
    for path in record_files(folder) {
        let rows = read_manifest(&path).unwrap_or_default();
        let is_whole = path.file_name().is_some_and(|name| name == MANIFEST);
        if is_whole && read_summary(folder).and_then(|summary| summary.is_of(&rows)) == Some(false) {
            // The manifest was changed after it was written.
            continue;
        }
        known.extend(manifest::by_file(rows.into_iter().filter(|row| row.plan == plan).collect()));
    }
    known
}

/// All tables in a folder that list printed letters, finished or not.
pub fn record_files(folder: &Path) -> Vec<PathBuf> {
    let is_record = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name == MANIFEST || Shard::of_manifest(name).is_some()
    };
    let mut files: Vec<PathBuf> = entries(folder).into_iter().filter(is_record).collect();
    files.extend(
        entries(&progress(folder)).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "csv")),
    );
    files
}

/// The rows of a table; `None` if the file is missing, incomplete or damaged.
pub fn read_manifest(path: &Path) -> Option<Vec<ManifestRow>> {
    manifest::read(&fs::read(path).ok()?)
}

/// The summary of the mailing in a folder, if there is one.
pub fn read_summary(folder: &Path) -> Option<Summary> {
    Summary::of_json(&fs::read(folder.join(SUMMARY)).ok()?)
}

/// The files and folders in a folder, sorted; empty if it is missing.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Whether a file exists and matches these rows, its record.
pub fn is_done(folder: &Path, plan: &Plan, file: &PlannedFile, rows: &[ManifestRow]) -> bool {
    let numbers = rows.iter().map(|row| row.sequence);
    let Some(first) = rows.first() else { return false };
    numbers.eq(file.letters.start + 1..=file.letters.end)
        && rows.iter().all(|row| row.plan == plan.id && row.file == file.name && row.file_sha256 == first.file_sha256)
        && sha256(&folder.join(&file.name)).is_ok_and(|hash| hash == first.file_sha256)
}

/// The SHA-256 of a file.
///
/// # Errors
///
/// When it cannot be read.
pub fn sha256(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}

/// The date of the mailing in the folder, finished or not, if its plan is the one that `plan` returns for
/// this date. If there are several dates, the latest.
pub fn day_of(folder: &Path, plan: impl Fn(Date) -> String) -> Option<Date> {
    let mut days: BTreeMap<Date, String> = BTreeMap::new();
    for record in record_files(folder) {
        let first = read_manifest(&record).and_then(|rows| rows.into_iter().next());
        days.extend(first.and_then(|row| Some((row.date.parse().ok()?, row.plan))));
    }
    days.into_iter().rev().find(|(date, known)| plan(*date) == *known).map(|(date, _)| date)
}
