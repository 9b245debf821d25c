//! The forms of address of a language with examples, to choose from.

use std::sync::Arc;

use crate::case::{Addressed, Gender, Number};
use crate::finding::Findings;
use crate::fluent::File;
use crate::id::CaseId;
use crate::locale::required::{self, GENDER, NAME, NUMBER, OWN_CLOSING, SALUTATION, YOU};
use crate::locale::{Language, LocaleInfo, Messages, Value, paragraphs};
use crate::project::paths::{self, LETTER};

/// A form of address with examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormOfAddress {
    /// What a case file has after `salutation:`.
    pub key: String,
    /// The case that it belongs to; `None` for one of `letter.ftl`, for all cases.
    pub case: Option<CaseId>,
    /// The words, for a woman, a man, others, and several people. Those that are the same are one.
    pub examples: Vec<Example>,
}

/// The words for some recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The recipients: `female`, `male`, `other`, `many`; empty for all of them.
    pub recipients: Vec<&'static str>,
    /// How the letter begins.
    pub salutation: String,
    /// The word by which the text addresses the recipient.
    pub you: Option<String>,
    /// How the letter ends.
    pub closing: String,
}

/// The recipients that examples are for.
const RECIPIENTS: [(&str, Addressed); 4] = [
    ("female", Addressed { gender: Gender::Female, number: Number::One }),
    ("male", Addressed { gender: Gender::Male, number: Number::One }),
    ("other", Addressed { gender: Gender::Other, number: Number::One }),
    ("many", Addressed { gender: Gender::Other, number: Number::Many }),
];

/// The forms of address of a language, those of `letter.ftl` first and then those of cases; and faults of their
/// messages. A faulty one is left out.
pub fn forms_of_address(language: &Language) -> (Vec<FormOfAddress>, Findings) {
    let mut findings = Findings::new();
    let Some(info) = findings.take(language.info().map_err(Clone::clone)) else { return (Vec::new(), findings) };
    let mut forms = Vec::new();
    let names = std::iter::once(LETTER).chain(language.names().filter(|name| *name != LETTER));
    for name in names {
        let Some(file) = language.read(name).and_then(Result::ok) else { continue };
        let case = paths::case_of_words(name).and_then(CaseId::new);
        let files = if name == LETTER { None } else { language.read(LETTER).and_then(Result::ok) };
        let files: Vec<Arc<File>> = files.into_iter().chain([file]).cloned().collect();
        let said = Said { info, messages: Messages::of(&language.tag, info.digits, files) };
        for entry in &file.entries {
            let Some(key) = entry.id.strip_prefix(SALUTATION) else { continue };
            let examples = findings.take(said.examples(&entry.id).map_err(|faults| {
                faults
                    .into_iter()
                    .map(|fault| if fault.file.is_none() { fault.in_file(&file.path) } else { fault })
                    .collect::<Findings>()
            }));
            forms.extend(examples.map(|examples| FormOfAddress { key: key.to_owned(), case: case.clone(), examples }));
        }
    }
    (forms, findings)
}

/// The messages of a language, said without a case.
struct Said<'a> {
    info: &'a LocaleInfo,
    messages: Messages,
}

impl Said<'_> {
    fn examples(&self, id: &str) -> Result<Vec<Example>, Findings> {
        let mut examples: Vec<Example> = Vec::new();
        for (recipient, addressed) in RECIPIENTS {
            let you = self.messages.has(id, Some(YOU)).then(|| self.say(id, Some(YOU), addressed, None)).transpose()?;
            let say = |id: &str, attribute| self.say(id, attribute, addressed, you.as_deref());
            let has_closing = self.messages.has(id, Some(OWN_CLOSING));
            let closing = if has_closing { say(id, Some(OWN_CLOSING)) } else { say(required::CLOSING.id, None) }?;
            let example = Example { recipients: vec![recipient], salutation: say(id, None)?, you, closing };
            let same = examples.iter_mut().find(|known| {
                Example { recipients: Vec::new(), ..(*known).clone() }
                    == Example { recipients: Vec::new(), ..example.clone() }
            });
            match same {
                Some(same) => same.recipients.push(recipient),
                None => examples.push(example),
            }
        }
        if let [single] = &mut examples[..] {
            single.recipients.clear();
        }
        Ok(examples)
    }

    fn say(&self, id: &str, part: Option<&str>, to: Addressed, you: Option<&str>) -> Result<String, Findings> {
        let value = |name: &str| {
            let words = match name {
                GENDER => to.gender.word().to_owned(),
                NUMBER => to.number.word().to_owned(),
                NAME => "…".to_owned(),
                YOU => return Ok(you.map(|you| Value::Text(you.to_owned()))),
                // A fact of a case.
                other => format!("{{ ${other} }}"),
            };
            Ok(Some(Value::Text(words)))
        };
        let words = self.messages.format(id, part, &value)?;
        Ok(self.info.narrow_space.apply(&paragraphs(&words).join(" ")))
    }
}
