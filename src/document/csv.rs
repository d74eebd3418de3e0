//! A table as comma-separated values, for spreadsheets and programs.

use super::{Cell, Table};
use crate::lang::visible_lines;

/// The table with a header of column keys; the same in every language.
///
/// Fields are quoted as RFC 4180 says; lines end in a line feed. Dates are `2026-06-26`, moments `2026-06-26T14:30`, labels
/// their codes, lists joined by `; `; behind a column of amounts stands `<key>_currency`.
///
/// Words that a spreadsheet would run as a formula, beginning with `=`, `+`, `-`, `@` or their full-width forms, get a `'`
/// before them; a telephone number such as `+86 138 0000 0000` is left as it is.
pub fn write(table: &Table) -> String {
    let mut out = String::new();
    let mut first = true;
    for column in &table.columns {
        field(&mut out, &mut first, column.key);
        if column.amount {
            field(&mut out, &mut first, &format!("{}_currency", column.key));
        }
    }
    out.push('\n');
    for row in &table.rows {
        first = true;
        for (index, column) in table.columns.iter().enumerate() {
            let cell = row.cells.get(index).map_or(&Cell::Empty, |cell| cell.parts().1);
            field(&mut out, &mut first, &value(cell));
            if column.amount {
                field(&mut out, &mut first, &currency(cell));
            }
        }
        out.push('\n');
    }
    out
}

/// The members of a JSON object as a header and one row; a member that is no plain value is written as JSON.
pub fn object(data: &serde_json::Value) -> String {
    let (mut header, mut row) = (String::new(), String::new());
    let (mut first_key, mut first_value) = (true, true);
    for (key, value) in data.as_object().into_iter().flatten() {
        field(&mut header, &mut first_key, key);
        let written = match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => words(text),
            other => super::json::to_string(other),
        };
        field(&mut row, &mut first_value, &written);
    }
    format!("{header}\n{row}\n")
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::Toned(_) | Cell::Link(_) => String::new(),
        Cell::Check(done) => done.to_string(),
        Cell::Text(text) => words(text),
        Cell::Label(label) => words(&label.code),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(day, None) => day.to_string(),
        Cell::Moment(day, Some(time)) => format!("{day}T{}", time.format("%H:%M")),
        Cell::Number(number) | Cell::Days(number) => number.to_string(),
        Cell::Decimal(figure) | Cell::Percent(figure) => figure.to_string(),
        Cell::Amount(amount) => amount.value.to_string(),
        Cell::List(list) => words(&list.join("; ")),
    }
}

fn currency(cell: &Cell) -> String {
    match cell {
        Cell::Amount(amount) => words(&amount.currency),
        _ => String::new(),
    }
}

/// Text of a record, safe to show and no formula; its line ends are kept.
fn words(text: &str) -> String {
    let lines: Vec<_> = visible_lines(text).collect();
    let safe = lines.join("\n");
    if is_formula(text) { format!("'{safe}") } else { safe }
}

fn is_formula(text: &str) -> bool {
    // A spreadsheet may drop what cannot be seen before it looks at the first character.
    let text = text.trim_start_matches(|first: char| first.is_whitespace() || crate::lang::is_hidden(first));
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && !text.chars().all(|character| character.is_ascii_digit() || " +-().".contains(character))
}

fn field(out: &mut String, first: &mut bool, value: &str) {
    if !*first {
        out.push(',');
    }
    *first = false;
    if value.contains(['"', ',', '\n', '\r']) || value.starts_with(' ') || value.ends_with(' ') {
        out.push('"');
        out.push_str(&value.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use rust_decimal::Decimal;

    use super::super::{Column, Row};
    use super::*;
    use crate::lang::Text;

    fn one(cell: Cell) -> String {
        let mut table = Table::new(vec![Column::new("a", Text::same("A"))], Text::default());
        table.rows.push(Row::new(vec![cell]));
        write(&table).strip_prefix("a\n").unwrap().strip_suffix('\n').unwrap().to_string()
    }

    #[test]
    fn rows_stand_under_the_keys_of_their_columns() {
        let columns = vec![
            Column::new("client", Text::fixed("Client", "客户")),
            Column::new("stage", Text::fixed("Stage", "阶段")),
            Column::amount("value", Text::fixed("Value", "金额")),
            Column::new("due", Text::fixed("Due", "截止")),
            Column::number("late", Text::fixed("Late", "逾期")),
        ];
        let mut table = Table::new(columns, Text::default());
        let day = NaiveDate::from_ymd_opt(2026, 6, 26).unwrap();
        table.rows.push(Row::new(vec![
            Cell::text("甲, \"乙\""),
            Cell::label("proposal", Text::fixed("Proposal", "方案呈现")),
            Cell::amount(Decimal::new(48_000_050, 2), "CNY"),
            Cell::Moment(day, NaiveTime::from_hms_opt(14, 30, 0)),
            Cell::Days(-3).toned(super::super::Tone::Bad),
        ]));
        table.rows.push(Row::new(vec![Cell::list(["a".into(), "b".into()]), Cell::Empty, Cell::Empty, Cell::Day(day)]));
        assert_eq!(
            write(&table),
            "client,stage,value,value_currency,due,late\n\
             \"甲, \"\"乙\"\"\",proposal,480000.50,CNY,2026-06-26T14:30,-3\n\
             a; b,,,,2026-06-26,\n"
        );
    }

    #[test]
    fn words_that_a_spreadsheet_would_run_are_defused() {
        assert_eq!(one(Cell::text("=HYPERLINK(A1)")), "'=HYPERLINK(A1)");
        assert_eq!(one(Cell::text("@SUM(A1)")), "'@SUM(A1)");
        assert_eq!(one(Cell::text("-2+cmd|' /C calc'!A0")), "'-2+cmd|' /C calc'!A0");
        assert_eq!(one(Cell::text("\t=1+A1")), "\"' =1+A1\"".replace('"', ""));
        assert_eq!(one(Cell::text("\r=1+A1")), "'\\u{d}=1+A1");
        assert_eq!(one(Cell::text("＝A1")), "'＝A1");
        assert_eq!(one(Cell::list(["=A1".into(), "b".into()])), "'=A1; b");
        assert_eq!(one(Cell::label("=A1", Text::default())), "'=A1");
    }

    #[test]
    fn telephone_numbers_and_numbers_are_left_as_they_are() {
        assert_eq!(one(Cell::text("+86 138-0000 (0000)")), "+86 138-0000 (0000)");
        assert_eq!(one(Cell::Number(-5)), "-5");
        assert_eq!(one(Cell::text("a=b")), "a=b");
    }

    #[test]
    fn line_ends_are_kept_inside_quotes_and_hidden_characters_spelled_out() {
        assert_eq!(one(Cell::text("a\r\n\u{1b}b\n")), "\"a\n\\u{1b}b\"");
    }
}
