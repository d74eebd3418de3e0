//! New text for new values, plainly written.

use super::scalar::{Around, double, fits_block, inline, raw};
use super::value::Value;
use crate::lang::width;

/// Columns that a list or mapping on one line may take in all.
const WIDEST: usize = 100;

/// Keys that people read one line at a time, however short: their mappings are never written in brackets.
pub const BLOCK_KEYS: &[&str] = &["contacts", "deals", "project", "log", "actions", "orders", "transition"];

/// How a file is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<'e> {
    /// The line end.
    pub eol: &'e str,
    /// Columns that a mapping is indented under its key.
    pub step: usize,
    /// Columns that a list is indented under its key; 0 puts the dashes below the key.
    pub list_step: usize,
}

impl Default for Layout<'_> {
    fn default() -> Self {
        Self { eol: "\n", step: 2, list_step: 2 }
    }
}

/// The text of a new file.
pub fn write_new(value: &Value) -> String {
    let mut writer = Writer::new(Layout::default());
    match value {
        Value::Map(entries) if !entries.is_empty() => writer.entries(entries, 0),
        Value::Map(_) => writer.out.push_str("{}"),
        other => writer.item(other, 0, None, ItemStyle::Free, 1),
    }
    writer.out.trim_start().to_string() + "\n"
}

/// How a list's other items are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemStyle {
    /// There are none, or they do not say.
    Free,
    /// In brackets, if possible.
    Flow,
    /// One line a key.
    Block,
}

/// Builds text that begins right after a colon or a dash and ends without a line end.
pub(super) struct Writer<'e> {
    layout: Layout<'e>,
    pub out: String,
    /// Whether the text ends in a block scalar whose last line end belongs to it.
    pub open_block: bool,
}

impl<'e> Writer<'e> {
    pub(super) fn new(layout: Layout<'e>) -> Self {
        Self { layout, out: String::new(), open_block: false }
    }

    fn line(&mut self, column: usize) {
        self.out.push_str(self.layout.eol);
        self.out.extend(std::iter::repeat_n(' ', column));
    }

    /// `key: value` lines at a column, where the first line is there already.
    fn entries(&mut self, entries: &[(String, Value)], column: usize) {
        for (number, (key, value)) in entries.iter().enumerate() {
            if number > 0 {
                self.line(column);
            }
            self.entry(key, value, column);
        }
    }

    /// `key: value` whose key stands in a column.
    pub(super) fn entry(&mut self, key: &str, value: &Value, column: usize) {
        self.out.push_str(&raw(key, Around::Block));
        self.out.push(':');
        self.value(value, column, Some(key));
    }

    /// What follows a colon, of a key in a column.
    pub(super) fn value(&mut self, value: &Value, column: usize, key: Option<&str>) {
        let fits = on_one_line(value, key, column + key.map_or(0, width) + 2);
        match value {
            Value::List(items) if fits.is_none() => {
                let dashes = column + self.layout.list_step;
                for item in items {
                    self.line(dashes);
                    self.out.push('-');
                    self.item(item, dashes, key, ItemStyle::Free, 1);
                }
            }
            Value::Map(entries) if fits.is_none() => {
                let keys = column + self.layout.step;
                self.line(keys);
                self.entries(entries, keys);
            }
            _ => self.short(value, column, fits),
        }
    }

    /// What follows a dash in a column, of a list under a key; a mapping's keys stand `pad` spaces after the dash.
    pub(super) fn item(&mut self, item: &Value, dash: usize, key: Option<&str>, style: ItemStyle, pad: usize) {
        let fits = match style {
            _ if item.is_scalar() => flow_scalar(item, Around::Block),
            ItemStyle::Free => on_one_line(item, key, dash + 2),
            ItemStyle::Flow => flow(item).filter(|_| is_one_line(item)),
            ItemStyle::Block => None,
        };
        match item {
            Value::List(items) if fits.is_none() && !items.is_empty() => {
                for (number, inner) in items.iter().enumerate() {
                    if number > 0 {
                        self.line(dash + 2);
                    } else {
                        self.out.push(' ');
                    }
                    self.out.push('-');
                    self.item(inner, dash + 2, None, ItemStyle::Free, 1);
                }
            }
            Value::Map(entries) if fits.is_none() && !entries.is_empty() => {
                self.out.extend(std::iter::repeat_n(' ', pad));
                self.entries(entries, dash + 1 + pad);
            }
            _ => self.short(item, dash, fits.or_else(|| flow(item))),
        }
    }

    /// A scalar, or a list or mapping on one line.
    fn short(&mut self, value: &Value, column: usize, flow: Option<String>) {
        self.open_block = false;
        match value {
            Value::Null => {}
            Value::Text(text) if fits_block(text) => {
                self.out.push(' ');
                self.block(text, '|', None, column, column + self.layout.step);
            }
            _ => {
                self.out.push(' ');
                self.out.push_str(&flow.unwrap_or_default());
            }
        }
    }

    /// A block scalar from its `|` or `>`, for a key or dash in `parent`, its lines in `column`. Its chomping is
    /// `wanted`, as far as the text is the same with it.
    pub(super) fn block(&mut self, text: &str, mark: char, wanted: Option<char>, parent: usize, column: usize) {
        self.out.push(mark);
        if text.trim_start_matches('\n').starts_with(' ') {
            self.out.push_str(&(column - parent).to_string());
        }
        let chomping = match text.len() - text.trim_end_matches('\n').len() {
            0 => Some('-'),
            1 if wanted == Some('+') => Some('+'),
            1 => None,
            _ => Some('+'),
        };
        self.out.extend(chomping);
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            self.line(if line.is_empty() { 0 } else { column });
            self.out.push_str(line);
            if mark == '>' && !line.is_empty() {
                // Folding takes one line end away between two lines of words.
                self.line(0);
            }
        }
        if mark == '>' {
            let kept = self.out.len() - self.layout.eol.len();
            self.out.truncate(kept);
        }
        self.open_block = chomping != Some('-');
    }
}

/// The value on one line, if it is meant to be on one: short, without texts of several lines, not among
/// [`BLOCK_KEYS`], and not a list of lists or mappings, which grow.
fn on_one_line(value: &Value, key: Option<&str>, column: usize) -> Option<String> {
    let may = match value {
        Value::List(items) => items.iter().all(Value::is_scalar),
        Value::Map(entries) => {
            entries.is_empty()
                || (entries.iter().all(|(_, value)| value.is_scalar())
                    && !key.is_some_and(|key| BLOCK_KEYS.contains(&key)))
        }
        _ => return flow_scalar(value, Around::Block),
    };
    flow(value).filter(|text| may && is_one_line(value) && column + width(text) <= WIDEST)
}

fn is_one_line(value: &Value) -> bool {
    match value {
        Value::Text(text) | Value::Plain(text) => !text.contains('\n'),
        Value::Null => true,
        Value::List(items) => items.iter().all(is_one_line),
        Value::Map(entries) => entries.iter().all(|(_, value)| is_one_line(value)),
    }
}

fn flow_scalar(value: &Value, around: Around) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_string(),
        Value::Plain(text) => raw(text, around).into_owned(),
        Value::Text(text) if text.contains('\n') => double(text),
        Value::Text(text) => inline(text, around).into_owned(),
        _ => return None,
    })
}

/// Any value in brackets, on one line.
pub(super) fn flow(value: &Value) -> Option<String> {
    Some(match value {
        Value::List(items) => {
            format!("[{}]", items.iter().filter_map(flow).collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| flow_entry(key, value)).collect();
            format!("{{{}}}", entries.join(", "))
        }
        scalar => return flow_scalar(scalar, Around::Flow),
    })
}

/// `key: value` in brackets.
pub(super) fn flow_entry(key: &str, value: &Value) -> String {
    format!("{}: {}", raw(key, Around::Flow), flow(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, Value)]) -> Value {
        Value::Map(entries.iter().map(|(key, value)| ((*key).to_string(), value.clone())).collect())
    }

    #[test]
    fn a_new_file_is_written_as_the_format_shows_it() {
        let need = map(&[("need", Value::text("交付周期缩短至7天")), ("kind", Value::text("stated"))]);
        let deal = map(&[
            ("name", Value::text("智能仓储系统")),
            ("value", Value::plain(480_000)),
            ("needs", Value::List(vec![need.clone(), need])),
            ("lost", map(&[("reason", Value::text("价格, 等")), ("revisit", Value::plain("2025-03-01"))])),
        ]);
        let entry = map(&[
            ("at", Value::plain("2024-03-20 14:30")),
            ("with", Value::List(vec![Value::text("王总")])),
            ("summary", Value::text("one\n\n  two\n")),
        ]);
        let file = map(&[
            ("client", Value::text("ABC")),
            ("tax_id", Value::text("0138")),
            ("aliases", Value::List(vec![Value::text("a, b"), Value::text("no")])),
            ("deals", Value::List(vec![deal])),
            ("log", Value::List(vec![entry])),
            ("notes", Value::text("  x\ny")),
            ("empty", Value::List(vec![])),
        ]);
        let expected = "\
client: ABC
tax_id: \"0138\"
aliases: [\"a, b\", \"no\"]
deals:
  - name: 智能仓储系统
    value: 480000
    needs:
      - {need: 交付周期缩短至7天, kind: stated}
      - {need: 交付周期缩短至7天, kind: stated}
    lost: {reason: \"价格, 等\", revisit: 2025-03-01}
log:
  - at: 2024-03-20 14:30
    with: [王总]
    summary: |
      one

        two
notes: |2-
    x
  y
empty: []
";
        assert_eq!(write_new(&file), expected);
    }

    #[test]
    fn what_is_too_wide_or_of_several_lines_is_not_put_in_brackets() {
        let wide = map(&[("a", Value::text("字".repeat(50))), ("b", Value::plain(1))]);
        let lines = map(&[("a", Value::text("x\ny\n"))]);
        let file = map(&[("wide", wide), ("lines", Value::List(vec![lines])), ("tab", Value::text("a\tb\nc"))]);
        let expected = format!(
            "wide:\n  a: {}\n  b: 1\nlines:\n  - a: |\n      x\n      y\ntab: \"a\\tb\\nc\"\n",
            "字".repeat(50)
        );
        assert_eq!(write_new(&file), expected);
    }
}
