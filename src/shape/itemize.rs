//! Itemisation: text is cut into runs of one script and one face.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::broken::mark_without_letter;
use crate::font::{FontId, Fonts};
use crate::script::is_specific;
use crate::script::marks::is_default_ignorable;

/// A run of one script, set in one face.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The bytes of the text.
    pub text: Range<usize>,
    /// The face.
    pub font: FontId,
    /// The script to shape it as.
    pub script: Script,
}

/// A character for which no face has a glyph, at a byte of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncovered {
    /// The byte at which the character begins.
    pub at: usize,
    /// The character.
    pub character: char,
}

/// A text in runs, and the parts of it that cannot be set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Itemized {
    /// The runs. Together they cover all of the text, unless a character of it is uncovered.
    pub items: Vec<Item>,
    /// Every character that no face covers.
    pub uncovered: Vec<Uncovered>,
    /// The bytes at which marks begin that follow something on which no mark can be.
    pub marks_without_letters: Vec<usize>,
}

/// How many brackets may be open at once; those of further ones are set as any other character
/// (UAX 9, BD16, has the same bound).
const MOST_OPEN: usize = 63;

/// Cuts `text` into runs. `preference` lists the faces in the order in which they are tried.
///
/// Characters that belong to every script (spaces, digits, punctuation) take the script of what
/// is before them, a closing bracket or quotation mark that of its opening one, so that a
/// pair is never set in two faces.
pub fn itemize(text: &str, preference: &[FontId], fonts: &Fonts) -> Itemized {
    let Itemized { mut items, mut uncovered, mut marks_without_letters } = Itemized::default();
    let mut open: Vec<(char, Script, FontId)> = Vec::new();
    let mut current: Option<(Script, FontId)> = None;
    let first_script = text.chars().map(script_of).find(|script| is_specific(*script)).unwrap_or(Script::Common);

    for (at, grapheme) in text.grapheme_indices(true) {
        let own = grapheme.chars().map(script_of).find(|script| is_specific(*script));
        let partner = grapheme.chars().next().and_then(|closing| take_partner(&mut open, closing));
        let (script, beside) = match (own, partner, current) {
            (Some(script), _, _) => (script, None),
            (None, Some((script, font)), _) | (None, None, Some((script, font))) => (script, Some(font)),
            (None, None, None) => (first_script, None),
        };
        let misplaced = mark_without_letter(grapheme);
        marks_without_letters.extend(misplaced.map(|mark| at + mark));
        let covers = |font: &FontId| grapheme.chars().all(|c| is_default_ignorable(c) || fonts.face(*font).covers(c));
        let Some(font) = beside.iter().chain(preference).copied().find(covers) else {
            let lacking = |c: &char| !is_default_ignorable(*c) && !preference.iter().any(|f| fonts.face(*f).covers(*c));
            // If every character is covered, but by no single face, the last one, a mark, is what
            // does not belong there; unless that is known already.
            let last = || grapheme.chars().next_back().filter(|_| misplaced.is_none());
            let character = grapheme.chars().find(lacking).or_else(last);
            uncovered.extend(character.map(|character| Uncovered { at, character }));
            continue;
        };
        if let Some(closing) = grapheme.chars().next().and_then(closing_of)
            && open.len() < MOST_OPEN
        {
            open.push((closing, script, font));
        }
        current = Some((script, font));
        let range = at..at + grapheme.len();
        match items.last_mut() {
            Some(item) if item.font == font && item.script == script => item.text.end = range.end,
            _ => items.push(Item { text: range, font, script }),
        }
    }
    Itemized { items, uncovered, marks_without_letters }
}

/// Without a search for the letters that most texts are made of.
pub(super) fn script_of(character: char) -> Script {
    if character.is_ascii_alphabetic() { Script::Latin } else { character.script() }
}

fn closing_of(opening: char) -> Option<char> {
    Some(match opening {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '«' => '»',
        '“' => '”',
        '‘' => '’',
        _ => return None,
    })
}

fn take_partner(open: &mut Vec<(char, Script, FontId)>, closing: char) -> Option<(Script, FontId)> {
    let at = open.iter().rposition(|(expected, ..)| *expected == closing)?;
    let (_, script, font) = open[at];
    open.truncate(at);
    Some((script, font))
}
