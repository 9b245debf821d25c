//! Parity of facts: the numbers, dates, addresses and terms of the source stand in the translation.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use super::context::{Context, split};
use super::dates;
use super::library::Language;
use crate::finding::{Finding, Findings};

/// What a file says otherwise than its source.
pub fn parity(context: &Context) -> Findings {
    let mut findings = Findings::new();
    let Some((source_language, _)) = context.source else { return findings };
    for entry in &context.file.entries {
        for (name, at, part) in entry.parts() {
            let (id, attribute) = split(&name);
            let Some(source) = context.source_part(id, attribute) else { continue };
            let here = Facts::of(&context.expanded(context.language, part.text()));
            let there = Facts::of(&context.expanded(source_language, source.text()));
            let mut say = |finding: Finding| findings.push(context.file.finding(finding, at, &name));
            same(&there.addresses, &here.addresses, "address-differs", "address", &mut say);
            same(&there.telephones, &here.telephones, "telephone-differs", "number", &mut say);
            numbers(context, source_language, &there, &here, &mut say);
            terms(context, &there.text, &here.text, &mut say);
        }
    }
    findings
}

/// The facts in a text.
struct Facts {
    /// The text in plain words: digits European, no break orders.
    text: String,
    addresses: BTreeSet<String>,
    telephones: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Facts {
    fn of(written: &str) -> Self {
        let text = plain(written);
        let mut rest = text.clone();
        let addresses = taken(&mut rest, addresses(&text));
        let found = telephones(&rest);
        let telephones = taken(&mut rest, found)
            .iter()
            .map(|number| number.chars().filter(char::is_ascii_digit).collect())
            .collect();
        let numbers = numbers_in(&rest);
        Self { text, addresses, telephones, numbers }
    }
}

/// A text with European digits, on one line, without break orders.
fn plain(written: &str) -> String {
    let plain = |c: char| match c {
        '\u{200B}' | '\u{2060}' | '\u{AD}' => None,
        '\n' => Some(' '),
        c => Some(decimal(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)),
    };
    written.chars().filter_map(plain).collect()
}

/// Takes ranges out of a text, and gives what stood there.
fn taken(text: &mut String, ranges: Vec<std::ops::Range<usize>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for range in ranges.into_iter().rev() {
        found.insert(text[range.clone()].to_owned());
        text.replace_range(range, " ");
    }
    found
}

/// Addresses of the web and of email.
fn addresses(text: &str) -> Vec<std::ops::Range<usize>> {
    let in_address =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']' | '{' | '}');
    runs(text, in_address)
        .map(|range| {
            let run = &text[range.clone()];
            let trimmed = run.trim_start_matches(['\'', '.', ',']).len();
            let start = range.start + run.len() - trimmed;
            let kept = run.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
            start..(range.start + kept).max(start)
        })
        .filter(|range| is_address(&text[range.clone()]))
        .collect()
}

fn is_address(run: &str) -> bool {
    let host = run.split_once("://").map_or(run, |(_, rest)| rest);
    let host = host.rsplit('@').next().unwrap_or(host).split('/').next().unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ':');
    let named = labels.len() > 1 && labels.iter().all(is_label);
    let top = labels.last().is_some_and(|top| top.len() > 1 && top.chars().all(|c| c.is_ascii_lowercase()));
    run.contains("://") || (named && top && labels[labels.len() - 2].len() > 1)
}

/// Telephone numbers: seven digits or more that begin with `+` or 0, as numbers within a country do.
fn telephones(text: &str) -> Vec<std::ops::Range<usize>> {
    let in_number =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/' | '\u{A0}' | '\u{202F}');
    runs(text, in_number)
        .filter_map(|range| {
            let run = &text[range.clone()];
            let first = run.find(|c: char| c == '+' || c.is_ascii_digit())?;
            let last = run.rfind(|c: char| c.is_ascii_digit())?;
            let number = run.get(first..=last)?;
            let digits = number.chars().filter(char::is_ascii_digit).count();
            (digits >= 7 && number.starts_with(['+', '0'])).then_some(range.start + first..range.start + last + 1)
        })
        .collect()
}

/// The longest runs of characters of a kind.
fn runs(text: &str, of_kind: impl Fn(char) -> bool) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        match (of_kind(character) && at < text.len(), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                runs.push(begin..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.into_iter()
}

/// The numbers of a text without zeros in front, thousands ungrouped, a point before decimals.
fn numbers_in(text: &str) -> BTreeSet<String> {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let digits_from = |at: usize| characters.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
    let mut numbers = BTreeSet::new();
    let mut at = 0;
    while at < characters.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        // Digits in a Latin word are a part of a name, such as CC3.
        let in_name = at > 0 && characters[at - 1].is_alphabetic() && characters[at - 1].script() == Script::Latin;
        let mut number = String::new();
        let first = digits_from(at);
        number.extend(&characters[at..at + first]);
        at += first;
        let mut grouped = first <= 3;
        while let Some(mark) = characters.get(at) {
            let after = digits_from(at + 1);
            if grouped && after == 3 && matches!(mark, ',' | '.' | ' ' | '\u{A0}' | '\u{202F}' | '’') {
                number.extend(&characters[at + 1..at + 4]);
                at += 4;
            } else if after > 0 && matches!(mark, ',' | '.') && after != 4 {
                grouped = false;
                number.push('.');
                number.extend(&characters[at + 1..=at + after]);
                at += 1 + after;
            } else {
                break;
            }
        }
        if !in_name {
            let bare = number.trim_start_matches('0');
            numbers.insert(if bare.is_empty() || bare.starts_with('.') { format!("0{bare}") } else { bare.to_owned() });
        }
    }
    numbers
}

/// The value of a decimal digit of any script that has its digits in order.
fn decimal(character: char) -> Option<u32> {
    const ZEROS: [u32; 12] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50, 0xED0, 0x1040, 0x17E0, 0x17F0, 0xFF10];
    let code = character as u32;
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero)
}

/// What must be the same to the letter.
fn same(
    there: &BTreeSet<String>,
    here: &BTreeSet<String>,
    rule: &'static str,
    what: &str,
    say: &mut impl FnMut(Finding),
) {
    let missing: Vec<&String> = there.difference(here).collect();
    let extra: Vec<&String> = here.difference(there).collect();
    for missing in &missing {
        let message = match extra.first() {
            Some(extra) => format!("the source has the {what} `{missing}`, and this has `{extra}`"),
            None => format!("the source has the {what} `{missing}`, and this does not"),
        };
        say(Finding::error(rule, message).help(format!("write `{missing}`, character for character")));
    }
    if missing.is_empty() {
        for extra in extra {
            let message = format!("it has the {what} `{extra}`, and the source does not");
            say(Finding::warning(rule, message).help("take it out, or add it to the source"));
        }
    }
}

fn numbers(context: &Context, source: &Language, there: &Facts, here: &Facts, say: &mut impl FnMut(Finding)) {
    let mut missing: Vec<&String> = there.numbers.difference(&here.numbers).collect();
    let mut extra: Vec<&String> = here.numbers.difference(&there.numbers).collect();
    // A number may be a word in either text.
    missing.retain(|number| !says_in_words(&here.text, number, context.language.tag.as_str()));
    extra.retain(|number| !says_in_words(&there.text, number, source.tag.as_str()));
    dates::dates(context, (source, &there.text), &here.text, &mut extra, say);
    let listed =
        |numbers: &[&String]| numbers.iter().map(|number| format!("`{number}`")).collect::<Vec<_>>().join(", ");
    match (missing.is_empty(), extra.is_empty()) {
        (true, true) => {}
        (false, false) => say(Finding::error(
            "number-differs",
            format!("the source says {}, and this says {}", listed(&missing), listed(&extra)),
        )
        .help("write the number of the source, in the digits of the language")),
        (false, true) => say(Finding::warning("number-differs", format!("the source says {}, and this does not", listed(&missing)))
            .help("write it where it belongs; if it is said in other words, say so: `# check: allow number-differs because …`")),
        (true, false) => say(Finding::warning("number-differs", format!("it says {}, and the source does not", listed(&extra)))
            .help("take it out; if the source says it in other words, say so: `# check: allow number-differs because …`")),
    }
}

/// Whether a text says a small number in words.
fn says_in_words(text: &str, number: &str, language: &str) -> bool {
    let Ok(number) = number.parse::<usize>() else { return false };
    let words: &[&str] = match language.split('-').next().unwrap_or_default() {
        "en" => &ENGLISH,
        "fr" => &FRENCH,
        "km" => &KHMER,
        _ => return false,
    };
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
const KHMER: [&str; 13] =
    ["សូន្យ", "មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន", "ដប់", "ដប់មួយ", "ដប់ពីរ"];

/// Terms of the glossary that are said in another way.
fn terms(context: &Context, there: &str, here: &str, say: &mut impl FnMut(Finding)) {
    let spaceless = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (there, here) = (spaceless(there), spaceless(here));
    for (term, words) in &context.language.glossary.terms {
        let wanted = spaceless(term);
        let said = there.match_indices(&wanted).any(|(at, _)| {
            let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            // A plural is the same term.
            let after = there[at + wanted.len()..].trim_start_matches('s');
            alone(there[..at].chars().next_back()) && alone(after.chars().next())
        });
        if said && !words.iter().any(|word| here.contains(&spaceless(&plain(word)))) {
            let message = format!(
                "the source says `{term}`, which the glossary has as `{}`, and this says it otherwise",
                words.join("` or `")
            );
            let help = format!(
                "write `{}`, or add the other way to `{}`",
                words.first().map_or("", String::as_str),
                context.language.glossary.file
            );
            say(Finding::warning("glossary", message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        Facts::of(text).numbers.into_iter().collect()
    }

    #[test]
    fn numbers_are_read_in_any_digits_and_grouping() {
        assert_eq!(numbers("ទី៣ ឆ្នាំ២០១៨"), ["2018", "3"]);
        assert_eq!(numbers("1,000 people, 2.5 %"), ["1000", "2.5"]);
        assert_eq!(numbers("1\u{202F}000, 2,5"), ["1000", "2.5"]);
        assert_eq!(numbers("CC3, 1er, 29/07/2018."), ["1", "2018", "29", "7"]);
    }

    #[test]
    fn addresses_and_telephones_are_no_numbers() {
        let facts = Facts::of("Write to a.b@example.org (www.example.org/x2), or +855 23 426 585, e.g. in 2018.");
        assert_eq!(facts.addresses.iter().collect::<Vec<_>>(), ["a.b@example.org", "www.example.org/x2"]);
        assert_eq!(facts.telephones.iter().collect::<Vec<_>>(), ["85523426585"]);
        assert_eq!(facts.numbers.iter().collect::<Vec<_>>(), ["2018"]);
    }

    #[test]
    fn a_number_in_words_is_one() {
        assert!(says_in_words("more than three months", "3", "en"));
        assert!(says_in_words("the seventh of May", "7", "en"));
        assert!(!says_in_words("he is often ill", "10", "en"));
    }
}
