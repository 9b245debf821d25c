//! The font file: the composed glyphs of a face become a TrueType font.
//!
//! Hinting is left out: its programs were written for the face's own glyphs, and on paper it does
//! nothing.

use std::collections::BTreeMap;

use write_fonts::from_obj::ToOwnedTable;
use write_fonts::read::TableProvider;
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::glyf::{Bbox, GlyfLocaBuilder};
use write_fonts::tables::head::{Flags, Head};
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::loca::LocaFormat;
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::tables::post::Post;
use write_fonts::types::{GlyphId, NameId, Tag, Version16Dot16};
use write_fonts::{BuilderError, FontBuilder};

use super::cluster_font::{ClusterFont, Drawing};
use super::outlines::{ComposeError, Measure, Outlines, Source, clamp, count, draw};
use crate::font::Face;

/// Writes the TrueType font that draws `font`'s codes. Glyphs that are parts of the face's own
/// composite glyphs are added to `font` without a text.
///
/// # Errors
///
/// When the face is damaged, or there are more glyphs than a font can hold.
pub(super) fn compose(face: &Face, font: &mut ClusterFont) -> Result<Vec<u8>, ComposeError> {
    let source = Source::read(face)?;
    let Outlines { glyphs, measures } = draw(&source, face, font)?;
    let mut outlines = GlyfLocaBuilder::new();
    for glyph in &glyphs {
        outlines.add_glyph(glyph).map_err(|error| ComposeError::Unreadable(error.to_string()))?;
    }
    let (glyf, loca, format) = outlines.build();

    let metrics: Vec<LongMetric> = font
        .entries
        .iter()
        .zip(&measures)
        .map(|(entry, measure)| {
            let edge = measure.bounds.map_or(0, |bounds| bounds.x_min);
            let side_bearing = match (&entry.drawing, measure.bounds) {
                (Drawing::Source(id), Some(bounds)) => clamp(i32::from(edge) + source.shift(*id, bounds)),
                _ => edge,
            };
            LongMetric { advance: entry.advance, side_bearing }
        })
        .collect();
    let all = measures.iter().filter_map(|measure| measure.bounds).reduce(Bbox::union).unwrap_or_default();

    let head: Head = source.font.head()?.to_owned_table();
    let head = Head {
        // Bits 2 to 4 speak of instructions.
        flags: head.flags & (Flags::BASELINE_AT_Y_0 | Flags::LSB_AT_X_0),
        x_min: all.x_min,
        y_min: all.y_min,
        x_max: all.x_max,
        y_max: all.y_max,
        index_to_loc_format: match format {
            LocaFormat::Short => 0,
            LocaFormat::Long => 1,
        },
        ..head
    };
    let mut hhea: Hhea = source.font.hhea()?.to_owned_table();
    measure_line(&mut hhea, &metrics, &measures);

    let mut builder = FontBuilder::new();
    builder
        .add_table(&glyf)?
        .add_table(&loca)?
        .add_table(&head)?
        .add_table(&hhea)?
        .add_table(&Hmtx::new(metrics, Vec::new()))?
        .add_table(&maxp(&measures))?
        .add_table(&character_map(font)?)?
        .add_table(&names(face))?
        // Version 3: glyphs have no names.
        .add_table(&Post { version: Version16Dot16::VERSION_3_0, ..Post::default() })?;
    let os2 = Tag::new(b"OS/2");
    if let Some(table) = source.font.table_data(os2) {
        builder.add_raw(os2, table.as_bytes().to_vec());
    }
    Ok(builder.build())
}

/// Sets what `hhea` says of all glyphs together; ascent, descent and slope stay the face's.
fn measure_line(hhea: &mut Hhea, metrics: &[LongMetric], measures: &[Measure]) {
    // The left and right edge of the ink and the advance of each glyph that has ink.
    let inked = || {
        metrics.iter().zip(measures).filter_map(|(metric, measure)| {
            let bounds = measure.bounds?;
            let left = i32::from(metric.side_bearing);
            Some((left, left + i32::from(bounds.x_max) - i32::from(bounds.x_min), i32::from(metric.advance)))
        })
    };
    let right_bearings = inked().map(|(_, right, advance)| advance - right);
    hhea.advance_width_max = metrics.iter().map(|metric| metric.advance).max().unwrap_or(0).into();
    hhea.min_left_side_bearing = clamp(inked().map(|(left, ..)| left).min().unwrap_or(0)).into();
    hhea.min_right_side_bearing = clamp(right_bearings.min().unwrap_or(0)).into();
    hhea.x_max_extent = clamp(inked().map(|(_, right, _)| right).max().unwrap_or(0)).into();
    hhea.number_of_h_metrics = count(metrics.len());
}

/// The limits of the glyphs (OpenType, `maxp` version 1.0). Without instructions one zone is
/// enough, and all that speaks of instructions is nothing.
fn maxp(measures: &[Measure]) -> Maxp {
    let most = |of: fn(&Measure) -> u16, composite: bool| {
        let among = measures.iter().filter(|measure| (measure.depth > 0) == composite);
        Some(among.map(of).max().unwrap_or(0))
    };
    Maxp {
        num_glyphs: count(measures.len()),
        max_points: most(|m| m.points, false),
        max_contours: most(|m| m.contours, false),
        max_composite_points: most(|m| m.points, true),
        max_composite_contours: most(|m| m.contours, true),
        max_component_elements: most(|m| m.components, true),
        max_component_depth: most(|m| m.depth, true),
        max_zones: Some(1),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
    }
}

/// A `cmap` for the codes that stand for one character. A PDF has no use for it, but the system to
/// which a reader hands the font may refuse one without.
fn character_map(font: &ClusterFont) -> Result<Cmap, ComposeError> {
    let mut codes = BTreeMap::new();
    for (code, entry) in (0..=u16::MAX).zip(&font.entries) {
        let mut characters = entry.text.iter().flat_map(|text| text.chars());
        if let (Some(character), None) = (characters.next(), characters.next()) {
            // Kerning makes several codes for a character: the first one is as good as any.
            codes.entry(character).or_insert(GlyphId::from(code));
        }
    }
    Cmap::from_mappings(codes).map_err(|error| ComposeError::Unreadable(error.to_string()))
}

fn names(face: &Face) -> Name {
    // Windows, Unicode BMP, American English.
    let record = |id, name: &str| NameRecord::new(3, 1, 0x409, id, name.to_owned().into());
    Name::new(vec![record(NameId::FAMILY_NAME, &face.family), record(NameId::POSTSCRIPT_NAME, &face.postscript_name)])
}

impl From<BuilderError> for ComposeError {
    fn from(error: BuilderError) -> Self {
        Self::Unreadable(error.to_string())
    }
}
