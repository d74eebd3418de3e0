//! When what is due: the plan is scaled to the giver's last day, in working days.

use chrono::{Days, NaiveDate};

use super::Tier;
use crate::clock::Calendar;
use crate::lang::Text;
use crate::record::Client;
use crate::record::handover::PlannedKind;
use crate::text;

/// The days between which a handover takes place.
#[derive(Clone, Copy, Debug)]
pub struct Dates<'a> {
    /// The days that the team works.
    pub calendar: &'a Calendar,
    /// The day on which it is made.
    pub from: NaiveDate,
    /// The giver's last day.
    pub until: NaiveDate,
}

impl Dates<'_> {
    /// The day on which a share of the working days, in hundredths, has passed; never after the last day.
    pub fn at(&self, hundredths: usize) -> NaiveDate {
        let days = self.calendar.working_days_between(self.from, self.until).max(0);
        let passed = (days * i64::try_from(hundredths).unwrap_or(100) + 99) / 100;
        self.calendar.add_working_days(self.from, passed).unwrap_or(self.until).min(self.until).max(self.from)
    }

    /// The days on which so many steps are due, evenly spread; the last one on the last day.
    pub fn steps(&self, number: usize) -> Vec<NaiveDate> {
        let day = |step: usize| if step == number { self.until.max(self.from) } else { self.at(step * 100 / number) };
        (1..=number).map(day).collect()
    }
}

/// An action that supports the transition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// What for.
    pub kind: PlannedKind,
    /// The deed.
    pub deed: Text,
    /// Until when.
    pub due: NaiveDate,
}

/// What helps a client through the transition from `giver` to `receiver`, which began at `moved` and ends at `until`: the
/// client is told; the urgent ones are seen together, while the giver is there (`last`); and asked how it goes.
pub fn support(
    client: &Client,
    tier: &Tier,
    (giver, receiver): (&str, &str),
    calendar: &Calendar,
    (moved, last, until): (NaiveDate, Option<NaiveDate>, NaiveDate),
) -> Vec<Support> {
    let until = until.max(moved);
    let after = |days| calendar.add_working_days(moved, days).unwrap_or(until).min(until).max(moved);
    let name = &client.client;
    let notice = text!(
        "Tell {name} that {receiver} now looks after them, and how to reach {receiver}",
        "告知{name}：今后由{receiver}对接，并留下联系方式"
    );
    let mut planned =
        vec![Support { kind: PlannedKind::Notice, deed: notice, due: after(if tier.tier == 1 { 1 } else { 3 }) }];
    if tier.tier == 1 {
        let due = last.map_or_else(|| after(5), |last| after(5).min(last).max(moved));
        let deed = text!("Visit or call {name} together with {giver}", "与{giver}一同拜访或致电{name}");
        planned.push(Support { kind: PlannedKind::Visit, deed, due });
    }
    if tier.tier <= 2 {
        let half = (until - moved).num_days() / 2;
        let due = moved.checked_add_days(Days::new(u64::try_from(half).unwrap_or_default())).unwrap_or(until);
        let due = if calendar.is_working(due) { due } else { calendar.add_working_days(due, 1).unwrap_or(due) };
        let deed = text!(
            "Ask {name} how the change of contact goes, and clear open questions with {giver}",
            "回访{name}，了解换人后的情况，并与{giver}核对遗留问题"
        );
        planned.push(Support { kind: PlannedKind::CheckIn, deed, due: due.min(until) });
    }
    planned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().unwrap()
    }

    #[test]
    fn steps_are_spread_over_the_working_days_and_end_on_the_last() {
        let calendar = Calendar::weekends_only();
        // A Friday, and the Friday two weeks later: ten working days.
        let dates = Dates { calendar: &calendar, from: day("2026-06-26"), until: day("2026-07-10") };
        let due: Vec<String> = dates.steps(6).iter().map(ToString::to_string).collect();
        assert_eq!(due, ["2026-06-30", "2026-07-02", "2026-07-03", "2026-07-07", "2026-07-09", "2026-07-10"]);
    }

    #[test]
    fn a_handover_of_today_has_everything_due_today() {
        let calendar = Calendar::weekends_only();
        let today = day("2026-06-26");
        for until in [today, day("2026-06-20")] {
            let dates = Dates { calendar: &calendar, from: today, until };
            assert!(dates.steps(3).iter().all(|due| *due == today), "{until}");
            assert_eq!(dates.at(60), today);
        }
    }

    #[test]
    fn a_last_day_on_a_weekend_stays_the_last_day() {
        let calendar = Calendar::weekends_only();
        let dates = Dates { calendar: &calendar, from: day("2026-06-25"), until: day("2026-06-28") };
        assert_eq!(dates.steps(2), [day("2026-06-26"), day("2026-06-28")]);
    }

    #[test]
    fn an_urgent_client_is_seen_while_the_giver_is_there() {
        let calendar = Calendar::weekends_only();
        let (moved, last, until) = (day("2026-07-06"), day("2026-07-08"), day("2026-07-22"));
        let client = Client { client: "A Ltd".into(), ..Client::default() };
        let urgent = Tier { tier: 1, reasons: Vec::new() };
        let planned = support(&client, &urgent, ("Ann", "Bob"), &calendar, (moved, Some(last), until));
        let kinds: Vec<(PlannedKind, NaiveDate)> = planned.iter().map(|one| (one.kind, one.due)).collect();
        assert_eq!(
            kinds,
            [
                (PlannedKind::Notice, day("2026-07-07")),
                (PlannedKind::Visit, last),
                (PlannedKind::CheckIn, day("2026-07-14"))
            ]
        );
        let calm = Tier { tier: 3, reasons: Vec::new() };
        assert_eq!(support(&client, &calm, ("Ann", "Bob"), &calendar, (moved, Some(last), until)).len(), 1);
    }
}
