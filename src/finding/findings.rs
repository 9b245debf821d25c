//! Several findings together.

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};

use serde::Serialize;

use super::{Finding, Severity};

/// How many findings are compared with all others one by one.
const FEW: usize = 16;

/// Several findings of one piece of work; as the `Err` of a result at least one is an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// No findings.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a finding to the end.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Keeps only the findings for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.0.retain(keep);
    }

    /// Whether any of them forbids printing.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Gives the value of a result, or adds its faults to these findings.
    pub fn take<T>(&mut self, result: Result<T, impl Into<Findings>>) -> Option<T> {
        result.map_err(|faults| self.0.extend(faults.into())).ok()
    }

    /// Adds what is not there yet: a fault that several letters share is reported once.
    pub fn extend_unique(&mut self, findings: impl IntoIterator<Item = Finding>) {
        let more: Vec<Finding> = findings.into_iter().collect();
        // Most often there are few. A broken file may have one for each of its lines.
        if more.len() <= FEW {
            for finding in more {
                if !self.contains(&finding) {
                    self.push(finding);
                }
            }
            return;
        }
        let mut all: BTreeSet<Finding> = self.iter().cloned().collect();
        self.0.extend(more.into_iter().filter(|finding| all.insert(finding.clone())));
    }
}

impl Deref for Findings {
    type Target = [Finding];

    fn deref(&self) -> &[Finding] {
        &self.0
    }
}

impl DerefMut for Findings {
    fn deref_mut(&mut self) -> &mut [Finding] {
        &mut self.0
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}

impl From<Vec<Finding>> for Findings {
    fn from(findings: Vec<Finding>) -> Self {
        Self(findings)
    }
}

impl<const N: usize> TryFrom<Findings> for [Finding; N] {
    type Error = Findings;

    fn try_from(findings: Findings) -> Result<Self, Findings> {
        findings.0.try_into().map_err(Findings)
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        Self(findings.into_iter().collect())
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.0.extend(findings);
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut Findings {
    type Item = &'a mut Finding;
    type IntoIter = std::slice::IterMut<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<const N: usize> PartialEq<[Finding; N]> for Findings {
    fn eq(&self, findings: &[Finding; N]) -> bool {
        self.0 == findings
    }
}

impl PartialEq<Vec<Finding>> for Findings {
    fn eq(&self, findings: &Vec<Finding>) -> bool {
        self.0 == *findings
    }
}
