//! The commonest words of some languages, which show the language of a text.

use std::sync::LazyLock;

/// A language that is known by its words.
pub(super) struct Known {
    /// Its tag.
    pub tag: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Its commonest words in lower case, sorted. An elision has no apostrophe here.
    words: &'static [&'static str],
}

impl Known {
    /// Whether a word in lower case is among the commonest.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.binary_search(&word).is_ok()
    }
}

/// The language of a tag.
pub(super) fn known(tag: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.tag == tag)
}

/// A word that is among the commonest of some language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Common {
    /// Its place among all that are.
    pub place: usize,
    /// The languages, a bit for each in the order of [`KNOWN`].
    pub languages: u16,
}

/// Whether a word in lower case is among the commonest of any language.
pub(super) fn common(word: &str) -> Option<Common> {
    /// Longer words are not in any list.
    const LONGEST: usize = 16;
    static ALL: LazyLock<Vec<(&'static str, u16)>> = LazyLock::new(|| {
        let of = |(i, known): (usize, &'static Known)| known.words.iter().map(move |word| (*word, 1_u16 << i));
        let mut all: Vec<(&str, u16)> = KNOWN.iter().enumerate().flat_map(of).collect();
        all.sort_by_key(|(word, _)| *word);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 |= if same { next.1 } else { 0 };
            same
        });
        all
    });
    if word.len() > LONGEST {
        return None;
    }
    let place = ALL.binary_search_by_key(&word, |(word, _)| word).ok()?;
    Some(Common { place, languages: ALL[place].1 })
}

/// Articles, pronouns, prepositions and the like. Every text of some length has some of them.
pub(super) const KNOWN: [Known; 12] = [
    // typos: off
    Known {
        tag: "en",
        name: "English",
        words: &[
            "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "between",
            "but", "by", "can", "could", "did", "do", "does", "during", "each", "for", "from", "had", "has", "have",
            "he", "her", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "might", "more",
            "most", "must", "my", "no", "nor", "not", "of", "on", "only", "or", "other", "our", "out", "over", "shall",
            "she", "should", "so", "some", "such", "than", "that", "the", "their", "then", "there", "these", "they",
            "this", "those", "to", "under", "up", "us", "very", "was", "we", "were", "what", "when", "where", "which",
            "who", "will", "with", "without", "would", "you", "your",
        ],
    },
    Known {
        tag: "fr",
        name: "French",
        words: &[
            "afin", "ainsi", "après", "au", "aussi", "aux", "avant", "avec", "avoir", "car", "ce", "cela", "celle",
            "celui", "ces", "cette", "ceux", "chez", "comme", "contre", "d", "dans", "de", "depuis", "des", "doit",
            "donc", "dont", "du", "elle", "elles", "en", "entre", "est", "et", "fait", "il", "ils", "j", "je", "l",
            "la", "le", "les", "leur", "leurs", "lui", "ma", "mais", "mes", "mon", "même", "n", "ne", "ni", "nos",
            "notre", "nous", "on", "ont", "ou", "où", "par", "pas", "peut", "plus", "pour", "qu", "que", "qui", "sa",
            "sans", "se", "ses", "si", "son", "sont", "sous", "sur", "tous", "tout", "toute", "toutes", "très", "un",
            "une", "vers", "vos", "votre", "vous", "à", "été", "être",
        ],
    },
    Known {
        tag: "de",
        name: "German",
        words: &[
            "aber", "alle", "aller", "als", "am", "an", "auch", "auf", "aus", "bei", "bis", "da", "dann", "darf",
            "das", "dass", "dem", "den", "der", "des", "die", "diese", "dieser", "dieses", "durch", "dürfen", "ein",
            "eine", "einem", "einen", "einer", "eines", "er", "es", "für", "gegen", "haben", "hat", "hatte", "hätte",
            "hören", "ich", "ihnen", "ihr", "ihre", "ihren", "ihrer", "im", "in", "ist", "jede", "jeder", "jedes",
            "kann", "kein", "keine", "können", "man", "mit", "muss", "müssen", "nach", "nicht", "noch", "nur", "oder",
            "ohne", "sein", "seine", "seinen", "seiner", "seit", "sich", "sie", "sind", "so", "soll", "sollen",
            "sowie", "um", "und", "uns", "unter", "von", "vor", "war", "waren", "welche", "welcher", "wenn", "werden",
            "wie", "wir", "wird", "wurde", "wurden", "wäre", "zu", "zum", "zur", "zwischen", "über",
        ],
    },
    Known {
        tag: "es",
        name: "Spanish",
        words: &[
            "al",
            "como",
            "con",
            "contra",
            "cual",
            "cualquier",
            "cuando",
            "de",
            "deberá",
            "del",
            "desde",
            "donde",
            "durante",
            "el",
            "ella",
            "ellos",
            "en",
            "entre",
            "es",
            "esa",
            "ese",
            "esta",
            "estas",
            "este",
            "esto",
            "estos",
            "está",
            "están",
            "fue",
            "ha",
            "han",
            "hasta",
            "la",
            "las",
            "le",
            "les",
            "lo",
            "los",
            "me",
            "muy",
            "más",
            "ni",
            "no",
            "nos",
            "o",
            "otra",
            "otro",
            "para",
            "pero",
            "por",
            "puede",
            "que",
            "quien",
            "se",
            "según",
            "ser",
            "si",
            "sido",
            "sin",
            "sobre",
            "son",
            "su",
            "sus",
            "también",
            "te",
            "tiene",
            "tienen",
            "toda",
            "todas",
            "todo",
            "todos",
            "u",
            "un",
            "una",
            "unas",
            "unos",
            "y",
            "ya",
            "yo",
            "él",
        ],
    },
    Known {
        tag: "pt",
        name: "Portuguese",
        words: &[
            "a", "ao", "aos", "as", "até", "com", "como", "da", "das", "de", "deve", "do", "dos", "e", "ela", "elas",
            "ele", "eles", "em", "entre", "essa", "esse", "esta", "este", "está", "estão", "eu", "foi", "isso", "isto",
            "já", "lhe", "mais", "mas", "me", "muito", "na", "nas", "no", "nos", "não", "nós", "o", "onde", "os", "ou",
            "outra", "outro", "para", "pela", "pelas", "pelo", "pelos", "pode", "por", "qual", "qualquer", "quando",
            "que", "quem", "se", "sem", "ser", "seu", "seus", "sido", "sob", "sobre", "sua", "suas", "são", "também",
            "tem", "toda", "todas", "todo", "todos", "têm", "um", "uma", "uns", "à", "às", "é",
        ],
    },
    Known {
        tag: "it",
        name: "Italian",
        words: &[
            "ad", "agli", "ai", "al", "alla", "alle", "allo", "anche", "che", "chi", "come", "con", "cui", "da", "dai",
            "dal", "dalla", "dalle", "degli", "dei", "del", "della", "delle", "dello", "deve", "di", "dove", "e", "ed",
            "egli", "essere", "fra", "gli", "ha", "hanno", "i", "il", "in", "io", "la", "le", "lo", "loro", "ma",
            "nei", "nel", "nella", "nelle", "noi", "non", "o", "ogni", "per", "più", "può", "quale", "quando",
            "quella", "quello", "questa", "queste", "questi", "questo", "se", "senza", "si", "sono", "stata", "stato",
            "su", "sua", "sue", "sul", "sulla", "suo", "suoi", "tra", "tutte", "tutti", "tutto", "un", "una", "uno",
            "è",
        ],
    },
    Known {
        tag: "nl",
        name: "Dutch",
        words: &[
            "aan", "al", "alle", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "eigen", "en",
            "er", "geen", "haar", "had", "hebben", "heeft", "het", "hij", "hun", "ieder", "iedere", "ik", "in", "is",
            "kan", "kunnen", "maar", "mag", "men", "met", "moet", "moeten", "naar", "niet", "nog", "of", "om", "onder",
            "ook", "op", "over", "te", "tegen", "ten", "ter", "tot", "tussen", "u", "uit", "van", "voor", "waar",
            "waren", "was", "wat", "werd", "wie", "wij", "worden", "wordt", "zal", "zich", "zij", "zijn", "zonder",
            "zullen",
        ],
    },
    Known {
        tag: "sv",
        name: "Swedish",
        words: &[
            "alla", "att", "av", "blir", "de", "den", "denna", "deras", "dessa", "det", "detta", "där", "efter", "ej",
            "eller", "en", "ett", "från", "för", "genom", "han", "hans", "har", "hennes", "hon", "i", "inte", "jag",
            "kan", "man", "med", "mellan", "men", "mot", "ni", "när", "och", "också", "om", "på", "sin", "sina",
            "sitt", "ska", "skall", "som", "så", "till", "under", "utan", "var", "vara", "varje", "vi", "vid", "är",
            "över",
        ],
    },
    Known {
        tag: "pl",
        name: "Polish",
        words: &[
            "ale", "bez", "być", "był", "była", "było", "co", "czy", "dla", "do", "i", "ich", "jak", "jako", "jego",
            "jej", "jest", "już", "każdy", "która", "które", "który", "lub", "ma", "mają", "między", "może", "na",
            "nad", "nie", "o", "od", "oraz", "po", "pod", "przed", "przez", "się", "są", "ta", "także", "tego", "tej",
            "ten", "to", "tym", "w", "z", "za", "że",
        ],
    },
    Known {
        tag: "tr",
        name: "Turkish",
        words: &[
            "ancak", "bir", "bu", "da", "daha", "de", "değil", "en", "gibi", "göre", "hakkı", "her", "hiç", "ile",
            "için", "kadar", "karşı", "kendi", "ki", "ne", "o", "olan", "olarak", "olduğu", "sonra", "ve", "veya",
            "ya", "çok", "önce", "şu",
        ],
    },
    Known {
        tag: "vi",
        name: "Vietnamese",
        words: &[
            "bị", "cho", "các", "có", "của", "hay", "hoặc", "khi", "không", "là", "mọi", "một", "người", "như",
            "những", "này", "phải", "quyền", "ra", "theo", "trong", "tại", "từ", "và", "về", "với", "đã", "được",
            "đến", "để",
        ],
    },
    Known {
        tag: "id",
        name: "Indonesian",
        words: &[
            "ada", "adalah", "akan", "atau", "bagi", "berhak", "dalam", "dan", "dapat", "dari", "dengan", "di", "hak",
            "harus", "ia", "ini", "itu", "juga", "karena", "ke", "mereka", "oleh", "orang", "pada", "sebagai",
            "seperti", "setiap", "tanpa", "telah", "tidak", "untuk", "yang",
        ],
    },
    // typos: on
];

#[cfg(test)]
mod tests {
    use super::{Common, KNOWN, common};

    #[test]
    fn words_stand_in_order() {
        for known in KNOWN {
            assert!(known.words.is_sorted(), "{}", known.name);
        }
    }

    #[test]
    fn a_word_is_found_with_all_its_languages() {
        for (i, known) in KNOWN.iter().enumerate() {
            for word in known.words {
                assert!(common(word).is_some_and(|Common { languages, .. }| languages & (1 << i) != 0), "{word}");
            }
        }
        assert_eq!(common("excellency"), None);
    }
}
