//! Parity of facts: the numbers, dates, addresses and terms of the source stand in the translation.

use std::collections::BTreeSet;
use std::ops::Range;

use super::context::Context;
use super::dates;
use super::facts::{Facts, Numbers, plain};
use super::number_words::{said_in_words, says_in_words};
use super::words::sentences;
use crate::finding::{Finding, Findings, RuleName, rules};
use crate::fluent::{Entry, Flat, Placeable, split};
use crate::locale::{LETTER, Language, form};

/// What a file says otherwise than its source.
pub fn parity(context: &Context) -> Findings {
    let mut findings = Findings::new();
    let Some((source_language, _)) = context.source else { return findings };
    let glossary = context.glossary();
    let glossary: Vec<Term> = glossary.iter().flat_map(|glossary| &glossary.terms).map(Term::of).collect();
    // What a month is called is a fact of each language; many call it by its number.
    let is_fact = |entry: &Entry| context.name == LETTER && form::is_month(&entry.id);
    let whole = context.file.entries.iter().filter(|entry| !context.file.is_cut(entry));
    for entry in whole.filter(|entry| !is_fact(entry)) {
        for (name, at, part) in entry.parts() {
            let (id, attribute) = split(&name);
            let Some(source) = context.source_part(id, attribute) else { continue };
            let here = Facts::of(&context.expanded(context.language, part.text()));
            let there = Facts::of(&context.expanded(source_language, source.text()));
            let mut say = |finding: Finding| findings.push(context.file.finding(finding, at, &name));
            same(&there.addresses, &here.addresses, rules::ADDRESS_DIFFERS, "address", &mut say);
            same(&there.telephones, &here.telephones, rules::TELEPHONE_DIFFERS, "number", &mut say);
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

/// What must be the same to the letter.
fn same(there: &BTreeSet<String>, here: &BTreeSet<String>, rule: RuleName, what: &str, say: &mut impl FnMut(Finding)) {
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
    dates::dates(context, (source, &there.text), &here.text, &mut extra, say);
    if let Some((right, wrong)) = other_word(context, source, there, here) {
        let message = format!("the source says `{right}`, and this says `{wrong}`");
        let finding = Finding::warning(rules::NUMBER_DIFFERS, message);
        say(finding.help("see whether the number is the same"));
    }
    // A name with a number may be left out, but not become another.
    let codes: Vec<&String> = here.codes.difference(&there.codes).collect();
    if !codes.is_empty() {
        missing.extend(there.codes.difference(&here.codes));
        extra.extend(codes);
    }
    let listed =
        |numbers: &[&String]| numbers.iter().map(|number| format!("`{number}`")).collect::<Vec<_>>().join(", ");
    match (missing.is_empty(), extra.is_empty()) {
        (true, true) => {
            let exchanged = exchanged(there, here);
            if let Some((missing, extra)) = exchanged {
                let message = format!("the source says `{missing}` once more than this, which says `{extra}` instead");
                let finding = Finding::warning(rules::NUMBER_DIFFERS, message);
                say(finding.help("see where one stands in place of the other"));
            }
        }
        (false, false) => say(Finding::error(
            rules::NUMBER_DIFFERS,
            format!("the source says {}, and this says {}", listed(&missing), listed(&extra)),
        )
        .help("write the number of the source, in the digits of the language")),
        (false, true) => say(Finding::warning(rules::NUMBER_DIFFERS, format!("the source says {}, and this does not", listed(&missing)))
            .help("write it where it belongs; if it is said in other words, say so: `# check: allow number-differs because …`")),
        (true, false) => say(Finding::warning(rules::NUMBER_DIFFERS, format!("it says {}, and the source does not", listed(&extra)))
            .help("take it out; if the source says it in other words, say so: `# check: allow number-differs because …`")),
    }
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

/// A number that stands once more in the source than in the translation, and one that stands once less,
/// where all others are the same: one stands in place of the other.
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
    // What stands more or less often is told as that, or is in words.
    let count = |all: &[Vec<String>], fact: &String| all.iter().flatten().filter(|other| *other == fact).count();
    let uneven: BTreeSet<String> = ours
        .iter()
        .chain(&theirs)
        .flatten()
        .filter(|fact| count(&ours, fact) != count(&theirs, fact))
        .cloned()
        .collect();
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
        let message = format!("`{one}` and `{other}` stand in each other’s sentences, against the source");
        let finding = Finding::warning(rules::NUMBER_DIFFERS, message);
        say(finding.help("see whether they were swapped"));
    }
}

/// The numbers and variables of each sentence, sorted.
fn facts_by_sentence(text: &Flat, sentences: Vec<Range<usize>>) -> Vec<Vec<String>> {
    let facts = sentences.into_iter().map(|range| {
        let variables = text.slots.iter().filter(|slot| range.contains(&slot.at)).filter_map(|slot| {
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
    if missing.is_empty() || extra.is_empty() {
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
        if missing.iter().any(|number| **number == hour) && (extra.iter().any(|number| **number == of_day)) {
            missing.retain(|number| **number != hour);
            extra.retain(|number| **number != of_day);
        }
    }
}

/// A term of the glossary.
struct Term<'g> {
    /// As the glossary has it.
    name: &'g str,
    /// How it may be said.
    words: &'g [String],
    /// The term as it is looked for.
    wanted: String,
}

impl<'g> Term<'g> {
    fn of((name, words): (&'g String, &'g Vec<String>)) -> Self {
        Self { name, words, wanted: spaceless(name) }
    }
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
    let there = spaceless(there);
    let said: Vec<&Term> = glossary.iter().filter(|term| there.contains(&term.wanted)).collect();
    if said.is_empty() {
        return;
    }
    let here = spaceless(here);
    for Term { name, words, wanted } in said {
        let said = there.match_indices(wanted).any(|(at, _)| {
            let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            // A plural is the same term.
            let after = there[at + wanted.len()..].trim_start_matches('s');
            alone(there[..at].chars().next_back()) && alone(after.chars().next())
        });
        if said && !words.iter().any(|word| here.contains(&spaceless(&plain(word)))) {
            let message = format!(
                "the source says `{name}`, which the glossary has as `{}`, and this says it otherwise",
                words.join("` or `")
            );
            let help = format!(
                "write `{}`, or add the other way to `{}`",
                words.first().map_or("", String::as_str),
                context.glossary().map_or("", |glossary| glossary.file.as_str())
            );
            say(Finding::warning(rules::GLOSSARY, message).help(help));
        }
    }
}
