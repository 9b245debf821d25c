//! The font file: the composed glyphs of a face become a TrueType font.
//!
//! Hinting is left out: its programs were written for the face's own glyphs, and on paper it does
//! nothing. Outlines are copied point by point.

use write_fonts::from_obj::ToOwnedTable;
use write_fonts::read::tables::glyf::{Glyf, Glyph as ReadGlyph};
use write_fonts::read::tables::loca::{Loca, LocaGlyph};
use write_fonts::read::{FontRef, ReadError, TableProvider};
use write_fonts::tables::glyf::{
    Anchor, Bbox, Component, ComponentFlags, CompositeGlyph, Contour, GlyfLocaBuilder, Glyph, SimpleGlyph, Transform,
};
use write_fonts::tables::head::{Flags, Head};
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::loca::LocaFormat;
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::tables::post::Post;
use write_fonts::types::{GlyphId, NameId, Tag, Version16Dot16};
use write_fonts::{BuilderError, FontBuilder};

use super::cluster_font::{ClusterFont, Code, Drawing, FontFull, Part};
use crate::font::Face;

/// Why no font could be composed.
#[derive(Debug)]
pub(super) enum ComposeError {
    /// A table or glyph of the face is damaged.
    Unreadable(String),
    /// A font cannot hold so many glyphs.
    Full,
}

/// Writes the TrueType font that draws `font`'s codes. Glyphs that are parts of the face's own
/// composite glyphs are added to `font` without a text.
///
/// # Errors
///
/// When the face is damaged, or there are more glyphs than a font can hold.
pub(super) fn compose(face: &Face, font: &mut ClusterFont) -> Result<Vec<u8>, ComposeError> {
    let source = Source::read(face)?;
    let mut glyphs: Vec<Glyph> = Vec::new();
    // Parts may stand before or after the glyph that they are part of, and may add glyphs to the
    // end: so the face's own glyphs first, then what is composed of them.
    let mut next = 0;
    while let Some(entry) = font.entries.get(next) {
        let glyph = match entry.drawing {
            Drawing::Source(id) => source.glyph(id, face, font)?,
            Drawing::Nothing | Drawing::Placed(_) => Glyph::Empty,
        };
        glyphs.push(glyph);
        next += 1;
    }
    let mut measures = measure(&glyphs)?;
    for (at, entry) in font.entries.iter().enumerate() {
        if let Drawing::Placed(parts) = &entry.drawing {
            let (composite, measure) = place(parts, font, &source, &measures);
            glyphs[at] = composite;
            measures[at] = measure;
        }
    }
    write_tables(face, font, &source, &glyphs, &measures)
}

/// How deep a face's composite glyphs may be nested; real ones are one level deep.
const DEEPEST: usize = 8;

/// Measures the face's own glyphs, its composite ones by their parts.
fn measure(glyphs: &[Glyph]) -> Result<Vec<Measure>, ComposeError> {
    let mut measures: Vec<Measure> = glyphs.iter().map(Measure::of).collect();
    // Each round settles one more level. A glyph that is a part of itself is never settled.
    for _ in 0..=DEEPEST {
        let mut settled = true;
        for (at, glyph) in glyphs.iter().enumerate() {
            if let Glyph::Composite(composite) = glyph {
                let parts = composite.components().iter().map(|part| measures[part.glyph.to_u32() as usize]);
                let measured = parts.fold(Measure::of(glyph), |sum, part| sum.with_part(&part));
                settled &= measures[at] == measured;
                measures[at] = measured;
            }
        }
        if settled {
            return Ok(measures);
        }
    }
    Err(ComposeError::Unreadable("its composite glyphs are nested too deep".to_owned()))
}

/// What the tables say about a glyph beside its outline.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Measure {
    bounds: Option<Bbox>,
    points: u16,
    contours: u16,
    components: u16,
    /// How many levels of composition: none for an outline.
    depth: u16,
}

impl Measure {
    fn of(glyph: &Glyph) -> Self {
        match glyph {
            Glyph::Empty => Self::default(),
            Glyph::Simple(simple) => Self {
                bounds: Some(simple.bbox),
                points: count(simple.contours.iter().map(Contour::len).sum()),
                contours: count(simple.contours.len()),
                ..Self::default()
            },
            Glyph::Composite(composite) => Self {
                bounds: Some(composite.bbox),
                components: count(composite.components().len()),
                depth: 1,
                ..Self::default()
            },
        }
    }

    /// The measure of a composite glyph with one more part.
    fn with_part(self, part: &Self) -> Self {
        Self {
            points: self.points.saturating_add(part.points),
            contours: self.contours.saturating_add(part.contours),
            depth: self.depth.max(part.depth + 1),
            ..self
        }
    }
}

/// The face that is read from.
struct Source<'a> {
    font: FontRef<'a>,
    glyf: Glyf<'a>,
    loca: Loca<'a>,
}

impl<'a> Source<'a> {
    fn read(face: &Face<'a>) -> Result<Self, ReadError> {
        let font = FontRef::new(face.data())?;
        let (glyf, loca) = (font.glyf()?, font.loca(None)?);
        Ok(Self { font, glyf, loca })
    }

    /// A glyph without its instructions, its parts named by their codes in `font`.
    fn glyph(&self, id: u16, face: &Face, font: &mut ClusterFont) -> Result<Glyph, ComposeError> {
        let glyph = match self.loca.get(GlyphId::from(id), &self.glyf) {
            Some(LocaGlyph::Empty) => return Ok(Glyph::Empty),
            Some(LocaGlyph::Glyph(glyph)) => glyph,
            None => return Err(ComposeError::Unreadable(format!("its glyph {id} is damaged"))),
        };
        Ok(match glyph {
            ReadGlyph::Simple(simple) => {
                let mut simple: SimpleGlyph = simple.to_owned_table();
                simple.instructions.clear();
                Glyph::Simple(simple)
            }
            ReadGlyph::Composite(composite) => {
                let mut composite: CompositeGlyph = composite.to_owned_table();
                composite.set_instructions(&[]);
                for component in composite.components_mut() {
                    let part = u16::try_from(component.glyph.to_u32())
                        .map_err(|_| ComposeError::Unreadable(format!("its glyph {id} is damaged")))?;
                    component.glyph = GlyphId::from(font.source(face, part)?.0);
                    // Our own table of advances holds for every code.
                    component.flags.use_my_metrics = false;
                }
                Glyph::Composite(composite)
            }
        })
    }

    /// How far a glyph is drawn to the right of where its outline lies: nothing in most fonts,
    /// where the left side bearing is the outline's left edge.
    fn shift(&self, id: u16, bounds: Bbox) -> i32 {
        let bearing = self.font.hmtx().ok().and_then(|hmtx| hmtx.side_bearing(GlyphId::from(id)));
        bearing.map_or(0, |bearing| i32::from(bearing) - i32::from(bounds.x_min))
    }
}

fn place(parts: &[Part], font: &ClusterFont, source: &Source, measures: &[Measure]) -> (Glyph, Measure) {
    let mut composite: Option<CompositeGlyph> = None;
    let mut sum = Measure { components: count(parts.len()), depth: 1, ..Measure::default() };
    for part in parts {
        let measure = &measures[usize::from(part.code.0)];
        let Some(bounds) = measure.bounds else { continue };
        let shift = source_of(font, part.code).map_or(0, |id| source.shift(id, bounds));
        let (x, y) = (clamp(part.x + shift), clamp(part.y));
        let component = Component::new(
            GlyphId::from(part.code.0),
            Anchor::Offset { x, y },
            Transform::default(),
            ComponentFlags::default(),
        );
        let moved = Bbox {
            x_min: bounds.x_min.saturating_add(x),
            y_min: bounds.y_min.saturating_add(y),
            x_max: bounds.x_max.saturating_add(x),
            y_max: bounds.y_max.saturating_add(y),
        };
        match &mut composite {
            Some(composite) => composite.add_component(component, moved),
            None => composite = Some(CompositeGlyph::new(component, moved)),
        }
        sum = sum.with_part(measure);
    }
    sum.bounds = composite.as_ref().map(|composite| composite.bbox);
    (composite.map_or(Glyph::Empty, Glyph::Composite), sum)
}

fn source_of(font: &ClusterFont, code: Code) -> Option<u16> {
    match font.entries[usize::from(code.0)].drawing {
        Drawing::Source(id) => Some(id),
        Drawing::Nothing | Drawing::Placed(_) => None,
    }
}

fn write_tables(
    face: &Face,
    font: &ClusterFont,
    source: &Source,
    glyphs: &[Glyph],
    measures: &[Measure],
) -> Result<Vec<u8>, ComposeError> {
    let mut outlines = GlyfLocaBuilder::new();
    for glyph in glyphs {
        outlines.add_glyph(glyph).map_err(|error| ComposeError::Unreadable(error.to_string()))?;
    }
    let (glyf, loca, format) = outlines.build();

    let metrics: Vec<LongMetric> = font
        .entries
        .iter()
        .zip(measures)
        .map(|(entry, measure)| {
            let edge = measure.bounds.map_or(0, |bounds| bounds.x_min);
            let side_bearing = match (&entry.drawing, &measure.bounds) {
                (Drawing::Source(id), Some(bounds)) => clamp(i32::from(edge) + source.shift(*id, *bounds)),
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
    let hhea: Hhea = source.font.hhea()?.to_owned_table();
    let hhea = measured_hhea(&hhea, &metrics, measures);

    let mut builder = FontBuilder::new();
    builder
        .add_table(&glyf)?
        .add_table(&loca)?
        .add_table(&head)?
        .add_table(&hhea)?
        .add_table(&Hmtx::new(metrics, Vec::new()))?
        .add_table(&maxp(measures))?
        .add_table(&names(face))?
        // Version 3: glyphs have no names.
        .add_table(&Post { version: Version16Dot16::VERSION_3_0, ..Post::default() })?;
    let os2 = Tag::new(b"OS/2");
    if let Some(table) = source.font.table_data(os2) {
        builder.add_raw(os2, table.as_bytes().to_vec());
    }
    Ok(builder.build())
}

fn measured_hhea(hhea: &Hhea, metrics: &[LongMetric], measures: &[Measure]) -> Hhea {
    // Left side bearing, width of the ink and advance of each glyph that has ink.
    let inked = || {
        metrics.iter().zip(measures).filter_map(|(metric, measure)| {
            let bounds = measure.bounds?;
            let left = i32::from(metric.side_bearing);
            Some((left, left + i32::from(bounds.x_max) - i32::from(bounds.x_min), i32::from(metric.advance)))
        })
    };
    Hhea {
        advance_width_max: metrics.iter().map(|metric| metric.advance).max().unwrap_or(0).into(),
        min_left_side_bearing: clamp(inked().map(|(left, ..)| left).min().unwrap_or(0)).into(),
        min_right_side_bearing: clamp(inked().map(|(_, right, advance)| advance - right).min().unwrap_or(0)).into(),
        x_max_extent: clamp(inked().map(|(_, right, _)| right).max().unwrap_or(0)).into(),
        number_of_h_metrics: count(metrics.len()),
        ..hhea.clone()
    }
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

fn names(face: &Face) -> Name {
    // Windows, Unicode BMP, American English.
    let record = |id, name: &str| NameRecord::new(3, 1, 0x409, id, name.to_owned().into());
    Name::new(vec![record(NameId::FAMILY_NAME, &face.family), record(NameId::POSTSCRIPT_NAME, &face.postscript_name)])
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn clamp(units: i32) -> i16 {
    i16::try_from(units).unwrap_or(if units < 0 { i16::MIN } else { i16::MAX })
}

impl From<ReadError> for ComposeError {
    fn from(error: ReadError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<BuilderError> for ComposeError {
    fn from(error: BuilderError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<FontFull> for ComposeError {
    fn from(FontFull: FontFull) -> Self {
        Self::Full
    }
}
