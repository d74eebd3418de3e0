//! The pipeline, by small books whose figures were computed by hand.

use serde_json::json;
use snapbox::{assert_data_eq, str};

use salesrec::report::REPORTS;

use super::{money, unzipped};
use crate::support::Records;

#[test]
fn pipeline_shows_open_deals_by_stage_and_owner() {
    assert_data_eq!(
        Records::zh().run(&["report", "pipeline", "--width", "80"]).screen(),
        str![[r#"
销售管道  截至 2026-06-26 周五 16:30

进行中的商机（按阶段）
阶段      商机           金额       加权金额 █ CNY  时长  本阶段  逾期  无下一步
线索培育     3          0 CNY          0 CNY          39      39     1         0
需求确认     3  1,001,000 CNY    300,300 CNY ▉░░      43      18     1         0
方案呈现     3  1,565,000 CNY    834,000 CNY ██▎░     66      23     1         1
方案呈现     1    158,000 USD     79,000 USD         162      11     1         0
谈判推进     2  1,815,000 CNY  1,361,250 CNY ███▊░  90.5      33     1         0
合计        11  4,381,000 CNY  2,495,550 CNY          51      21     4         1
合计         1    158,000 USD     79,000 USD         162      11     1         0
屏幕较窄，未显示：无金额

进行中的商机（按负责人）
负责人  商机           金额       加权金额  无金额  时长  本阶段  逾期  无下一步
何静       3  1,225,000 CNY    763,000 CNY       1    66      39     2         0
林晓枫     5  1,925,000 CNY    865,500 CNY       2    45      18     2         0
林晓枫     1    158,000 USD     79,000 USD       0   162      11     1         0
赵明远     3  1,231,000 CNY    867,050 CNY       0    51      17     0         1
合计      11  4,381,000 CNY  2,495,550 CNY       3    51      21     4         1
合计       1    158,000 USD     79,000 USD       0   162      11     1         0

金额（CNY）
何静    1,225,000 CNY  █████████████████████████▌
林晓枫  1,925,000 CNY  ████████████████████████████████████████
赵明远  1,231,000 CNY  █████████████████████████▋

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "pipeline", "--by", "month"]).screen(),
        str![[r#"
Pipeline  as of 2026-06-26 Fri 16:30

Open deals by month
Month    Deals        Value     Weighted █ GBP             No value  Age  In stage  Overdue  No next
2026-06      1   52,000 GBP   39,000 GBP ████▊░                   0  106        50        1        0
2026-07      3  132,300 GBP   83,130 GBP ██████████░░░░░░         0   73        17        0        1
2026-08      3   32,450 GBP   10,375 GBP █▎░░                     0   45        22        1        0
2026-09      1   31,500 EUR   15,750 EUR                          0  157        14        1        0
2026-09      1    5,200 GBP    1,560 GBP ▎                        0   29        21        1        0
(none)       3        0 GBP        0 GBP                          3   38        38        1        0
Total        1   31,500 EUR   15,750 EUR                          0  157        14        1        0
Total       11  221,950 GBP  134,065 GBP                          3   52        22        4        1

"#]]
    );
}

/// Two stages, one with a space in its name; two people.
const TEAM: &str = "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n\
    [[people]]\nid = \"ann\"\n[[people]]\nid = \"bob\"\n\
    [[stages]]\nname = \"First talks\"\nprobability = 10\n[[stages]]\nname = \"Offer\"\nprobability = 50\n\
    [[stages]]\nname = \"Won\"\nkind = \"won\"\n[[stages]]\nname = \"Lost\"\nkind = \"lost\"\n";

fn book() -> Records {
    let records = Records::small();
    records.write("salesrec.toml", TEAM);
    // 2024 was a leap year: from 28 February to 1 March are two days.
    records.write(
        "clients/a.yaml",
        "client: A\nowner: bob\nowners: [{owner: ann, from: 2024-01-01, until: 2024-02-29}]\nfirst_contact: 2024-01-01\ndeals:\n  \
         - {name: one, stage: Offer, value: 1000.50, history: [{stage: First talks, since: 2024-02-20}, {stage: Offer, since: 2024-02-28}]}\n  \
         - {name: two, stage: Offer, value: 200, currency: USD, probability: 25, history: [{stage: Offer, since: 2024-02-29}]}\n  \
         - {name: three, stage: First talks, history: [{stage: First talks, since: 2024-02-01}]}\n\
         actions:\n  - {action: call, deal: one, due: 2024-03-01T09:00+09:00}\n  - {action: write, deal: two, due: 2024-03-02}\n",
    );
    records.write(
        "clients/b.yaml",
        "client: B\nowner: ann\nfirst_contact: 2023-12-31\ndeals:\n  \
         - {name: four, stage: Won, value: 7, history: [{stage: First talks, since: 2023-12-31}, {stage: Won, since: 2024-02-29}]}\n",
    );
    records.var("SALESREC_NOW", "2024-03-01 08:30")
}

#[test]
fn the_figures_are_those_computed_by_hand() {
    let shown = book().run(&["report", "pipeline", "--format", "json"]).json();
    let stages = &shown["sections"]["stage"];
    assert_eq!(
        stages["rows"],
        json!([
            // “three”: without a value, since 1 February (29 days), without an action.
            {"stage": "First talks", "deals": 1, "value": money("0", "CNY"), "weighted": money("0", "CNY"), "unvalued": 1,
             "age": 29, "in_stage": 29, "overdue": 0, "no_next": 1},
            // “one”: 1000.50 × 50 %, 10 days old, 2 in the stage; due at 09:00 in Tokyo, which was 08:00 in Shanghai.
            {"stage": "Offer", "deals": 1, "value": money("1000.50", "CNY"), "weighted": money("500.25", "CNY"), "unvalued": 0,
             "age": 10, "in_stage": 2, "overdue": 1, "no_next": 0},
            // “two”: 200 × 25 %, one day old.
            {"stage": "Offer", "deals": 1, "value": money("200", "USD"), "weighted": money("50", "USD"), "unvalued": 0,
             "age": 1, "in_stage": 1, "overdue": 0, "no_next": 0},
        ])
    );
    assert_eq!(stages["totals"][0]["deals"], 2);
    // The median of 29 and 10 days.
    assert_eq!(stages["totals"][0]["age"], 19.5);
    assert_eq!(shown["sections"]["owner"]["rows"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_earlier_day_shows_who_and_what_it_was_then() {
    // On 28 February Ann had the client, “two” was not there yet and “four” was still open.
    let shown =
        book().run(&["report", "pipeline", "--as-of", "2024-02-28", "--by", "owner", "--format", "json"]).json();
    let rows = &shown["sections"]["owner"]["rows"];
    assert_eq!(
        (&rows[0]["owner"], &rows[0]["deals"], rows.as_array().map(Vec::len)),
        (&json!("ann"), &json!(3), Some(1))
    );
    assert_eq!(rows[0]["value"], money("1007.50", "CNY"));
}

#[test]
fn rates_bring_everything_into_one_currency() {
    let records = book();
    records.write("rates.toml", "[rates]\nUSD = 7.125\n");
    let shown = records.run(&["report", "pipeline", "--rates", "rates.toml", "--format", "json"]).json();
    // 1000.50 + 200 × 7.125 = 2425.50; weighted 500.25 + 50 × 7.125 = 856.50.
    let totals = &shown["sections"]["stage"]["totals"];
    assert_eq!(totals.as_array().map(Vec::len), Some(1));
    assert_eq!(totals[0]["value"], money("2425.50", "CNY"));
    assert_eq!(totals[0]["weighted"], money("856.50", "CNY"));
    assert_eq!(shown["rates"], json!({"to": "CNY", "rates": {"USD": 7.125}}));
    let apart = records.run(&["report", "pipeline", "--format", "json"]).json();
    assert_eq!((apart.get("rates"), &apart["rates"]), (Some(&json!(null)), &json!(null)));
}

#[test]
fn every_form_for_people_says_by_which_rates_amounts_are_converted() {
    let records = Records::en();
    records.write("fx/june.toml", "[rates]\nEUR = 86.0\nJPY = 0.005\nGBP = 1\n");
    let said = "Amounts are converted to GBP: 1 EUR = 86 GBP (june.toml).";
    for report in REPORTS {
        let shown = records.run(&["report", report.name, "--rates", "fx/june.toml"]);
        assert!(
            shown.ok().contains(said) || shown.stdout.contains("no rate of june.toml was needed"),
            "{}",
            report.name
        );
        assert!(!records.run(&["report", report.name]).ok().contains("june.toml"));
    }
    for report in ["pipeline", "dashboard"] {
        let of = |form: &str| records.run(&["report", report, "--rates", "fx/june.toml", "--format", form]);
        assert!(of("md").ok().replace('\\', "").contains(said), "{report}: {}", of("md").stdout);
        assert!(of("html").ok().contains(said), "{report}");
        for (file, part) in [("r.docx", "word/document.xml"), ("r.xlsx", "xl/sharedStrings.xml")] {
            records.run(&["report", report, "--rates", "fx/june.toml", "--force", "--out", file]).ok();
            assert!(unzipped(&records, file, part).contains(said), "{report} {file}");
        }
    }
    let zh = Records::zh();
    zh.write("rates.toml", "[rates]\nUSD = 7.2\n");
    assert_data_eq!(
        zh.run(&["report", "pipeline", "--by", "region", "--rates", "rates.toml"]).screen(),
        str![[r#"
销售管道  截至 2026-06-26 周五 16:30

进行中的商机（按区域）
区域  商机   金额 CNY  加权金额 CNY █ 加权金额 ░ 金额         无金额  时长  本阶段  逾期  无下一步
北方     3  1,225,000       763,000 ██████░░░░                     1    66      39     2         0
华东     6  3,062,600     1,434,300 ███████████▎░░░░░░░░░░░░       2    62      16     3         0
华南     3  1,231,000       867,050 ██████▊░░░                     0    51      17     0         1
合计    12  5,518,600     3,064,350                                3  58.5    19.5     5         1

金额按汇率折算为 CNY：1 USD = 7.2 CNY（rates.toml）。

"#]]
    );
    zh.write("rates.toml", "to = \"CNY\"\n[rates]\nUSD = 7.2\nCNY = 2\n");
    assert_data_eq!(
        zh.run(&["report", "pipeline", "--rates", "rates.toml"]).screen(),
        str![[r#"
| 错误：所有金额都折算为 CNY，CNY 自身的汇率只能是 1
|  --> rates.toml:4:7
|   |
| 4 | CNY = 2
|   |       ^
| 提示：请删去 CNY 这一行，或改写 `to`
exit 2

"#]]
    );
    records.write("fx/june.toml", "[rates]\nEUR = 0.86\nGBP = 2\n");
    assert_data_eq!(
        records.run(&["report", "pipeline", "--rates", "fx/june.toml"]).screen(),
        str![[r#"
| error: everything becomes GBP, whose own rate can only be 1
|  --> fx/june.toml:3:7
|   |
| 3 | GBP = 2
|   |       ^
| hint: take the line of GBP out, or write another `to`
exit 2

"#]]
    );
}

#[test]
fn a_workbook_says_what_it_is_restricted_to_and_what_was_left_out_and_has_the_sums_below_its_filters() {
    let records = Records::zh();
    records.write("clients/坏_20260101.yaml", "client: [\n");
    let words = ["report", "pipeline", "--region", "华东", "--owner", "林晓枫", "--from", "2026-07", "--to", "2026-09"];
    records.run(&[words.as_slice(), &["--out", "r.xlsx"]].concat()).ok();
    let strings = unzipped(&records, "r.xlsx", "xl/sharedStrings.xml");
    for said in ["2026-07-01 至 2026-09-30", "林晓枫", "华东", "1 个文件无法读取：clients/坏_20260101.yaml", "合计"]
    {
        assert!(strings.contains(said), "{said}: {strings}");
    }
    let shown = records.run(&[words.as_slice(), &["--format", "json"]].concat()).json();
    let stages = &shown["sections"]["stage"];
    let count = |what: &str| stages[what].as_array().expect("rows").len();
    let (rows, totals) = (count("rows"), count("totals"));
    assert!(rows > 0 && totals > 0);
    let sheet = unzipped(&records, "r.xlsx", "xl/worksheets/sheet2.xml");
    let last = 1 + rows;
    let filter = sheet.split("<autoFilter ref=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a filter");
    assert!(filter.ends_with(&last.to_string()), "{filter} for {rows} rows");
    assert_eq!(sheet.matches("<row ").count(), 1 + rows + totals);
}

#[test]
fn every_way_to_group_has_the_same_sums() {
    for records in [Records::zh(), Records::en(), book()] {
        let shown = |by: &str| records.run(&["report", "pipeline", "--by", by, "--format", "json"]).json();
        let totals = shown("stage")["sections"]["stage"]["totals"].clone();
        for by in ["owner", "region", "class", "source", "industry", "product", "month"] {
            let of = shown(by)["sections"][by].clone();
            for key in ["deals", "value", "weighted", "unvalued", "overdue", "no_next"] {
                for (at, total) in totals.as_array().expect("totals").iter().enumerate() {
                    assert_eq!(of["totals"][at][key], total[key], "{by} {key}");
                    let currency = &total["value"]["currency"];
                    let rows =
                        of["rows"].as_array().expect("rows").iter().filter(|row| row["value"]["currency"] == *currency);
                    let figure = |row: &serde_json::Value| {
                        row[key].get("value").unwrap_or(&row[key]).as_f64().expect("a number")
                    };
                    let sum: f64 = rows.map(figure).sum();
                    assert!((sum - figure(total)).abs() < 1e-6, "{by} {key}: {sum}");
                }
            }
        }
    }
}
