use snapbox::{assert_data_eq, str};

use super::{TOM, en, from_tom_to_priya};
use crate::support::Records;

#[test]
fn without_words_it_says_that_nothing_is_handed_over() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["handover"]).screen(),
        str![[r#"
No handover is open; `salesrec handover --to PERSON` makes one.

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "--lang", "zh"]).screen(),
        str![[r#"
没有进行中的交接；`salesrec handover --to 接手人` 发起交接。

"#]]
    );
}

#[test]
fn a_handover_shows_the_load_the_clients_and_what_is_to_be_asked() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["handover", "--to", "赵", "--reason", "leaving"]).screen(),
        str![[r#"
已发起交接  林晓枫 → 赵明远  2026-06-26_lin.xiaofeng_zhao.mingyuan

类型：      正式交接  离职
最后工作日：2026-07-10 周五
过渡期至：  2026-07-24 周五
监交人：    陈跃华
交接会议：  2026-07-06 周一 10:00
档案完整度：85%  18 个问题待交接人回答

工作量：现有 + 新增
接手人  客户   进行中的商机                新增商机金额  逾期行动
赵明远  6 + 6  3 + 6         1,925,000 CNY、158,000 USD  1 + 4

客户，按金额排列；1 级最急
级别  客户                             商机金额  完整度  问题  原因
   2  昆山恒昱精密制造有限公司      960,000 CNY    100%     0  2 个进行中的商机、有承诺待兑现和下一
                                                               步期限 2026-06-30 周二
   2  星河包装有限公司              680,000 CNY    100%     0  1 个进行中的商机和下一步期限
                                                               2026-06-30 周二
   1  杭州云栈智能仓储有限公司      285,000 CNY     65%     7  逾期行动 1 项
   1  无锡联晟新能源科技有限公司    158,000 USD     80%     4  逾期行动 2 项
   1  宁波甬盛汽车零部件有限公司                    65%     7  逾期行动 1 项
   2  苏州瑞泽医药包装材料有限公司                 100%     0  有承诺待兑现和下一步期限 2026-07-10
                                                               周五
| 交接人补齐档案：`salesrec handover ready 2026-06-26_lin.xiaofeng_zhao.mingyuan`
| 接手人接收：`salesrec --as zhao.mingyuan handover accept`

"#]]
    );
    assert_eq!(
        records.changed(&before),
        ["handovers/2026-06-26_lin.xiaofeng_zhao.mingyuan.yaml"],
        "no client is touched"
    );
    assert_data_eq!(
        records.read("handovers/2026-06-26_lin.xiaofeng_zhao.mingyuan.yaml"),
        str![[r#"
from: lin.xiaofeng
to: [zhao.mingyuan]
made: 2026-06-26 16:30
by: lin.xiaofeng
kind: full
reason: leaving
until: 2026-07-10
whole: true
supervisor: chen.yuehua
signers: [giver, receiver]

clients:
  - {client: 昆山恒昱精密制造有限公司_20260408, to: zhao.mingyuan, tier: 2, score: 100}
  - {client: 星河包装有限公司_20260512, to: zhao.mingyuan, tier: 2, score: 100}
  - {client: 杭州云栈智能仓储有限公司_20260527, to: zhao.mingyuan, tier: 1, score: 65}
  - {client: 无锡联晟新能源科技有限公司_20260115, to: zhao.mingyuan, tier: 1, score: 80}
  - {client: 宁波甬盛汽车零部件有限公司_20260330, to: zhao.mingyuan, tier: 1, score: 65}
  - {client: 苏州瑞泽医药包装材料有限公司_20240612, to: zhao.mingyuan, tier: 2, score: 100}

questions:
  - client: 杭州云栈智能仓储有限公司_20260527
    question: 没有写所属行业。客户是做什么的？
    rule: missing-industry
  - client: 杭州云栈智能仓储有限公司_20260527
    question: 已有 21 天没有联系，需求确认阶段应每 14 天联系一次。为什么没有联系，客户现在什么态度？
    rule: no-recent-contact
  - client: 杭州云栈智能仓储有限公司_20260527
    question: 痛点“退货旺季夜班招不到人”没有对应的需求。对应哪条需求？
    rule: pain-without-need
  - client: 杭州云栈智能仓储有限公司_20260527
    question: 商机里没有“拆垛过程全程留图”这条需求。对应哪条需求？
    rule: pain-without-need
  - client: 杭州云栈智能仓储有限公司_20260527
    question: “需求调研”应在 2026-06-17 前达成，至今没有。达成了没有？
    rule: overdue-milestone
  - client: 杭州云栈智能仓储有限公司_20260527
    question: “到临平退货仓实测混箱尺寸分布”已逾期 6 个工作日：请经理陈跃华介入。做了没有，结果如何？
    rule: overdue-action
  - client: 杭州云栈智能仓储有限公司_20260527
    question: “跟进客户”没有说清要做什么。具体要做什么？
    rule: vague-action
  - client: 无锡联晟新能源科技有限公司_20260115
    question: 已有 11 天没有联系，方案呈现阶段应每 7 天联系一次。为什么没有联系，客户现在什么态度？
    rule: no-recent-contact
  - client: 无锡联晟新能源科技有限公司_20260115
    question: “方案演示”应在 2026-06-25 前达成，至今没有。达成了没有？
    rule: overdue-milestone
  - client: 无锡联晟新能源科技有限公司_20260115
    question: “换同轴光源重测漏检的那颗颗粒，图发邵总监”已逾期 4 个工作日：请林晓枫今天说明何时完成。做了没有，结果如何？
    rule: overdue-action
  - client: 无锡联晟新能源科技有限公司_20260115
    question: “带新相机到联晟涂布线做产线演示”已逾期 1 个工作日。做了没有，结果如何？
    rule: overdue-action
  - client: 宁波甬盛汽车零部件有限公司_20260330
    question: 没有写“邬杰”在采购中的角色。此人在采购中是什么角色？
    rule: contact-without-role
  - client: 宁波甬盛汽车零部件有限公司_20260330
    question: 没有写“竺部长”在采购中的角色。此人在采购中是什么角色？
    rule: contact-without-role
  - client: 宁波甬盛汽车零部件有限公司_20260330
    question: 没有写怎样联系“竺部长”。怎么联系此人？
    rule: unreachable-contact
  - client: 宁波甬盛汽车零部件有限公司_20260330
    question: 已有 71 天没有联系，线索培育阶段应每 30 天联系一次。为什么没有联系，客户现在什么态度？
    rule: no-recent-contact
  - client: 宁波甬盛汽车零部件有限公司_20260330
    question: “刹车片外观检测”在线索培育阶段已经 88 天，规定不超过 60 天。卡在哪里？
    rule: stale-stage
  - client: 宁波甬盛汽车零部件有限公司_20260330
    question: “已联系，待反馈”看不出沟通了什么。请补充或说明。
    rule: empty-words
  - client: 宁波甬盛汽车零部件有限公司_20260330
    question: “把刹车片检测样册寄给竺部长”已逾期 38 个工作日：该换人负责。做了没有，结果如何？
    rule: overdue-action

steps:
  - {step: 准备, owner: lin.xiaofeng, due: 2026-06-30}
  - {step: 文档整理, owner: lin.xiaofeng, due: 2026-07-02}
  - {step: 客户信息移交, owner: lin.xiaofeng, due: 2026-07-03}
  - {step: 项目状态更新, owner: lin.xiaofeng, due: 2026-07-07}
  - {step: 商机交接, owner: lin.xiaofeng, due: 2026-07-09}
  - {step: 工具和权限交接, owner: lin.xiaofeng, due: 2026-07-10}
meeting:
  at: 2026-07-06 10:00
  people:
    - {person: lin.xiaofeng, part: giver}
    - {person: zhao.mingyuan, part: receiver}
    - {person: chen.yuehua, part: supervisor}

checklist:
  - {item: 档案中的缺漏都已补齐, phase: before, owner: lin.xiaofeng, due: 2026-07-06}
  - {item: 交接材料已生成，接手人已读过, phase: before, owner: lin.xiaofeng, due: 2026-07-06}
  - {item: 合同和纸质材料与档案所写位置一致, phase: before, owner: lin.xiaofeng, due: 2026-07-06}
  - {item: 交接会议时间已与各方约定, phase: before, owner: lin.xiaofeng, due: 2026-07-06}
  - {item: 已按优先级逐个客户过一遍, phase: during, owner: lin.xiaofeng, due: 2026-07-10}
  - item: 书面和口头承诺都已说明并由接手人承接
    phase: during
    owner: lin.xiaofeng
    due: 2026-07-10
  - {item: 应收款已由财务核对, phase: during, owner: lin.xiaofeng, due: 2026-07-10}
  - item: 苏州瑞泽医药包装材料有限公司：为赵明远开通“瑞泽供应商门户账号”
    phase: during
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 瑞泽供应商门户账号
    owner: lin.xiaofeng
    due: 2026-07-10
  - item: 苏州瑞泽医药包装材料有限公司：为赵明远开通“灯检机离线参数备份”
    phase: during
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 灯检机离线参数备份
    owner: lin.xiaofeng
    due: 2026-07-10
  - item: 苏州瑞泽医药包装材料有限公司：为赵明远开通“相机标定板”
    phase: during
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 相机标定板
    owner: lin.xiaofeng
    due: 2026-07-10
  - item: 苏州瑞泽医药包装材料有限公司：为赵明远开通“瑞泽售后微信群”
    phase: during
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 瑞泽售后微信群
    owner: lin.xiaofeng
    due: 2026-07-10
  - {item: 客户都已知晓新的对接人, phase: after, owner: zhao.mingyuan, due: 2026-07-24}
  - {item: 双方都已填写评价, phase: after, owner: zhao.mingyuan, due: 2026-07-24}
  - item: 苏州瑞泽医药包装材料有限公司：收回林晓枫的“瑞泽供应商门户账号”
    phase: after
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 瑞泽供应商门户账号
    owner: zhao.mingyuan
    due: 2026-07-24
  - item: 苏州瑞泽医药包装材料有限公司：收回林晓枫的“灯检机离线参数备份”
    phase: after
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 灯检机离线参数备份
    owner: zhao.mingyuan
    due: 2026-07-24
  - item: 苏州瑞泽医药包装材料有限公司：收回林晓枫的“相机标定板”
    phase: after
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 相机标定板
    owner: zhao.mingyuan
    due: 2026-07-24
  - item: 苏州瑞泽医药包装材料有限公司：收回林晓枫的“瑞泽售后微信群”
    phase: after
    client: 苏州瑞泽医药包装材料有限公司_20240612
    access: 瑞泽售后微信群
    owner: zhao.mingyuan
    due: 2026-07-24

transition:
  from: 2026-07-11
  until: 2026-07-24

"#]]
    );
}

#[test]
fn a_dry_run_shows_the_load_and_the_file_and_writes_nothing() {
    let records = en();
    let before = records.all();
    let shown = records.run(&[
        "handover",
        "--from",
        "tom",
        "--to",
        "callum",
        "--client",
        "harbour",
        "--until",
        "2026-07-01",
        "--dry-run",
    ]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Would hand over  Tom Ashdown → Callum Reid  2026-06-26_tom.ashdown_callum.reid

kind:             full handover
last day:         2026-07-01 Wed
transition until: 2026-07-15 Wed
supervisor:       Margaret Oduya
finance:          Helen Brandt
meeting:          2026-06-30 Tue 10:00
records complete: 100%  0 questions to the giver

Load: now + added
Receiver     Clients  Open deals  Open value added GBP  Overdue
Callum Reid  5 + 1    3 + 1                     24,600  3 + 0

Clients, most valuable first; tier 1 burns
Tier  Client             Open value GBP  Complete  Questions  Why
   2  Harbour Foods Ltd          24,600      100%          0  1 open deal and next action due
                                                              2026-07-01 Wed

--- /dev/null
+++ b/handovers/2026-06-26_tom.ashdown_callum.reid.yaml
@@ -0,0 +1,64 @@
+from: tom.ashdown
+to: [callum.reid]
+made: 2026-06-26 16:30
+by: margaret.oduya
+kind: full
+until: 2026-07-01
+whole: false
+supervisor: margaret.oduya
+finance: helen.brandt
+signers: [giver, receiver]
+
+clients:
+  - {client: Harbour Foods Ltd_20260512, to: callum.reid, tier: 2, score: 100}
+
+steps:
+  - {step: Preparation, owner: tom.ashdown, due: 2026-06-29}
+  - {step: Documents, owner: tom.ashdown, due: 2026-06-29}
+  - {step: Client information, owner: tom.ashdown, due: 2026-06-30}
+  - {step: Project status, owner: tom.ashdown, due: 2026-06-30}
+  - {step: Pipeline, owner: tom.ashdown, due: 2026-07-01}
+  - {step: Tools and access, owner: tom.ashdown, due: 2026-07-01}
+meeting:
+  at: 2026-06-30 10:00
+  people:
+    - {person: tom.ashdown, part: giver}
+    - {person: callum.reid, part: receiver}
+    - {person: margaret.oduya, part: supervisor}
+    - {person: helen.brandt, part: finance}
+
+checklist:
+  - item: Every question on the records is answered
+    phase: before
+    owner: tom.ashdown
+    due: 2026-06-30
+  - item: The bundle is printed and read by the receiver
+    phase: before
+    owner: tom.ashdown
+    due: 2026-06-30
+  - item: Contracts and papers are where the records say
+    phase: before
+    owner: tom.ashdown
+    due: 2026-06-30
+  - item: The time of the meeting is agreed with all who take part
+    phase: before
+    owner: tom.ashdown
+    due: 2026-06-30
+  - item: Every client was talked through, the most urgent first
+    phase: during
+    owner: tom.ashdown
+    due: 2026-07-01
+  - item: Promises, written and spoken, are named and taken over
+    phase: during
+    owner: tom.ashdown
+    due: 2026-07-01
+  - {item: Receivables are confirmed by finance, phase: during, owner: tom.ashdown, due: 2026-07-01}
+  - {item: Every client knows the new contact, phase: after, owner: callum.reid, due: 2026-07-15}
+  - item: Both sides have answered the questionnaire
+    phase: after
+    owner: callum.reid
+    due: 2026-07-15
+
+transition:
+  from: 2026-07-02
+  until: 2026-07-15
| dry run: nothing was written

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn several_receivers_share_by_region_class_stage_value_name_and_rest() {
    let shares = |to: &[&str]| {
        let records = en();
        let mut words = vec!["handover", "--from", "tom", "--format", "json"];
        for to in to {
            words.extend(["--to", to]);
        }
        let shown = records.run(&words);
        let data: serde_json::Value = serde_json::from_str(shown.ok()).unwrap();
        let clients = data["clients"].as_array().unwrap();
        let of = |person: &str| clients.iter().filter(|client| client["to"] == person).count();
        (of("priya.nair"), of("callum.reid"), of("helen.brandt"))
    };
    assert_eq!(shares(&["priya:South", "callum:*"]), (7, 0, 0));
    assert_eq!(shares(&["priya:Negotiation", "callum:*"]), (1, 6, 0));
    assert_eq!(shares(&["priya:Customer", "callum:*"]).0 + shares(&["priya:*", "callum:Customer"]).0, 7);
    assert_eq!(shares(&["priya:>=20000", "callum:*"]), (2, 5, 0));
    assert_eq!(shares(&["priya:Harbour", "helen:Tarrant", "callum:*"]), (1, 5, 1));
}

#[test]
fn several_receivers_make_one_handover_of_the_team() {
    let records = en();
    let shown = records.run(&["handover", "--from", "tom", "--to", "priya:Harbour", "--to", "callum:*"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Handing over  Tom Ashdown → Priya Nair and Callum Reid  2026-06-26_tom.ashdown_team

kind:             full handover
last day:         2026-07-10 Fri
transition until: 2026-07-24 Fri
supervisor:       Margaret Oduya
finance:          Helen Brandt
meeting:          2026-07-06 Mon 10:00
records complete: 86%  19 questions to the giver

Load: now + added
Receiver     Clients  Open deals    Open value added GBP  Overdue
Priya Nair   5 + 1    5 + 1                       24,600  3 + 0
Callum Reid  5 + 6    3 + 3       31,500 EUR, 48,400 GBP  3 + 4

Clients, most valuable first; tier 1 burns
Tier  Client                Receiver     Open value  Complete  Questions  Why
   1  Ashcombe Dairies Ltd  Callum Reid  43,200 GBP      100%          0  to be signed by 2026-07-10
                                                                          Fri
   2  Harbour Foods Ltd     Priya Nair   24,600 GBP      100%          0  1 open deal and next
                                                                          action due 2026-07-01 Wed
   1  Quayside Brewery Ltd  Callum Reid   5,200 GBP       65%          7  1 action overdue
   1  Tarrant Labs Ltd      Callum Reid  31,500 EUR       80%          4  2 actions overdue
   1  Cobbold Catering Ltd  Callum Reid                   65%          7  1 action overdue and
                                                                          “Event fridges” is being
                                                                          signed
   2  Greyfriars Biobank    Callum Reid                  100%          0  a promise is to be kept
                                                                          and next action due
                                                                          2026-07-08 Wed
   3  Wexcombe Flowers Ltd  Callum Reid                   95%          1
| the giver answers: `salesrec handover ready 2026-06-26_tom.ashdown_team`
| the receiver accepts: `salesrec --as priya.nair handover accept`

"#]]
    );
    assert!(records.file("handovers/2026-06-26_tom.ashdown_team.yaml").exists());
}

#[test]
fn a_plan_is_suggested_evenly_written_down_and_followed() {
    let records = en();
    let plan = ["handover", "plan", "--from", "tom", "--to", "priya", "--to", "callum", "--out", "plan.toml"];
    assert_data_eq!(
        records.run(&plan).screen(),
        str![[r#"
Receiver     Client                Region  Tier  Open deals  Open value  Overdue
Priya Nair   Quayside Brewery Ltd  South      1           1   5,200 GBP        1
Priya Nair   Wexcombe Flowers Ltd  South      3           0                    0
Callum Reid  Ashcombe Dairies Ltd  South      1           1  43,200 GBP        0
Callum Reid  Harbour Foods Ltd     South      2           1  24,600 GBP        0
Callum Reid  Tarrant Labs Ltd      South      1           1  31,500 EUR        2
Callum Reid  Cobbold Catering Ltd  South      1           0                    1
Callum Reid  Greyfriars Biobank    South      2           0                    0
| Priya Nair: 7 clients (2 more), 6 open deals (1 more), 4 overdue (1 more), 146,300 GBP
| Callum Reid: 10 clients (5 more), 6 open deals (3 more), 6 overdue (3 more), 31,500 EUR, 75,650 GBP
| written: `salesrec handover --from tom.ashdown --plan plan.toml` hands over so

"#]]
    );
    assert_data_eq!(
        records.read("plan.toml"),
        str![[r#"
[[give]]
to = "priya.nair"
clients = [
  "Quayside Brewery Ltd_20260528",
  "Wexcombe Flowers Ltd_20260410",
]

[[give]]
to = "callum.reid"
clients = [
  "Ashcombe Dairies Ltd_20260414",
  "Harbour Foods Ltd_20260512",
  "Tarrant Labs Ltd_20260120",
  "Cobbold Catering Ltd_20260526",
  "Greyfriars Biobank_20240618",
]

"#]]
    );
    assert_data_eq!(
        records.run(&plan).screen(),
        str![[r#"
| error: plan.toml is there already
| hint: name another file
exit 2

"#]]
    );
    records.run(&["handover", "--from", "tom", "--plan", "plan.toml"]).ok();
    let made = records.read("handovers/2026-06-26_tom.ashdown_team.yaml");
    assert_eq!(made.matches("to: priya.nair").count(), 2, "{made}");
    assert_eq!(made.matches("to: callum.reid").count(), 5, "{made}");
}

#[test]
fn a_plan_may_say_it_by_rules_and_a_slip_in_it_is_shown_in_its_place() {
    let records = en();
    records.write(
        "plan.toml",
        "[[give]]\nto = \"priya\"\nstage = \"Negotiation\"\n\n[[give]]\nto = \"callum\"\nat_least = 20000\nclients = [\"Harbour\"]\n\n[[give]]\nto = \"helen\"\n",
    );
    let shown = records.run(&["handover", "--from", "tom", "--plan", "plan.toml", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(shown.ok()).unwrap();
    let to: Vec<&str> =
        data["clients"].as_array().unwrap().iter().map(|client| client["to"].as_str().unwrap()).collect();
    assert_eq!(to.iter().filter(|to| **to == "helen.brandt").count(), 5);
    records.write("plan.toml", "[[give]]\nto = \"priya\"\nregoin = \"South\"\n");
    assert_data_eq!(
        records.run(&["handover", "--from", "tom", "--plan", "plan.toml"]).screen(),
        str![[r#"
| error: unknown key `regoin`
|  --> plan.toml:3:1
|   |
| 3 | regoin = "South"
|   | ^^^^^^
| hint: did you mean `region`?
exit 2

"#]]
    );
    records.write("plan.toml", "");
    assert_data_eq!(
        records.run(&["handover", "--from", "tom", "--plan", "plan.toml"]).screen(),
        str![[r#"
| error: the plan gives nothing
|  --> plan.toml
| hint: write `[[give]]` with `to` and one of region, class, stage, at_least, clients; `salesrec handover plan --out FILE` makes one
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "--from", "tom", "--plan", "none.toml"]).screen(),
        str![[r#"
| error: the plan cannot be read
|  --> none.toml
| caused by: No such file or directory (os error 2)
exit 2

"#]]
    );
}

#[test]
fn the_scope_can_be_a_part() {
    let records = en();
    records
        .run(&["handover", "--from", "tom", "--to", "callum", "--stage", "Negotiation", "--client", "Ashcombe"])
        .ok();
    let made = records.read("handovers/2026-06-26_tom.ashdown_callum.reid.yaml");
    assert!(made.contains("whole: false") && made.contains("Ashcombe"), "{made}");
    records.run(&["handover", "--from", "tom", "--to", "callum", "--client", "harbour"]).ok();
    assert!(
        records.file("handovers/2026-06-26_tom.ashdown_callum.reid_2.yaml").exists(),
        "the same people, the same day"
    );
}

#[test]
fn an_emergency_moves_at_once_and_shows_the_key_facts() {
    let records = en();
    let before = records.all();
    let words =
        ["handover", "--from", "tom", "--to", "priya", "--emergency", "--client", "Greyfriars", "--client", "Cobbold"];
    assert_data_eq!(
        records.run(&words).screen(),
        str![[r#"
Handing over  Tom Ashdown → Priya Nair  2026-06-26_tom.ashdown_priya.nair

kind:             emergency handover
last day:         2026-06-26 Fri
transition until: 2026-07-10 Fri
supervisor:       Margaret Oduya
finance:          Helen Brandt
meeting:          2026-06-26 Fri
records complete: 83%  7 questions to the giver

Load: now + added
Receiver    Clients  Open deals  Open value added  Overdue
Priya Nair  7 + 2    5 + 0                         4 + 1

Clients, most valuable first; tier 1 burns
Tier  Client                Open value  Complete  Questions  Why
   1  Cobbold Catering Ltd                   65%          7  1 action overdue and “Event fridges” is
                                                             being signed
   2  Greyfriars Biobank                    100%          0  a promise is to be kept and next action
                                                             due 2026-07-08 Wed

Key facts
Client                Call                                 Deals  Next
Cobbold Catering Ltd  Bill Cobbold +44 7700 900271                2026-06-24: Drive to Bill's
                                                                  kitchen with the printed contract
Greyfriars Biobank    Ingrid Solheim 020 7946 0141                2026-07-01: Tell Greyfriars
                      ingrid@greyfriars.example.com               Biobank that Priya Nair now looks
                                                                  after them, and how to reach Priya
                                                                  Nair

2 clients have their new owner, with 2 open actions and milestones; acceptance follows.
| the giver answers: `salesrec handover ready 2026-06-26_tom.ashdown_priya.nair`
| the receiver accepts: `salesrec --as priya.nair handover accept`

"#]]
    );
    assert_eq!(records.changed(&before).len(), 3);
    assert_data_eq!(
        records.diff("clients/Cobbold Catering Ltd_20260526.yaml", &before),
        str![[r#"
--- a/clients/Cobbold Catering Ltd_20260526.yaml
+++ b/clients/Cobbold Catering Ltd_20260526.yaml
@@ -6,7 +6,12 @@
 region: South
 source: Referral
 first_contact: 2026-05-26
-owner: tom.ashdown
+owner: priya.nair
+owners:
+  - owner: tom.ashdown
+    from: 2026-05-26
+    until: 2026-06-26
+    handover: 2026-06-26_tom.ashdown_priya.nair
 contacts:
   - {name: Bill Cobbold, role: Decision-maker, title: Proprietor, phone: "+44 7700 900271"}
 deals:
@@ -34,6 +39,9 @@
     deal: Event fridges
     summary: Bill is at a wedding every day, has not printed the contract, will sign when he is next in the office.
 actions:
-  - {id: 5dcz, action: Drive to Bill's kitchen with the printed contract, owner: tom.ashdown, due: 2026-06-24 09:30, deal: Event fridges, priority: 1, created: 2026-06-17}
+  - {id: 5dcz, action: Drive to Bill's kitchen with the printed contract, owner: priya.nair, due: 2026-06-24 09:30, deal: Event fridges, priority: 1, created: 2026-06-17}
+  - {id: h8b4, action: "Tell Cobbold Catering Ltd that Priya Nair now looks after them, and how to reach Priya Nair", owner: priya.nair, due: 2026-06-29, created: 2026-06-26}
+  - {id: t28f, action: Visit or call Cobbold Catering Ltd together with Tom Ashdown, owner: priya.nair, due: 2026-06-26, created: 2026-06-26}
+  - {id: wqj5, action: "Ask Cobbold Catering Ltd how the change of contact goes, and clear open questions with Tom Ashdown", owner: priya.nair, due: 2026-07-03, created: 2026-06-26}
 promises: []
 contracts:

"#]]
    );
    records.run(&["--as", "priya", "handover", "accept"]).ok();
}

#[test]
fn readiness_asks_the_giver_and_the_score_rises_with_the_answers() {
    let records = from_tom_to_priya();
    assert_data_eq!(
        records.run(&["handover", "ready"]).screen(),
        str![[r#"
Tom Ashdown → Priya Nair  2026-06-26_tom.ashdown_priya.nair

complete now:     86%
when it was made: 86%
questions:        19

Quayside Brewery Ltd_20260528  65%
  - the industry is not written down: what does the client do?  `salesrec edit 'Quayside Brewery
    Ltd_20260528'`: industry, in two levels such as Food-Dairy
  - no contact for 21 days; Needs confirmed asks for one every 14 days: why was there no contact,
    and how do they feel?  contact the client, then `salesrec log 'Quayside Brewery Ltd_20260528' …
    --next "DEED" --due DATE`
  - “nobody in the building at weekends” answers to no need: which need does it answer to?
    `salesrec edit 'Quayside Brewery Ltd_20260528'`: need, word for word as under needs; where there
    is none, `salesrec need add 'Quayside Brewery Ltd_20260528' …`
  - “cooling that can be shut from the phone” is none of the deal's needs: which need does it answer
    to?  `salesrec edit 'Quayside Brewery Ltd_20260528'`: need, word for word as under needs; where
    there is none, `salesrec need add 'Quayside Brewery Ltd_20260528' …`
  - “Discovery meeting” was due 2026-06-17 and is not reached: was it reached?  `salesrec milestone
    done 'Quayside Brewery Ltd_20260528' 'Discovery meeting'`, or `milestone set … --due DATE`
  - “Measure the thermowells of all eight fermenters on site” is 7 working days late: give it to
    somebody else: is it done, and what came of it?  `salesrec edit 'Quayside Brewery
    Ltd_20260528'`: another `owner`; or `salesrec cancel 'Quayside Brewery Ltd_20260528' g4rk --why
    …`
  - “follow up” does not say what is to be done: what exactly is to be done?  `salesrec edit
    'Quayside Brewery Ltd_20260528'`: a deed that can be ticked off, such as “send the parameter
    sheet to …”

Tarrant Labs Ltd_20260120  80%
  - no contact for 14 days; Proposal asks for one every 7 days: why was there no contact, and how do
    they feel?  contact the client, then `salesrec log 'Tarrant Labs Ltd_20260120' … --next "DEED"
    --due DATE`
  - “Demonstration” was due 2026-06-24 and is not reached: was it reached?  `salesrec milestone done
    'Tarrant Labs Ltd_20260120' Demonstration`, or `milestone set … --due DATE`
  - “Send Dr Friel the two-page calibration method with uncertai…” is 5 working days late: Margaret
    Oduya, the manager, steps in: is it done, and what came of it?  `salesrec done 'Tarrant Labs
    Ltd_20260120' n5wb`, or `salesrec postpone 'Tarrant Labs Ltd_20260120' n5wb DATE --why …`
  - “Demonstrate the alarm chain in the cell room” is 2 working days late: is it done, and what came
    of it?  `salesrec done 'Tarrant Labs Ltd_20260120' z8ce`, or `salesrec postpone 'Tarrant Labs
    Ltd_20260120' z8ce DATE --why …`

Cobbold Catering Ltd_20260526  65%
  - “Catering” is only one level: please complete or explain it  `salesrec edit 'Cobbold Catering
    Ltd_20260526'`: industry as “Catering-BRANCH”
  - the milestone “Contract signed” of Signing is neither planned nor reached: please complete or
    explain it  `salesrec milestone add 'Cobbold Catering Ltd_20260526' 'Contract signed' --due
    DATE`, or `milestone done` when it was reached
  - “Event fridges” was won 24 days ago and has no contract: where is the contract?  `salesrec edit
    'Cobbold Catering Ltd_20260526'`: contracts, with number, deal, amount and signed
  - “Event fridges” has been in Signing for 24 days; the limit is 14 days: what is in the way?
    `salesrec advance 'Cobbold Catering Ltd_20260526'`, back or out too; if it must wait: `#
    salesrec: ignore stale-stage until DATE because …`
  - “Event fridges” was to be signed by 2026-06-12: when will it be signed now?  `salesrec deal set
    'Cobbold Catering Ltd_20260526' --close DATE`
  - “Signing” was entered past Needs confirmed, Proposal and Negotiation, without a note: please
    complete or explain it  `salesrec edit 'Cobbold Catering Ltd_20260526'`: note, why
  - “Drive to Bill's kitchen with the printed contract” is 2 working days late: is it done, and what
    came of it?  `salesrec done 'Cobbold Catering Ltd_20260526' 5dcz`, or `salesrec postpone
    'Cobbold Catering Ltd_20260526' 5dcz DATE --why …`

Wexcombe Flowers Ltd_20260410  95%
  - the milestone “Discovery meeting” of Needs confirmed is neither planned nor reached: please
    complete or explain it  `salesrec milestone add 'Wexcombe Flowers Ltd_20260410' 'Discovery
    meeting' --due DATE`, or `milestone done` when it was reached

"#]]
    );
    let path = "clients/Cobbold Catering Ltd_20260526.yaml";
    let asked = records.run(&["handover", "ready", "--format", "json"]);
    let asked: serde_json::Value = serde_json::from_str(asked.ok()).unwrap();
    records.write(path, records.read(path).replace("first_contact:", "tax_id: \"GB999000000\"\nfirst_contact:"));
    assert!(asked["questions"].as_u64().unwrap() > 10);
    records.run(&["lint", "--fix"]);
    assert!(records.read(TOM).contains("score: 65"), "what it was when the handover was made stays");
}

#[test]
fn strict_stops_on_errors_and_names_the_records() {
    let records = en();
    let path = "clients/Harbour Foods Ltd_20260512.yaml";
    let record = records.read(path);
    records.write(
        path,
        record.replace("owner: tom.ashdown\n    due: 2026-07-01", "owner: dave.pruett\n    due: 2026-07-01"),
    );
    assert_ne!(records.read(path), record);
    let before = records.all();
    assert_data_eq!(
        records.run(&["handover", "--from", "tom", "--to", "priya", "--strict"]).screen(),
        str![[r#"
| error: 1 record with errors; nothing was written
| caused by: Harbour Foods Ltd: 1 error
| hint: `salesrec lint CLIENT` shows and explains them; without `--strict` they become questions to the giver
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
    records.run(&["handover", "--from", "tom", "--to", "priya"]).ok();
}

#[test]
fn the_settings_are_followed() {
    let records = en();
    let settings = records.read("salesrec.toml").replace(
        "[handover]\n",
        "[handover]\nsteps = [\"One\", \"Two\"]\ntransition = \"1w\"\nsigners = [\"receiver\", \"finance\"]\nfinance = \"helen.brandt\"\nchecklist = { before = [\"Tidy up\"], during = [], after = [] }\n",
    );
    records.write("salesrec.toml", settings);
    records.run(&["handover", "--from", "tom", "--to", "priya", "--client", "harbour"]).ok();
    assert_data_eq!(
        records.read(TOM),
        str![[r#"
from: tom.ashdown
to: [priya.nair]
made: 2026-06-26 16:30
by: margaret.oduya
kind: full
until: 2026-07-10
whole: false
supervisor: margaret.oduya
finance: helen.brandt
signers: [receiver, finance]

clients:
  - {client: Harbour Foods Ltd_20260512, to: priya.nair, tier: 2, score: 100}

steps:
  - {step: One, owner: tom.ashdown, due: 2026-07-03}
  - {step: Two, owner: tom.ashdown, due: 2026-07-10}
meeting:
  at: 2026-07-06 10:00
  people:
    - {person: tom.ashdown, part: giver}
    - {person: priya.nair, part: receiver}
    - {person: margaret.oduya, part: supervisor}
    - {person: helen.brandt, part: finance}

checklist:
  - {item: Tidy up, phase: before, owner: tom.ashdown, due: 2026-07-06}

transition:
  from: 2026-07-11
  until: 2026-07-17

"#]]
    );
}

#[test]
fn a_slip_in_the_settings_is_shown_in_its_place() {
    let records = en();
    let settings = records.read("salesrec.toml");
    for slip in [
        "stpes = []",
        "signers = [\"boss\"]",
        "transition = \"soon\"",
        "checklist = { befor = [] }",
        "redact = [\"names\"]",
    ] {
        records.write("salesrec.toml", settings.replace("[handover]\n", &format!("[handover]\n{slip}\n")));
        let shown = records.run(&["handover"]);
        assert_eq!(shown.code, 2, "{slip}");
        assert!(shown.stderr.contains("salesrec.toml:") && shown.stderr.contains(slip), "{}", shown.stderr);
    }
}

#[test]
fn one_client_of_an_emergency_has_its_new_owner() {
    let records = Records::en();
    let shown = records.run(&["--as", "tom", "handover", "--to", "priya", "--client", "harbour", "--emergency"]);
    assert!(shown.ok().contains("1 client has its new owner, with "), "{}", shown.screen());
    let status = records.run(&["--as", "tom", "handover", "status"]);
    assert!(status.ok().contains("clients 0/1; steps, checklists and the meeting 0/16"), "{}", status.screen());
}
