use snapbox::{assert_data_eq, str};

use super::{TOM, en, from_tom_to_priya};

#[test]
fn status_shows_the_bar_what_is_late_and_what_is_not_covered() {
    let records = from_tom_to_priya();
    records.write("clients/New Ltd_20260701.yaml", "client: New Ltd\nfirst_contact: 2026-07-01\nowner: tom.ashdown\n");
    let path = "clients/Agnes Whitlock_20260514.yaml";
    records.write(
        path,
        records.read(path).replace(
            "action: Text Agnes the price for two nodes with and without shelf labels, owner: callum.reid",
            "action: Text Agnes the price, owner: tom.ashdown",
        ),
    );
    let records = records.var("SALESREC_NOW", "2026-07-03 09:00");
    records.run(&["handover", "check", "preparation"]).ok();
    assert_data_eq!(
        records.run(&["handover", "status"]).screen(),
        str![[r#"
Tom Ashdown → Priya Nair  2026-06-26_tom.ashdown_priya.nair

done:             ░░░░░░░░░░  1/31  clients 0/7; steps, checklists and the meeting 1/24
kind:             full handover  leaving the company
last day:         2026-07-10 Fri  in 7 days
transition until: 2026-07-24 Fri
meeting:          2026-07-06 Mon 10:00
records complete: 86%

Late:

- Documents  Tom Ashdown  1 day late

Not covered:

- client of the giver: New Ltd_20260701
- the giver's on another's client Agnes Whitlock_20260514: Text Agnes the price

Clients
Tier  Client                Status          Since  Remark
   1  Ashcombe Dairies Ltd  to be accepted
   2  Harbour Foods Ltd     to be accepted
   1  Quayside Brewery Ltd  to be accepted
   1  Tarrant Labs Ltd      to be accepted
   1  Cobbold Catering Ltd  to be accepted
   2  Greyfriars Biobank    to be accepted
   3  Wexcombe Flowers Ltd  to be accepted

Steps and checklists
No.  Part    Task                                        Who          Due             Done
  1  step    Preparation                                 Tom Ashdown  2026-06-30 Tue  2026-07-03 Fri
  2  step    Documents                                   Tom Ashdown  2026-07-02 Thu
  3  step    Client information                          Tom Ashdown  2026-07-03 Fri
  4  step    Project status                              Tom Ashdown  2026-07-07 Tue
  5  step    Pipeline                                    Tom Ashdown  2026-07-09 Thu
  6  step    Tools and access                            Tom Ashdown  2026-07-10 Fri
  7  before  Every question on the records is answered   Tom Ashdown  2026-07-06 Mon
  8  before  The bundle is printed and read by the       Tom Ashdown  2026-07-06 Mon
             receiver
  9  before  Contracts and papers are where the records  Tom Ashdown  2026-07-06 Mon
             say
 10  before  The time of the meeting is agreed with all  Tom Ashdown  2026-07-06 Mon
             who take part
 11  during  Every client was talked through, the most   Tom Ashdown  2026-07-10 Fri
             urgent first
 12  during  Promises, written and spoken, are named     Tom Ashdown  2026-07-10 Fri
             and taken over
 13  during  Receivables are confirmed by finance        Tom Ashdown  2026-07-10 Fri
 14  during  Greyfriars Biobank: “supplier portal of     Tom Ashdown  2026-07-10 Fri
             the biobank” is given to Priya Nair
 15  during  Greyfriars Biobank: “freezer plan with      Tom Ashdown  2026-07-10 Fri
             node numbers” is given to Priya Nair
 16  during  Greyfriars Biobank: “dry block calibrator”  Tom Ashdown  2026-07-10 Fri
             is given to Priya Nair
 17  during  Greyfriars Biobank: “Greyfriars alarm       Tom Ashdown  2026-07-10 Fri
             group” is given to Priya Nair
 18  after   Every client knows the new contact          Priya Nair   2026-07-24 Fri
 19  after   Both sides have answered the questionnaire  Priya Nair   2026-07-24 Fri
 20  after   Greyfriars Biobank: “supplier portal of     Priya Nair   2026-07-24 Fri
             the biobank” is taken from Tom Ashdown
 21  after   Greyfriars Biobank: “freezer plan with      Priya Nair   2026-07-24 Fri
             node numbers” is taken from Tom Ashdown
 22  after   Greyfriars Biobank: “dry block calibrator”  Priya Nair   2026-07-24 Fri
             is taken from Tom Ashdown
 23  after   Greyfriars Biobank: “Greyfriars alarm       Priya Nair   2026-07-24 Fri
             group” is taken from Tom Ashdown

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "status", "--all", "--lang", "zh"]).screen(),
        str![[r#"
交接                               接手人      客户  进度  逾期  最后工作日       关闭
2026-06-26_tom.ashdown_priya.nair  Priya Nair     7    3%     1  2026-07-10 周五

"#]]
    );
}

#[test]
fn a_task_is_checked_by_number_or_words_and_opened_again() {
    let records = from_tom_to_priya();
    let before = records.all();
    assert_data_eq!(
        records.run(&["handover", "check", "1", "Documents", "Receivables"]).screen(),
        str![[r#"
Done  2026-06-26_tom.ashdown_priya.nair

- Preparation
- Documents
- Receivables are confirmed by finance

still open: 20 tasks

"#]]
    );
    assert_data_eq!(
        records.diff(TOM, &before),
        str![[r#"
--- a/handovers/2026-06-26_tom.ashdown_priya.nair.yaml
+++ b/handovers/2026-06-26_tom.ashdown_priya.nair.yaml
@@ -79,8 +79,8 @@
     rule: missing-milestone
 
 steps:
-  - {step: Preparation, owner: tom.ashdown, due: 2026-06-30}
-  - {step: Documents, owner: tom.ashdown, due: 2026-07-02}
+  - {step: Preparation, owner: tom.ashdown, due: 2026-06-30, done: 2026-06-26}
+  - {step: Documents, owner: tom.ashdown, due: 2026-07-02, done: 2026-06-26}
   - {step: Client information, owner: tom.ashdown, due: 2026-07-03}
   - {step: Project status, owner: tom.ashdown, due: 2026-07-07}
   - {step: Pipeline, owner: tom.ashdown, due: 2026-07-09}
@@ -118,7 +118,7 @@
     phase: during
     owner: tom.ashdown
     due: 2026-07-10
-  - {item: Receivables are confirmed by finance, phase: during, owner: tom.ashdown, due: 2026-07-10}
+  - {item: Receivables are confirmed by finance, phase: during, owner: tom.ashdown, due: 2026-07-10, done: 2026-06-26}
   - item: "Greyfriars Biobank: “supplier portal of the biobank” is given to Priya Nair"
     phase: during
     client: Greyfriars Biobank_20240618

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "check", "Documents"]).screen(),
        str![[r#"
| error: no open task of this handover “Documents”
| hint: there are: Client information, Project status, Pipeline, Tools and access, Every question on the records is answered, The bundle is printed and read by the receiver, Contracts and papers are where the records say, The time of the meeting is agreed with all who take part, Every client was talked through, the most urgent first, Promises, written and spoken, are named and taken over, Greyfriars Biobank: “supplier portal of the biobank” is given to Priya Nair, Greyfriars Biobank: “freezer plan with node numbers” is given to Priya Nair, Greyfriars Biobank: “dry block calibrator” is given to Priya Nair, Greyfriars Biobank: “Greyfriars alarm group” is given to Priya Nair, Every client knows the new contact, Both sides have answered the questionnaire, Greyfriars Biobank: “supplier portal of the biobank” is taken from Tom Ashdown, Greyfriars Biobank: “freezer plan with node numbers” is taken from Tom Ashdown, Greyfriars Biobank: “dry block calibrator” is taken from Tom Ashdown and Greyfriars Biobank: “Greyfriars alarm group” is taken from Tom Ashdown
| hint: `salesrec handover status` numbers them
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "check", "99"]).screen(),
        str![[r#"
| error: there is no task 99
| hint: they are numbered from 1 to 23
exit 2

"#]]
    );
    records.run(&["handover", "check", "1", "2", "13", "--open"]).ok();
    assert_eq!(records.all(), before);
}

#[test]
fn a_right_that_is_given_or_taken_is_written_into_the_clients_file() {
    let records = from_tom_to_priya();
    let before = records.all();
    let path = "clients/Greyfriars Biobank_20240618.yaml";
    records.run(&["handover", "check", "alarm group” is given", "alarm group” is taken"]).ok();
    assert_data_eq!(
        records.diff(path, &before),
        str![[r#"
--- a/clients/Greyfriars Biobank_20240618.yaml
+++ b/clients/Greyfriars Biobank_20240618.yaml
@@ -173,7 +173,7 @@
   - {what: supplier portal of the biobank, kind: account, where: vault / greyfriars-portal, holders: [tom.ashdown, helen.brandt]}
   - {what: freezer plan with node numbers, kind: document, where: shared drive / greyfriars / plans, holders: [tom.ashdown]}
   - {what: dry block calibrator, kind: tool, where: "lab cupboard 2", holders: [callum.reid]}
-  - {what: Greyfriars alarm group, kind: group, where: messenger, holders: [tom.ashdown]}
+  - {what: Greyfriars alarm group, kind: group, where: messenger, holders: [priya.nair]}
 
 notes: |
   Samples are patient material: no photographs inside, no names in tickets.

"#]]
    );
    records.run(&["handover", "check", "alarm group” is given", "alarm group” is taken", "--open"]).ok();
    assert_eq!(records.read(path), String::from_utf8_lossy(&before[path]));
}

#[test]
fn the_meeting_is_set_and_its_minutes_are_kept() {
    let records = from_tom_to_priya();
    assert_data_eq!(
        records
            .run(&["handover", "meeting", "--at", "2026-07-02 14:00", "--place", "Room 3", "--with", "callum"])
            .screen(),
        str![[r#"
The meeting  2026-06-26_tom.ashdown_priya.nair

when:  2026-07-02 Thu 14:00
where: Room 3
who:   Tom Ashdown (giver), Priya Nair (receiver), Margaret Oduya (supervisor), Helen Brandt
       (finance), Callum Reid

"#]]
    );
    let minutes = records.run_with_input(
        &["handover", "meeting", "--held", "--minutes", "-", "--lang", "zh"],
        "逐个过了一遍。\n没有异议。\n".as_bytes(),
    );
    assert_data_eq!(
        minutes.screen(),
        str![[r#"
交接会议  2026-06-26_tom.ashdown_priya.nair

时间：    2026-07-02 周四 14:00
地点：    Room 3
参加人：  Tom Ashdown（交接人）、Priya Nair（接手人）、Margaret Oduya（监交人）、Helen Brandt（财
          务）、Callum Reid
召开日期：2026-06-26 周五

  逐个过了一遍。
  没有异议。

"#]]
    );
    assert!(records.read(TOM).contains("held: 2026-06-26"));
}

#[test]
fn a_question_waits_for_its_answer() {
    let records = from_tom_to_priya();
    let before = records.all();
    assert_data_eq!(
        records.run(&["--as", "priya", "handover", "note", "Who signs the order?", "--client", "harbour"]).screen(),
        str![[r#"
Noted  2026-06-26_tom.ashdown_priya.nair

question 1: Who signs the order?
client:     Harbour Foods Ltd_20260512
still open: 1 question
| answer it: `salesrec handover note 1 --answer "…"`

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "note", "The key is at the desk"]).screen(),
        str![[r#"
Noted  2026-06-26_tom.ashdown_priya.nair

note 2:     The key is at the desk
still open: 1 question

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "tom", "handover", "note", "1", "--answer", "Ruth, alone up to 30,000"]).screen(),
        str![[r#"
Noted  2026-06-26_tom.ashdown_priya.nair

question 1: Who signs the order?
client:     Harbour Foods Ltd_20260512
answer:     Ruth, alone up to 30,000
still open: 0 questions

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "note", "7", "--answer", "x"]).screen(),
        str![[r#"
| error: there is no question 7
| hint: `salesrec handover status` numbers them
exit 2

"#]]
    );
    assert_data_eq!(
        records.diff(TOM, &before),
        str![[r#"
--- a/handovers/2026-06-26_tom.ashdown_priya.nair.yaml
+++ b/handovers/2026-06-26_tom.ashdown_priya.nair.yaml
@@ -176,3 +176,16 @@
 transition:
   from: 2026-07-11
   until: 2026-07-24
+
+notes:
+  - on: 2026-06-26
+    by: priya.nair
+    client: Harbour Foods Ltd_20260512
+    note: Who signs the order?
+    question: true
+    answer: Ruth, alone up to 30,000
+    answered_by: tom.ashdown
+    answered: 2026-06-26
+  - on: 2026-06-26
+    by: margaret.oduya
+    note: The key is at the desk

"#]]
    );
}

#[test]
fn a_temporary_handover_gives_the_clients_back_when_it_is_closed() {
    let records = en();
    let words = [
        "handover",
        "--from",
        "tom",
        "--to",
        "callum",
        "--temporary",
        "--until",
        "2026-06-30",
        "--back",
        "2026-07-06",
        "--client",
        "harbour",
    ];
    assert_data_eq!(
        records.run(&words).screen(),
        str![[r#"
Handing over  Tom Ashdown → Callum Reid  2026-06-26_tom.ashdown_callum.reid

kind:             temporary handover  leave
last day before:  2026-06-30 Tue
away until:       2026-07-05 Sun
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
| the receiver accepts: `salesrec --as callum.reid handover accept`

"#]]
    );
    records.run(&["--as", "callum", "handover", "accept"]).ok();
    records.run(&["handover", "transfer", "--no-support"]).ok();
    for at in 1..=15 {
        records.run(&["handover", "check", &at.to_string()]).ok();
    }
    records.run(&["handover", "meeting", "--held"]).ok();
    assert_data_eq!(
        records.run(&["handover", "close"]).screen(),
        str![[r#"
| error: 2026-06-26_tom.ashdown_callum.reid cannot be closed: 1 matter still open
| caused by: Tom Ashdown is away until 2026-07-05 Sun
| hint: `handover check NUMBER` for steps and points, `handover meeting --held`, `handover note NUMBER --answer …`, `done CLIENT ACTION`
exit 2

"#]]
    );
    let records = records.var("SALESREC_NOW", "2026-07-06 09:00");
    assert_data_eq!(
        records.run(&["handover", "close"]).screen(),
        str![[r#"
Closed  2026-06-26_tom.ashdown_callum.reid

handed over: 1 client
given back:  1 client → Tom Ashdown
| how it went: `salesrec handover quality 2026-06-26_tom.ashdown_callum.reid`

"#]]
    );
    let client = records.read("clients/Harbour Foods Ltd_20260512.yaml");
    assert!(client.contains("\nowner: tom.ashdown\n"), "{client}");
    assert!(client.contains("owner: callum.reid\n    from: 2026-06-27\n    until: 2026-07-06\n"), "{client}");
}

#[test]
fn a_survey_needs_every_answer_and_a_part_in_the_handover() {
    let records = from_tom_to_priya();
    assert_data_eq!(
        records.run(&["handover", "survey"]).screen(),
        str![[r#"
Nobody has answered yet.
| still to answer: Tom Ashdown and Priya Nair
| `salesrec handover survey --completeness 4 --accuracy 5 --timeliness 4 --communication 5` answers, 1 poor to 5 very good

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "priya", "handover", "survey", "--accuracy", "4"]).screen(),
        str![[r#"
| error: not every question is answered
| hint: missing: --completeness --timeliness --communication, each from 1, poor, to 5, very good
exit 2

"#]]
    );
    let all =
        ["handover", "survey", "--completeness", "4", "--accuracy", "5", "--timeliness", "3", "--communication", "5"];
    assert_data_eq!(
        records.run(&all).screen(),
        str![[r#"
| error: you are not the giver or a receiver of 2026-06-26_tom.ashdown_priya.nair
| hint: Tom Ashdown and Priya Nair can; `--as ID` works in somebody's name
exit 2

"#]]
    );
    let answered =
        [&["--as", "priya"], &all[..], &["--comment", "Good notes", "--lesson", "Start a week earlier"]].concat();
    assert_data_eq!(
        records.run(&answered).screen(),
        str![[r#"
Thank you  2026-06-26_tom.ashdown_priya.nair

completeness:    4 / 5
accuracy:        5 / 5
timeliness:      3 / 5
communication:   5 / 5
lesson:          Start a week earlier
still to answer: Tom Ashdown

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "survey", "--lang", "zh"]).screen(),
        str![[r#"
评价人      身份    完整性  准确性  及时性  沟通顺畅  意见
Priya Nair  接手人       4       5       3         5  Good notes
| 尚未评价：Tom Ashdown
| `salesrec handover survey --completeness 4 --accuracy 5 --timeliness 4 --communication 5` 填写，1 差，5 很好

"#]]
    );
}

#[test]
fn every_list_speaks_json() {
    let records = from_tom_to_priya();
    for words in [
        &["handover", "status"][..],
        &["handover", "status", "--all"],
        &["handover", "ready"],
        &["handover", "quality"],
        &["handover", "survey"],
        &["handover", "check", "1"],
        &["handover", "plan", "--from", "priya", "--to", "callum"],
    ] {
        let shown = records.run(&[words, &["--format", "json"]].concat());
        let data: serde_json::Value = serde_json::from_str(shown.ok()).unwrap();
        assert!(data["kind"].as_str().unwrap().starts_with("handover"), "{data}");
    }
    assert_eq!(records.run(&["handover", "status", "--format", "ids"]).ok(), "2026-06-26_tom.ashdown_priya.nair\n");
}
