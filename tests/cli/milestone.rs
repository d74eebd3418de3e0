use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn milestone_add_plans_it_in_the_stage_that_usually_has_it() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["milestone", "add", "星河", "方案演示", "--due", "下周三 14:00"]).screen(),
        str![[r#"
已列入 星河包装有限公司  彩盒视觉检测线

里程碑：方案演示
阶段：  方案呈现
负责人：林晓枫
期限：  2026-07-01 周三 14:00

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "add", "星河", "客户来厂参观", "--owner", "赵明远"]).screen(),
        str![[r#"
已列入 星河包装有限公司  彩盒视觉检测线

里程碑：客户来厂参观
阶段：  需求确认
负责人：赵明远
期限：  未定日期：--due

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "add", "星河", "报价", "--stage", "谈判", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -46,6 +46,7 @@
       - {milestone: 需求调研, stage: 需求确认, owner: lin.xiaofeng, due: 2026-06-12, done: 2026-06-11}
       - {milestone: 方案演示, stage: 方案呈现, owner: lin.xiaofeng, due: 2026-07-01 14:00}
       - {milestone: 客户来厂参观, stage: 需求确认, owner: zhao.mingyuan}
+      - {milestone: 报价, stage: 谈判推进, owner: lin.xiaofeng}
     history:
       - {stage: 线索培育, since: 2026-05-12, by: lin.xiaofeng}
       - {stage: 需求确认, since: 2026-06-08, by: lin.xiaofeng, note: 沈总在电话里给了漏检率和速度两个指标}
| 试运行：未写入任何内容

"#]]
    );
}

#[test]
fn milestone_done_marks_what_was_reached() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["milestone", "add", "harbour", "Site survey", "--due", "+10d"]).screen(),
        str![[r#"
Planned for Harbour Foods Ltd  Chill chain monitoring

milestone: Site survey
stage:     Needs confirmed
owner:     Tom Ashdown
due:       2026-07-06 Mon

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "done", "harbour", "survey", "--on", "yesterday"]).screen(),
        str![[r#"
Reached with Harbour Foods Ltd  Chill chain monitoring

milestone: Site survey
done:      2026-06-25 Thu
| nothing else is planned for this stage: `salesrec advance harbour` enters the next

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "done", "harbour", "survey"]).screen(),
        str![[r#"
| error: “Site survey” was reached on 2026-06-25 Thu
exit 2

"#]]
    );
}

#[test]
fn milestone_done_needs_no_plan_for_what_the_stages_name() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["milestone", "done", "星河", "报价", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -44,6 +44,7 @@
       - {pain: 夜班靠两位老师傅盯，一请假就要降速, need: 换人换班不影响检出率}
     milestones:
       - {milestone: 需求调研, stage: 需求确认, owner: lin.xiaofeng, due: 2026-06-12, done: 2026-06-11}
+      - {milestone: 报价, stage: 方案呈现, owner: lin.xiaofeng, done: 2026-06-26}
     history:
       - {stage: 线索培育, since: 2026-05-12, by: lin.xiaofeng}
       - {stage: 需求确认, since: 2026-06-08, by: lin.xiaofeng, note: 沈总在电话里给了漏检率和速度两个指标}
| 试运行：未写入任何内容

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "done", "星河", "报价"]).screen(),
        str![[r#"
已达成 星河包装有限公司  彩盒视觉检测线

里程碑：报价
完成：  2026-06-26 周五

"#]]
    );
}

#[test]
fn milestone_refuses_what_is_not_meant() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["milestone", "done", "harbour", "Discovery"]).screen(),
        str![[r#"
| error: “Discovery meeting” was reached on 2026-06-10 Wed
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "done", "harbour", "Party"]).screen(),
        str![[r#"
| error: no open milestone of this deal “Party”
| hint: there is none yet
| hint: `salesrec milestone add harbour Party` plans it
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "add", "harbour", "discovery meeting"]).screen(),
        str![[r#"
| error: the milestone “Discovery meeting” is planned already
| hint: `salesrec milestone set harbour 'Discovery meeting' …` changes it
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "add", "harbour", "Party", "--due", "yesterday"]).screen(),
        str![[r#"
| error: 2026-06-25 Thu is in the past
| hint: a deadline lies ahead
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "done", "tarrant", "Quote", "--on", "tomorrow"]).screen(),
        str![[r#"
| error: 2026-06-27 Sat is still to come
| hint: what is planned is an action: `--next … --due …`
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn milestone_set_changes_it() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&["milestone", "set", "青岛", "报价", "--due", "2026-07-02", "--owner", "我", "--rename", "书面报价"])
            .screen(),
        str![[r#"
已修改 青岛港湾水产有限公司  虾仁称重装袋线

里程碑：报价 → 书面报价
负责人：何静 → 林晓枫
期限：  2026-06-12 周五 → 2026-07-02 周四

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "set", "青岛", "书面报价"]).screen(),
        str![[r#"
没有变化 青岛港湾水产有限公司  虾仁称重装袋线

里程碑：书面报价

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "set", "青岛", "书面", "--stage", "谈判", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/青岛港湾水产有限公司_20260421.yaml
+++ b/clients/青岛港湾水产有限公司_20260421.yaml
@@ -31,7 +31,7 @@
     milestones:
       - {milestone: 需求调研, stage: 需求确认, owner: he.jing, due: 2026-04-30, done: 2026-04-30}
       - {milestone: 方案演示, stage: 方案呈现, owner: he.jing, due: 2026-05-15, done: 2026-05-14}
-      - {milestone: 书面报价, stage: 方案呈现, owner: lin.xiaofeng, due: 2026-07-02}
+      - {milestone: 书面报价, stage: 谈判推进, owner: lin.xiaofeng, due: 2026-07-02}
     history:
       - {stage: 线索培育, since: 2026-04-21, by: he.jing}
       - {stage: 需求确认, since: 2026-04-30, by: he.jing}
| 试运行：未写入任何内容

"#]]
    );
}

#[test]
fn milestone_list_shows_what_is_open_by_deadline() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["milestone", "list"]).screen(),
        str![[r#"
期限        状态      里程碑        客户                        商机              阶段      负责人
05-29 周五  晚 28 天  首次回访      天津海晏乳业有限公司        酸奶杯称重分选    售后维护  何静
06-05 周五  晚 21 天  商务条款确认  西安长庚制药有限公司        丸剂瓶装箱线      谈判推进
06-12 周五  晚 14 天  报价          青岛港湾水产有限公司        虾仁称重装袋线    方案呈现  何静
06-17 周三  晚 9 天   需求调研      杭州云栈智能仓储有限公司    退货件拆垛        需求确认  林晓枫
06-25 周四  晚 1 天   方案演示      无锡联晟新能源科技有限公司  极片表面缺陷检测  方案呈现  林晓枫
07-03 周五  7 天后    合同签署      深圳市微芯禾电子有限公司    编带外观检测机    成交签约  赵明远
07-08 周三  12 天后   商务条款确认  广州南粤味业食品有限公司    蚝油装箱码垛线    谈判推进  赵明远
07-10 周五  14 天后   报价          无锡联晟新能源科技有限公司  极片表面缺陷检测  方案呈现  林晓枫

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "list", "--overdue"]).screen(),
        str![[r#"
期限        状态      里程碑        客户                        商机              阶段      负责人
05-29 周五  晚 28 天  首次回访      天津海晏乳业有限公司        酸奶杯称重分选    售后维护  何静
06-05 周五  晚 21 天  商务条款确认  西安长庚制药有限公司        丸剂瓶装箱线      谈判推进
06-12 周五  晚 14 天  报价          青岛港湾水产有限公司        虾仁称重装袋线    方案呈现  何静
06-17 周三  晚 9 天   需求调研      杭州云栈智能仓储有限公司    退货件拆垛        需求确认  林晓枫
06-25 周四  晚 1 天   方案演示      无锡联晟新能源科技有限公司  极片表面缺陷检测  方案呈现  林晓枫

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "list", "星河", "--all"]).screen(),
        str![[r#"
期限        状态    里程碑    商机            阶段      负责人  达成
06-12 周五  已达成  需求调研  彩盒视觉检测线  需求确认  林晓枫  06-11 周四

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "list", "星河"]).screen(),
        str![[r#"
没有未达成的里程碑

"#]]
    );
}

#[test]
fn milestone_list_is_data_too() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["milestone", "list", "--overdue"]).screen(),
        str![[r#"
Due        When        Milestone         Client            Deal              Stage        Owner
05-15 Fri  42 days     First review      Lowther Seafood   Ice house and     Aftercare    Callum
           late                          Ltd               vans                           Reid
06-05 Fri  21 days     Terms agreed      Lindum Blood      Platelet shakers  Negotiation
           late                          Services Ltd      and banks
06-12 Fri  14 days     Quote sent        Brightwater       Medicine fridges  Proposal     Callum
           late                          Hospice                                          Reid
06-17 Wed  9 days      Discovery         Quayside Brewery  Fermenter probes  Needs        Tom
           late        meeting           Ltd                                 confirmed    Ashdown
06-24 Wed  2 days      Demonstration     Tarrant Labs Ltd  Incubator         Proposal     Tom
           late                                            monitoring                     Ashdown

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "list", "--overdue", "--format", "csv"]).screen(),
        str![[r#"
client,due,status,milestone,name,deal,stage,owner,done
Lowther Seafood Ltd_20250304,2026-05-15,overdue,First review,Lowther Seafood Ltd,Ice house and vans,Aftercare,callum.reid,
Lindum Blood Services Ltd_20260312,2026-06-05,overdue,Terms agreed,Lindum Blood Services Ltd,Platelet shakers and banks,Negotiation,,
Brightwater Hospice_20260416,2026-06-12,overdue,Quote sent,Brightwater Hospice,Medicine fridges,Proposal,callum.reid,
Quayside Brewery Ltd_20260528,2026-06-17,overdue,Discovery meeting,Quayside Brewery Ltd,Fermenter probes,Needs confirmed,tom.ashdown,
Tarrant Labs Ltd_20260120,2026-06-24,overdue,Demonstration,Tarrant Labs Ltd,Incubator monitoring,Proposal,tom.ashdown,

"#]]
    );
    assert_data_eq!(
        records.run(&["milestone", "list", "harbour", "--all", "--format", "json"]).screen(),
        str![[r#"
{
  "salesrec": 1,
  "kind": "milestones",
  "rows": [
    {"client":"Harbour Foods Ltd_20260512","due":"2026-06-12","status":"done","milestone":"Discovery meeting","name":"Harbour Foods Ltd","deal":"Chill chain monitoring","stage":"Needs confirmed","owner":"tom.ashdown","done":"2026-06-10"}
  ]
}

"#]]
    );
}
