//! Dates, and numbers of spreadsheets, where a name or an address is expected.

use super::words::WORDS;

/// Whether a whole value is a date, with or without a time.
pub fn is_date(value: &str) -> bool {
    let value = value.trim();
    let day = value.split_once(['T', ' ']).map_or(value, |(day, time)| if is_time(time) { day } else { value });
    is_numeric(day) || is_with_month(day, IsWhole::Yes)
}

/// The date that a spreadsheet has made of a part of a line, if there is one: `03-Apr`, `2026-04-03`. A date in words may be
/// part of the name of a street: `Straße des 17. Juni`.
pub fn date_in(line: &str) -> Option<&str> {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_date(line) {
        return Some(line);
    }
    let tokens = || line.split([' ', ',', ';', '(', ')']).filter(|token| !token.is_empty());
    let token = tokens().find(|token| {
        let is_iso = is_numeric(token) && token.starts_with(|c: char| c.is_ascii_digit()) && token.find('-') == Some(4);
        let has_year = is_numeric(token) && !token.contains('-') && year_at_end(token);
        is_iso || has_year || token.contains('-') && is_with_month(token, IsWhole::No)
    });
    // `Hauptstr. 3. Apr`: the number of the house was `3/4`.
    token.or_else(|| {
        let (before, month) = line.rsplit_once(' ')?;
        let at = before.rfind(' ').map_or(0, |at| at + 1);
        let is_short = is_month(month) && !WORDS.whole_months.contains(&plain_month(month));
        let is_day =
            before[at..].strip_suffix('.').is_some_and(|day| number(day).is_some_and(|day| (1..=31).contains(&day)));
        (is_short && is_day).then(|| &line[at..])
    })
}

/// A number as a spreadsheet writes it: `10115.0`, `1.01E+04`.
pub fn computed_number(token: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = token.strip_suffix(".0").or_else(|| token.strip_suffix(".00"));
    let power = token.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        power.strip_prefix('+').is_some_and(digits) && digits(whole) && digits(part)
    });
    whole.is_some_and(digits) || power
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IsWhole {
    Yes,
    No,
}

fn number(text: &str) -> Option<u32> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.trim_end_matches('Z').split(':').collect();
    let is_part = |part: &&str| part.len() == 2 && number(part).is_some_and(|part| part < 60);
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| is_part(&part.split('.').next().unwrap_or_default()))
}

fn is_year(number: u32) -> bool {
    (1900..2100).contains(&number)
}

fn year_at_end(token: &str) -> bool {
    token.get(token.len().saturating_sub(4)..).and_then(number).is_some_and(is_year)
}

/// `2026-04-03`, `3.4.2026`, `03/04/26`.
fn is_numeric(day: &str) -> bool {
    let parts = |mark| -> Option<Vec<u32>> {
        // The number of a house may be `1-2-3`.
        let has_year = day.split(mark).any(|part| part.len() == 4) || day.rsplit(mark).next()?.len() == 2;
        day.split(mark).map(number).collect::<Option<_>>().filter(|_| has_year)
    };
    ['-', '.', '/'].into_iter().filter_map(parts).any(|parts| match parts[..] {
        [year, month, day] if is_year(year) => is_day_and_month(day, month),
        [day, month, year] => (is_year(year) || year < 100) && is_day_and_month(day, month),
        _ => false,
    })
}

fn is_day_and_month(one: u32, other: u32) -> bool {
    (1..=31).contains(&one) && (1..=31).contains(&other) && one.min(other) <= 12
}

/// `03-Apr`, `Mar-12`, `3-Apr-2026`; as a whole value also `3. April 2026`, `3 Apr`.
fn is_with_month(day: &str, is_whole: IsWhole) -> bool {
    let is_mark = |c: char| c == '-' || is_whole == IsWhole::Yes && matches!(c, '.' | ' ' | '/');
    let parts: Vec<&str> = day.split(is_mark).filter(|part| !part.is_empty()).collect();
    let months = parts.iter().filter(|part| is_month(part)).count();
    let are_numbers = parts.iter().filter(|part| !is_month(part)).all(|part| number(part).is_some());
    (2..=3).contains(&parts.len()) && months == 1 && are_numbers
}

fn plain_month(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

fn is_month(word: &str) -> bool {
    WORDS.months.contains(&plain_month(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_spreadsheets_make_are_known() {
        for date in [
            "2026-04-03",
            "2026-04-03 00:00:00",
            "2026-04-03T00:00:00Z",
            "3.4.2026",
            "03/04/2026",
            "3/4/26",
            "03-Apr",
            "3-Apr-26",
            "Mar-12",
            "Mrz-12",
            "3. Apr",
            "03. April 2026",
            "12. Dez",
            "Apr 2026",
            "3 août 2024",
        ] {
            assert!(is_date(date), "{date}");
            assert_eq!(date_in(date), Some(date));
        }
        for (line, date) in [
            ("Hauptstr. 03-Apr", "03-Apr"),
            ("03-Apr High Street", "03-Apr"),
            ("High Street 2026-04-03", "2026-04-03"),
            ("Hauptstr. 3. Apr", "3. Apr"),
            ("Hauptstr. 3.4.2026", "3.4.2026"),
        ] {
            assert_eq!(date_in(line), Some(date), "{line}");
        }
    }

    #[test]
    fn streets_that_are_named_after_a_day_are_not_dates() {
        for line in [
            "Straße des 17. Juni 5",
            "Straße des 17. Juni",
            "Platz des 1. Mai",
            "R. 25 de Abril, 3",
            "Via 4 Novembre 12",
            "Calle 2 de Mayo 7",
            "12/3",
            "12-14 High Street",
            "8-2-293/82 Banjara Hills",
            "Flat 3-4",
            "May Street 3",
            "Mar Vista 12",
            "17 Rue du 11 Novembre 1918",
            "Haus 3.4",
            "March",
            "6-3-1090 Raj Bhavan Road",
        ] {
            assert_eq!(date_in(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_of_spreadsheets_are_known() {
        for token in ["10115.0", "12.0", "1.01E+04", "1,01E+05", "1E+05", "2139.00"] {
            assert!(computed_number(token), "{token}");
        }
        for token in ["10115", "3.4", "E+5", "12.05", "1.0.0", "SW1E", "2E", "3.0b"] {
            assert!(!computed_number(token), "{token}");
        }
    }
}
