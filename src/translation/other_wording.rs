//! Other wordings: what a message could also say, in the comment above it, for its reader to choose.
//!
//! The message itself is A. A comment line `# B: …` begins another wording of the message, `# B.name: …` one of its
//! attribute `.name`. Lines that are indented deeper than the letter go on with it. Nothing of a comment is printed.

use std::fmt::Write as _;
use std::ops::Range;

use super::fluent_file::{Entry, EntryPart};
use super::wording::{indented, laid_out, read, written};
use crate::finding::{Finding, Findings, rules};
use crate::fluent::{self, Comment, File};

/// The letters of other wordings. More than four wordings are no choice for a reader.
const LETTERS: [char; 3] = ['B', 'C', 'D'];

/// Another wording of a message or of one of its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherWording {
    /// `B`, `C` or `D`; the message itself is `A`.
    pub letter: char,
    /// The attribute; `None`: the value of the message.
    pub attribute: Option<String>,
    /// The text as it would be after `=`: Fluent, lines separated by `\n`, a blank line before each new paragraph.
    pub text: String,
    /// The bytes of its comment lines in [`File::text`], from the first `#` to the end of the last line.
    pub range: Range<usize>,
}

impl OtherWording {
    /// The message `id` with only this wording in it, as a Fluent file.
    pub fn entry(&self, id: &str) -> String {
        let text = indented(&self.text);
        match &self.attribute {
            None => format!("{id} =\n{text}\n"),
            Some(attribute) => format!("{id} =\n    .{attribute} =\n{}\n", indented(&text)),
        }
    }

    /// The name with which its comment begins: `B` or `B.name`.
    pub fn name(&self) -> String {
        match &self.attribute {
            None => self.letter.to_string(),
            Some(attribute) => format!("{}.{attribute}", self.letter),
        }
    }

    /// Its comment lines.
    fn comment(&self) -> String {
        let mut lines = self.text.lines();
        let mut out = format!("# {}: {}", self.name(), lines.next().unwrap_or_default());
        for line in lines {
            // Writing to a string cannot fail.
            let _ = if line.trim().is_empty() { write!(out, "\n#") } else { write!(out, "\n#    {line}") };
        }
        out
    }
}

/// The other wordings of a message in the order of the file.
pub fn other_wordings(entry: &fluent::Entry) -> Vec<OtherWording> {
    in_comment(&entry.comment)
}

/// The other wordings in a comment.
pub(crate) fn in_comment(comment: &Comment) -> Vec<OtherWording> {
    let mut wordings: Vec<OtherWording> = Vec::new();
    let mut is_open = false;
    // Blank lines only belong to a wording that goes on below them.
    let mut blank = 0;
    for (at, line) in &comment.0 {
        if let Some((letter, attribute, text)) = beginning(line) {
            // The range of a comment's line begins after `# `.
            let range = at.start.saturating_sub(2)..at.end;
            wordings.push(OtherWording { letter, attribute, text: text.to_owned(), range });
            (is_open, blank) = (true, 0);
            continue;
        }
        let open = wordings.last_mut().filter(|_| is_open);
        match open {
            Some(_) if line.trim().is_empty() => blank += 1,
            Some(wording) if line.starts_with([' ', '\t']) => {
                wording.text.extend(std::iter::repeat_n('\n', blank + 1));
                wording.text.push_str(line);
                wording.range.end = at.end;
                blank = 0;
            }
            _ => is_open = false,
        }
    }
    for wording in &mut wordings {
        wording.text = without_indent(&wording.text);
    }
    wordings
}

/// Comment lines without those of other wordings, which are in the language of their file and for its readers.
pub(super) fn without_wordings(lines: &str) -> String {
    let mut is_open = false;
    let is_kept = |line: &&str| {
        let comment = line.strip_prefix('#').unwrap_or(line).trim_end();
        is_open = match comment.strip_prefix(' ') {
            Some(words) if beginning(words).is_some() => true,
            Some(words) => is_open && words.starts_with([' ', '\t']),
            None => is_open && line.starts_with('#') && comment.is_empty(),
        };
        !is_open
    };
    lines.split_inclusive('\n').filter(is_kept).collect()
}

/// The letter, the attribute and the first words of another wording, if a line of a comment begins one.
fn beginning(line: &str) -> Option<(char, Option<String>, &str)> {
    let (name, text) = line.split_once(':')?;
    let (letter, attribute) = name.split_once('.').map_or((name, None), |(letter, name)| (letter, Some(name)));
    let letter = *LETTERS.iter().find(|known| letter.chars().eq([**known]))?;
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(fluent::is_id);
    let attribute = match attribute {
        None => None,
        Some(name) => Some(Some(name).filter(is_name)?.to_owned()),
    };
    (text.is_empty() || text.starts_with(' ')).then(|| (letter, attribute, text.trim()))
}

/// The lines below the first without the indent that all of them have.
fn without_indent(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let indent_of = |line: &str| line.len() - line.trim_start().len();
    let lines = || rest.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(indent_of).min().unwrap_or(0);
    let rest = rest.lines().map(|line| line.get(indent..).unwrap_or_default());
    let lines = std::iter::once(first).filter(|line| !line.is_empty()).chain(rest);
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// The text of a file in which a wording and the text of its message have changed places: the wording is printed, and
/// the comment has what was printed before. All else stays, to the byte.
///
/// # Errors
///
/// When the file or the wording cannot be read, or the file has no such message or attribute.
pub fn with_other_wording(text: &str, path: &str, id: &str, wording: &OtherWording) -> Result<String, Findings> {
    let file = File::read(path, text);
    if !file.faults.is_empty() {
        return Err(file.faults);
    }
    let missing = || {
        let finding = Finding::error(rules::UNKNOWN_MESSAGE, format!("`{id}` has no wording `{}`", wording.name()));
        Findings::from(finding.in_file(path).place(id).help("look at the comment above the message"))
    };
    let entry = file.entry(id).ok_or_else(missing)?;
    let is_it = |known: &OtherWording| known.letter == wording.letter && known.attribute == wording.attribute;
    let wording = other_wordings(entry).into_iter().find(is_it).ok_or_else(missing)?;
    let pattern = read(&wording.text).map_err(|fault| Findings::from(broken(&file, entry, &wording, &fault)))?;
    let mut parts = Entry::of(&file, entry).parts;
    let part = parts.iter_mut().find(|part| part.attribute == wording.attribute).ok_or_else(missing)?;
    let was = std::mem::replace(part, EntryPart { attribute: wording.attribute.clone(), pattern });
    let comment = OtherWording { text: written(&was.pattern), ..wording.clone() }.comment();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let typed = |text: &str| text.replace('\n', line_end);
    let (comment, entry_text) = (typed(&comment), typed(&laid_out(id, &parts)));
    let [before, between, after] =
        [&text[..wording.range.start], &text[wording.range.end..entry.range.start], &text[entry.range.end..]];
    Ok([before, &comment, between, &entry_text, after].concat())
}

/// What is wrong with the other wordings of a message, but for the names in them.
pub(crate) fn faults(file: &File, entry: &fluent::Entry) -> Findings {
    let wordings = other_wordings(entry);
    let mut findings = Findings::new();
    for (i, wording) in wordings.iter().enumerate() {
        let is_same = |other: &OtherWording| other.letter == wording.letter && other.attribute == wording.attribute;
        let name = wording.name();
        if wordings[..i].iter().any(is_same) {
            findings.push(at(file, entry, wording, format!("duplicate wording `{name}`"), "use the next letter"));
        } else if let Some(attribute) = wording.attribute.as_deref().filter(|name| entry.part(Some(name)).is_none()) {
            let message = format!("`{name}` is another wording of `.{attribute}`, which the message does not have");
            let help = "correct the name of the attribute, or delete the comment";
            findings.push(at(file, entry, wording, message, help));
        } else if let Err(fault) = read(&wording.text) {
            findings.push(broken(file, entry, wording, &fault));
        }
    }
    findings
}

fn broken(file: &File, entry: &fluent::Entry, wording: &OtherWording, fault: &str) -> Finding {
    let message = format!("the wording `{}` is not valid: {fault}", wording.name());
    at(file, entry, wording, message, "write it as it would be after `=`; each `{` needs a `}`")
}

/// A finding on another wording.
pub(crate) fn at(file: &File, entry: &fluent::Entry, wording: &OtherWording, message: String, help: &str) -> Finding {
    file.finding(Finding::warning(rules::BROKEN_WORDING, message).help(help), &wording.range, &entry.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translation::fluent_file::FluentFile;

    const FILE: &str = "# The greeting.\n# B: Dear { $you }, and\n#    all of you\n#\n#    who read this.\n#\n\
        # Not part of it.\n# C: { $gender ->\n#        [female] Madam\n#       *[other] Sir\n#    }\n# B.name: X Y\n\
        greeting = Hello { $you }\n    .name = Y\n\n# E: no wording\n# BB: nor this\n# B.: nor this\n# B:nor this\nlast = so\n";

    fn of(id: &str) -> (File, Vec<OtherWording>) {
        let file = File::read("letter.ftl", FILE);
        assert_eq!(file.faults, []);
        let wordings = other_wordings(file.entry(id).expect("it is there"));
        (file, wordings)
    }

    #[test]
    fn a_comment_has_the_other_wordings_of_its_message() {
        let (file, wordings) = of("greeting");
        let said: Vec<_> = wordings.iter().map(|wording| (wording.name(), wording.text.as_str())).collect();
        let expected = [
            ("B", "Dear { $you }, and\nall of you\n\nwho read this."),
            ("C", "{ $gender ->\n    [female] Madam\n   *[other] Sir\n}"),
            ("B.name", "X Y"),
        ];
        assert_eq!(said, expected.map(|(name, text)| (name.to_owned(), text)));
        let raw = &file.text[wordings[0].range.clone()];
        assert!(raw.starts_with("# B: ") && raw.ends_with("who read this."), "{raw}");
        assert_eq!(of("last").1, []);
    }

    #[test]
    fn each_is_a_message_of_its_own() {
        for wording in of("greeting").1 {
            let file = File::read("x.ftl", &wording.entry("greeting"));
            assert_eq!(file.faults, []);
            let part = file.entry("greeting").and_then(|entry| entry.part(wording.attribute.as_deref()));
            let pattern = read(&wording.text).expect("it is sound");
            assert_eq!(part.map(|part| super::super::wording::joined(&file.words(&part.pattern))), Some(pattern));
        }
    }

    #[test]
    fn chosen_twice_everything_is_as_it_was() {
        for wording in of("greeting").1 {
            let name = wording.name();
            let once = with_other_wording(FILE, "letter.ftl", "greeting", &wording).expect("it can be chosen");
            assert_ne!(once, FILE, "{name}");
            let file = File::read("letter.ftl", &once);
            let entry = file.entry("greeting").expect("it is there");
            let printed = Entry::of(&file, entry).part(wording.attribute.as_deref()).expect("it is there").clone();
            assert_eq!(Ok(printed.pattern), read(&wording.text), "{name}");
            let back = other_wordings(entry).into_iter().find(|other| other.name() == name).expect("the old words");
            let twice = with_other_wording(&once, "letter.ftl", "greeting", &back).expect("it can be chosen");
            let parts = |text: &str| FluentFile::parse("x", text).expect("sound").entries.into_iter().map(|e| e.parts);
            assert!(parts(&twice).eq(parts(FILE)), "{name}: {twice}");
        }
    }

    #[test]
    fn the_other_comments_are_left_where_a_file_is_begun() {
        let (before, _) = FILE.split_once("greeting =").expect("it is there");
        assert_eq!(without_wordings(before), "# The greeting.\n# Not part of it.\n");
        let others = "## Group\n\n# E: no wording\n#\n#  more\n";
        assert_eq!(without_wordings(others), others);
    }

    #[test]
    fn windows_line_ends_stay() {
        let text = FILE.replace('\n', "\r\n");
        let file = File::read("letter.ftl", &text);
        let wordings = other_wordings(file.entry("greeting").expect("it is there"));
        assert_eq!(wordings[0].text, of("greeting").1[0].text);
        let chosen = with_other_wording(&text, "letter.ftl", "greeting", &wordings[0]).expect("it can be chosen");
        assert_eq!(chosen.matches('\n').count(), chosen.matches("\r\n").count());
    }

    #[test]
    fn what_cannot_be_chosen_is_reported() {
        let text = "# B: { $you\n# C:\n# C: x\n# C: y\n# D.you: z\na = b\n";
        let file = File::read("letter.ftl", text);
        let entry = file.entry("a").expect("it is there");
        let found: Vec<_> = faults(&file, entry).iter().map(|fault| (fault.line, fault.message.clone())).collect();
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3, 4, 5].map(Some), "{found:#?}");
        let broken = &other_wordings(entry)[0];
        assert!(with_other_wording(text, "letter.ftl", "a", broken).is_err());
        assert!(with_other_wording(text, "letter.ftl", "b", broken).is_err());
    }
}
