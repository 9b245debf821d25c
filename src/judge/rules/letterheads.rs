//! The rules of an organisation's letterhead and logo.

use super::{Example, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::BAD_SVG,
        about: "The logo is not a valid SVG file, or is empty.",
        example: Example::Shown,
        wrong: "logo: {file: logo.png}",
        right: "logo: {file: logo.svg}",
    },
    Rule {
        name: rules::UNSUPPORTED_SVG,
        about: "The logo has parts that could look different from one printing press to the next: text, pixel images, gradients, transparency, or another file.",
        example: Example::Shown,
        wrong: "<text x=\"10\" y=\"20\">Letters for Rights</text>",
        right: "<path d=\"M10 20h4v-12h2v-2h-8v2h2z\"/>",
    },
    Rule {
        name: rules::SVG_TOO_LARGE,
        about: "The logo would take too long to draw, or make the file too large. A usual logo has a few hundred outlines.",
        example: Example::Shown,
        wrong: "a map of the world in 200,000 points",
        right: "the same map in 2,000",
    },
    Rule {
        name: rules::BAD_PATH,
        about: "The logo is not in the folder of the section file or in a folder below it.",
        example: Example::Shown,
        wrong: "logo: {file: ../../pictures/logo.svg}",
        right: "logo: {file: pictures/logo.svg}",
    },
    Rule {
        name: rules::NO_LETTERHEAD,
        about: "The layout has no place for the letterhead of the section. Add `letterhead` to the layout, or use another one.",
        example: Example::Shown,
        wrong: "name: mine\nsender: [122, 20, 68, 32]",
        right: "name: mine\nletterhead: [25, 15, 90, 22]\nsender: [122, 20, 68, 32]",
    },
    Rule {
        name: rules::LOGO_WITHOUT_WORDS,
        about: "The logo has no text for screen readers. Add a `<title>` to the drawing, or `alt` to the section file.",
        example: Example::Shown,
        wrong: "<svg viewBox=\"0 0 120 60\"><path d=\"…\"/></svg>",
        right: "<svg viewBox=\"0 0 120 60\"><title>A bird with a letter in its beak</title><path d=\"…\"/></svg>",
    },
    Rule {
        name: rules::UNTRANSLATED_NOTE,
        about: "The section’s note is missing in the language of a letter, and is left out there.",
        example: Example::Shown,
        wrong: "note: {en: Printed by Letters for Rights.}",
        right: "note: {en: Printed by Letters for Rights., fr: Imprimé par Letters for Rights.}",
    },
    Rule {
        name: rules::GREY_LETTERHEAD,
        about: "A print file is black and white, so the colours of the section are printed as greys.",
        example: Example::Shown,
        wrong: "likhit mailing kem-sokha --senders members.csv",
        right: "likhit letters kem-sokha --sender me.yaml",
    },
];
