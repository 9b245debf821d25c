//! The words by which the parts of an appeal are known: `words.yaml`, and how a text is compared with it.

use std::collections::BTreeMap;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::id::{CountryCode, LanguageTag};

/// What a line of an action sheet announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// "URGENT ACTION": the kind of the paper.
    Kicker,
    /// What happened.
    Account,
    /// What to write.
    Demands,
    /// Whom to write to.
    Contacts,
    /// Who gets copies.
    Copies,
    /// Embassies.
    Diplomats,
    /// What to do after the last day.
    Office,
    /// Additional information.
    Additional,
    /// The letter that is a part of the sheet.
    ModelLetter,
    /// The languages to write in.
    Language,
    /// The last day.
    Deadline,
    /// Names of the persons.
    Names,
    /// Numbers, dates and links of the organisation.
    Details,
    /// The subject of the letter.
    Sent,
}

/// What a label says of the text after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// A fax number.
    Fax,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
    /// A web address.
    Web,
    /// A form of address.
    Salutation,
    /// Something that a case has no field for.
    Other,
}

/// The beginning of a demand in the voice of a sheet.
#[derive(Debug, Clone, Deserialize)]
pub struct Voice {
    /// The words.
    voice: String,
    /// The words with which the letter says the same, if that is certain.
    letter: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Phrases {
    alone: Vec<String>,
    begins: Vec<String>,
}

/// The words of one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    headings: BTreeMap<Heading, Phrases>,
    labels: BTreeMap<Label, Vec<String>>,
    salutations: Vec<String>,
    closings: Vec<String>,
    months: Vec<String>,
    pages: Vec<String>,
    joiners: Vec<String>,
    offices: Vec<String>,
    honorifics: Vec<String>,
    embassies: Vec<String>,
    streets: Vec<String>,
    answers: BTreeMap<String, Vec<String>>,
    demands: Vec<Voice>,
    salutation_end: String,
    letter_demands: String,
    letter_demands_bare: String,
    copy_opening: String,
    facts: BTreeMap<String, Vec<String>>,
    topics: BTreeMap<String, Vec<String>>,
    asks: BTreeMap<String, Vec<String>>,
    not_names: Vec<String>,
    verbs_of_person: Vec<String>,
    before_person: Vec<String>,
    places: Vec<String>,
}

/// The words of all languages.
#[derive(Debug, Clone, Deserialize)]
pub struct Vocabulary {
    #[serde(flatten)]
    languages: BTreeMap<LanguageTag, Language>,
    towns: BTreeMap<CountryCode, Vec<String>>,
}

/// A text as it is compared: small letters without accents, words parted by one space, no marks.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c == 'ß' {
            folded.push_str("ss");
        } else if c.is_alphanumeric() || c == '&' {
            folded.push(c);
        } else if matches!(c, '\'' | '’' | '\u{2BC}') {
            folded.push('\'');
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether a folded text begins with a folded phrase, at the end of a word.
pub fn begins_with(folded: &str, phrase: &str) -> bool {
    folded.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a folded text has a folded phrase, as whole words.
pub fn has_phrase(folded: &str, phrase: &str) -> bool {
    let is_edge = |edge: Option<char>| edge.is_none_or(|c| c == ' ');
    folded
        .match_indices(phrase)
        .any(|(at, _)| is_edge(folded[..at].chars().next_back()) && is_edge(folded[at + phrase.len()..].chars().next()))
}

/// The bytes of `text` whose folded words are the first `count` ones.
pub fn after_words(text: &str, count: usize) -> usize {
    let mut seen = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() || matches!(c, '&' | '\'' | '’' | '\u{2BC}') || is_combining_mark(c);
        if in_word && !is_word {
            if seen == count {
                return at;
            }
            in_word = false;
        } else if is_word && !in_word {
            seen += 1;
            in_word = true;
        }
    }
    text.len()
}

impl Vocabulary {
    /// The words that the program has.
    pub fn bundled() -> Self {
        let mut vocabulary: Self = serde_yaml::from_str(include_str!("words.yaml")).expect("a test reads it");
        vocabulary.languages.values_mut().for_each(Language::fold);
        vocabulary.towns.values_mut().for_each(|towns| fold_all(towns));
        vocabulary
    }

    fn all<'v>(&'v self, of: fn(&'v Language) -> &'v Vec<String>) -> impl Iterator<Item = &'v str> {
        self.languages.values().flat_map(of).map(String::as_str)
    }

    /// The words of a language, or those of English.
    fn of(&self, language: &LanguageTag) -> &Language {
        let primary = LanguageTag::new(language.primary());
        let found = primary.and_then(|tag| self.languages.get(&tag));
        found.unwrap_or_else(|| &self.languages[&LanguageTag::english()])
    }

    /// What a line announces, and where its own words end: after them is content.
    pub fn heading(&self, line: &str) -> Option<(Heading, usize)> {
        let label = line.find(':').map(|at| fold(&line[..at]));
        let folded = fold(line);
        let mut best: Option<(usize, Heading, usize)> = None;
        for (heading, phrases) in self.languages.values().flat_map(|language| &language.headings) {
            for phrase in &phrases.alone {
                let is_label = label.as_deref() == Some(phrase) || label.as_deref() == Some(&plural(phrase));
                let end = if is_label {
                    line.find(':').map_or(line.len(), |at| at + 1)
                } else if folded == *phrase {
                    line.len()
                } else {
                    continue;
                };
                best = best.max(Some((phrase.len(), *heading, end)));
            }
            for phrase in phrases.begins.iter().filter(|phrase| begins_with(&folded, phrase)) {
                best = best.max(Some((phrase.len(), *heading, line.len())));
            }
        }
        best.map(|(_, heading, end)| (heading, end))
    }

    /// The label with which a text begins, and where the text after it begins.
    pub fn label(&self, text: &str) -> Option<(Label, usize)> {
        let folded = fold(text);
        let mut best: Option<(usize, Label, usize)> = None;
        for (label, phrases) in self.languages.values().flat_map(|language| &language.labels) {
            for phrase in phrases.iter().filter(|phrase| begins_with(&folded, phrase)) {
                let end = after_words(text, phrase.split(' ').count());
                let rest = &text[end..];
                let marked = rest.trim_start_matches([' ', '.', '°', 's', '(', ')']);
                let is_label = marked.starts_with([':', '：']);
                // A number may follow without a colon, and nothing else.
                let number = rest.trim_start_matches([' ', '.']);
                let is_number = number.starts_with(|c: char| c.is_ascii_digit() || "+(".contains(c))
                    && matches!(label, Label::Fax | Label::Telephone);
                if is_label || is_number {
                    let colon = text.len() - marked.len() + marked.chars().next().map_or(0, char::len_utf8);
                    let start = if is_label { colon } else { text.len() - number.len() };
                    best = best.max(Some((phrase.len(), *label, start)));
                }
            }
        }
        best.map(|(_, label, start)| (label, start))
    }

    /// Whether a line is the form of address that begins a letter.
    pub fn is_salutation(&self, line: &str) -> bool {
        let folded = fold(line);
        let words = folded.split(' ').count();
        let ends = line.trim_end().ends_with([',', ':', '!', '،']);
        let is_short = words <= if ends { 12 } else { 5 };
        is_short
            && !line.trim_end().ends_with(['.', ';'])
            && self.all(|language| &language.salutations).any(|phrase| begins_with(&folded, phrase))
            && (ends || !line.contains([',', ':']))
    }

    /// Whether a paragraph closes a letter.
    pub fn is_closing(&self, text: &str) -> bool {
        let folded = fold(text);
        folded.split(' ').count() <= 40
            && self.all(|language| &language.closings).any(|phrase| {
                let is_sentence = phrase.split(' ').count() > 2;
                begins_with(&folded, phrase)
                    && (is_sentence || folded.split(' ').count() <= phrase.split(' ').count() + 3)
            })
    }

    /// The month of a name, from 1 to 12.
    pub fn month(&self, word: &str) -> Option<i8> {
        let folded = fold(word);
        let position = |language: &Language| language.months.iter().position(|month| *month == folded);
        self.languages.values().find_map(position).and_then(|at| i8::try_from(at + 1).ok())
    }

    /// Whether a word is before the number of a page.
    pub fn is_page(&self, folded: &str) -> bool {
        self.all(|language| &language.pages).any(|word| word == folded)
    }

    /// Whether no line of an address ends with this word.
    pub fn is_joiner(&self, word: &str) -> bool {
        let folded = fold(word);
        self.all(|language| &language.joiners).any(|joiner| joiner == folded)
    }

    /// Whether a line names an office.
    pub fn is_office(&self, line: &str) -> bool {
        let folded = fold(line);
        folded.split(' ').any(|word| self.all(|language| &language.offices).any(|office| office == word))
    }

    /// Whether a line begins with a title before a name.
    pub fn has_honorific(&self, line: &str) -> bool {
        let folded = fold(line);
        self.all(|language| &language.honorifics).any(|title| begins_with(&folded, title))
    }

    /// Whether a text names an embassy.
    pub fn is_embassy(&self, text: &str) -> bool {
        let folded = fold(text);
        self.all(|language| &language.embassies).any(|words| has_phrase(&folded, words))
    }

    /// Whether a line has a word of streets and houses.
    pub fn is_street(&self, line: &str) -> bool {
        let folded = fold(line);
        self.all(|language| &language.streets).any(|word| has_phrase(&folded, word))
    }

    /// The form of address that fits an office.
    pub fn answer(&self, office: &str) -> Option<&str> {
        let folded = fold(office);
        let answers = self.languages.values().flat_map(|language| &language.answers);
        let fitting = answers.filter_map(|(key, words)| {
            let word = words.iter().filter(|word| has_phrase(&folded, word)).max_by_key(|word| word.len())?;
            Some((folded.find(word.as_str())?, usize::MAX - word.len(), key.as_str()))
        });
        fitting.min().map(|(_, _, key)| key)
    }

    /// How a demand begins in the voice of a sheet: the number of its words, and the words of the letter.
    pub fn voice(&self, demand: &str) -> Option<(usize, Option<&str>)> {
        let folded = fold(demand);
        let voices = self.languages.values().flat_map(|language| &language.demands);
        let fitting = voices.filter(|voice| begins_with(&folded, &voice.voice));
        let longest = fitting.max_by_key(|voice| voice.voice.len())?;
        Some((longest.voice.split(' ').count(), longest.letter.as_deref()))
    }

    /// The sentence before the demands of a letter; `is_bare` for demands such as "Release them".
    pub fn letter_demands(&self, language: &LanguageTag, is_bare: bool) -> &str {
        let of = self.of(language);
        if is_bare { &of.letter_demands_bare } else { &of.letter_demands }
    }

    /// The paragraph before a copy.
    pub fn copy_opening(&self, language: &LanguageTag) -> &str {
        &self.of(language).copy_opening
    }

    /// The mark after a salutation.
    pub fn salutation_end(&self, language: &LanguageTag) -> &str {
        &self.of(language).salutation_end
    }

    /// What happened on a day: the word that is nearest to it.
    pub fn fact(&self, language: &LanguageTag, before: &str, after: &str) -> Option<&str> {
        let (before, after) = (fold(before), fold(after));
        let near = self.of(language).facts.iter().flat_map(|(id, stems)| stems.iter().map(move |stem| (id, stem)));
        let distances = near.flat_map(|(id, stem)| {
            let is_start = |text: &str, at: usize| at == 0 || text.as_bytes().get(at - 1) == Some(&b' ');
            let follows = after.match_indices(stem.as_str()).find(|(at, _)| is_start(&after, *at)).map(|(at, _)| at);
            let precedes = before.rmatch_indices(stem.as_str()).find(|(at, _)| is_start(&before, *at));
            let precedes = precedes.map(|(at, _)| before.len() - at - stem.len());
            [follows, precedes].into_iter().flatten().map(move |distance| (distance, id.as_str()))
        });
        distances.min().map(|(_, id)| id)
    }

    /// What a paragraph is about: the word that comes first and most often.
    pub fn topic(&self, language: &LanguageTag, text: &str) -> Option<&str> {
        best_of(&self.of(language).topics, text)
    }

    /// What a demand asks for.
    pub fn ask(&self, language: &LanguageTag, text: &str) -> Option<&str> {
        first_of(&self.of(language).asks, text)
    }

    /// Whether a word with a capital is not part of a person's name.
    pub fn is_not_name(&self, word: &str) -> bool {
        let folded = fold(word);
        self.all(|language| &language.not_names).any(|other| other == folded)
            || self.all(|language| &language.months).any(|month| month == folded)
            || self.all(|language| &language.offices).any(|office| office == folded)
            || self.all(|language| &language.honorifics).any(|title| title == folded && folded.len() > 1)
    }

    /// Whether a word is often after a person's name.
    pub fn follows_person(&self, word: &str) -> bool {
        let folded = fold(word);
        self.all(|language| &language.verbs_of_person).any(|verb| verb == folded)
    }

    /// Whether a word is often before a person's name.
    pub fn precedes_person(&self, word: &str) -> bool {
        let folded = fold(word);
        self.all(|language| &language.before_person).any(|other| other == folded)
    }

    /// Whether a word is before the names of places.
    pub fn precedes_place(&self, word: &str) -> bool {
        let folded = fold(word);
        self.all(|language| &language.places).any(|other| other == folded)
    }

    /// The country of a town with embassies.
    pub fn country_of_town(&self, address: &str) -> Option<&CountryCode> {
        let folded = fold(address);
        let has = |towns: &Vec<String>| towns.iter().any(|town| has_phrase(&folded, town));
        self.towns.iter().find(|(_, towns)| has(towns)).map(|(country, _)| country)
    }
}

fn best_of<'v>(topics: &'v BTreeMap<String, Vec<String>>, text: &str) -> Option<&'v str> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let scored = topics.iter().filter_map(|(id, keys)| {
        let hits: Vec<usize> =
            (0..words.len()).filter(|at| keys.iter().any(|key| begins_at(&words[*at..], key))).collect();
        let first = hits.first()?;
        Some((hits.len() * 40 + (200_usize).saturating_sub(*first * 3), id.as_str()))
    });
    scored.max().map(|(_, id)| id)
}

fn first_of<'v>(topics: &'v BTreeMap<String, Vec<String>>, text: &str) -> Option<&'v str> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let scored = topics.iter().filter_map(|(id, keys)| {
        let first = (0..words.len()).find(|at| keys.iter().any(|key| begins_at(&words[*at..], key)))?;
        Some((first, id.as_str()))
    });
    scored.min().map(|(_, id)| id)
}

fn begins_at(words: &[&str], phrase: &str) -> bool {
    let phrase = phrase.split(' ');
    phrase.clone().count() <= words.len() && phrase.zip(words).all(|(one, other)| one == *other)
}

/// A heading is also known with a plural in its label: `Address` and `Addresses` are both in the table, but not all.
fn plural(phrase: &str) -> String {
    format!("{phrase}s")
}

fn fold_all(texts: &mut [String]) {
    for text in texts {
        *text = fold(text);
    }
}

impl Language {
    fn fold(&mut self) {
        for Phrases { alone, begins } in self.headings.values_mut() {
            fold_all(alone);
            fold_all(begins);
        }
        let tables = [&mut self.answers, &mut self.facts, &mut self.topics, &mut self.asks];
        let lists = tables.into_iter().flat_map(BTreeMap::values_mut).chain(self.labels.values_mut());
        lists.for_each(|list| fold_all(list));
        for list in [
            &mut self.salutations,
            &mut self.closings,
            &mut self.months,
            &mut self.pages,
            &mut self.joiners,
            &mut self.offices,
            &mut self.honorifics,
            &mut self.embassies,
            &mut self.streets,
            &mut self.not_names,
            &mut self.verbs_of_person,
            &mut self.before_person,
            &mut self.places,
        ] {
            fold_all(list);
        }
        for voice in &mut self.demands {
            voice.voice = fold(&voice.voice);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_four_languages() {
        let words = Vocabulary::bundled();
        let heading = |line: &'static str| words.heading(line).map(|(heading, end)| (heading, &line[end..]));
        assert_eq!(heading("PLEASE SEND APPEALS BEFORE 1 FEBRUARY 2018 TO:"), Some((Heading::Contacts, "")));
        assert_eq!(heading("COPIES TO: Ministry of X"), Some((Heading::Copies, " Ministry of X")));
        assert_eq!(heading("INFORMACIÓN ADICIONAL"), Some((Heading::Additional, "")));
        assert_eq!(heading("Veuillez envoyer vos appels avant le 2 mai 2016 à :"), Some((Heading::Contacts, "")));
        assert_eq!(heading("Hintergrundinformationen"), Some((Heading::Additional, "")));
        assert_eq!(heading("The background of the case is known."), None);
    }

    #[test]
    fn labels_are_known_with_their_colon_and_numbers_without() {
        let words = Vocabulary::bundled();
        let label = |text: &str| words.label(text).map(|(label, start)| (label, text[start..].trim().to_owned()));
        assert_eq!(label("Fax: +855 23"), Some((Label::Fax, "+855 23".to_owned())));
        assert_eq!(label("Fax 020 8451"), Some((Label::Fax, "020 8451".to_owned())));
        assert_eq!(label("Correo electrónico : a@b.mx"), Some((Label::Email, "a@b.mx".to_owned())));
        assert_eq!(label("E-mail: a@b.org"), Some((Label::Email, "a@b.org".to_owned())));
        assert_eq!(label("Salutation: Your Excellency"), Some((Label::Salutation, "Your Excellency".to_owned())));
        assert_eq!(label("Web of lies"), None);
    }

    #[test]
    fn what_is_folded_has_no_accents_and_no_marks() {
        assert_eq!(fold("  L’« État » — Straße 7 "), "l' etat strasse 7");
        assert_eq!(after_words("Calling on — the authorities", 2), "Calling on".len());
    }
}
