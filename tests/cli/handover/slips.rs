//! What people get wrong on the way, and how it is told and mended.

use snapbox::{assert_data_eq, str};

use super::{TOM, from_tom_to_priya};
use crate::support::Records;

/// As the receiver.
fn priya(records: &Records, words: &[&str]) -> crate::support::Shown {
    records.run(&[&["--as", "priya", "handover"], words].concat())
}

#[test]
fn what_was_sent_back_is_not_accepted_along_with_the_rest() {
    let records = from_tom_to_priya();
    priya(&records, &["reject", "quay", "--reason", "incomplete", "--note", "Who signs?"]).ok();
    assert_data_eq!(
        priya(&records, &["accept"]).screen(),
        str![[r#"
Accepted 6 clients from Tom Ashdown

- Ashcombe Dairies Ltd_20260414
- Harbour Foods Ltd_20260512
- Tarrant Labs Ltd_20260120
- Cobbold Catering Ltd_20260526
- Greyfriars Biobank_20240618
- Wexcombe Flowers Ltd_20260410

still to be accepted: 1 client
| left out, as you sent them back: Quayside Brewery Ltd_20260528
| `salesrec handover transfer` gives them their new owner

"#]]
    );
    assert_data_eq!(
        priya(&records, &["accept"]).screen(),
        str![[r#"
| error: sent back, and not settled yet: Quayside Brewery Ltd_20260528
| hint: when it is settled: `salesrec handover accept CLIENT`
exit 2

"#]]
    );
    priya(&records, &["accept", "quay"]).ok();
    records.run(&["handover", "transfer"]).ok();
    assert_data_eq!(
        records.run(&["handover", "transfer", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有可以过户的客户
| 原因：已过户：7 个
| 提示：客户都已过户：`salesrec handover status` 查看 `salesrec handover close` 之前还差什么
exit 2

"#]]
    );
}

#[test]
fn a_handover_that_was_worked_on_is_taken_back_when_it_is_said_so() {
    let records = from_tom_to_priya();
    records.run(&["handover", "check", "1"]).ok();
    let handover = records.read(TOM);
    assert_data_eq!(
        records.run(&["handover", "undo"]).screen(),
        str![[r#"
| error: the handover was worked on since it was made; nothing was undone
|  --> handovers/2026-06-26_tom.ashdown_priya.nair.yaml
| hint: `salesrec handover undo 2026-06-26_tom.ashdown_priya.nair --discard` takes it back altogether
exit 2

"#]]
    );
    assert_eq!(records.read(TOM), handover);
    assert_data_eq!(
        records.run(&["handover", "undo", "--discard", "--lang", "zh"]).screen(),
        str![[r#"
已撤销  2026-06-26_tom.ashdown_priya.nair

- 交接文件连同此后记在其中的内容已移除；`salesrec undo` 可以找回

"#]]
    );
    assert!(!records.path().join(TOM).exists());
    records.run(&["undo"]).ok();
    assert_eq!(records.read(TOM), handover);
}

#[test]
fn a_handover_whose_clients_were_moved_is_not_discarded() {
    let records = from_tom_to_priya();
    priya(&records, &["accept"]).ok();
    records.run(&["handover", "transfer"]).ok();
    let moved = records.read(TOM);
    records.run(&["handover", "undo"]).ok();
    // The undoing itself is taken back: the clients are moved again, by a transfer that is not in the journal.
    records.run(&["undo"]).ok();
    assert_eq!(records.read(TOM), moved);
    assert_data_eq!(
        records.run(&["handover", "undo", "--discard"]).screen(),
        str![[r#"
| error: Ashcombe Dairies Ltd_20260414 was moved, and its transfer cannot be undone here
|  --> handovers/2026-06-26_tom.ashdown_priya.nair.yaml
| hint: `git log` shows the transfer, `git revert` takes it back
exit 2

"#]]
    );
    assert_eq!(records.read(TOM), moved);
}

#[test]
fn a_question_is_answered_once() {
    let records = from_tom_to_priya();
    priya(&records, &["note", "Who has the key?"]).ok();
    records.run(&["handover", "note", "1", "--answer", "Ruth"]).ok();
    let handover = records.read(TOM);
    assert_data_eq!(
        records.run(&["handover", "note", "1", "--answer", "Joris"]).screen(),
        str![[r#"
| error: question 1 is answered already: Ruth
| hint: what is to be added is a note of its own: `salesrec handover note "…"`
exit 2

"#]]
    );
    assert_eq!(records.read(TOM), handover);
}

#[test]
fn nobody_is_back_before_the_absence() {
    let records = super::en();
    let words = ["handover", "--from", "tom", "--to", "callum", "--client", "harbour", "--temporary"];
    let back = |day| records.run(&[&words[..], &["--until", "2026-07-03", "--back", day]].concat());
    assert_data_eq!(
        back("2026-07-01").screen(),
        str![[r#"
| error: back on 2026-07-01 Wed, but the last day before is 2026-07-03 Fri only
| hint: `--back DATE` is a day after `--until DATE`
exit 2

"#]]
    );
    assert_eq!(back("2026-07-03").code, 2);
    back("2026-07-06").ok();
}

#[test]
fn a_last_day_on_a_weekend_is_noticed() {
    let records = super::en();
    let said = records.run(&["handover", "--from", "tom", "--to", "priya", "--until", "2026-07-11"]);
    assert_data_eq!(
        said.stderr,
        str![[r#"
the last day, 2026-07-11 Sat, is not a working day
the giver answers: `salesrec handover ready 2026-06-26_tom.ashdown_priya.nair`
the receiver accepts: `salesrec --as priya.nair handover accept`

"#]]
    );
}

#[test]
fn a_client_that_is_sent_back_in_an_emergency_says_so() {
    let records = super::en();
    records.run(&["handover", "--from", "tom", "--to", "priya", "--client", "harbour", "--emergency"]).ok();
    priya(&records, &["reject", "harbour", "--reason", "load", "--note", "Seven of my own burn"]).ok();
    let status = records.run(&["handover", "status"]);
    let line = status.stdout.lines().skip_while(|line| !line.contains("Harbour Foods")).take(3).collect::<Vec<_>>();
    assert_data_eq!(
        line.join("\n"),
        str![[r#"
   2  Harbour Foods Ltd  moved   2026-06-26 Fri  cannot be carried: Seven of my own burn (Tom
                                                 Ashdown by 2026-06-30 Tue)

"#]]
    );
}

#[test]
fn who_leaves_while_a_handover_is_open_is_shown_the_handover_first() {
    let records = from_tom_to_priya();
    let refused = records.run(&["person", "leave", "tom"]);
    assert_data_eq!(
        refused.stderr.lines().take(3).collect::<Vec<_>>().join("\n"),
        str![[r#"
error: Tom Ashdown cannot leave yet: 20 matters open
caused by: handover 2026-06-26_tom.ashdown_priya.nair is not closed, as giver: 7 clients not moved
caused by: client Ashcombe Dairies Ltd_20260414
"#]]
    );
    assert_data_eq!(
        refused.stderr.lines().last().unwrap_or_default(),
        str!["hint: `salesrec handover status 2026-06-26_tom.ashdown_priya.nair` shows how far the clients are"]
    );
}

#[test]
fn the_domain_of_the_teams_mail_means_nobody() {
    // `chen` begins the id of one person, and is a part of everybody's address.
    let records = Records::zh();
    assert!(records.run(&["--as", "chen", "person", "show", "chen"]).ok().contains("陈跃华"));
    assert!(records.run(&["person", "show", "lin.xiaofeng@chenglan.example.com"]).ok().contains("林晓枫"));
}

#[test]
fn the_values_of_an_option_are_told_in_chinese_too() {
    let records = Records::zh();
    let refused = records.run(&["handover", "reject", "昆山", "--reason", "不好", "--note", "x"]);
    assert_data_eq!(
        refused.screen(),
        str![[r#"
| 错误：“不好”不能用作 --reason <CODE> 的值
| 提示：可用的值：incomplete（资料不全）、unclear（进展不清）、promises（承诺不明）、money（账款不符）、access（权限未交）、load（无力承接）
| 提示：`--help` 查看说明
exit 2

"#]]
    );
}

#[test]
fn what_is_to_be_done_is_never_cut() {
    let records = from_tom_to_priya();
    let narrow = records.run(&["handover", "status", "--width", "80"]);
    let task = narrow.stdout.lines().skip_while(|line| !line.starts_with(" 14")).take(4).collect::<Vec<_>>().join("\n");
    assert_data_eq!(
        task,
        str![[r#"
 14  during  Greyfriars Biobank: “supplier     Tom Ashdown  2026-07-10 Fri
             portal of the biobank” is given
             to Priya Nair
 15  during  Greyfriars Biobank: “freezer      Tom Ashdown  2026-07-10 Fri
"#]]
    );
    assert!(!narrow.stdout.contains('…'), "{}", narrow.stdout);
}
