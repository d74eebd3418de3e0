//! ISO weeks: from Monday to Sunday, the first one of a year is that with its first Thursday (ISO 8601).

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use super::phrase;
use super::{Calendar, Clock, Direction};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::text;

/// A week, written `2026-W26`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week that a day is in.
    pub fn of(day: NaiveDate) -> Self {
        Self { monday: day.week(Weekday::Mon).checked_first_day().unwrap_or(day) }
    }

    /// The week of a year by its number; none where the year has no such week.
    pub fn numbered(year: i32, number: u32) -> Option<Self> {
        NaiveDate::from_isoywd_opt(year, number, Weekday::Mon).map(|monday| Self { monday })
    }

    /// Its first day.
    pub const fn monday(self) -> NaiveDate {
        self.monday
    }

    /// The day so many days after its Monday.
    fn day(self, days: u64) -> NaiveDate {
        self.monday.checked_add_days(Days::new(days)).unwrap_or(self.monday)
    }

    /// Its Friday.
    pub fn friday(self) -> NaiveDate {
        self.day(4)
    }

    /// Its last day.
    pub fn sunday(self) -> NaiveDate {
        self.day(6)
    }

    /// Whether a day is in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }

    /// The week so many weeks earlier.
    #[must_use]
    pub fn before(self, weeks: u64) -> Self {
        Self { monday: self.monday.checked_sub_days(Days::new(7 * weeks)).unwrap_or(self.monday) }
    }

    /// The week so many weeks later.
    #[must_use]
    pub fn after(self, weeks: u64) -> Self {
        Self { monday: self.day(7 * weeks) }
    }

    /// The week of that number that is nearest to this one, and not more than a year away; of two that are as near, the
    /// earlier.
    fn nearest(self, number: u32) -> Option<Self> {
        let year = self.monday.iso_week().year();
        let away = |week: &Self| (week.monday - self.monday).num_weeks().abs();
        let known = (year - 1..=year + 1).filter_map(|year| Self::numbered(year, number));
        known.filter(|week| away(week) <= 53).min_by_key(away)
    }

    /// The week that somebody names as one: `2026-W26`, `W26` (the one nearest to today), `last week`, `上周`; nothing
    /// where the words name none.
    ///
    /// # Errors
    /// `Usage` when the year has no such week.
    pub fn named(said: &str, clock: &Clock) -> Result<Option<Self>> {
        let plain: String = said.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
        let plain = plain.replace('週', "周").replace("星期", "周").replace("礼拜", "周").replace('這', "这");
        let this = Self::of(clock.today());
        let relative = match plain.as_str() {
            "thisweek" | "this-week" | "本周" | "这周" | "这个周" | "这一周" => Some(this),
            "lastweek" | "last-week" | "上周" | "上个周" | "上一周" => Some(this.before(1)),
            "theweekbeforelast" | "weekbeforelast" | "上上周" => Some(this.before(2)),
            "nextweek" | "next-week" | "下周" | "下个周" | "下一周" => Some(this.after(1)),
            _ => None,
        };
        let Some((year, number)) = numbers(&plain).filter(|_| relative.is_none()) else { return Ok(relative) };
        let week = match year {
            Some(year) => Self::numbered(year, number),
            None => this.nearest(number),
        };
        week.map(Some).ok_or_else(|| no_week(said, year.unwrap_or_else(|| clock.today().iso_week().year())))
    }

    /// The week that somebody means where a week is asked for: one that they name, as [`Week::named`] takes it, `last`, or
    /// any day in it.
    ///
    /// # Errors
    /// `Usage` when it is not understood, or the year has no such week; what `calendar` fails with.
    pub fn said<'a>(said: &str, clock: &'a Clock, calendar: &'a dyn Fn() -> Result<&'a Calendar>) -> Result<Self> {
        let bare = ["this", "last", "next"].into_iter().find(|bare| said.trim().eq_ignore_ascii_case(bare));
        let words = bare.map_or_else(|| said.to_string(), |bare| format!("{bare} week"));
        if let Some(week) = Self::named(&words, clock)? {
            return Ok(week);
        }
        let spoken = phrase::parse(said, clock, Direction::Back, calendar);
        spoken
            .map(|spoken| Self::of(spoken.date))
            .map_err(|error| if error.kind == Kind::Usage { not_understood(said) } else { error })
    }

    /// The week with its days: `2026-W26 (06-22 – 06-28)`.
    pub fn shown(self) -> Text {
        let (first, last) = (self.monday.format("%m-%d"), self.sunday().format("%m-%d"));
        text!("{self} ({first} – {last})", "{self}（{first} 至 {last}）")
    }
}

/// A year, if one is named, and the number of a week.
fn numbers(plain: &str) -> Option<(Option<i32>, u32)> {
    let number = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| digits)
    };
    let week = |text: &str| {
        let inner = text.strip_prefix("week").or_else(|| text.strip_prefix('w'));
        inner.and_then(number).or_else(|| number(text.strip_prefix('第').unwrap_or(text).strip_suffix('周')?))
    };
    if let Some(found) = week(plain) {
        return Some((None, found));
    }
    let (year, rest) = plain.split_at_checked(4)?;
    let year: i32 = year.parse().ok().filter(|_| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = rest.strip_prefix(['-', '年', '/']).unwrap_or(rest);
    week(rest).map(|found| (Some(year), found))
}

fn not_understood(said: &str) -> Error {
    Error::new(Kind::Usage, text!("“{said}” is not a week", "看不懂“{said}”是哪一周")).hint(Text::fixed(
        "write it as `2026-W26`, `W26`, `this week`, `last week`, or a day in it",
        "可以写：`2026-W26`、`W26`、`本周`、`上周`，或其中的某一天",
    ))
}

fn no_week(said: &str, year: i32) -> Error {
    let last = if Week::numbered(year, 53).is_some() { 53 } else { 52 };
    Error::new(Kind::Usage, text!("there is no week “{said}”", "没有“{said}”这一周"))
        .hint(text!("{year} has the weeks 1 to {last}", "{year} 年有第 1 至 {last} 周"))
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

impl FromStr for Week {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let week = written.split_once("-W").filter(|(year, week)| year.len() == 4 && week.len() == 2);
        let week = week.and_then(|(year, week)| Self::numbered(i32::try_from(number(year)?).ok()?, number(week)?));
        week.ok_or_else(|| {
            format!("“{written}” is not a week such as 2026-W26\u{1f}“{written}”不是周，应写成 2026-W26 这样")
        })
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().unwrap()
    }

    fn said(words: &str, now: &str) -> String {
        let clock = Clock::new("Asia/Shanghai", Some(now)).unwrap();
        let calendar = Calendar::weekends_only();
        Week::said(words, &clock, &|| Ok(&calendar))
            .map_or_else(|error| error.message.en.into_owned(), |week| week.to_string())
    }

    #[test]
    fn a_year_ends_where_iso_says() {
        for (written, week) in [
            ("2026-06-26", "2026-W26"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
            ("2024-12-30", "2025-W01"),
            ("2021-01-01", "2020-W53"),
            ("2024-02-29", "2024-W09"),
        ] {
            assert_eq!(Week::of(day(written)).to_string(), week, "{written}");
            assert_eq!(week.parse::<Week>().unwrap(), Week::of(day(written)));
        }
    }

    #[test]
    fn a_week_knows_its_days() {
        let week = Week::numbered(2026, 53).unwrap();
        assert_eq!(
            (week.monday(), week.friday(), week.sunday()),
            (day("2026-12-28"), day("2027-01-01"), day("2027-01-03"))
        );
        assert!(week.contains(day("2027-01-03")) && !week.contains(day("2027-01-04")));
        assert_eq!(week.before(53).to_string(), "2025-W52");
    }

    #[test]
    fn a_week_is_said_in_many_ways() {
        for (words, week) in [
            ("2026-W26", "2026-W26"),
            ("2026w26", "2026-W26"),
            ("2026年第26周", "2026-W26"),
            ("Ｗ２５", "2026-W25"),
            ("第 25 周", "2026-W25"),
            ("W52", "2025-W52"),
            ("this week", "2026-W26"),
            ("本周", "2026-W26"),
            ("Last Week", "2026-W25"),
            ("last-week", "2026-W25"),
            ("上星期", "2026-W25"),
            ("上个星期", "2026-W25"),
            ("上上週", "2026-W24"),
            ("next week", "2026-W27"),
            ("2026-06-14", "2026-W24"),
            ("yesterday", "2026-W26"),
            ("2025-W53", "there is no week “2025-W53”"),
            ("2026-W54", "there is no week “2026-W54”"),
            ("W00", "there is no week “W00”"),
            ("soon", "“soon” is not a week"),
            ("", "“” is not a week"),
        ] {
            assert_eq!(said(words, "2026-06-26 16:30"), week, "{words}");
        }
        assert_eq!(said("last week", "2027-01-04 09:00"), "2026-W53");
    }

    #[test]
    fn a_week_without_a_year_is_the_nearest_one() {
        for (now, words, week) in [
            ("2026-06-26", "W27", "2026-W27"),
            ("2026-06-26", "W51", "2026-W51"),
            ("2026-06-26", "W52", "2025-W52"),
            ("2027-01-01", "W53", "2026-W53"),
            ("2027-01-04", "W53", "2026-W53"),
            ("2027-01-04", "W52", "2026-W52"),
            ("2027-01-04", "第1周", "2027-W01"),
            ("2027-01-04", "W20", "2027-W20"),
            ("2026-12-28", "W1", "2027-W01"),
            ("2026-12-28", "week 53", "2026-W53"),
            ("2025-12-29", "W01", "2026-W01"),
            ("2025-01-02", "W52", "2024-W52"),
            ("2025-01-02", "W53", "there is no week “W53”"),
        ] {
            assert_eq!(said(words, now), week, "{words} on {now}");
        }
    }

    #[test]
    fn what_is_no_week_is_not_read() {
        for written in ["2026-26", "2025-W53", "2026-W1", "2026-W001", "26-W01", "+026-W01", ""] {
            assert!(written.parse::<Week>().is_err(), "{written}");
        }
    }
}
