//! The second pass: print files are written, several at once, each whole or not at all.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use sha2::{Digest, Sha256};

use super::finish::{MANIFEST, Summary};
use super::manifest::{self, ManifestRow};
use super::plan::{Letter, Plan, PlannedFile};
use crate::cli::manifest::hex;
use crate::cli::output::{Access, unwritable, write_whole, write_with};
use crate::finding::Findings;
use crate::list::{CountryNames, Entry, List};
use crate::print::{Fault, LetterToPrint, MailingRun};

/// The folder of records of what is done, beside the print files, until all is done.
const PROGRESS: &str = "progress";

/// Everything that the files of a mailing are printed with.
pub struct PreparedMailing<'a> {
    /// The order, made ready.
    pub run: &'a MailingRun<'a>,
    /// The senders.
    pub list: &'a List<'a>,
    /// The names of countries in the list.
    pub names: &'a CountryNames,
    /// The place of each letter.
    pub plan: &'a Plan,
    /// Where the files are written.
    pub folder: &'a Path,
}

/// The folder of the records of what is done.
pub fn progress(folder: &Path) -> PathBuf {
    folder.join(PROGRESS)
}

/// The record of a print file.
pub fn record(folder: &Path, file: &PlannedFile) -> PathBuf {
    progress(folder).join(format!("{}.csv", file.name.trim_end_matches(".pdf")))
}

/// Writes these files of the plan, by `jobs` threads. `tick` is called for each letter.
///
/// # Errors
///
/// The first fault; the files that were finished before are whole, and have their records.
pub fn print_files(
    prepared: &PreparedMailing,
    files: &[usize],
    jobs: usize,
    tick: &(dyn Fn() + Sync),
) -> Result<(), Findings> {
    let next = AtomicUsize::new(0);
    let has_failed = AtomicBool::new(false);
    let faults = Mutex::new(BTreeMap::new());
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if has_failed.load(Ordering::Relaxed) {
                return;
            }
            if let Err(findings) = print_file(prepared, &prepared.plan.files[*file], tick) {
                has_failed.store(true, Ordering::Relaxed);
                faults.lock().unwrap_or_else(PoisonError::into_inner).insert(*file, findings);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs.min(files.len()) {
            scope.spawn(work);
        }
    });
    let faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
    faults.into_values().next().map_or(Ok(()), Err)
}

fn print_file(prepared: &PreparedMailing, file: &PlannedFile, tick: &(dyn Fn() + Sync)) -> Result<(), Findings> {
    let rows = print_letters(prepared, file.letters.clone(), &file.name, tick)?;
    let path = record(prepared.folder, file);
    write_whole(&path, &manifest::table(&rows), Access::OwnerOnly).map_err(Findings::from)
}

/// Writes letters into a file of this name.
///
/// # Errors
///
/// When it cannot be written.
pub fn print_letters(
    prepared: &PreparedMailing,
    letters: Range<usize>,
    name: &str,
    tick: &(dyn Fn() + Sync),
) -> Result<Vec<ManifestRow>, Findings> {
    let plan = prepared.plan;
    let numbers = letters.start + 1..=letters.end;
    let letters = &plan.letters[letters];
    let mut entries: BTreeMap<u32, Entry> = BTreeMap::new();
    for letter in letters {
        if let std::collections::btree_map::Entry::Vacant(place) = entries.entry(letter.row) {
            place.insert(prepared.list.entry(prepared.list.rows()[letter.row as usize], prepared.names)?);
        }
    }
    let path = prepared.folder.join(name);
    let piece = |letter: &Letter| {
        tick();
        let sender = &entries[&letter.row].sender;
        LetterToPrint {
            sender,
            recipient: &plan.stack(letter).recipient,
            language: plan.language(letter),
            mark: Some(plan.mark(letter)),
        }
    };
    let written = write_with(&path, Access::OwnerOnly, |file| -> Result<_, Fault> {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let written = prepared.run.print(&mut letters.iter().map(piece), plan.sides, &mut out)?;
        out.flush()?;
        Ok(written)
    });
    let written = written.map_err(|fault| match fault {
        Fault::Findings(findings) => findings,
        Fault::Write(error) => Findings::from(unwritable(&path, &error)),
    })?;
    let file_sha256 = hex(&written.sha256);
    let row = |((sequence, letter), placed): ((usize, &Letter), &crate::print::PlacedLetter)| {
        let stack = plan.stack(letter);
        ManifestRow {
            sequence,
            sender: entries[&letter.row].id.clone(),
            recipient: stack.recipient.to_string(),
            language: plan.language(letter).to_string(),
            file: name.to_owned(),
            first_page: placed.first_page,
            pages: placed.pages,
            sheets: plan.sheets(letter),
            country: stack.country.to_string(),
            sha256: hex(&placed.sha256),
            envelope: letter.envelope as usize,
            file_sha256: file_sha256.clone(),
            plan: plan.id.clone(),
            date: plan.date.to_string(),
        }
    };
    Ok(numbers.zip(letters).zip(&written.letters).map(row).collect())
}

/// The printed letters of this mailing, by the name of the file. They come from all records: of a
/// whole run, of a machine's part, or of a run that was interrupted.
pub fn records(folder: &Path, plan: &str) -> BTreeMap<String, Vec<ManifestRow>> {
    let mut known = BTreeMap::new();
    for path in record_files(folder) {
        let rows = manifest::read(&path).unwrap_or_default();
        let is_whole = path.file_name().is_some_and(|name| name == MANIFEST);
        if is_whole && Summary::read(folder).and_then(|summary| summary.is_of(&rows)) == Some(false) {
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
        name == MANIFEST || super::shard::Shard::of_manifest(name).is_some()
    };
    let mut files: Vec<PathBuf> = entries(folder).into_iter().filter(is_record).collect();
    files.extend(
        entries(&progress(folder)).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "csv")),
    );
    files
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
