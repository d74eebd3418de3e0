use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn contact_adds_a_person() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&["contact", "星河", "陈工", "--role", "executor", "--phone", "13800000109", "--interest", "钓鱼"])
            .screen(),
        str![[r#"
已添加 陈工  星河包装有限公司

角色：执行人
电话：13800000109
兴趣：钓鱼

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "星河", "李工", "--title", "电气主管", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -30,6 +30,8 @@
     role: 执行人
     phone: "13800000109"
     interests: [钓鱼]
+  - name: 李工
+    title: 电气主管

 deals:
   - name: 彩盒视觉检测线
| 试运行：未写入任何内容

"#]]
    );
}

#[test]
fn contact_changes_a_person_of_that_name() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&["contact", "星河", "沈星河", "--attitude", "支持", "--interest", "龙井", "--interest", "围棋"])
            .screen(),
        str![[r#"
已修改 沈星河  星河包装有限公司

态度：中立 → 支持
兴趣：印后自动化、龙井 → 印后自动化、龙井、围棋

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "星河", "沈星河", "--attitude", "supporter"]).screen(),
        str![[r#"
没有变化 沈星河  星河包装有限公司

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "星河", "沈星河", "--avoid", "月底", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -18,7 +18,7 @@
     attitude: 支持
     interests: [印后自动化, 龙井, 围棋]
     preferences: 先看实物样张，再谈钱；微信上只回语音
-    avoid: 周一上午开生产会，不接电话
+    avoid: 月底
   - name: 顾敏
     role: 使用人
     title: 品质部主管
| 试运行：未写入任何内容

"#]]
    );
}

#[test]
fn contact_never_makes_a_second_person_by_a_slip() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["contact", "星河", "沈星和", "--attitude", "支持"]).screen(),
        str![[r#"
| 错误：没有叫“沈星和”的联系人，但有沈星河
| 提示：修改已有的人：`salesrec contact 星河 沈星河 …`
| 提示：另加一人：`salesrec contact 星河 沈星和 … --new`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "星河", "顾敏姐"]).screen(),
        str![[r#"
| 错误：没有叫“顾敏姐”的联系人，但有顾敏
| 提示：修改已有的人：`salesrec contact 星河 顾敏 …`
| 提示：另加一人：`salesrec contact 星河 顾敏姐 … --new`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "星河", "沈"]).screen(),
        str![[r#"
| 错误：没有叫“沈”的联系人，但有沈星河
| 提示：修改已有的人：`salesrec contact 星河 沈星河 …`
| 提示：另加一人：`salesrec contact 星河 沈 … --new`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "星河", "新人", "--phone", "138-0000-0102"]).screen(),
        str![[r#"
| 错误：没有叫“新人”的联系人，但有顾敏
| 提示：修改已有的人：`salesrec contact 星河 顾敏 …`
| 提示：另加一人：`salesrec contact 星河 新人 … --new`
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn contact_with_new_adds_a_person_of_a_similar_name() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["contact", "harbour", "Ruth Penhal"]).screen(),
        str![[r#"
| error: there is no “Ruth Penhal” here, but Ruth Penhale
| hint: to change that person: `salesrec contact harbour 'Ruth Penhale' …`
| hint: to add another: `salesrec contact harbour 'Ruth Penhal' … --new`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "harbour", "Ruth Penhal", "--new", "--role", "User"]).screen(),
        str![[r#"
Added Ruth Penhal  Harbour Foods Ltd

role: User

"#]]
    );
}

#[test]
fn contact_renamed_is_followed_by_the_log_and_promises() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["contact", "pennine", "Dr Simon Keogh", "--rename", "Simon Keogh", "--dry-run"]).screen(),
        str![[r#"
--- a/clients/Pennine Vaccines Ltd_20260409.yaml
+++ b/clients/Pennine Vaccines Ltd_20260409.yaml
@@ -11,7 +11,7 @@
 owner: priya.nair

 contacts:
-  - {name: Dr Simon Keogh, role: Decision-maker, title: Head of quality, phone: "0161 496 0111", email: s.keogh@pennine.example.com, attitude: Supportive, preferences: "reads everything, annexes first"}
+  - {name: Simon Keogh, role: Decision-maker, title: Head of quality, phone: "0161 496 0111", email: s.keogh@pennine.example.com, attitude: Supportive, preferences: "reads everything, annexes first"}
   - {name: Lucy Marsden, role: Buyer, title: Procurement lead, email: l.marsden@pennine.example.com, attitude: Neutral}
   - {name: Adeel Shah, role: Executor, title: Validation engineer, phone: "+44 7700 900113", attitude: Supportive}

@@ -69,7 +69,7 @@
     recorded: 2026-05-07 18:10
     by: priya.nair
     method: Meeting
-    with: [Dr Simon Keogh, Adeel Shah]
+    with: [Simon Keogh, Adeel Shah]
     deal: Cold store mapping and monitoring
     summary: |
       Keogh read out the two MHRA findings. He will not look at anything without an audit trail.
@@ -79,7 +79,7 @@
     recorded: 2026-06-11 10:20
     by: priya.nair
     method: Video call
-    with: [Dr Simon Keogh, Adeel Shah]
+    with: [Simon Keogh, Adeel Shah]
     deal: Cold store mapping and monitoring
     summary: Went through 74 requirements; 71 met, 2 by procedure, 1 (SMS in Welsh) he crossed out laughing. He asked for a full offer including qualification.
     attachments: [specs/pennine-urs-answers.pdf]
@@ -87,7 +87,7 @@
     recorded: 2026-06-17 18:30
     by: priya.nair
     method: Meeting
-    with: [Dr Simon Keogh, Adeel Shah, Lucy Marsden]
+    with: [Simon Keogh, Adeel Shah, Lucy Marsden]
     deal: Cold store mapping and monitoring
     summary: |
       Demonstration with loan probes in the old store. Pulled a probe: the alarm reached Adeel's phone in 40 seconds.
@@ -97,7 +97,7 @@
     recorded: 2026-06-23 16:10
     by: priya.nair
     method: Email
-    with: [Lucy Marsden, Dr Simon Keogh]
+    with: [Lucy Marsden, Simon Keogh]
     deal: Cold store mapping and monitoring
     summary: Sent quote Q-2638, £61,800 in three parts. Lucy confirmed receipt; their capital committee meets on 8 July.
     attachments: [quotes/Q-2638.pdf]
@@ -107,4 +107,4 @@
   - {id: 6tbx, action: Ask Adeel which courier lanes lose most boxes, owner: priya.nair, due: 2026-07-14, deal: Courier boxes, priority: 4, created: 2026-06-17}

 promises:
-  - {promise: loan probes free until the committee has met, to: Dr Simon Keogh, by: priya.nair, on: 2026-06-17, written: true}
+  - {promise: loan probes free until the committee has met, to: Simon Keogh, by: priya.nair, on: 2026-06-17, written: true}
| dry run: nothing was written

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "pennine", "Dr Simon Keogh", "--rename", "Simon Keogh"]).screen(),
        str![[r#"
Changed Simon Keogh  Pennine Vaccines Ltd

name:     Dr Simon Keogh → Simon Keogh
mentions: 5 places of the log and promises follow

"#]]
    );
    assert!(!records.read("clients/Pennine Vaccines Ltd_20260409.yaml").contains("Dr Simon Keogh"));
    assert_data_eq!(
        records.run(&["contact", "pennine", "Simon Keogh", "--rename", "Adeel Shah"]).screen(),
        str![[r#"
| error: there is a contact person “Adeel Shah” already
exit 2

"#]]
    );
}

#[test]
fn contact_who_has_left_no_longer_counts_as_decision_maker() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["contact", "pennine", "Dr Simon Keogh", "--left", "2026-06-19"]).screen(),
        str![[r#"
Changed Dr Simon Keogh  Pennine Vaccines Ltd

left: 2026-06-19 Fri

Still missing:

- decision-maker  `salesrec contact pennine NAME --role Decision-maker`

"#]]
    );
}

#[test]
fn contact_refuses_what_makes_no_sense() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["contact", "harbour", "Nobody", "--left", "yesterday"]).screen(),
        str![[r#"
| error: no contact person of this client “Nobody”
| hint: there are: Ruth Penhale and Dan Okafor
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "harbour", "Dan Okafor", "--left", "tomorrow"]).screen(),
        str![[r#"
| error: 2026-06-27 Sat is still to come
| hint: what is planned is an action: `--next … --due …`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "harbour", "Dan Okafor", "--role", "king"]).screen(),
        str![[r#"
| error: no role “king”
| hint: there are: Decision-maker, Influencer, Executor, User, Buyer and Accounts
| hint: a new value is added under [vocabulary] in salesrec.toml
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "harbour", "Dan Okafor", "--title", ""]).screen(),
        str![[r#"
| error: the title is empty
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "harbour", ""]).screen(),
        str![[r#"
| error: the contact's name is empty
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["contact", "nobody", "Dan"]).screen(),
        str![[r#"
| error: no client named “nobody”
| hint: `salesrec list` shows all names
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn contact_answers_with_data() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["contact", "harbour", "Dan Okafor", "--attitude", "Neutral", "--format", "json"]).screen(),
        str![[r#"
{
  "salesrec": 1,
  "kind": "contact",
  "client": "Harbour Foods Ltd_20260512",
  "path": "clients/Harbour Foods Ltd_20260512.yaml",
  "written": true,
  "contact": {
    "name": "Dan Okafor",
    "role": "User",
    "title": "Technical and hygiene manager",
    "phone": "+44 7700 900102",
    "attitude": "Neutral",
    "interests": [
      "sea swimming",
      "food-safety audits"
    ]
  },
  "added": false,
  "changed": {
    "attitude": {
      "from": "Supportive",
      "to": "Neutral"
    }
  },
  "missing": []
}

"#]]
    );
}
