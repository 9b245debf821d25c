//! Rows of people who get no letter: they died, moved away, do not want one, or have not agreed to one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::dates::is_date;
use crate::finding::rules;
use crate::letter::own_words::{Refusal, shortened};

/// Why a person gets no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The person, or the office, does not want it.
    DoNotMail,
    /// The person has died.
    Deceased,
    /// The person does not live at the address any more.
    GoneAway,
    /// The list says who has agreed to get letters, and this person has not.
    NoConsent,
}

impl Reason {
    /// Its description, after "not printed, because".
    pub fn description(self) -> &'static str {
        match self {
            Self::DoNotMail => "the person is not to be written to",
            Self::Deceased => "the person has died",
            Self::GoneAway => "the person has moved away",
            Self::NoConsent => "the person has not agreed",
        }
    }
}

/// What the cells of a column say about each person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// That the person is not to be written to.
    DoNotMail,
    /// That the person has died; perhaps when.
    Deceased,
    /// That the person has moved away; perhaps when.
    GoneAway,
    /// That the person agrees to get letters; perhaps since when.
    Consent,
}

impl Role {
    fn reason(self) -> Reason {
        match self {
            Self::DoNotMail => Reason::DoNotMail,
            Self::Deceased => Reason::Deceased,
            Self::GoneAway => Reason::GoneAway,
            Self::Consent => Reason::NoConsent,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    anywhere: BTreeMap<String, Vec<String>>,
    apart: BTreeMap<String, Vec<String>>,
}

/// `not_mailed.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    do_not_mail: Marks,
    deceased: Marks,
    gone_away: Marks,
    followers: BTreeSet<String>,
    yes: BTreeMap<String, Vec<String>>,
    no: BTreeMap<String, Vec<String>>,
    consent: BTreeSet<String>,
    no_consent: BTreeSet<String>,
}

/// The words of a phrase, and what it says.
type Phrase = (Vec<String>, Reason);

/// The words, ready to be compared.
struct Known {
    /// Phrases that count anywhere, by their first words.
    anywhere: BTreeMap<String, Vec<Phrase>>,
    /// Phrases that count where they are set apart, by their first words; the longest first.
    apart: BTreeMap<String, Vec<Phrase>>,
    /// Those of them that nobody has as the last of several names, by their last words.
    ends: BTreeMap<String, Vec<Phrase>>,
    followers: BTreeSet<String>,
    yes: BTreeSet<String>,
    no: BTreeSet<String>,
    consent: BTreeSet<String>,
    no_consent: BTreeSet<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let typed: Typed = serde_yaml::from_str(include_str!("not_mailed.yaml")).expect("a test reads it");
    let kinds = [
        (typed.do_not_mail, Reason::DoNotMail),
        (typed.deceased, Reason::Deceased),
        (typed.gone_away, Reason::GoneAway),
    ];
    let (mut anywhere, mut apart, mut ends) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let add = |phrases: &mut BTreeMap<String, Vec<Phrase>>, word: Option<&String>, phrase: &Phrase| {
        let phrases = phrases.entry(word.cloned().unwrap_or_default()).or_default();
        phrases.push(phrase.clone());
        // “moved away” before “moved”.
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    };
    for (marks, reason) in kinds {
        for phrase in marks.anywhere.into_values().flatten() {
            let phrase = (words_of(&phrase), reason);
            add(&mut anywhere, phrase.0.first(), &phrase);
        }
        for phrase in marks.apart.into_values().flatten() {
            let phrase = (words_of(&phrase), reason);
            add(&mut apart, phrase.0.first(), &phrase);
            let is_no_name =
                reason == Reason::Deceased || phrase.0.len() > 1 || NO_NAMES.contains(&phrase.0[0].as_str());
            if is_no_name {
                add(&mut ends, phrase.0.last(), &phrase);
            }
        }
    }
    let all = |answers: BTreeMap<String, Vec<String>>| answers.into_values().flatten().collect();
    let Typed { followers, consent, no_consent, yes, no, .. } = typed;
    Known { anywhere, apart, ends, followers, yes: all(yes), no: all(no), consent, no_consent }
});

/// Why the person gets no letter, by the value of a cell in a column with this role.
///
/// # Errors
///
/// When the value is neither yes nor no: nothing is printed on a guess.
pub fn reason(role: Role, words: &str) -> Result<Option<Reason>, Refusal> {
    let Known { yes, no, consent, no_consent, .. } = &*KNOWN;
    let answer = plain(words.trim());
    let is_consent = role == Role::Consent;
    if answer.is_empty() || no.contains(&answer) || is_no_date(&answer) {
        return Ok(is_consent.then_some(Reason::NoConsent));
    }
    if is_consent && no_consent.contains(&answer) {
        return Ok(Some(Reason::NoConsent));
    }
    if yes.contains(&answer) || is_date(&answer) || is_consent && consent.contains(&answer) {
        return Ok((!is_consent).then(|| role.reason()));
    }
    if let Some(marked) = marked(words, Place::Line) {
        return Ok(Some(marked.reason));
    }
    let message = format!("`{}` is neither yes nor no", shortened(words));
    let help = if is_consent {
        "write `yes` if the person agrees to get letters, or `no`"
    } else {
        "write `yes` if the person gets no letter, or leave the cell empty"
    };
    Err(Refusal { rule: rules::UNKNOWN_ANSWER, message, help: help.to_owned(), at: 0 })
}

/// Words of people who moved that are not a surname either.
const NO_NAMES: [&str; 3] = ["npai", "verzogen", "unzustellbar"];

/// Whether it is the day that databases write for none.
fn is_no_date(answer: &str) -> bool {
    let digits: String = answer.chars().filter(char::is_ascii_digit).collect();
    digits.len() >= 6 && digits.bytes().all(|digit| digit == b'0')
}

/// What the words are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The name of the person.
    Name,
    /// A line of the address.
    Line,
}

/// Words that say that a person gets no letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What they say.
    pub reason: Reason,
    /// The words, in small letters.
    pub words: String,
}

/// Words in a name or a line of an address that say that the person gets no letter. A street or a surname that has such
/// a word, such as `Deceased Lane`, is not marked.
pub fn marked(text: &str, place: Place) -> Option<Marked> {
    let Known { anywhere, apart, ends, followers, .. } = &*KNOWN;
    let found = |(words, reason): &Phrase| Marked { reason: *reason, words: words.join(" ") };
    let all = words_of(text);
    for (at, word) in all.iter().enumerate() {
        let mut phrases = anywhere.get(word).into_iter().flatten();
        if let Some(phrase) = phrases.find(|(phrase, _)| all[at..].starts_with(phrase)) {
            return Some(found(phrase));
        }
    }
    if text.contains('†') {
        return Some(Marked { reason: Reason::Deceased, words: "†".to_owned() });
    }
    if all.iter().any(|word| apart.contains_key(word)) {
        let is_said = |words: &[String], (phrase, _): &Phrase| {
            let rest = words.strip_prefix(phrase.as_slice());
            rest.is_some_and(|rest| rest.first().is_none_or(|next| followers.contains(next)) || is_day(rest))
        };
        for words in segments(text).into_iter().map(words_of) {
            let mut phrases = words.first().and_then(|word| apart.get(word)).into_iter().flatten();
            if let Some(phrase) = phrases.find(|phrase| is_said(&words, phrase)) {
                return Some(found(phrase));
            }
        }
    }
    let mut phrases = all.last().filter(|_| place == Place::Name).and_then(|word| ends.get(word)).into_iter().flatten();
    let is_at_end = |(phrase, _): &&Phrase| all.len() > phrase.len() + 1 && all.ends_with(phrase);
    phrases.find(is_at_end).map(found)
}

/// Whether words are the numbers of a day or a year: a street has the number of a house.
fn is_day(words: &[String]) -> bool {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    words.iter().all(is_number) && words.last().is_some_and(|last| last.len() == 4)
}

/// The parts of a text that marks set apart. A hyphen within a word does not.
fn segments(text: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let is_end = match c {
            '-' | '\'' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '’' | '.' => false,
            _ => !(c.is_alphanumeric() || c.is_whitespace() || crate::script::marks::is_mark(c)),
        };
        if is_end {
            segments.push(&text[start..at]);
            start = at + c.len_utf8();
        }
        before = c;
    }
    segments.push(&text[start..]);
    segments
}

/// The words in small letters. An apostrophe within a word belongs to it.
fn words_of(text: &str) -> Vec<String> {
    let plain = plain(text);
    let is_of_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '†' || crate::script::marks::is_mark(c);
    let words = plain.split(|c| !is_of_word(c)).map(|word| word.trim_matches('\''));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// In small letters, composed, with typewriter apostrophes.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfc().flat_map(char::to_lowercase).map(|c| if matches!(c, '’' | 'ʼ' | '´') { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_name(text: &str) -> Option<Reason> {
        marked(text, Place::Name).map(|marked| marked.reason)
    }

    fn of_line(text: &str) -> Option<Reason> {
        marked(text, Place::Line).map(|marked| marked.reason)
    }

    #[test]
    fn a_mark_in_a_name_is_known_in_every_language() {
        for (name, expected) in [
            ("Ann Smith (deceased)", Reason::Deceased),
            ("DECEASED Ann Smith deceased", Reason::Deceased),
            ("Ann Smith - DECEASED", Reason::Deceased),
            ("Ann Smith dec'd", Reason::Deceased),
            ("Deceased: Ann Smith", Reason::Deceased),
            ("Ann Smith †", Reason::Deceased),
            ("Ann Smith, died 3.4.2019", Reason::Deceased),
            ("Hans Meier verstorben", Reason::Deceased),
            ("Hans Meier (verstorben am 3. April)", Reason::Deceased),
            ("Jean Dupont (décédé)", Reason::Deceased),
            ("Jean Dupont (DE\u{301}CE\u{301}DE\u{301})", Reason::Deceased),
            ("Ana Pérez, fallecida", Reason::Deceased),
            ("Mario Rossi [deceduto]", Reason::Deceased),
            ("Jan Smit overleden", Reason::Deceased),
            ("Åsa Berg *avliden*", Reason::Deceased),
            ("Ola Nordmann / død", Reason::Deceased),
            ("Matti Virtanen (kuollut)", Reason::Deceased),
            ("Ann Smith - do not mail", Reason::DoNotMail),
            ("Ann Smith (DNM)", Reason::DoNotMail),
            ("Ann Smith – gone away", Reason::GoneAway),
            ("Ann Smith (moved)", Reason::GoneAway),
            ("Jean Dupont NPAI", Reason::GoneAway),
            ("Hans Meier unbekannt verzogen", Reason::GoneAway),
        ] {
            assert_eq!(of_name(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn a_mark_in_an_address_is_known() {
        for (line, expected) in [
            ("RETURN TO SENDER - gone away", Reason::GoneAway),
            ("Gone away", Reason::GoneAway),
            ("gone away 2019", Reason::GoneAway),
            ("unbekannt verzogen", Reason::GoneAway),
            ("Verzogen nach Köln", Reason::GoneAway),
            ("N’habite pas à l’adresse indiquée", Reason::GoneAway),
            ("NPAI", Reason::GoneAway),
            ("1 High Street (moved)", Reason::GoneAway),
            ("DECEASED", Reason::Deceased),
            ("please do not mail", Reason::DoNotMail),
            ("retour afzender", Reason::GoneAway),
        ] {
            assert_eq!(of_line(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn names_and_streets_with_such_words_are_printed() {
        for name in
            ["Ann Smith", "Dr. Tod Late", "Moved Ali", "Rip Van Winkle", "Ann Van Gone", "Eva Baja", "Jean Parti"]
        {
            assert_eq!(of_name(name), None, "{name}");
        }
        for line in [
            "Deceased Lane",
            "3 Deceased Lane",
            "Gone Away Cottage",
            "12 Moved Street, Leeds",
            "Flyttet Vej 3",
            "Camino del Difunto 5",
            "Rue du Retour 3",
            "Flat 2, Returned Soldiers Road",
            "Baja California 12",
            "Retour 3",
            "Dead-End Road",
        ] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }

    #[test]
    fn a_cell_of_a_column_says_yes_or_no() {
        for yes in
            ["1", "TRUE", "Yes", "x", "X", "J", "ja", "oui", "Sí", "kyllä", "✓", "2019-04-03", "3.4.2019", "Deceased"]
        {
            assert_eq!(reason(Role::Deceased, yes), Ok(Some(Reason::Deceased)), "{yes}");
        }
        for no in ["", " ", "0", "FALSE", "no", "Nein", "non", "nei", "ei", "0000-00-00", "NULL", "-"] {
            assert_eq!(reason(Role::DoNotMail, no), Ok(None), "{no}");
            assert_eq!(reason(Role::Consent, no), Ok(Some(Reason::NoConsent)), "{no}");
        }
        assert_eq!(reason(Role::DoNotMail, "Gone away"), Ok(Some(Reason::GoneAway)));
        for yes in ["yes", "2024-05-25", "Opted in", "1"] {
            assert_eq!(reason(Role::Consent, yes), Ok(None), "{yes}");
        }
        assert_eq!(reason(Role::Consent, "withdrawn"), Ok(Some(Reason::NoConsent)));
        for unknown in ["perhaps", "?", "2", "see notes"] {
            for role in [Role::DoNotMail, Role::Deceased, Role::GoneAway, Role::Consent] {
                let refusal = reason(role, unknown).expect_err("it is not understood");
                assert_eq!(refusal.rule.as_str(), "unknown-answer", "{unknown}");
            }
        }
    }

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        let Known { anywhere, apart, yes, no, consent, no_consent, followers, .. } = &*KNOWN;
        for (words, _) in anywhere.values().chain(apart.values()).flatten() {
            assert!(!words.is_empty());
            assert_eq!(words_of(&words.join(" ")), *words);
        }
        for answer in yes.iter().chain(no).chain(consent).chain(no_consent).chain(followers) {
            assert_eq!(plain(answer), *answer);
        }
        assert!(yes.is_disjoint(no) && consent.is_disjoint(no_consent));
    }
}
