//! The inside address fitted into its zone: broken at phrase joints, then set smaller, or refused.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::{Finding, Findings, rules};
use crate::id::EnvelopeId;
use crate::letter::{InsideAddress, Text};
use crate::line::Spread;
use crate::page::document::{Element, ElementId, Item, Line, Role};
use crate::page::layout::medium::Medium;
use crate::page::layout::pane::View;
use crate::page::layout::stationery::Stationery;
use crate::page::skyline::Skyline;
use crate::page::text::context::TypesetContext;
use crate::page::text::paragraph::shape_text;
use crate::page::text::spoken::element_of;
use crate::page::text::typography::Typography;
use crate::shape::ShapedText;
use crate::unit::{Em, Point, Pt, Rect};

/// The sizes to try, from the usual one to the smallest that sorting machines read: post offices require 8 to 12
/// points. The distance of baselines that goes with each: Latin capitals and descenders need no more, and at the
/// smallest size lines may be closer before the address is rejected.
const SIZES: [(Pt, Em); 6] = [
    (Pt(10.0), Em(1.2)),
    (Pt(9.5), Em(1.2)),
    (Pt(9.0), Em(1.2)),
    (Pt(8.5), Em(1.2)),
    (Pt(8.0), Em(1.2)),
    (Pt(8.0), Em(1.1)),
];

/// The sizes on an envelope, which has more room than a window; the others follow if it has not.
const ENVELOPE_SIZES: [(Pt, Em); 2] = [(Pt(12.0), Em(1.2)), (Pt(11.0), Em(1.2))];

/// The sizes of a sender's address on an envelope, which only must be found back to.
const SENDER_SIZES: [(Pt, Em); 4] = [(Pt(9.0), Em(1.25)), (Pt(8.0), Em(1.25)), (Pt(7.5), Em(1.2)), (Pt(7.0), Em(1.2))];

/// How far Latin letters usually reach above and below the baseline.
pub const ASCENT: Em = Em(0.8);
pub const DESCENT: Em = Em(0.25);

/// An address in lines that fit their zone.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedAddress {
    /// The size of all its lines.
    pub size: Pt,
    /// The distance of their baselines.
    pub leading: Pt,
    /// How far the first baseline is below the zone's top.
    pub ascent: Pt,
    /// The indent of its lines, so that no ink reaches beyond the left edge, as that of a J
    /// may.
    pub inset: Pt,
    /// How high all its lines are together.
    pub height: Pt,
    /// Its lines from top to bottom.
    pub lines: Vec<FittedLine>,
}

/// A line of a fitted address.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedLine {
    /// Its words.
    pub words: Text,
    /// The same, shaped.
    pub text: Arc<ShapedText>,
}

impl FittedAddress {
    /// The lines from `at` on down and to the right, each an element of its own below `group`, so that
    /// a reader never joins the last word of one with the first of the next. The group is English.
    pub fn placed(
        self,
        at: Point,
        group: ElementId,
        elements: &mut Vec<Element>,
        typesetting: &TypesetContext,
    ) -> Vec<Item> {
        let Self { size, leading, ascent, inset, lines, .. } = self;
        let mut baseline = at.y + ascent;
        let mut items = Vec::new();
        for FittedLine { words, text } in lines {
            let element = ElementId(elements.len());
            elements.push(element_of(Role::Paragraph, Some(group), &words, typesetting));
            items.push(whole_line(element, text, Point { x: at.x + inset, y: baseline }, size));
            baseline += leading;
        }
        items
    }
}

/// A text on a line of its own.
fn whole_line(element: ElementId, text: Arc<ShapedText>, origin: Point, size: Pt) -> Item {
    let clusters = 0..text.clusters.len();
    Item::Line(Line { element: Some(element), origin, size, text, clusters, spread: Spread::NONE })
}

/// Fits the address into its area on a letter, which each envelope of the layout shows.
///
/// # Errors
///
/// A character without a glyph, or the phrase that is too wide or the lines that are too many even
/// at the smallest size, with the millimetres that are missing.
pub fn fit(
    address: &InsideAddress,
    stationery: &Stationery,
    typesetting: &TypesetContext,
) -> Result<FittedAddress, Findings> {
    let (zone, medium) = (stationery.address_zone(), stationery.medium);
    let typography = medium.face(Typography::Body);
    match medium {
        Medium::Post => {
            let fitted = fit_at(&SIZES, typography, &PHRASES, address, zone, typesetting);
            // Without a window, machines read the address on the envelope, and not this one.
            let is_read_by_people = stationery.views.is_empty();
            match fitted {
                Err(_) if is_read_by_people => fit_at(&SIZES, typography, &WORDS, address, zone, typesetting),
                fitted => fitted,
            }
        }
        // No machine sorts faxes by their addresses.
        Medium::Fax => fit_at(&[(medium.size(SIZES[0].0), SIZES[0].1)], typography, &WORDS, address, zone, typesetting),
    }
}

/// Fits an address onto a label in the same way as into a window.
///
/// # Errors
///
/// Those of [`fit`].
pub fn fit_label(address: &InsideAddress, zone: Rect, typesetting: &TypesetContext) -> Result<FittedAddress, Findings> {
    fit_at(&SIZES, Typography::Body, &PHRASES, address, zone, typesetting)
}

/// The reason why an address does not fit its area on a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// What is too wide or too high, with the millimetres.
    pub reason: String,
    /// The first envelope of the layout whose window alone would show the address.
    pub only_envelope: Option<EnvelopeId>,
}

/// Why the address does not fit the layout, if it does not.
pub fn misfit(address: &InsideAddress, stationery: &Stationery, typesetting: &TypesetContext) -> Option<Misfit> {
    let is_misfit = |fault: &Finding| fault.rule == rules::ADDRESS_DOES_NOT_FIT;
    // Other faults of an address are reported where it is set.
    let faults = fit(address, stationery, typesetting).err()?;
    let reason = faults.into_iter().find(is_misfit)?.message;
    let alone = |view: &&View| {
        let stationery = Stationery { views: vec![(*view).clone()], ..stationery.clone() };
        fit(address, &stationery, typesetting).is_ok()
    };
    let only_envelope = stationery.views.iter().find(alone).map(|view| view.envelope.clone());
    Some(Misfit { reason, only_envelope })
}

/// Fits an address onto an envelope in the same way, larger where there is room.
///
/// # Errors
///
/// Those of [`fit`].
pub fn fit_envelope(
    address: &InsideAddress,
    zone: Rect,
    typesetting: &TypesetContext,
) -> Result<FittedAddress, Findings> {
    fit_at(&[&ENVELOPE_SIZES[..], &SIZES[..]].concat(), Typography::Body, &PHRASES, address, zone, typesetting)
}

/// Fits a sender's address into `zone` in the same way, in sizes that need not be read by machine.
///
/// # Errors
///
/// Those of [`fit`].
pub fn fit_sender(
    address: &InsideAddress,
    zone: Rect,
    typesetting: &TypesetContext,
) -> Result<FittedAddress, Findings> {
    fit_at(&SENDER_SIZES, Typography::Body, &PHRASES, address, zone, typesetting)
}

fn fit_at(
    sizes: &[(Pt, Em)],
    typography: Typography,
    joints: &[Joints],
    address: &InsideAddress,
    zone: Rect,
    typesetting: &TypesetContext,
) -> Result<FittedAddress, Findings> {
    let shape_line = |line: &Text| shape_text(line, typography, typesetting);
    address.lines.iter().try_for_each(|line| shape_line(line).map(|_| ()))?;

    let mut fault = None;
    for &(size, leading) in sizes {
        let mut lines: Vec<FittedLine> = Vec::new();
        let mut too_wide = None;
        for line in &address.lines {
            let part = |words: &str| Text { content: words.to_owned(), ..line.clone() };
            let excess =
                |words: &str| shape_line(&part(words)).map_or(Pt::ZERO, |shaped| width(&shaped, size) - zone.width());
            match balanced_at_joints(&line.content, joints, &|words: &str| excess(words) <= Pt::ZERO) {
                Some(parts) => {
                    for words in parts {
                        let words = part(&words);
                        lines.push(FittedLine { text: Arc::new(shape_line(&words)?), words });
                    }
                }
                None => {
                    let phrases = phrases(&line.content, joints).into_iter().map(|phrase| (excess(phrase), phrase));
                    let widest = phrases.max_by(|(a, _), (b, _)| a.0.total_cmp(&b.0));
                    too_wide = too_wide.or(widest.map(|(excess, phrase)| (&line.content, phrase, excess)));
                }
            }
        }
        if let Some((line, phrase, excess)) = too_wide {
            let phrase = if phrase == line { String::new() } else { format!("`{phrase}` of ") };
            let excess = excess.to_mm().0;
            let message = format!("{phrase}the address line `{line}` is {excess:.1} mm too wide");
            fault = Some((message, "shorten it, or use a layout or an envelope with more room"));
            continue;
        }
        // Names in other scripts may reach further than the letters of the address.
        let skylines: Vec<Skyline> = lines.iter().map(|line| skyline(line, size, typesetting)).collect();
        let needed = skylines.windows(2).map(|pair| pair[0].pitch_to(&pair[1])).fold(Pt::ZERO, Pt::max);
        let leading = leading.at(size).max(needed);
        let ascent = skylines.first().map_or(Pt::ZERO, Skyline::above).max(ASCENT.at(size));
        let descent = skylines.last().map_or(Pt::ZERO, Skyline::below).max(DESCENT.at(size));
        let height = ascent + leading * lines.len().saturating_sub(1) as f64 + descent;
        if height > zone.height() {
            let missing = (height - zone.height()).to_mm().0;
            let message = format!("the address has {} lines and is {missing:.1} mm too high", lines.len());
            let help = "use fewer or shorter lines, or a layout or an envelope with more room";
            fault = Some((message, help));
            continue;
        }
        let overhang = |skyline: &Skyline| skyline.boxes(Pt::ZERO).map(|ink| -ink.left).fold(Pt::ZERO, Pt::max);
        let inset = skylines.iter().map(overhang).fold(Pt::ZERO, Pt::max);
        return Ok(FittedAddress { size, leading, ascent, inset, height, lines });
    }
    let (message, help) = fault.expect("a size that does not fit leaves the reason");
    let finding = address.origin.error(rules::ADDRESS_DOES_NOT_FIT, message);
    Err(finding.help(format!("{help}; the smallest size is {} pt", sizes[sizes.len() - 1].0.0)).into())
}

fn skyline(line: &FittedLine, size: Pt, typesetting: &TypesetContext) -> Skyline {
    let clusters = 0..line.text.clusters.len();
    let line = Line {
        element: None,
        origin: Point::default(),
        size,
        text: Arc::clone(&line.text),
        clusters,
        spread: Spread::NONE,
    };
    Skyline::of(&[line], typesetting.fonts)
}

fn width(line: &ShapedText, size: Pt) -> Pt {
    line.advance_of(0..line.clusters.len()).at(size)
}

/// Finds where a line may be broken.
type Joints = fn(&str) -> Vec<usize>;

/// The places to break a line that machines read: between its phrases, best after a comma.
const PHRASES: [Joints; 2] = [between_phrases, before_of];

/// The places to break a line that only people read: also between any two words.
const WORDS: [Joints; 3] = [between_phrases, before_of, spaces];

/// The line in parts that fit, each as long as possible; `None` if a phrase does not fit.
fn break_at_joints(line: &str, joints: &[Joints], fits: &impl Fn(&str) -> bool) -> Option<Vec<String>> {
    // The ends of the line that cannot be broken, by their lengths: each is tried once, for the ways
    // to break a line of many joints are beyond number.
    let mut hopeless = BTreeSet::new();
    break_end(line, joints, fits, &mut hopeless)
}

/// The line in as few parts as [`break_at_joints`] finds, but of similar length, and at no worse joints.
fn balanced_at_joints(line: &str, joints: &[Joints], fits: &impl Fn(&str) -> bool) -> Option<Vec<String>> {
    // The same parts are tried again and again, and shaping them takes time.
    let known = RefCell::new(BTreeMap::<String, bool>::new());
    let fits = |words: &str| {
        if let Some(fits) = known.borrow().get(words) {
            return *fits;
        }
        let is_fit = fits(words);
        known.borrow_mut().insert(words.to_owned(), is_fit);
        is_fit
    };
    let parts = break_at_joints(line, joints, &fits)?;
    if parts.len() < 2 {
        return Some(parts);
    }
    let as_few = |joints: &[Joints], longest: usize| {
        let short = |words: &str| words.chars().count() <= longest && fits(words);
        break_at_joints(line, joints, &short).filter(|found| found.len() <= parts.len())
    };
    let whole = line.chars().count();
    let best_joints =
        (1..=joints.len()).map(|ranks| &joints[..ranks]).find(|joints| as_few(joints, whole).is_some())?;
    // Each part has its share of the line at least, and the shortest limit that can be kept is found by halving.
    let (mut short, mut long) = (whole / parts.len(), whole);
    let mut best = as_few(best_joints, long)?;
    while long - short > 1 {
        let middle = usize::midpoint(short, long);
        match as_few(best_joints, middle) {
            Some(found) => (best, long) = (found, middle),
            None => short = middle,
        }
    }
    Some(best)
}

fn break_end(
    line: &str,
    joints: &[Joints],
    fits: &impl Fn(&str) -> bool,
    hopeless: &mut BTreeSet<usize>,
) -> Option<Vec<String>> {
    if hopeless.contains(&line.len()) {
        return None;
    }
    if fits(line) {
        return Some(vec![line.to_owned()]);
    }
    for find in joints {
        let parts = find(line).into_iter().rev().map(|at| line.split_at(at));
        for (first, rest) in parts {
            let (first, rest) = (first.trim_end(), rest.trim_start());
            if fits(first)
                && let Some(rest) = break_end(rest, joints, fits, hopeless)
            {
                return Some(std::iter::once(first.to_owned()).chain(rest).collect());
            }
        }
    }
    hopeless.insert(line.len());
    None
}

/// The line broken at all of its joints.
fn phrases<'l>(line: &'l str, joints: &[Joints]) -> Vec<&'l str> {
    let places: BTreeSet<usize> = joints.iter().flat_map(|find| find(line)).chain([line.len()]).collect();
    let mut start = 0;
    let phrase = |end: usize| line[std::mem::replace(&mut start, end)..end].trim();
    places.into_iter().map(phrase).collect()
}

/// Joints after a comma, and before an "and" or an ampersand.
fn between_phrases(line: &str) -> Vec<usize> {
    let begins = |at: usize| [" and ", " & "].iter().any(|word| line[at..].starts_with(word));
    spaces(line).into_iter().filter(|&at| line[..at].ends_with(',') || begins(at)).collect()
}

/// Joints before "of".
fn before_of(line: &str) -> Vec<usize> {
    spaces(line).into_iter().filter(|&at| line[at..].starts_with(" of ")).collect()
}

fn spaces(line: &str) -> Vec<usize> {
    line.match_indices(' ').map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str, longest: usize) -> Option<Vec<String>> {
        break_at_joints(line, &PHRASES, &|words: &str| words.chars().count() <= longest)
    }

    #[test]
    fn a_long_office_is_broken_where_its_phrases_meet() {
        let office = "Minister of Foreign Affairs and International Cooperation";
        let expected = ["Minister of Foreign Affairs", "and International Cooperation"].map(str::to_owned);
        assert_eq!(parts(office, 40), Some(expected.to_vec()));
        assert_eq!(parts(office, 60), Some(vec![office.to_owned()]));
    }

    #[test]
    fn the_phrases_of_a_line_are_what_it_is_never_broken_in() {
        let office = "Minister of Public Security, Chair of the Central Committee";
        assert_eq!(phrases(office, &PHRASES), ["Minister", "of Public Security,", "Chair", "of the Central Committee"]);
        assert_eq!(phrases("Kheng", &PHRASES), ["Kheng"]);
    }

    #[test]
    fn for_people_alone_a_line_may_be_broken_between_any_words() {
        let fits = |words: &str| words.chars().count() <= 23;
        let office = "Minister of Public Security and First Deputy Chairperson";
        let expected = ["Minister", "of Public Security", "and First Deputy", "Chairperson"];
        assert_eq!(break_at_joints(office, &WORDS, &fits).map(|parts| parts.len()), Some(4));
        assert_eq!(break_at_joints(office, &WORDS, &fits), Some(expected.map(str::to_owned).to_vec()));
        assert_eq!(break_at_joints(office, &PHRASES, &fits), None);
    }

    #[test]
    fn of_many_joints_and_a_phrase_that_never_fits_each_end_is_tried_once() {
        let line = format!("{}{}", "a, ".repeat(40), "X".repeat(60));
        assert_eq!(parts(&line, 50), None);
        assert_eq!(parts(&line, 60).map(|parts| parts.len()), Some(3));
    }

    #[test]
    fn parts_are_of_similar_length_at_the_best_joints() {
        let balanced = |line: &str, longest: usize| {
            balanced_at_joints(line, &WORDS, &|words: &str| words.chars().count() <= longest)
        };
        let parts = |parts: &[&str]| Some(parts.iter().map(|part| (*part).to_owned()).collect::<Vec<String>>());
        assert_eq!(
            balanced("Flat 3, Old House, 14 Harbour Street, Tromsø", 38),
            parts(&["Flat 3, Old House,", "14 Harbour Street, Tromsø"])
        );
        let office = "Minister of Public Security, Chair of the Committee";
        assert_eq!(balanced(office, 48), parts(&["Minister of Public Security,", "Chair of the Committee"]));
        assert_eq!(balanced(office, 60), parts(&[office]));
        assert_eq!(balanced("Ministry", 4), None);
    }

    #[test]
    fn a_phrase_is_never_cut() {
        assert_eq!(parts("Minister of Foreign Affairs and International Cooperation", 10), None);
    }
}
