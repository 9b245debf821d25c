//! `likhit export`: a language as PO files, for translation tools.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::folder::{self, shown};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{self, Guard, Overwriting};
use super::values::language;
use crate::finding::{Finding, Findings, listed, rules};
use crate::id::{CaseId, LanguageTag};
use crate::project::text_of;
use crate::translation::po;
use crate::yaml::Source;

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

    #[command(flatten)]
    pub overwriting: Overwriting,
}

/// Carries out the command.
pub fn export(arguments: &ExportArguments) -> Report {
    let is_file = arguments.po.extension().is_some_and(|extension| extension == "po");
    let place = if is_file { overwrite::place(&arguments.po) } else { overwrite::folder(&arguments.po) };
    if let Err(finding) = place {
        return Report::failed(finding);
    }
    let project = match folder::project(arguments.project.as_deref()) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let case = match arguments.case.as_deref().map(|name| (name, CaseId::new(name))) {
        Some((name, None)) => {
            let finding = Finding::error(rules::BAD_ID, format!("`{name}` is not a valid case name"));
            return Report::failed(finding.help(format!("write {}", CaseId::expected(name))));
        }
        Some((_, case)) => case,
        None => None,
    };
    let (files, mut findings) = match po::export(&project, &arguments.language, case.as_ref()) {
        Ok(exported) => exported,
        Err(findings) => return Report::faulty(findings),
    };
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
    let path_of =
        |file: &str| if is_file { arguments.po.clone() } else { arguments.po.join(file).with_extension("po") };
    let lost: Findings = files.iter().filter_map(|(file, po)| refused(arguments, &path_of(file), po)).collect();
    if !lost.is_empty() {
        return Report::failed_after(&findings, lost);
    }
    for (file, po) in files {
        let path = path_of(&file);
        match write_whole(&path, po.as_bytes(), Access::Shared) {
            Ok(()) => {
                let _ = writeln!(text, "{}", shown(&path));
            }
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    Report { text, findings, status }
}

/// Refuses to overwrite a PO file in which a translator has worked since it was exported.
fn refused(arguments: &ExportArguments, path: &Path, new: &str) -> Option<Finding> {
    let root = folder::root(arguments.project.as_deref()).ok().flatten();
    let guard = Guard::new(arguments.overwriting, [], root);
    if let Err(finding) = guard.check_with(path, |_| true) {
        return Some(finding);
    }
    if arguments.overwriting.replace || !path.exists() {
        return None;
    }
    let name = folder::shown(path);
    let lost = folder::bytes(path).map_err(Findings::from).and_then(|bytes| {
        let text = text_of(&name, &bytes)?;
        po::not_imported(Source { file: &name, text }, new)
    });
    match lost {
        Ok(lost) if lost.is_empty() => None,
        Ok(lost) => {
            let message = format!("the file has work of a translator that is not imported yet: {}", listed(lost));
            let help = format!(
                "import it first with `likhit import {} {name}`, or use `--replace` to overwrite it",
                arguments.language
            );
            Some(Finding::error(rules::FILE_EXISTS, message).in_file(name).help(help))
        }
        Err(_) => {
            let message = "the file already exists and is not a PO file, so it is not overwritten";
            let help = "move or rename it first, or use `--replace` to overwrite it";
            Some(Finding::error(rules::FILE_EXISTS, message).in_file(name).help(help))
        }
    }
}
