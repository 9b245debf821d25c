//! Rules for every letter: nothing is lost, nothing is off the sheet, no ink is on other ink, no name is broken, and
//! the bytes are the same each time. And the letters of the first case, as goldens.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::support::ink::{UNPRINTABLE, ink, lines, overlap, texts};
use crate::support::justified::justified;
use crate::support::{DECLARATION, declaration, order, print};
use expect_test::expect_file;
use jiff::civil::date;
use likhit::export::dump;
use likhit::id::{CountryCode, LanguageTag, StationeryId};
use likhit::letter::Sender;
use likhit::line::Spread;
use likhit::page::stationery::Stationery;
use likhit::page::{ElementId, Item, Line, Role};
use likhit::print::{Printed, read_fonts};
use likhit::project::Project;
use likhit::unit::{Em, Mm, Pt, Rect};
use likhit::yaml::Source;

const LAYOUTS: [&str; 2] = ["plain", "din5008b"];

fn sender() -> Sender {
    let text = "name: Chantou Eriksen-Sok\naddress: [Flat 3, 14 Harbour Street, Tromsø 9008]\ncountry: \"NO\"\n\
                place: Tromsø\nlang: en\npersonal: I have followed this case with sorrow.\n";
    Sender::read(Source { file: "sender.yaml", text }).expect("the sender is sound")
}

/// Letters of every kind: of the case and of the whole Declaration, in each layout, with a sender
/// and without. They are printed once for all tests.
static ALL_LETTERS: LazyLock<Vec<Printed>> = LazyLock::new(|| {
    let mut letters = Vec::new();
    for layout in LAYOUTS {
        let bundled = order("kem-sokha", layout);
        letters.extend(print(&Project::embedded(), &bundled));
        let from_norway = likhit::print::Order { sender: Some(sender()), country: CountryCode::new("NO"), ..bundled };
        letters.extend(print(&Project::embedded(), &from_norway));
        letters.extend(print(&declaration(), &order("udhr", layout)));
    }
    letters.extend(print(&justified(declaration()), &order("udhr", "plain")));
    letters
});

#[test]
fn nothing_leaves_the_sheet() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let margin = UNPRINTABLE.to_pt();
    for printed in &*ALL_LETTERS {
        for (page, line) in lines(&printed.document) {
            let sheet = printed.document.pages[page].sheet;
            for ink in ink(line, &fonts) {
                let inside = ink.left > margin
                    && ink.top > margin
                    && ink.right < sheet.width - margin
                    && ink.bottom < sheet.height - margin;
                assert!(inside, "page {page} of {}: {ink:?} of `{}`", printed.recipient, line.text.text);
            }
        }
    }
}

#[test]
fn no_two_lines_touch() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    for printed in &*ALL_LETTERS {
        let all: Vec<(usize, &Line, Vec<Rect>)> =
            lines(&printed.document).map(|(page, line)| (page, line, ink(line, &fonts))).collect();
        for (i, (page, upper, above)) in all.iter().enumerate() {
            for (other, lower, below) in &all[i + 1..] {
                let far = Pt((upper.origin.y - lower.origin.y).0.abs()) > Pt(60.0);
                if page != other || far {
                    continue;
                }
                let touching = above.iter().any(|a| below.iter().any(|b| overlap(a, b)));
                let (upper, lower) =
                    (upper.text.text_of(upper.clusters.clone()), lower.text.text_of(lower.clusters.clone()));
                assert!(!touching, "page {page} of {}: `{upper}` touches `{lower}`", printed.recipient);
            }
        }
    }
}

#[test]
fn lines_are_opened_where_their_ink_would_touch() {
    let narrow = declaration();
    let locale = narrow.text("locales/km/locale.yaml").expect("it is bundled").replace("leading: 1.7", "leading: 1.0");
    let narrow = narrow.with([("locales/km/locale.yaml".to_owned(), locale.into_bytes())]);
    let languages = LanguageTag::new("km").into_iter().collect();
    let fonts = read_fonts(&narrow).expect("the bundled fonts");
    let mut pitches = Vec::new();
    for printed in print(&narrow, &likhit::print::Order { languages, ..order("udhr", "plain") }) {
        let all: Vec<(usize, &Line)> = lines(&printed.document).filter(|(_, line)| line.element.is_some()).collect();
        for ((page, upper), (other, lower)) in all.iter().zip(&all[1..]) {
            if page != other || upper.element != lower.element {
                continue;
            }
            pitches.push((lower.origin.y - upper.origin.y).0);
            let touching = ink(upper, &fonts).iter().any(|a| ink(lower, &fonts).iter().any(|b| overlap(a, b)));
            assert!(!touching, "`{}` touches the line below it", upper.text.text_of(upper.clusters.clone()));
        }
    }
    let (least, most) =
        pitches.iter().fold((f64::MAX, 0.0_f64), |(min, max), pitch| (min.min(*pitch), max.max(*pitch)));
    assert!(most > least + 1.0, "some lines need more than others, and only those are opened");
}

#[test]
fn nothing_is_lost_and_nothing_comes_twice() {
    for layout in LAYOUTS {
        for printed in print(&declaration(), &order("udhr", layout)) {
            let texts: Vec<String> = texts(&printed.document).into_values().collect();
            for (_, declaration) in DECLARATION {
                let mut found = texts.iter().peekable();
                // The first paragraph is the subject, with the word that goes before a subject.
                for paragraph in declaration.lines().skip(1) {
                    assert!(found.any(|text| text == paragraph), "`{paragraph}` is not in its place");
                }
            }
        }
    }
}

#[test]
fn every_line_of_a_paragraph_comes_once_and_in_order() {
    for printed in &*ALL_LETTERS {
        let mut ends: BTreeMap<ElementId, usize> = BTreeMap::new();
        for (_, line) in lines(&printed.document) {
            let Some(element) = line.element else { continue };
            let end = ends.entry(element).or_default();
            assert_eq!(line.clusters.start, *end, "{}", line.text.text);
            *end = line.clusters.end;
        }
        for (_, line) in lines(&printed.document) {
            let Some(element) = line.element else { continue };
            assert_eq!(ends[&element], line.text.clusters.len(), "{}", line.text.text);
        }
    }
}

/// The letters of the case in columns so narrow that many lines end at or near a name.
fn narrow_letters() -> Vec<Printed> {
    let project = Project::embedded();
    let plain = project.text("stationery/plain.yaml").expect("it is bundled").to_owned();
    assert!(plain.contains("width: 160"), "the width of its body");
    let narrow = |width: usize| {
        let layout = plain.replace("width: 160", &format!("width: {width}"));
        let project = project.clone().with([("stationery/plain.yaml".to_owned(), layout.into_bytes())]);
        print(&project, &order("kem-sokha", "plain"))
    };
    (45..80).step_by(5).flat_map(narrow).collect()
}

#[test]
fn names_are_whole_on_a_line_or_parted_at_their_own_spaces() {
    let names = ["កឹម សុខា", "Kem Sokha", "ប្រាក់ សុខុន", "ស ខេង"];
    let mut seen = 0;
    for printed in ALL_LETTERS.iter().chain(&narrow_letters()) {
        for (_, line) in lines(&printed.document) {
            let end = line.text.clusters[line.clusters.clone()].last().map_or(0, |cluster| cluster.text.end);
            for name in names {
                for (at, _) in line.text.text.match_indices(name) {
                    seen += 1;
                    let inside = at < end && end < at + name.len();
                    let at_space = line.text.text[..end].ends_with(' ');
                    assert!(!inside || at_space, "`{name}` is broken in `{}`", line.text.text);
                }
            }
        }
    }
    assert!(seen > 100, "the names must be there to be tested");
}

#[test]
fn no_line_begins_with_a_mark_that_belongs_to_the_one_before() {
    for printed in &*ALL_LETTERS {
        for (_, line) in lines(&printed.document) {
            let text = line.text.text_of(line.clusters.clone());
            let first = text.chars().next().unwrap_or('x');
            assert!(!"ៗ។៕៖!?)»”,.;: ".contains(first), "{text}");
        }
    }
}

#[test]
fn each_language_begins_a_page_and_says_which_it_is() {
    for printed in &*ALL_LETTERS {
        let document = &printed.document;
        let mut page = 1;
        for letter in &printed.letters {
            assert_eq!(letter.first_page, page);
            page += letter.pages;
            let root = document.elements.iter().find(|element| {
                element.role == Role::Letter && element.language.as_deref() == Some(letter.language.as_str())
            });
            assert!(root.is_some(), "{}", letter.language);
        }
        assert_eq!(page, document.pages.len() + 1);
    }
}

#[test]
fn the_english_letter_of_the_case_is_one_page() {
    for layout in LAYOUTS {
        for printed in print(&Project::embedded(), &order("kem-sokha", layout)) {
            assert_eq!(printed.letters[0].pages, 1, "{} in {layout}", printed.recipient);
        }
    }
}

#[test]
fn a_letter_is_the_same_alone_and_beside_others() {
    let all = print(&Project::embedded(), &order("kem-sokha", "plain"));
    for printed in &all {
        let mut alone = order("kem-sokha", "plain");
        alone.to = vec![printed.recipient.clone()];
        let [again] = print(&Project::embedded(), &alone).try_into().expect("one recipient");
        assert!(again.pdf == printed.pdf, "{} differs", printed.recipient);
    }
}

/// The letters of the first case in these languages, from a sender with own words.
fn printed_in(languages: &[&str], layout: &str) -> Vec<Printed> {
    let languages = languages.iter().filter_map(|tag| LanguageTag::new(tag)).collect();
    let order = likhit::print::Order { sender: Some(sender()), languages, ..order("kem-sokha", layout) };
    print(&Project::embedded(), &order)
}

/// The size of the demands of each letter.
fn sizes(printed: &Printed) -> Vec<Pt> {
    let document = &printed.document;
    let is_item = |line: &&Line| line.element.is_some_and(|at| document.elements[at.0].role == Role::ItemBody);
    let size = |letter: &likhit::print::PrintedLetter| {
        let pages = letter.first_page - 1..letter.first_page - 1 + letter.pages;
        let mut lines = lines(document).filter(|(page, _)| pages.contains(page)).map(|(_, line)| line);
        lines.find(is_item).map(|line| line.size)
    };
    printed.letters.iter().filter_map(size).collect()
}

#[test]
fn another_language_changes_nothing_of_a_letter_but_its_size() {
    for layout in ["plain", "din5008b", "us_10_double"] {
        for (both, alone) in printed_in(&["km", "en"], layout).iter().zip(printed_in(&["km"], layout)) {
            let (both_sizes, alone_sizes) = (sizes(both), sizes(&alone));
            assert!(both_sizes[0] <= alone_sizes[0]);
            assert_eq!(both.letters[0].pages, alone.letters[0].pages);
            if both_sizes[0] == alone_sizes[0] && both_sizes[0] == Pt(11.0) {
                let pages = alone.document.pages.len();
                assert!(both.document.pages[..pages] == alone.document.pages[..], "{} differs", alone.recipient);
            }
        }
    }
}

#[test]
fn the_letters_of_one_envelope_have_one_size() {
    let mut smaller = 0;
    for layout in ["plain", "din5008b", "us_10_double"] {
        for printed in print(&Project::embedded(), &order("kem-sokha", layout)) {
            let sizes = sizes(&printed);
            assert_eq!(sizes.len(), 2);
            assert_eq!(sizes[0], sizes[1], "{} in {layout}", printed.recipient);
            smaller += usize::from(sizes[0] < Pt(11.0));
        }
    }
    assert!(smaller > 0, "some letters are tightened");
}

#[test]
fn a_page_that_is_set_smaller_is_full() {
    let languages: Vec<LanguageTag> = LanguageTag::new("en").into_iter().collect();
    let mut tightened = 0;
    for layout in ["plain", "din5008a", "din5008b", "us_10_double", "gb_dl", "ch_left"] {
        let project = Project::embedded();
        let order = likhit::print::Order { languages: languages.clone(), ..order("kem-sokha", layout) };
        let stationery = Stationery::read(&project, &StationeryId::new(layout).expect("a name")).expect("it is sound");
        for printed in print(&project, &order) {
            let size = sizes(&printed)[0];
            if size == Pt(11.0) {
                continue;
            }
            let text = lines(&printed.document).filter(|(_, line)| line.element.is_some());
            let last = text.map(|(_, line)| line.origin.y).fold(Pt::ZERO, Pt::max);
            // Less than a line is left: descenders, and what the halvings of the white leave.
            let left = stationery.bottom - last;
            assert!(left < size * 0.5, "{} in {layout}: {left:?} at {size:?}", printed.recipient);
            tightened += 1;
        }
    }
    assert!(tightened > 0);
}

#[test]
fn a_list_is_on_one_page_where_it_can_be() {
    for printed in print(&Project::embedded(), &order("kem-sokha", "din5008b")) {
        let document = &printed.document;
        let khmer = printed.letters.iter().find(|letter| letter.language.as_str() == "km").expect("it is in Khmer");
        assert_eq!(khmer.pages, 2);
        let of_list = lines(document).filter(|(page, line)| {
            let role = line.element.map(|at| document.elements[at.0].role);
            *page + 1 >= khmer.first_page && role == Some(Role::ItemBody)
        });
        let pages: std::collections::BTreeSet<usize> = of_list.map(|(page, _)| page).collect();
        assert_eq!(pages.len(), 1, "{}", printed.recipient);
    }
}

#[test]
fn a_language_that_is_asked_for_twice_is_printed_once() {
    let languages = ["km", "en", "km"].iter().filter_map(|tag| LanguageTag::new(tag)).collect();
    for printed in print(&Project::embedded(), &likhit::print::Order { languages, ..order("kem-sokha", "plain") }) {
        let languages: Vec<&str> = printed.letters.iter().map(|letter| letter.language.as_str()).collect();
        assert_eq!(languages, ["km", "en"]);
    }
}

#[test]
fn khmer_words_in_an_english_letter_are_set_in_the_face_for_text() {
    let text = "name: កឹម សុភា\naddress: [Oslo]\nlang: en\npersonal: My name is កឹម សុភា.\n";
    let khmer = Sender::read(Source { file: "sender.yaml", text }).expect("the sender is sound");
    let languages = LanguageTag::new("en").into_iter().collect();
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let order = likhit::print::Order { sender: Some(khmer), languages, ..order("kem-sokha", "plain") };
    for printed in print(&project, &order) {
        let families = lines(&printed.document)
            .flat_map(|(_, line)| &line.text.clusters)
            .map(|cluster| fonts.face(cluster.font).family());
        let families: std::collections::BTreeSet<&str> = families.collect();
        assert_eq!(families.into_iter().collect::<Vec<_>>(), ["Noto Serif", "Noto Serif Khmer"]);
    }
}

/// Moul has the shifter of `អ៊ី` above the letter.
#[test]
fn a_khmer_heading_that_moul_would_draw_differently_is_set_in_the_face_for_text() {
    const FILES: [(&str, &str); 2] =
        [("locales/km/cases/kem-sokha.ftl", "subject = "), ("locales/km/letter.ftl", "subject-line = ")];
    let embedded = Project::embedded();
    let fonts = read_fonts(&embedded).expect("the bundled fonts");
    // In a heading as a whole, and in the label of a subject.
    let faces_of_headings = |subject: &str, is_label: bool| {
        let (path, message) = FILES[usize::from(is_label)];
        let words = embedded.text(path).expect("it is there").replace(message, &format!("{message}{subject} "));
        let form = ("locales/km/locale.yaml", if is_label { "subject: label" } else { "subject: heading" });
        let locale = embedded.text(form.0).expect("it is there").replace("subject: label", form.1);
        let files = [(path, words), (form.0, locale)];
        let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
        let project = Project::embedded().with(files);
        let languages = LanguageTag::new("km").into_iter().collect();
        let order = likhit::print::Order { sender: Some(sender()), languages, ..order("kem-sokha", "plain") };
        let printed = print(&project, &order).swap_remove(0);
        let words = |line: &Line| line.text.text_of(line.clusters.clone()).contains(subject);
        let lines = lines(&printed.document).filter(|(_, line)| words(line));
        let clusters = lines.flat_map(|(_, line)| &line.text.clusters[line.clusters.clone()]);
        let names = clusters.map(|cluster| fonts.face(cluster.font).postscript_name());
        names.collect::<std::collections::BTreeSet<&str>>().into_iter().collect::<Vec<_>>().join(" ")
    };
    for is_label in [false, true] {
        assert!(faces_of_headings("ស៊ីម", is_label).contains("Moul-Regular"));
        let faces = faces_of_headings("អ៊ីតាលី", is_label);
        assert!(faces.contains("NotoSerifKhmer-Bold") && !faces.contains("Moul"), "{faces}");
    }
}

#[test]
fn a_bilingual_letter_has_at_most_sixty_kilobytes() {
    for printed in print(&Project::embedded(), &order("kem-sokha", "plain")) {
        assert!(printed.pdf.len() <= 60 * 1024, "{} has {} bytes", printed.recipient, printed.pdf.len());
    }
}

#[test]
fn the_embassy_is_written_to_from_its_own_country_only() {
    let recipients = |country: Option<CountryCode>| {
        let order = likhit::print::Order { country, ..order("kem-sokha", "plain") };
        let outcome = likhit::print::letters(&Project::embedded(), &order);
        let told = outcome.findings.iter().any(|finding| finding.rule == "no-embassy");
        let ids: Vec<String> = outcome.printed.iter().map(|printed| printed.recipient.to_string()).collect();
        (ids, told)
    };
    let officials = ["interior-minister", "prime-minister", "foreign-minister"].map(str::to_owned).to_vec();
    assert_eq!(recipients(CountryCode::new("NO")), (officials.clone(), true));
    assert_eq!(recipients(None), (officials.clone(), true));
    let with_embassy = officials.into_iter().chain(["embassy-gb".to_owned()]).collect();
    assert_eq!(recipients(CountryCode::new("GB")), (with_embassy, false));
}

#[test]
fn the_date_after_which_one_asks_is_told_until_it_is_known() {
    let rules = |date, after_deadline| {
        let order = likhit::print::Order { date, after_deadline, ..order("kem-sokha", "plain") };
        let outcome = likhit::print::letters(&Project::embedded(), &order);
        assert_eq!(outcome.printed.len(), 4);
        outcome.findings.iter().any(|finding| finding.rule == "after-deadline")
    };
    assert!(!rules(date(2018, 1, 31), false));
    assert!(rules(date(2018, 2, 1), false));
    assert!(!rules(date(2018, 2, 1), true));
}

#[test]
fn the_senders_own_words_stay_in_their_language() {
    let order = likhit::print::Order { sender: Some(sender()), ..order("kem-sokha", "plain") };
    for printed in print(&Project::embedded(), &order) {
        let texts = texts(&printed.document);
        assert_eq!(texts.values().filter(|text| text.contains("with sorrow")).count(), 1);
    }
}

#[test]
fn the_letters_look_as_they_were_approved() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let golden = |name: &str, printed: &[Printed], recipient: &str| {
        let printed = printed.iter().find(|printed| printed.recipient.as_str() == recipient).expect("it was printed");
        let file = format!("{}/tests/goldens/letters/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        expect_file![file].assert_eq(&dump(&printed.document, &fonts));
    };
    let plain = print(&project, &order("kem-sokha", "plain"));
    golden("plain-prime-minister", &plain, "prime-minister");
    golden("plain-embassy-gb", &plain, "embassy-gb");
    let with_sender = likhit::print::Order {
        sender: Some(sender()),
        country: CountryCode::new("NO"),
        languages: vec![LanguageTag::new("km").expect("a tag")],
        ..order("kem-sokha", "din5008b")
    };
    golden("din5008b-foreign-minister", &print(&project, &with_sender), "foreign-minister");
}

#[test]
fn the_closing_takes_two_lines_of_the_letter_along() {
    let mut seen = 0;
    for printed in &*ALL_LETTERS {
        let document = &printed.document;
        for (number, page) in document.pages.iter().enumerate() {
            let on_page: Vec<&Line> = lines(document).filter(|(at, _)| *at == number).map(|(_, line)| line).collect();
            // The copies line or the signature ends a letter; the lines above belong to the body.
            let ends = on_page.iter().any(|line| ["Signature", "ហត្ថលេខា"].contains(&line.text.text.as_str()));
            let begins = printed.letters.iter().any(|letter| letter.first_page == number + 1);
            if !ends || begins {
                continue;
            }
            let rows = on_page.iter().filter(|line| line.element.is_some()).take_while(|line| {
                line.text.text != "Yours respectfully," && !line.text.text.ends_with("មេត្តាទទួលនូវការគោរពដ៏ខ្ពង់ខ្ពស់អំពីខ្ញុំ៕")
            });
            assert!(rows.count() >= 2, "page {number} of {}", printed.recipient);
            let header = page.items.iter().find_map(|item| match item {
                Item::Line(line) if line.element.is_none() => Some(line),
                _ => None,
            });
            assert!(header.is_some_and(|line| line.origin.y < Mm(40.0).to_pt()), "it has no continuation line");
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn one_page_is_kept_or_refused_with_what_is_missing() {
    let one_page = |language: &str| {
        let languages = vec![LanguageTag::new(language).expect("a tag")];
        let extent = likhit::page::Extent::OnePage;
        let order = likhit::print::Order { extent, languages, ..order("kem-sokha", "plain") };
        likhit::print::letters(&Project::embedded(), &order)
    };
    assert_eq!(one_page("en").printed.len(), 4);
    let khmer = one_page("km");
    assert_eq!(khmer.printed.len(), 0);
    let finding = khmer.findings.iter().find(|finding| finding.rule == "more-than-a-page").expect("it is refused");
    let message = &finding.message;
    assert!(message.starts_with("the letter in `km` is ") && message.contains(" mm longer than a page"), "{message}");
}

#[test]
fn french_is_a_folder_like_any_other() {
    let french = LanguageTag::new("fr").expect("a tag");
    let order = likhit::print::Order { languages: vec![french], date: date(2018, 2, 1), ..order("kem-sokha", "plain") };
    for printed in print(&Project::embedded(), &order) {
        assert_eq!(printed.letters[0].pages, 1, "{}", printed.recipient);
        let texts = texts(&printed.document);
        let says = |words: &str| texts.values().any(|text| text.contains(words));
        // The first of a month is an ordinal, every other day is not.
        assert!(says("Le 1er\u{A0}février 2018") && says("le 3\u{A0}septembre 2017"));
        // The marks have their narrow spaces, though the messages are typed without.
        assert!(says("Objet\u{202F}: ") && says("«\u{202F}collusion") && says("étrangère\u{202F}»"));
        // The facts are those of the case.
        for fact in ["443", "30\u{A0}ans", "31\u{A0}octobre 2017", "29\u{A0}juillet 2018", "CNRP", "CC3"] {
            assert!(says(fact), "{fact}");
        }
        assert!(says("Je vous prie d’agréer, Excellence, l’expression de ma très haute considération."));
    }
}

#[test]
fn justified_lines_fill_the_measure_or_are_left_as_they_are() {
    let measure = Mm(160.0).to_pt();
    let [printed] = print(&justified(declaration()), &order("udhr", "plain")).try_into().expect("one recipient");
    let english = printed.letters[0].pages;
    let (mut filled, mut ragged) = ([0, 0], [0, 0]);
    for (page, line) in lines(&printed.document).filter(|(_, line)| line.size >= Pt(10.5)) {
        let language = usize::from(page >= english);
        assert!(line.width() <= measure + Pt(1e-6));
        assert!(line.spread.space <= Em(0.15 + 1e-9) && line.spread.joint <= Em(0.02 + 1e-9));
        let is_last = line.clusters.end == line.text.clusters.len();
        if line.spread != Spread::NONE {
            assert!(!is_last, "the last line of a paragraph is ragged");
            assert!((line.width() - measure).0.abs() < 1e-6);
            filled[language] += 1;
        } else if !is_last {
            ragged[language] += 1;
        }
    }
    // Spaces are opened by 0.15 em at the most, so not every line can be filled; most can.
    assert!(filled[0] > 3 * ragged[0] && 2 * filled[1] > 3 * ragged[1], "{filled:?} filled, {ragged:?} ragged");
}

#[test]
fn hyphens_are_few_and_in_no_name() {
    let letters = print(&justified(declaration()), &order("udhr", "plain"));
    let mut hyphens = 0;
    for printed in &letters {
        let mut in_a_row = 0;
        for (_, line) in lines(&printed.document) {
            in_a_row = if line.hyphen().is_some() { in_a_row + 1 } else { 0 };
            hyphens += usize::from(in_a_row > 0);
            assert!(in_a_row <= 2, "{}", line.text.text_of(line.clusters.clone()));
        }
    }
    assert!(hyphens > 0, "justified English needs some");
    // Ragged lines hardly need any, and English has none unless it is switched on.
    for printed in print(&declaration(), &order("udhr", "plain")) {
        assert!(lines(&printed.document).all(|(_, line)| line.hyphen().is_none()));
    }
}

#[test]
fn senders_names_in_latin_greek_and_cyrillic_need_no_font_of_their_own() {
    for name in
        ["Nguyễn Thị Minh Khai", "Ελένη Παπαδοπούλου", "Анна Ковальчук-Ђорђевић", "Gísli Þórðarson", "Łukasz Żółć"]
    {
        let text = format!("name: {name}\naddress: [{name}]\ncountry: SE\n");
        let sender = Sender::read(Source { file: "sender.yaml", text: &text }).expect("the sender is sound");
        let order = likhit::print::Order { sender: Some(sender), ..order("kem-sokha", "din5008b") };
        for printed in print(&Project::embedded(), &order) {
            assert!(texts(&printed.document).values().any(|text| text == name), "{name}");
        }
    }
}
