//! The rules of `likhit new`, `accept`, `export` and `import`.

use super::{Example, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::BAD_TAG,
        about: "The language tag is not valid, or is the tag of the pseudo-language.",
        example: Example::Shown,
        wrong: "likhit new language KM",
        right: "likhit new language km",
    },
    Rule {
        name: rules::NOT_IN_CLDR,
        about: "The language is not in Unicode CLDR. The values in its `locale.yaml` are guesses: check and correct them.",
        example: Example::Shown,
        wrong: "likhit new language xx",
        right: "likhit new language lo",
    },
    Rule {
        name: rules::NO_FONT,
        about: "No bundled font has the script of the language. The finding names a free font: put it into `fonts`.",
        example: Example::Shown,
        wrong: "likhit new language my",
        right: "the font named there, put into `fonts`",
    },
    Rule {
        name: rules::FILE_EXISTS,
        about: "A file already exists and may have work of a person, so it is not overwritten. Move it away first, or use `--replace` if the command has it.",
        example: Example::Shown,
        wrong: "likhit new sender, a second time",
        right: "likhit new sender another-name",
    },
    Rule {
        name: rules::SOURCE_LANGUAGE,
        about: "This is the source language, from which the others are translated. It is not a translation.",
        example: Example::Shown,
        wrong: "likhit accept en",
        right: "likhit accept km",
    },
    Rule {
        name: rules::UNKNOWN_MESSAGE,
        about: "The source does not have a message with this name.",
        example: Example::Shown,
        wrong: "likhit accept km contxt",
        right: "likhit accept km context",
    },
    Rule {
        name: rules::BROKEN_PO,
        about: "The syntax of the PO file is wrong.",
        example: Example::Shown,
        wrong: "msgstr \"liberté",
        right: "msgstr \"liberté\"",
    },
    Rule {
        name: rules::UNKNOWN_ENTRY,
        about: "An entry of the PO file does not say which message it belongs to.",
        example: Example::Shown,
        wrong: "msgid \"I am writing…\" without msgctxt",
        right: "msgctxt \"cases/kem-sokha.ftl:concern\"",
    },
    Rule {
        name: rules::SEVERAL_FILES,
        about: "Several files must be written, but `--po` has the name of one file. Use a folder.",
        example: Example::Shown,
        wrong: "likhit export km --po km.po",
        right: "likhit export km --po km",
    },
];
