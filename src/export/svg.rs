//! The SVG exporter: a page as a picture that stays crisp at any size, for a screen.
//!
//! Each glyph is drawn once, below `defs`, and used in all its places, so the viewer
//! needs no fonts. Each element of the document is one group with a name for screen readers, and an
//! area to point at.

mod artwork;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ttf_parser::{GlyphId, OutlineBuilder};

use crate::font::{Face, FontId, Fonts};
use crate::page::{Document, ElementId, Item, Line, Page, Placed, Purpose, Rule};
use crate::unit::{Em, Point, Pt, Rect};

/// How far the area of a line reaches above and below its baseline, so that the lines of a
/// paragraph have no gap between them that nothing answers to.
const ASCENT: Em = Em(1.05);
const DESCENT: Em = Em(0.55);

/// How far the area of a line reaches to its left and right.
const MARGIN: Pt = Pt(3.0);

/// Draws page `page` of `document`, counted from 0, as an SVG whose units are points.
///
/// A group `<g class="element" data-element="7" lang="km" aria-label="…">` has the adjacent items of element 7
/// of [`Document::elements`], and a `<rect class="area">` around them. Items without an
/// element are hidden from screen readers. The ids of the glyphs name the page, so that
/// the pages of a document may be in one file.
pub fn to_svg(document: &Document, page: usize, fonts: &Fonts) -> String {
    let Some(content) = document.pages.get(page) else { return String::new() };
    let mut drawing = Drawing { page, fonts, glyphs: BTreeMap::new(), figures: 0, out: String::new() };
    for neighbours in content.items.chunk_by(|a, b| worded(a) == worded(b)) {
        drawing.group(neighbours, document);
    }
    let Page { sheet, .. } = content;
    let (width, height) = (number(sheet.width), number(sheet.height));
    let defs: String = drawing.glyphs.values().map(String::as_str).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><defs>{defs}</defs>{}</svg>",
        drawing.out
    )
}

/// The element of an item that has words or a drawing. On a screen, a blank to write on has nothing to choose.
fn worded(item: &Item) -> Option<ElementId> {
    item.element().filter(|_| !matches!(item, Item::Rule(_)))
}

/// A page while it is being drawn.
struct Drawing<'a> {
    page: usize,
    fonts: &'a Fonts<'a>,
    /// The used glyphs, as written below `defs`.
    glyphs: BTreeMap<(FontId, u16), String>,
    /// How many drawings there are.
    figures: usize,
    out: String,
}

impl Drawing<'_> {
    fn group(&mut self, items: &[Item], document: &Document) {
        match items.first().and_then(worded) {
            Some(element) => {
                let language = escaped(document.language_of(element));
                let ElementId(at) = element;
                let words: String = items.iter().map(words_of).collect();
                let alternative = document.elements[at].alternative.as_deref();
                let words = escaped(alternative.unwrap_or(words.trim()));
                let _ = write!(
                    self.out,
                    "<g class=\"element\" data-element=\"{at}\" lang=\"{language}\" aria-label=\"{words}\">"
                );
                if let Some(area) = items.iter().filter_map(area_of).reduce(|a, b| a.around(&b)) {
                    let (x, y) = (number(area.left), number(area.top));
                    let (width, height) = (number(area.width()), number(area.height()));
                    let _ = write!(
                        self.out,
                        "<rect class=\"area\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" \
                         pointer-events=\"all\"/>"
                    );
                }
            }
            None => self.out.push_str("<g aria-hidden=\"true\">"),
        }
        for item in items {
            match item {
                Item::Line(line) => self.line(line),
                Item::Rule(rule) => self.rule(rule),
                Item::Figure(figure) => {
                    self.figures += 1;
                    let name = format!("p{}a{}", self.page, self.figures);
                    artwork::draw(&mut self.out, figure, &name);
                }
            }
        }
        self.out.push_str("</g>");
    }

    fn line(&mut self, line: &Line) {
        for run in line.placed().chunk_by(|a, b| a.font == b.font) {
            self.run(run, line);
        }
    }

    /// Clusters of one face, in its units: the group brings them to their size and place.
    fn run(&mut self, run: &[Placed], line: &Line) {
        let font = run[0].font;
        let fonts = self.fonts;
        let face = fonts.face(font);
        let scale = line.size.0 / f64::from(face.units_per_em());
        let (x, y) = (number(run[0].x), number(line.origin.y));
        let _ = write!(self.out, "<g transform=\"translate({x} {y}) scale({scale:.6} -{scale:.6})\">");
        for cluster in run {
            let mut pen = ((cluster.x - run[0].x).0 / scale).round() as i32;
            for glyph in cluster.glyphs {
                if self.has_ink(face, font, glyph.id) {
                    let id = name(self.page, font, glyph.id);
                    let _ = write!(self.out, "<use href=\"#{id}\" x=\"{}\"", pen + glyph.dx);
                    if glyph.dy != 0 {
                        let _ = write!(self.out, " y=\"{}\"", glyph.dy);
                    }
                    self.out.push_str("/>");
                }
                pen += glyph.advance;
            }
        }
        self.out.push_str("</g>");
    }

    /// Puts a glyph below `defs` if it is new, and says whether there is anything of it to be seen.
    fn has_ink(&mut self, face: &Face, font: FontId, glyph: u16) -> bool {
        let page = self.page;
        let symbol = self.glyphs.entry((font, glyph)).or_insert_with(|| {
            let mut path = Path::default();
            match face.shaper().outline_glyph(GlyphId(glyph), &mut path) {
                Some(_) => format!("<path id=\"{}\" d=\"{}\"/>", name(page, font, glyph), path.0),
                None => String::new(),
            }
        });
        !symbol.is_empty()
    }

    fn rule(&mut self, rule: &Rule) {
        let Rule { from, to, stroke, purpose, .. } = rule;
        let (class, colour) = match purpose {
            Purpose::Layout => ("rule", "#000"),
            Purpose::Tint => ("tint", "#ddd"),
            Purpose::Production => ("mark", "#000"),
        };
        let _ = write!(
            self.out,
            "<path class=\"{class}\" d=\"M{} {}L{} {}\" stroke=\"{colour}\" stroke-width=\"{}\"/>",
            number(from.x),
            number(from.y),
            number(to.x),
            number(to.y),
            number(*stroke)
        );
    }
}

/// The outline of a glyph in the words of a `d` attribute, in whole font units.
#[derive(Default)]
struct Path(String);

impl Path {
    fn add(&mut self, command: char, places: &[f32]) {
        self.0.push(command);
        for (at, place) in places.iter().enumerate() {
            if at > 0 {
                self.0.push(' ');
            }
            let _ = write!(self.0, "{}", place.round() as i32);
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

fn words_of(item: &Item) -> &str {
    match item {
        Item::Line(line) => line.text.text_of(line.clusters.clone()),
        Item::Rule(_) | Item::Figure(_) => "",
    }
}

fn area_of(item: &Item) -> Option<Rect> {
    let line = match item {
        Item::Line(line) => line,
        Item::Rule(_) => return None,
        Item::Figure(figure) => return Some(figure.place),
    };
    let Point { x, y } = line.origin;
    Some(Rect {
        left: x - MARGIN,
        top: y - ASCENT.at(line.size),
        right: x + line.width() + MARGIN,
        bottom: y + DESCENT.at(line.size),
    })
}

fn name(page: usize, font: FontId, glyph: u16) -> String {
    format!("p{page}f{}g{glyph}", font.index())
}

/// Hundredths of a point are finer than any screen, and keep the numbers short.
fn number(length: Pt) -> String {
    let hundredths = (length.0 * 100.0).round() / 100.0;
    // Adding zero turns a negative zero into a plain one.
    format!("{}", hundredths + 0.0)
}

/// Words as the value of an attribute. Control characters, which XML forbids, are left out.
fn escaped(words: &str) -> String {
    let mut escaped = String::new();
    for character in words.chars().filter(|character| !character.is_control()) {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Not allowed in XML either.
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::expect;

    use super::*;
    use crate::line::Spread;
    use crate::page::{Element, Role};
    use crate::shape::{TextStyle, shape};
    use crate::unit::Size;

    fn fonts() -> Fonts<'static> {
        let font = include_bytes!("../../fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf").as_slice();
        Fonts::read([("khmer", font)]).expect("the bundled font")
    }

    fn document(words: &str, fonts: &Fonts) -> Document {
        let text = Arc::new(shape(words, &TextStyle::default(), fonts).expect("the font covers the text"));
        let origin = Point { x: Pt(100.0), y: Pt(50.0) };
        let clusters = 0..text.clusters.len();
        let element = Some(ElementId(1));
        let line = Line { element, origin, size: Pt(10.0), text, clusters, spread: Spread::NONE };
        let rule = Rule {
            element: None,
            from: Point { x: Pt(1.0), y: Pt(2.5) },
            to: Point { x: Pt(9.0), y: Pt(2.5) },
            stroke: Pt(0.25),
            purpose: Purpose::Production,
        };
        let element =
            |parent, language: Option<&str>| Element::new(Role::Paragraph, parent, language.map(str::to_owned));
        Document {
            title: String::new(),
            language: "en".to_owned(),
            pages: vec![Page {
                sheet: Size { width: Pt(200.0), height: Pt(100.0) },
                items: vec![Item::Rule(rule), Item::Line(line)],
            }],
            elements: vec![element(None, Some("km")), element(Some(ElementId(0)), None)],
            ..Document::default()
        }
    }

    /// The SVG with a line for each tag, and outlines cut short.
    fn drawn(words: &str) -> String {
        let fonts = fonts();
        let svg = to_svg(&document(words, &fonts), 0, &fonts);
        let line = |tag: &str| match tag.split_once('Q') {
            Some((beginning, _)) => format!("{beginning}…\n"),
            None => format!("{tag}\n"),
        };
        svg.split_inclusive('>').map(line).collect()
    }

    #[test]
    fn a_page_is_groups_of_glyphs_with_names_and_areas() {
        expect![[r##"
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
            <defs>
            <path id="p0f0g24" d="M542 316L542 0L450 0L450 316…
            <path id="p0f0g209" d="M539 316L539 0L447 0L447 316…
            </defs>
            <g aria-hidden="true">
            <path class="mark" d="M1 2.5L9 2.5" stroke="#000" stroke-width="0.25"/>
            </g>
            <g class="element" data-element="1" lang="km" aria-label="កា ក">
            <rect class="area" x="97" y="39.5" width="24.74" height="16" fill="none" pointer-events="all"/>
            <g transform="translate(100 50) scale(0.010000 -0.010000)">
            <use href="#p0f0g209" x="0"/>
            <use href="#p0f0g24" x="1241"/>
            </g>
            </g>
            </svg>
        "##]]
        .assert_eq(&drawn("កា ក"));
    }

    #[test]
    fn a_page_that_is_not_there_is_no_picture() {
        let fonts = fonts();
        assert_eq!(to_svg(&document("ក", &fonts), 1, &fonts), "");
    }

    #[test]
    fn no_words_get_out_of_their_attribute() {
        assert_eq!(escaped("a\"><script>&\u{1}"), "a&quot;&gt;&lt;script&gt;&amp;");
    }
}
