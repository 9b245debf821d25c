//! Names that are spelled differently than in the case file or in the source, and names of another person.
//!
//! No dictionary knows names, so a misspelt one is recognised by its neighbour: one of two words of a name is right,
//! and the other has a letter wrong. That holds from the first message of a translation on. A name of one word is
//! compared where it is the prisoner's, or where the translation takes it from its source as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::context::Context;
use super::words::{is_letter, is_spaced, runs, visible};
use crate::case::Case;
use crate::finding::{Finding, Findings, rules};
use crate::fluent::{Entry, Flat, split};
use crate::id::LanguageTag;
use crate::locale::{Glossary, Language, MAX_TEXT};

/// Names of a file that are not written as they should be.
pub fn names(context: &Context) -> Findings {
    let texts = texts(context);
    let mut findings = misspelt(context, &texts);
    findings.extend(of_another(context, &texts));
    findings.extend(other_person(context));
    findings
}

/// Persons who have another name in a message in Latin script than in the case file. Only the source language writes the
/// name as the case file does: other languages have their own way to write a foreign name.
fn other_person(context: &Context) -> Findings {
    let is_latin = context.language.info().is_ok_and(|info| info.script == "Latn");
    let Some(case) = context.case.filter(|_| is_latin) else { return Findings::new() };
    let mut findings = Findings::new();
    for person in &case.persons {
        let id = person.message();
        let entry = context.file.entry(id.as_str()).filter(|entry| !context.file.is_cut(entry));
        let Some((entry, part)) = entry.and_then(|entry| Some((entry, entry.value.as_ref()?))) else { continue };
        let said = part.text();
        let is_known = context.source.is_some() && is_like_name(&said.text, &person.name);
        // One that is only misspelt is reported as that.
        if !said.slots.is_empty()
            || is_known
            || is_part_of(&said.text, &person.name)
            || is_misspelt(&said.text, &person.name)
        {
            continue;
        }
        let message =
            format!("the case file has the name {}, but this message has {}", person.name, visible(&said.text));
        let finding = Finding::warning(rules::OTHER_PERSON, message);
        let help = "write the correct name in the case file and in the messages of all languages";
        findings.push(context.file.finding(finding.help(help), &entry.at, id.as_str()));
    }
    findings
}

/// The words of a name as they are compared.
fn words_of_name(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty());
    words.map(folded).collect()
}

/// Whether each word of the shorter of two names is in the other, which may have a title beside it. An initial is the
/// word that it begins.
fn is_part_of(one: &str, other: &str) -> bool {
    is_within(one, other, &|a, b| a == b)
}

/// The same for names that two languages write in their own ways: Aleksandr and Alexander.
fn is_like_name(one: &str, other: &str) -> bool {
    is_within(one, other, &|a, b| strsim::normalized_damerau_levenshtein(a, b) >= 0.5)
}

fn is_within(one: &str, other: &str, is_same: &dyn Fn(&str, &str) -> bool) -> bool {
    let (one, other) = (words_of_name(one), words_of_name(other));
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let is_there = |word: &String| {
        many.iter().any(|other| is_same(word, other) || is_initial(word, other) || is_initial(other, word))
    };
    !few.is_empty() && few.iter().all(is_there)
}

/// A reading of a message with what it is compared with.
struct Text<'c> {
    /// The message's full name.
    name: String,
    /// Whether it has only the name of a person that the letters are about.
    is_person: bool,
    flat: &'c Flat,
    /// The text of the source.
    source: Option<&'c Flat>,
}

fn texts<'c>(context: &Context<'c>) -> Vec<Text<'c>> {
    let whole = context.file.entries.iter().filter(|entry| !context.file.is_cut(entry));
    let parts = whole.flat_map(Entry::printed_parts);
    let texts = parts.flat_map(|(name, _, part)| {
        let (id, attribute) = split(&name);
        let source = context.source_part(id, attribute).map(crate::fluent::Part::text);
        let is_person = name == "person" || context.case.is_some_and(|case| case.is_of_person(&name));
        part.readings.iter().map(move |flat| Text { name: name.clone(), is_person, flat, source })
    });
    let is_read = |flat: &Flat| flat.text.len() <= MAX_TEXT;
    texts.filter(|text| is_read(text.flat) && text.source.is_none_or(is_read)).collect()
}

/// Whether a message is only the name of a person.
fn is_name(text: &Text) -> bool {
    text.is_person || split(&text.name).1 == Some("name")
}

/// More words are not compared: a letter's longest paragraph has a tenth of them with a capital.
const MOST: usize = 200;

/// Longer words are no names, in bytes.
const LONGEST: usize = 100;

/// The words of a text that can be names or acronyms: letters and digits that begin with a capital.
fn capitals(text: &str) -> Vec<Range<usize>> {
    let inside = |c: char| c.is_ascii_digit() || is_letter(c) || is_combining_mark(c);
    let words = runs(text, inside).into_iter().filter(|word| word.len() <= LONGEST);
    words.filter(|word| text[word.clone()].starts_with(char::is_uppercase)).take(MOST).collect()
}

/// The same without short ones, as words.
fn names_in(text: &str) -> Vec<&str> {
    capitals(text).into_iter().map(|word| &text[word]).filter(|word| word.chars().count() > 2).collect()
}

/// Two words with nothing but a space or a hyphen between them.
fn pairs(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let words = capitals(text);
    let beside = |pair: &&[Range<usize>]| {
        matches!(&text[pair[0].end..pair[1].start], " " | "\u{A0}" | "\u{202F}" | "-" | "\u{2011}" | "\n")
    };
    words.windows(2).filter(beside).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// The file with the names of people and places, in findings.
const IN_CASE: &str = "the case file";

/// Names that texts are compared with.
#[derive(Default)]
struct Known<'n> {
    /// Words that are side by side in a name, by each of the two as it is compared.
    pairs: BTreeMap<String, Vec<(&'n str, &'n str)>>,
    /// Names that are used alone for a person.
    alone: Vec<&'n str>,
    acronyms: Vec<&'n str>,
}

/// Words that are before a name and are no part of it.
const TITLES: [&str; 26] = [
    "captain",
    "colonel",
    "dame",
    "doctor",
    "excellence",
    "excellency",
    "general",
    "her",
    "his",
    "honourable",
    "judge",
    "lady",
    "lord",
    "madam",
    "major",
    "minister",
    "ministry",
    "mrs",
    "office",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "sir",
];

impl<'n> Known<'n> {
    fn add_pairs(&mut self, text: &'n str) {
        self.add_pairs_of(text, &|word| !TITLES.contains(&folded(word).as_str()));
    }

    /// The pairs of those words that are part of a name.
    fn add_pairs_of(&mut self, text: &'n str, is_name: &dyn Fn(&str) -> bool) {
        let is_name = |word: &str| word.chars().count() > 1 && is_name(word);
        for (first, second) in pairs(text) {
            let (first, second) = (&text[first], &text[second]);
            if is_name(first) && is_name(second) {
                for word in [first, second] {
                    self.pairs.entry(folded(word)).or_default().push((first, second));
                }
            }
        }
    }

    fn add_acronyms(&mut self, text: &'n str) {
        self.acronyms.extend(acronyms(text));
    }

    /// The people and places of a case.
    fn of_case(case: &'n Case) -> Self {
        let mut known = Self::default();
        for person in &case.persons {
            known.add_pairs(&person.name);
            known.alone.extend(names_in(&person.name).into_iter().filter(|word| word.chars().count() >= LONG));
        }
        for text in case.persons.iter().filter_map(|person| person.office.as_ref()).chain([&case.title]) {
            known.add_acronyms(text);
        }
        for recipient in case.recipients.iter().chain(case.embassies.values()) {
            let form = &recipient.address.latin;
            form.name.iter().chain(&form.lines).for_each(|line| known.add_pairs(line));
            form.office.iter().for_each(|office| known.add_acronyms(office));
        }
        known
    }

    /// The name or office that the case has for the person in a message: a recipient's name for `.name`, a recipient's
    /// office for the recipient's message itself, and the offices of the persons for every other message.
    fn of_message(case: &'n Case, message: &str) -> Self {
        let mut known = Self::default();
        let (id, attribute) = split(message);
        let mut recipients = case.recipients.iter().chain(case.embassies.values());
        let texts: Vec<&String> = match recipients.find(|recipient| recipient.message().as_str() == id) {
            Some(recipient) if attribute == Some("name") => recipient.address.latin.name.iter().collect(),
            Some(recipient) => recipient.address.latin.office.iter().collect(),
            None => case.persons.iter().filter_map(|person| person.office.as_ref()).collect(),
        };
        for text in texts {
            // Titles are the words of an office.
            known.add_pairs_of(text, &|_| true);
        }
        known
    }

    /// The names that a text of the source has.
    fn of_source(text: &'n str) -> Self {
        let mut known = Self::default();
        known.add_pairs(text);
        known.add_acronyms(text);
        known
    }

    /// Whether two words are side by side in a name.
    fn has_pair(&self, (first, second): (&str, &str)) -> bool {
        let [first, second] = [first, second].map(folded);
        let of_first = self.pairs.get(&first).into_iter().flatten();
        of_first.into_iter().any(|(a, b)| folded(a) == first && folded(b) == second)
    }

    /// The name that these two words were meant to be.
    fn pair(&self, (first, second): (&str, &str), endings: Endings) -> Option<(&'n str, &'n str)> {
        let [one, other] = [folded(first), folded(second)];
        let of = |word: &str| self.pairs.get(word).into_iter().flatten().copied();
        let all = || of(&one).chain(of(&other));
        let is_same = |(a, b): (&str, &str)| !endings.is_slip(first, a) && !endings.is_slip(second, b);
        let near = |(a, b): (&str, &str)| is_like(&one, a, &other, b);
        if all().any(|pair| near(pair) && is_same(pair)) {
            return None;
        }
        all().find(|(a, b)| {
            let (same_first, same_second) = (folded(a) == one, folded(b) == other);
            same_first && endings.is_slip(second, b) || same_second && endings.is_slip(first, a)
        })
    }
}

/// Whether two words are those of a name, or of it with other endings.
fn is_like(one: &str, a: &str, other: &str, b: &str) -> bool {
    let near = |said: &str, meant: &str| strsim::damerau_levenshtein(said, &folded(meant)) <= 1;
    near(one, a) && near(other, b)
}

/// A name of one word has as many letters at least: shorter ones are like too many words.
const LONG: usize = 5;

/// A word as it is compared: in lower case, without accents.
fn folded(word: &str) -> String {
    let letter = |c: char| match c {
        'ł' => 'l',
        'đ' => 'd',
        'ø' => 'o',
        'ı' => 'i',
        c => c,
    };
    let plain = word.nfd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)).map(letter).collect()
}

/// The acronyms of a text. Words in capitals side by side are a heading.
fn acronyms(text: &str) -> Vec<&str> {
    let words: Vec<&str> = runs(text, is_letter).into_iter().map(|word| &text[word]).collect();
    let is_loud = |word: Option<&&str>| word.is_some_and(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let alone = |(i, word): (usize, &&str)| {
        let before = i.checked_sub(1).and_then(|before| words.get(before));
        is_acronym(word) && !is_loud(before) && !is_loud(words.get(i + 1))
    };
    words.iter().enumerate().filter(|(i, word)| alone((*i, *word))).map(|(_, word)| *word).take(MOST).collect()
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 4 && word.chars().all(char::is_uppercase)
}

/// Whether an acronym is another with two neighbours swapped, or with a letter left out or doubled. A letter that
/// is another one may be the language's own, as in OSCE and OSZE.
fn is_slip_of_acronym(word: &str, meant: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_doubled = || word.chars().count() == meant.chars().count() + 1 && deduplicated(word) == deduplicated(meant);
    let is_swapped = || sorted(word) == sorted(meant);
    let is_short = || word.chars().count() + 1 == meant.chars().count() && word.chars().count() > 3;
    strsim::damerau_levenshtein(word, meant) == 1 && (is_swapped() || is_short() || is_doubled())
}

fn deduplicated(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters
}

/// Whether a language puts endings on names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Endings {
    /// No endings except an s.
    None,
    /// It may.
    Some,
}

impl Endings {
    /// Languages in Latin letters that change no names.
    const WITHOUT: [&str; 20] = [
        "af", "ca", "ceb", "da", "de", "en", "es", "fil", "fr", "gl", "id", "it", "ms", "nb", "nl", "nn", "no", "pt",
        "sv", "vi",
    ];

    fn of(language: &Language) -> Self {
        let base = language.tag.primary();
        let is_latin = language.info().is_ok_and(|info| info.script == "Latn");
        if is_latin && !Self::WITHOUT.contains(&base) { Self::Some } else { Self::None }
    }

    /// The endings in a text. A message that is the name of a person has the name unchanged, except in Latvian and
    /// Lithuanian.
    fn of_text(self, language: &Language, text: &Text) -> Self {
        let base = language.tag.primary();
        let is_name = text.is_person || text.name.starts_with("recipient-");
        if is_name && !matches!(base, "lt" | "lv") { Self::None } else { self }
    }

    /// Whether a word is a name with one letter wrong, one too many or too few, or two of them swapped. Accents make
    /// no other name.
    fn is_slip(self, word: &str, meant: &str) -> bool {
        let (word, meant) = (folded(word), folded(meant));
        if word == meant || word.chars().count().max(meant.chars().count()) < 3 {
            return false;
        }
        let is_ending = match word.strip_prefix(meant.as_str()) {
            Some(ending) => ending == "s" || self == Self::Some,
            None => self == Self::Some && without_last(&word) == without_last(&meant),
        };
        !is_ending && strsim::damerau_levenshtein(&word, &meant) == 1
    }
}

fn without_last(word: &str) -> &str {
    word.char_indices().next_back().map_or("", |(at, _)| &word[..at])
}

/// Whether a text in a language has a name as words of its own: `Hun Seng` does not have `Hun Sen`. The language may
/// put an ending on it.
pub fn has_name(language: &Language, text: &str, name: &str) -> bool {
    let endings = Endings::of(language);
    text.match_indices(name).any(|(at, _)| {
        let after = &text[at + name.len()..];
        let ending: String = after.chars().take_while(|c| is_spaced(*c)).collect();
        let begins = !(name.starts_with(is_spaced) && text[..at].ends_with(is_spaced));
        let is_ending = ending.is_empty() || ending == "s" || endings == Endings::Some && ending.chars().count() <= 3;
        begins && (is_ending || !name.ends_with(is_spaced))
    })
}

/// Whether two languages are kinds of one, as British and American English.
fn is_same_language(one: &LanguageTag, other: &LanguageTag) -> bool {
    one.primary() == other.primary()
}

/// Whether a name is another with a letter wrong in one of its words.
pub fn is_misspelt(said: &str, meant: &str) -> bool {
    let mut known = Known::default();
    known.add_pairs(meant);
    pairs(said).into_iter().any(|(a, b)| known.pair((&said[a], &said[b]), Endings::None).is_some())
}

/// Names with a letter wrong.
fn misspelt(context: &Context, texts: &[Text]) -> Findings {
    let of_language = Endings::of(context.language);
    let of_case = context.case.map(Known::of_case).unwrap_or_default();
    let right = Right::of(context, texts);
    let may_differ = |(source, _): (&Language, &_)| is_same_language(&source.tag, &context.language.tag);
    let has_other_words = !context.source.is_some_and(may_differ);
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut findings = Findings::new();
    for text in texts {
        let said = text.flat.text.as_str();
        if !said.contains(char::is_uppercase) {
            continue;
        }
        let theirs = text.source.map_or("", |source| source.text.as_str());
        let of_source = if has_other_words { Known::of_source(theirs) } else { Known::default() };
        let beside = Beside::of(said, theirs);
        let compared = [(IN_CASE, &of_case), ("the source", &of_source)];
        let endings = of_language.of_text(context.language, text);
        let own = context.case.filter(|_| context.source.is_none());
        let own = own.map(|case| Known::of_message(case, &text.name)).unwrap_or_default();
        let mut slips: Vec<(Range<usize>, String, &str)> = Vec::new();
        for (first, second) in pairs(said) {
            // The second word of a pair that is reported begins the next.
            if slips.last().is_some_and(|(reported, ..)| first.start < reported.end) {
                continue;
            }
            let words = (&said[first.clone()], &said[second.clone()]);
            if right.keeps(words) {
                continue;
            }
            // A street may have the name of the same person: what the recipient is called comes first.
            let meant_by_own = own.pair(words, endings).filter(|meant| is_name(text) || !is_derived(words, *meant));
            if meant_by_own.is_none() && (beside.pairs.contains(&words) || of_case.has_pair(words)) {
                continue;
            }
            let meant = compared.iter().find_map(|(whose, known)| Some((known.pair(words, endings)?, *whose)));
            let meant = meant_by_own.map(|meant| (meant, IN_CASE)).or(meant);
            if let Some(((a, b), whose)) = meant {
                slips.push((first.start..second.end, format!("{a} {b}"), whose));
            }
        }
        for word in capitals(said) {
            let is_told = slips.iter().any(|(range, ..)| range.start <= word.start && word.end <= range.end);
            if let Some((meant, whose)) = right.alone(&said[word.clone()], &beside, &compared, endings)
                && !is_told
            {
                slips.push((word, meant.to_owned(), whose));
            }
        }
        for (range, meant, whose) in slips {
            let at = text.flat.in_file(&range);
            if seen.insert((at.start, at.end)) {
                findings.push(context.file.finding(slip(&said[range], &meant, whose), &at, &text.name));
            }
        }
    }
    findings
}

/// Whether words of an office are made of those that it has, as `Cambodian` is of `Cambodia`.
fn is_derived(said: (&str, &str), meant: (&str, &str)) -> bool {
    let is_longer = |one: &str, other: &str| one != other && (one.starts_with(other) || other.starts_with(one));
    is_longer(said.0, meant.0) || is_longer(said.1, meant.1)
}

fn slip(said: &str, meant: &str, whose: &str) -> Finding {
    let said = visible(said);
    let message = format!("{whose} has the name `{meant}`, but this text has `{said}`");
    let correct = if whose == IN_CASE { ", or correct the case file" } else { "" };
    let help =
        format!("write `{meant}`{correct}; if `{said}` is correct here, add `{said}: {said}` to `glossary.yaml`");
    Finding::warning(rules::NAME_MISSPELT, message).help(help)
}

/// The names of a text and of its source.
struct Beside<'k> {
    here: Vec<&'k str>,
    acronyms: Vec<&'k str>,
    there: Vec<&'k str>,
    /// Words that are side by side in the source.
    pairs: BTreeSet<(&'k str, &'k str)>,
}

impl<'k> Beside<'k> {
    fn of(said: &'k str, theirs: &'k str) -> Self {
        let pairs = pairs(theirs).into_iter().map(|(a, b)| (&theirs[a], &theirs[b])).collect();
        Self { here: names_in(said), acronyms: acronyms(said), there: names_in(theirs), pairs }
    }
}

/// Words of a file that are right as they are.
struct Right<'t> {
    /// Words that the glossary keeps.
    kept: BTreeSet<String>,
    /// The words of those texts that are the name of a person.
    own: BTreeSet<&'t str>,
    /// Words that at least one text takes from its source unchanged, and words of the source that are used alone for a
    /// person.
    taken: BTreeSet<&'t str>,
}

impl<'t> Right<'t> {
    fn of(context: &Context, texts: &'t [Text]) -> Self {
        let kept = context.glossary().map(Glossary::kept).unwrap_or_default();
        let kept = kept.iter().flat_map(|term| names_in(term)).map(str::to_owned).collect();
        let own = texts.iter().filter(|text| is_name(text)).flat_map(|text| names_in(&text.flat.text)).collect();
        let taken = texts.iter().filter_map(|text| Some((text, &text.source?.text)));
        let taken = taken.flat_map(|(text, source)| {
            let ours = names_in(&text.flat.text);
            names_in(source).into_iter().filter(move |name| is_name(text) || ours.contains(name))
        });
        Self { kept, own, taken: taken.collect() }
    }

    /// Whether the glossary has two words that are side by side.
    fn keeps(&self, words: (&str, &str)) -> bool {
        [words.0, words.1].iter().all(|word| self.kept.contains(*word))
    }

    /// The name or acronym that a word was meant to be.
    fn alone<'k>(
        &self,
        word: &str,
        beside: &Beside<'k>,
        known: &[(&'static str, &Known<'k>)],
        endings: Endings,
    ) -> Option<(&'k str, &'static str)> {
        let Beside { here, there, acronyms, .. } = beside;
        if there.contains(&word) || self.kept.contains(word) {
            return None;
        }
        let is_lacking = |meant: &str| {
            let count = |names: &[&str]| names.iter().filter(|other| **other == meant).count();
            count(here) < count(there).max(1)
        };
        if is_acronym(word) {
            if !acronyms.contains(&word) {
                return None;
            }
            let all = known.iter().flat_map(|(whose, known)| known.acronyms.iter().map(|name| (*name, *whose)));
            let all: Vec<(&str, &str)> = all.collect();
            let is_known = all.iter().any(|(name, _)| *name == word);
            return all.into_iter().find(|(name, _)| !is_known && is_slip_of_acronym(word, name) && is_lacking(name));
        }
        if word.chars().count() < 3 || self.own.contains(word) {
            return None;
        }
        let of_people = known.iter().flat_map(|(whose, known)| known.alone.iter().map(|name| (*name, *whose)));
        if let Some(found) = of_people.into_iter().find(|(name, _)| endings.is_slip(word, name)) {
            return Some(found);
        }
        let is_taken = |name: &&&str| self.taken.contains(**name) && endings.is_slip(word, name);
        let is_right = self.taken.contains(word);
        let found = there.iter().find(|name| !is_right && is_taken(name) && is_lacking(name));
        found.map(|name| (*name, "the source"))
    }
}

/// People with the name of another person, for example because the wrong line was copied.
fn of_another(context: &Context, texts: &[Text]) -> Findings {
    struct Person<'t> {
        text: &'t Text<'t>,
        /// The name in the source.
        own: &'t str,
        /// The names of that, and of what they are called here.
        names: [Vec<&'t str>; 2],
    }
    let named = texts.iter().filter(|text| is_name(text)).filter_map(|text| Some((text, text.source?.text.as_str())));
    let people = named.map(|(text, own)| Person { text, own, names: [own, &text.flat.text].map(names_in) });
    let people: Vec<Person> = people.take(MOST).collect();
    let has_all = |said: &[&str], wanted: &[&str]| !wanted.is_empty() && wanted.iter().all(|name| said.contains(name));
    let has_any = |said: &[&str], wanted: &[&str]| wanted.iter().any(|name| said.contains(name));
    let mut findings = Findings::new();
    for Person { text, own, names: [own_names, said] } in &people {
        let is_named = |Person { text: other, names: [theirs, _], .. }: &&Person| {
            let is_theirs = other.flat.text == text.flat.text || has_all(said, theirs);
            other.name != text.name && is_theirs && !has_any(own_names, theirs) && !has_any(said, own_names)
        };
        let other = people.iter().find(is_named);
        if let Some(Person { text: other, .. }) = other {
            let message =
                format!("the source has `{}`, but this translation has the name of `{}`", visible(own), other.name);
            let finding = Finding::error(rules::ANOTHER_NAME, message).help("write the name of the correct person");
            let whole = text.flat.in_file(&(0..text.flat.text.len()));
            findings.push(context.file.finding(finding, &whole, &text.name));
        }
    }
    findings
}
