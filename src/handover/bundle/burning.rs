//! What burns: what is late, and what falls due in the next days.

use chrono::NaiveDate;

use super::{Material, Subject};
use crate::clock;
use crate::document::{Line, Tone};
use crate::lang::Text;
use crate::record::Amount;

/// So many days ahead are told.
pub const AHEAD: i64 = 14;

/// Something with a date that somebody has to see to.
#[derive(Clone, Debug, PartialEq)]
pub struct Fire {
    /// When it is, or was, due.
    pub due: NaiveDate,
    /// What it is: `action`, `milestone`, `promise`, `delivery`, `payment`, `close`, `revisit`, `contract`.
    pub kind: Text,
    /// What is to be done.
    pub what: Text,
}

impl Fire {
    /// Whether its day is over.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.due < today
    }

    /// It in one line: `2 days late  action: send the quote`.
    pub fn line(&self, today: NaiveDate) -> Line {
        let until = clock::until(self.due, today);
        let line = Line::new();
        let line = if self.is_late(today) { line.bad(until) } else { line.strong(until) };
        let colon = Text::fixed(": ", "：");
        line.plain("  ").dim(self.kind.then(&colon)).plain(self.what.clone())
    }

    /// Its tone.
    pub fn tone(&self, today: NaiveDate) -> Tone {
        if self.is_late(today) { Tone::Bad } else { Tone::Plain }
    }
}

/// What burns at one client, the most urgent first.
pub fn of(material: &Material, subject: &Subject) -> Vec<Fire> {
    let mut fires = Vec::new();
    let client = &subject.client;
    let mut add = |due: Option<NaiveDate>, kind: Text, what: Text| {
        fires.extend(due.map(|due| Fire { due, kind, what }));
    };
    let day = |moment: Option<crate::record::Moment>| moment.map(|moment| moment.shown(material.clock).0);
    for action in client.actions.iter().filter(|action| action.is_open()) {
        add(day(action.due), Text::fixed("action", "行动"), Text::same(action.action.clone()));
    }
    for promise in client.promises.iter().filter(|promise| promise.kept.is_none()) {
        let due = promise.due.map(|due| due.0);
        add(due, Text::fixed("promise", "承诺"), Text::same(promise.promise.clone()));
    }
    for order in client.orders.iter().filter(|order| order.delivered.is_none()) {
        let items: Vec<String> = order.items.iter().map(|item| item.product.clone()).collect();
        let items = crate::lang::list_of(&items);
        let colon = if items.en.is_empty() { Text::default() } else { Text::fixed(": ", "：") };
        let due = order.due.map(|due| due.0);
        add(due, Text::fixed("delivery", "交付"), order.shown().then(&colon).then(&items));
    }
    for debt in material.debts(subject) {
        let open = if material.withheld.amounts {
            Text::default()
        } else {
            let open = material.money(Amount(debt.open), Some(&debt.currency));
            Text::new(format!(", {} open", open.en), format!("，未付 {}", open.zh))
        };
        add(debt.due, Text::fixed("payment", "收款"), debt.invoice.then(&open));
    }
    for deal in &client.deals {
        let named = Text::same(deal.name.clone());
        if material.team.stages.is_open(deal) {
            for milestone in deal.milestones.iter().filter(|milestone| milestone.is_open()) {
                let what = Text::same(format!("{} ({})", milestone.milestone, deal.name));
                add(day(milestone.due), Text::fixed("milestone", "里程碑"), what);
            }
            let close = deal.expected_close.map(|close| close.0);
            add(close, Text::fixed("expected close", "预计签约"), named.clone());
        }
        let revisit = deal.lost.as_ref().and_then(|lost| lost.revisit).map(|day| day.0);
        add(revisit, Text::fixed("ask again", "再次联系"), named);
    }
    for contract in client.contracts.iter() {
        // A contract that ran out long ago burns no more.
        let ends = contract.ends.map(|ends| ends.0).filter(|ends| *ends >= material.today());
        add(ends, Text::fixed("contract ends", "合同到期"), contract.shown());
    }
    let last = material.today() + chrono::Days::new(AHEAD.unsigned_abs());
    fires.retain(|fire| fire.due <= last);
    fires.sort_by(|one, other| (one.due, &one.what.en).cmp(&(other.due, &other.what.en)));
    fires
}
