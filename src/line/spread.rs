//! Spread: the white of a justified line, opened until the line is full.

use std::ops::Range;

use crate::script::khmer::is_of_word;
use crate::shape::ShapedText;
use crate::unit::{Em, Pt};

/// How much wider than usual the white of a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// Each space between words.
    pub space: Em,
    /// Each joint between two Khmer clusters.
    pub joint: Em,
}

/// A space that is opened further than this looks like a hole.
const WIDEST_SPACE: Em = Em(0.15);

/// Khmer clusters can be 0.03 em apart before this is seen, but above 0.02 em poppler takes the parts of a line for
/// several lines.
const WIDEST_JOINT: Em = Em(0.02);

impl Spread {
    /// No wider than usual.
    pub const NONE: Self = Self { space: Em::ZERO, joint: Em::ZERO };

    /// The spread that fills `measure` with a line of these clusters, whose ink is `width` wide.
    /// A line that cannot be filled well is left as it is.
    pub fn filling(text: &ShapedText, clusters: Range<usize>, width: Pt, size: Pt, measure: Pt) -> Self {
        let stretch = Stretch::of(text, text.without_trailing_space(clusters));
        let lack = Em((measure - width) / size);
        let in_spaces = WIDEST_SPACE * stretch.spaces as f64;
        if lack <= Em::ZERO || lack > stretch.most() {
            Self::NONE
        } else if lack <= in_spaces {
            Self { space: Em(lack / Em(stretch.spaces as f64)), joint: Em::ZERO }
        } else {
            Self { space: WIDEST_SPACE, joint: Em((lack - in_spaces) / Em(stretch.joints as f64)) }
        }
    }

    /// How much wider the cluster `at` of a line that ends before `end` becomes.
    pub fn after(self, text: &ShapedText, at: usize, end: usize) -> Em {
        if at + 1 >= end {
            Em::ZERO
        } else if is_space(text, at) {
            self.space
        } else if is_joint(text, at) {
            self.joint
        } else {
            Em::ZERO
        }
    }
}

/// The places of a line that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stretch {
    pub spaces: usize,
    pub joints: usize,
}

impl Stretch {
    fn of(text: &ShapedText, line: Range<usize>) -> Self {
        let inner = line.start..line.end.saturating_sub(1).max(line.start);
        Self {
            spaces: inner.clone().filter(|&at| is_space(text, at)).count(),
            joints: inner.filter(|&at| is_joint(text, at)).count(),
        }
    }

    /// The space that can be opened before each cluster of the text, and at its end.
    pub(super) fn sums(text: &ShapedText) -> Vec<Self> {
        let mut sum = Self::default();
        let mut sums = vec![sum];
        for at in 0..text.clusters.len() {
            sum.spaces += usize::from(is_space(text, at));
            sum.joints += usize::from(is_joint(text, at));
            sums.push(sum);
        }
        sums
    }

    /// The difference between two such sums.
    pub(super) fn since(self, start: Self) -> Self {
        Self { spaces: self.spaces - start.spaces, joints: self.joints - start.joints }
    }

    /// The maximum by which a line can be widened.
    pub(super) fn most(self) -> Em {
        WIDEST_SPACE * self.spaces as f64 + WIDEST_JOINT * self.joints as f64
    }
}

fn is_space(text: &ShapedText, at: usize) -> bool {
    matches!(text.text_of(at..at + 1), " " | "\u{A0}")
}

/// Whether Khmer is on both sides of the end of a cluster.
fn is_joint(text: &ShapedText, at: usize) -> bool {
    let end = text.clusters[at].text.end;
    text.text[..end].chars().next_back().is_some_and(is_of_word)
        && text.text[end..].chars().next().is_some_and(is_of_word)
}
