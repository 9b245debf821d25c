//! A font file made of its tables (OpenType, "Organization of an OpenType Font"): the container that is
//! called sfnt.

use std::collections::BTreeMap;
use std::num::TryFromIntError;

use ttf_parser::Tag;

/// The tables of a font: the name of each, and its bytes.
pub(crate) type Tables = BTreeMap<Tag, Vec<u8>>;

/// A table or the whole font is too large for the size fields of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLarge;

impl From<TryFromIntError> for TooLarge {
    fn from(_: TryFromIntError) -> Self {
        Self
    }
}

/// The order in which the tables are placed (OpenType, "Optimized Table Ordering"). Other tables come
/// after these, in the order of their names.
const ORDER: [Tag; 13] = [
    Tag::from_bytes(b"head"),
    Tag::from_bytes(b"hhea"),
    Tag::from_bytes(b"maxp"),
    Tag::from_bytes(b"OS/2"),
    Tag::from_bytes(b"hmtx"),
    Tag::from_bytes(b"cmap"),
    Tag::from_bytes(b"fpgm"),
    Tag::from_bytes(b"prep"),
    Tag::from_bytes(b"cvt "),
    Tag::from_bytes(b"loca"),
    Tag::from_bytes(b"glyf"),
    Tag::from_bytes(b"name"),
    Tag::from_bytes(b"post"),
];

/// `sfntVersion` of a font with TrueType outlines.
const TRUETYPE: u32 = 0x0001_0000;
/// The sum of all words of a font file.
const SUM_OF_FILE: u32 = 0xB1B0_AFBA;
/// The place in the table `head` of the number that corrects the sum.
const ADJUSTMENT: std::ops::Range<usize> = 8..12;

/// Writes the file of a font with these tables: the directory, the tables, and the checksums.
///
/// # Errors
///
/// When the file would be larger than 4 GB.
pub(crate) fn font_file(tables: &Tables) -> Result<Vec<u8>, TooLarge> {
    let mut placed: Vec<(&Tag, &Vec<u8>)> = tables.iter().collect();
    placed.sort_by_key(|(tag, _)| ORDER.iter().position(|other| other == *tag).unwrap_or(ORDER.len()));

    let mut file = header(tables.len())?;
    let directory = file.len()..file.len() + tables.len() * 16;
    file.resize(directory.end, 0);
    let mut records = BTreeMap::new();
    let mut head = None;
    for (tag, table) in placed {
        let start = file.len();
        if *tag == Tag::from_bytes(b"head") && table.len() >= ADJUSTMENT.end {
            head = Some(start);
        }
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
        let numbers = [checksum(*tag, table), u32::try_from(start)?, u32::try_from(table.len())?];
        records.insert(tag, numbers);
    }
    let records = records.iter().flat_map(|(tag, numbers)| [tag.0].into_iter().chain(*numbers));
    file.splice(directory, records.flat_map(u32::to_be_bytes));
    if let Some(head) = head {
        let place = head + ADJUSTMENT.start..head + ADJUSTMENT.end;
        file[place.clone()].fill(0);
        let adjustment = SUM_OF_FILE.wrapping_sub(sum(&file));
        file[place].copy_from_slice(&adjustment.to_be_bytes());
    }
    Ok(file)
}

/// The beginning of the file, with the numbers for a binary search in its directory.
fn header(tables: usize) -> Result<Vec<u8>, TooLarge> {
    let mut header = TRUETYPE.to_be_bytes().to_vec();
    let count = u16::try_from(tables)?;
    for number in [count].into_iter().chain(binary_search(count, 16)?) {
        header.extend(number.to_be_bytes());
    }
    Ok(header)
}

/// The numbers `searchRange`, `entrySelector` and `rangeShift` for a number of entries of the same size in bytes.
///
/// # Errors
///
/// When the entries take more than 65,535 bytes.
pub(super) fn binary_search(entries: u16, size: u16) -> Result<[u16; 3], TooLarge> {
    let selector = entries.checked_ilog2().unwrap_or(0);
    let all = entries.checked_mul(size).ok_or(TooLarge)?;
    let range = size << selector;
    Ok([range, u16::try_from(selector)?, all.saturating_sub(range)])
}

/// The checksum of a table (OpenType, "Calculating Checksums"). The third word of `head` corrects the sum of the file,
/// and does not count.
pub(super) fn checksum(tag: Tag, table: &[u8]) -> u32 {
    let adjustment = if tag == Tag::from_bytes(b"head") { table.get(ADJUSTMENT).map_or(0, sum) } else { 0 };
    sum(table).wrapping_sub(adjustment)
}

/// The sum of the four-byte words; zeros fill up the last one.
fn sum(bytes: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let mut word = [0; 4];
        word[..bytes.len()].copy_from_slice(bytes);
        u32::from_be_bytes(word)
    };
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

/// The tables of a font, for tests that change some of them.
#[cfg(test)]
pub(crate) fn tables_of(data: &[u8]) -> Tables {
    let face = ttf_parser::RawFace::parse(data, 0).expect("a font");
    let table = |tag| (tag, face.table(tag).expect("it is there").to_vec());
    face.table_records.into_iter().map(|record| table(record.tag)).collect()
}

#[cfg(test)]
mod tests {
    use ttf_parser::RawFace;

    use super::*;

    const FACES: [&[u8]; 2] = [
        include_bytes!("../../fonts/noto-serif/NotoSerif-Regular.ttf"),
        include_bytes!("../../fonts/moul/Moul-Regular.ttf"),
    ];

    #[test]
    fn a_font_is_put_together_again_from_its_tables() {
        for data in FACES {
            let tables = tables_of(data);
            let file = font_file(&tables).expect("it is small");
            let mut again = tables_of(&file);
            assert_eq!(sum(&file), SUM_OF_FILE);
            let adjustment = |tables: &Tables| tables[&Tag::from_bytes(b"head")][ADJUSTMENT].to_vec();
            let old = adjustment(&tables);
            again.get_mut(&Tag::from_bytes(b"head")).expect("it has one")[ADJUSTMENT].copy_from_slice(&old);
            assert!(tables == again, "a table has changed");
            // The directory is sorted by name, so these are the checksums that are in both fonts.
            let sums = |data| RawFace::parse(data, 0).expect("a font").table_records.into_iter().map(|r| r.check_sum);
            assert!(sums(data).eq(sums(&file)));
        }
    }

    #[test]
    fn tables_begin_at_whole_words_and_are_found_by_their_names() {
        let tables = [(*b"zzzz", 3), (*b"post", 32), (*b"AAAA", 1), (*b"glyf", 5)];
        let tables: Tables = tables.into_iter().map(|(tag, size)| (Tag::from_bytes(&tag), vec![7; size])).collect();
        let file = font_file(&tables).expect("it is small");
        let face = RawFace::parse(&file, 0).expect("a font");
        let order: Vec<(String, u32)> =
            face.table_records.into_iter().map(|record| (record.tag.to_string(), record.offset)).collect();
        let placed = |name: &str| order.iter().find(|(tag, _)| tag == name).expect("it is there").1;
        assert_eq!(order.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>(), ["AAAA", "glyf", "post", "zzzz"]);
        assert_eq!([placed("glyf"), placed("post"), placed("AAAA"), placed("zzzz")], [76, 84, 116, 120]);
        assert_eq!(face.table(Tag::from_bytes(b"zzzz")), Some([7; 3].as_slice()));
    }

    #[test]
    fn the_numbers_for_a_binary_search_are_those_of_the_specification() {
        // The example of `cmap` format 4.
        assert_eq!(binary_search(39, 2), Ok([64, 5, 14]));
        assert_eq!(binary_search(10, 16), Ok([128, 3, 32]));
        assert_eq!(binary_search(40_000, 2), Err(TooLarge));
    }
}
