//! `likhit text`: a letter as plain text for an e-mail, or as a link that opens it in one.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::case_file::{Opened, name_as_typed};
use super::order::{Addressees, Languages, Terms, sender, usual};
use super::{Ending, Report};
use crate::finding::Finding;
use crate::letter::mailto;
use crate::press::{self, Order};

/// What is typed after `likhit text`.
#[derive(Debug, Args)]
pub struct TextArguments {
    /// The case: its id, or the path of its YAML file.
    case: String,

    #[command(flatten)]
    addressees: Addressees,

    #[command(flatten)]
    languages: Languages,

    /// Who writes: a YAML file with name, address and country.
    #[arg(long, value_name = "FILE")]
    sender: Option<PathBuf>,

    /// Print `mailto:` links instead, for the recipients that the case has an email address of.
    #[arg(long)]
    mailto: bool,

    #[command(flatten)]
    terms: Terms,
}

/// Carries out the command.
pub fn text(arguments: &TextArguments) -> Report {
    written(arguments).unwrap_or_else(|report| report)
}

fn written(arguments: &TextArguments) -> Result<Report, Report> {
    let Opened { project, case } = arguments.terms.open(&arguments.case)?;
    let order = Order {
        languages: arguments.languages.lang.clone(),
        fallback: arguments.languages.fallback.clone(),
        sender: sender(arguments.sender.as_deref())?,
        ..usual(case, &arguments.terms, &arguments.addressees)
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
    let ending = Ending::of(&findings);
    Ok(Report { text, findings, ending })
}
