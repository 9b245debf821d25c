//! Shaping: text becomes clusters of glyphs, each with its own text.
//!
//! A paragraph is shaped once, as a whole; a line is later a range of its clusters.

mod broken;
mod hyphen;
mod itemize;
mod levels;
mod shaper;
mod sides;
mod wording;

use std::fmt::Write as _;
use std::ops::Range;

use crate::font::{Face, FontId, Fonts, Weight};
use crate::hyphenation::Hyphenation;
use crate::locale::Direction;
use crate::unit::Em;

pub use crate::script::breaks::BreakControl;
pub use broken::BrokenCluster;
pub use itemize::{Item, Itemized, itemize};
pub use shaper::{MissingGlyph, Unprintable, shape};
pub use sides::marks_elsewhere;
pub use unicode_bidi::Level;
pub use wording::{BreakOrder, Wording};

/// How text is to be set: the language and the fonts, but not yet the size.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// The language as a BCP 47 tag, for example `km`.
    pub language: String,
    /// The families to try, in this order.
    pub families: Vec<String>,
    /// The weight to prefer.
    pub weight: Weight,
    /// The part at the beginning that is set in other families, if there is one.
    pub label: Option<Label>,
    /// The patterns by which long words may be split, if they may.
    pub hyphenation: Option<Hyphenation>,
    /// The direction of the paragraph; by default the direction of its first letter.
    pub direction: Option<Direction>,
}

/// The beginning of a text in families of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// How many bytes it has of the text as it is drawn.
    pub bytes: usize,
    /// The families to try, in this order.
    pub families: Vec<String>,
    /// The weight to prefer.
    pub weight: Weight,
}

/// No language, no preferred family, the usual weight, no label, and no hyphenation.
impl Default for TextStyle {
    fn default() -> Self {
        Self {
            language: String::new(),
            families: Vec::new(),
            weight: Weight::Regular,
            label: None,
            hyphenation: None,
            direction: None,
        }
    }
}

/// A paragraph in glyphs. It never changes once it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapedText {
    /// The text as it will be read again from the PDF: without the invisible break orders.
    pub text: String,
    /// The places where the author allowed or forbade a line to end.
    pub orders: Vec<BreakOrder>,
    /// The clusters in the order of the text, without gaps: together they cover all of it.
    pub clusters: Vec<Cluster>,
    /// The glyphs of all clusters.
    pub glyphs: Vec<Glyph>,
    /// The places inside words where a line may end with a hyphen, in the order of the text.
    pub hyphens: Vec<Hyphen>,
    /// The embedding level of the paragraph (UAX 9): odd where it is written from right to left.
    pub level: Level,
}

/// A place inside a word where a line may end with a hyphen.
#[derive(Debug, Clone, PartialEq)]
pub struct Hyphen {
    /// The index of the cluster that would begin the next line.
    pub cluster: usize,
    /// The hyphen as it would be drawn. It is not part of the text.
    pub drawn: Cluster,
    /// Whether it is the author's own soft hyphen, U+00AD.
    pub by_author: bool,
}

/// The smallest piece of text that has glyphs of its own and can be at a line's edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The bytes of [`ShapedText::text`] that it has.
    pub text: Range<usize>,
    /// The face it is set in.
    pub font: FontId,
    /// Its glyphs in [`ShapedText::glyphs`], in the order in which they are drawn.
    pub glyphs: Range<usize>,
    /// How far it moves the pen.
    pub advance: Em,
    /// Its embedding level (UAX 9): odd where it is written from right to left.
    pub level: Level,
}

/// A glyph placed relative to the pen, in the font units of its cluster's face; `dy` grows upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Glyph {
    /// The glyph's index in the font.
    pub id: u16,
    /// How far to the right of the pen it is drawn.
    pub dx: i32,
    /// How far above the baseline it is drawn.
    pub dy: i32,
    /// How far it moves the pen.
    pub advance: i32,
}

impl ShapedText {
    /// The text of a range of clusters.
    pub fn text_of(&self, clusters: Range<usize>) -> &str {
        if clusters.is_empty() {
            return "";
        }
        &self.text[self.clusters[clusters.start].text.start..self.clusters[clusters.end - 1].text.end]
    }

    /// The glyphs of a cluster.
    pub fn glyphs_of(&self, cluster: &Cluster) -> &[Glyph] {
        &self.glyphs[cluster.glyphs.clone()]
    }

    /// How far a range of clusters moves the pen.
    pub fn advance_of(&self, clusters: Range<usize>) -> Em {
        self.clusters[clusters].iter().map(|cluster| cluster.advance).sum()
    }

    /// The first cluster whose text begins at byte `at` or later.
    pub fn cluster_at(&self, at: usize) -> usize {
        self.clusters.partition_point(|cluster| cluster.text.start < at)
    }

    /// The hyphen that a line draws which ends before `cluster`, if that is inside a word.
    pub fn hyphen_before(&self, cluster: usize) -> Option<&Hyphen> {
        let found = self.hyphens.binary_search_by_key(&cluster, |hyphen| hyphen.cluster).ok()?;
        Some(&self.hyphens[found])
    }

    /// The range of clusters without the spaces at its end: what takes up room on a line.
    pub fn without_trailing_space(&self, clusters: Range<usize>) -> Range<usize> {
        let is_space = |cluster: &Cluster| self.text[cluster.text.clone()].chars().all(|c| c == ' ');
        let spaces = self.clusters[clusters.clone()].iter().rev().take_while(|c| is_space(c)).count();
        clusters.start..clusters.end - spaces
    }

    /// The glyphs in the notation of `HarfBuzz`, `name=cluster@dx,dy+advance`, each face's run in a line
    /// of its own. Cluster numbers are bytes from the beginning of the run.
    pub fn notation(&self, fonts: &Fonts) -> String {
        let mut out = String::new();
        for run in self.clusters.chunk_by(|a, b| a.font == b.font) {
            let face = fonts.face(run[0].font);
            let start = run[0].text.start;
            let _ = write!(out, "{} ", face.postscript_name());
            let mut separator = '[';
            for cluster in run {
                for glyph in self.glyphs_of(cluster) {
                    let _ = write!(out, "{separator}{}={}", glyph_name(face, glyph.id), cluster.text.start - start);
                    if glyph.dx != 0 || glyph.dy != 0 {
                        let _ = write!(out, "@{},{}", glyph.dx, glyph.dy);
                    }
                    let _ = write!(out, "+{}", glyph.advance);
                    separator = '|';
                }
            }
            out.push_str("]\n");
        }
        out
    }
}

fn glyph_name(face: &Face, glyph: u16) -> String {
    face.shaper().glyph_name(ttf_parser::GlyphId(glyph)).map_or_else(|| format!("gid{glyph}"), str::to_owned)
}
