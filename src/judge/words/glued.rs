//! Words directly beside a value that is filled in: `for{ $years }` becomes “for2”.
//!
//! In many languages endings and prefixes belong there, so only other words are reported.

use std::collections::BTreeMap;

use super::common_words::known;
use super::fault;
use super::scan::{is_spaced, is_word_character};
use crate::finding::rules;
use crate::judge::{Fault, Flat, Placeable, Slot, Subject};

// typos: off
/// Languages with endings of any length, which are directly behind a name or a number.
const SUFFIXING: [&str; 64] = [
    "av", "ay", "az", "ba", "bo", "bua", "ce", "chr", "chv", "cv", "dar", "et", "eu", "fi", "gn", "hu", "iu", "ja",
    "ka", "kbd", "kk", "kl", "kn", "ko", "koi", "kok", "kpv", "krl", "ku", "kv", "ky", "lez", "mdf", "mhr", "ml", "mn",
    "mr", "mrj", "myv", "ne", "nog", "olo", "or", "os", "qu", "sah", "se", "si", "sma", "smj", "smn", "sms", "sw",
    "ta", "te", "tk", "tr", "tt", "tyv", "udm", "ug", "uz", "vep", "xal",
];

/// Languages that decline names, with endings of a few letters.
const DECLINING: [&str; 28] = [
    "be", "bg", "br", "bs", "cs", "csb", "cy", "dsb", "el", "eo", "ga", "gd", "hr", "hsb", "hy", "is", "la", "lt",
    "lv", "mk", "pl", "ro", "ru", "sk", "sl", "sq", "sr", "uk",
];

/// Languages that write articles, prepositions or signs of class and person before a word without a space.
const PREFIXING: [&str; 38] = [
    "ak", "bem", "bez", "bn", "cgg", "dav", "ebu", "guz", "kam", "kde", "ki", "ksb", "lag", "lg", "ln", "lu", "luy",
    "mas", "mer", "mg", "mgh", "naq", "nd", "nr", "nso", "ny", "nyn", "rn", "rw", "sn", "ss", "st", "sw", "tn", "ts",
    "ve", "xh", "zu",
];

/// Letters that begin words in languages whose prefixes are single letters, or several of them.
const PREFIXES: [(&str, &str); 8] = [
    ("he", "משהוכלב"),
    ("yi", "משהוכלב"),
    ("ar", "وفبلكسا"),
    ("arz", "وفبلكسا"),
    ("fa", "ب"),
    ("syr", "ܒܘܕܠ"),
    ("am", "በለከየእስ"),
    ("ti", "ብንካናዝእ"),
];

/// Words that consist only of such letters are never longer.
const LONGEST_PREFIX: usize = 4;

/// Endings of numbers that are as long as words, or are words.
const ENDINGS: [(&str, &[&str]); 13] = [
    ("en", &["fold", "ish", "ing", "ers", "am"]),
    (
        "de",
        &[
            "er", "ern", "ers", "ste", "sten", "ster", "stes", "stel", "ten", "ter", "tes", "tel", "mal", "fach",
            "fache",
        ],
    ),
    ("nl", &["de", "ste", "jarig", "jarige"]),
    ("af", &["de", "ste"]),
    ("lb", &["ten", "ter", "de"]),
    ("fr", &["er", "re", "ère", "ème", "ième", "eme", "ieme", "nde", "ers", "èmes", "ièmes"]),
    ("es", &["er", "ero", "era", "avo", "ava", "ma", "mo"]),
    ("pt", &["o", "a", "os", "as"]),
    ("it", &["esimo", "esima", "a", "o"]),
    ("ca", &["er", "è", "na"]),
    ("sv", &["an", "talet", "tal"]),
    ("da", &["erne", "ernes"]),
    ("id", &["an", "nya"]),
];

/// Endings of German adjectives that are made of a number, such as `12jährige`.
const GERMAN_ADJECTIVES: [&str; 6] = ["ig", "ige", "igem", "igen", "iger", "iges"];

// typos: on
/// Units that may be directly behind a number.
const UNITS: [&str; 7] = ["min", "sec", "mph", "kph", "bps", "dpi", "kcal"];

/// Faults of one text.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    if subject.info.is_unspaced() {
        return Vec::new();
    }
    let spaces = subject.source.map(|source| SourceSpaces::of(source.text));
    let beside = subject.text.slots.iter().filter_map(|slot| beside(subject, spaces.as_ref(), slot));
    let at_variants = subject.text.seams().filter_map(|seam| at_variant(subject, seam));
    beside.chain(at_variants).collect()
}

/// What to do where a variant begins or ends without the space that was typed there.
const IN_VARIANT: &str =
    "put the space outside the braces of the choice; Fluent deletes spaces at the edge of a variant";

/// Two words that became one at the edge of a variant, as in `release{ $n -> [one] at once … }`.
///
/// A variant may also be a part of a word, such as its ending, so one of the two must certainly be a word.
fn at_variant(subject: &Subject, seam: usize) -> Option<Fault> {
    /// Shorter ones may be endings.
    const SHORTEST: usize = 3;
    let (before, after) = subject.text.text.split_at(seam);
    let is_inner = |c: char| c != Flat::SLOT && is_word_character(c);
    let first = &before[before.trim_end_matches(is_inner).len()..];
    let second = &after[..after.len() - after.trim_start_matches(is_inner).len()];
    let known = known(subject.language.primary())?;
    let is_long = |word: &str| word.chars().count() >= SHORTEST;
    let is_word = |word: &str| known.has(&word.to_lowercase());
    let is_one = matches!(second, "self" | "selves" | "one" | "ever" | "thing" | "body" | "where");
    if !is_long(first) || !is_long(second) || is_one || !(is_word(first) || is_word(second)) {
        return None;
    }
    let message = format!("a space is missing between `{first}` and `{second}`");
    Some(fault::warning(rules::MISSING_SPACE, seam..seam + second.len(), message, IN_VARIANT))
}

/// Whether the source always has a space before and after each of its placeables.
struct SourceSpaces<'a>(BTreeMap<&'a Placeable, [bool; 2]>);

impl<'a> SourceSpaces<'a> {
    fn of(source: &'a Flat) -> Self {
        let mut spaces = BTreeMap::new();
        for slot in &source.slots {
            let here = words(source, slot.at).map(str::is_empty);
            let all: &mut [bool; 2] = spaces.entry(&slot.placeable).or_insert([true; 2]);
            *all = [all[0] && here[0], all[1] && here[1]];
        }
        Self(spaces)
    }
}

/// The fault of the words beside a slot, if one of them is glued to it.
fn beside(subject: &Subject, spaces: Option<&SourceSpaces>, slot: &Slot) -> Option<Fault> {
    let name = match &slot.placeable {
        Placeable::Variable(name) => format!("${name}"),
        Placeable::Message(name) | Placeable::Term(name) => name.clone(),
        Placeable::Number(_) | Placeable::Function(_) => return None,
    };
    let [before, after] = words(subject.text, slot.at);
    // Where the source has a word there as well, it is the source that is at fault, if one is.
    let in_source = spaces.and_then(|spaces| spaces.0.get(&slot.placeable));
    let has_space = in_source.copied().unwrap_or([true; 2]);
    let language = subject.language.primary();
    let word = Beside { language, has_source: in_source.is_some() };
    let is_glued = [has_space[0] && word.is_glued_before(before), has_space[1] && word.is_glued_after(after)];
    let place = match is_glued {
        [true, true] => "before and after",
        [true, false] => "before",
        [false, true] => "after",
        [false, false] => return None,
    };
    // Between the name and what follows it are a space and a brace, or more if that is in a variant.
    let word_in_file = |begin: usize| subject.text.in_file(&(begin..begin + 1));
    let end = slot.at + Flat::SLOT.len_utf8();
    let is_in_variant = is_glued[1] && word_in_file(end).start > subject.text.in_file(&(slot.at..end)).end + 4;
    let help = match in_source {
        _ if is_in_variant => IN_VARIANT,
        Some(_) => "add a space, as in the source",
        None => "add a space",
    };
    let message = format!("a space is missing {place} `{{ {name} }}`");
    let range = slot.at..slot.at + Flat::SLOT.len_utf8();
    Some(fault::warning(rules::MISSING_SPACE, range, message, help))
}

/// The words directly before and after a slot; empty if there is none.
fn words(flat: &Flat, slot: usize) -> [&str; 2] {
    let is_inner = |c: char| c != Flat::SLOT && is_word_character(c);
    let (before, after) = (&flat.text[..slot], &flat.text[slot + Flat::SLOT.len_utf8()..]);
    let begin = before.trim_end_matches(is_inner).len();
    let end = after.len() - after.trim_start_matches(is_inner).len();
    [&before[begin..], &after[..end]]
}

/// What is known of words beside what is filled in.
struct Beside<'a> {
    language: &'a str,
    /// Whether the source has a space in the same place.
    has_source: bool,
}

impl Beside<'_> {
    /// Whether a word before is not a prefix.
    fn is_glued_before(&self, word: &str) -> bool {
        let count = word.chars().count();
        // An abbreviation, such as US or CC.
        if count == 0 || !word.contains(char::is_lowercase) && word.contains(char::is_uppercase) {
            return false;
        }
        // Letters of writing without spaces, in a language that has them.
        if !word.chars().any(is_spaced) || PREFIXING.contains(&self.language) {
            return false;
        }
        if let Some((_, letters)) = PREFIXES.iter().find(|(tag, _)| *tag == self.language) {
            return count > LONGEST_PREFIX || !word.chars().all(|c| letters.contains(c));
        }
        self.is_common(word) || count > 2 || count == 2 && self.has_source
    }

    /// Whether a word after is not an ending.
    fn is_glued_after(&self, word: &str) -> bool {
        let count = word.chars().count();
        let has_ending = |tag: &str| {
            let of = |(language, endings): &(&str, &[&str])| *language == tag && endings.contains(&word);
            ENDINGS.iter().any(of) || tag == "de" && GERMAN_ADJECTIVES.iter().any(|end| word.ends_with(end))
        };
        // A unit, such as GB or kHz.
        let is_unit = UNITS.contains(&word) || count < 5 && word.contains(char::is_uppercase);
        if count < 2 || is_unit || !word.chars().any(is_spaced) {
            return false;
        }
        if SUFFIXING.contains(&self.language) || has_ending(self.language) {
            return false;
        }
        let longest = match (DECLINING.contains(&self.language), known(self.language).is_some() || self.has_source) {
            (true, _) => 4,
            (false, true) => 2,
            (false, false) => 3,
        };
        self.is_common(word) || count > longest
    }

    /// Whether a word is among the commonest of the language.
    fn is_common(&self, word: &str) -> bool {
        known(self.language).is_some_and(|known| known.has(&word.to_lowercase()))
    }
}
