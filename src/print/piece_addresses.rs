//! The addresses on a mailpiece: the recipient's and the return address.

use super::order_inputs::OrderInputs;
use super::posting_country::PostingCountry;
use crate::case::Recipient;
use crate::finding::{Findings, Origin};
use crate::id::{CountryCode, LanguageTag};
use crate::letter::{InsideAddress, Section, Sender, Text, inside_address};

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
    let address = sender.address_in(country, &inputs.address_orders)?;
    let lines = std::iter::once(sender.name.words.clone())
        .chain(address.lines.into_iter().map(|line| line.words))
        .chain(last_line(inputs, country, recipient))
        .collect();
    Ok(Some(in_english(lines, &sender.name.origin)))
}

/// The address of the organisation that the letters are printed for: letters that cannot be delivered return there.
fn section_address(
    inputs: &OrderInputs,
    section: &Section,
    recipient: &Recipient,
    posted_in: Option<&CountryCode>,
) -> InsideAddress {
    let country = section.country.as_ref().or(posted_in);
    let country = last_line(inputs, country, recipient);
    let lines = section.return_line.iter().map(|line| line.words.clone()).chain(country).collect();
    in_english(lines, &section.name.as_ref().map(|name| name.origin.clone()).unwrap_or_default())
}

/// The name of the country of a return address, if the letter goes abroad.
fn last_line(inputs: &OrderInputs, country: Option<&CountryCode>, recipient: &Recipient) -> Option<String> {
    let abroad = country.filter(|country| **country != recipient.address.country)?;
    inputs.reply_countries.name(abroad).map(str::to_uppercase)
}

/// Addresses of senders say nothing of their language; they are taken for English.
fn in_english(lines: Vec<String>, origin: &Origin) -> InsideAddress {
    let text = |content| Text::new(content, LanguageTag::english(), origin.clone());
    InsideAddress { lines: lines.into_iter().map(text).collect(), origin: origin.clone() }
}
