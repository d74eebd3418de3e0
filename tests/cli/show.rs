use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn show_gives_the_whole_record_of_a_client_in_aftercare() {
    assert_data_eq!(Records::zh().run(&["show", "瑞泽"]).screen(), str![[r#""#]]);
}

#[test]
fn show_fits_a_screen_of_80_columns_in_english() {
    assert_data_eq!(Records::en().run(&["show", "lowther", "--width", "80"]).screen(), str![[r#""#]]);
}

#[test]
fn show_tells_what_is_late_stale_and_missing() {
    assert_data_eq!(Records::zh().run(&["show", "永利达", "--width", "80"]).screen(), str![[r#""#]]);
}

#[test]
fn show_gives_project_and_several_deals() {
    assert_data_eq!(Records::en().run(&["show", "pennine", "--log", "1"]).screen(), str![[r#""#]]);
}

#[test]
fn show_gives_a_lost_deal_with_its_reason() {
    assert_data_eq!(Records::zh().run(&["show", "石家庄", "--log", "0"]).screen(), str![[r#""#]]);
}

#[test]
fn show_of_nearly_nothing_is_short() {
    assert_data_eq!(Records::zh().run(&["show", "合肥"]).screen(), str![[r#""#]]);
}

#[test]
fn show_gives_so_many_contacts_as_asked() {
    let records = Records::zh();
    let count = |words: &[&str]| {
        let shown = records.run(&[&["show", "南粤"], words].concat());
        (shown.ok().matches("赵明远\n      ").count(), shown.ok().contains("另有更早的"))
    };
    assert_eq!(count(&[]), (5, true));
    assert_eq!(count(&["--log", "2"]), (2, true));
    assert_eq!(count(&["--full"]), (6, false));
}

#[test]
fn show_gives_programs_the_record_with_the_keys_of_the_team() {
    let records = Records::zh();
    let shown = records.run(&["show", "瑞泽", "--format", "json"]).json();
    assert_eq!(shown["client"], "苏州瑞泽医药包装材料有限公司_20240612");
    assert_eq!(shown["path"], "clients/苏州瑞泽医药包装材料有限公司_20240612.yaml");
    let record = &shown["record"];
    assert_eq!(record["x-等级说明"], "2025 年起按 VIP 享受备件先发后付");
    assert_eq!(record["contacts"][1]["x-生日"], "09-17");
    assert_eq!(record["deals"][0]["value"], 1_240_000);
    assert_eq!(record["contacts"][0]["phone"], "13800000141");
    assert_eq!(record["surveys"][0]["of"], 10);
    assert_eq!(records.run(&["show", "瑞泽", "--format", "ids"]).ok(), "苏州瑞泽医药包装材料有限公司_20240612\n");
}

#[test]
fn show_looks_in_the_archive_when_asked() {
    let records = Records::zh();
    assert_data_eq!(records.run(&["show", "旭东"]).screen(), str![[r#""#]]);
    assert!(records.run(&["show", "旭东", "--all"]).ok().ends_with("archive/常州旭东纺织机械有限公司_20250520.yaml\n"));
}

#[test]
fn show_spells_out_what_a_terminal_would_obey() {
    let records = Records::en();
    records.write(
        "clients/Evil_20260101.yaml",
        "client: \"Evil\\e[31m\"\nlog:\n- {summary: \"a\\u202eb\\n\\e]0;x\\a\"}\nnotes: \"\\e[2J\"\n",
    );
    let shown = records.run(&["show", "Evil_20260101"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
    for form in ["table", "md", "json", "csv"] {
        let shown = records.run(&["show", "Evil_20260101", "--format", form]);
        assert!(!shown.stdout.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{form}");
    }
}

#[test]
fn show_warns_of_what_it_could_not_read() {
    let records = Records::en();
    records.write("clients/Odd Ltd_20260101.yaml", "client: Odd Ltd\nfirst_contact: yesterday\nownr: tom.ashdown\n");
    assert_data_eq!(records.run(&["show", "odd ltd"]).screen(), str![[r#""#]]);
}
