use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn target_list_shows_the_year_by_period_and_person_with_what_is_added_up() {
    assert_data_eq!(
        Records::zh().run(&["target", "list"]).screen(),
        str![[r#"
期间          归属     金额 CNY  成交单数  新客户  来源
2026年        团队    4,800,000        12       9  设定
2026年        林晓枫  1,900,000         5       3  设定
2026年        赵明远  1,700,000         4       3  设定
2026年        何静    1,200,000         3       3  设定
2026年一季度  团队      600,000         2       1  设定
2026年二季度  团队    1,000,000         3       2  设定
2026年二季度  林晓枫    350,000         1       1  设定
2026年二季度  赵明远    400,000         1       1  设定
2026年二季度  何静      250,000         1       0  设定
2026年三季度  团队    1,600,000         4       3  设定
2026年三季度  林晓枫    700,000         2       1  合计
2026年三季度  赵明远    600,000         1       1  设定
2026年三季度  何静      300,000         1       1  设定
2026年7月     林晓枫    250,000         1       1  设定
2026年8月     林晓枫    200,000         0       0  设定
2026年9月     林晓枫    250,000         1       0  设定
2026年四季度  团队    1,600,000         3       3  设定

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["target", "list", "2026-Q3"]).screen(),
        str![[r#"
Period          Whose        Amount GBP  Deals  New clients  Is
Q3 2026         the team        120,000      5            3  set
Q3 2026         Tom Ashdown      45,000      2            1  added up
Q3 2026         Priya Nair       45,000      2            1  set
Q3 2026         Callum Reid      30,000      1            1  set
July 2026       Tom Ashdown      20,000      1            1  set
August 2026     Tom Ashdown      15,000      1            0  set
September 2026  Tom Ashdown      10,000      0            0  set

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["target", "list", "next year", "--person", "tom"]).screen(),
        str![[r#"
no targets for 2027: `salesrec target set 2027 --amount 480k`

"#]]
    );
}

#[test]
fn a_target_is_set_and_changed_where_it_stands() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records
            .run(&["target", "set", "三季度", "--person", "赵明远", "--amount", "65万", "--new-clients", "2"])
            .screen(),
        str![[r#"
已修改目标  2026年三季度  赵明远

金额：    600,000 CNY → 650,000 CNY
成交单数：1
新客户：  1 → 2

"#]]
    );
    assert_data_eq!(
        records.diff("targets/2026.yaml", &before),
        str![[r#"
--- a/targets/2026.yaml
+++ b/targets/2026.yaml
@@ -14,7 +14,7 @@
   - {period: 2026-Q2, person: zhao.mingyuan, amount: 400000, deals: 1, new_clients: 1}
   - {period: 2026-Q2, person: he.jing, amount: 250000, deals: 1, new_clients: 0}
 
-  - {period: 2026-Q3, person: zhao.mingyuan, amount: 600000, deals: 1, new_clients: 1}
+  - {period: 2026-Q3, person: zhao.mingyuan, amount: 650000, deals: 1, new_clients: 2}
   - {period: 2026-Q3, person: he.jing, amount: 300000, deals: 1, new_clients: 1}
   # 林晓枫三季度按月定，合起来是 70 万
   - {period: 2026-07, person: lin.xiaofeng, amount: 250000, deals: 1, new_clients: 1}

"#]]
    );
    // The people's sum is no longer the team's.
    assert_data_eq!(
        records.run(&["target", "list", "三季度"]).stderr,
        str![[r#"
2026年三季度：各成员目标合计 1,650,000 CNY，团队目标 1,600,000 CNY

"#]]
    );
}

#[test]
fn a_new_target_stands_at_the_end_and_is_the_teams_when_nobody_is_named() {
    let records = Records::en();
    let shown = records.run(&["target", "set", "October", "--amount", "USD 30k", "--deals", "2", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
--- a/targets/2026.yaml
+++ b/targets/2026.yaml
@@ -20,6 +20,7 @@
   - {period: 2026-07, person: tom.ashdown, amount: 20000, deals: 1, new_clients: 1}
   - {period: 2026-08, person: tom.ashdown, amount: 15000, deals: 1, new_clients: 0}
   - {period: 2026-09, person: tom.ashdown, amount: 10000, deals: 0, new_clients: 0}
+  - {period: 2026-10, amount: 30000, currency: USD, deals: 2}

 notes: |
   The first and last quarters are not shared out among people; that follows at the half-year review.
| dry run: nothing was written

"#]]
    );
    assert_data_eq!(
        records.run(&["target", "set", "October", "--person", "me", "--deals", "2", "--format", "json"]).screen(),
        str![[r#"
{
  "salesrec": 1,
  "kind": "target-set",
  "path": "targets/2026.yaml",
  "written": true,
  "target": {
    "period": "2026-10",
    "person": "tom.ashdown",
    "deals": 2
  }
}

"#]]
    );
}

#[test]
fn the_first_target_of_a_year_makes_its_file() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["target", "set", "2027", "--amount", "400k", "--deals", "20"]).screen(),
        str![[r#"
Set the target  2027  the team

amount: 400,000 GBP
deals:  20

"#]]
    );
    assert_data_eq!(
        records.read("targets/2027.yaml"),
        str![[r#"
targets:
  - {period: 2027, amount: 400000, deals: 20}

"#]]
    );
    records.run(&["undo"]).ok();
    assert!(!records.file("targets/2027.yaml").exists());
}

#[test]
fn an_amount_takes_its_currency_with_it() {
    let records = Records::small();
    records.run(&["target", "set", "2026-07", "--amount", "USD 30k"]).ok();
    assert_eq!(records.read("targets/2026.yaml"), "targets:\n  - {period: 2026-07, amount: 30000, currency: USD}\n");
    records.run(&["target", "set", "2026-07", "--amount", "200k"]).ok();
    assert_eq!(records.read("targets/2026.yaml"), "targets:\n  - {period: 2026-07, amount: 200000}\n");
    assert_data_eq!(
        records.run(&["target", "set", "2026-07", "--amount", "USD 30k", "--currency", "EUR"]).screen(),
        str![[r#"
| error: the amount is in USD, --currency says EUR
exit 2

"#]]
    );
}

#[test]
fn target_remove_takes_one_target_away() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["target", "remove", "2026-08", "--person", "tom"]).screen(),
        str![[r#"
Took the target away  August 2026  Tom Ashdown

amount:      15,000 GBP
deals:       1
new clients: 0

"#]]
    );
    assert_data_eq!(
        records.diff("targets/2026.yaml", &before),
        str![[r#"
--- a/targets/2026.yaml
+++ b/targets/2026.yaml
@@ -18,7 +18,6 @@
   - {period: 2026-Q3, person: callum.reid, amount: 30000, deals: 1, new_clients: 1}
   # Tom's third quarter is planned month by month: 45,000 in all
   - {period: 2026-07, person: tom.ashdown, amount: 20000, deals: 1, new_clients: 1}
-  - {period: 2026-08, person: tom.ashdown, amount: 15000, deals: 1, new_clients: 0}
   - {period: 2026-09, person: tom.ashdown, amount: 10000, deals: 0, new_clients: 0}
 
 notes: |

"#]]
    );
    assert_data_eq!(
        records.run(&["target", "remove", "2026-08", "--person", "tom"]).screen(),
        str![[r#"
| error: Tom Ashdown has no target for August 2026
|  --> targets/2026.yaml
| hint: `salesrec target list` shows what there is
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["target", "remove", "2030"]).screen(),
        str![[r#"
| error: the team has no target for 2030
| hint: `salesrec target list` shows what there is
exit 2

"#]]
    );
}

#[test]
fn what_cannot_be_a_target_says_what_could() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["target", "set", "五季度", "--amount", "65万"]).screen(),
        str![[r#"
| 错误：“五季度”不是年份、季度或月份
| 提示：可以写：`2026`、`2026-Q3`、`三季度`、`下季度`、`2026-07`、`7月`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["target", "set", "三季度"]).screen(),
        str![[r#"
| 错误：没有要设定的内容
| 提示：例如：`salesrec target set 三季度 --amount 48万 --deals 5 --new-clients 2`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["target", "set", "三季度", "--amount", "-5"]).screen(),
        str![[r#"
| 错误：-5 不能作为目标
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["target", "set", "三季度", "--person", "小枫", "--deals", "1"]).screen(),
        str![[r#"
| 错误：没有团队成员“小枫”
| 提示：现有：chen.yuehua、lin.xiaofeng、zhao.mingyuan、he.jing、su.wanting 和 wu.haitao
| 提示：`salesrec person list` 列出团队成员
exit 2

"#]]
    );
}

#[test]
fn what_is_wrong_in_a_file_of_targets_is_shown_with_its_place_and_left_out() {
    let records = Records::small();
    records.write(
        "targets/2026.yaml",
        "targets:\n  - {period: 2026-Q9, deals: 1}\n  - {deals: 2}\n  - {period: 2026, amount: 100000}\n  - {period: 2026, person: an, amount: 50000}\n  \
         - {period: 2025-Q1, deals: 3}\n  - period: 2026\n    amount: 1\n  - {period: 2026-Q1, amount: -4}\n  \
         - {period: 2026-Q2, amount: 4, currency: XYZ}\n",
    );
    records.write("targets/next.yaml", "targets: []\n");
    assert_data_eq!(
        records.run(&["target", "list", "2026"]).screen(),
        str![[r#"
Period  Whose     Amount CNY  Deals  New clients  Is
2026    the team     100,000                      set
| warning: “2026-Q9” is no period such as 2026, 2026-Q3 or 2026-07
|  --> targets/2026.yaml:2:14
|   |
| 2 |   - {period: 2026-Q9, deals: 1}
|   |              ^^^^^^^
| warning: a target without its period
|  --> targets/2026.yaml:3:6
|   |
| 3 |   - {deals: 2}
|   |      ^^^^^
| warning: nobody of the team has the id “an”
|  --> targets/2026.yaml:5:28
|   |
| 5 |   - {period: 2026, person: an, amount: 50000}
|   |                            ^^
| hint: did you mean ann?
| warning: 2025-Q1 is not in 2026, after which the file is named
|  --> targets/2026.yaml:6:14
|   |
| 6 |   - {period: 2025-Q1, deals: 3}
|   |              ^^^^^^^
| warning: the team has two targets for 2026
|  --> targets/2026.yaml:7:13
|   |
| 7 |   - period: 2026
|   |             ^^^^
| warning: -4 is no target
|  --> targets/2026.yaml:9:31
|   |
| 9 |   - {period: 2026-Q1, amount: -4}
|   |                               ^^
| warning: “XYZ” is no currency
|   --> targets/2026.yaml:10:44
|    |
| 10 |   - {period: 2026-Q2, amount: 4, currency: XYZ}
|    |                                            ^^^
| warning: a file of targets is named after its year
|  --> targets/next.yaml
| hint: for example `targets/2026.yaml`
| warning: 1 file could not be read: the answer is incomplete

"#]]
    );
    records.write("targets/2026.yaml", "targets:\n  - {period: 2026, person: bob}\n");
    assert_data_eq!(
        records.run(&["target", "list", "2026", "--lang", "zh"]).screen(),
        str![[r#"
2026年没有目标：`salesrec target set 2026 --amount 48万`
| 警告：团队中没有编号为“bob”的成员
|  --> targets/2026.yaml:2:28
|   |
| 2 |   - {period: 2026, person: bob}
|   |                            ^^^
| 提示：现有：ann
| 警告：目标文件应以年份命名
|  --> targets/next.yaml
| 提示：例如 `targets/2026.yaml`
| 警告：1 个文件无法读取：结果不完整

"#]]
    );
}
