//! The targets of a year: what the team and its people are to reach. One file each, in targets/.
//!
//! What is not written down is not guessed: a year is never divided into months. It may be added up, as the law of
//! [`Targets::goal`] says.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Amount;
use super::value::bilingual;
use crate::clock::Period;

/// The targets of one year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Targets {
    /// What is to be reached, each by period and person.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Remarks: what the targets were made from, what they leave out.
    pub notes: Option<String>,
}

/// What is to be reached in a period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The year, quarter or month: `2026`, `2026-Q3`, `2026-07`.
    pub period: Option<Period>,
    /// Whose it is: the id of a person; the team's when absent.
    pub person: Option<String>,
    /// The sum to be signed, in `currency`.
    pub amount: Option<Amount>,
    /// The currency, where it is not the team's: an ISO 4217 code.
    pub currency: Option<String>,
    /// How many deals are to be signed.
    pub deals: Option<u32>,
    /// How many clients are to sign for the first time.
    pub new_clients: Option<u32>,
}

/// What somebody is to reach in a period, written down or added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goal {
    /// The sum to be signed.
    pub amount: Option<Decimal>,
    /// The currency of the sum, where it is not the team's.
    pub currency: Option<String>,
    /// How many deals.
    pub deals: Option<u32>,
    /// How many clients who sign for the first time.
    pub new_clients: Option<u32>,
}

/// Written as it is shown; the newtype tells the YAML writer that no quotes are wanted.
impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("Period", &self.to_string())
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Cow::<str>::deserialize(deserializer)?;
        written.trim().parse().map_err(|_| {
            D::Error::custom(bilingual(
                format!("“{written}” is no period such as 2026, 2026-Q3 or 2026-07"),
                format!("“{written}”不是期间，应写成 2026、2026-Q3 或 2026-07 这样"),
            ))
        })
    }
}

impl Target {
    /// A target in which nothing is set yet; of the team without a person.
    pub fn new(period: Period, person: Option<String>) -> Self {
        Self { period: Some(period), person, ..Self::default() }
    }

    /// Whether anything is set.
    pub const fn is_empty(&self) -> bool {
        self.amount.is_none() && self.deals.is_none() && self.new_clients.is_none()
    }
}

impl Targets {
    /// The position of the target of a period and a person, of the team without one.
    pub fn position(&self, period: Period, person: Option<&str>) -> Option<usize> {
        self.targets.iter().position(|target| target.period == Some(period) && target.person.as_deref() == person)
    }

    /// What a person, or without one the team, is to reach in a period. Each figure is what is written for it; else the
    /// sum of the period's parts, all of which must have it: the quarters of a year, the months of a quarter; else, for
    /// the team, the sum of its people's, where all who have a target in this file have one for the period. Amounts in
    /// two currencies are not added.
    pub fn goal(&self, period: Period, person: Option<&str>) -> Goal {
        let mut goal = Goal::default();
        if let Some(at) = self.position(period, person) {
            let target = &self.targets[at];
            goal = Goal {
                amount: target.amount.map(|amount| amount.0),
                currency: target.currency.clone().filter(|_| target.amount.is_some()),
                deals: target.deals,
                new_clients: target.new_clients,
            };
        }
        if goal.is_whole() {
            return goal;
        }
        let parts: Vec<Goal> = period.parts().into_iter().map(|part| self.goal(part, person)).collect();
        goal.fill(all(&parts));
        if person.is_none() {
            goal.fill(self.of_people(period));
        }
        goal
    }

    /// The sum of what the people are to reach in a period; of each figure, where all who have a target in this file have it.
    pub fn of_people(&self, period: Period) -> Goal {
        let people: Vec<Goal> = self.people().into_iter().map(|person| self.goal(period, Some(person))).collect();
        all(&people)
    }

    /// The people who have a target of any period, in the order of the file.
    pub fn people(&self) -> Vec<&str> {
        let mut people: Vec<&str> = Vec::new();
        for person in self.targets.iter().filter_map(|target| target.person.as_deref()) {
            if !people.contains(&person) {
                people.push(person);
            }
        }
        people
    }
}

impl Goal {
    /// Whether anything is to be reached.
    pub fn is_set(&self) -> bool {
        *self != Self::default()
    }

    const fn is_whole(&self) -> bool {
        self.amount.is_some() && self.deals.is_some() && self.new_clients.is_some()
    }

    /// Takes what is not known here from another.
    fn fill(&mut self, other: Self) {
        if self.amount.is_none() {
            (self.amount, self.currency) = (other.amount, other.currency);
        }
        self.deals = self.deals.or(other.deals);
        self.new_clients = self.new_clients.or(other.new_clients);
    }
}

/// The sums of the figures that every part has; no amount where their currencies differ.
fn all(parts: &[Goal]) -> Goal {
    let Some(first) = parts.first() else { return Goal::default() };
    let alike = parts.iter().all(|part| part.currency == first.currency);
    let amount = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.amount?)).filter(|_| alike);
    let count =
        |figure: fn(&Goal) -> Option<u32>| parts.iter().try_fold(0_u32, |sum, part| sum.checked_add(figure(part)?));
    Goal {
        amount,
        currency: first.currency.clone().filter(|_| amount.is_some()),
        deals: count(|part| part.deals),
        new_clients: count(|part| part.new_clients),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(written: &[(&str, Option<&str>, i64, u32)]) -> Targets {
        let target = |(period, person, amount, deals): &(&str, Option<&str>, i64, u32)| Target {
            amount: (*amount > 0).then(|| Amount((*amount).into())),
            deals: (*deals > 0).then_some(*deals),
            ..Target::new(period.parse().unwrap(), person.map(Into::into))
        };
        Targets { targets: written.iter().map(target).collect(), notes: None }
    }

    fn goal(targets: &Targets, period: &str, person: Option<&str>) -> (Option<i64>, Option<u32>) {
        let goal = targets.goal(period.parse().unwrap(), person);
        (goal.amount.map(|amount| amount.to_string().parse().unwrap()), goal.deals)
    }

    #[test]
    fn what_is_written_comes_before_what_could_be_added_up() {
        let targets = targets(&[
            ("2026", None, 1000, 0),
            ("2026-Q1", None, 100, 1),
            ("2026-Q2", None, 200, 2),
            ("2026-Q3", None, 300, 3),
            ("2026-Q4", None, 0, 4),
            ("2026-Q4", Some("ann"), 50, 0),
            ("2026-Q4", Some("bob"), 70, 9),
            ("2026-12", Some("bob"), 30, 3),
        ]);
        assert_eq!(goal(&targets, "2026", None), (Some(1000), Some(10)));
        assert_eq!(goal(&targets, "2026-Q4", None), (Some(120), Some(4)));
        assert_eq!(goal(&targets, "2026-12", None), (None, None));
        assert_eq!(goal(&targets, "2026-Q4", Some("bob")), (Some(70), Some(9)));
        assert_eq!(targets.people(), ["ann", "bob"]);
    }

    #[test]
    fn a_sum_of_parts_needs_all_of_them_and_a_year_is_never_divided() {
        let targets = targets(&[
            ("2026-01", Some("ann"), 10, 1),
            ("2026-02", Some("ann"), 20, 1),
            ("2026-03", Some("ann"), 30, 0),
            ("2026", Some("bob"), 120, 12),
        ]);
        assert_eq!(goal(&targets, "2026-Q1", Some("ann")), (Some(60), None));
        assert_eq!(goal(&targets, "2026", Some("ann")), (None, None));
        assert_eq!(goal(&targets, "2026-01", Some("bob")), (None, None));
        // Bob has no target for the quarter, so the team's is not known.
        assert_eq!(goal(&targets, "2026-Q1", None), (None, None));
    }

    #[test]
    fn amounts_in_two_currencies_are_not_added() {
        let mut targets = targets(&[("2026-07", Some("ann"), 10, 1), ("2026-07", Some("bob"), 20, 2)]);
        targets.targets[1].currency = Some("USD".into());
        assert_eq!(goal(&targets, "2026-07", None), (None, Some(3)));
        targets.targets[0].currency = Some("USD".into());
        let goal = targets.goal("2026-07".parse().unwrap(), None);
        assert_eq!((goal.amount, goal.currency.as_deref()), (Some(30.into()), Some("USD")));
    }
}
