//! A `letter.ftl` of a project over the program's, message by message, in every command that touches it.

use crate::support::folder::Folder;

/// The line of `closing` in a file of the program.
fn bundled_line(file: &str) -> usize {
    let project = likhit::project::Project::embedded();
    let text = project.text(file).expect("it is bundled");
    1 + text.lines().position(|line| line.starts_with("closing =")).expect("it has a closing")
}

const EN: &str = "locales/en/letter.ftl";
const FR: &str = "locales/fr/letter.ftl";

#[test]
fn a_file_of_one_line_gives_one_message() {
    let folder = Folder::of(&[(EN, "closing = Sincerely yours,\n")]);
    let letter = folder.letter("en");
    assert!(letter.contains("Sincerely yours,") && !letter.contains("Yours respectfully"), "{letter}");
    assert!(letter.contains("Your Excellency,"), "{letter}");
    assert!(letter.ends_with("exit code 0\n"), "{letter}");
    // The other languages were translated from what the program says.
    let said = folder.run("check --no-pages");
    assert_eq!(said.matches("warning[").count(), 2, "{said}");
    assert!(said.contains(&format!("{FR}:{}:1: warning[stale-translation]: closing", bundled_line(FR))), "{said}");
}

#[test]
fn a_language_of_the_program_takes_a_message_too_and_its_record_is_of_that_alone() {
    let folder = Folder::of(&[(FR, "# Plus court.\nclosing = Salutations respectueuses,\n")]);
    let letter = folder.letter("fr");
    assert!(letter.contains("Salutations respectueuses,") && letter.contains("Excellence,"), "{letter}");
    let said = folder.run("languages");
    let line = said.lines().find(|line| line.starts_with("fr") && line.contains("letter.ftl")).expect("a line");
    assert!(line.contains("program, 1 from project"), "{said}");
    let said = folder.run("accept fr");
    assert_eq!(said, "locales/.seen/fr/letter.ftl  closing\nexit code 0\n");
    assert!(folder.read("locales/.seen/fr/letter.ftl").ends_with(".\n\nclosing = Yours respectfully,\n"));
    let json = folder.run("languages --format json");
    let mut json = serde_json::Deserializer::from_str(&json).into_iter::<serde_json::Value>();
    let json = json.next().expect("a list").expect("JSON");
    let row = json.as_array().expect("rows").iter().find(|row| row["language"] == "fr" && row["file"] == "letter.ftl");
    let row = row.expect("a row");
    assert_eq!((&row["from"], &row["own"]), (&"both".into(), &serde_json::json!(["closing"])));
    assert_eq!((&row["new"], &row["stale"]), (&serde_json::json!([]), &serde_json::json!([])));
    let said = folder.run("accept --review fr letter.ftl:closing --by Anne --on 2018-01-10");
    assert_eq!(said, "locales/.reviewed/fr/letter.ftl  closing\nexit code 0\n");
}

#[test]
fn a_finding_names_the_file_that_the_message_comes_from() {
    let folder = Folder::of(&[(EN, "\nclosing = Sincerely  yours,\nclosing = Yours,\nfax-fron = Sender\n")]);
    let said = folder.run("check --no-pages");
    assert!(said.contains("locales/en/letter.ftl:3:1: error[duplicate-message]"), "{said}");
    assert!(said.contains("the other one is at locales/en/letter.ftl:2"), "{said}");
    assert!(said.contains("locales/en/letter.ftl:2:20: warning[stray-space]"), "{said}");
    assert!(
        said.contains("locales/en/letter.ftl:4:1: warning[unused-message]")
            && said.contains("did you mean `fax-from`?"),
        "{said}"
    );
    // The program's French closing is below the project's file, and it is stale.
    folder.write(EN, "closing = Sincerely yours,\n");
    folder.write(FR, "fax-to = Pour\n");
    let said = folder.run("check --no-pages");
    let place = format!("{FR} (bundled):{}:1: warning[stale-translation]: closing", bundled_line(FR));
    assert!(said.contains(&place), "{said}");
    let fixed = folder.run("check --no-pages --fix");
    assert!(fixed.contains("0 faults repaired"), "{fixed}");
    assert_eq!(folder.read(FR), "fax-to = Pour\n");
}

#[test]
fn a_message_that_is_broken_is_a_fault_and_not_the_program_s() {
    for text in
        ["closing = { $nothing }\n", "closing = { new\n", " closing = new\n", "closing =\n", "closing = { \"\" }\n"]
    {
        let folder = Folder::of(&[(EN, text)]);
        for command in ["check kem-sokha --lang en --no-pages", "text kem-sokha --lang en --after-deadline"] {
            let said = folder.run(command);
            assert!(said.contains("error[") && said.ends_with("exit code 1\n"), "{text:?} {command}: {said}");
            assert!(!said.contains("Yours respectfully,"), "{text:?}: {said}");
        }
    }
}

#[test]
fn a_message_is_replaced_with_its_attributes_and_a_term_is_the_project_s() {
    let folder = Folder::of(&[(EN, "-us = our group\nclosing = On behalf of { -us },\n")]);
    assert!(folder.letter("en").contains("On behalf of our group,"));
    let said = folder.run("check kem-sokha --lang en --no-pages");
    assert!(said.contains("no faults"), "{said}");
}

#[test]
fn files_without_messages_change_nothing() {
    let plain = Folder::of(&[("locales/en/cases/none.txt", "")]).letter("en");
    for text in ["", "# closing = Bye,\n", "### Our words\n"] {
        let folder = Folder::of(&[(EN, text)]);
        assert_eq!(folder.letter("en"), plain, "{text:?}");
        assert!(!folder.run("check --no-pages").contains("error["));
    }
}

#[test]
fn a_message_beside_the_program_s_is_owed_only_by_languages_that_print_it() {
    let folder = Folder::of(&[(EN, "salutation-comrade = Dear Comrade,\n")]);
    let said = folder.run("check --no-pages");
    assert!(!said.contains("missing-message"), "{said}");
}

#[test]
fn a_translator_s_file_goes_out_and_comes_back_with_one_message() {
    let folder = Folder::of(&[(FR, "fax-to = Pour\n")]);
    folder.run("export fr --po po");
    let po = folder.read("po/letter.po");
    assert!(po.contains("msgstr \"Pour\"") && po.contains("msgstr \"Excellence\""), "{po}");
    folder.write("po/letter.po", &po.replace("msgstr \"TÉLÉCOPIE\"", "msgstr \"FAX OFFICIEL\""));
    let said = folder.run("import fr po/letter.po");
    assert!(said.ends_with("exit code 0\n"), "{said}");
    assert_eq!(folder.read(FR), "fax-to = Pour\n\nfax-heading = FAX OFFICIEL\n");
}
