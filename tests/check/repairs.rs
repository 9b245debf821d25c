//! Repairs in a project: each changes only what its rule lists, they do not conflict, and a second run finds nothing to
//! repair.

use likhit::check::fix::{Repaired, repair};
use likhit::check::{Report, Scope, check};
use likhit::finding::Finding;
use likhit::fluent::{Entry, File};
use likhit::judge::{RepairKind, repair_kind};
use likhit::project::Project;

use super::found::changed;
use super::planted::{EN, KM, Planted, khmer, structure, syntax, text};
use crate::support::drawn::stays_drawn;

fn scope(file: &str) -> Scope {
    Scope { paths: vec![file.to_owned()], ..Scope::default() }
}

/// The findings in a file.
fn report(project: &Project, file: &str) -> Report {
    check(project, &scope(file))
}

/// A project after `check --fix` of a file, and its report.
fn fixed(project: &Project, file: &str) -> (Project, Repaired) {
    fixed_by(project, file, report(project, file))
}

/// The project after repairs, with findings from an earlier check.
fn fixed_by(project: &Project, file: &str, report: Report) -> (Project, Repaired) {
    let repaired = repair(project, &scope(file), report, |_| true);
    let files = repaired.files.iter().map(|fixed| (fixed.path.clone(), fixed.text.clone().into_bytes()));
    (project.clone().with(files.collect::<Vec<_>>()), repaired)
}

/// A file of a project with the repair of one finding alone.
fn with_one(text: &str, finding: &Finding) -> Option<String> {
    let repair = finding.repair.as_ref()?;
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let at = |line: usize, column: usize| {
        let start = starts[line - 1];
        text[start..].char_indices().map(|(at, _)| start + at).chain([text.len()]).nth(column - 1).expect("a place")
    };
    let range = at(repair.start.line, repair.start.column)..at(repair.end.line, repair.end.column);
    Some(format!("{}{}{}", &text[..range.start], repair.replacement, &text[range.end..]))
}

/// All readings of all messages of a file.
fn readings(text: &str) -> Vec<String> {
    let file = File::read("a.ftl", text);
    let parts = file.entries.iter().flat_map(Entry::parts);
    parts.flat_map(|(_, _, part)| part.readings.iter().map(|flat| flat.text.clone()).collect::<Vec<_>>()).collect()
}

/// Why the repair of a finding does not do what its rule says.
fn breach(language: &str, text: &str, finding: &Finding) -> Option<String> {
    let after = with_one(text, finding)?;
    let kind =
        repair_kind(finding.rule).unwrap_or_else(|| panic!("nothing is said of the repairs of {}", finding.rule));
    let (before, after) = (readings(text), readings(&after));
    let is_kept = |(before, after): (&String, &String)| match kind {
        RepairKind::SameGlyphs => stays_drawn(before, after, language),
        RepairKind::Changes(_) => kind.allows(before, after),
    };
    let is_whole = before.len() == after.len();
    let other = before.iter().zip(&after).filter(|(before, after)| before != after).find(|pair| !is_kept(*pair));
    if is_whole && before != after && other.is_none() {
        return None;
    }
    Some(format!("{} at {:?}: {other:?}", finding.rule, finding.line))
}

/// Faults of the repairs of the findings in a file.
fn wrong(project: &Project, file: &str, report: Report) -> Vec<String> {
    let text = project.text(file).expect("it is there");
    let language = file.split('/').nth(1).unwrap_or_default();
    let mut wrong: Vec<String> = report.findings.iter().filter_map(|finding| breach(language, text, finding)).collect();
    let (once, repaired) = fixed_by(project, file, report);
    wrong.extend(
        repaired
            .report
            .findings
            .iter()
            .filter(|finding| finding.repair.is_some())
            .map(|left| format!("left: {left:?}")),
    );
    wrong.extend(fixed(&once, file).1.files.iter().map(|again| format!("changed again: {}", again.diff)));
    wrong
}

#[test]
fn repairs_of_planted_faults_change_what_their_rules_list_and_leave_nothing() {
    let project = Project::embedded();
    let mut all = Vec::new();
    let mut repaired = 0;
    let faults: Vec<&Planted> =
        [khmer::FAULTS, structure::FAULTS, syntax::FAULTS, text::FAULTS].into_iter().flatten().collect();
    for fault in &faults {
        let file = fault.changes.last().expect("something is changed").0;
        if !file.starts_with("locales/") {
            continue;
        }
        let (project, _) = changed(&project, fault.changes);
        let report = report(&project, file);
        repaired += usize::from(report.findings.iter().any(|finding| finding.repair.is_some()));
        all.extend(wrong(&project, file, report).into_iter().map(|wrong| format!("{}: {wrong}", fault.name)));
    }
    assert!(all.is_empty(), "{} of {} planted faults\n{}", all.len(), faults.len(), all.join("\n"));
    assert!(repaired >= 20, "{repaired} planted faults have a repair");
}

/// All faults that change other places than each other, in one file together.
#[test]
fn many_faults_in_one_file_are_repaired_in_one_run() {
    let reply = "ខ្ញុំ \"សេរីភាព\"  ទេ , រង្ស\u{200C}៊ី “ក”\u{200B} ខ។។ ម\u{17BB}\u{17B8} ឆ្នាំ២០18";
    let project = Project::embedded();
    let text = project.text(KM).expect("bundled");
    let text = format!("{text}\nextra = {reply}\n");
    let project = project.with([(KM.to_owned(), text.into_bytes())]);
    let (once, first) = fixed(&project, KM);
    assert_eq!(first.files.len(), 1);
    assert!(first.report.findings.iter().all(|finding| finding.repair.is_none()), "{:#?}", first.report.findings);
    assert_eq!(fixed(&once, KM).1.files, []);
    let now = once.text(KM).expect("it is there").lines().last().expect("a line").to_owned();
    assert_eq!(now, "extra = ខ្ញុំ «សេរីភាព» ទេ, រង្ស៊\u{200C}ី «ក» ខ។ ម៉ី ឆ្នាំ២០១៨");
}

/// Marks of a quotation are exchanged together, also where something is filled in between.
#[test]
fn a_quotation_with_what_is_filled_in_is_repaired_as_one() {
    let project = Project::embedded();
    let text = format!(
        "{}\nextra = He wrote \"{{ person }} is\n    free\" to {} us.\n",
        project.text(EN).expect("bundled"),
        "{ $years }"
    );
    let project = project.with([(EN.to_owned(), text.into_bytes())]);
    let (once, repaired) = fixed(&project, EN);
    assert!(
        once.text(EN).expect("it is there").ends_with("extra = He wrote “{ person } is\n    free” to { $years } us.\n"),
        "{repaired:#?}"
    );
    assert_eq!(repaired.files[0].repairs, 1);
}

const EN_LETTER: &str = "locales/en/letter.ftl";
const FR_LETTER: &str = "locales/fr/letter.ftl";
const KM_LETTER: &str = "locales/km/letter.ftl";

/// Repairs that would change what Fluent reads, or words that are right.
const LEFT: &[(&str, &str)] = &[
    // The plain character would be Fluent's.
    (EN_LETTER, "We ask {\"＂\"} now"),
    (EN_LETTER, "{\"a＼u0041b\"}"),
    (EN_LETTER, "We ask ｛person｝ to go"),
    (EN_LETTER, "one\n    ．foo = bar"),
    (EN_LETTER, "\n    ＊foo"),
    // So would the one that is first after an invisible one.
    (EN_LETTER, "one\n    \u{200B}*foo"),
    (EN_LETTER, "one\n    \u{2003}.foo = x"),
    (EN_LETTER, "one\n    \u{200D}[foo]"),
    (EN_LETTER, "\u{200B}"),
    (EN_LETTER, "one\n    \u{2060}\n    two"),
    // With another variant the words are right.
    (EN_LETTER, "he faces { $years ->\n    [one] , at most, a year\n   *[other] up to { $years } years\n    } now"),
    (EN_LETTER, "He left { $years ->\n    [1] {\"\"}\n   *[other] early\n    }."),
    (EN_LETTER, "foo, { $years ->\n    [1] ,one\n   *[other] two\n    }, now"),
    (EN_LETTER, "word.{ $years ->\n    [one] Bcde\n   *[other] com\n    } x"),
    // A string literal is meant as it is written.
    (EN_LETTER, "one{\", \"}two"),
    // Apostrophes.
    (EN_LETTER, "Wait ’til the prisoners’ release"),
    (EN_LETTER, "Wait 'til the prisoners' release"),
    (EN_LETTER, "Sheikh ‘Ali and Isra’ said"),
    (EN_LETTER, "Sa‘id, Shi‘a and Hawai‘i"),
    (KM_LETTER, "និយាយ'ខ្មែរ'ថា"),
    // Addresses.
    (EN_LETTER, "https://a.org/x::y and 2001:db8::1, https://a.org/l'x, example.com/it's"),
    (EN_LETTER, "facebook.com/Hun.Sen, t.me/Foo.Bar, amnesty.org?lang=km and bit.ly/Ab,cd"),
    (KM_LETTER, "http://x.kh/១2"),
    (KM_LETTER, "ទូរស័ព្ទ ០១២ ៣៤5 ៦៧៨"),
    // Inches, abbreviations, lost letters, and names with Greek letters.
    (KM_LETTER, "ទំហំ 3\"x5\" និង"),
    (EN_LETTER, "z.B. don?t, Ph.D. and Psy.D"),
    (EN_LETTER, "TNFα, IFNγ and NFκB"),
    (EN_LETTER, "a ratio of 3 : 4, [ ] yes, ( ) no . . ."),
    (EN_LETTER, ",,Komplizen''"),
    // A quotation of two paragraphs.
    (EN_LETTER, "\"He said\n\n    \"and then\""),
];

#[test]
fn a_repair_that_would_change_more_than_the_words_is_not_made() {
    let with = |file: &str, text: &str| {
        let project = Project::embedded();
        let text = format!("{}\nextra = {text}\n", project.text(file).expect("bundled"));
        (project.with([(file.to_owned(), text.clone().into_bytes())]), text)
    };
    for (file, text) in LEFT {
        let (project, before) = with(file, text);
        let (after, _) = fixed(&project, file);
        assert_eq!(after.text(file).expect("it is there"), before);
        assert_eq!(wrong(&project, file, report(&project, file)), [""; 0], "{text}");
    }
    // Where all variants have the fault it is repaired.
    for (text, right) in [
        (
            "so  { $years ->\n    [one] a year\n   *[other] { $years } years\n    } .",
            "so { $years ->\n    [one] a year\n   *[other] { $years } years\n    }.",
        ),
        (
            "He left { $years ->\n    [1] ,one\n   *[other] at  once\n    }",
            "He left { $years ->\n    [1] ,one\n   *[other] at once\n    }",
        ),
    ] {
        let (project, _) = with(EN_LETTER, text);
        let (after, _) = fixed(&project, EN_LETTER);
        assert!(after.text(EN_LETTER).expect("it is there").ends_with(&format!("extra = {right}\n")), "{text}");
    }
    let (project, _) = with(FR_LETTER, "“{\"\\u00A0\"}oui{\"\\u00A0\"}”");
    let (after, _) = fixed(&project, FR_LETTER);
    assert!(after.text(FR_LETTER).expect("it is there").ends_with("extra = «{\"\\u00A0\"}oui{\"\\u00A0\"}»\n"));
}
