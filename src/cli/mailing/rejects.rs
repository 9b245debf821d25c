//! The rejected rows of a list, and the reasons. A file that somebody may be correcting is never overwritten: then the
//! rows go into a file with the next number.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::occupied::is_input;
use crate::cli::folder::shown;
use crate::cli::output::{Access, write_whole};
use crate::finding::{Finding, rules};
use crate::list::{COLUMNS_ENDING, List};
use crate::mailing::manifest::hex;
use crate::mailing::{Faults, REASONS, REJECTED, Summary, Survey, WrittenFile};

/// How many names are tried. A folder that cannot be read has no free name.
const MOST: usize = 1000;

/// What earlier runs have written.
#[derive(Debug, Clone, Copy)]
pub enum Earlier<'a> {
    /// The files that the summary in the folder lists; `of_plan` are those of the same list.
    Listed {
        /// Those of the list that is printed again, or of a mailing that is replaced.
        old: &'a [WrittenFile],
        /// Whether they are of the same list with the same options.
        is_same: bool,
    },
    /// The folder has no list of them: a file with the form of rejected rows or of reasons is one of them.
    AnyOfTheForm,
}

/// The files for the rejected rows of a list.
pub struct Rejects {
    /// The names of the rejected rows and the reasons.
    names: [String; 2],
    /// Their contents; `None` if no row was rejected.
    contents: Option<[Vec<u8>; 2]>,
    /// The columns that were chosen for the list, which are those of the rejected rows too.
    columns: Option<String>,
    /// Whether the file with the rejected rows is kept as it is.
    keeps_rows: bool,
    /// What is kept, for the person.
    pub remark: Option<Finding>,
}

/// The names of the files for the rejected rows and the reasons of a list of a job.
pub fn names(number: usize) -> [String; 2] {
    if number == 1 {
        return [REJECTED.to_owned(), REASONS.to_owned()];
    }
    [REJECTED, REASONS].map(|name| name.replace(".csv", &format!("-{number}.csv")))
}

/// Whether a file has the form of rejected rows: its first column has the numbers of the rows.
pub fn is_rejected(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let after_line = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    let bytes = if bytes.starts_with(b"sep=") { &bytes[after_line..] } else { bytes };
    let bytes = bytes.strip_prefix(b"\"").unwrap_or(bytes);
    bytes.strip_prefix(b"row").is_some_and(|rest| rest.first().is_some_and(|byte| b"\",;\t|".contains(byte)))
}

impl Rejects {
    /// Decides which files the rejected rows go into.
    ///
    /// # Errors
    ///
    /// When no file can be used.
    pub fn of(
        folder: &Path,
        number: usize,
        (list, survey): (&List, &Survey),
        earlier: Earlier,
        inputs: &[PathBuf],
    ) -> Result<Self, Finding> {
        if survey.rejected.is_empty() {
            return Ok(Self { names: names(number), contents: None, columns: None, keeps_rows: false, remark: None });
        }
        let contents = [survey.rejected_rows(list), survey.faults.reasons(list)];
        let columns = list.choices().file(list.columns().headings());
        let mut kept = None;
        for n in number..number.saturating_add(MOST) {
            let names = names(n);
            let [rows, reasons] = [&names[0], &names[1]].map(|name| folder.join(name));
            let is_free = |path: &Path| !is_input(path, inputs);
            if is_free(&rows) && is_free(&reasons) && may_write(&reasons, &contents[1], Faults::is_reasons) {
                let is_listed = |old: &[u8]| match earlier {
                    Earlier::Listed { old: files, .. } => is_unchanged(files, &names[0], old),
                    Earlier::AnyOfTheForm => is_rejected(old),
                };
                if may_write(&rows, &contents[0], is_listed) {
                    let remark = kept.map(|path: PathBuf| instead(&path, &names[0]));
                    return Ok(Self { names, contents: Some(contents), columns, keeps_rows: false, remark });
                }
                let is_same = matches!(earlier, Earlier::Listed { old, is_same: true } if lists(old, &names[0]));
                if is_same {
                    let message = "this file was changed after it was written, so it is kept as it is";
                    let finding = Finding::note(rules::KEPT_FILE, message).in_file(shown(&rows));
                    let remark = Some(finding.help("print it with `--continue` when its rows are correct"));
                    return Ok(Self { names, contents: Some(contents), columns, keeps_rows: true, remark });
                }
            }
            kept.get_or_insert(rows);
        }
        let finding = Finding::error(rules::FOREIGN_FILE, "the folder has no free name for the rejected rows");
        Err(finding.in_file(shown(folder)).help("use another folder with `--out`"))
    }

    /// The name of the table of reasons.
    pub fn reasons(&self) -> &str {
        &self.names[1]
    }

    /// Writes the columns that were chosen beside the rejected rows, unless somebody has written there.
    fn write_columns(
        &self,
        folder: &Path,
        earlier: Earlier,
        inputs: &[PathBuf],
    ) -> Result<Option<WrittenFile>, Finding> {
        let Some(columns) = self.columns.as_ref().filter(|_| self.contents.is_some()) else { return Ok(None) };
        let name = self.names[0].replace(".csv", &format!(".{COLUMNS_ENDING}"));
        let path = folder.join(&name);
        let is_listed = |old: &[u8]| match earlier {
            Earlier::Listed { old: files, .. } => is_unchanged(files, &name, old),
            Earlier::AnyOfTheForm => false,
        };
        if is_input(&path, inputs) || !may_write(&path, columns.as_bytes(), is_listed) {
            return Ok(None);
        }
        write_whole(&path, columns.as_bytes(), Access::OwnerOnly)?;
        Ok(Some(WrittenFile { sha256: hex(&Sha256::digest(columns)), name }))
    }

    /// Writes the files, and deletes those of the earlier run that are unchanged and no longer needed.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn write(&self, folder: &Path, earlier: Earlier, inputs: &[PathBuf]) -> Result<Vec<WrittenFile>, Finding> {
        let mut written = Vec::new();
        if let Some(contents) = &self.contents {
            for (name, bytes) in self.names.iter().zip(contents) {
                if !(self.keeps_rows && *name == self.names[0]) {
                    write_whole(&folder.join(name), bytes, Access::OwnerOnly)?;
                }
                written.push(WrittenFile { name: name.clone(), sha256: hex(&Sha256::digest(bytes)) });
            }
        }
        written.extend(self.write_columns(folder, earlier, inputs)?);
        let stale: Vec<String> = match earlier {
            Earlier::Listed { old, .. } => old.iter().map(|file| file.name.clone()).collect(),
            Earlier::AnyOfTheForm => names(1).to_vec(),
        };
        for name in stale.into_iter().filter(|name| !lists(&written, name)) {
            let path = folder.join(&name);
            let is_own = |bytes: &[u8]| match earlier {
                Earlier::Listed { old, .. } => is_unchanged(old, &name, bytes),
                Earlier::AnyOfTheForm => is_rejected(bytes) || Faults::is_reasons(bytes),
            };
            if !is_input(&path, inputs) && fs::read(&path).is_ok_and(|bytes| is_own(&bytes)) {
                // A file that is left over does no harm.
                let _ = fs::remove_file(path);
            }
        }
        Ok(written)
    }
}

/// The files of rejected rows that the summary in a folder lists, of the lists that a run prints again or replaces.
pub fn listed(summary: Option<Summary>, is_kept: impl Fn(&Summary) -> bool) -> Vec<WrittenFile> {
    let lists = summary.map(Summary::into_lists).unwrap_or_default();
    lists.into_iter().filter(|list| !is_kept(list)).flat_map(|list| list.rejected_files).collect()
}

fn lists(files: &[WrittenFile], name: &str) -> bool {
    files.iter().any(|file| file.name == name)
}

fn is_unchanged(files: &[WrittenFile], name: &str, bytes: &[u8]) -> bool {
    files.iter().any(|file| file.name == name && file.sha256 == hex(&Sha256::digest(bytes)))
}

/// Whether a file is missing, has these bytes already, or is an earlier one that may be overwritten.
fn may_write(path: &Path, bytes: &[u8], is_earlier: impl Fn(&[u8]) -> bool) -> bool {
    match fs::read(path) {
        Ok(old) => old == bytes || is_earlier(&old),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

fn instead(kept: &Path, name: &str) -> Finding {
    let message = format!("this file is kept as it is; the rejected rows are in `{name}`");
    Finding::note(rules::KEPT_FILE, message).in_file(shown(kept)).help("correct the rows in the new file")
}
