//! The inside address: where a letter is posted to, in the form that the post office of the sender's country reads.

use super::Text;
use crate::case::{AddressForm, PostalAddress};
use crate::countries::Countries;
use crate::finding::{Finding, Origin};
use crate::id::CountryCode;
use crate::script::in_capitals;

/// The lines of a postal address, without blank lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsideAddress {
    /// From the name to the country, which may be in another language.
    pub lines: Vec<Text>,
    /// Where it comes from.
    pub origin: Origin,
}

/// The address as it is printed on a letter from `sender_country`.
///
/// It is empty for a recipient without a postal address.
/// A letter within a country has the form in that country's own script, if there is one. To all others
/// the country is the last line, in capitals and by its full name in the language of `countries`, never
/// a code.
///
/// # Errors
///
/// When the country's name is not known.
pub fn inside_address(
    address: &PostalAddress,
    sender_country: Option<&CountryCode>,
    countries: &Countries,
) -> Result<InsideAddress, Finding> {
    let form = address.read_in(sender_country);
    if !address.is_of_post() {
        return Ok(InsideAddress { lines: Vec::new(), origin: form.origin.clone() });
    }
    let parts = form.name.iter().chain(&form.office).chain(&form.lines);
    let mut lines: Vec<Text> = parts.map(|line| text(form, line)).collect();
    if sender_country != Some(&address.country) {
        if let Some(finding) = unnamed_country(address, countries) {
            return Err(finding);
        }
        let name = in_capitals(countries.name(&address.country).unwrap_or_default(), &countries.language);
        lines.push(Text { language: countries.language.clone(), ..text(form, &name) });
    }
    Ok(InsideAddress { lines, origin: form.origin.clone() })
}

/// A line of a form as a separate text.
pub(super) fn text(form: &AddressForm, line: &str) -> Text {
    Text::new(line.to_owned(), form.language.clone(), form.origin.clone())
}

/// Reports a country that has no name in the language of `countries`.
pub(super) fn unnamed_country(address: &PostalAddress, countries: &Countries) -> Option<Finding> {
    countries.unnamed(&address.country).map(|finding| address.latin.origin.locate(finding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LanguageTag;
    use crate::project::Project;

    fn ministry_from(country: &str) -> Vec<(String, String)> {
        let countries = Countries::for_post_of(&Project::embedded(), CountryCode::new(country).as_ref())
            .expect("the bundled names");
        let form = |language: &str, office: &str, line: &str| AddressForm {
            language: LanguageTag::new(language).expect("a language"),
            name: None,
            office: Some(office.to_owned()),
            lines: vec![line.to_owned()],
            origin: Origin::default(),
        };
        let address = PostalAddress {
            latin: form("en", "Ministry of Justice", "Nemanjina 22–26"),
            local: Some(form("sr", "Министарство правде", "Немањина 22–26")),
            country: CountryCode::new("RS").expect("a code"),
        };
        let lines = inside_address(&address, CountryCode::new(country).as_ref(), &countries);
        lines
            .expect("a known country")
            .lines
            .into_iter()
            .map(|line| (line.language.to_string(), line.content))
            .collect()
    }

    #[test]
    fn a_letter_abroad_is_addressed_in_latin_letters_and_ends_with_the_country() {
        let expected = [("en", "Ministry of Justice"), ("en", "Nemanjina 22–26"), ("en", "SERBIA")];
        assert_eq!(ministry_from("GB"), expected.map(owned));
        assert_eq!(ministry_from("DE").last(), Some(&owned(("de", "SERBIEN"))));
    }

    #[test]
    fn an_inland_letter_is_addressed_as_its_country_writes_and_names_no_country() {
        assert_eq!(ministry_from("RS"), [("sr", "Министарство правде"), ("sr", "Немањина 22–26")].map(owned));
    }

    fn owned((language, words): (&str, &str)) -> (String, String) {
        (language.to_owned(), words.to_owned())
    }
}
