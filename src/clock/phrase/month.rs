//! A month as people say it: `2026-07`, `7月`, 下个月, `next month`, `July`.

use chrono::{Datelike, NaiveDate};

use super::day::{Year, month_name, year};
use super::edge::CHINESE_MONTHS;
use super::meaning::{first_of_month, months_from};
use super::token::{Reader, tokens};
use crate::clock::Clock;
use crate::error::{Error, Kind, Result};
use crate::text;

/// The first day of the month that `said` names; without a year, of this one.
///
/// # Errors
/// [`Kind::Usage`] when it is not understood or there is no such month.
pub fn month(said: &str, clock: &Clock) -> Result<NaiveDate> {
    let this = first_of_month(clock.today());
    let named = tokens(said).and_then(|tokens| {
        let mut reader = Reader::new(&tokens);
        let named = reader.attempt(counted).or_else(|| reader.attempt(of_year)).or_else(|| reader.attempt(english))?;
        reader.is_done().then_some(named)
    });
    let first = match named {
        Some(Month::FromThis(months)) => months_from(this, months).ok(),
        Some(Month::Of(None, month)) => NaiveDate::from_ymd_opt(this.year(), month, 1),
        Some(Month::Of(Some(Year::Number(year)), month)) => NaiveDate::from_ymd_opt(year, month, 1),
        Some(Month::Of(Some(Year::FromThis(years)), month)) => NaiveDate::from_ymd_opt(this.year() + years, month, 1),
        None => None,
    };
    first.filter(|first| (1..=9999).contains(&first.year())).ok_or_else(|| {
        let said = said.trim();
        Error::new(Kind::Usage, text!("“{said}” is not a month", "看不懂的月份“{said}”")).hint(text!(
            "for example `2026-07`, `7`, `July`, `next month`",
            "可以写：`2026-07`、`7月`、`下个月`、`明年3月`"
        ))
    })
}

enum Month {
    /// So many from this one.
    FromThis(i32),
    Of(Option<Year>, u32),
}

fn counted(reader: &mut Reader) -> Option<Month> {
    let english = [("this month", 0), ("next month", 1), ("last month", -1)];
    reader.one_of(&english).or_else(|| reader.one_of(&CHINESE_MONTHS)).map(Month::FromThis)
}

/// `2026-07`, `2026年7月`, `7月`, `7`
fn of_year(reader: &mut Reader) -> Option<Month> {
    if let Some(year) = reader.attempt(year) {
        return month_number(reader).map(|month| Month::Of(Some(year), month));
    }
    if let Some(year) = reader.number(4..=4) {
        reader.one_of(&[("-", ()), ("/", ()), (".", ())])?;
        let month = reader.number(1..=2)?;
        return Some(Month::Of(Some(Year::Number(i32::try_from(year).ok()?)), month));
    }
    month_number(reader).map(|month| Month::Of(None, month))
}

fn month_number(reader: &mut Reader) -> Option<u32> {
    let month = reader.count()?;
    reader.one_of(&[("月", ()), ("月份", ())]);
    Some(month)
}

/// `July`, `July 2027`
fn english(reader: &mut Reader) -> Option<Month> {
    let month = month_name(reader)?;
    let year = reader.number(4..=4).map(i32::try_from).transpose().ok()?;
    Some(Month::Of(year.map(Year::Number), month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_said_in_many_ways() {
        let clock = Clock::new("Asia/Shanghai", Some("2026-06-26")).unwrap();
        for (said, first) in [
            ("2026-07", "2026-07-01"),
            ("2027/1", "2027-01-01"),
            ("2026年7月", "2026-07-01"),
            ("明年3月", "2027-03-01"),
            ("三月份", "2026-03-01"),
            ("12", "2026-12-01"),
            ("下个月", "2026-07-01"),
            ("上月", "2026-05-01"),
            ("next month", "2026-07-01"),
            ("this month", "2026-06-01"),
            ("Feb", "2026-02-01"),
            ("September 2027", "2027-09-01"),
        ] {
            assert_eq!(month(said, &clock).unwrap().to_string(), first, "{said}");
        }
        for said in ["", "13", "0", "2026", "2026-00", "soon", "7-1", "下周", "July 3"] {
            assert!(month(said, &clock).unwrap_err().message.zh.contains(said), "{said}");
        }
    }
}
