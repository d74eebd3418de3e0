use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::support::Records;

fn money(amount: i64, currency: &str) -> serde_json::Value {
    json!({"value": amount, "currency": currency})
}

/// Two people, two currencies, a handover at the end of March, a deal without a value.
fn book() -> Records {
    let records = Records::small();
    records.write(
        "salesrec.toml",
        "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n\n[[people]]\nid = \"ann\"\n[[people]]\nid = \"bob\"\n\n\
         [[stages]]\nname = \"First talks\"\nprobability = 10\n[[stages]]\nname = \"Offer\"\nprobability = 50\n\
         [[stages]]\nname = \"Won\"\nkind = \"won\"\n[[stages]]\nname = \"Lost\"\nkind = \"lost\"\n",
    );
    records.write(
        "clients/a.yaml",
        "client: A\nowner: bob\nowners: [{owner: ann, from: 2026-01-01, until: 2026-03-31}]\ndeals:\n  \
         - {name: one, stage: Won, value: 1000, history: [{stage: First talks, since: 2026-01-10}, {stage: Won, since: 2026-03-31}]}\n  \
         - {name: two, stage: Won, value: 500, history: [{stage: Won, since: 2026-04-01}]}\n  \
         - {name: three, stage: Won, history: [{stage: Won, since: 2026-05-05}]}\n  \
         - {name: four, stage: Won, value: 200, currency: USD, history: [{stage: Won, since: 2026-02-28}]}\n\
         contracts:\n  - {number: a, amount: 1000, signed: 2026-04-02}\n  - {number: draft, amount: 9}\n\
         payments:\n  - {on: 2026-03-31, amount: 600}\n  - {on: 2026-04-01, amount: 400}\n  - {amount: 5}\n",
    );
    records.write(
        "clients/b.yaml",
        "client: B\nowner: ann\ndeals:\n  \
         - {name: five, stage: Won, value: 77, history: [{stage: Won, since: 2025-12-31}]}\n  \
         - {name: six, stage: Offer, value: 300, expected_close: 2026-06-30, history: [{stage: Offer, since: 2026-06-01}]}\n  \
         - {name: seven, stage: Offer, value: 900, expected_close: 2026-06-14, history: [{stage: Offer, since: 2026-06-01}]}\n",
    );
    records.write(
        "targets/2026.yaml",
        "targets:\n  - {period: 2026, amount: 4000}\n  - {period: 2026-Q2, amount: 1000, deals: 3, new_clients: 1}\n  \
         - {period: 2026-Q2, person: ann, amount: 400}\n  - {period: 2026-Q2, person: bob, amount: 700}\n",
    );
    records.var("SALESREC_NOW", "2026-06-15 09:00")
}

#[test]
fn the_figures_are_those_computed_by_hand() {
    let shown = book().run(&["report", "targets", "--by", "quarter", "--format", "json"]).json();
    let sections = &shown["sections"];
    let none = money(0, "CNY");
    let team = sections["team"]["rows"].as_array().expect("rows");
    assert_eq!(
        team[..3],
        [
            json!({"period": "2026-Q1", "target": null, "signed": money(1000, "CNY"), "attained": null, "gap": null,
                   "contracts": none, "cash": money(600, "CNY"), "expected": none}),
            json!({"period": "2026-Q1", "target": null, "signed": money(200, "USD"), "attained": null, "gap": null,
                   "contracts": money(0, "USD"), "cash": money(0, "USD"), "expected": money(0, "USD")}),
            // Deal seven was expected yesterday, so it is no longer.
            json!({"period": "2026-Q2", "target": money(1000, "CNY"), "signed": money(500, "CNY"), "attained": 50, "gap": money(500, "CNY"),
                   "contracts": money(1000, "CNY"), "cash": money(400, "CNY"), "expected": money(150, "CNY")}),
        ]
    );
    // What was won on the last day before the handover stays Ann's.
    let signed: Vec<_> = sections["person"]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| json!([row["period"], row["person"], row["signed"], row["gap"], row["cash"]["value"]]))
        .collect();
    assert_eq!(
        signed,
        [
            json!(["2026-Q1", "ann", money(1000, "CNY"), null, 600]),
            json!(["2026-Q1", "ann", money(200, "USD"), null, 0]),
            json!(["2026-Q2", "ann", none, money(400, "CNY"), 0]),
            json!(["2026-Q2", "bob", money(500, "CNY"), money(200, "CNY"), 400]),
        ]
    );
    // The first deal of A was the one in dollars; three, without a value, counts as a deal.
    assert_eq!(
        sections["team_numbers"]["rows"].as_array().expect("rows")[..2],
        [
            json!({"period": "2026-Q1", "deals_target": null, "deals": 2, "clients_target": null, "new_clients": 1}),
            json!({"period": "2026-Q2", "deals_target": 3, "deals": 2, "clients_target": 1, "new_clients": 0}),
        ]
    );
    let closing = &sections["closing"];
    assert_eq!(closing["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!((&closing["rows"][0]["deal"], &closing["rows"][0]["weighted"]), (&json!("six"), &money(150, "CNY")));
    assert_eq!(
        closing["notes"][0]["en"],
        "Q2 2026: 500 CNY are missing; 1 open deal is expected in it, worth 300 CNY, weighted 150 CNY: even if all of them are signed, 200 CNY are missing."
    );
    assert_eq!(shown["flaws"], json!([{"flaw": "incomplete_paper", "client": "a", "deal": null}]));
}

#[test]
fn parts_add_up_to_their_whole_and_people_to_the_team() {
    for records in [book(), Records::zh(), Records::en()] {
        let of = |words: &[&str]| records.run(&[&["report", "targets", "--format", "json"], words].concat()).json();
        let sum = |shown: &serde_json::Value, section: &str, key: &str, length: usize, year: &str| {
            let rows = shown["sections"][section]["rows"].as_array().expect("rows").clone();
            let mine = rows.iter().filter(|row| {
                row["period"].as_str().is_some_and(|period| period.len() == length && period.starts_with(year))
            });
            mine.filter_map(|row| row[key].get("value").unwrap_or(&row[key]).as_f64()).sum::<f64>()
        };
        let year = of(&[]);
        let (quarters, months) = (of(&["--by", "quarter"]), of(&["--by", "month"]));
        for (section, keys) in [
            ("team", ["signed", "contracts", "cash", "expected"].as_slice()),
            ("team_numbers", &["deals", "new_clients"]),
        ] {
            for key in keys {
                let whole = sum(&year, section, key, 4, "2026");
                assert!((whole - sum(&quarters, section, key, 7, "2026-Q")).abs() < 1e-6, "{key}");
                assert!((whole - sum(&months, section, key, 7, "2026-")).abs() < 1e-6, "{key}");
                let people = section.replace("team", "person");
                assert!((whole - sum(&year, &people, key, 4, "2026")).abs() < 1e-6, "{key} of people");
            }
        }
    }
}

#[test]
fn rates_convert_targets_and_results() {
    let records = book();
    records.write("rates.toml", "[rates]\nUSD = 7\n");
    let shown =
        records.run(&["report", "targets", "--by", "quarter", "--rates", "rates.toml", "--format", "json"]).json();
    assert_eq!(shown["sections"]["team"]["rows"][0]["signed"], money(2400, "CNY"));
}

#[test]
fn a_file_of_targets_with_a_mistake_is_an_error_with_its_place() {
    let records = book();
    records.write(
        "targets/2026.yaml",
        "targets:\n  - {period: 2026-Q2, person: anne, amount: 400}\n  - {period: 2026-Q2, person: bob, amount: 700}\n",
    );
    assert_data_eq!(
        records.run(&["report", "targets"]).screen(),
        str![[r#"
| error: nobody of the team has the id “anne”
|  --> targets/2026.yaml:2:31
|   |
| 2 |   - {period: 2026-Q2, person: anne, amount: 400}
|   |                               ^^^^
| hint: did you mean ann?
exit 2

"#]]
    );
    let shown = records.run(&["report", "forecast", "--by", "quarter"]);
    assert_eq!(shown.code, 0);
    assert!(shown.stderr.contains("targets/2026.yaml:2:31"), "{}", shown.screen());
    // Without Anne's part the team's target would be Bob's.
    let shown = records.run(&["report", "forecast", "--by", "quarter", "--format", "json"]).json();
    let quarter = &shown["sections"]["quarter"];
    assert!(quarter["rows"].as_array().expect("rows").iter().all(|row| row["target"].is_null()), "{quarter}");
    assert!(quarter["notes"][0]["en"].as_str().is_some_and(|note| note.contains("have a mistake")), "{quarter}");
    let shown = records.run(&["report", "people", "--format", "json"]).json();
    assert_eq!(shown["sections"]["likelihood"]["rows"], json!([]));
}

#[test]
fn without_targets_or_with_some_clients_only_there_is_nothing_to_compare() {
    let records = book();
    let shown = records.run(&["report", "targets", "--region", "x", "--format", "json", "--no-input"]);
    assert_eq!(shown.code, 2, "{}", shown.screen());
    records.remove("targets/2026.yaml");
    let shown = records.run(&["report", "targets", "--format", "json"]).json();
    assert!(
        shown["sections"]["team"]["notes"][0]["en"].as_str().is_some_and(|note| note.contains("no targets for 2026"))
    );
    assert!(shown["sections"]["team"]["rows"].as_array().expect("rows").iter().all(|row| row["target"].is_null()));
}

#[test]
fn targets_in_both_languages() {
    assert_data_eq!(
        Records::zh().run(&["report", "targets", "--width", "80"]).screen(),
        str![[r#"
目标达成  截至 2026-06-26 周五 16:30

团队
期间      目标 CNY         签约  达成率   差额 CNY         回款           预计
2026     4,800,000  485,000 CNY   10.1%  4,315,000  102,000 CNY  1,910,550 CNY
2026                      0 USD                           0 USD     79,000 USD
2026-Q1    600,000        0 CNY      0%    600,000  102,000 CNY          0 CNY
2026-Q2  1,000,000  485,000 CNY   48.5%    515,000        0 CNY          0 CNY
2026-04                   0 CNY                           0 CNY          0 CNY
2026-05                   0 CNY                           0 CNY          0 CNY
2026-06             485,000 CNY                           0 CNY          0 CNY
2026-Q3  1,600,000        0 CNY      0%  1,600,000        0 CNY  1,910,550 CNY
2026-Q3                   0 USD                           0 USD     79,000 USD
2026-Q4  1,600,000        0 CNY      0%  1,600,000        0 CNY          0 CNY
屏幕较窄，未显示：合同额

签约占目标的百分比
2026     10.1%  ████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
2026-Q1     0%  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
2026-Q2  48.5%  ███████████████████▍░░░░░░░░░░░░░░░░░░░░
2026-Q3     0%  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
2026-Q4     0%  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░

团队：单数与新客户
期间     单数目标  成交单数  新客户目标  新客户
2026           12         2           9       2
2026-Q1         2         0           1       0
2026-Q2         3         2           2       2
2026-04                   0                   0
2026-05                   0                   0
2026-06                   2                   2
2026-Q3         4         0           3       0
2026-Q4         3         0           3       0

个人
期间     人员     目标 CNY         签约   差额 CNY         回款         预计
2026     林晓枫  1,900,000        0 CNY  1,900,000        0 CNY  865,500 CNY
2026     林晓枫                   0 USD                   0 USD   79,000 USD
2026     赵明远  1,700,000  485,000 CNY  1,215,000        0 CNY  867,050 CNY
2026     何静    1,200,000        0 CNY  1,200,000  102,000 CNY  178,000 CNY
2026-Q2  林晓枫    350,000        0 CNY    350,000        0 CNY        0 CNY
2026-Q2  赵明远    400,000  485,000 CNY          0        0 CNY        0 CNY
2026-Q2  何静      250,000        0 CNY    250,000        0 CNY        0 CNY
2026-06  赵明远             485,000 CNY                   0 CNY        0 CNY
屏幕较窄，未显示：达成率、合同额

个人：单数与新客户
期间     人员    单数目标  成交单数  新客户目标  新客户
2026     林晓枫         5         0           3       0
2026     赵明远         4         2           3       2
2026     何静           3         0           3       0
2026-Q2  林晓枫         1         0           1       0
2026-Q2  赵明远         1         2           1       2
2026-Q2  何静           1         0           0       0
2026-06  赵明远                   2                   2

靠什么补上差额
期间     客户         商机        负责人  预计签约             金额     加权金额
2026-Q3  广州南粤味   蚝油装箱码  赵明远  07-17 周五  1,035,000 CNY  776,250 CNY
         业食品有限…  垛线
2026-Q3  昆山恒昱精   手机中框尺  林晓枫  07-31 周五    960,000 CNY  576,000 CNY
         密制造有限…  寸检测
2026-Q3  星河包装有   彩盒视觉检  林晓枫  08-28 周五    680,000 CNY  204,000 CNY
         限公司       测线
2026-Q3  青岛港湾水   虾仁称重装  何静    08-14 周五    445,000 CNY  178,000 CNY
         产有限公司   袋线
2026-Q3  杭州云栈智   退货件拆垛  林晓枫  09-30 周三    285,000 CNY   85,500 CNY
         能仓储有限…
2026-Q3  东莞市永利   连接器外壳  赵明远  07-24 周五    160,000 CNY   80,000 CNY
         达五金塑胶…  检测
2026-Q3  无锡联晟新   极片表面缺  林晓枫  09-18 周五    158,000 USD   79,000 USD
         能源科技有…  陷检测
2026-Q3  周桂兰       小泡袋称重  赵明远  08-20 周四     36,000 CNY   10,800 CNY
                      包装机
屏幕较窄，未显示：概率

2026年二季度：还差 515,000 CNY；没有预计在此期间签约的商机。

2026年三季度：还差 1,600,000 CNY；预计签约 7 个商机，金额 3,601,000 CNY，加权
1,910,550 CNY：按概率足够补上。

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "targets", "--owner", "tom", "--width", "100"]).screen(),
        str![[r#"
Targets  as of 2026-06-26 Fri 16:30, Tom Ashdown

People
Period   Person       Target GBP     Signed  Reached           Gap GBP   Paid    Expected  Contracts
2026     Tom Ashdown     130,000  3,900 GBP       3% ▎░░░░░░░  126,100  0 GBP  41,340 GBP      0 GBP
2026     Tom Ashdown                  0 EUR                             0 EUR  15,750 EUR      0 EUR
2026-Q2  Tom Ashdown      30,000  3,900 GBP      13% █░░░░░░░   26,100  0 GBP       0 GBP      0 GBP
2026-06  Tom Ashdown              3,900 GBP                             0 GBP       0 GBP      0 GBP
2026-Q3  Tom Ashdown      45,000      0 GBP       0% ░░░░░░░░   45,000  0 GBP  41,340 GBP      0 GBP
2026-Q3  Tom Ashdown                  0 EUR                             0 EUR  15,750 EUR      0 EUR

People: deals and new clients
Period   Person       Deals target  Deals  New clients target  New clients
2026     Tom Ashdown             6      1                   4            1
2026-Q2  Tom Ashdown             2      1                   1            1
2026-06  Tom Ashdown                    1                                1
2026-Q3  Tom Ashdown             2      0                   1            0

What would close the gap
Period   Client                Deal                    Owner       Close           Value    Weighted
2026-Q3  Ashcombe Dairies Ltd  Tanker and silo         Tom         07-10 Fri  43,200 GBP  32,400 GBP
                               monitoring              Ashdown
2026-Q3  Tarrant Labs Ltd      Incubator monitoring    Tom         09-11 Fri  31,500 EUR  15,750 EUR
                                                       Ashdown
2026-Q3  Harbour Foods Ltd     Chill chain monitoring  Tom         08-14 Fri  24,600 GBP   7,380 GBP
                                                       Ashdown
2026-Q3  Quayside Brewery Ltd  Fermenter probes        Tom         09-25 Fri   5,200 GBP   1,560 GBP
                                                       Ashdown
not shown on a screen this narrow: Chance

Q2 2026: 26,100 GBP are missing; no open deal with a value is expected in it.

Q3 2026: 45,000 GBP are missing; 3 open deals are expected in it, worth 73,000 GBP, weighted 41,340
GBP: by their likelihood 3,660 GBP are missing; all of them together are enough.

"#]]
    );
}
