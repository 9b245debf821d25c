//! Sheets: an order for the Urgent Action of a case becomes PDFs and findings.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::post::unknown_country;
use super::remarks::{no_embassy, remarks};
use super::supplies::{add_english, distinct, read_locales, unknown_families};
use super::{read_case, read_fonts};
use crate::case::Case;
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, rules};
use crate::font::Fonts;
use crate::id::{CaseId, CountryCode, LanguageTag};
use crate::letter::{Section, Sheet, SheetCommission, compose_sheet, no_sheet, sheet_running_lines};
use crate::line::Segmenter;
use crate::locale::{Countries, Locale, TelephonePlans};
use crate::page::{Document, Paper, Setting, Shapings, set_sheet};
use crate::project::Project;
use crate::shape::Wording;

/// What is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetOrder {
    /// The case.
    pub case: CaseId,
    /// In which languages, a sheet in each; none means the case's.
    pub languages: Vec<LanguageTag>,
    /// Languages that are set side by side in one more sheet instead; none means no such sheet.
    pub parallel: Vec<LanguageTag>,
    /// The language to take messages from that another lacks.
    pub fallback: Option<LanguageTag>,
    /// The country of those who get the sheet: it chooses the embassy and the paper.
    pub country: Option<CountryCode>,
    /// The day on which the sheet is handed out.
    pub date: Date,
    /// In the state of which day the case is taken; none means the last one.
    pub as_of: Option<Date>,
    /// The paper; none means what is usual in the country.
    pub paper: Option<Paper>,
    /// Whether it is known that the day is past the case's, and that the section office agrees.
    pub after_deadline: bool,
}

impl SheetOrder {
    /// The usual sheets of a case: one in each of its languages, for nobody's country.
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

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetOutcome {
    /// What can be printed.
    pub sheets: Vec<PrintedSheet>,
    /// What is wrong, or worth knowing. Nothing is printed for what an error touches.
    pub findings: Findings,
}

/// Prints the sheets of an order.
pub fn sheets(project: &Project, order: &SheetOrder) -> SheetOutcome {
    let mut outcome = SheetOutcome::default();
    match prepare(project, order) {
        Ok((desk, findings)) => {
            outcome.findings = findings;
            for languages in desk.editions(order) {
                match desk.print(&languages) {
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

/// All that the sheets of one order are made with.
struct Desk<'a> {
    case: Case,
    locales: BTreeMap<LanguageTag, Locale>,
    fallback: Option<LanguageTag>,
    country: Option<CountryCode>,
    countries: Countries,
    telephones: TelephonePlans,
    section: Option<Section>,
    fonts: Fonts<'a>,
    segmenter: Segmenter,
    paper: Paper,
}

fn prepare<'a>(project: &'a Project, order: &SheetOrder) -> Result<(Desk<'a>, Findings), Findings> {
    let case = read_case(project, &order.case, order.as_of)?;
    if case.sheet.is_none() {
        return Err(no_sheet(&case).into());
    }
    let mut findings = Findings::new();
    let fonts = findings.take(read_fonts(project));
    let countries = findings.take(Countries::for_post_of(project, order.country.as_ref()));
    let telephones = findings.take(TelephonePlans::read(project));
    let section = findings.take(Section::of(project)).flatten();
    let asked =
        if order.languages.is_empty() && order.parallel.is_empty() { &case.languages } else { &order.languages };
    let tags = asked.iter().chain(&order.parallel).chain(&order.fallback);
    let mut locales = read_locales(project, tags, &case.id, &mut findings);
    let (Some(fonts), Some(countries), Some(telephones)) = (fonts, countries, telephones) else { return Err(findings) };
    findings.extend(locales.values().flat_map(|locale| unknown_families(project, locale, &fonts)));
    findings.extend(unknown_country(&countries, order.country.as_ref()));
    if let [only] = distinct(&order.parallel).as_slice() {
        let finding = Finding::error(rules::ONE_LANGUAGE, format!("`{only}` alone cannot stand side by side"));
        findings.push(finding.place("parallel").help("name two languages, for example `--parallel en,km`"));
    }
    if findings.has_errors() {
        return Err(findings);
    }
    let asked = distinct(&asked.iter().chain(&order.parallel).collect::<Vec<_>>());
    let written: Vec<&Locale> = asked.into_iter().filter_map(|tag| locales.get(tag)).collect();
    findings.extend(remarks(&case, &written, (!order.after_deadline).then_some(order.date)));
    findings.extend(no_embassy(&case, order.country.as_ref()));
    add_english(&mut locales, project, &case.id);
    let desk = Desk {
        case,
        locales,
        fallback: order.fallback.clone(),
        country: order.country.clone(),
        countries,
        telephones,
        section,
        fonts,
        segmenter: Segmenter::new(),
        paper: order.paper.unwrap_or(Paper::usual_in(order.country.as_ref())),
    };
    Ok((desk, findings))
}

impl Desk<'_> {
    /// The sheets of an order: which languages each is in.
    fn editions(&self, order: &SheetOrder) -> Vec<Vec<LanguageTag>> {
        let languages = match (&order.languages, &order.parallel) {
            (languages, parallel) if languages.is_empty() && parallel.is_empty() => &self.case.languages,
            (languages, _) => languages,
        };
        let alone = distinct(languages).into_iter().map(|language| vec![language]);
        let parallel = Some(distinct(&order.parallel)).filter(|parallel| !parallel.is_empty());
        alone.chain(parallel).collect()
    }

    fn print(&self, languages: &[LanguageTag]) -> Result<(PrintedSheet, Findings), Findings> {
        let Some(plan) = &self.case.sheet else { return Err(no_sheet(&self.case).into()) };
        let commission = |locale| SheetCommission {
            case: &self.case,
            plan,
            section: self.section.as_ref(),
            locale,
            fallback: self.fallback.as_ref().and_then(|tag| self.locales.get(tag)),
            country: self.country.as_ref(),
            countries: &self.countries,
            telephones: &self.telephones,
        };
        let commissions: Vec<SheetCommission> =
            languages.iter().filter_map(|tag| self.locales.get(tag)).map(commission).collect();
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut findings = Findings::new();
        for commission in &commissions {
            sheets.extend(findings.take(compose_sheet(commission)));
        }
        if findings.has_errors() || sheets.is_empty() {
            return Err(findings);
        }

        let mut document = Document {
            title: Wording::of(&sheets[0].headline.content).text,
            language: sheets[0].language.to_string(),
            ..Document::default()
        };
        let own = commissions.iter().map(|commission| commission.locale);
        let locales: Vec<&Locale> = own.chain(self.locales.values()).collect();
        let names: Vec<String> = sheets.iter().flat_map(|sheet| sheet.names.clone()).collect();
        let setting = Setting {
            fonts: &self.fonts,
            segmenter: &self.segmenter,
            locales: &locales,
            names: &names,
            shapings: &Shapings::default(),
        };
        let running = |page: usize, pages: usize| {
            commissions.iter().map(|commission| sheet_running_lines(commission, page, pages)).collect()
        };
        set_sheet(&mut document, &sheets.iter().collect::<Vec<_>>(), self.paper, &setting, &running)?;
        let pdf = to_pdf(&document, &self.fonts)?;
        let remarks = sheets.into_iter().flat_map(|sheet| sheet.remarks).collect();
        Ok((PrintedSheet { languages: languages.to_vec(), document, pdf }, remarks))
    }
}
