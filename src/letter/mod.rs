//! The letter: its recipient and its texts, before it is set.

mod address;
mod compose;
mod example_values;
mod fax_cover;
mod forms_of_address;
mod message_writer;
pub mod own_words;
mod pack_cover;
mod parallel;
mod plain;
mod same_sender;
mod section;
mod sender;
mod sender_address;
mod sheet;

pub use address::{InsideAddress, inside_address};
pub use compose::{LetterInput, OwnTexts, compose, compose_own, language_of_name, numbered_line, running_line};
pub use example_values::ExampleValues;
pub use fax_cover::{CoverRow, FaxCover, FaxNumber, compose_cover, fax_numbers};
pub use forms_of_address::{Example, FormOfAddress, forms_of_address};
pub use pack_cover::{PackCoverInput, compose_pack_cover};
pub use parallel::{Edition, MessageGroup, Pair, Parallel, ParallelParagraph, names_of, note, parallel};
#[cfg(feature = "cli")]
pub(crate) use plain::encoded;
pub use plain::{PlainLetter, mailto};
pub(crate) use same_sender::is_british_postcode;
pub use same_sender::{normalised, normalised_sender};
pub use section::{Letterhead, Logo, SECTION_TEMPLATE, Section, logo_of};
pub use sender::{Personal, SENDER_TEMPLATE, Sender, Words};
pub use sender_address::{SenderAddress, state_left_out};
pub use sheet::{Action, Contact, Link, Sheet, SheetInput, SheetMargins, compose_sheet, no_sheet, sheet_margins};

use std::ops::Range;

use crate::finding::{Findings, Origin};
use crate::id::LanguageTag;

/// Words in one language, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words, one paragraph, with the author's orders on line ends, and with isolates in a text from right to left.
    pub content: String,
    /// Their language.
    pub language: LanguageTag,
    /// Where they come from.
    pub origin: Origin,
    /// Words among them that are in another language.
    pub foreign: Vec<ForeignWords>,
}

impl Text {
    /// Words that are all in this language.
    pub fn new(content: String, language: LanguageTag, origin: Origin) -> Self {
        Self { content, language, origin, foreign: Vec::new() }
    }

    /// Whether the words are set like others: only the languages may differ in which parts of them are heard.
    pub fn is_set_like(&self, other: &Self) -> bool {
        (&self.content, &self.language, &self.origin) == (&other.content, &other.language, &other.origin)
    }

    /// Texts as one, in the language of the first; `None` without a text.
    pub fn joined(texts: &[Self], separator: &str) -> Option<Self> {
        let words: Vec<&str> = texts.iter().map(|text| text.content.as_str()).collect();
        let foreign = texts.iter().flat_map(|text| text.foreign.iter().cloned()).collect();
        Some(Self { content: words.join(separator), foreign, ..texts.first()?.clone() })
    }
}

/// Whether texts are set like others: see [`Text::is_set_like`].
pub fn are_set_like(texts: &[Text], others: &[Text]) -> bool {
    texts.len() == others.len() && texts.iter().zip(others).all(|(text, other)| text.is_set_like(other))
}

/// Words in another language than the text that they are in: a name, or a note in an address. Only those letters of them
/// are meant whose script the language is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignWords {
    /// The words, as they are in the text.
    pub words: String,
    /// Their language; `und-Latn` and the like where only their script is known (RFC 5646, 4.1).
    pub language: LanguageTag,
}

/// A letter in one language to one recipient, in the order in which it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// The language.
    pub language: LanguageTag,
    /// The organisation that it is printed for.
    pub letterhead: Option<Letterhead>,
    /// The sender.
    pub sender: SenderBlock,
    /// The return line if there is no room for the sender's whole block: name, street, town and country. Empty if the
    /// sender is not known.
    pub short_sender: Vec<Text>,
    /// Where it is posted to, in Latin letters.
    pub address: InsideAddress,
    /// Where and when it is written.
    pub place_and_date: Text,
    /// The recipient's name and office in the letter's own language, where that is not written
    /// in Latin letters.
    pub addressee: Option<Text>,
    /// What the letter is called where it has a title: the subject as it is in the case.
    pub topic: Text,
    /// The same as it is printed in the letter, with what the language writes before it. A letter of solidarity has
    /// none.
    pub subject: Option<Text>,
    /// How many bytes of that, as they are drawn, are the label before the subject, if the language sets it apart.
    pub subject_label: Option<usize>,
    /// The form of address.
    pub salutation: Text,
    /// The text.
    pub body: Vec<Passage>,
    /// The range of the body that has the sender's own words; if there are none, the empty range at their place.
    pub own_words: Range<usize>,
    /// Whether there are ruled lines at this place to write own words on, if the page has room for them.
    pub lines_for_own_words: bool,
    /// The closing formula.
    pub closing: Text,
    /// The lines below the closing.
    pub signature: Signature,
    /// The recipients of copies.
    pub copies: Option<Copies>,
    /// The note of the organisation at the end.
    pub note: Option<Text>,
    /// Names that are never broken at the end of a line.
    pub names: Vec<String>,
    /// Remarks: texts that were taken from another language.
    pub remarks: Findings,
}

/// The sender's block.
#[expect(clippy::large_enum_variant, reason = "there is one in a letter")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SenderBlock {
    /// Name, address lines and country, as they are printed.
    Printed(Vec<Text>),
    /// Ruled lines to fill in by hand, with what belongs on them.
    FillIn {
        /// Below the line for the name.
        name: Text,
        /// Below the lines for the address.
        address: Text,
    },
}

impl SenderBlock {
    /// Whether the block is set like another: see [`Text::is_set_like`].
    pub fn is_set_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Printed(lines), Self::Printed(others)) => are_set_like(lines, others),
            _ => self == other,
        }
    }
}

/// The lines below the closing, after the space for the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// The sender's name.
    Name(Text),
    /// A ruled line with this label.
    FillIn(Text),
    /// Nothing: nobody signs it.
    None,
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// One paragraph.
    Paragraph(Text),
    /// A list.
    List(Vec<ListItem>),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// The mark or number before it.
    pub mark: Text,
    /// Which of the two it is.
    pub numbering: Numbering,
    /// The text.
    pub body: Text,
}

/// The marks before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Numbering {
    /// With numbers.
    #[default]
    Numbers,
    /// All have the same mark.
    Marks,
}

/// The copies line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copies {
    /// The text before the names.
    pub label: Text,
    /// The recipients of copies.
    pub to: Vec<Text>,
}
