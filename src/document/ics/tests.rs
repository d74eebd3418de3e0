use proptest::prelude::*;

use super::*;

fn event(summary: &str, time: Option<&str>) -> Event {
    Event {
        uid: "k7q2@salesrec".to_string(),
        date: "2026-06-30".parse().unwrap(),
        time: time.map(|time| time.parse().unwrap()),
        summary: summary.to_string(),
        description: Vec::new(),
        priority: None,
        alarm: false,
        weekly: false,
    }
}

fn written(events: &[Event], zone: Tz) -> String {
    let now = "2026-06-26T08:30:00Z".parse().unwrap();
    write(events, Head { name: "林晓枫", zone, now, lang: "zh" })
}

/// The lines, unfolded.
fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_string).collect()
}

#[test]
fn a_deadline_with_an_hour_carries_the_zone_and_its_rules() {
    let text = written(&[event("Show it", Some("14:00:00"))], Tz::Europe__Berlin);
    let lines = lines(&text);
    assert!(lines.contains(&"DTSTART;TZID=Europe/Berlin:20260630T140000".to_string()), "{text}");
    let zone: Vec<&str> = lines
        .iter()
        .map(String::as_str)
        .skip_while(|line| *line != "BEGIN:VTIMEZONE")
        .take_while(|line| *line != "END:VTIMEZONE")
        .collect();
    assert_eq!(
        zone.join("\n"),
        "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\n\
         BEGIN:STANDARD\nDTSTART:20251231T010000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\n\
         BEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\n\
         BEGIN:STANDARD\nDTSTART:20261025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD"
    );
}

#[test]
fn a_deadline_without_an_hour_takes_the_day() {
    let text = written(&[event("Show it", None)], Tz::Asia__Shanghai);
    assert!(text.contains("\r\nDTSTART;VALUE=DATE:20260630\r\n"), "{text}");
    assert!(!text.contains("VTIMEZONE") && !text.contains("DURATION"), "{text}");
}

#[test]
fn times_of_universal_time_need_no_zone() {
    let text = written(&[event("Show it", Some("14:00:00"))], Tz::UTC);
    assert!(text.contains("\r\nDTSTART:20260630T140000Z\r\n") && !text.contains("VTIMEZONE"), "{text}");
}

#[test]
fn marks_that_mean_something_are_escaped() {
    let text = written(&[event("a,b;c\\d\ne\u{7}f", None)], Tz::UTC);
    assert!(text.contains("\r\nSUMMARY:a\\,b\\;c\\\\d\\nef\r\n"), "{text}");
}

#[test]
fn the_sequence_rises_with_every_minute() {
    let at = |now: &str| sequence(now.parse().unwrap());
    assert_eq!(at("2020-01-01T00:00:59Z"), 0);
    assert_eq!(at("2026-06-26T08:31:00Z"), at("2026-06-26T08:30:59Z") + 1);
    assert!(at("4000-01-01T00:00:00Z") < i64::from(i32::MAX));
    assert_eq!(at("2019-01-01T00:00:00Z"), 0);
}

proptest! {
    #[test]
    fn lines_are_folded_between_characters_and_unfold_to_what_they_were(
        words in "[客户要来看样品，,;: a-z\\\\😀]{0,300}"
    ) {
        let text = written(&[event(&words, Some("09:05:00"))], Tz::Asia__Shanghai);
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= LINE, "{}", line);
            prop_assert!(!line.contains('\n') && !line.contains('\r'));
        }
        let escaped = words.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        let summary = format!("SUMMARY:{escaped}");
        prop_assert!(lines(&text).contains(&summary), "{}", text);
    }
}

#[test]
fn what_comes_every_week_carries_its_zone_for_as_long() {
    let text = written(&[Event { weekly: true, ..event("Submit", Some("17:00:00")) }], Tz::Europe__Berlin);
    let lines = lines(&text);
    assert!(lines.contains(&"RRULE:FREQ=WEEKLY;COUNT=520".to_string()), "{text}");
    assert!(lines.contains(&"DTSTART:20360330T020000".to_string()), "{text}");
}
