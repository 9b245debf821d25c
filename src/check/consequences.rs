//! What follows from another finding is not told: one slip of the hand is one finding.

use std::collections::BTreeMap;

use super::ftl::File;
use super::library::Library;
use crate::finding::{Finding, RuleName, rules};

/// What a text that was cut short says otherwise than its source.
const OF_CUT_TEXT: [RuleName; 13] = [
    rules::ADDRESS_DIFFERS,
    rules::DATE_DIFFERS,
    rules::DROPPED_REFERENCE,
    rules::DROPPED_VARIABLE,
    rules::FINAL_MARK,
    rules::GLOSSARY,
    rules::LOST_QUOTES,
    rules::LOST_SENTENCE,
    rules::MISSING_ATTRIBUTE,
    rules::NUMBER_DIFFERS,
    rules::PARAGRAPHS_DIFFER,
    rules::UNBALANCED,
    rules::UNUSUAL_LENGTH,
];

/// What stands in a message in the place of a variable or a reference that is dropped.
const IN_ITS_PLACE: [RuleName; 4] =
    [rules::TEMPLATE_LEFT_OVER, rules::UNKNOWN_FUNCTION, rules::UNKNOWN_REFERENCE, rules::UNKNOWN_VARIABLE];

/// The findings without those that others explain.
pub fn without_consequences<T>(library: &Library, mut found: Vec<T>, finding: impl Fn(&T) -> &Finding) -> Vec<T> {
    let files: BTreeMap<&str, (&str, &File)> = library
        .languages
        .iter()
        .flat_map(|(tag, language)| language.files.values().flatten().map(move |file| (tag.as_str(), file)))
        .map(|(tag, file)| (file.path.as_str(), (tag, file)))
        .collect();
    let told = Told::of(found.iter().map(&finding));
    // Each slip explains one thing that is dropped.
    let mut explained = told.in_its_place.clone();
    found.retain(|found| {
        let found = finding(found);
        let Some((tag, file)) = found.file.as_deref().and_then(|path| files.get(path)) else { return true };
        let place = found.place.as_deref().unwrap_or_default();
        let id = place.split('.').next().unwrap_or_default();
        let is_cut = || file.entry(id).is_some_and(|entry| file.is_cut(entry));
        match found.rule {
            rules::MISSING_MESSAGE if file.is_broken(id) => false,
            rule if OF_CUT_TEXT.contains(&rule) && is_cut() => false,
            rules::DROPPED_VARIABLE | rules::DROPPED_REFERENCE => {
                let left = explained.get_mut(&(file.path.clone(), place.to_owned())).filter(|left| **left > 0);
                left.map(|left| *left -= 1).is_none()
            }
            rules::GLOSSARY => {
                !told.in_its_place.contains_key(&(file.path.clone(), place.to_owned()))
                    && !told.has(file, place, rules::DROPPED_REFERENCE)
            }
            rules::UNUSED_MESSAGE => {
                let of_language = files.values().filter(|(other, _)| other == tag);
                !(told.has(file, place, rules::TERM_AND_MESSAGE)
                    || id.starts_with('-') && told.in_file(file, rules::UNKNOWN_REFERENCE)
                    || of_language.map(|(_, file)| file).any(|file| file.is_named_in_junk(id)))
            }
            rules::UNUSED_SILENCE => {
                let is_read =
                    library.languages.iter().any(|(other, language)| other.as_str() == *tag && language.info.is_some());
                is_read && !is_cut()
            }
            _ => true,
        }
    });
    found
}

/// What is told, by file and place.
struct Told {
    rules: std::collections::BTreeSet<(String, String, RuleName)>,
    in_its_place: BTreeMap<(String, String), usize>,
}

impl Told {
    fn of<'f>(findings: impl Iterator<Item = &'f Finding>) -> Self {
        let mut told = Self { rules: std::collections::BTreeSet::new(), in_its_place: BTreeMap::new() };
        for finding in findings {
            let key = (finding.file.clone().unwrap_or_default(), finding.place.clone().unwrap_or_default());
            if IN_ITS_PLACE.contains(&finding.rule) {
                *told.in_its_place.entry(key.clone()).or_default() += 1;
            }
            told.rules.insert((key.0, key.1, finding.rule));
        }
        told
    }

    fn has(&self, file: &File, place: &str, rule: RuleName) -> bool {
        self.rules.contains(&(file.path.clone(), place.to_owned(), rule))
    }

    fn in_file(&self, file: &File, rule: RuleName) -> bool {
        self.rules.iter().any(|(path, _, told)| *path == file.path && *told == rule)
    }
}
