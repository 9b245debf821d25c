//! Pages as they are drawn for a screen.

use jiff::civil::Date;
use serde::Serialize;

use super::choice::{Choice, Kind};
use crate::check::checked_proof;
use crate::export::to_svg;
use crate::finding::{Findings, Origin, rules};
use crate::font::Fonts;
use crate::id::LanguageTag;
use crate::page::Document;
use crate::print::{self, Order, PieceKind, Resources, SheetOrder, Words};
use crate::project::{Project, paths};

/// Pages as they were set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetPages {
    /// The pages as SVG.
    pages: Vec<String>,
    /// The width and height of each page in points.
    sheets: Vec<[f64; 2]>,
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
    /// The line as it is written, if it is of a YAML file.
    written: Option<String>,
}

/// The state of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PagesState {
    /// The pages of the current files.
    Current,
    /// The pages of the current files, with missing translations filled in from the source language.
    Filled,
    /// The last pages that could be set.
    Last,
    /// There are no pages.
    Nothing,
}

impl SetPages {
    fn of(document: &Document, project: &Project, fonts: &Fonts) -> Option<Self> {
        document.pages.first()?;
        let place = |origin: &Origin| {
            let line = origin.position.map(|position| position.line);
            let yaml = origin.file.as_deref().filter(|file| file.ends_with(paths::YAML));
            let text = yaml.and_then(|file| project.text(file).ok());
            let written = text.zip(line).and_then(|(text, line)| text.lines().nth(line.checked_sub(1)?));
            TextSource {
                name: origin.name.clone(),
                file: origin.file.clone(),
                line,
                column: origin.position.map(|position| position.column),
                written: written.map(str::to_owned),
            }
        };
        Some(Self {
            pages: (0..document.pages.len()).map(|page| to_svg(document, page, fonts)).collect(),
            sheets: document.pages.iter().map(|page| [page.sheet.width.0, page.sheet.height.0]).collect(),
            elements: document.elements.iter().map(|element| element.origin.as_ref().map(place)).collect(),
        })
    }

    /// The files of the words on the pages.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.elements.iter().flatten().filter_map(|source| source.file.as_deref())
    }

    /// The names of the messages and facts that are on the pages.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.elements.iter().flatten().map(|source| source.name.as_str())
    }
}

/// The order for the letter that was chosen.
pub fn order(chosen: &Choice, date: Date) -> Option<Order> {
    Some(Order {
        to: vec![chosen.to.clone()?],
        languages: vec![chosen.lang.clone()?],
        country: chosen.country.clone(),
        stationery: chosen.layout.clone(),
        // What is only looked at is not posted.
        after_deadline: true,
        ..Order::of(chosen.case.clone()?, date)
    })
}

/// Sets the chosen document. Where messages are missing, its pages have those of the source language, so that
/// a translation can be seen while it grows; the findings stay those of the document as it is.
pub fn set_pages(
    project: &Project,
    resources: Result<&Resources, &Findings>,
    chosen: &Choice,
    source: &LanguageTag,
    date: Date,
) -> (Option<SetPages>, Findings, PagesState) {
    let Some(order) = order(chosen, date) else { return (None, Findings::new(), PagesState::Nothing) };
    let set = |order: &Order| {
        let words = match Words::legible(project, order) {
            Ok(words) => words,
            Err(findings) => return (None, findings),
        };
        let (document, findings) = document(project, chosen.document, order, &words, resources);
        let drawn = document.zip(resources.ok());
        (drawn.and_then(|(document, resources)| SetPages::of(&document, project, resources.fonts())), findings)
    };
    let (pages, mut findings) = set(&order);
    let is_missing = findings.iter().any(|finding| finding.rule == rules::MISSING_MESSAGE);
    // Missing words are reported by `check`, with their place.
    findings.retain(|finding| ![rules::MISSING_MESSAGE, rules::UNRESOLVED_PLACEABLE].contains(&finding.rule));
    if pages.is_some() {
        return (pages, findings, PagesState::Current);
    }
    if is_missing && order.languages != [source.clone()] {
        let (filled, _) = set(&Order { fallback: Some(source.clone()), ..order });
        if filled.is_some() {
            return (filled, findings, PagesState::Filled);
        }
    }
    (None, findings, PagesState::Nothing)
}

/// The document of an order for one recipient in one language.
fn document(
    project: &Project,
    kind: Kind,
    order: &Order,
    words: &Words,
    resources: Result<&Resources, &Findings>,
) -> (Option<Document>, Findings) {
    match kind {
        Kind::Letter => {
            let (drafts, findings) = print::drafts_with(project, order, words, resources);
            (drafts.into_iter().next().map(|draft| draft.document), findings)
        }
        Kind::Sheet => {
            let outcome = print::sheets_with(project, &sheet_order(order), words, resources);
            (outcome.sheets.into_iter().next().map(|sheet| sheet.document), outcome.findings)
        }
        Kind::Fax => {
            let outcome = print::faxes_with(project, order, words, resources);
            (outcome.faxes.into_iter().next().map(|fax| fax.document), outcome.findings)
        }
        Kind::Envelope => {
            let form = PieceKind::Envelopes(None);
            let (pieces, findings) = print::mailpieces_with(project, order, &[], &form, resources);
            (pieces.map(|pieces| pieces.document), findings)
        }
        Kind::Proof => {
            let lang = order.languages.first().expect("an order of a choice has a language");
            match checked_proof(project, &order.case, lang, order.date, resources) {
                Ok(proof) => (Some(proof.document), Findings::new()),
                Err(findings) => (None, findings),
            }
        }
    }
}

/// The order for the sheets of the case of an order for letters.
pub fn sheet_order(order: &Order) -> SheetOrder {
    SheetOrder {
        languages: order.languages.clone(),
        fallback: order.fallback.clone(),
        country: order.country.clone(),
        as_of: order.as_of,
        after_deadline: order.after_deadline,
        ..SheetOrder::of(order.case.clone(), order.date)
    }
}
