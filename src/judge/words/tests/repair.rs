//! Fixes: they end, touch only what is faulty, and do not change what is drawn where they say so.

use proptest::prelude::*;

use super::super::repaired;
use super::{Language, examine, examine_all, language};
use crate::font::{Fonts, Weight};
use crate::project::Project;
use crate::shape::{TextStyle, shape};

/// The text with all its fixes carried out.
fn fixed(language: &Language, text: &str) -> String {
    repaired(text, &examine(language, text, None))
}

/// The characters of Khmer text, right and wrong.
const ALPHABET: &[char] = &[
    'ក', 'ប', 'ម', 'រ', 'ស', 'អ', 'ដ', 'ត', 'ឱ', '\u{17A3}', '\u{17B6}', '\u{17B7}', '\u{17B8}', '\u{17BB}',
    '\u{17BE}', '\u{17C1}', '\u{17C6}', '\u{17C7}', '\u{17C9}', '\u{17CA}', '\u{17CB}', '\u{17CC}', '\u{17D2}',
    '\u{17D2}', '\u{17D3}', '\u{17B4}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', ' ', '។', 'ៗ', '១', '1', 'a',
    'é', '\u{301}', '"', '«', '(', ')', '.', ',', '\u{A0}', '\n',
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_was_fixed_is_fixed_for_good(letters in prop::collection::vec(prop::sample::select(ALPHABET), 0..14)) {
        let khmer = language("km");
        let text: String = letters.into_iter().collect();
        // A fix may uncover another fault, as a space that is taken out; it all ends soon.
        let mut last = text.clone();
        for _ in 0..6 {
            last = fixed(khmer, &last);
        }
        prop_assert_eq!(&fixed(khmer, &last), &last);
    }

        #[test]
    fn no_text_is_too_strange(text in ".{0,40}", source in prop::option::of(".{0,20}")) {
        for tag in ["km", "fr", "ar"] {
            let language = language(tag);
            for fault in examine(language, &text, source.as_deref()) {
                prop_assert!(fault.range.end <= text.len() && text.get(fault.range.clone()).is_some(), "{fault:?}");
                prop_assert!(!fault.message.is_empty() && !fault.help.is_empty());
                prop_assert!(!fault.message.ends_with('.') && !fault.message.contains('\n'), "{}", fault.message);
            }
            examine_all(language, &[(&text, source.as_deref())]);
        }
    }

    #[test]
    fn only_what_is_faulty_is_touched(letters in prop::collection::vec(prop::sample::select(ALPHABET), 0..14)) {
        let text: String = letters.into_iter().collect();
        let faults = examine(language("km"), &text, None);
        for fault in &faults {
            prop_assert!(text.is_char_boundary(fault.range.start) && text.is_char_boundary(fault.range.end));
            let alone = repaired(&text, std::slice::from_ref(fault));
            prop_assert!(alone.starts_with(&text[..fault.range.start]));
            prop_assert!(alone.ends_with(&text[fault.range.end..]));
        }
    }
}

/// What stands over and over again in a long text must not take the time of its square.
#[test]
fn long_texts_are_examined_to_their_end() {
    for piece in [
        "(]",
        "\" ",
        "«x» ",
        "[a](",
        "<b>",
        "ក\u{200B}\u{200B}",
        "\u{200C}ក",
        "%s ",
        "the the ",
        "Ã©",
        "ក្្រ ",
        "1១ ",
        "x' ",
        "e\u{301}",
        "\u{202E}",
        "និងនិង",
        "a\u{A0}b ",
        "c.d ",
    ] {
        let text = piece.repeat(8_000 / piece.len());
        let faults = examine(language("km"), &text, Some(&text));
        assert!(repaired(&text, &faults).len() < 2 * text.len(), "{piece}");
    }
}

/// The glyphs of a text and where they are drawn, in the font of the letters. In which order they
/// are drawn nobody sees.
fn drawn(project: &Project, text: &str) -> Vec<(i32, i32, u16)> {
    let files: Vec<&str> = project.paths("fonts", ".ttf").filter(|path| path.contains("NotoSerifKhmer")).collect();
    let fonts =
        Fonts::read(files.iter().filter_map(|path| Some((*path, project.bytes(path)?)))).expect("the fonts are sound");
    let style = TextStyle {
        language: "km".to_owned(),
        families: vec!["Noto Serif Khmer".to_owned()],
        weight: Weight::Regular,
        ..TextStyle::default()
    };
    let shaped = shape(text, &style, &fonts).expect("the font has these letters");
    let mut pen = 0;
    let mut drawn: Vec<(i32, i32, u16)> = shaped
        .glyphs
        .iter()
        .map(|glyph| {
            let place = (pen + glyph.dx, glyph.dy, glyph.id);
            pen += glyph.advance;
            place
        })
        .collect();
    drawn.sort_unstable();
    drawn
}

#[test]
fn what_looks_the_same_is_drawn_the_same() {
    let (khmer, project) = (language("km"), Project::embedded());
    for wrong in [
        "បា\u{17D2}រក់",
        "សិទិ\u{17D2}ធ",
        "មន\u{17D2}រ\u{17D2}តី",
        "សង\u{17D2}រ\u{17D2}គោះ",
        "ល\u{17C1}\u{17B6}ក",
        "ធ្វ\u{17C1}\u{17B8}",
        "ម\u{17BB}\u{17B8}",
        "អ\u{17BB}\u{17B8}ន",
    ] {
        let right = fixed(khmer, wrong);
        assert_ne!(right, wrong);
        assert_eq!(drawn(&project, &right), drawn(&project, wrong), "{right}");
    }
    // A shifter before a coeng is drawn elsewhere than one after it, so nothing may exchange them.
    let (before, after) = ("ម\u{17C9}\u{17D2}យាង", "ម\u{17D2}យ\u{17C9}ាង");
    assert_ne!(drawn(&project, before), drawn(&project, after));
    assert_eq!((fixed(khmer, before), fixed(khmer, after)), (before.to_owned(), after.to_owned()));
}
