//! The writer: formats messages of a language with the facts of a case, and collects the faults.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::{ListItem, Numbering, Passage, Text};
use crate::case::{BodyPart, Case, Fact, PERSONS, Person, Recipient};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, MessageId};
use crate::locale::required::{self, NAME, OWN_CLOSING, RequiredMessage, YOU};
use crate::locale::{Home, Locale, Value, paragraphs};

/// Says messages, and gathers what cannot be said.
pub struct MessageWriter<'a> {
    case: &'a Case,
    locale: &'a Locale,
    fallback: Option<&'a Locale>,
    /// The recipient of the letter; `None` outside letters.
    recipient: Option<&'a Recipient>,
    /// The country where it is posted, if it is known.
    posted_in: Option<&'a CountryCode>,
    /// Faults of the messages.
    pub findings: Findings,
    /// Messages that were taken from another language.
    pub remarks: Findings,
}

impl<'a> MessageWriter<'a> {
    /// A writer that uses `fallback` for messages that are missing in `locale`, if that is allowed.
    pub fn of(case: &'a Case, locale: &'a Locale, fallback: Option<&'a Locale>) -> Self {
        let (findings, remarks) = (Findings::new(), Findings::new());
        Self { case, locale, fallback, recipient: None, posted_in: None, findings, remarks }
    }

    /// The same writer for a letter to this recipient.
    #[must_use]
    pub fn to(self, recipient: &'a Recipient) -> Self {
        Self { recipient: Some(recipient), ..self }
    }

    /// The same writer for what is posted in this country, whose form dates then have.
    #[must_use]
    pub fn posted_in(self, country: Option<&'a CountryCode>) -> Self {
        Self { posted_in: country, ..self }
    }

    /// All paragraphs of a message. `given` are variables beside the case's facts.
    pub fn say_all(&mut self, id: &str, attribute: Option<&str>, given: &[(&str, Value)]) -> Vec<Text> {
        let Self { case, locale: lacking, .. } = *self;
        let locale = self.locale_of(id, attribute);
        if locale.tag != lacking.tag {
            let message = format!(
                "the message `{id}` is missing in `{}`, so the text from `{}` is used",
                lacking.tag, locale.tag
            );
            let remark = Finding::warning(rules::BORROWED_MESSAGE, message).place(id);
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark.help("translate the message, so that the letter does not mix languages"));
            }
        }
        let values = Values { locale, ..self.values() };
        let value = |name: &str| match given.iter().find(|(given, _)| *given == name) {
            Some((_, value)) => Ok(Some(value.clone())),
            None => values.value(id, attribute, name),
        };
        let home = if case.names_message(id) { Home::Case } else { Home::Letter };
        match locale.say(home, id, attribute, &value) {
            Ok(words) => {
                let origin = locale.origin(id);
                let texts: Vec<String> =
                    paragraphs(&words).iter().map(|words| locale.info.narrow_space.apply(words)).collect();
                if texts.is_empty() || !texts.iter().all(|text| text.chars().any(is_visible)) {
                    let message = format!("the message `{id}` is empty");
                    self.findings.push(origin.error(rules::EMPTY_MESSAGE, message).help("write its text"));
                }
                if let Some(name) = texts.iter().find_map(|text| case.forbidden_name(text)) {
                    let message =
                        format!("the message `{id}` contains `{name}`, which must not be mentioned in this case");
                    let finding = origin.error(rules::FORBIDDEN_NAME, message);
                    self.findings.push(finding.help("write it without the name; it could harm this person"));
                }
                let text = |content| Text::new(content, locale.tag.clone(), origin.clone());
                texts.into_iter().map(text).collect()
            }
            Err(findings) => {
                self.findings.extend_unique(findings);
                Vec::new()
            }
        }
    }

    /// A message that every language has, with the values of its variables in their order.
    pub fn say_form<const N: usize>(&mut self, form: &RequiredMessage, values: [Value; N]) -> Option<Text> {
        debug_assert_eq!(form.gives.len(), N, "each variable of `{}` has a value", form.id);
        let direction = self.locale_of(form.id, None).info.direction;
        let filled_in = |value| match value {
            Value::Text(words) => Value::Text(direction.filled_in(words)),
            Value::Number(_) => value,
        };
        let given: Vec<(&str, Value)> = form.gives.iter().copied().zip(values.map(filled_in)).collect();
        self.say(form.id, &given)
    }

    /// A message that must be one paragraph.
    pub fn say(&mut self, id: &str, given: &[(&str, Value)]) -> Option<Text> {
        self.say_part(id, None, given)
    }

    fn say_part(&mut self, id: &str, attribute: Option<&str>, given: &[(&str, Value)]) -> Option<Text> {
        let texts = self.say_all(id, attribute, given);
        if texts.len() > 1 {
            let message = format!("the message `{id}` must be a single paragraph");
            self.findings
                .push(texts[0].origin.error(rules::TOO_MANY_PARAGRAPHS, message).help("delete the blank line"));
        }
        texts.into_iter().next()
    }

    /// The form of address of a recipient.
    pub fn salutation(&mut self, recipient: &Recipient) -> Option<Text> {
        let mut writer = MessageWriter::of(self.case, self.locale, self.fallback).to(recipient);
        let text = writer.say(&required::salutation(&recipient.salutation), &[]);
        self.findings.extend_unique(writer.findings);
        self.remarks.extend_unique(writer.remarks);
        text
    }

    /// The closing of a letter: the one that belongs to the form of address, or that of the language.
    pub fn closing(&mut self, recipient: &Recipient) -> Option<Text> {
        let id = required::salutation(&recipient.salutation);
        let has_own = self.values().locale_of(&id).messages.has(&id, Some(OWN_CLOSING));
        if has_own { self.say_part(&id, Some(OWN_CLOSING), &[]) } else { self.say_form(&required::CLOSING, []) }
    }

    /// The language that a message is taken from: the fallback if only that has it.
    fn locale_of(&self, id: &str, attribute: Option<&str>) -> &'a Locale {
        let Self { locale, fallback, .. } = *self;
        let of = [Some(locale), fallback].into_iter().flatten().find(|of| of.messages.has(id, attribute));
        of.unwrap_or(locale)
    }

    /// The value of a variable in a message, if it is known.
    pub fn value(&self, id: &str, name: &str) -> Option<Value> {
        self.values().value(id, None, name).ok().flatten()
    }

    fn values(&self) -> Values<'a> {
        let Self { case, locale, fallback, recipient, posted_in, .. } = *self;
        Values { case, locale, letter: locale, fallback, recipient, posted_in }
    }

    /// The paragraphs of a message of the body.
    pub fn paragraphs(&mut self, id: &str, given: &[(&str, Value)]) -> Vec<Passage> {
        self.say_all(id, None, given).into_iter().map(Passage::Paragraph).collect()
    }

    /// A part of a body.
    pub fn part(&mut self, part: &BodyPart) -> Vec<Passage> {
        match part {
            BodyPart::Paragraphs(id) => self.paragraphs(id.as_str(), &[]),
            BodyPart::List(ids) => vec![Passage::List(self.list(ids))],
        }
    }

    pub fn list(&mut self, ids: &[MessageId]) -> Vec<ListItem> {
        let of = [Some(self.locale), self.fallback].into_iter().flatten();
        let of = of.into_iter().find(|locale| locale.messages.has(required::LIST_MARK.id, None));
        let numbering = match of {
            Some(locale) if !locale.messages.names_variable(required::LIST_MARK.id, required::LIST_MARK.gives[0]) => {
                Numbering::Marks
            }
            _ => Numbering::Numbers,
        };
        let mut items = Vec::new();
        for (i, id) in ids.iter().enumerate() {
            let mark = self.say_form(&required::LIST_MARK, [Value::Number(i as u64 + 1)]);
            let body = self.say(id.as_str(), &[]);
            items.extend(mark.zip(body).map(|(mark, body)| ListItem { mark, numbering, body }));
        }
        items
    }

    /// What stays on one line if it can: the names that the case lists, those of the persons and recipients, and the
    /// dates among the facts.
    pub fn names(&mut self) -> Vec<String> {
        let Self { case, locale, fallback, .. } = *self;
        let mut names = Vec::new();
        let has =
            |id: &MessageId| [Some(locale), fallback].iter().flatten().any(|of| of.messages.has(id.as_str(), None));
        // The message of a single person is optional.
        let persons = case.persons.iter().map(|person| (person, person.message()));
        let persons = persons.filter(|(person, id)| !case.names.contains(id) && (person.id.is_some() || has(id)));
        for id in case.names.iter().cloned().chain(persons.map(|(_, id)| id)) {
            names.extend(self.say(id.as_str(), &[]).map(|text| text.content));
        }
        let recipients = case.recipients.iter().chain(case.embassies.values());
        for message in recipients.map(Recipient::message) {
            let id = message.as_str();
            let of = [Some(locale), fallback].into_iter().flatten().find(|locale| locale.messages.has(id, None));
            let Some(of) = of else { continue };
            if of.messages.has(id, Some(NAME)) {
                names.extend(self.say_all(id, Some(NAME), &[]).into_iter().map(|text| text.content));
            }
        }
        let dates = case.facts.values().filter_map(Fact::date).chain(case.send_before.map(|day| day.0));
        for date in dates {
            // A faulty date is reported where a message has it.
            let forms = [Some(locale), fallback].into_iter().flatten().map(|of| of.date_forms(date));
            names.extend(forms.flatten().flatten());
        }
        names
    }
}

/// The values of variables: the facts of the case, and the words for the recipient of the letter.
#[derive(Clone, Copy)]
struct Values<'a> {
    case: &'a Case,
    /// The language of the message that is said.
    locale: &'a Locale,
    /// The language of the letter.
    letter: &'a Locale,
    fallback: Option<&'a Locale>,
    recipient: Option<&'a Recipient>,
    posted_in: Option<&'a CountryCode>,
}

impl<'a> Values<'a> {
    /// The value of a variable in the text of a message or attribute.
    fn value(self, id: &str, attribute: Option<&str>, name: &str) -> Result<Option<Value>, Findings> {
        let about = self.recipient.filter(|_| required::ABOUT_RECIPIENT.contains(&name));
        let is_of_address = required::is_of_address(id);
        match (about, self.case.variable(name)) {
            (_, Some(fact)) if !is_of_address => value_of(&fact, self.locale, self.posted_in).map(Some),
            // The word itself cannot contain itself.
            (Some(_), _) if name == YOU && is_of_address && attribute == Some(YOU) => Ok(None),
            (Some(recipient), _) => self.about(recipient, name),
            (None, Some(fact)) => value_of(&fact, self.locale, self.posted_in).map(Some),
            (None, None) if name == PERSONS && self.case.gives_persons_to(id) => {
                persons(self.case, self.locale, self.fallback, self.posted_in).map(Some)
            }
            (None, None) => Ok(None),
        }
    }

    /// A variable about the recipient.
    fn about(self, recipient: &Recipient, name: &str) -> Result<Option<Value>, Findings> {
        let words = match name {
            required::GENDER => recipient.addressed.gender.word().to_owned(),
            required::NUMBER => recipient.addressed.number.word().to_owned(),
            NAME => self.name(recipient)?,
            _ => self.word(recipient)?,
        };
        Ok(Some(Value::Text(words)))
    }

    /// The word by which a letter addresses the recipient.
    fn word(self, recipient: &Recipient) -> Result<String, Findings> {
        let id = required::salutation(&recipient.salutation);
        let values = Self { locale: self.locale_of(&id), ..self };
        let value = |name: &str| values.value(&id, Some(YOU), name);
        values.locale.say(Home::Letter, &id, Some(YOU), &value).map(|words| paragraphs(&words).join(" "))
    }

    /// The recipient's name. A language in Latin letters can take it from the address.
    fn name(self, recipient: &Recipient) -> Result<String, Findings> {
        let id = recipient.message();
        let of_address = recipient.address.latin.name.as_ref().filter(|_| self.locale.info.script == "Latn");
        match of_address {
            Some(name) if !self.locale.messages.has(id.as_str(), Some(NAME)) => Ok(name.clone()),
            _ => {
                let value = |name: &str| Self { recipient: None, ..self }.value(id.as_str(), Some(NAME), name);
                self.locale.say(Home::Case, id.as_str(), Some(NAME), &value)
            }
        }
    }

    /// The language that a message is taken from: that of the message that is said, of the letter, or the fallback.
    fn locale_of(self, id: &str) -> &'a Locale {
        let all = [Some(self.locale), Some(self.letter), self.fallback];
        all.into_iter().flatten().find(|locale| locale.messages.has(id, None)).unwrap_or(self.locale)
    }
}

/// Whether a reader sees a character: neither white nor an order such as a zero width space.
fn is_visible(character: char) -> bool {
    !character.is_whitespace() && character.general_category() != GeneralCategory::Format
}

/// The names of all persons, joined as the language joins a list.
fn persons(
    case: &Case,
    locale: &Locale,
    fallback: Option<&Locale>,
    posted_in: Option<&CountryCode>,
) -> Result<Value, Findings> {
    let (mut names, mut findings) = (Vec::new(), Findings::new());
    for id in case.persons.iter().map(Person::message) {
        let borrowed =
            fallback.filter(|of| !locale.messages.has(id.as_str(), None) && of.messages.has(id.as_str(), None));
        let of = borrowed.unwrap_or(locale);
        let value = |name: &str| case.variable(name).map(|fact| value_of(&fact, of, posted_in)).transpose();
        names.extend(findings.take(of.say(Home::Case, id.as_str(), None, &value)));
    }
    if findings.is_empty() { Ok(Value::Text(locale.list(&names))) } else { Err(findings) }
}

/// A fact as a value in a language.
fn value_of(fact: &Fact, locale: &Locale, posted_in: Option<&CountryCode>) -> Result<Value, Findings> {
    Ok(match fact {
        Fact::Date(date) => Value::Text(locale.info.direction.filled_in(locale.date_in(*date, posted_in)?)),
        Fact::Number(number) => Value::Number(*number),
        Fact::Text(text) => Value::Text(text.clone()),
    })
}
