//! The forms of a day that stand on the calendar or are counted from today by name. What is counted in lengths is in
//! `length`, the edges of months and the like in `edge`.

use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};

use super::edge::{self, Edge, Period};
use super::length::{self, Far};
use super::token::Reader;

/// A day as it was said. Numbers are as typed: the day need not exist.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    /// `2026-06-26`, `06-26`, 明年3月25日
    Date { year: Option<Year>, month: u32, day: u32 },
    /// `25th`, 25号, and with the number of months from this one 下月5号.
    OfMonth { day: u32, month: Option<i32> },
    /// `fri`, and with the number of weeks from this one `next fri`.
    Weekday { weekday: Weekday, week: Option<i64> },
    /// `tomorrow`
    FromToday { days: i64 },
    /// `+3d`, `in 3 days`, 三天前
    Shift { far: Far },
    /// `within 3 days`, 三天内: the last moment of a length.
    Within { far: Far },
    /// `end of month`, 月底
    Edge { edge: Edge, period: Period },
    /// `next week`: days, and none of them.
    Many,
}

/// A year as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// `2026`
    Number(i32),
    /// 明年: so many years from this one.
    FromThis(i32),
}

/// What a day is said by; two of different kinds may confirm each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    Weekday,
    Calendar,
    Counted,
}

impl Day {
    pub(super) const fn manner(self) -> Manner {
        match self {
            Self::Weekday { .. } => Manner::Weekday,
            Self::Date { .. } | Self::OfMonth { .. } => Manner::Calendar,
            _ => Manner::Counted,
        }
    }
}

/// A day, in any form.
pub(super) fn read(reader: &mut Reader) -> Option<Day> {
    let forms: [fn(&mut Reader) -> Option<Day>; 9] =
        [full, of_year, english, of_month, edge::read, length::read, weekday, named, many];
    forms.into_iter().find_map(|form| reader.attempt(form))
}

/// `today`, 大后天, and the day of 明早 and 今晚, whose hour is still to be read.
fn named(reader: &mut Reader) -> Option<Day> {
    let named = reader.one_of(&NAMED);
    named.or_else(|| {
        let days = reader.one_of(&[("今", 0), ("明", 1), ("后", 2), ("昨", -1), ("前", -2)])?;
        reader.is_next(&['早', '晚']).then_some(from_today(days))
    })
}

const NAMED: [(&str, Day); 27] = [
    ("now", NOW),
    ("right now", NOW),
    ("just now", NOW),
    ("现在", NOW),
    ("刚才", NOW),
    ("刚刚", NOW),
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

const NOW: Day = Day::Shift { far: Far::Minutes(0) };

const fn from_today(days: i64) -> Day {
    Day::FromToday { days }
}

/// A stretch of days, when nothing of it is said.
fn many(reader: &mut Reader) -> Option<Day> {
    if reader.one_of(&edge::CHINESE_MONTHS).is_some() || reader.attempt(year).is_some() {
        return Some(Day::Many);
    }
    reader.one_of(&["this", "next", "last"].map(|which| (which, ())))?;
    reader.one_of(&["week", "month", "quarter", "year"].map(|unit| (unit, ())))?;
    Some(Day::Many)
}

/// `2026-06-26`, `2026/6/26`, `2026.06.26`, `20260626`, `2026年6月26日`
fn full(reader: &mut Reader) -> Option<Day> {
    if let Some(digits) = reader.number(8..=8) {
        let year = i32::try_from(digits / 10_000).ok()?;
        return Some(date(Some(Year::Number(year)), (digits / 100 % 100, digits % 100)));
    }
    if let Some(year) = reader.attempt(year) {
        reader.sign('的');
        return Some(date(Some(year), month_and_day(reader)?));
    }
    let year = i32::try_from(reader.number(4..=4)?).ok()?;
    let between = ['-', '/', '.'].into_iter().find_map(|sign| reader.sign(sign))?;
    let month = reader.number(1..=2)?;
    reader.sign(between)?;
    Some(date(Some(Year::Number(year)), (month, reader.number(1..=2)?)))
}

const fn date(year: Option<Year>, (month, day): (u32, u32)) -> Day {
    Day::Date { year, month, day }
}

/// `2026年`, 二〇二六年, 明年
pub(super) fn year(reader: &mut Reader) -> Option<Year> {
    let years = [("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2), ("去年", -1), ("前年", -2)];
    if let Some(years) = reader.one_of(&years) {
        return Some(Year::FromThis(years));
    }
    let year = reader.year()?;
    reader.sign('年').map(|_| Year::Number(year))
}

/// `06-26`, `6月26日`
fn of_year(reader: &mut Reader) -> Option<Day> {
    let said = reader.attempt(month_and_day).or_else(|| {
        let month = reader.number(1..=2)?;
        reader.sign('-')?;
        Some((month, reader.number(1..=2)?))
    })?;
    Some(date(None, said))
}

/// `6月26日`, `6月26号`, `六月二十六`
fn month_and_day(reader: &mut Reader) -> Option<(u32, u32)> {
    let month = reader.count()?;
    reader.sign('月')?;
    let day = reader.count()?;
    reader.one_of(&[("日", ()), ("号", ())]);
    Some((month, day))
}

/// `25 March`, `25th of March 2026`, `March 25, 2026`, `25-Mar`
fn english(reader: &mut Reader) -> Option<Day> {
    reader.one_of(&[("the", ())]);
    let said = match reader.attempt(month_name) {
        Some(month) => (month, ordinal(reader)?),
        None => {
            let day = ordinal(reader)?;
            reader.one_of(&[("of", ()), ("-", ())]);
            (month_name(reader)?, day)
        }
    };
    let year = reader.attempt(|reader| {
        reader.one_of(&[(",", ()), ("-", ())]);
        reader.number(4..=4)
    });
    let year = year.map(i32::try_from).transpose().ok()?;
    Some(date(year.map(Year::Number), said))
}

/// `25`, `25th`
fn ordinal(reader: &mut Reader) -> Option<u32> {
    let number = reader.number(1..=2)?;
    reader.one_of(&ORDINALS);
    Some(number)
}

const ORDINALS: [(&str, ()); 4] = [("st", ()), ("nd", ()), ("rd", ()), ("th", ())];

/// The number of a month by its English name.
pub(super) fn month_name(reader: &mut Reader) -> Option<u32> {
    reader.one_of(&MONTHS)
}

const MONTHS: [(&str, u32); 24] = [
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// `25th`, `the 5th of next month`, 25号, 下个月5日
fn of_month(reader: &mut Reader) -> Option<Day> {
    let chinese = reader.attempt(|reader| {
        let month = reader.one_of(&edge::CHINESE_MONTHS);
        let day = reader.count()?;
        reader.one_of(&[("号", ()), ("日", ())])?;
        // 3日内 and 3日后 are lengths.
        (!reader.is_next(&['内', '后'])).then_some(Day::OfMonth { day, month })
    });
    chinese.or_else(|| {
        reader.one_of(&[("the", ())]);
        let day = reader.number(1..=2)?;
        reader.one_of(&ORDINALS)?;
        let month = reader.one_of(&[("of this month", 0), ("of next month", 1), ("of last month", -1)]);
        Some(Day::OfMonth { day, month })
    })
}

/// `fri`, `next fri`, `下周五`, `下个星期五`, 周末
fn weekday(reader: &mut Reader) -> Option<Day> {
    let named = |reader: &mut Reader| reader.one_of(&WEEKDAYS);
    let week = reader.one_of(&[("this", 0), ("next", 1), ("last", -1)]);
    if let Some(weekday) = reader.attempt(named) {
        return Some(Day::Weekday { weekday, week });
    }
    if week.is_some() {
        return None;
    }
    let week = reader.one_of(&CHINESE_WEEKS);
    if week.is_some() {
        reader.sign('个');
    }
    reader.one_of(&[("周", ()), ("星期", ()), ("礼拜", ())])?;
    match reader.one_of(&WEEKDAY_NUMBERS) {
        Some(weekday) => Some(Day::Weekday { weekday, week }),
        // 下周内 is read as an edge, before this.
        None => week.map(|_| Day::Many),
    }
}

pub(super) const CHINESE_WEEKS: [(&str, i64); 7] =
    [("本", 0), ("这", 0), ("这个", 0), ("下", 1), ("下下", 2), ("上", -1), ("上上", -2)];

const WEEKDAYS: [(&str, Weekday); 19] = [
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
    ("weekend", Sat),
    ("sun", Sun),
    ("sunday", Sun),
];

/// What follows 周, 星期 or 礼拜; people also type digits.
const WEEKDAY_NUMBERS: [(&str, Weekday); 15] = [
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
    ("末", Sat),
    ("日", Sun),
    ("天", Sun),
];
