//! The words of a language's messages beside their source, for a reader: as they are, and as they were.

use std::collections::BTreeMap;

use super::fluent_file::{Entry, FluentFile};
use super::other_wording::{OtherWording, other_wordings};
use super::po::hash;
use super::review::{ReviewState, Reviews};
use super::status::changes;
use super::word_diff::words;
use super::wording::{read, written};
use super::{info, seen};
use crate::finding::{Findings, Position};
use crate::id::LanguageTag;
use crate::locale::{Library, MAX_PLACEABLES};
use crate::project::paths;
use crate::script::breaks::is_break_control;

/// A message of a language.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageWords {
    /// Its file, below the language's folder.
    pub file: String,
    /// Its id.
    pub id: String,
    /// The file that it comes from.
    pub path: String,
    /// Where it is in that.
    pub position: Position,
    /// Its value and its attributes.
    pub words: Vec<PartWords>,
    /// Those of the language that it is translated from; empty if this is the source, or if the source has no such
    /// message.
    pub source: Vec<PartWords>,
    /// The words before they were changed: those of an earlier state of the project, or those that were read last. Empty
    /// if they are the same, or not known.
    pub words_before: Vec<PartWords>,
    /// The words of the source that it was translated from; empty if they are the same, or not known.
    pub source_before: Vec<PartWords>,
    /// Other wordings, for the reader to choose.
    pub other: Vec<OtherWording>,
    /// Whether it has been reviewed.
    pub state: ReviewState,
    /// A short hash of its words and of those of all messages and terms that it is made of.
    pub words_hash: String,
    /// The same of the source.
    pub source_hash: String,
    /// The messages and terms that it is made of, itself included: files and ids.
    pub made_of: Vec<(String, String)>,
}

/// The value of a message, or one of its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartWords {
    /// The attribute; `None` for the value.
    pub attribute: Option<String>,
    /// The text as Fluent, with its lines joined.
    pub text: String,
}

/// A language with the hashes of its messages.
struct Side {
    files: BTreeMap<String, FluentFile>,
    reviews: Reviews,
    hashes: BTreeMap<(String, String), String>,
}

/// All messages of a language, file by file, and what is wrong with files that cannot be read: those are left out.
/// `earlier` is the project as it was before a change, if that is known.
///
/// # Errors
///
/// When the language does not exist.
pub fn message_words(
    library: &Library,
    language: &LanguageTag,
    earlier: Option<&Library>,
) -> Result<(Vec<MessageWords>, Findings), Findings> {
    info(library, language)?;
    let mut findings = Findings::new();
    let side = Side::of(library, language, &mut findings);
    let mut sources: BTreeMap<LanguageTag, Side> = BTreeMap::new();
    let mut records: BTreeMap<&str, Records> = BTreeMap::new();
    let mut all = Vec::new();
    for (file, message, made_of) in side.reviews.with_parts() {
        let Some(entry) = side.files.get(&file.file).and_then(|words| words.entry(&message.id)) else { continue };
        // What is made of more cannot be printed: `check` reports it.
        if entry.is_term() || made_of.len() > MAX_PLACEABLES {
            continue;
        }
        let source_tag = library.source_of(&file.file).map(|source| &source.tag).filter(|tag| *tag != language);
        if let Some(tag) = source_tag
            && !sources.contains_key(tag)
        {
            sources.insert(tag.clone(), Side::of(library, tag, &mut findings));
        }
        let source = source_tag.and_then(|tag| sources.get(tag));
        let key = (file.file.clone(), message.id.clone());
        let original = source.and_then(|source| source.files.get(&file.file)?.entry(&message.id));
        let before = earlier.and_then(|earlier| entry_of(earlier, language, &key));
        let of_file = records.entry(&file.file).or_insert_with(|| Records::of(library, language, &file.file));
        let before = match earlier {
            Some(_) => before,
            None => of_file.read.entry(&message.id).cloned(),
        };
        let seen = of_file.seen.entry(&message.id).cloned();
        let hash_of = |side: Option<&Side>| side.and_then(|side| side.hashes.get(&key).cloned()).unwrap_or_default();
        all.push(MessageWords {
            file: file.file.clone(),
            id: message.id.clone(),
            path: entry.path.clone(),
            position: entry.position,
            words: parts(entry),
            source: original.map(parts).unwrap_or_default(),
            words_before: before
                .filter(|before| !changes(before, entry).is_empty())
                .as_ref()
                .map(parts)
                .unwrap_or_default(),
            source_before: seen
                .zip(original)
                .filter(|(seen, original)| !changes(seen, original).is_empty())
                .map(|(seen, _)| parts(&seen))
                .unwrap_or_default(),
            other: other(library, language, &key),
            state: message.state.clone(),
            words_hash: hash_of(Some(&side)),
            source_hash: hash_of(source),
            made_of: made_of.into_iter().map(|(file, id)| (file.to_owned(), id.to_owned())).collect(),
        });
    }
    Ok((all, findings))
}

/// What is recorded of a file. A record that cannot be read is reported when its messages are.
struct Records {
    /// The source's texts that the messages were translated from.
    seen: FluentFile,
    /// The messages as they were read.
    read: FluentFile,
}

impl Records {
    fn of(library: &Library, language: &LanguageTag, file: &str) -> Self {
        let read = FluentFile::read(library.project, &paths::reviewed_file(language, file));
        let seen = seen(library.project, language, file);
        Self { seen: seen.unwrap_or_default(), read: read.unwrap_or_default() }
    }
}

impl Side {
    fn of(library: &Library, tag: &LanguageTag, findings: &mut Findings) -> Self {
        let mut files = BTreeMap::new();
        let known = library.language(tag);
        for (name, file) in
            known.iter().flat_map(|known| known.names().filter_map(|name| Some((name, known.file(name)?))))
        {
            files.extend(findings.take(FluentFile::of(file)).map(|file| (name.to_owned(), file)));
        }
        let (reviews, faults) = Reviews::of(library, tag, &|_| true);
        findings.extend(faults);
        let entry = |(file, id): (&str, &str)| files.get(file).and_then(|words: &FluentFile| words.entry(id));
        let mut hashes = BTreeMap::new();
        for (file, message, made_of) in reviews.with_parts() {
            let mut text = String::new();
            for name in made_of {
                let of_entry = entry(name).map(normal).unwrap_or_default();
                text.extend([name.0, ":", name.1, "\n", &of_entry, "\n"]);
            }
            hashes.insert((file.file.clone(), message.id.clone()), hash(&text));
        }
        Self { files, reviews, hashes }
    }
}

/// The message in another state of the project.
fn entry_of(library: &Library, language: &LanguageTag, (file, id): &(String, String)) -> Option<Entry> {
    let file = library.language(language)?.file(file)?;
    Some(Entry::of(file, file.entry(id)?))
}

/// The other wordings of a message that can take its place, with their lines joined.
fn other(library: &Library, language: &LanguageTag, (file, id): &(String, String)) -> Vec<OtherWording> {
    let entry = library.language(language).and_then(|language| language.file(file)?.entry(id));
    let mut wordings = entry.map(other_wordings).unwrap_or_default();
    wordings.retain_mut(|wording| {
        let Ok(pattern) = read(&wording.text) else { return false };
        wording.text = written(&pattern);
        entry.is_some_and(|entry| entry.part(wording.attribute.as_deref()).is_some())
    });
    wordings
}

fn parts(entry: &Entry) -> Vec<PartWords> {
    let part = |part: &super::fluent_file::EntryPart| PartWords {
        attribute: part.attribute.clone(),
        text: written(&part.pattern),
    };
    entry.parts.iter().map(part).collect()
}

/// The words of an entry without what is no change of the words: line ends and orders on them.
fn normal(entry: &Entry) -> String {
    let part = |part: PartWords| {
        let text = part.text.replace(is_break_control, "");
        format!(".{} = {}\n", part.attribute.unwrap_or_default(), words(&text).join(" "))
    };
    parts(entry).into_iter().map(part).collect()
}
