//! The second pass: print files are written, several at once, each whole or not at all.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::manifest::{self, ManifestRow};
use super::plan::{Letter, Plan, PlannedFile};
use super::records::record;
use crate::cli::manifest::hex;
use crate::cli::output::{Access, unwritable, write_whole, write_with};
use crate::finding::Findings;
use crate::list::{CountryNames, Entry, List};
use crate::print::{Fault, LetterToPrint, MailingRun};

/// All that the files of a mailing are printed with.
pub struct PreparedMailing<'a> {
    /// The order, made ready.
    pub run: &'a MailingRun<'a>,
    /// The senders.
    pub list: &'a List<'a>,
    /// The names of countries in the list.
    pub names: &'a CountryNames,
    /// Which letter stands where.
    pub plan: &'a Plan,
    /// Where the files are written.
    pub folder: &'a Path,
}

/// Writes these files of the plan, by `jobs` threads. `tick` is told of each letter.
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
