//! Texts without faults: `check` finds no error in them, and all commands print them.

use super::harness::{Project, assert_kept, bundled_text, in_threads};
use super::judge::{CASE, EN_LETTER, languages_of, options, print, told_by_check};
use crate::check::planted::clean::LEGAL;
use crate::check::planted::{Change, EN, FR, KM, KM_LETTER};

/// More of what is legal than the table of `check` has.
const ALSO_LEGAL: &[(&str, &[Change])] = &[
    // typos: off
    ("a byte order mark", &[(EN, "### The appeal", "\u{FEFF}### The appeal")]),
    (
        "a selector in English",
        &[(
            EN,
            "{ $years } years in prison.\n\n# $d",
            "{ $years ->\n        [one] { $years } year\n       *[other] { $years } years\n    } in prison.\n\n# $d",
        )],
    ),
    (
        "an exact number in English",
        &[(
            EN,
            "{ $years } years in prison.\n\n# $d",
            "{ $years ->\n        [1] { $years } year\n       *[other] { $years } years\n    } in prison.\n\n# $d",
        )],
    ),
    (
        "a term with its argument",
        &[(EN, "of { person }", "of { -whole(name: \"Kem Sokha\") }"), (EN, "", "\n-whole = { $name }\n")],
    ),
    ("an apostrophe and a dash", &[(EN, "what steps are taken", "what steps – the authorities’ own – are taken")]),
    ("a French name with accents", &[(FR, "à ce sujet.", "à ce sujet, à Noël comme à Pâques.")]),
    ("an acronym in Khmer", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ (UNHCR)។")]),
    ("a comment between", &[(KM, "\nreply =", "\n# A comment, TODO: %s <br> { $x }\n\nreply =")]),
    ("spaces before the equals sign", &[(KM, "\nparty = ", "\nparty    =   ")]),
    ("a wrapped closing", &[(EN_LETTER, "closing = Yours respectfully,", "closing =\n    Yours respectfully,")]),
    ("another spelling of the closing", &[(EN_LETTER, "Yours respectfully,", "Yours sincerely,")]),
    ("the words of a form of address", &[(KM_LETTER, "\nclosing = ", "\n# As a letter ends.\nclosing = ")]),
    ("quotes in quotes", &[(EN, "“colluding with a foreign power” under", "“colluding with a ‘foreign’ power” under")]),
    // typos: on
];

/// The commands that print words or addresses.
const COMMANDS: [&str; 7] = ["letters", "mailing", "sheet", "fax", "text", "envelopes", "labels"];

/// What is wrong with a project that nothing should be wrong with.
fn faults(project: &Project, languages: &[&str], commands: &[&str]) -> Vec<String> {
    let options = options(languages);
    let checked = project.check(CASE, &options);
    let mut faults: Vec<String> = checked.errors().map(|error| format!("check: {error}")).collect();
    for command in commands {
        let printed = print(project, command, &options);
        faults.extend(printed.errors().map(|error| format!("{command}: {error}")));
        faults.extend(told_by_check(command, &printed, &checked));
        let prints = if *command == "text" { !printed.text.is_empty() } else { printed.pdfs().next().is_some() };
        if printed.code != 0 || !prints {
            faults.push(format!("{command} ends with {} and prints {:?}", printed.code, printed.files));
        }
    }
    faults
}

#[test]
fn what_is_legal_is_printed() {
    let tables: Vec<&(&str, &[Change])> = LEGAL.iter().chain(ALSO_LEGAL).collect();
    let judged = in_threads(&tables, |(name, changes)| {
        (*name, faults(&Project::changed(changes), &languages_of(changes), &["letters"]))
    });
    assert_kept("what is legal", judged);
}

#[test]
fn what_is_legal_is_printed_by_all_commands() {
    let windows = Project::bundled();
    for file in [EN, FR, KM, KM_LETTER] {
        windows.write(file, bundled_text(file).replace('\n', "\r\n"));
    }
    let many = Project::changed(&[
        (EN, "### The appeal", "\u{FEFF}### The appeal"),
        (KM, "{ $you }ឆ្លើយតប", "{ $you }\u{200B}ឆ្លើយ\u{200B}តប"),
        (KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ (UN)។"),
        (KM, "\nparty = គណបក្សសង្គ្រោះជាតិ\n", "\n"),
        (KM, "", "\nparty = គណបក្សសង្គ្រោះជាតិ\n"),
    ]);
    let projects = [("as it is", Project::bundled()), ("line ends of Windows", windows), ("much that is legal", many)];
    let judged = in_threads(&projects, |(name, project)| (*name, faults(project, &["en", "km", "fr"], &COMMANDS)));
    assert_kept("what is legal", judged);
}
