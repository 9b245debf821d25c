//! The cover of a fax: recipient, sender and number of pages, before it is set.

use super::address;
use super::message_writer::MessageWriter;
use super::{Letter, LetterInput, Section, SenderBlock, Text};
use crate::case::{ContactWay, Involvement, PostalAddress};
use crate::countries::{TelephoneNumber, TelephonePlans};
use crate::finding::{Findings, rules};
use crate::id::LanguageTag;
use crate::locale::Value;
use crate::locale::required::{self, RequiredMessage};

/// The cover of a fax, in the order in which it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct FaxCover {
    /// The language.
    pub language: LanguageTag,
    /// The words of the letterhead of the sender: a name, and lines of parts that may be
    /// side by side.
    pub letterhead: Vec<Vec<Text>>,
    /// The kind of document.
    pub heading: Text,
    /// The rows of facts about the fax, such as its recipient and date.
    pub rows: Vec<CoverRow>,
    /// The subject, and what to do with the fax.
    pub note: Vec<Text>,
    /// Names that are never broken at the end of a line.
    pub names: Vec<String>,
}

/// A row of the cover.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverRow {
    /// The label of the row.
    pub label: Text,
    /// The text beside the label, one paragraph per item; empty if the cover is filled in by hand.
    pub lines: Vec<Text>,
}

/// A fax number of a recipient: how it is written everywhere, and how it is dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaxNumber {
    /// `+855 23 426 585`
    pub international: String,
    /// The number to dial in the sender's country, if it is known.
    pub dialled: Option<String>,
    /// The owner of the fax machine, if the case names one.
    pub note: Option<String>,
}

/// The fax numbers of the recipient of a letter, in the order of the case.
///
/// # Errors
///
/// Reports a missing fax number, with other ways to reach the recipient, or each invalid number.
pub fn fax_numbers(input: &LetterInput, plans: &TelephonePlans) -> Result<Vec<FaxNumber>, Findings> {
    let LetterInput { recipient, sender_country, .. } = *input;
    if recipient.fax.is_empty() {
        return Err(recipient.not_reached_by(ContactWay::Fax).into());
    }
    let mut numbers = Vec::new();
    let mut findings = Findings::new();
    for written in &recipient.fax {
        match plans.number(written, &recipient.address.country) {
            Ok(number) => {
                let TelephoneNumber { note, .. } = &number;
                numbers.push(FaxNumber {
                    international: number.international(),
                    dialled: sender_country.and_then(|country| plans.dialled(&number, country)),
                    note: note.clone(),
                });
            }
            Err(reason) => {
                let finding =
                    recipient.fax_origin.error(rules::BAD_NUMBER, format!("`{written}` cannot be dialled: {reason}"));
                findings.push(finding.help(
                    "write it in international form, for example `+855 23 426 585`, with one number per list entry",
                ));
            }
        }
    }
    if findings.is_empty() { Ok(numbers) } else { Err(findings) }
}

/// Composes the cover of a fax with this number of pages, including the cover, whose first letter is `letter`. The
/// letterhead is that of the section.
///
/// # Errors
///
/// Everything that is missing in the language or cannot be formatted, all at once.
pub fn compose_cover(
    input: &LetterInput,
    letter: &Letter,
    section: Option<&Section>,
    numbers: &[FaxNumber],
    pages: usize,
) -> Result<FaxCover, Findings> {
    let LetterInput { case, locale, fallback, recipient, date, sender_country, .. } = *input;
    let mut writer = MessageWriter::of(case, locale, fallback).posted_in(sender_country);
    let latin = |content: &str| Text::new(content.to_owned(), LanguageTag::english(), recipient.fax_origin.clone());

    let heading = writer.say_form(&required::FAX_HEADING, []);
    let mut rows = Vec::new();
    let mut row = |writer: &mut MessageWriter, label: &RequiredMessage, lines: Vec<Text>| {
        rows.extend(writer.say_form(label, []).map(|label| CoverRow { label, lines }));
    };
    let mut to: Vec<Text> = writer.say(recipient.message().as_str(), &[]).into_iter().collect();
    // The person at the fax machine may not read the language of the letter.
    let PostalAddress { latin: address, local, .. } = &recipient.address;
    let address = Some(address).filter(|_| locale.info.script != "Latn");
    for form in address.into_iter().chain(local) {
        to.extend(form.name.iter().chain(&form.office).map(|line| address::text(form, line)));
    }
    row(&mut writer, &required::FAX_TO, to);
    let international = |number: &FaxNumber| match &number.note {
        Some(note) => latin(&format!("{} ({note})", number.international)),
        None => latin(&number.international),
    };
    row(&mut writer, &required::FAX_NUMBER, numbers.iter().map(international).collect());
    let dialled: Vec<Text> = numbers.iter().filter_map(|number| number.dialled.as_deref()).map(latin).collect();
    if dialled.len() == numbers.len() {
        row(&mut writer, &required::FAX_DIALLED, dialled);
    }
    let from = match &letter.sender {
        SenderBlock::Printed(lines) => lines.clone(),
        SenderBlock::FillIn { .. } => Vec::new(),
    };
    row(&mut writer, &required::FAX_FROM, from);
    let day = writer.findings.take(locale.date_in(date, sender_country));
    let day = day.map(|content| Text { content, language: locale.tag.clone(), ..letter.place_and_date.clone() });
    row(&mut writer, &required::FAX_DATE, day.into_iter().collect());
    let count = writer.say_form(&required::FAX_PAGE_COUNT, [Value::Number(pages as u64)]);
    row(&mut writer, &required::FAX_PAGES, count.into_iter().collect());
    row(&mut writer, &required::FAX_SUBJECT, vec![letter.topic.clone()]);
    let note = match recipient.part {
        Involvement::Solidarity => required::FAX_NOTE_SOLIDARITY,
        Involvement::Addressee | Involvement::Copy => required::FAX_NOTE,
    };
    let note = writer.say_all(note.id, None, &[]);
    let letterhead = section.map(|section| section.letterhead(&locale.tag));
    let letterhead: Vec<Vec<Text>> = letterhead
        .into_iter()
        .flat_map(|letterhead| letterhead.name.map(|name| vec![name]).into_iter().chain(letterhead.lines))
        .collect();
    let own_name = section.and_then(|section| Some(section.name.as_ref()?.words.clone()));
    let names = own_name.into_iter().chain(letter.names.iter().cloned()).collect();

    match heading {
        Some(heading) if writer.findings.is_empty() => {
            Ok(FaxCover { language: locale.tag.clone(), letterhead, heading, rows, note, names })
        }
        _ => Err(writer.findings),
    }
}
