//! The cover of a pack: the letters of a sender go to the sender, who signs and posts them.

use std::ops::Range;

use jiff::civil::Date;

use super::message_writer::MessageWriter;
use super::{InsideAddress, Letter, ListItem, Numbering, Passage, Section, Sender, SenderBlock, Signature, Text};
use crate::case::{Case, Recipient, SendBefore};
use crate::countries::{AddressOrders, Countries};
use crate::finding::Findings;
use crate::id::{CountryCode, LanguageTag};
use crate::locale::required;
use crate::locale::{Locale, Value};
use crate::script::in_capitals;

/// The input of a cover.
#[derive(Clone, Copy)]
pub struct PackCoverInput<'a> {
    /// The case.
    pub case: &'a Case,
    /// The language of the cover.
    pub locale: &'a Locale,
    /// The language that is used for missing messages, if that is allowed.
    pub fallback: Option<&'a Locale>,
    /// The organisation that posts the pack.
    pub section: Option<&'a Section>,
    /// The sender of the letters, who gets the pack.
    pub sender: &'a Sender,
    /// The country where the letters are posted, if it is known.
    pub sender_country: Option<&'a CountryCode>,
    /// The recipients of the letters.
    pub recipients: &'a [&'a Recipient],
    /// The number of letters.
    pub letters: usize,
    /// The date.
    pub date: Date,
    /// The names of countries in English.
    pub countries: &'a Countries,
    /// The order of postcode and town in each country.
    pub address_orders: &'a AddressOrders,
}

/// Composes a cover as a letter to the sender.
///
/// # Errors
///
/// Everything that is missing in the language or cannot be said, at once.
pub fn compose_pack_cover(input: &PackCoverInput) -> Result<Letter, Findings> {
    let PackCoverInput { case, locale, fallback, section, sender, recipients, letters, date, .. } = *input;
    let mut writer = MessageWriter::of(case, locale, fallback);
    let address = writer.findings.take(address_of(input));
    let day = writer.findings.take(locale.date(date));
    let place_and_date = day.and_then(|day| writer.say_form(&required::DATE_LINE, [Value::Text(day)]));
    let heading = writer.say_form(&required::PACK_HEADING, []);
    let name = Value::Text(sender.name.words.clone());
    let greeting = writer.say_form(&required::PACK_GREETING, [name]);
    let note = writer.say_form(&required::PACK_NOTE, [Value::Number(letters as u64)]);
    let items = list(recipients, &mut writer);
    let together = if letters > recipients.len() { writer.say_form(&required::PACK_TOGETHER, []) } else { None };
    let before = case.send_before.and_then(|SendBefore(day)| {
        let day = writer.findings.take(locale.date(day))?;
        writer.say_form(&required::PACK_BEFORE, [Value::Text(day)])
    });
    let thanks = writer.say_form(&required::PACK_THANKS, []);
    writer.findings.extend(section.and_then(|section| section.forbidden_name(case)));
    let section_name = section.and_then(|section| Some(section.name.as_ref()?.words.clone()));
    let names = std::iter::once(sender.name.words.clone()).chain(section_name).chain(writer.names()).collect();
    let after = together.into_iter().chain(before).map(Passage::Paragraph);
    let body: Vec<Passage> =
        note.into_iter().map(Passage::Paragraph).chain([Passage::List(items)]).chain(after).collect();
    let own_words: Range<usize> = body.len()..body.len();

    let letter = (|| {
        Some(Letter {
            language: locale.tag.clone(),
            letterhead: section.map(|section| section.letterhead(&locale.tag)),
            sender: SenderBlock::Printed(Vec::new()),
            short_sender: Vec::new(),
            address: address?,
            place_and_date: place_and_date?,
            addressee: None,
            topic: heading.clone()?,
            subject: Some(heading?),
            subject_label: None,
            salutation: greeting?,
            body,
            own_words,
            lines_for_own_words: false,
            closing: thanks?,
            signature: Signature::None,
            copies: None,
            note: None,
            names,
            remarks: Findings::new(),
        })
    })();
    match letter {
        Some(letter) if writer.findings.is_empty() => Ok(Letter { remarks: writer.remarks, ..letter }),
        _ => Err(writer.findings),
    }
}

/// The recipients of the letters, an item each.
fn list(recipients: &[&Recipient], writer: &mut MessageWriter) -> Vec<ListItem> {
    let mut items = Vec::new();
    for (i, recipient) in recipients.iter().enumerate() {
        let mark = writer.say_form(&required::LIST_MARK, [Value::Number(i as u64 + 1)]);
        let body = writer.say(recipient.message().as_str(), &[]);
        items.extend(mark.zip(body).map(|(mark, body)| ListItem { mark, numbering: Numbering::Numbers, body }));
    }
    items
}

/// The sender's address for the window. The country is the last line if the pack goes to another country than the
/// organisation's.
fn address_of(input: &PackCoverInput) -> Result<InsideAddress, Findings> {
    let PackCoverInput { section, sender, sender_country, countries, address_orders, .. } = *input;
    let country = sender.country.as_ref().or(sender_country);
    let address = sender.address_in(country, address_orders)?;
    let posted_in = section.and_then(|section| section.country.as_ref());
    let abroad = country.filter(|country| posted_in.is_some_and(|posted_in| posted_in != *country));
    let last = abroad.and_then(|country| countries.name(country)).map(|name| in_capitals(name, &countries.language));
    let origin = sender.name.origin.clone();
    let text = |content: String| Text::new(content, LanguageTag::english(), origin.clone());
    let lines = std::iter::once(sender.name.words.clone())
        .chain(address.lines.into_iter().map(|line| line.words))
        .chain(last)
        .map(text)
        .collect();
    Ok(InsideAddress { lines, origin: origin.clone() })
}
