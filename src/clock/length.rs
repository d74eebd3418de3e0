//! Lengths of time in settings: `21d`, `2w`, `48h`.

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;
use serde::de::{Deserializer, Error as _, Unexpected};
use serde::{Deserialize, Serialize, Serializer};

use crate::error::{Error, Kind};
use crate::lang::{Text, count};
use crate::text;

/// A length of time as a setting writes it: a whole number of hours, days or weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    number: u32,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Unit {
    Hour,
    Day,
    Week,
}

impl Unit {
    const fn hours(self) -> i64 {
        match self {
            Self::Hour => 1,
            Self::Day => 24,
            Self::Week => 7 * 24,
        }
    }
}

impl Length {
    /// What a value of this type looks like, for messages.
    pub const EXPECTED: Text = Text::fixed("a length of time such as 21d, 2w or 48h", "时长，如 21d、2w、48h");

    /// So many days.
    pub const fn of_days(number: u32) -> Self {
        Self { number, unit: Unit::Day }
    }

    /// So many hours.
    pub const fn of_hours(number: u32) -> Self {
        Self { number, unit: Unit::Hour }
    }

    /// In whole days, rounded up, so that nothing is late before its time.
    pub const fn days(self) -> i64 {
        (self.hours() + 23) / 24
    }

    /// In hours.
    pub const fn hours(self) -> i64 {
        self.number as i64 * self.unit.hours()
    }

    /// As a difference of two moments.
    pub fn delta(self) -> TimeDelta {
        TimeDelta::hours(self.hours())
    }

    /// In words: `21 days`, `21 天`.
    pub fn words(self) -> Text {
        let number = self.number as usize;
        match self.unit {
            Unit::Hour => count(number, "hour", "hours", "小时"),
            Unit::Day => count(number, "day", "days", "天"),
            Unit::Week => count(number, "week", "weeks", "周"),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hour => 'h',
            Unit::Day => 'd',
            Unit::Week => 'w',
        };
        write!(f, "{}{unit}", self.number)
    }
}

impl FromStr for Length {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read(text).ok_or_else(|| {
            Error::new(Kind::Usage, text!("“{text}” is not a length of time", "“{text}”不是时长")).hint(text!(
                "write a whole number of hours, days or weeks: `48h`, `21d`, `2w`",
                "请写整数加单位，小时 h、天 d、周 w：`48h`、`21d`、`2w`"
            ))
        })
    }
}

fn read(text: &str) -> Option<Length> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok()?;
    let unit = match text[digits..].trim_start() {
        "h" => Unit::Hour,
        "d" => Unit::Day,
        "w" => Unit::Week,
        _ => return None,
    };
    Some(Length { number, unit })
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        read(&text).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &Self::EXPECTED.en.as_ref()))
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_shown_as_it_was_written() {
        for text in ["21d", "2w", "48h", "0d"] {
            assert_eq!(text.parse::<Length>().unwrap().to_string(), text);
        }
        assert_eq!(" 7 d ".parse::<Length>().unwrap(), Length::of_days(7));
    }

    #[test]
    fn days_are_rounded_up() {
        for (text, hours, days) in [("21d", 504, 21), ("2w", 336, 14), ("48h", 48, 2), ("36h", 36, 2), ("1h", 1, 1)] {
            let length: Length = text.parse().unwrap();
            assert_eq!((length.hours(), length.days()), (hours, days), "{text}");
            assert_eq!(length.delta(), TimeDelta::hours(hours));
        }
    }

    #[test]
    fn what_is_not_a_length_is_refused_and_shown() {
        for text in ["", "d", "21", "21m", "-3d", "1.5d", "2d3h", "99999999999d", "两周"] {
            let error = text.parse::<Length>().unwrap_err();
            assert_eq!(error.kind, Kind::Usage, "{text}");
            assert!(error.message.en.contains(text) && error.hints.len() == 1);
        }
    }

    #[test]
    fn settings_and_json_carry_it_as_text() {
        assert_eq!(serde_json::from_str::<Length>("\"2w\"").unwrap(), "2w".parse().unwrap());
        assert_eq!(serde_json::to_string(&Length::of_hours(24)).unwrap(), "\"24h\"");
        let error = serde_json::from_str::<Length>("\"soon\"").unwrap_err().to_string();
        assert!(error.contains("a length of time such as 21d"), "{error}");
    }

    #[test]
    fn words_know_one_from_many() {
        assert_eq!((Length::of_days(1).words().en, Length::of_days(21).words().zh), ("1 day".into(), "21 天".into()));
        assert_eq!("2w".parse::<Length>().unwrap().words().zh, "2 周");
    }
}
