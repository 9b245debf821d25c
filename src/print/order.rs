//! An order: the letters to print.

use jiff::civil::Date;

use crate::id::{CaseId, CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};
use crate::letter::Sender;
use crate::page::Extent;

/// An order for letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The case.
    pub case: CaseId,
    /// Recipients; empty means every recipient that this sender writes to.
    pub to: Vec<RecipientId>,
    /// Languages, in this order; empty means the languages of the case.
    pub languages: Vec<LanguageTag>,
    /// The language that missing messages are taken from.
    pub fallback: Option<LanguageTag>,
    /// The sender; without one, the letters have ruled lines to fill in.
    pub sender: Option<Sender>,
    /// The country that the letters are posted in; it takes precedence over the sender's.
    pub country: Option<CountryCode>,
    /// The date of the letters.
    pub date: Date,
    /// The layout; the default is the usual one of the country.
    pub stationery: Option<StationeryId>,
    /// The envelope; the default is every envelope that the layout is made for.
    pub envelope: Option<EnvelopeId>,
    /// Whether a second PDF is written that shows the windows of the envelopes.
    pub overlay: bool,
    /// The day whose state of the case is printed; the default is the latest state.
    pub as_of: Option<Date>,
    /// Whether the date may be after the deadline of the case, because the section office agrees.
    pub after_deadline: bool,
    /// How many pages each letter may have.
    pub extent: Extent,
    /// The date of the first letters, if these are the second.
    pub follow_up: Option<Date>,
}

impl Order {
    /// The usual letters of a case: to all recipients, in the case's languages, with lines to fill in for the sender,
    /// in the usual layout, and with any number of pages.
    pub fn of(case: CaseId, date: Date) -> Self {
        Self {
            case,
            to: Vec::new(),
            languages: Vec::new(),
            fallback: None,
            sender: None,
            country: None,
            date,
            stationery: None,
            envelope: None,
            overlay: false,
            as_of: None,
            after_deadline: false,
            extent: Extent::AsNeeded,
            follow_up: None,
        }
    }

    /// The country that the letters are posted in, if it is known.
    pub(super) fn sender_country(&self) -> Option<&CountryCode> {
        self.posted_in(self.sender.as_ref())
    }

    /// The country that letters of `sender` are posted in, if it is known.
    pub(super) fn posted_in<'a>(&'a self, sender: Option<&'a Sender>) -> Option<&'a CountryCode> {
        self.country.as_ref().or(sender.and_then(|sender| sender.country.as_ref()))
    }
}
