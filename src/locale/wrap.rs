//! The lines of a message's value joined into paragraphs.

use unicode_script::{Script, UnicodeScript};

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
        if let (Some(before), Some(after)) = (current.chars().next_back(), line.chars().next())
            && !(is_unspaced(before) && is_unspaced(after))
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

/// Whether a letter is of a script that writes no spaces between words.
pub fn is_unspaced(character: char) -> bool {
    use Script::{Han, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai};
    matches!(character.script(), Khmer | Thai | Lao | Myanmar | Han | Hiragana | Katakana)
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
    fn a_blank_line_begins_a_paragraph() {
        assert_eq!(paragraphs("one\ntwo\n\nthree\n"), ["one two", "three"]);
        assert!(paragraphs(" \n").is_empty());
    }
}
