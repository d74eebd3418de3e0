//! A table as JSON, and JSON as text that is safe on a terminal.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};

use super::{Cell, Row, Table};
use crate::lang::is_hidden;

/// The rows as objects with the columns' keys, in the columns' order.
///
/// Dates are `"2026-06-26"`, moments `"2026-06-26T14:30"`, labels their codes, amounts
/// `{"value": 480000.50, "currency": "CNY"}` with every digit kept, empty cells null.
pub fn rows(table: &Table) -> Vec<Value> {
    table.rows.iter().map(|each| row(table, each)).collect()
}

/// The table as lines of one object each.
pub fn lines(table: &Table) -> String {
    let mut out = String::new();
    for each in &table.rows {
        out.push_str(&to_string(&row(table, each)));
        out.push('\n');
    }
    out
}

/// JSON on one line, without characters that act on a terminal.
pub fn to_string(value: &Value) -> String {
    escape(value.to_string())
}

/// JSON indented for people, without characters that act on a terminal.
pub fn pretty(value: &Value) -> String {
    escape(format!("{value:#}"))
}

/// The same JSON, with the hidden characters in its strings written as `\uXXXX`.
pub fn escape(json: String) -> String {
    // Line feeds stand between values only: inside strings JSON has them escaped already.
    let acts = |character: char| character != '\n' && is_hidden(character);
    if !json.contains(acts) {
        return json;
    }
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

fn row(table: &Table, row: &Row) -> Value {
    let mut object = Map::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        object.insert(column.key.to_string(), row.cells.get(index).map_or(Value::Null, cell));
    }
    Value::Object(object)
}

fn cell(cell: &Cell) -> Value {
    match cell.parts().1 {
        Cell::Empty | Cell::Toned(_) => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Label(label) => json!(label.code),
        Cell::Day(day) | Cell::Moment(day, None) => json!(day.to_string()),
        Cell::Moment(day, Some(time)) => json!(format!("{day}T{}", time.format("%H:%M"))),
        Cell::Number(number) | Cell::Days(number) => json!(number),
        Cell::Percent(percent) => decimal(*percent),
        Cell::Amount(amount) => json!({"value": decimal(amount.value), "currency": amount.currency.as_ref()}),
        Cell::List(words) => json!(words),
    }
}

fn decimal(value: Decimal) -> Value {
    let digits = value.to_string();
    digits.parse::<Number>().map_or(Value::String(digits), Value::Number)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::super::{Column, Tone};
    use super::*;
    use crate::lang::Text;

    #[test]
    fn rows_are_objects_in_the_order_of_the_columns() {
        let keys = ["stage", "client", "value", "due", "at", "late", "chance", "who", "none"];
        let columns = keys.map(|key| Column::new(key, Text::same(key))).to_vec();
        let mut table = Table::new(columns, Text::default());
        let day = NaiveDate::from_ymd_opt(2026, 6, 26).unwrap();
        table.rows.push(Row::new(vec![
            Cell::label("proposal", Text::fixed("Proposal", "方案呈现")),
            Cell::text("甲").toned(Tone::Strong),
            Cell::amount("79228162514264337593543950.335".parse().unwrap(), "CNY"),
            Cell::Day(day),
            Cell::Moment(day, NaiveTime::from_hms_opt(14, 30, 0)),
            Cell::Days(3),
            Cell::Percent(Decimal::new(625, 1)),
            Cell::list(["王总".into(), "李工".into()]),
        ]));
        assert_eq!(
            lines(&table),
            "{\"stage\":\"proposal\",\"client\":\"甲\",\
             \"value\":{\"value\":79228162514264337593543950.335,\"currency\":\"CNY\"},\"due\":\"2026-06-26\",\
             \"at\":\"2026-06-26T14:30\",\"late\":3,\"chance\":62.5,\"who\":[\"王总\",\"李工\"],\"none\":null}\n"
        );
    }

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
