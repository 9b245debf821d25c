//! The proof of a translation: its contents, their order, and its findings.

use jiff::civil::date;
use likhit::finding::{Finding, Findings, rules};
use likhit::id::{CaseId, LanguageTag};
use likhit::page::{Document, Item, Line, Purpose, Role};
use likhit::print::proof::{Proofs, proof};
use likhit::project::Project;

fn case() -> CaseId {
    CaseId::new("kem-sokha").expect("an id")
}

fn language(tag: &str) -> LanguageTag {
    LanguageTag::new(tag).expect("a tag")
}

/// The proof of the Khmer words, after a change to them.
fn khmer(change: impl Fn(&str) -> String, found: Findings) -> Proofs {
    let file = "locales/km/cases/kem-sokha.ftl";
    let project = Project::embedded();
    let changed = change(project.text(file).expect("it is there"));
    let project = project.with([(file.to_owned(), changed.into_bytes())]);
    proof(&project, &case(), &language("km"), date(2018, 1, 15), found).expect("it can be made")
}

fn unchanged() -> Proofs {
    khmer(str::to_owned, Findings::new())
}

fn lines(document: &Document) -> Vec<&Line> {
    document.pages.iter().flat_map(|page| &page.items).filter_map(Item::line).collect()
}

/// The words of each element that has any, in the order of the document.
fn read_aloud(document: &Document) -> Vec<String> {
    let mut words = vec![String::new(); document.elements.len()];
    for line in lines(document) {
        if let Some(element) = line.element {
            words[element.0].push_str(line.text.text_of(line.clusters.clone()));
        }
    }
    words.into_iter().filter(|words| !words.is_empty()).collect()
}

#[test]
fn each_message_is_read_before_its_source_and_that_before_its_translation() {
    let proof = unchanged();
    let words = read_aloud(&proof.document);
    let at = words.iter().position(|words| words == "reply").expect("the message is there");
    assert!(words[at + 1].starts_with("I should be grateful"), "{}", words[at + 1]);
    assert!(words[at + 2].starts_with("ខ្ញុំនឹងមានអំណរគុណ"), "{}", words[at + 2]);
    let roles: Vec<Role> = proof.document.elements.iter().map(|element| element.role).collect();
    assert_eq!(roles.iter().filter(|role| **role == Role::Heading).count(), 1);
    let khmer = proof.document.elements.iter().filter(|element| element.language.as_deref() == Some("km")).count();
    assert!(khmer >= 40, "{khmer} paragraphs say that they are Khmer");
}

#[test]
fn on_paper_the_order_is_the_same() {
    let proof = unchanged();
    for page in &proof.document.pages {
        let elements: Vec<_> = page.items.iter().filter_map(Item::line).filter_map(|line| line.element).collect();
        assert!(elements.is_sorted(), "a page goes back and forth");
    }
}

#[test]
fn what_is_filled_in_lies_on_a_tint_and_nothing_else_does() {
    let proof = unchanged();
    let mut tinted: Vec<String> = Vec::new();
    for page in &proof.document.pages {
        for item in &page.items {
            let Item::Rule(rule) = item else { continue };
            // The rules between the messages are thin.
            if rule.purpose != Purpose::Tint || rule.stroke.0 < 2.0 {
                continue;
            }
            for line in page.items.iter().filter_map(Item::line) {
                if (line.origin.y - rule.from.y).0.abs() > 4.0 {
                    continue;
                }
                let on = line.placed().into_iter().filter(|cluster| {
                    let middle = cluster.x.0 + cluster.advance.at(line.size).0 / 2.0;
                    rule.from.x.0 < middle && middle < rule.to.x.0
                });
                let words: String = on.map(|cluster| cluster.text).collect();
                if !words.is_empty() {
                    tinted.push(words.trim().to_owned());
                }
            }
        }
    }
    for words in ["3\u{A0}September 2017", "443", "៤៤៣", "៣០", "29\u{A0}July 2018"] {
        assert!(tinted.iter().any(|tinted| tinted == words), "{words} is not on a tint: {tinted:?}");
    }
    assert!(!tinted.iter().any(|tinted| tinted.contains("Kem Sokha writes")));
}

#[test]
fn a_fault_stands_below_its_message_with_its_place() {
    let stale =
        Finding::warning(rules::STALE_TRANSLATION, "the source has changed").in_file("locales/km/cases/kem-sokha.ftl");
    let proof = khmer(
        |text| text.replace("{ $arrested }", "{ $arested }").replace("\nreply = ", "\nreplied = "),
        stale.place("health").into(),
    );
    let words = read_aloud(&proof.document);
    let after = |name: &str, n: usize| {
        let at = words.iter().position(|words| words == name).expect("the message is there");
        words[at + n].as_str()
    };
    // The source, no translation that could be said, and why.
    assert!(after("concern", 2).contains("’$arested’ is not defined"), "{}", after("concern", 2));
    assert!(after("concern", 2).contains("(locales/km/cases/kem-sokha.ftl:"), "{}", after("concern", 2));
    assert!(after("reply", 2).contains("’reply’ is missing"), "{}", after("reply", 2));
    assert!(after("health", 3).contains("warning: the source has changed"), "{}", after("health", 3));
    assert_eq!(proof.findings.len(), 3, "{:#?}", proof.findings);
}

#[test]
fn words_that_cannot_be_set_are_told_and_hold_nothing_up() {
    let proof = khmer(|text| text.replace("person = កឹម សុខា", "person = កឹម 漢"), Findings::new());
    let words = read_aloud(&proof.document).join("\n");
    assert!(words.contains("the appeal that I have addressed"), "the rest is there");
    assert!(!proof.findings.is_empty(), "and the fault is reported");
}

#[test]
fn a_source_is_no_translation() {
    let findings = proof(&Project::embedded(), &case(), &language("en"), date(2018, 1, 15), Findings::new());
    assert_eq!(findings.expect_err("it is the source")[0].rule, "no-translation");
}

#[test]
fn the_same_proof_has_the_same_bytes() {
    assert_eq!(unchanged().pdf, unchanged().pdf);
}
