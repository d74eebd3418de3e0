//! Conversions and win rates, by a small book whose figures were computed by hand.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::{book, money, rows};
use crate::support::Records;

#[test]
fn funnel_shows_what_became_of_deals() {
    assert_data_eq!(
        Records::zh().run(&["report", "funnel", "--width", "80"]).screen(),
        str![[r#"
销售漏斗  截至 2026-06-26 周五 16:30

进入各阶段的商机后来如何
阶段      进入  推进  丢单  仍在谈  转化率                赢单  跳过  退回  重启
线索培育    20    17     0       3    100% █████████████     5     0     0     0
需求确认    16    11     2       3   84.6% ███████████░░     4     1     0     1
方案呈现    11     7     1       3   87.5% ███████████▍░     4     1     0     0
谈判推进     7     4     0       3    100% █████████████     4     1     1     0

到达或越过该阶段的商机
线索培育  20  ████████████████████████████████████████
需求确认  17  ██████████████████████████████████
方案呈现  12  ████████████████████████
谈判推进   8  ████████████████
赢单       5  ██████████

薄弱环节：需求确认，13 个中有 11 个向前推进

已结束的商机
负责人  赢单  丢单  赢单率            赢单金额 CNY  丢单金额 CNY  按金额  无金额
何静       1     1     50% ████▌░░░░       340,000       190,000   64.2%       0
吴海涛     2     1   66.7% ██████░░░     1,392,000       160,000   89.7%       0
赵明远     2     1   66.7% ██████░░░       485,000       570,000     46%       0
合计       5     3   62.5% █████▋░░░     2,217,000       920,000   70.7%       0

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "funnel", "--by", "source", "--width", "80"]).screen(),
        str![[r#"
Funnel  as of 2026-06-26 Fri 16:30

What became of the deals that entered a stage
Source      Stage           Entered  Advanced  Lost  Still open  Conversion  Won
Inbound     Lead nurturing        2         2     0           0        100%    1
call
Inbound     Needs                 2         1     0           1        100%    1
call        confirmed
Inbound     Proposal              1         1     0           0        100%    1
call
Inbound     Negotiation           1         1     0           0        100%    1
call
Online      Lead nurturing        3         3     0           0        100%    0
Online      Needs                 3         2     0           1        100%    0
            confirmed
Online      Proposal              2         1     0           1        100%    0
Online      Negotiation           1         0     0           1                0
Own visit   Lead nurturing        4         4     0           0        100%    1
Own visit   Needs                 4         3     1           0         75%    1
            confirmed
Own visit   Proposal              3         1     1           1         50%    1
Own visit   Negotiation           1         1     0           0        100%    1
Referral    Lead nurturing        6         4     0           2        100%    2
Referral    Needs                 3         3     0           0        100%    1
            confirmed
Referral    Proposal              3         2     0           1        100%    1
Referral    Negotiation           2         1     0           1        100%    1
Trade fair  Lead nurturing        5         4     0           1        100%    1
Trade fair  Needs                 4         2     1           1       66.7%    1
            confirmed
Trade fair  Proposal              2         2     0           0        100%    1
Trade fair  Negotiation           2         1     0           1        100%    1
not shown on a screen this narrow: Skipped, Back, Reopened

Deals that ended
Source        Won  Lost  Win rate     Won value   Lost value  By value  No value
                                            GBP          GBP
Inbound call    1     0      100%        18,400            0      100%         0
Own visit       1     2     33.3%         8,900       27,800     24.3%         0
Referral        2     0      100%         8,700            0      100%         0
Trade fair      1     1       50%        57,000        9,700     85.5%         0
Total           5     3     62.5%        93,000       37,500     71.3%         0

"#]]
    );
}

fn funnel(words: &[&str]) -> Value {
    book().run(&[&["report", "funnel", "--format", "json"], words].concat()).json()
}

#[test]
fn a_cohort_is_what_entered_and_each_deal_has_one_fate() {
    let shown = funnel(&[]);
    assert_eq!(
        rows(
            &shown,
            "stage",
            &["stage", "entered", "advanced", "lost", "open", "conversion", "won", "skipped", "back", "reopened"]
        ),
        json!([
            // “detour”, “again”, “leap”, “new” and “brief” began here; “direct” began behind it.
            ["First talks", 5, 3, 1, 1, 75, 2, 1, 0, 0],
            // “detour” went back from here once; “again” was lost from here and reopened; “leap” passed it.
            ["Offer", 3, 3, 0, 0, 100, 3, 1, 1, 1],
            // “detour” went on, “leap” was lost; “again” and “direct” passed it.
            ["Last word", 2, 1, 1, 0, 50, 1, 2, 0, 0],
        ])
    );
}

#[test]
fn a_period_takes_the_deals_that_entered_in_it() {
    let shown = funnel(&["--from", "2025-01", "--to", "2025-01"]);
    assert_eq!(
        rows(&shown, "stage", &["stage", "entered", "advanced", "lost", "open", "skipped"]),
        json!([["First talks", 1, 0, 0, 1, 1], ["Offer", 1, 1, 0, 0, 1], ["Last word", 1, 0, 1, 0, 2]])
    );
    let closed = rows(&shown, "wins", &["owner", "won", "lost"]);
    assert_eq!(closed, json!([["bob", 1, 1], ["bob", 1, 0]]));
}

#[test]
fn a_result_before_the_handover_stays_with_the_earlier_owner() {
    let shown = funnel(&[]);
    assert_eq!(
        rows(
            &shown,
            "wins",
            &["owner", "won", "lost", "win_rate", "won_value", "lost_value", "value_rate", "unvalued"]
        ),
        json!([
            // “detour” was won on Ann's last day.
            ["ann", 1, 1, 50, money("1000", "CNY"), money("0", "CNY"), 100, 1],
            ["bob", 1, 1, 50, money("100", "CNY"), money("300", "CNY"), 25, 0],
            ["bob", 1, 0, 100, money("500", "USD"), money("0", "USD"), 100, 0],
        ])
    );
    let notes = &shown["sections"]["wins"]["notes"];
    assert_eq!(notes[0]["en"], "All currencies: 3 of 5 won, 60%");
    let of_ann = funnel(&["--owner", "ann"]);
    assert_eq!(rows(&of_ann, "wins", &["owner", "won", "lost"]), json!([["ann", 1, 1]]));
}

#[test]
fn a_deal_that_is_reopened_later_was_lost_on_the_day_in_between() {
    let shown = funnel(&["--as-of", "2024-12-25"]);
    assert_eq!(
        rows(&shown, "stage", &["stage", "entered", "advanced", "lost", "open", "reopened"]),
        json!([["First talks", 3, 2, 1, 0, 0], ["Offer", 2, 1, 1, 0, 0], ["Last word", 1, 0, 0, 1, 0]])
    );
}

#[test]
fn what_entered_is_what_advanced_was_lost_and_is_open() {
    for records in [Records::zh(), Records::en(), book()] {
        for words in
            [[].as_slice(), &["--by", "owner"], &["--by", "source"], &["--from", "2026-04"], &["--as-of", "2025-01-03"]]
        {
            let shown = records.run(&[&["report", "funnel", "--format", "json"], words].concat()).json();
            let found = shown["sections"]["stage"]["rows"].as_array().expect("rows").clone();
            assert!(!found.is_empty());
            for row in &found {
                let of = |key: &str| row[key].as_i64().expect("a number");
                assert_eq!(of("entered"), of("advanced") + of("lost") + of("open"), "{row}");
            }
        }
    }
}

#[test]
fn groups_add_up_to_the_whole() {
    for records in [Records::zh(), Records::en(), book()] {
        let shown = |words: &[&str]| records.run(&[&["report", "funnel", "--format", "json"], words].concat()).json();
        let sum = |shown: &Value, key: &str| {
            let rows = shown["sections"]["stage"]["rows"].as_array().expect("rows").clone();
            rows.iter().map(|row| row[key].as_i64().expect("a number")).sum::<i64>()
        };
        let whole = shown(&[]);
        for by in ["owner", "region", "class", "source", "industry", "product"] {
            let grouped = shown(&["--by", by]);
            for key in ["entered", "advanced", "lost", "open", "won", "skipped", "back", "reopened"] {
                assert_eq!(sum(&grouped, key), sum(&whole, key), "{by} {key}");
            }
            assert_eq!(
                grouped["sections"]["wins"]["totals"],
                whole["sections"]["wins"]["totals"].clone().take_as(by),
                "{by}"
            );
        }
    }
}

/// The sums name their row by what the table is grouped by.
trait Renamed {
    fn take_as(self, by: &str) -> Value;
}

impl Renamed for Value {
    fn take_as(self, by: &str) -> Value {
        let rows = self.as_array().expect("rows").iter().map(|row| {
            let members = row.as_object().expect("a row").iter();
            let renamed =
                members.map(|(key, value)| (if key == "owner" { by.to_string() } else { key.clone() }, value.clone()));
            Value::Object(renamed.collect())
        });
        Value::Array(rows.collect())
    }
}
