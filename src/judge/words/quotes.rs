//! Quotation marks: which of them open and which close, which belong together, and whether those are the
//! marks of the language.
//!
//! The same mark opens in one language and closes in another, so what is beside a mark decides first: after
//! a space and before a letter it opens, after a letter or a mark and before a space it closes. Where that
//! says nothing, as between two Khmer letters, the language and the marks before it do.

mod beside;
mod faults;
mod read;

use std::ops::Range;

use crate::judge::Subject;

pub(super) use faults::faults;

/// The role of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It begins a quotation.
    Opens,
    /// It ends one.
    Closes,
    /// It is an apostrophe.
    Apostrophe,
    /// It belongs to a number, as in 5’10", or to a Hebrew abbreviation.
    Other,
}

/// A mark that may be one of quotation.
#[derive(Debug, Clone)]
struct Mark {
    at: usize,
    character: char,
    role: Role,
    /// Whether what is beside it leaves no other role.
    is_sure: bool,
    /// Its quotation, by its place in [`Quotes::pairs`].
    pair: Option<usize>,
}

impl Mark {
    fn range(&self) -> Range<usize> {
        self.at..self.at + self.character.len_utf8()
    }
}

/// Marks that can open and close one quotation together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Double,
    Single,
    Angle,
    Corner,
}

/// The marks of a quotation, by their places in [`Quotes::marks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    open: usize,
    close: usize,
    /// Whether it is within another quotation.
    is_nested: bool,
}

/// The quotations of a text.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    marks: Vec<Mark>,
    /// In the order in which they open.
    pairs: Vec<Pair>,
    /// Marks without the matching mark that they should have.
    lonely: Vec<usize>,
    /// Opening marks that go on with the quotation of the paragraph before.
    continued: Vec<usize>,
    /// The language's own marks, where each is one character.
    own: Option<(char, char)>,
    /// Whether corner brackets are marks of titles and the like.
    has_corners: bool,
    /// Whether « and » are as right as the language's own marks.
    has_angles: bool,
}

impl Quotes {
    /// The quotations of a text.
    pub fn of(subject: &Subject) -> Self {
        let text = subject.text.text.as_str();
        if !text.contains(is_candidate) {
            return Self::default();
        }
        let has_corners = subject.info.is_east_asian();
        // The academies of these languages prefer them to the marks of Unicode CLDR.
        let has_angles = matches!(subject.language.primary(), "es" | "ca" | "gl" | "eu" | "pt");
        read::all(subject, Self { own: own(subject), has_corners, has_angles, ..Self::default() })
    }

    /// The role of the quotation mark at a byte, if its quotation is correct.
    pub fn rightly(&self, at: usize) -> Option<Role> {
        let i = self.marks.binary_search_by_key(&at, |mark| mark.at).ok()?;
        let pair = &self.pairs[self.marks[i].pair?];
        (!self.is_reported(pair)).then_some(self.marks[i].role)
    }

    /// The two marks of a quotation.
    fn typed(&self, pair: &Pair) -> (char, char) {
        (self.marks[pair.open].character, self.marks[pair.close].character)
    }

    /// Whether the marks of a quotation are wrong: those of a typewriter, or, unless it is within
    /// another, of another language.
    fn is_reported(&self, pair: &Pair) -> bool {
        let (open, close) = self.typed(pair);
        if is_straight(open) || is_straight(close) {
            return true;
        }
        if pair.is_nested {
            return !closers(open).contains(close);
        }
        let is_title = self.has_corners && class(open) == Class::Corner;
        let is_other_custom = self.has_angles && (open, close) == ('«', '»');
        !is_title && !is_other_custom && self.own.is_some_and(|own| own != (open, close))
    }
}

/// Whether a character may be a quotation mark.
pub(super) fn is_candidate(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '「' | '」')
}

/// Whether a mark is the typewriter's.
fn is_straight(mark: char) -> bool {
    matches!(mark, '"' | '\'')
}

fn class(mark: char) -> Class {
    match mark {
        '\'' | '‘' | '’' | '‚' | '‛' => Class::Single,
        '‹' | '›' => Class::Angle,
        '「' | '」' => Class::Corner,
        _ => Class::Double,
    }
}

/// The marks that close what a mark opens, in some language.
fn closers(open: char) -> &'static str {
    match open {
        '«' => "»",
        '»' => "«»",
        '“' => "”",
        '„' => "“”",
        '”' => "”“",
        '‟' => "”",
        '‹' => "›",
        '›' => "‹›",
        '‘' | '‛' => "’",
        '‚' => "‘’",
        '’' => "’‘",
        '「' => "」",
        '"' => "\"",
        '\'' => "'",
        _ => "",
    }
}

/// The language's quotation marks, if each is one character.
fn own(subject: &Subject) -> Option<(char, char)> {
    let single = |mark: &str| {
        let mut characters = mark.trim().chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    let [open, close] = &subject.info.quotes;
    Some((single(open)?, single(close)?))
}

/// Languages that write a letter with a mark that looks like an apostrophe.
const WITH_TURNED_COMMA: [&str; 6] = ["haw", "kaa", "mi", "sm", "to", "uz"];

/// Whether a language writes a letter with a mark that looks like an apostrophe.
fn has_turned_comma(subject: &Subject) -> bool {
    WITH_TURNED_COMMA.contains(&subject.language.primary())
}
