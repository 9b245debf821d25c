//! Recording that somebody looked at a translation: the source's text of today goes into `.seen`.

use std::collections::{BTreeMap, BTreeSet};

use super::fluent_file::FluentFile;
use super::{files, ftl, pair, seen};
use crate::finding::{Finding, Findings, did_you_mean, rules};
use crate::id::LanguageTag;
use crate::locale::Library;
use crate::project::Project;

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Accepted {
    /// Files of `.seen` that change: path, whole new text, and the messages that were recorded.
    pub files: Vec<AcceptedFile>,
    /// What could not be recorded.
    pub findings: Findings,
}

/// A file of `.seen` that changes.
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
/// of these ids. The other records stay as they are, to the byte.
///
/// # Errors
///
/// When there is no such language or no source, or a message that is named is not there.
pub fn accept(project: &Project, language: &LanguageTag, messages: &[String]) -> Result<Accepted, Findings> {
    let source_tag = pair(&Library::of(project), language)?;
    let mut accepted = Accepted::default();
    let mut sheets = Vec::new();
    for file in files(project, &source_tag) {
        let source = FluentFile::read(project, &ftl(&source_tag, &file));
        let translated = FluentFile::read(project, &ftl(language, &file));
        let seen = FluentFile::read(project, &seen(language, &file));
        match (source, translated, seen) {
            (Ok(source), Ok(translated), Ok(seen)) => sheets.push([source, translated, seen]),
            faulty => {
                let faults = [faulty.0.err(), faulty.1.err(), faulty.2.err()];
                accepted.findings.extend(faults.into_iter().flatten().flatten());
            }
        }
    }
    let faults = unknown(&sheets, language, messages);
    if !faults.is_empty() && accepted.findings.is_empty() {
        return Err(faults);
    }
    accepted.findings.extend(faults);
    let named: BTreeSet<&String> = messages.iter().collect();
    for [source, translated, seen] in &sheets {
        let mut record = Record::of(seen, &source_tag);
        for entry in &source.entries {
            let is_named = messages.is_empty() || named.contains(&entry.id);
            if is_named && translated.entry(&entry.id).is_some() {
                let known = seen.entry(&entry.id);
                if known.is_none_or(|known| known.parts != entry.parts) {
                    record.put(&entry.id, source.raw(entry));
                }
            }
        }
        if messages.is_empty() {
            for entry in seen.entries.iter().filter(|entry| source.entry(&entry.id).is_none()) {
                record.take_out(&entry.id);
            }
        }
        if !record.changed.is_empty() {
            accepted.files.push(AcceptedFile {
                path: seen.path.clone(),
                text: record.text(),
                messages: record.changed,
            });
        }
    }
    Ok(accepted)
}

fn unknown(sheets: &[[FluentFile; 3]], language: &LanguageTag, messages: &[String]) -> Findings {
    let has = |i: usize, id: &str| sheets.iter().any(|files| files[i].entry(id).is_some());
    let mut findings = Findings::new();
    for id in messages {
        let in_source = has(0, id);
        if in_source && has(1, id) {
            continue;
        }
        let finding = if in_source {
            Finding::error(rules::MISSING_MESSAGE, format!("`{language}` has no message `{id}` yet"))
                .help("translate it first")
        } else {
            let ids = sheets.iter().flat_map(|files| files[0].entries.iter().map(|entry| entry.id.as_str()));
            let finding = Finding::error(rules::UNKNOWN_MESSAGE, format!("the source has no message `{id}`"));
            match did_you_mean(id, ids) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("`likhit check locales/{language}` names those that are stale")),
            }
        };
        findings.push(finding.place(id));
    }
    findings
}

/// A file of `.seen` while it is changed: one entry for each message, sorted by id, a blank line
/// between, so that the work of two translators merges.
pub(super) struct Record<'s> {
    seen: &'s FluentFile,
    source: &'s LanguageTag,
    /// The entries that are new or other than they were, whole and without comments.
    put: BTreeMap<String, String>,
    taken_out: BTreeSet<String>,
    pub changed: Vec<String>,
}

impl<'s> Record<'s> {
    /// The record as it is, or an empty one.
    pub fn of(seen: &'s FluentFile, source: &'s LanguageTag) -> Self {
        Self { seen, source, put: BTreeMap::new(), taken_out: BTreeSet::new(), changed: Vec::new() }
    }

    /// Records what the source says: `raw` is its whole entry, without the comment.
    pub fn put(&mut self, id: &str, raw: &str) {
        self.put.insert(id.to_owned(), raw.to_owned());
        self.changed.push(id.to_owned());
    }

    fn take_out(&mut self, id: &str) {
        if self.seen.entry(id).is_some() && self.taken_out.insert(id.to_owned()) {
            self.changed.push(id.to_owned());
        }
    }

    /// The whole file with all changes. Each new entry comes before the first with a greater id.
    pub fn text(&self) -> String {
        let Self { seen, source, .. } = self;
        let mut new: Vec<(&String, &String)> = self.put.iter().filter(|(id, _)| seen.entry(id).is_none()).collect();
        new.reverse();
        let mut text = if seen.text.is_empty() {
            format!(
                "### What `{source}` said when each message was translated, or last compared with it.\n\
                 ### `likhit accept` writes this file.\n"
            )
        } else {
            String::with_capacity(seen.text.len())
        };
        let mut done = 0;
        let mut once = BTreeSet::new();
        for entry in &seen.entries {
            text.push_str(&seen.text[done..entry.range.start]);
            while let Some((_, raw)) = new.pop_if(|(id, _)| **id < entry.id) {
                text.extend([raw, "\n\n"]);
            }
            done = entry.range.end;
            let is_first = once.insert(&entry.id);
            if is_first && self.taken_out.contains(&entry.id) {
                done = seen.text.len() - seen.text[done..].trim_start().len();
            } else {
                let old = &seen.text[entry.range.clone()];
                text.push_str(self.put.get(&entry.id).filter(|_| is_first).map_or(old, String::as_str));
            }
        }
        text.push_str(&seen.text[done..]);
        if !new.is_empty() || !self.taken_out.is_empty() {
            text.truncate(text.trim_end().len());
            for (_, raw) in new.into_iter().rev() {
                text.extend(["\n\n", raw]);
            }
            text.push('\n');
        }
        text
    }
}
