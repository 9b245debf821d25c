//! `likhit man`: a manual page for each command.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::builder::Resettable;
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::FIRST_STEPS;
use super::arguments::Arguments;
use super::folder::shown;
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{self, Guard, Overwriting};
use crate::finding::Findings;

/// The exit codes, as [`ExitStatus`] gives them.
const EXIT_CODES: [(&str, &str); 3] = [
    ("0", "Everything was done."),
    ("1", "There were errors, and nothing that they concern was written."),
    ("2", "The program could not run: a wrong argument, or a file that cannot be read or written."),
];

#[derive(Debug, Args)]
pub struct ManArguments {
    /// Folder for the manual pages, is created if it is missing.
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    #[command(flatten)]
    overwriting: Overwriting,
}

/// Carries out the command.
pub fn man(arguments: &ManArguments) -> Report {
    if let Err(finding) = overwrite::folder(&arguments.folder) {
        return Report::failed(finding);
    }
    let pages = pages();
    let files = || pages.iter().map(|(name, page)| (arguments.folder.join(name), page));
    let guard = Guard::new(arguments.overwriting, [], None);
    let refused: Findings =
        files().filter_map(|(path, page)| guard.check_with(&path, |bytes| bytes == page).err()).collect();
    if !refused.is_empty() {
        return Report::failed(refused);
    }
    let mut text = String::new();
    for (path, page) in files() {
        if let Err(finding) = write_whole(&path, page, Access::Shared) {
            return Report { text, findings: finding.into(), status: ExitStatus::Failed };
        }
        let _ = writeln!(text, "{}", shown(&path));
    }
    Report { text, findings: Findings::new(), status: ExitStatus::Done }
}

/// The names of the pages, such as `likhit-letters.1`, with their bytes.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut program = without_help(Arguments::command());
    // Only then the commands of `new` know their whole names.
    program.build();
    let mut pages = Vec::new();
    add_pages(&program, &mut pages);
    pages
}

/// Without the commands `help`, which have no page of their own.
fn without_help(command: Command) -> Command {
    command.disable_help_subcommand(true).mut_subcommands(without_help)
}

/// Adds the page of a command, and those of its own commands.
fn add_pages(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    pages.push((format!("{name}.1"), page(command, &name)));
    for below in command.get_subcommands() {
        add_pages(below, pages);
    }
}

fn page(command: &Command, name: &str) -> Vec<u8> {
    let examples =
        if name == "likhit" { Some(FIRST_STEPS.to_owned()) } else { command.get_after_help().map(ToString::to_string) };
    // The version is that of the program, on the page of each command. What is after the help would be one paragraph.
    let described = command.clone().version(env!("CARGO_PKG_VERSION")).after_help(Resettable::Reset);
    let mut page = Vec::new();
    let mut ends = Roff::new();
    if let Some(examples) = examples {
        ends.control("SH", ["EXAMPLES"]).control("nf", []);
        for line in examples.lines() {
            ends.text([roman(line)]);
        }
        ends.control("fi", []);
    }
    ends.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in EXIT_CODES {
        ends.control("TP", []).text([bold(code)]).text([roman(meaning)]);
    }
    if name != "likhit" {
        ends.control("SH", ["SEE ALSO"]).text([bold("likhit"), roman("(1)")]);
    }
    // An empty date would be left out, and the version would be in its place.
    let man = Man::new(described).date(" ").source(concat!("likhit ", env!("CARGO_PKG_VERSION"))).manual("likhit");
    // A vector takes all that is written to it.
    let _ = man.render(&mut page).and_then(|()| ends.to_writer(&mut page));
    page
}
