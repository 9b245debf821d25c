//! Faults that only the set page shows.

use super::Severity::{Error, Warning};
use super::{CASE, EN, KM, Planted, planted};

pub const FAULTS: &[Planted] = &[
    planted("a missing glyph", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ ☃។")], "missing-glyph", Error),
    planted(
        "a mark after a space",
        &[
            (KM, "\nreply = ", "\n# check: allow khmer-mark-without-base because the sign is meant\nreply = "),
            (KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ ៊។"),
        ],
        "broken-cluster",
        Error,
    ),
    planted(
        "a word wider than the line",
        &[(
            EN,
            "what steps are",
            "what WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW steps are",
        )],
        "overfull-line",
        Error,
    ),
    planted(
        "a run without a break",
        &[(
            EN,
            "what steps are",
            "what I\u{A0}should\u{A0}be\u{A0}grateful\u{A0}to\u{A0}hear\u{A0}from\u{A0}you\u{A0}and\u{A0}from\u{A0}all\u{A0}others\u{A0}who\u{A0}know steps are",
        )],
        "unbreakable-run",
        Warning,
    ),
    planted(
        "Khmer without a break",
        &[(
            KM,
            "ខ្ញុំនឹងមានអំណរគុណយ៉ាងជ្រាលជ្រៅ ប្រសិន",
            "ខ្ញុំនឹងមានអំណរគុណ ខ្ញុំ\u{2060}នឹង\u{2060}មាន\u{2060}អំណរ\u{2060}គុណ\u{2060}យ៉ាង\u{2060}ជ្រាល\u{2060}ជ្រៅ\u{2060}ប្រសិន\u{2060}បើ\u{2060}{ $you }\u{2060}ឆ្លើយ\u{2060}តប\u{2060}អំពី\u{2060}វិធានការ\u{2060}ដែល\u{2060}ត្រូវ\u{2060}បាន\u{2060}អនុវត្ត ប្រសិន",
        )],
        "unbreakable-run",
        Warning,
    ),
    planted(
        "a letter too long",
        &[(CASE, "subject: subject\n", "pages: 1\n  subject: subject\n"), (KM, "\nhealth =", "\nhealth =")],
        "more-pages",
        Warning,
    ),
    planted(
        "an address too wide",
        &[(
            CASE,
            "75 Norodom Blvd",
            "75 Norodom-Boulevard-of-the-very-long-name-without-any-joint-in-it-at-all-of-the-city",
        )],
        "address-does-not-fit",
        Error,
    )
    .at("      name: Sar Kheng"),
    planted(
        "a silence that nothing needs",
        &[(KM, "\nreply =", "\n# check: allow glossary because it is a quotation\nreply =")],
        "unused-silence",
        Warning,
    ),
];
