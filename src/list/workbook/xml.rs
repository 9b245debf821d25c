//! The parts of a workbook as events: elements by their local names, text with its references resolved.

use std::borrow::Cow;

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::zip::{Unreadable, damaged};

/// The most bytes of one text or one element with its attributes.
const MAX_EVENT: usize = 4 << 20;

/// What comes next in a part.
#[derive(Debug)]
pub enum Node<'e> {
    /// An element begins. An element without content is followed by its end, too.
    Start(Element<'e>),
    /// The element with this local name ends.
    End(String),
    /// Text.
    Text(String),
    /// The part ends.
    Eof,
}

/// The beginning of an element.
#[derive(Debug)]
pub struct Element<'e>(BytesStart<'e>);

impl Element<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute with this local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let found = attributes.into_iter().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let version = XmlVersion::Implicit1_0;
        found.normalized_value_with(version, 1, resolve_predefined_entity).ok().map(Cow::into_owned)
    }

    /// Whether the attribute with this name is true.
    pub fn is(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| value == "1" || value == "true")
    }
}

/// A part that is read as a stream.
pub struct Nodes<R: BufRead> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Nodes<R> {
    /// Reads a part.
    pub fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new() }
    }

    /// The next event.
    pub fn next(&mut self) -> Result<Node<'_>, Unreadable> {
        self.buffer.clear();
        // A borrow of the buffer in a loop would last too long: events without a meaning are empty texts.
        let event = self.reader.read_event_into(&mut self.buffer);
        let event = event.map_err(|error| Unreadable::Damaged(error.to_string()))?;
        if event.len() > MAX_EVENT {
            return Err(Unreadable::TooLarge);
        }
        Ok(match event {
            Event::Start(start) | Event::Empty(start) => Node::Start(Element(start)),
            Event::End(end) => Node::End(end.local_name().into_inner().to_owned()),
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| Unreadable::Damaged(error.to_string()))?;
                match character.map(String::from).or_else(|| resolve_predefined_entity(&reference).map(str::to_owned)) {
                    Some(text) => Node::Text(text),
                    None => return damaged("it has an unknown entity"),
                }
            }
            Event::DocType(_) => return damaged("it has a document type"),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Node::Text(String::new()),
            Event::Eof => Node::Eof,
        })
    }
}
