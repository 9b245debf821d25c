//! The order in which the parts of a head are written into the file.
//!
//! Parts of a head stand side by side. Many readers of a PDF take two lines of one height for one line if they follow
//! each other in the file, and join the last word of one with the first of the other. So no part is written after one
//! that may end within half a line of where it begins. The order in which they are read aloud is not changed by this:
//! that is the order of the elements.

use crate::page::document::Item;
use crate::unit::{Pt, Rect};

/// The height of a line of a head in any script: Khmer at the largest size.
const LINE: Pt = Pt(17.0);

/// Where the baselines of a line may be.
#[derive(Debug, Clone, Copy)]
struct Reach {
    from: Pt,
    to: Pt,
}

impl Reach {
    fn at(baseline: Pt) -> Self {
        Self { from: baseline, to: baseline }
    }

    fn is_within_half_a_line_of(self, other: Self) -> bool {
        let half = LINE * 0.5;
        self.from < other.to + half && other.from < self.to + half
    }
}

/// A part of the head that is written as a whole.
#[derive(Debug)]
pub struct HeadPart {
    items: Vec<Item>,
    /// Where its first and its last line may be; `None` if it has no words.
    reaches: Option<(Reach, Reach)>,
}

impl HeadPart {
    /// A part that is the same in all letters.
    pub fn fixed(items: Vec<Item>) -> Self {
        let baselines = || items.iter().filter_map(Item::line).map(|line| line.origin.y);
        let reaches = baselines().next().zip(baselines().next_back());
        Self { reaches: reaches.map(|(first, last)| (Reach::at(first), Reach::at(last))), items }
    }

    /// A part whose lines are those of the sender. Letters that share their pages must have one order, so it is decided
    /// by the zone of the part.
    pub fn within(items: Vec<Item>, zone: Rect) -> Self {
        let has_words = items.iter().any(|item| item.line().is_some());
        let first = Reach { from: zone.top, to: zone.top + LINE };
        let last = Reach { from: zone.top, to: zone.bottom };
        Self { items, reaches: has_words.then_some((first, last)) }
    }

    /// Several parts that are written as one.
    pub fn joined(parts: Vec<Self>) -> Self {
        let first = parts.iter().find_map(|part| part.reaches);
        let last = parts.iter().rev().find_map(|part| part.reaches);
        let reaches = first.zip(last).map(|((first, _), (_, last))| (first, last));
        Self { items: parts.into_iter().flat_map(|part| part.items).collect(), reaches }
    }

    /// The items.
    pub fn into_items(self) -> Vec<Item> {
        self.items
    }

    fn may_be_joined_with(&self, next: &Self) -> bool {
        match (self.reaches, next.reaches) {
            (Some((_, last)), Some((first, _))) => last.is_within_half_a_line_of(first),
            _ => false,
        }
    }
}

/// The parts in the order that is nearest to the given one, in which the fewest may be joined with the one before them.
pub fn ordered(parts: Vec<HeadPart>) -> Vec<HeadPart> {
    let written: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].reaches.is_some()).collect();
    let mut best: Option<([usize; 2], Vec<usize>)> = None;
    for order in permutations(&written) {
        let joined = order.windows(2).filter(|pair| parts[pair[0]].may_be_joined_with(&parts[pair[1]])).count();
        let inversions = (0..order.len()).flat_map(|a| (a + 1..order.len()).map(move |b| (a, b)));
        let inverted = inversions.filter(|(a, b)| order[*a] > order[*b]).count();
        let candidate = ([joined, inverted], order);
        if best.as_ref().is_none_or(|best| candidate < *best) {
            best = Some(candidate);
        }
    }
    let order = best.map(|(_, order)| order).unwrap_or_default();
    let mut parts: Vec<Option<HeadPart>> = parts.into_iter().map(Some).collect();
    // Parts without words stay before the others.
    let silent: Vec<usize> = (0..parts.len()).filter(|at| !order.contains(at)).collect();
    silent.into_iter().chain(order).filter_map(|at| parts[at].take()).collect()
}

/// All orders of a few things.
fn permutations(things: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = things.split_first() else { return vec![Vec::new()] };
    let mut orders = Vec::new();
    for order in permutations(rest) {
        for at in 0..=order.len() {
            let mut order = order.clone();
            order.insert(at, *first);
            orders.push(order);
        }
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(first: f64, last: f64) -> HeadPart {
        HeadPart { items: Vec::new(), reaches: Some((Reach::at(Pt(first)), Reach::at(Pt(last)))) }
    }

    fn firsts(parts: Vec<HeadPart>) -> Vec<f64> {
        ordered(parts).iter().filter_map(|part| Some(part.reaches?.0.from.0)).collect()
    }

    #[test]
    fn parts_below_one_another_stay_as_they_are() {
        assert_eq!(firsts(vec![part(50.0, 90.0), part(120.0, 180.0), part(250.0, 250.0)]), [50.0, 120.0, 250.0]);
    }

    #[test]
    fn no_part_follows_one_that_ends_beside_its_first_line() {
        // The sender at the left ends where the date at the right stands, and the address begins there too.
        assert_eq!(firsts(vec![part(50.0, 120.0), part(124.0, 200.0), part(250.0, 250.0)]), [50.0, 250.0, 124.0]);
        assert_eq!(firsts(vec![part(50.0, 120.0), part(124.0, 200.0)]), [124.0, 50.0]);
        assert_eq!(firsts(vec![part(50.0, 120.0), part(150.0, 200.0), part(198.0, 198.0)]), [50.0, 198.0, 150.0]);
    }

    #[test]
    fn a_part_of_the_sender_s_may_end_anywhere_in_its_zone() {
        let zone = Rect { left: Pt(0.0), top: Pt(40.0), right: Pt(100.0), bottom: Pt(200.0) };
        let line = Reach { from: zone.top, to: zone.top + LINE };
        let sender = HeadPart { items: Vec::new(), reaches: Some((line, Reach { from: zone.top, to: zone.bottom })) };
        assert_eq!(firsts(vec![sender, part(130.0, 180.0)]), [130.0, 40.0]);
    }
}
