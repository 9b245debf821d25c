//! Parallel text: the words of a case in two languages, message beside message, for a proof.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::Text;
use super::example_values::ExampleValues;
use super::message_writer::MessageWriter;
use crate::case::{BodyPart, Case, LetterPlan};
use crate::finding::{Finding, Findings};
use crate::id::LanguageTag;
use crate::locale::Locale;
use crate::locale::required::{NAME, OWN_CLOSING, SALUTATION, YOU};
use crate::project::paths;
use crate::shape::Wording;

/// A language with which a proof is made.
pub struct Edition {
    /// The language.
    pub locale: Locale,
    /// The same, with marks around what is filled in.
    marked: Locale,
}

impl Edition {
    /// A language, read twice: only the proof needs to know which parts were filled in.
    pub fn of(locale: Locale, mut marked: Locale) -> Self {
        marked.messages.mark_values();
        Self { locale, marked }
    }
}

/// The words of a case in two languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Parallel {
    /// The parts: the letter, its recipients, and so on.
    pub parts: Vec<MessageGroup>,
}

/// Messages that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageGroup {
    /// The English title of the group.
    pub title: &'static str,
    /// The messages.
    pub pairs: Vec<Pair>,
}

/// A message, or an attribute of one, in two languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Its id, with the attribute.
    pub name: String,
    /// The paragraphs of the source language.
    pub source: Vec<ParallelParagraph>,
    /// The paragraphs of the translation.
    pub translation: Vec<ParallelParagraph>,
    /// Its faults.
    pub findings: Findings,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelParagraph {
    /// The words.
    pub text: Text,
    /// The parts of them that were filled in: bytes of the drawn text, which is without break orders.
    pub filled: Vec<Range<usize>>,
}

/// Says all words of a case in two languages.
///
/// Values that only a single letter has, such as its date and page numbers, are invented.
pub fn parallel(case: &Case, source: &Edition, translation: &Edition, date: Date) -> Parallel {
    let proof = Proofreading { values: ExampleValues { case, date }, source, translation };
    let letter: Vec<String> = case.letter.iter().flat_map(LetterPlan::messages).map(ToString::to_string).collect();
    let solidarity = case.solidarity.iter().flat_map(BodyPart::messages).map(ToString::to_string);
    let solidarity: Vec<String> = solidarity.filter(|id| !letter.contains(id)).collect();
    let recipients: Vec<String> = case
        .recipients
        .iter()
        .chain(case.embassies.values())
        .map(|recipient| recipient.message().to_string())
        .collect();
    let of_case = proof.ids_in(&paths::case_words(&case.id));
    let others = of_case
        .into_iter()
        .filter(|id| ![&letter, &solidarity, &recipients].iter().any(|ids| ids.contains(id)))
        .collect();
    let (sheet, every): (Vec<String>, Vec<String>) =
        proof.ids_in(paths::LETTER).into_iter().partition(|id| id.starts_with("sheet-"));
    let (fax, every) = every.into_iter().partition(|id| id.starts_with("fax-"));
    let parts = [
        ("The letter", letter),
        ("The letters of solidarity", solidarity),
        ("Its recipients", recipients),
        ("Names and other messages of the case", others),
        ("What every letter says", every),
        ("What every sheet says", sheet),
        ("What every fax says", fax),
    ];
    let part = |(title, ids): (&'static str, Vec<String>)| MessageGroup { title, pairs: proof.pairs(&ids) };
    Parallel { parts: parts.into_iter().map(part).filter(|part| !part.pairs.is_empty()).collect() }
}

struct Proofreading<'a> {
    values: ExampleValues<'a>,
    source: &'a Edition,
    translation: &'a Edition,
}

impl Proofreading<'_> {
    /// The messages of a file of both languages, in the order of the source's, then those that it lacks.
    fn ids_in(&self, file: &str) -> Vec<String> {
        let mut ids = Vec::new();
        let mut known = BTreeSet::new();
        for locale in [&self.source.locale, &self.translation.locale] {
            let file = paths::locale_file(&locale.tag, file);
            let place = |id: &str| locale.messages.locate(id).filter(|(known, ..)| *known == file).map(|(_, at, _)| at);
            let mut here: Vec<_> = locale.messages.ids().filter_map(|id| Some((place(id)?, id))).collect();
            here.sort();
            for (_, id) in here {
                if known.insert(id) {
                    ids.push(id.to_owned());
                }
            }
        }
        ids
    }

    fn pairs(&self, ids: &[String]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for id in ids {
            let editions = [self.source, self.translation];
            if editions.iter().any(|edition| edition.locale.messages.has(id, None)) {
                pairs.push(self.pair(id, None));
            }
            let attributes: &[&str] = if id.starts_with(SALUTATION) { &[YOU, OWN_CLOSING] } else { &[NAME] };
            for attribute in attributes {
                if editions.iter().any(|edition| edition.locale.messages.has(id, Some(attribute))) {
                    pairs.push(self.pair(id, Some(attribute)));
                }
            }
        }
        pairs
    }

    fn pair(&self, id: &str, attribute: Option<&str>) -> Pair {
        let name = attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"));
        let (source, mut findings) = self.said(self.source, id, attribute);
        if !self.source.locale.messages.has(id, attribute) {
            // The source does not need a message that only the translation has.
            findings = Findings::new();
        }
        let (translation, faults) = self.said(self.translation, id, attribute);
        findings.extend(faults);
        Pair { name, source, translation, findings }
    }

    /// The paragraphs of a message in one language.
    fn said(&self, edition: &Edition, id: &str, attribute: Option<&str>) -> (Vec<ParallelParagraph>, Findings) {
        // A language does without an attribute that it leaves out.
        if attribute.is_some() && !edition.locale.messages.has(id, attribute) {
            return (Vec::new(), Findings::new());
        }
        let (mut texts, mut findings, mut marked) = (Vec::new(), Findings::new(), Vec::new());
        for recipient in self.values.addressed_by(id) {
            let (said, faults) = self.values.say(&edition.locale, &recipient, id, attribute);
            findings.extend_unique(faults);
            // A form that is the same for women and men is shown once.
            if !texts.ends_with(&said) {
                marked.extend(self.values.say(&edition.marked, &recipient, id, attribute).0);
                texts.extend(said);
            }
        }
        let mut is_filled = marks(&marked).into_iter();
        let words = texts.into_iter().map(|text| {
            let drawn = Wording::of(&text.content).text;
            let filled = runs(&drawn, &mut is_filled);
            ParallelParagraph { text, filled }
        });
        (words.collect(), findings)
    }
}

/// Whether a character takes part in the comparison of marked and unmarked words: white may be
/// joined in another way beside a mark.
fn counts(character: char) -> bool {
    !character.is_whitespace() && character.general_category() != GeneralCategory::Format
}

/// For each character that counts, whether it is between marks.
fn marks(texts: &[Text]) -> Vec<bool> {
    let mut depth = 0_usize;
    let mut marks = Vec::new();
    for character in texts.iter().flat_map(|text| text.content.chars()) {
        match character {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if counts(character) => marks.push(depth > 0),
            _ => {}
        }
    }
    marks
}

/// The bytes that are filled in, of words for whose characters `is_filled` answers one by one.
fn runs(drawn: &str, is_filled: &mut impl Iterator<Item = bool>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, character) in drawn.char_indices() {
        if !counts(character) {
            continue;
        }
        let end = at + character.len_utf8();
        let filled = is_filled.next().unwrap_or(false);
        match runs.last_mut().filter(|_| filled && goes_on) {
            Some(run) => run.end = end,
            None if filled => runs.push(at..end),
            None => {}
        }
        goes_on = filled;
    }
    runs
}

impl Parallel {
    /// Puts findings to the messages that they are about, each once, and gives back the others.
    pub fn place(&mut self, findings: Findings) -> Findings {
        let mut others = Findings::new();
        for finding in findings {
            let place = finding.place.clone().unwrap_or_default();
            let mut pairs = self.parts.iter_mut().flat_map(|part| &mut part.pairs);
            match pairs.find(|pair| pair.name == place) {
                Some(pair) if pair.findings.iter().any(|known| is_same(known, &finding)) => {}
                Some(pair) => pair.findings.push(finding),
                None => others.push(finding),
            }
        }
        others
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.parts.iter().flat_map(|part| &part.pairs)
    }
}

fn is_same(a: &Finding, b: &Finding) -> bool {
    a.rule == b.rule && a.message == b.message
}

/// The names in a language that no line may break.
pub fn names_of(case: &Case, locale: &Locale) -> Vec<String> {
    MessageWriter::of(case, locale, None).names()
}

/// Words of the program's own on a proof.
pub fn note(words: impl Into<String>) -> Text {
    let language = LanguageTag::english();
    Text::new(words.into(), language, super::Origin::default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::id::CaseId;
    use crate::project::Project;
    use crate::yaml::Source;

    fn proof(khmer: Option<&str>) -> Parallel {
        let mut project = Project::embedded();
        if let Some(text) = khmer {
            project = project.with([("locales/km/cases/kem-sokha.ftl".to_owned(), text.as_bytes().to_vec())]);
        }
        let id = CaseId::new("kem-sokha").expect("an id");
        let file = "cases/kem-sokha.yaml";
        let case = Case::read(id.clone(), Source { file, text: project.text(file).expect("it is there") });
        let edition = |tag: &str| {
            let tag = LanguageTag::new(tag).expect("a tag");
            let read = || Locale::read(&crate::locale::Library::of(&project), &tag, &id).expect("it is whole");
            Edition::of(read(), read())
        };
        parallel(&case.expect("the bundled case"), &edition("en"), &edition("km"), date(2018, 1, 15))
    }

    fn filled(words: &ParallelParagraph) -> Vec<String> {
        let drawn = Wording::of(&words.text.content).text;
        words.filled.iter().map(|range| drawn[range.clone()].to_owned()).collect()
    }

    #[test]
    fn what_is_filled_in_is_told_from_the_words_around_it() {
        let proof = proof(None);
        let concern = proof.pairs().find(|pair| pair.name == "concern").expect("it is there");
        assert_eq!(filled(&concern.source[0]), ["3\u{A0}September 2017", "443", "30"]);
        assert_eq!(filled(&concern.translation[0]), ["ថ្ងៃទី៣\u{A0}ខែកញ្ញា ឆ្នាំ២០១៧", "៤៤៣", "៣០"]);
        assert!(!concern.translation[0].text.content.contains('\u{2068}'));
    }

    #[test]
    fn all_words_of_the_case_are_there_once_and_nothing_is_wrong_with_them() {
        let proof = proof(None);
        let names: Vec<&str> = proof.pairs().map(|pair| pair.name.as_str()).collect();
        let every = ["date", "month-12", "salutation-your-excellency", "sheet-further", "sheet-fax", "fax-note"];
        let of_case = ["subject", "demand-access", "person", "recipient-prime-minister.name", "page-line"];
        for name in of_case.into_iter().chain(every) {
            assert_eq!(names.iter().filter(|known| **known == name).count(), 1, "{name}");
        }
        let faults: Vec<&Finding> = proof.pairs().flat_map(|pair| &pair.findings).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        let owed = proof.pairs().find(|pair| pair.source.len() != pair.translation.len());
        // The source gives the ambassador's name in Latin letters only.
        assert_eq!(owed.map(|pair| pair.name.as_str()), Some("recipient-embassy-gb.name"));
    }

    #[test]
    fn a_message_that_is_missing_stands_beside_its_source() {
        let proof = proof(Some("person = កឹម សុខា\n"));
        let concern = proof.pairs().find(|pair| pair.name == "concern").expect("it is there");
        assert_eq!((concern.source.len(), concern.translation.len()), (1, 0));
        assert!(concern.findings.iter().any(|finding| finding.rule == "missing-message"), "{:#?}", concern.findings);
    }
}
