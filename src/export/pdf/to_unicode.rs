//! The `ToUnicode` map: the text of each code of a font.

use std::fmt::Write as _;

use super::cluster_font::ClusterFont;

/// How many lines one `beginbfchar` may hold (Adobe Technical Note 5411, 1.4.1).
const MOST_IN_A_BLOCK: usize = 100;

/// The font's `ToUnicode` map (ISO 32000-1, 9.10.3): one `bfchar` for each code that has a text.
pub(super) fn to_unicode(font: &ClusterFont) -> String {
    let mut lines = Vec::new();
    for (code, entry) in font.entries.iter().enumerate() {
        if let Some(text) = &entry.text {
            let mut line = format!("<{code:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(line, "{unit:04X}");
            }
            line.push('>');
            lines.push(line);
        }
    }
    let mut cmap = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    for block in lines.chunks(MOST_IN_A_BLOCK) {
        let _ = writeln!(cmap, "{} beginbfchar\n{}\nendbfchar", block.len(), block.join("\n"));
    }
    cmap.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    cmap
}
