//! Texts as a letter would print them, divided into rows, with what the program fills in.
//!
//! Marks are put into the Fluent texts at the beginning of each row and around each placeable. The messages are then
//! formatted as for a letter, and the marks are found again in the printed words.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_syntax::unicode::unescape_unicode_to_string;
use serde::Serialize;

use super::sentences::parts;
use super::variants::Way;
use crate::fluent::File;
use crate::letter::Text;

/// Marks that no text of a project has: the beginning of a row, and the two ends of a placeable.
const ROW: char = '\u{F0000}';
const OPEN: char = '\u{F0001}';
const CLOSE: char = '\u{F0002}';

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Piece {
    /// Words of the message.
    Words(String),
    /// A placeable: as it is in the message, and what is printed there.
    Filled(String, String),
}

impl Piece {
    /// What is printed.
    pub fn text(&self) -> &str {
        let (Self::Words(text) | Self::Filled(_, text)) = self;
        text
    }
}

/// The pieces of one sentence.
pub type Sentence = Vec<Piece>;

/// A text as it is printed in one way, with a mark at the beginning of each row and around each placeable.
pub fn marked(text: &str, rows: &[Range<usize>], way: &Way) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for row in rows {
        let words = &text[row.clone()];
        let begin = words.len() - words.trim_start().len();
        out.push_str(&words[..begin]);
        out.push(ROW);
        for (range, is_placeable) in parts(&words[begin..]) {
            let part = &words[begin..][range];
            if is_placeable && literal(part).is_none() {
                out.push(OPEN);
                out.push_str(&way.placeable(part));
                out.push(CLOSE);
            } else {
                out.push_str(part);
            }
        }
    }
    out
}

/// A Fluent file in which these texts are marked: by message, and by attribute or empty text for the value.
pub fn marked_file(file: &File, texts: &BTreeMap<String, Vec<(Option<String>, String)>>) -> String {
    let mut out = String::new();
    for entry in &file.entries {
        match texts.get(&entry.id) {
            None => out.push_str(&file.text[entry.range.clone()]),
            Some(texts) => {
                out.extend([&entry.id, " ="]);
                for (attribute, text) in texts {
                    let indent = if attribute.is_some() { "        " } else { "    " };
                    if let Some(attribute) = attribute {
                        out.extend(["\n    .", attribute, " ="]);
                    }
                    for line in text.lines() {
                        out.push('\n');
                        if !line.trim().is_empty() {
                            out.extend([indent, line]);
                        }
                    }
                }
            }
        }
        out.push_str("\n\n");
    }
    out
}

/// The rows of a text as it was printed; `None` if they are not the rows of the text.
pub fn printed(texts: &[Text], text: &str, rows: &[Range<usize>]) -> Option<Vec<Sentence>> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut depth = 0_usize;
    for character in texts.iter().flat_map(|text| text.content.chars().chain([' '])) {
        match character {
            ROW if depth == 0 => sentences.push(Sentence::new()),
            ROW => {}
            OPEN => {
                depth += 1;
                if depth == 1 {
                    sentences.last_mut()?.push(Piece::Filled(String::new(), String::new()));
                }
            }
            CLOSE => depth = depth.checked_sub(1)?,
            _ => match (sentences.last_mut()?.last_mut(), depth) {
                (Some(Piece::Filled(_, value)), 1..) => value.push(character),
                (Some(Piece::Words(words)), 0) => words.push(character),
                _ => sentences.last_mut()?.push(Piece::Words(character.to_string())),
            },
        }
    }
    if depth != 0 || sentences.len() != rows.len() {
        return None;
    }
    for (sentence, row) in sentences.iter_mut().zip(rows) {
        let words = &text[row.clone()];
        let placeables = parts(words).into_iter().filter(|(_, is_placeable)| *is_placeable).map(|(at, _)| &words[at]);
        let placeables: Vec<&str> = placeables.filter(|placeable| literal(placeable).is_none()).collect();
        let filled = sentence.iter_mut().filter_map(|piece| match piece {
            Piece::Filled(name, _) => Some(name),
            Piece::Words(_) => None,
        });
        let filled: Vec<&mut String> = filled.collect();
        if filled.len() != placeables.len() {
            return None;
        }
        for (name, placeable) in filled.into_iter().zip(placeables) {
            placeable.clone_into(name);
        }
        trim_end(sentence);
    }
    Some(sentences)
}

fn trim_end(sentence: &mut Sentence) {
    if let Some(Piece::Words(words)) = sentence.last_mut() {
        words.truncate(words.trim_end().len());
        if words.is_empty() {
            sentence.pop();
        }
    }
}

/// A row as it is written in the message. `values` are printed for its placeables as far as they are known; a literal
/// is replaced by its text.
pub fn unprinted(text: &str, values: &BTreeMap<String, String>) -> Sentence {
    let text = text.trim();
    let mut sentence = Sentence::new();
    for (range, is_placeable) in parts(text) {
        let part = &text[range];
        let words = match literal(part).filter(|_| is_placeable) {
            Some(words) => words,
            None if is_placeable => {
                let value = values.get(part).map_or(part, String::as_str).to_owned();
                sentence.push(Piece::Filled(part.to_owned(), value));
                continue;
            }
            None => part.to_owned(),
        };
        match sentence.last_mut() {
            Some(Piece::Words(before)) => before.push_str(&words),
            _ => sentence.push(Piece::Words(words)),
        }
    }
    sentence
}

/// What a placeable prints that is only a text in quotation marks.
fn literal(placeable: &str) -> Option<String> {
    let inner = placeable.strip_prefix('{')?.strip_suffix('}')?.trim();
    let text = inner.strip_prefix('"')?.strip_suffix('"')?;
    Some(unescape_unicode_to_string(text).into_owned())
}

/// The value of each placeable in these sentences.
pub fn values<'s>(sentences: impl IntoIterator<Item = &'s Sentence>) -> BTreeMap<String, String> {
    let pieces = sentences.into_iter().flatten().filter_map(|piece| match piece {
        Piece::Filled(name, value) => Some((name.clone(), value.clone())),
        Piece::Words(_) => None,
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LanguageTag;
    use crate::letter::note;

    #[test]
    fn marks_are_found_again_in_what_is_printed() {
        let text = "On { $day } he left. { person } was well.";
        let rows = [0..21, 21..text.len()];
        let marked = marked(text, &rows, &Way::of(text, 0, &LanguageTag::english()));
        assert_eq!(
            marked,
            "\u{F0000}On \u{F0001}{ $day }\u{F0002} he left. \u{F0000}\u{F0001}{ person }\u{F0002} was well."
        );
        // What `person` is made of has marks too.
        let print = marked.replace("{ $day }", "1 May").replace("{ person }", "\u{F0000}K. \u{F0001}X\u{F0002}");
        let filled = |name: &str, value: &str| Piece::Filled(name.to_owned(), value.to_owned());
        let words = |words: &str| Piece::Words(words.to_owned());
        let expected = [
            vec![words("On "), filled("{ $day }", "1 May"), words(" he left.")],
            vec![filled("{ person }", "K. X"), words(" was well.")],
        ];
        assert_eq!(printed(&[note(print)], text, &rows), Some(expected.to_vec()));
        assert_eq!(printed(&[note("no marks")], text, &rows), None);
        let known = values(&expected);
        assert_eq!(unprinted("{ person } { $x }.", &known)[0], filled("{ person }", "K. X"));
        assert_eq!(unprinted("{ person } { $x }.", &known)[2], filled("{ $x }", "{ $x }"));
        assert_eq!(unprinted(" Article{\"\\u00A0\"}5{\"\\\"\"} ", &known), [words("Article\u{A0}5\"")]);
    }
}
