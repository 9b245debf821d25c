//! What is legal raises nothing.

use super::{Change, EN, FR_LETTER, KM, KM_LETTER};

pub const LEGAL: &[(&str, &[Change])] = &[
    ("the files as they are", &[]),
    ("an exact number", &[(KM, "{ $years } ឆ្នាំ។", "{ $years ->\n    [1] { $years }\n   *[other] { $years }\n } ឆ្នាំ។")]),
    ("an extra selector", &[(KM, "ប្រសិនបើ{ $you }", "{ $years ->\n   *[other] ប្រសិនបើ{ $you }\n }")]),
    ("another order", &[(KM, "\nparty = គណបក្សសង្គ្រោះជាតិ\n", "\n"), (KM, "", "\nparty = គណបក្សសង្គ្រោះជាតិ\n")]),
    ("a variable twice", &[(KM, "មិនឱ្យលោកនៅក្រៅឃុំ។", "មិនឱ្យលោកនៅក្រៅឃុំ នៅ{ $bail-denied }។")]),
    ("an acronym", &[(KM, "ប្រសិនបើ{ $you }ឆ្លើយ", "ប្រសិនបើ{ $you } (UN) ឆ្លើយ")]),
    ("a private term", &[(KM, "} តុលាការកំពូលបាន", "} { -court }បាន"), (KM, "", "\n-court = តុលាការកំពូល\n")]),
    ("breaks between words", &[(KM, "{ $you }ឆ្លើយតប", "{ $you }\u{200B}ឆ្លើយ\u{200B}តប")]),
    ("a joiner in a name", &[(KM, "person = កឹម សុខា", "person = កឹម\u{2060} សុខា")]),
    ("a comment", &[(KM, "", "\n# A comment of a translator: { $x }, TODO\n")]),
    ("a repetition mark", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ និងរឿងផ្សេងៗទៀត ភ្លាមៗ។")]),
    ("escapes", &[(EN, "what steps are", "what{\"\\u0020\"}steps are")]),
    ("a wrapped text", &[(KM, "ជ្រៅ ប្រសិន", "ជ្រៅ\n    ប្រសិន")]),
    ("a number in words", &[(KM, "ចំនួន ៨ នាក់", "ចំនួនប្រាំបីនាក់")]),
    ("a variant for the first", &[(FR_LETTER, "[1] 1er", "[1] { $day }er")]),
    ("another way to give a day", &[(KM_LETTER, "{ $send-before }", "{ $send-before-capitals }")]),
];
