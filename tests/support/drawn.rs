//! What is drawn for a text: the proof that a repair leaves it as it was.

use std::sync::LazyLock;

use likhit::fluent::Flat;
use likhit::font::{FontId, Fonts};
use likhit::project::Project;
use likhit::shape::{TextStyle, Unprintable, marks_elsewhere, shape};

/// A glyph and where it is: across, up, its face, and which one it is.
type Drawn = (i64, i32, FontId, u16);

static PROJECT: LazyLock<Project> = LazyLock::new(Project::embedded);
static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let files = PROJECT.paths("fonts", ".ttf").filter_map(|path| Some((path, PROJECT.bytes(path)?)));
    Fonts::read(files).expect("the fonts are sound")
});

/// The families that running text of a language is set in.
fn families(language: &str) -> [&'static str; 2] {
    if language == "km" { ["Noto Serif Khmer", "Noto Serif"] } else { ["Noto Serif", "Noto Serif Khmer"] }
}

/// The families of Khmer headings.
const MOUL: &[&str] = &["Moul", "Noto Serif"];

fn style(language: &str, families: &[&str]) -> TextStyle {
    TextStyle {
        language: language.to_owned(),
        families: families.iter().map(|family| (*family).to_owned()).collect(),
        ..TextStyle::default()
    }
}

/// The glyphs of a text that have ink, and where they are, sorted, because the order of drawing is not visible. A
/// filled-in value is a letter.
///
/// # Errors
///
/// The parts of it that cannot be printed.
fn drawn(text: &str, language: &str, families: &[&str]) -> Result<Vec<Drawn>, Unprintable> {
    let shaped = shape(&text.replace(Flat::SLOT, "X"), &style(language, families), &FONTS)?;
    let mut pen = 0_i64;
    let mut drawn = Vec::new();
    for cluster in &shaped.clusters {
        for glyph in shaped.glyphs_of(cluster) {
            if FONTS.face(cluster.font).ink_of(glyph.id).is_some() {
                drawn.push((pen + i64::from(glyph.dx), glyph.dy, cluster.font, glyph.id));
            }
            pen += i64::from(glyph.advance);
        }
    }
    drawn.sort_unstable();
    Ok(drawn)
}

/// Whether two texts are drawn alike in running text of a language; `None` if the bundled fonts have no glyph for a
/// letter of the first, or if neither can be printed.
pub fn is_drawn_alike(before: &str, after: &str, language: &str) -> Option<bool> {
    is_drawn_alike_in(&families(language), before, after, language)
}

/// Whether no difference between two texts can be seen, in running text and, in Khmer, in headings. A heading may change
/// its face: one that Moul would draw with marks on another side is set in the face of running text.
pub fn stays_drawn(before: &str, after: &str, language: &str) -> bool {
    let in_headings = || {
        is_drawn_alike_in(MOUL, before, after, language) != Some(false)
            || [before, after].into_iter().any(is_elsewhere_in_moul)
    };
    is_drawn_alike(before, after, language) != Some(false) && (language != "km" || in_headings())
}

/// Whether Moul draws a mark of a text on another side of its letter than running text does.
fn is_elsewhere_in_moul(text: &str) -> bool {
    let set = |families: &[&str]| shape(&text.replace(Flat::SLOT, "X"), &style("km", families), &FONTS);
    match (set(MOUL), set(&families("km"))) {
        (Ok(moul), Ok(running)) => marks_elsewhere(&moul, &running, "km", &FONTS).next().is_some(),
        _ => false,
    }
}

fn is_drawn_alike_in(families: &[&str], before: &str, after: &str, language: &str) -> Option<bool> {
    match (drawn(before, language, families), drawn(after, language, families)) {
        (Ok(before), Ok(after)) => Some(before == after),
        (Err(unprintable), _) if !unprintable.missing.is_empty() => None,
        (Err(_), Err(_)) => None,
        _ => Some(false),
    }
}
