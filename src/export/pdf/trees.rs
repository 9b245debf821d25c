//! The trees of a file whose pages are written as they come: that of the pages, and that of the structure
//! with the way back to it from each page (ISO 32000-1, 7.7.3 and 14.7).

use std::io;

use super::object_writer::ObjectWriter;
use super::plan::{Places, Plan};
use super::syntax::{ObjectNumber, push_number, push_reference, push_references, push_text};
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

/// The tree of structure elements, and the way back to it from the pages and from their links.
pub struct StructureTree {
    root: ObjectNumber,
    document: ObjectNumber,
    /// The elements that are part of no other, which mostly are letters.
    letters: Vec<ObjectNumber>,
    /// The number of keys of the parent tree that are used.
    keys: usize,
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
            keys: 0,
            nodes: Vec::new(),
            open_keys: None,
            open: Vec::new(),
        }
    }

    /// A key of the parent tree for the next page or link.
    pub fn take_key(&mut self) -> usize {
        self.keys += 1;
        self.keys - 1
    }

    /// Writes the elements of a document whose pages, and then whose links, were the last to take keys.
    pub fn add(&mut self, plan: &Plan, places: &Places, objects: &mut ObjectWriter) -> io::Result<()> {
        let first = places.first;
        for (at, element) in plan.elements.iter().enumerate().filter(|(_, element)| element.is_read) {
            objects.object(first.plus(at), |out| element.write(out, self.document, places))?;
        }
        self.letters.extend(plan.roots().map(|at| first.plus(at)));
        let key = self.keys - plan.links.len() - places.pages.len();
        for (at, marks) in plan.marks.iter().enumerate() {
            self.begin_entry(key + at);
            self.open.push(b'[');
            for (at, mark) in marks.iter().enumerate() {
                if at > 0 {
                    self.open.push(b' ');
                }
                match mark {
                    Some(at) => push_reference(&mut self.open, first.plus(*at)),
                    None => self.open.extend_from_slice(b"null"),
                }
            }
            self.open.push(b']');
            self.end_entry(objects)?;
        }
        for (at, ElementId(element)) in plan.links.iter().enumerate() {
            self.begin_entry(key + places.pages.len() + at);
            self.open.push(b' ');
            push_reference(&mut self.open, first.plus(*element));
            self.open.push(b' ');
            self.end_entry(objects)?;
        }
        Ok(())
    }

    fn begin_entry(&mut self, key: usize) {
        let first = self.open_keys.map_or(key, |(first, _)| first);
        self.open_keys = Some((first, key));
        push_number(&mut self.open, key as u64);
    }

    /// Blank pages have no entry, but end a node all the same.
    fn end_entry(&mut self, objects: &mut ObjectWriter) -> io::Result<()> {
        let is_full = self.open_keys.is_some_and(|(first, last)| last - first + 1 >= NODE);
        if is_full { self.close(objects) } else { Ok(()) }
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

    /// Writes what is left of the tree, and returns the number of its root.
    pub fn finish(mut self, language: &str, objects: &mut ObjectWriter) -> io::Result<ObjectNumber> {
        self.close(objects)?;
        let parent_tree = objects.reserve(1);
        objects.object(self.document, |out| {
            out.extend_from_slice(b"<</P ");
            push_reference(out, self.root);
            out.extend_from_slice(b"/S/Document/Lang");
            push_text(out, language);
            out.extend_from_slice(b"/K");
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
            push_number(out, self.keys as u64);
            out.extend_from_slice(b">>");
        })?;
        Ok(self.root)
    }
}
