//! Whether two rows are about the same person: a hash of the name and the address.

use sha2::{Digest, Sha256};

use super::manifest::hex;
use crate::id::CountryCode;
use crate::letter::{Sender, normalised_sender};

/// A hash of a name and an address.
pub type Who = [u8; 16];

/// The person of a row, however the name and the address are written.
pub fn who(sender: &Sender) -> Who {
    let country = sender.country.as_ref().map_or("", CountryCode::as_str);
    first_half(Sha256::new().chain_update(normalised_sender(sender)).chain_update([0]).chain_update(country))
}

/// The person as the records of a job know them. In the records of another job the same person has another hash.
pub fn in_job(job: &str, who: &Who) -> String {
    hex(&first_half(Sha256::new().chain_update(job).chain_update([0]).chain_update(who)))
}

fn first_half(hash: Sha256) -> Who {
    let mut who = Who::default();
    let length = who.len();
    who.copy_from_slice(&hash.finalize()[..length]);
    who
}
