//! Why a reading stopped, in words of both languages.

use std::fmt;

use serde::de::{self, Unexpected};

use super::super::tree::Id;
use crate::lang::Text;
use crate::text;

/// Why a reading stopped.
#[derive(Debug)]
pub(in super::super) struct Stop(pub(super) Box<Reason>);

#[derive(Debug)]
pub(in super::super) struct Reason {
    /// Where; nothing until the error has come up to a node.
    pub at: Option<Id>,
    pub message: Text,
    pub hint: Option<Text>,
    /// The value as it should be written, where only one can be meant.
    pub meant: Option<String>,
    /// The key that is missing, when that is it.
    pub missing: Option<&'static str>,
    /// Whether the words are serde's own.
    pub by_serde: bool,
}

impl Stop {
    pub(super) fn new(message: Text) -> Self {
        Self(Box::new(Reason { at: None, message, hint: None, meant: None, missing: None, by_serde: false }))
    }

    pub(super) fn hint(mut self, hint: Text) -> Self {
        self.0.hint = Some(hint);
        self
    }

    pub(super) fn at(mut self, id: Id) -> Self {
        self.0.at.get_or_insert(id);
        self
    }

    pub(in super::super) fn reason(self) -> Reason {
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
        let mut parts = message.split(super::super::BILINGUAL).map(str::to_string);
        let mut stop = Self::new(match (parts.next(), parts.next()) {
            (Some(en), Some(zh)) => Text::new(en, zh),
            _ => Text::same(message.as_str()),
        });
        stop.0.meant = parts.next();
        stop
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let mut stop = Self::new(text!("expected {expected}, found {found}", "这里应是 {expected}，却是 {found}"));
        stop.0.by_serde = true;
        stop
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Self::new(text!("expected {expected}, found {length} items", "这里应是 {expected}，却有 {length} 项"))
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        let found: String = found.chars().filter(|char| !char.is_control()).collect();
        let stop = Self::new(text!("`{found}` is not one of the words known here", "这里不认识“{found}”"));
        stop.hint(text!("the words are ", "可以写：").then(&crate::lang::list_of(expected)))
    }

    fn missing_field(field: &'static str) -> Self {
        let mut stop = Self::new(text!("`{field}` is missing", "缺少 `{field}`"));
        stop.0.missing = Some(field);
        stop
    }
}
