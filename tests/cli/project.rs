use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn project_goal_begins_a_project_and_changes_it() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["project", "goal", "星河", "8 月中旬上线", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -47,6 +47,8 @@
     history:
       - {stage: 线索培育, since: 2026-05-12, by: lin.xiaofeng}
       - {stage: 需求确认, since: 2026-06-08, by: lin.xiaofeng, note: 沈总在电话里给了漏检率和速度两个指标}
+    project:
+      goal: 8 月中旬上线

 log:
   - at: 2026-05-12 10:40
| 试运行：未写入任何内容

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "goal", "星河", "8 月中旬上线"]).screen(),
        str![[r#"
已添加 星河包装有限公司  彩盒视觉检测线

目标：8 月中旬上线

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "goal", "星河", "8 月上旬上线"]).screen(),
        str![[r#"
已修改 星河包装有限公司  彩盒视觉检测线

目标：8 月上旬上线  原为：8 月中旬上线

"#]]
    );
}

#[test]
fn project_items_move_between_the_lists() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["project", "doing", "pennine", "IQ/OQ", "--deal", "cold"]).screen(),
        str![[r#"
Moved in Pennine Vaccines Ltd  Cold store mapping and monitoring

under way: IQ/OQ protocol  was: to do

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "done", "pennine", "iq/oq", "--deal", "cold"]).screen(),
        str![[r#"
Moved in Pennine Vaccines Ltd  Cold store mapping and monitoring

done: IQ/OQ protocol  was: under way

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "done", "pennine", "IQ/OQ", "--deal", "cold"]).screen(),
        str![[r#"
| error: “IQ/OQ protocol” is done already
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "todo", "pennine", "hand over the keys", "--deal", "cold"]).screen(),
        str![[r#"
Added to Pennine Vaccines Ltd  Cold store mapping and monitoring

to do: hand over the keys

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "done", "pennine", "r", "--deal", "cold"]).screen(),
        str![[r#"
| error: “r” could mean several items
| hint: one of: thermal walk-through, network survey, IQ/OQ protocol, user requirement review, operator training and hand over the keys
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "done", "pennine", "survey"]).screen(),
        str![[r#"
| error: this client has several deals
| hint: `--deal` with one of: Cold store mapping and monitoring and Courier boxes
exit 2

"#]]
    );
}

#[test]
fn project_issues_and_risks_are_added_and_changed() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&[
                "project",
                "issue",
                "昆山恒昱",
                "A3 车间地面不平",
                "--deal",
                "中框",
                "--owner",
                "我",
                "--due",
                "2026-07-10"
            ])
            .screen(),
        str![[r#"
已添加 昆山恒昱精密制造有限公司  手机中框尺寸检测

问题：  A3 车间地面不平
负责人：林晓枫
期限：  2026-07-10 周五

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "issue", "昆山恒昱", "地面", "--deal", "中框", "--solution", "加调平脚"]).screen(),
        str![[r#"
已修改 昆山恒昱精密制造有限公司  手机中框尺寸检测

问题：    A3 车间地面不平
解决办法：加调平脚

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "risk", "昆山恒昱", "尺寸", "--deal", "中框", "--likelihood", "高"]).screen(),
        str![[r#"
已修改 昆山恒昱精密制造有限公司  手机中框尺寸检测

风险：  新机型尺寸在 7 月还会改一版
可能性：中 → 高

"#]]
    );
    assert_data_eq!(
        records
            .run(&[
                "project",
                "risk",
                "昆山恒昱",
                "汛期运输延误",
                "--deal",
                "中框",
                "--impact",
                "中",
                "--measure",
                "提前一周发货"
            ])
            .screen(),
        str![[r#"
已添加 昆山恒昱精密制造有限公司  手机中框尺寸检测

风险：汛期运输延误
影响：中
应对：提前一周发货

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "issue", "昆山恒昱", "地面", "--deal", "中框"]).screen(),
        str![[r#"
| 错误：问题“A3 车间地面不平”已经记录过
exit 2

"#]]
    );
}

#[test]
fn project_resources_are_of_a_kind() {
    let records = Records::en();
    assert_data_eq!(
        records
            .run(&[
                "project",
                "resource",
                "pennine",
                "a second validation engineer",
                "--kind",
                "people",
                "--deal",
                "cold"
            ])
            .screen(),
        str![[r#"
Added to Pennine Vaccines Ltd  Cold store mapping and monitoring

people: a second validation engineer

"#]]
    );
    assert_data_eq!(
        records
            .run(&[
                "project",
                "resource",
                "pennine",
                "A second validation engineer",
                "--kind",
                "people",
                "--deal",
                "cold"
            ])
            .screen(),
        str![[r#"
| error: the resource “A second validation engineer” is recorded already
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "resource", "pennine", "van", "--kind", "wheels", "--deal", "cold"]).screen(),
        str![[r#"
| error: “wheels” is no value for --kind <KIND>
| hint: possible: people, money, material
| hint: `--help` tells more
exit 2

"#]]
    );
}

#[test]
fn project_show_is_a_page() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["project", "show", "昆山恒昱"]).screen(),
        str![[r#"
昆山恒昱精密制造有限公司  手机中框尺寸检测
目标：9 月新机型量产前，两台中框检测机在 A3 车间稳定运行

进度    事项
已完成  50 件样件测试
已完成  现场网络勘查
进行中  MES 接口字段确认
待办    操作员培训计划
待办    验收指标书

问题                    解决办法                              负责人  期限
MES 厂商只开放了测试库  请姚课长 7 月 3 日前申请正式接口账号  林晓枫  07-03 周五

风险                         可能性  影响  应对措施          负责人
新机型尺寸在 7 月还会改一版  中      高    治具做成可换镶块  林晓枫

类别  资源
人力  视觉工程师 1 名驻厂两周
资金  样机运费和治具 1.8 万
物料  中框样件 50 件（含 6 件不良）

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "show", "星河"]).screen(),
        str![[r#"
| 错误：这里还没有记录项目
| 提示：用 `salesrec project goal 星河 "目标"` 开始记录
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "show", "昆山恒昱", "--deal", "划伤"]).screen(),
        str![[r#"
| 错误：这里还没有记录项目
| 提示：用 `salesrec project goal 昆山恒昱 "目标"` 开始记录
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn project_show_is_data_too() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["project", "show", "pennine"]).screen(),
        str![[r#"
Pennine Vaccines Ltd  Cold store mapping and monitoring
goal: monitor running and qualified in the new cold store before stock moves on 5 October

Progress   Item
done       thermal walk-through
done       network survey
under way  user requirement review
to do      IQ/OQ protocol
to do      operator training

Issue                                   Solution                               Owner       Due
their IT allows no cloud before a       answer the 60 questions with our       Priya Nair  07-03 Fri
security questionnaire                  security officer

Risk                               Likelihood  Impact  Measure                            Owner
store handed over late by the      medium      high    run the mapping in the old store   Priya Nair
builder                                                first

Kind      Resource
people    validation engineer for three weeks
money     £2,400 for loan probes
material  12 calibrated loan probes

"#]]
    );
    assert_data_eq!(
        records.run(&["project", "show", "pennine", "--format", "json"]).screen(),
        str![[r#"
{
  "salesrec": 1,
  "kind": "project",
  "client": "Pennine Vaccines Ltd_20260409",
  "projects": [
    {
      "deal": "Cold store mapping and monitoring",
      "project": {
        "goal": "monitor running and qualified in the new cold store before stock moves on 5 October",
        "done": [
          "thermal walk-through",
          "network survey"
        ],
        "doing": [
          "user requirement review"
        ],
        "todo": [
          "IQ/OQ protocol",
          "operator training"
        ],
        "issues": [
          {
            "issue": "their IT allows no cloud before a security questionnaire",
            "solution": "answer the 60 questions with our security officer",
            "owner": "priya.nair",
            "due": "2026-07-03"
          }
        ],
        "resources": [
          {
            "kind": "people",
            "resource": "validation engineer for three weeks"
          },
          {
            "kind": "money",
            "resource": "£2,400 for loan probes"
          },
          {
            "kind": "material",
            "resource": "12 calibrated loan probes"
          }
        ],
        "risks": [
          {
            "risk": "store handed over late by the builder",
            "likelihood": "medium",
            "impact": "high",
            "measure": "run the mapping in the old store first",
            "owner": "priya.nair"
          }
        ]
      }
    }
  ]
}

"#]]
    );
}
