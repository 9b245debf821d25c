//! The answers of a reader become records of reviews and, if that is asked, new words of the language.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::answers::{Answer, Answers, BetterText, Verdict};
use super::variants::ways;
use crate::finding::{Finding, Findings, Severity, did_you_mean, rules};
use crate::id::LanguageTag;
use crate::judge::{Judge, View, is_about};
use crate::locale::Library;
use crate::project::{Project, paths};
use crate::translation::po::{NewText, replace_texts};
use crate::translation::{
    AcceptedFile, MessageWords, OtherWording, Reading, ReviewState, is_same_text, message_words, record_messages,
    with_other_wording, word_diff,
};
use crate::yaml::Source;

/// What becomes of better words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// They are shown, and nothing is changed.
    Show,
    /// They take the place of the words in the project, if nothing is wrong with them.
    Take,
}

/// The result of taking the answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taken {
    /// The files of the project that change.
    pub files: Vec<AcceptedFile>,
    /// The number of messages that are good as they are.
    pub good: usize,
    /// The number of messages for which there are better words.
    pub better: usize,
    /// The number of those whose better words were taken.
    pub taken: usize,
    /// The number of messages that the reader does not know.
    pub unknown: usize,
    /// The number of messages without an answer.
    pub unanswered: usize,
    /// Faults of the file, better words and remarks.
    pub findings: Findings,
}

/// A message: its file and its id.
type Key = (String, String);

/// Takes the answers of a reader. A message that is good is recorded as reviewed, with the messages that it is made of,
/// unless the reader says something else of them, or they have more words than it shows. An answer to words that have
/// changed since, or whose source has, is refused. `by` and `on` take the place of the name and the day in the file.
///
/// # Errors
///
/// When the file is no file of answers, is of another language, or has no name or day, or when the language cannot be
/// read.
pub fn take(
    project: &Project,
    language: &LanguageTag,
    file: &Source,
    better: Better,
    (by, on): (Option<&str>, Option<Date>),
) -> Result<Taken, Findings> {
    let (answers, findings) = Answers::read(file)?;
    let fault = |place: &str, message: String, help: String| {
        Findings::from(Finding::error(rules::BROKEN_REVIEW_FILE, message).in_file(file.file).place(place).help(help))
    };
    if !answers.is_for(language) {
        let message = format!("the file is for the language `{}`", answers.language);
        let finding = Finding::error(rules::OTHER_LANGUAGE, message).in_file(file.file);
        let help = match LanguageTag::new(&answers.language) {
            Some(tag) => format!("use `likhit accept {tag} --review {}`", file.file),
            None => "use the file that the review form of this language saved".to_owned(),
        };
        return Err(finding.help(help).into());
    }
    let date = on.or(answers.date).ok_or_else(|| {
        fault("date", "the day of the review is missing".to_owned(), "add it with `--on YYYY-MM-DD`".to_owned())
    })?;
    let reading = Reading::new(by.unwrap_or(&answers.reader), date).ok_or_else(|| {
        fault(
            "reader",
            "the name of the reader is missing or not a name".to_owned(),
            "add it with `--by NAME`".to_owned(),
        )
    })?;
    let library = Library::of(project);
    let (words, faults) = message_words(&library, language, None)?;
    let words: BTreeMap<Key, MessageWords> = words.into_iter().map(|message| (key_of(&message), message)).collect();
    let mut taking =
        Taking { project, language, file: file.file, reading, words, taken: Taken { findings, ..Taken::default() } };
    taking.taken.findings.extend(faults);
    taking.all(answers, better)?;
    Ok(taking.taken)
}

struct Taking<'a> {
    project: &'a Project,
    language: &'a LanguageTag,
    /// The file of answers.
    file: &'a str,
    reading: Reading,
    words: BTreeMap<Key, MessageWords>,
    taken: Taken,
}

impl Taking<'_> {
    fn all(&mut self, answers: Answers, better: Better) -> Result<(), Findings> {
        let mut read: BTreeSet<Key> = BTreeSet::new();
        let mut proposed: BTreeMap<Key, Vec<BetterText>> = BTreeMap::new();
        // Messages of which the reader does not say that they are good.
        let mut other: BTreeSet<Key> = BTreeSet::new();
        for (key, answer) in answers.messages {
            let Some(message) = self.known(&key) else { continue };
            let is_same_source = message.source_hash == answer.source_hash;
            let is_same = is_same_source && message.words_hash == answer.words_hash;
            self.remark(&key, &answer);
            match answer.verdict {
                None => {
                    self.taken.unanswered += 1;
                    other.insert(key);
                }
                Some(Verdict::Unknown) => {
                    self.taken.unknown += 1;
                    other.insert(key);
                }
                Some(Verdict::Better(texts)) if is_same_source && self.is_taken(&key, &texts) => {
                    self.taken.better += 1;
                    self.taken.taken += 1;
                }
                Some(_) if !is_same => {
                    self.changed_since(&key);
                    other.insert(key);
                }
                Some(Verdict::Good) => {
                    self.taken.good += 1;
                    read.insert(key);
                }
                Some(Verdict::Better(texts)) => {
                    self.taken.better += 1;
                    proposed.insert(key.clone(), texts);
                    other.insert(key);
                }
            }
        }
        let mut project = self.project.clone();
        if better == Better::Take && !proposed.is_empty() {
            let files = self.take_better(&mut proposed)?;
            project = self.with_files(project, &files);
            self.taken.files = files;
            // The reader's own words need no other reader.
            let taken: Vec<Key> = other.iter().filter(|key| proposed.contains_key(*key)).cloned().collect();
            self.taken.taken += taken.len();
            other.retain(|key| !proposed.contains_key(key));
            read.extend(taken);
        } else {
            for (key, texts) in &proposed {
                self.propose(key, texts);
            }
        }
        let (words, _) = message_words(&Library::of(&project), self.language, None)?;
        // Of a message with several texts or variants, a message that contains it shows only one.
        let asked_alone: BTreeSet<Key> = words.iter().filter(|message| has_several(message)).map(key_of).collect();
        let with_parts = words.iter().filter(|message| read.contains(&key_of(message))).flat_map(|message| {
            let is_read = |key: &&Key| !other.contains(key) && !asked_alone.contains(key);
            message.made_of.iter().filter(is_read).cloned().chain([key_of(message)])
        });
        let recorded = record_messages(&project, self.language, &with_parts.collect(), &self.reading)?;
        self.taken.findings.extend(recorded.findings);
        self.taken.files.extend(recorded.files);
        Ok(())
    }

    /// The message of an answer, if it exists.
    fn known(&mut self, key: &Key) -> Option<&MessageWords> {
        if !self.words.contains_key(key) {
            let name = named(key);
            let message = format!("unknown message `{name}` in `{}`", self.language);
            let finding = Finding::error(rules::UNKNOWN_MESSAGE, message).in_file(self.file).place(&name);
            let ids = self.words.keys().filter(|(file, _)| *file == key.0).map(|(_, id)| id.as_str());
            // Comparing is slow, and somebody else wrote the file: only the first unknown name is compared.
            let is_first = !self.taken.findings.iter().any(|finding| finding.rule == rules::UNKNOWN_MESSAGE);
            let near = if is_first { did_you_mean(&key.1, ids) } else { None };
            self.taken.findings.push(match near {
                Some(near) => finding.help(format!("was it renamed to `{near}`? Make a new form and ask again")),
                None => finding.help("the message was deleted since; make a new form and ask again"),
            });
        }
        self.words.get(key)
    }

    /// Whether these words of a message were taken before, and all its words are recorded as they are.
    fn is_taken(&self, key: &Key, texts: &[BetterText]) -> bool {
        let message = &self.words[key];
        let is_in = |text: &BetterText| {
            let part = message.words.iter().find(|part| part.attribute == text.attribute);
            part.is_some_and(|part| is_same_text(&part.text, &text.text))
        };
        matches!(message.state, ReviewState::Reviewed(_) | ReviewState::MadeOf(_)) && texts.iter().all(is_in)
    }

    fn changed_since(&mut self, key: &Key) {
        let message = "its words or its source have changed since the form was made, so the answer does not count";
        let help = format!("make a new form with `likhit review {}`, and ask the reader again", self.language);
        let finding = Finding::error(rules::CHANGED_SINCE_FORM, message);
        self.push(key, None, finding.help(help));
    }

    fn remark(&mut self, key: &Key, answer: &Answer) {
        let by = self.reading.by.clone();
        let message = match (&answer.verdict, answer.remark.as_str()) {
            (Some(Verdict::Unknown), "") => format!("{by} does not know whether it is good"),
            (Some(Verdict::Unknown), remark) => format!("{by} does not know whether it is good: {remark}"),
            (_, "") => return,
            (_, remark) => format!("{by} remarks: {remark}"),
        };
        let finding = Finding::note(rules::REVIEW_REMARK, message);
        self.push(key, None, finding.help("look at the message, or ask another reader"));
    }

    /// Shows better words.
    fn propose(&mut self, key: &Key, texts: &[BetterText]) {
        for text in texts {
            let part = self.words[key].words.iter().find(|part| part.attribute == text.attribute);
            let now = part.map(|part| part.text.clone()).unwrap_or_default();
            let changes = word_diff(&now, &text.text);
            let by = &self.reading.by;
            let message = match text.wording {
                Some(letter) => format!("{by} prefers the wording {letter}: {changes}"),
                None => format!("{by} proposes other words, [-now-] {{+proposed+}}: {changes}"),
            };
            let finding = Finding::note(rules::PROPOSED_WORDING, message);
            let help =
                format!("to take it, use `likhit accept {} --review --take-better {}`", self.language, self.file);
            self.push(key, text.attribute.as_deref(), finding.help(help));
        }
    }

    /// A finding at a message in its file.
    fn push(&mut self, key: &Key, attribute: Option<&str>, finding: Finding) {
        let MessageWords { path, position, id, .. } = &self.words[key];
        let name = attribute.map_or_else(|| id.clone(), |attribute| format!("{id}.{attribute}"));
        self.taken.findings.push(finding.in_file(path).at(Some(*position)).place(name));
    }

    /// The files with the better words in them. What cannot be taken is reported, and leaves `proposed`.
    fn take_better(&mut self, proposed: &mut BTreeMap<Key, Vec<BetterText>>) -> Result<Vec<AcceptedFile>, Findings> {
        let (files, faults) = self.with_texts(proposed)?;
        let mut refused = refused(&faults, proposed);
        let before = self.judged(self.project, proposed);
        let changed = self.with_files(self.project.clone(), &files);
        let mut remarks: Findings = faults;
        for mut finding in self.judged(&changed, proposed) {
            let is_same = |known: &Finding| {
                (known.rule, &known.file, &known.place, &known.message)
                    == (finding.rule, &finding.file, &finding.place, &finding.message)
            };
            if before.iter().any(is_same) {
                continue;
            }
            let of_message = proposed.keys().find(|key| self.is_about(&finding, key)).cloned();
            let Some(key) = of_message else { continue };
            if finding.rule == rules::DROPPED_REFERENCE {
                // Most such words are names, and nobody looks at what is taken.
                finding.severity = Severity::Error;
            }
            if finding.severity == Severity::Error {
                refused.insert(key.clone());
            }
            // The line is that of words that may not be written.
            let place = finding.place.take().unwrap_or_default();
            finding.place = Some(format!("{}:{place}", key.0));
            finding.file = Some(self.file.to_owned());
            (finding.line, finding.column, finding.end_line, finding.end_column) = (None, None, None, None);
            remarks.push(finding);
        }
        self.taken.findings.extend_unique(remarks);
        if refused.is_empty() {
            return Ok(files);
        }
        proposed.retain(|key, _| !refused.contains(key));
        let (files, _) = self.with_texts(proposed)?;
        Ok(files)
    }

    fn is_about(&self, finding: &Finding, (file, id): &Key) -> bool {
        is_about(finding, &paths::locale_file(self.language, file), id)
    }

    /// What the judge finds in the files of these messages.
    fn judged(&self, project: &Project, proposed: &BTreeMap<Key, Vec<BetterText>>) -> Vec<Finding> {
        let library = Library::of(project);
        let files: BTreeSet<String> =
            proposed.keys().map(|(file, _)| paths::locale_file(self.language, file)).collect();
        let judged = Judge::of(&library, View::default()).judge(&|path| files.contains(paths::in_project(path)));
        judged.findings().cloned().collect()
    }

    /// A project with these files in it, with the line ends that they have in the project now.
    fn with_files(&self, project: Project, files: &[AcceptedFile]) -> Project {
        let bytes = |file: &AcceptedFile| (file.path.clone(), self.project.edited(&file.path, &file.text));
        project.with(files.iter().map(bytes).collect::<Vec<_>>())
    }

    /// The files with these texts in them, and the texts that break the contract of their message.
    fn with_texts(&self, proposed: &BTreeMap<Key, Vec<BetterText>>) -> Result<(Vec<AcceptedFile>, Findings), Findings> {
        let mut project = self.project.clone();
        let mut written: BTreeMap<String, AcceptedFile> = BTreeMap::new();
        let mut texts = Vec::new();
        for (key, better) in proposed {
            for text in better {
                match self.with_wording(&project, key, text) {
                    Some(file) => {
                        project = self.with_files(project, std::slice::from_ref(&file));
                        add(&mut written, file);
                    }
                    None => texts.push(NewText {
                        file: key.0.clone(),
                        id: key.1.clone(),
                        attribute: text.attribute.clone(),
                        text: text.text.clone(),
                    }),
                }
            }
        }
        let imported = replace_texts(&project, self.language, self.file, &texts)?;
        for file in imported.files {
            add(&mut written, AcceptedFile { path: file.path, text: file.text, messages: file.messages });
        }
        let mut files: Vec<AcceptedFile> = written.into_values().collect();
        // What is only a record is written after what it is the record of.
        files.sort_by_key(|file| paths::words_of_record(&file.path).is_some());
        Ok((files, imported.findings))
    }

    /// The file in which a wording has changed places with its message, if the reader has chosen one that is there.
    fn with_wording(&self, project: &Project, key: &Key, text: &BetterText) -> Option<AcceptedFile> {
        let message = &self.words[key];
        let is_chosen =
            |letter| move |other: &&OtherWording| other.letter == letter && other.attribute == text.attribute;
        let wording = message.other.iter().find(is_chosen(text.wording?)).filter(|other| other.text == text.text)?;
        let path = paths::locale_file(self.language, &key.0);
        // A message of the program, below a file of the project, is not in that file.
        let now = project.text(&path).ok().filter(|_| message.path == path)?;
        let new = with_other_wording(now, &path, &key.1, wording).ok()?;
        Some(AcceptedFile { path, text: new, messages: vec![key.1.clone()] })
    }
}

/// Whether a message has several texts or variants.
fn has_several(message: &MessageWords) -> bool {
    message.words.len() > 1 || message.words.iter().any(|part| ways(&part.text) > 1)
}

/// Adds a file, or what changes in one that changed already.
fn add(written: &mut BTreeMap<String, AcceptedFile>, file: AcceptedFile) {
    match written.get_mut(&file.path) {
        Some(known) => {
            known.text = file.text;
            known.messages.extend(file.messages);
        }
        None => {
            written.insert(file.path.clone(), file);
        }
    }
}

/// The messages whose texts have errors.
fn refused(faults: &Findings, proposed: &BTreeMap<Key, Vec<BetterText>>) -> BTreeSet<Key> {
    let errors: BTreeSet<&str> = faults
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter_map(|finding| finding.place.as_deref())
        .collect();
    let has_error = |key: &&Key| {
        let name = named(key);
        let is_it =
            |place: &str| place.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        errors.iter().any(|place| is_it(place))
    };
    proposed.keys().filter(has_error).cloned().collect()
}

fn key_of(message: &MessageWords) -> Key {
    (message.file.clone(), message.id.clone())
}

/// A message as the program names it: `letter.ftl:closing`.
fn named((file, id): &Key) -> String {
    format!("{file}:{id}")
}
