//! Faults of syntax and of encodings.

use super::Severity::{Error, Warning};
use super::{EN, FR, KM, Planted, all_are_found, found, planted};
use likhit::project::Project;

const FAULTS: &[Planted] = &[
    planted("a byte order mark", &[(KM, "### លិខិត", "\u{FEFF}### លិខិត")], "byte-order-mark", Warning),
    planted("a tab as indent", &[(EN, "    I am writing", "\tI am writing")], "tab-indent", Error),
    planted("a bullet", &[(EN, "    Since {", "    * Since {")], "special-line-start", Error),
    planted("curly quotes", &[(EN, r#"{"\u00A0"}{ $art"#, r"{“\u00A0”}{ $art")], "curly-quotes-in-code", Error),
    planted("an unclosed brace", &[(KM, "health = លោក { person }", "health = លោក { person")], "unclosed-brace", Error),
    planted("an unclosed brace at a line's end", &[(EN, "of { person }", "of { person")], "unclosed-brace", Error),
    planted("a brace too many", &[(KM, "\nreply = ", "\nreply = }")], "unclosed-brace", Error),
    planted("no equals sign", &[(KM, "party = គណ", "party គណ")], "broken-fluent", Error),
    planted("a colon for the equals sign", &[(KM, "party = គណ", "party: គណ")], "broken-fluent", Error),
    planted("no text", &[(KM, "\nparty = គណបក្សសង្គ្រោះជាតិ", "\nparty =")], "broken-fluent", Error),
    planted("a translated variable", &[(KM, "{ $years }", "{ $ឆ្នាំ }")], "translated-name", Error),
    planted("a translated id", &[(KM, "\nparty = ", "\nគណបក្ស = ")], "translated-name", Error),
    planted("an unindented line", &[(EN, "    (CC3) in", "(CC3) in")], "unindented-line", Error),
    planted(
        "a merge conflict",
        &[(KM, "\nreply = ", "\n<<<<<<< HEAD\nreply = ក\n=======\nreply = ខ\n>>>>>>> other\nrest = ")],
        "merge-conflict",
        Error,
    ),
    planted("an indented id", &[(KM, "\nreply = ", "\n    reply = ")], "swallowed-message", Error),
    planted(
        "braces without end",
        &[(KM, "\nparty = ", "\nparty = {{{{{{{{{{{{{{{{{{{{{{{{{")],
        "nested-too-deep",
        Error,
    ),
];

#[test]
fn faults_of_syntax_are_found() {
    all_are_found(FAULTS, None);
}

#[test]
fn other_encodings_are_named() {
    let project = Project::embedded();
    let text = |file| project.text(file).expect("the bundled file");
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text(KM).encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin1: Vec<u8> = text(FR).chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    for (file, bytes) in [(KM, utf16), (FR, latin1)] {
        let findings = found(&project.clone().with([(file.to_owned(), bytes)]), file, None);
        let told = findings.iter().any(|f| f.rule == "not-utf8" && f.file.as_deref() == Some(file));
        assert!(told, "{findings:?}");
    }
}
