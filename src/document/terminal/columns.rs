//! A table without borders: measured in one pass, written row by row, so that 100,000 rows need little memory.

use std::borrow::Cow;
use std::sync::Arc;

use anstyle::Style;
use chrono::Datelike;

use super::words::{fold, paint, spaces, two_lines};
use super::{NARROWEST, Page, bars};
use crate::document::{Align, Cell, Column, Line, Row, Table, Tone};
use crate::lang::{Lang, Signs, visible, width};
use crate::text;

/// Spaces between columns, and between a figure and its bar.
const GAP: usize = 2;
const CLOSE: usize = 1;
/// When nothing is cut, words longer than this no longer push the columns behind them to the right.
const FARTHEST: usize = 80;
/// One word up to this width, such as a person's id, is never broken.
const SHORT: usize = 12;

/// One column as it will stand on the screen.
struct Shape {
    /// Which column of the table it is.
    column: usize,
    title: String,
    align: Align,
    grow: bool,
    /// Whether the title says the currency, so that the cells need not.
    bare: bool,
    /// The year that goes without saying.
    year: Option<i32>,
    optional: bool,
    /// Whether nothing of its cells is cut off.
    full: bool,
    /// The spaces before it, where it is not the first.
    gap: usize,
    /// What stands in each row in place of its cell: a drawing of it.
    drawn: Option<Vec<String>>,
    /// What it takes with times of day beside their days.
    beside: Need,
    /// What it takes with times of day below their days.
    below: Need,
}

/// Columns of the screen that a column takes.
#[derive(Default)]
struct Need {
    /// For its widest cell and its title on one line.
    wanted: usize,
    /// For what is never broken: numbers, dates, short names.
    firm: usize,
}

impl Need {
    fn add(&mut self, wide: usize, firm: bool) {
        self.wanted = self.wanted.max(wide);
        if firm {
            self.firm = self.firm.max(wide);
        }
    }
}

/// Writes the table; rows too wide for the screen become labelled values instead of losing columns.
pub(super) fn write(table: &Table, page: &mut Page<'_>) {
    let Page { look, .. } = *page;
    page.drawn.clear();
    if let Some(title) = &table.title {
        page.hanging("", &Line::from(title), Tone::Strong);
    }
    if table.rows.is_empty() {
        page.hanging("", &Line::from(&table.empty), Tone::Plain);
        return;
    }
    let room = look.width.map(|width| width.saturating_sub(page.indent).max(NARROWEST));
    let mut shapes = measure(table, page);
    let Some(mut widths) = fit(&mut shapes, room) else {
        stacked(table, &measure(table, page), page);
        return;
    };
    let dropped = dropped(table, &shapes, look.lang);
    if let Some(room) = room {
        draw(table, page, room, &mut shapes, &mut widths);
    }
    let titles = shapes.iter().map(|shape| shape.title.as_str());
    let mut parts: Vec<Vec<String>> = vec![Vec::new(); shapes.len()];
    for ((part, title), width) in parts.iter_mut().zip(titles).zip(&widths) {
        part.push(title.to_string());
        if room.is_some() {
            break_up(part, *width, None, false);
        }
    }
    print(&parts, &shapes, &widths, page, |out, _, title| {
        crate::lang::paint(out, title, Style::new().dimmed().underline(), look.color);
    });
    for (number, row) in table.rows.iter().enumerate() {
        for ((part, shape), width) in parts.iter_mut().zip(&shapes).zip(&widths) {
            // The first line's memory serves every row.
            part.truncate(1);
            part[0].clear();
            if let Some(drawn) = &shape.drawn {
                part[0].push_str(drawn.get(number).map_or("", String::as_str));
            } else if let Some(cell) = row.cells.get(shape.column) {
                render(cell, look.lang, shape, &mut part[0]);
                if room.is_some() {
                    break_up(part, *width, Some(cell), shape.full);
                }
            }
        }
        print(&parts, &shapes, &widths, page, |out, column, text| paint(out, text, tone(row, column), look.color));
    }
    if !dropped.is_empty() {
        let (en, zh) = (dropped.join(", "), dropped.join("、"));
        let said = text!("not shown on a screen this narrow: {en}", "屏幕较窄，未显示：{zh}");
        page.hanging("", &Line::new().dim(said), Tone::Plain);
    }
}

/// The titles of the columns of figures that say something and have no room: who reads figures knows which there are.
fn dropped<'t>(table: &'t Table, shapes: &[Shape], lang: Lang) -> Vec<Cow<'t, str>> {
    let says = |cell: &Cell| !matches!(cell.parts().1, Cell::Empty | Cell::Number(0));
    let says_something = |at: usize| table.rows.iter().filter_map(|row| row.cells.get(at)).any(says);
    let figures = |column: &Column| column.optional && column.align == Align::End;
    let columns = table.columns.iter().enumerate().filter(|(_, column)| figures(column));
    let columns = columns.filter(|(at, _)| shapes.iter().all(|shape| shape.column != *at) && says_something(*at));
    columns.map(|(_, column)| visible(column.title.get(lang))).collect()
}

/// Puts bars behind the columns that have them, and the trend behind the rows, as far as there is room; the figures come first.
fn draw(table: &Table, page: &mut Page<'_>, room: usize, shapes: &mut Vec<Shape>, widths: &mut Vec<usize>) {
    let look = page.look;
    let taken = widths.iter().sum::<usize>() + GAP * shapes.len().saturating_sub(1);
    let mut left = room.saturating_sub(taken);
    if left <= CLOSE || look.signs == Signs::None {
        return;
    }
    let drawing = |column: usize, title: String, gap: usize, drawn: Vec<String>| Shape {
        column,
        title,
        align: Align::Start,
        grow: false,
        bare: false,
        year: None,
        optional: false,
        full: false,
        gap,
        drawn: Some(drawn),
        beside: Need::default(),
        below: Need::default(),
    };
    let trend = bars::trend(table, left.saturating_sub(GAP), look.signs).and_then(|(title, lines)| {
        let title = visible(title.get(look.lang)).trim_end().to_string();
        let long = lines.iter().map(|line| width(line)).fold(width(&title), usize::max);
        left = left.checked_sub(long + GAP)?;
        Some((long, drawing(table.columns.len(), title, GAP, lines)))
    });
    let shown = |column: usize| shapes.iter().any(|shape| shape.column == column);
    for bars in bars::fitting(table, look.lang, left, CLOSE, shown) {
        let Some(at) = shapes.iter().position(|shape| shape.column == bars.column) else { continue };
        let lines = (0..table.rows.len()).map(|row| bars.draw(row, look.signs)).collect();
        shapes.insert(at + 1, drawing(bars.column, bars.title(look.signs), CLOSE, lines));
        widths.insert(at + 1, bars.long);
        page.drawn.push((table.columns[bars.column].key, bars.currency));
    }
    if let Some((long, shape)) = trend {
        shapes.push(shape);
        widths.push(long);
    }
}

fn tone(row: &Row, index: usize) -> Tone {
    row.cells.get(index).and_then(|cell| cell.parts().0).unwrap_or(row.tone)
}

fn measure(table: &Table, page: &Page<'_>) -> Vec<Shape> {
    let lang = page.look.lang;
    let mut cell_text = String::new();
    let mut shapes = Vec::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        let currency = shared_currency(table, index);
        let mut title = visible(column.title.get(lang)).trim_end().to_string();
        if let Some(currency) = &currency {
            title.push(' ');
            title.push_str(&visible(currency));
        }
        let mut shape = Shape {
            column: index,
            title,
            align: column.align,
            grow: column.grow,
            bare: currency.is_some(),
            year: column.year,
            optional: column.optional,
            full: column.full,
            gap: GAP,
            drawn: None,
            beside: Need::default(),
            below: Need::default(),
        };
        shape.beside.add(width(&shape.title), false);
        shape.below.add(width(&shape.title), false);
        for cell in table.rows.iter().filter_map(|row| row.cells.get(index)) {
            render(cell, lang, &shape, &mut cell_text);
            let wide = width(&cell_text);
            let firm = match cell.parts().1 {
                Cell::Text(_) | Cell::Label(_) | Cell::List(_) if !column.whole => {
                    wide <= SHORT && is_one_word(&cell_text)
                }
                _ => true,
            };
            shape.beside.add(wide, firm);
            shape.below.add(time_of_day(cell, &cell_text).map_or(wide, |time| width(&cell_text[..time])), firm);
        }
        shapes.push(shape);
    }
    shapes
}

/// What people read of a cell, in place of what `text` held.
fn render(cell: &Cell, lang: Lang, shape: &Shape, text: &mut String) {
    text.clear();
    cell.write(lang, shape.bare, text);
    if let (Some(year), Cell::Day(day) | Cell::Moment(day, _)) = (shape.year, cell.parts().1)
        && day.year() == year
        && let Some(dash) = text.find('-')
    {
        text.drain(..=dash);
    }
    text.truncate(text.trim_end_matches(' ').len());
}

fn is_one_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Where the space before the time of day is in the text of a moment.
fn time_of_day(cell: &Cell, text: &str) -> Option<usize> {
    matches!(cell.parts().1, Cell::Moment(_, Some(_))).then(|| text.rfind(' ')).flatten()
}

/// The currency of a column's amounts when they all have the same.
fn shared_currency(table: &Table, index: usize) -> Option<Arc<str>> {
    let mut amounts = table.rows.iter().filter_map(|row| match row.cells.get(index)?.parts().1 {
        Cell::Amount(amount) => Some(&amount.currency),
        _ => None,
    });
    let first = amounts.next()?;
    amounts.all(|currency| currency == first).then(|| Arc::clone(first))
}

/// Which columns give way, and how far, one step after the other.
type Steps = &'static [(bool, usize)];

/// Easy to read, with times of day beside their days or below them; then as narrow as it can be.
const BESIDE: Steps = &[(true, 24), (false, 10), (true, 20)];
const BELOW: Steps = &[(true, 16), (false, 10)];
const TIGHT: Steps = &[(true, 16), (false, 10), (true, 12), (false, 8), (true, 10)];

/// The columns' widths, and `None` when words cannot give way far enough. Before they become hard to read, optional
/// columns are dropped from the shapes.
fn fit(shapes: &mut Vec<Shape>, room: Option<usize>) -> Option<Vec<usize>> {
    let Some(room) = room else {
        return Some(shapes.iter().map(|shape| shape.beside.wanted.min(FARTHEST)).collect());
    };
    loop {
        let easy = squeeze(shapes, room, |shape| &shape.beside, BESIDE)
            .or_else(|| squeeze(shapes, room, |shape| &shape.below, BELOW));
        if easy.is_some() {
            return easy;
        }
        let Some(optional) = shapes.iter().rposition(|shape| shape.optional) else { break };
        shapes.remove(optional);
    }
    squeeze(shapes, room, |shape| &shape.below, TIGHT)
}

/// Takes from the widest column, one step after the other: each names the columns that give way and how far they do.
fn squeeze(shapes: &[Shape], room: usize, need: impl Fn(&Shape) -> &Need, steps: Steps) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = shapes.iter().map(|shape| need(shape).wanted.min(room)).collect();
    let mut over = (widths.iter().sum::<usize>() + GAP * shapes.len().saturating_sub(1)).saturating_sub(room);
    for (growing, least) in steps {
        while over > 0 {
            let widest = shapes.iter().zip(&mut widths).filter(|(shape, width)| {
                let need = need(shape);
                shape.grow == *growing && **width > need.firm.max(need.wanted.min(*least))
            });
            let Some((_, width)) = widest.max_by_key(|(_, width)| **width) else { break };
            *width -= 1;
            over -= 1;
        }
    }
    (over == 0).then_some(widths)
}

/// Several lines instead of one for a text that is too wide for its column: two, or as many as it takes when `full`.
fn break_up(part: &mut Vec<String>, columns: usize, cell: Option<&Cell>, full: bool) {
    if width(&part[0]) <= columns {
        return;
    }
    if let Some(time) = cell.and_then(|cell| time_of_day(cell, &part[0])) {
        let below = part[0].split_off(time);
        part.push(below[1..].to_string());
        return;
    }
    let text = std::mem::take(&mut part[0]);
    part.clear();
    if full {
        part.extend(fold(&text, Some(columns)));
    } else {
        two_lines(&text, columns, part);
    }
}

/// One row, of as many lines as its longest cell.
fn print(
    parts: &[Vec<String>],
    shapes: &[Shape],
    widths: &[usize],
    page: &mut Page<'_>,
    paint: impl Fn(&mut String, usize, &str),
) {
    let lines = parts.iter().map(Vec::len).max().unwrap_or(1);
    for line in 0..lines {
        // Spaces are held back until something follows them, so that no line ends in spaces.
        let mut held = page.indent;
        for (index, part) in parts.iter().enumerate() {
            let text = part.get(line).map_or("", String::as_str);
            let left = widths[index].saturating_sub(width(text));
            if index > 0 {
                held += shapes[index].gap;
            }
            if text.is_empty() {
                held += left;
                continue;
            }
            let before = if shapes[index].align == Align::End { left } else { 0 };
            page.out.push_str(&spaces(held + before));
            paint(page.out, shapes[index].column, text);
            held = left - before;
        }
        page.out.push('\n');
    }
}

/// Each row as labelled values, with an empty line between rows.
fn stacked(table: &Table, shapes: &[Shape], page: &mut Page<'_>) {
    for (number, row) in table.rows.iter().enumerate() {
        if number > 0 {
            page.out.push('\n');
        }
        let mut values = Vec::with_capacity(shapes.len());
        for (index, (shape, cell)) in shapes.iter().zip(&row.cells).enumerate() {
            let mut text = String::new();
            render(cell, page.look.lang, shape, &mut text);
            if !text.is_empty() {
                // The first value names the row, and the eye looks for it.
                let tone = match tone(row, index) {
                    Tone::Plain if index == 0 => Tone::Strong,
                    other => other,
                };
                values.push((shape.title.as_str(), Line::new().toned(tone, text)));
            }
        }
        let pairs: Vec<_> = values.iter().map(|(title, value)| (*title, value)).collect();
        page.pairs(&pairs);
    }
}
