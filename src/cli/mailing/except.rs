//! `--except`: the file of people who are not printed this time.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::cli::folder::{self, shown};
use crate::cli::outcome::Report;
use crate::countries::CountryNames;
use crate::list::{Except, List};
use crate::mailing::manifest::hex;

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
    pub fn read(path: &Path, names: &CountryNames) -> Result<Self, Report> {
        let bytes = folder::bytes(path).map_err(Report::failed)?;
        let file = shown(path);
        let ids = Except::of_ids(&file, &String::from_utf8_lossy(&bytes)).map_err(Report::faulty)?;
        let people = match ids {
            Some(ids) => ids,
            None => {
                let list = List::read(&file, &bytes).map_err(Report::faulty)?;
                Except::of_list(&list, names).map_err(Report::faulty)?
            }
        };
        Ok(Self { people, bytes })
    }

    /// The identifier of a mailing without these people.
    pub fn mailing_id(&self, of_all: &str) -> String {
        let hash = Sha256::new().chain_update(of_all).chain_update(&self.bytes).finalize();
        hex(&hash)[..of_all.len()].to_owned()
    }
}
