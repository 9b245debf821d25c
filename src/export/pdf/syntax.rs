//! The syntax of a PDF (ISO 32000-1, 7.3): numbers, strings, names and references as bytes.

use std::io::Write as _;

use crate::unit::Pt;

/// The number of an object in the file; all have generation 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ObjectNumber(pub(super) u32);

impl ObjectNumber {
    /// The object `further` numbers on.
    pub(super) fn plus(self, further: usize) -> Self {
        // A file of four thousand million objects would be far beyond what PDF allows.
        Self(self.0 + further as u32)
    }
}

/// Appends a number in decimal digits.
pub(super) fn push_number(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends a reference to an object.
pub(super) fn push_reference(out: &mut Vec<u8>, number: ObjectNumber) {
    push_number(out, u64::from(number.0));
    out.extend_from_slice(b" 0 R");
}

/// References to objects, as an array.
pub(super) fn push_references(out: &mut Vec<u8>, numbers: impl Iterator<Item = ObjectNumber>) {
    out.push(b'[');
    for (at, number) in numbers.enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        push_reference(out, number);
    }
    out.push(b']');
}

/// A length to thousandths of a point: finer than any printer.
pub(super) fn push_length(out: &mut Vec<u8>, length: Pt) {
    push_thousandths(out, thousandths(length.0));
}

pub(super) fn thousandths(number: f64) -> i64 {
    (number * 1000.0).round() as i64
}

/// A number, given in thousandths, without zeros at its end.
pub(super) fn push_thousandths(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let number = number.unsigned_abs();
    push_number(out, number / 1000);
    let mut rest = number % 1000;
    if rest != 0 {
        out.push(b'.');
        let mut unit = 100;
        while rest != 0 {
            out.push(b'0' + (rest / unit) as u8);
            rest %= unit;
            unit /= 10;
        }
    }
}

/// Appends a name (ISO 32000-1, 7.3.5).
pub(super) fn push_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

/// Appends a text string (ISO 32000-1, 7.9.2.2).
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    push_string(out, &text_string(text));
}

/// The bytes of a text string: ASCII unchanged, other text in UTF-16BE with a mark.
pub(super) fn text_string(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.as_bytes().to_vec();
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

/// Appends a string: in brackets if it needs no escapes there, or in hexadecimal digits.
pub(super) fn push_string(out: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.iter().all(|byte| (0x20..0x7F).contains(byte) && !b"()\\".contains(byte)) {
        out.push(b'(');
        out.extend_from_slice(bytes);
        out.push(b')');
    } else {
        push_hexadecimal(out, bytes);
    }
}

/// Appends a string in hexadecimal digits.
pub(super) fn push_hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    for byte in bytes {
        let _ = write!(out, "{byte:02X}");
    }
    out.push(b'>');
}

/// A byte of a literal string (ISO 32000-1, 7.3.4.2).
pub(super) fn push_string_byte(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        // A reader would take every kind of line end for the same one.
        b'\r' => out.extend_from_slice(b"\\r"),
        _ => out.push(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(thousandths: i64) -> String {
        let mut out = Vec::new();
        push_thousandths(&mut out, thousandths);
        String::from_utf8(out).expect("it is ASCII")
    }

    #[test]
    fn numbers_are_as_short_as_can_be() {
        assert_eq!([0, 7, 70, 1500, -12_345].map(written), ["0", "0.007", "0.07", "1.5", "-12.345"]);
    }

    #[test]
    fn a_string_ends_only_at_its_end() {
        let mut out = Vec::new();
        b"a(b)\\\r\n".iter().for_each(|byte| push_string_byte(&mut out, *byte));
        assert_eq!(out, b"a\\(b\\)\\\\\\r\n");
    }
}
