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

impl FollowUp {
    /// Of all clients in a week; of one person's contacts and actions when `person` is named.
    pub fn of<'c>(
        clients: impl IntoIterator<Item = &'c Client>,
        week: Week,
        clock: &Clock,
        person: Option<&str>,
    ) -> Self {
        let theirs = |by: Option<&str>| person.is_none_or(|person| by == Some(person));
        let (mut found, mut delays) = (Self::default(), Vec::new());
        for client in clients {
            let entries = client.log.iter().filter(|entry| theirs(entry.by.as_deref()));
            delays.extend(entries.filter_map(|entry| {
                let (at, recorded) = (entry.at?, entry.recorded?);
                at.time.filter(|_| week.contains(at.shown(clock).0))?;
                Some((recorded.end(clock) - at.start(clock)).max(TimeDelta::zero()))
            }));
            for action in client.actions.iter().filter(|action| theirs(action.owner.as_deref())) {
                let Some(deadline) = action.deadline(clock).filter(|_| action.cancelled.is_none()) else { continue };
                let decided = action.done.is_some() || deadline < clock.now();
                if week.contains(deadline.date()) && decided {
                    found.due += 1;
                    found.kept += usize::from(action.done.is_some_and(|done| done.start(clock) <= deadline));
                }
            }
        }
        delays.sort_unstable();
        found.contacts = delays.len();
        found.in_time = delays.iter().filter(|delay| **delay <= TimeDelta::hours(24)).count();
        found.median = delays.len().checked_sub(1).map(|last| delays[last / 2].num_minutes());
        found
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
        let found = FollowUp::of([&client], "2026-W26".parse().unwrap(), &clock, Some("ann"));
        assert_eq!(found, FollowUp { contacts: 3, in_time: 2, median: Some(1440), due: 3, kept: 1 });
        let all = FollowUp::of([&client], "2026-W26".parse().unwrap(), &clock, None);
        assert_eq!((all.contacts, all.median), (4, Some(30)));
    }
}
