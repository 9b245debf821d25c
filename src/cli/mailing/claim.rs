//! The claim on a folder: while a run prints into it, no other sweeps away what it is writing; and the
//! day of the mailing that a folder holds, which a later run keeps.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::manifest;
use super::printing::{progress, record_files};
use crate::cli::folder::shown;
use crate::cli::output::unwritable;
use crate::finding::{Finding, rules};

/// What a run wants of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// To be alone: it takes away what others have left.
    All,
    /// To print beside others that print their parts.
    Part,
}

/// A folder that is claimed. The system gives it free when the run ends, however it ends.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    file: File,
}

/// How often it is tried again when another run has just taken its claim away.
const TRIES: usize = 100;

/// Claims a folder. Where the disk knows no locks there is no claim, and nothing is wrong.
///
/// # Errors
///
/// When another run prints into the folder, or nothing can be written there.
pub fn claim(folder: &Path, want: Want) -> Result<Option<Claim>, Finding> {
    let path = path(folder);
    for _ in 0..TRIES {
        let opened = fs::create_dir_all(progress(folder))
            .and_then(|()| OpenOptions::new().create(true).truncate(false).write(true).open(&path));
        let file = match opened {
            Ok(file) => file,
            // Its folder was taken away in between.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(unwritable(&path, &error)),
        };
        let locked = match want {
            Want::All => file.try_lock(),
            Want::Part => file.try_lock_shared(),
        };
        match locked {
            Ok(()) if is_at(&file, &path) => return Ok(Some(Claim { path, file })),
            // It was taken away between being opened and being locked.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let finding = Finding::error(rules::FOLDER_IN_USE, "another run is printing into this folder");
                return Err(finding
                    .in_file(shown(folder))
                    .help("wait until it has ended, or use another folder with `--out`"));
            }
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Ok(None)
}

impl Claim {
    /// Gives the folder free, and takes the claim's file away if nobody else has it.
    pub fn release(self) {
        if self.file.unlock().is_ok() && self.file.try_lock().is_ok() {
            remove(&self.path);
        }
    }
}

/// Takes away the file of a claim on a folder, and the folder of records if nothing else is in it.
///
/// # Errors
///
/// When there is one and it cannot be taken away.
pub fn sweep(folder: &Path) -> io::Result<()> {
    remove(&path(folder));
    match fs::remove_dir(progress(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn remove(path: &Path) {
    // What cannot be taken away now is when the next run has ended.
    let _ = fs::remove_file(path);
    let _ = path.parent().map(fs::remove_dir);
}

fn path(folder: &Path) -> PathBuf {
    progress(folder).join("claim")
}

/// Whether the file is still the one at `path`.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        matches!((file.metadata(), fs::metadata(path)), (Ok(one), Ok(other)) if one.ino() == other.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

/// The day of the mailing that the folder holds, whole or begun, if it is the one that `plan` names for
/// this day: of several days the last.
pub fn day_of(folder: &Path, plan: impl Fn(Date) -> String) -> Option<Date> {
    let mut days: BTreeMap<Date, String> = BTreeMap::new();
    for record in record_files(folder) {
        let first = manifest::read(&record).and_then(|rows| rows.into_iter().next());
        days.extend(first.and_then(|row| Some((row.date.parse().ok()?, row.plan))));
    }
    days.into_iter().rev().find(|(date, known)| plan(*date) == *known).map(|(date, _)| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_print_beside_each_other_and_a_whole_mailing_alone() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let folder = folder.path();
        let rule = |want| claim(folder, want).err().map(|finding| finding.rule.as_str());
        let first = claim(folder, Want::Part).expect("it is free").expect("this disk knows locks");
        let second = claim(folder, Want::Part).expect("parts share it");
        assert_eq!(rule(Want::All), Some("folder-in-use"));
        first.release();
        assert_eq!(rule(Want::All), Some("folder-in-use"));
        drop(second);
        let whole = claim(folder, Want::All).expect("it is free").expect("this disk knows locks");
        assert_eq!((rule(Want::All), rule(Want::Part)), (Some("folder-in-use"), Some("folder-in-use")));
        whole.release();
        assert_eq!(fs::read_dir(folder).expect("the folder").count(), 0);
    }
}
