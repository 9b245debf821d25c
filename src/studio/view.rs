//! The view of a choice: the pages, the words on them as they are written, and the findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::Studio;
use super::choice::{Choice, Choices, Chosen, first_case};
use super::drawn::{PagesState, SetPages, set_pages};
use super::request::{Request, Response};
use super::written::{Message, messages};
use crate::case::Case;
use crate::check::{Scope, Tried, check_with};
use crate::finding::Findings;
use crate::id::{CaseId, LanguageTag};
use crate::locale::Library;
use crate::print;
use crate::project::Project;

/// Everything that is shown of a choice.
#[derive(Debug, Serialize)]
pub struct View {
    /// The available choices.
    choices: Choices,
    /// The complete choice.
    chosen: Choice,
    /// The state of the pages.
    standing: PagesState,
    /// The pages; `None` if no pages could be set yet.
    set: Option<Arc<SetPages>>,
    /// The source language's tag.
    source: LanguageTag,
    #[serde(flatten)]
    found: Found,
}

/// Findings, and the messages that they and the pages are about.
#[derive(Debug, Serialize)]
struct Found {
    findings: Findings,
    messages: BTreeMap<String, Message>,
}

/// The last answer to a choice.
pub struct Kept {
    /// The answer, if it is of the project as it is.
    current: Option<Arc<[u8]>>,
    /// The last pages that could be set.
    good: Option<Arc<SetPages>>,
}

/// How much is examined for findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Examined {
    /// The files.
    Files,
    /// The files, and the letters to all recipients that are set with them.
    Pages,
}

/// The findings of `likhit check` about a case in a language. They are valid until a file changes.
pub type Checked = BTreeMap<(CaseId, LanguageTag, Examined), Findings>;

impl Kept {
    /// Tells that the project has changed.
    pub fn outdate(&mut self) {
        self.current = None;
    }
}

/// The view of the choice in a request.
pub fn respond(studio: &mut Studio, request: &Request) -> Response {
    let choice = Choice::of(request);
    let last = studio.kept.get(&choice);
    if let Some(current) = last.and_then(|last| last.current.clone()) {
        return Response::found_data(current.to_vec());
    }
    let good = last.and_then(|last| last.good.clone());
    let (view, good) = view(studio, &choice, good);
    let response = Response::json(&view);
    if studio.kept.len() >= super::MAX_KEPT {
        studio.kept.clear();
    }
    studio.kept.insert(choice, Kept { current: Some(response.body.clone().into()), good });
    response
}

/// The view of `choice`, and the last pages that could be set: the current ones, or `last`.
fn view(studio: &mut Studio, choice: &Choice, last: Option<Arc<SetPages>>) -> (View, Option<Arc<SetPages>>) {
    let (project, today) = (Arc::clone(&studio.project), studio.today);
    let mut findings = studio.faults.clone();
    let case = chosen_case(&project, choice, &mut findings);
    let library = Library::of(&project);
    let Chosen { choice: chosen, source } = Chosen::of(&project, &library, choice, case.as_ref());
    let choices = Choices::of(&project, &library, case.as_ref(), choice.country.as_ref());
    let (mut set, mut standing) = (None, PagesState::Nothing);
    if let Some(case) = &case {
        let (pages, said, with) = set_pages(&project, studio.resources(), &chosen, &source, today);
        findings.extend(said);
        findings.extend(case.out_of_date(Some(today)));
        (set, standing) = (pages.map(Arc::new), with);
    }
    let good = set.clone().or(last);
    if set.is_none() && good.is_some() {
        standing = PagesState::Last;
    }
    let names = good.iter().flat_map(|set| set.names());
    let found = Found::of(&project, findings, names, &chosen, &source);
    studio.shown.extend(good.iter().flat_map(|set| set.files()).map(str::to_owned));
    studio.shown.extend(found.files());
    (View { choices, chosen, standing, set: good.clone(), source, found }, good)
}

fn chosen_case(project: &Project, choice: &Choice, findings: &mut Findings) -> Option<Case> {
    let id = choice.case.clone().or_else(|| first_case(project))?;
    findings.take(print::read_case(project, &id, None))
}

/// The findings of a choice, as `likhit check` has them.
pub fn respond_findings(studio: &mut Studio, request: &Request) -> Response {
    let examined = if request.value("of") == Some("pages") { Examined::Pages } else { Examined::Files };
    let project = Arc::clone(&studio.project);
    let choice = Choice::of(request);
    let case = chosen_case(&project, &choice, &mut Findings::new());
    let library = Library::of(&project);
    let Chosen { choice: chosen, source } = Chosen::of(&project, &library, &choice, case.as_ref());
    let mut findings = studio.faults.clone();
    if let (Some(case), Some(lang)) = (&chosen.case, &chosen.lang) {
        findings.extend_unique(checked(studio, case, lang, examined));
    }
    let found = Found::of(&project, findings, std::iter::empty(), &chosen, &source);
    studio.shown.extend(found.files());
    Response::json(&found)
}

/// The findings of `likhit check` about the words of a case in a language and, if they are examined too, about the
/// letters to all recipients. They are found once for each state of the project.
pub fn checked(studio: &mut Studio, case: &CaseId, lang: &LanguageTag, examined: Examined) -> Findings {
    let key = (case.clone(), lang.clone(), examined);
    if let Some(known) = studio.checked.get(&key) {
        return known.clone();
    }
    let (project, today) = (Arc::clone(&studio.project), studio.today);
    let languages = vec![lang.clone()];
    let tried = || Tried { languages: languages.clone(), letters_only: true, ..Tried::on(today) };
    let pages = (examined == Examined::Pages).then(tried);
    let scope = Scope { case: Some(case.clone()), languages: languages.clone(), pages, ..Scope::default() };
    let found = check_with(&project, &scope, studio.resources()).findings;
    studio.checked.insert(key, found.clone());
    found
}

impl Found {
    /// Findings, the worst first, and the messages of them and of these names.
    fn of<'n>(
        project: &Project,
        mut findings: Findings,
        names: impl Iterator<Item = &'n str>,
        chosen: &Choice,
        source: &LanguageTag,
    ) -> Self {
        findings.sort_by_key(|finding| finding.severity);
        let mut ids: BTreeSet<&str> = findings.iter().filter_map(|finding| finding.place.as_deref()).collect();
        for name in names {
            ids.insert(name);
        }
        let messages = messages(project, ids, chosen, source);
        Self { findings, messages }
    }

    /// The files that a person is shown, and may change.
    fn files(&self) -> impl Iterator<Item = String> {
        self.messages.values().map(|message| message.file.clone())
    }
}
