use super::*;

#[test]
fn everything_of_an_entry_has_its_place() {
    let text = "# note\nperson = a { $b ->\n    [one] x\n   *[other] { -t }\n }\n    .name = y\n-t = z\n";
    let file = File::read("a.ftl", text);
    assert!(file.faults.is_empty());
    let entry = &file.entries[0];
    assert_eq!((entry.id.as_str(), file.position(entry.at.start).line), ("person", 2));
    assert_eq!(entry.comment.0, [(2..6, "note".to_owned())]);
    let part = entry.value.as_ref().expect("a value");
    let names: Vec<(&str, bool)> = part.references.iter().map(|r| (&text[r.at.clone()], r.selects)).collect();
    assert_eq!(names, [("b", true), ("t", false)]);
    assert_eq!(part.choices[0].keys[1].name, "other");
    assert_eq!(&text[entry.attributes[0].at.clone()], "name");
    assert_eq!(&text[file.entries[1].at.clone()], "-t");
}

/// The text of each entry of a file.
fn raw(text: &str) -> Vec<String> {
    let file = File::read("a.ftl", text);
    assert!(file.faults.is_empty(), "{text:?}: {:?}", file.faults);
    file.entries.iter().map(|entry| file.text[entry.range.clone()].to_owned()).collect()
}

#[test]
fn an_entry_takes_up_its_own_lines_and_no_others() {
    let text = "### All\n\n# Whose\na = x\n    y\n    .b = z\n\n# Alone\n\n-t = { $n ->\n[one] 1\n*[other] n\n}\n##\nc = {\"\"}";
    assert_eq!(raw(text), ["a = x\n    y\n    .b = z", "-t = { $n ->\n[one] 1\n*[other] n\n}", "c = {\"\"}"]);
}

#[test]
fn a_comment_without_words_at_the_end_is_no_part_of_the_entry_before() {
    for text in ["a = x\n#", "a = x\n##", "a = x\n\n###", "a = x\n#\n"] {
        assert_eq!(raw(text), ["a = x"], "{text:?}");
    }
    assert_eq!(raw("#"), [""; 0]);
}
