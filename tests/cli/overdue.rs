use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn overdue_lists_the_latest_first_and_then_what_has_most_at_stake() {
    assert_data_eq!(Records::zh().run(&["overdue"]).screen(), str![[r#""#]]);
}

#[test]
fn overdue_fits_a_screen_of_80_columns_in_both_languages() {
    assert_data_eq!(Records::zh().run(&["overdue", "--width", "80"]).screen(), str![[r#""#]]);
    assert_data_eq!(Records::en().run(&["overdue", "--width", "80"]).screen(), str![[r#""#]]);
}

#[test]
fn overdue_by_owner_has_a_heading_with_counts_for_each() {
    assert_data_eq!(Records::en().run(&["overdue", "--by", "owner"]).screen(), str![[r#""#]]);
}

#[test]
fn overdue_by_client_of_one_owner() {
    let shown = Records::zh().run(&["overdue", "--by", "client", "--owner", "何静", "--width", "80"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}

#[test]
fn overdue_takes_only_what_is_asked_for() {
    let records = Records::zh();
    let rows = |words: &[&str]| {
        let shown = records.run(&[&["overdue", "--format", "json"], words].concat()).json();
        let rows = shown["rows"].as_array().expect("rows").clone();
        rows.iter()
            .map(|row| format!("{} {}", row["name"].as_str().expect("a name"), row["days_late"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rows(&["--days", "21"]),
        ["宁波甬盛汽车零部件有限公司 57", "天津海晏乳业有限公司 28", "西安长庚制药有限公司 21"]
    );
    assert_eq!(rows(&["--region", "华南"]), ["厦门鹭洲电器有限公司 2", "东莞市永利达五金塑胶有限公司 null"]);
    assert_eq!(rows(&["--stage", "negotiation", "--owner", "陈跃华"]), ["西安长庚制药有限公司 14"]);
    assert_eq!(
        rows(&["--owner", "me", "--client", "云栈"]),
        ["杭州云栈智能仓储有限公司 9", "杭州云栈智能仓储有限公司 9"]
    );
}

#[test]
fn overdue_counts_a_day_until_it_is_over_and_a_time_until_its_minute() {
    let records = Records::zh();
    for file in records.all().keys().filter(|name| name.starts_with("clients/")) {
        records.remove(file);
    }
    records.write(
        "clients/a_20260101.yaml",
        "client: 甲\nowner: he.jing\nactions:\n\
         - {id: day1, action: 只写日期, due: 2026-06-26}\n\
         - {id: past, action: 时间已过, due: 2026-06-26 16:29}\n\
         - {id: now1, action: 正是此刻, due: 2026-06-26 16:30}\n\
         - {id: zone, action: 另一时区, due: 2026-06-26T10:00+01:00}\n\
         - {id: yest, action: 昨天, due: 2026-06-25}\n\
         - {id: ende, action: 已完成, due: 2026-06-01, done: 2026-06-02}\n\
         - {id: none, action: 无期限}\n",
    );
    let shown = records.run(&["agenda", "--owner", "何静"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}

#[test]
fn overdue_ends_with_1_when_asked_and_something_is_overdue() {
    let records = Records::zh();
    assert_eq!(records.run(&["overdue", "--exit-code"]).code, 1);
    assert_eq!(records.run(&["overdue"]).code, 0);
    let none = records.run(&["overdue", "--exit-code", "--days", "365"]);
    assert_data_eq!(none.screen(), str![[r#""#]]);
    let deals_only = records.run(&["overdue", "--exit-code", "--client", "永利达"]);
    assert_data_eq!(deals_only.screen(), str![[r#""#]]);
}

#[test]
fn overdue_says_kindly_that_there_is_nothing() {
    let shown = Records::en().run(&["overdue", "--client", "Harbour", "--owner", "tom"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}

#[test]
fn overdue_is_the_same_to_programs_in_both_languages() {
    let records = Records::en();
    let zh = records.run(&["overdue", "--format", "csv", "--lang", "zh"]);
    assert_eq!(zh.stdout, records.run(&["overdue", "--format", "csv"]).stdout);
    assert_data_eq!(zh.ok().lines().take(3).collect::<Vec<_>>().join("\n"), str![[r#""#]]);
    let rows = records.run(&["overdue", "--format", "jsonl"]);
    assert_data_eq!(rows.ok().lines().last().expect("a row"), str![[r#""#]]);
    assert_data_eq!(records.run(&["overdue", "--days", "21", "--format", "ids"]).ok(), str![[r#""#]]);
}

#[test]
fn overdue_names_what_there_is_when_a_person_or_stage_is_not() {
    let records = Records::zh();
    assert_data_eq!(records.run(&["overdue", "--owner", "王五"]).screen(), str![[r#""#]]);
    assert_data_eq!(records.run(&["overdue", "--stage", "报价"]).screen(), str![[r#""#]]);
}

#[test]
fn one_broken_file_does_not_hide_what_is_overdue_elsewhere() {
    let records = Records::zh();
    records.write("clients/坏_20260101.yaml", "client: [\n");
    let shown = records.run(&["overdue", "--days", "50", "--width", "80"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}
