//! Tables of faults that are planted in a copy of the bundled project, and of correct text. `check` must find the
//! faults (`tests/check`), and printing must reject those that are errors (`tests/law`).

pub mod clean;
pub mod khmer;
pub mod page;
pub mod structure;
pub mod syntax;
pub mod text;

use likhit::finding::Severity;

pub const KM: &str = "locales/km/cases/kem-sokha.ftl";
pub const KM_LETTER: &str = "locales/km/letter.ftl";
pub const EN_LETTER: &str = "locales/en/letter.ftl";
pub const EN: &str = "locales/en/cases/kem-sokha.ftl";
pub const FR: &str = "locales/fr/cases/kem-sokha.ftl";
pub const FR_LETTER: &str = "locales/fr/letter.ftl";
pub const CASE: &str = "cases/kem-sokha.yaml";

/// A replacement for the first place of a text in a file; if that text is empty, it is added at the end of the file.
pub type Change = (&'static str, &'static str, &'static str);

/// A fault.
pub struct Planted {
    /// What is wrong, for the names of failures.
    pub name: &'static str,
    /// How it is made. The finding is looked for in the file of the last.
    pub changes: &'static [Change],
    /// The rule that must find it.
    pub rule: &'static str,
    /// The severity that it must have.
    pub severity: Severity,
    /// The beginning of the line that the finding is in; if it is empty, the line of the last change.
    pub line: &'static str,
}

pub const fn planted(
    name: &'static str,
    changes: &'static [Change],
    rule: &'static str,
    severity: Severity,
) -> Planted {
    Planted { name, changes, rule, severity, line: "" }
}

impl Planted {
    /// The same, but the finding is in a line that begins like this.
    pub const fn at(self, line: &'static str) -> Self {
        Self { line, ..self }
    }
}
