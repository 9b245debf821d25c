//! The status of each message of a language: translated, stale, missing.

use std::collections::BTreeSet;

use super::fluent_file::{Entry, FluentFile};
use super::word_diff::{word_diff, words};
use super::wording::{has_words, written};
use super::{info, seen, source_language};
use crate::finding::{Findings, Position};
use crate::fluent::File;
use crate::id::LanguageTag;
use crate::locale::{Language, Library};
use crate::project::paths;
use crate::script::breaks::is_break_control;

/// The status of the messages of one Fluent file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileStatus {
    /// The file, below the language's folder.
    pub file: String,
    /// Its messages, in the source's order; those that the source does not have, last.
    pub messages: Vec<MessageStatus>,
}

/// The status of one message. Its attributes are part of it; an attribute may be left out,
/// since the program does without.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageStatus {
    /// Its id.
    pub name: String,
    /// The file that it comes from, if it is there.
    pub path: Option<String>,
    /// Where it is in that file.
    pub position: Option<Position>,
    /// Its status.
    pub status: TranslationStatus,
}

/// The status of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TranslationStatus {
    /// It was translated from what the source says today.
    Translated,
    /// The source has changed since.
    Stale {
        /// The words that went and came.
        changes: String,
    },
    /// It is there, but it is not recorded from which text it was translated.
    New,
    /// It says what the source says, word for word.
    SameAsSource,
    /// It is not there.
    Missing,
    /// The source has no such message.
    Unused,
}

impl MessageStatus {
    fn of(entry: &Entry, status: TranslationStatus) -> Self {
        let (path, position) = (Some(entry.path.clone()), Some(entry.position));
        Self { name: entry.id.clone(), path, position, status }
    }
}

/// The status of a language, file by file, and what is wrong with files that cannot be read: those
/// are left out. In a file that others are translated from, all that is there counts as translated.
///
/// # Errors
///
/// When the language or the source does not exist.
pub fn status(library: &Library, language: &LanguageTag) -> Result<(Vec<FileStatus>, Findings), Findings> {
    info(library, language)?;
    let usual = source_language(library)?;
    let names: BTreeSet<&str> = library.languages.values().flat_map(Language::names).collect();
    let mut statuses = Vec::new();
    let mut findings = Findings::new();
    for name in names {
        let source = library.source_of(name).map(|source| &source.tag);
        let is_here = library.language(language).is_some_and(|language| language.has(name));
        let is_optional = source.is_none() || name == paths::REVIEW;
        if is_optional && !is_here {
            continue;
        }
        let of_file = match source {
            Some(source) if source == language => taken_apart(library, language, name).map(|words| as_source(&words)),
            // A file that is not of a case is compared with nothing.
            source => compared(library, source.unwrap_or(&usual), language, name, &mut findings),
        };
        match of_file {
            Ok(messages) => statuses.push(FileStatus { file: name.to_owned(), messages }),
            Err(faults) => findings.extend(faults),
        }
    }
    Ok((statuses, findings))
}

/// The messages of a file that others are translated from.
fn as_source(words: &FluentFile) -> Vec<MessageStatus> {
    let message = |entry: &Entry| MessageStatus::of(entry, TranslationStatus::Translated);
    words.entries.iter().map(message).collect()
}

/// The messages of a file of a language beside those of the source.
fn compared(
    library: &Library,
    source: &LanguageTag,
    language: &LanguageTag,
    file: &str,
    findings: &mut Findings,
) -> Result<Vec<MessageStatus>, Findings> {
    let [source, translated] = [source, language].map(|tag| taken_apart(library, tag, file));
    let seen = seen(library.project, language, file);
    // Without a record everything is new; the rest of the file is unchanged.
    let seen = seen.unwrap_or_else(|faults| {
        findings.extend(faults);
        FluentFile::default()
    });
    match (source, translated) {
        (Ok(source), Ok(translated)) => {
            let mut messages = messages(&source, &translated, &seen);
            findings.extend(as_in_base(library, language, &source, file, &mut messages));
            Ok(messages)
        }
        faulty => {
            let faults = [faulty.0.err(), faulty.1.err()];
            Err(faults.into_iter().flatten().flatten().collect())
        }
    }
}

/// The words that a region has of its language have the status that they have there. In a region of the source's
/// language, nothing is left untranslated.
fn as_in_base(
    library: &Library,
    language: &LanguageTag,
    source: &FluentFile,
    file: &str,
    messages: &mut Vec<MessageStatus>,
) -> Findings {
    let Some((region, base)) = library.language(language).and_then(|region| Some((region, region.base()?))) else {
        return Findings::new();
    };
    let is_of_source = source.path.starts_with(&paths::locale_file(&base.tag, ""));
    let read = || Ok((taken_apart(library, &base.tag, file)?, seen(library.project, &base.tag, file)?));
    let (words, seen) = match read() {
        Ok(read) => read,
        Err(faults) => return faults,
    };
    let of_base = self::messages(source, &words, &seen);
    for message in messages {
        let is_own = message.path.as_deref().is_some_and(|path| region.is_own(path));
        let same = message.status == TranslationStatus::SameAsSource;
        if is_of_source && (!is_own || same) {
            message.status = TranslationStatus::Translated;
        } else if !is_own && let Some(there) = of_base.iter().find(|there| there.name == message.name) {
            message.status = there.status.clone();
        }
    }
    Findings::new()
}

/// A file of a language; one that is not there has no entries.
fn taken_apart(library: &Library, tag: &LanguageTag, name: &str) -> Result<FluentFile, Findings> {
    match library.language(tag).and_then(|language| language.read(name)) {
        Some(file) => FluentFile::of(file.map_err(Clone::clone)?),
        None => FluentFile::of(&File::read(&paths::locale_file(tag, name), "")),
    }
}

fn messages(source: &FluentFile, language: &FluentFile, seen: &FluentFile) -> Vec<MessageStatus> {
    let mut messages = Vec::new();
    for original in &source.entries {
        let Some(translation) = language.entry(&original.id) else {
            // A language that has no use for a term of the source need not have it.
            if !original.is_term() {
                let (name, status) = (original.id.clone(), TranslationStatus::Missing);
                messages.push(MessageStatus { name, path: None, position: None, status });
            }
            continue;
        };
        let status = of_message(original, translation, seen.entry(&original.id));
        messages.push(MessageStatus::of(translation, status));
    }
    for translation in &language.entries {
        if source.entry(&translation.id).is_none() && !translation.is_term() {
            messages.push(MessageStatus::of(translation, TranslationStatus::Unused));
        }
    }
    messages
}

fn of_message(original: &Entry, translation: &Entry, seen: Option<&Entry>) -> TranslationStatus {
    match seen {
        Some(seen) if seen.parts != original.parts && !changes(seen, original).is_empty() => {
            TranslationStatus::Stale { changes: changes(seen, original) }
        }
        _ if original.parts == translation.parts && original.parts.iter().any(|part| has_words(&part.pattern)) => {
            TranslationStatus::SameAsSource
        }
        Some(_) => TranslationStatus::Translated,
        None => TranslationStatus::New,
    }
}

/// A no-break space as [`written`] has it.
const NO_BREAK_SPACE: &str = r#"{"\u00A0"}"#;

/// The changes in a message: the old words and the new ones.
pub(super) fn changes(was: &Entry, now: &Entry) -> String {
    let mut names: Vec<Option<&str>> = now.parts.iter().map(|part| part.attribute.as_deref()).collect();
    names.extend(was.parts.iter().map(|part| part.attribute.as_deref()).filter(|name| now.part(*name).is_none()));
    let mut changes = Vec::new();
    for name in names {
        let text = |entry: &Entry| {
            let text = entry.part(name).map(|part| written(&part.pattern)).unwrap_or_default();
            text.replace(is_break_control, "").replace(NO_BREAK_SPACE, " ")
        };
        let (was, now) = (text(was), text(now));
        // Other spaces are no other words.
        if words(&was) != words(&now) {
            let label = name.map_or(String::new(), |name| format!(".{name}: "));
            changes.push(format!("{label}{}", word_diff(&was, &now)));
        }
    }
    changes.join("; ")
}
