//! A figure for the weekly meeting: how fast is followed up.

use chrono::TimeDelta;

use crate::clock::{Clock, Week};
use crate::record::Client;

/// How fast contacts of a week were written down, and whether actions were done in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// Contacts of the week that say when they were written down.
    pub contacts: usize,
    /// Those that were within 24 hours.
    pub in_time: usize,
    /// The middle delay between contact and record, in minutes; of an even number the lower one.
    pub median: Option<i64>,
    /// Actions that fell due in the week up to now and were not given up.
    pub due: usize,
    /// Those that were done before their deadline had passed.
    pub kept: usize,
}

/// What clients add to it.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    delays: Vec<TimeDelta>,
    due: usize,
    kept: usize,
}

impl Followed {
    /// Adds a client's contacts and actions of a week.
    pub fn add(&mut self, client: &Client, week: Week, clock: &Clock) {
        self.delays.extend(client.log.iter().filter_map(|entry| {
            let (at, recorded) = (entry.at?, entry.recorded?);
            at.time.filter(|_| week.contains(at.shown(clock).0))?;
            Some((recorded.end(clock) - at.start(clock)).max(TimeDelta::zero()))
        }));
        for action in &client.actions {
            let Some(deadline) = action.deadline(clock).filter(|_| action.cancelled.is_none()) else { continue };
            let decided = action.done.is_some() || deadline < clock.now();
            if week.contains(deadline.date()) && decided {
                self.due += 1;
                self.kept += usize::from(action.done.is_some_and(|done| done.start(clock) <= deadline));
            }
        }
    }

    /// Adds what was added elsewhere.
    pub fn append(&mut self, other: Self) {
        self.delays.extend(other.delays);
        self.due += other.due;
        self.kept += other.kept;
    }
}

impl From<Followed> for FollowUp {
    fn from(Followed { mut delays, due, kept }: Followed) -> Self {
        delays.sort_unstable();
        Self {
            contacts: delays.len(),
            in_time: delays.iter().filter(|delay| **delay <= TimeDelta::hours(24)).count(),
            median: delays.len().checked_sub(1).map(|last| delays[last / 2].num_minutes()),
            due,
            kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follow_up_is_counted_by_hand() {
        let text = "\
client: A
log:
- {at: 2026-06-22 10:00, recorded: 2026-06-22 10:30, by: ann}
- {at: 2026-06-23 10:00, recorded: 2026-06-24 10:00, by: ann}
- {at: 2026-06-23 10:00, recorded: 2026-06-24 10:01, by: ann}
- {at: 2026-06-23 10:00, by: ann}
- {at: 2026-06-19 10:00, recorded: 2026-06-30 10:00, by: ann}
- {at: 2026-06-24 10:00, recorded: 2026-06-24 10:05, by: bob}
actions:
- {action: a, owner: ann, due: 2026-06-24 10:00, done: 2026-06-24 10:00}
- {action: b, owner: ann, due: 2026-06-24, done: 2026-06-25}
- {action: c, owner: ann, due: 2026-06-23}
- {action: d, owner: ann, due: 2026-06-28}
- {action: e, owner: ann, due: 2026-06-23, cancelled: 2026-06-23}
";
        let client = yaml_serde::from_str::<Client>(text).unwrap();
        let clock = Clock::new("UTC", Some("2026-06-26 16:30")).unwrap();
        let mut followed = Followed::default();
        followed.add(&client, "2026-W26".parse().unwrap(), &clock);
        let found = FollowUp::from(followed.clone());
        assert_eq!(found, FollowUp { contacts: 4, in_time: 3, median: Some(30), due: 3, kept: 1 });
        followed.append(followed.clone());
        let twice = FollowUp::from(followed);
        assert_eq!(twice, FollowUp { contacts: 8, in_time: 6, median: Some(30), due: 6, kept: 2 });
    }
}
