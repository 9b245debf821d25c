//! Sentences of Fluent texts, and which sentences of a translation are beside which of its source.

use std::ops::Range;

use crate::judge::{Flat, sentences as by_marks};

/// A row of the form: bytes of the text of the translation and of its source.
pub type Row = (Range<usize>, Option<Range<usize>>);

/// Marks that stay with the sentence before them.
const CLOSING: [char; 7] = [')', ']', '”', '’', '»', '›', '"'];

/// The parts of a Fluent text: words, and placeables whole with their braces.
pub fn parts(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    let (mut is_quoted, mut is_escaped) = (false, false);
    let mut add = |range: Range<usize>, is_placeable| {
        if !range.is_empty() {
            parts.push((range, is_placeable));
        }
    };
    for (at, character) in text.char_indices() {
        if is_quoted {
            (is_quoted, is_escaped) = (is_escaped || character != '"', !is_escaped && character == '\\');
            continue;
        }
        match character {
            '"' if depth > 0 => is_quoted = true,
            '{' => {
                if depth == 0 {
                    add(start..at, false);
                    start = at;
                }
                depth += 1;
            }
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    add(start..at + 1, true);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    add(start..text.len(), false);
    parts
}

/// The sentences of each paragraph. Together they are the whole text; white before a sentence is part of it.
fn paragraphs(text: &str) -> Vec<Vec<Range<usize>>> {
    // Where each byte of the flat text is in the text.
    let mut flat = String::new();
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (range, is_placeable) in parts(text) {
        if is_placeable {
            places.push((flat.len(), range.start));
            flat.push(Flat::SLOT);
            continue;
        }
        for (at, character) in text[range.clone()].char_indices() {
            places.push((flat.len(), range.start + at));
            flat.push(character);
        }
    }
    let place = |at: usize| places.binary_search_by_key(&at, |(flat, _)| *flat).map_or(text.len(), |i| places[i].1);
    let mut paragraphs: Vec<Vec<Range<usize>>> = Vec::new();
    let (mut begin, mut done) = (0, 0);
    for paragraph in flat.split("\n\n") {
        let end = begin + paragraph.len();
        let mut ends: Vec<usize> = by_marks(paragraph)
            .into_iter()
            .map(|sentence| {
                let rest = &paragraph[sentence.end..];
                let closing = rest.len() - rest.trim_start_matches(CLOSING).len();
                begin + sentence.end + closing
            })
            .collect();
        // What is after the last mark and has no letters belongs to the last sentence.
        ends.pop();
        ends.push(end);
        let sentences = ends.into_iter().map(|end| {
            let sentence = done..place(end);
            done = sentence.end;
            sentence
        });
        paragraphs.push(sentences.collect());
        begin = end + 2;
    }
    paragraphs
}

/// The whole of each paragraph.
fn whole(sentences: &[Range<usize>]) -> Range<usize> {
    sentences.first().map_or(0, |first| first.start)..sentences.last().map_or(0, |last| last.end)
}

/// A text beside its source. If a paragraph has as many sentences in both, each is beside its own; if not, the
/// paragraphs are beside each other; and if even their number differs, the whole texts are.
pub fn aligned(text: &str, source: Option<&str>) -> Vec<Row> {
    let sentences = paragraphs(text);
    let Some(source) = source else { return sentences.into_iter().flatten().map(|range| (range, None)).collect() };
    let of_source = paragraphs(source);
    if sentences.len() != of_source.len() {
        return vec![(0..text.len(), Some(0..source.len()))];
    }
    let mut rows = Vec::new();
    for (here, there) in sentences.iter().zip(&of_source) {
        if here.len() == there.len() {
            rows.extend(here.iter().cloned().zip(there.iter().cloned().map(Some)));
        } else {
            rows.push((whole(here), Some(whole(there))));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, source: &str) -> Vec<(String, String)> {
        let rows = aligned(text, Some(source));
        assert_eq!(rows.iter().map(|(range, _)| &text[range.clone()]).collect::<String>(), text, "nothing is lost");
        let cut = |text: &str, range: Range<usize>| text[range].trim().to_owned();
        rows.into_iter().map(|(here, there)| (cut(text, here), cut(source, there.unwrap_or(0..0)))).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn sentences_are_beside_their_own_where_their_number_is_the_same() {
        assert_eq!(
            shown("លោក { person } ឈឺ។ សូមជួយ។", "{ person } is ill. Please help."),
            pairs(&[("លោក { person } ឈឺ។", "{ person } is ill."), ("សូមជួយ។", "Please help.")])
        );
        assert_eq!(
            shown("ក ខ។\n\nគ។ ឃ។", "One man. Two men.\n\nThree men. Four men."),
            pairs(&[("ក ខ។", "One man. Two men."), ("គ។", "Three men."), ("ឃ។", "Four men.")])
        );
        assert_eq!(shown("ក។\n\nខ។", "One man."), pairs(&[("ក។\n\nខ។", "One man.")]));
    }

    #[test]
    fn a_placeable_is_never_divided_and_quotation_marks_stay() {
        let choice = "{ $n ->\n    [one] One man. Two men.\n   *[other] “{ \"}\" }” is. Many are.\n}";
        assert_eq!(shown(choice, choice), pairs(&[(choice, choice)]));
        assert_eq!(
            shown("He said: “I know him.” They agreed.", "Il dit : « Oui vraiment. » Ils agréent."),
            pairs(&[("He said: “I know him.”", "Il dit : « Oui vraiment."), ("They agreed.", "» Ils agréent.")])
        );
        assert_eq!(shown("{ $date }", "{ $date }"), pairs(&[("{ $date }", "{ $date }")]));
        assert_eq!(shown("អ៊ីមែល៖ { $a }", "E-mail: { $a }"), pairs(&[("អ៊ីមែល៖ { $a }", "E-mail: { $a }")]));
    }
}
