//! Findings: what is wrong, where, and what to do about it, as data.
//!
//! A mistake of the user is a finding; a mistake of the program is a panic. `cli` decides how findings look
//! on a terminal or as JSON.

mod findings;
mod position;
pub mod rules;

use std::cell::Cell;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

pub use findings::Findings;
pub use position::{LineStarts, Lines, Position};
pub use rules::RuleName;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It must not be printed, and nothing is written that it affects.
    Error,
    /// A person should look at it.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// A kind of document that is printed of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// The letter, also as plain text, in a mailing, in a fax and in a proof.
    Letter,
    /// The Urgent Action sheet.
    Sheet,
    /// The cover of a fax.
    Fax,
    /// The cover of a pack of letters.
    Pack,
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Piece::Letter => "letter",
            Piece::Sheet => "sheet",
            Piece::Fax => "fax",
            Piece::Pack => "pack",
        })
    }
}

/// One finding. Its fields are the shape of `--format json`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The name of the fault, for example `unknown-key`.
    pub rule: RuleName,
    /// How much it matters.
    pub severity: Severity,
    /// The file, relative to the project folder where it lies in one.
    pub file: Option<String>,
    /// The line in the file, from 1.
    pub line: Option<usize>,
    /// The character in the line, from 1.
    pub column: Option<usize>,
    /// The line in which the place ends, from 1.
    pub end_line: Option<usize>,
    /// The first character behind the place, from 1.
    pub end_column: Option<usize>,
    /// The place in the field's own terms: a key path, a message id, an address line.
    pub place: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What was expected, or what to do.
    pub help: Option<String>,
    /// The repair, where there is only one right one.
    pub repair: Option<Repair>,
    /// The documents that cannot be printed without the missing message; empty for all other findings.
    pub needed_for: Vec<Piece>,
}

/// The one right replacement of some characters of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repair {
    /// The first character that is replaced.
    pub start: Position,
    /// The first character behind those that are replaced.
    pub end: Position,
    /// The new text; empty deletes the old one.
    pub replacement: String,
}

impl Serialize for Repair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Repair", 5)?;
        fields.serialize_field("line", &self.start.line)?;
        fields.serialize_field("column", &self.start.column)?;
        fields.serialize_field("end_line", &self.end.line)?;
        fields.serialize_field("end_column", &self.end.column)?;
        fields.serialize_field("replacement", &self.replacement)?;
        fields.end()
    }
}

impl Finding {
    fn new(severity: Severity, rule: RuleName, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            file: None,
            line: None,
            column: None,
            end_line: None,
            end_column: None,
            place: None,
            message: message.into(),
            help: None,
            repair: None,
            needed_for: Vec::new(),
        }
    }

    /// A fault that must not be printed.
    pub fn error(rule: RuleName, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, message)
    }

    /// Something that a person should look at.
    pub fn warning(rule: RuleName, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, message)
    }

    /// Something worth knowing.
    pub fn note(rule: RuleName, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, rule, message)
    }

    /// Whether it must not be printed.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Names the line and column.
    #[must_use]
    pub fn at(mut self, position: Option<Position>) -> Self {
        self.line = position.map(|p| p.line);
        self.column = position.map(|p| p.column);
        self
    }

    /// Names the line and column of the first character, and of the first one behind it.
    #[must_use]
    pub fn between(self, start: Position, end: Position) -> Self {
        Self { end_line: Some(end.line), end_column: Some(end.column), ..self.at(Some(start)) }
    }

    /// Names the place in the field's own terms.
    #[must_use]
    pub fn place(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// Says what was expected, or what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names what cannot be printed without what is missing.
    #[must_use]
    pub fn needed_for(self, needed_for: Vec<Piece>) -> Self {
        Self { needed_for, ..self }
    }

    /// Suggests the known name that `word` was probably meant to be. If no name is near, it lists all known names.
    #[must_use]
    pub fn suggest_from<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match did_you_mean(word, known.iter().copied()) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => self,
            None => self.help(format!("use one of: {}", known.join(", "))),
        }
    }
}

/// Where words or facts come from: a message, or a key of a case or sender file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The message id or key path.
    pub name: String,
    /// The file, where it is known.
    pub file: Option<String>,
    /// The place in the file.
    pub position: Option<Position>,
    /// The end of the place in the file, where it is known.
    pub end: Option<Position>,
}

impl Origin {
    /// An error in what comes from here.
    pub fn error(&self, rule: RuleName, message: impl Into<String>) -> Finding {
        self.finding(Severity::Error, rule, message)
    }

    /// A warning about what comes from here.
    pub fn warning(&self, rule: RuleName, message: impl Into<String>) -> Finding {
        self.finding(Severity::Warning, rule, message)
    }

    /// A note on what comes from here.
    pub fn note(&self, rule: RuleName, message: impl Into<String>) -> Finding {
        self.finding(Severity::Note, rule, message)
    }

    fn finding(&self, severity: Severity, rule: RuleName, message: impl Into<String>) -> Finding {
        self.locate(Finding::new(severity, rule, message))
    }

    /// A finding on what comes from here.
    pub fn locate(&self, finding: Finding) -> Finding {
        let finding = match self.position.zip(self.end) {
            Some((start, end)) => finding.between(start, end),
            None => finding.at(self.position),
        };
        Finding { file: self.file.clone(), ..finding.place(&self.name) }
    }
}

/// `character` as a reader of a finding needs it: its code point and, if it can be seen, itself.
pub fn code_point(character: char) -> String {
    if character.is_alphanumeric() || character.is_ascii_punctuation() {
        format!("U+{:04X} `{character}`", character as u32)
    } else {
        format!("U+{:04X}", character as u32)
    }
}

/// The code points of `text`, as in `U+1780 U+17B6`.
pub fn code_points(text: &str) -> String {
    let points: Vec<String> = text.chars().map(|character| format!("U+{:04X}", character as u32)).collect();
    points.join(" ")
}

/// The least likeness of two names, from 0 to 1, at which one is taken for a misspelling of the other.
const NEAR: f64 = 0.6;

/// Longer words are no names, and would take long to compare.
const LONGEST_NAME: usize = 100;

/// How many of the letters of a word `candidate` has too.
fn common(mut letters: [u16; 128], candidate: &str) -> usize {
    let is_common = |byte: &u8| {
        let left = &mut letters[usize::from(*byte)];
        let is_left = *left > 0;
        *left = left.saturating_sub(1);
        is_left
    };
    candidate.bytes().filter(is_common).count()
}

/// How many pairs of names may still be compared for misspellings in a piece of work: where nearly nothing fits,
/// comparing every pair takes long and helps no reader.
#[derive(Debug, Clone)]
pub struct Comparisons(Cell<usize>);

impl Default for Comparisons {
    fn default() -> Self {
        Self(Cell::new(100_000))
    }
}

impl Comparisons {
    /// The candidate that a name was probably meant to be, as long as not too many were compared.
    pub fn near<'a>(&self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let left = self.0.get();
        let candidates: Vec<&str> = candidates.into_iter().take(left + 1).collect();
        let still = left.checked_sub(candidates.len());
        self.0.set(still.unwrap_or(0));
        still.and_then(|_| did_you_mean(name, candidates))
    }
}

/// How many names a finding lists.
const MOST_LISTED: usize = 20;

/// Some names as a finding lists them: the first of very many.
pub fn listed<T: fmt::Display>(names: impl IntoIterator<Item = T>) -> String {
    let mut names = names.into_iter();
    let first = names.by_ref().take(MOST_LISTED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match names.count() {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// The candidate that `word` was probably meant to be, if one is near enough.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let mut letters = [0_u16; 128];
    for byte in word.bytes().filter(u8::is_ascii) {
        letters[usize::from(byte)] += 1;
    }
    // What one has more than the other is a difference already, and so is each letter that only one has. To count
    // them is much quicker than to compare.
    let may_be_near = |candidate: &&str| {
        let other = candidate.chars().count();
        let (shorter, longer) = (length.min(other), length.max(other));
        let least = NEAR * longer as f64;
        longer <= LONGEST_NAME
            && shorter as f64 >= least
            && (!(word.is_ascii() && candidate.is_ascii()) || common(letters, candidate) as f64 >= least)
    };
    candidates
        .into_iter()
        .filter(may_be_near)
        .map(|candidate| (strsim::normalized_damerau_levenshtein(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_miss_is_recognised() {
        assert_eq!(did_you_mean("salutaton", ["salutation", "office"]), Some("salutation"));
        assert_eq!(did_you_mean("zebra", ["salutation", "office"]), None);
        assert_eq!(did_you_mean("abcde", ["abxxe", "bacde"]), Some("bacde"));
        assert_eq!(did_you_mean("prénom", ["prenom", "nom"]), Some("prenom"));
    }
}
