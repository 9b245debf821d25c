//! Lists as offices have them: the exports of other programs are printed whole, and what is not understood stops them.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on lists in a folder")]

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Output};

use expect_test::{Expect, expect};
use likhit::countries::{AddressOrders, CountryNames};
use likhit::finding::Findings;
use likhit::list::{ColumnChoices, Headings, List, Table, TableOptions};
use likhit::project::Project;
use tempfile::TempDir;

/// The name and the address of each row as they are printed, one line for each row; or why they are not.
#[expect(clippy::needless_pass_by_value, reason = "what is expected reads best where it is handed over")]
fn prints(list: &str, expected: Expect) {
    let project = Project::embedded();
    let headings = Headings::read(&project).expect("the headings of the program");
    let names = CountryNames::read(&project).expect("the names of countries");
    let orders = AddressOrders::read(&project).expect("the orders of addresses");
    let table = Table::read("members.csv", list.as_bytes().to_vec(), &TableOptions::default()).expect("a text");
    let list = List::read(&table, &headings, &ColumnChoices::default());
    let list = list.unwrap_or_else(|findings| panic!("{findings:?}"));
    let mut printed = String::new();
    for row in list.rows() {
        let read = list.entry(*row, &names).map_err(Findings::from).and_then(|entry| {
            let sender = entry.sender;
            let address = sender.address_in(sender.country.as_ref(), &orders)?;
            let lines: Vec<String> = address.lines.into_iter().map(|line| line.words).collect();
            let country = sender.country.map_or_else(String::new, |country| country.to_string());
            Ok(format!("{} / {} / {country}", sender.name.words, lines.join(" / ")))
        });
        let line = read.unwrap_or_else(|findings| {
            let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
            format!("row {}: {}", row.number, rules.join(", "))
        });
        let _ = writeln!(printed, "{line}");
    }
    expected.assert_eq(&printed);
}

#[test]
fn exports_of_programs_are_printed_with_all_that_they_have() {
    // CiviCRM.
    prints(
        "Contact ID,Contact Type,Display Name,Individual Prefix,First Name,Middle Name,Last Name,Individual Suffix,Street Address,Supplemental Address 1,City,Postal Code,Postal Code Suffix,State,Country,Preferred Language,Do Not Mail,Is Deceased\n\
         7,Individual,Mrs. Amelia O'Neill,Mrs.,Amelia,,O'Neill,,12 High Street,Flat 2,Springfield,62704,1234,Illinois,United States,en_US,0,0\n\
         8,Organization,The Smith Family,,,,,,1 Mill Lane,,Leeds,LS1 4AP,,,United Kingdom,en_GB,,\n",
        expect![[r#"
            Amelia O'Neill / 12 High Street / Flat 2 / Springfield, IL 62704-1234 / US
            The Smith Family / 1 Mill Lane / Leeds / LS1 4AP / GB
        "#]],
    );
    // Salesforce.
    prints(
        "\"Salutation\",\"First Name\",\"Last Name\",\"Mailing Street\",\"Mailing City\",\"Mailing State/Province\",\"Mailing Zip/Postal Code\",\"Mailing Country\",\"Contact ID\"\n\
         \"Ms.\",\"Amelia\",\"O'Neill\",\"12 High Street\r\nFlat 2\",\"London\",\"\",\"NW6 7AT\",\"United Kingdom\",\"0035g00000AbCdE\"\n\
         \"Herr\",\"Jürgen\",\"Müller\",\"Hauptstraße 5\",\"Berlin\",\"\",\"10115\",\"Deutschland\",\"0035g00000AbCdF\"\n",
        expect![[r#"
            Amelia O'Neill / 12 High Street / Flat 2 / London / NW6 7AT / GB
            Jürgen Müller / Hauptstraße 5 / 10115 Berlin / DE
        "#]],
    );
    // Google Contacts.
    prints(
        "First Name,Middle Name,Last Name,Phonetic First Name,File As,Labels,E-mail 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address\n\
         Kari,,Nordmann,,,* myContacts,kari@example.org,Home,\"Storgata 1\n9008 Tromsø\nNO\",Storgata 1,Tromsø,,,9008,NO,\n\
         Jean,,Dupont,,,,,Home,,,Paris,123,,75011,FR,\n",
        expect![[r#"
            Kari Nordmann / Storgata 1 / 9008 Tromsø / NO
            Jean Dupont / P.O. Box 123 / 75011 Paris / FR
        "#]],
    );
    // Outlook.
    prints(
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Business Street,Business City,Home Street,Home Street 2,Home City,Home State,Home Postal Code,Home Country/Region,E-mail Address,Home Phone\n\
         Mrs,Amelia,,O'Neill,,ACME,1 Office Park,Leeds,12 High Street,,London,,NW6 7AT,United Kingdom,a@example.org,+44 20 1234\n",
        expect![[r#"
            Amelia O'Neill / 12 High Street / London / NW6 7AT / GB
        "#]],
    );
    // Raiser's Edge.
    prints(
        "CnBio_ID,CnAdrSal_Addressee,CnAdrPrf_Addrline1,CnAdrPrf_Addrline2,CnAdrPrf_City,CnAdrPrf_State,CnAdrPrf_ZIP,CnAdrPrf_ContryLongDscription\n\
         12,Amelia O'Neill,12 High Street,Apt 3,Boston,MA,2139,United States\n",
        expect![[r#"
            Amelia O'Neill / 12 High Street / Apt 3 / Boston, MA 02139 / US
        "#]],
    );
    // Mailchimp: two spaces between the parts of an address in one cell.
    prints(
        "Email Address,First Name,Last Name,Address\n\
         a@example.org,Amelia,O'Neill,12 High Street  Apt 3  Boston  MA  02139  US\n\
         b@example.org,Ann,Smith,12 High Street  London  NW6 7AT  GB\n",
        expect![[r#"
            Amelia O'Neill / 12 High Street / Apt 3 / Boston, MA 02139 / US
            Ann Smith / 12 High Street / London / NW6 7AT / GB
        "#]],
    );
}

#[test]
fn lists_made_by_hand_are_printed_with_all_that_they_have() {
    for (list, expected) in [
        (
            "Mitgliedsnummer;Vorname;Nachname;Straße;PLZ;Ort;Land\n1;Jürgen;Müller;Hauptstraße 5;10115;Berlin;Deutschland\n",
            expect![[r#"
                Jürgen Müller / Hauptstraße 5 / 10115 Berlin / DE
            "#]],
        ),
        (
            "Name;Vorname;Straße;Hausnr.;PLZ Ort;Land\nMüller;Jürgen;Hauptstraße;5;10115 Berlin;DE\n",
            expect![[r#"
                Jürgen Müller / Hauptstraße 5 / 10115 Berlin / DE
            "#]],
        ),
        (
            "Prénom;Nom;Complément d'adresse;Adresse;Code postal;Ville;Pays\nJean;Dupont;Bât. B;3, rue de l’Église;1000;Bourg-en-Bresse;France\n",
            expect![[r#"
                Jean Dupont / Bât. B / 3, rue de l’Église / 01000 Bourg-en-Bresse / FR
            "#]],
        ),
        (
            "Nombre;Apellidos;Dirección;C.P.;Población;Provincia;País\nJosé;García López;Calle Mayor 1;28013;Madrid;Madrid;España\n",
            expect![[r#"
                José García López / Calle Mayor 1 / 28013 Madrid / ES
            "#]],
        ),
        (
            "Nome;Cognome;Indirizzo;CAP;Città;Provincia;Paese\nAnna;Rossi;Via Roma 1;118;Roma;Roma;Italia\n",
            expect![[r#"
                Anna Rossi / Via Roma 1 / 00118 Roma RM / IT
            "#]],
        ),
        (
            "Voornaam;Tussenvoegsel;Achternaam;Straat;Huisnummer;Toevoeging;Postcode;Plaats;Land\nJan;van der;Berg;Damstraat;12;A;1012ab;Amsterdam;Nederland\n",
            expect![[r#"
                Jan van der Berg / Damstraat 12A / 1012 AB Amsterdam / NL
            "#]],
        ),
        (
            "Fornavn;Etternavn;Adresse;Postnr;Poststed;Land\nOla;Nordmann;Storgata 1;580;Oslo;Norge\n",
            expect![[r#"
                Ola Nordmann / Storgata 1 / 0580 Oslo / NO
            "#]],
        ),
        (
            "Förnamn;Efternamn;Gatuadress;Postnummer;Ort;Land\nEva;Svensson;Storgatan 1;11455;Stockholm;Sverige\n",
            expect![[r#"
                Eva Svensson / Storgatan 1 / 114 55 Stockholm / SE
            "#]],
        ),
        (
            "Fornavn;Efternavn;Vej;Postnr. og by;Land\nPia;Jensen;Vestergade 1;1456 København K;Danmark\n",
            expect![[r#"
                Pia Jensen / Vestergade 1 / 1456 København K / DK
            "#]],
        ),
        (
            "First name,Surname,Address 1,Postcode,Town,Country\nHồng,Nguyễn,12 Phố Huế,,Hà Nội,Vietnam\nJános,Kovács,Fő utca 1,1011,Budapest,Hungary\n",
            expect![[r#"
                Nguyễn Hồng / 12 Phố Huế / Hà Nội / VN
                Kovács János / Budapest / Fő utca 1 / 1011 / HU
            "#]],
        ),
    ] {
        prints(list, expected);
    }
}

/// A folder with a list.
struct Office {
    folder: TempDir,
}

impl Office {
    fn with(list: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::write(folder.path().join("members.csv"), list).expect("a list");
        Self { folder }
    }

    /// A dry run of a mailing, with more arguments.
    fn mailing(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
        command.args(["mailing", "kem-sokha", "--senders", "members.csv", "--date", "2018-01-15", "--dry-run"]);
        command.args(["--lang", "en", "--to", "prime-minister"]).args(more).current_dir(self.folder.path());
        command.output().expect("the program")
    }
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let err = err.lines().filter(|line| !line.contains("unverified-figures") && !line.contains("put one printed page"));
    format!("{out}{}", err.fold(String::new(), |text, line| text + line + "\n"))
}

const DOUBTFUL: &str = "Full Name,Street Address,Second Town,Postcode,City,Country,Shoe size\n\
     Ann Smith,1 High Street,Hillhead,NW6 7AT,London,GB,43\n";

#[test]
fn a_heading_that_is_not_understood_stops_the_list_and_can_be_chosen() {
    let office = Office::with(DOUBTFUL);
    let output = office.mailing(&[]);
    assert_eq!(output.status.code(), Some(1));
    expect![[r#"
        members.csv:1:1: error[column-not-understood]: row 1: the column `Second Town` looks like a part of a name or an address, but is not understood
          help: to print the column, use `--column FIELD="Second Town"`, for example with `address2`; if letters do not need it, use `--ignore-column "Second Town"`
    "#]]
    .assert_eq(&said(&output));
    let output = office.mailing(&["--column", "address2=Second Town", "--ignore-column", "Shoe size"]);
    assert_eq!(output.status.code(), Some(0));
    expect![[r#"
        columns of members.csv
          name                Full Name
          address1            Street Address
          address2            Second Town
          postcode            Postcode
          town                City
          country             Country
          not printed         Shoe size
        1 letter would be printed; nothing was written
        1 row good
    "#]]
    .assert_eq(&said(&output));
}

#[test]
fn a_file_beside_the_list_chooses_its_columns() {
    let office = Office::with(DOUBTFUL);
    let beside = office.folder.path().join("members.columns.yaml");
    fs::write(&beside, "columns:\n  address2: Second Town\nignore: [Shoe size]\n").expect("a file");
    assert_eq!(office.mailing(&[]).status.code(), Some(0));
    // The command line comes before the file.
    let output = said(&office.mailing(&["--column", "address2=Shoe size", "--ignore-column", "second town"]));
    assert!(output.contains("address2            Shoe size"), "{output}");
    fs::write(&beside, "columns:\n  adress2: Second Town\n").expect("a file");
    let output = said(&office.mailing(&[]));
    assert!(output.contains("members.columns.yaml:2:12: error[unknown-key]"), "{output}");
}

#[test]
fn a_list_without_streets_or_towns_prints_nothing() {
    let output = Office::with("Full Name,City,Country\nAnn Smith,London,GB\n").mailing(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("the column `address1` is missing"), "{}", said(&output));
    let output = Office::with("Full Name,Street Address,Country\nAnn Smith,1 High Street,GB\n").mailing(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no row of the list has a town"), "{}", said(&output));
}

#[test]
fn a_list_with_other_headings_in_quotes_lacks_a_name() {
    let output = Office::with("\"Alpha\",\"Beta\",\"Gamma\"\n\"a\",\"b\",\"c\"\n").mailing(&[]);
    assert!(said(&output).contains("error[missing-column]: row 1: the column `name` is missing"), "{}", said(&output));
    assert!(!said(&output).contains("open-quote"));
}

#[test]
fn text_in_a_column_without_a_name_is_not_lost() {
    let office = Office::with("name,address1,,town,country\nAnn Smith,1 High Street,Flat 3,London,GB\n");
    let output = office.mailing(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("unnamed-column"), "{}", said(&output));
}

#[test]
fn rejected_rows_keep_the_columns_that_were_chosen() {
    let office = Office::with(
        "Full Name,Street Address,Second Town,Postcode,City,Country\n\
         Ann Smith,1 High Street,Hillhead,NW6 7AT,London,GB\n\
         ,2 High Street,Hillhead,NW6 7AT,London,GB\n",
    );
    let run = |list: &str, more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
        command.args(["mailing", "kem-sokha", "--senders", list, "--date", "2018-01-15"]);
        command.args(["--lang", "en", "--to", "prime-minister"]).args(more).current_dir(office.folder.path());
        command.output().expect("the program")
    };
    let output = run("members.csv", &["--column", "address2=Second Town"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let folder = office.folder.path().join("mailing/kem-sokha");
    let rejected = folder.join("rejected.csv");
    let rows = fs::read_to_string(&rejected).expect("the rejected row");
    fs::write(&rejected, rows.replace("3,,2 High", "3,Bo Berg,2 High")).expect("a corrected row");
    let output = run("mailing/kem-sokha/rejected.csv", &["--continue"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let manifest = fs::read_to_string(folder.join("manifest.csv")).expect("the manifest");
    assert_eq!(manifest.lines().count(), 3, "{manifest}");
    let summary = fs::read_to_string(folder.join("summary.txt")).expect("the summary");
    assert_eq!(summary.matches("  address2            Second Town\n").count(), 2, "{summary}");
}

#[test]
fn columns_that_forbid_a_letter_are_obeyed() {
    let office = Office::with(
        "First Name,Last Name,Street,City,Post Code,Country,Do Not Mail,Is Deceased,Deceased Date,Consent,Consent Date\n\
         Ann,Smith,1 High Street,London,NW6 7AT,GB,0,0,,yes,\n\
         Bo,Berg,2 High Street,London,NW6 7AT,GB,1,0,,yes,\n\
         Cy,Cole,3 High Street,London,NW6 7AT,GB,0,0,2024-05-01,yes,\n\
         Di,Dean,4 High Street,London,NW6 7AT,GB,0,0,,,\n\
         Ed,East,5 High Street,London,NW6 7AT,GB,0,0,,,2023-01-01\n\
         Flo,Field,6 High Street,London,NW6 7AT,GB,perhaps,0,,yes,\n",
    );
    let output = office.mailing(&[]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("2 rows good, 1 rejected, 3 not to be mailed\n"), "{said}");
    assert!(said.contains("error[unknown-answer]: row 7, do_not_mail"), "{said}");
}
