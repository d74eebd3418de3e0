//! Events as a calendar file (RFC 5545), which calendars import and update by.
//!
//! A writer of our own: of what the format can say it needs five per cent, and no crate writes the rules of a time zone.

mod zone;

use std::fmt::Write as _;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// So many times an event comes that comes every week: ten years, for which the rules of its zone are carried.
const WEEKS: u64 = 520;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What it is known by, in every export the same: by it a calendar updates instead of doubling.
    pub uid: String,
    /// The day.
    pub date: NaiveDate,
    /// The wall time in the calendar's zone; the whole day without.
    pub time: Option<NaiveTime>,
    /// What is to be done, in few words.
    pub summary: String,
    /// All about it, line by line.
    pub description: Vec<String>,
    /// From 1, the highest, to 9.
    pub priority: Option<u8>,
    /// Whether to remind of it.
    pub alarm: bool,
    /// Whether it comes again every week, for ten years.
    pub weekly: bool,
}

/// What the events have in common.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The calendar's name.
    pub name: &'a str,
    /// The zone of all times.
    pub zone: Tz,
    /// When it is written.
    pub now: DateTime<Utc>,
    /// `en` or `zh`.
    pub lang: &'a str,
}

/// The events as one calendar, lines ended with CR LF and folded after 75 bytes, never inside a character.
///
/// The sequence number is the minute of the export, counted from 2020: it rises however a record was changed, so a later
/// file always wins. Timed events carry the zone with its rules for their years.
pub fn write(events: &[Event], head: Head<'_>) -> String {
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", &format!("-//salesrec//salesrec {}//{}", env!("CARGO_PKG_VERSION"), head.lang.to_uppercase()));
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.text("X-WR-CALNAME", head.name);
    out.line("X-WR-TIMEZONE", head.zone.name());
    let timed = || events.iter().filter(|event| event.time.is_some());
    let last = |event: &Event| {
        let weeks = if event.weekly { WEEKS } else { 0 };
        event.date.checked_add_days(Days::new(7 * weeks)).unwrap_or(event.date)
    };
    if head.zone != Tz::UTC
        && let (Some(first), Some(last)) = (timed().map(|event| event.date).min(), timed().map(last).max())
    {
        zone::write(&mut out, head.zone, first, last);
    }
    for event in events {
        out.event(event, &head);
    }
    out.line("END", "VCALENDAR");
    out.0
}

/// Lines of a calendar file.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, event: &Event, head: &Head<'_>) {
        let stamp = head.now.format("%Y%m%dT%H%M%SZ").to_string();
        self.line("BEGIN", "VEVENT");
        self.text("UID", &event.uid);
        self.line("SEQUENCE", &sequence(head.now).to_string());
        self.line("DTSTAMP", &stamp);
        self.line("LAST-MODIFIED", &stamp);
        match event.time {
            Some(time) => {
                let at = event.date.and_time(time);
                self.moment("DTSTART", at, head.zone);
                self.line("DURATION", "PT30M");
            }
            None => self.line("DTSTART;VALUE=DATE", &event.date.format("%Y%m%d").to_string()),
        }
        if event.weekly {
            self.line("RRULE", &format!("FREQ=WEEKLY;COUNT={WEEKS}"));
        }
        self.text("SUMMARY", &event.summary);
        if !event.description.is_empty() {
            self.text("DESCRIPTION", &event.description.join("\n"));
        }
        if let Some(priority) = event.priority {
            self.line("PRIORITY", &priority.to_string());
        }
        // A deadline leaves the time before it free.
        self.line("TRANSP", "TRANSPARENT");
        if event.alarm {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            // Half an hour before, or at nine on the day itself.
            self.line("TRIGGER", if event.time.is_some() { "-PT30M" } else { "PT9H" });
            self.text("DESCRIPTION", &event.summary);
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    fn moment(&mut self, name: &str, at: NaiveDateTime, zone: Tz) {
        let at = at.format("%Y%m%dT%H%M%S");
        if zone == Tz::UTC {
            self.line(name, &format!("{at}Z"));
        } else {
            self.line(&format!("{name};TZID={}", zone.name()), &at.to_string());
        }
    }

    /// A property that is text: its marks are escaped (3.3.11), and control characters have no place in it.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }

    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn offset(&mut self, name: &str, seconds: i32) {
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        let mut written = String::new();
        // Writing to a string cannot fail.
        let _ = write!(written, "{sign}{:02}{:02}", minutes / 60, minutes % 60);
        self.line(name, &written);
    }
}

fn sequence(now: DateTime<Utc>) -> i64 {
    /// 2020-01-01 00:00 UTC, in minutes of the Unix clock: later numbers fit into 31 bits for four thousand years.
    const START: i64 = 26_297_280;
    (now.timestamp().div_euclid(60) - START).max(0)
}

#[cfg(test)]
mod tests;
