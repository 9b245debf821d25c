//! Mojibake: UTF-8 that was read as Windows-1252 or Latin-1, and other traces of lost letters.

use super::fault;
use super::scan::{At, end};
use crate::finding::rules;
use crate::judge::Fault;

/// Runs of `text` that are the bytes of UTF-8, each taken for a letter, and letters lost altogether.
pub(super) fn faults(text: &str, source: Option<&str>) -> Vec<Fault> {
    let mut faults = Vec::new();
    // A space or letter of ASCII may be between two pieces; each is looked at for itself.
    for piece in super::scan::runs(text, |c| byte(c).is_some()) {
        let characters: Vec<At> = text[piece.clone()].char_indices().map(|(at, c)| (piece.start + at, c)).collect();
        let bytes: Vec<u8> = characters.iter().filter_map(|(_, c)| byte(*c)).collect();
        if let Some((from, until, meant)) = decode(&bytes) {
            let range = characters[from].0..end(characters[until - 1]);
            let message =
                format!("`{}` is text that was read with the wrong encoding", fault::visible(&text[range.clone()]));
            let help = format!("write `{}`, and save the file as UTF-8", fault::visible(&meant));
            faults.push(fault::error(rules::MOJIBAKE, range, message, help));
        }
    }
    for (needle, count) in [("??", 3), ("\u{FFFD}", 1)] {
        if !text.contains(needle) {
            continue;
        }
        let mark = needle.chars().next().unwrap_or('?');
        for run in super::scan::runs(text, |c| c == mark) {
            let length = text[run.clone()].chars().count();
            if length >= count && source.is_none_or(|source| !source.contains(needle)) {
                let message =
                    format!("{length} letters were lost and are now `{}`", fault::visible(&text[run.clone()]));
                let help = "write the letters again, and save the file as UTF-8";
                // At the end of a word they may ask.
                let asks = mark == '?'
                    && text[..run.start].ends_with(char::is_alphanumeric)
                    && text[run.end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
                faults.push(if asks {
                    fault::warning(rules::MOJIBAKE, run, message, help)
                } else {
                    fault::error(rules::MOJIBAKE, run, message, help)
                });
            }
        }
    }
    faults
}

/// The first and last of the bytes that make UTF-8, and what they say; only where chance cannot
/// have put the letters so.
fn decode(bytes: &[u8]) -> Option<(usize, usize, String)> {
    let mut meant = String::new();
    let (mut first, mut last) = (None, 0);
    // Whether some piece is more than one pair of rare letters, as `×` and a space.
    let mut strong = false;
    let mut at = 0;
    let mut doubtful = 0;
    while at < bytes.len() {
        let length = match bytes[at] {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 0,
        };
        let piece =
            bytes.get(at..at + length).and_then(|piece| std::str::from_utf8(piece).ok()).filter(|p| !p.is_empty());
        let Some(piece) = piece.filter(|piece| is_likely(piece, bytes[at + length - 1])) else {
            at += 1;
            continue;
        };
        // Two letters, the second a quotation mark, may also be the end of a word in capitals.
        doubtful +=
            usize::from(length == 2 && bytes[at] != 0xC2 && matches!(bytes[at + 1], 0x91..=0x94 | 0xAB | 0xBB | 0x85));
        // Three such letters in a row exist in real words; the letters that they would replace are Chinese or Korean.
        doubtful += usize::from(piece.chars().any(|c| ('\u{2E80}'..='\u{FAFF}').contains(&c)));
        strong |= length > 2 || bytes[at] <= 0xC5;
        first.get_or_insert(at);
        last = at + length;
        meant.push_str(piece);
        at += length;
    }
    let first = first?;
    let count = meant.chars().count();
    ((doubtful < count || doubtful > 2) && (strong || count > 1)).then_some((first, last, meant))
}

/// Whether this text is possible in UTF-8: letters of Europe and of the scripts that UTF-8 writes in two bytes, or any
/// character of three bytes.
fn is_likely(piece: &str, last: u8) -> bool {
    let Some(meant) = piece.chars().next() else { return false };
    let letters = meant.is_alphanumeric() || super::scan::is_mark(meant) || meant as u32 >= 0x1780;
    match meant as u32 {
        // Latin-1 signs: `Â°` or `Â«` or `Â` and a no-break space; but `Â` before a space is a word's end.
        0x80..=0xBF => last != 0xA0 || piece.len() == 2,
        0xC0..=0x17F | 0x370..=0x52F | 0x590..=0x6FF => letters,
        0x800.. => letters || matches!(meant as u32, 0x2000..=0x2BFF | 0xFEFF),
        _ => false,
    }
}

/// The byte that was taken for this letter: Windows-1252 with Latin-1 where it has nothing.
fn byte(character: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match character as u32 {
        code @ 0x80..=0xFF => Some(code as u8),
        0..0x80 | 0x100..0x152 | 0x17F..0x192 | 0x2DD..0x2013 | 0x2123.. => None,
        _ => HIGH.iter().position(|high| *high == character).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` as UTF-8, read as Windows-1252.
    fn misread(text: &str) -> String {
        let of = |byte: u8| {
            if byte < 0x80 {
                char::from(byte)
            } else {
                ('\u{80}'..='\u{2122}')
                    .find(|c| {
                        super::byte(*c) == Some(byte)
                            && (!(0x80..0xA0).contains(&(*c as u32))
                                || matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
                    })
                    .unwrap()
            }
        };
        text.bytes().map(of).collect()
    }

    #[test]
    fn what_was_read_wrongly_is_said_rightly() {
        for meant in ["កឹម សុខា", "é", "l’été", "“a”", "Đorđe", "Москва", "سلام", "10 °C", "«", "—", "ñandú", "ភ្នំពេញ"]
        {
            let wrong = misread(meant);
            let found = faults(&format!("x {wrong} y"), None);
            assert!(!found.is_empty(), "{wrong}");
        }
        let found = faults(&misread("កឹម"), None);
        assert_eq!(found[0].help, "write `កឹម`, and save the file as UTF-8");
    }

    #[test]
    fn words_with_accents_are_left_alone() {
        for text in [
            "à l’école, où «l’été»…",
            "L’ÉTÉ»",
            "AMANHÃ»",
            "ESPAÑA Ñ “Ñ”",
            "Düsseldorf – Zürich",
            "Đồng bằng sông Cửu Long",
            "sjö",
            "É…",
            "3 ×\u{A0}4",
            "Ø\u{A0}5",
            "À…",
            "Â",
            "vœux",
        ] {
            assert_eq!(faults(text, None), [], "{text}");
        }
    }

    #[test]
    fn lost_letters_are_noticed() {
        assert_eq!(faults("ខ្ញុំ ????? ។", None)[0].rule, "mojibake");
        assert_eq!(faults("a\u{FFFD}b", None)[0].rule, "mojibake");
        assert_eq!(faults("really?? yes", None), []);
    }
}
