//! Where in a record: `deals[0].stage`.

use std::fmt;
use std::str::FromStr;

use crate::lang::Text;
use crate::text;

/// One step down into a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item of a list, from 0.
    Index(usize),
}

/// The way from the whole record to a place in it; empty for the record itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route(pub Vec<Step>);

impl Route {
    /// The record itself.
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// This place's value under a key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// This place's item, from 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// The place that holds this one, and the step from there; nothing for the record itself.
    pub fn split_last(&self) -> Option<(Self, &Step)> {
        let (last, rest) = self.0.split_last()?;
        Some((Self(rest.to_vec()), last))
    }

    /// The nearest key on the way to this place: `needs` of `deals[0].needs[2]`.
    pub fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
    }
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && !key.contains(['.', '[', ']', '"', '\\']) && !key.contains(char::is_control)
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(out, "[{index}]")?,
                Step::Key(key) if is_bare(key) => write!(out, "{}{key}", if at == 0 { "" } else { "." })?,
                // Rust's own quoting hides control characters, which a key may hold.
                Step::Key(key) => write!(out, "[{key:?}]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Route {
    type Err = Text;

    /// Reads what [`Display`](fmt::Display) prints, but for keys with control characters.
    fn from_str(written: &str) -> Result<Self, Text> {
        let wrong = || text!("`{written}` is no place in a record", "`{written}` 不是记录中的位置");
        let mut steps = Vec::new();
        let mut rest = written;
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix("[\"") {
                let (key, after) = quoted_key(quoted).ok_or_else(wrong)?;
                steps.push(Step::Key(key));
                rest = after;
            } else if let Some(inner) = rest.strip_prefix('[') {
                let (index, after) = inner.split_once(']').ok_or_else(wrong)?;
                steps.push(Step::Index(index.parse().map_err(|_| wrong())?));
                rest = after;
            } else {
                let bare = if steps.is_empty() { rest } else { rest.strip_prefix('.').ok_or_else(wrong)? };
                let end = bare.find(['.', '[']).unwrap_or(bare.len());
                if !is_bare(&bare[..end]) {
                    return Err(wrong());
                }
                steps.push(Step::Key(bare[..end].to_string()));
                rest = &bare[end..];
            }
        }
        Ok(Self(steps))
    }
}

fn quoted_key(quoted: &str) -> Option<(String, &str)> {
    let mut key = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => key.push(chars.next()?.1),
            '"' => return Some((key, quoted[at + 1..].strip_prefix(']')?)),
            other => key.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_read_as_it_is_printed() {
        for written in ["", "deals[0].stage", "log[12]", "[3][0].客户", "a[\"x.y\"].b", "[\"q\\\"q\"]", "a[\"\"]"] {
            let route: Route = written.parse().unwrap();
            assert_eq!(route.to_string(), written);
        }
        let route = Route::root().key("deals").index(0).key("stage");
        assert_eq!("deals[0].stage".parse(), Ok(route.clone()));
        assert_eq!(route.last_key(), Some("stage"));
    }

    #[test]
    fn what_is_no_route_is_refused() {
        for written in ["deals[x]", "deals[0", "a..b", "a]b", "[\"a]"] {
            assert!(written.parse::<Route>().is_err(), "{written}");
        }
    }
}
