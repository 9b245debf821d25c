//! Importing a PO file: its changes go into the language's Fluent files, message by message. A change that
//! breaks the contract of a message is rejected.

use std::collections::{BTreeMap, BTreeSet};

use ferrocat_po::{PoItem, escape_string, parse_po};

use super::Context;
use super::shelf::{ChangedTwice, Incoming, Shelf, Taken, records};
use super::state::exported_hash;
use crate::finding::{Finding, Findings, Position, rules};
use crate::id::LanguageTag;
use crate::locale::Library;
use crate::project::Project;
use crate::translation::sources;
use crate::yaml::Source;

/// The result of importing a PO file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The files of the project that change.
    pub files: Vec<ImportedFile>,
    /// How many texts are as they were.
    pub unchanged: usize,
    /// How many are fuzzy, and left out.
    pub fuzzy: usize,
    /// How many are not translated.
    pub untranslated: usize,
    /// How many were not changed in the file, and have a newer text in the project, which stays.
    pub newer: usize,
    /// Errors of rejected entries, and remarks.
    pub findings: Findings,
}

/// A file of the project that changes.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedFile {
    /// Its path in the project.
    pub path: String,
    /// Its whole new text.
    pub text: String,
    /// The messages that are new or changed in it.
    pub messages: Vec<String>,
}

/// Takes a PO file into a language. Only messages that it changes are written, everything else is kept to
/// the byte; with them, `.seen` records the source's text that they were translated from.
///
/// # Errors
///
/// When the language or the source does not exist, when one of their files is faulty, or when the PO file
/// cannot be read or is of another language.
pub fn import(
    project: &Project,
    language: &LanguageTag,
    po: Source,
    changed_twice: ChangedTwice,
) -> Result<Imported, Findings> {
    let sources = sources(&Library::of(project), language)?;
    let catalogue = catalogue(&po)?;
    let header = catalogue.headers.iter().find(|header| header.key.eq_ignore_ascii_case("Language"));
    if let Some(other) = header.map(|header| header.value.trim().replace('_', "-"))
        && !other.is_empty()
        && other != language.as_str()
    {
        let finding = Finding::error(rules::OTHER_LANGUAGE, format!("the file is for the language `{other}`"));
        return Err(finding.in_file(po.file).help(format!("use `likhit import {other} {}`", po.file)).into());
    }
    if catalogue.items.is_empty() {
        let finding = Finding::error(rules::BROKEN_PO, "the file has no text").in_file(po.file);
        return Err(finding.help("save it as PO in your translation tool").into());
    }
    let records = records(project, &sources, language)?;
    let mut shelf = Shelf::open(project, &sources, language, &records)?;
    shelf.changed_twice = changed_twice;
    let mut imported = Imported::default();
    let mut done = BTreeSet::new();
    let mut lines = BTreeMap::new();
    for (i, line) in po.text.lines().enumerate() {
        lines.entry(line.trim()).or_insert(i + 1);
    }
    for item in catalogue.items.iter().filter(|item| !item.obsolete) {
        let at = incoming(po.file, &lines, item);
        let context = context(&at, item).and_then(|context| shelf.find(&at, &context, &mut done).map(|()| context));
        match context {
            Ok(_) if at.text.trim().is_empty() => imported.untranslated += 1,
            Ok(_) if item.flags.iter().any(|flag| flag == "fuzzy") => imported.fuzzy += 1,
            Ok(context) => match shelf.take(&at, &context) {
                Ok(taken) => {
                    imported.unchanged += usize::from(taken == Taken::AsItWas);
                    imported.newer += usize::from(taken == Taken::Newer);
                }
                Err(faults) => imported.findings.extend(faults),
            },
            Err(fault) => imported.findings.push(fault),
        }
    }
    imported.findings.extend(std::mem::take(&mut shelf.remarks));
    imported.files = shelf.changed();
    Ok(imported)
}

/// A PO file with nothing in it that the crate would pass over or stumble at.
pub(super) fn catalogue(po: &Source) -> Result<ferrocat_po::PoFile, Findings> {
    let mut findings = Findings::new();
    for (i, line) in po.text.lines().enumerate() {
        let line = line.trim().trim_start_matches("#~").trim_start();
        let position = Some(Position { line: i + 1, column: 1 });
        if line.starts_with("msgstr[") || line.starts_with("msgid_plural") {
            // An index of a plural may be as large as its writer likes, and memory is not.
            let finding = Finding::error(rules::BROKEN_PO, "plural forms are not supported in this file");
            findings.push(
                finding.in_file(po.file).at(position).help("write one `msgstr`, and choose by number inside the text"),
            );
        }
        let is_text = ["msgctxt", "msgid", "msgstr", "\""].iter().any(|begin| line.starts_with(begin));
        if is_text && (!line.ends_with('"') || line.matches('"').count() < 2) {
            let finding = Finding::error(rules::BROKEN_PO, "a text has no closing quotation mark");
            findings
                .push(finding.in_file(po.file).at(position).help("put the text between two straight quotation marks"));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    parse_po(po.text).map_err(|error| {
        let position = error.position().map(|at| Position { line: at.line(), column: at.column() });
        let finding = Finding::error(rules::BROKEN_PO, error.message()).in_file(po.file).at(position);
        Findings::from(finding.help("save it as PO in your translation tool"))
    })
}

/// An entry of the PO file. `lines` has the number of the first line of each text.
fn incoming<'a>(file: &'a str, lines: &BTreeMap<&str, usize>, item: &'a PoItem) -> Incoming<'a> {
    let line = item.msgctxt.as_ref().map(|context| format!("msgctxt \"{}\"", escape_string(context)));
    let line = line.and_then(|line| lines.get(line.as_str()).copied());
    Incoming {
        file,
        position: line.map(|line| Position { line, column: 1 }),
        place: item.msgctxt.clone().unwrap_or_else(|| item.msgid.chars().take(40).collect()),
        text: item.msgstr.first().unwrap_or_default(),
        source: &item.msgid,
        made_from: exported_hash(item),
    }
}

/// The message that an entry says it is for.
fn context(at: &Incoming, item: &PoItem) -> Result<Context, Finding> {
    item.msgctxt.as_deref().and_then(Context::read).ok_or_else(|| {
        at.error(rules::UNKNOWN_ENTRY, "the name of the message is missing in this entry")
            .help("`msgctxt` must be the file and the message, for example `letter.ftl:closing`; export the file again")
    })
}
