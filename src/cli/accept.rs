//! `likhit accept`: records that translations were compared with what the source says today.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::args::language;
use super::folder::{self, in_project};
use super::output::{Readers, write_whole};
use super::{Ending, Report};
use crate::id::LanguageTag;
use crate::translation;

#[derive(Debug, Args)]
pub struct AcceptArguments {
    /// The language.
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: LanguageTag,

    /// The messages that were looked at, by their ids; otherwise all that are translated.
    #[arg(value_name = "MESSAGE")]
    pub messages: Vec<String>,

    /// The project's folder; otherwise the working folder.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// Carries out the command.
pub fn accept(arguments: &AcceptArguments) -> Report {
    let folder = arguments.project.as_deref();
    let project = match folder::project(folder) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let accepted = match translation::accept(&project, &arguments.language, &arguments.messages) {
        Ok(accepted) => accepted,
        Err(findings) => return Report::faulty(findings),
    };
    let mut findings = accepted.findings;
    let mut ending = if findings.has_errors() { Ending::Faulty } else { Ending::Done };
    let mut text = String::new();
    for file in accepted.files {
        let path = in_project(folder, &file.path);
        match write_whole(&path, file.text.as_bytes(), Readers::Anybody) {
            Ok(()) => {
                let _ = writeln!(text, "{}  {}", path.display(), file.messages.join(", "));
            }
            Err(finding) => {
                findings.push(finding);
                ending = Ending::Failed;
            }
        }
    }
    if text.is_empty() && ending == Ending::Done {
        text.push_str("nothing to record: all was translated from what the source says today\n");
    }
    Report { text, findings, ending }
}
