//! Leaves out findings that follow from another finding: one mistake is one finding.

use std::collections::{BTreeMap, BTreeSet};

use super::Touched;
use crate::finding::rules::{
    ADDED_VARIABLE, ADDRESS_DIFFERS, CIRCULAR_REFERENCE, DATE_DIFFERS, DROPPED_REFERENCE, DROPPED_VARIABLE,
    DUPLICATE_MESSAGE, EMPTY_MESSAGE, FINAL_MARK, FOREIGN_SCRIPT, GLOSSARY, HALF_TRANSLATED, KHMER_LEGACY_FONT,
    KHMER_MARK_WITHOUT_BASE, KHMER_U_FOR_SHIFTER, LOST_QUOTES, LOST_SENTENCE, MERGE_CONFLICT, MISSING_FILE,
    MISSING_MESSAGE, MOJIBAKE, NAME_APART, NAME_MISSPELT, NUMBER_CHANGES, NUMBER_DIFFERS, OTHER_LANGUAGE,
    PARAGRAPHS_DIFFER, RuleName, STALE_TRANSLATION, SWALLOWED_MESSAGE, TELEPHONE_DIFFERS, TEMPLATE_LEFT_OVER,
    UNKNOWN_ATTRIBUTE, UNKNOWN_FUNCTION, UNKNOWN_REFERENCE, UNKNOWN_VARIABLE, UNREAD_FILE, UNTRANSLATED,
    UNUSUAL_LENGTH, WRONG_MONTH,
};
use crate::finding::{Finding, Severity};
use crate::fluent::{Entry, Reference, split};
use crate::id::LanguageTag;
use crate::locale::Library;
use crate::project::paths;

/// Words that a message has instead of a term of the glossary.
const IN_ITS_PLACE: [RuleName; 5] =
    [DROPPED_REFERENCE, TEMPLATE_LEFT_OVER, UNKNOWN_FUNCTION, UNKNOWN_REFERENCE, UNKNOWN_VARIABLE];

/// Findings from comparing a translation with its source.
const COMPARED: [RuleName; 14] = [
    ADDED_VARIABLE,
    ADDRESS_DIFFERS,
    DATE_DIFFERS,
    DROPPED_REFERENCE,
    DROPPED_VARIABLE,
    FINAL_MARK,
    GLOSSARY,
    LOST_QUOTES,
    LOST_SENTENCE,
    NUMBER_DIFFERS,
    PARAGRAPHS_DIFFER,
    STALE_TRANSLATION,
    TELEPHONE_DIFFERS,
    UNUSUAL_LENGTH,
];

/// The findings without those that others explain.
pub fn without_cascades(library: &Library, found: Vec<(Finding, Touched)>) -> Vec<(Finding, Touched)> {
    let found = without_those_of_a_slip(found);
    let found = with_each_unknown_message_once(found);
    let found = without_those_of_a_message(library, found);
    let found = without_those_of_the_same_text(library, found);
    without_those_of_a_file(library, found)
}

/// The findings without those that others at the same place explain: a variable that is written outside its
/// braces is not dropped besides, and neither is a term that a reference would have said.
fn without_those_of_a_slip(mut found: Vec<(Finding, Touched)>) -> Vec<(Finding, Touched)> {
    type Text = (Option<String>, Option<String>);
    let place = |finding: &Finding| -> Text { (finding.file.clone(), finding.place.clone()) };
    let mut left_over: BTreeMap<Text, usize> = BTreeMap::new();
    let mut in_its_place: BTreeMap<Text, usize> = BTreeMap::new();
    // A misspelt name of `x.name` is one of `x` as well.
    let message = |finding: &Finding| -> Text {
        let place = finding.place.as_deref().map(|place| split(place).0.to_owned());
        (finding.file.clone(), place)
    };
    let mut misspelt: BTreeSet<Text> = BTreeSet::new();
    for (finding, _) in &found {
        if finding.rule == NAME_MISSPELT {
            misspelt.extend([place(finding), message(finding)]);
        }
        if IN_ITS_PLACE.contains(&finding.rule) {
            *in_its_place.entry(place(finding)).or_default() += 1;
        }
        if finding.rule == TEMPLATE_LEFT_OVER {
            *left_over.entry(place(finding)).or_default() += 1;
        }
    }
    let mut dropped: BTreeMap<Text, usize> = BTreeMap::new();
    for (finding, _) in found.iter().filter(|(finding, _)| finding.rule == DROPPED_VARIABLE) {
        *dropped.entry(place(finding)).or_default() += 1;
    }
    if in_its_place.is_empty() && dropped.is_empty() && misspelt.is_empty() {
        return found;
    }
    found.retain(|(finding, _)| match finding.rule {
        ADDED_VARIABLE => {
            // One variable in the place of another is one slip.
            let left = dropped.get_mut(&place(finding)).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        }
        DROPPED_VARIABLE | DROPPED_REFERENCE => {
            // Each slip explains one thing that is dropped.
            let left = left_over.get_mut(&place(finding)).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        }
        GLOSSARY => !in_its_place.contains_key(&place(finding)) && !misspelt.contains(&place(finding)),
        NAME_APART => !misspelt.contains(&place(finding)),
        _ => true,
    });
    found
}

/// A message that several refer to and that has to be written is one finding, at the first of them, and touches
/// all.
fn with_each_unknown_message_once(mut found: Vec<(Finding, Touched)>) -> Vec<(Finding, Touched)> {
    let mut first: BTreeMap<(Option<String>, String), Finding> = BTreeMap::new();
    for (finding, _) in &mut found {
        let is_to_write = finding.help.as_ref().is_some_and(|help| help.starts_with("add `"));
        if finding.rule == UNKNOWN_REFERENCE && is_to_write {
            let key = (finding.file.clone(), finding.message.clone());
            *finding = first.entry(key).or_insert_with(|| finding.clone()).clone();
        }
    }
    found
}

/// The findings without those that follow from a fault of a whole message. A message that contains another one by
/// mistake has faults that belong to the other. A duplicate message is compared wrongly, and so is a translation of a
/// source that must be corrected first.
fn without_those_of_a_message(library: &Library, found: Vec<(Finding, Touched)>) -> Vec<(Finding, Touched)> {
    // Where an id is lost, its attributes are there twice in the message before it.
    let mut lost: BTreeSet<(Option<&str>, Option<usize>, Option<usize>)> = BTreeSet::new();
    let mut swallowing: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut doubled: BTreeSet<(&str, &str)> = BTreeSet::new();
    // By the name of the file below the folder of its language.
    let mut faulty_in_source: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (finding, touched) in &found {
        let Some((file, id)) = message(finding) else { continue };
        match finding.rule {
            SWALLOWED_MESSAGE => swallowing.extend([(file, id)]),
            DUPLICATE_MESSAGE => doubled.extend([(file, id)]),
            MISSING_MESSAGE => lost.extend([(Some(file), finding.line, finding.column)]),
            _ => {}
        }
        let of_source =
            name_in_source(library, file).filter(|_| finding.is_error() || finding.rule == UNKNOWN_ATTRIBUTE);
        if let Some(name) = of_source {
            faulty_in_source.insert((name, id));
            if let Touched::Message(other) = touched {
                faulty_in_source.insert((name, other));
            }
        }
    }
    let is_attribute_twice = |finding: &Finding| finding.rule == DUPLICATE_MESSAGE && finding.column > Some(1);
    let has_lost = |file, finding: &Finding| lost.contains(&(Some(file), finding.line, finding.column));
    let before_lost: BTreeSet<(&str, &str)> = found
        .iter()
        .filter(|(finding, _)| is_attribute_twice(finding))
        .filter_map(|(finding, _)| message(finding).filter(|(file, _)| has_lost(*file, finding)))
        .collect();
    let is_consequence = |finding: &Finding| {
        let Some((file, id)) = message(finding) else { return false };
        let is_compared = COMPARED.contains(&finding.rule);
        let of_source = || {
            let name = paths::language_and_name(file).map(|(_, name)| name);
            name.is_some_and(|name| faulty_in_source.contains(&(name, id))) && name_in_source(library, file).is_none()
        };
        // An attribute is indented, and a message is not.
        is_attribute_twice(finding) && before_lost.contains(&(file, id))
            || swallowing.contains(&(file, id)) && finding.rule != SWALLOWED_MESSAGE
            || is_compared && doubled.contains(&(file, id))
            || is_compared && finding.severity != Severity::Error && of_source()
    };
    let kept: Vec<bool> = found.iter().map(|(finding, _)| !is_consequence(finding)).collect();
    found.into_iter().zip(kept).filter_map(|(one, is_kept)| is_kept.then_some(one)).collect()
}

/// Findings about a text that is not a translation, is empty, or cannot be read as it is. To compare it with its source
/// would find the same once more.
const OF_WHOLE_TEXT: [RuleName; 7] =
    [CIRCULAR_REFERENCE, EMPTY_MESSAGE, HALF_TRANSLATED, KHMER_LEGACY_FONT, MOJIBAKE, OTHER_LANGUAGE, UNTRANSLATED];

/// Findings that follow from a wrong letter or number in the same text.
const OF_LETTERS: [RuleName; 4] = [GLOSSARY, NAME_APART, NAME_MISSPELT, WRONG_MONTH];

/// The findings without those that another one in the same text explains, if it is as grave: a term is not said as
/// the glossary has it because a letter of it is wrong, here or in the message that says it.
fn without_those_of_the_same_text(library: &Library, found: Vec<(Finding, Touched)>) -> Vec<(Finding, Touched)> {
    let mut whole: BTreeMap<FileAndMessage, Severity> = BTreeMap::new();
    let mut letters: BTreeMap<FileAndMessage, Severity> = BTreeMap::new();
    let mut terms: BTreeSet<FileAndMessage> = BTreeSet::new();
    let mut numbers: BTreeSet<(&str, Option<usize>, Option<usize>)> = BTreeSet::new();
    let mut apart: BTreeSet<FileAndMessage> = BTreeSet::new();
    let mut foreign: BTreeSet<FileAndMessage> = BTreeSet::new();
    for (finding, _) in &found {
        let Some(place) = message(finding) else { continue };
        if OF_WHOLE_TEXT.contains(&finding.rule) {
            note_gravest(&mut whole, place, finding.severity);
        }
        let is_of_letters = [DATE_DIFFERS, KHMER_U_FOR_SHIFTER, LOST_SENTENCE, NUMBER_DIFFERS].contains(&finding.rule);
        if is_of_letters || finding.is_error() && !OF_LETTERS.contains(&finding.rule) {
            note_gravest(&mut letters, place, finding.severity);
        }
        match finding.rule {
            GLOSSARY => terms.extend([place]),
            NAME_APART => apart.extend([place]),
            FOREIGN_SCRIPT if finding.is_error() => foreign.extend([place]),
            NUMBER_CHANGES => numbers.extend([(place.0, finding.line, finding.column)]),
            _ => {}
        }
    }
    // A message that refers to a faulty one says what that says.
    let is_faulty = |file: &str, id: &str| {
        let at = (file, id);
        letters.contains_key(&at) || terms.contains(&at)
    };
    let says_faulty = |file: &str, id: &str| referred(library, file, id).iter().any(|other| is_faulty(file, other));
    let is_consequence = |finding: &Finding| {
        let Some((file, id)) = message(finding) else { return false };
        let is_less = |known: &BTreeMap<FileAndMessage, Severity>| {
            known.get(&(file, id)).is_some_and(|severity| *severity <= finding.severity)
        };
        COMPARED.contains(&finding.rule) && is_less(&whole)
            || OF_LETTERS.contains(&finding.rule) && is_less(&letters)
            || finding.rule == GLOSSARY && says_faulty(file, id)
            || finding.rule == KHMER_MARK_WITHOUT_BASE && foreign.contains(&(file, id))
            || finding.rule == GLOSSARY && apart.contains(&(file, id))
            || finding.rule == TEMPLATE_LEFT_OVER && numbers.contains(&(file, finding.line, finding.column))
    };
    let kept: Vec<bool> = found.iter().map(|(finding, _)| !is_consequence(finding)).collect();
    found.into_iter().zip(kept).filter_map(|(one, is_kept)| is_kept.then_some(one)).collect()
}

/// A file and a message in it.
type FileAndMessage<'f> = (&'f str, &'f str);

/// Keeps the severity of the gravest finding at a place.
fn note_gravest<'f>(
    gravest: &mut BTreeMap<FileAndMessage<'f>, Severity>,
    place: FileAndMessage<'f>,
    severity: Severity,
) {
    let known = gravest.entry(place).or_insert(severity);
    *known = severity.min(*known);
}

/// The messages that a message refers to.
fn referred(library: &Library, file: &str, id: &str) -> BTreeSet<String> {
    let language =
        paths::language_and_name(file).and_then(|(tag, name)| Some((library.language(&LanguageTag::new(tag)?)?, name)));
    let entry = language.and_then(|(language, name)| language.file(name)?.entry(id));
    let ids = entry.into_iter().flat_map(Entry::references).filter_map(Reference::id);
    ids.filter(|other| *other != id).map(str::to_owned).collect()
}

/// The findings without those that follow from a missing file: that it was reviewed, and that translations of words
/// which no letter uses are not used either.
fn without_those_of_a_file(library: &Library, mut found: Vec<(Finding, Touched)>) -> Vec<(Finding, Touched)> {
    let mut missing: BTreeSet<(String, String)> = BTreeSet::new();
    // A merge conflict in a file leaves messages twice.
    let is_merge = |finding: &Finding| finding.rule == MERGE_CONFLICT;
    let merged: BTreeSet<Option<String>> =
        found.iter().filter(|(finding, _)| is_merge(finding)).map(|(finding, _)| finding.file.clone()).collect();
    found.retain(|(finding, _)| finding.rule != DUPLICATE_MESSAGE || !merged.contains(&finding.file));
    let mut unread: BTreeSet<String> = BTreeSet::new();
    for (finding, touched) in &found {
        let Some(file) = finding.file.as_deref() else { continue };
        if let (MISSING_FILE, Touched::Language(tag), Some(case)) = (finding.rule, touched, paths::case_of_facts(file))
        {
            missing.insert((paths::locale_file(tag, paths::LOCALE), format!("review.{}", paths::case_words(case))));
        } else if finding.rule == UNREAD_FILE
            && let Some(name) = name_in_source(library, file)
        {
            unread.insert(name.to_owned());
        }
    }
    found.retain(|(finding, _)| {
        let (Some(file), UNREAD_FILE) = (&finding.file, finding.rule) else { return true };
        let name = paths::language_and_name(file).map(|(_, name)| name);
        let is_known = name.is_some_and(|name| unread.contains(name)) && name_in_source(library, file).is_none();
        let place = finding.place.clone().unwrap_or_default();
        !is_known && !missing.contains(&(file.clone(), place))
    });
    found
}

/// The file and the message that a finding is at.
fn message(finding: &Finding) -> Option<(&str, &str)> {
    Some((finding.file.as_deref()?, split(finding.place.as_deref()?).0))
}

/// The name of a file below the folder of its language, if the other languages are translated from it.
fn name_in_source<'f>(library: &Library, file: &'f str) -> Option<&'f str> {
    let (tag, name) = paths::language_and_name(file)?;
    library.source_of(name).is_some_and(|source| source.tag.as_str() == tag).then_some(name)
}
