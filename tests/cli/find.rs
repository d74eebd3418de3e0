use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn find_shows_client_place_line_and_the_hit() {
    assert_data_eq!(Records::zh().run(&["find", "糊盒机"]).screen(), str![[r#""#]]);
    assert_data_eq!(Records::en().run(&["find", "LANGOUSTINE", "--width", "80"]).screen(), str![[r#""#]]);
}

#[test]
fn find_names_the_line_of_the_file() {
    let records = Records::zh();
    let shown = records.run(&["find", "漏检", "--format", "jsonl"]);
    let mut rows = 0;
    for row in shown.ok().lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("JSON");
        let file = records.read(row["path"].as_str().expect("a path"));
        let line = file.lines().nth(row["line"].as_u64().expect("a line") as usize - 1).expect("that line");
        assert!(line.contains("漏检"), "{row}");
        assert!(line.contains(row["text"].as_str().expect("a text")), "{row}");
        rows += 1;
    }
    assert!(rows > 3);
}

#[test]
fn find_looks_at_numbers_dates_and_keys_of_the_team() {
    let records = Records::zh();
    assert_data_eq!(records.run(&["find", "备件先发后付"]).screen(), str![[r#""#]]);
    assert_data_eq!(records.run(&["find", "24310007", "--format", "csv"]).ok(), str![[r#""#]]);
}

#[test]
fn find_looks_in_the_archive_when_asked() {
    let records = Records::zh();
    assert_data_eq!(records.run(&["find", "纺织机械"]).screen(), str![[r#""#]]);
    assert_data_eq!(records.run(&["find", "纺织机械", "--all"]).screen(), str![[r#""#]]);
}

#[test]
fn find_searches_a_file_that_is_no_yaml_and_says_that_it_is_none() {
    let records = Records::en();
    records.write("clients/Bad Ltd_20260101.yaml", "client: [\n# about the zeppelin\n");
    assert_data_eq!(records.run(&["find", "Zeppelin"]).screen(), str![[r#""#]]);
}

#[test]
fn find_refuses_to_look_for_nothing() {
    assert_data_eq!(Records::zh().run(&["find", " "]).screen(), str![[r#""#]]);
}
