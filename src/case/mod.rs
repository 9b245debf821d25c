//! The case: its recipients, its last day for letters, and the order of the parts of the letter.

mod addressed;
mod forbidden;
mod languages;
mod link;
mod person;
mod read;
mod read_fact;
mod read_person;
mod read_recipient;
mod read_states;
mod read_update;
mod summary;
mod update;

pub use addressed::{Addressed, Gender, Number};
pub use forbidden::Forbidden;
pub use languages::CaseLanguages;
pub(crate) use link::{is_email, is_web};
pub use person::{Charge, PERSON_COUNT, PERSONS, Person};
#[cfg(test)]
pub(crate) use read::keys;
pub use read_fact::parse_date;
pub(crate) use read_states::is_same_name;
pub use summary::CaseSummary;
pub use update::{Changes, Former, Update};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::finding::{Finding, Origin, Piece, rules};
use crate::id::{CaseId, CountryCode, LanguageTag, MessageId, RecipientId, SalutationKey};

/// A case, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The name of its file.
    pub id: CaseId,
    /// The file that findings name.
    pub file: String,
    /// The title of the case: what the file says, or the names of its persons, or the name of the file. It is never
    /// printed in a letter.
    pub title: String,
    /// The persons in whose favour the letters are written; empty if the file does not name them.
    pub persons: Vec<Person>,
    /// The accusation against the person.
    pub charge: Option<Charge>,
    /// The day before which letters go out; without it they go out as soon as possible, and none is late.
    pub send_before: Option<SendBefore>,
    /// The country of the authorities that are written to.
    pub country: CountryCode,
    /// The languages of the letter in the order of printing; at least one.
    pub languages: Vec<LanguageTag>,
    /// The language that the others are translated from, if the file says it.
    pub source: Option<LanguageTag>,
    /// The facts, which messages use as variables.
    pub facts: BTreeMap<String, Fact>,
    /// The messages whose text is a name that is never broken.
    pub names: Vec<MessageId>,
    /// The recipients that every sender writes to, in the order of the file; at least one.
    pub recipients: Vec<Recipient>,
    /// The recipients that only senders in one country write to.
    pub embassies: BTreeMap<CountryCode, Recipient>,
    /// The texts of the letter; `None` if the case has only letters of solidarity.
    pub letter: Option<LetterPlan>,
    /// The body of the letters of solidarity; empty if there are none.
    pub solidarity: Vec<BodyPart>,
    /// The texts of the sheet that is handed out to letter writers, if there is one.
    pub sheet: Option<SheetPlan>,
    /// Whether letters still go out.
    pub status: Status,
    /// Names that a sender's own words must not contain, because it would harm these people.
    pub do_not_mention: Forbidden,
    /// The number under which the organisation publishes the action: `UA 1/18`.
    pub index: Option<String>,
    /// The day on which the action was first published.
    pub issued: Option<Date>,
    /// Further information on the action, in the order of their days; see [`Case::as_of`].
    pub updates: Vec<Update>,
    /// How many of the updates are in this state of the case.
    pub updated: usize,
    /// The recipients of letters in an earlier state.
    pub former: Vec<Former>,
    /// The messages that any state of the case names, each with what is printed with it.
    pub messages: Vec<(MessageId, Piece)>,
    /// The forms of address that any state of the case uses.
    pub salutations: BTreeSet<SalutationKey>,
}

/// Whether letters of a case still go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// They do.
    Active,
    /// They went out until a day that has passed, and the section office no longer wants any.
    Expired,
    /// They do no longer.
    Closed {
        /// How the case ended.
        outcome: String,
    },
}

/// The day before which letters go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendBefore(pub Date);

impl SendBefore {
    /// Whether a letter of this date is too late: on the day itself it is.
    pub fn has_passed(self, date: Date) -> bool {
        date >= self.0
    }
}

/// A fact that messages name as a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A day; set by the language's message `date`.
    Date(Date),
    /// A whole number of at most [`Fact::MAX_NUMBER`]; set in the language's digits.
    Number(u64),
    /// Text that is the same in every language, such as a registration mark.
    Text(String),
}

impl Fact {
    /// The greatest number that Fluent, which counts in `f64`, keeps to the last digit.
    pub const MAX_NUMBER: u64 = 1 << 53;

    /// The longest text, in characters: what every language prints as it is.
    pub const MAX_TEXT: usize = 1_000;

    /// The day, if it is one.
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Number(_) | Self::Text(_) => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Date(_) | Self::Number(_) => None,
        }
    }
}

/// A recipient of letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// The name of the PDF; the message `recipient-…` says who it is in each language.
    pub id: RecipientId,
    /// Whether the letter is an appeal or a copy of one.
    pub part: Involvement,
    /// The form of address.
    pub salutation: SalutationKey,
    /// Where the form of address is in the case file.
    pub salutation_origin: Origin,
    /// Gender and number, for the form of address.
    pub addressed: Addressed,
    /// Who the recipient is, and where letters are posted to.
    pub address: PostalAddress,
    /// Telephone numbers.
    pub telephone: Vec<String>,
    /// Where they are in the case file.
    pub telephone_origin: Origin,
    /// Fax numbers.
    pub fax: Vec<String>,
    /// Where they are in the case file.
    pub fax_origin: Origin,
    /// Email addresses.
    pub email: Vec<String>,
    /// Web addresses.
    pub web: Vec<String>,
}

impl Recipient {
    /// Whether the case says how to reach the recipient in this way.
    pub fn is_reached_by(&self, way: ContactWay) -> bool {
        match way {
            ContactWay::Post => self.address.is_of_post(),
            ContactWay::Fax => !self.fax.is_empty(),
            ContactWay::Email => !self.email.is_empty(),
        }
    }

    /// Everything by which the recipient is reached, in words for a finding.
    pub fn reached_by(&self) -> String {
        let named = [("e-mail", &self.email), ("fax", &self.fax), ("web", &self.web), ("telephone", &self.telephone)];
        let named = named.into_iter().filter(|(_, all)| !all.is_empty());
        let post = self.address.is_of_post().then(|| "postal address".to_owned());
        let ways = named.map(|(name, all)| format!("{name} {}", all.join(", "))).chain(post);
        ways.collect::<Vec<String>>().join("; ")
    }

    /// Reports that the recipient cannot be reached in this way, and says how else.
    pub fn not_reached_by(&self, way: ContactWay) -> Finding {
        let (rule, lacks, key) = match way {
            ContactWay::Post => (rules::NO_ADDRESS, "no postal address", "address: …` with `lines` and `country"),
            ContactWay::Fax => (rules::NO_FAX, "no fax number", "fax: [number]"),
            ContactWay::Email => (rules::NO_EMAIL, "no e-mail address", "email: [address]"),
        };
        let commands = [
            ("`likhit letters`", self.address.is_of_post()),
            ("`likhit fax`", !self.fax.is_empty()),
            ("`likhit text --mailto`", !self.email.is_empty()),
            ("`likhit text` for the web page", !self.web.is_empty()),
        ];
        let commands: Vec<&str> =
            commands.into_iter().filter(|(_, is_useful)| *is_useful).map(|(name, _)| name).collect();
        let message = format!("`{}` has {lacks} in this case (listed: {})", self.id, self.reached_by());
        let origin = if way == ContactWay::Fax { &self.fax_origin } else { &self.address.latin.origin };
        origin.error(rule, message).help(format!("use {}, or add `{key}` to the case file", commands.join(" or ")))
    }

    /// The message that names the recipient in a language.
    pub fn message(&self) -> MessageId {
        MessageId::new(&format!("recipient-{}", self.id)).expect("a recipient id has only characters of a message id")
    }
}

/// A way to send a letter to a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactWay {
    /// By post.
    Post,
    /// By fax.
    Fax,
    /// By e-mail.
    Email,
}

/// The part of a recipient in the appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Involvement {
    /// The appeal is addressed to them.
    Addressee,
    /// They get a copy, and the appeals say so.
    Copy,
    /// A letter of solidarity to the prisoner or the family: without subject, demands and copies.
    Solidarity,
}

/// A recipient's name and office, and the postal address in the forms that post offices read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostalAddress {
    /// In English and Latin letters, which post offices everywhere can read.
    pub latin: AddressForm,
    /// In the language and script of its own country, for letters that are posted there.
    pub local: Option<AddressForm>,
    /// The recipient's country; its name is the last line of a letter from abroad, and numbers without a calling code
    /// are dialled in it.
    pub country: CountryCode,
}

/// A postal address in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressForm {
    /// The language.
    pub language: LanguageTag,
    /// The person's name with its title.
    pub name: Option<String>,
    /// The office; an address for the post has at least one of name and office.
    pub office: Option<String>,
    /// Street, quarter and town, a line each; none if letters cannot be posted.
    pub lines: Vec<String>,
    /// Where it is in the case file.
    pub origin: Origin,
}

impl PostalAddress {
    /// The most characters of a line of any address: more than goes on an envelope.
    pub const MAX_LINE: usize = 120;

    /// Whether letters can be posted to it.
    pub fn is_of_post(&self) -> bool {
        !self.latin.lines.is_empty()
    }

    /// The form that the post office of the country of posting reads.
    pub fn read_in(&self, posted_in: Option<&CountryCode>) -> &AddressForm {
        self.local.as_ref().filter(|_| posted_in == Some(&self.country)).unwrap_or(&self.latin)
    }
}

impl AddressForm {
    /// The name, or the office if no name is known.
    pub fn who(&self) -> Option<&str> {
        self.name.as_deref().or(self.office.as_deref())
    }
}

/// The texts of the letter, by message ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPlan {
    /// The subject.
    pub subject: MessageId,
    /// The paragraph that opens a copy, if there are copies.
    pub copy_opening: Option<MessageId>,
    /// The body in order; at least one part.
    pub body: Vec<BodyPart>,
    /// How many pages a letter may have in any language, if the case says so.
    pub pages: Option<u8>,
    /// Whether a letter to fill in by hand has ruled lines for the writer's own words.
    pub own_words: bool,
}

impl LetterPlan {
    /// The messages that it is made of.
    pub fn messages(&self) -> impl Iterator<Item = &MessageId> {
        let body = self.body.iter().flat_map(BodyPart::messages);
        std::iter::once(&self.subject).chain(&self.copy_opening).chain(body)
    }

    /// The demands: each list, with the paragraphs before it.
    pub fn demands(&self) -> impl Iterator<Item = &BodyPart> {
        let is_list = |part: Option<&BodyPart>| matches!(part, Some(BodyPart::List(_)));
        let parts = self.body.iter().enumerate();
        parts.filter(move |(i, part)| is_list(Some(part)) || is_list(self.body.get(i + 1))).map(|(_, part)| part)
    }
}

/// The texts of the Urgent Action sheet, by message ids. Recipients, addresses and the last day come from the
/// case itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlan {
    /// The headline.
    pub headline: MessageId,
    /// A short summary of what has happened.
    pub lead: MessageId,
    /// The events and what to write, in order; at least one part.
    pub body: Vec<BodyPart>,
    /// The additional information, on a page of its own.
    pub additional: Vec<BodyPart>,
}

/// A part of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyPart {
    /// A message of one or more paragraphs.
    Paragraphs(MessageId),
    /// A list, a message for each item.
    List(Vec<MessageId>),
}

impl BodyPart {
    /// The messages that it is made of.
    pub fn messages(&self) -> &[MessageId] {
        match self {
            Self::Paragraphs(id) => std::slice::from_ref(id),
            Self::List(ids) => ids,
        }
    }
}

impl Case {
    /// The messages that the case file names for any of its states. The case's Fluent file must have them.
    pub fn message_ids(&self) -> impl Iterator<Item = &MessageId> {
        self.messages.iter().map(|(id, _)| id)
    }

    /// The messages that this state of the case names, and those of the updates, each with what is printed
    /// with it.
    fn named_messages(&self) -> Vec<(MessageId, Piece)> {
        let of_letter = self.letter.iter().flat_map(LetterPlan::messages);
        let of_letter = of_letter.chain(self.solidarity.iter().flat_map(BodyPart::messages));
        let mut named: Vec<(MessageId, Piece)> = of_letter.map(|id| (id.clone(), Piece::Letter)).collect();
        if let Some(SheetPlan { headline, lead, body, additional }) = &self.sheet {
            let parts = body.iter().chain(additional).flat_map(BodyPart::messages);
            named.extend([headline, lead].into_iter().chain(parts).map(|id| (id.clone(), Piece::Sheet)));
        }
        let recipients = self.recipients.iter().chain(self.embassies.values()).map(Recipient::message);
        let persons = self.persons.iter().filter(|person| person.id.is_some()).map(Person::message);
        let mut of_all: Vec<MessageId> = self.names.iter().cloned().chain(persons).chain(recipients).collect();
        for Update { note, changes, .. } in &self.updates {
            named.push((note.clone(), Piece::Sheet));
            named.extend(changes.messages());
            of_all.extend(changes.recipient_messages());
        }
        named.extend(of_all.iter().map(|id| (id.clone(), Piece::Letter)));
        let of_sheet = of_all.into_iter().filter(|_| self.sheet.is_some());
        named.extend(of_sheet.map(|id| (id, Piece::Sheet)));
        named
    }

    /// The recipients of this state and of the updates, with the embassies.
    pub fn all_recipients(&self) -> impl Iterator<Item = &Recipient> {
        let of_updates = self.updates.iter().flat_map(|update| update.changes.all_recipients());
        self.recipients.iter().chain(self.embassies.values()).chain(of_updates)
    }

    /// Whether the case file names this message.
    pub fn names_message(&self, id: &str) -> bool {
        self.message_ids().any(|named| named.as_str() == id)
    }

    /// The first name in `words` that must not be mentioned. Capitals, accents, spaces, marks between letters
    /// and the order of the parts of a Khmer cluster are ignored.
    pub fn forbidden_name(&self, words: &str) -> Option<&str> {
        self.do_not_mention.found_in(words)
    }

    /// Reports that the case is closed or has expired on `day`, even if an older state of the case is used. Without
    /// a day, the latest status counts.
    pub fn out_of_date(&self, day: Option<Date>) -> Option<Finding> {
        let (status, place) = self.status_on(day);
        let (message, help) = match status {
            Status::Active => return None,
            Status::Expired => {
                ("the case has expired".to_owned(), "ask your section office whether letters are still useful")
            }
            Status::Closed { outcome } => (format!("the case is closed: {outcome}"), "do not send more letters"),
        };
        let finding = Finding::error(rules::CASE_NOT_ACTIVE, message).in_file(&self.file).place(place);
        Some(finding.help(format!("{help}; use `--despite-status` to print them anyway")))
    }

    /// The recipient of this id, also among the embassies.
    pub fn recipient(&self, id: &RecipientId) -> Option<&Recipient> {
        self.recipients.iter().chain(self.embassies.values()).find(|recipient| recipient.id == *id)
    }

    /// The recipients of a sender in this country, in the order of the file, with the embassy last.
    pub fn recipients_for(&self, sender_country: Option<&CountryCode>) -> Vec<&Recipient> {
        let embassy = sender_country.and_then(|country| self.embassies.get(country));
        self.recipients.iter().chain(embassy).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Source;

    #[test]
    fn of_very_many_faults_the_first_are_placed() {
        let names: Vec<String> = (0..300).map(|n| format!("a b{n}")).collect();
        let text = include_str!("../../cases/kem-sokha.yaml")
            .replace("names: [person, party]", &format!("names: [{}]", names.join(", ")));
        let id = CaseId::new("kem-sokha").expect("an id");
        let findings = Case::read(id, Source { file: "cases/kem-sokha.yaml", text: &text }).expect_err("none is an id");
        let placed = findings.iter().filter(|finding| finding.line.is_some()).count();
        assert_eq!((findings.len(), placed), (300, 100));
    }

    #[test]
    fn a_forbidden_name_is_found_however_it_is_written() {
        let text = include_str!("../../cases/kem-sokha.yaml")
            .replace("do_not_mention: []", "do_not_mention: [Zoë Ndlovu, ចាន់ធូ]");
        let id = CaseId::new("kem-sokha").expect("an id");
        let case = Case::read(id, Source { file: "cases/kem-sokha.yaml", text: &text }).expect("it is sound");
        for words in ["I met Zoë Ndlovu.", "ZOE\u{308}-NDLOVU", "zoe  ndlovu", "Ｚoë Ndlovu", "ចាន់\u{200B}ធូ"]
        {
            assert!(case.forbidden_name(words).is_some(), "{words}");
        }
        assert_eq!(case.forbidden_name("I met her."), None);
    }
}
