//! What follows from another finding is not told: one slip of the hand is one finding.

use std::collections::BTreeMap;

use super::Touched;
use crate::finding::Finding;
use crate::finding::rules::{
    DROPPED_REFERENCE, DROPPED_VARIABLE, GLOSSARY, RuleName, TEMPLATE_LEFT_OVER, UNKNOWN_FUNCTION, UNKNOWN_REFERENCE,
    UNKNOWN_VARIABLE,
};

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
    for (finding, _) in &found {
        if IN_ITS_PLACE.contains(&finding.rule) {
            *in_its_place.entry(place(finding)).or_default() += 1;
        }
        if finding.rule == TEMPLATE_LEFT_OVER {
            *left_over.entry(place(finding)).or_default() += 1;
        }
    }
    if in_its_place.is_empty() {
        return found;
    }
    found.retain(|(finding, _)| match finding.rule {
        DROPPED_VARIABLE | DROPPED_REFERENCE => {
            // Each slip explains one thing that is dropped.
            let left = left_over.get_mut(&place(finding)).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        }
        GLOSSARY => !in_its_place.contains_key(&place(finding)),
        _ => true,
    });
    found
}
