//! The rules of the files in `stationery`.

use super::{Example, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::OUTSIDE_SHEET,
        about: "A part of the layout is outside of the sheet.",
        example: Example::Shown,
        wrong: "left: 250",
        right: "left: 20",
    },
    Rule {
        name: rules::PAGE_TOO_SHORT,
        about: "The layout has no room for text.",
        example: Example::Shown,
        wrong: "bottom: 290",
        right: "bottom: 25",
    },
    Rule {
        name: rules::BLOCK_TOO_HIGH,
        about: "A block is higher than its box in the layout.",
        example: Example::Shown,
        wrong: "seven lines of address in 20 mm",
        right: "seven lines of address in 40 mm",
    },
    Rule {
        name: rules::BAD_SIZE,
        about: "A length in the layout is impossible.",
        example: Example::Shown,
        wrong: "width: -10",
        right: "width: 210",
    },
    Rule {
        name: rules::BAD_WINDOW,
        about: "A window is not inside its envelope.",
        example: Example::Shown,
        wrong: "a window 300 mm wide",
        right: "a window 90 mm wide",
    },
    Rule {
        name: rules::BAD_FOLDS,
        about: "The folds are not in order from top to bottom, or are outside of the sheet.",
        example: Example::Shown,
        wrong: "folds: [200, 100]",
        right: "folds: [100, 200]",
    },
    Rule {
        name: rules::OVERLAPPING_BOXES,
        about: "Two boxes of a layout overlap, so one text could be printed over the other.",
        example: Example::Shown,
        wrong: "address: [25, 42, 80, 34] and body: {x: 25, y: 52, width: 160}",
        right: "body: {x: 25, y: 82, width: 160}",
    },
    Rule {
        name: rules::MARKS_IN_THE_WAY,
        about: "Marks for inserting machines are on text, a window or a fold, or too near to them.",
        example: Example::Shown,
        wrong: "marks: {datamatrix: [180, 116, 10, 10]} beside text up to 185",
        right: "marks: {datamatrix: [194, 116, 10, 10]}",
    },
    Rule {
        name: rules::NO_PLACE_FOR_MARKS,
        about: "`--marks` is used, but the layout does not say where the marks are printed.",
        example: Example::Shown,
        wrong: "--marks omr with a layout that has no `marks`",
        right: "marks: {omr: [193, 116, 12, 24]}",
    },
    Rule {
        name: rules::BAD_SENDER_ZONE,
        about: "The place of the sender’s address is not on the envelope, or overlaps the recipient’s address.",
        example: Example::Shown,
        wrong: "sender: [100, 10, 80, 20] on an envelope with the recipient there",
        right: "sender: [15, 10, 80, 20]",
    },
    Rule {
        name: rules::OUTSIDE_READING_AREA,
        about: "The recipient’s address is not where the machines of the post office read it.",
        example: Example::Shown,
        wrong: "address: [100, 20, 105, 40]",
        right: "address: [100, 50, 105, 40]",
    },
    Rule {
        name: rules::BAD_LABEL,
        about: "The sheet of labels cannot be printed: the labels are too small, or too many for the sheet.",
        example: Example::Shown,
        wrong: "columns: 9",
        right: "columns: 3",
    },
    Rule {
        name: rules::PLAIN_LAYOUT,
        about: "No window of the usual layout shows the whole address of a recipient, so the letters to this recipient are printed in a layout for an envelope without a window. With `--stationery` or `--envelope` they are rejected instead.",
        example: Example::Shown,
        wrong: "an address of eight lines for an American window",
        right: "an address of at most six lines, or the layout `plain_letter`",
    },
    Rule {
        name: rules::UNVERIFIED_FIGURES,
        about: "The figures of this layout were not compared with the text of a standard.",
        example: Example::Shown,
        wrong: "unverified: \"makers, as commonly listed\"",
        right: "figures compared with the standard, without `unverified`",
    },
];
