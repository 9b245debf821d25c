//! `likhit proof`: a translation beside its source, as a PDF to read and to write on.

use std::path::PathBuf;

use clap::Args;

use super::case_file::{Opened, name_files, open, path_of, root_of};
use super::folder::shown;
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{Guard, Kind, Overwriting};
use super::values::language;
use crate::check::checked_proof;
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::print::Resources;

/// The arguments of `likhit proof`.
#[derive(Debug, Args)]
pub struct ProofArguments {
    /// Case: its id, or the path of its YAML file.
    pub case: String,

    /// Language of the translation.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub lang: LanguageTag,

    /// File to write [default: proof-CASE-LANG.pdf in the working folder].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Date to print on the proof [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::values::date)]
    pub date: Option<jiff::civil::Date>,

    /// Folder with your own cases, locales, stationery and fonts; missing files come from the program [default: the
    /// working folder if it has any of these].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,

    #[command(flatten)]
    pub overwriting: Overwriting,
}

/// Carries out the command. Findings about the text are printed on the proof; they do not prevent it.
pub fn proof(arguments: &ProofArguments) -> Report {
    let Opened { project, case } = match open(&arguments.case, arguments.project.as_deref()) {
        Ok(opened) => opened,
        Err(findings) => return Report::failed(findings),
    };
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("proof-{case}-{}.pdf", arguments.lang)));
    let typed = path_of(&arguments.case);
    let root = root_of(&arguments.case, arguments.project.as_deref());
    // A reader writes notes on a proof: they are not lost, and the work is not done in vain.
    let guard = Guard::new(arguments.overwriting, typed.as_deref(), root);
    if let Err(finding) = guard.check(&path, Kind::Pdf) {
        return Report::failed(finding);
    }
    let date = arguments.date.unwrap_or_else(|| jiff::Zoned::now().date());
    let resources = Resources::read(&project);
    let proof = match checked_proof(&project, &case, &arguments.lang, date, resources.as_ref()) {
        Ok(proof) => proof,
        Err(mut findings) => {
            name_files(&mut findings, &arguments.case, &case, arguments.project.as_deref());
            return Report::faulty(findings);
        }
    };
    if let Err(finding) = write_whole(&path, &proof.pdf, Access::Shared) {
        return Report::failed(finding);
    }
    let text = format!(
        "{} {}, {} {}, {}  {}\n",
        proof.messages,
        if proof.messages == 1 { "message" } else { "messages" },
        proof.findings.len(),
        if proof.findings.len() == 1 { "finding" } else { "findings" },
        super::explain::pages(proof.document.pages.len()),
        shown(&path)
    );
    Report { text, findings: Findings::new(), status: ExitStatus::Done }
}
