//! Charts drawn with characters.

use super::Page;
use super::words::flow;
use crate::document::{Bar, Cell, Chart, Line, Plot, Span, Tone};
use crate::lang::{Lang, Text, pad_end, pad_start, truncate, visible, width};

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
            rows(bars, most, page);
        }
        Plot::Progress(bars) => rows(bars, 100.0, page),
        Plot::Stacked(series, bars) => {
            for (label, parts) in bars {
                let mut words = Line::new().dim(label.map(|label| visible(label).into_owned())).dim(colon());
                for (index, (series, part)) in series.iter().zip(parts).enumerate() {
                    let between = if index > 0 { Text::fixed(", ", "，") } else { Text::default() };
                    let figure = part.words();
                    let name = Text::new(
                        format!("{}{} {}", between.en, series.name.en, figure.en),
                        format!("{}{} {}", between.zh, series.name.zh, figure.zh),
                    );
                    words = words.toned(series.tone, name);
                }
                page.hanging("", &words, Tone::Plain);
            }
        }
        Plot::Lines(_, series) => {
            for (series, figures) in series {
                let most = figures.iter().map(Cell::length).fold(0.0, f64::max);
                let last = figures.iter().rev().find(|cell| cell.figure().is_some());
                let words = Line::new()
                    .dim(&series.name)
                    .dim(colon())
                    .toned(series.tone, spark(figures, most))
                    .plain(" ")
                    .plain(last.map_or_else(Text::default, Cell::words));
                page.hanging("", &words, Tone::Plain);
            }
        }
    }
}

fn colon() -> Span {
    Text::fixed(": ", "：").into()
}

/// Figures as small bars; a gap where there is none.
fn spark(figures: &[Cell], most: f64) -> String {
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
fn rows(bars: &[Bar], most: f64, page: &mut Page<'_>) {
    let lang: Lang = page.look.lang;
    let room = page.room(0).unwrap_or(80);
    let labels: Vec<String> = bars.iter().map(|bar| truncate(&visible(bar.label.get(lang)), room / 3)).collect();
    let figures: Vec<String> = bars.iter().map(|bar| bar.value.words().get(lang).to_string()).collect();
    let widest = |words: &[String]| words.iter().map(|word| width(word)).max().unwrap_or(0);
    let (label_width, figure_width) = (widest(&labels), widest(&figures));
    let left = room.saturating_sub(label_width + figure_width + 4).min(LONGEST);
    for (index, bar) in bars.iter().enumerate() {
        let figure = pad_start(&figures[index], figure_width);
        let mut line = Line::new().dim(pad_end(&labels[index], label_width)).plain("  ").toned(bar.tone, figure);
        if left >= SHORTEST && most > 0.0 {
            line = line.plain("  ").toned(bar.tone, drawn(bar.value.length() / most, left));
        }
        for line in flow(&line, page.look, page.room(0), Tone::Plain) {
            page.line(&line);
        }
    }
}

/// A bar of a share of so many columns; what is not nothing is seen.
fn drawn(share: f64, columns: usize) -> String {
    let long = (1..=columns).rev().find(|at| share.min(1.0) * to_f64(columns) >= to_f64(*at) - 0.5);
    match long {
        Some(long) => "█".repeat(long),
        None if share > 0.0 => "▏".into(),
        None => String::new(),
    }
}

fn to_f64(columns: usize) -> f64 {
    u32::try_from(columns).map_or(0.0, f64::from)
}
