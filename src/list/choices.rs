//! Which columns a person has chosen for which field, on the command line or in a file beside the list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::Column;
use super::headings::plain;
use crate::finding::{Findings, rules};
use crate::yaml::{KeyPath, Source};

/// The ending of the file with the columns of a list: `members.columns.yaml` beside `members.csv`.
pub const COLUMNS_ENDING: &str = "columns.yaml";

/// The columns that were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnChoices {
    columns: BTreeMap<Column, Chosen>,
    ignored: Vec<String>,
}

/// The columns that were chosen for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// As it was typed: one heading, or several with `+` between them.
    Typed(String),
    /// Each by its heading.
    Listed(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a column, or a list of columns such as `[First Name, Last Name]`")]
enum TypedColumns {
    One(String),
    Several(Vec<String>),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TypedChoices {
    columns: BTreeMap<String, TypedColumns>,
    ignore: Vec<String>,
}

#[derive(Serialize)]
struct WrittenChoices<'a> {
    columns: BTreeMap<&'a str, Vec<String>>,
    ignore: &'a [String],
}

impl Chosen {
    /// The places of the chosen columns.
    ///
    /// # Errors
    ///
    /// The heading that is not in the list.
    pub fn places(&self, headings: &[String]) -> Result<Vec<usize>, String> {
        let parts: Vec<String> = match self {
            Self::Typed(typed) => match ColumnChoices::place(headings, typed) {
                Some(place) => return Ok(vec![place]),
                None => typed.split('+').map(|part| part.trim().to_owned()).collect(),
            },
            Self::Listed(parts) => parts.clone(),
        };
        parts.into_iter().map(|part| ColumnChoices::place(headings, &part).ok_or(part)).collect()
    }
}

impl ColumnChoices {
    /// Reads the file beside a list.
    ///
    /// # Errors
    ///
    /// When it is not valid, or names a field that does not exist.
    pub fn read(source: Source) -> Result<Self, Findings> {
        let typed: TypedChoices = source.read()?;
        let mut findings = Findings::new();
        let mut choices = Self { columns: BTreeMap::new(), ignored: typed.ignore };
        for (name, columns) in typed.columns {
            let Some(column) = Column::named(&name) else {
                let path = KeyPath::default().key("columns").key(&name);
                let finding = source.error(rules::UNKNOWN_KEY, &path, format!("unknown field `{name}`"));
                findings.push(finding.suggest_from(&name, Column::all().map(Column::name)));
                continue;
            };
            let chosen = match columns {
                TypedColumns::One(heading) => Chosen::Listed(vec![heading]),
                TypedColumns::Several(headings) => Chosen::Listed(headings),
            };
            choices.columns.insert(column, chosen);
        }
        if findings.is_empty() { Ok(choices) } else { Err(findings) }
    }

    /// Chooses columns for a field, as they were typed.
    pub fn choose(&mut self, column: Column, columns: &str) {
        self.columns.insert(column, Chosen::Typed(columns.to_owned()));
    }

    /// Ignores a column.
    pub fn ignore(&mut self, heading: String) {
        self.ignored.push(heading);
    }

    /// Adds other choices, which come before these.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.columns.extend(other.columns);
        self.ignored.extend(other.ignored);
        self
    }

    /// The choices as a file beside a list with these headings; `None` if nothing was chosen.
    pub fn file(&self, headings: &[String]) -> Option<String> {
        if *self == Self::default() {
            return None;
        }
        let heading = |place: usize| headings[place].clone();
        let listed = |chosen: &Chosen| Some(chosen.places(headings).ok()?.into_iter().map(heading).collect());
        let columns: BTreeMap<&str, Vec<String>> =
            self.columns.iter().filter_map(|(column, chosen)| Some((column.name(), listed(chosen)?))).collect();
        serde_yaml::to_string(&WrittenChoices { columns, ignore: &self.ignored }).ok()
    }

    /// The chosen columns, by their fields.
    pub fn columns(&self) -> impl Iterator<Item = (&Column, &Chosen)> {
        self.columns.iter()
    }

    /// The headings of the columns that are ignored.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// The place of the column with this heading: exactly, or without regard to capitals, spaces and marks.
    pub fn place(headings: &[String], heading: &str) -> Option<usize> {
        let is_exact = |one: &String| one.trim() == heading.trim();
        let wanted = plain(heading);
        let is_alike = |one: &String| !wanted.is_empty() && plain(one) == wanted;
        headings.iter().position(is_exact).or_else(|| headings.iter().position(is_alike))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_columns_with_any_signs() {
        let text = "columns:\n  name: [First+Last, \"A=B\"]\n  town: Ort\nignore: [Shoe size]\n";
        let choices = ColumnChoices::read(Source { file: "members.columns.yaml", text }).expect("it is sound");
        let headings = ["First+Last", "A=B", "ort"].map(str::to_owned);
        let places: Vec<_> =
            choices.columns().map(|(column, chosen)| (column.name(), chosen.places(&headings))).collect();
        assert_eq!(places, [("name", Ok(vec![0, 1])), ("town", Ok(vec![2]))]);
        assert_eq!(choices.ignored(), ["Shoe size"]);
        let findings = ColumnChoices::read(Source { file: "x", text: "columns:\n  nmae: x\n" }).expect_err("a slip");
        assert_eq!(findings.iter().filter_map(|one| one.help.as_deref()).collect::<Vec<_>>(), ["did you mean `name`?"]);
    }

    #[test]
    fn choices_can_be_written_into_a_file_and_read_again() {
        let headings = ["Given", "Sur+name", "Stadt=Ort"].map(str::to_owned);
        let mut choices = ColumnChoices::default();
        assert_eq!(choices.file(&headings), None);
        choices.columns.insert(Column::Name, Chosen::Listed(vec!["given".to_owned(), "Sur+name".to_owned()]));
        choices.choose(Column::Town, "Stadt=Ort");
        choices.ignore("Shoe: size".to_owned());
        let text = choices.file(&headings).expect("there are choices");
        let read = ColumnChoices::read(Source { file: "x.columns.yaml", text: &text }).expect("it is sound");
        let places = |choices: &ColumnChoices| {
            let columns = choices.columns().map(|(column, chosen)| (*column, chosen.places(&headings)));
            columns.collect::<Vec<_>>()
        };
        assert_eq!(places(&read), places(&choices));
        assert_eq!(read.ignored(), choices.ignored());
    }

    #[test]
    fn a_heading_with_a_plus_is_taken_whole_where_it_is_there() {
        let headings = ["A+B", "A", "B"].map(str::to_owned);
        assert_eq!(Chosen::Typed("A+B".to_owned()).places(&headings), Ok(vec![0]));
        assert_eq!(Chosen::Typed("A + B".to_owned()).places(&headings[1..]), Ok(vec![0, 1]));
        assert_eq!(Chosen::Typed("A+C".to_owned()).places(&headings), Err("C".to_owned()));
    }
}
