//! Usual lists, and lists with faults.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::countries::{Countries, CountryNames};
use crate::id::CountryCode;
use crate::project::Project;

/// A list whose columns were not chosen.
fn list(table: &Table) -> Result<List<'_>, Findings> {
    List::read(table, Headings::of_program(), &ColumnChoices::default())
}

fn countries() -> CountryNames {
    let project = Project::embedded();
    let english = Countries::in_english(&project).expect("the bundled names");
    CountryNames::of([&english])
}

fn reported(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut out, finding| {
        let (line, column) = (finding.line.unwrap_or(0), finding.column.unwrap_or(0));
        let place = finding.place.as_deref().unwrap_or("-");
        let help = finding.help.as_deref().unwrap_or("-");
        let _ = writeln!(
            out,
            "{line}:{column} {} [{}] {place}: {} => {help}",
            finding.severity, finding.rule, finding.message
        );
        out
    })
}

fn table(bytes: &[u8]) -> Table {
    Table::read("s.csv", bytes.to_vec(), &TableOptions::default()).expect("it is sound")
}

/// All that is said of a list, and its good rows as `id|name|address/address|country|place|lang|personal`.
fn read(bytes: &[u8]) -> String {
    let table = match Table::read("s.csv", bytes.to_vec(), &TableOptions::default()) {
        Ok(table) => table,
        Err(findings) => return reported(&findings),
    };
    let list = match list(&table) {
        Ok(list) => list,
        Err(findings) => return reported(&findings),
    };
    let names = countries();
    let mut out = reported(list.remarks());
    for row in list.rows() {
        match list.entry(*row, &names) {
            Ok(Entry { id, sender, remarks }) => {
                out.push_str(&reported(&remarks));
                let address: Vec<&str> = sender.address.iter().map(|line| line.words.as_str()).collect();
                let personal = sender.personal.as_ref();
                let _ = writeln!(
                    out,
                    "{id}|{}|{}|{}|{}|{}|{}",
                    sender.name.words,
                    address.join("/"),
                    sender.country.as_ref().map_or("", CountryCode::as_str),
                    sender.place.as_deref().unwrap_or_default(),
                    personal.map_or("", |personal| personal.language.as_str()),
                    personal.map_or("", |personal| &personal.words).escape_debug(),
                );
            }
            Err(unprinted) => out.push_str(&reported(&Findings::from(unprinted))),
        }
    }
    out
}

#[expect(clippy::needless_pass_by_value, reason = "what is expected reads best where it is handed over")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&read(text.as_bytes()));
}

#[test]
fn a_list_is_read_as_spreadsheets_save_it() {
    let expected = expect![[r#"
        A1|Chantou Eriksen-Sok|14 Harbour Street/9008 Tromsø|NO|Tromsø|en|I have followed this case.\nWith sorrow.
        A2|Élodie Müller|3, rue de l’Église/75011 Paris|FR|||
    "#]];
    let text = "id,Name,Address 1,Address 2,Country,Place,Lang,Personal\n\
                A1,Chantou Eriksen-Sok,14 Harbour Street,9008 Tromsø,NO,Tromsø,EN,\"I have followed this case.\nWith sorrow.\"\n\
                A2,Élodie Müller,\"3, rue de l’Église\",75011 Paris,France,,,\n";
    check(text, expected);
    let crlf = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert_eq!(read(crlf.as_bytes()), read(text.as_bytes()));
}

#[test]
fn semicolons_tabs_and_a_line_that_names_the_delimiter_are_known() {
    for (delimiter, head) in [(";", ""), ("\t", ""), ("|", ""), (";", "sep=;\n"), ("|", "sep=|\n")] {
        let row = |cells: &[&str]| cells.join(delimiter);
        let text =
            format!("{head}{}\n{}\n", row(&["name", "address1", "country"]), row(&["Ana Reis", "Rua 1, 2", "pt"]));
        assert_eq!(read(text.as_bytes()), "2|Ana Reis|Rua 1, 2|PT|||\n", "{delimiter:?}");
    }
}

#[test]
fn an_address_in_one_cell_is_parted_and_blank_rows_are_none() {
    check(
        "name;street\r;\rAna Maria;\"Rua 1\r1200 Lisboa\r\"\r\"\";\r",
        expect![[r#"
            3|Ana Maria|Rua 1/1200 Lisboa||||
        "#]],
    );
}

#[test]
fn postcode_and_town_may_stand_in_columns_of_their_own() {
    let list = b"Name,Street,ZIP,City,Country\nAna,Rua 1,1200,Lisboa,PT\n";
    let table = table(list);
    let list = self::list(&table).expect("it is sound");
    let sender = list.entry(list.rows()[0], &countries()).expect("it is sound").sender;
    let parts: Vec<(&str, &str)> =
        sender.locality.iter().map(|(part, words)| (part.name(), words.words.as_str())).collect();
    assert_eq!(parts, [("postcode", "1200"), ("town", "Lisboa")]);
    assert_eq!(sender.address[0].words, "Rua 1");
}

#[test]
fn windows_1252_is_read_and_said() {
    expect![[r#"
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Windows-1252: `Élodie Müller`, `Rue de l’Église`, `Ana <81>` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Élodie Müller|Rue de l’Église||||
        3:1 error [not-utf8] row 3, name: `Ana <81>` has bytes that are not valid Windows-1252 => write the word again, or save the list as `CSV UTF-8`
    "#]]
    .assert_eq(&read(b"name;address1\n\xC9lodie M\xFCller;Rue de l\x92\xC9glise\nAna \x81;Rua\n"));
}

#[test]
fn an_encoding_that_is_named_is_used_without_a_remark() {
    let options = TableOptions { encoding: Encoding::named("Latin1"), country: None, worksheet: None };
    let table = Table::read("s.csv", b"name;address1\n\xA3ukasz;Rue\n".to_vec(), &options).expect("it is sound");
    let list = self::list(&table).expect("it is sound");
    let sender = list.entry(list.rows()[0], &countries()).expect("it is sound").sender;
    assert_eq!((sender.name.words.as_str(), list.remarks().len()), ("£ukasz", 0));
    // Rows that are copied are UTF-8, and say so.
    assert_eq!(list.head(), "\u{FEFF}name;address1\n".as_bytes());
}

#[test]
fn a_csv_list_has_no_worksheets() {
    let options = TableOptions { encoding: None, country: None, worksheet: Some("2".to_owned()) };
    let refused =
        Table::read("s.csv", b"name;address1\nAna;Rua\n".to_vec(), &options).expect_err("it has no worksheets");
    expect![[r#"
        0:0 error [unknown-worksheet] -: `--worksheet` is only for spreadsheets, but the list is a CSV file => leave it out
    "#]]
    .assert_eq(&reported(&refused));
}

#[test]
fn a_list_in_utf_16_is_read() {
    let text = "name\taddress1\r\nÉlodie Müller\tRue 1\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let all = [[&b"\xFF\xFE"[..], &little].concat(), [&b"\xFE\xFF"[..], &big].concat(), little, big];
    let told = all.map(|bytes| read(&bytes)).concat();
    expect![[r#"
        2|Élodie Müller|Rue 1||||
        2|Élodie Müller|Rue 1||||
        2|Élodie Müller|Rue 1||||
        2|Élodie Müller|Rue 1||||
    "#]]
    .assert_eq(&told);
}

#[test]
fn old_encodings_are_read_by_the_countries_of_the_rows() {
    let mut all = String::new();
    let head = b"name,address1,postcode,town,country\n";
    for rows in [
        &b"J\x9Arg M\x9Fller,Hauptstra\xA7e 1,10115,K\x9Aln,DE\n"[..],
        b"J\x94rg M\x81ller,Hauptstra\xE1e 1,10115,K\x94ln,DE\n",
        b"J\xF6rg M\xFCller,Hauptstra\xDFe 1,10115,K\xF6ln,DE\n",
        b"\xA3ucja Przyk\xB3ad,ul. \x8Fr\xF3dlana 1,00-001,\xA3\xF3d\x9F,PL\n",
        b"\xC8\xE2\xE0\xED \xCF\xF0\xE8\xEC\xE5\xF0\xEE\xE2,\xF3\xEB. \xCF\xF0\xE8\xEC\xE5\xF0\xED\xE0\xFF 1,101000,\xCC\xEE\xF1\xEA\xE2\xE0,RU\n",
        b"\xC7a\xF0r\xFD \xD6rnek,I\xFE\xFDk Sok. 1,06420,\xDDstanbul,TR\n",
        b"\xA3ucja Przyk\xB3ad,ul. 1,00-001,\xA3\xF3d\x9F,PL\nBj\xF8rn Ness,Gate 1,0001,Oslo,NO\nAnn M\xFCller,Weg 1,10115,Berlin,DE\n",
    ] {
        all.push_str(&read(&[head, rows].concat()));
    }
    expect![[r#"
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Mac Roman: `Jörg Müller`, `Hauptstraße 1` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Jörg Müller|Hauptstraße 1|DE|||
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as DOS 850: `Jörg Müller`, `Hauptstraße 1` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Jörg Müller|Hauptstraße 1|DE|||
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Windows-1252: `Jörg Müller`, `Hauptstraße 1` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Jörg Müller|Hauptstraße 1|DE|||
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Windows-1250: `Łucja Przykład`, `ul. Źródlana 1`, `Łódź` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Łucja Przykład|ul. Źródlana 1|PL|||
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Windows-1251: `Иван Примеров`, `ул. Примерная 1`, `Москва` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Иван Примеров|ул. Примерная 1|RU|||
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Windows-1254: `Çağrı Örnek`, `Işık Sok. 1`, `İstanbul` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Çağrı Örnek|Işık Sok. 1|TR|||
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Windows-1252: `£ucja Przyk³ad`, `£ódŸ`, `Bjørn Ness`, `Ann Müller` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2:1 error [other-encoding] row 2, name: `£ucja` is not a word in Windows-1252, the encoding that the list was read in => open the list in a program that shows its letters correctly, and save it as `CSV UTF-8`; or name its encoding with `--encoding`
        2:29 error [other-encoding] row 2, town: `£ódŸ` is not a word in Windows-1252, the encoding that the list was read in => open the list in a program that shows its letters correctly, and save it as `CSV UTF-8`; or name its encoding with `--encoding`
        3|Bjørn Ness|Gate 1|NO|||
        4|Ann Müller|Weg 1|DE|||
    "#]].assert_eq(&all);
}

#[test]
fn rows_of_a_spreadsheet_are_named_as_a_person_sees_them() {
    let told = [
        &include_bytes!("../../tests/data/lists/openpyxl.xlsx")[..],
        include_bytes!("../../tests/data/lists/odfpy.ods"),
    ]
    .map(read);
    expect![[r#"
        0:0 warning [hidden-rows] -: 1 hidden row is left out in the worksheet `Members`: row 7 => if these senders write too, remove the filter or show the rows, and save the file
        0:0 warning [hidden-columns] -: hidden column is read like the others: `G` => check that it may be used; delete what letters do not need
        0:0 warning [merged-cells] -: merged cells have text only in their first row: `E10:E11` => divide them, and write the text in each row
        0:0 warning [unknown-column] row 2: unknown column: `Shoe size`; it is ignored => to print a column, use `--column FIELD=COLUMN`; to hide this warning, use `--ignore-column COLUMN`
        1|Jörg Müller|Hauptstraße 1|DE|||
        2|Chantou Eriksen-Sok|14 Harbour Street/Flat 2|NO|||
        0:0 error [spreadsheet-value] row 5, address1 (C5): `2026-04-03` is a date => write the value again as it was, in a column whose format is text
        4|Łucja Źródlana|ul. Żółta 1|PL|||
        6|Last Person|2 High Street|GB|||
        0:0 warning [hidden-rows] -: 1 hidden row is left out in the worksheet `Members`: row 6 => if these senders write too, remove the filter or show the rows, and save the file
        0:0 warning [hidden-columns] -: hidden column is read like the others: `F` => check that it may be used; delete what letters do not need
        4|Jörg Müller|Hauptstraße 1|DE|||
        0:0 error [spreadsheet-value] row 5, address1 (B5): `2026-04-03` is a date => write the value again as it was, in a column whose format is text
        0:0 warning [unusual-name] row 10, name (A10): the name `Chantou` has only one word => check whether a first or last name is missing
        10|Chantou|14 Harbour Street/Flat 2|NO|||
    "#]].assert_eq(&told.concat());
}

#[test]
fn a_title_above_the_names_of_the_columns_is_reported() {
    check(
        "Members 2026\n\nName,Address 1\nAna,Rua 1\n",
        expect![[r#"
        1:1 error [missing-column] row 1: row 1 is `Members 2026`, and the column names are in row 3 => delete the rows above the column names
    "#]],
    );
    // Blank rows above count.
    check(
        "\n\nName,Address 1,Country\nAna,Rua 1,Xyz\n",
        expect![[r#"
        4:11 error [unknown-country] row 4, country: unknown country `Xyz` => write the country's name in English, or its code of two letters, for example `GB`
    "#]],
    );
}

#[test]
fn a_row_of_another_code_page_is_refused() {
    let list = b"name;address1;town;country\n\
        J\xFCrgen M\xFCller;Weg 1;Berlin;DE\n\
        \xA3ukasz \xAF\xF3\xB3\xE6;\x8Cwi\xEAtojego 1;\xA3\xF3d\x9F;GB\n\
        Jan Nowak;\x8Cwi\xEAtojanska 1;Poznan;PL\n\
        Jan Dvorak;Kladensk\xE1 1;Praha;CZ\n";
    expect![[r#"
        2:1 warning [windows-1252] -: the list is not UTF-8, so it was read as Windows-1250: `Jürgen Müller`, `Łukasz Żółć`, `Świętojego 1`, `Łódź`, `Kladenská 1` => check that names with accents are correct; if not, save the list as `CSV UTF-8`, or name its encoding with `--encoding`
        2|Jürgen Müller|Weg 1|DE|||
        3:1 error [other-encoding] row 3, name: `Ł` in `Łukasz Żółć` may be the wrong letter: the list was read as Windows-1250, but GB uses another encoding => open the list in a program that shows its letters correctly, and save it as `CSV UTF-8`; or name its encoding with `--encoding`
        4|Jan Nowak|Świętojanska 1|PL|||
        5|Jan Dvorak|Kladenská 1|CZ|||
    "#]].assert_eq(&read(list));
}

#[test]
fn a_country_is_needed_from_the_row_or_for_all() {
    let read = |text: &str| {
        let table = table(text.as_bytes());
        let list = list(&table).expect("it is sound");
        let names = countries().for_letters_from(None);
        let rows = list.rows().iter().filter_map(|row| list.entry(*row, &names).err());
        rows.map(|unprinted| reported(&Findings::from(unprinted)))
            .chain(list.without_country(&names).map(|one| reported(&[one])))
            .collect::<String>()
    };
    expect![[r#"
        2:1 error [missing-country] row 2, country: the row has no country, so recipients abroad could not reply => write the country in the column `country`, or use `--country CC` if all letters are posted in the same country
        4:11 error [unknown-country] row 4, country: unknown country `Lisboa` => write the country's name in English, or its code of two letters, for example `GB`
    "#]].assert_eq(&read("name,address1,country\nAna,Rua 1,\nAna,Rua 1,PT\nAna,Rua 1,Lisboa\n"));
    expect![[r#"
        2:1 error [missing-country] row 2, country: the row has no country, so recipients abroad could not reply => write the country in the column `country`, or use `--country CC` if all letters are posted in the same country
        0:0 error [missing-country] row 1: the column `country` is missing, so recipients abroad could not reply => write the country in the column `country`, or use `--country CC` if all letters are posted in the same country
    "#]].assert_eq(&read("name,address1\nAna,Rua 1\n"));
}

#[test]
fn what_is_no_list_is_refused_with_the_way_out() {
    let mut refusals = String::new();
    for bytes in [
        &b"\xFF\xFEn\0a\0m\0e\0"[..],
        b"PK\x03\x04\x14\0",
        b"",
        b"\n\n",
        b"Chantou,14 Harbour Street\n",
        b"nmae,adress1\nx,y\n",
        b"name,Full name,address1\nx,y,z\n",
        b"name,address1\n",
        b"name,\"address1\nx,y\n",
        b"\"First\",\"Second\"\n\"x\",\"y\"\n",
    ] {
        refusals.push_str(&read(bytes));
    }
    expect![[r#"
        1:1 error [missing-column] row 1: the column `address1` is missing; the first row has `name` => choose the column with `--column address1=COLUMN`; if the first row is a sender, add a row of column names above
        0:0 error [damaged-spreadsheet] -: the spreadsheet is damaged: its end is missing => open it in a spreadsheet program and save it again
        0:0 error [empty-list] -: the list is empty => add a row with the column names, and one row for each sender
        0:0 error [empty-list] -: the list is empty => add a row with the column names, and one row for each sender
        1:1 error [missing-column] row 1: the column `name` is missing; the first row has `Chantou`, `14 Harbour Street` => choose the column with `--column name=COLUMN`; if the first row is a sender, add a row of column names above
        1:1 error [missing-column] row 1: the column `address1` is missing; the first row has `Chantou`, `14 Harbour Street` => choose the column with `--column address1=COLUMN`; if the first row is a sender, add a row of column names above
        1:1 error [column-not-understood] row 1: the column `nmae` looks like a part of a name or an address, but is not understood => did you mean `name`? If not, to print the column, use `--column FIELD="nmae"`, for example with `address2`; if letters do not need it, use `--ignore-column "nmae"`
        1:1 error [missing-column] row 1: the column `name` is missing; the first row has `nmae`, `adress1` => rename `nmae` to `name`
        1:1 error [column-twice] row 1: the columns `name` and `Full name` both mean `name` => choose one: `--column name="name"`
        1:1 error [empty-list] -: the list has no senders => add one row for each sender below the column names
        1:1 error [open-quote] row 1: the row of column names has a quote that is not closed => close the quote, or write it twice if it is part of the text
        1:1 error [missing-column] row 1: the column `last_name` is missing; the first row has `First`, `Second` => choose the column with `--column last_name=COLUMN`; if the first row is a sender, add a row of column names above
        1:1 error [missing-column] row 1: the column `address1` is missing; the first row has `First`, `Second` => choose the column with `--column address1=COLUMN`; if the first row is a sender, add a row of column names above
    "#]].assert_eq(&refusals);
}

#[test]
fn every_fault_of_a_row_is_told_with_its_place() {
    check(
        "id,name,address1,address2,country,lang,personal,shoe size,adress3\n\
         A1,,14 Harbour Street,,NO,,,43,\n\
         ../../etc,=1+1,,,Norwey,xx-,Hello,,\n\
         A3,Ana\u{0}Maria,\"Rua 1\n#REF!\",,XX,en,-2+3,,\n\
         A4,Ana,Rua 1\n\
         A5,\"Ana \"Maria,Rua 1,,,,,,\n\
         ,Ana,+855 23 426 585,,,,,,\n\
         A7,Ana,Rua 1,,,,Hello,,\n\
         A8,Ana,Rua 1,,,,,,,,\n\
         A9,Ana,Rua 1,,,,,,,,x\n",
        expect![[r#"
            1:1 warning [unknown-column] row 1: unknown column: `shoe size`; it is ignored => to print a column, use `--column FIELD=COLUMN`; to hide this warning, use `--ignore-column COLUMN`
            2:1 error [missing-name] row 2, name: the row has no name => write the name that is printed below the signature
            3:1 error [bad-id] row 3, id: `../../etc` is not a valid id => use letters, digits, hyphens, underscores and single points
            3:18 error [unknown-country] row 3, country: unknown country `Norwey` => did you mean `NO` (Norway)?
            3:11 error [formula] row 3, name: `=1+1` begins like a spreadsheet formula => write the text itself, without the sign before it
            3:1 error [missing-address] row 3, address1: the row has no address => write the street and town, so that the recipient can reply
            3:25 error [bad-id] row 3, lang: `xx-` is not a language tag => write a language tag, for example `km` or `pt-BR`
            5:9 error [unknown-country] row 4, country: unknown country `XX` => write the country's name in English, or its code of two letters, for example `GB`
            4:4 error [control-character] row 4, name: `Ana·Maria` has the control character U+0000 => delete it
            4:14 error [formula] row 4, address1: `#REF!` is an error value of a spreadsheet => write the text itself
            5:15 error [formula] row 4, personal: `-2+3` begins like a spreadsheet formula => write the text itself, without the sign before it
            6:1 warning [short-row] row 5: the row is too short; treated as empty: `address2`, `country`, `lang`, `personal`, `address3` => check whether something is missing at the end of the row
            6:4 warning [unusual-name] row 5, name: the name `Ana` has only one word => check whether a first or last name is missing
            A4|Ana|Rua 1||||
            7:4 error [open-quote] row 6: the row has text after a closing quote => write a quote twice if it is part of the text
            8:1 error [missing-id] row 7, id: the row has no id => write the id of the sender in the records of your office
            8:6 error [wrong-field] row 7, address1: `+855 23 426 585` is a telephone number, not a line of an address => check whether the cells of the row are in the wrong columns
            9:1 error [missing-language] row 8, lang: the language of `Hello` is missing => write its language in the column `lang`, for example `en`
            10:4 warning [unusual-name] row 9, name: the name `Ana` has only one word => check whether a first or last name is missing
            A8|Ana|Rua 1||||
            11:1 error [ragged-row] row 10: the row has 11 cells, but the first row has 9 => look for a missing or extra comma, semicolon or tab; put a cell with one of these or a line break in quotes
        "#]],
    );
}

#[test]
fn a_row_may_end_early_but_not_where_it_may_have_been_torn_or_cut_off() {
    check(
        "id,name,address1,town,lang,personal,place\n\
         A1,Ana,Rua 1,Lisboa\n\
         A2,Ana,Rua 1,Lisboa,pt,Bom dia\n\
         A3,Ana,Rua 1\n\
         A4,Ana,Rua\n\
         1,Lisboa,en,Hello,Lisboa\n\
         A5,Ana,Rua 1",
        expect![[r#"
            2:4 warning [unusual-name] row 2, name: the name `Ana` has only one word => check whether a first or last name is missing
            A1|Ana|Rua 1||||
            3:4 warning [unusual-name] row 3, name: the name `Ana` has only one word => check whether a first or last name is missing
            A2|Ana|Rua 1|||pt|Bom dia
            4:1 warning [short-row] row 4: the row is too short; treated as empty: `town`, `lang`, `personal`, `place` => check whether something is missing at the end of the row
            4:4 warning [unusual-name] row 4, name: the name `Ana` has only one word => check whether a first or last name is missing
            A3|Ana|Rua 1||||
            5:1 error [ragged-row] row 5: the row has 3 cells, but the first row has 7 => look for a missing or extra comma, semicolon or tab; put a cell with one of these or a line break in quotes
            6:1 error [ragged-row] row 6: the row has 5 cells, but the first row has 7 => look for a missing or extra comma, semicolon or tab; put a cell with one of these or a line break in quotes
            7:1 error [ragged-row] row 7: the row has 3 cells, but the first row has 7 => look for a missing or extra comma, semicolon or tab; put a cell with one of these or a line break in quotes
        "#]],
    );
}

#[test]
fn invalid_utf8_is_a_fault_of_its_row() {
    let mut bytes = "name,address1\nÉlodie Müller,Rue 1\nAna,".as_bytes().to_vec();
    bytes.extend(b"Rua \xFF1\n");
    expect![[r#"
        2|Élodie Müller|Rue 1||||
        3:5 error [not-utf8] row 3, address1: `Rua <FF>1` has bytes that are not valid UTF-8 => write the word again, or save the list as `CSV UTF-8`
    "#]].assert_eq(&read(&bytes));
}

#[test]
fn lists_beyond_all_measure_are_refused_or_read_within_bounds() {
    assert!(read(&vec![b'a'; MAX_LIST + 1]).contains("list-too-large"));
    let columns = format!("name,address1{}\nx,y\n", ",c".repeat(1_000_000));
    assert!(read(columns.as_bytes()).contains("[row-too-long] row 1"));
    let columns = format!("name,address1{}\nx,y\n", ",c".repeat(1000));
    assert!(read(columns.as_bytes()).contains("too-many-columns"));
    let rows = "name,address1\n".to_owned() + &"a,b\n".repeat(MAX_ROWS + 1);
    assert!(read(rows.as_bytes()).contains("has more than 1000000 rows"));
    let long = format!("name,address1\n{},b\nAna,Rua 1\n", "a".repeat(10 << 20));
    assert!(read(long.as_bytes()).ends_with("3|Ana|Rua 1||||\n"));
    let marks = format!("name,address1\nA{},b\n", "\u{301}".repeat(10_000));
    assert!(read(marks.as_bytes()).contains("too-long"));
}

#[test]
fn a_part_of_a_list_keeps_its_bytes() {
    let text = b"\xEF\xBB\xBFsep=;\r\nname;address1\r\n\"a\";b\r\n c ; \"d\n e\"\r\nlast;row";
    let table = table(text);
    let list = list(&table).expect("it is sound");
    let parts: Vec<&[u8]> = std::iter::once(list.head()).chain(list.rows().iter().map(|row| list.raw(*row))).collect();
    assert_eq!(parts.concat(), text);
    assert_eq!(list.rows().len(), 3);
}

#[test]
fn rows_are_numbered_without_changing_anything_else() {
    let numbered = |bytes: &[u8]| {
        let list = sample("members.csv", bytes);
        let rows: Vec<u8> = list.rows().iter().flat_map(|row| list.numbered_row(*row)).collect();
        [list.numbered_head(), rows].concat()
    };
    assert_eq!(
        numbered(b"\xEF\xBB\xBFsep=;\r\n\"name\";address1\r\n\r\n\"Ana \"\"N\"\" Lima\"; Rua 1 \r\nBo;Rua 2"),
        b"\xEF\xBB\xBFsep=;\r\nrow;\"name\";address1\r\n3;\"Ana \"\"N\"\" Lima\"; Rua 1 \r\n4;Bo;Rua 2\n"
    );
    // Windows-1252 becomes UTF-8 with a mark, so that a spreadsheet program reads it.
    assert_eq!(numbered(b"name,address1\nJos\xE9,Rua 1\n"), "\u{FEFF}row,name,address1\n2,José,Rua 1\n".as_bytes());
    // A list that has numbers of rows keeps them.
    let again = b"row,name,address1\n7,Ana,Rua 1\n,Bo,Rua 2\n";
    assert_eq!(numbered(again), again);
    let list = sample("rejected.csv", again);
    assert!(list.remarks().is_empty(), "the column is known");
    assert_eq!(list.rows().iter().map(|row| list.original_number(*row)).collect::<Vec<_>>(), [7, 3]);
    assert_eq!(list.words_of(list.rows()[0], Column::Name).as_deref(), Some("Ana"));
    assert_eq!(list.words_of(list.rows()[0], Column::Id), None, "a number of a row is no id");
}
