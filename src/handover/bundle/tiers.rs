//! The priority tier of a client, and why it has it.

use super::words::{Sums, counted};
use super::{Material, Subject, burning};
use crate::document::{Cell, Tone};
use crate::handover::tier;
use crate::lang::{Text, list};
use crate::record::StageKind;
use crate::text;

impl Material<'_> {
    /// The tier that the handover gives a client; of one that it gives none, as its record has it.
    pub(super) fn tier(&self, subject: &Subject) -> u8 {
        let given = self.handed(subject).and_then(|handed| handed.tier);
        given.unwrap_or_else(|| tier(&subject.client, self.team, self.clock).tier)
    }

    /// The tier as a cell; the first stands out.
    pub(super) fn tier_cell(&self, subject: &Subject) -> Cell {
        let tier = self.tier(subject);
        let cell = Cell::Number(tier.into());
        if tier == 1 { cell.toned(Tone::Bad) } else { cell }
    }

    /// What makes the client urgent or valuable, in one sentence.
    pub(super) fn reason(&self, subject: &Subject) -> Text {
        let client = &subject.client;
        let today = self.today();
        let mut why: Vec<Text> = Vec::new();
        why.extend(client.class.clone().map(Text::same));
        let open: Vec<usize> = client.open_deals(self.team);
        if !open.is_empty() {
            let mut value = Sums::default();
            for &at in &open {
                let deal = &client.deals[at];
                value.add(self.currency(deal.currency.as_deref()), deal.value.unwrap_or_default().0);
            }
            let deals = counted(open.len(), "open deal", "open deals", "个进行中商机");
            let worth = self.sum(&value);
            why.push(if value.is_zero() && !self.withheld.amounts {
                deals
            } else {
                Text::new(format!("{} worth {}", deals.en, worth.en), format!("{}，金额 {}", deals.zh, worth.zh))
            });
        }
        let agreed = client.deals.iter().filter(|deal| self.team.stages.kind(deal) == StageKind::Won).count();
        if agreed > 0 {
            why.push(text!("{agreed} agreed, contract to be signed", "{agreed} 个商机已谈定待签"));
        }
        let fires = burning::of(self, subject);
        let late = fires.iter().filter(|fire| fire.is_late(today)).count();
        if late > 0 {
            why.push(text!("{late} late", "{late} 项逾期"));
        }
        let soon = fires.len() - late;
        if soon > 0 {
            why.push(text!("{soon} due in the next 14 days", "未来 14 天内到期 {soon} 项"));
        }
        let promises = client.promises.iter().filter(|promise| promise.kept.is_none()).count();
        if promises > 0 {
            let promises = counted(promises, "promise not kept yet", "promises not kept yet", "项承诺未兑现");
            why.push(promises);
        }
        let mut owed = Sums::default();
        self.debts(subject).iter().for_each(|debt| owed.add(&debt.currency, debt.open));
        if !owed.is_zero() {
            let owed = self.sum(&owed);
            why.push(Text::new(format!("{} receivable", owed.en), format!("应收 {}", owed.zh)));
        }
        let service = client.service.iter().filter(|issue| issue.closed.is_none()).count();
        if service > 0 {
            why.push(counted(service, "service issue open", "service issues open", "个售后问题未解决"));
        }
        if why.is_empty() {
            return Text::fixed("nothing open at the moment", "目前没有未了事项");
        }
        list(&why)
    }
}

/// A tier in words.
pub fn tier_words(tier: u8) -> Text {
    match tier {
        1 => Text::fixed("Tier 1: get in touch in the first days", "优先级 1：头几天就要联系"),
        2 => Text::fixed("Tier 2: get in touch in the first two weeks", "优先级 2：两周内联系"),
        _ => text!("Tier {tier}: get in touch within the month", "优先级 {tier}：一个月内联系"),
    }
}
