//! `likhit import`: takes PO files into a language.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::folder::{self, in_project, shown};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::values::language;
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::project::{Project, text_of};
use crate::translation::po::{self, ChangedTwice, Imported};
use crate::yaml::Source;

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Language.
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: LanguageTag,

    /// PO files that `likhit export` wrote and a translator changed.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Also import translations that were changed in the project after the file was exported.
    #[arg(long)]
    pub replace: bool,

    /// Folder of the project [default: the working folder].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// Carries out the command.
pub fn import(arguments: &ImportArguments) -> Report {
    let folder = arguments.project.as_deref();
    let mut project = match folder::project(folder) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let mut report = Report { text: String::new(), findings: Findings::new(), status: ExitStatus::Done };
    for file in &arguments.files {
        let bytes = match folder::bytes(file) {
            Ok(bytes) => bytes,
            Err(finding) => {
                report.findings.push(finding);
                report.status = ExitStatus::Failed;
                continue;
            }
        };
        match read(&project, arguments, file, &bytes) {
            Ok(imported) => {
                // The next file is taken into what this one has made.
                let bytes = |path: &str, text: &str| (path.to_owned(), project.edited(path, text));
                let files: Vec<_> = imported.files.iter().map(|file| bytes(&file.path, &file.text)).collect();
                project = project.with(files);
                write(folder, &project, file, imported, &mut report);
            }
            Err(findings) => {
                report.findings.extend(findings);
                report.status = report.status.max(ExitStatus::Faulty);
            }
        }
    }
    report
}

fn read(project: &Project, arguments: &ImportArguments, file: &Path, bytes: &[u8]) -> Result<Imported, Findings> {
    let name = shown(file);
    let text = text_of(&name, bytes)?;
    let changed_twice = if arguments.replace { ChangedTwice::Replace } else { ChangedTwice::Refuse };
    po::import(project, &arguments.language, Source { file: &name, text }, changed_twice)
}

fn write(folder: Option<&Path>, project: &Project, file: &Path, imported: Imported, report: &mut Report) {
    let text = &mut report.text;
    let mut status = if imported.findings.has_errors() { ExitStatus::Faulty } else { ExitStatus::Done };
    report.findings.extend(imported.findings);
    for changed in &imported.files {
        let path = in_project(folder, &changed.path);
        match write_whole(&path, project.bytes(&changed.path).unwrap_or_default(), Access::Shared) {
            Ok(()) => {
                let _ = writeln!(text, "{}  {}", shown(&path), changed.messages.join(", "));
            }
            Err(finding) => {
                report.findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    let newer = match imported.newer {
        0 => String::new(),
        newer => format!(", {newer} newer in the project and kept there"),
    };
    let _ = writeln!(
        text,
        "{}: {} {} unchanged, {} fuzzy and left out, {} not translated{newer}",
        shown(file),
        imported.unchanged,
        if imported.unchanged == 1 { "text" } else { "texts" },
        imported.fuzzy,
        imported.untranslated
    );
    report.status = report.status.max(status);
}
