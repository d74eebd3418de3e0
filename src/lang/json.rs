//! JSON as text that is safe on a terminal, and the version of its shapes.

use std::fmt::Write as _;

use serde::Serialize;

use super::is_hidden;
use super::visible::hidden_in_lines;

/// The version of the JSON shapes: grows when a reader of the old one would be misled.
pub const VERSION: u32 = 1;

/// JSON on one line, without characters that act on a terminal.
pub fn to_string(value: &(impl Serialize + ?Sized)) -> String {
    // Only a map whose keys are no strings cannot be written.
    escape(serde_json::to_string(value).unwrap_or_default())
}

/// JSON indented for people, without characters that act on a terminal.
pub fn pretty(value: &(impl Serialize + ?Sized)) -> String {
    escape(serde_json::to_string_pretty(value).unwrap_or_default())
}

/// The same JSON, with the hidden characters in its strings written as `\uXXXX`.
pub fn escape(json: String) -> String {
    // Line feeds stand between values only: inside strings JSON has them escaped already.
    if hidden_in_lines(&json).next().is_none() {
        return json;
    }
    let acts = |character: char| character != '\n' && is_hidden(character);
    let mut safe = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if acts(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_mean_the_same() {
        let value = json!({"a\u{202e}": "x\u{1b}[31m\u{7f}\u{9b}\u{2028}\u{feff}\u{e0041}\n甲"});
        let text = to_string(&value);
        assert_eq!(text, "{\"a\\u202e\":\"x\\u001b[31m\\u007f\\u009b\\u2028\\ufeff\\udb40\\udc41\\n甲\"}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn pretty_json_keeps_its_lines() {
        assert_eq!(pretty(&json!({"a": ["\u{85}"]})), "{\n  \"a\": [\n    \"\\u0085\"\n  ]\n}");
    }
}
