//! ZIP archives: the parts of a workbook, found by the directory at the end of the file.
//!
//! APPNOTE.TXT 6.3.10 of PKWARE describes the fields. Sizes are checked before anything is unpacked, and again while
//! it is; the checksum of a part is compared at its end.

use std::io::{self, BufReader, Read};

use flate2::Crc;
use flate2::read::DeflateDecoder;

/// The maximum size of an unpacked part. A cell takes about 30 bytes.
pub const MAX_PART: u64 = 128 << 20;

/// The most parts of an archive that are looked at. A workbook has some dozens.
const MAX_PARTS: usize = 4096;

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It needs a password.
    Encrypted,
    /// It is larger than any list.
    TooLarge,
    /// It is not what it should be.
    Damaged(String),
}

/// Reports a fault of the file.
pub fn damaged<T>(what: impl Into<String>) -> Result<T, Unreadable> {
    Err(Unreadable::Damaged(what.into()))
}

/// The directory of an archive.
#[derive(Debug)]
pub struct Archive<'b> {
    bytes: &'b [u8],
    parts: Vec<Part>,
}

/// A part as the directory describes it.
#[derive(Debug)]
struct Part {
    name: String,
    is_encrypted: bool,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    offset: u64,
}

impl<'b> Archive<'b> {
    /// Reads the directory.
    pub fn read(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        /// The size of the record at the end without its comment, and the most that a comment has.
        const END: usize = 22;
        const COMMENT: usize = 0xFFFF;
        let from = bytes.len().saturating_sub(END + COMMENT);
        let end = bytes[from..].windows(4).rposition(|window| window == b"PK\x05\x06").map(|at| from + at);
        let Some(mut at) = end.and_then(|end| number(bytes, end + 16, 4)).and_then(|at| usize::try_from(at).ok())
        else {
            return damaged("its end is missing");
        };
        let mut parts = Vec::new();
        while bytes.get(at..at.saturating_add(4)) == Some(b"PK\x01\x02") && parts.len() < MAX_PARTS {
            let Some((part, next)) = part(bytes, at) else { return damaged("its directory is cut off") };
            parts.push(part);
            at = next;
        }
        Ok(Self { bytes, parts })
    }

    /// Whether there is a part with this name.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Opens a part.
    pub fn open(&self, name: &str) -> Result<impl io::BufRead + use<'b>, Unreadable> {
        let Some(part) = self.find(name) else { return damaged(format!("`{}` is missing", super::shortened(name))) };
        if part.is_encrypted {
            return Err(Unreadable::Encrypted);
        }
        if part.size > MAX_PART {
            return Err(Unreadable::TooLarge);
        }
        let packed = self.packed(part);
        let Some(packed) = packed else { return damaged(format!("`{name}` is cut off")) };
        let inner: Box<dyn Read + 'b> = match part.method {
            0 => Box::new(packed),
            8 => Box::new(DeflateDecoder::new(packed)),
            _ => return damaged(format!("`{name}` is packed in an unknown way")),
        };
        Ok(BufReader::new(Checked { inner, crc: Crc::new(), expected: part.crc, left: part.size }))
    }

    fn find(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// The packed bytes of a part, after its own header.
    fn packed(&self, part: &Part) -> Option<&'b [u8]> {
        let at = usize::try_from(part.offset).ok()?;
        if self.bytes.get(at..at.checked_add(4)?)? != b"PK\x03\x04" {
            return None;
        }
        let lengths = number(self.bytes, at + 26, 2)? + number(self.bytes, at + 28, 2)?;
        let start = at + 30 + usize::try_from(lengths).ok()?;
        self.bytes.get(start..start.checked_add(usize::try_from(part.packed).ok()?)?)
    }
}

/// The entry of the directory at `at`, and where the next one is.
fn part(bytes: &[u8], at: usize) -> Option<(Part, usize)> {
    let field = |offset: usize, length: usize| number(bytes, at.checked_add(offset)?, length);
    let [name, extra, comment] = [field(28, 2)?, field(30, 2)?, field(32, 2)?].map(|length| length as usize);
    let start = at + 46;
    let mut part = Part {
        name: String::from_utf8_lossy(bytes.get(start..start + name)?).into_owned(),
        is_encrypted: field(8, 2)? & 1 != 0,
        method: u16::try_from(field(10, 2)?).ok()?,
        crc: u32::try_from(field(16, 4)?).ok()?,
        packed: field(20, 4)?,
        size: field(24, 4)?,
        offset: field(42, 4)?,
    };
    // Some programs write sizes for archives beyond 4 GiB into all archives.
    let mut extras = bytes.get(start + name..start + name + extra)?;
    while extras.len() >= 4 {
        let (id, length) = (number(extras, 0, 2)?, number(extras, 2, 2)? as usize);
        let Some(field) = extras.get(4..4 + length) else { break };
        if id == 1 {
            let mut large = (0..field.len() / 8).filter_map(|i| number(field, i * 8, 8));
            for value in [&mut part.size, &mut part.packed, &mut part.offset] {
                if *value == u64::from(u32::MAX) {
                    *value = large.next()?;
                }
            }
        }
        extras = &extras[4 + length..];
    }
    Some((part, start + name + extra + comment))
}

/// A number of `length` bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let field = bytes.get(at..at.checked_add(length)?)?;
    Some(field.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// The bytes of a part, which must have the size and the checksum of the directory.
struct Checked<R> {
    inner: R,
    crc: Crc,
    expected: u32,
    left: u64,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let fault = |what: &str| Err(io::Error::new(io::ErrorKind::InvalidData, what));
        let Some(left) = self.left.checked_sub(count as u64) else { return fault("it is longer than it says") };
        self.left = left;
        self.crc.update(&buffer[..count]);
        if count == 0 && !buffer.is_empty() && (left > 0 || self.crc.sum() != self.expected) {
            return fault("its checksum is wrong");
        }
        Ok(count)
    }
}
