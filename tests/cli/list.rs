use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn list_shows_a_row_for_each_client() {
    assert_data_eq!(
        Records::zh().run(&["list", "--width", "120"]).screen(),
        str![[r#"
客户                          负责人  分类      区域  阶段                     在谈金额  最近沟通    下一步期限
东莞市永利达五金塑胶有限公司  赵明远  潜在客户  华南  方案呈现              160,000 CNY  05-27 周三  无
佛山陶润建材有限公司          赵明远            华南  线索终止                           05-18 周一
厦门鹭洲电器有限公司          赵明远  正式客户  华南  成交签约                           06-17 周三  06-24 周三 15:00
合肥卓远机电
周桂兰                        赵明远  潜在客户  华南  需求确认               36,000 CNY  06-22 周一  07-01 周三 19:00
天津海晏乳业有限公司          何静    正式客户  北方  售后维护                           06-16 周二  06-18 周四 17:00
宁波甬盛汽车零部件有限公司    林晓枫  潜在客户  华东  线索培育                           04-16 周四  04-30 周四 17:00
广州南粤味业食品有限公司      赵明远  潜在客户  华南  谈判推进            1,035,000 CNY  06-23 周二  06-30 周二 17:00
成都蜀品源调味品有限公司      何静    潜在客户  北方  线索培育                           06-17 周三  07-06 周一 17:00
无锡联晟新能源科技有限公司    林晓枫  潜在客户  华东  方案呈现              158,000 USD  06-15 周一  06-22 周一 18:00
昆山恒昱精密制造有限公司      林晓枫  潜在客户  华东  方案呈现、线索培育    960,000 CNY  06-24 周三  06-30 周二 14:00
星河包装有限公司              林晓枫  潜在客户  华东  需求确认              680,000 CNY  06-23 周二  06-30 周二 10:00
杭州云栈智能仓储有限公司      林晓枫  潜在客户  华东  需求确认              285,000 CNY  06-05 周五  06-17 周三 10:00
深圳市微芯禾电子有限公司      赵明远  潜在客户  华南  成交签约                           06-24 周三  07-01 周三 15:00
石家庄众和制药设备有限公司    何静    潜在客户  北方  线索终止                           06-10 周三  12-01 周二
苏州瑞泽医药包装材料有限公司  林晓枫  VIP客户   华东  售后维护                           05-29 周五  07-10 周五 17:00
西安长庚制药有限公司          何静    潜在客户  北方  谈判推进              780,000 CNY  06-04 周四  06-12 周五 12:00
青岛港湾水产有限公司          何静    潜在客户  北方  方案呈现              445,000 CNY  06-03 周三  06-12 周五 18:00
| 18 个客户，12 个进行中的商机

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["list", "--width", "80"]).screen(),
        str![[r#"
Client            Owner        Stage               Open  Last contact  Next due
Agnes Whitlock    Callum Reid  Needs          1,450 GBP  06-25 Thu     06-30 Tue
                               confirmed                               19:00
Ashcombe Dairies  Tom Ashdown  Negotiation   43,200 GBP  06-25 Thu     06-29 Mon
Ltd                                                                    17:00
Brightwater       Callum Reid  Proposal       6,400 GBP  06-03 Wed     06-12 Fri
Hospice                                                                17:00
Cobbold Catering  Tom Ashdown  Signing                   06-16 Tue     06-24 Wed
Ltd                                                                    09:30
Denholm Couriers
Ferrand           Priya Nair   Proposal      27,300 GBP  05-27 Wed     none
Logistics Ltd
Greyfriars        Tom Ashdown  Aftercare                 05-28 Thu     07-08 Wed
Biobank                                                                17:00
Harbour Foods     Tom Ashdown  Needs         24,600 GBP  06-24 Wed     07-01 Wed
Ltd                            confirmed                               10:30
Kelso Museum      Callum Reid  Signing                   06-25 Thu     07-02 Thu
Trust                                                                  11:00
Lindum Blood      Priya Nair   Negotiation   52,000 GBP  06-04 Thu     06-11 Thu
Services Ltd                                                           12:00
Lowther Seafood   Callum Reid  Aftercare                 06-16 Tue     06-18 Thu
Ltd                                                                    10:00
Moss & Thorne     Priya Nair   Terminated                06-10 Wed     12-02 Wed
Bakeries Ltd
Oakhanger         Priya Nair   Lead                      04-16 Thu     04-30 Thu
Estates Ltd                    nurturing                               17:00
Pennine Vaccines  Priya Nair   Proposal,     61,800 GBP  06-23 Tue     07-03 Fri
Ltd                            Lead…                                   17:00
Quayside Brewery  Tom Ashdown  Needs          5,200 GBP  06-05 Fri     06-17 Wed
Ltd                            confirmed                               10:00
Skerry            Callum Reid  Lead                      06-18 Thu     07-03 Fri
Distillers Ltd                 nurturing                               16:00
Tarrant Labs Ltd  Tom Ashdown  Proposal      31,500 EUR  06-12 Fri     06-19 Fri
                                                                       17:00
Wexcombe Flowers  Tom Ashdown  Terminated                05-19 Tue
Ltd
| 18 clients, 12 open deals

"#]]
    );
}

#[test]
fn list_finds_a_part_of_a_name_an_alias_or_a_phone() {
    let records = Records::zh();
    for said in ["星河", "星河彩盒", "13800000101", "0101", "20260512"] {
        assert_eq!(records.run(&["list", said, "--format", "ids"]).ok(), "星河包装有限公司_20260512\n", "{said}");
    }
    assert_data_eq!(
        records.run(&["list", "不存在"]).screen(),
        str![[r#"
没有名称含“不存在”的客户；`--all` 也查归档，`salesrec find 不存在` 查找所有文字。

"#]]
    );
}

#[test]
fn list_takes_only_what_is_asked_for() {
    let records = Records::en();
    let ids = |words: &[&str]| records.run(&[&["list", "--format", "ids"], words].concat()).ok().to_string();
    assert_data_eq!(
        ids(&["--no-next"]),
        str![[r#"
Ferrand Logistics Ltd_20260505

"#]]
    );
    assert_data_eq!(
        ids(&["--kind", "lost"]),
        str![[r#"
Moss & Thorne Bakeries Ltd_20260402
Wexcombe Flowers Ltd_20260410

"#]]
    );
    assert_data_eq!(
        ids(&["--stage", "proposal", "--owner", "priya"]),
        str![[r#"
Ferrand Logistics Ltd_20260505
Pennine Vaccines Ltd_20260409

"#]]
    );
    assert_data_eq!(
        ids(&["--class", "vip"]),
        str![[r#"
Greyfriars Biobank_20240618

"#]]
    );
    assert_data_eq!(
        ids(&["--industry", "food", "--region", "south"]),
        str![[r#"
Ashcombe Dairies Ltd_20260414
Harbour Foods Ltd_20260512

"#]]
    );
    assert_data_eq!(
        ids(&["--source", "trade fair", "--kind", "aftercare", "--all"]),
        str![[r#"
Greyfriars Biobank_20240618

"#]]
    );
}

#[test]
fn list_is_sorted_as_asked() {
    let records = Records::zh();
    let first = |order: &str| {
        let shown = records.run(&["list", "--sort", order, "--kind", "open", "--format", "jsonl"]);
        let row: serde_json::Value = serde_json::from_str(shown.ok().lines().next().expect("a row")).expect("JSON");
        row["name"].as_str().expect("a name").to_string()
    };
    assert_eq!(first("value"), "广州南粤味业食品有限公司");
    assert_eq!(first("last-contact"), "宁波甬盛汽车零部件有限公司");
    assert_eq!(first("next"), "宁波甬盛汽车零部件有限公司");
    assert_eq!(first("stage"), "宁波甬盛汽车零部件有限公司");
}

#[test]
fn list_shows_the_archive_when_asked_and_marks_it() {
    let shown = Records::zh().run(&["list", "旭东", "--all"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
客户                         负责人  分类      区域  阶段      在谈金额  最近沟通         下一步期限
常州旭东纺织机械有限公司     吴海涛  潜在客户  华东  线索终止            2025-06-10 周二
（已归档）
| 1 个客户，0 个进行中的商机

"#]]
    );
}

#[test]
fn list_adds_open_deals_up_by_currency() {
    let records = Records::en();
    records.write(
        "clients/Two Ltd_20260101.yaml",
        "client: Two Ltd\ndeals:\n- {name: a, stage: Proposal, value: 10}\n- {name: b, value: 2.50, currency: EUR}\n\
         - {name: c, stage: Proposal, value: 5}\n- {name: d, stage: Signing, value: 100}\n",
    );
    let shown = records.run(&["list", "two ltd"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Client   Owner  Class  Region  Stage                          Open  Last contact  Next due
Two Ltd                        Proposal, Signing  15 GBP, 2.50 EUR                none
| 1 client, 3 open deals

"#]]
    );
}
