//! The structure of a file: which messages, attributes and variants are there, against the source
//! language and the case.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

use super::Touched;
use super::cases::misspelt;
use super::context::{Context, Kind};
use crate::finding::{Finding, Findings, did_you_mean, rules};
use crate::fluent::{Choice, Entry, File, Part, Placeable, split, swallowed as swallowed_in};
use crate::locale::form::{self, FORMS, SALUTATION};
use crate::locale::{LETTER, paragraphs};

/// Everything that is wrong with the structure of a file, with what it touches.
pub fn structure(context: &Context) -> Vec<(Finding, Touched)> {
    let mut findings = Findings::new();
    twice(context, &mut findings);
    let misspelt = ids(context, &mut findings);
    let used = used_attributes(context.file);
    for entry in &context.file.entries {
        let is_whole = !context.file.is_cut(entry);
        if is_whole {
            attributes(context, entry, &used, &mut findings);
            paragraphs_lost(context, entry, &mut findings);
        }
        for (name, at, part) in entry.parts() {
            empty(context, &name, at, part, &mut findings);
            swallowed(context, &name, part, &mut findings);
            variants(context, &name, part, &mut findings);
        }
        name_apart(context, entry, &mut findings);
    }
    findings.into_iter().map(Touched::beside).chain(misspelt).collect()
}

/// Ids and attributes that are there twice, and a message and a term of one name.
fn twice(context: &Context, findings: &mut Findings) {
    let Context { file, language, .. } = context;
    let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
    let letter = language.file(LETTER).filter(|letter| letter.path != file.path);
    for entry in &file.entries {
        let earlier = seen.get(entry.id.as_str()).map(|first| (*file, *first));
        let elsewhere = || letter.and_then(|letter| Some((letter, letter.entry(&entry.id)?)));
        if let Some((other, first)) = earlier.or_else(elsewhere) {
            let line = other.position(first.at.start).line;
            let message = format!("`{}` is there twice; the other stands at {}:{line}", entry.id, other.path);
            let finding = Finding::error(rules::DUPLICATE_MESSAGE, message).help("keep one of them");
            findings.push(file.finding(finding, &entry.at, &entry.id));
        }
        seen.entry(&entry.id).or_insert(entry);
        let mut names = BTreeSet::new();
        for attribute in &entry.attributes {
            if !names.insert(&attribute.name) {
                let message = format!("the attribute `.{}` is there twice", attribute.name);
                let finding = Finding::error(rules::DUPLICATE_MESSAGE, message).help("keep one of them");
                findings.push(file.finding(finding, &attribute.at, &entry.id));
            }
        }
        let of_one_name = entry.id.strip_prefix('-').filter(|id| context.entry(id).is_some());
        if let Some(id) = of_one_name {
            let message = format!("there is a message `{id}` and a term `-{id}`, of which Fluent keeps only one");
            let finding = Finding::error(rules::TERM_AND_MESSAGE, message);
            let help = format!("keep the one that the source language has, and refer to it: `{{ {id} }}`");
            findings.push(file.finding(finding.help(help), &entry.at, &entry.id));
        }
    }
}

/// The messages that a file has to have, in the order of the source, with the one that each follows.
fn owed<'a>(context: &'a Context) -> Vec<(String, Option<&'a str>)> {
    let mut owed: Vec<(String, Option<&str>)> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut before = None;
    for entry in context.source.iter().flat_map(|(_, source)| &source.entries) {
        if !entry.id.starts_with('-') && known.insert(entry.id.clone()) {
            owed.push((entry.id.clone(), before));
            before = Some(entry.id.as_str());
        }
    }
    let mut also = |id: String| {
        if known.insert(id.clone()) {
            owed.push((id, None));
        }
    };
    if context.name == LETTER {
        for form in FORMS {
            also(form.id.to_owned());
        }
        for month in 1..=12 {
            also(form::month(month));
        }
    }
    if context.source.is_some() {
        return owed;
    }
    // What cases ask for is owed by the source, and by translations because it is there. What a case
    // names wrongly is told in the case.
    for case in context.judge.cases().filter(|_| context.name == LETTER) {
        let recipients = case.recipients.iter().chain(case.embassies.values());
        recipients
            .map(|recipient| format!("{SALUTATION}{}", recipient.salutation))
            .filter(|id| context.file.entry(id).is_some())
            .for_each(&mut also);
    }
    if let Some(case) = context.case {
        let misspelt = misspelt(context.judge, case, context.file);
        let meant: BTreeMap<&str, &str> = misspelt.iter().map(|(_, wrong, meant)| (wrong.as_str(), *meant)).collect();
        for id in case.message_ids() {
            also((*meant.get(id.as_str()).unwrap_or(&id.as_str())).to_owned());
        }
    }
    owed
}

/// Messages that are missing, or there for nobody; and those that are misspelt, which touch the message that is
/// meant.
fn ids(context: &Context, findings: &mut Findings) -> Vec<(Finding, Touched)> {
    let file = context.file;
    let mut misspelt_ones = Vec::new();
    let owed = owed(context);
    let has = |id: &str| file.entry(id).is_some_and(|entry| entry.value.is_some());
    let missing: Vec<&(String, Option<&str>)> = owed
        .iter()
        .filter(|(id, _)| {
            // A source message that has attributes only has no text to be missed; and one that is there and
            // cannot be read was told of as broken.
            let is_here = has(id) || file.is_broken(id) || context.is_borrowed(id);
            let is_of_letter = context.name != LETTER
                && context.language.file(LETTER).is_some_and(|letter| letter.entry(id).is_some());
            let is_owed = context.source_entry(id).is_none_or(|entry| entry.value.is_some());
            is_owed && !is_here && !is_of_letter
        })
        .collect();
    let referred = referred(context);
    let asked: BTreeSet<&str> = owed.iter().map(|(id, _)| id.as_str()).collect();
    let no_case = context.name != LETTER && context.case.is_none() && context.source.is_none();
    let extra: Vec<&Entry> = file
        .entries
        .iter()
        .filter(|entry| !asked.contains(entry.id.as_str()))
        .filter(|entry| !referred.contains(&entry.id) && !no_case)
        .collect();
    let commented_out = commented_out(file);
    let mut misspelt = BTreeSet::new();
    for (id, after) in missing {
        let near = context.near(id, extra.iter().map(|entry| entry.id.as_str()));
        if let Some(entry) = near.and_then(|near| file.entry(near)) {
            misspelt.insert(&entry.id);
            let message = format!("nobody asks for `{}`, and `{id}` is missing", entry.id);
            let finding = Finding::error(rules::MISSING_MESSAGE, message).help(format!("did you mean `{id}`?"));
            misspelt_ones.push((file.finding(finding, &entry.at, &entry.id), Touched::Message(id.clone())));
            continue;
        }
        if let Some(entry) = file.entry(id) {
            let finding = Finding::error(rules::MISSING_MESSAGE, format!("`{id}` has no text"));
            findings.push(file.finding(finding.help(format!("write its text after `{id} =`")), &entry.at, id));
            continue;
        }
        let finding = Finding::error(rules::MISSING_MESSAGE, format!("the message `{id}` is missing"));
        if let Some(at) = commented_out.get(id.as_str()) {
            let help =
                "it stands here as a comment: take the `# ` before its lines away, and write it in your language";
            findings.push(file.finding(finding.help(help), at, id));
            continue;
        }
        let neighbour = after.and_then(|after| file.entry(after));
        let help = match after {
            Some(after) => format!("write `{id} = …`; in the source language it stands after `{after}`"),
            None => format!("write `{id} = …`"),
        };
        let at = neighbour.map_or(0..0, |entry| entry.at.clone());
        findings.push(file.finding(finding.help(help), &at, id));
    }
    let lacks_terms = lacks_terms(context);
    let is_unused = |entry: &Entry| !misspelt.contains(&entry.id) && is_unused(context, &entry.id, lacks_terms);
    for entry in extra.into_iter().filter(|entry| is_unused(entry)) {
        let near = context.near(&entry.id, owed.iter().map(|(id, _)| id.as_str()));
        let what = if entry.id.starts_with('-') { "term" } else { "message" };
        let finding = Finding::warning(rules::UNUSED_MESSAGE, format!("nobody asks for the {what} `{}`", entry.id));
        let help = match near {
            Some(near) => format!("did you mean `{near}`, which is there too? Otherwise take it out"),
            None => "take it out, or correct its name".to_owned(),
        };
        findings.push(file.finding(finding.help(help), &entry.at, &entry.id));
    }
    misspelt_ones
}

/// Whether it can be told that a message or term that nothing asks for is used nowhere: what cannot be read may
/// ask for it, and where one case alone counts, another may ask for what `letter.ftl` says.
fn is_unused(context: &Context, id: &str, lacks_terms: bool) -> bool {
    let is_twin = || id.strip_prefix('-').is_some_and(|message| context.file.entry(message).is_some());
    (context.name != LETTER || context.judge.sees_all())
        && !(id.starts_with('-') && lacks_terms)
        && !is_twin()
        && !context.language.files().any(|file| file.is_named_in_junk(id))
}

/// Whether the file refers to a term that is not there, so that one that nothing asks for may be meant.
fn lacks_terms(context: &Context) -> bool {
    let mut references = context.file.entries.iter().flat_map(Entry::parts).flat_map(|(_, _, part)| &part.references);
    references
        .any(|reference| matches!(&reference.placeable, Placeable::Term(to) if context.entry(split(to).0).is_none()))
}

/// Where messages that are owed may stand as comments, by their ids.
fn commented_out(file: &File) -> BTreeMap<&str, Range<usize>> {
    let comments = file.loose_comments.iter().chain(file.entries.iter().map(|entry| &entry.comment));
    let mut found = BTreeMap::new();
    for (at, line) in comments.flat_map(|comment| &comment.0) {
        if let Some(id) = begun_id(line) {
            found.entry(id).or_insert_with(|| at.clone());
        }
    }
    found
}

/// The id of a line that is `id = …`.
fn begun_id(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end_matches(' ');
    (!id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).then_some(id)
}

/// What the files of a language refer to.
fn referred(context: &Context) -> BTreeSet<String> {
    let entries = context.language.files().flat_map(|file| &file.entries);
    let mut referred = BTreeSet::new();
    for (name, _, part) in entries.flat_map(Entry::parts) {
        for reference in &part.references {
            if let Placeable::Message(to) | Placeable::Term(to) = &reference.placeable {
                // A message that refers to itself only is not used.
                if split(to).0 != split(&name).0 {
                    referred.insert(split(to).0.to_owned());
                }
            }
        }
    }
    referred
}

/// The attributes that messages of the file refer to, by their full names.
fn used_attributes(file: &File) -> BTreeSet<&str> {
    let parts = file.entries.iter().flat_map(Entry::parts);
    let named = parts.flat_map(|(_, _, part)| &part.references).filter_map(|reference| match &reference.placeable {
        Placeable::Message(to) => Some(to.as_str()),
        _ => None,
    });
    named.filter(|to| to.contains('.')).collect()
}

fn attributes(context: &Context, entry: &Entry, used: &BTreeSet<&str>, findings: &mut Findings) {
    let file = context.file;
    let Some(source) = context.source_entry(&entry.id) else { return };
    if entry.attributes.is_empty() && source.attributes.is_empty() {
        return;
    }
    let names = |of: &Entry| of.attributes.iter().map(|attribute| attribute.name.clone()).collect::<BTreeSet<_>>();
    let (ours, theirs) = (names(entry), names(source));
    let used = |name: &str| used.contains(format!("{}.{name}", entry.id).as_str());
    let missing: Vec<&str> =
        source.attributes.iter().map(|a| a.name.as_str()).filter(|name| !ours.contains(*name)).collect();
    let mut misspelt = Vec::new();
    for attribute in entry.attributes.iter().filter(|a| !theirs.contains(&a.name) && !used(&a.name)) {
        let message = format!("nobody asks for the attribute `.{}`", attribute.name);
        let finding = Finding::warning(rules::UNUSED_ATTRIBUTE, message);
        let only = missing.first().copied().filter(|_| missing.len() == 1 && entry.attributes.len() == 1);
        let help = match context.near(&attribute.name, missing.iter().copied()).or(only) {
            Some(near) => {
                misspelt.push(near);
                format!("did you mean `.{near}`?")
            }
            None => "take it out, or correct its name".to_owned(),
        };
        findings.push(file.finding(finding.help(help), &attribute.at, &entry.id));
    }
    for name in missing.into_iter().filter(|name| !misspelt.contains(name)) {
        let message = format!("the attribute `.{name}` is missing");
        let finding = Finding::warning(rules::MISSING_ATTRIBUTE, message);
        let help = format!("write `    .{name} = …` below the message, as the source language has it");
        findings.push(file.finding(finding.help(help), &entry.at, &entry.id));
    }
}

/// Whether a character is a mark that says nothing by itself.
fn is_mark_alone(character: char) -> bool {
    character.is_ascii_punctuation() || matches!(character, '…' | '–' | '—' | '·' | '•' | '។' | '៖')
}

fn empty(context: &Context, name: &str, at: &Range<usize>, part: &Part, findings: &mut Findings) {
    let is_blank =
        |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    // A mark says nothing either, where the source has words.
    let (id, attribute) = split(name);
    let has_words =
        context.source_part(id, attribute).is_some_and(|source| source.text().text.chars().any(char::is_alphabetic));
    let says = |c: char| !(is_blank(c) || has_words && is_mark_alone(c));
    if part.readings.iter().any(|reading| !reading.text.chars().any(says)) {
        let finding =
            Finding::error(rules::EMPTY_MESSAGE, format!("the message `{name}` says nothing")).help("write its text");
        findings.push(context.file.finding(finding, at, name));
    }
}

fn swallowed(context: &Context, name: &str, part: &Part, findings: &mut Findings) {
    let file = context.file;
    if let Some((at, id)) = swallowed_in(&file.text, part.range.clone()) {
        let message = format!("`{id} = …` is read as a part of `{name}`, because it is indented");
        let finding = Finding::error(rules::SWALLOWED_MESSAGE, message);
        findings.push(file.finding(finding.help("take the spaces before it out"), &(at..at + id.len()), name));
    }
}

/// How many paragraphs a message has, against the source.
fn paragraphs_lost(context: &Context, entry: &Entry, findings: &mut Findings) {
    let (Some(part), Some(source)) = (&entry.value, context.source_part(&entry.id, None)) else { return };
    let (here, there) = (paragraphs(&part.text().text).len(), paragraphs(&source.text().text).len());
    if here != there {
        let count = |n: usize| if n == 1 { "1 paragraph".to_owned() } else { format!("{n} paragraphs") };
        let message = format!("it has {}, and the source has {}", count(here), count(there));
        let finding = Finding::warning(rules::PARAGRAPHS_DIFFER, message);
        let help = "part the text as the source does: a blank line begins a paragraph";
        findings.push(context.file.finding(finding.help(help), &entry.at, &entry.id));
    }
}

/// `.name` is kept together wherever it stands in the letter, so it has to be a part of the text.
fn name_apart(context: &Context, entry: &Entry, findings: &mut Findings) {
    let Some(name) = entry.attributes.iter().find(|attribute| attribute.name == "name") else { return };
    let Some(value) = entry.value.as_ref().filter(|_| entry.id.starts_with("recipient-")) else { return };
    let written = |part: &Part| context.expanded(context.language, part.text()).replace(['\u{200B}', '\u{2060}'], "");
    if !written(value).contains(&written(&name.part)) {
        let message = format!("`.name` says `{}`, which the message does not", name.part.text().text);
        let finding = Finding::warning(rules::NAME_APART, message);
        let help = "write the name in both in the same way; otherwise a line may end within it";
        findings.push(context.file.finding(finding.help(help), &name.at, &entry.id));
    }
}

/// Variants that are there twice, or are never taken.
fn variants(context: &Context, name: &str, part: &Part, findings: &mut Findings) {
    let file = context.file;
    if part.choices.is_empty() {
        return;
    }
    let given = context.given(split(name).0);
    for choice in &part.choices {
        let mut keys = BTreeSet::new();
        for key in &choice.keys {
            if !keys.insert(&key.name) {
                let finding =
                    Finding::error(rules::DUPLICATE_VARIANT, format!("the variant `[{}]` is there twice", key.name));
                findings.push(file.finding(finding.help("keep one of them"), &key.at, name));
            }
        }
        let kind = choice.variable().and_then(|variable| given.as_ref()?.kind(variable));
        if let Some(kind) = kind {
            dead_variants(context, name, choice, &kind, findings);
        }
    }
}

fn dead_variants(context: &Context, name: &str, choice: &Choice, kind: &Kind, findings: &mut Findings) {
    let language = &context.language.tag;
    let variable = choice.variable().unwrap_or_default();
    let categories = context.plural_categories();
    for key in choice.keys.iter().filter(|key| !key.is_default) {
        let why = match kind {
            Kind::Number if key.is_number => None,
            Kind::Number => (!categories.contains(&key.name.as_str())).then(|| {
                format!(
                    "numbers in `{language}` have the plural forms {}, and `[{}]` is never taken",
                    categories.join(", "),
                    key.name
                )
            }),
            Kind::Date => Some(format!("`${variable}` is a date, and `[{}]` is never taken", key.name)),
            Kind::Text(text) => {
                (*text != key.name).then(|| format!("`${variable}` is `{text}`, and `[{}]` is never taken", key.name))
            }
            Kind::Words => None,
        };
        if let Some(message) = why {
            let finding = Finding::warning(rules::DEAD_VARIANT, message);
            let help = "take the variant out; an exact number such as `[1]` is taken in every language";
            findings.push(context.file.finding(finding.help(help), &key.at, name));
        }
    }
}

/// Languages with a plural form for round millions, which the data here do not know yet.
const MANY: [&str; 6] = ["ca", "es", "fr", "it", "pt", "vec"];

/// The plural forms that whole numbers have in a language.
pub(super) fn plural_categories(language: &str) -> Vec<&'static str> {
    let language = language.parse::<unic_langid::LanguageIdentifier>().ok();
    let rules = language.clone().and_then(|language| PluralRules::create(language, PluralRuleType::CARDINAL).ok());
    let Some(rules) = rules else { return vec!["zero", "one", "two", "few", "many", "other"] };
    let numbers = (0..=200_u64).chain([1_000, 1_000_000]);
    let mut categories = BTreeSet::new();
    for number in numbers {
        categories.insert(match rules.select(number) {
            Ok(PluralCategory::ZERO) => (0, "zero"),
            Ok(PluralCategory::ONE) => (1, "one"),
            Ok(PluralCategory::TWO) => (2, "two"),
            Ok(PluralCategory::FEW) => (3, "few"),
            Ok(PluralCategory::MANY) => (4, "many"),
            _ => (5, "other"),
        });
    }
    if language.is_some_and(|language| MANY.contains(&language.language.as_str())) {
        categories.insert((4, "many"));
    }
    categories.into_iter().map(|(_, name)| name).collect()
}

/// Cases and files that nobody reads.
pub fn unread(context: &Context) -> Option<Finding> {
    if context.name == LETTER || context.judge.case_of(context.name).is_some() {
        return None;
    }
    let cases = context.judge.case_ids();
    let known: Vec<String> = cases.map(|case| format!("cases/{case}.ftl")).chain([LETTER.to_owned()]).collect();
    let finding = Finding::warning(rules::UNREAD_FILE, format!("no letter takes words from `{}`", context.name));
    let help = match did_you_mean(context.name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a case's words stand in `cases/NAME.ftl`, after the name of its file".to_owned(),
    };
    Some(finding.in_file(&context.file.path).help(help))
}

/// That a language has no `letter.ftl`. One that has nothing of a case is not translated for it, which is
/// no fault.
pub fn missing_letter(folder: &str) -> Finding {
    let finding =
        Finding::error(rules::MISSING_FILE, "the language has no `letter.ftl`").in_file(format!("{folder}/{LETTER}"));
    finding.help("copy the one of the source language, and translate it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_are_those_of_the_language() {
        assert_eq!(plural_categories("km"), ["other"]);
        assert_eq!(plural_categories("en"), ["one", "other"]);
        assert_eq!(plural_categories("ru"), ["one", "few", "many"]);
    }
}
