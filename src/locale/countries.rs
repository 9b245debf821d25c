//! Names of countries, for the last line of a postal address.

use std::collections::BTreeMap;

use crate::finding::Findings;
use crate::id::{CountryCode, LanguageTag};
use crate::project::Project;
use crate::yaml::Source;

/// The names of countries in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries(BTreeMap<CountryCode, String>);

impl Countries {
    /// Reads `countries.yaml` of a language.
    ///
    /// # Errors
    ///
    /// When the file is missing or faulty.
    pub fn read(project: &Project, language: &LanguageTag) -> Result<Self, Findings> {
        let file = format!("locales/{language}/countries.yaml");
        let text = project.text(&file).map_err(|finding| vec![finding])?;
        Source { file: &file, text }.read(&[]).map(Self)
    }

    /// The country's full name.
    pub fn name(&self, country: &CountryCode) -> Option<&str> {
        self.0.get(country).map(String::as_str)
    }
}
