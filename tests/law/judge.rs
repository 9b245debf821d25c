//! The law itself, and how many faults are judged at once.

use std::collections::BTreeSet;

use super::harness::{Finding, Project, Ran, USUAL, in_threads};
use super::used::{Touched, message_at, message_of, touched};
use crate::check::planted::Change;

/// A file that the planted faults leave alone.
pub const EN_LETTER: &str = "locales/en/letter.ftl";

/// The bundled case that faults are planted in.
pub const CASE: &str = "kem-sokha";

/// Errors that only the order can have: the case's status, its deadline, the folder to write to, and a case without a
/// number to fax to or an address to e-mail to, which is not a fault of the case.
const OF_THE_ORDER: [&str; 9] = [
    "case-not-active",
    "dated-before-update",
    "after-deadline",
    "unwritable",
    "folder-of-letters",
    "folder-in-use",
    "nothing-to-print",
    "no-fax",
    "no-email",
];

/// The first part of the law: each error that printing reports about a file is also an error of `check`, and equal.
pub fn told_by_check(command: &str, printed: &Ran, checked: &Ran) -> Vec<String> {
    let about_files = printed.errors().filter(|error| !error.file().is_empty());
    let strangers = about_files
        .filter(|error| !OF_THE_ORDER.contains(&error.rule()))
        .filter(|error| !checked.errors().any(|known| known == *error));
    strangers.map(|error| format!("{command} tells what check does not: {}", near(error, checked))).collect()
}

/// An error, and how the nearest finding of `check` differs from it.
fn near(error: &Finding, checked: &Ran) -> String {
    let like = checked.findings.iter().find(|known| known.rule() == error.rule() && known.file() == error.file());
    match like {
        Some(like) => format!("{error}\n        but for {}", like.differences(error).join(", ")),
        None => error.to_string(),
    }
}

/// The second part of the law: an error of `check` in anything that the order uses rejects the order.
pub fn refused(command: &str, languages: &[&str], printed: &Ran, checked: &Ran, project: &Project) -> Vec<String> {
    let mut breaches = Vec::new();
    for error in checked.errors() {
        let touched = touched(command, languages, error, &project.text(error.file()));
        if touched != Touched::Nothing && printed.code != 1 {
            breaches.push(format!("{command} ends with {}, in spite of {error}", printed.code));
        } else if is_printed(touched, command, printed) {
            breaches.push(format!("{command} prints what is touched by {error}"));
        }
    }
    breaches
}

/// Whether anything was printed that an error affects.
fn is_printed(touched: Touched, command: &str, printed: &Ran) -> bool {
    match touched {
        Touched::Nothing | Touched::Something => false,
        Touched::Recipient(_) if command == "mailing" => printed.pdfs().next().is_some(),
        Touched::Recipient(recipient) if command == "text" => printed.text.contains(&format!("== {recipient},")),
        Touched::Recipient(recipient) => printed.pdfs().any(|name| name == format!("{recipient}.pdf")),
        Touched::All if command == "text" => !printed.text.trim().is_empty(),
        Touched::All => printed.pdfs().next().is_some(),
    }
}

/// Both parts of the law for the bundled case, for each of the commands.
pub fn breaches(project: &Project, languages: &[&str], commands: &[&str]) -> Vec<String> {
    let options = options(languages);
    let checked = project.check(CASE, &options);
    let mut breaches = usable(&checked, "check");
    for command in commands {
        let printed = print(project, command, &options);
        breaches.extend(usable(&printed, command));
        breaches.extend(told_by_check(command, &printed, &checked));
        breaches.extend(refused(command, languages, &printed, &checked, project));
        // If everything that is used is correct, nothing is rejected.
        let any = |one: &Ran| one.errors().any(|error| !OF_THE_ORDER.contains(&error.rule()));
        if any(&printed) && !any(&checked) {
            let told = printed.errors().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            breaches.push(format!("{command} refuses what check finds no error in: {told}"));
        }
    }
    breaches
}

/// Checks that a command ran: it did not stop half-way, and its exit code matches its findings.
fn usable(ran: &Ran, command: &str) -> Vec<String> {
    let expected = i32::from(ran.errors().next().is_some());
    if ran.code == expected || (ran.code == 2 && ran.errors().next().is_some()) {
        return Vec::new();
    }
    vec![format!("{command} ends with {} in place of {expected}", ran.code)]
}

/// The options of an order for letters of the bundled case in these languages.
pub fn options<'a>(languages: &[&'a str]) -> Vec<&'a str> {
    languages.iter().flat_map(|language| ["--lang", language]).chain(USUAL).collect()
}

/// Two senders without faults.
pub const TWO_SENDERS: &str = "name,address1,address2,country\n\
    Chantou Eriksen-Sok,14 Harbour Street,Leeds LS1 4AP,GB\n\
    Mary Brown,2 Mill Lane,Hull HU1 1AA,GB\n";

/// Prints with the options of an order; a mailing for two senders.
pub fn print(project: &Project, command: &str, options: &[&str]) -> Ran {
    match command {
        "mailing" => {
            project.write("two.csv", TWO_SENDERS);
            project.print(command, CASE, &[options, &["--senders", "two.csv"]].concat())
        }
        "envelopes" | "labels" => {
            // They have only addresses, which are not in the language of the letter.
            let kept: Vec<&str> =
                options.chunks(2).filter(|pair| pair[0] != "--lang").flat_map(<[&str]>::to_vec).collect();
            let of_its_own: &[&str] = if command == "labels" { &["--sheet", "L7160"] } else { &["--envelope", "c5"] };
            project.print(command, CASE, &[kept.as_slice(), of_its_own].concat())
        }
        _ => project.print(command, CASE, options),
    }
}

/// A fault that is to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// What is wrong, for the names of failures.
    pub name: &'static str,
    /// How it is made.
    pub changes: &'static [Change],
    /// Whether it may reach beyond its messages, so that no other may be in the project with it.
    pub alone: bool,
}

/// Faults that are judged in one project: no two of them are in one message.
#[derive(Debug)]
struct Group {
    faults: Vec<Fault>,
    /// The languages of the order.
    languages: Vec<&'static str>,
    messages: BTreeSet<String>,
    /// Whether no other fault may be in the project.
    alone: bool,
}

/// Messages that are part of others: their faults may be reported there.
const REACH_FAR: [&str; 2] = ["person", "party"];

/// Judges all faults with these commands: each has its breaches.
///
/// Faults that do not reach beyond their messages are first judged together, by a stricter law: the order reports one
/// error for each error of `check`. Those that break it are judged again by the law itself, each in its own project.
pub fn judge(faults: &[Fault], commands: &[&str]) -> Vec<(&'static str, Vec<String>)> {
    let mut groups: Vec<Group> = Vec::new();
    for fault in faults {
        let (languages, messages) = (languages_of(fault.changes), messages_of(fault));
        let reaches_far = fault.alone || messages.is_empty() || REACH_FAR.iter().any(|id| messages.contains(*id));
        let free = groups.iter_mut().find(|group| {
            !reaches_far && !group.alone && group.languages == languages && group.messages.is_disjoint(&messages)
        });
        match free {
            Some(group) => {
                group.faults.push(*fault);
                group.messages.extend(messages);
            }
            None => groups.push(Group { faults: vec![*fault], languages, messages, alone: reaches_far }),
        }
    }
    let judged = in_threads(&groups, |group| judge_group(group, commands));
    let again: Vec<Fault> = judged.iter().flat_map(|judged| judged.again.clone()).collect();
    let again = in_threads(&again, |fault| {
        (fault.name, breaches(&Project::changed(fault.changes), &languages_of(fault.changes), commands))
    });
    judged.into_iter().flat_map(|judged| judged.done).chain(again).collect()
}

/// The result for a group.
struct Judged {
    done: Vec<(&'static str, Vec<String>)>,
    /// Faults that are to be judged each in a project of its own.
    again: Vec<Fault>,
}

fn judge_group(group: &Group, commands: &[&str]) -> Judged {
    let changes: Vec<Change> = group.faults.iter().flat_map(|fault| fault.changes).copied().collect();
    let project = Project::changed(&changes);
    if let [fault] = group.faults.as_slice() {
        return Judged { done: vec![(fault.name, breaches(&project, &group.languages, commands))], again: Vec::new() };
    }
    let options = options(&group.languages);
    let checked = project.check(CASE, &options);
    let mut untold: BTreeSet<&str> = BTreeSet::new();
    let mut any_stranger = false;
    for command in commands {
        let printed = print(&project, command, &options);
        let strangers = told_by_check(command, &printed, &checked);
        any_stranger |= !strangers.is_empty() || ![0, 1].contains(&printed.code);
        for fault in &group.faults {
            let messages = messages_of(fault);
            let here = |error: &&Finding| messages.contains(&message_of_finding(error, &project));
            let used: Vec<&Finding> = checked
                .errors()
                .filter(here)
                .filter(|error| {
                    let text = project.text(error.file());
                    touched(command, &group.languages, error, &text) != Touched::Nothing
                })
                .collect();
            let is_told = |error: &&Finding| printed.errors().any(|told| told == *error);
            if !used.is_empty() && !used.iter().any(is_told) {
                untold.insert(fault.name);
            }
        }
        let refused = refused(command, &group.languages, &printed, &checked, &project);
        any_stranger |= untold.is_empty() && !refused.is_empty();
    }
    let (again, done): (Vec<Fault>, Vec<Fault>) =
        group.faults.iter().copied().partition(|fault| any_stranger || untold.contains(fault.name));
    Judged { done: done.into_iter().map(|fault| (fault.name, Vec::new())).collect(), again }
}

fn message_of_finding(finding: &Finding, project: &Project) -> String {
    match finding.place() {
        "" => message_at(&project.text(finding.file()), finding.line()).unwrap_or_default(),
        place => place.split(['.', ' ']).next().unwrap_or_default().to_owned(),
    }
}

/// The languages that changes are ordered in: those of their files; without any, those of the case.
pub fn languages_of(changes: &[Change]) -> Vec<&'static str> {
    let of = |(file, ..): &Change| file.strip_prefix("locales/").and_then(|path| path.split('/').next());
    // The fault is in the last change; one in another translation is there so that nothing is wrong with that.
    if let Some(last) = changes.last().and_then(of).filter(|last| *last != "en") {
        return vec![last];
    }
    let languages: BTreeSet<&str> = changes.iter().filter_map(of).collect();
    // A change of the source beside one of a translation is there to be compared with.
    let translated: Vec<&str> = languages.iter().copied().filter(|language| *language != "en").collect();
    match (translated.is_empty(), languages.is_empty()) {
        (false, _) => translated,
        (true, false) => vec!["en"],
        (true, true) => vec!["en", "km"],
    }
}

/// The messages that a fault is made in; empty if it is outside all messages.
fn messages_of(fault: &Fault) -> BTreeSet<String> {
    let mut messages = BTreeSet::new();
    for (file, from, to) in fault.changes {
        let text = super::harness::bundled_text(file);
        // A text that is not in the bundled file is in the text of an earlier change.
        let at = if from.is_empty() { None } else { text.find(from) };
        let line = at.map(|at| text[..at + from.len() - from.trim_start_matches('\n').len()].matches('\n').count() + 1);
        messages.extend(message_at(text, line));
        messages.extend(to.lines().chain(from.lines()).filter_map(message_of));
    }
    messages
}
