//! The rules of `likhit new`, `accept`, `export` and `import`.

use super::{Example, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::BAD_TAG,
        about: "The language’s tag is not written as tags are, or is that of the pseudo-language.",
        example: Example::Shown,
        wrong: "likhit new language KM",
        right: "likhit new language km",
    },
    Rule {
        name: rules::NOT_IN_CLDR,
        about: "Unicode CLDR knows nothing of this language; what was written of it is a guess.",
        example: Example::Shown,
        wrong: "likhit new language xx",
        right: "likhit new language lo",
    },
    Rule {
        name: rules::NO_FONT,
        about: "No font of the program has the script of the language.",
        example: Example::Shown,
        wrong: "likhit new language my",
        right: "the font named there, put into `fonts`",
    },
    Rule {
        name: rules::FILE_EXISTS,
        about: "A file that would be written is there already.",
        example: Example::Shown,
        wrong: "likhit new case kem-sokha, a second time",
        right: "likhit new case another-name",
    },
    Rule {
        name: rules::SOURCE_LANGUAGE,
        about: "The language is the one that the others are translated from, and is no translation.",
        example: Example::Shown,
        wrong: "likhit accept en",
        right: "likhit accept km",
    },
    Rule {
        name: rules::UNKNOWN_MESSAGE,
        about: "The source has no message of this name.",
        example: Example::Shown,
        wrong: "likhit accept km contxt",
        right: "likhit accept km context",
    },
    Rule {
        name: rules::BROKEN_PO,
        about: "The PO file is not written as PO wants it.",
        example: Example::Shown,
        wrong: "msgstr \"សេរីភាព",
        right: "msgstr \"សេរីភាព\"",
    },
    Rule {
        name: rules::UNKNOWN_ENTRY,
        about: "An entry of the PO file does not say which message it is.",
        example: Example::Shown,
        wrong: "msgid \"I am writing…\" without msgctxt",
        right: "msgctxt \"cases/kem-sokha.ftl:concern\"",
    },
    Rule {
        name: rules::SEVERAL_FILES,
        about: "Several files are to be written, and a name for one was given.",
        example: Example::Shown,
        wrong: "likhit export km --po km.po",
        right: "likhit export km --po km",
    },
];
