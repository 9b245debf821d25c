//! The call to rustybuzz, and the gathering of its glyphs into clusters.

use std::ops::Range;

use rustybuzz::{Direction, GlyphBuffer, GlyphInfo, GlyphPosition, Language, UnicodeBuffer};
use unicode_bidi::Level;
use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation;

use super::broken::{BrokenCluster, broken_clusters};
use super::hyphen::add_hyphens;
use super::itemize::{Item, Itemized, itemize};
use super::levels::Levels;
use super::{Cluster, Glyph, ShapedText, TextStyle, Wording};
use crate::font::{Face, Fonts};

pub use super::itemize::Uncovered as MissingGlyph;

/// The parts of a text that must not be printed. At least one of the lists is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unprintable {
    /// Every character that no font has.
    pub missing: Vec<MissingGlyph>,
    /// Every cluster that would be drawn with a dotted circle.
    pub broken: Vec<BrokenCluster>,
}

/// Shapes a paragraph.
///
/// # Errors
///
/// Every character that no font has, and every broken cluster.
pub fn shape(written: &str, style: &TextStyle, fonts: &Fonts) -> Result<ShapedText, Unprintable> {
    let Wording { text, orders } = Wording::of(written);
    let Itemized { items, uncovered: missing, marks_without_letters: mut marks } = itemized(&text, style, fonts);
    let levels = Levels::of(written, style.direction);
    let mut shaped = ShapedText {
        text: String::new(),
        orders,
        clusters: Vec::new(),
        glyphs: Vec::new(),
        hyphens: Vec::new(),
        level: levels.paragraph,
    };
    let language: Option<Language> = style.language.parse().ok();
    for item in &items {
        for part in levels.runs(item.text.clone()) {
            let level = levels.of_bytes[part.start];
            let item = Item { text: part, ..item.clone() };
            let run = Run::of(&text, &item, level, language.as_ref(), fonts);
            let output = run.shape(run.face.shaper(), run.buffer());
            marks.extend(run.broken_marks(&output).into_iter().map(|mark| item.text.start + mark));
            add_clusters(&run, &item, &levels.of_bytes, &output, &mut shaped);
        }
    }
    let broken = broken_clusters(&text, marks);
    if !missing.is_empty() || !broken.is_empty() {
        return Err(Unprintable { missing, broken });
    }
    shaped.text = text;
    add_hyphens(&mut shaped, style.hyphenation, fonts);
    Ok(shaped)
}

/// Cuts a text into runs; a label in families of its own is cut apart from the rest.
fn itemized(text: &str, style: &TextStyle, fonts: &Fonts) -> Itemized {
    let preference = fonts.preferred(&style.families, style.weight);
    let label = style.label.as_ref().filter(|label| text.is_char_boundary(label.bytes));
    let Some(label) = label else { return itemize(text, &preference, fonts) };
    let (first, rest) = text.split_at(label.bytes);
    let mut all = itemize(first, &fonts.preferred(&label.families, label.weight), fonts);
    let Itemized { items, uncovered, marks_without_letters } = itemize(rest, &preference, fonts);
    let moved = |range: Range<usize>| range.start + first.len()..range.end + first.len();
    all.items.extend(items.into_iter().map(|item| Item { text: moved(item.text), ..item }));
    all.uncovered.extend(uncovered.into_iter().map(|one| MissingGlyph { at: one.at + first.len(), ..one }));
    all.marks_without_letters.extend(marks_without_letters.into_iter().map(|at| at + first.len()));
    all
}

/// A run of one script, one face and one direction, as the shaper is given it.
pub(super) struct Run<'a> {
    pub text: &'a str,
    pub face: &'a Face<'a>,
    pub script: Script,
    direction: Direction,
    language: Option<&'a Language>,
}

impl<'a> Run<'a> {
    pub fn of(text: &'a str, item: &Item, level: Level, language: Option<&'a Language>, fonts: &'a Fonts) -> Self {
        Self {
            text: &text[item.text.clone()],
            face: fonts.face(item.font),
            script: item.script,
            direction: if level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight },
            language,
        }
    }

    /// Its glyphs, in the order in which they are drawn.
    pub fn glyphs(&self) -> Vec<Glyph> {
        let output = self.shape(self.face.shaper(), self.buffer());
        output.glyph_infos().iter().zip(output.glyph_positions()).map(|(info, place)| placed(info, place)).collect()
    }

    pub fn buffer(&self) -> UnicodeBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(self.text);
        buffer.set_direction(self.direction);
        buffer.set_script(buzz_script(self.script));
        if let Some(language) = self.language {
            buffer.set_language(language.clone());
        }
        buffer
    }

    /// Shapes the run in its face or in a copy of it, for which the same plan is right.
    pub fn shape(&self, face: &rustybuzz::Face, buffer: UnicodeBuffer) -> GlyphBuffer {
        match self.language {
            Some(language) => {
                let plan = self.face.plan(self.direction, buzz_script(self.script), language);
                rustybuzz::shape_with_plan(face, &plan, buffer)
            }
            None => rustybuzz::shape(face, &[], buffer),
        }
    }
}

fn add_clusters(run: &Run, item: &Item, levels: &[Level], output: &GlyphBuffer, shaped: &mut ShapedText) {
    let infos = output.glyph_infos();
    let positions = output.glyph_positions();
    let level = levels[item.text.start];
    let mut boundaries = cluster_starts(run.text, infos.iter().map(|info| info.cluster as usize));
    if level.is_rtl() {
        // An alef that is inside its lam, as some fonts draw the two, has no width. No reader of
        // a PDF knows where such a letter belongs, unless it is one piece with the one before it.
        let mut end = item.text.len();
        for i in (1..boundaries.len()).rev() {
            let glyphs = glyphs_of(infos, boundaries[i]..end, level);
            end = boundaries[i];
            if positions[glyphs].iter().all(|position| position.x_advance == 0) {
                boundaries.remove(i);
            }
        }
    }
    for (i, &start) in boundaries.iter().enumerate() {
        let end = boundaries.get(i + 1).copied().unwrap_or(item.text.len());
        let first = shaped.glyphs.len();
        let mut advance = 0;
        for glyph in glyphs_of(infos, start..end, level) {
            let position = &positions[glyph];
            shaped.glyphs.push(placed(&infos[glyph], position));
            advance += position.x_advance;
        }
        shaped.clusters.push(Cluster {
            text: item.text.start + start..item.text.start + end,
            font: item.font,
            glyphs: first..shaped.glyphs.len(),
            advance: run.face.em(advance),
            level: levels[item.text.start + start],
        });
    }
}

/// A glyph as the shaper places it.
fn placed(info: &GlyphInfo, position: &GlyphPosition) -> Glyph {
    Glyph {
        // A font has at most 65,535 glyphs.
        id: info.glyph_id as u16,
        dx: position.x_offset,
        dy: position.y_offset,
        advance: position.x_advance,
    }
}

/// The glyphs of the text's bytes `cluster`. They are in the order in which they are drawn, from
/// left to right, so that their clusters ascend or, where the writing runs to the left, descend.
fn glyphs_of(infos: &[GlyphInfo], cluster: Range<usize>, level: Level) -> Range<usize> {
    let before = |byte: usize| {
        if level.is_rtl() {
            infos.partition_point(|info| info.cluster as usize >= byte)
        } else {
            infos.partition_point(|info| (info.cluster as usize) < byte)
        }
    };
    let (a, b) = (before(cluster.start), before(cluster.end));
    a.min(b)..a.max(b)
}

/// Where clusters begin: where the shaper begins one and, at the same place, a grapheme does, so
/// that no orthographic cluster is ever split.
fn cluster_starts(text: &str, shaper_clusters: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts: Vec<usize> = shaper_clusters.collect();
    starts.sort_unstable();
    starts.dedup();
    let graphemes: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    starts.retain(|start| graphemes.binary_search(start).is_ok());
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    starts
}

fn buzz_script(script: Script) -> rustybuzz::Script {
    let name = script.short_name().as_bytes();
    <[u8; 4]>::try_from(name)
        .ok()
        .and_then(|tag| rustybuzz::Script::from_iso15924_tag(ttf_parser::Tag::from_bytes(&tag)))
        .unwrap_or(rustybuzz::script::COMMON)
}
