//! `--join`: merges the manifests of all parts into one, if no part is missing and none is duplicate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::claim::{Want, claim};
use super::faults::grouped;
use super::finish::{MANIFEST, SUMMARY, Summary, sweep};
use super::manifest::{self, ManifestRow};
use super::printing::{entries, sha256};
use super::shard::Shard;
use crate::cli::folder::shown;
use crate::cli::output::{Access, write_whole};
use crate::cli::{ExitStatus, Report};
use crate::finding::{Finding, Findings, rules};

/// The maximum number of findings of one kind.
const TOLD: usize = 20;

/// Joins the parts in `folder`, or in the one folder below it that holds a mailing.
pub fn join(folder: &Path) -> Report {
    let folder = folder_of(folder, |folder| folder.join(SUMMARY).is_file());
    match joined(&folder) {
        Ok((text, findings)) => {
            let ending = if findings.has_errors() { ExitStatus::Faulty } else { ExitStatus::Done };
            Report { text, findings, ending }
        }
        Err(findings) => Report::faulty(findings),
    }
}

/// `--verify`: whether the print files in `folder` are as the manifest says.
pub fn verify(folder: &Path) -> Report {
    let path = folder.join(MANIFEST);
    let Some(rows) = manifest::read(&path) else {
        let finding = Finding::error(rules::NO_MANIFEST, "no complete manifest found").in_file(shown(&path));
        let findings = Findings::from(finding.help("finish the mailing, or join its parts with `--join`"));
        return Report::failed(findings);
    };
    let summary = Summary::read(folder);
    let mut findings = numbered(&rows, summary.as_ref().map(|summary| summary.letters), &path);
    findings.extend(changed_rows(summary.and_then(|summary| summary.is_of(&rows)), &path));
    let files = manifest::by_file(rows);
    findings.extend(changed(folder, &files));
    for path in entries(folder) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_ours =
            path.extension().is_some_and(|ending| ending == "pdf") && name.starts_with(|c: char| c.is_ascii_digit());
        if is_ours && !files.contains_key(&name) {
            let finding = Finding::warning(rules::UNKNOWN_FILE, "this file is not in the manifest");
            findings.push(finding.in_file(shown(&path)).help("do not print it; it may belong to another mailing"));
        }
    }
    let letters: usize = files.values().map(Vec::len).sum();
    let is_sound = !findings.has_errors();
    let verdict = if is_sound { "all match the manifest" } else { "not all match the manifest" };
    let text = format!("{} letters in {} files: {verdict}\n", grouped(letters), grouped(files.len()));
    Report { text, findings, ending: if is_sound { ExitStatus::Done } else { ExitStatus::Faulty } }
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
    let Some(summary) = Summary::read(folder) else {
        let finding =
            Finding::error(rules::NO_SUMMARY, "no readable `summary.json` found in this folder").in_file(shown(folder));
        return Err(finding.help("use the folder that the parts were printed to").into());
    };
    if shards.is_empty() {
        // A task that runs twice may join parts that are already joined.
        if manifest::read(&whole).is_some_and(|rows| rows.first().is_some_and(|row| row.plan == summary.plan)) {
            return Ok((format!("{} already exists\n{}", shown(&whole), summary.rows()), rejected(&summary)));
        }
        let finding = Finding::error(rules::NO_PARTS, "no manifests of parts found").in_file(shown(folder));
        return Err(finding.help("print the parts with `--shard 1/N` to `--shard N/N` first").into());
    }
    let mut findings = whole_set(folder, &shards);
    let mut rows: Vec<ManifestRow> = Vec::new();
    for (shard, path) in &shards {
        let Some(part) = manifest::read(path) else {
            let finding =
                Finding::error(rules::SPOILT_PART, "the manifest of this part cannot be read").in_file(shown(path));
            findings.push(finding.help(format!("print it again with `--shard {shard}`")));
            continue;
        };
        if let Some(other) = part.iter().find(|row| row.plan != summary.plan) {
            let message = format!(
                "this part belongs to the mailing `{}`, but the summary belongs to `{}`",
                other.plan, summary.plan
            );
            let help = format!("print it again with `--shard {shard}`, with the same list, project and options");
            findings.push(Finding::error(rules::OTHER_MAILING, message).in_file(shown(path)).help(help));
            continue;
        }
        rows.extend(part);
    }
    if findings.has_errors() {
        return Err(findings);
    }
    // Leftover files are deleted, so no other run may be writing them.
    let _claim = claim(folder, Want::All)?;
    rows.sort_by_key(|row| row.sequence);
    findings.extend(numbered(&rows, Some(summary.letters), folder));
    let table = manifest::table(&rows);
    let summary = Summary { manifest_sha256: Some(manifest::digest(&rows)), ..summary };
    let files = manifest::by_file(rows);
    findings.extend(changed(folder, &files));
    if findings.has_errors() {
        return Err(findings);
    }
    summary.write(folder)?;
    write_whole(&whole, &table, Access::OwnerOnly)?;
    let names: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    sweep(folder, &names).map_err(|error| {
        Findings::from(
            Finding::error(rules::UNWRITABLE, format!("leftover files cannot be deleted: {error}"))
                .in_file(shown(folder)),
        )
    })?;
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

/// Reports rejected rows. The parts do not report them as errors, so the whole mailing does.
fn rejected(summary: &Summary) -> Findings {
    if summary.rows_rejected == 0 {
        return Findings::new();
    }
    let message = format!("{} rows of the list were rejected", grouped(summary.rows_rejected));
    let finding = Finding::error(rules::REJECTED_ROWS, message);
    Findings::from(
        finding.help(
            "see the reasons in `reasons.csv`; correct the rows in `rejected.csv` and print them as a new mailing",
        ),
    )
}

/// The manifests of parts in a folder.
fn shards(folder: &Path) -> BTreeMap<Shard, PathBuf> {
    let shard = |path: PathBuf| Some((Shard::of_manifest(path.file_name()?.to_str()?)?, path));
    entries(folder).into_iter().filter_map(shard).collect()
}

/// Whether the manifests are those of one division, and all of it.
fn whole_set(folder: &Path, shards: &BTreeMap<Shard, PathBuf>) -> Findings {
    let counts: BTreeSet<usize> = shards.keys().map(|shard| shard.count).collect();
    if counts.len() > 1 {
        let counts: Vec<String> = counts.iter().map(ToString::to_string).collect();
        let message = format!("the folder has parts of different divisions: into {}", counts.join(" and "));
        let finding = Finding::error(rules::PARTS_DO_NOT_MATCH, message).in_file(shown(folder));
        return Findings::from(
            finding.help("delete the manifests of one division, then print the parts that are missing"),
        );
    }
    let count = counts.first().copied().unwrap_or(0);
    let all = (1..=count).map(|index| Shard { index, count });
    let missing: Vec<Shard> = all.filter(|shard| !shards.contains_key(shard)).collect();
    let finding = |shard: &Shard| {
        let finding = Finding::error(rules::MISSING_PART, format!("the manifest of part {shard} is missing"))
            .in_file(shown(folder));
        finding.help(format!("print it with `--shard {shard}`"))
    };
    let mut findings: Findings = missing.iter().take(TOLD).map(finding).collect();
    if missing.len() > TOLD {
        let message = format!("and {} more", grouped(missing.len() - TOLD));
        findings.push(Finding::error(rules::MISSING_PART, message));
    }
    findings
}

/// Whether the letters are numbered from 1 without a gap.
fn numbered(rows: &[ManifestRow], letters: Option<usize>, path: &Path) -> Findings {
    let mut findings = Findings::new();
    for (next, row) in (1..).zip(rows) {
        if row.sequence != next {
            let what = if row.sequence < next { "is listed twice" } else { "is missing" };
            let message = format!("letter {} {what}", row.sequence.min(next));
            findings.push(Finding::error(rules::LETTERS_DO_NOT_MATCH, message).in_file(shown(path)));
            break;
        }
    }
    if findings.is_empty()
        && let Some(letters) = letters
        && letters != rows.len()
    {
        let message = format!("the manifest has {} of {} letters", grouped(rows.len()), grouped(letters));
        findings.push(Finding::error(rules::LETTERS_DO_NOT_MATCH, message).in_file(shown(path)));
    }
    for finding in &mut findings {
        finding.help = Some("run the same command again with the same list; it prints what is missing".to_owned());
    }
    findings
}

/// Reports rows that were changed after they were written, or that this cannot be checked.
fn changed_rows(is_as_written: Option<bool>, path: &Path) -> Option<Finding> {
    let finding = match is_as_written {
        Some(true) => return None,
        Some(false) => Finding::error(rules::CHANGED_MANIFEST, "the rows were changed after they were written"),
        None => {
            Finding::warning(rules::CHANGED_MANIFEST, "`summary.json` is missing, so changed rows cannot be detected")
        }
    };
    let help = "run the same command again with the same list; it writes the manifest again";
    Some(finding.in_file(shown(path)).help(help))
}

/// Reports files that do not match their rows.
fn changed(folder: &Path, files: &BTreeMap<String, Vec<ManifestRow>>) -> Findings {
    let mut findings = Findings::new();
    for (name, rows) in files {
        let path = folder.join(name);
        let message = match sha256(&path) {
            Ok(hash) if rows.iter().all(|row| row.file_sha256 == hash) => continue,
            Ok(_) => "the file was changed after it was printed: its SHA-256 is different".to_owned(),
            Err(error) => format!("the file cannot be read: {error}"),
        };
        if findings.len() == TOLD {
            findings.push(Finding::error(rules::CHANGED_FILE, "and more files".to_owned()));
            break;
        }
        let [first, last] = [rows.first(), rows.last()].map(|row| row.map_or(0, |row| row.sequence));
        let finding = Finding::error(rules::CHANGED_FILE, message)
            .in_file(shown(&path))
            .place(format!("letters {first} to {last}"));
        findings.push(finding.help("run the same command again with the same list; it prints the file again"));
    }
    findings
}
