//! The rules of placeables: variables, references, terms and functions.

use super::{ENGLISH, Example, FRENCH, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::UNKNOWN_VARIABLE,
        about: "The variable is not defined, so `{$name}` would be printed. Add it under `facts:` in the case file, or check its spelling.",
        example: ENGLISH,
        wrong: "context = I believe that he is held ahead of the general elections scheduled for { $elecsion }.",
        right: "context = I believe that he is held ahead of the general elections scheduled for { $election }.",
    },
    Rule {
        name: rules::DROPPED_VARIABLE,
        about: "The source has a fact that is missing in the translation: a date, an article, a number of years. Add it.",
        example: FRENCH,
        wrong: "# English: … ahead of the general elections scheduled for { $election }.\ncontext = … à l’approche des élections générales.",
        right: "# English: … ahead of the general elections scheduled for { $election }.\ncontext = … à l’approche des élections générales prévues le { $election }.",
    },
    Rule {
        name: rules::ADDED_VARIABLE,
        about: "The translation has a fact in this message that the source does not have.",
        example: FRENCH,
        wrong: "# English: I should be grateful to hear from you what steps are taken in this matter.\nreply = Je vous saurais gré de me répondre avant le { $election }.",
        right: "# English: I should be grateful to hear from you what steps are taken in this matter.\nreply = Je vous saurais gré de me faire connaître les mesures qui seront prises à ce sujet.",
    },
    Rule {
        name: rules::UNKNOWN_REFERENCE,
        about: "The text refers to a message, term or attribute that does not exist. Check the spelling.",
        example: ENGLISH,
        wrong: "subject = Appeal for the immediate and unconditional release of { persn }",
        right: "subject = Appeal for the immediate and unconditional release of { person }",
    },
    Rule {
        name: rules::DROPPED_REFERENCE,
        about: "The source refers to another message, such as the prisoner’s name. The translation has neither the reference nor its words. Add the reference.",
        example: FRENCH,
        wrong: "# English: Appeal for the immediate and unconditional release of { person }\nsubject = Appel à la libération immédiate et sans condition",
        right: "# English: Appeal for the immediate and unconditional release of { person }\nsubject = Appel à la libération immédiate et sans condition de { person }",
    },
    Rule {
        name: rules::CIRCULAR_REFERENCE,
        about: "A message refers to itself, directly or through other messages, and would never end.",
        example: ENGLISH,
        wrong: "party = { party }",
        right: "party = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::UNKNOWN_FUNCTION,
        about: "The function does not exist in letters. Numbers and dates are printed in the form of the language without a function.",
        example: ENGLISH,
        wrong: "context = I believe that he is held ahead of the general elections scheduled for { DATETIME($election) }.",
        right: "context = I believe that he is held ahead of the general elections scheduled for { $election }.",
    },
    Rule {
        name: rules::MISSING_VARIABLE,
        about: "A term uses a variable that is missing in its call, so Fluent would print `{$name}`. Add the variable to the call.",
        example: ENGLISH,
        wrong: "-group = Cambodia National { $kind }\nparty = { -group }",
        right: "-group = Cambodia National { $kind }\nparty = { -group(kind: \"Rescue Party\") }",
    },
    Rule {
        name: rules::LOST_ARGUMENT,
        about: "A term uses its variable after another term. Fluent has lost the variable there. Write the variable before the other term.",
        example: ENGLISH,
        wrong: "-country = Cambodia\n-party = { -country } { $name }\nparty = { -party(name: \"Rescue Party\") }",
        right: "-country = Cambodia\n-party = { $name } of { -country }\nparty = { -party(name: \"Rescue Party\") }",
    },
    Rule {
        name: rules::UNUSED_ARGUMENT,
        about: "An argument of a term has no name, and Fluent ignores it.",
        example: ENGLISH,
        wrong: "-group = Rescue Party\nparty = { -group(\"x\") }",
        right: "-group = Rescue Party\nparty = { -group }",
    },
    Rule {
        name: rules::NUMBER_CHANGES,
        about: "A number in braces would be printed differently: numbers are printed without leading zeros, in the digits of the language. Put it in quotes.",
        example: ENGLISH,
        wrong: "party = { 007 }",
        right: "party = { \"007\" }",
    },
    Rule {
        name: rules::EXPANDS_TOO_FAR,
        about: "With all its references, the text becomes longer than any message of a letter.",
        example: ENGLISH,
        wrong: "-a = A\n-b = { -a } { -a } { -a } { -a } { -a } { -a } { -a } { -a } { -a } { -a }\n-c = { -b } { -b } { -b } { -b } { -b } { -b } { -b } { -b } { -b } { -b }\nparty = { -c }",
        right: "party = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::UNRESOLVED_PLACEABLE,
        about: "Text in braces could not be filled in. It is never printed.",
        example: Example::Shown,
        wrong: "{ $election } left as it is",
        right: "29 July 2018",
    },
];
