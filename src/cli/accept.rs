//! `likhit accept`: records that translations are up to date with the source, or that a native reader has
//! reviewed messages.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::folder::{self, in_project, shown};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::values::{date, language};
use crate::id::LanguageTag;
use crate::translation::{self, Reading};

#[derive(Debug, Args)]
pub struct AcceptArguments {
    /// Language.
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: LanguageTag,

    /// Messages, such as `closing`, `letter.ftl` or `letter.ftl:closing` [default: all of the language].
    #[arg(value_name = "MESSAGE")]
    pub messages: Vec<String>,

    /// Record that a native reader has reviewed the messages as they are now.
    #[arg(long, requires = "by")]
    pub review: bool,

    /// Name of the reader.
    #[arg(long, value_name = "NAME", requires = "review", value_parser = reader)]
    pub by: Option<String>,

    /// Day of the review [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", requires = "review", value_parser = date)]
    pub on: Option<Date>,

    /// Folder of the project [default: the working folder].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

fn reader(text: &str) -> Result<String, String> {
    let name = text.trim();
    let is_name = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_control);
    if is_name { Ok(name.to_owned()) } else { Err("write a name on one line, for example `Sok Dara`".to_owned()) }
}

/// Carries out the command.
pub fn accept(arguments: &AcceptArguments) -> Report {
    let AcceptArguments { language, messages, by, on, .. } = arguments;
    let folder = arguments.project.as_deref();
    let project = match folder::project(folder) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let recorded = match by.clone().filter(|_| arguments.review) {
        Some(by) => {
            let reading = Reading { by, on: on.unwrap_or_else(|| jiff::Zoned::now().date()) };
            translation::record_review(&project, language, messages, &reading)
        }
        None => translation::accept(&project, language, messages),
    };
    let accepted = match recorded {
        Ok(accepted) => accepted,
        Err(findings) => return Report::faulty(findings),
    };
    let mut findings = accepted.findings;
    let mut status = if findings.has_errors() { ExitStatus::Faulty } else { ExitStatus::Done };
    let mut text = String::new();
    for file in accepted.files {
        let path = in_project(folder, &file.path);
        match write_whole(&path, &project.edited(&file.path, &file.text), Access::Shared) {
            Ok(()) => {
                let _ = writeln!(text, "{}  {}", shown(&path), file.messages.join(", "));
            }
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    if text.is_empty() && status == ExitStatus::Done {
        text.push_str(match by {
            Some(_) => "nothing to record: the review of these words is already recorded\n",
            None => "nothing to record: all translations are already recorded as up to date\n",
        });
    }
    Report { text, findings, status }
}
