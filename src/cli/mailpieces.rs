//! The common parts of `likhit envelopes` and `likhit labels`: the case, the addresses and the output.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::case_file::{Opened, name_files};
use super::explain::{mm, pages};
use super::folder::shown;
use super::list_pieces::{self, Pieces};
use super::order::{Addressees, Terms, sender, usual};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{Guard, Kind, Overwriting, folder};
use super::senders_list::ListArguments;
use crate::print::{AddressOwner, Mailpieces, PieceKind, mailpieces};

/// The arguments of both commands.
#[derive(Debug, Args)]
pub struct MailpieceArguments {
    /// Case: its id, or the path of its YAML file.
    case: String,

    #[command(flatten)]
    addressees: Addressees,

    /// Sender: a YAML file with name, address and country.
    #[arg(long, value_name = "FILE")]
    sender: Option<PathBuf>,

    /// List of senders: a spreadsheet or CSV file as for `likhit mailing`.
    #[arg(long, value_name = "FILE", conflicts_with = "sender")]
    senders: Option<PathBuf>,

    #[command(flatten)]
    reading: ListArguments,

    /// Folder of the printed mailing: use the order of its letters.
    #[arg(long, value_name = "DIR", requires = "senders")]
    mailing: Option<PathBuf>,

    #[command(flatten)]
    terms: Terms,

    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "letters")]
    out: PathBuf,

    #[command(flatten)]
    overwriting: Overwriting,
}

/// Prints the addresses on `form`; `owner` matters only for the senders of a list.
pub fn print(arguments: &MailpieceArguments, form: &PieceKind, owner: AddressOwner) -> Report {
    if let Err(finding) = folder(&arguments.out) {
        return Report::failed(finding);
    }
    let report = match &arguments.senders {
        // The calibration page of a label sheet does not depend on the sender.
        Some(list) if !form.is_calibration() => of_list(arguments, form, owner, list),
        _ => printed(arguments, form),
    };
    report.unwrap_or_else(|report| report)
}

fn of_list(
    arguments: &MailpieceArguments,
    form: &PieceKind,
    owner: AddressOwner,
    list: &Path,
) -> Result<Report, Report> {
    let Opened { project, case } = arguments.terms.open(&arguments.case)?;
    let order = usual(case, &arguments.terms, &arguments.addressees);
    let folder = arguments.out.join(order.case.as_str());
    let mailing = arguments.mailing.as_deref();
    let guard = guard(arguments);
    let asked = Pieces { form, owner, list, reading: &arguments.reading, mailing, folder: &folder, guard: &guard };
    let mut report = list_pieces::print(&project, &order, &asked)?;
    name_files(&mut report.findings, &arguments.case, &order.case, arguments.terms.project.as_deref());
    Ok(report)
}

fn printed(arguments: &MailpieceArguments, form: &PieceKind) -> Result<Report, Report> {
    let Opened { project, case } = arguments.terms.open(&arguments.case)?;
    let sender = sender(arguments.sender.as_deref())?;
    let order = usual(case, &arguments.terms, &arguments.addressees);
    let (printed, mut findings) = mailpieces(&project, &order, sender.as_slice(), form);
    name_files(&mut findings, &arguments.case, &order.case, arguments.terms.project.as_deref());
    let mut status = ExitStatus::of(&findings);
    let mut text = String::new();
    if let Some(printed) = printed {
        let path = arguments.out.join(order.case.as_str()).join(format!("{}.pdf", printed.name));
        guard(arguments).check(&path, Kind::Pdf).map_err(|more| Report::failed_after(&findings, more))?;
        let access = if sender.is_some() { Access::OwnerOnly } else { Access::Shared };
        match write_whole(&path, &printed.pdf, access) {
            Ok(()) => text = table(&printed, &shown(&path)),
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    Ok(Report { text, findings, status })
}

fn guard(arguments: &MailpieceArguments) -> Guard {
    let inputs = arguments.sender.iter().chain(&arguments.senders);
    arguments.terms.guard(arguments.overwriting, &arguments.case, inputs)
}

/// The printed addresses and the file.
fn table(printed: &Mailpieces, path: &str) -> String {
    let mut out = String::new();
    let width = printed.pieces.iter().map(|piece| piece.recipient.as_str().len()).max().unwrap_or(0);
    for piece in &printed.pieces {
        let _ = write!(out, "{:width$}  page {}", piece.recipient, piece.page);
        if let Some(label) = piece.label {
            let _ = write!(out, ", label {label}");
        }
        let _ = writeln!(out, "  {} mm to spare", mm(piece.spare.least()));
    }
    let (count, size) = (printed.document.pages.len(), printed.sheet);
    let _ = writeln!(out, "{} of {} × {} mm  {path}", pages(count), mm(size.width), mm(size.height));
    out
}
