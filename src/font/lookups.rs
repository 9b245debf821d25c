//! Lookups of a font that refer to missing tables. The shaper assumes that the tables exist, and would
//! panic on the first word that needs one.

use ttf_parser::gpos::PositioningSubtable;
use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::opentype_layout::{ChainedContextLookup, ContextLookup, LayoutTable, LookupSubtable};
use ttf_parser::{Face, Tag};

/// Whether all tables of these arrays can be read. The type of the arrays has no public name.
macro_rules! are_there {
    ($($coverages:expr),*) => {
        $((0..$coverages.len()).all(|n| $coverages.get(n).is_some()))&&*
    };
}

/// The table of the first lookup that is broken.
pub fn broken_lookups(face: &Face) -> Option<Tag> {
    let tables = face.tables();
    let substitutions = subtables::<SubstitutionSubtable>(tables.gsub).all(|subtable| match subtable {
        SubstitutionSubtable::Context(lookup) => context(&lookup),
        SubstitutionSubtable::ChainContext(lookup) => chained(&lookup),
        SubstitutionSubtable::ReverseChainSingle(lookup) => {
            are_there!(lookup.backtrack_coverages, lookup.lookahead_coverages)
        }
        _ => true,
    });
    let positions = subtables::<PositioningSubtable>(tables.gpos).all(|subtable| match subtable {
        PositioningSubtable::Context(lookup) => context(&lookup),
        PositioningSubtable::ChainContext(lookup) => chained(&lookup),
        _ => true,
    });
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

fn context(lookup: &ContextLookup) -> bool {
    match lookup {
        ContextLookup::Format3 { coverages, .. } => are_there!(coverages),
        _ => true,
    }
}

fn chained(lookup: &ChainedContextLookup) -> bool {
    match lookup {
        ChainedContextLookup::Format3 { backtrack_coverages, input_coverages, lookahead_coverages, .. } => {
            are_there!(backtrack_coverages, input_coverages, lookahead_coverages)
        }
        _ => true,
    }
}
