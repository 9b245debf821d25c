//! What a form of address must know of the recipient: gender and number.

use super::read::Check;
use crate::finding::{did_you_mean, rules};
use crate::yaml::KeyPath;

/// The recipient as a form of address needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Addressed {
    /// The person's gender.
    pub gender: Gender,
    /// Whether it is one person or several.
    pub number: Number,
}

/// The gender of the person who is addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// A woman.
    Female,
    /// A man.
    Male,
    /// Not known, neither of the two, or no single person.
    #[default]
    Other,
}

/// How many people are addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Number {
    /// One person or office.
    #[default]
    One,
    /// Several people, such as the members of a commission.
    Many,
}

impl Gender {
    /// All genders, with the words that messages choose by.
    pub const ALL: [(&'static str, Self); 3] = [("female", Self::Female), ("male", Self::Male), ("other", Self::Other)];

    /// The word that messages choose by.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }
}

impl Number {
    /// All numbers, with the words that messages choose by.
    pub const ALL: [(&'static str, Self); 2] = [("one", Self::One), ("many", Self::Many)];

    /// The word that messages choose by.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }
}

fn word_of<T: Copy + PartialEq>(all: &[(&'static str, T)], of: T) -> &'static str {
    all.iter().find(|(_, other)| *other == of).map_or("", |(word, _)| word)
}

impl Check<'_> {
    /// Gender and number of a recipient, both optional.
    pub(super) fn addressed(&mut self, path: &KeyPath, gender: Option<&str>, number: Option<&str>) -> Addressed {
        Addressed {
            gender: self.one_of(&path.key("gender"), gender, &Gender::ALL),
            number: self.one_of(&path.key("number"), number, &Number::ALL),
        }
    }

    fn one_of<T: Copy + Default>(&mut self, path: &KeyPath, typed: Option<&str>, all: &[(&'static str, T)]) -> T {
        let Some(typed) = typed.map(str::trim) else { return T::default() };
        if let Some((_, found)) = all.iter().find(|(word, _)| *word == typed) {
            return *found;
        }
        let words: Vec<String> = all.iter().map(|(word, _)| format!("`{word}`")).collect();
        let help = match did_you_mean(typed, all.iter().map(|(word, _)| *word)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}, or delete the key", words.join(" or ")),
        };
        let finding = self.error(rules::BAD_ADDRESSEE, path, format!("`{typed}` is not possible here"));
        self.report(finding.help(help));
        T::default()
    }
}
