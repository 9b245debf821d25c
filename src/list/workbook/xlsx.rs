//! Workbooks in Office Open XML (ECMA-376): the worksheets, the shared texts and the formats of numbers.

use std::collections::BTreeMap;

use super::grid::{Grid, push};
use super::number_format::NumberFormat;
use super::xlsx_sheet::fill;
use super::xml::{Node, Nodes};
use super::zip::{Archive, Unreadable, damaged};
use super::{Workbook, Worksheet};
use crate::list::MAX_LIST;

/// The most shared texts, so that their places take little memory.
const MAX_TEXTS: usize = 8 << 20;

/// The most worksheets, relations or formats that are read; a workbook of people has far fewer.
const MAX_ENTRIES: usize = 65_536;

/// An opened workbook.
pub struct Xlsx<'a, 'b> {
    archive: &'a Archive<'b>,
    worksheets: Vec<Worksheet>,
    pub(super) contents: Contents,
}

/// What the cells of all worksheets refer to.
#[derive(Debug, Default)]
pub struct Contents {
    /// All shared texts, one after the other, and the end of each.
    texts: String,
    ends: Vec<u32>,
    /// The format of each style of a cell.
    styles: Vec<NumberFormat>,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

impl Contents {
    /// The shared text with this number.
    pub fn text(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(&self.texts[start..end])
    }

    /// The format of the style with this number.
    pub fn format(&self, style: usize) -> &NumberFormat {
        self.styles.get(style).unwrap_or(&NumberFormat::Plain)
    }
}

impl<'a, 'b> Xlsx<'a, 'b> {
    /// Opens a workbook; none if the archive is something else.
    pub fn open(archive: &'a Archive<'b>) -> Result<Option<Self>, Unreadable> {
        if !archive.has("_rels/.rels") {
            return Ok(None);
        }
        let root = relations(archive, "_rels/.rels", "")?;
        let Some(main) = root.of_kind("/officeDocument").filter(|part| archive.has(part)) else { return Ok(None) };
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = main.rsplit('/').next().unwrap_or_default();
        let related = relations(archive, &joined(folder, &format!("_rels/{file}.rels")), folder)?;
        let mut contents = Contents::default();
        let worksheets = worksheets(archive, main, &related, &mut contents)?;
        let Some(worksheets) = worksheets else { return Ok(None) };
        if let Some(part) = related.of_kind("/sharedStrings") {
            read_texts(archive, part, &mut contents)?;
        }
        if let Some(part) = related.of_kind("/styles") {
            contents.styles = styles(archive, part)?;
        }
        Ok(Some(Self { archive, worksheets, contents }))
    }
}

impl Workbook for Xlsx<'_, '_> {
    fn worksheets(&self) -> &[Worksheet] {
        &self.worksheets
    }

    fn fill(&self, worksheet: &Worksheet, grid: &mut Grid) -> Result<(), Unreadable> {
        fill(self.archive.open(&worksheet.part)?, &self.contents, grid)
    }
}

/// The relations of a part: the kind and the target of each, by its id.
struct Relations(BTreeMap<String, (String, String)>);

impl Relations {
    fn of_kind(&self, kind: &str) -> Option<&str> {
        self.0.values().find(|(of, _)| of.ends_with(kind)).map(|(_, target)| target.as_str())
    }
}

fn relations(archive: &Archive, part: &str, folder: &str) -> Result<Relations, Unreadable> {
    let mut relations = BTreeMap::new();
    let mut nodes = Nodes::new(archive.open(part)?);
    loop {
        match nodes.next()? {
            Node::Start(element) if element.name() == "Relationship" => {
                let [id, kind, target] =
                    ["Id", "Type", "Target"].map(|name| element.attribute(name).unwrap_or_default());
                if relations.len() < MAX_ENTRIES {
                    relations.insert(id, (kind, joined(folder, &target)));
                }
            }
            Node::Eof => return Ok(Relations(relations)),
            _ => {}
        }
    }
}

/// The name of a part, from the folder of the part that refers to it.
fn joined(folder: &str, target: &str) -> String {
    let (folder, target) = target.strip_prefix('/').map_or((folder, target), |absolute| ("", absolute));
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            _ => names.push(name),
        }
    }
    names.join("/")
}

/// The worksheets of the workbook; none if this part is no workbook.
fn worksheets(
    archive: &Archive,
    part: &str,
    related: &Relations,
    contents: &mut Contents,
) -> Result<Option<Vec<Worksheet>>, Unreadable> {
    let mut worksheets = Vec::new();
    let mut is_workbook = false;
    let mut nodes = Nodes::new(archive.open(part)?);
    loop {
        match nodes.next()? {
            Node::Start(element) => match element.name() {
                "workbook" => is_workbook = true,
                "workbookPr" => contents.is_1904 = element.is("date1904"),
                "sheet" if worksheets.len() < MAX_ENTRIES => {
                    let relation = element.attribute("id").and_then(|id| related.0.get(&id));
                    // Sheets with nothing but a chart or a macro are no worksheets.
                    let Some((_, part)) = relation.filter(|(kind, _)| kind.ends_with("/worksheet")) else { continue };
                    worksheets.push(Worksheet {
                        name: element.attribute("name").unwrap_or_default(),
                        is_hidden: element.attribute("state").is_some_and(|state| state != "visible"),
                        part: part.clone(),
                        number: worksheets.len(),
                    });
                }
                _ => {}
            },
            Node::Eof => return Ok(is_workbook.then_some(worksheets)),
            _ => {}
        }
    }
}

/// Reads the shared texts, without their formats and without the readings of Japanese words.
fn read_texts(archive: &Archive, part: &str, contents: &mut Contents) -> Result<(), Unreadable> {
    let mut nodes = Nodes::new(archive.open(part)?);
    let mut item = TextReader::default();
    loop {
        match nodes.next()? {
            Node::Start(element) => item.start(element.name()),
            Node::Text(text) => item.text(&text),
            Node::End(name) if name == "si" => {
                contents.texts.push_str(&unescaped(&std::mem::take(&mut item).text));
                if contents.texts.len() > MAX_LIST || contents.ends.len() >= MAX_TEXTS {
                    return Err(Unreadable::TooLarge);
                }
                contents.ends.push(contents.texts.len() as u32);
            }
            Node::End(name) => item.end(&name),
            Node::Eof => return Ok(()),
        }
    }
}

/// The text of an item with its runs.
#[derive(Debug, Default)]
pub struct TextReader {
    /// The text so far.
    pub text: String,
    is_text: bool,
    is_reading: bool,
}

impl TextReader {
    /// An element within the item begins.
    pub fn start(&mut self, name: &str) {
        match name {
            "t" => self.is_text = !self.is_reading,
            "rPh" => self.is_reading = true,
            _ => {}
        }
    }

    /// An element within the item ends.
    pub fn end(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "rPh" => self.is_reading = false,
            _ => {}
        }
    }

    /// Text within the item.
    pub fn text(&mut self, text: &str) {
        if self.is_text {
            push(&mut self.text, text);
        }
    }
}

/// A text without the escapes of characters that XML does not have: `_x000D_` is a carriage return (ECMA-376 part 1,
/// 22.9.2.19).
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let is_hexadecimal = |code: &&str| code.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = code.filter(is_hexadecimal).and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(character) = code.and_then(char::from_u32) {
            out.push(character);
            rest = &rest[at + 7..];
        } else {
            out.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n")
}

/// The format of each style of a cell.
fn styles(archive: &Archive, part: &str) -> Result<Vec<NumberFormat>, Unreadable> {
    let mut codes: BTreeMap<u32, NumberFormat> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut is_of_cells = false;
    let mut nodes = Nodes::new(archive.open(part)?);
    loop {
        match nodes.next()? {
            Node::Start(element) => match element.name() {
                "numFmt" if codes.len() < MAX_ENTRIES => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                    let code = element.attribute("formatCode").unwrap_or_default();
                    codes.extend(id.map(|id| (id, NumberFormat::of_code(&code))));
                }
                "cellXfs" => is_of_cells = true,
                "xf" if is_of_cells => {
                    if styles.len() == MAX_ENTRIES {
                        return damaged("it has too many styles");
                    }
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    styles.push(codes.get(&id).cloned().unwrap_or_else(|| NumberFormat::built_in(id)));
                }
                _ => {}
            },
            Node::End(name) if name == "cellXfs" => is_of_cells = false,
            Node::Eof => return Ok(styles),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_relative_or_absolute() {
        assert_eq!(joined("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(joined("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(joined("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(joined("", "../../x"), "x");
    }

    #[test]
    fn escapes_of_characters_are_resolved() {
        assert_eq!(unescaped("Rua 1_x000D_\n1200 Lisboa"), "Rua 1\n1200 Lisboa");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("max_x, _xZZZZ_, _x12é_, _x"), "max_x, _xZZZZ_, _x12é_, _x");
    }
}
