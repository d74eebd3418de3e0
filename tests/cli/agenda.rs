use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn agenda_is_your_own_when_it_is_known_who_you_are() {
    assert_data_eq!(
        Records::zh().run(&["agenda"]).screen(),
        str![[r#"
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

未来 7 天（3）
时间    期限              客户                     下一步行动               阶段      金额 CNY  编号
4 天后  06-30 周二 14:00  昆山恒昱精密制造有限公   带投资回收期测算表到恒   方案呈现   960,000  r2ha
                          司                       昱参加报价评审
4 天后  06-30 周二 10:00  星河包装有限公司         到星河当面讲四条线方     需求确认   680,000  v9te
                                                   案，递交报价 Q-0626
7 天后  07-03 周五        杭州云栈智能仓储有限公   跟进客户                 需求确认   285,000  5nxb
                          司
| 逾期 6 项，未来 7 天 3 项
| 仅林晓枫；`--owner all` 显示所有人

"#]]
    );
}

#[test]
fn agenda_is_everybodys_when_it_is_not_known_who_you_are() {
    let records = Records::en().var("SALESREC_ME", "");
    let shown = records.run(&["agenda", "--days", "4"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Overdue (15)
Days  Due        Client            Next action       Stage                Value  Owner          ID
  57  04-30 Thu  Oakhanger         Post the          Lead nurturing              Priya Nair     k8mh
      17:00      Estates Ltd       insurer's…
  42  05-15 Fri  Lowther Seafood   milestone: First  Aftercare       18,400 GBP  Callum Reid
                 Ltd               review
  21  06-05 Fri  Lindum Blood      milestone: Terms  Negotiation     52,000 GBP  Priya Nair
                 Services Ltd      agreed
  15  06-11 Thu  Lindum Blood      Approve £49,500   Negotiation     52,000 GBP  Margaret       4bmq
      12:00      Services Ltd      for Lindum                                    Oduya
  14  06-12 Fri  Brightwater       Make the new      Proposal         6,400 GBP  Callum Reid    a2fr
      17:00      Hospice           offer on…
  14  06-12 Fri  Brightwater       milestone: Quote  Proposal         6,400 GBP  Callum Reid
                 Hospice           sent
  10  06-16 Tue  Lindum Blood      Hand in the       Negotiation     52,000 GBP  Priya Nair     r9jt
      12:00      Services Ltd      revised tender…
   9  06-17 Wed  Quayside Brewery  Measure the       Needs            5,200 GBP  Tom Ashdown    g4rk
      10:00      Ltd               thermowells of…   confirmed
   9  06-17 Wed  Quayside Brewery  milestone:        Needs            5,200 GBP  Tom Ashdown
                 Ltd               Discovery…        confirmed
   8  06-18 Thu  Lowther Seafood   Get Archie's      Aftercare       18,400 GBP  Callum Reid    x5oq
      10:00      Ltd               initials on…
   7  06-19 Fri  Tarrant Labs Ltd  Send Dr Friel     Proposal        31,500 EUR  Tom Ashdown    n5wb
      17:00                        the two-page…
   3  06-23 Tue  Lowther Seafood   Send Archie a     Aftercare       18,400 GBP  Helen Brandt   8jla
      17:00      Ltd               signed statemen…
   2  06-24 Wed  Tarrant Labs Ltd  Demonstrate the   Proposal        31,500 EUR  Tom Ashdown    z8ce
      14:00                        alarm chain in…
   2  06-24 Wed  Tarrant Labs Ltd  milestone:        Proposal        31,500 EUR  Tom Ashdown
                                   Demonstration
   2  06-24 Wed  Cobbold Catering  Drive to Bill's   Signing          3,900 GBP  Tom Ashdown    5dcz
      09:30      Ltd               kitchen with th…

Next 4 days (3)
When       Due        Client            Next action       Stage         Value GBP  Owner        ID
in 3 days  06-29 Mon  Ashcombe Dairies  Check the         Negotiation      43,200  Helen        9rhu
           17:00      Ltd               leasing terms…                             Brandt
in 4 days  06-30 Tue  Ashcombe Dairies  Mail Wendy the    Negotiation      43,200  Tom Ashdown  c5ym
           12:00      Ltd               rent contract…
in 4 days  06-30 Tue  Agnes Whitlock    Text Agnes the    Needs             1,450  Callum Reid  e7ny
           19:00                        price for two…    confirmed

Open deals without a next action (1)
Client                 Deal            Stage     Value GBP  Owner       Last contact
Ferrand Logistics Ltd  Trailer probes  Proposal     27,300  Priya Nair  05-27 Wed
| 15 overdue, 3 in the next 4 days, 1 deal without a next action
| everybody's, as it is not known who you are: `--as PERSON`

"#]]
    );
    let wrong = records.run(&["agenda", "--as", "nobody"]);
    assert_data_eq!(
        wrong.screen(),
        str![[r#"
| error: no person of the team “nobody”
| caused by: flag --as
| hint: there are: margaret.oduya, tom.ashdown, priya.nair, callum.reid, helen.brandt and dave.pruett
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
}

#[test]
fn agenda_of_everybody_by_owner_fits_80_columns() {
    let shown = Records::zh().run(&["agenda", "--owner", "all", "--by", "owner", "--days", "3", "--width", "80"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
林晓枫：逾期 6 项
时间      期限        客户                 下一步行动                 金额  编号
晚 57 天  04-30 周四  宁波甬盛汽车零部件   把刹车片检测样册寄               k2me
          17:00       有限公司             给竺部长
晚 9 天   06-17 周三  杭州云栈智能仓储有   到临平退货仓实测混  285,000 CNY  e3yq
          10:00       限公司               箱尺寸分布
晚 9 天   06-17 周三  杭州云栈智能仓储有   里程碑：需求调研    285,000 CNY
                      限公司
晚 4 天   06-22 周一  无锡联晟新能源科技   换同轴光源重测漏检  158,000 USD  f2uk
          18:00       有限公司             的那颗颗粒，图发…
晚 1 天   06-25 周四  无锡联晟新能源科技   带新相机到联晟涂布  158,000 USD  w5ca
          09:30       有限公司             线做产线演示
晚 1 天   06-25 周四  无锡联晟新能源科技   里程碑：方案演示    158,000 USD
                      有限公司

何静：逾期 6 项
时间      期限        客户                  下一步行动            金额 CNY  编号
晚 28 天  05-29 周五  天津海晏乳业有限公司  里程碑：首次回访       340,000
晚 21 天  06-05 周五  西安长庚制药有限公司  里程碑：商务条款确认   780,000
晚 14 天  06-12 周五  青岛港湾水产有限公司  出 IP67 称重斗的新方   445,000  j9vh
          18:00                             案和报价，发于总监
晚 14 天  06-12 周五  青岛港湾水产有限公司  里程碑：报价           445,000
晚 10 天  06-16 周二  西安长庚制药有限公司  把 74 万的二次报价和   780,000  p6td
          17:00                             换型承诺书递交党主管
晚 8 天   06-18 周四  天津海晏乳业有限公司  请马总签 13.6 万尾款   340,000  x7ml
          17:00                             付款单，赶 7 月 5 …

陈跃华：逾期 1 项
时间      期限        客户                  下一步行动            金额 CNY  编号
晚 14 天  06-12 周五  西安长庚制药有限公司  审批长庚二次报价 74    780,000  z4nf
          12:00                             万

苏婉婷：逾期 1 项
时间     期限        客户                  下一步行动          金额 CNY  编号
晚 3 天  06-23 周二  天津海晏乳业有限公司  出对账函盖章寄孟瑶   340,000  2gsd
         17:00

赵明远：逾期 1 项，1 个商机没有下一步行动
时间      期限        客户                      下一步行动        金额 CNY  编号
晚 2 天   06-24 周三  厦门鹭洲电器有限公司      到厦门当面取合同   165,000  8tcw
          15:00
无下一步              东莞市永利达五金塑胶有限                     160,000
                      公司
| 逾期 15 项，1 个商机没有下一步行动

"#]]
    );
}

#[test]
fn agenda_says_kindly_that_there_is_nothing() {
    let shown = Records::zh().run(&["agenda", "--client", "瑞泽"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
没有逾期事项，未来 7 天也没有到期事项，进行中的商机都有下一步行动。

"#]]
    );
    let shown = Records::en().run(&["agenda", "--owner", "helen", "--days", "1", "--stage", "signing"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Nothing is overdue or due in the next 1 day for Helen Brandt, and every open deal has a next action.

"#]]
    );
}
