//! `likhit new`: starts a case, a language or a layout, and never overwrites a file.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::folder::{self, in_project, shown};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::values::{language, stationery};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, LanguageTag, StationeryId};
use crate::page::layouts::copy;
use crate::print;
use crate::project::paths;
use crate::translation::{Begun, begin_case, begin_language};

#[derive(Debug, Args)]
pub struct NewArguments {
    #[command(subcommand)]
    what: What,

    /// Folder of the project, is created if it is missing [default: the working folder].
    #[arg(long, value_name = "DIR", global = true)]
    project: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Start a case: a file of facts that explains every key, and a file for its words in the source language.
    Case {
        /// Name of the file, for example `kem-sokha`.
        #[arg(value_name = "NAME", value_parser = case)]
        name: CaseId,
    },
    /// Start a language: its description, and every message to translate. Run it again to add what is new in the
    /// source.
    Language {
        /// Language tag, for example `lo` or `pt-BR`.
        #[arg(value_name = "LANG", value_parser = language)]
        tag: LanguageTag,

        /// Also write the words of the cases that come with the program.
        #[arg(long)]
        bundled_cases: bool,
    },
    /// Start a layout: a copy of an existing one, for you to change.
    Stationery {
        /// Name of the file, for example `ours`.
        #[arg(value_name = "NAME", value_parser = stationery)]
        name: StationeryId,

        /// Layout to copy.
        #[arg(long, value_name = "NAME", value_parser = stationery, default_value = "plain")]
        like: StationeryId,
    },
}

fn case(text: &str) -> Result<CaseId, String> {
    CaseId::new(text).ok_or_else(|| format!("write {}", CaseId::EXPECTED))
}

/// Carries out the command.
pub fn new(arguments: &NewArguments) -> Report {
    let project = match folder::project_or_none(arguments.project.as_deref()) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let begun = match &arguments.what {
        What::Case { name } => begin_case(&project, name),
        What::Language { tag, bundled_cases } => print::read_fonts(&project)
            .and_then(|fonts| begin_language(&project, tag, &fonts.families(), *bundled_cases)),
        What::Stationery { name, like } => copy(&project, like, name)
            .map(|text| Begun { files: [(paths::layout(name), text)].into(), ..Begun::default() }),
    };
    let next = match &arguments.what {
        What::Stationery { name, .. } => format!(
            "Next: change the layout. `likhit stationery {name}` draws it, `likhit letters CASE --stationery {name}` prints with it.\n"
        ),
        What::Case { name } => {
            format!(
                "Next: fill in the case. `likhit check {name}` lists what is missing, `likhit preview {name}` shows the page.\n"
            )
        }
        What::Language { tag, .. } => format!(
            "Next: translate. `likhit check locales/{tag}` lists what is missing, `likhit preview` shows the page.\n"
        ),
    };
    match begun {
        Ok(begun) => write(arguments, begun, &next),
        Err(findings) => Report::faulty(findings),
    }
}

fn write(arguments: &NewArguments, begun: Begun, next: &str) -> Report {
    let folder = arguments.project.as_deref();
    let there = begun.files.keys().map(|path| in_project(folder, path)).filter(|path| path.exists());
    let there: Findings = there
        .map(|path| {
            let finding = Finding::error(rules::FILE_EXISTS, "the file already exists and is not overwritten");
            finding.in_file(shown(&path)).help("edit this file, or move it away first")
        })
        .collect();
    if !there.is_empty() {
        return Report { text: String::new(), findings: there, status: ExitStatus::Faulty };
    }
    let mut findings = begun.findings;
    let mut text = String::new();
    for (path, words) in begun.files.iter().chain(&begun.renewed) {
        let path = in_project(folder, path);
        match write_whole(&path, words.as_bytes(), Access::Shared) {
            Ok(()) => {
                let _ = writeln!(text, "{}", path.display());
            }
            Err(finding) => {
                findings.push(finding);
                return Report { text, findings, status: ExitStatus::Failed };
            }
        }
    }
    for remark in begun.remarks {
        let _ = writeln!(text, "{remark}");
    }
    text.push_str(next);
    Report { text, findings, status: ExitStatus::Done }
}
