use snapbox::{assert_data_eq, str};

use crate::support::Records;

const XINGHE: &str = "clients/星河包装有限公司_20260512.yaml";

#[test]
fn done_ends_an_action_and_plans_the_next_one() {
    let records = Records::zh();
    let before = records.all();
    let shown = records.run(&[
        "done",
        "星河",
        "v9te",
        "--result",
        "报价已面交，沈总三天内答复",
        "--next",
        "电话问沈总对报价的意见",
        "--due",
        "+4d",
    ]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已完成 星河包装有限公司  彩盒视觉检测线

行动：  v9te  到星河当面讲四条线方案，递交报价 Q-0626
完成：  2026-06-26 周五 16:30  按时
结果：  报价已面交，沈总三天内答复
下一步：h8b4  电话问沈总对报价的意见  林晓枫  期限 2026-06-30 周二

"#]]
    );
    assert_data_eq!(
        records.diff(XINGHE, &before),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -113,6 +113,14 @@
     deal: 彩盒视觉检测线
     priority: 1
     created: 2026-06-23
+    done: 2026-06-26 16:30
+    result: 报价已面交，沈总三天内答复
+  - id: h8b4
+    action: 电话问沈总对报价的意见
+    owner: lin.xiaofeng
+    due: 2026-06-30
+    deal: 彩盒视觉检测线
+    created: 2026-06-26
 
 notes: |
   化妆品盒订单集中在 8 月到 10 月，设备最好 8 月中旬前上线。

"#]]
    );
    assert_eq!(records.changed(&before), [XINGHE]);
}

#[test]
fn done_warns_when_the_open_deal_is_left_without_a_next_action() {
    let records = Records::en();
    let shown = records.run(&["done", "harbour", "40-point", "--at", "today 15:00"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Done Harbour Foods Ltd  Chill chain monitoring

action: p8wn  Present the 40-point design in Poole and leave quote Q-2641
done:   2026-06-26 Fri 15:00  in time

No next action left for “Chill chain monitoring”: `salesrec log harbour "what was said" --next "a
concrete deed" --due DATE`

"#]]
    );
}

#[test]
fn done_says_how_late_it_is() {
    let records = Records::zh();
    let shown = records.run(&["done", "瑞泽", "t6", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
--- a/clients/苏州瑞泽医药包装材料有限公司_20240612.yaml
+++ b/clients/苏州瑞泽医药包装材料有限公司_20240612.yaml
@@ -112,6 +112,7 @@
     deal: 西林瓶灯检改造
     priority: 2
     created: 2026-05-29
+    done: 2026-06-26 16:30
   - id: q8ur
     action: 送一套备用光源到瑞泽仓库并登记
     owner: su.wanting
| 试运行：未写入任何内容

"#]]
    );
    let late = records.run(&["done", "长庚", "p6td"]);
    assert!(late.ok().contains("完成：2026-06-26 周五 16:30  晚 10 天"), "{}", late.screen());
    let early = records.run(&["done", "瑞泽", "t6"]);
    assert!(early.ok().contains("按时"), "{}", early.screen());
}

#[test]
fn done_takes_no_action_that_has_ended_or_is_not_there() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["done", "星河", "m4xd"]).screen(),
        str![[r#"
| 错误：“上门测量糊盒机接口和出纸端长度”已经结束
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["done", "星河", "寄样"]).screen(),
        str![[r#"
| 错误：没有该客户未完成的行动“寄样”
| 提示：现有：v9te 到星河当面讲四条线方案，递交报价 Q-0626
exit 2

"#]]
    );
    let ahead = records.run(&["done", "星河", "v9te", "--at", "明天"]);
    assert_data_eq!(
        ahead.screen(),
        str![[r#"
| 错误：2026-06-27 周六 还没有到
| 提示：计划中的事请用 `--next … --due …` 记为下一步
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn done_answers_programs() {
    let records = Records::en();
    let shown = records.run(&["done", "harbour", "p8wn", "--format", "json"]).json();
    assert_eq!(shown["kind"], "done");
    assert_eq!(shown["action"]["done"], "2026-06-26 16:30");
    assert_eq!(shown["late_days"], 0);
    assert_eq!(shown["next"], serde_json::Value::Null);
    assert_eq!(shown["without_next"].as_array().map(Vec::len), Some(1));
    assert_eq!(shown["written"], true);
}

#[test]
fn done_after_its_hour_on_the_day_is_not_in_time() {
    let records = Records::en().var("SALESREC_NOW", "2026-07-01 14:10");
    let shown = records.run(&["done", "harbour", "40-point", "--result", "presented"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Done Harbour Foods Ltd  Chill chain monitoring

action: p8wn  Present the 40-point design in Poole and leave quote Q-2641
done:   2026-07-01 Wed 14:10  late, on the day
result: presented

No next action left for “Chill chain monitoring”: `salesrec log harbour "what was said" --next "a
concrete deed" --due DATE`

"#]]
    );
}

#[test]
fn done_without_an_action_takes_the_only_open_one() {
    let records = Records::zh();
    let shown = records.run(&["done", "xh"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已完成 星河包装有限公司  彩盒视觉检测线

行动：v9te  到星河当面讲四条线方案，递交报价 Q-0626
完成：2026-06-26 周五 16:30  按时

“彩盒视觉检测线”没有下一步行动了：`salesrec log xh "沟通内容" --next "具体行动" --due 日期`

"#]]
    );
    let shown = records.run(&["done", "xh"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：该客户没有未完成的行动
exit 2

"#]]
    );
}

#[test]
fn done_without_an_action_never_guesses_between_several() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["done", "tarrant"]).screen(),
        str![[r#"
| error: this client has several open actions
| hint: name one of them:
|       n5wb  Send Dr Friel the two-page calibration method with uncertainties
|       z8ce  Demonstrate the alarm chain in the cell room
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["cancel", "tarrant", "--why", "no longer wanted", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：该客户有多条未完成的行动
| 提示：请指明其中一条：
|       n5wb  Send Dr Friel the two-page calibration method with uncertainties
|       z8ce  Demonstrate the alarm chain in the cell room
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}
