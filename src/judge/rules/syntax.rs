//! The rules of syntax and of encodings: what was typed so that Fluent cannot read it.

use super::{ENGLISH, Example, KHMER, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::NOT_UTF8,
        about: "The file is not UTF-8, but UTF-16 or an older encoding.",
        example: Example::Shown,
        wrong: "save as: Unicode (UTF-16)",
        right: "save as: UTF-8",
    },
    Rule {
        name: rules::BYTE_ORDER_MARK,
        about: "The file begins with an invisible mark that some editors write. likhit reads past it, but other Fluent tools lose the first message of the file.",
        example: KHMER,
        wrong: "\u{FEFF}person = កឹម សុខា",
        right: "person = កឹម សុខា",
    },
    Rule {
        name: rules::LINE_ENDS,
        about: "The lines end as those of very old Macintosh files do, and Fluent reads the file as one line.",
        example: Example::Shown,
        wrong: "save as: line ends CR",
        right: "save as: line ends LF or CR LF",
    },
    Rule {
        name: rules::FILE_TOO_LARGE,
        about: "The file is larger than any case or language; it is not read.",
        example: Example::Shown,
        wrong: "a case of 2 MB",
        right: "a case of 4 kB",
    },
    Rule {
        name: rules::BROKEN_FLUENT,
        about: "The entry is not written as Fluent wants it, and nothing of it can be used. The message says what was typed wrong.",
        example: KHMER,
        wrong: "party: គណបក្សសង្គ្រោះជាតិ",
        right: "party = គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::TAB_INDENT,
        about: "A line begins with a tab. Fluent takes only spaces there, and drops the line.",
        example: KHMER,
        wrong: "party =\n\tគណបក្សសង្គ្រោះជាតិ",
        right: "party =\n    គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::UNINDENTED_LINE,
        about: "A line that goes on with a text begins at the margin. Fluent reads it as a new message, and the text ends before it.",
        example: KHMER,
        wrong: "party = គណបក្ស\nសង្គ្រោះជាតិ",
        right: "party = គណបក្ស\n    សង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::SPECIAL_LINE_START,
        about: "A line begins with a mark that Fluent takes for the beginning of a variant, an attribute or a term, such as the bullet `*`.",
        example: ENGLISH,
        wrong: "demand-access =\n    * pending his release",
        right: "demand-access =\n    {\"*\"} pending his release",
    },
    Rule {
        name: rules::CURLY_QUOTES_IN_CODE,
        about: "Between the braces of a placeable stand curly quotes, which an editor puts in the place of straight ones.",
        example: KHMER,
        wrong: "party = {“CNRP”}",
        right: "party = {\"CNRP\"}",
    },
    Rule {
        name: rules::TRANSLATED_NAME,
        about: "The name of a message or a variable was translated. Names tie the text to the case, and stay as they are in every language.",
        example: KHMER,
        wrong: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $ការបោះឆ្នោត }។",
        right: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $election }។",
    },
    Rule {
        name: rules::UNCLOSED_BRACE,
        about: "A `{` or `}` has no partner.",
        example: KHMER,
        wrong: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $election។",
        right: "context = ខ្ញុំជឿថា លោកត្រូវបានឃុំខ្លួន ដោយសារតែការប្រើប្រាស់សិទ្ធិមនុស្សរបស់លោកដោយសន្តិវិធីតែប៉ុណ្ណោះ មុនការបោះឆ្នោតសកល ដែលគ្រោងធ្វើនៅ{ $election }។",
    },
    Rule {
        name: rules::MERGE_CONFLICT,
        about: "Version control left both of two texts in the file, between lines of `<<<<<<<` and `>>>>>>>`.",
        example: KHMER,
        wrong: "<<<<<<< HEAD\nparty = គណបក្ស\n=======\nparty = គណបក្សសង្គ្រោះជាតិ\n>>>>>>> theirs",
        right: "party = គណបក្សសង្គ្រោះជាតិ",
    },
    Rule {
        name: rules::DOUBLE_BRACES,
        about: "A name is in two pairs of braces, as templates of other programs are written. Fluent takes one pair.",
        example: ENGLISH,
        wrong: "demand-release = to release {{ person }}",
        right: "demand-release = to release { person }",
    },
    Rule {
        name: rules::NESTED_TOO_DEEP,
        about: "Braces are nested deeper than any letter needs; reading them would exhaust the program’s memory.",
        example: KHMER,
        wrong: "party = {{{{{{{{{{{{{{{{{{{{{{{{{\"x\"}}}}}}}}}}}}}}}}}}}}}}}}}",
        right: "party = {\"x\"}",
    },
    Rule {
        name: rules::SWALLOWED_MESSAGE,
        about: "A message’s name is indented, so that it is read as a part of the text before it and would be printed.",
        example: KHMER,
        wrong: "party = គណបក្សសង្គ្រោះជាតិ\n    reply = ខ្ញុំនឹងមានអំណរគុណ។",
        right: "party = គណបក្សសង្គ្រោះជាតិ\nreply = ខ្ញុំនឹងមានអំណរគុណ។",
    },
];
