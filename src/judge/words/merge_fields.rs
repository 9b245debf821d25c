//! Fields of a mail merge that were never filled in, in names and addresses: `«Vorname»`, `[First Name]`, `*|FNAME|*`.

use std::ops::Range;

use super::leftovers::{faults_of, sure};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Usual names of columns of lists, by which a mail-merge field is recognized: in small letters, without spaces and hyphens.
const FIELDS: [&str; 85] = [
    "achternaam",
    "address",
    "address1",
    "addressline1",
    "adres",
    "adresse",
    "adresse1",
    "anrede",
    "anschrift",
    "apellido",
    "apellidos",
    "cap",
    "cidade",
    "città",
    "city",
    "ciudad",
    "code",
    "codepostal",
    "cognome",
    "company",
    "contactname",
    "country",
    "direccion",
    "dirección",
    "displayname",
    "efternamn",
    "email",
    "etternavn",
    "etunimi",
    "familienname",
    "familyname",
    "first",
    "firstname",
    "fname",
    "fornavn",
    "fullname",
    "förnamn",
    "givenname",
    "indirizzo",
    "land",
    "last",
    "lastname",
    "lname",
    "memberid",
    "middlename",
    "nachname",
    "name",
    "nom",
    "nombre",
    "nome",
    "ort",
    "paese",
    "pays",
    "país",
    "phone",
    "plaats",
    "plz",
    "postalcode",
    "postcode",
    "poststed",
    "prefix",
    "prenom",
    "prénom",
    "recipient",
    "rue",
    "salutation",
    "sender",
    "state",
    "straat",
    "straatnaam",
    "strasse",
    "straße",
    "street",
    "suffix",
    "sukunimi",
    "surname",
    "telefon",
    "titel",
    "title",
    "town",
    "ville",
    "voornaam",
    "vorname",
    "zip",
    "zipcode",
];

/// The signs that programs put around the name of a field, and whether everything between them is one. Between the others only
/// the name of a column is: `[sic]`, `#12 #34` and `«Villa Rosa»` are written by people.
const SIGNS: [(&str, &str, IsField); 17] = [
    ("*|", "|*", IsField::Always),
    ("{!", "}", IsField::Always),
    ("{{", "}}", IsField::Always),
    ("<%", "%>", IsField::Always),
    ("%%", "%%", IsField::Always),
    ("${", "}", IsField::Always),
    ("#{", "}", IsField::Always),
    ("{%", "%}", IsField::Always),
    ("«", "»", IsField::IfColumn),
    ("‹", "›", IsField::IfColumn),
    ("%", "%", IsField::IfColumn),
    ("[", "]", IsField::IfColumn),
    ("<", ">", IsField::IfColumn),
    ("@", "@", IsField::IfColumn),
    ("#", "#", IsField::IfColumn),
    ("$", "$", IsField::IfColumn),
    ("|", "|", IsField::IfColumn),
];

/// Whether words between two signs are a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IsField {
    Always,
    /// If they are the name of a column, or are joined as names of fields are.
    IfColumn,
}

/// How many characters behind an opening sign the closing one is looked for.
const LONGEST: usize = 60;

/// Fields of a mail merge. Other words between such signs are meant, as the name of a house may be.
pub(super) fn merge_fields(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let found = SIGNS.iter().flat_map(|(opener, closer, is_field)| fields(text, opener, closer, *is_field));
    let found = found.map(|range| sure(rules::TEMPLATE_LEFT_OVER, range, "a mail-merge field")).collect();
    faults_of(subject, found)
}

fn fields(text: &str, opener: &str, closer: &str, is_field: IsField) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(opener).map(|at| from + at) {
        let inner = at + opener.len();
        from = inner;
        let near = text[inner..].char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| inner + end);
        let Some(length) = text[inner..near].find(closer).filter(|length| *length > 0) else { continue };
        let inside = &text[inner..inner + length];
        let is_one = match is_field {
            IsField::Always => inside.chars().any(char::is_alphanumeric),
            IsField::IfColumn => is_column(inside),
        };
        if is_one {
            from = inner + length + closer.len();
            found.push(at..from);
        }
    }
    found
}

/// Whether words are the name of a column: `First Name`, `first_name`, `Contact.Name`, `LNAME`.
fn is_column(words: &str) -> bool {
    let is_name =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-' | '.') || crate::script::marks::is_mark(c);
    let name = words.trim();
    // Some programs write spaces on both sides; between `#12 ` and `#14` it is on one.
    let is_even = words.starts_with(' ') == words.ends_with(' ');
    if !is_even || !name.chars().all(is_name) {
        return false;
    }
    let plain = name.to_lowercase().replace([' ', '-', '_'], "");
    let last = plain.rsplit('.').next().unwrap_or_default();
    let is_joined = !name.contains(' ') && name.split('_').filter(|part| !part.is_empty()).count() > 1;
    FIELDS.contains(&plain.as_str()) || FIELDS.contains(&last) || is_joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::data::error;

    #[test]
    fn fields_of_all_programs_are_known() {
        for words in [
            "{{first_name}}",
            "{{ contact.name }}",
            "«Vorname»",
            "«first_name»",
            "%NAME%",
            "%First Name%",
            "%%First Name%%",
            "${1}",
            "${name}",
            "[First Name]",
            "[LAST_NAME]",
            "<<Name>>",
            "<Name>",
            "*|FNAME|*",
            "{!Contact.Name}",
            "##NAME##",
            "@Name@",
            "#Name#",
            "|Name|",
            "$NAME$",
            "#{name}",
            "<%= name %>",
            "{% name %}",
            "%recipient.name%",
            "Ann «Nachname»",
            "[[Name]]",
            "@@Name@@",
        ] {
            let told = error(words).map(|fault| fault.rule.to_string());
            assert!(matches!(told.as_deref(), Some("template-left-over" | "markup")), "{words}: {told:?}");
        }
    }

    #[test]
    fn words_between_such_signs_may_be_meant() {
        for words in [
            "Haus «Villa Rosa»",
            "Flat [rear]",
            "#12 #34",
            "50 % of 20 %",
            "Unit 3 @ Mill House",
            "A | B",
            "Ann (Name)",
            "$5 or $6",
            "#12-34 Block 5 #2",
            "1 < 2 > 0",
            "Ann [sic] Smith",
        ] {
            assert_eq!(fields_in(words), Vec::<String>::new(), "{words}");
        }
    }

    fn fields_in(words: &str) -> Vec<String> {
        let all = SIGNS.iter().flat_map(|(opener, closer, is_field)| fields(words, opener, closer, *is_field));
        all.map(|range| words[range].to_owned()).collect()
    }
}
