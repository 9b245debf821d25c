//! The summary of a mailing: its counts, for programs and for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::faults::{counted, grouped};
use super::manifest::{self, ManifestRow};
use super::plan::Plan;
use super::row_counts::RowCounts;
use super::survey::Survey;
use crate::id::CountryCode;
use crate::print::{Order, Sides};

/// The manifest of a whole mailing.
pub const MANIFEST: &str = "manifest.csv";

/// Why rows were rejected.
pub const REASONS: &str = "reasons.csv";

/// The rejected rows.
pub const REJECTED: &str = "rejected.csv";

/// The summary as programs read it.
pub const SUMMARY: &str = "summary.json";

/// The counts of a mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The case.
    pub case: String,
    /// The letters' date.
    pub date: String,
    /// The plan of the mailing.
    pub plan: String,
    /// The SHA-256 of the manifest's rows; `None` until all parts are joined.
    #[serde(default)]
    pub manifest_sha256: Option<String>,
    /// Rows that are printed.
    pub rows_good: usize,
    /// Rows that are not.
    pub rows_rejected: usize,
    /// Rows of people who get no letter, for example because they died.
    #[serde(default)]
    pub rows_not_mailed: usize,
    /// Rows of people who are in the list before.
    #[serde(default)]
    pub rows_duplicate: usize,
    /// Rows of people who are not printed this time.
    #[serde(default)]
    pub rows_excepted: usize,
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

/// Counts a mailing.
pub fn summary(order: &Order, survey: &Survey, plan: &Plan) -> Summary {
    let mut summary = Summary {
        case: order.case.to_string(),
        date: order.date.to_string(),
        plan: plan.id.clone(),
        manifest_sha256: None,
        rows_good: survey.good.len(),
        rows_rejected: survey.rejected.len(),
        rows_not_mailed: survey.not_mailed.len(),
        rows_duplicate: survey.duplicates.len(),
        rows_excepted: survey.excepted.len(),
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
    /// The summary in a JSON file; `None` if the file is not a summary.
    pub fn of_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// Whether these are the rows of its manifest; `None` until all parts are joined.
    pub fn is_of(&self, rows: &[ManifestRow]) -> Option<bool> {
        self.manifest_sha256.as_ref().map(|sha256| *sha256 == manifest::digest(rows))
    }

    /// The summary as JSON.
    pub fn json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("a summary is plain text and numbers");
        json.push(b'\n');
        json
    }

    /// The summary as text for people.
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
            let letters = match stack.letters {
                [first, last] if first == last => format!("letter {}", grouped(first)),
                [first, last] => format!("letters {} to {}", grouped(first), grouped(last)),
            };
            let _ = writeln!(
                out,
                "  {letters}: {} to {} in {}, {sheets} of {} in each ({}): {files}",
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
        let counts = RowCounts {
            good: self.rows_good,
            rejected: self.rows_rejected,
            not_mailed: self.rows_not_mailed,
            duplicates: self.rows_duplicate,
            excepted: self.rows_excepted,
        };
        counts.text()
    }
}
