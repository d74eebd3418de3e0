//! Tables and papers as JSON.

use rayon::prelude::*;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value, json};

use super::{Bar, Block, Cell, Chart, Column, Line, Paper, Plot, Row, Table, Tone};
use crate::lang::Text;
pub use crate::lang::json::{pretty, to_string};

/// The rows as objects with the columns' keys, in the columns' order.
///
/// Dates are `"2026-06-26"`, moments `"2026-06-26T14:30"`, labels their codes, amounts
/// `{"value": 480000.50, "currency": "CNY"}` with every digit kept, empty cells null.
pub fn rows(table: &Table) -> Value {
    table.rows.iter().map(|row| serde_json::to_value(Object(&table.columns, row)).unwrap_or_default()).collect()
}

/// An object of many lines, member by member. What lists and tables have stands on a line each: readable, soon written, and
/// never held as values, since there may be very many.
#[derive(Debug)]
pub struct Members {
    text: String,
    depth: usize,
}

impl Default for Members {
    fn default() -> Self {
        Self { text: "{".to_string(), depth: 1 }
    }
}

impl Members {
    /// A value, indented as [`pretty`] does.
    pub fn put(&mut self, key: &str, value: &(impl Serialize + ?Sized)) {
        self.key(key);
        // A line feed stands between values only: inside strings JSON has it escaped.
        let value = pretty(value).replace('\n', &self.line());
        self.text.push_str(&value);
    }

    /// An object.
    pub fn object(&mut self, key: &str, fill: impl FnOnce(&mut Self)) {
        self.key(key);
        self.text.push('{');
        self.depth += 1;
        fill(self);
        self.depth -= 1;
        self.close('{', '}');
    }

    /// A list.
    pub fn list<T: Serialize>(&mut self, key: &str, each: impl IntoIterator<Item = T>) {
        let lines: String = each.into_iter().map(|value| to_string(&value) + "\n").collect();
        self.lines(key, &[lines]);
    }

    /// The rows of tables, as [`rows`] gives them.
    pub fn rows(&mut self, key: &str, tables: &[&Table]) {
        let parts = tables
            .par_iter()
            .flat_map(|table| table.rows.par_chunks(ROWS).map(|rows| rows_as_lines(&table.columns, rows)));
        self.lines(key, &parts.collect::<Vec<_>>());
    }

    /// Values, each on a line of its own already.
    fn lines(&mut self, key: &str, parts: &[String]) {
        self.key(key);
        self.text.push('[');
        self.depth += 1;
        let line = self.line();
        self.text.reserve(parts.iter().map(|part| part.len() + part.len() / 16).sum());
        for value in parts.iter().flat_map(|part| part.lines()) {
            self.next(&line);
            self.text.push_str(value);
        }
        self.depth -= 1;
        self.close('[', ']');
    }

    fn key(&mut self, key: &str) {
        let line = self.line();
        self.next(&line);
        self.text.push_str(&to_string(key));
        self.text.push_str(": ");
    }

    /// Where another member or value begins.
    fn next(&mut self, line: &str) {
        if !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
        self.text.push_str(line);
    }

    fn close(&mut self, opened: char, closed: char) {
        if !self.text.ends_with(opened) {
            self.text.push_str(&self.line());
        }
        self.text.push(closed);
    }

    fn line(&self) -> String {
        format!("\n{}", "  ".repeat(self.depth))
    }

    /// The whole object, and the end of its last line.
    pub fn end(mut self) -> String {
        self.depth = 0;
        self.close('{', '}');
        self.text + "\n"
    }
}

/// So many rows are written at a time.
const ROWS: usize = 256;

/// A row, its cells under the keys of their columns.
struct Object<'t>(&'t [Column], &'t Row);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(columns, row) = self;
        let cell = |at: usize| Typed(row.cells.get(at).unwrap_or(&Cell::Empty));
        serializer.collect_map(columns.iter().enumerate().map(|(at, column)| (column.key, cell(at))))
    }
}

/// A cell with its type.
struct Typed<'t>(&'t Cell);

impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parts().1 {
            Cell::Empty | Cell::Toned(_) | Cell::Link(_) => serializer.serialize_unit(),
            Cell::Check(done) => serializer.serialize_bool(*done),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Label(label) => serializer.serialize_str(&label.code),
            Cell::Day(day) | Cell::Moment(day, None) => serializer.collect_str(day),
            Cell::Moment(day, Some(time)) => serializer.collect_str(&format_args!("{day}T{}", time.format("%H:%M"))),
            Cell::Number(number) | Cell::Days(number) => serializer.serialize_i64(*number),
            Cell::Decimal(figure) | Cell::Percent(figure) => decimal(*figure).serialize(serializer),
            Cell::Amount(amount) => {
                let mut object = serializer.serialize_map(Some(2))?;
                object.serialize_entry("value", &decimal(amount.value))?;
                object.serialize_entry("currency", amount.currency.as_ref())?;
                object.end()
            }
            Cell::List(words) => words.serialize(serializer),
        }
    }
}

/// The table as lines of one object each.
pub fn lines(table: &Table) -> String {
    rows_as_lines(&table.columns, &table.rows)
}

fn rows_as_lines(columns: &[Column], rows: &[Row]) -> String {
    let mut out = String::new();
    for each in rows {
        out.push_str(&to_string(&Object(columns, each)));
        out.push('\n');
    }
    out
}

/// The paper for programs: both languages of every text as `{"en": …, "zh": …}`, a string where they are the same; tables
/// as [`rows`] gives them.
pub fn paper(paper: &Paper) -> Value {
    json!({
        "version": crate::lang::json::VERSION,
        "title": text(&paper.title),
        "subtitle": text(&paper.subtitle),
        "header": text(&paper.header),
        "footer": text(&paper.footer),
        "author": paper.author,
        "made": paper.made.format("%Y-%m-%dT%H:%M").to_string(),
        "languages": paper.languages.each().iter().map(|lang| lang.code()).collect::<Vec<_>>(),
        "blocks": paper.document.blocks.iter().filter_map(block).collect::<Vec<_>>(),
    })
}

fn text(text: &Text) -> Value {
    if text.en == text.zh { json!(text.en) } else { json!({"en": text.en, "zh": text.zh}) }
}

/// The words of a line in both languages.
fn words(line: &Line) -> Text {
    line.0.iter().fold(Text::default(), |all, span| all.then(&span.text))
}

fn said(lines: &[Line]) -> Vec<Value> {
    lines.iter().map(|line| text(&words(line))).collect()
}

fn block(block: &Block) -> Option<Value> {
    Some(match block {
        Block::Heading(level, line) => json!({"kind": "heading", "level": level, "text": text(&words(line))}),
        Block::Paragraph(line) => json!({"kind": "paragraph", "text": text(&words(line))}),
        Block::Pairs(pairs) => {
            let pair = |(label, value): &(Text, Line)| json!({"label": text(label), "value": text(&words(value))});
            json!({"kind": "pairs", "pairs": pairs.iter().map(pair).collect::<Vec<_>>()})
        }
        Block::List(points) => json!({"kind": "list", "points": said(points)}),
        Block::Table(table) => {
            json!({"kind": "table", "title": table.title.as_ref().map(text), "rows": rows(table)})
        }
        Block::Verbatim(words) => json!({"kind": "verbatim", "text": words}),
        Block::Diff(words) => json!({"kind": "diff", "text": words}),
        Block::Prose(words) => json!({"kind": "prose", "text": text(words)}),
        Block::Checklist(checks) => {
            let checks = checks.iter().map(|check| json!({"done": check.done, "text": text(&words(&check.words))}));
            json!({"kind": "checklist", "items": checks.collect::<Vec<_>>()})
        }
        Block::Chart(each) => chart(each),
        Block::Signatures(signatures) => {
            let each = signatures.iter().map(|each| json!({"role": text(&each.role), "name": each.name}));
            json!({"kind": "signatures", "places": each.collect::<Vec<_>>()})
        }
        Block::Note(note) => {
            let title = note.title.as_ref().map(|title| text(&words(title)));
            json!({"kind": "note", "tone": tone(note.tone), "title": title, "lines": said(&note.lines)})
        }
        Block::Anchor(name) => json!({"kind": "anchor", "name": name}),
        Block::Blanks(_) | Block::Contents(_) | Block::PageBreak => return None,
    })
}

fn chart(chart: &Chart) -> Value {
    let (plot, figures) = match &chart.plot {
        Plot::Bars(each) => ("bars", bars(each)),
        Plot::Progress(each) => ("progress", bars(each)),
        Plot::Funnel(each) => ("funnel", bars(each)),
        Plot::Stacked(series, each) => {
            let part = |(label, parts): &(Text, Vec<Cell>)| {
                let named = series.iter().zip(parts);
                let parts: Vec<Value> =
                    named.map(|(series, part)| json!({"series": text(&series.name), "value": cell(part)})).collect();
                json!({"label": text(label), "parts": parts})
            };
            ("stacked", each.iter().map(part).collect())
        }
        Plot::Lines(points, each) => {
            let line = |(series, figures): &(super::Series, Vec<Cell>)| {
                let named = points.iter().zip(figures);
                let points: Vec<Value> =
                    named.map(|(point, figure)| json!({"label": text(point), "value": cell(figure)})).collect();
                json!({"series": text(&series.name), "points": points})
            };
            ("lines", each.iter().map(line).collect())
        }
    };
    json!({"kind": "chart", "plot": plot, "title": text(&chart.title), "figures": figures})
}

fn bars(bars: &[Bar]) -> Vec<Value> {
    bars.iter().map(|bar| json!({"label": text(&bar.label), "value": cell(&bar.value)})).collect()
}

const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Strong => "strong",
        Tone::Dim => "dim",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    }
}

fn cell(cell: &Cell) -> Value {
    serde_json::to_value(Typed(cell)).unwrap_or_default()
}

/// A figure with all its digits.
pub fn decimal(value: Decimal) -> Value {
    let digits = value.to_string();
    digits.parse::<Number>().map_or(Value::String(digits), Value::Number)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::super::{Column, sample};
    use super::*;
    use crate::lang::Text;

    #[test]
    fn a_paper_says_everything_in_both_languages_and_with_its_types() {
        let paper = paper(&sample::paper(crate::lang::Lang::En.into()));
        assert_eq!(paper["title"], json!({"en": "Handover of clients", "zh": "客户交接材料"}));
        assert_eq!((&paper["made"], &paper["languages"]), (&json!("2026-06-26T16:30"), &json!(["en"])));
        let blocks = paper["blocks"].as_array().unwrap();
        let of = |kind: &str| blocks.iter().find(|block| block["kind"] == kind).unwrap();
        assert_eq!(of("table")["rows"][3]["client"], "<script>alert(1)</script>");
        assert_eq!(of("table")["rows"][3]["value"].to_string(), "{\"value\":1920002.00,\"currency\":\"CNY\"}");
        assert_eq!(of("checklist")["items"][0]["done"], true);
        assert_eq!(of("chart")["figures"][1]["label"]["zh"], "谈判推进");
        assert_eq!(of("note")["tone"], "warn");
        assert_eq!(of("signatures")["places"][0]["name"], "王五");
    }

    #[test]
    fn what_members_list_stands_on_a_line_each_and_is_safe_on_a_terminal() {
        let tables = ["甲", "b[\u{202e}", "{"].map(|name| {
            let mut table = Table::new(vec![Column::new("client", Text::default())], Text::default());
            table.rows.extend([Row::new(vec![Cell::text(name)]), Row::new(vec![Cell::list([name.into()])])]);
            table
        });
        let mut all = Members::default();
        all.put("from", &None::<u8>);
        all.object("sections", |all| {
            all.object("nothing", |_| {});
            all.rows("rows", &tables.each_ref());
            all.rows("totals", &[]);
        });
        all.put("rates", &json!({"to": "CNY", "rates": {"USD": 7}}));
        all.list("unread", ["a\nb", "["]);
        assert_eq!(
            all.end(),
            "{\n  \"from\": null,\n  \"sections\": {\n    \"nothing\": {},\n    \"rows\": [\n      {\"client\":\"甲\"},\n      \
             {\"client\":[\"甲\"]},\n      {\"client\":\"b[\\u202e\"},\n      {\"client\":[\"b[\\u202e\"]},\n      {\"client\":\"{\"},\n      \
             {\"client\":[\"{\"]}\n    ],\n    \"totals\": []\n  },\n  \"rates\": {\n    \"to\": \"CNY\",\n    \"rates\": {\n      \
             \"USD\": 7\n    }\n  },\n  \"unread\": [\n    \"a\\nb\",\n    \"[\"\n  ]\n}\n"
        );
        assert_eq!(Members::default().end(), "{}\n");
    }

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
