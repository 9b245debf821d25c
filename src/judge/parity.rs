//! Parity of facts: the numbers, dates, addresses and terms of the source must be in the translation.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::context::Context;
use super::dates;
use super::facts::{Facts, Numbers, plain};
use super::names::has_name;
use super::number_words::{said_in_words, says_in_words};
use super::words::sentences;
use crate::finding::{Finding, Findings, RuleName, listed, rules};
use crate::fluent::{Entry, Flat, Placeable, split};
use crate::locale::{Glossary, Language, required};
use crate::project::paths::LETTER;

/// The differences between a file and its source.
pub fn parity(context: &Context) -> Findings {
    let mut findings = Findings::new();
    let Some((source_language, _)) = context.source else { return findings };
    let glossary = sorted(context.glossary());
    // The name of a month is a fact of each language; many languages use its number.
    let is_fact = |entry: &Entry| context.name == LETTER && required::is_month(&entry.id);
    let whole = context.file.entries.iter().filter(|entry| !context.file.is_cut(entry));
    for entry in whole.filter(|entry| !is_fact(entry)) {
        for (name, at, part) in entry.parts() {
            let Some(source) = context.compared(&name, part) else { continue };
            let here = Facts::of(&context.expanded(context.language, part.text()));
            let there = Facts::of(&context.expanded(source_language, source.text()));
            let mut say = |finding: Finding| findings.push(context.file.finding(finding, at, &name));
            same(&there.addresses, &here.addresses, rules::ADDRESS_DIFFERS, "address", is_other_form, &mut say);
            same(
                &there.telephones,
                &here.telephones,
                rules::TELEPHONE_DIFFERS,
                "number",
                is_other_form_of_number,
                &mut say,
            );
            numbers(context, source_language, &there, &here, &mut say);
            swapped(part.text(), source.text(), &mut say);
            let is_there = |name: &String| context.entry(split(name).0).is_some();
            if context.needs(part).references.iter().all(is_there) {
                terms(context, &glossary, &there.text, &here.text, &mut say);
            }
        }
    }
    findings
}

/// Text that must be exactly the same.
fn same(
    there: &BTreeSet<String>,
    here: &BTreeSet<String>,
    rule: RuleName,
    what: &str,
    may_be_meant: fn(&str, Option<&str>) -> bool,
    say: &mut impl FnMut(Finding),
) {
    let missing: Vec<&String> = there.difference(here).collect();
    let extra: Vec<&String> = here.difference(there).collect();
    for missing in &missing {
        let message = match extra.first() {
            Some(extra) => format!("the source has the {what} `{missing}`, but this translation has `{extra}`"),
            None => format!("the source has the {what} `{missing}`, but this translation does not"),
        };
        let finding = if may_be_meant(missing, extra.first().map(|extra| extra.as_str())) {
            Finding::warning(rule, message).help(format!("write `{missing}`, unless the language uses another one"))
        } else {
            Finding::error(rule, message).help(format!("write `{missing}`, exactly as in the source"))
        };
        say(finding);
    }
    if missing.is_empty() {
        for extra in extra {
            let message = format!("this translation has the {what} `{extra}`, but the source does not");
            say(Finding::warning(rule, message).help("delete it, or add it to the source"));
        }
    }
}

/// Whether a translation may have another address on purpose: the name of a file, which is translated, or the page
/// of the same site in another language.
fn is_other_form(there: &str, here: Option<&str>) -> bool {
    let host = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest).to_owned()
    };
    let is_file = !there.contains("://")
        && !there.contains(['@', '/'])
        && there.rsplit('.').next().is_some_and(|ending| FILE_ENDINGS.contains(&ending));
    is_file || there.contains('/') && here.is_some_and(|here| host(here) == host(there))
}

/// The endings of files that a text may name.
const FILE_ENDINGS: [&str; 16] = [
    "csv", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "json", "odt", "pdf", "png", "txt", "xls", "xlsx", "zip",
];

/// Whether two telephone numbers can be the same: one in the international form, one in the national form.
fn is_other_form_of_number(there: &str, here: Option<&str>) -> bool {
    /// As many digits as a number has without the codes of country and area.
    const OWN: usize = 7;
    let last = |number: &str| number.len().checked_sub(OWN).map(|at| number[at..].to_owned());
    here.is_some_and(|here| here.len() != there.len() && last(here).is_some() && last(here) == last(there))
}

fn numbers<'f>(context: &Context, source: &Language, there: &'f Facts, here: &'f Facts, say: &mut impl FnMut(Finding)) {
    let only_in = |some: &'f Facts, others: &Facts| -> Vec<&'f String> {
        let kinds: BTreeSet<&String> = some.numbers.iter().filter(|number| others.count(number) == 0).collect();
        kinds.into_iter().collect()
    };
    let (mut missing, mut extra) = (only_in(there, here), only_in(here, there));
    // A number may be a word in either text.
    missing.retain(|number| !says_in_words(&here.text, number, context.language.tag.as_str()));
    extra.retain(|number| !says_in_words(&there.text, number, source.tag.as_str()));
    half_days(&there.text, &mut missing, &mut extra);
    let is_day_wrong = dates::dates(context, (source, &there.text), &here.text, (&mut missing, &mut extra), say);
    if let Some((right, wrong)) = other_word(context, source, there, here) {
        let message = format!("the source has `{right}`, but this translation has `{wrong}`");
        let finding = Finding::warning(rules::NUMBER_DIFFERS, message);
        say(finding.help("check that the number is the same"));
    }
    // A name with a number may be left out, but not become another.
    let codes: Vec<&String> = here.codes.difference(&there.codes).collect();
    if !codes.is_empty() {
        missing.extend(there.codes.difference(&here.codes));
        extra.extend(codes);
    }
    match (missing.is_empty(), extra.is_empty()) {
        (true, true) => {
            let exchanged = exchanged(there, here).filter(|_| !is_day_wrong);
            if let Some((missing, extra)) = exchanged {
                let message = format!("the source has `{missing}` once more, and this translation has `{extra}` once more");
                let finding = Finding::warning(rules::NUMBER_DIFFERS, message);
                say(finding.help("check where one was written instead of the other"));
            }
        }
        (false, false) => {
            let message = format!("the source has {}, but this translation has {}", listed(&missing), listed(&extra));
            say(if is_other_calendar(&missing, &extra) {
                let help = "check that it is the same year in the calendar of the language";
                Finding::warning(rules::NUMBER_DIFFERS, message).help(help)
            } else {
                let help = "write the number from the source, in the digits of the language";
                Finding::error(rules::NUMBER_DIFFERS, message).help(help)
            });
        }
        (false, true) => say(Finding::warning(rules::NUMBER_DIFFERS, format!("the source has {}, but this translation does not", listed(&missing)))
            .help("add it; if the translation has it in other words, write `# check: allow number-differs because …` above the message")),
        (true, false) => say(Finding::warning(rules::NUMBER_DIFFERS, format!("this translation has {}, but the source does not", listed(&extra)))
            .help("delete it; if the source has it in other words, write `# check: allow number-differs because …` above the message")),
    }
}

/// Whether numbers may be years in another calendar: Buddhist, Solar Hijri, Bikram Sambat, Minguo.
fn is_other_calendar(missing: &[&String], extra: &[&String]) -> bool {
    let years =
        |numbers: &[&String]| numbers.iter().map(|number| number.parse::<i64>().ok()).collect::<Option<Vec<_>>>();
    let (Some(missing), Some(extra)) = (years(missing), years(extra)) else { return false };
    let is_same = |(there, here): (&i64, &i64)| matches!(here - there, 543 | 544 | 56 | 57 | -621 | -622 | -1911);
    missing.len() == extra.len()
        && missing.iter().all(|year| (1800..2200).contains(year))
        && missing.iter().zip(&extra).all(is_same)
}

/// A number in words that the translation does not say, where it says another in words that its source
/// does not.
fn other_word(context: &Context, source: &Language, there: &Facts, here: &Facts) -> Option<(String, String)> {
    let tag = context.language.tag.as_str();
    let only_in = |(some, of_some): (&Facts, &str), (others, of_others): (&Facts, &str)| {
        let mut said = said_in_words(&some.text, of_some);
        said.retain(|number, _| {
            let number = number.to_string();
            !says_in_words(&others.text, &number, of_others) && others.count(&number) == 0
        });
        <[String; 1]>::try_from(said.into_values().collect::<Vec<_>>()).ok().map(|[word]| word)
    };
    let (there, here) = ((there, source.tag.as_str()), (here, tag));
    Some((only_in(there, here)?, only_in(here, there)?))
}

/// A number that is once more in the source than in the translation, and one that is once less,
/// where all others are the same: one was written instead of the other.
fn exchanged<'f>(there: &'f Facts, here: &'f Facts) -> Option<(&'f String, &'f String)> {
    let more = |some: &'f Facts, others: &'f Facts| -> Vec<&'f String> {
        let kinds: BTreeSet<&String> = some.numbers.iter().collect();
        kinds.into_iter().filter(|number| some.count(number) > others.count(number)).collect()
    };
    let (mut missing, mut extra) = (more(there, here), more(here, there));
    half_days(&there.text, &mut missing, &mut extra);
    let [missing] = missing[..] else { return None };
    let [extra] = extra[..] else { return None };
    (there.numbers.len() == here.numbers.len() && there.count(missing) == here.count(missing) + 1)
        .then_some((missing, extra))
}

/// Two facts that have changed places between two sentences. Within one a language may well say them in
/// another order.
fn swapped(here: &Flat, there: &Flat, say: &mut impl FnMut(Finding)) {
    let [ours, theirs] = [here, there].map(|flat| sentences(&flat.text));
    if ours.len() != theirs.len() || ours.len() < 2 {
        return;
    }
    let (mut ours, mut theirs) = (facts_by_sentence(here, ours), facts_by_sentence(there, theirs));
    // What is more or less often is reported as that, or is in words.
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for (side, all) in [&ours, &theirs].into_iter().enumerate() {
        for fact in all.iter().flatten() {
            counts.entry(fact.clone()).or_default()[side] += 1;
        }
    }
    let uneven: BTreeSet<String> =
        counts.into_iter().filter(|(_, [here, there])| here != there).map(|(fact, _)| fact).collect();
    for facts in ours.iter_mut().chain(&mut theirs) {
        facts.retain(|fact| !uneven.contains(fact));
    }
    let differ: Vec<usize> = (0..ours.len()).filter(|i| ours[*i] != theirs[*i]).collect();
    let [first, second] = differ[..] else { return };
    let only = |some: &[String], others: &[String]| {
        let mut left = some.to_vec();
        for other in others {
            left.iter().position(|fact| fact == other).map(|at| left.remove(at));
        }
        <[String; 1]>::try_from(left).ok().map(|[fact]| fact)
    };
    let change = |i: usize| Some((only(&theirs[i], &ours[i])?, only(&ours[i], &theirs[i])?));
    if let (Some((one, other)), Some(back)) = (change(first), change(second))
        && back == (other.clone(), one.clone())
    {
        let message = format!("`{one}` and `{other}` are in different sentences than in the source");
        let finding = Finding::warning(rules::NUMBER_DIFFERS, message);
        say(finding.help("check whether they were swapped"));
    }
}

/// The numbers and variables of each sentence, sorted.
fn facts_by_sentence(text: &Flat, sentences: Vec<Range<usize>>) -> Vec<Vec<String>> {
    let facts = sentences.into_iter().map(|range| {
        let variables = text.slots_in(&range).iter().filter_map(|slot| {
            let Placeable::Variable(name) = &slot.placeable else { return None };
            Some(format!("{{ ${name} }}"))
        });
        let numbers = Numbers::of(&plain(&text.text[range.clone()])).alone;
        let mut facts: Vec<String> = variables.chain(numbers).collect();
        facts.sort();
        facts
    });
    facts.collect()
}

/// Takes away hours that the source counts to twelve, and the translation to twenty-four.
fn half_days(source: &str, missing: &mut Vec<&String>, extra: &mut Vec<&String>) {
    if extra.is_empty() {
        return;
    }
    let words: Vec<&str> = source.split([' ', '\u{A0}', '\u{202F}', ',']).collect();
    for pair in words.windows(2) {
        let half = pair[1].replace('.', "").to_lowercase();
        let half = half.trim_end_matches([';', ':', ')']);
        let hour = pair[0].trim_start_matches('(').split(':').next().and_then(|hour| hour.parse::<u8>().ok());
        let of_day = match (hour, half) {
            (Some(12), "am") => 0,
            (Some(hour @ 1..=11), "pm") => hour + 12,
            _ => continue,
        };
        let (hour, of_day) = (hour.unwrap_or_default().to_string(), of_day.to_string());
        let has = |numbers: &[&String], wanted: &String| numbers.binary_search(&wanted).is_ok();
        // The hour of the source may be there as another number.
        if has(extra, &of_day) {
            missing.retain(|number| **number != hour);
            extra.retain(|number| **number != of_day);
        }
    }
}

/// How many words for a term a finding lists.
const MOST_WORDS: usize = 5;

/// A term of the glossary.
struct Term<'g> {
    /// The form in the glossary.
    name: &'g str,
    /// The words that are allowed for it.
    words: &'g [String],
    /// The term as it is looked for.
    wanted: String,
}

/// The terms of a glossary, sorted by how they are looked for.
fn sorted(glossary: Option<&Glossary>) -> Vec<Term<'_>> {
    let terms = glossary.into_iter().flat_map(|glossary| &glossary.terms);
    let mut terms: Vec<Term> = terms.map(|(name, words)| Term { name, words, wanted: spaceless(name) }).collect();
    terms.retain(|term| !term.wanted.is_empty());
    terms.sort_by(|a, b| a.wanted.cmp(&b.wanted));
    terms
}

/// The terms that a text says, by their numbers.
fn said(terms: &[Term], text: &str) -> BTreeSet<usize> {
    let is_alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut said = BTreeSet::new();
    let mut before = None;
    for (at, character) in text.char_indices() {
        if is_alone(before.replace(character)) {
            // Those of the terms that begin as the text does here: fewer with each byte.
            let (mut from, mut to) = (0, terms.len());
            for (length, byte) in text.as_bytes()[at..].iter().enumerate() {
                let of = |term: &Term| term.wanted.as_bytes().get(length).copied();
                to = from + terms[from..to].partition_point(|term| of(term) <= Some(*byte));
                from += terms[from..to].partition_point(|term| of(term) < Some(*byte));
                if from == to {
                    break;
                }
                let ended = terms[from..to].iter().take_while(|term| term.wanted.len() == length + 1).count();
                // A plural is the same term.
                if ended > 0 && is_alone(text[at + length + 1..].trim_start_matches('s').chars().next()) {
                    said.extend(from..from + ended);
                }
            }
        }
    }
    said
}

/// A text in lower case, on one line, with one space between two words.
fn spaceless(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Terms of the glossary that are said in another way.
fn terms(context: &Context, glossary: &[Term], there: &str, here: &str, say: &mut impl FnMut(Finding)) {
    if glossary.is_empty() {
        return;
    }
    let said = said(glossary, &spaceless(there));
    if said.is_empty() {
        return;
    }
    let here = spaceless(here);
    for Term { name, words, .. } in said.into_iter().map(|i| &glossary[i]) {
        // A term that is the same in both languages is a name.
        let has = |word: &String| {
            let wanted = spaceless(&plain(word));
            if word == *name { has_name(context.language, &here, &wanted) } else { here.contains(&wanted) }
        };
        if !words.iter().any(has) {
            let message = format!(
                "the source has `{name}`, but this translation does not use its word from the glossary, `{}`",
                words.iter().take(MOST_WORDS).cloned().collect::<Vec<_>>().join("` or `")
            );
            let help = format!(
                "write `{}`, or add the other word to `{}`",
                words.first().map_or("", String::as_str),
                context.glossary().map_or("", |glossary| glossary.file.as_str())
            );
            say(Finding::warning(rules::GLOSSARY, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_words_and_in_the_plural() {
        let glossary = ["law", "human right", "Human Rights", "lawyer", "CC3", "right"];
        let glossary =
            Glossary { file: String::new(), terms: glossary.map(|term| (term.to_owned(), vec![String::new()])).into() };
        let terms = sorted(Some(&glossary));
        let found =
            |text: &str| -> Vec<&str> { said(&terms, &spaceless(text)).into_iter().map(|i| terms[i].name).collect() };
        assert_eq!(found("Human\nrights of lawyers"), ["human right", "Human Rights", "lawyer", "right"]);
        assert_eq!(found("outlaw, lawful, (CC3), bright"), ["CC3"]);
        assert_eq!(found("a law: right"), ["law", "right"]);
    }
}
