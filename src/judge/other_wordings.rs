//! Other wordings of a message, in the comment above it: whether each could take the message's place.

use super::context::Context;
use crate::finding::{Finding, Findings, rules};
use crate::fluent::{Entry, File, Placeable, split};
use crate::translation::other_wording::{self, OtherWording};

/// Everything that is wrong with the other wordings of a file.
pub fn other_wordings(context: &Context) -> Findings {
    let file = context.file;
    let mut findings = Findings::new();
    for entry in &file.entries {
        findings.extend(other_wording::faults(file, entry));
        for wording in other_wording::other_wordings(entry) {
            findings.extend(unknown_names(context, entry, &wording));
        }
    }
    for wording in
        file.loose_comments.iter().flat_map(other_wording::in_comment).filter(|one| is_before_entry(file, one))
    {
        let message = format!("the wording `{}` is not directly above a message", wording.name());
        let finding = Finding::warning(rules::BROKEN_WORDING, message);
        let finding = finding.help("delete the blank line between the comment and its message");
        findings.push(Finding { place: None, ..file.finding(finding, &wording.range, "") });
    }
    findings
}

/// Whether only blank lines are between a wording and a message. If the message itself is broken or still a comment, that
/// is the fault.
fn is_before_entry(file: &File, wording: &OtherWording) -> bool {
    let rest = &file.text[wording.range.end..];
    let next = file.text.len() - rest.trim_start().len();
    file.entries.iter().any(|entry| entry.at.start == next)
}

/// The names in a wording that the message could not use.
fn unknown_names(context: &Context, entry: &Entry, wording: &OtherWording) -> Findings {
    let alone = File::read(&context.file.path, &wording.entry(&entry.id));
    let given = context.given(&entry.id);
    let is_known = |placeable: &Placeable| match placeable {
        Placeable::Variable(name) => given.as_ref().is_none_or(|given| given.kind(name).is_some()),
        Placeable::Message(to) | Placeable::Term(to) => {
            let (id, attribute) = split(to);
            match context.entry(id) {
                Some((_, entry)) => entry.part(attribute).is_some(),
                // It is reported as missing, broken or misspelt.
                None => {
                    context.source_entry(id).is_some()
                        || context.expects(id)
                        || context.is_broken(id)
                        || context.misspelt().wrong(id).is_some()
                }
            }
        }
        Placeable::Number(_) => true,
        Placeable::Function(_) => false,
    };
    let references = alone.entries.iter().flat_map(Entry::references);
    let unknown = references.filter(|reference| !is_known(&reference.placeable));
    let findings = unknown.map(|reference| {
        let name = match &reference.placeable {
            Placeable::Variable(name) => format!("${name}"),
            Placeable::Message(name) | Placeable::Term(name) | Placeable::Number(name) | Placeable::Function(name) => {
                name.clone()
            }
        };
        let message = format!("`{name}` in the wording `{}` is not defined", wording.name());
        other_wording::at(context.file, entry, wording, message, "use only names that the message can use")
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use crate::judge::{Judge, View};
    use crate::locale::Library;
    use crate::project::Project;
    use crate::translation::{other_wordings, with_other_wording};

    #[test]
    fn each_bundled_wording_can_be_chosen_and_nothing_is_wrong_with_it() {
        let project = Project::embedded();
        let library = Library::of(&project);
        let mut chosen = 0;
        for language in library.languages.values() {
            for file in language.files() {
                let text = project.text(&file.path).expect("it is bundled");
                for (id, wording) in
                    file.entries.iter().flat_map(|entry| other_wordings(entry).into_iter().map(|one| (&entry.id, one)))
                {
                    let new = with_other_wording(text, &file.path, id, &wording).expect("it can be chosen");
                    let project = project.clone().with([(file.path.clone(), new.into_bytes())]);
                    let library = Library::of(&project);
                    let judged = Judge::of(&library, View::default()).judge(&|path| path == file.path);
                    let found: Vec<_> = judged.found.iter().map(|(finding, _)| finding).collect();
                    assert!(found.is_empty(), "{id} {}: {found:#?}", wording.name());
                    chosen += 1;
                }
            }
        }
        assert!(chosen > 0);
    }
}
