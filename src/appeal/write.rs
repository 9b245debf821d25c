//! Writes the case file and the file of messages.

use std::fmt::Write as _;

use super::draft::{Draft, Message, Part, Recipient, Sheet};
use super::lines::Remark;
use super::parts::ContactKind;
use crate::id::{CaseId, CountryCode, LanguageTag};

/// The longest line of a message.
const WIDTH: usize = 100;

/// The file of messages.
pub fn messages(draft: &Draft, case: &CaseId) -> String {
    let mut out = format!(
        "### The appeal of the case {case}. Facts such as {{ $arrested }} come from cases/{case}.yaml.\n\
         ### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.\n"
    );
    for message in &draft.messages {
        if let Some(group) = message.group {
            out.push('\n');
            for line in group.lines() {
                let _ = writeln!(out, "## {line}");
            }
        }
        out.push('\n');
        write_message(&mut out, message, draft);
    }
    let mut remarks: Vec<&Remark> = draft.remarks.iter().collect();
    remarks.sort_by_key(|remark| remark.line);
    if !remarks.is_empty() {
        out.push_str("\n## Words of the text that are in no message and in no field of the case, by their lines.\n\n");
        for remark in remarks {
            let _ = writeln!(out, "# {}", comment(remark));
        }
    }
    out
}

/// A remark as a comment.
fn comment(Remark { line, kind, text }: &Remark) -> String {
    format!("{} (line {line}): {text}", kind.name())
}

fn write_message(out: &mut String, message: &Message, draft: &Draft) {
    for comment in &message.comments {
        let _ = writeln!(out, "# {comment}");
    }
    let mut variables: Vec<&str> = Vec::new();
    for paragraph in message.paragraphs.iter().filter(|_| !message.is_fluent) {
        let found = draft.facts.in_text(paragraph).into_iter().map(|(_, id)| id);
        for id in found {
            if !variables.contains(&id) {
                variables.push(id);
            }
        }
    }
    if !variables.is_empty() && !message.is_open {
        let listed: Vec<String> = variables.iter().map(|id| format!("${id} (date)")).collect();
        let _ = writeln!(out, "# {}", listed.join(", "));
    }
    let is_name = draft.persons.iter().any(|(id, _)| *id == message.id);
    let words = |paragraph: &String| {
        if message.is_fluent { apart(paragraph) } else { fluent(paragraph, draft, is_name) }
    };
    let paragraphs: Vec<Vec<String>> = message.paragraphs.iter().map(words).collect();
    let mut text = String::new();
    write_pattern(&mut text, &format!("{} =", message.id), &paragraphs, "    ");
    for (name, words) in &message.attributes {
        let pattern = vec![fluent(words, draft, true)];
        write_pattern(&mut text, &format!("    .{name} ="), &pattern, "        ");
    }
    for line in text.lines() {
        // A mark of an item can be there without words.
        let mark = if message.is_open || paragraphs.iter().all(Vec::is_empty) { "# " } else { "" };
        let _ = writeln!(out, "{}", format!("{mark}{line}").trim_end());
    }
}

/// The words of a text that is Fluent already; a reference is one word.
fn apart(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match words.last_mut().filter(|last| last.matches('{').count() > last.matches('}').count()) {
            Some(last) => *last = format!("{last} {word}"),
            None => words.push(word.to_owned()),
        }
    }
    words
}

/// A pattern: behind its name if it fits there, or below it.
fn write_pattern(out: &mut String, name: &str, paragraphs: &[Vec<String>], indent: &str) {
    if let [words] = paragraphs {
        let text = words.join(" ");
        if name.chars().count() + 1 + text.chars().count() <= WIDTH {
            let _ = writeln!(out, "{name} {text}");
            return;
        }
    }
    let _ = writeln!(out, "{name}");
    for (i, words) in paragraphs.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let mut line = String::new();
        for word in words {
            let is_full = line.chars().count() + 1 + word.chars().count() + indent.len() > WIDTH;
            if is_full && !line.is_empty() {
                let _ = writeln!(out, "{indent}{line}");
                line.clear();
            }
            if line.is_empty() {
                line.push_str(&at_line_start(word));
            } else {
                line.push(' ');
                line.push_str(word);
            }
        }
        let _ = writeln!(out, "{indent}{line}");
    }
}

/// A word as the first of a line: some marks would begin an attribute or a variant there.
fn at_line_start(word: &str) -> String {
    match word.chars().next() {
        Some(first @ ('.' | '*' | '[' | '#' | '}')) => format!("{{\"{first}\"}}{}", &word[1..]),
        _ => word.to_owned(),
    }
}

/// The words of a text as Fluent has them: names and days are references, braces are in quotes.
fn fluent(text: &str, draft: &Draft, is_name: bool) -> Vec<String> {
    let mut slots: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    if !is_name {
        slots.extend(draft.facts.in_text(text).into_iter().map(|(range, id)| (range, format!("{{ ${id} }}"))));
        let mut persons: Vec<&(String, String)> = draft.persons.iter().collect();
        persons.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
        for (id, name) in persons {
            for (at, _) in text.match_indices(name.as_str()) {
                let range = at..at + name.len();
                let is_edge = |edge: Option<char>| edge.is_none_or(|c| !c.is_alphanumeric() && c != '-');
                let is_whole = is_edge(text[..at].chars().next_back()) && is_edge(text[range.end..].chars().next());
                let is_free = slots.iter().all(|(other, _)| other.end <= range.start || range.end <= other.start);
                if is_whole && is_free {
                    slots.push((range, format!("{{ {id} }}")));
                }
            }
        }
        slots.sort_by_key(|(range, _)| range.start);
    }
    let mut words = Words::default();
    let mut at = 0;
    for (range, slot) in &slots {
        words.text(&text[at..range.start]);
        words.word.push_str(slot);
        at = range.end;
    }
    words.text(&text[at..]);
    words.end();
    words.done
}

/// Words of a pattern; a reference is not divided at its spaces.
#[derive(Default)]
struct Words {
    done: Vec<String>,
    word: String,
}

impl Words {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' => self.end(),
                '{' | '}' => {
                    let _ = write!(self.word, "{{\"{c}\"}}");
                }
                c => self.word.push(c),
            }
        }
    }

    fn end(&mut self) {
        if !self.word.is_empty() {
            self.done.push(std::mem::take(&mut self.word));
        }
    }
}

/// The case file.
pub fn facts(draft: &Draft, case: &CaseId, language: &LanguageTag) -> String {
    let mut out = format!(
        "# The case {case}, begun from the text of an appeal. This file has only facts. The words are in\n\
         # locales/{language}/cases/{case}.ftl; an id is a message there. `likhit check {case}` lists what is still to be done.\n\
         # A file from `likhit new case` without `--from` explains every key.\n\n"
    );
    let title = draft
        .title
        .as_deref()
        .filter(|title| !title.is_empty())
        .map(shortened)
        .or_else(|| draft.persons.first().map(|(_, name)| name.clone()));
    let _ = writeln!(out, "# Title of the case. It is not printed in letters.\n{}\n", field("title", title.as_deref()));
    write_persons(&mut out, draft);
    if let Some((date, line)) = &draft.send_before {
        let _ = writeln!(out, "# In the text (line {}): {}\nsend_before: {date}\n", line.number, line.text);
    }
    if let Some(index) = &draft.index {
        let _ = writeln!(out, "# The number under which the action is published.\nindex: {}\n", scalar(index));
    }
    out.push_str("# Country of the authorities that you write to.\n");
    if draft.country.is_none() {
        out.push_str("# The text does not name it in an address. Write its code of two capital letters.\n");
    }
    let country = draft.country.as_ref().map(CountryCode::as_str);
    let _ = writeln!(out, "{}\n", field("country", country));
    let _ = writeln!(out, "languages: [{}]\n", scalar(language.as_str()));
    let facts: Vec<String> = draft.facts.all().map(|(id, date)| format!("  {id}: {date}\n")).collect();
    if !facts.is_empty() {
        let _ = writeln!(out, "# Days, which the messages use as {{ $id }}.\nfacts:\n{}", facts.concat());
    }
    let names: Vec<&str> = draft.persons.iter().map(|(id, _)| id.as_str()).collect();
    if !names.is_empty() {
        let names = names.join(", ");
        let _ =
            writeln!(out, "# Messages that are names. A name is broken only at its own spaces.\nnames: [{names}]\n");
    }
    write_recipients(&mut out, draft);
    write_letter(&mut out, draft);
    if let Some(sheet) = &draft.sheet {
        write_sheet(&mut out, sheet);
    }
    out
}

fn write_persons(out: &mut String, draft: &Draft) {
    match draft.persons.as_slice() {
        [] => out.push_str("# No name was found in the text. Write it here:\n# person:\n#   name: First Last\n\n"),
        [(_, name)] => {
            let _ = writeln!(out, "person:\n  name: {}\n", scalar(name));
        }
        several => {
            out.push_str("# The message `person-ID` has the name in each language.\npersons:\n");
            for (id, name) in several {
                let id = id.strip_prefix("person-").unwrap_or(id);
                let _ = writeln!(out, "  - id: {}\n    name: {}", scalar(id), scalar(name));
            }
            out.push('\n');
        }
    }
}

fn write_recipients(out: &mut String, draft: &Draft) {
    let (embassies, others): (Vec<&Recipient>, Vec<&Recipient>) =
        draft.recipients.iter().partition(|recipient| recipient.contact.kind == ContactKind::Embassy);
    out.push_str("# Recipients of letters from every country. `id` is the file name of the PDF.\n");
    if others.is_empty() {
        out.push_str("# The text has no address. Write whom the letters go to:\n#   - id: justice-minister\n");
        out.push_str("#     salutation: your-excellency\n#     address:\n#       office: Minister of Justice\n");
        out.push_str("#       lines:\n#         - 1 Street, Town\n#       country: XX\nrecipients: []\n");
    } else {
        out.push_str("recipients:\n");
    }
    for recipient in others {
        let _ = writeln!(out, "  - id: {}", scalar(&recipient.id));
        if recipient.contact.kind == ContactKind::Copy {
            out.push_str("    copy: true\n");
        }
        write_recipient(out, recipient, draft);
    }
    out.push('\n');
    if embassies.is_empty() {
        return;
    }
    out.push_str("# Embassies, by the sender's country.\nembassies:\n");
    for recipient in embassies {
        let country = recipient.contact.country.as_ref().map_or("", |(country, _)| country.as_str());
        let _ = writeln!(out, "  {}:", scalar(country));
        write_recipient(out, recipient, draft);
    }
    out.push('\n');
}

fn write_recipient(out: &mut String, recipient: &Recipient, draft: &Draft) {
    let Recipient { contact, salutation, gender, .. } = recipient;
    match &contact.salutation {
        Some(said) => {
            let _ = writeln!(out, "    salutation: {}  # {said}", scalar(salutation));
        }
        None => {
            let _ = writeln!(
                out,
                "    # The text gives no form of address. Is this one right?\n    salutation: {}",
                scalar(salutation)
            );
        }
    }
    if let Some(gender) = gender {
        let _ = writeln!(out, "    gender: {gender}");
    }
    let has_who = contact.name.is_some() || contact.office.is_some();
    if has_who || !contact.lines.is_empty() {
        out.push_str("    address:\n");
        if let Some(name) = &contact.name {
            let _ = writeln!(out, "      name: {}", scalar(name));
        }
        if let Some(office) = &contact.office {
            let _ = writeln!(out, "      office: {}", scalar(office));
        } else if !has_who {
            out.push_str("      # The text does not say who this is.\n      office:\n");
        }
        let is_reached = contact.can_be_reached();
        if !contact.lines.is_empty() {
            out.push_str("      lines:\n");
            for line in &contact.lines {
                let _ = writeln!(out, "        - {}", scalar(line));
            }
        } else if !is_reached {
            out.push_str(
                "      # The text has no address of this recipient. Write one line after each `- `.\n      lines: []\n",
            );
        }
        match (&contact.country, &draft.country) {
            // A country is for the post: with it, `lines` would be missing.
            (Some((_, words)), _) if contact.lines.is_empty() && is_reached => {
                let _ = writeln!(out, "      # Country: {words}");
            }
            (None, _) if contact.lines.is_empty() && is_reached => {}
            (Some((country, words)), _) if words.is_empty() => {
                let _ = writeln!(out, "      country: {}", scalar(country.as_str()));
            }
            (Some((country, words)), _) => {
                let _ = writeln!(out, "      country: {}  # {words}", scalar(country.as_str()));
            }
            (None, Some(country)) => {
                let _ = writeln!(
                    out,
                    "      country: {}  # not in the address; this is the country of the case",
                    scalar(country.as_str())
                );
            }
            (None, None) => out.push_str("      # The text names no country.\n      country:\n"),
        }
    }
    let ways =
        [("telephone", &contact.telephone), ("fax", &contact.fax), ("email", &contact.email), ("web", &contact.web)];
    for (key, ways) in ways.into_iter().filter(|(_, ways)| !ways.is_empty()) {
        let _ = writeln!(out, "    {key}:");
        for way in ways {
            let _ = writeln!(out, "      - {}", quoted(way));
        }
    }
    for remark in &contact.remarks {
        let _ = writeln!(out, "    # {}", comment(remark));
    }
}

fn write_letter(out: &mut String, draft: &Draft) {
    out.push_str("# Parts of the letter, in this order. Each is the id of a message.\nletter:\n  subject: subject\n");
    if draft.has_copies {
        out.push_str("  copy_opening: copy-opening\n");
    }
    out.push_str("  body:\n");
    if draft.letter.is_empty() {
        out.push_str(
            "    # The text has no paragraph for the letter. Write it as the message `concern`.\n    - concern\n",
        );
    }
    write_parts(out, &draft.letter);
}

fn write_sheet(out: &mut String, sheet: &Sheet) {
    out.push_str("\n# The Urgent Action sheet to hand out to letter writers, with message ids as above.\nsheet:\n");
    let _ = writeln!(out, "  headline: {}\n  lead: {}\n  body:", sheet.headline, sheet.lead);
    write_parts(out, &sheet.body);
    if !sheet.additional.is_empty() {
        out.push_str("  additional:\n");
        write_parts(out, &sheet.additional);
    }
}

fn write_parts(out: &mut String, parts: &[Part]) {
    for part in parts {
        let _ = match part {
            Part::Paragraphs(id) => writeln!(out, "    - {id}"),
            Part::List(ids) => writeln!(out, "    - list: [{}]", ids.join(", ")),
        };
    }
}

fn field(key: &str, value: Option<&str>) -> String {
    value.map_or_else(|| format!("{key}:"), |value| format!("{key}: {}", scalar(value)))
}

/// A title is not longer than a line.
fn shortened(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    let mut title: String = text.chars().take(WIDTH).collect();
    title.truncate(title.rfind(' ').unwrap_or(title.len()));
    title + "…"
}

/// A text as YAML has it: in quotes wherever it could be read as something else.
fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == ')')
        && text.chars().all(|c| c.is_alphanumeric() || " .,’/()-–".contains(c))
        && !["yes", "no", "on", "off", "true", "false", "null", "y", "n", "nan", "inf"]
            .contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}
