//! Temporary files: a file is written under a name of its own beside its place, and what a killed run has left is
//! taken away by the next run that writes into the folder.
//!
//! A run locks each of its temporary files as long as it writes it. The system releases the lock when the run ends,
//! even after a crash: a file that can be locked is left over. On a disk without locks nothing is taken away.

use std::collections::BTreeSet;
use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::output::{Access, PART_ENDING};

/// The number of digits of the token in the name of a temporary file.
const TOKEN: usize = 16;

/// The number of attempts when another run has taken the new file for one that is left over.
const TRIES: usize = 10;

/// The folders that this run has tidied.
static TIDIED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Makes a temporary file for `path`, and locks it.
///
/// # Errors
///
/// When it cannot be made.
pub fn create(path: &Path, access: Access) -> io::Result<(PathBuf, File)> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut tries = 0;
    loop {
        tries += 1;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}{PART_ENDING}", token()));
        let part = folder.join(name);
        let file = open_new(&part, access)?;
        // A disk without locks says so with an error, and then no run takes it away.
        let is_ours = !matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) && part.exists();
        if is_ours || tries == TRIES {
            return Ok((part, file));
        }
        drop(file);
        let _ = fs::remove_file(&part);
    }
}

/// Deletes the temporary files in a folder that no run is writing, once in a run.
pub fn tidy_once(folder: &Path) {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if TIDIED.lock().unwrap_or_else(PoisonError::into_inner).insert(whole) {
        tidy(folder);
    }
}

fn tidy(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let is_part = entry.file_name().to_str().is_some_and(is_part_name);
        // The file of a link belongs to another folder.
        if !is_part || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        let Ok(file) = OpenOptions::new().write(true).open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether this is the name of one of our temporary files.
pub fn is_part_name(name: &str) -> bool {
    file_of_part(name).is_some()
}

/// The name of the file that a temporary file of ours becomes. Its own name is that name, a token, and the ending.
pub fn file_of_part(name: &str) -> Option<&str> {
    let (file, token) = name.strip_suffix(PART_ENDING)?.rsplit_once('.')?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (!file.is_empty() && token.len() == TOKEN && token.bytes().all(is_digit)).then_some(file)
}

/// A token that no other run has: a run on another machine may be writing the same file.
fn token() -> String {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    format!("{:0width$x}", hasher.finish(), width = TOKEN)
}

fn open_new(path: &Path, access: Access) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if access == Access::OwnerOnly {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = access;
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_goes_and_all_else_stays() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = |name: &str| folder.path().join(name);
        let left = "a.pdf.0123456789abcdef.part";
        let foreign =
            ["foo.part", "a.pdf.0123456789abcdeg.part", ".0123456789abcdef.part", "a.0123456789abcdef.part.x"];
        for name in foreign.into_iter().chain([left]) {
            fs::write(path(name), "x").expect("a file");
        }
        let (living, file) = create(&path("b.pdf"), Access::Shared).expect("it can be made");
        tidy(folder.path());
        assert!(living.exists(), "a run is writing it");
        assert!(!path(left).exists());
        for name in foreign {
            assert!(path(name).exists(), "{name}");
        }
        drop(file);
        tidy(folder.path());
        assert!(!living.exists());
    }
}
