//! Tests of the whole way from a text to its lines, set in the project's own fonts.

mod east_asian;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use super::*;
use crate::font::{Fonts, Weight};
use crate::locale::Align;
use crate::script::khmer::fold::FoldedWords;
use crate::shape::{ShapedText, TextStyle, shape};
use crate::unit::{Mm, Pt};

const SIZE: Pt = Pt(11.0);

static FONTS: LazyLock<Fonts<'static>> = LazyLock::new(|| {
    Fonts::read([
        ("khmer", include_bytes!("../../../fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf").as_slice()),
        ("latin", include_bytes!("../../../fonts/noto-serif/NotoSerif-Regular.ttf").as_slice()),
    ])
    .unwrap()
});

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

fn shaped(written: &str) -> ShapedText {
    try_shaped(written).unwrap()
}

/// `None` if a cluster is broken, such as a vowel sign on a Latin letter.
fn try_shaped(written: &str) -> Option<ShapedText> {
    let style = TextStyle {
        language: "km".into(),
        families: vec!["Noto Serif Khmer".into(), "Noto Serif".into()],
        weight: Weight::Regular,
        ..TextStyle::default()
    };
    shape(written, &style, &FONTS).ok()
}

/// The text with `|` wherever a line may ordinarily end, and `¦` where it may in an emergency.
fn parted(written: &str, names: &[&str]) -> String {
    let text = shaped(written);
    let found = opportunities(&text, &KnownWords::of_names(names), &SEGMENTER);
    let mut out = String::new();
    for i in 0..text.clusters.len() {
        match found.iter().find(|o| o.cluster == i).map(|o| o.class) {
            Some(BreakClass::Ordinary) => out.push('|'),
            Some(BreakClass::Emergency) => out.push('¦'),
            None => {}
        }
        out.push_str(text.text_of(i..i + 1));
    }
    out
}

/// The same, without emergencies.
fn ordinary(written: &str) -> String {
    parted(written, &[]).replace('¦', "")
}

fn penalty_before(written: &str, names: &[&str], rest: &str) -> f64 {
    let text = shaped(written);
    let cluster = text.cluster_at(text.text.len() - rest.len());
    let known = KnownWords::of_names(names);
    opportunities(&text, &known, &SEGMENTER).iter().find(|o| o.cluster == cluster).unwrap().penalty
}

fn set(written: &str, measure: Mm) -> Result<Vec<String>, Vec<Overfull>> {
    let text = shaped(written);
    let lines = break_lines(
        &text,
        &opportunities(&text, &KnownWords::none(), &SEGMENTER),
        SIZE,
        measure.to_pt(),
        Align::Ragged,
    )?;
    Ok(lines.into_iter().map(|line| text.text_of(line).to_owned()).collect())
}

fn width(text: &ShapedText, line: Range<usize>) -> Pt {
    text.advance_of(text.without_trailing_space(line)).at(SIZE)
}

#[test]
fn a_name_is_parted_at_its_space_only() {
    for written in ["លោកកឹម សុខាត្រូវបានចាប់ខ្លួន", "លោក កឹម សុខា ត្រូវ", "កឹម សុខា"]
    {
        let parted = parted(written, &["កឹម សុខា"]);
        assert!(parted.contains("កឹម |សុខា"), "{parted}");
    }
    assert!(parted("លោកកឹម\u{A0}សុខាត្រូវ", &["កឹម សុខា"]).contains("កឹម\u{A0}សុខា"));
    // Without protection it comes apart, which is why there is protection.
    assert!(parted("កឹម សុខា", &[]).contains("កឹ|ម") || parted("កឹម សុខា", &[]).contains("កឹ¦ម"));
}

#[test]
fn a_line_may_end_before_a_name() {
    assert_eq!(parted("to Kem Sokha now", &["Kem Sokha"]), "to |Kem |Sokha |now");
    assert!(parted("លោក កឹម សុខា", &["កឹម សុខា"]).contains(" |កឹម |"));
}

#[test]
fn an_order_inside_a_name_is_not_obeyed() {
    assert!(parted("លោកក\u{17B9}\u{200B}ម សុខា", &["កឹម សុខា"]).contains("|កឹម |សុខា"));
}

#[test]
fn a_name_is_parted_only_if_that_saves_much() {
    assert!(penalty_before("លោក កឹម សុខា ត្រូវ", &["កឹម សុខា"], "សុខា ត្រូវ") > 3.0);
    assert!(penalty_before("លោក កឹម សុខា ត្រូវ", &["កឹម សុខា"], "ត្រូវ") < 0.01);
}

#[test]
fn a_name_ends_a_word_even_where_no_model_sees_it() {
    let parted = parted("លោកកឹម សុខាត្រូវបាន", &["កឹម សុខា"]).replace('¦', "");
    assert!(parted.starts_with("លោក|កឹម |សុខា|ត្រូវ"));
}

#[test]
fn the_letters_of_a_name_in_a_longer_cluster_are_no_name() {
    assert_eq!(parted("ស្រី", &["ស"]), "ស្រី");
}

#[test]
fn no_line_begins_with_a_mark_that_leans_on_the_word_before() {
    for mark in ["ៗ", "។", "៕", "៖", "!", "?", ")", "»", "”"] {
        for space in ["", " ", "\u{200B}"] {
            let parted = parted(&format!("មនុស្ស{space}{mark} មនុស្ស"), &[]);
            assert!(!parted.contains(&format!("|{mark}")), "{parted}");
            assert!(!parted.contains(&format!("¦{mark}")), "{parted}");
            assert!(parted.contains(&format!("{mark} |")), "{parted}");
        }
    }
}

#[test]
fn no_line_ends_with_an_opening_mark() {
    for mark in ["«", "“", "("] {
        for space in ["", " "] {
            let written = format!("មនុស្ស {mark}{space}ច្បាប់");
            assert!(parted(&written, &[]).ends_with(&format!(" |{mark}{space}ច្បាប់")), "{written}");
        }
    }
}

#[test]
fn a_line_may_end_after_a_closing_mark_or_a_number_before_khmer() {
    assert_eq!(ordinary("(ច្បាប់)មនុស្ស"), "(ច្បាប់)|មនុស្ស");
    assert_eq!(ordinary("«ច្បាប់»មនុស្ស"), "«ច្បាប់»|មនុស្ស");
    assert_eq!(ordinary("មាត្រា ៩២មនុស្ស"), "មាត្រា |៩២|មនុស្ស");
    assert_eq!(ordinary("ភ្លាមៗនិង"), "ភ្លាមៗ|និង");
}

#[test]
fn and_so_on_is_one_piece() {
    assert_eq!(ordinary("ច្បាប់ ។ល។ មនុស្ស"), "ច្បាប់ ។ល។ |មនុស្ស");
    assert_eq!(parted("ច្បាប់។ល។", &[]), "ច្បាប់។ល។");
}

#[test]
fn the_parts_of_a_date_are_one_piece_each() {
    assert_eq!(ordinary("រាជធានីភ្នំពេញ ថ្ងៃទី១ ខែកុម្ភៈ ឆ្នាំ២០១៨").split_once(' ').unwrap().1, "|ថ្ងៃទី១ |ខែកុម្ភៈ |ឆ្នាំ២០១៨");
    assert_eq!(ordinary("ថ្ងៃទី ១ ខែ កុម្ភៈ ឆ្នាំ 2018"), "ថ្ងៃទី ១ |ខែ កុម្ភៈ |ឆ្នាំ 2018");
}

#[test]
fn a_day_is_not_parted_from_its_month() {
    assert_eq!(ordinary("arrested on 31 December 2025"), "arrested |on |31 December |2025");
    assert_eq!(ordinary("BEFORE 24 DECEMBER"), "BEFORE |24 DECEMBER");
    assert_eq!(ordinary("arrêtée le 3 mars"), "arrêtée |le |3 mars");
    // What only ends with digits is no day.
    assert_eq!(ordinary("form A4 March"), "form |A4 |March");
    // Khmer writes the parts as separate words: they stay together if possible.
    let date = "នៅថ្ងៃទី២៨ ខែកុម្ភៈ ឆ្នាំ២០២៦ លោក";
    for (rest, within) in [("ខែកុម្ភៈ ឆ្នាំ២០២៦ លោក", true), ("ឆ្នាំ២០២៦ លោក", true), ("លោក", false)]
    {
        assert_eq!(penalty_before(date, &[], rest) > 1.0, within, "{rest}");
    }
}

#[test]
fn a_date_fact_is_kept_whole_if_it_can_be() {
    for date in ["3. März 2018", "2018. gada 3. marts"] {
        let written = format!("seit {date} und");
        for (at, _) in date.match_indices(' ') {
            let rest = &written["seit ".len() + at + 1..];
            let penalty = penalty_before(&written, &[date], rest);
            assert!((1.0..=3.0).contains(&penalty), "{rest}: {penalty}");
        }
    }
}

#[test]
fn a_khmer_title_is_one_word_and_stays_with_the_name() {
    let name = ["ង្វៀន ធី"];
    assert!(!parted("លោកស្រី ង្វៀន ធី", &name).split_once(' ').unwrap().0.contains(['|', '¦']));
    assert!(penalty_before("លោកស្រី ង្វៀន ធី", &name, "ង្វៀន ធី") > 1.0);
    assert!(penalty_before("លោកស្រីង្វៀន ធី", &name, "ង្វៀន ធី") > 1.0);
    assert!(penalty_before("លោកស្រី មនុស្ស", &name, "មនុស្ស") < 0.01);
}

#[test]
fn a_number_keeps_its_unit() {
    assert_eq!(ordinary("25 % 10 km ៣០ ឆ្នាំ"), "25 % |10 km |៣០ ឆ្នាំ");
    assert_eq!(ordinary("$ 25 No. 5"), "$ 25 |No. 5");
    assert_eq!(ordinary("10 minds"), "10 |minds");
}

#[test]
fn the_groups_of_a_telephone_number_stay_together_if_they_can() {
    assert!(penalty_before("+855 23 720 000", &[], "720 000") > 3.0);
    assert!(penalty_before("០២៣ ៧២០ ០០០", &[], "៧២០ ០០០") > 3.0);
    assert!(penalty_before("1 February 2018", &[], "2018") > 1.0);
    assert!(penalty_before("dear Mr. កឹម and", &[], "កឹម and") > 1.0);
    assert!(penalty_before("dear Mr. កឹម and", &[], "and") < 0.01);
    assert!(penalty_before("call 23", &[], "23") < 0.01);
}

#[test]
fn latin_text_breaks_as_unicode_has_it() {
    assert_eq!(parted("the U.S. well-known a\u{A0}b", &[]), "the |U.S. |well-¦known |a\u{A0}b");
    assert_eq!(ordinary("see https://example.org/a-b/c now"), "see |https://example.org/|a-b/|c |now");
    assert_eq!(ordinary("to info@example.org now"), "to |info@example.org |now");
}

#[test]
fn no_line_ends_with_a_hyphen_or_a_spaced_dash() {
    for dash in ["-", "‐", "–", "—"] {
        assert_eq!(parted(&format!("one {dash} two"), &[]), format!("one |{dash} ¦two"));
    }
    assert_eq!(parted("Straf- und Zivilrecht", &[]), "Straf- ¦und |Zivilrecht");
    assert_eq!(parted("one—two 2014–2016 – three", &[]), "one|—|two |2014–|2016 |– ¦three");
}

#[test]
fn orders_are_obeyed() {
    assert_eq!(ordinary("មនុស្ស\u{2060}ច្បាប់"), "មនុស្សច្បាប់");
    assert_eq!(ordinary("កំ\u{200B}ខ្លៅ"), "កំ|ខ្លៅ");
    assert_eq!(ordinary("a \u{2060}b"), "a b");
}

#[test]
fn where_the_author_marked_words_the_models_are_for_emergencies() {
    let marked = parted("មនុស្ស\u{200B}ទាំងអស់មនុស្ស", &[]);
    assert_eq!(marked.replace('¦', ""), "មនុស្ស|ទាំងអស់មនុស្ស");
    assert!(marked.contains("ស់¦ម"), "{marked}");
    assert_eq!(ordinary("មនុស្សទាំងអស់មនុស្ស"), "មនុស្ស|ទាំងអស់|មនុស្ស");
}

#[test]
fn misspelt_text_is_never_parted_inside_a_cluster() {
    // Vowel before coeng, coeng RO first, dangling coeng. A cluster for which a shaper would draw a circle is not set
    // at all.
    let misspelt = ["បា\u{17D2}រក់ប្រាក់", "សិទិ\u{17D2}ធ", "មន្រ្តីសង្រ្គោះ", "ក\u{17D2}\u{200B}ខគ", "ក\u{17D2}\u{17D2}ខ"];
    assert!(try_shaped("កិិម").is_none(), "a doubled vowel is broken");
    for written in misspelt.into_iter().filter(|written| try_shaped(written).is_some()) {
        for place in parted(written, &[]).split(['|', '¦']).skip(1) {
            assert!(place.chars().next().is_some_and(crate::script::khmer::is_letter), "{written}: {place}");
        }
        for place in parted(written, &[]).split(['|', '¦']) {
            assert!(!place.ends_with('\u{17D2}'), "{written}: {place}");
        }
    }
}

#[test]
fn a_final_consonant_with_its_sign_begins_no_line() {
    assert_eq!(ordinary("ចាប់"), "ចាប់");
    assert!(!ordinary("អង់គ្លេសចាប់សព្វ").contains("|ប់"));
}

#[test]
fn a_compound_that_the_models_cut_is_kept_whole() {
    for (text, word) in [("ជាសមាជិកនៃរដ្ឋសភា", "សមាជិក"), ("ដាក់ពន្ធនាគារ", "ពន្ធនាគារ"), ("នាយករដ្ឋមន្ត្រីបានថ្លែង", "នាយករដ្ឋមន្ត្រី")]
    {
        assert!(ordinary(text).contains(word), "{}", ordinary(text));
    }
}

#[test]
fn a_word_of_the_glossary_is_kept_whole() {
    let text = "ត្រូវបានរកឃើញថាមាន";
    let cut = |terms: &FoldedWords| {
        let text = shaped(text);
        let found = opportunities(&text, &KnownWords::new(&[""; 0], terms), &SEGMENTER);
        let inside = text.cluster_at("ត្រូវបានរក".len());
        found.iter().any(|o| o.cluster == inside && o.class == BreakClass::Ordinary)
    };
    assert!(cut(&FoldedWords::none()));
    assert!(!cut(&FoldedWords::of(["រកឃើញ"], 8)));
}

#[test]
fn nothing_is_lost_at_any_measure() {
    let pieces =
        ["សិទ្ធិ", "មនុស្ស", " ", "។", " (", ")", "Kem", " the", "-", "២០១៨", "ៗ", "\u{200B}", "\u{2060}", "កឹ", "  "];
    let mut seed: u64 = 1;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..300 {
        let written: String = (0..draw(60)).map(|_| pieces[draw(pieces.len())]).collect();
        let text = shaped(&written);
        let found = opportunities(&text, &KnownWords::none(), &SEGMENTER);
        assert!(found.windows(2).all(|pair| pair[0].cluster < pair[1].cluster));
        for measure in [Mm(15.0), Mm(40.0), Mm(160.0)] {
            let lines = match break_lines(&text, &found, SIZE, measure.to_pt(), Align::Ragged) {
                Ok(lines) => lines,
                Err(overfull) => {
                    assert!(!overfull.is_empty() && overfull.iter().all(|piece| piece.excess > Pt::ZERO));
                    continue;
                }
            };
            let joined: String = lines.iter().map(|line| text.text_of(line.clone())).collect();
            assert_eq!(joined, text.text);
            assert!(lines.iter().all(|line| !line.is_empty()));
            assert!(lines.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert!(lines.iter().all(|line| width(&text, line.clone()) <= measure.to_pt() + Pt(1e-5)), "{written}");
        }
    }
}

#[test]
fn no_text_is_too_strange() {
    let marks = [
        "\u{17D2}", "\u{17B6}", "\u{17B7}", "ក", "រ", "។", "ល", "ៗ", "(", "“", " ", "\u{A0}", "\u{200B}", "\u{2060}",
        "a", "1", "៣", "ខែ", "%", "/", "://", "@", ".", "-",
    ];
    let mut seed: u64 = 7;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..2_000 {
        let written: String = (0..draw(25)).map(|_| marks[draw(marks.len())]).collect();
        let Some(text) = try_shaped(&written) else { continue };
        for opportunity in opportunities(&text, &KnownWords::of_names(&["ក រ", "រ", ""]), &SEGMENTER) {
            let (before, after) = text.text.split_at(text.clusters[opportunity.cluster].text.start);
            assert!(opportunity.penalty >= 0.0 && opportunity.penalty.is_finite(), "{written:?}");
            assert!(
                !before.ends_with('\u{17D2}') && !after.starts_with(['\u{17D2}', '\u{17B6}', '\u{17B7}']),
                "{written:?}"
            );
            assert!(!after.starts_with([' ', '។', 'ៗ']), "{written:?}");
            assert!(!before.trim_end_matches(' ').ends_with(['(', '“']), "{written:?}");
        }
    }
}

#[test]
fn the_same_text_gives_the_same_lines() {
    let text = "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ";
    assert_eq!(set(text, Mm(40.0)).unwrap(), set(text, Mm(40.0)).unwrap());
}

#[test]
fn total_fit_evens_out_what_greed_leaves_ragged() {
    // Greed fills the first line and leaves `nn` alone before the long word.
    let text = shaped("nnn nn nn nnnnn");
    let found = opportunities(&text, &KnownWords::none(), &SEGMENTER);
    let lines = break_lines(&text, &found, SIZE, width(&text, 0..6), Align::Ragged).unwrap();
    let lines: Vec<&str> = lines.into_iter().map(|line| text.text_of(line)).collect();
    assert_eq!(lines, ["nnn ", "nn nn ", "nnnnn"]);
}

#[test]
fn a_last_line_has_two_words_or_a_quarter_of_the_measure() {
    let english = "one two three four five six seven eight nine ten of";
    let khmer = "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ";
    for written in [english, khmer] {
        for measure in (50..120).map(|mm| Mm(f64::from(mm))) {
            let lines = set(written, measure).unwrap();
            let last = lines.last().unwrap();
            let text = shaped(last);
            let is_long = width(&text, 0..text.clusters.len()) >= measure.to_pt() * 0.25;
            assert!(is_long || ordinary(last).contains('|'), "{measure:?}: {lines:?}");
        }
    }
}

#[test]
fn a_name_of_three_words_is_split_after_the_first_rather_than_leave_a_line_a_fifth_short() {
    let name = ["Cambodia National Rescue Party"];
    let written = "of the Cambodia National Rescue Party";
    assert!(penalty_before(written, &name, "National Rescue Party") < 1.0);
    assert!(penalty_before(written, &name, "Rescue Party") > 3.0 && penalty_before(written, &name, "Party") > 3.0);
    assert!(penalty_before("of Kem Sokha now", &["Kem Sokha"], "Sokha now") > 3.0);
    // A comma parts a name into names.
    let written = "Letters for Rights, Section Example";
    for (rest, is_cheap) in [("Section Example", true), ("Rights, Section Example", false), ("Example", false)] {
        assert_eq!(penalty_before(written, &[written], rest) < 1.0, is_cheap, "{rest}");
    }
}

#[test]
fn a_line_begins_with_a_dash_only_if_that_saves_much() {
    for written in ["свободы — только", "once – on 17 June", "once - on"] {
        let (before, after) = written.split_once(' ').unwrap();
        assert!(penalty_before(written, &[], after) >= 0.5, "{before}|{after}");
    }
    assert!(penalty_before("at -5 degrees", &[], "-5 degrees") < 0.1);
}

#[test]
fn the_half_of_the_day_stays_with_the_time() {
    assert_eq!(ordinary("at 12:30 am, or 5 p.m. today"), "at |12:30 am, |or |5 p.m. |today");
}

#[test]
fn an_address_of_the_web_that_fits_stays_whole() {
    let written = "E-mail: minister@\u{200B}justice\u{200B}.example";
    assert_eq!(set(written, Mm(55.0)).unwrap(), ["E-mail: ", "minister@justice.example"]);
    assert_eq!(set(written, Mm(40.0)).unwrap(), ["E-mail: minister@", "justice.example"]);
}

#[test]
fn what_cannot_fit_is_reported_with_its_excess() {
    let faults = set("a incomprehensibilities b", Mm(20.0)).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].text, "incomprehensibilities");
    assert_eq!(faults[0].clusters, 2..23);
    let text = shaped("incomprehensibilities");
    let excess = width(&text, 0..21) - Mm(20.0).to_pt();
    assert!((faults[0].excess - excess).0.abs() < 1e-9);
}

#[test]
fn an_emergency_is_taken_where_nothing_else_fits() {
    let lines = set("មនុស្ស កកកកកកកកកកកកកកកកកកកកកកកក ច្បាប់", Mm(25.0)).unwrap();
    assert!(lines.len() > 2, "{lines:?}");
    let forbidden = "កកកកកកកកកកកកកកកកកកកកកកកក".replace('ក', "ក\u{2060}");
    assert!(set(&forbidden, Mm(25.0)).is_err());
}

#[test]
fn an_empty_paragraph_has_no_lines() {
    assert_eq!(set("", Mm(160.0)).unwrap(), Vec::<String>::new());
    assert_eq!(set("  ", Mm(160.0)).unwrap(), ["  "]);
}

#[test]
fn each_line_end_is_explained() {
    let text = shaped("សិទ្ធិមនុស្ស and more words");
    let found = opportunities(&text, &KnownWords::none(), &SEGMENTER);
    let lines = break_lines(&text, &found, SIZE, Mm(22.0).to_pt(), Align::Ragged).unwrap();
    let explained: Vec<String> = explain(&text, &found, &lines).iter().map(ToString::to_string).collect();
    expect_test::expect![[r#"
        byte    37  penalty  0.00  space                                              សិទ្ធិមនុស្ស | and more
        byte    46  penalty  0.00  space                                              and more | words"#]]
    .assert_eq(&explained.join("\n"));
}

fn french(written: &str) -> ShapedText {
    let tag = crate::id::LanguageTag::new("fr").unwrap();
    let style = TextStyle {
        language: "fr".into(),
        families: vec!["Noto Serif".into()],
        hyphenation: crate::hyphenation::Hyphenation::of(&tag),
        ..TextStyle::default()
    };
    shape(written, &style, &FONTS).unwrap()
}

/// The lines of `text`, a hyphen where one is drawn.
fn hyphenated(text: &ShapedText, names: &[&str], measure: Mm, align: Align) -> Vec<String> {
    let lines =
        break_lines(text, &opportunities(text, &KnownWords::of_names(names), &SEGMENTER), SIZE, measure.to_pt(), align)
            .unwrap();
    let hyphen = |line: &Range<usize>| text.hyphen_before(line.end).map_or("", |_| "-");
    lines.iter().map(|line| format!("{}{}", text.text_of(line.clone()), hyphen(line))).collect()
}

#[test]
fn a_word_is_parted_where_a_ragged_line_would_be_far_too_short() {
    let text = french("de tout inconditionnellement");
    assert_eq!(hyphenated(&text, &[], Mm(50.0), Align::Ragged), ["de tout inconditionnel-", "lement"]);
    assert_eq!(hyphenated(&text, &[], Mm(70.0), Align::Ragged), ["de tout inconditionnellement"]);
    // Half a millimetre of slack is nothing to part a word for.
    let text = french("de garantir à tous immédiatement");
    assert_eq!(hyphenated(&text, &[], Mm(34.0), Align::Ragged), ["de garantir à tous ", "immédiatement"]);
}

#[test]
fn a_name_is_never_parted_by_a_hyphen() {
    let text = french("Je vous demande Versammlungsfrei");
    let found = opportunities(&text, &KnownWords::of_names(&["Versammlungsfrei"]), &SEGMENTER);
    let name = text.cluster_at(text.text.find("Versamm").unwrap());
    assert!(found.iter().all(|o| o.cluster <= name), "{found:?}");
}

#[test]
fn an_authors_soft_hyphen_is_obeyed_in_any_language() {
    let text = shaped("Versammlungs\u{AD}freiheit");
    assert_eq!(text.text, "Versammlungsfreiheit");
    assert_eq!(hyphenated(&text, &[], Mm(32.0), Align::Ragged), ["Versammlungs-", "freiheit"]);
}

#[test]
fn no_more_than_two_lines_in_a_row_end_with_a_hyphen_if_it_can_be_helped() {
    let text = french("immédiatement inconditionnellement particulièrement confidentiellement respectueusement");
    for measure in [24.0, 28.0, 32.0, 36.0, 40.0] {
        let lines = hyphenated(&text, &[], Mm(measure), Align::Justify);
        // Where a word is wider than the line there may have to be more.
        let in_a_row = lines.split(|line| !line.ends_with('-')).map(<[String]>::len).max();
        assert!(in_a_row <= Some(if measure < 36.0 { 3 } else { 2 }), "{measure}: {lines:?}");
    }
}
