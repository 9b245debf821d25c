//! Objects on their way into a file: numbered, packed into object streams, and written as soon as
//! they are made, so that memory does not grow with the file.
//!
//! What is kept of each is where it is, for the cross-reference stream at the end; objects that were
//! packed in the order of their numbers are kept as one run.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};

use super::syntax::{ObjectNumber, push_hexadecimal, push_number};

/// How many objects go into one object stream. Its index in the cross-reference stream is a byte.
const MOST_PACKED: usize = 200;

/// How much is gathered before it is handed on.
const BUFFER: usize = 1 << 16;

/// How hard streams are compressed, of 9: what more would save is not worth its time.
const LEVEL: u32 = 6;

/// A file that is being written.
pub(super) struct ObjectWriter<'w> {
    out: &'w mut dyn io::Write,
    buffer: Vec<u8>,
    handed_on: u64,
    hash: Sha256,
    next: u32,
    runs: Vec<Run>,
    packed: Packed,
    deflater: Deflater,
}

/// Objects with successive numbers.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: u32,
    count: u32,
    place: Place,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// At this byte of the file.
    Offset(u64),
    /// In an object stream, from this index on.
    Packed { stream: u32, index: u32 },
}

/// The object stream that is being filled.
#[derive(Default)]
struct Packed {
    number: Option<ObjectNumber>,
    count: usize,
    header: Vec<u8>,
    bodies: Vec<u8>,
}

/// A file that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many bytes it has.
    pub bytes: u64,
    /// The SHA-256 of them.
    pub sha256: [u8; 32],
}

/// What is done with the data of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    /// It is compressed, if that makes it smaller.
    Flate,
    /// It is written as it is.
    None,
}

impl<'w> ObjectWriter<'w> {
    /// Begins a file.
    pub(super) fn new(out: &'w mut dyn io::Write) -> Self {
        Self {
            out,
            // Bytes above 127, so that no program takes the file for text (ISO 32000-1, 7.5.2).
            buffer: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(),
            handed_on: 0,
            hash: Sha256::new(),
            next: 1,
            runs: Vec::new(),
            packed: Packed::default(),
            deflater: Deflater::new(),
        }
    }

    /// Numbers for objects that will be written later, in any order: the first of `count` numbers.
    pub(super) fn reserve(&mut self, count: usize) -> ObjectNumber {
        let first = ObjectNumber(self.next);
        self.next = first.plus(count).0;
        first
    }

    /// Writes a stream. `entries` are those of its dictionary beside length and filter.
    pub(super) fn stream(
        &mut self,
        number: ObjectNumber,
        entries: &[u8],
        data: &[u8],
        filter: Filter,
    ) -> io::Result<()> {
        let offset = self.handed_on + self.buffer.len() as u64;
        self.record(number, Place::Offset(offset));
        let out = &mut self.buffer;
        push_number(out, u64::from(number.0));
        out.extend_from_slice(b" 0 obj\n<<");
        out.extend_from_slice(entries);
        let compressed = if filter == Filter::Flate { Some(self.deflater.deflate(data)) } else { None };
        let data = match compressed {
            Some(compressed) if compressed.len() + b"/Filter/FlateDecode".len() < data.len() => {
                out.extend_from_slice(b"/Filter/FlateDecode");
                compressed
            }
            _ => data,
        };
        out.extend_from_slice(b"/Length ");
        push_number(out, data.len() as u64);
        out.extend_from_slice(b">>\nstream\n");
        out.extend_from_slice(data);
        out.extend_from_slice(b"\nendstream\nendobj\n");
        if self.buffer.len() >= BUFFER { self.hand_on() } else { Ok(()) }
    }

    /// Packs an object that is no stream: `write` writes it.
    pub(super) fn object(&mut self, number: ObjectNumber, write: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        let stream = match self.packed.number {
            Some(stream) => stream,
            None => {
                let stream = self.reserve(1);
                self.packed.number = Some(stream);
                stream
            }
        };
        let index = self.packed.count as u32;
        self.record(number, Place::Packed { stream: stream.0, index });
        let Packed { count, header, bodies, .. } = &mut self.packed;
        push_number(header, u64::from(number.0));
        header.push(b' ');
        push_number(header, bodies.len() as u64);
        header.push(b' ');
        write(bodies);
        bodies.push(b'\n');
        *count += 1;
        if *count == MOST_PACKED { self.flush_packed() } else { Ok(()) }
    }

    /// Writes the cross-reference stream with these objects as catalog and information dictionary.
    pub(super) fn finish(mut self, catalog: ObjectNumber, info: ObjectNumber) -> io::Result<Written> {
        self.flush_packed()?;
        let number = self.reserve(1);
        let offset = self.handed_on + self.buffer.len() as u64;
        self.record(number, Place::Offset(offset));
        self.hand_on()?;
        // The file identifier (ISO 32000-1, 14.4): a hash of all the rest.
        let identifier = self.hash.clone().finalize();
        let mut entries =
            format!("/Type/XRef/Size {}/Root {} 0 R/Info {} 0 R/ID[", self.next, catalog.0, info.0).into_bytes();
        for _ in 0..2 {
            push_hexadecimal(&mut entries, &identifier[..16]);
        }
        entries.push(b']');
        let table = self.cross_references();
        entries.extend_from_slice(b"/W[1 5 1]/DecodeParms<</Predictor 12/Columns 7>>");
        // Without its filter the table could not be read.
        let table = self.deflater.deflate(&table).to_vec();
        entries.extend_from_slice(b"/Filter/FlateDecode");
        self.stream(number, &entries, &table, Filter::None)?;
        self.buffer.extend_from_slice(format!("startxref\n{offset}\n%%EOF\n").as_bytes());
        self.hand_on()?;
        self.out.flush()?;
        Ok(Written { bytes: self.handed_on, sha256: self.hash.finalize().into() })
    }

    /// The rows of the cross-reference stream (ISO 32000-1, 7.5.8), each as its difference from the
    /// one before (PNG's predictor Up), which leaves hardly anything but zeros.
    fn cross_references(&mut self) -> Vec<u8> {
        self.runs.sort_by_key(|run| run.first);
        let mut table = Vec::new();
        let mut before = [0_u8; 7];
        let mut row = |kind: u8, place: u64, index: u8| {
            let place = place.to_be_bytes();
            let row = [kind, place[3], place[4], place[5], place[6], place[7], index];
            table.push(2);
            table.extend(row.iter().zip(&before).map(|(new, old)| new.wrapping_sub(*old)));
            before = row;
        };
        row(0, 0, 255);
        let mut next = 1;
        for run in &self.runs {
            // Numbers that were never used.
            for _ in next..run.first {
                row(0, 0, 255);
            }
            for at in 0..run.count {
                match run.place {
                    Place::Offset(offset) => row(1, offset, 0),
                    Place::Packed { stream, index } => row(2, u64::from(stream), (index + at) as u8),
                }
            }
            next = run.first + run.count;
        }
        table
    }

    fn record(&mut self, number: ObjectNumber, place: Place) {
        if let (Some(run), Place::Packed { stream, index }) = (self.runs.last_mut(), place)
            && let Place::Packed { stream: same, index: first } = run.place
            && (stream, index, number.0) == (same, first + run.count, run.first + run.count)
        {
            run.count += 1;
            return;
        }
        self.runs.push(Run { first: number.0, count: 1, place });
    }

    fn flush_packed(&mut self) -> io::Result<()> {
        let Some(number) = self.packed.number.take() else { return Ok(()) };
        let Packed { count, header, bodies, .. } = &mut self.packed;
        let first = header.len();
        let entries = format!("/Type/ObjStm/N {count}/First {first}");
        header.extend_from_slice(bodies);
        bodies.clear();
        *count = 0;
        let mut data = std::mem::take(header);
        self.stream(number, entries.as_bytes(), &data, Filter::Flate)?;
        data.clear();
        self.packed.header = data;
        Ok(())
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.hash.update(&self.buffer);
        self.out.write_all(&self.buffer)?;
        self.handed_on += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

/// A compressor that is used for all streams of a file: making one costs more than a short stream.
struct Deflater {
    state: Compress,
    out: Vec<u8>,
}

impl Deflater {
    fn new() -> Self {
        Self { state: Compress::new(Compression::new(LEVEL), true), out: Vec::new() }
    }

    fn deflate(&mut self, data: &[u8]) -> &[u8] {
        self.state.reset();
        self.out.clear();
        self.out.reserve(data.len() / 2 + 64);
        loop {
            let read = self.state.total_in() as usize;
            let status = self.state.compress_vec(&data[read..], &mut self.out, FlushCompress::Finish);
            match status.expect("a state that was reset takes any data") {
                Status::StreamEnd => return &self.out,
                Status::Ok | Status::BufError => self.out.reserve(self.out.len() + 64),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_can_be_found_whatever_the_order_of_their_numbers() {
        let mut bytes = Vec::new();
        let mut writer = ObjectWriter::new(&mut bytes);
        let numbers = writer.reserve(1000);
        let stream = writer.reserve(1);
        writer.stream(stream, b"/Of/Ours", &[b'x'; 500], Filter::Flate).expect("memory takes it");
        for at in (0..1000).rev() {
            let number = numbers.plus(at);
            writer.object(number, |out| push_number(out, 7 * at as u64)).expect("memory takes it");
        }
        let root = writer.reserve(1);
        writer.object(root, |out| out.extend_from_slice(b"<</Type/Catalog>>")).expect("memory takes it");
        let written = writer.finish(root, root).expect("memory takes it");
        assert_eq!(written.bytes, bytes.len() as u64);
        assert_eq!(written.sha256, <[u8; 32]>::from(Sha256::digest(&bytes)));

        let pdf = lopdf::Document::load_mem(&bytes).expect("it is a PDF");
        for at in 0_u16..1000 {
            let object = pdf.get_object((numbers.plus(at.into()).0, 0)).expect("it is there");
            assert_eq!(object.as_i64().ok(), Some(7 * i64::from(at)));
        }
        let stream = pdf.get_object((stream.0, 0)).and_then(|object| object.as_stream()).expect("it is there");
        assert_eq!(stream.decompressed_content().expect("it is compressed"), [b'x'; 500]);
    }

    #[test]
    fn what_cannot_be_compressed_grows_by_nothing_but_zlib_s_frame() {
        let noise: Vec<u8> = (0_u32..5000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(Deflater::new().deflate(&noise).len() < noise.len() + 64);
    }
}
