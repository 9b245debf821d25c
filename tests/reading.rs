//! Reading aloud: a program that follows a PDF's structure from its root to its leaves, like a screen reader, gets the
//! letter as it was composed, in its order and with no words run together.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::collections::BTreeMap;

use crate::support::{declaration, order, print};
use likhit::countries::{AddressOrders, Countries};
use likhit::id::{CountryCode, LanguageTag, RecipientId};
use likhit::letter::{Letter, LetterInput, Passage, Sender, SenderBlock, Signature, Text, compose};
use likhit::locale::{Library, Locale};
use likhit::page::layouts;
use likhit::print::{Order, Printed, read_case};
use likhit::project::Project;
use likhit::shape::Wording;
use likhit::yaml::Source;
use lopdf::content::Content;
use lopdf::{Dictionary, Object, ObjectId};

/// Something that is read aloud in one breath.
#[derive(Debug, PartialEq)]
struct Utterance {
    /// The standard structure type.
    kind: String,
    /// Its language.
    language: String,
    /// The lines of the element, joined unchanged.
    text: String,
    /// The parts of them that are in another language, with their languages.
    spans: Vec<(String, String)>,
}

/// The elements of a structure tree that hold text, in the order of the tree.
struct Reading<'a> {
    pdf: &'a lopdf::Document,
    /// The text of each mark of each page.
    marks: BTreeMap<(ObjectId, i64), String>,
    utterances: Vec<Utterance>,
}

impl Reading<'_> {
    fn of(bytes: &[u8]) -> Vec<Utterance> {
        let pdf = lopdf::Document::load_mem(bytes).unwrap();
        let mut marks = BTreeMap::new();
        for page in pdf.page_iter() {
            marks.extend(marked_texts(&pdf, page).into_iter().map(|(mcid, text)| ((page, mcid), text)));
        }
        let root = get(&pdf, pdf.catalog().unwrap(), "StructTreeRoot").as_dict().unwrap();
        let mut reading = Reading { pdf: &pdf, marks, utterances: Vec::new() };
        reading.element(get(&pdf, root, "K").as_dict().unwrap());
        assert!(reading.marks.is_empty(), "no element reaches {:?}", reading.marks);
        reading.utterances
    }

    fn element(&mut self, element: &Dictionary) {
        let mut text = String::new();
        let mut spans = Vec::new();
        let mut holds_text = false;
        let page_of = |dictionary: &Dictionary| dictionary.get(b"Pg").unwrap().as_reference().unwrap();
        let kids = element.get(b"K").unwrap();
        for kid in kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice) {
            let mark = match kid {
                Object::Integer(mcid) => (page_of(element), *mcid),
                Object::Dictionary(mark) => (page_of(mark), mark.get(b"MCID").unwrap().as_i64().unwrap()),
                part => {
                    let part = self.pdf.dereference(part).unwrap().1.as_dict().unwrap();
                    if type_of(part) == "Span" {
                        let words = self.words(part);
                        text.push_str(&words);
                        spans.push((language_of(part), words));
                        holds_text = true;
                        continue;
                    }
                    assert!(!holds_text, "an element holds either text or elements");
                    self.element(part);
                    continue;
                }
            };
            text.push_str(&self.marks.remove(&mark).unwrap_or_default());
            holds_text = true;
        }
        // A blank has a stroke, and no words.
        if holds_text && type_of(element) != "Form" {
            let kind = type_of(element);
            self.utterances.push(Utterance { kind, language: language_of(element), text, spans });
        }
    }

    /// The words of an element that has only marks.
    fn words(&mut self, element: &Dictionary) -> String {
        let kids = element.get(b"K").unwrap();
        let mut words = String::new();
        for kid in kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice) {
            let (page, mcid) = match kid {
                Object::Integer(mcid) => (element.get(b"Pg").unwrap(), *mcid),
                kid => {
                    let mark = kid.as_dict().unwrap();
                    (mark.get(b"Pg").unwrap(), mark.get(b"MCID").unwrap().as_i64().unwrap())
                }
            };
            words.push_str(&self.marks.remove(&(page.as_reference().unwrap(), mcid)).unwrap());
        }
        words
    }
}

fn type_of(element: &Dictionary) -> String {
    String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned()
}

fn language_of(element: &Dictionary) -> String {
    String::from_utf8_lossy(element.get(b"Lang").unwrap().as_str().unwrap()).into_owned()
}

fn get<'a>(pdf: &'a lopdf::Document, dictionary: &'a Dictionary, key: &str) -> &'a Object {
    pdf.dereference(dictionary.get(key.as_bytes()).unwrap()).unwrap().1
}

/// The text of each mark of a page, by the fonts' `ToUnicode` alone.
fn marked_texts(pdf: &lopdf::Document, page: ObjectId) -> BTreeMap<i64, String> {
    let dictionary = pdf.get_dictionary(page).unwrap();
    let fonts = get(pdf, get(pdf, dictionary, "Resources").as_dict().unwrap(), "Font").as_dict().unwrap();
    let mut maps = BTreeMap::new();
    for (name, font) in fonts {
        let font = pdf.dereference(font).unwrap().1.as_dict().unwrap();
        let map = get(pdf, font, "ToUnicode").as_stream().unwrap().decompressed_content().unwrap();
        maps.insert(name.clone(), to_unicode(&map));
    }
    let mut texts: BTreeMap<i64, String> = BTreeMap::new();
    let (mut mark, mut font) = (None, Vec::new());
    for operation in Content::decode(&pdf.get_page_content(page)).unwrap().operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("BDC", [_, properties]) => {
                mark = properties.as_dict().unwrap().get(b"MCID").ok().map(|mcid| mcid.as_i64().unwrap());
            }
            ("EMC", _) => mark = None,
            ("Tf", [name, _]) => font = name.as_name().unwrap().to_vec(),
            ("Tj", [codes]) => {
                let Some(mark) = mark else { continue };
                for code in codes.as_str().unwrap().chunks(2) {
                    texts.entry(mark).or_default().push_str(&maps[&font][&u16::from_be_bytes([code[0], code[1]])]);
                }
            }
            _ => {}
        }
    }
    texts
}

fn to_unicode(map: &[u8]) -> BTreeMap<u16, String> {
    let hex = |digits: &[u8]| u16::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap();
    let entry = |line: &str| {
        let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let units: Vec<u16> = text.as_bytes().chunks(4).map(hex).collect();
        Some((hex(code.as_bytes()), String::from_utf16(&units).unwrap()))
    };
    // The line that says how long codes are looks like an entry.
    let blocks = std::str::from_utf8(map).unwrap().split("beginbfchar\n").skip(1);
    blocks.flat_map(|block| block.split("endbfchar").next().unwrap().lines()).filter_map(entry).collect()
}

/// The name of the inside address in this test: a group of lines that may be broken to fit the window.
const ADDRESS: &str = "Div";

/// The language whose letters have place and date below the closing.
const DATED_BELOW: &str = "km";

/// The letter as it is to be heard: each paragraph's kind, language and words. The return line repeats the sender's
/// block, and is not heard.
fn heard(letter: &Letter) -> Vec<Utterance> {
    let say = |kind: &str, text: &Text| Utterance {
        kind: kind.to_owned(),
        language: text.language.to_string(),
        text: Wording::of(&text.content).text,
        spans: Vec::new(),
    };
    let mut heard = Vec::new();
    match &letter.sender {
        SenderBlock::Printed(lines) => {
            heard.extend(lines.iter().map(|line| say("P", line)));
        }
        SenderBlock::FillIn { name, address } => heard.extend([say("P", name), say("P", address)]),
    }
    let address: Vec<&str> = letter.address.lines.iter().map(|line| line.content.as_str()).collect();
    heard.push(Utterance {
        kind: ADDRESS.to_owned(),
        language: "en".to_owned(),
        text: address.join(" "),
        spans: Vec::new(),
    });
    let dated = say("P", &letter.place_and_date);
    let (above, below) =
        if letter.language.as_str() == DATED_BELOW { (None, Some(dated)) } else { (Some(dated), None) };
    heard.extend(above);
    heard.extend(letter.addressee.iter().map(|addressee| say("P", addressee)));
    heard.extend(letter.subject.iter().map(|subject| say("H1", subject)));
    heard.push(say("P", &letter.salutation));
    for passage in &letter.body {
        match passage {
            Passage::Paragraph(text) => heard.push(say("P", text)),
            Passage::List(items) => {
                for item in items {
                    let mark = say("Lbl", &item.mark);
                    heard.push(Utterance { text: format!("{} ", mark.text), ..mark });
                    heard.push(say("LBody", &item.body));
                }
            }
        }
    }
    heard.push(say("P", &letter.closing));
    heard.extend(below);
    heard.extend(match &letter.signature {
        Signature::Name(words) | Signature::FillIn(words) => Some(say("P", words)),
        Signature::None => None,
    });
    if let Some(copies) = &letter.copies {
        heard.extend(std::iter::once(&copies.label).chain(&copies.to).map(|text| say("P", text)));
    }
    heard
}

/// The letters that are in one file, composed again.
fn composed(project: &Project, order: &Order, printed: &Printed) -> Vec<Letter> {
    let case = read_case(project, &order.case, None).unwrap();
    let countries = Countries::for_post_of(project, order.country.as_ref()).unwrap();
    let reply_countries = Countries::in_english(project).unwrap();
    let sender_country = order.country.as_ref();
    let recipients = case.recipients_for(sender_country);
    let recipient = recipients.into_iter().find(|recipient| recipient.id == printed.recipient).unwrap();
    let compose_in = |language: &LanguageTag| {
        let locale = Locale::read(&Library::of(project), language, &case.id).unwrap();
        let sender = order.sender.as_ref();
        let input = LetterInput {
            case: &case,
            locale: &locale,
            fallback: None,
            recipient,
            section: None,
            sender,
            sender_country,
            date: order.date,
            first_letter: None,
            countries: &countries,
            reply_countries: &reply_countries,
            address_orders: &AddressOrders::read(project).unwrap(),
        };
        compose(&input).unwrap()
    };
    printed.letters.iter().map(|letter| compose_in(&letter.language)).collect()
}

fn sender() -> Sender {
    let text = "name: Chantou Eriksen-Sok\naddress: [Flat 3, 14 Harbour Street, 0001 Oslo]\ncountry: GB\n\
                place: Oslo\nlang: en\npersonal: I have followed this case with sorrow.\n";
    Sender::read(Source { file: "sender.yaml", text }).unwrap()
}

#[test]
fn the_letter_is_heard_as_it_was_composed() {
    let project = Project::embedded();
    let mut count = 0;
    for layout in layouts::names(&project) {
        // The whole Declaration takes long; one layout with a return line and one without do for it.
        let long = ["plain", "din5008b"].contains(&layout.as_str()).then(|| (declaration(), "udhr"));
        for (project, case) in std::iter::once((Project::embedded(), "kem-sokha")).chain(long) {
            for sender in [None, Some(sender())] {
                let order = Order { sender, ..order(case, layout.as_str()) };
                for printed in print(&project, &order) {
                    let composed = composed(&project, &order, &printed);
                    let expected: Vec<Utterance> = composed.iter().flat_map(heard).collect();
                    let mut found = Reading::of(&printed.pdf).into_iter();
                    for expected in expected {
                        let mut utterance = found.next().unwrap();
                        if expected.kind == ADDRESS {
                            while utterance.text.len() < expected.text.len() {
                                utterance.text += " ";
                                utterance.text += &found.next().unwrap().text;
                            }
                            utterance.kind.clone_from(&expected.kind);
                        }
                        utterance.spans.clear();
                        assert_eq!(utterance, expected, "{} in {layout}", printed.recipient);
                        count += 1;
                    }
                    assert_eq!(found.next(), None);
                }
            }
        }
    }
    assert!(count > 500, "{count}");
}

/// What is in another language than its element, or is an element in another language than the letter.
fn in_other_languages(order: &Order) -> Vec<(String, String)> {
    let letter = order.languages[0].as_str();
    let mut found = Vec::new();
    for printed in print(&Project::embedded(), order) {
        for utterance in Reading::of(&printed.pdf) {
            if utterance.language != letter && utterance.language != "en" {
                found.push((utterance.language, utterance.text.trim_end().to_owned()));
            }
            found.extend(utterance.spans);
        }
    }
    found
}

#[test]
fn words_in_another_script_or_language_say_so() {
    let order = |language: &str, sender: &str| Order {
        languages: vec![LanguageTag::new(language).unwrap()],
        to: vec![RecipientId::new("prime-minister").unwrap()],
        sender: Some(Sender::read(Source { file: "sender.yaml", text: sender }).unwrap()),
        ..order("kem-sokha", "plain")
    };
    let says = |order: &Order, expected: &[(&str, &str)]| {
        let found = in_other_languages(order);
        for (language, words) in expected {
            let is_there = found.iter().any(|(tag, text)| tag == language && text == words);
            assert!(is_there, "`{words}` is not in `{language}`: {found:#?}");
        }
    };
    // Only the script of these words is known.
    let khmer = "name: សុខ ចាន់ធូ (Chantou)\naddress: [Havnegata 14, 9008 Tromsø]\ncountry: \"NO\"\n";
    says(&order("en", khmer), &[("und-Khmr", "សុខ ចាន់ធូ")]);
    let latin = "name: Kari Nordmann\naddress: [Storgata 1, 0155 Oslo]\ncountry: \"NO\"\nplace: Oslo\n";
    says(&order("km", latin), &[("und-Latn", "Kari Nordmann"), ("und-Latn", "0155 Oslo"), ("und-Latn", "Oslo")]);
    // The sender's language is known, and it is of words in its scripts only.
    says(&order("en", &format!("{khmer}lang: km\n")), &[("km", "សុខ ចាន់ធូ")]);
    says(&order("km", &format!("{latin}lang: nb\n")), &[("nb", "Kari Nordmann"), ("nb", "Oslo")]);
    says(&order("fr", &format!("{khmer}lang: nb\n")), &[("und-Khmr", "សុខ ចាន់ធូ"), ("nb", "Chantou")]);
}

#[test]
fn each_line_of_an_address_is_an_element_of_its_own() {
    let order = Order { sender: Some(sender()), ..order("kem-sokha", "plain") };
    for printed in print(&Project::embedded(), &order) {
        let found = Reading::of(&printed.pdf);
        for line in ["Chantou Eriksen-Sok", "Flat 3", "14 Harbour Street", "0001 Oslo"] {
            assert!(found.iter().any(|utterance| utterance.text == line), "`{line}` does not stand alone");
        }
        for line in &composed(&Project::embedded(), &order, &printed)[0].address.lines {
            let utterance = found.iter().find(|utterance| line.content.starts_with(utterance.text.trim_end())).unwrap();
            assert_eq!((utterance.kind.as_str(), utterance.language.as_str()), ("P", "en"));
        }
    }
}

#[test]
fn an_inland_letter_bears_the_address_as_its_country_writes_it_and_is_heard_in_its_language() {
    let case = include_str!("../cases/kem-sokha.yaml");
    let latin = "lines: [75 Norodom Blvd, Khan Chamkarmon, Phnom Penh]\n      country: KH\n";
    let local = "      local: {language: km, office: ក្រសួងមហាផ្ទៃ, lines: [រាជធានីភ្នំពេញ]}\n";
    assert!(case.contains(latin));
    let case = case.replace(latin, &format!("{latin}{local}"));
    let project = Project::embedded().with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())]);
    let minister = RecipientId::new("interior-minister").unwrap();
    // Only English letters, so that no faces of other languages are needed.
    for (country, expected) in [
        ("KH", vec![("km", "ក្រសួងមហាផ្ទៃ"), ("km", "រាជធានីភ្នំពេញ")]),
        ("DE", vec![("en", "Sar Kheng"), ("de", "KAMBODSCHA")]),
    ] {
        let order = Order {
            languages: vec![LanguageTag::english()],
            to: vec![minister.clone()],
            country: CountryCode::new(country),
            ..order("kem-sokha", "din5008b")
        };
        let printed = print(&project, &order);
        let found = Reading::of(&printed[0].pdf);
        let heard = |(language, words): &(&str, &str)| {
            found.iter().any(|utterance| utterance.language == *language && utterance.text.trim_end() == *words)
        };
        assert!(expected.iter().all(heard), "{country}: {found:#?}");
        assert!(!found.iter().any(|utterance| utterance.text.contains("CAMBODIA")), "{country}");
    }
}
