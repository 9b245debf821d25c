//! Digits: numbers as a language writes them.

use serde::Deserialize;

/// A set of ten decimal digits, by its CLDR numbering system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// 0–9.
    Latn,
    /// Khmer, ០–៩.
    Khmr,
    /// Arabic, ٠–٩.
    Arab,
    /// Persian and Urdu, ۰–۹.
    Arabext,
    /// Bengali.
    Beng,
    /// Devanagari.
    Deva,
    /// Lao.
    Laoo,
    /// Burmese.
    Mymr,
    /// Thai.
    Thai,
}

impl Digits {
    /// `number` in these digits, without grouping.
    pub fn write(self, number: u64) -> String {
        let zero = self.zero() as u32;
        let digit = |c: char| c.to_digit(10).and_then(|value| char::from_u32(zero + value));
        number.to_string().chars().filter_map(digit).collect()
    }

    /// The digit zero; the other nine follow it in Unicode.
    pub fn zero(self) -> char {
        match self {
            Digits::Latn => '0',
            Digits::Khmr => '០',
            Digits::Arab => '٠',
            Digits::Arabext => '۰',
            Digits::Beng => '০',
            Digits::Deva => '०',
            Digits::Laoo => '໐',
            Digits::Mymr => '၀',
            Digits::Thai => '๐',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_languages_digits() {
        assert_eq!(Digits::Latn.write(2018), "2018");
        assert_eq!(Digits::Khmr.write(2018), "២០១៨");
        assert_eq!(Digits::Arab.write(70), "٧٠");
    }
}
