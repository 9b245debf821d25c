//! The documents that the readers are given.

use std::ops::Range;
use std::sync::Arc;

use likhit::finding::Origin;
use likhit::font::{Fonts, Weight};
use likhit::id::{CaseId, CountryCode, LanguageTag};
use likhit::letter::{Personal, Sender, Words};
use likhit::line::Spread;
use likhit::page::{Document, Element, ElementId, Item, Line, Page, Role};
use likhit::print::{LetterToPrint, MailingRun, Order, PrintedSheet, SheetOrder, Sides, sheets};
use likhit::project::Project;
use likhit::shape::{ShapedText, TextStyle, shape};
use likhit::unit::{Mm, Point, Pt, Size};

use crate::support::justified::justified;
use crate::support::{declaration, order, print};

const SIZE: Pt = Pt(11.0);
/// Khmer needs 1.7 em from line to line.
const PITCH: Pt = Pt(18.7);
const MARGIN: Mm = Mm(25.0);
const MEASURE: Mm = Mm(160.0);
const SHEET: (Mm, Mm) = (Mm(210.0), Mm(297.0));

/// Every document to be read, with a name that can be a file's.
pub fn documents(fonts: &Fonts) -> Vec<(String, Document)> {
    let khmer = TextStyle {
        language: "km".to_owned(),
        families: ["Noto Serif Khmer", "Noto Serif"].map(str::to_owned).to_vec(),
        weight: Weight::Regular,
        ..TextStyle::default()
    };
    // A group of clusters is set as a paragraph: pages of lines of one letter are no letters, and
    // readers take them for writing from top to bottom.
    let clusters: String = include_str!("../goldens/shaping/clusters.txt")
        .split("# ")
        .map(|group| {
            let texts = group.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with(' '));
            texts.filter(|text| !text.contains("\\u")).collect::<Vec<&str>>().join(" ") + "\n"
        })
        .collect();
    let mut documents = vec![
        ("clusters".to_owned(), set(&clusters, &khmer, fonts)),
        ("clusters-in-bold".to_owned(), set(&clusters, &TextStyle { weight: Weight::Bold, ..khmer }, fonts)),
    ];
    for layout in ["plain", "din5008b"] {
        for (project, case) in [(Project::embedded(), "kem-sokha"), (declaration(), "udhr")] {
            let printed = print(&project, &order(case, layout));
            documents
                .extend(printed.into_iter().map(|p| (format!("{layout}-{case}-{}", p.recipient), p.draft.document)));
        }
    }
    let french = Order { languages: vec![LanguageTag::new("fr").expect("a tag")], ..order("kem-sokha", "plain") };
    let justified_order = order("udhr", "plain");
    for (name, project, order) in
        [("french", Project::embedded(), french), ("justified", justified(declaration()), justified_order)]
    {
        let printed = print(&project, &order);
        documents.extend(printed.into_iter().map(|p| (format!("{name}-{}", p.recipient), p.draft.document)));
    }
    documents.extend(sheets_of_the_case());
    documents
}

/// A print file, and the letters that it ought to hold, each as its sender would get it alone.
pub fn print_file() -> (Vec<Document>, Vec<u8>) {
    let project = Project::embedded();
    let order = Order { country: None, ..order("kem-sokha", "din5008b") };
    let run = MailingRun::prepare(&project, order.clone()).expect("the order is sound");
    let senders = senders();
    let mut alone = Vec::new();
    let mut measured = Vec::new();
    for sender in &senders {
        let printed = print(&project, &Order { sender: Some(sender.clone()), ..order.clone() });
        alone.extend(printed.into_iter().map(|printed| printed.draft.document));
        measured.push(run.measure(sender).expect("it can be printed").letters);
    }
    let mut letters = senders.iter().zip(&measured).flat_map(|(sender, letters)| {
        letters.iter().map(move |letter| LetterToPrint {
            sender,
            recipient: &letter.recipient,
            language: &letter.language,
            mark: None,
        })
    });
    let mut pdf = Vec::new();
    run.print(&mut letters, Sides::Front, &mut pdf).expect("it can be printed");
    (alone, pdf)
}

/// Senders whose letters share all that they can, some of it, and least.
pub fn senders() -> Vec<Sender> {
    let words = |words: &str| Words { words: words.to_owned(), origin: Origin::default() };
    let sender = |name: &str, address: &[&str], country: &str| Sender {
        name: words(name),
        address: address.iter().map(|line| words(line)).collect(),
        locality: std::collections::BTreeMap::new(),
        country: CountryCode::new(country),
        place: None,
        language: None,
        personal: None,
    };
    let own_words = Personal {
        words: "I have followed this case with sorrow.".to_owned(),
        language: LanguageTag::new("en").expect("a tag"),
        origin: Origin::default(),
    };
    vec![
        sender("Chantou Eriksen-Sok", &["14 Harbour Street", "9008 Tromsø"], "NO"),
        Sender { place: Some("Tromsø".to_owned()), ..sender("Åse Ng (Jr)", &["Havnegata 14", "9008 Tromsø"], "NO") },
        sender("សុខ ច័ន្ទធូ", &["14 Harbour Street", "London"], "GB"),
        Sender { personal: Some(own_words), ..sender("Kari Nordmann", &["Storgata 1", "0155 Oslo"], "NO") },
        sender("Włodzimierz Thị Hằng", &["ul. Długa 7", "00-001 Warszawa"], "PL"),
    ]
}

/// The Urgent Action sheet, in one language and in two.
fn sheets_of_the_case() -> Vec<(String, Document)> {
    let tags = |tags: &[&str]| tags.iter().filter_map(|tag| LanguageTag::new(tag)).collect();
    let order = SheetOrder {
        languages: tags(&["en", "km", "fr"]),
        parallel: tags(&["en", "km"]),
        country: CountryCode::new("GB"),
        ..SheetOrder::of(CaseId::new("kem-sokha").expect("an id"), jiff::civil::date(2018, 1, 15))
    };
    let name = |sheet: &PrintedSheet| {
        sheet.languages.iter().fold("sheet".to_owned(), |name, language| format!("{name}-{language}"))
    };
    sheets(&Project::embedded(), &order).sheets.into_iter().map(|sheet| (name(&sheet), sheet.document)).collect()
}

/// Sets each line of `text` as a paragraph, its lines ended at the last space that fits.
fn set(text: &str, style: &TextStyle, fonts: &Fonts) -> Document {
    let sheet = Size { width: SHEET.0.to_pt(), height: SHEET.1.to_pt() };
    let mut elements = Vec::new();
    let mut pages = vec![Page { sheet, items: Vec::new() }];
    let mut y = MARGIN.to_pt() + PITCH;
    for paragraph in text.lines() {
        let shaped = Arc::new(shape(paragraph, style, fonts).expect("the fonts cover every text here"));
        let element = Some(ElementId(elements.len()));
        elements.push(Element::new(Role::Paragraph, None, None));
        for clusters in lines(&shaped) {
            if y.0 > (sheet.height - MARGIN.to_pt()).0 {
                pages.push(Page { sheet, items: Vec::new() });
                y = MARGIN.to_pt() + PITCH;
            }
            let origin = Point { x: MARGIN.to_pt(), y };
            let line = Line { element, origin, size: SIZE, text: Arc::clone(&shaped), clusters, spread: Spread::NONE };
            pages.last_mut().expect("there is a first page").items.push(Item::Line(line));
            y += PITCH;
        }
    }
    Document { title: "likhit".to_owned(), language: style.language.clone(), pages, elements, ..Document::default() }
}

fn lines(text: &ShapedText) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut last_space) = (0, None);
    for at in 0..text.clusters.len() {
        let width = text.advance_of(text.without_trailing_space(start..at + 1)).at(SIZE);
        // Where there has been no space, the paper ends the line.
        if width.0 > MEASURE.to_pt().0 && at > start {
            let end = last_space.take().unwrap_or(at);
            lines.push(start..end);
            start = end;
        }
        if text.text_of(at..at + 1) == " " {
            last_space = Some(at + 1);
        }
    }
    if start < text.clusters.len() {
        lines.push(start..text.clusters.len());
    }
    lines
}
