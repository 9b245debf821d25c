//! Numbers of cells as text: as a person sees a date or a postcode, and never with the noise of a calculation.

use jiff::{Span, civil::date};

/// How a number is shown, as far as it matters for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFormat {
    /// As the number itself.
    Plain,
    /// As a day, as a time of the day, or both.
    Date,
    /// With all of its digits: `00000` or `00000-0000`.
    Digits(String),
}

impl NumberFormat {
    /// The format with this number among those that every workbook has (ECMA-376 part 1, 18.8.30).
    pub fn built_in(id: u32) -> Self {
        match id {
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }

    /// The format of a code such as `dd/mm/yyyy` or `00000`.
    pub fn of_code(code: &str) -> Self {
        let Some(shape) = shape(code) else { return Self::Plain };
        let is_mask = shape.chars().all(|c| matches!(c, '0' | '-' | ' '));
        if is_mask && shape.chars().filter(|c| *c == '0').count() > 1 {
            return Self::Digits(shape.trim().to_owned());
        }
        let lower = shape.to_lowercase().replace("general", "");
        let is_date = lower.contains(['y', 'd', 'h', 's', 'm']) && !lower.contains(['0', '#', '?'].as_slice());
        // Seconds may have digits: `ss.000`.
        let has_fraction = lower.contains("s.0") || lower.contains("s,0");
        if is_date || has_fraction { Self::Date } else { Self::Plain }
    }

    /// A number as text.
    pub fn shown(&self, value: &str, is_1904: bool) -> String {
        let value = value.trim();
        let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            return value.to_owned();
        };
        match self {
            Self::Date => moment(number, is_1904).unwrap_or_else(|| plain(number)),
            Self::Digits(mask) => masked(number, mask).unwrap_or_else(|| plain(number)),
            Self::Plain => plain(number),
        }
    }
}

/// The first section of a code without its literal words, colours and conditions. None for a format that depends on
/// a condition.
fn shape(code: &str) -> Option<String> {
    let mut shape = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => {
                let literal: String = characters.by_ref().take_while(|c| *c != '"').collect();
                shape.extend(literal.chars().filter(|c| matches!(c, '-' | ' ')));
            }
            // A character that stands for itself.
            '\\' => shape.extend(characters.next().filter(|c| matches!(c, '-' | ' '))),
            // A space as wide as the next character, or the next character repeated.
            '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if inside.starts_with(['<', '>', '=']) {
                    return None;
                }
                // `[h]` counts hours beyond a day: no time of the day.
                let lower = inside.to_ascii_lowercase();
                if !lower.is_empty() && ["h", "m", "s"].iter().any(|unit| lower.replace(unit, "").is_empty()) {
                    return None;
                }
            }
            _ => shape.push(character),
        }
    }
    Some(shape)
}

/// A number with at most 15 digits, as spreadsheets calculate, and without an exponent.
pub fn plain(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Not `-0`.
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// A number with the digits of a mask, from the right.
fn masked(number: f64, mask: &str) -> Option<String> {
    let digits = plain(number);
    let places = mask.chars().filter(|c| *c == '0').count();
    if digits.len() > places || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{digits:0>places$}");
    let mut digits = digits.chars();
    mask.chars().map(|c| if c == '0' { digits.next() } else { Some(c) }).collect()
}

/// A day in ISO 8601, with the time if it is not midnight; before the first day, a time alone.
fn moment(number: f64, is_1904: bool) -> Option<String> {
    const DAY: f64 = 86_400.0;
    // The year 9999 ends below this number.
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let seconds = (number * DAY).round() as i64;
    let (days, seconds) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let time = time.strip_suffix(":00").unwrap_or(&time);
    if days == 0 && !is_1904 {
        return Some(time.to_owned());
    }
    let first = match (is_1904, days) {
        (true, _) => date(1904, 1, 1),
        // The calendar of spreadsheets has a 29 February 1900, which never was.
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    let day = first.checked_add(Span::new().days(days)).ok()?;
    Some(if seconds == 0 { day.to_string() } else { format!("{day} {time}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_a_person_sees_them() {
        let plain = |value: &str| NumberFormat::Plain.shown(value, false);
        assert_eq!(plain("12.0"), "12");
        assert_eq!(plain("1.2E+4"), "12000");
        assert_eq!(plain("12.300000000000001"), "12.3");
        assert_eq!(plain("0.1"), "0.1");
        assert_eq!(plain("-0.0"), "0");
        assert_eq!(plain("4791234567"), "4791234567");
        assert_eq!(plain("NaN"), "NaN");
        let code = |code: &str, value: &str| NumberFormat::of_code(code).shown(value, false);
        assert_eq!(code("00000", "1067"), "01067");
        assert_eq!(code("00000\\-0000", "21390001"), "02139-0001");
        assert_eq!(code("[$-407]00000", "1067"), "01067");
        assert_eq!(code("00000", "123456"), "123456");
        assert_eq!(code("#,##0.00", "1067"), "1067");
        assert_eq!(code("0", "1067"), "1067");
        assert_eq!(code("[<=99999]00000;00000-0000", "1067"), "1067");
    }

    #[test]
    fn days_are_iso_dates() {
        let code = |code: &str, value: &str| NumberFormat::of_code(code).shown(value, false);
        assert_eq!(code("dd/mm/yyyy", "46115"), "2026-04-03");
        assert_eq!(code("d\\-mmm", "46115"), "2026-04-03");
        assert_eq!(code("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "46115"), "2026-04-03");
        assert_eq!(code("yyyy-mm-dd h:mm", "46115.604166666664"), "2026-04-03 14:30");
        assert_eq!(code("h:mm AM/PM", "0.5"), "12:00");
        assert_eq!(code("[h]:mm", "1.5"), "1.5");
        assert_eq!(code("General", "46115"), "46115");
        assert_eq!(code("[Red]General", "46115"), "46115");
        assert_eq!(code("0.00\" days\"", "3.5"), "3.5");
        assert_eq!(NumberFormat::built_in(14).shown("46115", false), "2026-04-03");
        assert_eq!(NumberFormat::built_in(14).shown("44653", true), "2026-04-03");
        assert_eq!(NumberFormat::built_in(14).shown("1", false), "1900-01-01");
        assert_eq!(NumberFormat::built_in(14).shown("61", false), "1900-03-01");
        assert_eq!(NumberFormat::built_in(14).shown("-5", false), "-5");
        assert_eq!(NumberFormat::built_in(14).shown("1e300", false).len(), 301);
    }
}
