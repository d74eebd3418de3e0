//! The forms of an hour of the day.

use chrono::{FixedOffset, NaiveTime};

use super::token::Reader;

/// An hour as it was said. Numbers are as typed: the hour need not exist.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hour {
    hour: u32,
    minute: u32,
    second: u32,
    part: Option<Part>,
}

/// The part of the day that the hour is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// `am`: 1 to 12.
    Am,
    /// `pm`: 1 to 12.
    Pm,
    /// 凌晨, 早上
    Early,
    /// 上午
    Morning,
    /// 中午
    Noon,
    /// 下午
    Afternoon,
    /// 傍晚
    Dusk,
    /// 晚上
    Evening,
}

impl Part {
    /// The hour that is meant when only the part of the day is said.
    const fn alone(self) -> u32 {
        match self {
            Self::Am | Self::Pm | Self::Noon => 12,
            Self::Early => 9,
            Self::Morning => 10,
            Self::Afternoon => 15,
            Self::Dusk => 18,
            Self::Evening => 20,
        }
    }
}

impl Hour {
    /// The time of day; `None` when there is no such hour, or when it could be two: 晚上2点.
    pub(super) fn time(self) -> Option<NaiveTime> {
        let hour = match (self.part, self.hour) {
            (None, hour) => hour,
            (Some(Part::Am), 12) => 0,
            (Some(Part::Am), hour @ 1..=11) => hour,
            (Some(Part::Pm), 12) => 12,
            (Some(Part::Pm), hour @ 1..=11) => hour + 12,
            (Some(Part::Early | Part::Morning), hour @ 0..=12) => hour,
            (Some(Part::Noon), hour @ 11..=14) => hour,
            (Some(Part::Noon), hour @ 1..=2) => hour + 12,
            (Some(Part::Afternoon), hour @ 12..=19) => hour,
            (Some(Part::Afternoon), hour @ 1..=7) => hour + 12,
            (Some(Part::Dusk | Part::Evening), hour @ 17..=23) => hour,
            (Some(Part::Dusk | Part::Evening), hour @ 5..=11) => hour + 12,
            _ => return None,
        };
        NaiveTime::from_hms_opt(hour, self.minute, self.second)
    }

    const fn o_clock(hour: u32) -> Self {
        Self { hour, minute: 0, second: 0, part: None }
    }
}

/// An hour, in any form.
pub(super) fn read(reader: &mut Reader) -> Option<Hour> {
    reader.attempt(english).or_else(|| reader.attempt(chinese)).or_else(|| reader.one_of(&NAMED).map(Hour::o_clock))
}

/// The hour of `tonight`: one that is said, or the evening's.
pub(super) fn tonight(reader: &mut Reader) -> Option<Hour> {
    reader.one_of(&[("tonight", ())])?;
    let said = reader.attempt(|reader| {
        reader.one_of(&[("at", ())]);
        reader.attempt(english).or_else(|| reader.attempt(digits))
    });
    Some(said.unwrap_or(Hour::o_clock(Part::Evening.alone())))
}

/// Moments of the day that have a name. The office closes at six.
const NAMED: [(&str, u32); 19] = [
    ("noon", 12),
    ("midday", 12),
    ("正午", 12),
    ("morning", 9),
    ("this morning", 9),
    ("in the morning", 9),
    ("afternoon", 15),
    ("this afternoon", 15),
    ("in the afternoon", 15),
    ("evening", 18),
    ("this evening", 18),
    ("in the evening", 18),
    ("下班", 18),
    ("cob", 18),
    ("eob", 18),
    ("eod", 18),
    ("end of day", 18),
    ("close of business", 18),
    ("end of business", 18),
];

/// `6pm`, `6:30 pm`, `9 in the morning`
fn english(reader: &mut Reader) -> Option<Hour> {
    let said = match reader.attempt(digits) {
        Some(said) => said,
        None => Hour::o_clock(reader.number(1..=2)?),
    };
    let part = reader.one_of(&[
        ("am", Part::Am),
        ("a.m.", Part::Am),
        ("in the morning", Part::Am),
        ("pm", Part::Pm),
        ("p.m.", Part::Pm),
        ("in the afternoon", Part::Pm),
        ("in the evening", Part::Pm),
    ])?;
    Some(Hour { part: Some(part), ..said })
}

/// `14:30`, `15点`, `下午3点半`, `下午3:30`, `三点一刻`, `14时30分`, and 下午 alone
fn chinese(reader: &mut Reader) -> Option<Hour> {
    let part = reader.one_of(&PARTS);
    if let Some(said) = reader.attempt(digits) {
        return Some(Hour { part, ..said });
    }
    match (reader.attempt(o_clock), part) {
        // Nobody means the night by 三点: from one to six it is the afternoon's. Seven could be either, and is as said.
        (Some((said, true)), None) if (1..=6).contains(&said.hour) => {
            Some(Hour { part: Some(Part::Afternoon), ..said })
        }
        (Some((said, _)), part) => Some(Hour { part, ..said }),
        (None, Some(part)) => Some(Hour::o_clock(part.alone())),
        (None, None) => None,
    }
}

/// An hour, and whether it was said as people speak: 三点, not 三时.
fn o_clock(reader: &mut Reader) -> Option<(Hour, bool)> {
    let hour = reader.count()?;
    let spoken = reader.one_of(&[("点", true), ("点钟", true), ("时", false)])?;
    let minute = match reader.one_of(&[("整", 0), ("半", 30), ("一刻", 15), ("三刻", 45)]) {
        Some(minute) => minute,
        None => reader.attempt(minutes).unwrap_or(0),
    };
    Some((Hour { minute, ..Hour::o_clock(hour) }, spoken))
}

fn minutes(reader: &mut Reader) -> Option<u32> {
    let minutes = reader.count()?;
    reader.sign('分');
    Some(minutes)
}

const PARTS: [(&str, Part); 13] = [
    ("清晨", Part::Early),
    ("凌晨", Part::Early),
    ("早晨", Part::Early),
    ("早上", Part::Early),
    ("早", Part::Early),
    ("上午", Part::Morning),
    ("中午", Part::Noon),
    ("下午", Part::Afternoon),
    ("傍晚", Part::Dusk),
    ("晚上", Part::Evening),
    ("晚间", Part::Evening),
    ("夜里", Part::Evening),
    ("晚", Part::Evening),
];

/// `14:30`, `14:30:15`, `14:30:15.250`
fn digits(reader: &mut Reader) -> Option<Hour> {
    let hour = reader.number(1..=2)?;
    reader.sign(':')?;
    let minute = reader.number(2..=2)?;
    let second = reader.attempt(|reader| {
        reader.sign(':')?;
        let second = reader.number(2..=2)?;
        // Fractions of a second are read and dropped.
        reader.attempt(|reader| {
            reader.sign('.')?;
            reader.number(1..=9)
        });
        Some(second)
    });
    Some(Hour { hour, minute, second: second.unwrap_or(0), part: None })
}

/// `Z`, `+08:00`, `+0800`, `+8`
pub(super) fn offset(reader: &mut Reader) -> Option<FixedOffset> {
    if reader.one_of(&[("z", ()), ("utc", ())]).is_some() {
        return FixedOffset::east_opt(0);
    }
    let sign = reader.one_of(&[("+", 1), ("-", -1)])?;
    let (hours, minutes) = match reader.number(4..=4) {
        Some(digits) => (digits / 100, digits % 100),
        None => {
            let hours = reader.number(1..=2)?;
            let minutes = reader.attempt(|reader| {
                reader.sign(':')?;
                reader.number(2..=2)
            });
            (hours, minutes.unwrap_or(0))
        }
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    FixedOffset::east_opt(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?)
}
