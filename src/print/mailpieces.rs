//! Envelopes and labels of an order: the addresses of its letters.

use std::rc::Rc;

use super::order::Order;
use super::piece_run::{AddressOwner, Addressed, PieceMailing, PlacedPiece};
use super::piece_stock::PieceKind;
use super::recipients::unknown_recipients_from;
use super::resources::Resources;
use crate::case::ContactWay;
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, rules};
use crate::letter::Sender;
use crate::page::Document;
use crate::project::Project;
use crate::unit::Size;

/// A PDF of envelopes or labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Mailpieces {
    /// The name of the file, without its ending.
    pub name: String,
    /// The size of its pages.
    pub sheet: Size,
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The addresses in the order in which they are printed.
    pub pieces: Vec<PlacedPiece>,
}

/// Prints the envelopes or labels for the letters of an order: for each sender one to each
/// recipient, or, without a sender, one to every recipient. The languages of the order do not matter.
/// Addresses that cannot be printed are left out, and each has a finding.
pub fn mailpieces(
    project: &Project,
    order: &Order,
    senders: &[Sender],
    form: &PieceKind,
) -> (Option<Mailpieces>, Findings) {
    mailpieces_with(project, order, senders, form, Resources::read(project).as_ref())
}

/// Like [`mailpieces`], with fonts that were already read.
pub fn mailpieces_with(
    project: &Project,
    order: &Order,
    senders: &[Sender],
    form: &PieceKind,
    resources: Result<&Resources, &Findings>,
) -> (Option<Mailpieces>, Findings) {
    let mut findings = Findings::new();
    let printed = print(project, order, senders, form, resources, &mut findings);
    let printed = findings.take(printed);
    let mut distinct = Findings::new();
    distinct.extend_unique(findings);
    (printed.flatten(), distinct)
}

fn print(
    project: &Project,
    order: &Order,
    senders: &[Sender],
    form: &PieceKind,
    resources: Result<&Resources, &Findings>,
    findings: &mut Findings,
) -> Result<Option<Mailpieces>, Findings> {
    let country = senders.first().and_then(|sender| sender.country.as_ref());
    let run = PieceMailing::with(project, order, form, country, resources)?;
    if let Some((name, document)) = run.calibration()? {
        let pdf = to_pdf(&document, &run.inputs.fonts)?;
        return Ok(Some(Mailpieces { name, sheet: run.stock.sheet(), document, pdf, pieces: Vec::new() }));
    }
    findings.extend(run.remarks());
    let asked = asked(&run, senders, findings)?;
    let mut document = run.blank();
    let mut pieces = Vec::new();
    let pages = &mut |page| -> Result<(), Findings> {
        document.append(page);
        Ok(())
    };
    run.place_all(&mut asked.into_iter(), pages, &mut |told| pieces.extend(findings.take(told)))?;
    if pieces.is_empty() {
        if !findings.has_errors() {
            findings.push(Finding::error(rules::NO_LETTERS, "there are no recipients to write to"));
        }
        return Ok(None);
    }
    let pdf = to_pdf(&document, &run.inputs.fonts)?;
    Ok(Some(Mailpieces { name: run.name(), sheet: run.stock.sheet(), document, pdf, pieces }))
}

/// The requested pieces: for each sender one to each recipient. Remarks on the senders are
/// reported.
fn asked(run: &PieceMailing, senders: &[Sender], findings: &mut Findings) -> Result<Vec<Addressed>, Findings> {
    let everybody = senders.iter().map(|sender| Some(Rc::new(sender.clone())));
    let nobody = senders.is_empty().then_some(None);
    let mut asked = Vec::new();
    for sender in everybody.chain(nobody) {
        let country = run.order.posted_in(sender.as_deref());
        findings.extend(run.remarks_on(sender.as_deref()));
        let unknown = unknown_recipients_from(&run.inputs.case, &run.order, country);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let (to, left_out) = run.inputs.reached(&run.order, country, ContactWay::Post);
        findings.extend_unique(left_out);
        asked.extend(to.into_iter().map(|recipient| Addressed {
            sender: sender.clone(),
            recipient: recipient.id.clone(),
            owner: AddressOwner::Recipient,
        }));
    }
    Ok(asked)
}
