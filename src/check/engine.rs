//! The engine: examines what was asked for, and makes one sorted report of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cases::case;
use super::consequences::without_consequences;
use super::context::{Context, split};
use super::flat::Flat;
use super::ftl::{File, Part};
use super::library::{LETTER, Language, Library};
use super::months::months;
use super::pages::{self, Tried};
use super::silence::{self, silenced, silences};
use super::supplies::supplies;
use super::{Fault, Source, Subject, parity, structure, variables, words};
use crate::finding::{Finding, Findings, RuleName, Severity, rules};
use crate::id::CaseId;
use crate::locale::{LocaleInfo, MAX_TEXT, Messages};
use crate::press::Equipment;
use crate::project::Project;
use crate::translation;

/// What is to be examined.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Files and folders of the project, by their paths in it; none means everything.
    pub paths: Vec<String>,
    /// With what the letters are set to see whether they fit; none means that no letter is set.
    pub pages: Option<Tried>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// All findings, sorted by file, line and column.
    pub findings: Findings,
    /// The repairs of findings that have one right answer, sorted by file and place, none of which
    /// touches another.
    pub repairs: Vec<Repair>,
    /// How much was examined.
    pub examined: Examined,
}

/// How much was examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Examined {
    /// Languages of which a file was.
    pub languages: usize,
    /// Cases that were read.
    pub cases: usize,
    /// Messages and terms.
    pub messages: usize,
    /// Letters that were set.
    pub letters: usize,
}

/// The one right replacement of some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The file's path in the project.
    pub file: String,
    /// The bytes that are replaced.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub replacement: String,
    /// The rule that asks for it.
    pub rule: RuleName,
}

/// A finding and its repair.
struct Found {
    finding: Finding,
    repair: Option<Repair>,
}

impl From<Finding> for Found {
    fn from(finding: Finding) -> Self {
        Self { finding, repair: None }
    }
}

/// Examines a project.
pub fn check(project: &Project, scope: &Scope) -> Report {
    match scope.pages {
        Some(_) => check_with(project, scope, Equipment::read(project).as_ref()),
        None => check_with(project, scope, Err(&Findings::new())),
    }
}

/// Examines a project whose letters are set, if they are, with this equipment.
pub fn check_with(project: &Project, scope: &Scope, equipment: Result<&Equipment, &Findings>) -> Report {
    let library = Library::read(project);
    let mut found: Vec<Found> = library.findings.iter().cloned().map(Found::from).collect();
    let mut examined = Examined::default();
    let mut all_silences = Vec::new();
    for language in library.languages.values() {
        let folder = format!("locales/{}", language.tag);
        let asked: Vec<(&String, &File)> = language
            .files
            .iter()
            .filter_map(|(name, file)| Some((name, file.as_ref()?)))
            .filter(|(_, file)| scope.covers(&file.path))
            .collect();
        if !language.files.contains_key(LETTER) && scope.covers(&format!("{folder}/{LETTER}")) {
            found.extend(structure::missing_letter(None, &folder).map(Found::from));
        }
        examined.languages += usize::from(!asked.is_empty());
        let stale = translation::stale(project, &language.tag);
        found.extend(stale.into_iter().filter(|finding| scope.covers_finding(finding)).map(Found::from));
        for (name, file) in &asked {
            examined.messages += file.entries.len();
            let (of_file, faults) = silences(file);
            all_silences.extend(of_file);
            let context = Context::of(&library, language, name, file);
            let faults = faults.into_iter().chain(in_file(&context));
            found.extend(faults.map(Found::from));
        }
        let Some(info) = &language.info else { continue };
        found.extend(in_words(&library, language, info, &asked));
    }
    let cases: Vec<&CaseId> = library.cases.keys().filter(|case| scope.covers(&format!("cases/{case}.yaml"))).collect();
    examined.cases = cases.len();
    let read = cases.iter().filter_map(|id| library.cases.get(*id)?.as_ref());
    found.extend(read.flat_map(|read| case(project, &library, read)).map(Found::from));
    found.extend(supplies(project, scope).into_iter().map(Found::from));
    if let Some(tried) = &scope.pages {
        let set = pages::pages(project, &library, scope, tried, equipment);
        examined.letters = set.letters;
        found.extend(set.findings.into_iter().map(Found::from));
    }

    let found = without_consequences(&library, found, |found| &found.finding);
    let (found, unused) = silenced(found, &all_silences, |found| &found.finding);
    // What the pages would say was not asked unless they were set.
    let unused = unused.into_iter().filter(|_| scope.pages.is_some()).map(Found::from);
    let mut found: Vec<Found> =
        found.into_iter().chain(unused).filter(|found| scope.covers_finding(&found.finding)).collect();
    found = without_consequences(&library, found, |found| &found.finding);
    found.sort_by(|a, b| key(&a.finding).cmp(&key(&b.finding)));
    let repairs = apart(found.iter().filter_map(|found| found.repair.clone()).collect());
    let mut findings = Findings::new();
    for Found { finding, .. } in found {
        let finding = with_comment(&library, finding);
        // A fault that is in several readings of a message, or in several letters, is told once.
        // Equal ones have one key, and stand together.
        let mut near = findings.iter().rev().take_while(|other| key(other) == key(&finding));
        if !near.any(|other| *other == finding) {
            findings.push(finding);
        }
    }
    Report { findings, repairs, examined }
}

fn key(finding: &Finding) -> (&Option<String>, Option<usize>, Option<usize>, Severity, RuleName) {
    (&finding.file, finding.line, finding.column, finding.severity, finding.rule)
}

impl Scope {
    /// Whether a file is asked for.
    pub fn covers(&self, path: &str) -> bool {
        let below = |asked: &String| {
            let asked = asked.trim_end_matches('/');
            path == asked || path.strip_prefix(asked).is_some_and(|rest| rest.starts_with('/'))
        };
        self.paths.is_empty() || self.paths.iter().any(below)
    }

    fn covers_finding(&self, finding: &Finding) -> bool {
        // What was seen of the source for a file belongs to it.
        let of_file = |file: &String| match file.strip_prefix(translation::SEEN) {
            Some(rest) => self.covers(&format!("locales/{rest}")),
            None => self.covers(file),
        };
        finding.file.as_ref().is_none_or(of_file)
    }
}

/// What is wrong with a file but its single words.
fn in_file(context: &Context) -> Findings {
    let mut findings = context.file.faults.clone();
    findings.extend(structure::unread(context));
    for entry in &context.file.entries {
        for (name, at, part) in entry.parts().filter(|(_, _, part)| part.text().text.len() > MAX_TEXT) {
            let message =
                format!("it has {} bytes, and no message of a letter has more than {MAX_TEXT}", part.text().text.len());
            let finding = Finding::error(rules::EXPANDS_TOO_FAR, message).help("write it as several messages");
            findings.push(context.file.finding(finding, at, &name));
        }
    }
    findings.extend(structure::structure(context));
    let texts = [LETTER, context.name].map(|name| context.language.file(name));
    let mut sources: Vec<(String, &str)> = Vec::new();
    for file in texts.into_iter().flatten() {
        if !sources.iter().any(|(path, _)| *path == file.path) {
            sources.push((file.path.clone(), &file.text));
        }
    }
    // A message of `letter.ftl` may refer to those of a case.
    if context.name == LETTER {
        sources.extend(
            context
                .language
                .files
                .values()
                .flatten()
                .filter(|file| file.path != context.file.path)
                .map(|file| (file.path.clone(), file.text.as_str())),
        );
    }
    let digits = context.language.info.as_ref().map_or(crate::locale::Digits::Latn, |info| info.digits);
    let (messages, _) = Messages::read_all(&context.language.tag, digits, &sources);
    findings.extend(variables::variables(context, &messages));
    findings.extend(months(context));
    findings.extend(parity::parity(context));
    findings
}

/// What is wrong with the words of a language's files.
fn in_words(library: &Library, language: &Language, info: &LocaleInfo, asked: &[(&String, &File)]) -> Vec<Found> {
    let kept = language.glossary.kept();
    let mut texts: Vec<(&File, &Part, &Flat, String, Option<Source>)> = Vec::new();
    for (name, file) in asked {
        let source = library.source_of(name).filter(|source| source.tag != language.tag);
        let source = source.and_then(|source| Some((source.file(name)?, source.info.as_ref()?)));
        for (full, _, part) in file.entries.iter().flat_map(super::ftl::Entry::parts) {
            let (id, attribute) = split(&full);
            let source = source.and_then(|(file, info)| {
                let part = file.entry(id)?.part(attribute)?;
                Some(Source { text: part.text(), info })
            });
            for reading in part.readings.iter().filter(|reading| reading.text.len() <= MAX_TEXT) {
                texts.push((file, part, reading, full.clone(), source));
            }
        }
    }
    let subjects: Vec<Subject> = texts
        .iter()
        .map(|(file, _, text, name, source)| Subject {
            file: &file.path,
            name,
            text,
            language: &language.tag,
            info,
            source: *source,
            kept: &kept,
        })
        .collect();
    let single = subjects
        .iter()
        .enumerate()
        .flat_map(|(i, subject)| words::faults(subject).into_iter().map(move |fault| (i, fault)));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (i, fault) in single.chain(words::house_style(&subjects)) {
        let (file, _, text, name, _) = &texts[i];
        let range = text.in_file(&fault.range);
        // The same bytes in another reading.
        if seen.insert((file.path.clone(), range.start, range.end, fault.rule)) {
            found.push(of_fault(file, text, name, &range, fault));
        }
    }
    found
}

fn of_fault(file: &File, text: &Flat, name: &str, range: &Range<usize>, fault: Fault) -> Found {
    let Fault { rule, severity, range: within, message, help, fix } = fault;
    let finding = Finding { severity, ..Finding::error(rule, message) }.help(help);
    let repair = fix.and_then(|fix| {
        let range = text.replaceable(&within)?;
        Some(Repair { file: file.path.clone(), range, replacement: fix.replacement, rule })
    });
    Found { finding: file.finding(finding, range.start, name), repair }
}

/// The repairs that touch no other; of two that meet the first is made, and the other in the next run.
fn apart(mut repairs: Vec<Repair>) -> Vec<Repair> {
    repairs.sort_by(|a, b| (&a.file, a.range.start, a.range.end).cmp(&(&b.file, b.range.start, b.range.end)));
    let mut kept: Vec<Repair> = Vec::new();
    for repair in repairs {
        let meets =
            |last: &Repair| last.file == repair.file && repair.range.start < last.range.end.max(last.range.start + 1);
        if !kept.last().is_some_and(meets) {
            kept.push(repair);
        }
    }
    kept
}

/// A finding on a translation, with what the source language's comment says of the message.
fn with_comment(library: &Library, finding: Finding) -> Finding {
    let comment = (|| {
        let (tag, name) = finding.file.as_ref()?.strip_prefix("locales/")?.split_once('/')?;
        let source = library.source_of(name).filter(|source| source.tag.as_str() != tag)?;
        let entry = source.file(name)?.entries.iter().find(|entry| silence::stands_at(&finding, entry))?;
        variables::comment(entry)
    })();
    match (comment, &finding.help) {
        (Some(comment), Some(help)) => {
            let help = format!("{help} (the source's comment: {comment})");
            finding.help(help)
        }
        (Some(comment), None) => finding.help(format!("the source's comment: {comment}")),
        (None, _) => finding,
    }
}
