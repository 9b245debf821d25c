//! Whether two rows are about the same person: a hash of the name and the address.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::manifest::hex;
use crate::letter::Sender;

/// A hash of a name and an address.
pub type Who = [u8; 16];

/// The person of a row. Capitals, full stops, commas and spaces do not matter.
pub fn who(sender: &Sender) -> Who {
    let mut hash = Sha256::new();
    for words in std::iter::once(&sender.name).chain(&sender.address).chain(sender.locality.values()) {
        let plain: String = words.words.nfc().flat_map(char::to_lowercase).collect();
        for word in plain.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.')).filter(|word| !word.is_empty()) {
            hash.update(word);
            hash.update([b' ']);
        }
        hash.update([0]);
    }
    first_half(hash)
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
