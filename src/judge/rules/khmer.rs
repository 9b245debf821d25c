//! The rules of Khmer writing.
//!
//! Characters that cannot be seen are written as Fluent's escapes.

use super::{KHMER, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    // typos: off
    Rule {
        name: rules::KHMER_COENG_RO_NOT_LAST,
        about: "The coeng of រ is drawn first and typed last. The other order looks the same, and the word is not found.",
        example: KHMER,
        wrong: "example = ម{\"\\u1793\\u17D2\\u179A\\u17D2\\u178F\\u17B8\"}",
        right: "example = មន្ត្រី",
    },
    Rule {
        name: rules::KHMER_DEPRECATED_CHARACTER,
        about: "Unicode keeps some characters only for old files. Each has a successor.",
        example: KHMER,
        wrong: "example = {\"\\u17A4\"}",
        right: "example = អា",
    },
    Rule {
        name: rules::KHMER_DOUBLED_MARK,
        about: "A letter carries the same vowel or sign twice, or two vowels.",
        example: KHMER,
        wrong: "example = សម្ងាត់់",
        right: "example = សម្ងាត់",
    },
    Rule {
        name: rules::KHMER_JOINER,
        about: "Something invisible is within a cluster and breaks it. Only U+200C may be there, after a register shifter that it keeps above the vowel. Before the shifter it is moved to its place.",
        example: KHMER,
        wrong: "example = ក{\"\\u2060\"}ា",
        right: "example = កា",
    },
    Rule {
        name: rules::KHMER_LEGACY_FONT,
        about: "Old Khmer fonts such as Limon show Latin letters as Khmer. Without that font Latin letters are printed.",
        example: KHMER,
        wrong: "example = RBHraCaNacRkkm<úCa",
        right: "example = ព្រះរាជាណាចក្រកម្ពុជា",
    },
    Rule {
        name: rules::KHMER_LOOKALIKE,
        about: "A mark or a stack of letters looks like the one that is meant.",
        example: KHMER,
        wrong: "example = ព្រ:រាជា",
        right: "example = ព្រះរាជា",
    },
    Rule {
        name: rules::KHMER_LOOSE_COENG,
        about: "A coeng (U+17D2) puts a letter below another. Without a letter after it, doubled, or as the third of a stack it is a slip.",
        example: KHMER,
        wrong: "example = សិទ្ធិ្",
        right: "example = សិទ្ធិ",
    },
    Rule {
        name: rules::KHMER_MARK_ORDER,
        about: "The marks of a letter stand in an unusual order, or a vowel stands on an independent one.",
        example: KHMER,
        wrong: "example = ធ{\"\\u17C7\\u17C6\"}",
        right: "example = ធ{\"\\u17C6\\u17C7\"}",
    },
    Rule {
        name: rules::KHMER_MARK_WITHOUT_BASE,
        about: "A vowel or sign has no letter to stand on; a dotted circle would be printed.",
        example: KHMER,
        wrong: "example = ខ្ញុំ ាំសរសេរ",
        right: "example = ខ្ញុំសរសេរ",
    },
    Rule {
        name: rules::KHMER_MIXED_SPACING,
        about: "Stops have a space before them here and none elsewhere. Either is right, both together are not.",
        example: KHMER,
        wrong: "example = ខ្ញុំសរសេរ ។",
        right: "example = ខ្ញុំសរសេរ។",
    },
    Rule {
        name: rules::KHMER_MIXED_SPELLING,
        about: "A word is written in two ways that are both right, ឱ្យ and ឲ្យ, or with the coeng of ដ and of ត, which look alike. One language keeps to one.",
        example: KHMER,
        wrong: "example = ឲ្យលោក",
        right: "example = ឱ្យលោក",
    },
    Rule {
        name: rules::KHMER_MIXED_STOPS,
        about: "Khmer text ends with a Latin mark here and with ។ or ៖ elsewhere.",
        example: KHMER,
        wrong: "example = ខ្ញុំសរសេរ.",
        right: "example = ខ្ញុំសរសេរ។",
    },
    Rule {
        name: rules::KHMER_PARTED_CLUSTER,
        about: "A zero width space parts a letter from its marks; a line could end between them.",
        example: KHMER,
        wrong: "example = ក{\"\\u200B\"}ា",
        right: "example = កា",
    },
    Rule {
        name: rules::KHMER_SHIFTER_AFTER_VOWEL,
        about: "A register shifter is typed before the vowel.",
        example: KHMER,
        wrong: "example = {\"\\u1794\\u17B6\\u17C9\"}ន់",
        right: "example = ប៉ាន់",
    },
    Rule {
        name: rules::KHMER_SIGN_BEFORE_VOWEL,
        about: "A sign is typed after the vowel.",
        example: KHMER,
        wrong: "example = ច{\"\\u17C6\\u17B6\"}",
        right: "example = ចាំ",
    },
    Rule {
        name: rules::KHMER_SPLIT_VOWEL,
        about: "A vowel that is drawn in two halves is one character. Typed as two it looks the same and is not found.",
        example: KHMER,
        wrong: "example = ល{\"\\u17C1\\u17B6\"}ក",
        right: "example = លោក",
    },
    Rule {
        name: rules::KHMER_U_FOR_SHIFTER,
        about: "Below a vowel that stands above, a register shifter has the shape of the vowel U+17BB, and is often typed so.",
        example: KHMER,
        wrong: "example = ហ{\"\\u17BB\\u17B8\"}",
        right: "example = ហ៊ី",
    },
    Rule {
        name: rules::KHMER_VOWEL_BEFORE_COENG,
        about: "A coeng and its letter are typed before the vowel. The other order often looks the same, and the word is not found.",
        example: KHMER,
        wrong: "example = {\"\\u1794\\u17B6\\u17D2\\u179A\"}ក់",
        right: "example = ប្រាក់",
    },
    // typos: on
    Rule {
        name: rules::KHMER_LONE_REPETITION,
        about: "The sign ៗ repeats the word before it, and here there is none.",
        example: KHMER,
        wrong: "party = ៗគណបក្សសង្គ្រោះជាតិ",
        right: "party = គណបក្សសង្គ្រោះជាតិ",
    },
];
