//! The forms of a day or moment that are counted in lengths from now: `+3d`, `in 3 days`, 三天前, 十个工作日后.

use super::day::Day;
use super::token::Reader;

/// How far from now; negative is before.
#[derive(Clone, Copy, Debug)]
pub(super) enum Far {
    /// From this minute.
    Minutes(i64),
    /// From today.
    Days(i64),
    /// From today, and at most the last day of that month.
    Months(i32),
    /// From today, of the team's calendar.
    Working(i64),
}

impl Far {
    const fn times(self, number: i32) -> Self {
        match self {
            Self::Minutes(minutes) => Self::Minutes(minutes * number as i64),
            Self::Days(days) => Self::Days(days * number as i64),
            Self::Months(months) => Self::Months(months.saturating_mul(number)),
            Self::Working(days) => Self::Working(days * number as i64),
        }
    }

    /// Half of one of the unit; of a day or a week nobody knows what half is on the calendar.
    const fn half(self) -> Option<Self> {
        match self {
            Self::Minutes(60) => Some(Self::Minutes(30)),
            Self::Months(1) => Some(Self::Days(15)),
            Self::Months(12) => Some(Self::Months(6)),
            _ => None,
        }
    }
}

/// A length with the way that it is counted.
pub(super) fn read(reader: &mut Reader) -> Option<Day> {
    reader
        .attempt(signed)
        .or_else(|| reader.one_of(&NEIGHBOURS).map(|days| Day::Shift { far: Far::Working(days) }))
        .or_else(|| reader.attempt(english))
        .or_else(|| reader.attempt(chinese))
}

const NEIGHBOURS: [(&str, i64); 10] = [
    ("next working day", 1),
    ("next business day", 1),
    ("下个工作日", 1),
    ("下一个工作日", 1),
    ("下一工作日", 1),
    ("last working day", -1),
    ("last business day", -1),
    ("上个工作日", -1),
    ("上一个工作日", -1),
    ("上一工作日", -1),
];

/// `+3d`, `-2h`, `+1 week`, `+3天`
fn signed(reader: &mut Reader) -> Option<Day> {
    let sign = reader.one_of(&[("+", 1), ("-", -1)])?;
    let number = sign * i32::try_from(reader.many()?).ok()?;
    reader.sign('个');
    let unit = reader.one_of(&LETTERS).or_else(|| reader.one_of(&WORDS)).or_else(|| reader.one_of(&SIGNS))?;
    Some(Day::Shift { far: unit.times(number) })
}

/// `in 3 days`, `3 days ago`, `3 days from now`, `within 2 weeks`, `3 business days`, `3d`
fn english(reader: &mut Reader) -> Option<Day> {
    let before = reader.one_of(&[("in", Way::After), ("within", Way::Within)]);
    let far = reader.attempt(half).or_else(|| reader.attempt(whole))?;
    let way = before.or_else(|| {
        reader.one_of(&[("ago", Way::Ago), ("from now", Way::After), ("from today", Way::After), ("later", Way::After)])
    });
    Some(way.unwrap_or(Way::Within).day(far))
}

fn whole(reader: &mut Reader) -> Option<Far> {
    let number = match reader.number(1..=5) {
        Some(number) => i32::try_from(number).ok()?,
        None => reader.one_of(&NUMBERS)?,
    };
    Some(reader.one_of(&WORDS).or_else(|| reader.one_of(&LETTERS))?.times(number))
}

/// `half an hour`
fn half(reader: &mut Reader) -> Option<Far> {
    reader.one_of(&[("half an", ()), ("half a", ())])?;
    reader.one_of(&WORDS)?.half()
}

const NUMBERS: [(&str, i32); 14] = [
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("a couple of", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
];

/// 三天后, 两小时前, 两周内, 半个月后, 十个工作日后
fn chinese(reader: &mut Reader) -> Option<Day> {
    reader.one_of(&[("再过", ()), ("过", ())]);
    let far = reader.attempt(half_chinese).or_else(|| {
        let number = i32::try_from(reader.many()?).ok()?;
        let one = reader.sign('个').is_some();
        // 两个半小时
        let half = one && reader.sign('半').is_some();
        match (reader.one_of(&SIGNS)?, half) {
            (Far::Minutes(60), true) => Some(Far::Minutes(60 * i64::from(number) + 30)),
            (_, true) => None,
            // 三月后 is after March; only 三个月后 is in three months.
            (Far::Months(1), _) if !one => None,
            (unit, false) => Some(unit.times(number)),
        }
    })?;
    let way = reader.one_of(&[
        ("后", Way::After),
        ("之后", Way::After),
        ("以后", Way::After),
        ("前", Way::Ago),
        ("之前", Way::Ago),
        ("以前", Way::Ago),
        ("内", Way::Within),
        ("之内", Way::Within),
        ("以内", Way::Within),
    ]);
    Some(way.unwrap_or(Way::Within).day(far))
}

/// 半小时, 半个月, 半年
fn half_chinese(reader: &mut Reader) -> Option<Far> {
    reader.sign('半')?;
    reader.sign('个');
    reader.one_of(&SIGNS)?.half()
}

/// Which way a length is counted.
#[derive(Clone, Copy)]
enum Way {
    After,
    Ago,
    /// Also where nothing is said: `3 days` is a term.
    Within,
}

impl Way {
    const fn day(self, far: Far) -> Day {
        match self {
            Self::After => Day::Shift { far },
            Self::Ago => Day::Shift { far: far.times(-1) },
            Self::Within => Day::Within { far },
        }
    }
}

/// Units by their letters. `m` is none: it could be a month or a minute.
const LETTERS: [(&str, Far); 7] = [
    ("h", Far::Minutes(60)),
    ("d", Far::Days(1)),
    ("w", Far::Days(7)),
    ("mo", Far::Months(1)),
    ("y", Far::Months(12)),
    ("bd", Far::Working(1)),
    ("wd", Far::Working(1)),
];

const WORDS: [(&str, Far); 21] = [
    ("min", Far::Minutes(1)),
    ("mins", Far::Minutes(1)),
    ("minute", Far::Minutes(1)),
    ("minutes", Far::Minutes(1)),
    ("hour", Far::Minutes(60)),
    ("hours", Far::Minutes(60)),
    ("day", Far::Days(1)),
    ("days", Far::Days(1)),
    ("week", Far::Days(7)),
    ("weeks", Far::Days(7)),
    ("month", Far::Months(1)),
    ("months", Far::Months(1)),
    ("year", Far::Months(12)),
    ("years", Far::Months(12)),
    ("business day", Far::Working(1)),
    ("business days", Far::Working(1)),
    ("working day", Far::Working(1)),
    ("working days", Far::Working(1)),
    ("workday", Far::Working(1)),
    ("workdays", Far::Working(1)),
    ("work days", Far::Working(1)),
];

const SIGNS: [(&str, Far); 11] = [
    ("分钟", Far::Minutes(1)),
    ("小时", Far::Minutes(60)),
    ("钟头", Far::Minutes(60)),
    ("天", Far::Days(1)),
    ("日", Far::Days(1)),
    ("周", Far::Days(7)),
    ("星期", Far::Days(7)),
    ("礼拜", Far::Days(7)),
    ("月", Far::Months(1)),
    ("年", Far::Months(12)),
    ("工作日", Far::Working(1)),
];
