//! Keys that a table has twice.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{FOUND, KeyPath, leaves};

/// Walks a document and fails at the value of the first key that its table has already.
#[derive(Clone, Copy)]
pub struct KeysOnce<'w> {
    pub path: &'w KeyPath,
    pub twice: &'w RefCell<Option<KeyPath>>,
}

impl<'de> DeserializeSeed<'de> for KeysOnce<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl KeysOnce<'_> {
    fn leaf<E: serde::de::Error>(self) -> Result<(), E> {
        if self.twice.borrow().is_some() { Err(E::custom(FOUND)) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for KeysOnce<'_> {
    type Value = ();

    leaves!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.leaf::<A::Error>()?;
        let mut index = 0;
        while entries.next_element_seed(KeysOnce { path: &self.path.index(index), ..self })?.is_some() {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.leaf::<A::Error>()?;
        let mut keys = BTreeSet::new();
        while let Some(key) = entries.next_key::<serde_yaml::Value>()? {
            // Keys are words in all files of a project; what else a key may be is no type's key.
            let Some(key) = key.as_str() else {
                entries.next_value::<IgnoredAny>()?;
                continue;
            };
            let path = self.path.key(key);
            if !keys.insert(key.to_owned()) {
                self.twice.replace(Some(path.clone()));
            }
            entries.next_value_seed(KeysOnce { path: &path, ..self })?;
        }
        Ok(())
    }
}
