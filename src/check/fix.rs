//! Repairs: the bytes that have one right replacement are replaced, and no others.

use std::fmt::Write as _;

use super::engine::Repair;
use crate::finding::Position;
use crate::project::Project;

/// A file as it is after its repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Its path in the project.
    pub path: String,
    /// Its whole text.
    pub text: String,
    /// How many faults were repaired.
    pub repairs: usize,
    /// What was changed, as a unified diff without context.
    pub diff: String,
}

/// The files that repairs change.
///
/// `repairs` must be sorted and apart, as [`super::Report::repairs`] are.
pub fn files(project: &Project, repairs: &[Repair]) -> Vec<Fixed> {
    let mut fixed = Vec::new();
    for group in repairs.chunk_by(|one, other| one.file == other.file) {
        let path = &group[0].file;
        let Ok(text) = project.text(path) else { continue };
        // The mark was not read, and stays.
        let mark = project.bytes(path).is_some_and(|bytes| bytes.starts_with("\u{FEFF}".as_bytes()));
        let mut new = String::new();
        let mut done = 0;
        for repair in group {
            new.push_str(&text[done..repair.range.start]);
            new.push_str(&repair.replacement);
            done = repair.range.end;
        }
        new.push_str(&text[done..]);
        let diff = diff(path, text, &new, group);
        let text = if mark { format!("\u{FEFF}{new}") } else { new };
        fixed.push(Fixed { path: path.clone(), text, repairs: group.len(), diff });
    }
    fixed
}

/// The changed lines before and after. Characters that cannot be seen are shown by their code points.
fn diff(path: &str, old: &str, new: &str, repairs: &[Repair]) -> String {
    let mut out = format!("--- {path}\n+++ {path}\n");
    let old_lines = old.lines().collect::<Vec<_>>();
    let new_lines = new.lines().collect::<Vec<_>>();
    // No repair adds or takes out a line break, so the lines pair up; if one did, all is shown.
    if old_lines.len() != new_lines.len() {
        let _ = writeln!(out, "@@ -1,{} +1,{} @@", old_lines.len(), new_lines.len());
        for (sign, lines) in [('-', &old_lines), ('+', &new_lines)] {
            for line in lines {
                let _ = writeln!(out, "{sign}{}", visible(line));
            }
        }
        return out;
    }
    for (at, (before, after)) in
        old_lines.iter().zip(&new_lines).enumerate().filter(|(_, (before, after))| before != after)
    {
        let line = at + 1;
        let mut rules: Vec<&str> =
            repairs.iter().filter(|r| Position::of(old, r.range.start).line == line).map(|r| r.rule).collect();
        rules.dedup();
        let _ = writeln!(out, "@@ -{line} +{line} @@ {}", rules.join(", "));
        let _ = writeln!(out, "-{}\n+{}", visible(before), visible(after));
    }
    out
}

fn visible(line: &str) -> String {
    line.chars().fold(String::new(), |mut out, c| {
        match c {
            '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{AD}'
            | '\u{34F}' => {
                let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
            }
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_faulty_bytes_change() {
        let text = "# a comment\r\na  =  x\u{200B}\u{200B}y \r\nb = z\r\n";
        let at = text.find('\u{200B}').expect("it is there");
        let project = Project::embedded().with([("locales/km/letter.ftl".to_owned(), text.as_bytes().to_vec())]);
        let repair = Repair {
            file: "locales/km/letter.ftl".to_owned(),
            range: at..at + 3,
            replacement: String::new(),
            rule: "zwsp",
        };
        let fixed = files(&project, &[repair]);
        assert_eq!(fixed[0].text, text.replacen('\u{200B}', "", 1));
        assert_eq!(
            fixed[0].diff,
            "--- locales/km/letter.ftl\n+++ locales/km/letter.ftl\n@@ -2 +2 @@ zwsp\n-a  =  x⟨U+200B⟩⟨U+200B⟩y \n+a  =  x⟨U+200B⟩y \n"
        );
    }
}
