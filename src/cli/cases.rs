//! `likhit cases`: deadline, recipients and languages of each case.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use super::folder;
use super::outcome::{ExitStatus, Report};
use super::report::{Format, table};
use super::values::date;
use crate::case::{Case, SendBefore, Status};
use crate::finding::Findings;
use crate::id::{CaseId, CountryCode, LanguageTag, RecipientId};
use crate::print;

#[derive(Debug, Args)]
pub struct CasesArguments {
    /// Day from which the days left are counted [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// Folder of the project [default: the working folder if it is a project].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// The row of a case, with the fields of `--format json`.
#[derive(Debug, Serialize)]
struct Row {
    case: CaseId,
    title: String,
    /// `active`, `expired` or `closed`.
    status: &'static str,
    /// The day before which letters go out; without it, as soon as possible.
    send_before: Option<String>,
    /// The number of the latest update on or before the day, and the number of all updates.
    update: usize,
    updates: usize,
    /// The day of that update.
    updated: Option<String>,
    /// Letters can be sent while this is above zero; without a last day, at any time.
    days_left: Option<i32>,
    recipients: Vec<RecipientId>,
    /// Countries whose senders also write to their own embassy.
    embassies: Vec<CountryCode>,
    languages: Vec<LanguageTag>,
}

/// Carries out the command.
pub fn cases(arguments: &CasesArguments, format: Format) -> Report {
    let project = match folder::project(arguments.project.as_deref()) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let today = arguments.date.unwrap_or_else(|| jiff::Zoned::now().date());
    let mut rows = Vec::new();
    let mut findings = Findings::new();
    for id in project.cases() {
        let case = findings.take(print::read_case(&project, &id, Some(today)));
        rows.extend(case.map(|case| row(case, today)));
    }
    let text = if format == Format::Json { super::visible::json(&rows) } else { shown(&rows) };
    let status = if findings.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Report { text, findings, status }
}

fn row(case: Case, today: Date) -> Row {
    Row {
        status: match case.status {
            Status::Active => "active",
            Status::Expired => "expired",
            Status::Closed { .. } => "closed",
        },
        days_left: case.send_before.map(|SendBefore(day)| (day - today).get_days()),
        send_before: case.send_before.map(|SendBefore(day)| day.to_string()),
        update: case.updated,
        updates: case.updates.len(),
        updated: case.update().map(|update| update.date.to_string()),
        recipients: case.recipients.into_iter().map(|recipient| recipient.id).collect(),
        embassies: case.embassies.into_keys().collect(),
        languages: case.languages,
        title: case.title,
        case: case.id,
    }
}

fn shown(rows: &[Row]) -> String {
    let mut lines = vec![
        ["case", "status", "send before", "days left", "update", "languages", "recipients", "title"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for row in rows {
        let embassies = row.embassies.iter().map(|country| format!("embassy for {country}"));
        let recipients: Vec<String> = row.recipients.iter().map(RecipientId::to_string).chain(embassies).collect();
        let languages: Vec<&str> = row.languages.iter().map(LanguageTag::as_str).collect();
        lines.push(vec![
            row.case.to_string(),
            row.status.to_owned(),
            row.send_before.clone().unwrap_or_else(|| "soon".to_owned()),
            match row.days_left {
                None => "no limit".to_owned(),
                Some(days) if days > 0 => days.to_string(),
                Some(_) => "over".to_owned(),
            },
            match &row.updated {
                Some(day) => format!("{} of {}, {day}", row.update, row.updates),
                None if row.updates > 0 => format!("0 of {}", row.updates),
                None => "none".to_owned(),
            },
            languages.join(", "),
            recipients.join(", "),
            row.title.clone(),
        ]);
    }
    table(&lines)
}
