//! The rules of an organisation's letterhead and logo.

use super::{Example, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::BAD_SVG,
        about: "The logo is no SVG file that can be read, or draws nothing.",
        example: Example::Shown,
        wrong: "logo: {file: logo.png}",
        right: "logo: {file: logo.svg}",
    },
    Rule {
        name: rules::UNSUPPORTED_SVG,
        about: "The logo holds something that would not come out of every press as it is drawn: text, pixels, shades, what shines through, or another file.",
        example: Example::Shown,
        wrong: "<text x=\"10\" y=\"20\">Letters for Rights</text>",
        right: "<path d=\"M10 20h4v-12h2v-2h-8v2h2z\"/>",
    },
    Rule {
        name: rules::SVG_TOO_LARGE,
        about: "The logo would take long to draw, or make the file large. A logo is a few hundred outlines.",
        example: Example::Shown,
        wrong: "a map of the world in 200,000 points",
        right: "the same map in 2,000",
    },
    Rule {
        name: rules::BAD_PATH,
        about: "The section names a logo that lies neither beside its file nor in a folder below it.",
        example: Example::Shown,
        wrong: "logo: {file: ../../pictures/logo.svg}",
        right: "logo: {file: pictures/logo.svg}",
    },
    Rule {
        name: rules::NO_LETTERHEAD,
        about: "There is a section, but the layout has no place for its letterhead.",
        example: Example::Shown,
        wrong: "name: mine\nsender: [122, 20, 68, 32]",
        right: "name: mine\nletterhead: [25, 15, 90, 22]\nsender: [122, 20, 68, 32]",
    },
    Rule {
        name: rules::LOGO_WITHOUT_WORDS,
        about: "Nothing says what the logo shows. Those who have the letter read aloud would hear nothing of it.",
        example: Example::Shown,
        wrong: "<svg viewBox=\"0 0 120 60\"><path d=\"…\"/></svg>",
        right: "<svg viewBox=\"0 0 120 60\"><title>A bird with a letter in its beak</title><path d=\"…\"/></svg>",
    },
    Rule {
        name: rules::UNTRANSLATED_NOTE,
        about: "The section's note is not written in the language of a letter, and left out of it.",
        example: Example::Shown,
        wrong: "note: {en: Printed by Letters for Rights.}",
        right: "note: {en: Printed by Letters for Rights., fr: Imprimé par Letters for Rights.}",
    },
    Rule {
        name: rules::GREY_LETTERHEAD,
        about: "A print file is black on white, so that the colours of the section are printed as greys.",
        example: Example::Shown,
        wrong: "likhit mailing kem-sokha --senders members.csv",
        right: "likhit letters kem-sokha --sender me.yaml",
    },
];
