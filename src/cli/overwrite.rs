//! Which existing files a command may overwrite.
//!
//! A command can be run again without an option: it renews the files that it wrote itself, as long as no work of a
//! person is in them. Everything else is refused before anything is written, unless `--replace` was typed:
//!
//! | file | is renewed if |
//! |---|---|
//! | PDF | this program wrote it, and no byte was changed since: notes of a reader are work |
//! | table (CSV) | its first line has the columns of this command: the program reads its rows again |
//! | review form | it is a form: the answers of a reader are in another file |
//! | PO | every text is as it was exported, or is in the `.ftl` file |
//! | temporary file | its name is ours, and no run is writing it (see `part_file`) |
//!
//! `--replace` does not overwrite a file that the command reads, nor a folder, a device or a pipe.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::folder::{self, shown};
use crate::export::is_unchanged;
use crate::finding::{Finding, Findings, rules};
use crate::id::fault_on_windows;

/// The option that overwrites.
#[derive(Debug, Clone, Copy, Args)]
pub struct Overwriting {
    /// Overwrite existing files even if they were changed, or likhit did not write them.
    #[arg(long)]
    pub replace: bool,
}

/// The kind of a file that a command writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A PDF.
    Pdf,
    /// A table whose first line is this.
    Table(&'a str),
}

/// Decides for the files of one run.
#[derive(Debug)]
pub struct Guard {
    replace: bool,
    /// The files that the command reads, with all links followed.
    inputs: Vec<PathBuf>,
    /// The folder of the project, all of which is read.
    project: Option<PathBuf>,
}

impl Guard {
    /// The guard of a command that reads these files, and a project.
    pub fn new<'p>(
        overwriting: Overwriting,
        inputs: impl IntoIterator<Item = &'p Path>,
        project: Option<PathBuf>,
    ) -> Self {
        let inputs = inputs.into_iter().filter_map(|input| input.canonicalize().ok()).collect();
        Self { replace: overwriting.replace, inputs, project }
    }

    /// Refuses to overwrite a file that is not the program's own.
    ///
    /// # Errors
    ///
    /// The reason, with what to do.
    pub fn check(&self, path: &Path, kind: Kind) -> Result<(), Finding> {
        self.check_with(path, |bytes| is_own(bytes, kind))
    }

    /// Like [`Guard::check`]; `is_own` looks at the bytes of an existing file.
    ///
    /// # Errors
    ///
    /// The reason, with what to do.
    pub fn check_with(&self, path: &Path, is_own: impl FnOnce(&[u8]) -> bool) -> Result<(), Finding> {
        place(path)?;
        if !path.exists() {
            return Ok(());
        }
        if self.is_input(path) {
            let message = "this command reads the file, so it cannot be overwritten";
            return Err(refused(path, message).help("write to another file or folder"));
        }
        if self.replace || folder::bytes(path).is_ok_and(|bytes| is_own(&bytes)) {
            return Ok(());
        }
        let message = "the file already exists, and was changed or is not from likhit, so it is not overwritten";
        Err(refused(path, message).help("move or rename it first, or use `--replace` to overwrite it"))
    }

    /// Checks all files of a run before the first is written.
    ///
    /// # Errors
    ///
    /// One finding for each file that is refused.
    pub fn check_all<'k>(&self, files: impl IntoIterator<Item = (PathBuf, Kind<'k>)>) -> Result<(), Findings> {
        let refused = |(path, kind): (PathBuf, Kind)| self.check(&path, kind).err();
        let refused: Findings = files.into_iter().filter_map(refused).collect();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    fn is_input(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        let is_of_project = |root: &PathBuf| {
            folder::files(root).0.iter().any(|(_, file)| file.canonicalize().is_ok_and(|file| file == path))
        };
        self.inputs.contains(&path) || self.project.as_ref().is_some_and(is_of_project)
    }
}

/// Whether this program wrote these bytes, and they are no work of a person.
pub fn is_own(bytes: &[u8], kind: Kind) -> bool {
    match kind {
        Kind::Pdf => is_unchanged(bytes),
        Kind::Table(head) => {
            let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
            first.trim_ascii_end() == head.as_bytes()
        }
    }
}

fn refused(path: &Path, message: &str) -> Finding {
    Finding::error(rules::FILE_EXISTS, message).in_file(shown(path))
}

/// Refuses a place where no file can be: a folder, a device or a pipe, which could wait for ever.
///
/// # Errors
///
/// The reason, with what to do.
pub fn place(path: &Path) -> Result<(), Finding> {
    usable_here(path)?;
    let unwritable = |message| Finding::error(rules::UNWRITABLE, message).in_file(shown(path));
    if path.file_name().is_none() {
        return Err(unwritable("this is not the name of a file").help("write the name of a file"));
    }
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            Err(unwritable("there is a folder with this name").help("write the name of a file, or rename the folder"))
        }
        Ok(metadata) if !metadata.is_file() => {
            let finding = unwritable("this is a device or a pipe, and not a file that can be written whole");
            Err(finding.help("write the name of a file"))
        }
        _ => match path.parent() {
            Some(parent) => folder(parent),
            None => Ok(()),
        },
    }
}

/// Refuses a folder that cannot be one, because it or a part of its path is a file.
///
/// # Errors
///
/// The reason, with what to do.
pub fn folder(path: &Path) -> Result<(), Finding> {
    usable_here(path)?;
    let known = path.ancestors().find_map(|part| Some((part, fs::metadata(part).ok()?)));
    match known {
        Some((part, metadata)) if !metadata.is_dir() => {
            let what = if metadata.is_file() { "a file" } else { "a device or a pipe" };
            let finding = Finding::error(rules::UNWRITABLE, format!("this is {what}, and a folder is needed here"));
            Err(finding.in_file(shown(part)).help("use another folder, or rename the file"))
        }
        _ => Ok(()),
    }
}

/// Refuses a path with a name that no file can have on this system. Windows would take some for another file, or for a
/// device.
fn usable_here(path: &Path) -> Result<(), Finding> {
    match path.to_str().and_then(fault_of_windows_path).filter(|_| cfg!(windows)) {
        Some((name, why)) => {
            let finding = Finding::error(rules::UNWRITABLE, format!("no file can have the name `{name}`: {why}"));
            Err(finding.in_file(shown(path)).help("use another name"))
        }
        None => Ok(()),
    }
}

/// The first name in a path of Windows that no file can have there, and why.
fn fault_of_windows_path(path: &str) -> Option<(&str, &'static str)> {
    let path = path.strip_prefix(r"\\?\").unwrap_or(path);
    let has_drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    let names = path[if has_drive { 2 } else { 0 }..].split(['/', '\\']);
    names.filter(|name| !matches!(*name, "." | "..")).find_map(|name| Some((name, fault_on_windows(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(result: Result<(), Finding>) -> Option<&'static str> {
        result.err().map(|finding| finding.rule.as_str())
    }

    #[test]
    fn only_the_programs_own_files_are_renewed_and_never_an_input() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = |name: &str, bytes: &str| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).expect("a file");
            path
        };
        let (own, foreign) = (file("a.csv", "a,b\r\n1,2\r\n"), file("b.csv", "a,b,c\n1,2,3\n"));
        let pdf = file("c.pdf", "%PDF-1.7\n%%EOF\n");
        let guard = |replace| Guard::new(Overwriting { replace }, [own.as_path()], None);
        assert_eq!(rule(guard(false).check(&foreign, Kind::Table("a,b"))), Some("file-exists"));
        assert_eq!(rule(guard(true).check(&foreign, Kind::Table("a,b"))), None);
        assert_eq!(rule(guard(false).check(&pdf, Kind::Pdf)), Some("file-exists"));
        assert_eq!(rule(guard(true).check(&own, Kind::Table("a,b"))), Some("file-exists"), "it is read");
        let guard = Guard::new(Overwriting { replace: false }, [], None);
        assert_eq!(rule(guard.check(&own, Kind::Table("a,b"))), None);
        assert_eq!(rule(guard.check(&folder.path().join("new.pdf"), Kind::Pdf)), None);
        assert_eq!(rule(guard.check(folder.path(), Kind::Pdf)), Some("unwritable"));
        assert_eq!(rule(guard.check(&own.join("below.pdf"), Kind::Pdf)), Some("unwritable"));
    }

    #[test]
    fn a_path_that_windows_would_take_for_another_is_refused_there() {
        for (path, name) in [
            ("nul", "nul"),
            (r"letters\aux\a.pdf", "aux"),
            (r"\\.\CON", "CON"),
            ("letters:old/a.pdf", "letters:old"),
            (r"C:\Users\Anna\letters.\a.pdf", "letters."),
            (r"\\?\C:\a?\b", "a?"),
        ] {
            assert_eq!(fault_of_windows_path(path).map(|(name, _)| name), Some(name), "{path}");
        }
        for path in [r"C:\Users\កឹម សុខា\a.pdf", "C:a.pdf", r"..\.\letters/a.pdf", r"\\server\office\a.pdf", "."]
        {
            assert_eq!(fault_of_windows_path(path), None, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_device_is_written_to() {
        assert_eq!(rule(place(Path::new("/dev/null"))), Some("unwritable"));
        assert_eq!(rule(super::folder(Path::new("/dev/null/letters"))), Some("unwritable"));
        assert_eq!(rule(super::folder(Path::new("not/there/yet"))), None);
    }
}
