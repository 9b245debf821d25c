//! The claim on a folder: while a run prints into it, no other run deletes the files that it is writing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::records::progress;
use crate::cli::folder::shown;
use crate::cli::folder_lock::{self, is_at};
use crate::cli::output::unwritable;
use crate::finding::{Finding, rules};

/// How a run wants to use a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Alone: the run deletes what others have left.
    All,
    /// Together with other runs that print their parts.
    Part,
}

/// A folder that is claimed. The system releases it when the run ends, even after a crash. At the end the file of the
/// claim is deleted if no other run uses it, and the folder of records if it is empty.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    file: Option<File>,
}

/// The number of attempts when another run has just deleted its claim.
const TRIES: usize = 100;

/// Claims a folder. On a disk without file locks there is no claim, which is not an error.
///
/// # Errors
///
/// When another run prints into the folder, or nothing can be written there.
pub fn claim(folder: &Path, want: Want) -> Result<Option<Claim>, Finding> {
    let path = path(folder);
    for _ in 0..TRIES {
        let opened = fs::create_dir_all(progress(folder)).and_then(|()| folder_lock::open(&path));
        let file = match opened {
            Ok(file) => file,
            // Another run has deleted its folder in the meantime.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(unwritable(&path, &error)),
        };
        let locked = match want {
            Want::All => file.try_lock(),
            Want::Part => file.try_lock_shared(),
        };
        match locked {
            Ok(()) if is_at(&file, &path) => return Ok(Some(Claim { path, file: Some(file) })),
            // Another run has deleted it after it was opened.
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

impl Drop for Claim {
    fn drop(&mut self) {
        // The second lock fails if the first is still there, or if another run has its own.
        let is_alone = |file: &File| {
            let _ = file.unlock();
            file.try_lock().is_ok()
        };
        // When this run has swept the folder, the file at the path can be that of the next run.
        if let Some(file) = self.file.take().filter(|file| is_alone(file) && is_at(file, &self.path)) {
            folder_lock::delete(file, &self.path);
            let _ = self.path.parent().map(fs::remove_dir);
        }
    }
}

/// Deletes the file of a claim on a folder, and the folder of records if it is empty.
///
/// # Errors
///
/// When the folder exists and cannot be deleted.
pub fn sweep(folder: &Path) -> io::Result<()> {
    // On Windows the run that has claimed the folder deletes both when it drops its claim.
    let _ = fs::remove_file(path(folder));
    match fs::remove_dir(progress(folder)) {
        // A file of another program in it is kept.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty) => Ok(()),
        removed => removed,
    }
}

fn path(folder: &Path) -> PathBuf {
    progress(folder).join("claim")
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
        drop(first);
        assert_eq!(rule(Want::All), Some("folder-in-use"));
        drop(second);
        let whole = claim(folder, Want::All).expect("it is free").expect("this disk knows locks");
        assert_eq!((rule(Want::All), rule(Want::Part)), (Some("folder-in-use"), Some("folder-in-use")));
        drop(whole);
        assert_eq!(fs::read_dir(folder).expect("the folder").count(), 0);
    }
}
