//! The list of senders that several commands read, and the options that say how its file is to be read.

use std::path::Path;

use clap::Args;

use super::folder::{self, shown};
use super::outcome::Report;
use super::values::encoding;
use crate::id::CountryCode;
use crate::list::{Encoding, Table, TableOptions};

/// How the file of a list is read.
#[derive(Debug, Default, Args)]
pub struct ListArguments {
    /// Encoding of a CSV list, for example `windows-1250` [default: found from the bytes of the file].
    #[arg(long, value_name = "NAME", value_parser = encoding, requires = "senders")]
    pub encoding: Option<Encoding>,

    /// Worksheet of a spreadsheet: its name, or its number from 1 [default: the only worksheet that has rows].
    #[arg(long, value_name = "NAME", requires = "senders")]
    pub worksheet: Option<String>,
}

impl ListArguments {
    /// Reads the file of a list. The country of `--country` suggests an encoding.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is not a list.
    pub fn open(&self, path: &Path, country: Option<&CountryCode>) -> Result<Table, Report> {
        let bytes = folder::bytes(path).map_err(Report::failed)?;
        let options =
            TableOptions { encoding: self.encoding, country: country.cloned(), worksheet: self.worksheet.clone() };
        Table::read(&shown(path), bytes, &options).map_err(Report::faulty)
    }
}
