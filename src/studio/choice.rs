//! What is chosen to be looked at, and what there is to choose.

use std::collections::BTreeSet;

use serde::Serialize;

use super::request::Request;
use crate::case::Case;
use crate::countries::{Countries, country};
use crate::id::{CaseId, CountryCode, LanguageTag, RecipientId, StationeryId};
use crate::locale::{Library, LocaleInfo};
use crate::page::layouts;
use crate::page::stationery::Stationery;
use crate::print;
use crate::project::{Project, paths};
use crate::translation::{source_language, source_of_case};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The letter to one recipient.
    #[default]
    Letter,
    /// The Urgent Action sheet.
    Sheet,
    /// The fax to one recipient: its cover and the letter.
    Fax,
    /// The envelope to one recipient.
    Envelope,
    /// The translation beside its source.
    Proof,
}

impl Kind {
    /// All kinds, with their names for addresses and for people.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Letter, "letter", "Letter"),
        (Self::Sheet, "sheet", "Sheet"),
        (Self::Fax, "fax", "Fax"),
        (Self::Envelope, "envelope", "Envelope"),
        (Self::Proof, "proof", "Proof"),
    ];

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(kind, ..)| kind)
    }
}

/// The choice of a person. [`Chosen::of`] chooses what is left open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Choice {
    /// The kind of document.
    pub document: Kind,
    /// The case.
    pub case: Option<CaseId>,
    /// The language.
    pub lang: Option<LanguageTag>,
    /// The recipient.
    pub to: Option<RecipientId>,
    /// The layout; the default is the usual one of the country.
    pub layout: Option<StationeryId>,
    /// The sender's country.
    pub country: Option<CountryCode>,
}

impl Choice {
    /// The choice in a request. Invalid values count as left open.
    pub fn of(request: &Request) -> Self {
        let value = |name: &str| request.value(name);
        Self {
            document: value("document").and_then(Kind::named).unwrap_or_default(),
            case: value("case").and_then(CaseId::new),
            lang: value("lang").and_then(LanguageTag::new),
            to: value("to").and_then(RecipientId::new),
            layout: value("layout").and_then(StationeryId::new),
            country: value("country").and_then(|written| country(written).ok()),
        }
    }
}

/// The available choices, each with its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choices {
    document: Vec<Named>,
    case: Vec<Named>,
    lang: Vec<Named>,
    to: Vec<Named>,
    layout: Vec<Named>,
    country: Vec<Named>,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Named {
    id: String,
    name: String,
}

impl Named {
    fn of(id: &impl ToString, name: impl Into<String>) -> Self {
        Self { id: id.to_string(), name: name.into() }
    }
}

/// The choice with all that was left open, and the language that the case is translated from.
pub struct Chosen {
    pub choice: Choice,
    pub source: LanguageTag,
}

impl Chosen {
    /// Chooses what is left open in a project. `case` is the chosen case, or the first one, if it can be read.
    pub fn of(project: &Project, library: &Library, wanted: &Choice, case: Option<&Case>) -> Self {
        let case_id = wanted.case.clone().or_else(|| first_case(project));
        let source = case_id.as_ref().map_or_else(|| source_language(library), |case| source_of_case(library, case));
        let source = source.unwrap_or_else(|_| LanguageTag::english());
        let recipients = case.map(|case| case.recipients_for(wanted.country.as_ref())).unwrap_or_default();
        let choice = Choice {
            lang: wanted.lang.clone().or_else(|| Some(usual_language(project, library, case, &source))),
            to: wanted
                .to
                .clone()
                .filter(|to| case.is_none() || recipients.iter().any(|recipient| recipient.id == *to))
                .or_else(|| recipients.first().map(|recipient| recipient.id.clone())),
            case: case_id,
            ..wanted.clone()
        };
        Self { choice, source }
    }
}

impl Choices {
    /// What there is to choose in a project, for a case and the sender's country.
    pub fn of(project: &Project, library: &Library, case: Option<&Case>, country: Option<&CountryCode>) -> Self {
        Self {
            document: Kind::ALL.into_iter().map(|(_, id, name)| Named::of(&id, name)).collect(),
            case: cases(project),
            lang: languages(project, library),
            to: case.map(|case| recipients(case, country)).unwrap_or_default(),
            layout: layouts(project),
            country: countries(project),
        }
    }
}

/// The case that is shown first: the first one of the project's own folder.
pub fn first_case(project: &Project) -> Option<CaseId> {
    let is_own = |case: &CaseId| project.is_own(&paths::case_facts(case));
    project.cases().find(is_own).or_else(|| project.cases().next())
}

/// The cases, those of the project's own folder first.
fn cases(project: &Project) -> Vec<Named> {
    let mut cases: Vec<CaseId> = project.cases().collect();
    cases.sort_by_key(|case| !project.is_own(&paths::case_facts(case)));
    let named = |id: CaseId| {
        let name = print::read_case(project, &id, None).map_or_else(|_| id.to_string(), |case| case.title);
        Named::of(&id, name)
    };
    cases.into_iter().map(named).collect()
}

/// The languages that have files in the project's own folder.
fn own_languages(project: &Project) -> BTreeSet<&str> {
    let own = project.paths(paths::LOCALES, "").filter(|path| project.is_own(path));
    own.filter_map(|path| path.split('/').nth(1)).collect()
}

/// The languages, those of the project's own folder first.
fn languages(project: &Project, library: &Library) -> Vec<Named> {
    let own = own_languages(project);
    let mut tags: Vec<&LanguageTag> = library.languages.keys().collect();
    tags.sort_by_key(|tag| !own.contains(tag.as_str()));
    let named = |tag: &LanguageTag| {
        let info = library.language(tag).and_then(|language| language.info().ok());
        Named::of(tag, info.map_or_else(|| tag.to_string(), name_of))
    };
    tags.into_iter().map(named).collect()
}

fn name_of(info: &LocaleInfo) -> String {
    if info.name == info.english_name { info.name.clone() } else { format!("{} – {}", info.name, info.english_name) }
}

/// The language that is shown first. It is translators who look, so it is a translation if there is one: one that has
/// files in the project's own folder, or else the first of the case.
fn usual_language(project: &Project, library: &Library, case: Option<&Case>, source: &LanguageTag) -> LanguageTag {
    let own = own_languages(project);
    let of_case = case.map(|case| case.languages.as_slice()).unwrap_or_default();
    let translations = || of_case.iter().chain(library.languages.keys()).filter(|tag| *tag != source);
    let first = translations().find(|tag| own.contains(tag.as_str()));
    first.or_else(|| of_case.iter().find(|tag| *tag != source)).or(of_case.first()).unwrap_or(source).clone()
}

fn recipients(case: &Case, country: Option<&CountryCode>) -> Vec<Named> {
    let named = |recipient: &crate::case::Recipient| {
        Named::of(&recipient.id, recipient.address.latin.who().unwrap_or(recipient.id.as_str()))
    };
    case.recipients_for(country).into_iter().map(named).collect()
}

fn layouts(project: &Project) -> Vec<Named> {
    let named = |id: StationeryId| {
        let about = Stationery::read(project, &id).map(|layout| layout.about).unwrap_or_default();
        let name = if about.is_empty() { id.to_string() } else { format!("{id} – {about}") };
        Named::of(&id, name)
    };
    layouts::names(project).into_iter().map(named).collect()
}

fn countries(project: &Project) -> Vec<Named> {
    let Ok(countries) = Countries::in_english(project) else { return Vec::new() };
    let mut named: Vec<Named> = countries.all().map(|(code, name)| Named::of(code, name)).collect();
    named.sort_by(|a, b| a.name.cmp(&b.name));
    named
}
