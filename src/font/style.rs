//! What a face says of itself: its names, how heavy it is, and how far it is from the plain face of its family.

use ttf_parser::{Face, Tag, name_id};

/// How heavy a face is; a letter needs no more than these two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Headings.
    Bold,
}

/// The names and the look of a face.
pub(super) struct Style {
    /// The family's name.
    pub(super) family: String,
    /// The name by which PostScript and PDF know the face.
    pub(super) postscript_name: String,
    /// How heavy it is.
    pub(super) weight: Weight,
    /// How it differs from the plain face of its weight.
    pub(super) oddity: Oddity,
}

/// The difference of a face from the plain one of its weight, the worst difference first: whether it is slanted, whether
/// it is not among the four basic faces of its family, how much narrower or wider it is (`usWidthClass`; 5 is usual), and
/// how much lighter or heavier (`usWeightClass`). Families come with dozens of faces, and a letter is set in the plain
/// ones.
pub(super) type Oddity = (bool, bool, u16, u16);

/// Values of `usWeightClass` (OpenType, `OS/2`).
const REGULAR: u16 = 400;
const SEMI_BOLD: u16 = 600;
const BOLD: u16 = 700;

impl Style {
    /// The style of a face; `None` if it has no family name.
    pub(super) fn of(face: &Face) -> Option<Self> {
        let name = |id| name_of(face, id);
        // The family of at most four faces: regular, bold, and both slanted (OpenType, `name`, IDs 1 and 16).
        let basic = name(name_id::FAMILY);
        let family = name(name_id::TYPOGRAPHIC_FAMILY).or_else(|| basic.clone())?;
        let is_basic = basic.is_none_or(|basic| basic == family);
        let postscript_name = name(name_id::POST_SCRIPT_NAME)
            .or_else(|| name(name_id::FULL_NAME))
            .unwrap_or_else(|| family.clone())
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let heaviness = match face.weight().to_number() {
            // Some bold faces have the weight of the regular one: only a bit tells them apart.
            weight if weight < SEMI_BOLD && has_bold_bit(face) => BOLD,
            weight => weight,
        };
        let (weight, usual) = if heaviness >= SEMI_BOLD { (Weight::Bold, BOLD) } else { (Weight::Regular, REGULAR) };
        let is_slanted = face.is_italic() || face.is_oblique();
        let oddity = (is_slanted, !is_basic, face.width().to_number().abs_diff(5), heaviness.abs_diff(usual));
        Some(Self { family, postscript_name, weight, oddity })
    }
}

/// A name of a face, in English if it has it in several languages.
fn name_of(face: &Face, id: u16) -> Option<String> {
    let names = || face.names().into_iter().filter(|name| name.name_id == id);
    let english = names().filter(|name| name.language().primary_language() == "English");
    english.chain(names()).find_map(|name| name.to_string())
}

/// Whether a face says that it is the bold one of its basic family (`OS/2`, `fsSelection`; without that table, `head`,
/// `macStyle`).
fn has_bold_bit(face: &Face) -> bool {
    const MAC_STYLE: usize = 44;
    match face.tables().os2 {
        Some(os2) => os2.is_bold(),
        None => {
            let head = face.raw_face().table(Tag::from_bytes(b"head")).unwrap_or_default();
            head.get(MAC_STYLE + 1).is_some_and(|style| style & 1 != 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Fonts, font_file, tables_of};

    const PLAIN: &[u8] = include_bytes!("../../fonts/noto-serif/NotoSerif-Regular.ttf");

    /// What a face says of itself.
    #[derive(Clone, Copy)]
    struct Claims {
        weight: u16,
        width: u16,
        is_slanted: bool,
        is_bold: bool,
        /// The names with the IDs 1 and 16.
        families: [Option<&'static str>; 2],
    }

    const REGULAR_FACE: Claims =
        Claims { weight: 400, width: 5, is_slanted: false, is_bold: false, families: [Some("Noto Serif"), None] };

    /// The bundled face with other claims.
    fn relative(claims: Claims) -> Vec<u8> {
        let mut tables = tables_of(PLAIN);
        let os2 = tables.get_mut(&Tag::from_bytes(b"OS/2")).expect("it has one");
        os2[4..6].copy_from_slice(&claims.weight.to_be_bytes());
        os2[6..8].copy_from_slice(&claims.width.to_be_bytes());
        os2[63] = match claims {
            Claims { is_slanted: true, .. } => 0x01,
            Claims { is_bold: true, .. } => 0x20,
            _ => 0x40,
        };
        let (mut records, mut texts) = (Vec::new(), Vec::new());
        for (id, text) in [1, 16].into_iter().zip(claims.families) {
            let text: Vec<u8> = text.unwrap_or_default().encode_utf16().flat_map(u16::to_be_bytes).collect();
            if !text.is_empty() {
                // Windows, Unicode, American English.
                records.push([3, 1, 0x409, id, text.len(), texts.len()]);
                texts.extend(text);
            }
        }
        let header = [0, records.len(), 6 + records.len() * 12];
        let numbers = header.into_iter().chain(records.into_iter().flatten());
        let numbers = numbers.flat_map(|number| u16::try_from(number).expect("it is small").to_be_bytes());
        tables.insert(Tag::from_bytes(b"name"), numbers.chain(texts).collect());
        font_file(&tables).expect("it is small")
    }

    /// The places of the faces that text is set in, in regular and bold.
    fn chosen(claims: &[Claims]) -> [u16; 2] {
        let faces: Vec<Vec<u8>> = claims.iter().copied().map(relative).collect();
        let fonts = Fonts::read(faces.iter().map(|face| ("face", face.as_slice()))).expect("sound faces");
        [Weight::Regular, Weight::Bold].map(|weight| fonts.preferred(&["Noto Serif"], weight)[0].index())
    }

    #[test]
    fn of_a_whole_family_the_plain_faces_are_taken() {
        let face = |weight, width, is_slanted| Claims { weight, width, is_slanted, ..REGULAR_FACE };
        let faces = [
            face(300, 5, false),
            face(400, 3, false),
            face(400, 5, true),
            face(400, 5, false),
            face(900, 5, false),
            face(700, 5, true),
            face(700, 5, false),
        ];
        assert_eq!(chosen(&faces), [3, 6]);
    }

    #[test]
    fn faces_of_the_same_weight_are_told_apart_by_the_bold_bit() {
        let bold = Claims { is_bold: true, ..REGULAR_FACE };
        assert_eq!(chosen(&[bold, REGULAR_FACE]), [1, 0]);
        assert_eq!(chosen(&[REGULAR_FACE, bold]), [0, 1]);
        // A face that is heavy is bold, whatever its bit says.
        assert_eq!(chosen(&[REGULAR_FACE, Claims { weight: 700, ..REGULAR_FACE }]), [0, 1]);
        // Alone, it is all that there is.
        assert_eq!(chosen(&[bold]), [0, 0]);
    }

    #[test]
    fn a_light_or_narrow_face_that_claims_to_be_regular_is_known_by_its_names() {
        let named = |basic| Claims { families: [Some(basic), Some("Noto Serif")], ..REGULAR_FACE };
        let (light, narrow) = (named("Noto Serif Light"), named("Noto Serif Condensed"));
        let bold = Claims { is_bold: true, ..REGULAR_FACE };
        let narrow_bold = Claims { weight: 700, is_bold: true, ..narrow };
        assert_eq!(chosen(&[narrow_bold, light, narrow, bold, REGULAR_FACE]), [4, 3]);
    }
}
