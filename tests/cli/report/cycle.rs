//! Lengths of time, by a small book whose figures were computed by hand.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::{book, rows};
use crate::support::Records;

#[test]
fn cycle_shows_how_long_deals_take() {
    assert_data_eq!(
        Records::zh().run(&["report", "cycle", "--width", "90"]).screen(),
        str![[r#"
销售周期  截至 2026-06-26 周五 16:30

各阶段停留天数
阶段      次数  四分之一  中位数                  四分之三  九成  平均  现有  已停留  偏慢
线索培育    17        11      15 ████████▉              22  30.6  20.1     3      39     2
需求确认    14        19    25.5 ███████████████        35  45.5  29.4     3      18     0
方案呈现     8      17.5      23 █████████████▌       31.8  38.5    25     4    18.5     0
谈判推进     5        14      19 ███████████▏           33  37.2    23     2      33     1

瓶颈：线索培育，3 个进行中的商机有 2 个已超过以往的中位数 15 天，合计超出 97 天

从首次接触到签约的天数
商机  四分之一  中位数  四分之三   九成  平均
   5        63      67       146  167.6    93

比以往九成更慢的商机
客户                        商机            阶段      负责人  天数  中位数  九成
宁波甬盛汽车零部件有限公司  刹车片外观检测  线索培育  林晓枫    88      15  30.6
西安长庚制药有限公司        丸剂瓶装箱线    谈判推进  何静      49      19  37.2
成都蜀品源调味品有限公司    豆瓣酱装箱      线索培育  何静      39      15  30.6

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "cycle", "--by", "owner", "--width", "100"]).screen(),
        str![[r#"
Sales cycle  as of 2026-06-26 Fri 16:30

Days in each stage
Owner        Stage            Stays  Quarter  Median  3 quarters  9 of 10  Now in it  So far  Slow
Callum Reid  Lead nurturing       4     14.8    21.5        33.8     44.1          1      38
Callum Reid  Needs confirmed      3     12.5      13          31     41.8          1      15
Callum Reid  Proposal             3       15      16          22     25.6          1      23
Callum Reid  Negotiation          3       13      18        26.5     31.6          0
Dave Pruett  Lead nurturing       3     18.5      23        25.5       27          0
Dave Pruett  Needs confirmed      3     37.5      61        79.5     90.6          0
Dave Pruett  Proposal             2     16.3    18.5        20.8     22.1          0
Dave Pruett  Negotiation          2     19.3    24.5        29.8     32.9          0
Priya Nair   Lead nurturing       4       14    17.5        22.8     25.9          2      48
Priya Nair   Needs confirmed      4     15.5    18.5          23     30.2          0
Priya Nair   Proposal             2     24.8    26.5        28.3     29.3          2    22.5
Priya Nair   Negotiation          0                                                1      50
Tom Ashdown  Lead nurturing       6      9.5    14.5        19.5       22          0             0
Tom Ashdown  Needs confirmed      4     23.5      28          32     33.8          2    21.5
Tom Ashdown  Proposal             1       22      22          22       22          1      14
Tom Ashdown  Negotiation          0                                                1      17
not shown on a screen this narrow: Mean

Days from first contact to signing
Owner        Deals  Quarter  Median  3 quarters  9 of 10   Mean
Callum Reid      2     87.3   112.5       137.8    152.9  112.5
Dave Pruett      2     77.5      99       120.5    133.4     99
Tom Ashdown      1        7       7           7        7      7
Total            5       56      62         142    154.6     86

Slower than nine of ten before
No open deal is slower than nine of ten before.

"#]]
    );
}

fn cycle(words: &[&str]) -> Value {
    book().run(&[&["report", "cycle", "--format", "json"], words].concat()).json()
}

fn numbers(written: &str) -> Value {
    serde_json::from_str(written).expect("JSON")
}

#[test]
fn the_days_in_each_stage_are_those_computed_by_hand() {
    let shown = cycle(&[]);
    assert_eq!(
        rows(&shown, "stage", &["stage", "stays", "q1", "median", "q3", "p90", "mean", "now", "so_far", "slow"]),
        // First talks: 1, 2 (over the leap day), 2 (over the year's end), 9, 19; “new” has been there for 40 days.
        // Offer: 1, 8, 9, 10, 10. Last word: 4 and 295, too few to call anything slow.
        numbers(
            r#"[["First talks", 5, 2, 2, 9, 15, 6.6, 1, 40, 1],
                ["Offer", 5, 8, 9, 10, 10, 7.6, 0, null, 0],
                ["Last word", 2, 76.8, 149.5, 222.3, 265.9, 149.5, 0, null, null]]"#
        )
    );
    assert_eq!(
        shown["sections"]["stage"]["notes"][0]["en"],
        "Bottleneck: First talks, where 1 of 1 open deal has been longer than the 2 days that half took before, 38 days in all"
    );
    assert_eq!(rows(&shown, "slow", &["client", "deal", "days"]), json!([["C", "new", 40]]));
}

#[test]
fn signing_is_counted_from_the_first_contact_of_the_first_deal() {
    let shown = cycle(&[]);
    // “detour” from the first contact on 31 January 2024: 335 days; “again” 40; “direct”, a second deal, from its own
    // beginning: 1 day and not 339.
    assert_eq!(
        rows(&shown, "signing", &["deals", "q1", "median", "q3", "p90", "mean"]),
        numbers("[[3, 20.5, 40, 187.5, 276, 125.3]]")
    );
}

#[test]
fn a_period_takes_the_stays_that_ended_in_it() {
    let shown = cycle(&["--from", "2024-12-31", "--to", "2025-01-02"]);
    // “leap” left its first stage on New Year's Day; “detour” left the last one on the last day of the year.
    assert_eq!(
        rows(&shown, "stage", &["stage", "stays", "median", "now"]),
        json!([["First talks", 1, 2, 1], ["Last word", 1, 295, 0]])
    );
    assert_eq!(rows(&shown, "signing", &["deals", "median"]), json!([[1, 335]]));
}

#[test]
fn groups_have_as_many_stays_as_the_whole() {
    for records in [Records::zh(), Records::en(), book()] {
        let shown = |words: &[&str]| records.run(&[&["report", "cycle", "--format", "json"], words].concat()).json();
        let sum = |shown: &Value, section: &str, key: &str| {
            let rows = shown["sections"][section]["rows"].as_array().expect("rows").clone();
            rows.iter().map(|row| row[key].as_i64().expect("a number")).sum::<i64>()
        };
        let whole = shown(&[]);
        for by in ["owner", "region", "class", "source", "industry", "product"] {
            let grouped = shown(&["--by", by]);
            for (section, key) in [("stage", "stays"), ("stage", "now"), ("signing", "deals")] {
                assert_eq!(sum(&grouped, section, key), sum(&whole, section, key), "{by} {key}");
            }
            assert_eq!(
                grouped["sections"]["signing"]["totals"][0]["median"],
                whole["sections"]["signing"]["rows"][0]["median"],
                "{by}"
            );
        }
    }
}
