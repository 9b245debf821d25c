//! Isolates: the invisible characters between which words run their own way, whatever is beside them (UAX 9).

use unicode_script::UnicodeScript;

use super::is_right_to_left;

const LEFT_TO_RIGHT: char = '\u{2066}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const END: char = '\u{2069}';

/// Whether a character begins or ends an isolate: it is no part of the words.
pub fn is_isolate_control(character: char) -> bool {
    matches!(character, LEFT_TO_RIGHT..=END)
}

/// Words in an isolate, to be filled into a text from right to left. They run from left to right only if no letter of
/// them runs the other way: a date in Arabic begins with a number, and a heading may begin with a Latin name.
pub fn isolated(words: &str) -> String {
    let is_right_to_left = words.chars().any(|c| is_right_to_left(c.script()));
    let begin = if is_right_to_left { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT };
    format!("{begin}{words}{END}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_run_the_way_of_their_letters() {
        assert_eq!(isolated("Tromsø"), "\u{2066}Tromsø\u{2069}");
        assert_eq!(isolated("+855 23 426 585"), "\u{2066}+855 23 426 585\u{2069}");
        assert_eq!(isolated("15 يوليو 2025"), "\u{2067}15 يوليو 2025\u{2069}");
        assert_eq!(isolated("Petar رهن الاحتجاز"), "\u{2067}Petar رهن الاحتجاز\u{2069}");
        assert!(isolated("a").chars().filter(|c| is_isolate_control(*c)).eq(['\u{2066}', '\u{2069}']));
    }
}
