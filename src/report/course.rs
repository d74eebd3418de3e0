//! The way of one deal through the stages, and whose result it is: the facts that most reports are made of.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Flaw, Flaws, Question, Subject, Sum};
use crate::error::Result;
use crate::record::{Client, Deal, StageKind, Stages, is_currency};
use crate::text;

/// A deal's time in one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The position of the stage in salesrec.toml.
    pub stage: usize,
    /// The day on which the deal entered it.
    pub from: NaiveDate,
    /// The day on which it entered the next; none while it is there.
    pub until: Option<NaiveDate>,
}

/// One deal with what reports count of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The client's id.
    pub client: Arc<str>,
    /// Which of the client's deals it is.
    pub at: usize,
    /// The deal's name.
    pub deal: String,
    /// What its stage means; a stage that the team does not have counts as open.
    pub kind: StageKind,
    /// The position of its stage in salesrec.toml.
    pub stage: Option<usize>,
    /// Every stage that it was in, in order; empty where the record does not say it clearly, which is a flaw.
    pub stays: Vec<Stay>,
    /// The day on which it was won or lost, when it is: when it entered the first stage of that kind after it was last open.
    pub closed: Option<NaiveDate>,
    /// Whose result it is: while it is open the client's owner, afterwards who was the owner on the day it was closed.
    pub owner: Option<String>,
    /// What it is worth, in its own currency; none where nobody has said.
    pub value: Option<Decimal>,
    /// Its currency: the team's where it names none.
    pub currency: Arc<str>,
    /// The likelihood of winning it, in percent.
    pub probability: Option<Decimal>,
    /// The day on which it is expected to be signed.
    pub expected_close: Option<NaiveDate>,
}

impl Stay {
    /// The days in the stage, to the day on which the next was entered, or so far.
    pub fn days(&self, today: NaiveDate) -> i64 {
        (self.until.unwrap_or(today) - self.from).num_days()
    }
}

impl Course {
    /// The first day of its first stage.
    pub fn began(&self) -> Option<NaiveDate> {
        self.stays.first().map(|stay| stay.from)
    }

    /// Whether it is still being worked on.
    pub const fn is_open(&self) -> bool {
        matches!(self.kind, StageKind::Open)
    }

    /// Whether it was sold.
    pub const fn is_won(&self) -> bool {
        matches!(self.kind, StageKind::Won | StageKind::Aftercare)
    }

    /// Whether it ended without a sale.
    pub const fn is_lost(&self) -> bool {
        matches!(self.kind, StageKind::Lost)
    }

    /// What it is worth in the currency that the question asks for.
    ///
    /// # Errors
    /// `NotFound` when it has to be converted and there is no rate.
    pub fn worth(&self, question: &Question<'_>) -> Result<Option<Sum>> {
        let what = || {
            let (client, deal) = (&self.client, &self.deal);
            text!("{client}: {deal}", "{client}：{deal}")
        };
        self.value.map(|amount| question.convert(amount, &self.currency, what)).transpose()
    }

    /// The currency under which it is counted: its own, or the one that everything is converted to.
    pub fn counted_in(&self, question: &Question<'_>) -> Arc<str> {
        question.rates.as_ref().map_or_else(|| Arc::clone(&self.currency), |rates| Arc::clone(&rates.to))
    }
}

impl Subject<'_> {
    /// The deals that the question is about.
    pub fn courses(&self, flaws: &mut Flaws) -> impl Iterator<Item = Arc<Course>> {
        let all = self.all_courses(flaws).iter();
        all.filter(|course| self.question.takes_owner(course.owner.as_deref())).cloned()
    }

    /// The deals of the product that is asked for, whoever they are a result of: for what counts clients. They are followed
    /// once, however many reports ask for them; their flaws are noted then.
    pub fn all_courses(&self, flaws: &mut Flaws) -> &[Arc<Course>] {
        self.courses.get_or_init(|| {
            let client = Arc::from(self.id);
            let deals = self.client.deals.iter().enumerate().filter(|(_, deal)| self.sells(deal));
            deals.map(|(at, deal)| Arc::new(self.course(&client, at, deal, flaws))).collect()
        })
    }

    /// Whether the deal is about the product that is asked for.
    pub(super) fn sells(&self, deal: &Deal) -> bool {
        let Some(wanted) = &self.question.only.product else { return true };
        let has = |words: &str| wanted.is_in(words);
        let client: &Client = self.client;
        let of_deal = |number: &Option<String>| {
            let mut contracts = client.contracts.iter().filter(|contract| contract.number.is_some());
            contracts.any(|contract| contract.number == *number && client.concerns(contract.deal.as_deref(), deal))
        };
        let orders = client.orders.iter().filter(|order| of_deal(&order.contract));
        has(&deal.name)
            || orders
                .flat_map(|order| &order.items)
                .any(|item| has(&item.product) || item.model.as_deref().is_some_and(has))
    }

    fn course(&self, client: &Arc<str>, at: usize, deal: &Deal, flaws: &mut Flaws) -> Course {
        let team = self.question.team;
        let stage = deal.stage.as_deref().and_then(|name| team.stages.position(name));
        match (&deal.stage, stage) {
            (None, _) => flaws.add(Flaw::NoStage, Some(&deal.name)),
            (Some(_), None) => flaws.add(Flaw::UnknownStage, Some(&deal.name)),
            _ => {}
        }
        let kind = team.stages.kind(deal);
        let stays = match stays(deal, &team.stages, self.question.clock.today()) {
            Ok(stays) => stays,
            Err(flaw) => {
                // A stage that is not known is one flaw, not two.
                if stage.is_some() || flaw != Flaw::StageAgainstHistory {
                    flaws.add(flaw, Some(&deal.name));
                }
                Vec::new()
            }
        };
        let closed = closed(&stays, kind, &team.stages);
        let currency = deal.currency.as_deref().unwrap_or(&team.team.currency);
        let known = is_currency(currency);
        if !known {
            flaws.add(Flaw::UnknownCurrency, Some(&deal.name));
        }
        let currency = if known { currency.to_ascii_uppercase() } else { team.team.currency.clone() };
        let owner = match closed {
            Some(day) => self.client.owner_on(day),
            None => self.client.owner.as_deref(),
        };
        Course {
            client: Arc::clone(client),
            at,
            deal: deal.name.clone(),
            kind,
            stage,
            stays,
            closed,
            owner: owner.map(str::to_string),
            value: deal.value.filter(|_| known).map(|value| value.0),
            currency: Arc::from(currency),
            probability: team.stages.probability(deal),
            expected_close: deal.expected_close.map(|day| day.0),
        }
    }
}

/// The stages that the deal was in, with their days.
fn stays(deal: &Deal, stages: &Stages, today: NaiveDate) -> Result<Vec<Stay>, Flaw> {
    let mut stays: Vec<Stay> = Vec::with_capacity(deal.history.len());
    for entry in &deal.history {
        let stage = stages.position(&entry.stage).ok_or(Flaw::UnknownStage)?;
        let from = entry.since.ok_or(Flaw::UndatedStage)?.0;
        if from > today {
            return Err(Flaw::StageInFuture);
        }
        if let Some(last) = stays.last_mut() {
            if last.from > from {
                return Err(Flaw::StagesOutOfOrder);
            }
            // Written down twice, it was entered once.
            if last.stage == stage {
                continue;
            }
            last.until = Some(from);
        }
        stays.push(Stay { stage, from, until: None });
    }
    let last = stays.last().map(|stay| stages.0[stay.stage].name.as_str());
    if deal.stage.is_some() && last != deal.stage.as_deref() {
        return Err(Flaw::StageAgainstHistory);
    }
    Ok(stays)
}

fn closed(stays: &[Stay], kind: StageKind, stages: &Stages) -> Option<NaiveDate> {
    let end = |kind| match kind {
        StageKind::Open => None,
        StageKind::Won | StageKind::Aftercare => Some(true),
        StageKind::Lost => Some(false),
    };
    let now = end(kind);
    now?;
    let last = stays.iter().rev().take_while(|stay| end(stages.0[stay.stage].kind) == now);
    last.last().map(|stay| stay.from)
}
