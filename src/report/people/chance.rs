//! How likely enough comes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// More different sums than this are counted in steps.
const SUMS: usize = 2_000;

/// The steps of the sum that is missing. A sum between two is shared between them, so that the mean of all stays as it is.
const STEPS: usize = 1000;

/// How likely `missing` is reached when each deal, a value and its probability in percent, comes in whole or not at all,
/// independently of the others: in percent, rounded to whole ones. With many deals of different values sums are counted
/// in thousandths of what is missing.
pub(super) fn chance(missing: Decimal, deals: &[(Decimal, Decimal)]) -> Decimal {
    if missing <= Decimal::ZERO {
        return Decimal::ONE_HUNDRED;
    }
    let mut sums: BTreeMap<Decimal, f64> = BTreeMap::from([(Decimal::ZERO, 1.0)]);
    let mut deals = deals.iter();
    while sums.len() <= SUMS {
        let Some((value, percent)) = deals.next() else {
            return percentage(sums.get(&missing).copied().unwrap_or(0.0));
        };
        let comes = likelihood(*percent);
        let mut next: BTreeMap<Decimal, f64> = BTreeMap::new();
        for (sum, share) in sums {
            *next.entry(sum).or_default() += share * (1.0 - comes);
            // What is more than enough is enough.
            *next.entry(sum.saturating_add(*value).min(missing)).or_default() += share * comes;
        }
        sums = next;
    }
    let mut shares = [0.0; STEPS + 1];
    for (sum, share) in sums {
        add(&mut shares, steps(sum, missing), share);
    }
    for (value, percent) in deals {
        let (comes, far) = (likelihood(*percent), steps(*value, missing));
        let before = shares;
        shares.iter_mut().for_each(|share| *share *= 1.0 - comes);
        for (at, share) in before.iter().enumerate() {
            add(&mut shares, (at + far.0, far.1), share * comes);
        }
    }
    percentage(shares[STEPS])
}

fn likelihood(percent: Decimal) -> f64 {
    (percent.to_f64().unwrap_or(0.0) / 100.0).clamp(0.0, 1.0)
}

fn percentage(share: f64) -> Decimal {
    Decimal::from_f64((share * 100.0).round()).unwrap_or_default()
}

/// A sum in whole steps of what is missing, and the part of the next that is left; no more than all of them.
fn steps(sum: Decimal, missing: Decimal) -> (usize, f64) {
    let steps = sum.min(missing) / missing * Decimal::from(STEPS);
    (steps.to_usize().unwrap_or(0).min(STEPS), steps.fract().to_f64().unwrap_or(0.0))
}

/// Adds a share at so many steps, divided between the two that it lies between.
fn add(shares: &mut [f64; STEPS + 1], (whole, part): (usize, f64), share: f64) {
    shares[whole.min(STEPS)] += share * (1.0 - part);
    shares[(whole + 1).min(STEPS)] += share * part;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(missing: i64, deals: &[(i64, i64)]) -> i64 {
        let deals: Vec<_> = deals.iter().map(|(value, percent)| ((*value).into(), (*percent).into())).collect();
        chance(missing.into(), &deals).to_i64().unwrap()
    }

    #[test]
    fn the_likelihood_is_that_of_all_cases_counted_by_hand() {
        assert_eq!(of(0, &[]), 100);
        assert_eq!(of(10, &[]), 0);
        assert_eq!(of(10, &[(10, 30)]), 30);
        assert_eq!(of(10, &[(9, 100)]), 0);
        // Either of two is enough: 1 − 0.5 × 0.6.
        assert_eq!(of(10, &[(10, 50), (12, 40)]), 70);
        // Both are needed: 0.5 × 0.4.
        assert_eq!(of(20, &[(10, 50), (12, 40)]), 20);
        // 10 + 10 or 20: 0.2 + 0.8 × 0.25.
        assert_eq!(of(20, &[(10, 50), (10, 50), (20, 20)]), 40);
    }

    #[test]
    fn many_deals_are_soon_counted_and_hardly_less_exactly() {
        let deals: Vec<(i64, i64)> = (0..200).map(|at| (100_003 + at * at * 7, 50)).collect();
        let all: i64 = deals.iter().map(|(value, _)| value).sum();
        // Half of it all is the mean of a spread that is even on both sides.
        assert!((49..=51).contains(&of(all / 2, &deals)), "{}", of(all / 2, &deals));
        assert_eq!((of(all / 10, &deals), of(all, &deals)), (100, 0));
        // A few thousand deals are no more than a moment's work.
        let many: Vec<(i64, i64)> = (0..5_000).map(|at| (100_003 + at * 7, 50)).collect();
        let half: i64 = many.iter().map(|(value, _)| value).sum::<i64>() / 2;
        assert!((47..=53).contains(&of(half, &many)), "{}", of(half, &many));
    }
}
