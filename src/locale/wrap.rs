//! The lines of a message's value joined into paragraphs.

use crate::script::breaks::is_break_control;
use crate::script::spacing::{ends_phrase, is_unspaced_character};

/// The paragraphs of a message's value: a blank line begins a new one, and a single line break is
/// where the translator's editor wrapped. Such a break becomes a space, but between two letters of
/// a script that writes no spaces between words it becomes nothing, or a gap would show.
pub fn paragraphs(value: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut current = String::new();
    for line in value.lines().map(str::trim) {
        if line.is_empty() {
            if !current.is_empty() {
                paragraphs.push(std::mem::take(&mut current));
            }
            continue;
        }
        if let (Some(before), Some(after)) = (wants_space_after(&current), wants_space_before(line))
            && (before || after)
        {
            current.push(' ');
        }
        current.push_str(line);
    }
    if !current.is_empty() {
        paragraphs.push(current);
    }
    paragraphs
}

/// Whether a space belongs between a text that ends like this and the text after it; `None` if it has no letter that
/// shows this.
pub fn wants_space_after(text: &str) -> Option<bool> {
    let last = text.chars().rfind(|c| !is_break_control(*c))?;
    Some(!is_unspaced_character(last) || ends_phrase(last))
}

/// Whether a space belongs between the text before and a text that begins like this.
pub fn wants_space_before(text: &str) -> Option<bool> {
    text.chars().find(|c| !is_break_control(*c)).map(|first| !is_unspaced_character(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_lines_join_with_a_space_and_khmer_lines_without() {
        assert_eq!(paragraphs("to be\nor not"), ["to be or not"]);
        assert_eq!(paragraphs("កឹម\nសុខា"), ["កឹមសុខា"]);
        assert_eq!(paragraphs("កឹម\n(CNRP)"), ["កឹម (CNRP)"]);
    }

    #[test]
    fn a_space_follows_the_end_of_a_khmer_sentence_and_never_comes_before_it() {
        assert_eq!(paragraphs("រំលាយ។\nលោក"), ["រំលាយ។ លោក"]);
        assert_eq!(paragraphs("រំលាយ\n។ លោក"), ["រំលាយ។ លោក"]);
        assert_eq!(paragraphs("中国。\n他"), ["中国。他"]);
        assert_eq!(paragraphs("བོད་\nསྐད།\nལེགས"), ["བོད་སྐད། ལེགས"]);
    }

    #[test]
    fn an_order_at_the_end_of_a_line_makes_no_gap() {
        assert_eq!(paragraphs("កឹម\u{200B}\nសុខា"), ["កឹម\u{200B}សុខា"]);
        assert_eq!(paragraphs("to\u{200B}\nbe"), ["to\u{200B} be"]);
    }

    #[test]
    fn a_blank_line_begins_a_paragraph() {
        assert_eq!(paragraphs("one\ntwo\n\nthree\n"), ["one two", "three"]);
        assert!(paragraphs(" \n").is_empty());
    }
}
