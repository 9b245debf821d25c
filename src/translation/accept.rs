//! Recording that a translation was checked: today's text of the source is written to `.seen`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fluent_file::FluentFile;
use super::{is_named, seen, sources, unknown};
use crate::finding::{Finding, Findings, rules};
use crate::id::LanguageTag;
use crate::locale::Library;
use crate::project::{Project, paths};

/// The files to write.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Accepted {
    /// The files of records that change.
    pub files: Vec<AcceptedFile>,
    /// Findings on messages that could not be recorded.
    pub findings: Findings,
}

/// A file of records that changes.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptedFile {
    /// Its path in the project.
    pub path: String,
    /// Its whole new text.
    pub text: String,
    /// The messages whose record is new, changed or gone.
    pub messages: Vec<String>,
}

/// Records all messages of a language as translated from what the source says today, or only those
/// that are named: `closing`, `letter.ftl` or `letter.ftl:closing`. The other records stay as they are, to the byte.
///
/// # Errors
///
/// When the language, the source or a named message does not exist.
pub fn accept(project: &Project, language: &LanguageTag, messages: &[String]) -> Result<Accepted, Findings> {
    let sources = sources(&Library::of(project), language)?;
    let mut accepted = Accepted::default();
    let mut sheets = Vec::new();
    for (file, source_tag) in &sources {
        let source = FluentFile::read(project, &paths::locale_file(source_tag, file));
        let translated = FluentFile::read(project, &paths::locale_file(language, file));
        let seen = seen(project, language, file);
        let own = FluentFile::read_own(project, &paths::seen_file(language, file));
        match (source, translated, seen, own) {
            (Ok(source), Ok(translated), Ok(seen), Ok(own)) => {
                sheets.push((file.clone(), [source, translated, seen, own]));
            }
            faulty => {
                let faults = [faulty.0.err(), faulty.1.err(), faulty.2.err()];
                accepted.findings.extend(faults.into_iter().flatten().flatten());
            }
        }
    }
    let faults = not_there(&sheets, language, messages);
    if !faults.is_empty() && accepted.findings.is_empty() {
        return Err(faults);
    }
    accepted.findings.extend(faults);
    for (file, [source, translated, seen, own]) in &sheets {
        let mut record = Record::of(own, &sources[file]);
        for entry in &source.entries {
            let is_named = || messages.iter().any(|name| is_named(name, language, file, &entry.id));
            if (messages.is_empty() || is_named()) && translated.entry(&entry.id).is_some() {
                let known = seen.entry(&entry.id);
                if known.is_none_or(|known| known.parts != entry.parts) {
                    record.put(&entry.id, source.raw(entry));
                }
            }
        }
        if messages.is_empty() {
            for entry in own.entries.iter().filter(|entry| source.entry(&entry.id).is_none()) {
                record.take_out(&entry.id);
            }
        }
        if !record.changed.is_empty() {
            accepted.files.push(AcceptedFile { path: own.path.clone(), text: record.text(), messages: record.changed });
        }
    }
    Ok(accepted)
}

fn not_there(sheets: &[(String, [FluentFile; 4])], language: &LanguageTag, messages: &[String]) -> Findings {
    let has = |i: usize, name: &str| {
        let entries = sheets.iter().flat_map(|(file, files)| files[i].entries.iter().map(move |entry| (file, entry)));
        entries.into_iter().any(|(file, entry)| is_named(name, language, file, &entry.id))
    };
    let mut findings = Findings::new();
    for name in messages {
        let in_source = has(0, name);
        if in_source && has(1, name) {
            continue;
        }
        findings.push(if in_source {
            Finding::error(rules::MISSING_MESSAGE, format!("the message `{name}` is not in `{language}` yet"))
                .help("translate it first")
                .place(name)
        } else {
            let ids = sheets.iter().flat_map(|(_, files)| files[0].entries.iter().map(|entry| entry.id.as_str()));
            unknown(
                name,
                "the source",
                ids,
                &format!("run `likhit check locales/{language}` to list the stale messages"),
            )
        });
    }
    findings
}

/// A file of records while it is changed: one entry for each message, sorted by id, a blank line
/// between, so that the work of two translators merges.
pub(super) struct Record<'s> {
    known: &'s FluentFile,
    /// The head of the file, if the file is new.
    head: String,
    /// The entries that are new or other than they were.
    put: BTreeMap<String, Put>,
    taken_out: BTreeSet<String>,
    /// The messages whose record is new, changed or gone.
    pub changed: Vec<String>,
}

/// An entry that is recorded.
struct Put {
    /// Its words, whole.
    words: String,
    /// Whether they begin with its comment, and take the place of an earlier one.
    has_comment: bool,
}

impl<'s> Record<'s> {
    /// The record of what was seen of the source as it is, or an empty one.
    pub fn of(seen: &'s FluentFile, source: &LanguageTag) -> Self {
        let head = format!(
            "### The text in `{source}` from which each message was translated, or with which it was last compared.\n\
             ### `likhit accept` writes this file.\n"
        );
        Self::with_head(seen, head)
    }

    /// A record as it is, or an empty one with this head.
    pub fn with_head(known: &'s FluentFile, head: String) -> Self {
        Self { known, head, put: BTreeMap::new(), taken_out: BTreeSet::new(), changed: Vec::new() }
    }

    /// Records a whole entry without its comment; one that was above an earlier record of it stays.
    pub fn put(&mut self, id: &str, raw: &str) {
        self.put.insert(id.to_owned(), Put { words: raw.to_owned(), has_comment: false });
        self.changed.push(id.to_owned());
    }

    /// Records a whole entry below a comment, whose lines all end with a line break.
    pub fn put_below(&mut self, id: &str, comment: &str, raw: &str) {
        self.put.insert(id.to_owned(), Put { words: format!("{comment}{raw}"), has_comment: true });
        self.changed.push(id.to_owned());
    }

    /// Takes a record out with its comment.
    pub fn take_out(&mut self, id: &str) {
        if self.known.entry(id).is_some() && self.taken_out.insert(id.to_owned()) {
            self.changed.push(id.to_owned());
        }
    }

    /// The whole file with all changes. Each new entry comes before the first with a greater id.
    pub fn text(&self) -> String {
        let Self { known, head, .. } = self;
        let mut new: Vec<(&String, &Put)> = self.put.iter().filter(|(id, _)| known.entry(id).is_none()).collect();
        new.reverse();
        let mut text = if known.text.is_empty() { head.clone() } else { String::with_capacity(known.text.len()) };
        let mut done = 0;
        let mut once = BTreeSet::new();
        for entry in &known.entries {
            let Range { start, end } = known.with_comment(entry);
            text.push_str(&known.text[done..start]);
            while let Some((_, put)) = new.pop_if(|(id, _)| **id < entry.id) {
                text.extend([&put.words, "\n\n"]);
            }
            done = end;
            // Of two entries with the same id, the first counts.
            let is_first = once.insert(&entry.id);
            if is_first && self.taken_out.contains(&entry.id) {
                done = known.text.len() - known.text[end..].trim_start().len();
                continue;
            }
            match self.put.get(&entry.id).filter(|_| is_first) {
                Some(Put { words, has_comment: true }) => text.push_str(words),
                Some(Put { words, has_comment: false }) => {
                    text.extend([&known.text[start..entry.range.start], words]);
                }
                None => text.push_str(&known.text[start..end]),
            }
        }
        text.push_str(&known.text[done..]);
        if !new.is_empty() || !self.taken_out.is_empty() {
            text.truncate(text.trim_end().len());
            for (_, put) in new.into_iter().rev() {
                text.extend(["\n\n", &put.words]);
            }
            text.push('\n');
        }
        text
    }
}
