//! Reviews: which messages of a language have been read, as they are today, by a person who reads it well.
//!
//! `locales/.reviewed/<language>/<file>.ftl` has each message at the time of its review, below a comment with
//! the reader and the day. A message that has changed since is unreviewed again, and so is each message that
//! contains it: its printed sentences have changed too.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::fluent_file::{Entry, FluentFile};
use super::is_of_cldr;
use super::status::changes;
use crate::case::parse_date;
use crate::finding::{Finding, Findings, Position, rules};
use crate::fluent::{self, File, Reference};
use crate::id::LanguageTag;
use crate::locale::{Language, Library, Review};
use crate::project::paths;
use crate::project::paths::LETTER;

/// The reader of a message, and the date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The reader.
    pub by: String,
    /// The day.
    pub on: Date,
}

/// The reviews of a language's files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reviews {
    /// Each of its files that is there, sorted by name.
    pub files: Vec<FileReview>,
}

/// The review of one Fluent file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReview {
    /// The file, below the language's folder.
    pub file: String,
    /// Its status in `locale.yaml`. `reviewed` counts only as long as there is no record.
    pub status: Review,
    /// Whether the words that were read are on record, at least of one message.
    pub is_recorded: bool,
    /// Its messages and terms, in its order.
    pub messages: Vec<MessageReview>,
}

/// The review of one message or term, with its attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageReview {
    /// Its id; a term's with the hyphen.
    pub id: String,
    /// The file that it comes from.
    pub path: String,
    /// Where it is in that.
    pub position: Position,
    /// Its status.
    pub state: ReviewState,
    /// The messages and terms that it refers to.
    made_of: Vec<MessageIndex>,
}

/// A message of a file.
type MessageIndex = (usize, usize);

/// The review status of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewState {
    /// These people have read it as it is.
    Reviewed(Vec<Reading>),
    /// It is in the source language, which needs no review.
    Source,
    /// It has changed since it was read.
    Changed {
        /// The readers of the earlier text.
        readings: Vec<Reading>,
        /// The words that were replaced and the new ones.
        changes: String,
    },
    /// It refers to this message or term, directly or through others, which is unreviewed.
    MadeOf(String),
    /// It has no review.
    Unreviewed,
}

/// The longest name of a reader, in bytes.
const LONGEST_NAME: usize = 200;

/// Characters that end a line, or change the order of the others, and are not in a name.
const ORDERS: [char; 13] = [
    '\u{2028}', '\u{2029}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}',
    '\u{2068}', '\u{2069}', '\u{FEFF}', '\u{FFFD}',
];

impl ReviewState {
    /// Whether it needs no reader.
    pub fn is_reviewed(&self) -> bool {
        matches!(self, Self::Reviewed(_) | Self::Source)
    }
}

impl Reading {
    /// A review by this person, if that is a name on one line, with at least one letter.
    pub fn new(by: &str, on: Date) -> Option<Self> {
        let by = by.trim();
        let is_name = by.chars().any(char::is_alphabetic)
            && by.len() <= LONGEST_NAME
            && !by.chars().any(|c| c.is_control() || ORDERS.contains(&c));
        is_name.then(|| Self { by: by.to_owned(), on })
    }

    /// As the comment above a recorded message has it.
    pub(super) fn written(&self) -> String {
        format!("reviewed by {} on {}", self.by, self.on)
    }

    fn read(line: &str) -> Option<Self> {
        let (by, on) = line.strip_prefix("reviewed by ")?.rsplit_once(" on ")?;
        let by = by.trim();
        (!by.is_empty()).then_some(())?;
        Some(Self { by: by.to_owned(), on: parse_date(on.trim())? })
    }
}

impl Reviews {
    /// The reviews of those files of a language that `is_asked` names, and what is wrong with their records. A
    /// message may refer to those of its own file and of `letter.ftl`, which has to be among them.
    pub fn of(library: &Library, language: &LanguageTag, is_asked: &dyn Fn(&str) -> bool) -> (Self, Findings) {
        let mut reviews = Self::default();
        let mut findings = Findings::new();
        let Some(known) = library.language(language) else { return (reviews, findings) };
        let read: Vec<(&str, &File)> =
            known.names().filter(|name| is_asked(name)).filter_map(|name| Some((name, known.file(name)?))).collect();
        for (name, file) in &read {
            let of_file = FileReview::of(library, known, name, file, &mut findings);
            reviews.files.push(of_file);
        }
        let ids =
            |file: &FileReview| file.messages.iter().enumerate().map(|(j, message)| (message.id.clone(), j)).collect();
        let places: Vec<BTreeMap<String, usize>> = reviews.files.iter().map(ids).collect();
        let letter = read.iter().position(|(name, _)| *name == LETTER);
        for (i, (_, file)) in read.iter().enumerate() {
            for message in &mut reviews.files[i].messages {
                let entry = file.entry(&message.id);
                message.made_of = entry.map(|entry| Self::made_of(&places, i, letter, entry)).unwrap_or_default();
            }
        }
        reviews.pass_on();
        (reviews, findings)
    }

    /// Where the messages and terms are that an entry of a file refers to: in the same file or in `letter.ftl`;
    /// and from there, in any.
    fn made_of(
        places: &[BTreeMap<String, usize>],
        of: usize,
        letter: Option<usize>,
        entry: &fluent::Entry,
    ) -> Vec<MessageIndex> {
        let ids: BTreeSet<&str> = entry.references().filter_map(Reference::id).collect();
        let place = |i: usize, id: &str| places[i].get(id).map(|j| (i, *j));
        let mut made_of = Vec::new();
        for id in ids {
            match place(of, id).or_else(|| place(letter?, id)) {
                Some(near) => made_of.push(near),
                None if letter == Some(of) => made_of.extend((0..places.len()).filter_map(|i| place(i, id))),
                None => {}
            }
        }
        made_of
    }

    /// A message that has been read is unreviewed all the same if one that it is made of is.
    fn pass_on(&mut self) {
        let is_changed = |state: &ReviewState| matches!(state, ReviewState::Changed { .. });
        let made_of_changed = self.wholes(self.places(is_changed));
        let made_of_unread = self.wholes(self.places(|state| !state.is_reviewed()));
        for whole @ (i, j) in self.places(|state| matches!(state, ReviewState::Reviewed(_))) {
            // A review of a whole file says nothing of what its messages are made of.
            let parts = if self.files[i].is_recorded { &made_of_unread } else { &made_of_changed };
            if let Some((k, l)) = parts.get(&whole) {
                self.files[i].messages[j].state = ReviewState::MadeOf(self.files[*k].messages[*l].id.clone());
            }
        }
    }

    /// The messages with this review status.
    fn places(&self, is_asked: impl Fn(&ReviewState) -> bool) -> Vec<MessageIndex> {
        let mut places = Vec::new();
        for (i, file) in self.files.iter().enumerate() {
            let asked = file.messages.iter().enumerate().filter(|(_, message)| is_asked(&message.state));
            places.extend(asked.map(|(j, _)| (i, j)));
        }
        places
    }

    /// The messages that are made of these, directly or through others, each with one of those that it is made of.
    fn wholes(&self, parts: Vec<MessageIndex>) -> BTreeMap<MessageIndex, MessageIndex> {
        let mut wholes = BTreeMap::new();
        if parts.is_empty() {
            return wholes;
        }
        let mut parents: BTreeMap<MessageIndex, Vec<MessageIndex>> = BTreeMap::new();
        for whole @ (i, j) in self.places(|_| true) {
            for part in &self.files[i].messages[j].made_of {
                parents.entry(*part).or_default().push(whole);
            }
        }
        for part in parts {
            let mut next = vec![part];
            while let Some(place) = next.pop() {
                for whole in parents.get(&place).into_iter().flatten() {
                    if !wholes.contains_key(whole) {
                        wholes.insert(*whole, part);
                        next.push(*whole);
                    }
                }
            }
        }
        wholes
    }

    /// These messages and all that they are made of.
    fn reached(&self, from: Vec<MessageIndex>) -> BTreeSet<MessageIndex> {
        let mut reached = BTreeSet::new();
        let mut next = from;
        while let Some((i, j)) = next.pop() {
            if reached.insert((i, j)) {
                next.extend(&self.files[i].messages[j].made_of);
            }
        }
        reached
    }

    /// Each message with all that it is made of, itself included: files and ids, sorted by their order.
    pub(super) fn with_parts(&self) -> impl Iterator<Item = (&FileReview, &MessageReview, Vec<(&str, &str)>)> {
        self.places(|_| true).into_iter().map(|place @ (i, j)| {
            let name = |(i, j): (usize, usize)| (self.files[i].file.as_str(), self.files[i].messages[j].id.as_str());
            let parts = self.reached(vec![place]).into_iter().map(name).collect();
            (&self.files[i], &self.files[i].messages[j], parts)
        })
    }

    /// The messages that `is_said` names by file and id, with all that they are made of, in order.
    pub fn said(&self, is_said: &dyn Fn(&str, &str) -> bool) -> Vec<(&FileReview, &MessageReview)> {
        let mut from = self.places(|_| true);
        from.retain(|(i, j)| is_said(&self.files[*i].file, &self.files[*i].messages[*j].id));
        self.reached(from).into_iter().map(|(i, j)| (&self.files[i], &self.files[i].messages[j])).collect()
    }
}

impl FileReview {
    fn of(library: &Library, language: &Language, name: &str, file: &File, findings: &mut Findings) -> Self {
        let (project, status) = (library.project, library.review_of(language, name));
        let path = paths::reviewed_file(&language.tag, name);
        // A record that cannot be read is one of words that are not known.
        let (record, is_recorded) = match FluentFile::read(project, &path) {
            Ok(record) => {
                let is_recorded = !record.entries.is_empty();
                (record, is_recorded)
            }
            Err(faults) => {
                findings.extend(faults);
                (FluentFile::default(), true)
            }
        };
        for entry in record.entries.iter().filter(|entry| readings(entry).is_empty()) {
            let finding =
                Finding::warning(rules::BAD_REVIEW, "the name of the reader and the date are missing in this record");
            let help = "write `# reviewed by Name on 2018-01-31` above it, or record the review again with \
                        `likhit accept --review`";
            findings.push(finding.in_file(&entry.path).at(Some(entry.position)).place(&entry.id).help(help));
        }
        let mut known = BTreeSet::new();
        let entries = file.entries.iter().filter(|entry| known.insert(entry.id.as_str()));
        // A region has the words of its language with their reviews, and dates that nobody has to review.
        let base_file = language.base().and_then(|base| base.file(name));
        let base = language.base().zip(base_file).map(|(base, file)| Self::of(library, base, name, file, findings));
        let states: BTreeMap<&str, &ReviewState> =
            base.iter().flat_map(|base| &base.messages).map(|message| (message.id.as_str(), &message.state)).collect();
        let messages = entries.map(|entry| {
            let path = file.path_at(entry.at.start);
            let is_given = || {
                let text = file.text[entry.range.clone()].split_once('=').map(|(_, text)| text.trim());
                text.is_some_and(|text| is_of_cldr(&language.tag, &entry.id, text))
            };
            let is_as_in_base = || {
                let words = |file: &File| file.entry(&entry.id).map(|entry| Entry::of(file, entry).parts);
                base_file.is_some_and(|base| words(base) == words(file))
            };
            let of_base =
                states.get(entry.id.as_str()).filter(|_| !language.is_own(path) || is_given() || is_as_in_base());
            let state = match (record.entry(&entry.id), &status) {
                (None, _) if of_base.is_some() => of_base.map_or(ReviewState::Unreviewed, |state| (*state).clone()),
                (Some(read), _) => of_message(read, &Entry::of(file, entry)),
                (None, Review::Source) => ReviewState::Source,
                (None, Review::Reviewed { by, on }) if !is_recorded => {
                    ReviewState::Reviewed(vec![Reading { by: by.clone(), on: *on }])
                }
                (None, _) => ReviewState::Unreviewed,
            };
            let position = file.position(entry.at.start);
            MessageReview { id: entry.id.clone(), path: path.to_owned(), position, state, made_of: Vec::new() }
        });
        Self { file: name.to_owned(), messages: messages.collect(), status, is_recorded }
    }
}

/// The status of a message, compared with its recorded review.
fn of_message(read: &Entry, now: &Entry) -> ReviewState {
    let readings = readings(read);
    if readings.is_empty() {
        return ReviewState::Unreviewed;
    }
    if is_same(read, now) {
        return ReviewState::Reviewed(readings);
    }
    ReviewState::Changed { readings, changes: changes(read, now) }
}

/// Whether two entries have the same words. Other spaces and line breaks are no other words.
pub(super) fn is_same(read: &Entry, now: &Entry) -> bool {
    read.parts == now.parts || changes(read, now).is_empty()
}

/// The readers of a recorded message.
pub(super) fn readings(entry: &Entry) -> Vec<Reading> {
    entry.comment.lines().filter_map(Reading::read).collect()
}

/// How many messages a help names.
const NAMED: usize = 5;

/// Each message of these files of a language that has changed since it was read, as a warning with the words
/// that changed; each file whose review has no record of the words; and what is wrong with the records.
pub fn changed_since_review(library: &Library, language: &LanguageTag, is_asked: &dyn Fn(&str) -> bool) -> Findings {
    let (reviews, mut findings) = Reviews::of(library, language, &|name| name == LETTER || is_asked(name));
    for (i, file) in reviews.files.iter().enumerate().filter(|(_, file)| is_asked(&file.file)) {
        let path = paths::locale_file(language, &file.file);
        if let (Review::Reviewed { by, on }, false) = (&file.status, file.is_recorded) {
            let message =
                format!("the words that {by} reviewed on {on} are not recorded, so no later change is noticed");
            let help = format!(
                "if they have not changed since, run `likhit accept --review {language} {} --by \"{by}\" --on {on}`",
                file.file
            );
            findings.push(Finding::note(rules::NO_REVIEW_RECORD, message).in_file(&path).help(help));
        }
        for (j, message) in file.messages.iter().enumerate() {
            let ReviewState::Changed { readings, changes } = &message.state else { continue };
            let Some(Reading { by, on }) = readings.iter().max_by_key(|reading| reading.on) else { continue };
            let text = format!("it has changed since {by} reviewed it on {on}, from [-this-] to {{+this+}}: {changes}");
            let wholes = reviews.wholes(vec![(i, j)]);
            let wholes = wholes.keys().map(|(k, l)| reviews.files[*k].messages[*l].id.as_str());
            let also = also(&wholes.filter(|id| *id != message.id).collect());
            let help = format!(
                "ask a reader to read it again{also}; then run `likhit accept --review {language} {}:{} --by NAME`",
                file.file, message.id
            );
            let finding = Finding::warning(rules::CHANGED_SINCE_REVIEW, text).in_file(&message.path);
            findings.push(finding.at(Some(message.position)).place(&message.id).help(help));
        }
    }
    findings
}

/// The messages that are to be read with a part of them that has changed, for a help.
fn also(wholes: &BTreeSet<&str>) -> String {
    if wholes.is_empty() {
        return String::new();
    }
    let named: Vec<String> = wholes.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
    let more = match wholes.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(" together with {}{more}, which it is part of", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::translation::accept::AcceptedFile;
    use crate::translation::{accept, record_review};

    const FILE: &str = "cases/kem-sokha.ftl";
    const KHMER: &str = "locales/km/cases/kem-sokha.ftl";

    fn tag(tag: &str) -> LanguageTag {
        LanguageTag::new(tag).expect("a tag")
    }

    fn by(name: &str) -> Reading {
        Reading { by: name.to_owned(), on: jiff::civil::date(2018, 1, 31) }
    }

    fn with(project: &Project, files: &[AcceptedFile]) -> Project {
        let files: Vec<_> = files.iter().map(|file| (file.path.clone(), file.text.clone().into_bytes())).collect();
        project.clone().with(files)
    }

    /// A project in which some messages of a language are reviewed.
    fn reviewed_by(project: &Project, language: &str, messages: &[&str], name: &str) -> Project {
        let messages: Vec<String> = messages.iter().map(|name| (*name).to_owned()).collect();
        let recorded = record_review(project, &tag(language), &messages, &by(name)).expect("they can be reviewed");
        assert_eq!(recorded.findings, []);
        with(project, &recorded.files)
    }

    fn replaced(project: &Project, file: &str, from: &str, to: &str) -> Project {
        let text = project.text(file).expect("it is there");
        assert!(text.contains(from), "{file} has no `{from}`");
        project.clone().with([(file.to_owned(), text.replacen(from, to, 1).into_bytes())])
    }

    fn state(project: &Project, language: &str, file: &str, id: &str) -> ReviewState {
        let (reviews, findings) = Reviews::of(&Library::of(project), &tag(language), &|_| true);
        assert_eq!(findings, []);
        let of_file = reviews.files.iter().find(|review| review.file == file).expect("the file");
        of_file.messages.iter().find(|message| message.id == id).expect("the message").state.clone()
    }

    fn reported(project: &Project, language: &str) -> Vec<String> {
        let findings = changed_since_review(&Library::of(project), &tag(language), &|_| true);
        let shown = |f: &Finding| format!("{}: {}: {}", f.rule, f.place.as_deref().unwrap_or("-"), f.message);
        findings.iter().map(shown).collect()
    }

    #[test]
    fn words_that_change_are_unreviewed_until_they_are_read_again() {
        let project = Project::embedded();
        assert_eq!(state(&project, "km", FILE, "context"), ReviewState::Unreviewed);
        let project = reviewed_by(&project, "km", &[], "Sok Dara");
        let read = ReviewState::Reviewed(vec![by("Sok Dara")]);
        assert_eq!(state(&project, "km", FILE, "context"), read);
        assert_eq!(reported(&project, "km"), Vec::<String>::new());
        let changed = replaced(&project, KHMER, "party = ", "party = ក");
        let ReviewState::Changed { changes, .. } = state(&changed, "km", FILE, "party") else { panic!("it changed") };
        assert!(changes.starts_with("{+ក+}"), "{changes}");
        assert_eq!(state(&changed, "km", FILE, "concern"), ReviewState::MadeOf("party".to_owned()));
        assert_eq!(state(&changed, "km", FILE, "copy-opening"), read);
        assert_eq!(reported(&changed, "km").len(), 1, "{:?}", reported(&changed, "km"));
        let again = reviewed_by(&changed, "km", &["cases/kem-sokha.ftl:party"], "Chan Thy");
        assert_eq!(state(&again, "km", FILE, "party"), ReviewState::Reviewed(vec![by("Chan Thy")]));
        assert_eq!(state(&again, "km", FILE, "concern"), read);
        assert_eq!(reported(&again, "km"), Vec::<String>::new());
    }

    #[test]
    fn line_breaks_comments_and_break_orders_are_no_change() {
        let project = reviewed_by(&Project::embedded(), "en", &[], "Ann");
        let file = "locales/en/cases/kem-sokha.ftl";
        for (from, to) in [
            ("ahead of the\n    general", "ahead\n    of the general"),
            ("# The prisoner's name.", "# His name."),
            ("ahead of", "a\u{AD}head\u{200B} of"),
        ] {
            assert_eq!(reported(&replaced(&project, file, from, to), "en"), Vec::<String>::new(), "{from}");
        }
        for (from, to) in
            [("ahead of", "before"), ("{ $election }", "2018"), ("{ $election }.", "{ $election }\n\n    .")]
        {
            assert_eq!(reported(&replaced(&project, file, from, to), "en").len(), 1, "{from}");
        }
        let lost = replaced(&project, file, "\n    .name = Hun Sen", "");
        assert_eq!(reported(&lost, "en").len(), 1, "an attribute is gone");
    }

    #[test]
    fn a_message_is_recorded_with_what_it_is_made_of_and_each_reader_once() {
        let project = Project::embedded();
        let record = "locales/.reviewed/km/cases/kem-sokha.ftl";
        let once = reviewed_by(&project, "km", &["cases/kem-sokha.ftl:subject"], "A on B");
        let text = once.text(record).expect("it is recorded").to_owned();
        let ids: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
        assert_eq!(ids, ["person", "subject"], "{text}");
        assert_eq!(state(&once, "km", FILE, "subject"), ReviewState::Reviewed(vec![by("A on B")]));
        let twice = reviewed_by(&once, "km", &["subject"], "A on B");
        assert_eq!(twice.text(record), Ok(text.as_str()));
        let more = reviewed_by(&twice, "km", &["cases/kem-sokha.ftl"], "Chan Thy");
        let both = ReviewState::Reviewed(vec![by("A on B"), by("Chan Thy")]);
        assert_eq!(state(&more, "km", FILE, "subject"), both);
        let text = more.text(record).expect("it is recorded");
        let ids: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(" =")?.0)).collect();
        let ids: Vec<&str> = ids.into_iter().filter(|id| !id.starts_with([' ', '#'])).collect();
        assert!(ids.is_sorted() && ids.len() > 30, "{ids:?}");
        assert!(text.contains("# reviewed by A on B on 2018-01-31\n# reviewed by Chan Thy on 2018-01-31\nsubject ="));
        // Others' files are not touched.
        assert!(!more.has("locales/.reviewed/km/letter.ftl"));
    }

    #[test]
    fn records_of_messages_that_are_gone_go_with_their_comments() {
        let project = reviewed_by(&Project::embedded(), "km", &[FILE], "A");
        let renamed = replaced(&project, KHMER, "party = ", "group = ");
        let renamed = replaced(&renamed, KHMER, "{ party }", "{ group }");
        let again = reviewed_by(&renamed, "km", &[], "A");
        let text = again.text("locales/.reviewed/km/cases/kem-sokha.ftl").expect("it is recorded");
        assert!(!text.contains("\nparty =") && text.contains("\ngroup ="), "{text}");
        let count = |what: &str| text.matches(what).count();
        assert_eq!(count("\n# reviewed by A on"), count("\n\n# reviewed by A on"), "{text}");
    }

    #[test]
    fn a_status_of_a_file_counts_until_there_is_a_record_of_it() {
        let yaml = "locales/km/locale.yaml";
        let status = "letter.ftl: {status: reviewed, by: Sok Dara, on: 2018-01-31}";
        let project = replaced(&Project::embedded(), yaml, "letter.ftl: {status: unreviewed}", status);
        assert_eq!(state(&project, "km", LETTER, "closing"), ReviewState::Reviewed(vec![by("Sok Dara")]));
        assert_eq!(
            reported(&project, "km"),
            ["no-review-record: -: the words that Sok Dara reviewed on 2018-01-31 are not recorded, so no later \
              change is noticed"]
        );
        let project = reviewed_by(&project, "km", &["letter.ftl:closing"], "Chan Thy");
        assert_eq!(state(&project, "km", LETTER, "closing"), ReviewState::Reviewed(vec![by("Chan Thy")]));
        assert_eq!(state(&project, "km", LETTER, "copies-to"), ReviewState::Unreviewed);
        assert_eq!(reported(&project, "km"), Vec::<String>::new());
    }

    #[test]
    fn the_source_needs_no_review_but_one_that_was_reviewed_is_kept_to_it() {
        let file = "locales/en/cases/kem-sokha.ftl";
        let project = reviewed_by(&Project::embedded(), "en", &["cases/kem-sokha.ftl:party"], "Ann");
        assert_eq!(state(&project, "en", FILE, "reply"), ReviewState::Source);
        let changed = replaced(&project, file, "party = Cambodia", "party = the Cambodia");
        assert!(matches!(state(&changed, "en", FILE, "party"), ReviewState::Changed { .. }));
        assert_eq!(state(&changed, "en", FILE, "concern"), ReviewState::Source);
    }

    #[test]
    fn a_record_without_a_reader_or_a_broken_one_is_no_review() {
        let record = "locales/.reviewed/km/letter.ftl";
        for (text, rule) in [("closing = x\n", "bad-review"), ("closing\n", "broken-fluent")] {
            let project = Project::embedded().with([(record.to_owned(), text.as_bytes().to_vec())]);
            let (reviews, findings) = Reviews::of(&Library::of(&project), &tag("km"), &|name| name == LETTER);
            assert!(reviews.files[0].messages.iter().all(|message| message.state == ReviewState::Unreviewed));
            let reported: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.file.as_deref())).collect();
            assert_eq!(reported.len(), 1, "{text}");
            assert!(reported[0].0 == *rule && reported[0].1 == Some(record), "{reported:?}");
        }
    }

    #[test]
    fn what_is_not_there_cannot_be_reviewed() {
        let project = Project::embedded();
        let rules = |language: &str, name: &str| -> Vec<crate::finding::RuleName> {
            let recorded = record_review(&project, &tag(language), &[name.to_owned()], &by("A"));
            recorded.map_or_else(|findings| findings, |recorded| recorded.findings).iter().map(|f| f.rule).collect()
        };
        assert_eq!(rules("km", "subjekt"), ["unknown-message"]);
        assert_eq!(rules("km", "letter.ftl:context"), ["unknown-message"]);
        assert_eq!(rules("xx", "subject"), ["unknown-language"]);
        for name in ["subject", "letter.ftl", "locales/km/letter.ftl", "locales/km/letter.ftl:closing"] {
            assert_eq!(rules("km", name), Vec::<&str>::new(), "{name}");
        }
    }

    #[test]
    fn a_translation_is_accepted_by_its_file_too() {
        let project =
            replaced(&Project::embedded(), "locales/en/letter.ftl", "\nclosing = Yours", "\nclosing = Sincerely");
        let accepted = |name: &str| {
            accept(&project, &tag("km"), &[name.to_owned()])
                .expect("it is there")
                .files
                .first()
                .map(|f| f.messages.clone())
        };
        let closing = Some(vec!["closing".to_owned()]);
        assert_eq!((accepted("letter.ftl"), accepted("letter.ftl:closing")), (closing.clone(), closing));
        assert_eq!(accepted(FILE), None);
    }
}
