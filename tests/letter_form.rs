//! The form of a letter, which differs between languages: where place, date and signature are, and how the subject is
//! set.

use likhit::id::LanguageTag;
use likhit::page::{Document, Item, Line, Role};
use likhit::print::Order;
use likhit::project::Project;
use likhit::unit::{Mm, Pt};

use crate::support::{order, print};

/// The edges of the running text in the layout `plain`.
const LEFT: Mm = Mm(25.0);
const RIGHT: Mm = Mm(185.0);

const KHMER: &str = "locales/km/locale.yaml";

fn lines(document: &Document) -> Vec<&Line> {
    document.pages.iter().flat_map(|page| &page.items).filter_map(Item::line).collect()
}

fn text_of(line: &Line) -> &str {
    line.text.text_of(line.clusters.clone()).trim()
}

/// A line by the beginning of its text, and its number in the order of reading.
fn find<'d>(lines: &[&'d Line], beginning: &str) -> (usize, &'d Line) {
    let is_it = |line: &&&Line| line.element.is_some() && text_of(line).starts_with(beginning);
    let found: Vec<(usize, &&Line)> = lines.iter().enumerate().filter(|(_, line)| is_it(line)).collect();
    let [(at, line)] = found[..] else { panic!("`{beginning}` is there {} times", found.len()) };
    (at, line)
}

/// The Khmer letter to a recipient with some text of `locale.yaml` replaced.
fn letter(changes: &[(&str, &str)], languages: &[&str]) -> Document {
    let mut text = Project::embedded().text(KHMER).expect("it is bundled").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "no `{from}`");
        text = text.replace(from, to);
    }
    let project = Project::embedded().with([(KHMER.to_owned(), text.into_bytes())]);
    let languages = languages.iter().filter_map(|tag| LanguageTag::new(tag)).collect();
    let order = Order { languages, ..order("kem-sokha", "plain") };
    let printed = print(&project, &order);
    printed
        .into_iter()
        .find(|printed| printed.recipient.as_str() == "prime-minister")
        .expect("it is printed")
        .document
        .clone()
}

const DATE: &str = "ថ្ងៃទី១៥\u{A0}ខែមករា";
const CLOSING: &str = "សូមសម្តេច";
const SIGNATURE: &str = "ហត្ថលេខា";
const SUBJECT: &str = "កម្មវត្ថុ៖";

fn is_near(one: Pt, other: Pt) -> bool {
    (one - other).0.abs() < 0.01
}

#[test]
fn a_khmer_letter_has_place_date_and_signature_below_on_the_right() {
    let document = letter(&[], &["km"]);
    let lines = lines(&document);
    let (closing, _) = find(&lines, CLOSING);
    let (date_at, date) = find(&lines, DATE);
    let (signature_at, signature) = find(&lines, SIGNATURE);
    assert!(closing < date_at && date_at < signature_at);
    assert!(is_near(date.origin.x + date.width(), RIGHT.to_pt()), "the date ends with the lines");
    assert!(signature.origin.x > (LEFT.to_pt() + RIGHT.to_pt()) * 0.5, "it is signed in the right half");
    // Other languages of the same envelope have their own form.
    let both = letter(&[], &["en", "km"]);
    let lines = self::lines(&both);
    let (english, _) = find(&lines, "15\u{A0}January 2018");
    assert!(english < find(&lines, "Your Excellency,").0);
}

#[test]
fn a_language_that_does_not_say_it_has_them_as_all_others() {
    let form = "letter_form:\n  place_and_date: end\n  signature: end\n  subject: label\n";
    let document = letter(&[(form, "")], &["km"]);
    let lines = lines(&document);
    assert!(find(&lines, DATE).0 < find(&lines, SUBJECT).0);
    assert!(is_near(find(&lines, SIGNATURE).1.origin.x, LEFT.to_pt()));
    assert_eq!(faces(find(&lines, SUBJECT).1), 1);
}

#[test]
fn a_language_from_right_to_left_has_them_on_the_left() {
    let document = letter(&[("direction: ltr", "direction: rtl")], &["km"]);
    let lines = lines(&document);
    let (_, date) = find(&lines, DATE);
    assert!(is_near(date.origin.x, LEFT.to_pt()), "{:?}", date.origin);
    let (_, signature) = find(&lines, SIGNATURE);
    assert!(signature.origin.x + signature.width() < (LEFT.to_pt() + RIGHT.to_pt()) * 0.5);
}

/// How many faces a line has that have letters.
fn faces(line: &Line) -> usize {
    let mut faces: Vec<_> = line.text.clusters[line.clusters.clone()].iter().map(|cluster| cluster.font).collect();
    faces.dedup();
    faces.len()
}

#[test]
fn only_the_label_of_a_khmer_subject_is_in_the_face_of_headings() {
    let document = letter(&[], &["km"]);
    let lines = lines(&document);
    let (_, subject) = find(&lines, SUBJECT);
    let clusters = &subject.text.clusters;
    let label = subject.text.cluster_at("កម្មវត្ថុ៖ ".len());
    assert!(clusters[..label].iter().all(|cluster| cluster.font == clusters[0].font));
    let (_, closing) = find(&lines, CLOSING);
    let body = closing.text.clusters[0].font;
    assert!(clusters[label..].iter().all(|cluster| cluster.font == body) && clusters[0].font != body);
    // It is one heading, and is read as one text.
    let element = subject.element.map(|element| &document.elements[element.0]);
    assert_eq!(element.map(|element| element.role), Some(Role::Heading));
    assert!(subject.text.text.starts_with("កម្មវត្ថុ៖ សំណើសុំដោះលែងលោក"), "{}", subject.text.text);
}

#[test]
fn an_unknown_value_is_reported_with_those_that_are_known() {
    let text = Project::embedded().text(KHMER).expect("it is bundled").replace("signature: end", "signature: right");
    let project = Project::embedded().with([(KHMER.to_owned(), text.into_bytes())]);
    let outcome = likhit::print::letters(&project, &order("kem-sokha", "plain"));
    let said: Vec<String> = outcome.findings.iter().map(|finding| format!("{finding:?}")).collect();
    assert!(said.iter().any(|said| said.contains("letter_form") && said.contains("`start` or `end`")), "{said:#?}");
}
