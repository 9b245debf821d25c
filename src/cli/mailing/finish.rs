//! The end of a mailing: the summary, the rejected rows and the manifest are written, and leftover files
//! are deleted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::claim;
use super::records::{entries, progress, read_manifest, record_files};
use crate::cli::folder::shown;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::output::{Access, PART_ENDING, write_whole};
use crate::finding::{Finding, Findings, rules};
use crate::list::List;
use crate::mailing::{Faults, MANIFEST, REASONS, REJECTED, RowCounts, SUMMARY, Summary, Survey};
use crate::print::Sides;

/// Writes the reasons for rejected rows to the named file. It may overwrite an earlier table of reasons, but
/// no other file and no input.
///
/// # Errors
///
/// When there is another file already, or it cannot be written.
pub fn write_reasons(path: &Path, faults: &Faults, inputs: &[&Path]) -> Result<(), Finding> {
    let is_reasons = |bytes: &[u8]| bytes.starts_with(Faults::default().reasons().as_slice());
    let is_input =
        inputs.iter().any(|input| input.canonicalize().is_ok_and(|one| path.canonicalize().ok() == Some(one)));
    if is_input || path.exists() && !fs::read(path).is_ok_and(|bytes| is_reasons(&bytes)) {
        let finding = Finding::error(
            rules::UNWRITABLE,
            "the file already exists and is not an earlier table of reasons, so it is not overwritten",
        );
        return Err(finding.in_file(shown(path)).help("use another file name with `--reasons`"));
    }
    write_whole(path, &faults.reasons(), Access::OwnerOnly)
}

/// Writes the summary as programs read it.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_summary(folder: &Path, summary: &Summary) -> Result<(), Finding> {
    write_whole(&folder.join(SUMMARY), &summary.json(), Access::OwnerOnly)
}

/// Writes the rejected rows, the reasons and the summary, or deletes those of an earlier run.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_lists(
    folder: &Path,
    list: &List,
    survey: &Survey,
    summary: Option<(&Summary, Sides)>,
) -> Result<(), Findings> {
    let write =
        |name: &str, bytes: &[u8]| write_whole(&folder.join(name), bytes, Access::OwnerOnly).map_err(Findings::from);
    if survey.rejected.is_empty() {
        for name in [REJECTED, REASONS] {
            let _ = fs::remove_file(folder.join(name));
        }
    } else {
        write(REJECTED, &survey.rejected_rows(list))?;
        write(REASONS, &survey.faults.reasons())?;
    }
    if let Some((summary, sides)) = summary {
        write_summary(folder, summary)?;
        write("summary.txt", summary.text(sides).as_bytes())?;
    }
    Ok(())
}

/// The end of a run that prints no letter. If every row is of a person who is not to get one, this is right.
///
/// # Errors
///
/// When there were letters to print.
pub fn nothing_to_print(survey: &Survey) -> Result<Report, Report> {
    let findings = survey.faults.shown(REASONS);
    let RowCounts { good, rejected, .. } = survey.counts();
    if good == 0 && rejected == 0 {
        let finding =
            Finding::warning(rules::NOTHING_TO_PRINT, "there is nothing to print: no person of the list gets a letter");
        let finding = finding.help("check the list if this is not intended");
        let findings = findings.into_iter().chain([finding]).collect();
        return Ok(Report { text: survey.counts().text(), findings, status: ExitStatus::Done });
    }
    let message = "there is nothing to print: no row of the list results in a letter";
    let finding = Finding::error(rules::NOTHING_TO_PRINT, message);
    let help = "correct the rejected rows, or check the recipients of `--to`";
    Err(Report::faulty_after(&findings, finding.help(help)))
}

/// Deletes what earlier or unfinished runs have left, except for `files`, the files of the whole mailing.
/// Only files in one of our records and our temporary files are deleted.
///
/// # Errors
///
/// When a file cannot be deleted.
pub fn sweep(folder: &Path, files: &BTreeSet<&str>) -> io::Result<()> {
    for path in record_files(folder) {
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            continue;
        }
        for row in read_manifest(&path).unwrap_or_default() {
            if !files.contains(row.file.as_str()) {
                gone(fs::remove_file(folder.join(row.file)))?;
            }
        }
        gone(fs::remove_file(path))?;
    }
    for folder in [folder, &progress(folder)] {
        for path in entries(folder) {
            if path.to_string_lossy().ends_with(PART_ENDING) {
                gone(fs::remove_file(path))?;
            }
        }
    }
    claim::sweep(folder)
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}
