//! The rules that look at words: pure functions, text in, faults out.
//!
//! Each file has rules of one kind. `khmer` has those of Khmer writing; the others hold for any
//! language and take what they must know of it from its `locale.yaml`.

mod beside_source;
mod breaks;
mod characters;
mod common_words;
mod digits;
mod fault;
mod final_mark;
mod glued;
mod khmer;
mod language;
mod leftovers;
mod length;
mod links;
mod marks;
mod merge_fields;
mod mojibake;
mod quotes;
mod repeated;
mod same;
mod scan;
mod script;
mod spaces;
mod taken;
mod translation;

pub(super) use fault::visible;
pub use fault::{apart, is_unseen, repaired};
pub(crate) use scan::sentences;
pub(super) use scan::{category, digit, is_letter, is_spaced, runs, script as script_of};
pub(super) use script::latin_twin;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{RuleName, Severity, rules};

use super::{Fault, Fix, Subject};
use taken::Taken;

/// The most faults of a rule in one text. The others are reported when these are mended.
const MOST_OF_RULE: usize = 100;

/// Rules on marks that an address of the web or of e-mail may have.
const TYPED_IN_ADDRESSES: [RuleName; 3] = [rules::DOUBLED_MARK, rules::FOREIGN_QUOTES, rules::STRAIGHT_QUOTES];

/// The faults of one text, in its order. Where one explains another, only the first is reported.
pub fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let source = subject.source.map(|source| source.text.text.as_str());
    // What hides others comes first: in misread bytes or in another language everything else is noise.
    let mut faults = mojibake::faults(text, source);
    faults.extend(khmer::legacy(subject));
    faults.extend(leftovers::faults(subject));
    let mut hiding = Taken::default();
    for fault in &faults {
        hiding.take(&fault.range);
    }
    let addresses = LazyCell::new(|| links::addresses(text));
    // Marks within an address are typed as they are.
    let is_typed = |fault: &Fault| {
        TYPED_IN_ADDRESSES.contains(&fault.rule)
            && addresses.iter().any(|(address, _)| address.start <= fault.range.start && fault.range.end <= address.end)
    };
    let mut told = BTreeSet::new();
    let quotes = quotes::Quotes::of(subject);
    let others = [
        khmer::faults(text),
        characters::faults(subject),
        characters::bidi(subject),
        characters::composition(subject),
        script::faults(subject),
        translation::faults(subject),
        digits::faults(subject),
        quotes::faults(subject, &quotes),
        marks::faults(subject),
        spaces::faults(subject, &quotes),
        links::faults(subject),
        breaks::faults(text),
        repeated::faults(subject),
        beside_source::faults(subject),
        glued::faults(subject),
    ];
    for fault in others.into_iter().flatten() {
        // The same place may have faults of two kinds, but not with the same fix.
        let fix = fault.fix.as_ref().map(Fix::replaced);
        if !hiding.touches(&fault.range) && !is_typed(&fault) && fix.is_none_or(|fix| told.insert(fix)) {
            faults.push(fault);
        }
    }
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    let mut counts: BTreeMap<RuleName, usize> = BTreeMap::new();
    faults.retain(|fault| {
        let count = counts.entry(fault.rule).or_default();
        *count += 1;
        *count <= MOST_OF_RULE
    });
    faults
}

/// The faults of words that are not prose of a language, such as a name; in the order of the text.
pub fn data_faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut faults = mojibake::faults(text, None);
    faults.extend(leftovers_and_fields(subject));
    let mut hiding = Taken::default();
    for fault in &faults {
        hiding.take(&fault.range);
    }
    let others = [khmer::faults(text), characters::faults(subject), characters::bidi(subject)];
    faults.extend(others.into_iter().flatten().filter(|fault| !hiding.touches(&fault.range)));
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    faults
}

/// Leftovers, and fields of a mail merge where no other leftover is certain.
fn leftovers_and_fields(subject: &Subject) -> Vec<Fault> {
    let mut faults = leftovers::faults(subject);
    let taken_by = |faults: &[Fault]| {
        let mut taken = Taken::default();
        faults.iter().filter(|fault| fault.severity == Severity::Error).for_each(|fault| taken.take(&fault.range));
        taken
    };
    let certain = taken_by(&faults);
    let mut fields = merge_fields::merge_fields(subject);
    fields.retain(|field| !certain.touches(&field.range));
    let certain = taken_by(&fields);
    faults.retain(|fault| !certain.touches(&fault.range));
    faults.extend(fields);
    faults
}

/// The same for words that have only ASCII letters, digits and the marks of names and addresses. They may be a note to
/// the writer; they cannot have another fault.
pub fn plain_faults(subject: &Subject) -> Vec<Fault> {
    leftovers::notes_faults(subject)
}

/// What is a fault only beside the other texts of its language: `all` are the texts of one language,
/// and each fault names the text that it is in by its index.
pub fn house_style(all: &[Subject]) -> Vec<(usize, Fault)> {
    let mut faults = khmer::house_style(all);
    faults.extend(length::faults(all));
    faults.extend(same::faults(all));
    faults.sort_by_key(|(text, fault)| (*text, fault.range.start));
    faults
}

#[cfg(test)]
mod tests;
