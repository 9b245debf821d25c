//! A whole address in one cell with two spaces between its parts, as Mailchimp exports it: street, town, state,
//! postcode, country.

use super::Column;
use super::mend::Fields;
use crate::countries::CountryNames;

/// What is between the parts.
const BETWEEN: &str = "  ";

/// The most characters of a postcode.
const LONGEST_POSTCODE: usize = 10;

/// The fields of an address in one cell; `None` if it does not have two spaces between its parts.
pub fn parted(words: &str, names: &CountryNames) -> Option<Fields> {
    let mut parts: Vec<&str> = words.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() < 3 {
        return None;
    }
    let mut fields = Fields::new();
    let mut take = |column: Column, is_so: &dyn Fn(&str) -> bool, parts: &mut Vec<&str>| {
        if let Some(part) = parts.pop_if(|part| is_so(part)) {
            fields.insert(column, part.to_owned());
        }
    };
    take(Column::Country, &|part| names.known(part).is_some(), &mut parts);
    let has_digit = |part: &str| part.chars().any(|c| c.is_ascii_digit());
    take(Column::Postcode, &|part| has_digit(part) && part.chars().count() <= LONGEST_POSTCODE, &mut parts);
    // A state is by its abbreviation: a longer name may be the town.
    let is_state = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if parts.len() > 2 {
        take(Column::State, &is_state, &mut parts);
    }
    if parts.len() > 1 {
        take(Column::Town, &|part| !has_digit(part), &mut parts);
    }
    fields.insert(Column::Address(1), parts.join("\n"));
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn shown(words: &str) -> String {
        let names = CountryNames::read(&Project::embedded()).expect("the bundled names");
        let Some(fields) = parted(words, &names) else { return "-".to_owned() };
        let fields =
            fields.into_iter().map(|(column, words)| format!("{}={}", column.name(), words.replace('\n', "/")));
        fields.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_parts_of_an_address_in_one_cell_are_found() {
        assert_eq!(
            shown("12 High Street  Apt 3  Boston  MA  02139  US"),
            "address1=12 High Street/Apt 3 postcode=02139 town=Boston state=MA country=US"
        );
        assert_eq!(
            shown("12 High Street  London  NW6 7AT  GB"),
            "address1=12 High Street postcode=NW6 7AT town=London country=GB"
        );
        assert_eq!(shown("Storgata 1    Oslo    0580  NO"), "address1=Storgata 1 postcode=0580 town=Oslo country=NO");
        assert_eq!(shown("12 High Street, London"), "-");
        assert_eq!(shown("12  High Street"), "-");
    }
}
