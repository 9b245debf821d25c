//! An order: what is to be printed.

use jiff::civil::Date;

use crate::id::{CaseId, CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};
use crate::letter::Sender;
use crate::page::Extent;

/// What is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The case.
    pub case: CaseId,
    /// To whom; nobody means everybody to whom the sender writes.
    pub to: Vec<RecipientId>,
    /// In which languages, in this order; none means the case's.
    pub languages: Vec<LanguageTag>,
    /// The language to take messages from that another lacks.
    pub fallback: Option<LanguageTag>,
    /// From whom; nobody means ruled lines to fill in.
    pub sender: Option<Sender>,
    /// The country that the letters are posted in; it outweighs the sender's.
    pub country: Option<CountryCode>,
    /// The date that the letters bear.
    pub date: Date,
    /// The layout; none means the one that is usual in the country.
    pub stationery: Option<StationeryId>,
    /// The envelope; none means all that the layout is made for.
    pub envelope: Option<EnvelopeId>,
    /// Whether a second PDF is wanted that shows what the envelopes' windows show.
    pub overlay: bool,
    /// In the state of which day the case is taken; none means the last one.
    pub as_of: Option<Date>,
    /// Whether it is known that the date is past the case's, and that the section office agrees.
    pub after_deadline: bool,
    /// How many pages each letter may have.
    pub extent: Extent,
}

impl Order {
    /// The usual letters of a case: to everybody, in the case's languages, with lines to fill in for the
    /// sender, in the usual layout, of as many pages as they need.
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
