//! Messages: a language's Fluent files, read without loss and formatted without surprises.
//!
//! `fluent` puts the words together. It does not report several faults, so each pattern is examined before it is
//! formatted; see `contract`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use fluent::concurrent::FluentBundle;
use fluent::memoizer::MemoizerKind;
use fluent::{FluentArgs, FluentResource, FluentValue};

use super::Digits;
use super::contract::{self, BRACES, full_name};
use crate::finding::{Finding, Findings, Position, rules};
use crate::fluent::{Entry, File, Part, split};
use crate::id::LanguageTag;

/// The value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A whole number; it chooses among variants, and is written in the language's digits.
    Number(u64),
    /// Words that are printed unchanged.
    Text(String),
}

/// The messages of a language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    files: Vec<Arc<File>>,
    /// The file and the entry of an id; the id of a term includes its hyphen.
    places: BTreeMap<String, (usize, usize)>,
    /// The messages that must not be printed, with the reason.
    refused: BTreeMap<String, Findings>,
}

impl Messages {
    /// The messages of a language's files, as far as they can be read. Of two messages with the same id the
    /// first counts, as in Fluent.
    pub fn of(tag: &LanguageTag, digits: Digits, files: Vec<Arc<File>>) -> Self {
        let language = tag.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would reach the shaper and part clusters.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(formatter(digits)));
        let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (at, file) in files.iter().enumerate() {
            for (i, entry) in file.entries.iter().enumerate() {
                // Messages and terms are kept by one name.
                if !places.contains_key(&twin(&entry.id)) {
                    places.entry(entry.id.clone()).or_insert((at, i));
                }
            }
            let resource = FluentResource::try_new(file.text.clone()).unwrap_or_else(|(resource, _)| resource);
            // It can only report duplicate ids.
            let _ = bundle.add_resource(resource);
        }
        Self { bundle, files, places, refused: BTreeMap::new() }
    }

    /// From now on, formatting a message or term, or anything that refers to it, fails with `why`. A message
    /// and a term with the same name are refused together, because Fluent keeps only one of them.
    pub fn refuse(&mut self, id: &str, why: &Finding) {
        for id in [id.to_owned(), twin(id)] {
            self.refused.entry(id).or_default().push(why.clone());
        }
    }

    /// From now on, puts filled-in values between U+2068 and U+2069, to distinguish them from the words of
    /// the message. Text with these marks must never be set.
    pub fn mark_values(&mut self) {
        self.bundle.set_use_isolating(true);
    }

    /// Whether there is a message of this id, with this attribute or, without one, with a value.
    pub fn has(&self, id: &str, attribute: Option<&str>) -> bool {
        self.part(id, attribute).is_some()
    }

    /// Whether a message, or one that it is made of, names a variable.
    pub fn names_variable(&self, id: &str, variable: &str) -> bool {
        let part = self.part(id, None);
        part.is_some_and(|(file, part)| {
            contract::examine(&|id, attribute| self.part(id, attribute), id, file, part).variables.contains(variable)
        })
    }

    /// The ids of all messages, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str).filter(|id| !id.starts_with('-'))
    }

    /// The words of a message, or of one of its attributes.
    ///
    /// # Errors
    ///
    /// When the message is missing or refused, refers to such a message, or would not be printed as it is
    /// written. Only the finding of a missing message has no file: the caller knows where it belongs.
    pub fn format(
        &self,
        id: &str,
        attribute: Option<&str>,
        given: &dyn Fn(&str) -> Result<Option<Value>, Findings>,
    ) -> Result<String, Findings> {
        let name = full_name(id, attribute);
        if let Some(why) = self.refused.get(id) {
            let mut faults = Findings::new();
            faults.extend_unique(why.iter().cloned());
            return Err(faults);
        }
        let (file, part) = self.part(id, attribute).ok_or_else(|| self.missing(id, attribute))?;
        let examined = contract::examine(&|id, attribute| self.part(id, attribute), &name, file, part);
        let mut findings = Findings::new();
        for reference in &examined.references {
            findings.extend_unique(self.refused.get(split(reference).0).into_iter().flatten().cloned());
        }
        let entry = self.entry(id).map(|(_, entry)| entry);
        let at = entry.map_or(0..0, |entry| entry.at.clone());
        let located = |finding: Finding, at: &Range<usize>| file.finding(finding, at, &name);
        findings
            .extend(examined.faults.into_iter().map(|fault| located(fault.finding, &fault.at.unwrap_or(at.clone()))));
        let mut args = FluentArgs::new();
        let mut is_brace_meant = examined.has_braces;
        for variable in &examined.variables {
            match given(variable) {
                Ok(Some(Value::Number(number))) => args.set(variable.clone(), FluentValue::from(number)),
                Ok(Some(Value::Text(text))) => {
                    is_brace_meant |= text.contains(BRACES);
                    args.set(variable.clone(), FluentValue::from(text));
                }
                Err(faults) => findings.extend_unique(faults),
                Ok(None) => {
                    let finding = Finding::error(rules::UNRESOLVED_PLACEABLE, format!("`${variable}` is not defined"));
                    findings.push(located(finding.help("correct its name, or delete it"), &at));
                }
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let message = self.bundle.get_message(id).expect("each entry was added to the bundle");
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
            None => message.value(),
        };
        let pattern = pattern.expect("the bundle's message has what its entry has");
        let mut errors = Vec::new();
        let formatted = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        let unresolved = |message: String| located(Finding::error(rules::UNRESOLVED_PLACEABLE, message), &at);
        findings.extend(errors.iter().map(|error| unresolved(error.to_string())));
        if formatted.contains(BRACES) && !is_brace_meant {
            findings.push(unresolved(format!("a brace is left in `{}`", formatted.trim())));
        }
        if findings.is_empty() { Ok(one_full_stop(&formatted)) } else { Err(findings) }
    }

    /// The place of a message: its file, the line and column of its id, and the end of it.
    pub fn locate(&self, id: &str) -> Option<(&str, Position, Position)> {
        let (file, entry) = self.entry(id)?;
        Some((file.path_at(entry.at.start), file.position(entry.at.start), file.position(entry.at.end)))
    }

    fn entry(&self, id: &str) -> Option<(&File, &Entry)> {
        let (file, entry) = *self.places.get(id)?;
        let file = &*self.files[file];
        Some((file, &file.entries[entry]))
    }

    /// The text of a message, a term or an attribute, with its file.
    pub(super) fn part(&self, id: &str, attribute: Option<&str>) -> Option<(&File, &Part)> {
        let (file, entry) = self.entry(id)?;
        Some((file, entry.part(attribute)?))
    }

    fn missing(&self, id: &str, attribute: Option<&str>) -> Finding {
        let name = full_name(id, attribute);
        if let Some((file, entry)) = self.entry(id) {
            let help = match attribute {
                Some(attribute) => format!("add `.{attribute} = …` below the message"),
                None => format!("write its text after `{id} =`"),
            };
            let finding = Finding::error(rules::MISSING_MESSAGE, format!("`{name}` has no text"));
            return file.finding(finding.help(help), &entry.at, &name);
        }
        let finding = Finding::error(rules::MISSING_MESSAGE, format!("the message `{name}` is missing"));
        finding.place(&name).help(format!("add `{name} = …`"))
    }
}

/// `words` with one full stop where a value ends with one, as `A. B.` does, and the message has its own
/// after it. Between the two may be the mark that ends a value; three are an ellipsis.
fn one_full_stop(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        let before = out.trim_end_matches(VALUE_ENDS);
        let is_second = c == '.' && before.ends_with('.') && !before.ends_with("..");
        if !is_second || characters.peek() == Some(&'.') {
            out.push(c);
        }
    }
    out
}

/// What Fluent sets after a value, if its values are marked.
const VALUE_ENDS: char = '\u{2069}';

/// The id of the term that has the name of a message, or of the message that has a term's.
fn twin(id: &str) -> String {
    id.strip_prefix('-').map_or_else(|| format!("-{id}"), str::to_owned)
}

/// Writes numbers in a language's digits. Fluent takes a plain function, so each set has its own.
fn formatter<M: MemoizerKind>(digits: Digits) -> fn(&FluentValue, &M) -> Option<String> {
    macro_rules! in_digits {
        ($digits:expr) => {
            |value, _| match value {
                FluentValue::Number(number) => Some($digits.write(number.value as u64)),
                _ => None,
            }
        };
    }
    match digits {
        Digits::Latn => in_digits!(Digits::Latn),
        Digits::Khmr => in_digits!(Digits::Khmr),
        Digits::Arab => in_digits!(Digits::Arab),
        Digits::Arabext => in_digits!(Digits::Arabext),
        Digits::Beng => in_digits!(Digits::Beng),
        Digits::Deva => in_digits!(Digits::Deva),
        Digits::Laoo => in_digits!(Digits::Laoo),
        Digits::Mymr => in_digits!(Digits::Mymr),
        Digits::Thai => in_digits!(Digits::Thai),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Messages {
        let tag = LanguageTag::new("en").expect("a tag");
        Messages::of(&tag, Digits::Latn, vec![Arc::new(File::read("letter.ftl", text))])
    }

    fn said(text: &str) -> Result<String, Findings> {
        read(text).format("a", None, &|_| Ok(Some(Value::Text("{x}".to_owned()))))
    }

    #[test]
    fn what_is_refused_is_not_said_nor_what_refers_to_it() {
        let mut messages = read("a = X { b }\nb = { -t(n: \"x\") }\n-t = T { $n }\nc = Y\n");
        let why = Finding::error(rules::MARKUP, "it has a tag");
        messages.refuse("-t", &why);
        for id in ["a", "b"] {
            assert_eq!(messages.format(id, None, &|_| Ok(None)), Err(why.clone().into()), "{id}");
        }
        assert_eq!(messages.format("c", None, &|_| Ok(None)).as_deref(), Ok("Y"));
    }

    #[test]
    fn a_name_that_ends_with_a_full_stop_ends_the_sentence_with_it() {
        let said = |text: &str| {
            let mut messages = read(text);
            let person = |_: &str| Ok(Some(Value::Text("A.\u{A0}B.".to_owned())));
            let plain = messages.format("a", None, &person).expect("it can be said");
            messages.mark_values();
            let marked = messages.format("a", None, &person).expect("it can be said");
            assert_eq!(marked.replace(['\u{2068}', '\u{2069}'], ""), plain);
            plain
        };
        assert_eq!(said("a = I write for { $person }. Please"), "I write for A.\u{A0}B. Please");
        assert_eq!(said("a = for { p }.\np = A. B."), "for A. B.");
        assert_eq!(said("a = { $person }, and … or ... so"), "A.\u{A0}B., and … or ... so");
    }

    #[test]
    fn a_brace_that_is_meant_is_said_and_one_that_fluent_leaves_is_not() {
        assert_eq!(said("a = set {\"{\"}a{\"\\u007D\"}").as_deref(), Ok("set {a}"));
        assert_eq!(said("a = { $place }").as_deref(), Ok("{x}"));
        assert!(said("a = { -t }\n-t = { $lost }").is_err());
        assert!(said("a = { -t }").is_err() && said("a = { b }").is_err() && said("a = { NUMBER($x) }").is_err());
    }
}
