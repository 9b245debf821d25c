//! The command line: the only part that touches disk, clock and terminal.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is where disk and clock are touched")]

mod accept;
mod arguments;
mod case_file;
mod cases;
mod check;
mod completions;
mod disk_fault;
mod envelopes;
mod explain;
mod export;
mod fax;
mod folder;
mod folder_lock;
mod groups;
mod import;
mod labels;
mod languages;
mod letters;
mod list_pieces;
mod mailing;
mod mailpieces;
mod man;
mod manifest;
mod new;
mod order;
mod outcome;
mod output;
mod overwrite;
mod packet;
mod packs;
mod part_file;
mod preview;
mod proof;
mod report;
mod review;
mod salutations;
mod senders_list;
mod sheet;
mod stationery;
mod text;
mod values;
mod visible;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;

use crate::finding::Findings;
use arguments::{Arguments, Command};
use outcome::{ExitStatus, Report, deliver};
use report::Format;

/// What to do next, for `likhit` without a command: in the width of a terminal.
const FIRST_STEPS: &str = "\
likhit makes appeal letters, ready to print, sign and post. What to do next:
  likhit letters kem-sokha                writes the letters of a sample case
  likhit new case NAME --from appeal.txt  makes your own case from an appeal
  likhit preview kem-sokha                shows the pages while you edit
  likhit mailing NAME --senders list.csv  writes the letters of a whole list
  likhit help                             lists all commands
";

/// Runs the program with these arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&args) {
        Ok(arguments) => arguments,
        // Help and version come this way too.
        Err(error) if !error.use_stderr() => {
            let printed = error.print().and_then(|()| std::io::stdout().flush());
            let is_lost = printed.is_err_and(|fault| fault.kind() != std::io::ErrorKind::BrokenPipe);
            return if is_lost { ExitStatus::Failed } else { ExitStatus::Done }.into();
        }
        Err(error) => {
            let typed: Vec<String> = args.iter().map(|typed| typed.to_string_lossy().into_owned()).collect();
            let said = visible::about_arguments(&error.render().to_string(), &typed);
            let _ = std::io::stderr().write_all(said.as_bytes());
            return ExitStatus::Failed.into();
        }
    };
    let Arguments { command, format } = arguments;
    let Some(command) = command else {
        let report = Report { text: FIRST_STEPS.to_owned(), findings: Findings::new(), status: ExitStatus::Done };
        return deliver(report, format, true).into();
    };
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
        Command::Packet(arguments) => packet::packet(&arguments),
        Command::Preview(arguments) => preview::preview(&arguments),
        Command::Stationery(arguments) => stationery::stationery(&arguments),
        Command::Languages(arguments) => languages::languages(&arguments, format),
        Command::Cases(arguments) => cases::cases(&arguments, format),
        Command::New(arguments) => new::new(&arguments),
        Command::Export(arguments) => export::export(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Accept(arguments) => accept::accept(&arguments),
        Command::Review(arguments) => review::review(&arguments),
        Command::Completions(arguments) => completions::completions(&arguments),
        Command::Man(arguments) => man::man(&arguments),
    };
    let unexplained = report.findings.iter().find(|finding| crate::judge::rule(finding.rule.as_str()).is_none());
    debug_assert!(unexplained.is_none(), "no rule explains {unexplained:?}");
    deliver(report, format, is_grouped).into()
}
