//! Fonts with PostScript outlines, made of TrueType fonts.

use std::collections::BTreeMap;

use ttf_parser::{Face, GlyphId, OutlineBuilder, RawFace};

/// The font with PostScript outlines (a table `CFF `) that has the glyphs, names and lookups of a TrueType font.
pub fn postscript_font(truetype: &[u8]) -> Vec<u8> {
    const OF_TRUETYPE: [&[u8; 4]; 6] = [b"glyf", b"loca", b"fpgm", b"prep", b"cvt ", b"gasp"];
    let raw = RawFace::parse(truetype, 0).expect("a font");
    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = BTreeMap::new();
    for record in raw.table_records {
        let table = raw.table(record.tag).expect("it is there");
        tables.insert(record.tag.to_bytes(), table.to_vec());
    }
    tables.retain(|tag, _| !OF_TRUETYPE.contains(&tag));
    tables.insert(*b"CFF ", outlines(&Face::parse(truetype, 0).expect("a font")));
    file(&tables)
}

/// A font file with these tables.
fn file(tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = u16::try_from(tables.len()).expect("there are few");
    // The numbers for a binary search are not read by anybody.
    let mut directory = [b"OTTO".as_slice(), &count.to_be_bytes(), &[0; 6]].concat();
    let start = directory.len() + 16 * tables.len();
    let mut content = Vec::new();
    for (tag, table) in tables {
        directory.extend(tag);
        // The third word of `head` corrects the sum of the file, and does not count.
        let adjustment = if tag == b"head" { sum(&table[8..12]) } else { 0 };
        let place = u32::try_from(start + content.len()).expect("it is small");
        for number in [sum(table).wrapping_sub(adjustment), place, u32::try_from(table.len()).expect("it is small")] {
            directory.extend(number.to_be_bytes());
        }
        content.extend(table);
        content.resize(content.len().next_multiple_of(4), 0);
    }
    directory.extend(content);
    directory
}

fn sum(table: &[u8]) -> u32 {
    let word =
        |bytes: &[u8]| bytes.iter().chain([&0; 4]).take(4).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
    table.chunks(4).map(word).fold(0, u32::wrapping_add)
}

/// The table `CFF ` (Adobe Technical Note 5176) with the outlines of a face.
fn outlines(face: &Face) -> Vec<u8> {
    let programs: Vec<Vec<u8>> = (0..face.number_of_glyphs()).map(|glyph| program(face, GlyphId(glyph))).collect();
    let header = [1, 0, 4, 4];
    let names = index(&[b"Font".to_vec()]);
    // No strings and no subroutines.
    let empty = [0, 0, 0, 0];
    let top = |glyphs: usize, private: usize| {
        let number =
            |number: usize| [&[29], i32::try_from(number).expect("it is small").to_be_bytes().as_slice()].concat();
        let (char_strings, private_dictionary) = (17, 18);
        let glyphs = [number(glyphs), vec![char_strings]].concat();
        index(&[[glyphs, number(0), number(private), vec![private_dictionary]].concat()])
    };
    let glyphs = index(&programs);
    let start = header.len() + names.len() + top(0, 0).len() + empty.len();
    [&header, names.as_slice(), &top(start, start + glyphs.len()), &empty, &glyphs].concat()
}

/// An INDEX: objects of any length.
fn index(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut index = u16::try_from(objects.len()).expect("there are few").to_be_bytes().to_vec();
    index.push(4);
    let mut place = 1_u32;
    index.extend(place.to_be_bytes());
    for object in objects {
        place += u32::try_from(object.len()).expect("it is small");
        index.extend(place.to_be_bytes());
    }
    index.extend(objects.concat());
    index
}

/// The program that draws a glyph (Adobe Technical Note 5177).
fn program(face: &Face, glyph: GlyphId) -> Vec<u8> {
    const END: u8 = 14;
    let mut drawing = Drawing::default();
    face.outline_glyph(glyph, &mut drawing);
    drawing.program.push(END);
    drawing.program
}

#[derive(Default)]
struct Drawing {
    program: Vec<u8>,
    pen: (f64, f64),
    /// The place of the pen as the numbers of the program add up to it, in parts of 65,536.
    written: (i32, i32),
}

impl Drawing {
    fn draw(&mut self, points: &[(f64, f64)], operator: u8) {
        for point in points {
            let place = ((point.0 * 65_536.0).round() as i32, (point.1 * 65_536.0).round() as i32);
            for distance in [place.0 - self.written.0, place.1 - self.written.1] {
                self.program.push(255);
                self.program.extend(distance.to_be_bytes());
            }
            self.written = place;
            self.pen = *point;
        }
        self.program.push(operator);
    }
}

impl OutlineBuilder for Drawing {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw(&[(x.into(), y.into())], 21);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw(&[(x.into(), y.into())], 5);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (start, control, end) = (self.pen, (f64::from(x1), f64::from(y1)), (f64::from(x), f64::from(y)));
        let towards =
            |from: (f64, f64)| (from.0 + (control.0 - from.0) * 2.0 / 3.0, from.1 + (control.1 - from.1) * 2.0 / 3.0);
        self.draw(&[towards(start), towards(end), end], 8);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let points = [(x1, y1), (x2, y2), (x, y)].map(|(x, y)| (f64::from(x), f64::from(y)));
        self.draw(&points, 8);
    }

    fn close(&mut self) {}
}
