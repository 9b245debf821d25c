//! Languages of regions: they have the words of their language, and what CLDR has otherwise for the region.

use crate::support::folder::Folder;

#[test]
fn a_region_needs_no_folder_and_no_translation() {
    let folder = Folder::of(&[]);
    let (english, american) = (folder.letter("en"), folder.letter("en-US"));
    assert!(american.ends_with("exit code 0\n"), "{american}");
    // The facts of the case are dates too.
    assert!(english.contains("on 3 September 2017") && american.contains("on September 3, 2017"), "{american}");
    assert!(!american.contains("mixed") && !american.contains("warning[unreviewed"), "{american}");
    assert!(folder.letter("en-GB").contains("on 3 September 2017"));
    // CLDR has no more for Canada than for France, so the first of a month stays as French has it.
    let named = folder.letter("fr-CA").replace("fr-CA", "fr").replace("French (CA)", "French");
    assert_eq!(named, folder.letter("fr"));
    let said = folder.run("letters kem-sokha --lang en-US --to prime-minister --date 2018-01-15 --after-deadline");
    assert!(said.ends_with("exit code 0\n"), "{said}");
    let said = folder.letter("de-AT");
    assert!(said.contains("unknown language `de-AT`"), "{said}");
}

#[test]
fn a_case_is_printed_and_checked_in_a_region() {
    let case = likhit::project::Project::embedded();
    let case = case
        .text("cases/kem-sokha.yaml")
        .expect("it is bundled")
        .replace("languages: [en, km]", "languages: [en-US, km]");
    assert!(case.contains("en-US"));
    let folder = Folder::of(&[("cases/kem-sokha.yaml", &case)]);
    let said = folder.run("check kem-sokha");
    assert!(!said.contains("error[") && said.ends_with("exit code 0\n"), "{said}");
    let said = folder.run("languages");
    assert!(said.lines().any(|line| line.starts_with("en-US English (US)") && line.contains("letter.ftl")), "{said}");
    // A fault of the language is one of the region: checking and printing say so.
    folder.write("locales/en/letter.ftl", "closing = { $nothing }\n");
    for command in ["check kem-sokha --no-pages", "text kem-sokha --lang en-US --after-deadline"] {
        let said = folder.run(command);
        assert!(said.contains("error[unknown-variable]") && said.ends_with("exit code 1\n"), "{command}: {said}");
    }
    // Unless the region has other words for it.
    folder.write("locales/en-US/letter.ftl", "closing = Sincerely,\n");
    let said = folder.run("text kem-sokha --lang en-US --to prime-minister --after-deadline");
    assert!(said.contains("Sincerely,") && said.contains("September 3, 2017"), "{said}");
}

#[test]
fn a_new_language_of_a_region_has_nothing_to_translate() {
    let folder = Folder::of(&[]);
    let date = |tag: &str| {
        let said = folder.run(&format!("new language {tag}"));
        assert!(said.contains("Nothing is to be translated"), "{said}");
        let letter = folder.read(&format!("locales/{tag}/letter.ftl"));
        assert_eq!(letter.matches("\nmonth-").count(), 12, "{letter}");
        letter.lines().find(|line| line.starts_with("date =")).expect("a date").to_owned()
    };
    for tag in ["en-GB", "en-AU", "en-NZ", "en-IE", "en-IN"] {
        assert_eq!(date(tag), r#"date = { $day }{"\u00A0"}{ $month } { $year }"#, "{tag}");
    }
    assert_eq!(date("en-US"), r#"date = { $month }{"\u00A0"}{ $day }, { $year }"#);
    assert_eq!(date("fr-CA"), "date =");
    assert_eq!(date("km-KH"), date_of(&folder, "km"));
    let said = folder.run("check --no-pages");
    assert!(said.contains("no faults"), "{said}");
    let again = folder.run("new language en-US");
    assert!(again.contains("Nothing was changed") && again.ends_with("exit code 0\n"), "{again}");
    assert!(folder.letter("en-US").contains("September 3, 2017"));
    let said = folder.run("languages");
    let line = said.lines().find(|line| line.starts_with("en-US") && line.contains("letter.ftl")).expect("a line");
    assert!(line.contains("13 from project") || line.contains("project"), "{said}");
    let yaml = folder.read("locales/fr-CA/locale.yaml");
    assert!(yaml.contains("name: \"français canadien\"") || yaml.contains("name: français canadien"), "{yaml}");
    assert!(yaml.contains("english_name: \"French (Canada)\"") && yaml.contains("narrow_space"), "{yaml}");
}

fn date_of(folder: &Folder, tag: &str) -> String {
    folder.run(&format!("new language {tag}"));
    let letter = folder.read(&format!("locales/{tag}/letter.ftl"));
    letter.lines().find(|line| line.starts_with("date =")).expect("a date").to_owned()
}

/// A language that a project has made, with quotation marks and digits of its own.
const GERMAN: &str = "name: Deutsch\nenglish_name: German\ndirection: ltr\nscript: Latn\ndigits: latn\n\
    quotes: [\"“\", \"”\"]\nfonts: {body: [Noto Serif], heading: [Noto Serif]}\nleading: 1.3\n";

#[test]
fn quotation_marks_and_months_are_those_of_the_region() {
    let project = likhit::project::Project::embedded();
    let english = |file: &str| project.text(&format!("locales/en/{file}")).expect("it is bundled").to_owned();
    let folder = Folder::of(&[
        ("locales/pt/locale.yaml", &GERMAN.replace("Deutsch", "português").replace("German", "Portuguese")),
        ("locales/pt/letter.ftl", &english("letter.ftl")),
        ("locales/pt/cases/kem-sokha.ftl", &english("cases/kem-sokha.ftl")),
        ("locales/de/locale.yaml", GERMAN),
        ("locales/de/letter.ftl", &english("letter.ftl").replace("= January", "= Januar")),
        (
            "locales/de/cases/kem-sokha.ftl",
            &english("cases/kem-sokha.ftl").replace("{ $arrested }", "{ $arrested }.{ month-1 }"),
        ),
    ]);
    folder.run("new language pt-PT");
    folder.run("new language pt-BR");
    folder.run("new language de-AT");
    let said = folder.run("check kem-sokha --lang pt-PT --no-pages");
    assert!(!said.contains("locales/pt-PT/cases"), "{said}");
    let preview = folder.run("export pt-PT --po po");
    assert!(preview.ends_with("exit code 0\n"), "{preview}");
    assert!(folder.read("locales/pt-PT/locale.yaml").contains("quotes: [\"«\", \"»\"]"));
    assert!(folder.read("locales/pt-BR/locale.yaml").contains("quotes: [\"“\", \"”\"]"));
    assert!(folder.read("locales/de-AT/letter.ftl").contains("month-1 = Jänner"));
}

#[test]
fn a_region_in_another_script_has_the_words_of_that_script() {
    let folder = Folder::of(&[]);
    folder.run("new language zh-Hant");
    let said = folder.run("new language zh-TW");
    assert!(said.contains("`zh-TW` has all words of `zh-Hant`"), "{said}");
    let said = folder.run("new language zh-CN");
    assert!(said.contains("Still to translate"), "{said}");
    assert!(folder.read("locales/zh-CN/locale.yaml").contains("script: Hans"));
}
