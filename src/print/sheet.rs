//! Sheets: an order for the Urgent Action of a case becomes PDFs and findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::order_inputs::{distinct, unknown_families};
use super::remarks::{Printed, PrintedOn, no_embassy};
use super::resources::Resources;
use super::words::Words;
use crate::case::Case;
use crate::countries::{Countries, TelephonePlans};
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, rules};
use crate::font::Fonts;
use crate::id::{CaseId, CountryCode, LanguageTag};
use crate::letter::{Section, Sheet, SheetInput, compose_sheet, no_sheet, sheet_margins};
use crate::line::Segmenter;
use crate::locale::Locale;
use crate::page::{Document, Lines, Paper, PrintSize, Printing, Shapings, SheetForm, TypesetContext, set_sheet};
use crate::project::Project;
use crate::shape::Wording;

/// An order for sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetOrder {
    /// The case.
    pub case: CaseId,
    /// Languages, one sheet for each; empty means the languages of the case.
    pub languages: Vec<LanguageTag>,
    /// Languages that are set side by side in one additional sheet; empty means no such sheet.
    pub parallel: Vec<LanguageTag>,
    /// The language that missing messages are taken from.
    pub fallback: Option<LanguageTag>,
    /// The country where the sheet is handed out. It selects the embassy and the paper.
    pub country: Option<CountryCode>,
    /// The day on which the sheet is handed out.
    pub date: Date,
    /// The day whose state of the case is printed; the default is the latest state.
    pub as_of: Option<Date>,
    /// The paper; the default is the usual one of the country.
    pub paper: Option<Paper>,
    /// The size of the print.
    pub print: PrintSize,
    /// Whether it is known that the day is past the case's, and that the section office agrees.
    pub after_deadline: bool,
}

impl SheetOrder {
    /// The languages that have a sheet each.
    fn alone<'a>(&'a self, case: &'a Case) -> &'a [LanguageTag] {
        if self.languages.is_empty() && self.parallel.is_empty() { &case.languages } else { &self.languages }
    }

    /// The languages of the sheets, without duplicates.
    fn asked(&self, case: &Case) -> Vec<LanguageTag> {
        distinct(&self.alone(case).iter().chain(&self.parallel).cloned().collect::<Vec<_>>())
    }

    /// The words that the order is printed with, read and judged.
    ///
    /// # Errors
    ///
    /// When the case is unknown, or its file is faulty.
    pub fn words(&self, project: &Project) -> Result<Words, Findings> {
        let languages: Vec<LanguageTag> = self.languages.iter().chain(&self.parallel).cloned().collect();
        Words::read(project, &self.case, self.as_of, &languages, self.fallback.as_ref())
    }

    /// The usual sheets of a case: one in each of its languages, without a country.
    pub fn of(case: CaseId, date: Date) -> Self {
        Self {
            case,
            languages: Vec::new(),
            parallel: Vec::new(),
            fallback: None,
            country: None,
            date,
            as_of: None,
            paper: None,
            print: PrintSize::Usual,
            after_deadline: false,
        }
    }
}

/// A sheet in one language, or in several side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedSheet {
    /// The languages.
    pub languages: Vec<LanguageTag>,
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// The result of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetOutcome {
    /// The sheets that can be printed.
    pub sheets: Vec<PrintedSheet>,
    /// Problems and remarks. Nothing is printed for sheets that have an error.
    pub findings: Findings,
}

/// Prints the sheets of an order.
pub fn sheets(project: &Project, order: &SheetOrder) -> SheetOutcome {
    match order.words(project) {
        Ok(words) => sheets_with(project, order, &words, Resources::read(project).as_ref()),
        Err(findings) => SheetOutcome { sheets: Vec::new(), findings },
    }
}

/// Like [`sheets`], with words and fonts that were already read.
pub fn sheets_with(
    project: &Project,
    order: &SheetOrder,
    words: &Words,
    resources: Result<&Resources, &Findings>,
) -> SheetOutcome {
    let mut outcome = SheetOutcome::default();
    match prepare(project, order, words, resources) {
        Ok((context, findings)) => {
            outcome.findings = findings;
            for languages in context.editions(order) {
                match context.print(&languages) {
                    Ok((sheet, remarks)) => {
                        outcome.sheets.push(sheet);
                        outcome.findings.extend_unique(remarks);
                    }
                    Err(faults) => outcome.findings.extend_unique(faults),
                }
            }
        }
        Err(findings) => outcome.findings = findings,
    }
    outcome
}

/// Everything that the sheets of one order are made with.
struct SheetContext<'a> {
    case: Case,
    locales: BTreeMap<LanguageTag, Arc<Locale>>,
    fallback: Option<LanguageTag>,
    country: Option<CountryCode>,
    countries: Countries,
    /// The names of countries for words in each language.
    own_countries: BTreeMap<LanguageTag, Countries>,
    telephones: TelephonePlans,
    section: Option<Section>,
    fonts: Arc<Fonts<'a>>,
    segmenter: Arc<Segmenter>,
    form: SheetForm,
}

fn prepare<'a>(
    project: &Project,
    order: &SheetOrder,
    words: &Words,
    resources: Result<&Resources<'a>, &Findings>,
) -> Result<(SheetContext<'a>, Findings), Findings> {
    let case = words.case.clone();
    if case.sheet.is_none() {
        return Err(no_sheet(&case).into());
    }
    let mut findings = Findings::new();
    let resources = findings.take(resources.map_err(Clone::clone));
    let countries = findings.take(Countries::for_post_of(project, order.country.as_ref()));
    let telephones = findings.take(TelephonePlans::read(project));
    let section = findings.take(Section::of(project)).flatten();
    let asked = order.asked(&case);
    let mut own_countries = BTreeMap::new();
    for tag in &asked {
        own_countries.extend(findings.take(Countries::for_words_in(project, tag)).map(|names| (tag.clone(), names)));
    }
    let locales = findings.take(words.locales(asked.iter().chain(&order.fallback)));
    let (Some(resources), Some(countries), Some(telephones), Some(locales)) =
        (resources, countries, telephones, locales)
    else {
        return Err(findings);
    };
    let named = asked.iter().chain(&order.fallback).filter_map(|tag| locales.get(tag));
    findings.extend_unique(named.flat_map(|locale| unknown_families(project, locale, resources.fonts())));
    let unnamed = order.country.as_ref().and_then(|country| countries.unnamed(country));
    findings.extend(unnamed.map(|finding| finding.place("country")));
    if let [only] = distinct(&order.parallel).as_slice() {
        let finding = Finding::error(
            rules::ONE_LANGUAGE,
            format!("`--parallel` needs two languages, but only `{only}` is given"),
        );
        findings.push(finding.place("parallel").help("use two languages, for example `--parallel en,km`"));
    }
    if findings.has_errors() {
        return Err(findings);
    }
    let written: Vec<&Locale> = asked.iter().filter_map(|tag| locales.get(tag)).map(|locale| &**locale).collect();
    let fallback = order.fallback.as_ref().and_then(|tag| locales.get(tag)).map(|locale| &**locale);
    let (kind, reviews) = (PrintedOn::Sheets, &words.reviews);
    let printed = Printed { case: &case, kind, is_follow_up: false, written, fallback, reviews };
    findings.extend(printed.remarks((!order.after_deadline).then_some(order.date), order.as_of));
    findings.extend(words.warnings());
    findings.extend(no_embassy(&case, order.country.as_ref()));
    let context = SheetContext {
        case,
        locales,
        fallback: order.fallback.clone(),
        country: order.country.clone(),
        countries,
        own_countries,
        telephones,
        section,
        fonts: Arc::clone(&resources.fonts),
        segmenter: Arc::clone(&resources.segmenter),
        form: SheetForm { paper: order.paper.unwrap_or(Paper::usual_in(order.country.as_ref())), print: order.print },
    };
    Ok((context, findings))
}

impl SheetContext<'_> {
    /// The sheets of an order: which languages each is in.
    fn editions(&self, order: &SheetOrder) -> Vec<Vec<LanguageTag>> {
        let alone = distinct(order.alone(&self.case)).into_iter().map(|language| vec![language]);
        let parallel = Some(distinct(&order.parallel)).filter(|parallel| !parallel.is_empty());
        alone.chain(parallel).collect()
    }

    fn print<'c>(&'c self, languages: &[LanguageTag]) -> Result<(PrintedSheet, Findings), Findings> {
        let Some(plan) = &self.case.sheet else { return Err((no_sheet(&self.case)).into()) };
        let input = |locale: &'c Locale| SheetInput {
            case: &self.case,
            plan,
            section: self.section.as_ref(),
            locale,
            fallback: self.fallback.as_ref().and_then(|tag| self.locales.get(tag)).map(|locale| &**locale),
            country: self.country.as_ref(),
            countries: &self.countries,
            own_countries: &self.own_countries[&locale.tag],
            telephones: &self.telephones,
        };
        let inputs: Vec<SheetInput> =
            languages.iter().filter_map(|tag| self.locales.get(tag)).map(|locale| input(locale)).collect();
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut findings = Findings::new();
        for input in &inputs {
            sheets.extend(findings.take(compose_sheet(input)));
        }
        if findings.has_errors() || sheets.is_empty() {
            return Err(findings);
        }

        let mut document = Document {
            title: Wording::of(&sheets[0].headline.content).text,
            language: sheets[0].language.to_string(),
            printing: Printing::READING,
            ..Document::default()
        };
        for sheet in &sheets[1..] {
            document.add_title(&Wording::of(&sheet.headline.content).text, sheet.language.as_str());
        }
        let own = inputs.iter().map(|input| input.locale);
        let locales: Vec<&Locale> = own.chain(self.locales.values().map(|locale| &**locale)).collect();
        let names: Vec<String> = sheets.iter().flat_map(|sheet| sheet.names.clone()).collect();
        let typesetting = TypesetContext {
            fonts: &self.fonts,
            segmenter: &self.segmenter,
            locales: &locales,
            names: &names,
            shapings: &Shapings::default(),
            lines: if self.form.print == PrintSize::Large { Lines::Ragged } else { Lines::OfLanguage },
        };
        let margins =
            |page: usize, pages: usize| inputs.iter().map(|input| sheet_margins(input, page, pages)).collect();
        let set = set_sheet(&mut document, &sheets.iter().collect::<Vec<_>>(), self.form, &typesetting, &margins)?;
        let pdf = to_pdf(&document, &self.fonts)?;
        let remarks = sheets.into_iter().flat_map(|sheet| sheet.remarks).chain(set).collect();
        Ok((PrintedSheet { languages: languages.to_vec(), document, pdf }, remarks))
    }
}
