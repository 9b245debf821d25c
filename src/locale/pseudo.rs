//! The pseudo-language `qps`: the source's own messages, made longer, accented, stacked and turned
//! around, to test a layout before a real translation exists.

use std::sync::Arc;

use super::{Align, Library, Locale, LocaleInfo, Messages, Review, source_of_case};
use crate::finding::Findings;
use crate::fluent::File;
use crate::fluent::tree::{Expression, Pattern, PatternElement};
use crate::id::{CaseId, LanguageTag};
use crate::project::paths::{self, LETTER};
use crate::script::khmer::fold::FoldedWords;
use crate::unit::Em;

/// Its tag, of those that ISO 639 leaves to private use.
const TAG: &str = "qps";

/// The brackets around every text, so that no page is mistaken for a letter.
const MARKS: [&str; 2] = ["⁅", "⁆"];

/// Khmer words with stacks of subscripts and vowels above and below.
const STACKED: [&str; 5] = ["សង្គ្រោះ", "ត្បូងឃ្មុំ", "រដ្ឋមន្ត្រី", "ប៉ុណ្ណោះ", "ស្ត្រី"];

/// The number of words between two that are added or turned around.
const EVERY: usize = 6;

/// A language that is written as hard as Khmer needs such a leading.
const LEADING: Em = Em(1.7);

/// Whether a tag is the pseudo-language's.
pub fn is_pseudo(tag: &LanguageTag) -> bool {
    tag.as_str() == TAG
}

/// The pseudo-language, with its messages for a case.
pub(super) fn read(library: &Library, tag: &LanguageTag, case: &CaseId) -> Result<Locale, Findings> {
    let source_tag = source_of_case(library, case)?;
    let source = Locale::of_folder(library, &source_tag, case)?;
    let names = [LETTER.to_owned(), paths::case_words(case)];
    let paths = names.clone().map(|name| paths::locale_file(tag, name));
    let read = |(name, path): (&String, &String)| {
        let text = library.languages.get(&source_tag).and_then(|language| language.file(name)).map(pseudo_text);
        Arc::new(File::read(path, &text.unwrap_or_default()))
    };
    let files = names.iter().zip(&paths).map(read).collect();
    let messages = Messages::of(tag, source.info.digits, files);
    let info = info(source.info, names);
    Ok(Locale { tag: tag.clone(), info, messages, terms: FoldedWords::none(), files: paths })
}

fn info(source: LocaleInfo, files: [String; 2]) -> LocaleInfo {
    let mut fonts = source.fonts;
    for families in [&mut fonts.body, &mut fonts.heading] {
        let khmer = "Noto Serif Khmer".to_owned();
        if !families.contains(&khmer) {
            families.push(khmer);
        }
    }
    LocaleInfo {
        name: "⁅qps⁆".to_owned(),
        english_name: "pseudo-language".to_owned(),
        fonts,
        leading: source.leading.max(LEADING),
        align: Align::Ragged,
        hyphenate: false,
        // There is nothing in it to review.
        review: files.map(|file| (file, Review::Source)).into_iter().collect(),
        ..source
    }
}

/// A Fluent file with its texts replaced where they are; ids, placeables, comments and lines stay.
fn pseudo_text(file: &File) -> String {
    let mut edits = Edits { text: &file.text, edits: Vec::new() };
    for entry in &file.entries {
        if let Some(value) = &entry.value {
            edits.pattern(&value.pattern);
            edits.mark(entry.at.end, &value.pattern);
        }
        for attribute in &entry.attributes {
            edits.pattern(&attribute.part.pattern);
        }
    }
    edits.carried_out()
}

/// Replacements for ranges of bytes.
struct Edits<'t> {
    text: &'t str,
    edits: Vec<(usize, usize, String)>,
}

impl Edits<'_> {
    fn pattern(&mut self, pattern: &Pattern) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    let range = value.range();
                    self.edits.push((range.start, range.end, pseudo_words(value.of_text(self.text))));
                }
                PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                    for variant in variants {
                        self.pattern(&variant.value);
                    }
                }
                PatternElement::Placeable { .. } => {}
            }
        }
    }

    /// Puts a value that has some words between the marks, if its first and last parts are text. Its id ends at byte
    /// `behind`.
    fn mark(&mut self, behind: usize, value: &Pattern) {
        let mut texts = value.elements.iter().filter_map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { .. } => None,
        });
        let words: usize = texts.clone().map(|text| text.of_text(self.text).split_whitespace().count()).sum();
        let Some(last) = texts.next_back().filter(|_| words > 1) else { return };
        // The value begins behind the id's sign, in the same line or in the next that is not blank.
        let Some(sign) = self.text[behind..].find('=') else { return };
        let value_start = behind + sign + 1;
        let blank = self.text[value_start..].len() - self.text[value_start..].trim_start().len();
        let end = match value.elements.last() {
            Some(PatternElement::TextElement { .. }) => last.range().start + last.of_text(self.text).trim_end().len(),
            _ => return self.insert(value_start + blank, MARKS[0]),
        };
        self.insert(value_start + blank, MARKS[0]);
        self.insert(end, MARKS[1]);
    }

    fn insert(&mut self, at: usize, mark: &str) {
        self.edits.push((at, at, mark.to_owned()));
    }

    fn carried_out(mut self) -> String {
        // A mark before a text and one behind it come where the text itself begins and ends.
        self.edits.sort_by_key(|(start, end, _)| (*start, *end));
        let mut out = String::with_capacity(self.text.len() * 2);
        let mut done = 0;
        let mut closing = None;
        for (start, end, new) in self.edits {
            if start < done {
                closing = Some(new);
                continue;
            }
            out.push_str(&self.text[done..start]);
            out.push_str(&new);
            done = end;
            if let Some(mark) = closing.take() {
                out.push_str(&mark);
            }
        }
        out.push_str(closing.as_deref().unwrap_or_default());
        out.push_str(&self.text[done..]);
        out
    }
}

fn pseudo_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut count = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let long = longer(bare);
        let is_word = bare.chars().any(char::is_alphabetic);
        count += usize::from(is_word);
        if !is_word || count % EVERY != 0 {
            out.push_str(&long);
        } else if count % (2 * EVERY) == 0 {
            // RIGHT-TO-LEFT OVERRIDE and its end: a word that runs the other way, in any font.
            out.extend(["\u{202E}", &long, "\u{202C}"]);
        } else {
            out.extend([STACKED[(count + bare.len()) % STACKED.len()], " ", &long]);
        }
        out.push_str(&word[bare.len()..]);
    }
    out
}

/// A word with accents, and its vowels doubled, which makes English about two fifths longer. What
/// holds a digit or is an address stays as it is.
fn longer(word: &str) -> String {
    if word.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | '@')) {
        return word.to_owned();
    }
    word.chars().fold(String::new(), |mut out, c| {
        let accented = accented(c);
        out.push(accented);
        if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') {
            out.push(accented);
        }
        out
    })
}

fn accented(c: char) -> char {
    const PLAIN: &str = "abcdeghijklnoprstuwyzABCDEGHIJKLNOPRSTUWYZ";
    const ACCENTED: &str = "áƀçđéğĥîĵķļñôþŕšţûŵýžÁɃÇĐÉĞĤÎĴĶĻÑÔÞŔŠŢÛŴÝŽ";
    PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == c).map_or(c, |(_, accented)| accented)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::project::Project;

    #[test]
    fn texts_change_and_nothing_else() {
        let text = "# Whose\nperson = Kem Sokha\n    .name = Sokha\n\nlong =\n    On { $day } he was { person }, in Article{\"\\u00A0\"}{ $n } of the old and new law,\n    arrested at 12:30 by the men.\n\nn = { $n ->\n    [one] one day\n   *[other] { $n } days\n}\n";
        expect![[r##"
            # Whose
            person = ⁅Ķéém Šôôķĥáá⁆
                .name = Šôôķĥáá

            long =
                ⁅Ôñ { $day } ĥéé ŵááš { person }, îîñ Áŕţîîçļéé{"\u00A0"}{ $n } ôôf ţĥéé ôôļđ ááñđ ñééŵ សង្គ្រោះ ļááŵ,
                ááŕŕééšţééđ ááţ 12:30 ƀý ţĥéé mééñ.⁆

            n = { $n ->
                [one] ôôñéé đááý
               *[other] { $n } đááýš
            }
        "##]]
        .assert_eq(&pseudo_text(&File::read("a.ftl", text)));
    }

    #[test]
    fn words_are_two_fifths_longer() {
        let project = Project::embedded();
        let text = project.text("locales/en/cases/kem-sokha.ftl").expect("the bundled file");
        let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).collect();
        let plain: usize = words.iter().map(|word| word.chars().count()).sum();
        let long: usize = words.iter().map(|word| longer(word).chars().count()).sum();
        let growth = (long - plain) * 100 / plain;
        assert!((30..=50).contains(&growth), "{growth} %");
    }
}
