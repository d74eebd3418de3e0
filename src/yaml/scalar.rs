//! What an unquoted scalar means to readers of YAML, and how a text is written so that all of them read the text.

use std::borrow::Cow;
use std::fmt::Write;

/// What an unquoted scalar is in this tool: YAML 1.2's core schema, except that everything that a person may have
/// meant as text stays text: leading zeros or `+`, underscores, exponents, `0x`, infinities, numbers too long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text,
}

pub(super) fn meaning(plain: &str) -> Meaning {
    match plain {
        "" | "~" | "null" | "Null" | "NULL" => return Meaning::Null,
        "true" | "True" | "TRUE" => return Meaning::Bool(true),
        "false" | "False" | "FALSE" => return Meaning::Bool(false),
        _ => {}
    }
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) || !part.is_none_or(all_digits) {
        return Meaning::Text;
    }
    let number = if part.is_some() {
        plain.parse().map(Meaning::Float).ok()
    } else {
        plain.parse().map(Meaning::Unsigned).or_else(|_| plain.parse().map(Meaning::Signed)).ok()
    };
    number.unwrap_or(Meaning::Text)
}

/// Where a scalar is written: in brackets a few more characters end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    Block,
    Flow,
}

/// A text on one line, without quotes where every reader takes it for this text, else in the quotes that it needs.
pub(super) fn inline(text: &str, around: Around) -> Cow<'_, str> {
    if fits_plain(text, around) && !is_taken_for_else(text) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// A number, date or the like as it is, in quotes only if it could not stand without; keys too: the format writes `on`
/// plainly, and a key is never anything but text.
pub(super) fn raw(text: &str, around: Around) -> Cow<'_, str> {
    if fits_plain(text, around) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// In double quotes; in single ones if that saves escapes.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && fits_single(text) { single(text) } else { double(text) }
}

pub(super) fn fits_single(text: &str) -> bool {
    !text.contains(needs_escape)
}

pub(super) fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub(super) fn double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            char if needs_escape(char) => {
                let code = u32::from(char);
                // Writing to a string cannot fail.
                let _ = if code > 0xFFFF { write!(out, "\\U{code:08X}") } else { write!(out, "\\u{code:04X}") };
            }
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

/// Whether a text of several lines is written under a `|`. One that ends in empty lines is not: it would take in those
/// that come after it in the file.
pub(super) fn fits_block(text: &str) -> bool {
    text.contains('\n')
        && !text.ends_with("\n\n")
        && text.contains(|char| char != '\n')
        && !text.contains(|char| char != '\n' && needs_escape(char))
        && !text.split('\n').any(|line| line.ends_with(' '))
}

/// Characters that YAML cannot hold raw, or that some readers take for a line's end.
fn needs_escape(char: char) -> bool {
    char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether the parser takes these characters, unquoted, for one scalar.
pub(super) fn fits_plain(text: &str, around: Around) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if text.starts_with(' ') || text.ends_with(' ') || text.ends_with(':') || text.contains(needs_escape) {
        return false;
    }
    let starts_well = match first {
        '-' => !text[1..].starts_with([' ', ',', '[', ']', '{', '}']) && text != "-" && !text.starts_with("---"),
        '.' => !text.starts_with("..."),
        '?' | ':' | ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => {
            false
        }
        // What git leaves in a merge is never text at the start of a line.
        '<' | '=' => text != "=" && !text.starts_with("<<") && !text.starts_with("======="),
        _ => true,
    };
    starts_well
        && !text.contains(": ")
        && !text.contains(" #")
        // Some readers of YAML 1.1, PyYAML among them, end a text in brackets at a `?` too.
        && (around == Around::Block || !text.contains([',', '?', '[', ']', '{', '}']))
}

/// Whether a reader of YAML 1.1 or 1.2 takes it, unquoted, for a number, a date, true, false or nothing; or whether
/// it is digits all over, as phone, tax and order numbers are, which people expect in quotes.
pub(super) fn is_taken_for_else(text: &str) -> bool {
    if text.is_empty() || text == "~" {
        return true;
    }
    if text.len() <= 5 {
        let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
        if words.iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return true;
        }
    }
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let bytes = body.as_bytes();
    if [".inf", ".nan"].iter().any(|word| body.eq_ignore_ascii_case(word)) {
        return true;
    }
    if !bytes.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let is_number_like = |byte: &u8| byte.is_ascii_digit() || b" ()_.:,+-eE".contains(byte);
    let leading = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.iter().all(is_number_like)
        || (bytes[0] == b'0' && matches!(bytes.get(1), Some(b'x' | b'X' | b'o' | b'O' | b'b' | b'B')))
        || (leading >= 5 && bytes.iter().all(u8::is_ascii_alphanumeric))
        || is_dated(bytes)
}

/// Begins as a point in time does: `2024-03-15`, `2024-3-5t8:00`.
fn is_dated(bytes: &[u8]) -> bool {
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let month = digits(5);
    let day = digits(6 + month);
    let after = bytes.get(6 + month + day);
    digits(0) == 4
        && bytes.get(4) == Some(&b'-')
        && matches!((month, day), (1 | 2, 1 | 2))
        && bytes.get(5 + month) == Some(&b'-')
        && matches!(after, None | Some(b' ' | b't' | b'T'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_readers_could_take_for_something_else_is_quoted() {
        for text in [
            "no",
            "Yes",
            "ON",
            "off",
            "y",
            "N",
            "true",
            "FALSE",
            "null",
            "~",
            "",
            "0123",
            "08",
            "1e3",
            "1E-3",
            "12:30",
            "1_000",
            "0x1F",
            "0o17",
            "0b1",
            ".5",
            "5.",
            "+86",
            "+8613888888888",
            "-1",
            "1.5",
            "1:20:30",
            ".inf",
            "-.INF",
            ".NaN",
            "2024-03-15",
            "2024-03-15 14:30",
            "2024-3-5T08:00:00Z",
            "13888888888",
            "021-5555 1234",
            "91320594MA1XXXXX0X",
            "91320594E10",
            "1,000",
            "=",
            "<<",
        ] {
            assert_ne!(inline(text, Around::Block), text, "{text}");
        }
    }

    #[test]
    fn plain_words_need_no_quotes() {
        for text in [
            "王总",
            "先看数据再谈价格，上午接电话",
            "客户：已确认",
            "a:b",
            "a#b",
            "C# dev",
            "nope",
            "yesterday",
            "-foo",
            "HT-2024-017",
            "3 月",
            "2024-W12",
            "2024-06-30_wang.wu_zhang.san",
            "q1 2024",
            "http://a.example/x?y=1",
            "wang@abc.example",
            "it's",
            "say \"x\"",
            "a\\b",
            "100%",
            "7天",
            "\u{3000}全角",
            "a - b",
            "a=b",
            "...",
        ] {
            let expected = if text == "..." { "\"...\"" } else { text };
            assert_eq!(inline(text, Around::Block), expected);
        }
    }

    #[test]
    fn what_the_parser_would_take_apart_is_quoted() {
        for text in [
            " a",
            "a ",
            "a: b",
            "a:",
            "a #b",
            "- a",
            "-",
            "? a",
            "# a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "'a",
            "\"a",
            "%a",
            "@a",
            "`a",
            "[a",
            "{a",
            ",a",
            "]",
            "}",
            "---",
            "--- a",
            "... a",
            "<<<<<<< HEAD",
            "======= ",
            "a\tb",
            "a\u{85}b",
            "a\u{2028}b",
            "\u{feff}a",
            "a\u{7f}",
            "a\nb",
            "a\rb",
            "\u{1b}[31m",
        ] {
            assert_ne!(inline(text, Around::Block), text, "{text:?}");
        }
        for text in ["a,b", "a[0]", "{x}", "a]", "a?b", "a:?b"] {
            assert_ne!(inline(text, Around::Flow), text, "{text:?}");
        }
        assert_eq!(inline("a,b [c]", Around::Block), "a,b [c]");
    }

    #[test]
    fn the_quotes_are_the_mildest_that_hold_the_text() {
        assert_eq!(quoted("08"), "\"08\"");
        assert_eq!(quoted("\"a\": b"), "'\"a\": b'");
        assert_eq!(quoted("it's \"x\""), "'it''s \"x\"'");
        assert_eq!(quoted("a\u{85}\"\\\u{10ffff}\u{2029}\0"), "\"a\\u0085\\\"\\\\\u{10ffff}\\u2029\\u0000\"");
    }

    #[test]
    fn only_plain_decimals_are_numbers() {
        assert_eq!(meaning("480000"), Meaning::Unsigned(480_000));
        assert_eq!(meaning("-3"), Meaning::Signed(-3));
        assert_eq!(meaning("1.50"), Meaning::Float(1.5));
        for text in
            ["08", "1e3", "0x1F", "1_000", "+5", "12:30", "yes", "99999999999999999999", "1.", ".5", ".inf", "-"]
        {
            assert_eq!(meaning(text), Meaning::Text, "{text}");
        }
    }
}
