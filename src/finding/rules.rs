//! The names of all rules: a constant for each, so that a misspelled name does not compile.
//!
//! `judge/rules` explains each rule; `tests/check/rules.rs` checks that both have the same names.

use std::fmt;

use serde::Serialize;

/// The name of a rule, in kebab case. There are only those of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct RuleName(&'static str);

/// The rules that cannot be allowed by a comment in a file: their findings are about text that cannot be printed, or
/// that could harm people.
const NEVER_ALLOWED: &[RuleName] = &[
    BROKEN_CLUSTER,
    CIRCULAR_REFERENCE,
    DUPLICATE_MESSAGE,
    EMPTY_MESSAGE,
    EXPANDS_TOO_FAR,
    FORBIDDEN_NAME,
    LOST_ARGUMENT,
    MISSING_GLYPH,
    MISSING_MESSAGE,
    MISSING_VARIABLE,
    NUMBER_CHANGES,
    OVERFULL_LINE,
    TERM_AND_MESSAGE,
    TOO_MANY_PARAGRAPHS,
    UNKNOWN_FUNCTION,
    UNKNOWN_REFERENCE,
    UNKNOWN_VARIABLE,
    UNRESOLVED_PLACEABLE,
    UNUSED_ARGUMENT,
];

impl RuleName {
    const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Whether a comment above a message may allow it there.
    pub fn may_be_allowed(self) -> bool {
        !NEVER_ALLOWED.contains(&self)
    }

    /// The name as findings are written with it.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl PartialEq<str> for RuleName {
    fn eq(&self, name: &str) -> bool {
        self.0 == name
    }
}

impl PartialEq<&str> for RuleName {
    fn eq(&self, name: &&str) -> bool {
        self.0 == *name
    }
}

impl PartialEq<RuleName> for str {
    fn eq(&self, rule: &RuleName) -> bool {
        self == rule.0
    }
}

impl PartialEq<RuleName> for &str {
    fn eq(&self, rule: &RuleName) -> bool {
        *self == rule.0
    }
}

/// A constant for each rule, and the list of them.
macro_rules! rule_names {
    ($($constant:ident = $name:literal,)*) => {
        $(
            #[doc = concat!("The rule `", $name, "`.")]
            pub const $constant: RuleName = RuleName::new($name);
        )*

        /// All rules, sorted by name.
        pub const ALL: &[RuleName] = &[$($constant),*];
    };
}

rule_names! {
    ADDED_VARIABLE = "added-variable",
    ADDRESS_DIFFERS = "address-differs",
    ADDRESS_DOES_NOT_FIT = "address-does-not-fit",
    AFTER_DEADLINE = "after-deadline",
    ALREADY_PRINTED = "already-printed",
    ANOTHER_NAME = "another-name",
    BAD_ADDRESS_ORDER = "bad-address-order",
    BAD_ADDRESSEE = "bad-addressee",
    BAD_CONTACT = "bad-contact",
    BAD_FACT = "bad-fact",
    BAD_FOLDS = "bad-folds",
    BAD_FOLLOW_UP = "bad-follow-up",
    BAD_ID = "bad-id",
    BAD_LABEL = "bad-label",
    BAD_LEADING = "bad-leading",
    BAD_LINK = "bad-link",
    BAD_NUMBER = "bad-number",
    BAD_PATH = "bad-path",
    BAD_POSTCODE = "bad-postcode",
    BAD_REVIEW = "bad-review",
    BAD_SENDER_ZONE = "bad-sender-zone",
    BAD_SILENCE = "bad-silence",
    BAD_SIZE = "bad-size",
    BAD_STATUS = "bad-status",
    BAD_SVG = "bad-svg",
    BAD_TAG = "bad-tag",
    BAD_TEXT = "bad-text",
    BAD_UPDATES = "bad-updates",
    BAD_WINDOW = "bad-window",
    BEGUN_LANGUAGES = "begun-languages",
    BIDI_CONTROL = "bidi-control",
    BLOCK_TOO_HIGH = "block-too-high",
    BORROWED_MESSAGE = "borrowed-message",
    BROKEN_CLUSTER = "broken-cluster",
    BROKEN_FLUENT = "broken-fluent",
    BROKEN_PO = "broken-po",
    BROKEN_REVIEW_FILE = "broken-review-file",
    BROKEN_WORDING = "broken-wording",
    BROKEN_YAML = "broken-yaml",
    BYTE_ORDER_MARK = "byte-order-mark",
    CASE_NOT_ACTIVE = "case-not-active",
    CHANGED_FILE = "changed-file",
    CHANGED_MANIFEST = "changed-manifest",
    CHANGED_SINCE_EXPORT = "changed-since-export",
    CHANGED_SINCE_FORM = "changed-since-form",
    CHANGED_SINCE_REVIEW = "changed-since-review",
    CHECK_WARNINGS = "check-warnings",
    CIRCULAR_REFERENCE = "circular-reference",
    COLUMN_NOT_UNDERSTOOD = "column-not-understood",
    COLUMN_TWICE = "column-twice",
    COMPATIBILITY_CHARACTER = "compatibility-character",
    CONTROL_CHARACTER = "control-character",
    CURLY_QUOTES_IN_CODE = "curly-quotes-in-code",
    CUT_OFF = "cut-off",
    DAMAGED_SPREADSHEET = "damaged-spreadsheet",
    DATE_DIFFERS = "date-differs",
    DATED_BEFORE_UPDATE = "dated-before-update",
    DEAD_VARIANT = "dead-variant",
    DOUBLE_BRACES = "double-braces",
    DOUBLED_MARK = "doubled-mark",
    DROPPED_REFERENCE = "dropped-reference",
    DROPPED_VARIABLE = "dropped-variable",
    DUPLICATE_ID = "duplicate-id",
    DUPLICATE_KEY = "duplicate-key",
    DUPLICATE_MESSAGE = "duplicate-message",
    DUPLICATE_VARIANT = "duplicate-variant",
    EMPTY_LIST = "empty-list",
    EMPTY_MESSAGE = "empty-message",
    ENVELOPE_DOES_NOT_FIT = "envelope-does-not-fit",
    EXCEPTED = "excepted",
    EXPANDS_TOO_FAR = "expands-too-far",
    FACT_DIFFERS = "fact-differs",
    FACT_IN_WORDS = "fact-in-words",
    FILE_EXISTS = "file-exists",
    FILE_TOO_LARGE = "file-too-large",
    FINAL_MARK = "final-mark",
    FOLDER_IN_USE = "folder-in-use",
    FOLDER_OF_LETTERS = "folder-of-letters",
    FORBIDDEN_NAME = "forbidden-name",
    FOREIGN_FILE = "foreign-file",
    FOREIGN_QUOTES = "foreign-quotes",
    FOREIGN_SCRIPT = "foreign-script",
    FORMER_LETTER = "former-letter",
    FORMULA = "formula",
    FORMULA_WITHOUT_VALUE = "formula-without-value",
    GARBLED_TEXT = "garbled-text",
    GLOSSARY = "glossary",
    GREY_LETTERHEAD = "grey-letterhead",
    HALF_TRANSLATED = "half-translated",
    HIDDEN_CHARACTER = "hidden-character",
    HIDDEN_COLUMNS = "hidden-columns",
    HIDDEN_ROWS = "hidden-rows",
    HOMOGLYPH = "homoglyph",
    ID_TWICE = "id-twice",
    IMPOSSIBLE_DATE = "impossible-date",
    IN_WINDOW = "in-window",
    INVISIBLE_CHARACTER = "invisible-character",
    KEPT_DATE = "kept-date",
    KEPT_FILE = "kept-file",
    KHMER_COENG_RO_NOT_LAST = "khmer-coeng-ro-not-last",
    KHMER_DEPRECATED_CHARACTER = "khmer-deprecated-character",
    KHMER_DOUBLED_MARK = "khmer-doubled-mark",
    KHMER_JOINER = "khmer-joiner",
    KHMER_LEGACY_FONT = "khmer-legacy-font",
    KHMER_LONE_REPETITION = "khmer-lone-repetition",
    KHMER_LOOKALIKE = "khmer-lookalike",
    KHMER_LOOSE_COENG = "khmer-loose-coeng",
    KHMER_MARK_ORDER = "khmer-mark-order",
    KHMER_MARK_WITHOUT_BASE = "khmer-mark-without-base",
    KHMER_MIXED_SPACING = "khmer-mixed-spacing",
    KHMER_MIXED_SPELLING = "khmer-mixed-spelling",
    KHMER_MIXED_STOPS = "khmer-mixed-stops",
    KHMER_PARTED_CLUSTER = "khmer-parted-cluster",
    KHMER_SHIFTER_AFTER_VOWEL = "khmer-shifter-after-vowel",
    KHMER_SIGN_BEFORE_VOWEL = "khmer-sign-before-vowel",
    KHMER_SPLIT_VOWEL = "khmer-split-vowel",
    KHMER_U_FOR_SHIFTER = "khmer-u-for-shifter",
    KHMER_VOWEL_BEFORE_COENG = "khmer-vowel-before-coeng",
    LANGUAGE_TWICE = "language-twice",
    LATIN_FACT = "latin-fact",
    LETTER_FOR_DIGIT = "letter-for-digit",
    LETTER_IN_NUMBER = "letter-in-number",
    LETTERS_DO_NOT_MATCH = "letters-do-not-match",
    LINE_BREAK = "line-break",
    LINE_ENDS = "line-ends",
    LIST_TOO_LARGE = "list-too-large",
    LOGO_WITHOUT_WORDS = "logo-without-words",
    LONG_LINK = "long-link",
    LONGER_LETTER = "longer-letter",
    LOST_ARGUMENT = "lost-argument",
    LOST_LETTER = "lost-letter",
    LOST_QUOTES = "lost-quotes",
    LOST_SENTENCE = "lost-sentence",
    MAILING_EXISTS = "mailing-exists",
    MARK_WITHOUT_BASE = "mark-without-base",
    MARKS_IN_THE_WAY = "marks-in-the-way",
    MARKUP = "markup",
    MENDED = "mended",
    MERGE_CONFLICT = "merge-conflict",
    MERGED_CELLS = "merged-cells",
    MISSING_ADDRESS = "missing-address",
    MISSING_ATTRIBUTE = "missing-attribute",
    MISSING_COLUMN = "missing-column",
    MISSING_COUNTRY = "missing-country",
    MISSING_FILE = "missing-file",
    MISSING_GLYPH = "missing-glyph",
    MISSING_ID = "missing-id",
    MISSING_KEY = "missing-key",
    MISSING_LANGUAGE = "missing-language",
    MISSING_MESSAGE = "missing-message",
    MISSING_NAME = "missing-name",
    MISSING_PART = "missing-part",
    MISSING_SPACE = "missing-space",
    MISSING_VARIABLE = "missing-variable",
    MIXED_DIGITS = "mixed-digits",
    MOJIBAKE = "mojibake",
    MORE_PAGES = "more-pages",
    MORE_THAN_A_PAGE = "more-than-a-page",
    NAME_APART = "name-apart",
    NAME_MISSPELT = "name-misspelt",
    NESTED_TOO_DEEP = "nested-too-deep",
    NO_ADDRESS = "no-address",
    NO_BREAK_SPACE = "no-break-space",
    NO_EMAIL = "no-email",
    NO_EMBASSY = "no-embassy",
    NO_FAX = "no-fax",
    NO_FOLLOW_UP = "no-follow-up",
    NO_FONT = "no-font",
    NO_HYPHENATION = "no-hyphenation",
    NO_LETTERHEAD = "no-letterhead",
    NO_LETTERS = "no-letters",
    NO_MAILING = "no-mailing",
    NO_MANIFEST = "no-manifest",
    NO_NAME = "no-name",
    NO_PARTS = "no-parts",
    NO_PLACE_FOR_MARKS = "no-place-for-marks",
    NO_PORT = "no-port",
    NO_PROJECT = "no-project",
    NO_RECORD = "no-record",
    NO_REVIEW_RECORD = "no-review-record",
    NO_SHARD = "no-shard",
    NO_SHEET = "no-sheet",
    NO_SOURCE_LANGUAGE = "no-source-language",
    NO_SUCH_COLUMN = "no-such-column",
    NO_SUCH_LABEL = "no-such-label",
    NO_SUCH_LETTER = "no-such-letter",
    NO_SUMMARY = "no-summary",
    NO_TRANSLATION = "no-translation",
    NO_VALUE = "no-value",
    NOT_COMPOSED = "not-composed",
    NOT_CSV = "not-csv",
    NOT_IN_CLDR = "not-in-cldr",
    NOT_LATIN = "not-latin",
    NOT_MAILED = "not-mailed",
    NOT_UTF8 = "not-utf8",
    NOTHING_CHOSEN = "nothing-chosen",
    NOTHING_TO_PRINT = "nothing-to-print",
    NUMBER_CHANGES = "number-changes",
    NUMBER_DIFFERS = "number-differs",
    OLDER_STATE = "older-state",
    ONE_LANGUAGE = "one-language",
    OPEN_QUOTE = "open-quote",
    OTHER_ENCODING = "other-encoding",
    OTHER_HOLDER = "other-holder",
    OTHER_LANGUAGE = "other-language",
    OTHER_MAILING = "other-mailing",
    OTHER_OPTIONS = "other-options",
    OTHER_PERSON = "other-person",
    OUTSIDE_READING_AREA = "outside-reading-area",
    OUTSIDE_SHEET = "outside-sheet",
    OUTSIDE_WINDOW = "outside-window",
    OUTSIDE_ZONE = "outside-zone",
    OVERFULL_LINE = "overfull-line",
    OVERLAPPING_BOXES = "overlapping-boxes",
    PACKET_TOO_LARGE = "packet-too-large",
    PAGE_TOO_SHORT = "page-too-short",
    PARAGRAPHS_DIFFER = "paragraphs-differ",
    PARTS_DO_NOT_MATCH = "parts-do-not-match",
    PERSON_AND_PERSONS = "person-and-persons",
    PLACEHOLDER_TEXT = "placeholder-text",
    PLAIN_LAYOUT = "plain-layout",
    PROPOSED_WORDING = "proposed-wording",
    PSEUDO_LANGUAGE = "pseudo-language",
    RAGGED_ROW = "ragged-row",
    REJECTED_ROWS = "rejected-rows",
    REPEATED_WORD = "repeated-word",
    REPLACED_MAILING = "replaced-mailing",
    RESTORED_POSTCODE = "restored-postcode",
    REVIEW_REMARK = "review-remark",
    ROW_TOO_LONG = "row-too-long",
    SAME_TRANSLATION = "same-translation",
    SENDER_TWICE = "sender-twice",
    SEVERAL_FILES = "several-files",
    SEVERAL_WORKSHEETS = "several-worksheets",
    SHORT_RETURN_LINE = "short-return-line",
    SHORT_ROW = "short-row",
    SOLIDARITY_COPY = "solidarity-copy",
    SOURCE_LANGUAGE = "source-language",
    SPACE_BEFORE_MARK = "space-before-mark",
    SPECIAL_LINE_START = "special-line-start",
    SPOILT_PART = "spoilt-part",
    SPREADSHEET_VALUE = "spreadsheet-value",
    STALE_TRANSLATION = "stale-translation",
    STATE_LEFT_OUT = "state-left-out",
    STRAIGHT_QUOTES = "straight-quotes",
    STRAY_SPACE = "stray-space",
    SVG_TOO_LARGE = "svg-too-large",
    SWALLOWED_MESSAGE = "swallowed-message",
    TAB_INDENT = "tab-indent",
    TELEPHONE_DIFFERS = "telephone-differs",
    TEMPLATE_LEFT_OVER = "template-left-over",
    TERM_AND_MESSAGE = "term-and-message",
    TOO_LONG = "too-long",
    TOO_MANY_CLUSTERS = "too-many-clusters",
    TOO_MANY_COLUMNS = "too-many-columns",
    TOO_MANY_MARKS = "too-many-marks",
    TOO_MANY_PARAGRAPHS = "too-many-paragraphs",
    TRANSLATED_NAME = "translated-name",
    UNBALANCED = "unbalanced",
    UNBREAKABLE_RUN = "unbreakable-run",
    UNCLOSED_BRACE = "unclosed-brace",
    UNINDENTED_LINE = "unindented-line",
    UNKNOWN_ADDRESS_ORDER = "unknown-address-order",
    UNKNOWN_ANSWER = "unknown-answer",
    UNKNOWN_ATTRIBUTE = "unknown-attribute",
    UNKNOWN_CASE = "unknown-case",
    UNKNOWN_COLUMN = "unknown-column",
    UNKNOWN_COUNTRY = "unknown-country",
    UNKNOWN_ENTRY = "unknown-entry",
    UNKNOWN_ENVELOPE = "unknown-envelope",
    UNKNOWN_FILE = "unknown-file",
    UNKNOWN_FONT = "unknown-font",
    UNKNOWN_FUNCTION = "unknown-function",
    UNKNOWN_KEY = "unknown-key",
    UNKNOWN_LABEL_SHEET = "unknown-label-sheet",
    UNKNOWN_LANGUAGE = "unknown-language",
    UNKNOWN_MESSAGE = "unknown-message",
    UNKNOWN_RECIPIENT = "unknown-recipient",
    UNKNOWN_REFERENCE = "unknown-reference",
    UNKNOWN_RULE = "unknown-rule",
    UNKNOWN_SALUTATION = "unknown-salutation",
    UNKNOWN_SCRIPT = "unknown-script",
    UNKNOWN_STATE = "unknown-state",
    UNKNOWN_STATIONERY = "unknown-stationery",
    UNKNOWN_VARIABLE = "unknown-variable",
    UNKNOWN_WORKSHEET = "unknown-worksheet",
    UNNAMED_COLUMN = "unnamed-column",
    UNPRINTABLE_CHARACTER = "unprintable-character",
    UNREAD_FILE = "unread-file",
    UNREADABLE_FILE = "unreadable-file",
    UNREADABLE_FONT = "unreadable-font",
    UNRESOLVED_PLACEABLE = "unresolved-placeable",
    UNREVIEWED_LANGUAGE = "unreviewed-language",
    UNSUPPORTED_SVG = "unsupported-svg",
    UNTIDY_ZWSP = "untidy-zwsp",
    UNTRANSLATED = "untranslated",
    UNTRANSLATED_NOTE = "untranslated-note",
    UNUSED_ARGUMENT = "unused-argument",
    UNUSED_ATTRIBUTE = "unused-attribute",
    UNUSED_EXCEPTION = "unused-exception",
    UNUSED_MESSAGE = "unused-message",
    UNUSED_SILENCE = "unused-silence",
    UNUSED_WORDS = "unused-words",
    UNUSUAL_ADDRESS = "unusual-address",
    UNUSUAL_LENGTH = "unusual-length",
    UNUSUAL_NAME = "unusual-name",
    UNUSUAL_SPACE = "unusual-space",
    UNVERIFIED_FIGURES = "unverified-figures",
    UNWRITABLE = "unwritable",
    UNWRITABLE_PDF = "unwritable-pdf",
    WHOLE_MAILING = "whole-mailing",
    WINDOWS_1252 = "windows-1252",
    WRONG_FIELD = "wrong-field",
    WRONG_MONTH = "wrong-month",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_there_once() {
        assert!(ALL.is_sorted_by(|one, next| one < next));
    }
}
