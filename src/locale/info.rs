//! `locale.yaml`: everything about a language except its texts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use unicode_script::Script;

use super::{Digits, LetterForm, NarrowSpaces};
use crate::case::parse_date;
use crate::finding::{Findings, rules};
use crate::project::paths::LETTER;
use crate::script::isolates::isolated;
use crate::script::spacing::is_unspaced;
use crate::script::{code_meant, is_east_asian, is_right_to_left, scripts};
use crate::unit::Em;
use crate::yaml::{KeyPath, Source};

/// The contents of a `locale.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct LocaleInfo {
    /// The language's name in itself.
    pub name: String,
    /// The language's name in English.
    pub english_name: String,
    /// Its direction.
    pub direction: Direction,
    /// Its script, as an ISO 15924 code such as `Khmr`.
    pub script: String,
    /// The scripts that this code means; `Jpan` means three.
    pub scripts: Vec<Script>,
    /// Its digits.
    pub digits: Digits,
    /// Its opening and closing quotation marks.
    pub quotes: [String; 2],
    /// The families it is set in.
    pub fonts: FontChoice,
    /// The distance of baselines in running text.
    pub leading: Em,
    /// The alignment of its paragraphs.
    pub align: Align,
    /// Whether long words may be hyphenated at the end of a line.
    pub hyphenate: bool,
    /// The marks that have a narrow no-break space beside them.
    pub narrow_space: NarrowSpaces,
    /// The form of its letters.
    pub letter_form: LetterForm,
    /// For each Fluent file, below the language's folder, whether its wording was reviewed.
    pub review: BTreeMap<String, Review>,
}

/// The direction of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// Words as they are filled into a text of this direction: from right to left in an isolate, so that what is beside
    /// a Latin name is not drawn into its direction. Texts from left to right have no isolates.
    pub fn filled_in(self, words: String) -> String {
        match self {
            Self::Ltr => words,
            Self::Rtl => isolated(&words),
        }
    }
}

/// How the lines of a paragraph fill the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Each line is as long as its words make it.
    #[default]
    Ragged,
    /// Spaces are opened until a line is full, as far as that can be done well.
    Justify,
}

/// The font families that a language is set in, in the order in which they are tried.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FontChoice {
    /// For running text.
    pub body: Vec<String>,
    /// For headings.
    pub heading: Vec<String>,
}

/// Whether a person who reads the language well has checked the wording of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Review {
    /// The file is the one that others are translated from.
    Source,
    /// No reader has reviewed it.
    Unreviewed,
    /// A reader has reviewed it.
    Reviewed {
        /// The reader.
        by: String,
        /// The day of the review.
        on: Date,
    },
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `name: …`")]
struct Typed {
    name: String,
    english_name: String,
    direction: Direction,
    script: String,
    digits: Digits,
    quotes: [String; 2],
    fonts: FontChoice,
    leading: f64,
    #[serde(default)]
    align: Align,
    #[serde(default)]
    hyphenate: bool,
    #[serde(default)]
    narrow_space: NarrowSpaces,
    #[serde(default)]
    letter_form: LetterForm,
    #[serde(default)]
    review: BTreeMap<String, TypedReview>,
}

#[derive(Deserialize)]
struct TypedReview {
    status: Status,
    by: Option<String>,
    on: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Source,
    Unreviewed,
    Reviewed,
}

/// The least and the greatest leading that a letter may have, in ems. Below it, lines touch in every script; above it,
/// a page cannot be read as one text.
const LEADING: std::ops::RangeInclusive<f64> = 1.0..=3.0;

/// The most families of fonts that are tried, and files of a language that are reviewed.
const MOST_FAMILIES: usize = 50;
const MOST_FILES: usize = 2_000;

/// The longest name of a language, in bytes.
const LONGEST_NAME: usize = 400;

impl LocaleInfo {
    /// The facts for words in an unknown language, such as a name, by their script. They are never a translation.
    pub fn of_script(script: Script) -> Self {
        Self {
            name: String::new(),
            english_name: String::new(),
            direction: if is_right_to_left(script) { Direction::Rtl } else { Direction::Ltr },
            script: script.short_name().to_owned(),
            scripts: vec![script],
            digits: Digits::Latn,
            quotes: ["“".to_owned(), "”".to_owned()],
            fonts: FontChoice { body: Vec::new(), heading: Vec::new() },
            leading: Em(1.3),
            align: Align::Ragged,
            hyphenate: false,
            narrow_space: NarrowSpaces::default(),
            letter_form: LetterForm::default(),
            review: BTreeMap::from([(String::new(), Review::Source)]),
        }
    }

    /// Whether its words are written without spaces between them.
    pub fn is_unspaced(&self) -> bool {
        self.scripts.first().is_some_and(|script| is_unspaced(*script))
    }

    /// Whether it is written in a script of China, Japan or Korea.
    pub fn is_east_asian(&self) -> bool {
        self.scripts.first().is_some_and(|script| is_east_asian(*script))
    }

    /// What is said of the review of a Fluent file, by its name below the language's folder. A file of the
    /// source language that is not named is the source too.
    pub fn review_of(&self, file: &str) -> Review {
        let is_source = || self.review.get(LETTER) == Some(&Review::Source);
        let of_unnamed = || if is_source() { Review::Source } else { Review::Unreviewed };
        self.review.get(file).cloned().unwrap_or_else(of_unnamed)
    }

    /// Reads a `locale.yaml`.
    ///
    /// # Errors
    ///
    /// The first fault of the YAML, or all unknown keys, or all values that make no sense.
    pub fn read(source: Source) -> Result<Self, Findings> {
        let typed: Typed = source.read()?;
        let mut findings = Findings::new();
        let root = KeyPath::default();
        if !LEADING.contains(&typed.leading) {
            let message = format!("the leading {} em is out of range", typed.leading);
            findings.push(source.error(rules::BAD_LEADING, &root.key("leading"), message).help(format!(
                "write a number from {} to {}",
                LEADING.start(),
                LEADING.end()
            )));
        }
        let scripts = scripts(&typed.script);
        if scripts.is_empty() {
            let message = format!("unknown script `{}`", typed.script);
            let finding = source.error(rules::UNKNOWN_SCRIPT, &root.key("script"), message);
            findings.push(finding.help(match code_meant(&typed.script) {
                Some(code) => format!("did you mean `{code}`?"),
                None => "write its code of four letters (ISO 15924), for example `Latn`, `Khmr` or `Arab`".to_owned(),
            }));
        }
        for (key, families) in [("body", &typed.fonts.body), ("heading", &typed.fonts.heading)] {
            if families.is_empty() {
                let finding =
                    source.error(rules::MISSING_KEY, &root.key("fonts").key(key), "the font family is missing");
                findings.push(finding.help("write `[Noto Serif]`, or a family that has the letters of the language"));
            }
            findings.extend(source.too_many(&root.key("fonts").key(key), families.len(), MOST_FAMILIES));
        }
        for (key, name) in [("name", &typed.name), ("english_name", &typed.english_name)] {
            if name.len() > LONGEST_NAME {
                let message = format!("the name has {} bytes; the maximum is {LONGEST_NAME}", name.len());
                findings.push(source.error(rules::TOO_LONG, &root.key(key), message).help("use a shorter name"));
            }
        }
        if let Some(finding) = source.too_many(&root.key("review"), typed.review.len(), MOST_FILES) {
            findings.push(finding);
            return Err(findings);
        }
        let mut review = BTreeMap::new();
        for (file, typed) in typed.review {
            let path = root.key("review").key(&file);
            match typed.status {
                Status::Source => {
                    review.insert(file, Review::Source);
                }
                Status::Unreviewed => {
                    review.insert(file, Review::Unreviewed);
                }
                Status::Reviewed => match (typed.by, typed.on.as_deref().and_then(parse_date)) {
                    (Some(by), Some(on)) => {
                        review.insert(file, Review::Reviewed { by, on });
                    }
                    _ => findings.push(
                        source
                            .error(rules::BAD_REVIEW, &path, "a review must have the name of the reader and the date")
                            .help("write `{status: reviewed, by: Name, on: 2018-01-31}`"),
                    ),
                },
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        Ok(Self {
            name: typed.name,
            english_name: typed.english_name,
            direction: typed.direction,
            script: typed.script,
            scripts,
            digits: typed.digits,
            quotes: typed.quotes,
            fonts: typed.fonts,
            leading: Em(typed.leading),
            align: typed.align,
            hyphenate: typed.hyphenate,
            narrow_space: typed.narrow_space,
            letter_form: typed.letter_form,
            review,
        })
    }
}
