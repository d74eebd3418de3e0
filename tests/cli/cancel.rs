use snapbox::{assert_data_eq, str};

use crate::support::Records;

const XINGHE: &str = "clients/星河包装有限公司_20260512.yaml";

#[test]
fn cancel_gives_the_reason_and_warns_when_nothing_is_left_to_do() {
    let records = Records::zh();
    let before = records.all();
    let shown = records.run(&["cancel", "星河", "递交报价", "--why", "客户改为邮件询价"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已取消 星河包装有限公司  彩盒视觉检测线

行动：v9te  到星河当面讲四条线方案，递交报价 Q-0626
原因：客户改为邮件询价

“彩盒视觉检测线”没有下一步行动了：`salesrec log 星河 "沟通内容" --next "具体行动" --due 日期`

"#]]
    );
    assert_data_eq!(
        records.diff(XINGHE, &before),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -113,6 +113,8 @@
     deal: 彩盒视觉检测线
     priority: 1
     created: 2026-06-23
+    cancelled: 2026-06-26 16:30
+    why: 客户改为邮件询价
 
 notes: |
   化妆品盒订单集中在 8 月到 10 月，设备最好 8 月中旬前上线。

"#]]
    );
}

#[test]
fn cancel_says_nothing_more_when_another_action_is_left() {
    let records = Records::zh();
    let shown = records.run(&["cancel", "长庚", "p6td", "--why", "党主管调走"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已取消 西安长庚制药有限公司  丸剂瓶装箱线

行动：p6td  把 74 万的二次报价和换型承诺书递交党主管
原因：党主管调走

"#]]
    );
}

#[test]
fn cancel_wants_a_reason() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["cancel", "harbour", "p8wn"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: missing: --why <TEXT>
| hint: usage: salesrec cancel --why <TEXT> <CLIENT> <ACTION>
| hint: `--help` tells more
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}
