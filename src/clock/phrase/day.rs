//! The forms of a day.

use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};

use super::token::Reader;

/// A day as it was said. Numbers are as typed: the day need not exist.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    /// `2026-06-26`
    Date { year: i32, month: u32, day: u32 },
    /// `06-26`
    OfYear { month: u32, day: u32 },
    /// `fri`, and with the number of weeks from this one `next fri`.
    Weekday { weekday: Weekday, week: Option<i64> },
    /// `tomorrow`, `+3d`
    FromToday { days: i64 },
    /// `+1mo`
    Months { months: i32 },
    /// `+2h`: from now, and so with its hour.
    Minutes { minutes: i64 },
}

/// A day, in any form.
pub(super) fn read(reader: &mut Reader) -> Option<Day> {
    reader
        .attempt(full)
        .or_else(|| reader.attempt(of_year))
        .or_else(|| reader.attempt(shift))
        .or_else(|| reader.attempt(weekday))
        .or_else(|| reader.one_of(&NAMED))
}

const NAMED: [(&str, Day); 23] = [
    ("now", Day::Minutes { minutes: 0 }),
    ("现在", Day::Minutes { minutes: 0 }),
    ("today", from_today(0)),
    ("今天", from_today(0)),
    ("今日", from_today(0)),
    ("tomorrow", from_today(1)),
    ("tmr", from_today(1)),
    ("明天", from_today(1)),
    ("明日", from_today(1)),
    ("day after tomorrow", from_today(2)),
    ("the day after tomorrow", from_today(2)),
    ("后天", from_today(2)),
    ("后日", from_today(2)),
    ("大后天", from_today(3)),
    ("yesterday", from_today(-1)),
    ("昨天", from_today(-1)),
    ("昨日", from_today(-1)),
    ("day before yesterday", from_today(-2)),
    ("the day before yesterday", from_today(-2)),
    ("前天", from_today(-2)),
    ("前日", from_today(-2)),
    ("大前天", from_today(-3)),
    ("大前日", from_today(-3)),
];

const fn from_today(days: i64) -> Day {
    Day::FromToday { days }
}

/// `2026-06-26`, `2026/6/26`, `2026.06.26`, `20260626`, `2026年6月26日`
fn full(reader: &mut Reader) -> Option<Day> {
    if let Some(digits) = reader.number(8..=8) {
        let year = i32::try_from(digits / 10_000).ok()?;
        return Some(Day::Date { year, month: digits / 100 % 100, day: digits % 100 });
    }
    let year = i32::try_from(reader.number(4..=4)?).ok()?;
    if reader.sign('年').is_some() {
        let (month, day) = month_and_day(reader)?;
        return Some(Day::Date { year, month, day });
    }
    let between = ['-', '/', '.'].into_iter().find_map(|sign| reader.sign(sign))?;
    let month = reader.number(1..=2)?;
    reader.sign(between)?;
    Some(Day::Date { year, month, day: reader.number(1..=2)? })
}

/// `06-26`, `6月26日`
fn of_year(reader: &mut Reader) -> Option<Day> {
    let (month, day) = reader.attempt(month_and_day).or_else(|| {
        let month = reader.number(1..=2)?;
        reader.sign('-')?;
        Some((month, reader.number(1..=2)?))
    })?;
    Some(Day::OfYear { month, day })
}

/// `6月26日`, `6月26号`, `六月二十六`
fn month_and_day(reader: &mut Reader) -> Option<(u32, u32)> {
    let month = reader.count()?;
    reader.sign('月')?;
    let day = reader.count()?;
    reader.one_of(&[("日", ()), ("号", ())]);
    Some((month, day))
}

/// `+3d`, `-2h`, `+1 week`
fn shift(reader: &mut Reader) -> Option<Day> {
    let sign = reader.one_of(&[("+", 1), ("-", -1)])?;
    let number = sign * i32::try_from(reader.number(1..=5)?).ok()?;
    let unit = reader.one_of(&UNITS)?;
    Some(match unit {
        Unit::Days(days) => from_today(days * i64::from(number)),
        Unit::Minutes(minutes) => Day::Minutes { minutes: minutes * i64::from(number) },
        Unit::Month => Day::Months { months: number },
    })
}

#[derive(Clone, Copy)]
enum Unit {
    Minutes(i64),
    Days(i64),
    Month,
}

const UNITS: [(&str, Unit); 20] = [
    ("min", Unit::Minutes(1)),
    ("mins", Unit::Minutes(1)),
    ("minute", Unit::Minutes(1)),
    ("minutes", Unit::Minutes(1)),
    ("分钟", Unit::Minutes(1)),
    ("h", Unit::Minutes(60)),
    ("hour", Unit::Minutes(60)),
    ("hours", Unit::Minutes(60)),
    ("小时", Unit::Minutes(60)),
    ("d", Unit::Days(1)),
    ("day", Unit::Days(1)),
    ("days", Unit::Days(1)),
    ("天", Unit::Days(1)),
    ("w", Unit::Days(7)),
    ("week", Unit::Days(7)),
    ("weeks", Unit::Days(7)),
    ("周", Unit::Days(7)),
    ("mo", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
];

/// `fri`, `next fri`, `下周五`, `下个星期五`
fn weekday(reader: &mut Reader) -> Option<Day> {
    let named = |reader: &mut Reader| reader.one_of(&WEEKDAYS);
    let week = reader.one_of(&[("this", 0), ("next", 1), ("last", -1)]);
    if let Some(weekday) = reader.attempt(named) {
        return Some(Day::Weekday { weekday, week });
    }
    if week.is_some() {
        return None;
    }
    let week = reader.one_of(&WEEKS);
    if week.is_some() {
        reader.sign('个');
    }
    reader.one_of(&[("周", ()), ("星期", ()), ("礼拜", ())])?;
    Some(Day::Weekday { weekday: reader.one_of(&WEEKDAY_NUMBERS)?, week })
}

const WEEKS: [(&str, i64); 6] = [("本", 0), ("这", 0), ("下", 1), ("下下", 2), ("上", -1), ("上上", -2)];

const WEEKDAYS: [(&str, Weekday); 18] = [
    ("mon", Mon),
    ("monday", Mon),
    ("tue", Tue),
    ("tues", Tue),
    ("tuesday", Tue),
    ("wed", Wed),
    ("weds", Wed),
    ("wednesday", Wed),
    ("thu", Thu),
    ("thur", Thu),
    ("thurs", Thu),
    ("thursday", Thu),
    ("fri", Fri),
    ("friday", Fri),
    ("sat", Sat),
    ("saturday", Sat),
    ("sun", Sun),
    ("sunday", Sun),
];

/// What follows 周, 星期 or 礼拜; people also type digits.
const WEEKDAY_NUMBERS: [(&str, Weekday); 14] = [
    ("一", Mon),
    ("1", Mon),
    ("二", Tue),
    ("2", Tue),
    ("三", Wed),
    ("3", Wed),
    ("四", Thu),
    ("4", Thu),
    ("五", Fri),
    ("5", Fri),
    ("六", Sat),
    ("6", Sat),
    ("日", Sun),
    ("天", Sun),
];
