//! Print files: the letters of many senders in one PDF are those that each sender would get alone.

use crate::support::order;
use likhit::finding::Origin;
use likhit::id::{CountryCode, LanguageTag, RecipientId};
use likhit::letter::{Personal, Sender, Words};
use likhit::page::{MarkKind, SheetMark};
use likhit::print::{LetterToPrint, MailingRun, Order, PrintFile, Sides};
use likhit::project::Project;

fn sender(name: &str, country: &str) -> Sender {
    let words = |words: &str| Words { words: words.to_owned(), origin: Origin::default() };
    Sender {
        name: words(name),
        address: vec![words("14 Harbour Street"), words("9008 Tromsø")],
        country: CountryCode::new(country),
        locality: std::collections::BTreeMap::new(),
        place: None,
        language: None,
        personal: None,
    }
}

fn prepared<'p>(project: &'p Project, order: &Order) -> MailingRun<'p> {
    MailingRun::prepare(project, Order { country: None, ..order.clone() }).expect("the order is sound")
}

/// A file of all letters of these senders.
fn printed(run: &MailingRun, senders: &[Sender], sides: Sides) -> (PrintFile, Vec<u8>) {
    let measured: Vec<_> = senders.iter().map(|sender| run.measure(sender).expect("it can be printed")).collect();
    let mut pieces = senders.iter().zip(&measured).flat_map(|(sender, measured)| {
        measured.letters.iter().map(move |letter| LetterToPrint {
            sender,
            recipient: &letter.recipient,
            language: &letter.language,
            mark: None,
        })
    });
    let mut pdf = Vec::new();
    let file = run.print(&mut pieces, sides, &mut pdf).expect("it can be printed");
    (file, pdf)
}

#[test]
fn a_run_writes_to_those_whom_each_sender_writes_to() {
    let project = Project::embedded();
    let run = prepared(&project, &order("kem-sokha", "plain"));
    let embassy = RecipientId::new("embassy-gb").expect("an id");
    let writes_to_embassy = |country: &str| {
        let measured = run.measure(&sender("Chantou Eriksen-Sok", country)).expect("it can be printed");
        measured.letters.iter().any(|letter| letter.recipient == embassy)
    };
    assert!(writes_to_embassy("GB") && !writes_to_embassy("NO"));
}

#[test]
fn letters_printed_on_both_sides_begin_on_fronts() {
    let project = Project::embedded();
    let run = prepared(&project, &order("kem-sokha", "plain"));
    let senders = [sender("Chantou Eriksen-Sok", "NO"), sender("Kari Nordmann", "NO")];
    let (front, _) = printed(&run, &senders, Sides::Front);
    let (both, _) = printed(&run, &senders, Sides::Both);
    assert!(front.letters.iter().any(|letter| letter.first_page % 2 == 0));
    assert!(both.letters.iter().all(|letter| letter.first_page % 2 == 1));
    // Also the last, so that files may be put together.
    assert_eq!(both.pages % 2, 0);
    let hashes = |file: &PrintFile| file.letters.iter().map(|letter| letter.sha256).collect::<Vec<_>>();
    assert_eq!(hashes(&front), hashes(&both));
}

#[test]
fn a_run_prints_the_same_letters_to_the_byte_whatever_it_has_printed_before() {
    let project = Project::embedded();
    let order = Order { to: vec![RecipientId::new("prime-minister").expect("an id")], ..order("kem-sokha", "plain") };
    let run = prepared(&project, &order);
    let senders = [sender("Chantou Eriksen-Sok", "NO"), sender("Ελένη Παπαδοπούλου", "GR")];
    let first = printed(&run, &senders, Sides::Front);
    printed(&run, &[sender("Олександр Ковальчук", "UA"), sender("Nguyễn Thị Hồng", "GB")], Sides::Both);
    assert!(first == printed(&run, &senders, Sides::Front));
    assert!(first == printed(&prepared(&project, &order), &senders, Sides::Front));
    // A letter is known by its hash, and letters of others have others.
    let [one, other] = [&first.0.letters[0], &first.0.letters[first.0.letters.len() - 1]];
    assert_ne!(one.sha256, other.sha256);
    let alone = printed(&run, &senders[..1], Sides::Front);
    assert_eq!(alone.0.letters[0].sha256, one.sha256);
}

#[test]
fn the_hash_of_a_letter_does_not_depend_on_whose_letter_was_set_first() {
    let project = Project::embedded();
    let order = Order { to: vec![RecipientId::new("prime-minister").expect("an id")], ..order("kem-sokha", "plain") };
    let order = Order { country: CountryCode::new("GB"), ..order };
    let (kari, bruce) = (sender("Kari Nordmann", "NO"), sender("Bruce Hill", "AU"));
    let hash = |first: &Sender| {
        let run = MailingRun::prepare(&project, order.clone()).expect("the order is sound");
        run.measure(first).expect("it can be printed");
        printed(&run, std::slice::from_ref(&kari), Sides::Front).0.letters[0].sha256
    };
    assert_eq!(hash(&kari), hash(&bruce));
}

/// A sender whose own words are these words, repeated.
fn speaking(sender: Sender, words: &str, times: usize) -> Sender {
    let (words, language) = ([words].repeat(times).join(" "), LanguageTag::new("en").expect("a tag"));
    Sender { personal: Some(Personal { words, language, origin: Origin::default() }), ..sender }
}

const SENTENCE: &str = "I have followed this case with sorrow, and I shall go on writing until there is an answer.";

#[test]
fn a_letter_that_grows_past_others_is_told_and_moves_none_of_them() {
    let project = Project::embedded();
    let run = prepared(&project, &order("kem-sokha", "plain"));
    let [first, grown, last] = [sender("Kari Nordmann", "NO"), sender("José Ng", "NO"), sender("Åse Ågård", "NO")];
    let usual = printed(&run, &[first.clone(), last.clone()], Sides::Both).0;
    let grown = speaking(grown, SENTENCE, 40);
    let told = run.measure(&grown).expect("it can be printed").remarks;
    assert!(told.iter().any(|remark| remark.rule == "longer-letter"), "{told:?}");

    let file = printed(&run, &[first, grown, last], Sides::Both).0;
    assert!(file.letters.iter().all(|letter| letter.first_page % 2 == 1));
    let each = usual.letters.len() / 2;
    let (before, after) = (&file.letters[..each], &file.letters[2 * each..]);
    assert!(
        before.iter().chain(after).map(|letter| letter.sha256).eq(usual.letters.iter().map(|letter| letter.sha256))
    );
}

#[test]
fn what_senders_say_for_themselves_costs_no_more_than_the_words() {
    let project = Project::embedded();
    let english = vec![LanguageTag::new("en").expect("a tag")];
    let to = vec![RecipientId::new("prime-minister").expect("an id")];
    let run = prepared(&project, &Order { to, languages: english, ..order("kem-sokha", "plain") });
    let name = |n: u8| format!("Kari {}. Nordmann", char::from(b'A' + n));
    let silent: Vec<Sender> = (0..26).map(|n| sender(&name(n), "NO")).collect();
    // The letter with these has one page too, set a little tighter.
    let speaking: Vec<Sender> = silent.iter().map(|sender| speaking(sender.clone(), SENTENCE, 1)).collect();
    let bytes = |senders: &[Sender]| printed(&run, senders, Sides::Front).0.bytes;
    let (less, more) = (bytes(&silent), bytes(&speaking));
    assert!(more < less + 26 * 500, "{less} and {more} bytes");
}

#[test]
fn marks_stand_on_the_front_of_each_sheet_and_change_nothing_else() {
    let project = Project::embedded();
    let order = Order { to: vec![RecipientId::new("prime-minister").expect("an id")], ..order("kem-sokha", "plain") };
    let sender = sender("Chantou Eriksen-Sok", "NO");
    // What each page draws, and the hashes of the letters.
    let print = |marks: Option<MarkKind>, envelope: u32| {
        let run = prepared(&project, &order).with_marks(marks);
        let measured = run.measure(&sender).expect("it can be printed").letters;
        let mark = SheetMark { job: 1, envelope, sheet: 1, sheets: 4, in_job: 1 };
        let mut letters = measured.iter().map(|letter| LetterToPrint {
            sender: &sender,
            recipient: &letter.recipient,
            language: &letter.language,
            mark: Some(mark),
        });
        let mut pdf = Vec::new();
        let file = run.print(&mut letters, Sides::Both, &mut pdf).expect("it can be printed");
        let pdf = lopdf::Document::load_mem(&pdf).expect("it is a PDF");
        let drawn: Vec<Vec<u8>> = pdf.page_iter().map(|page| pdf.get_page_content(page)).collect();
        (drawn, file.letters.iter().map(|letter| letter.sha256).collect::<Vec<_>>())
    };
    let (plain, hashes) = print(None, 1);
    assert_eq!(print(None, 2), (plain.clone(), hashes.clone()));
    for kind in [MarkKind::Omr, MarkKind::DataMatrix] {
        let (marked, marked_hashes) = print(Some(kind), 1);
        assert_ne!(marked_hashes, hashes, "{kind:?}");
        for (page, (plain, marked)) in plain.iter().zip(&marked).enumerate() {
            let marks = marked.strip_prefix(&plain[..]).expect("the letter is as it was");
            let marks = String::from_utf8_lossy(marks);
            let is_front = page % 2 == 0;
            assert_eq!(marks.trim().starts_with("/Artifact"), is_front, "{kind:?} on page {page}: {marks}");
            assert!(!marks.contains("MCID"), "{marks}");
        }
    }
    assert_ne!(print(Some(MarkKind::DataMatrix), 1), print(Some(MarkKind::DataMatrix), 2));
}

#[test]
fn a_layout_without_a_place_for_marks_prints_none() {
    let order = order("kem-sokha", "plain");
    let project = Project::embedded();
    let text = project.text("stationery/plain.yaml").expect("it is bundled").replace("marks: {", "# marks: {");
    let text = text.replace(", marks]", "]");
    let project = project.with([("stationery/plain.yaml".to_owned(), text.into_bytes())]);
    let run = prepared(&project, &order).with_marks(Some(MarkKind::Omr));
    let findings = run.measure(&sender("Chantou Eriksen-Sok", "NO")).expect_err("there is no place");
    assert_eq!(findings[0].rule, "no-place-for-marks");
}
