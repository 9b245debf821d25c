//! Writing files whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::disk_fault::{of_writing, patiently};
use super::folder::shown;
use super::part_file;
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
    let (what, help) = of_writing(error, path.is_file());
    let finding = Finding::error(rules::UNWRITABLE, format!("the file cannot be written: {what}")).in_file(shown(path));
    // A file takes its place only when it is complete. Others of the same run may be written already.
    if path.is_file() { finding.help(format!("{help}; the earlier file is unchanged")) } else { finding.help(help) }
}

/// Reports a file of an earlier run that cannot be deleted.
pub fn undeleted(path: &Path, error: &io::Error) -> Finding {
    let (what, help) = of_writing(error, true);
    let message = format!("this file of an earlier run cannot be deleted: {what}");
    Finding::error(rules::UNWRITABLE, message).in_file(shown(path)).help(help)
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
    part_file::tidy_once(folder);
    let (part, mut file) = part_file::create(path, access)?;
    let keep_mode = target.is_some();
    let filled = fill(&mut file).and_then(|filled| {
        put_in_place(&file, &part, path, keep_mode)?;
        Ok(filled)
    });
    // Without this, Windows ends the lock only a while after the file is closed.
    let _ = file.unlock();
    if filled.is_err() {
        // The first fault is the one to report.
        let _ = fs::remove_file(&part);
    }
    filled
}

/// Gives a complete temporary file its name.
fn put_in_place(file: &File, part: &Path, path: &Path, keep_mode: bool) -> io::Result<()> {
    // On Windows a file has the permissions of its folder, and only says whether it is read-only.
    if keep_mode && cfg!(unix) {
        file.set_permissions(fs::metadata(path)?.permissions())?;
    }
    file.sync_all()?;
    patiently(|| fs::rename(part, path))?;
    sync_folder(path.parent().unwrap_or(Path::new(".")));
    Ok(())
}

/// How the name of a temporary file ends.
pub const PART_ENDING: &str = ".part";

/// Makes sure that the file's new name survives a loss of power. On systems where folders cannot be
/// opened, the system does this itself.
fn sync_folder(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
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
