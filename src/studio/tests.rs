//! What a page gets from the studio.

use std::collections::BTreeSet;

use jiff::civil::date;
use serde_json::Value;

use super::*;

const KHMER: &str = "locales/km/cases/kem-sokha.ftl";
const CASE: &str = "cases/kem-sokha.yaml";
const CHOSEN: &str = "case=kem-sokha&lang=km";

fn studio(project: Project) -> Studio {
    Studio::of(project, date(2018, 1, 15))
}

/// The bundled project with a file that is changed.
fn changed(file: &str, change: impl Fn(&str) -> String) -> Project {
    let project = Project::embedded();
    let text = change(project.text(file).expect("it is there"));
    project.with([(file.to_owned(), text.into_bytes())])
}

fn get(studio: &mut Studio, target: &str) -> Response {
    answer(studio, &Request::of(Method::Get, target, Vec::new()))
}

fn json(studio: &mut Studio, target: &str) -> Value {
    let response = get(studio, target);
    assert_eq!(response.status, Status::Ok, "{}", String::from_utf8_lossy(&response.body));
    serde_json::from_slice(&response.body).expect("it is JSON")
}

fn view(studio: &mut Studio) -> Value {
    json(studio, &format!("/view?{CHOSEN}"))
}

fn findings(studio: &mut Studio, of: &str) -> Vec<Value> {
    json(studio, &format!("/findings?{CHOSEN}&of={of}"))["findings"].as_array().expect("a list").clone()
}

#[test]
fn what_check_finds_is_found_once() {
    let mut studio = studio(changed(KHMER, |text| format!("{text}\nclosingg = ក\n")));
    assert_eq!(view(&mut studio)["standing"], "current");
    for of in ["files", "pages"] {
        let found = findings(&mut studio, of);
        let about = found.iter().filter(|finding| finding["place"] == "closingg");
        assert_eq!(about.count(), 1, "{found:?}");
    }
    // A message that is missing is reported once, though the letter misses it too.
    for id in ["reply", "person", "subject"] {
        studio.put(Ok(changed(KHMER, |text| text.replacen(&format!("\n{id} ="), &format!("\n# {id} ="), 1))));
        let seen = view(&mut studio);
        let found = [findings(&mut studio, "pages"), seen["findings"].as_array().expect("a list").clone()].concat();
        assert_eq!(found.iter().filter(|finding| finding["rule"] == "missing-message").count(), 1, "{found:?}");
    }
    // A broken file is reported once, although setting reports it too.
    studio.put(Ok(changed(KHMER, |text| text.replacen("{ person }", "{ person", 1))));
    let found = findings(&mut studio, "pages");
    let places: Vec<String> = found.iter().map(|it| format!("{}{}{}", it["rule"], it["file"], it["line"])).collect();
    assert!(!places.is_empty());
    assert_eq!(places.len(), places.iter().collect::<BTreeSet<_>>().len(), "{found:?}");
}

#[test]
fn each_kind_of_document_is_shown() {
    let mut studio = studio(Project::embedded());
    let mut shown = Vec::new();
    for (_, kind, _) in choice::Kind::ALL {
        let view = json(&mut studio, &format!("/view?{CHOSEN}&to=prime-minister&document={kind}"));
        let (pages, sheets) = (&view["set"]["pages"], &view["set"]["sheets"]);
        let count = pages.as_array().map_or(0, Vec::len);
        assert_eq!(sheets.as_array().map_or(0, Vec::len), count, "{kind}: {}", view["findings"]);
        shown.push(format!("{kind}: {count} of {}", sheets[0]));
    }
    expect_test::expect![[r#"
        letter: 2 of [595.2755905511812,841.8897637795277]
        sheet: 2 of [595.2755905511812,841.8897637795277]
        fax: 3 of [595.2755905511812,841.8897637795277]
        envelope: 1 of [623.6220472440946,311.8110236220473]
        proof: 14 of [841.8897637795277,595.2755905511812]"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn the_languages_of_the_project_come_first() {
    let own = |files: &[&str]| {
        let files = files
            .iter()
            .map(|file| ((*file).to_owned(), Project::embedded().bytes(file).expect("it is there").to_vec()));
        Project::embedded().with(files.collect::<Vec<_>>())
    };
    let first = |project: Project| {
        let view = json(&mut studio(project), "/view?case=kem-sokha");
        (view["chosen"]["lang"].clone(), view["choices"]["lang"][0]["id"].clone())
    };
    let both = |tag: &str| (Value::from(tag), Value::from(tag));
    assert_eq!(first(own(&["locales/fr/letter.ftl", "locales/en/letter.ftl"])).0, "fr");
    assert_eq!(first(own(&["locales/fr/locale.yaml"])), both("fr"));
    assert_eq!(first(Project::embedded()).0, "km");
}

#[test]
fn a_letter_that_is_not_posted_is_shown_and_gives_no_pdf() {
    let address = "      lines: [75 Norodom Blvd, Khan Chamkarmon, Phnom Penh]\n      country: KH\n";
    let project = changed(CASE, |text| text.replacen(address, "", 1));
    assert_ne!(project, Project::embedded());
    let mut studio = studio(project);
    let view = view(&mut studio);
    assert_eq!(view["standing"], "current");
    let told: Vec<&Value> =
        view["findings"].as_array().expect("a list").iter().filter(|finding| finding["rule"] == "no-address").collect();
    assert!(told.len() == 1 && told[0]["severity"] != "error", "{told:?}");
    let to = view["chosen"]["to"].as_str().expect("a recipient").to_owned();
    let refused = get(&mut studio, &format!("/letter.pdf?{CHOSEN}&to={to}"));
    assert_eq!(refused.status, Status::Conflict);
    assert!(String::from_utf8_lossy(&refused.body).contains("no-address"));
}

#[test]
fn a_closed_case_is_shown_to_be_closed_and_gives_no_pdf() {
    let project =
        changed(CASE, |text| text.replace("\nstatus: active\n", "\nstatus: closed\noutcome: He was released.\n"));
    let mut studio = studio(project);
    let view = view(&mut studio);
    assert_eq!((&view["findings"][0]["rule"], &view["standing"]), (&"case-not-active".into(), &"current".into()));
    for document in ["letter.pdf", "letter.txt", "sheet.pdf", "fax.pdf", "envelope.pdf"] {
        let refused = get(&mut studio, &format!("/{document}?{CHOSEN}"));
        assert_eq!(refused.status, Status::Conflict, "{document}");
        assert!(String::from_utf8_lossy(&refused.body).contains("case-not-active"), "{document}");
    }
}

#[test]
fn documents_are_those_that_are_printed() {
    let project = Project::embedded();
    let order = |lang: &str| crate::print::Order {
        to: vec![crate::id::RecipientId::new("prime-minister").expect("an id")],
        languages: vec![crate::id::LanguageTag::new(lang).expect("a tag")],
        ..crate::print::Order::of(crate::id::CaseId::new("kem-sokha").expect("an id"), date(2018, 1, 15))
    };
    let mut studio = studio(project.clone());
    for lang in ["en", "km"] {
        let printed = crate::print::letters(&project, &order(lang)).printed;
        let pdf = get(&mut studio, &format!("/letter.pdf?case=kem-sokha&to=prime-minister&lang={lang}"));
        assert!(pdf.body == printed[0].pdf, "{lang}");
    }
}

fn post(studio: &mut Studio, target: &str, was: Option<&str>, words: &str) -> Response {
    let body = serde_json::json!({ "was": was, "words": words }).to_string().into_bytes();
    answer(studio, &Request::of(Method::Post, target, body))
}

#[test]
fn an_edit_changes_one_message_and_is_refused_if_the_file_has_moved_on() {
    let mut studio = studio(Project::embedded());
    let target = format!("/message?file={KHMER}&id=context");
    assert_eq!(post(&mut studio, &target, None, "x").status, Status::Conflict, "it was not shown");
    let was = view(&mut studio)["messages"]["context"]["translation"]["words"].as_str().expect("words").to_owned();
    let edited = post(&mut studio, &target, Some(&was), "ពាក្យ");
    assert_eq!((edited.status, edited.changes.len()), (Status::Ok, 1));
    let change = edited.changes[0].clone();
    let text = studio.project().text(KHMER).expect("it is there");
    assert_eq!((change.path.as_str(), &change.before), (KHMER, &None), "it is the program's file");
    assert_eq!(String::from_utf8(change.after.clone()), Ok(text.replace(&was, "ពាក្យ")));
    let project = studio.project().as_ref().clone();
    studio.put(Ok(project.with([(change.path, change.after.clone())])));
    assert_eq!(view(&mut studio)["messages"]["context"]["translation"]["words"], "ពាក្យ");
    let late = post(&mut studio, &target, Some(&was), "ផ្សេង");
    let both: Value = serde_json::from_slice(&late.body).expect("it is JSON");
    assert_eq!((late.status, &both["now"], &both["words"]), (Status::Conflict, &"ពាក្យ".into(), &"ផ្សេង".into()));
    assert!(late.changes.is_empty());
    for words in ["{ person", ""] {
        let refused = post(&mut studio, &target, Some("ពាក្យ"), words);
        let said: Value = serde_json::from_slice(&refused.body).expect("it is JSON");
        assert!(refused.changes.is_empty() && said["findings"][0]["severity"] == "error", "{said}");
    }
    let next = post(&mut studio, &target, Some("ពាក្យ"), "ផ្សេង");
    assert_eq!(next.changes[0].before, Some(change.after), "now it is the project's file");
}

#[test]
fn a_message_of_every_letter_is_written_over_the_program_s() {
    let mut studio = studio(Project::embedded());
    let view = view(&mut studio);
    let messages = view["messages"].as_object().expect("messages");
    let (id, message) = messages.iter().find(|(_, it)| it["file"] == "locales/km/letter.ftl").expect("a message");
    let was = message["translation"]["words"].as_str();
    let edited = post(&mut studio, &format!("/message?file=locales/km/letter.ftl&id={id}"), was, "ពាក្យ");
    assert_eq!(edited.changes.len(), 1, "{}", String::from_utf8_lossy(&edited.body));
    assert_eq!(String::from_utf8_lossy(&edited.changes[0].after), format!("{id} = ពាក្យ\n"));
}

#[test]
fn a_line_of_yaml_is_changed_alone() {
    let mut studio = studio(Project::embedded());
    let view = view(&mut studio);
    let elements = view["set"]["elements"].as_array().expect("a list").clone();
    let line =
        elements.iter().find(|element| element["file"] == CASE && element["written"].is_string()).expect("a line");
    let (number, was) = (&line["line"], line["written"].as_str().expect("text"));
    let target = format!("/line?file={CASE}&line={number}");
    let edited = post(&mut studio, &target, Some(was), &format!("{was} # seen"));
    let before = studio.project().text(CASE).expect("it is there").to_owned();
    let after = String::from_utf8(edited.changes[0].after.clone()).expect("text");
    assert_eq!(after, before.replacen(was, &format!("{was} # seen"), 1));
    for words in ["  - {", "a\nb"] {
        assert_eq!(post(&mut studio, &target, Some(was), words).status, Status::Conflict, "{words}");
    }
    assert_eq!(post(&mut studio, &target, Some("other"), "x").status, Status::Conflict);
    let other = post(&mut studio, "/line?file=cases/../Cargo.yaml&line=1", Some("x"), "y");
    assert_eq!(other.status, Status::Conflict);
}

const LIST: &[u8] = b"id,Full Name,address1,address2,country\n\
    a,Ada Lang,1 High Street,London,GB\n\
    b,,2 High Street,London,GB\n\
    c,Cy Cole,4 High Street,London,GB\n";

fn sent(studio: &mut Studio, target: &str, body: &[u8]) -> Value {
    let response = answer(studio, &Request::of(Method::Post, target, body.to_vec()));
    assert_eq!(response.status, Status::Ok, "{}", String::from_utf8_lossy(&response.body));
    serde_json::from_slice(&response.body).expect("it is JSON")
}

#[test]
fn a_list_is_opened_its_columns_are_chosen_and_its_letters_printed() {
    let mut studio = studio(Project::embedded());
    let chosen = "case=kem-sokha&date=2018-01-15";
    assert_eq!(get(&mut studio, &format!("/mailing?{chosen}")).status, Status::Conflict, "no list is open");
    let about = sent(&mut studio, "/list?name=members.csv", LIST);
    assert_eq!((&about["rows"], &about["headings"][1]), (&3.into(), &"Full Name".into()));
    assert!(about["columns"].as_array().expect("a list").iter().any(|column| column["field"] == "name"), "{about}");
    let about = sent(&mut studio, "/list/columns", br#"{"columns": {"name": "Full Name"}, "ignore": []}"#);
    assert_eq!(about["rows"], 3);

    let planned = json(&mut studio, &format!("/mailing?{chosen}&letters-per-file=4"));
    assert_eq!((&planned["rows"]["good"], &planned["rejected"]), (&2.into(), &serde_json::json!([3])), "{planned}");
    assert_eq!(get(&mut studio, "/mailing/manifest.csv").status, Status::Conflict, "nothing is printed yet");
    let files = planned["files"].as_array().expect("a list").clone();
    assert!(files.len() > 1, "{planned}");
    for file in &files {
        let pdf = get(&mut studio, &format!("/mailing/{}", file[0].as_str().expect("a name")));
        assert!(pdf.status == Status::Ok && pdf.body.starts_with(b"%PDF"), "{file}");
    }
    let manifest = String::from_utf8(get(&mut studio, "/mailing/manifest.csv").body).expect("text");
    assert_eq!(manifest.lines().count() as u64 - 1, planned["letters"].as_u64().expect("a number"));
    for name in ["summary.json", "summary.txt", "rejected.csv"] {
        assert_eq!(get(&mut studio, &format!("/mailing/{name}")).status, Status::Ok, "{name}");
    }
    let reasons = get(&mut studio, "/mailing/reasons.csv");
    assert_eq!((reasons.status, get(&mut studio, "/mailing/other.pdf").status), (Status::Ok, Status::NotFound));

    let one = get(&mut studio, &format!("/list/letter.pdf?{chosen}&row=2&lang=en&to=prime-minister"));
    assert!(one.status == Status::Ok && one.body.starts_with(b"%PDF"));
    let bad = get(&mut studio, &format!("/list/letter.pdf?{chosen}&row=3&lang=en&to=prime-minister"));
    assert_eq!(bad.status, Status::Conflict);
    let envelope = get(&mut studio, &format!("/list/envelope.pdf?{chosen}&row=2&to=prime-minister"));
    assert!(envelope.body.starts_with(b"%PDF"), "{}", String::from_utf8_lossy(&envelope.body));
}

#[test]
fn cases_and_languages_say_what_nobody_has_checked() {
    let mut studio = studio(Project::embedded());
    let cases = json(&mut studio, "/cases");
    let case = cases["cases"].as_array().expect("a list").iter().find(|case| case["case"] == "kem-sokha");
    let case = case.expect("the bundled case");
    assert_eq!((&case["status"], &case["unreviewed"]["en"]), (&"active".into(), &0.into()));
    assert!(case["unreviewed"]["km"].as_u64() > Some(10), "{case}");
    let languages = json(&mut studio, "/languages");
    let khmer = languages.as_array().expect("a list").iter().find(|language| language["tag"] == "km");
    let families = khmer.expect("Khmer")["families"].as_array().expect("a list").clone();
    let fonts = json(&mut studio, "/fonts");
    let has = |family: &Value| {
        fonts.as_object().expect("fonts").values().any(|of| of.as_array().expect("a list").contains(family))
    };
    assert!(!families.is_empty() && families.iter().all(has), "{families:?} {fonts}");
}

#[test]
fn a_translator_gets_the_messages_with_their_states() {
    let project =
        changed(KHMER, |text| text.replacen("\nreply =", "\n# reply =", 1).replacen("{ person }", "{ persom }", 1));
    let mut studio = studio(project);
    let list = json(&mut studio, &format!("/messages?{CHOSEN}"));
    let rows = list.as_array().expect("a list");
    let row = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no {id}"));
    assert_eq!(row("reply")["state"], "missing");
    assert!(rows.iter().any(|row| row["findings"].as_u64() > Some(0)), "{list}");
    let one = json(&mut studio, &format!("/message?{CHOSEN}&id=detention"));
    assert_eq!((&one["file"], &one["translation"]["file"]), (&KHMER.into(), &KHMER.into()));
    assert!(one["source"]["words"].as_str().is_some_and(|words| words.contains("detention-ordered")), "{one}");
    assert!(one["variables"]["detention-ordered"].as_str().is_some_and(|value| value.contains("២០១៧")), "{one}");
    assert!(one["findings"].is_array() && one["glossary"].is_object());
    // A repair says which characters are replaced by what.
    let missing = json(&mut studio, &format!("/message?{CHOSEN}&id=reply"));
    assert_eq!((&missing["translation"], &missing["file"]), (&Value::Null, &KHMER.into()));
    assert_eq!(get(&mut studio, &format!("/message?{CHOSEN}&id=nothing")).status, Status::Conflict);
}

#[test]
fn a_case_begins_with_the_text_of_an_appeal() {
    let mut studio = studio(Project::embedded());
    let text = "Urgent action: poet in prison\n\nPlease write to the minister.\n\nFree her now.\n";
    let made = answer(&mut studio, &Request::of(Method::Post, "/case?name=poet&lang=en", text.as_bytes().to_vec()));
    let paths: Vec<&str> = made.changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(paths, ["cases/poet.yaml", "locales/en/cases/poet.ftl"], "{}", String::from_utf8_lossy(&made.body));
    for target in ["/case?name=../poet", "/case?name=kem-sokha"] {
        let refused = answer(&mut studio, &Request::of(Method::Post, target, text.as_bytes().to_vec()));
        assert!(refused.status == Status::Conflict && refused.changes.is_empty(), "{target}");
    }
}

#[test]
fn a_host_hands_over_files_of_a_project_only() {
    let mut studio = studio(Project::embedded());
    let put = |studio: &mut Studio, path: &str| {
        answer(studio, &Request::of(Method::Post, &format!("/files/{path}"), b"x = y\n".to_vec())).status
    };
    assert_eq!(put(&mut studio, "locales/km/cases/new.ftl"), Status::Ok);
    assert!(studio.project().is_own("locales/km/cases/new.ftl"));
    for path in ["locales/../a.ftl", "other/a.ftl", "/etc/passwd", "locales//a", "locales/./a", ""] {
        assert_eq!(put(&mut studio, path), Status::BadRequest, "{path}");
    }
}
