//! `likhit languages`: what of each language is translated, stale, owed and reviewed.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::report::{Format, table};
use super::{Ending, Report, folder};
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::locale::{Library, LocaleInfo, Review};
use crate::translation::{self, FileStanding, Standing};

#[derive(Debug, Args)]
pub struct LanguagesArguments {
    /// The project's folder; otherwise the working folder where it is one.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// What is known of one Fluent file of a language; the shape of `--format json`.
#[derive(Debug, Serialize)]
struct Row {
    language: LanguageTag,
    name: String,
    english_name: String,
    /// The file, below the language's folder.
    file: String,
    /// The case that it is of; none for `letter.ftl`.
    case: Option<String>,
    messages: usize,
    translated: usize,
    stale: Vec<String>,
    same_as_source: Vec<String>,
    /// There, with no record of the text that it was translated from.
    new: Vec<String>,
    missing: Vec<String>,
    /// There, and not in the source.
    unused: Vec<String>,
    /// `source`, `unreviewed` or `reviewed`.
    review: &'static str,
    reviewed_by: Option<String>,
    reviewed_on: Option<String>,
}

/// Carries out the command.
pub fn languages(arguments: &LanguagesArguments, format: Format) -> Report {
    let project = match folder::project(arguments.project.as_deref()) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let mut findings = Findings::new();
    let mut rows = Vec::new();
    let library = Library::of(&project);
    match translation::source_language(&library) {
        Ok(source) => {
            for language in library.languages.keys() {
                match rows_of(&library, &source, language) {
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
    let text = if format == Format::Json {
        serde_json::to_string_pretty(&rows).expect("rows are plain text and numbers") + "\n"
    } else {
        shown(&rows)
    };
    let ending = if distinct.has_errors() { Ending::Faulty } else { Ending::Done };
    Report { text, findings: distinct, ending }
}

fn rows_of(library: &Library, source: &LanguageTag, language: &LanguageTag) -> Result<(Vec<Row>, Findings), Findings> {
    let info = translation::info(library, language)?;
    let (files, findings) = if language == source {
        translation::of_source(library, source)?
    } else {
        translation::standing(library, language)?
    };
    Ok((files.into_iter().map(|file| row(language, &info, file)).collect(), findings))
}

fn row(language: &LanguageTag, info: &LocaleInfo, file: FileStanding) -> Row {
    let named = |is: fn(&Standing) -> bool| -> Vec<String> {
        file.messages.iter().filter(|message| is(&message.standing)).map(|message| message.name.clone()).collect()
    };
    let case = file.file.strip_prefix("cases/").and_then(|name| name.strip_suffix(".ftl"));
    let unused = named(|standing| matches!(standing, Standing::Unused));
    let (review, reviewed_by, reviewed_on) = match &file.review {
        Review::Source => ("source", None, None),
        Review::Unreviewed => ("unreviewed", None, None),
        Review::Reviewed { by, on } => ("reviewed", Some(by.clone()), Some(on.to_string())),
    };
    Row {
        language: language.clone(),
        name: info.name.clone(),
        english_name: info.english_name.clone(),
        case: case.map(str::to_owned),
        messages: file.messages.len() - unused.len(),
        translated: named(|standing| matches!(standing, Standing::Translated)).len(),
        stale: named(|standing| matches!(standing, Standing::Stale { .. })),
        same_as_source: named(|standing| matches!(standing, Standing::SameAsSource)),
        new: named(|standing| matches!(standing, Standing::New)),
        missing: named(|standing| matches!(standing, Standing::Missing)),
        unused,
        review,
        reviewed_by,
        reviewed_on,
        file: file.file,
    }
}

fn shown(rows: &[Row]) -> String {
    let head = ["language", "words", "translated", "stale", "same as source", "new", "missing", "unused", "review"];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for row in rows {
        let review = match (&row.reviewed_by, &row.reviewed_on) {
            (Some(by), Some(on)) => format!("reviewed by {by} on {on}"),
            _ => row.review.to_owned(),
        };
        lines.push(vec![
            format!("{} {}", row.language, row.english_name),
            row.case.clone().unwrap_or_else(|| row.file.clone()),
            format!("{} of {}", row.translated, row.messages),
            row.stale.len().to_string(),
            row.same_as_source.len().to_string(),
            row.new.len().to_string(),
            row.missing.len().to_string(),
            row.unused.len().to_string(),
            review,
        ]);
    }
    table(&lines)
}
