//! `likhit sheet`: the Urgent Action of a case, to hand out to those who write.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::args::{country, date, language};
use super::case_file::{Opened, name_as_typed, open};
use super::output::{Readers, write_whole};
use super::{Ending, Report};
use crate::finding::has_errors;
use crate::id::{CountryCode, LanguageTag};
use crate::page::Paper;
use crate::press::{self, SheetOrder};

#[derive(Debug, Args)]
pub struct SheetArguments {
    /// The case: its id, or the path of its YAML file.
    pub case: String,

    /// A sheet in this language only; may be given several times. Otherwise in all of the case.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub lang: Vec<LanguageTag>,

    /// A sheet with these languages side by side, paragraph beside paragraph.
    #[arg(long, value_name = "LANG,LANG", value_parser = language, value_delimiter = ',')]
    pub parallel: Vec<LanguageTag>,

    /// Take what a language lacks from this one; otherwise it is an error.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub fallback: Option<LanguageTag>,

    /// The country of those who get the sheet, as two capital letters: it chooses the embassy and
    /// the paper.
    #[arg(long, value_name = "CC", value_parser = country)]
    pub country: Option<CountryCode>,

    /// The day on which the sheet is handed out; today by default.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// The paper; by default what is usual in the country.
    #[arg(long, value_enum)]
    pub paper: Option<TypedPaper>,

    /// The section office agrees to letters after the case's date: do not warn.
    #[arg(long)]
    pub after_deadline: bool,

    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "sheets")]
    pub out: PathBuf,

    /// The folder with cases, locales and fonts of your own; the working folder where it has `cases`
    /// or `locales`. What is not there comes from the program.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
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
    let Opened { project, case } = match open(&arguments.case, arguments.project.as_deref()) {
        Ok(opened) => opened,
        Err(findings) => return Report { text: String::new(), findings, ending: Ending::Failed },
    };
    let order = SheetOrder {
        case,
        languages: arguments.lang.clone(),
        parallel: arguments.parallel.clone(),
        fallback: arguments.fallback.clone(),
        country: arguments.country.clone(),
        date: arguments.date.unwrap_or_else(|| jiff::Zoned::now().date()),
        paper: arguments.paper.map(|paper| match paper {
            TypedPaper::A4 => Paper::A4,
            TypedPaper::Letter => Paper::Letter,
        }),
        after_deadline: arguments.after_deadline,
    };
    let outcome = press::sheets(&project, &order);
    let mut findings = outcome.findings;
    name_as_typed(&mut findings, &arguments.case, &order.case);
    let mut ending = if has_errors(&findings) { Ending::Faulty } else { Ending::Done };
    let mut text = String::new();
    for sheet in &outcome.sheets {
        let languages: Vec<&str> = sheet.languages.iter().map(LanguageTag::as_str).collect();
        let name = format!("sheet-{}.pdf", languages.join("-"));
        let path = arguments.out.join(order.case.as_str()).join(name);
        match write_whole(&path, &sheet.pdf, Readers::Anybody) {
            Ok(()) => {
                let pages = super::letters::pages(sheet.document.pages.len());
                let _ = writeln!(text, "{}  {pages}  {}", languages.join(" + "), path.display());
            }
            Err(finding) => {
                findings.push(finding);
                ending = Ending::Failed;
            }
        }
    }
    Report { text, findings, ending }
}
