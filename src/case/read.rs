//! Reading a case file: first what was typed, then what it means, with all faults at once.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde_yaml::Value;
use unicode_script::{Script, UnicodeScript};

use super::read_update::TypedUpdate;
use super::{
    BodyPart, Case, Charge, Fact, LetterPlan, Part, Person, PostalAddress, Recipient, SendBefore, SheetPlan, Status,
};
use crate::finding::{Finding, Findings, code_point};
use crate::id::{CaseId, CountryCode, LanguageTag, MessageId, RecipientId, SalutationKey};
use crate::yaml::{KeyPath, Source};

/// Every key of a case file, for suggestions when one is misspelt.
pub(crate) const KEYS: [&str; 42] = [
    "title",
    "person",
    "name",
    "office",
    "charge",
    "offence",
    "law",
    "article",
    "penalty_years",
    "send_before",
    "country",
    "languages",
    "facts",
    "names",
    "recipients",
    "id",
    "copy",
    "salutation",
    "address",
    "lines",
    "telephone",
    "fax",
    "email",
    "web",
    "embassies",
    "letter",
    "subject",
    "copy_opening",
    "body",
    "list",
    "status",
    "outcome",
    "do_not_mention",
    "pages",
    "sheet",
    "headline",
    "lead",
    "additional",
    "index",
    "updates",
    "date",
    "note",
];

/// A case file as it was typed: whatever may be missing is optional, so that everything that is
/// missing can be named at once.
#[derive(Deserialize)]
#[serde(expecting = "keys such as `title: …`")]
struct Typed {
    title: Option<String>,
    person: Option<Person>,
    charge: Option<Charge>,
    send_before: Option<String>,
    country: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    recipients: Vec<TypedRecipient>,
    #[serde(default)]
    embassies: BTreeMap<String, TypedRecipient>,
    letter: Option<TypedLetter>,
    sheet: Option<TypedSheet>,
    status: Option<String>,
    outcome: Option<String>,
    #[serde(default)]
    do_not_mention: Vec<String>,
    index: Option<String>,
    #[serde(default)]
    updates: Vec<TypedUpdate>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `salutation: …`")]
pub(super) struct TypedRecipient {
    id: Option<String>,
    #[serde(default)]
    copy: bool,
    salutation: Option<String>,
    address: Option<TypedAddress>,
    #[serde(default)]
    telephone: Vec<String>,
    #[serde(default)]
    fax: Vec<String>,
    #[serde(default)]
    email: Vec<String>,
    #[serde(default)]
    web: Vec<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `lines: […]`")]
struct TypedAddress {
    name: Option<String>,
    office: Option<String>,
    #[serde(default)]
    lines: Vec<String>,
    country: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `subject: …`")]
struct TypedLetter {
    subject: Option<String>,
    copy_opening: Option<String>,
    #[serde(default)]
    body: Vec<TypedPart>,
    pages: Option<u8>,
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
#[serde(untagged, deny_unknown_fields, expecting = "a part of the body is the id of a message, or `list: [id, …]`")]
pub(super) enum TypedPart {
    Paragraphs(String),
    List { list: Vec<String> },
}

impl Case {
    /// Reads the case `id` from its file.
    ///
    /// # Errors
    ///
    /// The first fault of the YAML, or every unknown key, or everything that is missing or makes
    /// no sense.
    pub fn read(id: CaseId, source: Source) -> Result<Self, Findings> {
        let typed: Typed = source.read(&KEYS)?;
        let mut check = Check { source, findings: Findings::new() };
        let root = KeyPath::default();
        let case = check.case(id, &root, typed);
        match case {
            Some(case) if check.findings.is_empty() => Ok(case),
            _ => Err(check.findings),
        }
    }
}

/// Turns what was typed into what it means, and gathers what is wrong with it.
pub(super) struct Check<'a> {
    pub(super) source: Source<'a>,
    findings: Findings,
}

impl Check<'_> {
    fn case(&mut self, id: CaseId, root: &KeyPath, typed: Typed) -> Option<Case> {
        let title = self.required(root, "title", typed.title);
        let title = title.and_then(|title| self.text(&root.key("title"), &title));
        let person = self.required(root, "person", typed.person);
        let person = person.and_then(|person| {
            let name = self.text(&root.key("person").key("name"), &person.name)?;
            Some(Person { name, ..person })
        });
        let send_before = self.required(root, "send_before", typed.send_before);
        let send_before = send_before.and_then(|day| self.date(&root.key("send_before"), &day)).map(SendBefore);
        let country = self.required(root, "country", typed.country);
        let country = country.and_then(|code| self.country(&root.key("country"), &code));
        let languages = self.languages(&root.key("languages"), &typed.languages);
        let facts = self.facts(&root.key("facts"), typed.facts);
        let names = self.messages(&root.key("names"), &typed.names);
        let recipients = self.recipients(root, typed.recipients);
        let embassies = self.embassies(&root.key("embassies"), typed.embassies);
        let letter = self.required(root, "letter", typed.letter);
        let letter = letter.and_then(|letter| self.letter(&root.key("letter"), letter));
        let do_not_mention = self.texts(&root.key("do_not_mention"), &typed.do_not_mention);
        let status = self.status(root, typed.status.as_deref(), typed.outcome.as_deref());
        let sheet = typed.sheet.and_then(|sheet| self.sheet(&root.key("sheet"), sheet));
        let index = typed.index.and_then(|index| self.text(&root.key("index"), &index));
        let updates = self.updates(&root.key("updates"), typed.updates);
        if index.is_none() && !updates.is_empty() {
            let finding = self.source.error("missing-key", &root.key("index"), "`index` is missing");
            self.report(
                finding.help("write `index: UA 1/18`, by which the sheet says what it is further information on"),
            );
        }
        let mut case = Case {
            id,
            file: self.source.file.to_owned(),
            title: title?,
            person: person?,
            charge: typed.charge,
            send_before: send_before?,
            country: country?,
            languages,
            facts,
            names,
            recipients,
            embassies,
            letter: letter?,
            sheet,
            status: status?,
            do_not_mention,
            index,
            updates,
            updated: 0,
            former: Vec::new(),
            messages: Vec::new(),
        };
        case.messages = case.named_messages();
        Some(case)
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(super) fn required<T>(&mut self, parent: &KeyPath, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let finding = self.source.error("missing-key", &parent.key(key), format!("`{key}` is missing"));
            self.report(finding.help(format!("write `{key}: …`; the bundled case shows how")));
        }
        value
    }

    /// Text that must not be blank, on one line and without control characters.
    pub(super) fn text(&mut self, path: &KeyPath, text: &str) -> Option<String> {
        let fault = if text.trim().is_empty() {
            "it is empty".to_owned()
        } else if let Some(control) = text.chars().find(|c| c.is_control()) {
            format!("it holds the control character U+{:04X}", control as u32)
        } else {
            return Some(text.trim().to_owned());
        };
        let finding = self.source.error("bad-text", path, fault);
        self.report(finding.help("write the text on one line"));
        None
    }

    /// Text of an address, which the sender's post must be able to read.
    fn latin(&mut self, path: &KeyPath, text: &str) -> Option<String> {
        let text = self.text(path, text)?;
        let is_latin = |c: &char| matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
        let Some(other) = text.chars().find(|c| !is_latin(c)) else { return Some(text) };
        let message = format!("{} is not written in Latin letters", code_point(other));
        let finding = self.source.error("not-latin", path, message);
        let help = "write the postal address in Latin letters; the recipient's own form is a message of the language";
        self.report(finding.help(help));
        None
    }

    fn texts(&mut self, path: &KeyPath, texts: &[String]) -> Vec<String> {
        texts.iter().enumerate().filter_map(|(i, text)| self.text(&path.index(i), text)).collect()
    }

    pub(super) fn date(&mut self, path: &KeyPath, day: &str) -> Option<Date> {
        let date = parse_date(day);
        if date.is_none() {
            let finding = self.source.error("impossible-date", path, format!("`{day}` is no day of the calendar"));
            self.report(finding.help("write year-month-day, for example `2018-02-01`"));
        }
        date
    }

    pub(super) fn id<T>(
        &mut self,
        path: &KeyPath,
        text: &str,
        new: fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        let id = new(text);
        if id.is_none() {
            let finding = self.source.error("bad-id", path, format!("`{text}` cannot stand here"));
            self.report(finding.help(format!("write {expected}")));
        }
        id
    }

    fn country(&mut self, path: &KeyPath, code: &str) -> Option<CountryCode> {
        self.id(path, code, CountryCode::new, CountryCode::EXPECTED)
    }

    fn messages(&mut self, path: &KeyPath, ids: &[String]) -> Vec<MessageId> {
        let check = |(i, id): (usize, &String)| self.id(&path.index(i), id, MessageId::new, MessageId::EXPECTED);
        ids.iter().enumerate().filter_map(check).collect()
    }

    fn languages(&mut self, path: &KeyPath, tags: &[String]) -> Vec<LanguageTag> {
        let mut languages = Vec::new();
        for (i, tag) in tags.iter().enumerate() {
            if let Some(tag) = self.id(&path.index(i), tag, LanguageTag::new, LanguageTag::EXPECTED) {
                languages.push(tag);
            }
        }
        if tags.is_empty() {
            self.required(&KeyPath::default(), "languages", None::<()>);
        }
        languages
    }

    pub(super) fn facts(&mut self, path: &KeyPath, facts: BTreeMap<String, Value>) -> BTreeMap<String, Fact> {
        let mut read = BTreeMap::new();
        for (name, value) in facts {
            let path = path.key(&name);
            if self.id(&path, &name, MessageId::new, "a letter, then letters, digits and hyphens").is_none() {
                continue;
            }
            let fact = match value {
                Value::Number(number) => number.as_u64().filter(|n| *n <= Fact::MAX_NUMBER).map(Fact::Number),
                Value::String(text) if is_meant_as_a_date(&text) => self.date(&path, &text).map(Fact::Date),
                Value::String(text) if names_a_month(&text) => {
                    self.spelt_out_date(&path, &text);
                    continue;
                }
                Value::String(text) => self.text(&path, &text).map(Fact::Text),
                _ => None,
            };
            match fact {
                Some(fact) => {
                    read.insert(name, fact);
                }
                None if self.findings.last().is_some_and(|f| f.place.as_deref() == Some(&path.to_string())) => {}
                None => {
                    let message =
                        format!("a fact is a date, a whole number of at most {}, or a text", Fact::MAX_NUMBER);
                    let finding = self.source.error("bad-fact", &path, message);
                    let help = "write `2018-02-01` or `443`, or put what is text in quotes: `\"1.5\"`";
                    self.report(finding.help(help));
                }
            }
        }
        read
    }

    /// A day in words would stand as it is in every language.
    fn spelt_out_date(&mut self, path: &KeyPath, text: &str) {
        let message = format!("`{text}` is a day in words, which every language would print as it stands");
        let finding = self.source.error("fact-in-words", path, message);
        self.report(finding.help(
            "write year-month-day, for example `2017-09-03`; each language then writes it in its own way. What is \
             no whole day belongs in a message of each language",
        ));
    }

    pub(super) fn recipients(&mut self, parent: &KeyPath, typed: Vec<TypedRecipient>) -> Vec<Recipient> {
        let path = parent.key("recipients");
        if typed.is_empty() {
            self.required(parent, "recipients", None::<()>);
        }
        let mut recipients: Vec<Recipient> = Vec::new();
        for (i, mut typed) in typed.into_iter().enumerate() {
            let path = path.index(i);
            let id = self.required(&path, "id", typed.id.take());
            let id = id.and_then(|id| self.id(&path.key("id"), &id, RecipientId::new, RecipientId::EXPECTED));
            if let Some(id) = id.as_ref().filter(|id| recipients.iter().any(|other| other.id == **id)) {
                let finding = self.source.error("duplicate-id", &path.key("id"), format!("`{id}` is there twice"));
                self.report(finding.help("give each recipient an id of its own"));
            }
            if let Some(id) = id.as_ref().filter(|id| id.as_str().starts_with("embassy-")) {
                let message = format!("`{id}` is a name for an embassy");
                let finding = self.source.error("bad-id", &path.key("id"), message);
                self.report(finding.help("write embassies under `embassies`, by the sender's country"));
            }
            recipients.extend(self.recipient(&path, id, typed));
        }
        recipients
    }

    pub(super) fn embassies(
        &mut self,
        path: &KeyPath,
        typed: BTreeMap<String, TypedRecipient>,
    ) -> BTreeMap<CountryCode, Recipient> {
        let mut embassies = BTreeMap::new();
        for (code, mut typed) in typed {
            let path = path.key(&code);
            let country = self.country(&path, &code);
            if typed.id.take().is_some() {
                let finding = self.source.error("unknown-key", &path.key("id"), "an embassy has no `id` of its own");
                self.report(finding.help(format!("take it out; the id is `embassy-{}`", code.to_lowercase())));
            }
            // Everybody's embassy gets a copy, so the file need not say it.
            typed.copy = true;
            let id = RecipientId::new(&format!("embassy-{}", code.to_lowercase()));
            if let (Some(country), Some(embassy)) = (country, self.recipient(&path, id, typed)) {
                embassies.insert(country, embassy);
            }
        }
        embassies
    }

    fn recipient(&mut self, path: &KeyPath, id: Option<RecipientId>, typed: TypedRecipient) -> Option<Recipient> {
        let salutation = self.required(path, "salutation", typed.salutation);
        let salutation = salutation
            .and_then(|key| self.id(&path.key("salutation"), &key, SalutationKey::new, SalutationKey::EXPECTED));
        let address = self.required(path, "address", typed.address);
        let address = address.and_then(|address| self.address(&path.key("address"), address));
        let telephone = self.texts(&path.key("telephone"), &typed.telephone);
        let fax = self.texts(&path.key("fax"), &typed.fax);
        let email = self.texts(&path.key("email"), &typed.email);
        let web = self.texts(&path.key("web"), &typed.web);
        let part = if typed.copy { Part::Copy } else { Part::Addressee };
        Some(Recipient {
            id: id?,
            part,
            salutation: salutation?,
            salutation_origin: self.source.origin(&path.key("salutation")),
            address: address?,
            telephone,
            fax,
            fax_origin: self.source.origin(&path.key("fax")),
            email,
            web,
        })
    }

    fn address(&mut self, path: &KeyPath, typed: TypedAddress) -> Option<PostalAddress> {
        if typed.name.is_none() && typed.office.is_none() {
            self.required(path, "name", None::<()>);
        }
        let name = typed.name.and_then(|name| self.latin(&path.key("name"), &name));
        let office = typed.office.and_then(|office| self.latin(&path.key("office"), &office));
        if typed.lines.is_empty() {
            self.required(path, "lines", None::<()>);
        }
        let at = path.key("lines");
        let lines = typed.lines.iter().enumerate().filter_map(|(i, line)| self.latin(&at.index(i), line)).collect();
        let country = self.required(path, "country", typed.country);
        let country = country.and_then(|code| self.country(&path.key("country"), &code));
        Some(PostalAddress { name, office, lines, country: country?, origin: self.source.origin(path) })
    }

    fn letter(&mut self, path: &KeyPath, typed: TypedLetter) -> Option<LetterPlan> {
        let subject = self.message(path, "subject", typed.subject);
        let opening = self.message(path, "copy_opening", typed.copy_opening);
        let body = self.body(path, typed.body);
        Some(LetterPlan { subject: subject?, copy_opening: opening?, body, pages: typed.pages })
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
                let finding = self.source.error("missing-key", &root.key("outcome"), "`outcome` is missing");
                self.report(finding.help("write `outcome: …`, what became of the case, in a few words"));
                None
            }
            ("active" | "expired", Some(_)) => {
                let finding =
                    self.source.error("bad-status", &root.key("outcome"), "only a closed case has an outcome");
                self.report(finding.help("write `status: closed`, or take `outcome` out"));
                None
            }
            (other, _) => {
                let message = format!("`{other}` is no status of a case");
                let finding = self.source.error("bad-status", &root.key("status"), message);
                self.report(finding.help("write `active`, `expired` or `closed`"));
                None
            }
        }
    }

    /// The id of a message that must be named.
    pub(super) fn message(&mut self, parent: &KeyPath, key: &str, id: Option<String>) -> Option<MessageId> {
        let id = self.required(parent, key, id)?;
        self.id(&parent.key(key), &id, MessageId::new, MessageId::EXPECTED)
    }

    fn body(&mut self, parent: &KeyPath, typed: Vec<TypedPart>) -> Vec<BodyPart> {
        if typed.is_empty() {
            self.required(parent, "body", None::<()>);
        }
        self.parts(&parent.key("body"), typed)
    }

    pub(super) fn parts(&mut self, path: &KeyPath, typed: Vec<TypedPart>) -> Vec<BodyPart> {
        let mut parts = Vec::new();
        for (i, part) in typed.into_iter().enumerate() {
            let path = path.index(i);
            parts.extend(match part {
                TypedPart::Paragraphs(id) => {
                    self.id(&path, &id, MessageId::new, MessageId::EXPECTED).map(BodyPart::Paragraphs)
                }
                TypedPart::List { list } => {
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

/// A day written as year-month-day, if there is such a day.
pub fn parse_date(day: &str) -> Option<Date> {
    looks_like_a_date(day).then(|| day.parse().ok()).flatten()
}

/// Whether it is three numbers parted by one kind of mark, like `2018-2-1` or `1/2/2018`. As text
/// it would be printed as it stands, in every language.
fn is_meant_as_a_date(text: &str) -> bool {
    ['-', '/', '.'].iter().any(|mark| {
        let parts: Vec<&str> = text.split(*mark).collect();
        let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(is_number) && parts.iter().any(|part| part.len() == 4)
    })
}

/// Whether it holds a number and the name of a month, in English or as other languages of Latin
/// letters begin it.
fn names_a_month(text: &str) -> bool {
    const MONTHS: [&str; 33] = [
        "jan",
        "january",
        "feb",
        "february",
        "mar",
        "march",
        "apr",
        "april",
        "may",
        "jun",
        "june",
        "jul",
        "july",
        "aug",
        "august",
        "sep",
        "sept",
        "september",
        "oct",
        "october",
        "nov",
        "november",
        "dec",
        "december",
        "janvier",
        "février",
        "avril",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_month = |word: &str| MONTHS.contains(&word.to_lowercase().as_str());
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4;
    words().any(is_month) && words().any(is_number)
}

fn looks_like_a_date(text: &str) -> bool {
    let shape = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    shape.eq("0000-00-00".chars())
}
