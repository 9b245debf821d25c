//! The output intent's colour profile: grey with a gamma of 2.2, written by hand.
//!
//! PDF/A wants to know what the grey of a page is (ISO 19005-2, 6.2.4.3). Our pages are black on
//! white, which every grey has; so the smallest profile that says so will do.

/// What the profile calls itself.
pub(super) const NAME: &str = "Grey, gamma 2.2";

/// The size of a profile's header (ICC.1:2004-10, 7.2).
const HEADER_SIZE: usize = 128;
/// The size of an entry in the tag table (ICC.1:2004-10, 7.3).
const TAG_SIZE: usize = 12;
/// The white of the profile connection space, D50, as `s15Fixed16` numbers (ICC.1:2004-10, 7.2.16).
const D50: [u32; 3] = [0x0000_F6D6, 0x0001_0000, 0x0000_D32D];
/// A gamma of 2.2 as a `u8Fixed8` number.
const GAMMA: u16 = 0x0233;

/// An ICC profile, version 4.2, of a monochrome display (ICC.1:2004-10, 8.3.4).
pub(super) fn grey_profile() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 4] =
        [(b"desc", text(NAME)), (b"cprt", text("No rights reserved")), (b"wtpt", white()), (b"kTRC", curve())];

    let mut table = be32(tags.len());
    let mut data = Vec::new();
    let data_start = HEADER_SIZE + 4 + tags.len() * TAG_SIZE;
    for (signature, tag) in &tags {
        table.extend_from_slice(*signature);
        table.extend(be32(data_start + data.len()));
        table.extend(be32(tag.len()));
        data.extend_from_slice(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }

    let mut profile = be32(data_start + data.len());
    profile.extend([0; 4]);
    profile.extend([4, 0x20, 0, 0]);
    profile.extend(b"mntrGRAYXYZ ");
    // The date of the profile, which never changes: the first of January 2026.
    profile.extend([2026_u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    profile.extend(b"acsp");
    profile.extend([0; 28]);
    profile.extend(D50.into_iter().flat_map(u32::to_be_bytes));
    profile.resize(HEADER_SIZE, 0);
    profile.extend(table);
    profile.extend(data);
    profile
}

/// A `multiLocalizedUnicodeType` in American English (ICC.1:2004-10, 10.13).
fn text(text: &str) -> Vec<u8> {
    const RECORD_SIZE: usize = 12;
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc\0\0\0\0".to_vec();
    tag.extend(be32(1));
    tag.extend(be32(RECORD_SIZE));
    tag.extend(b"enUS");
    tag.extend(be32(units.len()));
    tag.extend(be32(tag.len() + 4));
    tag.extend(units);
    tag
}

/// An `XYZType` (ICC.1:2004-10, 10.27).
fn white() -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    tag.extend(D50.into_iter().flat_map(u32::to_be_bytes));
    tag
}

/// A `curveType` that is a power (ICC.1:2004-10, 10.5).
fn curve() -> Vec<u8> {
    let mut tag = b"curv\0\0\0\0".to_vec();
    tag.extend(be32(1));
    tag.extend(GAMMA.to_be_bytes());
    tag
}

fn be32(number: usize) -> Vec<u8> {
    // All sizes here are a few hundred bytes.
    (number as u32).to_be_bytes().to_vec()
}
