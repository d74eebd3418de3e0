use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn a_value_is_taken_as_it_is_said_and_shown_exactly() {
    assert_data_eq!(
        Records::zh().run(&["deal", "set", "星河", "--value", "72.5万"]).screen(),
        str![[r#"
已修改 星河包装有限公司  彩盒视觉检测线

金额：680,000 CNY → 725,000 CNY

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["deal", "set", "星河", "--value", "一百二十万元"]).screen(),
        str![[r#"
已修改 星河包装有限公司  彩盒视觉检测线

金额：680,000 CNY → 1,200,000 CNY

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["deal", "set", "harbour", "--value", "€12,500.50"]).screen(),
        str![[r#"
Changed Harbour Foods Ltd  Chill chain monitoring

value:    24,600 GBP → 12,500.50 EUR
currency: EUR

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["deal", "set", "harbour", "--value", "USD 30k"]).screen(),
        str![[r#"
Changed Harbour Foods Ltd  Chill chain monitoring

value:    24,600 GBP → 30,000 USD
currency: USD

"#]]
    );
}

#[test]
fn the_teams_own_currency_is_not_written() {
    let records = Records::zh();
    let before = records.all();
    records.run(&["deal", "set", "星河", "--value", "￥72万"]).ok();
    assert_data_eq!(
        records.diff(&records.changed(&before)[0], &before),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -30,7 +30,7 @@
 deals:
   - name: 彩盒视觉检测线
     stage: 需求确认
-    value: 680000
+    value: 720000
     expected_close: 2026-08-28
     intent: 高
     competitors: [明睿视觉]

"#]]
    );
}

#[test]
fn a_value_that_could_be_two_is_refused_with_the_reason() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["deal", "set", "星河", "--value", "3,5"]).screen(),
        str![[r#"
| 错误：“3,5”不是金额
| 原因：逗号可能是小数点，也可能是误打：请写 3.5 或 35
| 提示：可以写：`480000`、`12,500.50`、`48万`、`1.2亿`、`480k`、`€12,500.50`、`USD 30k`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "set", "星河", "--value", "48万左右"]).screen(),
        str![[r#"
| 错误：“48万左右”不是金额
| 提示：可以写：`480000`、`12,500.50`、`48万`、`1.2亿`、`480k`、`€12,500.50`、`USD 30k`
exit 2

"#]]
    );
    assert!(records.changed(&before).is_empty());
    let records = Records::en();
    assert_data_eq!(
        records.run(&["deal", "set", "harbour", "--value", "12.500,50"]).screen(),
        str![[r#"
| error: “12.500,50” is not an amount
| caused by: a point is the decimal sign, and commas group: is 12500.50 meant?
| hint: for example `480000`, `12,500.50`, `480k`, `1.2m`, `48万`, `€12,500.50`, `USD 30k`
exit 2

"#]]
    );
    let words = ["deal", "set", "harbour", "--value", "€5k", "--currency", "USD"];
    assert_data_eq!(
        records.run(&words).screen(),
        str![[r#"
| error: “€5k” is in EUR, and `--currency` says USD
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "set", "harbour", "--currency", "UDS"]).screen(),
        str![[r#"
| error: “UDS” is no currency
| hint: write its code, such as `CNY`, `USD`, `EUR`
exit 2

"#]]
    );
}
