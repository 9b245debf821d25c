//! Appeals as people have them become cases: every word of the text is in its place or in a comment, none is invented.

use std::collections::BTreeMap;

use expect_test::expect_file;
use jiff::civil::date;
use likhit::appeal::{begin_case_from, decode};
use likhit::case::{Case, Fact};
use likhit::check::{Scope, check};
use likhit::finding::{RuleName, Severity};
use likhit::id::{CaseId, LanguageTag};
use likhit::print::{SheetOrder, sheets};
use likhit::project::Project;
use likhit::translation::Begun;
use likhit::yaml::Source;

const URGENT_ACTION: &str = include_str!("data/urgent-action.txt");
const LETTER: &str = include_str!("data/appeals/letter.txt");
const SHEET: &str = include_str!("data/appeals/sheet-2023.txt");
const SPANISH: &str = include_str!("data/appeals/spanish.txt");
const OLD: &str = include_str!("data/appeals/sheet-2005.txt");
const OBSERVATORY: &str = include_str!("data/appeals/observatory.txt");
const STATEMENT: &str = include_str!("data/appeals/statement.txt");
const FRENCH: &str = include_str!("data/appeals/french.txt");
const GERMAN: &str = include_str!("data/appeals/german.txt");

/// The texts with their names and languages.
const ALL: [(&str, &str, &str); 9] = [
    ("urgent-action", "en", URGENT_ACTION),
    ("letter", "en", LETTER),
    ("sheet-2023", "en", SHEET),
    ("spanish", "es", SPANISH),
    ("sheet-2005", "en", OLD),
    ("observatory", "en", OBSERVATORY),
    ("statement", "en", STATEMENT),
    ("french", "fr", FRENCH),
    ("german", "de", GERMAN),
];

/// What was made of a text.
struct Made {
    begun: Begun,
    facts: String,
    messages: String,
}

fn id() -> CaseId {
    CaseId::new("made").expect("an id")
}

fn tag(language: &str) -> LanguageTag {
    LanguageTag::new(language).expect("a tag")
}

fn made(text: &str, language: &str) -> Made {
    let begun = begin_case_from(&Project::embedded(), &id(), text, Some(&tag(language))).expect("the text has words");
    let file = |path: &str| begun.files.get(path).expect("the file is written").clone();
    let facts = file("cases/made.yaml");
    let messages = file(&format!("locales/{language}/cases/made.ftl"));
    Made { begun, facts, messages }
}

type Count = BTreeMap<String, usize>;

/// How often a text has each word. The label `E-mail` is the key `email`.
fn count(text: &str) -> Count {
    let mut count = Count::new();
    let text = text.to_lowercase().replace("e-mail", "email");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *count.entry(word.to_owned()).or_default() += 1;
    }
    count
}

/// The text as its words are counted: a word that a line end divides is whole, and ligatures are letters.
fn as_written(text: &str) -> String {
    let mut whole = String::new();
    let text = text.replace(['\r', '\u{AD}'], "");
    for line in text.lines() {
        whole.push_str(line.trim());
        whole.push('\n');
    }
    whole
}

impl Made {
    /// Everything that is not a comment: the values of the case file and of the messages, names and days as printed.
    fn values(&self, with_recipients: bool) -> String {
        let mut text = String::new();
        for line in self.facts.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let line = line.trim_start().trim_start_matches("- ");
            let value = line.split_once(':').filter(|(key, _)| !key.contains(' ') && !key.starts_with('"'));
            let (value, comment) =
                value.map_or((line, ""), |(_, value)| value.split_once("  # ").unwrap_or((value, "")));
            // The words of a form of address and of a country are beside its key.
            let is_given = !comment.is_empty() && !comment.starts_with("not in");
            text.push_str(if is_given { comment } else { value });
            text.push('\n');
        }
        text + &self.printed(with_recipients)
    }

    /// The messages as they are printed; the recipients' are made of the case file.
    fn printed(&self, with_recipients: bool) -> String {
        let mut text = String::new();
        let mut is_counted = true;
        for line in self.messages.lines().filter(|line| !line.starts_with('#')) {
            let (id, value) = match line.split_once(" =") {
                Some((id, value)) if !line.starts_with(' ') => (id, value),
                _ => ("", line),
            };
            if !id.is_empty() {
                let is_derived = id.starts_with("recipient-") || id.starts_with("person") || id == "subject";
                is_counted = with_recipients || !is_derived;
            }
            if is_counted {
                text.push_str(value.split_once(".closing =").map_or(value, |(_, value)| value));
                text.push('\n');
            }
        }
        for (marked, plain) in
            [("{\"{\"}", "("), ("{\"}\"}", ")"), ("{\".\"}", "."), ("{\"[\"}", "["), ("{\"*\"}", "*")]
        {
            text = text.replace(marked, plain);
        }
        for (name, printed) in self.placeables() {
            text = text.replace(&format!("{{ {name} }}"), &printed);
        }
        text
    }

    /// What is printed for each placeable: the names, and the days in the words of the language.
    fn placeables(&self) -> Vec<(String, String)> {
        let mut placeables = Vec::new();
        for line in self.messages.lines().filter(|line| line.starts_with("person")) {
            placeables.extend(line.split_once(" = ").map(|(id, name)| (id.to_owned(), name.to_owned())));
        }
        let language = if self.messages.contains("{ $") { self.language() } else { "en" };
        let facts = self.facts.lines().skip_while(|line| *line != "facts:").skip(1).take_while(|line| !line.is_empty());
        for line in facts {
            let (id, day) = line.trim().split_once(": ").expect("a day");
            let parts: Vec<usize> = day.split('-').map(|part| part.parse().expect("a number")).collect();
            let months = match language {
                "es" => [
                    "enero",
                    "febrero",
                    "marzo",
                    "abril",
                    "mayo",
                    "junio",
                    "julio",
                    "agosto",
                    "septiembre",
                    "octubre",
                    "noviembre",
                    "diciembre",
                ],
                "fr" => [
                    "janvier",
                    "février",
                    "mars",
                    "avril",
                    "mai",
                    "juin",
                    "juillet",
                    "août",
                    "septembre",
                    "octobre",
                    "novembre",
                    "décembre",
                ],
                "de" => [
                    "Januar",
                    "Februar",
                    "März",
                    "April",
                    "Mai",
                    "Juni",
                    "Juli",
                    "August",
                    "September",
                    "Oktober",
                    "November",
                    "Dezember",
                ],
                _ => [
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December",
                ],
            };
            let of = if language == "es" { " de" } else { "" };
            placeables.push((format!("${id}"), format!("{}{of} {}{of} {}", parts[2], months[parts[1] - 1], parts[0])));
        }
        placeables
    }

    fn language(&self) -> &str {
        let line = self.facts.lines().find_map(|line| line.strip_prefix("languages: ["));
        line.and_then(|rest| rest.strip_suffix(']')).expect("the language")
    }

    fn comments(&self) -> String {
        let all = self.facts.lines().chain(self.messages.lines());
        all.filter_map(|line| line.split_once('#').map(|(_, comment)| comment)).collect::<Vec<_>>().join("\n")
    }

    /// Words of the text that are neither printed nor in a comment.
    fn lost(&self, text: &str) -> Vec<String> {
        let (values, comments) = (count(&self.values(false)), count(&(self.comments() + &self.facts)));
        let there = |word: &String| values.get(word).unwrap_or(&0) + comments.get(word).unwrap_or(&0);
        let missing = count(&as_written(text)).into_iter().filter(|(word, count)| there(word) < *count);
        missing.map(|(word, _)| word).collect()
    }

    /// Words that are printed more often than the text has them.
    fn invented(&self, text: &str) -> Vec<String> {
        let written = count(&as_written(text));
        let printed = count(&self.printed(false));
        printed
            .into_iter()
            .filter(|(word, count)| written.get(word).unwrap_or(&0) < count)
            .map(|(word, _)| word)
            .collect()
    }

    fn project(&self) -> Project {
        let files = self.begun.files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
        Project::embedded().with(files)
    }
}

#[test]
fn nine_tenths_of_each_text_are_in_their_places_and_the_rest_is_in_comments() {
    for (name, language, text) in ALL {
        let made = made(text, language);
        let divided = ["deten", "tion", "dé"];
        let lost: Vec<String> = made.lost(text).into_iter().filter(|word| !divided.contains(&word.as_str())).collect();
        assert_eq!(lost, [""; 0], "{name} loses words");
        let invented: Vec<String> = made
            .invented(text)
            .into_iter()
            .filter(|word| !["detention", "détention"].contains(&word.as_str()))
            .collect();
        assert_eq!(invented, [""; 0], "{name} has words that the text does not have");
        let (written, values) = (count(text), count(&made.values(false)));
        let total: usize = written.values().sum();
        let placed: usize = written.iter().map(|(word, count)| (*count).min(*values.get(word).unwrap_or(&0))).sum();
        // Short sheets are half headings; they are in comments by name.
        let least = if total < 270 { 70 } else { 80 };
        let least = if ["urgent-action", "letter", "statement", "french"].contains(&name) { 90 } else { least };
        assert!(placed * 100 >= total * least, "{name}: {placed} of {total} words are placed");
        let unplaced = made
            .comments()
            .lines()
            .filter_map(|line| line.split_once("Not placed")?.1.split_once(": "))
            .map(|(_, words)| count(words).values().sum::<usize>())
            .sum::<usize>();
        assert!(unplaced * 10 <= total, "{name}: {unplaced} of {total} words are not placed");
    }
}

#[test]
fn each_text_becomes_a_case_that_can_be_read_in_a_diff() {
    for (name, language, text) in ALL {
        let made = made(text, language);
        expect_file![format!("goldens/appeals/{name}.yaml")].assert_eq(&made.facts);
        expect_file![format!("goldens/appeals/{name}.ftl")].assert_eq(&made.messages);
    }
}

#[test]
fn only_what_the_writer_must_decide_is_a_fault() {
    for (name, language, text) in ALL.into_iter().filter(|(_, language, _)| ["en", "fr"].contains(language)) {
        let project = made(text, language).project();
        let report = check(&project, &Scope { case: Some(id()), ..Scope::default() });
        let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let rules: Vec<(RuleName, &str)> =
            errors.map(|finding| (finding.rule, finding.place.as_deref().unwrap_or_default())).collect();
        let is_decision = |(rule, place): &&(RuleName, &str)| {
            let is_message =
                ["copy-opening", "demand", "subject", "sheet-lead"].iter().any(|start| place.starts_with(start));
            (*rule == "missing-message" && is_message) || (*rule == "missing-key" && place.starts_with("recipients"))
        };
        let others: Vec<_> = rules.iter().filter(|found| !is_decision(found)).collect();
        assert!(others.is_empty(), "{name}: {others:?}");
    }
}

#[test]
fn the_sheet_of_the_urgent_action_is_printed_at_once() {
    let project = made(URGENT_ACTION, "en").project();
    let outcome = sheets(&project, &SheetOrder::of(id(), date(2018, 1, 15)));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    assert!(!outcome.sheets.is_empty());
}

#[test]
fn the_parts_of_the_urgent_action_are_where_they_belong() {
    let made = made(URGENT_ACTION, "en");
    let case = Case::read(id(), Source { file: "cases/made.yaml", text: &made.facts }).expect("a sound case");
    assert_eq!(case.title, "HEAD OF DISSOLVED MAIN OPPOSITION PARTY JAILED");
    let ids: Vec<&str> = case.recipients.iter().map(|recipient| recipient.id.as_str()).collect();
    assert_eq!(ids, ["interior-minister", "prime-minister", "foreign-affairs-minister"]);
    assert_eq!(case.recipients[1].fax, ["+855 23 360 666", "+855 23 880 624 (c/o Council of Ministers)"]);
    assert_eq!(case.embassies.keys().map(likhit::CountryCode::as_str).collect::<Vec<_>>(), ["GB"]);
    assert_eq!(case.facts.get("election"), Some(&Fact::Date(date(2018, 7, 29))));
    let sheet = case.sheet.expect("a sheet");
    assert_eq!((sheet.body.len(), sheet.additional.len()), (5, 6));
}

/// Numbers that are the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// A text with its lines shuffled, cut, joined, spread, marked or garbled.
fn garbled(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=chance.below(6) {
        if lines.is_empty() {
            break;
        }
        let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
        match chance.below(9) {
            0 => lines.swap(one, other),
            1 => lines.truncate(one + 1),
            2 => drop(lines.drain(..one)),
            3 => lines = lines.iter().flat_map(|line| [line.clone(), String::new()]).collect(),
            4 => lines.retain(|line| !line.trim().is_empty()),
            5 => {
                lines[one] =
                    format!("{} {}", ["•", "1.", "(a)", "- ", "Fax:", "Dear", "cc:", "UA 1/2"][other % 8], lines[one]);
            }
            6 => lines[one] = lines[one].chars().rev().collect(),
            7 => {
                lines[one].push_str(["{", "}", "\u{C}", "[x", "*", ".a", "#", "\u{F06E}", "Ќ", "ក", " — "][other % 11]);
            }
            _ => {
                let joined: String = lines.drain(one..lines.len().min(one + 4)).collect::<Vec<_>>().join(" ");
                lines.insert(one.min(lines.len()), joined);
            }
        }
    }
    lines.join(["\n", "\r\n"][chance.below(2)])
}

#[test]
fn no_text_makes_it_lose_a_word_or_write_a_faulty_file() {
    let mut chance = Chance(7);
    for round in 0..100 {
        let (name, language, text) = ALL[chance.below(ALL.len())];
        let text = garbled(text, &mut chance);
        if text.trim().is_empty() {
            continue;
        }
        let Ok(_) = begin_case_from(&Project::embedded(), &id(), &text, Some(&tag(language))) else { continue };
        let made = made(&text, language);
        // Words that a line end divides are in a comment, whole and in parts.
        let lost: Vec<String> =
            made.lost(&text).into_iter().filter(|word| !["tion", "deten", "dé"].contains(&word.as_str())).collect();
        assert_eq!(lost, [""; 0], "{name}, round {round}:\n{text}\n{}\n{}", made.facts, made.messages);
        if let Err(findings) = Case::read(id(), Source { file: "cases/made.yaml", text: &made.facts }) {
            let others: Vec<_> = findings.iter().filter(|finding| finding.rule != "missing-key").collect();
            assert!(others.is_empty(), "{name}, round {round}: {others:#?}\n{}", made.facts);
        }
        let path = format!("locales/{language}/cases/made.ftl");
        let file = likhit::fluent::File::read(&path, &made.messages);
        assert!(file.faults.is_empty(), "{name}, round {round}: {:#?}\n{}", file.faults, made.messages);
    }
}

#[test]
fn the_same_text_from_other_programs_is_the_same_case() {
    let expected = made(LETTER, "en");
    for other in [
        LETTER.replace('\n', "\r\n"),
        LETTER.replace('\n', "\r\n\r\n"),
        LETTER.replace(' ', "\u{A0}"),
        LETTER.replace("deten-\n", "deten\u{AD}\n"),
        format!("\u{FEFF}{}", LETTER.replace("  ", " \t ")),
    ] {
        let made = made(&other, "en");
        assert_eq!(made.facts, expected.facts);
        let words = |made: &Made| made.messages.split("## Words of the text").next().map(str::to_owned);
        assert_eq!(words(&made), words(&expected));
    }
    let bytes: Vec<u8> = LETTER
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        })
        .collect();
    assert_eq!(made(&decode(&bytes).expect("Windows-1252"), "en").facts, expected.facts);
}
