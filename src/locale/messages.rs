//! Messages: a language's Fluent files, read without loss and formatted without surprises.
//!
//! The words are put together by `fluent-bundle`. It lets several faults pass in silence, so each
//! pattern is examined before it is formatted; see `contract`.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use fluent_syntax::parser::parse;

use super::Digits;
use super::{contract, nesting, syntax};
use crate::finding::{Finding, Findings, LineStarts, Position, rules};
use crate::id::LanguageTag;

/// What Fluent leaves in place of what it could not fill in, as in `{$x}`.
pub(super) const BRACES: [char; 2] = ['{', '}'];

/// What a variable stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A whole number; it chooses among variants, and is written in the language's digits.
    Number(u64),
    /// Words that stand as they are.
    Text(String),
}

/// A message or a term, and where it stands.
pub(super) struct Entry {
    pub file: String,
    pub position: Position,
    pub value: Option<ast::Pattern<String>>,
    pub attributes: BTreeMap<String, ast::Pattern<String>>,
}

/// The messages of a language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// By id, terms with their hyphen.
    entries: BTreeMap<String, Entry>,
}

impl Messages {
    /// Reads the messages of a language from its files, given as path and text.
    ///
    /// # Errors
    ///
    /// Every fault of syntax and every id that is there twice, in all files.
    pub fn read(tag: &LanguageTag, digits: Digits, sources: &[(String, &str)]) -> Result<Self, Findings> {
        let (messages, findings) = Self::read_all(tag, digits, sources);
        if findings.is_empty() { Ok(messages) } else { Err(findings) }
    }

    /// What can be read of the messages of a language, and every fault of syntax and every id that
    /// is there twice.
    pub fn read_all(tag: &LanguageTag, digits: Digits, sources: &[(String, &str)]) -> (Self, Findings) {
        let language = tag.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would reach the shaper and part clusters.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(formatter(digits)));
        let mut entries = BTreeMap::new();
        let mut findings = Findings::new();
        for (file, text) in sources {
            let (text, deep) = nesting::shallow(file, text);
            findings.extend(deep);
            findings.extend(syntax::faults(file, &text));
            index(file, &text, &mut entries, &mut findings);
            let resource = FluentResource::try_new(text.into_owned()).unwrap_or_else(|(resource, _)| resource);
            // What it could complain of are ids that are there twice, and those were found above.
            let _ = bundle.add_resource(resource);
        }
        (Self { bundle, entries }, findings)
    }

    /// Puts what is filled in between U+2068 and U+2069 from now on, to tell it from the words of
    /// the message. Words with these marks are never to be set.
    pub fn mark_values(&mut self) {
        self.bundle.set_use_isolating(true);
    }

    /// Whether there is a message of this id, with this attribute or, without one, with a value.
    pub fn has(&self, id: &str, attribute: Option<&str>) -> bool {
        self.pattern(id, attribute).is_some()
    }

    /// Whether a message, or one that it is made of, names a variable.
    pub fn names_variable(&self, id: &str, variable: &str) -> bool {
        self.pattern(id, None).is_some_and(|pattern| {
            contract::examine(&self.entries, id, pattern).variables.iter().any(|named| named == variable)
        })
    }

    /// The names of a message's attributes, sorted.
    pub fn attributes(&self, id: &str) -> impl Iterator<Item = &str> {
        self.entries.get(id).into_iter().flat_map(|entry| entry.attributes.keys().map(String::as_str))
    }

    /// The ids of all messages, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str).filter(|id| !id.starts_with('-'))
    }

    /// The words of a message, or of one of its attributes.
    ///
    /// # Errors
    ///
    /// When the message is missing, or refers to something that is, or takes a variable that
    /// `given` does not give, or would not come out as it is written. Only the finding of a missing
    /// message names no file: which one it belongs into is for the caller to say.
    pub fn format(
        &self,
        id: &str,
        attribute: Option<&str>,
        given: &dyn Fn(&str) -> Option<Value>,
    ) -> Result<String, Findings> {
        let name = full_name(id, attribute);
        let pattern = self.pattern(id, attribute).ok_or_else(|| vec![self.missing(id, attribute)])?;
        let examined = contract::examine(&self.entries, &name, pattern);
        let mut findings = Findings::new();
        let mut args = FluentArgs::new();
        let mut is_brace_meant = examined.has_braces;
        for variable in &examined.variables {
            match given(variable) {
                Some(Value::Number(number)) => args.set(variable.clone(), FluentValue::from(number)),
                Some(Value::Text(text)) => {
                    is_brace_meant |= text.contains(BRACES);
                    args.set(variable.clone(), FluentValue::from(text));
                }
                None => findings.push(
                    Finding::error(rules::UNKNOWN_VARIABLE, format!("nothing gives the variable `${variable}`"))
                        .help("correct its name; what a message may name stands in the source language and the case"),
                ),
            }
        }
        findings.extend(examined.faults);
        let mut formatted = String::new();
        if findings.is_empty() {
            let message = self.bundle.get_message(id).expect("each entry was added to the bundle");
            let pattern = match attribute {
                Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
                None => message.value(),
            };
            let pattern = pattern.expect("the bundle's message has what its entry has");
            let mut errors = Vec::new();
            formatted = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
            findings.extend(errors.iter().map(|error| Finding::error(rules::UNRESOLVED_PLACEABLE, error.to_string())));
            if formatted.contains(BRACES) && !is_brace_meant {
                let message = format!("a brace is left in `{}`", formatted.trim());
                findings.push(Finding::error(rules::UNRESOLVED_PLACEABLE, message));
            }
        }
        if findings.is_empty() {
            return Ok(one_full_stop(&formatted));
        }
        let entry = &self.entries[id];
        Err(findings
            .into_iter()
            .map(|finding| finding.in_file(&entry.file).at(Some(entry.position)).place(name.clone()))
            .collect())
    }

    /// What would go wrong when a message, a term or an attribute of one is said, without saying
    /// it: findings without a place.
    pub fn faults(&self, id: &str, attribute: Option<&str>) -> Findings {
        let pattern = self.pattern(id, attribute);
        pattern.map_or_else(Findings::new, |pattern| {
            contract::examine(&self.entries, &full_name(id, attribute), pattern).faults
        })
    }

    /// Where a message stands.
    pub fn locate(&self, id: &str) -> Option<(&str, Position)> {
        self.entries.get(id).map(|entry| (entry.file.as_str(), entry.position))
    }

    fn pattern(&self, id: &str, attribute: Option<&str>) -> Option<&ast::Pattern<String>> {
        let entry = self.entries.get(id)?;
        match attribute {
            Some(attribute) => entry.attributes.get(attribute),
            None => entry.value.as_ref(),
        }
    }

    fn missing(&self, id: &str, attribute: Option<&str>) -> Finding {
        let name = full_name(id, attribute);
        if let Some(entry) = self.entries.get(id) {
            let help = match attribute {
                Some(attribute) => format!("write `.{attribute} = …` below the message"),
                None => format!("write its text after `{id} =`"),
            };
            let finding = Finding::error(rules::MISSING_MESSAGE, format!("`{name}` has no text"));
            return finding.in_file(&entry.file).at(Some(entry.position)).place(name).help(help);
        }
        let help = match contract::nearest(&self.entries, id) {
            Some(near) => format!("did you mean `{near}`? Or write `{name} = …`"),
            None => format!("write `{name} = …`"),
        };
        let finding = Finding::error(rules::MISSING_MESSAGE, format!("the message `{name}` is missing"));
        finding.place(name).help(help)
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

pub(super) fn full_name(id: &str, attribute: Option<&str>) -> String {
    attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"))
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

/// Adds the entries of a file, and finds ids and attributes that are there twice.
fn index(file: &str, text: &str, entries: &mut BTreeMap<String, Entry>, findings: &mut Findings) {
    let body = |error: (ast::Resource<_>, _)| error.0;
    let lines = LineStarts::of(text);
    // The borrowed tree knows where each id stands, the owned one may be kept; they are alike.
    let located = parse(text).unwrap_or_else(|(resource, _)| resource);
    let owned = parse(text.to_owned()).unwrap_or_else(body);
    for (located, entry) in located.body.iter().zip(owned.body) {
        let (name, value, attributes) = match entry {
            ast::Entry::Message(message) => (message.id.name, message.value, message.attributes),
            ast::Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
            _ => continue,
        };
        let position = match located {
            ast::Entry::Message(ast::Message { id, .. }) | ast::Entry::Term(ast::Term { id, .. }) => {
                lines.position(id.name.as_ptr() as usize - text.as_ptr() as usize)
            }
            _ => continue,
        };
        let mut by_name = BTreeMap::new();
        for attribute in attributes {
            if by_name.insert(attribute.id.name.clone(), attribute.value).is_some() {
                let message = format!("the attribute `.{}` is there twice", attribute.id.name);
                findings.push(duplicate(file, position, &name, message));
            }
        }
        if let Some(first) = entries.get(&name) {
            let message =
                format!("`{name}` is there twice; the other stands at {}:{}", first.file, first.position.line);
            findings.push(duplicate(file, position, &name, message));
            continue;
        }
        // `fluent-bundle` keeps messages and terms by one name, and of two the first alone.
        let twin = name.strip_prefix('-').map_or_else(|| format!("-{name}"), str::to_owned);
        if let Some(first) = entries.get(&twin) {
            let message = format!(
                "`{name}` has the name of `{twin}` at {}:{}, and Fluent keeps only the first of the two",
                first.file, first.position.line
            );
            let finding =
                Finding::error(rules::TERM_AND_MESSAGE, message).in_file(file).at(Some(position)).place(&name);
            findings.push(finding.help("keep the one that the source language has"));
            continue;
        }
        entries.insert(name, Entry { file: file.to_owned(), position, value, attributes: by_name });
    }
}

fn duplicate(file: &str, position: Position, name: &str, message: String) -> Finding {
    Finding::error(rules::DUPLICATE_MESSAGE, message)
        .in_file(file)
        .at(Some(position))
        .place(name)
        .help("keep one of them")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Messages, Findings> {
        let tag = LanguageTag::new("en").expect("a tag");
        Messages::read(&tag, Digits::Latn, &[("letter.ftl".to_owned(), text)])
    }

    fn said(text: &str) -> Result<String, Findings> {
        read(text)?.format("a", None, &|_| Some(Value::Text("{x}".to_owned())))
    }

    #[test]
    fn a_message_and_a_term_of_one_name_are_refused() {
        for text in ["-month = X\nmonth = January\n", "month = January\n-month = X\n"] {
            let findings = read(text).err().expect("Fluent would say nothing for one of them");
            assert_eq!(findings.len(), 1);
            assert_eq!((findings[0].rule.as_str(), findings[0].line), ("term-and-message", Some(2)));
        }
    }

    #[test]
    fn a_name_that_ends_with_a_full_stop_ends_the_sentence_with_it() {
        let said = |text: &str| {
            let mut messages = read(text).expect("it is sound");
            let person = |_: &str| Some(Value::Text("A.\u{A0}B.".to_owned()));
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
    }
}
