//! What is to be done, what was done of late, and what was promised.

use std::cmp::Reverse;

use super::{View, more};
use crate::clock;
use crate::document::{Block, Document, Line};
use crate::lang::{Text, count};
use crate::record::{Action, Promise};
use crate::text;

/// So many ended actions are shown.
const ENDED: usize = 5;

impl View<'_> {
    pub(super) fn actions(&self, page: &mut Document) {
        let (mut open, mut ended): (Vec<&Action>, Vec<&Action>) =
            self.client.actions.iter().partition(|action| action.is_open());
        let clock = &self.desk.clock;
        let without = self.client.open_deals(&self.desk.team).into_iter().map(|at| &self.client.deals[at]);
        let without: Vec<_> = without.filter(|deal| !self.client.has_next_action(deal)).collect();
        if open.is_empty() && ended.is_empty() && without.is_empty() {
            return;
        }
        page.heading(2, Text::fixed("Next actions", "下一步行动"));
        open.sort_by_key(|action| (action.due.is_none(), action.deadline(clock)));
        if !open.is_empty() {
            page.push(Block::List(open.into_iter().map(|action| self.open_line(action)).collect()));
        }
        for deal in without {
            let name = &deal.name;
            page.paragraph(Line::new().warn(text!("No next action for “{name}”.", "“{name}”没有下一步行动。")));
        }
        if ended.is_empty() {
            return;
        }
        ended.sort_by_key(|action| Reverse(action.done.or(action.cancelled).map(|at| at.start(clock))));
        let number = ended.len();
        let shown = if self.full { number } else { ENDED };
        let mut points: Vec<Line> = ended.into_iter().take(shown).map(|action| self.ended_line(action)).collect();
        if number > shown {
            let rest = number - shown;
            points.push(Line::new().dim(text!("and {rest} more: `--full`", "另有 {rest} 条：`--full`")));
        }
        page.push(Block::List(points));
    }

    fn open_line(&self, action: &Action) -> Line {
        let mut line = Line::new().dim(action.id.clone().unwrap_or_default()).plain("  ").strong(action.action.clone());
        line = more(line, action.owner.as_deref().map(|id| self.person(id)).as_deref());
        if let Some(due) = action.due {
            let until = clock::until(self.day_of(due), self.today);
            line = line.plain("  ").plain(self.desk.moment_text(due)).plain("  ");
            line = if action.is_overdue(&self.desk.clock) { line.bad(until) } else { line.dim(until) };
        }
        let times = action.postponed.len();
        if times > 0 {
            line = line.plain("  ").warn(Text::fixed("postponed ", "已推迟 ").then(&count(times, "time", "times", "次")));
        }
        if self.client.deals.len() > 1 {
            line = action.deal.iter().fold(line, |line, deal| line.plain("  ").dim(deal.clone()));
        }
        line
    }

    fn ended_line(&self, action: &Action) -> Line {
        if let Some(done) = action.done {
            let line = Line::new().good("✓ ").dim(self.short(self.day_of(done))).plain("  ").plain(action.action.clone());
            return match &action.result {
                Some(result) => line.plain(" → ").plain(result.clone()),
                None => line,
            };
        }
        let day = action.cancelled.map(|at| self.short(self.day_of(at))).unwrap_or_default();
        let line = Line::new().dim("✗ ").dim(day).plain("  ").dim(action.action.clone());
        match &action.why {
            Some(why) => line.plain("  ").dim(text!("cancelled: {why}", "已取消：{why}")),
            None => line.plain("  ").dim(Text::fixed("cancelled", "已取消")),
        }
    }

    pub(super) fn promises(&self, page: &mut Document) {
        if self.client.promises.is_empty() {
            return;
        }
        page.heading(2, Text::fixed("Promises", "承诺"));
        let (open, kept): (Vec<&Promise>, Vec<&Promise>) =
            self.client.promises.iter().partition(|promise| promise.kept.is_none());
        page.push(Block::List(open.into_iter().chain(kept).map(|promise| self.promise(promise)).collect()));
    }

    fn promise(&self, promise: &Promise) -> Line {
        let words = promise.promise.clone();
        let mut line = match promise.kept {
            Some(kept) => {
                let kept = self.short(kept.0);
                Line::new().good("✓ ").plain(words).plain("  ").good(text!("kept {kept}", "{kept} 兑现"))
            }
            None => Line::new().plain("○ ").strong(words),
        };
        if let (None, Some(due)) = (promise.kept, promise.due) {
            let until = clock::until(due.0, self.today);
            line = line.plain("  ").plain(Text::fixed("due ", "期限 ").then(&clock::day(due.0))).plain("  ");
            line = if due.0 < self.today { line.bad(until) } else { line.plain(until) };
        }
        if let Some(to) = &promise.to {
            line = line.plain("  ").dim(text!("to {to}", "对 {to}"));
        }
        if let Some(on) = promise.on {
            line = line.plain("  ").dim(self.short(on.0));
        }
        line = more(line, promise.by.as_deref().map(|id| self.person(id)).as_deref());
        match promise.written {
            Some(true) => line.plain("  ").dim(Text::fixed("in writing", "书面")),
            Some(false) => line.plain("  ").dim(Text::fixed("spoken", "口头")),
            None => line,
        }
    }
}
