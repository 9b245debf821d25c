//! Documents to print, send and copy: the same bytes as those of the command line.

use std::sync::Arc;

use super::Studio;
use super::choice::{Choice, Kind};
use super::drawn::sheet_order;
use super::request::{Method, Request, Response, Status};
use crate::check::checked_proof;
use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, EnvelopeId, LanguageTag, RecipientId};
use crate::letter::Sender;
use crate::print::{self, Order, PieceKind, SheetOrder};
use crate::project::Project;
use crate::yaml::Source;

/// The path of the letter as plain text, for an e-mail.
const TEXT: &str = "/letter.txt";

/// The name of a sender's file in findings.
const SENDER: &str = "sender";

/// Whether a path is that of a document.
pub fn is_document(path: &str) -> bool {
    path == TEXT || kind_of(path).is_some()
}

fn kind_of(path: &str) -> Option<Kind> {
    Kind::named(path.strip_prefix('/')?.strip_suffix(".pdf")?)
}

/// The document of a request: to the recipient and in the language that it names, or to all and in all languages of the
/// case; for the sender in its body, if there is one.
pub fn respond(studio: &mut Studio, request: &Request) -> Response {
    let order = match order(studio, request) {
        Ok(order) => order,
        Err(findings) => return Response::conflict(&findings),
    };
    let project = Arc::clone(&studio.project);
    if request.path == TEXT {
        let outcome = print::plain_letters_with(&project, &order, studio.resources());
        if outcome.findings.has_errors() {
            return Response::conflict(&outcome.findings);
        }
        return Response::found("text/plain; charset=utf-8", print::plain_text(&outcome.letters));
    }
    let Some(kind) = kind_of(&request.path) else {
        return Response::refused(Status::NotFound, "there is no such document");
    };
    match pdf_of(studio, &project, kind, &order, request) {
        Ok(pdf) => Response::found("application/pdf", pdf),
        Err(findings) => Response::conflict(&findings),
    }
}

/// The order in a request.
pub fn order(studio: &Studio, request: &Request) -> Result<Order, Findings> {
    let Choice { case, layout, country, .. } = Choice::of(request);
    let case = case.ok_or_else(|| Findings::from(Finding::error(rules::NOTHING_CHOSEN, "no case was chosen")))?;
    let mut findings = Findings::new();
    let to = named(request, "to", RecipientId::new, &mut findings);
    let languages = named(request, "lang", LanguageTag::new, &mut findings);
    let sender = findings.take(sender(request)).flatten();
    if findings.has_errors() {
        return Err(findings);
    }
    let date = match request.value("date") {
        Some(written) => written.parse().map_err(|_| not_understood("date", written))?,
        None => studio.today,
    };
    let order = Order { to, languages, sender, country, stationery: layout, ..Order::of(case, date) };
    refuse_out_of_date(&studio.project, &order.case, &order)?;
    Ok(order)
}

/// A case that is closed, or a letter from before its last update, is not printed.
fn refuse_out_of_date(project: &Project, case: &CaseId, order: &Order) -> Result<(), Findings> {
    let case = print::read_case(project, case, order.as_of)?;
    let refused: Findings =
        case.out_of_date(Some(order.date)).into_iter().chain(case.dated_before_update(order.date)).collect();
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

/// The values of a name in the query, separated by commas.
fn named<T>(request: &Request, name: &str, read: impl Fn(&str) -> Option<T>, findings: &mut Findings) -> Vec<T> {
    let written = request.value(name).unwrap_or_default().split(',').filter(|value| !value.is_empty());
    written.filter_map(|value| findings.take(read(value).ok_or_else(|| not_understood(name, value)))).collect()
}

fn not_understood(name: &str, written: &str) -> Finding {
    Finding::error(rules::NOTHING_CHOSEN, format!("`{written}` is not valid here")).place(name)
}

/// The sender in the body: the text of a sender's file, as for `--sender`.
fn sender(request: &Request) -> Result<Option<Sender>, Findings> {
    if request.method == Method::Get || request.body.is_empty() {
        return Ok(None);
    }
    let text = crate::project::text_of(SENDER, &request.body)?;
    Sender::read(Source { file: SENDER, text }).map(Some)
}

/// The document of an order.
pub fn pdf_of(
    studio: &mut Studio,
    project: &Project,
    kind: Kind,
    order: &Order,
    request: &Request,
) -> Result<Vec<u8>, Findings> {
    let resources = studio.resources();
    match kind {
        Kind::Letter => {
            let outcome = print::letters_with(project, order, resources);
            only(outcome.printed.into_iter().map(|printed| printed.pdf), outcome.findings)
        }
        Kind::Sheet => {
            let parallel = named(request, "parallel", LanguageTag::new, &mut Findings::new());
            let order = SheetOrder { parallel, ..sheet_order(order) };
            let outcome = print::sheets_with(project, &order, &order.words(project)?, resources);
            only(outcome.sheets.into_iter().map(|sheet| sheet.pdf), outcome.findings)
        }
        Kind::Fax => {
            let outcome = print::faxes_with(project, order, &order.words(project)?, resources);
            only(outcome.faxes.into_iter().map(|fax| fax.pdf), outcome.findings)
        }
        Kind::Envelope => {
            let form = PieceKind::Envelopes(request.value("envelope").and_then(EnvelopeId::new));
            let (pieces, findings) = print::mailpieces_with(project, order, order.sender.as_slice(), &form, resources);
            only(pieces.into_iter().map(|pieces| pieces.pdf), findings)
        }
        Kind::Proof => {
            let Some(lang) = order.languages.first() else {
                return Err(Finding::error(rules::NOTHING_CHOSEN, "no language was chosen").place("lang").into());
            };
            checked_proof(project, &order.case, lang, order.date, resources).map(|proof| proof.pdf)
        }
    }
}

/// The first of several documents, if nothing is wrong with any of them.
fn only(mut documents: impl Iterator<Item = Vec<u8>>, findings: Findings) -> Result<Vec<u8>, Findings> {
    match documents.next() {
        Some(document) if !findings.has_errors() => Ok(document),
        _ if findings.has_errors() => Err(findings),
        _ => Err(Finding::error(rules::NOTHING_CHOSEN, "there is no such document for this choice").into()),
    }
}
