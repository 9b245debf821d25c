//! `likhit text`: a letter as plain text for an e-mail, or as a link that opens it in one.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::args::{country, date, language, recipient};
use super::case_file::{Opened, name_as_typed, open, refused};
use super::{Ending, Report, letters};
use crate::finding::{Finding, Findings, has_errors};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::mailto;
use crate::page::Extent;
use crate::press::{self, Order};

#[derive(Debug, Args)]
pub struct TextArguments {
    /// The case: its id, or the path of its YAML file.
    pub case: String,

    /// Write to this recipient only; may be given several times. Otherwise to all.
    #[arg(long, value_name = "RECIPIENT", value_parser = recipient)]
    pub to: Vec<RecipientId>,

    /// Write in this language only; may be given several times. Otherwise in all of the case.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub lang: Vec<LanguageTag>,

    /// Take what a language lacks from this one; otherwise it is an error.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub fallback: Option<LanguageTag>,

    /// Who writes: a YAML file with name, address and country.
    #[arg(long, value_name = "FILE")]
    pub sender: Option<PathBuf>,

    /// The country that is written from, as two capital letters.
    #[arg(long, value_name = "CC", value_parser = country)]
    pub country: Option<CountryCode>,

    /// The day; today by default.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// Print `mailto:` links instead, for the recipients that the case has an email address of.
    #[arg(long)]
    pub mailto: bool,

    /// The section office agrees to letters after the case's date: do not warn.
    #[arg(long)]
    pub after_deadline: bool,

    /// Print letters of a case that is closed or has expired.
    #[arg(long)]
    pub despite_status: bool,

    /// The project's folder; otherwise the working folder where it has `cases` or `locales`.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// Carries out the command.
pub fn text(arguments: &TextArguments) -> Report {
    match written(arguments) {
        Ok(report) => report,
        Err((findings, ending)) => Report { text: String::new(), findings, ending },
    }
}

fn written(arguments: &TextArguments) -> Result<Report, (Findings, Ending)> {
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
        sender: arguments.sender.as_deref().map(letters::sender).transpose()?,
        country: arguments.country.clone(),
        date: arguments.date.unwrap_or_else(|| jiff::Zoned::now().date()),
        stationery: None,
        envelope: None,
        overlay: false,
        after_deadline: arguments.after_deadline,
        extent: Extent::AsNeeded,
    };
    let outcome = press::plain_letters(&project, &order);
    let mut findings = outcome.findings;
    name_as_typed(&mut findings, &arguments.case, &order.case);
    let mut text = String::new();
    for (at, (recipient, language, letter, emails)) in outcome.letters.iter().enumerate() {
        if arguments.mailto {
            for email in emails {
                let _ = writeln!(text, "{}", mailto(email, letter));
            }
            if emails.is_empty() {
                let message =
                    format!("the case has no email address of `{recipient}`, so there is no link in `{language}`");
                let finding = Finding::warning("no-email", message).place(recipient.as_str());
                findings.push(finding.help("post the letter, or add `email: [address]` to the case"));
            }
            continue;
        }
        if at > 0 {
            text.push_str("\n\n");
        }
        let _ = writeln!(text, "{}\n\n{}", letter.subject, letter.body);
    }
    let ending = if has_errors(&findings) { Ending::Faulty } else { Ending::Done };
    Ok(Report { text, findings, ending })
}
