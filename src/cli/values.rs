//! Values of arguments that several commands take: ids, countries, languages and days.

use jiff::civil::Date;

use crate::case::parse_date;
use crate::countries;
use crate::finding::did_you_mean;
use crate::id::{CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};
use crate::list::{Column, Encoding};

pub fn recipient(text: &str) -> Result<RecipientId, String> {
    RecipientId::new(text).ok_or_else(|| format!("write {}", RecipientId::expected(text)))
}

pub fn language(text: &str) -> Result<LanguageTag, String> {
    LanguageTag::new(text).ok_or_else(|| format!("write {}", LanguageTag::expected(text)))
}

pub fn country(text: &str) -> Result<CountryCode, String> {
    countries::country(text).map_err(|unknown| unknown.help)
}

pub fn stationery(text: &str) -> Result<StationeryId, String> {
    StationeryId::new(text).ok_or_else(|| format!("write {}", StationeryId::expected(text)))
}

pub fn envelope(text: &str) -> Result<EnvelopeId, String> {
    EnvelopeId::new(text).ok_or_else(|| format!("write {}", EnvelopeId::expected(text)))
}

pub fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::named(text).ok_or_else(|| "write the name of an encoding, for example windows-1252".to_owned())
}

pub fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "write a valid date as year-month-day, for example 2018-01-15".to_owned())
}

/// A field of a letter and its columns, as `--column` has them.
pub fn chosen_column(text: &str) -> Result<(Column, String), String> {
    let (field, columns) =
        text.split_once('=').ok_or("write the field, `=` and the column, for example town=\"Home Town\"")?;
    let names = || Column::all().map(Column::name);
    match Column::named(field.trim()) {
        Some(column) => Ok((column, columns.to_owned())),
        None => Err(match did_you_mean(field.trim(), names()) {
            Some(near) => format!("unknown field; did you mean {near}?"),
            None => format!("unknown field; use one of: {}", names().collect::<Vec<_>>().join(", ")),
        }),
    }
}
