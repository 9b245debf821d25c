//! Explanations: for each line end of a paragraph, the text around it and the reasons for it.

use std::fmt;
use std::ops::Range;

use super::opportunity::{BreakClass, Opportunity};
use super::vote::{Vote, Votes};
use super::word_model::Likelihood;
use crate::shape::ShapedText;

/// How many clusters are quoted on each side of a line end.
const QUOTED: usize = 12;

/// Why a line ends where it does.
#[derive(Debug, Clone, PartialEq)]
pub struct LineEnd {
    /// The byte of the paragraph's text at which the next line begins.
    pub at: usize,
    /// The end of the line, without the spaces after it.
    pub before: String,
    /// The beginning of the next line.
    pub after: String,
    /// The opportunity that was taken.
    pub opportunity: Opportunity,
}

/// Explains the line ends of `lines`, which were chosen from `opportunities`. The last line of the
/// paragraph has no explanation.
pub fn explain(text: &ShapedText, opportunities: &[Opportunity], lines: &[Range<usize>]) -> Vec<LineEnd> {
    lines
        .windows(2)
        .filter_map(|pair| {
            let cluster = pair[1].start;
            let found = opportunities.binary_search_by_key(&cluster, |opportunity| opportunity.cluster).ok()?;
            let before = text.without_trailing_space(pair[0].clone());
            let after = text.without_trailing_space(pair[1].start..pair[1].end.min(cluster + QUOTED));
            Some(LineEnd {
                at: text.clusters[cluster].text.start,
                before: text.text_of(before.start.max(before.end.saturating_sub(QUOTED))..before.end).to_owned(),
                after: text.text_of(after).to_owned(),
                opportunity: opportunities[found].clone(),
            })
        })
        .collect()
}

/// One line of plain text: byte, penalty, votes, how likely it is that a word ends here, and last, since Khmer has no
/// fixed width on a terminal, the text about the line end.
impl fmt::Display for LineEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut votes = told(self.opportunity.votes);
        if self.opportunity.class == BreakClass::Emergency {
            votes.push_str(" (emergency)");
        }
        write!(
            f,
            "byte {:>5}  penalty {:>5.2}  {votes:<24}  {:<23}  {} | {}",
            self.at,
            self.opportunity.penalty,
            likelihood(self.opportunity.likelihood),
            self.before,
            self.after
        )
    }
}

/// The two probabilities whose product the penalty follows from; nothing at a place that needs none.
fn likelihood(likelihood: Option<Likelihood>) -> String {
    let Some(Likelihood { votes, lexicon }) = likelihood else { return String::new() };
    let lexicon = lexicon.map(|lexicon| format!("  lexicon {lexicon:.2}")).unwrap_or_default();
    format!("votes {votes:.2}{lexicon}")
}

/// The votes in a row; the models that find words are listed after `word`.
fn told(votes: Votes) -> String {
    let (models, others): (Vec<Vote>, Vec<Vote>) = votes.iter().partition(|vote| vote.finds_words());
    let row = |votes: &[Vote]| votes.iter().map(Vote::to_string).collect::<Vec<_>>().join(", ");
    match (others.is_empty(), models.is_empty()) {
        (true, true) => "none".to_owned(),
        (false, true) => row(&others),
        (true, false) => format!("word: {}", row(&models)),
        (false, false) => format!("{}, word: {}", row(&others), row(&models)),
    }
}
