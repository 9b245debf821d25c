//! The finish: what printpdf wrote is made whole, compressed and numbered by its content.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::artworks::UsedArtworks;
use super::bookmarks::write_bookmarks;
use super::cluster_font::ClusterFont;
use super::colour_profile::{self, grey_profile};
use super::metadata::xmp;
use super::structure::write_structure;
use super::text_string;
use super::to_unicode::to_unicode;
use crate::font::{Face, FontId, Fonts};
use crate::page::{Document, ElementId};

/// What wrote the file (`Producer`).
const PRODUCER: &str = concat!("likhit ", env!("CARGO_PKG_VERSION"));

/// A font program that printpdf has embedded.
pub(super) struct Program {
    /// Its `BaseFont`, which is different for each.
    pub(super) name: String,
    /// The face that it was composed of.
    pub(super) face: FontId,
    /// Its codes.
    pub(super) codes: ClusterFont,
}

/// What was drawn on the pages.
pub(super) struct Drawn<'a> {
    /// For each page the element that each of its marks belongs to.
    pub(super) marks: &'a [Vec<ElementId>],
    /// The fonts.
    pub(super) programs: &'a [Program],
    /// The drawings.
    pub(super) artworks: &'a UsedArtworks,
}

/// Completes `pdf` and writes it.
///
/// # Errors
///
/// When what printpdf wrote is not as expected.
pub(super) fn finish(
    mut pdf: lopdf::Document,
    document: &Document,
    fonts: &Fonts,
    drawn: &Drawn,
) -> lopdf::Result<Vec<u8>> {
    let Drawn { marks, programs, artworks } = *drawn;
    "1.7".clone_into(&mut pdf.version);
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let artworks = artworks.add_to(&mut pdf);
    for page in &pages {
        finish_page(&mut pdf, *page, artworks.as_ref())?;
    }
    finish_fonts(&mut pdf, fonts, programs)?;
    let structure = write_structure(&mut pdf, document, &pages, marks);
    let bookmarks = write_bookmarks(&mut pdf, document, &pages, &structure.elements);
    finish_catalog(&mut pdf, &document.title, &document.language)?;
    pdf.catalog_mut()?.set("StructTreeRoot", structure.root);
    if let Some(bookmarks) = bookmarks {
        pdf.catalog_mut()?.set("Outlines", bookmarks);
    }
    pdf.prune_objects();
    pdf.compress();
    number_by_content(&mut pdf)?;

    let mut bytes = Vec::new();
    let options = SaveOptions { use_object_streams: true, use_xref_streams: true, ..SaveOptions::default() };
    pdf.save_with_options(&mut bytes, options)?;
    Ok(bytes)
}

/// The first half of a SHA-256, as long as a file identifier is by custom.
pub(super) fn digest(bytes: &[u8]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&Sha256::digest(bytes)[..16]);
    half
}

fn finish_page(pdf: &mut lopdf::Document, page: ObjectId, artworks: Option<&Dictionary>) -> lopdf::Result<()> {
    let content = Content::decode(&pdf.get_page_content(page))?;
    let has_artwork = content.operations.iter().any(|operation| operation.operator == "Do");
    let operations: Vec<Operation> = content.operations.into_iter().map(plain_text).collect();
    let content = pdf.add_object(Stream::new(Dictionary::new(), Content { operations }.encode()?));

    let dictionary = pdf.get_dictionary_mut(page)?;
    dictionary.set("Contents", content);
    // printpdf writes an empty list of annotations, and resources that no page has.
    dictionary.remove(b"Annots");
    let resources = dictionary.get(b"Resources")?.as_reference()?;
    let resources = pdf.get_dictionary_mut(resources)?;
    for unused in ["XObject", "ExtGState", "Shading"] {
        resources.remove(unused.as_bytes());
    }
    if let Some(artworks) = artworks.filter(|_| has_artwork) {
        resources.set("XObject", artworks.clone());
    }
    Ok(())
}

/// printpdf writes each code as a string of its own, ready for kerning that we never need: joined
/// they are one plain string (`Tj`).
fn plain_text(operation: Operation) -> Operation {
    let [Object::Array(pieces)] = operation.operands.as_slice() else { return operation };
    if operation.operator != "TJ" {
        return operation;
    }
    let codes: Option<Vec<&[u8]>> = pieces.iter().map(|piece| piece.as_str().ok()).collect();
    match codes {
        Some(codes) => Operation::new("Tj", vec![Object::String(codes.concat(), StringFormat::Hexadecimal)]),
        None => operation,
    }
}

/// Gives the fonts that printpdf has embedded what it cannot know of them.
pub(super) fn finish_fonts(pdf: &mut lopdf::Document, fonts: &Fonts, programs: &[Program]) -> lopdf::Result<()> {
    let by_name: BTreeMap<&[u8], &Program> =
        programs.iter().map(|program| (program.name.as_bytes(), program)).collect();
    let composite: Vec<(ObjectId, &Program)> = pdf
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let font = object.as_dict().ok().filter(|font| font.has_type(b"Font"))?;
            Some((*id, *by_name.get(font.get(b"BaseFont").ok()?.as_name().ok()?)?))
        })
        .collect();
    for (id, program) in composite {
        let face = fonts.face(program.face);
        let map = pdf.add_object(Stream::new(Dictionary::new(), to_unicode(&program.codes).into_bytes()));
        let font = pdf.get_dictionary_mut(id)?;
        font.set("ToUnicode", map);
        let descendant = font.get_mut(b"DescendantFonts")?.as_array_mut()?.first_mut();
        let Some(descendant) = descendant else { continue };
        let descendant = descendant.as_dict_mut()?;
        descendant.set("W", widths(&program.codes, face));
        descendant.remove(b"DW");
        let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
        let descriptor = pdf.get_dictionary_mut(descriptor)?;
        if let Some(height) = face.shaper().capital_height() {
            descriptor.set("CapHeight", thousandths(i32::from(height), face));
        }
        // Symbolic: the codes follow no standard encoding (ISO 32000-1, table 123).
        descriptor.set("Flags", 4);
    }
    Ok(())
}

/// The advances of all codes in thousandths of an em (`W`, ISO 32000-1, 9.7.4.3).
fn widths(codes: &ClusterFont, face: &Face) -> Vec<Object> {
    let widths: Vec<Object> = codes.entries.iter().map(|entry| thousandths(i32::from(entry.advance), face)).collect();
    vec![0.into(), widths.into()]
}

/// Font units as thousandths of an em, as exact as lopdf's numbers are: whole if they can be.
fn thousandths(units: i32, face: &Face) -> Object {
    let exact = f64::from(units) * 1000.0 / f64::from(face.units_per_em());
    if exact.fract() == 0.0 { Object::Integer(exact as i64) } else { Object::Real(exact as f32) }
}

/// Completes all of the catalog but for the pages, the structure and the bookmarks.
pub(super) fn finish_catalog(pdf: &mut lopdf::Document, title: &str, language: &str) -> lopdf::Result<()> {
    let info = pdf.add_object(dictionary! {
        "Title" => text_string(title),
        "Producer" => text_string(PRODUCER),
    });
    pdf.trailer.set("Info", info);
    // Not compressed, so that programs that know no PDF can find it.
    let metadata =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(title, PRODUCER).into_bytes());
    let metadata = pdf.add_object(metadata.with_compression(false));
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 1 }, grey_profile()));
    let output_intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text_string("Custom"),
        "Info" => text_string(colour_profile::GREY),
        "DestOutputProfile" => profile,
    };
    let catalog = pdf.catalog_mut()?;
    // How a reader shows the pages is for whoever reads to say.
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    catalog.set("Lang", text_string(language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![output_intent.into()]);
    Ok(())
}

/// Sets the file identifier (`ID`, ISO 32000-1, 14.4) to a hash of everything else.
fn number_by_content(pdf: &mut lopdf::Document) -> lopdf::Result<()> {
    pdf.trailer.remove(b"ID");
    let mut everything = Vec::new();
    pdf.save_to(&mut everything)?;
    let id = Object::String(digest(&everything).to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}
