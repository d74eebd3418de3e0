use snapbox::{assert_data_eq, str};

use super::submitted;
use crate::support::Records;

#[test]
fn a_person_is_reviewed_in_order_of_concern() {
    assert_data_eq!(
        submitted().run(&["review", "tom"]).screen(),
        str![[r#"
Tom Ashdown  2026-W26 (06-22 – 06-28)
status:  submitted  2026-06-26 Fri 16:30
clients: 2 to be reviewed

Cobbold Catering Ltd  not in this week's submission
  - gap: “Catering” is only one level
  - stage against facts: the milestone “Contract signed” of Signing is neither planned nor reached
  - stage against facts: “Event fridges” was won 24 days ago and has no contract
  - stage against facts: “Signing” was entered past Needs confirmed, Proposal and Negotiation,
    without a note
  - action: “Drive to Bill's kitchen with the printed contract” is 2 working days late
  - too long in its stage: “Event fridges” has been in Signing for 24 days; the limit is 14 days
  - close date: “Event fridges” was to be signed by 2026-06-12

Quayside Brewery Ltd  not in this week's submission
  - gap: the industry is not written down
  - gap: “nobody in the building at weekends” answers to no need
  - gap: “cooling that can be shut from the phone” is none of the deal's needs
  - action: “Discovery meeting” was due 2026-06-17 and is not reached
  - action: “Measure the thermowells of all eight fermenters on site” is 7 working days late: give
    it to somebody else
  - action: “follow up” does not say what is to be done
  - no contact: no contact for 21 days; Needs confirmed asks for one every 14 days

Tarrant Labs Ltd  not in this week's submission
  - action: “Demonstration” was due 2026-06-24 and is not reached
  - action: “Send Dr Friel the two-page calibration method with uncertai…” is 5 working days late:
    Margaret Oduya, the manager, steps in
  - action: “Demonstrate the alarm chain in the cell room” is 2 working days late
  - no contact: no contact for 14 days; Proposal asks for one every 7 days

Ashcombe Dairies Ltd  to be reviewed
  - close date: signing pushed from 2026-06-30 to 2026-07-10, by 10 days
  - close date: to be signed in 14 days, on 2026-07-10, and now in Negotiation

  this week:      1 contact, 2 actions agreed
  next:           06-29 Check the leasing terms with the bank for 36 months
  since 2026-W24: signing pushed from 2026-06-30 to 2026-07-10, by 10 days; next action now “Check
                  the leasing terms with the bank for 36 months”

Harbour Foods Ltd  to be reviewed
  this week:      1 contact, 1 new need, 1 action agreed
  next:           07-01 Present the 40-point design in Poole and leave quote Q-2641
  since 2026-W24: new needs: proof against the haulier in disputed deliveries; next action now
                  “Present the 40-point design in Poole and leave quote Q-2641”
| `salesrec review approve CLIENT`, `review approve --all-clean`, or `review return CLIENT --comment "…"`

"#]]
    );
    let records = Records::zh();
    records.run(&["submit"]).ok();
    assert_data_eq!(
        records.run(&["--as", "chen.yuehua", "review", "林晓枫"]).screen(),
        str![[r#"
林晓枫  2026-W26（06-22 至 06-28）
状态：已提交  2026-06-26 周五 16:30
客户：待审核 2 个

宁波甬盛汽车零部件有限公司  本周未提交
  - 缺项：没有写“邬杰”在采购中的角色
  - 缺项：没有写“竺部长”在采购中的角色
  - 缺项：没有写怎样联系“竺部长”
  - 行动：“把刹车片检测样册寄给竺部长”已逾期 38 个工作日：该换人负责
  - 久未联系：已有 71 天没有联系，线索培育阶段应每 30 天联系一次
  - 停留过久：“刹车片外观检测”在线索培育阶段已经 88 天，规定不超过 60 天

杭州云栈智能仓储有限公司  本周未提交
  - 缺项：没有写所属行业
  - 缺项：痛点“退货旺季夜班招不到人”没有对应的需求
  - 缺项：商机里没有“拆垛过程全程留图”这条需求
  - 行动：“需求调研”应在 2026-06-17 前达成，至今没有
  - 行动：“到临平退货仓实测混箱尺寸分布”已逾期 6 个工作日：请经理陈跃华介入
  - 行动：“跟进客户”没有说清要做什么
  - 久未联系：已有 21 天没有联系，需求确认阶段应每 14 天联系一次

无锡联晟新能源科技有限公司  本周未提交
  - 行动：“方案演示”应在 2026-06-25 前达成，至今没有
  - 行动：“换同轴光源重测漏检的那颗颗粒，图发邵总监”已逾期 4 个工作日：请林晓枫今天说明何时完成
  - 行动：“带新相机到联晟涂布线做产线演示”已逾期 1 个工作日
  - 久未联系：已有 11 天没有联系，方案呈现阶段应每 7 天联系一次

昆山恒昱精密制造有限公司  待审核
  - 签约日期：手机中框尺寸检测：预计签约由 2026-07-17 推迟到 2026-07-31（14 天）

  本周：         1 次沟通，1 条新需求，1 项新行动
  下一步：       06-30 带投资回收期测算表到恒昱参加报价评审
  2026-W25 以来：手机中框尺寸检测：金额 1,020,000 CNY → 960,000 CNY，预计签约由 2026-07-17 推迟到
                 2026-07-31（14 天），新增需求：换型号不用等厂家工程师，下一步改为“带投资回收期测算
                 表到恒昱参加报价评审”

没有要问的
  - 星河包装有限公司  1 次沟通，1 项新行动
| `salesrec review approve 客户`、`review approve --all-clean`，或 `review return 客户 --comment "…"`

"#]]
    );
}

#[test]
fn a_manager_without_a_name_sees_everybody_and_a_rep_oneself() {
    let records = submitted();
    let all = records.run(&["review"]);
    for name in ["Tom Ashdown", "Priya Nair", "Callum Reid"] {
        assert!(all.ok().contains(&format!("{name}  2026-W26")), "{}", all.screen());
    }
    assert!(all.stdout.contains("and 4 more"), "{}", all.screen());
    let own = records.run(&["--as", "tom.ashdown", "review"]);
    assert!(own.ok().contains("Tom Ashdown") && !own.stdout.contains("Priya"), "{}", own.screen());
    assert!(!own.stderr.contains("approve"), "{}", own.screen());
}

#[test]
fn the_order_of_concern_is_the_order_of_the_remarks() {
    let shown = submitted().run(&["review", "--format", "json"]).json();
    let order = ["gap", "stage", "action", "owed", "silence", "no_next", "overstay", "close"];
    let mut seen = 0;
    for person in shown["people"].as_array().expect("people") {
        for client in person["clients"].as_array().expect("clients") {
            let remarks = client["remarks"].as_array().expect("remarks").iter();
            let places: Vec<usize> = remarks
                .map(|remark| order.iter().position(|one| remark["concern"] == *one).expect("a known concern"))
                .collect();
            assert!(places.is_sorted(), "{client}");
            seen += places.len();
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn actions_that_cannot_be_are_told() {
    let records = submitted();
    for at in 0..5 {
        let deed = format!("send drawing {at} to Ruth Vane");
        records
            .run(&["--as", "tom.ashdown", "log", "harbour", "call", "--next", &deed, "--due", "2026-07-04 10:00"])
            .ok();
    }
    let shown = records.run(&["review", "tom"]);
    assert!(
        shown.ok().contains("“send drawing 0 to Ruth Vane” is due on 2026-07-04 Sat: no working day"),
        "{}",
        shown.screen()
    );
    let line = shown.stdout.replace("\n    ", " ");
    assert!(line.contains("“send drawing 0 to Ruth Vane” is one of 5 actions on 2026-07-04 Sat"), "{line}");
}

#[test]
fn a_deadline_on_a_holiday_is_told_by_its_name() {
    let records = Records::zh().var("SALESREC_ME", "lin.xiaofeng");
    let words =
        ["log", "星河", "何总国庆期间值班", "--next", "到星河验收打样结果", "--due", "2026-10-01 10:00", "-m", "电话"];
    records.run(&words).ok();
    records.run(&["submit"]).ok();
    let shown = records.run(&["--as", "chen.yuehua", "review", "林晓枫"]);
    assert!(shown.ok().contains("行动：“到星河验收打样结果”的期限是 2026-10-01 周四：国庆节"), "{}", shown.screen());
}

#[test]
fn a_pushed_date_of_signing_is_told_with_what_else_has_changed() {
    let records = submitted();
    let shown = records.run(&["review", "tom", "--format", "json"]).json();
    let clients = shown["people"][0]["clients"].as_array().expect("clients");
    let ashcombe = clients.iter().find(|client| client["name"] == "Ashcombe Dairies Ltd").expect("Ashcombe");
    assert_eq!(ashcombe["since"]["week"], "2026-W24");
    assert_eq!(ashcombe["since"]["changes"][0]["en"], "signing pushed from 2026-06-30 to 2026-07-10, by 10 days");
    assert_eq!(ashcombe["remarks"][0]["concern"], "close");
    assert_eq!(ashcombe["clean"], false);
}

#[test]
fn the_remarks_on_a_week_that_is_over_say_of_which_day_they_are() {
    let head = |shown: &str| shown.split("\n\n").next().unwrap_or_default().to_string();
    let records = submitted();
    assert_data_eq!(
        head(records.run(&["review", "tom", "--week", "W24"]).ok()),
        str![[r#"
Tom Ashdown  2026-W24 (06-08 – 06-14)
status:  submitted  2026-06-12 Fri 16:50
note:    Thursday was the installers' day in Winchester
clients: 3 approved
remarks: as of 2026-06-26 Fri
"#]]
    );
    assert!(!head(records.run(&["review", "tom"]).ok()).contains("as of"));
    let records = Records::zh();
    assert_data_eq!(
        head(records.run(&["review", "林晓枫", "--week", "W25"]).ok()),
        str![[r#"
林晓枫  2026-W25（06-15 至 06-21）
状态：已提交  2026-06-18 周四 16:50
说明：周五端午放假，提前一天提交
客户：已通过 2 个
提示：截至 2026-06-26 周五
"#]]
    );
}

#[test]
fn amounts_in_remarks_stand_in_groups_of_thousands() {
    let all = ["review", "--format", "json"];
    let shown = Records::zh().var("SALESREC_ME", "chen.yuehua").run(&all);
    assert!(shown.ok().contains("还有 136,000 CNY 未付"), "{}", shown.screen());
    let shown = submitted().run(&all);
    assert!(shown.ok().contains("5,520 GBP of invoice"), "{}", shown.screen());
}

#[test]
fn an_unknown_person_or_week_is_told() {
    let records = submitted();
    assert_data_eq!(
        records.run(&["review", "tim"]).screen(),
        str![[r#"
| error: no person of the team “tim”
| hint: did you mean tom.ashdown?
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "aprove"]).screen(),
        str![[r#"
| error: no person of the team “aprove”
| hint: did you mean `salesrec review approve`?
| hint: there are: margaret.oduya, tom.ashdown, priya.nair, callum.reid, helen.brandt and dave.pruett
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "tom", "--week", "2027-W01"]).screen(),
        str![[r#"
| error: 2027-W01 lies ahead
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "tom", "--week", "sometime"]).screen(),
        str![[r#"
| error: “sometime” is not a week
| hint: write it as `2026-W26`, `W26`, `this week`, `last week`, or a day in it
exit 2

"#]]
    );
}

#[test]
fn status_tells_who_has_submitted_and_who_is_late() {
    let records = submitted();
    assert_data_eq!(
        records.run(&["review", "status"]).screen(),
        str![[r#"
2026-W26 (06-22 – 06-28)
Name         Week       Submitted        Clients  Approved  To review  Returned
Tom Ashdown  submitted  06-26 Fri 16:30        2         0          2         0
Priya Nair   not yet
Callum Reid  submitted  06-26 Fri 16:30        2         0          2         0
| due until 2026-06-26 Fri 18:00

"#]]
    );
    let late = records.var("SALESREC_NOW", "2026-06-29 09:00");
    let shown = late.run(&["review", "status", "--exit-code"]);
    assert_eq!(shown.code, 1);
    assert!(shown.stdout.contains("Priya Nair   late"), "{}", shown.screen());
}

#[test]
fn the_deadline_is_the_last_day_that_is_worked() {
    let shown = Records::zh().run(&["review", "status", "--week", "W25"]);
    // On Friday of that week is the Dragon Boat Festival.
    assert!(shown.stderr.contains("2026-06-18 周四 18:00"), "{}", shown.screen());
    assert!(shown.stdout.contains("何静    逾期未交"), "{}", shown.screen());
    let records = Records::en();
    records.write("salesrec.toml", records.read("salesrec.toml").replace("# close = \"18:00\" ", "close = \"16:00\" "));
    let shown = records.run(&["review", "status"]);
    assert!(shown.stderr.contains("16:00") && shown.stdout.contains("late"), "{}", shown.screen());
    records.write("salesrec.toml", records.read("salesrec.toml").replace("\"16:00\"", "\"4pm\""));
    assert_data_eq!(
        records.run(&["review", "status"]).screen(),
        str![[r#"
| error: expected an hour such as 18:00, found string "4pm"
|    --> salesrec.toml:222:9
|     |
| 222 | close = "4pm"                # close of work: until then on the last working day up to Frida…
|     |         ^^^^^
exit 2

"#]]
    );
}

#[test]
fn silence_of_two_weeks_is_told_also_where_the_rule_is_off() {
    let records = submitted();
    let settings = records.read("salesrec.toml").replacen("\n[lint]\n", "\n[lint]\nno-recent-contact = \"off\"\n", 1);
    records.write("salesrec.toml", settings);
    let shown = records.run(&["review", "tom"]);
    assert!(shown.ok().contains("  - no contact: no contact for 21 days\n"), "{}", shown.screen());
    assert!(shown.stdout.contains("  - no contact: no contact for 14 days\n"), "{}", shown.screen());
    assert_eq!(shown.stdout.matches("no contact for").count(), 2, "{}", shown.screen());
}

#[test]
fn a_slip_in_the_log_is_spoken_of_in_its_own_week_only() {
    let records = submitted();
    // In May an entry was written down 32 hours late.
    let linted = records.run(&["lint", "clients/Brightwater Hospice_20260416.yaml"]);
    assert!(linted.stdout.contains("32 hours"), "{}", linted.screen());
    let shown = records.run(&["review", "callum"]);
    assert!(shown.ok().contains("Brightwater") && !shown.stdout.contains("32 hours"), "{}", shown.screen());
    records
        .run(&[
            "--as",
            "tom.ashdown",
            "log",
            "harbour",
            "Ruth asked for August",
            "--at",
            "2026-06-22 09:00",
            "-m",
            "phone",
        ])
        .ok();
    let shown = records.run(&["review", "tom"]);
    assert!(shown.ok().contains("gap: written down"), "{}", shown.screen());
}

#[test]
fn a_stage_that_the_log_does_not_bear_out_is_told() {
    let records = submitted();
    let path = "clients/Ashcombe Dairies Ltd_20260414.yaml";
    let text = records.read(path);
    let (head, log) = text.split_once("\nlog:\n").expect("a log");
    let (_, rest) = log.split_once("\nactions:").expect("actions");
    let entry = "- {at: 2026-06-25 09:15, recorded: 2026-06-25 10:00, by: tom.ashdown, method: Phone, \
                 with: [Wendy Luff], deal: Tanker and silo monitoring, summary: She is well and sends her regards.}";
    records.write(path, format!("{head}\nlog:\n{entry}\n\nactions:{rest}"));
    let shown = records.run(&["review", "tom"]);
    let line = shown.ok().replace("\n    ", " ");
    assert!(line.contains("the stage is Negotiation, but since 2026-05-"), "{line}");
    assert!(line.contains("the log says nothing of price or terms"), "{line}");
}

#[test]
fn nobody_waits_for_the_week_of_one_who_has_no_clients() {
    let records = Records::en().var("SALESREC_NOW", "2026-06-29 09:00");
    let text = records.read("salesrec.toml");
    let new = "[[people]]\nid = \"una.best\"\nname = \"Una Best\"\nrole = \"rep\"\nactive = true\n\n[[people]]\n";
    records.write("salesrec.toml", text.replacen("[[people]]\n", new, 1));
    let status = records.run(&["review", "status", "--week", "W26"]);
    assert!(status.ok().contains("Una Best     no clients, nothing to submit"), "{}", status.screen());
    assert!(status.ok().contains("Priya Nair   late"), "{}", status.screen());
    assert_data_eq!(
        records.run(&["review", "helen", "--week", "W26"]).screen(),
        str![[r#"
Helen Brandt  2026-W26 (06-22 – 06-28)
status: no clients, nothing to submit

"#]]
    );
    let shown = records.run(&["review", "helen", "--week", "W26", "--lang", "zh"]);
    assert!(shown.ok().contains("没有客户，无需提交"), "{}", shown.screen());
}
