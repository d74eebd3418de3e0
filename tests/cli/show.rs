use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn show_gives_the_whole_record_of_a_client_in_aftercare() {
    assert_data_eq!(
        Records::zh().run(&["show", "瑞泽"]).screen(),
        str![[r#"
苏州瑞泽医药包装材料有限公司  VIP客户  医药健康-药用包材
负责人：  林晓枫
首次接触：2024-06-12 周三  744 天前  展会推荐
最近沟通：2026-05-29 周五 10:15  28 天前
别名：    瑞泽、瑞泽医包
区域：    华东
地址：    苏州工业园区归家巷 36 号
税号：    91320594MAL2107X76

联系人
  姓名    角色    职务        电话         邮箱                     态度
  储卫东  影响人  设备工程师  13800000141                           支持
  万丽娟  决策人  生产副总    13800000142  wanlj@ruize.example.com  支持
  俞建    采购    采购主管    13800000143

  储卫东：愿意帮我们介绍客户，每次到厂先找他
  万丽娟：先发议程再约时间；喜欢羽毛球；忌：不在 GMP 检查周打扰
  俞建：  2025-12-31 离职

下一步行动
  - t6wj  汇总两年停机和检出数据，报告交万总  林晓枫  2026-07-10 周五 17:00  14 天后

  - ✓ 04-16  送一套备用光源到瑞泽仓库并登记

商机：西林瓶灯检改造
  阶段：    售后维护  已 585 天
  金额：    1,240,000 CNY
  预计签约：2024-11-20 周三
  意向：    高
  历程：    线索培育 2024-06-12 → 需求确认 2024-07-04 → 方案呈现 2024-08-20 → 谈判推进 2024-09-26 →
            成交签约 2024-11-05 → 售后维护 2024-11-18

  需求与痛点
    明确：  灯检人工由 12 人减到 3 人
      痛点：人工灯检漏判可见异物，2024 年上半年客诉 5 起
    明确：  检测记录满足审计追踪

  里程碑
    - ✓ 需求调研  2024-07-04 完成  期限 2024-07-05  需求确认  吴海涛
    - ✓ 方案演示  2024-08-22 完成  期限 2024-08-23  方案呈现  吴海涛
    - ✓ 报价  2024-09-05 完成  期限 2024-09-06  方案呈现  吴海涛
    - ✓ 商务条款确认  2024-10-31 完成  期限 2024-11-01  谈判推进  吴海涛
    - ✓ 合同签署  2024-11-18 完成  期限 2024-11-20  成交签约  吴海涛
    - ✓ 验收  2025-03-27 完成  期限 2025-03-31  售后维护  吴海涛
    - ✓ 首次回访  2025-04-24 完成  期限 2025-04-30  售后维护  吴海涛

承诺
  - ○ 备件问题 4 小时内回电  对 万丽娟  2025-08-27  林晓枫  口头
  - ✓ 首年免费巡检四次  03-27 兑现  对 万丽娟  2024-10-31  吴海涛  书面

合同与订单
  合同：  HT-2024-031  西林瓶灯检机采购合同  1,240,000 CNY  2024-11-18 签订  期限 2024-11-18 至
          2027-03-26  扫描件 contracts/HT-2024-031.pdf  原件 档案柜 2-07
  订单：  SO-2024-058  已签收  2024-11-20 下单  2025-02-20 交付  送至 苏州工业园区归家巷 36 号 2 号
          楼西门
    明细：灯检机  CL-L400  × 2  560,000 CNY
    明细：审计追踪软件  AT-2  × 2  60,000 CNY
    事件：2024-12-16  开始装配
    事件：2025-01-14  进瓶口由左侧改为右侧  2025-01-14 告知客户
    事件：2025-02-19  专车发出，两台同车

发票与收款
  发票      种类            开具             应付             金额 CNY  未付
  24310007  增值税专用发票  2024-11-22 周五  2024-12-22 周日   372,000
  25310012  增值税专用发票  2025-02-24 周一  2025-03-26 周三   620,000
  25310029  增值税专用发票  2025-03-28 周五  2025-04-27 周日   248,000

  应收余额：已结清
  收款：    2024-12-05  372,000 CNY  发票 24310007  银行转账
  收款：    2025-03-20  620,000 CNY  发票 25310012  银行转账
  收款：    2025-04-25  248,000 CNY  发票 25310029  承兑汇票

售后服务
  - ✓ 2025-06-09  2 号机剔除气缸偶发不回位 → 更换电磁阀并加装回位检测  2025-06-11 解决  吴海涛
  - ✓ 03-18  1 号机光源亮度低于报警线 → 更换光源模组，厂里常备一套  03-19 解决  林晓枫

满意度调查
  - 05-29  9 分（满分 10）  备件到得快  林晓枫
  - 2025-04-24  8 分（满分 10）  设备稳，安装时噪声大  吴海涛

资料与权限
  - 瑞泽供应商门户账号  账号  密码库 / ruize-srm  持有人：林晓枫和苏婉婷
  - 灯检机离线参数备份  文档  技术盘 / 瑞泽 / 参数备份  持有人：林晓枫
  - 相机标定板  工具  备件间 B 架  持有人：苏婉婷
  - 瑞泽售后微信群  群组  微信  持有人：林晓枫和苏婉婷

历任负责人
  - 吴海涛  2024-06-12 – 2025-08-29  交接 2025-08-29_wu.haitao_lin.xiaofeng

备注
    每年 10 月 GMP 检查，检查周不进车间。
    俞建离职后，采购的事暂时直接找万总。

沟通记录  5

  2026-05-29 周五 10:15  线下会议  万丽娟和储卫东  林晓枫
      季度回访。备件光源已到厂。万总说三季度要扩一条预灌封线，立项会在 8 月，灯检可能继续用我们。
      她要一份两年运行数据，给立项用。

    约定：7 月 10 日前交两年运行数据报告

  2026-03-31 周二 09:30  电话拜访  储卫东  林晓枫
      一季度停机 2 次共 50 分钟，都是光源衰减。储工建议两条线备一套光源在厂里。顺便介绍了昆山恒昱的
      姚课长。

  2025-08-27 周三 14:00  线下会议  万丽娟和储卫东  吴海涛
      带林晓枫到厂见面，告知吴海涛月底离开、以后由林晓枫负责。万总只问一句：备件响应时间变不变。答复
      不变，4 小时内回电。

  2024-10-31 周四 10:00  线下会议  万丽娟和俞建  吴海涛
      定了 124 万、分三期；万总要求审计追踪功能写进验收条款，我方同意。

    约定：11 月 20 日前签合同

  2024-06-12 周三 15:30  线下会议  储卫东  吴海涛
      上海药机展认识储工。瑞泽两条西林瓶线全靠人工灯检，12 个人三班倒。

clients/苏州瑞泽医药包装材料有限公司_20240612.yaml

"#]]
    );
}

#[test]
fn show_fits_a_screen_of_80_columns_in_english() {
    assert_data_eq!(
        Records::en().run(&["show", "lowther", "--width", "80"]).screen(),
        str![[r#"
Lowther Seafood Ltd  Customer  Food-Seafood
owner:         Callum Reid
first contact: 2025-03-04 Tue  479 days ago  Inbound call
last contact:  2026-06-16 Tue 14:10  10 days ago
also called:   Lowther
region:        Scotland and Ireland
address:       Fish Quay 9, Eyemouth
tax number:    GB999676614

Contacts
  Name:     Archie Lowther
  Role:     Decision-maker
  Title:    Owner
  Phone:    +44 7700 900151
  Attitude: Neutral

  Name:     Shona Bell
  Role:     Accounts
  Title:    Bookkeeper (Tuesdays and Thursdays)
  Mail:     accounts@lowther.example.com
  Attitude: Neutral

  Archie Lowther: at the market until nine

Next actions
  - x5oq  Get Archie's initials on invoice 260007 at the quay  Callum Reid
    2026-06-18 Thu 10:00  8 days late
  - 8jla  Send Archie a signed statement of account  Helen Brandt  2026-06-23
    Tue 17:00  3 days late

  - ✓ 06-04  Fit the new antenna in van 7

Deal: Ice house and vans
  stage:          Aftercare  for 302 days
  value:          18,400 GBP
  expected close: 2025-08-29 Fri
  history:        Lead nurturing 2025-03-04 → Needs confirmed 2025-04-24 →
                  Proposal 2025-06-12 → Negotiation 2025-07-10 → Signing
                  2025-08-14 → Aftercare 2025-08-28

  Needs and pains
    stated: nine vans and the ice house on one phone
      pain: a restaurant group sent back two vans of langoustine in one week

  Milestones
    - ✓ Contract signed  reached 2025-08-28  due 2025-08-29  Signing  Callum
      Reid
    - ✓ Acceptance  reached 2025-11-12  due 2025-11-14  Aftercare  Callum Reid
    - ✗ First review  42 days late  due 05-15  Aftercare  Callum Reid

Contracts and orders
  contract: C-2025-021  Van and ice house monitoring  18,400 GBP  signed
            2025-08-28  runs 2025-09-01 to 2026-08-31  scan contracts/
            C-2025-021.pdf  original fire safe, folder 61
  order:    SO-25-067  delivered  placed 2025-08-29  delivered 2025-11-06  6
            days late  to Fish Quay 9, Eyemouth, ring the bell twice
    item:   Van kit  TW-V1  × 9  1,600 GBP
    item:   Ice house kit  TW-H4  × 1  4,000 GBP
    event:  2025-10-20  van kits a week late  client told 2025-10-20
    event:  2025-11-05  by courier to the quay
  order:    SO-26-019  in production  placed 2026-05-26  due 2026-06-12 Fri  14
            days late  to Fish Quay 9, Eyemouth
    item:   Door switch  DS-2  × 6  38.50 GBP
    event:  06-10  supplier out of stock  client not told

Invoices and payments
  Invoice  Kind         Issued          Due             Amount GBP  Open GBP
  250231   VAT invoice  2025-09-01 Mon  2025-10-01 Wed       5,520
  250288   VAT invoice  2025-11-07 Fri  2025-12-08 Mon       7,360
  260007   VAT invoice  01-12 Mon       02-11 Wed            5,520     5,520

  receivable: 5,520 GBP  overdue 5,520 GBP
  paid:       2025-09-30  5,520 GBP  invoice 250231  BACS
  paid:       2025-12-11  7,360 GBP  invoice 250288  cheque
  collection: 03-03  mail  invoice 260007  Helen Brandt  reminder sent and not
              answered
  collection: 04-16  phone  invoice 260007  Callum Reid  waits for the owner's
              initials
  collection: 05-21  phone  invoice 260007  Callum Reid  pays once van 7 is
              mended  to pay by 2026-06-19 Fri

Service
  - ✓ 05-18  van 7 drops out near Dunbar → new antenna on the roof  settled
    06-04  Callum Reid

Surveys
  - 01-20  6 of 10  a week late and no call  Helen Brandt

Contacts made  5

  2026-06-16 Tue 14:10  Email  Shona Bell  Callum Reid
      Shona writes that the antenna works and that the invoice still waits for
      initials; she is in again on Thursday.

  2026-05-21 Thu 09:30  Phone  Archie Lowther  Callum Reid
      Archie holds back £5,520 because van 7 drops out near Dunbar. We promised
      a new antenna before he pays.

    agreed: antenna by 5 June and payment by the 19th

  2026-04-16 Thu 10:00  Phone  Shona Bell  Callum Reid
      Asked about the last invoice. Shona has it on her pile and pays nothing
      without Archie's initials.

  2025-11-12 Wed 13:00  Meeting  Archie Lowther  Callum Reid
      All nine vans and the ice house accepted on the quay. Archie signed on the
      bonnet of van 4.

  2025-03-04 Tue 09:40  Phone  Archie Lowther  Callum Reid
      Archie rang after a restaurant group sent back two vans. He wants to show
      a temperature line with every delivery note.

clients/Lowther Seafood Ltd_20250304.yaml

"#]]
    );
}

#[test]
fn show_tells_what_is_late_stale_and_missing() {
    assert_data_eq!(
        Records::zh().run(&["show", "永利达", "--width", "80"]).screen(),
        str![[r#"
东莞市永利达五金塑胶有限公司  潜在客户  制造业-五金塑胶
负责人：  赵明远
首次接触：2026-05-06 周三  51 天前  主动拜访
最近沟通：2026-05-27 周三 17:10  30 天前  该阶段应每 7 天联系一次
别名：    永利达
区域：    华南

联系人
  姓名  角色  电话         微信
  小曾  采购  13800000211  zeng_yld

下一步行动
  “连接器外壳检测”没有下一步行动。

商机：连接器外壳检测
  阶段：    方案呈现  已停留 30 天，超过 21 天
  金额：    160,000 CNY  50%  加权 80,000 CNY
  预计签约：2026-07-24 周五  28 天后
  历程：    线索培育 05-06 → 需求确认 05-20 → 方案呈现 05-27

  需求与痛点
    明确：检出飞边和缩水

沟通记录  3

  2026-05-27 周三 17:10  微信沟通  小曾  赵明远
      按小曾的要求先报了 16 万一台，他说转给老板看。

    附件：quotes/Q-0527.pdf

  2026-05-20 周三 11:00  微信沟通  小曾  赵明远
      小曾发来四种外壳的图，要检飞边和缩水，说老板最近在国外。

  2026-05-06 周三 16:00  线下会议  小曾  赵明远
      小曾带着在注塑车间转了一圈，连接器外壳全靠肉眼挑，一天挑出两箱不良。

方案呈现阶段还缺：连接器外壳检测
  - 决策人  `salesrec contact 永利达 姓名 --role 决策人`

clients/东莞市永利达五金塑胶有限公司_20260506.yaml

"#]]
    );
}

#[test]
fn show_gives_project_and_several_deals() {
    assert_data_eq!(
        Records::en().run(&["show", "pennine", "--log", "1"]).screen(),
        str![[r#"
Pennine Vaccines Ltd  Prospect  Pharmaceuticals-Vaccine storage
owner:         Priya Nair
first contact: 2026-04-09 Thu  78 days ago  Referral
last contact:  2026-06-23 Tue 16:00  3 days ago
also called:   Pennine, PVL
region:        North
address:       Calder Park, Huddersfield
tax number:    GB999923334

Contacts
  Name:     Dr Simon Keogh
  Role:     Decision-maker
  Title:    Head of quality
  Phone:    0161 496 0111
  Mail:     s.keogh@pennine.example.com
  Attitude: Supportive

  Name:     Lucy Marsden
  Role:     Buyer
  Title:    Procurement lead
  Mail:     l.marsden@pennine.example.com
  Attitude: Neutral

  Name:     Adeel Shah
  Role:     Executor
  Title:    Validation engineer
  Phone:    +44 7700 900113
  Attitude: Supportive

  Dr Simon Keogh: reads everything, annexes first

Next actions
  - s2ve  Return the security questionnaire to Lucy  Priya Nair  2026-07-03 Fri 17:00  in 7 days
    Cold store mapping and monitoring
  - 6tbx  Ask Adeel which courier lanes lose most boxes  Priya Nair  2026-07-14 Tue  in 18 days
    Courier boxes

Deal: Cold store mapping and monitoring
  stage:          Proposal  for 15 days of at most 21 days
  value:          61,800 GBP  60%  weighted 37,080 GBP
  expected close: 2026-07-31 Fri  in 35 days
  interest:       high
  competitors:    Frostline and Calibra
  history:        Lead nurturing 04-09 → Needs confirmed 05-07 → Proposal 06-11

  Needs and pains
    stated: audit trail to 21 CFR Part 11
      pain: last MHRA visit raised two findings on paper charts
    stated: calibration certificates traceable to UKAS
      pain: probes come back from calibration eleven weeks late
    latent: one night without supervision during the move

  Milestones
    - ✓ Discovery meeting  reached 05-07  due 05-08  Needs confirmed  Priya Nair
    - ✓ Demonstration  reached 06-17  due 06-18  Proposal  Priya Nair
    - ✓ Quote sent  reached 06-23  due 06-23  Proposal  Priya Nair

  Project  2 done, 1 under way, 2 to do
    goal:      monitor running and qualified in the new cold store before stock moves on 5 October
    done:      thermal walk-through
    done:      network survey
    under way: user requirement review
    to do:     IQ/OQ protocol
    to do:     operator training
    issue:     their IT allows no cloud before a security questionnaire → answer the 60 questions
               with our security officer  Priya Nair  due 2026-07-03 Fri
    risk:      store handed over late by the builder  likelihood medium  impact high → run the
               mapping in the old store first  Priya Nair
    people:    validation engineer for three weeks
    money:     £2,400 for loan probes
    material:  12 calibrated loan probes

Deal: Courier boxes
  stage:    Lead nurturing  for 9 days of at most 60 days
  interest: low
  history:  Lead nurturing 06-17

Promises
  - ○ loan probes free until the committee has met  to Dr Simon Keogh  06-17  Priya Nair  in writing

Contacts made  5

  2026-06-23 Tue 16:00  Email  Lucy Marsden and Dr Simon Keogh  Priya Nair  Cold store mapping and
  monitoring
      Sent quote Q-2638, £61,800 in three parts. Lucy confirmed receipt; their capital committee
      meets on 8 July.

    attachment: quotes/Q-2638.pdf

  and 4 earlier: `--full`

clients/Pennine Vaccines Ltd_20260409.yaml

"#]]
    );
}

#[test]
fn show_gives_a_lost_deal_with_its_reason() {
    assert_data_eq!(
        Records::zh().run(&["show", "石家庄", "--log", "0"]).screen(),
        str![[r#"
石家庄众和制药设备有限公司  潜在客户  医药健康-制药装备
负责人：  何静
首次接触：2026-04-02 周四  85 天前  主动拜访
最近沟通：2026-06-10 周三 11:00  16 天前
别名：    众和制药设备
区域：    北方
税号：    91130104MAY79TW66X

联系人
  姓名    角色    职务    电话         态度
  郝立军  决策人  总经理  13800000161  中立

下一步行动
  - b6rc  问郝总凯朗检测头用了半年的误判情况  何静  2026-12-01 周二  158 天后

  - ✗ 06-10  送铝铝泡罩的二次测试报告  已取消：商机终止

商机：泡罩板缺粒检测
  阶段：    线索终止  已 16 天
  金额：    190,000 CNY
  意向：    中
  竞争对手：凯朗测控
  历程：    线索培育 04-02 → 需求确认 04-22 → 方案呈现 05-11 → 线索终止 06-10
  终止：    输给竞争对手  输给 凯朗测控  对方单台 14.2 万，我们底价 17.5 万  回访 2026-12-01 周二

  需求与痛点
    明确：  缺粒和裂片检出率 99.9%
      痛点：配套的检测头国外进货要 14 周
    明确：  单台不超过 15 万

  里程碑
    - ✓ 需求调研  04-22 完成  期限 04-22  需求确认  何静
    - ✓ 方案演示  05-13 完成  期限 05-14  方案呈现  何静
    - ✓ 报价  05-20 完成  期限 05-20  方案呈现  何静

clients/石家庄众和制药设备有限公司_20260402.yaml

"#]]
    );
}

#[test]
fn show_of_nearly_nothing_is_short() {
    assert_data_eq!(
        Records::zh().run(&["show", "合肥"]).screen(),
        str![[r#"
合肥卓远机电
负责人：无

联系人
  姓名  电话
        13800000241

clients/合肥卓远机电_20260624.yaml

"#]]
    );
}

#[test]
fn show_gives_so_many_contacts_as_asked() {
    let records = Records::zh();
    let count = |words: &[&str]| {
        let shown = records.run(&[&["show", "南粤"], words].concat());
        (shown.ok().matches("赵明远\n      ").count(), shown.ok().contains("另有更早的"))
    };
    assert_eq!(count(&[]), (5, true));
    assert_eq!(count(&["--log", "2"]), (2, true));
    assert_eq!(count(&["--full"]), (6, false));
}

#[test]
fn show_gives_programs_the_record_with_the_keys_of_the_team() {
    let records = Records::zh();
    let shown = records.run(&["show", "瑞泽", "--format", "json"]).json();
    assert_eq!(shown["client"], "苏州瑞泽医药包装材料有限公司_20240612");
    assert_eq!(shown["path"], "clients/苏州瑞泽医药包装材料有限公司_20240612.yaml");
    let record = &shown["record"];
    assert_eq!(record["x-等级说明"], "2025 年起按 VIP 享受备件先发后付");
    assert_eq!(record["contacts"][1]["x-生日"], "09-17");
    assert_eq!(record["deals"][0]["value"], 1_240_000);
    assert_eq!(record["contacts"][0]["phone"], "13800000141");
    assert_eq!(record["surveys"][0]["of"], 10);
    assert_eq!(records.run(&["show", "瑞泽", "--format", "ids"]).ok(), "苏州瑞泽医药包装材料有限公司_20240612\n");
}

#[test]
fn show_looks_in_the_archive_when_asked() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["show", "旭东"]).screen(),
        str![[r#"
| 错误：没有叫“旭东”的客户
| 提示：常州旭东纺织机械有限公司_20250520 在归档中：`salesrec unarchive 常州旭东纺织机械有限公司_20250520`
| 提示：`salesrec list` 列出所有客户
exit 2

"#]]
    );
    assert!(records.run(&["show", "旭东", "--all"]).ok().ends_with("archive/常州旭东纺织机械有限公司_20250520.yaml\n"));
}

#[test]
fn show_spells_out_what_a_terminal_would_obey() {
    let records = Records::en();
    records.write(
        "clients/Evil_20260101.yaml",
        "client: \"Evil\\e[31m\"\nlog:\n- {summary: \"a\\u202eb\\n\\e]0;x\\a\"}\nnotes: \"\\e[2J\"\n",
    );
    let shown = records.run(&["show", "Evil_20260101"]);
    for spelt in ["Evil\\u{1b}[31m", "a\\u{202e}b", "\\u{1b}]0;x\\u{7}", "\\u{1b}[2J"] {
        assert!(shown.ok().contains(spelt), "{}", shown.screen());
    }
    for form in ["table", "md", "json", "csv"] {
        let shown = records.run(&["show", "Evil_20260101", "--format", form]);
        assert!(!shown.stdout.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{form}");
    }
}

#[test]
fn show_warns_of_what_it_could_not_read() {
    let records = Records::en();
    records.write("clients/Odd Ltd_20260101.yaml", "client: Odd Ltd\nfirst_contact: yesterday\nownr: tom.ashdown\n");
    assert_data_eq!(
        records.run(&["show", "odd ltd"]).screen(),
        str![[r#"
Odd Ltd
owner: nobody

clients/Odd Ltd_20260101.yaml
| warning: “yesterday” is not a date such as 2024-03-15
|  --> clients/Odd Ltd_20260101.yaml:2:16
|   |
| 2 | first_contact: yesterday
|   |                ^^^^^^^^^
| warning: the format does not know the key `ownr`
|  --> clients/Odd Ltd_20260101.yaml:3:1
|   |
| 3 | ownr: tom.ashdown
|   | ^^^^
| hint: did you mean `owner`?

"#]]
    );
}
