//! Small numbers in words, in the languages whose words are known.

use std::collections::{BTreeMap, BTreeSet};

/// Whether a text says a small number in words.
pub fn says_in_words(text: &str, number: &str, language: &str) -> bool {
    let Ok(number) = number.parse::<usize>() else { return false };
    let Some(words) = words_of(language) else { return false };
    let Some(word) = words.get(number).filter(|word| !word.is_empty()) else { return false };
    if language.starts_with("km") {
        return text.contains(word);
    }
    let stem = |found: &str| {
        let found = found.to_lowercase();
        word.split('/').any(|word| found == word || (found.starts_with(word) && found.len() <= word.len() + 5))
    };
    text.split(|c: char| !c.is_alphabetic()).any(stem)
}

/// The numbers from two to twelve that a text says in these very words, with the words. One is an article
/// in many languages.
pub fn said_in_words(text: &str, language: &str) -> BTreeMap<usize, String> {
    let Some(words) = words_of(language) else { return BTreeMap::new() };
    let numbers = || words.iter().enumerate().skip(2);
    // Most words begin with another letter.
    let forms = numbers().flat_map(|(_, forms)| forms.split('/'));
    let firsts: BTreeSet<char> = forms.filter_map(|form| form.chars().next()).collect();
    let mut said = BTreeMap::new();
    if language.starts_with("km") {
        let mut rest = text;
        while let Some(at) = rest.find(|c| firsts.contains(&c)) {
            rest = &rest[at..];
            let Some(next) = rest.chars().next() else { break };
            // Six is five and one: the longest is meant.
            let longest = numbers().filter(|(_, word)| rest.starts_with(**word)).max_by_key(|(_, word)| word.len());
            let length = longest.map_or(next.len_utf8(), |(_, word)| word.len());
            said.extend(longest.map(|(number, word)| (number, (*word).to_owned())));
            rest = &rest[length..];
        }
        return said;
    }
    let may_be = |first: char| first.to_lowercase().next().is_some_and(|first| firsts.contains(&first));
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.starts_with(may_be)) {
        let lower = word.to_lowercase();
        let number = numbers().find(|(_, forms)| forms.split('/').any(|form| form == lower));
        said.extend(number.map(|(number, _)| (number, word.to_owned())));
    }
    said
}

/// The words of a language for the numbers from nothing to twelve.
fn words_of(language: &str) -> Option<&'static [&'static str]> {
    Some(match language.split('-').next().unwrap_or_default() {
        "en" => &ENGLISH,
        "fr" => &FRENCH,
        "de" => &GERMAN,
        "es" => &SPANISH,
        "km" => &KHMER,
        _ => return None,
    })
}

/// From nothing to twelve, and ordinals where they are other words.
const ENGLISH: [&str; 13] = [
    "zero",
    "one/first/once",
    "two/second/twice",
    "three/third",
    "four",
    "five/fifth",
    "six",
    "seven",
    "eight",
    "nine/ninth",
    "ten",
    "eleven",
    "twelve/twelfth",
];
const FRENCH: [&str; 13] = [
    "zéro",
    "un/une/premier/première",
    "deux/second",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
];
const GERMAN: [&str; 13] = [
    "null",
    "ein/erste",
    "zwei",
    "drei/dritte",
    "vier",
    "fünf",
    "sechs",
    "sieben/siebte",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
];
const SPANISH: [&str; 13] = [
    "cero",
    "un/primer",
    "dos/segund",
    "tres/tercer",
    "cuatro/cuart",
    "cinco/quint",
    "seis/sext",
    "siete",
    "ocho/octav",
    "nueve",
    "diez",
    "once",
    "doce",
];
const KHMER: [&str; 13] =
    ["សូន្យ", "មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន", "ដប់", "ដប់មួយ", "ដប់ពីរ"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_words_is_one() {
        assert!(says_in_words("more than three months", "3", "en"));
        assert!(says_in_words("the seventh of May", "7", "en"));
        assert!(!says_in_words("he is often ill", "10", "en"));
    }

    #[test]
    fn the_longest_number_in_khmer_words_is_meant() {
        let said = |text, language| said_in_words(text, language).into_keys().collect::<Vec<_>>();
        assert_eq!(said("ជាងប្រាំពីរឆ្នាំ និងបីខែ", "km"), [3, 7]);
        assert_eq!(said("Huit membres, le 3 septembre", "fr"), [8]);
    }
}
