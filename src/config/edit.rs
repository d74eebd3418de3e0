//! Edits of TOML text. The tree says where; the text itself is spliced, because writing the tree back would change
//! carriage returns and drop a byte order mark.

use std::path::Path;

use toml_edit::{Item, Key, Table, Value};

use crate::error::{Error, Kind, Result};
use crate::text;

/// `text` with one more `[[people]]` table, after the last one or at the end. Whether the id is free is for the caller.
pub fn append_person(path: &Path, text: &str, fields: &[(&str, String)]) -> Result<String> {
    let tree = super::tree(path, text)?;
    let after = match tree.get("people") {
        None => text.len(),
        Some(people) => {
            let tables = people.as_array_of_tables().ok_or_else(|| not_tables(path))?;
            line_end(text, tables.iter().last().and_then(|last| end(last, true)).unwrap_or(text.len()))
        }
    };
    let mut lines = vec!["[[people]]".to_string()];
    lines.extend(fields.iter().map(|(key, value)| line(key, &Value::from(value))));
    if text[..after].trim_start_matches('\u{feff}').chars().any(|c| !c.is_whitespace()) {
        lines.insert(0, String::new());
    }
    Ok(with_lines(text, after, &lines))
}

/// `text` with a key of the person `id` set to `value`: a string, a number or true or false.
///
/// [`Kind::NotFound`] when there is no such person, [`Kind::Refused`] when people are not `[[people]]` tables.
pub fn set_person(path: &Path, text: &str, id: &str, key: &str, value: impl Into<Value>) -> Result<String> {
    let unknown = || Error::new(Kind::NotFound, text!("no person with the id “{id}”", "没有 id 为“{id}”的人员"));
    let tree = super::tree(path, text)?;
    let people = tree.get("people").ok_or_else(unknown)?.as_array_of_tables().ok_or_else(|| not_tables(path))?;
    let of_id = |table: &&Table| table.get("id").and_then(Item::as_str) == Some(id);
    let person = people.iter().find(of_id).ok_or_else(unknown)?;
    Ok(set(text, person, key, &value.into()))
}

/// `text` with `key` of `table` set: its value replaced, or a line added after the table's last one; for the root of a
/// file that holds nothing, at the end.
pub(super) fn set(text: &str, table: &Table, key: &str, value: &Value) -> String {
    if let Some(span) = table.get(key).and_then(Item::as_value).and_then(Value::span) {
        return format!("{}{value}{}", &text[..span.start], &text[span.end..]);
    }
    let after = line_end(text, end(table, false).unwrap_or(text.len()));
    with_lines(text, after, &[line(key, value)])
}

/// `text` with a table of one line at its end.
pub(super) fn append_table(text: &str, table: &str, key: &str, value: &Value) -> String {
    let mut lines = vec![format!("[{table}]"), line(key, value)];
    if !text.trim_start_matches('\u{feff}').trim().is_empty() {
        lines.insert(0, String::new());
    }
    with_lines(text, text.len(), &lines)
}

fn not_tables(path: &Path) -> Error {
    let path = path.display();
    Error::new(Kind::Refused, text!("the people in {path} are not a list of tables", "{path} 中的 people 不是表的列表"))
        .hint(text!("write each person as a `[[people]]` table", "请把每个人写成一个 `[[people]]` 表"))
}

fn line(key: &str, value: &Value) -> String {
    format!("{} = {value}", Key::new(key).display_repr())
}

/// The byte after the last thing of a table: its header, its values and, if `deep`, the tables below it.
fn end(table: &Table, deep: bool) -> Option<usize> {
    let below = table.iter().filter_map(|(_, item)| match item {
        Item::None => None,
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(table) if deep || table.is_dotted() => end(table, deep),
        Item::Table(_) => None,
        Item::ArrayOfTables(tables) if deep => tables.iter().filter_map(|table| end(table, deep)).max(),
        Item::ArrayOfTables(_) => None,
    });
    // The root of the file has an empty header at 0; without values it has no end of its own.
    below.chain(table.span().map(|header| header.end)).max().filter(|end| *end > 0)
}

/// The end of the line that the byte `at` is on, past its comment and its line break.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |more| at + more + 1)
}

/// `text` with whole lines put in at the byte `at`, ended as its own lines are.
fn with_lines(text: &str, at: usize, lines: &[String]) -> String {
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (before, after) = text.split_at(at);
    let open = !before.is_empty() && before != "\u{feff}" && !before.ends_with('\n');
    let mut new = before.to_string();
    new.push_str(if open { line_break } else { "" });
    for line in lines {
        new.push_str(line);
        new.push_str(line_break);
    }
    new + after
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: &str = "\
# our team
[team]
name = \"甲\"   # ours

[[people]] # the first
id = \"zhang.san\"
name = '张三' # he
active=true

# the second
[[people]]
id = \"li\"
[people.prefs]
days = [1,
  2] # odd

# in order
[[stages]]
name = \"方案\"
";

    fn path() -> &'static Path {
        Path::new("salesrec.toml")
    }

    #[test]
    fn a_person_is_added_after_the_last_one_and_nothing_else_changes() {
        let fields = [("id", "wang.wu".to_string()), ("name", "王\"五\"".to_string())];
        let new = append_person(path(), TEAM, &fields).unwrap();
        let added = "\n[[people]]\nid = \"wang.wu\"\nname = '王\"五\"'\n";
        assert_eq!(new, TEAM.replace("] # odd\n", &format!("] # odd\n{added}")));
        let tree = new.parse::<toml::Table>().unwrap();
        assert_eq!(tree["people"][2]["name"].as_str(), Some("王\"五\""));
        assert_eq!(tree["people"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn the_first_person_goes_to_the_end() {
        let fields = [("id", "a".to_string())];
        assert_eq!(append_person(path(), "", &fields).unwrap(), "[[people]]\nid = \"a\"\n");
        assert_eq!(
            append_person(path(), "[team]\nname = \"x\"", &fields).unwrap(),
            "[team]\nname = \"x\"\n\n[[people]]\nid = \"a\"\n"
        );
    }

    #[test]
    fn carriage_returns_and_a_byte_order_mark_stay() {
        let text = "\u{feff}[[people]]\r\nid = \"a\" # x\r\n\r\n[x]\r\n";
        assert_eq!(
            append_person(path(), text, &[("id", "b".into())]).unwrap(),
            "\u{feff}[[people]]\r\nid = \"a\" # x\r\n\r\n[[people]]\r\nid = \"b\"\r\n\r\n[x]\r\n"
        );
        assert_eq!(
            set_person(path(), text, "a", "active", false).unwrap(),
            "\u{feff}[[people]]\r\nid = \"a\" # x\r\nactive = false\r\n\r\n[x]\r\n"
        );
    }

    #[test]
    fn a_value_is_replaced_in_its_place() {
        let new = set_person(path(), TEAM, "zhang.san", "active", false).unwrap();
        assert_eq!(new, TEAM.replace("active=true", "active=false"));
        let new = set_person(path(), TEAM, "zhang.san", "name", "张 三").unwrap();
        assert_eq!(new, TEAM.replace("'张三'", "\"张 三\""));
    }

    #[test]
    fn a_new_key_goes_after_the_persons_own_last_line() {
        let new = set_person(path(), TEAM, "li", "email", "li@a.example").unwrap();
        assert_eq!(new, TEAM.replace("id = \"li\"\n", "id = \"li\"\nemail = \"li@a.example\"\n"));
    }

    #[test]
    fn an_unknown_person_and_people_on_one_line_are_errors() {
        assert_eq!(set_person(path(), TEAM, "x", "name", "y").unwrap_err().kind, Kind::NotFound);
        assert_eq!(set_person(path(), "", "x", "name", "y").unwrap_err().kind, Kind::NotFound);
        let inline = "people = [{id = \"a\"}]\n";
        assert_eq!(append_person(path(), inline, &[]).unwrap_err().kind, Kind::Refused);
        assert_eq!(set_person(path(), inline, "a", "name", "y").unwrap_err().kind, Kind::Refused);
        assert_eq!(append_person(path(), "[team\n", &[]).unwrap_err().place.unwrap().line, 1);
    }
}
