//! The view of a choice: the pages, the sources of their words, and the findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::http::Request;
use crate::case::Case;
use crate::check::{Scope, Tried, check_with};
use crate::countries::{Countries, country};
use crate::export::to_svg;
use crate::finding::{Finding, Findings, rules};
use crate::fluent::Excerpt;
use crate::font::Fonts;
use crate::id::{CaseId, CountryCode, LanguageTag, RecipientId, StationeryId};
use crate::locale::{Library, LocaleInfo};
use crate::page::Document;
use crate::page::layouts;
use crate::page::stationery::Stationery;
use crate::print::{self, Order, Resources, Words};
use crate::project::{Project, paths};
use crate::translation::{source_language, source_of_case};
use crate::yaml::Source;

/// The choice of the user. [`view`] chooses what is left open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Choice {
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
        let value = |name: &str| request.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        Self {
            case: value("case").and_then(CaseId::new),
            lang: value("lang").and_then(LanguageTag::new),
            to: value("to").and_then(RecipientId::new),
            layout: value("layout").and_then(StationeryId::new),
            country: value("country").and_then(|written| country(written).ok()),
        }
    }
}

/// Pages as they were set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetPages {
    /// The pages as SVG.
    pages: Vec<String>,
    /// The sheet's width and height in points.
    sheet: [f64; 2],
    /// The source of the words of each element of the document.
    elements: Vec<Option<TextSource>>,
}

/// Where words come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct TextSource {
    /// The message's id, or the key path.
    name: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

/// Everything that the page shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// The available choices.
    choices: Choices,
    /// The complete choice.
    chosen: Choice,
    /// The state of the pages.
    standing: PagesState,
    /// The pages; `None` if no pages could be set yet.
    set: Option<Arc<SetPages>>,
    /// The messages of the pages, by id.
    messages: BTreeMap<String, Message>,
    /// The source language's tag.
    source: LanguageTag,
    findings: Findings,
}

/// The state of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum PagesState {
    /// The pages of the current files.
    Current,
    /// The pages of the current files, with missing translations filled in from the source language.
    Filled,
    /// The last pages that could be set.
    Last,
    /// There are no pages.
    Nothing,
}

/// The available choices, each with its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Choices {
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

/// A message as it is written, in the language that is looked at and in the source language.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Message {
    translation: Option<Written>,
    source: Option<Written>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Written {
    file: String,
    #[serde(flatten)]
    excerpt: Excerpt,
}

/// The findings of `likhit check` about a case in a language. They are valid until a file changes.
pub type Checked = BTreeMap<(CaseId, LanguageTag), Findings>;

/// The view of `choice`, and the last pages that could be set: the current ones, or `last`. `faults` are the reasons
/// why the project is older than the files on the disk. New findings are added to `checked`.
pub fn view(
    project: &Project,
    resources: Result<&Resources, &Findings>,
    choice: &Choice,
    last: Option<Arc<SetPages>>,
    faults: Findings,
    checked: &mut Checked,
    date: Date,
) -> (View, Option<Arc<SetPages>>) {
    let mut findings = faults;
    let cases = cases(project);
    let case_id = choice.case.clone().or_else(|| cases.first().and_then(|case| CaseId::new(&case.id)));
    let case = case_id.as_ref().and_then(|id| findings.take(print::read_case(project, id, None)));
    let languages = languages(project);
    let library = Library::of(project);
    let source = case_id.as_ref().map_or_else(|| source_language(&library), |case| source_of_case(&library, case));
    let source = source.unwrap_or_else(|_| LanguageTag::english());
    let recipients = case.as_ref().map(|case| recipients(case, choice.country.as_ref())).unwrap_or_default();
    let chosen = Choice {
        lang: choice.lang.clone().or_else(|| Some(usual_language(case.as_ref(), &source))),
        to: choice
            .to
            .clone()
            .filter(|to| case.is_none() || recipients.iter().any(|recipient| recipient.id == to.as_str()))
            .or_else(|| recipients.first().and_then(|recipient| RecipientId::new(&recipient.id))),
        case: case_id,
        ..choice.clone()
    };

    let (mut set, mut standing) = (None, PagesState::Nothing);
    if case.is_some()
        && let Some(order) = order(&chosen, date)
    {
        let (pages, said, with) = set_pages(project, resources, &order, &source);
        findings.extend(said);
        findings.extend(case.as_ref().and_then(|case| case.out_of_date(Some(date))));
        (set, standing) = (pages.map(Arc::new), with);
    }
    if let (Some(case), Some(lang)) = (&chosen.case, &chosen.lang) {
        let found = checked
            .entry((case.clone(), lang.clone()))
            .or_insert_with(|| faults_of(project, resources, case, lang, date));
        findings.extend_unique(found.iter().cloned());
    }
    let good = set.clone().or(last);
    if set.is_none() && good.is_some() {
        standing = PagesState::Last;
    }
    findings.sort_by_key(|finding| finding.severity);
    let ids = good.iter().flat_map(|set| set.elements.iter().flatten().map(|place| place.name.as_str()));
    let ids: BTreeSet<&str> = ids.chain(findings.iter().filter_map(|finding| finding.place.as_deref())).collect();
    let messages = messages(project, ids, &chosen, &source);
    let choices = Choices {
        case: cases,
        lang: languages.iter().map(named_language).collect(),
        to: recipients,
        layout: layouts(project),
        country: countries(project),
    };
    (View { choices, chosen, standing, set: good.clone(), messages, source, findings }, good)
}

/// The findings of `likhit check` about the words of a case in a language, and about the letters to all
/// recipients.
fn faults_of(
    project: &Project,
    resources: Result<&Resources, &Findings>,
    case: &CaseId,
    lang: &LanguageTag,
    date: Date,
) -> Findings {
    let tried = Tried { languages: vec![lang.clone()], letters_only: true, ..Tried::on(date) };
    let scope = Scope { case: Some(case.clone()), pages: Some(tried), ..Scope::default() };
    check_with(project, &scope, resources).findings
}

/// The order for the letter that was chosen.
pub fn order(chosen: &Choice, date: Date) -> Option<Order> {
    Some(Order {
        to: vec![chosen.to.clone()?],
        languages: vec![chosen.lang.clone()?],
        country: chosen.country.clone(),
        stationery: chosen.layout.clone(),
        // The preview is not posted.
        after_deadline: true,
        ..Order::of(chosen.case.clone()?, date)
    })
}

/// Sets the letter. Where messages are missing, its pages have those of the source language, so that
/// a translation can be seen while it grows; the findings stay those of the letter as it is.
fn set_pages(
    project: &Project,
    resources: Result<&Resources, &Findings>,
    order: &Order,
    source: &LanguageTag,
) -> (Option<SetPages>, Findings, PagesState) {
    let set = |order: &Order| {
        let words = match Words::legible(project, order) {
            Ok(words) => words,
            Err(findings) => return (None, findings),
        };
        let (drafts, findings) = print::drafts_with(project, order, &words, resources);
        let draft = drafts.first().zip(resources.ok());
        (draft.and_then(|(draft, resources)| draw(&draft.document, resources.fonts())), findings)
    };
    let (pages, mut findings) = set(order);
    let is_missing = findings.iter().any(|finding| finding.rule == rules::MISSING_MESSAGE);
    // Missing words are reported by `check`, with their place.
    findings.retain(|finding| ![rules::MISSING_MESSAGE, rules::UNRESOLVED_PLACEABLE].contains(&finding.rule));
    if pages.is_some() {
        return (pages, findings, PagesState::Current);
    }
    if is_missing && order.languages != [source.clone()] {
        let (filled, _) = set(&Order { fallback: Some(source.clone()), ..order.clone() });
        if filled.is_some() {
            return (filled, findings, PagesState::Filled);
        }
    }
    (None, findings, PagesState::Nothing)
}

fn draw(document: &Document, fonts: &Fonts) -> Option<SetPages> {
    let sheet = document.pages.first()?.sheet;
    let place = |origin: &crate::finding::Origin| TextSource {
        name: origin.name.clone(),
        file: origin.file.clone(),
        line: origin.position.map(|position| position.line),
        column: origin.position.map(|position| position.column),
    };
    Some(SetPages {
        pages: (0..document.pages.len()).map(|page| to_svg(document, page, fonts)).collect(),
        sheet: [sheet.width.0, sheet.height.0],
        elements: document.elements.iter().map(|element| element.origin.as_ref().map(place)).collect(),
    })
}

fn cases(project: &Project) -> Vec<Named> {
    let named = project.cases().map(|id| {
        let name = print::read_case(project, &id, None).map_or_else(|_| id.to_string(), |case| case.title);
        Named { id: id.to_string(), name }
    });
    named.collect()
}

/// The languages of the project, with what is known of them where their file can be read.
fn languages(project: &Project) -> Vec<(LanguageTag, Option<LocaleInfo>)> {
    let files: Vec<&str> = project.locale_files().collect();
    let language = |file: &&str| {
        let tag = LanguageTag::new(paths::language_of_locale(file)?)?;
        let info = project.text(file).ok().and_then(|text| LocaleInfo::read(Source { file, text }).ok());
        Some((tag, info))
    };
    files.iter().filter_map(language).collect()
}

fn named_language((tag, info): &(LanguageTag, Option<LocaleInfo>)) -> Named {
    let name = match info {
        Some(info) if info.name == info.english_name => info.name.clone(),
        Some(info) => format!("{} – {}", info.name, info.english_name),
        None => tag.to_string(),
    };
    Named { id: tag.to_string(), name }
}

/// The first of the case's languages that is a translation, for it is translators who look.
fn usual_language(case: Option<&Case>, source: &LanguageTag) -> LanguageTag {
    let languages = case.map(|case| case.languages.as_slice()).unwrap_or_default();
    languages.iter().find(|tag| *tag != source).or(languages.first()).unwrap_or(source).clone()
}

fn recipients(case: &Case, country: Option<&CountryCode>) -> Vec<Named> {
    let named = |recipient: &crate::case::Recipient| {
        let name = recipient.address.latin.who().unwrap_or(recipient.id.as_str());
        Named { id: recipient.id.to_string(), name: name.to_owned() }
    };
    case.recipients_for(country).into_iter().map(named).collect()
}

fn layouts(project: &Project) -> Vec<Named> {
    let named = |id: StationeryId| {
        let about = Stationery::read(project, &id).map(|layout| layout.about).unwrap_or_default();
        Named { id: id.to_string(), name: if about.is_empty() { id.to_string() } else { format!("{id} – {about}") } }
    };
    layouts::names(project).into_iter().map(named).collect()
}

fn countries(project: &Project) -> Vec<Named> {
    let Ok(countries) = Countries::in_english(project) else { return Vec::new() };
    let named = |(code, name): (&CountryCode, &str)| Named { id: code.to_string(), name: name.to_owned() };
    let mut named: Vec<Named> = countries.all().map(named).collect();
    named.sort_by(|a, b| a.name.cmp(&b.name));
    named
}

/// The messages of these ids as they are written. Attributes belong to their message.
fn messages(
    project: &Project,
    ids: BTreeSet<&str>,
    chosen: &Choice,
    source: &LanguageTag,
) -> BTreeMap<String, Message> {
    let written = |language: &LanguageTag, id: &str| {
        let case = chosen.case.as_ref().map(|case| paths::locale_file(language, paths::case_words(case)));
        case.into_iter().chain([paths::locale_file(language, paths::LETTER)]).find_map(|file| {
            let own = project.bytes(&file).and_then(|bytes| std::str::from_utf8(bytes).ok());
            let below = project.text_below(&file);
            let texts = [(own, file.clone()), (below, paths::in_program(&file))];
            texts.into_iter().find_map(|(text, file)| Some(Written { excerpt: Excerpt::of(text?, id)?, file }))
        })
    };
    let message = |id: &str| {
        let id = id.split('.').next()?;
        let translation = chosen.lang.as_ref().filter(|lang| *lang != source).and_then(|lang| written(lang, id));
        let source = written(source, id);
        (translation.is_some() || source.is_some()).then(|| (id.to_owned(), Message { translation, source }))
    };
    ids.into_iter().filter_map(message).collect()
}

/// The letter's PDF, as it would be printed.
///
/// # Errors
///
/// Why it would not.
pub fn pdf(project: &Project, choice: &Choice, date: Date) -> Result<Vec<u8>, Findings> {
    let order = order(choice, date)
        .ok_or_else(|| Findings::from(Finding::error(rules::NOTHING_CHOSEN, "no letter was chosen")))?;
    if let Some(gone) = print::read_case(project, &order.case, order.as_of)?.out_of_date(Some(date)) {
        return Err(gone.into());
    }
    let outcome = print::letters(project, &order);
    match outcome.printed.into_iter().next() {
        Some(printed) if !outcome.findings.has_errors() => Ok(printed.pdf),
        _ => Err(outcome.findings),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const KHMER: &str = "locales/km/cases/kem-sokha.ftl";
    const CASE: &str = "cases/kem-sokha.yaml";

    fn changed(file: &str, change: impl Fn(&str) -> String) -> Project {
        let project = Project::embedded();
        let text = change(project.text(file).expect("it is there"));
        project.with([(file.to_owned(), text.into_bytes())])
    }

    fn khmer() -> Choice {
        Choice { case: CaseId::new("kem-sokha"), lang: LanguageTag::new("km"), ..Choice::default() }
    }

    fn seen(project: &Project, checked: &mut Checked) -> View {
        let resources = Resources::read(project);
        view(project, resources.as_ref(), &khmer(), None, Findings::new(), checked, date(2018, 1, 15)).0
    }

    #[test]
    fn what_check_finds_stands_beside_the_pages_once() {
        let project = changed(KHMER, |text| format!("{text}\nclosingg = ក\n"));
        let mut checked = Checked::new();
        let view = seen(&project, &mut checked);
        let about: Vec<&Finding> = view.findings.iter().filter(|f| f.place.as_deref() == Some("closingg")).collect();
        assert_eq!(about.len(), 1, "{:?}", view.findings);
        assert_eq!(view.standing, PagesState::Current);
        // A message that is missing is reported once, though the letter misses it too.
        for id in ["reply", "person", "subject"] {
            let lacking = changed(KHMER, |text| text.replacen(&format!("\n{id} ="), &format!("\n# {id} ="), 1));
            let view = seen(&lacking, &mut Checked::new());
            let missing: Vec<&Finding> = view.findings.iter().filter(|f| f.rule == rules::MISSING_MESSAGE).collect();
            assert_eq!(missing.len(), 1, "{:?}", view.findings);
        }
        // A broken file is reported once, although setting reports it too.
        let broken = changed(KHMER, |text| text.replacen("{ person }", "{ person", 1));
        let view = seen(&broken, &mut Checked::new());
        let places: Vec<_> = view.findings.iter().map(|f| (f.rule.as_str(), &f.file, f.line)).collect();
        assert!(!places.is_empty());
        assert_eq!(places.len(), places.iter().collect::<BTreeSet<_>>().len(), "{:?}", view.findings);
    }

    #[test]
    fn the_words_are_checked_once_for_all_recipients_and_layouts() {
        let project = Project::embedded();
        let key = (CaseId::new("kem-sokha").expect("an id"), LanguageTag::new("km").expect("a tag"));
        let kept = Findings::from(Finding::warning(rules::UNUSED_WORDS, "it was found before"));
        let view = seen(&project, &mut Checked::from([(key, kept)]));
        assert!(view.findings.iter().any(|finding| finding.rule == "unused-words"), "{:?}", view.findings);
    }

    #[test]
    fn a_letter_that_is_not_posted_is_shown_and_gives_no_pdf() {
        let address = "      lines: [75 Norodom Blvd, Khan Chamkarmon, Phnom Penh]\n      country: KH\n";
        let project = changed(CASE, |text| text.replacen(address, "", 1));
        assert_ne!(project, Project::embedded());
        let view = seen(&project, &mut Checked::new());
        assert_eq!(view.standing, PagesState::Current);
        let said: Vec<_> = view.findings.iter().filter(|finding| finding.rule == rules::NO_ADDRESS).collect();
        assert_eq!(said.len(), 1, "{:?}", view.findings);
        assert!(!said[0].is_error());
        let refused = pdf(&project, &view.chosen, date(2018, 1, 15)).expect_err("it is not posted");
        assert!(refused.iter().any(|finding| finding.rule == rules::NO_ADDRESS && finding.is_error()));
    }

    #[test]
    fn a_closed_case_is_shown_to_be_closed_and_gives_no_pdf() {
        let project =
            changed(CASE, |text| text.replace("\nstatus: active\n", "\nstatus: closed\noutcome: He was released.\n"));
        let view = seen(&project, &mut Checked::new());
        assert_eq!(
            view.findings.first().map(|finding| finding.rule.as_str()),
            Some("case-not-active"),
            "{:?}",
            view.findings
        );
        assert_eq!(view.standing, PagesState::Current);
        let choice = view.chosen;
        let refused = pdf(&project, &choice, date(2018, 1, 15)).expect_err("it is closed");
        assert_eq!(refused[0].rule, "case-not-active");
    }
}
