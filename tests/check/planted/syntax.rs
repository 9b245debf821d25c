//! Faults of syntax and of encodings.

use super::Severity::{Error, Warning};
use super::{EN, KM, Planted, planted};

pub const FAULTS: &[Planted] = &[
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
    planted("an indented id", &[(KM, "\nhealth = ", "\n    health = ")], "swallowed-message", Error),
    planted(
        "braces without end",
        &[(KM, "\nparty = ", "\nparty = {{{{{{{{{{{{{{{{{{{{{{{{{")],
        "nested-too-deep",
        Error,
    ),
];
