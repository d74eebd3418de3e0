//! What was lost, by a small book whose figures were computed by hand.

use serde_json::json;
use snapbox::{assert_data_eq, str};

use super::{book, money, rows};
use crate::support::Records;

#[test]
fn losses_say_why_from_where_and_to_whom() {
    assert_data_eq!(
        Records::zh().run(&["report", "losses", "--width", "80"]).screen(),
        str![[r#"
丢单分析  截至 2026-06-26 周五 16:30

丢单的商机（按原因）
原因          丢单   占比                           金额 CNY  无金额  天数
无响应           1  33.3% ████████░░░░░░░░░░░░░░░░   160,000       0    97
输给竞争对手     1  33.3% ████████░░░░░░░░░░░░░░░░   190,000       0    69
预算取消         1  33.3% ████████░░░░░░░░░░░░░░░░   570,000       0    39
合计             3   100% ████████████████████████   920,000       0    69

丢单的商机（按阶段）
阶段      丢单   占比                           金额 CNY  无金额  天数
需求确认     2  66.7% ████████████████░░░░░░░░   730,000       0    68
方案呈现     1  33.3% ████████░░░░░░░░░░░░░░░░   190,000       0    69
合计         3   100% ████████████████████████   920,000       0    69

丢单的商机（按竞争对手）
竞争对手  丢单   占比                           金额 CNY  无金额  天数
（无）       2  66.7% ████████████████░░░░░░░░   730,000       0    68
凯朗测控     1  33.3% ████████░░░░░░░░░░░░░░░░   190,000       0    69
合计         3   100% ████████████████████████   920,000       0    69

丢单的商机（按负责人）
负责人  丢单   占比                           金额 CNY  无金额  天数
何静       1  33.3% ████████░░░░░░░░░░░░░░░░   190,000       0    69
吴海涛     1  33.3% ████████░░░░░░░░░░░░░░░░   160,000       0    97
赵明远     1  33.3% ████████░░░░░░░░░░░░░░░░   570,000       0    39
合计       3   100% ████████████████████████   920,000       0    69

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "losses", "--by", "competitor", "--width", "80"]).screen(),
        str![[r#"
Losses  as of 2026-06-26 Fri 16:30

Lost deals by competitor
Competitor  Lost  Share                           Value GBP  No value  Days
(none)         2  66.7% ████████████████░░░░░░░░     21,700         0  82.5
Frostline      1  33.3% ████████░░░░░░░░░░░░░░░░     15,800         0    69
Total          3   100% ████████████████████████     37,500         0    69

"#]]
    );
}

#[test]
fn a_loss_counts_once_in_every_table_and_a_reopened_deal_in_none() {
    let shown = book().run(&["report", "losses", "--format", "json"]).json();
    let of = |section: &str| rows(&shown, section, &[section, "lost", "share", "value", "unvalued", "days"]);
    let (nothing, some) = (money("0", "CNY"), money("300", "CNY"));
    assert_eq!(of("reason"), json!([["price", 1, 50, nothing, 1, 2], ["time", 1, 50, some, 0, 6]]));
    assert_eq!(of("stage"), json!([["First talks", 1, 50, nothing, 1, 2], ["Last word", 1, 50, some, 0, 6]]));
    assert_eq!(of("competitor"), json!([["Rival", 1, 50, some, 0, 6], ["", 1, 50, nothing, 1, 2]]));
    assert_eq!(of("owner"), json!([["ann", 1, 50, nothing, 1, 2], ["bob", 1, 50, some, 0, 6]]));
    let total = &shown["sections"]["reason"]["totals"][0];
    assert_eq!(
        (&total["lost"], &total["share"], &total["value"], &total["days"]),
        (&json!(2), &json!(100), &some, &json!(4))
    );
}

#[test]
fn on_a_day_in_the_past_the_deal_that_was_reopened_since_is_lost() {
    let shown = book().run(&["report", "losses", "--as-of", "2024-12-20", "--by", "stage", "--format", "json"]).json();
    assert_eq!(rows(&shown, "stage", &["stage", "lost"]), json!([["First talks", 1], ["Offer", 1]]));
}

#[test]
fn every_way_to_group_has_all_losses() {
    for records in [Records::zh(), Records::en(), book()] {
        for by in
            ["reason", "stage", "competitor", "owner", "region", "class", "source", "industry", "product", "month"]
        {
            let shown = records.run(&["report", "losses", "--by", by, "--format", "json"]).json();
            let section = &shown["sections"][by];
            let sum = |key: &str| {
                let of = |rows: &serde_json::Value| -> i64 {
                    rows.as_array().expect("rows").iter().map(|row| row[key].as_i64().expect("a number")).sum()
                };
                (of(&section["rows"]), of(&section["totals"]))
            };
            for key in ["lost", "unvalued"] {
                let (rows, totals) = sum(key);
                assert_eq!(rows, totals, "{by} {key}");
            }
            assert!(sum("lost").0 >= 2);
        }
    }
}
