//! A case file against the languages: what it names must be there, and what it says twice be the same.

use super::ftl::File;
use super::library::{LETTER, Library};
use crate::case::{BodyPart, Case, Fact, Recipient};
use crate::finding::{Finding, Findings, did_you_mean};
use crate::id::MessageId;
use crate::locale::form::SALUTATION;
use crate::project::Project;
use crate::yaml::{KeyPath, Source};

/// What is wrong with a case beside what its file says by itself.
pub fn case(project: &Project, library: &Library, case: &Case) -> Findings {
    let Ok(text) = project.text(&case.file) else { return Findings::new() };
    let source = Source { file: &case.file, text };
    let mut findings = languages(library, case, source);
    findings.extend(messages(library, case, source));
    findings.extend(salutations(library, case));
    findings.extend(charge(case, source));
    findings.extend(contacts(case, source));
    findings
}

/// The languages of the letter must be there, and have words for the case.
fn languages(library: &Library, case: &Case, source: Source) -> Findings {
    let words = format!("cases/{}.ftl", case.id);
    let tags = case.languages.iter().enumerate();
    let wrong = tags.filter_map(|(i, tag)| {
        let (rule, message, help) = match library.languages.get(tag) {
            None => {
                let known: Vec<String> = library.languages.keys().map(|tag| format!("`{tag}`")).collect();
                let help = format!("write one of {}, or begin it: `likhit new language {tag}`", known.join(", "));
                ("unknown-language", format!("there is no language `{tag}`"), help)
            }
            Some(language) if !language.files.contains_key(&words) => {
                let help = format!(
                    "translate the case, or take `{tag}` out until it is; `likhit export {tag}` writes what is owed"
                );
                ("missing-file", format!("the language `{tag}` has no `{words}`, which is in `languages`"), help)
            }
            Some(_) => return None,
        };
        Some(source.error(rule, &KeyPath::default().key("languages").index(i), message).help(help))
    });
    wrong.collect()
}

/// The messages that the case names in other letters than the source language has them: each with
/// the one that is probably meant. Where a translation has what the case names, the source is wrong.
pub fn misspelt<'f>(library: &Library, case: &Case, words: &'f File) -> Vec<(KeyPath, MessageId, &'f str)> {
    let name = format!("cases/{}.ftl", case.id);
    let is_translated = |id: &str| {
        library.languages.values().filter_map(|language| language.file(&name)).any(|file| file.entry(id).is_some())
    };
    let free: Vec<&str> =
        words.entries.iter().map(|entry| entry.id.as_str()).filter(|id| !case.names_message(id)).collect();
    named(case)
        .into_iter()
        .filter(|(_, id)| !is_translated(id.as_str()) && !words.is_broken(id.as_str()))
        .filter_map(|(path, id)| {
            let near = did_you_mean(id.as_str(), free.iter().copied())?;
            Some((path, id, near))
        })
        .collect()
}

fn messages(library: &Library, case: &Case, source: Source) -> Findings {
    let name = format!("cases/{}.ftl", case.id);
    let Some(words) = library.source_of(&name).and_then(|language| language.file(&name)) else {
        return Findings::new();
    };
    let wrong = misspelt(library, case, words).into_iter().map(|(path, id, near)| {
        let message = format!("there is no message `{id}` in `{}`", words.path);
        source.error("missing-message", &path, message).help(format!("did you mean `{near}`?"))
    });
    wrong.collect()
}

/// All messages that the case file names itself, with where it does.
fn named(case: &Case) -> Vec<(KeyPath, MessageId)> {
    let root = KeyPath::default();
    let letter = root.key("letter");
    let mut named = vec![
        (letter.key("subject"), case.letter.subject.clone()),
        (letter.key("copy_opening"), case.letter.copy_opening.clone()),
    ];
    parts(&letter.key("body"), &case.letter.body, &mut named);
    if let Some(sheet) = &case.sheet {
        let path = root.key("sheet");
        named.push((path.key("headline"), sheet.headline.clone()));
        named.push((path.key("lead"), sheet.lead.clone()));
        parts(&path.key("body"), &sheet.body, &mut named);
        parts(&path.key("additional"), &sheet.additional, &mut named);
    }
    named.extend(case.names.iter().enumerate().map(|(i, id)| (root.key("names").index(i), id.clone())));
    named
}

fn parts(path: &KeyPath, parts: &[BodyPart], named: &mut Vec<(KeyPath, MessageId)>) {
    for (i, part) in parts.iter().enumerate() {
        let path = path.index(i);
        match part {
            BodyPart::Paragraphs(id) => named.push((path, id.clone())),
            BodyPart::List(ids) => {
                let list = path.key("list");
                named.extend(ids.iter().enumerate().map(|(j, id)| (list.index(j), id.clone())));
            }
        }
    }
}

/// Forms of address that the source language does not have.
fn salutations(library: &Library, case: &Case) -> Findings {
    let Some(letter) = library.source_of(LETTER).and_then(|language| language.file(LETTER)) else {
        return Findings::new();
    };
    let known = || letter.entries.iter().filter_map(|entry| entry.id.strip_prefix(SALUTATION));
    let has = |recipient: &&Recipient| {
        let id = format!("{SALUTATION}{}", recipient.salutation);
        letter.entry(&id).is_some() || letter.is_broken(&id)
    };
    let wrong = case.recipients.iter().chain(case.embassies.values()).filter(|recipient| !has(recipient));
    wrong
        .map(|recipient| {
            let key = recipient.salutation.as_str();
            let message = format!("there is no form of address `{key}`");
            let finding = recipient.salutation_origin.error("unknown-salutation", message);
            finding.help(match did_you_mean(key, known()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `{SALUTATION}{key} = …` in `{}`, and translate it", letter.path),
            })
        })
        .collect()
}

/// The facts that repeat the charge must say the same.
fn charge(case: &Case, source: Source) -> Findings {
    let Some(charge) = &case.charge else { return Findings::new() };
    let said = [("article", "article", Some(charge.article)), ("years", "penalty_years", charge.penalty_years)];
    let differs = said.into_iter().filter_map(|(fact, key, number)| {
        let number = u64::from(number?);
        let Some(Fact::Number(said)) = case.facts.get(fact) else { return None };
        let message = format!("`{fact}` is {said}, and `charge.{key}` is {number}");
        let path = KeyPath::default().key("facts").key(fact);
        (*said != number).then(|| Finding {
            severity: crate::finding::Severity::Warning,
            ..source.error("fact-differs", &path, message).help("write the right number in both places")
        })
    });
    differs.collect()
}

/// Whether a way to reach somebody is written as one.
type IsRight = fn(&str) -> bool;

/// Telephone numbers and addresses of the net that nobody could be reached under.
fn contacts(case: &Case, source: Source) -> Findings {
    let root = KeyPath::default();
    let recipients = case.recipients.iter().enumerate().map(|(i, one)| (root.key("recipients").index(i), one));
    let embassies = case.embassies.iter().map(|(country, one)| (root.key("embassies").key(country.as_str()), one));
    let mut findings = Findings::new();
    for (path, recipient) in recipients.chain(embassies) {
        let kinds: [(&str, &[String], IsRight, &str); 4] = [
            ("telephone", &recipient.telephone, is_telephone, "a telephone number, for example `+855 23 426 585`"),
            ("fax", &recipient.fax, is_telephone, "a fax number, for example `+855 23 426 585`"),
            ("email", &recipient.email, is_email, "an email address, for example `office@example.org`"),
            ("web", &recipient.web, is_web, "an address of the web, for example `www.example.org`"),
        ];
        for (key, written, is_right, what) in kinds {
            for (i, text) in written.iter().enumerate().filter(|(_, text)| !is_right(text)) {
                let message = format!("`{text}` is not {}", what.split(',').next().unwrap_or(what));
                let finding = source.error("bad-contact", &path.key(key).index(i), message);
                let finding = Finding { severity: crate::finding::Severity::Warning, ..finding };
                findings.push(finding.help(format!("write {what}")));
            }
        }
    }
    findings
}

/// A number, and in brackets or behind it what it is: `+855 23 880 624 (c/o Council of Ministers)`.
fn is_telephone(text: &str) -> bool {
    let number: String =
        text.chars().take_while(|c| c.is_ascii_digit() || "+ -./()\u{A0}\u{202F}".contains(*c)).collect();
    let rest = &text[number.len()..];
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (5..=18).contains(&digits) && (rest.is_empty() || number.ends_with([' ', '(']))
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty() && is_host(host) && !text.contains(char::is_whitespace)
}

fn is_web(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    is_host(rest.split('/').next().unwrap_or(rest)) && !text.contains(char::is_whitespace)
}

fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() > 1
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || "-:".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_told_from_slips() {
        for right in ["+855 23 426 585", "020 8451 7997", "+855 23 880 624 (c/o Council of Ministers)", "(023) 211-141"]
        {
            assert!(is_telephone(right), "{right}");
        }
        for wrong in ["+855 23 426 5B5", "ask the office", "12"] {
            assert!(!is_telephone(wrong), "{wrong}");
        }
        assert!(is_email("a.b@example.org") && !is_email("a.b.example.org") && !is_email("a@example"));
        assert!(is_web("www.example.org/x") && is_web("https://example.org") && !is_web("www,example,org"));
    }
}
