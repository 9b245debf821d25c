//! Days with their year in running text.

use std::ops::Range;

use jiff::civil::Date;

use super::vocabulary::Vocabulary;

/// A day in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The bytes of it.
    pub range: Range<usize>,
    /// The day.
    pub date: Date,
}

/// A word of a text, without the marks around it.
struct Word<'t> {
    range: Range<usize>,
    text: &'t str,
}

/// The days of a text, in its order: `3 September 2017`, `September 3, 2017`, `3 de septiembre de 2017`. A day
/// without its year is not one of them.
pub fn dates(text: &str, vocabulary: &Vocabulary) -> Vec<Found> {
    let words = words(text);
    let mut found: Vec<Found> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(month) = vocabulary.month(word.text).filter(|_| word.text.starts_with(char::is_alphabetic)) else {
            continue;
        };
        let is_of = |at: usize| words.get(at).is_some_and(|word| matches!(word.text, "de" | "DE" | "del" | "of"));
        let number = |at: usize, most: usize| {
            let digits = words.get(at)?.text;
            (digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<i16>().ok())?
        };
        let year_at = |at: usize| {
            let at = at + usize::from(is_of(at));
            number(at, 4).filter(|year| (1900..2100).contains(year)).map(|year| (year, at))
        };
        let before = at.checked_sub(1).map(|before| if is_of(before) { before.wrapping_sub(1) } else { before });
        let day_before = before.and_then(|before| Some((number(before, 2)?, before)));
        let with_day_first = day_before.and_then(|(day, first)| Some((day, year_at(at + 1)?, first)));
        let with_month_first = || Some((number(at + 1, 2)?, year_at(at + 2)?, at));
        let Some((day, (year, last), first)) = with_day_first.or_else(with_month_first) else { continue };
        let range = words[first].range.start..words[last].range.end;
        let is_near = !text[range.clone()].contains(['.', ';', '(', ')', '/']) || text[range.clone()].contains(". ");
        let is_new = found.last().is_none_or(|found: &Found| found.range.end <= range.start);
        if let (Ok(day), true, true) = (i8::try_from(day), is_near, is_new)
            && let Ok(date) = Date::new(year, month, day)
        {
            found.push(Found { range, date });
        }
    }
    found
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { range: from..at, text: &text[from..at] });
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        let dates = dates(text, &Vocabulary::bundled());
        dates.into_iter().map(|found| (&text[found.range], found.date.to_string())).collect()
    }

    #[test]
    fn only_a_day_with_its_year_is_found() {
        let one = |words: &'static str, day: &str| vec![(words, day.to_owned())];
        assert_eq!(found("On 3 September 2017, he"), one("3 September 2017", "2017-09-03"));
        assert_eq!(found("On September 3, 2017 he"), one("September 3, 2017", "2017-09-03"));
        assert_eq!(found("el 3 de septiembre de 2017"), one("3 de septiembre de 2017", "2017-09-03"));
        assert_eq!(found("le 3 août 2017."), one("3 août 2017", "2017-08-03"));
        assert_eq!(found("BEFORE 1 FEBRUARY 2018 TO:"), one("1 FEBRUARY 2018", "2018-02-01"));
        assert_eq!(found("3. März 2017"), one("3. März 2017", "2017-03-03"));
        for none in ["On 3 September, he", "in September 2017", "31 February 2018", "3 or 4 May", "May 2018"] {
            assert_eq!(found(none), [], "{none}");
        }
    }
}
