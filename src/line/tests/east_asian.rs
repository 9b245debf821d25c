//! Where lines of Chinese, Japanese and Korean may end. None of the bundled fonts has these letters, so they are drawn as
//! Latin ones.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use ttf_parser::Tag;

use super::*;
use crate::font::{character_map, font_file, tables_of};

const LATIN: &[u8] = include_bytes!("../../../fonts/noto-serif/NotoSerif-Regular.ttf");

/// The text with `|` wherever a line may end.
fn check(text: &str, expected: &Expect) {
    check_with_names(text, &[], expected);
}

/// The same in a text with names.
fn check_with_names(text: &str, names: &[&str], expected: &Expect) {
    let face = ttf_parser::Face::parse(LATIN, 0).expect("a font");
    let glyph = face.glyph_index('m').expect("it has this letter").0;
    let characters: BTreeMap<char, u16> = text.chars().map(|character| (character, glyph)).collect();
    let mut tables = tables_of(LATIN);
    tables.insert(Tag::from_bytes(b"cmap"), character_map(&characters).expect("it is small"));
    let font = font_file(&tables).expect("it is small");
    let fonts = Fonts::read([("font", font.as_slice())]).expect("a sound font");
    let shaped = shape(text, &TextStyle::default(), &fonts).expect("the font has all of it");
    let places = opportunities(&shaped, &KnownWords::of_names(names), &SEGMENTER);
    let mut out = String::new();
    for cluster in 0..shaped.clusters.len() {
        if places.iter().any(|place| place.cluster == cluster) {
            out.push('|');
        }
        out.push_str(shaped.text_of(cluster..cluster + 1));
    }
    expected.assert_eq(&out);
}

#[test]
fn chinese_lines_end_before_any_letter_but_keep_punctuation_with_its_letter() {
    check(
        "《世界人权宣言》规定：“人人有权享有自由；此项权利（第19条），包括Kem Sokha。”",
        &expect![
            "《世|界|人|权|宣|言》|规|定：“人|人|有|权|享|有|自|由；|此|项|权|利|（第|19|条），|包|括|Kem |Sokha。”"
        ],
    );
    check(
        "「人人有權享有自由、正義」，骨……直——角！",
        &expect!["「人|人|有|權|享|有|自|由、|正|義」，|骨……|直|——|角！"],
    );
}

#[test]
fn no_japanese_line_begins_with_a_small_letter_or_a_mark_of_length() {
    check(
        "ちょっと、ヴァイオリンの「ページ」。人々は、",
        &expect!["ちょっ|と、|ヴァ|イ|オ|リ|ン|の|「ペー|ジ」。|人々|は、"],
    );
}

#[test]
fn korean_lines_end_at_spaces_or_between_syllables() {
    check("모든 사람은 “자유”를 가진다.", &expect!["모|든 |사|람|은 |“자|유”를 |가|진|다."]);
}

#[test]
fn a_name_or_date_does_not_hold_the_letters_beside_it() {
    check_with_names(
        "作家彼得·普里梅尔被捕。2025年5月12日，彼得·普里梅尔在家",
        &["彼得·普里梅尔", "2025年5月12日"],
        &expect!["作|家|彼得·普里梅尔|被|捕。|2025年5月12日，|彼得·普里梅尔|在|家"],
    );
}
