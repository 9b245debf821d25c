//! The encoding of a list: UTF-8, or Windows-1252 as older spreadsheets save it.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::workbook::{OLE, ZIP};

/// How the characters of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; cells that are not valid are faults of their rows.
    Utf8,
    /// Windows-1252, the Western European code page of Windows.
    Windows1252,
}

/// The kind of a file, guessed from its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text in this encoding.
    Text(Encoding),
    /// UTF-16, with a byte order mark or without.
    Utf16,
    /// A spreadsheet's own file and not what it exports.
    Workbook,
}

/// The mark with which some programs begin UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How much of a file shows whether it is UTF-16.
const SAMPLE: usize = 4096;

/// The characters of the bytes 80 to 9F in Windows-1252; the others are those of Latin-1. Five bytes have no character
/// (WHATWG encoding index `windows-1252`, without its control characters).
#[rustfmt::skip]
const HIGH: [Option<char>; 32] = [
    Some('€'), None, Some('‚'), Some('ƒ'), Some('„'), Some('…'), Some('†'), Some('‡'),
    Some('ˆ'), Some('‰'), Some('Š'), Some('‹'), Some('Œ'), None, Some('Ž'), None,
    None, Some('‘'), Some('’'), Some('“'), Some('”'), Some('•'), Some('–'), Some('—'),
    Some('˜'), Some('™'), Some('š'), Some('›'), Some('œ'), None, Some('ž'), Some('Ÿ'),
];

/// Guesses the kind of a file from its bytes. A file that is UTF-8 except for some damaged places is UTF-8. A
/// file without any non-ASCII letter in UTF-8, but with other bytes, is Windows-1252.
pub fn sniff(bytes: &[u8]) -> FileKind {
    if bytes.starts_with(ZIP) || bytes.starts_with(OLE) {
        return FileKind::Workbook;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = sample.split(|byte| *byte == 0).count() - 1;
    // Half of the bytes of Latin text in UTF-16 are zero; where nearly all are, it is not a text.
    let is_half_zero = zeros * 3 > sample.len().max(1) && zeros * 4 < sample.len() * 3;
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || is_half_zero {
        return FileKind::Utf16;
    }
    let (mut letters, mut strays) = (0_usize, 0_usize);
    for chunk in bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        strays += usize::from(!chunk.invalid().is_empty());
    }
    let is_marked = bytes.starts_with(BYTE_ORDER_MARK);
    FileKind::Text(if strays > letters && !is_marked { Encoding::Windows1252 } else { Encoding::Utf8 })
}

impl Encoding {
    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding with this name, as programs and web pages write it.
    pub fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "windows-1252" | "cp1252" | "iso-8859-1" | "latin1" => Some(Self::Windows1252),
            _ => None,
        }
    }

    /// Adds the characters of `bytes` to a text in UTF-8. A byte without a character stays as it is; as none of them
    /// begins a character of UTF-8, it is not valid there either.
    pub fn append_utf8(self, bytes: &[u8], text: &mut Vec<u8>) {
        match self {
            Self::Utf8 => text.extend(bytes),
            Self::Windows1252 => {
                for byte in bytes {
                    match windows_1252(*byte) {
                        Some(character) => text.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
                        None => text.push(*byte),
                    }
                }
            }
        }
    }

    /// The characters of `bytes`.
    ///
    /// # Errors
    ///
    /// The offset of the first byte without a character.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| error.valid_up_to()),
            Self::Windows1252 => match std::str::from_utf8(bytes) {
                Ok(text) if text.is_ascii() => Ok(Cow::Borrowed(text)),
                _ => {
                    let characters = bytes.iter().enumerate().map(|(at, byte)| windows_1252(*byte).ok_or(at));
                    characters.collect::<Result<String, usize>>().map(Cow::Owned)
                }
            },
        }
    }

    /// The characters of `bytes`, with hexadecimal numbers for invalid bytes: to show in a finding.
    pub fn shown(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => bytes.utf8_chunks().fold(String::new(), |mut text, chunk| {
                text.push_str(chunk.valid());
                for byte in chunk.invalid() {
                    let _ = write!(text, "<{byte:02X}>");
                }
                text
            }),
            Self::Windows1252 => bytes.iter().fold(String::new(), |mut text, byte| {
                match windows_1252(*byte) {
                    Some(character) => text.push(character),
                    None => {
                        let _ = write!(text, "<{byte:02X}>");
                    }
                }
                text
            }),
        }
    }
}

/// Restores a text whose UTF-8 was read as Windows-1252 and saved again, if it looks like that:
/// `Ã‰lodie` was `Élodie`.
pub fn undo_mojibake(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252_byte).collect();
    String::from_utf8(bytes?).ok()
}

/// The signs of Windows-1252 that are never in a name or an address.
const NO_LETTERS: &str = "£¥¤¦¨¬¯¸¶†‡ƒˆ˜‰";

/// Those that are in names and addresses, but never beside a letter.
const BESIDE_NO_LETTER: &str = "¹²³¼½¾±¢µ×÷©®™¿¡•§";

/// Those that are beside one letter, but not between two.
const BETWEEN_NO_LETTERS: &str = "«»‹›„“”‚º°…€";

/// Capitals of the bytes 80 to 9F: in a word of small letters they are another code page's.
const CAPITALS: &str = "ŠŒŽŸ";

/// The first word that does not exist like this in any language of Windows-1252: it was written in another
/// code page.
pub fn misread(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| !word.is_ascii() && is_misread(word))
}

fn is_misread(word: &str) -> bool {
    let characters: Vec<char> = word.chars().collect();
    let is = |at: Option<usize>, what: fn(char) -> bool| {
        at.and_then(|at| characters.get(at)).is_some_and(|character| what(*character))
    };
    let is_letter = |character: char| character.is_alphabetic() && !"ªºµƒˆ".contains(character);
    let strange = |(at, character): (usize, &char)| {
        let (before, after) = (is(at.checked_sub(1), is_letter), is(Some(at + 1), is_letter));
        let is_small_before = is(at.checked_sub(1), char::is_lowercase);
        let is_small_after = is(Some(at + 1), char::is_lowercase);
        NO_LETTERS.contains(*character)
            || BESIDE_NO_LETTER.contains(*character) && (before || after)
            || BETWEEN_NO_LETTERS.contains(*character) && before && after
            || *character == 'ª' && before && after && (is_small_after || !is(at.checked_sub(1), |c| c.is_ascii()))
            || CAPITALS.contains(*character) && (is_small_before || before && is_small_after)
    };
    if characters.iter().enumerate().any(strange) {
        return true;
    }
    // Letters with accents only: each was a letter of another alphabet.
    let letters = characters.split(|character| !is_letter(*character));
    letters.into_iter().any(|letters| letters.len() > 2 && letters.iter().all(|letter| !letter.is_ascii()))
}

/// The countries whose Windows has a code page of its own, and the letters beyond ASCII that this has at
/// the same bytes as Windows-1252.
const OTHER_CODE_PAGES: [(&[&str], &str); 4] = [
    // Windows-1250.
    (&["BA", "CZ", "HR", "HU", "MD", "ME", "PL", "RO", "RS", "SI", "SK"], "ÁÂÄÇÉËÍÎÓÔÖÚÜÝßáâäçéëíîóôöúüýŠšŽž"),
    // Windows-1254.
    (&["AZ", "TR"], "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠšŸ"),
    // Windows-1257.
    (&["LT", "LV"], "ÄÅÉÓÕÖÜßäåéóõöü"),
    // Code pages of other scripts.
    (
        &[
            "BG", "BY", "CN", "CY", "GE", "GR", "HK", "IL", "JP", "KG", "KH", "KR", "KZ", "LA", "MK", "MM", "MN", "RU",
            "TH", "TJ", "TW", "UA", "UZ", "VN",
        ],
        "",
    ),
];

/// The first letter that would be a different letter in the code page of this country.
pub fn other_letter(text: &str, country: &str) -> Option<char> {
    let (_, same) = OTHER_CODE_PAGES.iter().find(|(countries, _)| countries.contains(&country))?;
    text.chars().find(|character| !character.is_ascii() && character.is_alphabetic() && !same.contains(*character))
}

fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => Some(char::from(byte)),
    }
}

fn windows_1252_byte(character: char) -> Option<u8> {
    if let Some(at) = HIGH.iter().position(|high| *high == Some(character)) {
        return u8::try_from(at).ok().map(|at| at + 0x80);
    }
    // The five bytes without a character come out of a careless conversion as control characters.
    u8::try_from(u32::from(character)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_old_spreadsheets_save_is_recognised() {
        assert_eq!(sniff("name\nÉlodie\n".as_bytes()), FileKind::Text(Encoding::Utf8));
        assert_eq!(sniff(b"name\n\xC9lodie M\xFCller\n"), FileKind::Text(Encoding::Windows1252));
        assert_eq!(sniff(b"name\nElodie\n"), FileKind::Text(Encoding::Utf8));
        assert_eq!(sniff(b"\xFF\xFEn\0a\0m\0e\0"), FileKind::Utf16);
        assert_eq!(sniff(b"n\0a\0m\0e\0\n\0"), FileKind::Utf16);
        assert_eq!(sniff(b"PK\x03\x04rest"), FileKind::Workbook);
        assert_eq!(sniff(b""), FileKind::Text(Encoding::Utf8));
    }

    #[test]
    fn a_damaged_place_makes_no_other_encoding() {
        let mut bytes = "name\nÉlodie Müller\nChantou ".as_bytes().to_vec();
        bytes.extend(b"\xFFriksen\n");
        assert_eq!(sniff(&bytes), FileKind::Text(Encoding::Utf8));
        assert_eq!(Encoding::Utf8.decode(b"ab\xFFc"), Err(2));
        assert_eq!(Encoding::Utf8.shown(b"ab\xFFc"), "ab<FF>c");
    }

    #[test]
    fn windows_1252_is_decoded_with_its_quotes() {
        let text = Encoding::Windows1252.decode(b"Rue de l\x92\xC9glise \x80").expect("it is sound");
        assert_eq!(text, "Rue de l’Église €");
        assert_eq!(Encoding::Windows1252.decode(b"a\x81"), Err(1));
    }

    /// Words of other code pages, as Windows-1252 has their bytes.
    const MISREAD: [&str; 14] = [
        // Polish, Czech and Slovak in Windows-1250 and ISO 8859-2.
        "£ukasz",
        "¯ó³æ",
        "Zió³kowska",
        "KoŸmiñski",
        "Dvoøák ¼ubica",
        "Ko¹ice",
        "®ižkov",
        // Russian in Windows-1251, Greek in Windows-1253, Thai, Chinese in GBK, Japanese.
        "Èâàí Ïåòðîâ",
        "Åëëçíéêüò",
        "ÊÁªÒÂ",
        "ÕÅÎ°",
        "“c’†",
        // MacRoman.
        "JŸrgen",
        "AndrŽ",
    ];

    #[test]
    fn words_of_other_code_pages_are_recognised() {
        for text in MISREAD {
            assert!(misread(text).is_some(), "{text}");
        }
        for text in [
            "Élodie Müller-Åström, Rue de l’Église 12½",
            "Mª José Núñez, C/ Peñón 3, 2º 1ª",
            "MªJosé",
            "«Les Ormes» „Haus“ Ö",
            "ØYVIND ÆGIR, KOŠICE",
            "Þórður Ægisson, Ísafjörður",
            "Loïc L’Œil, Œuvre",
            "José da Conceição, n.º 5",
            "Col·legi",
        ] {
            assert_eq!(misread(text), None, "{text}");
        }
    }

    #[test]
    fn in_a_country_of_another_code_page_a_letter_may_be_another() {
        assert_eq!(other_letter("Œwiêtojañska", "PL"), Some('Œ'));
        assert_eq!(other_letter("Kladenská, Müller", "CZ"), None);
        assert_eq!(other_letter("Iþýk", "TR"), Some('þ'));
        assert_eq!(other_letter("Gülçin", "TR"), None);
        assert_eq!(other_letter("Þórður", "IS"), None);
        assert_eq!(other_letter("Müller", "RU"), Some('ü'));
    }

    #[test]
    fn text_that_was_read_wrong_once_is_recognised() {
        for text in ["Élodie", "Müller", "Tromsø", "l’Église", "Nguyễn Thị Hồng", "ចាន់ធូ"] {
            let garbled: Option<String> = text.bytes().map(windows_1252).collect();
            if let Some(garbled) = garbled {
                assert_eq!(undo_mojibake(&garbled).as_deref(), Some(text), "{garbled}");
            }
            assert_eq!(undo_mojibake(text), None, "{text}");
        }
        assert_eq!(undo_mojibake("plain"), None);
        assert_eq!(undo_mojibake("São João"), None);
    }
}
