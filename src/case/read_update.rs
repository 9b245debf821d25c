//! Reading the updates of a case file.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde_yaml::Value;

use super::read::{Check, TypedPart, TypedSolidarity};
use super::read_recipient::TypedRecipient;
use super::{BodyPart, Changes, SendBefore, Update};
use crate::finding::rules;
use crate::yaml::KeyPath;

/// The most updates of a case.
const MOST_UPDATES: usize = 200;

/// An update as it was typed.
#[derive(Deserialize)]
#[serde(expecting = "keys such as `date: …`")]
pub(super) struct TypedUpdate {
    date: Option<String>,
    note: Option<String>,
    title: Option<String>,
    send_before: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    recipients: Option<Vec<TypedRecipient>>,
    #[serde(default)]
    embassies: BTreeMap<String, TypedRecipient>,
    #[serde(default)]
    letter: TypedLetterChange,
    solidarity: Option<TypedSolidarity>,
    #[serde(default)]
    sheet: TypedSheetChange,
    status: Option<String>,
    outcome: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(expecting = "keys such as `body: […]`")]
struct TypedLetterChange {
    subject: Option<String>,
    copy_opening: Option<String>,
    body: Option<Vec<TypedPart>>,
}

#[derive(Deserialize, Default)]
#[serde(expecting = "keys such as `body: […]`")]
struct TypedSheetChange {
    headline: Option<String>,
    lead: Option<String>,
    body: Option<Vec<TypedPart>>,
    additional: Option<Vec<TypedPart>>,
}

impl Check<'_> {
    /// The updates of the file; a faulty one is reported and left out.
    /// Each must be after the one before it, and after the day of issue.
    pub(super) fn updates(&mut self, path: &KeyPath, typed: Vec<TypedUpdate>, issued: Option<Date>) -> Vec<Update> {
        let mut updates: Vec<Update> = Vec::new();
        if !self.at_most(MOST_UPDATES, typed.len(), path) {
            return updates;
        }
        for (i, typed) in typed.into_iter().enumerate() {
            let path = path.index(i);
            let Some(update) = self.update(&path, typed) else { continue };
            let before = match updates.last() {
                Some(before) => Some((before.date, "date of the previous update")),
                None => issued.map(|issued| (issued, "day of issue")),
            };
            if let Some((before, what)) = before.filter(|(before, _)| *before >= update.date) {
                let message = format!("{} is not after {before}, the {what}", update.date);
                let finding = self.error(rules::BAD_UPDATES, &path.key("date"), message);
                self.report(finding.help("put the updates in order of date, at most one update per day"));
            }
            updates.push(update);
        }
        updates
    }

    fn update(&mut self, path: &KeyPath, typed: TypedUpdate) -> Option<Update> {
        let date = self.required(path, "date", typed.date).and_then(|day| self.date(&path.key("date"), &day));
        let note = self.message(path, "note", typed.note);
        let title = typed.title.and_then(|title| self.text(&path.key("title"), &title));
        let send_before = typed.send_before.and_then(|day| self.date(&path.key("send_before"), &day)).map(SendBefore);
        let facts = self.facts(&path.key("facts"), typed.facts);
        let recipients = typed.recipients.map(|typed| self.recipients(path, typed));
        let embassies = self.embassies(&path.key("embassies"), typed.embassies);
        let status = if typed.status.is_none() && typed.outcome.is_none() {
            None
        } else {
            self.status(path, typed.status.as_deref(), typed.outcome.as_deref())
        };
        let letter = path.key("letter");
        let sheet = path.key("sheet");
        let changes = Changes {
            title,
            send_before,
            facts,
            recipients,
            embassies,
            subject: self.optional_message(&letter, "subject", typed.letter.subject),
            copy_opening: self.optional_message(&letter, "copy_opening", typed.letter.copy_opening),
            letter: self.changed_body(&letter, "body", typed.letter.body),
            solidarity: typed.solidarity.map(|typed| self.solidarity(path, Some(typed))),
            headline: self.optional_message(&sheet, "headline", typed.sheet.headline),
            lead: self.optional_message(&sheet, "lead", typed.sheet.lead),
            sheet: self.changed_body(&sheet, "body", typed.sheet.body),
            additional: self.changed_body(&sheet, "additional", typed.sheet.additional),
            status,
        };
        Some(Update { date: date?, note: note?, changes })
    }

    fn changed_body(&mut self, parent: &KeyPath, key: &str, typed: Option<Vec<TypedPart>>) -> Option<Vec<BodyPart>> {
        let typed = typed?;
        // Only the additional information may end.
        if typed.is_empty() && key == "body" {
            self.required(parent, key, None::<()>);
        }
        Some(self.parts(&parent.key(key), typed))
    }
}
