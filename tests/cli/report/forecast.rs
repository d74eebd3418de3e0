use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::support::Records;

fn money(amount: &str, currency: &str) -> serde_json::Value {
    json!({"value": serde_json::from_str::<serde_json::Value>(amount).expect("a number"), "currency": currency})
}

const TEAM: &str = "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n\n[[people]]\nid = \"ann\"\n[[people]]\nid = \"bob\"\n\n\
    [[stages]]\nname = \"First talks\"\nprobability = 10\n[[stages]]\nname = \"Offer\"\nprobability = 50\n\
    [[stages]]\nname = \"Won\"\nkind = \"won\"\n[[stages]]\nname = \"Lost\"\nkind = \"lost\"\n";

/// Deals that were won as said, won unforeseen, slipped and lost by 15 June.
fn book() -> Records {
    let records = Records::small();
    records.write("salesrec.toml", TEAM);
    records.write(
        "clients/a.yaml",
        "client: A\nowner: ann\ndeals:\n  \
         - {name: p, stage: Won, value: 100, expected_close: 2026-06-01, history: [{stage: Offer, since: 2026-05-01}, {stage: Won, since: 2026-06-01}]}\n  \
         - {name: q, stage: Won, value: 40, history: [{stage: First talks, since: 2026-05-20}, {stage: Won, since: 2026-06-10}]}\n",
    );
    records.write(
        "clients/b.yaml",
        "client: B\nowner: bob\ndeals:\n  \
         - {name: r, stage: Offer, value: 10, probability: 80, expected_close: 2026-05-31, history: [{stage: Offer, since: 2026-04-01}]}\n  \
         - {name: s, stage: Lost, value: 7, expected_close: 2026-04-30, history: [{stage: Offer, since: 2026-03-01}, {stage: Lost, since: 2026-05-05}]}\n  \
         - {name: t, stage: Offer, value: 1000, expected_close: 2026-07-31, history: [{stage: Offer, since: 2026-06-12}]}\n  \
         - {name: u, stage: Offer, value: 20, probability: 75, currency: USD, expected_close: 2026-06-15, history: [{stage: Offer, since: 2026-06-12}]}\n  \
         - {name: v, stage: First talks, history: [{stage: First talks, since: 2026-06-12}]}\n  \
         - {name: w, stage: First talks, value: 3, expected_close: 2028-02-29, history: [{stage: First talks, since: 2026-06-12}]}\n",
    );
    records.write("targets/2026.yaml", "targets:\n  - {period: 2026-Q3, amount: 800}\n");
    records.var("SALESREC_NOW", "2026-06-15 09:00")
}

#[test]
fn the_figures_are_those_computed_by_hand() {
    let shown = book().run(&["report", "forecast", "--by", "quarter", "--format", "json"]).json();
    let of = &shown["sections"]["quarter"];
    let row = |period: &str, open: i64, [signed, commit, weighted, best]: [&str; 4], currency: &str| {
        json!({"period": period, "open": open, "signed": money(signed, currency), "commit": money(commit, currency),
               "weighted": money(weighted, currency), "best": money(best, currency), "target": null, "coverage": null})
    };
    let rows = of["rows"].as_array().expect("rows");
    assert_eq!(rows[0], row("2026-Q2", 0, ["140"; 4], "CNY"));
    // Expected today, which has not passed; 75 % is committed.
    assert_eq!(rows[1], row("2026-Q2", 1, ["0", "20", "15", "20"], "USD"));
    // 1000 at 50 %, against a target of 800: coverage 125 %.
    let mut third = row("2026-Q3", 1, ["0", "0", "500", "1000"], "CNY");
    third["target"] = money("800", "CNY");
    third["coverage"] = json!(125);
    assert_eq!(rows[2], third);
    assert_eq!(rows[5], row("passed", 1, ["0", "10", "8", "10"], "CNY"));
    assert_eq!(rows[6], row("elsewhere", 1, ["0", "0", "0.30", "0"], "CNY"));
    assert_eq!(rows[7], row("undated", 1, ["0"; 4], "CNY"));
    assert_eq!((rows.len(), &of["totals"][0]["open"], &of["totals"][1]["open"]), (8, &json!(4), &json!(1)));
    assert_eq!(
        shown["sections"]["slipped"]["rows"],
        json!([{"client": "b", "deal": "r", "owner": "bob", "was": null, "close": "2026-05-31", "slipped": 15, "value": money("10", "CNY")}])
    );
}

#[test]
fn the_back_test_is_computed_by_hand_and_is_what_was_shown_then() {
    let records = book();
    let shown = records.run(&["report", "forecast", "--format", "json"]).json();
    let tests = shown["sections"]["backtest"]["rows"].as_array().expect("rows").clone();
    let test = |said: &str,
                deals: i64,
                [commit, weighted, best]: [&str; 3],
                [won, lost, late, unforeseen]: [i64; 4]| {
        json!({"said": said, "from": "records", "deals": deals, "commit": money(commit, "CNY"), "weighted": money(weighted, "CNY"),
               "best": money(best, "CNY"), "came": money("140", "CNY"), "won": won, "lost": lost, "late": late, "unforeseen": unforeseen})
    };
    assert_eq!(
        tests,
        [
            // p at 50 %, r at its own 80 %; q came unforeseen.
            test("2026-05-16", 2, ["10", "58", "110"], [1, 0, 1, 1]),
            // r and s; p was not there yet.
            test("2026-04-16", 2, ["10", "11.50", "17"], [0, 1, 1, 2]),
            test("2026-03-17", 1, ["0", "3.50", "7"], [0, 1, 0, 2]),
        ]
    );
    for (at, day, next) in
        [(0, "2026-05-16", "2026-05-17"), (1, "2026-04-16", "2026-04-17"), (2, "2026-03-17", "2026-03-18")]
    {
        let words = ["report", "pipeline", "--as-of", day, "--from", next, "--to", "2026-06-15", "--format", "json"];
        let then = records.run(&words).json();
        let total = &then["sections"]["stage"]["totals"][0];
        assert_eq!((&total["deals"], &total["weighted"]), (&tests[at]["deals"], &tests[at]["weighted"]), "{day}");
    }
    // Only Bob's: r.
    let shown = records.run(&["report", "forecast", "--owner", "bob", "--format", "json"]).json();
    let first = &shown["sections"]["backtest"]["rows"][0];
    assert_eq!((&first["deals"], &first["came"], &first["unforeseen"]), (&json!(1), &money("0", "CNY"), &json!(0)));
}

#[test]
fn git_tells_values_and_close_dates_as_the_files_said_them_then() {
    let records = book();
    let now = records.read("clients/b.yaml");
    let a = records.read("clients/a.yaml");
    // In April r was worth 60 and due on 20 May; p and q were not there; a client that is gone was.
    records.write(
        "clients/b.yaml",
        "client: B\nowner: bob\ndeals:\n  - {name: r, stage: Offer, value: 60, expected_close: 2026-05-20, history: [{stage: Offer, since: 2026-04-01}]}\n",
    );
    records.write(
        "clients/gone, 了.yaml",
        "client: Gone\ndeals:\n  - {name: z, stage: Offer, value: 5, expected_close: 2026-06-01, history: [{stage: Offer, since: 2026-04-01}]}\n",
    );
    records.remove("clients/a.yaml");
    records.git_on("2026-04-10", &["init", "--quiet"]);
    records.git_on("2026-04-10", &["add", "-A"]);
    records.git_on("2026-04-10", &["commit", "--quiet", "-m", "April"]);
    records.write("clients/b.yaml", &now);
    records.remove("clients/gone, 了.yaml");
    records.git_on("2026-06-01", &["add", "-A"]);
    records.git_on("2026-06-01", &["commit", "--quiet", "-m", "June"]);
    records.write("clients/a.yaml", a);
    let shown = records.run(&["report", "forecast", "--format", "json"]).json();
    let tests = shown["sections"]["backtest"]["rows"].as_array().expect("rows");
    let from_git: Vec<_> = tests.iter().filter(|test| test["from"] == "git").collect();
    // Nothing was committed by 17 March.
    assert_eq!(from_git.len(), 2, "{tests:?}");
    assert_eq!(
        *from_git[0],
        // r at 60 × 50 % and z at 5 × 50 %; r is still open, z is no longer in the records.
        json!({"said": "2026-05-16", "from": "git", "deals": 2, "commit": money("0", "CNY"), "weighted": money("32.50", "CNY"),
               "best": money("65", "CNY"), "came": money("140", "CNY"), "won": 0, "lost": 1, "late": 1, "unforeseen": 2})
    );
    // From 20 May, as it was said in April, to today.
    let slipped = &shown["sections"]["slipped"]["rows"][0];
    assert_eq!(
        (&slipped["was"], &slipped["close"], &slipped["slipped"]),
        (&json!("2026-05-20"), &json!("2026-05-31"), &json!(26))
    );
}

#[test]
fn every_open_deal_stands_in_one_row_and_the_totals_are_their_sums() {
    for records in [book(), Records::zh(), Records::en()] {
        let shown = records.run(&["report", "forecast", "--format", "json"]).json();
        let pipeline = records.run(&["report", "pipeline", "--format", "json"]).json();
        let open = |of: &serde_json::Value, key: &str| {
            of.as_array().expect("rows").iter().filter_map(|row| row[key].as_i64()).sum::<i64>()
        };
        let all = open(&pipeline["sections"]["stage"]["totals"], "deals");
        for by in ["month", "quarter"] {
            let of = &shown["sections"][by];
            assert_eq!((open(&of["rows"], "open"), open(&of["totals"], "open")), (all, all));
            for total in of["totals"].as_array().expect("totals") {
                for key in ["signed", "commit", "weighted", "best"] {
                    let currency = &total[key]["currency"];
                    let rows =
                        of["rows"].as_array().expect("rows").iter().filter(|row| row[key]["currency"] == *currency);
                    let sum: f64 = rows.filter_map(|row| row[key]["value"].as_f64()).sum();
                    assert!((sum - total[key]["value"].as_f64().expect("a sum")).abs() < 1e-6, "{by} {key}");
                }
            }
        }
        for test in shown["sections"]["backtest"]["rows"].as_array().expect("rows") {
            let number = |key: &str| test[key].as_i64().expect("a number");
            assert_eq!(number("deals"), number("won") + number("lost") + number("late"));
        }
    }
}

#[test]
fn months_go_over_the_end_of_the_year_and_hold_their_first_and_last_days() {
    let records = Records::small();
    records.write("salesrec.toml", TEAM);
    records.write(
        "clients/a.yaml",
        "client: A\nowner: ann\ndeals:\n  \
         - {name: a, stage: Won, value: 5, history: [{stage: Offer, since: 2027-10-01}, {stage: Won, since: 2027-11-01}]}\n  \
         - {name: b, stage: Won, value: 6, history: [{stage: Offer, since: 2027-10-01}, {stage: Won, since: 2027-11-30}]}\n  \
         - {name: c, stage: Offer, value: 10, expected_close: 2027-12-31, history: [{stage: Offer, since: 2027-12-01}]}\n  \
         - {name: d, stage: Offer, value: 20, probability: 75, expected_close: 2028-01-01, history: [{stage: Offer, since: 2027-12-01}]}\n  \
         - {name: e, stage: Offer, value: 30, expected_close: 2028-02-29, history: [{stage: Offer, since: 2027-12-01}]}\n  \
         - {name: f, stage: Offer, value: 40, expected_close: 2028-04-01, history: [{stage: Offer, since: 2027-12-01}]}\n",
    );
    records.write("targets/2028.yaml", "targets:\n  - {period: 2028-02, amount: 60}\n");
    let records = records.var("SALESREC_NOW", "2027-12-31 23:30");
    let shown = records.run(&["report", "forecast", "--by", "month", "--format", "json"]).json();
    let of = shown["sections"]["month"]["rows"].as_array().expect("rows").iter();
    let figures: Vec<_> = of
        .map(|row| {
            let amount = |key: &str| row[key]["value"].clone();
            json!([
                row["period"],
                row["open"],
                amount("signed"),
                amount("commit"),
                amount("weighted"),
                amount("best"),
                row["coverage"]
            ])
        })
        .collect();
    assert_eq!(
        figures,
        [
            json!(["2027-10", 0, 0, 0, 0, 0, null]),
            json!(["2027-11", 0, 11, 11, 11, 11, null]),
            // The last day of the year has not passed.
            json!(["2027-12", 1, 0, 0, 5, 10, null]),
            json!(["2028-01", 1, 0, 20, 15, 20, null]),
            json!(["2028-02", 1, 0, 0, 15, 30, 50]),
            json!(["2028-03", 0, 0, 0, 0, 0, null]),
            json!(["elsewhere", 1, 0, 0, 20, 40, null]),
        ]
    );
}

#[test]
fn forecast_in_both_languages() {
    assert_data_eq!(
        Records::zh().run(&["report", "forecast", "--by", "month", "--width", "100"]).screen(),
        str![[r#"
销售预测  截至 2026-06-26 周五 16:30

销售预测（按月份）
期间      目标  进行中       已签约 █ CNY                 承诺       加权预测           乐观  覆盖率
2026-04              0        0 CNY                      0 CNY          0 CNY          0 CNY
2026-05              0        0 CNY                      0 CNY          0 CNY          0 CNY
2026-06              0  485,000 CNY ███▊           485,000 CNY    485,000 CNY    485,000 CNY
2026-07              3        0 CNY ░░░░░░░░░░░  1,035,000 CNY  1,432,250 CNY  2,155,000 CNY
2026-08              3        0 CNY ░░░                  0 CNY    392,800 CNY          0 CNY
2026-09              1        0 CNY ░                    0 CNY     85,500 CNY          0 CNY
2026-09              1        0 USD                      0 USD     79,000 USD    158,000 USD
日期已过             1        0 CNY ░░░░           780,000 CNY    585,000 CNY    780,000 CNY
无日期               3        0 CNY                      0 CNY          0 CNY          0 CNY
合计                11  485,000 CNY              2,300,000 CNY  2,980,550 CNY  3,420,000 CNY
合计                 1        0 USD                      0 USD     79,000 USD    158,000 USD

推迟的商机
客户                  商机          负责人  原定  现定        推迟天数  金额 CNY
西安长庚制药有限公司  丸剂瓶装箱线  何静          06-15 周一        11   780,000

回测：当时的预测与至今的实际
预测日      依据  商机  承诺 CNY  加权预测 CNY  乐观 CNY  实际 CNY  赢单  丢单  推迟  意外
05-27 周三  档案     2   780,000       601,500   780,000   485,000     1     0     1     1
04-27 周一  档案     1         0       390,000   780,000   485,000     0     0     1     2
03-28 周六  档案     1         0       234,000         0   485,000     0     0     1     2

只依据档案：没有满 30 天的 git 历史，金额和预计日期按现在的。

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["report", "forecast", "--by", "quarter", "--width", "80"]).screen(),
        str![[r#"
销售预测  截至 2026-06-26 周五 16:30

销售预测（按季度）
期间       目标 CNY  进行中       已签约           承诺       加权预测  覆盖率
2026-Q2   1,000,000       0  485,000 CNY    485,000 CNY    485,000 CNY      0%
2026-Q3   1,600,000       7        0 CNY  1,035,000 CNY  1,910,550 CNY  225.1%
2026-Q3                   1        0 USD          0 USD     79,000 USD
2026-Q4   1,600,000       0        0 CNY          0 CNY          0 CNY      0%
2027-Q1                   0        0 CNY          0 CNY          0 CNY
日期已过                  1        0 CNY    780,000 CNY    585,000 CNY
无日期                    3        0 CNY          0 CNY          0 CNY
合计                     11  485,000 CNY  2,300,000 CNY  2,980,550 CNY
合计                      1        0 USD          0 USD     79,000 USD
屏幕较窄，未显示：乐观

预测与目标
2026-Q2：█ 已签约 485,000 CNY，▒ 未签约加权 0 CNY，░ 距目标尚缺 515,000 CNY
██████████░░░░░░░░░░░
2026-Q3：█ 已签约 0 CNY，▒ 未签约加权 1,910,550 CNY，░ 距目标尚缺 0 CNY
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
2026-Q4：█ 已签约 0 CNY，▒ 未签约加权 0 CNY，░ 距目标尚缺 1,600,000 CNY
░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
2027-Q1：█ 已签约 0 CNY，▒ 未签约加权 0 CNY

推迟的商机
客户                  商机          负责人  原定  现定        推迟天数  金额 CNY
西安长庚制药有限公司  丸剂瓶装箱线  何静          06-15 周一        11   780,000

回测：当时的预测与至今的实际
预测日      依据  商机  承诺 CNY  加权预测 CNY  实际 CNY  赢单  推迟  意外
05-27 周三  档案     2   780,000       601,500   485,000     1     1     1
04-27 周一  档案     1         0       390,000   485,000     0     1     2
03-28 周六  档案     1         0       234,000   485,000     0     1     2
屏幕较窄，未显示：乐观

只依据档案：没有满 30 天的 git 历史，金额和预计日期按现在的。

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "forecast", "--by", "quarter", "--width", "80"]).screen(),
        str![[r#"
Forecast  as of 2026-06-26 Fri 16:30

Forecast by quarter
Period       Target GBP  Open      Signed       Commit     Weighted  Coverage
2026-Q2          80,000     0  12,800 GBP   12,800 GBP   12,800 GBP        0%
2026-Q3                     1       0 EUR        0 EUR   15,750 EUR
2026-Q3         120,000     7       0 GBP   43,200 GBP   95,065 GBP    141.6%
2026-Q4         100,000     0       0 GBP        0 GBP        0 GBP        0%
2027-Q1                     0       0 GBP        0 GBP        0 GBP
date passed                 1       0 GBP   52,000 GBP   39,000 GBP
no date                     3       0 GBP        0 GBP        0 GBP
Total                       1       0 EUR        0 EUR   15,750 EUR
Total                      11  12,800 GBP  108,000 GBP  146,865 GBP
not shown on a screen this narrow: Best case

Forecast against target
2026-Q2: █ signed 12,800 GBP, ▒ open, weighted 0 GBP, ░ missing to the target
67,200 GBP
████░░░░░░░░░░░░░░░░░░░░░░░
2026-Q3: █ signed 0 GBP, ▒ open, weighted 95,065 GBP, ░ missing to the target
24,935 GBP
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░
2026-Q4: █ signed 0 GBP, ▒ open, weighted 0 GBP, ░ missing to the target 100,000
GBP
░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
2027-Q1: █ signed 0 GBP, ▒ open, weighted 0 GBP

Slipped
Client             Deal              Owner       Was  Now        Days  Value GBP
Lindum Blood       Platelet shakers  Priya Nair       06-12 Fri    14     52,000
Services Ltd       and banks

Back-test: what was said, and what came by today
Said on    From     Deals  Weighted GBP  Came GBP  Won  Slipped  Unforeseen
05-27 Wed  records      2        39,390    12,800    1        1           1
04-27 Mon  records      1        26,000    12,800    0        1           2
03-28 Sat  records      1        15,600    12,800    0        1           2
not shown on a screen this narrow: Commit, Best case

From the records alone: there is no git history of 30 days, so values and close
dates are taken as they are now.

"#]]
    );
}

#[test]
fn nothing_is_said_to_be_missing_to_a_target_that_there_is_not() {
    let records = Records::en();
    for form in ["table", "md", "html"] {
        let shown = records.run(&["report", "forecast", "--by", "quarter", "--format", form]);
        assert!(!shown.ok().contains("missing to the target 0"), "{}", shown.screen());
        assert!(shown.ok().contains("missing to the target 67,200"), "{}", shown.screen());
    }
}
