//! Working days: weekends, public holidays, and weekend days worked in exchange (调休).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};

use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::text;

/// Which days are worked. Monday to Friday are, but for the days that are listed otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    listed: BTreeMap<NaiveDate, Listed>,
    /// The years that a list speaks of; none when weekends are all that is meant.
    years: Option<BTreeSet<i32>>,
}

/// A day that a list speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Whether it is worked.
    pub worked: bool,
    /// What for, as the list says; empty where it says nothing.
    pub name: Text,
}

impl Calendar {
    /// The calendar without holidays.
    pub const fn weekends_only() -> Self {
        Self { listed: BTreeMap::new(), years: None }
    }

    /// A calendar that comes with the program: `cn`, the Chinese mainland.
    pub fn builtin(name: &str) -> Option<Self> {
        let text = match name {
            "cn" => include_str!("calendar/cn.txt"),
            _ => return None,
        };
        Self::from_text(Path::new(name), text).ok()
    }

    /// The calendar of a file, one day a line: `2026-05-01 off Labour Day`, `2026-05-09 work`, with `#` before comments.
    /// A name may be followed by its Chinese one: `Labour Day / 劳动节`.
    /// `path` is what an error is shown with; any other line is an [`Kind::Unreadable`] error.
    pub fn from_text(path: &Path, text: &str) -> Result<Self> {
        let mut calendar = Self { listed: BTreeMap::new(), years: Some(BTreeSet::new()) };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.split('#').next().unwrap_or_default().trim_start_matches('\u{feff}').trim();
            if !content.is_empty() {
                let wrong = |what: Text| {
                    let at = start + line.find(content).unwrap_or_default();
                    Error::new(Kind::Unreadable, what).at(Place::in_text(path, text, at..at + content.len())).hint(
                        Text::fixed(
                            "write `2026-05-01 off Labour Day` or `2026-05-09 work`",
                            "请写成 `2026-05-01 off 劳动节` 或 `2026-05-09 work`",
                        ),
                    )
                };
                let (day, rest) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
                let (word, name) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
                let (Some(date), Some(worked)) = (date(day), worked(word)) else {
                    return Err(wrong(Text::fixed(
                        "a day of the holiday calendar cannot be read",
                        "节假日日历中有一行无法读取",
                    )));
                };
                let (en, zh) = name.split_once(" / ").unwrap_or((name, name));
                let listed = Listed { worked, name: Text::new(en.trim().to_string(), zh.trim().to_string()) };
                if calendar.listed.insert(date, listed).is_some_and(|before| before.worked != worked) {
                    return Err(wrong(text!("{date} is both `off` and `work`", "{date} 既是 `off` 又是 `work`")));
                }
                calendar.years.get_or_insert_default().insert(date.year());
            }
            start += line.len();
        }
        Ok(calendar)
    }

    /// Whether the holidays of a year are known; where they are not, only its weekends are taken off.
    pub fn covers(&self, year: i32) -> bool {
        self.years.as_ref().is_none_or(|years| years.contains(&year))
    }

    /// Whether a day is worked.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.listed.get(&day).map_or_else(|| is_weekday(day), |listed| listed.worked)
    }

    /// What is listed of a day.
    pub fn listed(&self, day: NaiveDate) -> Option<&Listed> {
        self.listed.get(&day)
    }

    /// The working days after `from` up to and with `to`: from a Friday to the Monday it is one. Negative when `to` is
    /// before `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let listed = from.succ_opt().filter(|first| *first <= to).map_or(0, |first| {
            let differs = |(day, listed): (&NaiveDate, &Listed)| i64::from(listed.worked) - i64::from(is_weekday(*day));
            self.listed.range(first..=to).map(differs).sum()
        });
        weekdays_until(to) - weekdays_until(from) + listed
    }

    /// The day on which `days` working days have passed since `from`, or, negative, before which they lie; `from` itself
    /// for none. `None` beyond the calendar.
    pub fn add_working_days(&self, from: NaiveDate, days: i64) -> Option<NaiveDate> {
        let mut day = from;
        let mut left = days.unsigned_abs();
        while left > 0 {
            let one = Days::new(1);
            day = if days > 0 { day.checked_add_days(one)? } else { day.checked_sub_days(one)? };
            left -= u64::from(self.is_working(day));
        }
        Some(day)
    }
}

/// `2026-05-01`. The parser of chrono takes longer than all else about a line, and the calendar is read at every start.
fn date(word: &str) -> Option<NaiveDate> {
    let (year, rest) = word.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn worked(word: &str) -> Option<bool> {
    match word {
        "work" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() < 5
}

/// How many days from Monday to Friday there are from 0001-01-01, a Monday, to `day`, with it.
fn weekdays_until(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().unwrap()
    }

    fn cn() -> Calendar {
        Calendar::builtin("cn").unwrap()
    }

    fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(move |day| day.year() == year)
    }

    #[test]
    fn weekend_days_worked_in_exchange_are_working_days() {
        for written in ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"] {
            assert!(cn().is_working(day(written)), "{written}");
            assert!(!Calendar::weekends_only().is_working(day(written)), "{written}");
        }
        assert!(!cn().is_working(day("2026-01-02")));
        assert!(Calendar::weekends_only().is_working(day("2026-01-02")));
    }

    #[test]
    fn every_weekend_day_worked_stands_for_a_weekday_taken_off() {
        // The statutory holidays of a year that fall on weekdays, or are moved to one: 11 until 2024, 13 from 2025 on.
        for (year, statutory) in [(2024, 11), (2025, 13), (2026, 13)] {
            let cn = cn();
            let off = days_of(year).filter(|day| is_weekday(*day) && !cn.is_working(*day)).count();
            let worked = days_of(year).filter(|day| !is_weekday(*day) && cn.is_working(*day)).count();
            assert_eq!(off - worked, statutory, "{year}");
            assert!(cn.covers(year));
        }
        assert!(!cn().covers(2027));
        assert!(Calendar::weekends_only().covers(2027));
    }

    #[test]
    fn working_days_are_counted_as_one_counts_on_the_fingers() {
        let calendar = cn();
        let days: Vec<NaiveDate> = days_of(2025).chain(days_of(2026)).collect();
        for (at, from) in days.iter().enumerate().step_by(37) {
            let mut counted = 0;
            for to in &days[at..] {
                counted += i64::from(to > from && calendar.is_working(*to));
                assert_eq!(calendar.working_days_between(*from, *to), counted, "{from} {to}");
                assert_eq!(calendar.working_days_between(*to, *from), -counted);
            }
        }
    }

    #[test]
    fn from_friday_to_monday_is_one_working_day() {
        let calendar = Calendar::weekends_only();
        assert_eq!(calendar.working_days_between(day("2026-06-26"), day("2026-06-29")), 1);
        assert_eq!(calendar.working_days_between(day("2026-06-26"), day("2026-06-28")), 0);
    }

    #[test]
    fn adding_working_days_passes_over_holidays() {
        let calendar = cn();
        for (from, days, to) in [
            ("2026-02-13", 1, "2026-02-14"),
            ("2026-02-14", 1, "2026-02-24"),
            ("2026-02-24", -1, "2026-02-14"),
            ("2026-02-28", 1, "2026-03-02"),
            ("2026-02-21", 0, "2026-02-21"),
        ] {
            assert_eq!(calendar.add_working_days(day(from), days), Some(day(to)), "{from} {days}");
        }
        assert_eq!(calendar.add_working_days(NaiveDate::MAX, 1), None);
    }

    #[test]
    fn a_file_lists_days_with_comments() {
        let text = "# bank holidays\n2026-05-25 off Spring bank holiday\n\n2026-05-30 work # instead\n";
        let calendar = Calendar::from_text(Path::new("uk.txt"), text).unwrap();
        assert!(!calendar.is_working(day("2026-05-25")));
        assert!(calendar.is_working(day("2026-05-30")));
        assert_eq!((calendar.covers(2026), calendar.covers(2025)), (true, false));
        assert_eq!(calendar.listed(day("2026-05-25")).unwrap().name, Text::same("Spring bank holiday"));
        let text = &cn().listed(day("2026-10-10")).unwrap().name.clone();
        assert_eq!((text.en.as_ref(), text.zh.as_ref()), ("for National Day", "国庆节调休"));
    }

    #[test]
    fn a_line_that_is_no_day_is_named() {
        for (text, line) in [
            ("2026-05-01 off\n2026-05-32 off\n", 2),
            ("2026-05-01 holiday\n", 1),
            ("2026-05-01\n", 1),
            ("# x\n\n  2026-05-09 work\n2026-05-09 off\n", 4),
        ] {
            let error = Calendar::from_text(Path::new("uk.txt"), text).unwrap_err();
            assert_eq!(error.kind, Kind::Unreadable);
            assert_eq!(error.place.unwrap().line, line, "{text}");
        }
    }
}
