//! Now and today, dates as people say and read them, and lengths of time.
//!
//! All dates and times of the records are wall times of the team's zone. `SALESREC_NOW` fixes the moment, for tests
//! and for looking at the records as of another day.

mod calendar;
mod length;
mod period;
pub mod phrase;
mod shown;
mod week;

pub use calendar::{Calendar, Listed};
pub use length::Length;
pub use period::{NoPeriod, Period, Span};
pub use phrase::{Direction, Spoken};
pub use shown::{day, moment, since, until};
pub use week::Week;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::error::{Error, Kind, Result};
use crate::lang::{Text, list_of};
use crate::text;

/// The moment that the program takes for now, in the team's zone.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    now: DateTime<Tz>,
    /// From this wall time to the day before today no clock of the zone was changed.
    unchanged: NaiveDateTime,
}

/// So far back it is looked when the clocks were last changed: most of what is asked for lies there.
const FORTNIGHTS: i32 = 52;

impl Clock {
    fn at(now: DateTime<Tz>) -> Self {
        let (zone, before) = (now.timezone(), |fortnights| now.naive_utc() - TimeDelta::days(14) * fortnights);
        let offset = |at: NaiveDateTime| zone.offset_from_utc_datetime(&at).fix();
        // No zone goes over to summer time and back within two weeks.
        let unchanged = (0..=FORTNIGHTS).take_while(|&fortnights| offset(before(fortnights)) == now.offset().fix());
        let first = before(unchanged.last().unwrap_or(0)).and_utc().with_timezone(&zone).naive_local();
        // On the day of a change a wall time may come twice.
        Self { now, unchanged: first + TimeDelta::days(1) }
    }

    /// The clock of a zone such as `Asia/Shanghai`.
    ///
    /// `fixed` is the value of `SALESREC_NOW`: `2026-06-26` (its midnight), `2026-06-26 17:00` or
    /// `2026-06-26T17:00` in the zone, or with `Z` or an offset, which is converted into the zone. Empty is unset.
    /// An unknown zone and a moment that is none are [`Kind::Usage`] errors.
    pub fn new(zone_name: &str, fixed: Option<&str>) -> Result<Self> {
        let zone = zone(zone_name)?;
        let now = match fixed.filter(|fixed| !fixed.trim().is_empty()) {
            None => Utc::now().with_timezone(&zone),
            Some(fixed) => {
                let written = phrase::written(fixed).ok_or_else(|| not_a_moment(fixed))?;
                let time = written.date.and_time(written.time.unwrap_or(NaiveTime::MIN));
                match written.offset {
                    Some(offset) => time.and_local_timezone(offset).single().map(|at| at.with_timezone(&zone)),
                    None => time.and_local_timezone(zone).earliest(),
                }
                .ok_or_else(|| not_a_moment(fixed))?
            }
        };
        Ok(Self::at(now))
    }

    /// The wall time, with seconds.
    pub fn now(&self) -> NaiveDateTime {
        self.now.naive_local()
    }

    /// The wall time as the records write it: to the minute.
    pub fn minute(&self) -> NaiveDateTime {
        let now = self.now();
        now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now)
    }

    /// The day that it is in the zone.
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// The same zone at the last second of a day; of a day that the zone left out, now.
    #[must_use]
    pub fn at_end_of(&self, day: NaiveDate) -> Self {
        let last = NaiveTime::from_hms_opt(23, 59, 59)
            .and_then(|last| day.and_time(last).and_local_timezone(self.zone()).latest());
        Self::at(last.unwrap_or(self.now))
    }

    /// The moment itself, wherever the team is.
    pub fn utc(&self) -> DateTime<Utc> {
        self.now.to_utc()
    }

    /// The team's zone.
    pub fn zone(&self) -> Tz {
        self.now.timezone()
    }

    /// A written moment as the team's wall time: unchanged without an offset, converted with one.
    pub fn wall(&self, written: NaiveDateTime, offset: Option<FixedOffset>) -> NaiveDateTime {
        offset
            .and_then(|offset| written.and_local_timezone(offset).single())
            .map_or(written, |at| at.with_timezone(&self.zone()).naive_local())
    }

    /// How long it is from one wall time to a later one, across changes of summer time. A wall time that comes twice in the
    /// night of a change is taken so that the time is shorter; one that the change leaves out, as it is written.
    pub fn between(&self, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
        let unchanged = self.unchanged..self.today().and_time(NaiveTime::MIN);
        if unchanged.contains(&from) && unchanged.contains(&to) {
            return to - from;
        }
        elapsed(self.zone(), from, to)
    }

    /// The wall time when `length` has passed (or, negative, before now), across changes of summer time; `None` beyond
    /// the calendar.
    fn after(&self, length: TimeDelta) -> Option<NaiveDateTime> {
        self.now.checked_add_signed(length).map(|at| at.naive_local())
    }
}

/// The hours of a length of time, of which one that has begun counts as a whole one.
pub fn hours_begun(time: TimeDelta) -> i64 {
    (time.num_minutes() + 59).div_euclid(60)
}

fn elapsed(zone: Tz, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
    match (from.and_local_timezone(zone).latest(), to.and_local_timezone(zone).earliest()) {
        (Some(from), Some(to)) => to - from,
        _ => to - from,
    }
}

/// The zone of a name such as `Asia/Shanghai`; an unknown one is a [`Kind::Usage`] error with those spelt alike.
pub fn zone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| unknown_zone(name))
}

fn not_a_moment(fixed: &str) -> Error {
    Error::new(
        Kind::Usage,
        text!("SALESREC_NOW is “{fixed}”, which is not a moment", "SALESREC_NOW 的值“{fixed}”不是有效的时刻"),
    )
    .hint(text!(
        "write it as `2026-06-26 17:00` or `2026-06-26T17:00+08:00`",
        "请写成 `2026-06-26 17:00` 或 `2026-06-26T17:00+08:00`"
    ))
}

fn unknown_zone(name: &str) -> Error {
    let error = Error::new(Kind::Usage, text!("no time zone named “{name}”", "没有名为“{name}”的时区"));
    let near = near_zones(name);
    if near.is_empty() {
        return error.hint(text!(
            "zones are named like `Asia/Shanghai` or `Europe/London`",
            "时区的写法如 `Asia/Shanghai`、`Europe/London`"
        ));
    }
    let near = list_of(&near.iter().map(|zone| format!("`{zone}`")).collect::<Vec<_>>());
    error.hint(Text::fixed("near it: ", "相近的有：").then(&near))
}

/// At most three zones spelt like `name`, or whose city is.
fn near_zones(name: &str) -> Vec<&'static str> {
    let name = name.trim().to_lowercase().replace(' ', "_");
    let likeness = |zone: &str| {
        let zone = zone.to_lowercase();
        let city = zone.rsplit('/').next().unwrap_or(&zone);
        strsim::normalized_damerau_levenshtein(&name, &zone).max(strsim::normalized_damerau_levenshtein(&name, city))
    };
    let mut near: Vec<(f64, &'static str)> = TZ_VARIANTS
        .iter()
        .map(|zone| (likeness(zone.name()), zone.name()))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter().take(3).map(|(_, zone)| zone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(zone: &str, fixed: &str) -> String {
        Clock::new(zone, Some(fixed)).unwrap().now().to_string()
    }

    #[test]
    fn what_passed_while_no_clock_was_changed_is_told_without_looking_at_the_zone() {
        for zone in ["Asia/Shanghai", "Europe/London", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe"] {
            for now in ["2026-06-26 16:30", "2026-03-29 12:00", "2026-11-02 01:30"] {
                let clock = Clock::new(zone, Some(now)).expect("a clock");
                let mut from = clock.now() - TimeDelta::days(900);
                while from < clock.now() {
                    from += TimeDelta::minutes(437);
                    for hours in [1, 24, 300] {
                        let to = from + TimeDelta::hours(hours);
                        assert_eq!(clock.between(from, to), elapsed(clock.zone(), from, to), "{zone}: {from} to {to}");
                    }
                }
            }
        }
        let long = Clock::new("Asia/Shanghai", Some("2026-06-26")).expect("a clock");
        assert!(long.today() - long.unchanged.date() > TimeDelta::days(700));
    }

    #[test]
    fn a_fixed_now_is_read_in_every_written_form() {
        for fixed in ["2026-06-26 17:00", "2026-06-26T17:00", "2026-06-26T17:00:00+08:00", "2026-06-26T09:00Z"] {
            assert_eq!(now("Asia/Shanghai", fixed), "2026-06-26 17:00:00", "{fixed}");
        }
        assert_eq!(now("Asia/Shanghai", "2026-06-26"), "2026-06-26 00:00:00");
        assert_eq!(now("Asia/Shanghai", "2026-06-26 23:30-05:00"), "2026-06-27 12:30:00");
    }

    #[test]
    fn an_offset_is_converted_by_the_summer_time_of_that_day() {
        assert_eq!(now("Europe/Berlin", "2026-03-29T00:59Z"), "2026-03-29 01:59:00");
        assert_eq!(now("Europe/Berlin", "2026-03-29T01:00Z"), "2026-03-29 03:00:00");
        let clock = Clock::new("Europe/Berlin", Some("2026-06-26")).unwrap();
        let noon = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(12, 0, 0).unwrap();
        assert_eq!(clock.wall(noon, FixedOffset::east_opt(0)).to_string(), "2026-12-01 13:00:00");
        assert_eq!(clock.wall(noon, None), noon);
    }

    #[test]
    fn an_hour_that_summer_time_skips_is_not_a_moment() {
        let error = Clock::new("Europe/Berlin", Some("2026-03-29 02:30")).unwrap_err();
        assert_eq!(error.kind, Kind::Usage);
        assert!(Clock::new("Asia/Shanghai", Some("2026-03-29 02:30")).is_ok());
    }

    #[test]
    fn a_now_that_is_relative_or_impossible_is_refused() {
        for fixed in ["tomorrow", "2026-02-30", "06-26", "17:00", "2026-06-26 25:00"] {
            let error = Clock::new("Asia/Shanghai", Some(fixed)).unwrap_err();
            assert!(error.message.en.contains(fixed) && error.message.zh.contains(fixed), "{fixed}");
        }
    }

    #[test]
    fn an_empty_fixed_now_is_the_real_one() {
        let before = Utc::now().naive_utc();
        assert!(Clock::new("UTC", Some("")).unwrap().now() >= before);
    }

    #[test]
    fn an_unknown_zone_names_near_ones() {
        for (typed, near) in [
            ("Asia/Shangai", "`Asia/Shanghai`"),
            ("asia/shanghai", "`Asia/Shanghai`"),
            ("New York", "`America/New_York`"),
            ("Londn", "`Europe/London`"),
        ] {
            let error = Clock::new(typed, None).unwrap_err();
            assert!(error.message.en.contains(typed));
            assert!(error.hints[0].en.contains(near), "{typed}: {}", error.hints[0].en);
            assert!(error.hints[0].zh.contains(near));
        }
        let far = Clock::new("Xyzzy", None).unwrap_err();
        assert!(far.hints[0].en.starts_with("zones are named"));
    }

    #[test]
    fn the_minute_drops_the_seconds() {
        let clock = Clock::new("Asia/Shanghai", Some("2026-06-26 17:00:59")).unwrap();
        assert_eq!(clock.now().to_string(), "2026-06-26 17:00:59");
        assert_eq!(clock.minute().to_string(), "2026-06-26 17:00:00");
    }
}
