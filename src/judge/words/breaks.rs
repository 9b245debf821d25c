//! Zero width spaces (U+200B) without effect.

use super::fault;
use super::scan::{At, end, is_spaced};
use crate::finding::rules;
use crate::judge::{Fault, Flat};
use crate::script::khmer::ZWSP;

/// The untidy zero width spaces of `text`.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    if !text.contains(ZWSP) {
        return Vec::new();
    }
    let characters: Vec<At> = text.char_indices().collect();
    let mut faults = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if characters[at].1 != ZWSP {
            at += 1;
            continue;
        }
        let count = characters[at..].iter().take_while(|(_, c)| *c == ZWSP).count();
        let range = characters[at].0..end(characters[at + count - 1]);
        let before = at.checked_sub(1).map(|before| characters[before].1);
        let after = characters.get(at + count).map(|(_, c)| *c);
        let idle = match (before, after) {
            (None, _) => Some("at the beginning of the text"),
            (_, None) => Some("at the end of the text"),
            (Some(before), _) if is_blank(before) => Some("after a space"),
            (_, Some(after)) if is_blank(after) => Some("before a space"),
            (Some(before), _) if ends_anyway(before) => Some("after a punctuation mark"),
            (_, Some(after)) if never_begins(after) => Some("before a punctuation mark"),
            _ => None,
        };
        if let Some(place) = idle {
            let message = if count > 1 {
                format!("{count} zero width spaces {place} have no effect")
            } else {
                format!("a zero width space {place} has no effect")
            };
            let fault = fault::warning(rules::UNTIDY_ZWSP, range, message, "delete it");
            faults.push(fault::fixed(fault, ""));
        } else if before.is_some_and(is_spaced) && after.is_some_and(is_spaced) {
            let message = "a zero width space is inside a word, where a line would break without a hyphen".to_owned();
            let help = "delete it, or use a soft hyphen (U+00AD)";
            faults.push(fault::fixed(fault::warning(rules::UNTIDY_ZWSP, range, message, help), ""));
        } else if count > 1 {
            let fault = fault::warning(
                rules::UNTIDY_ZWSP,
                range,
                format!("{count} zero width spaces are in a row"),
                "keep one of them",
            );
            faults.push(fault::fixed(fault, "\u{200B}"));
        }
        at += count;
    }
    faults
}

fn is_blank(character: char) -> bool {
    character != Flat::SLOT && character.is_whitespace()
}

/// Marks after which a line may end in any case, or must not.
fn ends_anyway(character: char) -> bool {
    matches!(character, '។' | '៕' | '៖' | '!' | '?' | '(' | '[' | '«' | '“' | '‘' | '\u{2060}')
}

/// Marks that never begin a line.
fn never_begins(character: char) -> bool {
    matches!(
        character,
        '។' | '៕'
            | '៖'
            | 'ៗ'
            | '៘'
            | '!'
            | '?'
            | ')'
            | ']'
            | '»'
            | '”'
            | '’'
            | ','
            | '.'
            | ';'
            | ':'
            | '%'
            | '…'
            | '\u{2060}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::words::repaired;

    #[test]
    fn a_break_permission_between_words_is_welcome() {
        for text in ["ខ្ញុំ\u{200B}សរសេរ", "ភ្លាមៗ\u{200B}និង", "ទី\u{200B}\u{FFFC}\u{200B}នៃ", "and/\u{200B}or", "»\u{200B}ក"]
        {
            assert_eq!(faults(text), [], "{}", text.escape_unicode());
        }
    }

    #[test]
    fn one_that_does_nothing_is_taken_out() {
        for (untidy, tidy) in [
            ("\u{200B}ក", "ក"),
            ("ក\u{200B}", "ក"),
            ("ក\u{200B}\u{200B}ខ", "ក\u{200B}ខ"),
            ("ក\u{200B}\u{200B}\u{200B} ខ", "ក ខ"),
            ("ក \u{200B}ខ", "ក ខ"),
            ("ក\n\u{200B}ខ", "ក\nខ"),
            ("ក\u{200B}។", "ក។"),
            ("ក។\u{200B}ខ", "ក។ខ"),
            ("(\u{200B}ក\u{200B})", "(ក)"),
            ("ភ្លាម\u{200B}ៗ", "ភ្លាមៗ"),
        ] {
            assert_eq!(repaired(untidy, &faults(untidy)), tidy, "{}", untidy.escape_unicode());
        }
    }
}
