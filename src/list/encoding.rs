//! The encoding of a list: UTF-8, or Windows-1252 as older spreadsheets save it.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::workbook::{OLE, ZIP};

/// How the characters of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; cells that are not valid are faults of their rows.
    Utf8,
    /// UTF-16 with the low byte first.
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// Windows-1252, the Western European code page of Windows.
    Windows1252,
    /// A code page of DOS.
    Dos(DosPage),
    /// Another encoding of the web (WHATWG Encoding Standard).
    Web(&'static encoding_rs::Encoding),
}

/// The code pages of DOS in Europe and America that are not encodings of the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DosPage {
    /// American.
    Page437,
    /// Western European.
    Page850,
    /// Central European.
    Page852,
}

impl DosPage {
    /// The characters of the bytes 80 to FF (Unicode Consortium, MAPPINGS/VENDORS/MICSFT/PC, files CP437, CP850 and
    /// CP852).
    fn characters(self) -> &'static str {
        match self {
            Self::Page437 => concat!(
                "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
                "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
            ),
            Self::Page850 => concat!(
                "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
                "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
            ),
            Self::Page852 => concat!(
                "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐",
                "└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{AD}˝˛ˇ˘§÷¸°¨˙űŘř■\u{A0}",
            ),
        }
    }
}

/// The kind of a file, guessed from its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text in this encoding; Windows-1252 for all encodings of the time before Unicode.
    Text(Encoding),
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
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return FileKind::Text(Encoding::Utf16Le);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return FileKind::Text(Encoding::Utf16Be);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Half of the bytes of Latin text in UTF-16 are zero; where nearly all are, it is not a text.
    if (even + odd) * 3 > sample.len().max(1) && (even + odd) * 4 < sample.len() * 3 {
        return FileKind::Text(if even > odd { Encoding::Utf16Be } else { Encoding::Utf16Le });
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
    pub fn name(self) -> String {
        match self {
            Self::Utf8 => "UTF-8".to_owned(),
            Self::Utf16Le | Self::Utf16Be => "UTF-16".to_owned(),
            Self::Windows1252 => "Windows-1252".to_owned(),
            Self::Dos(DosPage::Page437) => "DOS 437".to_owned(),
            Self::Dos(DosPage::Page850) => "DOS 850".to_owned(),
            Self::Dos(DosPage::Page852) => "DOS 852".to_owned(),
            Self::Web(encoding) if encoding == encoding_rs::MACINTOSH => "Mac Roman".to_owned(),
            Self::Web(encoding) => encoding.name().replace("windows", "Windows"),
        }
    }

    /// The encoding with this name, as programs and web pages write it.
    pub fn named(name: &str) -> Option<Self> {
        let typed = name.trim().to_ascii_lowercase();
        let name = typed.replace('_', "-");
        Some(match name.as_str() {
            "cp437" | "ibm437" | "dos-437" | "437" => Self::Dos(DosPage::Page437),
            "cp850" | "ibm850" | "dos-850" | "850" => Self::Dos(DosPage::Page850),
            "cp852" | "ibm852" | "dos-852" | "852" => Self::Dos(DosPage::Page852),
            "macroman" | "mac-roman" => Self::Web(encoding_rs::MACINTOSH),
            "cp932" => Self::Web(encoding_rs::SHIFT_JIS),
            "cp936" => Self::Web(encoding_rs::GBK),
            "cp949" => Self::Web(encoding_rs::EUC_KR),
            "cp950" => Self::Web(encoding_rs::BIG5),
            _ => {
                let label = |name: &str| encoding_rs::Encoding::for_label_no_replacement(name.as_bytes());
                let found = label(&typed).or_else(|| label(&name))?;
                match found {
                    found if found == encoding_rs::UTF_8 => Self::Utf8,
                    found if found == encoding_rs::UTF_16LE => Self::Utf16Le,
                    found if found == encoding_rs::UTF_16BE => Self::Utf16Be,
                    found if found == encoding_rs::WINDOWS_1252 => Self::Windows1252,
                    found if found == encoding_rs::X_USER_DEFINED => return None,
                    found => Self::Web(found),
                }
            }
        })
    }

    /// Adds the characters of `bytes` to a text in UTF-8. For bytes without a character, a byte is added that makes
    /// the text invalid there: the same one where that is possible.
    pub fn append_utf8(self, bytes: &[u8], text: &mut Vec<u8>) {
        match self {
            Self::Utf8 => text.extend(bytes),
            Self::Utf16Le | Self::Utf16Be => {
                let unit = |pair: &[u8]| match self {
                    Self::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
                    _ => u16::from_le_bytes([pair[0], pair[1]]),
                };
                for character in char::decode_utf16(bytes.chunks_exact(2).map(unit)) {
                    match character {
                        Ok(character) => text.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
                        Err(_) => text.push(INVALID),
                    }
                }
                if bytes.len() % 2 == 1 {
                    text.push(INVALID);
                }
            }
            Self::Windows1252 => {
                for byte in bytes {
                    match windows_1252(*byte) {
                        Some(character) => text.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
                        None => text.push(*byte),
                    }
                }
            }
            Self::Dos(page) => {
                let high: Vec<char> = page.characters().chars().collect();
                for byte in bytes {
                    let character = byte.checked_sub(0x80).map_or(char::from(*byte), |at| high[usize::from(at)]);
                    text.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            Self::Web(encoding) => append_web(encoding, bytes, text),
        }
    }

    /// The bytes of a character.
    pub fn bytes_of(self, character: char) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(character.to_string().into_bytes()),
            Self::Utf16Le => {
                Some(character.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_le_bytes()).collect())
            }
            Self::Utf16Be => {
                Some(character.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()).collect())
            }
            Self::Windows1252 => windows_1252_byte(character).map(|byte| vec![byte]),
            Self::Dos(_) if character.is_ascii() => Some(vec![character as u8]),
            Self::Dos(page) => {
                let at = page.characters().chars().position(|c| c == character)?;
                u8::try_from(at + 0x80).ok().map(|byte| vec![byte])
            }
            Self::Web(encoding) => {
                let character = character.to_string();
                let (bytes, _, has_failed) = encoding.encode(&character);
                (!has_failed).then(|| bytes.into_owned())
            }
        }
    }

    /// The characters of `bytes`.
    ///
    /// # Errors
    ///
    /// The offset of the first byte without a character, in the text in UTF-8.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
        if self == Self::Utf8 {
            return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| error.valid_up_to());
        }
        let mut text = Vec::new();
        self.append_utf8(bytes, &mut text);
        String::from_utf8(text).map(Cow::Owned).map_err(|error| error.utf8_error().valid_up_to())
    }

    /// The characters of `bytes`, with hexadecimal numbers for invalid bytes: to show in a finding.
    pub fn shown(self, bytes: &[u8]) -> String {
        let mut text = Vec::new();
        self.append_utf8(bytes, &mut text);
        text.utf8_chunks().fold(String::new(), |mut shown, chunk| {
            shown.push_str(chunk.valid());
            for byte in chunk.invalid() {
                let _ = write!(shown, "<{byte:02X}>");
            }
            shown
        })
    }
}

/// A byte that is nowhere valid in UTF-8.
const INVALID: u8 = 0xFF;

fn append_web(encoding: &'static encoding_rs::Encoding, bytes: &[u8], text: &mut Vec<u8>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut rest = bytes;
    let mut decoded = String::with_capacity(4096);
    loop {
        decoded.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut decoded, true);
        for character in decoded.chars() {
            // Standards of the web give a control character to bytes without a character.
            match u8::try_from(u32::from(character)) {
                Ok(control @ 0x80..=0x9F) => text.push(control),
                _ => text.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        rest = &rest[read..];
        match result {
            encoding_rs::DecoderResult::InputEmpty => return,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) => text.push(INVALID),
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
        assert_eq!(sniff(b"\xFF\xFEn\0a\0m\0e\0"), FileKind::Text(Encoding::Utf16Le));
        assert_eq!(sniff(b"n\0a\0m\0e\0\n\0"), FileKind::Text(Encoding::Utf16Le));
        assert_eq!(sniff(b"\xFE\xFF\0n\0a\0m\0e"), FileKind::Text(Encoding::Utf16Be));
        assert_eq!(sniff(b"\0n\0a\0m\0e"), FileKind::Text(Encoding::Utf16Be));
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

    #[test]
    fn every_encoding_has_its_usual_names() {
        for (names, shown) in [
            (["cp1250", "windows-1250", "CP1250"], "Windows-1250"),
            (["latin1", "iso-8859-1", "cp1252"], "Windows-1252"),
            (["macintosh", "MacRoman", "mac"], "Mac Roman"),
            (["cp850", "IBM850", "850"], "DOS 850"),
            (["shift_jis", "sjis", "cp932"], "Shift_JIS"),
            (["euc-kr", "korean", "cp949"], "EUC-KR"),
            (["utf-16le", "utf-16", "unicode"], "UTF-16"),
        ] {
            for name in names {
                assert_eq!(Encoding::named(name).map(Encoding::name).as_deref(), Some(shown), "{name}");
            }
        }
        assert_eq!(Encoding::named("nonsense"), None);
        assert_eq!(Encoding::named("replacement"), None);
    }

    #[test]
    fn a_byte_without_a_character_stays_invalid() {
        let cyrillic = Encoding::named("windows-1251").expect("it is known");
        assert_eq!(cyrillic.shown(b"\xC8\xE2\x98"), "Ив<98>");
        let japanese = Encoding::named("shift_jis").expect("it is known");
        assert_eq!(japanese.shown(b"\x93\x8C\x81"), "東<FF>");
        assert_eq!(Encoding::Utf16Le.shown(b"a\0\0\xD8b\0c"), "a<FF>b<FF>");
        for page in [DosPage::Page437, DosPage::Page850, DosPage::Page852] {
            assert_eq!(page.characters().chars().count(), 128);
        }
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
