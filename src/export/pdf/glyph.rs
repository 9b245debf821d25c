//! Glyphs as they are in the tables `glyf` and `loca`, without instructions.
//!
//! An outline is copied: only its flags are written anew, in the shortest way. A composite glyph names
//! its parts by new numbers.

mod curves;

use std::borrow::Cow;

use crate::font::TooLarge;

/// A glyph of a font.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Glyph<'a> {
    /// It draws nothing.
    Empty,
    /// An outline.
    Simple(Simple<'a>),
    /// Other glyphs, each at its place.
    Composite(Composite),
}

/// An outline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Simple<'a> {
    /// The box around its ink.
    pub(super) bounds: Bounds,
    /// The number of its contours.
    pub(super) contours: u16,
    /// The number of points in them.
    pub(super) points: u16,
    /// `endPtsOfContours`.
    ends: Cow<'a, [u8]>,
    /// A flag for each point.
    flags: Vec<u8>,
    /// How far each point is from the one before: all x, then all y.
    coordinates: Cow<'a, [u8]>,
}

/// Glyphs that make up another one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Composite {
    /// The box around their ink.
    pub(super) bounds: Bounds,
    /// The glyphs.
    pub(super) components: Vec<Component>,
}

/// A glyph as a part of another one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Component {
    /// Its number.
    pub(super) glyph: u16,
    flags: u16,
    /// Its place and transformation; `flags` gives the form of these bytes.
    placement: Vec<u8>,
}

/// The box around a glyph's ink, in font units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The left edge.
    pub(super) x_min: i16,
    /// The lower edge.
    pub(super) y_min: i16,
    /// The right edge.
    pub(super) x_max: i16,
    /// The upper edge.
    pub(super) y_max: i16,
}

impl Bounds {
    /// The smallest box around both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            x_min: self.x_min.min(other.x_min),
            y_min: self.y_min.min(other.y_min),
            x_max: self.x_max.max(other.x_max),
            y_max: self.y_max.max(other.y_max),
        }
    }

    /// The box, moved. Coordinates outside the possible range are moved to its edge.
    pub(super) fn moved(self, x: i16, y: i16) -> Self {
        Self {
            x_min: self.x_min.saturating_add(x),
            y_min: self.y_min.saturating_add(y),
            x_max: self.x_max.saturating_add(x),
            y_max: self.y_max.saturating_add(y),
        }
    }

    fn write(self, glyf: &mut Vec<u8>) {
        glyf.extend([self.x_min, self.y_min, self.x_max, self.y_max].into_iter().flat_map(i16::to_be_bytes));
    }
}

/// Flags of a point (OpenType, "Simple Glyph Description").
mod point {
    pub(super) const ON_CURVE: u8 = 0x01;
    pub(super) const X_SHORT: u8 = 0x02;
    pub(super) const Y_SHORT: u8 = 0x04;
    pub(super) const REPEAT: u8 = 0x08;
    pub(super) const X_SAME_OR_POSITIVE: u8 = 0x10;
    pub(super) const Y_SAME_OR_POSITIVE: u8 = 0x20;
    pub(super) const OVERLAP: u8 = 0x40;
}

/// Flags of a part (OpenType, "Composite Glyph Description").
mod part {
    pub(super) const ARGS_ARE_WORDS: u16 = 0x0001;
    pub(super) const ARGS_ARE_OFFSETS: u16 = 0x0002;
    pub(super) const ROUND_TO_GRID: u16 = 0x0004;
    pub(super) const SCALE: u16 = 0x0008;
    pub(super) const MORE: u16 = 0x0020;
    pub(super) const TWO_SCALES: u16 = 0x0040;
    pub(super) const MATRIX: u16 = 0x0080;
    pub(super) const OVERLAP: u16 = 0x0400;
    pub(super) const SCALED_OFFSET: u16 = 0x0800;
    pub(super) const UNSCALED_OFFSET: u16 = 0x1000;

    /// All flags except those about instructions, about the next component and about advances: our own table of
    /// advances is right for every glyph.
    pub(super) const KEPT: u16 = ARGS_ARE_WORDS
        | ARGS_ARE_OFFSETS
        | ROUND_TO_GRID
        | SCALE
        | TWO_SCALES
        | MATRIX
        | OVERLAP
        | SCALED_OFFSET
        | UNSCALED_OFFSET;
}

impl<'a> Glyph<'a> {
    /// Reads the bytes of a glyph in `glyf`; `None` if they are damaged.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        if bytes.is_empty() {
            return Some(Self::Empty);
        }
        let contours = reader.i16()?;
        let [x_min, y_min, x_max, y_max] = [reader.i16()?, reader.i16()?, reader.i16()?, reader.i16()?];
        let bounds = Bounds { x_min, y_min, x_max, y_max };
        match u16::try_from(contours) {
            Ok(0) => Some(Self::Empty),
            Ok(contours) => Simple::read(bounds, contours, &mut reader).map(Self::Simple),
            Err(_) => Composite::read(bounds, &mut reader).map(Self::Composite),
        }
    }

    fn write(&self, glyf: &mut Vec<u8>) {
        match self {
            Self::Empty => {}
            Self::Simple(simple) => simple.write(glyf),
            Self::Composite(composite) => composite.write(glyf),
        }
        // So that `loca` can count in words.
        glyf.resize(glyf.len().next_multiple_of(2), 0);
    }
}

impl<'a> Simple<'a> {
    fn read(bounds: Bounds, contours: u16, reader: &mut Reader<'a>) -> Option<Self> {
        let ends = reader.take(2 * usize::from(contours))?;
        let mut points = 0;
        for end in ends.chunks_exact(2) {
            let end = u16::from_be_bytes([end[0], end[1]]).checked_add(1)?;
            // A contour ends where or after the one before does.
            points = (end >= points).then_some(end)?;
        }
        let instructions = reader.u16()?;
        reader.take(usize::from(instructions))?;
        let mut flags = Vec::with_capacity(usize::from(points));
        while flags.len() < usize::from(points) {
            let flag = reader.u8()?;
            let repeats = if flag & point::REPEAT == 0 { 0 } else { reader.u8()? };
            flags.resize(flags.len() + 1 + usize::from(repeats), flag & !point::REPEAT);
        }
        flags.truncate(usize::from(points));
        // Only the first point says that the contours overlap.
        for flag in flags.iter_mut().skip(1) {
            *flag &= !point::OVERLAP;
        }
        let coordinates = reader.take(flags.iter().map(|flag| size_of_point(*flag)).sum())?;
        Some(Self { bounds, contours, points, ends: ends.into(), flags, coordinates: coordinates.into() })
    }

    fn write(&self, glyf: &mut Vec<u8>) {
        glyf.extend(self.contours.to_be_bytes());
        self.bounds.write(glyf);
        glyf.extend(&*self.ends);
        // No instructions.
        glyf.extend([0, 0]);
        for same in self.flags.chunk_by(|a, b| a == b) {
            // One repetition takes no fewer bytes than the flag itself.
            for run in same.chunks(1 + usize::from(u8::MAX)) {
                match u8::try_from(run.len() - 1) {
                    Ok(repeats @ 2..) => glyf.extend([run[0] | point::REPEAT, repeats]),
                    _ => glyf.extend(run),
                }
            }
        }
        glyf.extend(&*self.coordinates);
    }
}

/// The number of bytes that the coordinates of a point with this flag take.
fn size_of_point(flag: u8) -> usize {
    let size = |short: u8, same: u8| match (flag & short != 0, flag & same != 0) {
        (true, _) => 1,
        (false, true) => 0,
        (false, false) => 2,
    };
    size(point::X_SHORT, point::X_SAME_OR_POSITIVE) + size(point::Y_SHORT, point::Y_SAME_OR_POSITIVE)
}

impl Composite {
    fn read(bounds: Bounds, reader: &mut Reader) -> Option<Self> {
        let mut components = Vec::new();
        loop {
            let (flags, glyph) = (reader.u16()?, reader.u16()?);
            let arguments = if flags & part::ARGS_ARE_WORDS == 0 { 2 } else { 4 };
            let arguments = reader.take(arguments)?;
            let transform = match flags {
                _ if flags & part::SCALE != 0 => 2,
                _ if flags & part::TWO_SCALES != 0 => 4,
                _ if flags & part::MATRIX != 0 => 8,
                _ => 0,
            };
            let mut component = Component { glyph, flags: flags & part::KEPT, placement: arguments.to_vec() };
            component.shorten();
            component.placement.extend(reader.take(transform)?);
            components.push(component);
            if flags & part::MORE == 0 {
                return Some(Self { bounds, components });
            }
        }
    }

    fn write(&self, glyf: &mut Vec<u8>) {
        glyf.extend((-1_i16).to_be_bytes());
        self.bounds.write(glyf);
        for (n, component) in (1..).zip(&self.components) {
            let more = if n < self.components.len() { part::MORE } else { 0 };
            glyf.extend((component.flags | more).to_be_bytes());
            glyf.extend(component.glyph.to_be_bytes());
            glyf.extend(&component.placement);
        }
    }
}

impl Component {
    /// A glyph that is drawn this far to the right and above, in font units.
    pub(super) fn at(glyph: u16, x: i16, y: i16) -> Self {
        let placement = [x, y].into_iter().flat_map(i16::to_be_bytes).collect();
        let mut component = Self { glyph, flags: part::ARGS_ARE_OFFSETS | part::ARGS_ARE_WORDS, placement };
        component.shorten();
        component
    }

    /// Turns the two arguments into bytes, if they are words and small. They are offsets, or the numbers of two points
    /// that are to meet.
    fn shorten(&mut self) {
        let is_offset = self.flags & part::ARGS_ARE_OFFSETS != 0;
        let is_small = |high: u8, low: u8| high == if is_offset && low > 0x7F { 0xFF } else { 0 };
        if let [a, b, c, d] = self.placement[..]
            && is_small(a, b)
            && is_small(c, d)
        {
            self.placement = vec![b, d];
            self.flags &= !part::ARGS_ARE_WORDS;
        }
    }
}

/// The tables of the outlines.
pub(super) struct GlyphTables {
    /// The glyphs, one after the other.
    pub(super) glyf: Vec<u8>,
    /// The start of each glyph in `glyf`.
    pub(super) loca: Vec<u8>,
    /// `indexToLocFormat`: 1 if `loca` has four bytes for a glyph, 0 if it has two.
    pub(super) format: u16,
}

/// Writes the tables `glyf` and `loca`.
///
/// # Errors
///
/// When the glyphs take more than 4 GB.
pub(super) fn write(glyphs: &[Glyph]) -> Result<GlyphTables, TooLarge> {
    let mut glyf = Vec::new();
    let mut starts = vec![0];
    for glyph in glyphs {
        glyph.write(&mut glyf);
        starts.push(u32::try_from(glyf.len())?);
    }
    let halves: Result<Vec<u16>, _> = starts.iter().map(|start| u16::try_from(start / 2)).collect();
    Ok(match halves {
        Ok(halves) => GlyphTables { glyf, loca: halves.into_iter().flat_map(u16::to_be_bytes).collect(), format: 0 },
        Err(_) => GlyphTables { glyf, loca: starts.into_iter().flat_map(u32::to_be_bytes).collect(), format: 1 },
    })
}

/// Bytes that are read from the beginning.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2).map(|bytes| u16::from_be_bytes([bytes[0], bytes[1]]))
    }

    fn i16(&mut self) -> Option<i16> {
        self.take(2).map(|bytes| i16::from_be_bytes([bytes[0], bytes[1]]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: [u8; 8] = [0, 1, 0, 2, 0, 3, 0, 4];

    fn read_and_written(glyph: &[u8]) -> Option<Vec<u8>> {
        let glyph = Glyph::read(glyph)?;
        Some(write(&[glyph]).expect("it is small").glyf)
    }

    /// An outline with one contour whose points all have this flag and no coordinates.
    fn outline(points: u8, flags: &[u8]) -> Vec<u8> {
        let end = points - 1;
        [&[0, 1], &BOUNDS[..], &[0, end], &[0, 0], flags].concat()
    }

    #[test]
    fn instructions_are_left_out() {
        let outline = [&[0, 1], &BOUNDS[..], &[0, 0], &[0, 3, 7, 7, 7], &[0x37, 5, 6]].concat();
        assert_eq!(read_and_written(&outline), Some([&[0, 1], &BOUNDS[..], &[0, 0, 0, 0, 0x37, 5, 6, 0]].concat()));
        let composite = [&[0xFF, 0xFF], &BOUNDS[..], &[0x03, 0x02, 0, 9, 1, 2], &[0, 2, 7, 7]].concat();
        assert_eq!(read_and_written(&composite), Some([&[0xFF, 0xFF], &BOUNDS[..], &[0, 2, 0, 9, 1, 2]].concat()));
    }

    #[test]
    fn flags_are_written_in_the_shortest_way() {
        const ON: u8 = 0x31;
        let flags = |points, flags: &[u8]| {
            let bytes = read_and_written(&outline(points, flags)).expect("it is sound");
            bytes[14..].to_vec()
        };
        assert_eq!(flags(1, &[ON]), [ON, 0]);
        assert_eq!(flags(2, &[ON | 8, 1]), [ON, ON]);
        assert_eq!(flags(3, &[ON, ON, ON, 0]), [ON | 8, 2]);
        assert_eq!(flags(255, &[ON | 8, 254]), [ON | 8, 254]);
        // Overlapping contours are marked at the first point.
        assert_eq!(flags(3, &[ON | 0x48, 2]), [ON | 0x40, ON, ON, 0]);
        // A repetition that goes beyond the last point counts for no other.
        assert_eq!(flags(2, &[ON | 8, 9]), [ON, ON]);
    }

    #[test]
    fn more_than_256_equal_flags_are_written_in_several_runs() {
        let outline = [&[0, 1], &BOUNDS[..], &[2, 0], &[0, 0], &[0x39, 255, 0x39, 255, 0x31]].concat();
        let written = read_and_written(&outline).expect("it is sound");
        assert_eq!(written[14..], [0x39, 255, 0x39, 255, 0x31, 0]);
    }

    #[test]
    fn a_part_is_placed_with_bytes_or_words() {
        let placed = |x, y| {
            let Component { flags, placement, .. } = Component::at(7, x, y);
            (flags, placement)
        };
        assert_eq!(placed(-128, 127), (2, vec![0x80, 0x7F]));
        assert_eq!(placed(-129, 0), (3, vec![0xFF, 0x7F, 0, 0]));
        assert_eq!(placed(0, 128), (3, vec![0, 0, 0, 128]));
        assert_eq!(placed(i16::MIN, i16::MAX), (3, vec![0x80, 0, 0x7F, 0xFF]));
    }

    #[test]
    fn points_that_meet_are_numbers_without_a_sign() {
        let parts = |flags: u8, arguments: &[u8]| {
            let glyph = [&[0xFF, 0xFF], &BOUNDS[..], &[0, flags, 0, 9], arguments].concat();
            read_and_written(&glyph).expect("it is sound")[10..].to_vec()
        };
        assert_eq!(parts(1, &[0, 200, 0, 3]), [0, 0, 0, 9, 200, 3]);
        assert_eq!(parts(1, &[0xFF, 0xFF, 0, 3]), [0, 1, 0, 9, 0xFF, 0xFF, 0, 3]);
        assert_eq!(parts(3, &[0xFF, 0xFF, 0, 3]), [0, 2, 0, 9, 0xFF, 3]);
    }

    #[test]
    fn a_glyph_that_is_cut_off_is_damaged() {
        let outline = [&[0, 1], &BOUNDS[..], &[0, 1], &[0, 0], &[0x01, 0x09, 0, 1, 2, 3, 4, 5, 6, 7, 8]].concat();
        let part = [0x00, 0xA3, 0, 9, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8];
        let composite = [&[0xFF, 0xFF], &BOUNDS[..], &part, &part[..1], &[0x83], &part[2..]].concat();
        for glyph in [outline, composite] {
            assert!(Glyph::read(&glyph).is_some());
            for end in 1..glyph.len() {
                assert_eq!(Glyph::read(&glyph[..end]), None, "{end} of {} bytes", glyph.len());
            }
        }
    }

    #[test]
    fn contours_that_end_before_they_begin_are_damaged() {
        let outline = [&[0, 2], &BOUNDS[..], &[0, 3, 0, 2], &[0, 0], &[0x39, 3]].concat();
        assert_eq!(Glyph::read(&outline), None);
        let outline = [&[0, 1], &BOUNDS[..], &[0xFF, 0xFF], &[0, 0], &[0x39, 255]].concat();
        assert_eq!(Glyph::read(&outline), None);
    }

    #[test]
    fn the_places_of_glyphs_take_four_bytes_from_128_kb_on() {
        let outline = outline(1, &[0x31]);
        let glyph = Glyph::read(&outline).expect("it is sound");
        let few = write(&vec![glyph.clone(); 0x1FFF]).expect("they are small");
        assert_eq!((few.glyf.len(), few.loca.len(), few.format), (0x1_FFF0, 0x4000, 0));
        let many = write(&vec![glyph; 0x2000]).expect("they are small");
        assert_eq!((many.glyf.len(), many.loca.len(), many.format), (0x2_0000, 0x8004, 1));
        assert_eq!(many.loca[0x8000..], [0, 2, 0, 0]);
    }

    #[test]
    fn a_box_that_is_moved_too_far_stays_a_box() {
        let bounds = Bounds { x_min: -10, y_min: 0, x_max: 32_000, y_max: 10 };
        assert_eq!(bounds.moved(1000, -5), Bounds { x_min: 990, y_min: -5, x_max: i16::MAX, y_max: 5 });
    }
}
