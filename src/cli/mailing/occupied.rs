//! What is in the folder before a run writes into it: other mailings, which are kept unless `--replace` is used, and
//! files that likhit has not written, which are always kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::records::{self, Found, progress, read_manifest, record_files, replaced};
use super::rejects::names;
use crate::cli::folder::shown;
use crate::cli::manifest::is_of_letters;
use crate::cli::output::unwritable;
use crate::finding::{Finding, Findings, rules};
use crate::mailing::manifest::is_manifest;
use crate::mailing::shard::Shard;
use crate::mailing::{Faults, ListPlace, MANIFEST, SUMMARY, SUMMARY_TEXT, Summary, counted};

/// Whether a file is one of ours.
type IsOwn = fn(&[u8]) -> bool;

/// The mailing in the folder that a list with this place does not belong to.
pub fn other_mailing(folder: &Path, place: &ListPlace) -> Option<Found> {
    let is_ours = |found: &Found| found.plan == place.plan || found.is_finished && found.plan == place.job;
    records::found(folder).into_iter().find(|found| !is_ours(found))
}

/// Reports the other mailing in the folder.
pub fn mailing_exists(folder: &Path, found: &Found) -> Finding {
    let Found { date, letters, list, list_file, .. } = found;
    let case = records::read_summary(folder).map(|summary| summary.case).filter(|_| found.is_finished);
    let case = case.map_or_else(String::new, |case| format!(" of `{case}`"));
    let letters = counted(*letters, "letter", "letters");
    let (message, help) = if found.is_finished {
        (
            format!("the folder already has a different mailing{case}, dated {date}, with {letters}, finished"),
            "to print this list as a further one of that mailing, use `--continue`; to keep both, use another folder \
             with `--out`; to delete the earlier mailing, use `--replace`. If it should be the same mailing, use its \
             list, project, options and `--date`",
        )
    } else if *list > 1 {
        (
            format!("the list `{list_file}` of this mailing is not finished: {letters} so far"),
            "finish it first: run its own command again, with `--continue`; to delete its letters, use `--replace`; \
             to keep all, use another folder with `--out`",
        )
    } else {
        (
            format!(
                "the folder already has a different mailing{case}, dated {date}, with {letters} so far, not finished"
            ),
            "finish it first: run its own command again, and then use `--continue` for this list; to keep both, use \
             another folder with `--out`; to delete the earlier mailing, use `--replace`",
        )
    };
    Finding::error(rules::MAILING_EXISTS, message).in_file(shown(folder)).help(help)
}

/// Moves the records of other mailings in the folder to the files that are deleted at the end.
///
/// # Errors
///
/// When they cannot be moved.
pub fn set_aside(folder: &Path, found: &Found, place: &ListPlace) -> Result<Finding, Finding> {
    let kept = records::job(folder).filter(|job| job.id() == place.job);
    for path in record_files(folder) {
        let rows = read_manifest(&path).unwrap_or_default();
        let Some(row) = rows.first() else { continue };
        let is_kept = row.plan == place.plan
            || kept.as_ref().is_some_and(|job| job.list_of(&row.plan).is_some())
            || records::is_replaced(&path);
        if is_kept {
            continue;
        }
        let moved = fs::create_dir_all(progress(folder)).and_then(|()| fs::rename(&path, replaced(folder, &path, row)));
        match moved {
            Ok(()) => {}
            // Another part of the same mailing was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unwritable(&path, &error)),
        }
    }
    let letters = counted(found.letters, "letter", "letters");
    let message = if found.list > 1 && !found.is_finished {
        format!("the list `{}`, which was not finished, is replaced, with {letters}", found.list_file)
    } else {
        format!("this mailing replaces a different one in the folder, with {letters}")
    };
    let help =
        "the list, the project, the date or an option is different; use another folder with `--out` to keep both";
    Ok(Finding::warning(rules::REPLACED_MAILING, message).in_file(shown(folder)).help(help))
}

/// Reports files in the folder that the run would overwrite, but that likhit has not written, or that the run reads.
pub fn foreign_files(folder: &Path, list: usize, inputs: &[PathBuf]) -> Findings {
    let manifest = folder.join(MANIFEST);
    if is_of_letters(&manifest) {
        let finding = Finding::error(rules::FOLDER_OF_LETTERS, "this folder already has letters from `likhit letters`");
        return Findings::from(finding.in_file(shown(folder)).help("use another folder with `--out`"));
    }
    let known: Vec<String> = records::read_summary(folder)
        .map(Summary::into_lists)
        .unwrap_or_default()
        .into_iter()
        .flat_map(|list| list.rejected_files)
        .map(|file| file.name)
        .collect();
    let [rejected, reasons] = names(list);
    let recognised: [(&str, IsOwn); 5] = [
        (MANIFEST, is_manifest),
        (SUMMARY, Summary::is_json),
        (SUMMARY_TEXT, Summary::is_text),
        (&rejected, super::rejects::is_rejected),
        (&reasons, Faults::is_reasons),
    ];
    let parts = records::entries(folder).into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        Shard::of_manifest(name).map(Shard::manifest)
    });
    let parts: Vec<String> = parts.collect();
    let parts = parts.iter().map(|name| (name.as_str(), is_manifest as IsOwn));
    let mut findings = Findings::new();
    for (name, is_own) in recognised.into_iter().chain(parts) {
        let path = folder.join(name);
        let is_list_of_rejects = name == rejected || name == reasons;
        let message = if is_input(&path, inputs) {
            if is_list_of_rejects {
                continue;
            }
            "this file is read by the command, so it cannot be written"
        } else {
            match fs::read(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Ok(bytes) if is_own(&bytes) || known.iter().any(|known| known == name) => continue,
                _ => "this file was not written by `likhit mailing`, so it is not overwritten",
            }
        };
        let finding = Finding::error(rules::FOREIGN_FILE, message).in_file(shown(&path));
        findings.push(finding.help("use another folder with `--out`, or move the file away"));
    }
    findings
}

/// Whether a path leads to one of the files that the run reads.
pub fn is_input(path: &Path, inputs: &[PathBuf]) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == path))
}
