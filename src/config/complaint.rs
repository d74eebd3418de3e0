//! What the TOML reader complains of, in both languages and with advice.

use std::ops::Range;
use std::path::Path;

use crate::clock::Length;
use crate::error::{Error, Kind, Place};
use crate::lang::Text;
use crate::text;

/// The error for a message of the `toml` crates, whose wording is theirs and serde's; one that is not known here is
/// shown as the cause.
pub(super) fn error(path: &Path, text: &str, message: &str, span: Option<Range<usize>>) -> Error {
    // An empty span at the start is the file as a whole: a table missing from it.
    let place = match span {
        Some(span) if span != (0..0) => Place::in_text(path, text, span),
        _ => Place::file(path),
    };
    let under = place.source.get(place.span.clone()).unwrap_or("");
    understood(message, under)
        .unwrap_or_else(|| {
            let unknown = Text::fixed("this is not valid TOML", "这里不是有效的 TOML");
            unreadable(unknown).cause(Text::same(message))
        })
        .at(place)
}

fn unreadable(message: Text) -> Error {
    Error::new(Kind::Unreadable, message)
}

fn understood(message: &str, under: &str) -> Option<Error> {
    let (first, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let named = quoted(first).first().copied();
    let accepted = quoted(expected);
    if let (true, Some(key)) = (first.starts_with("unknown field"), named) {
        let error = unreadable(text!("unknown key `{key}`", "未知的键 `{key}`"));
        return Some(match near(key, &accepted) {
            Some(near) => error.hint(text!("did you mean `{near}`?", "是不是想写 `{near}`？")),
            None if accepted.is_empty() => error,
            None => {
                let (en, zh) = (backticked(&accepted, ", "), backticked(&accepted, "、"));
                error.hint(text!("the keys here: {en}", "这里可用的键：{zh}"))
            }
        });
    }
    if let (true, Some(value)) = (first.starts_with("unknown variant"), named) {
        let (en, zh) = (backticked(&accepted, ", "), backticked(&accepted, "、"));
        return Some(unreadable(text!("`{value}` is not one of {en}", "`{value}` 不在可选值之内：{zh}")));
    }
    if let (true, Some(key)) = (first.starts_with("missing field"), named) {
        return Some(unreadable(text!("`{key}` is missing", "缺少 `{key}`")));
    }
    if first == "duplicate key" || first.starts_with("duplicate field") {
        let key = named.unwrap_or(under);
        return Some(unreadable(text!("`{key}` is written twice", "`{key}` 写了两次")));
    }
    if let Some(found) = first.strip_prefix("invalid type: ").or_else(|| first.strip_prefix("invalid value: ")) {
        let (expected, found) = (wanted(expected), given(found));
        return Some(unreadable(Text::new(
            format!("expected {}, found {}", expected.en, found.en),
            format!("这里应为{}，却是{}", expected.zh, found.zh),
        )));
    }
    if first.starts_with("string values must be quoted") {
        return Some(unreadable(Text::fixed("text must be in quotes", "文字要写在引号里")));
    }
    if first == "recursion limit" || first.starts_with("cannot recurse") {
        return Some(unreadable(Text::fixed("nested too deep", "嵌套过深")));
    }
    let unfinished = ["unclosed ", "key with no value", "invalid basic string", "invalid literal string"];
    if let (true, [missing]) = (unfinished.iter().any(|start| first.starts_with(start)), accepted.as_slice()) {
        return Some(unreadable(text!("`{missing}` is missing here", "这里缺少 `{missing}`")));
    }
    None
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn backticked(names: &[&str], between: &str) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
}

/// The one of `names` that `typed` was likely meant to be: at most two slips, and not most of the word.
pub(super) fn near<'a>(typed: &str, names: &[&'a str]) -> Option<&'a str> {
    let slips = |name: &&str| strsim::damerau_levenshtein(&typed.to_lowercase(), name);
    let near = names.iter().min_by_key(|name| slips(name))?;
    (slips(near) <= 2 && slips(near) * 2 < near.chars().count()).then_some(near)
}

/// Serde's name of what a setting should have been.
fn wanted(expected: &str) -> Text {
    match expected {
        "a string" => Text::fixed("text in quotes", "引号里的文字"),
        "a boolean" => Text::fixed("true or false", " true 或 false"),
        "a sequence" => Text::fixed("a list", "列表"),
        "u8" => Text::fixed("a whole number from 0 to 255", " 0 到 255 的整数"),
        "u16" | "u32" | "u64" | "usize" => Text::fixed("a whole number from 0 up", "不小于 0 的整数"),
        "i8" | "i16" | "i32" | "i64" => Text::fixed("a whole number", "整数"),
        table if table == "a map" || table.starts_with("struct ") => Text::fixed("a table", "表"),
        "a word, or { name = …, aliases = […] }" => {
            Text::fixed("a word, or { name = …, aliases = […] }", "一个词，或 { name = …, aliases = […] }")
        }
        length if length == Length::EXPECTED.en => Length::EXPECTED,
        "an hour such as 18:00" => Text::fixed("an hour such as 18:00", "钟点，如 18:00"),
        other => Text::same(other),
    }
}

/// Serde's name of what a setting is: `integer `3``.
fn given(found: &str) -> Text {
    for (en, zh) in [("integer", "整数"), ("floating point", "小数"), ("boolean", "布尔值"), ("string", "文字")]
    {
        if let Some(value) = found.strip_prefix(en) {
            return Text::new(found.to_string(), format!("{zh}{value}"));
        }
    }
    match found {
        "map" => Text::fixed("a table", "表"),
        "sequence" => Text::fixed("a list", "列表"),
        other => Text::same(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_key_is_at_most_two_slips_away() {
        let keys = ["me", "language", "editor"];
        assert_eq!(near("langauge", &keys), Some("language"));
        assert_eq!(near("Editor", &keys), Some("editor"));
        assert_eq!(near("my", &keys), None);
        assert_eq!(near("colour", &keys), None);
        assert_eq!(near("x", &[]), None);
    }

    #[test]
    fn an_unknown_complaint_is_kept_as_the_cause() {
        let error = error(Path::new("a.toml"), "a = 1\n", "something new", Some(0..1));
        assert_eq!(error.causes, [Text::same("something new")]);
        assert_eq!(error.place.unwrap().line, 1);
    }
}
