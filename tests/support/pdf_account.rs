//! An account of a PDF that a person can read: what its pages draw, its text, its structure, its bookmarks and links,
//! and its metadata.
//!
//! Two PDFs with the same account look alike and are read alike, however their objects are numbered, packed and
//! compressed. Numbers are rounded to the thousandth, which is too small to be seen or printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use sha2::{Digest, Sha256};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// The account of a PDF.
pub fn account(bytes: &[u8]) -> String {
    let pdf = Document::load_mem(bytes).expect("it is a PDF");
    let mut reader = Reader {
        pages: pdf.page_iter().collect(),
        pdf: &pdf,
        fonts: BTreeMap::new(),
        drawings: BTreeMap::new(),
        marks: BTreeSet::new(),
        parents: BTreeMap::new(),
        text: String::new(),
    };
    reader.file();
    for at in 0..reader.pages.len() {
        reader.page(at);
    }
    reader.structure();
    assert!(reader.marks.is_empty(), "no element has these marks: {:?}", reader.marks);
    reader.bookmarks();
    reader.text
}

struct Reader<'a> {
    pdf: &'a Document,
    pages: Vec<ObjectId>,
    /// By the object of each.
    fonts: BTreeMap<ObjectId, Font>,
    drawings: BTreeMap<ObjectId, String>,
    /// The marks on the pages, by the index of the page and their numbers.
    marks: BTreeSet<(usize, i64)>,
    /// The way back from pages and annotations to the elements.
    parents: BTreeMap<i64, Object>,
    text: String,
}

/// A font as the pages use it.
#[derive(Clone)]
struct Font {
    name: String,
    texts: BTreeMap<u16, String>,
    is_told: bool,
    /// The drawing, the text and the width of all its codes.
    digest: String,
}

fn is(dictionary: &Dictionary, key: &str) -> bool {
    dictionary.has(key.as_bytes())
}

fn name(object: &Object) -> String {
    String::from_utf8_lossy(object.as_name().expect("it is a name")).into_owned()
}

/// A text string (ISO 32000-1, 7.9.2.2).
fn string(object: &Object) -> String {
    let bytes = object.as_str().expect("it is a string");
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
            String::from_utf16(&units).expect("it is UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("it is ASCII"),
    }
}

/// A number to the thousandth, without zeros at its end.
fn number(object: &Object) -> String {
    let rounded = format!("{:.3}", object.as_float().expect("it is a number"));
    match rounded.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

fn numbers(objects: &[Object]) -> String {
    objects.iter().map(number).collect::<Vec<_>>().join(" ")
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).fold(String::new(), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}");
        digest
    })
}

impl<'a> Reader<'a> {
    fn at(&self, object: &'a Object) -> &'a Object {
        self.pdf.dereference(object).expect("the object is there").1
    }

    fn get(&self, dictionary: &'a Dictionary, key: &str) -> &'a Object {
        self.at(dictionary.get(key.as_bytes()).expect("the entry is there"))
    }

    fn dictionary(&self, dictionary: &'a Dictionary, key: &str) -> &'a Dictionary {
        match self.get(dictionary, key) {
            Object::Stream(stream) => &stream.dict,
            object => object.as_dict().expect("it is a dictionary"),
        }
    }

    fn data(&self, object: &'a Object) -> Vec<u8> {
        let stream = self.at(object).as_stream().expect("it is a stream");
        stream.get_plain_content().expect("it can be unpacked")
    }

    fn say(&mut self, depth: usize, line: &str) {
        let _ = writeln!(self.text, "{}{line}", "  ".repeat(depth));
    }

    /// The metadata and other entries of the file.
    fn file(&mut self) {
        let catalog = self.pdf.catalog().expect("there is a catalog");
        let info = self.dictionary(&self.pdf.trailer, "Info");
        self.say(0, &format!("PDF {} in {}", self.pdf.version, string(self.get(catalog, "Lang"))));
        self.say(1, &format!("title: {}", string(self.get(info, "Title"))));
        let marked = self.get(self.dictionary(catalog, "MarkInfo"), "Marked");
        self.say(
            1,
            &format!("for viewers: {}, tagged: {marked:?}", sorted(self.dictionary(catalog, "ViewerPreferences"))),
        );
        let metadata = self.data(catalog.get(b"Metadata").expect("there is metadata"));
        let metadata = String::from_utf8(metadata).expect("XMP is UTF-8");
        for tag in ["dc:title", "pdfaid:part", "pdfaid:conformance", "pdfuaid:part"] {
            let value =
                metadata.split(&format!("<{tag}>")).nth(1).and_then(|rest| rest.split(&format!("</{tag}>")).next());
            self.say(1, &format!("{tag}: {}", value.unwrap_or("none")));
        }
        let [intent] = self.get(catalog, "OutputIntents").as_array().expect("it is a list").as_slice() else {
            panic!("there is one output intent")
        };
        let intent = self.at(intent).as_dict().expect("it is a dictionary");
        let profile = digest(&self.data(intent.get(b"DestOutputProfile").expect("it has a profile")));
        let (kind, info) = (name(self.get(intent, "S")), string(self.get(intent, "Info")));
        self.say(1, &format!("output intent: {kind}, {info}, profile {profile}"));
        let root = self.dictionary(catalog, "StructTreeRoot");
        self.number_tree(self.dictionary(root, "ParentTree"));
    }

    fn number_tree(&mut self, node: &'a Dictionary) {
        if let Ok(entries) = node.get(b"Nums") {
            for entry in self.at(entries).as_array().expect("it is a list").chunks(2) {
                self.parents.insert(entry[0].as_i64().expect("keys are numbers"), entry[1].clone());
            }
        }
        if let Ok(kids) = node.get(b"Kids") {
            for kid in self.at(kids).as_array().expect("it is a list") {
                self.number_tree(self.at(kid).as_dict().expect("it is a dictionary"));
            }
        }
    }

    fn page(&mut self, at: usize) {
        let page = self.pdf.get_dictionary(self.pages[at]).expect("the page is there");
        let size = self.get(page, "MediaBox").as_array().expect("it is a list");
        for other in ["CropBox", "TrimBox"] {
            assert!(!is(page, other) || self.get(page, other).as_array().expect("it is a list") == size);
        }
        assert_eq!(name(self.get(page, "Tabs")), "S");
        self.say(0, &format!("page {}: {}", at + 1, numbers(size)));
        let content = Content::decode(&self.pdf.get_page_content(self.pages[at])).expect("it can be read");
        let resources = self.dictionary(page, "Resources");
        let mut drawn = Drawn::new();
        for operation in &content.operations {
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "BDC" => {
                    let properties = operands[1].as_dict().expect("marks have properties");
                    let mark = properties.get(b"MCID").ok().map(|mcid| mcid.as_i64().expect("it is a number"));
                    assert!(mark.is_none_or(|mcid| self.marks.insert((at, mcid))), "{mark:?} twice on page {}", at + 1);
                    let properties = mark.map_or_else(|| sorted(properties), |mcid| mcid.to_string());
                    self.say(1, &format!("{} {properties}", name(&operands[0])));
                }
                "EMC" => self.strokes(&mut drawn),
                "Tj" | "TJ" => {
                    let font = self.font(resources, &drawn.font);
                    let line = shown(&font, operands);
                    self.say(2, &format!("{} {} {}: {}", drawn.place, font.name, drawn.size, visible(&line)));
                }
                "Do" => {
                    let figure = self.drawing(resources, &name(&operands[0]));
                    self.say(2, &format!("drawing by {:?}: {figure}", drawn.matrix()));
                }
                operator => drawn.operation(operator, operands),
            }
        }
        self.links(page, at);
    }

    /// Lists the strokes that were drawn, many of which are dashes of one line.
    fn strokes(&mut self, drawn: &mut Drawn) {
        let strokes = std::mem::take(&mut drawn.strokes);
        if strokes.len() > 12 {
            let all = digest(strokes.join("\n").as_bytes());
            self.say(
                2,
                &format!("{} strokes, {all}, from {} to {}", strokes.len(), strokes[0], strokes[strokes.len() - 1]),
            );
        } else {
            for stroke in &strokes {
                self.say(2, &format!("stroke {stroke}"));
            }
        }
    }

    fn font(&mut self, resources: &'a Dictionary, called: &str) -> Font {
        let fonts = self.dictionary(resources, "Font");
        let id = fonts.get(called.as_bytes()).and_then(Object::as_reference).expect("the font is an object");
        if !self.fonts.contains_key(&id) {
            let font = self.read_font(self.pdf.get_dictionary(id).expect("the font is there"));
            self.fonts.insert(id, font);
        }
        let font = self.fonts.get_mut(&id).expect("it was read");
        if !font.is_told {
            font.is_told = true;
            let line = format!("font {} of {} codes with a text, drawn {}", font.name, font.texts.len(), font.digest);
            self.say(1, &line);
        }
        self.fonts[&id].clone()
    }

    fn read_font(&self, font: &'a Dictionary) -> Font {
        let descendant = &self.get(font, "DescendantFonts").as_array().expect("it is a list")[0];
        let descendant = self.at(descendant).as_dict().expect("it is a dictionary");
        let descriptor = self.dictionary(descendant, "FontDescriptor");
        let program = self.data(descriptor.get(b"FontFile2").expect("it is embedded"));
        let texts = texts(&self.data(font.get(b"ToUnicode").expect("there is a map")));
        let face = Face::parse(&program, 0).expect("it is a font");
        let widths = self.get(descendant, "W").as_array().expect("it is a list");
        let widths = self.at(&widths[1]).as_array().expect("it is a list");
        let mut all = format!("{} {}", name(self.get(font, "Encoding")), name(self.get(descendant, "CIDToGIDMap")));
        for (code, width) in (0..face.number_of_glyphs()).zip(widths) {
            let _ = write!(
                all,
                "\n{code} {} {:?} {:?}",
                number(width),
                face.glyph_hor_advance(GlyphId(code)),
                texts.get(&code)
            );
            let mut outline = Outline(&mut all);
            face.outline_glyph(GlyphId(code), &mut outline);
        }
        for key in ["Ascent", "Descent", "CapHeight", "StemV", "ItalicAngle", "FontBBox", "Flags"] {
            let _ = write!(all, "\n{key} {:?}", descriptor.get(key.as_bytes()).ok());
        }
        let name = name(self.get(font, "BaseFont"));
        let name = name.split_once('+').expect("a subset has a tag").1.to_owned();
        Font { name, texts, is_told: false, digest: digest(all.as_bytes()) }
    }

    fn drawing(&mut self, resources: &'a Dictionary, called: &str) -> String {
        let drawings = self.dictionary(resources, "XObject");
        let id = drawings.get(called.as_bytes()).and_then(Object::as_reference).expect("it is an object");
        if let Some(known) = self.drawings.get(&id) {
            return known.clone();
        }
        let form = self.pdf.get_object(id).expect("the drawing is there");
        let content = Content::decode(&self.data(form)).expect("it can be read");
        let mut all = String::new();
        for operation in &content.operations {
            let _ = writeln!(all, "{} {:?}", operation.operator, operation.operands);
        }
        let form = &form.as_stream().expect("it is a stream").dict;
        let own = self.dictionary(form, "Resources");
        if is(own, "ColorSpace") {
            for (called, space) in self.dictionary(own, "ColorSpace") {
                let space = self.at(space).as_array().expect("it is a list");
                let (kind, profile) = (name(&space[0]), digest(&self.data(&space[1])));
                let _ = writeln!(all, "{} {kind} {profile}", String::from_utf8_lossy(called));
            }
        }
        let bounds = numbers(self.get(form, "BBox").as_array().expect("it is a list"));
        let told = format!("{} operations within {bounds}, {}", content.operations.len(), digest(all.as_bytes()));
        self.drawings.insert(id, told.clone());
        told
    }

    fn links(&mut self, page: &'a Dictionary, at: usize) {
        let Ok(links) = page.get(b"Annots") else { return };
        for link in self.at(links).as_array().expect("it is a list") {
            let link = self.at(link).as_dict().expect("it is a dictionary");
            assert_eq!(link.get(b"P").and_then(Object::as_reference).expect("it names its page"), self.pages[at]);
            let action = self.dictionary(link, "A");
            let line = format!(
                "{} {} {} to {} ({}), flags {}",
                name(self.get(link, "Subtype")),
                numbers(self.get(link, "Rect").as_array().expect("it is a list")),
                name(self.get(action, "S")),
                string(self.get(action, "URI")),
                string(self.get(link, "Contents")),
                numbers(&[self.get(link, "F").clone()]),
            );
            self.say(1, &line);
        }
    }

    fn structure(&mut self) {
        self.say(0, "structure");
        let root = self.dictionary(self.pdf.catalog().expect("there is a catalog"), "StructTreeRoot");
        let next = self.get(root, "ParentTreeNextKey").as_i64().expect("it is a number");
        assert!(self.parents.keys().all(|key| *key < next));
        let id = self.pdf.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")?.as_reference());
        let id = id.expect("the root is an object");
        for kid in self.kids(root) {
            let kid = kid.as_reference().expect("elements are objects");
            self.element(kid, id, 1, None);
        }
    }

    fn kids(&self, element: &'a Dictionary) -> Vec<&'a Object> {
        match element.get(b"K") {
            Ok(kids) => match self.at(kids) {
                Object::Array(kids) => kids.iter().collect(),
                _ => vec![kids],
            },
            Err(_) => Vec::new(),
        }
    }

    fn element(&mut self, id: ObjectId, parent: ObjectId, depth: usize, page: Option<ObjectId>) {
        let element = self.pdf.get_dictionary(id).expect("the element is there");
        let said_parent = element.get(b"P").and_then(Object::as_reference).expect("it names its parent");
        assert_eq!(said_parent, parent);
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut line = format!("{} {}", name(self.get(element, "S")), string(self.get(element, "Lang")));
        for key in ["Alt", "ActualText"] {
            if is(element, key) {
                let _ = write!(line, " {key}={}", string(self.get(element, key)));
            }
        }
        if is(element, "A") {
            let attributes = match self.get(element, "A") {
                Object::Array(several) => several.iter().map(|one| self.at(one)).collect(),
                one => vec![one],
            };
            for attributes in attributes {
                let _ = write!(line, " {}", sorted(attributes.as_dict().expect("they are a dictionary")));
            }
        }
        // In all our files, content with its spans is before parts.
        let mut parts = Vec::new();
        for kid in self.kids(element) {
            match kid {
                Object::Reference(kid) if self.is_span(*kid) => line.push_str(&self.span(*kid, page)),
                Object::Reference(kid) => {
                    parts.push(*kid);
                    continue;
                }
                Object::Integer(mcid) => line.push_str(&self.mark(page, *mcid, id)),
                kid => {
                    let kid = kid.as_dict().expect("it is a reference to a mark or to an object");
                    let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    line.push_str(&match kid.get(b"MCID").and_then(Object::as_i64) {
                        Ok(mcid) => self.mark(page, mcid, id),
                        Err(_) => self.annotation(kid, id),
                    });
                }
            }
            assert!(parts.is_empty(), "{line}");
        }
        self.say(depth, &line);
        for part in parts {
            self.element(part, id, depth + 1, page);
        }
    }

    fn is_span(&self, id: ObjectId) -> bool {
        name(self.get(self.pdf.get_dictionary(id).expect("the element is there"), "S")) == "Span"
    }

    /// A span with its marks, in brackets.
    fn span(&mut self, id: ObjectId, page: Option<ObjectId>) -> String {
        let span = self.pdf.get_dictionary(id).expect("the element is there");
        let page = span.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut said = format!(" [Span {}", string(self.get(span, "Lang")));
        if is(span, "A") {
            let _ = write!(said, " {}", sorted(self.dictionary(span, "A")));
        }
        for kid in self.kids(span) {
            let (page, mcid) = match kid {
                Object::Integer(mcid) => (page, *mcid),
                kid => {
                    let mark = kid.as_dict().expect("it is a reference to a mark");
                    (mark.get(b"Pg").and_then(Object::as_reference).ok().or(page), number_of(mark))
                }
            };
            said.push_str(&self.mark(page, mcid, id));
        }
        said.push(']');
        said
    }

    /// A mark by its page and number; its text is listed with the page.
    fn mark(&mut self, page: Option<ObjectId>, mcid: i64, element: ObjectId) -> String {
        let page = page.expect("a mark is on a page");
        let at = self.pages.iter().position(|known| *known == page).expect("the page is one of the file");
        let key = self.pdf.get_dictionary(page).and_then(|page| page.get(b"StructParents")?.as_i64());
        let parents = &self.parents[&key.expect("the page has a key")];
        let parents = self.pdf.dereference(parents).expect("the list is there").1.as_array().expect("it is a list");
        let index = usize::try_from(mcid).expect("it is an index");
        assert_eq!(parents[index].as_reference().expect("it is an element"), element);
        assert!(self.marks.remove(&(at, mcid)), "no mark {mcid} on page {}", at + 1);
        format!(" {}:{mcid}", at + 1)
    }

    fn annotation(&self, kid: &'a Dictionary, element: ObjectId) -> String {
        assert_eq!(name(self.get(kid, "Type")), "OBJR");
        let annotation = self.dictionary(kid, "Obj");
        let key = self.get(annotation, "StructParent").as_i64().expect("it is a number");
        assert_eq!(self.parents[&key].as_reference().expect("it is an element"), element);
        let target = string(self.get(self.dictionary(annotation, "A"), "URI"));
        format!(" link to {target}")
    }

    fn bookmarks(&mut self) {
        let catalog = self.pdf.catalog().expect("there is a catalog");
        if !is(catalog, "Outlines") {
            return;
        }
        self.say(0, "bookmarks");
        let outlines = self.dictionary(catalog, "Outlines");
        let count = self.bookmarks_below(outlines, 1);
        assert_eq!(self.get(outlines, "Count").as_i64().ok(), Some(count));
    }

    /// The bookmarks below another one, and how many they are with those below them.
    fn bookmarks_below(&mut self, parent: &'a Dictionary, depth: usize) -> i64 {
        let mut next = parent.get(b"First").ok();
        let mut count = 0;
        while let Some(at) = next {
            let bookmark = self.at(at).as_dict().expect("it is a dictionary");
            let place = self.get(bookmark, "Dest").as_array().expect("it is a list");
            let page = place[0].as_reference().expect("it is a page");
            let page = self.pages.iter().position(|known| *known == page).expect("the page is one of the file");
            let element = self.dictionary(bookmark, "SE");
            let line = format!(
                "{} at page {} {:?}, {} {}",
                string(self.get(bookmark, "Title")),
                page + 1,
                &place[1..],
                name(self.get(element, "S")),
                string(self.get(element, "Lang")),
            );
            self.say(depth, &line);
            let below = self.bookmarks_below(bookmark, depth + 1);
            assert_eq!(bookmark.get(b"Count").and_then(Object::as_i64).unwrap_or(0), below);
            count += 1 + below;
            next = bookmark.get(b"Next").ok();
        }
        count
    }
}

/// The state that a page is drawn in.
struct Drawn {
    font: String,
    size: String,
    place: String,
    from: String,
    width: String,
    grey: String,
    /// The saved matrices; the last one is in force.
    matrices: Vec<[f64; 6]>,
    strokes: Vec<String>,
}

impl Drawn {
    fn new() -> Self {
        let nothing = String::new;
        let matrices = vec![[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]];
        let (font, size, place, from, width) = (nothing(), nothing(), nothing(), nothing(), nothing());
        Self { font, size, place, from, width, grey: "0".to_owned(), matrices, strokes: Vec::new() }
    }

    /// Carries out an operator.
    fn operation(&mut self, operator: &str, operands: &[Object]) {
        match operator {
            "Tf" => (self.font, self.size) = (name(&operands[0]), number(&operands[1])),
            "Tm" => {
                assert_eq!(numbers(&operands[..4]), "1 0 0 1");
                self.place = numbers(&operands[4..]);
            }
            "w" => self.width = number(&operands[0]),
            "G" => self.grey = number(&operands[0]),
            "m" => self.from = numbers(operands),
            "l" => {
                let (from, width, grey) = (&self.from, &self.width, &self.grey);
                self.strokes.push(format!("{from} to {}, {width} wide, grey {grey}", numbers(operands)));
            }
            "q" => self.matrices.push(*self.matrices.last().expect("there is one")),
            "Q" => drop(self.matrices.pop()),
            "cm" => {
                let by: Vec<f64> = operands.iter().map(|n| f64::from(n.as_float().expect("it is a number"))).collect();
                let now = self.matrices.last_mut().expect("there is one");
                // A row of the matrix, moved by the matrix in force if it is a place.
                let row = |across: f64, up: f64, place: f64| {
                    [across * now[0] + up * now[2] + place * now[4], across * now[1] + up * now[3] + place * now[5]]
                };
                let [across, up, place] = [row(by[0], by[1], 0.0), row(by[2], by[3], 0.0), row(by[4], by[5], 1.0)];
                *now = [across[0], across[1], up[0], up[1], place[0], place[1]];
            }
            "BT" | "ET" | "S" => {}
            other => panic!("nothing is known of the operator {other}"),
        }
    }

    fn matrix(&self) -> [f64; 6] {
        self.matrices.last().expect("there is one").map(|n| (n * 1e4).round() / 1e4)
    }
}

/// A text in quotes, with names for invisible characters.
fn visible(text: &str) -> String {
    let mut visible = String::from('"');
    for c in text.chars() {
        match c {
            '"' => visible.push_str("\\\""),
            '\u{A0}' | '\u{AD}' | '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{2060}' => {
                let _ = write!(visible, "<{:04X}>", u32::from(c));
            }
            c => visible.push(c),
        }
    }
    visible + "\""
}

/// A run of codes: its text with the gaps in it.
fn shown(font: &Font, operands: &[Object]) -> String {
    let one = [operands[0].clone()];
    let pieces = operands[0].as_array().map_or(one.as_slice(), Vec::as_slice);
    let last = pieces.iter().rposition(|piece| piece.as_str().is_ok());
    let mut line = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Ok(codes) = piece.as_str() {
            for code in codes.chunks(2).map(|code| u16::from_be_bytes([code[0], code[1]])) {
                let text = font.texts.get(&code).map_or("\u{FFFD}", String::as_str);
                line.push_str(text);
            }
        } else if last.is_some_and(|last| at < last) && number(piece) != "0" {
            // A gap after the last code moves nothing.
            let _ = write!(line, "<{}>", number(piece));
        }
    }
    line
}

/// The entries of a dictionary in the order of their names.
fn number_of(mark: &Dictionary) -> i64 {
    mark.get(b"MCID").and_then(Object::as_i64).expect("it has a number")
}

fn sorted(dictionary: &Dictionary) -> String {
    let tell = |value: &Object| match value {
        Object::Array(items) if items.iter().all(|item| item.as_float().is_ok()) => format!("[{}]", numbers(items)),
        other => format!("{other:?}"),
    };
    let entries: BTreeMap<String, String> =
        dictionary.iter().map(|(key, value)| (String::from_utf8_lossy(key).into_owned(), tell(value))).collect();
    entries.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ")
}

/// The lines `<code> <text>` of a `ToUnicode` map.
fn texts(map: &[u8]) -> BTreeMap<u16, String> {
    let map = std::str::from_utf8(map).expect("it is ASCII");
    let hex = |digits: &str| u16::from_str_radix(digits, 16).expect("they are digits");
    let mut texts = BTreeMap::new();
    for line in
        map.split("beginbfchar\n").skip(1).flat_map(|block| block.split("endbfchar").next().unwrap_or("").lines())
    {
        let (code, text) = line[1..line.len() - 1].split_once("> <").expect("a line is a code and a text");
        let units: Vec<u16> = (0..text.len() / 4).map(|at| hex(&text[4 * at..4 * at + 4])).collect();
        texts.insert(hex(code), String::from_utf16(&units).expect("it is UTF-16"));
    }
    texts
}

/// Writes the segments of an outline, in font units.
struct Outline<'a>(&'a mut String);

impl Outline<'_> {
    fn segment(&mut self, kind: char, places: &[f32]) {
        let _ = write!(self.0, " {kind} {places:?}");
    }
}

impl OutlineBuilder for Outline<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segment('m', &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.segment('l', &[x, y]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.segment('q', &[x1, y1, x, y]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.segment('c', &[x1, y1, x2, y2, x, y]);
    }
    fn close(&mut self) {
        self.segment('h', &[]);
    }
}
