//! The exporters, from the outside: a reader finds in the PDF exactly what was set.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::expect;
use likhit::export::{dump, to_pdf};
use likhit::font::{Fonts, Weight};
use likhit::letter::Numbering;
use likhit::line::Spread;
use likhit::page::{Document, Element, ElementId, Item, Line, Page, Purpose, Role, Rule};
use likhit::shape::{ShapedText, TextStyle, shape};
use likhit::unit::{Mm, Point, Pt, Size};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};
use ttf_parser::{GlyphId, OutlineBuilder};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

const FILES: [(&str, &[u8]); 5] = [
    ("NotoSerif-Regular.ttf", include_bytes!("../fonts/noto-serif/NotoSerif-Regular.ttf")),
    ("NotoSerif-Bold.ttf", include_bytes!("../fonts/noto-serif/NotoSerif-Bold.ttf")),
    ("NotoSerifKhmer-Regular.ttf", include_bytes!("../fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf")),
    ("NotoSerifKhmer-Bold.ttf", include_bytes!("../fonts/noto-serif-khmer/NotoSerifKhmer-Bold.ttf")),
    ("Moul-Regular.ttf", include_bytes!("../fonts/moul/Moul-Regular.ttf")),
];

const A4: Size = Size { width: Pt(595.275_590_551_181_1), height: Pt(841.889_763_779_527_6) };

/// Lines that are hard to give back: kerning, ligatures, marks, two faces, texts that look alike,
/// characters that cannot be seen, spaces at the end.
const HARD: [&str; 9] = [
    "AVATAR To, Ty. W. office affine fluffy ﬁ ",
    "café cafe\u{301} Việt Nam x\u{323} Å A\u{30A}",
    "10\u{A0}km re\u{2010}issue ‘quoted’ “double” em—dash … § 5",
    "សេចក្ដីប្រកាសជាសកលស្ដីពីសិទ្ធិមនុស្ស ",
    "បណ្ដឹង បណ្តឹង កណ្ដាល កណ្តាល",
    "ប៊\u{200C}ី ប៉\u{200C}ី ប\u{200C}៊ី ម៉\u{200C}ឺន",
    "លោក Kem Sokha (កឹម សុខា) “អតីត” ប្រធាន «គណបក្ស» 2017–2023",
    "ញ៉ាំ ឆ្នាំ ខ្ញុំ ស្ត្រី ស្ដ្រី ក្រៅ កើត កៀន កោះ ព្រះ ក៏ ពុទ្ធ័",
    "១២៣៤៥៦៧៨៩០ ៖ ។ ៕ ៗ ៛",
];

fn fonts() -> Fonts<'static> {
    Fonts::read(FILES).unwrap()
}

fn set(text: &str, language: &str, family: &str, weight: Weight, fonts: &Fonts) -> Arc<ShapedText> {
    let style =
        TextStyle { language: language.to_owned(), families: vec![family.to_owned()], weight, ..TextStyle::default() };
    Arc::new(shape(text, &style, fonts).unwrap())
}

fn line(text: Arc<ShapedText>, element: Option<usize>, y: f64) -> Item {
    let origin = Point { x: Mm(25.0).to_pt(), y: Mm(y).to_pt() };
    let clusters = 0..text.clusters.len();
    Item::Line(Line { element: element.map(ElementId), origin, size: Pt(11.0), text, clusters, spread: Spread::NONE })
}

fn element(role: Role, parent: Option<usize>, language: Option<&str>) -> Element {
    Element::new(role, parent.map(ElementId), language.map(str::to_owned))
}

/// A letter with every possible part: it fills two pages, and its last paragraph is on both.
fn letter(fonts: &Fonts) -> Document {
    let latin = |text| set(text, "en", "Noto Serif", Weight::Regular, fonts);
    let khmer = |text| set(text, "km", "Noto Serif Khmer", Weight::Regular, fonts);
    let broken = khmer("សូមដោះលែងគាត់ ជាបន្ទាន់");
    let half = broken.cluster_at("សូមដោះលែងគាត់ ".len());
    let part = |range, y| match line(Arc::clone(&broken), Some(7), y) {
        Item::Line(line) => Item::Line(Line { clusters: range, ..line }),
        other @ (Item::Rule(_) | Item::Figure(_)) => other,
    };
    Document {
        title: "Appeal: លិខិត & <letter>".to_owned(),
        language: "en".to_owned(),
        pages: vec![
            Page {
                sheet: A4,
                items: vec![
                    line(set("Free Kem Sokha", "en", "Noto Serif", Weight::Bold, fonts), Some(1), 40.0),
                    Item::Rule(Rule {
                        element: None,
                        from: Point { x: Mm(5.0).to_pt(), y: Mm(105.0).to_pt() },
                        to: Point { x: Mm(9.0).to_pt(), y: Mm(105.0).to_pt() },
                        stroke: Pt(0.25),
                        purpose: Purpose::Production,
                    }),
                    line(latin("1. "), Some(4), 60.0),
                    line(latin("release him"), Some(5), 60.0),
                    line(latin("Page 1 of 2"), None, 285.0),
                    part(0..half, 80.0),
                ],
            },
            Page {
                sheet: A4,
                items: vec![
                    part(half..broken.clusters.len(), 40.0),
                    line(set("អយ្យការ", "km", "Moul", Weight::Regular, fonts), Some(8), 60.0),
                ],
            },
        ],
        elements: vec![
            element(Role::Letter, None, None),
            element(Role::Heading, Some(0), None),
            element(Role::List(Numbering::Numbers), Some(0), None),
            element(Role::ListItem, Some(2), None),
            element(Role::Label, Some(3), None),
            element(Role::ItemBody, Some(3), None),
            element(Role::Letter, None, Some("km")),
            element(Role::Paragraph, Some(6), None),
            element(Role::Group, Some(6), None),
        ],
        ..Document::default()
    }
}

/// One page with a line for each text, all in one family before the others.
fn lines(texts: &[&str], language: &str, family: &str, fonts: &Fonts) -> Document {
    let items = texts
        .iter()
        .zip(1..)
        .map(|(text, n)| line(set(text, language, family, Weight::Regular, fonts), Some(0), 20.0 + 8.0 * f64::from(n)));
    Document {
        title: "Lines".to_owned(),
        language: language.to_owned(),
        pages: vec![Page { sheet: A4, items: items.collect() }],
        elements: vec![element(Role::Paragraph, None, None)],
        ..Document::default()
    }
}

/// A document with all hard lines, once in each family.
fn hard(fonts: &Fonts) -> Document {
    let mut document = lines(&HARD, "en", "Noto Serif", fonts);
    for family in ["Noto Serif Khmer", "Moul"] {
        document.pages.extend(lines(&HARD, "km", family, fonts).pages);
    }
    document
}

/// A PDF, read back.
struct Read {
    pdf: lopdf::Document,
    pages: Vec<ObjectId>,
}

/// A font of the PDF, as a reader sees it.
struct ReadFont {
    program: Vec<u8>,
    texts: BTreeMap<u16, String>,
    widths: Vec<f64>,
}

/// A run of codes that are shown together.
struct Run {
    font: String,
    size: f64,
    x: f64,
    y: f64,
    codes: Vec<u16>,
}

impl Read {
    fn of(bytes: &[u8]) -> Self {
        let pdf = lopdf::Document::load_mem(bytes).unwrap();
        let pages = pdf.page_iter().collect();
        Self { pdf, pages }
    }

    fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> &'a Object {
        self.pdf.dereference(dictionary.get(key.as_bytes()).unwrap()).unwrap().1
    }

    fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.get(dictionary, key).as_dict().unwrap()
    }

    fn operations(&self, page: ObjectId) -> Vec<Operation> {
        Content::decode(&self.pdf.get_page_content(page)).unwrap().operations
    }

    /// The fonts by the name that the pages give them.
    fn fonts(&self) -> BTreeMap<String, ReadFont> {
        let page = self.pdf.get_dictionary(self.pages[0]).unwrap();
        let fonts = self.dictionary(self.dictionary(page, "Resources"), "Font");
        let read = |font: &Dictionary| {
            let descendant = self.get(font, "DescendantFonts").as_array().unwrap()[0].as_dict().unwrap();
            let program = self.get(self.dictionary(descendant, "FontDescriptor"), "FontFile2").as_stream().unwrap();
            let widths = self.get(descendant, "W").as_array().unwrap();
            assert_eq!(widths[0].as_i64().unwrap(), 0);
            assert_eq!(self.get(descendant, "CIDToGIDMap").as_name().unwrap(), b"Identity");
            assert_eq!(self.get(font, "Encoding").as_name().unwrap(), b"Identity-H");
            ReadFont {
                program: program.decompressed_content().unwrap(),
                texts: texts(&self.get(font, "ToUnicode").as_stream().unwrap().decompressed_content().unwrap()),
                widths: widths[1].as_array().unwrap().iter().map(number).collect(),
            }
        };
        fonts
            .iter()
            .map(|(name, font)| {
                let font = self.pdf.dereference(font).unwrap().1.as_dict().unwrap();
                (String::from_utf8(name.clone()).unwrap(), read(font))
            })
            .collect()
    }

    /// The runs of each line of a page.
    fn lines(&self, page: ObjectId) -> Vec<Vec<Run>> {
        let mut lines = Vec::new();
        let (mut font, mut size, mut x, mut y) = (String::new(), 0.0, 0.0, 0.0);
        for operation in self.operations(page) {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BT" => lines.push(Vec::new()),
                "Tf" => {
                    font = String::from_utf8(operands[0].as_name().unwrap().to_vec()).unwrap();
                    size = number(&operands[1]);
                }
                "Tm" => (x, y) = (number(&operands[4]), number(&operands[5])),
                "Tj" => {
                    let codes = operands[0].as_str().unwrap().chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]]));
                    let run = Run { font: font.clone(), size, x, y, codes: codes.collect() };
                    lines.last_mut().unwrap().push(run);
                }
                _ => {}
            }
        }
        lines
    }
}

fn number(object: &Object) -> f64 {
    f64::from(object.as_float().unwrap())
}

/// The lines `<code> <text>` of a `ToUnicode` map.
fn texts(cmap: &[u8]) -> BTreeMap<u16, String> {
    let cmap = std::str::from_utf8(cmap).unwrap();
    let blocks = cmap.split("beginbfchar\n").skip(1).map(|block| block.split("endbfchar").next().unwrap());
    let mut texts = BTreeMap::new();
    for entry in blocks.flat_map(str::lines) {
        let (code, text) = entry[1..entry.len() - 1].split_once("> <").unwrap();
        let hex = |digits: &[u8]| u16::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap();
        let units: Vec<u16> = text.as_bytes().chunks(4).map(hex).collect();
        let known = texts.insert(hex(code.as_bytes()), String::from_utf16(&units).unwrap());
        assert_eq!(known, None, "code {code} stands for two texts");
    }
    texts
}

fn set_lines(page: &Page) -> impl Iterator<Item = &Line> {
    page.items.iter().filter_map(Item::line)
}

#[test]
fn the_text_of_a_line_is_the_text_of_its_codes() {
    let fonts = fonts();
    for document in [hard(&fonts), letter(&fonts)] {
        let read = Read::of(&to_pdf(&document, &fonts).unwrap());
        let pdf_fonts = read.fonts();
        for (page, id) in document.pages.iter().zip(&read.pages) {
            let lines = read.lines(*id);
            assert_eq!(lines.len(), set_lines(page).count());
            for (set, shown) in set_lines(page).zip(lines) {
                let text: String = shown
                    .iter()
                    .flat_map(|run| run.codes.iter().map(|code| pdf_fonts[&run.font].texts[code].as_str()))
                    .collect();
                assert_eq!(text, set.text.text_of(set.clusters.clone()));
            }
        }
    }
}

#[test]
fn runs_stand_where_the_clusters_do_and_are_as_wide() {
    let fonts = fonts();
    let document = hard(&fonts);
    let read = Read::of(&to_pdf(&document, &fonts).unwrap());
    let pdf_fonts = read.fonts();
    for (page, id) in document.pages.iter().zip(&read.pages) {
        for (set, shown) in set_lines(page).zip(read.lines(*id)) {
            let mut x = set.origin.x.0;
            let runs = set.text.clusters.chunk_by(|a, b| a.font == b.font);
            let mut is_behind_mark = false;
            for (clusters, run) in runs.zip(&shown) {
                // Behind a mark, a run begins at the next hundredth of a point, so that no reader sees the mark over it.
                let most = if is_behind_mark { 0.0101 } else { 0.001 };
                assert!(run.x - x > -0.001 && run.x - x < most, "{} is not {x}", run.x);
                let text = &set.text.text[clusters[clusters.len() - 1].text.clone()];
                is_behind_mark = text.ends_with(|c: char| c.general_category() == GeneralCategory::NonspacingMark);
                assert!((run.y - (page.sheet.height - set.origin.y).0).abs() < 0.001);
                let font = &pdf_fonts[&run.font];
                let width: f64 = run.codes.iter().map(|code| font.widths[usize::from(*code)]).sum();
                let shaped: f64 = clusters.iter().map(|cluster| cluster.advance.0).sum();
                assert!((width / 1000.0 - shaped).abs() < 1e-5, "{width} is not {shaped} em");
                x += shaped * run.size;
            }
        }
    }
}

#[test]
fn the_embedded_font_agrees_with_the_widths_of_the_pdf() {
    let fonts = fonts();
    for font in Read::of(&to_pdf(&hard(&fonts), &fonts).unwrap()).fonts().values() {
        let face = ttf_parser::Face::parse(&font.program, 0).unwrap();
        assert_eq!(usize::from(face.number_of_glyphs()), font.widths.len());
        for (code, width) in (0..).zip(&font.widths) {
            let advance = f64::from(face.glyph_hor_advance(GlyphId(code)).unwrap());
            assert!((advance * 1000.0 / f64::from(face.units_per_em()) - width).abs() < 1e-4);
        }
        for hinting in [b"fpgm", b"prep", b"cvt "] {
            assert!(face.raw_face().table(ttf_parser::Tag::from_bytes(hinting)).is_none());
        }
    }
}

#[test]
fn a_code_draws_what_the_glyphs_of_its_cluster_draw() {
    let fonts = fonts();
    let document = hard(&fonts);
    let read = Read::of(&to_pdf(&document, &fonts).unwrap());
    let pdf_fonts = read.fonts();
    for (page, id) in document.pages.iter().zip(&read.pages) {
        for (set, shown) in set_lines(page).zip(read.lines(*id)) {
            let runs = set.text.clusters.chunk_by(|a, b| a.font == b.font);
            for (clusters, run) in runs.zip(&shown) {
                let face = fonts.face(clusters[0].font);
                let mut native = Outline::default();
                for cluster in clusters {
                    for glyph in set.text.glyphs_of(cluster) {
                        native.draw(face.shaper(), glyph.id, (glyph.dx, glyph.dy), glyph.advance);
                    }
                }
                let program = ttf_parser::Face::parse(&pdf_fonts[&run.font].program, 0).unwrap();
                let mut composed = Outline::default();
                for code in &run.codes {
                    let advance = program.glyph_hor_advance(GlyphId(*code)).unwrap();
                    composed.draw(&program, *code, (0, 0), advance.into());
                }
                assert_eq!(composed, native);
            }
        }
    }
}

/// The drawing of a run of glyphs, in font units.
#[derive(Debug, Default, PartialEq)]
struct Outline {
    pen: i32,
    offset: (f32, f32),
    segments: Vec<(char, Vec<(f32, f32)>)>,
}

impl Outline {
    fn draw(&mut self, face: &ttf_parser::Face, glyph: u16, (dx, dy): (i32, i32), advance: i32) {
        self.offset = ((self.pen + dx) as f32, dy as f32);
        face.outline_glyph(GlyphId(glyph), self);
        self.pen += advance;
        self.offset = (0.0, 0.0);
    }

    fn segment(&mut self, kind: char, points: &[(f32, f32)]) {
        let points = points.iter().map(|(x, y)| (x + self.offset.0, y + self.offset.1)).collect();
        self.segments.push((kind, points));
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segment('m', &[(x, y)]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.segment('l', &[(x, y)]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.segment('q', &[(x1, y1), (x, y)]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.segment('c', &[(x1, y1), (x2, y2), (x, y)]);
    }
    fn close(&mut self) {
        self.segment('h', &[]);
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_whatever_was_written_before() {
    let fonts = fonts();
    let first = to_pdf(&letter(&fonts), &fonts).unwrap();
    let between = to_pdf(&hard(&fonts), &fonts).unwrap();
    assert!(first == to_pdf(&letter(&fonts), &fonts).unwrap());
    let id = |bytes: &[u8]| Read::of(bytes).pdf.trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(&first), id(&between));
}

#[test]
fn the_structure_reaches_each_mark_once_and_in_reading_order() {
    let fonts = fonts();
    let document = letter(&fonts);
    let read = Read::of(&to_pdf(&document, &fonts).unwrap());
    let root = read.dictionary(read.pdf.catalog().unwrap(), "StructTreeRoot");

    let mut walk = Walk { read: &read, marks: Vec::new(), outline: String::new() };
    walk.element(root.get(b"K").unwrap().as_reference().unwrap(), 0);
    expect![[r"
        Document en
          Part en
            H1 en 0:0
            L en
              LI en
                Lbl en 0:1
                LBody en 0:2
          Part km
            P km 0:3 1:0
            Div km 1:1
    "]]
    .assert_eq(&walk.outline);

    let mut in_content = Vec::new();
    for page in &read.pages {
        for operation in read.operations(*page) {
            let is_artifact = || operation.operands[0].as_name().unwrap() == b"Artifact";
            if operation.operator == "BDC" && !is_artifact() {
                let mcid = operation.operands[1].as_dict().unwrap().get(b"MCID").unwrap().as_i64().unwrap();
                in_content.push((*page, mcid));
            }
        }
    }
    let reached: Vec<(ObjectId, i64)> = walk.marks.iter().map(|(page, mcid, _)| (*page, *mcid)).collect();
    assert_eq!(reached, in_content);
    assert_eq!(reached.iter().collect::<BTreeSet<_>>().len(), reached.len());

    let [node] = read.get(read.dictionary(root, "ParentTree"), "Kids").as_array().unwrap().as_slice() else {
        panic!("two pages need one node")
    };
    let node = read.pdf.dereference(node).unwrap().1.as_dict().unwrap();
    let numbers = read.get(node, "Nums").as_array().unwrap();
    for (page, mcid, element) in &walk.marks {
        let key = read.pdf.get_dictionary(*page).unwrap().get(b"StructParents").unwrap().as_i64().unwrap();
        let parents = read.pdf.dereference(&numbers[key as usize * 2 + 1]).unwrap().1.as_array().unwrap();
        assert_eq!(parents[*mcid as usize].as_reference().unwrap(), *element);
    }
}

#[test]
fn what_is_no_part_of_the_text_says_what_it_is() {
    let fonts = fonts();
    let mut document = letter(&fonts);
    let folio = set("Page 2", "en", "Noto Serif", Weight::Regular, &fonts);
    document.pages[1].items.insert(0, line(folio, None, 15.0));
    let read = Read::of(&to_pdf(&document, &fonts).unwrap());
    let artifacts: Vec<Vec<String>> = read
        .pages
        .iter()
        .map(|page| {
            let marks = read.operations(*page).into_iter().filter(|operation| operation.operator == "BDC");
            let artifacts = marks.filter(|mark| mark.operands[0].as_name().unwrap() == b"Artifact");
            artifacts.map(|mark| format!("{:?}", mark.operands[1])).collect()
        })
        .collect();
    expect![[r#"
        [
            [
                "<</Type /Page>>",
                "<</Type /Pagination/Subtype /Footer/Attached [/Bottom]>>",
            ],
            [
                "<</Type /Pagination/Subtype /Header/Attached [/Top]>>",
            ],
        ]
    "#]]
    .assert_debug_eq(&artifacts);
}

/// A walk through the structure tree.
struct Walk<'a> {
    read: &'a Read,
    marks: Vec<(ObjectId, i64, ObjectId)>,
    outline: String,
}

impl Walk<'_> {
    fn element(&mut self, id: ObjectId, depth: usize) {
        let element = self.read.pdf.get_dictionary(id).unwrap();
        let kind = String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
        let language = String::from_utf8_lossy(element.get(b"Lang").unwrap().as_str().unwrap()).into_owned();
        write!(self.outline, "{}{kind} {language}", "  ".repeat(depth)).unwrap();
        let kids = element.get(b"K").unwrap();
        let kids = kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice);
        for kid in kids.iter().filter(|kid| kid.as_reference().is_err()) {
            // Where all marks are on one page, the element names it.
            let mark = kid.as_dict().ok();
            let page = mark.unwrap_or(element).get(b"Pg").unwrap().as_reference().unwrap();
            let mcid = mark.map_or(kid, |mark| mark.get(b"MCID").unwrap()).as_i64().unwrap();
            let number = self.read.pages.iter().position(|known| *known == page).unwrap();
            write!(self.outline, " {number}:{mcid}").unwrap();
            self.marks.push((page, mcid, id));
        }
        self.outline.push('\n');
        for kid in kids.iter().filter_map(|kid| kid.as_reference().ok()) {
            self.element(kid, depth + 1);
        }
    }
}

#[test]
fn nothing_is_in_the_file_that_has_no_business_there() {
    let fonts = fonts();
    let bytes = to_pdf(&letter(&fonts), &fonts).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    let read = Read::of(&bytes);

    let operators: BTreeSet<String> =
        read.pages.iter().flat_map(|page| read.operations(*page)).map(|operation| operation.operator).collect();
    // No colour is ever set: what is drawn has the colour that a page begins with, black in DeviceGray.
    let known = ["BDC", "BT", "EMC", "ET", "S", "Tf", "Tj", "Tm", "l", "m", "w"];
    assert_eq!(operators, known.map(str::to_owned).into());

    for object in read.pdf.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        assert!(!dictionary.has_type(b"Annot") && !dictionary.has(b"Annots"));
        assert_ne!(dictionary.get(b"Subtype").and_then(Object::as_name).ok(), Some(b"Type3".as_slice()));
    }
    let info = read.dictionary(&read.pdf.trailer, "Info");
    let keys: Vec<&[u8]> = info.iter().map(|(key, _)| key.as_slice()).collect();
    assert_eq!(keys, [b"Title".as_slice(), b"Producer"]);
    let catalog = read.pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    assert!(read.dictionary(catalog, "MarkInfo").get(b"Marked").unwrap().as_bool().unwrap());
}

#[test]
fn a_letter_of_sixty_lines_in_two_languages_takes_less_than_60_kb() {
    let fonts = fonts();
    let mut document = hard(&fonts);
    for round in 0..4 {
        let texts = [format!("Demand {round}"), format!("ទាមទារ {round}")];
        let texts: Vec<&str> = HARD.into_iter().chain(texts.iter().map(String::as_str)).collect();
        document.pages.extend(lines(&texts, "km", "Noto Serif Khmer", &fonts).pages);
    }
    assert!(document.pages.iter().map(|page| page.items.len()).sum::<usize>() > 60);
    let size = to_pdf(&document, &fonts).unwrap().len();
    assert!(size < 60_000, "{size} bytes");
}

#[test]
fn a_document_without_pages_and_a_line_without_text_are_written_too() {
    let fonts = fonts();
    let mut document = lines(&[""], "km", "Moul", &fonts);
    let read = Read::of(&to_pdf(&document, &fonts).unwrap());
    assert_eq!(read.lines(read.pages[0]).len(), 0);
    document.pages.clear();
    assert_eq!(Read::of(&to_pdf(&document, &fonts).unwrap()).pages, []);
}

#[test]
fn a_damaged_font_is_a_finding() {
    let mut data = FILES[2].1.to_vec();
    let face = ttf_parser::RawFace::parse(FILES[2].1, 0).unwrap();
    let glyf =
        face.table_records.into_iter().find(|record| record.tag == ttf_parser::Tag::from_bytes(b"glyf")).unwrap();
    data[glyf.offset as usize..(glyf.offset + glyf.length) as usize].fill(0xFF);
    let [finding] = Fonts::read([("damaged.ttf", data.as_slice())]).err().unwrap().try_into().unwrap();
    assert_eq!(finding.message, "the font is damaged: the checksum of its table `glyf` is wrong");

    // With the right checksum the fault comes out when the glyphs are read.
    let words = glyf.length / 4;
    let ones = u32::MAX.wrapping_mul(words).wrapping_add(!(u32::MAX.checked_shr(8 * (glyf.length % 4)).unwrap_or(0)));
    let entry = data.windows(4).position(|tag| tag == b"glyf").unwrap();
    data[entry + 4..entry + 8].copy_from_slice(&ones.to_be_bytes());
    let fonts = Fonts::read([("damaged.ttf", data.as_slice())]).unwrap();
    let findings = to_pdf(&lines(&["កម្ពុជា"], "km", "Noto Serif Khmer", &fonts), &fonts).unwrap_err();
    let [finding] = &*findings else { panic!("{findings:?}") };
    assert_eq!(finding.rule, "unreadable-font");
    assert!(finding.message.starts_with("`NotoSerifKhmer-Regular` cannot be embedded"), "{}", finding.message);
}

#[test]
fn a_dump_can_be_read() {
    let fonts = fonts();
    expect![[r#"
        document "Appeal: លិខិត & <letter>" en
        page 1 210.00 x 297.00 mm
          line 25.00,40.00 width 31.73 size 11.00 pt Letter/Heading en NotoSerif-Bold "Free Kem Sokha"
          rule 5.00,105.00 to 9.00,105.00 stroke 0.25 pt
          line 25.00,60.00 width 3.14 size 11.00 pt Letter/List/ListItem/Label en NotoSerif-Regular "1. "
          line 25.00,60.00 width 21.58 size 11.00 pt Letter/List/ListItem/ItemBody en NotoSerif-Regular "release him"
          line 25.00,285.00 width 19.73 size 11.00 pt Artifact en NotoSerif-Regular "Page 1 of 2"
          line 25.00,80.00 width 27.26 size 11.00 pt Letter/Paragraph km NotoSerifKhmer-Regular "សូមដោះលែងគាត់ "
        page 2 210.00 x 297.00 mm
          line 25.00,40.00 width 12.89 size 11.00 pt Letter/Paragraph km NotoSerifKhmer-Regular "ជាបន្ទាន់"
          line 25.00,60.00 width 16.39 size 11.00 pt Letter/Group km Moul-Regular "អយ្យការ"
    "#]]
    .assert_eq(&dump(&letter(&fonts), &fonts));
}
