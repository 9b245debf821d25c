//! Envelopes and labels of an order: the addresses of its letters, printed on what they are posted in.

use super::order_inputs::OrderInputs;
use super::piece_stock::{PieceKind, PieceStock};
use super::posting_country::{PostingCountries, PostingCountry};
use super::prepared_order::recipients;
use super::remarks::{PrintedOn, remarks_on_sender};
use super::words::Words;
use super::{Order, Resources};
use crate::case::Recipient;
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, Origin, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::{InsideAddress, Section, Sender, Text, inside_address};
use crate::locale::Locale;
use crate::page::window::Spare;
use crate::page::{Document, TypesetContext, calibration};
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

/// Where an address is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedPiece {
    /// The recipient.
    pub recipient: RecipientId,
    /// On which page, from 1.
    pub page: usize,
    /// On which label of it, from 1.
    pub label: Option<usize>,
    /// The margin around its ink in its place on the envelope, or on its label.
    pub spare: Spare,
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
    let order = of_addresses(order);
    let words = Words::for_addresses(project, &order.case, order.as_of)?;
    let inputs = OrderInputs::with(project, &order, &words, resources)?;
    let locales: Vec<&Locale> = inputs.locales.values().map(|locale| &**locale).collect();
    let typesetting = TypesetContext {
        fonts: &inputs.fonts,
        segmenter: &inputs.segmenter,
        locales: &locales,
        names: &[],
        shapings: &inputs.shapings,
    };
    let country_of =
        |sender: Option<&Sender>| order.country.clone().or_else(|| sender.and_then(|sender| sender.country.clone()));
    let mut postings = PostingCountries::of(project);
    let usual = postings.posting(&order, country_of(senders.first()).as_ref())?;
    let stock = PieceStock::read(project, form, &usual)?;
    if let PieceStock::Labels { sheet, nudge, calibrate: true, .. } = &stock {
        let document = calibration(sheet, *nudge, &typesetting)?;
        let pdf = to_pdf(&document, &inputs.fonts)?;
        let name = format!("calibrate-{}", sheet.id);
        return Ok(Some(Mailpieces { name, sheet: sheet.sheet, document, pdf, pieces: Vec::new() }));
    }

    findings.extend(inputs.remarks(&order, PrintedOn::Letters));
    findings.extend(stock.unverified());
    let mut document = Document { title: stock.title(&order), language: "en".to_owned(), ..Document::default() };
    let mut pieces = Vec::new();
    let nobody = [None];
    let everybody: Vec<Option<&Sender>> = senders.iter().map(Some).collect();
    for sender in if senders.is_empty() { &nobody[..] } else { &everybody[..] } {
        let country = country_of(*sender);
        let posting = postings.posting(&order, country.as_ref())?;
        findings.extend(remarks_on_sender(&inputs, &order, *sender, country.as_ref()));
        let mut unknown = Findings::new();
        let to = recipients(&inputs.case, &order, country.as_ref(), &mut unknown);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        for recipient in to {
            let placed = addresses(&inputs, &posting, *sender, recipient).and_then(|(address, sender)| {
                let slot = stock.first_slot() + pieces.len();
                stock.place(&mut document, &address, sender.as_ref(), slot, &typesetting)
            });
            match placed {
                Ok((page, label, spare)) => {
                    pieces.push(PlacedPiece { recipient: recipient.id.clone(), page, label, spare });
                }
                Err(faults) => findings.extend(faults),
            }
        }
    }
    if pieces.is_empty() {
        if !findings.has_errors() {
            findings.push(Finding::error(rules::NO_LETTERS, "there are no recipients to write to"));
        }
        return Ok(None);
    }
    let pdf = to_pdf(&document, &inputs.fonts)?;
    Ok(Some(Mailpieces { name: stock.name(), sheet: stock.sheet(), document, pdf, pieces }))
}

/// An order of addresses: they are English whatever language the letters are in.
pub(super) fn of_addresses(order: &Order) -> Order {
    let english = LanguageTag::english();
    Order { languages: vec![english], fallback: None, stationery: None, envelope: None, ..order.clone() }
}

/// The recipient's address, and the return address, if there is one.
pub(super) fn addresses(
    inputs: &OrderInputs,
    posting: &PostingCountry,
    sender: Option<&Sender>,
    recipient: &Recipient,
) -> Result<(InsideAddress, Option<InsideAddress>), Findings> {
    let address = inside_address(&recipient.address, posting.country.as_ref(), &posting.countries);
    let address = address.map_err(|finding| vec![finding])?;
    Ok((address, sender_address(inputs, sender, recipient, posting.country.as_ref())?))
}

/// The return address, with the country if the letter goes abroad.
fn sender_address(
    inputs: &OrderInputs,
    sender: Option<&Sender>,
    recipient: &Recipient,
    posted_in: Option<&CountryCode>,
) -> Result<Option<InsideAddress>, Findings> {
    let named = inputs.section.as_ref().filter(|section| section.name.is_some());
    if let Some(section) = named {
        return Ok(Some(section_address(inputs, section, recipient, posted_in)));
    }
    let Some(sender) = sender else { return Ok(None) };
    let country = sender.country.as_ref().or(posted_in);
    let address = sender.address_in(country, &inputs.address_orders).map_err(|finding| vec![finding])?;
    let abroad = country.filter(|country| **country != recipient.address.country);
    let country = abroad.and_then(|country| inputs.reply_countries.name(country)).map(str::to_uppercase);
    let lines = std::iter::once(sender.name.words.clone())
        .chain(address.lines.into_iter().map(|line| line.words))
        .chain(country)
        .collect();
    Ok(Some(in_english(lines, &sender.name.origin)))
}

/// The address of the organisation that the letters are printed for: what comes back goes there.
fn section_address(
    inputs: &OrderInputs,
    section: &Section,
    recipient: &Recipient,
    posted_in: Option<&CountryCode>,
) -> InsideAddress {
    let country = section.country.as_ref().or(posted_in);
    let abroad = country.filter(|country| **country != recipient.address.country);
    let country = abroad.and_then(|country| inputs.reply_countries.name(country)).map(str::to_uppercase);
    let lines = section.return_line.iter().map(|line| line.words.clone()).chain(country).collect();
    in_english(lines, &section.name.as_ref().map(|name| name.origin.clone()).unwrap_or_default())
}

/// Addresses of senders say nothing of their language; they are taken for English.
fn in_english(lines: Vec<String>, origin: &Origin) -> InsideAddress {
    let text = |content| Text { content, language: LanguageTag::english(), origin: origin.clone() };
    InsideAddress { lines: lines.into_iter().map(text).collect(), origin: origin.clone() }
}
