//! Slips of the hand, and steps taken twice or in another order.

use snapbox::{assert_data_eq, str};

use super::submitted;

#[test]
fn a_slip_in_a_verb_names_the_line_that_was_meant() {
    let records = submitted();
    let before = records.all();
    assert_data_eq!(
        records.run(&["review", "aprove", "--all-clean"]).screen(),
        str![[r#"
| error: there is no command “review aprove”
| hint: did you mean `salesrec review approve --all-clean`?
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "retrun", "harbour", "--comment", "who signs?"]).screen(),
        str![[r#"
| error: there is no command “review retrun”
| hint: did you mean `salesrec review return harbour --comment 'who signs?'`?
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "statsu", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有团队成员“statsu”
| 提示：是不是 `salesrec review status`？
| 提示：现有：margaret.oduya、tom.ashdown、priya.nair、callum.reid、helen.brandt 和 dave.pruett
| 提示：`salesrec person list` 列出团队成员
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "aprov", "harbour", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有“review aprov”这个命令
| 提示：是不是 `salesrec review approve harbour --lang zh`？
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "tom", "approve", "harbour"]).screen(),
        str![[r#"
| error: the command “approve” stands before “tom”
| hint: did you mean `salesrec review approve harbour --person tom`?
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "tom", "approve", "harbour", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：“approve”命令应写在“tom”之前
| 提示：是不是 `salesrec review approve harbour --lang zh --person tom`？
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "--week", "W26", "tom", "approve", "harbour"]).screen(),
        str![[r#"
| error: the command “approve” stands before “--week W26 tom”
| hint: did you mean `salesrec review approve harbour --person tom --week W26`?
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "--week=W26", "status", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有团队成员“status”
| 提示：选项写在后面：`salesrec review status …`
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn a_client_before_the_verb_is_put_behind_it() {
    let records = submitted();
    let before = records.all();
    assert_data_eq!(
        records.run(&["review", "harbour", "approve"]).screen(),
        str![[r#"
| error: the command “approve” stands before “harbour”
| hint: did you mean `salesrec review approve harbour`?
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "harbour", "approve", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：“approve”命令应写在“harbour”之前
| 提示：是不是 `salesrec review approve harbour --lang zh`？
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "--week", "W26", "approve", "kelso"]).screen(),
        str![[r#"
| error: the command “approve” stands before “--week W26”
| hint: did you mean `salesrec review approve kelso --week W26`?
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "--week", "W26", "approve", "kelso", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：“approve”命令应写在“--week W26”之前
| 提示：是不是 `salesrec review approve kelso --lang zh --week W26`？
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn a_client_in_the_place_of_a_person_is_told_with_the_command() {
    let records = submitted();
    assert_data_eq!(
        records.run(&["review", "ashcombe"]).screen(),
        str![[r#"
| error: no person of the team “ashcombe”
| hint: “ashcombe” is a client, Ashcombe Dairies Ltd_20260414: `salesrec review show tom.ashdown ashcombe`
| hint: there are: margaret.oduya, tom.ashdown, priya.nair, callum.reid, helen.brandt and dave.pruett
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "show", "ashcombe"]).screen(),
        str![[r#"
| error: no person of the team “ashcombe”
| hint: “ashcombe” is a client, Ashcombe Dairies Ltd_20260414: `salesrec review show tom.ashdown ashcombe`
| hint: there are: margaret.oduya, tom.ashdown, priya.nair, callum.reid, helen.brandt and dave.pruett
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
    records.run(&["review", "show", "tom.ashdown", "ashcombe"]).ok();
    let records = crate::support::Records::zh().var("SALESREC_ME", "chen.yuehua");
    assert_data_eq!(
        records.run(&["review", "恒昱"]).screen(),
        str![[r#"
| 错误：没有团队成员“恒昱”
| 提示：“恒昱”是客户 昆山恒昱精密制造有限公司_20260408：`salesrec review show lin.xiaofeng 恒昱`
| 提示：现有：chen.yuehua、lin.xiaofeng、zhao.mingyuan、he.jing、su.wanting 和 wu.haitao
| 提示：`salesrec person list` 列出团队成员
exit 2

"#]]
    );
    assert_data_eq!(
        submitted().run(&["review", "Tmo"]).screen(),
        str![[r#"
| error: no person of the team “Tmo”
| hint: did you mean tom.ashdown?
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
}

#[test]
fn the_deadline_of_no_action_is_not_that_of_the_record() {
    let records = submitted();
    let before = records.all();
    let words = ["review", "return", "harbour", "--comment", "why?", "--due", "next tue"];
    assert_data_eq!(
        records.run(&words).screen(),
        str![[r#"
| error: --due is the deadline of an --action, and there is none
| hint: until when the record is to be mended is `--back 'next tue'`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&[&words[..], &["--lang", "zh"]].concat()).screen(),
        str![[r#"
| 错误：--due 是 --action 的期限，但没有写 --action
| 提示：档案的补正期限用 `--back 'next tue'`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "approve", "harbour", "--due", "tue"]).screen(),
        str![[r#"
| error: --due is the deadline of an --action, and there is none
| hint: say the action too: `--action "…" --due tue`
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn what_waits_for_nobody_is_not_approved_again() {
    let records = submitted();
    records.run(&["review", "approve", "harbour", "ashcombe", "kelso", "agnes"]).ok();
    assert_data_eq!(
        records.run(&["review", "approve", "--all-clean"]).screen(),
        str![[r#"
| error: no record of 2026-W26 waits for your review
| hint: `salesrec review status` shows how far it is
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "approve", "harbour"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd_20260512 was approved on 2026-06-26 Fri 16:30
| hint: `salesrec review return 'Harbour Foods Ltd_20260512' --comment "…"` takes that back
exit 2

"#]]
    );
}

#[test]
fn a_record_that_is_named_twice_is_decided_once() {
    let records = submitted();
    records
        .run(&[
            "review",
            "return",
            "harbour",
            "Harbour Foods",
            "--comment",
            "that rota",
            "--action",
            "Ask Ruth for the rota",
            "--due",
            "tue",
        ])
        .ok();
    assert_eq!(records.read("clients/Harbour Foods Ltd_20260512.yaml").matches("Ask Ruth for the rota").count(), 1);
    assert_eq!(records.read(super::TOM).matches("that rota").count(), 1);
    let shown = records.run(&["review", "approve", "ashcombe", "ashcombe"]);
    assert!(shown.ok().contains("Approved 1 record"), "{}", shown.screen());
}

#[test]
fn the_name_of_a_person_in_the_place_of_a_client_is_told() {
    assert_data_eq!(
        submitted().run(&["review", "return", "tom", "--comment", "all of it"]).screen(),
        str![[r#"
| error: no client named “tom”
| hint: `salesrec list --all` shows all names
| hint: Tom Ashdown is a person: `salesrec review tom.ashdown` shows the clients
exit 2

"#]]
    );
    assert_data_eq!(
        submitted().run(&["review", "approve", "callum", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有叫“callum”的客户
| 提示：`salesrec list --all` 列出所有客户
| 提示：Callum Reid是团队成员：`salesrec review callum.reid` 列出其客户
exit 2

"#]]
    );
}

#[test]
fn a_record_sent_back_twice_is_mended_once_for_both() {
    let records = submitted();
    records.run(&["review", "return", "harbour", "--comment", "who signs in Poole?"]).ok();
    records.run(&["review", "return", "harbour", "--comment", "and who pays?", "--back", "2026-07-01"]).ok();
    let agenda = records.run(&["--as", "tom", "agenda", "--client", "harbour", "--width", "200"]);
    for comment in ["returned: who signs in Poole?", "returned: and who pays?"] {
        assert!(agenda.ok().contains(comment), "{}", agenda.screen());
    }
    let minutes = records.run(&["review", "minutes"]);
    assert!(minutes.ok().contains("who signs in Poole? / and who pays?"), "{}", minutes.screen());
    records.run(&["--as", "tom", "need", "add", "harbour", "a report in German"]).ok();
    records.run(&["--as", "tom", "submit"]).ok();
    let agenda = records.run(&["--as", "tom", "agenda", "--client", "harbour"]);
    assert!(!agenda.ok().contains("returned"), "{}", agenda.screen());
    // What an approval has closed does not come back when that is taken back.
    records.run(&["review", "return", "harbour", "--comment", "one"]).ok();
    records.run(&["review", "approve", "harbour"]).ok();
    records.run(&["review", "return", "harbour", "--comment", "two"]).ok();
    let agenda = records.run(&["--as", "tom", "agenda", "--client", "harbour", "--width", "200"]);
    assert!(agenda.ok().contains("returned: two") && !agenda.stdout.contains("returned: one"), "{}", agenda.screen());
}

#[test]
fn what_was_sent_back_is_mended_also_by_taking_it_out_of_the_week() {
    let records = submitted();
    records.run(&["review", "return", "agnes", "--comment", "that was another Agnes"]).ok();
    let path = "clients/Agnes Whitlock_20260514.yaml";
    records.write(path, records.read(path).replace("2026-06-2", "2026-05-2"));
    records.run(&["--as", "callum", "submit", "--with-gaps", "being mended"]).ok();
    let shown = records.run(&["review", "show", "callum", "agnes", "--width", "200"]);
    assert!(shown.ok().contains("mended 2026-06-26"), "{}", shown.screen());
}

#[test]
fn a_record_that_was_renamed_since_is_mended_under_its_new_name() {
    let records = submitted();
    records.run(&["review", "return", "harbour", "--comment", "the full registered name"]).ok();
    records.run(&["--as", "tom", "rename", "harbour", "Harbour Provisions Ltd"]).ok();
    records.run(&["--as", "tom", "submit"]).ok();
    let review = records.read(super::TOM);
    assert!(!review.contains("Harbour Foods") && review.contains("settled: 2026-06-26"), "{review}");
    assert_eq!(review.matches("Harbour Provisions Ltd_20260512").count(), 1, "{review}");
}
