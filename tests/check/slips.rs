//! One mistake is one finding, however many files are affected.

use std::thread;

use likhit::check::{Scope, check};
use likhit::finding::{Finding, Findings, Severity};
use likhit::project::Project;

use super::found::changed;
use super::planted::{CASE, Change, EN, EN_LETTER, KM, KM_LETTER, Planted, khmer, structure, syntax, text};

/// All findings in a project, without those of pages.
fn found(project: &Project) -> Findings {
    check(project, &Scope::default()).findings
}

fn told(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let Finding { severity, rule, file, line, message, .. } = finding;
        format!("\n    {severity} {rule} {}:{} {message}", file.as_deref().unwrap_or("-"), line.unwrap_or(0))
    };
    findings.iter().map(line).collect()
}

/// Slips with the rule that reports each.
const SLIPS: &[(&str, &[Change], &str)] = &[
    ("an id lost in a translation", &[(KM, "\nconcern = ", "\n")], "unindented-line"),
    ("an id lost in the source", &[(EN, "\nconcern =\n", "\n")], "broken-fluent"),
    (
        "the id of a recipient lost in a translation",
        &[(KM, "\nrecipient-foreign-minister = ឯកឧត្តម ប្រាក់ សុខុន រដ្ឋមន្ត្រីក្រសួងការបរទេស និងសហប្រតិបត្តិការអន្តរជាតិ\n", "\n")],
        "missing-message",
    ),
    ("an id misspelt in the source", &[(EN, "\nreply =", "\nrepyl =")], "missing-message"),
    ("an id misspelt that many refer to", &[(EN, "\nperson =", "\npreson =")], "missing-message"),
    ("an id misspelt that some refer to", &[(EN, "\nparty =", "\nprety =")], "missing-message"),
    // The program has a message of the right id.
    ("an id misspelt in the source's letter.ftl", &[(EN_LETTER, "\nclosing =", "\nclosnig =")], "unused-message"),
    ("a month's id misspelt", &[(KM_LETTER, "\nmonth-3 =", "\nmonht-3 =")], "unused-message"),
    ("a brace lost in the source", &[(EN, "of { person }", "of { person ")], "unclosed-brace"),
    ("a reference misspelt in the source", &[(EN, "{ party }", "{ patry }")], "unknown-reference"),
    ("a variable misspelt in the source", &[(EN, "Penh on { $arrested }", "Penh on { $arested }")], "unknown-variable"),
    ("a variable without its sign", &[(EN, "Penh on { $arrested }", "Penh on { arrested }")], "unknown-reference"),
    ("a function in the source", &[(EN, "on { $arrested }", "on { DATETIME($arrested) }")], "unknown-function"),
    ("an indented message in the source", &[(EN, "\nreply =", "\n    reply =")], "swallowed-message"),
    ("a message indented by one space", &[(KM, "\nhealth =", "\n health =")], "swallowed-message"),
    (
        "a message twice in the source",
        &[(EN, "\nreply =", "\nreply = Thank you very much.\nreply =")],
        "duplicate-message",
    ),
    ("an attribute misspelt in the source", &[(EN, ".name = Hun Sen", ".nmae = Hun Sen")], "unknown-attribute"),
    ("a line without indent in the source", &[(EN, "    (CC3) in", "(CC3) in")], "unindented-line"),
    ("a fact misspelt in the case", &[(CASE, "\n  arrested:", "\n  arested:")], "unknown-variable"),
    ("a message misspelt in the case", &[(CASE, "- concern", "- concren")], "missing-message"),
    ("a language misspelt in the case", &[(CASE, "languages: [en, km]", "languages: [en, kn]")], "unknown-language"),
    ("a control character in the case", &[(CASE, "title: Head", "title: He\u{7}ad")], "bad-text"),
    ("a control character in an address", &[(CASE, "[75 Norodom", "[\"7\\u00075\", Norodom")], "bad-text"),
];

#[test]
fn a_slip_is_one_finding() {
    let embedded = Project::embedded();
    let wrong = SLIPS.iter().filter_map(|(name, changes, rule)| {
        let findings = found(&changed(&embedded, changes).0);
        let is_one = findings.len() == 1 && findings[0].rule == *rule;
        (!is_one).then(|| format!("{name}: {}{}", findings.len(), told(&findings)))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), SLIPS.len(), wrong.join("\n"));
}

#[test]
fn a_term_misspelt_where_a_translation_defines_it_is_one_finding() {
    let changes: &[Change] = &[
        (EN, "\nparty =", "\n-cnrp = CNRP\n\nparty ="),
        (EN, "{ party } (CNRP). He", "{ party } ({ -cnrp }). He"),
        (EN, "{ party } (CNRP), was", "{ party } ({ -cnrp }), was"),
        (KM, "\nparty =", "\n-crnp = CNRP\n\nparty ="),
        (KM, "{ party } (CNRP) ដែលត្រូវ", "{ party } ({ -cnrp }) ដែលត្រូវ"),
        (KM, "{ party } (CNRP) ត្រូវ", "{ party } ({ -cnrp }) ត្រូវ"),
    ];
    let mut findings = found(&changed(&Project::embedded(), changes).0);
    findings.retain(|finding| finding.file.as_deref() == Some(KM) && finding.rule != "stale-translation");
    assert_eq!(findings.len(), 1, "{}", told(&findings));
    assert_eq!(findings[0].rule, "missing-message");
    assert_eq!(findings[0].help.as_deref(), Some("did you mean `-cnrp`?"));
}

#[test]
fn a_word_of_an_office_may_have_an_ending_and_the_glossary_may_keep_a_pair() {
    let names = |changes: &[Change]| {
        let mut findings = found(&changed(&Project::embedded(), changes).0);
        findings.retain(|finding| finding.rule == "name-misspelt");
        findings
    };
    assert_eq!(names(&[(EN, "100 police officers", "100 Cambodian National Police officers")]), []);
    let slip = (EN, "Cambodia National Rescue Party", "Cambodia National Resuce Party");
    assert_eq!(names(&[slip]).len(), 1);
    let glossary = "locales/en/glossary.yaml";
    let project = changed(&Project::embedded(), &[slip]).0;
    let project = project.with([(glossary.to_owned(), b"National Resuce Party: National Resuce Party\n".to_vec())]);
    let mut findings = found(&project);
    findings.retain(|finding| finding.rule == "name-misspelt");
    assert_eq!(findings, []);
}

/// Faults that are several: each place must be corrected in its own way.
const SEVERAL: &[(&str, usize)] = &[
    // In each of two cases the message is there twice.
    ("a message in two files", 3),
    // Two messages say the term, and so does the one that they refer to.
    ("a term without its argument", 3),
    // Each of the two messages refers to the other.
    ("a circle", 2),
    // The faults are planted beside others: a new text in the source is in no translation, a new message in a
    // translation is not used, and a rule that is not allowed any more reports what it finds.
    ("a lost paragraph", 2),
    ("an unknown rule in a silence", 2),
    ("a merge conflict", 2),
    ("braces without end", 2),
    ("not translated", 2),
    ("a variable in one variant only", 2),
    ("two months swapped", 2),
    ("months that changed places", 2),
    ("a changed web address", 3),
    ("a changed e-mail address", 3),
    ("a changed telephone number", 2),
    ("a changed article", 3),
    ("a stale translation", 2),
    // Both marks of a pair.
    ("a tag", 2),
];

#[test]
fn a_planted_fault_is_one_finding() {
    let embedded = Project::embedded();
    let planted: Vec<&Planted> =
        [khmer::FAULTS, structure::FAULTS, syntax::FAULTS, text::FAULTS].into_iter().flatten().collect();
    let judge = |Planted { name, changes, rule, .. }: &Planted| {
        let mut findings = found(&changed(&embedded, changes).0);
        // A text that is changed in the source must be translated again, whatever else is wrong with it.
        if changes.iter().any(|(file, ..)| *file == EN) && *rule != "stale-translation" {
            findings.retain(|finding| finding.rule != "stale-translation");
        }
        let expected = SEVERAL.iter().find(|(several, _)| several == name).map_or(1, |(_, count)| *count);
        (findings.len() != expected).then(|| format!("{name}: {}{}", findings.len(), told(&findings)))
    };
    let judge = &judge;
    let threads = thread::available_parallelism().map_or(1, Into::into);
    let wrong: Vec<String> = thread::scope(|scope| {
        let parts = planted.chunks(planted.len().div_ceil(threads));
        let judging: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().filter_map(|planted| judge(planted)).collect::<Vec<_>>()))
            .collect();
        judging.into_iter().flat_map(|thread| thread.join().expect("no thread panics")).collect()
    });
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// The bundled project with a copy of its case by another name, in these languages.
fn copied(languages: &[&str]) -> Project {
    let embedded = Project::embedded();
    let text = |file: &str| embedded.text(file).expect("the bundled file").to_owned();
    let mut files = vec![("cases/poet.yaml".to_owned(), text(CASE).into_bytes())];
    for language in ["en", "km"] {
        let review = format!("locales/{language}/locale.yaml");
        let reviewed = text(&review)
            .replace("  cases/kem-sokha.ftl", "  cases/poet.ftl: {status: unreviewed}\n  cases/kem-sokha.ftl");
        files.push((review, reviewed.into_bytes()));
        if languages.contains(&language) {
            let words = text(&format!("locales/{language}/cases/kem-sokha.ftl"));
            files.push((format!("locales/{language}/cases/poet.ftl"), words.into_bytes()));
        }
    }
    embedded.with(files)
}

#[test]
fn a_file_that_is_not_there_is_one_finding() {
    for languages in [&["en"][..], &["km"], &[]] {
        let findings = found(&copied(languages));
        let of_case = findings.iter().filter(|finding| finding.rule != "no-record").collect::<Vec<_>>();
        assert!(of_case.len() == 1 && of_case[0].rule == "missing-file", "{languages:?}: {}", told(&findings));
    }
    let without_case = Project::embedded().with(
        ["en", "fr", "km"]
            .map(|language| (format!("locales/{language}/cases/nobody.ftl"), b"reply = Thank you.\n".to_vec())),
    );
    let findings = found(&without_case);
    let unread: Vec<_> = findings.iter().filter(|finding| finding.rule == "unread-file").collect();
    assert!(
        unread.len() == 1 && unread[0].file.as_deref() == Some("locales/en/cases/nobody.ftl"),
        "{}",
        told(&findings)
    );
}

#[test]
fn what_a_begun_language_lacks_is_a_warning_and_what_a_case_is_printed_in_an_error() {
    let embedded = Project::embedded();
    let begun = embedded.clone().with([
        ("locales/sw/locale.yaml".to_owned(), embedded.text("locales/fr/locale.yaml").expect("it is bundled").into()),
        ("locales/sw/letter.ftl".to_owned(), b"closing = Wako,\n".to_vec()),
    ]);
    let missing = |project: &Project, scope: &Scope, file: &str| {
        let findings = check(project, scope).findings;
        let of_file = findings
            .iter()
            .filter(|finding| finding.rule == "missing-message" && finding.file.as_deref() == Some(file));
        of_file.map(|finding| finding.severity).collect::<Vec<Severity>>()
    };
    let all = missing(&begun, &Scope::default(), "locales/sw/letter.ftl");
    assert!(all.len() > 30 && all.iter().all(|severity| *severity == Severity::Warning), "{all:?}");
    let asked = Scope {
        case: likhit::id::CaseId::new("kem-sokha"),
        languages: likhit::id::LanguageTag::new("sw").into_iter().collect(),
        ..Scope::default()
    };
    // The case does not use most of the forms of address.
    let all = missing(&begun, &asked, "locales/sw/letter.ftl");
    let warnings = all.iter().filter(|severity| **severity == Severity::Warning).count();
    assert!(all.len() > 40 && warnings == 12, "{all:?}");
    // A message that a project's file does not have is the program's.
    let (lacking, _) = changed(&embedded, &[(KM_LETTER, "\nfax-to =", "\n# fax-to =")]);
    assert_eq!(missing(&lacking, &Scope::default(), KM_LETTER), []);
}

#[test]
fn what_is_missing_is_known_by_what_it_is_needed_for() {
    // A copy of a bundled language, for which the program has no words.
    let embedded = Project::embedded();
    let copy = |from: &str| (from.replace("/km/", "/kxm/"), embedded.text(from).expect("it is bundled").into());
    let files = ["locales/km/locale.yaml", "locales/km/letter.ftl", "locales/km/cases/kem-sokha.ftl"];
    let copied = embedded.clone().with(files.map(copy));
    let without = |file: &'static str, line: &'static str| {
        let commented = format!("\n# {}", line.trim_start()).leak();
        let file = file.replace("/km/", "/kxm/").leak();
        let findings = found(&changed(&copied, &[(file, line, commented)]).0);
        let missing = findings.iter().find(|finding| finding.rule == "missing-message");
        missing
            .unwrap_or_else(|| panic!("{}", told(&findings)))
            .needed_for
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(without(KM, "\nreply ="), ["letter"]);
    assert_eq!(without(KM, "\nsheet-lead ="), ["sheet"]);
    assert_eq!(without(KM, "\nperson ="), ["letter", "sheet"]);
    assert_eq!(without(KM_LETTER, "\nfax-subject ="), ["fax"]);
    assert_eq!(without(KM_LETTER, "\nmonth-9 ="), ["letter", "sheet"]);
    assert_eq!(without(KM_LETTER, "\nclosing ="), ["letter"]);
}

#[test]
fn a_name_is_never_taken_for_one_that_is_there_with_words_of_its_own() {
    let (extra, _) = changed(&Project::embedded(), &[(KM, "\nreply =", "\nreplay = ខ្ញុំសូមអរគុណ។\n\nreply =")]);
    let findings = found(&extra);
    let helps: Vec<&str> = findings.iter().filter_map(|finding| finding.help.as_deref()).collect();
    assert_eq!(helps, ["delete it, or check its spelling"], "{}", told(&findings));
}

#[test]
fn the_source_s_comment_is_quoted_where_it_helps() {
    let comment = |changes: &[Change]| {
        let findings = found(&changed(&Project::embedded(), changes).0);
        assert_eq!(findings.len(), 1, "{}", told(&findings));
        findings[0].help.as_deref().is_some_and(|help| help.contains("comment in the source: $arrested (date)"))
    };
    assert!(comment(&[(KM, "{ $arrested }", "{ $arested }")]));
    assert!(comment(&[(KM, "មាត្រា { $article } នៃ", "មាត្រានៃ")]));
    assert!(!comment(&[(KM, "{ $arrested } និង", "{ $arrested }  និង")]));
}
