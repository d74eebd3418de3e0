//! Two figures for the weekly meeting: where deals get stuck, and how fast is followed up.

use chrono::TimeDelta;

use crate::clock::{Clock, Week};
use crate::record::{Client, StageKind, TeamFile};

/// What became of the deals that entered an open stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    /// The stage.
    pub stage: String,
    /// How many deals were ever in it.
    pub entered: usize,
    /// How many of them went on to a later stage that is not a lost one.
    pub advanced: usize,
    /// How many ended in a lost stage from it.
    pub lost: usize,
}

impl Conversion {
    /// The share of those that went on, of those of which that is decided, in percent; nothing when it is of none.
    pub fn percent(&self) -> Option<usize> {
        (self.advanced * 100 + (self.advanced + self.lost) / 2).checked_div(self.advanced + self.lost)
    }
}

/// The conversion of each open stage, in the order of the stages. A deal counts once for each stage that it was in: as
/// advanced when it was later in a further one, else as lost when it ended; deals still there are only among those
/// entered. A loss is never an advance, whatever stands after it in the history.
pub fn conversions<'c>(team: &TeamFile, clients: impl IntoIterator<Item = &'c Client>) -> Vec<Conversion> {
    let open = || team.stages.0.iter().enumerate().filter(|(_, stage)| stage.kind == StageKind::Open);
    let mut found: Vec<Conversion> =
        open().map(|(_, stage)| Conversion { stage: stage.name.clone(), ..Conversion::default() }).collect();
    for deal in clients.into_iter().flat_map(|client| &client.deals) {
        let way: Vec<usize> = deal.history.iter().filter_map(|entry| team.stages.position(&entry.stage)).collect();
        let lost = |at: &usize| team.stages.0[*at].kind == StageKind::Lost;
        for ((at, _), conversion) in open().zip(&mut found) {
            let Some(first) = way.iter().position(|step| *step == at) else { continue };
            conversion.entered += 1;
            let further = way[first..].iter().any(|step| *step > at && !lost(step));
            if further {
                conversion.advanced += 1;
            } else if way.last().is_some_and(lost) {
                conversion.lost += 1;
            }
        }
    }
    found
}

/// The stage with the lowest conversion, among those of which three deals or more are decided; of equal ones the later,
/// where more work is lost.
pub fn weak_link(conversions: &[Conversion]) -> Option<&Conversion> {
    let decided = |conversion: &&Conversion| conversion.advanced + conversion.lost >= 3;
    conversions.iter().rev().filter(decided).min_by_key(|conversion| conversion.percent())
}

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

    fn team() -> TeamFile {
        toml::from_str(
            "[team]\nname = \"T\"\n[[stages]]\nname = \"Lead\"\n[[stages]]\nname = \"Proposal\"\n\
             [[stages]]\nname = \"Won deal\"\nkind = \"won\"\n[[stages]]\nname = \"Lost\"\nkind = \"lost\"\n",
        )
        .unwrap()
    }

    fn client(ways: &[&[&str]]) -> Client {
        let deal = |way: &&[&str]| {
            let steps: Vec<String> = way.iter().map(|stage| format!("{{stage: {stage}}}")).collect();
            format!("- history: [{}]\n", steps.join(", "))
        };
        let text = format!("client: A\ndeals:\n{}", ways.iter().map(deal).collect::<String>());
        yaml_serde::from_str::<Client>(&text).unwrap()
    }

    #[test]
    fn a_loss_is_no_progress_and_what_is_open_is_not_decided() {
        let client = client(&[
            &["Lead", "Proposal", "Won deal"],
            // Forward, back, forward, and still there.
            &["Lead", "Proposal", "Lead", "Proposal"],
            &["Lead", "Lost"],
            &["Lead", "Proposal", "Lost"],
            // Lost, then taken up again.
            &["Lead", "Lost", "Lead"],
            // Skips a stage.
            &["Lead", "Won deal"],
            &["Lead"],
        ]);
        let found = conversions(&team(), [&client]);
        let counted: Vec<_> =
            found.iter().map(|one| (one.stage.as_str(), one.entered, one.advanced, one.lost)).collect();
        assert_eq!(counted, [("Lead", 7, 4, 1), ("Proposal", 3, 1, 1)]);
        assert_eq!((found[0].percent(), found[1].percent()), (Some(80), Some(50)));
        // Of two decided deals nothing is concluded.
        assert_eq!(weak_link(&found).map(|one| one.stage.as_str()), Some("Lead"));
        assert_eq!(weak_link(&[]), None);
    }

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
