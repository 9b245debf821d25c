//! The output of a command, and the exit status of the program.

use std::io::Write;
use std::process::ExitCode;

use super::disk_fault::in_plain_words;
use super::report::{self, Format};
use super::visible::visible_lines;
use crate::finding::{Finding, Findings, rules};

/// How the program ends, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
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
    pub fn of(findings: &Findings) -> Self {
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
    fn from(status: ExitStatus) -> Self {
        ExitCode::from(match status {
            ExitStatus::Done => 0,
            ExitStatus::Faulty => 1,
            ExitStatus::Failed => 2,
        })
    }
}

/// The output of a command.
pub struct Report {
    /// For the standard output.
    pub text: String,
    /// For the standard error.
    pub findings: Findings,
    /// How it ended.
    pub status: ExitStatus,
}

impl Report {
    /// The report of a command that could not run.
    pub fn failed(findings: impl Into<Findings>) -> Self {
        Self { text: String::new(), findings: findings.into(), status: ExitStatus::Failed }
    }

    /// The report of a command that failed: the earlier findings, and the reason why it failed.
    pub fn failed_after(findings: &Findings, more: impl Into<Findings>) -> Self {
        Self::failed(findings.iter().cloned().chain(more.into()).collect::<Findings>())
    }

    /// The report of a command that wrote nothing because of errors.
    pub fn faulty(findings: impl Into<Findings>) -> Self {
        Self { text: String::new(), findings: findings.into(), status: ExitStatus::Faulty }
    }

    /// The report of a command that wrote nothing: the earlier findings, and the errors that are the reason.
    pub fn faulty_after(findings: &Findings, more: impl Into<Findings>) -> Self {
        Self::faulty(findings.iter().cloned().chain(more.into()).collect::<Findings>())
    }
}

/// Writes to the standard output at once, before the report of the command. If this fails, the report fails too.
pub fn write_now(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes the output of a command and returns the exit status. Output to a file must be complete, but a
/// closed pipe is not an error: the reader has read enough.
pub fn deliver(report: Report, format: Format, is_grouped: bool) -> ExitStatus {
    let Report { text, mut findings, mut status } = report;
    let mut out = std::io::stdout();
    if let Err(error) = out.write_all(visible_lines(&text).as_bytes()).and_then(|()| out.flush())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        let (what, _) = in_plain_words(&error);
        let finding = Finding::error(rules::UNWRITABLE, format!("the standard output cannot be written: {what}"));
        findings.push(finding.help("check the free disk space, or send the output to another place"));
        status = ExitStatus::Failed;
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
    status
}
