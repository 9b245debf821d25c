//! Checks of the sender's own words: they must be printable unchanged.

use crate::case::PostalAddress;
use crate::finding::{RuleName, code_point, rules};
use crate::judge::{Fault, data};
use crate::script::marks::{MAX_MARKS, too_many_marks};
pub use crate::script::shortened;

/// The most characters of a name, of a line of an address and of a town.
pub const MAX_LINE: usize = PostalAddress::MAX_LINE;

/// The most characters of a sender's own sentences: more than a page holds.
pub const MAX_PERSONAL: usize = 4000;

/// The most lines that a sender's address may have.
pub const MAX_ADDRESS: usize = 8;

/// Why words are refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The name of the fault.
    pub rule: RuleName,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The byte of the words that it begins at.
    pub at: usize,
}

/// How many lines words may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// A single line.
    One,
    /// Any number.
    Several,
}

/// Why `words` may not be printed, if they may not; `most` is how many characters they may have.
pub fn refusal(words: &str, lines: Lines, most: usize) -> Option<Refusal> {
    let refused = |rule, at, message: String, help: &str| Some(Refusal { rule, message, help: help.to_owned(), at });
    let count = words.chars().count();
    if count > most {
        let message = format!("`{}` has {count} characters; the maximum is {most}", shortened(words));
        return refused(rules::TOO_LONG, 0, message, "shorten it");
    }
    if let Some((at, control)) = words.char_indices().find(|(_, c)| is_forbidden(*c, lines)) {
        return if matches!(control, '\n' | '\r') {
            let message = format!("`{}` has more than one line", shortened(words));
            refused(rules::LINE_BREAK, at, message, "write it on one line")
        } else if control == char::REPLACEMENT_CHARACTER {
            let message = format!("`{}` has U+FFFD, which replaces a lost letter", shortened(words));
            refused(rules::LOST_LETTER, at, message, "write the letter again, as in the original data")
        } else {
            let rule = if control.is_control() { rules::CONTROL_CHARACTER } else { rules::HIDDEN_CHARACTER };
            let message = format!("`{}` has the {} {}", shortened(words), kind(control), code_point(control));
            refused(rule, at, message, "delete it")
        };
    }
    let at = too_many_marks(words)?;
    let message = format!("`{}` has more than {MAX_MARKS} marks on one letter", shortened(words));
    refused(rules::TOO_MANY_MARKS, at, message, "delete the extra marks")
}

/// Reports words that cannot be printed because a program or a slip has spoiled them, by the judge's rules for
/// words that are not prose.
pub fn left_over(words: &str) -> Option<Refusal> {
    let Fault { rule, message, help, range, .. } = data::error(words)?;
    Some(Refusal { rule, message, help, at: range.start })
}

fn is_forbidden(character: char, lines: Lines) -> bool {
    match character {
        '\n' | '\r' => lines == Lines::One,
        // Orders on the direction of all that follows: they turn the words around them over.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | char::REPLACEMENT_CHARACTER => true,
        _ => character.is_control(),
    }
}

fn kind(character: char) -> &'static str {
    if character.is_control() { "control character" } else { "hidden character" }
}
