//! `likhit cases`: deadline, recipients and languages of each case.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::folder;
use super::outcome::{ExitStatus, Report};
use super::report::{Format, table};
use super::values::date;
use crate::case::CaseSummary;
use crate::finding::Findings;
use crate::id::{LanguageTag, RecipientId};
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
        rows.extend(case.map(|case| CaseSummary::of(case, today)));
    }
    let text = if format == Format::Json { super::visible::json(&rows) } else { shown(&rows) };
    let status = if findings.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Report { text, findings, status }
}

fn shown(rows: &[CaseSummary]) -> String {
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
