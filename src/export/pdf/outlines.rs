//! Outlines: what each code of a composed font draws, and how large that is.
//!
//! The face's own outlines are copied point by point, without instructions; those of a PostScript font are drawn anew
//! with the curves of TrueType. A cluster is a composite glyph made of them.

use ttf_parser::{GlyphId, Tag, loca};

use super::cluster_font::{ClusterFont, Code, Drawing, FontFull, Part};
use super::glyph::{Bounds, Component, Composite, Glyph};
use crate::font::{Face, TooLarge};

/// The outlines of a composed font: both lists have an entry for each code.
pub(super) struct Outlines<'a> {
    /// What is drawn.
    pub(super) glyphs: Vec<Glyph<'a>>,
    /// How large it is.
    pub(super) measures: Vec<Measure>,
}

/// Why no font could be composed.
#[derive(Debug)]
pub(super) enum ComposeError {
    /// A table or glyph of the face is damaged.
    Unreadable(String),
    /// A font cannot have this many glyphs.
    Full,
}

/// Draws the codes of `font`. Glyphs that are parts of the face's own composite glyphs are added to
/// `font` without a text.
///
/// # Errors
///
/// When the face is damaged, or there are more glyphs than a font can hold.
pub(super) fn draw<'a>(source: &Source<'a>, face: &Face, font: &mut ClusterFont) -> Result<Outlines<'a>, ComposeError> {
    let mut glyphs: Vec<Glyph> = Vec::new();
    // The parts of a composite glyph may be before or after it, and may add glyphs to the end. So the face's own glyphs
    // come first, then the glyphs that are composed of them.
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
            let (composite, measure) = place(parts, font, face, &measures);
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
                let parts = composite.components.iter().map(|part| measures[usize::from(part.glyph)]);
                let sum = parts.fold(Measure::of(glyph), |sum, part| sum.with_part(&part));
                settled &= measures[at] == sum;
                measures[at] = sum;
            }
        }
        if settled {
            return Ok(measures);
        }
    }
    Err(unreadable("its composite glyphs are nested too deep"))
}

/// Data of the tables about a glyph, in addition to its outline.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Measure {
    /// The box around its ink, if it has any.
    pub(super) bounds: Option<Bounds>,
    /// Points in all its outlines.
    pub(super) points: u16,
    /// Contours in all its outlines.
    pub(super) contours: u16,
    /// Glyphs that it is directly composed of.
    pub(super) components: u16,
    /// The number of levels of composition: 0 for an outline.
    pub(super) depth: u16,
}

impl Measure {
    fn of(glyph: &Glyph) -> Self {
        match glyph {
            Glyph::Empty => Self::default(),
            Glyph::Simple(simple) => Self {
                bounds: Some(simple.bounds),
                points: simple.points,
                contours: simple.contours,
                ..Self::default()
            },
            Glyph::Composite(composite) => Self {
                bounds: Some(composite.bounds),
                components: count(composite.components.len()),
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

/// The outlines of the face that is read from.
pub(super) enum Source<'a> {
    /// TrueType outlines.
    TrueType {
        /// The glyphs.
        glyf: &'a [u8],
        /// Where each begins.
        loca: loca::Table<'a>,
    },
    /// PostScript outlines, in the table `CFF `.
    PostScript,
}

impl<'a> Source<'a> {
    /// Finds the outlines of a face.
    ///
    /// # Errors
    ///
    /// When the face has none.
    pub(super) fn read(face: &Face<'a>) -> Result<Self, ComposeError> {
        if face.is_postscript() {
            return Ok(Self::PostScript);
        }
        let tables = face.shaper().tables();
        let places = table(face, *b"loca")?;
        let loca = loca::Table::parse(tables.maxp.number_of_glyphs, tables.head.index_to_location_format, places);
        let loca = loca.ok_or_else(|| unreadable("its table `loca` is damaged"))?;
        Ok(Self::TrueType { glyf: table(face, *b"glyf")?, loca })
    }

    /// A glyph without its instructions, its parts named by their codes in `font`.
    fn glyph(&self, id: u16, face: &Face, font: &mut ClusterFont) -> Result<Glyph<'a>, ComposeError> {
        let glyph = match self {
            Self::TrueType { glyf, loca } => bytes(glyf, loca, id).and_then(Glyph::read),
            Self::PostScript => Glyph::drawn(face, id),
        };
        let mut glyph = glyph.ok_or_else(|| ComposeError::Unreadable(format!("its glyph {id} is damaged")))?;
        if let Glyph::Composite(composite) = &mut glyph {
            for component in &mut composite.components {
                component.glyph = font.source(face, component.glyph)?.0;
            }
        }
        Ok(glyph)
    }
}

/// A glyph as it is in a TrueType font.
fn bytes<'a>(glyf: &'a [u8], loca: &loca::Table, id: u16) -> Option<&'a [u8]> {
    let place = |id| match loca {
        loca::Table::Short(halves) => halves.get(id).map(|half| usize::from(half) * 2),
        loca::Table::Long(places) => places.get(id).and_then(|place| usize::try_from(place).ok()),
    };
    glyf.get(place(id)?..place(id.checked_add(1)?)?)
}

/// A table of the face, as it is in its file.
///
/// # Errors
///
/// When the face does not have it.
pub(super) fn table<'a>(face: &Face<'a>, name: [u8; 4]) -> Result<&'a [u8], ComposeError> {
    let table = face.shaper().raw_face().table(Tag::from_bytes(&name));
    table.ok_or_else(|| ComposeError::Unreadable(format!("it has no table `{}`", name.escape_ascii())))
}

/// How far a glyph is drawn to the right of where its outline lies: nothing in most fonts, where the
/// left side bearing is the outline's left edge. PostScript outlines are always drawn where they lie.
pub(super) fn shift(face: &Face, id: u16, bounds: Bounds) -> i32 {
    if face.is_postscript() {
        return 0;
    }
    let bearing = face.shaper().glyph_hor_side_bearing(GlyphId(id));
    bearing.map_or(0, |bearing| i32::from(bearing) - i32::from(bounds.x_min))
}

fn place<'a>(parts: &[Part], font: &ClusterFont, face: &Face, measures: &[Measure]) -> (Glyph<'a>, Measure) {
    let mut components = Vec::new();
    let mut sum = Measure { components: count(parts.len()), depth: 1, ..Measure::default() };
    for part in parts {
        let measure = &measures[usize::from(part.code.0)];
        let Some(bounds) = measure.bounds else { continue };
        let shift = source_of(font, part.code).map_or(0, |id| shift(face, id, bounds));
        let (x, y) = (clamp(part.x + shift), clamp(part.y));
        components.push(Component::at(part.code.0, x, y));
        let moved = bounds.moved(x, y);
        sum.bounds = Some(sum.bounds.map_or(moved, |bounds| bounds.union(moved)));
        sum = sum.with_part(measure);
    }
    let composite = sum.bounds.map(|bounds| Glyph::Composite(Composite { bounds, components }));
    (composite.unwrap_or(Glyph::Empty), sum)
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

fn unreadable(why: &str) -> ComposeError {
    ComposeError::Unreadable(why.to_owned())
}

impl From<FontFull> for ComposeError {
    fn from(FontFull: FontFull) -> Self {
        Self::Full
    }
}

/// The font has more glyphs than a font file can hold.
impl From<TooLarge> for ComposeError {
    fn from(TooLarge: TooLarge) -> Self {
        Self::Full
    }
}
