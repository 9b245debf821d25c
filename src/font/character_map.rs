//! The table `cmap`: the glyph of each character.

use std::collections::BTreeMap;

use super::sfnt::{TooLarge, binary_search};

/// Writes the table `cmap` of a font whose characters have these glyphs.
///
/// It has a subtable of format 4 for U+0000 to U+FFFF, and one of format 12 for all characters if there
/// are others or if format 4 has no room for them. Each is listed for Unicode and for Windows.
///
/// # Errors
///
/// When there are more characters than such a table can hold.
pub(crate) fn character_map(glyphs: &BTreeMap<char, u16>) -> Result<Vec<u8>, TooLarge> {
    let characters: Vec<(u32, u16)> = glyphs.iter().map(|(character, glyph)| (u32::from(*character), *glyph)).collect();
    let basic: Vec<(u16, u16)> =
        characters.iter().map_while(|(code, glyph)| Some((u16::try_from(*code).ok()?, *glyph))).collect();
    let mut subtables = Vec::new();
    if !basic.is_empty()
        && let Ok(subtable) = segment_mapping(&basic)
    {
        // The numbers by which Unicode and Windows know the encoding.
        subtables.push(([3, 1], subtable));
    }
    if basic.len() < characters.len() || (subtables.is_empty() && !characters.is_empty()) {
        subtables.push(([4, 10], segmented_coverage(&characters)?));
    }
    let count = 2 * subtables.len();
    let mut table = Vec::new();
    put(&mut table, [0, u16::try_from(count)?]);
    for (n, platform) in [0, 3].into_iter().enumerate() {
        let mut start = 4 + count * 8;
        for (encodings, subtable) in &subtables {
            put(&mut table, [platform, encodings[n]]);
            table.extend(u32::try_from(start)?.to_be_bytes());
            start += subtable.len();
        }
    }
    table.extend(subtables.into_iter().flat_map(|(_, subtable)| subtable));
    Ok(table)
}

/// "Format 4: Segment mapping to delta values".
fn segment_mapping(characters: &[(u16, u16)]) -> Result<Vec<u8>, TooLarge> {
    let mut segments = segments(characters);
    let last = Segment { characters: &[(u16::MAX, 0)], is_run: true };
    if segments.last().is_none_or(|segment| segment.ends() != last.ends()) {
        segments.push(last);
    }
    let count = segments.len();
    let listed: usize = segments.iter().filter(|segment| !segment.is_run).map(|s| s.characters.len()).sum();
    let mut table = Vec::new();
    put(&mut table, [4, u16::try_from(16 + 8 * count + 2 * listed)?, 0, u16::try_from(2 * count)?]);
    put(&mut table, binary_search(u16::try_from(count)?, 2)?);
    put(&mut table, segments.iter().map(|segment| segment.ends().1));
    put(&mut table, [0]);
    put(&mut table, segments.iter().map(|segment| segment.ends().0));
    put(&mut table, segments.iter().map(Segment::delta));
    // The number in a segment that lists its glyphs is the distance from this number to the list.
    let mut list: Vec<u16> = Vec::new();
    for (n, segment) in segments.iter().enumerate() {
        if segment.is_run {
            put(&mut table, [0]);
        } else {
            put(&mut table, [u16::try_from(2 * (count - n + list.len()))?]);
            list.extend(segment.characters.iter().map(|(_, glyph)| glyph));
        }
    }
    put(&mut table, list);
    Ok(table)
}

/// Characters that follow each other.
struct Segment<'a> {
    characters: &'a [(u16, u16)],
    /// Whether their glyphs follow each other too; if not, the glyphs are listed.
    is_run: bool,
}

impl Segment<'_> {
    /// The first and the last character.
    fn ends(&self) -> (u16, u16) {
        let code = |character: Option<&(u16, u16)>| character.map_or(u16::MAX, |(code, _)| *code);
        (code(self.characters.first()), code(self.characters.last()))
    }

    /// The number that is added to a character to get its glyph.
    fn delta(&self) -> u16 {
        self.characters.first().filter(|_| self.is_run).map_or(0, |(code, glyph)| glyph.wrapping_sub(*code))
    }
}

/// The segments that take the fewest bytes.
fn segments(characters: &[(u16, u16)]) -> Vec<Segment<'_>> {
    let runs = characters.chunk_by(|(a, _), (b, _)| a.checked_add(1) == Some(*b));
    runs.flat_map(cheapest_segments).collect()
}

/// Splits characters that follow upon each other into the segments that take the fewest bytes: 8 for a
/// segment, and 2 for each glyph that is listed.
///
/// The fewest bytes for the first `end` characters come from the best place where the last segment
/// starts. If its glyphs are a run, that is where the run starts, because fewer characters never take
/// more bytes. If they are listed, it is the place where what comes before saves the most.
fn cheapest_segments(characters: &[(u16, u16)]) -> Vec<Segment<'_>> {
    const SEGMENT: usize = 8;
    const GLYPH: usize = 2;
    let mut bytes = vec![0; characters.len() + 1];
    let mut starts = vec![(0, false); characters.len() + 1];
    let (mut run, mut list) = (0, 0);
    for end in 1..=characters.len() {
        if end > 1 && characters[end - 2].1.checked_add(1) != Some(characters[end - 1].1) {
            run = end - 1;
        }
        let as_run = bytes[run] + SEGMENT;
        let as_list = bytes[list] + SEGMENT + (end - list) * GLYPH;
        (bytes[end], starts[end]) = if as_run <= as_list { (as_run, (run, true)) } else { (as_list, (list, false)) };
        if bytes[end] < bytes[list] + (end - list) * GLYPH {
            list = end;
        }
    }
    let mut segments = Vec::new();
    let mut end = characters.len();
    while end > 0 {
        let (start, is_run) = starts[end];
        segments.push(Segment { characters: &characters[start..end], is_run });
        end = start;
    }
    segments.reverse();
    segments
}

/// "Format 12: Segmented coverage".
fn segmented_coverage(characters: &[(u32, u16)]) -> Result<Vec<u8>, TooLarge> {
    let follows = |a: &(u32, u16), b: &(u32, u16)| a.0 + 1 == b.0 && a.1.checked_add(1) == Some(b.1);
    let groups: Vec<&[(u32, u16)]> = characters.chunk_by(follows).collect();
    let mut table = Vec::new();
    put(&mut table, [12, 0]);
    let header = [u32::try_from(16 + 12 * groups.len())?, 0, u32::try_from(groups.len())?];
    table.extend(header.into_iter().flat_map(u32::to_be_bytes));
    for group in groups {
        if let (Some((first, glyph)), Some((last, _))) = (group.first(), group.last()) {
            table.extend([*first, *last, u32::from(*glyph)].into_iter().flat_map(u32::to_be_bytes));
        }
    }
    Ok(table)
}

fn put(table: &mut Vec<u8>, numbers: impl IntoIterator<Item = u16>) {
    table.extend(numbers.into_iter().flat_map(u16::to_be_bytes));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ttf_parser::cmap::{Format, Table};

    use super::*;

    /// The glyph that a reader finds for the character in each subtable that can have it.
    fn found(table: &[u8], character: char) -> Vec<Option<u16>> {
        let table = Table::parse(table).expect("a character map");
        let code = u32::from(character);
        let has = |format: &Format| code <= 0xFFFF || matches!(format, Format::SegmentedCoverage(_));
        let subtables = table.subtables.into_iter().filter(|subtable| has(&subtable.format));
        subtables.map(|subtable| subtable.glyph_index(code).map(|glyph| glyph.0)).collect()
    }

    fn formats(table: &[u8]) -> Vec<(u16, u8)> {
        let number = |format: &Format| match format {
            Format::SegmentMappingToDeltaValues(_) => 4,
            Format::SegmentedCoverage(_) => 12,
            _ => 0,
        };
        let table = Table::parse(table).expect("a character map");
        table.subtables.into_iter().map(|subtable| (subtable.encoding_id, number(&subtable.format))).collect()
    }

    proptest! {
        /// Neighbouring numbers are frequent, as they are in fonts. The reader, ttf-parser, does not find a listed glyph
        /// beyond 32,767.
        #[test]
        fn a_reader_finds_the_glyph_of_each_character_and_no_others(
            steps in prop::collection::vec((prop_oneof![Just(1_u32), 1..9_u32, 0..0x3000_u32], prop_oneof![Just(1_u16), 0..500_u16]), 0..200),
        ) {
            let (mut code, mut glyph) = (0x20, 0);
            let mut glyphs = BTreeMap::new();
            for (further, next) in steps {
                code += further;
                glyph = (glyph + next) % 60_000;
                if let Some(character) = char::from_u32(code) {
                    glyphs.insert(character, glyph + 1);
                }
            }
            let table = character_map(&glyphs).expect("it is small");
            for (character, glyph) in &glyphs {
                let is_found = |found: &Option<u16>| *found == Some(*glyph) || found.is_none() && *glyph > 0x7FFF;
                prop_assert!(found(&table, *character).iter().all(is_found));
                let next = char::from_u32(u32::from(*character) + 1).filter(|next| !glyphs.contains_key(next));
                let wrong = next.into_iter().flat_map(|next| found(&table, next)).flatten();
                prop_assert_eq!(wrong.filter(|glyph| *glyph != 0).count(), 0);
            }
        }
    }

    #[test]
    fn characters_beyond_the_basic_plane_are_listed_beside_those_within() {
        let glyphs = BTreeMap::from([('a', 1), ('ក', 2), ('\u{FFFF}', 3), ('\u{1F54A}', 4)]);
        let table = character_map(&glyphs).expect("it is small");
        assert_eq!(formats(&table), [(3, 4), (4, 12), (1, 4), (10, 12)]);
        assert_eq!(found(&table, 'ក'), [Some(2); 4]);
        assert_eq!(found(&table, '\u{FFFF}'), [Some(3); 4]);
        assert_eq!(found(&table, '\u{1F54A}'), [Some(4); 2]);
    }

    #[test]
    fn more_than_format_4_can_hold_is_in_format_12_alone() {
        // No two glyphs and no two characters follow each other.
        let codes = (0..10_000_u16).filter_map(|n| Some((char::from_u32(0x3000 + 2 * u32::from(n))?, 3 * n)));
        let table = character_map(&codes.collect()).expect("it is small");
        assert_eq!(formats(&table), [(4, 12), (10, 12)]);
        assert_eq!(found(&table, '\u{3002}'), [Some(3); 2]);
    }

    #[test]
    fn a_font_without_characters_has_an_empty_map() {
        assert_eq!(character_map(&BTreeMap::new()), Ok(vec![0; 4]));
    }
}
