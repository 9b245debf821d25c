//! Fonts of other kinds: PostScript outlines and collections.

use likhit::export::dump;
use likhit::finding::Finding;
use likhit::font::{Face, Fonts, Weight};
use likhit::id::{CountryCode, LanguageTag};
use likhit::print::{Order, Printed, read_fonts};
use likhit::project::Project;
use likhit::shape::{TextStyle, shape};

use crate::support::pdf_account::account;
use crate::support::postscript_font::postscript_font;
use crate::support::{order, print};

const LATIN: &[u8] = include_bytes!("../fonts/noto-serif/NotoSerif-Regular.ttf");
const LATIN_BOLD: &[u8] = include_bytes!("../fonts/noto-serif/NotoSerif-Bold.ttf");
const KHMER: &[u8] = include_bytes!("../fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf");

#[test]
fn a_letter_in_postscript_fonts_is_the_letter_in_the_truetype_fonts_that_they_were_made_of() {
    let letters = |project: &Project| {
        let order = Order { languages: Vec::new(), ..order("kem-sokha", "plain") };
        print(project, &order)
    };
    let bundled = Project::embedded();
    let fonts: Vec<(String, Vec<u8>)> = bundled
        .paths("fonts", ".ttf")
        .filter_map(|path| Some((path.to_owned(), postscript_font(bundled.bytes(path)?))))
        .collect();
    assert_eq!(fonts.len(), 5);
    let postscript = Project::embedded().with(fonts);
    for (one, other) in letters(&bundled).iter().zip(letters(&postscript)) {
        assert_eq!(lines(one, &bundled), lines(&other, &postscript), "{}", one.recipient);
        assert_eq!(embedded(one), embedded(&other), "{}", one.recipient);
    }
}

#[test]
fn a_postal_address_is_in_one_face_whatever_the_language_of_its_country_line() {
    let khmer = include_str!("../locales/km/locale.yaml");
    let families = "body: [Noto Serif Khmer, Noto Serif]";
    assert!(khmer.contains(families));
    // Moul has Latin letters, too.
    let khmer = khmer.replace(families, "body: [Moul, Noto Serif Khmer, Noto Serif]");
    let project = Project::embedded().with([("locales/km/locale.yaml".to_owned(), khmer.into_bytes())]);
    for (country, last) in [("GB", "CAMBODIA"), ("DE", "KAMBODSCHA")] {
        let languages = vec![LanguageTag::new("km").expect("a tag")];
        let order = Order { languages, country: CountryCode::new(country), ..order("kem-sokha", "plain") };
        let address = lines(&print(&project, &order)[0], &project).into_iter();
        let address: Vec<String> = address.filter(|line| line.contains("/InsideAddress/")).collect();
        assert!(address.last().is_some_and(|line| line.contains(last)), "{address:#?}");
        assert!(address.iter().all(|line| line.contains(" NotoSerif-Regular ")), "{address:#?}");
    }
}

/// The lines of a letter with their widths, faces and words, but without their places: the ink of a glyph may differ by
/// a fraction of a font unit, and so the distance of lines by a hundredth of a millimetre.
fn lines(printed: &Printed, project: &Project) -> Vec<String> {
    let dump = dump(&printed.document, &read_fonts(project).expect("sound fonts"));
    let lines = dump.lines().filter_map(|line| line.trim_start().strip_prefix("line "));
    lines.filter_map(|line| Some(line.split_once(' ')?.1.to_owned())).collect()
}

/// The fonts of the file of a letter with their numbers of codes, but without their outlines.
fn embedded(printed: &Printed) -> Vec<String> {
    let account = account(&printed.pdf);
    let fonts = account.lines().map(str::trim_start).filter(|line| line.starts_with("font "));
    fonts.filter_map(|font| Some(font.split_once(", drawn ")?.0.to_owned())).collect()
}

#[test]
fn all_fonts_of_a_collection_can_be_used() {
    let file = collection(&[postscript_font(LATIN), LATIN_BOLD.to_vec(), postscript_font(KHMER)]);
    let fonts = Fonts::read([("all.ttc", file.as_slice())]).expect("sound fonts");
    assert_eq!(fonts.families(), ["Noto Serif", "Noto Serif Khmer"]);
    let faces = |text: &str, weight| {
        let style = TextStyle { families: vec!["Noto Serif".to_owned()], weight, ..TextStyle::default() };
        let shaped = shape(text, &style, &fonts).expect("the fonts have these letters");
        let names = shaped.clusters.iter().map(|cluster| fonts.face(cluster.font).postscript_name().to_owned());
        let mut names: Vec<String> = names.collect();
        names.dedup();
        names
    };
    assert_eq!(faces("Kem Sokha កឹម", Weight::Regular), ["NotoSerif-Regular", "NotoSerifKhmer-Regular"]);
    assert_eq!(faces("Kem Sokha", Weight::Bold), ["NotoSerif-Bold"]);
}

#[test]
fn a_damaged_table_of_a_collection_is_found() {
    let refused = |file: &[u8]| Face::all("all.ttc", file).err().map(|Finding { message, .. }| message);
    let file = collection(&[LATIN_BOLD.to_vec(), postscript_font(LATIN)]);
    assert_eq!(refused(&file), None);
    let mut damaged = file.clone();
    let place = file.len() - 1000;
    damaged[place] ^= 1;
    assert!(refused(&damaged).is_some_and(|message| message.starts_with("the font is damaged")));
    let mut many = file;
    many[8..12].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(refused(&many).is_some());
    assert!(refused(b"ttcf").is_some());
}

/// A collection (`.ttc`) of these fonts.
fn collection(fonts: &[Vec<u8>]) -> Vec<u8> {
    let number = |number: usize| u32::try_from(number).expect("it is small");
    let mut file = [b"ttcf".as_slice(), &[0, 1, 0, 0], &number(fonts.len()).to_be_bytes()].concat();
    let mut start = (file.len() + 4 * fonts.len()).next_multiple_of(4);
    let mut content = Vec::new();
    for font in fonts {
        file.extend(number(start).to_be_bytes());
        let mut font = font.clone();
        let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
        for record in font[12..12 + 16 * tables].chunks_exact_mut(16) {
            // The places of tables are counted from the beginning of the file.
            let place = u32::from_be_bytes([record[8], record[9], record[10], record[11]]);
            record[8..12].copy_from_slice(&(place + number(start)).to_be_bytes());
        }
        font.resize(font.len().next_multiple_of(4), 0);
        start += font.len();
        content.extend(font);
    }
    file.extend(content);
    file
}
