//! States, provinces and counties: as people write them, and as the post of their country prints them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::usual_names::plain;
use crate::finding::{Findings, did_you_mean};
use crate::id::CountryCode;
use crate::project::{Project, paths};
use crate::yaml::Source;

/// How states are printed in each country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct States {
    /// By what people write, as [`plain`] has it.
    countries: BTreeMap<CountryCode, StatesOfCountry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct StatesOfCountry {
    printed: BTreeMap<String, String>,
    /// Whether the post prints only abbreviations. The list then has all states.
    is_abbreviated: bool,
}

/// What the words in the place of a state are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Words that are printed like this: as they were typed, or the name or the abbreviation that the post uses.
    Printed(String),
    /// No state of a country whose states are all known.
    Unknown {
        /// The state that was perhaps meant, as it is printed.
        near: Option<String>,
    },
}

impl States {
    /// Reads the states of the project.
    ///
    /// # Errors
    ///
    /// When their file is missing or faulty.
    pub fn read(project: &Project) -> Result<Arc<Self>, Findings> {
        project.read_once(paths::STATES, Self::of)
    }

    fn of(text: &str) -> Result<Self, Findings> {
        let source = Source { file: paths::STATES, text };
        let typed: BTreeMap<CountryCode, BTreeMap<String, Vec<String>>> = source.read()?;
        let countries = typed.into_iter().map(|(country, states)| (country, StatesOfCountry::of(&states))).collect();
        Ok(Self { countries })
    }

    /// The state that `words` are in `country`. If the post prints names, any words are taken as they are, apart from
    /// known codes.
    pub fn read_as(&self, country: &CountryCode, words: &str) -> State {
        let Some(states) = self.countries.get(country) else { return State::Printed(words.to_owned()) };
        let typed = plain(words);
        match states.printed.get(&typed) {
            Some(printed) if is_abbreviation(printed) || plain(printed) != typed => State::Printed(printed.clone()),
            None if states.is_abbreviated => {
                let near =
                    did_you_mean(&typed, states.printed.keys().map(String::as_str).filter(|name| name.len() > 3));
                State::Unknown { near: near.map(|name| states.printed[name].clone()) }
            }
            _ => State::Printed(words.to_owned()),
        }
    }

    /// Whether these words are in the list of states of `country`.
    pub fn is_state(&self, country: &CountryCode, words: &str) -> bool {
        self.countries.get(country).is_some_and(|states| states.printed.contains_key(&plain(words)))
    }
}

impl StatesOfCountry {
    fn of(states: &BTreeMap<String, Vec<String>>) -> Self {
        let is_abbreviated = states.keys().all(|printed| is_abbreviation(printed));
        let names = states.iter().flat_map(|(printed, others)| {
            std::iter::once(printed).chain(others).map(move |name| (plain(name), printed.clone()))
        });
        Self { printed: names.collect(), is_abbreviated }
    }
}

/// Whether the post prints an abbreviation: `NSW`, `Ags.`
fn is_abbreviation(printed: &str) -> bool {
    printed.ends_with('.') || !printed.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_printed_as_its_post_prints_it() {
        let states = States::read(&Project::embedded()).expect("the bundled states");
        let shown = |country, words| {
            let country = CountryCode::new(country).expect("a code");
            match states.read_as(&country, words) {
                State::Printed(printed) => printed,
                State::Unknown { near } => format!("unknown, near {near:?}"),
            }
        };
        for (country, typed, expected) in [
            ("US", "California", "CA"),
            ("US", "ca", "CA"),
            ("US", "N.Y.", "NY"),
            ("US", "District of Columbia", "DC"),
            ("US", "Masachusetts", "unknown, near Some(\"MA\")"),
            ("US", "Bavaria", "unknown, near None"),
            ("CA", "Ontario", "ON"),
            ("CA", "Québec", "QC"),
            ("AU", "New South Wales", "NSW"),
            ("AU", "Qld", "QLD"),
            ("BR", "Sao Paulo", "SP"),
            ("IT", "Roma", "RM"),
            ("IT", "(RM)", "RM"),
            ("IT", "Forli-Cesena", "FC"),
            ("MX", "Jalisco", "Jal."),
            ("MX", "JAL", "Jal."),
            ("MX", "Ciudad de Mexico", "CDMX"),
            ("ES", "M", "Madrid"),
            ("ES", "Cordoba", "Cordoba"),
            ("AR", "B", "Buenos Aires"),
            ("IN", "MH", "Maharashtra"),
            ("IN", "Maharashtra", "Maharashtra"),
            ("JP", "東京都", "東京都"),
            ("IE", "D", "Co. Dublin"),
            ("XX", "Anything", "Anything"),
        ] {
            assert_eq!(shown(country, typed), expected, "{country} {typed}");
        }
    }

    #[test]
    fn no_words_name_two_states_of_a_country() {
        let project = Project::embedded();
        let source = Source { file: paths::STATES, text: project.text(paths::STATES).expect("it is there") };
        let typed: BTreeMap<CountryCode, BTreeMap<String, Vec<String>>> = source.read().expect("it is sound");
        for (country, states) in typed {
            let names = states.values().map(|others| others.len() + 1).sum::<usize>();
            assert_eq!(StatesOfCountry::of(&states).printed.len(), names, "{country}");
        }
    }
}
