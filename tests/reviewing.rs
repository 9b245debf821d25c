//! A native reader's work: the form that is written, and the answers that are taken.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::folder::Folder;

const WORDS: &str = "locales/km/cases/kem-sokha.ftl";
const RECORD: &str = "locales/.reviewed/km/cases/kem-sokha.ftl";

/// A folder with the Khmer words of the case.
fn folder() -> Folder {
    Folder::of(&[(WORDS, include_str!("../locales/km/cases/kem-sokha.ftl"))])
}

/// What the form in a file has.
fn form(folder: &Folder, file: &str) -> Value {
    let page = folder.read(file);
    let (_, data) = page.split_once("<script type=\"application/json\" id=\"data\">").expect("the data");
    let (data, _) = data.split_once("</script>").expect("its end");
    serde_json::from_str(data).expect("it is JSON")
}

fn messages(form: &Value) -> Vec<&Value> {
    let groups = form["groups"].as_array().expect("groups");
    groups.iter().flat_map(|group| group["messages"].as_array().expect("messages")).collect()
}

fn ids(form: &Value) -> Vec<&str> {
    messages(form).iter().map(|message| message["id"].as_str().expect("an id")).collect()
}

/// Writes the form of the case and the answers of a reader: by id the verdict, or better words.
fn answered(folder: &Folder, answers: &[(&str, &str)]) {
    let said = folder.run("review km --case kem-sokha --date 2018-01-15 --out form.html --replace");
    assert!(said.ends_with("exit code 0\n"), "{said}");
    let form = form(folder, "form.html");
    let messages: Vec<Value> = messages(&form)
        .into_iter()
        .filter_map(|message| {
            let (_, answer) = answers.iter().find(|(id, _)| message["id"] == *id)?;
            let is_verdict = ["good", "unknown"].contains(answer);
            Some(json!({
                "file": message["file"], "id": message["id"], "source": message["source_hash"],
                "words": message["words_hash"], "verdict": if is_verdict { answer } else { "better" },
                "texts": if is_verdict { json!([]) } else { json!([{"attribute": null, "text": answer}]) },
            }))
        })
        .collect();
    assert_eq!(messages.len(), answers.len());
    let file = json!({
        "likhit_review": 1, "language": "km", "reader": "Sok Dara", "date": "2018-01-20", "messages": messages,
    });
    folder.write("answers.json", &file.to_string());
}

#[test]
fn the_form_has_each_message_once_and_those_of_one_case_are_an_hour() {
    let folder = Folder::of(&[]);
    expect![[r#"
        90 messages, 124 sentences, about 43 minutes  review-km.html
        exit code 0
    "#]]
    .assert_eq(&folder.run("review km --case kem-sokha --date 2018-01-15"));
    let of_case = form(&folder, "review-km.html");
    let mut once = ids(&of_case);
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), 90);
    assert!(!ids(&of_case).iter().any(|id| id.starts_with("review-") || id.starts_with("salutation-family")));
    // The form is made again without a question, and no other file is overwritten.
    assert!(folder.run("review km --date 2018-01-15").ends_with("exit code 0\n"));
    let all = form(&folder, "review-km.html");
    assert!(ids(&all).contains(&"review-good") && ids(&all).contains(&"salutation-family"));
    folder.write("notes.html", "<!doctype html> my notes");
    let said = folder.run("review km --out notes.html");
    assert!(said.contains("error[file-exists]") && said.ends_with("exit code 2\n"), "{said}");
}

#[test]
fn sentences_are_as_the_letter_prints_them_with_the_glossary_beside() {
    let folder = Folder::of(&[]);
    folder.run("review km --case kem-sokha --date 2018-01-15");
    let form = form(&folder, "review-km.html");
    let concern = messages(&form).into_iter().find(|message| message["id"] == "concern").expect("it is there").clone();
    let row = &concern["rows"][1];
    expect![[r#"["He was arrested at his house in Phnom Penh on ",["{ $arrested }","3 September 2017"]," and is accused of “colluding with a foreign power” under Article ",["{ $article }","443"]," of the Cambodian Criminal Code."]"#]]
        .assert_eq(&row["source"][0].to_string());
    let words = row["words"][0].to_string().replace('\u{A0}', " ");
    assert!(words.contains(r#"["{ $arrested }","ថ្ងៃទី៣ ខែកញ្ញា ឆ្នាំ២០១៧"]"#), "{row}");
    assert_eq!(row["glossary"], json!([["Phnom Penh", "រាជធានីភ្នំពេញ"]]));
    // A form of address is shown as it is said to women, men and others.
    let salutation = messages(&form).into_iter().find(|message| message["id"] == "salutation-your-excellency");
    assert_eq!(salutation.expect("it is there")["rows"][1]["words"].as_array().map(Vec::len), Some(2));
    let labels = &form["labels"];
    assert_eq!((&labels["good"], &labels["progress"][0]), (&json!(["Good", "ល្អ"]), &json!("{done} of {all} sentences")));
}

#[test]
fn every_variant_is_shown_with_a_number_that_it_is_for() {
    let folder = folder();
    let text = folder.read(WORDS).replacen(
        "party = ",
        "party = { $article ->\n    [one] X { $article }\n   *[other] Y\n } ",
        1,
    );
    folder.write(WORDS, &text);
    folder.run("review km --out form.html");
    let form = form(&folder, "form.html");
    let words = |id: &str, side: &str| -> Vec<String> {
        let message = messages(&form).into_iter().find(|message| message["id"] == id).expect("it is there");
        let sentences = message["rows"][0][side].as_array().expect("sentences");
        sentences.iter().map(Value::to_string).collect()
    };
    let of_pack = words("pack-note", "words");
    assert!(!of_pack[0].contains('២') && of_pack[1].contains("ទាំង ២ "), "{of_pack:?}");
    let of_source = words("pack-note", "source");
    assert_eq!((of_pack.len(), of_source.len()), (2, 2));
    let of_case = words("party", "words");
    assert!(of_case.len() == 2 && of_case[1].contains("\"Y\""), "{of_case:?}");
}

#[test]
fn what_a_form_does_not_show_whole_is_not_recorded_with_what_contains_it() {
    let folder = folder();
    let text = folder.read(WORDS).replacen("party = ", "party = { $article ->\n    [1] X\n   *[other] Y\n } ", 1);
    folder.write(WORDS, &text);
    answered(&folder, &[("concern", "good")]);
    folder.run("accept km --review answers.json");
    let record = folder.read(RECORD);
    assert!(record.contains("\nconcern =") && record.contains("\nperson ="), "{record}");
    assert!(!record.contains("\nparty ="), "{record}");
}

#[test]
fn words_that_nobody_has_read_do_not_count_because_better_ones_are_in_them() {
    let folder = folder();
    answered(&folder, &[("reply", "ខ្ញុំសូមអរគុណ។")]);
    // The translator takes the better words, and changes the source's other words too.
    let better = |text: &str| {
        let lines = text
            .lines()
            .map(|line| if line.starts_with("reply =") { "reply = ខ្ញុំសូមអរគុណ។" } else { line });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    folder.write(WORDS, &better(&folder.read(WORDS)));
    let said = folder.run("accept km --review answers.json");
    assert!(said.contains("error[changed-since-form]"), "{said}");
    assert!(!folder.has(RECORD), "{said}");
}

#[test]
fn better_words_that_lose_a_name_are_refused() {
    let folder = folder();
    let before = folder.read(WORDS);
    answered(&folder, &[("subject", "សំណើសុំដោះលែងប្រធានគណបក្ស")]);
    let said = folder.run("accept km --review --take-better answers.json");
    assert!(said.contains("error[dropped-reference]") && said.contains("0 taken"), "{said}");
    assert_eq!(folder.read(WORDS), before);
}

#[test]
fn a_form_without_the_words_of_a_case_is_refused() {
    let folder = Folder::of(&[("cases/kem-sokha.yaml", "country: ZZ\n")]);
    let said = folder.run("review km");
    assert!(said.contains("error") && said.ends_with("exit code 1\n"), "{said}");
    assert!(!folder.has("review-km.html"));
}

#[test]
fn the_page_is_whole_in_itself_and_nothing_in_it_can_become_code() {
    let folder = folder();
    let text = folder.read(WORDS).replacen("party = ", "party = </script><script>alert(1)</script>\u{2028}", 1);
    folder.write(WORDS, &text);
    folder.run("review km --case kem-sokha --out form.html");
    let page = folder.read("form.html");
    assert_eq!(page.matches("<script").count(), 2, "the data and the script of the form");
    for outside in ["src=\"", "href=\"", "@import", "url(http", "//cdn"] {
        let of_fonts = page.replace("url(data:font/ttf;base64,", "");
        assert!(!of_fonts.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("@font-face{font-family:\"Form\";src:url(data:font/ttf;base64,AAEAAAA"));
    assert!(page.len() < 400_000, "{} bytes", page.len());
}

#[test]
fn words_before_a_change_are_those_of_an_earlier_folder_or_of_the_last_review() {
    let folder = folder();
    let earlier = folder.read(WORDS);
    folder.write(&format!("before/{WORDS}"), &earlier);
    folder.run("accept km --review cases/kem-sokha.ftl --by Ann --on 2018-01-10");
    folder.write(WORDS, &earlier.replacen("party = ", "party = ក", 1));
    folder.run("review km --case kem-sokha --out form.html");
    let after_review = form(&folder, "form.html");
    assert!(!ids(&after_review).contains(&"subject"), "it is still reviewed");
    let before = |form: &Value| {
        let party = messages(form).into_iter().find(|message| message["id"] == "party").expect("it is there");
        party["rows"][0]["words_before"].clone()
    };
    assert_eq!(before(&after_review), json!(["គណបក្សសង្គ្រោះជាតិ"]));
    folder.run("review km --case kem-sokha --all --before before --out form.html");
    let with_folder = form(&folder, "form.html");
    assert_eq!(before(&with_folder), json!(["គណបក្សសង្គ្រោះជាតិ"]));
    let changed = messages(&with_folder)
        .into_iter()
        .filter(|message| message["rows"].as_array().expect("rows").iter().any(|row| !row["words_before"].is_null()));
    assert_eq!(changed.count(), 1);
}

#[test]
fn a_language_without_words_of_the_form_has_it_in_english_and_what_is_reviewed_is_not_asked_again() {
    let folder = Folder::of(&[("cases/a.yaml", include_str!("../cases/kem-sokha.yaml"))]);
    folder.run("new language lo");
    let path = "locales/lo/letter.ftl";
    assert!(!folder.has("locales/lo/review.ftl"));
    folder.write(path, &folder.read(path).replace("# closing =", "closing =").replace("#     Yours", "    Yours"));
    let said = folder.run("review lo --out form.html");
    assert!(said.ends_with("exit code 0\n"), "{said}");
    let lao = form(&folder, "form.html");
    assert!(ids(&lao).contains(&"month-1"), "{:?}", ids(&lao));
    assert_eq!((&lao["labels"]["good"], &lao["labels_unreviewed"]), (&json!(["Good"]), &json!(false)));
    folder.run("accept lo --review --by Ann");
    expect![[r#"
        nothing to review in `lo`: all messages are reviewed; to ask again, use --all
        exit code 0
    "#]]
    .assert_eq(&folder.run("review lo --out form.html"));
    // An empty file is the beginning of a translation of the form.
    folder.write("locales/lo/review.ftl", "");
    folder.run("new language lo");
    assert!(folder.read("locales/lo/review.ftl").contains("# review-good = Good"));
}

#[test]
fn good_messages_are_recorded_and_better_words_are_taken_if_that_is_asked() {
    let folder = folder();
    folder.write(WORDS, &folder.read(WORDS).replace('\n', "\r\n"));
    let original = folder.read(WORDS);
    let better = "ខ្ញុំនឹងមានអំណរគុណ ប្រសិនបើ{ $you }ឆ្លើយតប។";
    answered(&folder, &[("subject", "good"), ("reply", better), ("person", "unknown"), ("health", "good")]);
    expect![[r#"
        locales/.reviewed/km/cases/kem-sokha.ftl  subject, health
        answers.json: 2 good, 1 better, 1 not known, 0 without an answer
        locales/km/cases/kem-sokha.ftl:9:1: note[review-remark]: person: Sok Dara does not know whether it is good
          help: look at the message, or ask another reader
        locales/km/cases/kem-sokha.ftl:66:1: note[proposed-wording]: reply: Sok Dara proposes other words, [-now-] {+proposed+}: ខ្ញុំនឹងមានអំណរគុណ[-យ៉ាងជ្រាលជ្រៅ ប្រសិនបើ{ $you }ឆ្លើយតបអំពីវិធានការដែលត្រូវបានអនុវត្តក្នុងរឿងនេះ-]{+ ប្រសិនបើ{ $you }ឆ្លើយតប+}។
          help: to take it, use `likhit accept km --review --take-better answers.json`
        exit code 0
    "#]]
    .assert_eq(&folder.run("accept km --review answers.json"));
    assert_eq!(folder.read(WORDS), original);
    // The reader does not know the name that is part of the subject, so the subject is not reviewed as a whole.
    let said = folder.run("languages --format json");
    // Warnings follow the list.
    let rows = serde_json::Deserializer::from_str(&said).into_iter::<Value>().next();
    let rows = rows.expect("the list").expect("it is JSON");
    let row = rows.as_array().expect("rows").iter().find(|row| row["language"] == "km" && row["case"] == "kem-sokha");
    assert_eq!(row.expect("the row")["reviewed"], 0);

    let said = folder.run("accept km --review --take-better answers.json");
    assert!(said.contains("1 better (1 taken)") && said.ends_with("exit code 0\n"), "{said}");
    let line = original.lines().find(|line| line.starts_with("reply = ")).expect("the message");
    assert_eq!(folder.read(WORDS), original.replace(line, &format!("reply = {better}")), "all else stays");
    let record = folder.read(RECORD);
    assert!(record.contains(&format!("# reviewed by Sok Dara on 2018-01-20\nreply = {better}")), "{record}");
    // Once more changes nothing, and asks for nothing.
    let before = folder.files();
    let said = folder.run("accept km --review --take-better answers.json");
    assert!(said.contains("1 better (1 taken)") && said.ends_with("exit code 0\n"), "{said}");
    assert_eq!(folder.files(), before);
}

#[test]
fn better_words_with_a_fault_are_refused_and_all_others_are_taken() {
    let folder = folder();
    let original = folder.read(WORDS);
    answered(
        &folder,
        &[
            ("context", "ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ។"),
            ("reply", "ខ្ញុំនឹងមានអំណរគុណ <b>ប្រសិនបើ</b>{ $you }ឆ្លើយតប។"),
            ("subject", "សំណើសុំដោះលែងលោក { persn }"),
            ("health", "លោក { person } មានបញ្ហា {"),
            ("party", "គណបក្សសង្គ្រោះជាតិថ្មី"),
        ],
    );
    expect![[r#"
        locales/km/cases/kem-sokha.ftl  party
        locales/.reviewed/km/cases/kem-sokha.ftl  party
        answers.json: 0 good, 5 better (1 taken), 0 not known, 0 without an answer
        answers.json: error[missing-variable]: cases/kem-sokha.ftl:context: `$election` is missing in the translation
          help: add `{ $election }` where your grammar needs it
        answers.json: error[broken-fluent]: cases/kem-sokha.ftl:health: the translation is not valid: a `{` has no matching `}`
          help: keep everything in braces as in the source; each `{` needs a `}`
        answers.json: error[unknown-reference]: cases/kem-sokha.ftl:subject: unknown message `persn`
          help: did you mean `person`?
        answers.json: error[markup]: cases/kem-sokha.ftl:reply: the text has an HTML or template tag: `<b>`
          help: delete it, or write the text to print
        answers.json: error[markup]: cases/kem-sokha.ftl:reply: the text has an HTML or template tag: `</b>`
          help: delete it, or write the text to print
        exit code 1
    "#]]
    .assert_eq(&folder.run("accept km --review --take-better answers.json"));
    let changed = folder.read(WORDS);
    assert_eq!(changed, original.replace("party = គណបក្សសង្គ្រោះជាតិ\n", "party = គណបក្សសង្គ្រោះជាតិថ្មី\n"));
}

#[test]
fn an_answer_counts_only_for_the_words_that_were_read() {
    let folder = folder();
    answered(&folder, &[("subject", "good"), ("reply", "good"), ("demands", "good")]);
    let text = folder.read(WORDS);
    folder.write(WORDS, &text.replacen("person = ", "person = ក", 1).replacen("demands = ", "demand = ", 1));
    expect![[r#"
        locales/.reviewed/km/cases/kem-sokha.ftl  reply
        answers.json: 1 good, 0 better, 0 not known, 0 without an answer
        answers.json: error[unknown-message]: cases/kem-sokha.ftl:demands: unknown message `cases/kem-sokha.ftl:demands` in `km`
          help: was it renamed to `demand`? Make a new form and ask again
        locales/km/cases/kem-sokha.ftl:39:1: error[changed-since-form]: subject: its words or its source have changed since the form was made, so the answer does not count
          help: make a new form with `likhit review km`, and ask the reader again
        exit code 1
    "#]]
    .assert_eq(&folder.run("accept km --review answers.json"));
}

#[test]
fn a_file_that_is_not_for_this_is_refused_as_a_whole() {
    let folder = folder();
    answered(&folder, &[("reply", "good")]);
    expect![[r#"
        answers.json: error[other-language]: the file is for the language `km`
          help: use `likhit accept km --review answers.json`
        exit code 1
    "#]]
    .assert_eq(&folder.run("accept fr --review answers.json"));
    let text = folder.read("answers.json");
    folder.write("answers.json", &text.replace("Sok Dara", "Sok\\nDara"));
    expect![[r#"
        answers.json: error[broken-review-file]: reader: the name of the reader is missing or not a name
          help: add it with `--by NAME`
        exit code 1
    "#]]
    .assert_eq(&folder.run("accept km --review answers.json"));
    let said = folder.run("accept km --review answers.json --by Dara --on 2018-01-21");
    assert!(said.ends_with("exit code 0\n"), "{said}");
    assert!(folder.read(RECORD).contains("# reviewed by Dara on 2018-01-21\nreply ="));
    for broken in ["", "{", "[1]", &"[".repeat(50_000), "{\"likhit_review\": 9}"] {
        folder.write("answers.json", broken);
        let said = folder.run("accept km --review answers.json");
        assert!(said.contains("error[broken-review-file]") && said.ends_with("exit code 1\n"), "{broken:.20}: {said}");
    }
    let said = folder.run("accept km --review missing.json");
    assert!(said.ends_with("exit code 2\n"), "{said}");
}
