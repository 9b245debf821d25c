//! House style: two correct ways of writing that should not be mixed in one language.

use super::super::digits::{in_digits, numbers};
use super::super::fault;
use crate::finding::{RuleName, rules};
use crate::judge::{Fault, Flat, Subject};
use crate::script::khmer::cluster::clusters;
use crate::script::khmer::{COENG, DA, TA, is_khmer};
use crate::script::marks::is_mark;

/// A place in one of the texts, and how it could be written as the others are.
struct Deviation {
    text: usize,
    range: std::ops::Range<usize>,
    other: String,
}

/// Notes on the rarer of two ways, each where both occur.
pub(super) fn faults(all: &[Subject]) -> Vec<(usize, Fault)> {
    let texts: Vec<&str> = all.iter().map(|subject| subject.text.text.as_str()).collect();
    let mut faults = Vec::new();
    faults.extend(rarer(rules::KHMER_MIXED_STOPS, stops(&texts)));
    faults.extend(rarer(rules::KHMER_MIXED_STOPS, colons(&texts)));
    faults.extend(rarer(rules::KHMER_MIXED_SPACING, spaced_stops(&texts)));
    faults.extend(rarer(rules::KHMER_MIXED_SPELLING, give(&texts)));
    faults.extend(rarer(rules::MIXED_DIGITS, digits(&texts)));
    faults.extend(da_and_ta(&texts));
    faults
}

/// The rarer of two ways, if both are there.
fn rarer(rule: RuleName, [one, other]: [Vec<Deviation>; 2]) -> Vec<(usize, Fault)> {
    if one.is_empty() || other.is_empty() {
        return Vec::new();
    }
    let (few, many) = if one.len() < other.len() { (one, other.len()) } else { (other, one.len()) };
    few.into_iter()
        .map(|place| {
            let message = format!("this is written in another way {many} times in this language");
            (
                place.text,
                fault::note(
                    rule,
                    place.range,
                    message,
                    format!("write `{}` everywhere, or use the other way everywhere", fault::visible(&place.other)),
                ),
            )
        })
        .collect()
}

/// The places of `needle` after a Khmer letter or mark.
fn after_khmer(texts: &[&str], needle: char, other: &str) -> Vec<Deviation> {
    let mut places = Vec::new();
    for (text, written) in texts.iter().enumerate() {
        for (at, _) in written.match_indices(needle) {
            let before = written[..at].trim_end_matches(' ').chars().next_back();
            let next = written[at + needle.len_utf8()..].chars().next();
            let is_filled = |c: char| c == Flat::SLOT && written.chars().any(is_khmer);
            let is_text = |c: char| is_filled(c) || is_khmer(c) && c.is_alphabetic() || is_mark(c);
            // As in `គ.ជ.ប.`, which is no end of a sentence.
            let word = written[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
            let is_abbreviation = needle == '.' && word.contains('.');
            if before.is_some_and(is_text) && next.is_none_or(char::is_whitespace) && !is_abbreviation {
                places.push(Deviation { text, range: at..at + needle.len_utf8(), other: other.to_owned() });
            }
        }
    }
    places
}

fn stops(texts: &[&str]) -> [Vec<Deviation>; 2] {
    [after_khmer(texts, '.', "។"), after_khmer(texts, '។', ".")]
}

fn colons(texts: &[&str]) -> [Vec<Deviation>; 2] {
    [after_khmer(texts, ':', "៖"), after_khmer(texts, '៖', ":")]
}

/// Stops with a space before them, and without.
fn spaced_stops(texts: &[&str]) -> [Vec<Deviation>; 2] {
    let [mut with, mut without] = [Vec::new(), Vec::new()];
    for (text, written) in texts.iter().enumerate() {
        for (at, mark) in written.match_indices('។') {
            let before = &written[..at];
            let bare = before.trim_end_matches([' ', '\u{A0}', '\u{200B}']);
            // ។ល។ is a word of its own.
            if bare.ends_with('ល') && bare.strip_suffix('ល').is_some_and(|before| before.ends_with('។'))
                || written[at..].starts_with("។ល។")
            {
                continue;
            }
            let spaced = before[bare.len()..].contains([' ', '\u{A0}']);
            let place = Deviation {
                text,
                range: bare.len()..at + mark.len(),
                other: if spaced { "។" } else { " ។" }.to_owned(),
            };
            if spaced { with.push(place) } else { without.push(place) }
        }
    }
    [with, without]
}

/// ឱ្យ and ឲ្យ, the two ways to write "give".
fn give(texts: &[&str]) -> [Vec<Deviation>; 2] {
    let places = |word: &str, other: &str| {
        let mut places = Vec::new();
        for (text, written) in texts.iter().enumerate() {
            places.extend(written.match_indices(word).map(|(at, _)| Deviation {
                text,
                range: at..at + word.len(),
                other: other.to_owned(),
            }));
        }
        places
    };
    [places("ឱ្យ", "ឲ្យ"), places("ឲ្យ", "ឱ្យ")]
}

/// Numbers in European digits and in Khmer ones.
fn digits(texts: &[&str]) -> [Vec<Deviation>; 2] {
    let places = |zero: char, other: char| {
        let mut places = Vec::new();
        for (text, written) in texts.iter().enumerate() {
            places.extend(numbers(written).into_iter().filter(|number| number.alone && number.zero == Some(zero)).map(
                |number| Deviation {
                    text,
                    other: in_digits(&written[number.range.clone()], other),
                    range: number.range,
                },
            ));
        }
        places
    };
    [places('0', '០'), places('០', '0')]
}

/// Words that are written with the coeng of DA here and with that of TA there: the two are drawn
/// alike. What counts as the same word is the cluster between the same neighbours.
fn da_and_ta(texts: &[&str]) -> Vec<(usize, Fault)> {
    type Seen = (String, bool, Deviation);
    let mut seen: Vec<Seen> = Vec::new();
    let (da, ta) = (format!("{COENG}{DA}"), format!("{COENG}{TA}"));
    for (text, written) in texts.iter().enumerate() {
        if !written.contains(&da) && !written.contains(&ta) {
            continue;
        }
        let clusters = clusters(written);
        for (i, cluster) in clusters.iter().enumerate() {
            let own = &written[cluster.range.clone()];
            if !own.contains(&da) && !own.contains(&ta) {
                continue;
            }
            let neighbour = |j: Option<usize>, joined: &dyn Fn(usize) -> bool| {
                j.filter(|j| joined(*j))
                    .and_then(|j| clusters.get(j))
                    .map_or("", |cluster| &written[cluster.range.clone()])
            };
            let before = neighbour(i.checked_sub(1), &|j| clusters[j].range.end == cluster.range.start);
            let after =
                neighbour(Some(i + 1), &|j| clusters.get(j).is_some_and(|next| next.range.start == cluster.range.end));
            let key = format!("{before}\u{0}{}\u{0}{after}", own.replace(&da, &ta));
            let other = if own.contains(&da) { own.replace(&da, &ta) } else { own.replace(&ta, &da) };
            seen.push((key, own.contains(&da), Deviation { text, range: cluster.range.clone(), other }));
        }
    }
    let mut faults = Vec::new();
    seen.sort_by(|a, b| a.0.cmp(&b.0));
    for group in seen.chunk_by(|a, b| a.0 == b.0) {
        let of = |da: bool| group.iter().filter(move |(_, is_da, _)| *is_da == da);
        let (das, tas) = (of(true).count(), of(false).count());
        if das == 0 || tas == 0 {
            continue;
        }
        for (_, _, place) in of(das < tas) {
            let (here, there) = if das < tas { (DA, TA) } else { (TA, DA) };
            let message = format!("a word is written with the coeng of `{here}` here and of `{there}` in other places");
            let help = format!(
                "write `{}` everywhere, or use the other way everywhere ({})",
                place.other,
                fault::code_points(&place.other)
            );
            faults.push((place.text, fault::note(rules::KHMER_MIXED_SPELLING, place.range.clone(), message, help)));
        }
    }
    faults
}
