//! Fonts that are damaged on purpose, with checksums that say they are not.

use likhit::project::Project;

/// The text that is set in a damaged font. It uses most features of a font.
pub const WORDS: &str = "text = ខ្ញុំស្នើសុំឱ្យលោកដោះលែង រដ្ឋាភិបាល { $number } office, fi “Tromsø” { $day }";

/// The fonts that are damaged; the first byte of the input chooses one.
const FILES: [&str; 3] = [
    "fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf",
    "fonts/noto-serif/NotoSerif-Regular.ttf",
    "fonts/moul/Moul-Regular.ttf",
];

/// How many bytes of the input say one change: the table, the place in it (3 bytes), the new byte.
const CHANGE: usize = 5;

/// How long the head of a font is, and of each of its tables.
const HEAD: usize = 12;
const RECORD: usize = 16;

/// A font of the project with the changes that `bytes` describe, under its path.
pub fn damaged(project: &Project, bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let (choice, changes) = bytes.split_first()?;
    let path = FILES[usize::from(*choice) % FILES.len()];
    let mut font = project.bytes(path)?.to_vec();
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    for change in changes.chunks_exact(CHANGE) {
        let [table, high, middle, low, value] = *change else { continue };
        let place = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
        match usize::from(table) % (tables + 2) {
            // The table of the tables, or the end.
            n if n == tables => {
                let at = place % (HEAD + RECORD * tables);
                font[at] = value;
            }
            n if n > tables => font.truncate(place.max(HEAD)),
            n => {
                let Some((start, length)) = table_at(&font, n).filter(|(_, length)| *length > 0) else { continue };
                if let Some(byte) = font.get_mut(start + place % length) {
                    *byte = value;
                }
            }
        }
    }
    mend_checksums(&mut font);
    Some((path.to_owned(), font))
}

fn table_at(font: &[u8], n: usize) -> Option<(usize, usize)> {
    let record = font.get(HEAD + n * RECORD..)?.get(..RECORD)?;
    let number = |at: usize| u32::from_be_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]) as usize;
    Some((number(8), number(12)))
}

fn mend_checksums(font: &mut [u8]) {
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    for n in 0..tables {
        let Some((start, length)) = table_at(font, n) else { return };
        let Some(table) = font.get(start..).and_then(|rest| rest.get(..length)) else { continue };
        let is_head = font[HEAD + n * RECORD..].starts_with(b"head");
        let words = table.chunks(4).enumerate().filter(|(n, _)| !(is_head && *n == 2));
        let sum = words.fold(0_u32, |sum, (_, bytes)| {
            let mut word = [0; 4];
            word[..bytes.len()].copy_from_slice(bytes);
            sum.wrapping_add(u32::from_be_bytes(word))
        });
        let at = HEAD + n * RECORD + 4;
        font[at..at + 4].copy_from_slice(&sum.to_be_bytes());
    }
}
