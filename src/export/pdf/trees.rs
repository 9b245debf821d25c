//! The trees of a file whose pages are written as they come: that of the pages, and that of the structure
//! with the way back to it from each page (ISO 32000-1, 7.7.3 and 14.7).

use std::io;

use super::object_writer::{ObjectNumber, ObjectWriter, push_number, push_reference};
use super::plan::Plan;
use crate::page::ElementId;

/// How many pages or entries a node of a tree holds.
const NODE: usize = 64;

/// The tree of pages.
pub struct PageTree {
    root: ObjectNumber,
    nodes: Vec<(ObjectNumber, usize)>,
    /// The pages of the node that is being filled, and its number.
    open: Vec<ObjectNumber>,
    open_number: Option<ObjectNumber>,
    count: usize,
}

impl PageTree {
    /// A tree without pages.
    pub fn new(objects: &mut ObjectWriter) -> Self {
        Self { root: objects.reserve(1), nodes: Vec::new(), open: Vec::new(), open_number: None, count: 0 }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number for the next page, and that of the node above it.
    pub fn place(&mut self, objects: &mut ObjectWriter) -> (ObjectNumber, ObjectNumber) {
        let node = *self.open_number.get_or_insert_with(|| objects.reserve(1));
        (objects.reserve(1), node)
    }

    /// Adds a page that was written at its place.
    pub fn add(&mut self, page: ObjectNumber, objects: &mut ObjectWriter) -> io::Result<()> {
        self.count += 1;
        self.open.push(page);
        if self.open.len() == NODE { self.close(objects) } else { Ok(()) }
    }

    fn close(&mut self, objects: &mut ObjectWriter) -> io::Result<()> {
        let Some(number) = self.open_number.take() else { return Ok(()) };
        let kids = std::mem::take(&mut self.open);
        objects.object(number, |out| {
            out.extend_from_slice(b"<</Type/Pages/Parent ");
            push_reference(out, self.root);
            out.extend_from_slice(b"/Count ");
            push_number(out, kids.len() as u64);
            out.extend_from_slice(b"/Kids");
            push_references(out, kids.iter().copied());
            out.extend_from_slice(b">>");
        })?;
        self.nodes.push((number, kids.len()));
        Ok(())
    }

    /// Writes what is left of the tree, and says where its root is.
    pub fn finish(mut self, objects: &mut ObjectWriter) -> io::Result<ObjectNumber> {
        self.close(objects)?;
        objects.object(self.root, |out| {
            out.extend_from_slice(b"<</Type/Pages/Count ");
            push_number(out, self.count as u64);
            out.extend_from_slice(b"/Kids");
            push_references(out, self.nodes.iter().map(|(node, _)| *node));
            out.extend_from_slice(b">>");
        })?;
        Ok(self.root)
    }
}

/// The tree of structure elements, and the way back to it from the pages.
pub struct StructureTree {
    root: ObjectNumber,
    document: ObjectNumber,
    letters: Vec<ObjectNumber>,
    /// The nodes of the parent tree with the first and the last key of each.
    nodes: Vec<(ObjectNumber, usize, usize)>,
    /// The first and the last key of the node that is being filled, and its entries.
    open_keys: Option<(usize, usize)>,
    open: Vec<u8>,
}

impl StructureTree {
    /// A tree without letters.
    pub fn new(objects: &mut ObjectWriter) -> Self {
        Self {
            root: objects.reserve(1),
            document: objects.reserve(1),
            letters: Vec::new(),
            nodes: Vec::new(),
            open_keys: None,
            open: Vec::new(),
        }
    }

    /// Writes the elements of a letter on `pages`, the last of the `count` pages until now.
    pub fn add(
        &mut self,
        plan: &Plan,
        pages: &[ObjectNumber],
        count: usize,
        objects: &mut ObjectWriter,
    ) -> io::Result<()> {
        let first = objects.reserve(plan.elements.len());
        for (at, element) in plan.elements.iter().enumerate() {
            objects.object(first.plus(at), |out| element.write(out, first, self.document, pages))?;
        }
        self.letters.push(first);
        let key = count - pages.len();
        for (at, marks) in plan.marks.iter().enumerate() {
            let key = key + at;
            let first_key = self.open_keys.map_or(key, |(first, _)| first);
            self.open_keys = Some((first_key, key));
            push_number(&mut self.open, key as u64);
            self.open.push(b'[');
            for (at, mark) in marks.iter().enumerate() {
                if at > 0 {
                    self.open.push(b' ');
                }
                match mark {
                    Some(ElementId(at)) => push_reference(&mut self.open, first.plus(*at)),
                    None => self.open.extend_from_slice(b"null"),
                }
            }
            self.open.push(b']');
            // Blank pages have no entry, but end a node all the same.
            if key - first_key + 1 >= NODE {
                self.close(objects)?;
            }
        }
        Ok(())
    }

    fn close(&mut self, objects: &mut ObjectWriter) -> io::Result<()> {
        let Some((first, last)) = self.open_keys.take() else { return Ok(()) };
        let entries = std::mem::take(&mut self.open);
        let number = objects.reserve(1);
        objects.object(number, |out| {
            out.extend_from_slice(b"<</Limits[");
            push_number(out, first as u64);
            out.push(b' ');
            push_number(out, last as u64);
            out.extend_from_slice(b"]/Nums[");
            out.extend_from_slice(&entries);
            out.extend_from_slice(b"]>>");
        })?;
        self.nodes.push((number, first, last));
        Ok(())
    }

    /// Writes what is left of the tree of a file of `pages` pages, and says where its root is.
    pub fn finish(mut self, language: &str, pages: usize, objects: &mut ObjectWriter) -> io::Result<ObjectNumber> {
        self.close(objects)?;
        let parent_tree = objects.reserve(1);
        objects.object(self.document, |out| {
            out.extend_from_slice(b"<</P ");
            push_reference(out, self.root);
            out.extend_from_slice(format!("/S/Document/Lang({language})/K").as_bytes());
            push_references(out, self.letters.iter().copied());
            out.extend_from_slice(b">>");
        })?;
        objects.object(parent_tree, |out| {
            out.extend_from_slice(b"<</Kids");
            push_references(out, self.nodes.iter().map(|(node, ..)| *node));
            out.extend_from_slice(b">>");
        })?;
        objects.object(self.root, |out| {
            out.extend_from_slice(b"<</Type/StructTreeRoot/K ");
            push_reference(out, self.document);
            out.extend_from_slice(b"/ParentTree ");
            push_reference(out, parent_tree);
            out.extend_from_slice(b"/ParentTreeNextKey ");
            push_number(out, pages as u64);
            out.extend_from_slice(b">>");
        })?;
        Ok(self.root)
    }
}

/// References to objects, as an array.
pub fn push_references(out: &mut Vec<u8>, numbers: impl Iterator<Item = ObjectNumber>) {
    out.push(b'[');
    for (at, number) in numbers.enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        push_reference(out, number);
    }
    out.push(b']');
}
