//! The inside address fitted into its zone: broken at phrase joints, then set smaller, or refused.

use super::paragraph::{Typography, shape_text};
use super::set::Setting;
use crate::finding::{Findings, Origin};
use crate::id::LanguageTag;
use crate::letter::{InsideAddress, Text};
use crate::shape::ShapedText;
use crate::unit::{Em, Pt, Rect};

/// The sizes to try, from the usual one to the least that sorting machines read: posts ask for
/// 8 to 12 points.
const SIZES: [Pt; 5] = [Pt(10.0), Pt(9.5), Pt(9.0), Pt(8.5), Pt(8.0)];

/// The distance of baselines. Latin capitals and descenders need no more.
pub const LEADING: Em = Em(1.2);

/// How far Latin letters reach above and below the baseline, at the most.
pub const ASCENT: Em = Em(0.8);
const DESCENT: Em = Em(0.25);

/// An address in lines that fit their zone.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedAddress {
    /// The size of all its lines.
    pub size: Pt,
    /// Its lines from top to bottom.
    pub lines: Vec<ShapedText>,
}

/// Fits the address into `zone`.
///
/// # Errors
///
/// A character without a glyph, or the line that is too wide or the lines that are too many even
/// at the smallest size, with the millimetres that are missing.
pub fn fit(address: &InsideAddress, zone: Rect, setting: &Setting) -> Result<FittedAddress, Findings> {
    let shape_line = |line: &str| shape_text(&text(line, &address.origin), Typography::Body, setting);
    let whole: Vec<ShapedText> = address.lines.iter().map(|line| shape_line(line)).collect::<Result<_, _>>()?;

    let mut fault = None;
    for size in SIZES {
        let fits = |words: &str| -> bool { shape_line(words).is_ok_and(|shaped| width(&shaped, size) <= zone.width()) };
        let mut lines: Vec<String> = Vec::new();
        let mut too_wide = None;
        for (line, shaped) in address.lines.iter().zip(&whole) {
            match break_at_joints(line, &fits) {
                Some(parts) => lines.extend(parts),
                None => too_wide = too_wide.or(Some((line, width(shaped, size) - zone.width()))),
            }
        }
        if let Some((line, excess)) = too_wide {
            let message = format!("the address line `{line}` is {:.1} mm wider than its zone", excess.to_mm().0);
            fault = Some((message, "shorten the line, or write it as two in the case file"));
            continue;
        }
        let height = height(lines.len(), size);
        if height > zone.height() {
            let missing = (height - zone.height()).to_mm().0;
            let message = format!("the address has {} lines, {missing:.1} mm more than its zone holds", lines.len());
            fault = Some((message, "write it in fewer or shorter lines in the case file"));
            continue;
        }
        let lines = lines.iter().map(|line| shape_line(line)).collect::<Result<_, _>>()?;
        return Ok(FittedAddress { size, lines });
    }
    let (message, help) = fault.expect("a size that does not fit leaves the reason");
    let finding = address.origin.error("address-does-not-fit", message);
    Err(vec![finding.help(format!("{help}; it was tried down to {} pt", SIZES[SIZES.len() - 1].0))])
}

/// The address is in the language of its offices: English, which posts everywhere read.
fn text(line: &str, origin: &Origin) -> Text {
    Text {
        content: line.to_owned(),
        language: LanguageTag::new("en").expect("`en` is a language tag"),
        origin: origin.clone(),
    }
}

fn width(line: &ShapedText, size: Pt) -> Pt {
    line.advance_of(0..line.clusters.len()).at(size)
}

fn height(lines: usize, size: Pt) -> Pt {
    let pitches = lines.saturating_sub(1) as f64;
    ASCENT.at(size) + LEADING.at(size) * pitches + DESCENT.at(size)
}

/// The line in parts that fit, each as long as can be, or nothing if some phrase does not fit.
fn break_at_joints(line: &str, fits: &impl Fn(&str) -> bool) -> Option<Vec<String>> {
    if fits(line) {
        return Some(vec![line.to_owned()]);
    }
    for joints in [after_words, before_of] {
        let parts = joints(line).into_iter().rev().map(|at| line.split_at(at));
        for (first, rest) in parts {
            let (first, rest) = (first.trim_end(), rest.trim_start());
            if fits(first)
                && let Some(rest) = break_at_joints(rest, fits)
            {
                return Some(std::iter::once(first.to_owned()).chain(rest).collect());
            }
        }
    }
    None
}

/// Joints after a comma, an "and" or an ampersand.
fn after_words(line: &str) -> Vec<usize> {
    spaces(line).filter(|&at| [",", " and", " &"].iter().any(|end| line[..at].ends_with(end))).collect()
}

/// Joints before "of".
fn before_of(line: &str) -> Vec<usize> {
    spaces(line).filter(|&at| line[at..].starts_with(" of ")).collect()
}

fn spaces(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices(' ').map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str, longest: usize) -> Option<Vec<String>> {
        break_at_joints(line, &|words: &str| words.chars().count() <= longest)
    }

    #[test]
    fn a_long_office_is_broken_where_its_phrases_meet() {
        let office = "Minister of Foreign Affairs and International Cooperation";
        let expected = ["Minister of Foreign Affairs and", "International Cooperation"].map(str::to_owned);
        assert_eq!(parts(office, 40), Some(expected.to_vec()));
        assert_eq!(parts(office, 60), Some(vec![office.to_owned()]));
    }

    #[test]
    fn a_phrase_is_never_cut() {
        assert_eq!(parts("Minister of Foreign Affairs and International Cooperation", 10), None);
    }
}
