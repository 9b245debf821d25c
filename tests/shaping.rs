//! Shaping against goldens: hard Khmer clusters, the words of the first case, and running text.
//!
//! `UPDATE_EXPECT=1 cargo test --test all shaping::` rewrites the goldens; read their diff before you accept it.
//! `tests/readers/harfbuzz.py` compares every run of them with HarfBuzz itself, so they are not only what this program
//! did last time.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use expect_test::{ExpectFile, expect, expect_file};
use likhit::font::Weight;
use likhit::print::read_fonts;
use likhit::project::Project;
use likhit::shape::{ShapedText, TextStyle, Wording, itemize, marks_elsewhere, shape};

/// Texts of one kind, under the name of what is hard about them.
type Group = (&'static str, &'static [&'static str]);

const KHMER: &[&str] = &["Noto Serif Khmer", "Noto Serif"];

const CLUSTERS: &[Group] = &[
    ("two coengs in a stack", &["ស្ត្រី", "មន្ត្រី", "សង្គ្រោះ", "កន្ត្រៃ", "សាស្ត្រ", "សំស្ក្រឹត", "អន្តរជាតិ", "ចន្ទ្រា", "កញ្ច្រោង", "ក្ត្វា"]),
    (
        "coeng RO, drawn before its base",
        &["ប្រាក់", "ក្រុម", "ស្រី", "គ្រួសារ", "ព្រះ", "ជ្រើស", "ប្រែ", "ប្រៃ", "ប្រេង", "គ្រោង", "ក្រៅ", "ជ្រៀវ", "គ្រឿង", "ព្រំ"],
    ),
    ("robat", &["ធម៌", "ទុគ៌ត", "អាថ៌", "សួគ៌", "គ៌ី", "វណ៌ៈ", "ព៌ណ"]),
    (
        "register shifter and a vowel above",
        &["រ៉ា", "ស៊ី", "អ៊ី", "ម៉ឺន", "ប៊ី", "ប៉ី", "វ៉ិ", "រ៉ឺ", "ស៊ឺ", "ស៊ើ", "អ៊ៀ", "ហ្វ៊ី", "ហ្វ៊ឺ", "គ្រ៊ី", "ញ៉ាំ", "ម៉ាំ", "ប៉ាំ"],
    ),
    (
        "register shifter without a vowel above",
        &["ប៉ុ", "ហ៊ុន", "ហ៊ាន", "ប៉ាន់", "ស៊ុំ", "ម៉ូ", "យ៉ាង", "ង៉ៃ", "ច៉ៅ", "ប៉ែ", "ប៊ែ", "ប៉ោ", "ហ្ស៊ូ", "ម៉្យាង", "ប៉័ង", "ស៊់"],
    ),
    ("ZWNJ after a shifter keeps it above", &["ស៊\u{200C}ី", "ប៉\u{200C}ី", "អ៊\u{200C}ឺ", "ម៉\u{200C}ឺ"]),
    ("split and reordered vowels", &["កើ", "កឿ", "កៀ", "កេ", "កែ", "កៃ", "កោ", "កៅ", "បោ", "បៅ"]),
    (
        "split and reordered vowels with coeng",
        &["ស្មើ", "ស្ដើង", "ល្បឿន", "ភ្លឿង", "ស្រៀវ", "ខ្មៀវ", "ស្ដេច", "ខ្មែរ", "ស្បែក", "ផ្ទៃ", "ម្ភៃ", "ខ្មោច", "ឃ្លោក", "ខ្មៅ", "ញ្ញើ", "ស្ត្រៃ"],
    ),
    ("BA and AA join", &["បា", "ប៉ា", "ប្រា", "ប្តោ", "បាំ", "បាន", "ប្បាយ", "ល្បាត"]),
    ("NYO, whose foot makes room for a coeng", &["ញ្ញា", "ញ្ច", "ញ្ជូន", "ព្យញ្ជនៈ", "កញ្ញា", "ខ្ញុំ", "ញុំ", "ញូ"]),
    ("vowels and signs below a coeng", &["ឃ្មុំ", "ត្បូង", "ជ្រូក", "ស្គុំ", "ក្រុង", "ស្នួ", "ឆ្គួត", "ឡ្យុ", "ន្ធុ", "ដ្ឋុ"]),
    (
        "signs above",
        &[
            "ចាំ",
            "ភ្នំ",
            "ឆ្នាំ",
            "កុំ",
            "កាត់",
            "ភ័យ",
            "សិល្ប៍",
            "ឃោស៍",
            "ហេតុ៍",
            "ក៏",
            "ដ៏",
            "នុ៎ះ",
            "ណ៎",
            "ស័ព្ទ",
            "ឧបករណ៍",
            "ពិន្ទុ៍",
            "ភ័ក្ត្រ",
            "គ័ល់",
        ],
    ),
    ("signs after", &["រិះ", "តិះ", "កោះ", "នុះ", "ព្រះ", "វីរៈ", "សតិសម្បជញ្ញៈ", "ប៉ះ", "ឆេះ", "កុម្ភៈ"]),
    ("coeng DA and coeng TA, alike to the eye", &["សេចក្ដី", "សេចក្តី", "ស្ដី", "ស្តី", "បណ្ដា", "បណ្តា", "រដ្ឋ", "មណ្ឌល"]),
    ("rare coengs", &["អង្គ", "សង្ឃ", "កិច្ច", "បញ្ឈរ", "វឌ្ឍន៍", "ព្ឫ", "ល្អ", "ឆ្អឹង", "អ្ហា", "ស្ស", "ហ្ម", "ហ្ន", "គ្ឌ", "ឋ្ឋ", "ឡ្ឡ", "ប្ផ"]),
    (
        "independent vowels",
        &["ឥឡូវ", "ឦសាន", "ឧបនាយក", "ឩ", "ឪពុក", "ឫទ្ធិ", "ឬ", "ឭ", "ឮ", "ឯកឧត្តម", "ឰដ៏", "ឱ្យ", "ឲ្យ", "ឳ", "អាឱ្យ"],
    ),
    ("numerals and dates", &["០១២៣៤៥៦៧៨៩", "ទី៣", "១២៣.៤៥៦,៧", "ថ្ងៃទី១ ខែកុម្ភៈ ឆ្នាំ២០១៨", "១០០៛", "៥០%"]),
    ("punctuation", &["ភ្លាមៗ", "ល។", "។ល។", "ចប់៕", "៖ «សេរីភាព»", "“សិទ្ធិ”", "(ស្រី)", "ក - ខ", "ក – ខ!", "ហេតុអ្វី?"]),
    (
        "Latin and digits within Khmer",
        &[
            "លេខ 12",
            "Kem Sokha កឹម សុខា",
            "គណបក្ស (CNRP) ជាតិ",
            "អ៊ីមែល: info@example.org",
            "អគារ 3A ផ្លូវ 240",
            "«human rights» សិទ្ធិ",
            "ច្បាប់ (Law 5)",
        ],
    ),
];

/// Written wrong, but drawn without a dotted circle.
const WRITTEN_WRONG: &[Group] = &[
    ("vowel before coeng", &["បា្រក់", "សិទិ្ធ"]),
    ("coeng RO not last", &["មន្រ្តី", "សង្រ្គោះ"]),
    ("split vowel typed in parts", &["ក\u{17C1}\u{17B6}", "ក\u{17C1}\u{17B8}"]),
    ("sign before vowel", &["ក\u{17C6}\u{17B6}", "ក\u{17C6}\u{17BB}"]),
    ("doubled", &["ក\u{17CB}\u{17CB}"]),
    ("dangling coeng", &["ក\u{17D2}", "ក\u{17D2} ក"]),
];

/// Not drawn at all, because it would be with a dotted circle.
const BROKEN: &[&str] = &[
    "ា",
    "ក ិ",
    "្ក",
    "ក\u{17C1}\u{17C1}",
    "ក\u{17BD}\u{17BD}",
    "ក\u{17D2}\u{17D2}ក",
    "ប\u{17B6}\u{17C9}",
    // ZWNJ before a vowel with a part in front.
    "ប៉\u{200C}ើ",
];

const WORDS: &[Group] = &[(
    "the words of the first case",
    &[
        "កឹម សុខា",
        "គណបក្សសង្គ្រោះជាតិ",
        "សម្តេចនាយករដ្ឋមន្ត្រី ហ៊ុន សែន",
        "ឧបនាយករដ្ឋមន្ត្រី រដ្ឋមន្ត្រីក្រសួងមហាផ្ទៃ ស ខេង",
        "រដ្ឋមន្ត្រីក្រសួងការបរទេស និងសហប្រតិបត្តិការអន្តរជាតិ ប្រាក់ សុខុន",
        "ឯកឧត្តម",
        "ព្រះរាជាណាចក្រកម្ពុជា",
        "រាជធានីភ្នំពេញ",
        "ខេត្តត្បូងឃ្មុំ",
        "មជ្ឈមណ្ឌលអប់រំកែប្រែទី៣",
        "សេរីភាពនៃការបញ្ចេញមតិ",
        "សេរីភាពក្នុងការបង្កើតសមាគម",
        "សេរីភាពនៃការជួបប្រជុំដោយសន្តិវិធី",
        "ភ្លាមៗ និងដោយគ្មានលក្ខខណ្ឌ",
        "សិទ្ធិមនុស្ស",
        "មេធាវី",
        "គ្រួសារ",
        "ការថែទាំវេជ្ជសាស្ត្រ",
        "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
        "រាជធានីភ្នំពេញ ថ្ងៃទី១ ខែកុម្ភៈ ឆ្នាំ២០១៨",
    ],
)];

const ENGLISH: &[Group] = &[
    ("kerning and ligatures", &["AVATAR To Wolf office affluent fjord", "Your Excellency,", "V. A. Ty"]),
    ("accents, one character or two", &["Zoë Özgür Łódź", "Zoe\u{0308} O\u{0308}zgu\u{0308}r"]),
    ("marks of a letter", &["“Immediately” – and unconditionally…", "’ ‘ « » § No. 1/2", "+44 (0)20 7483 9060"]),
    ("Khmer within English", &["Kem Sokha (កឹម សុខា) of the CNRP", "Tbong Khmum ត្បូងឃ្មុំ province"]),
];

/// How many paragraphs of the Universal Declaration the goldens hold: its title, its preamble and its first articles.
/// The whole text would be too long to read as a golden.
const PARAGRAPHS: usize = 20;

#[test]
fn khmer_clusters() {
    golden("km", KHMER, Weight::Regular, CLUSTERS, &expect_file!["goldens/shaping/clusters.txt"]);
}

#[test]
fn khmer_clusters_in_bold() {
    golden("km", KHMER, Weight::Bold, CLUSTERS, &expect_file!["goldens/shaping/clusters-bold.txt"]);
}

#[test]
fn khmer_written_wrong() {
    golden("km", KHMER, Weight::Regular, WRITTEN_WRONG, &expect_file!["goldens/shaping/written-wrong.txt"]);
}

#[test]
fn words_of_the_first_case() {
    golden("km", KHMER, Weight::Regular, WORDS, &expect_file!["goldens/shaping/words.txt"]);
}

#[test]
fn words_of_the_first_case_as_headings() {
    let families = &["Moul", "Noto Serif Khmer", "Noto Serif"];
    golden("km", families, Weight::Regular, WORDS, &expect_file!["goldens/shaping/words-moul.txt"]);
}

#[test]
fn english() {
    let families = &["Noto Serif", "Noto Serif Khmer"];
    golden("en", families, Weight::Regular, ENGLISH, &expect_file!["goldens/shaping/english.txt"]);
}

#[test]
fn khmer_paragraphs() {
    let text = include_str!("data/udhr-khm.txt");
    let paragraphs: Vec<&str> = text.lines().take(PARAGRAPHS).collect();
    let expected = expect_file!["goldens/shaping/paragraphs-khmer.txt"];
    expected.assert_eq(&notation("km", KHMER, Weight::Regular, "Universal Declaration of Human Rights", &paragraphs));
}

/// A heading with one of these clusters is set in the face of running text.
#[test]
fn clusters_whose_marks_moul_draws_on_another_side() {
    const LETTERS: RangeInclusive<char> = 'ក'..='អ';
    const SHIFTERS: [&str; 3] = ["", "៉", "៊"];
    const VOWELS: [&str; 17] = ["", "ា", "ិ", "ី", "ឹ", "ឺ", "ុ", "ូ", "ួ", "ើ", "ៀ", "េ", "ែ", "ៃ", "ោ", "ំ", "ាំ"];
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let set = |text: &str, families| shape(text, &style("km", families, Weight::Bold), &fonts).expect("it is sound");
    let elsewhere = |clusters: &BTreeSet<String>| {
        let text = clusters.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let (heading, strong) = (set(&text, &["Moul", "Noto Serif"]), set(&text, KHMER));
        marks_elsewhere(&heading, &strong, "km", &fonts).map(str::to_owned).collect::<Vec<_>>()
    };

    let own = project.paths("locales/km", ".ftl");
    let own = own.flat_map(|path| project.text(path).expect("it is text").lines());
    let corpus = include_str!("../benches/data/khmer-breaks.txt").lines();
    let texts = corpus.chain(include_str!("data/udhr-khm.txt").lines()).chain(own);
    let mut real = BTreeSet::new();
    let strong = style("km", KHMER, Weight::Bold);
    // Some lines of the corpus have characters that are in no font.
    for shaped in texts.filter_map(|text| shape(text, &strong, &fonts).ok()) {
        let clusters = shaped.clusters.iter().map(|cluster| &shaped.text[cluster.text.clone()]);
        real.extend(clusters.filter(|cluster| cluster.contains(|letter| LETTERS.contains(&letter))).map(str::to_owned));
    }
    let mut found = format!("{} clusters of real texts: {}\n", real.len(), elsewhere(&real).join(" "));
    for shifter in SHIFTERS {
        for vowel in VOWELS {
            // U+179D and U+179E are not used in Khmer.
            let letters = LETTERS.filter(|letter| !matches!(letter, '\u{179D}' | '\u{179E}'));
            let clusters = letters.map(|letter| format!("{letter}{shifter}{vowel}")).collect();
            let letters: String = elsewhere(&clusters).iter().filter_map(|cluster| cluster.chars().next()).collect();
            if !letters.is_empty() {
                let _ = writeln!(found, "◌{shifter}{vowel} after {letters}");
            }
        }
    }
    expect![[r#"
        905 clusters of real texts: អ៊ិ អ៊ី
        ◌៉ិ after កខគឃចឆជឈដឋឌឍណតថទធផពភសហឡអ
        ◌៉ី after កខគឃចឆជឈដឋឌឍណតថទធផពភសហឡអ
        ◌៉ឹ after កខគឃចឆជឈដឋឌឍណតថទធផពភសហឡអ
        ◌៉ឺ after កខគឃចឆជឈដឋឌឍណតថទធផពភសហឡអ
        ◌៉ើ after កខគឃចឆជឈដឋឌឍណតថទធផពភសហឡអ
        ◌៉ំ after កខគឃចឆជឈដឋឌឍណតថទធផពភសហឡអ
        ◌៉ាំ after កខគឃចឆជឈដឋឌឍណតថទធផពភសហឡអ
        ◌៊ិ after អ
        ◌៊ី after អ
        ◌៊ឹ after អ
        ◌៊ឺ after អ
        ◌៊ើ after អ
        ◌៊ាំ after កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវឡអ
    "#]]
    .assert_eq(&found);
}

#[test]
fn no_right_text_draws_a_dotted_circle() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let style = style("km", KHMER, Weight::Regular);
    let declaration = include_str!("data/udhr-khm.txt").lines();
    for text in CLUSTERS.iter().chain(WORDS).flat_map(|(_, texts)| *texts).copied().chain(declaration) {
        let shaped = shape(text, &style, &fonts).expect("the fonts cover every text here");
        for cluster in &shaped.clusters {
            let circle = fonts.face(cluster.font).shaper().glyph_index('\u{25CC}').map(|glyph| glyph.0);
            let drawn = shaped.glyphs_of(cluster).iter().any(|glyph| Some(glyph.id) == circle);
            assert!(!drawn, "`{}` in `{text}`", &shaped.text[cluster.text.clone()]);
        }
    }
}

#[test]
fn what_would_be_drawn_with_a_dotted_circle_is_refused() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    for families in [KHMER, &["Moul", "Noto Serif"]] {
        for text in BROKEN {
            let refused = shape(text, &style("km", families, Weight::Regular), &fonts).expect_err("it is broken");
            assert!(refused.missing.is_empty() && refused.broken.len() == 1, "`{text}` in {families:?}: {refused:?}");
        }
    }
}

#[test]
fn clusters_cover_the_text_without_gaps() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let style = style("km", KHMER, Weight::Regular);
    for text in CLUSTERS.iter().chain(WRITTEN_WRONG).chain(WORDS).flat_map(|(_, texts)| *texts) {
        let shaped = shape(text, &style, &fonts).expect("the fonts cover every text here");
        let mut end = 0;
        for cluster in &shaped.clusters {
            assert_eq!(cluster.text.start, end, "`{text}`");
            assert!(!cluster.text.is_empty(), "`{text}`");
            end = cluster.text.end;
        }
        assert_eq!(end, shaped.text.len(), "`{text}`");
    }
}

fn golden(language: &str, families: &[&str], weight: Weight, groups: &[Group], expected: &ExpectFile) {
    let sections: Vec<String> =
        groups.iter().map(|(name, texts)| notation(language, families, weight, name, texts)).collect();
    expected.assert_eq(&sections.join("\n"));
}

/// A section of a golden: `# name`, then each text in a line of its own, and indented below it its
/// runs, `face language script first-byte..last-byte [glyphs]` with the glyphs in HarfBuzz's
/// notation. `harfbuzz.py` reads this.
fn notation(language: &str, families: &[&str], weight: Weight, name: &str, texts: &[&str]) -> String {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let style = style(language, families, weight);
    let preference = fonts.preferred(&style.families, weight);
    let mut out = format!("# {name}\n");
    for text in texts {
        let shaped = shape(text, &style, &fonts).expect("the fonts cover every text here");
        let Wording { text, .. } = Wording::of(text);
        let items = itemize(&text, &preference, &fonts).items;
        let _ = writeln!(out, "\n{}", visible(&text));
        for item in items {
            let clusters = shaped.cluster_at(item.text.start)..shaped.cluster_at(item.text.end);
            let run = ShapedText { clusters: shaped.clusters[clusters].to_vec(), ..shaped.clone() };
            let notation = run.notation(&fonts);
            let (face, glyphs) = notation.trim_end().split_once(' ').expect("a face, a space and its glyphs");
            let script = item.script.short_name();
            let _ = writeln!(out, "  {face} {language} {script} {}..{} {glyphs}", item.text.start, item.text.end);
        }
    }
    out
}

/// The text as a person can read it: joiners, which do not show, are written as escapes.
fn visible(text: &str) -> String {
    let escape = |c: char| if c == '\u{200C}' { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(escape).collect()
}

fn style(language: &str, families: &[&str], weight: Weight) -> TextStyle {
    TextStyle {
        language: language.to_owned(),
        families: families.iter().map(ToString::to_string).collect(),
        weight,
        ..TextStyle::default()
    }
}
