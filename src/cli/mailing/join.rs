//! `--join`: merges the manifests of all parts into one, if no part is missing and none is duplicate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::claim::{Want, claim};
use super::finish::{sweep, write_summary};
use super::records::{entries, read_manifest, read_summary, sha256};
use crate::cli::disk_fault::in_plain_words;
use crate::cli::folder::shown;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::output::{Access, write_whole};
use crate::finding::{Finding, Findings, rules};
use crate::mailing::join::{TOLD, changed_rows, numbered, part_rows, rejected, whole_set};
use crate::mailing::manifest::{self, ManifestRow};
use crate::mailing::shard::Shard;
use crate::mailing::{MANIFEST, SUMMARY, Summary, counted, grouped};

/// Joins the parts in `folder`, or in the only folder below it that contains a mailing.
pub fn join(folder: &Path) -> Report {
    let folder = folder_of(folder, |folder| folder.join(SUMMARY).is_file());
    match joined(&folder) {
        Ok((text, findings)) => {
            let status = if findings.has_errors() { ExitStatus::Faulty } else { ExitStatus::Done };
            Report { text, findings, status }
        }
        Err(findings) => Report::faulty(findings),
    }
}

/// `--verify`: whether the print files in `folder` are as the manifest says.
pub fn verify(folder: &Path) -> Report {
    let path = folder.join(MANIFEST);
    let Some(rows) = read_manifest(&path) else {
        let finding = Finding::error(rules::NO_MANIFEST, "no complete manifest found").in_file(shown(&path));
        let help = "check the folder of `--out`; if it is correct, finish the mailing, or join its parts with `--join`";
        let findings = Findings::from(finding.help(help));
        return Report::failed(findings);
    };
    let summary = read_summary(folder);
    let mut findings = numbered(&rows, summary.as_ref().map(|summary| summary.letters), &shown(&path));
    findings.extend(changed_rows(summary.and_then(|summary| summary.is_of(&rows)), &shown(&path)));
    let files = manifest::by_file(rows);
    findings.extend(changed(folder, &files));
    for path in entries(folder) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_ours = path.extension().is_some_and(|extension| extension == "pdf")
            && name.starts_with(|c: char| c.is_ascii_digit());
        if is_ours && !files.contains_key(&name) {
            let finding = Finding::warning(rules::UNKNOWN_FILE, "this file is not in the manifest");
            findings.push(finding.in_file(shown(&path)).help("do not print it; it may belong to another mailing"));
        }
    }
    let letters: usize = files.values().map(Vec::len).sum();
    let is_sound = !findings.has_errors();
    let verdict = if is_sound { "all match the manifest" } else { "not all match the manifest" };
    let text =
        format!("{} in {}: {verdict}\n", counted(letters, "letter", "letters"), counted(files.len(), "file", "files"));
    Report { text, findings, status: if is_sound { ExitStatus::Done } else { ExitStatus::Faulty } }
}

/// `folder`, or the only one below it that is wanted.
fn folder_of(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> PathBuf {
    if is_wanted(folder) {
        return folder.to_owned();
    }
    let mut below = entries(folder).into_iter().filter(|path| path.is_dir() && is_wanted(path));
    match (below.next(), below.next()) {
        (Some(only), None) => only,
        _ => folder.to_owned(),
    }
}

fn joined(folder: &Path) -> Result<(String, Findings), Findings> {
    let shards = shards(folder);
    let whole = folder.join(MANIFEST);
    let Some(summary) = read_summary(folder) else {
        let finding =
            Finding::error(rules::NO_SUMMARY, "no readable `summary.json` found in this folder").in_file(shown(folder));
        return Err(finding.help("use the folder that the parts were printed to").into());
    };
    if shards.is_empty() {
        // A task that runs twice may join parts that are already joined.
        if read_manifest(&whole).is_some_and(|rows| rows.first().is_some_and(|row| row.plan == summary.plan)) {
            return Ok((format!("{} already exists\n{}", shown(&whole), summary.rows()), rejected(&summary)));
        }
        let finding = Finding::error(rules::NO_PARTS, "no manifests of parts found").in_file(shown(folder));
        return Err(finding.help("print the parts with `--shard 1/N` to `--shard N/N` first").into());
    }
    let mut findings = whole_set(&shown(folder), &shards.keys().copied().collect());
    let mut rows: Vec<ManifestRow> = Vec::new();
    for (shard, path) in &shards {
        let part = part_rows(*shard, &shown(path), read_manifest(path), &summary.plan);
        rows.extend(findings.take(part).unwrap_or_default());
    }
    if findings.has_errors() {
        return Err(findings);
    }
    // Leftover files are deleted, so no other run may be writing them.
    let _claim = claim(folder, Want::All)?;
    if let Ok(bytes) = std::fs::read(&whole)
        && !manifest::is_manifest(&bytes)
    {
        let message = "this file was not written by `likhit mailing`, so it is not overwritten";
        let finding = Finding::error(rules::FOREIGN_FILE, message).in_file(shown(&whole));
        return Err(finding.help("move the file away").into());
    }
    rows.sort_by_key(|row| row.sequence);
    findings.extend(numbered(&rows, Some(summary.letters), &shown(folder)));
    let table = manifest::table(&rows);
    let summary = Summary { manifest_sha256: Some(manifest::digest(&rows)), ..summary };
    let files = manifest::by_file(rows);
    findings.extend(changed(folder, &files));
    if findings.has_errors() {
        return Err(findings);
    }
    write_summary(folder, &summary)?;
    write_whole(&whole, &table, Access::OwnerOnly)?;
    let names: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    sweep(folder, &names, &[])?;
    let text = format!(
        "{} letters in {} files of {} parts: {}\n{}",
        grouped(summary.letters),
        grouped(files.len()),
        shards.len(),
        shown(&whole),
        summary.rows()
    );
    Ok((text, rejected(&summary)))
}

/// The manifests of parts in a folder.
fn shards(folder: &Path) -> BTreeMap<Shard, PathBuf> {
    let shard = |path: PathBuf| Some((Shard::of_manifest(path.file_name()?.to_str()?)?, path));
    entries(folder).into_iter().filter_map(shard).collect()
}

/// Reports files that do not match their rows.
fn changed(folder: &Path, files: &BTreeMap<String, Vec<ManifestRow>>) -> Findings {
    let mut findings = Findings::new();
    for (name, rows) in files {
        let path = folder.join(name);
        let message = match sha256(&path) {
            Ok(hash) if rows.iter().all(|row| row.file_sha256 == hash) => continue,
            Ok(_) => "the file was changed after it was printed: its SHA-256 is different".to_owned(),
            Err(error) => format!("the file cannot be read: {}", in_plain_words(&error).0),
        };
        if findings.len() == TOLD {
            findings.push(Finding::error(rules::CHANGED_FILE, "more files were changed, or cannot be read".to_owned()));
            break;
        }
        let [first, last] = [rows.first(), rows.last()].map(|row| row.map_or(0, |row| row.sequence));
        let letters = if first == last { format!("letter {first}") } else { format!("letters {first} to {last}") };
        let finding = Finding::error(rules::CHANGED_FILE, message).in_file(shown(&path)).place(letters);
        findings.push(finding.help("run the same command again with the same list; it prints the file again"));
    }
    findings
}
