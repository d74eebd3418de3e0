//! How figures are spread: mean, median, quartiles.

use rust_decimal::Decimal;

use crate::document::Cell;

/// Figures in order of size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread(Vec<i64>);

impl FromIterator<i64> for Spread {
    fn from_iter<I: IntoIterator<Item = i64>>(figures: I) -> Self {
        let mut figures: Vec<i64> = figures.into_iter().collect();
        figures.sort_unstable();
        Self(figures)
    }
}

impl Spread {
    /// How many there are.
    pub const fn count(&self) -> usize {
        self.0.len()
    }

    /// The figure below which so many percent of the way from the smallest to the largest lie: between two figures, the
    /// share of the way from one to the other. With the figures numbered from 0 to n−1 it stands at (n−1)·p/100; this is
    /// type 7 of Hyndman and Fan, “Sample Quantiles in Statistical Packages”, The American Statistician 50 (1996), and
    /// what spreadsheets call `PERCENTILE.INC`. Nothing when there are no figures.
    pub fn quantile(&self, percent: u8) -> Option<Decimal> {
        let last = self.0.len().checked_sub(1)?;
        let at = last * usize::from(percent.min(100));
        let (below, rest) = (at / 100, at % 100);
        let low = Decimal::from(self.0[below]);
        let high = Decimal::from(self.0[(below + 1).min(last)]);
        Some((low + (high - low) * Decimal::from(rest) / Decimal::ONE_HUNDRED).normalize())
    }

    /// How many are larger than a figure.
    pub fn above(&self, figure: Decimal) -> usize {
        self.0.iter().filter(|own| Decimal::from(**own) > figure).count()
    }

    /// By how much those that are larger than a figure exceed it, together.
    pub fn beyond(&self, figure: Decimal) -> Decimal {
        self.0.iter().map(|own| (Decimal::from(*own) - figure).max(Decimal::ZERO)).sum()
    }

    /// The middle figure, or half way between the two in the middle.
    pub fn median(&self) -> Option<Decimal> {
        self.quantile(50)
    }

    /// The sum through the number.
    pub fn mean(&self) -> Option<Decimal> {
        let sum: i128 = self.0.iter().map(|figure| i128::from(*figure)).sum();
        Decimal::from_i128_with_scale(sum, 0).checked_div(Decimal::from(self.0.len()))
    }
}

/// A figure for a table, rounded to one digit behind the point, halves away from zero.
pub fn tenths(figure: Option<Decimal>) -> Cell {
    let round =
        |figure: Decimal| figure.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    Cell::maybe(figure, |figure| Cell::Decimal(round(figure).normalize()))
}

/// A part of a whole in percent, as [`tenths`]; nothing of nothing.
pub fn share(part: Decimal, whole: Decimal) -> Cell {
    match tenths(part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole))) {
        Cell::Decimal(share) => Cell::Percent(share),
        empty => empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(written: &str) -> Option<Decimal> {
        Some(written.parse().unwrap())
    }

    /// The values of R's `quantile(c(1, 2, 4, 8, 16), type = 7)`, by hand: positions 1, 2, 3 and 3.6 of 0 to 4.
    #[test]
    fn quantiles_lie_between_the_nearest_figures() {
        let spread: Spread = [16, 1, 4, 8, 2].into_iter().collect();
        assert_eq!([25, 50, 75].map(|percent| spread.quantile(percent)), [decimal("2"), decimal("4"), decimal("8")]);
        assert_eq!(spread.quantile(90), decimal("12.8"));
        assert_eq!((spread.quantile(0), spread.quantile(100)), (decimal("1"), decimal("16")));
        assert_eq!(spread.mean(), decimal("6.2"));
        let two: Spread = [3, 10].into_iter().collect();
        assert_eq!(two.median(), decimal("6.5"));
    }

    #[test]
    fn nothing_has_no_quantile_and_one_figure_is_every_quantile() {
        assert_eq!((Spread::default().median(), Spread::default().mean()), (None, None));
        let one: Spread = [7].into_iter().collect();
        assert_eq!((one.quantile(25), one.quantile(90)), (decimal("7"), decimal("7")));
    }

    #[test]
    fn shares_are_rounded_to_a_tenth_of_a_percent() {
        let of = |part: i64, whole: i64| share(Decimal::from(part), Decimal::from(whole));
        assert_eq!(of(1, 3), Cell::Percent(Decimal::new(333, 1)));
        assert_eq!(of(1, 2), Cell::Percent(Decimal::from(50)));
        assert_eq!(of(1, 0), Cell::Empty);
    }
}
