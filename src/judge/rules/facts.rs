//! The rules of what must be the same in every language, and of translations that are older than their source.

use super::{ENGLISH, ENGLISH_LETTER, Example, FRENCH, KHMER, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::NUMBER_DIFFERS,
        about: "The numbers of the translation and the source are different. Digits of every script and numbers in words are compared.",
        example: FRENCH,
        wrong: "# English: in more than three months a doctor has treated him only once.\nhealth = … en plus de quatre mois, un médecin ne l’a soigné qu’une seule fois.",
        right: "# English: in more than three months a doctor has treated him only once.\nhealth = … en plus de trois mois, un médecin ne l’a soigné qu’une seule fois.",
    },
    Rule {
        name: rules::DATE_DIFFERS,
        about: "A date in the source text has another day or month in the translation, or is missing.",
        example: Example::Shown,
        wrong: "3 September → 3 août",
        right: "3 September → 3 septembre",
    },
    Rule {
        name: rules::WRONG_MONTH,
        about: "A month has the name of another month, or a name that is different from Unicode CLDR. It would be printed in every date of the language.",
        example: ENGLISH_LETTER,
        wrong: "month-7 = August",
        right: "month-7 = July",
    },
    Rule {
        name: rules::ADDRESS_DIFFERS,
        about: "A web or e-mail address is not exactly the same as in the source.",
        example: Example::Shown,
        wrong: "www.cambodianembassy.org.uk → www.cambodianembasy.org.uk",
        right: "www.cambodianembassy.org.uk → www.cambodianembassy.org.uk",
    },
    Rule {
        name: rules::TELEPHONE_DIFFERS,
        about: "A telephone number is not the same as in the source.",
        example: Example::Shown,
        wrong: "+855 23 426 585 → +855 23 426 558",
        right: "+855 23 426 585 → +855 23 426 585",
    },
    Rule {
        name: rules::GLOSSARY,
        about: "The source has a term of `glossary.yaml`, and the translation does not use the words of the glossary.",
        example: KHMER,
        wrong: "# English: at Correctional Centre 3\ndetention = ចាប់តាំងពី{ $detention-ordered } នៅមណ្ឌល៣ ក្នុងខេត្តត្បូងឃ្មុំ។ នៅ{ $bail-denied } តុលាការកំពូល",
        right: "# English: at Correctional Centre 3\ndetention = ចាប់តាំងពី{ $detention-ordered } នៅមជ្ឈមណ្ឌលអប់រំកែប្រែទី៣ ក្នុងខេត្តត្បូងឃ្មុំ។ នៅ{ $bail-denied } តុលាការកំពូល",
    },
    Rule {
        name: rules::STALE_TRANSLATION,
        about: "The source has changed since the message was translated. In the finding, `[-…-]` was deleted and `{+…+}` is new. Update the translation if necessary, then run `likhit accept`.",
        example: Example::Shown,
        wrong: "reply = I should be glad … (when it was translated: grateful)",
        right: "likhit accept km reply",
    },
    Rule {
        name: rules::NO_RECORD,
        about: "The source text that a file was translated from is not recorded, so later changes of the source are not noticed. If the translation is up to date, run `likhit accept`.",
        example: Example::Shown,
        wrong: "no file `locales/.seen/es/letter.ftl`",
        right: "likhit accept es",
    },
    Rule {
        name: rules::CHANGED_SINCE_EXPORT,
        about: "The translation of a message was changed in the project after the PO file was exported, so the text of the PO file was not imported. In the finding, `[-…-]` is the project's text and `{+…+}` the text of the PO file. To import it, use `--replace`.",
        example: Example::Shown,
        wrong: "likhit import km letter.po",
        right: "likhit import km letter.po --replace",
    },
    Rule {
        name: rules::CHANGED_SINCE_REVIEW,
        about: "The message has changed since a native reader reviewed it, so it counts as unreviewed. When the new words have been read, run `likhit accept --review`.",
        example: Example::Shown,
        wrong: "reply = I should be glad … (reviewed as: grateful)",
        right: "likhit accept --review en cases/kem-sokha.ftl:reply --by NAME",
    },
    Rule {
        name: rules::NO_REVIEW_RECORD,
        about: "`locale.yaml` says that a file is reviewed, but the words that were read are not recorded. Later changes are not noticed.",
        example: Example::Shown,
        wrong: "letter.ftl: {status: reviewed, by: Name, on: 2018-01-31}",
        right: "likhit accept --review km letter.ftl --by Name --on 2018-01-31",
    },
    Rule {
        name: rules::BAD_SILENCE,
        about: "A comment that should allow a rule does not work: the reason is missing, the rule is unknown or cannot be allowed, or the comment is not directly above a message.",
        example: ENGLISH,
        wrong: "# check: allow glossary\nreply = I should be grateful to hear from you.",
        right: "reply = I should be grateful to hear from you.",
    },
    Rule {
        name: rules::UNUSED_SILENCE,
        about: "A comment allows a rule that finds nothing in this message any more. Delete the comment, because it would hide the next fault.",
        example: ENGLISH,
        wrong: "# check: allow glossary because the word is a quotation\nreply = I should be grateful to hear from you.",
        right: "reply = I should be grateful to hear from you.",
    },
    Rule {
        name: rules::BROKEN_WORDING,
        about: "A comment with another wording of a message (`# B: …`) cannot take the place of the message: it is not valid Fluent, it uses unknown names, or it is not directly above a message that has this text.",
        example: ENGLISH,
        wrong: "# B: Please tell me what steps { $ministry } takes.\nreply = I should be grateful to hear from you what steps are taken in this matter.",
        right: "# B: Please tell me what steps are taken in this matter.\nreply = I should be grateful to hear from you what steps are taken in this matter.",
    },
];
