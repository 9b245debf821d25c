//! The rules of placeables: variables, references, terms and functions.

use super::{Example, KHMER, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::UNKNOWN_VARIABLE,
        about: "Nothing gives this variable; in its place `{$name}` would be printed.",
        example: KHMER,
        wrong: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $elecsion }។",
        right: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $election }។",
    },
    Rule {
        name: rules::DROPPED_VARIABLE,
        about: "The source says a fact that the translation does not: a date, an article, a number of years.",
        example: KHMER,
        wrong: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅឆាប់ៗ។",
        right: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $election }។",
    },
    Rule {
        name: rules::ADDED_VARIABLE,
        about: "The translation says a fact at this place that the source does not.",
        example: KHMER,
        wrong: "reply = ខ្ញុំនឹងមានអំណរគុណ { $election }។",
        right: "reply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
    Rule {
        name: rules::UNKNOWN_REFERENCE,
        about: "The text refers to a message, term or attribute that is not there.",
        example: KHMER,
        wrong: "subject = សំណើសុំដោះលែងលោក { persn } ភ្លាមៗ",
        right: "subject = សំណើសុំដោះលែងលោក { person } ភ្លាមៗ",
    },
    Rule {
        name: rules::DROPPED_REFERENCE,
        about: "The source refers to another message, such as the prisoner’s name, and the translation neither refers to it nor has its words.",
        example: KHMER,
        wrong: "subject = សំណើសុំដោះលែងលោក ភ្លាមៗ និងដោយគ្មានលក្ខខណ្ឌ",
        right: "subject = សំណើសុំដោះលែងលោក { person } ភ្លាមៗ និងដោយគ្មានលក្ខខណ្ឌ",
    },
    Rule {
        name: rules::CIRCULAR_REFERENCE,
        about: "A message refers to itself, by itself or by way of others, and would never end.",
        example: KHMER,
        wrong: "party = { party }",
        right: "party = គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::UNKNOWN_FUNCTION,
        about: "A function is called that letters do not have. Numbers and dates come in the language’s own form without one.",
        example: KHMER,
        wrong: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ DATETIME($election) }។",
        right: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $election }។",
    },
    Rule {
        name: rules::MISSING_VARIABLE,
        about: "A term has a variable that its call does not give; Fluent would print `{$name}`.",
        example: KHMER,
        wrong: "-group = { $kind }\nparty = { -group }",
        right: "-group = { $kind }\nparty = { -group(kind: \"គណបក្ស\") }",
    },
    Rule {
        name: rules::LOST_ARGUMENT,
        about: "A term uses its variable after another term, and Fluent has forgotten it there.",
        example: KHMER,
        wrong: "-a = ក\n-b = { -a }{ $x }\nparty = { -b(x: \"ខ\") }",
        right: "-a = ក\n-b = { $x }{ -a }\nparty = { -b(x: \"ខ\") }",
    },
    Rule {
        name: rules::UNUSED_ARGUMENT,
        about: "An argument of a term has no name, and Fluent drops it.",
        example: KHMER,
        wrong: "-group = គណបក្ស\nparty = { -group(\"x\") }",
        right: "-group = គណបក្ស\nparty = { -group }",
    },
    Rule {
        name: rules::NUMBER_CHANGES,
        about: "A number in braces would not come out as it is written: numbers are written whole, in the language’s digits.",
        example: KHMER,
        wrong: "party = { 007 }",
        right: "party = { \"007\" }",
    },
    Rule {
        name: rules::EXPANDS_TOO_FAR,
        about: "The text grows, by its references, beyond what a message of a letter can be.",
        example: KHMER,
        wrong: "-a = ក\n-b = { -a } { -a } { -a } { -a } { -a } { -a } { -a } { -a } { -a } { -a }\n-c = { -b } { -b } { -b } { -b } { -b } { -b } { -b } { -b } { -b } { -b }\nparty = { -c }",
        right: "party = គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::UNRESOLVED_PLACEABLE,
        about: "Something in braces was left in the text; it is never printed.",
        example: Example::Shown,
        wrong: "{ $election } left as it is",
        right: "29 July 2018",
    },
];
