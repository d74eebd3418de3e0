//! Dates and times as people type them, in Chinese and English.
//!
//! A phrase is cut into tokens (`token`); from them a day (`day`) and an hour (`hour`) are read, in either
//! order and each at most once. Every form is a line of a table or a small reader in one of those two, and says only
//! what was meant; what that is on the calendar is decided here, once.
//!
//! What counts, where people's usage differs:
//! - A weekday alone is the nearest one in the direction, today included; with an hour, the nearest such moment: on
//!   Friday at 17:00, `fri` is today, the deadline `fri 14:30` is in a week, and the contact `fri 18:00` was a week ago.
//! - Weeks begin on Monday. `next wed` and 下周三 are both the Wednesday of the calendar week after this one,
//!   `last tue` and 上周二 the Tuesday of the one before, `this fri` and 本周五 the Friday of this one.
//! - `03-25` is the nearest such day in the direction, today included.
//! - An hour alone is today's, even when it has passed.
//! - `+1m` is refused, as it could be a month or a minute: `+1mo`, `+30min`. A month later is the same day of that
//!   month, or its last.

mod day;
mod hour;
mod token;

use chrono::{Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};

use self::day::Day;
use self::hour::Hour;
use self::token::{Reader, Token};
use super::Clock;
use crate::error::{Error, Kind, Result};
use crate::text;

/// Which way a phrase looks when it could mean two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Deadlines: `fri` is the coming one.
    Forward,
    /// Contacts: `fri` is the last one.
    Back,
}

/// What a phrase meant, as the team's wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The day.
    pub date: NaiveDate,
    /// The hour, when one was said; never finer than what was said.
    pub time: Option<NaiveTime>,
}

/// The moment that `said` names. Full-width digits and marks are read as the plain ones, and case does not matter.
///
/// [`Kind::Usage`] when it is not understood, or names a day or an hour that does not exist.
pub fn parse(said: &str, clock: &Clock, direction: Direction) -> Result<Spoken> {
    let phrase = token::tokens(said).and_then(|tokens| read(&tokens)).ok_or(Fault::NotUnderstood);
    phrase.and_then(|phrase| meaning(&phrase, clock, direction)).map_err(|fault| fault.error(said))
}

/// A moment written in full, as `SALESREC_NOW` is.
pub(super) struct Written {
    pub(super) date: NaiveDate,
    pub(super) time: Option<NaiveTime>,
    pub(super) offset: Option<FixedOffset>,
}

/// A day of the calendar, with or without an hour and an offset; nothing that depends on today.
pub(super) fn written(text: &str) -> Option<Written> {
    let phrase = read(&token::tokens(text)?)?;
    let Some(Day::Date { year, month, day }) = phrase.day else { return None };
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let time = phrase.hour.map(|hour| hour.time().ok_or(())).transpose().ok()?;
    Some(Written { date, time, offset: phrase.offset })
}

/// What was said, not yet put on the calendar.
struct Phrase {
    day: Option<Day>,
    hour: Option<Hour>,
    /// Only after a full date with an hour.
    offset: Option<FixedOffset>,
}

fn read(tokens: &[Token]) -> Option<Phrase> {
    let mut reader = Reader::new(tokens);
    let mut phrase = Phrase { day: None, hour: None, offset: None };
    while !reader.is_done() {
        reader.one_of(&[("at", ()), ("on", ()), (",", ()), ("t", ())]);
        if phrase.day.is_none()
            && let Some(day) = reader.attempt(day::read)
        {
            phrase.day = Some(day);
        } else if phrase.hour.is_none()
            && let Some(hour) = reader.attempt(hour::read)
        {
            phrase.hour = Some(hour);
            if matches!(phrase.day, Some(Day::Date { .. })) {
                phrase.offset = reader.attempt(hour::offset);
            }
        } else {
            return None;
        }
    }
    (phrase.day.is_some() || phrase.hour.is_some()).then_some(phrase)
}

/// Why a phrase names no moment.
enum Fault {
    NotUnderstood,
    /// The month has no such day, or the year no such month.
    NoDay {
        year: i32,
        month: u32,
        day: u32,
    },
    NoHour,
    /// Beyond the years that four digits write.
    TooFar,
}

fn meaning(phrase: &Phrase, clock: &Clock, direction: Direction) -> Result<Spoken, Fault> {
    let time = phrase.hour.map(|hour| hour.time().ok_or(Fault::NoHour)).transpose()?;
    let today = clock.today();
    let spoken = match phrase.day {
        None => Spoken { date: today, time },
        Some(Day::Date { year, month, day }) => {
            let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::NoDay { year, month, day })?;
            let moment = clock.wall(date.and_time(time.unwrap_or_default()), phrase.offset);
            Spoken { date: moment.date(), time: time.map(|_| moment.time()) }
        }
        Some(Day::OfYear { month, day }) => Spoken { date: nearest_of_year(month, day, today, direction)?, time },
        Some(Day::Weekday { weekday, week: None }) => {
            Spoken { date: nearest_weekday(weekday, time, clock, direction), time }
        }
        Some(Day::Weekday { weekday, week: Some(week) }) => {
            let monday = shifted(today, -i64::from(today.weekday().num_days_from_monday()))?;
            Spoken { date: shifted(monday, week * 7 + i64::from(weekday.num_days_from_monday()))?, time }
        }
        Some(Day::FromToday { days }) => Spoken { date: shifted(today, days)?, time },
        Some(Day::Months { months }) => {
            let far = Months::new(months.unsigned_abs());
            let date = if months < 0 { today.checked_sub_months(far) } else { today.checked_add_months(far) };
            Spoken { date: date.ok_or(Fault::TooFar)?, time }
        }
        // These name an hour by themselves.
        Some(Day::Minutes { .. }) if time.is_some() => return Err(Fault::NotUnderstood),
        Some(Day::Minutes { minutes }) => {
            let moment = clock.after(TimeDelta::minutes(minutes)).ok_or(Fault::TooFar)?;
            Spoken { date: moment.date(), time: moment.time().with_second(0).and_then(|time| time.with_nanosecond(0)) }
        }
    };
    if (1..=9999).contains(&spoken.date.year()) { Ok(spoken) } else { Err(Fault::TooFar) }
}

fn shifted(date: NaiveDate, days: i64) -> Result<NaiveDate, Fault> {
    let far = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(far) } else { date.checked_add_days(far) }.ok_or(Fault::TooFar)
}

/// This year's, or the neighbouring year's. A 29 February that neither has is an error: the next one may be years away.
fn nearest_of_year(month: u32, day: u32, today: NaiveDate, direction: Direction) -> Result<NaiveDate, Fault> {
    let (neighbour, fits): (i32, fn(&NaiveDate, &NaiveDate) -> bool) = match direction {
        Direction::Forward => (1, |date, today| date >= today),
        Direction::Back => (-1, |date, today| date <= today),
    };
    let year = today.year();
    NaiveDate::from_ymd_opt(year, month, day)
        .filter(|date| fits(date, &today))
        .or_else(|| NaiveDate::from_ymd_opt(year + neighbour, month, day))
        .ok_or(Fault::NoDay { year, month, day })
}

fn nearest_weekday(weekday: Weekday, time: Option<NaiveTime>, clock: &Clock, direction: Direction) -> NaiveDate {
    let (today, now) = (clock.today(), clock.minute().time());
    let days = match direction {
        Direction::Forward => match weekday.days_since(today.weekday()) {
            0 if time.is_some_and(|time| time < now) => 7,
            days => i64::from(days),
        },
        Direction::Back => match today.weekday().days_since(weekday) {
            0 if time.is_some_and(|time| time > now) => -7,
            days => -i64::from(days),
        },
    };
    today + TimeDelta::days(days)
}

impl Fault {
    fn error(self, said: &str) -> Error {
        let said = said.trim();
        let error = |message| Error::new(Kind::Usage, message);
        match self {
            Self::NotUnderstood => {
                error(text!("“{said}” is not a date or time", "看不懂的日期或时间“{said}”")).hint(text!(
                    "for example `2026-06-30`, `06-30 14:30`, `tomorrow 3pm`, `fri`, `next wed`, `+3d`, `+2h`",
                    "可以写：`2026-06-30`、`06-30 14:30`、`明天下午3点`、`周五`、`下周三`、`+3d`、`+2h`"
                ))
            }
            Self::NoDay { year, month, day } => {
                let wrong = format!("{year:04}-{month:02}-{day:02}");
                let error = error(text!("“{said}”: there is no {wrong}", "“{said}”：日历上没有 {wrong}"));
                match last_day(year, month) {
                    Some(last) => {
                        error.hint(text!("{year}-{month:02} has {last} days", "{year} 年 {month} 月只有 {last} 天"))
                    }
                    None => error.hint(text!("months are 01 to 12", "月份为 01 到 12")),
                }
            }
            Self::NoHour => error(text!("“{said}”: there is no such time of day", "“{said}”：没有这个钟点")).hint(
                text!("for example `14:30`, `6pm`; hours are 0 to 23", "可以写：`14:30`、`下午3点半`；钟点为 0 到 23"),
            ),
            Self::TooFar => error(text!("“{said}” is beyond the calendar", "“{said}”超出了日历范围"))
                .hint(text!("years are 0001 to 9999", "年份为 0001 到 9999")),
        }
    }
}

/// The number of days of a month; `None` when there is no such month.
fn last_day(year: i32, month: u32) -> Option<u32> {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
}

#[cfg(test)]
mod tests;
