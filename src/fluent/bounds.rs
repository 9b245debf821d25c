//! Limits for the parts of an entry that are compared with each other.

use super::flat::MAX_READINGS;
use super::{Entry, Placeable};
use crate::finding::{Finding, rules};

/// The most messages and terms of a file. A case has less than a hundred.
const MAX_ENTRIES: usize = 5_000;

/// The most opening braces of a file's messages and terms. A case has some hundred.
const MAX_BRACES: usize = 20_000;

/// The most attributes of an entry. The program uses only a few.
const MAX_ATTRIBUTES: usize = 100;

/// The longest name of a message, an attribute, a variable or a variant, in bytes.
const MAX_NAME: usize = 200;

/// Reports a file with too many entries or braces: `entries` is the number of its messages and terms.
pub(super) fn too_many(entries: usize, braces: usize) -> Option<Finding> {
    let (most, what) = if entries > MAX_ENTRIES {
        (MAX_ENTRIES, "messages")
    } else if braces > MAX_BRACES {
        (MAX_BRACES, "braces")
    } else {
        return None;
    };
    let message = format!("the file has more than {most} {what}; all messages from here on are ignored");
    Some(Finding::error(rules::TOO_LONG, message).help("delete what no letter needs"))
}

/// Reports an entry with too many parts, with the byte of the first one too many.
pub(super) fn too_much(entry: &Entry) -> Option<(usize, Finding)> {
    let count = entry.attributes.len();
    if count > MAX_ATTRIBUTES {
        let message = format!("the message has {count} attributes; the maximum is {MAX_ATTRIBUTES}");
        return Some((entry.at.start, Finding::error(rules::TOO_LONG, message).help("split it into several messages")));
    }
    let parts = || entry.value.iter().chain(entry.attributes.iter().map(|attribute| &attribute.part));
    if let Some(choice) = parts().flat_map(|part| &part.choices).find(|choice| choice.keys.len() > MAX_READINGS + 1) {
        let message = format!("a choice has {} variants; the maximum is {}", choice.keys.len(), MAX_READINGS + 1);
        let help = "keep only the variants that differ, and use `*[other]` for all other values";
        return Some((choice.keys[0].at.start, Finding::error(rules::TOO_LONG, message).help(help)));
    }
    let own = entry.attributes.iter().map(|attribute| (attribute.name.len(), attribute.at.start));
    let references = parts().flat_map(|part| &part.references);
    let named = references.map(|reference| (name_of(&reference.placeable).len(), reference.at.start));
    let keys = parts().flat_map(|part| &part.choices).flat_map(|choice| &choice.keys);
    let keys = keys.map(|key| (key.name.len(), key.at.start));
    let mut names = [(entry.id.len(), entry.at.start)].into_iter().chain(own).chain(named).chain(keys);
    let (length, at) = names.find(|(length, _)| *length > MAX_NAME)?;
    let message = format!("the name has {length} characters; the maximum is {MAX_NAME}");
    Some((at, Finding::error(rules::TOO_LONG, message).help("use a shorter name")))
}

fn name_of(placeable: &Placeable) -> &str {
    match placeable {
        Placeable::Variable(name)
        | Placeable::Message(name)
        | Placeable::Term(name)
        | Placeable::Number(name)
        | Placeable::Function(name) => name,
    }
}

#[cfg(test)]
mod tests {
    use crate::fluent::File;

    #[test]
    fn what_an_entry_has_too_much_of_is_found_where_it_is() {
        let long = "a".repeat(201);
        let attributes = (0..101).map(|n| format!("\n    .a{n} = x")).collect::<Vec<_>>().concat();
        let variants = (0..41).map(|n| format!("\n    [{n}] x")).collect::<Vec<_>>().concat();
        for (text, place) in [
            (format!("b = x\nm = x{attributes}\nc = y\n"), (2, 1)),
            (format!("m = {{ $n ->{variants}\n   *[other] x\n }}\n"), (2, 6)),
            (format!("{long} = x\n"), (1, 1)),
            (format!("m = {{ ${long} }}\n"), (1, 8)),
            (format!("m = x\n    .{long} = x\n"), (2, 6)),
            (format!("b = {{ $n }}\nm = {}\n", "{$n}".repeat(20_000)), (2, 1)),
        ] {
            let file = File::read("a.ftl", &text);
            let [fault] = file.faults.clone().try_into().expect("one fault");
            assert_eq!(fault.rule, "too-long");
            assert_eq!((fault.line, fault.column), (Some(place.0), Some(place.1)), "{text:.40}");
            assert!(file.entries.iter().all(|entry| entry.id != "m" && entry.id != long));
        }
        let most = format!("{} = {{ $n ->{}\n   *[other] x\n }}\n", "a".repeat(200), &variants[10..]);
        assert_eq!(File::read("a.ftl", &most).faults, []);
    }
}
