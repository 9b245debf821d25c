//! Texts that are not prose of a language: names and addresses of people, and facts of a case.
//!
//! The rules on characters, encoding, leftovers and the order of Khmer clusters apply to them too. The rules on
//! prose do not: a name may have a straight apostrophe, and a town may repeat a word in its name.

use std::sync::LazyLock;

use unicode_script::Script;

use super::words::{data_faults, plain_faults, script_of};
use super::{Fault, Flat, Subject};
use crate::case::{Case, Fact};
use crate::finding::{Finding, Findings, Severity};
use crate::id::LanguageTag;
use crate::locale::LocaleInfo;
use crate::script::{is_east_asian, is_right_to_left};
use crate::yaml::{KeyPath, Source};

/// Faults in words of any language.
pub fn faults(words: &str) -> Vec<Fault> {
    static ENGLISH: LazyLock<LanguageTag> = LazyLock::new(LanguageTag::english);
    let text = Flat::plain(words);
    let subject =
        Subject { file: "", name: "", text: &text, language: &ENGLISH, info: info(words), source: None, kept: &[] };
    // Most names and addresses are made of such bytes, and a list has thousands of them.
    if words.bytes().all(is_plain) { plain_faults(&subject) } else { data_faults(&subject) }
}

/// The first fault for which words of any language must not be printed.
pub fn error(words: &str) -> Option<Fault> {
    faults(words).into_iter().find(|fault| fault.severity == Severity::Error)
}

/// Whether a byte is an ASCII letter, a digit, or one of the marks that no machine leaves behind.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" ,.'-/".contains(&byte)
}

/// What is known of words by the script of most of their letters.
fn info(words: &str) -> &'static LocaleInfo {
    static LATIN: LazyLock<LocaleInfo> = LazyLock::new(|| LocaleInfo::of_script(Script::Latin));
    static KHMER: LazyLock<LocaleInfo> = LazyLock::new(|| LocaleInfo::of_script(Script::Khmer));
    static ARABIC: LazyLock<LocaleInfo> = LazyLock::new(|| LocaleInfo::of_script(Script::Arabic));
    static DEVANAGARI: LazyLock<LocaleInfo> = LazyLock::new(|| LocaleInfo::of_script(Script::Devanagari));
    static HAN: LazyLock<LocaleInfo> = LazyLock::new(|| LocaleInfo::of_script(Script::Han));
    match words.chars().find_map(script_of) {
        None | Some(Script::Latin | Script::Cyrillic | Script::Greek) => &LATIN,
        Some(Script::Khmer) => &KHMER,
        Some(script) if is_east_asian(script) => &HAN,
        Some(script) if is_right_to_left(script) => &ARABIC,
        // Some of the other scripts join their letters by invisible characters, like Devanagari.
        Some(_) => &DEVANAGARI,
    }
}

/// Faults in the facts and the addresses of a case.
pub fn of_case(case: &Case, source: Source) -> Findings {
    let mut findings = Findings::new();
    let root = KeyPath::default();
    let charge = case.charge.iter().flat_map(|charge| {
        let article = charge.article.as_ref().and_then(Fact::text);
        let parts = [("offence", charge.offence.as_deref()), ("law", charge.law.as_deref()), ("article", article)];
        parts.into_iter().filter_map(|(key, words)| Some((root.key("charge").key(key), words?)))
    });
    let facts = case.facts.iter().filter_map(|(name, fact)| Some((root.key("facts").key(name), fact.text()?)));
    for (path, words) in facts.chain(charge) {
        let faults = faults(words);
        if !faults.is_empty() {
            let origin = source.origin(&path);
            findings.extend(faults.iter().map(|fault| origin.locate(Finding::from(fault))));
        }
    }
    for recipient in case.recipients.iter().chain(case.embassies.values()) {
        let address = &recipient.address;
        for form in std::iter::once(&address.latin).chain(&address.local) {
            let lines = form.name.iter().chain(&form.office).chain(&form.lines);
            let faults = lines.flat_map(|line| faults(line));
            findings.extend_unique(faults.map(|fault| form.origin.locate(Finding::from(&fault))));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_of_all_kinds_are_fine() {
        for words in [
            "O'Brien",
            "D’Arcy-Müller, M.Sc.",
            "Baden Baden",
            "Łukasz Żółć",
            "Nguyê\u{303}n Thi\u{323} Hô\u{300}ng",
            "ស្រី ចាន់\u{200B}ធូ",
            "Flat 3 (rear), #12-34 Block 5",
            "c/o Smith & Sons Ltd.",
            "Nº 5, 3º dcha. / 2ª planta",
            "Karl-Marx-Str. 12a",
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "北京市朝阳区 12号",
            "CC3, 443",
            "O’Hara e.V. – “The House”",
        ] {
            assert_eq!(faults(words), [], "{words}");
        }
    }

    #[test]
    fn what_no_name_has_is_an_error() {
        for (words, rule) in [
            ("FranÃ§ois", "mojibake"),
            ("{{first_name}}", "template-left-over"),
            ("%NAME%", "template-left-over"),
            ("Rue de la Paix\\n75002 Paris", "template-left-over"),
            ("<br>", "markup"),
            ("Ann &amp; Bob", "markup"),
            ("TODO", "placeholder-text"),
            ("x\u{E000}y", "unprintable-character"),
            ("a\u{3164}b", "invisible-character"),
            ("ស្រី ៊ន", "khmer-mark-without-base"),
            ("សុខ\u{17D2}", "khmer-loose-coeng"),
        ] {
            assert_eq!(error(words).map(|fault| fault.rule.to_string()).as_deref(), Some(rule), "{words}");
        }
    }
}
