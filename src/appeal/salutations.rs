//! Forms of address: which message of the language says what the text says.

use super::vocabulary::fold;
use crate::fluent::{Entry, File, Flat, Part, Placeable, split};
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
        let Some(file) = file else { return Self { known: Vec::new() } };
        let of_part = |part: &Part| part.readings.iter().filter_map(|flat| words(flat, file, 0)).collect::<Vec<_>>();
        let closings = file.entry("closing").and_then(|entry| entry.value.as_ref()).map(of_part).unwrap_or_default();
        let known = file.entries.iter().filter_map(|entry| {
            let own = entry.part(Some("closing"));
            Some(Known {
                key: entry.id.strip_prefix(PREFIX)?.to_owned(),
                words: gendered(entry, file),
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

/// How deep forms of address refer to each other.
const DEEPEST: usize = 4;

/// The words of a reading with everything that it refers to; `None` if it has a variable of the recipient.
fn words(flat: &Flat, file: &File, depth: usize) -> Option<String> {
    let mut text = String::new();
    let mut at = 0;
    for slot in &flat.slots {
        let Placeable::Message(name) = &slot.placeable else { return None };
        let (id, attribute) = split(name);
        let part = file.entry(id)?.part(attribute)?;
        let referred = part.readings.first().filter(|_| depth < DEEPEST)?;
        text.push_str(&flat.text[at..slot.at]);
        text.push_str(&words(referred, file, depth + 1)?);
        at = slot.at + Flat::SLOT.len_utf8();
    }
    text.push_str(&flat.text[at..]);
    Some(fold(&text))
}

/// The words of a form of address; those for a woman or a man with the gender. Others of its variants are left out.
fn gendered(entry: &Entry, file: &File) -> Vec<(String, Option<String>)> {
    let Some(value) = &entry.value else { return Vec::new() };
    let keys = value.choices.first().map(|choice| choice.keys.as_slice()).unwrap_or_default();
    let others: Vec<&str> = keys.iter().filter(|key| !key.is_default).map(|key| key.name.as_str()).collect();
    // Readings that are equal are there once, and choices may be inside others: then it is not clear which is which.
    let is_clear = value.choices.len() == 1 && value.readings.len() == keys.len();
    let spoken = |flat: &Flat| {
        // The word of the salutation itself, such as "Your Excellency".
        let is_you = flat.slots.iter().any(|slot| slot.placeable == Placeable::Variable("you".to_owned()));
        let you = entry.part(Some("you")).and_then(|part| part.readings.first()).filter(|_| is_you);
        match you {
            Some(you) if flat.slots.len() == 1 => {
                let you = words(you, file, 1)?;
                Some(fold(&flat.text.replace(Flat::SLOT, &you)))
            }
            _ => words(flat, file, 0),
        }
    };
    let mut found = Vec::new();
    for (at, flat) in value.readings.iter().enumerate() {
        let gender = at.checked_sub(1).and_then(|at| others.get(at)).filter(|_| is_clear);
        let gender = gender.filter(|key| matches!(**key, "female" | "male")).map(|key| (*key).to_owned());
        if let Some(words) = spoken(flat).filter(|words| !words.is_empty() && (at == 0 || gender.is_some())) {
            found.push((words, gender));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn key(said: &str, closing: Option<&str>) -> Option<(String, Option<String>)> {
        let project = Project::embedded();
        let salutations = Salutations::of(&Library::of(&project), &LanguageTag::english());
        salutations.matching(said, closing).map(|found| (found.key, found.gender))
    }

    #[test]
    fn only_a_form_of_address_with_the_same_words_is_taken() {
        let neutral = |key: &str| Some((key.to_owned(), None));
        assert_eq!(key("Your Excellency", None), neutral("your-excellency"));
        assert_eq!(key("Dear Minister,", None), neutral("minister"));
        assert_eq!(key("Dear Prosecutor General", None), neutral("prosecutor"));
        assert_eq!(key("Dear Madam President", None), Some(("president".to_owned(), Some("female".to_owned()))));
        assert_eq!(key("Dear Sir", None), None);
        assert_eq!(key("Dear Judges", None), None);
        assert_eq!(key("Dear", None), None);
        assert_eq!(key("Dear Minister", Some("Yours respectfully,")), neutral("minister"));
        assert_eq!(key("Dear Minister", Some("Yours sincerely,")), None);
    }
}
