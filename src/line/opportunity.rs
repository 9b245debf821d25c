//! Opportunities: every place of a paragraph where a line may end, and what speaks for it.

use super::bond::{Bond, Piece, pieces};
use super::known_words::KnownWords;
use super::rules::{Ruling, ruling};
use super::segment::{Segmentation, Segmenter};
use super::vote::{Vote, Votes};
use super::word_model::{self, Likelihood};
use crate::script::spacing::is_unspaced_character;
use crate::shape::{BreakControl, Hyphen, ShapedText};

/// A place where a line may end.
#[derive(Debug, Clone, PartialEq)]
pub struct Opportunity {
    /// The index of the cluster that would begin the next line.
    pub cluster: usize,
    /// The penalty of a line that ends here: -2 ln of the probability that a word ends here, and more if that would
    /// split text that belongs together. 0 is a certain word end.
    pub penalty: f64,
    /// The reasons for it.
    pub votes: Votes,
    /// How likely it is that a word ends here, where only models of words can say so.
    pub likelihood: Option<Likelihood>,
    /// When it may be used.
    pub class: BreakClass,
}

/// When an opportunity may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakClass {
    /// Whenever it gives the best lines.
    Ordinary,
    /// Only where no line fits without it.
    Emergency,
}

/// The probability below which a place does not count as a word end.
const IMPROBABLE: f64 = 0.02;

/// An author who types a U+200B as often as this, in characters, has marked every word end.
const CHARACTERS_PER_ORDER: usize = 12;

/// Penalty of a line that ends after a dash or slash, or in an emergency after a hyphen.
const AFTER_HYPHEN: f64 = 1.5;

/// Penalty of a line that begins with a dash, in a script with spaces between words: about what a line costs that is empty
/// by a fifth. In others a space is too good a place.
const BEFORE_DASH: f64 = 1.0;

/// Penalty of a line that ends in an address of the web or of e-mail where the author allows it: more than any line
/// costs, so that an address that fits on a line stays whole.
const PARTED_ADDRESS: f64 = 9.0;

/// Penalty of a line that ends inside an address of the web.
const IN_ADDRESS: f64 = 4.5;

/// Penalty of a line that ends where a protected name begins or ends without a space.
const BESIDE_NAME: f64 = 0.3;

/// Penalty of a line that ends inside a word: about what a line costs that is empty by a fifth.
const HYPHENATED: f64 = 1.2;

/// The penalty of a hyphen where the author has typed a soft hyphen.
const HYPHENATED_BY_AUTHOR: f64 = 0.6;

/// Penalty beside that of parting a word with a capital, which is a name as often as not.
const HYPHENATED_CAPITAL: f64 = 1.2;

/// Every place where a line of `text` may end, in order.
pub fn opportunities(text: &ShapedText, known: &KnownWords, segmenter: &Segmenter) -> Vec<Opportunity> {
    let pieces = pieces(&text.text, known.names());
    let joints = Joints::of(text, &pieces);
    let rulings: Vec<Ruling> = (0..text.clusters.len())
        .map(|i| {
            let (before, after) = text.text.split_at(text.clusters[i].text.start);
            ruling(before, after)
        })
        .collect();
    // The models of words read no further than here. Where the text is cut, no model votes for a line end, nor does
    // UAX 14, which is needed wherever words have no model.
    let cuts: Vec<usize> = (1..text.clusters.len())
        .filter(|&i| joints.order[i] == Some(BreakControl::Allow) || joints.beside_name[i])
        .filter(|&i| matches!(rulings[i], Ruling::Word(_)))
        .map(|i| text.clusters[i].text.start)
        .collect();
    let segmentation = segmenter.segment(&text.text, &cuts);
    let likelihoods = likelihoods(text, &rulings, &joints, &segmentation, known);

    (1..text.clusters.len())
        .filter_map(|i| {
            let at = text.clusters[i].text.start;
            let place = BreakPlace {
                before: &text.text[..at],
                after: &text.text[at..],
                ruling: rulings[i],
                order: joints.order[i],
                hyphen: text.hyphen_before(i),
                beside_name: joints.beside_name[i],
                marked_by_author: joints.marked_by_author[i],
                models: segmentation.votes_at(at),
                likelihood: likelihoods[i],
            };
            bonded(place.opportunity(i)?, &joints.bonds[i], place.before)
        })
        .collect()
}

/// The rules for each place between clusters, before the models are used; indexed by the
/// cluster that follows the place.
struct Joints {
    order: Vec<Option<BreakControl>>,
    bonds: Vec<Vec<Bond>>,
    beside_name: Vec<bool>,
    marked_by_author: Vec<bool>,
}

impl Joints {
    fn of(text: &ShapedText, pieces: &[Piece]) -> Self {
        let count = text.clusters.len();
        let starts_at = |byte: usize| {
            let i = text.cluster_at(byte);
            (i == count && byte == text.text.len() || i < count && text.clusters[i].text.start == byte).then_some(i)
        };
        let mut joints = Self {
            order: vec![None; count],
            bonds: vec![Vec::new(); count],
            beside_name: vec![false; count],
            marked_by_author: marked_by_author(text),
        };
        for order in &text.orders {
            if let Some(i) = starts_at(order.at).filter(|i| *i < count) {
                joints.order[i] = Some(order.order);
            }
        }
        for piece in pieces {
            // A match that begins or ends inside a cluster is part of another word.
            let (Some(start), Some(end)) = (starts_at(piece.text.start), starts_at(piece.text.end)) else { continue };
            for bonds in &mut joints.bonds[start + 1..end] {
                bonds.push(piece.bond);
            }
            // A name of one cluster is more often a part of another word.
            if matches!(piece.bond, Bond::AtSpaces(_)) && end - start > 1 {
                for edge in [start, end].into_iter().filter(|i| *i < count) {
                    joints.beside_name[edge] = true;
                }
            }
        }
        joints
    }
}

/// Which clusters are in a run without spaces whose word ends the author has marked.
fn marked_by_author(text: &ShapedText) -> Vec<bool> {
    let allowed: Vec<usize> = text.orders.iter().filter(|o| o.order == BreakControl::Allow).map(|o| o.at).collect();
    let mut marked = Vec::with_capacity(text.clusters.len());
    let mut start = 0;
    for run in text.text.split_inclusive(' ') {
        let end = start + run.len();
        let orders = allowed.partition_point(|at| *at < end) - allowed.partition_point(|at| *at <= start);
        let is_marked = !allowed.is_empty() && run.chars().count() <= CHARACTERS_PER_ORDER * (orders + 1);
        marked.resize(text.cluster_at(end), is_marked);
        start = end;
    }
    marked
}

/// For each cluster within writing whose words a model finds, how likely it is that a word begins there.
fn likelihoods(
    text: &ShapedText,
    rulings: &[Ruling],
    joints: &Joints,
    segmentation: &Segmentation,
    known: &KnownWords,
) -> Vec<Option<Likelihood>> {
    let mut likelihoods = vec![None; text.clusters.len()];
    let is_known = |i: usize| joints.order[i] == Some(BreakControl::Allow) || joints.beside_name[i];
    let model_at = |i: usize| text.text_of(i..i + 1).chars().next().and_then(word_model::of_character);
    let mut start = 0;
    while start < text.clusters.len() {
        let mut end = start + 1;
        if let Some(model) = model_at(start) {
            // A syllable goes on where no word begins: the models of words see it whole.
            let goes_on = |i: usize| match rulings[i] {
                Ruling::Word(script) => script == model.script(),
                Ruling::No | Ruling::Never => model_at(i).is_some_and(|other| other.script() == model.script()),
                Ruling::May(..) | Ruling::Unicode => false,
            };
            while end < text.clusters.len() && goes_on(end) && !is_known(end) {
                end += 1;
            }
            let clusters: Vec<&str> = (start..end).map(|i| text.text_of(i..i + 1)).collect();
            let votes = |i: usize| match rulings[i] {
                Ruling::Word(_) => segmentation.votes_at(text.clusters[i].text.start),
                _ => Votes::default(),
            };
            let votes: Vec<Votes> = (start..end).map(votes).collect();
            let found = model.word_begins(&clusters, &votes, known).into_iter().map(Some);
            likelihoods.splice(start..end, found);
        }
        start = end;
    }
    likelihoods
}

/// Everything that is known about one place.
struct BreakPlace<'a> {
    before: &'a str,
    after: &'a str,
    ruling: Ruling,
    order: Option<BreakControl>,
    hyphen: Option<&'a Hyphen>,
    beside_name: bool,
    marked_by_author: bool,
    models: Votes,
    likelihood: Option<Likelihood>,
}

impl BreakPlace<'_> {
    /// The opportunity before `cluster`, if there is one, bonds apart.
    fn opportunity(&self, cluster: usize) -> Option<Opportunity> {
        let with = |votes: Votes, penalty: f64, class: BreakClass| {
            Some(Opportunity { cluster, penalty, votes, likelihood: None, class })
        };
        let one = |vote: Vote, penalty: f64| with(Votes::from_iter([vote]), penalty, BreakClass::Ordinary);
        match (self.order, self.ruling) {
            (_, Ruling::Never) | (Some(BreakControl::Forbid), _) | (None, Ruling::No) => None,
            (Some(BreakControl::Allow), _) => {
                let penalty = if is_in_address(self.before, self.after) { PARTED_ADDRESS } else { 0.0 };
                with(self.voted(Vote::Author), penalty, BreakClass::Ordinary)
            }
            (Some(BreakControl::Hyphenate), _) => one(Vote::Hyphen, self.hyphen_penalty()?),
            (None, Ruling::May(vote, penalty)) => one(vote, penalty),
            (None, Ruling::Word(_)) if self.beside_name => {
                with(self.voted(Vote::Name), BESIDE_NAME, BreakClass::Ordinary)
            }
            (None, Ruling::Word(_)) => {
                let (penalty, class) = self.between_words();
                Some(Opportunity { likelihood: self.likelihood, ..with(self.models, penalty, class)? })
            }
            (None, Ruling::Unicode) if is_in_address(self.before, self.after) => {
                let (penalty, class) = break_in_address(self.before, self.after)?;
                with(Votes::from_iter([Vote::Mark]), penalty, class)
            }
            (None, Ruling::Unicode) if self.models == Votes::default() => one(Vote::Hyphen, self.hyphen_penalty()?),
            // PDF readers take a hyphen at the end of a line for the hyphen of a split word, and leave it out, even if a
            // space is before or after it. A copied text would then differ from the written one.
            (None, Ruling::Unicode) if is_after_dash(self.before) => {
                with(Votes::from_iter([Vote::Mark]), AFTER_HYPHEN, BreakClass::Emergency)
            }
            (None, Ruling::Unicode) if self.before.ends_with(' ') => {
                let is_unspaced = self.before.trim_end().ends_with(is_unspaced_character);
                one(Vote::Space, if begins_with_dash(self.after) && !is_unspaced { BEFORE_DASH } else { 0.0 })
            }
            (None, Ruling::Unicode) => one(Vote::Mark, AFTER_HYPHEN),
        }
    }

    /// The penalty of a hyphen here, if one is possible.
    fn hyphen_penalty(&self) -> Option<f64> {
        let hyphen = self.hyphen?;
        if hyphen.by_author {
            return Some(HYPHENATED_BY_AUTHOR);
        }
        let word = self.before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let has_capital = word.starts_with(char::is_uppercase);
        Some(HYPHENATED + if has_capital { HYPHENATED_CAPITAL } else { 0.0 })
    }

    /// The votes of the models, and `vote`.
    fn voted(&self, vote: Vote) -> Votes {
        self.models.iter().chain([vote]).collect()
    }

    /// The penalty of a line that ends here, where only the models of words can say that a word does.
    fn between_words(&self) -> (f64, BreakClass) {
        let likelihood = self.likelihood.map_or(0.0, Likelihood::value);
        let is_emergency = self.marked_by_author || likelihood < IMPROBABLE;
        (penalty_of(likelihood), if is_emergency { BreakClass::Emergency } else { BreakClass::Ordinary })
    }
}

/// The opportunity that is left after the bonds across a place, of which the firmest counts.
fn bonded(mut opportunity: Opportunity, bonds: &[Bond], before: &str) -> Option<Opportunity> {
    let mut firmest: f64 = 0.0;
    for bond in bonds {
        match *bond {
            Bond::Loose(penalty) => firmest = firmest.max(penalty),
            Bond::AtSpaces(penalty) if before.ends_with(' ') => firmest = firmest.max(penalty),
            Bond::Fast | Bond::AtSpaces(_) => return None,
        }
    }
    opportunity.penalty += firmest;
    Some(opportunity)
}

fn penalty_of(likelihood: f64) -> f64 {
    -2.0 * libm::log(likelihood.max(1e-3))
}

/// Whether a hyphen is before the place, or a dash with a space after it.
fn is_after_dash(before: &str) -> bool {
    let word = before.trim_end_matches(' ');
    word.ends_with(['-', '\u{2010}']) || word.len() < before.len() && word.ends_with(DASHES)
}

/// Whether a dash with a space after it comes next.
fn begins_with_dash(after: &str) -> bool {
    after.strip_prefix('-').or_else(|| after.strip_prefix(DASHES)).is_some_and(|rest| rest.starts_with(' '))
}

/// Dashes; a hyphen is not one.
const DASHES: [char; 5] = ['\u{2012}', '–', '—', '―', '−'];

/// Whether the place lies in an address of the web or of e-mail.
fn is_in_address(before: &str, after: &str) -> bool {
    let (Some(start), Some(end)) = (before.rsplit(' ').next(), after.split(' ').next()) else { return false };
    let is_address = |token: &str| token.contains("://") || token.starts_with("www.") || token.contains('@');
    !start.is_empty() && (is_address(start) || is_address(end) || start.ends_with(':') && end.starts_with("//"))
}

/// In an address a line may end after a slash. If nothing else fits, it may end before marks that would look like the
/// end of a sentence.
fn break_in_address(before: &str, after: &str) -> Option<(f64, BreakClass)> {
    if before.ends_with('/') && !before.ends_with("//") && !after.starts_with('/') {
        Some((IN_ADDRESS, BreakClass::Ordinary))
    } else if after.starts_with(['.', '-', '_', '=', '&', '#', '@', '~', '%']) || before.ends_with("//") {
        Some((IN_ADDRESS, BreakClass::Emergency))
    } else {
        None
    }
}
