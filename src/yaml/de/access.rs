//! What is inside a list or a mapping, one after the other.

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

use super::super::tree::Children;
use super::{De, Keys, Stop};
use crate::text;

/// What is in a list, or keys and values in turn.
pub(super) struct Items<'a, 't> {
    de: De<'a, 't>,
    children: Children<'a, 't>,
}

impl<'a, 't> Items<'a, 't> {
    pub(super) fn of(de: De<'a, 't>) -> Self {
        Self { de, children: de.tree.children(de.target()) }
    }

    fn next_present(&mut self) -> Option<De<'a, 't>> {
        let absent = &self.de.notes.absent;
        let id = self.children.find(|id| absent.is_empty() || !absent.contains(id))?;
        Some(De { at: id, known: None, ..self.de })
    }
}

impl<'de> de::SeqAccess<'de> for Items<'_, '_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        self.next_present().map(|de| seed.deserialize(de).map_err(|stop| stop.at(de.at))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.children.clone().count())
    }
}

pub(super) struct Entries<'a, 't> {
    items: Items<'a, 't>,
    known: Option<Keys>,
    value: Option<De<'a, 't>>,
}

impl<'a, 't> Entries<'a, 't> {
    pub(super) fn of(de: De<'a, 't>, known: Option<Keys>) -> Self {
        Self { items: Items::of(de), known, value: None }
    }
}

impl<'de> de::MapAccess<'de> for Entries<'_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let de = self.items.de;
        let absent = &de.notes.absent;
        loop {
            let (Some(key), Some(value)) = (self.items.children.next(), self.items.children.next()) else {
                return Ok(None);
            };
            if !absent.is_empty() && (absent.contains(&key) || absent.contains(&value)) {
                continue;
            }
            self.value = Some(De { at: value, known: self.known, ..de });
            return seed.deserialize(Key(De { at: key, known: None, ..de })).map(Some).map_err(|stop| stop.at(key));
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let Some(de) = self.value.take() else {
            return Err(Stop::new(text!("a value without a key", "只有值，没有键")));
        };
        seed.deserialize(de).map_err(|stop| stop.at(de.at))
    }
}

/// A key: always text, whatever it looks like, but a number or truth value for whoever asks for one.
pub(super) struct Key<'a, 't>(De<'a, 't>);

impl<'de> Deserializer<'de> for Key<'_, '_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_identifier(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: Keys,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_u64(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_i64(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i128 u8 u16 u32 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// `{variant: value}`.
pub(super) struct Variant<'a, 't> {
    pub key: De<'a, 't>,
    pub value: De<'a, 't>,
}

impl<'de, 'a, 't> de::EnumAccess<'de> for Variant<'a, 't> {
    type Error = Stop;
    type Variant = De<'a, 't>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, De<'a, 't>), Stop> {
        Ok((seed.deserialize(Key(self.key))?, self.value))
    }
}

impl<'de> de::VariantAccess<'de> for De<'_, '_> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        de::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Stop> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: Keys, visitor: V) -> Result<V::Value, Stop> {
        self.map(Some(fields), visitor)
    }
}
