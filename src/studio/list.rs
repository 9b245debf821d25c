//! The senders of a list: its columns, its rows with their faults, the letter of a row, and the print files of a mailing.

use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Studio;
use super::choice::Kind;
use super::documents::{order, pdf_of};
use super::request::{Request, Response, Status};
use crate::countries::{CountryNames, country};
use crate::finding::{Finding, Findings, rules};
use crate::list::{Column, ColumnChoices, ColumnUse, Encoding, Headings, List, Table, TableOptions};
use crate::mailing::manifest::{self, hex};
use crate::mailing::options::options;
use crate::mailing::{
    Filing, ListPlace, MANIFEST, OnBadRow, Plan, PreparedMailing, PrintedForm, ProjectHash, REASONS, REJECTED,
    RowCounts, RowReader, SUMMARY, SUMMARY_TEXT, Summary, Survey, fingerprint, ranks, summary, survey,
};
use crate::page::MarkKind;
use crate::print::{Fault, MailingRun, Order, Sides};
use crate::project::Project;
use crate::yaml::Source;

/// How many letters a print file has at most, if the request does not say it.
const LETTERS_PER_FILE: usize = 1000;

/// A list that was opened, with the columns that a person has chosen.
pub struct OpenList {
    table: Table,
    headings: Headings,
    choices: ColumnChoices,
    /// The mailing that was planned last, for the project as it was.
    mailing: Option<Mailing>,
}

/// The letters of the list, planned and counted.
struct Mailing {
    project: Arc<Project>,
    order: Order,
    form: PrintedForm,
    survey: Survey,
    plan: Plan,
    summary: Summary,
    /// The rows of the manifest of each file that was printed.
    rows: Vec<Option<Vec<manifest::ManifestRow>>>,
}

/// What a list is.
#[derive(Serialize)]
struct About<'a> {
    file: &'a str,
    worksheet: Option<&'a str>,
    rows: usize,
    /// The headings of all columns.
    headings: &'a [String],
    /// What each column became.
    columns: Vec<ColumnUse>,
    /// All fields that a column may fill in.
    fields: Vec<&'static str>,
    findings: Findings,
}

/// What would be printed of a list.
#[derive(Serialize)]
struct Planned {
    rows: RowCounts,
    /// The numbers of the rows that are rejected; the reasons are in the table of reasons.
    rejected: Vec<u32>,
    letters: usize,
    /// The names of the print files, and how many letters each has.
    files: Vec<(String, usize)>,
    summary: String,
    findings: Findings,
}

impl OpenList {
    fn list(&self) -> Result<List<'_>, Findings> {
        List::read(&self.table, &self.headings, &self.choices)
    }

    fn about(&self, names: &CountryNames) -> Result<Response, Findings> {
        let list = self.list()?;
        let findings = self.table.remarks().iter().chain(list.remarks().iter()).cloned().chain(list.lacking(names));
        Ok(Response::json(&About {
            file: list.file(),
            worksheet: self.table.worksheet(),
            rows: list.rows().len(),
            headings: list.columns().headings(),
            columns: list.columns().uses(),
            fields: Column::all().map(Column::name).collect(),
            findings: findings.collect(),
        }))
    }
}

/// Opens the list in the body: `name` is the name of its file, `encoding` and `worksheet` say how to read it.
pub fn open(studio: &mut Studio, request: &Request) -> Response {
    let open = || -> Result<(OpenList, Response), Findings> {
        let file = request.value("name").unwrap_or("list.csv");
        let options = TableOptions {
            encoding: request.value("encoding").and_then(Encoding::named),
            country: request.value("country").and_then(|written| country(written).ok()),
            worksheet: request.value("worksheet").map(str::to_owned),
        };
        let table = Table::read(file, request.body.clone(), &options)?;
        let headings = Headings::read(&studio.project)?;
        let list = OpenList { table, headings, choices: ColumnChoices::default(), mailing: None };
        let about = list.about(&CountryNames::read(&studio.project)?)?;
        Ok((list, about))
    };
    match open() {
        Ok((list, about)) => {
            studio.list = Some(list);
            about
        }
        Err(findings) => Response::conflict(&findings),
    }
}

/// Chooses columns: the body has what `LIST.columns.yaml` beside a list has.
pub fn choose_columns(studio: &mut Studio, request: &Request) -> Response {
    let Some(list) = &mut studio.list else { return no_list() };
    let names = match CountryNames::read(&studio.project) {
        Ok(names) => names,
        Err(findings) => return Response::conflict(&findings),
    };
    let Some(text) = request.text() else {
        return Response::refused(Status::BadRequest, "the columns are not text");
    };
    let chosen = match ColumnChoices::read(Source { file: "columns", text }) {
        Ok(chosen) => chosen,
        Err(findings) => return Response::conflict(&findings),
    };
    let before = std::mem::replace(&mut list.choices, chosen);
    list.mailing = None;
    list.about(&names).unwrap_or_else(|findings| {
        list.choices = before;
        Response::conflict(&findings)
    })
}

fn no_list() -> Response {
    Response::refused(Status::NotFound, "no list is open")
}

/// The letter or the envelope of the row with the number `row`, as a PDF.
pub fn of_row(studio: &mut Studio, request: &Request, kind: Kind) -> Response {
    let made = order(studio, request).and_then(|order| {
        let Some(open) = &studio.list else {
            return Err(Finding::error(rules::NOTHING_CHOSEN, "no list is open").into());
        };
        let list = open.list()?;
        let names = names(&studio.project, &order)?;
        let number = request.value("row").and_then(|number| number.parse::<u32>().ok());
        let row = list.rows().iter().find(|row| Some(row.number) == number).ok_or_else(|| {
            Findings::from(Finding::error(rules::NOTHING_CHOSEN, "the list has no such row").place("row"))
        })?;
        let sender = list.entry(*row, &names).map_err(Findings::from)?.sender;
        let order = Order { sender: Some(sender), ..order };
        let project = Arc::clone(&studio.project);
        pdf_of(studio, &project, kind, &order, request)
    });
    match made {
        Ok(pdf) => Response::found("application/pdf", pdf),
        Err(findings) => Response::conflict(&findings),
    }
}

fn names(project: &Project, order: &Order) -> Result<CountryNames, Findings> {
    Ok(CountryNames::read(project)?.for_letters_from(order.country.clone()))
}

/// Reads, sets and counts all letters of the list, and plans the print files.
pub fn plan(studio: &mut Studio, request: &Request) -> Response {
    let planned = order(studio, request).and_then(|order| {
        let Some(list) = &studio.list else {
            return Err(Finding::error(rules::NOTHING_CHOSEN, "no list is open").into());
        };
        Mailing::plan(&studio.project, list, order, form(request))
    });
    match planned {
        Ok((mailing, planned)) => {
            if let Some(list) = &mut studio.list {
                list.mailing = Some(mailing);
            }
            Response::json(&planned)
        }
        Err(findings) => Response::conflict(&findings),
    }
}

/// The printed form in a request, with the defaults of the command line.
fn form(request: &Request) -> PrintedForm {
    let letters = request.value("letters-per-file").and_then(|written| written.parse().ok()).filter(|most| *most > 0);
    PrintedForm {
        sides: if request.value("duplex").is_some() { Sides::Both } else { Sides::Front },
        filing: Filing::Together(letters.unwrap_or(LETTERS_PER_FILE)),
        marks: match request.value("marks") {
            Some("omr") => Some(MarkKind::Omr),
            Some("datamatrix") => Some(MarkKind::DataMatrix),
            _ => None,
        },
    }
}

impl Mailing {
    fn plan(
        project: &Arc<Project>,
        open: &OpenList,
        order: Order,
        form: PrintedForm,
    ) -> Result<(Self, Planned), Findings> {
        let (list, names) = (open.list()?, names(project, &order)?);
        let lacking = list.lacking(&names);
        if !lacking.is_empty() {
            return Err(lacking);
        }
        let ranks = ranks(project, &order)?;
        let run = MailingRun::prepare(project, order.clone())?.with_marks(form.marks);
        let country = order.country.as_ref();
        let reader = RowReader { list: &list, names: &names, run: &run, country, except: None };
        let mut survey = survey(&reader, OnBadRow::Reject);
        for remark in run.remarks().into_iter().chain(list.remarks().clone()) {
            survey.faults.general(remark);
        }
        let id = fingerprint(project, &list, &order, &form);
        let place = ListPlace::first(id, open.table.file().to_owned());
        let plan = Plan::new(place, order.date, &survey.good, &ranks, &form);
        let summary = Summary {
            list_sha256: Some(hex(&Sha256::digest(open.table.original()))),
            has_ids: list.has(Column::Id),
            columns: list.columns().uses(),
            options: options(&order, &form),
            project: ProjectHash::of(project).digest(),
            ..summary(&order, &survey, &plan)
        };
        let planned = Planned {
            rows: survey.counts(),
            rejected: survey.rejected.iter().map(|at| list.rows()[*at].number).collect(),
            letters: plan.letters.len(),
            files: plan.files.iter().map(|file| (file.name.clone(), file.letters.len())).collect(),
            summary: summary.text(form.sides),
            findings: survey.faults.all(),
        };
        let rows = vec![None; plan.files.len()];
        Ok((Self { project: Arc::clone(project), order, form, survey, plan, summary, rows }, planned))
    }
}

/// A file of the planned mailing: a print file, the manifest, the summary, the rejected rows or the reasons. The
/// manifest has the letters of the print files, which must be asked for first.
pub fn file(studio: &mut Studio, name: &str) -> Response {
    let Some(open) = &mut studio.list else { return no_list() };
    let Some(mut mailing) = open.mailing.take() else {
        return Response::refused(Status::NotFound, "no mailing is planned");
    };
    let made = mailing.file(open, name);
    open.mailing = Some(mailing);
    match made {
        Ok(Some((kind, bytes))) => Response::found(kind, bytes),
        Ok(None) => Response::refused(Status::NotFound, "the mailing has no such file"),
        Err(findings) => Response::conflict(&findings),
    }
}

const CSV: &str = "text/csv; charset=utf-8";

impl Mailing {
    fn file(&mut self, open: &OpenList, name: &str) -> Result<Option<(&'static str, Vec<u8>)>, Findings> {
        let list = open.list()?;
        Ok(match name {
            MANIFEST => Some((CSV, manifest::table(&self.all_rows()?))),
            SUMMARY => {
                let manifest_sha256 = Some(manifest::digest(&self.all_rows()?));
                Some(("application/json", Summary { manifest_sha256, ..self.summary.clone() }.json()))
            }
            SUMMARY_TEXT => Some(("text/plain; charset=utf-8", self.summary.text(self.form.sides).into_bytes())),
            REJECTED => Some((CSV, self.survey.rejected_rows(&list))),
            REASONS => Some((CSV, self.survey.faults.reasons(&list))),
            _ => match self.plan.files.iter().position(|file| file.name == name) {
                Some(at) => Some(("application/pdf", self.print(&list, at)?)),
                None => None,
            },
        })
    }

    /// The rows of the manifest.
    fn all_rows(&self) -> Result<Vec<manifest::ManifestRow>, Findings> {
        let missing = || {
            let message = "the manifest is complete only when all print files are printed";
            Findings::from(Finding::error(rules::NOTHING_CHOSEN, message).help("ask for the print files first"))
        };
        let rows = self.rows.iter().map(|rows| rows.clone().ok_or_else(missing));
        Ok(rows.collect::<Result<Vec<_>, _>>()?.concat())
    }

    fn print(&mut self, list: &List, at: usize) -> Result<Vec<u8>, Findings> {
        let names = names(&self.project, &self.order)?;
        let run = MailingRun::prepare(&self.project, self.order.clone())?.with_marks(self.form.marks);
        let prepared = PreparedMailing { run: &run, list, names: &names, plan: &self.plan };
        let (file, mut pdf) = (&self.plan.files[at], Vec::new());
        let printed = prepared.print(file.letters.clone(), &file.name, &mut pdf, &|| {});
        self.rows[at] = Some(printed.map_err(|fault| match fault {
            Fault::Findings(findings) => findings,
            Fault::Write(_) => unreachable!("memory takes all bytes"),
        })?);
        Ok(pdf)
    }
}
