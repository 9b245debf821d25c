//! The contents of the form: each message in sentences, beside its source, as a letter would print it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use super::order::{groups, pieces};
use super::sentences::aligned;
use super::shown::{self, Sentence, marked, marked_file, printed, unprinted, values};
use super::variants::{Way, ways};
use super::words::{Labels, labels};
use crate::case::Case;
use crate::finding::{Finding, Findings, Piece, rules};
use crate::id::{CaseId, LanguageTag};
use crate::judge::read_case;
use crate::letter::ExampleValues;
use crate::locale::{Direction, Glossary, Library, Locale, source_language};
use crate::project::Project;
use crate::project::paths::{self, LETTER, REVIEW};
use crate::translation::{MessageWords, PartWords, ReviewState, message_words};

/// What to review.
#[derive(Debug, Clone)]
pub struct FormOrder {
    /// The language that is reviewed.
    pub language: LanguageTag,
    /// The only case; `None`: all cases of the project.
    pub case: Option<CaseId>,
    /// Whether messages that are reviewed already are asked again.
    pub with_reviewed: bool,
    /// The date that letters have as an example.
    pub date: Date,
}

/// The contents of a form, as its page reads them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// The version of the file with the answers.
    pub version: u32,
    /// The language that is reviewed.
    pub language: LanguageOfForm,
    /// The language that it is compared with; `None` if it is the source itself.
    pub source: Option<LanguageOfForm>,
    /// The words of the form.
    pub labels: Labels,
    /// Whether nobody has reviewed the words of the form in the language.
    pub labels_unreviewed: bool,
    /// The messages.
    pub groups: Vec<FormGroup>,
}

/// What the page has to know of a language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LanguageOfForm {
    /// Its tag.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// Its name in English.
    pub english_name: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its digit zero.
    pub zero: char,
}

/// Messages that are read together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormGroup {
    /// The heading, as a key of the labels.
    pub heading: String,
    /// The title of the case.
    pub case: Option<String>,
    /// Its messages.
    pub messages: Vec<FormMessage>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormMessage {
    /// Its file.
    pub file: String,
    /// Its id.
    pub id: String,
    /// Where it is printed, as keys of the labels.
    pub on: Vec<&'static str>,
    /// The hash of the source that is shown.
    pub source_hash: String,
    /// The hash of the words that are shown.
    pub words_hash: String,
    /// Its sentences.
    pub rows: Vec<FormRow>,
}

/// A sentence beside its source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormRow {
    /// The attribute that it is part of; `None` for the value.
    pub attribute: Option<String>,
    /// The white before it in the text of the message.
    pub before: String,
    /// The sentence as Fluent.
    pub text: String,
    /// The sentence as it is printed: once, or in several forms.
    pub words: Vec<Sentence>,
    /// The same of the source.
    pub source: Vec<Sentence>,
    /// The whole text of the attribute or value before it was changed, at its first sentence.
    pub words_before: Option<Sentence>,
    /// The same of the source.
    pub source_before: Option<Sentence>,
    /// Terms of the glossary in the source, each with its words.
    pub glossary: Vec<(String, String)>,
    /// Other wordings of the text: the letter, the text as Fluent, and as it is printed.
    pub other: Vec<(char, String, Sentence)>,
    /// The number of words to read in the source.
    pub size: usize,
}

/// The version of the file with the answers.
pub const VERSION: u32 = 1;

/// The most messages of one form. A browser with more would be slow, and nobody reads that many at once.
const MOST_MESSAGES: usize = 5_000;

/// Makes the form. `earlier` is the project as it was before the words were changed; without it, the words that were
/// reviewed last are those before the change. A form without messages has nothing to review.
///
/// # Errors
///
/// When the language or the case does not exist or cannot be read, or there are too many messages.
pub fn form(project: &Project, earlier: Option<&Project>, order: &FormOrder) -> Result<Form, Findings> {
    let library = Library::of(project).with([&order.language]);
    let earlier = earlier.map(|project| Library::of(project).with([&order.language]));
    let (words, mut findings) = message_words(&library, &order.language, earlier.as_ref())?;
    let cases = cases(project, order.case.as_ref(), &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let is_open = |message: &MessageWords| !matches!(message.state, ReviewState::Reviewed(_) | ReviewState::Source);
    let labels_unreviewed = words.iter().any(|message| message.file == REVIEW && is_open(message));
    let used = pieces(&words, &cases, order.case.is_some());
    let mut ordered = groups(&words, &cases, &used, order.case.is_some());
    for group in &mut ordered {
        let is_asked = |at: &usize| order.with_reviewed || !matches!(words[*at].state, ReviewState::Reviewed(_));
        group.messages.retain(is_asked);
    }
    ordered.retain(|group| !group.messages.is_empty());
    let count = ordered.iter().map(|group| group.messages.len()).sum::<usize>();
    if count > MOST_MESSAGES {
        let message = format!("there are {count} messages; the maximum for a review form is {MOST_MESSAGES}");
        return Err(Finding::error(rules::TOO_LONG, message).help("use `--case` to review one case").into());
    }
    let source = source_language(&library).ok().filter(|source| *source != order.language);
    let facts = |tag: &LanguageTag| language_of_form(&library, tag);
    let language = facts(&order.language)?;
    let printing = Printing::of(project, &library, &order.language, &cases, &words, order.date);
    let glossary = Glossary::read(project, &order.language)?;
    let groups = ordered.into_iter().map(|group| FormGroup {
        heading: group.heading.trim_start_matches("review-").to_owned(),
        case: group.case.filter(|_| cases.len() > 1),
        messages: group
            .messages
            .iter()
            .map(|at| {
                let on = used.get(at).into_iter().flatten().map(|piece| label_of(*piece)).collect();
                printing.message(&words[*at], on, &glossary)
            })
            .collect(),
    });
    Ok(Form {
        version: VERSION,
        groups: groups.collect(),
        language,
        source: source.map(|source| facts(&source)).transpose()?,
        labels: labels(&library, &order.language),
        labels_unreviewed,
    })
}

/// The cases that are asked for: one, or those of the project; where it has none of its own, those of the program.
fn cases(project: &Project, only: Option<&CaseId>, findings: &mut Findings) -> Vec<Case> {
    if let Some(case) = only {
        return findings.take(read_case(project, case, None)).into_iter().collect();
    }
    let has_own = project.cases().any(|case| project.is_own(&paths::case_facts(&case)));
    let asked = project.cases().filter(|case| !has_own || project.is_own(&paths::case_facts(case)));
    // Without the words of a case, nobody would know that they are unread.
    asked.filter_map(|case| findings.take(read_case(project, &case, None))).collect()
}

fn language_of_form(library: &Library, tag: &LanguageTag) -> Result<LanguageOfForm, Findings> {
    let info = crate::translation::info(library, tag)?;
    Ok(LanguageOfForm {
        tag: tag.to_string(),
        name: info.name,
        english_name: info.english_name,
        direction: if info.direction == Direction::Rtl { "rtl" } else { "ltr" },
        zero: info.digits.zero(),
    })
}

/// The key of the label of what is printed.
fn label_of(piece: Piece) -> &'static str {
    match piece {
        Piece::Letter => "on-letter",
        Piece::Sheet => "on-sheet",
        Piece::Fax => "on-fax",
        Piece::Pack => "on-pack",
    }
}

/// What a text of a message is divided into, and its source.
struct PartRows<'w> {
    source: Option<&'w PartWords>,
    words: Vec<Range<usize>>,
    sources: Vec<Range<usize>>,
}

/// Whether a text has another wording, so that the reader chooses between the whole texts.
fn has_other(message: &MessageWords, part: &PartWords) -> bool {
    message.other.iter().any(|other| other.attribute == part.attribute)
}

fn part_rows<'w>(message: &'w MessageWords, part: &'w PartWords) -> PartRows<'w> {
    let source = message.source.iter().find(|source| source.attribute == part.attribute);
    let rows = if has_other(message, part) {
        vec![(0..part.text.len(), source.map(|source| 0..source.text.len()))]
    } else {
        aligned(&part.text, source.map(|source| source.text.as_str()))
    };
    let (words, sources): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    PartRows { source, words, sources: sources.into_iter().flatten().collect() }
}

/// The languages with marked texts.
struct Printing<'c> {
    /// In each way to print a text, the cases by the file of their words.
    ways: Vec<BTreeMap<String, Printable<'c>>>,
    date: Date,
}

/// A case with its languages, as far as they can be read.
struct Printable<'c> {
    case: &'c Case,
    words: Option<Locale>,
    source: Option<Locale>,
}

/// One of the languages.
type Chosen<'c> = for<'p> fn(&'p Printable<'c>) -> Option<&'p Locale>;

impl<'c> Printing<'c> {
    fn of(
        project: &Project,
        library: &Library,
        language: &LanguageTag,
        cases: &'c [Case],
        words: &[MessageWords],
        date: Date,
    ) -> Self {
        let source_of =
            |file: &str| library.source_of(file).map(|source| source.tag.clone()).filter(|source| source != language);
        let texts = || words.iter().flat_map(|message| message.words.iter().chain(&message.source));
        let count = texts().map(|part| ways(&part.text)).max().unwrap_or(1);
        let in_way = |number: usize| {
            let marked = marked_texts(words, number, language, &source_of);
            let marked = marked.iter().filter_map(|((tag, name), texts)| {
                let file = library.language(tag)?.file(name)?;
                Some((paths::locale_file(tag, name), marked_file(file, texts).into_bytes()))
            });
            let marked = project.clone().with(marked.collect::<Vec<_>>());
            let library = Library::of(&marked).with([language]);
            let locale = |tag: &LanguageTag, case: &Case| Locale::read(&library, tag, &case.id).ok();
            let of_case = |case: &'c Case| {
                let file = paths::case_words(&case.id);
                let source = source_of(&file).or_else(|| source_of(LETTER));
                let source = source.and_then(|source| locale(&source, case));
                (file, Printable { case, words: locale(language, case), source })
            };
            cases.iter().map(of_case).collect()
        };
        Self { ways: (0..count).map(in_way).collect(), date }
    }

    /// The rows of a text in each of its forms and variants; without the words of a letter, as they are in the file.
    fn rows(
        &self,
        message: &MessageWords,
        attribute: Option<&str>,
        text: &str,
        rows: &[Range<usize>],
        of: Chosen<'c>,
    ) -> Vec<Vec<Sentence>> {
        let in_way = |cases: &BTreeMap<String, Printable<'c>>| {
            let case = cases.get(&message.file).or_else(|| cases.values().next().filter(|_| message.file == LETTER))?;
            let forms =
                ExampleValues { case: case.case, date: self.date }.forms(of(case)?, &message.id, attribute).ok()?;
            forms.iter().map(|form| printed(form, text, rows)).collect::<Option<Vec<_>>>()
        };
        let forms: Option<Vec<_>> = self.ways.iter().take(ways(text)).map(in_way).collect();
        let forms = forms
            .map(|forms| forms.concat())
            .filter(|forms| !forms.is_empty())
            .unwrap_or_else(|| vec![rows.iter().map(|row| unprinted(&text[row.clone()], &BTreeMap::new())).collect()]);
        let row = |at: usize| {
            let mut known = Vec::new();
            for form in &forms {
                if !known.contains(&form[at]) {
                    known.push(form[at].clone());
                }
            }
            known
        };
        (0..rows.len()).map(row).collect()
    }

    fn message(&self, message: &MessageWords, on: Vec<&'static str>, glossary: &Glossary) -> FormMessage {
        let mut all = Vec::new();
        for part in &message.words {
            let rows = part_rows(message, part);
            let attribute = part.attribute.as_deref();
            let words = self.rows(message, attribute, &part.text, &rows.words, |case| case.words.as_ref());
            let mut sources = match rows.source {
                Some(source) => self.rows(message, attribute, &source.text, &rows.sources, |case| case.source.as_ref()),
                None => Vec::new(),
            }
            .into_iter();
            let known = values(words.iter().flatten());
            let before = |parts: &[PartWords]| {
                let before = parts.iter().find(|before| before.attribute == part.attribute)?;
                Some(unprinted(&before.text, &known))
            };
            let words_before = before(&message.words_before);
            let source_before = before(&message.source_before);
            for (i, (row, words)) in rows.words.iter().zip(words).enumerate() {
                let written = &part.text[row.clone()];
                let source = sources.next().unwrap_or_default();
                let of_source = rows.sources.get(i).zip(rows.source).map(|(row, source)| &source.text[row.clone()]);
                let other = message.other.iter().filter(|other| other.attribute == part.attribute);
                all.push(FormRow {
                    attribute: part.attribute.clone(),
                    before: written[..written.len() - written.trim_start().len()].to_owned(),
                    text: written.trim_start().to_owned(),
                    glossary: terms(glossary, of_source.unwrap_or_default()),
                    size: size(source.first().or(words.first())),
                    words,
                    source,
                    words_before: words_before.clone().filter(|_| i == 0),
                    source_before: source_before.clone().filter(|_| i == 0),
                    other: other
                        .map(|other| (other.letter, other.text.clone(), unprinted(&other.text, &known)))
                        .collect(),
                });
            }
        }
        FormMessage {
            file: message.file.clone(),
            id: message.id.clone(),
            on,
            source_hash: message.source_hash.clone(),
            words_hash: message.words_hash.clone(),
            rows: all,
        }
    }
}

/// Texts of messages, by attribute.
type Texts = BTreeMap<String, Vec<(Option<String>, String)>>;

/// The texts of each file of the language and of its source, marked and printed in way number `number`.
fn marked_texts(
    words: &[MessageWords],
    number: usize,
    language: &LanguageTag,
    source_of: &impl Fn(&str) -> Option<LanguageTag>,
) -> BTreeMap<(LanguageTag, String), Texts> {
    let mut texts: BTreeMap<(LanguageTag, String), Texts> = BTreeMap::new();
    for message in words.iter().filter(|message| message.file != REVIEW) {
        let source_tag = source_of(&message.file);
        for part in &message.words {
            let rows = part_rows(message, part);
            let mut add = |tag: &LanguageTag, text: &str, rows: &[Range<usize>]| {
                let marked = marked(text, rows, &Way::of(text, number, tag));
                let of_file = texts.entry((tag.clone(), message.file.clone())).or_default();
                of_file.entry(message.id.clone()).or_default().push((part.attribute.clone(), marked));
            };
            add(language, &part.text, &rows.words);
            if let Some((source, tag)) = rows.source.zip(source_tag.as_ref()) {
                add(tag, &source.text, &rows.sources);
            }
        }
    }
    texts
}

/// The number of words of a sentence.
fn size(sentence: Option<&Sentence>) -> usize {
    let text: String = sentence.into_iter().flatten().map(shown::Piece::text).collect();
    text.split_whitespace().count()
}

/// The terms of the glossary that a source has, each with the words for it.
fn terms(glossary: &Glossary, source: &str) -> Vec<(String, String)> {
    let source = source.to_lowercase();
    let mut known = BTreeSet::new();
    let terms = glossary.terms.iter().filter(|(term, words)| {
        let lower = term.to_lowercase();
        // A term alone needs no hint.
        let is_in = source.contains(&lower) && source.trim() != lower;
        is_in && !words.contains(term) && known.insert(words.join(", "))
    });
    terms.map(|(term, words)| (term.clone(), words.join(", "))).collect()
}

impl Form {
    /// The messages.
    pub fn messages(&self) -> impl Iterator<Item = &FormMessage> {
        self.groups.iter().flat_map(|group| &group.messages)
    }

    /// The number of sentences.
    pub fn sentences(&self) -> usize {
        self.messages().map(|message| message.rows.len()).sum()
    }

    /// About how long the review takes, in minutes.
    ///
    /// The source is read once and the translation twice, silently at 238 words a minute: the mean of 190 studies with
    /// English readers (Brysbaert, 2019, "How many words do we read per minute?", Journal of Memory and Language 109).
    /// The translation counts as many words as its source. Each answer is assumed to take ten seconds.
    pub fn minutes(&self) -> usize {
        let words: usize = self.messages().flat_map(|message| &message.rows).map(|row| row.size).sum();
        (words * 3).div_ceil(WORDS_PER_MINUTE) + (self.sentences() * SECONDS_PER_ANSWER).div_ceil(60)
    }
}

/// How many words are read in a minute; see [`Form::minutes`].
const WORDS_PER_MINUTE: usize = 238;

/// How long an answer takes; see [`Form::minutes`].
const SECONDS_PER_ANSWER: usize = 10;
