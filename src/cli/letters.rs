//! `likhit letters`: the letters of a case, a PDF for each recipient.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::case_file::name_files;
use super::explain::{line_ends, mm, pages, windows};
use super::folder::shown;
use super::folder_lock::{Writing, lock};
use super::manifest;
use super::order::{LayoutChoice, OneSender, folder_of};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{Kind, Overwriting, folder};
use crate::finding::Findings;
use crate::mailing::MANIFEST;
use crate::page::Extent;
use crate::page::window::Proof;
use crate::print::{self, Order, Printed};
use crate::project::Project;
use crate::unit::Pt;

/// The arguments of `likhit letters`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed")]
#[derive(Debug, Args)]
pub struct LettersArguments {
    #[command(flatten)]
    letters: OneSender,

    #[command(flatten)]
    layout: LayoutChoice,

    /// Reject a letter that does not fit on one page, and report by how much.
    #[arg(long)]
    one_page: bool,

    /// Write a second PDF for each letter, with windows, folds and a ruler drawn over the page.
    #[arg(long)]
    overlay: bool,

    /// Print what each window shows, and the millimetres to spare.
    #[arg(long)]
    explain_window: bool,

    /// Print every line end with the reasons for it.
    ///
    /// `penalty` is the price of ending a line there: 0 at a space, and more where a word is less likely to end. Between
    /// words that are written without spaces, it follows from two probabilities: `votes` is that of a word end where
    /// the named models see one, `lexicon` that by the words around it and their frequencies (Khmer only). The text on
    /// both sides of the line end is last.
    #[arg(long)]
    explain_breaks: bool,

    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "letters")]
    out: PathBuf,

    #[command(flatten)]
    overwriting: Overwriting,
}

/// Carries out the command.
pub fn letters(arguments: &LettersArguments) -> Report {
    let printed = folder(&arguments.out).map_err(Report::failed);
    let printed =
        printed.and_then(|()| order(arguments)).and_then(|(project, order)| print(arguments, &project, &order));
    printed.unwrap_or_else(|report| report)
}

fn print(arguments: &LettersArguments, project: &Project, order: &Order) -> Result<Report, Report> {
    let outcome = print::letters(project, order);
    let mut findings = outcome.findings;
    name_files(&mut findings, &arguments.letters.case, &order.case, arguments.letters.terms.project.as_deref());
    let mut status = ExitStatus::of(&findings);
    let folder = folder_of(&arguments.out, &order.case, order.follow_up);
    let access = if order.sender.is_some() { Access::OwnerOnly } else { Access::Shared };
    let failed = |more: Findings| Report::failed_after(&findings, more);
    check_files(arguments, &outcome.printed, &folder).map_err(failed)?;
    // Another run into this folder waits, so that the manifest is of the letters of both.
    let locked = if outcome.printed.is_empty() { None } else { Some(lock(&folder, Writing::Letters)) };
    let _locked = locked.transpose().map_err(|finding| failed(finding.into()))?;

    let mut written: Vec<(&Printed, PathBuf)> = Vec::new();
    for printed in &outcome.printed {
        let path = folder.join(pdf_of(printed));
        let overlay = printed
            .overlay
            .iter()
            .try_for_each(|overlay| write_whole(&folder.join(overlay_of(printed)), overlay, access));
        match overlay.and_then(|()| write_whole(&path, &printed.pdf, access)) {
            Ok(()) => written.push((printed, path)),
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    if !written.is_empty() {
        let rows = manifest::manifest(&folder, written.iter().map(|(printed, _)| *printed));
        let access = manifest::access(&folder, access);
        if let Err(finding) = write_whole(&folder.join(MANIFEST), &rows, access) {
            let help = finding.help.clone().unwrap_or_default();
            let more = "the letters of this run are written, but are not in this table yet; run the command again";
            findings.push(finding.help(format!("{help}; {more}")));
            status = ExitStatus::Failed;
        }
        let case = print::read_case(project, &order.case, order.as_of);
        findings.extend(case.iter().flat_map(|case| manifest::former_letters(&folder, case)));
    }

    let mut text = String::new();
    if arguments.explain_breaks {
        for (printed, _) in &written {
            let _ = writeln!(text, "{}", printed.recipient);
            text.push_str(&line_ends(&printed.breaks));
            text.push('\n');
        }
    }
    if arguments.explain_window {
        for (printed, _) in &written {
            let _ = writeln!(text, "{}", printed.recipient);
            text.push_str(&windows(&printed.proofs));
            text.push('\n');
        }
    }
    text.push_str(&table(&written));
    Ok(Report { text, findings, status })
}

fn pdf_of(printed: &Printed) -> String {
    format!("{}.pdf", printed.recipient)
}

fn overlay_of(printed: &Printed) -> String {
    format!("{}-overlay.pdf", printed.recipient)
}

/// Checks that no file of a person is overwritten.
fn check_files(arguments: &LettersArguments, printed: &[Printed], folder: &Path) -> Result<(), Findings> {
    let OneSender { case, sender, terms, .. } = &arguments.letters;
    let guard = terms.guard(arguments.overwriting, case, sender);
    let head = manifest::head();
    let pdfs = printed.iter().map(pdf_of);
    let overlays = printed.iter().filter(|printed| printed.overlay.is_some()).map(overlay_of);
    let mut files: Vec<(PathBuf, Kind)> = pdfs.chain(overlays).map(|name| (folder.join(name), Kind::Pdf)).collect();
    if !printed.is_empty() {
        files.push((folder.join(MANIFEST), Kind::Table(&head)));
    }
    guard.check_all(files)
}

/// The order, in the layout that was typed.
fn order(arguments: &LettersArguments) -> Result<(Project, Order), Report> {
    let (project, order) = arguments.letters.order()?;
    let order = Order {
        stationery: arguments.layout.stationery.clone(),
        envelope: arguments.layout.envelope.clone(),
        overlay: arguments.overlay,
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        ..order
    };
    Ok((project, order))
}

/// The written letters and their files.
fn table(written: &[(&Printed, PathBuf)]) -> String {
    let mut out = String::new();
    let width = written.iter().map(|(printed, _)| printed.recipient.as_str().len()).max().unwrap_or(0);
    for (printed, path) in written {
        let languages: Vec<String> =
            printed.letters.iter().map(|letter| format!("{} {}", letter.language, pages(letter.pages))).collect();
        let _ = write!(out, "{:width$}  {}", printed.recipient, languages.join(", "));
        let spare = spare(&printed.proofs);
        if !spare.is_empty() {
            let _ = write!(out, "  window {} to spare", spare.join(", "));
        }
        let _ = writeln!(out, "  {}", shown(path));
    }
    out
}

/// For each envelope the least that the address has to spare in any of the letters.
fn spare(proofs: &[Proof]) -> Vec<String> {
    let mut least: Vec<(&str, Pt)> = Vec::new();
    for proof in proofs {
        let (envelope, spare) = (proof.view.envelope.as_str(), proof.address.least());
        match least.iter_mut().find(|(known, _)| *known == envelope) {
            Some((_, known)) => *known = known.min(spare),
            None => least.push((envelope, spare)),
        }
    }
    least.into_iter().map(|(envelope, spare)| format!("{envelope} {} mm", mm(spare))).collect()
}
