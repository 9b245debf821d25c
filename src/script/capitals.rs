//! Capitals: words in capital letters, as their language writes them.

use icu_casemap::CaseMapper;

use crate::id::LanguageTag;

/// Words in capitals. The letters right after a digit stay small: `1er FÉVRIER`.
pub fn in_capitals(words: &str, language: &LanguageTag) -> String {
    let mapper = CaseMapper::new();
    // Only the language decides, not its script or region.
    let language = language.primary().parse().expect("each tag begins with a language");
    let mut capitals = String::with_capacity(words.len());
    let mut is_after_digit = false;
    for piece in words.split_inclusive(char::is_numeric) {
        let ending = piece.find(|c: char| !c.is_alphabetic()).unwrap_or(piece.len());
        let (small, rest) = piece.split_at(if is_after_digit { ending } else { 0 });
        capitals.push_str(small);
        capitals.push_str(&mapper.uppercase_to_string(rest, &language));
        is_after_digit = true;
    }
    capitals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_capitals() {
        for (language, words, expected) in [
            ("en", "15 July 2025", "15 JULY 2025"),
            ("de", "15. März 2025", "15. MÄRZ 2025"),
            ("el", "15 Σεπτεμβρίου 2025", "15 ΣΕΠΤΕΜΒΡΙΟΥ 2025"),
            ("el-CY", "1 Μαΐου 2025", "1 ΜΑΪΟΥ 2025"),
            ("tr", "15 Haziran 2025", "15 HAZİRAN 2025"),
            ("az-Latn-AZ", "15 iyun 2025", "15 İYUN 2025"),
            ("km", "ថ្ងៃទី១៥ កក្កដា ២០២៥", "ថ្ងៃទី១៥ កក្កដា ២០២៥"),
        ] {
            assert_eq!(in_capitals(words, &LanguageTag::new(language).expect("a tag")), expected, "{language}");
        }
    }

    #[test]
    fn letters_right_after_a_digit_stay_small() {
        let capitals = |language: &str, words| in_capitals(words, &LanguageTag::new(language).expect("a tag"));
        assert_eq!(capitals("fr", "1er février 2025"), "1er FÉVRIER 2025");
        assert_eq!(capitals("en", "May 21st, 2025"), "MAY 21st, 2025");
        assert_eq!(capitals("ca", "dia 2n, a mà"), "DIA 2n, A MÀ");
    }
}
