//! Forms of address: which message of the language says what the text says.

use super::vocabulary::fold;
use crate::fluent::{Entry, File, Flat};
use crate::id::LanguageTag;
use crate::locale::Library;
use crate::project::paths::LETTER;

/// The start of the ids of forms of address.
const PREFIX: &str = "salutation-";

/// A form of address of a language.
struct Known {
    key: String,
    /// Its words, each with the gender that it is for.
    words: Vec<(String, Option<String>)>,
    /// The closing words that belong to it.
    closings: Vec<String>,
}

/// The forms of address of a language.
pub struct Salutations {
    known: Vec<Known>,
}

/// A form of address that a language has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The key of the case file.
    pub key: String,
    /// `female` or `male`, if the language says it differently for each.
    pub gender: Option<String>,
}

impl Salutations {
    /// Those of a language of the project; none if the project does not have the language.
    pub fn of(library: &Library, language: &LanguageTag) -> Self {
        let file = library.languages.get(language).and_then(|language| language.file(LETTER));
        let closings = file.and_then(|file| file.entry("closing")).map(readings).unwrap_or_default();
        let entries = file.map(|file: &File| file.entries.as_slice()).unwrap_or_default();
        let known = entries.iter().filter_map(|entry| {
            let own = entry.part(Some("closing"));
            let of_part = |part: &crate::fluent::Part| part.readings.iter().map(words).collect();
            Some(Known {
                key: entry.id.strip_prefix(PREFIX)?.to_owned(),
                words: gendered(entry),
                closings: own.map_or_else(|| closings.clone(), of_part),
            })
        });
        Self { known: known.collect() }
    }

    /// The one with these words, and with this closing if the text has one.
    pub fn matching(&self, said: &str, closing: Option<&str>) -> Option<Match> {
        let mut alternatives = [said].into_iter().chain(said.split('/').filter(|_| said.contains('/')));
        alternatives.find_map(|said| self.one(said, closing))
    }

    fn one(&self, said: &str, closing: Option<&str>) -> Option<Match> {
        let (said, closing) = (fold(said), closing.map(fold));
        self.known.iter().find_map(|known| {
            let (_, gender) = known.words.iter().find(|(words, _)| *words == said)?;
            let closes = closing.as_ref().is_none_or(|closing| known.closings.contains(closing));
            closes.then(|| Match { key: known.key.clone(), gender: gender.clone() })
        })
    }

    /// Whether there is one with this key.
    pub fn has(&self, key: &str) -> bool {
        self.known.iter().any(|known| known.key == key)
    }

    /// The one for a recipient of whose form of address nothing is known.
    pub fn usual(&self) -> String {
        let usual = ["your-excellency", "sir-or-madam"].into_iter().find(|key| self.has(key));
        usual.unwrap_or("your-excellency").to_owned()
    }
}

fn words(flat: &Flat) -> String {
    fold(&flat.text.replace(Flat::SLOT, " "))
}

fn readings(entry: &Entry) -> Vec<String> {
    entry.value.iter().flat_map(|part| &part.readings).map(words).collect()
}

/// The words of a form of address; those of a variant with its key.
fn gendered(entry: &Entry) -> Vec<(String, Option<String>)> {
    let words = readings(entry);
    let choice = entry.value.as_ref().and_then(|part| part.choices.first());
    let keys = choice.map(|choice| choice.keys.as_slice()).unwrap_or_default();
    let others: Vec<&str> = keys.iter().filter(|key| !key.is_default).map(|key| key.name.as_str()).collect();
    // Readings that are equal are there once: then it is not clear which variant is which.
    let is_clear = words.len() == keys.len();
    let gender = |at: usize| {
        let key = at.checked_sub(1).and_then(|at| others.get(at)).filter(|_| is_clear)?;
        matches!(*key, "female" | "male").then(|| (*key).to_owned())
    };
    words.into_iter().enumerate().map(|(at, words)| (words, gender(at))).collect()
}
