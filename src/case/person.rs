//! The persons of a case, the charge against them, and the variables that both give to messages.

use std::collections::BTreeMap;

use super::{Case, Fact};
use crate::finding::Origin;
use crate::id::{MessageId, PersonId};

/// The variable with the names of all persons, joined as the language joins a list.
pub const PERSONS: &str = "persons";

/// The variable with the number of persons.
pub const PERSON_COUNT: &str = "person-count";

/// A person, in Latin script.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The id, if the case has a list of persons.
    pub id: Option<PersonId>,
    /// The full name.
    pub name: String,
    /// The office or occupation.
    pub office: Option<String>,
    /// Where the name is in the case file.
    pub origin: Origin,
}

impl Person {
    /// The message that has the name in a language: `person`, or `person-…` in a list of persons.
    pub fn message(&self) -> MessageId {
        let id = self.id.as_ref().map_or_else(|| "person".to_owned(), |id| format!("person-{id}"));
        MessageId::new(&id).expect("a person id has only characters of a message id")
    }
}

/// An accusation. Each part is optional.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Charge {
    /// The name of the offence.
    pub offence: Option<String>,
    /// The law that it rests on.
    pub law: Option<String>,
    /// The article of that law: a number, or a text such as `342-1`.
    pub article: Option<Fact>,
    /// The longest prison term in years.
    pub penalty_years: Option<u32>,
}

impl Charge {
    /// The variables that messages use, each with its key in the case file.
    fn variables(&self) -> impl Iterator<Item = (&'static str, Fact)> {
        let text = |text: &Option<String>| text.clone().map(Fact::Text);
        let parts = [
            ("charge-offence", text(&self.offence)),
            ("charge-law", text(&self.law)),
            ("charge-article", self.article.clone()),
            ("charge-years", self.penalty_years.map(|years| Fact::Number(u64::from(years)))),
        ];
        parts.into_iter().filter_map(|(name, fact)| Some((name, fact?)))
    }
}

impl Case {
    /// A variable of the messages whose value is the same in every language.
    pub fn variable(&self, name: &str) -> Option<Fact> {
        self.facts
            .get(name)
            .cloned()
            .or_else(|| self.own_variables().find(|(own, _)| *own == name).map(|(_, fact)| fact))
    }

    /// All such variables: the facts, the parts of the charge and the number of persons. A fact of the same name comes
    /// before these.
    pub fn variables(&self) -> BTreeMap<String, Fact> {
        let own = self.own_variables().map(|(name, fact)| (name.to_owned(), fact));
        own.chain(self.facts.clone()).collect()
    }

    /// The variables that are not under `facts`.
    pub fn own_variables(&self) -> impl Iterator<Item = (&'static str, Fact)> {
        let count = self.persons.len() as u64;
        let count = (count > 0).then_some((PERSON_COUNT, Fact::Number(count)));
        self.charge.iter().flat_map(Charge::variables).chain(count)
    }

    /// Whether a message is the name of one of the persons.
    pub fn is_of_person(&self, id: &str) -> bool {
        self.persons.iter().any(|person| person.message().as_str() == id)
    }

    /// Whether messages may use `$persons`. The messages with the names themselves cannot.
    pub fn gives_persons_to(&self, id: &str) -> bool {
        !self.persons.is_empty() && !self.is_of_person(id)
    }
}
