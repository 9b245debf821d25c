//! The rules of what must be the same in every language, and of translations that are older than their source.

use super::{Example, KHMER, LETTER, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::NUMBER_DIFFERS,
        about: "The numbers of the translation are not those of the source. Digits of any script and small numbers in words are told apart from changed ones.",
        example: LETTER,
        wrong: "closing = ២ នាក់",
        right: "closing = សូមឯកឧត្តមទទួលនូវការគោរព។",
    },
    Rule {
        name: rules::DATE_DIFFERS,
        about: "A date in the source’s words has another month in the translation, or none.",
        example: Example::Shown,
        wrong: "3 September → ថ្ងៃទី៣ ខែសីហា",
        right: "3 September → ថ្ងៃទី៣ ខែកញ្ញា",
    },
    Rule {
        name: rules::WRONG_MONTH,
        about: "A month is called as another is, or otherwise than Unicode CLDR calls it. It would be printed in every date of the language.",
        example: LETTER,
        wrong: "month-7 = សីហា",
        right: "month-7 = កក្កដា",
    },
    Rule {
        name: rules::ADDRESS_DIFFERS,
        about: "An address of the web or of email is not the source’s, character for character.",
        example: Example::Shown,
        wrong: "www.cambodianembassy.org.uk → www.cambodianembasy.org.uk",
        right: "www.cambodianembassy.org.uk → www.cambodianembassy.org.uk",
    },
    Rule {
        name: rules::TELEPHONE_DIFFERS,
        about: "A telephone number is not the source’s.",
        example: Example::Shown,
        wrong: "+855 23 426 585 → +៨៥៥ ២៣ ៤២៦ ៥៥៨",
        right: "+855 23 426 585 → +៨៥៥ ២៣ ៤២៦ ៥៨៥",
    },
    Rule {
        name: rules::GLOSSARY,
        about: "The source has a term of `glossary.yaml`, and the translation does not say it as the glossary does.",
        example: KHMER,
        wrong: "detention = ចាប់តាំងពី{ $detention-ordered } នៅមណ្ឌល៣ ក្នុងខេត្តត្បូងឃ្មុំ។ នៅ{ $bail-denied } តុលាការកំពូល",
        right: "detention = ចាប់តាំងពី{ $detention-ordered } នៅមជ្ឈមណ្ឌលអប់រំកែប្រែទី៣ ក្នុងខេត្តត្បូងឃ្មុំ។ នៅ{ $bail-denied } តុលាការកំពូល",
    },
    Rule {
        name: rules::STALE_TRANSLATION,
        about: "The source has changed since the message was translated. `likhit accept` records that the translation was looked at.",
        example: Example::Shown,
        wrong: "reply = I should be glad … (the source said: grateful)",
        right: "likhit accept km reply",
    },
    Rule {
        name: rules::NO_RECORD,
        about: "Nobody has recorded from which text of the source a file was translated, so that it is not told when the source changes.",
        example: Example::Shown,
        wrong: "no file `locales/.seen/es/letter.ftl`",
        right: "likhit accept es",
    },
    Rule {
        name: rules::CHANGED_SINCE_REVIEW,
        about: "The message has changed since a native reader reviewed it, so it counts as unreviewed. `likhit accept --review` records that the new words were read.",
        example: Example::Shown,
        wrong: "reply = I should be glad … (reviewed as: grateful)",
        right: "likhit accept --review en cases/kem-sokha.ftl:reply --by NAME",
    },
    Rule {
        name: rules::NO_REVIEW_RECORD,
        about: "`locale.yaml` says that a file is reviewed, but not which words were read. Changes after that day are not noticed.",
        example: Example::Shown,
        wrong: "letter.ftl: {status: reviewed, by: Name, on: 2018-01-31}",
        right: "likhit accept --review km letter.ftl --by Name --on 2018-01-31",
    },
    Rule {
        name: rules::BAD_SILENCE,
        about: "A comment is meant to allow a rule at a message, and cannot: no reason is given, or there is no such rule, or no message below it.",
        example: KHMER,
        wrong: "# check: allow glossary\nreply = ខ្ញុំនឹងមានអំណរគុណ។",
        right: "reply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
    Rule {
        name: rules::UNUSED_SILENCE,
        about: "A comment allows a rule that nothing raises any more; it would hide the next fault.",
        example: KHMER,
        wrong: "# check: allow glossary because the word is a quotation\nreply = ខ្ញុំនឹងមានអំណរគុណ។",
        right: "reply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
];
