use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn list_shows_a_row_for_each_client() {
    assert_data_eq!(Records::zh().run(&["list", "--width", "120"]).screen(), str![[r#""#]]);
    assert_data_eq!(Records::en().run(&["list", "--width", "80"]).screen(), str![[r#""#]]);
}

#[test]
fn list_finds_a_part_of_a_name_an_alias_or_a_phone() {
    let records = Records::zh();
    for said in ["星河", "星河彩盒", "13800000101", "0101", "20260512"] {
        assert_eq!(records.run(&["list", said, "--format", "ids"]).ok(), "星河包装有限公司_20260512\n", "{said}");
    }
    assert_data_eq!(records.run(&["list", "不存在"]).screen(), str![[r#""#]]);
}

#[test]
fn list_takes_only_what_is_asked_for() {
    let records = Records::en();
    let ids = |words: &[&str]| records.run(&[&["list", "--format", "ids"], words].concat()).ok().to_string();
    assert_data_eq!(ids(&["--no-next"]), str![[r#""#]]);
    assert_data_eq!(ids(&["--kind", "lost"]), str![[r#""#]]);
    assert_data_eq!(ids(&["--stage", "proposal", "--owner", "priya"]), str![[r#""#]]);
    assert_data_eq!(ids(&["--class", "vip"]), str![[r#""#]]);
    assert_data_eq!(ids(&["--industry", "food", "--region", "south"]), str![[r#""#]]);
    assert_data_eq!(ids(&["--source", "trade fair", "--kind", "aftercare", "--all"]), str![[r#""#]]);
}

#[test]
fn list_is_sorted_as_asked() {
    let records = Records::zh();
    let first = |order: &str| {
        let shown = records.run(&["list", "--sort", order, "--kind", "open", "--format", "jsonl"]);
        let row: serde_json::Value = serde_json::from_str(shown.ok().lines().next().expect("a row")).expect("JSON");
        row["name"].as_str().expect("a name").to_string()
    };
    assert_eq!(first("value"), "广州南粤味业食品有限公司");
    assert_eq!(first("last-contact"), "宁波甬盛汽车零部件有限公司");
    assert_eq!(first("next"), "宁波甬盛汽车零部件有限公司");
    assert_eq!(first("stage"), "宁波甬盛汽车零部件有限公司");
}

#[test]
fn list_shows_the_archive_when_asked_and_marks_it() {
    let shown = Records::zh().run(&["list", "旭东", "--all"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}

#[test]
fn list_adds_open_deals_up_by_currency() {
    let records = Records::en();
    records.write(
        "clients/Two Ltd_20260101.yaml",
        "client: Two Ltd\ndeals:\n- {name: a, stage: Proposal, value: 10}\n- {name: b, value: 2.50, currency: EUR}\n\
         - {name: c, stage: Proposal, value: 5}\n- {name: d, stage: Signing, value: 100}\n",
    );
    let shown = records.run(&["list", "two ltd"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}
