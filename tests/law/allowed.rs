//! A rule that a comment allows is allowed for printing and for `check` alike; some rules cannot be allowed.

use super::harness::{Project, assert_kept, in_threads};
use super::judge::{CASE, breaches, options};
use crate::check::planted::{CASE as CASE_FILE, Change, EN, FR, KM};

/// A fault, and the rule that is allowed above its message.
struct Allowed {
    rule: &'static str,
    language: &'static str,
    changes: &'static [Change],
}

/// What may be allowed.
const ALLOWED: &[Allowed] = &[
    // typos: off
    Allowed {
        rule: "template-left-over",
        language: "en",
        changes: &[(
            EN,
            "\nreply = I should",
            "\n# check: allow template-left-over because it is a quotation\nreply = I %s should",
        )],
    },
    Allowed {
        rule: "mojibake",
        language: "fr",
        changes: &[(
            FR,
            "\nreply = Je vous",
            "\n# check: allow mojibake because it is a quotation\nreply = FranÃ§ois vous",
        )],
    },
    Allowed {
        rule: "placeholder-text",
        language: "km",
        changes: &[(KM, "\nreply = ", "\n# check: allow placeholder-text because it is a name\nreply = TODO ")],
    },
    Allowed {
        rule: "markup",
        language: "en",
        changes: &[(EN, "\ndemands = I", "\n# check: allow markup because it is a quotation\ndemands = I <br> ")],
    },
    Allowed {
        rule: "other-language",
        language: "en",
        changes: &[(
            EN,
            "\nreply = I should be grateful to hear from you what steps are taken in this matter.",
            "\n# check: allow other-language because it is a quotation\nreply = Ich wäre Ihnen dankbar, von Ihnen zu hören, welche Schritte in dieser Sache unternommen werden.",
        )],
    },
    Allowed {
        rule: "number-differs",
        language: "fr",
        changes: &[
            (
                FR,
                "\ndetention =",
                "\n# check: allow number-differs because the centre has another number now\ndetention =",
            ),
            (FR, "correctionnel{\"\\u00A0\"}3 (CC3)", "correctionnel{\"\\u00A0\"}4 (CC3)"),
        ],
    },
    Allowed {
        rule: "dropped-variable",
        language: "fr",
        changes: &[
            (FR, "\ncontext =", "\n# check: allow dropped-variable because the day may change\ncontext ="),
            (FR, "prévues le { $election }", "prévues bientôt"),
        ],
    },
    Allowed {
        rule: "homoglyph",
        language: "en",
        changes: &[(
            EN,
            "\nreply = I should",
            "\n# check: allow homoglyph because it is a quotation\nreply = I sh\u{43E}uld",
        )],
    },
    // typos: on
];

/// What may not, with a fault of it where there is an easy one.
const NEVER: &[Allowed] = &[
    // typos: off
    Allowed {
        rule: "forbidden-name",
        language: "en",
        changes: &[
            (CASE_FILE, "do_not_mention: []", "do_not_mention: [Mao Sokny]"),
            (EN, "\nreply = I", "\n# check: allow forbidden-name because she agrees\nreply = Mao Sokny and I"),
        ],
    },
    Allowed {
        rule: "missing-glyph",
        language: "en",
        changes: &[(EN, "\nreply = I", "\n# check: allow missing-glyph because it is a quotation\nreply = ☃ I")],
    },
    Allowed {
        rule: "overfull-line",
        language: "en",
        changes: &[(
            EN,
            "\nreply = I",
            "\n# check: allow overfull-line because it is a quotation\nreply = WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW I",
        )],
    },
    Allowed {
        rule: "unresolved-placeable",
        language: "en",
        changes: &[(EN, "\nreply = I", "\n# check: allow unresolved-placeable because it is a quotation\nreply = I")],
    },
    Allowed {
        rule: "broken-cluster",
        language: "km",
        changes: &[(KM, "\nreply = ", "\n# check: allow broken-cluster because it is a quotation\nreply = ")],
    },
    // typos: on
];

fn judged(silenced: &Allowed, commands: &[&str]) -> (Project, Vec<String>) {
    let project = Project::changed(silenced.changes);
    let breaches = breaches(&project, &[silenced.language], commands);
    (project, breaches)
}

#[test]
fn what_is_allowed_is_printed() {
    let judged = in_threads(ALLOWED, |silenced| {
        let (project, mut breaches) = judged(silenced, &["letters", "text"]);
        let options = options(&[silenced.language]);
        let checked = project.check(CASE, &options);
        breaches.extend(checked.errors().map(|error| format!("check: {error}")));
        let unused = checked.findings.iter().filter(|finding| finding.rule() == "unused-silence");
        breaches.extend(unused.map(|finding| format!("nothing was allowed: {finding}")));
        let printed = project.print("letters", CASE, &options);
        if printed.code != 0 || printed.pdfs().next().is_none() {
            breaches.push(format!("letters ends with {}", printed.code));
        }
        (silenced.rule, breaches)
    });
    assert_kept("silences", judged);
}

/// Without the comment each of these is an error. If it were not, printing them would prove nothing.
#[test]
fn what_is_allowed_is_an_error_otherwise() {
    let judged = in_threads(ALLOWED, |silenced| {
        let project = Project::changed(silenced.changes);
        for file in [EN, FR, KM] {
            project.write(file, project.text(file).replace("# check: allow ", "# allowed: "));
        }
        let checked = project.check(CASE, &options(&[silenced.language]));
        let is_told = checked.errors().any(|error| error.rule() == silenced.rule);
        (silenced.rule, if is_told { Vec::new() } else { vec![format!("no error: {:?}", checked.findings)] })
    });
    assert_kept("faults without a silence", judged);
}

#[test]
fn what_cannot_be_allowed_is_refused_all_the_same() {
    let judged = in_threads(NEVER, |silenced| {
        let (project, mut breaches) = judged(silenced, &["letters"]);
        let checked = project.check(CASE, &options(&[silenced.language]));
        if !checked.findings.iter().any(|finding| finding.rule() == "bad-silence") {
            breaches.push("check says no bad-silence".to_owned());
        }
        let has_fault = ["forbidden-name", "missing-glyph", "overfull-line"].contains(&silenced.rule);
        if has_fault && !checked.errors().any(|error| error.rule() == silenced.rule) {
            breaches.push("check says nothing of what was to be allowed".to_owned());
        }
        (silenced.rule, breaches)
    });
    assert_kept("what cannot be allowed", judged);
}

#[test]
fn a_permission_is_for_its_rule_and_its_message_alone() {
    let others: [(&str, &[Change]); 2] = [
        (
            "another rule",
            &[(EN, "\nreply = I should", "\n# check: allow markup because it is a quotation\nreply = I %s should")],
        ),
        (
            "another message",
            &[
                (EN, "\ndemands = I", "\n# check: allow template-left-over because it is a quotation\ndemands = I"),
                (EN, "\nreply = I should", "\nreply = I %s should"),
            ],
        ),
    ];
    let judged = in_threads(&others, |(name, changes)| {
        let project = Project::changed(changes);
        let mut breaches = breaches(&project, &["en"], &["letters", "text"]);
        if project.check(CASE, &options(&["en"])).code != 1 {
            breaches.push("check finds no error".to_owned());
        }
        (*name, breaches)
    });
    assert_kept("silences of something else", judged);
}
