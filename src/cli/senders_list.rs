//! The list of senders that several commands read, and the options that say how it is to be read.

use std::path::{Path, PathBuf};

use clap::Args;

use super::folder::{self, shown};
use super::outcome::{Report, write_now};
use super::values::{chosen_column, encoding};
use crate::countries::CountryNames;
use crate::finding::Findings;
use crate::id::CountryCode;
use crate::list::{COLUMNS_ENDING, Column, ColumnChoices, Encoding, Headings, List, Table, TableOptions, columns_text};
use crate::project::{Project, text_of};
use crate::yaml::Source;

/// How the file of a list is read.
#[derive(Debug, Default, Args)]
pub struct ListArguments {
    /// Column of the list that is used for a field, for example `address1="Street Address"`, or several that are joined:
    /// `name="First Name+Last Name"`. Can be repeated; `LIST.columns.yaml` beside the list has the same.
    #[arg(long, value_name = "FIELD=COLUMN[+COLUMN]", value_parser = chosen_column, requires = "senders")]
    pub column: Vec<(Column, String)>,

    /// Column of the list that is not printed, can be repeated.
    #[arg(long, value_name = "COLUMN", requires = "senders")]
    pub ignore_column: Vec<String>,

    /// Encoding of a CSV list, for example `windows-1250` [default: found from the bytes of the file].
    #[arg(long, value_name = "NAME", value_parser = encoding, requires = "senders")]
    pub encoding: Option<Encoding>,

    /// Worksheet of a spreadsheet: its name, or its number from 1 [default: the only worksheet that has rows].
    #[arg(long, value_name = "NAME", requires = "senders")]
    pub worksheet: Option<String>,
}

/// A list of senders that was opened: its text, and how its columns are understood.
pub struct OpenedList {
    table: Table,
    headings: Headings,
    choices: ColumnChoices,
}

impl ListArguments {
    /// Opens the file of a list, and the file with its columns beside it. The country of `--country` suggests an encoding.
    ///
    /// # Errors
    ///
    /// When one of them cannot be read, or is not what it should be.
    pub fn open(&self, path: &Path, project: &Project, country: Option<&CountryCode>) -> Result<OpenedList, Report> {
        let bytes = folder::bytes(path).map_err(Report::failed)?;
        let options =
            TableOptions { encoding: self.encoding, country: country.cloned(), worksheet: self.worksheet.clone() };
        let table = Table::read(&shown(path), bytes, &options).map_err(Report::faulty)?;
        let headings = Headings::read(project).map_err(Report::faulty)?;
        let mut typed = ColumnChoices::default();
        for (field, columns) in &self.column {
            typed.choose(*field, columns);
        }
        for heading in &self.ignore_column {
            typed.ignore(heading.clone());
        }
        let beside = choices_beside(path).map_err(Report::faulty)?;
        Ok(OpenedList { table, headings, choices: beside.with(typed) })
    }
}

impl OpenedList {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// When it is not a list of senders.
    pub fn list(&self) -> Result<List<'_>, Findings> {
        List::read(&self.table, &self.headings, &self.choices)
    }
}

/// Writes at once what each column of a list became, before anything is printed. A list whose columns have the names of
/// the fields needs no explanation.
///
/// # Errors
///
/// When all senders lack something that each letter needs.
pub fn told(list: &List, names: &CountryNames) -> Result<(), Report> {
    if !list.columns().are_own() {
        write_now(&columns_text(list.file(), &list.columns().uses()));
    }
    let lacking = list.lacking(names);
    if lacking.is_empty() { Ok(()) } else { Err(Report::faulty(lacking)) }
}

/// The columns that were chosen in the file beside a list, if there is one.
fn choices_beside(list: &Path) -> Result<ColumnChoices, Findings> {
    let path: PathBuf = list.with_extension(COLUMNS_ENDING);
    if !path.is_file() {
        return Ok(ColumnChoices::default());
    }
    let bytes = folder::bytes(&path)?;
    let file = shown(&path);
    ColumnChoices::read(Source { file: &file, text: text_of(&file, &bytes)? })
}
