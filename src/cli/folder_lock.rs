//! A lock on a folder: two runs that change the same files in it take turns, so that what both have written is in them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::disk_fault::patiently;
use super::folder::shown;
use super::output::unwritable;
use crate::finding::{Finding, rules};

/// What runs write into a folder.
#[derive(Debug, Clone, Copy)]
pub enum Writing {
    /// Letters and their manifest.
    Letters,
    /// Records of translations and reviews.
    Records,
}

impl Writing {
    /// The name of the file that is locked. It is deleted at the end.
    fn lock(self) -> &'static str {
        match self {
            Self::Letters => "manifest.lock",
            Self::Records => "records.lock",
        }
    }

    /// Says that another run does not end.
    fn in_use(self, folder: &Path) -> Finding {
        let (message, help) = match self {
            Self::Letters => (
                "another run is writing letters into this folder",
                "wait until it has ended, or use another folder with `--out`",
            ),
            Self::Records => ("another run is recording reviews in this project", "wait until it has ended"),
        };
        Finding::error(rules::FOLDER_IN_USE, message).in_file(shown(folder)).help(help)
    }
}

/// How often the lock is tried, and how long is waited before the next attempt: half a minute in all.
const TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(50);

/// A locked folder. The system releases it when the run ends, even after a crash.
#[derive(Debug)]
pub struct FolderLock {
    path: PathBuf,
    /// `None` on a disk without locks.
    file: Option<File>,
}

/// Waits until no other run writes the same into the folder.
///
/// # Errors
///
/// When another run does not end, or nothing can be written there.
pub fn lock(folder: &Path, writing: Writing) -> Result<FolderLock, Finding> {
    lock_within(folder, writing, TRIES)
}

fn lock_within(folder: &Path, writing: Writing, tries: u32) -> Result<FolderLock, Finding> {
    let path = folder.join(writing.lock());
    for _ in 0..tries {
        let opened = fs::create_dir_all(folder).and_then(|()| open(&path));
        let file = opened.map_err(|error| unwritable(&path, &error))?;
        match file.try_lock() {
            // The run before may have deleted it after it was opened.
            Ok(()) if is_at(&file, &path) => return Ok(FolderLock { path, file: Some(file) }),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(FolderLock { path, file: None }),
        }
    }
    Err(writing.in_use(folder))
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            delete(file, &self.path);
        }
    }
}

/// Opens the file of a lock, and makes it if it is missing. On Windows nobody can delete it while a run has it open, so
/// it stays the one at `path`.
///
/// # Errors
///
/// When it cannot be made.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const SHARE_READ_AND_WRITE: u32 = 1 | 2;
        options.share_mode(SHARE_READ_AND_WRITE);
    }
    patiently(|| options.open(path))
}

/// Deletes the locked file of a lock.
pub fn delete(file: File, path: &Path) {
    if cfg!(windows) {
        // Windows deletes no file that is open. Another run may have it now, and deletes it when it ends.
        let _ = file.unlock();
        drop(file);
        let _ = fs::remove_file(path);
    } else {
        // Deleted while it is locked: the next run makes its own.
        let _ = fs::remove_file(path);
        drop(file);
    }
}

/// Whether the file is still the one at `path`.
pub fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let both = file.metadata().and_then(|one| Ok((one, fs::metadata(path)?)));
        both.is_ok_and(|(one, other)| one.ino() == other.ino() && one.dev() == other.dev())
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time_writes() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let first = lock(folder.path(), Writing::Letters).expect("it is free");
        let rule = lock_within(folder.path(), Writing::Letters, 2).err().map(|finding| finding.rule.as_str());
        assert_eq!(rule, Some("folder-in-use"));
        drop(first);
        drop(lock(folder.path(), Writing::Letters).expect("it is free again"));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }
}
