//! The PDF exporter: the only place that knows printpdf and lopdf.
//!
//! printpdf sets the pages; lopdf then carries what printpdf has no words for, above all the
//! structure tree; and the fonts are composed here, cluster by cluster.

mod artworks;
mod base;
mod bookmarks;
mod cluster_font;
mod colour_profile;
mod content;
mod finish;
mod font_file;
mod glyph;
mod letter_stream;
mod links;
mod metadata;
mod object_writer;
mod outlines;
mod plain_content;
mod plan;
mod structure;
mod to_unicode;
mod trees;
mod used;
mod used_fonts;

use lopdf::{Object, StringFormat};
use printpdf::{ParsedFont, PdfDocument, PdfFont, PdfSaveOptions};

pub use letter_stream::{LetterStream, StreamFault};
pub use object_writer::Written;

use crate::finding::{Finding, Findings, rules};
use crate::font::{FontId, Fonts};
use crate::page::Document;
use content::{Content, resource_name};
use outlines::ComposeError;
use used_fonts::ContentFont;

/// Writes `document` as a PDF 1.7 (ISO 32000-1) whose text is read back exactly as it was set.
/// The file keeps PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). The same document and fonts
/// give the same bytes.
///
/// # Errors
///
/// When a face is damaged, or has to draw more distinct clusters than a font can hold.
pub fn to_pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, Findings> {
    let mut content = Content::of(document, fonts).map_err(|face| vec![full(face, fonts)])?;
    let mut pdf = PdfDocument::new(&document.title);
    let mut programs = Vec::new();
    for (index, font) in content.fonts.iter_mut().enumerate() {
        let program = embedded_font(font, fonts)?;
        programs.push(finish::Program {
            name: program.font_name.clone().unwrap_or_default(),
            face: font.face,
            codes: font.codes.clone(),
        });
        pdf.resources.fonts.map.insert(resource_name(index), PdfFont::new(program));
    }
    pdf.pages = content.pages;
    // What printpdf warns of are colours out of range and text outside of text sections.
    let pdf = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let drawn = finish::Drawn { marks: &content.marks, programs: &programs, artworks: &content.artworks };
    finish::finish(pdf, document, fonts, &drawn).map_err(|error| unwritable(&error))
}

fn unwritable(error: &lopdf::Error) -> Findings {
    let finding = Finding::error(rules::UNWRITABLE_PDF, format!("the PDF cannot be put together: {error}"));
    Findings::from(finding.help("this is a fault of the program; please report it"))
}

/// Composes the font and names it by its content, as a subset has to be named.
fn embedded_font(font: &mut ContentFont, fonts: &Fonts) -> Result<ParsedFont, Findings> {
    let face = fonts.face(font.face);
    let unreadable = |why: &str| {
        let message = format!("`{}` cannot be embedded: {why}", face.postscript_name);
        Findings::from(Finding::error(rules::UNREADABLE_FONT, message).help("put an undamaged copy of the font there"))
    };
    let bytes = font_file::compose(face, &mut font.codes).map_err(|error| match error {
        ComposeError::Full => Findings::from(full(font.face, fonts)),
        ComposeError::Unreadable(why) => unreadable(&why),
    })?;
    let mut program = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
        .ok_or_else(|| unreadable("it lacks tables that a PDF needs"))?;
    program.font_name = Some(format!("{}+{}", subset_tag(&bytes), face.postscript_name));
    Ok(program)
}

fn full(face: FontId, fonts: &Fonts) -> Finding {
    let name = &fonts.face(face).postscript_name;
    Finding::error(
        rules::TOO_MANY_CLUSTERS,
        format!("`{name}` has more distinct clusters to draw than a font in a PDF can hold"),
    )
    .help("write fewer letters into one file")
}

/// Six capital letters that tell subsets of one font apart (ISO 32000-1, 9.6.4).
fn subset_tag(program: &[u8]) -> String {
    finish::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, all else in UTF-16BE with a mark.
fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
