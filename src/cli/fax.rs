//! `likhit fax`: a fax for each recipient, with a cover and the letters.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::args::{country, date, language, recipient};
use super::case_file::{Opened, name_as_typed, open, refused};
use super::letters::{pages, sender};
use super::output::{Readers, write_whole};
use super::{Ending, Report};
use crate::finding::Findings;
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::page::Extent;
use crate::press::{self, Faxed, Order};

#[derive(Debug, Args)]
pub struct FaxArguments {
    /// The case: its id, or the path of its YAML file.
    pub case: String,

    /// Write to this recipient only; may be given several times. Otherwise to all with a fax number.
    #[arg(long, value_name = "RECIPIENT", value_parser = recipient)]
    pub to: Vec<RecipientId>,

    /// Write in this language only; may be given several times. Otherwise in all of the case. The
    /// cover is in the first.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub lang: Vec<LanguageTag>,

    /// Take what a language lacks from this one; otherwise it is an error.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub fallback: Option<LanguageTag>,

    /// Who writes: a YAML file with name, address and country. Otherwise there are ruled lines to
    /// fill in by hand.
    #[arg(long, value_name = "FILE")]
    pub sender: Option<PathBuf>,

    /// The country that the fax is sent from, as two capital letters: it says how the number is
    /// dialled.
    #[arg(long, value_name = "CC", value_parser = country)]
    pub country: Option<CountryCode>,

    /// The day; today by default.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// The section office agrees to letters after the case's date: do not warn.
    #[arg(long)]
    pub after_deadline: bool,

    /// Print faxes of a case that is closed or has expired.
    #[arg(long)]
    pub despite_status: bool,

    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "faxes")]
    pub out: PathBuf,

    /// The folder with cases, locales and fonts of your own; the working folder where it has `cases`
    /// or `locales`. What is not there comes from the program.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// Carries out the command.
pub fn fax(arguments: &FaxArguments) -> Report {
    match written(arguments) {
        Ok(report) => report,
        Err((findings, ending)) => Report { text: String::new(), findings, ending },
    }
}

fn written(arguments: &FaxArguments) -> Result<Report, (Findings, Ending)> {
    let opened = open(&arguments.case, arguments.project.as_deref()).map_err(|findings| (findings, Ending::Failed))?;
    let findings = refused(&opened, arguments.despite_status);
    if !findings.is_empty() {
        return Err((findings, Ending::Faulty));
    }
    let Opened { project, case } = opened;
    let order = Order {
        case,
        to: arguments.to.clone(),
        languages: arguments.lang.clone(),
        fallback: arguments.fallback.clone(),
        sender: arguments.sender.as_deref().map(sender).transpose()?,
        country: arguments.country.clone(),
        date: arguments.date.unwrap_or_else(|| jiff::Zoned::now().date()),
        stationery: None,
        envelope: None,
        overlay: false,
        after_deadline: arguments.after_deadline,
        extent: Extent::AsNeeded,
    };
    let outcome = press::faxes(&project, &order);
    let mut findings = outcome.findings;
    name_as_typed(&mut findings, &arguments.case, &order.case);
    let mut ending = Ending::of(&findings);
    let readers = if order.sender.is_some() { Readers::Owner } else { Readers::Anybody };
    let mut text = String::new();
    let width = outcome.faxes.iter().map(|fax| fax.recipient.as_str().len()).max().unwrap_or(0);
    for fax in &outcome.faxes {
        let path = arguments.out.join(order.case.as_str()).join(format!("{}.pdf", fax.recipient));
        match write_whole(&path, &fax.pdf, readers) {
            Ok(()) => text.push_str(&row(fax, width, &path)),
            Err(finding) => {
                findings.push(finding);
                ending = Ending::Failed;
            }
        }
    }
    Ok(Report { text, findings, ending })
}

/// What was written, where, and which number it is sent to.
fn row(fax: &Faxed, width: usize, path: &Path) -> String {
    let mut out = format!("{:width$}  {}", fax.recipient, pages(fax.document.pages.len()));
    let numbers: Vec<&str> =
        fax.numbers.iter().map(|number| number.dialled.as_deref().unwrap_or(&number.international)).collect();
    let _ = writeln!(out, "  dial {}  {}", numbers.join(" or "), path.display());
    out
}
