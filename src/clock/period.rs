//! A year, a quarter or a month of the calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use crate::lang::Text;
use crate::text;

/// A year, quarter or month of the calendar: `2026`, `2026-Q3`, `2026-07`. In order, a longer one stands before those that
/// it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    year: i32,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Year,
    /// From 1.
    Quarter(u32),
    /// From 1.
    Month(u32),
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Span {
    /// Twelve months.
    Year,
    /// Three months.
    Quarter,
    /// One month.
    Month,
}

impl Period {
    /// A year; none before the year 1 or after the year 9999.
    pub fn year(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, part: Part::Year })
    }

    /// A quarter, from 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        (1..=4).contains(&quarter).then_some(Self { year: Self::year(year)?.year, part: Part::Quarter(quarter) })
    }

    /// A month, from 1 to 12.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year: Self::year(year)?.year, part: Part::Month(month) })
    }

    /// The period of that length in which a day lies; none beyond the year 9999.
    pub fn of(day: NaiveDate, span: Span) -> Option<Self> {
        match span {
            Span::Year => Self::year(day.year()),
            Span::Quarter => Self::quarter(day.year(), day.month0() / 3 + 1),
            Span::Month => Self::month(day.year(), day.month()),
        }
    }

    /// How long it is.
    pub const fn span(self) -> Span {
        match self.part {
            Part::Year => Span::Year,
            Part::Quarter(_) => Span::Quarter,
            Part::Month(_) => Span::Month,
        }
    }

    /// The year that it lies in.
    pub const fn in_year(self) -> i32 {
        self.year
    }

    /// The first month, from 1, and how many there are.
    const fn months(self) -> (u32, u32) {
        match self.part {
            Part::Year => (1, 12),
            Part::Quarter(quarter) => (quarter * 3 - 2, 3),
            Part::Month(month) => (month, 1),
        }
    }

    /// The first day.
    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.months().0, 1).unwrap_or_default()
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        let (first, count) = self.months();
        let (year, month) = if first + count > 12 { (self.year + 1, 1) } else { (self.year, first + count) };
        let next = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        next.checked_sub_days(Days::new(1)).unwrap_or_default()
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        let (first, count) = self.months();
        day.year() == self.year && (first..first + count).contains(&day.month())
    }

    /// The quarters of a year, the months of a quarter; none of a month.
    pub fn parts(self) -> Vec<Self> {
        let year = self.year;
        match self.part {
            Part::Year => (1..=4).map(|quarter| Self { year, part: Part::Quarter(quarter) }).collect(),
            Part::Quarter(_) => {
                let (first, count) = self.months();
                (first..first + count).map(|month| Self { year, part: Part::Month(month) }).collect()
            }
            Part::Month(_) => Vec::new(),
        }
    }

    /// What people call it: `2026`, `Q3 2026`, `July 2026`; `2026年`, `2026年三季度`, `2026年7月`.
    pub fn shown(self) -> Text {
        let year = self.year;
        match self.part {
            Part::Year => text!("{year}", "{year}年"),
            Part::Quarter(quarter) => {
                let zh = ["一", "二", "三", "四"][quarter as usize - 1];
                text!("Q{quarter} {year}", "{year}年{zh}季度")
            }
            Part::Month(month) => {
                let en = self.first().format("%B").to_string();
                text!("{en} {year}", "{year}年{month}月")
            }
        }
    }

    /// What it is sorted by: its first day, then the longer before the shorter.
    fn order(self) -> (i32, u32, Span) {
        (self.year, self.months().0, self.span())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.part {
            Part::Year => write!(f, "{year:04}"),
            Part::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}"),
            Part::Month(month) => write!(f, "{year:04}-{month:02}"),
        }
    }
}

/// What is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(written: &str) -> Result<Self, NoPeriod> {
        let number = |digits: &str, length: usize| {
            (digits.len() == length && digits.bytes().all(|digit| digit.is_ascii_digit()))
                .then(|| digits.parse::<u32>().ok())
                .flatten()
        };
        let (year, part) = match written.split_once('-') {
            None => (written, None),
            Some((year, part)) => (year, Some(part)),
        };
        let year = number(year, 4).and_then(|year| i32::try_from(year).ok()).ok_or(NoPeriod)?;
        match part {
            None => Self::year(year),
            Some(part) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => number(quarter, 1).and_then(|quarter| Self::quarter(year, quarter)),
                None => number(part, 2).and_then(|month| Self::month(year, month)),
            },
        }
        .ok_or(NoPeriod)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(written: &str) -> Period {
        written.parse().unwrap()
    }

    #[test]
    fn a_period_is_written_as_it_was_read() {
        for written in ["2026", "2026-Q3", "2026-07", "0900-12"] {
            assert_eq!(period(written).to_string(), written);
        }
        for written in
            ["", "26", "2026-Q5", "2026-Q0", "2026-13", "2026-00", "2026-7", "2026-07-01", "0000", "２０２６"]
        {
            assert_eq!(written.parse::<Period>(), Err(NoPeriod), "{written}");
        }
    }

    #[test]
    fn its_days_are_those_of_the_calendar() {
        for (written, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2024-Q1", "2024-01-01", "2024-03-31"),
            ("2026-Q4", "2026-10-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-02", "2026-02-01", "2026-02-28"),
            ("2026-12", "2026-12-01", "2026-12-31"),
        ] {
            let period = period(written);
            assert_eq!((period.first().to_string(), period.last().to_string()), (first.into(), last.into()));
            assert_eq!(Period::of(period.last(), period.span()), Some(period));
            assert!(period.holds(period.first()) && period.holds(period.last()));
            assert!(!period.holds(period.last().succ_opt().unwrap()));
        }
    }

    #[test]
    fn parts_follow_one_another_without_a_gap_and_stand_after_their_whole() {
        for whole in [period("2024"), period("2024-Q1"), period("2026-Q4")] {
            let parts = whole.parts();
            assert_eq!((parts[0].first(), parts.last().unwrap().last()), (whole.first(), whole.last()));
            assert!(parts.windows(2).all(|pair| pair[0].last().succ_opt() == Some(pair[1].first())));
            assert!(parts.iter().all(|part| whole < *part));
        }
        assert!(period("2026-07").parts().is_empty());
    }

    #[test]
    fn people_read_its_name() {
        assert_eq!(period("2026").shown(), Text::new("2026", "2026年"));
        assert_eq!(period("2026-Q3").shown(), Text::new("Q3 2026", "2026年三季度"));
        assert_eq!(period("2026-07").shown(), Text::new("July 2026", "2026年7月"));
    }
}
