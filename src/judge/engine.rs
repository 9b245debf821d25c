//! The engine: examines the requested files, calls the rules, and adds to each finding what it touches.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::allow::{self, Permission, permissions};
use super::cascades::without_cascades;
use super::cases::{self, Wrong};
use super::context::Context;
use super::months::months;
use super::names::names;
use super::other_wordings::other_wordings;
use super::repair::{Reading, repairs};
use super::{Fault, Judge, Source, Subject, parity, salutations, structure, terms, variables, words};
use crate::finding::{Comparisons, Finding, Findings, Position, RuleName, Severity, rules};
use crate::fluent::{Entry, File, split};
use crate::id::{CaseId, LanguageTag};
use crate::locale::{Glossary, Language, LocaleInfo, MAX_TEXT};
use crate::project::paths::{self, LETTER};
use crate::translation::{self, changed_since_review};
use crate::yaml::{KeyPath, Places, Source as Yaml};

/// The findings in the requested files.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// The findings with what they touch, sorted by file, line and column.
    pub found: Vec<(Finding, Touched)>,
    /// How many messages and terms were examined.
    pub messages: usize,
    /// The comments that allow a rule somewhere.
    permissions: Vec<Permission>,
}

/// What a finding affects: if it is an error, this is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// The message of this id in the file of the finding; a term's id has its hyphen.
    Message(String),
    /// The message of this id in every language.
    EveryMessage(String),
    /// Everything that is made from the file of the finding.
    File,
    /// Everything that is written in a language.
    Language(LanguageTag),
    /// Nothing that is printed: only a record beside the files.
    Nothing,
}

impl Judge<'_> {
    /// Examines the files of the project whose paths `covers` names.
    pub fn judge(&self, covers: &dyn Fn(&str) -> bool) -> Judged {
        let mut judged = Judged::default();
        for path in self.library.project.locale_files().filter(|path| covers(path)) {
            judged.extend(bad_folder(path));
        }
        for language in self.library.languages.values() {
            let mut of_language = Judged::default();
            self.language(language, covers, &mut of_language);
            // The words that a region has of its language are examined there.
            let is_own = |file: &str| language.base().is_none() || language.is_own(file);
            of_language.found.retain(|(finding, _)| finding.file.as_deref().is_none_or(is_own));
            of_language.permissions.retain(|permission| is_own(permission.file()));
            judged.messages += of_language.messages;
            judged.found.extend(of_language.found);
            judged.permissions.extend(of_language.permissions);
        }
        for path in self.library.project.case_files().filter(|path| covers(path)) {
            judged.extend(bad_name(path));
        }
        for id in self.cases.keys().filter(|id| covers(&paths::case_facts(id))) {
            match self.case(id) {
                Some(Ok(case)) => {
                    let wrong = cases::wrong(self, case).into_iter();
                    judged.found.extend(wrong.map(|Wrong { finding, touched }| (finding, touched)));
                }
                Some(Err(faults)) => judged.extend(faults.iter().cloned()),
                None => {}
            }
        }
        judged.found = without_cascades(self.library, std::mem::take(&mut judged.found));
        judged.leave_out_what_is_allowed();
        // What was seen of the source for a file belongs to it, and what was reviewed of it.
        judged.found.retain(|(finding, _)| {
            let of_file = |file: &String| match paths::words_of_record(file) {
                Some(words) => covers(&words),
                None => covers(paths::in_project(file)),
            };
            finding.file.as_ref().is_none_or(of_file)
        });
        let mut comments = BTreeMap::new();
        for (finding, _) in &mut judged.found {
            self.add_comment(finding, &mut comments);
        }
        judged.found.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)));
        judged
    }

    /// Faults in the requested files of a language.
    fn language(&self, language: &Language, covers: &dyn Fn(&str) -> bool, judged: &mut Judged) {
        let asked: Vec<&str> = language.names().filter(|name| covers(&language.path(name))).collect();
        if covers(&language.path(paths::LOCALE)) {
            match language.info() {
                Ok(info) => judged.extend(self.reviewed_in_vain(language, info)),
                Err(faults) => judged.extend(faults.iter().cloned()),
            }
        }
        if !language.has(LETTER) && covers(&language.path(LETTER)) {
            judged.extend([structure::missing_letter(language)]);
        }
        if let Err(faults) = self.glossary(&language.tag)
            && (!asked.is_empty() || covers(&language.path(paths::GLOSSARY)))
        {
            judged.found.extend(faults.iter().cloned().map(|fault| (fault, Touched::Language(language.tag.clone()))));
        }
        if asked.is_empty() {
            return;
        }
        judged.extend(translation::stale(self.library, &language.tag));
        judged.extend(changed_since_review(self.library, &language.tag, &|name| asked.contains(&name)));
        let mut files: Vec<(&str, &File)> = Vec::new();
        for name in asked {
            judged.extend(byte_order_mark(self, &language.path(name)));
            match language.read(name) {
                Some(Ok(file)) => files.push((name, file)),
                Some(Err(finding)) => judged.extend([finding.clone()]),
                None => {}
            }
        }
        for (name, file) in &files {
            let is_own = |entry: &&Entry| language.base().is_none() || language.is_own(file.path_at(entry.at.start));
            judged.messages += file.entries.iter().filter(is_own).count();
            let (of_file, faults) = permissions(file, language.info().is_ok());
            judged.permissions.extend(of_file);
            judged.extend(faults);
            let mut context = Context::of(self, language, name, file);
            context.is_case_judged = context.case.is_some_and(|case| covers(&case.file));
            if let Some(finding) = context.expands_too_far() {
                judged.extend(file.faults.iter().cloned().chain([finding]));
                continue;
            }
            judged.found.extend(structure::structure(&context));
            judged.found.extend(terms::terms(&context));
            judged.extend(salutations::salutations(&context));
            judged.extend(other_wordings(&context));
            judged.extend(in_file(&context));
        }
        if let Ok(info) = language.info() {
            judged.extend(self.in_words(language, info, &files));
        }
    }

    /// Faults in the words of a language's files.
    fn in_words(&self, language: &Language, info: &LocaleInfo, files: &[(&str, &File)]) -> Findings {
        let kept = self.glossary(&language.tag).map(Glossary::kept).unwrap_or_default();
        let mut readings: Vec<Reading> = Vec::new();
        let mut sources: Vec<Option<Source>> = Vec::new();
        for (name, file) in files {
            // In another region of the source's language, the same words are no words left to translate.
            let is_other = |source: &&Language| source.tag.primary() != language.tag.primary();
            let source = self.library.source_of(name).filter(is_other);
            let source = source.and_then(|source| Some((source.file(name)?, source.info().ok()?)));
            // The rest of an entry that is cut short is missing, which is already reported.
            let whole = file.entries.iter().filter(|entry| !file.is_cut(entry));
            for (full, _, part) in whole.flat_map(Entry::printed_parts) {
                let (id, attribute) = split(&full);
                let source = source.and_then(|(file, info)| {
                    let part = file.entry(id).filter(|entry| !file.is_cut(entry))?.part(attribute)?;
                    Some(Source { text: part.text(), info })
                });
                for text in part.readings.iter().filter(|text| text.text.len() <= MAX_TEXT) {
                    readings.push(Reading { file, part, text, name: full.clone() });
                    sources.push(source);
                }
            }
        }
        let subjects = readings.iter().zip(&sources).map(|(reading, source)| Subject {
            file: &reading.file.path,
            name: &reading.name,
            text: reading.text,
            language: &language.tag,
            info,
            source: *source,
            kept: &kept,
        });
        let subjects: Vec<Subject> = subjects.collect();
        let single = subjects
            .iter()
            .enumerate()
            .flat_map(|(i, subject)| words::faults(subject).into_iter().map(move |fault| (i, fault)));
        let letter = language.file(LETTER);
        let is_fact = |file: &File, name: &str| {
            let entry = letter.filter(|letter| letter.path == file.path).and_then(|file| file.entry(name));
            let text = entry.and_then(|entry| Some(file.text[entry.range.clone()].split_once('=')?.1.trim()));
            text.is_some_and(|text| translation::is_of_cldr(&language.tag, name, text))
        };
        let faults: Vec<(usize, Fault)> = single.chain(words::house_style(&subjects)).collect();
        let repairs = repairs(&readings, &faults);
        let mut seen = BTreeSet::new();
        let mut found = Findings::new();
        for ((i, fault), repair) in faults.iter().zip(repairs) {
            let Reading { file, text, name, .. } = &readings[*i];
            let range = text.in_file(&fault.range);
            // The same bytes in another reading; and a date or month that is as CLDR has it is right.
            if !is_fact(file, name) && seen.insert((file.path.clone(), range.start, range.end, fault.rule)) {
                let finding = file.finding(Finding::from(fault), &range, name);
                found.push(Finding { repair, ..finding });
            }
        }
        found
    }

    /// Files that a review names and that are not there.
    fn reviewed_in_vain(&self, language: &Language, info: &LocaleInfo) -> Findings {
        let file = language.path(paths::LOCALE);
        let Ok(text) = self.library.project.text(&file) else { return Findings::new() };
        let unknown = info.review.keys().filter(|name| !language.has(name));
        let (places, comparisons) = (Places::of(Yaml { file: &file, text }), Comparisons::default());
        let told = unknown.map(|name| {
            let path = KeyPath::default().key("review").key(name);
            let finding = places.warning(rules::UNREAD_FILE, &path, format!("unknown file `{name}`"));
            // A file that has a line of its own is not meant.
            let free = language.names().filter(|name| !info.review.contains_key(*name));
            match comparisons.near(name, free) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("delete the line, or correct the file name"),
            }
        });
        told.collect()
    }

    /// A finding on what a translation says gets what the source language's comment says of the message.
    fn add_comment(&self, finding: &mut Finding, known: &mut BTreeMap<(String, String), Option<String>>) {
        if !EXPLAINED_BY_COMMENT.contains(&finding.rule) {
            return;
        }
        let (Some(file), Some(place)) = (&finding.file, &finding.place) else { return };
        let Some((tag, name)) = paths::language_and_name(file) else { return };
        let id = split(place).0;
        let comment = || {
            let source = self.library.source_of(name).filter(|source| source.tag.as_str() != tag)?;
            variables::comment(source.file(name)?.entry(id)?).map(|comment| shortened(&comment))
        };
        let comment = known.entry((file.clone(), id.to_owned())).or_insert_with(comment);
        let Some(comment) = comment else { return };
        finding.help = Some(match &finding.help {
            Some(help) => format!("{help} (comment in the source: {comment})"),
            None => format!("comment in the source: {comment}"),
        });
    }
}

impl Judged {
    /// Adds findings that touch what they are at.
    fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.found.extend(findings.into_iter().map(Touched::beside));
    }

    /// Takes out what a comment in its file allows.
    fn leave_out_what_is_allowed(&mut self) {
        allow::leave_out(&mut self.permissions, &mut self.found);
    }

    /// Adds the findings from setting the same files. Now all findings are known, so each unused permission is
    /// reported too.
    pub fn with_pages(mut self, found: Findings) -> Self {
        self.extend(found);
        self.leave_out_what_is_allowed();
        let unused = self.permissions.iter().filter_map(Permission::unused).collect::<Vec<_>>();
        self.extend(unused);
        self
    }

    /// All findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.found.iter().map(|(finding, _)| finding)
    }
}

impl Touched {
    /// A finding with what it touches by where it is.
    pub(super) fn beside(finding: Finding) -> (Finding, Self) {
        let touched = match (&finding.file, &finding.place) {
            (Some(file), _) if paths::words_of_record(file).is_some() => Self::Nothing,
            (Some(file), Some(place)) if is_fluent(file) => Self::Message(split(place).0.to_owned()),
            _ => Self::File,
        };
        (finding, touched)
    }
}

/// The rules whose findings are easier to act on with what the source's comment says: what a message is for, and
/// what its variables are.
const EXPLAINED_BY_COMMENT: [RuleName; 11] = [
    rules::ADDED_VARIABLE,
    rules::DATE_DIFFERS,
    rules::DROPPED_REFERENCE,
    rules::DROPPED_VARIABLE,
    rules::HALF_TRANSLATED,
    rules::MISSING_ATTRIBUTE,
    rules::MISSING_MESSAGE,
    rules::NUMBER_DIFFERS,
    rules::OTHER_LANGUAGE,
    rules::UNKNOWN_VARIABLE,
    rules::UNTRANSLATED,
];

/// The beginning of a comment, as much as fits into a line beside the help.
fn shortened(comment: &str) -> String {
    const LONGEST: usize = 120;
    if comment.chars().count() <= LONGEST {
        return comment.to_owned();
    }
    let beginning: String = comment.chars().take(LONGEST).collect();
    let end = beginning.rfind(' ').unwrap_or(beginning.len());
    format!("{} …", beginning[..end].trim_end_matches([',', ';', ':']))
}

/// Whether a file is of Fluent, by its name.
fn is_fluent(file: &str) -> bool {
    Path::new(paths::in_project(file)).extension().is_some_and(|extension| extension == "ftl")
}

/// Findings sorted by their places, each once: a fault may be in several readings of a message, or in
/// several letters.
pub fn tidied(findings: impl IntoIterator<Item = Finding>) -> Findings {
    let mut all: Vec<Finding> = findings.into_iter().collect();
    all.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut tidied = Findings::new();
    // Equal ones have one key, and are next to each other.
    for alike in all.chunk_by(|a, b| key(a) == key(b)) {
        let mut single = Findings::new();
        single.extend_unique(alike.iter().cloned());
        tidied.extend(single);
    }
    tidied
}

fn key(finding: &Finding) -> (&Option<String>, Option<usize>, Option<usize>, Severity, &str) {
    (&finding.file, finding.line, finding.column, finding.severity, finding.rule.as_str())
}

/// What is wrong with a file beside its structure and its single words.
fn in_file(context: &Context) -> Findings {
    let mut findings = context.file.faults.clone();
    findings.extend(structure::unread(context));
    for entry in &context.file.entries {
        for (name, at, part) in entry.parts().filter(|(_, _, part)| part.text().text.len() > MAX_TEXT) {
            let message =
                format!("the text has {} bytes; the maximum for a message is {MAX_TEXT}", part.text().text.len());
            let finding = Finding::error(rules::EXPANDS_TOO_FAR, message).help("split it into several messages");
            findings.push(context.file.finding(finding, at, &name));
        }
    }
    findings.extend(variables::variables(context));
    findings.extend(months(context));
    findings.extend(names(context));
    findings.extend(parity::parity(context));
    findings
}

fn bad_folder(path: &str) -> Option<Finding> {
    let tag = path.split('/').nth(1).filter(|tag| LanguageTag::new(tag).is_none())?;
    let finding = Finding::error(rules::BAD_ID, format!("the folder name `{tag}` is not a language tag")).in_file(path);
    Some(finding.help(format!("rename the folder to {}", LanguageTag::expected(tag))))
}

fn bad_name(path: &str) -> Option<Finding> {
    let name = paths::case_of_facts(path).filter(|name| CaseId::new(name).is_none())?;
    let finding = Finding::error(rules::BAD_ID, format!("`{name}` is not a valid case name")).in_file(path);
    Some(finding.help(format!("use {}", CaseId::expected(name))))
}

fn byte_order_mark(judge: &Judge, path: &str) -> Option<Finding> {
    let has_mark = judge.library.project.bytes(path)?.starts_with("\u{FEFF}".as_bytes());
    has_mark.then(|| {
        let finding = Finding::warning(rules::BYTE_ORDER_MARK, "the file begins with a byte order mark, U+FEFF");
        let finding = finding.in_file(path).at(Some(Position { line: 1, column: 1 }));
        finding
            .help("save the file as “UTF-8 without BOM”; because of the mark, other tools can lose the first message")
    })
}
