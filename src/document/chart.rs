//! Figures as a picture.

pub(super) mod drawing;
pub(super) mod svg;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Cell, Languages, Tone};
use crate::lang::{Lang, Text};

/// Figures as a picture. Every figure stands in it as words too, so that it can be read out.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: Text,
    /// How.
    pub plot: Plot,
    /// The column of the table before it whose bars show the same, so that a terminal need not show both.
    pub column: Option<&'static str>,
}

impl Chart {
    /// A chart that stands for itself.
    pub const fn new(title: Text, plot: Plot) -> Self {
        Self { title, plot, column: None }
    }

    /// The same chart, which shows what the bars of a column do.
    #[must_use]
    pub const fn of_column(mut self, key: &'static str) -> Self {
        self.column = Some(key);
        self
    }

    /// The currency of its figures, where they are amounts.
    pub(super) fn currency(&self) -> Option<String> {
        let first = match &self.plot {
            Plot::Bars(bars) | Plot::Progress(bars) | Plot::Funnel(bars) => &bars.first()?.value,
            Plot::Stacked(_, bars) => bars.first()?.1.first()?,
            Plot::Lines(_, series) => series.first()?.1.first()?,
        };
        match first.parts().1 {
            Cell::Amount(amount) => Some(amount.currency.to_string()),
            _ => None,
        }
    }

    /// What the chart shows, one bar or series after the other, for those who do not see it.
    pub fn figures(&self) -> Vec<Text> {
        let pair = |label: &Text, words: Text| label.then(&Text::fixed(": ", "：")).then(&words);
        let joined = |parts: Vec<Text>| {
            let each = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>();
            Text::new(each(Lang::En).join(", "), each(Lang::Zh).join("，"))
        };
        let named = |(name, cell): (&Text, &Cell)| name.then(&Text::fixed(" ", " ")).then(&cell.words());
        match &self.plot {
            Plot::Bars(bars) | Plot::Progress(bars) | Plot::Funnel(bars) => {
                bars.iter().map(|bar| pair(&bar.label, bar.value.words())).collect()
            }
            Plot::Stacked(series, bars) => bars
                .iter()
                .map(|(label, parts)| {
                    let parts = series.iter().map(|series| &series.name).zip(parts);
                    let parts = parts.filter(|(_, cell)| cell.figure().is_some()).map(named);
                    pair(label, joined(parts.collect()))
                })
                .collect(),
            Plot::Lines(points, series) => series
                .iter()
                .map(|(series, figures)| {
                    let figures = points.iter().zip(figures).filter(|(_, cell)| cell.figure().is_some()).map(named);
                    pair(&series.name, joined(figures.collect()))
                })
                .collect(),
        }
    }
}

/// The kinds of charts. Figures are cells with a number: counts, days, percents, amounts; others count as nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// One bar below the other, all from one line.
    Bars(Vec<Bar>),
    /// Bars of several parts each: the series, and for each bar its name and one figure per series; an empty cell where a
    /// bar has no such part.
    Stacked(Vec<Series>, Vec<(Text, Vec<Cell>)>),
    /// How much of a whole is done, each from 0 to 100 percent.
    Progress(Vec<Bar>),
    /// Bars around a middle line, from the first step to the last. Which share went on is not said: the length of a bar does not
    /// tell what is still under way from what has ended.
    Funnel(Vec<Bar>),
    /// Figures over time: the names of the points, and for each series one figure per point; an empty cell is a gap.
    Lines(Vec<Text>, Vec<(Series, Vec<Cell>)>),
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: Text,
    /// How long it is.
    pub value: Cell,
    /// How it is meant: its colour.
    pub tone: Tone,
}

impl Bar {
    /// A bar in the plain tone.
    pub const fn new(label: Text, value: Cell) -> Self {
        Self { label, value, tone: Tone::Plain }
    }
}

/// What several figures have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: Text,
    /// Its colour; plain ones get different colours in their order.
    pub tone: Tone,
}

impl From<Text> for Series {
    fn from(name: Text) -> Self {
        Self { name, tone: Tone::Plain }
    }
}

impl Cell {
    /// The figure that it holds, without its unit.
    pub fn figure(&self) -> Option<Decimal> {
        match self.parts().1 {
            Self::Number(number) | Self::Days(number) => Some(Decimal::from(*number)),
            Self::Decimal(figure) | Self::Percent(figure) => Some(*figure),
            Self::Amount(amount) => Some(amount.value),
            _ => None,
        }
    }

    /// The figure for drawing: finite, never below nothing.
    pub(super) fn length(&self) -> f64 {
        self.figure().and_then(|figure| figure.to_f64()).unwrap_or(0.0).max(0.0)
    }
}

/// The unit that all figures have, as it stands behind a number; none when there are several.
pub(super) fn unit<'a>(cells: impl Iterator<Item = &'a Cell>, languages: Languages) -> Option<String> {
    let mut found = None;
    for cell in cells {
        let unit = match cell.parts().1 {
            Cell::Number(_) | Cell::Decimal(_) => String::new(),
            Cell::Percent(_) => "%".into(),
            Cell::Days(_) => languages.say(&Text::fixed("days", "天")),
            Cell::Amount(amount) => amount.currency.to_string(),
            _ => continue,
        };
        if found.get_or_insert_with(|| unit.clone()) != &unit {
            return None;
        }
    }
    Some(found.unwrap_or_default())
}
