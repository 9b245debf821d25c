//! Total fit: the line ends of a whole paragraph chosen together, ragged right.

use std::fmt;
use std::ops::Range;

use super::opportunity::{Opportunity, Resort};
use crate::shape::ShapedText;
use crate::unit::Pt;

/// What a line costs for the part of the measure that it leaves empty: this times the square of
/// that part. Against it stand the penalties of [`Opportunity`], which are logarithms of
/// probabilities; the benchmark `line_ends` shows where the two balance.
const SLACK_COST: f64 = 6.0;

/// The part of the measure below which a last line looks like a stray word.
const SHORT_LAST_LINE: f64 = 0.1;

/// What a last line of no width would cost; it falls to nothing at [`SHORT_LAST_LINE`].
const SHORT_LAST_LINE_COST: f64 = 0.5;

/// What an emergency costs beside its own penalty: more than any paragraph can save elsewhere.
const EMERGENCY_COST: f64 = 1e6;

/// By how much a line may be wider than the measure: rounding, far below what can be seen.
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

impl fmt::Display for Overfull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is {:.1} pt wider than the measure and can be broken nowhere", self.text, self.excess.0)
    }
}

/// Breaks a paragraph, set at `size`, into lines no wider than `measure`: of all ways the one with
/// the least slack and the surest line ends. The last line may be of any length.
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
) -> Result<Vec<Range<usize>>, Vec<Overfull>> {
    if text.clusters.is_empty() {
        return Ok(Vec::new());
    }
    let widths = Widths::of(text, size);
    let ordinary = places(text, opportunities.iter().filter(|o| o.resort == Resort::Ordinary));
    if let Some(lines) = least_cost(&ordinary, &widths, measure) {
        return Ok(lines);
    }
    let all = places(text, opportunities.iter());
    least_cost(&all, &widths, measure).ok_or_else(|| too_wide(text, &all, &widths, measure))
}

/// A place where a line may begin or end, and what it costs to end one there.
struct Place {
    cluster: usize,
    cost: f64,
}

/// The beginning of the text, the places given, and the end of the text.
fn places<'a>(text: &ShapedText, opportunities: impl Iterator<Item = &'a Opportunity>) -> Vec<Place> {
    let cost = |o: &Opportunity| match o.resort {
        Resort::Ordinary => o.penalty,
        Resort::Emergency => o.penalty + EMERGENCY_COST,
    };
    let end = text.clusters.len();
    let mut places = vec![Place { cluster: 0, cost: 0.0 }];
    places.extend(
        opportunities.filter(|o| 0 < o.cluster && o.cluster < end).map(|o| Place { cluster: o.cluster, cost: cost(o) }),
    );
    places.push(Place { cluster: end, cost: 0.0 });
    places
}

/// How far the pen has moved at each cluster, and where the ink before it ended.
struct Widths {
    pen: Vec<Pt>,
    ink: Vec<Pt>,
}

impl Widths {
    fn of(text: &ShapedText, size: Pt) -> Self {
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
        Self { pen, ink }
    }

    /// The width of a line without the spaces at its end.
    fn line(&self, clusters: Range<usize>) -> Pt {
        (self.ink[clusters.end] - self.pen[clusters.start]).max(Pt::ZERO)
    }
}

/// The cheapest way from the first place to the last, if there is one: a dynamic programme that
/// looks back from each place no further than the measure reaches.
fn least_cost(places: &[Place], widths: &Widths, measure: Pt) -> Option<Vec<Range<usize>>> {
    let last = places.len() - 1;
    let mut best: Vec<Option<(f64, usize)>> = vec![None; places.len()];
    best[0] = Some((0.0, 0));
    for end in 1..=last {
        for start in (0..end).rev() {
            let width = widths.line(places[start].cluster..places[end].cluster);
            if width > measure + TOLERANCE {
                break;
            }
            let Some((before, _)) = best[start] else { continue };
            let line = if end == last { last_line_cost(width / measure) } else { line_cost(width / measure) };
            let cost = before + line + places[end].cost;
            if best[end].is_none_or(|(least, _)| cost < least) {
                best[end] = Some((cost, start));
            }
        }
    }
    let mut lines = Vec::new();
    let mut end = last;
    while end > 0 {
        let (_, start) = best[end]?;
        lines.push(places[start].cluster..places[end].cluster);
        end = start;
    }
    lines.reverse();
    Some(lines)
}

/// The cost of a line that fills this part of the measure.
fn line_cost(filled: f64) -> f64 {
    let slack = (1.0 - filled).max(0.0);
    SLACK_COST * slack * slack.sqrt()
}

fn last_line_cost(filled: f64) -> f64 {
    SHORT_LAST_LINE_COST * (1.0 - filled / SHORT_LAST_LINE).max(0.0)
}

fn too_wide(text: &ShapedText, places: &[Place], widths: &Widths, measure: Pt) -> Vec<Overfull> {
    places
        .windows(2)
        .map(|pair| pair[0].cluster..pair[1].cluster)
        .filter_map(|clusters| {
            let excess = widths.line(clusters.clone()) - measure;
            let clusters = text.without_trailing_space(clusters);
            (excess > TOLERANCE).then(|| Overfull { text: text.text_of(clusters.clone()).to_owned(), clusters, excess })
        })
        .collect()
}
