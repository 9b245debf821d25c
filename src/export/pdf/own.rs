//! Recognises a PDF of this program that nobody has changed since it was written.

use sha2::{Digest, Sha256};

use super::syntax::push_hexadecimal;

/// How a file of this program ends: this, the place of its cross-reference table, and [`END`].
const START: &[u8] = b"startxref\n";

const END: &[u8] = b"\n%%EOF\n";

/// The maximum number of bytes behind the cross-reference table.
const MOST_BEHIND: usize = 64;

/// The number of bytes of the table in which its identifier is.
const HEAD: usize = 512;

/// Whether this program wrote a PDF, and it is unchanged. Its identifier is a hash of all bytes before its
/// cross-reference table, so notes that a person added, or another program that saved it, are noticed.
pub fn is_unchanged(bytes: &[u8]) -> bool {
    let Some(at) = place_of_table(bytes) else { return false };
    let (all, table) = bytes.split_at(at);
    let mut identifier = b"/ID[".to_vec();
    push_hexadecimal(&mut identifier, &Sha256::digest(all)[..16]);
    has(&table[..table.len().min(HEAD)], &identifier) && has(all, b"<pdf:Producer>likhit ")
}

/// Where the cross-reference table begins, as the last lines say.
fn place_of_table(bytes: &[u8]) -> Option<usize> {
    let last = &bytes[bytes.len().saturating_sub(MOST_BEHIND)..];
    let last = last.strip_suffix(END)?;
    let at = last.windows(START.len()).rposition(|window| window == START)?;
    let place: usize = std::str::from_utf8(&last[at + START.len()..]).ok()?.parse().ok()?;
    (place < bytes.len()).then_some(place)
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CaseId;
    use crate::print::{self, Order};
    use crate::project::Project;

    #[test]
    fn a_letter_as_it_was_written_is_recognised_and_a_changed_one_is_not() {
        let case = CaseId::new("kem-sokha").expect("an id");
        let order = Order::of(case, jiff::civil::date(2018, 1, 15));
        let order = Order { stationery: crate::id::StationeryId::new("plain"), ..order };
        let printed = print::letters(&Project::embedded(), &order).printed;
        let pdf = &printed.first().expect("a letter").pdf;
        assert!(is_unchanged(pdf));
        let mut noted = pdf.clone();
        noted.extend(b"9 0 obj\n<</Type/Annot>>\nendobj\nstartxref\n10\n%%EOF\n");
        let mut changed = pdf.clone();
        changed[1000] ^= 1;
        let cut = pdf[..pdf.len() - 1].to_vec();
        for other in [noted, changed, cut, Vec::new(), b"%PDF-1.7\nstartxref\n5\n%%EOF\n".to_vec()] {
            assert!(!is_unchanged(&other));
        }
    }
}
