use snapbox::{assert_data_eq, str};

use crate::support::Records;

const XINGHE: &str = "clients/星河包装有限公司_20260512.yaml";

#[test]
fn advance_enters_the_next_stage() {
    let records = Records::zh();
    let shown = records.run(&["advance", "星河"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已推进 星河包装有限公司  彩盒视觉检测线  2026-06-26 周五

阶段：需求确认 → 方案呈现

还缺：

- 里程碑“方案演示”和里程碑“报价”  `salesrec milestone add 星河 方案演示 --due 日期`，已达成的用
  `milestone done`

"#]]
    );
    let record = records.read(XINGHE);
    assert!(record.contains("    stage: 方案呈现\n"));
    assert!(record.contains("stage: 方案呈现, since: 2026-06-26, by: lin.xiaofeng"), "{record}");
}

#[test]
fn advance_refuses_a_stage_whose_facts_are_missing() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["advance", "quayside"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: cannot enter Proposal yet; missing: decision-maker
| hint: `salesrec contact quayside NAME --role Decision-maker`
| hint: `--force --note WHY` goes on regardless and records the reason
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn advance_by_force_records_why() {
    let records = Records::en();
    let shown = records.run(&["advance", "quayside", "--force", "--note", "the buyer insists on a quote first"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Advanced Quayside Brewery Ltd  Fermenter probes  2026-06-26 Fri

stage:                  Needs confirmed → Proposal
forced without:         decision-maker
needed for Negotiation: decision-maker

Still missing:

- decision-maker  `salesrec contact quayside NAME --role Decision-maker`
- industry  `salesrec edit quayside`: industry, in two levels such as Food-Dairy
- milestone Demonstration and milestone Quote sent  `salesrec milestone add quayside Demonstration
  --due DATE`, or `milestone done` when it was reached

"#]]
    );
    let shown = records.run(&["show", "quayside", "--format", "json"]);
    let history = shown.json()["record"]["deals"][0]["history"].clone();
    let last = history.as_array().and_then(|history| history.last()).expect("a history").clone();
    assert_eq!(last["note"], "the buyer insists on a quote first");
}

#[test]
fn advance_by_force_without_a_reason_is_a_mistake() {
    let shown = Records::zh().run(&["advance", "云栈", "--force"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：缺少：--note <TEXT>
| 提示：用法：salesrec advance --note <TEXT> --force <CLIENT> [STAGE]
| 提示：`--help` 查看说明
exit 2

"#]]
    );
}

#[test]
fn advance_steps_back_without_asking_for_facts() {
    let records = Records::zh();
    let shown = records.run(&["advance", "南粤", "needs", "--note", "客户换了项目负责人，需求重谈"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已退回 广州南粤味业食品有限公司  蚝油装箱码垛线  2026-06-26 周五

阶段：谈判推进 → 需求确认

"#]]
    );
}

#[test]
fn advance_says_which_stages_were_skipped() {
    let shown = Records::en().run(&["advance", "harbour", "negotiation", "--force", "--note", "price agreed by phone"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Advanced Harbour Foods Ltd  Chill chain monitoring  2026-06-26 Fri

stage:   Needs confirmed → Negotiation
skipped: Proposal

Still missing:

- milestone Terms agreed  `salesrec milestone add harbour 'Terms agreed' --due DATE`, or `milestone
  done` when it was reached

"#]]
    );
}

#[test]
fn a_termination_needs_a_reason_of_the_vocabulary() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["advance", "星河", "lost"]).screen(),
        str![[r#"
| 错误：终止商机必须说明原因
| 提示：用 --reason 指定其中之一：价格、功能不符、交期、预算取消、输给竞争对手和无响应
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["advance", "星河", "线索终止", "--reason", "心情"]).screen(),
        str![[r#"
| 错误：没有丢单原因“心情”
| 提示：现有：价格、功能不符、交期、预算取消、输给竞争对手和无响应
| 提示：新的取值请加到 salesrec.toml 的 [vocabulary] 中
exit 2

"#]]
    );
}

#[test]
fn a_termination_cancels_the_open_actions_and_may_be_revisited() {
    let records = Records::zh();
    let shown = records.run(&[
        "advance",
        "星河",
        "lost",
        "--reason",
        "price",
        "--to",
        "华视检测",
        "--note",
        "对方低两成",
        "--revisit",
        "2026-12-01",
    ]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已终止 星河包装有限公司  彩盒视觉检测线  2026-06-26 周五

阶段：    需求确认 → 线索终止
取消行动：到星河当面讲四条线方案，递交报价 Q-0626
下一步：  h8b4  回访：彩盒视觉检测线是否重新有需求  林晓枫  期限 2026-12-01 周二

"#]]
    );
    let record = records.read(XINGHE);
    assert!(record.contains("lost: {reason: 价格, to: 华视检测, note: 对方低两成, revisit: 2026-12-01}"), "{record}");
    assert!(record.contains("    cancelled: 2026-06-26 16:30\n    why: 价格\n"), "{record}");
    assert!(record.contains("    due: 2026-12-01\n"), "{record}");
}

#[test]
fn reopening_keeps_the_history_and_every_word_of_the_loss() {
    let records = Records::en();
    let before = records.run(&["show", "wexcombe", "--format", "json"]).json()["record"]["deals"][0].clone();
    let shown = records.run(&["advance", "wexcombe", "needs", "--note", "new budget"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Reopened Wexcombe Flowers Ltd  Cold store sensors  2026-06-26 Fri

stage:               Terminated → Needs confirmed
needed for Proposal: expected close date

Still missing:

- next action  `salesrec log wexcombe … --next "DEED" --due DATE`
- milestone Discovery meeting  `salesrec milestone add wexcombe 'Discovery meeting' --due DATE`, or
  `milestone done` when it was reached

"#]]
    );
    let after = records.run(&["show", "wexcombe", "--format", "json"]).json()["record"]["deals"][0].clone();
    let (old, new) = (before["history"].as_array().expect("history"), after["history"].as_array().expect("history"));
    assert_eq!(&new[..old.len()], &old[..]);
    let note = new.last().expect("an entry")["note"].as_str().expect("a note").to_string();
    for (_, word) in before["lost"].as_object().expect("a loss") {
        assert!(note.contains(word.as_str().expect("words")), "{note}: {word}");
    }
    assert!(after["lost"].is_null());
}

#[test]
fn advance_names_the_stages_that_there_are() {
    assert_data_eq!(
        Records::en().run(&["advance", "harbour", "celebration"]).screen(),
        str![[r#"
| error: no stage “celebration”
| hint: there are: Lead nurturing, Needs confirmed, Proposal, Negotiation, Signing, Aftercare and Terminated
exit 2

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["advance", "harbour", "negociation"]).screen(),
        str![[r#"
| error: no stage “negociation”
| hint: did you mean Negotiation?
exit 2

"#]]
    );
}

#[test]
fn advance_into_the_stage_that_it_is_in_is_refused() {
    assert_data_eq!(
        Records::zh().run(&["advance", "星河", "需求确认"]).screen(),
        str![[r#"
| 错误：商机已经处于需求确认阶段
exit 2

"#]]
    );
}

#[test]
fn a_client_without_a_deal_is_told_how_to_open_one() {
    assert_data_eq!(
        Records::en().run(&["advance", "denholm"]).screen(),
        str![[r#"
| error: this client has no deal yet
| hint: `salesrec deal add 'Denholm Couriers' NAME` opens one
exit 2

"#]]
    );
}

#[test]
fn advance_dry_run_shows_the_diff_and_writes_nothing() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["advance", "harbour", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -28,7 +28,7 @@

 deals:
   - name: Chill chain monitoring
-    stage: Needs confirmed
+    stage: Proposal
     value: 24600
     expected_close: 2026-08-14
     intent: high
@@ -46,6 +46,7 @@
     history:
       - {stage: Lead nurturing, since: 2026-05-12, by: tom.ashdown}
       - {stage: Needs confirmed, since: 2026-06-04, by: tom.ashdown, note: Ruth named the five minutes and the audit date herself}
+      - {stage: Proposal, since: 2026-06-26, by: tom.ashdown}

 log:
   - at: 2026-05-12 11:20
| dry run: nothing was written

"#]]
    );
    assert_eq!(records.all(), before);
}
