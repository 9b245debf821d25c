//! A first walk through a document, before any of it is read into a type: it finds duplicate keys, and aliases
//! that make a short file very long.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::{FOUND, KeyPath, leaves};
use crate::project::MAX_TEXT;

/// The maximum size of a document with all its aliases followed: the bytes of its keys and values, plus one for each.
/// Without aliases no document is this large: no text file is larger than [`MAX_TEXT`], and the escapes of a text in
/// quotes are hardly shorter than their characters.
pub const MAX_EXPANDED: usize = 2 * MAX_TEXT;

/// The result of the walk.
#[derive(Debug, Default)]
pub struct Walked {
    /// The place of a duplicate key.
    pub twice: RefCell<Option<KeyPath>>,
    /// Where the document became larger than [`MAX_EXPANDED`].
    pub too_far: RefCell<Option<KeyPath>>,
    expanded: Cell<usize>,
}

/// Walks a document and fails at the value of the first key that its table has already, or where it expands
/// too far.
#[derive(Clone, Copy)]
pub struct FirstWalk<'w> {
    pub way: &'w Way<'w>,
    pub walked: &'w Walked,
    /// Where the word goes that a key is, if this is a key.
    pub key: Option<&'w RefCell<Option<String>>>,
}

/// The way to a value. It becomes a [`KeyPath`] only where something is found: a document may have a long key
/// with many values below it.
#[derive(Clone, Copy)]
pub enum Way<'w> {
    Root,
    Key(&'w Way<'w>, &'w str),
    Index(&'w Way<'w>, usize),
}

impl Way<'_> {
    fn path(&self) -> KeyPath {
        match self {
            Self::Root => KeyPath::default(),
            Self::Key(parent, key) => parent.path().key(key),
            Self::Index(parent, index) => parent.path().index(*index),
        }
    }
}

impl<'de> DeserializeSeed<'de> for FirstWalk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl FirstWalk<'_> {
    fn leaf<E: serde::de::Error>(self) -> Result<(), E> {
        self.weighed(0)
    }

    /// Adds a value of this length.
    fn weighed<E: serde::de::Error>(self, length: usize) -> Result<(), E> {
        let expanded = &self.walked.expanded;
        expanded.set(expanded.get() + length + 1);
        if expanded.get() > MAX_EXPANDED {
            self.walked.too_far.replace(Some(self.way.path()));
            return Err(E::custom(FOUND));
        }
        if self.walked.twice.borrow().is_some() { Err(E::custom(FOUND)) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for FirstWalk<'_> {
    type Value = ();

    leaves!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64);

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        if let Some(key) = self.key {
            key.replace(Some(text.to_owned()));
        }
        self.weighed(text.len())
    }

    /// A value with its own tag; types that do not know tags ignore it.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, value) = tagged.variant::<IgnoredAny>()?;
        value.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.leaf::<A::Error>()?;
        let mut index = 0;
        while entries.next_element_seed(FirstWalk { way: &Way::Index(self.way, index), key: None, ..self })?.is_some() {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.leaf::<A::Error>()?;
        let mut keys = BTreeSet::new();
        loop {
            let word = RefCell::new(None);
            if entries.next_key_seed(FirstWalk { key: Some(&word), ..self })?.is_none() {
                return Ok(());
            }
            // The keys of all types are words. Other keys are unknown and are reported when the file is read.
            let Some(key) = word.into_inner() else {
                entries.next_value_seed(FirstWalk { key: None, ..self })?;
                continue;
            };
            if keys.contains(&key) {
                self.walked.twice.replace(Some(self.way.path().key(&key)));
            }
            entries.next_value_seed(FirstWalk { way: &Way::Key(self.way, &key), key: None, ..self })?;
            keys.insert(key);
        }
    }
}
