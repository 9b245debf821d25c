//! What follows from another finding is not told: one slip of the hand is one finding.

use std::collections::{BTreeMap, BTreeSet};

use super::Touched;
use crate::finding::Finding;
use crate::finding::rules::{
    DROPPED_REFERENCE, DROPPED_VARIABLE, GLOSSARY, NAME_APART, NAME_MISSPELT, RuleName, TEMPLATE_LEFT_OVER, UNKNOWN_FUNCTION, UNKNOWN_REFERENCE,
    UNKNOWN_VARIABLE,
};
use crate::fluent::split;

/// What stands in a message in the place of a term of the glossary.
const IN_ITS_PLACE: [RuleName; 5] =
    [DROPPED_REFERENCE, TEMPLATE_LEFT_OVER, UNKNOWN_FUNCTION, UNKNOWN_REFERENCE, UNKNOWN_VARIABLE];

/// The findings without those that others at the same place explain: a variable that is written outside its
/// braces is not dropped besides, and neither is a term that a reference would have said.
pub fn without_consequences(mut found: Vec<(Finding, Touched)>) -> Vec<(Finding, Touched)> {
    type Place = (Option<String>, Option<String>);
    let place = |finding: &Finding| -> Place { (finding.file.clone(), finding.place.clone()) };
    let mut left_over: BTreeMap<Place, usize> = BTreeMap::new();
    let mut in_its_place: BTreeMap<Place, usize> = BTreeMap::new();
    // A misspelt name of `x.name` is one of `x` as well.
    let message = |finding: &Finding| -> Place {
        let place = finding.place.as_deref().map(|place| split(place).0.to_owned());
        (finding.file.clone(), place)
    };
    let mut misspelt: BTreeSet<Place> = BTreeSet::new();
    for (finding, _) in &found {
        if finding.rule == NAME_MISSPELT {
            misspelt.extend([place(finding), message(finding)]);
        }
        if IN_ITS_PLACE.contains(&finding.rule) {
            *in_its_place.entry(place(finding)).or_default() += 1;
        }
        if finding.rule == TEMPLATE_LEFT_OVER {
            *left_over.entry(place(finding)).or_default() += 1;
        }
    }
    found.retain(|(finding, _)| match finding.rule {
        DROPPED_VARIABLE | DROPPED_REFERENCE => {
            // Each slip explains one thing that is dropped.
            let left = left_over.get_mut(&place(finding)).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        }
        GLOSSARY => !in_its_place.contains_key(&place(finding)) && !misspelt.contains(&place(finding)),
        NAME_APART => !misspelt.contains(&place(finding)),
        _ => true,
    });
    found
}
