//! The form of a letter: what differs between the customs of languages in where its parts are.

use serde::Deserialize;

/// Where parts of a letter are, and how its subject is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(expecting = "keys such as `signature: end`")]
pub struct LetterForm {
    /// Where place and date are.
    #[serde(default)]
    pub place_and_date: DatePlace,
    /// The side on which the letter is signed.
    #[serde(default)]
    pub signature: SignatureSide,
    /// How the subject is set.
    #[serde(default)]
    pub subject: SubjectForm,
}

/// Where place and date of a letter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase", expecting = "`head` or `end`")]
pub enum DatePlace {
    /// At their place on the sheet, above the text.
    #[default]
    Head,
    /// Between the closing and the signature, on the side where lines end.
    End,
}

/// The side of a letter on which it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase", expecting = "`start` or `end`")]
pub enum SignatureSide {
    /// Where lines begin: on the left, or on the right if the language is written from right to left.
    #[default]
    Start,
    /// Where lines end. If place and date are there too, the name is in the middle below them.
    End,
}

/// How the subject of a letter is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase", expecting = "`heading` or `label`")]
pub enum SubjectForm {
    /// All of it in the face of headings.
    #[default]
    Heading,
    /// In the face of headings only the words that the message `subject-line` has before the subject. The subject is in
    /// the face of the text.
    Label,
}
