//! Which language a text is in, told by its commonest words.

use std::collections::BTreeSet;

/// The commonest words of some languages, chosen so that few are common in another of them.
const COMMON: [(&str, &[&str]); 12] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "that", "is", "for", "with", "by", "was", "are", "this", "have", "has", "his",
            "from", "not", "you", "your", "been", "which", "who", "their", "they", "it",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "des", "et", "du", "dans", "pour", "une", "est", "qui", "que", "par", "sur", "au",
            "aux", "avec", "ce", "cette", "pas", "vous", "nous", "été", "son", "ses",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "den", "dem", "des", "ist", "von", "mit", "für", "auf", "nicht", "ein", "eine",
            "zu", "wird", "sich", "auch", "im", "einer", "durch", "oder", "hat",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "del", "en", "por", "con", "para", "una", "es", "que", "se", "su", "al", "como", "más",
            "ha", "sus", "lo", "sin",
        ],
    ),
    (
        "pt",
        &[
            "os", "as", "da", "do", "dos", "das", "em", "por", "com", "para", "uma", "um", "não", "que", "se", "sua",
            "ao", "foi", "no", "na", "são", "ou",
        ],
    ),
    (
        "it",
        &[
            "il", "gli", "della", "del", "di", "in", "per", "con", "una", "un", "che", "è", "si", "sono", "nel",
            "alla", "dei", "delle", "non", "ed", "ha",
        ],
    ),
    (
        "nl",
        &[
            "het", "de", "een", "en", "van", "dat", "met", "voor", "niet", "zijn", "is", "op", "aan", "door", "ook",
            "wordt", "hij", "bij", "naar",
        ],
    ),
    (
        "sv",
        &[
            "och", "att", "det", "som", "en", "är", "av", "för", "med", "den", "till", "inte", "har", "om", "ett",
            "han", "från",
        ],
    ),
    ("pl", &["na", "że", "nie", "się", "jest", "do", "przez", "oraz", "jego", "dla", "lub"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "olarak", "da", "de", "her", "olan", "hakkı"]),
    ("vi", &["và", "của", "các", "là", "có", "được", "cho", "trong", "không", "người", "với", "một", "những", "này"]),
    ("id", &["dan", "yang", "di", "dengan", "untuk", "dari", "ini", "itu", "tidak", "atau", "dalam", "setiap"]),
];

/// Whether `word`, in lower case, is among the commonest of `language`.
pub(super) fn is_common(language: &str, word: &str) -> bool {
    COMMON.iter().any(|(tag, words)| *tag == language && words.contains(&word))
}

/// The language that words in lower case are in, if they are clearly not in `own`.
pub(super) fn other_than(own: &str, words: &[String]) -> Option<&'static str> {
    let hits = |tag: &str| words.iter().filter(|word| is_common(tag, word)).count();
    // One word said often is no language.
    let kinds = |tag: &str| words.iter().filter(|word| is_common(tag, word)).collect::<BTreeSet<_>>().len();
    let (other, count) = COMMON
        .iter()
        .map(|(tag, _)| (*tag, hits(tag)))
        .filter(|(tag, _)| *tag != own)
        .max_by_key(|(_, count)| *count)?;
    let ours = hits(own);
    (kinds(other) >= 3 && count > 3 * ours && count * 6 >= words.len()).then_some(other)
}

/// The name of a language for a message.
pub(super) fn name(tag: &str) -> &'static str {
    match tag {
        "en" => "English",
        "fr" => "French",
        "de" => "German",
        "es" => "Spanish",
        "pt" => "Portuguese",
        "it" => "Italian",
        "nl" => "Dutch",
        "sv" => "Swedish",
        "pl" => "Polish",
        "tr" => "Turkish",
        "vi" => "Vietnamese",
        "id" => "Indonesian",
        _ => "another language",
    }
}
