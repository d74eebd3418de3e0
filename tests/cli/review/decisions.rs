use snapbox::{assert_data_eq, str};

use super::{HARBOUR, TOM, submitted, with_person};
use crate::support::Records;

#[test]
fn records_are_approved_with_an_opinion() {
    let records = submitted();
    let before = records.all();
    assert_data_eq!(
        records.run(&["review", "approve", "harbour", "ashcombe", "--comment", "clear next steps"]).screen(),
        str![[r#"
Approved 2 records  2026-W26

- Harbour Foods Ltd_20260512  Tom Ashdown
- Ashcombe Dairies Ltd_20260414  Tom Ashdown

comment:              clear next steps
still to be reviewed: 2 records

"#]]
    );
    assert_eq!(records.changed(&before), [TOM]);
    assert_data_eq!(
        records.diff(TOM, &before),
        str![[r#"
--- a/reviews/2026-W26_tom.ashdown.yaml
+++ b/reviews/2026-W26_tom.ashdown.yaml
@@ -22,6 +22,7 @@
           - less milk rejected by the supermarket depot
         next: Check the leasing terms with the bank for 36 months
         due: 2026-06-29 17:00
+    approved: {on: 2026-06-26 16:30, by: margaret.oduya, comment: clear next steps}
   - client: Harbour Foods Ltd_20260512
     sha256: 1e85eb346b19044421c6b2f42b22d122a61108086135b62a671da9be63f389d1
     errors: 0
@@ -41,3 +42,4 @@
           - proof against the haulier in disputed deliveries
         next: Present the 40-point design in Poole and leave quote Q-2641
         due: 2026-07-01 10:30
+    approved: {on: 2026-06-26 16:30, by: margaret.oduya, comment: clear next steps}

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "approve", "harbour"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd_20260512 was approved on 2026-06-26 Fri 16:30
| hint: `salesrec review return 'Harbour Foods Ltd_20260512' --comment "…"` takes that back
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "tom.ashdown", "submit"]).screen(),
        str![[r#"
| error: 2026-W26 is approved in whole
| hint: what comes after it belongs to 2026-W27 and is handed in with that
exit 2

"#]]
    );
}

#[test]
fn all_that_is_clean_is_approved_at_once_and_nothing_else() {
    let records = submitted();
    let shown = records.run(&["review", "approve", "--all-clean", "--format", "json"]).json();
    let ids: Vec<&str> = shown["clients"].as_array().expect("clients").iter().filter_map(|id| id.as_str()).collect();
    assert_eq!(ids, ["Agnes Whitlock_20260514", "Kelso Museum Trust_20260421", "Harbour Foods Ltd_20260512"]);
    assert_data_eq!(
        records.run(&["review", "approve", "--all-clean"]).screen(),
        str![[r#"
| error: there is something to ask about every record that waits
| hint: `salesrec review` shows what; `salesrec review approve CLIENT` approves one all the same
exit 2

"#]]
    );
}

#[test]
fn a_returned_record_comes_back_to_the_agenda_until_it_is_mended() {
    let records = submitted();
    let before = records.all();
    let words = [
        "review",
        "return",
        "harbour",
        "--comment",
        "who signs in Poole?",
        "--action",
        "Ask Ruth who signs the order",
        "--due",
        "tue 10:00",
    ];
    assert_data_eq!(
        records.run(&words).screen(),
        str![[r#"
Returned 1 record  2026-W26

- Harbour Foods Ltd_20260512  Tom Ashdown

comment:              who signs in Poole?
mended by:            2026-06-30 Tue
action:               Ask Ruth who signs the order  2026-06-30 Tue 10:00
still to be reviewed: 3 records
| it stands in the rep's `salesrec agenda` until the week is submitted again

"#]]
    );
    assert_eq!(records.changed(&before), [HARBOUR, TOM]);
    assert_data_eq!(
        records.diff(HARBOUR, &before),
        str![[r#"
--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -104,6 +104,12 @@
     deal: Chill chain monitoring
     priority: 1
     created: 2026-06-24
+  - id: h8b4
+    action: Ask Ruth who signs the order
+    owner: tom.ashdown
+    due: 2026-06-30 10:00
+    deal: Chill chain monitoring
+    created: 2026-06-26
 
 notes: |
   food-safety audit 21 September: whatever is bought must be running by the end of August.

"#]]
    );
    let agenda = records.run(&["--as", "tom.ashdown", "agenda", "--format", "json"]).json();
    let row = |agenda: &serde_json::Value| {
        let rows = agenda["rows"].as_array().expect("rows").clone();
        rows.into_iter().find(|row| row["kind"] == "review")
    };
    let returned = row(&agenda).expect("it is in the agenda");
    assert_eq!(
        (returned["due"].as_str(), returned["action"].as_str()),
        (Some("2026-06-30"), Some("who signs in Poole?"))
    );
    let own = records.run(&["--as", "callum.reid", "agenda", "--format", "json"]).json();
    assert!(row(&own).is_none(), "it is another's");
    let calendar = records.run(&["--as", "tom.ashdown", "agenda", "--format", "ics"]);
    assert!(calendar.ok().contains("who signs in Poole?"), "{}", calendar.screen());

    assert_data_eq!(
        records.run(&["--as", "tom.ashdown", "submit"]).screen(),
        str![[r#"
Submitted again 2026-W26 (06-22 – 06-28)  2 clients

reviewed by: Margaret Oduya

Changed since it was submitted
  - Harbour Foods Ltd_20260512: returned, and the record has not changed since

  Client                This week                  Checks  Next action                Review
  Ashcombe Dairies Ltd  1 contact, 2 actions       clean   06-29 Check the leasing    to be reviewed
                        agreed                             terms with the bank for…
  Harbour Foods Ltd     1 contact, 1 new need, 2   clean   06-30 Ask Ruth who signs   returned
                        actions agreed                     the order

"#]]
    );
    records.run(&["--as", "tom.ashdown", "contact", "harbour", "Ruth Vane", "--role", "Decision-maker"]).ok();
    records.run(&["--as", "tom.ashdown", "need", "add", "harbour", "an answer before the audit"]).ok();
    assert_data_eq!(
        records.run(&["--as", "tom.ashdown", "submit"]).screen(),
        str![[r#"
Submitted again 2026-W26 (06-22 – 06-28)  2 clients

reviewed by: Margaret Oduya

Changed since it was submitted
  - Harbour Foods Ltd_20260512: mended after it was returned

  Client                This week                 Checks     Next action               Review
  Ashcombe Dairies Ltd  1 contact, 2 actions      clean      06-29 Check the leasing   to be
                        agreed                               terms with the bank for…  reviewed
  Harbour Foods Ltd     1 contact, 2 new needs,   1 warning  06-30 Ask Ruth who signs  to be
                        2 actions agreed                     the order                 reviewed

"#]]
    );
    let agenda = records.run(&["--as", "tom.ashdown", "agenda", "--format", "json"]).json();
    assert!(row(&agenda).is_none(), "{agenda}");
    let shown = records.run(&["review", "approve", "harbour"]);
    assert!(shown.ok().starts_with("Approved 1 record"), "{}", shown.screen());
}

#[test]
fn a_decision_as_a_dry_run_writes_nothing() {
    let records = submitted();
    let before = records.all();
    let shown =
        records.run(&["review", "approve", "harbour", "--action", "Send the layout", "--due", "mon", "--dry-run"]);
    assert!(shown.ok().starts_with("Would approve 1 record"), "{}", shown.screen());
    assert!(
        shown.ok().contains("+    approved:") && shown.stdout.contains("action: Send the layout"),
        "{}",
        shown.screen()
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn only_a_manager_of_the_person_decides_and_never_on_own_records() {
    let records = submitted();
    let before = records.all();
    assert_data_eq!(
        records.run(&["--as", "priya.nair", "review", "approve", "harbour"]).screen(),
        str![[r#"
| error: only a manager approves or returns; the role of Priya Nair is rep
| hint: `--as ID` works in a manager's name; `role` stands in salesrec.toml
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "tom.ashdown", "review", "approve", "--all-clean"]).screen(),
        str![[r#"
| error: only a manager approves or returns; the role of Tom Ashdown is rep
| hint: `--as ID` works in a manager's name; `role` stands in salesrec.toml
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);

    let records = with_person("nora.west", "manager", None);
    assert_data_eq!(
        records.run(&["--as", "nora.west", "review", "approve", "harbour"]).screen(),
        str![[r#"
| error: Tom Ashdown's records are reviewed by Margaret Oduya
| hint: `reviewers = "any"` under [review] in salesrec.toml lets any manager do it
exit 2

"#]]
    );
    let any = records.read("salesrec.toml").replace("# reviewers = \"own\" ", "reviewers = \"any\" ");
    records.write("salesrec.toml", any);
    records.run(&["--as", "nora.west", "review", "approve", "harbour"]).ok();

    // A head of managers reviews too; and a manager without a manager is reviewed by another.
    let records = with_person("nora.west", "manager", None);
    let text = records.read("salesrec.toml");
    let under_nora = text.replace("id = \"margaret.oduya\"\n", "id = \"margaret.oduya\"\nmanager = \"nora.west\"\n");
    records.write("salesrec.toml", under_nora);
    records.run(&["--as", "nora.west", "review", "approve", "harbour"]).ok();
    records.run(&["--as", "nora.west", "submit", "--note", "on leave"]).ok();
    assert_data_eq!(
        records.run(&["--as", "nora.west", "review", "approve", "--all-clean", "--person", "nora"]).screen(),
        str![[r#"
| error: nobody approves or returns their own records
| hint: your manager does, or, where you have none, another manager
exit 2

"#]]
    );
}

#[test]
fn what_has_changed_since_it_was_submitted_is_not_approved() {
    let records = submitted();
    records.run(&["--as", "tom.ashdown", "deal", "set", "harbour", "--close", "2026-10-30"]).ok();
    let before = records.all();
    assert_data_eq!(
        records.run(&["review", "approve", "harbour", "ashcombe"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd_20260512 has changed since it was submitted
| caused by: signing pushed from 2026-08-14 to 2026-10-30, by 77 days
| caused by: nothing was written
| hint: Tom Ashdown submits again: `salesrec submit`
| hint: `salesrec review show tom.ashdown 'Harbour Foods Ltd_20260512'` shows what is different
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
    records.run(&["--as", "tom.ashdown", "submit"]).ok();
    records.run(&["review", "approve", "harbour"]).ok();
}

#[test]
fn words_that_must_not_be_kept_are_refused() {
    let records = submitted();
    let before = records.all();
    let shown = records.run(&["review", "return", "harbour", "--comment", "take out password: hunter2-hunter2"]);
    assert!(shown.code == 2 && shown.stderr.contains("password"), "{}", shown.screen());
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn decisions_read_in_chinese() {
    let records = Records::zh();
    records.run(&["submit"]).ok();
    let records = records.var("SALESREC_ME", "chen.yuehua");
    assert_data_eq!(
        records.run(&["review", "approve", "星河", "--comment", "下一步清楚"]).screen(),
        str![[r#"
已通过 1 份档案  2026-W26

- 星河包装有限公司_20260512  林晓枫

审核意见：下一步清楚
待审核：  1 份档案

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "return", "昆山", "--comment", "谁拍板？", "--back", "周二"]).screen(),
        str![[r#"
已退回 1 份档案  2026-W26

- 昆山恒昱精密制造有限公司_20260408  林晓枫

审核意见：谁拍板？
补正期限：2026-06-30 周二
待审核：  0 份档案
| 它会出现在销售的 `salesrec agenda` 中，直到重新提交

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "show", "林晓枫"]).screen(),
        str![[r#"
林晓枫  2026-W26（06-22 至 06-28）

提交时间：2026-06-26 周五 16:30

客户                      本周                          检查    下一步行动                    审核
昆山恒昱精密制造有限公司  1 次沟通，1 条新需求，1 项新  无问题  06-30 带投资回收期测算表到恒  已退回
                          行动                                  昱参加报价评审
星河包装有限公司          1 次沟通，1 项新行动          无问题  06-30 到星河当面讲四条线方    已通过
                                                                案，递交报价 Q-0626

- 昆山恒昱精密制造有限公司  陈跃华退回，限 2026-06-30 周二：谁拍板？
- 星河包装有限公司  陈跃华于 2026-06-26 周五 16:30 通过  下一步清楚

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "lin.xiaofeng", "agenda", "--days", "5"]).screen(),
        str![[r#"
逾期（6）
天数  期限              客户                     下一步行动              阶段             金额  编号
  57  04-30 周四 17:00  宁波甬盛汽车零部件有限   把刹车片检测样册寄给竺  线索培育               k2me
                        公司                     部长
   9  06-17 周三 10:00  杭州云栈智能仓储有限公   到临平退货仓实测混箱尺  需求确认  285,000 CNY  e3yq
                        司                       寸分布
   9  06-17 周三        杭州云栈智能仓储有限公   里程碑：需求调研        需求确认  285,000 CNY
                        司
   4  06-22 周一 18:00  无锡联晟新能源科技有限   换同轴光源重测漏检的那  方案呈现  158,000 USD  f2uk
                        公司                     颗颗粒，图发邵总监
   1  06-25 周四 09:30  无锡联晟新能源科技有限   带新相机到联晟涂布线做  方案呈现  158,000 USD  w5ca
                        公司                     产线演示
   1  06-25 周四        无锡联晟新能源科技有限   里程碑：方案演示        方案呈现  158,000 USD
                        公司

未来 5 天（3）
时间    期限              客户                     下一步行动               阶段      金额 CNY  编号
4 天后  06-30 周二 14:00  昆山恒昱精密制造有限公   带投资回收期测算表到恒   方案呈现   960,000  r2ha
                          司                       昱参加报价评审
4 天后  06-30 周二 10:00  星河包装有限公司         到星河当面讲四条线方     需求确认   680,000  v9te
                                                   案，递交报价 Q-0626
4 天后  06-30 周二        昆山恒昱精密制造有限公   审核退回：谁拍板？
                          司
| 逾期 6 项，未来 5 天 3 项
| 仅林晓枫；`--owner all` 显示所有人

"#]]
    );
}

#[test]
fn a_day_off_until_which_something_is_to_be_mended_is_told() {
    let records = submitted();
    let back = |day: &str, lang: &str| {
        let words =
            ["review", "return", "harbour", "--comment", "who signs?", "--dry-run", "--back", day, "--lang", lang];
        records.run(&words).stderr
    };
    assert!(back("2026-06-27", "en").contains("2026-06-27 Sat, until which it is to be mended, is not a working day"));
    assert!(back("2026-06-27", "zh").contains("补正期限 2026-06-27 周六 不是工作日"));
    assert!(!back("2026-06-29", "en").contains("working day"));
}
