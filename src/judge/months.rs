//! The names of the months, compared with each other and with those of CLDR: a wrong name would be printed in
//! every date, and no other text shows the mistake.

use std::collections::BTreeMap;

use super::context::Context;
use super::words::digit;
use crate::finding::{Finding, Findings, rules};
use crate::fluent::File;
use crate::id::LanguageTag;
use crate::locale::{is_pseudo, required};
use crate::project::paths::LETTER;
use crate::translation::month_names;

/// The months of a language, from 1 on.
#[derive(Debug, Clone, Default)]
pub struct Months {
    names: BTreeMap<usize, String>,
    wrong: BTreeMap<usize, Finding>,
}

/// Up to this number of names that differ from CLDR, each is a mistake. More of them are another custom.
const FEW: usize = 3;

impl Months {
    /// No names.
    pub const fn none() -> Self {
        Self { names: BTreeMap::new(), wrong: BTreeMap::new() }
    }

    /// The names in a language's `letter.ftl`.
    pub fn of(letter: &File, language: &LanguageTag) -> Self {
        let name = |month: usize| {
            let part = letter.entry(&required::month(month))?.value.as_ref()?;
            let [reading] = part.readings.as_slice() else { return None };
            let name = reading.text.trim().replace('\u{200B}', "");
            (reading.slots.is_empty() && !name.is_empty()).then_some((month, name))
        };
        let names: BTreeMap<usize, String> = (1..=12).filter_map(name).collect();
        let known = if is_pseudo(language) { Vec::new() } else { month_names(language) };
        let wrong = wrong(&names, &known);
        Self { names, wrong }
    }

    /// The name of a month, unless it is reported as wrong.
    pub fn name(&self, month: usize) -> Option<&str> {
        self.names.get(&month).filter(|_| !self.wrong.contains_key(&month)).map(String::as_str)
    }
}

/// Faults in the months of a file.
pub fn months(context: &Context) -> Findings {
    let wrong = context.months(context.language).wrong.iter().filter(|_| context.name == LETTER);
    wrong
        .filter_map(|(month, finding)| {
            let id = required::month(*month);
            Some(context.file.finding(finding.clone(), &context.file.entry(&id)?.at, &id))
        })
        .collect()
}

fn wrong(names: &BTreeMap<usize, String>, known: &[String]) -> BTreeMap<usize, Finding> {
    let folded = |name: &str| name.to_lowercase();
    let right = |month: usize| known.get(month - 1);
    let is_right = |month: usize, name: &str| right(month).is_some_and(|right| folded(right) == folded(name));
    let mut wrong = BTreeMap::new();
    let mut unlike = Vec::new();
    for (&month, name) in names {
        if is_right(month, name) {
            continue;
        }
        let help = match right(month) {
            Some(right) => format!("write `{right}`"),
            None => "write the name of each month".to_owned(),
        };
        let mut tell = |other: usize| {
            let message = format!("month {month} has the name `{name}`, which is the name of month {other}");
            wrong.insert(month, Finding::error(rules::WRONG_MONTH, message).help(help.clone()));
        };
        if let Some(number) = number(name) {
            if number != month {
                tell(number);
            }
        } else if let Some(other) = (1..=12).find(|other| is_right(*other, name)) {
            tell(other);
        } else if let Some((other, _)) = names.iter().find(|(other, same)| **other < month && *same == name) {
            tell(*other);
        } else if let Some(right) = right(month) {
            unlike.push((month, name, right));
        }
    }
    if unlike.len() <= FEW {
        wrong.extend(unlike.into_iter().map(|(month, name, right)| {
            let message = format!("month {month} has the name `{name}`, but Unicode CLDR has `{right}`");
            let finding = Finding::warning(rules::WRONG_MONTH, message);
            (month, finding.help(format!("write `{right}`, unless the language uses both names")))
        }));
    }
    wrong
}

/// The number that a month is called by, in any digits.
fn number(name: &str) -> Option<usize> {
    name.chars().try_fold(0, |number, character| Some((number * 10 + digit(character)?.0 as usize).min(99)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    const KNOWN: [&str; 4] = ["enero", "febrero", "marzo", "abril"];

    fn reported(names: [&str; 4], known: &[&str]) -> Vec<(usize, Severity)> {
        let names = names.into_iter().enumerate().map(|(i, name)| (i + 1, name.to_owned())).collect();
        let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
        wrong(&names, &known).into_iter().map(|(month, finding)| (month, finding.severity)).collect()
    }

    #[test]
    fn a_month_that_is_another_is_an_error_and_one_that_is_unlike_a_warning() {
        assert_eq!(reported(["enero", "febrero", "Marzo", "abril"], &KNOWN), []);
        assert_eq!(
            reported(["enero", "marzo", "febrero", "abril"], &KNOWN),
            [(2, Severity::Error), (3, Severity::Error)]
        );
        assert_eq!(
            reported(["enero", "enero", "marzo", "abrill"], &KNOWN),
            [(2, Severity::Error), (4, Severity::Warning)]
        );
        assert_eq!(reported(["a", "b", "b", "c"], &[]), [(3, Severity::Error)]);
    }

    #[test]
    fn numbers_and_another_custom_are_right() {
        assert_eq!(reported(["1", "2", "៣", "04"], &KNOWN), []);
        assert_eq!(reported(["1", "2", "4", "4"], &KNOWN), [(3, Severity::Error)]);
        assert_eq!(reported(["kanun", "shubat", "adar", "nisan"], &KNOWN), []);
    }
}
