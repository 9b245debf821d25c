//! `likhit fax`: a fax for each recipient, with a cover and the letters.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::case_file::name_files;
use super::explain::pages;
use super::folder::shown;
use super::manifest::former_letters;
use super::order::{OneSender, folder_of};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{Kind, Overwriting, folder};
use crate::print::{self, Faxed};

/// The arguments of `likhit fax`.
#[derive(Debug, Args)]
pub struct FaxArguments {
    #[command(flatten)]
    letters: OneSender,

    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "faxes")]
    out: PathBuf,

    #[command(flatten)]
    overwriting: Overwriting,
}

/// Carries out the command.
pub fn fax(arguments: &FaxArguments) -> Report {
    written(arguments).unwrap_or_else(|report| report)
}

fn written(arguments: &FaxArguments) -> Result<Report, Report> {
    folder(&arguments.out).map_err(Report::failed)?;
    let (project, order) = arguments.letters.order()?;
    let outcome = print::faxes(&project, &order);
    let mut findings = outcome.findings;
    name_files(&mut findings, &arguments.letters.case, &order.case, arguments.letters.terms.project.as_deref());
    let mut status = ExitStatus::of(&findings);
    let access = if order.sender.is_some() { Access::OwnerOnly } else { Access::Shared };
    let mut text = String::new();
    let width = outcome.faxes.iter().map(|fax| fax.recipient.as_str().len()).max().unwrap_or(0);
    let folder = folder_of(&arguments.out, &order.case, order.follow_up);
    let path_of = |fax: &Faxed| folder.join(format!("{}.pdf", fax.recipient));
    let OneSender { case, sender, terms, .. } = &arguments.letters;
    let guard = terms.guard(arguments.overwriting, case, sender);
    let files = outcome.faxes.iter().map(|fax| (path_of(fax), Kind::Pdf));
    guard.check_all(files).map_err(|more| Report::failed_after(&findings, more))?;
    for fax in &outcome.faxes {
        let path = path_of(fax);
        match write_whole(&path, &fax.pdf, access) {
            Ok(()) => text.push_str(&row(fax, width, &path)),
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    let case = print::read_case(&project, &order.case, order.as_of);
    findings.extend(case.iter().flat_map(|case| former_letters(&folder, case)));
    Ok(Report { text, findings, status })
}

/// One line for a fax: its pages, the numbers to dial, and its file.
fn row(fax: &Faxed, width: usize, path: &Path) -> String {
    let mut out = format!("{:width$}  {}", fax.recipient, pages(fax.document.pages.len()));
    let numbers: Vec<&str> =
        fax.numbers.iter().map(|number| number.dialled.as_deref().unwrap_or(&number.international)).collect();
    let _ = writeln!(out, "  dial {}  {}", numbers.join(" or "), shown(path));
    out
}
