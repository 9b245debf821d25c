//! The summary of a mailing: its counts, for programs and for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::faults::{counted, grouped};
use super::manifest::{self, ManifestRow};
use super::options::Options;
use super::plan::Plan;
use super::row_counts::RowCounts;
use super::survey::Survey;
use crate::id::CountryCode;
use crate::list::{ColumnUse, columns_text};
use crate::print::{Order, Sides};

/// The manifest of a whole mailing.
pub const MANIFEST: &str = "manifest.csv";

/// Why rows were rejected.
pub const REASONS: &str = "reasons.csv";

/// The rejected rows.
pub const REJECTED: &str = "rejected.csv";

/// The summary as programs read it.
pub const SUMMARY: &str = "summary.json";

/// The summary for people.
pub const SUMMARY_TEXT: &str = "summary.txt";

/// A file with rejected rows or with the reasons, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Its name.
    pub name: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// The counts of a mailing, or of one list of a job.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The case.
    pub case: String,
    /// The letters' date.
    pub date: String,
    /// The plan of the mailing; of a job, the plan of its first list.
    pub plan: String,
    /// The SHA-256 of the manifest's rows; `None` until all parts are joined.
    #[serde(default)]
    pub manifest_sha256: Option<String>,
    /// The number of the list in the job, from 1; `None` for all lists of a job together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<usize>,
    /// The name of the file of the list, without folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_file: Option<String>,
    /// The SHA-256 of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_sha256: Option<String>,
    /// Whether the list has ids.
    #[serde(default)]
    pub has_ids: bool,
    /// The options that it was printed with.
    #[serde(default)]
    pub options: Options,
    /// A hash of the project and of the program.
    #[serde(default)]
    pub project: String,
    /// The rejected rows of the list, and the reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected_files: Vec<WrittenFile>,
    /// What each column of the list became.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnUse>,
    /// Rows that are printed.
    pub rows_good: usize,
    /// Rows that cannot be printed.
    pub rows_rejected: usize,
    /// Rows of people who have letters from an earlier list of the job.
    #[serde(default)]
    pub rows_printed_before: usize,
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
    /// The lists of a job, if it has more than one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Summary>,
}

/// What is between the case and the date in a summary for people.
const DATED: &str = ", letters dated ";

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

/// Counts the letters of a list.
pub fn summary(order: &Order, survey: &Survey, plan: &Plan) -> Summary {
    let before = plan.place.before.letters;
    let mut summary = Summary {
        case: order.case.to_string(),
        date: order.date.to_string(),
        plan: plan.place.plan.clone(),
        list: Some(plan.place.list),
        list_file: Some(plan.place.file.clone()),
        rows_good: survey.good.len(),
        rows_rejected: survey.rejected.len(),
        rows_printed_before: survey.printed_before.len(),
        rows_not_mailed: survey.not_mailed.len(),
        rows_duplicate: survey.duplicates.len(),
        rows_excepted: survey.excepted.len(),
        letters: plan.letters.len(),
        files: plan.files.len(),
        ..Summary::default()
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
        let start = summary.stacks.last().map_or(0, |stack| stack.letters[1] - before);
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
            letters: [before + range.start + 1, before + range.end],
        });
    }
    summary
}

impl Summary {
    /// The summary in a JSON file; `None` if the file is not a summary.
    pub fn of_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// Whether a file is a summary in JSON or the beginning of one.
    pub fn is_json(bytes: &[u8]) -> bool {
        let beginning = b"{\n  \"case\": ";
        bytes.starts_with(beginning) || beginning.starts_with(bytes) || Self::of_json(bytes).is_some()
    }

    /// Whether a file is a summary for people or the beginning of one.
    pub fn is_text(bytes: &[u8]) -> bool {
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        bytes.is_empty() || String::from_utf8_lossy(first).contains(DATED)
    }

    /// The summary of all lists of a job, in their order.
    pub fn of_job(lists: Vec<Self>) -> Self {
        if lists.len() < 2 {
            return lists.into_iter().next().unwrap_or_default();
        }
        let first = &lists[0];
        let (case, date, plan) = (first.case.clone(), first.date.clone(), first.plan.clone());
        let (options, project) = (first.options.clone(), first.project.clone());
        let mut whole = Self { case, date, plan, options, project, ..Self::default() };
        for list in &lists {
            whole.has_ids |= list.has_ids;
            whole.rows_good += list.rows_good;
            whole.rows_rejected += list.rows_rejected;
            whole.rows_printed_before += list.rows_printed_before;
            whole.rows_not_mailed += list.rows_not_mailed;
            whole.rows_duplicate += list.rows_duplicate;
            whole.rows_excepted += list.rows_excepted;
            whole.letters += list.letters;
            whole.envelopes += list.envelopes;
            whole.files += list.files;
            add(&mut whole.by_recipient, &list.by_recipient);
            add(&mut whole.by_language, &list.by_language);
            add(&mut whole.by_country_posted_in, &list.by_country_posted_in);
            add(&mut whole.by_country_posted_to, &list.by_country_posted_to);
            add(&mut whole.envelopes_by_sheets, &list.envelopes_by_sheets);
            add(&mut whole.sheets_by_paper, &list.sheets_by_paper);
            whole.stacks.extend(list.stacks.iter().cloned());
        }
        whole.lists = lists;
        whole
    }

    /// The summaries of its lists.
    pub fn into_lists(self) -> Vec<Self> {
        if self.lists.is_empty() { vec![self] } else { self.lists }
    }

    /// The number of the list in the job.
    pub fn number(&self) -> usize {
        self.list.unwrap_or(1)
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

    /// What each column became, for each list, as text for people.
    pub fn columns_text(&self) -> String {
        let lists = if self.lists.is_empty() { std::slice::from_ref(self) } else { &self.lists };
        let text = |list: &Self| columns_text(list.list_file.as_deref().unwrap_or("the list"), &list.columns);
        lists.iter().filter(|list| !list.columns.is_empty()).map(text).collect()
    }

    /// The summary as text for people.
    pub fn text(&self, sides: Sides) -> String {
        let mut out = String::new();
        let both = if sides == Sides::Both { ", printed on both sides" } else { "" };
        let _ = writeln!(out, "{}{DATED}{}{both}", self.case, self.date);
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

    /// How many rows are good and how many are not; of a job, for each list.
    pub fn rows(&self) -> String {
        if self.lists.is_empty() {
            return self.counts().text();
        }
        self.lists.iter().map(Self::row_of_list).collect()
    }

    fn counts(&self) -> RowCounts {
        RowCounts {
            good: self.rows_good,
            rejected: self.rows_rejected,
            not_mailed: self.rows_not_mailed,
            duplicates: self.rows_duplicate,
            excepted: self.rows_excepted,
            printed_before: self.rows_printed_before,
        }
    }

    fn row_of_list(&self) -> String {
        let letters = match (self.stacks.first(), self.stacks.last()) {
            (Some(first), Some(last)) if first.letters[0] == last.letters[1] => {
                format!("letter {}", grouped(first.letters[0]))
            }
            (Some(first), Some(last)) => {
                format!("letters {} to {}", grouped(first.letters[0]), grouped(last.letters[1]))
            }
            _ => "no letters".to_owned(),
        };
        let file = self.list_file.as_deref().unwrap_or("?");
        let rows = self.counts().text();
        format!("list {}, {file}: {letters}, {rows}", self.number())
    }
}

fn add<K: Ord + Clone>(sum: &mut BTreeMap<K, usize>, counts: &BTreeMap<K, usize>) {
    for (name, count) in counts {
        *sum.entry(name.clone()).or_default() += count;
    }
}
