//! The rules of the page: each letter is really set, with the longest names that are given.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::engine::Scope;
use super::library::{LETTER, Library};
use crate::case::Case;
use crate::finding::{Finding, Findings, Severity};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::Sender;
use crate::page::Extent;
use crate::press::{self, Order, Printed};
use crate::project::Project;

/// With what the letters are set.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The letters' date.
    pub date: Date,
    /// Senders, of whom those with the longest names and addresses are taken.
    pub senders: Vec<Sender>,
}

/// What came of setting the letters.
pub struct Set {
    /// How many letters were set.
    pub letters: usize,
    /// What is wrong with them.
    pub findings: Findings,
}

/// Sets the letters of all cases and languages that are asked for.
pub fn pages(project: &Project, library: &Library, scope: &Scope, tried: &Tried) -> Set {
    let mut set = Set { letters: 0, findings: Findings::new() };
    let senders: Vec<Option<&Sender>> = std::iter::once(None).chain(longest(&tried.senders).into_iter().map(Some)).collect();
    for case in library.cases.values().flatten() {
        let words = format!("cases/{}.ftl", case.id);
        let of_case = scope.covers(&case.file);
        // The source first: the others are compared with it.
        let source = library.source_of(&words).map(|source| source.tag.clone());
        let translated = library.languages.values().filter(|language| language.files.contains_key(&words));
        let asked = |tag: &LanguageTag| {
            of_case || [LETTER, &words].iter().any(|name| scope.covers(&format!("locales/{tag}/{name}")))
        };
        let mut tags: Vec<LanguageTag> = translated.map(|language| language.tag.clone()).filter(asked).collect();
        let only_source = tags.iter().all(|tag| Some(tag) == source.as_ref());
        tags.retain(|tag| Some(tag) != source.as_ref());
        let source = source.filter(|_| !tags.is_empty() || only_source);
        let mut lengths: BTreeMap<RecipientId, f64> = BTreeMap::new();
        for tag in source.iter().chain(&tags) {
            let Some(language) = library.languages.get(tag) else { continue };
            let readable = language.info.is_some() && language.files.get(&words).is_some_and(Option::is_some);
            if !readable || !faultless(library, tag, &words) {
                continue;
            }
            for sender in &senders {
                for country in countries(case, *sender) {
                    let order = order(case, tag, *sender, country.as_ref(), tried.date);
                    let outcome = press::letters(project, &order);
                    set.letters += outcome.printed.iter().map(|printed| printed.letters.len()).sum::<usize>();
                    set.findings.extend(outcome.findings.into_iter().filter(|finding| finding.severity == Severity::Error));
                    set.findings.extend(outcome.printed.iter().flat_map(|printed| printed.remarks.clone()));
                    if sender.is_none() {
                        let is_source = source.as_ref() == Some(tag);
                        for printed in &outcome.printed {
                            if is_source {
                                lengths.insert(printed.recipient.clone(), filled(printed));
                            } else {
                                let known = lengths.get(&printed.recipient).copied();
                                let leading = leading(library, tag) / source.as_ref().map_or(1.3, |source| leading(library, source));
                                set.findings.extend(too_long(case, tag, printed, known, leading));
                            }
                        }
                    }
                }
            }
        }
    }
    set
}
