//! Dates as they are shown: one form everywhere, sortable and with the weekday.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::lang::{Text, weekday};
use crate::text;

/// A day: `2026-06-26 Fri`, `2026-06-26 周五`.
pub fn day(date: NaiveDate) -> Text {
    let name = weekday(date.weekday());
    Text::new(format!("{date} {}", name.en), format!("{date} {}", name.zh))
}

/// A day with its hour, when it has one: `2026-06-26 Fri 14:30`, `2026-06-26 周五 14:30`.
pub fn moment(date: NaiveDate, time: Option<NaiveTime>) -> Text {
    match time {
        None => day(date),
        Some(time) => day(date).map(|day| format!("{day} {}", time.format("%H:%M"))),
    }
}

/// How a deadline stands: `3 days late`, `today`, `tomorrow`, `in 2 days`.
pub fn until(due: NaiveDate, today: NaiveDate) -> Text {
    match (due - today).num_days() {
        -1 => Text::fixed("1 day late", "晚 1 天"),
        late if late < 0 => {
            let days = -late;
            text!("{days} days late", "晚 {days} 天")
        }
        days => ahead(days),
    }
}

/// How long ago something was: `3 days ago`, `yesterday`, `today`; what lies ahead is shown as [`until`] does.
pub fn since(date: NaiveDate, today: NaiveDate) -> Text {
    match (date - today).num_days() {
        -1 => Text::fixed("yesterday", "昨天"),
        past if past < 0 => {
            let days = -past;
            text!("{days} days ago", "{days} 天前")
        }
        days => ahead(days),
    }
}

fn ahead(days: i64) -> Text {
    match days {
        0 => Text::fixed("today", "今天"),
        1 => Text::fixed("tomorrow", "明天"),
        _ => text!("in {days} days", "{days} 天后"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
    }

    #[test]
    fn a_moment_has_one_form_in_each_language() {
        assert_eq!(day(date(26)), Text::new("2026-06-26 Fri", "2026-06-26 周五"));
        let time = NaiveTime::from_hms_opt(9, 5, 59);
        assert_eq!(moment(date(28), time), Text::new("2026-06-28 Sun 09:05", "2026-06-28 周日 09:05"));
        assert_eq!(moment(date(28), None), day(date(28)));
    }

    #[test]
    fn a_deadline_is_late_or_ahead() {
        let rows = [
            (23, "3 days late", "晚 3 天"),
            (25, "1 day late", "晚 1 天"),
            (26, "today", "今天"),
            (27, "tomorrow", "明天"),
            (28, "in 2 days", "2 天后"),
        ];
        for (due, en, zh) in rows {
            assert_eq!(until(date(due), date(26)), Text::new(en, zh));
        }
    }

    #[test]
    fn a_contact_is_so_long_ago() {
        let rows = [
            (16, "10 days ago", "10 天前"),
            (25, "yesterday", "昨天"),
            (26, "today", "今天"),
            (29, "in 3 days", "3 天后"),
        ];
        for (at, en, zh) in rows {
            assert_eq!(since(date(at), date(26)), Text::new(en, zh));
        }
    }
}
