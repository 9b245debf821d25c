//! Letters of another script: whole words of it, and single letters that look like the right one.

use unicode_script::Script;

use super::fault;
use super::scan::{is_kept, is_letter, is_quoted, script, words};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Latin letters and those of Cyrillic and Greek that are drawn alike.
const ALIKE: [(char, &str); 44] = [
    ('A', "АΑ"),
    ('B', "ВΒ"),
    ('C', "СϹ"),
    ('E', "ЕΕ"),
    ('H', "НΗ"),
    ('I', "ІΙӀ"),
    ('J', "Ј"),
    ('K', "КΚ"),
    ('M', "МΜ"),
    ('N', "Ν"),
    ('O', "ОΟ"),
    ('P', "РΡ"),
    ('S', "Ѕ"),
    ('T', "ТΤ"),
    ('X', "ХΧ"),
    ('Y', "ҮΥУ"),
    ('Z', "Ζ"),
    ('V', "Ѵ"),
    ('Q', "Ԛ"),
    ('W', "Ԝ"),
    ('G', "Ԍ"),
    ('a', "аα"),
    ('c', "сϲ"),
    ('d', "ԁ"),
    ('e', "е"),
    ('g', "ɡ"),
    ('h', "һ"),
    ('i', "іι"),
    ('j', "јϳ"),
    ('k', "κ"),
    ('l', "ӏ"),
    ('n', "п"),
    ('o', "оο"),
    ('p', "рρ"),
    ('q', "ԛ"),
    ('r', "г"),
    ('s', "ѕ"),
    ('u', "υ"),
    ('v', "νѵ"),
    ('w', "ԝω"),
    ('x', "хχ"),
    ('y', "уγү"),
    ('b', "Ь"),
    ('m', "м"),
];

/// Faults of script in one text.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let own = &subject.info.scripts;
    let mut faults: Vec<Fault> =
        words(text).into_iter().filter_map(|range| word_fault(subject, own, &text[range.clone()], range)).collect();
    if faults.is_empty() {
        faults.extend(no_own_letter(subject, own));
    }
    faults
}

/// A text without any letter of its language, and without the words of the source:
/// typed with a font that draws Latin letters as others, or never translated.
fn no_own_letter(subject: &Subject, own: &[Script]) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let source = subject.source?;
    if own.contains(&Script::Latin) || text.chars().filter_map(script).any(|script| own.contains(&script)) {
        return None;
    }
    let theirs = source.text.text.to_lowercase();
    let latin = |word: &str| word.chars().filter_map(script).all(|script| script == Script::Latin);
    let range = words(text).into_iter().find(|range| {
        let word = &text[range.clone()];
        word.chars().count() > 3 && latin(word) && !is_kept(subject, word) && !theirs.contains(&word.to_lowercase())
    })?;
    let message =
        format!("`{}` is in Latin letters, and nothing here is in the script of the language", fault::visible(text));
    let help = format!("write it in the script of the language (`script: {}` in `locale.yaml`)", subject.info.script);
    Some(fault::warning(rules::FOREIGN_SCRIPT, range, message, help))
}

fn word_fault(subject: &Subject, own: &[Script], word: &str, range: std::ops::Range<usize>) -> Option<Fault> {
    // Nearly all words are of one script, the language's own or Latin.
    let mut scripts = word.chars().filter_map(script);
    let only = scripts.next();
    if only.is_none_or(|only| only == Script::Latin || own.contains(&only)) && scripts.all(|other| Some(other) == only)
    {
        return None;
    }
    // Marks count as well: a Thai vowel on a Khmer letter is a slip of the keyboard.
    let count = |wanted: Script| word.chars().filter(|c| script(*c) == Some(wanted)).count();
    let mut found: Vec<(Script, usize)> = Vec::new();
    for script in word.chars().filter_map(script) {
        if !found.iter().any(|(known, _)| *known == script) {
            found.push((script, count(script)));
        }
    }
    // As in the names of proteins, TNFα and NFκB.
    let is_of = |c: char, of: Script| script(c) == Some(of);
    let is_named = |c: char| is_of(c, Script::Greek) && c.is_lowercase() || is_of(c, Script::Latin) && c.is_uppercase();
    if count(Script::Latin) > 1 && word.chars().filter(|c| is_letter(*c)).all(is_named) {
        return None;
    }
    let shown = fault::visible(word);
    if let Some(right) = lookalike(own, &found, word) {
        let message = format!("`{shown}` has similar letters of another script ({})", fault::code_points(word));
        let help = format!("write `{right}` with the correct letters");
        // A whole word in other letters may be intended if there is no source without it: `ТАСС`.
        let is_meant = match (found.len(), subject.source) {
            (1, Some(source)) => source.text.text.contains(word),
            (1, None) => true,
            // A unit such as `kΩ` has letters of two scripts.
            _ => word.chars().count() <= 3 && count(Script::Greek) > 0,
        };
        if is_meant {
            return Some(fault::warning(rules::HOMOGLYPH, range, message, help));
        }
        return Some(fault::fixed(fault::error(rules::HOMOGLYPH, range, message, help), right));
    }
    let foreign =
        found.iter().map(|(script, _)| *script).find(|script| *script != Script::Latin && !own.contains(script))?;
    let name = foreign.full_name();
    // The Lao, Thai and Burmese scripts are the neighbours of Khmer, and within it on purpose only where a word is
    // quoted.
    let neighbours = [Script::Khmer, Script::Lao, Script::Thai, Script::Myanmar];
    let is_mixed = found.len() > 1;
    let mistaken = if neighbours.contains(&foreign) && own.iter().any(|script| neighbours.contains(script)) {
        is_mixed || !is_quoted(&subject.text.text, &range)
    } else {
        is_mixed && word.chars().count() > 3
    };
    let in_source = subject.source.is_some_and(|source| source.text.text.chars().any(|c| script(c) == Some(foreign)));
    let message = format!("`{shown}` is in the script {name} ({})", fault::code_points(&first(word, 8)));
    let help = format!("write it in the script of the language (`script: {}` in `locale.yaml`)", subject.info.script);
    Some(if mistaken && !in_source {
        fault::error(rules::FOREIGN_SCRIPT, range, message, help)
    } else {
        fault::warning(rules::FOREIGN_SCRIPT, range, message, help)
    })
}

fn first(word: &str, count: usize) -> String {
    word.chars().take(count).collect()
}

/// The word as it was meant, if some of its letters, or all of them, only look like the right ones.
fn lookalike(own: &[Script], found: &[(Script, usize)], word: &str) -> Option<String> {
    let european = [Script::Latin, Script::Cyrillic, Script::Greek];
    if !found.iter().all(|(script, _)| european.contains(script)) {
        return None;
    }
    let meant = match found {
        // One script that is not the language's: a word of Latin letters was meant, if all look so.
        [(only, count)] if *only != Script::Latin && !own.contains(only) && *count > 1 => Script::Latin,
        [_] | [] => return None,
        _ => {
            let most = found.iter().max_by_key(|(script, count)| (*count, own.contains(script)))?;
            most.0
        }
    };
    let in_script = |letter: char| script(letter).is_none_or(|script| script == meant);
    let right: Option<String> =
        word.chars().map(|letter| if in_script(letter) { Some(letter) } else { twin(letter, meant) }).collect();
    // Digits are not letters, but are drawn like some: the Cyrillic З like a 3.
    if right.is_none() && word.contains(['З', 'з']) {
        return None;
    }
    right.or_else(|| {
        // As many letters of the one as of the other: the language's own script was meant.
        let other = found.iter().map(|(script, _)| *script).find(|script| *script != meant)?;
        let in_other = |letter: char| script(letter).is_none_or(|script| script == other);
        (found.len() == 2)
            .then(|| {
                word.chars().map(|letter| if in_other(letter) { Some(letter) } else { twin(letter, other) }).collect()
            })
            .flatten()
    })
}

/// The Latin letter that looks like this letter; without one, the letter itself.
pub(in crate::judge) fn latin_twin(letter: char) -> char {
    ALIKE.iter().find(|(_, others)| others.contains(letter)).map_or(letter, |(latin, _)| *latin)
}

/// The letter of a script that looks like this one.
fn twin(letter: char, meant: Script) -> Option<char> {
    let row = ALIKE.iter().find(|(latin, others)| *latin == letter || others.contains(letter))?;
    std::iter::once(row.0).chain(row.1.chars()).find(|candidate| script(*candidate) == Some(meant))
}
