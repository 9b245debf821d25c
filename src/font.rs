//! Fonts: faces read from bytes, chosen by family and weight, each with its shape plans.

mod character_map;
mod circle;
mod lookups;
mod sfnt;
mod style;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustybuzz::{Direction, Language, Script, ShapePlan};
use ttf_parser::{GlyphId, RawFace, Rect as GlyphBox, Tag};

use crate::finding::{Finding, Findings, rules};
use crate::unit::Em;
use circle::{lasting_circle, marker, marking_characters, marking_face};
use lookups::broken_lookups;
use sfnt::checksum;
use style::Style;

pub(crate) use character_map::character_map;
pub use circle::DOTTED_CIRCLE;
#[cfg(test)]
pub(crate) use sfnt::tables_of;
pub(crate) use sfnt::{Tables, TooLarge, font_file};
pub use style::Weight;

/// Which face of [`Fonts`]: an index that stays valid as long as the fonts do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(u16);

impl FontId {
    /// The place of the face among [`Fonts`], from 0.
    pub fn index(self) -> u16 {
        self.0
    }
}

/// One face of a font family.
pub struct Face<'a> {
    style: Style,
    shaper: rustybuzz::Face<'a>,
    plans: Mutex<BTreeMap<PlanKey, Arc<ShapePlan>>>,
    /// By glyph, the box around its ink. To find it, its outline is followed.
    ink: Box<[OnceLock<Option<GlyphBox>>]>,
    /// The glyph of U+25CC; `None` if the face does not have it, or replaces it.
    circle: OnceLock<Option<u16>>,
    /// The character map of the copy that marks broken clusters.
    marking: OnceLock<Vec<u8>>,
}

type PlanKey = ([u8; 4], String, bool);

impl<'a> Face<'a> {
    /// Reads the faces of a font file: one, or all those of a collection (`.ttc`).
    ///
    /// # Errors
    ///
    /// When the bytes are not a font, the font is damaged, or it has no outlines that a PDF's cluster glyphs can be
    /// made of (`glyf` or `CFF `), or no family name.
    pub fn all(file: &str, data: &'a [u8]) -> Result<Vec<Self>, Finding> {
        if data.starts_with(b"wOFF") || data.starts_with(b"wOF2") {
            return Err(fault(file, "the font is compressed for web pages (WOFF)", OTHER_FORMAT));
        }
        let faces = ttf_parser::fonts_in_collection(data).unwrap_or(1);
        if faces > MOST_FACES {
            return Err(fault(file, &format!("the file has {faces} fonts; the maximum is {MOST_FACES}"), OTHER_FORMAT));
        }
        // Checked before any table is read.
        if let Some(table) = damaged_table(data, faces) {
            let message = format!("the font is damaged: the checksum of its table `{table}` is wrong");
            return Err(fault(file, &message, INTACT));
        }
        (0..faces).map(|index| Self::read(file, data, index)).collect()
    }

    /// Reads the first face of a font file.
    ///
    /// # Errors
    ///
    /// As [`Face::all`].
    pub fn parse(file: &str, data: &'a [u8]) -> Result<Self, Finding> {
        Self::all(file, data)?.into_iter().next().ok_or_else(|| fault(file, NO_FONT, OTHER_FORMAT))
    }

    fn read(file: &str, data: &'a [u8], index: u32) -> Result<Self, Finding> {
        let tables = ttf_parser::Face::parse(data, index).map_err(|_| fault(file, NO_FONT, OTHER_FORMAT))?;
        // Checked before the shaper reads them.
        if let Some(table) = broken_lookups(&tables) {
            let message = format!(
                "the font is damaged: its table `{table}` refers to data that are missing or in the wrong order"
            );
            return Err(fault(file, &message, INTACT));
        }
        let shaper = rustybuzz::Face::from_face(tables);
        if shaper.is_variable() {
            return Err(fault(file, "the font is variable, and a letter needs fonts of a fixed weight", STATIC));
        }
        if shaper.tables().glyf.is_none() && shaper.tables().cff.is_none() {
            return Err(fault(file, "the font has no outlines (`glyf` or `CFF `)", OTHER_FORMAT));
        }
        let style = Style::of(&shaper).ok_or_else(|| fault(file, "the font has no family name", OTHER_FORMAT))?;
        let ink = (0..shaper.number_of_glyphs()).map(|_| OnceLock::new()).collect();
        let plans = Mutex::default();
        Ok(Self { style, shaper, plans, ink, circle: OnceLock::new(), marking: OnceLock::new() })
    }

    /// The family's name as the font gives it, for example `Noto Serif Khmer`.
    pub fn family(&self) -> &str {
        &self.style.family
    }

    /// The name by which PostScript and PDF know the face, for example `NotoSerifKhmer-Regular`.
    pub fn postscript_name(&self) -> &str {
        &self.style.postscript_name
    }

    /// Whether its outlines are those of PostScript (the table `CFF `), and not those of TrueType.
    pub fn is_postscript(&self) -> bool {
        self.shaper.tables().glyf.is_none()
    }

    /// The font file; `None` for a face of a collection, which has no file of its own.
    pub fn file(&self) -> Option<&'a [u8]> {
        let data = self.shaper.raw_face().data;
        ttf_parser::fonts_in_collection(data).is_none().then_some(data)
    }

    /// The face as the shaper and the glyph readers of `ttf-parser` see it.
    pub fn shaper(&self) -> &rustybuzz::Face<'a> {
        &self.shaper
    }

    /// How many font units make an em.
    pub fn units_per_em(&self) -> u16 {
        // A face without units is refused by the parser; the guard keeps the division safe.
        u16::try_from(self.shaper.units_per_em()).unwrap_or(1000).max(1)
    }

    /// `units` of this font as a part of an em.
    pub fn em(&self, units: i32) -> Em {
        Em(f64::from(units) / f64::from(self.units_per_em()))
    }

    /// The box around a glyph's ink, if it has any.
    pub fn ink_of(&self, glyph: u16) -> Option<GlyphBox> {
        *self.ink.get(usize::from(glyph))?.get_or_init(|| self.shaper.glyph_bounding_box(GlyphId(glyph)))
    }

    /// Whether the face has a glyph of its own for `character`.
    pub fn covers(&self, character: char) -> bool {
        self.shaper.glyph_index(character).is_some()
    }

    /// The glyph of the dotted circle U+25CC, which the shaper puts into a broken cluster. `None` if the
    /// face does not have it, or replaces it by another glyph.
    pub fn circle(&self) -> Option<u16> {
        *self.circle.get_or_init(|| lasting_circle(&self.shaper))
    }

    /// A copy of the face for finding broken clusters, and the glyph that U+25CC has in it. No other
    /// character has that glyph, and no lookup replaces it.
    pub fn marking(&self) -> Option<(rustybuzz::Face<'_>, u16)> {
        let characters = self.marking.get_or_init(|| marking_characters(&self.shaper));
        let face = marking_face(self.shaper.raw_face(), characters)?;
        Some((rustybuzz::Face::from_face(face), marker(&self.shaper)))
    }

    /// The plan by which text of this script and language is shaped, made once and kept.
    pub fn plan(&self, direction: Direction, script: Script, language: &Language) -> Arc<ShapePlan> {
        let key = (script.tag().to_bytes(), language.as_str().to_owned(), direction == Direction::RightToLeft);
        // The map is whole after every insertion, so a panic elsewhere cannot have spoilt it.
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = plans
            .entry(key)
            .or_insert_with(|| Arc::new(ShapePlan::new(&self.shaper, direction, Some(script), Some(language), &[])));
        Arc::clone(plan)
    }
}

/// The most faces that a file may have; collections have ten or so.
const MOST_FACES: u32 = 64;

const NO_FONT: &str = "this is not a readable font";
const OTHER_FORMAT: &str = "use a TrueType or OpenType font (.ttf, .otf or .ttc) instead, or delete the file";
const INTACT: &str = "replace the file with an undamaged copy, or delete it";
const STATIC: &str =
    "use the fixed fonts of the same family instead: a download from Google Fonts has them in its folder `static`";

fn fault(file: &str, message: &str, help: &str) -> Finding {
    Finding::error(rules::UNREADABLE_FONT, message).in_file(file).help(help)
}

/// The first damaged table of a font or collection, found by its checksum. Font readers trust the numbers in a font and
/// fail on wrong ones.
fn damaged_table(data: &[u8], faces: u32) -> Option<Tag> {
    let records = (0..faces).filter_map(|index| RawFace::parse(data, index).ok()).flat_map(|face| face.table_records);
    // The faces of a collection share tables, which are large.
    let mut seen = BTreeSet::new();
    let damaged = records.into_iter().find(|record| {
        let (start, length) = (record.offset as usize, record.length as usize);
        let table = data.get(start..).and_then(|rest| rest.get(..length));
        seen.insert((record.tag, start, length, record.check_sum))
            && table.is_none_or(|table| checksum(record.tag, table) != record.check_sum)
    });
    damaged.map(|record| record.tag)
}

/// All fonts that a letter may be set in.
pub struct Fonts<'a> {
    faces: Vec<Face<'a>>,
}

impl<'a> Fonts<'a> {
    /// Reads every font of `files`, given as name and bytes. Their order is the order in which
    /// they are tried for characters that a language's own families lack.
    ///
    /// # Errors
    ///
    /// One finding for each file that is not a usable font.
    pub fn read<'n>(files: impl IntoIterator<Item = (&'n str, &'a [u8])>) -> Result<Self, Findings> {
        let mut faces = Vec::new();
        let mut findings = Findings::new();
        for (file, data) in files {
            match Face::all(file, data) {
                Ok(of_file) => faces.extend(of_file),
                Err(finding) => findings.push(finding),
            }
        }
        if findings.is_empty() { Ok(Self { faces }) } else { Err(findings) }
    }

    /// The face with this `id`.
    pub fn face(&self, id: FontId) -> &Face<'a> {
        &self.faces[usize::from(id.0)]
    }

    /// The faces in the order in which they are tried: first the given families, then all others in their own order. In
    /// each, the wanted weight comes before the other, and plain faces before narrow, light or slanted ones.
    pub fn preferred<S: AsRef<str>>(&self, families: &[S], weight: Weight) -> Vec<FontId> {
        let rank =
            |face: &Face| families.iter().position(|family| family.as_ref() == face.family()).unwrap_or(families.len());
        let mut order: Vec<usize> = (0..self.faces.len()).collect();
        order.sort_by_key(|&i| {
            let face = &self.faces[i];
            (rank(face), face.style.weight != weight, face.style.oddity, i)
        });
        // There are never more than a few dozen faces.
        order.into_iter().filter_map(|i| u16::try_from(i).ok().map(FontId)).collect()
    }

    /// Whether a family of this name is among the fonts.
    pub fn has_family(&self, family: &str) -> bool {
        self.faces.iter().any(|face| face.family() == family)
    }

    /// The names of the families, each once, in the order of the files.
    pub fn families(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for face in &self.faces {
            if !names.contains(&face.family()) {
                names.push(face.family());
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_table_is_named() {
        let mut font = include_bytes!("../fonts/noto-serif/NotoSerif-Regular.ttf").to_vec();
        let middle = font.len() / 2;
        font[middle] ^= 1;
        assert!(Face::parse("a.ttf", &font).is_err_and(|finding| finding.message.contains("damaged")));
    }
}
