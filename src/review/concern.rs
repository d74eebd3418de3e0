//! What a manager should ask about a record, in the order in which it matters.
//!
//! Where a rule of the checks speaks of a concern, its finding is taken; only what no rule says is looked for here.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::facts::unheard;
use super::frozen::{close_moved, freeze};
use crate::clock::{self, Calendar, Clock, Week};
use crate::lang::Text;
use crate::lint::{Finding, Group, Level};
use crate::record::review::FrozenDeal;
use crate::record::{Action, Client, Deal, Moment, TeamFile};
use crate::text;

/// So many days without contact are a concern whatever the stage allows.
const SILENT: i64 = 14;

/// A signing within so many days is near.
const NEAR: i64 = 14;

/// So many actions of one person on one day are too many.
const CROWD: usize = 5;

/// What a remark is about; the graver first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Something is missing or wrong.
    Gap,
    /// The stage is not borne out by the facts.
    Stage,
    /// An action is vague, late or impossible.
    Action,
    /// An order is delivered late, or an invoice not paid in time.
    Owed,
    /// Nobody has spoken to the client for too long.
    Silence,
    /// Nothing is planned.
    NoNext,
    /// The deal is in its stage for too long.
    Overstay,
    /// The signing is near, past or was pushed.
    Close,
}

impl Concern {
    /// How it is written in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Stage => "stage",
            Self::Action => "action",
            Self::Owed => "owed",
            Self::Silence => "silence",
            Self::NoNext => "no_next",
            Self::Overstay => "overstay",
            Self::Close => "close",
        }
    }

    /// What people are shown.
    pub const fn shown(self) -> Text {
        match self {
            Self::Gap => Text::fixed("gap", "缺项"),
            Self::Stage => Text::fixed("stage against facts", "阶段与事实不符"),
            Self::Action => Text::fixed("action", "行动"),
            Self::Owed => Text::fixed("delivery and payment", "交付与回款"),
            Self::Silence => Text::fixed("no contact", "久未联系"),
            Self::NoNext => Text::fixed("no next action", "无下一步"),
            Self::Overstay => Text::fixed("too long in its stage", "停留过久"),
            Self::Close => Text::fixed("close date", "签约日期"),
        }
    }
}

/// Something to ask about.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it is about.
    pub concern: Concern,
    /// How bad.
    pub level: Level,
    /// The rule that found it; none where no rule speaks of it.
    pub rule: Option<&'static str>,
    /// What is to be asked about.
    pub says: Text,
}

/// A record as it is reviewed.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The record.
    pub client: &'a Client,
    /// What the checks find in it.
    pub findings: &'a [Finding],
    /// Where its deals stood in the last review.
    pub before: Option<&'a [FrozenDeal]>,
    /// The week that is reviewed.
    pub week: Week,
    /// What the team agrees on.
    pub team: &'a TeamFile,
    /// Now, in the team's zone.
    pub clock: &'a Clock,
    /// The days that the team works.
    pub calendar: &'a Calendar,
}

/// How many open actions people have on a day, by person.
#[derive(Clone, Debug, Default)]
pub struct Days<'p>(BTreeMap<(&'p str, NaiveDate), usize>);

impl<'p> Days<'p> {
    /// Counts the open actions of these people in a record.
    pub fn count(&mut self, client: &Client, people: &[&'p str], clock: &Clock) {
        for action in client.actions.iter().filter(|action| action.is_open()) {
            let owner = people.iter().find(|person| action.owner.as_deref() == Some(**person));
            if let (Some(owner), Some(due)) = (owner, action.due) {
                *self.0.entry((*owner, due.shown(clock).0)).or_default() += 1;
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn append(&mut self, other: Self) {
        for (day, number) in other.0 {
            *self.0.entry(day).or_default() += number;
        }
    }

    /// How many actions a person has on a day, when they are too many.
    fn crowd(&self, person: &str, day: NaiveDate) -> Option<usize> {
        self.0.get(&(person, day)).copied().filter(|number| *number >= CROWD)
    }
}

/// What is to be asked about a record, as far as it can be said before all the others are read.
#[derive(Clone, Debug, Default)]
pub struct Draft(Vec<Point>);

#[derive(Clone, Debug)]
enum Point {
    /// To be asked about in any case.
    Sure(Remark),
    /// An action of somebody who may have too many on that day.
    OneOfMany { words: String, owner: String, day: NaiveDate },
}

impl Draft {
    /// Whether there is nothing to ask about but dates that are near, however many actions anybody has on a day.
    pub fn is_clean(&self) -> bool {
        self.0.iter().all(|point| matches!(point, Point::Sure(remark) if remark.level == Level::Info))
    }

    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with other words.
    #[must_use]
    pub fn map(mut self, change: impl Fn(&str) -> String) -> Self {
        for point in &mut self.0 {
            match point {
                Point::Sure(remark) => remark.says = remark.says.map(&change),
                Point::OneOfMany { words, .. } => *words = change(words),
            }
        }
        self
    }

    /// What is to be asked about, the gravest concern first, in it the worst.
    pub fn remarks(&self, days: &Days<'_>) -> Vec<Remark> {
        let said = |point: &Point| match point {
            Point::Sure(remark) => Some(remark.clone()),
            Point::OneOfMany { words, owner, day } => {
                let (number, shown) = (days.crowd(owner, *day)?, clock::day(*day));
                let says = Text::new(
                    format!("“{words}” is one of {number} actions on {}", shown.en),
                    format!("“{words}”所在的 {} 共有 {number} 项行动", shown.zh),
                );
                Some(own(Concern::Action, Level::Warning, says))
            }
        };
        let mut remarks: Vec<Remark> = self.0.iter().filter_map(said).collect();
        remarks.sort_by_key(|remark| (remark.concern, std::cmp::Reverse(remark.level)));
        remarks
    }
}

/// Whether there is nothing to ask about but dates that are near.
pub fn is_clean(remarks: &[Remark]) -> bool {
    remarks.iter().all(|remark| remark.level == Level::Info)
}

/// So many of the remarks on a record, which stand in their order: the first of each concern, then the next ones, so that
/// many gaps do not hide a long silence.
pub fn foremost(remarks: &[Remark], most: usize) -> Vec<&Remark> {
    let is_first = |at: usize| at == 0 || remarks[at - 1].concern != remarks[at].concern;
    let (firsts, others): (Vec<usize>, Vec<usize>) = (0..remarks.len()).partition(|at| is_first(*at));
    let mut taken: Vec<usize> = firsts.into_iter().chain(others).take(most).collect();
    taken.sort_unstable();
    taken.into_iter().map(|at| &remarks[at]).collect()
}

/// What is to be asked about the record, but for what depends on others.
pub fn draft(view: &View<'_>) -> Draft {
    let mut found: Vec<Remark> = view.findings.iter().filter_map(|finding| view.taken(finding)).collect();
    let spoken = found.iter().any(|remark| remark.rule == Some("no-recent-contact"));
    for at in view.client.open_deals(view.team) {
        found.extend(view.of_deal(&view.client.deals[at]));
    }
    for deal in view.client.deals.iter().filter(|deal| !view.team.stages.is_open(deal)) {
        found.extend(view.stage(deal));
    }
    let mut points: Vec<Point> = found.into_iter().map(Point::Sure).collect();
    let open = view.client.actions.iter().filter(|action| action.is_open());
    points.extend(open.flat_map(|action| view.of_action(action)).flatten());
    if !spoken {
        points.extend(view.silence().map(Point::Sure));
    }
    Draft(points)
}

impl View<'_> {
    /// What a finding says to a manager. Slips in old log entries were talked about in their weeks; remarks of the checks
    /// that are only worth knowing are for the rep.
    fn taken(&self, finding: &Finding) -> Option<Remark> {
        let counts =
            finding.suppressed.is_none() && finding.level > Level::Info && finding.rule.group != Group::Suppressions;
        if !counts || (finding.level < Level::Error && self.is_old_entry(&finding.route.to_string())) {
            return None;
        }
        Some(Remark {
            concern: concern(finding.rule.id, finding.rule.group),
            level: finding.level,
            rule: Some(finding.rule.id),
            says: finding.message.clone(),
        })
    }

    /// Whether a route, such as `log[3].recorded`, leads to an entry that was written down before the week.
    fn is_old_entry(&self, route: &str) -> bool {
        let at =
            route.strip_prefix("log[").and_then(|rest| rest.split(']').next()).and_then(|at| at.parse::<usize>().ok());
        let entry = at.and_then(|at| self.client.log.get(at));
        let day = |moment: Option<Moment>| moment.map(|moment| moment.shown(self.clock).0);
        entry.is_some_and(|entry| {
            day(entry.recorded).or_else(|| day(entry.at)).is_some_and(|day| day < self.week.monday())
        })
    }

    fn of_deal(&self, deal: &Deal) -> Vec<Remark> {
        self.stage(deal).into_iter().chain(self.close(deal)).collect()
    }

    fn stage(&self, deal: &Deal) -> Option<Remark> {
        let stage = self.team.stages.get(deal.stage.as_deref()?)?;
        unheard(self.client, deal, stage).map(|says| own(Concern::Stage, Level::Warning, self.named(deal, says)))
    }

    /// With the deal's name where the client has several.
    fn named(&self, deal: &Deal, says: Text) -> Text {
        let name = &deal.name;
        if self.client.deals.len() > 1 { text!("{name}: ", "{name}：").then(&says) } else { says }
    }

    fn close(&self, deal: &Deal) -> Vec<Remark> {
        let mut found = Vec::new();
        let moved = self.before.and_then(|before| {
            let now = freeze(self.client, self.clock);
            let of = |deals: &[FrozenDeal]| deals.iter().find(|frozen| frozen.deal == deal.name).cloned();
            let (old, new) = (of(before)?, of(&now)?);
            close_moved(&old, &new).filter(|_| new.close > old.close)
        });
        found.extend(moved.map(|says| own(Concern::Close, Level::Warning, self.named(deal, says))));
        if let Some(close) = deal.expected_close.filter(|close| {
            let days = (close.0 - self.clock.today()).num_days();
            (0..=NEAR).contains(&days)
        }) {
            let (when, stage) = (clock::until(close.0, self.clock.today()), deal.stage.as_deref().unwrap_or("—"));
            let says = Text::new(
                format!("to be signed {}, on {close}, and now in {stage}", when.en),
                format!("预计{}（{close}）签约，现在处于{stage}", when.zh),
            );
            found.push(own(Concern::Close, Level::Info, self.named(deal, says)));
        }
        found
    }

    fn of_action(&self, action: &Action) -> [Option<Point>; 2] {
        let Some(day) = action.due.map(|due| due.shown(self.clock).0) else { return [None, None] };
        let words = &action.action;
        let idle = (!self.calendar.is_working(day)).then(|| {
            let shown = clock::day(day);
            let holiday =
                self.calendar.listed(day).map(|listed| listed.name.clone()).filter(|name| !name.en.is_empty());
            let what = holiday.unwrap_or(Text::fixed("no working day", "非工作日"));
            let says = Text::new(
                format!("“{words}” is due on {}: {}", shown.en, what.en),
                format!("“{words}”的期限是 {}：{}", shown.zh, what.zh),
            );
            Point::Sure(own(Concern::Action, Level::Warning, says))
        });
        let owner = action.owner.clone();
        [idle, owner.map(|owner| Point::OneOfMany { words: words.clone(), owner, day })]
    }

    fn silence(&self) -> Option<Remark> {
        if self.client.open_deals(self.team).is_empty() {
            return None;
        }
        let last = self.client.last_contact(self.clock)?.shown(self.clock).0;
        let days = (self.clock.today() - last).num_days();
        (days >= SILENT).then(|| {
            own(Concern::Silence, Level::Warning, text!("no contact for {days} days", "已有 {days} 天没有联系"))
        })
    }
}

const fn own(concern: Concern, level: Level, says: Text) -> Remark {
    Remark { concern, level, rule: None, says }
}

/// What a rule's findings are about.
fn concern(rule: &str, group: Group) -> Concern {
    match (rule, group) {
        ("missing-next-action", _) => Concern::NoNext,
        ("no-recent-contact", _) => Concern::Silence,
        ("overdue-delivery" | "overdue-receivable", _) => Concern::Owed,
        ("stale-stage", _) => Concern::Overstay,
        ("close-date-past" | "missing-close-date", _) => Concern::Close,
        ("overdue-milestone" | "milestone-without-owner" | "inactive-person-in-charge", _) | (_, Group::Actions) => {
            Concern::Action
        }
        (_, Group::Stage) => Concern::Stage,
        _ => Concern::Gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_gaps_do_not_hide_a_long_silence() {
        let of = |concerns: &[Concern], most| {
            let remarks: Vec<Remark> = concerns.iter().map(|one| own(*one, Level::Warning, Text::default())).collect();
            foremost(&remarks, most).into_iter().map(|remark| remark.concern).collect::<Vec<_>>()
        };
        let found = [Concern::Gap, Concern::Gap, Concern::Gap, Concern::Stage, Concern::Silence];
        assert_eq!(of(&found, 3), [Concern::Gap, Concern::Stage, Concern::Silence]);
        assert_eq!(of(&found, 4), [Concern::Gap, Concern::Gap, Concern::Stage, Concern::Silence]);
        assert_eq!(of(&found, 2), [Concern::Gap, Concern::Stage]);
        assert_eq!(of(&found, usize::MAX), found);
        assert_eq!(of(&[], 3), []);
    }
}
