//! `likhit languages`: how much of each language is translated, stale, missing and reviewed; with a language, its forms
//! of address.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::folder;
use super::outcome::{ExitStatus, Report};
use super::report::{Format, table};
use super::salutations::salutations;
use super::values::language;
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::judge::languages_of_cases;
use crate::locale::{Library, LocaleInfo, Review};
use crate::project::{Project, paths};
use crate::translation::{self, FileReview, FileStatus, MessageStatus, ReviewState, Reviews, TranslationStatus};

#[derive(Debug, Args)]
pub struct LanguagesArguments {
    /// Language whose forms of address (`salutation`) are listed [default: the status of all languages].
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: Option<LanguageTag>,

    /// Folder of the project [default: the working folder if it is a project].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// The row of one Fluent file of a language, with the fields of `--format json`.
#[derive(Debug, Serialize)]
struct Row {
    language: LanguageTag,
    name: String,
    english_name: String,
    /// The file, below the language's folder.
    file: String,
    /// The case of the file; `None` for `letter.ftl`.
    case: Option<String>,
    /// `project`, `program`, or `both` if messages of the project lie over those of the program.
    from: &'static str,
    /// The messages that are the project's.
    own: Vec<String>,
    messages: usize,
    translated: usize,
    stale: Vec<String>,
    same_as_source: Vec<String>,
    /// Messages without a record of the text that they were translated from.
    new: Vec<String>,
    missing: Vec<String>,
    /// Messages that the source does not have.
    unused: Vec<String>,
    /// `source`, `unreviewed`, or `reviewed` if all messages that are there are.
    review: &'static str,
    /// The number of reviewed messages and terms.
    reviewed: usize,
    /// Messages without a review, changed since their review, or containing one that is.
    unreviewed: Vec<String>,
    /// Unreviewed messages that have changed since their review.
    changed_since_review: Vec<String>,
    /// The readers of the reviewed messages.
    reviewed_by: Option<String>,
    /// The day of the latest review.
    reviewed_on: Option<String>,
    /// Whether the words that were reviewed are on record.
    #[serde(skip)]
    is_recorded: bool,
}

/// Carries out the command.
pub fn languages(arguments: &LanguagesArguments, format: Format) -> Report {
    let project = match folder::project(arguments.project.as_deref()) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    if let Some(language) = &arguments.language {
        return salutations(&project, language, format);
    }
    let mut findings = Findings::new();
    let mut rows = Vec::new();
    let of_cases = languages_of_cases(&project);
    let library = Library::of(&project).with(&of_cases);
    match translation::source_language(&library) {
        Ok(_) => {
            for language in library.tags() {
                match rows_of(&library, language) {
                    Ok((of_language, faults)) => {
                        rows.extend(of_language);
                        findings.extend(faults);
                    }
                    Err(faults) => findings.extend(faults),
                }
            }
        }
        Err(finding) => findings.push(finding),
    }
    // A broken file of the source is found again with each language.
    let mut distinct = Findings::new();
    distinct.extend_unique(findings);
    let text = if format == Format::Json { super::visible::json(&rows) } else { shown(&rows) };
    let status = if distinct.has_errors() { ExitStatus::Faulty } else { ExitStatus::Done };
    Report { text, findings: distinct, status }
}

fn rows_of(library: &Library, language: &LanguageTag) -> Result<(Vec<Row>, Findings), Findings> {
    let info = translation::info(library, language)?;
    let (reviews, faults) = Reviews::of(library, language, &|_| true);
    let (files, mut findings) = translation::status(library, language)?;
    findings.extend(faults);
    let row = |file: FileStatus| {
        let review = reviews.files.iter().find(|review| review.file == file.file);
        row(library.project, language, &info, file, review)
    };
    Ok((files.into_iter().map(row).collect(), findings))
}

fn row(
    project: &Project,
    language: &LanguageTag,
    info: &LocaleInfo,
    file: FileStatus,
    review: Option<&FileReview>,
) -> Row {
    let path = paths::locale_file(language, &file.file);
    let is_of_project = |path: &str| project.is_own(path);
    let of_project = |message: &&MessageStatus| message.path.as_deref().is_some_and(is_of_project);
    let own = file.messages.iter().filter(of_project).map(|message| message.name.clone()).collect();
    let from = match (project.is_own(&path), project.text_below(&path)) {
        (false, _) => "program",
        (true, None) => "project",
        (true, Some(_)) => "both",
    };
    let named = |is: fn(&TranslationStatus) -> bool| -> Vec<String> {
        file.messages.iter().filter(|message| is(&message.status)).map(|message| message.name.clone()).collect()
    };
    let case = paths::case_of_words(&file.file);
    let unused = named(|standing| matches!(standing, TranslationStatus::Unused));
    let messages = || review.into_iter().flat_map(|review| &review.messages);
    let ids = |is: fn(&ReviewState) -> bool| -> Vec<String> {
        messages().filter(|message| is(&message.state)).map(|message| message.id.clone()).collect()
    };
    let readings = || {
        messages().flat_map(|message| match &message.state {
            ReviewState::Reviewed(readings) => readings.as_slice(),
            _ => &[],
        })
    };
    let readers: BTreeSet<&str> = readings().map(|reading| reading.by.as_str()).collect();
    let unreviewed = ids(|state| !state.is_reviewed());
    let reviewed = ids(|state| matches!(state, ReviewState::Reviewed(_))).len();
    let status = match review.map_or(&Review::Unreviewed, |review| &review.status) {
        Review::Source => "source",
        _ if reviewed > 0 && unreviewed.is_empty() => "reviewed",
        // A region of the source's language.
        _ if unreviewed.is_empty() && messages().next().is_some() => "source",
        _ => "unreviewed",
    };
    Row {
        language: language.clone(),
        name: info.name.clone(),
        english_name: info.english_name.clone(),
        case: case.map(str::to_owned),
        from,
        own,
        messages: file.messages.len() - unused.len(),
        translated: named(|standing| matches!(standing, TranslationStatus::Translated)).len(),
        stale: named(|standing| matches!(standing, TranslationStatus::Stale { .. })),
        same_as_source: named(|standing| matches!(standing, TranslationStatus::SameAsSource)),
        new: named(|standing| matches!(standing, TranslationStatus::New)),
        missing: named(|standing| matches!(standing, TranslationStatus::Missing)),
        unused,
        review: status,
        reviewed,
        unreviewed,
        changed_since_review: ids(|state| matches!(state, ReviewState::Changed { .. })),
        reviewed_by: (!readers.is_empty()).then(|| readers.into_iter().collect::<Vec<_>>().join(", ")),
        reviewed_on: readings().map(|reading| reading.on).max().map(|day| day.to_string()),
        is_recorded: review.is_some_and(|review| review.is_recorded),
        file: file.file,
    }
}

/// The number of reviewed messages of a file, their readers, and the day of the latest review.
fn reviewed(row: &Row) -> String {
    let all = row.reviewed + row.unreviewed.len();
    if row.review == "source" && all == 0 {
        return "source".to_owned();
    }
    let mut text = format!("{} of {all}", row.reviewed);
    if let (Some(by), Some(on)) = (&row.reviewed_by, &row.reviewed_on) {
        let _ = write!(text, " by {by}, last on {on}");
    }
    if row.reviewed > 0 && !row.is_recorded {
        text.push_str(", but the words are not recorded");
    }
    text
}

/// Where the messages of a file come from.
fn from(row: &Row) -> String {
    match (row.from, row.own.len()) {
        ("both", own) => format!("program, {own} from project"),
        (from, _) => from.to_owned(),
    }
}

fn shown(rows: &[Row]) -> String {
    let head =
        ["language", "words", "from", "translated", "stale", "same as source", "new", "missing", "unused", "reviewed"];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for row in rows {
        lines.push(vec![
            format!("{} {}", row.language, row.english_name),
            row.case.clone().unwrap_or_else(|| row.file.clone()),
            from(row),
            format!("{} of {}", row.translated, row.messages),
            row.stale.len().to_string(),
            row.same_as_source.len().to_string(),
            row.new.len().to_string(),
            row.missing.len().to_string(),
            row.unused.len().to_string(),
            reviewed(row),
        ]);
    }
    table(&lines)
}
