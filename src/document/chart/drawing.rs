//! Charts as lines, bars and words on a plane, for formats that draw nothing themselves.

use super::{Bar, Chart, Plot, Series};
use crate::document::{Cell, Languages, Tone, measure};

/// What a chart looks like. Lengths are points, down and to the right.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Drawing {
    pub wide: f64,
    pub high: f64,
    pub shapes: Vec<Shape>,
}

/// Something on the plane; colours are six hexadecimal digits.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) enum Shape {
    Bar { x: f64, y: f64, wide: f64, high: f64, color: &'static str },
    Path { points: Vec<(f64, f64)>, color: &'static str, thick: f64 },
    Dot { x: f64, y: f64, color: &'static str },
    Words { x: f64, y: f64, size: f64, at: Edge, ink: Ink, words: String },
}

/// Which part of words stands at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Edge {
    Start,
    Middle,
    End,
}

/// The colour of words, which on a screen depends on what is behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Ink {
    /// On the page.
    Plain,
    /// On the page, of less weight.
    Dim,
    /// On a dark bar.
    Light,
    /// On a light bar.
    Dark,
}

/// The size of words, and of those beside axes.
const SIZE: f64 = 11.0;
const SMALL: f64 = 10.0;
/// The height of a bar, of the words above it, and of both with the room below.
const BAR: f64 = 10.0;
const ABOVE: f64 = 15.0;
const ROW: f64 = BAR + ABOVE + 8.0;
/// Behind what is not done yet, and lines of the grid.
const TRACK: &str = "DDE3EA";

/// The chart drawn so wide.
pub(in crate::document) fn draw(chart: &Chart, languages: Languages, wide: f64) -> Drawing {
    let mut pen = Pen { languages, wide, y: 0.0, shapes: Vec::new() };
    match &chart.plot {
        Plot::Bars(bars) => {
            let most = longest(bars);
            pen.bars(bars, |bar| bar.value.length() / most, false);
        }
        Plot::Progress(bars) => pen.bars(bars, |bar| (bar.value.length() / 100.0).min(1.0), true),
        Plot::Funnel(bars) => pen.funnel(bars),
        Plot::Stacked(series, bars) => {
            let total = |parts: &[Cell]| parts.iter().take(series.len()).map(Cell::length).sum::<f64>();
            let most = bars.iter().map(|(_, parts)| total(parts)).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
            for (label, parts) in bars {
                pen.words(0.0, SIZE, Edge::Start, Ink::Plain, languages.safe(label), pen.wide);
                pen.stack(series, parts, most);
            }
            pen.legend(series.iter());
        }
        Plot::Lines(points, series) => {
            let points: Vec<String> = points.iter().map(|point| languages.safe(point)).collect();
            pen.lines(&points, series);
            pen.legend(series.iter().map(|(series, _)| series));
        }
    }
    Drawing { wide, high: pen.y.max(1.0), shapes: pen.shapes }
}

fn longest(bars: &[Bar]) -> f64 {
    bars.iter().map(|bar| bar.value.length()).fold(0.0, f64::max).max(f64::MIN_POSITIVE)
}

struct Pen {
    languages: Languages,
    wide: f64,
    y: f64,
    shapes: Vec<Shape>,
}

impl Pen {
    /// Words whose baseline is in the line that begins at `y`, cut to `room`.
    fn words(&mut self, x: f64, size: f64, at: Edge, ink: Ink, words: String, room: f64) {
        let words = cut(words, room / size);
        self.shapes.push(Shape::Words { x, y: self.y + SIZE, size, at, ink, words });
    }

    /// The words above a bar: what it stands for at the left, its figure at the right.
    fn head(&mut self, label: String, figure: String) {
        let figure = cut(figure, self.wide * 0.6 / SIZE);
        let taken = measure::ems(&figure) * SIZE + 12.0;
        self.words(0.0, SIZE, Edge::Start, Ink::Plain, label, self.wide - taken);
        self.words(self.wide, SIZE, Edge::End, Ink::Plain, figure, self.wide);
    }

    fn bar(&mut self, x: f64, wide: f64, color: &'static str) {
        if wide > 0.0 {
            self.shapes.push(Shape::Bar { x, y: self.y + ABOVE, wide: wide.max(1.0), high: BAR, color });
        }
    }

    fn bars(&mut self, bars: &[Bar], share: impl Fn(&Bar) -> f64, track: bool) {
        for bar in bars {
            self.head(self.languages.safe(&bar.label), self.languages.cell(&bar.value));
            if track {
                self.bar(0.0, self.wide, TRACK);
            }
            self.bar(0.0, share(bar) * self.wide, bar.tone.color());
            self.y += ROW;
        }
    }

    fn funnel(&mut self, bars: &[Bar]) {
        let most = longest(bars);
        for bar in bars {
            self.head(self.languages.safe(&bar.label), self.languages.cell(&bar.value));
            let wide = bar.value.length() / most * self.wide;
            self.bar((self.wide - wide) / 2.0, wide, bar.tone.color());
            self.y += ROW;
        }
    }

    fn stack(&mut self, series: &[Series], parts: &[Cell], most: f64) {
        let high = BAR + 5.0;
        let mut x = 0.0;
        let alone = series.iter().zip(parts).filter(|(_, part)| part.length() > 0.0).count() == 1;
        for (at, (series, part)) in series.iter().zip(parts).enumerate() {
            let wide = part.length() / most * self.wide;
            if wide <= 0.0 {
                continue;
            }
            let color = series.tone.series_color(at);
            self.shapes.push(Shape::Bar { x, y: self.y + ABOVE, wide, high, color });
            let figure = self.languages.cell(part);
            let taken = measure::ems(&figure) * SMALL + 4.0;
            let y = self.y + ABOVE + SIZE;
            if taken < wide {
                let ink = if Tone::is_dark(color) { Ink::Light } else { Ink::Dark };
                let x = x + wide / 2.0;
                self.shapes.push(Shape::Words { x, y, size: SMALL, at: Edge::Middle, ink, words: figure });
            } else if alone && wide + taken < self.wide {
                // Nothing follows a bar of one part, so that its figure has room behind it.
                let (x, at) = (x + wide + 4.0, Edge::Start);
                self.shapes.push(Shape::Words { x, y, size: SMALL, at, ink: Ink::Plain, words: figure });
            }
            x += wide;
        }
        self.y += ROW + 5.0;
    }

    fn legend<'a>(&mut self, series: impl Iterator<Item = &'a Series>) {
        let mut x = 0.0;
        for (at, series) in series.enumerate() {
            let words = cut(self.languages.safe(&series.name), self.wide / SIZE - 2.0);
            let wide = measure::ems(&words) * SIZE + 30.0;
            if x > 0.0 && x + wide > self.wide {
                x = 0.0;
                self.y += 16.0;
            }
            let color = series.tone.series_color(at);
            self.shapes.push(Shape::Bar { x, y: self.y + 2.0, wide: 10.0, high: 10.0, color });
            self.words(x + 14.0, SIZE, Edge::Start, Ink::Plain, words, self.wide);
            x += wide;
        }
        self.y += 18.0;
    }

    fn lines(&mut self, points: &[String], series: &[(Series, Vec<Cell>)]) {
        const HIGH: f64 = 120.0;
        let figures = series.iter().flat_map(|(_, cells)| cells);
        let (most, step) = scale(figures.map(Cell::length).fold(0.0, f64::max));
        let mut marks = Vec::new();
        let mut mark = 0.0;
        while mark <= most + step / 2.0 {
            marks.push((mark, short(mark)));
            mark += step;
        }
        let left = marks.iter().map(|(_, words)| measure::ems(words) * SMALL).fold(0.0, f64::max) + 6.0;
        let top = self.y + 6.0;
        let height = |figure: f64| top + HIGH - figure / most * HIGH;
        for (figure, words) in marks {
            let y = height(figure);
            let ends = vec![(left, y), (self.wide, y)];
            self.shapes.push(Shape::Path { points: ends, color: TRACK, thick: 0.7 });
            let x = left - 4.0;
            self.shapes.push(Shape::Words { x, y: y + 3.0, size: SMALL, at: Edge::End, ink: Ink::Dim, words });
        }
        let apart = (self.wide - left) / f64::from(u32::try_from(points.len().max(1)).unwrap_or(u32::MAX));
        let across = |at: usize| left + apart * (f64::from(u32::try_from(at).unwrap_or(u32::MAX)) + 0.5);
        let widest = points.iter().map(|point| measure::ems(point) * SMALL + 6.0).fold(1.0, f64::max);
        // As many names as there is room for, and always the last one.
        let every =
            (1..=points.len().max(1)).find(|every| apart * f64::from(u32::try_from(*every).unwrap_or(1)) >= widest);
        let every = every.unwrap_or(points.len().max(1));
        for (at, point) in points.iter().enumerate().filter(|(at, _)| (points.len() - 1 - at).is_multiple_of(every)) {
            let (x, y) = (across(at), top + HIGH + 14.0);
            let words = cut(point.clone(), 2.0 * x.min(self.wide - x) / SMALL);
            self.shapes.push(Shape::Words { x, y, size: SMALL, at: Edge::Middle, ink: Ink::Dim, words });
        }
        for (number, (series, cells)) in series.iter().enumerate() {
            let color = series.tone.series_color(number);
            let mut run = Vec::new();
            for (at, cell) in cells.iter().enumerate().take(points.len()) {
                if cell.figure().is_some() {
                    let (x, y) = (across(at), height(cell.length()));
                    run.push((x, y));
                    self.shapes.push(Shape::Dot { x, y, color });
                } else if run.len() > 1 {
                    self.shapes.push(Shape::Path { points: std::mem::take(&mut run), color, thick: 2.0 });
                } else {
                    run.clear();
                }
            }
            if run.len() > 1 {
                self.shapes.push(Shape::Path { points: run, color, thick: 2.0 });
            }
        }
        self.y = top + HIGH + 24.0;
    }
}

/// A round figure that is at least `most`, and the step of the four or five marks below it.
fn scale(most: f64) -> (f64, f64) {
    if most <= 0.0 {
        return (1.0, 1.0);
    }
    let power = 10f64.powf((most / 5.0).log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|by| by * power).find(|step| step * 5.0 >= most * 0.999);
    let step = step.unwrap_or(10.0 * power);
    ((most / step).ceil().max(1.0) * step, step)
}

/// A mark on an axis, short enough to stand beside it.
fn short(figure: f64) -> String {
    let (figure, unit) = match figure {
        figure if figure >= 1e9 => (figure / 1e9, "G"),
        figure if figure >= 1e6 => (figure / 1e6, "M"),
        figure if figure >= 1e4 => (figure / 1e3, "k"),
        figure => (figure, ""),
    };
    let words = format!("{figure:.2}");
    format!("{}{unit}", words.trim_end_matches('0').trim_end_matches('.'))
}

/// Words of at most so many ems, with `…` where something is missing.
fn cut(words: String, ems: f64) -> String {
    if measure::ems(&words) <= ems {
        return words;
    }
    let mut kept = String::new();
    for character in words.chars() {
        kept.push(character);
        if measure::ems(&kept) + 1.0 > ems {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_reach_above_the_largest_figure() {
        for (most, expected) in [(9.0, (10.0, 2.0)), (1.0, (1.0, 0.2)), (0.0, (1.0, 1.0)), (9.6e8, (1e9, 2e8))] {
            let (top, step) = scale(most);
            assert!(
                (top - expected.0).abs() < 1e-6 * expected.0 && (step - expected.1).abs() < 1e-6,
                "{most}: {top} {step}"
            );
        }
        assert_eq!([short(0.0), short(2.5), short(200_000_000.0), short(12_000.0)], ["0", "2.5", "200M", "12k"]);
    }
}
