//! The letter as plain text for an e-mail: a subject and paragraphs, one line for each paragraph.

use std::fmt::Write as _;

use super::{Letter, Passage, Signature, Text};
use crate::shape::Wording;

/// A letter as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainLetter {
    /// The subject, for the field of the e-mail.
    pub subject: String,
    /// The letter from the salutation on: paragraphs with a blank line between them and without line breaks, because
    /// the reader's window wraps them.
    pub body: String,
}

impl PlainLetter {
    /// The text of the letter, without the parts for paper: postal addresses, the date, and room to sign.
    /// Invisible characters for line breaks (U+200B, U+2060, U+00AD) are left out: many programs show them, and
    /// a search for a word would not find it. No-break spaces (U+00A0) become ordinary ones, as they are typed: some
    /// web pages with a form to write show them as other characters.
    pub fn of(letter: &Letter) -> Self {
        let mut paragraphs: Vec<String> = vec![plain(&letter.salutation)];
        for passage in &letter.body {
            paragraphs.push(match passage {
                Passage::Paragraph(text) => plain(text),
                Passage::List(items) => {
                    let items: Vec<String> =
                        items.iter().map(|item| format!("{} {}", plain(&item.mark), plain(&item.body))).collect();
                    items.join("\n")
                }
            });
        }
        paragraphs.push(plain(&letter.closing));
        if let Signature::Name(name) = &letter.signature {
            paragraphs.push(plain(name));
        }
        if let Some(copies) = &letter.copies {
            let lines = std::iter::once(&copies.label).chain(&copies.to).map(plain);
            paragraphs.push(lines.collect::<Vec<String>>().join("\n"));
        }
        paragraphs.extend(letter.note.as_ref().map(plain));
        Self { subject: plain(&letter.topic), body: paragraphs.join("\n\n") }
    }
}

fn plain(text: &Text) -> String {
    Wording::of(&text.content).text.replace('\u{A0}', " ")
}

/// A `mailto` link (RFC 6068) that opens the letter in the reader's own e-mail program.
pub fn mailto(address: &str, letter: &PlainLetter) -> String {
    // A line break is CR LF in it (RFC 6068, 5).
    let body = letter.body.replace('\n', "\r\n");
    // A `+` of an address is no space.
    format!("mailto:{}?subject={}&body={}", encoded(address, EMAIL), encoded(&letter.subject, b""), encoded(&body, b""))
}

/// Characters of an e-mail address that stay unchanged in a link. All others, such as `?` and `&`, would be taken for
/// the link's own.
pub(super) const EMAIL: &[u8] = b"@";

/// UTF-8 in percent signs, but for unreserved characters (RFC 3986, 2.3) and `kept`.
pub(crate) fn encoded(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_what_the_letter_says() {
        let letter = PlainLetter { subject: "A & B = ក".to_owned(), body: "Dear\n\n100 %".to_owned() };
        assert_eq!(
            mailto("a+b@example.org", &letter),
            "mailto:a%2Bb@example.org?subject=A%20%26%20B%20%3D%20%E1%9E%80&body=Dear%0D%0A%0D%0A100%20%25"
        );
    }
}
