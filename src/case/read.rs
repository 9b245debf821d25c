//! Reading a case file: first the typed values, then their meaning, with all faults at once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;
use serde_yaml::Value;

use super::read_fact::parse_date;
use super::read_person::{TypedCharge, TypedPerson};
use super::read_recipient::TypedRecipient;
use super::read_update::TypedUpdate;
use super::{BodyPart, Case, Forbidden, LetterPlan, Person, SendBefore, SheetPlan, Status};
use crate::countries;
use crate::finding::{Finding, Findings, RuleName, code_point, rules};
use crate::id::{CaseId, CountryCode, LanguageTag, MessageId};
use crate::yaml::{DoubtfulComment, KeyPath, Places, Source};

/// The maximum number of faults of a case that are reported with their place.
const MOST_PLACED: usize = 100;

/// The most languages of a letter, messages of a body, and names that are never broken. Real cases have far fewer.
const MOST_LANGUAGES: usize = 20;
const MOST_PARTS: usize = 300;
const MOST_NAMES: usize = 300;

/// A case file as it was typed. Every field that may be missing is optional, so that all missing fields are reported at
/// once.
#[derive(Deserialize)]
#[serde(expecting = "keys such as `title: …`")]
struct Typed {
    title: Option<String>,
    person: Option<TypedPerson>,
    #[serde(default)]
    persons: Vec<TypedPerson>,
    charge: Option<TypedCharge>,
    send_before: Option<String>,
    country: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    source: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    recipients: Vec<TypedRecipient>,
    #[serde(default)]
    embassies: BTreeMap<String, TypedRecipient>,
    letter: Option<TypedLetter>,
    solidarity: Option<TypedSolidarity>,
    sheet: Option<TypedSheet>,
    status: Option<String>,
    outcome: Option<String>,
    #[serde(default)]
    do_not_mention: Vec<String>,
    index: Option<String>,
    issued: Option<String>,
    #[serde(default)]
    updates: Vec<TypedUpdate>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `subject: …`")]
struct TypedLetter {
    subject: Option<String>,
    copy_opening: Option<String>,
    #[serde(default)]
    body: Vec<TypedPart>,
    pages: Option<u8>,
    #[serde(default)]
    own_words: bool,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `body: […]`")]
pub(super) struct TypedSolidarity {
    #[serde(default)]
    body: Vec<TypedPart>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `headline: …`")]
struct TypedSheet {
    headline: Option<String>,
    lead: Option<String>,
    #[serde(default)]
    body: Vec<TypedPart>,
    #[serde(default)]
    additional: Vec<TypedPart>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "each part of `body` must be a message id or `list: [id, …]`")]
pub(super) enum TypedPart {
    Paragraphs(String),
    List(TypedList),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedList {
    list: Vec<String>,
}

/// Every key of a case file.
#[cfg(test)]
pub(crate) fn keys() -> Vec<&'static str> {
    use crate::yaml::keys_of;
    [keys_of::<Typed>(), keys_of::<TypedList>()].concat()
}

impl Case {
    /// Reads the case `id` from its file.
    ///
    /// # Errors
    ///
    /// The first fault of the YAML, or every unknown key, or everything that is missing or makes
    /// no sense.
    pub fn read(id: CaseId, source: Source) -> Result<Self, Findings> {
        let typed: Typed = source.read()?;
        let (places, comments) = (Places::of(source), source.doubtful_comments());
        let mut check = Check { source, places, comments, country: None, findings: Findings::new() };
        let root = KeyPath::default();
        let case = check.case(id, &root, typed);
        match case {
            Some(case) if check.findings.is_empty() => Ok(case),
            _ => Err(check.findings),
        }
    }
}

impl Case {
    /// The first language of a case file, even if the case is not filled in yet.
    pub fn first_language(source: Source) -> Option<LanguageTag> {
        #[derive(Deserialize)]
        struct OnlyLanguages {
            #[serde(default)]
            languages: Vec<String>,
        }
        let typed: OnlyLanguages = serde_yaml::from_str(source.text).ok()?;
        LanguageTag::new(typed.languages.first()?)
    }
}

/// How to write the value of a key of a case file.
fn how_to_write(key: &str) -> String {
    let example = match key {
        "id" => "a short name of your own, for example `id: minister`",
        "country" => "its code or its name, for example `country: KH` for Cambodia",
        "send_before" => "year-month-day, for example `send_before: 2018-02-01`",
        "languages" => "`languages: [en]`",
        "salutation" => "for example `salutation: your-excellency`",
        "lines" => "the address below `lines:`, each line on its own line after `- `",
        "subject" | "headline" | "lead" | "copy_opening" => "the name of a message",
        "body" | "list" => "the names of messages, each on its own line after `- `",
        _ => return format!("add `{key}: …`; a file from `likhit new case` explains it"),
    };
    format!("write {example}")
}

/// The title of a case whose file has none.
fn title_of(id: &CaseId, persons: &[Person]) -> String {
    let names: Vec<&str> = persons.iter().map(|person| person.name.as_str()).collect();
    if names.is_empty() { id.to_string() } else { names.join(", ") }
}

/// Turns what was typed into what it means, and gathers what is wrong with it.
pub(super) struct Check<'a> {
    pub(super) source: Source<'a>,
    pub(super) places: Places<'a>,
    /// Comments that may have been meant as words.
    comments: Vec<DoubtfulComment<'a>>,
    /// The country of the case: that of recipients who have no other.
    pub(super) country: Option<CountryCode>,
    pub(super) findings: Findings,
}

impl Check<'_> {
    fn case(&mut self, id: CaseId, root: &KeyPath, typed: Typed) -> Option<Case> {
        let title = typed.title.and_then(|title| self.text(&root.key("title"), &title));
        let persons = self.persons(root, typed.person, typed.persons);
        let charge = typed.charge.map(|charge| self.charge(&root.key("charge"), charge));
        let send_before = typed.send_before.and_then(|day| self.date(&root.key("send_before"), &day)).map(SendBefore);
        let country = self.required(root, "country", typed.country);
        self.country = country.and_then(|code| self.country(&root.key("country"), &code));
        let languages = self.languages(&root.key("languages"), &typed.languages);
        let source =
            typed.source.and_then(|tag| self.id(&root.key("source"), &tag, LanguageTag::new, LanguageTag::expected));
        let facts = self.facts(&root.key("facts"), typed.facts);
        let names = self.messages(&root.key("names"), &typed.names);
        let recipients = self.recipients(root, typed.recipients);
        let embassies = self.embassies(&root.key("embassies"), typed.embassies);
        let has_letter = typed.letter.is_some();
        let letter = typed.letter.and_then(|letter| self.letter(&root.key("letter"), letter));
        let solidarity = self.solidarity(root, typed.solidarity);
        let do_not_mention = self.texts(&root.key("do_not_mention"), &typed.do_not_mention);
        let status = self.status(root, typed.status.as_deref(), typed.outcome.as_deref());
        let sheet = typed.sheet.and_then(|sheet| self.sheet(&root.key("sheet"), sheet));
        let index = typed.index.and_then(|index| self.text(&root.key("index"), &index));
        let issued = typed.issued.and_then(|day| self.date(&root.key("issued"), &day));
        let updates = self.updates(&root.key("updates"), typed.updates, issued);
        if index.is_none() && !updates.is_empty() {
            let finding = self.error(rules::MISSING_KEY, &root.key("index"), "`index` is missing");
            self.report(finding.help(
                "add `index: UA 1/18`, the number of the first Urgent Action; a sheet with updates refers to it",
            ));
        }
        let mut case = Case {
            title: title.unwrap_or_else(|| title_of(&id, &persons)),
            id,
            file: self.source.file.to_owned(),
            persons,
            charge,
            send_before,
            country: self.country.clone()?,
            languages,
            source,
            facts,
            names,
            recipients,
            embassies,
            // One that is faulty is reported as that.
            letter: if has_letter { Some(letter?) } else { None },
            solidarity,
            sheet,
            status: status?,
            do_not_mention: Forbidden::of(do_not_mention),
            index,
            issued,
            updates,
            updated: 0,
            former: Vec::new(),
            messages: Vec::new(),
            salutations: BTreeSet::new(),
        };
        case.messages = case.named_messages();
        case.salutations = case.all_recipients().map(|recipient| recipient.salutation.clone()).collect();
        self.states(&case);
        Some(case)
    }

    /// An error at the value of `path`. Finding its place reads the file again; of very many only the
    /// first are reported where they are.
    pub(super) fn error(&self, rule: RuleName, path: &KeyPath, message: impl Into<String>) -> Finding {
        if self.findings.len() < MOST_PLACED {
            self.places.error(rule, path, message)
        } else {
            Finding::error(rule, message).in_file(self.source.file).place(path.to_string())
        }
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Whether a list has at most `most` entries. What has more takes long to read, and longer to print.
    pub(super) fn at_most(&mut self, most: usize, count: usize, path: &KeyPath) -> bool {
        if count > most {
            let finding =
                self.error(rules::TOO_LONG, path, format!("the list has {count} entries; the maximum is {most}"));
            self.report(finding.help("shorten it"));
        }
        count <= most
    }

    /// A text that has at most `most` characters. A longer one is reported, with what to do.
    pub(super) fn no_longer(
        &mut self,
        most: usize,
        path: &KeyPath,
        text: String,
        (what, help): (&str, &str),
    ) -> Option<String> {
        let count = text.chars().count();
        if count <= most {
            return Some(text);
        }
        let message = format!("the {what} has {count} characters; the maximum is {most}");
        let finding = self.error(rules::TOO_LONG, path, message);
        self.report(finding.help(help));
        None
    }

    pub(super) fn required<T>(&mut self, parent: &KeyPath, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let path = parent.key(key);
            let is_there = self.places.origin(&path).position != self.places.origin(parent).position;
            let what = if is_there { "empty" } else { "missing" };
            let finding = self.error(rules::MISSING_KEY, &path, format!("`{key}` is {what}"));
            self.report(finding.help(how_to_write(key)));
        }
        value
    }

    /// Text that must not be blank, on one line and without control characters.
    pub(super) fn text(&mut self, path: &KeyPath, text: &str) -> Option<String> {
        self.findings.extend(self.source.cut_off(path, text.trim(), &self.comments));
        let fault = if text.trim().is_empty() {
            "the text is empty".to_owned()
        } else if let Some(control) = text.chars().find(|c| c.is_control()) {
            format!("the text has the control character {}", code_point(control))
        } else {
            return Some(text.trim().to_owned());
        };
        let finding = self.error(rules::BAD_TEXT, path, fault);
        self.report(finding.help("write the text here, on one line"));
        None
    }

    pub(super) fn texts(&mut self, path: &KeyPath, texts: &[String]) -> Vec<String> {
        texts.iter().enumerate().filter_map(|(i, text)| self.text(&path.index(i), text)).collect()
    }

    pub(super) fn date(&mut self, path: &KeyPath, day: &str) -> Option<Date> {
        let date = parse_date(day);
        if date.is_none() {
            let finding = self.error(rules::IMPOSSIBLE_DATE, path, format!("`{day}` is not a valid date"));
            self.report(finding.help("write year-month-day, for example `2018-02-01`"));
        }
        date
    }

    pub(super) fn id<T>(
        &mut self,
        path: &KeyPath,
        text: &str,
        new: fn(&str) -> Option<T>,
        expected: fn(&str) -> &'static str,
    ) -> Option<T> {
        let id = new(text);
        if id.is_none() {
            let finding = self.error(rules::BAD_ID, path, format!("`{text}` is not valid here"));
            self.report(finding.help(format!("write {}", expected(text))));
        }
        id
    }

    pub(super) fn country(&mut self, path: &KeyPath, written: &str) -> Option<CountryCode> {
        match countries::country(written) {
            Ok(code) => Some(code),
            Err(unknown) => {
                let finding = self.error(rules::UNKNOWN_COUNTRY, path, unknown.message);
                self.report(finding.help(unknown.help));
                None
            }
        }
    }

    fn messages(&mut self, path: &KeyPath, ids: &[String]) -> Vec<MessageId> {
        if !self.at_most(MOST_NAMES, ids.len(), path) {
            return Vec::new();
        }
        let check = |(i, id): (usize, &String)| self.id(&path.index(i), id, MessageId::new, MessageId::expected);
        ids.iter().enumerate().filter_map(check).collect()
    }

    fn languages(&mut self, path: &KeyPath, tags: &[String]) -> Vec<LanguageTag> {
        let mut languages = Vec::new();
        if !self.at_most(MOST_LANGUAGES, tags.len(), path) {
            return languages;
        }
        for (i, tag) in tags.iter().enumerate() {
            if let Some(tag) = self.id(&path.index(i), tag, LanguageTag::new, LanguageTag::expected) {
                languages.push(tag);
            }
        }
        if tags.is_empty() {
            self.required(&KeyPath::default(), "languages", None::<()>);
        }
        languages
    }

    fn letter(&mut self, path: &KeyPath, typed: TypedLetter) -> Option<LetterPlan> {
        let subject = self.message(path, "subject", typed.subject);
        let opening = self.optional_message(path, "copy_opening", typed.copy_opening);
        let body = self.body(path, typed.body);
        Some(LetterPlan {
            subject: subject?,
            copy_opening: opening,
            body,
            pages: typed.pages,
            own_words: typed.own_words,
        })
    }

    /// The body of the letters of solidarity.
    pub(super) fn solidarity(&mut self, parent: &KeyPath, typed: Option<TypedSolidarity>) -> Vec<BodyPart> {
        typed.map(|typed| self.body(&parent.key("solidarity"), typed.body)).unwrap_or_default()
    }

    fn sheet(&mut self, path: &KeyPath, typed: TypedSheet) -> Option<SheetPlan> {
        let headline = self.message(path, "headline", typed.headline);
        let lead = self.message(path, "lead", typed.lead);
        let body = self.body(path, typed.body);
        let additional = self.parts(&path.key("additional"), typed.additional);
        Some(SheetPlan { headline: headline?, lead: lead?, body, additional })
    }

    pub(super) fn status(&mut self, root: &KeyPath, status: Option<&str>, outcome: Option<&str>) -> Option<Status> {
        let outcome = match outcome {
            Some(outcome) => Some(self.text(&root.key("outcome"), outcome)?),
            None => None,
        };
        match (status.unwrap_or("active"), outcome) {
            ("active", None) => Some(Status::Active),
            ("expired", None) => Some(Status::Expired),
            ("closed", Some(outcome)) => Some(Status::Closed { outcome }),
            ("closed", None) => {
                let finding = self.error(rules::MISSING_KEY, &root.key("outcome"), "`outcome` is missing");
                self.report(finding.help("add `outcome: …` and say in a few words how the case ended"));
                None
            }
            ("active" | "expired", Some(_)) => {
                let finding =
                    self.error(rules::BAD_STATUS, &root.key("outcome"), "`outcome` is only allowed in a closed case");
                self.report(finding.help("write `status: closed`, or delete `outcome`"));
                None
            }
            (other, _) => {
                let message = format!("`{other}` is not a valid status");
                let finding = self.error(rules::BAD_STATUS, &root.key("status"), message);
                self.report(finding.help("write `active`, `expired` or `closed`"));
                None
            }
        }
    }

    /// The id of a message that must be named.
    pub(super) fn message(&mut self, parent: &KeyPath, key: &str, id: Option<String>) -> Option<MessageId> {
        let id = self.required(parent, key, id)?;
        self.id(&parent.key(key), &id, MessageId::new, MessageId::expected)
    }

    /// The id of a message, if one is named.
    pub(super) fn optional_message(&mut self, parent: &KeyPath, key: &str, id: Option<String>) -> Option<MessageId> {
        self.id(&parent.key(key), &id?, MessageId::new, MessageId::expected)
    }

    fn body(&mut self, parent: &KeyPath, typed: Vec<TypedPart>) -> Vec<BodyPart> {
        if typed.is_empty() {
            self.required(parent, "body", None::<()>);
        }
        self.parts(&parent.key("body"), typed)
    }

    pub(super) fn parts(&mut self, path: &KeyPath, typed: Vec<TypedPart>) -> Vec<BodyPart> {
        let mut parts = Vec::new();
        let messages = typed.iter().map(|part| match part {
            TypedPart::Paragraphs(_) => 1,
            TypedPart::List(TypedList { list }) => list.len(),
        });
        if !self.at_most(MOST_PARTS, messages.sum(), path) {
            return parts;
        }
        for (i, part) in typed.into_iter().enumerate() {
            let path = path.index(i);
            parts.extend(match part {
                TypedPart::Paragraphs(id) => {
                    self.id(&path, &id, MessageId::new, MessageId::expected).map(BodyPart::Paragraphs)
                }
                TypedPart::List(TypedList { list }) => {
                    if list.is_empty() {
                        self.required(&path, "list", None::<()>);
                    }
                    Some(BodyPart::List(self.messages(&path.key("list"), &list)))
                }
            });
        }
        parts
    }
}
