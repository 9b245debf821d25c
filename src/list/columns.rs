//! The columns of a list: which of them make which field of a letter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::choices::ColumnChoices;
use super::headings::{Field, Headings, Meaning, plain};
use crate::letter::own_words::shortened;

/// A field of a letter that columns of a list fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The id of the sender in the office.
    Id,
    /// The sender's full name.
    Name,
    /// The first name.
    FirstName,
    /// Names between the first name and the family name.
    MiddleName,
    /// The family name.
    LastName,
    /// The second family name.
    SecondLastName,
    /// What is above the street.
    AddressAbove,
    /// A line of the address, from 1 to `ADDRESS_LINES`.
    Address(u8),
    /// The number of the house, apart from the street.
    HouseNumber,
    /// What is added to the number of the house.
    HouseNumberSuffix,
    /// A post office box.
    PoBox,
    /// The postcode; the country decides its place in the address.
    Postcode,
    /// What is added to the postcode after a hyphen.
    PostcodeSuffix,
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
    /// Whether the sender wants no letters.
    DoNotMail,
    /// Whether the sender has died, or when.
    Deceased,
    /// Whether the sender has left the address.
    GoneAway,
    /// Whether the sender agrees to the letter.
    Consent,
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

impl Column {
    /// All columns, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        let names = [Self::Id, Self::Name, Self::FirstName, Self::MiddleName, Self::LastName, Self::SecondLastName];
        let addresses = std::iter::once(Self::AddressAbove).chain((1..=ADDRESS_LINES).map(Self::Address));
        let houses = [Self::HouseNumber, Self::HouseNumberSuffix, Self::PoBox];
        let parts = [Self::Postcode, Self::PostcodeSuffix, Self::Town, Self::State];
        let after = [Self::Country, Self::Lang, Self::Place, Self::Personal];
        let wishes = [Self::DoNotMail, Self::Deceased, Self::GoneAway, Self::Consent];
        names.into_iter().chain(addresses).chain(houses).chain(parts).chain(after).chain(wishes)
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::MiddleName => "middle_name",
            Self::LastName => "last_name",
            Self::SecondLastName => "second_last_name",
            Self::AddressAbove => "address_above",
            Self::Address(1) => "address1",
            Self::Address(2) => "address2",
            Self::Address(3) => "address3",
            Self::Address(4) => "address4",
            Self::Address(_) => "address5",
            Self::HouseNumber => "house_number",
            Self::HouseNumberSuffix => "house_number_suffix",
            Self::PoBox => "po_box",
            Self::Postcode => "postcode",
            Self::PostcodeSuffix => "postcode_suffix",
            Self::Town => "town",
            Self::State => "state",
            Self::Country => "country",
            Self::Lang => "lang",
            Self::Place => "place",
            Self::Personal => "personal",
            Self::DoNotMail => "do_not_mail",
            Self::Deceased => "deceased",
            Self::GoneAway => "gone_away",
            Self::Consent => "consent",
        }
    }

    /// The column of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|column| column.name() == name)
    }

    /// Whether it is a part of a name.
    pub fn is_of_name(self) -> bool {
        matches!(self, Self::Name | Self::FirstName | Self::MiddleName | Self::LastName | Self::SecondLastName)
    }

    /// Whether it is a part of an address.
    pub fn is_of_address(self) -> bool {
        self.is_of_street()
            || matches!(self, Self::Postcode | Self::PostcodeSuffix | Self::Town | Self::State | Self::Country)
    }

    /// Whether it is a part of a name or an address.
    pub fn is_of_name_or_address(self) -> bool {
        self.is_of_name() || self.is_of_address()
    }

    /// Whether it is a line of an address or a part of one.
    fn is_of_street(self) -> bool {
        matches!(
            self,
            Self::AddressAbove | Self::Address(_) | Self::HouseNumber | Self::HouseNumberSuffix | Self::PoBox
        )
    }

    /// Whether it is only a part of another field.
    pub fn is_joined_to_another(self) -> bool {
        matches!(
            self,
            Self::FirstName
                | Self::MiddleName
                | Self::LastName
                | Self::SecondLastName
                | Self::HouseNumber
                | Self::HouseNumberSuffix
                | Self::PostcodeSuffix
        )
    }

    /// Whether it says whether the person gets a letter at all.
    pub fn is_wish(self) -> bool {
        matches!(self, Self::DoNotMail | Self::Deceased | Self::GoneAway | Self::Consent)
    }

    /// Whether several columns may fill it in: a mark and its date, for example.
    fn is_joined(self) -> bool {
        self == Self::MiddleName || self.is_wish()
    }
}

/// The columns of a list, by the fields that they fill in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    headings: Vec<String>,
    /// The columns of each field, by their places, in the order in which they are joined.
    fields: BTreeMap<Column, Vec<usize>>,
    /// The columns of which nothing is known.
    unknown: Vec<usize>,
}

/// What a list's columns became, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ColumnUse {
    /// The field; `None` for columns that are not printed.
    pub field: Option<String>,
    /// The headings of its columns.
    pub columns: Vec<String>,
}

/// A fault in the columns of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnFault {
    /// These two columns are the same field.
    Twice(usize, usize, Column),
    /// A column looks like a part of a name or an address, and is not understood; it is like the other heading.
    NotUnderstood(usize, Option<String>),
    /// There is no column for this field.
    Missing(Column),
    /// A chosen column is not in the list.
    NoSuchColumn(String),
}

impl Columns {
    /// Finds the field of each heading. What was chosen comes before what the headings mean.
    ///
    /// # Errors
    ///
    /// When headings are not understood, two are the same field, or a name or a street is missing.
    pub fn of(
        headings: &[String],
        known: &Headings,
        choices: &ColumnChoices,
    ) -> Result<Self, (Self, Vec<ColumnFault>)> {
        let mut faults = Vec::new();
        let (chosen, taken) = chosen(headings, choices, &mut faults);
        let mut columns = Self { headings: headings.to_vec(), fields: BTreeMap::new(), unknown: Vec::new() };
        let mut fields: Vec<(usize, Field)> = Vec::new();
        for (at, heading) in
            headings.iter().enumerate().filter(|(at, heading)| !heading.is_empty() && !taken.contains(at))
        {
            match known.meaning(heading) {
                Meaning::Field(field) if is_replaced(field.column, &chosen) => {}
                Meaning::Field(field) => fields.push((at, field)),
                Meaning::NotPrinted => {}
                Meaning::NotUnderstood(near) => faults.push(ColumnFault::NotUnderstood(at, near)),
                Meaning::Unknown => columns.unknown.push(at),
            }
        }
        keep_one_address(&mut fields);
        keep_what_is_first(&mut fields);
        for (at, field) in fields {
            let places = columns.fields.entry(field.column).or_default();
            match places.first() {
                Some(first) if !field.column.is_joined() => faults.push(ColumnFault::Twice(*first, at, field.column)),
                _ => places.push(at),
            }
        }
        columns.fields.extend(chosen);
        columns.name_of_one_part();
        faults.extend(columns.missing().map(ColumnFault::Missing));
        if columns.fields.is_empty() {
            // The first row is a sender, and not names of columns.
            faults.retain(|fault| matches!(fault, ColumnFault::Missing(_) | ColumnFault::NoSuchColumn(_)));
        }
        if faults.is_empty() { Ok(columns) } else { Err((columns, faults)) }
    }

    /// Beside a family name alone, a name is the first name, and the other way round: `Name` and `Vorname`.
    fn name_of_one_part(&mut self) {
        let has = |column: Column| self.fields.contains_key(&column);
        let other = match (has(Column::Name), has(Column::FirstName), has(Column::LastName)) {
            (true, true, false) => Column::LastName,
            (true, false, true) => Column::FirstName,
            _ => return,
        };
        // A row whose name already has the other part is found when it is read.
        let places = self.fields.remove(&Column::Name).unwrap_or_default();
        self.fields.insert(other, places);
    }

    fn missing(&self) -> impl Iterator<Item = Column> {
        let has = |column: Column| self.fields.contains_key(&column);
        let has_name = has(Column::Name) || has(Column::FirstName) && has(Column::LastName);
        let has_street = self.fields.keys().any(|column| column.is_of_street());
        let name = if has(Column::FirstName) { Column::LastName } else { Column::Name };
        [(!has_name).then_some(name), (!has_street).then_some(Column::Address(1))].into_iter().flatten()
    }

    /// The names of the columns.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// Whether columns fill in this field.
    pub fn has(&self, column: Column) -> bool {
        self.fields.contains_key(&column)
    }

    /// The fields with the places of their columns.
    pub fn fields(&self) -> impl Iterator<Item = (Column, &[usize])> {
        self.fields.iter().map(|(column, places)| (*column, places.as_slice()))
    }

    /// The places of the columns of a field.
    pub fn places(&self, column: Column) -> &[usize] {
        self.fields.get(&column).map_or(&[], Vec::as_slice)
    }

    /// The places of the columns of a field, or of those that make a whole name together.
    pub fn parts(&self, column: Column) -> Vec<usize> {
        let names = [Column::FirstName, Column::MiddleName, Column::LastName, Column::SecondLastName];
        let places = |columns: &[Column]| columns.iter().flat_map(|column| self.places(*column)).copied().collect();
        match column {
            Column::Name if self.has(Column::LastName) => places(&names),
            _ => places(&[column]),
        }
    }

    /// The field that the column at this place fills in.
    pub fn at(&self, place: usize) -> Option<Column> {
        self.fields().find(|(_, places)| places.contains(&place)).map(|(column, _)| column)
    }

    /// The headings of which nothing is known.
    pub fn unknown(&self) -> impl Iterator<Item = &String> {
        self.unknown.iter().map(|at| &self.headings[*at])
    }

    /// Whether every column has the name of its field, so that there is nothing to understand.
    pub fn are_own(&self) -> bool {
        let is_own = |(at, heading): (usize, &String)| {
            let name = heading.trim();
            self.at(at).map_or_else(|| is_row_number(name), |column| column.name().eq_ignore_ascii_case(name))
        };
        self.headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty()).all(is_own)
    }

    /// What each column became. The columns that are not printed are last.
    pub fn uses(&self) -> Vec<ColumnUse> {
        let heading = |at: &usize| shortened(&self.headings[*at]);
        let mut uses: Vec<ColumnUse> = Vec::new();
        for (column, places) in self.fields() {
            let columns = places.iter().map(heading).collect();
            uses.push(ColumnUse { field: Some(column.name().to_owned()), columns });
        }
        let rest = (0..self.headings.len()).filter(|at| self.at(*at).is_none() && !self.headings[*at].is_empty());
        let rest: Vec<String> = rest.map(|at| heading(&at)).collect();
        if !rest.is_empty() {
            uses.push(ColumnUse { field: None, columns: rest });
        }
        uses
    }
}

/// What the columns of a list became, as lines to read.
pub fn columns_text(list: &str, uses: &[ColumnUse]) -> String {
    let mut text = format!("columns of {list}\n");
    for ColumnUse { field, columns } in uses {
        let (field, between) = field.as_deref().map_or(("not printed", ", "), |field| (field, " + "));
        let _ = writeln!(text, "  {field:<20}{}", columns.join(between));
    }
    text
}

/// The chosen columns by their fields, and the places of all columns that are chosen or ignored.
fn chosen(
    headings: &[String],
    choices: &ColumnChoices,
    faults: &mut Vec<ColumnFault>,
) -> (BTreeMap<Column, Vec<usize>>, BTreeSet<usize>) {
    let mut fields = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (column, chosen) in choices.columns() {
        match chosen.places(headings) {
            Ok(places) => {
                // The town before the date may be the town of the address.
                if *column != Column::Place {
                    taken.extend(places.iter().copied());
                }
                fields.insert(*column, places);
            }
            Err(missing) => faults.push(ColumnFault::NoSuchColumn(missing)),
        }
    }
    for ignored in choices.ignored() {
        match ColumnChoices::place(headings, ignored) {
            Some(place) => {
                taken.insert(place);
            }
            None => faults.push(ColumnFault::NoSuchColumn(ignored.clone())),
        }
    }
    (fields, taken)
}

/// Whether a field is left out because another was chosen: a chosen name is the whole name.
fn is_replaced(column: Column, chosen: &BTreeMap<Column, Vec<usize>>) -> bool {
    chosen.contains_key(&column) || column.is_of_name() && chosen.contains_key(&Column::Name)
}

/// Keeps the first address that has a street, and from columns without a word before them what it lacks.
fn keep_one_address(fields: &mut Vec<(usize, Field)>) {
    let with = |is: fn(Column) -> bool| {
        fields.iter().filter(|(_, field)| is(field.column)).map(|(_, field)| field.address).min()
    };
    let Some(kept) = with(Column::is_of_street).or_else(|| with(Column::is_of_address)) else { return };
    let own: BTreeSet<Column> =
        fields.iter().filter(|(_, field)| field.address == kept).map(|(_, field)| field.column).collect();
    fields.retain(|(_, field)| {
        !field.column.is_of_address() || field.address == kept || field.address == 0 && !own.contains(&field.column)
    });
}

/// Keeps the first of the headings that are used instead of others, if there is no other; and the first of several ids.
fn keep_what_is_first(fields: &mut Vec<(usize, Field)>) {
    let mut best: BTreeMap<Column, (bool, usize)> = BTreeMap::new();
    for (_, field) in fields.iter() {
        let rank = (field.is_instead, field.rank);
        let known = best.entry(field.column).or_insert(rank);
        *known = (*known).min(rank);
    }
    fields.retain(|(_, field)| {
        let rank = (field.is_instead, field.rank);
        let has_choice = field.is_instead || field.column == Column::Id;
        !has_choice || best.get(&field.column) == Some(&rank)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn columns(headings: &str, choices: &ColumnChoices) -> Result<Columns, Vec<ColumnFault>> {
        let headings: Vec<String> = headings.split(',').map(|heading| heading.trim().to_owned()).collect();
        let known = Headings::read(&Project::embedded()).expect("the headings of the program");
        Columns::of(&headings, &known, choices).map_err(|(_, faults)| faults)
    }

    fn uses(headings: &str) -> String {
        let columns = columns(headings, &ColumnChoices::default()).expect("it is a list");
        let uses = columns
            .uses()
            .into_iter()
            .map(|ColumnUse { field, columns }| format!("{}={}", field.as_deref().unwrap_or("-"), columns.join("+")));
        uses.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn lists_of_programs_are_understood() {
        let expected = expect_test::expect![[r#"
            id=Contact ID | name=Display Name | first_name=First Name | middle_name=Middle Name | last_name=Last Name | address1=Street Address | address2=Supplemental Address 1 | address3=Supplemental Address 2 | postcode=Postal Code | postcode_suffix=Postal Code Suffix | town=City | state=State | country=Country | lang=Preferred Language | do_not_mail=Do Not Mail | deceased=Is Deceased | -=Individual Prefix+Individual Suffix
            id=Contact ID | first_name=First Name | last_name=Last Name | address1=Mailing Street | postcode=Mailing Zip/Postal Code | town=Mailing City | state=Mailing State/Province | country=Mailing Country | -=Salutation+Other Street+Other City
            first_name=First Name | middle_name=Middle Name | last_name=Last Name | address1=Address 1 - Street | address2=Address 1 - Extended Address | po_box=Address 1 - PO Box | postcode=Address 1 - Postal Code | town=Address 1 - City | state=Address 1 - Region | country=Address 1 - Country | -=Phonetic First Name+Address 1 - Label+Address 1 - Formatted+Address 2 - Street+E-mail 1 - Value
            first_name=First Name | last_name=Last Name | address1=Home Street | address2=Home Street 2 | postcode=Home Postal Code | town=Home City | state=Home State | country=Home Country/Region | -=Title+Business Street+Business City+E-mail Address
            first_name=First Name | last_name=Last Name | address1=Address | -=Email Address
            id=CnBio_ID | name=CnAdrSal_Addressee | address1=CnAdrPrf_Addrline1 | address2=CnAdrPrf_Addrline2 | postcode=CnAdrPrf_ZIP | town=CnAdrPrf_City | state=CnAdrPrf_State | country=CnAdrPrf_ContryLongDscription
        "#]];
        let lists = [
            "Contact ID,Display Name,Individual Prefix,First Name,Middle Name,Last Name,Individual Suffix,Street Address,\
             Supplemental Address 1,Supplemental Address 2,City,Postal Code,Postal Code Suffix,State,Country,Preferred Language,\
             Do Not Mail,Is Deceased",
            "Salutation,First Name,Last Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,\
             Mailing Country,Contact ID,Other Street,Other City",
            "First Name,Middle Name,Last Name,Phonetic First Name,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,\
             Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,\
             Address 1 - Extended Address,Address 2 - Street,E-mail 1 - Value",
            "Title,First Name,Last Name,Business Street,Business City,Home Street,Home Street 2,Home City,Home State,\
             Home Postal Code,Home Country/Region,E-mail Address",
            "Email Address,First Name,Last Name,Address",
            "CnBio_ID,CnAdrSal_Addressee,CnAdrPrf_Addrline1,CnAdrPrf_Addrline2,CnAdrPrf_City,CnAdrPrf_State,CnAdrPrf_ZIP,\
             CnAdrPrf_ContryLongDscription",
        ];
        expected.assert_eq(&(lists.map(uses).join("\n") + "\n"));
    }

    #[test]
    fn lists_made_by_hand_are_understood_in_ten_languages() {
        let expected = expect_test::expect![[r#"
            name=Full Name | address1=Street Address | postcode=ZIP Code | town=City | state=State | country=Country
            first_name=Vorname | last_name=Nachname | address1=Straße | postcode=PLZ | town=Ort | country=Land
            first_name=Vorname | last_name=Name | address1=Straße | house_number=Hausnr. | postcode=PLZ | town=Ort
            first_name=Prénom | last_name=Nom | address1=Adresse | postcode=Code postal | town=Ville | country=Pays
            first_name=Nombre | last_name=Apellidos | address1=Dirección | postcode=C.P. | town=Población | country=País
            first_name=Nome | last_name=Cognome | address1=Indirizzo | postcode=CAP | town=Città | state=Prov.
            first_name=Voornaam | middle_name=Tussenvoegsel | last_name=Achternaam | address1=Straat | house_number=Huisnummer | house_number_suffix=Toevoeging | postcode=Postcode | town=Plaats
            first_name=Fornavn | last_name=Etternavn | address1=Adresse | postcode=Postnr | town=Poststed
            first_name=Förnamn | last_name=Efternamn | address1=Gatuadress | postcode=Postnummer | town=Ort | country=Land
            name=Navn | address1=Adresse | address5=Postnr. og by
            first_name=Etunimi | last_name=Sukunimi | address1=Katuosoite | postcode=Postinumero | town=Postitoimipaikka
        "#]];
        let lists = [
            "Full Name,Street Address,City,State,ZIP Code,Country",
            "Vorname,Nachname,Straße,PLZ,Ort,Land",
            "Name,Vorname,Straße,Hausnr.,PLZ,Ort",
            "Prénom,Nom,Adresse,Code postal,Ville,Pays",
            "Nombre,Apellidos,Dirección,C.P.,Población,País",
            "Nome,Cognome,Indirizzo,CAP,Città,Prov.",
            "Voornaam,Tussenvoegsel,Achternaam,Straat,Huisnummer,Toevoeging,Postcode,Plaats",
            "Fornavn,Etternavn,Adresse,Postnr,Poststed",
            "Förnamn,Efternamn,Gatuadress,Postnummer,Ort,Land",
            "Navn,Adresse,Postnr. og by",
            "Etunimi,Sukunimi,Katuosoite,Postinumero,Postitoimipaikka",
        ];
        expected.assert_eq(&(lists.map(uses).join("\n") + "\n"));
    }

    #[test]
    fn a_list_with_the_names_of_the_fields_is_its_own_explanation() {
        let are_own = |headings: &str| columns(headings, &ColumnChoices::default()).expect("it is a list").are_own();
        assert!(are_own("row,id,Name,address1,address2,country"));
        assert!(!are_own("id,name,address1,e-mail"));
        assert!(!are_own("id,Full Name,address1"));
    }

    #[test]
    fn what_is_chosen_comes_first() {
        let mut choices = ColumnChoices::default();
        for (field, column) in
            [(Column::Name, "Contact+Surname"), (Column::Address(1), "Ortsteil"), (Column::Place, "City")]
        {
            choices.choose(field, column);
        }
        choices.ignore("Street Wing".to_owned());
        let columns = columns("Contact,Surname,First Name,Ortsteil,Street Wing,City", &choices).expect("it is a list");
        let uses = columns.uses().into_iter().map(|one| format!("{:?}={}", one.field, one.columns.join("+")));
        assert_eq!(
            uses.collect::<Vec<_>>(),
            [
                r#"Some("name")=Contact+Surname"#,
                r#"Some("address1")=Ortsteil"#,
                r#"Some("town")=City"#,
                r#"Some("place")=City"#,
                "None=First Name+Street Wing",
            ]
        );
    }

    #[test]
    fn faults_of_columns_are_all_found() {
        let mut choices = ColumnChoices::default();
        choices.choose(Column::Town, "Tuwn");
        assert_eq!(
            columns("Vorname,Vorname,Addrss3,shoe size", &choices).expect_err("it is faulty"),
            [
                ColumnFault::NoSuchColumn("Tuwn".to_owned()),
                ColumnFault::NotUnderstood(2, Some("address3".to_owned())),
                ColumnFault::Twice(0, 1, Column::FirstName),
                ColumnFault::Missing(Column::LastName),
                ColumnFault::Missing(Column::Address(1)),
            ]
        );
    }
}
