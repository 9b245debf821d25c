//! The end of a mailing: the summary, the rejected rows and the manifest are written, and leftover files
//! are deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::claim;
use super::faults::{Faults, grouped};
use super::manifest::{self, ManifestRow};
use super::plan::Plan;
use super::printing::{progress, record_files};
use super::survey::Survey;
use crate::cli::folder::shown;
use crate::cli::output::{Access, PART_ENDING, write_whole};
use crate::finding::{Finding, Findings, rules};
use crate::id::CountryCode;
use crate::list::List;
use crate::print::{Order, Sides};

/// The manifest of a whole mailing.
pub const MANIFEST: &str = "manifest.csv";

/// Why rows were rejected.
pub const REASONS: &str = "reasons.csv";

/// The summary as programs read it.
pub const SUMMARY: &str = "summary.json";

/// The counts of a mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The case.
    pub case: String,
    /// The letters' date.
    pub date: String,
    /// Which mailing it is.
    pub plan: String,
    /// The SHA-256 of the manifest's rows; `None` until all parts are joined.
    #[serde(default)]
    pub manifest_sha256: Option<String>,
    /// Rows that are printed.
    pub rows_good: usize,
    /// Rows that are not.
    pub rows_rejected: usize,
    /// Letters, each in one language.
    pub letters: usize,
    /// Envelopes.
    pub envelopes: usize,
    /// Print files.
    pub files: usize,
    /// Letters by recipient.
    pub by_recipient: BTreeMap<String, usize>,
    /// Letters by language.
    pub by_language: BTreeMap<String, usize>,
    /// Envelopes by the country that they are posted in; `?` where it is not known.
    pub by_country_posted_in: BTreeMap<String, usize>,
    /// Envelopes by the country that they are posted to.
    pub by_country_posted_to: BTreeMap<String, usize>,
    /// Envelopes by the sheets in each.
    pub envelopes_by_sheets: BTreeMap<usize, usize>,
    /// Sheets of paper by size.
    pub sheets_by_paper: BTreeMap<String, usize>,
    /// The stacks in the order in which they are printed.
    pub stacks: Vec<StackSummary>,
}

/// The counts of a stack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StackSummary {
    /// The recipient.
    pub recipient: String,
    /// The country that it is posted to.
    pub posted_to: String,
    /// The layout.
    pub stationery: String,
    /// The paper.
    pub paper: String,
    /// The sheets in each envelope.
    pub sheets_each: usize,
    /// The envelopes.
    pub envelopes: usize,
    /// The first and the last of the files.
    pub files: [String; 2],
    /// How many files there are.
    pub file_count: usize,
    /// The first and the last of the letters.
    pub letters: [usize; 2],
}

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

/// Counts a mailing.
pub fn summary(order: &Order, survey: &Survey, plan: &Plan) -> Summary {
    let mut summary = Summary {
        case: order.case.to_string(),
        date: order.date.to_string(),
        plan: plan.id.clone(),
        manifest_sha256: None,
        rows_good: survey.good.len(),
        rows_rejected: survey.rejected.len(),
        letters: plan.letters.len(),
        envelopes: 0,
        files: plan.files.len(),
        by_recipient: BTreeMap::new(),
        by_language: BTreeMap::new(),
        by_country_posted_in: BTreeMap::new(),
        by_country_posted_to: BTreeMap::new(),
        envelopes_by_sheets: BTreeMap::new(),
        sheets_by_paper: BTreeMap::new(),
        stacks: Vec::new(),
    };
    let posted_in: BTreeMap<usize, &CountryCode> =
        survey.good.iter().filter_map(|good| Some((good.row, good.posted_in.as_ref()?))).collect();
    for letter in &plan.letters {
        *summary.by_language.entry(plan.language(letter).to_string()).or_default() += 1;
    }
    for stack_letters in plan.letters.chunk_by(|one, next| one.stack == next.stack) {
        let stack = plan.stack(&stack_letters[0]);
        let mut envelopes = 0;
        for envelope in stack_letters.chunk_by(|one, next| one.envelope == next.envelope) {
            envelopes += 1;
            let posted_in =
                posted_in.get(&(envelope[0].row as usize)).map_or_else(|| "?".to_owned(), ToString::to_string);
            *summary.by_country_posted_in.entry(posted_in).or_default() += 1;
        }
        let start = summary.stacks.last().map_or(0, |stack| stack.letters[1]);
        let range = start..start + stack_letters.len();
        let files: Vec<&str> = plan
            .files
            .iter()
            .filter(|file| range.contains(&file.letters.start))
            .map(|file| file.name.as_str())
            .collect();
        let name = |name: Option<&&str>| (*name.expect("a stack has a letter, and that a file")).to_owned();
        summary.envelopes += envelopes;
        *summary.by_recipient.entry(stack.recipient.to_string()).or_default() += stack_letters.len();
        *summary.by_country_posted_to.entry(stack.country.to_string()).or_default() += envelopes;
        *summary.envelopes_by_sheets.entry(stack.sheets).or_default() += envelopes;
        *summary.sheets_by_paper.entry(stack.paper.clone()).or_default() += envelopes * stack.sheets;
        summary.stacks.push(StackSummary {
            recipient: stack.recipient.to_string(),
            posted_to: stack.country.to_string(),
            stationery: stack.stationery.to_string(),
            paper: stack.paper.clone(),
            sheets_each: stack.sheets,
            envelopes,
            files: [name(files.first()), name(files.last())],
            file_count: files.len(),
            letters: [range.start + 1, range.end],
        });
    }
    summary
}

impl Summary {
    /// The summary of the mailing in a folder, if there is one.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(SUMMARY)).ok()?).ok()
    }

    /// Whether these are the rows of its manifest; `None` until all parts are joined.
    pub fn is_of(&self, rows: &[ManifestRow]) -> Option<bool> {
        self.manifest_sha256.as_ref().map(|sha256| *sha256 == manifest::digest(rows))
    }

    /// Writes the summary as programs read it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Finding> {
        let mut json = serde_json::to_vec_pretty(self).expect("a summary is plain text and numbers");
        json.push(b'\n');
        write_whole(&folder.join(SUMMARY), &json, Access::OwnerOnly)
    }

    /// The summary as people read it.
    pub fn text(&self, sides: Sides) -> String {
        let mut out = String::new();
        let both = if sides == Sides::Both { ", printed on both sides" } else { "" };
        let _ = writeln!(out, "{}, letters dated {}{both}", self.case, self.date);
        for stack in &self.stacks {
            let [first, last] = &stack.files;
            let files = if stack.file_count == 1 {
                first.clone()
            } else {
                format!("{} files, {first} to {last}", grouped(stack.file_count))
            };
            let sheets = counted(stack.sheets_each, "sheet", "sheets");
            let _ = writeln!(
                out,
                "  letters {} to {}: {} to {} in {}, {sheets} of {} in each ({}): {files}",
                grouped(stack.letters[0]),
                grouped(stack.letters[1]),
                counted(stack.envelopes, "envelope", "envelopes"),
                stack.recipient,
                stack.posted_to,
                stack.paper,
                stack.stationery,
            );
        }
        let mut table = |name: &str, counts: Vec<String>| {
            let _ = writeln!(out, "{name:<26}{}", counts.join(", "));
        };
        let pairs = |counts: &BTreeMap<String, usize>| -> Vec<String> {
            counts.iter().map(|(name, count)| format!("{name} {}", grouped(*count))).collect()
        };
        table("letters by recipient", pairs(&self.by_recipient));
        table("letters by language", pairs(&self.by_language));
        table("envelopes posted in", pairs(&self.by_country_posted_in));
        table("envelopes posted to", pairs(&self.by_country_posted_to));
        let sheets = self.envelopes_by_sheets.iter();
        let sheets =
            sheets.map(|(sheets, count)| format!("{} {}", counted(*sheets, "sheet", "sheets"), grouped(*count)));
        table("envelopes with", sheets.collect());
        table("sheets of paper", pairs(&self.sheets_by_paper));
        let _ = writeln!(
            out,
            "{}, {}, {}",
            counted(self.letters, "letter", "letters"),
            counted(self.envelopes, "envelope", "envelopes"),
            counted(self.files, "file", "files"),
        );
        out.push_str(&self.rows());
        out
    }

    /// How many rows are good and how many are not.
    pub fn rows(&self) -> String {
        format!("{} good, {} rejected\n", counted(self.rows_good, "row", "rows"), grouped(self.rows_rejected))
    }
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { several })
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
        for name in ["rejected.csv", REASONS] {
            let _ = fs::remove_file(folder.join(name));
        }
    } else {
        let mut rejected = list.head().to_vec();
        for at in &survey.rejected {
            let raw = list.raw(list.rows()[*at]);
            rejected.extend(raw);
            // The last row of a list may lack its end.
            if raw.last() != Some(&list.newline()) {
                rejected.push(list.newline());
            }
        }
        write("rejected.csv", &rejected)?;
        write(REASONS, &survey.faults.reasons())?;
    }
    if let Some((summary, sides)) = summary {
        summary.write(folder)?;
        write("summary.txt", summary.text(sides).as_bytes())?;
    }
    Ok(())
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
        for row in manifest::read(&path).unwrap_or_default() {
            if !files.contains(row.file.as_str()) {
                gone(fs::remove_file(folder.join(row.file)))?;
            }
        }
        gone(fs::remove_file(path))?;
    }
    for folder in [folder, &progress(folder)] {
        for path in super::printing::entries(folder) {
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
