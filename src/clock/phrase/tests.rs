use proptest::prelude::*;

use super::*;
use crate::error::{Error, Kind};
use crate::lang::Lang;

/// Friday.
const NOW: &str = "2026-06-26 17:00:30";

fn at(zone: &str, now: &str, said: &str, direction: Direction) -> Result<Spoken> {
    let calendar = Calendar::builtin("cn").unwrap();
    let clock = Clock::new(zone, Some(now)).unwrap();
    parse(said, &clock, direction, &|| Ok(&calendar))
}

fn said(said: &str, direction: Direction) -> Result<Spoken> {
    at("Asia/Shanghai", NOW, said, direction)
}

fn refused(phrase: &str, direction: Direction) -> Error {
    let error = said(phrase, direction).unwrap_err();
    assert_eq!(error.kind, Kind::Usage, "{phrase}");
    error
}

#[test]
fn this_minute_is_both_past_and_future() {
    for phrase in ["now", "17:00", "fri 17:00", "today", "今天"] {
        for direction in [Direction::Forward, Direction::Back] {
            assert_eq!(said(phrase, direction).unwrap().date.to_string(), "2026-06-26", "{phrase} {direction:?}");
        }
    }
}

#[test]
fn an_error_says_what_there_is_instead() {
    for (phrase, en, hint) in [
        ("2026-02-30", "there is no 2026-02-30", "2026-02 has 28 days"),
        ("2026-13-01", "there is no 2026-13-01", "months are 01 to 12"),
        ("2026年4月31日", "there is no 2026-04-31", "2026-04 has 30 days"),
        ("25:00", "no such time", "hours are 0 to 23"),
        ("晚上2点", "no such time", "hours are 0 to 23"),
        ("+99999 months", "beyond the calendar", "0001 to 9999"),
        ("next week", "several days", "`next mon`"),
        ("周一 6月30日", "2026-06-30 is a Tuesday, not a Monday", "only one of the two"),
        ("下周一 6月30日", "2026-06-30 Tue and 2026-06-29 Mon", "only one of the two"),
    ] {
        let error = refused(phrase, Direction::Forward);
        assert!(error.message.en.contains(phrase) && error.message.zh.contains(phrase), "{phrase}");
        assert!(error.message.en.contains(en), "{phrase}: {}", error.message.en);
        assert!(error.hints[0].en.contains(hint), "{phrase}: {}", error.hints[0].en);
    }
}

#[test]
fn what_is_not_understood_is_shown_with_the_accepted_forms() {
    for phrase in [
        "",
        "soon",
        "5",
        "fry",
        "+1m",
        "3m",
        "3/4",
        "06-26 5",
        "周八",
        "next 周五",
        "14:30Z",
        "fri 14:30Z",
        "前",
        "2026-06-26-08",
        "明天后天",
        "123456789012",
        "月底前后",
        "by",
        "(fri",
        "fri)",
        "一百五天后",
        "半天后",
        "tomorrow tomorrow",
        "周五 周五",
        "3点 4点",
        "今",
        "的",
    ] {
        let error = refused(phrase, Direction::Forward);
        assert!(error.message.en.contains(&format!("“{phrase}” is not a date")), "{phrase}: {}", error.message.en);
        assert!(error.hints[0].en.contains("`+3d`") && error.hints[0].zh.contains("`下周三`"));
    }
}

#[test]
fn a_slip_by_a_day_names_the_year_that_could_be_meant() {
    let past = refused("06-25", Direction::Forward);
    assert_eq!(past.message.en, "2026-06-25 Thu is in the past");
    assert_eq!(past.hints[1].en, "2027-06-25 Fri is said with its year: `2027-06-25`");
    let ahead = refused("6月27日", Direction::Back);
    assert_eq!(ahead.hints[1].zh, "指 2025-06-27 周五 时请写上年份：`2025-06-27`");
    assert_eq!(refused("2026-06-25", Direction::Forward).hints.len(), 1);
    for (phrase, date) in [("05-26", "2026-05-26"), ("05-25", "2027-05-25")] {
        let date = date.to_string();
        match said(phrase, Direction::Forward) {
            Ok(spoken) => assert_eq!(spoken.date.to_string(), date),
            Err(error) => assert!(error.message.en.starts_with(&date), "{phrase}"),
        }
    }
}

#[test]
fn a_year_without_holidays_is_told_where_working_days_are_counted() {
    for (phrase, unlisted) in [
        ("10 business days", None),
        ("200个工作日后", Some(2027)),
        ("last working day of 2027", Some(2027)),
        ("2027-03-01", None),
        ("in 300 days", None),
    ] {
        assert_eq!(said(phrase, Direction::Forward).unwrap().unlisted, unlisted, "{phrase}");
    }
}

#[test]
fn a_week_of_holidays_has_no_last_working_day() {
    // In 2026 the Spring Festival takes the whole week from 16 to 22 February.
    let error = at("Asia/Shanghai", "2026-02-10", "下周内", Direction::Forward).unwrap_err();
    assert!(error.message.en.ends_with("2026-02-16 to 2026-02-22 are all holidays"), "{}", error.message.en);
    assert_eq!(
        at("Asia/Shanghai", "2026-02-10", "eow", Direction::Forward).unwrap().date.to_string(),
        "2026-02-14",
        "the Saturday is worked"
    );
}

#[test]
fn a_broken_calendar_stops_only_who_asks_for_it() {
    let clock = Clock::new("Asia/Shanghai", Some(NOW)).unwrap();
    let broken = || Err(Error::new(Kind::Unreadable, crate::lang::Text::same("broken")));
    assert!(parse("tomorrow", &clock, Direction::Forward, &broken).is_ok());
    let error = parse("3 business days", &clock, Direction::Forward, &broken).unwrap_err();
    assert_eq!((error.kind, error.message.get(Lang::En)), (Kind::Unreadable, "broken"));
}

#[test]
fn a_month_later_is_at_most_its_last_day() {
    let spoken = at("Asia/Shanghai", "2026-01-31 10:00", "+1mo", Direction::Forward).unwrap();
    assert_eq!(spoken.date.to_string(), "2026-02-28");
    let ends = at("Asia/Shanghai", "2026-01-31 10:00", "end of next month", Direction::Forward).unwrap();
    assert_eq!(ends.date.to_string(), "2026-02-28");
}

#[test]
fn hours_from_now_are_hours_even_when_summer_time_begins() {
    let spoken = at("Europe/Berlin", "2026-03-29 01:30", "+1h", Direction::Forward).unwrap();
    assert_eq!(spoken.time.unwrap().to_string(), "03:30:00");
}

#[test]
fn days_turn_at_the_teams_midnight() {
    let spoken = at("Asia/Shanghai", "2026-06-26T16:30Z", "today", Direction::Back).unwrap();
    assert_eq!(spoken.date.to_string(), "2026-06-27");
}

/// What phrases are made of, in any order.
const PIECES: &[&str] = &[
    "今",
    "明",
    "后",
    "天",
    "下",
    "上",
    "个",
    "周",
    "月",
    "年",
    "季",
    "底",
    "初",
    "末",
    "前",
    "内",
    "三",
    "十",
    "百",
    "半",
    "点",
    "号",
    "日",
    "工作日",
    "小时",
    "3",
    "25",
    "2026",
    "-",
    "+",
    ":",
    "30",
    " ",
    "fri",
    "next",
    "end of",
    "in",
    "ago",
    "days",
    "march",
    "q",
    "th",
    "pm",
    "by",
    "(",
    ")",
    "，",
    "99999",
    "0",
];

proptest! {
    #[test]
    fn whatever_is_said_is_a_day_on_the_right_side_or_an_error_that_shows_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..7), anything in ".{0,12}"
    ) {
        for phrase in [pieces.concat(), pieces.join(" "), anything] {
            for direction in [Direction::Forward, Direction::Back] {
                match said(&phrase, direction) {
                    Ok(Spoken { date, time: None, .. }) => {
                        let today: NaiveDate = "2026-06-26".parse().unwrap();
                        let fits = if direction == Direction::Forward { date >= today } else { date <= today };
                        prop_assert!(fits, "{} is {}", phrase, date);
                    }
                    Ok(Spoken { .. }) => {}
                    Err(error) => prop_assert!(!error.message.zh.is_empty() && error.kind == Kind::Usage),
                }
            }
        }
    }

    #[test]
    fn a_date_that_the_program_shows_is_read_as_the_same(days in 0i64..20_000, minute in prop::option::of(0u32..1440)) {
        let date = NaiveDate::from_ymd_opt(2026, 6, 27).unwrap() + chrono::TimeDelta::days(days);
        let time = minute.and_then(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0));
        let shown = crate::clock::moment(date, time);
        for shown in [shown.en, shown.zh] {
            let spoken = said(&shown, Direction::Forward);
            prop_assert_eq!(spoken.ok().map(|spoken| (spoken.date, spoken.time)), Some((date, time)), "{}", shown);
        }
    }
}
