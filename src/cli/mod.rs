//! The command line: the only part that touches disk, clock and terminal.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is where disk and clock are touched")]

mod accept;
mod args;
mod case_file;
mod cases;
mod check;
mod envelopes;
mod explain;
mod export;
mod fax;
mod folder;
mod groups;
mod import;
mod labels;
mod languages;
mod letters;
mod list_pieces;
mod mailing;
mod mailpieces;
mod manifest;
mod new;
mod order;
mod output;
mod preview;
mod proof;
mod report;
mod sheet;
mod stationery;
mod text;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::finding::{Finding, Findings, rules};
use args::{Arguments, Command};
use report::Format;

/// How the program ends, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ExitStatus {
    /// All was done.
    Done,
    /// There were errors, and nothing was written for the letters that they concern.
    Faulty,
    /// It could not run: a wrong argument, a file that cannot be read, a folder that cannot be
    /// written.
    Failed,
}

impl ExitStatus {
    /// The exit status for these findings. Without its case a command could not run at all.
    fn of(findings: &Findings) -> Self {
        if findings.iter().any(|finding| finding.rule == rules::UNKNOWN_CASE) {
            Self::Failed
        } else if findings.has_errors() {
            Self::Faulty
        } else {
            Self::Done
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(ending: ExitStatus) -> Self {
        ExitCode::from(match ending {
            ExitStatus::Done => 0,
            ExitStatus::Faulty => 1,
            ExitStatus::Failed => 2,
        })
    }
}

/// The output of a command.
struct Report {
    /// For the standard output.
    text: String,
    /// For the standard error.
    findings: Findings,
    /// How it ended.
    ending: ExitStatus,
}

impl Report {
    /// The report of a command that could not run.
    fn failed(findings: impl Into<Findings>) -> Self {
        Self { text: String::new(), findings: findings.into(), ending: ExitStatus::Failed }
    }

    /// The report of a command that wrote nothing because of errors.
    fn faulty(findings: impl Into<Findings>) -> Self {
        Self { text: String::new(), findings: findings.into(), ending: ExitStatus::Faulty }
    }
}

/// Runs the program with these arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too; clap knows which stream is theirs.
            let _ = error.print();
            return if error.use_stderr() { ExitStatus::Failed.into() } else { ExitStatus::Done.into() };
        }
    };
    let Arguments { command, format } = arguments;
    let is_grouped = !matches!(&command, Command::Check(arguments) if arguments.all);
    let report = match command {
        Command::Check(arguments) => check::check(&arguments, format == Format::Text),
        Command::Letters(arguments) => letters::letters(&arguments),
        Command::Fax(arguments) => fax::fax(&arguments),
        Command::Text(arguments) => text::text(&arguments),
        Command::Envelopes(arguments) => envelopes::envelopes(&arguments),
        Command::Labels(arguments) => labels::labels(&arguments),
        Command::Sheet(arguments) => sheet::sheet(&arguments),
        Command::Proof(arguments) => proof::proof(&arguments),
        Command::Mailing(arguments) => mailing::mailing(&arguments),
        Command::Preview(arguments) => preview::preview(&arguments),
        Command::Stationery(arguments) => stationery::stationery(&arguments),
        Command::Languages(arguments) => languages::languages(&arguments, format),
        Command::Cases(arguments) => cases::cases(&arguments, format),
        Command::New(arguments) => new::new(&arguments),
        Command::Export(arguments) => export::export(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Accept(arguments) => accept::accept(&arguments),
    };
    let unexplained = report.findings.iter().find(|finding| crate::judge::rule(finding.rule.as_str()).is_none());
    debug_assert!(unexplained.is_none(), "no rule explains {unexplained:?}");
    deliver(report, format, is_grouped).into()
}

/// Writes the output of a command and returns the exit status. Output to a file must be complete, but a
/// closed pipe is not an error: the reader has read enough.
fn deliver(report: Report, format: Format, is_grouped: bool) -> ExitStatus {
    let Report { text, mut findings, mut ending } = report;
    let mut out = std::io::stdout();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        let finding = Finding::error(rules::UNWRITABLE, format!("the standard output cannot be written: {error}"));
        findings.push(finding.help("free some disk space, or send the output somewhere else"));
        ending = ExitStatus::Failed;
    }
    let findings = match format {
        Format::Text if is_grouped => report::text(&report::grouped(&findings)),
        Format::Text => report::text(&findings),
        Format::Json => report::json(&findings),
        Format::Github if is_grouped => report::github(&report::grouped(&findings)),
        Format::Github => report::github(&findings),
        Format::Sarif => report::sarif(&findings),
    };
    // If this fails, there is no way left to report it.
    let _ = std::io::stderr().write_all(findings.as_bytes());
    ending
}
