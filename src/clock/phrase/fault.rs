//! Why a phrase names no moment, in words.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Spoken;
use crate::clock::{day, moment};
use crate::error::{Error, Kind};
use crate::lang::{Text, weekday as name_of};
use crate::text;

/// Why a phrase names no moment.
#[derive(Debug)]
pub(super) enum Fault {
    NotUnderstood,
    /// A week, month or year, and no day of it.
    Many,
    /// The month has no such day, or the year no such month.
    NoDay {
        year: i32,
        month: u32,
        day: u32,
    },
    NoHour,
    /// Beyond the years that four digits write.
    TooFar,
    /// A weekday beside a date that is another.
    OtherWeekday {
        date: NaiveDate,
        weekday: Weekday,
    },
    /// Two names of different days.
    OtherDay {
        date: NaiveDate,
        other: NaiveDate,
    },
    /// `by …`, `within …` where the past is meant.
    Term,
    /// A deadline that has passed; a day without a year could be meant in the next one.
    Past {
        spoken: Spoken,
        next: Option<NaiveDate>,
    },
    /// A contact that has not been yet; a day without a year could be meant in the last one.
    ToCome {
        spoken: Spoken,
        last: Option<NaiveDate>,
    },
    /// A week of holidays.
    NoWorkingDay {
        first: NaiveDate,
        last: NaiveDate,
    },
    /// The team's calendar cannot be read.
    Calendar(Box<Error>),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Calendar(Box::new(error))
    }
}

/// Where all forms are told.
const MORE: Text = Text::fixed("`salesrec help dates` shows all forms", "`salesrec help dates` 列出所有写法");

impl Fault {
    pub(super) fn error(self, said: &str) -> Error {
        let said = said.trim();
        let error = |message| Error::new(Kind::Usage, message);
        match self {
            Self::NotUnderstood => error(text!("“{said}” is not a date or time", "看不懂的日期或时间“{said}”"))
                .hint(text!(
                    "for example `2026-06-30`, `06-30 14:30`, `25 March`, `tomorrow 3pm`, `fri`, `next wed`, `in 3 days`, `3 business days`, `eom`, `+3d`, `-2h`",
                    "可以写：`2026-06-30`、`3月25日`、`25号`、`明天下午3点`、`周五`、`下周三`、`三天后`、`两小时前`、`十个工作日后`、`月底`、`+3d`、`-2h`"
                ))
                .hint(MORE),
            Self::Many => error(text!("“{said}” is several days: say which", "“{said}”不止一天：请说明是哪一天")).hint(text!(
                "for example `next mon`, `end of next week`, `end of next month`, `the 5th of next month`",
                "可以写：`下周一`、`下周内`、`下月5号`、`下月底`、`明年3月1日`"
            )),
            Self::NoDay { year, month, day } => no_day(said, year, month, day),
            Self::NoHour => error(text!("“{said}”: there is no such time of day", "“{said}”：没有这个钟点")).hint(
                text!("for example `14:30`, `6pm`; hours are 0 to 23", "可以写：`14:30`、`下午3点半`；钟点为 0 到 23"),
            ),
            Self::TooFar => error(text!("“{said}” is beyond the calendar", "“{said}”超出了日历范围"))
                .hint(text!("years are 0001 to 9999", "年份为 0001 到 9999")),
            Self::OtherWeekday { date, weekday } => {
                let (is, not) = (date.weekday(), weekday);
                error(Text::new(
                    format!("“{said}” contradicts itself: {date} is a {}, not a {}", in_full(is), in_full(not)),
                    format!("“{said}”前后矛盾：{date} 是{}，不是{}", name_of(is).zh, name_of(not).zh),
                ))
                .hint(Text::fixed("say only one of the two", "请只写其中一个"))
            }
            Self::OtherDay { date, other } => {
                let (one, other) = (day(date), day(other));
                error(Text::new(
                    format!("“{said}” contradicts itself: {} and {}", one.en, other.en),
                    format!("“{said}”前后矛盾：{} 与 {}", one.zh, other.zh),
                ))
                .hint(Text::fixed("say only one of the two", "请只写其中一个"))
            }
            Self::Term => error(text!(
                "“{said}” is a deadline, and here the past is meant",
                "“{said}”是期限的说法，这里要的是已经发生的时间"
            ))
            .hint(text!("for example `3 days ago`, `-2h`, `yesterday 14:30`", "可以写：`三天前`、`-2h`、`昨天 14:30`")),
            Self::Past { spoken, next } => {
                let shown = moment(spoken.date, spoken.time);
                let message =
                    Text::new(format!("{} is in the past", shown.en), format!("{} 已经过去", shown.zh));
                with_year(error(message).hint(Text::fixed("a deadline lies ahead", "期限应在现在之后")), next)
            }
            Self::ToCome { spoken, last } => {
                let shown = moment(spoken.date, spoken.time);
                let message =
                    Text::new(format!("{} is still to come", shown.en), format!("{} 还没有到", shown.zh));
                let hint = Text::fixed(
                    "what is planned is an action: `--next … --due …`",
                    "计划中的事请用 `--next … --due …` 记为下一步",
                );
                with_year(error(message).hint(hint), last)
            }
            Self::NoWorkingDay { first, last } => error(text!(
                "“{said}”: {first} to {last} are all holidays",
                "“{said}”：{first} 到 {last} 全是假日"
            )),
            Self::Calendar(error) => *error,
        }
    }
}

const fn in_full(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn with_year(error: Error, other: Option<NaiveDate>) -> Error {
    let Some(date) = other else { return error };
    let shown = day(date);
    error.hint(Text::new(
        format!("{} is said with its year: `{date}`", shown.en),
        format!("指 {} 时请写上年份：`{date}`", shown.zh),
    ))
}

fn no_day(said: &str, year: i32, month: u32, day: u32) -> Error {
    let wrong = format!("{year:04}-{month:02}-{day:02}");
    let error = Error::new(Kind::Usage, text!("“{said}”: there is no {wrong}", "“{said}”：日历上没有 {wrong}"));
    match last_day(year, month) {
        Some(last) => error.hint(text!("{year}-{month:02} has {last} days", "{year} 年 {month} 月只有 {last} 天")),
        None => error.hint(text!("months are 01 to 12", "月份为 01 到 12")),
    }
}

/// The number of days of a month; `None` when there is no such month.
fn last_day(year: i32, month: u32) -> Option<u32> {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
}
