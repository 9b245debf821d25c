//! What is mended in the cells of a row, because there is only one way: the traces of spreadsheets and of copying. Parts of
//! the address that are in a wrong cell are put right in `parts`.

use std::collections::BTreeMap;

use super::Column;
use super::words::WORDS;

/// The cells of a row that are not empty, by their columns.
pub type Fields = BTreeMap<Column, String>;

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mend {
    /// An apostrophe before the text, with which a spreadsheet marks text.
    Apostrophe,
    /// `_x000D_`, with which Excel writes a character.
    ExcelCode,
    /// Several spaces in a row, or spaces that do not break at an end.
    Spaces,
    /// Characters without width around the text.
    Invisible,
    /// A vertical tab between two lines.
    VerticalTab,
    /// Town and postcode in each other's cells.
    Swapped,
    /// Postcode and town in one cell.
    Parted,
    /// A whole address in one cell.
    WholeAddress,
    /// The country in the address, besides its own cell.
    Country,
    /// The town or the postcode in the address, besides its own cell.
    Town,
}

impl Mend {
    /// Its description, before "in 3 rows".
    pub fn description(self) -> &'static str {
        match self {
            Self::Apostrophe => "removed an apostrophe before the text",
            Self::ExcelCode => "replaced a code such as `_x000D_` by its character",
            Self::Spaces => "removed doubled spaces or spaces that do not break",
            Self::Invisible => "removed invisible characters around the text",
            Self::VerticalTab => "made a line break of a vertical tab",
            Self::Swapped => "swapped town and postcode",
            Self::Parted => "split a cell with postcode and town",
            Self::WholeAddress => "split an address in one cell into lines",
            Self::Country => "removed the country from the address, which has its own cell",
            Self::Town => "removed the town or postcode from the address lines, which has its own cell",
        }
    }
}

/// Mends the text of each cell, and returns what was mended where. Cells of which nothing is left are removed.
pub fn mend_cells(fields: &mut Fields) -> Vec<(Column, Mend)> {
    let mut mends = Vec::new();
    for (column, words) in fields.iter_mut() {
        let column = *column;
        for (mend, mended) in STEPS {
            if let Some(text) = mended(column, words) {
                *words = text;
                mends.push((column, *mend));
            }
        }
    }
    fields.retain(|_, words| !words.is_empty());
    mends
}

/// A step: the mended text, if it changes.
type Step = fn(Column, &str) -> Option<String>;

/// The steps in their order: what a code hides is looked at after it.
const STEPS: &[(Mend, Step)] = &[
    (Mend::ExcelCode, |column, words| if column == Column::Id { None } else { without_codes(words) }),
    (Mend::VerticalTab, with_line_breaks),
    (Mend::Invisible, |_, words| without_invisible_ends(words)),
    (Mend::Apostrophe, |column, words| if column == Column::Personal { None } else { without_apostrophe(words) }),
    (Mend::Spaces, |column, words| if column == Column::Personal { None } else { with_single_spaces(words) }),
];

/// Whether a column has lines, as an address has.
fn has_lines(column: Column) -> bool {
    matches!(column, Column::AddressAbove | Column::Address(_) | Column::Personal)
}

/// Characters that Excel writes as `_xHHHH_`: ECMA-376 part 1, 22.9.2.19 (`ST_Xstring`).
fn without_codes(words: &str) -> Option<String> {
    if !words.contains("_x") {
        return None;
    }
    let mut out = String::new();
    let mut rest = words;
    let mut is_changed = false;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest[at..].get(6..7) == Some("_"));
        let digits = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = digits.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        if let Some(character) = character {
            out.push_str(&rest[..at]);
            out.push(character);
            rest = &rest[at + 7..];
            is_changed = true;
        } else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    is_changed.then(|| out.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned())
}

/// A vertical tab is a line break of older programs, and U+2028 of newer ones.
fn with_line_breaks(column: Column, words: &str) -> Option<String> {
    let is_break = ['\u{B}', '\u{2028}', '\u{2029}'];
    (has_lines(column) && words.contains(is_break)).then(|| words.replace(is_break, "\n").trim().to_owned())
}

/// Characters without width at the ends. The joiners at the end may belong to a letter of Malayalam or Persian.
fn without_invisible_ends(words: &str) -> Option<String> {
    let is_invisible = |c: char| matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    let is_joiner = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
    let start = words.trim_start_matches(|c: char| is_invisible(c) || is_joiner(c) || c.is_whitespace());
    let mended = start.trim_end_matches(|c: char| is_invisible(c) || c.is_whitespace());
    let has_invisible = |removed: &str| removed.chars().any(|c| !c.is_whitespace());
    let (before, after) = (&words[..words.len() - start.len()], &start[mended.len()..]);
    (has_invisible(before) || has_invisible(after)).then(|| mended.to_owned())
}

/// An apostrophe before the text. One that belongs to a word stays: `'s-Gravenhage`, `'t Hooft`; and so does one that opens
/// a quotation.
fn without_apostrophe(words: &str) -> Option<String> {
    let rest = words.strip_prefix('\'')?;
    let first: String = rest.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let closes = rest
        .char_indices()
        .any(|(at, c)| matches!(c, '\'' | '’') && !rest[at + c.len_utf8()..].starts_with(char::is_alphanumeric));
    let is_meant = WORDS.apostrophes.contains(&first) || closes || rest.trim().is_empty();
    (!is_meant).then(|| rest.trim().to_owned())
}

/// Single spaces in each line.
fn with_single_spaces(words: &str) -> Option<String> {
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2007}');
    if words.is_ascii() && !words.contains("  ") && words.trim_matches(' ').len() == words.len() {
        return None;
    }
    let mut out = String::new();
    let mut is_changed = words.starts_with(is_space) || words.ends_with(is_space);
    let mut run = 0;
    for c in words.trim_matches(is_space).chars() {
        run = if is_space(c) { run + 1 } else { 0 };
        if run > 1 {
            is_changed = true;
            out.pop();
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    is_changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(column: Column, words: &str) -> (String, Vec<Mend>) {
        let mut fields = Fields::from([(column, words.to_owned())]);
        let mends = mend_cells(&mut fields).into_iter().map(|(_, mend)| mend).collect();
        (fields.remove(&column).unwrap_or_default(), mends)
    }

    #[test]
    fn the_traces_of_programs_are_taken_away() {
        for (column, words, expected, mend) in [
            (Column::Postcode, "'01067", "01067", Mend::Apostrophe),
            (Column::Name, "'Ann Smith", "Ann Smith", Mend::Apostrophe),
            (Column::Name, "'Ann O'Neill", "Ann O'Neill", Mend::Apostrophe),
            (Column::Address(1), "Flat 2_x000D_1 High Street", "Flat 2\n1 High Street", Mend::ExcelCode),
            (Column::Address(1), "Flat 2_x000D_\n1 High Street_x000D_", "Flat 2\n1 High Street", Mend::ExcelCode),
            (Column::Address(1), "M_x00FC_hlweg_x005F_3", "Mühlweg_3", Mend::ExcelCode),
            (Column::Address(1), "1  High   Street", "1 High Street", Mend::Spaces),
            (Column::Town, "London\u{A0} ", "London", Mend::Spaces),
            (Column::Name, "\u{200B}Ann Smith\u{FEFF}", "Ann Smith", Mend::Invisible),
            (Column::Address(1), "Flat 2\u{B}1 High Street", "Flat 2\n1 High Street", Mend::VerticalTab),
            (Column::Personal, "Bom_x000D_dia", "Bom\ndia", Mend::ExcelCode),
        ] {
            assert_eq!(mended(column, words), (expected.to_owned(), vec![mend]), "{words:?}");
        }
        assert_eq!(mended(Column::Name, "\u{200B}"), (String::new(), vec![Mend::Invisible]));
    }

    #[test]
    fn what_is_meant_stays() {
        for words in [
            "O'Neill",
            "'s-Gravenhage",
            "'t Hooft",
            "'s Gravenhage",
            "'t Hoenstraat 3",
            "'Abd al-Rahman",
            "'The Laurels', 3 Mill Lane",
            "'The Laurels'",
            "ចាន់\u{200B}ធូ",
            "Ju\u{308}rgen",
            "Flat_x 3",
            "_xylophone_",
            "_x12_",
            "_xZZZZ_",
            "ക്\u{200D}",
        ] {
            assert_eq!(mended(Column::Address(1), words), (words.to_owned(), Vec::new()), "{words:?}");
        }
        assert_eq!(mended(Column::Personal, "'Tis  so"), ("'Tis  so".to_owned(), Vec::new()));
        assert_eq!(mended(Column::Name, "Ann\u{B}Smith").1, []);
    }
}
