//! The base of a file: the objects of its fonts, as printpdf makes them, with its catalog and metadata.
//! They are renumbered and written after the pages, when all codes of the fonts are known.

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{
    Codepoint, FontId as FontName, Op, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, TextItem,
};
use std::collections::BTreeMap;
use std::io::Write as _;

use super::colour_profile::{self, grey_profile};
use super::embedded_fonts::{Program, embedded_font, finish_fonts};
use super::metadata::{Titles, xmp};
use super::object_writer::{Filter, ObjectWriter};
use super::syntax::{ObjectNumber, push_hexadecimal, push_name, push_number, push_reference, push_string, text_string};
use super::used_fonts::{ContentFont, resource_name};
use crate::finding::{Finding, Findings, rules};
use crate::font::Fonts;
use crate::page::{Printing, Sides};

/// The name of the program (`Producer`).
const PRODUCER: &str = concat!("likhit ", env!("CARGO_PKG_VERSION"));

/// The objects that a file needs beside its pages and their structure.
pub(super) struct Base {
    pdf: lopdf::Document,
    fonts: Vec<ObjectId>,
}

/// Where the base refers to what was written before it.
pub(super) struct Anchors {
    pub(super) pages: ObjectNumber,
    pub(super) structure: ObjectNumber,
    pub(super) bookmarks: Option<ObjectNumber>,
    pub(super) resources: ObjectNumber,
}

/// Where the objects of the base are that the end of the file names.
pub(super) struct Placed {
    pub(super) catalog: ObjectNumber,
    pub(super) info: ObjectNumber,
}

impl Base {
    /// Composes the fonts and makes the base.
    ///
    /// # Errors
    ///
    /// When a face is damaged, or has to draw more distinct clusters than a font can hold.
    pub(super) fn make(
        used: Vec<ContentFont>,
        fonts: &Fonts,
        titles: &Titles,
        printing: Printing,
    ) -> Result<Self, Findings> {
        let mut pdf = PdfDocument::new(&titles.first);
        let mut programs = Vec::new();
        for (index, mut font) in used.into_iter().enumerate() {
            let program = embedded_font(&mut font, fonts)?;
            let name = program.font_name.clone().unwrap_or_default();
            programs.push(Program { name, face: font.face, codes: font.codes });
            pdf.resources.fonts.map.insert(FontName(resource_name(index)), PdfFont::new(program));
        }
        // printpdf embeds the fonts that a page shows a glyph of.
        let ops = (0..programs.len()).flat_map(|index| {
            let items = vec![TextItem::GlyphIds(vec![Codepoint::new(0, 0.0)])];
            let font = PdfFontHandle::External(FontName(resource_name(index)));
            [Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items }]
        });
        let sheet = Rect::from_wh(Pt(1.0), Pt(1.0));
        pdf.pages = vec![PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet,
            ops: std::iter::once(Op::StartTextSection).chain(ops).chain([Op::EndTextSection]).collect(),
        }];
        let pdf = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
        Self::of(pdf, fonts, &programs, titles, printing).map_err(|error| unwritable(&error))
    }

    fn of(
        mut pdf: lopdf::Document,
        fonts: &Fonts,
        programs: &[Program],
        titles: &Titles,
        printing: Printing,
    ) -> lopdf::Result<Self> {
        let by_name = finish_fonts(&mut pdf, fonts, programs)?;
        finish_catalog(&mut pdf, titles, printing)?;
        let found: Option<Vec<ObjectId>> =
            programs.iter().map(|program| by_name.get(program.name.as_str()).copied()).collect();
        let fonts = found.ok_or(lopdf::Error::DictKey("BaseFont".to_owned()))?;
        // The page is needed no longer, but the fonts are.
        pdf.catalog_mut()?.remove(b"Pages");
        pdf.trailer.set("Fonts", fonts.iter().copied().map(Object::from).collect::<Vec<_>>());
        pdf.prune_objects();
        pdf.compress();
        Ok(Self { pdf, fonts })
    }

    /// Writes the base and the resources that all pages share, with `artworks` by their names.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(super) fn write(
        &self,
        objects: &mut ObjectWriter,
        anchors: &Anchors,
        artworks: &[(String, ObjectNumber)],
    ) -> std::io::Result<Placed> {
        let numbers: BTreeMap<ObjectId, ObjectNumber> =
            self.pdf.objects.keys().map(|id| (*id, objects.reserve(1))).collect();
        let number = |id: ObjectId| numbers.get(&id).copied();
        let catalog = self.pdf.trailer.get(b"Root").and_then(Object::as_reference).ok();
        for (id, object) in &self.pdf.objects {
            let of_object = numbers[id];
            match object {
                Object::Stream(stream) => {
                    let mut entries = Vec::new();
                    let mut dictionary = stream.dict.clone();
                    dictionary.remove(b"Length");
                    push_entries(&mut entries, &dictionary, &number);
                    objects.stream(of_object, &entries, &stream.content, Filter::None)?;
                }
                Object::Dictionary(dictionary) if Some(*id) == catalog => objects.object(of_object, |out| {
                    out.extend_from_slice(b"<<");
                    push_entries(out, dictionary, &number);
                    out.extend_from_slice(b"/Pages ");
                    push_reference(out, anchors.pages);
                    out.extend_from_slice(b"/StructTreeRoot ");
                    push_reference(out, anchors.structure);
                    if let Some(bookmarks) = anchors.bookmarks {
                        out.extend_from_slice(b"/Outlines ");
                        push_reference(out, bookmarks);
                    }
                    out.extend_from_slice(b">>");
                })?,
                object => objects.object(of_object, |out| push_object(out, object, &number))?,
            }
        }
        objects.object(anchors.resources, |out| {
            out.extend_from_slice(b"<</Font<<");
            for (index, id) in self.fonts.iter().enumerate() {
                push_name(out, resource_name(index).as_bytes());
                out.push(b' ');
                push_reference(out, numbers[id]);
            }
            out.extend_from_slice(b">>");
            if !artworks.is_empty() {
                out.extend_from_slice(b"/XObject<<");
                for (name, number) in artworks {
                    push_name(out, name.as_bytes());
                    out.push(b' ');
                    push_reference(out, *number);
                }
                out.extend_from_slice(b">>");
            }
            out.extend_from_slice(b">>");
        })?;
        let at = |key: &[u8]| self.pdf.trailer.get(key).and_then(Object::as_reference).ok().and_then(number);
        let missing = || std::io::Error::other("the base has no catalog");
        Ok(Placed { catalog: at(b"Root").ok_or_else(missing)?, info: at(b"Info").ok_or_else(missing)? })
    }
}

/// Completes all of the catalog but for the pages, the structure and the bookmarks.
fn finish_catalog(pdf: &mut lopdf::Document, titles: &Titles, printing: Printing) -> lopdf::Result<()> {
    let info = pdf.add_object(dictionary! {
        "Title" => text(&titles.first),
        "Producer" => text(PRODUCER),
    });
    pdf.trailer.set("Info", info);
    // Not compressed, so that programs that know no PDF can find it.
    let metadata =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(titles, PRODUCER).into_bytes());
    let metadata = pdf.add_object(metadata.with_compression(false));
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 1 }, grey_profile()));
    let output_intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("Custom"),
        "Info" => text(colour_profile::GREY),
        "DestOutputProfile" => profile,
    };
    let catalog = pdf.catalog_mut()?;
    // How the pages are shown is the choice of the person who reads the file.
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    catalog.set("Lang", text(&titles.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", viewer_preferences(printing));
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![output_intent.into()]);
    Ok(())
}

/// What viewers are asked for (ISO 32000-1, 12.2, table 150).
fn viewer_preferences(Printing { may_be_fitted, sides, tray_by_size }: Printing) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if !may_be_fitted {
        preferences.set("PrintScaling", Object::Name(b"None".to_vec()));
    }
    if let Some(sides) = sides {
        let duplex: &[u8] = match sides {
            Sides::Front => b"Simplex",
            Sides::Both => b"DuplexFlipLongEdge",
        };
        preferences.set("Duplex", Object::Name(duplex.to_vec()));
    }
    if tray_by_size {
        preferences.set("PickTrayByPDFSize", true);
    }
    preferences
}

fn text(text: &str) -> Object {
    Object::String(text_string(text), StringFormat::Literal)
}

fn unwritable(error: &lopdf::Error) -> Findings {
    let finding = Finding::error(rules::UNWRITABLE_PDF, format!("the PDF cannot be written: {error}"));
    Findings::from(finding.help("this is an error in likhit; please report it"))
}

/// Writes an object of lopdf's with the numbers that its references have in the file.
fn push_object(out: &mut Vec<u8>, object: &Object, number: &impl Fn(ObjectId) -> Option<ObjectNumber>) {
    match object {
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => {
            if *value < 0 {
                out.push(b'-');
            }
            push_number(out, value.unsigned_abs());
        }
        Object::Real(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Name(name) => push_name(out, name),
        Object::String(bytes, StringFormat::Literal) => push_string(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => push_hexadecimal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                push_object(out, item, number);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => {
            out.extend_from_slice(b"<<");
            push_entries(out, dictionary, number);
            out.extend_from_slice(b">>");
        }
        Object::Reference(id) => match number(*id) {
            Some(number) => push_reference(out, number),
            None => out.extend_from_slice(b"null"),
        },
    }
}

fn push_entries(out: &mut Vec<u8>, dictionary: &Dictionary, number: &impl Fn(ObjectId) -> Option<ObjectNumber>) {
    for (key, value) in dictionary {
        push_name(out, key);
        out.push(b' ');
        push_object(out, value, number);
    }
}
