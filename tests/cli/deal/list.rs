use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn deal_list_shows_every_deal_by_stage() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["deal", "list"]).screen(),
        str![[r#"
客户             商机            阶段               金额  概率     加权金额  预计签约         负责人
宁波甬盛汽车零   刹车片外观检测  线索培育                  10%                                林晓枫
部件有限公司
成都蜀品源调味   豆瓣酱装箱      线索培育                  10%                                何静
品有限公司
昆山恒昱精密制   外观划伤复检    线索培育                  10%                                林晓枫
造有限公司
周桂兰           小泡袋称重包装  需求确认     36,000 CNY   30%   10,800 CNY  08-20 周四       赵明远
                 机
星河包装有限公   彩盒视觉检测线  需求确认    680,000 CNY   30%  204,000 CNY  08-28 周五       林晓枫
司
杭州云栈智能仓   退货件拆垛      需求确认    285,000 CNY   30%   85,500 CNY  09-30 周三       林晓枫
储有限公司
东莞市永利达五   连接器外壳检测  方案呈现    160,000 CNY   50%   80,000 CNY  07-24 周五       赵明远
金塑胶有限公司
昆山恒昱精密制   手机中框尺寸检  方案呈现    960,000 CNY   60%  576,000 CNY  07-31 周五       林晓枫
造有限公司       测
青岛港湾水产有   虾仁称重装袋线  方案呈现    445,000 CNY   40%  178,000 CNY  08-14 周五       何静
限公司
无锡联晟新能源   极片表面缺陷检  方案呈现    158,000 USD   50%   79,000 USD  09-18 周五       林晓枫
科技有限公司     测
西安长庚制药有   丸剂瓶装箱线    谈判推进    780,000 CNY   75%  585,000 CNY  06-15 周一       何静
限公司
广州南粤味业食   蚝油装箱码垛线  谈判推进  1,035,000 CNY   75%  776,250 CNY  07-17 周五       赵明远
品有限公司
厦门鹭洲电器有   插座面板检测    成交签约    165,000 CNY   90%  148,500 CNY  06-12 周五       赵明远
限公司
深圳市微芯禾电   编带外观检测机  成交签约    320,000 CNY   90%  288,000 CNY  07-03 周五       赵明远
子有限公司
苏州瑞泽医药包   西林瓶灯检改造  售后维护  1,240,000 CNY  100%               2024-11-20 周三  林晓枫
装材料有限公司
天津海晏乳业有   酸奶杯称重分选  售后维护    340,000 CNY  100%               2025-09-30 周二  何静
限公司
佛山陶润建材有   瓷砖码垛        线索终止    570,000 CNY    0%                                赵明远
限公司
石家庄众和制药   泡罩板缺粒检测  线索终止    190,000 CNY    0%                                何静
设备有限公司

"#]]
    );
}

#[test]
fn deal_list_can_be_narrowed() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["deal", "list", "pennine"]).screen(),
        str![[r#"
Deal                          Stage           Value GBP  Chance  Weighted GBP  Close      Owner
Courier boxes                 Lead nurturing                10%                           Priya Nair
Cold store mapping and        Proposal           61,800     60%        37,080  07-31 Fri  Priya Nair
monitoring

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "list", "--stage", "negotiation", "--owner", "me"]).screen(),
        str![[r#"
Client            Deal             Stage        Value GBP  Chance    Weighted  Close      Owner
                                                                          GBP
Ashcombe Dairies  Tanker and silo  Negotiation     43,200     75%      32,400  07-10 Fri  Tom
Ltd               monitoring                                                              Ashdown

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "list", "--stage", "lost", "--format", "csv"]).screen(),
        str![[r#"
client,name,deal,stage,value,value_currency,probability,weighted,weighted_currency,close,owner
Moss & Thorne Bakeries Ltd_20260402,Moss & Thorne Bakeries Ltd,Proving rooms,Terminated,15800,GBP,0,,,,priya.nair
Wexcombe Flowers Ltd_20260410,Wexcombe Flowers Ltd,Cold store sensors,Terminated,9700,GBP,0,,,,tom.ashdown

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "list", "harbour", "--format", "json"]).screen(),
        str![[r#"
{
  "salesrec": 1,
  "kind": "deals",
  "rows": [
    {"client":"Harbour Foods Ltd_20260512","name":"Harbour Foods Ltd","deal":"Chill chain monitoring","stage":"Needs confirmed","value":{"value":24600,"currency":"GBP"},"probability":30,"weighted":{"value":7380,"currency":"GBP"},"close":"2026-08-14","owner":"tom.ashdown"}
  ]
}

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "list", "denholm"]).screen(),
        str![[r#"
no deals

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "list", "pennine", "--format", "ids"]).screen(),
        str![[r#"
Pennine Vaccines Ltd_20260409

"#]]
    );
    assert_data_eq!(
        records.run(&["deal", "list", "--open", "--owner", "priya"]).screen(),
        str![[r#"
Client            Deal             Stage        Value GBP  Chance    Weighted  Close      Owner
                                                                          GBP
Oakhanger         Wine cellar and  Lead                       10%                         Priya Nair
Estates Ltd       archive          nurturing
Pennine Vaccines  Courier boxes    Lead                       10%                         Priya Nair
Ltd                                nurturing
Ferrand           Trailer probes   Proposal        27,300     50%      13,650  07-24 Fri  Priya Nair
Logistics Ltd
Pennine Vaccines  Cold store       Proposal        61,800     60%      37,080  07-31 Fri  Priya Nair
Ltd               mapping and…
Lindum Blood      Platelet         Negotiation     52,000     75%      39,000  06-12 Fri  Priya Nair
Services Ltd      shakers and…

"#]]
    );
}
