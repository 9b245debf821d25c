//! Characters that cannot be printed, cannot be seen, or are not what they look like.

use unicode_properties::GeneralCategory as Category;

use super::fault;
use super::scan::{category, is_mark, is_spaced, is_word_character, script};
use crate::finding::{RuleName, code_point, rules};
use crate::judge::{Fault, Flat, Subject};
use crate::locale::Direction;
use crate::script::is_right_to_left;
use crate::script::khmer::is_khmer;
use crate::script::marks::is_variation_selector;

/// Faults of single characters.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut faults = Vec::new();
    let mut before = None;
    for (at, character) in text.char_indices() {
        // Nothing is wrong with one of these alone, and nearly all are.
        if matches!(character, ' '..='~' | '\u{1780}'..='\u{17DD}') {
            before = Some(character);
            continue;
        }
        let range = at..at + character.len_utf8();
        if character == Flat::SLOT && !subject.text.slots_in(&range).is_empty() {
            before = Some(character);
            continue;
        }
        let point = || code_point(character);
        if let Some((rule, what, replacement)) = never(subject, character) {
            let found = fault::error(rule, range, format!("{what} {}", point()), help(replacement));
            faults.push(fault::fixed_if(found, replacement));
        } else if let Some(plain) = compatibility(subject, character) {
            let help = format!("write `{plain}`");
            let found = fault::warning(
                rules::COMPATIBILITY_CHARACTER,
                range,
                format!("{} is used instead of `{plain}`", point()),
                help,
            );
            faults.push(fault::fixed(found, plain));
        } else if let Some(what) = unusual_space(subject, character) {
            let found =
                fault::warning(rules::UNUSUAL_SPACE, range, format!("{what} {}", point()), "use an ordinary space");
            faults.push(fault::fixed(found, " "));
        } else if is_mark(character)
            && !is_khmer(character)
            && !matches!(character, '\u{FE00}'..='\u{FE0F}')
            && before.is_none_or(|before: char| !is_base(before))
        {
            let message = format!("the combining mark {} has no letter before it", point());
            faults.push(fault::error(
                rules::MARK_WITHOUT_BASE,
                range,
                message,
                "add the letter that it belongs to, or delete it",
            ));
        }
        if matches!(character, '\u{0300}'..='\u{036F}') && before.is_some_and(is_khmer) {
            let message = format!("the Latin mark {} is on a Khmer letter", point());
            faults.push(fault::error(
                rules::FOREIGN_SCRIPT,
                at..at + character.len_utf8(),
                message,
                "use the Khmer mark instead",
            ));
        }
        if character == SOFT_HYPHEN
            && subject.info.is_unspaced()
            && before.is_some_and(is_word_character)
            && !before.is_some_and(is_spaced)
        {
            let message = format!("the soft hyphen {} would print a hyphen at the end of a line", point());
            let help = "use U+200B, which allows a line break without a hyphen";
            faults.push(fault::warning(rules::INVISIBLE_CHARACTER, at..at + character.len_utf8(), message, help));
        }
        before = Some(character);
    }
    faults
}

const SOFT_HYPHEN: char = '\u{AD}';

fn help(replacement: Option<&str>) -> &'static str {
    match replacement {
        Some("") => "delete it",
        Some(_) => "use an ordinary space",
        None => "write the intended character",
    }
}

/// What must never be printed: the rule, what it is, and what replaces it.
fn never(subject: &Subject, character: char) -> Option<(RuleName, &'static str, Option<&'static str>)> {
    let invisible = |what| Some((rules::INVISIBLE_CHARACTER, what, Some("")));
    let code = character as u32;
    match character {
        '\n' => None,
        '\t' => Some((rules::CONTROL_CHARACTER, "the text has a tab", Some(" "))),
        '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Some((rules::CONTROL_CHARACTER, "the text has the line separator", None))
        }
        '\u{FEFF}' => invisible("the text has the byte order mark"),
        '\u{034F}' | '\u{2061}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{180E}' => {
            invisible("the text has the invisible character")
        }
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => invisible("the text has the invisible filler"),
        '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' => invisible("the text has the invisible character"),
        '\u{E0000}'..='\u{E007F}' => invisible("the text has the invisible tag"),
        // These choose the form of a letter in names in Han letters.
        '\u{E0100}'..='\u{E01EF}' if subject.info.is_east_asian() => None,
        _ if is_variation_selector(character) => invisible("the text has the invisible variation selector"),
        // Khmer has rules of its own for them.
        '\u{200C}' | '\u{200D}' if joins(subject) => None,
        '\u{200C}' | '\u{200D}' => invisible("the text has the invisible joiner"),
        '\u{FFFC}' => Some((rules::UNPRINTABLE_CHARACTER, "the text has the object replacement character", None)),
        // Reported as lost text.
        '\u{FFFD}' => None,
        _ if category(character) == Category::Control => {
            Some((rules::CONTROL_CHARACTER, "the text has the control character", Some("")))
        }
        _ if category(character) == Category::PrivateUse => {
            Some((rules::UNPRINTABLE_CHARACTER, "no standard says how to print the private-use character", None))
        }
        _ if code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code) => {
            Some((rules::UNPRINTABLE_CHARACTER, "the text has the noncharacter", None))
        }
        _ if category(character) == Category::Unassigned => {
            Some((rules::UNPRINTABLE_CHARACTER, "the text has the unassigned character", None))
        }
        _ => None,
    }
}

/// Whether the language is written in a script whose letters are joined or separated by U+200C and
/// U+200D.
fn joins(subject: &Subject) -> bool {
    !matches!(
        subject.info.script.as_str(),
        "Latn" | "Cyrl" | "Grek" | "Hebr" | "Armn" | "Geor" | "Thai" | "Laoo" | "Hans" | "Hant" | "Jpan" | "Kore"
    )
}

/// The use of a character, if the language has a plain one for it.
fn compatibility(subject: &Subject, character: char) -> Option<&'static str> {
    let east_asian = subject.info.is_east_asian();
    Some(match character {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ŉ' => "’n",
        '\u{37E}' if subject.info.script != "Grek" => ";",
        '\u{FF01}'..='\u{FF5E}' if !east_asian => fullwidth(character)?,
        '\u{1D400}'..='\u{1D7FF}' => "an ordinary letter",
        _ => return None,
    })
    .filter(|plain| *plain != "an ordinary letter")
}

fn fullwidth(character: char) -> Option<&'static str> {
    const ASCII: &str =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let at = (character as usize).checked_sub(0xFF01)?;
    ASCII.get(at..=at)
}

/// A space that the language does not use.
fn unusual_space(subject: &Subject, character: char) -> Option<&'static str> {
    match character {
        '\u{3000}' if subject.info.is_unspaced() && subject.info.script != "Khmr" => None,
        '\u{1680}' | '\u{2000}'..='\u{2008}' | '\u{200A}' | '\u{205F}' | '\u{3000}' => {
            Some("the text has the unusual space")
        }
        _ => None,
    }
}

/// Whether a combining mark may be after a character.
fn is_base(character: char) -> bool {
    !(character.is_whitespace() && character != '\u{A0}')
        && character != '\u{200B}'
        && !character.is_control()
        && (script(character).is_some()
            || is_mark(character)
            || matches!(character, '\u{A0}' | '\u{200C}' | '\u{200D}' | '\u{25CC}' | '\u{0640}' | '\u{2D}'))
}

/// Controls of the bidirectional algorithm: in a language from left to right they have no business
/// where nothing runs the other way, and everywhere what they open must be closed.
pub(super) fn bidi(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    if text.is_ascii() {
        return Vec::new();
    }
    let controls: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_bidi_control(*c)).collect();
    if controls.is_empty() {
        return Vec::new();
    }
    let right_to_left =
        subject.info.direction == Direction::Rtl || text.chars().filter_map(script).any(is_right_to_left);
    let mut faults = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for &(at, control) in &controls {
        let range = at..at + control.len_utf8();
        let point = code_point(control);
        if !right_to_left {
            let message = format!("the text has the direction control {point}, but no right-to-left letters");
            faults.push(fault::fixed(fault::error(rules::BIDI_CONTROL, range, message, "delete it"), ""));
            continue;
        }
        let closes = match control {
            '\u{202C}' => Some('\u{202A}'..='\u{202E}'),
            '\u{2069}' => Some('\u{2066}'..='\u{2068}'),
            _ => None,
        };
        match closes {
            Some(openers) if open.last().is_some_and(|(_, opener)| openers.contains(opener)) => {
                open.pop();
            }
            Some(_) => {
                let message = format!("the direction control {point} has no matching opening control");
                faults.push(fault::error(rules::BIDI_CONTROL, range, message, "delete it, or add the opening control"));
            }
            None if matches!(control, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2068}') => open.push((at, control)),
            None => {}
        }
        if matches!(control, '\u{202D}' | '\u{202E}') {
            let message = format!("the override {point} reverses the order of letters");
            faults.push(fault::error(
                rules::BIDI_CONTROL,
                at..at + control.len_utf8(),
                message,
                "delete it, or use an isolate (U+2066 to U+2068)",
            ));
        }
    }
    faults.extend(open.into_iter().filter(|(_, opener)| !matches!(opener, '\u{202D}' | '\u{202E}')).map(
        |(at, opener)| {
            let message = format!("the direction control {} is not closed", code_point(opener));
            fault::error(rules::BIDI_CONTROL, at..at + opener.len_utf8(), message, "close it with U+2069 or U+202C")
        },
    ));
    faults
}

fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Letters of Latin, Greek or Cyrillic typed in two where there is one.
pub(super) fn composition(subject: &Subject) -> Vec<Fault> {
    use unicode_normalization::char::compose;
    let text = subject.text.text.as_str();
    if text.is_ascii() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut before: Option<(usize, char)> = None;
    for (at, character) in text.char_indices() {
        if let Some((start, letter)) = before
            && matches!(character, '\u{0300}'..='\u{036F}')
            && let Some(composed) = compose(letter, character)
        {
            // A second mark, as in Vietnamese, belongs to the same letter.
            let end = at + character.len_utf8();
            let fault = fault::warning(
                rules::NOT_COMPOSED,
                start..end,
                format!("`{composed}` is typed as several characters ({})", fault::code_points(&text[start..end])),
                format!("use the single character `{composed}` ({})", code_point(composed)),
            );
            faults.pop_if(|fault: &mut Fault| fault.range.start == start);
            faults.push(fault::fixed(fault, composed.to_string()));
            before = Some((start, composed));
            continue;
        }
        before = Some((at, character));
    }
    faults
}
