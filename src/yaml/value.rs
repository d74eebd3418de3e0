//! What is to be written: a value without its text.

use std::fmt;

use serde::Serialize;
use serde::ser;

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Written as it is: a number, a date, `true`.
    Plain(String),
    /// A text; quoted where a reader could take it for something else.
    Text(String),
    /// Items.
    List(Vec<Value>),
    /// Keys with their values, in the order to be written.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number, a date or the like.
    pub fn plain(raw: impl fmt::Display) -> Self {
        Self::Plain(raw.to_string())
    }

    pub(super) fn is_scalar(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Map(_))
    }

    /// Whether there is nothing to say of it, so that a mapping leaves its key out.
    fn is_void(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List(items) => items.is_empty(),
            Self::Map(entries) => entries.is_empty(),
            Self::Plain(_) | Self::Text(_) => false,
        }
    }
}

/// A type that has no place in a record: bytes, a mapping whose keys are not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritable(pub String);

impl fmt::Display for Unwritable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The value of a typed record. Strings are texts; numbers and truth values are plain, and so is what a newtype struct
/// serialises as a string, as dates and amounts do. A mapping leaves out what is nothing or empty.
///
/// # Errors
/// Types that a record cannot hold.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, Unwritable> {
    value.serialize(ToValue { plain: false })
}

#[derive(Clone, Copy)]
struct ToValue {
    /// Inside a newtype.
    plain: bool,
}

macro_rules! plain {
    ($($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<Value, Unwritable> {
            Ok(Value::plain(value))
        })*
    };
}

impl ser::Serializer for ToValue {
    type Ok = Value;
    type Error = Unwritable;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Entries;

    plain!(
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_f32 f32, serialize_f64 f64
    );

    fn serialize_char(self, value: char) -> Result<Value, Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<Value, Unwritable> {
        Ok(if self.plain { Value::plain(value) } else { Value::text(value) })
    }

    fn serialize_bytes(self, _value: &[u8]) -> Result<Value, Unwritable> {
        Err(Unwritable("bytes have no place in a record".to_string()))
    }

    fn serialize_none(self) -> Result<Value, Unwritable> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Unwritable> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Value, Unwritable> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<Value, Unwritable> {
        Ok(Value::text(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<Value, Unwritable> {
        value.serialize(Self { plain: true })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Unwritable> {
        Ok(Value::Map(vec![(variant.to_string(), to_value(value)?)]))
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Items, Unwritable> {
        Ok(Items { items: Vec::new(), variant: None })
    }

    fn serialize_tuple(self, _length: usize) -> Result<Items, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Items, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Items, Unwritable> {
        Ok(Items { items: Vec::new(), variant: Some(variant) })
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Entries, Unwritable> {
        Ok(Entries { entries: Vec::new(), key: None, variant: None })
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Entries, Unwritable> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Entries, Unwritable> {
        Ok(Entries { entries: Vec::new(), key: None, variant: Some(variant) })
    }
}

struct Items {
    items: Vec<Value>,
    variant: Option<&'static str>,
}

impl Items {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.items.push(to_value(value)?);
        Ok(())
    }

    fn done(self) -> Result<Value, Unwritable> {
        Ok(of_variant(self.variant, Value::List(self.items)))
    }
}

struct Entries {
    entries: Vec<(String, Value)>,
    key: Option<String>,
    variant: Option<&'static str>,
}

impl Entries {
    fn push<T: Serialize + ?Sized>(&mut self, key: String, value: &T) -> Result<(), Unwritable> {
        let value = to_value(value)?;
        if !value.is_void() {
            self.entries.push((key, value));
        }
        Ok(())
    }

    fn done(self) -> Result<Value, Unwritable> {
        Ok(of_variant(self.variant, Value::Map(self.entries)))
    }
}

fn of_variant(variant: Option<&'static str>, value: Value) -> Value {
    match variant {
        Some(variant) => Value::Map(vec![(variant.to_string(), value)]),
        None => value,
    }
}

macro_rules! items {
    ($($trait:ident $method:ident),*) => {
        $(impl ser::$trait for Items {
            type Ok = Value;
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.push(value)
            }

            fn end(self) -> Result<Value, Unwritable> {
                self.done()
            }
        })*
    };
}

items!(
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field
);

macro_rules! fields {
    ($($trait:ident),*) => {
        $(impl ser::$trait for Entries {
            type Ok = Value;
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unwritable> {
                self.push(key.to_string(), value)
            }

            fn end(self) -> Result<Value, Unwritable> {
                self.done()
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Entries {
    type Ok = Value;
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        match to_value(key)? {
            Value::Text(key) | Value::Plain(key) => {
                self.key = Some(key);
                Ok(())
            }
            _ => Err(Unwritable("a key must be text".to_string())),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        let key = self.key.take().unwrap_or_default();
        self.push(key, value)
    }

    fn end(self) -> Result<Value, Unwritable> {
        self.done()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Day(String);

    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Stated,
    }

    #[derive(Serialize)]
    struct Sample {
        day: Day,
        text: &'static str,
        number: u32,
        kind: Kind,
        none: Option<String>,
        empty: Vec<u8>,
        days: Vec<Day>,
        some: Option<bool>,
    }

    #[test]
    fn dates_and_numbers_are_plain_and_what_is_empty_is_left_out() {
        let sample = Sample {
            day: Day("2024-03-15".into()),
            text: "08",
            number: 3,
            kind: Kind::Stated,
            none: None,
            empty: vec![],
            days: vec![Day("2024-03-16".into())],
            some: Some(true),
        };
        let expected = [
            ("day", Value::plain("2024-03-15")),
            ("text", Value::text("08")),
            ("number", Value::plain(3)),
            ("kind", Value::text("stated")),
            ("days", Value::List(vec![Value::plain("2024-03-16")])),
            ("some", Value::plain(true)),
        ];
        let expected = expected.map(|(key, value)| (key.to_string(), value)).to_vec();
        assert_eq!(to_value(&sample), Ok(Value::Map(expected)));
    }
}
