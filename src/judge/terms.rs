//! Terms: undefined terms of a language, terms of the source that a translation drops or writes out, and
//! choices by an attribute of a term.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Touched;
use super::context::Context;
use super::variables::same_words;
use crate::finding::{Finding, Findings, rules};
use crate::fluent::{Choice, Entry, Part, Placeable, Reference, split};
use crate::locale::Language;

/// Everything that is wrong with the terms of a file, with what it touches.
pub fn terms(context: &Context) -> Vec<(Finding, Touched)> {
    let mut found = undefined(context);
    let mut findings = not_used(context);
    findings.extend(never_taken(context));
    if let Some((source, _)) = context.source {
        findings.extend(dropped(context, source));
    }
    found.extend(findings.into_iter().map(Touched::beside));
    found
}

/// Whether a name that a file refers to is a term that the source defines and this language does not.
pub fn is_undefined(context: &Context, name: &str) -> bool {
    let id = split(name).0;
    let in_source = || context.source.is_some_and(|(source, _)| context.entry_in(source, id).is_some());
    id.starts_with('-') && context.entry(id).is_none() && in_source()
}

/// The term of a reference, without an attribute.
fn term(reference: &Reference) -> Option<&str> {
    match &reference.placeable {
        Placeable::Term(name) => Some(split(name).0),
        _ => None,
    }
}

/// Terms that are used and not defined: one finding each, at the first place that uses it.
fn undefined(context: &Context) -> Vec<(Finding, Touched)> {
    let file = context.file;
    // One that cannot be read, or whose id is misspelt where it is defined, is reported there.
    let is_reported = |id: &str| context.is_broken(id) || context.misspelt().wrong(id).is_some();
    let mut uses: BTreeMap<&str, Uses> = BTreeMap::new();
    for (name, _, part) in file.entries.iter().flat_map(Entry::parts) {
        for reference in &part.references {
            let Some(id) = term(reference).filter(|id| is_undefined(context, id) && !is_reported(id)) else { continue };
            let first = || Uses { at: reference.at.clone(), name: name.clone(), users: BTreeSet::new() };
            uses.entry(id).or_insert_with(first).users.insert(split(&name).0.to_owned());
        }
    }
    let is_unused = |id: &&str| id.starts_with('-') && !context.judge.referred(context.language).contains(*id);
    let unused = || file.entries.iter().map(|entry| entry.id.as_str()).filter(is_unused);
    let findings = uses.into_iter().map(|(id, Uses { at, name, users })| {
        let others = match users.len() {
            1 => String::new(),
            2 => ", and 1 other message uses it".to_owned(),
            count => format!(", and {} other messages use it", count - 1),
        };
        let message = format!("the term `{id}` is not defined in `{}`{others}", context.language.tag);
        let help = match context.near(id, unused()) {
            Some(near) => format!("rename `{near}` to `{id}`"),
            None => format!("add `{id} = …`; the source language has `{id} = {}`", said_in_source(context, id)),
        };
        let finding = Finding::error(rules::UNKNOWN_REFERENCE, message).help(help);
        (file.finding(finding, &at, &name), Touched::Message(id.to_owned()))
    });
    findings.collect()
}

/// Where a term is used that is not defined.
struct Uses {
    /// The bytes of its name where it is used first.
    at: Range<usize>,
    /// The full name of the text that does.
    name: String,
    /// The ids of all entries that use it.
    users: BTreeSet<String>,
}

/// The text of a term in the source.
fn said_in_source(context: &Context, id: &str) -> String {
    let Some((source, _)) = context.source else { return String::new() };
    let part = context.entry_in(source, id).and_then(|(_, entry)| entry.value.as_ref());
    part.map_or_else(String::new, |part| context.expanded(source, part.text()))
}

/// Attributes of terms that no choice names. An attribute of a term is never printed, so that a language is
/// free in what it calls it and what it says.
fn not_used(context: &Context) -> Findings {
    let entries = || context.language.files().flat_map(|file| &file.entries);
    let mut used: Option<BTreeSet<&str>> = None;
    let mut findings = Findings::new();
    for entry in context.file.entries.iter().filter(|entry| entry.is_term()) {
        for attribute in &entry.attributes {
            let used = used.get_or_insert_with(|| {
                let named = entries().flat_map(Entry::references).filter_map(|reference| match &reference.placeable {
                    Placeable::Term(name) => Some(name.as_str()),
                    _ => None,
                });
                named.collect()
            });
            if !used.contains(format!("{}.{}", entry.id, attribute.name).as_str()) {
                let message = format!("the attribute `.{}` of the term is not used in any choice", attribute.name);
                let finding = Finding::warning(rules::UNUSED_ATTRIBUTE, message);
                let help = format!("delete it, or use it in a choice: `{{ {}.{} -> … }}`", entry.id, attribute.name);
                findings.push(context.file.finding(finding.help(help), &attribute.at, &entry.id));
            }
        }
    }
    findings
}

/// Variants of a choice by a term's attribute that the attribute never says.
fn never_taken(context: &Context) -> Findings {
    let mut findings = Findings::new();
    for (name, _, part) in context.file.entries.iter().flat_map(Entry::parts) {
        for choice in &part.choices {
            let Some((term, said)) = says(context, choice) else { continue };
            for key in choice.keys.iter().filter(|key| !key.is_default && !said.contains(&key.name.as_str())) {
                let message = format!("`{term}` is `{}`, so `[{}]` is never used", said.join("` or `"), key.name);
                let finding = Finding::warning(rules::DEAD_VARIANT, message);
                let help = "write the key as in the attribute, or delete the variant";
                findings.push(context.file.finding(finding.help(help), &key.at, &name));
            }
        }
    }
    findings
}

/// The possible values of the attribute of a term that a choice uses, if they are known.
fn says<'c>(context: &'c Context, choice: &'c Choice) -> Option<(&'c str, Vec<&'c str>)> {
    let Some(Placeable::Term(name)) = &choice.selector else { return None };
    let (id, attribute) = split(name);
    let (_, entry) = context.entry(id)?;
    let readings = &entry.part(Some(attribute?))?.readings;
    let is_known = readings.iter().all(|reading| reading.slots.is_empty());
    is_known.then(|| (name.as_str(), readings.iter().map(|reading| reading.text.trim()).collect()))
}

/// Terms that the source says and a message of the translation does not. A change of the term would reach all
/// other messages and not this one.
fn dropped(context: &Context, source: &Language) -> Findings {
    let mut findings = Findings::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for entry in context.file.entries.iter().filter(|entry| !context.file.is_cut(entry)) {
        for (name, at, part) in entry.parts() {
            let (id, attribute) = split(&name);
            let Some(theirs) = context.source_part(id, attribute).filter(|theirs| has_terms(theirs)) else { continue };
            if stands_for_another(context, source, part) {
                continue;
            }
            let needs = context.needs(part);
            for reference in theirs.references.iter().filter(|reference| !reference.selects) {
                let Some(term) = term(reference).filter(|term| !needs.references.contains(*term)) else { continue };
                let is_here = context.entry(term).is_some();
                // Where the language has no such term, once is enough.
                if context.is_broken(term) || !is_here && !told.insert(term) {
                    continue;
                }
                findings.push(context.file.finding(not_said(context, part, term), at, &name));
            }
        }
    }
    findings
}

fn has_terms(part: &Part) -> bool {
    part.references.iter().any(|reference| term(reference).is_some())
}

/// Whether a text says a term of its language's own, which may be meant for one of the source, or has a name that
/// is not there, which is reported by itself.
fn stands_for_another(context: &Context, source: &Language, part: &Part) -> bool {
    part.references
        .iter()
        .filter_map(Reference::id)
        .any(|id| context.entry(id).is_none() || id.starts_with('-') && context.entry_in(source, id).is_none())
}

fn not_said(context: &Context, part: &Part, term: &str) -> Finding {
    let Some((_, entry)) = context.entry(term) else {
        let message = format!("the source uses `{{ {term} }}`, but `{}` does not have this term", context.language.tag);
        let help =
            format!("add `{term} = …` to this language, and use `{{ {term} }}` in the same places as the source");
        return Finding::warning(rules::DROPPED_REFERENCE, message).help(help);
    };
    let said = context.expanded(context.language, part.text());
    let readings = entry.value.iter().flat_map(|value| &value.readings);
    let mut words = readings.map(|reading| context.expanded(context.language, reading));
    match words.find(|words| !same_words(words).is_empty() && same_words(&said).contains(&same_words(words))) {
        Some(words) => {
            let message = format!("the source uses `{{ {term} }}`, but this translation has its words: `{words}`");
            let help = format!("write `{{ {term} }}`, so that changes to the term also apply here");
            Finding::warning(rules::DROPPED_REFERENCE, message).help(help)
        }
        None => {
            let message = format!("the source uses `{{ {term} }}`, but this translation does not");
            let help = format!("add `{{ {term} }}` where it belongs");
            Finding::warning(rules::DROPPED_REFERENCE, message).help(help)
        }
    }
}
