//! A TOML file as a flat list of settings.

use std::path::{Path, PathBuf};

use toml_edit::{Item, Key, TableLike, Value};

use super::{Origin, Setting};
use crate::error::Result;

/// Every value in `text` with its dotted key and its line, in the order of the file; `origin` is [`Origin::User`] or
/// [`Origin::Directory`].
///
/// A list of tables is taken apart (`people[0].id`); a list of plain values is one setting.
pub fn flatten(path: &Path, text: &str, origin: fn(PathBuf, usize) -> Origin) -> Result<Vec<Setting>> {
    let tree = super::tree(path, text)?;
    let mut found = Vec::new();
    walk_table(tree.as_table(), "", text, &mut found);
    found.sort_by_key(|leaf| leaf.start);
    let mut line = Lines { text, at: 0, line: 1 };
    Ok(found
        .into_iter()
        .map(|leaf| Setting {
            key: leaf.key,
            value: leaf.value,
            origin: origin(path.to_path_buf(), line.of(leaf.start)),
        })
        .collect())
}

struct Leaf {
    key: String,
    value: String,
    /// Byte in the text.
    start: usize,
}

fn walk_table(table: &dyn TableLike, above: &str, text: &str, found: &mut Vec<Leaf>) {
    for (name, item) in table.iter() {
        let name = Key::new(name).display_repr().into_owned();
        let key = if above.is_empty() { name } else { format!("{above}.{name}") };
        match item {
            Item::None => {}
            Item::Value(value) => walk_value(value, key, text, found),
            Item::Table(table) => walk_table(table, &key, text, found),
            Item::ArrayOfTables(tables) => {
                for (number, table) in tables.iter().enumerate() {
                    walk_table(table, &format!("{key}[{number}]"), text, found);
                }
            }
        }
    }
}

fn walk_value(value: &Value, key: String, text: &str, found: &mut Vec<Leaf>) {
    match value {
        Value::InlineTable(table) if !table.is_empty() => walk_table(table, &key, text, found),
        Value::Array(array) if array.iter().any(Value::is_inline_table) => {
            for (number, value) in array.iter().enumerate() {
                walk_value(value, format!("{key}[{number}]"), text, found);
            }
        }
        _ => {
            let start = value.span().map_or(0, |span| span.start);
            found.push(Leaf { key, value: shown(value, text), start });
        }
    }
}

/// On one line; strings inside a list keep their quotes.
fn shown(value: &Value, text: &str) -> String {
    let written = |value: &Value| value.span().and_then(|span| text.get(span)).unwrap_or("").to_string();
    match value {
        Value::String(string) => string.value().clone(),
        Value::Array(array) => format!("[{}]", array.iter().map(written).collect::<Vec<_>>().join(", ")),
        other => written(other),
    }
}

/// Line numbers of rising bytes, in one pass.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, byte: usize) -> usize {
        let passed = self.text.as_bytes().get(self.at..byte).unwrap_or(&[]);
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(byte);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(text: &str) -> Vec<(String, String, usize)> {
        let line = |origin| match origin {
            Origin::Directory(_, line) => line,
            other => panic!("{other:?}"),
        };
        let settings = flatten(Path::new("salesrec.toml"), text, Origin::Directory).unwrap();
        settings.into_iter().map(|setting| (setting.key, setting.value, line(setting.origin))).collect()
    }

    fn row(key: &str, value: &str, line: usize) -> (String, String, usize) {
        (key.into(), value.into(), line)
    }

    #[test]
    fn every_value_has_its_dotted_key_and_line() {
        let text = "# team\n[team]\nname = \"甲\" # ours\nlanguage = 'zh'\n\n[[people]]\nid = \"a\"\nactive = true\n\
                    [[people]]\nid = \"b\"\nx.y = 1\n[lint.paths.\"archive/**\"]\nlevel = \"off\"\n";
        assert_eq!(
            flat(text),
            [
                row("team.name", "甲", 3),
                row("team.language", "zh", 4),
                row("people[0].id", "a", 7),
                row("people[0].active", "true", 8),
                row("people[1].id", "b", 10),
                row("people[1].x.y", "1", 11),
                row("lint.paths.\"archive/**\".level", "off", 13),
            ]
        );
    }

    #[test]
    fn lists_of_tables_are_taken_apart_and_other_lists_are_one_line() {
        let text = "[vocabulary]\nroles = [\n  {name = \"决策人\", decides = true},\n  {name = \"执行人\"},\n]\n\
                    classes = [\n  \"a\", # first\n  \"b\",\n]\nnone = []\nblank = {}\n";
        assert_eq!(
            flat(text),
            [
                row("vocabulary.roles[0].name", "决策人", 3),
                row("vocabulary.roles[0].decides", "true", 3),
                row("vocabulary.roles[1].name", "执行人", 4),
                row("vocabulary.classes", "[\"a\", \"b\"]", 6),
                row("vocabulary.none", "[]", 10),
                row("vocabulary.blank", "{}", 11),
            ]
        );
    }

    #[test]
    fn lines_are_right_with_carriage_returns_and_a_byte_order_mark() {
        assert_eq!(flat("\u{feff}a = 1\r\n\r\nb = \"x\"\r\n"), [row("a", "1", 1), row("b", "x", 3)]);
    }

    #[test]
    fn broken_text_is_an_error_with_its_place() {
        let error = flatten(Path::new("salesrec.toml"), "a = 1\nb = \n", Origin::Directory).unwrap_err();
        assert_eq!(error.place.unwrap().line, 2);
    }
}
