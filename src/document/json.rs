//! A table as JSON.

use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};

use super::{Cell, Row, Table};
pub use crate::lang::json::{pretty, to_string};

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

fn row(table: &Table, row: &Row) -> Value {
    let mut object = Map::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        object.insert(column.key.to_string(), row.cells.get(index).map_or(Value::Null, cell));
    }
    Value::Object(object)
}

fn cell(cell: &Cell) -> Value {
    match cell.parts().1 {
        Cell::Empty | Cell::Toned(_) | Cell::Link(_) => Value::Null,
        Cell::Check(done) => json!(done),
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
}
