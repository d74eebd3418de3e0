//! Channels, by a small book whose figures were computed by hand.

use serde_json::json;
use snapbox::{assert_data_eq, str};

use super::{book, money, rows};
use crate::support::Records;

#[test]
fn sources_go_to_signing() {
    assert_data_eq!(
        Records::zh().run(&["report", "sources", "--width", "80"]).screen(),
        str![[r#"
来源渠道  截至 2026-06-26 周五 16:30

客户（按来源渠道）
来源渠道    客户          商机  在谈  赢单  丢单  成交客户  成交率          天数
主动拜访       4 █████▋      4     1     1     2         1     25% █▊░░░░░    63
客户转介绍     5 ███████     6     4     2     0         2     40% ██▊░░░░    37
展会推荐       5 ███████     5     3     1     1         1     20% █▍░░░░░   146
来电咨询       2 ██▊         2     1     1     0         1     50% ███▌░░░   182
线上推广       3 ████▎       3     3     0     0         0      0% ░░░░░░░
（无）         1 █▍          0     0     0     0         0      0% ░░░░░░░
合计          20            20    12     5     3         5     25% █▊░░░░░    67

带来的金额
来源渠道    赢单金额 CNY                           平均金额 CNY
主动拜访         320,000 ██████▎                        320,000
客户转介绍       317,000 ██████▏                        158,500
展会推荐       1,240,000 ████████████████████████     1,240,000
来电咨询         340,000 ██████▋                        340,000
合计           2,217,000                                443,400

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "sources", "--width", "90"]).screen(),
        str![[r#"
Sources  as of 2026-06-26 Fri 16:30

Clients by source
Source        Clients           Deals  Open  Won  Lost  Buyers  To signing           Days
Inbound call        2 ███▎          2     1    1     0       1         50% ████░░░░   163
Online              3 ████▊         3     3    0     0       0          0% ░░░░░░░░
Own visit           4 ██████▍       4     1    1     2       1         25% ██░░░░░░    62
Referral            5 ████████      6     4    2     0       2         40% ███▎░░░░  31.5
Trade fair          5 ████████      5     3    1     1       1         20% █▋░░░░░░   142
(none)              1 █▋            0     0    0     0       0          0% ░░░░░░░░
Total              20              20    12    5     3       5         25% ██░░░░░░    62

What they brought
Source        Won value GBP                           Average GBP
Inbound call         18,400 ███████▊                       18,400
Own visit             8,900 ███▊                            8,900
Referral              8,700 ███▋                            4,350
Trade fair           57,000 ████████████████████████       57,000
Total                93,000                                18,600

"#]]
    );
}

#[test]
fn clients_count_by_their_first_contact_and_by_what_became_of_them() {
    let records = book();
    let shown = records.run(&["report", "sources", "--format", "json"]).json();
    let keys = ["source", "clients", "deals", "open", "won", "lost", "buyers", "days"];
    // A signed 335 days after the first contact, B after 40; C has not.
    assert_eq!(
        rows(&shown, "source", &keys),
        serde_json::from_str::<serde_json::Value>(r#"[["", 3, 6, 1, 3, 2, 2, 187.5]]"#).expect("JSON")
    );
    assert_eq!(shown["sections"]["source"]["rows"][0]["to_signing"].to_string(), "66.7");
    assert_eq!(
        rows(&shown, "value", &["source", "won_value", "average"]),
        json!([["", money("1100", "CNY"), money("550", "CNY")], ["", money("500", "USD"), money("500", "USD")]])
    );
    let december =
        records.run(&["report", "sources", "--from", "2024-12", "--to", "2024-12", "--format", "json"]).json();
    assert_eq!(rows(&december, "source", &["clients", "won"]), json!([[1, 1]]));
}

#[test]
fn every_way_to_group_has_all_clients() {
    for records in [Records::zh(), Records::en(), book()] {
        for (report, key) in
            [("sources", "clients"), ("sources", "deals"), ("clients", "clients"), ("clients", "customers")]
        {
            for by in ["source", "region", "class", "industry", "owner"] {
                let shown = records.run(&["report", report, "--by", by, "--format", "json"]).json();
                let section = &shown["sections"][by];
                let rows = section["rows"].as_array().expect("rows").iter();
                let sum: i64 = rows.map(|row| row[key].as_i64().expect("a number")).sum();
                assert_eq!(section["totals"][0][key], sum, "{report} {by} {key}");
                assert!(sum > 0);
            }
        }
    }
}
