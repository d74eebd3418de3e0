//! Where the deals of a client stand, kept for the next review, and what became different since, in words.

use crate::clock::{self, Clock};
use crate::document::Cell;
use crate::lang::{Text, count, list_of};
use crate::record::review::FrozenDeal;
use crate::record::{Action, Amount, Client, Deal, fold};
use crate::text;

/// Where every deal of the client stands.
pub fn freeze(client: &Client, clock: &Clock) -> Vec<FrozenDeal> {
    let frozen = |deal: &Deal| {
        let next = next_action(client, deal, clock);
        FrozenDeal {
            deal: deal.name.clone(),
            stage: deal.stage.clone(),
            value: deal.value,
            currency: deal.currency.clone(),
            close: deal.expected_close,
            needs: deal.needs.iter().map(|need| need.need.clone()).collect(),
            next: next.map(|action| action.action.clone()),
            due: next.and_then(|action| action.due),
        }
    };
    client.deals.iter().map(frozen).collect()
}

/// The open action of a deal that is due first; one that names no deal goes with them all.
fn next_action<'c>(client: &'c Client, deal: &Deal, clock: &Clock) -> Option<&'c Action> {
    let goes_with = |action: &&Action| action.deal.as_deref().is_none_or(|name| name == deal.name);
    let open = client.actions.iter().filter(|action| action.is_open()).filter(goes_with);
    open.min_by_key(|action| (action.due.is_none(), action.deadline(clock)))
}

/// What became different between two reviews, in words; where there are several deals, each with its name before it.
/// `currency` is the team's.
pub fn changes(before: &[FrozenDeal], now: &[FrozenDeal], currency: &str, clock: &Clock) -> Vec<Text> {
    let several = before.len().max(now.len()) > 1;
    let of_deal = |deal: &str, said: Vec<Text>| {
        if !several || said.is_empty() {
            return said;
        }
        let words = |pick: fn(&Text) -> &str, between: &str| said.iter().map(pick).collect::<Vec<_>>().join(between);
        let (en, zh) = (words(|said| &said.en, ", "), words(|said| &said.zh, "，"));
        vec![text!("{deal}: {en}", "{deal}：{zh}")]
    };
    let mut told = Vec::new();
    for deal in now {
        let Some(old) = before.iter().find(|old| old.deal == deal.deal) else {
            let (name, stage) = (&deal.deal, deal.stage.as_deref().unwrap_or("—"));
            told.push(text!("new deal “{name}” in {stage}", "新商机“{name}”，{stage}"));
            continue;
        };
        told.extend(of_deal(&deal.deal, of_one(old, deal, currency, clock)));
    }
    for old in before.iter().filter(|old| now.iter().all(|deal| deal.deal != old.deal)) {
        let name = &old.deal;
        told.push(text!("the deal “{name}” is no longer in the record", "商机“{name}”已不在档案中"));
    }
    told
}

fn of_one(old: &FrozenDeal, new: &FrozenDeal, currency: &str, clock: &Clock) -> Vec<Text> {
    let mut told = Vec::new();
    if old.stage != new.stage {
        let (from, to) = (old.stage.as_deref().unwrap_or("—"), new.stage.as_deref().unwrap_or("—"));
        told.push(text!("stage {from} → {to}", "阶段 {from} → {to}"));
    }
    if (old.value, &old.currency) != (new.value, &new.currency) {
        let shown = |deal| money(deal, currency).unwrap_or_else(|| Text::same("—"));
        let (from, to) = (shown(old), shown(new));
        told.push(Text::new(format!("value {} → {}", from.en, to.en), format!("金额 {} → {}", from.zh, to.zh)));
    }
    told.extend(close_moved(old, new));
    let added = new_needs(old, new);
    if !added.is_empty() {
        let needs = list_of(&added);
        told.push(Text::new(format!("new needs: {}", needs.en), format!("新增需求：{}", needs.zh)));
    }
    let gone = new_needs(new, old);
    if !gone.is_empty() {
        let needs = list_of(&gone);
        told.push(Text::new(format!("needs dropped: {}", needs.en), format!("去掉的需求：{}", needs.zh)));
    }
    match (&old.next, &new.next) {
        (Some(before), Some(now)) if before == now => {
            if let (Some(from), Some(to)) = (old.due, new.due)
                && from != to
            {
                let day = |moment: crate::record::Moment| clock::day(moment.shown(clock).0);
                let (from, to) = (day(from), day(to));
                told.push(Text::new(
                    format!("“{now}” moved from {} to {}", from.en, to.en),
                    format!("“{now}”由 {} 改到 {}", from.zh, to.zh),
                ));
            }
        }
        (_, Some(now)) => told.push(text!("next action now “{now}”", "下一步改为“{now}”")),
        (Some(before), None) => {
            told.push(text!(
                "“{before}” is no longer planned, and nothing else is",
                "“{before}”已不在计划中，也没有新的下一步"
            ));
        }
        (None, None) => {}
    }
    told
}

/// What a deal was worth.
fn money(deal: &FrozenDeal, currency: &str) -> Option<Text> {
    let amount = |value: Amount| Cell::amount(value.0, deal.currency.as_deref().unwrap_or(currency)).words();
    deal.value.map(amount)
}

/// Where a deal stood, each fact with its name; what was not known is left out. `currency` is the team's.
pub fn stood(deal: &FrozenDeal, currency: &str, clock: &Clock) -> Vec<(Text, Text)> {
    let needs: Vec<&str> = deal.needs.iter().map(String::as_str).collect();
    let next = deal.next.as_deref().map(|words| match deal.due {
        Some(due) => {
            let (day, time) = due.shown(clock);
            Text::same(format!("{words}  ")).then(&clock::moment(day, time))
        }
        None => Text::same(words),
    });
    let facts = [
        (Text::fixed("stage", "阶段"), deal.stage.as_deref().map(Text::same)),
        (Text::fixed("value", "金额"), money(deal, currency)),
        (Text::fixed("signing", "预计签约"), deal.close.map(|day| clock::day(day.0))),
        (Text::fixed("needs", "需求"), (!needs.is_empty()).then(|| Text::new(needs.join("; "), needs.join("；")))),
        (Text::fixed("next action", "下一步行动"), next),
    ];
    facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect()
}

/// The needs of `new` that are not among those of `old`.
pub(super) fn new_needs<'d>(old: &FrozenDeal, new: &'d FrozenDeal) -> Vec<&'d str> {
    let known = |need: &&str| old.needs.iter().any(|old| fold(old) == fold(need));
    new.needs.iter().map(String::as_str).filter(|need| !known(need)).collect()
}

/// That the expected day of signing was moved.
pub(super) fn close_moved(old: &FrozenDeal, new: &FrozenDeal) -> Option<Text> {
    let (from, to) = (old.close?, new.close?);
    let days = (to.0 - from.0).num_days();
    let long = count(usize::try_from(days.unsigned_abs()).unwrap_or_default(), "day", "days", "天");
    match days {
        0 => None,
        1.. => Some(Text::new(
            format!("signing pushed from {from} to {to}, by {}", long.en),
            format!("预计签约由 {from} 推迟到 {to}（{}）", long.zh),
        )),
        _ => Some(Text::new(
            format!("signing brought forward from {from} to {to}, by {}", long.en),
            format!("预计签约由 {from} 提前到 {to}（{}）", long.zh),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deal(stage: &str) -> FrozenDeal {
        FrozenDeal {
            deal: "Line".into(),
            stage: Some(stage.into()),
            close: "2026-07-01".parse().ok(),
            needs: vec!["fast".into()],
            next: Some("send the quote".into()),
            due: "2026-06-30".parse().ok(),
            ..FrozenDeal::default()
        }
    }

    fn told(before: &[FrozenDeal], now: &[FrozenDeal]) -> Vec<String> {
        let clock = Clock::new("UTC", Some("2026-06-26")).unwrap();
        changes(before, now, "GBP", &clock).into_iter().map(|said| said.en.into_owned()).collect()
    }

    #[test]
    fn nothing_is_said_of_what_stayed() {
        assert_eq!(told(&[deal("Lead")], &[deal("Lead")]), [""; 0]);
        // A need that only differs by case is the same.
        let shouted = FrozenDeal { needs: vec!["FAST".into()], ..deal("Lead") };
        assert_eq!(told(&[deal("Lead")], &[shouted]), [""; 0]);
    }

    #[test]
    fn every_change_is_said_in_words() {
        let now = FrozenDeal {
            stage: Some("Proposal".into()),
            value: "480000".parse().ok(),
            close: "2026-07-20".parse().ok(),
            needs: vec!["cheap".into()],
            due: "2026-07-03".parse().ok(),
            ..deal("")
        };
        assert_eq!(
            told(&[deal("Lead")], &[now]),
            [
                "stage Lead → Proposal",
                "value — → 480,000 GBP",
                "signing pushed from 2026-07-01 to 2026-07-20, by 19 days",
                "new needs: cheap",
                "needs dropped: fast",
                "“send the quote” moved from 2026-06-30 Tue to 2026-07-03 Fri",
            ]
        );
    }

    #[test]
    fn deals_that_come_and_go_are_named() {
        let other = FrozenDeal { deal: "Robot".into(), next: None, due: None, ..deal("Lead") };
        let without = FrozenDeal { next: None, due: None, ..deal("Lead") };
        assert_eq!(
            told(&[deal("Lead")], &[without, other]),
            ["Line: “send the quote” is no longer planned, and nothing else is", "new deal “Robot” in Lead",]
        );
        assert_eq!(told(&[deal("Lead")], &[]), ["the deal “Line” is no longer in the record"]);
    }
}
