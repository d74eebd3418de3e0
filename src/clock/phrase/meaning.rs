//! What a phrase means on the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};

use super::day::{Day, Manner, Year};
use super::edge::{Edge, Period};
use super::fault::Fault;
use super::length::Far;
use super::{Direction, Phrase, Spoken};
use crate::clock::{Calendar, Clock};
use crate::error::Result as Outcome;

/// Who is asked: the clock, the direction and, where working days are counted, the team's calendar.
pub(super) struct Asked<'a> {
    pub(super) clock: &'a Clock,
    pub(super) direction: Direction,
    pub(super) calendar: &'a dyn Fn() -> Outcome<&'a Calendar>,
}

type Result<T> = std::result::Result<T, Fault>;

impl Asked<'_> {
    pub(super) fn meaning(&self, phrase: &Phrase) -> Result<Spoken> {
        let time = phrase.hour.map(|hour| hour.time().ok_or(Fault::NoHour)).transpose()?;
        let term = phrase.by || matches!(phrase.day, Some(Day::Within { .. }));
        if term && self.direction == Direction::Back {
            return Err(Fault::Term);
        }
        let spoken = match phrase.day {
            None => Spoken { date: self.today(), time, unlisted: None },
            Some(day) => self.day(day, time, phrase)?,
        };
        if !(1..=9999).contains(&spoken.date.year()) {
            return Err(Fault::TooFar);
        }
        if let Some(also) = phrase.also {
            self.agrees(spoken.date, also)?;
        }
        self.on_the_right_side(spoken, phrase.day)
    }

    /// A deadline lies ahead and a contact behind; a day without an hour counts whole.
    fn on_the_right_side(&self, spoken: Spoken, day: Option<Day>) -> Result<Spoken> {
        let now = self.clock.minute();
        let moment = spoken.time.map(|time| spoken.date.and_time(time));
        // The same day of the year that it was not taken for.
        let other = match day {
            Some(Day::Date { year: None, month, day }) => {
                NaiveDate::from_ymd_opt(self.today().year() + self.direction.sign(), month, day)
            }
            _ => None,
        };
        match self.direction {
            Direction::Forward if moment.map_or(spoken.date < now.date(), |moment| moment < now) => {
                Err(Fault::Past { spoken, next: other })
            }
            Direction::Back if moment.map_or(spoken.date > now.date(), |moment| moment > now) => {
                Err(Fault::ToCome { spoken, last: other })
            }
            _ => Ok(spoken),
        }
    }

    /// That another name of the day means the same one.
    fn agrees(&self, date: NaiveDate, also: Day) -> Result<()> {
        let other = match also {
            Day::Weekday { weekday, week: None } if date.weekday() == weekday => return Ok(()),
            Day::Weekday { weekday, week: None } => return Err(Fault::OtherWeekday { date, weekday }),
            Day::Weekday { weekday, week: Some(week) } => self.of_week(weekday, week)?,
            also => self.on(also, None)?.date,
        };
        if other == date { Ok(()) } else { Err(Fault::OtherDay { date, other }) }
    }

    fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    fn day(&self, day: Day, time: Option<NaiveTime>, phrase: &Phrase) -> Result<Spoken> {
        let at_once = matches!(day, Day::Shift { far: Far::Minutes(_) } | Day::Within { far: Far::Minutes(_) });
        // A length in hours is a moment already.
        if at_once && time.is_some() {
            return Err(Fault::NotUnderstood);
        }
        let spoken = self.on(day, time)?;
        match phrase.offset {
            None => Ok(spoken),
            Some(offset) => {
                let moment = self.clock.wall(spoken.date.and_time(time.unwrap_or_default()), Some(offset));
                Ok(Spoken { date: moment.date(), time: Some(moment.time()), unlisted: None })
            }
        }
    }

    fn on(&self, day: Day, time: Option<NaiveTime>) -> Result<Spoken> {
        let date = match day {
            Day::Date { year, month, day } => self.date(year, month, day)?,
            Day::OfMonth { day, month } => self.of_month(day, month)?,
            Day::Weekday { weekday, week: None } => self.nearest_weekday(weekday, time),
            Day::Weekday { weekday, week: Some(week) } => self.of_week(weekday, week)?,
            Day::FromToday { days } => shifted(self.today(), days)?,
            Day::Shift { far } | Day::Within { far } => return self.far(far, time),
            Day::Edge { edge, period } => return self.edge(edge, period, time),
            Day::Many => return Err(Fault::Many),
        };
        Ok(Spoken { date, time, unlisted: None })
    }

    fn year(&self, year: Year) -> i32 {
        match year {
            Year::Number(year) => year,
            Year::FromThis(years) => self.today().year() + years,
        }
    }

    /// The day of a month of a year; without one, the nearest in the direction. One that lies only just on the other side
    /// is taken for what it is, and refused there: who types yesterday's date as a deadline does not mean a year from now.
    fn date(&self, year: Option<Year>, month: u32, day: u32) -> Result<NaiveDate> {
        let of = |year| NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::NoDay { year, month, day });
        if let Some(year) = year {
            return of(self.year(year));
        }
        let today = self.today();
        let this = of(today.year());
        match this {
            Ok(date) if self.fits(date) || (date - today).abs() <= JUST => Ok(date),
            this => of(today.year() + self.direction.sign()).or(this),
        }
    }

    /// Whether a day lies in the direction; today does in both.
    fn fits(&self, date: NaiveDate) -> bool {
        match self.direction {
            Direction::Forward => date >= self.today(),
            Direction::Back => date <= self.today(),
        }
    }

    /// The day of a month; without one, of the nearest month in the direction that has it.
    fn of_month(&self, day: u32, months: Option<i32>) -> Result<NaiveDate> {
        let this = first_of_month(self.today());
        let of = |months| {
            let month = months_from(this, months)?;
            let (year, month) = (month.year(), month.month());
            NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::NoDay { year, month, day })
        };
        if let Some(months) = months {
            return of(months);
        }
        let near = (0..=3).filter_map(|months| of(months * self.direction.sign()).ok());
        near.into_iter().find(|date| self.fits(*date)).map_or_else(|| of(0), Ok)
    }

    /// The day of the week so many weeks from this one; weeks begin on Monday.
    fn of_week(&self, weekday: Weekday, week: i64) -> Result<NaiveDate> {
        shifted(self.monday(), week * 7 + i64::from(weekday.num_days_from_monday()))
    }

    fn monday(&self) -> NaiveDate {
        let today = self.today();
        today - TimeDelta::days(today.weekday().num_days_from_monday().into())
    }

    /// Today's weekday is today, unless an hour is said that does not lie in the direction any more.
    fn nearest_weekday(&self, weekday: Weekday, time: Option<NaiveTime>) -> NaiveDate {
        let (today, now) = (self.today(), self.clock.minute().time());
        let days = match self.direction {
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

    fn far(&self, far: Far, time: Option<NaiveTime>) -> Result<Spoken> {
        let today = self.today();
        let date = match far {
            Far::Minutes(minutes) => {
                let moment = self.clock.after(TimeDelta::minutes(minutes)).ok_or(Fault::TooFar)?;
                let time = moment.time().with_second(0).and_then(|time| time.with_nanosecond(0));
                return Ok(Spoken { date: moment.date(), time, unlisted: None });
            }
            Far::Days(days) => shifted(today, days)?,
            Far::Months(months) => months_from(today, months)?,
            Far::Working(days) => {
                let calendar = (self.calendar)()?;
                let date = calendar.add_working_days(today, days).ok_or(Fault::TooFar)?;
                let (from, to) = (today.min(date), today.max(date));
                return Ok(Spoken { date, time, unlisted: unlisted(calendar, from, to) });
            }
        };
        Ok(Spoken { date, time, unlisted: None })
    }

    fn edge(&self, edge: Edge, period: Period, time: Option<NaiveTime>) -> Result<Spoken> {
        let working = match edge {
            Edge::FirstWorking | Edge::LastWorking => Some((self.calendar)()?),
            _ => None,
        };
        let on = |shift| {
            let (first, last) = self.bounds(period, shift)?;
            match edge {
                Edge::First => Ok(first),
                Edge::Middle => shifted(first, 14),
                Edge::Last => Ok(last),
                Edge::FirstWorking | Edge::LastWorking => {
                    let mut days = first.iter_days().take_while(|day| *day <= last);
                    let is_working = |day: &NaiveDate| working.is_some_and(|calendar| calendar.is_working(*day));
                    let found =
                        if edge == Edge::FirstWorking { days.find(is_working) } else { days.filter(is_working).last() };
                    found.ok_or(Fault::NoWorkingDay { first, last })
                }
            }
        };
        let nearest = on(0)?;
        let date = if self.fits(nearest) || !period.is_open() { nearest } else { on(self.direction.sign())? };
        let unlisted = working.and_then(|calendar| unlisted(calendar, date, date));
        Ok(Spoken { date, time, unlisted })
    }

    /// The first and the last day of a period; of one that was left open, the one so many further.
    fn bounds(&self, period: Period, shift: i32) -> Result<(NaiveDate, NaiveDate)> {
        let today = self.today();
        let january = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).ok_or(Fault::TooFar);
        let spoken_year = |year: Option<Year>| january(year.map_or(today.year() + shift, |year| self.year(year)));
        let (first, months) = match period {
            Period::Week(week) => {
                let monday = shifted(self.monday(), week * 7)?;
                return Ok((monday, shifted(monday, 6)?));
            }
            Period::Month(months) => (months_from(first_of_month(today), months.unwrap_or(shift))?, 1),
            Period::MonthOf(year, month) => {
                let year = spoken_year(year)?.year();
                (NaiveDate::from_ymd_opt(year, month, 1).ok_or(Fault::NoDay { year, month, day: 1 })?, 1)
            }
            Period::Quarter(quarters) => {
                let this = months_from(first_of_month(today), -i32::try_from(today.month0() % 3).unwrap_or(0))?;
                (months_from(this, 3 * quarters.unwrap_or(shift))?, 3)
            }
            Period::QuarterOf(year, quarter) => {
                let months = i32::try_from(quarter).unwrap_or(1) * 3 - 3;
                (months_from(spoken_year(year)?, months)?, 3)
            }
            Period::Year(year) => (spoken_year(year)?, 12),
        };
        Ok((first, shifted(months_from(first, months)?, -1)?))
    }
}

/// So near on the wrong side, a day without a year is a slip and not a day of another year.
const JUST: TimeDelta = TimeDelta::days(31);

impl Period {
    /// Whether several could be meant.
    const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Month(None)
                | Self::MonthOf(None, _)
                | Self::Quarter(None)
                | Self::QuarterOf(None, _)
                | Self::Year(None)
        )
    }
}

impl Direction {
    const fn sign(self) -> i32 {
        match self {
            Self::Forward => 1,
            Self::Back => -1,
        }
    }
}

/// Whether two names of a day can stand beside each other.
pub(super) fn confirm(one: Day, other: Day) -> bool {
    one.manner() != other.manner()
}

/// Of two names of one day, the one that says most first.
pub(super) fn ordered(one: Day, other: Day) -> (Day, Day) {
    if one.manner() == Manner::Weekday { (other, one) } else { (one, other) }
}

/// The first year of a stretch whose holidays are not known.
fn unlisted(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> Option<i32> {
    (from.year()..=to.year()).find(|year| !calendar.covers(*year))
}

pub(super) fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

fn shifted(date: NaiveDate, days: i64) -> Result<NaiveDate> {
    let far = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(far) } else { date.checked_add_days(far) }.ok_or(Fault::TooFar)
}

pub(super) fn months_from(date: NaiveDate, months: i32) -> Result<NaiveDate> {
    let far = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(far) } else { date.checked_add_months(far) }.ok_or(Fault::TooFar)
}
