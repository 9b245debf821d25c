//! The inside address: where a letter is posted to, as the sender's post reads it.

use crate::case::PostalAddress;
use crate::finding::{Finding, Origin};
use crate::id::{CountryCode, LanguageTag};
use crate::locale::Countries;

/// The lines of a postal address, none of them blank, in Latin letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsideAddress {
    /// From the name to the country.
    pub lines: Vec<String>,
    /// The language of the last line, where that is the country.
    pub country_language: Option<LanguageTag>,
    /// Where it comes from.
    pub origin: Origin,
}

/// The address as it stands on a letter from `sender_country`.
///
/// The country is the last line, in capitals and by its full name in the language of `countries`,
/// never a code; it is left out when sender and recipient are in the same country.
///
/// # Errors
///
/// When the country's name is not known.
pub fn inside_address(
    address: &PostalAddress,
    sender_country: Option<&CountryCode>,
    countries: &Countries,
) -> Result<InsideAddress, Finding> {
    let mut lines: Vec<String> = address.name.iter().chain(&address.office).chain(&address.lines).cloned().collect();
    let abroad = sender_country != Some(&address.country);
    if abroad {
        let name = countries.name(&address.country).ok_or_else(|| {
            let message = format!("there is no name for the country `{}`", address.country);
            address
                .origin
                .error("unknown-country", message)
                .help(format!("correct the code, or add its name to `{}`", Countries::file(&countries.language)))
        })?;
        lines.push(name.to_uppercase());
    }
    let country_language = abroad.then(|| countries.language.clone());
    Ok(InsideAddress { lines, country_language, origin: address.origin.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn embassy_from(country: &str) -> Vec<String> {
        let countries = Countries::for_post_of(&Project::embedded(), CountryCode::new(country).as_ref())
            .expect("the bundled names");
        let address = PostalAddress {
            name: None,
            office: Some("Royal Embassy of Cambodia".to_owned()),
            lines: vec!["64 Brondesbury Park".to_owned()],
            country: CountryCode::new("GB").expect("a code"),
            origin: Origin::default(),
        };
        inside_address(&address, CountryCode::new(country).as_ref(), &countries).expect("a known country").lines
    }

    #[test]
    fn the_country_stands_alone_in_capitals_on_a_letter_abroad() {
        assert_eq!(embassy_from("KH").last().map(String::as_str), Some("UNITED KINGDOM"));
        assert_eq!(embassy_from("DE").last().map(String::as_str), Some("VEREINIGTES KÖNIGREICH"));
    }

    #[test]
    fn an_inland_letter_names_no_country() {
        assert_eq!(embassy_from("GB"), ["Royal Embassy of Cambodia", "64 Brondesbury Park"]);
    }
}
