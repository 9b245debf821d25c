//! The second pass: print files are written, several at once, each whole or not at all.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::records::record;
use crate::cli::output::{Access, unwritable, write_streamed, write_whole};
use crate::finding::Findings;
use crate::mailing::manifest::{self, ManifestRow};
use crate::mailing::{PlannedFile, PreparedMailing};
use crate::print::Fault;

/// Writes these files of the plan, by `jobs` threads. `tick` is called for each letter.
///
/// # Errors
///
/// The first fault. Files that were finished before it are complete and have their records.
pub fn print_files(
    prepared: &PreparedMailing,
    folder: &Path,
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
            if let Err(findings) = print_file(prepared, folder, &prepared.plan.files[*file], tick) {
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

fn print_file(
    prepared: &PreparedMailing,
    folder: &Path,
    file: &PlannedFile,
    tick: &(dyn Fn() + Sync),
) -> Result<(), Findings> {
    let rows = print_letters(prepared, folder, file.letters.clone(), &file.name, tick)?;
    let path = record(folder, file);
    write_whole(&path, &manifest::table(&rows), Access::OwnerOnly).map_err(Findings::from)
}

/// Writes letters into a file of this name.
///
/// # Errors
///
/// When it cannot be written.
pub fn print_letters(
    prepared: &PreparedMailing,
    folder: &Path,
    letters: Range<usize>,
    name: &str,
    tick: &dyn Fn(),
) -> Result<Vec<ManifestRow>, Findings> {
    let path = folder.join(name);
    let written = write_streamed(&path, Access::OwnerOnly, |out| prepared.print(letters, name, out, tick));
    written.map_err(|fault| match fault {
        Fault::Findings(findings) => findings,
        Fault::Write(error) => Findings::from(unwritable(&path, &error)),
    })
}
