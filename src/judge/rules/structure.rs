//! The rules of structure: which messages, attributes, variants and paragraphs a file has.

use super::{ENGLISH, ENGLISH_LETTER, Example, FRENCH, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::MISSING_FILE,
        about: "A required file is missing.",
        example: Example::Shown,
        wrong: "locales/km without letter.ftl",
        right: "locales/km/letter.ftl",
    },
    Rule {
        name: rules::UNREAD_FILE,
        about: "No letter uses this file, or `locale.yaml` has a review of a file that is missing. Check the spelling of its name.",
        example: Example::Shown,
        wrong: "locales/km/cases/kem-soka.ftl",
        right: "locales/km/cases/kem-sokha.ftl",
    },
    Rule {
        name: rules::MISSING_MESSAGE,
        about: "A message is missing in this language. Nothing that needs the message is printed, because a letter never mixes languages. In a language in which no case is printed yet, this is a warning. The same rule reports a salutation without `.you` if the letter uses `$you`, and a recipient without `.name` if the salutation uses `$name`.",
        example: ENGLISH,
        wrong: "repli = I should be grateful to hear from you what steps are taken in this matter.\nreply =\n    .x = y",
        right: "reply = I should be grateful to hear from you what steps are taken in this matter.",
    },
    Rule {
        name: rules::UNUSED_MESSAGE,
        about: "This message or term is not used. Delete it, or check its spelling.",
        example: ENGLISH,
        wrong: "greeting = Dear Sir",
        right: "reply = I should be grateful to hear from you what steps are taken in this matter.",
    },
    Rule {
        name: rules::DUPLICATE_MESSAGE,
        about: "A message or attribute exists twice, and only one of them would be printed. Delete one of them.",
        example: ENGLISH,
        wrong: "party = Cambodia National Rescue Party\nparty = CNRP",
        right: "party = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::TERM_AND_MESSAGE,
        about: "A term and a message have the same name. Fluent keeps only the first, and the other is lost. Rename one of them.",
        example: ENGLISH,
        wrong: "-party = Cambodia National Rescue Party",
        right: "-group = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::MISSING_ATTRIBUTE,
        about: "The source has an attribute that is missing in the translation, such as `.name`: the part of a recipient that must stay on one line. Add it.",
        example: FRENCH,
        wrong: "recipient-prime-minister = Samdech Hun Sen, Premier ministre",
        right: "recipient-prime-minister = Samdech Hun Sen, Premier ministre\n    .name = Hun Sen",
    },
    Rule {
        name: rules::UNUSED_ATTRIBUTE,
        about: "This attribute is not used. Delete it, or check its spelling.",
        example: FRENCH,
        wrong: "recipient-prime-minister = Samdech Hun Sen, Premier ministre\n    .nmae = Hun Sen",
        right: "recipient-prime-minister = Samdech Hun Sen, Premier ministre\n    .name = Hun Sen",
    },
    Rule {
        name: rules::UNKNOWN_ATTRIBUTE,
        about: "Unknown attribute. A recipient can have `.name`, the part that must stay on one line, and `.with-title`, the name with its title. A salutation can have `.closing` and `.you`.",
        example: Example::Shown,
        wrong: "recipient-prime-minister = Samdech Hun Sen\n    .title = Samdech",
        right: "recipient-prime-minister = Samdech Hun Sen\n    .name = Hun Sen",
    },
    Rule {
        name: rules::NAME_APART,
        about: "`.name` is not a part of the recipient’s text, so the name in the text could be broken at the end of a line. Write it exactly as in the text. The same rule reports a `.with-title` that does not have this name.",
        example: ENGLISH,
        wrong: "recipient-prime-minister = Samdech Hun Sen, Prime Minister\n    .name = Hunsen",
        right: "recipient-prime-minister = Samdech Hun Sen, Prime Minister\n    .name = Hun Sen",
    },
    Rule {
        name: rules::EMPTY_MESSAGE,
        about: "The message is empty, and a gap would be printed.",
        example: ENGLISH,
        wrong: "reply = {\"\"}",
        right: "reply = I should be grateful to hear from you what steps are taken in this matter.",
    },
    Rule {
        name: rules::PARAGRAPHS_DIFFER,
        about: "The translation has more or fewer paragraphs than the source. One may be lost.",
        example: FRENCH,
        wrong: "reply =\n    Je vous saurais gré de me faire connaître les mesures.\n\n    Qui seront prises à ce sujet.",
        right: "reply = Je vous saurais gré de me faire connaître les mesures qui seront prises à ce sujet.",
    },
    Rule {
        name: rules::DUPLICATE_VARIANT,
        about: "Two variants of a choice have the same key, so the second is never used. Delete one of them.",
        example: ENGLISH_LETTER,
        wrong: "page-line = Page { $page ->\n    [1] one\n    [1] one\n   *[other] { $page }\n } of { $pages }",
        right: "page-line = Page { $page } of { $pages }",
    },
    Rule {
        name: rules::DEAD_VARIANT,
        about: "A variant is never used, because the language does not have this plural form: English has only `one` and `other`. An exact number such as `[1]` works in every language. A form of address chooses by `$gender` (`female`, `male`, `other`) and `$number` (`one`, `many`).",
        example: ENGLISH_LETTER,
        wrong: "page-line = Page { $page ->\n    [few] { $page }\n   *[other] { $page }\n } of { $pages }",
        right: "page-line = Page { $page ->\n    [1] one\n   *[other] { $page }\n } of { $pages }",
    },
];
