//! The Urgent Action sheet: it says what the source document says, in columns that are read one
//! after the other, with links that lead where they say.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::date;
use likhit::id::{CaseId, CountryCode, LanguageTag};
use likhit::page::{Document, ElementId, HYPHEN_TEXT, Item, Line, Paper, PrintSize, Role, Span};
use likhit::print::{Order, PrintedSheet, SheetOrder, SheetOutcome, letters, sheets};
use likhit::project::Project;
use lopdf::{Dictionary, Object};

const SOURCE: &str = include_str!("data/urgent-action.txt");

fn tags(tags: &[&str]) -> Vec<LanguageTag> {
    tags.iter().map(|tag| LanguageTag::new(tag).unwrap()).collect()
}

fn order(languages: &[&str], parallel: &[&str]) -> SheetOrder {
    SheetOrder {
        languages: tags(languages),
        parallel: tags(parallel),
        country: CountryCode::new("GB"),
        ..SheetOrder::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15))
    }
}

fn print(order: &SheetOrder) -> PrintedSheet {
    let SheetOutcome { sheets, findings } = sheets(&Project::embedded(), order);
    assert!(!findings.has_errors(), "{findings:#?}");
    sheets.into_iter().next().unwrap()
}

fn lines(document: &Document) -> impl Iterator<Item = (usize, &Line)> {
    document
        .pages
        .iter()
        .enumerate()
        .flat_map(|(page, content)| content.items.iter().filter_map(Item::line).map(move |line| (page, line)))
}

/// The sheet in English, in Khmer, in French, and in the first two side by side.
static SHEETS: LazyLock<Vec<PrintedSheet>> = LazyLock::new(|| {
    let outcome = sheets(&Project::embedded(), &order(&["en", "km", "fr"], &["en", "km"]));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    outcome.sheets
});

/// The text of each element, in the order in which the pages give it.
fn texts(document: &Document) -> Vec<(ElementId, String)> {
    let mut texts: Vec<(ElementId, String)> = Vec::new();
    for (_, line) in lines(document) {
        let Some(element) = line.element else { continue };
        let text = line.text.text_of(line.clusters.clone());
        match texts.last_mut() {
            Some((last, sofar)) if *last == element => sofar.push_str(text),
            _ => texts.push((element, text.to_owned())),
        }
    }
    texts
}

/// Words with one space between them: where lines and columns end says nothing. A no-break space
/// is a space.
fn folded(text: &str) -> String {
    text.replace('\u{A0}', " ").split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The source between two of its phrases, without the marks of its list.
fn source(from: &str, to: &str) -> String {
    let start = SOURCE.rfind(from).unwrap();
    let end = SOURCE[start..].find(to).map_or(SOURCE.len(), |end| start + end);
    let private_use = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
    folded(&SOURCE[start..end].replace(private_use, " "))
}

/// The sheet between two of its elements' beginnings, without the numbers of its list.
fn sheet_part(texts: &[String], from: &str, to: &str) -> String {
    let start = texts.iter().position(|text| text.starts_with(from)).unwrap_or_else(|| panic!("no {from}"));
    let end = texts[start..].iter().position(|text| text.starts_with(to)).map_or(texts.len(), |end| start + end);
    folded(&texts[start..end].join(" "))
}

#[test]
fn the_english_sheet_says_what_the_source_says_section_by_section() {
    let document = &SHEETS[0].document;
    let texts: Vec<String> = texts(document)
        .into_iter()
        .filter(|(element, _)| document.elements[element.0].role != Role::Label)
        .map(|(_, text)| text)
        .collect();
    let same = [
        // Headline, lead and running text, with the demands.
        ("On 3 September, Kem Sokha,", "PLEASE SEND"),
        ("PLEASE SEND", "Minister of the Interior"),
        ("Minister of the Interior", "Prime Minister \n"),
        ("Please check with", "mailto:"),
        ("ADDITIONAL INFORMATION", "\u{0}"),
    ];
    // The lead begins with the first of these words, the running text with the second.
    assert_eq!(
        sheet_part(&texts, "URGENT ACTION", "On 3 September, Kem"),
        "URGENT ACTION HEAD OF DISSOLVED MAIN OPPOSITION PARTY JAILED"
    );
    assert!(SOURCE.trim_start().starts_with("URGENT ACTION \nHEAD OF DISSOLVED MAIN OPPOSITION PARTY JAILED \n"));
    for (from, to) in same {
        let end = match to {
            "Prime Minister \n" => "Prime Minister",
            "mailto:" => "ADDITIONAL",
            other => other,
        };
        assert_eq!(sheet_part(&texts, from, end), source(from, to));
    }

    // Differences of typography, each named: spaces in numbers and before a parenthesis, and a
    // comma at the end of a line that is one here.
    let typography = |text: String| text.replace("+ 855", "+855").replace("624(c/o", "624 (c/o");
    let prime_minister = typography(source("Prime Minister \nSamdech", "And copies to:"));
    assert_eq!(sheet_part(&texts, "Prime Minister", "And copies"), prime_minister);
    let foreign_minister = typography(source("And copies to:", "Also send"));
    assert_eq!(sheet_part(&texts, "And copies", "Also send"), foreign_minister);
    // The source has the embassy in one sentence: the name in capitals, commas between the parts, and no words before
    // the telephone.
    let embassy = source("Also send", "Please check")
        .replace("HIS EXCELLENCY MR MEAS KIM HENG", "His Excellency Mr Meas Kim Heng")
        .replace("Brondesbury Park Willesden Green NW6", "Brondesbury Park, Willesden Green, NW6")
        .replace("7AT, 020", "7AT Telephone: 020")
        .replace("7997, Fax 020 8451 7594, ", "7997 Fax: 020 8451 7594 ")
        .replace("cambodianembassy@", "E-mail: cambodianembassy@")
        .replace(".com, www", ".com Web: www")
        .replace(".uk, Sal", ".uk Sal");
    assert_eq!(sheet_part(&texts, "Also send", "Please check"), embassy);
}

#[test]
fn the_paper_is_the_one_that_is_asked_for() {
    for (paper, width) in [(Paper::A4, 595.28), (Paper::Letter, 612.0)] {
        let sheet = print(&SheetOrder { paper: Some(paper), ..order(&["en"], &[]) });
        assert_eq!(sheet.document.pages.len(), 2, "{paper:?}");
        assert!((sheet.document.pages[0].sheet.width.0 - width).abs() < 0.01);
    }
}

/// The bundled project with another text in the file of the bundled case.
fn with_case(from: &str, to: &str) -> Project {
    let project = Project::embedded();
    let case = project.text("cases/kem-sokha.yaml").unwrap();
    assert!(case.contains(from), "{from}");
    let case = case.replace(from, to);
    project.with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())])
}

/// The pages and heights of the lines whose paragraph begins like this.
fn places(document: &Document, beginning: &str) -> Vec<(usize, f64)> {
    let of = |(page, line): (usize, &Line)| line.text.text.starts_with(beginning).then_some((page, line.origin.y.0));
    lines(document).filter_map(of).collect()
}

#[test]
fn the_additional_information_fills_the_first_page_before_it_takes_a_second() {
    // The account is left out, so that there is room.
    let project = with_case("    - sheet-arrest\n    - sheet-conditions\n    - sheet-background\n", "");
    let SheetOutcome { sheets: printed, findings } = sheets(&project, &order(&["en"], &[]));
    assert!(!findings.has_errors(), "{findings:#?}");
    let document = &printed[0].document;
    let heading = places(document, "ADDITIONAL INFORMATION");
    let first = places(document, "The case against Kem Sokha");
    let last = places(document, "Please check with your section office");
    assert_eq!((heading[0].0, first[0].0, document.pages.len()), (0, 0, 2));
    assert!(last[0].1 < heading[0].1 && heading[0].1 < first[0].1, "{last:?} {heading:?} {first:?}");
    // The page is full: there is no room for one more paragraph below its last line.
    let lowest = lines(document).filter(|(page, line)| *page == 0 && line.element.is_some());
    let lowest = lowest.map(|(_, line)| line.origin.y.0).fold(0.0, f64::max);
    assert!(lowest > document.pages[0].sheet.height.0 - 95.0, "{lowest}");
}

#[test]
fn the_heading_of_the_additional_information_stays_with_its_text() {
    for sheet in &*SHEETS {
        let beginnings = ["ADDITIONAL INFORMATION", "ព័ត៌មានបន្ថែម", "INFORMATIONS COMPLÉMENTAIRES"];
        let heading = beginnings.iter().flat_map(|beginning| places(&sheet.document, beginning)).next().unwrap();
        let below = lines(&sheet.document)
            .filter(|(page, line)| *page == heading.0 && line.element.is_some() && line.origin.y.0 > heading.1);
        assert!(below.count() >= 2, "{:?}", sheet.languages);
    }
}

/// The lines at the foot of a page that are not part of the text, from left to right.
fn foot(document: &Document, number: usize) -> Vec<&str> {
    let height = document.pages[number].sheet.height.0;
    let is_foot = |line: &Line| line.element.is_none() && line.origin.y.0 > height - 60.0;
    lines(document).filter(|(page, line)| *page == number && is_foot(line)).map(|(_, line)| &*line.text.text).collect()
}

#[test]
fn the_foot_names_the_action_the_country_and_the_day_of_issue() {
    let project = with_case("\ncountry: KH\n", "\ncountry: KH\nindex: UA 1/18\nissued: 2018-01-05\n");
    let outcome = sheets(&project, &order(&["en", "km", "fr"], &["en", "km"]));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    let feet: Vec<Vec<&str>> = outcome.sheets.iter().map(|sheet| foot(&sheet.document, 0)).collect();
    let english = "UA 1/18 · Cambodia · Date of issue: 5\u{A0}January 2018";
    let khmer = "UA 1/18 · កម្ពុជា · ចេញផ្សាយនៅថ្ងៃទី៥\u{A0}ខែមករា ឆ្នាំ២០១៨";
    assert_eq!(feet[0], [english, "Page 1 of 2"]);
    assert_eq!(feet[1][0], khmer);
    assert_eq!(feet[2][0], "UA 1/18 · Cambodge · Date de publication\u{202F}: 5\u{A0}janvier 2018");
    let parallel = &outcome.sheets[3].document;
    assert_eq!(feet[3], [english, &format!("Page 1 of {}", parallel.pages.len()), khmer, feet[3][3]]);
    assert_eq!(foot(parallel, 1)[0], english, "on each page");
    // Without the two keys there is the country alone.
    assert_eq!(foot(&SHEETS[0].document, 0)[0], "Cambodia");
}

#[test]
fn the_foot_has_the_date_of_the_update() {
    let updates = "index: UA 1/18\nissued: 2018-01-05\nupdates:\n  - {date: 2018-01-10, note: sheet-video}\n";
    let project = with_case("\nfacts:\n", &format!("\n{updates}\nfacts:\n"));
    let of = |order: &SheetOrder| {
        let outcome = sheets(&project, order);
        assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
        foot(&outcome.sheets[0].document, 0)[0].to_owned()
    };
    let order = order(&["en"], &[]);
    assert_eq!(of(&order), "UA 1/18 · Cambodia · Date of issue: 10\u{A0}January 2018");
    let before = SheetOrder { as_of: Some(date(2018, 1, 6)), ..order.clone() };
    assert_eq!(of(&before), "UA 1/18 · Cambodia · Date of issue: 5\u{A0}January 2018");
    let late = with_case("\nfacts:\n", &format!("\n{}\nfacts:\n", updates.replace("01-05", "01-10")));
    let (rule, message) = rules(&order, &late)[0].clone();
    assert_eq!((rule, message.as_str()), ("bad-updates", "2018-01-10 is not after 2018-01-10, the day of issue"));
}

#[test]
fn a_country_without_a_name_in_the_language_is_reported() {
    let project = Project::embedded();
    let english = project.text("locales/en/locale.yaml").unwrap().as_bytes().to_vec();
    let files = ["letter.ftl", "cases/kem-sokha.ftl"].map(|name| {
        let text = project.text(&format!("locales/en/{name}")).unwrap().as_bytes().to_vec();
        (format!("locales/cy/{name}"), text)
    });
    let files = files.into_iter().chain([("locales/cy/locale.yaml".to_owned(), english)]);
    let project = project.clone().with(files);
    let order = order(&["cy"], &[]);
    let told = |project: &Project| rules(&order, project).into_iter().find(|(rule, _)| *rule == "borrowed-message");
    assert_eq!(told(&project).unwrap().1, "the name of KH is missing in `cy`, so `Cambodia` is used");
    let named = project.with([("countries/cy.yaml".to_owned(), b"KH: Cambodia Gymraeg\n".to_vec())]);
    assert_eq!(told(&named), None);
    assert_eq!(foot(&sheets(&named, &order).sheets[0].document, 0)[0], "Cambodia Gymraeg");
}

#[test]
fn nothing_in_large_print_is_smaller_than_sixteen_points() {
    let order = SheetOrder { print: PrintSize::Large, ..order(&["en", "km", "fr"], &["en", "km"]) };
    let outcome = sheets(&Project::embedded(), &order);
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    for (sheet, usual) in outcome.sheets.iter().zip(&*SHEETS) {
        let document = &sheet.document;
        assert!(lines(document).all(|(_, line)| line.size.0 >= 16.0), "{:?}", sheet.languages);
        assert!(
            lines(document).all(|(_, line)| line.placed().iter().all(|placed| placed.text != HYPHEN_TEXT)),
            "{:?}",
            sheet.languages
        );
        // The words are the same, but for the embassy, whose address has a line for each part.
        let words = |document: &Document| {
            let texts = texts(document).into_iter().filter(|(_, text)| !text.contains("Embassy"));
            texts.map(|(_, text)| folded(&text).replace(' ', "")).collect::<Vec<String>>()
        };
        // A paragraph may go on on the next page. Side by side, the other language is between its parts.
        let large = words(document).concat();
        let lost: Vec<String> = words(&usual.document).into_iter().filter(|text| !large.contains(&**text)).collect();
        assert!(lost.is_empty() || sheet.languages.len() > 1, "{lost:#?}");
        // Two columns need a wide page.
        let size = document.pages[0].sheet;
        assert_eq!(size.width > size.height, sheet.languages.len() == 2);
    }
}

#[test]
fn words_outside_the_text_and_labels_are_told_apart() {
    let document = &SHEETS[0].document;
    let texts: Vec<String> = texts(document).into_iter().map(|(_, text)| text.replace('\u{200B}', "")).collect();
    for label in ["E-mail: cambodianembassy@btconnect.com", "Web: www.cambodianembassy.org.uk"] {
        assert!(texts.iter().any(|text| text.trim() == label), "{label}");
    }
}

#[test]
fn a_sheet_is_one_leaf_with_the_recipients_on_its_first_page() {
    for (sheet, least) in SHEETS[..3].iter().zip([9.0, 9.5, 9.0]) {
        let document = &sheet.document;
        assert_eq!(document.pages.len(), 2, "{:?}", sheet.languages);
        let page = |words: &str| lines(document).find(|(_, line)| line.text.text.contains(words)).unwrap().0;
        assert_eq!(["Sar Kheng", "Samdech Hun Sen", "No. 3 Samdech", "Willesden"].map(page), [0; 4]);
        let body = |line: &Line| line.element.is_some_and(|at| document.elements[at.0].role == Role::ItemBody);
        let mut items = lines(document).filter(|(_, line)| body(line));
        assert!(items.all(|(_, line)| line.size.0 >= least), "{:?}", sheet.languages);
        let text = lines(document).filter(|(page, line)| *page == 0 && line.element.is_some());
        let lowest = text.map(|(_, line)| line.origin.y.0).fold(0.0, f64::max);
        assert!(lowest > document.pages[0].sheet.height.0 - 150.0, "{lowest}: a hole in {:?}", sheet.languages);
    }
}

#[test]
fn a_sheet_that_no_leaf_can_hold_is_reported() {
    let again = "    - sheet-onslaught\n";
    let project = with_case(again, &again.repeat(9));
    let outcome = sheets(&project, &order(&["en"], &[]));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    assert_eq!(outcome.sheets[0].document.pages.len(), 3);
    let finding = outcome.findings.iter().find(|finding| finding.rule == "more-than-a-page").unwrap();
    assert!(finding.message.starts_with("the sheet in `en` has 3 pages: "), "{}", finding.message);
}

#[test]
fn headings_are_balanced_and_end_their_lines_between_phrases() {
    let heading = |sheet: &PrintedSheet, role: Role| -> Vec<(String, f64)> {
        let document = &sheet.document;
        let is_heading = |line: &Line| line.element.is_some_and(|at| document.elements[at.0].role == role);
        let lines = lines(document).filter(|(_, line)| is_heading(line));
        lines
            .map(|(_, line)| (line.text.text_of(line.clusters.clone()).trim_end().to_owned(), line.width().0))
            .collect()
    };
    let french = heading(&SHEETS[2], Role::Heading);
    assert_eq!(french.len(), 2);
    assert!(french[0].0.ends_with(','), "{french:?}");
    let khmer = heading(&SHEETS[1], Role::Heading);
    assert_eq!(khmer.len(), 2);
    assert!(khmer[0].0.ends_with("រំលាយ"), "at the space: {khmer:?}");
    // In half the width no phrase fits a line; the lines are as even as their words allow.
    let [first, second, ..] = &heading(&SHEETS[3], Role::Heading)[..] else { panic!("two lines") };
    assert!((first.1 / second.1 - 1.0).abs() < 0.2, "{first:?} {second:?}");
}

#[test]
fn columns_are_read_one_after_the_other() {
    for sheet in &*SHEETS {
        for (number, page) in sheet.document.pages.iter().enumerate() {
            let on_page = lines(&sheet.document).filter(|(page, _)| *page == number);
            let mut elements: Vec<ElementId> = on_page.filter_map(|(_, line)| line.element).collect();
            elements.dedup();
            assert!(elements.is_sorted(), "page {} is read back and forth", number + 1);
            assert!(!page.items.is_empty());
        }
    }
}

#[test]
fn side_by_side_each_paragraph_begins_at_the_height_of_its_translation() {
    let document = &SHEETS[3].document;
    let mut first: BTreeMap<ElementId, (usize, &Line)> = BTreeMap::new();
    for (page, line) in lines(document) {
        if let Some(element) = line.element {
            first.entry(element).or_insert((page, line));
        }
    }
    let mut pairs = 0;
    let parts: Vec<ElementId> = (0..document.elements.len())
        .map(ElementId)
        .filter(|id| document.elements[id.0].role == Role::Letter && document.elements[id.0].parent.is_some())
        .collect();
    let paragraphs = |part: ElementId| {
        let is_kid = move |at: &usize| {
            let element = &document.elements[*at];
            element.parent == Some(part) && !matches!(element.role, Role::Group | Role::List(_))
        };
        (0..document.elements.len()).filter(is_kid)
    };
    for (english, khmer) in paragraphs(parts[0]).zip(paragraphs(parts[1])) {
        let (Some((page, upper)), Some((other, lower))) =
            (first.get(&ElementId(english)), first.get(&ElementId(khmer)))
        else {
            continue;
        };
        pairs += 1;
        assert_eq!((page, upper.origin.y), (other, lower.origin.y), "{}", upper.text.text);
        assert!(upper.origin.x < lower.origin.x);
        assert_eq!(document.elements[khmer].language.as_deref(), Some("km"));
    }
    assert!(pairs >= 12, "{pairs}");
}

#[test]
fn side_by_side_the_lines_outside_the_text_are_in_each_language() {
    let document = &SHEETS[3].document;
    let outside = |number: usize| {
        let lines = lines(document).filter(|(page, line)| *page == number && line.element.is_none());
        lines.map(|(_, line)| (line.text.text.starts_with(['U', 'P', 'C']), line.origin.x)).collect::<Vec<_>>()
    };
    let [second, first] = [outside(1), outside(0)];
    assert_eq!(first.len(), 4, "the feet alone");
    let (english, khmer): (Vec<_>, Vec<_>) = second.into_iter().partition(|(is_english, _)| *is_english);
    assert!(english.len() >= 2 && khmer.len() >= 2);
    assert!(english.iter().all(|(_, x)| khmer.iter().all(|(_, other)| x < other)));
}

#[test]
fn links_lead_where_they_say_and_are_tied_to_their_words() {
    let pdf = lopdf::Document::load_mem(&SHEETS[0].pdf).unwrap();
    let dictionaries = || pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let annotations: Vec<&Dictionary> = dictionaries().filter(|d| d.has_type(b"Annot")).collect();
    let mut targets: Vec<String> = annotations
        .iter()
        .map(|annotation| {
            let action = annotation.get(b"A").unwrap().as_dict().unwrap();
            assert_eq!(action.get(b"S").unwrap().as_name().unwrap(), b"URI");
            let target = action.get(b"URI").unwrap().as_str().unwrap();
            // What is heard is what the words say, and not an address of the web.
            let said = String::from_utf8_lossy(annotation.get(b"Contents").unwrap().as_str().unwrap()).into_owned();
            assert!(["Telephone: ", "E-mail: ", "Web: "].iter().any(|label| said.starts_with(label)), "{said}");
            assert!(annotation.has(b"StructParent"));
            String::from_utf8(target.to_vec()).unwrap()
        })
        .collect();
    targets.sort();
    assert_eq!(
        targets,
        ["http://www.cambodianembassy.org.uk/", "mailto:cambodianembassy@btconnect.com", "tel:+44-20-8451-7997"]
    );
    let is_link = |d: &&Dictionary| d.get(b"S").is_ok_and(|s| s.as_name().is_ok_and(|s| s == b"Link"));
    for link in dictionaries().filter(is_link) {
        let kids = link.get(b"K").unwrap().as_array().unwrap();
        let [words, place] = kids.as_slice() else { panic!("{kids:?}") };
        assert!(words.as_i64().is_ok(), "the number of a mark: {words:?}");
        assert!(place.as_dict().unwrap().has_type(b"OBJR"), "{place:?}");
    }
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let alone = print(&order(&[], &["en", "km"]));
    assert!(alone.pdf == SHEETS[3].pdf, "whatever else was printed before");
}

#[test]
fn nothing_reaches_out_of_the_frame_or_the_sheet() {
    for PrintedSheet { document, .. } in &*SHEETS {
        for (page, line) in lines(document) {
            let sheet = document.pages[page].sheet;
            assert!(line.origin.x.0 >= 50.0 && (line.origin.x + line.width()).0 <= sheet.width.0 - 50.0);
            assert!(line.origin.y.0 >= 40.0 && line.origin.y.0 <= sheet.height.0 - 25.0);
        }
    }
}

/// The frame of a sheet whose language is written from right to left, but in letters that the program has.
#[test]
fn from_right_to_left_the_first_contact_is_at_the_right_and_each_is_one_block() {
    let path = "locales/fr/locale.yaml";
    let french = Project::embedded().text(path).unwrap().replace("direction: ltr", "direction: rtl");
    let project = Project::embedded().with([(path.to_owned(), french.into_bytes())]);
    let SheetOutcome { sheets, findings } = sheets(&project, &order(&["fr"], &[]));
    assert!(!findings.has_errors(), "{findings:#?}");
    let document = &sheets[0].document;
    let right_edge = |beginning: &str| {
        let found = lines(document).find(|(_, line)| line.text.text.starts_with(beginning));
        let (_, line) = found.unwrap_or_else(|| panic!("no line begins with `{beginning}`"));
        (line.origin.x + line.width()).0
    };
    let is_near = |a: f64, b: f64| (a - b).abs() < 0.01;
    let heading = right_edge("MERCI");
    let contacts = [
        ["Sar Kheng, ministre", "75 Norodom Blvd"],
        ["Samdech Hun Sen, Premier", "Jok Dimitrov"],
        ["Son Excellence", "His Excellency"],
    ];
    for [name, address] in contacts {
        assert!(is_near(right_edge(name), right_edge(address)), "{name}");
    }
    assert!(is_near(heading, right_edge(contacts[0][0])), "the first contact is at the right");
    assert!(right_edge(contacts[1][0]) < heading - 100.0, "the second contact is to the left of it");
    assert!(is_near(heading, right_edge(contacts[2][0])), "the embassy begins at the right");
}

fn rules(order: &SheetOrder, project: &Project) -> Vec<(&'static str, String)> {
    let outcome = sheets(project, order);
    outcome
        .findings
        .into_iter()
        .filter(|f| f.rule != "unreviewed-language")
        .map(|f| (f.rule.as_str(), f.message))
        .collect()
}

#[test]
fn what_cannot_be_printed_is_refused_by_name() {
    let project = Project::embedded();
    let without = |from: &str, to: &str| {
        let case = project.text("cases/kem-sokha.yaml").unwrap();
        assert!(case.contains(from), "{from}");
        project.clone().with([("cases/kem-sokha.yaml".to_owned(), case.replace(from, to).into_bytes())])
    };
    let (rule, _) = rules(&order(&["en"], &[]), &without("\nsheet:\n", "\nsheep:\n"))[0].clone();
    assert_eq!(rule, "unknown-key");
    let (rule, message) = rules(&order(&["en"], &[]), &without("    - sheet-arrest", "    - sheet-arest"))[0].clone();
    assert_eq!(
        (rule, message.as_str()),
        ("missing-message", "unknown message `sheet-arest` in `locales/en/cases/kem-sokha.ftl`")
    );
    let (rule, _) = rules(&order(&[], &["en", "en"]), &project)[0].clone();
    assert_eq!(rule, "one-language");
    let khmer = "locales/km/cases/kem-sokha.ftl";
    let words = project.text(khmer).unwrap();
    let heading = words.lines().find(|line| line.starts_with("sheet-arrest =")).expect("the message");
    let broken = words.replace(heading, &format!("{heading} ស្រី ៊ន"));
    let broken = project.clone().with([(khmer.to_owned(), broken.into_bytes())]);
    assert!(rules(&order(&["km"], &[]), &broken).iter().any(|(rule, _)| *rule == "khmer-mark-without-base"));
    let late = SheetOrder { date: date(2018, 2, 1), ..order(&["en"], &[]) };
    assert_eq!(rules(&late, &project)[0].0, "after-deadline");
    let nowhere = SheetOrder { country: None, ..order(&["en"], &[]) };
    assert_eq!(rules(&nowhere, &project)[0].0, "no-embassy");
}

#[test]
fn a_sheet_tells_what_letters_tell() {
    let project = Project::embedded();
    let case = project.text("cases/kem-sokha.yaml").unwrap().replace("\nfacts:\n", "\nfacts:\n  prison: Some Prison\n");
    let project = project.clone().with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())]);
    let of = |order: &SheetOrder| rules(order, &project).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
    assert_eq!(of(&order(&["km"], &[])), ["latin-fact"]);
    // Its words are longer than those of any language.
    assert_eq!(of(&order(&["qps"], &[])), ["pseudo-language", "more-than-a-page"]);
    assert_eq!(of(&order(&["en"], &["en", "km"])), ["latin-fact"]);
}

/// The project with twelve items in the lists of its case.
fn with_long_lists() -> Project {
    let project = Project::embedded();
    let mut case = project.text("cases/kem-sokha.yaml").unwrap().to_owned();
    for item in ["sheet-demand-access", "demand-access"] {
        let (from, to) = (format!(" {item},"), format!(" {item},").repeat(10));
        assert!(case.contains(&from));
        case = case.replace(&from, &to);
    }
    project.with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())])
}

/// The marks of lists, each with the line beside it.
fn marked(document: &Document) -> Vec<(&Line, &Line)> {
    let all: Vec<(usize, &Line)> = lines(document).collect();
    let role = |line: &Line| line.element.map(|element| document.elements[element.0].role);
    let marks = all.iter().filter(|(_, line)| role(line) == Some(Role::Label));
    marks
        .map(|(page, mark)| {
            let is_beside = |line: &Line| {
                line.origin.y == mark.origin.y && line.element.map(|e| e.0 - 1) == mark.element.map(|e| e.0)
            };
            (*mark, all.iter().find(|(other, line)| other == page && is_beside(line)).unwrap().1)
        })
        .collect()
}

#[test]
fn the_widest_mark_of_a_list_has_white_beside_it() {
    let project = with_long_lists();
    let of_sheets = sheets(&project, &order(&["en", "km"], &["en", "km"])).sheets;
    let posted = Order {
        languages: tags(&["en", "km"]),
        country: CountryCode::new("GB"),
        ..Order::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15))
    };
    let letter = letters(&project, &posted).printed.into_iter().next().unwrap();
    let documents: Vec<&Document> = of_sheets.iter().map(|sheet| &sheet.document).chain([&letter.document]).collect();
    for (n, document) in documents.into_iter().enumerate() {
        let marked = marked(document);
        assert!(marked.len() >= 12, "{n}: {}", marked.len());
        for (mark, beside) in marked {
            let white = beside.origin.x - (mark.origin.x + mark.width());
            assert!(white >= mark.size * 0.49, "{n}: {} {:.2}", mark.text.text, white.0);
        }
    }
}

#[test]
fn side_by_side_each_language_has_a_list_of_its_own() {
    let document = &SHEETS[3].document;
    let of_list: Vec<&str> = marked(document)
        .into_iter()
        .map(|(mark, _)| document.elements[mark.element.unwrap().0].language.as_deref().unwrap())
        .collect();
    assert_eq!(of_list, ["en", "km", "en", "km", "en", "km"]);
    let lists = document.elements.iter().filter(|element| matches!(element.role, Role::List(_)));
    assert_eq!(lists.count(), 2);
    // On the page, each item is before its translation; in the structure, each language is a part with its own headings.
    let parts: Vec<Option<&str>> = document
        .elements
        .iter()
        .filter(|element| element.role == Role::Letter && element.parent.is_some())
        .map(|element| element.language.as_deref())
        .collect();
    assert_eq!(parts, [Some("en"), Some("km")]);
    for role in [Role::Heading, Role::Subheading] {
        let of_role = (0..document.elements.len()).map(ElementId).filter(|id| document.elements[id.0].role == role);
        let languages: Vec<&str> = of_role.map(|id| document.language_of(id)).collect();
        assert_eq!(languages.iter().filter(|tag| **tag == "en").count() * 2, languages.len(), "{role:?}");
    }
}

#[test]
fn a_note_in_english_beside_a_number_is_heard_as_english() {
    let telephone = r#"telephone: ["020 8451 7997"]"#;
    let project = with_case(telephone, r#"telephone: ["020 8451 7997 (weekdays only)"]"#);
    let outcome = sheets(&project, &order(&["km", "fr"], &["en", "km"]));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    for PrintedSheet { document, .. } in &outcome.sheets {
        // Side by side, the English column has the note without a span.
        for note in ["c/o Council of Ministers", "weekdays only"] {
            let heard = lines(document).any(|(_, line)| {
                let Some(ElementId(at)) = line.element else { return false };
                let spans = &document.elements[at].spans;
                let is_heard = |span: &Span| &line.text.text[span.bytes.clone()] == note;
                spans.iter().any(|span| span.language.as_deref() == Some("en") && is_heard(span))
            });
            assert!(heard, "{note}");
        }
    }
}

#[test]
fn a_sheet_has_a_bookmark_for_each_heading() {
    let pdf = lopdf::Document::load_mem(&SHEETS[0].pdf).unwrap();
    let outlines = pdf.catalog().unwrap().get(b"Outlines").and_then(Object::as_reference).unwrap();
    let root = pdf.get_dictionary(outlines).unwrap();
    let title = |bookmark: &Dictionary| lopdf::decode_text_string(bookmark.get(b"Title").unwrap()).unwrap();
    let at = |dictionary: &Dictionary, key: &[u8]| {
        pdf.get_dictionary(dictionary.get(key).unwrap().as_reference().unwrap()).unwrap().clone()
    };
    let sheet = at(root, b"First");
    assert!(title(&sheet).starts_with("HEAD OF DISSOLVED"), "{}", title(&sheet));
    let parts = [title(&at(&sheet, b"First")), title(&at(&sheet, b"Last"))];
    assert!(parts[0].starts_with("PLEASE SEND APPEALS"), "{parts:?}");
    assert_eq!(parts[1], "ADDITIONAL INFORMATION");
}
