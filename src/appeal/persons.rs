//! The persons whom an appeal is about: from the line that names them, or from the account.

use std::collections::BTreeMap;

use super::vocabulary::{Vocabulary, fold};

/// The names in the line that gives them: `Maria Example (she/her), Ivan Example (he/him) and others`.
pub fn named(lines: &[String]) -> Vec<String> {
    let text = lines.join(" ");
    let mut outside = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    for joiner in [" and ", " y ", " et ", " und ", ";", " & "] {
        outside = outside.replace(joiner, ",");
    }
    let names = outside.split(',').map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    let is_name = |name: &String| {
        let words = name.split(' ').count();
        (1..=7).contains(&words)
            && name.starts_with(char::is_uppercase)
            && !name.contains(|c: char| c.is_ascii_digit() || ":/@".contains(c))
    };
    let mut found: Vec<String> = Vec::new();
    for name in names.filter(is_name) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// A run of words with capitals in a text.
#[derive(Default)]
struct Candidate {
    count: usize,
    score: i32,
    first: usize,
}

/// Words inside a name that have no capital.
const PARTICLES: &[&str] =
    &["de", "del", "la", "van", "von", "bin", "al", "der", "bint", "da", "dos", "el", "ben", "i"];

/// The most likely names in the account. `others` are the names of recipients, who are never the persons.
pub fn in_account(texts: &[&str], others: &[String], vocabulary: &Vocabulary) -> Vec<String> {
    let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut seen = 0;
    for text in texts {
        let words: Vec<&str> = text.split(' ').collect();
        let mut at = 0;
        while at < words.len() {
            let end = run(&words, at, vocabulary);
            if end - at >= 2 {
                let name = bare(&words[at..end].join(" ")).to_owned();
                let candidate = candidates.entry(name).or_default();
                if candidate.count == 0 {
                    candidate.first = seen;
                }
                candidate.count += 1;
                candidate.score += score(&words, at, end, vocabulary);
            }
            seen += end.max(at + 1) - at;
            at = end.max(at + 1);
        }
    }
    let is_other = |name: &String| {
        let folded = fold(name);
        others.iter().any(|other| fold(other).contains(&folded))
    };
    let mut ranked: Vec<(i32, usize, String)> = candidates
        .into_iter()
        .filter(|(name, _)| !is_other(name))
        .map(|(name, found)| (found.score, found.first, name))
        .filter(|(score, _, _)| *score >= 3)
        .collect();
    ranked.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let Some((best, first, name)) = ranked.first().cloned() else { return Vec::new() };
    // Names that are said in one breath with the first one are persons of the case too.
    let mut persons = vec![(first, name.clone())];
    for text in texts {
        for group in enumerations(text, vocabulary).into_iter().filter(|group| group.contains(&name)) {
            for other in group {
                let position = ranked.iter().find(|(score, _, known)| *known == other && *score * 3 >= best);
                if let Some((_, first, other)) = position.filter(|_| !persons.iter().any(|(_, known)| *known == other))
                {
                    persons.push((*first, other.clone()));
                }
            }
        }
    }
    persons.sort();
    persons.into_iter().map(|(_, name)| name).collect()
}

/// The end of the run of words with capitals from `at` on; a mark ends it.
fn run(words: &[&str], at: usize, vocabulary: &Vocabulary) -> usize {
    let mut end = at;
    while end < words.len() {
        let word = words[end];
        let letters = bare(word);
        let is_proper = letters.starts_with(char::is_uppercase)
            && letters.chars().any(char::is_lowercase)
            && !letters.contains(|c: char| c.is_ascii_digit())
            && !vocabulary.is_not_name(letters);
        let is_particle = end > at
            && PARTICLES.contains(&word)
            && words.get(end + 1).is_some_and(|next| next.starts_with(char::is_uppercase) || PARTICLES.contains(next));
        let opens = end > at && word.starts_with(['(', '“', '"', '‘', '«']);
        if !(is_proper || is_particle) || opens {
            break;
        }
        end += 1;
        let is_possessive = word.ends_with("’s") || word.ends_with("'s");
        if word.ends_with([',', '.', ';', ':', ')', '!', '?', '”', '"']) && !is_initial(word) || is_possessive {
            break;
        }
    }
    while end > at && PARTICLES.contains(&words[end - 1]) {
        end -= 1;
    }
    end
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 2 && word.ends_with('.')
}

/// A word without the marks around it and without its possessive.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let word = if is_initial(word.rsplit(' ').next().unwrap_or_default()) { word } else { word.trim_end_matches('.') };
    word.trim_end_matches(['\'', '’']).trim_end_matches("’s").trim_end_matches("'s").trim_start_matches('.')
}

/// How likely a run of words is the name of a person of the case, at this place.
fn score(words: &[&str], at: usize, end: usize, vocabulary: &Vocabulary) -> i32 {
    let before = at.checked_sub(1).map(|before| words[before]);
    let after = words.get(end).copied().unwrap_or_default();
    let mut score = 1;
    if vocabulary.follows_person(after) || words[end - 1].ends_with(',') {
        score += 2;
    }
    if before.is_some_and(|before| vocabulary.precedes_person(before)) {
        score += 1;
    }
    if before.is_some_and(|before| vocabulary.precedes_place(before)) {
        score -= 3;
    }
    // A minister or a judge is rarely a person of the case.
    if before.is_some_and(|before| before.starts_with(char::is_uppercase) && vocabulary.is_office(before)) {
        score -= 3;
    }
    if words[at..end].iter().any(|word| !PARTICLES.contains(word) && vocabulary.is_not_name(bare(word))) {
        score -= 3;
    }
    score
}

/// Names that a text says one after the other, parted by commas and "and".
fn enumerations(text: &str, vocabulary: &Vocabulary) -> Vec<Vec<String>> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    let (mut at, mut last_end) = (0, None);
    while at < words.len() {
        let end = run(&words, at, vocabulary);
        if end - at >= 2 {
            let name = bare(&words[at..end].join(" ")).to_owned();
            let goes_on = last_end.is_some_and(|last: usize| {
                let between = &words[last..at];
                let is_comma = words[last - 1].ends_with(',') && between.is_empty();
                is_comma || (between.len() == 1 && matches!(between[0], "and" | "y" | "e" | "et" | "und" | "&"))
            });
            match groups.last_mut().filter(|_| goes_on) {
                Some(group) => group.push(name),
                None => groups.push(vec![name]),
            }
            last_end = Some(end);
        }
        at = end.max(at + 1);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        in_account(&[text], &["Mr Jonas Harbor".to_owned()], &Vocabulary::bundled())
    }

    #[test]
    fn the_person_is_the_one_to_whom_things_happen() {
        let text = "On 3 May, Ana Ventura was arrested in Lower Mills. Minister Jonas Harbor said nothing. Ana Ventura has \
                    been held in Lower Mills since, and Ana Ventura’s family waits in Lower Mills.";
        assert_eq!(found(text), ["Ana Ventura"]);
        assert_eq!(found("Nothing is known."), [""; 0]);
    }

    #[test]
    fn several_persons_are_said_in_one_breath() {
        let text = "Ana Ventura, Ivo Stern and Li de la Cruz were arrested on Monday. Ivo Stern is ill.";
        assert_eq!(found(text), ["Ana Ventura", "Ivo Stern", "Li de la Cruz"]);
    }

    #[test]
    fn a_line_of_names_has_no_pronouns() {
        let lines = ["Ana Ventura (she/her), Ivo Stern (he/him)".to_owned(), "and Li Cruz (they/them)".to_owned()];
        assert_eq!(named(&lines), ["Ana Ventura", "Ivo Stern", "Li Cruz"]);
    }
}
