//! `likhit packet`: letters and envelopes in one PDF, in the order of posting; for a list, a pack for each sender.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::case_file::{Opened, name_files};
use super::explain::pages;
use super::folder::shown;
use super::order::{Addressees, Languages, Terms, sender, usual};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{self, Guard, Kind, Overwriting};
use super::packs::packs;
use super::senders_list::ListArguments;
use super::values::{envelope, stationery};
use crate::id::{EnvelopeId, StationeryId};
use crate::page::Extent;
use crate::print::{Envelopes, Order, Packet, PacketForm, PartKind, Sides, packet as print};
use crate::project::Project;
use clap::{Args, ValueEnum};

/// The arguments of `likhit packet`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed")]
#[derive(Debug, Args)]
pub struct PacketArguments {
    /// Case: its id, or the path of its YAML file.
    case: String,

    #[command(flatten)]
    addressees: Addressees,

    #[command(flatten)]
    languages: Languages,

    /// Sender: a YAML file with name, address and country [default: ruled lines to fill in by hand].
    #[arg(long, value_name = "FILE")]
    sender: Option<PathBuf>,

    /// List of senders, a spreadsheet or CSV file as for `likhit mailing`: write a pack for each of them to sign and post,
    /// with a cover for a window envelope.
    #[arg(long, value_name = "FILE", conflicts_with = "sender")]
    senders: Option<PathBuf>,

    #[command(flatten)]
    pub list: ListArguments,

    /// Layout [default: the usual one of the country].
    #[arg(long, value_name = "NAME", value_parser = stationery)]
    stationery: Option<StationeryId>,

    /// Place of the envelopes [default: `each`; with --senders `none`].
    #[arg(long, value_name = "WHERE", value_enum)]
    envelopes: Option<TypedEnvelopes>,

    /// Envelope to print on [default: the usual one of the country].
    #[arg(long, value_name = "NAME", value_parser = envelope)]
    envelope: Option<EnvelopeId>,

    /// For printing on both sides: each letter begins on a front page, after a blank page if necessary.
    #[arg(long)]
    duplex: bool,

    /// Reject a letter that does not fit on one page, and report by how much.
    #[arg(long)]
    one_page: bool,

    /// With --senders: stop at the first row that cannot be printed, and write nothing.
    #[arg(long, requires = "senders")]
    pub strict: bool,

    /// With --senders: read, lay out and count everything and report every fault, but write nothing.
    #[arg(long, requires = "senders")]
    pub dry_run: bool,

    #[command(flatten)]
    terms: Terms,

    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "packets")]
    out: PathBuf,

    #[command(flatten)]
    pub overwriting: Overwriting,
}

/// The place of the envelopes, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TypedEnvelopes {
    /// Behind the letters that go into each
    Each,
    /// Behind all letters
    Last,
    /// No envelopes
    None,
}

/// Carries out the command.
pub fn packet(arguments: &PacketArguments) -> Report {
    printed(arguments).unwrap_or_else(|report| report)
}

fn printed(arguments: &PacketArguments) -> Result<Report, Report> {
    overwrite::folder(&arguments.out).map_err(Report::failed)?;
    let Opened { project, case } = arguments.terms.open(&arguments.case)?;
    let order = Order {
        languages: arguments.languages.lang.clone(),
        fallback: arguments.languages.fallback.clone(),
        sender: sender(arguments.sender.as_deref())?,
        stationery: arguments.stationery.clone(),
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        ..usual(case, &arguments.terms, &arguments.addressees)
    };
    let folder = arguments.out.join(order.case.as_str());
    let report = match &arguments.senders {
        Some(list) => packs(arguments, &project, &order, list, &folder),
        None => Ok(one(arguments, &project, &order, &folder)),
    };
    let named = |mut report: Report| {
        name_files(&mut report.findings, &arguments.case, &order.case, arguments.terms.project.as_deref());
        report
    };
    report.map(named).map_err(named)
}

/// The form of the packet; `usual` is the place of the envelopes if none was typed.
pub fn form(arguments: &PacketArguments, usual: Envelopes) -> PacketForm {
    let envelopes = arguments.envelopes.map_or(usual, |typed| match typed {
        TypedEnvelopes::Each => Envelopes::Each,
        TypedEnvelopes::Last => Envelopes::Last,
        TypedEnvelopes::None => Envelopes::None,
    });
    let sides = if arguments.duplex { Sides::Both } else { Sides::Front };
    PacketForm { sides, envelopes, envelope: arguments.envelope.clone() }
}

/// The packet of one sender.
fn one(arguments: &PacketArguments, project: &Project, order: &Order, folder: &Path) -> Report {
    let (packet, mut findings) = print(project, order, &form(arguments, Envelopes::Each));
    let mut status = ExitStatus::of(&findings);
    let mut text = String::new();
    if let Some(packet) = packet {
        let path = folder.join("packet.pdf");
        if let Err(finding) = guard(arguments).check(&path, Kind::Pdf) {
            return Report::failed_after(&findings, finding);
        }
        let access = if order.sender.is_some() { Access::OwnerOnly } else { Access::Shared };
        match write_whole(&path, &packet.pdf, access) {
            Ok(()) => text = contents(&packet, &path),
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    Report { text, findings, status }
}

/// Decides which existing files are overwritten.
pub fn guard(arguments: &PacketArguments) -> Guard {
    let inputs = arguments.sender.iter().chain(&arguments.senders);
    arguments.terms.guard(arguments.overwriting, &arguments.case, inputs)
}

/// The parts of a packet and its file.
fn contents(packet: &Packet, path: &Path) -> String {
    let mut out = String::new();
    let width = packet.parts.iter().filter_map(|part| Some(part.recipient.as_ref()?.as_str().len())).max().unwrap_or(0);
    for part in &packet.parts {
        let recipient = part.recipient.as_ref().map_or("", |recipient| recipient.as_str());
        let kind = match &part.kind {
            PartKind::Cover => "cover".to_owned(),
            PartKind::Letter(language) => format!("letter in {language}"),
            PartKind::Envelope => "envelope".to_owned(),
        };
        let last = part.first_page + part.pages - 1;
        let at = if part.pages == 1 { format!("page {last}") } else { format!("pages {}-{last}", part.first_page) };
        let _ = writeln!(out, "{recipient:width$}  {kind}  {at}");
    }
    let _ = writeln!(out, "{}  {}", pages(packet.pages), shown(path));
    out
}
