//! `likhit accept`: records that translations are up to date with the source, or that a native reader has
//! reviewed messages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use jiff::civil::Date;

use super::arguments::Arguments;
use super::folder::{self, in_project, shown};
use super::folder_lock::{Writing, lock};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::values::{date, language};
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::project::{Project, text_of};
use crate::review::{Better, Taken, take};
use crate::translation::{self, Accepted, AcceptedFile, Reading};
use crate::yaml::Source;

#[derive(Debug, Args)]
pub struct AcceptArguments {
    /// Language.
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: LanguageTag,

    /// Messages, such as `closing`, `letter.ftl` or `letter.ftl:closing` [default: all of the language]. With --review
    /// also files that the review form saved: their names end in `.json`.
    #[arg(value_name = "MESSAGE")]
    pub messages: Vec<String>,

    /// Record that a native reader has reviewed the messages as they are now, or what the file of a review form says.
    #[arg(long)]
    pub review: bool,

    /// Also write the better words of the review form into the language.
    #[arg(long, requires = "review")]
    pub take_better: bool,

    /// Name of the reader [default: the name in the file of the review form].
    #[arg(long, value_name = "NAME", requires = "review", value_parser = reader)]
    pub by: Option<String>,

    /// Day of the review [default: the day in the file of the review form, or today].
    #[arg(long, value_name = "YYYY-MM-DD", requires = "review", value_parser = date)]
    pub on: Option<Date>,

    /// Folder of the project [default: the working folder].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

fn reader(text: &str) -> Result<String, String> {
    let reading = Reading::new(text, Date::constant(2000, 1, 1));
    reading.map(|reading| reading.by).ok_or_else(|| "write a name on one line, for example `Sok Dara`".to_owned())
}

/// Carries out the command.
pub fn accept(arguments: &AcceptArguments) -> Report {
    let AcceptArguments { language, by, on, .. } = arguments;
    // No message is called so.
    let is_file = |name: &&String| arguments.review && name.to_ascii_lowercase().ends_with(".json");
    let (files, messages): (Vec<&String>, Vec<&String>) = arguments.messages.iter().partition(is_file);
    let messages: Vec<String> = messages.into_iter().cloned().collect();
    let has_messages = files.is_empty() || !messages.is_empty();
    if arguments.review && has_messages && by.is_none() {
        nameless();
    }
    let folder = arguments.project.as_deref();
    // The records are read when no other run can change them, and a folder that is no project is not locked.
    let opened = folder::root(folder)
        .and_then(|_| Ok((lock(&in_project(folder, ""), Writing::Records)?, folder::project(folder)?)));
    let (_lock, project) = match opened {
        Ok(opened) => opened,
        Err(findings) => return Report::failed(findings),
    };
    let mut report = Report { text: String::new(), findings: Findings::new(), status: ExitStatus::Done };
    let mut work = Work { folder, project, report: &mut report };
    if has_messages {
        let recorded = match by.clone().filter(|_| arguments.review) {
            Some(by) => {
                let reading = Reading { by, on: on.unwrap_or_else(|| jiff::Zoned::now().date()) };
                translation::record_review(&work.project, language, &messages, &reading)
            }
            None => translation::accept(&work.project, language, &messages),
        };
        work.record(recorded);
    }
    for file in files {
        work.take(arguments, Path::new(file));
    }
    if report.text.is_empty() && report.status == ExitStatus::Done {
        report.text.push_str(match by {
            Some(_) => "nothing to record: the review of these words is already recorded\n",
            None => "nothing to record: all translations are already recorded as up to date\n",
        });
    }
    report
}

/// Says that the name of the reader is missing, and ends.
fn nameless() -> ! {
    let mut command = Arguments::command();
    command.build();
    let accept = command.find_subcommand_mut("accept").expect("it is this command");
    let message = "the name of the reader is missing: add `--by NAME`, or name a file that the review form saved";
    accept.error(ErrorKind::MissingRequiredArgument, message).exit()
}

/// The project while it is changed.
struct Work<'a> {
    folder: Option<&'a Path>,
    project: Project,
    report: &'a mut Report,
}

impl Work<'_> {
    fn record(&mut self, recorded: Result<Accepted, Findings>) {
        match recorded {
            Ok(accepted) => {
                self.found(accepted.findings);
                self.write_all(&accepted.files);
            }
            Err(findings) => self.failed(findings, ExitStatus::Faulty),
        }
    }

    /// Takes a file that the review form saved.
    fn take(&mut self, arguments: &AcceptArguments, path: &Path) {
        let AcceptArguments { language, by, on, .. } = arguments;
        let better = if arguments.take_better { Better::Take } else { Better::Show };
        let bytes = match folder::bytes(path) {
            Ok(bytes) => bytes,
            Err(finding) => return self.failed(finding, ExitStatus::Failed),
        };
        let name = shown(path);
        let taken = text_of(&name, &bytes).map_err(Findings::from).and_then(|text| {
            take(&self.project, language, &Source { file: &name, text }, better, (by.as_deref(), *on))
        });
        match taken {
            Ok(taken) => {
                let summary = summary(&name, &taken, better);
                self.found(taken.findings);
                if self.write_all(&taken.files) {
                    self.report.text.push_str(&summary);
                }
            }
            Err(findings) => self.failed(findings, ExitStatus::Faulty),
        }
    }

    fn found(&mut self, findings: Findings) {
        if findings.has_errors() {
            self.report.status = self.report.status.max(ExitStatus::Faulty);
        }
        self.report.findings.extend(findings);
    }

    fn failed(&mut self, findings: impl Into<Findings>, status: ExitStatus) {
        self.report.findings.extend(findings.into());
        self.report.status = self.report.status.max(status);
    }

    /// Writes files of the project, up to the first that cannot be written: what comes after it may be its record. Says
    /// whether all were. What comes next is taken into what is written.
    fn write_all(&mut self, files: &[AcceptedFile]) -> bool {
        for AcceptedFile { path: name, text, messages } in files {
            let path = in_project(self.folder, name);
            let bytes = self.project.edited(name, text);
            if let Err(finding) = write_whole(&path, &bytes, Access::Shared) {
                self.failed(finding, ExitStatus::Failed);
                return false;
            }
            let _ = writeln!(self.report.text, "{}  {}", shown(&path), messages.join(", "));
            self.project = self.project.clone().with([(name.to_owned(), bytes)]);
        }
        true
    }
}

/// How many messages of a file have which answer.
fn summary(name: &str, taken: &Taken, better: Better) -> String {
    let better = match better {
        Better::Take => format!("{} better ({} taken)", taken.better, taken.taken),
        Better::Show if taken.taken > 0 => format!("{} better ({} taken before)", taken.better, taken.taken),
        Better::Show => format!("{} better", taken.better),
    };
    let (good, unknown, unanswered) = (taken.good, taken.unknown, taken.unanswered);
    format!("{name}: {good} good, {better}, {unknown} not known, {unanswered} without an answer\n")
}
