//! Orthographic clusters: Khmer text cut into the pieces that are written as one.
//!
//! The order of a cluster's parts is that of Unicode Technical Note 61: letter, robat, coengs with
//! their letters, register shifter, vowel, signs. Text to be examined has them in any order, so a
//! cluster here is a letter and whatever marks follow it, also where something invisible that does
//! not belong there is between.

use std::ops::Range;

use super::{COENG, ZWSP, is_letter};

/// The kind of a part of a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// A consonant or an independent vowel on the line.
    Letter,
    /// U+17CC.
    Robat,
    /// A coeng with the letter that it puts below; the part's character is that letter.
    Coeng,
    /// A coeng without a letter.
    LooseCoeng,
    /// A register shifter, U+17C9 or U+17CA.
    Shifter,
    /// A dependent vowel.
    Vowel,
    /// A sign above.
    Sign,
    /// U+17C7 or U+17C8, which come after everything in the cluster.
    Final,
    /// Something invisible that joins or separates.
    Invisible,
}

/// A part of a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterPart {
    pub kind: PartKind,
    /// Its character; of a coeng the letter below.
    pub character: char,
    /// Its bytes of the text.
    pub range: Range<usize>,
}

/// A letter with its marks, or marks without a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its parts, in the order of the text.
    pub parts: Vec<ClusterPart>,
    /// Its bytes of the text.
    pub range: Range<usize>,
}

impl Cluster {
    /// The letter on the line, if it has one.
    pub fn letter(&self) -> Option<char> {
        self.parts.first().filter(|part| part.kind == PartKind::Letter).map(|part| part.character)
    }

    /// The parts of a kind.
    pub fn of(&self, kind: PartKind) -> impl Iterator<Item = &ClusterPart> {
        self.parts.iter().filter(move |part| part.kind == kind)
    }
}

/// The clusters of `text`, in order. Text that is not Khmer is not included.
pub fn clusters(text: &str) -> Vec<Cluster> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut clusters = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let (cluster, next) = cluster(&characters, at);
        clusters.extend(cluster);
        at = next;
    }
    clusters
}

/// The cluster that begins with character `start`, if one does, and the character after it.
fn cluster(characters: &[(usize, char)], start: usize) -> (Option<Cluster>, usize) {
    let (first, character) = characters[start];
    let mut parts = Vec::new();
    let mut at = start;
    if is_letter(character) {
        parts.push(ClusterPart { kind: PartKind::Letter, character, range: first..first + character.len_utf8() });
        at += 1;
    } else if mark(character).is_none() {
        return (None, start + 1);
    }
    while let Some(&(offset, character)) = characters.get(at) {
        let range = offset..offset + character.len_utf8();
        let after = at + 1 + invisible(&characters[at + 1..]);
        match mark(character) {
            Some(PartKind::LooseCoeng) => {
                let below = characters.get(after).filter(|(_, letter)| is_letter(*letter));
                // A space of no width after a coeng may be there because a word ends; what is
                // wrong then is the coeng.
                let parted = characters[at + 1..after].iter().any(|(_, c)| *c == ZWSP);
                let Some(&(end, letter)) = below.filter(|_| !parted) else {
                    parts.push(ClusterPart { kind: PartKind::LooseCoeng, character, range });
                    at += 1;
                    continue;
                };
                parts.extend(characters[at + 1..after].iter().map(|(at, c)| joiner(*at, *c)));
                parts.push(ClusterPart {
                    kind: PartKind::Coeng,
                    character: letter,
                    range: range.start..end + letter.len_utf8(),
                });
                at = after + 1;
            }
            Some(kind) => {
                parts.push(ClusterPart { kind, character, range });
                at += 1;
            }
            None => {
                let inside = at + invisible(&characters[at..]);
                let goes_on = characters.get(inside).is_some_and(|(_, next)| mark(*next).is_some());
                if inside == at || !goes_on {
                    break;
                }
                parts.extend(characters[at..inside].iter().map(|(at, c)| joiner(*at, *c)));
                at = inside;
            }
        }
    }
    let end = characters.get(at).map_or_else(
        || characters.last().map_or(0, |(offset, character)| offset + character.len_utf8()),
        |(offset, _)| *offset,
    );
    (Some(Cluster { parts, range: first..end }), at)
}

fn joiner(at: usize, character: char) -> ClusterPart {
    ClusterPart { kind: PartKind::Invisible, character, range: at..at + character.len_utf8() }
}

/// How many of the first characters are invisible.
fn invisible(characters: &[(usize, char)]) -> usize {
    characters.iter().take_while(|(_, c)| *c == ZWSP || is_joiner(*c)).count()
}

/// Whether a character is invisible and has no business within a cluster, ZWSP apart.
fn is_joiner(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{034F}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// What kind of mark a character is, if it is one; a coeng counts as loose.
fn mark(character: char) -> Option<PartKind> {
    Some(match character {
        '\u{17B4}'..='\u{17C5}' => PartKind::Vowel,
        '\u{17C7}' | '\u{17C8}' => PartKind::Final,
        '\u{17C9}' | '\u{17CA}' => PartKind::Shifter,
        '\u{17CC}' => PartKind::Robat,
        COENG => PartKind::LooseCoeng,
        '\u{17C6}' | '\u{17CB}' | '\u{17CD}'..='\u{17D1}' | '\u{17D3}' | '\u{17DD}' => PartKind::Sign,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        clusters(text).into_iter().map(|cluster| &text[cluster.range]).collect()
    }

    #[test]
    fn text_is_cut_at_its_letters() {
        assert_eq!(cut("សង្គ្រោះ CNRP មន្ត្រី។"), ["ស", "ង្គ្រោះ", "ម", "ន្ត្រី"]);
        assert_eq!(cut("ភ្លាមៗ ២០១៨"), ["ភ្លា", "ម"]);
    }

    #[test]
    fn what_is_invisible_within_a_cluster_belongs_to_it() {
        assert_eq!(cut("ក\u{200B}ខ"), ["ក", "ខ"]);
        assert_eq!(cut("ក\u{2060}ា"), ["ក\u{2060}ា"]);
        assert_eq!(cut("ក\u{200B}្រ"), ["ក\u{200B}្រ"]);
        assert_eq!(cut("ក្\u{200D}រ"), ["ក្\u{200D}រ"]);
    }

    #[test]
    fn marks_without_a_letter_are_a_cluster() {
        assert_eq!(cut(" ាំ ក"), ["ាំ", "ក"]);
        let cluster = &clusters("១ា")[0];
        assert!(cluster.letter().is_none() && cluster.of(PartKind::Vowel).count() == 1);
    }

    #[test]
    fn a_coeng_takes_the_letter_after_it() {
        let kinds = |text: &str| clusters(text)[0].parts.iter().map(|part| part.kind).collect::<Vec<_>>();
        assert_eq!(kinds("ក្រ"), [PartKind::Letter, PartKind::Coeng]);
        assert_eq!(kinds("ក្ ខ"), [PartKind::Letter, PartKind::LooseCoeng]);
        assert_eq!(kinds("ក្្រ"), [PartKind::Letter, PartKind::LooseCoeng, PartKind::Coeng]);
        assert_eq!(kinds("ក្\u{200B}រ"), [PartKind::Letter, PartKind::LooseCoeng]);
    }
}
