//! Recording reviews: each message that was read is written to `.reviewed`, with its reader and the day.

use std::collections::BTreeSet;

use super::accept::{Accepted, AcceptedFile, Record};
use super::fluent_file::FluentFile;
use super::review::{Reading, Reviews, is_same, readings};
use super::{files, info, is_named, unknown};
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::locale::Library;
use crate::project::{Project, paths};

/// A file of a language with its records.
struct Sheet {
    /// Its name below the language's folder.
    name: String,
    words: FluentFile,
    /// The records, with those of the program.
    record: FluentFile,
    /// The records of the project alone, which are written.
    own: FluentFile,
}

/// Records that a reader has reviewed all messages of a language, or the named ones, with all messages and terms that
/// they contain. The other records do not change by a byte.
///
/// A second reader of the same words is added to the first.
///
/// # Errors
///
/// When the language or a named message does not exist.
pub fn record_review(
    project: &Project,
    language: &LanguageTag,
    messages: &[String],
    reading: &Reading,
) -> Result<Accepted, Findings> {
    let library = Library::of(project);
    info(&library, language)?;
    let mut accepted = Accepted::default();
    let sheets = sheets(project, language, &mut accepted.findings);
    let ids = || sheets.iter().flat_map(|sheet| sheet.words.entries.iter().map(|entry| (sheet.name.as_str(), entry)));
    let missing = messages.iter().filter(|name| !ids().any(|(file, entry)| is_named(name, language, file, &entry.id)));
    let faults: Findings = missing
        .map(|name| {
            let known = ids().map(|(_, entry)| entry.id.as_str());
            unknown(name, &format!("`{language}`"), known, "run `likhit languages` to see what is reviewed")
        })
        .collect();
    if !faults.is_empty() && accepted.findings.is_empty() {
        return Err(faults);
    }
    accepted.findings.extend(faults);
    let (reviews, _) = Reviews::of(&library, language, &|_| true);
    let said =
        reviews.said(&|file, id| messages.is_empty() || messages.iter().any(|name| is_named(name, language, file, id)));
    let read = said.iter().map(|(file, message)| (file.file.clone(), message.id.clone())).collect();
    accepted.files = recorded(language, &sheets, &read, reading, messages.is_empty());
    Ok(accepted)
}

/// Records that a reader has reviewed exactly these messages and terms, each named by its file below the language's
/// folder and its id. Those that do not exist are left out.
///
/// # Errors
///
/// When the language does not exist.
pub fn record_messages(
    project: &Project,
    language: &LanguageTag,
    read: &BTreeSet<(String, String)>,
    reading: &Reading,
) -> Result<Accepted, Findings> {
    info(&Library::of(project), language)?;
    let mut accepted = Accepted::default();
    let sheets = sheets(project, language, &mut accepted.findings);
    accepted.files = recorded(language, &sheets, read, reading, false);
    Ok(accepted)
}

/// The files of a language that can be read, each with its records.
fn sheets(project: &Project, language: &LanguageTag, findings: &mut Findings) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for name in files(project, language) {
        let words = FluentFile::read(project, &paths::locale_file(language, &name));
        let record = FluentFile::read(project, &paths::reviewed_file(language, &name));
        let own = FluentFile::read_own(project, &paths::reviewed_file(language, &name));
        match (words, record, own) {
            (Ok(words), Ok(record), Ok(own)) => sheets.push(Sheet { name, words, record, own }),
            faulty => {
                let faults = [faulty.0.err(), faulty.1.err()];
                findings.extend(faults.into_iter().flatten().flatten());
            }
        }
    }
    sheets
}

/// The files of records with these messages. With `is_whole`, records of messages that are gone are taken out.
fn recorded(
    language: &LanguageTag,
    sheets: &[Sheet],
    read: &BTreeSet<(String, String)>,
    reading: &Reading,
    is_whole: bool,
) -> Vec<AcceptedFile> {
    let mut changed = Vec::new();
    for Sheet { name, words, record: known, own } in sheets {
        let head = format!(
            "### The messages of `{language}` as they were when somebody reviewed them.\n\
             ### `likhit accept --review` writes this file.\n"
        );
        let mut record = Record::with_head(own, head);
        for entry in words.entries.iter().filter(|entry| read.contains(&(name.clone(), entry.id.clone()))) {
            let read = known.entry(&entry.id).filter(|read| is_same(read, entry));
            let mut all = read.map(readings).unwrap_or_default();
            if all.iter().all(|known| known.by != reading.by) {
                all.push(reading.clone());
                let comment: Vec<String> = all.iter().map(|reading| format!("# {}\n", reading.written())).collect();
                record.put_below(&entry.id, &comment.concat(), words.raw(entry));
            }
        }
        if is_whole {
            for entry in own.entries.iter().filter(|entry| words.entry(&entry.id).is_none()) {
                record.take_out(&entry.id);
            }
        }
        if !record.changed.is_empty() {
            let path = paths::reviewed_file(language, name);
            changed.push(AcceptedFile { path, text: record.text(), messages: record.changed });
        }
    }
    changed
}
