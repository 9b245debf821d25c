//! The fonts of a file: composed by likhit, embedded by printpdf, and completed with entries that printpdf does not
//! know.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::ParsedFont;
use sha2::{Digest, Sha256};

use super::cluster_font::ClusterFont;
use super::font_file;
use super::outlines::ComposeError;
use super::to_unicode::to_unicode;
use super::used_fonts::ContentFont;
use crate::finding::{Finding, Findings, rules};
use crate::font::{Face, FontId, Fonts};

/// A font program that printpdf has embedded.
pub(super) struct Program {
    /// Its `BaseFont`, which is different for each.
    pub(super) name: String,
    /// The face that it was composed of.
    pub(super) face: FontId,
    /// Its codes.
    pub(super) codes: ClusterFont,
}

/// Composes the font and names it by its content, as a subset has to be named.
pub(super) fn embedded_font(font: &mut ContentFont, fonts: &Fonts) -> Result<ParsedFont, Findings> {
    let face = fonts.face(font.face);
    let unreadable = |why: &str| {
        let message = format!("`{}` cannot be embedded: {why}", face.postscript_name());
        Findings::from(
            Finding::error(rules::UNREADABLE_FONT, message).help("replace the font file with an undamaged copy"),
        )
    };
    let bytes = font_file::compose(face, &mut font.codes).map_err(|error| match error {
        ComposeError::Full => Findings::from(full(font.face, fonts)),
        ComposeError::Unreadable(why) => unreadable(&why),
    })?;
    let mut program = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
        .ok_or_else(|| unreadable("tables that a PDF needs are missing"))?;
    program.font_name = Some(format!("{}+{}", subset_tag(&bytes), face.postscript_name()));
    Ok(program)
}

/// Reports that a face has more clusters to draw than a font can have.
pub(super) fn full(face: FontId, fonts: &Fonts) -> Finding {
    let name = fonts.face(face).postscript_name();
    Finding::error(
        rules::TOO_MANY_CLUSTERS,
        format!("`{name}` needs more different letter shapes than a font in a PDF can have"),
    )
    .help("write fewer letters into one file")
}

/// Six capital letters that tell subsets of one font apart (ISO 32000-1, 9.6.4).
fn subset_tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Gives the fonts that printpdf has embedded what it cannot know of them, and returns their objects by their names.
pub(super) fn finish_fonts<'a>(
    pdf: &mut lopdf::Document,
    fonts: &Fonts,
    programs: &'a [Program],
) -> lopdf::Result<BTreeMap<&'a str, ObjectId>> {
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
    for (id, program) in &composite {
        let face = fonts.face(program.face);
        let map = pdf.add_object(Stream::new(Dictionary::new(), to_unicode(&program.codes).into_bytes()));
        let font = pdf.get_dictionary_mut(*id)?;
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
    Ok(composite.iter().map(|(id, program)| (program.name.as_str(), *id)).collect())
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
