//! `likhit sheet`: the Urgent Action of a case, to hand out to letter writers.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::case_file::{Opened, name_files};
use super::folder::shown;
use super::order::{Languages, Terms};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{Kind, Overwriting, folder};
use super::values::{country, language};
use crate::id::{CountryCode, LanguageTag};
use crate::page::{Paper, PrintSize};
use crate::print::{self, PrintedSheet, SheetOrder};

/// The arguments of `likhit sheet`.
#[derive(Debug, Args)]
pub struct SheetArguments {
    /// Case: its id, or the path of its YAML file.
    case: String,

    #[command(flatten)]
    languages: Languages,

    /// Print these languages side by side, paragraph beside paragraph.
    #[arg(long, value_name = "LANG,LANG", value_parser = language, value_delimiter = ',')]
    parallel: Vec<LanguageTag>,

    /// Country of the letter writers, for example GB or Norway: chooses the embassy and the paper.
    #[arg(long, value_name = "CC", value_parser = country)]
    country: Option<CountryCode>,

    /// Paper [default: the usual one of the country].
    #[arg(long, value_enum)]
    paper: Option<TypedPaper>,

    /// Print nothing smaller than 16 points, for readers who need large print. Languages side by side are then on paper
    /// that is turned on its side.
    #[arg(long)]
    large_print: bool,

    #[command(flatten)]
    terms: Terms,

    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "sheets")]
    out: PathBuf,

    #[command(flatten)]
    overwriting: Overwriting,
}

/// Paper, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TypedPaper {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

/// Carries out the command.
pub fn sheet(arguments: &SheetArguments) -> Report {
    if let Err(finding) = folder(&arguments.out) {
        return Report::failed(finding);
    }
    let Opened { project, case } = match arguments.terms.open(&arguments.case) {
        Ok(opened) => opened,
        Err(report) => return report,
    };
    let order = SheetOrder {
        case,
        languages: arguments.languages.lang.clone(),
        parallel: arguments.parallel.clone(),
        fallback: arguments.languages.fallback.clone(),
        country: arguments.country.clone(),
        date: arguments.terms.day(),
        paper: arguments.paper.map(|paper| match paper {
            TypedPaper::A4 => Paper::A4,
            TypedPaper::Letter => Paper::Letter,
        }),
        print: if arguments.large_print { PrintSize::Large } else { PrintSize::Usual },
        as_of: arguments.terms.as_of,
        after_deadline: arguments.terms.after_deadline,
    };
    let outcome = print::sheets(&project, &order);
    let mut findings = outcome.findings;
    name_files(&mut findings, &arguments.case, &order.case, arguments.terms.project.as_deref());
    let mut status = ExitStatus::of(&findings);
    let mut text = String::new();
    let folder = arguments.out.join(order.case.as_str());
    let path_of = |sheet: &PrintedSheet| {
        let languages: Vec<&str> = sheet.languages.iter().map(LanguageTag::as_str).collect();
        let large = if arguments.large_print { "-large-print" } else { "" };
        folder.join(format!("sheet-{}{large}.pdf", languages.join("-")))
    };
    let guard = arguments.terms.guard(arguments.overwriting, &arguments.case, []);
    if let Err(more) = guard.check_all(outcome.sheets.iter().map(|sheet| (path_of(sheet), Kind::Pdf))) {
        return Report::failed_after(&findings, more);
    }
    for sheet in &outcome.sheets {
        let languages: Vec<&str> = sheet.languages.iter().map(LanguageTag::as_str).collect();
        let path = path_of(sheet);
        match write_whole(&path, &sheet.pdf, Access::Shared) {
            Ok(()) => {
                let pages = super::explain::pages(sheet.document.pages.len());
                let _ = writeln!(text, "{}  {pages}  {}", languages.join(" + "), shown(&path));
            }
            Err(finding) => {
                findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
    }
    Report { text, findings, status }
}
