//! `likhit check`: every fault that can be found before anything is printed.
//!
//! The judge examines the files; then the letters, sheets, faxes and envelopes of the cases are set, without
//! being printed, as the commands that print would set them.

mod contacts;
pub mod fix;
mod layouts_and_countries;
mod pages;
mod proof;
mod stray;

pub use pages::Tried;
pub use proof::checked_proof;
pub use stray::belongs_to;

use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, LanguageTag};
use crate::judge::{Judge, View, files_of_case, languages_of_cases, tidied};
use crate::locale::Library;
use crate::print::Resources;
use crate::project::{Project, paths};

/// What to examine.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Files and folders of the project, by their paths in it. Without paths and without a case,
    /// everything is examined.
    pub paths: Vec<String>,
    /// The only case to examine, with all files that an order of it uses, as they are when it is printed.
    pub case: Option<CaseId>,
    /// The languages to examine; empty means the languages of the case.
    pub languages: Vec<LanguageTag>,
    /// How letters are set to check whether they fit; `None` means that no letter is set.
    pub pages: Option<Tried>,
}

/// The result of an examination.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// All findings, sorted by file, line and column.
    pub findings: Findings,
    /// How much was examined.
    pub examined: Examined,
}

/// How much was examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Examined {
    /// Languages that had a file examined.
    pub languages: usize,
    /// Cases that were read.
    pub cases: usize,
    /// Messages and terms.
    pub messages: usize,
    /// Letters that were set.
    pub letters: usize,
}

/// Examines a project.
pub fn check(project: &Project, scope: &Scope) -> Report {
    match scope.pages {
        Some(_) => check_with(project, scope, Resources::read(project).as_ref()),
        None => check_with(project, scope, Err(&Findings::new())),
    }
}

/// Like [`check`], with fonts that were already read.
pub fn check_with(project: &Project, scope: &Scope, resources: Result<&Resources, &Findings>) -> Report {
    let tried = scope.pages.as_ref();
    let of_cases = languages_of_cases(project);
    let fallback = tried.and_then(|tried| tried.fallback.as_ref());
    let library = Library::of(project).with(scope.languages().iter().chain(fallback).chain(&of_cases));
    let view = View {
        case: scope.case.clone(),
        as_of: tried.and_then(|tried| tried.as_of),
        languages: scope.languages().to_vec(),
        fallback: tried.and_then(|tried| tried.fallback.clone()),
    };
    let judge = Judge::of(&library, view);
    let paths = scope.paths_in(&judge);
    let covers = |path: &str| paths.as_ref().is_none_or(|paths| paths.iter().any(|asked| is_below(path, asked)));
    let mut judged = judge.judge(&covers);
    let mut examined = Examined { messages: judged.messages, ..Examined::default() };
    examined.languages =
        library.languages.values().filter(|language| language.names().any(|name| covers(&language.path(name)))).count();
    examined.cases = project.case_files().filter(|path| covers(path)).count();
    let mut findings = layouts_and_countries::layouts_and_countries(project, &covers);
    findings.extend(scope.case.as_ref().and_then(|case| also_begun(&judge, case, scope)));
    findings.extend(contacts::contacts(project, judge.cases().filter(|case| covers(&case.file))));
    if let Some(tried) = &scope.pages {
        let set = pages::pages(&judge, &judged, &covers, tried, resources);
        examined.letters = set.letters;
        // An order of a case uses more than its words: faults in that are reported too.
        let is_asked = |file: &Option<String>| {
            scope.case.is_some() || file.as_deref().is_none_or(|file| covers(paths::in_project(file)))
        };
        let found = set.findings.into_iter().filter(|finding| is_asked(&finding.file));
        judged = judged.with_pages(found.collect());
    }
    findings.extend(judged.findings().cloned());
    Report { findings: tidied(findings), examined }
}

impl Scope {
    /// The requested languages.
    fn languages(&self) -> &[LanguageTag] {
        match &self.pages {
            Some(tried) if self.languages.is_empty() => &tried.languages,
            _ => &self.languages,
        }
    }

    /// The requested files and folders; `None` means all of them.
    fn paths_in(&self, judge: &Judge) -> Option<Vec<String>> {
        let paths: Vec<String> = self.paths.iter().map(|path| of_record(path)).collect();
        let Some(case) = &self.case else { return Some(paths).filter(|paths| !paths.is_empty()) };
        let named = self.languages();
        let fallback = self.pages.iter().flat_map(|tried| &tried.fallback);
        let tags: Vec<&LanguageTag> = match judge.case(case) {
            _ if !named.is_empty() => named.iter().chain(fallback).collect(),
            Some(Ok(case)) => case.languages.iter().chain(fallback).collect(),
            // If the case cannot be read, all of its words may be printed.
            _ => begun_in(judge, case).collect(),
        };
        Some(paths.into_iter().chain(files_of_case(case, tags)).collect())
    }
}

/// The languages that have words for a case.
fn begun_in<'j>(judge: &'j Judge, case: &CaseId) -> impl Iterator<Item = &'j LanguageTag> {
    let words = paths::case_words(case);
    judge
        .library
        .languages
        .values()
        .filter(move |language| language.has(&words) && judge.library.project.has(&language.path(&words)))
        .map(|language| &language.tag)
}

/// Reports translations of a case into languages that it is not printed in, which are not examined.
fn also_begun(judge: &Judge, id: &CaseId, scope: &Scope) -> Option<Finding> {
    let case = judge.case(id)?.ok().filter(|_| scope.languages().is_empty())?;
    let words = paths::case_words(id);
    // A new case has a file in each language of the project, which may have no message yet.
    let is_empty = |tag: &LanguageTag| {
        let file = judge.library.languages.get(tag).and_then(|language| language.file(&words));
        file.is_some_and(|file| file.entries.is_empty() && file.faults.is_empty())
    };
    let others = begun_in(judge, id).filter(|tag| !case.languages.contains(tag) && !is_empty(tag));
    let others: Vec<&str> = others.map(LanguageTag::as_str).collect();
    let first = others.first()?;
    let message =
        format!("the case also has translations into {}, which are not listed in `languages`", others.join(", "));
    let help = format!(
        "`likhit check {id} --lang {first}` checks this language; add it to `languages` to print the case in it"
    );
    Some(Finding::note(rules::BEGUN_LANGUAGES, message).in_file(&case.file).place("languages").help(help))
}

/// The path of the words that a record belongs to; other paths are returned unchanged.
fn of_record(path: &str) -> String {
    paths::words_of_record(path).unwrap_or_else(|| path.to_owned())
}

/// Whether a path is the requested one, or is in the requested folder.
fn is_below(path: &str, asked: &str) -> bool {
    let asked = asked.trim_end_matches('/');
    path == asked || path.strip_prefix(asked).is_some_and(|rest| rest.starts_with('/'))
}
