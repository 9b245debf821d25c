//! Small numbers in words, in the languages whose words are known.

use std::collections::{BTreeMap, BTreeSet};

/// Whether a text says a small number in words.
pub fn says_in_words(text: &str, number: &str, language: &str) -> bool {
    let Ok(number) = number.parse::<usize>() else { return false };
    let Some(words) = words_of(language) else { return false };
    let Some(at) = NUMBERS.iter().position(|known| *known == number) else { return false };
    let word = words[at];
    if word.is_empty() {
        return false;
    }
    if language.starts_with("km") {
        return text.contains(word);
    }
    let is_form = |found: &str, word: &str| word.split('/').any(|form| !form.is_empty() && found == form);
    let stem = |found: &str| {
        let found = found.to_lowercase();
        // Thirteen begins as three does in some languages.
        let is_other = || words.iter().any(|other| *other != word && is_form(&found, other));
        is_form(&found, word)
            || word.split('/').any(|word| found.starts_with(word) && found.len() <= word.len() + 5) && !is_other()
    };
    text.split(|c: char| !c.is_alphabetic()).any(stem)
}

/// The numbers from two to ninety that a text says in these very words, with the words. One is an article
/// in many languages.
pub fn said_in_words(text: &str, language: &str) -> BTreeMap<usize, String> {
    let Some(words) = words_of(language) else { return BTreeMap::new() };
    let is_compared = |(number, word): &(usize, &&str)| (2..=LARGEST_COMPARED).contains(number) && !word.is_empty();
    let numbers = || NUMBERS.into_iter().zip(words).filter(is_compared);
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

/// The words of a language for numbers.
fn words_of(language: &str) -> Option<&'static Words> {
    Some(match language.split('-').next().unwrap_or_default() {
        "en" => &ENGLISH,
        "fr" => &FRENCH,
        "de" => &GERMAN,
        "es" => &SPANISH,
        "km" => &KHMER,
        _ => return None,
    })
}

/// Words for [`NUMBERS`], with ordinals where they are other words; empty where there is no one word.
type Words = [&'static str; 30];

/// The numbers that have words.
const NUMBERS: [usize; 30] =
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90, 100, 1000];

/// The largest number whose word is compared: a hundred and a thousand are in other words, such as per cent.
const LARGEST_COMPARED: usize = 90;

const ENGLISH: Words = [
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
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty/twentieth",
    "thirty/thirtieth",
    "forty/fortieth",
    "fifty/fiftieth",
    "sixty/sixtieth",
    "seventy/seventieth",
    "eighty/eightieth",
    "ninety/ninetieth",
    "hundred",
    "thousand",
];
// typos: off
const FRENCH: Words = [
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
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "",
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "",
    "",
    "",
    "cent",
    "mille",
];
// typos: on
const GERMAN: Words = [
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
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
    "dreißig/dreissig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
    "hundert/einhundert",
    "tausend/eintausend",
];
const SPANISH: Words = [
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
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
    "cien",
    "mil",
];
const KHMER: Words = [
    "សូន្យ",
    "មួយ",
    "ពីរ",
    "បី",
    "បួន",
    "ប្រាំ",
    "ប្រាំមួយ",
    "ប្រាំពីរ",
    "ប្រាំបី",
    "ប្រាំបួន",
    "ដប់",
    "ដប់មួយ",
    "ដប់ពីរ",
    "ដប់បី",
    "ដប់បួន",
    "ដប់ប្រាំ",
    "ដប់ប្រាំមួយ",
    "ដប់ប្រាំពីរ",
    "ដប់ប្រាំបី",
    "ដប់ប្រាំបួន",
    "ម្ភៃ",
    "សាមសិប",
    "សែសិប",
    "ហាសិប",
    "ហុកសិប",
    "ចិតសិប",
    "ប៉ែតសិប",
    "កៅសិប",
    "មួយរយ",
    "មួយពាន់",
];

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
