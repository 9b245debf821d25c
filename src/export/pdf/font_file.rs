//! The font file: the composed glyphs of a face become a TrueType font.
//!
//! Hinting is left out: its programs were written for the face's own glyphs, and on paper it does
//! nothing.

use std::collections::BTreeMap;

use ttf_parser::Tag;

use super::cluster_font::{ClusterFont, Drawing, Entry};
use super::glyph::{self, Bounds, GlyphTables};
use super::outlines::{ComposeError, Measure, Outlines, Source, clamp, count, draw, shift, table};
use crate::font::{Face, Tables, TooLarge, character_map, font_file};

/// Writes the TrueType font that draws `font`'s codes. Glyphs that are parts of the face's own
/// composite glyphs are added to `font` without a text.
///
/// # Errors
///
/// When the face is damaged, or there are more glyphs than a font can hold.
pub(super) fn compose(face: &Face, font: &mut ClusterFont) -> Result<Vec<u8>, ComposeError> {
    let source = Source::read(face)?;
    let Outlines { glyphs, measures } = draw(&source, face, font)?;
    let GlyphTables { glyf, loca, format } = glyph::write(&glyphs)?;
    let metrics = metrics(face, font, &measures);
    let mut tables = Tables::from([
        (Tag::from_bytes(b"glyf"), glyf),
        (Tag::from_bytes(b"loca"), loca),
        (Tag::from_bytes(b"head"), head(table(face, *b"head")?, &measures, format)?),
        (Tag::from_bytes(b"hhea"), hhea(table(face, *b"hhea")?, &metrics, &measures)?),
        (Tag::from_bytes(b"hmtx"), metrics.iter().flat_map(Metric::bytes).collect()),
        (Tag::from_bytes(b"maxp"), maxp(&measures)),
        (Tag::from_bytes(b"cmap"), characters(font)?),
        (Tag::from_bytes(b"name"), names(face)?),
        (Tag::from_bytes(b"post"), post()),
    ]);
    if let Ok(os2) = table(face, *b"OS/2") {
        tables.insert(Tag::from_bytes(b"OS/2"), os2.to_vec());
    }
    Ok(font_file(&tables)?)
}

/// The entry of a glyph in `hmtx`.
struct Metric {
    /// How far it moves the pen.
    advance: u16,
    /// How far to the right of the pen its ink begins.
    side_bearing: i16,
}

impl Metric {
    fn bytes(&self) -> [u8; 4] {
        let ([a, b], [c, d]) = (self.advance.to_be_bytes(), self.side_bearing.to_be_bytes());
        [a, b, c, d]
    }
}

fn metrics(face: &Face, font: &ClusterFont, measures: &[Measure]) -> Vec<Metric> {
    let metric = |(entry, measure): (&Entry, &Measure)| {
        let edge = measure.bounds.map_or(0, |bounds| bounds.x_min);
        let side_bearing = match (&entry.drawing, measure.bounds) {
            (Drawing::Source(id), Some(bounds)) => clamp(i32::from(edge) + shift(face, *id, bounds)),
            _ => edge,
        };
        Metric { advance: entry.advance, side_bearing }
    };
    font.entries.iter().zip(measures).map(metric).collect()
}

/// The face's `head` with the bounds of all glyphs together, and without the flags for instructions.
fn head(of_face: &[u8], measures: &[Measure], format: u16) -> Result<Vec<u8>, ComposeError> {
    let mut head = beginning(of_face, 54, "head")?;
    // Bits 2 to 4 are about instructions, others about other uses of the font.
    let (baseline_at_y_0, bearing_at_x_0) = (1, 2);
    let flags = u16::from_be_bytes([head[16], head[17]]) & (baseline_at_y_0 | bearing_at_x_0);
    let all = measures.iter().filter_map(|measure| measure.bounds).reduce(Bounds::union).unwrap_or_default();
    set(&mut head, 16, flags.to_be_bytes());
    set(&mut head, 36, all.x_min.to_be_bytes());
    set(&mut head, 38, all.y_min.to_be_bytes());
    set(&mut head, 40, all.x_max.to_be_bytes());
    set(&mut head, 42, all.y_max.to_be_bytes());
    set(&mut head, 50, format.to_be_bytes());
    Ok(head)
}

/// The face's `hhea` with new values for all glyphs together; ascent, descent and slope stay.
fn hhea(of_face: &[u8], metrics: &[Metric], measures: &[Measure]) -> Result<Vec<u8>, ComposeError> {
    // The left and right edge of the ink and the advance of each glyph that has ink.
    let inked = || {
        metrics.iter().zip(measures).filter_map(|(metric, measure)| {
            let bounds = measure.bounds?;
            let left = i32::from(metric.side_bearing);
            Some((left, left + i32::from(bounds.x_max) - i32::from(bounds.x_min), i32::from(metric.advance)))
        })
    };
    let right_bearings = inked().map(|(_, right, advance)| advance - right);
    let mut hhea = beginning(of_face, 36, "hhea")?;
    set(&mut hhea, 10, metrics.iter().map(|metric| metric.advance).max().unwrap_or(0).to_be_bytes());
    set(&mut hhea, 12, clamp(inked().map(|(left, ..)| left).min().unwrap_or(0)).to_be_bytes());
    set(&mut hhea, 14, clamp(right_bearings.min().unwrap_or(0)).to_be_bytes());
    set(&mut hhea, 16, clamp(inked().map(|(_, right, _)| right).max().unwrap_or(0)).to_be_bytes());
    set(&mut hhea, 34, count(metrics.len()).to_be_bytes());
    Ok(hhea)
}

/// The limits of the glyphs (OpenType, `maxp` version 1.0).
fn maxp(measures: &[Measure]) -> Vec<u8> {
    let most = |of: fn(&Measure) -> u16, composite: bool| {
        measures.iter().filter(|measure| (measure.depth > 0) == composite).map(of).max().unwrap_or(0)
    };
    let glyphs = [
        count(measures.len()),
        most(|m| m.points, false),
        most(|m| m.contours, false),
        most(|m| m.points, true),
        most(|m| m.contours, true),
    ];
    // Without instructions one zone is enough, and the six limits of instructions are 0.
    let instructions = [1, 0, 0, 0, 0, 0, 0];
    let parts = [most(|m| m.components, true), most(|m| m.depth, true)];
    let version = [1, 0];
    version.into_iter().chain(glyphs).chain(instructions).chain(parts).flat_map(u16::to_be_bytes).collect()
}

/// A `cmap` for the codes that have one character. A PDF does not need it, but a PDF reader may give the font to the
/// system, which may reject a font without a `cmap`.
fn characters(font: &ClusterFont) -> Result<Vec<u8>, TooLarge> {
    let mut codes = BTreeMap::new();
    for (code, entry) in (0..=u16::MAX).zip(&font.entries) {
        let mut characters = entry.text.iter().flat_map(|text| text.chars());
        if let (Some(character), None) = (characters.next(), characters.next()) {
            // Kerning makes several codes for a character: the first one is as good as any.
            codes.entry(character).or_insert(code);
        }
    }
    character_map(&codes)
}

/// The table `name` with the names of the family and of the face.
fn names(face: &Face) -> Result<Vec<u8>, TooLarge> {
    let (family, postscript) = (1, 6);
    let mut records = Vec::new();
    let mut texts: Vec<u8> = Vec::new();
    for (id, name) in [(family, face.family()), (postscript, face.postscript_name())] {
        let text: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        // Equal names are stored once.
        let start = if texts == text { 0 } else { texts.len() };
        // Windows, Unicode BMP, American English.
        records.extend([3, 1, 0x409, id, u16::try_from(text.len())?, u16::try_from(start)?]);
        texts.resize(start, 0);
        texts.extend(text);
    }
    let header = [0, 2, 6 + 2 * 12];
    Ok(header.into_iter().chain(records).flat_map(u16::to_be_bytes).chain(texts).collect())
}

/// The table `post` of version 3: glyphs have no names.
fn post() -> Vec<u8> {
    let mut post = vec![0; 32];
    set(&mut post, 0, 0x0003_0000_u32.to_be_bytes());
    post
}

/// The first `size` bytes of a table of the face.
fn beginning(table: &[u8], size: usize, name: &str) -> Result<Vec<u8>, ComposeError> {
    let beginning = table.get(..size).map(<[u8]>::to_vec);
    beginning.ok_or_else(|| ComposeError::Unreadable(format!("its table `{name}` is damaged")))
}

/// Puts a number into a table.
fn set<const N: usize>(table: &mut [u8], place: usize, number: [u8; N]) {
    table[place..place + N].copy_from_slice(&number);
}

#[cfg(test)]
#[path = "../../../tests/support/postscript_font.rs"]
mod postscript_font;

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use sha2::{Digest, Sha256};
    use ttf_parser::{GlyphId, OutlineBuilder};

    use super::super::cluster_font::Code;
    use super::super::glyph::{Component, Composite, Glyph as OtherGlyph};
    use super::postscript_font::postscript_font;
    use super::*;
    use crate::font::tables_of;
    use crate::shape::Glyph;

    const FACES: [&[u8]; 3] = [
        include_bytes!("../../../fonts/noto-serif/NotoSerif-Regular.ttf"),
        include_bytes!("../../../fonts/noto-serif-khmer/NotoSerifKhmer-Bold.ttf"),
        include_bytes!("../../../fonts/moul/Moul-Regular.ttf"),
    ];

    /// The points of an outline, moved.
    #[derive(Default, Debug, PartialEq)]
    struct Points(f32, f32, Vec<(char, f32, f32)>);

    impl OutlineBuilder for Points {
        fn move_to(&mut self, x: f32, y: f32) {
            self.2.push(('M', x + self.0, y + self.1));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.2.push(('L', x + self.0, y + self.1));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.2.extend([('Q', x1 + self.0, y1 + self.1), ('q', x + self.0, y + self.1)]);
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {}
    }

    fn outline(face: &ttf_parser::Face, glyph: u16, (x, y): (f32, f32)) -> Vec<(char, f32, f32)> {
        let mut points = Points(x, y, Vec::new());
        face.outline_glyph(GlyphId(glyph), &mut points);
        points.2
    }

    /// A font of all glyphs of the face, and the code of each.
    fn all_glyphs(face: &Face) -> (Vec<Code>, Vec<u8>) {
        let mut font = ClusterFont::new(face);
        let glyphs = 0..face.shaper().number_of_glyphs();
        let codes = glyphs.map(|glyph| font.source(face, glyph).expect("there is room")).collect();
        (codes, compose(face, &mut font).expect("a sound face"))
    }

    #[test]
    fn every_glyph_is_drawn_as_in_the_face() {
        for data in FACES {
            let face = Face::parse("a.ttf", data).expect("the bundled font");
            let (codes, file) = all_glyphs(&face);
            let font = ttf_parser::Face::parse(&file, 0).expect("a font");
            assert_eq!(usize::from(font.number_of_glyphs()), codes.len());
            assert_eq!(font.units_per_em(), face.units_per_em());
            assert_eq!((font.ascender(), font.descender()), (face.shaper().ascender(), face.shaper().descender()));
            for (glyph, code) in (0..).zip(codes) {
                let (old, new) = (GlyphId(glyph), GlyphId(code.0));
                assert_eq!(outline(&font, new.0, (0.0, 0.0)), outline(face.shaper(), glyph, (0.0, 0.0)), "{glyph}");
                assert_eq!(font.glyph_hor_advance(new), face.shaper().glyph_hor_advance(old), "{glyph}");
                assert_eq!(font.glyph_bounding_box(new), face.shaper().glyph_bounding_box(old), "{glyph}");
                if face.ink_of(glyph).is_some() {
                    assert_eq!(font.glyph_hor_side_bearing(new), face.shaper().glyph_hor_side_bearing(old), "{glyph}");
                }
            }
        }
    }

    /// The boxes, the advances, the numbers of contours and the areas of all glyphs of a font.
    fn shapes(face: &ttf_parser::Face) -> Vec<(Option<ttf_parser::Rect>, Option<u16>, usize, f32)> {
        let shape = |glyph| {
            let points = outline(face, glyph, (0.0, 0.0));
            let (mut area, mut start, mut pen) = (0.0, (0.0, 0.0), (0.0, 0.0));
            for (kind, x, y) in &points {
                if *kind == 'M' {
                    area += pen.0 * start.1 - start.0 * pen.1;
                    start = (*x, *y);
                } else {
                    area += pen.0 * y - x * pen.1;
                }
                pen = (*x, *y);
            }
            let contours = points.iter().filter(|(kind, ..)| *kind == 'M').count();
            let area = (area + pen.0 * start.1 - start.0 * pen.1) / 2.0;
            (face.glyph_bounding_box(GlyphId(glyph)), face.glyph_hor_advance(GlyphId(glyph)), contours, area)
        };
        (0..face.number_of_glyphs()).map(shape).collect()
    }

    #[test]
    fn glyphs_of_a_postscript_font_are_drawn_as_those_of_the_truetype_font_that_it_was_made_of() {
        for data in FACES {
            let truetype = ttf_parser::Face::parse(data, 0).expect("the bundled font");
            let postscript = postscript_font(data);
            let face = Face::parse("a.otf", &postscript).expect("a sound font");
            assert!(face.is_postscript());
            let (codes, file) = all_glyphs(&face);
            let font = ttf_parser::Face::parse(&file, 0).expect("a font");
            let (old, new) = (shapes(&truetype), shapes(&font));
            assert_eq!(new.len(), codes.len());
            for (glyph, code) in codes.into_iter().enumerate() {
                let ((bounds, advance, contours, area), of_code) = (old[glyph], new[usize::from(code.0)]);
                assert_eq!((advance, contours), (of_code.1, of_code.2), "{glyph}");
                assert_eq!(bounds.is_some(), of_code.0.is_some(), "{glyph}");
                let Some((old, new)) = bounds.zip(of_code.0) else { continue };
                for (old, new) in
                    [(old.x_min, new.x_min), (old.y_min, new.y_min), (old.x_max, new.x_max), (old.y_max, new.y_max)]
                {
                    assert!(old.abs_diff(new) <= 1, "{glyph}: {old} {new}");
                }
                // Turned about; rounding moves a contour by half a unit at most.
                let rim = 2 * i32::from(old.width()) + 2 * i32::from(old.height());
                assert!((area + of_code.3).abs() <= rim as f32, "{glyph}: {area} {}", of_code.3);
            }
        }
    }

    /// These fonts are part of print files, so their bytes must not change.
    #[test]
    fn the_bytes_of_composed_fonts_stay() {
        let digest = |data| {
            let face = Face::parse("a.ttf", data).expect("the bundled font");
            let (_, file) = all_glyphs(&face);
            let digest = Sha256::digest(&file);
            let start = digest.first_chunk().expect("it is longer");
            format!("{:016x}", u64::from_be_bytes(*start))
        };
        expect!["1f4ce9b54dbd25c2 2411f897f5596c21 c7c02315d21dcc79"].assert_eq(&FACES.map(digest).join(" "));
    }

    #[test]
    fn a_cluster_is_drawn_by_its_glyphs_at_their_places() {
        let face = Face::parse("a.ttf", FACES[1]).expect("the bundled font");
        let glyph = |id, dx, dy| Glyph { id, dx, dy, advance: 300 };
        let mut font = ClusterFont::new(&face);
        let glyphs = [glyph(40, 0, 0), glyph(60, -200, 50), glyph(40, 1, 2)];
        let code = font.codes(&face, &glyphs, "ក").expect("there is room")[0].0;
        let file = compose(&face, &mut font).expect("a sound face");
        let font = ttf_parser::Face::parse(&file, 0).expect("a font");
        let of_face = |id, x, y| outline(face.shaper(), id, (x, y));
        let expected = [of_face(40, 0.0, 0.0), of_face(60, 100.0, 50.0), of_face(40, 601.0, 2.0)].concat();
        assert_eq!(outline(&font, code, (0.0, 0.0)), expected);
        assert_eq!(font.glyph_hor_advance(GlyphId(code)), Some(900));
        assert_eq!(font.glyph_index('ក'), Some(GlyphId(code)));
        let named = |id| font.names().into_iter().find(|name| name.name_id == id).and_then(|name| name.to_string());
        assert_eq!((named(1), named(6)), (Some(face.family().to_owned()), Some(face.postscript_name().to_owned())));
        let os2 = Tag::from_bytes(b"OS/2");
        assert_eq!(font.raw_face().table(os2), face.shaper().raw_face().table(os2));
    }

    #[test]
    fn a_cluster_that_is_wider_than_a_font_can_say_is_drawn_at_the_edge() {
        let face = Face::parse("a.ttf", FACES[0]).expect("the bundled font");
        let glyph = |id, dx| Glyph { id, dx, dy: -70_000, advance: 50_000 };
        let mut font = ClusterFont::new(&face);
        let code = font.codes(&face, &[glyph(40, 0), glyph(41, 40_000)], "x").expect("there is room")[0].0;
        let file = compose(&face, &mut font).expect("a sound face");
        let font = ttf_parser::Face::parse(&file, 0).expect("a font");
        assert_eq!(font.glyph_hor_advance(GlyphId(code)), Some(u16::MAX));
        let edges = font.global_bounding_box();
        assert_eq!((edges.x_max, edges.y_min), (i16::MAX, i16::MIN));
    }

    /// The face in `data` with other outlines.
    fn with_outlines(data: &[u8], outlines: GlyphTables) -> Vec<u8> {
        let mut tables = tables_of(data);
        tables.insert(Tag::from_bytes(b"glyf"), outlines.glyf);
        tables.insert(Tag::from_bytes(b"loca"), outlines.loca);
        let head = tables.get_mut(&Tag::from_bytes(b"head")).expect("it has one");
        set(head, 50, outlines.format.to_be_bytes());
        font_file(&tables).expect("it is small")
    }

    /// The reason why no font with the first glyphs of the face in `data` can be composed.
    fn fault(data: &[u8], glyphs: u16) -> String {
        let face = Face::parse("a.ttf", data).expect("it can be read");
        let mut font = ClusterFont::new(&face);
        for glyph in 0..glyphs {
            font.source(&face, glyph).expect("there is room");
        }
        match compose(&face, &mut font) {
            Ok(_) => "none".to_owned(),
            Err(ComposeError::Full) => "full".to_owned(),
            Err(ComposeError::Unreadable(why)) => why,
        }
    }

    #[test]
    fn a_face_with_damaged_outlines_is_refused() {
        let part = |of| {
            let components = vec![Component::at(of, 0, 0)];
            OtherGlyph::Composite(Composite { bounds: Bounds::default(), components })
        };
        let of = |glyphs: &[OtherGlyph]| with_outlines(FACES[2], glyph::write(glyphs).expect("it is small"));
        let empty = OtherGlyph::Empty;
        assert_eq!(fault(&of(&[empty.clone(), empty.clone()]), 2), "none");
        assert_eq!(fault(&of(&[empty.clone(), empty.clone()]), 3), "its glyph 2 is damaged");
        assert_eq!(fault(&of(&[empty.clone(), part(1)]), 2), "its composite glyphs are nested too deep");
        assert_eq!(fault(&of(&[part(1), part(2), part(0)]), 1), "its composite glyphs are nested too deep");
        assert_eq!(fault(&of(&[part(1), part(2), empty]), 1), "none");
        assert_eq!(fault(&of(&[part(9)]), 1), "its glyph 9 is damaged");
        let mut outlines = glyph::write(&[part(1), OtherGlyph::Empty]).expect("it is small");
        outlines.glyf.truncate(12);
        assert_eq!(fault(&with_outlines(FACES[2], outlines), 1), "its glyph 0 is damaged");
    }
}
