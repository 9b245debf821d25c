//! Envelopes and labels of an order: the addresses of its letters, printed on what they are posted in.

use super::carrier::{Carrier, Form};
use super::post::{Post, Posts};
use super::remarks::{Kind, remarks_on_sender};
use super::shop::recipients;
use super::supplies::Supplies;
use super::words::Words;
use super::{Equipment, Order};
use crate::case::Recipient;
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, Origin, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::{InsideAddress, Section, Sender, Text, inside_address};
use crate::locale::Locale;
use crate::page::window::Spare;
use crate::page::{Document, Setting, calibration};
use crate::project::Project;
use crate::unit::Size;

/// A PDF of envelopes or labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Mailpieces {
    /// What the file is called, without its ending.
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
    /// To whom.
    pub recipient: RecipientId,
    /// On which page, from 1.
    pub page: usize,
    /// On which label of it, from 1.
    pub label: Option<usize>,
    /// What its ink has to spare in its place on the envelope, or on its label.
    pub spare: Spare,
}

/// Prints the envelopes or labels for the letters of an order: for each sender one to everybody to
/// whom they write, or, without a sender, one to everybody. The order's languages play no part.
/// Addresses that cannot be printed are left out, and each has a finding.
pub fn mailpieces(project: &Project, order: &Order, senders: &[Sender], form: &Form) -> (Option<Mailpieces>, Findings) {
    mailpieces_with(project, order, senders, form, Equipment::read(project).as_ref())
}

/// The same with what is set with.
pub fn mailpieces_with(
    project: &Project,
    order: &Order,
    senders: &[Sender],
    form: &Form,
    equipment: Result<&Equipment, &Findings>,
) -> (Option<Mailpieces>, Findings) {
    let mut findings = Findings::new();
    let printed = print(project, order, senders, form, equipment, &mut findings);
    let printed = findings.take(printed);
    let mut distinct = Findings::new();
    distinct.extend_unique(findings);
    (printed.flatten(), distinct)
}

fn print(
    project: &Project,
    order: &Order,
    senders: &[Sender],
    form: &Form,
    equipment: Result<&Equipment, &Findings>,
    findings: &mut Findings,
) -> Result<Option<Mailpieces>, Findings> {
    let order = of_addresses(order);
    let words = Words::for_addresses(project, &order.case, order.as_of)?;
    let supplies = Supplies::with(project, &order, &words, equipment)?;
    let locales: Vec<&Locale> = supplies.locales.values().map(|locale| &**locale).collect();
    let setting = Setting {
        fonts: &supplies.fonts,
        segmenter: &supplies.segmenter,
        locales: &locales,
        names: &[],
        shapings: &supplies.shapings,
    };
    let country_of =
        |sender: Option<&Sender>| order.country.clone().or_else(|| sender.and_then(|sender| sender.country.clone()));
    let mut posts = Posts::of(project);
    let usual = posts.post(&order, country_of(senders.first()).as_ref())?;
    let carrier = Carrier::read(project, form, &usual)?;
    if let Carrier::Labels { sheet, nudge, calibrate: true, .. } = &carrier {
        let document = calibration(sheet, *nudge, &setting)?;
        let pdf = to_pdf(&document, &supplies.fonts)?;
        let name = format!("calibrate-{}", sheet.id);
        return Ok(Some(Mailpieces { name, sheet: sheet.sheet, document, pdf, pieces: Vec::new() }));
    }

    findings.extend(supplies.remarks(&order, Kind::Letters));
    findings.extend(carrier.unverified());
    let mut document = Document { title: carrier.title(&order), language: "en".to_owned(), ..Document::default() };
    let mut pieces = Vec::new();
    let nobody = [None];
    let everybody: Vec<Option<&Sender>> = senders.iter().map(Some).collect();
    for sender in if senders.is_empty() { &nobody[..] } else { &everybody[..] } {
        let country = country_of(*sender);
        let post = posts.post(&order, country.as_ref())?;
        findings.extend(remarks_on_sender(&supplies, &order, *sender, country.as_ref()));
        let mut unknown = Findings::new();
        let to = recipients(&supplies.case, &order, country.as_ref(), &mut unknown);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        for recipient in to {
            let placed = addresses(&supplies, &post, *sender, recipient).and_then(|(address, sender)| {
                let slot = carrier.first_slot() + pieces.len();
                carrier.place(&mut document, &address, sender.as_ref(), slot, &setting)
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
            findings.push(Finding::error(rules::NO_LETTERS, "there is nobody to write to"));
        }
        return Ok(None);
    }
    let pdf = to_pdf(&document, &supplies.fonts)?;
    Ok(Some(Mailpieces { name: carrier.name(), sheet: carrier.sheet(), document, pdf, pieces }))
}

/// An order of addresses: they are English whatever language the letters are in.
pub(super) fn of_addresses(order: &Order) -> Order {
    let english = LanguageTag::english();
    Order { languages: vec![english], fallback: None, stationery: None, envelope: None, ..order.clone() }
}

/// The recipient's address, and that of whom the letter comes back to, if there is one.
pub(super) fn addresses(
    supplies: &Supplies,
    post: &Post,
    sender: Option<&Sender>,
    recipient: &Recipient,
) -> Result<(InsideAddress, Option<InsideAddress>), Findings> {
    let address = inside_address(&recipient.address, post.country.as_ref(), &post.countries);
    let address = address.map_err(|finding| vec![finding])?;
    Ok((address, sender_address(supplies, sender, recipient, post.country.as_ref())?))
}

/// The address of whom a letter comes back to, with the country where the letter goes abroad.
fn sender_address(
    supplies: &Supplies,
    sender: Option<&Sender>,
    recipient: &Recipient,
    posted_in: Option<&CountryCode>,
) -> Result<Option<InsideAddress>, Findings> {
    let named = supplies.section.as_ref().filter(|section| section.name.is_some());
    if let Some(section) = named {
        return Ok(Some(section_address(supplies, section, recipient, posted_in)));
    }
    let Some(sender) = sender else { return Ok(None) };
    let country = sender.country.as_ref().or(posted_in);
    let address = sender.address_in(country, &supplies.address_orders).map_err(|finding| vec![finding])?;
    let abroad = country.filter(|country| **country != recipient.address.country);
    let country = abroad.and_then(|country| supplies.reply_countries.name(country)).map(str::to_uppercase);
    let lines = std::iter::once(sender.name.words.clone())
        .chain(address.lines.into_iter().map(|line| line.words))
        .chain(country)
        .collect();
    Ok(Some(in_english(lines, &sender.name.origin)))
}

/// The address of the organisation that the letters are printed for: what comes back goes there.
fn section_address(
    supplies: &Supplies,
    section: &Section,
    recipient: &Recipient,
    posted_in: Option<&CountryCode>,
) -> InsideAddress {
    let country = section.country.as_ref().or(posted_in);
    let abroad = country.filter(|country| **country != recipient.address.country);
    let country = abroad.and_then(|country| supplies.reply_countries.name(country)).map(str::to_uppercase);
    let lines = section.return_line.iter().map(|line| line.words.clone()).chain(country).collect();
    in_english(lines, &section.name.as_ref().map(|name| name.origin.clone()).unwrap_or_default())
}

/// Addresses of senders say nothing of their language; they are taken for English.
fn in_english(lines: Vec<String>, origin: &Origin) -> InsideAddress {
    let text = |content| Text { content, language: LanguageTag::english(), origin: origin.clone() };
    InsideAddress { lines: lines.into_iter().map(text).collect(), origin: origin.clone() }
}
