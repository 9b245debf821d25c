//! Broken clusters: marks without a letter before them, or that the letter before them cannot have.
//!
//! The shaper draws a dotted circle for each, or nothing at all where the face has no circle. Neither
//! must be printed.

use std::ops::Range;

use rustybuzz::{BufferClusterLevel, GlyphBuffer};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::itemize::script_of;
use super::shaper::Run;
use crate::font::DOTTED_CIRCLE;
use crate::script::is_specific;
use crate::script::marks::{is_default_ignorable, is_mark};

/// A piece of text that would be drawn with a dotted circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenCluster {
    /// The bytes of the drawn text that it covers.
    pub text: Range<usize>,
    /// The byte at which the character begins that the circle would be drawn for.
    pub at: usize,
    /// The character itself, nearly always a mark.
    pub character: char,
}

/// The broken clusters in which `marks` are, which are bytes of `text`: each cluster once, with its
/// first mark.
pub(super) fn broken_clusters(text: &str, mut marks: Vec<usize>) -> Vec<BrokenCluster> {
    if text.chars().next().is_some_and(|first| is_mark(first) && !is_default_ignorable(first)) {
        marks.push(0);
    }
    if marks.is_empty() {
        return Vec::new();
    }
    marks.sort_unstable();
    let mut marks = marks.into_iter().peekable();
    let mut broken = Vec::new();
    for (start, grapheme) in text.grapheme_indices(true) {
        let range = start..start + grapheme.len();
        let Some(at) = marks.next_if(|mark| range.contains(mark)) else { continue };
        while marks.next_if(|mark| range.contains(mark)).is_some() {}
        broken.extend(text[at..].chars().next().map(|character| BrokenCluster { text: range, at, character }));
    }
    broken
}

/// The byte of a grapheme at which a mark begins that its first character cannot have, though a shaper
/// that is given both as one run would say nothing: a mark of another script than the letter's, and a
/// Khmer mark on a digit, a space or a dash.
pub(super) fn mark_without_letter(grapheme: &str) -> Option<usize> {
    let mut characters = grapheme.char_indices();
    let (_, base) = characters.next()?;
    let rest = characters.as_str();
    if rest.is_empty() || is_mark(base) || base == DOTTED_CIRCLE {
        return None;
    }
    let base_script = script_of(base);
    characters.find(|(_, mark)| is_mark(*mark) && cannot_have(base, base_script, *mark)).map(|(at, _)| at)
}

fn cannot_have(base: char, base_script: Script, mark: char) -> bool {
    let script = mark.script();
    if !is_specific(script) || has_no_circles(script) {
        return false;
    }
    if is_specific(base_script) && base_script != script {
        return !mark.script_extension().contains_script(base_script)
            && !base.script_extension().contains_script(script);
    }
    // The shaper takes these for letters. In other scripts some marks are written on digits.
    script == Script::Khmer
        && matches!(
            base.general_category(),
            GeneralCategory::DecimalNumber
                | GeneralCategory::OtherNumber
                | GeneralCategory::SpaceSeparator
                | GeneralCategory::DashPunctuation
        )
}

impl Run<'_> {
    /// The bytes of the run at which broken clusters begin, given what the shaper has made of it.
    pub fn broken_marks(&self, output: &GlyphBuffer) -> Vec<usize> {
        if has_no_circles(self.script) {
            return Vec::new();
        }
        if let Some(circle) = self.face.circle() {
            let drawn = output.glyph_infos().iter().filter(|glyph| glyph.glyph_id == u32::from(circle)).count();
            if drawn == 0 || drawn == self.text.matches(DOTTED_CIRCLE).count() {
                return Vec::new();
            }
        }
        let Some((face, marker)) = self.face.marking() else { return Vec::new() };
        let mut buffer = self.buffer();
        buffer.set_cluster_level(BufferClusterLevel::Characters);
        let output = self.shape(&face, buffer);
        let marked = output.glyph_infos().iter().filter(|glyph| glyph.glyph_id == u32::from(marker));
        let places = marked.map(|glyph| glyph.cluster as usize);
        places.filter(|at| !self.text[*at..].starts_with(DOTTED_CIRCLE)).collect()
    }
}

/// Whether the shaper never draws a dotted circle in text of this script, except at its beginning. Only common scripts
/// are listed; for other scripts the shaper is tried.
fn has_no_circles(script: Script) -> bool {
    matches!(
        script,
        Script::Common
            | Script::Inherited
            | Script::Unknown
            | Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Armenian
            | Script::Georgian
            | Script::Hebrew
            | Script::Arabic
            | Script::Syriac
            | Script::Thaana
            | Script::Thai
            | Script::Lao
            | Script::Ethiopic
            | Script::Cherokee
            | Script::Canadian_Aboriginal
            | Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Bopomofo
    )
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use ttf_parser::Tag;

    use crate::font::{DOTTED_CIRCLE, Fonts, Weight, character_map, font_file, tables_of};
    use crate::shape::{TextStyle, Unprintable, shape};

    const KHMER: &[u8] = include_bytes!("../../fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf");
    const KHMER_BOLD: &[u8] = include_bytes!("../../fonts/noto-serif-khmer/NotoSerifKhmer-Bold.ttf");
    const MOUL: &[u8] = include_bytes!("../../fonts/moul/Moul-Regular.ttf");
    const LATIN: &[u8] = include_bytes!("../../fonts/noto-serif/NotoSerif-Regular.ttf");
    const LATIN_BOLD: &[u8] = include_bytes!("../../fonts/noto-serif/NotoSerif-Bold.ttf");

    static CIRCLELESS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| [without_circle(KHMER), without_circle(MOUL)]);

    /// The face with all its characters but U+25CC.
    fn without_circle(font: &[u8]) -> Vec<u8> {
        let face = ttf_parser::Face::parse(font, 0).expect("a font");
        let glyph = |code: u32| {
            let character = char::from_u32(code).filter(|character| *character != DOTTED_CIRCLE)?;
            Some((character, face.glyph_index(character)?.0))
        };
        let characters = (0..0x3000).filter_map(glyph).collect();
        let mut tables = tables_of(font);
        tables.insert(Tag::from_bytes(b"cmap"), character_map(&characters).expect("it is small"));
        font_file(&tables).expect("it is small")
    }

    /// Each bundled Khmer face with each Latin one, and two Khmer ones without U+25CC.
    fn all_faces() -> Vec<(&'static str, Fonts<'static>)> {
        let with = |name: &'static str, khmer: &'static [u8], latin: &'static [u8]| {
            (name, Fonts::read([("khmer", khmer), ("latin", latin)]).expect("sound faces"))
        };
        let faces = vec![
            with("Khmer", KHMER, LATIN),
            with("bold", KHMER_BOLD, LATIN_BOLD),
            with("Moul", MOUL, LATIN),
            with("Khmer without a circle", &CIRCLELESS[0], LATIN),
            with("Moul without a circle", &CIRCLELESS[1], LATIN),
        ];
        for (name, fonts) in &faces {
            let first = fonts.preferred::<&str>(&[], Weight::Regular)[0];
            assert_eq!(fonts.face(first).circle().is_some(), has_circle(name), "{name}");
        }
        faces
    }

    /// Whether the Khmer face with this name has U+25CC. If it does not, no face has a mark on it.
    fn has_circle(name: &str) -> bool {
        !name.ends_with("without a circle")
    }

    /// The broken clusters of a text, each as its text and the character that the circle is for.
    fn broken(text: &str, language: &str, fonts: &Fonts) -> Vec<(String, char)> {
        let style = TextStyle { language: language.to_owned(), ..TextStyle::default() };
        match shape(text, &style, fonts) {
            Ok(_) => Vec::new(),
            Err(Unprintable { missing, broken }) => {
                assert_eq!(missing, [], "{text}");
                let shown = |character: char| !matches!(character, '\u{200B}' | '\u{2060}');
                let drawn: String = text.chars().filter(|character| shown(*character)).collect();
                broken.into_iter().map(|cluster| (drawn[cluster.text].to_owned(), cluster.character)).collect()
            }
        }
    }

    const BROKEN: &[(&str, &[(&str, char)])] = &[
        ("ស្រី ៊ន", &[(" ៊", '៊')]),
        ("ស្រី\u{A0}៊ន", &[("\u{A0}៊", '៊')]),
        ("្ក", &[("\u{17D2}", '្')]),
        ("ា", &[("ា", 'ា')]),
        ("ំKem", &[("ំ", 'ំ')]),
        ("Kem Sokhaំ", &[("aំ", 'ំ')]),
        ("Kem ៊Sokha", &[(" ៊", '៊')]),
        ("12ំ", &[("2ំ", 'ំ')]),
        ("ឆ្នាំ១ំ", &[("១ំ", 'ំ')]),
        ("ស្រី–៊ន", &[("–៊", '៊')]),
        ("ស្រី-៊ន", &[("-៊", '៊')]),
        ("(៊)", &[("(៊", '៊')]),
        ("។ា", &[("។ា", 'ា')]),
        ("កេេ", &[("កេេ", 'េ')]),
        ("កួួ", &[("កួួ", 'ួ')]),
        ("ក\u{17D2}\u{17D2}ក", &[("ក\u{17D2}\u{17D2}ក", '\u{17D2}')]),
        ("បា៉", &[("បា៉", '៉')]),
        ("ក ិ ក ិ", &[(" ិ", 'ិ'), (" ិ", 'ិ')]),
        ("◌ា ា", &[(" ា", 'ា')]),
        ("ស\u{200B}រ ៊", &[(" ៊", '៊')]),
    ];

    const RIGHT: &[&str] = &[
        "",
        " ",
        "ស្ត្រី មន្ត្រី ធម៌ ទុគ៌ត ប៉័ង ម៉្យាង ញ៉ាំ",
        "ស៊\u{200C}ី ប៉\u{200C}ី",
        "ស្រី\u{200B}ស៊ន",
        "ក\u{200B}ា",
        "ក្ ក",
        "◌ា",
        "(◌៊)",
        "◌",
        "ភ្លាមៗ ស្រុក ១ ២% ១០០៛",
        "Kem Sokha កឹម សុខា (CNRP) 12",
        "Zoe\u{308} O\u{308}zgu\u{308}r",
    ];

    #[test]
    fn broken_text_is_found_in_every_face() {
        for (name, fonts) in all_faces() {
            let shown = |text: &str| has_circle(name) || !text.contains(DOTTED_CIRCLE);
            for (text, expected) in BROKEN.iter().filter(|(text, _)| shown(text)) {
                for language in ["km", "en", ""] {
                    let found = broken(text, language, &fonts);
                    let found: Vec<(&str, char)> = found.iter().map(|(text, mark)| (text.as_str(), *mark)).collect();
                    assert_eq!(found, *expected, "`{text}` in {name} as `{language}`");
                }
            }
        }
    }

    #[test]
    fn right_text_is_not_broken_in_any_face() {
        for (name, fonts) in all_faces() {
            let shown = |text: &str| has_circle(name) || !text.contains(DOTTED_CIRCLE);
            for text in RIGHT.iter().filter(|text| shown(text)) {
                assert_eq!(broken(text, "km", &fonts), [], "`{text}` in {name}");
            }
        }
    }

    #[test]
    fn the_same_is_found_with_a_circle_and_without() {
        let pieces =
            ["ក", "រ", "ឥ", "\u{17D2}", "ា", "េ", "ិ", "ុ", "ើ", "៉", "៌", "ំ", "ះ", "\u{200C}", " ", "១", "។", "a"];
        let faces = all_faces();
        let mut seed: u64 = 7;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let mut told = 0;
        for _ in 0..1_000 {
            let text: String = (0..draw(9)).map(|_| pieces[draw(pieces.len())]).collect();
            let expected = broken(&text, "km", &faces[0].1);
            told += usize::from(!expected.is_empty());
            for (name, fonts) in &faces[1..] {
                assert_eq!(broken(&text, "km", fonts), expected, "`{text}` in {name}");
            }
        }
        assert!((300..900).contains(&told), "{told}");
    }

    #[test]
    fn no_paragraph_of_translators_is_broken() {
        let declaration = include_str!("../../tests/data/udhr-khm.txt").lines();
        let messages = include_str!("../../benches/data/khmer-breaks.txt").lines();
        let (_, fonts) = all_faces().swap_remove(3);
        for text in declaration.chain(messages) {
            let style = TextStyle { language: "km".to_owned(), ..TextStyle::default() };
            let broken = shape(text, &style, &fonts).err().map(|unprintable| unprintable.broken).unwrap_or_default();
            assert_eq!(broken, [], "`{text}`");
        }
    }
}
