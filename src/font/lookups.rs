//! Lookups of a font that refer to missing tables, or to ranges of glyphs that end before they begin. The shaper trusts
//! both, and can panic on the first word that needs one, or as soon as it reads the font.

use ttf_parser::gpos::PositioningSubtable;
use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::opentype_layout::{ChainedContextLookup, ContextLookup, Coverage, LayoutTable, LookupSubtable};
use ttf_parser::{Face, Tag};

/// Whether all tables of these arrays can be read, and their ranges are in order. The type of the arrays has no public name.
macro_rules! are_whole {
    ($($coverages:expr),*) => {
        $((0..$coverages.len()).all(|n| $coverages.get(n).is_some_and(ranges_are_ordered)))&&*
    };
}

/// The table of the first lookup that is broken.
pub fn broken_lookups(face: &Face) -> Option<Tag> {
    let tables = face.tables();
    let mut substitutions = subtables::<SubstitutionSubtable>(tables.gsub);
    let mut positions = subtables::<PositioningSubtable>(tables.gpos);
    let substitutions = substitutions.all(|part| ranges_are_ordered(part.coverage()) && substitution(&part));
    let positions = positions.all(|part| ranges_are_ordered(part.coverage()) && positioning(&part));
    match (substitutions, positions) {
        (true, true) => None,
        (false, _) => Some(Tag::from_bytes(b"GSUB")),
        (true, false) => Some(Tag::from_bytes(b"GPOS")),
    }
}

/// The parts of all lookups of a table that can be read. Those that cannot are never looked at.
pub(super) fn subtables<'a, T: LookupSubtable<'a> + 'a>(
    table: Option<LayoutTable<'a>>,
) -> impl Iterator<Item = T> + 'a {
    let lookups = table.into_iter().flat_map(|table| table.lookups);
    lookups.flat_map(|lookup| (0..lookup.subtables.len()).filter_map(move |n| lookup.subtables.get::<T>(n)))
}

/// Whether each range of glyphs ends at or after its first glyph (OpenType 1.9, "Coverage Format 2").
fn ranges_are_ordered(coverage: Coverage) -> bool {
    match coverage {
        Coverage::Format1 { .. } => true,
        Coverage::Format2 { records } => records.into_iter().all(|range| range.start <= range.end),
    }
}

fn substitution(part: &SubstitutionSubtable) -> bool {
    match part {
        SubstitutionSubtable::Context(lookup) => context(lookup),
        SubstitutionSubtable::ChainContext(lookup) => chained(lookup),
        SubstitutionSubtable::ReverseChainSingle(lookup) => {
            are_whole!(lookup.backtrack_coverages, lookup.lookahead_coverages)
        }
        _ => true,
    }
}

fn positioning(part: &PositioningSubtable) -> bool {
    match part {
        PositioningSubtable::Context(lookup) => context(lookup),
        PositioningSubtable::ChainContext(lookup) => chained(lookup),
        _ => true,
    }
}

fn context(lookup: &ContextLookup) -> bool {
    match lookup {
        ContextLookup::Format3 { coverages, .. } => are_whole!(coverages),
        _ => true,
    }
}

fn chained(lookup: &ChainedContextLookup) -> bool {
    match lookup {
        ChainedContextLookup::Format3 { backtrack_coverages, input_coverages, lookahead_coverages, .. } => {
            are_whole!(backtrack_coverages, input_coverages, lookahead_coverages)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use ttf_parser::Tag;

    use crate::font::{Face, font_file, tables_of};

    const FONT: &[u8] = include_bytes!("../../fonts/moul/Moul-Regular.ttf");

    /// A table `GSUB` with one lookup, which replaces the glyphs from `first` to `last` (OpenType 1.9, "Single
    /// Substitution Format 1").
    fn replacing(first: u16, last: u16) -> Vec<u8> {
        let header = [1, 0, 10, 12, 14];
        let (scripts, features, lookups) = ([0], [0], [1, 4]);
        let lookup = [1, 0, 1, 8];
        let substitution = [1, 6, 1];
        let coverage = [2, 1, first, last, 0];
        let parts: [&[u16]; 7] = [&header, &scripts, &features, &lookups, &lookup, &substitution, &coverage];
        parts.concat().into_iter().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn a_font_with_a_range_of_glyphs_that_ends_before_it_begins_is_refused() {
        let with = |substitutions: Vec<u8>| {
            let mut tables = tables_of(FONT);
            tables.insert(Tag::from_bytes(b"GSUB"), substitutions);
            let file = font_file(&tables).expect("it is small");
            Face::parse("own.ttf", &file).map(|face| face.family().to_owned())
        };
        assert_eq!(with(replacing(3, 9)).expect("the font is whole"), "Moul");
        let finding = with(replacing(9, 3)).expect_err("the font is damaged");
        let message = "the font is damaged: its table `GSUB` refers to data that are missing or in the wrong order";
        assert_eq!(finding.message, message);
    }
}
