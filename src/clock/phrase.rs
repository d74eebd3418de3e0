//! Dates and times as people type them, in Chinese and English. docs/dates.md tells the forms, and its table of cases is
//! the test.
//!
//! A phrase is cut into tokens (`token`); from them a day (`day`, `length`, `edge`) and an hour (`hour`) are read, in
//! either order and each at most once, but that two different names of the day may confirm each other. Every form is
//! a line of a table or a small reader, and says only what was meant; what that is on the calendar is decided in
//! `meaning`, once.

mod day;
mod edge;
mod fault;
mod hour;
mod length;
mod meaning;
mod month;
mod period;
mod token;

use chrono::{FixedOffset, NaiveDate, NaiveTime};

use self::day::{Day, Year};
use self::fault::Fault;
use self::hour::Hour;
use self::meaning::Asked;
use self::token::{Reader, Token};
use super::{Calendar, Clock};
use crate::error::Result;
pub use month::month;
pub use period::period;

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
    /// A year that working days were counted in though its holidays are not known.
    pub unlisted: Option<i32>,
}

/// The moment that `said` names. Full-width digits and marks are read as the plain ones, traditional characters as the
/// simplified ones, and case does not matter. The calendar is asked for only where working days are spoken of.
///
/// # Errors
/// [`Kind::Usage`](crate::error::Kind::Usage) when it is not understood, contradicts itself, names a day or an hour that
/// does not exist, or lies on the wrong side of now; what `calendar` fails with.
pub fn parse<'a>(
    said: &str,
    clock: &'a Clock,
    direction: Direction,
    calendar: &'a dyn Fn() -> Result<&'a Calendar>,
) -> Result<Spoken> {
    let phrase = token::tokens(said).and_then(|tokens| read(&tokens)).ok_or(Fault::NotUnderstood);
    let asked = Asked { clock, direction, calendar };
    phrase.and_then(|phrase| asked.meaning(&phrase)).map_err(|fault| fault.error(said))
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
    let Some(Day::Date { year: Some(Year::Number(year)), month, day }) = phrase.day else { return None };
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let time = phrase.hour.map(|hour| hour.time().ok_or(())).transpose().ok()?;
    (phrase.also.is_none() && !phrase.by).then_some(Written { date, time, offset: phrase.offset })
}

/// What was said, not yet put on the calendar.
struct Phrase {
    day: Option<Day>,
    /// Another name of the same day: 周五 beside 3月25日.
    also: Option<Day>,
    hour: Option<Hour>,
    /// Only after a full date with an hour.
    offset: Option<FixedOffset>,
    /// Whether it was said to be the last moment.
    by: bool,
}

fn read(tokens: &[Token]) -> Option<Phrase> {
    let mut reader = Reader::new(tokens);
    let mut phrase = Phrase { day: None, also: None, hour: None, offset: None, by: false };
    phrase.by = reader.one_of(&[("by", ()), ("no later than", ())]).is_some();
    while !reader.is_done() {
        reader.one_of(&JOINING);
        let in_brackets = reader.sign('(').is_some();
        if phrase.also.is_none()
            && let Some(day) = reader.attempt(day::read)
        {
            match phrase.day {
                None => phrase.day = Some(day),
                Some(first) if meaning::confirm(first, day) => {
                    let (day, also) = meaning::ordered(first, day);
                    (phrase.day, phrase.also) = (Some(day), Some(also));
                }
                Some(_) => return None,
            }
        } else if phrase.hour.is_none()
            && let Some(hour) = reader.attempt(hour::read)
        {
            phrase.hour = Some(hour);
            if matches!(phrase.day, Some(Day::Date { year: Some(_), .. })) {
                phrase.offset = reader.attempt(hour::offset);
            }
        } else if phrase.day.is_none()
            && phrase.hour.is_none()
            && let Some(hour) = reader.attempt(hour::tonight)
        {
            (phrase.day, phrase.hour) = (Some(Day::FromToday { days: 0 }), Some(hour));
        } else if phrase.day.is_some() | phrase.hour.is_some() && reader.one_of(&BEFORE).is_some() {
            phrase.by = true;
            break;
        } else {
            return None;
        }
        if in_brackets {
            reader.sign(')')?;
        }
    }
    (reader.is_done() && (phrase.day.is_some() || phrase.hour.is_some())).then_some(phrase)
}

/// What may stand between the parts, and means nothing.
const JOINING: [(&str, ()); 5] = [("at", ()), ("on", ()), (",", ()), ("t", ()), ("的", ())];

/// 周五前: what follows the last moment.
const BEFORE: [(&str, ()); 3] = [("前", ()), ("之前", ()), ("以前", ())];

#[cfg(test)]
mod tests;
