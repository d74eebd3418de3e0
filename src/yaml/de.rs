//! Typed values out of a [`Tree`]. Written for records: a text field takes any scalar as the text that stands there,
//! so `no`, `08` and a phone number stay what they are; the rest is as strict as the format.

mod access;
mod stop;

use std::cell::RefCell;
use std::collections::HashSet;

use serde::de::{Deserializer, IntoDeserializer, Visitor};

use self::access::{Entries, Items, Variant};
pub(super) use self::stop::{Reason, Stop};
use super::scalar::{Meaning, meaning};
use super::tree::{Id, Shape, Style, Tag, Tree};
use crate::lang::Text;
use crate::text;

/// The keys of a struct, in their order.
pub(super) type Keys = &'static [&'static str];

/// What one reading of a tree notes besides its value.
#[derive(Default)]
pub(super) struct Notes {
    /// Nodes to read as if they were not there: what was wrong in an earlier reading.
    pub absent: HashSet<Id>,
    /// Keys that their struct does not have, with those that it has.
    pub unknown: RefCell<Vec<(Id, Keys)>>,
    /// The mappings that were read as structs, with the struct's keys in their order. Only kept when asked for.
    pub fields: Option<Fields>,
}

/// The mappings that were read as structs.
pub(super) type Fields = RefCell<Vec<(Id, Keys)>>;

/// Reads one node.
#[derive(Clone, Copy)]
pub(super) struct De<'a, 't> {
    pub tree: &'a Tree<'t>,
    pub notes: &'a Notes,
    pub at: Id,
    /// The keys of the struct that holds the value, when a struct does.
    pub known: Option<Keys>,
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
            format!("这里应是{zh}，却是{}", found.zh),
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
            true => self.wrong(&wanted.then(&text!(" in the range of this key", "（在该键的范围内）"))),
            false => stop.at(self.at),
        })
    }

    fn map<'de, V: Visitor<'de>>(self, known: Option<Keys>, visitor: V) -> Result<V::Value, Stop> {
        match self.shape() {
            Shape::Map { .. } => {}
            _ if self.is_null() => {}
            _ => {
                let stop = self.wrong(&text!("a mapping of keys to values", "键值对"));
                let is_key = |(key, _): (&str, &str)| key.chars().all(|c| c.is_alphanumeric() || c == '_');
                let wide = matches!(self.shape(), Shape::Scalar(text, _) if text.split_once('：').is_some_and(is_key));
                return Err(stop.hint(if wide {
                    text!("write `: ` in place of the full-width `：`", "请把全角的 `：` 换成半角冒号加空格 `: `")
                } else {
                    text!("write `key: value` lines under it", "请在下面逐行写 `键: 值`")
                }));
            }
        }
        if let (Some(known), Some(fields)) = (known, &self.notes.fields) {
            fields.borrow_mut().push((self.target(), known));
        }
        visitor.visit_map(Entries::of(self, known)).map_err(|stop| stop.at(self.at))
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
                .hint(text!("write `true` or `false`, without quotes", "请写 `true` 或 `false`，不加引号"))),
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
                    "请写成 `[…]`，或逐行以 `- ` 开头"
                )));
            }
        }
        visitor.visit_seq(Items::of(self)).map_err(|stop| stop.at(self.at))
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
        fields: Keys,
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
