//! Typed values out of a [`Tree`]. Written for records: a text field takes any scalar as the text that stands there,
//! so `no`, `08` and a phone number stay what they are; the rest is as strict as the format.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};

use super::scalar::{Meaning, meaning};
use super::tree::{Id, Shape, Style, Tag, Tree};
use crate::lang::Text;
use crate::text;

/// What one reading of a tree notes besides its value.
#[derive(Default)]
pub(super) struct Notes {
    /// Nodes to read as if they were not there: what was wrong in an earlier reading.
    pub absent: HashSet<Id>,
    /// Keys that their struct does not have, with those that it has.
    pub unknown: RefCell<Vec<(Id, &'static [&'static str])>>,
    /// The mappings that were read as structs, with the struct's keys in their order. Only kept when asked for.
    pub fields: Option<RefCell<Vec<(Id, &'static [&'static str])>>>,
}

/// Why a reading stopped.
#[derive(Debug)]
pub(super) struct Stop(Box<Reason>);

#[derive(Debug)]
pub(super) struct Reason {
    /// Where; nothing until the error has come up to a node.
    pub at: Option<Id>,
    pub message: Text,
    pub hint: Option<Text>,
    /// The key that is missing, when that is it.
    pub missing: Option<&'static str>,
    /// Whether the words are serde's own.
    pub by_serde: bool,
}

impl Stop {
    fn new(message: Text) -> Self {
        Self(Box::new(Reason { at: None, message, hint: None, missing: None, by_serde: false }))
    }

    fn hint(mut self, hint: Text) -> Self {
        self.0.hint = Some(hint);
        self
    }

    fn at(mut self, id: Id) -> Self {
        self.0.at.get_or_insert(id);
        self
    }

    pub(super) fn reason(self) -> Reason {
        *self.0
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.message.en)
    }
}

impl std::error::Error for Stop {}

impl de::Error for Stop {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        Self::new(match message.split_once(super::BILINGUAL) {
            Some((en, zh)) => Text::new(en.to_string(), zh.to_string()),
            None => Text::same(message),
        })
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let mut stop = Self::new(text!("expected {expected}, found {found}", "这里应是 {expected},却是 {found}"));
        stop.0.by_serde = true;
        stop
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Self::new(text!("expected {expected}, found {length} items", "这里应是 {expected},却有 {length} 项"))
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        let found: String = found.chars().filter(|char| !char.is_control()).collect();
        let stop = Self::new(text!("`{found}` is not one of the words known here", "这里不认识“{found}”"));
        stop.hint(text!("the words are ", "可以写:").then(&crate::lang::list_of(expected)))
    }

    fn missing_field(field: &'static str) -> Self {
        let mut stop = Self::new(text!("`{field}` is missing", "缺少 `{field}`"));
        stop.0.missing = Some(field);
        stop
    }
}

/// Reads one node.
#[derive(Clone, Copy)]
pub(super) struct De<'a, 't> {
    pub tree: &'a Tree<'t>,
    pub notes: &'a Notes,
    pub at: Id,
    /// The keys of the struct that holds the value, when a struct does.
    pub known: Option<&'static [&'static str]>,
}

impl<'a, 't> De<'a, 't> {
    pub(super) fn new(tree: &'a Tree<'t>, notes: &'a Notes, at: Id) -> Self {
        Self { tree, notes, at, known: None }
    }

    fn target(&self) -> Id {
        self.tree.resolve(self.at)
    }

    fn is_null(&self) -> bool {
        self.tree.node_at(self.target()).is_null()
    }

    fn shape(&self) -> &'a Shape<'t> {
        &self.tree.node_at(self.target()).shape
    }

    /// The text of a scalar that is not empty of meaning.
    fn text(&self, wanted: &Text) -> Result<&'a str, Stop> {
        match self.shape() {
            Shape::Scalar(text, _) if !self.is_null() => Ok(text),
            _ => Err(self.wrong(wanted)),
        }
    }

    /// What an unquoted scalar, or one with a tag, means.
    fn meaning(&self) -> Option<Meaning> {
        let node = self.tree.node_at(self.target());
        let (text, style) = node.scalar()?;
        Some(match (node.tag, style) {
            (Tag::Str, _) => Meaning::Text,
            (Tag::Null, _) => Meaning::Null,
            (Tag::None, Style::Plain) | (Tag::Int | Tag::Float | Tag::Bool, _) => meaning(text),
            (Tag::None, _) => Meaning::Text,
        })
    }

    #[cold]
    fn wrong(&self, wanted: &Text) -> Stop {
        let found = self.found();
        let (en, zh) = (&wanted.en, &wanted.zh);
        let stop = Stop::new(Text::new(
            format!("expected {en}, found {}", found.en),
            format!("这里应是{zh},却是{}", found.zh),
        ));
        stop.at(self.at)
    }

    fn found(&self) -> Text {
        match self.shape() {
            _ if self.is_null() => text!("nothing", "空的"),
            Shape::List { .. } => text!("a list", "列表"),
            Shape::Map { .. } => text!("a mapping", "键值对"),
            Shape::Scalar(text, _) => {
                let shown = crate::lang::truncate(&text.replace(char::is_control, " "), 40);
                text!("`{shown}`", "“{shown}”")
            }
            Shape::Alias(_) => text!("an alias", "别名"),
        }
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V, whole: bool) -> Result<V::Value, Stop> {
        let wanted = if whole { text!("a whole number", "整数") } else { text!("a number", "数字") };
        let result = match self.meaning() {
            Some(Meaning::Unsigned(number)) => visitor.visit_u64(number),
            Some(Meaning::Signed(number)) => visitor.visit_i64(number),
            Some(Meaning::Float(number)) if !whole => visitor.visit_f64(number),
            _ => {
                let stop = self.wrong(&wanted);
                let quoted = self.tree.node_at(self.target()).scalar();
                return Err(match quoted {
                    Some((text, Style::Single | Style::Double)) if meaning(text) != Meaning::Text => {
                        stop.hint(text!("write it without quotes", "请去掉引号"))
                    }
                    _ => stop,
                });
            }
        };
        result.map_err(|stop: Stop| match stop.0.by_serde {
            // A number that the type has no room for; serde's words are about Rust's types.
            true => self.wrong(&wanted.then(&text!(" in the range of this key", "(在该键的范围内)"))),
            false => stop.at(self.at),
        })
    }

    fn items(self) -> Items<'a, 't> {
        let target = self.target();
        Items { de: self, children: self.tree.children(target) }
    }

    fn map<'de, V: Visitor<'de>>(self, known: Option<&'static [&'static str]>, visitor: V) -> Result<V::Value, Stop> {
        match self.shape() {
            Shape::Map { .. } => {}
            _ if self.is_null() => {}
            _ => {
                let stop = self.wrong(&text!("a mapping of keys to values", "键值对"));
                return Err(stop.hint(text!("write `key: value` lines under it", "请在下面逐行写 `键: 值`")));
            }
        }
        if let (Some(known), Some(fields)) = (known, &self.notes.fields) {
            fields.borrow_mut().push((self.target(), known));
        }
        visitor.visit_map(Entries { items: self.items(), known, value: None }).map_err(|stop| stop.at(self.at))
    }
}

macro_rules! numbers {
    ($($method:ident $whole:literal),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            self.number(visitor, $whole)
        })*
    };
}

impl<'de> Deserializer<'de> for De<'_, '_> {
    type Error = Stop;

    numbers!(
        deserialize_i8 true, deserialize_i16 true, deserialize_i32 true, deserialize_i64 true, deserialize_i128 true,
        deserialize_u8 true, deserialize_u16 true, deserialize_u32 true, deserialize_u64 true, deserialize_u128 true,
        deserialize_f32 false, deserialize_f64 false
    );

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let result = match (self.shape(), self.meaning()) {
            (Shape::List { .. }, _) => return self.deserialize_seq(visitor),
            (Shape::Map { .. }, _) => return self.deserialize_map(visitor),
            (_, Some(Meaning::Null)) => visitor.visit_unit(),
            (_, Some(Meaning::Bool(value))) => visitor.visit_bool(value),
            (_, Some(Meaning::Unsigned(value))) => visitor.visit_u64(value),
            (_, Some(Meaning::Signed(value))) => visitor.visit_i64(value),
            (_, Some(Meaning::Float(value))) => visitor.visit_f64(value),
            (Shape::Scalar(text, _), _) => visitor.visit_str(text),
            (Shape::Alias(_), _) => return Err(self.wrong(&text!("a value", "值"))),
        };
        result.map_err(|stop: Stop| stop.at(self.at))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.meaning() {
            Some(Meaning::Bool(value)) => visitor.visit_bool(value).map_err(|stop: Stop| stop.at(self.at)),
            _ => Err(self
                .wrong(&text!("true or false", " true 或 false"))
                .hint(text!("write `true` or `false`, without quotes", "请写 `true` 或 `false`,不加引号"))),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let text = self.text(&Text::fixed("text", "文字"))?;
        visitor.visit_str(text).map_err(|stop: Stop| stop.at(self.at))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        // Also of a key that reads as nothing, such as `null`: a key is its text.
        match self.shape() {
            Shape::Scalar(text, _) => visitor.visit_str(text).map_err(|stop: Stop| stop.at(self.at)),
            _ => Err(self.wrong(&text!("text", "文字"))),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
            .map_err(|stop: Stop| stop.at(self.at))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if self.is_null() { visitor.visit_unit() } else { Err(self.wrong(&text!("nothing", "空值"))) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self).map_err(|stop: Stop| stop.at(self.at))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.shape() {
            Shape::List { .. } => {}
            _ if self.is_null() => {}
            _ => {
                let stop = self.wrong(&text!("a list", "列表"));
                return Err(stop.hint(text!(
                    "write it as `[…]`, or as lines that begin with `- `",
                    "请写成 `[…]`,或逐行以 `- ` 开头"
                )));
            }
        }
        visitor.visit_seq(self.items()).map_err(|stop| stop.at(self.at))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.map(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.map(Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let result = match self.shape() {
            Shape::Map { .. } => {
                let mut entries = self.tree.entries(self.target());
                match (entries.next(), entries.next()) {
                    (Some((key, value)), None) => visitor.visit_enum(Variant {
                        key: Self { at: key, ..self },
                        value: Self { at: value, known: None, ..self },
                    }),
                    _ => return Err(self.wrong(&text!("one word, or one key", "一个词或一个键"))),
                }
            }
            _ => visitor.visit_enum(self.text(&text!("one of the words known here", "约定的词"))?.into_deserializer()),
        };
        result.map_err(|stop: Stop| stop.at(self.at))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if let Some(known) = self.known {
            // A value comes right after its key.
            let key = self.at - 1;
            let name = self.tree.key_text(key);
            if !name.starts_with("x-") && !known.contains(&name) {
                self.notes.unknown.borrow_mut().push((key, known));
            }
        }
        visitor.visit_unit()
    }
}

/// What is in a list, or keys and values in turn.
struct Items<'a, 't> {
    de: De<'a, 't>,
    children: super::tree::Children<'a, 't>,
}

impl<'a, 't> Items<'a, 't> {
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
}

struct Entries<'a, 't> {
    items: Items<'a, 't>,
    known: Option<&'static [&'static str]>,
    value: Option<De<'a, 't>>,
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
            return Err(Stop::new(text!("a value without a key", "只有值,没有键")));
        };
        seed.deserialize(de).map_err(|stop| stop.at(de.at))
    }
}

/// A key: always text, whatever it looks like, but a number or truth value for whoever asks for one.
struct Key<'a, 't>(De<'a, 't>);

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
        variants: &'static [&'static str],
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
struct Variant<'a, 't> {
    key: De<'a, 't>,
    value: De<'a, 't>,
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

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        self.map(Some(fields), visitor)
    }
}
