//! `likhit new`: starts a case, a language, a layout, a sender or a section, and never overwrites a file.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::disk_fault::in_plain_words;
use super::folder::{self, in_project, shown};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::values::{language, stationery};
use crate::appeal::{begin_case_from, decode};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, LanguageTag, StationeryId};
use crate::letter::{SECTION_TEMPLATE, SENDER_TEMPLATE};
use crate::page::layouts::copy;
use crate::print;
use crate::project::{Project, paths};
use crate::translation::{Begun, begin_case, begin_language};

/// More than this of standard input is not read; a text that is so long is rejected.
const MAX_APPEAL: u64 = 2 << 20;

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
    /// Start a case: a file of facts that explains every key, and a file for its words in each language of the
    /// project. Run it again to add missing files.
    Case {
        /// Name of the file, for example `kem-sokha`.
        #[arg(value_name = "NAME", value_parser = case)]
        name: CaseId,

        /// Text of an appeal, a letter or an action sheet, from which the case is made; `-` reads standard input.
        #[arg(long, value_name = "TEXT")]
        from: Option<PathBuf>,

        /// Language that the case is written in [default: the source language of the project, English].
        #[arg(long, value_name = "LANG", value_parser = language)]
        lang: Option<LanguageTag>,
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
    /// Start a file with your name and address, for `--sender`. On Linux and macOS only your user account can read it.
    Sender {
        /// Name of the file, for example `me`.
        #[arg(value_name = "NAME", value_parser = sender, default_value = "me")]
        name: CaseId,
    },
    /// Start the file of an organisation, `section.yaml`, for its letterhead.
    Section,
}

fn case(text: &str) -> Result<CaseId, String> {
    CaseId::new(text).ok_or_else(|| format!("write {}", CaseId::expected(text)))
}

fn sender(text: &str) -> Result<CaseId, String> {
    let name = case(text.strip_suffix(paths::YAML).unwrap_or(text))?;
    if sender_file(&name) == paths::SECTION {
        return Err("a section has this name; use another one".to_owned());
    }
    Ok(name)
}

fn sender_file(name: &CaseId) -> String {
    format!("{name}{}", paths::YAML)
}

/// Carries out the command.
pub fn new(arguments: &NewArguments) -> Report {
    let begun = folder::project_or_none(arguments.project.as_deref()).map_err(Report::failed);
    let begun = begun.and_then(|project| Ok((begin(&project, &arguments.what)?, project)));
    begun.map_or_else(|report| report, |(begun, project)| write(arguments, &project, begun))
}

fn begin(project: &Project, what: &What) -> Result<Begun, Report> {
    let begun = match what {
        What::Case { name, from: None, lang } => begin_case(project, name, lang.as_ref()),
        What::Case { name, from: Some(from), lang } => {
            begin_case_from(project, name, &appeal_text(from)?, lang.as_ref())
        }
        What::Language { tag, bundled_cases } => {
            print::read_fonts(project).and_then(|fonts| begin_language(project, tag, &fonts.families(), *bundled_cases))
        }
        What::Stationery { name, like } => copy(project, like, name).map(|text| one(paths::layout(name), text)),
        What::Sender { name } => Ok(one(sender_file(name), SENDER_TEMPLATE.to_owned())),
        What::Section => Ok(one(paths::SECTION.to_owned(), SECTION_TEMPLATE.to_owned())),
    };
    begun.map_err(Report::faulty)
}

fn one(path: String, text: String) -> Begun {
    Begun { files: [(path, text)].into(), ..Begun::default() }
}

/// What to do after the command.
fn next(what: &What) -> String {
    match what {
        What::Stationery { name, .. } => format!(
            "Next: change the layout. `likhit stationery {name}` draws it, `likhit letters CASE --stationery {name}` prints with it."
        ),
        What::Case { name, .. } => {
            format!("Next: `likhit check {name}` lists what is still to do, `likhit preview {name}` shows the page.")
        }
        What::Language { tag, .. } => format!(
            "Next: translate. `likhit check locales/{tag}` lists what is missing, `likhit preview` shows the page."
        ),
        What::Sender { name } => format!(
            "Next: fill in your name and address. `likhit letters CASE --sender {}` prints with them.",
            sender_file(name)
        ),
        What::Section => {
            "Next: fill in the name. All letters printed in this folder then have its letterhead.".to_owned()
        }
    }
}

/// The text of an appeal, from a file or from standard input.
fn appeal_text(from: &Path) -> Result<String, Report> {
    let bytes = if from.as_os_str() == "-" { standard_input() } else { folder::bytes(from) };
    let bytes = bytes.map_err(Report::failed)?;
    decode(&bytes).map_err(|finding| Report::faulty(finding.in_file(shown(from))))
}

#[expect(clippy::disallowed_methods, reason = "the command line reads what is piped into it")]
fn standard_input() -> Result<Vec<u8>, Finding> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_APPEAL).read_to_end(&mut bytes).map_err(|error| {
        let (what, help) = in_plain_words(&error);
        Finding::error(rules::UNREADABLE_FILE, format!("the standard input cannot be read: {what}")).help(help)
    })?;
    Ok(bytes)
}

fn write(arguments: &NewArguments, project: &Project, begun: Begun) -> Report {
    let folder = arguments.project.as_deref();
    let there = begun.files.keys().map(|path| in_project(folder, path)).filter(|path| path.exists());
    let there: Findings = there
        .map(|path| {
            let finding = Finding::error(rules::FILE_EXISTS, "the file already exists and is not overwritten");
            finding.in_file(shown(&path)).help("edit this file, or move it away first")
        })
        .collect();
    if !there.is_empty() {
        return Report::faulty(there);
    }
    let access = match arguments.what {
        What::Sender { .. } => Access::OwnerOnly,
        _ => Access::Shared,
    };
    let mut findings = begun.findings;
    let mut text = String::new();
    for (path, words) in begun.files.iter().chain(&begun.renewed) {
        let bytes = project.edited(path, words);
        let path = in_project(folder, path);
        match write_whole(&path, &bytes, access) {
            Ok(()) => {
                let _ = writeln!(text, "{}", shown(&path));
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
    let _ = writeln!(text, "{}", next(&arguments.what));
    Report { text, findings, status: ExitStatus::Done }
}
