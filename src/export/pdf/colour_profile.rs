//! The colour profiles of a file, written by hand: a grey for the output intent, and sRGB for artwork.
//!
//! PDF/A wants to know what the grey of a page is (ISO 19005-2, 6.2.4.3). Our pages are black on
//! white, which every grey has; so the smallest profile that says so will do.

/// The name in the grey profile: a gamma of 2.2.
pub(super) const GREY: &str = "Grey, gamma 2.2";
/// The name in the colour profile.
const SRGB: &str = "sRGB";

/// The size of a profile's header (ICC.1:2004-10, 7.2).
const HEADER_SIZE: usize = 128;
/// The size of an entry in the tag table (ICC.1:2004-10, 7.3).
const TAG_SIZE: usize = 12;
/// The white of the profile connection space, D50, as `s15Fixed16` numbers (ICC.1:2004-10, 7.2.16).
const D50: [u32; 3] = [0x0000_F6D6, 0x0001_0000, 0x0000_D32D];
/// A gamma of 2.2 as a `u8Fixed8` number.
const GAMMA: u16 = 0x0233;

/// The primaries of sRGB as `s15Fixed16` numbers, adapted to D50, and how that was done.
const RED: [u32; 3] = [0x0000_6FA2, 0x0000_38F5, 0x0000_0390];
const GREEN: [u32; 3] = [0x0000_6299, 0x0000_B785, 0x0000_18DA];
const BLUE: [u32; 3] = [0x0000_24A0, 0x0000_0F84, 0x0000_B6CF];
const ADAPTATION: [u32; 9] = [
    0x0001_0C42,
    0x0000_05DE,
    0xFFFF_F325,
    0x0000_0793,
    0x0000_FD90,
    0xFFFF_FBA1,
    0xFFFF_FDA2,
    0x0000_03DC,
    0x0000_C06E,
];
/// The curve of sRGB (IEC 61966-2-1): its exponent, and where it is a straight line.
const CURVE: [u32; 5] = [0x0002_6666, 0x0000_F2A7, 0x0000_0D59, 0x0000_13D0, 0x0000_0A5B];

/// An ICC profile, version 4.2, of a monochrome display (ICC.1:2004-10, 8.3.4).
pub(super) fn grey_profile() -> Vec<u8> {
    profile(*b"GRAY", GREY, &[(b"kTRC", power())])
}

/// An ICC profile, version 4.2, of a display with three colours (ICC.1:2004-10, 8.3.3).
pub(super) fn srgb_profile() -> Vec<u8> {
    let curve = tag(*b"para", [0x0003_0000].into_iter().chain(CURVE));
    let tags = [
        (b"chad", tag(*b"sf32", ADAPTATION)),
        (b"rXYZ", tag(*b"XYZ ", RED)),
        (b"gXYZ", tag(*b"XYZ ", GREEN)),
        (b"bXYZ", tag(*b"XYZ ", BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    profile(*b"RGB ", SRGB, &tags)
}

/// A profile of a display with these tags beside those that every profile has.
fn profile(space: [u8; 4], name: &str, own: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut tags: Vec<(&[u8; 4], Vec<u8>)> =
        vec![(b"desc", text(name)), (b"cprt", text("No rights reserved")), (b"wtpt", tag(*b"XYZ ", D50))];
    tags.extend_from_slice(own);

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
    profile.extend(b"mntr");
    profile.extend(space);
    profile.extend(b"XYZ ");
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

/// A tag of a type that is a list of numbers: `XYZType` (ICC.1:2004-10, 10.27),
/// `parametricCurveType` (10.15), `s15Fixed16ArrayType` (10.18).
fn tag(kind: [u8; 4], numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend([0; 4]);
    tag.extend(numbers.into_iter().flat_map(u32::to_be_bytes));
    tag
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

/// A `curveType` that is a power (ICC.1:2004-10, 10.5).
fn power() -> Vec<u8> {
    let mut tag = b"curv\0\0\0\0".to_vec();
    tag.extend(be32(1));
    tag.extend(GAMMA.to_be_bytes());
    tag
}

fn be32(number: usize) -> Vec<u8> {
    // All sizes here are a few hundred bytes.
    (number as u32).to_be_bytes().to_vec()
}
