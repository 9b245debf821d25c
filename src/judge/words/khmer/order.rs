//! Faults within a cluster: parts in the wrong order, wrongly spelt, doubled, or without a letter.
//!
//! Most of them do not show: the wrong order is often drawn exactly like the right one, and then
//! a search does not find the word, and a line can break inside it.

use super::super::fault::{self, code_points};
use crate::finding::{RuleName, Severity, code_point, rules};
use crate::judge::Fault;
use crate::judge::Flat;
use crate::script::khmer::cluster::{Cluster, ClusterPart, PartKind, clusters};
use crate::script::khmer::normal::{
    BeforeShifter, before_shifter, is_lawful_non_joiner, join_split, normal, stands_for_shifter,
};
use crate::script::khmer::{RO, ZWSP, is_inherent};

/// A kind of fault within a cluster.
struct Kindred {
    rule: RuleName,
    severity: Severity,
    what: String,
}

/// The faults of all clusters of `text`, at most one for each.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let clusters = clusters(text);
    clusters.iter().enumerate().filter_map(|(i, cluster)| judge(text, &clusters, i, cluster)).collect()
}

fn judge(text: &str, clusters: &[Cluster], i: usize, cluster: &Cluster) -> Option<Fault> {
    let written = &text[cluster.range.clone()];
    let Kindred { rule, severity, what } = kind(text, cluster)?;
    let message = format!("in `{}`, {what} ({})", fault::visible(word(text, clusters, i)), code_points(written));
    let right = normal(cluster).filter(|right| right != written);
    let help = match &right {
        Some(right) => format!("write `{right}` ({})", code_points(right)),
        None => help(rule).to_owned(),
    };
    let fault = Fault { rule, severity, range: cluster.range.clone(), message, help, fix: None };
    Some(fault::fixed_if(fault, right))
}

/// What to do where only a person can decide what was meant.
fn help(rule: RuleName) -> &'static str {
    match rule {
        rules::KHMER_MARK_WITHOUT_BASE => "write the letter directly before its mark, or delete the mark",
        rules::KHMER_LOOSE_COENG => {
            "add the letter after the coeng, or delete the coeng; a letter can have at most two coengs"
        }
        rules::KHMER_U_FOR_SHIFTER => "write a register shifter (U+17C9 or U+17CA) instead of U+17BB, before the vowel",
        rules::KHMER_JOINER => "delete it; to keep the register shifter above the vowel, put it between the two",
        _ => "keep the correct one",
    }
}

fn error(rule: RuleName, what: String) -> Kindred {
    Kindred { rule, severity: Severity::Error, what }
}

fn warning(rule: RuleName, what: String) -> Kindred {
    Kindred { rule, severity: Severity::Warning, what }
}

/// The first kind of fault that a cluster has, the gravest first.
fn kind(text: &str, cluster: &Cluster) -> Option<Kindred> {
    let parts = &cluster.parts;
    if is_plain(cluster) {
        return None;
    }
    if cluster.letter().is_none() {
        let mark = code_point(parts[0].character);
        let what = match text[..cluster.range.start].chars().next_back() {
            None => format!("the mark {mark} is at the beginning of the text"),
            Some(Flat::SLOT) => format!("the mark {mark} is directly after braces"),
            Some(' ' | '\n' | '\u{A0}') => format!("the mark {mark} is after a space"),
            Some(before) => format!("the mark {mark} is after {} instead of a letter", code_point(before)),
        };
        return Some(error(rules::KHMER_MARK_WITHOUT_BASE, what));
    }
    if parts.iter().any(|part| part.character == ZWSP) {
        return Some(error(
            rules::KHMER_PARTED_CLUSTER,
            "a zero width space separates a letter from its marks".to_owned(),
        ));
    }
    if let Some(what) = coeng_fault(cluster) {
        return Some(error(rules::KHMER_LOOSE_COENG, what));
    }
    if let Some(old) = parts.iter().find(|part| is_deprecated(part.character)) {
        return Some(error(rules::KHMER_DEPRECATED_CHARACTER, format!("{} is deprecated", code_point(old.character))));
    }
    let is_lawful =
        |i: usize| is_lawful_non_joiner(cluster, i) || before_shifter(cluster, i) == Some(BeforeShifter::Needed);
    let unlawful = |(i, part): &(usize, &ClusterPart)| part.kind == PartKind::Invisible && !is_lawful(*i);
    if let Some((i, joiner)) = parts.iter().enumerate().find(unlawful) {
        let before = before_shifter(cluster, i);
        let place = if before.is_some() { "is before the register shifter" } else { "is inside a cluster" };
        let what = format!("the invisible character {} {place}", code_point(joiner.character));
        // It is drawn alike in both places.
        let is_alike = before == Some(BeforeShifter::Movable);
        return Some(if is_alike { warning(rules::KHMER_JOINER, what) } else { error(rules::KHMER_JOINER, what) });
    }
    let vowels: Vec<char> = cluster.of(PartKind::Vowel).map(|part| part.character).collect();
    let signs: Vec<char> = cluster.of(PartKind::Sign).map(|part| part.character).collect();
    let mut joined = vowels.clone();
    join_split(&mut joined);
    if stands_for_shifter(&joined, &signs) {
        // A warning only: it is common, and drawn as the shifter would be.
        return Some(warning(
            rules::KHMER_U_FOR_SHIFTER,
            "the vowel U+17BB is used instead of a register shifter".to_owned(),
        ));
    }
    if joined.len() < vowels.len() {
        return Some(error(rules::KHMER_SPLIT_VOWEL, "a vowel is typed as two characters".to_owned()));
    }
    if let Some(doubled) = doubled(cluster) {
        return Some(error(rules::KHMER_DOUBLED_MARK, format!("the mark {} is duplicated", code_point(doubled))));
    }
    if joined.len() > 1 {
        let what = format!("one letter has two vowels, {} and {}", code_point(joined[0]), code_point(joined[1]));
        return Some(error(rules::KHMER_DOUBLED_MARK, what));
    }
    for (kind, name) in [(PartKind::Shifter, "register shifters"), (PartKind::Final, "final signs")] {
        if cluster.of(kind).count() > 1 {
            return Some(error(rules::KHMER_DOUBLED_MARK, format!("one letter has two {name}")));
        }
    }
    order(cluster)
}

/// The first fault in the order of a cluster's marks, each of which is right by itself.
fn order(cluster: &Cluster) -> Option<Kindred> {
    let parts = &cluster.parts;
    let follows = |first: &[PartKind], second: PartKind| {
        let at = parts.iter().position(|part| first.contains(&part.kind))?;
        parts[at..].iter().find(|part| part.kind == second).map(|later| (parts[at].character, later.character))
    };
    if let Some((mark, letter)) = follows(&[PartKind::Vowel, PartKind::Sign, PartKind::Final], PartKind::Coeng) {
        let what = format!("the mark {} is before the coeng of `{letter}`", code_point(mark));
        return Some(error(rules::KHMER_VOWEL_BEFORE_COENG, what));
    }
    if let Some((mark, shifter)) = follows(&[PartKind::Vowel, PartKind::Sign, PartKind::Final], PartKind::Shifter) {
        let what = format!("the register shifter {} is after {}", code_point(shifter), code_point(mark));
        return Some(error(rules::KHMER_SHIFTER_AFTER_VOWEL, what));
    }
    if let Some((sign, vowel)) = follows(&[PartKind::Sign, PartKind::Final], PartKind::Vowel) {
        let what = format!("the sign {} is before the vowel {}", code_point(sign), code_point(vowel));
        return Some(error(rules::KHMER_SIGN_BEFORE_VOWEL, what));
    }
    let coengs: Vec<char> = cluster.of(PartKind::Coeng).map(|part| part.character).collect();
    if coengs.iter().rev().skip(1).any(|letter| *letter == RO) {
        return Some(error(rules::KHMER_COENG_RO_NOT_LAST, "the coeng of `រ` is before another coeng".to_owned()));
    }
    let at = |part: &&ClusterPart| part.kind == PartKind::Robat;
    if parts.iter().skip(2).find(at).is_some() || follows(&[PartKind::Final], PartKind::Sign).is_some() {
        return Some(warning(rules::KHMER_MARK_ORDER, "the marks are in an unusual order".to_owned()));
    }
    if is_independent_vowel(cluster.letter()?) && cluster.of(PartKind::Vowel).next().is_some() {
        let what = "a dependent vowel is on an independent vowel".to_owned();
        return Some(warning(rules::KHMER_MARK_ORDER, what));
    }
    None
}

/// Whether a cluster is of the usual kind: a consonant, coengs that may be together, and at most one
/// mark of each kind, in order. Nothing can be wrong with it.
fn is_plain(cluster: &Cluster) -> bool {
    let is_rare = |part: &ClusterPart| {
        matches!(part.kind, PartKind::Robat | PartKind::LooseCoeng | PartKind::Invisible)
            || is_deprecated(part.character)
    };
    let in_order = |pair: &[ClusterPart]| {
        let coengs = pair.iter().all(|part| part.kind == PartKind::Coeng);
        pair[0].kind < pair[1].kind || coengs && pair[0].character != RO && pair[0].character != pair[1].character
    };
    cluster.letter().is_some_and(|letter| !is_independent_vowel(letter))
        && cluster.of(PartKind::Coeng).nth(2).is_none()
        && !cluster.parts.iter().any(is_rare)
        && cluster.parts.windows(2).all(in_order)
}

/// Faults of a cluster's coengs, apart from their order.
fn coeng_fault(cluster: &Cluster) -> Option<String> {
    let loose = cluster.parts.iter().position(|part| part.kind == PartKind::LooseCoeng);
    if let Some(at) = loose {
        return Some(match cluster.parts.get(at + 1).map(|part| part.kind) {
            Some(PartKind::LooseCoeng | PartKind::Coeng) => "a coeng (U+17D2) is duplicated".to_owned(),
            _ => "a coeng (U+17D2) has no letter after it".to_owned(),
        });
    }
    let mut coengs: Vec<char> = cluster.of(PartKind::Coeng).map(|part| part.character).collect();
    let count = coengs.len();
    coengs.dedup();
    if count > 2 && coengs.len() > 2 {
        return Some("a letter has more than two coengs".to_owned());
    }
    (coengs.len() < count).then(|| "a letter has the same coeng twice".to_owned())
}

/// A mark that is there twice in the same cluster.
fn doubled(cluster: &Cluster) -> Option<char> {
    let marks: Vec<&ClusterPart> = cluster
        .parts
        .iter()
        .filter(|part| {
            matches!(
                part.kind,
                PartKind::Vowel | PartKind::Sign | PartKind::Final | PartKind::Shifter | PartKind::Robat
            )
        })
        .collect();
    let again = |i: usize| marks[..i].iter().any(|before| before.character == marks[i].character);
    (0..marks.len()).find(|i| again(*i)).map(|i| marks[i].character)
}

/// Characters that Unicode deprecates or discourages, and that have a successor.
fn is_deprecated(character: char) -> bool {
    matches!(character, '\u{17A3}' | '\u{17A4}' | '\u{17A8}' | '\u{17D3}') || is_inherent(character)
}

fn is_independent_vowel(character: char) -> bool {
    matches!(character, '\u{17A5}'..='\u{17B3}')
}

/// The cluster with its neighbours, as a person recognises the word.
pub(super) fn word<'t>(text: &'t str, clusters: &[Cluster], i: usize) -> &'t str {
    let joined = |a: usize, b: usize| clusters.get(b).is_some_and(|next| clusters[a].range.end == next.range.start);
    let mut first = i;
    while first > 0 && i - first < 2 && joined(first - 1, first) {
        first -= 1;
    }
    let mut last = i;
    while last - i < 2 && joined(last, last + 1) {
        last += 1;
    }
    &text[clusters[first].range.start..clusters[last].range.end]
}
