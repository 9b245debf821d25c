//! Messages as a letter would print them, with invented values for what only a single letter has.

use jiff::civil::Date;

use super::Text;
use super::message_writer::MessageWriter;
use super::sheet::without_end;
use crate::case::{Addressed, Case, Gender, Recipient};
use crate::finding::Findings;
use crate::id::SalutationKey;
use crate::locale::required::{self, FORMS, NAME, SALUTATION};
use crate::locale::{Locale, Value};
use crate::script::in_capitals;

/// The values of variables where no letter is printed: the facts of a case, and examples.
#[derive(Debug, Clone, Copy)]
pub struct ExampleValues<'a> {
    /// The case whose facts are filled in.
    pub case: &'a Case,
    /// The date of the letter.
    pub date: Date,
}

impl ExampleValues<'_> {
    /// A message or attribute as it is printed: once, or in the different forms for a woman, a man and others.
    ///
    /// # Errors
    ///
    /// When it cannot be printed.
    pub fn forms(&self, locale: &Locale, id: &str, attribute: Option<&str>) -> Result<Vec<Vec<Text>>, Findings> {
        let (mut forms, mut findings) = (Vec::new(), Findings::new());
        for recipient in self.addressed_by(id) {
            let (said, faults) = self.say(locale, &recipient, id, attribute);
            findings.extend_unique(faults);
            if !forms.contains(&said) {
                forms.push(said);
            }
        }
        if findings.has_errors() { Err(findings) } else { Ok(forms) }
    }

    /// The recipients that a message is said to: the first of the case, and for a form of address, a woman, a man and
    /// others.
    pub(super) fn addressed_by(&self, id: &str) -> Vec<Recipient> {
        let Some(first) = self.case.recipients.first() else { return Vec::new() };
        let Some(key) = id.strip_prefix(SALUTATION).and_then(SalutationKey::new) else { return vec![first.clone()] };
        let is_used = |recipient: &&Recipient| recipient.salutation == key;
        let of = self.case.all_recipients().find(is_used).unwrap_or(first);
        let with = |(_, gender)| Recipient {
            salutation: key.clone(),
            addressed: Addressed { gender, ..of.addressed },
            ..of.clone()
        };
        Gender::ALL.map(with).into()
    }

    /// A message or attribute as it is printed to a recipient, and its faults.
    pub(super) fn say(
        &self,
        locale: &Locale,
        recipient: &Recipient,
        id: &str,
        attribute: Option<&str>,
    ) -> (Vec<Text>, Findings) {
        let mut writer = MessageWriter::of(self.case, locale, None).to(recipient);
        if id.starts_with(SALUTATION) {
            let is_used = self.case.salutations.contains(&recipient.salutation);
            let name = (NAME, Value::Text("…".to_owned()));
            let texts = writer.say_all(id, attribute, if is_used { &[] } else { std::slice::from_ref(&name) });
            return (texts, writer.findings);
        }
        let given = self.given(locale, recipient, id);
        let texts = writer.say_all(id, attribute, &given);
        (texts, writer.findings)
    }

    /// The value of a variable in a message, as it would be printed now; `None` if it has none outside a letter.
    pub fn value(&self, locale: &Locale, id: &str, name: &str) -> Option<String> {
        let recipient = self.addressed_by(id).into_iter().next()?;
        let given = self.given(locale, &recipient, id);
        let given = given.into_iter().find(|(of, _)| *of == name).map(|(_, value)| value);
        let value = given.or_else(|| MessageWriter::of(self.case, locale, None).to(&recipient).value(id, name))?;
        Some(match value {
            Value::Number(number) => number.to_string(),
            Value::Text(words) => words,
        })
    }

    /// The variables of a message that the program gives, with their values.
    fn given(&self, locale: &Locale, recipient: &Recipient, id: &str) -> Vec<(&'static str, Value)> {
        let said = |id: &str| {
            let text = MessageWriter::of(self.case, locale, None).say_all(id, None, &[]).into_iter().next();
            text.map(|text| text.content)
        };
        let number = |n: i16| Value::Number(u64::from(n.unsigned_abs()));
        let date = locale.date(self.date).ok();
        let salutation = MessageWriter::of(self.case, locale, None).salutation(recipient).map(|text| text.content);
        let mut given: Vec<(&'static str, Value)> = vec![
            ("index", Value::Text(self.case.index.clone().unwrap_or_else(|| "…".to_owned()))),
            ("number", number(1)),
            ("page", number(2)),
            ("pages", number(3)),
            ("letters", number(2)),
            ("year", number(self.date.year())),
        ];
        let texts = [
            ("date", date.clone()),
            ("send-before-capitals", date.as_ref().map(|date| in_capitals(date, &locale.tag))),
            ("send-before", date.clone()),
            ("month", said(&required::month(self.date.month()))),
            ("addressee", said(recipient.message().as_str())),
            ("subject", self.case.letter.as_ref().and_then(|plan| said(plan.subject.as_str()))),
            ("first-letter", date.clone()),
            ("headline", self.case.sheet.as_ref().and_then(|sheet| said(sheet.headline.as_str()))),
            ("salutation", salutation.map(|words| without_end(&words).to_owned())),
        ];
        // What only a sender, a contact or an issue has is not known here.
        let known = |name: &str| {
            name == "day" || given.iter().any(|(of, _)| *of == name) || texts.iter().any(|(of, _)| *of == name)
        };
        let form = FORMS.iter().filter(|form| form.id == id);
        let unknown: Vec<&'static str> =
            form.flat_map(|form| form.gives).copied().filter(|name| !known(name)).collect();
        given.extend(unknown.into_iter().map(|name| (name, Value::Text("…".to_owned()))));
        given.extend(texts.into_iter().filter_map(|(name, text)| Some((name, Value::Text(text?)))));
        // The day of a date is a number, that of an update a date.
        let day =
            if id == required::DATE.id { Some(number(i16::from(self.date.day()))) } else { date.map(Value::Text) };
        given.extend(day.map(|day| ("day", day)));
        given
    }
}
