//! The summary of a case: what a list of cases says of each.

use jiff::civil::Date;
use serde::Serialize;

use super::{Case, SendBefore, Status};
use crate::id::{CaseId, CountryCode, LanguageTag, RecipientId};

/// The summary of a case on a day. Its fields are those of `--format json`.
#[derive(Debug, Serialize)]
pub struct CaseSummary {
    /// Its id.
    pub case: CaseId,
    /// Its title.
    pub title: String,
    /// `active`, `expired` or `closed`.
    pub status: &'static str,
    /// The day before which letters go out; without it, as soon as possible.
    pub send_before: Option<String>,
    /// The number of the latest update on or before the day.
    pub update: usize,
    /// The number of all updates.
    pub updates: usize,
    /// The day of that update.
    pub updated: Option<String>,
    /// Letters can be sent while this is above zero; without a last day, at any time.
    pub days_left: Option<i32>,
    /// The recipients of every sender.
    pub recipients: Vec<RecipientId>,
    /// Countries whose senders also write to their own embassy.
    pub embassies: Vec<CountryCode>,
    /// The languages that it is printed in.
    pub languages: Vec<LanguageTag>,
}

impl CaseSummary {
    /// The summary of a case.
    pub fn of(case: Case, today: Date) -> Self {
        Self {
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
}
