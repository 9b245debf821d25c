//! The characters of a file with the text of an appeal.

use crate::finding::{Finding, rules};
use crate::list::{FileKind, sniff};

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
    let mut text = Vec::new();
    match sniff(bytes) {
        FileKind::Text(encoding) => encoding.append_utf8(bytes, &mut text),
        FileKind::Workbook => text.extend(bytes),
    }
    Ok(String::from_utf8_lossy(&text).replace('\u{FEFF}', ""))
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
