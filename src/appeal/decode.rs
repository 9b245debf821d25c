//! The characters of a file with the text of an appeal.

use crate::finding::{Finding, rules};
use crate::list::{Encoding, FileKind, sniff};

/// The largest text that is read. An appeal is a few kilobytes.
const MOST: usize = 1 << 20;

/// The text of a file in UTF-8, UTF-16 or Windows-1252.
///
/// # Errors
///
/// When it is not a text: a document of a word processor, a PDF, a web page with its markup.
pub fn decode(bytes: &[u8]) -> Result<String, Finding> {
    if bytes.len() > MOST {
        let finding = Finding::error(rules::FILE_TOO_LARGE, "this is larger than the text of an appeal can be (1 MiB)");
        return Err(finding.help("copy only the text of the appeal into the file"));
    }
    let start = bytes.trim_ascii_start();
    let begins = |mark: &str| start.len() >= mark.len() && start[..mark.len()].eq_ignore_ascii_case(mark.as_bytes());
    let other = if begins("%PDF") {
        Some("a PDF")
    } else if begins("{\\rtf") {
        Some("a document in RTF")
    } else if begins("<!doctype") || begins("<html") {
        Some("a web page with its markup")
    } else if sniff(bytes) == FileKind::Workbook {
        Some("a document of a word processor")
    } else {
        None
    };
    if let Some(other) = other {
        let finding = Finding::error(rules::OTHER_ENCODING, format!("this is {other}, not a text"));
        return Err(finding.help("open it, copy the text of the appeal, and save it in a text file"));
    }
    Ok(match sniff(bytes) {
        FileKind::Utf16 => utf_16(bytes),
        FileKind::Text(encoding @ Encoding::Windows1252) => encoding
            .decode(bytes)
            .map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), std::borrow::Cow::into_owned),
        FileKind::Text(Encoding::Utf8) | FileKind::Workbook => String::from_utf8_lossy(bytes).into_owned(),
    })
}

fn utf_16(bytes: &[u8]) -> String {
    let is_big = bytes.starts_with(&[0xFE, 0xFF]) || (!bytes.starts_with(&[0xFF, 0xFE]) && bytes.first() == Some(&0));
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    let units = bytes.chunks_exact(2).map(unit);
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    text.filter(|c| *c != '\u{FEFF}').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_each_encoding() {
        assert_eq!(decode("“é”".as_bytes()).as_deref(), Ok("“é”"));
        assert_eq!(decode(b"\x93\xE9\x94 caf\xE9").as_deref(), Ok("“é” café"));
        let little: Vec<u8> = "\u{FEFF}Dear é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&little).as_deref(), Ok("Dear é"));
        for other in [b"%PDF-1.7".as_slice(), b"PK\x03\x04", b"{\\rtf1", b"<!DOCTYPE html>"] {
            assert!(decode(other).is_err());
        }
    }
}
