//! The export to a translator's tool, and the import from it.

use std::collections::BTreeMap;

use expect_test::expect;

use super::*;
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::project::Project;
use crate::yaml::Source;

fn tag(tag: &str) -> LanguageTag {
    LanguageTag::new(tag).expect("a tag")
}

/// The bundled project with some text of a file replaced.
fn changed(file: &str, from: &str, to: &str) -> Project {
    let project = Project::embedded();
    let text = project.text(file).expect("the bundled file");
    assert!(text.contains(from), "{file} has no `{from}`");
    let text = text.replacen(from, to, 1);
    project.with([(file.to_owned(), text.into_bytes())])
}

fn exported(project: &Project, language: &str) -> BTreeMap<String, String> {
    let (files, findings) = export(project, &tag(language), None).expect("it can be exported");
    assert_eq!(findings, []);
    files
}

fn imported(project: &Project, language: &str, text: &str) -> Result<Imported, Findings> {
    import(project, &tag(language), Source { file: "x.po", text }, ChangedTwice::Refuse)
}

/// Takes a PO file with some text replaced.
fn edited(project: &Project, language: &str, file: &str, from: &str, to: &str) -> Imported {
    let po = &exported(project, language)[file];
    assert!(po.contains(from), "{po}");
    imported(project, language, &po.replacen(from, to, 1)).expect("it can be imported")
}

fn reported(findings: &Findings) -> Vec<String> {
    findings
        .iter()
        .map(|f| format!("{}:{} {} {}", f.rule, f.line.unwrap_or(0), f.place.as_deref().unwrap_or(""), f.message))
        .collect()
}

const ENGLISH: &str = "locales/en/cases/kem-sokha.ftl";
const CASE: &str = "cases/kem-sokha.ftl";

#[test]
fn a_round_trip_changes_nothing() {
    let stale = changed(ENGLISH, "ahead of the", "before the");
    let unknown = Project::embedded().with([("locales/.seen/fr/letter.ftl".to_owned(), Vec::new())]);
    for project in [Project::embedded(), stale, unknown] {
        for language in ["km", "fr"] {
            for (file, po) in exported(&project, language) {
                let imported = imported(&project, language, &po).expect("it can be imported");
                assert_eq!(imported.files, [], "{language} {file}");
                assert_eq!(imported.findings, [], "{language} {file}");
            }
        }
    }
}

#[test]
fn an_entry_has_all_that_a_translator_needs() {
    let project = changed(ENGLISH, "ahead of the", "before the");
    let po = &exported(&project, "fr")[CASE];
    let head: Vec<&str> = po.lines().take(18).collect();
    expect![[r##"
        # The texts are in Fluent syntax. Keep everything in braces: it is filled in later. You can change its
        # place in the sentence. A blank line begins a new paragraph. `likhit import` reads the file back and
        # ignores entries that are marked as fuzzy. It compares the line `likhit: …` of each entry with the project, and
        # does not overwrite what was changed there in the meantime: leave this line as it is.
        msgid ""
        msgstr ""
        "Project-Id-Version: likhit\n"
        "Language: fr\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"

        #. The prisoner's name.
        #. likhit: 8f2c343ca692
        #: locales/en/cases/kem-sokha.ftl:4
        msgctxt "cases/kem-sokha.ftl:person"
        msgid "Kem Sokha"
        msgstr "Kem Sokha""##]]
    .assert_eq(&head.join("\n"));
    let entry = po.split("\n\n").find(|entry| entry.contains("ftl:context")).expect("the entry");
    expect![[r##"
        #. $election (date)
        #. likhit: 3769ca95835e
        #: locales/en/cases/kem-sokha.ftl:53
        #, fuzzy
        #| msgid "I believe that he is held solely for the peaceful exercise of his human rights, ahead of the general elections scheduled for { $election }."
        msgctxt "cases/kem-sokha.ftl:context"
        msgid "I believe that he is held solely for the peaceful exercise of his human rights, before the general elections scheduled for { $election }."
        msgstr "J’ai la conviction qu’il est détenu uniquement pour avoir exercé pacifiquement ses droits humains, à l’approche des élections générales prévues le { $election }.""##]].assert_eq(entry);
}

#[test]
fn only_the_message_that_changed_is_written() {
    let project = Project::embedded();
    let imported = edited(&project, "fr", "letter.ftl", "msgstr \"Signature\"", "msgstr \"Paraphe\"");
    assert_eq!(imported.findings, []);
    let [file, record] = imported.files.as_slice() else { panic!("{imported:?}") };
    assert_eq!((file.path.as_str(), file.text.as_str()), ("locales/fr/letter.ftl", "fill-in-signature = Paraphe\n"));
    assert_eq!(file.messages, ["fill-in-signature"]);
    assert_eq!(record.path, "locales/.seen/fr/letter.ftl");
    assert!(record.text.ends_with("\n\nfill-in-signature = Signature\n"), "{}", record.text);
    let project = project.with(imported.files.iter().map(|file| (file.path.clone(), file.text.clone().into_bytes())));
    let again = edited(&project, "fr", "letter.ftl", "msgstr \"Paraphe\"", "msgstr \"Seing\"");
    assert_eq!(again.files.len(), 1, "the record says it already: {again:?}");
    assert_eq!(again.files[0].text, "fill-in-signature = Seing\n");
}

#[test]
fn a_whole_letter_of_the_project_keeps_all_else_to_the_byte() {
    let whole =
        Project::embedded().text("locales/fr/letter.ftl").expect("it is there").replace("closing = Je", "closing = J");
    let project = Project::embedded().with([("locales/fr/letter.ftl".to_owned(), whole.clone().into_bytes())]);
    let imported = edited(&project, "fr", "letter.ftl", "msgstr \"Signature\"", "msgstr \"Paraphe\"");
    assert_eq!(imported.files[0].text, whole.replace("fill-in-signature = Signature", "fill-in-signature = Paraphe"));
}

#[test]
fn a_long_text_is_wrapped_as_its_neighbours_are() {
    let imported = edited(&Project::embedded(), "fr", CASE, "Centre correctionnel", "Centre de correction");
    let [file] = imported.files.as_slice() else { panic!("{imported:?}") };
    let from = file.text.find("detention =").expect("it is there");
    expect![[r#"
        detention =
            Depuis le { $detention-ordered }, il est maintenu en détention provisoire au Centre de
            correction{"\u00A0"}3 (CC3), dans la province de Tbong Khmum. Le { $bail-denied }, la Cour
            suprême lui a refusé, en dernier ressort, la mise en liberté sous caution."#]]
    .assert_eq(file.text[from..].split("\n\n").next().unwrap_or_default());
}

#[test]
fn a_fuzzy_text_is_taken_once_it_is_no_longer_fuzzy() {
    let project = changed(ENGLISH, "ahead of the", "before the");
    let po = exported(&project, "km")[CASE].replace("#, fuzzy\n", "");
    let imported = imported(&project, "km", &po).expect("it can be imported");
    let [file] = imported.files.as_slice() else { panic!("{imported:?}") };
    assert_eq!(
        (file.path.as_str(), file.messages.as_slice()),
        ("locales/.seen/km/cases/kem-sokha.ftl", &["context".to_owned()][..])
    );
    assert!(file.text.contains("before the"));
}

#[test]
fn a_text_that_was_translated_from_an_older_source_is_stale() {
    let po = exported(&Project::embedded(), "fr")[CASE].replace("D’autres visiteurs", "Des visiteurs");
    let project = changed(ENGLISH, "Other visitors", "All other visitors");
    let imported = imported(&project, "fr", &po).expect("it can be imported");
    expect!["stale-translation:101 cases/kem-sokha.ftl:health the source has changed since the file was exported, from [-this-] to {+this+}: … to be recorded. [-Other-] {+All other+} visitors have been …"].assert_eq(&reported(&imported.findings).join("\n"));
    let project = project.with(imported.files.into_iter().map(|file| (file.path, file.text.into_bytes())));
    let stale = crate::translation::stale(&crate::locale::Library::of(&project), &tag("fr"));
    assert_eq!(stale.iter().filter_map(|finding| finding.place.as_deref()).collect::<Vec<_>>(), ["health"]);
}

#[test]
fn what_breaks_the_contract_is_refused_and_the_rest_taken() {
    let po = exported(&Project::embedded(), "fr")[CASE]
        .replace("prévues le { $election }", "prévues le { $elections }")
        .replace("libérer { person } immédiatement", "libérer { persone } immédiatement")
        .replace("d’une puissance", "{ d’une puissance")
        .replace("Le { $bail-denied }, la Cour", "La { DATETIME($bail-denied) } Cour")
        .replace("msgstr \"Parti du", "msgstr \"{ d")
        .replace("Je vous saurais gré", "Je vous serais reconnaissant");
    let imported = imported(&Project::embedded(), "fr", &po).expect("it can be imported");
    expect![[r#"
        broken-fluent:22 cases/kem-sokha.ftl:party the translation is not valid: a `{` has no matching `}`
        missing-variable:95 cases/kem-sokha.ftl:detention `$bail-denied` is missing in the translation
        unknown-function:95 cases/kem-sokha.ftl:detention unknown function `DATETIME`
        unknown-variable:108 cases/kem-sokha.ftl:context `$elections` is not defined
        missing-variable:108 cases/kem-sokha.ftl:context `$election` is missing in the translation
        unknown-reference:120 cases/kem-sokha.ftl:demand-release unknown message `persone`
        unknown-variable:171 cases/kem-sokha.ftl:sheet-background `$elections` is not defined
        missing-variable:171 cases/kem-sokha.ftl:sheet-background `$election` is missing in the translation
        unknown-reference:183 cases/kem-sokha.ftl:sheet-demand-release unknown message `persone`"#]]
    .assert_eq(&reported(&imported.findings).join("\n"));
    let messages: Vec<&str> = imported.files.iter().flat_map(|file| &file.messages).map(String::as_str).collect();
    assert_eq!(messages, ["reply"]);
}

#[test]
fn a_message_that_was_owed_takes_the_place_of_its_comment() {
    let begun = crate::translation::begin_language(&Project::embedded(), &tag("it"), &[], true).expect("it can begin");
    let project = Project::embedded().with(begun.files.into_iter().map(|(path, text)| (path, text.into_bytes())));
    let imported = edited(
        &project,
        "it",
        CASE,
        "msgid \"Samdech Hun Sen, Prime Minister\"\nmsgstr \"\"",
        "msgid \"Samdech Hun Sen, Prime Minister\"\nmsgstr \"Samdech Hun Sen, primo ministro\"",
    );
    assert_eq!(imported.findings, []);
    let text = &imported.files[0].text;
    expect![[r#"
        # recipient-interior-minister = Sar Kheng, Minister of the Interior and Deputy Prime Minister
        #     .name = Sar Kheng

        recipient-prime-minister = Samdech Hun Sen, primo ministro

    "#]]
    .assert_eq(
        &text[text.find("# recipient-interior").expect("owed")..text.find("# recipient-foreign").expect("owed")],
    );
}

#[test]
fn a_case_without_a_file_begins_one() {
    let po = exported(&Project::embedded(), "fr")[CASE].clone();
    let project = Project::embedded().with([
        ("locales/fr/cases/kem-sokha.ftl".to_owned(), Vec::new()),
        ("locales/.seen/fr/cases/kem-sokha.ftl".to_owned(), Vec::new()),
    ]);
    let imported = imported(&project, "fr", &po).expect("it can be imported");
    assert_eq!(imported.findings, []);
    let project = project.with(imported.files.into_iter().map(|file| (file.path, file.text.into_bytes())));
    assert_eq!(exported(&project, "fr")[CASE].matches("msgstr \"\"").count(), 1, "only the head is empty");
}

#[test]
fn a_file_that_is_no_po_is_refused() {
    let head = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n";
    let refused = |text: &str| match imported(&Project::embedded(), "fr", text) {
        Ok(imported) => reported(&imported.findings),
        Err(findings) => reported(&findings),
    };
    let plural = format!("{head}msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[4000000000] \"c\"\n");
    expect![[r#"
        broken-po:5  plural forms are not supported in this file
        broken-po:6  plural forms are not supported in this file"#]]
    .assert_eq(&refused(&plural).join("\n"));
    let texts = [
        "nonsense".to_owned(),
        head.to_owned(),
        format!("{head}msgctxt \"letter.ftl:closing\"\nmsgid \"a\nmsgstr \"b\"\n"),
        head.replace("fr", "km"),
        format!("{head}msgid \"Signature\"\nmsgstr \"x\"\n"),
        format!("{head}msgctxt \"letter.ftl:clossing\"\nmsgid \"a\"\nmsgstr \"b\"\n"),
        format!(
            "{head}msgctxt \"letter.ftl:closing\"\nmsgid \"a\"\nmsgstr \"\"\n\nmsgctxt \"letter.ftl:closing\"\nmsgid \"a\"\nmsgstr \"\"\n"
        ),
    ];
    let told: Vec<String> = texts.iter().flat_map(|text| refused(text)).collect();
    expect![[r#"
        broken-po:1  unrecognized PO syntax
        broken-po:0  the file has no text
        broken-po:5  a text has no closing quotation mark
        other-language:0  the file is for the language `km`
        unknown-entry:0 Signature the name of the message is missing in this entry
        unknown-message:4 letter.ftl:clossing unknown message `letter.ftl:clossing`
        duplicate-message:4 letter.ftl:closing duplicate message `letter.ftl:closing`"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn a_chain_of_references_without_end_ends() {
    let chain: Vec<String> = (0..4_000).map(|n| format!("c{n} = {{ c{} }}\n", n + 1)).collect();
    let chain = chain.concat();
    let project = changed("locales/fr/letter.ftl", "fill-in-signature = ", &format!("{chain}fill-in-signature = "));
    let text = "msgctxt \"letter.ftl:fill-in-signature\"\nmsgid \"Signature\"\nmsgstr \"{ c0 }\"\n";
    assert!(imported(&project, "fr", text).is_ok());
}

#[test]
fn no_damage_to_a_file_makes_the_program_panic() {
    let project = Project::embedded();
    let po = exported(&project, "fr")["letter.ftl"].clone();
    let pieces = [
        "",
        "{",
        "}",
        "\"",
        "\\",
        "\\n",
        "\n",
        "[",
        ".",
        "*",
        "#",
        "#~ ",
        "msgstr ",
        "msgctxt \"",
        "{ $day ->",
        "\u{FFFD}",
    ];
    let places: Vec<usize> = po.char_indices().map(|(at, _)| at).step_by(23).collect();
    for (i, at) in places.iter().enumerate() {
        let mut damaged = po.clone();
        let end = at + po[*at..].chars().next().map_or(0, char::len_utf8);
        damaged.replace_range(*at..end, pieces[i % pieces.len()]);
        if let Ok(imported) = imported(&project, "fr", &damaged) {
            let files = imported.files.into_iter().map(|file| (file.path, file.text.into_bytes()));
            let changed = project.clone().with(files);
            crate::translation::status(&crate::locale::Library::of(&changed), &tag("fr"))
                .expect("what was written can be read");
        }
    }
}

const FRENCH: &str = "locales/fr/letter.ftl";

/// The bundled project with this file of French words.
fn with_words(text: &str) -> Project {
    Project::embedded().with([(FRENCH.to_owned(), text.as_bytes().to_vec())])
}

#[test]
fn what_the_project_has_changed_since_is_not_overwritten() {
    let old = with_words("fill-in-signature = Signature\nclosing = Adieu\n");
    let po = exported(&old, "fr")["letter.ftl"].clone();
    let new = with_words("fill-in-signature = Paraphe\nclosing = Salut\n");
    // A tool wraps texts as it likes, sorts, and adds lines of its own.
    let po = po.replace("msgstr \"Adieu\"", "msgstr \"\"\n\"Bien à \"\n\"vous\"").replace("#. likhit", "#.  likhit");
    let first = imported(&new, "fr", &po).expect("it can be imported");
    expect![[r#"
        changed-since-export:392 letter.ftl:closing the translation was changed in this file, and in the project since the file was exported: [-project-] {+this file+}: [-Salut-] {+Bien à vous+}
        changed-since-export:443 letter.ftl:fill-in-signature `locales/fr/letter.ftl` has a newer translation than this file, in which it was not changed"#]]
    .assert_eq(&reported(&first.findings).join("\n"));
    assert_eq!((first.files.len(), first.newer), (0, 1));
    let source = Source { file: "x.po", text: &po };
    let taken = import(&new, &tag("fr"), source, ChangedTwice::Replace).expect("it can be imported");
    assert_eq!(taken.files[0].text, "fill-in-signature = Paraphe\nclosing = Bien à vous\n");
    assert!(!taken.findings.has_errors());
}

#[test]
fn a_po_file_without_the_comments_of_the_export_is_imported_as_it_is() {
    let old = with_words("fill-in-signature = Signature\n");
    let po = exported(&old, "fr")["letter.ftl"].clone();
    let bare: Vec<&str> = po.lines().filter(|line| !line.starts_with("#.")).collect();
    let bare = bare.join("\n") + "\n";
    let bare = bare.replace("msgstr \"Signature\"", "msgstr \"Seing\"");
    let imported = imported(&with_words("fill-in-signature = Paraphe\n"), "fr", &bare).expect("it can be imported");
    assert_eq!(imported.files[0].text, "fill-in-signature = Seing\n");
}

#[test]
fn line_ends_and_the_byte_order_mark_stay_as_they_are() {
    let text = "\u{FEFF}# words\r\n\r\nfill-in-signature = Signature\r\n\r\nclosing =\r\n    Adieu\r\n";
    let project = with_words(text);
    let po = exported(&project, "fr")["letter.ftl"].clone();
    let po = po.replace("msgstr \"Signature\"", "msgstr \"Paraphe\"");
    let once = imported(&project, "fr", &po).expect("it can be imported");
    assert_eq!(once.files[0].text, text.replace("Signature", "Paraphe"));
    // A message that was not there before has the same line ends.
    let long = "mot ".repeat(40) + "fin";
    let po = po.replacen("msgstr \"Adieu\"", &format!("msgstr \"{long}\""), 1);
    let grown = imported(&project, "fr", &po).expect("it can be imported");
    let written = &grown.files[0].text;
    assert!(written.starts_with('\u{FEFF}') && written.contains("mot\r\n"), "{written:?}");
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count(), "{written:?}");
}
