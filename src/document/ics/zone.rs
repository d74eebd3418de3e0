//! The rules of a time zone, as a calendar file carries them.

use chrono::{DateTime, Datelike, NaiveDate, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::Lines;

/// The zone's offsets from the year of `first` through the year of `last`: how it stands when that time begins, and every
/// change after.
pub(super) fn write(out: &mut Lines, zone: Tz, first: NaiveDate, last: NaiveDate) {
    let start = |year| {
        NaiveDate::from_ymd_opt(year, 1, 1).map(|day| Utc.from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN)))
    };
    // A day more on either side, as the year begins at another hour in every zone.
    let (Some(from), Some(until)) = (start(first.year()), start(last.year() + 1)) else { return };
    let (from, until) = (from - TimeDelta::days(1), until + TimeDelta::days(1));
    out.line("BEGIN", "VTIMEZONE");
    out.line("TZID", zone.name());
    let before = seconds(zone, from);
    observance(out, zone, from, before);
    let mut at = from;
    while at < until {
        let next = at + TimeDelta::days(1);
        if seconds(zone, at) != seconds(zone, next) {
            observance(out, zone, change(zone, at, next), seconds(zone, at));
        }
        at = next;
    }
    out.line("END", "VTIMEZONE");
}

/// The offset from UTC at a moment.
fn seconds(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// The first minute of the new offset, between two moments of which only the later has it.
fn change(zone: Tz, mut old: DateTime<Utc>, mut new: DateTime<Utc>) -> DateTime<Utc> {
    let offset = seconds(zone, old);
    while new - old > TimeDelta::minutes(1) {
        let middle = old + TimeDelta::minutes((new - old).num_minutes() / 2);
        if seconds(zone, middle) == offset {
            old = middle;
        } else {
            new = middle;
        }
    }
    new
}

/// What holds from a moment on; it begins by the wall clock of the offset before (3.6.5).
fn observance(out: &mut Lines, zone: Tz, at: DateTime<Utc>, before: i32) {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    let kind = if offset.dst_offset().is_zero() { "STANDARD" } else { "DAYLIGHT" };
    let wall = at.naive_utc() + TimeDelta::seconds(before.into());
    out.line("BEGIN", kind);
    out.line("DTSTART", &wall.format("%Y%m%dT%H%M%S").to_string());
    out.offset("TZOFFSETFROM", before);
    out.offset("TZOFFSETTO", offset.fix().local_minus_utc());
    if let Some(name) = offset.abbreviation() {
        out.text("TZNAME", name);
    }
    out.line("END", kind);
}
