//! The rules of structure: which messages, attributes, variants and paragraphs a file has.

use super::{Example, KHMER, LETTER, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::MISSING_FILE,
        about: "A file that is needed is not there.",
        example: Example::Shown,
        wrong: "locales/km without letter.ftl",
        right: "locales/km/letter.ftl",
    },
    Rule {
        name: rules::UNREAD_FILE,
        about: "No letter takes words from this file, or a file is not there of which `locale.yaml` tells a review; its name may be misspelt.",
        example: Example::Shown,
        wrong: "locales/km/cases/kem-soka.ftl",
        right: "locales/km/cases/kem-sokha.ftl",
    },
    Rule {
        name: rules::MISSING_MESSAGE,
        about: "A language lacks a message. Nothing that needs the message is printed, because a letter never mixes languages. It is a warning in a language that no case is printed in yet.",
        example: KHMER,
        wrong: "repli = ខ្ញុំនឹងមានអំណរគុណ។\nreply =\n    .x = y",
        right: "reply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
    Rule {
        name: rules::UNUSED_MESSAGE,
        about: "This message or term is not used. It may be left over, or misspelt.",
        example: KHMER,
        wrong: "greeting = សូមគោរព",
        right: "reply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
    Rule {
        name: rules::DUPLICATE_MESSAGE,
        about: "A message or attribute is there twice, and only one of them would be printed.",
        example: KHMER,
        wrong: "party = គណបក្សសង្គ្រោះជាតិ\nparty = គណបក្ស",
        right: "party = គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::TERM_AND_MESSAGE,
        about: "A term and a message have one name. Fluent keeps only the first of them, and the other would say nothing.",
        example: KHMER,
        wrong: "-party = គណបក្សសង្គ្រោះជាតិ",
        right: "-group = គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::MISSING_ATTRIBUTE,
        about: "The source has an attribute that the translation lacks, such as `.name`, the part of a recipient that no line end may part.",
        example: KHMER,
        wrong: "recipient-prime-minister = សម្តេចនាយករដ្ឋមន្ត្រី ហ៊ុន សែន",
        right: "recipient-prime-minister = សម្តេចនាយករដ្ឋមន្ត្រី ហ៊ុន សែន\n    .name = ហ៊ុន សែន",
    },
    Rule {
        name: rules::UNUSED_ATTRIBUTE,
        about: "Nothing asks for this attribute. It may be misspelt.",
        example: KHMER,
        wrong: "recipient-prime-minister = សម្តេចនាយករដ្ឋមន្ត្រី ហ៊ុន សែន\n    .nmae = ហ៊ុន សែន",
        right: "recipient-prime-minister = សម្តេចនាយករដ្ឋមន្ត្រី ហ៊ុន សែន\n    .name = ហ៊ុន សែន",
    },
    Rule {
        name: rules::UNKNOWN_ATTRIBUTE,
        about: "An attribute of a recipient is not known. Only `.name` is: the part that no line end may go through.",
        example: Example::Shown,
        wrong: "recipient-prime-minister = Samdech Hun Sen\n    .title = Samdech",
        right: "recipient-prime-minister = Samdech Hun Sen\n    .name = Hun Sen",
    },
    Rule {
        name: rules::NAME_APART,
        about: "`.name` is not a part of the recipient’s text, so the name in the text is not kept together at the end of a line.",
        example: KHMER,
        wrong: "recipient-prime-minister = សម្តេចនាយករដ្ឋមន្ត្រី ហ៊ុន សែន\n    .name = ហ៊ុនសែន",
        right: "recipient-prime-minister = សម្តេចនាយករដ្ឋមន្ត្រី ហ៊ុន សែន\n    .name = ហ៊ុន សែន",
    },
    Rule {
        name: rules::EMPTY_MESSAGE,
        about: "The message says nothing, and a gap would be printed.",
        example: KHMER,
        wrong: "reply = {\"\"}",
        right: "reply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
    Rule {
        name: rules::PARAGRAPHS_DIFFER,
        about: "The translation has more or fewer paragraphs than the source. One may be lost.",
        example: KHMER,
        wrong: "reply =\n    ខ្ញុំនឹងមានអំណរគុណ។\n\n    ប្រសិនបើ",
        right: "reply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
    Rule {
        name: rules::DUPLICATE_VARIANT,
        about: "Two variants of a choice have one key; the second is never taken.",
        example: LETTER,
        wrong: "page-line = ទំព័រ { $page ->\n    [1] ១\n    [1] ១\n   *[other] { $page }\n } នៃ { $pages }",
        right: "page-line = ទំព័រ { $page } នៃ { $pages }",
    },
    Rule {
        name: rules::DEAD_VARIANT,
        about: "A variant is never taken, because the language has no such plural form: Khmer has `other` alone. An exact number such as `[1]` is taken in every language.",
        example: LETTER,
        wrong: "page-line = ទំព័រ { $page ->\n    [one] ទី{ $page }\n   *[other] { $page }\n } នៃ { $pages }",
        right: "page-line = ទំព័រ { $page ->\n    [1] ទី{ $page }\n   *[other] { $page }\n } នៃ { $pages }",
    },
];
