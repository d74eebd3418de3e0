//! The forms that name the first or last day of a week, month, quarter or year: `eom`, 月底, `end of next month`, 下月初,
//! 本月最后一个工作日.

use super::day::{CHINESE_WEEKS, Day, Year, month_name, year};
use super::token::Reader;

/// Which day of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    First,
    /// The fifteenth; of months only.
    Middle,
    Last,
    FirstWorking,
    LastWorking,
}

/// A period as it was said; without anything beside it, the one whose edge is nearest in the direction.
#[derive(Clone, Copy, Debug)]
pub(super) enum Period {
    /// So many weeks from this one.
    Week(i64),
    /// So many months from this one.
    Month(Option<i32>),
    /// 3月底
    MonthOf(Option<Year>, u32),
    /// So many quarters from this one.
    Quarter(Option<i32>),
    /// `Q3`
    QuarterOf(Option<Year>, u32),
    /// The year itself.
    Year(Option<Year>),
}

/// An edge, in any form.
pub(super) fn read(reader: &mut Reader) -> Option<Day> {
    let (edge, period) =
        reader.one_of(&SHORT).or_else(|| reader.attempt(english)).or_else(|| reader.attempt(chinese))?;
    let of_month = matches!(period, Period::Month(_) | Period::MonthOf(..));
    (edge != Edge::Middle || of_month).then_some(Day::Edge { edge, period })
}

const SHORT: [(&str, (Edge, Period)); 7] = [
    ("eow", (Edge::LastWorking, Period::Week(0))),
    ("eom", (Edge::Last, Period::Month(None))),
    ("eoq", (Edge::Last, Period::Quarter(None))),
    ("eoy", (Edge::Last, Period::Year(None))),
    ("month end", (Edge::Last, Period::Month(None))),
    ("quarter end", (Edge::Last, Period::Quarter(None))),
    ("year end", (Edge::Last, Period::Year(None))),
];

/// `end of next month`, `mid July`, `last working day of the month`
fn english(reader: &mut Reader) -> Option<(Edge, Period)> {
    reader.one_of(&[("the", ())]);
    let edge = reader.one_of(&[
        ("end of", Edge::Last),
        ("last day of", Edge::Last),
        ("start of", Edge::First),
        ("beginning of", Edge::First),
        ("first day of", Edge::First),
        ("middle of", Edge::Middle),
        ("mid", Edge::Middle),
        ("last working day of", Edge::LastWorking),
        ("last business day of", Edge::LastWorking),
        ("first working day of", Edge::FirstWorking),
        ("first business day of", Edge::FirstWorking),
    ])?;
    if edge == Edge::Middle {
        reader.sign('-');
    }
    let period = reader.attempt(english_period)?;
    Some(match (edge, period) {
        (Edge::Last, Period::Week(_)) => (Edge::LastWorking, period),
        (Edge::First, Period::Week(_)) => (Edge::FirstWorking, period),
        _ => (edge, period),
    })
}

pub(super) fn english_period(reader: &mut Reader) -> Option<Period> {
    if let Some(month) = reader.attempt(month_name) {
        return Some(Period::MonthOf(english_year(reader), month));
    }
    if reader.one_of(&[("q", ())]).is_some() {
        let quarter = reader.number(1..=1).filter(|quarter| (1..=4).contains(quarter))?;
        return Some(Period::QuarterOf(english_year(reader), quarter));
    }
    if let Some(year) = reader.attempt(english_year) {
        return Some(Period::Year(Some(year)));
    }
    let which = reader.one_of(&[("this", Some(0)), ("next", Some(1)), ("last", Some(-1)), ("the", None)]).flatten();
    reader.one_of(&[
        ("week", Period::Week(which.unwrap_or(0).into())),
        ("month", Period::Month(which)),
        ("quarter", Period::Quarter(which)),
        ("year", Period::Year(which.map(Year::FromThis))),
    ])
}

fn english_year(reader: &mut Reader) -> Option<Year> {
    i32::try_from(reader.number(4..=4)?).ok().map(Year::Number)
}

/// 月底, 下月初, 三季度末, 明年3月底, 年底, 本周内, 本月最后一个工作日
fn chinese(reader: &mut Reader) -> Option<(Edge, Period)> {
    let period = reader.attempt(chinese_period)?;
    let of_week = matches!(period, Period::Week(_));
    reader.sign('的');
    let edge = reader.one_of(&[
        ("底", Edge::Last),
        ("末", Edge::Last),
        ("内", Edge::Last),
        ("之内", Edge::Last),
        ("以内", Edge::Last),
        ("最后一天", Edge::Last),
        ("初", Edge::First),
        ("第一天", Edge::First),
        ("中", Edge::Middle),
        ("中旬", Edge::Middle),
        ("最后一个工作日", Edge::LastWorking),
        ("最后工作日", Edge::LastWorking),
        ("第一个工作日", Edge::FirstWorking),
        ("首个工作日", Edge::FirstWorking),
    ])?;
    match edge {
        Edge::Last if of_week => Some((Edge::LastWorking, period)),
        Edge::First if of_week => Some((Edge::FirstWorking, period)),
        _ => Some((edge, period)),
    }
}

pub(super) fn chinese_period(reader: &mut Reader) -> Option<Period> {
    if let Some(week) = reader.attempt(week) {
        return Some(Period::Week(week));
    }
    if let Some(months) = reader.one_of(&CHINESE_MONTHS) {
        return Some(Period::Month(Some(months)));
    }
    if let Some(quarters) = reader.one_of(&CHINESE_QUARTERS) {
        return Some(Period::Quarter(quarters));
    }
    let year = reader.attempt(year);
    reader.one_of(&[("的", ())]);
    let part = reader.attempt(|reader| {
        let month = reader.count()?;
        reader.sign('月').map(|_| Period::MonthOf(year, month))
    });
    part.or_else(|| reader.attempt(quarter).map(|quarter| Period::QuarterOf(year, quarter)))
        .or_else(|| year.map(|year| Period::Year(Some(year))))
        .or_else(|| reader.sign('月').map(|_| Period::Month(None)))
        .or_else(|| reader.sign('年').map(|_| Period::Year(None)))
}

/// 本周, 下个星期; 周末 is the weekend.
fn week(reader: &mut Reader) -> Option<i64> {
    let week = reader.one_of(&CHINESE_WEEKS)?;
    reader.sign('个');
    reader.one_of(&[("周", ()), ("星期", ()), ("礼拜", ())])?;
    (!reader.is_next(&['末'])).then_some(week)
}

/// 三季度, 第3季度, Q3
fn quarter(reader: &mut Reader) -> Option<u32> {
    let quarter = if reader.one_of(&[("q", ())]).is_some() {
        reader.number(1..=1)?
    } else {
        reader.sign('第');
        let quarter = reader.count()?;
        reader.sign('季')?;
        reader.sign('度');
        quarter
    };
    (1..=4).contains(&quarter).then_some(quarter)
}

/// How many months from this one.
pub(super) const CHINESE_MONTHS: [(&str, i32); 10] = [
    ("本月", 0),
    ("这月", 0),
    ("这个月", 0),
    ("当月", 0),
    ("下月", 1),
    ("下个月", 1),
    ("下下月", 2),
    ("下下个月", 2),
    ("上月", -1),
    ("上个月", -1),
];

const CHINESE_QUARTERS: [(&str, Option<i32>); 11] = [
    ("季", None),
    ("季度", None),
    ("本季", Some(0)),
    ("本季度", Some(0)),
    ("这个季度", Some(0)),
    ("下季", Some(1)),
    ("下季度", Some(1)),
    ("下个季度", Some(1)),
    ("上季", Some(-1)),
    ("上季度", Some(-1)),
    ("上个季度", Some(-1)),
];
