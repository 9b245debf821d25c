//! Total fit: the line ends of a whole paragraph chosen together.

use std::ops::Range;

use super::opportunity::{BreakClass, Opportunity};
use super::spread::Stretch;
use super::vote::Vote;
use crate::locale::Align;
use crate::shape::ShapedText;
use crate::unit::Pt;

/// The cost of a line that is empty: a line costs this times its slack to the power of 1.25. The slack is the part of
/// the measure that the line leaves empty. So a line that is empty by a fifth costs 1. The cost is weighed against the
/// penalties of [`Opportunity`], which are logarithms of probabilities; the benchmark `line_ends` shows where the
/// two balance.
const SLACK_COST: f64 = 8.0;

/// The part of the measure below which a last line looks empty, even if it has two words.
const SHORT_LAST_LINE: f64 = 0.1;

/// The cost of a last line without width; it falls to zero at [`SHORT_LAST_LINE`].
const SHORT_LAST_LINE_COST: f64 = 0.5;

/// The part of the measure below which a last line of one word looks like a mistake.
const LONE_WORD: f64 = 0.25;

/// The cost of a last line of one word that is shorter than [`LONE_WORD`]: as much as a line costs that is empty by
/// a quarter.
const LONE_WORD_COST: f64 = 1.5;

/// The penalty up to which a place counts as the end of a word: more probable than not.
const WORD_END: f64 = 1.4;

/// The cost of an emergency, in addition to its penalty: more than any paragraph can save elsewhere.
const EMERGENCY_COST: f64 = 1e6;

/// The cost of a justified line whose spaces are opened as far as possible; it falls to zero
/// with the cube of what they are opened by.
const OPENED_COST: f64 = 1.0;

/// The cost of a ragged line in a justified paragraph, in addition to its slack.
const UNFILLED_COST: f64 = 6.0;

/// No more lines than this in a row end with a hyphen, but in an emergency.
const HYPHENS_IN_A_ROW: usize = 2;

/// The maximum by which a line may be wider than the measure: rounding, far below what can be seen.
const TOLERANCE: Pt = Pt(1e-6);

/// A piece of text that no line can hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Overfull {
    /// The clusters of the piece.
    pub clusters: Range<usize>,
    /// Its text.
    pub text: String,
    /// How much wider than the measure it is.
    pub excess: Pt,
}

/// Breaks a paragraph, set at `size`, into lines no wider than `measure`: of all ways the one with
/// the least slack and the surest line ends, or, if it is to be justified, the one whose spaces
/// are opened least. The last line may be of any length. At most two lines in a row end with a
/// hyphen.
///
/// `opportunities` are those that [`opportunities`](super::opportunities) found, ascending. The
/// lines are ranges of clusters that together cover the paragraph; spaces at the end of a line
/// are part of it but take up no room.
///
/// # Errors
///
/// Every piece between neighbouring opportunities that is wider than the measure.
pub fn break_lines(
    text: &ShapedText,
    opportunities: &[Opportunity],
    size: Pt,
    measure: Pt,
    align: Align,
) -> Result<Vec<Range<usize>>, Vec<Overfull>> {
    if text.clusters.is_empty() {
        return Ok(Vec::new());
    }
    let widths = Widths::of(text, size, align);
    let ordinary = places(text, opportunities.iter().filter(|o| o.class == BreakClass::Ordinary));
    if let Some(lines) = least_cost(&ordinary, &widths, measure) {
        return Ok(lines);
    }
    let all = places(text, opportunities.iter());
    least_cost(&all, &widths, measure).ok_or_else(|| too_wide(text, &all, &widths, measure))
}

/// A place where a line may begin or end, and what it costs to end one there.
struct Breakpoint {
    cluster: usize,
    cost: f64,
    /// Whether a line that ends here ends with a hyphen.
    hyphenated: bool,
}

/// The beginning of the text, the places given, and the end of the text.
fn places<'a>(text: &ShapedText, opportunities: impl Iterator<Item = &'a Opportunity>) -> Vec<Breakpoint> {
    let cost = |o: &Opportunity| match o.class {
        BreakClass::Ordinary => o.penalty,
        BreakClass::Emergency => o.penalty + EMERGENCY_COST,
    };
    let end = text.clusters.len();
    let mut places = vec![Breakpoint { cluster: 0, cost: 0.0, hyphenated: false }];
    places.extend(opportunities.filter(|o| 0 < o.cluster && o.cluster < end).map(|o| Breakpoint {
        cluster: o.cluster,
        cost: cost(o),
        hyphenated: o.votes.contains(Vote::Hyphen),
    }));
    places.push(Breakpoint { cluster: end, cost: 0.0, hyphenated: false });
    places
}

/// How far the pen has moved at each cluster, and where the ink before it ended.
struct Widths<'a> {
    text: &'a ShapedText,
    size: Pt,
    pen: Vec<Pt>,
    ink: Vec<Pt>,
    /// The places of a line that can be opened, if it is justified.
    stretch: Option<Vec<Stretch>>,
}

impl<'a> Widths<'a> {
    fn of(text: &'a ShapedText, size: Pt, align: Align) -> Self {
        let mut at = Pt::ZERO;
        let mut last_ink = Pt::ZERO;
        let mut pen = vec![at];
        let mut ink = vec![last_ink];
        for (i, cluster) in text.clusters.iter().enumerate() {
            at += cluster.advance.at(size);
            if !text.without_trailing_space(i..i + 1).is_empty() {
                last_ink = at;
            }
            pen.push(at);
            ink.push(last_ink);
        }
        let stretch = (align == Align::Justify).then(|| Stretch::sums(text));
        Self { text, size, pen, ink, stretch }
    }

    /// The width of a line without the spaces at its end.
    fn line(&self, clusters: Range<usize>) -> Pt {
        (self.ink[clusters.end] - self.pen[clusters.start]).max(Pt::ZERO)
    }

    /// The width of the line between two places, with its hyphen if it ends with one.
    fn between(&self, start: &Breakpoint, end: &Breakpoint) -> Pt {
        let hyphen = if end.hyphenated { self.text.hyphen_before(end.cluster) } else { None };
        let hyphen = hyphen.map_or(Pt::ZERO, |hyphen| hyphen.drawn.advance.at(self.size));
        self.line(start.cluster..end.cluster) + hyphen
    }

    /// The cost of a line of this width that is not the last.
    fn cost(&self, clusters: Range<usize>, width: Pt, measure: Pt) -> f64 {
        let ragged = ragged_cost(width / measure);
        let Some(stretch) = &self.stretch else { return ragged };
        let inked = self.text.without_trailing_space(clusters);
        // Nothing is opened after the last cluster.
        let last = inked.end.saturating_sub(1).max(inked.start);
        let most = stretch[last].since(stretch[inked.start]).most().at(self.size);
        let lack = (measure - width).max(Pt::ZERO);
        let opened = lack.0 / most.0.max(f64::EPSILON);
        if lack <= most { OPENED_COST * opened * opened * opened } else { UNFILLED_COST + ragged }
    }
}

/// A way to a place: its cost, where its last line begins, and how many lines in a row end with a
/// hyphen there.
#[derive(Clone, Copy)]
struct BestPath {
    cost: f64,
    start: usize,
    hyphens: usize,
}

/// The cheapest way from the first place to the last, if there is one: a dynamic programme that
/// looks back from each place no further than the measure reaches.
fn least_cost(places: &[Breakpoint], widths: &Widths, measure: Pt) -> Option<Vec<Range<usize>>> {
    let last = places.len() - 1;
    let last_word = last_word(places, widths.text);
    // For each place the best way to it, by the number of lines in a row that end with a hyphen
    // there.
    let mut best: Vec<[Option<BestPath>; HYPHENS_IN_A_ROW + 1]> = vec![[None; HYPHENS_IN_A_ROW + 1]; places.len()];
    best[0][0] = Some(BestPath { cost: 0.0, start: 0, hyphens: 0 });
    for end in 1..=last {
        for start in (0..end).rev() {
            let clusters = places[start].cluster..places[end].cluster;
            // A hyphen is wider than a space, so a place before may fit where this one does not.
            if widths.line(clusters.clone()) > measure + TOLERANCE {
                break;
            }
            let width = widths.between(&places[start], &places[end]);
            if width > measure + TOLERANCE || best[start].iter().all(Option::is_none) {
                continue;
            }
            let line = if end == last {
                last_line_cost(width / measure, start > 0 && clusters.start >= last_word)
            } else {
                widths.cost(clusters, width, measure)
            };
            for hyphens in 0..=HYPHENS_IN_A_ROW {
                let Some(before) = best[start][hyphens] else { continue };
                let in_a_row = if places[end].hyphenated { hyphens + 1 } else { 0 };
                let too_many = if in_a_row > HYPHENS_IN_A_ROW { EMERGENCY_COST } else { 0.0 };
                let best = &mut best[end][in_a_row.min(HYPHENS_IN_A_ROW)];
                let cost = before.cost + line + places[end].cost + too_many;
                if best.is_none_or(|least| cost < least.cost) {
                    *best = Some(BestPath { cost, start, hyphens });
                }
            }
        }
    }
    let mut lines = Vec::new();
    let (mut end, mut hyphens) = (last, 0);
    while end > 0 {
        let way = best[end][hyphens]?;
        lines.push(places[way.start].cluster..places[end].cluster);
        (end, hyphens) = (way.start, way.hyphens);
    }
    lines.reverse();
    Some(lines)
}

/// The cost of a line that fills this part of the measure and is left so.
fn ragged_cost(filled: f64) -> f64 {
    let slack = (1.0 - filled).max(0.0);
    // Square roots are exact on every platform; powers are not.
    SLACK_COST * slack * slack.sqrt().sqrt()
}

/// The cost of the last line of several. `is_one_word` if it has no second word.
fn last_line_cost(filled: f64, is_one_word: bool) -> f64 {
    let lone = if is_one_word && filled < LONE_WORD { LONE_WORD_COST } else { 0.0 };
    lone + SHORT_LAST_LINE_COST * (1.0 - filled / SHORT_LAST_LINE).max(0.0)
}

/// The cluster at which the last word begins. A no-break space also ends a word.
fn last_word(places: &[Breakpoint], text: &ShapedText) -> usize {
    let ends = places.iter().rev().skip(1).find(|place| place.cost <= WORD_END && !place.hyphenated);
    let drawn = text.without_trailing_space(0..text.clusters.len());
    let spaces = drawn.rev().find(|&i| matches!(text.text_of(i..i + 1), " " | "\u{A0}"));
    ends.map_or(0, |place| place.cluster).max(spaces.map_or(0, |space| space + 1))
}

fn too_wide(text: &ShapedText, places: &[Breakpoint], widths: &Widths, measure: Pt) -> Vec<Overfull> {
    places
        .windows(2)
        .filter_map(|pair| {
            let excess = widths.between(&pair[0], &pair[1]) - measure;
            let clusters = text.without_trailing_space(pair[0].cluster..pair[1].cluster);
            (excess > TOLERANCE).then(|| Overfull { text: text.text_of(clusters.clone()).to_owned(), clusters, excess })
        })
        .collect()
}
