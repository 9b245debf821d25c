//! The Fluent files of a language, while texts from outside are put into them: from a PO file or from a review. Each
//! text replaces one message or attribute, and all other bytes stay the same. A text that breaks the contract of its
//! message is rejected.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::Pattern;

use super::Context;
use super::import::{Imported, ImportedFile};
use super::needs::Needs;
use super::state::{hash, is_as_exported};
use crate::case::{Case, PERSONS};
use crate::finding::{Comparisons, Finding, Findings, Position, RuleName, code_point, rules};
use crate::id::LanguageTag;
use crate::locale::Library;
use crate::locale::required::about_recipient;
use crate::project::{Project, paths};
use crate::translation::accept::Record;
use crate::translation::begin::head;
use crate::translation::begun_file::{owed, places};
use crate::translation::fluent_file::{Entry, EntryPart, FluentFile};
use crate::translation::word_diff::word_diff;
use crate::translation::wording::{laid_out, read, written};
use crate::translation::{case_of, info, seen, sources};

/// What becomes of a translation that was changed in the file, and in the project since the file was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedTwice {
    /// The project's stays, and the file's is reported.
    Refuse,
    /// The file's is imported.
    Replace,
}

/// A text that comes into a language from outside, and what findings say of its place.
pub(super) struct Incoming<'a> {
    /// The file that it comes from.
    pub file: &'a str,
    /// Where it is in that file, if it is known.
    pub position: Option<Position>,
    /// The message, or what else names the place.
    pub place: String,
    /// The new text, as Fluent.
    pub text: &'a str,
    /// The text of the source that it was translated from, as Fluent.
    pub source: &'a str,
    /// The [`hash`] of the translation that it takes the place of, if the file has it.
    pub made_from: Option<&'a str>,
}

impl Incoming<'_> {
    /// An error about it.
    pub fn error(&self, rule: RuleName, message: impl Into<String>) -> Finding {
        self.of(Finding::error(rule, message))
    }

    /// Names its place in a finding.
    pub fn of(&self, finding: Finding) -> Finding {
        finding.in_file(self.file).at(self.position).place(&self.place)
    }
}

/// A new text for a message or an attribute of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewText {
    /// The Fluent file, below the language's folder.
    pub file: String,
    /// The message.
    pub id: String,
    /// The attribute; `None` for the value.
    pub attribute: Option<String>,
    /// The text, as Fluent.
    pub text: String,
}

/// Puts texts into a language that somebody wrote with today's source beside them. `from` is the file that they come
/// from, which findings name. Everything else is kept to the byte, as in an import.
///
/// # Errors
///
/// When the language or the source does not exist, or one of their files is faulty.
pub fn replace_texts(
    project: &Project,
    language: &LanguageTag,
    from: &str,
    texts: &[NewText],
) -> Result<Imported, Findings> {
    let sources = sources(&Library::of(project), language)?;
    let records = records(project, &sources, language)?;
    let mut shelf = Shelf::open(project, &sources, language, &records)?;
    let mut imported = Imported::default();
    let mut done = BTreeSet::new();
    for NewText { file, id, attribute, text } in texts {
        let context = Context { file: file.clone(), id: id.clone(), attribute: attribute.clone() };
        let at = Incoming { file: from, position: None, place: context.written(), text, source: "", made_from: None };
        match shelf.find(&at, &context, &mut done) {
            Ok(()) => match shelf.take(&at, &context) {
                Ok(taken) => imported.unchanged += usize::from(taken == Taken::AsItWas),
                Err(faults) => imported.findings.extend(faults),
            },
            Err(fault) => imported.findings.push(fault),
        }
    }
    imported.findings.extend(std::mem::take(&mut shelf.remarks));
    imported.files = shelf.changed();
    Ok(imported)
}

/// The records of the source's texts that are written to, by file.
pub(super) fn records(
    project: &Project,
    sources: &BTreeMap<String, LanguageTag>,
    language: &LanguageTag,
) -> Result<BTreeMap<String, FluentFile>, Findings> {
    let mut records = BTreeMap::new();
    let mut findings = Findings::new();
    for file in sources.keys() {
        let record = findings.take(FluentFile::read_own(project, &paths::seen_file(language, file)));
        records.extend(record.map(|record| (file.clone(), record)));
    }
    if findings.is_empty() { Ok(records) } else { Err(findings) }
}

/// The result of importing an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    AsItWas,
    /// Not taken: the project has a newer text.
    Newer,
    Changed,
}

/// The Fluent files of the source and the language, while they are changed.
pub(super) struct Shelf<'a> {
    project: &'a Project,
    language: &'a LanguageTag,
    files: BTreeMap<String, Sheet<'a>>,
    pub changed_twice: ChangedTwice,
    /// Remarks on texts that were taken or left out.
    pub remarks: Findings,
    comparisons: Comparisons,
    /// The names of all texts of the source, collected when they are first needed.
    names: OnceCell<Vec<String>>,
}

/// One Fluent file.
struct Sheet<'a> {
    source: FluentFile,
    /// As the language's messages are.
    translated: FluentFile,
    /// The file that is written, as it is or as it begins: the project's alone.
    own: FluentFile,
    /// The new texts, by message.
    written: BTreeMap<String, Entry>,
    record: Record<'a>,
    /// The file that it is written to.
    recorded: &'a FluentFile,
    /// The texts of the source that the messages were translated from, as far as it is known.
    seen: FluentFile,
    /// The facts of the case, which its messages may name.
    facts: BTreeSet<String>,
    changed: Vec<String>,
    /// Whether the language's file is begun by this import, and has no work of a person.
    is_begun: bool,
}

impl Sheet<'_> {
    /// A message of the language as it will be.
    fn translated(&self, id: &str) -> Option<&Entry> {
        self.written.get(id).or_else(|| self.translated.entry(id))
    }
}

impl<'a> Shelf<'a> {
    /// Opens all files of a language.
    pub fn open(
        project: &'a Project,
        sources: &'a BTreeMap<String, LanguageTag>,
        language: &'a LanguageTag,
        records: &'a BTreeMap<String, FluentFile>,
    ) -> Result<Self, Findings> {
        let mut sheets = BTreeMap::new();
        let mut findings = Findings::new();
        for (file, recorded) in records {
            let source_tag = &sources[file];
            let [source, translated] = [source_tag, language]
                .map(|tag| findings.take(FluentFile::read(project, &paths::locale_file(tag, file))));
            let own = findings.take(FluentFile::read_own(project, &paths::locale_file(language, file)));
            let seen = findings.take(seen(project, language, file));
            let (Some(source), Some(translated), Some(own), Some(seen)) = (source, translated, own, seen) else {
                continue;
            };
            let (record, facts) = (Record::of(recorded, source_tag), facts(project, file));
            let (written, changed) = (BTreeMap::new(), Vec::new());
            sheets.insert(
                file.clone(),
                Sheet { source, translated, own, written, record, recorded, seen, facts, changed, is_begun: false },
            );
        }
        let (remarks, comparisons) = (Findings::new(), Comparisons::default());
        if findings.is_empty() {
            let changed_twice = ChangedTwice::Refuse;
            Ok(Self { project, language, files: sheets, changed_twice, remarks, comparisons, names: OnceCell::new() })
        } else {
            Err(findings)
        }
    }

    /// Finds the message that a text is for, if the source has it.
    pub fn find(&self, at: &Incoming, context: &Context, done: &mut BTreeSet<Context>) -> Result<(), Finding> {
        let original = self.files.get(&context.file).and_then(|sheet| sheet.source.entry(&context.id));
        let part = original.and_then(|entry| entry.part(context.attribute.as_deref()));
        if part.is_none() {
            let written = context.written();
            let finding = at.error(rules::UNKNOWN_MESSAGE, format!("unknown message `{written}`"));
            let names = self
                .names
                .get_or_init(|| self.files.iter().flat_map(|(file, sheet)| names(file, &sheet.source)).collect());
            return Err(match self.comparisons.near(&written, names.iter().map(String::as_str)) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("delete it, or export the file again"),
            });
        }
        if !done.insert(context.clone()) {
            let finding = at.error(rules::DUPLICATE_MESSAGE, format!("duplicate message `{}`", context.written()));
            return Err(finding.help("keep one of them"));
        }
        Ok(())
    }

    /// Takes one text.
    pub fn take(&mut self, at: &Incoming, context: &Context) -> Result<Taken, Findings> {
        let text = at.text;
        if let Some(control) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            let message = format!("the translation has the control character {}", code_point(control));
            return Err(at.error(rules::CONTROL_CHARACTER, message).help("delete it").into());
        }
        let pattern = read(text).map_err(|fault| {
            let help = "keep everything in braces as in the source; each `{` needs a `}`";
            Findings::from(at.error(rules::BROKEN_FLUENT, format!("the translation is not valid: {fault}")).help(help))
        })?;
        let name = context.attribute.as_deref();
        let sheet = &self.files[&context.file];
        let original = sheet.source.entry(&context.id).expect("it was found before");
        let part = original.part(name).expect("it was found before");
        let known = sheet.translated(&context.id);
        let translated_from = read(at.source).ok().filter(|pattern| *pattern != part.pattern);
        let is_new = known.and_then(|entry| entry.part(name)).is_none_or(|known| known.pattern != pattern);
        if !is_new {
            // Somebody took the mark away that the source had changed: that is a decision too.
            let was_stale = sheet.seen.entry(&context.id).is_some_and(|seen| seen.part(name) != Some(part));
            if was_stale && translated_from.is_none() {
                self.record(context, None);
                return Ok(Taken::Changed);
            }
            return Ok(Taken::AsItWas);
        }
        let now = known.filter(|_| !sheet.is_begun).and_then(|entry| entry.part(name)).map(|now| written(&now.pattern));
        if let Some(now) = now.filter(|now| at.made_from.is_some_and(|made_from| made_from != hash(now))) {
            if is_as_exported(at.made_from, text) {
                self.remarks.push(older(at, context, self.language));
                return Ok(Taken::Newer);
            }
            if self.changed_twice == ChangedTwice::Refuse {
                return Err(changed_twice(at, &now, &written(&pattern)).into());
            }
        }
        let faults = self.faults(at, context, part, &pattern);
        if faults.has_errors() {
            return Err(faults);
        }
        if let Some(old) = &translated_from {
            let changes = word_diff(&written(old), &written(&part.pattern));
            let message =
                format!("the source has changed since the file was exported, from [-this-] to {{+this+}}: {changes}");
            let help = "the translation was imported, but is stale; translate it again";
            self.remarks.push(at.of(Finding::warning(rules::STALE_TRANSLATION, message)).help(help));
        }
        self.write(context, &pattern);
        self.record(context, translated_from.as_ref());
        Ok(Taken::Changed)
    }

    /// What in a text breaks the contract of its message: it takes the variables that the source
    /// takes, may take other facts of the case, and refers to what is there.
    fn faults(&self, at: &Incoming, context: &Context, part: &EntryPart, pattern: &Pattern<String>) -> Findings {
        let sheet = &self.files[&context.file];
        let lookup = |translated_first: bool| {
            move |id: &str| -> Option<&Entry> {
                let sheets = [Some(sheet), self.files.get(paths::LETTER)].into_iter().flatten();
                let translated = sheets.clone().find_map(|sheet| sheet.translated(id));
                let source = sheets.clone().find_map(|sheet| sheet.source.entry(id));
                if translated_first { translated.or(source) } else { source }
            }
        };
        let wanted = Needs::of(&part.pattern, &lookup(false));
        let found = Needs::of(pattern, &lookup(true));
        let mut faults = Findings::new();
        // Each language uses those of the variables about the recipient that its grammar needs.
        let of_language = |name: &&String| about_recipient(&context.id).contains(&name.as_str());
        let is_known = |name: &&String| sheet.facts.contains(*name) || of_language(name);
        for name in found.variables.difference(&wanted.variables).filter(|name| !is_known(name)) {
            let finding = at.error(rules::UNKNOWN_VARIABLE, format!("`${name}` is not defined"));
            let near = self.comparisons.near(name, wanted.variables.iter().chain(&sheet.facts).map(String::as_str));
            faults.push(match near {
                Some(near) => finding.help(format!("did you mean `${near}`?")),
                None => finding.help("delete it; use only names from the source text"),
            });
        }
        for name in wanted.variables.difference(&found.variables).filter(|name| !of_language(name)) {
            let finding = at.error(rules::MISSING_VARIABLE, format!("`${name}` is missing in the translation"));
            faults.push(finding.help(format!("add `{{ ${name} }}` where your grammar needs it")));
        }
        for name in &found.unknown {
            let what = if name.starts_with('-') { "term" } else { "message" };
            let finding = at.error(rules::UNKNOWN_REFERENCE, format!("unknown {what} `{name}`"));
            let near = self.comparisons.near(name, sheet.source.entries.iter().map(|entry| entry.id.as_str()));
            faults.push(match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("delete it; use only names from the source text"),
            });
        }
        for name in &found.functions {
            let finding = at.error(rules::UNKNOWN_FUNCTION, format!("unknown function `{name}`"));
            faults
                .push(finding.help("write only the variable; numbers and dates already have the form of the language"));
        }
        faults
    }

    /// Puts a text into the language's file.
    fn write(&mut self, context: &Context, pattern: &Pattern<String>) {
        let sheet = self.files.get_mut(&context.file).expect("it was found before");
        if sheet.translated.text.is_empty() {
            // The new file begins with every missing message as a comment, in the order of the source and with its
            // comments.
            let info = info(&Library::of(self.project), self.language);
            let english = info.map(|info| info.english_name).unwrap_or_default();
            let begun = owed(&sheet.source, &head(self.language, &english), &|_| None);
            let path = paths::locale_file(self.language, &context.file);
            sheet.translated = FluentFile::parse(&path, &begun.text).expect("what the program writes is well formed");
            sheet.own = sheet.translated.clone();
            sheet.is_begun = true;
            for id in &begun.filled {
                let entry = sheet.source.entry(id).expect("it is one of the source's");
                sheet.record.put(id, sheet.source.raw(entry));
            }
        }
        let original = sheet.source.entry(&context.id).expect("it was found before");
        let mut entry =
            sheet.translated(&context.id).unwrap_or(&Entry { parts: Vec::new(), ..original.clone() }).clone();
        let part = EntryPart { attribute: context.attribute.clone(), pattern: pattern.clone() };
        match entry.parts.iter_mut().find(|known| known.attribute == part.attribute) {
            Some(known) => *known = part,
            None if part.attribute.is_none() => entry.parts.insert(0, part),
            None => entry.parts.push(part),
        }
        if sheet.written.insert(context.id.clone(), entry).is_none() {
            sheet.changed.push(context.id.clone());
        }
    }

    /// Records which text of the source a message was translated from: today's, but for the part
    /// whose older text is known.
    fn record(&mut self, context: &Context, older: Option<&Pattern<String>>) {
        let sheet = self.files.get_mut(&context.file).expect("it was found before");
        let original = sheet.source.entry(&context.id).expect("it was found before");
        match older {
            None => {
                let raw = sheet.source.raw(original).to_owned();
                // What the program recorded is of the words that these take the place of.
                let known = sheet.recorded.entry(&context.id);
                if known.is_none_or(|known| known.parts != original.parts) {
                    sheet.record.put(&context.id, &raw);
                }
            }
            Some(older) => {
                let mut parts = original.parts.clone();
                for part in parts.iter_mut().filter(|part| part.attribute == context.attribute) {
                    part.pattern = older.clone();
                }
                sheet.record.put(&context.id, &laid_out(&context.id, &parts));
            }
        }
    }

    /// The files that change.
    pub fn changed(self) -> Vec<ImportedFile> {
        let mut changed = Vec::new();
        for (file, sheet) in self.files {
            if !sheet.changed.is_empty() {
                let path = paths::locale_file(self.language, &file);
                let text = with_mark(self.project, &path, with_written(&sheet));
                changed.push(ImportedFile { path, text, messages: sheet.changed });
            }
            if !sheet.record.changed.is_empty() {
                let text = sheet.record.text();
                let mut messages = sheet.record.changed;
                messages.dedup();
                changed.push(ImportedFile { path: paths::seen_file(self.language, &file), text, messages });
            }
        }
        changed
    }
}

/// Remarks that the project has a newer translation than the file, in which nobody changed it.
fn older(at: &Incoming, context: &Context, language: &LanguageTag) -> Finding {
    let path = paths::locale_file(language, &context.file);
    let message = format!("`{path}` has a newer translation than this file, in which it was not changed");
    at.of(Finding::note(rules::CHANGED_SINCE_EXPORT, message)).help("the newer translation was kept")
}

/// Refuses a translation that was changed in the file and in the project.
fn changed_twice(at: &Incoming, project: &str, file: &str) -> Finding {
    let changes = word_diff(project, file);
    let message = format!(
        "the translation was changed in this file, and in the project since the file was exported: [-project-] {{+this file+}}: {changes}"
    );
    at.error(rules::CHANGED_SINCE_EXPORT, message)
        .help("the project's translation was kept; to import the one of this file, use `--replace`")
}

/// The text of a file with the byte order mark that its editor wrote.
fn with_mark(project: &Project, path: &str, text: String) -> String {
    let has_mark =
        project.is_own(path) && project.bytes(path).is_some_and(|bytes| bytes.starts_with("\u{FEFF}".as_bytes()));
    if has_mark { format!("\u{FEFF}{text}") } else { text }
}

/// The names of the facts of the case that a Fluent file is of.
fn facts(project: &Project, file: &str) -> BTreeSet<String> {
    let names = |case: Case| -> BTreeSet<String> {
        let persons = (!case.persons.is_empty()).then(|| PERSONS.to_owned());
        case.variables().into_keys().chain(persons).collect()
    };
    case_of(project, file).map(names).unwrap_or_default()
}

fn names(file: &str, source: &FluentFile) -> Vec<String> {
    let of = |entry: &Entry, part: &EntryPart| {
        Context { file: file.to_owned(), id: entry.id.clone(), attribute: part.attribute.clone() }.written()
    };
    source.entries.iter().flat_map(|entry| entry.parts.iter().map(|part| of(entry, part)).collect::<Vec<_>>()).collect()
}

/// The text of the language's file with each written message in its place: over the old one, over its comment of a
/// missing message, or after the message that is before it in the source.
fn with_written(sheet: &Sheet) -> String {
    let text = &sheet.own.text;
    // The file keeps the line ends of its editor.
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let owed = places(text);
    // By the byte where they begin: the number of replaced bytes, and the new text. An addition replaces 0 bytes.
    let mut edits: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mut at_end = String::new();
    let mut before = None;
    let mut done = BTreeSet::new();
    for id in sheet.source.entries.iter().map(|entry| &entry.id).filter(|id| done.insert(id.as_str())) {
        let old = sheet.own.entry(id).map(|entry| entry.range.clone());
        let Some(written) = sheet.written.get(id) else {
            before = old.map(|old| old.end).or(before);
            continue;
        };
        let entry = laid_out(id, &written.parts).replace('\n', line_end);
        match (old.or_else(|| owed.get(id.as_str()).cloned()), before) {
            (Some(old), _) => {
                before = Some(old.end);
                edits.insert(old.start, (old.len(), entry));
            }
            (None, Some(before)) => edits.entry(before).or_default().1.extend([line_end, line_end, &entry]),
            (None, None) => at_end.extend([line_end, line_end, &entry]),
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, (length, entry)) in edits {
        out.extend([&text[copied..at], &entry]);
        copied = at + length;
    }
    out.push_str(&text[copied..]);
    if !at_end.is_empty() {
        out.truncate(out.trim_end().len());
        let added = if out.is_empty() { at_end.trim_start() } else { &at_end };
        out.extend([added, line_end]);
    }
    out
}
