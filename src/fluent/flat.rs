//! A message's text without its tree: one text to examine, with the way back to the bytes of the file.

use std::ops::Range;

use super::tree::{Expression, InlineExpression, Pattern, PatternElement, Span};

/// One reading of a pattern, as a plain text.
///
/// - Each placeable that is filled in later (a variable, a message, a term, a number) is one
///   [`Flat::SLOT`]; [`Flat::slots`] has its meaning.
/// - A string literal is its characters, escapes resolved: `{"\u00A0"}` is U+00A0.
/// - A choice among variants is the text of one of them.
/// - Lines always end with `\n`, also if the file has other line ends; a blank line is `\n\n`. The indent of lines is
///   gone. How lines become paragraphs, [`crate::locale::paragraphs`] says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flat {
    /// The text.
    pub text: String,
    /// Its placeables, in order.
    pub slots: Vec<Slot>,
    /// Where each part of the text is in the file, in order and without gaps.
    parts: Vec<Piece>,
}

/// A placeable of a [`Flat`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The byte of [`Flat::text`] at which its [`Flat::SLOT`] is.
    pub at: usize,
    /// The placeable that it replaces.
    pub placeable: Placeable,
}

/// The meaning of a placeable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placeable {
    /// `{ $name }`.
    Variable(String),
    /// `{ name }` or `{ name.attribute }`.
    Message(String),
    /// `{ -name }`, or `-name.attribute` in a choice; the name is with its hyphen.
    Term(String),
    /// `{ 5 }`.
    Number(String),
    /// A function.
    Function(String),
}

impl Placeable {
    /// The meaning of an expression of `file`, and the place of its name; `None` for a text.
    pub(super) fn of(file: &str, inline: &InlineExpression<Span>) -> Option<(Self, Span)> {
        let word = |span: Span| span.of_text(file);
        Some(match inline {
            InlineExpression::NumberLiteral { value } => (Self::Number(word(*value).to_owned()), *value),
            InlineExpression::VariableReference { id } => (Self::Variable(word(id.name).to_owned()), id.name),
            InlineExpression::FunctionReference { id, .. } => (Self::Function(word(id.name).to_owned()), id.name),
            InlineExpression::TermReference { id, attribute, .. } => {
                let attribute = attribute.as_ref().map(|attribute| format!(".{}", word(attribute.name)));
                (Self::Term(format!("-{}{}", word(id.name), attribute.unwrap_or_default())), id.name)
            }
            InlineExpression::MessageReference { id, attribute } => {
                let name = match attribute {
                    Some(attribute) => format!("{}.{}", word(id.name), word(attribute.name)),
                    None => word(id.name).to_owned(),
                };
                (Self::Message(name), id.name)
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::Placeable { .. } => return None,
        })
    }
}

/// A part of a flat text and the bytes of the file that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    flat: Range<usize>,
    file: Range<usize>,
    written: Written,
}

/// How the file has a part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// With the same bytes, so that they can be identified and replaced.
    Plainly,
    /// With the same bytes, within a string literal: the writer wants exactly these characters.
    InQuotes,
    /// With other bytes, such as an escape or a placeable.
    Otherwise,
}

impl Piece {
    /// Whether the file has the same bytes.
    fn is_verbatim(&self) -> bool {
        self.written != Written::Otherwise
    }
}

impl Flat {
    /// The character in the place of a placeable: OBJECT REPLACEMENT CHARACTER.
    pub const SLOT: char = '\u{FFFC}';

    /// A text that comes from no file, for tests: it maps to itself.
    pub fn plain(text: &str) -> Self {
        let slots = text
            .match_indices(Self::SLOT)
            .map(|(at, _)| Slot { at, placeable: Placeable::Variable("x".to_owned()) })
            .collect();
        let parts = vec![Piece { flat: 0..text.len(), file: 0..text.len(), written: Written::Plainly }];
        Self { text: text.to_owned(), slots, parts }
    }

    /// No text.
    pub(super) const fn nothing() -> Self {
        Self { text: String::new(), slots: Vec::new(), parts: Vec::new() }
    }

    /// Its placeables within a range of the text.
    pub fn slots_in(&self, range: &Range<usize>) -> &[Slot] {
        let before = |end: usize| self.slots.partition_point(|slot| slot.at < end);
        &self.slots[before(range.start)..before(range.end)]
    }

    /// The first byte of the file that it comes from.
    pub(super) fn begin(&self) -> Option<usize> {
        self.parts.first().map(|part| part.file.start)
    }

    /// The end of the last byte of the file that it comes from.
    pub(super) fn end(&self) -> Option<usize> {
        self.parts.last().map(|part| part.file.end)
    }

    /// All readings of a pattern of `file`: first the one that takes the default variant of each choice. Then, for each
    /// variant `i`, the one that takes it in every choice with that many variants.
    pub fn readings(file: &str, pattern: &Pattern) -> Vec<Self> {
        let count = widest(pattern, 0).min(MAX_READINGS + 1);
        let mut readings: Vec<Self> = Vec::new();
        for variant in std::iter::once(None).chain((0..count).map(Some)) {
            let mut flat = Self::default();
            Flattening { file, variant, flat: &mut flat }.pattern(pattern, 0);
            if !readings.contains(&flat) {
                readings.push(flat);
            }
        }
        readings
    }

    /// The bytes of the file that a range of the text comes from. An empty range is the place
    /// before its character.
    pub fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        let first =
            self.parts.get(self.parts.partition_point(|part| part.flat.end <= range.start)).or(self.parts.last());
        let before_end = self.parts.partition_point(|part| part.flat.start < range.end);
        let last = before_end.checked_sub(1).and_then(|at| self.parts.get(at)).or(first);
        let (Some(first), Some(last)) = (first, last) else { return 0..0 };
        let start = if first.is_verbatim() {
            first.file.start + range.start.saturating_sub(first.flat.start).min(first.flat.len())
        } else {
            first.file.start
        };
        let end = if last.is_verbatim() {
            last.file.start + range.end.saturating_sub(last.flat.start).min(last.flat.len())
        } else {
            last.file.end
        };
        start..end.max(start)
    }

    /// Whether it has any of these bytes of the file, or something directly beside them.
    pub fn touches(&self, file: &Range<usize>) -> bool {
        let first = self.parts.get(self.parts.partition_point(|part| part.file.end < file.start));
        first.is_some_and(|part| part.file.start <= file.end)
    }

    /// Where text goes on that is not directly behind in the file: the edges of the variants of a choice.
    pub fn seams(&self) -> impl Iterator<Item = usize> {
        let is_seam = |pair: &&[Piece]| pair.iter().all(Piece::is_verbatim) && pair[0].file.end != pair[1].file.start;
        self.parts.windows(2).filter(is_seam).map(|pair| pair[1].flat.start)
    }

    /// The bytes of the file that a range comes from, but only if the file has there exactly the bytes of the text,
    /// and not in a string literal, so that they can be replaced.
    pub fn replaceable(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let part = self.parts.get(self.parts.partition_point(|part| part.flat.end < range.end))?;
        if part.flat.start > range.start {
            return None;
        }
        (part.written == Written::Plainly).then(|| {
            let begin = part.file.start - part.flat.start;
            begin + range.start..begin + range.end
        })
    }
}

/// The most variants of a choice beside the default one: each is examined in a reading of its own. No language has more
/// plural categories than six, and a month has 31 days.
pub(super) const MAX_READINGS: usize = 40;

/// How deep placeables are followed: the reader refuses files with deeper ones.
const MAX_DEPTH: usize = 20;

fn widest(pattern: &Pattern, depth: usize) -> usize {
    let choices = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } if depth < MAX_DEPTH => {
            let inner = variants.iter().map(|variant| widest(&variant.value, depth + 1)).max().unwrap_or(0);
            Some(variants.len().max(inner))
        }
        _ => None,
    });
    choices.max().unwrap_or(0)
}

struct Flattening<'a> {
    file: &'a str,
    /// `None` for the default.
    variant: Option<usize>,
    flat: &'a mut Flat,
}

impl Flattening<'_> {
    fn pattern(&mut self, pattern: &Pattern, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.verbatim(value.range(), Written::Plainly),
                PatternElement::Placeable { expression } => self.expression(expression, depth),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<Span>, depth: usize) {
        match expression {
            Expression::Select { variants, .. } => {
                let default = variants.iter().find(|variant| variant.default);
                let chosen = self.variant.and_then(|variant| variants.get(variant));
                if let Some(variant) = chosen.or(default) {
                    self.pattern(&variant.value, depth + 1);
                }
            }
            Expression::Inline(InlineExpression::Placeable { expression }) if depth < MAX_DEPTH => {
                self.expression(expression, depth + 1);
            }
            Expression::Inline(inline) => self.inline(inline),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<Span>) {
        if let InlineExpression::StringLiteral { value } = inline {
            return self.literal(*value);
        }
        let Some((placeable, name)) = Placeable::of(self.file, inline) else { return };
        let place = name.range();
        let at = self.flat.text.len();
        self.flat.slots.push(Slot { at, placeable });
        self.push("\u{FFFC}", place, Written::Otherwise);
    }

    /// Text that is in the file as it is.
    fn verbatim(&mut self, range: Range<usize>, written: Written) {
        let file = self.file;
        self.push(&file[range.clone()], range, written);
    }

    /// A string literal; the tree has the text between the quotes.
    fn literal(&mut self, value: Span) {
        let Range { mut start, end } = value.range();
        let file = self.file;
        while let Some(escape) = file[start..end].find('\\') {
            let at = start + escape;
            self.verbatim(start..at, Written::InQuotes);
            let (character, length) = unescape(&file[at..end]);
            self.push(character.encode_utf8(&mut [0; 4]), at..at + length, Written::Otherwise);
            start = at + length;
        }
        self.verbatim(start..end, Written::InQuotes);
    }

    fn push(&mut self, text: &str, file: Range<usize>, written: Written) {
        if text.is_empty() {
            return;
        }
        let start = self.flat.text.len();
        self.flat.text.push_str(text);
        self.flat.parts.push(Piece { flat: start..start + text.len(), file, written });
    }
}

/// The character of an escape, and the number of bytes that the escape has.
fn unescape(escape: &str) -> (char, usize) {
    let digits = match escape.as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 6,
        _ => {
            let character = escape[1..].chars().next();
            return character.map_or(('\\', 1), |character| (character, 1 + character.len_utf8()));
        }
    };
    let code = escape.get(2..2 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
    match code {
        Some(code) => (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 2 + digits),
        None => (char::REPLACEMENT_CHARACTER, escape.len().min(2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::File;

    fn readings(file: &str) -> Vec<Flat> {
        let file = File::read("a.ftl", file);
        file.entries[0].value.as_ref().expect("a value").readings.clone()
    }

    #[test]
    fn placeables_are_one_character_and_escapes_the_character_they_stand_for() {
        let file = "a = Article{\"\\u00A0\"}{ $article } of { party }\n";
        let flat = &readings(file)[0];
        assert_eq!(flat.text, "Article\u{A0}\u{FFFC} of \u{FFFC}");
        assert_eq!(flat.slots[1].placeable, Placeable::Message("party".to_owned()));
        assert_eq!(&file[flat.in_file(&(7..9))], "\\u00A0");
        assert_eq!(flat.replaceable(&(7..9)), None);
        assert_eq!(flat.replaceable(&(0..7)), Some(4..11));
    }

    #[test]
    fn lines_keep_their_way_back_to_the_file() {
        let file = "a =\r\n    one\r\n    ទី two\r\n\r\n    three\r\n";
        let flat = &readings(file)[0];
        assert_eq!(flat.text, "one\nទី two\n\nthree");
        for word in ["one", "ទី two", "three"] {
            let at = flat.text.find(word).expect("it is there");
            assert_eq!(&file[flat.in_file(&(at..at + word.len()))], word);
        }
    }

    #[test]
    fn each_variant_is_read_in_its_sentence() {
        let file = "a = on { $day ->\n    [1] 1er\n   *[other] { $day }\n } May\n";
        let texts: Vec<String> = readings(file).into_iter().map(|flat| flat.text).collect();
        assert_eq!(texts, ["on \u{FFFC} May", "on 1er May"], "the default first");
    }
}
