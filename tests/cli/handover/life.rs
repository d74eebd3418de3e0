//! The nine steps of a handover, as a new user would take them, by command line alone.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// Every action that supports the transition, as the handover's file names it.
fn planned(records: &Records, name: &str) -> Vec<(String, String)> {
    let shown = records.run(&["handover", "status", name, "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(shown.ok()).unwrap();
    let plan = data["handover"]["transition"]["plan"].as_array().unwrap().clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_string();
    plan.iter().map(|one| (text(&one["client"]), text(&one["action"]))).collect()
}

fn at(records: Records, now: &str) -> Records {
    records.var("SALESREC_NOW", now)
}

#[test]
fn the_nine_steps_in_chinese() {
    let records = Records::zh().var("SALESREC_ME", "chen.yuehua");
    let name = "2026-06-26_lin.xiaofeng_zhao.mingyuan";
    // 1 and 2: the scope, the receiver, the questions.
    records.run(&["handover", "--from", "林", "--to", "赵", "--until", "2026-07-03", "--reason", "leaving"]).ok();
    assert_data_eq!(
        records.run(&["handover", "ready"]).screen(),
        str![[r#"
林晓枫 → 赵明远  2026-06-26_lin.xiaofeng_zhao.mingyuan

目前完整度：85%
发起时：    85%
待回答：    18 个问题

杭州云栈智能仓储有限公司_20260527  65%
  - 没有写所属行业。客户是做什么的？  `salesrec edit 杭州云栈智能仓储有限公司_20260527`：补上
    industry，写两级，如 制造业-包装
  - 已有 21 天没有联系，需求确认阶段应每 14 天联系一次。为什么没有联系，客户现在什么态度？  联系客
    户，然后 `salesrec log 杭州云栈智能仓储有限公司_20260527 … --next "具体行动" --due 日期`
  - 痛点“退货旺季夜班招不到人”没有对应的需求。对应哪条需求？  `salesrec edit 杭州云栈智能仓储有限公
    司_20260527`：need 要与 needs 里的文字一致；还没有这条需求就先 `salesrec need add 杭州云栈智能仓
    储有限公司_20260527 …`
  - 商机里没有“拆垛过程全程留图”这条需求。对应哪条需求？  `salesrec edit 杭州云栈智能仓储有限公司
    _20260527`：need 要与 needs 里的文字一致；还没有这条需求就先 `salesrec need add 杭州云栈智能仓储
    有限公司_20260527 …`
  - “需求调研”应在 2026-06-17 前达成，至今没有。达成了没有？  `salesrec milestone done 杭州云栈智能
    仓储有限公司_20260527 需求调研`，或 `milestone set … --due 日期`
  - “到临平退货仓实测混箱尺寸分布”已逾期 6 个工作日：请经理陈跃华介入。做了没有，结果如何？
    `salesrec done 杭州云栈智能仓储有限公司_20260527 e3yq`，或 `salesrec postpone 杭州云栈智能仓储有
    限公司_20260527 e3yq 日期 --why …`
  - “跟进客户”没有说清要做什么。具体要做什么？  `salesrec edit 杭州云栈智能仓储有限公司_20260527`：
    写一件做完能打勾的事，如“把产品参数表发到客户邮箱”

无锡联晟新能源科技有限公司_20260115  80%
  - 已有 11 天没有联系，方案呈现阶段应每 7 天联系一次。为什么没有联系，客户现在什么态度？  联系客
    户，然后 `salesrec log 无锡联晟新能源科技有限公司_20260115 … --next "具体行动" --due 日期`
  - “方案演示”应在 2026-06-25 前达成，至今没有。达成了没有？  `salesrec milestone done 无锡联晟新能
    源科技有限公司_20260115 方案演示`，或 `milestone set … --due 日期`
  - “换同轴光源重测漏检的那颗颗粒，图发邵总监”已逾期 4 个工作日：请林晓枫今天说明何时完成。做了没
    有，结果如何？  `salesrec done 无锡联晟新能源科技有限公司_20260115 f2uk`，或 `salesrec postpone
    无锡联晟新能源科技有限公司_20260115 f2uk 日期 --why …`
  - “带新相机到联晟涂布线做产线演示”已逾期 1 个工作日。做了没有，结果如何？  `salesrec done 无锡联晟
    新能源科技有限公司_20260115 w5ca`，或 `salesrec postpone 无锡联晟新能源科技有限公司_20260115
    w5ca 日期 --why …`

宁波甬盛汽车零部件有限公司_20260330  65%
  - 没有写“邬杰”在采购中的角色。此人在采购中是什么角色？  `salesrec contact 宁波甬盛汽车零部件有限公
    司_20260330 "邬杰" --role 角色`：决策人 | 影响人 | 执行人 | 使用人 | 采购 | 财务
  - 没有写“竺部长”在采购中的角色。此人在采购中是什么角色？  `salesrec contact 宁波甬盛汽车零部件有限
    公司_20260330 "竺部长" --role 角色`：决策人 | 影响人 | 执行人 | 使用人 | 采购 | 财务
  - 没有写怎样联系“竺部长”。怎么联系此人？  `salesrec contact 宁波甬盛汽车零部件有限公司_20260330
    "竺部长" --phone 电话`，或用 --email、--wechat
  - 已有 71 天没有联系，线索培育阶段应每 30 天联系一次。为什么没有联系，客户现在什么态度？  联系客
    户，然后 `salesrec log 宁波甬盛汽车零部件有限公司_20260330 … --next "具体行动" --due 日期`
  - “刹车片外观检测”在线索培育阶段已经 88 天，规定不超过 60 天。卡在哪里？  `salesrec advance 宁波甬
    盛汽车零部件有限公司_20260330` 推进、退回或终止；确实要等的，在这一行写 `# salesrec: ignore
    stale-stage until 日期 because 原因`
  - “已联系，待反馈”看不出沟通了什么。请补充或说明。  `salesrec edit 宁波甬盛汽车零部件有限公司
    _20260330`：写上客户说了什么、我方答复什么、约定了什么
  - “把刹车片检测样册寄给竺部长”已逾期 38 个工作日：该换人负责。做了没有，结果如何？  `salesrec edit
    宁波甬盛汽车零部件有限公司_20260330`：换一位 `owner`；或 `salesrec cancel 宁波甬盛汽车零部件有限
    公司_20260330 k2me --why …`

"#]]
    );
    // 3: steps, meeting, checklists.
    let records = at(records, "2026-07-01 10:00");
    records.run(&["--as", "林", "handover", "check", "1", "2", "3"]).ok();
    records.run(&["handover", "meeting", "--held", "--minutes", "逐个客户过了一遍，没有异议。"]).ok();
    // 5: acceptance; one client goes back and comes again.
    let zhao = |words: &[&str]| records.run(&[&["--as", "赵", "handover"], words].concat());
    zhao(&["reject", "宁波", "--reason", "资料不全", "--note", "竺部长的电话没有写"]).ok();
    assert_data_eq!(
        zhao(&["accept", "昆山", "星河", "无锡", "杭州", "苏州"]).screen(),
        str![[r#"
已接收 5 个客户（来自林晓枫）

- 昆山恒昱精密制造有限公司_20260408
- 星河包装有限公司_20260512
- 无锡联晟新能源科技有限公司_20260115
- 杭州云栈智能仓储有限公司_20260527
- 苏州瑞泽医药包装材料有限公司_20240612

尚待接收：1 个客户
| `salesrec handover transfer` 办理过户

"#]]
    );
    // 6: the transfer.
    assert_data_eq!(
        records.run(&["handover", "transfer"]).screen(),
        str![[r#"
已过户 5 个客户  林晓枫 → 赵明远

客户                          新负责人  行动  里程碑  其他事项  过渡安排
昆山恒昱精密制造有限公司      赵明远       2       0         2         3
星河包装有限公司              赵明远       1       0         0         3
杭州云栈智能仓储有限公司      赵明远       2       1         0         3
无锡联晟新能源科技有限公司    赵明远       2       2         0         3
苏州瑞泽医药包装材料有限公司  赵明远       1       0         0         2
| `salesrec handover undo 2026-06-26_lin.xiaofeng_zhao.mingyuan` 可撤销，前提是这些文件此后没有改动

"#]]
    );
    assert_data_eq!(
        zhao(&["accept"]).screen(),
        str![[r#"
| 错误：已退回，尚未处理完：宁波甬盛汽车零部件有限公司_20260330
| 提示：处理好之后：`salesrec handover accept 客户`
exit 2

"#]]
    );
    zhao(&["accept", "宁波"]).ok();
    records.run(&["handover", "transfer"]).ok();
    assert_data_eq!(
        records.run(&["person", "show", "林"]).screen(),
        str![[r#"
林晓枫  lin.xiaofeng  销售

邮箱：        lin.xiaofeng@chenglan.example.com
区域：        华东
上级：        陈跃华
客户：        0
进行中的商机：0
逾期：        0

"#]]
    );
    // 7: the transition.
    zhao(&["note", "昆山的样机谁去验收？", "--client", "昆山"]).ok();
    assert_data_eq!(
        records.run(&["handover", "close"]).screen(),
        str![[r#"
| 错误：2026-06-26_lin.xiaofeng_zhao.mingyuan 还不能关闭：有 38 件事没有了结
| 原因：步骤 4 未完成：项目状态更新
| 原因：步骤 5 未完成：商机交接
| 原因：步骤 6 未完成：工具和权限交接
| 原因：清单 7 未完成：档案中的缺漏都已补齐
| 原因：清单 8 未完成：交接材料已生成，接手人已读过
| 原因：清单 9 未完成：合同和纸质材料与档案所写位置一致
| 原因：清单 10 未完成：交接会议时间已与各方约定
| 原因：清单 11 未完成：已按优先级逐个客户过一遍
| 原因：清单 12 未完成：书面和口头承诺都已说明并由接手人承接
| 原因：清单 13 未完成：应收款已由财务核对
| 原因：清单 14 未完成：苏州瑞泽医药包装材料有限公司：为赵明远开通“瑞泽供应商门户账号”
| 原因：清单 15 未完成：苏州瑞泽医药包装材料有限公司：为赵明远开通“灯检机离线参数备份”
| 原因：另有 26 件
| 提示：步骤和清单：`handover check 序号`；会议：`handover meeting --held`；问题：`handover note 序号 --answer …`；行动：`done 客户 行动`
exit 2

"#]]
    );
    records.run(&["--as", "林", "handover", "note", "1", "--answer", "姚课长和我一起"]).ok();
    let records = at(records, "2026-07-17 17:00");
    for (client, action) in planned(&records, name) {
        records.run(&["--as", "赵", "done", &client, &action]).ok();
    }
    for task in 4..=50 {
        if records.run(&["handover", "check", &task.to_string()]).code != 0 {
            break;
        }
    }
    // 9: the gate stays shut until the handover is closed.
    assert_data_eq!(
        records.run(&["person", "leave", "林"]).screen(),
        str![[r#"
| 错误：林晓枫还不能离职：有 1 件事没有了结
| 原因：交接 2026-06-26_lin.xiaofeng_zhao.mingyuan（交接人）尚未关闭
| 提示：`salesrec handover status` 查看遗留事项，`salesrec handover close` 关闭交接
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "close", "--lesson", "提前两周开始"]).screen(),
        str![[r#"
已关闭  2026-06-26_lin.xiaofeng_zhao.mingyuan

已交接：6 个客户
| 交接质量：`salesrec handover quality 2026-06-26_lin.xiaofeng_zhao.mingyuan`

"#]]
    );
    // 8: quality.
    let points = [
        "survey",
        "--handover",
        name,
        "--completeness",
        "4",
        "--accuracy",
        "5",
        "--timeliness",
        "3",
        "--communication",
        "5",
    ];
    records.run(&[&["--as", "林", "handover"], &points[..]].concat()).ok();
    records.run(&[&["--as", "赵", "handover"], &points[..]].concat()).ok();
    assert_data_eq!(
        records.run(&["handover", "quality"]).screen(),
        str![[r#"
林晓枫 → 赵明远  2026-06-26_lin.xiaofeng_zhao.mingyuan

记录反映的情况
  档案完整度：      85% → 83%
  已过户客户：      6 / 6
  最后一个客户过户：按时
  逾期步骤：        5
  退回次数：        1
  新负责人已联系：  7 天内 0 / 6
  目前逾期：        9
  30 天内的商机：   丢单 0 个，阶段倒退 0 个  截至目前
  60 天内的商机：   丢单 0 个，阶段倒退 0 个  截至目前
  90 天内的商机：   丢单 0 个，阶段倒退 0 个  截至目前

双方的评价
  项目      交接人  接手人
  完整性       4.0     4.0
  准确性       5.0     5.0
  及时性       3.0     3.0
  沟通顺畅     5.0     5.0

留给下次的经验
  - 提前两周开始

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "status", name]).screen(),
        str![[r#"
林晓枫 → 赵明远  2026-06-26_lin.xiaofeng_zhao.mingyuan

进度：      ██████████  30/30  客户 6/6；步骤、检查清单和会议 24/24
类型：      正式交接  离职
最后工作日：2026-07-03 周五
过渡期至：  2026-07-17 周五
交接会议：  2026-07-01 周三 10:00  已召开 2026-07-01 周三
档案完整度：85% → 83%
已关闭：    2026-07-17 周五

客户
级别  客户                          状态    日期             说明
   2  昆山恒昱精密制造有限公司      已过户  2026-07-01 周三
   2  星河包装有限公司              已过户  2026-07-01 周三
   1  杭州云栈智能仓储有限公司      已过户  2026-07-01 周三
   1  无锡联晟新能源科技有限公司    已过户  2026-07-01 周三
   1  宁波甬盛汽车零部件有限公司    已过户  2026-07-01 周三
   2  苏州瑞泽医药包装材料有限公司  已过户  2026-07-01 周三

步骤和检查清单
序号  环节    事项                                          负责人  期限             完成
   1  步骤    准备                                          林晓枫  2026-06-29 周一  2026-07-01 周三
   2  步骤    文档整理                                      林晓枫  2026-06-30 周二  2026-07-01 周三
   3  步骤    客户信息移交                                  林晓枫  2026-07-01 周三  2026-07-01 周三
   4  步骤    项目状态更新                                  林晓枫  2026-07-02 周四  2026-07-17 周五
   5  步骤    商机交接                                      林晓枫  2026-07-03 周五  2026-07-17 周五
   6  步骤    工具和权限交接                                林晓枫  2026-07-03 周五  2026-07-17 周五
   7  交接前  档案中的缺漏都已补齐                          林晓枫  2026-07-01 周三  2026-07-17 周五
   8  交接前  交接材料已生成，接手人已读过                  林晓枫  2026-07-01 周三  2026-07-17 周五
   9  交接前  合同和纸质材料与档案所写位置一致              林晓枫  2026-07-01 周三  2026-07-17 周五
  10  交接前  交接会议时间已与各方约定                      林晓枫  2026-07-01 周三  2026-07-17 周五
  11  交接中  已按优先级逐个客户过一遍                      林晓枫  2026-07-03 周五  2026-07-17 周五
  12  交接中  书面和口头承诺都已说明并由接手人承接          林晓枫  2026-07-03 周五  2026-07-17 周五
  13  交接中  应收款已由财务核对                            林晓枫  2026-07-03 周五  2026-07-17 周五
  14  交接中  苏州瑞泽医药包装材料有限公司：为赵明远开      林晓枫  2026-07-03 周五  2026-07-17 周五
              通“瑞泽供应商门户账号”
  15  交接中  苏州瑞泽医药包装材料有限公司：为赵明远开      林晓枫  2026-07-03 周五  2026-07-17 周五
              通“灯检机离线参数备份”
  16  交接中  苏州瑞泽医药包装材料有限公司：为赵明远开      林晓枫  2026-07-03 周五  2026-07-17 周五
              通“相机标定板”
  17  交接中  苏州瑞泽医药包装材料有限公司：为赵明远开      林晓枫  2026-07-03 周五  2026-07-17 周五
              通“瑞泽售后微信群”
  18  交接后  客户都已知晓新的对接人                        赵明远  2026-07-17 周五  2026-07-17 周五
  19  交接后  双方都已填写评价                              赵明远  2026-07-17 周五  2026-07-17 周五
  20  交接后  苏州瑞泽医药包装材料有限公司：收回林晓枫      赵明远  2026-07-17 周五  2026-07-17 周五
              的“瑞泽供应商门户账号”
  21  交接后  苏州瑞泽医药包装材料有限公司：收回林晓枫      赵明远  2026-07-17 周五  2026-07-17 周五
              的“灯检机离线参数备份”
  22  交接后  苏州瑞泽医药包装材料有限公司：收回林晓枫      赵明远  2026-07-17 周五  2026-07-17 周五
              的“相机标定板”
  23  交接后  苏州瑞泽医药包装材料有限公司：收回林晓枫      赵明远  2026-07-17 周五  2026-07-17 周五
              的“瑞泽售后微信群”

问答
  - 1  昆山的样机谁去验收？  昆山恒昱精密制造有限公司_20260408 → 姚课长和我一起  林晓枫

"#]]
    );
    assert_data_eq!(
        records.run(&["person", "leave", "林"]).screen(),
        str![[r#"
已标为离职：林晓枫  lin.xiaofeng

"#]]
    );
    assert!(records.run(&["lint", "--select", "people,inactive-owner,inactive-action-owner"]).code == 0);
    assert_eq!(records.run(&["person", "leave", "林"]).code, 2, "only once");
}

#[test]
fn the_nine_steps_in_english() {
    let records = Records::en().var("SALESREC_ME", "margaret.oduya");
    records.run(&["handover", "plan", "--from", "tom", "--to", "priya", "--to", "callum", "--out", "plan.toml"]).ok();
    records
        .run(&["handover", "--from", "tom", "--plan", "plan.toml", "--until", "2026-07-03", "--reason", "leaving"])
        .ok();
    let name = "2026-06-26_tom.ashdown_team";
    let records = at(records, "2026-07-02 10:00");
    records.run(&["handover", "meeting", "--held", "--minutes", "All clients talked through."]).ok();
    assert_data_eq!(
        records.run(&["--as", "priya", "handover", "accept"]).screen(),
        str![[r#"
Accepted 2 clients from Tom Ashdown

- Quayside Brewery Ltd_20260528
- Wexcombe Flowers Ltd_20260410

still to be accepted: 5 clients
| `salesrec handover transfer` gives them their new owner

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "callum", "handover", "accept", "Quayside"]).screen(),
        str![[r#"
| error: Quayside Brewery Ltd_20260528 goes to Priya Nair, not to you
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "callum", "handover", "accept"]).screen(),
        str![[r#"
Accepted 5 clients from Tom Ashdown

- Ashcombe Dairies Ltd_20260414
- Harbour Foods Ltd_20260512
- Tarrant Labs Ltd_20260120
- Cobbold Catering Ltd_20260526
- Greyfriars Biobank_20240618

still to be accepted: 0 clients
| `salesrec handover transfer` gives them their new owner

"#]]
    );
    records.run(&["handover", "transfer"]).ok();
    for (client, action) in planned(&records, name) {
        records.run(&["done", &client, &action]).ok();
    }
    for task in 1..=50 {
        if records.run(&["handover", "check", &task.to_string()]).code != 0 {
            break;
        }
    }
    assert_data_eq!(
        records.run(&["handover", "status"]).screen(),
        str![[r#"
Tom Ashdown → Priya Nair and Callum Reid  2026-06-26_tom.ashdown_team

done:             ██████████  31/31  clients 7/7; steps, checklists and the meeting 24/24
kind:             full handover  leaving the company
last day:         2026-07-03 Fri  tomorrow
transition until: 2026-07-17 Fri
meeting:          2026-07-01 Wed 10:00  held 2026-07-02 Thu
records complete: 86% → 84%

Clients
Tier  Client                Receiver     Status  Since           Remark
   1  Ashcombe Dairies Ltd  Callum Reid  moved   2026-07-02 Thu
   2  Harbour Foods Ltd     Callum Reid  moved   2026-07-02 Thu
   1  Quayside Brewery Ltd  Priya Nair   moved   2026-07-02 Thu
   1  Tarrant Labs Ltd      Callum Reid  moved   2026-07-02 Thu
   1  Cobbold Catering Ltd  Callum Reid  moved   2026-07-02 Thu
   2  Greyfriars Biobank    Callum Reid  moved   2026-07-02 Thu
   3  Wexcombe Flowers Ltd  Priya Nair   moved   2026-07-02 Thu

Steps and checklists
No.  Part    Task                                     Who             Due             Done
  1  step    Preparation                              Tom Ashdown     2026-06-29 Mon  2026-07-02 Thu
  2  step    Documents                                Tom Ashdown     2026-06-30 Tue  2026-07-02 Thu
  3  step    Client information                       Tom Ashdown     2026-07-01 Wed  2026-07-02 Thu
  4  step    Project status                           Tom Ashdown     2026-07-02 Thu  2026-07-02 Thu
  5  step    Pipeline                                 Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
  6  step    Tools and access                         Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
  7  before  Every question on the records is         Tom Ashdown     2026-07-01 Wed  2026-07-02 Thu
             answered
  8  before  The bundle is printed and read by the    Tom Ashdown     2026-07-01 Wed  2026-07-02 Thu
             receiver
  9  before  Contracts and papers are where the       Tom Ashdown     2026-07-01 Wed  2026-07-02 Thu
             records say
 10  before  The time of the meeting is agreed with   Tom Ashdown     2026-07-01 Wed  2026-07-02 Thu
             all who take part
 11  during  Every client was talked through, the     Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
             most urgent first
 12  during  Promises, written and spoken, are named  Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
             and taken over
 13  during  Receivables are confirmed by finance     Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
 14  during  Greyfriars Biobank: “supplier portal of  Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
             the biobank” is given to Callum Reid
 15  during  Greyfriars Biobank: “freezer plan with   Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
             node numbers” is given to Callum Reid
 16  during  Greyfriars Biobank: “dry block           Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
             calibrator” is given to Callum Reid
 17  during  Greyfriars Biobank: “Greyfriars alarm    Tom Ashdown     2026-07-03 Fri  2026-07-02 Thu
             group” is given to Callum Reid
 18  after   Every client knows the new contact       Margaret Oduya  2026-07-17 Fri  2026-07-02 Thu
 19  after   Both sides have answered the             Margaret Oduya  2026-07-17 Fri  2026-07-02 Thu
             questionnaire
 20  after   Greyfriars Biobank: “supplier portal of  Margaret Oduya  2026-07-17 Fri  2026-07-02 Thu
             the biobank” is taken from Tom Ashdown
 21  after   Greyfriars Biobank: “freezer plan with   Margaret Oduya  2026-07-17 Fri  2026-07-02 Thu
             node numbers” is taken from Tom Ashdown
 22  after   Greyfriars Biobank: “dry block           Margaret Oduya  2026-07-17 Fri  2026-07-02 Thu
             calibrator” is taken from Tom Ashdown
 23  after   Greyfriars Biobank: “Greyfriars alarm    Margaret Oduya  2026-07-17 Fri  2026-07-02 Thu
             group” is taken from Tom Ashdown

"#]]
    );
    records.run(&["handover", "close"]).ok();
    assert_data_eq!(
        records.run(&["handover"]).screen(),
        str![[r#"
No handover is open; `salesrec handover --to PERSON` makes one.

"#]]
    );
    let left = records.run(&["person", "leave", "tom"]);
    assert_data_eq!(
        left.screen(),
        str![[r#"
Has left: Tom Ashdown  tom.ashdown

"#]]
    );
}
