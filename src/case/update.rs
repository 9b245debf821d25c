//! Updates of a case: further information on the same action changes its recipients, texts or last day.
//!
//! [`Case::as_of`] is the only place where a case gets the state of a day. Everything is printed from such a
//! state.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{BodyPart, Case, Fact, Recipient, SendBefore, Status};
use crate::finding::{Finding, Piece, rules};
use crate::id::{CountryCode, MessageId, RecipientId};

/// Further information on an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// The day from which it holds; each update is later than the one before.
    pub date: Date,
    /// The message that says in short what is new; the sheet begins with it.
    pub note: MessageId,
    /// The changes.
    pub changes: Changes,
}

/// The changes of an update; an empty field changes nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// The headline in English.
    pub title: Option<String>,
    /// The day before which letters go out.
    pub send_before: Option<SendBefore>,
    /// Facts that are new, or other than they were.
    pub facts: BTreeMap<String, Fact>,
    /// All recipients that every sender writes to from now on.
    pub recipients: Option<Vec<Recipient>>,
    /// Embassies that are new or have other contact data.
    pub embassies: BTreeMap<CountryCode, Recipient>,
    /// The letter's subject.
    pub subject: Option<MessageId>,
    /// The paragraph that opens a copy.
    pub copy_opening: Option<MessageId>,
    /// The letter's body.
    pub letter: Option<Vec<BodyPart>>,
    /// The body of the letters of solidarity.
    pub solidarity: Option<Vec<BodyPart>>,
    /// The sheet's headline.
    pub headline: Option<MessageId>,
    /// A short summary of what has happened.
    pub lead: Option<MessageId>,
    /// The sheet's body.
    pub sheet: Option<Vec<BodyPart>>,
    /// The sheet's additional information.
    pub additional: Option<Vec<BodyPart>>,
    /// Whether letters still go out.
    pub status: Option<Status>,
}

impl Changes {
    /// The messages that they name for the letter and for the sheet.
    pub(super) fn messages(&self) -> Vec<(MessageId, Piece)> {
        let parts = |bodies: &[&Option<Vec<BodyPart>>]| -> Vec<MessageId> {
            bodies.iter().copied().flatten().flatten().flat_map(BodyPart::messages).cloned().collect()
        };
        let of_letter = [&self.subject, &self.copy_opening].into_iter().flatten().cloned();
        let of_letter = of_letter.chain(parts(&[&self.letter, &self.solidarity])).map(|id| (id, Piece::Letter));
        let of_sheet = [&self.headline, &self.lead].into_iter().flatten().cloned();
        let of_sheet = of_sheet.chain(parts(&[&self.sheet, &self.additional])).map(|id| (id, Piece::Sheet));
        of_letter.chain(of_sheet).collect()
    }

    /// The messages that name the recipients who are new.
    pub(super) fn recipient_messages(&self) -> impl Iterator<Item = MessageId> {
        self.all_recipients().map(Recipient::message)
    }

    /// The recipients and embassies that are new or changed.
    pub(super) fn all_recipients(&self) -> impl Iterator<Item = &Recipient> {
        self.recipients.iter().flatten().chain(self.embassies.values())
    }
}

/// A recipient who gets no letters any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The former recipient.
    pub recipient: RecipientId,
    /// The first day without letters.
    pub since: Date,
}

impl Case {
    /// The case as it was at the end of `day`, with all updates up to that day; without a day, with all updates.
    #[must_use]
    pub fn as_of(mut self, day: Option<Date>) -> Self {
        let until = self.until(day).max(self.updated);
        let new = self.updates[self.updated..until].to_vec();
        for Update { date, changes, .. } in new {
            self.change(date, changes);
        }
        self.updated = until;
        self
    }

    /// How many of the updates are there at the end of `day`; all there are, if no day is named.
    fn until(&self, day: Option<Date>) -> usize {
        self.updates.iter().take_while(|update| day.is_none_or(|day| update.date <= day)).count()
    }

    /// The status at the end of `day`, which may be later than this state, and where the file says it.
    pub(super) fn status_on(&self, day: Option<Date>) -> (&Status, String) {
        let until = self.until(day).max(self.updated);
        let mut updates = self.updates[..until].iter().enumerate().rev();
        let newest = updates.find_map(|(i, update)| Some((i, update.changes.status.as_ref()?)));
        match newest {
            Some((i, status)) => (status, format!("updates[{i}].status")),
            None => (&self.status, "status".to_owned()),
        }
    }

    fn change(&mut self, since: Date, changes: Changes) {
        fn set<T>(old: &mut T, new: Option<T>) {
            if let Some(new) = new {
                *old = new;
            }
        }
        let Changes { title, send_before, facts, recipients, embassies, status, .. } = changes;
        set(&mut self.title, title);
        self.send_before = send_before.or(self.send_before);
        set(&mut self.status, status);
        self.facts.extend(facts);
        self.embassies.extend(embassies);
        if let Some(recipients) = recipients {
            let stays = |id: &RecipientId| recipients.iter().any(|recipient| recipient.id == *id);
            let gone = self.recipients.iter().map(|recipient| recipient.id.clone()).filter(|id| !stays(id));
            self.former.extend(gone.map(|recipient| Former { recipient, since }));
            self.former.retain(|former| !stays(&former.recipient));
            self.recipients = recipients;
        }
        if let Some(letter) = &mut self.letter {
            set(&mut letter.subject, changes.subject);
            letter.copy_opening = changes.copy_opening.or(letter.copy_opening.take());
            set(&mut letter.body, changes.letter);
        }
        set(&mut self.solidarity, changes.solidarity);
        if let Some(sheet) = &mut self.sheet {
            set(&mut sheet.headline, changes.headline);
            set(&mut sheet.lead, changes.lead);
            set(&mut sheet.body, changes.sheet);
            set(&mut sheet.additional, changes.additional);
        }
    }

    /// The update whose state this is, if it is not the first one.
    pub fn update(&self) -> Option<&Update> {
        self.updates[..self.updated].last()
    }

    /// The day on which this state was published, if it is known.
    pub fn issued(&self) -> Option<Date> {
        self.update().map(|update| update.date).or(self.issued)
    }

    /// Reports a date for letters that is earlier than this state.
    pub fn dated_before_update(&self, date: Date) -> Option<Finding> {
        let update = self.update().filter(|update| date < update.date)?;
        let message = format!("the case was updated on {}, which is after the printed date, {date}", update.date);
        let finding = Finding::error(rules::DATED_BEFORE_UPDATE, message).in_file(&self.file);
        let finding = finding.place(format!("updates[{}].date", self.updated - 1));
        Some(
            finding.help(format!(
                "omit `--date` or use a later date; `--as-of {date}` prints the case as it was on that day"
            )),
        )
    }

    /// Reports that there is a later state than this one, that of the end of `as_of`.
    pub fn older_state(&self, as_of: Option<Date>) -> Option<Finding> {
        as_of.and_then(|day| self.not_begun(day)).or_else(|| self.before_update())
    }

    /// Reports a day before the case was issued or, if that is not known, before all its dates.
    fn not_begun(&self, day: Date) -> Option<Finding> {
        let date_of = |(name, fact): (&String, &Fact)| Some((fact.date()?, format!("facts.{name}")));
        let issued = self.issued.map(|day| (day, "issued".to_owned()));
        let first = issued.or_else(|| self.facts.iter().filter_map(date_of).min());
        let (first, place) = first.filter(|(first, _)| day < *first)?;
        let message = format!("on {day} the case did not exist yet: its first date is {first}");
        let finding = Finding::warning(rules::OLDER_STATE, message).in_file(&self.file).place(place);
        Some(finding.help("correct the day, or omit `--as-of` to use the current state"))
    }

    fn before_update(&self) -> Option<Finding> {
        let next = self.updates.get(self.updated)?;
        let (number, all) = (self.updated + 1, self.updates.len());
        let over = match self.status_on(None) {
            (Status::Closed { outcome }, _) => format!("; the case is now closed: {outcome}"),
            (Status::Expired, _) => "; the case has now expired".to_owned(),
            (Status::Active, _) => String::new(),
        };
        let message =
            format!("this is an old state of the case, before update {number} of {all} on {}{over}", next.date);
        let finding = Finding::warning(rules::OLDER_STATE, message).in_file(&self.file);
        Some(finding.place(format!("updates[{}]", self.updated)).help("omit `--as-of` to use the current state"))
    }
}
