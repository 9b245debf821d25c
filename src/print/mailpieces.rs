//! Envelopes and labels of an order: the addresses of its letters, printed on what they are posted in.

use std::rc::Rc;

use super::piece_run::{AddressOwner, Addressed, Mailpieces, PieceMailing};
use super::piece_stock::PieceKind;
use super::prepared_order::recipients;
use super::{Order, Resources};
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, rules};
use crate::letter::Sender;
use crate::project::Project;

/// Prints the envelopes or labels for the letters of an order: for each sender one to everybody to
/// whom they write, or, without a sender, one to everybody. The order's languages play no part.
/// Addresses that cannot be printed are left out, and each has a finding.
pub fn mailpieces(
    project: &Project,
    order: &Order,
    senders: &[Sender],
    form: &PieceKind,
) -> (Option<Mailpieces>, Findings) {
    mailpieces_with(project, order, senders, form, Resources::read(project).as_ref())
}

/// The same with what is set with.
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
    if let Some(page) = run.calibration()? {
        return Ok(Some(page));
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
            findings.push(Finding::error(rules::NO_LETTERS, "there is nobody to write to"));
        }
        return Ok(None);
    }
    let pdf = to_pdf(&document, &run.inputs.fonts)?;
    Ok(Some(Mailpieces { name: run.name(), sheet: run.stock.sheet(), document, pdf, pieces }))
}

/// The pieces that are asked for: for each sender one to everybody to whom they write. What is worth knowing of
/// the senders is told.
fn asked(run: &PieceMailing, senders: &[Sender], findings: &mut Findings) -> Result<Vec<Addressed>, Findings> {
    let everybody = senders.iter().map(|sender| Some(Rc::new(sender.clone())));
    let nobody = senders.is_empty().then_some(None);
    let mut asked = Vec::new();
    for sender in everybody.chain(nobody) {
        let country = run.order.posted_in(sender.as_deref());
        findings.extend(run.remarks_on(sender.as_deref()));
        let mut unknown = Findings::new();
        let to = recipients(&run.inputs.case, &run.order, country, &mut unknown);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        asked.extend(to.into_iter().map(|recipient| Addressed {
            sender: sender.clone(),
            recipient: recipient.id.clone(),
            whose: AddressOwner::Recipient,
        }));
    }
    Ok(asked)
}
