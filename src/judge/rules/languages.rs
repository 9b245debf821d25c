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
        name: rules::BROKEN_REVIEW_FILE,
        about: "The file with the answers of a reader is not as the review form saved it. Ask the reader to open it in the form and to save it again.",
        example: Example::Shown,
        wrong: "likhit accept km --review notes.json",
        right: "likhit accept km --review review-km-2018-01-20.json",
    },
    Rule {
        name: rules::CHANGED_SINCE_FORM,
        about: "A message or its source has changed since the review form was made. The reader has read other words, so the answer does not count. Make a new form, and ask again.",
        example: Example::Shown,
        wrong: "likhit accept km --review review-km-2018-01-20.json, after the message was changed",
        right: "likhit review km --out review.html",
    },
    Rule {
        name: rules::PROPOSED_WORDING,
        about: "A reader proposes other words for a message. To take the words of all proposals, use `--take-better`. You can also edit the message yourself, and ask the reader again.",
        example: Example::Shown,
        wrong: "likhit accept km --review review-km-2018-01-20.json",
        right: "likhit accept km --review --take-better review-km-2018-01-20.json",
    },
    Rule {
        name: rules::REVIEW_REMARK,
        about: "A reader remarks something on a message, or does not know whether it is good. The message stays unreviewed unless the reader says that it is good.",
        example: Example::Shown,
        wrong: "likhit accept km --review review-km-2018-01-20.json",
        right: "a message that answers the remark, read again",
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
