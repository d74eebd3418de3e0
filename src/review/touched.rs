//! What somebody did with a client in a week, by the dates in the record.
//!
//! What was done too late for the submission of its week belongs to the next one. A need has no date of its own: it is new
//! when the last review did not know it, or, before the first review, when its deal was opened in the week.

use super::frozen::new_needs;
use super::handed::{Contacts, HandedIn, of_days};
use crate::clock::{Clock, Week};
use crate::record::review::{FrozenDeal, StageMove};
use crate::record::{Action, Client, Day, Deal, LogEntry, Moment};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touch {
    /// How many contacts were logged: those made in the week, and the earlier ones.
    pub contacts: usize,
    /// When those contacts were made that belong to it though they were made in an earlier week: written down in this one, or
    /// after the last submission of the week before.
    pub earlier: Vec<Moment>,
    /// Moves into stages.
    pub moves: Vec<StageMove>,
    /// Needs that are new.
    pub needs: Vec<String>,
    /// Actions that were agreed.
    pub planned: Vec<String>,
    /// Actions that were done.
    pub done: Vec<String>,
}

impl Touch {
    /// Whether needs are all that is new.
    pub fn is_needs_only(&self) -> bool {
        Self { needs: Vec::new(), ..self.clone() }.is_empty() && !self.needs.is_empty()
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What `person` did with the client in the week; nothing when that is nothing. `before` is where the deals stood in the
/// last review, if there was one; `handed` what the person handed in, in whichever weeks.
///
/// What does not say who did it counts for the client's owner.
pub fn touched(
    client: &Client,
    person: &str,
    week: Week,
    clock: &Clock,
    before: Option<&[FrozenDeal]>,
    handed: &HandedIn<'_>,
) -> Option<Touch> {
    let owns = client.owner.as_deref() == Some(person);
    let is_theirs = |by: Option<&str>| by.map_or(owns, |by| by == person);
    let logged: Vec<&LogEntry> = client.log.iter().filter(|entry| is_theirs(entry.by.as_deref())).collect();
    let (made, earlier) = Contacts { logged: &logged, clock, handed }.of_week(week);
    let mut touch = Touch { contacts: made + earlier.len(), earlier, ..Touch::default() };
    touch.moves = of_days(week, handed, |kept| &kept.moves, |week| moves(client, week, &is_theirs));
    // What was agreed before a handover was its earlier owner's to hand in.
    let handed_over = client.owners.iter().filter_map(|earlier| Some(Week::of(earlier.until?.0))).max();
    let own = |action: &&Action| owns || action.owner.as_deref() == Some(person);
    let words = |action: &Action| action.action.clone();
    // A client that is not in the last submission had nothing planned until then: an action is never created in the past.
    let without = handed(week.before(1)).filter(|last| last.entry.is_none());
    let is_left = |day: Day| {
        handed_over.is_none_or(|over| over < Week::of(day.0))
            && without.is_none_or(|last| day.0 >= last.at.shown(clock).0)
    };
    let planned = |of: Week| -> Vec<String> {
        let created = |action: &&Action| {
            action.created.is_some_and(|day: Day| of.contains(day.0) && (of == week || is_left(day)))
        };
        client.actions.iter().filter(own).filter(created).map(words).collect()
    };
    touch.planned = of_days(week, handed, |kept| &kept.planned, planned);
    let done = |of: Week| -> Vec<String> {
        let in_week = |moment: Moment| of.contains(moment.shown(clock).0);
        let done = |action: &&Action| is_theirs(action.owner.as_deref()) && action.done.is_some_and(in_week);
        client.actions.iter().filter(done).map(words).collect()
    };
    touch.done = of_days(week, handed, |kept| &kept.done, done);
    if owns || touch.contacts > 0 {
        touch.needs = client.deals.iter().flat_map(|deal| needs(deal, week, before)).collect();
    }
    (!touch.is_empty()).then_some(touch)
}

/// The moves of a week that count for somebody.
fn moves(client: &Client, week: Week, is_theirs: &dyn Fn(Option<&str>) -> bool) -> Vec<StageMove> {
    let of_deal = |deal: &Deal| {
        let entries = deal.history.iter().enumerate();
        let in_week = |day: Option<Day>| day.is_some_and(|day| week.contains(day.0));
        let stages = entries.filter(|(_, entry)| is_theirs(entry.by.as_deref()) && in_week(entry.since));
        let moved = stages.map(|(at, entry)| StageMove {
            deal: deal.name.clone(),
            from: at.checked_sub(1).map(|before| deal.history[before].stage.clone()),
            to: entry.stage.clone(),
            on: entry.since,
        });
        moved.collect::<Vec<_>>()
    };
    client.deals.iter().flat_map(of_deal).collect()
}

fn needs(deal: &Deal, week: Week, before: Option<&[FrozenDeal]>) -> Vec<String> {
    let all = || deal.needs.iter().map(|need| need.need.clone()).collect();
    let opened = || deal.history.first().and_then(|first| first.since).is_some_and(|day| week.contains(day.0));
    let known = before.map(|before| before.iter().find(|old| old.deal == deal.name));
    match known {
        Some(Some(old)) => {
            let now = FrozenDeal { needs: all(), ..FrozenDeal::default() };
            new_needs(old, &now).into_iter().map(str::to_string).collect()
        }
        Some(None) => all(),
        None if opened() => all(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "\
client: A
owner: ann
deals:
- name: Line
  stage: Proposal
  needs: [{need: fast}, {need: cheap}]
  history:
  - {stage: Lead, since: 2026-06-01, by: ann}
  - {stage: Proposal, since: 2026-06-22, by: ann}
log:
- {at: 2026-06-19 10:00, recorded: 2026-06-22 09:00, by: ann, summary: late}
- {at: 2026-06-28T23:30+00:00, by: ann, summary: by the clock of Shanghai it is Monday}
- {at: 2026-06-24 10:00, by: bob, summary: another's}
- {at: 2026-06-25, summary: by nobody}
actions:
- {action: a, owner: bob, created: 2026-06-22}
- {action: b, owner: bob, created: 2026-06-01, done: 2026-06-24 10:00}
- {action: c, owner: ann, created: 2026-06-01, done: 2026-06-24 10:00}
";

    fn touch(person: &str, week: &str, before: Option<&[FrozenDeal]>) -> Option<Touch> {
        let client = yaml_serde::from_str::<Client>(RECORD).unwrap();
        let clock = Clock::new("Asia/Shanghai", Some("2026-06-26")).unwrap();
        touched(&client, person, week.parse().unwrap(), &clock, before, &|_| None)
    }

    #[test]
    fn what_somebody_did_in_a_week_is_told_by_the_dates() {
        let found = touch("ann", "2026-W26", None).unwrap();
        assert_eq!(found.contacts, 2);
        assert_eq!(found.moves.len(), 1);
        assert_eq!((found.moves[0].from.as_deref(), found.moves[0].to.as_str()), (Some("Lead"), "Proposal"));
        assert_eq!((found.planned, found.done), (vec!["a".to_string()], vec!["c".to_string()]));
        let found = touch("bob", "2026-W26", None).unwrap();
        assert_eq!((found.contacts, found.planned, found.done), (1, vec!["a".into()], vec!["b".into()]));
        assert_eq!(touch("ann", "2026-W27", None).unwrap().contacts, 1);
        assert_eq!(touch("eve", "2026-W26", None), None);
    }

    #[test]
    fn a_need_is_new_when_the_last_review_did_not_know_it() {
        assert_eq!(touch("ann", "2026-W26", None).unwrap().needs, [""; 0]);
        assert_eq!(touch("ann", "2026-W23", None).unwrap().needs, ["fast", "cheap"]);
        let before = [FrozenDeal { deal: "Line".into(), needs: vec!["Fast".into()], ..FrozenDeal::default() }];
        assert_eq!(touch("ann", "2026-W26", Some(&before)).unwrap().needs, ["cheap"]);
        assert_eq!(touch("ann", "2026-W20", Some(&[])).unwrap().needs, ["fast", "cheap"]);
    }
}
