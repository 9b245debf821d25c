//! `likhit text`: a letter as plain text for an e-mail, or as a link that opens it in one.

use std::fmt::Write as _;

use clap::Args;

use super::case_file::name_files;
use super::order::OneSender;
use super::outcome::{ExitStatus, Report};
use crate::finding::{Finding, Findings, rules};
use crate::letter::mailto;
use crate::print::{self, PlainCopy};

/// The arguments of `likhit text`.
#[derive(Debug, Args)]
pub struct TextArguments {
    #[command(flatten)]
    letters: OneSender,

    /// Print `mailto:` links instead, for recipients whose e-mail address is in the case.
    #[arg(long)]
    mailto: bool,
}

/// Carries out the command.
pub fn text(arguments: &TextArguments) -> Report {
    written(arguments).unwrap_or_else(|report| report)
}

fn written(arguments: &TextArguments) -> Result<Report, Report> {
    let (project, order) = arguments.letters.order()?;
    let composed = if arguments.mailto { print::email_letters } else { print::plain_letters };
    let outcome = composed(&project, &order);
    let mut findings = outcome.findings;
    name_files(&mut findings, &arguments.letters.case, &order.case, arguments.letters.terms.project.as_deref());
    let text = if arguments.mailto {
        let (text, said) = links(&outcome.letters);
        findings.extend(said);
        text
    } else {
        print::plain_text(&outcome.letters)
    };
    let status = ExitStatus::of(&findings);
    Ok(Report { text, findings, status })
}

/// More characters of a link than this get lost on the way into some e-mail programs: Windows hands over
/// 2,083 at most.
const LONGEST_LINK: usize = 2000;

/// The links, and findings about them.
fn links(letters: &[PlainCopy]) -> (String, Findings) {
    let (mut text, mut findings) = (String::new(), Findings::new());
    for PlainCopy { recipient, language, letter, emails } in letters {
        for email in emails {
            let link = mailto(email, letter);
            if link.len() > LONGEST_LINK {
                let message = format!(
                    "the link to `{recipient}` in `{language}` has {} characters, and many programs cut it off after {LONGEST_LINK}",
                    link.len()
                );
                let finding = Finding::warning(rules::LONG_LINK, message).place(recipient.as_str());
                findings.push(finding.help(
                    "check that the whole letter is in the e-mail before you send it; if not, copy it from `likhit text` without `--mailto`",
                ));
            }
            let _ = writeln!(text, "{link}");
        }
    }
    (text, findings)
}
