//! The dotted circle U+25CC, which the shaper puts below a mark that has no letter.
//!
//! The shaper does not report a broken cluster; it only inserts the circle, and only where the face has one. So that
//! broken clusters are found in every face, there is a copy of the face whose character map has U+25CC as a glyph that
//! no font has. That glyph is in the shaper's result if, and only if, a cluster is broken or the text has U+25CC
//! itself. All other tables are those of the face, so that the copy is shaped by the same rules: for Indian scripts
//! these depend on the scripts that the table `GSUB` names.

use std::collections::BTreeMap;

use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::{Face, RawFace, RawFaceTables};

use super::character_map::character_map;
use super::lookups::subtables;

/// The dotted circle.
pub const DOTTED_CIRCLE: char = '\u{25CC}';

/// The glyph of U+25CC, if the face has one and no lookup of the face replaces it. Then the shaper's result for a
/// broken cluster has this glyph.
pub(super) fn lasting_circle(face: &Face) -> Option<u16> {
    let circle = face.glyph_index(DOTTED_CIRCLE)?;
    let is_replaced = subtables::<SubstitutionSubtable>(face.tables().gsub).any(|subtable| match subtable {
        SubstitutionSubtable::Ligature(lookup) => {
            let parts =
                |ligature: ttf_parser::gsub::Ligature| ligature.components.into_iter().any(|part| part == circle);
            lookup.coverage.contains(circle) || lookup.ligature_sets.into_iter().any(|set| set.into_iter().any(parts))
        }
        // They only say where others apply.
        SubstitutionSubtable::Context(_) | SubstitutionSubtable::ChainContext(_) => false,
        _ => subtable.coverage().contains(circle),
    });
    (!is_replaced && face.tables().morx.is_none()).then_some(circle.0)
}

/// The glyph that U+25CC has in the copy: the first number that no glyph of the face has.
pub(super) fn marker(face: &Face) -> u16 {
    face.number_of_glyphs()
}

/// The character map of the copy.
pub(super) fn marking_characters(face: &Face) -> Vec<u8> {
    let mut map: BTreeMap<char, u16> = BTreeMap::new();
    for subtable in face.tables().cmap.into_iter().flat_map(|table| table.subtables) {
        if !subtable.is_unicode() {
            continue;
        }
        subtable.codepoints(|code| {
            let Some(character) = char::from_u32(code) else { return };
            if let Some(glyph) = face.glyph_index(character) {
                map.insert(character, glyph.0);
            }
        });
    }
    map.insert(DOTTED_CIRCLE, marker(face));
    character_map(&map).expect("no more characters than there are in Unicode")
}

/// The copy of a face with another character map.
pub(super) fn marking_face<'a>(face: &RawFace<'a>, characters: &'a [u8]) -> Option<Face<'a>> {
    let mut tables = RawFaceTables { cmap: Some(characters), ..RawFaceTables::default() };
    for record in face.table_records {
        let start = record.offset as usize;
        let Some(table) = face.data.get(start..).and_then(|rest| rest.get(..record.length as usize)) else { continue };
        match &record.tag.to_bytes() {
            b"head" => tables.head = table,
            b"hhea" => tables.hhea = table,
            b"maxp" => tables.maxp = table,
            b"hmtx" => tables.hmtx = Some(table),
            b"OS/2" => tables.os2 = Some(table),
            b"GDEF" => tables.gdef = Some(table),
            b"GSUB" => tables.gsub = Some(table),
            b"GPOS" => tables.gpos = Some(table),
            b"kern" => tables.kern = Some(table),
            b"morx" => tables.morx = Some(table),
            b"kerx" => tables.kerx = Some(table),
            b"ankr" => tables.ankr = Some(table),
            b"feat" => tables.feat = Some(table),
            b"trak" => tables.trak = Some(table),
            _ => {}
        }
    }
    Face::from_raw_tables(tables).ok()
}
