//! The rules of the page: what a letter, an envelope or a label shows once it is set.

use super::{ENGLISH, Example, KHMER, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::MISSING_GLYPH,
        about: "This character is missing in all fonts of the language. An empty box would be printed.",
        example: ENGLISH,
        wrong: "party = Cambodia National Rescue Party ☃",
        right: "party = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::BROKEN_CLUSTER,
        about: "A combining mark has no letter, or a letter that cannot have it. A dotted circle would be printed.",
        example: KHMER,
        wrong: "# check: allow khmer-mark-without-base because the sign is shown alone\nparty = គណបក្ស ៊សង្គ្រោះជាតិ",
        right: "party = គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::OVERFULL_LINE,
        about: "A part of the text is wider than the line, and there is no place to break it.",
        example: ENGLISH,
        wrong: "party = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        right: "party = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::UNBREAKABLE_RUN,
        about: "A line is much too short, or ends inside a word, because the text has no better place to break it.",
        example: ENGLISH,
        wrong: "reply = I ask you as one who cares, I{\"\\u00A0\"}should{\"\\u00A0\"}be{\"\\u00A0\"}grateful{\"\\u00A0\"}to{\"\\u00A0\"}hear{\"\\u00A0\"}from{\"\\u00A0\"}you{\"\\u00A0\"}and{\"\\u00A0\"}from{\"\\u00A0\"}all{\"\\u00A0\"}others{\"\\u00A0\"}who{\"\\u00A0\"}know{\"\\u00A0\"}it.",
        right: "reply = I ask you as one who cares, I should be grateful to hear from you and from all others who know it.",
    },
    Rule {
        name: rules::TOO_MANY_PARAGRAPHS,
        about: "A message for one line or one list item has a blank line in it. Delete the blank line.",
        example: ENGLISH,
        wrong: "subject =\n    Appeal for the release of { person }\n\n    immediately and unconditionally",
        right: "subject = Appeal for the immediate and unconditional release of { person }",
    },
    Rule {
        name: rules::MORE_PAGES,
        about: "The letter has more pages than the case allows (`letter.pages`), or more than the source text would need in this language.",
        example: Example::Shown,
        wrong: "letter: {pages: 1, …} and a letter of two pages",
        right: "a shorter text, or letter: {pages: 2, …}",
    },
    Rule {
        name: rules::MORE_THAN_A_PAGE,
        about: "The letter does not fit on one page, as `--one-page` requires, or the sheet does not fit on one leaf.",
        example: Example::Shown,
        wrong: "likhit letters kem-sokha --lang km --one-page",
        right: "likhit letters kem-sokha --lang km",
    },
    Rule {
        name: rules::ADDRESS_DOES_NOT_FIT,
        about: "The recipient’s address does not fit into the window or the address field of the layout. Use shorter lines.",
        example: Example::Shown,
        wrong: "a line of 60 letters",
        right: "a line of 35 letters",
    },
    Rule {
        name: rules::OUTSIDE_WINDOW,
        about: "A part of the address would not be visible in the window.",
        example: Example::Shown,
        wrong: "a layout with the address 10 mm lower",
        right: "the layout as it was proved",
    },
    Rule {
        name: rules::IN_WINDOW,
        about: "Something other than the address would be visible in the window.",
        example: Example::Shown,
        wrong: "the date beside the address",
        right: "the date below the window",
    },
    Rule {
        name: rules::OUTSIDE_ZONE,
        about: "An address line on an envelope or a label is too long for its field, and a machine could not read it.",
        example: Example::Shown,
        wrong: "a line of 80 letters on a label 63 mm wide",
        right: "a line of 35 letters",
    },
    Rule {
        name: rules::SHORT_RETURN_LINE,
        about: "The sender’s address does not fit into the line above the recipient’s address, and was shortened or left out.",
        example: Example::Shown,
        wrong: "five long lines of address over a window 90 mm wide",
        right: "two lines of address",
    },
    Rule {
        name: rules::PACKET_TOO_LARGE,
        about: "The folded letter does not fit into the envelope. Add folds, or use a larger envelope.",
        example: Example::Shown,
        wrong: "folds: []",
        right: "folds: [99, 198]",
    },
    Rule {
        name: rules::ENVELOPE_DOES_NOT_FIT,
        about: "The layout is not made for this envelope. `likhit stationery` lists the envelopes of each layout.",
        example: Example::Shown,
        wrong: "--stationery gb_dl --envelope c5",
        right: "--stationery gb_dl --envelope dl",
    },
];
