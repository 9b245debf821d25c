//! Codes for clusters: each distinct cluster of a face gets one glyph that draws all of it and has all of its text.
//!
//! The order of Khmer glyphs on paper is not the order of the text, and no PDF reader turns one into the other again.
//! So the font in the PDF is composed by likhit: a code is a cluster, and reading the codes in their order gives back
//! the text that was set.

use std::collections::BTreeMap;

use ttf_parser::GlyphId;

use crate::font::Face;
use crate::script::marks::{is_format, is_nonspacing};
use crate::shape::Glyph;

/// A face's glyphs as they will be in the PDF, in the order in which they were first needed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClusterFont {
    /// The glyphs; a glyph's index is its code.
    pub(super) entries: Vec<Entry>,
    sources: BTreeMap<u16, Code>,
    heads: BTreeMap<String, BTreeMap<Vec<Glyph>, Code>>,
    tails: BTreeMap<(String, u16), Code>,
}

/// A glyph of the composed font, and its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The drawing of the glyph.
    pub(super) drawing: Drawing,
    /// How far it moves the pen, in font units.
    pub(super) advance: u16,
    /// Its text; `None` if it is only drawn as a part of others.
    pub(super) text: Option<String>,
}

/// The drawing of a glyph of the composed font.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drawing {
    /// Nothing.
    Nothing,
    /// A glyph of the face, as it is.
    Source(u16),
    /// Several, each at its place.
    Placed(Vec<Part>),
}

/// One of the glyphs that make up a cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// The composed font's glyph.
    pub(super) code: Code,
    /// How far to the right of the pen it is drawn, in font units.
    pub(super) x: i32,
    /// How far above the baseline it is drawn, in font units.
    pub(super) y: i32,
}

/// A glyph's index in the composed font, which is also its two-byte code in the text of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Code(pub(super) u16);

/// There are more glyphs than a font can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FontFull;

impl ClusterFont {
    /// A font with nothing but the glyph for what is missing.
    pub(super) fn new(face: &Face) -> Self {
        let notdef = Entry { drawing: Drawing::Source(0), advance: advance_of(face, 0), text: None };
        Self {
            entries: vec![notdef],
            sources: BTreeMap::from([(0, Code(0))]),
            heads: BTreeMap::new(),
            tails: BTreeMap::new(),
        }
    }

    /// The code that draws a cluster, and one after it, if it takes two to carry its text.
    ///
    /// # Errors
    ///
    /// When the font has no room for another glyph.
    pub(super) fn codes(&mut self, face: &Face, glyphs: &[Glyph], text: &str) -> Result<Vec<Code>, FontFull> {
        let (head, tail) = head_and_tail(text);
        let mut codes = vec![self.head(face, glyphs, head)?];
        if !tail.is_empty() {
            codes.push(self.tail(tail, 0)?);
        }
        Ok(codes)
    }

    /// The same for a cluster that is read from right to left.
    ///
    /// Readers turn such text about, letter by letter even within a code. So each letter gets a code
    /// of its own, the last one first: the first letter's draws the whole cluster, and letters share
    /// its width, because a letter without one seems to belong elsewhere. Marks have none.
    ///
    /// # Errors
    ///
    /// When the font has no room for another glyph.
    pub(super) fn codes_from_right(
        &mut self,
        face: &Face,
        glyphs: &[Glyph],
        text: &str,
    ) -> Result<Vec<Code>, FontFull> {
        let mut letters = text.chars();
        let Some(first) = letters.next() else { return Ok(Vec::new()) };
        let rest: Vec<char> = letters.collect();
        let width: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let has_width = |c: &char| !is_nonspacing(*c) && !is_format(*c);
        let sharing = rest.iter().filter(|c| has_width(c)).count();
        let share = width.max(0) / i32::try_from(sharing + 1).unwrap_or(i32::MAX);
        let shift = share * i32::try_from(sharing).unwrap_or(0);
        let mut drawn = glyphs.to_vec();
        if shift != 0 {
            for glyph in &mut drawn {
                glyph.dx -= shift;
            }
            if let Some(last) = drawn.last_mut() {
                last.advance -= shift;
            }
        }
        let mut codes = Vec::new();
        for letter in rest.iter().rev() {
            let advance = if has_width(letter) { share } else { 0 };
            codes.push(self.tail(&letter.to_string(), u16::try_from(advance).unwrap_or(0))?);
        }
        codes.push(self.head(face, &drawn, &first.to_string())?);
        Ok(codes)
    }

    /// The code that draws `glyphs` and carries `text`.
    fn head(&mut self, face: &Face, glyphs: &[Glyph], text: &str) -> Result<Code, FontFull> {
        if let Some(code) = self.heads.get(text).and_then(|codes| codes.get(glyphs)) {
            return Ok(*code);
        }
        let code = self.compose(face, glyphs, text)?;
        self.heads.entry(text.to_owned()).or_default().insert(glyphs.to_vec(), code);
        Ok(code)
    }

    fn compose(&mut self, face: &Face, glyphs: &[Glyph], text: &str) -> Result<Code, FontFull> {
        if let [glyph] = glyphs
            && glyph.id != 0
            && (glyph.dx, glyph.dy, glyph.advance) == (0, 0, i32::from(advance_of(face, glyph.id)))
        {
            let code = self.source(face, glyph.id)?;
            let stands_for = &mut self.entries[usize::from(code.0)].text;
            if stands_for.is_none() {
                *stands_for = Some(text.to_owned());
                return Ok(code);
            }
        }
        let mut parts = Vec::new();
        let mut pen = 0;
        for glyph in glyphs {
            // Spaces need no part: some readers fail on a component without an outline.
            if face.ink_of(glyph.id).is_some() {
                parts.push(Part { code: self.source(face, glyph.id)?, x: pen + glyph.dx, y: glyph.dy });
            }
            pen += glyph.advance;
        }
        let drawing = if parts.is_empty() { Drawing::Nothing } else { Drawing::Placed(parts) };
        // No cluster moves the pen backwards: kerning takes less than its glyphs are wide.
        self.push(Entry {
            drawing,
            advance: u16::try_from(pen.max(0)).unwrap_or(u16::MAX),
            text: Some(text.to_owned()),
        })
    }

    /// The code of a glyph of the face, drawn as it is.
    pub(super) fn source(&mut self, face: &Face, glyph: u16) -> Result<Code, FontFull> {
        if let Some(code) = self.sources.get(&glyph) {
            return Ok(*code);
        }
        let entry = Entry { drawing: Drawing::Source(glyph), advance: advance_of(face, glyph), text: None };
        let code = self.push(entry)?;
        self.sources.insert(glyph, code);
        Ok(code)
    }

    /// The code that draws nothing and carries U+200F, which says in which direction what is beside it runs.
    ///
    /// # Errors
    ///
    /// When the font has no room for another glyph.
    pub(super) fn right_to_left_mark(&mut self) -> Result<Code, FontFull> {
        self.tail("\u{200F}", 0)
    }

    /// The code that draws nothing and carries `text`.
    fn tail(&mut self, text: &str, advance: u16) -> Result<Code, FontFull> {
        let key = (text.to_owned(), advance);
        if let Some(code) = self.tails.get(&key) {
            return Ok(*code);
        }
        let code = self.push(Entry { drawing: Drawing::Nothing, advance, text: Some(text.to_owned()) })?;
        self.tails.insert(key, code);
        Ok(code)
    }

    fn push(&mut self, entry: Entry) -> Result<Code, FontFull> {
        // The number of glyphs is itself a `u16` in the font, so the last index is one less.
        let index = u16::try_from(self.entries.len()).ok().filter(|index| *index < u16::MAX).ok_or(FontFull)?;
        self.entries.push(entry);
        Ok(Code(index))
    }
}

/// Splits a cluster's text before its first nonspacing mark, or before the format characters at its end. pdf.js gives
/// no width to a code with such a mark, and leaves out a code that ends in a format character. So the code that is
/// drawn gets neither.
fn head_and_tail(text: &str) -> (&str, &str) {
    // The usual case: nothing in ASCII is a mark or a format character.
    if text.is_ascii() {
        return (text, "");
    }
    let marks = text.find(is_nonspacing).unwrap_or(text.len());
    match text[..marks].trim_end_matches(is_format) {
        "" => (text, ""),
        head => text.split_at(head.len()),
    }
}

fn advance_of(face: &Face, glyph: u16) -> u16 {
    face.shaper().glyph_hor_advance(GlyphId(glyph)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_with_the_width_has_no_nonspacing_mark() {
        assert_eq!(head_and_tail("កម្ម"), ("កម", "្ម"));
        assert_eq!(head_and_tail("កា"), ("កា", ""));
        assert_eq!(head_and_tail("កិ"), ("ក", "ិ"));
        assert_eq!(head_and_tail("fi"), ("fi", ""));
    }

    #[test]
    fn a_format_character_is_never_the_last_of_what_is_drawn() {
        assert_eq!(head_and_tail("ប\u{200C}៊ី"), ("ប", "\u{200C}៊ី"));
        assert_eq!(head_and_tail("ក\u{200C}"), ("ក", "\u{200C}"));
        assert_eq!(head_and_tail("\u{200C}"), ("\u{200C}", ""));
    }

    #[test]
    fn a_mark_without_a_base_keeps_its_text_together() {
        assert_eq!(head_and_tail("ិ"), ("ិ", ""));
    }

    #[test]
    fn from_right_to_left_each_letter_has_a_code_and_letters_share_the_width() {
        let data = include_bytes!("../../../fonts/noto-serif/NotoSerif-Regular.ttf");
        let face = Face::parse("latin", data).expect("the bundled font");
        let mut font = ClusterFont::new(&face);
        let glyph = Glyph { id: 40, dx: 0, dy: 0, advance: 601 };
        let codes = font.codes_from_right(&face, &[glyph], "لًا").expect("there is room");
        let told: Vec<(&str, u16)> = codes
            .iter()
            .map(|code| &font.entries[usize::from(code.0)])
            .map(|entry| (entry.text.as_deref().unwrap_or_default(), entry.advance))
            .collect();
        assert_eq!(told, [("ا", 300), ("\u{64B}", 0), ("ل", 301)]);
        // The drawing of the first letter begins at the place where the code of the last letter began.
        let Drawing::Placed(parts) = &font.entries[usize::from(codes[2].0)].drawing else { panic!("it is composed") };
        assert_eq!(parts[0].x, -300);
    }
}
