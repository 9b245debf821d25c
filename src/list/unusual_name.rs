//! Names that look as if the list had them in another form than they are to be signed with.

use unicode_script::{Script, UnicodeScript};

use super::words::{WORDS, plain};
use crate::finding::rules;
use crate::letter::own_words::{Refusal, shortened};

/// What is unusual about the name of a person, and what to do. It is printed nevertheless: there are such names.
pub fn unusual(name: &str) -> Option<Refusal> {
    let (what, help) = if let Some(turned) = family_name_first(name) {
        ("may have the family name before the comma", format!("write `{}`, as the person signs", shortened(&turned)))
    } else if is_initial(name) {
        ("is only an initial", "write the whole name".to_owned())
    } else if is_one_word(name) {
        ("has only one word", "check whether a first or last name is missing".to_owned())
    } else if is_all(name, char::is_uppercase) {
        ("is in capitals", "write it as the person signs".to_owned())
    } else if is_all(name, char::is_lowercase) {
        ("is in small letters", "write it as the person signs".to_owned())
    } else {
        return None;
    };
    Some(Refusal { rule: rules::UNUSUAL_NAME, message: format!("the name `{}` {what}", shortened(name)), help, at: 0 })
}

/// `Smith, Ann`, as `Ann Smith`. Titles and the names of companies are written after a comma too.
fn family_name_first(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_after_name = WORDS.after_names.contains(&plain(given));
    let is_title = given.chars().all(|c| c.is_uppercase() || matches!(c, '.' | ' ')) && family.contains(' ');
    let are_words =
        |text: &str| (1..=3).contains(&text.split_whitespace().count()) && text.chars().any(char::is_alphabetic);
    let is_turned = !given.contains(',') && are_words(family) && are_words(given) && !is_after_name && !is_title;
    is_turned.then(|| format!("{given} {family}"))
}

/// Whether it is in a script in which names have several words and letters are large or small.
fn is_cased(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| matches!(c.script(), Script::Latin | Script::Cyrillic | Script::Greek | Script::Armenian))
}

fn is_initial(name: &str) -> bool {
    is_cased(name) && name.chars().filter(|c| c.is_alphabetic()).count() == 1
}

fn is_one_word(name: &str) -> bool {
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    is_cased(name) && name.split_whitespace().filter(is_word).count() == 1 && !name.contains('.')
}

/// Whether all letters are of this kind. Initials alone, and short names, may be.
fn is_all(name: &str, is_so: fn(char) -> bool) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let has_word = name.split_whitespace().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    is_cased(name) && has_word && letters.all(is_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_another_form_are_told() {
        for (name, part) in [
            ("Smith, Ann", "before the comma"),
            ("van der Berg, Jan", "before the comma"),
            ("ANN SMITH", "in capitals"),
            ("ŁUKASZ ŻÓŁĆ", "in capitals"),
            ("ann smith", "in small letters"),
            ("Ann", "only one word"),
            ("A.", "only an initial"),
            ("A", "only an initial"),
        ] {
            let told = unusual(name).map(|refusal| refusal.message);
            assert!(told.as_ref().is_some_and(|told| told.contains(part)), "{name}: {told:?}");
        }
        assert_eq!(
            unusual("Smith, Ann").map(|refusal| refusal.help),
            Some("write `Ann Smith`, as the person signs".to_owned())
        );
    }

    #[test]
    fn usual_names_are_not() {
        for name in [
            "Ann Smith",
            "John Smith, Jr.",
            "Ann Smith, PhD",
            "Ann Smith, M.D.",
            "Ann Smith, OBE",
            "Smith & Sons, Ltd.",
            "Jean DUPONT",
            "Li Ng",
            "J. R.",
            "X. Y.",
            "Ann d’Arcy",
            "王小明",
            "محمد",
            "ស៊ន",
            "山田 太郎",
            "ᏣᎳᎩ",
            "Олена Шевченко",
            "Ann van den Berg",
        ] {
            assert_eq!(unusual(name), None, "{name}");
        }
    }
}
