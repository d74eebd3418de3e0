//! What clients owe, and for how long.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Material, Subject};
use crate::lang::Text;

/// An invoice that is not paid in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Debt {
    /// The invoice as people are shown it.
    pub invoice: Text,
    /// Its number.
    pub number: Option<String>,
    /// When it was issued.
    pub issued: Option<NaiveDate>,
    /// When it is to be paid.
    pub due: Option<NaiveDate>,
    /// Its sum.
    pub amount: Decimal,
    /// What is open of it.
    pub open: Decimal,
    /// The currency.
    pub currency: String,
}

/// How long a debt has been due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Not yet.
    NotDue,
    /// Up to 30 days.
    Month,
    /// 31 to 60 days.
    Second,
    /// 61 to 90 days.
    Third,
    /// More than 90 days.
    Old,
}

impl Age {
    /// Every age, the youngest first.
    pub const ALL: [Self; 5] = [Self::NotDue, Self::Month, Self::Second, Self::Third, Self::Old];

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::NotDue => Text::fixed("not due", "未到期"),
            Self::Month => Text::fixed("1–30 days", "1–30 天"),
            Self::Second => Text::fixed("31–60 days", "31–60 天"),
            Self::Third => Text::fixed("61–90 days", "61–90 天"),
            Self::Old => Text::fixed("over 90 days", "90 天以上"),
        }
    }
}

impl Debt {
    /// How many days it is late; none or less when it is not due, or nobody knows when it is.
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        self.due.map_or(0, |due| (today - due).num_days())
    }

    /// How long it has been due.
    pub fn age(&self, today: NaiveDate) -> Age {
        match self.days_late(today) {
            days if days <= 0 => Age::NotDue,
            days if days <= 30 => Age::Month,
            days if days <= 60 => Age::Second,
            days if days <= 90 => Age::Third,
            _ => Age::Old,
        }
    }
}

impl Material<'_> {
    /// The invoices of a client that are not paid in full, the oldest first. An invoice without a sum counts as open
    /// when no payment names it: where sums are withheld, nobody can tell, and it is left to the records.
    pub(super) fn debts(&self, subject: &Subject) -> Vec<Debt> {
        let client = &subject.client;
        let team = &self.team.team.currency;
        let mut debts: Vec<Debt> = client
            .invoices
            .iter()
            .filter_map(|invoice| {
                let amount = invoice.amount?.0;
                let paid = client.paid_for(invoice, team).unwrap_or_default().0;
                let open = amount.saturating_sub(paid);
                (open > Decimal::ZERO).then(|| Debt {
                    invoice: invoice.shown(),
                    number: invoice.number.clone(),
                    issued: invoice.issued.map(|day| day.0),
                    due: invoice.due.map(|day| day.0),
                    amount,
                    open,
                    currency: self.currency(invoice.currency.as_deref()).to_string(),
                })
            })
            .collect();
        debts.sort_by_key(|debt| (debt.due.is_none(), debt.due, debt.number.clone()));
        debts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debt_ages_from_the_day_after_it_was_due() {
        let due = NaiveDate::from_ymd_opt(2026, 3, 1);
        let debt = Debt {
            invoice: Text::default(),
            number: None,
            issued: None,
            due,
            amount: Decimal::ONE,
            open: Decimal::ONE,
            currency: "CNY".into(),
        };
        let after = |days| debt.age(due.unwrap() + chrono::Days::new(days));
        assert_eq!([0, 1, 30, 31, 60, 61, 90, 91].map(after), {
            use Age::{Month, NotDue, Old, Second, Third};
            [NotDue, Month, Month, Second, Second, Third, Third, Old]
        });
        assert_eq!(Debt { due: None, ..debt.clone() }.age(due.unwrap()), Age::NotDue);
    }
}
