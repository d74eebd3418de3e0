mod amounts;
mod list;
mod slips;

use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn deal_add_opens_a_deal_in_the_first_stage() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&[
                "deal",
                "add",
                "昆山恒昱",
                "二期产线",
                "--value",
                "120000",
                "--currency",
                "usd",
                "--close",
                "2026-09-26",
                "--intent",
                "中",
                "--competitor",
                "明睿视觉",
                "--probability",
                "30%",
                "--need",
                "换线不超过十分钟",
                "--dry-run"
            ])
            .screen(),
        str![[r#"
--- a/clients/昆山恒昱精密制造有限公司_20260408.yaml
+++ b/clients/昆山恒昱精密制造有限公司_20260408.yaml
@@ -56,6 +56,18 @@
     intent: 低
     history:
       - {stage: 线索培育, since: 2026-06-16, by: lin.xiaofeng, note: 演示时姚课长顺口提到，还没有指标}
+  - name: 二期产线
+    stage: 线索培育
+    value: 120000
+    currency: USD
+    probability: 30
+    expected_close: 2026-09-26
+    intent: 中
+    competitors: [明睿视觉]
+    needs:
+      - {need: 换线不超过十分钟, kind: stated}
+    history:
+      - {stage: 线索培育, since: 2026-06-26, by: lin.xiaofeng}

 log:
   - at: 2026-04-08 10:00
| 试运行：未写入任何内容

"#]]
    );
    assert_data_eq!(
        records
            .run(&[
                "deal",
                "add",
                "昆山恒昱",
                "二期产线",
                "--value",
                "120000",
                "--currency",
                "usd",
                "--close",
                "2026-09-26",
                "--need",
                "换线不超过十分钟"
            ])
            .screen(),
        str![[r#"
已新建商机 昆山恒昱精密制造有限公司  二期产线

阶段：    线索培育
金额：    120,000 USD
预计签约：2026-09-26 周六
需求：    换线不超过十分钟

还缺：

- 下一步行动  `salesrec log 昆山恒昱 … --next "具体行动" --due 日期 --deal 二期产线`

"#]]
    );
}

#[test]
fn deal_add_into_a_later_stage_asks_for_what_it_requires() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["deal", "add", "harbour", "Depot extension", "--stage", "proposal"]).screen(),
        str![[r#"
| error: cannot enter Proposal yet; missing: stated need, deal value and expected close date
| hint: say what is known along with it (`--value`, `--close`, `--need`, …), or open it without `--stage` and advance it later
| hint: `--force --note WHY` goes on regardless and records the reason
exit 2

"#]]
    );
    assert_data_eq!(
        records
            .run(&[
                "deal",
                "add",
                "harbour",
                "Depot extension",
                "--stage",
                "proposal",
                "--value",
                "9000",
                "--close",
                "2026-09-01",
                "--need",
                "the same alarm at the depot"
            ])
            .screen(),
        str![[r#"
Opened a deal with Harbour Foods Ltd  Depot extension

stage: Proposal
value: 9,000 GBP
close: 2026-09-01 Tue
need:  the same alarm at the depot

Still missing:

- next action  `salesrec log harbour … --next "DEED" --due DATE --deal 'Depot extension'`
- milestone Demonstration and milestone Quote sent  `salesrec milestone add harbour Demonstration
  --due DATE --deal 'Depot extension'`, or `milestone done` when it was reached

"#]]
    );
    assert_data_eq!(
        records
            .run(&[
                "deal",
                "add",
                "pennine",
                "Second store",
                "--stage",
                "negotiation",
                "--force",
                "--note",
                "Keogh asked for terms at once"
            ])
            .screen(),
        str![[r#"
Opened a deal with Pennine Vaccines Ltd  Second store

stage:          Negotiation
forced without: deal value, expected close date and pain point

Still missing:

- stated need  `salesrec need add pennine "NEED, IN THE CLIENT'S WORDS" --deal 'Second store'`
- next action  `salesrec log pennine … --next "DEED" --due DATE --deal 'Second store'`
- expected close date  `salesrec deal set pennine --deal 'Second store' --close DATE`
- milestone Terms agreed  `salesrec milestone add pennine 'Terms agreed' --due DATE --deal 'Second
  store'`, or `milestone done` when it was reached
- deal value  `salesrec deal set pennine --deal 'Second store' --value AMOUNT`
- pain point  `salesrec need pain pennine "PAIN" --need "NEED" --deal 'Second store'`

"#]]
    );
}

#[test]
fn deal_add_refuses_a_name_that_is_taken_and_a_lost_stage() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["deal", "add", "harbour", "chill chain  MONITORING"]).screen(),
        str![[r#"
| error: this client has a deal “chill chain MONITORING” already
| hint: `salesrec deal set harbour --deal 'chill chain MONITORING' …` changes it
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "add", "harbour", "Lost cause", "--stage", "lost"]).screen(),
        str![[r#"
| error: a new deal does not start in Terminated
| hint: open it, then `salesrec advance CLIENT` terminates it with its reason
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "add", "harbour", "Depot", "--probability", "120"]).screen(),
        str![[r#"
| error: “120” is no percentage from 0 to 100
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "add", "harbour", "Depot", "--close", "2026-01-01"]).screen(),
        str![[r#"
| error: 2026-01-01 Thu is in the past
| hint: a deadline lies ahead
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "add", "harbour", "Depot", "--force"]).screen(),
        str![[r#"
| error: missing: --stage <STAGE>, --note <TEXT>
| hint: usage: salesrec deal add --stage <STAGE> --note <TEXT> --force <CLIENT> <NAME>
| hint: `--help` tells more
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn deal_set_changes_what_is_known() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&[
                "deal",
                "set",
                "星河",
                "--value",
                "700000",
                "--close",
                "2026-09-15",
                "--probability",
                "45",
                "--competitor",
                "凯朗测控",
                "--no-competitor",
                "明睿"
            ])
            .screen(),
        str![[r#"
已修改 星河包装有限公司  彩盒视觉检测线

金额：    680,000 CNY → 700,000 CNY
成交概率：45%
预计签约：2026-08-28 周五 → 2026-09-15 周二
竞争对手：明睿视觉 → 凯朗测控

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "set", "星河", "--value", "700000"]).screen(),
        str![[r#"
没有变化 星河包装有限公司  彩盒视觉检测线

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "set", "星河", "--currency", "CNY", "--intent", "低", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -33,7 +33,7 @@
     value: 700000
     probability: 45
     expected_close: 2026-09-15
-    intent: 高
+    intent: 低
     competitors: [凯朗测控]
     needs:
       - {need: 漏检率从千分之三降到万分之五以内, kind: stated}
| 试运行：未写入任何内容

"#]]
    );
}

#[test]
fn deal_set_asks_which_when_a_client_has_several() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["deal", "set", "pennine", "--value", "1"]).screen(),
        str![[r#"
| error: this client has several deals
| hint: `--deal` with one of: Cold store mapping and monitoring and Courier boxes
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "set", "pennine", "--deal", "boat", "--value", "1"]).screen(),
        str![[r#"
| error: no deal of this client “boat”
| hint: there are: Cold store mapping and monitoring and Courier boxes
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "set", "harbour", "--no-competitor", "Calibra"]).screen(),
        str![[r#"
| error: no competitor for this deal “Calibra”
| hint: there are: Frostline
exit 2

"#]]
    );
    assert_data_eq!(
        records
            .run(&["deal", "set", "pennine", "--deal", "courier", "--name", "Cold store mapping and monitoring"])
            .screen(),
        str![[r#"
| error: this client has a deal “Cold store mapping and monitoring” already
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn deal_renamed_is_followed_by_log_actions_and_contracts() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["deal", "set", "greyfriars", "--name", "Freezer farm monitoring", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/Greyfriars Biobank_20240618.yaml
+++ b/clients/Greyfriars Biobank_20240618.yaml
@@ -36,7 +36,7 @@
     left: 2026-02-27               # retired; Ingrid takes his calls until someone is hired

 deals:
-  - name: Freezer monitoring
+  - name: Freezer farm monitoring
     stage: Aftercare
     value: 57000
     expected_close: 2024-11-29
@@ -68,35 +68,35 @@
     by: dave.pruett
     method: Meeting
     with: [Martin Cole]
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     summary: Lab fair, Birmingham. Martin told of the 2023 thaw; since then a porter walks the freezers every two hours.
   - at: 2024-11-07 14:00
     recorded: 2024-11-07 17:00
     by: dave.pruett
     method: Meeting
     with: [Ingrid Solheim, Martin Cole]
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     summary: Settled at £57,000 with four calibration visits. Ingrid insisted that the alarm chain names deputies for holidays.
   - at: 2025-11-26 11:00
     recorded: 2025-11-26 15:40
     by: dave.pruett
     method: Meeting
     with: [Ingrid Solheim]
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     summary: Introduced Tom, who looks after them from December. Ingrid's only worry was the on-call number; it stays the same.
   - at: 2026-04-08 10:00
     recorded: 2026-04-08 10:35
     by: tom.ashdown
     method: Phone
     with: [Ingrid Solheim]
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     summary: Quarterly call. One false alarm in March, a gateway behind a new steel door. Ingrid passed our name on to Pennine Vaccines.
   - at: 2026-05-28T10:00+02:00
     recorded: 2026-05-28 11:30
     by: tom.ashdown
     method: Video call
     with: [Ingrid Solheim, Joris Bakker]
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     summary: |
       Joris in Leiden compares suppliers for all four sites of the institute and wants uptime figures.
       Ingrid spoke for us. Decision in autumn at the earliest.
@@ -107,20 +107,20 @@
     action: Send Joris the uptime report for Reading with the gateway incident explained
     owner: tom.ashdown
     due: 2026-07-08 17:00
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     priority: 2
     created: 2026-05-28
   - id: k6an
     action: Move the gateway out from behind the steel door
     owner: tom.ashdown
     due: 2026-04-22 12:00
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     priority: 3
     created: 2026-04-08
     postponed:
       - {from: 2026-04-15, on: 2026-04-14, why: fitter off sick}
     done: 2026-04-21 15:20
-  - {id: d2gy, action: Book the 2025 calibration review on site, owner: tom.ashdown, due: 2026-03-20, deal: Freezer monitoring, created: 2026-02-10, cancelled: 2026-03-02, why: Ingrid took it into the April call}
+  - {id: d2gy, action: Book the 2025 calibration review on site, owner: tom.ashdown, due: 2026-03-20, deal: Freezer farm monitoring, created: 2026-02-10, cancelled: 2026-03-02, why: Ingrid took it into the April call}

 promises:
   - {promise: four calibration visits in the first two years, to: Ingrid Solheim, by: dave.pruett, on: 2024-11-07, written: true, kept: 2026-05-12}
@@ -130,7 +130,7 @@
   - number: C-2024-044
     title: Supply and calibration of freezer monitoring
     kind: Sale
-    deal: Freezer monitoring
+    deal: Freezer farm monitoring
     amount: 57000
     signed: 2024-11-22
     starts: 2024-12-01
| dry run: nothing was written

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "set", "greyfriars", "--name", "Freezer farm monitoring"]).screen(),
        str![[r#"
Changed Greyfriars Biobank  Freezer farm monitoring

name:     Freezer monitoring → Freezer farm monitoring
mentions: 9 places of the log, actions and contracts follow

"#]]
    );
}
