//! The end of a mailing: the summary, the rejected rows and the manifest are written, and leftover files
//! are deleted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::claim;
use super::occupied::is_input;
use super::records::{entries, progress, read_manifest, record_files};
use super::rejects::{Earlier, Rejects};
use crate::cli::folder::shown;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::output::{Access, undeleted, write_whole};
use crate::cli::part_file::file_of_part;
use crate::finding::{Finding, Findings, rules};
use crate::list::List;
use crate::mailing::manifest::is_manifest;
use crate::mailing::shard::Shard;
use crate::mailing::{Faults, MANIFEST, REASONS, REJECTED, RowCounts, SUMMARY, SUMMARY_TEXT, Summary, Survey};
use crate::print::Sides;

/// Writes the reasons for rejected rows to the named file. It may overwrite an earlier table of reasons, but
/// no other file and no input.
///
/// # Errors
///
/// When there is another file already, or it cannot be written.
pub fn write_reasons(path: &Path, list: &List, faults: &Faults, inputs: &[PathBuf]) -> Result<(), Finding> {
    if is_input(path, inputs) || path.exists() && !fs::read(path).is_ok_and(|bytes| Faults::is_reasons(&bytes)) {
        let finding = Finding::error(
            rules::UNWRITABLE,
            "the file already exists and is not an earlier table of reasons, so it is not overwritten",
        );
        return Err(finding.in_file(shown(path)).help("use another file name with `--reasons`"));
    }
    write_whole(path, &faults.reasons(list), Access::OwnerOnly)
}

/// Writes the summary as programs read it.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_summary(folder: &Path, summary: &Summary) -> Result<(), Finding> {
    write_whole(&folder.join(SUMMARY), &summary.json(), Access::OwnerOnly)
}

/// Writes the summary for people.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_summary_text(folder: &Path, summary: &Summary, sides: Sides) -> Result<(), Finding> {
    let text = summary.text(sides) + &summary.columns_text();
    write_whole(&folder.join(SUMMARY_TEXT), text.as_bytes(), Access::OwnerOnly)
}

/// Writes the rejected rows of packs and the reasons, or deletes those of an earlier run. A file that is the list of this
/// run is kept, and reported.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_lists(folder: &Path, list: &List, survey: &mut Survey) -> Result<(), Findings> {
    let inputs = [PathBuf::from(list.file())];
    let rejects = Rejects::of(folder, 1, (list, survey), Earlier::AnyOfTheForm, &inputs)?;
    rejects.write(folder, Earlier::AnyOfTheForm, &inputs)?;
    rejects.remark.into_iter().for_each(|kept| survey.faults.general(kept));
    Ok(())
}

/// The end of a run that prints no letter. If every row is of a person who is not to get one, this is right.
///
/// # Errors
///
/// When there were letters to print.
pub fn nothing_to_print(survey: &Survey, findings: &Findings) -> Result<Report, Report> {
    let RowCounts { good, rejected, .. } = survey.counts();
    if good == 0 && rejected == 0 {
        let finding =
            Finding::warning(rules::NOTHING_TO_PRINT, "there is nothing to print: no person of the list gets a letter");
        let finding = finding.help("check the list if this is not intended");
        let findings = findings.iter().cloned().chain([finding]).collect();
        return Ok(Report { text: survey.counts().text(), findings, status: ExitStatus::Done });
    }
    let message = "there is nothing to print: no row of the list results in a letter";
    let finding = Finding::error(rules::NOTHING_TO_PRINT, message);
    let help = "correct the rejected rows, or check the recipients of `--to`";
    Err(Report::faulty_after(findings, finding.help(help)))
}

/// Deletes what earlier or unfinished runs have left, except for `files`, the files of the whole job, and except for the
/// `inputs` of this run. Only print files in one of our records, records and our own temporary files are deleted.
///
/// # Errors
///
/// When a file cannot be deleted.
pub fn sweep(folder: &Path, files: &BTreeSet<&str>, inputs: &[PathBuf]) -> Result<(), Finding> {
    let delete = |path: &Path| {
        let deleted = if is_input(path, inputs) { Ok(()) } else { gone(fs::remove_file(path)) };
        deleted.map_err(|error| undeleted(path, &error))
    };
    for path in record_files(folder) {
        if path.file_name().is_some_and(|name| name == MANIFEST) || !is_own_record(&path) {
            continue;
        }
        for row in read_manifest(&path).unwrap_or_default() {
            if is_print_file(&row.file) && !files.contains(row.file.as_str()) {
                delete(&folder.join(row.file))?;
            }
        }
        delete(&path)?;
    }
    for folder in [folder, &progress(folder)] {
        for path in entries(folder) {
            if path.file_name().and_then(|name| name.to_str()).is_some_and(is_temporary) {
                delete(&path)?;
            }
        }
    }
    claim::sweep(folder).map_err(|error| undeleted(&progress(folder), &error))
}

/// Whether a record is one of ours, whole or cut short. Another program may have tables in the folder.
fn is_own_record(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| is_manifest(&bytes))
}

/// Whether this is the name of a temporary file of a mailing.
fn is_temporary(name: &str) -> bool {
    file_of_part(name).is_some_and(is_own_name)
}

/// Whether a mailing writes files with this name.
fn is_own_name(name: &str) -> bool {
    let is_numbered = |of: &str| {
        let number = name.strip_prefix(of.trim_end_matches(".csv")).and_then(|rest| rest.strip_suffix(".csv"));
        number.is_some_and(|number| number.strip_prefix('-').is_some_and(is_number))
    };
    [MANIFEST, SUMMARY, SUMMARY_TEXT, REJECTED, REASONS].contains(&name)
        || [REJECTED, REASONS].into_iter().any(is_numbered)
        || Shard::of_manifest(name).is_some()
        || is_print_file(name.trim_end_matches(".csv"))
        || is_print_file(&format!("{}.pdf", name.trim_end_matches(".csv")))
}

/// Whether this is the name of a print file: `0001-….pdf`, or `reprint-….pdf`.
fn is_print_file(name: &str) -> bool {
    let Some((number, rest)) = name.trim_start_matches("reprint-").split_once('-') else { return false };
    number.len() >= 4 && is_number(number) && rest.strip_suffix(".pdf").is_some_and(|rest| !rest.is_empty())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_temporary_files_are_known_as_such() {
        for name in [
            "manifest.csv.0123456789abcdef.part",
            "manifest-2-of-4.csv.0123456789abcdef.part",
            "0003-prime-minister-a4-1-sheet.pdf.0123456789abcdef.part",
            "0003-prime-minister-a4-1-sheet.csv.0123456789abcdef.part",
            "reprint-000002-000003.pdf.0123456789abcdef.part",
            "rejected-2.csv.0123456789abcdef.part",
        ] {
            assert!(is_temporary(name), "{name}");
        }
        for name in [
            "foo.part",
            "film.mkv.part",
            "manifest.csv.part",
            "manifest.csv.0123456789abcdeg.part",
            "manifest.csv.0123456789ABCDEF.part",
            "thesis.pdf.0123456789abcdef.part",
            "rejected-old.csv.0123456789abcdef.part",
            ".0123456789abcdef.part",
        ] {
            assert!(!is_temporary(name), "{name}");
        }
    }
}
