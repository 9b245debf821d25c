//! Paper: the sizes that have a name, and where each is usual.

use serde::Deserialize;

use crate::id::CountryCode;
use crate::unit::{Mm, Size};

/// Countries whose usual paper is 8.5 × 11 inches (Unicode CLDR 47, `paperSize`); and, which are our
/// own, the other territories that the United States Postal Service delivers to at home.
const LETTER_COUNTRIES: [&str; 18] = [
    "BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE", // CLDR
    "AS", "GU", "MP", "VI",
];

/// How far a sheet may be from a size and still be of it: what the standard lets a cutter err.
const TOLERANCE: Mm = Mm(1.5);

/// Paper whose size has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    /// The paper that is usual in a country; the world's where the country is not known.
    pub fn usual_in(country: Option<&CountryCode>) -> Self {
        let is_letter = |country: &CountryCode| LETTER_COUNTRIES.contains(&country.as_str());
        if country.is_some_and(is_letter) { Self::Letter } else { Self::A4 }
    }

    /// The paper of a sheet, if its size has a name.
    pub fn of(sheet: Size) -> Option<Self> {
        let is_near = |paper: &Self| {
            let [width, height] = paper.sides();
            let near = |a: Mm, b: Mm| (a.0 - b.0).abs() <= TOLERANCE.0;
            near(sheet.width.to_mm(), width) && near(sheet.height.to_mm(), height)
        };
        [Self::A4, Self::Letter].into_iter().find(is_near)
    }

    /// Its width and its height.
    pub fn sides(self) -> [Mm; 2] {
        match self {
            Self::A4 => [Mm(210.0), Mm(297.0)],
            Self::Letter => [Mm(215.9), Mm(279.4)],
        }
    }

    /// Its size.
    pub fn size(self) -> Size {
        let [width, height] = self.sides();
        Size { width: width.to_pt(), height: height.to_pt() }
    }

    /// Its name in a sender's file, and in an order.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_of_the_paper_whose_size_it_has() {
        let sheet = |width, height| Size { width: Mm(width).to_pt(), height: Mm(height).to_pt() };
        assert_eq!(Paper::of(sheet(210.0, 297.0)), Some(Paper::A4));
        assert_eq!(Paper::of(sheet(216.0, 279.0)), Some(Paper::Letter));
        assert_eq!(Paper::of(sheet(215.9, 355.6)), None);
    }

    #[test]
    fn letter_paper_is_usual_in_north_america() {
        assert_eq!(Paper::usual_in(CountryCode::new("CA").as_ref()), Paper::Letter);
        assert_eq!(Paper::usual_in(CountryCode::new("KH").as_ref()), Paper::A4);
        assert_eq!(Paper::usual_in(None), Paper::A4);
    }
}
