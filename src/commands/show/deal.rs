//! A deal: where it stands, what is needed, what was reached, how it came here.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{View, days, more, names};
use crate::clock;
use crate::document::{Block, Cell, Document, Line};
use crate::lang::Text;
use crate::record::{Amount, Deal, Loss, Milestone, StageKind};
use crate::text;

impl View<'_> {
    pub(super) fn deal(&self, index: usize, page: &mut Document) {
        let deal = &self.client.deals[index];
        page.heading(2, Line::new().plain(Text::fixed("Deal: ", "商机：")).strong(deal.name.clone()));
        let mut pairs = vec![(Text::fixed("stage", "阶段"), self.stage(deal))];
        if let Some(line) = self.value(deal) {
            pairs.push((Text::fixed("value", "金额"), line));
        }
        if let Some(close) = deal.expected_close {
            let open = self.desk.team.stages.is_open(deal);
            let line = Line::from(clock::day(close.0));
            let until = clock::until(close.0, self.today);
            let line = match open {
                true if close.0 < self.today => line.plain("  ").bad(until),
                true => line.plain("  ").dim(until),
                false => line,
            };
            pairs.push((Text::fixed("expected close", "预计签约"), line));
        }
        if let Some(intent) = &deal.intent {
            pairs.push((Text::fixed("interest", "意向"), Line::from(intent.clone())));
        }
        if !deal.competitors.is_empty() {
            pairs.push((Text::fixed("competitors", "竞争对手"), names(&deal.competitors)));
        }
        if !deal.history.is_empty() {
            pairs.push((Text::fixed("history", "历程"), self.history(deal)));
        }
        if let Some(lost) = &deal.lost {
            pairs.push((Text::fixed("lost", "终止"), self.lost(lost)));
        }
        page.push(Block::Pairs(pairs));
        self.needs(deal, page);
        if !deal.milestones.is_empty() {
            page.heading(3, Text::fixed("Milestones", "里程碑"));
            page.push(Block::List(deal.milestones.iter().map(|milestone| self.milestone(milestone)).collect()));
        }
        self.project(deal, page);
    }

    /// `需求确认  第 18 天，上限 30 天`.
    fn stage(&self, deal: &Deal) -> Line {
        let stages = &self.desk.team.stages;
        let Some(name) = &deal.stage else { return Line::new().warn(Text::fixed("none", "无")) };
        let mut line = Line::new();
        line = match stages.kind(deal) {
            StageKind::Won | StageKind::Aftercare => line.good(name.clone()),
            StageKind::Lost => line.bad(name.clone()),
            StageKind::Open => line.strong(name.clone()),
        };
        let Some(stage) = stages.get(name) else {
            return line.plain("  ").warn(Text::fixed("not a stage of salesrec.toml", "salesrec.toml 中没有这个阶段"));
        };
        let Some(stayed) = deal.since().map(|since| (self.today - since).num_days()) else { return line };
        let since = days(stayed);
        match stage.stay {
            Some(limit) if stayed > limit.days() => {
                let limit = days(limit.days());
                line.plain("  ").bad(Text::new(
                    format!("for {}, longer than {}", since.en, limit.en),
                    format!("已停留 {}，超过 {}", since.zh, limit.zh),
                ))
            }
            Some(limit) => {
                let limit = days(limit.days());
                line.plain("  ").dim(Text::new(
                    format!("for {} of at most {}", since.en, limit.en),
                    format!("已停留 {}，上限 {}", since.zh, limit.zh),
                ))
            }
            None => line.plain("  ").dim(Text::new(format!("for {}", since.en), format!("已 {}", since.zh))),
        }
    }

    /// `680,000 CNY  30%  加权 204,000 CNY`.
    fn value(&self, deal: &Deal) -> Option<Line> {
        let value = deal.value?;
        let currency = deal.currency.as_deref();
        let line = Line::new().strong(self.money(value, currency));
        let Some(percent) = self.desk.team.stages.probability(deal) else { return Some(line) };
        if !self.desk.team.stages.is_open(deal) {
            return Some(line);
        }
        let weighted = Amount((value.0 * percent / Decimal::ONE_HUNDRED).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize());
        let weighted = self.money(weighted, currency);
        Some(line.plain("  ").plain(Cell::Percent(percent).words()).plain("  ").dim(Text::new(
            format!("weighted {}", weighted.en),
            format!("加权 {}", weighted.zh),
        )))
    }

    /// `线索培育 03-15 → 需求确认 03-18`.
    fn history(&self, deal: &Deal) -> Line {
        let mut line = Line::new();
        for (at, entry) in deal.history.iter().enumerate() {
            line = if at > 0 { line.dim(" → ") } else { line };
            line = line.plain(entry.stage.clone());
            if let Some(since) = entry.since {
                line = line.dim(format!(" {}", self.short(since.0)));
            }
        }
        line
    }

    fn lost(&self, lost: &Loss) -> Line {
        let mut line = Line::new().bad(lost.reason.clone().unwrap_or_default());
        if let Some(to) = &lost.to {
            line = line.plain(text!("  to {to}", "  输给 {to}"));
        }
        line = more(line, lost.note.as_deref());
        match lost.revisit {
            Some(day) => line.plain("  ").plain(Text::fixed("ask again ", "回访 ").then(&clock::day(day.0))),
            None => line,
        }
    }

    /// Each need with the pains that it answers to; pains without one at the end.
    fn needs(&self, deal: &Deal, page: &mut Document) {
        if deal.needs.is_empty() && deal.pains.is_empty() {
            return;
        }
        page.heading(3, Text::fixed("Needs and pains", "需求与痛点"));
        let pain = |pain: &str| (Text::fixed("  pain", "  痛点"), Line::from(pain));
        let mut pairs = Vec::new();
        for need in &deal.needs {
            let kind = if need.is_stated() { Text::fixed("stated", "明确") } else { Text::fixed("latent", "潜在") };
            pairs.push((kind, Line::new().strong(need.need.clone())));
            let own = deal.pains.iter().filter(|pain| pain.need.as_deref() == Some(&need.need));
            pairs.extend(own.map(|own| pain(&own.pain)));
        }
        let known = |need: &str| deal.needs.iter().any(|known| known.need == need);
        for alone in deal.pains.iter().filter(|pain| !pain.need.as_deref().is_some_and(known)) {
            let none = Text::fixed("answers to no need", "未对应需求");
            let (_, line) = pain(&alone.pain);
            pairs.push((Text::fixed("pain", "痛点"), line.plain("  ").warn(none)));
        }
        page.push(Block::Pairs(pairs));
    }

    fn milestone(&self, milestone: &Milestone) -> Line {
        let name = milestone.milestone.clone();
        let due = milestone.due.map(|due| self.day_of(due));
        let mut line = match (milestone.done, due) {
            (Some(done), _) => {
                let done = self.short(self.day_of(done));
                Line::new().good("✓ ").plain(name).plain("  ").good(text!("reached {done}", "{done} 完成"))
            }
            (None, Some(due)) if milestone.due.is_some_and(|due| due.end(&self.desk.clock) < self.desk.clock.now()) => {
                Line::new().bad("✗ ").plain(name).plain("  ").bad(clock::until(due, self.today))
            }
            (None, due) => {
                let line = Line::new().plain("○ ").plain(name);
                due.into_iter().fold(line, |line, due| line.plain("  ").plain(clock::until(due, self.today)))
            }
        };
        if let Some(due) = due {
            let due = self.short(due);
            line = line.plain("  ").dim(text!("due {due}", "期限 {due}"));
        }
        let owner = milestone.owner.as_deref().map(|id| self.person(id));
        line = more(line, milestone.stage.as_deref());
        more(line, owner.as_deref())
    }
}
