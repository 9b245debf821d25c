//! The records in a folder: the tables that say what is printed there, finished or not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::mailing::manifest::{self, ManifestRow, hex};
use crate::mailing::shard::Shard;
use crate::mailing::{Job, MANIFEST, Plan, PlannedFile, SUMMARY, Summary};

/// The folder of records of what is done, beside the print files, until all is done.
const PROGRESS: &str = "progress";

/// How the names of records begin whose mailing is being replaced.
const REPLACED: &str = "replaced-";

/// The folder of the records of what is done.
pub fn progress(folder: &Path) -> PathBuf {
    folder.join(PROGRESS)
}

/// The record of a print file.
pub fn record(folder: &Path, file: &PlannedFile) -> PathBuf {
    progress(folder).join(format!("{}.csv", file.name.trim_end_matches(".pdf")))
}

/// The name that the record of a mailing gets when another one replaces it.
pub fn replaced(folder: &Path, record: &Path, row: &ManifestRow) -> PathBuf {
    let name = record.file_name().unwrap_or_default().to_string_lossy();
    progress(folder).join(format!("{REPLACED}{}-{name}", row.plan))
}

/// Whether this is the record of a mailing that is being replaced.
pub fn is_replaced(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(REPLACED))
}

/// The printed letters of this plan, by the name of the file. They come from all records: of a
/// whole run, of a machine's part, or of a run that was interrupted.
pub fn records(folder: &Path, plan: &str) -> BTreeMap<String, Vec<ManifestRow>> {
    let mut known = BTreeMap::new();
    for path in record_files(folder) {
        let rows = if path.file_name().is_some_and(|name| name == MANIFEST) {
            let job = job(folder);
            let is_changed = |job: &Job| job.is_as_written(job.list_of(plan)?).map(|is_as_written| !is_as_written);
            // A manifest that was changed after it was written is no record.
            job.filter(|job| is_changed(job) != Some(true)).map(|job| job.rows().to_vec())
        } else {
            read_manifest(&path)
        };
        let of_plan = rows.unwrap_or_default().into_iter().filter(|row| row.plan == plan).collect();
        known.extend(manifest::by_file(of_plan));
    }
    known
}

/// The finished job in a folder.
pub fn job(folder: &Path) -> Option<Job> {
    Job::new(read_manifest(&folder.join(MANIFEST))?, read_summary(folder))
}

/// A mailing, or a list of one, that the records in a folder know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its plan; of a job, the plan of its first list.
    pub plan: String,
    /// The date of its letters.
    pub date: String,
    /// The number of its letters that are printed.
    pub letters: usize,
    /// The number of its list.
    pub list: usize,
    /// The name of the file of its list.
    pub list_file: String,
    /// Whether all is printed.
    pub is_finished: bool,
}

/// The finished job in a folder, and the mailings and lists that are not finished. A mailing that is being replaced is
/// not among them.
pub fn found(folder: &Path) -> Vec<Found> {
    let finished = job(folder);
    let mut found: Vec<Found> = Vec::new();
    found.extend(finished.as_ref().map(|job| of_row(&job.rows()[0], job.rows().len(), true)));
    let mut begun: BTreeMap<String, BTreeMap<usize, ManifestRow>> = BTreeMap::new();
    let mut replaced: BTreeSet<String> = BTreeSet::new();
    for path in record_files(folder).into_iter().filter(|path| path.file_name().is_none_or(|name| name != MANIFEST)) {
        let rows = read_manifest(&path).unwrap_or_default();
        if is_replaced(&path) {
            replaced.extend(rows.into_iter().next().map(|row| row.plan));
            continue;
        }
        for row in rows {
            begun.entry(row.plan.clone()).or_default().insert(row.sequence, row);
        }
    }
    if finished.is_none() {
        // Where the manifest is missing or damaged, the summary knows whose letters there are.
        let is_left = |summary: &Summary| {
            summary.letters > 0 && !begun.contains_key(&summary.plan) && !replaced.contains(&summary.plan)
        };
        found.extend(read_summary(folder).filter(is_left).map(|summary| {
            let Summary { plan, date, letters, list_file, .. } = summary;
            Found { plan, date, letters, list: 1, list_file: list_file.unwrap_or_default(), is_finished: true }
        }));
    }
    for (plan, rows) in begun {
        let is_of_job = finished.as_ref().is_some_and(|job| job.list_of(&plan).is_some());
        if let Some(row) = rows.values().next().filter(|_| !is_of_job) {
            found.push(of_row(row, rows.len(), false));
        }
    }
    found
}

fn of_row(row: &ManifestRow, letters: usize, is_finished: bool) -> Found {
    let ManifestRow { plan, date, list, list_file, .. } = row.clone();
    Found { plan, date, letters, list, list_file, is_finished }
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
    let expected = file.letters.clone().map(|letter| plan.sequence(letter));
    numbers.eq(expected)
        && rows
            .iter()
            .all(|row| row.plan == plan.place.plan && row.file == file.name && row.file_sha256 == first.file_sha256)
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

/// The date of the letters in the folder, finished or not, if `is_plan` knows their plan with this date. If there are
/// several dates, the latest.
pub fn day_of(folder: &Path, is_plan: impl Fn(Date, &str) -> bool) -> Option<Date> {
    let mut days: BTreeSet<(Date, String)> = BTreeSet::new();
    for record in record_files(folder) {
        let rows = read_manifest(&record).unwrap_or_default();
        days.extend(
            rows.chunk_by(|one, next| one.plan == next.plan)
                .filter_map(|rows| Some((rows[0].date.parse().ok()?, rows[0].plan.clone()))),
        );
    }
    days.into_iter().rev().find(|(date, plan)| is_plan(*date, plan)).map(|(date, _)| date)
}
