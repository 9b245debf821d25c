//! Spreadsheets as programs write them, and spreadsheets that are damaged or made to break the program.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use flate2::{Compression, Crc, write::DeflateEncoder};

use super::*;

const OPENPYXL: &[u8] = include_bytes!("../../../tests/data/lists/openpyxl.xlsx");
const TWO: &[u8] = include_bytes!("../../../tests/data/lists/two-worksheets.xlsx");
const ODFPY: &[u8] = include_bytes!("../../../tests/data/lists/odfpy.ods");

const LIBREOFFICE_XLSX: &[u8] = include_bytes!("../../../tests/data/lists/libreoffice.xlsx");
const LIBREOFFICE_ODS: &[u8] = include_bytes!("../../../tests/data/lists/libreoffice.ods");

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An archive with these parts: packed where that makes them smaller.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut crc = Crc::new();
        crc.update(content);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        std::io::Write::write_all(&mut encoder, content).expect("memory");
        let packed = encoder.finish().expect("memory");
        let (method, data) = if packed.len() < content.len() { (8_u16, packed) } else { (0, content.to_vec()) };
        let mut common = Vec::new();
        for field in [20, 0, method, 0, 0] {
            common.extend(field.to_le_bytes());
        }
        for field in [crc.sum(), data.len() as u32, content.len() as u32] {
            common.extend(field.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(data);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([parts.len() as u16; 2].into_iter().flat_map(u16::to_le_bytes));
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A workbook with one worksheet, as Excel writes it, from what is inside its `worksheet` element.
fn xlsx(worksheet: &str, texts: &str, styles: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{TYPES}/{kind}\" Target=\"{target}\"/>")
    };
    let root = format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "/xl/workbook.xml"));
    let related = format!(
        "<Relationships>{}{}{}</Relationships>",
        relation("rId1", "worksheet", "worksheets/sheet1.xml"),
        relation("rId2", "sharedStrings", "sharedStrings.xml"),
        relation("rId3", "styles", "styles.xml"),
    );
    let workbook = "<?xml version=\"1.0\"?><x:workbook xmlns:x=\"u\" xmlns:r=\"v\"><x:sheets>\
        <x:sheet name=\"Members\" sheetId=\"1\" r:id=\"rId1\"/></x:sheets></x:workbook>";
    let worksheet = format!("<worksheet>{worksheet}</worksheet>");
    zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/worksheets/sheet1.xml", worksheet.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{texts}</sst>").as_bytes()),
        ("xl/styles.xml", format!("<styleSheet>{styles}</styleSheet>").as_bytes()),
    ])
}

fn rows(rows: &str) -> Vec<u8> {
    xlsx(&format!("<sheetData>{rows}</sheetData>"), "", "")
}

/// A workbook with this `content.xml`, inside its `spreadsheet` element.
fn ods(tables: &str) -> Vec<u8> {
    let content =
        format!("<office:document-content><office:spreadsheet>{tables}</office:spreadsheet></office:document-content>");
    zip(&[("content.xml", content.as_bytes())])
}

/// All that is said of a spreadsheet, and its text.
fn told(bytes: &[u8], worksheet: Option<&str>) -> String {
    let mut out = String::new();
    let mut say = |finding: &Finding| {
        let help = finding.help.as_deref().unwrap_or("-");
        let _ = writeln!(out, "{} [{}] {} => {help}", finding.severity, finding.rule, finding.message);
    };
    match read(bytes, worksheet) {
        Err(finding) => say(&finding),
        Ok(read) => {
            read.remarks.iter().for_each(say);
            let text = String::from_utf8(read.text).expect("it is UTF-8");
            let text = text.strip_prefix('\u{FEFF}').expect("it begins with a mark");
            // A bare carriage return cannot be in what is expected.
            let _ = write!(out, "worksheet {}\n{}", read.worksheet, text.replace('\r', "␍"));
        }
    }
    out
}

#[expect(clippy::needless_pass_by_value, reason = "what is expected reads best where it is handed over")]
fn check(bytes: &[u8], expected: Expect) {
    expected.assert_eq(&told(bytes, None));
}

#[test]
fn a_workbook_of_openpyxl_is_read_with_its_row_numbers() {
    check(
        OPENPYXL,
        expect![[r#"
        warning [hidden-rows] 1 hidden row is left out in the worksheet `Members`: row 7 => if these senders write too, remove the filter or show the rows, and save the file
        warning [hidden-columns] hidden column is read like the others: `G` => check that it may be used; delete what letters do not need
        warning [merged-cells] merged cells have text only in their first row: `E10:E11` => divide them, and write the text in each row
        worksheet Members

        "ID","Name","Address 1","Postcode","Town","Country","Shoe size"
        1,Jörg Müller,Hauptstraße 1,01067,Dresden,DE,41.5
        2,Chantou Eriksen-Sok,"14 Harbour Street
        Flat 2",9008,Tromsø,NO,
        3,"Ana, ""a Silva""",2026-04-03,1200-001,Lisboa,PT,TRUE
        4,Łucja Źródlana,ul. Żółta 1,00-001,Łódź,PL,#REF!



        6,Last Person,2 High Street,N1 9GU,London,GB,
    "#]],
    );
}

#[test]
fn a_workbook_of_odfpy_is_read_with_its_row_numbers() {
    check(
        ODFPY,
        expect![[r#"
        warning [hidden-rows] 1 hidden row is left out in the worksheet `Members`: row 6 => if these senders write too, remove the filter or show the rows, and save the file
        warning [hidden-columns] hidden column is read like the others: `F` => check that it may be used; delete what letters do not need
        worksheet Members


        "Name","Address 1","Postcode","Town","Country","Note"
        Jörg Müller,Hauptstraße 1,01067,Dresden,DE,
        Ana Silva,2026-04-03,1200,Lisboa,PT,




        Chantou,"14 Harbour Street
        Flat 2",9008,Tromsø,NO,TRUE
    "#]],
    );
}

#[test]
fn workbooks_of_libreoffice_have_the_same_rows() {
    let [xlsx, ods] = [LIBREOFFICE_XLSX, LIBREOFFICE_ODS].map(|bytes| told(bytes, None));
    expect![[r#"
        warning [hidden-rows] 1 hidden row is left out in the worksheet `Members`: row 7 => if these senders write too, remove the filter or show the rows, and save the file
        warning [hidden-columns] hidden column is read like the others: `G` => check that it may be used; delete what letters do not need
        warning [merged-cells] merged cells have text only in their first row: `E10:E11` => divide them, and write the text in each row
        worksheet Members

        "ID","Name","Address 1","Postcode","Town","Country","Shoe size"
        1,Jörg Müller,Hauptstraße 1,01067,Dresden,DE,41.5
        2,Chantou Eriksen-Sok,"14 Harbour Street
        Flat 2",9008,Tromsø,NO,
        3,"Ana, ""a Silva""",2026-04-03,1200-001,Lisboa,PT,TRUE
        4,Łucja Źródlana,ul. Żółta 1,00-001,Łódź,PL,#REF!



        6,Last Person,2 High Street,N1 9GU,London,GB,
    "#]].assert_eq(&xlsx);
    expect![[r#"
        warning [hidden-rows] 1 hidden row is left out in the worksheet `Members`: row 7 => if these senders write too, remove the filter or show the rows, and save the file
        warning [hidden-columns] hidden column is read like the others: `G` => check that it may be used; delete what letters do not need
        warning [merged-cells] merged cells have text only in their first row: `E10:E11` => divide them, and write the text in each row
        worksheet Members

        "ID","Name","Address 1","Postcode","Town","Country","Shoe size"
        1,Jörg Müller,Hauptstraße 1,01067,Dresden,DE,41.5
        2,Chantou Eriksen-Sok,"14 Harbour Street
        Flat 2",9008,Tromsø,NO,
        3,"Ana, ""a Silva""",2026-04-03,1200-001,Lisboa,PT,1
        4,Łucja Źródlana,ul. Żółta 1,00-001,Łódź,PL,#REF!



        6,Last Person,2 High Street,N1 9GU,London,GB,
    "#]].assert_eq(&ods);
}

#[test]
fn of_several_worksheets_one_must_be_chosen() {
    let all = [None, Some("donors"), Some("2"), Some("3"), Some("Members")].map(|wanted| told(TWO, wanted));
    expect![[r#"
        error [several-worksheets] several worksheets have rows: `Members`, `Donors` => choose one with `--worksheet`, for example `--worksheet "Members"`
        worksheet Donors
        "Name","Address 1","Country"
        Bo,Gate 1,NO
        worksheet Donors
        "Name","Address 1","Country"
        Bo,Gate 1,NO
        error [unknown-worksheet] the file has no worksheet `3` => use one of these: `Members`, `Donors`
        error [formula-without-value] formulas have no value in the worksheet `Members`: `A3` => open the file in a spreadsheet program, save it, and try again
    "#]].assert_eq(&all.concat());
    expect![[r#"
        worksheet Old
        "Name","Address 1"
        Old,x
    "#]]
    .assert_eq(&told(OPENPYXL, Some("Old")));
}

#[test]
fn cells_are_read_as_excel_writes_them() {
    let texts = "<si><t>Name</t></si><si><r><t xml:space=\"preserve\">Ana &amp; </t></r><r><t>Rui&#10;_x000D_</t></r>\
        <rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si>";
    let styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>\
        </cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs>";
    let worksheet = "<sheetData><row><c t=\"s\"><v>0</v></c><c t=\"str\"><f>A1</f><v>Postcode</v></c></row>\
        <row><c t=\"s\"><v>1</v></c><c s=\"1\"><v>1067</v></c><c s=\"2\"><v>46115</v></c><c><v>1.0</v></c></row>\
        <row r=\"4\"><c r=\"C4\" t=\"b\"><v>1</v></c><c r=\"D4\" t=\"e\"><v>#REF!</v></c><c r=\"E4\" t=\"d\">\
        <v>2026-04-03T00:00:00</v></c></row></sheetData>";
    check(
        &xlsx(worksheet, texts, styles),
        expect![[r#"
            worksheet Members
            "Name","Postcode"
            "Ana & Rui
            ␍",01067,2026-04-03,1

            ,,TRUE,#REF!,2026-04-03
        "#]],
    );
}

#[test]
fn what_cannot_be_read_has_a_finding() {
    let utf_16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut all = String::new();
    for bytes in [
        [OLE, &[0; 100], &utf_16("EncryptedPackage")].concat(),
        [OLE, &[0; 100], &utf_16("Workbook")].concat(),
        b"PK\x03\x04".to_vec(),
        OPENPYXL[..OPENPYXL.len() / 2].to_vec(),
        zip(&[("word/document.xml", b"<w/>"), ("_rels/.rels", b"<Relationships/>")]),
        zip(&[("xl/workbook.bin", b"")]),
        zip(&[("content.xml", b"x"), ("META-INF/manifest.xml", b"<m:manifest><m:encryption-data/></m:manifest>")]),
        rows(""),
        rows("<row><c t=\"s\"><v>7</v></c></row>"),
        rows("<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>"),
        rows("<row r=\"99999999\"><c><v>1</v></c></row>"),
        rows("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
        rows("<row><c><v>&unknown;</v></c></row>"),
        rows("<row><c><v>1</c></row>"),
        ods(
            "<t:table t:name=\"A\"><t:table-row><t:table-cell t:formula=\"=1\"/><t:table-cell o:value-type=\"string\"><p>x</p></t:table-cell></t:table-row></t:table>",
        ),
    ] {
        all.push_str(&told(&bytes, None));
    }
    expect![[r#"
        error [not-csv] the spreadsheet is protected with a password => open it and save it without a password
        error [not-csv] this is a document of an old Office program, such as an Excel 97 workbook (.xls) => open it in a spreadsheet program and save it as .xlsx or `CSV UTF-8`
        error [damaged-spreadsheet] the spreadsheet is damaged: its end is missing => open it in a spreadsheet program and save it again
        error [damaged-spreadsheet] the spreadsheet is damaged: its end is missing => open it in a spreadsheet program and save it again
        error [not-csv] this file is not a spreadsheet that can be read => open it in a spreadsheet program and save it as .xlsx or `CSV UTF-8`
        error [not-csv] this is an Excel binary workbook (.xlsb) => open it in a spreadsheet program and save it as .xlsx or `CSV UTF-8`
        error [not-csv] the spreadsheet is protected with a password => open it and save it without a password
        error [empty-list] the spreadsheet has no rows in a visible worksheet => add a row with the column names, and one row for each sender
        error [damaged-spreadsheet] the spreadsheet is damaged: row 1 refers to a missing text => open it in a spreadsheet program and save it again
        error [damaged-spreadsheet] the spreadsheet is damaged: row 2 is in the wrong place => open it in a spreadsheet program and save it again
        error [damaged-spreadsheet] the spreadsheet is damaged: row 99999999 is in the wrong place => open it in a spreadsheet program and save it again
        error [damaged-spreadsheet] the spreadsheet is damaged: row 1 has a cell twice => open it in a spreadsheet program and save it again
        error [damaged-spreadsheet] the spreadsheet is damaged: it has an unknown entity => open it in a spreadsheet program and save it again
        error [damaged-spreadsheet] the spreadsheet is damaged: ill-formed document: expected `</v>`, but `</c>` was found => open it in a spreadsheet program and save it again
        error [formula-without-value] formulas have no value in the worksheet `A`: `A1` => open the file in a spreadsheet program, save it, and try again
    "#]].assert_eq(&all);
}

#[test]
fn nothing_beyond_all_measure_is_unpacked() {
    let large = "x".repeat(usize::try_from(zip::MAX_PART).expect("it is small") + 1);
    assert!(told(&xlsx("", &large, ""), None).contains("[list-too-large]"));
    // The directory says that the part is small.
    let mut bytes = rows(&"<row><c><v>1</v></c></row>".repeat(1000));
    let name = bytes.windows(24).rposition(|window| window == b"xl/worksheets/sheet1.xml").expect("the directory");
    bytes[name - 22..name - 18].copy_from_slice(&100_u32.to_le_bytes());
    assert!(told(&bytes, None).contains("it is longer than it says"));

    // Few bytes that mean many cells.
    let many = ods("<t:table t:name=\"A\"><t:table-row t:number-rows-repeated=\"1000000\"><t:table-cell \
        t:number-columns-repeated=\"16384\" o:value-type=\"string\"><p>name</p></t:table-cell></t:table-row></t:table>");
    assert!(told(&many, None).contains("[list-too-large]"));
    let wide = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(100_000));
    assert!(told(&rows(&wide), None).len() < 2_000);
    let long = xlsx("<row><c t=\"s\"><v>0</v></c></row>", &format!("<si><t>{}</t></si>", "x".repeat(1 << 20)), "");
    assert!(told(&long, None).len() < 100_000);
}

#[test]
fn a_damaged_file_never_breaks_the_program() {
    for file in [OPENPYXL, TWO, ODFPY] {
        let mut state = 1_u32;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for _ in 0..200 {
            let mut bytes = file.to_vec();
            for _ in 0..=next(3) {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
            if next(8) == 0 {
                bytes.truncate(next(bytes.len()) + 4);
            }
            // It is refused, or its parts are whole: a changed byte in a part does not have its checksum.
            let _ = read(&bytes, Some("1"));
        }
    }
    let mut bytes = OPENPYXL.to_vec();
    let at = bytes.windows(24).position(|window| window == b"xl/worksheets/sheet1.xml").expect("the part") + 200;
    bytes[at] ^= 1;
    assert!(told(&bytes, Some("1")).contains("[damaged-spreadsheet]"));
}
