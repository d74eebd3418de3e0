use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn demo_shows_the_tool_at_work_in_chinese() {
    let records = Records::none();
    let shown = records.run(&["--lang", "zh", "demo", "copy"]);
    assert_data_eq!(
        screen(&records, &shown.screen()),
        str![[r#"
一个小团队的档案，已复制到 [HERE]/copy

$ salesrec overdue --owner me

逾期（6）
天数  期限              客户                     下一步行动              阶段             金额  编号
  57  04-30 周四 17:00  宁波甬盛汽车零部件有限   把刹车片检测样册寄给竺  线索培育               k2me
                        公司                     部长
   9  06-17 周三 10:00  杭州云栈智能仓储有限公   到临平退货仓实测混箱尺  需求确认  285,000 CNY  e3yq
                        司                       寸分布
   9  06-17 周三        杭州云栈智能仓储有限公   里程碑：需求调研        需求确认  285,000 CNY
                        司
   4  06-22 周一 18:00  无锡联晟新能源科技有限   换同轴光源重测漏检的那  方案呈现  158,000 USD  f2uk
                        公司                     颗颗粒，图发邵总监
   1  06-25 周四 09:30  无锡联晟新能源科技有限   带新相机到联晟涂布线做  方案呈现  158,000 USD  w5ca
                        公司                     产线演示
   1  06-25 周四        无锡联晟新能源科技有限   里程碑：方案演示        方案呈现  158,000 USD
                        公司
逾期 6 项

$ salesrec log 星河 '先把报价 Q-0626 发给沈总看。他要求报价里写清楚检出指标怎么验收，周二当面谈。' /
    --method 微信 /
    --with 沈星河 /
    --need 报价写明检出指标的验收办法 /
    --next '把验收办法补进报价 Q-0626' /
    --due '周一 12:00'

已记录 星河包装有限公司

沟通：  2026-06-26 周五 16:30  微信沟通  与 沈星河
商机：  彩盒视觉检测线  需求确认
需求：  报价写明检出指标的验收办法  明确
下一步：ntjs  把验收办法补进报价 Q-0626  林晓枫  期限 2026-06-29 周一 12:00

$ salesrec advance 星河 --note '报价 Q-0626 已发'

已推进 星河包装有限公司  彩盒视觉检测线  2026-06-26 周五

阶段：需求确认 → 方案呈现

还缺：

- 里程碑“方案演示”和里程碑“报价”  `salesrec milestone add 星河 方案演示 --due 日期`，已达成的用
  `milestone done`

这两条命令在档案中改动的全部内容：

--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -29,7 +29,7 @@

 deals:
   - name: 彩盒视觉检测线
-    stage: 需求确认
+    stage: 方案呈现
     value: 680000
     expected_close: 2026-08-28
     intent: 高
@@ -39,6 +39,7 @@
       - {need: 单线速度不低于每分钟 300 个, kind: stated}
       - {need: 能和现有两台糊盒机联机, kind: stated}
       - {need: 换人换班不影响检出率, kind: latent}
+      - {need: 报价写明检出指标的验收办法, kind: stated}
     pains:
       - {pain: 一季度因烫金缺口被化妆品客户退货两次，赔了 11 万, need: 漏检率从千分之三降到万分之五以内}
       - {pain: 夜班靠两位老师傅盯，一请假就要降速, need: 换人换班不影响检出率}
@@ -47,6 +48,7 @@
     history:
       - {stage: 线索培育, since: 2026-05-12, by: lin.xiaofeng}
       - {stage: 需求确认, since: 2026-06-08, by: lin.xiaofeng, note: 沈总在电话里给了漏检率和速度两个指标}
+      - {stage: 方案呈现, since: 2026-06-26, by: lin.xiaofeng, note: 报价 Q-0626 已发}

 log:
   - at: 2026-05-12 10:40
@@ -96,6 +98,13 @@
     deal: 彩盒视觉检测线
     summary: 布局草图顾敏看过了，3 号线的短架没意见，2 号线希望把剔除口放到操作侧。
     agreed: 改好 2 号线剔除口，当面讲方案并给报价
+  - at: 2026-06-26 16:30
+    recorded: 2026-06-26 16:30
+    by: lin.xiaofeng
+    method: 微信沟通
+    with: [沈星河]
+    deal: 彩盒视觉检测线
+    summary: 先把报价 Q-0626 发给沈总看。他要求报价里写清楚检出指标怎么验收，周二当面谈。

 actions:
   - id: m4xd
@@ -113,6 +122,12 @@
     deal: 彩盒视觉检测线
     priority: 1
     created: 2026-06-23
+  - id: ntjs
+    action: 把验收办法补进报价 Q-0626
+    owner: lin.xiaofeng
+    due: 2026-06-29 12:00
+    deal: 彩盒视觉检测线
+    created: 2026-06-26

 notes: |
   化妆品盒订单集中在 8 月到 10 月，设备最好 8 月中旬前上线。

副本会保留。演示的时间停在 2026-06-26 16:30（周五）。接下来可以试试：

  cd [HERE]/copy
  export SALESREC_NOW='2026-06-26 16:30' SALESREC_ME=lin.xiaofeng
  alias salesrec=[SALESREC]
  salesrec show 星河
  salesrec agenda
  salesrec find 糊盒机

"#]]
    );
}

#[test]
fn demo_shows_the_tool_at_work_in_english() {
    let records = Records::none();
    let shown = records.run(&["demo", "copy"]);
    assert_data_eq!(
        screen(&records, &shown.screen()),
        str![[r#"
A small team's records, copied to [HERE]/copy

$ salesrec overdue --owner me

Overdue (6)
Days  Due              Client                Next action               Stage             Value  ID
   9  06-17 Wed 10:00  Quayside Brewery Ltd  Measure the thermowells   Needs         5,200 GBP  g4rk
                                             of all eight fermenters…  confirmed
   9  06-17 Wed        Quayside Brewery Ltd  milestone: Discovery      Needs         5,200 GBP
                                             meeting                   confirmed
   7  06-19 Fri 17:00  Tarrant Labs Ltd      Send Dr Friel the         Proposal     31,500 EUR  n5wb
                                             two-page calibration…
   2  06-24 Wed 14:00  Tarrant Labs Ltd      Demonstrate the alarm     Proposal     31,500 EUR  z8ce
                                             chain in the cell room
   2  06-24 Wed        Tarrant Labs Ltd      milestone: Demonstration  Proposal     31,500 EUR
   2  06-24 Wed 09:30  Cobbold Catering Ltd  Drive to Bill's kitchen   Signing       3,900 GBP  5dcz
                                             with the printed…
6 overdue

$ salesrec log harbour 'Sent quote Q-2641 ahead of the visit. Ruth wants the saving in pounds a year on page one.' /
    --method email /
    --with Ruth /
    --need 'the yearly saving on page one of the quote' /
    --next 'Put the yearly saving on page one of Q-2641' /
    --due 'mon 12:00'

Logged Harbour Foods Ltd

contact: 2026-06-26 Fri 16:30  Email  with Ruth Penhale
deal:    Chill chain monitoring  Needs confirmed
need:    the yearly saving on page one of the quote  stated
next:    ntjs  Put the yearly saving on page one of Q-2641  Tom Ashdown  due 2026-06-29 Mon 12:00

$ salesrec advance harbour --note 'quote Q-2641 sent'

Advanced Harbour Foods Ltd  Chill chain monitoring  2026-06-26 Fri

stage: Needs confirmed → Proposal

Still missing:

- milestone Demonstration and milestone Quote sent  `salesrec milestone add harbour Demonstration
  --due DATE`, or `milestone done` when it was reached

What the two commands changed in the record, and nothing else:

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
@@ -38,6 +38,7 @@
       - {need: records that an auditor accepts without paper, kind: stated}
       - {need: no cabling in the wash-down area, kind: stated}
       - {need: proof against the haulier in disputed deliveries, kind: latent}
+      - {need: the yearly saving on page one of the quote, kind: stated}
     pains:
       - {pain: "a door left open on 2 May cost £9,300 of lasagne before anyone noticed", need: an alarm to the night shift within five minutes}
       - {pain: two people spend Thursday typing clipboard readings into a spreadsheet, need: records that an auditor accepts without paper}
@@ -46,6 +47,7 @@
     history:
       - {stage: Lead nurturing, since: 2026-05-12, by: tom.ashdown}
       - {stage: Needs confirmed, since: 2026-06-04, by: tom.ashdown, note: Ruth named the five minutes and the audit date herself}
+      - {stage: Proposal, since: 2026-06-26, by: tom.ashdown, note: quote Q-2641 sent}

 log:
   - at: 2026-05-12 11:20
@@ -87,6 +89,13 @@
     deal: Chill chain monitoring
     summary: Dan confirmed the 38 points and added two dispatch bays, so 40. He asked for the alarm call list to follow the shift rota.
     agreed: present the design and the price in Poole
+  - at: 2026-06-26 16:30
+    recorded: 2026-06-26 16:30
+    by: tom.ashdown
+    method: Email
+    with: [Ruth Penhale]
+    deal: Chill chain monitoring
+    summary: Sent quote Q-2641 ahead of the visit. Ruth wants the saving in pounds a year on page one.

 actions:
   - id: h4kd
@@ -104,6 +113,12 @@
     deal: Chill chain monitoring
     priority: 1
     created: 2026-06-24
+  - id: ntjs
+    action: Put the yearly saving on page one of Q-2641
+    owner: tom.ashdown
+    due: 2026-06-29 12:00
+    deal: Chill chain monitoring
+    created: 2026-06-26

 notes: |
   food-safety audit 21 September: whatever is bought must be running by the end of August.

The copy stays where it is. Its clock stands still at Friday 2026-06-26 16:30. Try:

  cd [HERE]/copy
  export SALESREC_NOW='2026-06-26 16:30' SALESREC_ME=tom.ashdown
  alias salesrec=[SALESREC]
  salesrec show harbour
  salesrec agenda
  salesrec find audit

"#]]
    );
}

fn screen(records: &Records, screen: &str) -> String {
    let screen = records.without_path(screen);
    screen.replace(env!("CARGO_BIN_EXE_salesrec"), "[SALESREC]")
}

#[test]
fn the_copy_is_the_example_but_for_one_record() {
    for (lang, example, records) in [("zh", "星河", Records::zh()), ("en", "Harbour Foods", Records::en())] {
        let here = Records::none();
        here.run(&["--lang", lang, "demo", "copy"]).ok();
        let copy = here.all();
        let mut changed = Vec::new();
        for (path, bytes) in records.all() {
            let copied = copy.get(&format!("copy/{path}")).unwrap_or_else(|| panic!("{path} is not in the copy"));
            if *copied != bytes {
                changed.push(path);
            }
        }
        assert!(matches!(&changed[..], [only] if only.contains(example)), "{changed:?}");
        assert_eq!(copy.len(), records.all().len());
    }
}

#[test]
fn what_it_says_to_try_can_be_typed() {
    for (lang, me) in [("zh", "lin.xiaofeng"), ("en", "tom.ashdown")] {
        let records = Records::none().var("SALESREC_ME", me);
        let shown = records.run(&["--lang", lang, "demo", "copy"]);
        let next: Vec<&str> = shown.ok().lines().rev().take_while(|line| line.starts_with("  salesrec ")).collect();
        assert_eq!(next.len(), 3);
        for line in next {
            let words: Vec<&str> = line.split_whitespace().skip(1).collect();
            records.run(&[&["-C", "copy"], &words[..]].concat()).ok();
        }
    }
}

#[test]
fn demo_plays_in_a_folder_of_its_own_whatever_the_environment_says() {
    let other = Records::zh();
    let before = other.all();
    let here = Records::none().var("SALESREC_DIR", &other.path().display().to_string()).var("SALESREC_ME", "nobody");
    let temporary = here.path().display().to_string();
    let here = here.var("TMPDIR", &temporary);
    let shown = here.run(&["demo", "--lang", "en"]);
    assert!(shown.ok().contains("salesrec-demo-"), "{}", shown.screen());
    assert_eq!(other.all(), before);
}

#[test]
fn demo_writes_into_no_folder_that_holds_something() {
    let records = Records::none();
    records.write("copy/mine.txt", "mine");
    let shown = records.run(&["demo", "copy", "--lang", "zh"]);
    assert_data_eq!(
        records.without_path(&shown.screen()),
        str![[r#"
| 错误：[HERE]/copy 不是空目录
| 原因：未写入任何内容
| 提示：请指定一个新目录，或不指定
exit 2

"#]]
    );
    assert_eq!(records.all().len(), 1);
}
