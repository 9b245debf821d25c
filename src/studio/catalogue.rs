//! What a project has: its cases, its languages with their fonts, and the messages of a case in a language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::Studio;
use super::choice::Choice;
use super::request::{Request, Response};
use super::view::{Examined, checked};
use super::written::{Message, messages};
use crate::case::CaseSummary;
use crate::finding::{Finding, Findings, Severity, rules};
use crate::font::Face;
use crate::id::{CaseId, LanguageTag};
use crate::judge::is_about;
use crate::letter::ExampleValues;
use crate::locale::{Direction, Glossary, Library, Locale, LocaleInfo};
use crate::print;
use crate::project::{Project, paths};
use crate::translation::{Reviews, TranslationStatus, source_language, source_of_case, status};

/// A case, for a list of cases.
#[derive(Serialize)]
struct CaseRow {
    #[serde(flatten)]
    summary: CaseSummary,
    /// The case is from the project's own folder.
    is_own: bool,
    /// For each of its languages, how many of its messages no native reader has checked.
    unreviewed: BTreeMap<LanguageTag, usize>,
}

/// A language.
#[derive(Serialize)]
struct LanguageRow {
    tag: LanguageTag,
    name: String,
    english_name: String,
    is_right_to_left: bool,
    /// The families that it is set in.
    families: BTreeSet<String>,
}

/// A message in the list of a translator.
#[derive(Serialize)]
struct MessageRow {
    id: String,
    file: String,
    line: Option<usize>,
    /// `translated`, `stale`, `new`, `same`, `missing` or `unused`.
    state: &'static str,
    /// What has changed in the source since it was translated.
    changes: Option<String>,
    /// Whether a native reader has read it as it is.
    is_reviewed: bool,
    /// The number of findings at it, notes apart.
    findings: usize,
}

/// Everything that a translator needs for one message.
#[derive(Serialize)]
struct OneMessage {
    id: String,
    #[serde(flatten)]
    written: Message,
    /// The variables of the source and the translation, with what they print today, where that is known.
    variables: BTreeMap<String, Option<String>>,
    /// Words of the glossary that the source has, with those of the language.
    glossary: BTreeMap<String, Vec<String>>,
    /// What has changed in the source since it was translated.
    changes: Option<String>,
    findings: Findings,
}

/// The cases of the project, and what is wrong with those that cannot be read.
pub fn cases(studio: &Studio) -> Response {
    #[derive(Serialize)]
    struct Cases {
        cases: Vec<CaseRow>,
        findings: Findings,
    }
    let (project, today) = (&studio.project, studio.today);
    let library = Library::of(project);
    let (mut cases, mut findings) = (Vec::new(), Findings::new());
    for id in project.cases() {
        let Some(case) = findings.take(print::read_case(project, &id, Some(today))) else { continue };
        let unreviewed = case.languages.iter().map(|tag| (tag.clone(), unreviewed(&library, tag, &id))).collect();
        let is_own = project.is_own(&paths::case_facts(&id));
        cases.push(CaseRow { summary: CaseSummary::of(case, today), is_own, unreviewed });
    }
    Response::json(&Cases { cases, findings })
}

/// The number of messages of a case, and of every letter, that no native reader has checked.
fn unreviewed(library: &Library, tag: &LanguageTag, case: &CaseId) -> usize {
    let (reviews, _) = reviews(library, tag, case);
    let messages = reviews.files.iter().flat_map(|file| &file.messages);
    messages.filter(|message| !message.state.is_reviewed() && !is_term(&message.id)).count()
}

fn is_term(id: &str) -> bool {
    id.starts_with('-')
}

fn reviews(library: &Library, tag: &LanguageTag, case: &CaseId) -> (Reviews, Findings) {
    let words = paths::case_words(case);
    Reviews::of(library, tag, &|name| name == paths::LETTER || name == words)
}

/// The languages of the project.
pub fn languages(studio: &Studio) -> Response {
    let library = Library::of(&studio.project);
    let row = |(tag, info): (&LanguageTag, &LocaleInfo)| LanguageRow {
        tag: tag.clone(),
        name: info.name.clone(),
        english_name: info.english_name.clone(),
        is_right_to_left: info.direction == Direction::Rtl,
        families: families(info).collect(),
    };
    let known = library.languages.iter().filter_map(|(tag, language)| Some((tag, language.info().ok()?)));
    Response::json(&known.map(row).collect::<Vec<_>>())
}

fn families(info: &LocaleInfo) -> impl Iterator<Item = String> {
    info.fonts.body.iter().chain(&info.fonts.heading).cloned()
}

/// The fonts of the project: the path of each file, and the families that are in it.
pub fn fonts(studio: &Studio) -> Response {
    let families = |(path, bytes)| {
        let faces = Face::all(path, bytes).unwrap_or_default();
        let families: BTreeSet<String> = faces.iter().map(|face| face.family().to_owned()).collect();
        (path, families)
    };
    Response::json(&studio.project.fonts().map(families).collect::<BTreeMap<_, _>>())
}

/// The messages of the chosen case and language, those of every letter included, in the order of the source.
pub fn message_list(studio: &mut Studio, request: &Request) -> Response {
    let project = Arc::clone(&studio.project);
    let library = Library::of(&project);
    let (case, lang) = match chosen(&library, request) {
        Ok(chosen) => chosen,
        Err(findings) => return Response::conflict(&findings),
    };
    let (files, _) = match status(&library, &lang) {
        Ok(status) => status,
        Err(findings) => return Response::conflict(&findings),
    };
    let found = checked(studio, &case, &lang, Examined::Files);
    let (reviews, _) = reviews(&library, &lang, &case);
    let words = paths::case_words(&case);
    let mut rows = Vec::new();
    for file in files.into_iter().filter(|file| file.file == words || file.file == paths::LETTER) {
        let path = paths::locale_file(&lang, &file.file);
        let reviewed = reviews.files.iter().find(|reviewed| reviewed.file == file.file);
        let is_reviewed = |id: &str| {
            let mut messages = reviewed.into_iter().flat_map(|file| &file.messages);
            messages.any(|message| message.id == id && message.state.is_reviewed())
        };
        for message in file.messages {
            let (state, changes) = named(message.status);
            let findings = found.iter().filter(|finding| is_about(finding, &path, &message.name));
            rows.push(MessageRow {
                line: message.position.map(|position| position.line),
                state,
                changes,
                is_reviewed: is_reviewed(&message.name),
                findings: findings.filter(|finding| finding.severity < Severity::Note).count(),
                file: path.clone(),
                id: message.name,
            });
        }
        studio.shown.insert(path);
    }
    Response::json(&rows)
}

fn named(status: TranslationStatus) -> (&'static str, Option<String>) {
    match status {
        TranslationStatus::Translated => ("translated", None),
        TranslationStatus::Stale { changes } => ("stale", Some(changes)),
        TranslationStatus::New => ("new", None),
        TranslationStatus::SameAsSource => ("same", None),
        TranslationStatus::Missing => ("missing", None),
        TranslationStatus::Unused => ("unused", None),
    }
}

/// One message of the chosen case and language: `id` is in the query.
pub fn message(studio: &mut Studio, request: &Request) -> Response {
    let project = Arc::clone(&studio.project);
    let library = Library::of(&project);
    let (case, lang) = match chosen(&library, request) {
        Ok(chosen) => chosen,
        Err(findings) => return Response::conflict(&findings),
    };
    let id = request.value("id").unwrap_or_default();
    let source = source_of_case(&library, &case).or_else(|_| source_language(&library));
    let source = source.unwrap_or_else(|_| LanguageTag::english());
    let choice = Choice { case: Some(case.clone()), lang: Some(lang.clone()), ..Choice::default() };
    let Some(written) = messages(&project, BTreeSet::from([id]), &choice, &source).remove(id) else {
        let finding = Finding::error(rules::UNKNOWN_MESSAGE, format!("unknown message `{id}`")).place(id);
        return Response::conflict(&finding.into());
    };
    let name = paths::language_and_name(&written.file).map(|(_, name)| name.to_owned()).unwrap_or_default();
    let stale = status(&library, &lang).ok().and_then(|(files, _)| {
        let file = files.into_iter().find(|file| file.file == name)?;
        named(file.messages.into_iter().find(|message| message.name == id)?.status).1
    });
    let found = checked(studio, &case, &lang, Examined::Files);
    let findings = found.into_iter().filter(|finding| is_about(finding, &written.file, id)).collect();
    studio.shown.insert(written.file.clone());
    Response::json(&OneMessage {
        id: id.to_owned(),
        variables: variables(studio, &library, &case, [&lang, &source], &name, id),
        glossary: glossary(&project, &lang, &written),
        changes: stale,
        findings,
        written,
    })
}

/// The chosen case and language.
fn chosen(library: &Library, request: &Request) -> Result<(CaseId, LanguageTag), Findings> {
    let Choice { case, lang, .. } = Choice::of(request);
    let nothing = |what: &str| Findings::from(Finding::error(rules::NOTHING_CHOSEN, format!("no {what} was chosen")));
    let case = case.ok_or_else(|| nothing("case"))?;
    let lang = lang.filter(|lang| library.language(lang).is_some()).ok_or_else(|| nothing("language"))?;
    Ok((case, lang))
}

/// The variables of a message in two languages, with what they print in the first one.
fn variables(
    studio: &Studio,
    library: &Library,
    case: &CaseId,
    languages: [&LanguageTag; 2],
    name: &str,
    id: &str,
) -> BTreeMap<String, Option<String>> {
    let entries = languages.into_iter().filter_map(|tag| library.language(tag)?.file(name)?.entry(id));
    let references = entries.flat_map(crate::fluent::Entry::references);
    let names: BTreeSet<&str> = references.filter_map(|reference| reference.variable()).collect();
    let case = print::read_case(library.project, case, None).ok();
    let locale = case.as_ref().and_then(|case| Locale::read(library, languages[0], &case.id).ok());
    let value = |name: &str| {
        let (case, locale) = case.as_ref().zip(locale.as_ref())?;
        ExampleValues { case, date: studio.today }.value(locale, id, name)
    };
    names.into_iter().map(|name| (name.to_owned(), value(name))).collect()
}

/// The words of the glossary that the source of a message has.
fn glossary(project: &Project, lang: &LanguageTag, message: &Message) -> BTreeMap<String, Vec<String>> {
    let source = message.source.as_ref().map(|source| source.excerpt.words.to_lowercase()).unwrap_or_default();
    let Ok(glossary) = Glossary::read(project, lang) else { return BTreeMap::new() };
    glossary.terms.into_iter().filter(|(term, _)| source.contains(&term.to_lowercase())).collect()
}
