use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn the_figures_are_those_computed_by_hand() {
    let records = Records::small();
    records.write(
        "salesrec.toml",
        "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n\n\
         [[people]]\nid = \"ann\"\nname = \"Ann Lee\"\n[[people]]\nid = \"mia\"\nname = \"Mia Roe\"\nrole = \"manager\"\n\n\
         [[stages]]\nname = \"First talks\"\nprobability = 10\n[[stages]]\nname = \"Offer\"\nprobability = 50\nstay = \"21d\"\ncontact_every = \"7d\"\n\
         [[stages]]\nname = \"Won\"\nkind = \"won\"\n",
    );
    records.write(
        "clients/a.yaml",
        "client: A\nowner: ann\ndeals:\n  \
         - {name: one, stage: Offer, value: 100, expected_close: 2026-06-30, history: [{stage: First talks, since: 2026-05-01}, {stage: Offer, since: 2026-06-01}]}\n  \
         - {name: two, stage: Offer, value: 100, probability: 40, expected_close: 2026-06-30, history: [{stage: Offer, since: 2026-05-01}]}\n  \
         - {name: three, stage: First talks, value: 7, expected_close: 2026-06-14, history: [{stage: First talks, since: 2026-06-14}]}\n  \
         - {name: four, stage: Won, value: 50, history: [{stage: Won, since: 2026-04-01}]}\n\
         log:\n  - {at: 2026-06-10 10:00, recorded: 2026-06-10 12:00, by: ann, deal: one, summary: s}\n\
         actions:\n  - {action: Visit together with Mia Roe, owner: ann, due: 2026-06-20 10:00, deal: one}\n  \
         - {action: sign it off, owner: mia, due: 2026-06-14, deal: two}\n  - {action: far away, owner: ann, due: 2026-09-01, deal: one}\n",
    );
    records.write("targets/2026.yaml", "targets:\n  - {period: 2026-Q2, person: ann, amount: 150}\n");
    let records = records.var("SALESREC_NOW", "2026-06-15 09:00");
    let shown = records.run(&["report", "people", "--format", "json"]).json();
    let sections = &shown["sections"];
    let cny = |amount: i64| json!({"value": amount, "currency": "CNY"});
    assert_eq!(
        sections["summary"]["rows"],
        json!([
            {"person": "ann", "open": 3, "value": cny(207), "within_24h": 100, "on_time": null, "overdue": 0},
            {"person": "mia", "open": 0, "value": cny(0), "within_24h": null, "on_time": 0, "overdue": 1},
        ])
    );
    // 100 are missing: either of two deals is enough, 1 − 0.5 × 0.6.
    assert_eq!(
        sections["likelihood"]["rows"],
        json!([{"period": "2026-Q2", "person": "ann", "signed": cny(50), "target": cny(150), "expected": cny(90), "chance": 70}])
    );
    let problems: Vec<_> = sections["problems"]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| json!([row["deal"], row["problem"]]))
        .collect();
    assert_eq!(
        problems,
        [
            json!(["two", "1 action overdue"]),
            json!(["two", "45 days in the stage, 21 days allowed"]),
            json!(["two", "no contact for 45 days"]),
            json!(["three", "no next action"]),
            json!(["three", "close date 2026-06-14 has passed"]),
        ]
    );
    let progress: Vec<_> = sections["deals"]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| json!([row["deal"], row["problems"], row["progress"]]))
        .collect();
    assert_eq!(
        progress,
        [
            json!(["two", 3, "Offer for 45 days"]),
            json!(["three", 2, "First talks for 1 day"]),
            json!(["one", 0, "First talks → Offer on 06-01"]),
        ]
    );
    let visits: Vec<_> = sections["visits"]["rows"].as_array().expect("rows").iter().map(|row| &row["visit"]).collect();
    assert_eq!(json!(visits), json!(["Visit together with Mia Roe"]));
    // Far away is not talked about yet.
    assert_eq!(sections["actions"]["rows"].as_array().map(Vec::len), Some(2));
}

#[test]
fn errors_are_counted_of_one_person_and_against_git() {
    let records = Records::en();
    let shown = records.run(&["report", "people", "--owner", "priya", "--format", "json"]).json();
    let row = &shown["sections"]["summary"]["rows"][0];
    let lint = records.run(&["lint", "--level", "error", "--fail-on", "never", "--format", "json"]).json();
    let own = lint["findings"].as_array().expect("findings").iter().filter(|finding| {
        let path = finding["path"].as_str().expect("a path");
        finding["level"] == "error" && records.read(path).contains("\nowner: priya.nair\n")
    });
    assert_eq!(row["errors"].as_u64(), Some(own.count() as u64));
    assert!(row["errors_before"].is_null());
    assert!(
        records.run(&["report", "people", "--format", "json"]).json()["sections"]["summary"]["rows"][0]
            .get("errors")
            .is_none()
    );
}

#[test]
fn the_trend_of_errors_is_that_of_the_files_as_git_had_them_thirty_days_ago() {
    let records = Records::small();
    records.write(
        "salesrec.toml",
        "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\n\n[[people]]\nid = \"ann\"\n[[people]]\nid = \"bob\"\n\n\
         [[stages]]\nname = \"Lead\"\n\n[lint]\nall = \"off\"\nunknown-owner = \"error\"\nwrong-type = \"error\"\nvague-action = \"warning\"\n",
    );
    let records = records.var("SALESREC_NOW", "2026-06-30 09:00");
    let write = |name: &str, owner: &str, more: &str| {
        records.write(&format!("clients/{name}.yaml"), format!("client: {name}\nowner: {owner}\n{more}"));
    };
    // On the day before: three errors in two files of what Ann owns now, one of Bob's; a warning is no error.
    write("A", "ann", "class: [x]\nlog:\n  - {by: zoe, summary: s}\nactions:\n  - {id: a, action: follow up}\n");
    write("B", "bob", "log:\n  - {by: zoe, summary: s}\n");
    write("C", "bob", "log:\n  - {by: zoe, summary: s}\n");
    records.git_on("2026-05-30", &["init", "--quiet"]);
    records.git_on("2026-05-30", &["add", "-A"]);
    records.git_on("2026-05-30", &["commit", "--quiet", "-m", "May"]);
    // Since: one is mended, C came to Ann, a new client has two and another is suppressed.
    write("A", "ann", "log:\n  - {by: zoe, summary: s}\nactions:\n  - {id: a, action: follow up}\n");
    write("C", "ann", "log:\n  - {by: zoe, summary: s}\n");
    write(
        "D",
        "ann",
        "class: [x]\nlog:\n  # salesrec: ignore unknown-owner because she has left\n  - {by: zoe, summary: s}\n  - {by: yan, summary: s}\n",
    );
    records.git_on("2026-06-10", &["add", "-A"]);
    records.git_on("2026-06-10", &["commit", "--quiet", "-m", "June"]);
    let shown = records.run(&["report", "people", "--owner", "ann", "--format", "json"]).json();
    let row = &shown["sections"]["summary"]["rows"][0];
    // Now: A 1, C 1, D 2. Then: A 2, C 1; D was not there, B is Bob's.
    assert_eq!((&row["errors"], &row["errors_before"]), (&json!(4), &json!(3)), "{shown}");
    let shown = records.run(&["report", "people", "--owner", "bob", "--format", "json"]).json();
    let row = &shown["sections"]["summary"]["rows"][0];
    assert_eq!((&row["errors"], &row["errors_before"]), (&json!(1), &json!(1)));
    // Nothing was committed 30 days before the tenth of June.
    let records = records.var("SALESREC_NOW", "2026-06-10 09:00");
    let shown = records.run(&["report", "people", "--owner", "ann", "--format", "json"]).json();
    assert!(shown["sections"]["summary"]["rows"][0]["errors_before"].is_null());
}

#[test]
fn people_in_both_languages() {
    assert_data_eq!(
        Records::zh().run(&["report", "people", "--owner", "何静", "--width", "80"]).screen(),
        str![[r#"
一对一  截至 2026-06-26 周五 16:30，何静

总览
人员  进行中   金额 CNY  24 小时内  按时率  逾期  错误  30 天前
何静       3  1,225,000        95%     25%     3     2

没有满 30 天的 git 历史，无法得知当时的错误数。

目标达成可能
期间     人员  签约 CNY  目标 CNY  预计 CNY  达成可能
2026-Q2  何静         0   250,000         0        0% ░░░░░░░░░░░░░░░░░░░░░░░░
2026-Q3  何静         0   300,000   178,000       40% █████████▋░░░░░░░░░░░░░░

何静
  商机
  客户                   商机            金额 CNY  进展                   问题数
  西安长庚制药有限公司   丸剂瓶装箱线     780,000  谈判推进 49 天              4
  青岛港湾水产有限公司   虾仁称重装袋线   445,000  06-03 谈判推进 → 方案       3
                                                   呈现
  成都蜀品源调味品有限   豆瓣酱装箱                线索培育 39 天              2
  公司

  商机的问题
  客户                      商机            问题
  西安长庚制药有限公司      丸剂瓶装箱线    2 条行动逾期
  西安长庚制药有限公司      丸剂瓶装箱线    在本阶段 49 天，规定 30 天
  西安长庚制药有限公司      丸剂瓶装箱线    22 天没有联系
  西安长庚制药有限公司      丸剂瓶装箱线    预计签约日期 2026-06-15 已过
  青岛港湾水产有限公司      虾仁称重装袋线  1 条行动逾期
  青岛港湾水产有限公司      虾仁称重装袋线  在本阶段 23 天，规定 21 天
  青岛港湾水产有限公司      虾仁称重装袋线  23 天没有联系
  成都蜀品源调味品有限公司  豆瓣酱装箱      没有预计签约日期
  成都蜀品源调味品有限公司  豆瓣酱装箱      没有金额

  逾期和今后两周的行动
  期限              行动                        客户                      负责人
  06-12 周五 18:00  出 IP67 称重斗的新方案和报  青岛港湾水产有限公司      何静
                    价，发于总监
  06-16 周二 17:00  把 74 万的二次报价和换型承  西安长庚制药有限公司      何静
                    诺书递交党主管
  06-18 周四 17:00  请马总签 13.6 万尾款付款    天津海晏乳业有限公司      何静
                    单，赶 7 月 5 日那批
  07-06 周一 17:00  把桶瓶共线的夹具视频发冷经  成都蜀品源调味品有限公司  何静
                    理

  陪访安排
  没有安排陪访。

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "people", "--owner", "callum", "--width", "100"]).screen(),
        str![[r#"
People  as of 2026-06-26 Fri 16:30, Callum Reid

Overview
Person       Open deals  Value GBP  Within 24 h  On time  Overdue  Errors  30 days ago
Callum Reid           3      7,850          95%    33.3%        2       2

There is no git history of 30 days to tell how many errors there were.

Likelihood of reaching the target
Period   Person       Signed GBP  Target GBP  Expected GBP  Likelihood
2026-Q2  Callum Reid       8,900      20,000             0          0%
2026-Q3  Callum Reid           0      30,000         2,995          0%

Callum Reid
  Deals
  Client                 Deal              Value GBP  Progress                              Problems
  Brightwater Hospice    Medicine fridges      6,400  Negotiation → Proposal on 06-03              3
  Skerry Distillers Ltd  Warehouse 3                  Lead nurturing for 38 days                   2
  Agnes Whitlock         Cheese cave           1,450  Lead nurturing → Needs confirmed on          0
                                                      06-11

  Problems of the deals
  Client                 Deal              Problem
  Brightwater Hospice    Medicine fridges  1 action overdue
  Brightwater Hospice    Medicine fridges  23 days in the stage, 21 days allowed
  Brightwater Hospice    Medicine fridges  no contact for 23 days
  Skerry Distillers Ltd  Warehouse 3       no close date
  Skerry Distillers Ltd  Warehouse 3       no value

  Actions: overdue and of the next two weeks
  Due              Action                                         Client                 Owner
  06-12 Fri 17:00  Make the new offer on hospital wireless and    Brightwater Hospice    Callum Reid
                   mail it to Kirsty
  06-18 Thu 10:00  Get Archie's initials on invoice 260007 at     Lowther Seafood Ltd    Callum Reid
                   the quay
  06-30 Tue 19:00  Text Agnes the price for two nodes with and    Agnes Whitlock         Callum Reid
                   without shelf labels
  07-02 Thu 11:00  Collect the countersigned contract in Kelso    Kelso Museum Trust     Callum Reid
                   and fix the fitting day
  07-03 Fri 16:00  Send Magnus a dummy node to try between two    Skerry Distillers Ltd  Callum Reid
                   casks

  Joint visits
  No joint visit is planned.

"#]]
    );
}

#[test]
fn a_joint_visit_is_a_visit_with_somebody_that_still_lies_ahead() {
    let records = Records::small();
    records.write(
        "salesrec.toml",
        format!("{}\n[[people]]\nid = \"bo\"\nname = \"Bo Lund\"\nrole = \"manager\"\n", records.read("salesrec.toml")),
    );
    let action = |words: &str, owner: &str, due: &str| format!("  - {{action: {words}, owner: {owner}, due: {due}}}\n");
    let actions = [
        action("Visit the plant with Bo Lund", "ann", "2026-07-02"),
        action("Ask Bo Lund for the price list", "ann", "2026-07-03"),
        action("Approve the price", "bo", "2026-07-06"),
        action("Meet the new buyer", "bo", "2026-07-07"),
        action("Joint visit to the fair", "ann", "2026-07-08"),
        action("Joint visit to the old plant", "ann", "2026-06-02"),
        action("Visit the warehouse", "ann", "2026-07-09"),
    ];
    let client = "client: Acme\nfirst_contact: 2026-03-02\nowner: ann\nactions:\n";
    records.write("clients/Acme_20260302.yaml", format!("{client}{}", actions.concat()));
    let report = records.run(&["report", "people", "--owner", "ann", "--format", "json"]).json();
    let visits = report["sections"].as_object().expect("sections").iter().find(|(key, _)| key.contains("visits"));
    let rows = visits.expect("the visits").1["rows"].as_array().expect("rows");
    let words: Vec<&str> = rows.iter().filter_map(|row| row["visit"].as_str()).collect();
    assert_eq!(words, ["Visit the plant with Bo Lund", "Meet the new buyer", "Joint visit to the fair"]);
}

#[test]
fn where_all_people_are_shown_each_has_the_deals_to_talk_about_first_and_the_others_are_counted() {
    let records = Records::small();
    let deals: String = (1..=25)
        .map(|at| {
            // Two of them have something to talk about: no close date, and no value either.
            let value = if at == 25 { "" } else { ", value: 10" };
            let close = if at >= 24 { "" } else { ", expected_close: 2026-12-01" };
            format!("  - {{name: d{at}, stage: Talks{value}{close}, history: [{{stage: Talks, since: 2026-06-14}}]}}\n")
        })
        .collect();
    records.write(
        "salesrec.toml",
        "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n\n\
         [[people]]\nid = \"ann\"\nname = \"Ann Lee\"\n\n[[stages]]\nname = \"Talks\"\n",
    );
    let next = "actions:\n  - {action: call, owner: ann, due: 2026-06-20 10:00}\n";
    records.write("clients/a.yaml", format!("client: A\nowner: ann\ndeals:\n{deals}{next}"));
    let records = records.var("SALESREC_NOW", "2026-06-15 09:00");
    let all = records.run(&["report", "people"]).ok().to_string();
    let of_deals = all.split("Problems of the deals").next().expect("deals");
    assert!(of_deals.contains("5 more: `salesrec report people --owner ann`"), "{all}");
    let shown = |name: &str| of_deals.lines().position(|line| line.split_whitespace().any(|word| word == name));
    assert!(shown("d25") < shown("d24") && shown("d24") < shown("d1"), "{all}");
    assert_eq!((shown("d18").is_some(), shown("d19")), (true, None), "{all}");
    let one = records.run(&["report", "people", "--owner", "ann"]).ok().to_string();
    assert!(one.contains("d23") && !one.contains("more:"), "{one}");
    let json = records.run(&["report", "people", "--format", "json"]).json();
    assert_eq!(json["sections"]["deals"]["rows"].as_array().map(Vec::len), Some(25));
}

#[test]
fn sums_say_what_they_leave_out_in_other_currencies() {
    let records = Records::small();
    let deal = |name: &str, value: &str| format!("  - {{name: {name}, stage: First talks, value: {value}}}\n");
    let deals = [deal("a", "7"), deal("b", "12.50, currency: USD"), deal("c", "1000, currency: USD")].concat();
    records.write("clients/a.yaml", format!("client: A\nowner: ann\ndeals:\n{deals}"));
    records.write("rates.toml", "[rates]\nUSD = 2\n");
    let note = |words: &[&str]| {
        let shown = records.run(&[&["report", "people", "--format", "json"], words].concat()).json();
        let summary = &shown["sections"]["summary"];
        let said = summary["notes"]
            .as_array()
            .expect("notes")
            .iter()
            .find(|note| note.to_string().contains("other currencies"));
        (summary["rows"][0]["value"]["value"].to_string(), said.cloned())
    };
    let (value, said) = note(&[]);
    let said = said.expect("a note");
    assert_eq!(value, "7");
    assert!(said["en"].as_str().expect("words").contains("1,012.50 USD"), "{said}");
    assert!(said["zh"].as_str().expect("words").contains("1,012.50"), "{said}");
    assert_eq!(note(&["--rates", "rates.toml"]), ("2032".to_string(), None));
}
