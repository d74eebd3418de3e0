//! What came in and what may still come: deals won, contracts signed, payments, open deals, each with its day and owner.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Course, Flaw, Flaws, Question, Subject, Sum};
use crate::clock::Period;
use crate::error::Result;
use crate::record::is_currency;
use crate::text;

/// The results of clients.
#[derive(Debug, Default)]
pub(super) struct Results {
    /// Deals won on a day that is known.
    pub won: Vec<Won>,
    /// Contracts and payments.
    pub papers: Vec<Paper>,
    /// Deals that are still open.
    pub open: Vec<Open>,
}

/// A deal that was won.
#[derive(Debug)]
pub(super) struct Won {
    pub course: Arc<Course>,
    pub day: NaiveDate,
    /// Whether no deal of the client was won before; of two on one day, the first in the record is.
    pub first: bool,
}

/// Money in a contract or a payment.
#[derive(Debug)]
pub(super) struct Paper {
    pub kind: PaperKind,
    client: Arc<str>,
    pub day: NaiveDate,
    pub owner: Option<String>,
    amount: Decimal,
    currency: Arc<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PaperKind {
    Contract,
    Payment,
}

/// An open deal with its client's name.
#[derive(Debug)]
pub(super) struct Open {
    pub course: Arc<Course>,
    pub name: String,
}

impl Results {
    /// The results of a client that the question is about.
    pub fn of(subject: &Subject<'_>, flaws: &mut Flaws) -> Self {
        let mut results = Self::default();
        results.add(subject, flaws);
        results
    }

    /// Adds those of a client.
    pub fn add(&mut self, subject: &Subject<'_>, flaws: &mut Flaws) {
        let question = subject.question;
        add_papers(&mut self.papers, subject, flaws);
        let courses = subject.all_courses(flaws);
        let won = |at: &usize| courses[*at].closed.filter(|_| courses[*at].is_won()).map(|day| (day, *at));
        let first = (0..courses.len()).filter_map(|at| won(&at)).min().map(|(_, at)| at);
        for (at, course) in courses.iter().enumerate() {
            if !question.takes_owner(course.owner.as_deref()) {
                continue;
            }
            if course.is_open() {
                self.open.push(Open { course: Arc::clone(course), name: subject.client.client.clone() });
            } else if let Some(day) = course.closed.filter(|_| course.is_won()) {
                self.won.push(Won { day, first: first == Some(at), course: Arc::clone(course) });
            }
        }
    }

    /// Those of several together, in their order.
    pub fn joined(all: Vec<Self>) -> Self {
        let mut joined = Self::default();
        for one in all {
            joined.won.extend(one.won);
            joined.papers.extend(one.papers);
            joined.open.extend(one.open);
        }
        joined
    }
}

fn add_papers(papers: &mut Vec<Paper>, subject: &Subject<'_>, flaws: &mut Flaws) {
    let (client, question) = (subject.client, subject.question);
    let id: Arc<str> = Arc::from(subject.id);
    let mut add = |kind, day: NaiveDate, amount: Decimal, currency: Option<&str>| {
        let owner = client.owner_on(day);
        let code = currency.unwrap_or(&question.team.team.currency);
        if !is_currency(code) {
            flaws.add(Flaw::UnknownCurrency, None);
        } else if day > question.clock.today() {
            flaws.add(Flaw::NotYet, None);
        } else if question.takes_owner(owner) {
            let currency = Arc::from(code.to_ascii_uppercase());
            let owner = owner.map(str::to_string);
            papers.push(Paper { kind, client: Arc::clone(&id), day, owner, amount, currency });
        }
    };
    let mut incomplete = false;
    // A contract that nobody has signed is a draft.
    let signed = client.contracts.iter().filter(|contract| subject.is_about(contract.deal.as_deref()));
    for (contract, day) in signed.filter_map(|contract| Some((contract, contract.signed?))) {
        match contract.amount {
            Some(amount) => add(PaperKind::Contract, day.0, amount.0, contract.currency.as_deref()),
            None => incomplete = true,
        }
    }
    // Payments name no product.
    let payments = client.payments.iter().filter(|_| question.only.product.is_none());
    for payment in payments {
        match (payment.on, payment.amount) {
            (Some(day), Some(amount)) => add(PaperKind::Payment, day.0, amount.0, payment.currency.as_deref()),
            _ => incomplete = true,
        }
    }
    if incomplete {
        flaws.add(Flaw::IncompletePaper, None);
    }
}

impl Subject<'_> {
    /// Whether what names a deal, or none, is about the product that is asked for.
    fn is_about(&self, deal: Option<&str>) -> bool {
        self.question.only.product.is_none()
            || self.client.deals.iter().any(|each| self.client.concerns(deal, each) && self.sells(each))
    }
}

impl Paper {
    /// The amount in the currency that is asked for.
    ///
    /// # Errors
    /// As [`Course::worth`].
    pub fn worth(&self, question: &Question<'_>) -> Result<Sum> {
        let client = &self.client;
        question.convert(self.amount, &self.currency, || match self.kind {
            PaperKind::Contract => text!("{client}: a contract", "{client}：一份合同"),
            PaperKind::Payment => text!("{client}: a payment", "{client}：一笔回款"),
        })
    }
}

impl Course {
    /// Whether it is expected to be signed in a period, on a day that has not passed.
    pub(super) fn is_expected_in(&self, period: Period, today: NaiveDate) -> bool {
        self.expected_close.is_some_and(|day| day >= today && period.holds(day))
    }
}

/// What a deal is worth times its likelihood; a deal without either adds nothing.
pub(super) fn weighted(worth: Decimal, percent: Option<Decimal>) -> Decimal {
    (worth / Decimal::ONE_HUNDRED).saturating_mul(percent.unwrap_or_default())
}
