//! The content of the pages: lines become runs of codes, rules become strokes, and each is marked
//! with the element that it belongs to.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId as FontName, Greyscale, Line as Stroke, LinePoint, Op, PdfFontHandle, PdfPage,
    Point as PdfPoint, Pt as PdfPt, Rect, TextItem, TextMatrix,
};

use super::artworks::UsedArtworks;
use super::cluster_font::{Code, FontFull};
use super::structure::type_name;
use super::used::Used;
use super::used_fonts::ContentFont;
use crate::font::{FontId, Fonts};
use crate::page::{Document, ElementId, Item, Line, Page, Purpose, Rule};
use crate::unit::{Point, Pt};

/// The pages and what they are set in.
pub(super) struct Content {
    /// The pages with all that is drawn on them.
    pub(super) pages: Vec<PdfPage>,
    /// For each page the element that each of its marks belongs to: the index is the mark's `MCID`.
    pub(super) marks: Vec<Vec<ElementId>>,
    /// The fonts in the order in which they were first needed.
    pub(super) fonts: Vec<ContentFont>,
    /// The drawings on them.
    pub(super) artworks: UsedArtworks,
}

impl Content {
    /// Sets the pages of `document`.
    ///
    /// # Errors
    ///
    /// The face that has more distinct clusters than a font can hold.
    pub(super) fn of(document: &Document, fonts: &Fonts) -> Result<Self, FontId> {
        let mut setter = Setter { document, used: Used::new(fonts) };
        let mut pages = Vec::new();
        let mut marks = Vec::new();
        for page in &document.pages {
            let (ops, page_marks) = setter.page(page)?;
            let sheet = Rect::from_wh(pdf_pt(page.sheet.width), pdf_pt(page.sheet.height));
            pages.push(PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops });
            marks.push(page_marks);
        }
        let Used { fonts, artworks } = setter.used;
        Ok(Self { pages, marks, fonts: fonts.into_fonts(), artworks })
    }
}

/// The name by which pages call the font with this index in [`Content::fonts`].
pub(super) fn resource_name(index: usize) -> FontName {
    FontName(format!("T{index}"))
}

struct Setter<'a> {
    document: &'a Document,
    used: Used<'a>,
}

impl Setter<'_> {
    fn page(&mut self, page: &Page) -> Result<(Vec<Op>, Vec<ElementId>), FontId> {
        let mut ops = Vec::new();
        let mut marks = Vec::new();
        // Neighbours of one element share a mark: a paragraph on a page is one piece.
        for neighbours in page.items.chunk_by(|a, b| part_of(a, page) == part_of(b, page)) {
            match part_of(&neighbours[0], page) {
                Part::Element(element) => {
                    ops.push(begin_mark(type_name(self.document.elements[element.0].role), marks.len()));
                    marks.push(element);
                }
                Part::Artifact(artifact) => ops.push(begin_artifact(artifact)),
            }
            for item in neighbours {
                match item {
                    Item::Line(line) => self.line(line, page, &mut ops)?,
                    Item::Rule(rule) => draw_rule(rule, page, &mut ops),
                    Item::Figure(figure) => self.used.artworks.ops(figure, page.sheet, &mut ops),
                }
            }
            ops.push(Op::EndMarkedContent);
        }
        Ok((ops, marks))
    }

    fn line(&mut self, line: &Line, page: &Page, ops: &mut Vec<Op>) -> Result<(), FontId> {
        let clusters = line.placed();
        if clusters.is_empty() {
            return Ok(());
        }
        ops.push(Op::StartTextSection);
        for run in clusters.chunk_by(|a, b| a.font == b.font) {
            let font = self.used.fonts.font(run[0].font);
            let mut shown = Vec::new();
            for cluster in run {
                let codes = self.used.fonts.codes(font, cluster).map_err(|FontFull| cluster.font)?;
                // The text goes into the font's `ToUnicode`, which is written by our own hand.
                shown.extend(codes.into_iter().map(|Code(gid)| Codepoint::new(gid, 0.0)));
                if let Some(last) = shown.last_mut() {
                    // Thousandths of the size, counted to the left (ISO 32000-1, 9.4.3).
                    last.offset = -((cluster.opened.0 * 1000.0) as f32);
                }
            }
            let (x, y) = pdf_place(Point { x: run[0].x, ..line.origin }, page);
            ops.push(Op::SetFont { font: PdfFontHandle::External(resource_name(font)), size: pdf_pt(line.size) });
            ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(x, y) });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(shown)] });
        }
        ops.push(Op::EndTextSection);
        Ok(())
    }
}

/// What something on a page is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The text.
    Element(ElementId),
    /// The page.
    Artifact(Artifact),
}

/// What is no part of the text (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Artifact {
    Header,
    Footer,
    Layout,
    Production,
}

pub(super) fn part_of(item: &Item, page: &Page) -> Part {
    if let Some(element) = item.element() {
        return Part::Element(element);
    }
    match item {
        Item::Line(line) if line.origin.y < page.sheet.height * 0.5 => Part::Artifact(Artifact::Header),
        Item::Line(_) => Part::Artifact(Artifact::Footer),
        Item::Rule(rule) => Part::Artifact(match rule.purpose {
            Purpose::Layout | Purpose::Tint => Artifact::Layout,
            Purpose::Production => Artifact::Production,
        }),
        Item::Figure(_) => Part::Artifact(Artifact::Layout),
    }
}

fn begin_artifact(artifact: Artifact) -> Op {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let running = |subtype, edge| {
        let attached = DictItem::Array(vec![name(edge)]);
        vec![("Type", name("Pagination")), ("Subtype", name(subtype)), ("Attached", attached)]
    };
    let entries = match artifact {
        Artifact::Header => running("Header", "Top"),
        Artifact::Footer => running("Footer", "Bottom"),
        Artifact::Layout => vec![("Type", name("Layout"))],
        Artifact::Production => vec![("Type", name("Page"))],
    };
    let map = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: "Artifact".to_owned(), properties: DictItem::Dict { map } }
}

fn begin_mark(tag: &str, mcid: usize) -> Op {
    let mcid = DictItem::Int(i64::try_from(mcid).unwrap_or(i64::MAX));
    let properties = DictItem::Dict { map: BTreeMap::from([("MCID".to_owned(), mcid)]) };
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties }
}

fn draw_rule(rule: &Rule, page: &Page, ops: &mut Vec<Op>) {
    let end = |place| {
        let (x, y) = pdf_place(place, page);
        LinePoint { p: PdfPoint { x, y }, bezier: false }
    };
    // A page begins in black (ISO 32000-1, 8.6.4.2), and what follows a tint is black again.
    let is_tint = rule.purpose == Purpose::Tint;
    if is_tint {
        ops.push(outline_grey(TINT));
    }
    ops.push(Op::SetOutlineThickness { pt: pdf_pt(rule.stroke) });
    ops.push(Op::DrawLine { line: Stroke { points: vec![end(rule.from), end(rule.to)], is_closed: false } });
    if is_tint {
        ops.push(outline_grey(0.0));
    }
}

/// How light a tint is, in the words of `DeviceGray`: 1 is white.
const TINT: f32 = 0.87;

fn outline_grey(grey: f32) -> Op {
    Op::SetOutlineColor { col: Color::Greyscale(Greyscale { percent: grey, icc_profile: None }) }
}

/// A place on the sheet as PDF measures it: from the lower left corner (ISO 32000-1, 8.3.2.3).
fn pdf_place(place: Point, page: &Page) -> (PdfPt, PdfPt) {
    (pdf_pt(place.x), pdf_pt(page.sheet.height - place.y))
}

/// Thousandths of a point are finer than any press, and keep the numbers short.
pub(super) fn pdf_pt(length: Pt) -> PdfPt {
    PdfPt(((length.0 * 1000.0).round() / 1000.0) as f32)
}
