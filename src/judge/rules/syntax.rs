//! The rules of syntax and of encodings: what was typed so that Fluent cannot read it.

use super::{ENGLISH, Example, FRENCH, Rule};
use crate::finding::rules;

/// The rules, in the order in which a reader meets them.
pub const RULES: &[Rule] = &[
    Rule {
        name: rules::NOT_UTF8,
        about: "The file is not UTF-8, but UTF-16 or an older encoding. Save it as UTF-8 in your editor.",
        example: Example::Shown,
        wrong: "save as: Unicode (UTF-16)",
        right: "save as: UTF-8",
    },
    Rule {
        name: rules::BYTE_ORDER_MARK,
        about: "The file begins with an invisible mark that some editors write. likhit ignores it, but other Fluent tools lose the first message of the file. Save the file as “UTF-8 without BOM”.",
        example: ENGLISH,
        wrong: "\u{FEFF}person = Kem Sokha",
        right: "person = Kem Sokha",
    },
    Rule {
        name: rules::LINE_ENDS,
        about: "The file has the line ends of very old Macintosh files, and Fluent reads it as one line. Save it with the line ends LF or CR LF.",
        example: Example::Shown,
        wrong: "save as: line ends CR",
        right: "save as: line ends LF or CR LF",
    },
    Rule {
        name: rules::FILE_TOO_LARGE,
        about: "The file is larger than any real case or language, and is not read.",
        example: Example::Shown,
        wrong: "a case of 2 MB",
        right: "a case of 4 kB",
    },
    Rule {
        name: rules::BROKEN_FLUENT,
        about: "The syntax of the entry is wrong, and Fluent cannot read it. The finding shows the mistake.",
        example: ENGLISH,
        wrong: "party: Cambodia National Rescue Party",
        right: "party = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::TAB_INDENT,
        about: "A line begins with a tab. Fluent accepts only spaces there, and drops the line. Use four spaces.",
        example: ENGLISH,
        wrong: "party =\n\tCambodia National Rescue Party",
        right: "party =\n    Cambodia National Rescue Party",
    },
    Rule {
        name: rules::UNINDENTED_LINE,
        about: "A line that continues a text is not indented. Fluent reads it as a new message, and the text is cut off before it. Indent the line with four spaces.",
        example: ENGLISH,
        wrong: "reply = I should be grateful to hear from you\nwhat steps are taken in this matter.",
        right: "reply = I should be grateful to hear from you\n    what steps are taken in this matter.",
    },
    Rule {
        name: rules::SPECIAL_LINE_START,
        about: "A line begins with a character that starts a variant, an attribute or a term in Fluent, such as the bullet `*`. Put it in braces and quotes.",
        example: ENGLISH,
        wrong: "demand-access =\n    * pending his release",
        right: "demand-access =\n    {\"*\"} pending his release",
    },
    Rule {
        name: rules::CURLY_QUOTES_IN_CODE,
        about: "There are curly quotes between braces. Some editors insert them instead of straight ones. Type straight quotes.",
        example: ENGLISH,
        wrong: "party = {“CNRP”}",
        right: "party = {\"CNRP\"}",
    },
    Rule {
        name: rules::TRANSLATED_NAME,
        about: "The name of a message or a variable was translated. Names connect the text with the case. Keep them the same in every language.",
        example: FRENCH,
        wrong: "# English: … ahead of the general elections scheduled for { $election }.\ncontext = … à l’approche des élections générales prévues le { $élection }.",
        right: "# English: … ahead of the general elections scheduled for { $election }.\ncontext = … à l’approche des élections générales prévues le { $election }.",
    },
    Rule {
        name: rules::UNCLOSED_BRACE,
        about: "A `{` has no `}`, or a `}` has no `{`.",
        example: ENGLISH,
        wrong: "subject = Appeal for the release of { person",
        right: "subject = Appeal for the release of { person }",
    },
    Rule {
        name: rules::MERGE_CONFLICT,
        about: "Version control left two versions of a text in the file, between `<<<<<<<` and `>>>>>>>`. Keep one of them, and delete these lines.",
        example: ENGLISH,
        wrong: "<<<<<<< HEAD\nparty = National Rescue Party\n=======\nparty = Cambodia National Rescue Party\n>>>>>>> theirs",
        right: "party = Cambodia National Rescue Party",
    },
    Rule {
        name: rules::DOUBLE_BRACES,
        about: "A name is in two pairs of braces, as in templates of other programs. Use one pair.",
        example: ENGLISH,
        wrong: "demand-release = to release {{ person }}",
        right: "demand-release = to release { person }",
    },
    Rule {
        name: rules::NESTED_TOO_DEEP,
        about: "Braces are nested deeper than any letter needs. The file is not read, because it could use up the memory of the program.",
        example: ENGLISH,
        wrong: "party = {{{{{{{{{{{{{{{{{{{{{{{{{\"x\"}}}}}}}}}}}}}}}}}}}}}}}}}",
        right: "party = {\"x\"}",
    },
    Rule {
        name: rules::SWALLOWED_MESSAGE,
        about: "The name of a message is indented, so it is read as part of the text before it and would be printed. Delete the spaces before the name.",
        example: ENGLISH,
        wrong: "party = Cambodia National Rescue Party\n    reply = I should be grateful to hear from you.",
        right: "party = Cambodia National Rescue Party\nreply = I should be grateful to hear from you.",
    },
];
