//! The file with a reader's answers, as the form saves it. It comes from outside, so nothing in it is trusted.
//!
//! ```json
//! {"likhit_review": 1, "language": "km", "reader": "Sok Dara", "date": "2018-01-20", "messages": [
//!   {"file": "letter.ftl", "id": "closing", "source": "0123456789ab", "words": "ba9876543210", "verdict": "better",
//!    "texts": [{"attribute": null, "text": "សូម{ $you } …", "wording": null}], "remark": "…"}]}
//! ```
//!
//! `source` and `words` are the hashes of the form, so that an answer counts only for the words that were read. The
//! verdict is `good`, `better`, `unknown`, or null without an answer. What the form keeps for itself, as `sentences`, is
//! not read here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::form::VERSION;
use crate::case::parse_date;
use crate::finding::{Finding, Findings, rules};
use crate::id::LanguageTag;
use crate::yaml::Source;

/// The answers of a reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The language.
    pub language: String,
    /// The name that the reader typed.
    pub reader: String,
    /// The day that the reader typed.
    pub date: Option<Date>,
    /// The answers, by file and message; each message once.
    pub messages: BTreeMap<(String, String), Answer>,
}

/// The answer to one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The hash of the source that was read.
    pub source_hash: String,
    /// The hash of the words that were read.
    pub words_hash: String,
    /// The verdict; `None` if a sentence of the message has no answer.
    pub verdict: Option<Verdict>,
    /// What the reader remarked.
    pub remark: String,
}

/// What a reader says of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The words are good as they are.
    Good,
    /// These words are better.
    Better(Vec<BetterText>),
    /// The reader does not know.
    Unknown,
}

/// Better words for a message or an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BetterText {
    /// The attribute; `None` for the value.
    pub attribute: Option<String>,
    /// The whole text, as Fluent.
    pub text: String,
    /// The letter of the wording in the file that it is, if the reader has chosen one.
    pub wording: Option<char>,
}

/// The largest file that is read, in bytes. The whole form of a case is a hundredth of it.
const LARGEST: usize = 4 << 20;

/// The longest better text and remark, in bytes.
const LONGEST: usize = 20_000;

/// The longest id, file name and hash, in bytes.
const LONGEST_NAME: usize = 200;

/// The most faults that are reported one by one.
const MOST_FAULTS: usize = 50;

impl Answers {
    /// Reads a file of answers. The second value has the faults of single answers, which are left out.
    ///
    /// # Errors
    ///
    /// When it is not such a file, or of another version.
    pub fn read(source: &Source) -> Result<(Self, Findings), Findings> {
        let reader = Reader { file: source.file };
        if source.text.len() > LARGEST {
            let message = format!("the file has {} bytes; the maximum is {LARGEST}", source.text.len());
            return Err(reader.fault("", message).into());
        }
        let root: Value = serde_json::from_str(source.text.trim_start_matches('\u{FEFF}'))
            .map_err(|error| reader.fault("", format!("this is not JSON: {error}")))?;
        let Value::Object(root) = root else { return Err(reader.fault("", "the answers are missing").into()) };
        match root.get("likhit_review").and_then(Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {}
            Some(version) => {
                let message = format!("the file has version {version}, and this program reads version {VERSION}");
                return Err(reader.fault("likhit_review", message).into());
            }
            None => return Err(reader.fault("likhit_review", "this is not a file of the review form").into()),
        }
        let mut findings = Findings::new();
        let language = findings.take(reader.text(&root, "", "language", LONGEST_NAME));
        let name = findings.take(reader.text(&root, "", "reader", LONGEST_NAME));
        let date = findings.take(reader.text(&root, "", "date", LONGEST_NAME));
        let messages = match root.get("messages") {
            Some(Value::Array(messages)) => messages.as_slice(),
            _ => {
                findings.push(reader.fault("messages", "`messages` must be a list"));
                &[]
            }
        };
        let (Some(language), Some(name), Some(date)) = (language, name, date) else { return Err(findings) };
        if findings.has_errors() {
            return Err(findings);
        }
        let mut answers = Self { language, reader: name, date: parse_date(&date), messages: BTreeMap::new() };
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for (i, message) in messages.iter().enumerate() {
            let place = format!("messages[{i}]");
            match reader.answer(message, &place) {
                Ok((key, answer)) => {
                    *counts.entry(key.clone()).or_default() += 1;
                    answers.messages.insert(key, answer);
                }
                Err(faults) => findings.extend(faults),
            }
        }
        // Two answers to one message contradict each other, so none of them counts.
        for (key, count) in counts.into_iter().filter(|(_, count)| *count > 1) {
            answers.messages.remove(&key);
            let message = format!("the file has {count} answers to `{}:{}`, so none of them counts", key.0, key.1);
            let finding = Finding::error(rules::DUPLICATE_MESSAGE, message).in_file(source.file);
            findings.push(finding.place(format!("{}:{}", key.0, key.1)).help("keep one of them"));
        }
        let more = findings.len().saturating_sub(MOST_FAULTS);
        if more > 0 {
            findings = findings.into_iter().take(MOST_FAULTS).collect();
            findings.push(reader.fault("messages", format!("there are {more} more faults")));
        }
        Ok((answers, findings))
    }

    /// Whether the answers are for this language.
    pub fn is_for(&self, language: &LanguageTag) -> bool {
        self.language == language.as_str()
    }
}

/// Reads values, and names their places.
struct Reader<'a> {
    file: &'a str,
}

impl Reader<'_> {
    fn fault(&self, place: &str, message: impl Into<String>) -> Finding {
        let finding = Finding::error(rules::BROKEN_REVIEW_FILE, message).in_file(self.file);
        let finding = if place.is_empty() { finding } else { finding.place(place) };
        finding.help("use the file that the review form saved, without changes")
    }

    /// A text of an object.
    fn text(&self, object: &Map<String, Value>, place: &str, key: &str, longest: usize) -> Result<String, Finding> {
        let path = if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
        match object.get(key) {
            Some(Value::String(text)) if text.len() <= longest => Ok(text.clone()),
            Some(Value::String(text)) => {
                Err(self.fault(&path, format!("`{key}` has {} bytes; the maximum is {longest}", text.len())))
            }
            Some(_) => Err(self.fault(&path, format!("`{key}` must be a text"))),
            None => Err(self.fault(&path, format!("`{key}` is missing"))),
        }
    }

    /// A text that may be null or missing.
    fn optional(&self, object: &Map<String, Value>, place: &str, key: &str) -> Result<Option<String>, Finding> {
        match object.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(_) => self.text(object, place, key, LONGEST).map(Some),
        }
    }

    fn answer(&self, value: &Value, place: &str) -> Result<((String, String), Answer), Findings> {
        let Value::Object(object) = value else { return Err(self.fault(place, "an answer must be an object").into()) };
        let mut findings = Findings::new();
        let mut named = |key: &str| findings.take(self.text(object, place, key, LONGEST_NAME)).unwrap_or_default();
        let (file, id, source_hash, words_hash) = (named("file"), named("id"), named("source"), named("words"));
        let remark = findings.take(self.optional(object, place, "remark")).flatten().unwrap_or_default();
        let verdict = findings.take(self.optional(object, place, "verdict")).flatten();
        let verdict = match verdict.as_deref() {
            None => None,
            Some("good") => Some(Verdict::Good),
            Some("unknown") => Some(Verdict::Unknown),
            Some("better") => {
                let texts = self.better(object.get("texts"), &format!("{place}.texts"), &mut findings);
                Some(Verdict::Better(texts))
            }
            Some(_) => {
                let message = "the verdict must be `good`, `better`, `unknown` or null";
                findings.push(self.fault(&format!("{place}.verdict"), message));
                None
            }
        };
        if findings.is_empty() {
            Ok(((file, id), Answer { source_hash, words_hash, verdict, remark: remark.trim().to_owned() }))
        } else {
            Err(findings)
        }
    }

    fn better(&self, texts: Option<&Value>, place: &str, findings: &mut Findings) -> Vec<BetterText> {
        let Some(Value::Array(texts)) = texts.filter(|texts| texts.as_array().is_some_and(|all| !all.is_empty()))
        else {
            findings.push(self.fault(place, "the better words are missing"));
            return Vec::new();
        };
        let mut better: Vec<BetterText> = Vec::new();
        for (i, text) in texts.iter().enumerate() {
            let place = format!("{place}[{i}]");
            let Value::Object(object) = text else {
                findings.push(self.fault(&place, "better words must be an object"));
                continue;
            };
            let attribute = findings.take(self.optional(object, &place, "attribute")).flatten();
            let wording = findings.take(self.optional(object, &place, "wording")).flatten();
            let Some(text) = findings.take(self.text(object, &place, "text", LONGEST)) else { continue };
            if better.iter().any(|known| known.attribute == attribute) {
                findings.push(self.fault(&place, "there are two texts for the same attribute"));
            }
            better.push(BetterText { attribute, text, wording: wording.and_then(|letter| letter.chars().next()) });
        }
        better
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Answers, Findings), Findings> {
        Answers::read(&Source { file: "a.json", text })
    }

    fn shown(findings: &Findings) -> Vec<String> {
        findings.iter().map(|f| format!("{}: {}", f.place.as_deref().unwrap_or("-"), f.message)).collect()
    }

    fn file(messages: &str) -> String {
        format!(
            r#"{{"likhit_review": 1, "language": "km", "reader": "A", "date": "2018-01-20", "messages": [{messages}]}}"#
        )
    }

    const GOOD: &str = r#"{"file": "letter.ftl", "id": "closing", "source": "1", "words": "2", "verdict": "good"}"#;

    #[test]
    fn all_faults_of_a_file_are_reported_at_once_and_the_right_answers_stay() {
        let wrong = [
            GOOD,
            "7",
            r#"{"file": "letter.ftl", "id": 7, "words": "2", "verdict": "fine"}"#,
            r#"{"file": "a", "id": "b", "source": "", "words": "", "verdict": "better"}"#,
            r#"{"file": "a", "id": "c", "source": "", "words": "", "verdict": "better", "texts": [{"text": 1}, {}]}"#,
            r#"{"file": "a", "id": "d", "source": "", "words": "", "verdict": null}"#,
            r#"{"file": "a", "id": "d", "source": "", "words": "", "verdict": "good"}"#,
        ];
        let (answers, findings) = read(&file(&wrong.join(","))).expect("it is a file of answers");
        let known: Vec<&str> = answers.messages.keys().map(|(_, id)| id.as_str()).collect();
        assert_eq!(known, ["closing"]);
        expect_test::expect![[r#"
            messages[1]: an answer must be an object
            messages[2].id: `id` must be a text
            messages[2].source: `source` is missing
            messages[2].verdict: the verdict must be `good`, `better`, `unknown` or null
            messages[3].texts: the better words are missing
            messages[4].texts[0].text: `text` must be a text
            messages[4].texts[1].text: `text` is missing
            a:d: the file has 2 answers to `a:d`, so none of them counts"#]]
        .assert_eq(&shown(&findings).join("\n"));
    }

    #[test]
    fn what_is_no_such_file_is_refused() {
        let deep = "[".repeat(100_000);
        let long = file(GOOD).replace("\"A\"", &format!("\"{}\"", "a".repeat(300)));
        for (text, place) in [
            ("", "-"),
            ("[]", "-"),
            (deep.as_str(), "-"),
            ("{}", "likhit_review"),
            (r#"{"likhit_review": 2}"#, "likhit_review"),
            (r#"{"likhit_review": 1, "language": "km", "reader": "A", "date": ""}"#, "messages"),
            (long.as_str(), "reader"),
        ] {
            let faults = read(text).expect_err("it is refused");
            assert_eq!(faults.len(), 1, "{:?}", shown(&faults));
            assert_eq!(faults[0].place.as_deref().unwrap_or("-"), place);
        }
        assert!(read(&" ".repeat(LARGEST + 1)).is_err());
        let many = vec!["7"; 1000].join(",");
        let (_, findings) = read(&file(&many)).expect("it is a file of answers");
        assert_eq!(findings.len(), MOST_FAULTS + 1);
    }
}
