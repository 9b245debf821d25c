//! Why a row is not printed: it has faults, or the person gets no letter.

use super::not_mailed::Reason;
use crate::finding::{Finding, Findings};
use crate::letter::Sender;

/// Why a row is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unprinted {
    /// It has faults: each with its line, its column and what was found.
    Faulty(Findings),
    /// The person gets no letter, for example because they died.
    NotMailed(Box<NotMailed>),
}

/// A person who gets no letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMailed {
    /// The id, if the row has a valid one.
    pub id: Option<String>,
    /// The name and the address, if they can be read.
    pub sender: Option<Sender>,
    /// Why.
    pub reason: Reason,
    /// The remark on it.
    pub finding: Finding,
}

impl From<Findings> for Unprinted {
    fn from(findings: Findings) -> Self {
        Self::Faulty(findings)
    }
}

impl From<Unprinted> for Findings {
    fn from(unprinted: Unprinted) -> Self {
        match unprinted {
            Unprinted::Faulty(findings) => findings,
            Unprinted::NotMailed(not_mailed) => not_mailed.finding.into(),
        }
    }
}
