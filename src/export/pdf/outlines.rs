//! Outlines: what each code of a composed font draws, and how large that is.
//!
//! The face's own outlines are copied point by point, without instructions; a cluster is a
//! composite glyph made of them.

use write_fonts::from_obj::ToOwnedTable;
use write_fonts::read::tables::glyf::{Glyf, Glyph as ReadGlyph};
use write_fonts::read::tables::loca::{Loca, LocaGlyph};
use write_fonts::read::{FontRef, ReadError, TableProvider};
use write_fonts::tables::glyf::{
    Anchor, Bbox, Component, ComponentFlags, CompositeGlyph, Contour, Glyph, SimpleGlyph, Transform,
};
use write_fonts::types::GlyphId;

use super::cluster_font::{ClusterFont, Code, Drawing, FontFull, Part};
use crate::font::Face;

/// The outlines of a composed font: both lists have an entry for each code.
pub(super) struct Outlines {
    /// The text that is drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// How large it is.
    pub(super) measures: Vec<Measure>,
}

/// Why no font could be composed.
#[derive(Debug)]
pub(super) enum ComposeError {
    /// A table or glyph of the face is damaged.
    Unreadable(String),
    /// A font cannot hold so many glyphs.
    Full,
}

/// Draws the codes of `font`. Glyphs that are parts of the face's own composite glyphs are added to
/// `font` without a text.
///
/// # Errors
///
/// When the face is damaged, or there are more glyphs than a font can hold.
pub(super) fn draw(source: &Source, face: &Face, font: &mut ClusterFont) -> Result<Outlines, ComposeError> {
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
            let (composite, measure) = place(parts, font, source, &measures);
            glyphs[at] = composite;
            measures[at] = measure;
        }
    }
    Ok(Outlines { glyphs, measures })
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
                let sum = parts.fold(Measure::of(glyph), |sum, part| sum.with_part(&part));
                settled &= measures[at] == sum;
                measures[at] = sum;
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
pub(super) struct Measure {
    /// The box around its ink, if it has any.
    pub(super) bounds: Option<Bbox>,
    /// Points in all its outlines.
    pub(super) points: u16,
    /// Contours in all its outlines.
    pub(super) contours: u16,
    /// Glyphs that it is directly composed of.
    pub(super) components: u16,
    /// How many levels of composition: none for an outline.
    pub(super) depth: u16,
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
pub(super) struct Source<'a> {
    /// Its tables.
    pub(super) font: FontRef<'a>,
    glyf: Glyf<'a>,
    loca: Loca<'a>,
}

impl<'a> Source<'a> {
    /// Reads the tables of a face.
    ///
    /// # Errors
    ///
    /// When the tables of outlines are damaged.
    pub(super) fn read(face: &Face<'a>) -> Result<Self, ReadError> {
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
    pub(super) fn shift(&self, id: u16, bounds: Bbox) -> i32 {
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

/// A number of things as font tables count them.
pub(super) fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Font units as font tables hold them.
pub(super) fn clamp(units: i32) -> i16 {
    i16::try_from(units).unwrap_or(if units < 0 { i16::MIN } else { i16::MAX })
}

impl From<ReadError> for ComposeError {
    fn from(error: ReadError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<FontFull> for ComposeError {
    fn from(FontFull: FontFull) -> Self {
        Self::Full
    }
}
