use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn need_add_records_a_need() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["need", "add", "星河", "半年内交付", "--latent"]).screen(),
        str![[r#"
已添加 星河包装有限公司  彩盒视觉检测线

需求：半年内交付  潜在

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "add", "星河", "验收标准写进合同", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -40,6 +40,7 @@
       - {need: 能和现有两台糊盒机联机, kind: stated}
       - {need: 换人换班不影响检出率, kind: latent}
       - {need: 半年内交付, kind: latent}
+      - {need: 验收标准写进合同, kind: stated}
     pains:
       - {pain: 一季度因烫金缺口被化妆品客户退货两次，赔了 11 万, need: 漏检率从千分之三降到万分之五以内}
       - {pain: 夜班靠两位老师傅盯，一请假就要降速, need: 换人换班不影响检出率}
| 试运行：未写入任何内容

"#]]
    );
}

#[test]
fn need_add_turns_an_inferred_need_into_a_stated_one() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["need", "add", "harbour", "Proof against the haulier in disputed deliveries"]).screen(),
        str![[r#"
Now stated by Harbour Foods Ltd  Chill chain monitoring

need: proof against the haulier in disputed deliveries  stated

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "add", "harbour", "proof against the haulier in disputed deliveries"]).screen(),
        str![[r#"
| error: the need “proof against the haulier in disputed deliveries” is recorded already
exit 2

"#]]
    );
    assert_data_eq!(
        records
            .run(&["need", "add", "harbour", "proof against the haulier in disputed deliveries", "--latent"])
            .screen(),
        str![[r#"
| error: the need “proof against the haulier in disputed deliveries” is recorded already
exit 2

"#]]
    );
}

#[test]
fn need_pain_answers_to_a_need() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["need", "pain", "星河", "质检员流失快", "--need", "换人"]).screen(),
        str![[r#"
已添加 星河包装有限公司  彩盒视觉检测线

痛点：质检员流失快  对应需求：换人换班不影响检出率

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "pain", "星河", "质检员流失快", "--need", "漏检"]).screen(),
        str![[r#"
已修改 星河包装有限公司  彩盒视觉检测线

痛点：质检员流失快  对应需求：漏检率从千分之三降到万分之五以内

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "pain", "星河", "停电会丢数据"]).screen(),
        str![[r#"
已添加 星河包装有限公司  彩盒视觉检测线

痛点：停电会丢数据  尚未对应需求：--need

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "pain", "星河", "停电会丢数据"]).screen(),
        str![[r#"
| 错误：痛点“停电会丢数据”已经记录过
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "pain", "星河", "停电会丢数据", "--need", "没有的需求"]).screen(),
        str![[r#"
| 错误：没有该商机的需求“没有的需求”
| 提示：现有：漏检率从千分之三降到万分之五以内、单线速度不低于每分钟 300 个、能和现有两台糊盒机联机和换人换班不影响检出率
| 提示：新增需求：`salesrec need add 星河 "需求"`
exit 2

"#]]
    );
}

#[test]
fn need_remove_names_the_pains_that_are_left_alone() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["need", "remove", "harbour", "paper", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -35,12 +35,11 @@
     competitors: [Frostline]
     needs:
       - {need: an alarm to the night shift within five minutes, kind: stated}
-      - {need: records that an auditor accepts without paper, kind: stated}
       - {need: no cabling in the wash-down area, kind: stated}
       - {need: proof against the haulier in disputed deliveries, kind: latent}
     pains:
       - {pain: "a door left open on 2 May cost £9,300 of lasagne before anyone noticed", need: an alarm to the night shift within five minutes}
-      - {pain: two people spend Thursday typing clipboard readings into a spreadsheet, need: records that an auditor accepts without paper}
+      - {pain: two people spend Thursday typing clipboard readings into a spreadsheet}
     milestones:
       - {milestone: Discovery meeting, stage: Needs confirmed, owner: tom.ashdown, due: 2026-06-12, done: 2026-06-10}
     history:
| dry run: nothing was written

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "remove", "harbour", "paper"]).screen(),
        str![[r#"
Removed from Harbour Foods Ltd  Chill chain monitoring

need: records that an auditor accepts without paper  stated
pain: two people spend Thursday typing clipboard readings into a spreadsheet  answers to no need now

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "remove", "harbour", "lasagne"]).screen(),
        str![[r#"
Removed from Harbour Foods Ltd  Chill chain monitoring

pain: a door left open on 2 May cost £9,300 of lasagne before anyone noticed

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "remove", "harbour", "a"]).screen(),
        str![[r#"
| error: “a” could mean more than one need or pain point of this deal
| hint: one of: an alarm to the night shift within five minutes, no cabling in the wash-down area, proof against the haulier in disputed deliveries and two people spend Thursday typing clipboard readings into a spreadsheet
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "remove", "harbour", "submarine"]).screen(),
        str![[r#"
| error: no need or pain point of this deal “submarine”
| hint: there are: an alarm to the night shift within five minutes, no cabling in the wash-down area, proof against the haulier in disputed deliveries and two people spend Thursday typing clipboard readings into a spreadsheet
exit 2

"#]]
    );
}

#[test]
fn need_list_shows_each_need_with_its_pains() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["need", "list", "昆山恒昱"]).screen(),
        str![[r#"
类别    需求或痛点
明确    16 个关键尺寸全检，节拍 4 秒以内
↳ 痛点  三坐标抽检每批要 40 分钟，坏一批才知道刀具磨损
明确    测量数据自动上传 MES
↳ 痛点  抽检数据手抄进表格，客户审厂两次开了不符合项
潜在    换型号不用等厂家工程师

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "list", "合肥"]).screen(),
        str![[r#"
还没有记录需求

"#]]
    );
    assert_data_eq!(
        records.run(&["need", "list", "星河", "--format", "csv"]).screen(),
        str![[r#"
client,deal,kind,text,need
星河包装有限公司_20260512,彩盒视觉检测线,stated,漏检率从千分之三降到万分之五以内,
星河包装有限公司_20260512,彩盒视觉检测线,pain,一季度因烫金缺口被化妆品客户退货两次，赔了 11 万,漏检率从千分之三降到万分之五以内
星河包装有限公司_20260512,彩盒视觉检测线,stated,单线速度不低于每分钟 300 个,
星河包装有限公司_20260512,彩盒视觉检测线,stated,能和现有两台糊盒机联机,
星河包装有限公司_20260512,彩盒视觉检测线,latent,换人换班不影响检出率,
星河包装有限公司_20260512,彩盒视觉检测线,pain,夜班靠两位老师傅盯，一请假就要降速,换人换班不影响检出率

"#]]
    );
}
