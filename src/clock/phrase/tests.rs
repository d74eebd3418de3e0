use super::*;

/// Friday.
const NOW: &str = "2026-06-26 17:00:30";

fn clock() -> Clock {
    Clock::new("Asia/Shanghai", Some(NOW)).unwrap()
}

fn shown(said: &str, direction: Direction) -> String {
    match parse(said, &clock(), direction) {
        Ok(Spoken { date, time: None }) => date.to_string(),
        Ok(Spoken { date, time: Some(time) }) => format!("{date} {}", time.format("%H:%M")),
        Err(error) => error.message.en.to_string(),
    }
}

#[track_caller]
fn holds(direction: Direction, rows: &[(&str, &str)]) {
    for (said, expected) in rows {
        assert_eq!(shown(said, direction), *expected, "{said:?} {direction:?}");
    }
}

#[test]
fn what_does_not_depend_on_the_direction() {
    let rows = [
        // dates and times as files write them
        ("2026-06-30", "2026-06-30"),
        ("2026-6-3", "2026-06-03"),
        ("2026/06/30", "2026-06-30"),
        ("2026.6.30", "2026-06-30"),
        ("20260630", "2026-06-30"),
        ("2026年6月30日", "2026-06-30"),
        ("2026年6月30号 9点", "2026-06-30 09:00"),
        ("2024-02-29", "2024-02-29"),
        ("2026-06-30 14:30", "2026-06-30 14:30"),
        ("2026-06-30T14:30", "2026-06-30 14:30"),
        ("2026-06-30t14:30:15", "2026-06-30 14:30"),
        ("20260630T14:30", "2026-06-30 14:30"),
        ("2026-06-30T14:30+09:00", "2026-06-30 13:30"),
        ("2026-06-30 14:30 +0900", "2026-06-30 13:30"),
        ("2026-06-30T20:30Z", "2026-07-01 04:30"),
        ("2026-06-30T20:30:15.250Z", "2026-07-01 04:30"),
        ("2026-06-30T00:30-05:00", "2026-06-30 13:30"),
        // an hour alone
        ("14:30", "2026-06-26 14:30"),
        ("9:05", "2026-06-26 09:05"),
        ("23:59", "2026-06-26 23:59"),
        ("6pm", "2026-06-26 18:00"),
        ("6:30 PM", "2026-06-26 18:30"),
        ("12am", "2026-06-26 00:00"),
        ("12 p.m.", "2026-06-26 12:00"),
        ("15点", "2026-06-26 15:00"),
        ("14时30分", "2026-06-26 14:30"),
        ("下午3点半", "2026-06-26 15:30"),
        ("下午三点一刻", "2026-06-26 15:15"),
        ("下午3:45", "2026-06-26 15:45"),
        ("上午十点零五分", "2026-06-26 10:05"),
        ("晚上八点二十", "2026-06-26 20:20"),
        ("中午12点", "2026-06-26 12:00"),
        ("中午1点", "2026-06-26 13:00"),
        ("十二点整", "2026-06-26 12:00"),
        ("下午15点", "2026-06-26 15:00"),
        // from now
        ("now", "2026-06-26 17:00"),
        ("现在", "2026-06-26 17:00"),
        ("+3d", "2026-06-29"),
        ("+3d 10:00", "2026-06-29 10:00"),
        ("+2w", "2026-07-10"),
        ("-1w", "2026-06-19"),
        ("+ 2 days", "2026-06-28"),
        ("+1mo", "2026-07-26"),
        ("-4 months", "2026-02-26"),
        ("-2h", "2026-06-26 15:00"),
        ("+8h", "2026-06-27 01:00"),
        ("+30min", "2026-06-26 17:30"),
        ("+3天", "2026-06-29"),
        ("today", "2026-06-26"),
        ("Tomorrow", "2026-06-27"),
        ("tomorrow 3pm", "2026-06-27 15:00"),
        ("tomorrow at 3pm", "2026-06-27 15:00"),
        ("3pm tomorrow", "2026-06-27 15:00"),
        ("yesterday", "2026-06-25"),
        ("day after tomorrow", "2026-06-28"),
        ("the day before yesterday 9:00", "2026-06-24 09:00"),
        ("今天", "2026-06-26"),
        ("明天", "2026-06-27"),
        ("明天下午3点", "2026-06-27 15:00"),
        ("后天", "2026-06-28"),
        ("大后天", "2026-06-29"),
        ("昨天 14:30", "2026-06-25 14:30"),
        ("前天", "2026-06-24"),
        ("大前天", "2026-06-23"),
        // a weekday of a named week
        ("this fri", "2026-06-26"),
        ("this mon", "2026-06-22"),
        ("next wed", "2026-07-01"),
        ("next friday 10:00", "2026-07-03 10:00"),
        ("last tue", "2026-06-16"),
        ("本周五", "2026-06-26"),
        ("这周日", "2026-06-28"),
        ("下周三", "2026-07-01"),
        ("下下周一", "2026-07-06"),
        ("下个星期天", "2026-07-05"),
        ("上周二", "2026-06-16"),
        ("上礼拜五下午3点半", "2026-06-19 15:30"),
        // typed with a Chinese keyboard
        ("\u{ff12}\u{ff10}\u{ff12}\u{ff16}-06-30\u{3000}14\u{ff1a}30", "2026-06-30 14:30"),
        ("\u{ff0b}3d", "2026-06-29"),
        ("明天\u{ff0c}9点", "2026-06-27 09:00"),
        ("  明天  ", "2026-06-27"),
    ];
    holds(Direction::Forward, &rows);
    holds(Direction::Back, &rows);
}

#[test]
fn deadlines_look_forward() {
    holds(
        Direction::Forward,
        &[
            ("fri", "2026-06-26"),
            ("sat", "2026-06-27"),
            ("thursday", "2026-07-02"),
            ("周五", "2026-06-26"),
            ("星期四", "2026-07-02"),
            ("礼拜天", "2026-06-28"),
            ("周1", "2026-06-29"),
            ("fri 17:00", "2026-06-26 17:00"),
            ("fri 14:30", "2026-07-03 14:30"),
            ("周五下午3点", "2026-07-03 15:00"),
            ("周三三点半", "2026-07-01 03:30"),
            ("6pm on fri", "2026-06-26 18:00"),
            ("06-26", "2026-06-26"),
            ("06-25", "2027-06-25"),
            ("7-1 14:30", "2026-07-01 14:30"),
            ("3月25日", "2027-03-25"),
            ("十二月三十一号", "2026-12-31"),
        ],
    );
}

#[test]
fn contacts_look_back() {
    holds(
        Direction::Back,
        &[
            ("fri", "2026-06-26"),
            ("sat", "2026-06-20"),
            ("thu", "2026-06-25"),
            ("周日", "2026-06-21"),
            ("星期四 10点", "2026-06-25 10:00"),
            ("fri 17:00", "2026-06-26 17:00"),
            ("fri 18:00", "2026-06-19 18:00"),
            ("周五晚8点", "2026-06-19 20:00"),
            ("06-26", "2026-06-26"),
            ("06-27", "2025-06-27"),
            ("3-25", "2026-03-25"),
            ("3月25日 14:30", "2026-03-25 14:30"),
        ],
    );
}

#[test]
fn a_day_or_hour_that_does_not_exist_is_named() {
    for (said, en, hint) in [
        ("2026-02-30", "there is no 2026-02-30", "2026-02 has 28 days"),
        ("2026-02-30 14:00", "there is no 2026-02-30", "2026-02 has 28 days"),
        ("2026-13-01", "there is no 2026-13-01", "months are 01 to 12"),
        ("02-29", "there is no 2026-02-29", "2026-02 has 28 days"),
        ("2026年4月31日", "there is no 2026-04-31", "2026-04 has 30 days"),
        ("25:00", "no such time", "hours are 0 to 23"),
        ("14:60", "no such time", "hours are 0 to 23"),
        ("13pm", "no such time", "hours are 0 to 23"),
        ("晚上2点", "no such time", "hours are 0 to 23"),
        ("上午15点", "no such time", "hours are 0 to 23"),
        ("+99999 months", "beyond the calendar", "0001 to 9999"),
    ] {
        let error = parse(said, &clock(), Direction::Forward).unwrap_err();
        assert_eq!(error.kind, Kind::Usage, "{said}");
        assert!(error.message.en.contains(said) && error.message.zh.contains(said), "{said}");
        assert!(error.message.en.contains(en), "{said}: {}", error.message.en);
        assert!(error.hints[0].en.contains(hint), "{said}: {}", error.hints[0].en);
    }
}

#[test]
fn what_is_not_understood_is_shown_with_the_accepted_forms() {
    for said in [
        "",
        "soon",
        "5",
        "fry",
        "fri sat",
        "14:30 15:30",
        "+1m",
        "3d",
        "+2h 14:30",
        "26",
        "3/4",
        "06-26 5",
        "下周",
        "周八",
        "next 周五",
        "14:30Z",
        "fri 14:30Z",
        "2026-06-26-08",
        "明天后天",
        "下午",
        "123456789012",
        "2026-06-26 14:30+99:00",
        "tomorrowish",
        "月底前",
    ] {
        let error = parse(said, &clock(), Direction::Back).unwrap_err();
        assert_eq!(error.kind, Kind::Usage, "{said}");
        assert!(error.message.en.contains(&format!("“{said}” is not a date")), "{said}: {}", error.message.en);
        assert!(error.hints[0].en.contains("`+3d`") && error.hints[0].zh.contains("`下周三`"));
    }
}

#[test]
fn a_month_later_is_at_most_its_last_day() {
    let clock = Clock::new("Asia/Shanghai", Some("2026-01-31 10:00")).unwrap();
    let spoken = parse("+1mo", &clock, Direction::Forward).unwrap();
    assert_eq!(spoken.date.to_string(), "2026-02-28");
}

#[test]
fn hours_from_now_are_hours_even_when_summer_time_begins() {
    let clock = Clock::new("Europe/Berlin", Some("2026-03-29 01:30")).unwrap();
    let spoken = parse("+1h", &clock, Direction::Forward).unwrap();
    assert_eq!(spoken.time.unwrap().to_string(), "03:30:00");
}

#[test]
fn days_turn_at_the_teams_midnight() {
    let clock = Clock::new("Asia/Shanghai", Some("2026-06-26T16:30Z")).unwrap();
    assert_eq!(parse("today", &clock, Direction::Back).unwrap().date.to_string(), "2026-06-27");
}
