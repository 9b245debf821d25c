//! Balanced lines: headings and addresses whose lines are of similar length, and end where phrases meet.

use std::ops::Range;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::finding::Findings;
use crate::letter::Text;
use crate::line::{BreakClass, Opportunity, Vote, break_lines};
use crate::locale::Align;
use crate::page::text::context::TypesetContext;
use crate::page::text::paragraph::{SetParagraph, set_paragraph};
use crate::page::text::typography::Typography;
use crate::script::breaks::is_break_control;
use crate::script::spacing::{ends_phrase, is_unspaced_character};
use crate::shape::ShapedText;
use crate::unit::Pt;

/// The part of the longest line that the shortest has at least, if the lines end only between phrases, or not after short
/// words: less looks torn, whatever the words say.
const LEAST_EVEN: f64 = 0.4;

/// A word of so few letters, in a script with spaces, belongs to what follows it: in most languages these are articles,
/// prepositions and "and".
const SHORT_WORD: usize = 3;

/// How much surer the line ends of the unbalanced paragraph may be, in the units of [`Opportunity::penalty`]: no word is
/// split for the sake of balance.
const LESS_SURE: f64 = 0.3;

/// How often the measure is halved: the balance is then exact to a thousandth of it.
const HALVINGS: usize = 10;

/// Shapes a paragraph and breaks it into as few lines as [`set_paragraph`], but of similar length. They end where phrases
/// meet, if this leaves no line much too short; if not, not after a short word; if not, anywhere.
///
/// # Errors
///
/// Those of [`set_paragraph`].
pub fn set_balanced(
    text: &Text,
    typography: Typography,
    size: Pt,
    measure: Pt,
    typesetting: &TypesetContext,
) -> Result<SetParagraph, Findings> {
    let paragraph = set_paragraph(text, typography, size, measure, typesetting)?;
    let most = paragraph.lines.len();
    if most < 2 {
        return Ok(paragraph);
    }
    let shaped = &paragraph.text;
    let places = |is_good: fn(&ShapedText, &Opportunity) -> bool| -> Vec<Opportunity> {
        let ordinary = paragraph.opportunities.iter().filter(|place| place.class == BreakClass::Ordinary);
        ordinary.filter(|place| is_good(shaped, place)).cloned().collect()
    };
    let good: [fn(&ShapedText, &Opportunity) -> bool; 2] = [is_between_phrases, is_after_long_word];
    let even = |lines: &Vec<Range<usize>>| evenness(shaped, lines) >= LEAST_EVEN;
    let lines = good
        .into_iter()
        .find_map(|is_good| narrowest(shaped, &places(is_good), size, measure, most).filter(even))
        .or_else(|| narrowest(shaped, &places(|_, _| true), size, measure, most));
    Ok(match lines {
        Some(lines) => SetParagraph { lines, ..paragraph },
        None => paragraph,
    })
}

/// The lines of the narrowest measure at which there are no more than `most`, all ending at these places.
fn narrowest(
    text: &ShapedText,
    places: &[Opportunity],
    size: Pt,
    measure: Pt,
    most: usize,
) -> Option<Vec<Range<usize>>> {
    let lines_of = |measure: Pt| {
        let lines = break_lines(text, places, size, measure, Align::Ragged).ok()?;
        (lines.len() <= most).then_some(lines)
    };
    let penalty = |lines: &[Range<usize>]| -> f64 {
        let is_end = |place: &&Opportunity| lines.iter().any(|line| line.start == place.cluster);
        places.iter().filter(is_end).map(|place| place.penalty).sum()
    };
    let mut best = lines_of(measure)?;
    let most_penalty = penalty(&best) + LESS_SURE;
    let (mut narrow, mut wide) = (Pt::ZERO, measure);
    for _ in 0..HALVINGS {
        let middle = (narrow + wide) * 0.5;
        match lines_of(middle).filter(|lines| penalty(lines) <= most_penalty) {
            Some(lines) => (best, wide) = (lines, middle),
            None => narrow = middle,
        }
    }
    Some(best)
}

/// The width of the shortest line, in parts of that of the longest.
fn evenness(text: &ShapedText, lines: &[Range<usize>]) -> f64 {
    let width = |line: &Range<usize>| text.advance_of(text.without_trailing_space(line.clone())).0;
    let shortest = lines.iter().map(width).fold(f64::INFINITY, f64::min);
    let longest = lines.iter().map(width).fold(0.0, f64::max);
    if longest > 0.0 { shortest / longest } else { 1.0 }
}

/// The text before and after a place.
fn around<'t>(text: &'t ShapedText, place: &Opportunity) -> (&'t str, &'t str) {
    let (before, after) = text.text.split_at(text.clusters[place.cluster].text.start);
    let is_nothing = |c: char| c.is_whitespace() || is_break_control(c);
    (before.trim_end_matches(is_nothing), after.trim_start_matches(is_nothing))
}

/// Whether a phrase ends at a place: after a mark such as a comma, before a bracket or a dash, and at a space of a script
/// that has none between words.
fn is_between_phrases(text: &ShapedText, place: &Opportunity) -> bool {
    let (before, after) = around(text, place);
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let after_mark = match last.general_category() {
        GeneralCategory::OtherPunctuation => !matches!(last, '.' | '\'' | '"' | '&' | '/' | '@' | '#' | '%' | '*'),
        GeneralCategory::ClosePunctuation => true,
        GeneralCategory::FinalPunctuation => last != '’',
        _ => ends_phrase(last),
    };
    let before_mark = match next.general_category() {
        GeneralCategory::OpenPunctuation | GeneralCategory::InitialPunctuation => true,
        GeneralCategory::DashPunctuation => !matches!(next, '-' | '\u{2010}' | '\u{2011}'),
        _ => false,
    };
    let at_rare_space = place.votes.contains(Vote::Space) && is_unspaced_character(last);
    after_mark || before_mark || at_rare_space
}

/// Whether the word before a place is whole, and not too short to be the last of its line.
fn is_after_long_word(text: &ShapedText, place: &Opportunity) -> bool {
    let (before, _) = around(text, place);
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    !place.votes.contains(Vote::Hyphen) && !(1..=SHORT_WORD).contains(&letters)
}
