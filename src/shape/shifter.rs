//! The register shifter below `អ`, in faces that leave it above.

use super::Glyph;
use crate::font::Face;

/// A letter that some faces forget, and the shifter that is written after it.
const LETTER_AND_SHIFTER: &str = "អ\u{17CA}";

/// Whether a text may have such a shifter.
pub(super) fn may_have_raised(text: &str) -> bool {
    text.contains(LETTER_AND_SHIFTER)
}

/// Draws the shifter of a cluster below its letter, where a vowel above it requires this and the face does not do it.
pub(super) fn lower(cluster: &str, face: &Face, glyphs: &mut [Glyph]) {
    let Some(rest) = cluster.strip_prefix(LETTER_AND_SHIFTER) else { return };
    let Some(known) = face.lowered_shifters().iter().find(|known| rest.starts_with(known.vowel)) else { return };
    if let Some(at) = glyphs.windows(2).position(|pair| [pair[0].id, pair[1].id] == known.raised) {
        glyphs[at].id = known.lowered[0];
        glyphs[at + 1].id = known.lowered[1];
    }
}

#[cfg(test)]
mod tests {
    use crate::font::{Fonts, Weight};
    use crate::project::Project;
    use crate::shape::{Glyph, TextStyle, shape};

    fn glyphs(text: &str, family: &str) -> Vec<Glyph> {
        let project = Project::embedded();
        let files: Vec<&str> = project.paths("fonts", ".ttf").collect();
        let fonts = Fonts::read(files.iter().filter_map(|path| Some((*path, project.bytes(path)?)))).expect("sound");
        let style = TextStyle {
            language: "km".to_owned(),
            families: vec![family.to_owned()],
            weight: Weight::Regular,
            ..TextStyle::default()
        };
        shape(text, &style, &fonts).expect("the font has these letters").glyphs
    }

    #[test]
    fn the_shifter_is_below_where_a_vowel_is_above() {
        let ids = |text: &str| glyphs(text, "Moul").iter().map(|glyph| glyph.id).collect::<Vec<_>>();
        // A sign for U typed in place of the shifter is drawn as the shifter should be.
        for (right, typed) in [("អ៊ីតាលី", "អុីតាលី"), ("អ៊ិន", "អុិន"), ("អ៊ឹ", "អុឹ"), ("អ៊ឺ", "អុឺ")]
        {
            assert_eq!(ids(right), ids(typed), "{right}");
        }
        // After `ស` the face knows it, so that the marks are the same.
        let marks = |text: &str| ids(text).split_off(2);
        assert_eq!(marks("អ៊ើ"), marks("ស៊ើ"));
        // Without such a vowel it stays above, and so does a cluster that joins letters.
        assert_ne!(ids("អ៊ា"), ids("អុា"));
        assert_eq!(ids("អ្យ៊ី").len(), 4);
    }

    #[test]
    fn a_face_that_knows_it_is_left_alone() {
        let (right, typed) = (glyphs("អ៊ីតាលី", "Noto Serif Khmer"), glyphs("អុីតាលី", "Noto Serif Khmer"));
        assert_eq!(right, typed);
    }
}
