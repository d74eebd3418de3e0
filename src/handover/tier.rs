//! How urgent it is for the new owner to get to know a client, and why.

use chrono::{Days, NaiveDate};

use crate::clock::{self, Clock};
use crate::lang::{Text, count};
use crate::record::{Action, Amount, Client, Invoice, Promise, StageKind, TeamFile};
use crate::text;

/// How far ahead a matter burns.
const SOON: Days = Days::new(14);

/// How urgent a client is: 1 first, 2 next, 3 then; and what makes it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// 1, 2 or 3.
    pub tier: u8,
    /// Why, the gravest first; of a client of the third tier, nothing.
    pub reasons: Vec<Text>,
}

/// The tier of a client: the first when something is late, or is to be signed within two weeks; the second while
/// something is open; else the third.
pub fn tier(client: &Client, team: &TeamFile, clock: &Clock) -> Tier {
    let mut reasons = burning(client, team, clock);
    if !reasons.is_empty() {
        return Tier { tier: 1, reasons };
    }
    reasons = open(client, team, clock);
    Tier { tier: if reasons.is_empty() { 3 } else { 2 }, reasons }
}

fn burning(client: &Client, team: &TeamFile, clock: &Clock) -> Vec<Text> {
    let today = clock.today();
    let soon = today.checked_add_days(SOON).unwrap_or(today);
    let mut reasons = Vec::new();
    let overdue = client.actions.iter().filter(|action| action.is_overdue(clock)).count();
    if overdue > 0 {
        reasons.push(Text::new(
            format!("{} overdue", count(overdue, "action", "actions", "").en),
            format!("逾期行动 {overdue} 项"),
        ));
    }
    let late = |promise: &&Promise| promise.kept.is_none() && promise.due.is_some_and(|due| due.0 < today);
    let broken = client.promises.iter().filter(late).count();
    if broken > 0 {
        reasons.push(Text::new(
            format!("{} overdue", count(broken, "promise", "promises", "").en),
            format!("逾期未兑现的承诺 {broken} 项"),
        ));
    }
    if client.invoices.iter().any(|invoice| is_unpaid(client, invoice, team, today)) {
        reasons.push(Text::fixed("an invoice is overdue", "有逾期应收款"));
    }
    let issues = client.service.iter().filter(|issue| issue.closed.is_none()).count();
    if issues > 0 {
        reasons.push(Text::new(
            format!("{} open", count(issues, "aftercare issue", "aftercare issues", "").en),
            format!("未解决的售后问题 {issues} 个"),
        ));
    }
    for deal in &client.deals {
        let closing = deal.expected_close.filter(|close| team.stages.is_open(deal) && close.0 <= soon);
        if let Some(close) = closing {
            let day = clock::day(close.0);
            reasons.push(Text::new(format!("to be signed by {}", day.en), format!("预计 {} 签约", day.zh)));
        }
        if team.stages.kind(deal) == StageKind::Won {
            let name = &deal.name;
            reasons.push(text!("“{name}” is being signed", "“{name}”正在签约"));
        }
    }
    reasons
}

fn is_unpaid(client: &Client, invoice: &Invoice, team: &TeamFile, today: NaiveDate) -> bool {
    let late = invoice.due.is_some_and(|due| due.0 < today);
    let paid = client.paid_for(invoice, &team.team.currency);
    late && invoice
        .amount
        .zip(paid)
        .is_some_and(|(amount, paid)| Amount(amount.0.saturating_sub(paid.0)) > Amount::default())
}

fn open(client: &Client, team: &TeamFile, clock: &Clock) -> Vec<Text> {
    let mut reasons = Vec::new();
    let deals = client.open_deals(team).len();
    if deals > 0 {
        reasons.push(count(deals, "open deal", "open deals", "个进行中的商机"));
    }
    if client.orders.iter().any(|order| order.delivered.is_none()) {
        reasons.push(Text::fixed("an order is to be delivered", "有订单待交付"));
    }
    if client.promises.iter().any(|promise| promise.kept.is_none()) {
        reasons.push(Text::fixed("a promise is to be kept", "有承诺待兑现"));
    }
    let ahead = |action: &&Action| action.is_open() && !action.is_overdue(clock);
    let next = client.actions.iter().filter(ahead).filter_map(|action| action.due).map(|due| due.shown(clock).0).min();
    if let Some(next) = next {
        let day = clock::day(next);
        reasons.push(Text::new(format!("next action due {}", day.en), format!("下一步期限 {}", day.zh)));
    }
    reasons
}
