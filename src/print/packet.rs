//! Packets: the letters of one sender and their envelopes in one PDF, in the order in which they are signed and posted.

use super::letter_context::LetterContext;
use super::order::Order;
use super::packet_writer::{Envelopes, PacketForm, PacketPart, PacketWriter, PartKind};
use super::piece_run::{AddressOwner, Addressed, PieceMailing};
use super::piece_stock::PieceKind;
use super::prepared_order::PreparedOrder;
use super::remarks::{PrintedOn, unverified_window};
use super::resources::Resources;
use super::run::Fault;
use crate::case::{ContactWay, Involvement, Recipient};
use crate::finding::{Finding, Findings, rules};
use crate::page::Document;
use crate::project::Project;

/// The packet of one sender.
#[derive(Debug, Clone, PartialEq)]
pub struct Packet {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its parts in order.
    pub parts: Vec<PacketPart>,
    /// The number of its pages, with blank backs.
    pub pages: usize,
}

/// Prints the letters of an order and their envelopes into one PDF. If any of them cannot be printed, there is no
/// packet, because it would be posted without the missing part.
pub fn packet(project: &Project, order: &Order, form: &PacketForm) -> (Option<Packet>, Findings) {
    let mut findings = Findings::new();
    let packet = print(project, order, form, &mut findings);
    let packet = findings.take(packet);
    let mut distinct = Findings::new();
    distinct.extend_unique(findings);
    (packet, distinct)
}

fn print(project: &Project, order: &Order, form: &PacketForm, findings: &mut Findings) -> Result<Packet, Findings> {
    let words = order.words(project)?;
    let resources = Resources::read(project);
    let prepared = PreparedOrder::with(project, order, &words, resources.as_ref())?;
    findings.extend(prepared.remarks(order, PrintedOn::Letters));
    let (mut recipients, left_out) = prepared.reached(order, ContactWay::Post);
    if left_out.has_errors() {
        return Err(left_out);
    }
    findings.extend(left_out);
    let layouts = prepared.posting.layouts_for(recipients.iter().copied(), &prepared.inputs);
    findings.extend(layouts.into_iter().filter_map(unverified_window));
    let envelopes = match form.envelopes {
        Envelopes::None => None,
        Envelopes::Each | Envelopes::Last => {
            let kind = PieceKind::Envelopes(form.envelope.clone());
            Some(PieceMailing::with(project, order, &kind, order.sender_country(), resources.as_ref())?)
        }
    };
    findings.extend(envelopes.as_ref().and_then(PieceMailing::unverified));

    let context = prepared.context(order);
    // Appeals come before copies.
    recipients.sort_by_key(|recipient| recipient.part == Involvement::Copy);
    let mut faults = Findings::new();
    let mut set: Vec<SetPart> = Vec::new();
    let mut last: Vec<SetPart> = Vec::new();
    for recipient in recipients {
        for letter in letters(&context, recipient, findings) {
            set.extend(faults.take(letter));
        }
        let envelope = envelopes.as_ref().map(|envelopes| envelope(envelopes, order, recipient));
        let of_envelope = envelope.and_then(|envelope| faults.take(envelope));
        match form.envelopes {
            Envelopes::Last => last.extend(of_envelope),
            Envelopes::Each | Envelopes::None => set.extend(of_envelope),
        }
    }
    set.append(&mut last);
    if !faults.is_empty() {
        return Err(faults);
    }
    if set.is_empty() {
        return Err(Finding::error(rules::NO_LETTERS, "there are no recipients to write to").into());
    }
    let mut pdf = Vec::new();
    let mut writer = PacketWriter::new(&prepared.inputs.fonts, &mut pdf, form.sides);
    for SetPart { recipient, kind, title, document } in &set {
        writer.document(recipient, kind.clone(), title, document).map_err(of_memory)?;
    }
    let (parts, pages, _) = writer.finish().map_err(of_memory)?;
    Ok(Packet { pdf, parts, pages })
}

/// A part of a packet before it is written.
struct SetPart<'r> {
    recipient: &'r Recipient,
    kind: PartKind,
    title: String,
    document: Document,
}

/// The letters to one recipient, each in a document of its own.
fn letters<'r>(
    context: &LetterContext,
    recipient: &'r Recipient,
    findings: &mut Findings,
) -> Vec<Result<SetPart<'r>, Findings>> {
    let several = context.inputs.languages.len() > 1;
    let mut letters = Vec::new();
    let tightness = context.tightness(recipient);
    for locale in context.inputs.written() {
        let mut document = Document::default();
        let set = context.set(&mut document, &context.input(recipient, locale), tightness);
        letters.push(set.map(|set| {
            findings.extend_unique(set.remarks);
            let who = who(recipient);
            let title = if several { format!("{who} ({})", locale.tag) } else { who.to_owned() };
            SetPart { recipient, kind: PartKind::Letter(locale.tag.clone()), title, document }
        }));
    }
    letters
}

/// The envelope for one recipient.
fn envelope<'r>(envelopes: &PieceMailing, order: &Order, recipient: &'r Recipient) -> Result<SetPart<'r>, Findings> {
    let piece = Addressed {
        sender: order.sender.clone().map(std::rc::Rc::new),
        recipient: recipient.id.clone(),
        owner: AddressOwner::Recipient,
    };
    let document = envelopes.single(&piece)?;
    Ok(SetPart { recipient, kind: PartKind::Envelope, title: envelope_title(recipient), document })
}

/// The bookmark of an envelope.
pub(super) fn envelope_title(recipient: &Recipient) -> String {
    format!("Envelope: {}", who(recipient))
}

/// The recipient in Latin letters, for bookmarks.
pub(super) fn who(recipient: &Recipient) -> &str {
    recipient.address.latin.who().unwrap_or(recipient.id.as_str())
}

/// Faults of a file that is written to memory.
fn of_memory(fault: Fault) -> Findings {
    match fault {
        Fault::Findings(findings) => findings,
        Fault::Write(error) => {
            let finding = Finding::error(rules::UNWRITABLE_PDF, format!("the PDF cannot be put together: {error}"));
            finding.help("this is an error in likhit; please report it").into()
        }
    }
}
