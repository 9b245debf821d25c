//! The keys that a type reads, found out from the type itself, so that no separate list can become outdated.

use std::cell::RefCell;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Keys of tables whose keys are not fields: types that check their keys accept at least one of these.
const ANY_KEYS: [&str; 2] = ["en", "GB"];

/// The names of the fields of a type and of the types within it, without duplicates: first those of the type, then
/// those of its first field. The fields of an untagged choice stay unknown.
pub fn keys_of<'de, T: Deserialize<'de>>() -> Vec<&'static str> {
    let mut keys: Vec<&'static str> = Vec::new();
    for any_key in ANY_KEYS {
        let mut way = Vec::new();
        loop {
            let seen = RefCell::default();
            // Every walk ends with an error: there are no values.
            let _ = T::deserialize(Walk { way: &way, any_key, seen: &seen });
            let seen: Vec<&'static [&'static str]> = seen.into_inner();
            keys.extend(seen.iter().copied().flatten());
            way.resize(seen.len(), 0);
            while let Some(last) = way.last_mut() {
                *last += 1;
                if *last < seen[way.len() - 1].len() {
                    break;
                }
                way.pop();
            }
            if way.is_empty() {
                break;
            }
        }
    }
    let mut distinct = Vec::new();
    for key in keys {
        if !distinct.contains(&key) {
            distinct.push(key);
        }
    }
    distinct
}

/// A walk from a type into one of its fields, one of the fields of that, and so on.
#[derive(Clone, Copy)]
struct Walk<'a> {
    /// The number of the field to enter at each type; the first field if the list is shorter.
    way: &'a [usize],
    any_key: &'static str,
    /// The fields of the types on the way.
    seen: &'a RefCell<Vec<&'static [&'static str]>>,
}

fn end<T>() -> Result<T, Error> {
    Err(Error::custom("there is no value"))
}

impl<'de> Deserializer<'de> for Walk<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        end()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Only { key: self.any_key, walk: self })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let depth = self.seen.borrow().len();
        let at = self.way.get(depth).copied().unwrap_or(0);
        // A type within itself has no more keys.
        if self.seen.borrow().contains(&fields) {
            return end();
        }
        self.seen.borrow_mut().push(fields);
        match fields.get(at) {
            Some(key) => visitor.visit_map(Only { key, walk: self }),
            None => end(),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple_struct enum identifier ignored_any
    }
}

/// A list whose entries are all alike.
impl<'de> SeqAccess<'de> for Walk<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        seed.deserialize(*self).and(end())
    }
}

/// A table with one key.
struct Only<'a> {
    key: &'static str,
    walk: Walk<'a>,
}

impl<'de> MapAccess<'de> for Only<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        seed.deserialize(StrDeserializer::new(self.key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.walk).and(end())
    }
}

#[cfg(test)]
#[expect(dead_code, reason = "only the keys of these types are asked for")]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;
    use crate::id::{CountryCode, LanguageTag};

    #[derive(Deserialize)]
    struct House {
        name: String,
        #[serde(default)]
        rooms: Vec<Room>,
        #[serde(rename = "garden")]
        outside: Option<Garden>,
        words: BTreeMap<LanguageTag, Words>,
        owners: BTreeMap<CountryCode, Owner>,
        size: [f64; 2],
        last: bool,
    }

    #[derive(Deserialize)]
    struct Room {
        name: String,
        door: Box<Option<Room>>,
        windows: u8,
    }

    #[derive(Deserialize)]
    struct Garden {
        trees: Trees,
        lawn: Option<()>,
    }

    #[derive(Deserialize)]
    struct Trees(Vec<Tree>);

    #[derive(Deserialize)]
    struct Tree {
        height: f64,
    }

    #[derive(Deserialize)]
    struct Words {
        hello: String,
    }

    #[derive(Deserialize)]
    struct Owner {
        share: u8,
    }

    #[test]
    fn the_keys_of_a_type_are_those_of_all_types_within_it() {
        let mut keys = keys_of::<House>();
        let of_the_house = ["name", "rooms", "garden", "words", "owners", "size", "last"];
        assert_eq!(keys[..7], of_the_house);
        keys.sort_unstable();
        let mut all = of_the_house.to_vec();
        all.extend(["door", "windows", "trees", "lawn", "height", "hello", "share"]);
        all.sort_unstable();
        assert_eq!(keys, all);
        assert_eq!(keys_of::<BTreeMap<String, Vec<Tree>>>(), ["height"]);
        assert_eq!(keys_of::<u8>(), [""; 0]);
    }
}
