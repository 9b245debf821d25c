//! Values of arguments that several commands take: ids, countries, languages and days.

use jiff::civil::Date;

use crate::case::parse_date;
use crate::countries;
use crate::id::{CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};

pub fn recipient(text: &str) -> Result<RecipientId, String> {
    RecipientId::new(text).ok_or_else(|| format!("write {}", RecipientId::EXPECTED))
}

pub fn language(text: &str) -> Result<LanguageTag, String> {
    LanguageTag::new(text).ok_or_else(|| format!("write {}", LanguageTag::EXPECTED))
}

pub fn country(text: &str) -> Result<CountryCode, String> {
    countries::country(text).map_err(|unknown| unknown.help)
}

pub fn stationery(text: &str) -> Result<StationeryId, String> {
    StationeryId::new(text).ok_or_else(|| format!("write {}", StationeryId::EXPECTED))
}

pub fn envelope(text: &str) -> Result<EnvelopeId, String> {
    EnvelopeId::new(text).ok_or_else(|| format!("write {}", EnvelopeId::EXPECTED))
}

pub fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "write a valid date as year-month-day, for example 2018-01-15".to_owned())
}
