use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn overdue_lists_the_latest_first_and_then_what_has_most_at_stake() {
    assert_data_eq!(
        Records::zh().run(&["overdue"]).screen(),
        str![[r#"
逾期（15）
天数  期限        客户                    下一步行动             阶段             金额  负责人  编号
  57  04-30 周四  宁波甬盛汽车零部件有限  把刹车片检测样册寄给   线索培育               林晓枫  k2me
      17:00       公司                    竺部长
  28  05-29 周五  天津海晏乳业有限公司    里程碑：首次回访       售后维护  340,000 CNY  何静
  21  06-05 周五  西安长庚制药有限公司    里程碑：商务条款确认   谈判推进  780,000 CNY  何静
  14  06-12 周五  西安长庚制药有限公司    审批长庚二次报价 74    谈判推进  780,000 CNY  陈跃华  z4nf
      12:00                               万
  14  06-12 周五  青岛港湾水产有限公司    出 IP67 称重斗的新方   方案呈现  445,000 CNY  何静    j9vh
      18:00                               案和报价，发于总监
  14  06-12 周五  青岛港湾水产有限公司    里程碑：报价           方案呈现  445,000 CNY  何静
  10  06-16 周二  西安长庚制药有限公司    把 74 万的二次报价和   谈判推进  780,000 CNY  何静    p6td
      17:00                               换型承诺书递交党主管
   9  06-17 周三  杭州云栈智能仓储有限公  到临平退货仓实测混箱   需求确认  285,000 CNY  林晓枫  e3yq
      10:00       司                      尺寸分布
   9  06-17 周三  杭州云栈智能仓储有限公  里程碑：需求调研       需求确认  285,000 CNY  林晓枫
                  司
   8  06-18 周四  天津海晏乳业有限公司    请马总签 13.6 万尾款   售后维护  340,000 CNY  何静    x7ml
      17:00                               付款单，赶 7 月 5 日…
   4  06-22 周一  无锡联晟新能源科技有限  换同轴光源重测漏检的   方案呈现  158,000 USD  林晓枫  f2uk
      18:00       公司                    那颗颗粒，图发邵总监
   3  06-23 周二  天津海晏乳业有限公司    出对账函盖章寄孟瑶     售后维护  340,000 CNY  苏婉婷  2gsd
      17:00
   2  06-24 周三  厦门鹭洲电器有限公司    到厦门当面取合同       成交签约  165,000 CNY  赵明远  8tcw
      15:00
   1  06-25 周四  无锡联晟新能源科技有限  带新相机到联晟涂布线   方案呈现  158,000 USD  林晓枫  w5ca
      09:30       公司                    做产线演示
   1  06-25 周四  无锡联晟新能源科技有限  里程碑：方案演示       方案呈现  158,000 USD  林晓枫
                  公司

没有下一步行动的商机（1）
客户                          商机            阶段      金额 CNY  负责人  最近沟通
东莞市永利达五金塑胶有限公司  连接器外壳检测  方案呈现   160,000  赵明远  05-27 周三
| 逾期 15 项，1 个商机没有下一步行动

"#]]
    );
}

#[test]
fn overdue_fits_a_screen_of_80_columns_in_both_languages() {
    assert_data_eq!(
        Records::zh().run(&["overdue", "--width", "80"]).screen(),
        str![[r#"
逾期（15）
天数  期限        客户               下一步行动               金额  负责人  编号
  57  04-30 周四  宁波甬盛汽车零部   把刹车片检测样册               林晓枫  k2me
      17:00       件有限公司         寄给竺部长
  28  05-29 周五  天津海晏乳业有限   里程碑：首次回访  340,000 CNY  何静
                  公司
  21  06-05 周五  西安长庚制药有限   里程碑：商务条款  780,000 CNY  何静
                  公司               确认
  14  06-12 周五  西安长庚制药有限   审批长庚二次报价  780,000 CNY  陈跃华  z4nf
      12:00       公司               74 万
  14  06-12 周五  青岛港湾水产有限   出 IP67 称重斗的  445,000 CNY  何静    j9vh
      18:00       公司               新方案和报价，…
  14  06-12 周五  青岛港湾水产有限   里程碑：报价      445,000 CNY  何静
                  公司
  10  06-16 周二  西安长庚制药有限   把 74 万的二次报  780,000 CNY  何静    p6td
      17:00       公司               价和换型承诺书…
   9  06-17 周三  杭州云栈智能仓储   到临平退货仓实测  285,000 CNY  林晓枫  e3yq
      10:00       有限公司           混箱尺寸分布
   9  06-17 周三  杭州云栈智能仓储   里程碑：需求调研  285,000 CNY  林晓枫
                  有限公司
   8  06-18 周四  天津海晏乳业有限   请马总签 13.6 万  340,000 CNY  何静    x7ml
      17:00       公司               尾款付款单，赶 …
   4  06-22 周一  无锡联晟新能源科   换同轴光源重测漏  158,000 USD  林晓枫  f2uk
      18:00       技有限公司         检的那颗颗粒，…
   3  06-23 周二  天津海晏乳业有限   出对账函盖章寄孟  340,000 CNY  苏婉婷  2gsd
      17:00       公司               瑶
   2  06-24 周三  厦门鹭洲电器有限   到厦门当面取合同  165,000 CNY  赵明远  8tcw
      15:00       公司
   1  06-25 周四  无锡联晟新能源科   带新相机到联晟涂  158,000 USD  林晓枫  w5ca
      09:30       技有限公司         布线做产线演示
   1  06-25 周四  无锡联晟新能源科   里程碑：方案演示  158,000 USD  林晓枫
                  技有限公司

没有下一步行动的商机（1）
客户                      商机            阶段      金额 CNY  负责人  最近沟通
东莞市永利达五金塑胶有限  连接器外壳检测  方案呈现   160,000  赵明远  05-27 周三
公司
| 逾期 15 项，1 个商机没有下一步行动

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["overdue", "--width", "80"]).screen(),
        str![[r#"
Overdue (15)
Days  Due        Client            Next action           Value  Owner       ID
  57  04-30 Thu  Oakhanger         Post the                     Priya Nair  k8mh
      17:00      Estates Ltd       insurer's…
  42  05-15 Fri  Lowther Seafood   milestone:       18,400 GBP  Callum
                 Ltd               First review                 Reid
  21  06-05 Fri  Lindum Blood      milestone:       52,000 GBP  Priya Nair
                 Services Ltd      Terms agreed
  15  06-11 Thu  Lindum Blood      Approve £49,500  52,000 GBP  Margaret    4bmq
      12:00      Services Ltd      for Lindum                   Oduya
  14  06-12 Fri  Brightwater       Make the new      6,400 GBP  Callum      a2fr
      17:00      Hospice           offer on…                    Reid
  14  06-12 Fri  Brightwater       milestone:        6,400 GBP  Callum
                 Hospice           Quote sent                   Reid
  10  06-16 Tue  Lindum Blood      Hand in the      52,000 GBP  Priya Nair  r9jt
      12:00      Services Ltd      revised tender…
   9  06-17 Wed  Quayside Brewery  Measure the       5,200 GBP  Tom         g4rk
      10:00      Ltd               thermowells of…              Ashdown
   9  06-17 Wed  Quayside Brewery  milestone:        5,200 GBP  Tom
                 Ltd               Discovery…                   Ashdown
   8  06-18 Thu  Lowther Seafood   Get Archie's     18,400 GBP  Callum      x5oq
      10:00      Ltd               initials on…                 Reid
   7  06-19 Fri  Tarrant Labs Ltd  Send Dr Friel    31,500 EUR  Tom         n5wb
      17:00                        the two-page…                Ashdown
   3  06-23 Tue  Lowther Seafood   Send Archie a    18,400 GBP  Helen       8jla
      17:00      Ltd               signed…                      Brandt
   2  06-24 Wed  Tarrant Labs Ltd  Demonstrate the  31,500 EUR  Tom         z8ce
      14:00                        alarm chain in…              Ashdown
   2  06-24 Wed  Tarrant Labs Ltd  milestone:       31,500 EUR  Tom
                                   Demonstration                Ashdown
   2  06-24 Wed  Cobbold Catering  Drive to Bill's   3,900 GBP  Tom         5dcz
      09:30      Ltd               kitchen with…                Ashdown

Open deals without a next action (1)
Client             Deal            Stage     Value GBP  Owner       Last contact
Ferrand Logistics  Trailer probes  Proposal     27,300  Priya Nair  05-27 Wed
Ltd
| 15 overdue, 1 deal without a next action

"#]]
    );
}

#[test]
fn overdue_by_owner_has_a_heading_with_counts_for_each() {
    assert_data_eq!(
        Records::en().run(&["overdue", "--by", "owner"]).screen(),
        str![[r#"
Priya Nair: 3 overdue, 1 deal without a next action
When            Due        Client               Next action          Stage           Value GBP  ID
57 days late    04-30 Thu  Oakhanger Estates    Post the insurer's   Lead nurturing             k8mh
                17:00      Ltd                  leaflet on archive…
21 days late    06-05 Fri  Lindum Blood         milestone: Terms     Negotiation        52,000
                           Services Ltd         agreed
10 days late    06-16 Tue  Lindum Blood         Hand in the revised  Negotiation        52,000  r9jt
                12:00      Services Ltd         tender price of…
no next action             Ferrand Logistics                         Proposal           27,300
                           Ltd

Callum Reid: 4 overdue
When        Due              Client               Next action             Stage      Value GBP  ID
42 days     05-15 Fri        Lowther Seafood Ltd  milestone: First        Aftercare     18,400
late                                              review
14 days     06-12 Fri 17:00  Brightwater Hospice  Make the new offer on   Proposal       6,400  a2fr
late                                              hospital wireless and…
14 days     06-12 Fri        Brightwater Hospice  milestone: Quote sent   Proposal       6,400
late
8 days      06-18 Thu 10:00  Lowther Seafood Ltd  Get Archie's initials   Aftercare     18,400  x5oq
late                                              on invoice 260007 at…

Margaret Oduya: 1 overdue
When          Due        Client                  Next action            Stage        Value GBP  ID
15 days late  06-11 Thu  Lindum Blood Services   Approve £49,500 for    Negotiation     52,000  4bmq
              12:00      Ltd                     Lindum

Tom Ashdown: 6 overdue
When         Due        Client                Next action          Stage                 Value  ID
9 days late  06-17 Wed  Quayside Brewery Ltd  Measure the          Needs confirmed   5,200 GBP  g4rk
             10:00                            thermowells of all…
9 days late  06-17 Wed  Quayside Brewery Ltd  milestone:           Needs confirmed   5,200 GBP
                                              Discovery meeting
7 days late  06-19 Fri  Tarrant Labs Ltd      Send Dr Friel the    Proposal         31,500 EUR  n5wb
             17:00                            two-page…
2 days late  06-24 Wed  Tarrant Labs Ltd      Demonstrate the      Proposal         31,500 EUR  z8ce
             14:00                            alarm chain in the…
2 days late  06-24 Wed  Tarrant Labs Ltd      milestone:           Proposal         31,500 EUR
                                              Demonstration
2 days late  06-24 Wed  Cobbold Catering Ltd  Drive to Bill's      Signing           3,900 GBP  5dcz
             09:30                            kitchen with the…

Helen Brandt: 1 overdue
When        Due              Client               Next action             Stage      Value GBP  ID
3 days      06-23 Tue 17:00  Lowther Seafood Ltd  Send Archie a signed    Aftercare     18,400  8jla
late                                              statement of account
| 15 overdue, 1 deal without a next action

"#]]
    );
}

#[test]
fn overdue_by_client_of_one_owner() {
    let shown = Records::zh().run(&["overdue", "--by", "client", "--owner", "何静", "--width", "80"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
天津海晏乳业有限公司：逾期 2 项
时间      期限              下一步行动                  阶段      金额 CNY  编号
晚 28 天  05-29 周五        里程碑：首次回访            售后维护   340,000
晚 8 天   06-18 周四 17:00  请马总签 13.6 万尾款付款    售后维护   340,000  x7ml
                            单，赶 7 月 5 日那批

西安长庚制药有限公司：逾期 2 项
时间      期限              下一步行动                  阶段      金额 CNY  编号
晚 21 天  06-05 周五        里程碑：商务条款确认        谈判推进   780,000
晚 10 天  06-16 周二 17:00  把 74 万的二次报价和换型承  谈判推进   780,000  p6td
                            诺书递交党主管

青岛港湾水产有限公司：逾期 2 项
时间      期限              下一步行动                  阶段      金额 CNY  编号
晚 14 天  06-12 周五 18:00  出 IP67 称重斗的新方案和报  方案呈现   445,000  j9vh
                            价，发于总监
晚 14 天  06-12 周五        里程碑：报价                方案呈现   445,000
| 逾期 6 项

"#]]
    );
}

#[test]
fn overdue_takes_only_what_is_asked_for() {
    let records = Records::zh();
    let rows = |words: &[&str]| {
        let shown = records.run(&[&["overdue", "--format", "json"], words].concat()).json();
        let rows = shown["rows"].as_array().expect("rows").clone();
        rows.iter()
            .map(|row| format!("{} {}", row["name"].as_str().expect("a name"), row["days_late"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rows(&["--days", "21"]),
        ["宁波甬盛汽车零部件有限公司 57", "天津海晏乳业有限公司 28", "西安长庚制药有限公司 21"]
    );
    assert_eq!(rows(&["--region", "华南"]), ["厦门鹭洲电器有限公司 2", "东莞市永利达五金塑胶有限公司 null"]);
    assert_eq!(rows(&["--stage", "negotiation", "--owner", "陈跃华"]), ["西安长庚制药有限公司 14"]);
    assert_eq!(
        rows(&["--owner", "me", "--client", "云栈"]),
        ["杭州云栈智能仓储有限公司 9", "杭州云栈智能仓储有限公司 9"]
    );
}

#[test]
fn overdue_counts_a_day_until_it_is_over_and_a_time_until_its_minute() {
    let records = Records::zh();
    for file in records.all().keys().filter(|name| name.starts_with("clients/")) {
        records.remove(file);
    }
    records.write(
        "clients/a_20260101.yaml",
        "client: 甲\nowner: he.jing\nactions:\n\
         - {id: day1, action: 只写日期, due: 2026-06-26}\n\
         - {id: past, action: 时间已过, due: 2026-06-26 16:29}\n\
         - {id: now1, action: 正是此刻, due: 2026-06-26 16:30}\n\
         - {id: zone, action: 另一时区, due: 2026-06-26T10:00+01:00}\n\
         - {id: yest, action: 昨天, due: 2026-06-25}\n\
         - {id: ende, action: 已完成, due: 2026-06-01, done: 2026-06-02}\n\
         - {id: none, action: 无期限}\n",
    );
    let shown = records.run(&["agenda", "--owner", "何静"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
逾期（2）
天数  期限              客户  下一步行动  阶段  金额  编号
   1  06-25 周四        甲    昨天                    yest
   0  06-26 周五 16:29  甲    时间已过                past

今天（3）
时间  期限              客户  下一步行动  阶段  金额  编号
今天  06-26 周五        甲    只写日期                day1
今天  06-26 周五 16:30  甲    正是此刻                now1
今天  06-26 周五 17:00  甲    另一时区                zone
| 逾期 2 项，今天 3 项

"#]]
    );
}

#[test]
fn overdue_ends_with_1_when_asked_and_something_is_overdue() {
    let records = Records::zh();
    assert_eq!(records.run(&["overdue", "--exit-code"]).code, 1);
    assert_eq!(records.run(&["overdue"]).code, 0);
    let none = records.run(&["overdue", "--exit-code", "--days", "365"]);
    assert_data_eq!(
        none.screen(),
        str![[r#"
没有逾期 365 天以上的事项。

"#]]
    );
    let deals_only = records.run(&["overdue", "--exit-code", "--client", "永利达"]);
    assert_data_eq!(
        deals_only.screen(),
        str![[r#"
没有下一步行动的商机（1）
客户                          商机            阶段      金额 CNY  负责人  最近沟通
东莞市永利达五金塑胶有限公司  连接器外壳检测  方案呈现   160,000  赵明远  05-27 周三
| 1 个商机没有下一步行动

"#]]
    );
}

#[test]
fn overdue_says_kindly_that_there_is_nothing() {
    let shown = Records::en().run(&["overdue", "--client", "Harbour", "--owner", "tom"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Nothing is overdue for Tom Ashdown, and every open deal has a next action.

"#]]
    );
}

#[test]
fn overdue_is_the_same_to_programs_in_both_languages() {
    let records = Records::en();
    let zh = records.run(&["overdue", "--format", "csv", "--lang", "zh"]);
    assert_eq!(zh.stdout, records.run(&["overdue", "--format", "csv"]).stdout);
    assert_data_eq!(
        zh.ok().lines().take(3).collect::<Vec<_>>().join("\n"),
        str![[r#"
status,days_late,due,name,action,deal,stage,value,value_currency,owner,id,last_contact,kind,priority,client
overdue,57,2026-04-30T17:00,Oakhanger Estates Ltd,Post the insurer's leaflet on archive climate to Rupert,Wine cellar and archive,Lead nurturing,,,priya.nair,k8mh,2026-04-16,action,4,Oakhanger Estates Ltd_20260331
overdue,42,2026-05-15,Lowther Seafood Ltd,First review,Ice house and vans,Aftercare,18400,GBP,callum.reid,,2026-06-16,milestone,,Lowther Seafood Ltd_20250304
"#]]
    );
    let rows = records.run(&["overdue", "--format", "jsonl"]);
    assert_data_eq!(
        rows.ok().lines().last().expect("a row"),
        str![[
            r#"{"status":"no_next","days_late":null,"due":null,"name":"Ferrand Logistics Ltd","action":null,"deal":"Trailer probes","stage":"Proposal","value":{"value":27300,"currency":"GBP"},"owner":"priya.nair","id":null,"last_contact":"2026-05-27","kind":"deal","priority":null,"client":"Ferrand Logistics Ltd_20260505"}"#
        ]]
    );
    assert_data_eq!(
        records.run(&["overdue", "--days", "21", "--format", "ids"]).ok(),
        str![[r#"
Oakhanger Estates Ltd_20260331
Lowther Seafood Ltd_20250304
Lindum Blood Services Ltd_20260312

"#]]
    );
}

#[test]
fn overdue_names_what_there_is_when_a_person_or_stage_is_not() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["overdue", "--owner", "王五"]).screen(),
        str![[r#"
| 错误：没有团队成员“王五”
| 提示：现有：chen.yuehua、lin.xiaofeng、zhao.mingyuan、he.jing、su.wanting 和 wu.haitao
| 提示：`salesrec person list` 列出团队成员
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["overdue", "--stage", "报价"]).screen(),
        str![[r#"
| 错误：没有销售阶段“报价”
| 提示：现有：线索培育、需求确认、方案呈现、谈判推进、成交签约、售后维护和线索终止
exit 2

"#]]
    );
}

#[test]
fn one_broken_file_does_not_hide_what_is_overdue_elsewhere() {
    let records = Records::zh();
    records.write("clients/坏_20260101.yaml", "client: [\n");
    let shown = records.run(&["overdue", "--days", "50", "--width", "80"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
逾期（1）
天数  期限        客户                  下一步行动            金额  负责人  编号
  57  04-30 周四  宁波甬盛汽车零部件有  把刹车片检测样册寄给        林晓枫  k2me
      17:00       限公司                竺部长
| 警告：这里的 `[` 没有闭合
|  --> clients/坏_20260101.yaml:1:9
|   |
| 1 | client: [
|   |         ^
| 提示：请补上右括号
| 逾期 1 项
| 警告：1 个文件无法读取：结果不完整

"#]]
    );
}
