//! Faults of Khmer writing.

use super::Severity::{Error, Note, Warning};
use super::{KM, KM_LETTER, Planted, planted};

pub const FAULTS: &[Planted] = &[
    // typos: off
    planted("a mark without a base", &[(KM, "= ខ្ញុំនឹង", "= ខ្ញុំ ឹង")], "khmer-mark-without-base", Error),
    planted("a vowel before a coeng", &[(KM, "ប្រាក់ សុខុន", "បា្រក់ សុខុន")], "khmer-vowel-before-coeng", Error),
    planted("a coeng of RO that is not last", &[(KM, "មន្ត្រី", "មន្រ្តី")], "khmer-coeng-ro-not-last", Error),
    planted("a split vowel", &[(KM, "= ចាប់តាំងពី", "= ចាប់តាំងពីនេា")], "khmer-split-vowel", Error),
    planted("a sign before a vowel", &[(KM, "concern = ខ្ញុំ", "concern = ខ្ញំុ")], "khmer-sign-before-vowel", Error),
    planted("a doubled mark", &[(KM, "concern = ខ្ញុំ", "concern = ខ្ញុំំ")], "khmer-doubled-mark", Error),
    planted("a loose coeng", &[(KM, "យ៉ាងជ្រាលជ្រៅ", "យ៉ាង្ជ្រាលជ្រៅ ក្")], "khmer-loose-coeng", Error),
    planted("a shifter after a vowel", &[(KM, "យ៉ាងជ្រាល", "យា៉ងជ្រាល")], "khmer-shifter-after-vowel", Error),
    planted("a vowel for a shifter", &[(KM_LETTER, "month-3 = មីនា", "month-3 = មុីនា")], "khmer-u-for-shifter", Warning),
    planted("a deprecated letter", &[(KM, "អំណរគុណ", "\u{17A3}ំណរគុណ")], "khmer-deprecated-character", Error),
    planted("a joiner in a cluster", &[(KM, "ក្នុងរឿងនេះ", "ក\u{2060}្នុងរឿងនេះ")], "khmer-joiner", Error),
    planted("a break in a cluster", &[(KM, "ក្នុងរឿងនេះ", "ក\u{200B}្នុងរឿងនេះ")], "khmer-parted-cluster", Error),
    planted("a colon for a mark", &[(KM, "នៃព្រះរាជា", "នៃព្រ:រាជា")], "khmer-lookalike", Warning),
    planted("a doubled break", &[(KM, "អំណរគុណ", "អំណរគុណ\u{200B}\u{200B}")], "untidy-zwsp", Warning),
    planted("a break beside a space", &[(KM, "ជ្រៅ ប្រសិន", "ជ្រៅ \u{200B}ប្រសិន")], "untidy-zwsp", Warning),
    planted("two spellings", &[(KM, "= ឱ្យធានាថា", "= ឲ្យធានាថា")], "khmer-mixed-spelling", Note),
    planted("a Latin stop", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ.")], "khmer-mixed-stops", Note),
    planted("a space before a stop", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ ។")], "khmer-mixed-spacing", Note),
    planted(
        "a legacy font",
        &[(KM, "\nparty = គណបក្សសង្គ្រោះជាតិ", "\nparty = KNbkSsRgÁaHCati")],
        "khmer-legacy-font",
        Error,
    ),
    planted("a word twice", &[(KM, "ជួបមេធាវី", "ជួបមេធាវី មេធាវី")], "repeated-word", Warning),
    planted("a word of two pieces twice", &[(KM, "} តុលាការកំពូល", "} តុលាការកំពូល តុលាការកំពូល")], "repeated-word", Warning),
    // typos: on
];
