//! A mistake, marked above the text that it is in: comment lines which are taken off again when the text comes back.

use crate::error::Error;
use crate::lang::{Lang, Text};
use crate::ui::{Severity, error_text};

/// What every marking line begins with; a record has no such lines of its own.
const MARK: &str = "#!salesrec ";

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text with the mistake marked above it. Line numbers are those that the editor shows.
pub fn put(text: &str, error: &Error, lang: Lang) -> String {
    let about = Text::fixed(
        "The record does not parse yet. These lines are taken off when you save; close without a change to give up.",
        "档案还无法解析。保存时会去掉这些行；不作改动直接关闭则放弃编辑。",
    );
    let marks = |error: &Error| {
        let shown = error_text(error, Severity::Error, lang, false, None);
        let lines = std::iter::once(about.get(lang)).chain(shown.lines());
        lines.map(|line| format!("{MARK}{line}").trim_end().to_string() + "\n").collect::<String>()
    };
    let mut moved = error.clone();
    let lines = marks(error).matches('\n').count();
    if let Some(place) = moved.place.as_mut().filter(|place| place.line > 0) {
        place.line += lines;
    }
    let (order, rest) = split(text);
    format!("{order}{}{rest}", marks(&moved))
}

/// The text without the marks.
pub fn remove(text: &str) -> String {
    let (order, mut rest) = split(text);
    while rest.starts_with(MARK.trim_end()) {
        rest = rest.split_once('\n').map_or("", |(_, after)| after);
    }
    format!("{order}{rest}")
}

/// A byte-order mark stays where it is: before everything else.
fn split(text: &str) -> (&str, &str) {
    text.split_at(if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::error::{Kind, Place};

    fn mistake(text: &str, at: usize) -> Error {
        let place = Place::in_text(Path::new("clients/甲.yaml"), text, at..at + 1);
        Error::new(Kind::Unreadable, Text::fixed("no value may stand here", "此处不能有值")).at(place)
    }

    #[test]
    fn a_mistake_is_marked_at_the_line_that_the_editor_shows() {
        let text = "client: 甲\n- x\n";
        let marked = put(text, &mistake(text, text.find('-').unwrap()), Lang::Zh);
        let line = marked.lines().position(|line| line == "- x").unwrap() + 1;
        assert!(marked.contains(&format!("clients/甲.yaml:{line}:1")), "{marked}");
        assert!(marked.contains("此处不能有值") && marked.contains('^'), "{marked}");
        assert!(marked.lines().take(line - 2).all(|line| line.starts_with("#!")), "{marked}");
    }

    #[test]
    fn marks_are_taken_off_and_nothing_else() {
        for text in ["client: 甲\n# mine\n", "\u{feff}client: x\r\n", "# first\n#!salesrec not at the top\n", "", "x"] {
            assert_eq!(remove(&put(text, &mistake(text, 0), Lang::En)), text, "{text:?}");
            assert_eq!(remove(text), text, "{text:?}");
        }
    }
}
