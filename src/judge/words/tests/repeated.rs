//! Words that are there several times in a row: one finding for one slip.

use super::{examine, language};

fn reported(tag: &str, text: &str, source: Option<&str>) -> Vec<String> {
    let found = examine(language(tag), text, source);
    found.into_iter().filter(|fault| fault.rule == "repeated-word").map(|fault| fault.message).collect()
}

// typos: off
#[test]
fn a_run_of_one_word_is_one_finding() {
    for (tag, word, space) in
        [("en", "the", " "), ("km", "និង", ""), ("km", "និង", " "), ("km", "មេធាវី", " "), ("fr", "le", "\n")]
    {
        for count in [2, 3, 5, 120] {
            let text = format!("x {} y", vec![word; count].join(space));
            let found = reported(tag, &text, None);
            assert_eq!(found.len(), 1, "{tag} {word} {count}: {found:?}");
            let times = if count == 2 { "twice".to_owned() } else { format!("{count} times") };
            assert!(found[0].contains(&times), "{}", found[0]);
        }
    }
    assert_eq!(reported("en", "of the the rights and and so", None).len(), 2);
}

#[test]
fn sentences_and_what_is_filled_in_are_told_in_the_source_as_well() {
    assert_eq!(reported("en", "Please act now. Please act now. Thank you.", None).len(), 1);
    assert_eq!(reported("en", "Please act now. Please act now. Please act now.", None).len(), 1);
    assert_eq!(
        reported("en", "for \u{FFFC} \u{FFFC} \u{FFFC} years", None),
        ["the same value is filled in twice in a row"]
    );
    assert_eq!(reported("fr", "Merci bien. Merci bien.", Some("Thank you. Thank you.")), Vec::<String>::new());
    assert_eq!(reported("en", "\u{FFFC} and \u{FFFC}. No. No.", None), Vec::<String>::new());
}
// typos: on
