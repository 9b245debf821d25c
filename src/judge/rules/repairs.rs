//! What the repairs of each rule change.
//!
//! `likhit check --fix` repairs without asking. Tests shape the text before and after each repair, and compare the
//! result with this list.

use unicode_normalization::UnicodeNormalization;

use crate::finding::{RuleName, rules};
use crate::judge::words::{category, digit, latin_twin};
use crate::script::khmer::{COENG, is_letter};
use crate::script::marks::{is_filler, is_variation_selector};

/// The effect of the repairs of a rule on a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepairKind {
    /// The glyphs stay the same. A line may end at another place.
    SameGlyphs,
    /// They add, delete or replace these characters, and no others.
    Changes(&'static [Changed]),
}

/// A kind of characters that a repair may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// Spaces of any width.
    Spaces,
    /// Quotation marks and apostrophes.
    QuotationMarks,
    /// Other punctuation.
    Punctuation,
    /// Invisible characters: controls, joiners, fillers.
    Invisible,
    /// Digits, for those of another script with the same value.
    Digits,
    /// Characters that represent plain letters, such as the ligature ﬁ.
    Compatibility,
    /// Letters of another script that look like those of the word's script.
    LookAlikes,
    /// The marks of a Khmer letter.
    KhmerMarks,
    /// Khmer characters that are no longer used, and their replacements.
    OldKhmer,
}

use Changed::{
    Compatibility, Digits, Invisible, KhmerMarks, LookAlikes, OldKhmer, Punctuation, QuotationMarks, Spaces,
};
use RepairKind::{Changes, SameGlyphs};

/// A faulty Khmer cluster is rewritten in its normal form, with all its marks. Most fonts draw both in the same way.
const CLUSTER: RepairKind = Changes(&[KhmerMarks, OldKhmer, Invisible]);

/// The rules that have repairs, sorted by name.
pub const REPAIRS: &[(RuleName, RepairKind)] = &[
    (rules::BIDI_CONTROL, Changes(&[Invisible])),
    (rules::COMPATIBILITY_CHARACTER, Changes(&[Compatibility])),
    (rules::CONTROL_CHARACTER, Changes(&[Invisible, Spaces])),
    (rules::DOUBLED_MARK, Changes(&[Punctuation])),
    (rules::FOREIGN_QUOTES, Changes(&[QuotationMarks, Spaces])),
    (rules::HOMOGLYPH, Changes(&[LookAlikes])),
    (rules::INVISIBLE_CHARACTER, Changes(&[Invisible])),
    (rules::KHMER_COENG_RO_NOT_LAST, CLUSTER),
    (rules::KHMER_DEPRECATED_CHARACTER, CLUSTER),
    (rules::KHMER_DOUBLED_MARK, CLUSTER),
    (rules::KHMER_JOINER, CLUSTER),
    (rules::KHMER_LOOKALIKE, Changes(&[Punctuation])),
    (rules::KHMER_LOOSE_COENG, CLUSTER),
    (rules::KHMER_MARK_ORDER, CLUSTER),
    (rules::KHMER_PARTED_CLUSTER, CLUSTER),
    (rules::KHMER_SHIFTER_AFTER_VOWEL, CLUSTER),
    (rules::KHMER_SIGN_BEFORE_VOWEL, CLUSTER),
    (rules::KHMER_SPLIT_VOWEL, CLUSTER),
    (rules::KHMER_U_FOR_SHIFTER, CLUSTER),
    (rules::KHMER_VOWEL_BEFORE_COENG, CLUSTER),
    (rules::MISSING_SPACE, Changes(&[Spaces])),
    (rules::MIXED_DIGITS, Changes(&[Digits])),
    (rules::NO_BREAK_SPACE, Changes(&[Spaces])),
    (rules::NOT_COMPOSED, SameGlyphs),
    (rules::SPACE_BEFORE_MARK, Changes(&[Spaces])),
    (rules::STRAIGHT_QUOTES, Changes(&[QuotationMarks, Spaces])),
    (rules::STRAY_SPACE, Changes(&[Spaces])),
    (rules::UNTIDY_ZWSP, SameGlyphs),
    (rules::UNUSUAL_SPACE, Changes(&[Spaces])),
];

/// The changes that the repairs of a rule make; `None` if it has no repairs.
pub fn repair_kind(rule: RuleName) -> Option<RepairKind> {
    REPAIRS.iter().find(|(name, _)| *name == rule).map(|(_, kind)| *kind)
}

impl RepairKind {
    /// Whether a repair that makes `after` of `before` changes characters that it may change only; what is drawn
    /// is for the fonts to say.
    #[must_use]
    pub fn allows(self, before: &str, after: &str) -> bool {
        let Changes(changed) = self else { return true };
        let rest = |text: &str| changed.iter().fold(text.to_owned(), |text, changed| changed.taken_out_of(&text));
        rest(before) == rest(after)
    }

    /// The change, as a sentence for the user of `check --fix`.
    pub(super) fn in_words(self) -> String {
        match self {
            SameGlyphs => {
                "`likhit check --fix` can fix this. The same letters are printed, but a line may end at another place."
                    .to_owned()
            }
            Changes(changed) => {
                let names: Vec<&str> = changed.iter().map(|changed| changed.name()).collect();
                let (last, others) = names.split_last().expect("a repair changes something");
                let all =
                    if others.is_empty() { (*last).to_owned() } else { format!("{} and {last}", others.join(", ")) };
                format!("`likhit check --fix` can fix this. It changes only {all}.")
            }
        }
    }
}

impl Changed {
    /// Its name, in the plural.
    fn name(self) -> &'static str {
        match self {
            Spaces => "spaces",
            QuotationMarks => "quotation marks",
            Punctuation => "punctuation",
            Invisible => "invisible characters",
            Digits => "digits",
            Compatibility => "the characters that represent plain letters",
            LookAlikes => "letters that look the same",
            KhmerMarks => "the marks of the Khmer letter",
            OldKhmer => "Khmer characters that are no longer used",
        }
    }

    /// `text` without what may change. Two texts that differ in that alone are the same without it.
    fn taken_out_of(self, text: &str) -> String {
        use unicode_properties::GeneralCategory as Category;
        let kept = |is_changed: &dyn Fn(char) -> bool| text.chars().filter(|c| !is_changed(*c)).collect();
        match self {
            Spaces => kept(&|c| matches!(c, '\t' | '\n') || category(c) == Category::SpaceSeparator),
            QuotationMarks => kept(&|c| "\"'“”„‟‘’‚‛«»‹›「」\u{B4}′".contains(c)),
            Punctuation => kept(&|c| "|¦,;:.،؛\u{17D4}\u{17D5}\u{17D6}\u{17D7}\u{17D8}".contains(c)),
            Invisible => kept(&|c| {
                let is_unseen = is_filler(c) || is_variation_selector(c);
                is_unseen || matches!(category(c), Category::Control | Category::Format)
            }),
            Digits => {
                text.chars().map(|c| digit(c).and_then(|(value, _)| char::from_digit(value, 10)).unwrap_or(c)).collect()
            }
            Compatibility => text.nfkc().map(|c| if c == '\u{2BC}' { '’' } else { c }).collect(),
            LookAlikes => text.chars().map(latin_twin).collect(),
            KhmerMarks => without_khmer_marks(text),
            OldKhmer => {
                text.replace(['\u{17A3}', '\u{17A4}'], "អ").replace('\u{17A8}', "ឧក").replace('\u{17D8}', "។ល។")
            }
        }
    }
}

/// A text without the marks of Khmer letters and the letters below them.
fn without_khmer_marks(text: &str) -> String {
    let mut kept = String::new();
    let mut is_below = false;
    for c in text.chars() {
        match c {
            COENG => is_below = true,
            c if is_below && is_letter(c) => is_below = false,
            '\u{17B4}'..='\u{17D3}' | '\u{17DD}' => {}
            // A joiner between a coeng and its letter.
            '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{34F}' => kept.push(c),
            _ => {
                is_below = false;
                kept.push(c);
            }
        }
    }
    kept
}
