//! Reading the persons of a case and the charge against them.

use serde::Deserialize;
use serde_yaml::Value;

use super::read::Check;
use super::{Charge, Fact, Person};
use crate::finding::rules;
use crate::id::PersonId;
use crate::yaml::KeyPath;

/// The most persons of a case.
const MOST_PERSONS: usize = 100;

/// A person as typed.
#[derive(Deserialize)]
#[serde(expecting = "keys such as `name: …`")]
pub(super) struct TypedPerson {
    id: Option<String>,
    name: Option<String>,
    office: Option<String>,
}

/// A charge as typed.
#[derive(Deserialize)]
#[serde(expecting = "keys such as `article: …`")]
pub(super) struct TypedCharge {
    offence: Option<String>,
    law: Option<String>,
    article: Option<Value>,
    penalty_years: Option<u32>,
}

impl Check<'_> {
    /// The persons of a case, which has `person` or `persons`.
    pub(super) fn persons(
        &mut self,
        root: &KeyPath,
        one: Option<TypedPerson>,
        several: Vec<TypedPerson>,
    ) -> Vec<Person> {
        let path = root.key("persons");
        if !self.at_most(MOST_PERSONS, several.len(), &path) {
            return Vec::new();
        }
        if one.is_some() && !several.is_empty() {
            let message = "the case has both `person` and `persons`";
            let finding = self.error(rules::PERSON_AND_PERSONS, &root.key("person"), message);
            self.report(finding.help("put everybody into `persons`, each with an id and a message `person-ID`"));
        }
        let mut persons: Vec<Person> = Vec::new();
        if let Some(mut one) = one {
            let path = root.key("person");
            if one.id.take().is_some() {
                let finding = self.error(rules::UNKNOWN_KEY, &path.key("id"), "`person` must not have an `id`");
                self.report(finding.help("delete it, or write the person as the entry of a list `persons`"));
            }
            persons.extend(self.person(&path, None, one));
        }
        for (i, mut typed) in several.into_iter().enumerate() {
            let path = path.index(i);
            let Some(id) = self.required(&path, "id", typed.id.take()) else { continue };
            let Some(id) = self.id(&path.key("id"), &id, PersonId::new, PersonId::expected) else { continue };
            if persons.iter().any(|other| other.id.as_ref() == Some(&id)) {
                let finding = self.error(rules::DUPLICATE_ID, &path.key("id"), format!("duplicate person `{id}`"));
                self.report(finding.help("give each person a different id"));
            }
            persons.extend(self.person(&path, Some(id), typed));
        }
        persons
    }

    fn person(&mut self, path: &KeyPath, id: Option<PersonId>, typed: TypedPerson) -> Option<Person> {
        let name = self.required(path, "name", typed.name);
        let name = name.and_then(|name| self.text(&path.key("name"), &name));
        let office = typed.office.and_then(|office| self.text(&path.key("office"), &office));
        Some(Person { id, name: name?, office, origin: self.places.origin(&path.key("name")) })
    }

    pub(super) fn charge(&mut self, path: &KeyPath, typed: TypedCharge) -> Charge {
        let offence = self.fact_text(&path.key("offence"), typed.offence);
        let law = self.fact_text(&path.key("law"), typed.law);
        let article = typed.article.filter(|article| !article.is_null());
        let article = article.and_then(|article| self.article(&path.key("article"), article));
        Charge { offence, law, article, penalty_years: typed.penalty_years }
    }

    /// The number of an article, or a text such as `342-1`.
    fn article(&mut self, path: &KeyPath, article: Value) -> Option<Fact> {
        match article {
            Value::String(text) => self.fact_text(path, Some(text)).map(Fact::Text),
            Value::Number(number) if number.as_u64().is_some_and(|n| n <= Fact::MAX_NUMBER) => {
                number.as_u64().map(Fact::Number)
            }
            _ => {
                let finding = self.error(rules::BAD_FACT, path, "this is not a valid article");
                self.report(finding.help("write a whole number, or a text in quotes: `\"19.4\"`"));
                None
            }
        }
    }

    fn fact_text(&mut self, path: &KeyPath, text: Option<String>) -> Option<String> {
        let text = self.text(path, &text?)?;
        self.no_longer(Fact::MAX_TEXT, path, text, ("text", "put the text into a message instead"))
    }
}
