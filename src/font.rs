//! Fonts: faces read from bytes, chosen by family and weight, each with its shape plans.

mod character_map;
mod circle;
mod lookups;
mod sfnt;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustybuzz::{Direction, Language, Script, ShapePlan};
use ttf_parser::{GlyphId, RawFace, Rect as GlyphBox, Tag, name_id};

use crate::finding::{Finding, Findings, rules};
use crate::unit::Em;
use circle::{lasting_circle, marker, marking_characters, marking_face};
use lookups::broken_lookups;
use sfnt::checksum;

pub(crate) use character_map::character_map;
pub use circle::DOTTED_CIRCLE;
#[cfg(test)]
pub(crate) use sfnt::tables_of;
pub(crate) use sfnt::{Tables, TooLarge, font_file};

/// Which face of [`Fonts`]: an index that stays valid as long as the fonts do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(u16);

impl FontId {
    /// The place of the face among [`Fonts`], from 0.
    pub fn index(self) -> u16 {
        self.0
    }
}

/// How heavy a face is; a letter needs no more than these two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Headings.
    Bold,
}

/// One face of a font family.
pub struct Face<'a> {
    /// The family's name as the font gives it, for example `Noto Serif Khmer`.
    pub family: String,
    /// The name by which PostScript and PDF know the face, for example `NotoSerifKhmer-Regular`.
    pub postscript_name: String,
    /// How heavy it is.
    pub weight: Weight,
    oddity: Oddity,
    data: &'a [u8],
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

/// The difference of a face from the plain one of its weight, the worst difference first: whether it is slanted, how
/// much narrower or wider it is (`usWidthClass`; 5 is usual), and how much lighter or heavier (`usWeightClass`).
/// Families come with dozens of faces, and a letter is set in the plain ones.
type Oddity = (bool, u16, u16);

impl<'a> Face<'a> {
    /// Reads a face from the bytes of a TrueType font.
    ///
    /// # Errors
    ///
    /// When the bytes are not a font, the font is damaged, or it has no TrueType outlines (`glyf`), which the PDF's
    /// cluster glyphs are made of, or no family name.
    pub fn parse(file: &str, data: &'a [u8]) -> Result<Self, Finding> {
        let fault = |message: &str| {
            Finding::error(rules::UNREADABLE_FONT, message)
                .in_file(file)
                .help("use a TrueType font (.ttf with `glyf` outlines) instead, or delete the file")
        };
        // Checked before any table is read.
        if let Some(table) = damaged_table(data) {
            return Err(fault(&format!("the font is damaged: the checksum of its table `{table}` is wrong")));
        }
        let shaper = rustybuzz::Face::from_slice(data, 0).ok_or_else(|| fault("this is not a readable font"))?;
        if shaper.tables().glyf.is_none() {
            return Err(fault("the font has no TrueType outlines"));
        }
        if let Some(table) = broken_lookups(&shaper) {
            return Err(fault(&format!("the font is damaged: its table `{table}` refers to missing data")));
        }
        if shaper.is_variable() {
            return Err(fault("the font is a variable font, and the file does not say which instance to use"));
        }
        let name = |ids: [u16; 2]| {
            ids.iter().find_map(|id| {
                shaper.names().into_iter().filter(|name| name.name_id == *id).find_map(|name| name.to_string())
            })
        };
        let family =
            name([name_id::TYPOGRAPHIC_FAMILY, name_id::FAMILY]).ok_or_else(|| fault("the font has no family name"))?;
        let postscript_name = name([name_id::POST_SCRIPT_NAME, name_id::FULL_NAME])
            .unwrap_or_else(|| family.clone())
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let heaviness = shaper.weight().to_number();
        // Semi-bold, and what is heavier.
        let (weight, usual) = if heaviness >= 600 { (Weight::Bold, 700) } else { (Weight::Regular, 400) };
        let is_slanted = shaper.is_italic() || shaper.is_oblique();
        let oddity = (is_slanted, shaper.width().to_number().abs_diff(5), heaviness.abs_diff(usual));
        let ink = (0..shaper.number_of_glyphs()).map(|_| OnceLock::new()).collect();
        Ok(Self {
            family,
            postscript_name,
            weight,
            oddity,
            data,
            shaper,
            plans: Mutex::default(),
            ink,
            circle: OnceLock::new(),
            marking: OnceLock::new(),
        })
    }

    /// The bytes of the font file.
    pub fn data(&self) -> &'a [u8] {
        self.data
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
        let face = marking_face(self.data, characters)?;
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

/// The first damaged table of a font, found by its checksum. Font readers trust the numbers in a font and
/// fail on wrong ones.
fn damaged_table(data: &[u8]) -> Option<Tag> {
    let tables = RawFace::parse(data, 0).ok()?.table_records;
    let damaged = tables.into_iter().find(|record| {
        let start = record.offset as usize;
        let table = data.get(start..).and_then(|rest| rest.get(..record.length as usize));
        table.is_none_or(|table| checksum(record.tag, table) != record.check_sum)
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
    pub fn read(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Self, Findings> {
        let mut faces = Vec::new();
        let mut findings = Findings::new();
        for (file, data) in files {
            match Face::parse(file, data) {
                Ok(face) => faces.push(face),
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
            |face: &Face| families.iter().position(|family| family.as_ref() == face.family).unwrap_or(families.len());
        let mut order: Vec<usize> = (0..self.faces.len()).collect();
        order.sort_by_key(|&i| {
            let face = &self.faces[i];
            (rank(face), face.weight != weight, face.oddity, i)
        });
        // There are never more than a few dozen faces.
        order.into_iter().filter_map(|i| u16::try_from(i).ok().map(FontId)).collect()
    }

    /// Whether a family of this name is among the fonts.
    pub fn has_family(&self, family: &str) -> bool {
        self.faces.iter().any(|face| face.family == family)
    }

    /// The names of the families, each once, in the order of the files.
    pub fn families(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for face in &self.faces {
            if !names.contains(&face.family.as_str()) {
                names.push(&face.family);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &[u8] = include_bytes!("../fonts/noto-serif/NotoSerif-Regular.ttf");

    /// The bundled face with the `OS/2` numbers of another one of its family.
    fn relative(weight: u16, width: u16, slanted: bool) -> Vec<u8> {
        const RECORDS: usize = 12;
        const RECORD: usize = 16;
        let mut font = PLAIN.to_vec();
        let tag = Tag::from_bytes(b"OS/2");
        let tables = RawFace::parse(PLAIN, 0).expect("a font").table_records;
        let (n, record) = (0_usize..).zip(tables).find(|(_, record)| record.tag == tag).expect("it has one");
        let (start, end) = (record.offset as usize, (record.offset + record.length) as usize);
        font[start + 4..start + 6].copy_from_slice(&weight.to_be_bytes());
        font[start + 6..start + 8].copy_from_slice(&width.to_be_bytes());
        font[start + 63] = if slanted { 0x01 } else { 0x40 };
        let sum = checksum(tag, &font[start..end]);
        let at = RECORDS + n * RECORD + 4;
        font[at..at + 4].copy_from_slice(&sum.to_be_bytes());
        font
    }

    #[test]
    fn of_a_whole_family_the_plain_faces_are_taken() {
        let faces = [
            relative(300, 5, false),
            relative(400, 3, false),
            relative(400, 5, true),
            relative(400, 5, false),
            relative(900, 5, false),
            relative(700, 5, true),
            relative(700, 5, false),
        ];
        let fonts = Fonts::read(faces.iter().map(|face| ("face", face.as_slice()))).expect("sound faces");
        let first = |weight| fonts.preferred(&["Noto Serif"], weight)[0].index();
        assert_eq!((first(Weight::Regular), first(Weight::Bold)), (3, 6));
    }

    #[test]
    fn a_damaged_table_is_named() {
        let mut font = PLAIN.to_vec();
        let middle = font.len() / 2;
        font[middle] ^= 1;
        assert!(Face::parse("a.ttf", &font).is_err_and(|finding| finding.message.contains("damaged")));
    }
}
