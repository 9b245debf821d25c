//! `likhit new language` again: what is new in the source is added, and what is translated stays.

use crate::support::folder::Folder;

const LETTER: &str = "locales/sw/letter.ftl";

#[test]
fn what_is_new_in_the_source_is_added_in_its_place_and_nothing_else_changes() {
    let folder = Folder::of(&[]);
    let said = folder.run("new language sw");
    assert!(said.contains("locales/sw/letter.ftl") && !said.contains("kem-sokha"), "{said}");
    let begun = folder.read(LETTER);
    let again = folder.run("new language sw");
    assert!(again.contains("Nothing was changed") && again.ends_with("exit code 0\n"), "{again}");
    assert_eq!(folder.read(LETTER), begun);
    // A translator has done some, moved some and written a note.
    let translated = begun
        .replace("# closing = Yours respectfully,", "# Nzuri.\nclosing   =   Wako\n    kwa heshima,")
        .replace("month-3 = Machi", "month-3 = Machi  ");
    assert_ne!(translated, begun);
    folder.write(LETTER, &translated);
    // The source gets a message, and another one changes.
    folder.write(
        "locales/en/letter.ftl",
        "# Said to nobody.\nsalutation-comrade = Dear Comrade,\ncopies-to = With copies to:\nclosing = Sincerely,\n",
    );
    let said = folder.run("new language sw");
    assert!(said.contains("locales/sw/letter.ftl\n") && said.ends_with("exit code 0\n"), "{said}");
    let now = folder.read(LETTER);
    assert!(now.contains("# copies-to = With copies to:") && !now.contains("# copies-to = Copies to:"), "{now}");
    assert!(now.contains("# Said to nobody.\n# salutation-comrade = Dear Comrade,\n"), "{now}");
    let kept = now
        .replace("\n\n# Said to nobody.\n# salutation-comrade = Dear Comrade,", "")
        .replace("With copies to:", "Copies to:");
    assert_eq!(kept, translated, "all else is as it was");
    // What has changed since is stale.
    folder.run("accept sw closing");
    assert!(folder.run("new language sw").contains("Nothing was changed"));
}

#[test]
fn cases_of_the_program_are_written_only_when_asked() {
    let folder = Folder::of(&[]);
    folder.run("new language sw");
    assert!(!folder.has("locales/sw/cases"));
    let said = folder.run("new language sw --bundled-cases");
    assert!(said.contains("locales/sw/cases/kem-sokha.ftl"), "{said}");
    assert!(!said.contains("locales/sw/letter.ftl\n"), "{said}");
    let folder = Folder::of(&[]);
    let said = folder.run("new language km");
    assert!(said.contains("locales/km/letter.ftl") && !said.contains("kem-sokha"), "{said}");
    assert!(folder.run("new language km").contains("Nothing was changed"));
    assert!(folder.run("check --no-pages").contains("no faults"));
}

#[test]
fn a_case_of_the_project_is_added_to_a_language_that_is_begun() {
    let folder = Folder::of(&[]);
    folder.run("new language sw");
    folder.run("new case kem-sokha");
    let said = folder.run("new language sw");
    assert!(folder.has("locales/sw/cases/kem-sokha.ftl"), "{said}");
}

#[test]
fn a_file_that_cannot_be_read_is_not_added_to() {
    let folder = Folder::of(&[]);
    folder.run("new language sw");
    let broken = folder.read(LETTER) + "\nclosing = { broken\n";
    folder.write(LETTER, &broken);
    let said = folder.run("new language sw");
    assert!(said.contains("error[") && said.ends_with("exit code 1\n"), "{said}");
    assert_eq!(folder.read(LETTER), broken);
}

#[test]
fn the_source_language_is_not_begun_as_a_translation() {
    let folder = Folder::of(&[("locales/en/letter.ftl", "closing = Sincerely,\n")]);
    let said = folder.run("new language en");
    assert!(said.contains("locales/en/locale.yaml") && !said.contains("locales/en/letter.ftl"), "{said}");
}
