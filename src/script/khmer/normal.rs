//! The normal form of a cluster: the one right order and spelling of its parts.
//!
//! The rules are those of Unicode Technical Note 61 for the Khmer language of today. A cluster that they do not decide
//! has no normal form, and a person must choose.

use super::cluster::{Cluster, PartKind};
use super::{AA, COENG, MUUSIKATOAN, NIKAHIT, RO, TRIISAP, U, ZWNJ, is_inherent};

/// The normal form of a cluster, if it is certain from the cluster alone. A correct cluster is its own normal form.
pub fn normal(cluster: &Cluster) -> Option<String> {
    let mut letter = cluster.letter()?;
    let mut vowels: Vec<char> =
        cluster.of(PartKind::Vowel).map(|part| part.character).filter(|c| !is_inherent(*c)).collect();
    let mut signs: Vec<char> = cluster
        .of(PartKind::Sign)
        .map(|part| if part.character == '\u{17D3}' { NIKAHIT } else { part.character })
        .collect();
    match letter {
        '\u{17A3}' => letter = 'អ',
        '\u{17A4}' => {
            letter = 'អ';
            vowels.insert(0, AA);
        }
        '\u{17A8}' => return (cluster.parts.len() == 1).then(|| "\u{17A7}\u{1780}".to_owned()),
        _ => {}
    }
    // Without it another mark may be drawn, so a person must choose.
    if has_stray_coeng(cluster) || (0..cluster.parts.len()).any(|i| is_bound(cluster, i)) {
        return None;
    }
    let mut coengs: Vec<char> = cluster.of(PartKind::Coeng).map(|part| part.character).collect();
    // RO is drawn before the letter, and written last.
    coengs.sort_by_key(|letter| *letter == RO);
    coengs.dedup();
    let mut shifters: Vec<char> = cluster.of(PartKind::Shifter).map(|part| part.character).collect();
    shifters.dedup();
    signs.dedup();
    join_split(&mut vowels);
    vowels.dedup();
    if stands_for_shifter(&vowels, &signs) {
        if !shifters.is_empty() {
            return None;
        }
        vowels.retain(|vowel| *vowel != U);
        shifters.push(shifter_of(letter, &coengs)?);
        join_split(&mut vowels);
    }
    let mut finals: Vec<char> = cluster.of(PartKind::Final).map(|part| part.character).collect();
    finals.dedup();
    let robats = cluster.of(PartKind::Robat).count();
    if vowels.len() > 1 || coengs.len() > 2 || shifters.len() > 1 || finals.len() > 1 {
        return None;
    }
    let mut normal = String::from(letter);
    normal.extend((robats > 0).then_some('\u{17CC}'));
    // A shifter before a coeng is lawful by the Unicode Standard, though not by the note, and is
    // drawn elsewhere than one after it: it stays where it is.
    let at = |kind| cluster.parts.iter().position(|part| part.kind == kind);
    let leads = at(PartKind::Shifter)
        .is_some_and(|shifter| at(PartKind::Coeng).is_some_and(|coeng| shifter < coeng) && shifter == 1);
    if leads {
        normal.extend(&shifters);
    }
    normal.extend(coengs.iter().flat_map(|letter| [COENG, *letter]));
    if !leads {
        normal.extend(&shifters);
    }
    normal.extend(non_joiner(cluster));
    normal.extend(vowels);
    normal.extend(signs);
    normal.extend(finals);
    Some(normal)
}

/// Whether U among these vowels was typed for a register shifter, which has its shape below a vowel
/// that is above.
pub fn stands_for_shifter(vowels: &[char], signs: &[char]) -> bool {
    let above = |vowel: &char| matches!(vowel, '\u{17B7}'..='\u{17BA}' | '\u{17BE}' | '\u{17BF}');
    vowels.contains(&U) && (vowels.iter().any(above) || vowels.contains(&AA) && signs.contains(&NIKAHIT))
}

/// The shifter that this letter takes: a triisap if the stack has an S, H or A, a muusikatoan if it has only sonorants.
/// Others take no shifter, and BA takes either.
fn shifter_of(letter: char, coengs: &[char]) -> Option<char> {
    let of = |c: char| coengs.contains(&c) || letter == c;
    if ['ស', 'ហ', 'អ'].into_iter().any(of) {
        Some(TRIISAP)
    } else if "ងញនមយរលវ".contains(letter) && coengs.iter().all(|coeng| "ងញនមយរលវ".contains(*coeng))
    {
        Some(MUUSIKATOAN)
    } else {
        None
    }
}

/// Joins the two halves of a vowel, in whichever order they were typed.
pub fn join_split(vowels: &mut Vec<char>) {
    for (first, second, joined) in
        [('\u{17C1}', AA, '\u{17C4}'), ('\u{17C1}', '\u{17B8}', '\u{17BE}'), ('\u{17C1}', '\u{17C1}', '\u{17C2}')]
    {
        let Some(at) = vowels.iter().position(|vowel| *vowel == first) else { continue };
        let Some(other) = (0..vowels.len()).find(|i| *i != at && vowels[*i] == second) else { continue };
        vowels[at] = joined;
        vowels.remove(other);
    }
}

/// Whether a coeng has no letter and no other coeng after it.
fn has_stray_coeng(cluster: &Cluster) -> bool {
    cluster.parts.iter().enumerate().any(|(i, part)| {
        part.kind == PartKind::LooseCoeng
            && !cluster.parts.get(i + 1).is_some_and(|next| matches!(next.kind, PartKind::Coeng | PartKind::LooseCoeng))
    })
}

/// U+200C where it may be: after a register shifter that it keeps above the vowel.
fn non_joiner(cluster: &Cluster) -> Option<char> {
    let is_meant =
        |i: usize| is_lawful_non_joiner(cluster, i) || before_shifter(cluster, i) == Some(BeforeShifter::Movable);
    (0..cluster.parts.len()).any(is_meant).then_some(ZWNJ)
}

/// Whether part `i` is a U+200C between a register shifter and a vowel above. Before other vowels, and before
/// those that are drawn in two halves, a shaper takes it for the end of the cluster.
pub fn is_lawful_non_joiner(cluster: &Cluster, i: usize) -> bool {
    is_non_joiner(cluster, i)
        && i > 0
        && cluster.parts[i - 1].kind == PartKind::Shifter
        && cluster.parts.get(i + 1).is_some_and(|part| may_follow_non_joiner(part.character))
}

/// A U+200C directly before a register shifter. Documentation of keyboards and fonts has it there, the Unicode
/// Standard has it after the shifter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeforeShifter {
    /// It keeps a triisap above the vowel, and is drawn alike after the shifter.
    Movable,
    /// It keeps a triisap above a vowel of two halves, before which it cannot be.
    Needed,
    /// Fonts draw the same without it, as before a muusikatoan.
    Idle,
}

/// The effect of a U+200C as part `i` before a register shifter, if it is there.
pub fn before_shifter(cluster: &Cluster, i: usize) -> Option<BeforeShifter> {
    let shifter =
        cluster.parts.get(i + 1).filter(|part| part.kind == PartKind::Shifter && is_non_joiner(cluster, i))?;
    let next = cluster.parts.get(i + 2).map(|part| part.character);
    Some(match (shifter.character, next) {
        (TRIISAP, Some(next)) if may_follow_non_joiner(next) => BeforeShifter::Movable,
        (TRIISAP, Some('\u{17BE}' | '\u{17BF}')) => BeforeShifter::Needed,
        _ => BeforeShifter::Idle,
    })
}

/// Whether part `i` is a U+200C beside a register shifter that cannot be put where it belongs.
fn is_bound(cluster: &Cluster, i: usize) -> bool {
    let follows = || i > 0 && cluster.parts[i - 1].kind == PartKind::Shifter && i + 1 < cluster.parts.len();
    match before_shifter(cluster, i) {
        Some(place) => place != BeforeShifter::Movable,
        None => is_non_joiner(cluster, i) && follows() && !is_lawful_non_joiner(cluster, i),
    }
}

fn is_non_joiner(cluster: &Cluster, i: usize) -> bool {
    cluster.parts[i].character == ZWNJ
}

/// The vowels and signs before which a U+200C keeps the shifter above.
fn may_follow_non_joiner(character: char) -> bool {
    matches!(character, '\u{17B7}'..='\u{17BA}' | NIKAHIT | '\u{17D0}')
}

#[cfg(test)]
mod tests {
    use super::super::cluster::clusters;
    use super::*;

    fn normals(text: &str) -> Option<String> {
        clusters(text).iter().map(normal).collect()
    }

    #[test]
    fn every_wrong_spelling_has_the_right_one() {
        // The right one first. Wrong ones are spelt out, because they look like it.
        for (right, wrong) in [
            ("ស៊ី", &["សី\u{17BB}", "ស\u{17BB}ី", "សី\u{17CA}"][..]),
            ("ម៉ី", &["មី\u{17BB}", "ម\u{17BB}ី"]),
            ("ស្រ៊ី", &["ស្រ\u{17BB}ី", "ស្រី\u{17BB}", "ស\u{17BB}ី\u{17D2}រ", "សី\u{17BB}\u{17D2}រ"]),
            (
                "ស៊ើ",
                &[
                    "ស\u{17CA}\u{17C1}\u{17B8}",
                    "ស\u{17CA}\u{17B8}\u{17C1}",
                    "ស\u{17BB}\u{17BE}",
                    "ស\u{17BE}\u{17BB}",
                    "ស\u{17BB}\u{17C1}\u{17B8}",
                    "ស\u{17B8}\u{17C1}\u{17BB}",
                ],
            ),
            (
                "ស៊ាំ",
                &[
                    "ស\u{17C6}\u{17BB}\u{17B6}",
                    "ស\u{17BB}\u{17C6}\u{17B6}",
                    "ស\u{17B6}\u{17BB}\u{17C6}",
                    "ស\u{17B6}\u{17C6}\u{17BB}",
                ],
            ),
            ("លោ", &["ល\u{17C1}\u{17B6}", "ល\u{17B6}\u{17C1}"]),
            ("ធ្វើ", &["ធ\u{17BE}\u{17D2}វ", "ធ\u{17D2}វ\u{17C1}\u{17B8}", "ធ\u{17D2}វ\u{17B8}\u{17C1}"]),
            ("ន្ត្រី", &["ន\u{17D2}រ\u{17D2}តី", "នី\u{17D2}រ\u{17D2}ត"]),
            ("កុំ", &["ក\u{17C6}\u{17BB}", "ក\u{17BB}\u{17C6}\u{17C6}"]),
            ("អា", &["\u{17A4}"]),
            ("ឧក", &["\u{17A8}"]),
        ] {
            assert_eq!(normals(right).as_deref(), Some(right), "{right} is right");
            for wrong in wrong {
                assert_eq!(normals(wrong).as_deref(), Some(right), "{}", wrong.escape_unicode());
            }
        }
    }

    #[test]
    fn what_cannot_be_told_is_left_to_a_person() {
        for wrong in
            ["កិា", "ប\u{17BB}ី", "ក\u{17BB}ី", "ក\u{17C9}\u{17CA}ា", "ក\u{17D2}", "ក\u{17D2}ខ\u{17D2}គ\u{17D2}ង", "ា"]
        {
            assert_eq!(normals(wrong), None, "{}", wrong.escape_unicode());
        }
    }
}
