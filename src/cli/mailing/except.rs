//! `--except`: the file of people who are not printed this time.

use std::path::Path;

use crate::cli::folder::{self, shown};
use crate::cli::outcome::Report;
use crate::cli::senders_list::ListArguments;
use crate::countries::CountryNames;
use crate::list::{Except, Headings};
use crate::project::Project;

/// The people who are not printed, and the file that names them.
pub struct Exceptions {
    /// The people.
    pub people: Except,
    bytes: Vec<u8>,
}

impl Exceptions {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or has neither ids nor people.
    pub fn read(path: &Path, project: &Project) -> Result<Self, Report> {
        let bytes = folder::bytes(path).map_err(Report::failed)?;
        let known = Headings::read(project).map_err(Report::faulty)?;
        let ids = Except::of_ids(&shown(path), &String::from_utf8_lossy(&bytes), &known).map_err(Report::faulty)?;
        let people = match ids {
            Some(ids) => ids,
            None => {
                let names = CountryNames::read(project).map_err(Report::faulty)?;
                let opened = ListArguments::default().open(path, project, None)?;
                let list = opened.list().map_err(Report::faulty)?;
                Except::of_list(&list, &names).map_err(Report::faulty)?
            }
        };
        Ok(Self { people, bytes })
    }

    /// The bytes of the file, on which the mailing depends.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
