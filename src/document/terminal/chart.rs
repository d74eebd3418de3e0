//! Charts drawn with characters.

use super::Page;
use super::bars::{self, Bar as Stroke};
use super::words::flow;
use crate::document::{Bar, Cell, Chart, Line, Plot, Series, Span, Tone};
use crate::lang::{Lang, Signs, Text, pad_end, pad_start, truncate, visible, width};

/// Bars are not wider than this, nor narrower than [`SHORTEST`].
const LONGEST: usize = 40;
/// Where a bar has less room than this, only its figure is shown.
const SHORTEST: usize = 6;
/// The steps of a line of small bars, from lowest to highest.
const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The chart as lines below its title.
pub(super) fn write(chart: &Chart, page: &mut Page<'_>) {
    page.hanging("", &Line::from(&chart.title), Tone::Strong);
    match &chart.plot {
        Plot::Bars(bars) | Plot::Funnel(bars) => {
            let most = bars.iter().map(|bar| bar.value.length()).fold(0.0, f64::max);
            rows(bars, most, false, page);
        }
        Plot::Progress(bars) => rows(bars, 100.0, true, page),
        Plot::Stacked(series, bars) => {
            let total = |parts: &[Cell]| parts.iter().take(series.len()).map(Cell::length).sum::<f64>();
            let most = bars.iter().map(|(_, parts)| total(parts)).fold(0.0, f64::max);
            let long = page.room(0).unwrap_or(80).min(LONGEST);
            for (label, parts) in bars {
                page.hanging("", &told(label, series, parts, page.look.signs), Tone::Plain);
                if total(parts) > 0.0 && page.look.signs != Signs::None {
                    page.hanging("", &stack(series, parts, most, long, page.look.signs), Tone::Plain);
                }
            }
        }
        Plot::Lines(points, series) => {
            for (series, figures) in series {
                let most = figures.iter().map(Cell::length).fold(0.0, f64::max);
                let last = figures.iter().rev().find(|cell| cell.figure().is_some());
                let name = Line::new().dim(&series.name).dim(colon());
                let words = if page.look.signs == Signs::Blocks {
                    let last = last.map_or_else(Text::default, Cell::words);
                    name.toned(series.tone, spark(figures, most)).plain(" ").plain(last)
                } else {
                    points.iter().zip(figures).enumerate().fold(name, |words, (index, (point, figure))| {
                        words.dim(between(index)).dim(point.then(&Text::fixed(" ", " "))).plain(figure.words())
                    })
                };
                page.hanging("", &words, Tone::Plain);
            }
        }
    }
}

fn colon() -> Span {
    Text::fixed(": ", "：").into()
}

fn between(index: usize) -> Text {
    if index > 0 { Text::fixed(", ", "，") } else { Text::default() }
}

/// With what the parts of a bar are filled, so that they are told apart without colours; after the last the first again.
const FILLS: [char; 6] = ['█', '▒', '░', '=', '-', '·'];
const PLAIN_FILLS: [char; 6] = ['#', '=', '-', '.', '+', ':'];

fn fill(at: usize, signs: Signs) -> char {
    let fills = if signs == Signs::Blocks { FILLS } else { PLAIN_FILLS };
    fills[at % fills.len()]
}

/// The figures of a bar, each behind what its part is filled with.
fn told(label: &Text, series: &[Series], parts: &[Cell], signs: Signs) -> Line {
    let mut words = Line::new().dim(label.map(|label| visible(label).into_owned())).dim(colon());
    let there = series.iter().zip(parts).enumerate().filter(|(_, (_, part))| part.figure().is_some());
    for (told, (index, (series, part))) in there.enumerate() {
        words = words.dim(between(told));
        if signs != Signs::None {
            words = words.toned(series.tone, format!("{} ", fill(index, signs)));
        }
        words = words.toned(series.tone, series.name.then(&Text::fixed(" ", " ")).then(&part.words()));
    }
    words
}

/// A bar of several parts. Each ends where the sum so far does, so that rounding adds up to the whole.
fn stack(series: &[Series], parts: &[Cell], most: f64, columns: usize, signs: Signs) -> Line {
    let (mut line, mut sum, mut drawn) = (Line::new(), 0.0, 0);
    for (index, (series, part)) in series.iter().zip(parts).enumerate() {
        sum += part.length();
        let end = bars::steps(sum / most, columns);
        let seen = usize::from(part.length() > 0.0);
        let long = end.saturating_sub(drawn).max(seen).min(columns.saturating_sub(drawn));
        line = line.toned(series.tone, fill(index, signs).to_string().repeat(long));
        drawn += long;
    }
    line
}

/// Figures as small bars; a gap where there is none.
pub(super) fn spark(figures: &[Cell], most: f64) -> String {
    let step = |cell: &Cell| match cell.figure() {
        None => ' ',
        Some(_) if most <= 0.0 => STEPS[0],
        Some(_) => {
            let share = cell.length() / most;
            STEPS
                .iter()
                .rev()
                .zip((1..8).rev())
                .find(|(_, at)| share * 8.0 > f64::from(*at))
                .map_or(STEPS[0], |(step, _)| *step)
        }
    };
    figures.iter().map(step).collect()
}

/// One bar per line: names, bars and figures each in a column.
fn rows(each: &[Bar], most: f64, track: bool, page: &mut Page<'_>) {
    let lang: Lang = page.look.lang;
    let room = page.room(0).unwrap_or(80);
    let labels: Vec<String> = each.iter().map(|bar| truncate(&visible(bar.label.get(lang)), room / 3)).collect();
    let figures: Vec<String> = each.iter().map(|bar| bar.value.words().get(lang).to_string()).collect();
    let widest = |words: &[String]| words.iter().map(|word| width(word)).max().unwrap_or(0);
    let (label_width, figure_width) = (widest(&labels), widest(&figures));
    let left = room.saturating_sub(label_width + figure_width + 4).min(LONGEST);
    for (index, bar) in each.iter().enumerate() {
        let figure = pad_start(&figures[index], figure_width);
        let mut line = Line::new().dim(pad_end(&labels[index], label_width)).plain("  ").toned(bar.tone, figure);
        if left >= SHORTEST && most > 0.0 && page.look.signs != Signs::None {
            let solid = bar.value.length() / most;
            let stroke = Stroke { solid, whole: if track { 1.0 } else { solid }, over: false };
            line = line.plain("  ").toned(bar.tone, bars::drawn(stroke, None, left, page.look.signs));
        }
        for line in flow(&line, page.look, page.room(0), Tone::Plain) {
            page.line(&line);
        }
    }
}
