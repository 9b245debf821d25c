//! The languages in which the words of an element are heard.
//!
//! A text has one language, but a name or a note inside it may be in another. Where that is known, it is said; otherwise
//! the script of the letters is said, because scripts are known and languages are not.

use std::borrow::Cow;
use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use crate::id::LanguageTag;
use crate::letter::{ForeignWords, Text};
use crate::locale::{Direction, script_of_language};
use crate::page::document::{Element, ElementId, Role, Span};
use crate::page::text::context::TypesetContext;
use crate::script::{is_specific, scripts};
use crate::shape::Wording;

/// The element of a text.
pub fn element_of(role: Role, parent: Option<ElementId>, text: &Text, typesetting: &TypesetContext) -> Element {
    let mut element = Element { origin: Some(text.origin.clone()), ..Element::new(role, parent, None) };
    if element.is_read() {
        hear(&mut element, text, typesetting);
    }
    element
}

/// Says in which languages the text of an element is heard.
pub fn hear(element: &mut Element, text: &Text, typesetting: &TypesetContext) {
    let (language, spans) = spoken(text, typesetting);
    (element.language, element.spans) = (Some(language.into_owned()), spans);
}

/// The language of a text, and the spans of it that are in another one. A text whose letters are all in one other
/// language is in that language.
pub fn spoken<'t>(text: &'t Text, typesetting: &'t TypesetContext) -> (Cow<'t, str>, Vec<Span>) {
    let language = text.language.as_str();
    let known = Known::of(&text.language, typesetting);
    if text.foreign.is_empty() && text.content.chars().all(|c| known.has(script_of(c))) {
        return (Cow::Borrowed(language), Vec::new());
    }
    let drawn = Wording::of(&text.content).text;
    let foreign: Vec<(Range<usize>, Known)> = text
        .foreign
        .iter()
        .filter_map(|words| Some((place_of(words, &drawn)?, Known::of(&words.language, typesetting))))
        .collect();
    let mut spans: Vec<Span> = Vec::new();
    // Whether nothing but spaces and the like, which every language has, is behind the last span.
    let mut is_open = false;
    let mut own_letters = false;
    for (at, c) in drawn.char_indices() {
        let script = script_of(c);
        if !is_specific(script) {
            continue;
        }
        let said = foreign.iter().find(|(place, known)| place.contains(&at) && known.has(script));
        let other = match said {
            Some((_, known)) => Some(Cow::Borrowed(known.language)),
            None if known.has(script) => None,
            None => Some(Cow::Owned(format!("und-{}", script.short_name()))),
        };
        let Some(other) = other.filter(|other| other != language) else {
            (is_open, own_letters) = (false, true);
            continue;
        };
        let end = at + c.len_utf8();
        match spans.last_mut() {
            Some(last) if is_open && last.language.as_deref() == Some(&*other) => last.bytes.end = end,
            _ => spans.push(Span { bytes: at..end, language: Some(other.into_owned()), is_filled_in: false }),
        }
        is_open = true;
    }
    if typesetting.direction_of(&text.language) == Direction::Rtl {
        for span in &mut spans {
            span.bytes.end = end_of_run(&drawn, span.bytes.end);
        }
    }
    match spans.as_slice() {
        [only] if !own_letters => (Cow::Owned(only.language.clone().unwrap_or_default()), Vec::new()),
        _ => (Cow::Borrowed(language), spans),
    }
}

/// Where a run from left to right ends that has letters until `end`: numbers behind them run with them (UAX 9, W7).
fn end_of_run(drawn: &str, end: usize) -> usize {
    let behind = drawn[end..].char_indices().take_while(|(_, c)| c.is_ascii() && !c.is_ascii_alphabetic());
    behind.filter(|(_, c)| c.is_ascii_digit()).last().map_or(end, |(at, _)| end + at + 1)
}

/// Marks parts of an element's words as filled in, bytes of its text.
pub fn mark_filled_in(spans: &mut Vec<Span>, filled: &[Range<usize>]) {
    let edges = spans.iter().map(|span| &span.bytes).chain(filled).flat_map(|bytes| [bytes.start, bytes.end]);
    let mut edges: Vec<usize> = edges.collect();
    edges.sort_unstable();
    edges.dedup();
    let between = edges.windows(2).filter_map(|pair| {
        let is_in = |bytes: &&Range<usize>| bytes.start <= pair[0] && pair[1] <= bytes.end;
        let language = spans.iter().find(|span| is_in(&&span.bytes)).and_then(|span| span.language.clone());
        let is_filled_in = filled.iter().any(|bytes| is_in(&bytes));
        (language.is_some() || is_filled_in).then(|| Span { bytes: pair[0]..pair[1], language, is_filled_in })
    });
    let marked: Vec<Span> = between.collect();
    *spans = marked;
}

/// A language and the scripts that it is written in; all, if these are not known.
struct Known<'t> {
    language: &'t str,
    scripts: Cow<'t, [Script]>,
}

impl<'t> Known<'t> {
    fn of(language: &'t LanguageTag, typesetting: &'t TypesetContext) -> Self {
        let scripts = match typesetting.locale_of(language) {
            Some(locale) => Cow::Borrowed(locale.info.scripts.as_slice()),
            None => script_of_language(language).map(|code| Cow::Owned(scripts(&code))).unwrap_or_default(),
        };
        Self { language: language.as_str(), scripts }
    }

    fn has(&self, script: Script) -> bool {
        !is_specific(script) || self.scripts.is_empty() || self.scripts.contains(&script)
    }
}

fn script_of(c: char) -> Script {
    if c.is_ascii() {
        return if c.is_ascii_alphabetic() { Script::Latin } else { Script::Common };
    }
    c.script()
}

/// Where these words are in the text as it is drawn.
fn place_of(words: &ForeignWords, drawn: &str) -> Option<Range<usize>> {
    let words = Wording::of(&words.words).text;
    let start = drawn.find(&words)?;
    Some(start..start + words.len())
}
