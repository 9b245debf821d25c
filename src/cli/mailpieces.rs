//! What `likhit envelopes` and `likhit labels` have in common: the case, whose addresses, and where to.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::args::{country, date, recipient};
use super::case_file::{self, name_as_typed, refused};
use super::letters::{font, mm, sender};
use super::output::{Readers, write_whole};
use super::{Ending, Report};
use crate::id::{CountryCode, RecipientId};
use crate::page::Extent;
use crate::press::{Form, Mailpieces, Order, mailpieces};

#[derive(Debug, Args)]
pub struct MailpieceArguments {
    /// The case: its id, or the path of its YAML file.
    pub case: String,

    /// To this recipient only; may be given several times. Otherwise to all.
    #[arg(long, value_name = "RECIPIENT", value_parser = recipient)]
    pub to: Vec<RecipientId>,

    /// Who writes: a YAML file with name, address and country.
    #[arg(long, value_name = "FILE")]
    pub sender: Option<PathBuf>,

    /// The country that the letters are posted in, as two capital letters.
    #[arg(long, value_name = "CC", value_parser = country)]
    pub country: Option<CountryCode>,

    /// The letters' date, for the case's last day; today by default.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// The section office agrees to letters after the case's date: do not warn.
    #[arg(long)]
    pub after_deadline: bool,

    /// Print the addresses of a case that is closed or has expired.
    #[arg(long)]
    pub despite_status: bool,

    /// A font for scripts that the program's own fonts lack, as a TrueType file (.ttf); may be
    /// given several times.
    #[arg(long, value_name = "FILE")]
    pub font: Vec<PathBuf>,

    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "letters")]
    pub out: PathBuf,

    /// The folder with cases, locales, stationery and fonts of your own; the working folder where
    /// it has `cases` or `locales`. What is not there comes from the program.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// Prints the addresses on what `form` says.
pub fn print(arguments: &MailpieceArguments, form: &Form) -> Report {
    let failed = |findings, ending| Report { text: String::new(), findings, ending };
    let opened = match case_file::open(&arguments.case, arguments.project.as_deref()) {
        Ok(opened) => opened,
        Err(findings) => return failed(findings, Ending::Failed),
    };
    let mut findings = refused(&opened, arguments.despite_status);
    if !findings.is_empty() {
        name_as_typed(&mut findings, &arguments.case, &opened.case);
        return failed(findings, Ending::Faulty);
    }
    let case_file::Opened { mut project, case } = opened;
    for path in &arguments.font {
        match font(path) {
            Ok(font) => project = project.with([font]),
            Err(finding) => return failed(vec![finding], Ending::Failed),
        }
    }
    let sender = match arguments.sender.as_deref().map(sender).transpose() {
        Ok(sender) => sender,
        Err((findings, ending)) => return failed(findings, ending),
    };
    let order = Order {
        case,
        to: arguments.to.clone(),
        languages: Vec::new(),
        fallback: None,
        sender: None,
        country: arguments.country.clone(),
        date: arguments.date.unwrap_or_else(|| jiff::Zoned::now().date()),
        stationery: None,
        envelope: None,
        overlay: false,
        after_deadline: arguments.after_deadline,
        extent: Extent::AsNeeded,
    };
    let (printed, mut findings) = mailpieces(&project, &order, sender.as_slice(), form);
    name_as_typed(&mut findings, &arguments.case, &order.case);
    let mut ending = Ending::of(&findings);
    let mut text = String::new();
    if let Some(printed) = printed {
        let path = arguments.out.join(order.case.as_str()).join(format!("{}.pdf", printed.name));
        let readers = if sender.is_some() { Readers::Owner } else { Readers::Anybody };
        match write_whole(&path, &printed.pdf, readers) {
            Ok(()) => text = table(&printed, &path.display().to_string()),
            Err(finding) => {
                findings.push(finding);
                ending = Ending::Failed;
            }
        }
    }
    Report { text, findings, ending }
}

/// What was printed, and where.
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
    let pages = if count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
    let _ = writeln!(out, "{pages} of {} × {} mm  {path}", mm(size.width), mm(size.height));
    out
}
