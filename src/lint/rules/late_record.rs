use chrono::{NaiveDateTime, TimeDelta};

use crate::clock::{Calendar, hours_begun};
use crate::lint::OptionDefault::{Flag, Number};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// A contact that was written down too late to be remembered well.
pub struct LateRecord;

impl Rule for LateRecord {
    fn about(&self) -> &'static About {
        crate::about!(
            "late-record", Log, Warning, "a contact was written down late", "沟通记录补得晚",
            "hours" = Number(24), "working_hours" = Flag(false),
        )
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        let (Some(took_place), Some(recorded)) = (entry.at, entry.recorded) else { return };
        // What is known only to the day counts in the writer's favour.
        let (from, to) = (took_place.end(check.clock), recorded.start(check.clock));
        let allowed = check.number("hours");
        let is_late = |took: TimeDelta| took > TimeDelta::hours(allowed);
        let took = check.clock.between(from, to);
        // Of working days there are never more hours.
        let working = is_late(took) && check.flag("working_hours");
        let took = if working { worked(check.calendar, from, to) } else { took };
        if !is_late(took) {
            return;
        }
        let hours = hours_begun(took);
        let (en, zh) = if working { ("hours of working days", "小时（只算工作日）") } else { ("hours", "小时") };
        check
            .report(
                Route::root().key("log").index(at).key("recorded"),
                text!(
                    "written down {hours} {en} after the contact; {allowed} are allowed",
                    "沟通之后 {hours} {zh}才补记，规定是 {allowed} 小时之内"
                ),
            )
            .mend(text!(
                "next time `salesrec log` the same day; if there was a reason, above the entry: `# salesrec: ignore late-record because …`",
                "下次当天就 `salesrec log`；确有原因的，在这条记录上方注明：`# salesrec: ignore late-record 因为…`"
            ));
    }
}

/// How much of the time from `from` to `to` lies on working days.
fn worked(calendar: &Calendar, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
    // The whole days after the first, with the last; then what of the first is over, and what of the last is to come.
    let days = TimeDelta::days(calendar.working_days_between(from.date(), to.date()));
    let since_midnight = |moment: NaiveDateTime| {
        let worked = calendar.is_working(moment.date());
        if worked { moment - moment.date().and_time(chrono::NaiveTime::MIN) } else { TimeDelta::zero() }
    };
    let last = if calendar.is_working(to.date()) { TimeDelta::days(1) } else { TimeDelta::zero() };
    let first = if calendar.is_working(from.date()) { TimeDelta::days(1) } else { TimeDelta::zero() };
    days + (first - since_midnight(from)) - (last - since_midnight(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekend_does_not_count_as_working_time() {
        let at = |written: &str| NaiveDateTime::parse_from_str(written, "%Y-%m-%d %H:%M").unwrap();
        for (from, to, hours) in [
            ("2026-06-26 17:00", "2026-06-29 09:00", 16),
            ("2026-06-26 09:00", "2026-06-26 17:00", 8),
            ("2026-06-27 09:00", "2026-06-28 17:00", 0),
            ("2026-06-27 09:00", "2026-06-29 08:00", 8),
            ("2026-06-26 20:00", "2026-06-28 17:00", 4),
            ("2026-06-22 10:00", "2026-06-25 10:00", 72),
        ] {
            let worked = worked(&Calendar::weekends_only(), at(from), at(to));
            assert_eq!(worked, TimeDelta::hours(hours), "{from} {to}");
        }
    }
}
