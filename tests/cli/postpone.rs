use snapbox::{assert_data_eq, str};

use crate::support::Records;

const HARBOUR: &str = "clients/Harbour Foods Ltd_20260512.yaml";

#[test]
fn postpone_keeps_the_old_deadline_and_the_reason() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["postpone", "harbour", "p8wn", "next fri 14:00", "--why", "the buyer is at a fair"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Postponed Harbour Foods Ltd  Chill chain monitoring

action: p8wn  Present the 40-point design in Poole and leave quote Q-2641
due:    2026-07-01 Wed 10:30 → 2026-07-03 Fri 14:00  in 7 days
why:    the buyer is at a fair

"#]]
    );
    assert_data_eq!(
        records.diff(HARBOUR, &before),
        str![[r#"
--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -100,10 +100,12 @@
   - id: p8wn
     action: Present the 40-point design in Poole and leave quote Q-2641
     owner: tom.ashdown
-    due: 2026-07-01 10:30
+    due: 2026-07-03 14:00
     deal: Chill chain monitoring
     priority: 1
     created: 2026-06-24
+    postponed:
+      - {from: 2026-07-01 10:30, on: 2026-06-26, why: the buyer is at a fair}
 
 notes: |
   food-safety audit 21 September: whatever is bought must be running by the end of August.

"#]]
    );
    assert_eq!(records.changed(&before), [HARBOUR]);
}

#[test]
fn postpone_asks_from_the_third_time_on_whether_it_is_the_right_deed() {
    let records = Records::zh();
    for (day, times) in [("+2d", None), ("+3d", Some("推迟：已 2 次"))] {
        let shown = records.run(&["postpone", "星河", "v9te", day, "--why", "客户出差"]);
        assert_eq!(shown.ok().lines().find(|line| line.starts_with("推迟")), times);
    }
    let third = records.run(&["postpone", "星河", "v9te", "+10d", "--why", "客户还在出差"]);
    assert_data_eq!(
        third.screen(),
        str![[r#"
已推迟 星河包装有限公司  彩盒视觉检测线

行动：v9te  到星河当面讲四条线方案，递交报价 Q-0626
期限：2026-06-29 周一 → 2026-07-06 周一  10 天后
原因：客户还在出差
推迟：已 3 次  这件事还该做吗？可以拆小，或用 `salesrec cancel` 取消

"#]]
    );
    let data = records.run(&["postpone", "星河", "v9te", "+11d", "--why", "x", "--format", "json"]).json();
    assert_eq!(data["times"], 4);
    assert_eq!(data["action"]["postponed"].as_array().map(Vec::len), Some(4));
}

#[test]
fn postpone_refuses_a_deadline_that_is_past_or_the_same() {
    let records = Records::zh();
    let before = records.all();
    let past = records.run(&["postpone", "星河", "v9te", "2026-06-20", "--why", "客户出差"]);
    assert_data_eq!(
        past.screen(),
        str![[r#"
| 错误：2026-06-20 周六 已经过去
| 提示：期限应在现在之后
exit 2

"#]]
    );
    let same = records.run(&["postpone", "星河", "v9te", "2026-06-30 10:00", "--why", "客户出差"]);
    assert_data_eq!(
        same.screen(),
        str![[r#"
| 错误：期限已经是 2026-06-30 周二 10:00
exit 2

"#]]
    );
    let empty = records.run(&["postpone", "星河", "v9te", "+3d", "--why", "  "]);
    assert_data_eq!(
        empty.screen(),
        str![[r#"
| 错误：原因是空的
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn postpone_shows_the_change_without_writing_it() {
    let records = Records::zh();
    let before = records.all();
    let shown = records.run(&["postpone", "星河", "v9te", "+7d", "--why", "沈总出差", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -109,10 +109,12 @@
   - id: v9te
     action: 到星河当面讲四条线方案，递交报价 Q-0626
     owner: lin.xiaofeng
-    due: 2026-06-30 10:00
+    due: 2026-07-03
     deal: 彩盒视觉检测线
     priority: 1
     created: 2026-06-23
+    postponed:
+      - {from: 2026-06-30 10:00, on: 2026-06-26, why: 沈总出差}

 notes: |
   化妆品盒订单集中在 8 月到 10 月，设备最好 8 月中旬前上线。
| 试运行：未写入任何内容

"#]]
    );
    assert_eq!(records.all(), before);
}
