//! Narrow spaces: the thin no-break spaces that some languages set beside their marks.

use serde::Deserialize;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// U+202F, which is a quarter to a third of the usual space and never ends a line.
const NARROW: char = '\u{202F}';

/// The marks that have a narrow no-break space (U+202F) beside them.
///
/// It is put into the words before they are shaped, so it is part of the text that is read from
/// the page again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct NarrowSpaces {
    /// Marks with such a space before them: in French `;:!?»`.
    #[serde(default)]
    pub before: String,
    /// Marks with such a space after them: in French `«`.
    #[serde(default)]
    pub after: String,
}

impl NarrowSpaces {
    /// `words` with narrow spaces where they belong, whether there was an ordinary space, a no-break space (U+00A0), or
    /// no space.
    ///
    /// A mark inside a token, as in `12:30` or an address of the web, is left as it is; so is the
    /// second of two marks, as in `?!`.
    #[must_use]
    pub fn apply(&self, words: &str) -> String {
        let mut out = String::with_capacity(words.len());
        let mut rest = words.chars().peekable();
        while let Some(c) = rest.next() {
            if self.before.contains(c) && rest.peek().is_none_or(|next| self.ends_token(*next)) {
                let typed = out.trim_end_matches(is_space).len();
                let follows_mark = out[..typed].chars().next_back().is_none_or(|last| self.before.contains(last));
                if typed < out.len() || !follows_mark || c.general_category() == GeneralCategory::FinalPunctuation {
                    out.truncate(typed);
                    out.push(NARROW);
                }
            }
            out.push(c);
            if self.after.contains(c) {
                while rest.next_if(|next| is_space(*next)).is_some() {}
                out.push(NARROW);
            }
        }
        out
    }

    /// Whether a mark before `next` is at the end of a word.
    fn ends_token(&self, next: char) -> bool {
        is_space(next) || self.before.contains(next) || matches!(next, ')' | ']' | '”' | '’' | ',' | '.' | '…')
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | NARROW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french(words: &str) -> String {
        NarrowSpaces { before: ";:!?»".to_owned(), after: "«".to_owned() }.apply(words)
    }

    #[test]
    fn a_mark_gets_its_narrow_space_whatever_was_typed() {
        for typed in ["Objet : oui", "Objet: oui", "Objet\u{A0}: oui", "Objet\u{202F}: oui"] {
            assert_eq!(french(typed), "Objet\u{202F}: oui");
        }
        for typed in ["« oui »", "«oui»", "«\u{A0}oui\u{A0}»"] {
            assert_eq!(french(typed), "«\u{202F}oui\u{202F}»");
        }
    }

    #[test]
    fn two_marks_have_one_space() {
        assert_eq!(french("Quoi ?!"), "Quoi\u{202F}?!");
        for typed in ["« Quoi ? »", "«Quoi?»"] {
            assert_eq!(french(typed), "«\u{202F}Quoi\u{202F}?\u{202F}»");
        }
        assert_eq!(french("(quoi?)"), "(quoi\u{202F}?)");
    }

    #[test]
    fn a_mark_inside_a_token_is_left_alone() {
        for token in ["12:30", "https://example.org/?q=a;b", "a:b"] {
            assert_eq!(french(token), token);
        }
    }

    #[test]
    fn a_language_without_the_rule_is_left_alone() {
        assert_eq!(NarrowSpaces::default().apply("« a » b : c"), "« a » b : c");
    }
}
