//! A year, quarter or month as people say it: `2026`, `Q3`, `2026-Q3`, 三季度, 下季度, `next month`, 7月.

use chrono::{Datelike, NaiveDate};

use super::day::Year;
use super::edge::{self, chinese_period, english_period};
use super::meaning::{first_of_month, months_from};
use super::month::month;
use super::token::{Reader, tokens};
use crate::clock::{Clock, Period, Span};
use crate::error::{Error, Kind, Result};
use crate::text;

/// The year, quarter or month that `said` names; without a year, of this one.
///
/// # Errors
/// [`Kind::Usage`] when it is not understood or there is no such period.
pub fn period(said: &str, clock: &Clock) -> Result<Period> {
    let named = tokens(said).and_then(|tokens| {
        let mut reader = Reader::new(&tokens);
        let read = [written, english_period, chinese_period]
            .into_iter()
            .find_map(|form| reader.attempt(|reader| form(reader).filter(|_| reader.is_done())));
        meant(read?, clock.today())
    });
    let month = || Period::of(month(said, clock).ok()?, Span::Month);
    named.or_else(month).ok_or_else(|| {
        let said = said.trim();
        Error::new(Kind::Usage, text!("“{said}” is no year, quarter or month", "“{said}”不是年份、季度或月份")).hint(
            text!(
                "for example `2026`, `2026-Q3`, `next quarter`, `2026-07`, `July`",
                "可以写：`2026`、`2026-Q3`、`三季度`、`下季度`、`2026-07`、`7月`"
            ),
        )
    })
}

/// `2026-Q3`, `2026Q3`, `2026`
fn written(reader: &mut Reader) -> Option<edge::Period> {
    let year = Year::Number(i32::try_from(reader.number(4..=4)?).ok()?);
    if reader.is_done() {
        return Some(edge::Period::Year(Some(year)));
    }
    reader.one_of(&[("-", ()), ("/", ())]);
    reader.one_of(&[("q", ())])?;
    reader.number(1..=1).map(|quarter| edge::Period::QuarterOf(Some(year), quarter))
}

fn meant(read: edge::Period, today: NaiveDate) -> Option<Period> {
    let year = |year: Option<Year>| match year {
        Some(Year::Number(year)) => year,
        Some(Year::FromThis(years)) => today.year() + years,
        None => today.year(),
    };
    let from_this = |months| months_from(first_of_month(today), months).ok();
    match read {
        edge::Period::Week(_) => None,
        edge::Period::Month(months) => Period::of(from_this(months.unwrap_or(0))?, Span::Month),
        edge::Period::MonthOf(of, month) => Period::month(year(of), month),
        edge::Period::Quarter(quarters) => Period::of(from_this(3 * quarters.unwrap_or(0))?, Span::Quarter),
        edge::Period::QuarterOf(of, quarter) => Period::quarter(year(of), quarter),
        edge::Period::Year(of) => Period::year(year(of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_said_in_many_ways() {
        let clock = Clock::new("Asia/Shanghai", Some("2026-11-30")).unwrap();
        for (said, meant) in [
            ("2026", "2026"),
            ("2027年", "2027"),
            ("明年", "2027"),
            ("last year", "2025"),
            ("this year", "2026"),
            ("2026-Q3", "2026-Q3"),
            ("2026q3", "2026-Q3"),
            ("Q3", "2026-Q3"),
            ("q1 2027", "2027-Q1"),
            ("三季度", "2026-Q3"),
            ("第1季度", "2026-Q1"),
            ("2027年一季度", "2027-Q1"),
            ("本季度", "2026-Q4"),
            ("下季度", "2027-Q1"),
            ("next quarter", "2027-Q1"),
            ("the quarter", "2026-Q4"),
            ("2026-07", "2026-07"),
            ("7月", "2026-07"),
            ("明年3月", "2027-03"),
            ("next month", "2026-12"),
            ("July 2027", "2027-07"),
        ] {
            assert_eq!(period(said, &clock).unwrap().to_string(), meant, "{said}");
        }
        for said in ["", "Q5", "2026-Q0", "next week", "本周", "soon", "2026-13", "2026-07-01", "五季度"] {
            assert!(period(said, &clock).unwrap_err().message.zh.contains(said), "{said}");
        }
    }
}
