use snapbox::{assert_data_eq, str};

use super::{en, from_tom_to_priya};
use crate::support::Records;

#[test]
fn who_cannot_give_or_receive_is_refused() {
    let records = en();
    let before = records.all();
    for (words, why) in [
        (&["--from", "tom"][..], "nobody takes over"),
        (&["--from", "tom", "--to", "dave"], "has left"),
        (&["--from", "tom", "--to", "nobody"], "is unknown"),
        (&["--from", "tom", "--to", "tom"], "is the giver"),
        (&["--from", "helen", "--to", "tom"], "has no clients"),
        (&["--from", "tom", "--to", "priya", "--client", "Agnes"], "is not the owner"),
        (&["--from", "tom", "--to", "priya", "--client", "Denholm"], "nobody owns it"),
        (&["--from", "tom", "--to", "priya", "--region", "Mars"], "nothing is left"),
        (&["--from", "tom", "--to", "priya", "--until", "2026-06-01"], "is over"),
    ] {
        let shown = records.run(&[&["handover"], words].concat());
        assert_eq!(shown.code, 2, "{why}: {}", shown.screen());
    }
    assert_eq!(records.all(), before);
    let shown = |words: &[&str]| records.run(&[&["handover"], words].concat()).screen();
    assert_data_eq!(
        shown(&["--from", "tom", "--to", "dave"]),
        str![[r#"
| error: Dave Pruett has left the team
| hint: `salesrec person list` shows who is here
exit 2

"#]]
    );
    assert_data_eq!(
        shown(&["--from", "helen", "--to", "tom"]),
        str![[r#"
| error: Helen Brandt has no clients to hand over
| hint: `salesrec list --owner helen.brandt` shows clients; `--from PERSON` names another giver
exit 2

"#]]
    );
    assert_data_eq!(
        shown(&["--from", "tom", "--to", "priya", "--client", "Agnes"]),
        str![[r#"
| error: Agnes Whitlock is looked after by Callum Reid, not by Tom Ashdown
| hint: `--from PERSON` names the giver
exit 2

"#]]
    );
    assert_data_eq!(
        shown(&["--from", "tom", "--lang", "zh"]),
        str![[r#"
| 错误：没有说明由谁接手
| 提示：`--to 接手人`；`salesrec handover plan --to 甲 --to 乙` 给出均衡的分配建议
exit 2

"#]]
    );
}

#[test]
fn a_client_that_two_or_none_would_get_is_named() {
    let records = en();
    let shown = |words: &[&str]| records.run(&[&["handover", "--from", "tom"], words].concat()).screen();
    assert_data_eq!(
        shown(&["--to", "priya:South", "--to", "callum:Negotiation"]),
        str![[r#"
| error: 1 client of 7 would not get exactly one receiver
| caused by: Ashcombe Dairies Ltd_20260414: Callum Reid and Priya Nair
| hint: `--to PERSON:*` takes what the others leave; a client named for one receiver must fit no other
exit 2

"#]]
    );
    assert_data_eq!(
        shown(&["--to", "priya:Harbour", "--to", "callum:Quayside"]),
        str![[r#"
| error: 5 clients of 7 would not get exactly one receiver
| caused by: Ashcombe Dairies Ltd_20260414: nobody
| caused by: Tarrant Labs Ltd_20260120: nobody
| caused by: Cobbold Catering Ltd_20260526: nobody
| caused by: Greyfriars Biobank_20240618: nobody
| caused by: Wexcombe Flowers Ltd_20260410: nobody
| hint: `--to PERSON:*` takes what the others leave; a client named for one receiver must fit no other
exit 2

"#]]
    );
    assert_data_eq!(
        shown(&["--to", "priya", "--to", "callum"]),
        str![[r#"
| error: it is not said who gets which clients
| hint: say it by region, class, stage or client: `--to A:REGION --to B:*`
| hint: or let it be split evenly: `salesrec handover plan --to A --to B --out plan.toml`, then `--plan plan.toml`
exit 2

"#]]
    );
    assert_data_eq!(
        shown(&["--to", "priya:Nowhere", "--to", "callum"]),
        str![[r#"
| error: “Nowhere” is no region, class, stage or client of the giver
| hint: write `--to A:REGION --to B:*`; `*` takes what the others leave
exit 2

"#]]
    );
    assert_eq!(std::fs::read_dir(records.file("handovers")).unwrap().count(), 1, "only .gitkeep");
}

#[test]
fn handovers_that_overlap_are_refused_with_the_reason() {
    let records = from_tom_to_priya();
    let before = records.all();
    assert_data_eq!(
        records.run(&["handover", "--from", "tom", "--to", "callum"]).screen(),
        str![[r#"
| error: Ashcombe Dairies Ltd_20260414 and 6 more are being handed over already
|  --> handovers/2026-06-26_tom.ashdown_priya.nair.yaml
| caused by: 2026-06-26_tom.ashdown_priya.nair, from Tom Ashdown to Priya Nair, is still open
| hint: end that one first: `salesrec handover close 2026-06-26_tom.ashdown_priya.nair`, or `salesrec handover undo 2026-06-26_tom.ashdown_priya.nair`
| hint: or leave the client out with --client, --region or --stage
exit 2

"#]]
    );
    let one = records.run(&["handover", "--from", "tom", "--to", "callum", "--client", "harbour", "--lang", "zh"]);
    assert_data_eq!(
        one.screen(),
        str![[r#"
| 错误：Harbour Foods Ltd_20260512 正在另一个交接中
|  --> handovers/2026-06-26_tom.ashdown_priya.nair.yaml
| 原因：2026-06-26_tom.ashdown_priya.nair：由Tom Ashdown交给Priya Nair，尚未关闭
| 提示：请先结束它：`salesrec handover close 2026-06-26_tom.ashdown_priya.nair`，或 `salesrec handover undo 2026-06-26_tom.ashdown_priya.nair`
| 提示：或用 --client、--region、--stage 避开该客户
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
    records.run(&["handover", "--from", "priya", "--to", "callum"]).ok();
}

#[test]
fn a_file_that_does_not_parse_is_listed_and_not_silently_left_out() {
    let records = en();
    let path = "clients/Harbour Foods Ltd_20260512.yaml";
    let whole = records.read(path);
    records.write(path, whole.replace("aliases: [harbour", "aliases: [[harbour"));
    let shown = records.run(&["handover", "--from", "tom", "--to", "priya"]);
    assert_eq!(shown.code, 0);
    assert_data_eq!(
        shown.stderr,
        str![[r#"
warning: `[` is opened here and not closed
 --> clients/Harbour Foods Ltd_20260512.yaml:3:10
  |
3 | aliases: [[harbour, Harbour Foods]
  |          ^
hint: add the closing bracket
1 file could not be read: if it is one of the giver's, it is not covered
the giver answers: `salesrec handover ready 2026-06-26_tom.ashdown_priya.nair`
the receiver accepts: `salesrec --as priya.nair handover accept`

"#]]
    );
    let status = records.run(&["handover", "status"]);
    assert!(status.ok().contains("cannot be read: clients/Harbour Foods Ltd_20260512.yaml"), "{}", status.screen());
    records.write(path, whole);
    let status = records.run(&["handover", "status"]);
    assert!(status.ok().contains("client of the giver: Harbour Foods Ltd_20260512"), "{}", status.screen());
}

#[test]
fn a_file_of_the_scope_that_breaks_later_stops_the_transfer_of_all() {
    let records = from_tom_to_priya();
    records.run(&["--as", "priya", "handover", "accept"]).ok();
    let path = "clients/Harbour Foods Ltd_20260512.yaml";
    records.write(path, records.read(path).replace("aliases: [harbour", "aliases: [[harbour"));
    let before = records.all();
    assert_data_eq!(
        records.run(&["handover", "transfer"]).screen(),
        str![[r#"
| error: `[` is opened here and not closed
|  --> clients/Harbour Foods Ltd_20260512.yaml:3:10
|   |
| 3 | aliases: [[harbour, Harbour Foods]
|   |          ^
| hint: add the closing bracket
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn nothing_changes_owner_before_it_is_accepted() {
    let records = from_tom_to_priya();
    let before = records.all();
    assert_data_eq!(
        records.run(&["handover", "transfer"]).screen(),
        str![[r#"
| error: no client is ready to be moved
| caused by: 7 to be accepted
| hint: a client is moved when its receiver has accepted it: `salesrec handover accept`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "transfer", "harbour"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd_20260512 is not accepted yet
| caused by: nothing was written
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "accept"]).screen(),
        str![[r#"
| error: you are not the receiver of 2026-06-26_tom.ashdown_priya.nair
| hint: Priya Nair can; `--as ID` works in somebody's name
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "callum", "handover", "reject", "harbour", "--reason", "load", "--note", "x"]).screen(),
        str![[r#"
| error: you are not the receiver of 2026-06-26_tom.ashdown_priya.nair
| hint: Priya Nair can; `--as ID` works in somebody's name
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "countersign", "harbour"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd_20260512 is not accepted yet
| hint: the receiver accepts first: `salesrec handover accept`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "callum", "handover", "countersign"]).screen(),
        str![[r#"
| error: you are not the supervisor, finance or head of department of 2026-06-26_tom.ashdown_priya.nair
| hint: Margaret Oduya and Helen Brandt can; `--as ID` works in somebody's name
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn a_client_that_somebody_else_owns_by_now_is_not_moved() {
    let records = from_tom_to_priya();
    records.run(&["--as", "priya", "handover", "accept"]).ok();
    let path = "clients/Harbour Foods Ltd_20260512.yaml";
    records.write(path, records.read(path).replace("owner: tom.ashdown\n\ncontacts", "owner: callum.reid\n\ncontacts"));
    let before = records.all();
    assert_data_eq!(
        records.run(&["handover", "transfer"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd is Callum Reid's now, no longer Tom Ashdown's
|  --> clients/Harbour Foods Ltd_20260512.yaml
| caused by: nothing was written
| hint: put the owner back (`salesrec edit 'Harbour Foods Ltd'`), or take the client out of the handover's file
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn a_handover_that_is_not_there_is_said_so() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["handover", "close"]).screen(),
        str![[r#"
| error: no handover is open
| hint: `salesrec handover --to PERSON` makes one; `salesrec handover status --all` shows those that are closed
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "status", "2020"]).screen(),
        str![[r#"
| error: no handover “2020”
| hint: `salesrec handover status --all` lists them
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "undo", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有进行中的交接
| 提示：`salesrec handover --to 接手人` 发起交接；`salesrec handover status --all` 也列出已关闭的
exit 2

"#]]
    );
}

#[test]
fn a_handover_that_does_not_parse_is_shown_with_its_place() {
    let records = en();
    records.write("handovers/2026-06-01_a_b.yaml", "from: [tom\n");
    assert_data_eq!(
        records.run(&["handover", "status"]).screen(),
        str![[r#"
No handover is open; `salesrec handover --to PERSON` makes one.
| warning: `[` is opened here and not closed
|  --> handovers/2026-06-01_a_b.yaml:1:7
|   |
| 1 | from: [tom
|   |       ^
| hint: add the closing bracket
| warning: 1 file could not be read: the answer is incomplete

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "close", "2026-06-01"]).screen(),
        str![[r#"
| error: `[` is opened here and not closed
|  --> handovers/2026-06-01_a_b.yaml:1:7
|   |
| 1 | from: [tom
|   |       ^
| hint: add the closing bracket
exit 2

"#]]
    );
}
