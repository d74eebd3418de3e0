//! Values with a law of their own: days, moments, amounts. Each is written in a record just as it is shown here.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, Timelike};
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::Clock;

/// Between the English and the Chinese words of an error that travels through `serde` as one string, and the value as it
/// should be written, where only one can be meant.
const BILINGUAL: char = '\u{1f}';

/// A calendar day: `2024-03-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub NaiveDate);

/// A day, usually with a time, in the team's time zone unless an offset is written: `2024-03-20 14:30`,
/// `2024-03-20T14:30+09:00`, `2024-03-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day, as written.
    pub date: NaiveDate,
    /// The time of day, as written; absent when only the day was given.
    pub time: Option<NaiveTime>,
    /// The offset from UTC, when one is written.
    pub offset: Option<FixedOffset>,
}

/// An exact decimal, in the currency of what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(pub Decimal);

impl Moment {
    /// A wall-clock moment of the team.
    pub const fn at(moment: NaiveDateTime) -> Self {
        Self { date: moment.date(), time: Some(moment.time()), offset: None }
    }

    /// A day without a time.
    pub const fn day(date: NaiveDate) -> Self {
        Self { date, time: None, offset: None }
    }

    /// The moment on the team's clock, where a day without a time counts from its first minute.
    pub fn start(&self, clock: &Clock) -> NaiveDateTime {
        self.on(clock, NaiveTime::MIN)
    }

    /// The moment on the team's clock, where a day without a time counts to its last minute: a deadline is kept
    /// until the day is over.
    pub fn end(&self, clock: &Clock) -> NaiveDateTime {
        self.on(clock, NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN))
    }

    /// The day and time on the team's clock, as people are shown it.
    pub fn shown(&self, clock: &Clock) -> (NaiveDate, Option<NaiveTime>) {
        let wall = self.start(clock);
        (wall.date(), self.time.map(|_| wall.time()))
    }

    fn on(&self, clock: &Clock, otherwise: NaiveTime) -> NaiveDateTime {
        let written = self.date.and_time(self.time.unwrap_or(otherwise));
        if self.time.is_some() { clock.wall(written, self.offset) } else { written }
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let written = written.trim();
        iso_day(written).filter(|_| written.len() == DAY).map(Self).ok_or_else(|| {
            corrected(
                format!("“{written}” is not a date such as 2024-03-15"),
                format!("“{written}”不是日期，应写成 2024-03-15 这样"),
                plainly(written).filter(|plain| plain.len() == DAY),
            )
        })
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        parse_moment(written.trim()).ok_or_else(|| {
            corrected(
                format!("“{written}” is not a date and time such as 2024-03-20 14:30"),
                format!("“{written}”不是日期时间，应写成 2024-03-20 14:30 这样"),
                plainly(written),
            )
        })
    }
}

/// The bytes of a written day.
const DAY: usize = "2024-03-15".len();

/// The day at the beginning of a text. Read digit by digit: a record holds dozens of dates, and chrono's format
/// strings took a tenth of the time of reading it.
fn iso_day(written: &str) -> Option<NaiveDate> {
    let bytes = written.as_bytes().get(..DAY)?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0')))
}

fn parse_moment(written: &str) -> Option<Moment> {
    let date = iso_day(written)?;
    let rest = &written[DAY..];
    if rest.is_empty() {
        return Some(Moment::day(date));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?.trim_start();
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone_at);
    let time = parse_clock(clock.trim_end())?;
    let offset = match zone {
        "" => None,
        "Z" | "z" => Some(chrono::Utc.fix()),
        written => Some(parse_offset(written)?),
    };
    Some(Moment { date, time: Some(time), offset })
}

/// `14:30`, `9:05`, `14:30:05`, `14:30:05.250`.
fn parse_clock(written: &str) -> Option<NaiveTime> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, "0"));
    let mut parts = whole.split(':');
    let mut part = |lengths: std::ops::RangeInclusive<usize>| {
        let digits = parts.next().filter(|part| lengths.contains(&part.len()))?;
        number(digits.as_bytes())
    };
    let (hour, minute) = (part(1..=2)?, part(2..=2)?);
    let second = if whole.matches(':').count() == 2 { part(2..=2)? } else { 0 };
    let sound = parts.next().is_none() && fraction.bytes().all(|digit| digit.is_ascii_digit());
    NaiveTime::from_hms_opt(hour, minute, second).filter(|_| sound)
}

fn parse_offset(written: &str) -> Option<FixedOffset> {
    let (sign, digits) = written.split_at(1);
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    if !(digits.len() == 2 || digits.len() == 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = digits.get(2..).filter(|rest| !rest.is_empty()).map_or(Some(0), |rest| rest.parse().ok())?;
    let seconds = (hours * 60 + minutes) * 60;
    FixedOffset::east_opt(if sign == "-" { -seconds } else { seconds })
}

impl FromStr for Amount {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let plain: String = written.trim().chars().filter(|c| !matches!(c, ',' | '_' | '，')).collect();
        let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
        if digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && let Ok(value) = Decimal::from_str(&plain)
        {
            return Ok(Self(value));
        }
        Err(bilingual(
            format!("“{written}” is not an amount such as 480000 or 12500.50"),
            format!("“{written}”不是金额，应写成 480000 或 12500.50 这样"),
        ))
    }
}

/// A number of hundredths, which may be absent. A sign `%` behind it is no part of the format.
pub(super) fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Amount>, D::Error> {
    let Some(written) = Option::<Cow<str>>::deserialize(deserializer)? else { return Ok(None) };
    let amount = |written: &str| written.parse::<Amount>().ok();
    amount(&written).map(Some).ok_or_else(|| {
        let bare = written.trim().strip_suffix(['%', '％']).map(str::trim_end);
        let share = bare.and_then(amount).filter(|share| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&share.0));
        D::Error::custom(corrected(
            format!("“{written}” is not a percentage: write a number from 0 to 100, without `%`"),
            format!("“{written}”不是百分数，应写成 0 到 100 的数，不带 `%`"),
            share.map(|share| share.to_string()),
        ))
    })
}

pub(super) fn bilingual(en: String, zh: String) -> String {
    format!("{en}{BILINGUAL}{zh}")
}

/// The same with the value as it should be written, where only one can be meant.
fn corrected(en: String, zh: String, meant: Option<String>) -> String {
    let meant = meant.map(|value| format!("{BILINGUAL}{value}")).unwrap_or_default();
    bilingual(en, zh) + &meant
}

/// A day, with or without a time, in the form of the records, of a text that has it in another form with the year first:
/// `2024/3/5`, `2024.3.5`, `2024-3-5`, `20240305`, `2024年3月5日 14：30`. Where the year comes last, two days could be meant.
fn plainly(written: &str) -> Option<String> {
    let (year, rest) = written.trim().split_at_checked(4).filter(|(year, _)| number(year.as_bytes()).is_some())?;
    let (month, day, rest) = match rest.chars().next()? {
        '年' => {
            let (month, rest) = few_digits(&rest['年'.len_utf8()..])?;
            let (day, rest) = few_digits(rest.strip_prefix('月')?)?;
            (month, day, rest.strip_prefix(['日', '号'])?)
        }
        between @ ('-' | '/' | '.') => {
            let (month, rest) = few_digits(&rest[1..])?;
            let (day, rest) = few_digits(rest.strip_prefix(between)?)?;
            (month, day, rest)
        }
        _ => {
            let (month, rest) = rest.split_at_checked(2)?;
            let (day, rest) = rest.split_at_checked(2)?;
            (month, day, rest)
        }
    };
    let time = rest.trim().replace('：', ":");
    let space = if rest.is_empty() || time.starts_with(['T', 't']) { "" } else { " " };
    let apart =
        rest.starts_with(['T', 't', ' ']) || rest.is_empty() || written.contains('日') || written.contains('号');
    let plain = format!("{year}-{month:0>2}-{day:0>2}{space}{time}");
    let moment = parse_moment(&plain).filter(|_| apart)?;
    let shown = moment.to_string();
    // Seconds are not shown, and not lost either.
    Some(if shown.parse() == Ok(moment) { shown } else { plain })
}

/// The one or two digits at the beginning, and what follows.
fn few_digits(text: &str) -> Option<(&str, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&count).then(|| text.split_at(count))
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            let separator = if self.offset.is_some() { 'T' } else { ' ' };
            write!(f, "{separator}{:02}:{:02}", time.hour(), time.minute())?;
        }
        match self.offset {
            Some(offset) => write!(f, "{offset}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `serde` and schema by way of the written form. The newtype tells the YAML writer that no quotes are wanted.
macro_rules! written {
    ($type:ident, $schema:expr) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct(stringify!($type), &self.to_string())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

written!(Day, json_schema!({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2024-03-15"]}));
written!(
    Moment,
    json_schema!({
        "type": "string",
        "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2})? ?(Z|[+-]\d{2}:?\d{2})?)?$",
        "examples": ["2024-03-20 14:30", "2024-03-20", "2024-03-20T14:30+09:00"],
    })
);
written!(Amount, json_schema!({"type": ["number", "string"], "examples": [480_000]}));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_it_was_read() {
        for written in ["2024-03-20", "2024-03-20 14:30", "2024-03-20T14:30+09:00"] {
            assert_eq!(written.parse::<Moment>().unwrap().to_string(), written);
        }
    }

    #[test]
    fn other_ways_to_write_a_moment_are_read() {
        assert_eq!("2024-03-20T14:30:05Z".parse::<Moment>().unwrap().to_string(), "2024-03-20T14:30+00:00");
        assert_eq!("2024-03-20 9:05 -0330".parse::<Moment>().unwrap().to_string(), "2024-03-20T09:05-03:30");
    }

    #[test]
    fn what_is_no_moment_says_so_in_both_languages() {
        for written in [
            "",
            "2024-02-30",
            "2024-03-20 25:00",
            "2024-03-20 14:30 CET",
            "２０２４-03-20",
            "3/4/2024",
            "2024/3-15",
            "2024/13/1",
        ] {
            let error = written.parse::<Moment>().unwrap_err();
            assert_eq!(error.matches(BILINGUAL).count(), 1, "{written}");
        }
    }

    #[test]
    fn another_form_of_a_day_or_moment_is_refused_with_the_one_that_is_meant() {
        let meant = |error: String| error.split(BILINGUAL).nth(2).map(str::to_string);
        for (written, plain) in [
            ("20240315", "2024-03-15"),
            ("2024-3-5", "2024-03-05"),
            ("2024/03/05", "2024-03-05"),
            ("2024.3.15", "2024-03-15"),
            ("2024年3月5日", "2024-03-05"),
            ("2024年3月5号14：30", "2024-03-05 14:30"),
            ("2024/3/5 9:05", "2024-03-05 09:05"),
            ("2024/3/5 9:05:30", "2024-03-05 9:05:30"),
            ("2024/3/5T09:05+08:00", "2024-03-05T09:05+08:00"),
        ] {
            let error = written.parse::<Moment>().expect_err(written);
            assert_eq!(meant(error).as_deref(), Some(plain), "{written}");
            assert!(plain.parse::<Moment>().is_ok(), "{plain}");
        }
        assert_eq!(meant("2024/3/5".parse::<Day>().unwrap_err()).as_deref(), Some("2024-03-05"));
        assert_eq!(meant("2024/3/5 14:30".parse::<Day>().unwrap_err()), None, "the time would be lost");
    }

    #[test]
    fn an_amount_is_exact() {
        let sum = "0.1".parse::<Amount>().unwrap().0 + "0.2".parse::<Amount>().unwrap().0;
        assert_eq!(sum, "0.3".parse::<Amount>().unwrap().0);
        assert_eq!("1,250,000.50".parse::<Amount>().unwrap().to_string(), "1250000.50");
        assert!("48万".parse::<Amount>().is_err());
        assert!("1e5".parse::<Amount>().is_err());
        assert!(".".parse::<Amount>().is_err());
    }
}
