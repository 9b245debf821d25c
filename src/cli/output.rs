//! Writing files whole or not at all.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::disk_fault::in_plain_words;
use super::folder::shown;
use crate::finding::{Finding, rules};

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everyone who could read the earlier file, also through a link. A new file gets the default permissions
    /// of the system.
    Shared,
    /// Only its owner: the file has a sender's name and address.
    OwnerOnly,
}

/// Writes a file under a temporary name beside `path` and renames it, so that `path` is never
/// half a file. A missing folder is created.
///
/// # Errors
///
/// When the folder or the file cannot be written; an earlier file at `path` is unchanged.
pub fn write_whole(path: &Path, bytes: &[u8], access: Access) -> Result<(), Finding> {
    write_with(path, access, |file| file.write_all(bytes)).map_err(|error| unwritable(path, &error))
}

/// Reports a file that cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Finding {
    let (what, help) = in_plain_words(error);
    Finding::error(rules::UNWRITABLE, format!("the file cannot be written: {what}"))
        .in_file(shown(path))
        .help(format!("{help}; the existing files are unchanged"))
}

/// Like [`write_whole`], but `fill` writes the file piece by piece and may fail for its own reasons.
///
/// # Errors
///
/// When the folder or the file cannot be written, or `fill` fails.
pub fn write_streamed<T, E: From<io::Error>>(
    path: &Path,
    access: Access,
    fill: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    write_with(path, access, |file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let filled = fill(&mut out)?;
        out.flush()?;
        Ok(filled)
    })
}

/// Lets `fill` write a file. Another program may write the same file at the same time, because each has its own
/// temporary file.
fn write_with<T, E: From<io::Error>>(
    path: &Path,
    access: Access,
    fill: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let target = if access == Access::Shared { path.canonicalize().ok() } else { None };
    let path = target.as_deref().unwrap_or(path);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}{PART_ENDING}", token()));
    let part = folder.join(name);
    let written = create(&part, access).map_err(E::from).and_then(|mut file| {
        let filled = fill(&mut file)?;
        if target.is_some() {
            file.set_permissions(fs::metadata(path)?.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&part, path)?;
        sync_folder(folder);
        Ok(filled)
    });
    if written.is_err() {
        // The first fault is the one to report.
        let _ = fs::remove_file(&part);
    }
    written
}

/// How the name of a temporary file ends.
pub const PART_ENDING: &str = ".part";

/// A token that no other run has. A killed run may have left its temporary file, and a run on another machine
/// may be writing the same file.
fn token() -> String {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    format!("{:016x}", hasher.finish())
}

/// Makes sure that the file's new name survives a loss of power. On systems where folders cannot be
/// opened, the system does this itself.
fn sync_folder(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn create(path: &Path, access: Access) -> io::Result<File> {
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
    fn a_full_disk_leaves_the_old_file_and_no_part_of_a_new_one() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.pdf");
        write_whole(&path, b"old", Access::Shared).expect("there is room");
        let error = write_with(&path, Access::Shared, |file| -> io::Result<()> {
            file.write_all(b"ne")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        });
        assert_eq!(error.map_err(|error| error.kind()), Err(io::ErrorKind::StorageFull));
        assert_eq!(fs::read(&path).expect("it is still there"), b"old");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_senders_data_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("sub/a.pdf");
        write_whole(&path, b"x", Access::OwnerOnly).expect("there is room");
        assert_eq!(fs::metadata(&path).expect("the file").permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_written_anew_keeps_its_mode_and_its_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder for the test");
        let [file, link] = ["real.ftl", "link.ftl"].map(|name| folder.path().join(name));
        fs::write(&file, "old").expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it is ours");
        symlink("real.ftl", &link).expect("a link");
        write_whole(&link, b"new", Access::Shared).expect("there is room");
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).expect("a file"), b"new");
        assert_eq!(fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o640);
    }
}
