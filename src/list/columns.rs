//! The columns of a list, known by the names in its first row.

use crate::finding::did_you_mean;

/// The kind of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The id of the sender in the office.
    Id,
    /// The sender's full name.
    Name,
    /// A line of the address, from 1 to `ADDRESS_LINES`.
    Address(u8),
    /// The postcode; the country decides its place in the address.
    Postcode,
    /// The town.
    Town,
    /// The state, province or county.
    State,
    /// The country where the letter is posted.
    Country,
    /// The language of the sender's own words.
    Lang,
    /// The town before the date.
    Place,
    /// The sender's own words.
    Personal,
}

/// How many columns an address may have.
pub const ADDRESS_LINES: u8 = 5;

/// The column with the numbers that the rows had in the original list, in `rejected.csv`. It is not printed, and it is
/// never the id of the sender.
pub const ROW_NUMBER: &str = "row";

/// Whether a heading is that of the numbers of the rows.
pub fn is_row_number(heading: &str) -> bool {
    plain(heading) == ROW_NUMBER
}

/// Other names of columns, as people write them, without spaces and marks.
const SYNONYMS: &[(&str, Column)] = &[
    ("fullname", Column::Name),
    ("sendername", Column::Name),
    ("sender", Column::Name),
    ("address", Column::Address(1)),
    ("street", Column::Address(1)),
    ("zip", Column::Postcode),
    ("zipcode", Column::Postcode),
    ("postalcode", Column::Postcode),
    ("city", Column::Town),
    ("province", Column::State),
    ("county", Column::State),
    ("cc", Column::Country),
    ("countrycode", Column::Country),
    ("language", Column::Lang),
    ("personalmessage", Column::Personal),
    ("message", Column::Personal),
    ("ownwords", Column::Personal),
    ("memberid", Column::Id),
    ("membernumber", Column::Id),
    ("memberno", Column::Id),
    ("number", Column::Id),
    ("no", Column::Id),
    ("nr", Column::Id),
    ("ref", Column::Id),
    ("reference", Column::Id),
];

impl Column {
    /// All columns, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        let addresses = (1..=ADDRESS_LINES).map(Self::Address);
        let before = [Self::Id, Self::Name];
        let parts = [Self::Postcode, Self::Town, Self::State];
        let after = [Self::Country, Self::Lang, Self::Place, Self::Personal];
        before.into_iter().chain(addresses).chain(parts).chain(after)
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Address(1) => "address1",
            Self::Address(2) => "address2",
            Self::Address(3) => "address3",
            Self::Address(4) => "address4",
            Self::Address(_) => "address5",
            Self::Postcode => "postcode",
            Self::Town => "town",
            Self::State => "state",
            Self::Country => "country",
            Self::Lang => "lang",
            Self::Place => "place",
            Self::Personal => "personal",
        }
    }

    /// The column that a heading means. Capitals and spaces are ignored.
    pub fn of(heading: &str) -> Option<Self> {
        let plain = plain(heading);
        let own = Self::all().find(|column| column.name() == plain);
        let synonym = SYNONYMS.iter().find(|(name, _)| *name == plain).map(|(_, column)| *column);
        own.or(synonym).or_else(|| {
            let line = ["addressline", "addr", "line"].iter().find_map(|before| plain.strip_prefix(before))?;
            let line: u8 = line.parse().ok()?;
            (1..=ADDRESS_LINES).contains(&line).then_some(Self::Address(line))
        })
    }

    /// The column that a heading was perhaps meant as.
    pub fn near(heading: &str) -> Option<&'static str> {
        did_you_mean(&plain(heading), Self::all().map(Self::name))
    }
}

fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_as_people_write_them() {
        for (heading, column) in [
            ("Name", Column::Name),
            (" FULL NAME ", Column::Name),
            ("Address 1", Column::Address(1)),
            ("Address line 3", Column::Address(3)),
            ("addr_2", Column::Address(2)),
            ("City", Column::Town),
            ("ZIP code", Column::Postcode),
            ("Member ID", Column::Id),
            ("Country code", Column::Country),
            ("Language", Column::Lang),
            ("personal", Column::Personal),
        ] {
            assert_eq!(Column::of(heading), Some(column), "{heading}");
        }
        for heading in ["first name", "address6", "", "name2"] {
            assert_eq!(Column::of(heading), None, "{heading}");
        }
        assert_eq!(Column::near("Adress1"), Some("address1"));
        assert_eq!(Column::near("shoe size"), None);
    }
}
