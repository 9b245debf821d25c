//! Forms of address: how a letter begins and ends, and the word by which it addresses its recipient.

#![expect(clippy::disallowed_types, reason = "the program is started in a folder of its own")]
#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::collections::BTreeMap;
use std::process::Command;

use jiff::civil::date;
use likhit::check::{Scope, check};
use likhit::finding::Findings;
use likhit::id::{CaseId, CountryCode, LanguageTag};
use likhit::letter::forms_of_address;
use likhit::locale::Library;
use likhit::print::{Order, PlainOutcome, SheetOrder, letters, plain_letters, sheets};
use likhit::project::Project;
use likhit::translation::{begin_language, po};
use likhit::yaml::Source;

const CASE: &str = "cases/kem-sokha.yaml";
const EN: &str = "locales/en/cases/kem-sokha.ftl";
const KM: &str = "locales/km/cases/kem-sokha.ftl";
const FR: &str = "locales/fr/cases/kem-sokha.ftl";
const KM_LETTER: &str = "locales/km/letter.ftl";
const FR_LETTER: &str = "locales/fr/letter.ftl";

/// The bundled project with changes: in a file, a text that is replaced wherever it is; an empty one is the end.
fn project(changes: &[(&str, &str, &str)]) -> Project {
    changes.iter().fold(Project::embedded(), |project, (file, from, to)| {
        let text = project.text(file).unwrap();
        assert!(text.contains(from), "{file} has no `{from}`");
        let text = if from.is_empty() { format!("{text}{to}") } else { text.replace(from, to) };
        project.with([((*file).to_owned(), text.into_bytes())])
    })
}

fn tag(tag: &str) -> LanguageTag {
    LanguageTag::new(tag).unwrap()
}

fn order(language: &str) -> Order {
    Order {
        country: CountryCode::new("GB"),
        languages: vec![tag(language)],
        ..Order::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15))
    }
}

/// The paragraphs of the letters, by their recipients.
fn said(project: &Project, language: &str) -> BTreeMap<String, Vec<String>> {
    let PlainOutcome { letters, findings } = plain_letters(project, &order(language));
    assert!(!findings.has_errors(), "{findings:#?}");
    let paragraphs = |body: &str| body.split("\n\n").map(str::to_owned).collect();
    letters.into_iter().map(|copy| (copy.recipient.to_string(), paragraphs(&copy.letter.body))).collect()
}

/// How the letter to the Prime Minister begins and ends.
fn ends(project: &Project, language: &str) -> [String; 2] {
    let letter = &said(project, language)["prime-minister"];
    // The last lines list the copies.
    let closing = letter[letter.len() - 2].clone();
    [letter[0].clone(), closing]
}

fn errors(findings: &Findings) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.is_error());
    let place = |finding: &likhit::Finding| finding.place.clone().unwrap_or_default();
    errors.map(|finding| format!("{} {}: {}", finding.rule, place(finding), finding.message)).collect()
}

/// The errors of `check`, which letters and e-mails must report too.
fn refused(project: &Project, language: &str) -> Vec<String> {
    let scope = Scope { case: CaseId::new("kem-sokha"), languages: vec![tag(language)], ..Scope::default() };
    let checked = errors(&check(project, &scope).findings);
    for printed in [letters(project, &order(language)).findings, plain_letters(project, &order(language)).findings] {
        assert_eq!(errors(&printed), checked);
    }
    checked
}

#[test]
fn a_samdech_is_called_samdech_in_all_places_and_nobody_else_is() {
    let letters = said(&Project::embedded(), "km");
    assert_eq!(letters.len(), 4);
    for (recipient, paragraphs) in &letters {
        let [own, other] = match recipient.as_str() {
            "prime-minister" => ["សម្តេច", "ឯកឧត្តម"],
            _ => ["ឯកឧត្តម", "សម្តេច"],
        };
        // The copies say who got the appeal, which is not a word to the reader.
        let text = paragraphs.join("\n");
        let to_reader = text.split("ចម្លងជូន៖").next().unwrap();
        let count = if recipient == "prime-minister" || recipient == "interior-minister" { 4 } else { 5 };
        assert_eq!(to_reader.matches(own).count(), count, "{recipient}: {to_reader}");
        assert_eq!(to_reader.matches(other).count(), 0, "{recipient}: {to_reader}");
        assert_eq!(paragraphs[0], own);
    }
}

#[test]
fn french_follows_the_gender_and_the_closing_repeats_the_form_of_address() {
    let minister = |gender: &str| {
        let salutation = format!("salutation: minister{gender}");
        ends(&project(&[(CASE, "salutation: samdech\n    gender: male", &salutation)]), "fr")
    };
    let closing = |you: &str| format!("Je vous prie d’agréer, {you}, l’expression de ma très haute considération.");
    for (gender, you) in [
        ("\n    gender: female", "Madame la Ministre"),
        ("\n    gender: male", "Monsieur le Ministre"),
        ("", "Madame, Monsieur"),
        ("\n    number: many", "Mesdames, Messieurs"),
    ] {
        assert_eq!(minister(gender), [format!("{you},"), closing(you)], "{gender}");
    }
}

#[test]
fn every_key_begins_and_ends_a_letter_in_every_language() {
    let bundled = Project::embedded();
    let keys: Vec<String> =
        forms_of_address(&Library::of(&bundled).languages[&tag("en")]).0.into_iter().map(|form| form.key).collect();
    for wanted in [
        "your-excellency",
        "president",
        "prime-minister",
        "minister",
        "ambassador",
        "prosecutor",
        "judge",
        "governor",
        "director",
        "sir-or-madam",
        "by-name",
        "family",
        "the-person",
        "samdech",
    ] {
        assert!(keys.iter().any(|key| key == wanted), "{wanted}");
    }
    for key in &keys {
        for gender in ["", "\n    gender: female", "\n    gender: male", "\n    number: many"] {
            let salutation = format!("salutation: {key}{gender}");
            let project = project(&[(CASE, "salutation: samdech\n    gender: male", &salutation)]);
            for language in ["en", "fr", "km"] {
                let [begins, closes] = ends(&project, language);
                assert!(!begins.contains(['{', '}', '$']) && !closes.contains(['{', '}', '$']), "{begins} {closes}");
                assert_eq!(begins.ends_with(','), language != "km", "{language} {key}: {begins}");
            }
        }
    }
}

#[test]
fn the_name_is_that_of_the_message_or_else_of_the_address() {
    let by_name = |changes: &[(&str, &str, &str)]| {
        let salutation = (CASE, "salutation: samdech", "salutation: by-name");
        project(&[changes, &[salutation]].concat())
    };
    assert_eq!(ends(&by_name(&[]), "en")[0], "Dear Mr Hun Sen,");
    assert_eq!(ends(&by_name(&[]), "km")[0], "លោក ហ៊ុន សែន ជាទីគោរព");
    let nameless = by_name(&[(EN, "    .name = Hun Sen\n", ""), (KM, "    .name = ហ៊ុន សែន\n", "")]);
    assert_eq!(ends(&nameless, "en")[0], "Dear Mr Samdech Hun Sen,");
    assert_eq!(
        refused(&nameless, "km"),
        [
            "missing-message recipient-prime-minister: `recipient-prime-minister` has no `.name`, but the form of address \
          `salutation-by-name` uses the name"
        ]
    );
}

/// A form of address of the case itself, in English and French.
const OWN: [(&str, &str, &str); 3] = [
    (CASE, "salutation: samdech", "salutation: holy-father"),
    (EN, "", "\nsalutation-holy-father = Your Holiness,\n    .you = Your Holiness\n    .closing = With respect,\n"),
    (FR, "", "\nsalutation-holy-father = { $you },\n    .you = Très Saint-Père\n"),
];

#[test]
fn a_case_may_have_a_form_of_address_of_its_own() {
    let own = project(&OWN);
    assert_eq!(ends(&own, "en"), ["Your Holiness,", "With respect,"]);
    let closing = "Je vous prie d’agréer, Très Saint-Père, l’expression de ma très haute considération.";
    assert_eq!(ends(&own, "fr"), ["Très Saint-Père,", closing]);
    for language in ["en", "fr"] {
        assert_eq!(refused(&own, language), [""; 0]);
        let scope = Scope { paths: vec![format!("locales/{language}")], ..Scope::default() };
        let rules: Vec<_> = check(&own, &scope).findings.into_iter().map(|finding| finding.rule.to_string()).collect();
        assert!(rules.iter().all(|rule| rule == "changed-since-review" || rule == "no-record"), "{rules:?}");
    }
    // It is missing in Khmer, in the file of the case.
    assert_eq!(
        refused(&own, "km"),
        ["missing-message salutation-holy-father: the message `salutation-holy-father` is missing"]
    );
    let order = SheetOrder { languages: vec![tag("fr")], ..SheetOrder::of(order("fr").case, date(2018, 1, 15)) };
    let sheet = sheets(&own, &order);
    assert!(!sheet.findings.has_errors(), "{:#?}", sheet.findings);
    let lines = sheet.sheets[0].document.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        likhit::page::Item::Line(line) => Some(line.text.text.clone()),
        _ => None,
    });
    assert!(lines.into_iter().any(|line| line.ends_with(": Très Saint-Père")), "without its comma");
    let (forms, _) = forms_of_address(&Library::of(&own).languages[&tag("en")]);
    let form = forms.iter().find(|form| form.key == "holy-father").unwrap();
    assert_eq!(form.case.as_ref().map(CaseId::as_str), Some("kem-sokha"));
}

#[test]
fn a_case_in_one_language_has_it_in_that_language() {
    let bundled = Project::embedded();
    let case = bundled.text(CASE).unwrap().replace("[en, km]", "[fr]").replace("samdech", "holy-father");
    let words = format!("{}{}", bundled.text(FR).unwrap(), OWN[2].2);
    let files = [("cases/seule.yaml", case), ("locales/fr/cases/seule.ftl", words)];
    let project = bundled.with(files.map(|(path, text)| (path.to_owned(), text.into_bytes())));
    let id = CaseId::new("seule").unwrap();
    let scope = Scope { case: Some(id.clone()), ..Scope::default() };
    assert_eq!(errors(&check(&project, &scope).findings), [""; 0]);
    let printed = plain_letters(&project, &Order { case: id, ..order("fr") });
    assert!(printed.letters.iter().any(|copy| copy.letter.body.starts_with("Très Saint-Père,")));
}

#[test]
fn a_form_of_address_of_a_case_is_translated_with_a_tool_like_other_messages() {
    let own = project(&OWN[..2]);
    let (exported, _) = po::export(&own, &tag("km"), CaseId::new("kem-sokha").as_ref()).unwrap();
    let text = &exported["cases/kem-sokha.ftl"];
    let translated = |text: String, id: &str, words: &str| {
        let entry = format!("msgctxt \"cases/kem-sokha.ftl:{id}\"\n");
        let (before, after) = text.split_once(&entry).unwrap_or_else(|| panic!("{id} is not there: {text}"));
        format!("{before}{entry}{}", after.replacen("msgstr \"\"", &format!("msgstr \"{words}\""), 1))
    };
    let text = translated(text.clone(), "salutation-holy-father", "{ $you }");
    let text = translated(text, "salutation-holy-father.you", "សម្តេចប៉ាប");
    let text = translated(text, "salutation-holy-father.closing", "សូម{ $you } ទទួលនូវការគោរព៕");
    let imported =
        po::import(&own, &tag("km"), Source { file: "km.po", text: &text }, po::ChangedTwice::Refuse).unwrap();
    assert!(!imported.findings.has_errors(), "{:#?}", imported.findings);
    let files = imported.files.into_iter().map(|file| (file.path, file.text.into_bytes())).collect::<Vec<_>>();
    assert_eq!(ends(&own.with(files), "km"), ["សម្តេចប៉ាប", "សូមសម្តេចប៉ាប ទទួលនូវការគោរព៕"]);
}

#[test]
fn a_form_of_address_without_the_word_is_reported_where_a_letter_needs_it() {
    // English uses the word in the first paragraph of copies.
    let lacking = project(&[OWN[0], (EN, "", "\nsalutation-holy-father = Your Holiness,\n")]);
    assert_eq!(
        refused(&lacking, "en"),
        ["missing-message salutation-holy-father: `salutation-holy-father` has no `.you`, but `copy-opening` in \
          `locales/en/cases/kem-sokha.ftl` uses `$you`"]
    );
    // Without a message that needs it, nothing is missing.
    let free = project(&[OWN[0], (EN, "{ $you }", "you"), (EN, "", "\nsalutation-holy-father = Your Holiness,\n")]);
    assert_eq!(refused(&free, "en"), [""; 0]);
    assert_eq!(ends(&free, "en"), ["Your Holiness,", "Yours respectfully,"]);
    // The closing of the language needs it.
    let french = project(&[OWN[0], (FR, "", "\nsalutation-holy-father = Très Saint-Père,\n"), OWN[1]]);
    let found = refused(&french, "fr");
    let message = "`salutation-holy-father` has no `.you`, but `closing` uses `$you`";
    assert_eq!(found, [format!("missing-message salutation-holy-father: {message}")]);
}

#[test]
fn the_word_is_only_defined_in_letters_and_not_in_itself() {
    let on_sheet = project(&[(EN, "sheet-demands = Please", "sheet-demands = { $you }, please")]);
    let scope = Scope { case: CaseId::new("kem-sokha"), ..Scope::default() };
    let found = errors(&check(&on_sheet, &scope).findings);
    let place = "unknown-variable sheet-demands";
    let message = "`$you` is only defined in letters, and `sheet-demands` is not only printed in letters";
    assert_eq!(found, [format!("{place}: {message}")]);
    let order = SheetOrder { languages: vec![tag("en")], ..SheetOrder::of(order("en").case, date(2018, 1, 15)) };
    assert!(sheets(&on_sheet, &order).sheets.is_empty());
    let circle = project(&[(KM_LETTER, ".you = សម្តេច", ".you = { $you }សម្តេច")]);
    assert_eq!(
        refused(&circle, "km"),
        ["circular-reference salutation-samdech: `salutation-samdech.you` uses `$you`, which is this word itself"]
    );
}

#[test]
fn slips_get_the_word_that_is_meant() {
    let help = |project: &Project, rule: &str| {
        let scope = Scope { case: CaseId::new("kem-sokha"), languages: vec![tag("fr")], ..Scope::default() };
        let found = check(project, &scope).findings;
        let finding =
            found.iter().find(|finding| finding.rule == *rule).unwrap_or_else(|| panic!("{rule}: {found:#?}"));
        finding.help.clone().unwrap_or_default()
    };
    let key = |key: &str| project(&[(CASE, "salutation: samdech", &format!("salutation: {key}"))]);
    let near = help(&key("prime-minster"), "unknown-salutation");
    assert!(near.starts_with("did you mean `prime-minister`? The salutations are: ambassador, by-name, "), "{near}");
    let far = help(&key("queen"), "unknown-salutation");
    assert!(far.contains("or add `salutation-queen = …` to `locales/en/cases/kem-sokha.ftl`"), "{far}");
    let gender = project(&[(CASE, "gender: male", "gender: femal")]);
    assert_eq!(help(&gender, "bad-addressee"), "did you mean `female`?");
    let variant = project(&[(FR_LETTER, "[female]", "[femal]")]);
    assert_eq!(help(&variant, "dead-variant"), "did you mean `[female]`?");
    let attribute = project(&[(FR_LETTER, ".closing = { salutation-family.closing }", ".clsing = x")]);
    assert_eq!(help(&attribute, "unknown-attribute"), "did you mean `.closing`?");
}

#[test]
fn a_language_that_lacks_forms_of_address_that_no_case_uses_is_printed() {
    let text = Project::embedded().text(FR_LETTER).unwrap().to_owned();
    let at = text.find("salutation-governor").unwrap();
    let end = at + text[at..].find("salutation-director").unwrap();
    // A language that the program does not have: for French, it would have the message.
    let own = |name: &str| format!("locales/frp/{name}");
    let bundled = |name: &str| Project::embedded().text(&format!("locales/fr/{name}")).unwrap().as_bytes().to_vec();
    let locale = String::from_utf8(bundled("locale.yaml")).unwrap().replace("hyphenate: true", "hyphenate: false");
    let copied = [("locale.yaml", locale.into_bytes()), ("cases/kem-sokha.ftl", bundled("cases/kem-sokha.ftl"))];
    let copied = copied.map(|(name, text)| (own(name), text));
    let letter = (own("letter.ftl"), format!("{}{}", &text[..at], &text[end..]).into_bytes());
    let shorter = Project::embedded().with(copied.into_iter().chain([letter]));
    assert_eq!(refused(&shorter, "frp"), [""; 0]);
    let scope = Scope { paths: vec![own("letter.ftl")], ..Scope::default() };
    let found = check(&shorter, &scope).findings;
    assert!(found.iter().any(|finding| finding.rule == "missing-message" && !finding.is_error()), "{found:#?}");
}

#[test]
fn a_new_language_begins_with_all_of_them_and_what_each_is_for() {
    let begun = begin_language(&Project::embedded(), &tag("pl"), &[], false).unwrap();
    let text = &begun.files["locales/pl/letter.ftl"];
    for line in [
        "# The head of a prison, an office or an institution.\n# salutation-director = Dear Director,\n#     .you = you\n",
        "## $gender (string) - `female`, `male`, or `other` if it is not known\n",
        "# salutation-the-person = Dear { $name },\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn a_language_lists_its_forms_of_address() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_likhit")).args(arguments).current_dir(folder.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
    };
    let (code, text) = run(&["languages", "fr"]);
    assert_eq!(code, Some(0), "{text}");
    let minister = "minister\n  \
          female             Madame la Ministre,\n  \
          male               Monsieur le Ministre,\n  \
          other              Madame, Monsieur,\n  \
          many               Mesdames, Messieurs,\n  \
          $you               Madame la Ministre / Monsieur le Ministre / Madame, Monsieur / Mesdames, Messieurs\n  \
          closing            Je vous prie d’agréer, Madame la Ministre, l’expression de ma très haute considération.\n";
    assert!(text.contains(minister), "{text}");
    let (code, text) = run(&["languages", "fe"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("unknown language `fe`"), "{text}");
}

/// The table of the page on forms of address is what the program says.
#[test]
fn the_page_of_the_docs_has_the_words_of_the_program() {
    let bundled = Project::embedded();
    let library = Library::of(&bundled);
    let forms = |language: &str| forms_of_address(&library.languages[&tag(language)]).0;
    let cell = |language: &str, key: &str| {
        let form = forms(language).into_iter().find(|form| form.key == key).unwrap();
        let single = form.examples.into_iter().filter(|example| example.recipients != ["many"]);
        single.map(|example| example.salutation).collect::<Vec<_>>().join("<br>")
    };
    let row = |key: &str| format!("| `{key}` | {} | {} | {} |\n", cell("en", key), cell("fr", key), cell("km", key));
    let rows: Vec<String> = forms("en").iter().map(|form| row(&form.key)).collect();
    let table = format!("| key | English | French | Khmer |\n|---|---|---|---|\n{}", rows.concat());
    assert!(
        include_str!("../docs/salutations.md").contains(&table),
        "put this table into docs/salutations.md:\n{table}"
    );
}
