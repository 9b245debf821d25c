//! Faults of structure: messages, attributes, variables, references and variants.

use super::Severity::{Error, Warning};
use super::{EN, FR, KM, KM_LETTER, Planted, planted};

pub const FAULTS: &[Planted] = &[
    planted("a missing message", &[(KM, "\nperson = កឹម សុខា\n", "\n")], "missing-message", Error).at("### លិខិត"),
    planted("a message that is a comment still", &[(KM, "\nreply =", "\n# reply =")], "missing-message", Error),
    planted("a misspelt id", &[(KM, "\nreply =", "\nrepyl =")], "missing-message", Error),
    planted("an extra message", &[(KM, "", "\nfarewell = លាហើយ\n")], "unused-message", Warning),
    planted("a message twice", &[(KM, "", "\nreply = ខ្ញុំសូមអរគុណ។\n")], "duplicate-message", Error),
    planted(
        "a message in two files",
        &[(KM_LETTER, "", "\nreply = ខ្ញុំសូមអរគុណ។\n"), (KM, "\nreply =", "\nreply =")],
        "duplicate-message",
        Error,
    ),
    planted("a missing attribute", &[(KM, "    .name = ស ខេង\n", "")], "missing-attribute", Warning)
        .at("recipient-interior-minister ="),
    planted("a misspelt attribute", &[(KM, "    .name = ស ខេង", "    .nmae = ស ខេង")], "unused-attribute", Warning),
    planted(
        "an extra attribute",
        &[(KM, "    .name = ស ខេង", "    .name = ស ខេង\n    .title = លោក")],
        "unused-attribute",
        Warning,
    )
    .at("    .title"),
    planted(
        "an attribute twice",
        &[(KM, "    .name = ស ខេង\n", "    .name = ស ខេង\n    .name = ស ខេងៗ\n")],
        "duplicate-message",
        Error,
    )
    .at("    .name = ស ខេងៗ"),
    planted("a name that the text has not", &[(KM, "    .name = ស ខេង", "    .name = ស ខេន")], "name-apart", Warning),
    planted("a title with another name", &[(KM, ".with-title = ឯកឧត្តម ស ខេង", ".with-title = ឯកឧត្តម ខេង")], "name-apart", Warning),
    planted("a dropped variable", &[(KM, "{ $arrested }", "ថ្ងៃនោះ")], "dropped-variable", Error),
    planted("an unknown variable", &[(KM, "{ $years }", "{ $years }{ $prisonner }")], "unknown-variable", Error),
    planted("a misspelt variable", &[(KM, "{ $arrested }", "{ $arested }")], "unknown-variable", Error),
    planted("a wrong variable", &[(KM, "{ $bail-denied }", "{ $arrested }")], "dropped-variable", Error),
    planted("an added variable", &[(KM, "{ $bail-denied }", "{ $bail-denied } { $years }")], "added-variable", Warning),
    planted(
        "an added variable in the letter",
        &[(KM_LETTER, "subject-line = កម្មវត្ថុ៖ { $subject }", "subject-line = កម្មវត្ថុ៖ { $subject } { $years }")],
        "added-variable",
        Warning,
    ),
    planted("a misspelt reference", &[(KM, "{ party }", "{ patry }")], "unknown-reference", Error),
    planted("a fact without its sign", &[(KM, "{ $arrested }", "{ arrested }")], "unknown-reference", Error),
    planted("an unknown term", &[(KM, "{ party }", "{ -party }")], "unknown-reference", Error),
    planted(
        "a term that the language does not define",
        &[
            (EN, "", "\n-court = Supreme Court\n"),
            (EN, "the Supreme Court denied", "the { -court } denied"),
            (FR, "la Cour\n    suprême", "la { -court }"),
            (FR, "", "\n-court = Cour suprême\n"),
            (KM, "} តុលាការកំពូលបាន", "} { -court }បាន"),
        ],
        "unknown-reference",
        Error,
    ),
    planted(
        "a term of the source that is dropped",
        &[
            (EN, "", "\n-court = Supreme Court\n"),
            (EN, "the Supreme Court denied", "the { -court } denied"),
            (FR, "la Cour\n    suprême", "la { -court }"),
            (FR, "", "\n-court = Cour suprême\n"),
            (KM, "", "\n-court = តុលាការធំ\n"),
        ],
        "dropped-reference",
        Warning,
    )
    .at("detention ="),
    planted(
        "a term of the source that is written out",
        &[
            (EN, "", "\n-court = Supreme Court\n"),
            (EN, "the Supreme Court denied", "the { -court } denied"),
            (FR, "la Cour\n    suprême", "la { -court }"),
            (FR, "", "\n-court = Cour suprême\n"),
            (KM, "", "\n-court = តុលាការកំពូល\n"),
        ],
        "dropped-reference",
        Warning,
    )
    .at("detention ="),
    planted(
        "a variant that the term’s attribute never says",
        &[
            (KM, "", "\n-court = តុលាការកំពូល\n    .kind = high\n"),
            (KM, "{ $years } ឆ្នាំ។", "{ -court.kind ->\n    [hihg] { $years }\n   *[other] { $years }\n } ឆ្នាំ។"),
        ],
        "dead-variant",
        Warning,
    )
    .at("    [hihg]"),
    planted(
        "an attribute of a term that is not used",
        &[
            (KM, "} តុលាការកំពូលបាន", "} { -court }បាន"),
            (KM, "", "\n-court = តុលាការកំពូល\n    .kind = high\n"),
        ],
        "unused-attribute",
        Warning,
    )
    .at("    .kind"),
    planted("two pairs of braces", &[(KM, "{ $years }", "{{ $years }}")], "double-braces", Warning),
    planted("an attribute that is not there", &[(KM, "{ party }", "{ party.short }")], "unknown-reference", Error),
    planted("a dropped reference", &[(KM, "ដោះលែងលោក { person }", "ដោះលែងលោក")], "dropped-reference", Warning),
    planted("a term of a message's name", &[(KM, "", "\n-person = កឹម សុខា\n")], "term-and-message", Error),
    planted(
        "a circle",
        &[(KM, "party = គណបក្សសង្គ្រោះជាតិ", "party = { person }"), (KM, "person = កឹម សុខា", "person = { party }")],
        "circular-reference",
        Error,
    ),
    planted("a message of itself", &[(KM, "party = គណបក្សសង្គ្រោះជាតិ", "party = { party }")], "circular-reference", Error),
    planted("an unknown function", &[(KM, "{ $years }", "{ NUMBR($years) }")], "unknown-function", Error),
    planted("a function for dates", &[(KM, "{ $arrested }", "{ DATETIME($arrested) }")], "unknown-function", Error),
    planted(
        "a plural form that Khmer has not",
        &[(KM, "{ $years } ឆ្នាំ។", "{ $years ->\n    [one] មួយ\n   *[other] { $years }\n } ឆ្នាំ។")],
        "dead-variant",
        Warning,
    )
    .at("    [one]"),
    planted(
        "a variant twice",
        &[(KM, "{ $years } ឆ្នាំ។", "{ $years ->\n    [1] ១\n    [1] មួយ\n   *[other] { $years }\n } ឆ្នាំ។")],
        "duplicate-variant",
        Error,
    )
    .at("    [1] មួយ"),
    planted(
        "no default variant",
        &[(KM, "{ $years } ឆ្នាំ។", "{ $years ->\n    [1] មួយ\n    [other] { $years }\n } ឆ្នាំ។")],
        "broken-fluent",
        Error,
    ),
    planted(
        "a variable in one variant only",
        &[(KM, "{ $years } ឆ្នាំ។", "{ $years ->\n    [1] មួយ\n   *[other] { $years }\n } ឆ្នាំ { $years ->\n    [1] { $article }\n   *[other] {\"\"}\n }។"), (KM, "មាត្រា { $article } នៃ", "មាត្រានៃ")],
        "dropped-variable",
        Warning,
    )
    .at("concern ="),
    planted(
        "a lost paragraph",
        &[(EN, "    denied access.\n", "    denied access.\n\n    Please look into it.\n"), (KM, "\nhealth =", "\nhealth =")],
        "paragraphs-differ",
        Warning,
    ),
    planted("an added paragraph", &[(KM, "ឯកសាររបស់មេធាវី", "\n\n    ឯកសាររបស់មេធាវី")], "paragraphs-differ", Warning)
        .at("health ="),
    planted("an empty text", &[(KM, "party = គណបក្សសង្គ្រោះជាតិ", "party = { \"\" }")], "empty-message", Error),
    planted("no text before attributes", &[(KM, "= សម្តេច ហ៊ុន សែន នាយករដ្ឋមន្ត្រី\n", "=\n")], "missing-message", Error),
    planted(
        "a term without its argument",
        &[(KM, "", "\n-group = គណបក្ស{ $x }\n"), (KM, "party = គណបក្សសង្គ្រោះជាតិ", "party = { -group }")],
        "missing-variable",
        Error,
    ),
    planted("a wording that cannot be read", &[(KM, "\nparty =", "\n# B: គណបក្ស { person\nparty =")], "broken-wording", Warning),
    planted("a wording with an unknown name", &[(KM, "\nparty =", "\n# B: គណបក្ស { $persn }\nparty =")], "broken-wording", Warning),
    planted("a wording of no message", &[(KM, "\nparty =", "\n# B: គណបក្ស\n\nparty =")], "broken-wording", Warning),
    planted("a wording of no attribute", &[(KM, "\nparty =", "\n# B.name: គណបក្ស\nparty =")], "broken-wording", Warning),
    planted("an unknown rule in a silence", &[(KM, "# check: allow repeated-word", "# check: allow repeated-wrod")], "bad-silence", Warning),
    planted(
        "a salutation that is not there",
        &[(KM_LETTER, "salutation-your-excellency", "salutation-your-excelency")],
        "unused-message",
        Warning,
    ),
];
