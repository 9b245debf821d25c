//! Paragraphs: words are shaped, and broken into lines of a measure.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Findings, Origin, rules};
use crate::font::Weight;
use crate::hyphenation::Hyphenation;
use crate::letter::Text;
use crate::line::{BreakClass, LineEnd, Opportunity, Overfull, break_lines, explain, opportunities};
use crate::locale::FontChoice;
use crate::page::text::context::{Lines, TypesetContext};
use crate::page::text::shapings::{Shaped, key};
use crate::page::text::typography::Typography;
use crate::page::text::unprintable::{beginning, findings_on};
use crate::script::marks::{MAX_MARKS, is_mark, too_many_marks};
use crate::shape::{Label, ShapedText, TextStyle, marks_elsewhere, shape};
use crate::unit::Pt;

/// A paragraph in lines.
#[derive(Debug, Clone, PartialEq)]
pub struct SetParagraph {
    /// The paragraph.
    pub text: Arc<ShapedText>,
    /// The clusters of each line.
    pub lines: Vec<Range<usize>>,
    /// Where it could have been broken; nowhere, if it is a single line.
    pub opportunities: Arc<[Opportunity]>,
}

/// How the lines of a paragraph are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineFilling {
    /// Each as well as the whole paragraph allows.
    #[default]
    Full,
    /// All alike, and ending where phrases meet.
    Balanced,
}

/// A line end with its explanation.
#[derive(Debug, Clone, PartialEq)]
pub struct Break {
    /// The message that the paragraph comes from.
    pub source: String,
    /// The language of the paragraph.
    pub language: String,
    /// The number of the line in its paragraph, from 1.
    pub line: usize,
    /// Where it ends and why.
    pub end: LineEnd,
    /// Which part of the measure the line fills, from 0 to 1, or would fill if it ended at the last
    /// place where it may: a name after it may have been kept whole though it can be split.
    pub fillable: f64,
    /// Where the paragraph comes from.
    pub origin: Origin,
}

/// Shapes one paragraph.
///
/// # Errors
///
/// Every character for which no font has a glyph, every broken cluster, or a letter with more marks than
/// are ever written.
pub fn shape_text(text: &Text, typography: Typography, typesetting: &TypesetContext) -> Result<ShapedText, Findings> {
    if let Some(at) = too_many_marks(&text.content) {
        let from = text.content[..at].char_indices().rev().find(|(_, c)| !is_mark(*c)).map_or(0, |(from, _)| from);
        let message = format!("`{}` has more than {MAX_MARKS} marks on one letter", beginning(&text.content[from..at]));
        return Err(text
            .origin
            .error(rules::TOO_MANY_MARKS, message)
            .help("delete the marks that do not belong there")
            .into());
    }
    let FontChoice { body, heading } = typesetting.fonts_of(&text.language);
    let set =
        |headings: &[String]| shape(&text.content, &style(text, typography, headings, typesetting), typesetting.fonts);
    let shaped = set(heading).map_err(|unprintable| findings_on(&unprintable, text, typesetting))?;
    if matches!(typography, Typography::Heading | Typography::Labelled { .. })
        && let Ok(strong) = set(body)
        && marks_elsewhere(&shaped, &strong, &text.language.to_string(), typesetting.fonts).next().is_some()
    {
        // In the heading's face a reader would take the marks for others.
        return Ok(strong);
    }
    Ok(shaped)
}

/// Shapes a paragraph and breaks it into lines no wider than `measure`.
///
/// # Errors
///
/// A character without a glyph, a broken cluster, or a piece of text that no line can hold.
pub fn set_paragraph(
    text: &Text,
    typography: Typography,
    size: Pt,
    measure: Pt,
    typesetting: &TypesetContext,
) -> Result<SetParagraph, Findings> {
    let shaped = shape_once(text, typography, typesetting)?;
    if let Some(line) = single_line(&shaped, size, measure) {
        return Ok(SetParagraph { text: shaped, lines: vec![line], opportunities: Arc::default() });
    }
    let opportunities = opportunities_once(text, typography, &shaped, typesetting);
    match break_lines(&shaped, &opportunities, size, measure, typesetting.align_of(&text.language, typography)) {
        Ok(lines) => Ok(SetParagraph { text: shaped, lines, opportunities }),
        Err(overfull) => {
            let finding = |piece: &Overfull| {
                let message = format!(
                    "`{}` is {:.1} mm wider than the line, and there is no place to break it",
                    beginning(&piece.text),
                    piece.excess.to_mm().0
                );
                let help = "shorten it, or allow a break with a zero width space (U+200B)";
                text.origin.error(rules::OVERFULL_LINE, message).help(help)
            };
            Err(overfull.iter().map(finding).collect())
        }
    }
}

/// The whole paragraph, where it fits on a line: no way to break it is better than not to, and most
/// lines of a head are such.
fn single_line(text: &ShapedText, size: Pt, measure: Pt) -> Option<Range<usize>> {
    let all = 0..text.clusters.len();
    let fits = text.advance_of(all.clone()).at(size) <= measure;
    (fits && !all.is_empty()).then_some(all)
}

fn shape_once(text: &Text, typography: Typography, typesetting: &TypesetContext) -> Result<Arc<ShapedText>, Findings> {
    let key = key(text, typography);
    if let Some(shaped) = typesetting.shapings.get(&key) {
        return Ok(shaped.text);
    }
    let shaped = Arc::new(shape_text(text, typography, typesetting)?);
    typesetting.shapings.insert(key, Shaped { text: Arc::clone(&shaped), opportunities: BTreeMap::new() });
    Ok(shaped)
}

fn opportunities_once(
    text: &Text,
    typography: Typography,
    shaped: &Arc<ShapedText>,
    typesetting: &TypesetContext,
) -> Arc<[Opportunity]> {
    let (key, letter) = (key(text, typography), &typesetting.locales[0].tag);
    let known = typesetting.shapings.get(&key).map(|shaped| shaped.opportunities).unwrap_or_default();
    if let Some(opportunities) = known.get(letter) {
        return Arc::clone(opportunities);
    }
    let found: Arc<[Opportunity]> =
        opportunities(shaped, &typesetting.known_words(&text.language), typesetting.segmenter).into();
    let mut opportunities = known;
    opportunities.insert(letter.clone(), Arc::clone(&found));
    typesetting.shapings.insert(key, Shaped { text: Arc::clone(shaped), opportunities });
    found
}

impl SetParagraph {
    /// Its line ends but for the last, which ends where the text does.
    pub fn breaks<'a>(&'a self, source: &'a Text, size: Pt, measure: Pt) -> impl Iterator<Item = Break> + 'a {
        let ends = explain(&self.text, &self.opportunities, &self.lines);
        let filled = move |line: Range<usize>| {
            let drawn = self.text.without_trailing_space(line);
            self.text.advance_of(drawn).at(size).0 / measure.0
        };
        let fillable = move |line: &Range<usize>| {
            let places = self.opportunities.iter().filter(|place| place.class == BreakClass::Ordinary);
            let ends = places.map(|place| place.cluster).skip_while(|end| *end <= line.end);
            let parts = ends.map(|end| filled(line.start..end)).take_while(|part| *part <= 1.0);
            parts.fold(filled(line.clone()), f64::max)
        };
        ends.into_iter().enumerate().map(move |(i, end)| Break {
            fillable: self.lines.get(i).map_or(1.0, fillable),
            origin: source.origin.clone(),
            source: source.origin.name.clone(),
            language: source.language.to_string(),
            line: i + 1,
            end,
        })
    }
}

/// The style of a text, with headings in these families.
fn style(text: &Text, typography: Typography, headings: &[String], typesetting: &TypesetContext) -> TextStyle {
    let body = &typesetting.fonts_of(&text.language).body;
    let (families, weight) = match typography {
        Typography::Body | Typography::Labelled { .. } => (body.as_slice(), Weight::Regular),
        Typography::Strong => (body.as_slice(), Weight::Bold),
        Typography::Heading => (headings, Weight::Bold),
    };
    let label = match typography {
        Typography::Labelled { label } => {
            Some(Label { bytes: label, families: headings.to_vec(), weight: Weight::Bold })
        }
        Typography::Body | Typography::Strong | Typography::Heading => None,
    };
    let locale = typesetting.locale_of(&text.language);
    TextStyle {
        language: text.language.to_string(),
        families: families.to_vec(),
        weight,
        label,
        hyphenation: locale
            .filter(|locale| locale.info.hyphenate && typography == Typography::Body)
            .filter(|_| typesetting.lines == Lines::OfLanguage)
            .and_then(|locale| Hyphenation::of(&locale.tag)),
        direction: locale.map(|locale| locale.info.direction),
    }
}
