//! Columns that make one field together: first and last names, a street and its number, a postcode and its suffix.

use unicode_script::{Script, UnicodeScript};

/// The parts of a name that have columns of their own. A part that is missing is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NameParts<'a> {
    /// The name as one column has it.
    pub full: &'a str,
    /// The first name.
    pub first: &'a str,
    /// Names and particles between the first name and the family name.
    pub middle: &'a str,
    /// The family name, and the second one after it.
    pub last: [&'a str; 2],
}

impl NameParts<'_> {
    /// The whole name; empty if there is none. In some countries the family name is first.
    pub fn joined(self, is_family_name_first: bool) -> String {
        let Self { full, first, middle, last: [last, second] } = self;
        // One column has the whole name, and another has a part of it again.
        if !first.is_empty() && has_words(last, first) {
            return last.to_owned();
        }
        if !last.is_empty() && has_words(first, last) {
            return first.to_owned();
        }
        let parts = if is_family_name_first { [last, second, middle, first] } else { [first, middle, last, second] };
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => full.to_owned(),
            parts => parts.join(between(parts)),
        }
    }
}

/// Whether all words of `part` are in `whole`, and not only they.
fn has_words(whole: &str, part: &str) -> bool {
    let mut others = whole.split_whitespace();
    let has_all =
        part.split_whitespace().all(|word| whole.split_whitespace().any(|one| one.eq_ignore_ascii_case(word)));
    has_all && others.any(|word| !part.split_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
}

/// What is between the parts of a name: nothing in Chinese and Korean, which write names without spaces.
fn between(parts: &[&str]) -> &'static str {
    let is = |script: Script| parts.iter().flat_map(|part| part.chars()).all(|c| c.script() == script);
    if is(Script::Han) || is(Script::Hangul) { "" } else { " " }
}

/// A street with its number, which some countries write first. A street that already has the number stays as it is.
pub fn street(street: &str, number: &str, suffix: &str, is_number_first: bool) -> String {
    let number = match suffix.chars().next() {
        Some(first) if first.is_alphabetic() && suffix.chars().count() == 1 => format!("{number}{suffix}"),
        Some(_) if number.is_empty() => suffix.to_owned(),
        Some(_) => format!("{number} {suffix}"),
        None => number.to_owned(),
    };
    let has_number = || street.split([' ', ',']).any(|word| word == number);
    if number.is_empty() || has_number() {
        street.to_owned()
    } else if street.is_empty() {
        number
    } else if is_number_first {
        format!("{number} {street}")
    } else {
        format!("{street} {number}")
    }
}

/// A post office box with the words before its number.
pub fn post_office_box(words: &str, number: &str) -> String {
    let is_number = number.chars().all(|c| c.is_ascii_digit() || c == ' ');
    if is_number { format!("{words} {number}") } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_in_the_order_of_the_country() {
        let name = |first, middle, last, is_family_name_first| {
            NameParts { full: "", first, middle, last: [last, ""] }.joined(is_family_name_first)
        };
        assert_eq!(name("Amelia", "", "O'Neill", false), "Amelia O'Neill");
        assert_eq!(name("Jan", "van der", "Berg", false), "Jan van der Berg");
        assert_eq!(name("Hồng", "Thị", "Nguyễn", true), "Nguyễn Thị Hồng");
        assert_eq!(name("János", "", "Kovács", true), "Kovács János");
        assert_eq!(name("小明", "", "王", true), "王小明");
        assert_eq!(name("민준", "", "김", true), "김민준");
        assert_eq!(name("Ann", "", "", false), "Ann");
    }

    #[test]
    fn a_column_with_the_whole_name_is_not_printed_twice() {
        let name = |full, first, last| NameParts { full, first, middle: "", last: [last, ""] }.joined(false);
        assert_eq!(name("", "Ann", "Ann Smith"), "Ann Smith");
        assert_eq!(name("", "Ann Smith", "Smith"), "Ann Smith");
        assert_eq!(name("The Smith Family", "", ""), "The Smith Family");
        assert_eq!(name("Mrs Ann Smith", "Ann", "Smith"), "Ann Smith");
        assert_eq!(name("", "Thomas", "Thomas"), "Thomas Thomas");
    }

    #[test]
    fn two_family_names_follow_each_other() {
        let parts = NameParts { full: "", first: "José", middle: "", last: ["García", "López"] };
        assert_eq!(parts.joined(false), "José García López");
    }

    #[test]
    fn numbers_of_houses_are_where_the_country_has_them() {
        assert_eq!(street("Hauptstraße", "5", "a", false), "Hauptstraße 5a");
        assert_eq!(street("High Street", "12", "", true), "12 High Street");
        assert_eq!(street("Damstraat", "12", "3 hoog", false), "Damstraat 12 3 hoog");
        assert_eq!(street("12 High Street", "12", "", true), "12 High Street");
        assert_eq!(street("", "12", "", true), "12");
        assert_eq!(street("Hauptstraße", "", "", false), "Hauptstraße");
    }

    #[test]
    fn a_box_has_its_words() {
        assert_eq!(post_office_box("Postfach", "12 34"), "Postfach 12 34");
        assert_eq!(post_office_box("PO Box", "P.O. Box 7"), "P.O. Box 7");
    }
}
