//! The sender: who writes, read from a YAML file of their own.

use serde::Deserialize;

use crate::finding::{Finding, Findings, Origin, code_point};
use crate::id::{CountryCode, LanguageTag};
use crate::yaml::{KeyPath, Source};

/// Words of a sender file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub origin: Origin,
}

/// Who writes a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The full name, printed in the block and below the signature.
    pub name: Words,
    /// Street and town, a line each.
    pub address: Vec<Words>,
    /// The country whose post carries the letter.
    pub country: Option<CountryCode>,
    /// The town named before the date.
    pub place: Option<String>,
    /// A paragraph in the sender's own words.
    pub personal: Option<Personal>,
}

/// The sender's own words. They are set in letters of their language only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal {
    /// The words, in one or more paragraphs.
    pub words: String,
    /// Their language.
    pub language: LanguageTag,
    /// Where they stand.
    pub origin: Origin,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `name: …`")]
struct Typed {
    name: Option<String>,
    #[serde(default)]
    address: Vec<String>,
    country: Option<String>,
    lang: Option<String>,
    place: Option<String>,
    personal: Option<String>,
}

impl Sender {
    /// Reads a sender file.
    ///
    /// # Errors
    ///
    /// The first fault of the YAML, or every unknown key, or everything that is missing or cannot
    /// be printed.
    pub fn read(source: Source) -> Result<Self, Findings> {
        let typed: Typed = source.read(&["name", "address", "country", "lang", "place", "personal"])?;
        let root = KeyPath::default();
        let mut findings = Findings::new();
        let mut text = |path: KeyPath, text: Option<String>, paragraphs: Paragraphs| -> Option<Words> {
            let words = text?.trim().to_owned();
            let may_stand = |c: char| !c.is_control() || (c == '\n' && paragraphs == Paragraphs::Several);
            if words.contains('\n') && paragraphs == Paragraphs::One {
                let finding = source.error("bad-text", &path, "it has more than one line");
                findings.push(finding.help("write it on one line; `address` takes a list of lines"));
            } else if let Some(control) = words.chars().find(|c| !may_stand(*c)) {
                let message = format!("it holds the control character {}", code_point(control));
                findings.push(source.error("bad-text", &path, message).help("take it out"));
            }
            (!words.is_empty()).then(|| Words { words, origin: sender_origin(source.origin(&path)) })
        };
        let name = text(root.key("name"), typed.name, Paragraphs::One);
        let address = typed
            .address
            .into_iter()
            .enumerate()
            .filter_map(|(i, line)| text(root.key("address").index(i), Some(line), Paragraphs::One))
            .collect::<Vec<_>>();
        let place = text(root.key("place"), typed.place, Paragraphs::One).map(|place| place.words);
        let words = text(root.key("personal"), typed.personal, Paragraphs::Several);

        if name.is_none() {
            let finding = source.error("missing-key", &root.key("name"), "`name` is missing");
            findings.push(finding.help("write `name: …`, the name that stands below the signature"));
        }
        if address.is_empty() {
            let finding = source.error("missing-key", &root.key("address"), "`address` is missing");
            findings.push(finding.help("write `address: [street, town]`, so that the recipient can reply"));
        }
        let country = parsed(source, "country", typed.country, CountryCode::new, CountryCode::EXPECTED, &mut findings);
        let language = parsed(source, "lang", typed.lang, LanguageTag::new, LanguageTag::EXPECTED, &mut findings);
        if words.is_some() && language.is_none() {
            let finding = source.error("missing-key", &root.key("lang"), "`personal` has no language");
            findings.push(finding.help("write `lang: …`, the language of `personal`, for example `en`"));
        }
        match name {
            Some(name) if findings.is_empty() => Ok(Self {
                name,
                address,
                country,
                place,
                personal: words.zip(language).map(|(Words { words, origin }, language)| Personal {
                    words,
                    language,
                    origin,
                }),
            }),
            _ => Err(findings),
        }
    }
}

/// How many paragraphs a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paragraphs {
    One,
    Several,
}

/// In findings on a letter, a key of the sender file says that it is one.
fn sender_origin(origin: Origin) -> Origin {
    Origin { name: format!("sender.{}", origin.name), ..origin }
}

fn parsed<T>(
    source: Source,
    key: &str,
    text: Option<String>,
    new: fn(&str) -> Option<T>,
    expected: &str,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    let text = text?;
    let value = new(&text);
    if value.is_none() {
        let finding = source.error("bad-id", &KeyPath::default().key(key), format!("`{text}` cannot stand here"));
        findings.push(finding.help(format!("write {expected}")));
    }
    value
}
