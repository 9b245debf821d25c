//! `likhit review`: writes a form for a native reader, one HTML file that works without network.

use std::path::PathBuf;

use clap::Args;

use super::case_file::id_of;
use super::folder::{self, shown};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::overwrite::{Guard, Overwriting};
use super::values::language;
use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, LanguageTag};
use crate::locale::Library;
use crate::review::{FormOrder, form, page};
use crate::translation::info;

/// The arguments of `likhit review`.
#[derive(Debug, Args)]
pub struct ReviewArguments {
    /// Language.
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: LanguageTag,

    /// File to write [default: review-LANG.html in the working folder].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Ask only for what this case uses [default: all cases, and all that every letter says].
    #[arg(long, value_name = "CASE")]
    pub case: Option<String>,

    /// Ask also for messages that are reviewed already.
    #[arg(long)]
    pub all: bool,

    /// Folder with the project before a change: where its words differ, the form shows them too [default: the words
    /// that were reviewed last].
    #[arg(long, value_name = "DIR")]
    pub before: Option<PathBuf>,

    /// Date of the letter that is shown as an example [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::values::date)]
    pub date: Option<jiff::civil::Date>,

    /// Folder of the project [default: the working folder if it is a project].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,

    #[command(flatten)]
    pub overwriting: Overwriting,
}

/// Carries out the command.
pub fn review(arguments: &ReviewArguments) -> Report {
    match written(arguments) {
        Ok(report) => report,
        Err(findings) => Report::failed(findings),
    }
}

fn written(arguments: &ReviewArguments) -> Result<Report, Findings> {
    let ReviewArguments { language, case, before, .. } = arguments;
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("review-{language}.html")));
    let project = folder::project(arguments.project.as_deref())?;
    let root = folder::root(arguments.project.as_deref())?;
    Guard::new(arguments.overwriting, [], root).check_with(&path, is_form)?;
    let earlier = before.as_deref().map(|before| folder::project(Some(before))).transpose()?;
    let case = case.as_deref().map(known_case).transpose()?;
    let date = arguments.date.unwrap_or_else(|| jiff::Zoned::now().date());
    let order = FormOrder { language: language.clone(), case, with_reviewed: arguments.all, date };
    let faulty = |findings: Findings| Ok(Report { status: ExitStatus::of(&findings), ..Report::faulty(findings) });
    let form = match form(&project, earlier.as_ref(), &order) {
        Ok(form) => form,
        Err(findings) => return faulty(findings),
    };
    let messages = form.messages().count();
    if messages == 0 {
        let text = format!("nothing to review in `{language}`: all messages are reviewed; to ask again, use --all\n");
        return Ok(Report { text, findings: Findings::new(), status: ExitStatus::Done });
    }
    let info = info(&Library::of(&project).with([language]), language)?;
    let page = match page(&project, &form, &info) {
        Ok(page) => page,
        Err(findings) => return faulty(findings),
    };
    write_whole(&path, page.as_bytes(), Access::Shared)?;
    let text = format!(
        "{messages} {}, {} {}, about {} minutes  {}\n",
        if messages == 1 { "message" } else { "messages" },
        form.sentences(),
        if form.sentences() == 1 { "sentence" } else { "sentences" },
        form.minutes(),
        shown(&path)
    );
    Ok(Report { text, findings: Findings::new(), status: ExitStatus::Done })
}

/// Whether a file is a form: answers are in other files, so that it can be made again.
fn is_form(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<!doctype html>") && bytes.windows(MARK.len()).any(|window| window == MARK)
}

/// What only a form has.
const MARK: &[u8] = b"<script type=\"application/json\" id=\"data\">{\"version\":";

fn known_case(typed: &str) -> Result<CaseId, Finding> {
    id_of(typed).ok_or_else(|| {
        let finding = Finding::error(rules::BAD_ID, format!("`{typed}` is not a valid case name"));
        finding.help(format!("write {}", CaseId::expected(typed)))
    })
}
