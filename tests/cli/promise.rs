use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn promise_add_records_who_promised_what_to_whom() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&["promise", "add", "星河", "首年免费维护", "--to", "沈", "--on", "昨天", "--due", "+30d"])
            .screen(),
        str![[r#"
已记录承诺 星河包装有限公司

承诺：    首年免费维护
对象：    沈星河
承诺人：  林晓枫
承诺日期：2026-06-25 周四
书面：    否
期限：    2026-07-26 周日
尚待兑现：1 项

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "add", "星河", "送备件一套", "--to", "顾敏", "--written"]).screen(),
        str![[r#"
已记录承诺 星河包装有限公司

承诺：    送备件一套
对象：    顾敏
承诺人：  林晓枫
承诺日期：2026-06-26 周五
书面：    是
尚待兑现：2 项

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "add", "星河", "免费培训", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -126,6 +126,10 @@
     by: lin.xiaofeng
     on: 2026-06-26
     written: true
+  - promise: 免费培训
+    by: lin.xiaofeng
+    on: 2026-06-26
+    written: false

 notes: |
   化妆品盒订单集中在 8 月到 10 月，设备最好 8 月中旬前上线。
| 试运行：未写入任何内容

"#]]
    );
}

#[test]
fn promise_kept_marks_it() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", "a spare node for the trial", "--to", "Dan"]).screen(),
        str![[r#"
Promised to Harbour Foods Ltd

promise:       a spare node for the trial
to:            Dan Okafor
by:            Tom Ashdown
on:            2026-06-26 Fri
in writing:    no
still to keep: 1 promise

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "kept", "harbour", "spare", "--on", "today"]).screen(),
        str![[r#"
Kept the promise to Harbour Foods Ltd

promise:       a spare node for the trial
kept:          2026-06-26 Fri
still to keep: 0 promises

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "kept", "harbour", "spare"]).screen(),
        str![[r#"
| error: “a spare node for the trial” was kept on 2026-06-26 Fri
exit 2

"#]]
    );
}

#[test]
fn promise_refuses_what_is_not_there() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", "x", "--to", "Simon"]).screen(),
        str![[r#"
| error: no contact person of this client “Simon”
| hint: there are: Ruth Penhale and Dan Okafor
| hint: `salesrec contact harbour Simon` adds the person
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "kept", "harbour", "moon"]).screen(),
        str![[r#"
| error: no open promise to this client “moon”
| hint: there is none yet
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", "x", "--on", "tomorrow"]).screen(),
        str![[r#"
| error: 2026-06-27 Sat is still to come
| hint: what is planned is an action: `--next … --due …`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", "x", "--due", "yesterday"]).screen(),
        str![[r#"
| error: 2026-06-25 Thu is in the past
| hint: a deadline lies ahead
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", " "]).screen(),
        str![[r#"
| error: the promise is empty
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn promise_add_refuses_the_same_open_promise() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", "a spare node"]).screen(),
        str![[r#"
Promised to Harbour Foods Ltd

promise:       a spare node
by:            Tom Ashdown
on:            2026-06-26 Fri
in writing:    no
still to keep: 1 promise

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", "A spare node"]).screen(),
        str![[r#"
| error: the promise “a spare node” is recorded already
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "kept", "harbour", "spare"]).screen(),
        str![[r#"
Kept the promise to Harbour Foods Ltd

promise:       a spare node
kept:          2026-06-26 Fri
still to keep: 0 promises

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "add", "harbour", "a spare node"]).screen(),
        str![[r#"
Promised to Harbour Foods Ltd

promise:       a spare node
by:            Tom Ashdown
on:            2026-06-26 Fri
in writing:    no
still to keep: 1 promise

"#]]
    );
}

#[test]
fn promise_list_shows_what_is_still_to_be_kept() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["promise", "list"]).screen(),
        str![[r#"
期限  状态    承诺                        客户                       对象    承诺人  承诺日期
      待兑现  备件问题 4 小时内回电       苏州瑞泽医药包装材料有限   万丽娟  林晓枫  2025-08-27 周三
                                          公司
      待兑现  首次换型由我方工程师到场带  昆山恒昱精密制造有限公司   姚志强  林晓枫  06-16 周二
              教
      待兑现  关键件质保两年              广州南粤味业食品有限公司   梁志华  赵明远  06-23 周二

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "list", "昆山恒昱", "--all"]).screen(),
        str![[r#"
期限  状态    承诺                          对象    承诺人  承诺日期    兑现日期
      已兑现  样件测试不收费                罗建平  林晓枫  05-14 周四  06-11 周四
      待兑现  首次换型由我方工程师到场带教  姚志强  林晓枫  06-16 周二

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "list", "合肥"]).screen(),
        str![[r#"
没有待兑现的承诺

"#]]
    );
    assert_data_eq!(
        records.run(&["promise", "list", "--format", "csv", "--all"]).screen(),
        str![[r#"
client,due,status,promise,name,to,by,on,kept
苏州瑞泽医药包装材料有限公司_20240612,,kept,首年免费巡检四次,苏州瑞泽医药包装材料有限公司,万丽娟,wu.haitao,2024-10-31,2026-03-27
苏州瑞泽医药包装材料有限公司_20240612,,open,备件问题 4 小时内回电,苏州瑞泽医药包装材料有限公司,万丽娟,lin.xiaofeng,2025-08-27,
昆山恒昱精密制造有限公司_20260408,,kept,样件测试不收费,昆山恒昱精密制造有限公司,罗建平,lin.xiaofeng,2026-05-14,2026-06-11
周桂兰_20260514,,kept,茶样试机不收钱,周桂兰,周桂兰,zhao.mingyuan,2026-06-10,2026-06-22
昆山恒昱精密制造有限公司_20260408,,open,首次换型由我方工程师到场带教,昆山恒昱精密制造有限公司,姚志强,lin.xiaofeng,2026-06-16,
广州南粤味业食品有限公司_20260413,,open,关键件质保两年,广州南粤味业食品有限公司,梁志华,zhao.mingyuan,2026-06-23,

"#]]
    );
}
