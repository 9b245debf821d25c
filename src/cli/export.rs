//! `likhit export`: a language as PO files, for translation tools.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::folder;
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::values::language;
use crate::finding::{Finding, rules};
use crate::id::{CaseId, LanguageTag};
use crate::translation::po;

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// Language.
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: LanguageTag,

    /// Export only the words of this case [default: all cases, and `letter.ftl`].
    #[arg(long, value_name = "CASE")]
    pub case: Option<String>,

    /// Where to write: a folder, or with --case a file whose name ends in `.po`.
    #[arg(long, value_name = "FILE|DIR")]
    pub po: PathBuf,

    /// Folder of the project [default: the working folder if it is a project].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// Carries out the command.
pub fn export(arguments: &ExportArguments) -> Report {
    let project = match folder::project(arguments.project.as_deref()) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let case = match arguments.case.as_deref().map(|name| (name, CaseId::new(name))) {
        Some((name, None)) => {
            let finding = Finding::error(rules::BAD_ID, format!("`{name}` is not a valid case name"));
            return Report::failed(finding.help(format!("write {}", CaseId::EXPECTED)));
        }
        Some((_, case)) => case,
        None => None,
    };
    let (files, mut findings) = match po::export(&project, &arguments.language, case.as_ref()) {
        Ok(exported) => exported,
        Err(findings) => return Report::faulty(findings),
    };
    let is_file = arguments.po.extension().is_some_and(|extension| extension == "po");
    if is_file && files.len() > 1 {
        let finding = Finding::error(
            rules::SEVERAL_FILES,
            format!("{} files have to be written, but `--po` is a single file", files.len()),
        );
        let help = "use a folder, or choose one case with `--case`";
        return Report::failed(finding.in_file(folder::shown(&arguments.po)).help(help));
    }
    let mut status = if findings.has_errors() { ExitStatus::Faulty } else { ExitStatus::Done };
    let mut text = String::new();
    for (file, po) in files {
        let path = if is_file { arguments.po.clone() } else { arguments.po.join(&file).with_extension("po") };
        match write_whole(&path, po.as_bytes(), Access::Shared) {
            Ok(()) => {
                let _ = writeln!(text, "{}", path.display());
            }
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    Report { text, findings, status }
}
