//! What the commands show, and what is said of files that cannot be read.

use super::all_of;
use crate::support::Records;

#[test]
fn bundle_lists_what_it_wrote() {
    for (records, giver, to) in
        [(Records::zh(), "lin.xiaofeng", "zhao.mingyuan"), (Records::en(), "tom.ashdown", "callum.reid")]
    {
        let records = all_of(records, giver, to);
        let shown = records.run(&["handover", "bundle", "--format", "md,json", "--zip", "--out", "handover"]);
        let screen: String =
            shown.screen().chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
        let expected = if giver == "lin.xiaofeng" {
            snapbox::str![[r#"
交给赵明远：00 个客户
文件            字节
handover.zip  00,000
| `salesrec handover verify handover.zip` 可核对材料是否完整无改动

"#]]
        } else {
            snapbox::str![[r#"
For Callum Reid: 00 clients
File           Bytes
handover.zip  00,000
| `salesrec handover verify handover.zip` tells whether it arrived whole

"#]]
        };
        snapbox::assert_data_eq!(screen, expected);
    }
}

#[test]
fn a_client_file_that_does_not_parse_is_listed_and_not_left_out() {
    let records = Records::zh();
    records.write("clients/坏掉的_20260101.yaml", "client: [坏掉的\n");
    let records = all_of(records, "lin.xiaofeng", "zhao.mingyuan");
    let shown = records.run(&["handover", "bundle", "--out", "out", "--format", "md,json"]);
    assert_eq!(shown.code, 0, "{}", shown.screen());
    assert!(shown.stderr.contains("坏掉的_20260101"), "{}", shown.stderr);
    let page = records.read("out/handover.md").replace('\\', "");
    assert!(page.matches("坏掉的_20260101").count() >= 3, "on the sheet, in the summary, in the meeting");
    assert!(records.read("out/handover.json").contains("坏掉的_20260101"));
}

#[test]
fn the_parts_can_be_had_alone() {
    let records = all_of(Records::en(), "tom.ashdown", "callum.reid");
    records.run(&["handover", "bundle", "--out", "out", "--format", "md", "--part", "money,pipeline"]).ok();
    let page = records.read("out/handover.md");
    assert!(page.contains("# Pipeline") && page.contains("# Contracts and money") && !page.contains("# Checklists"));
    let refused = records.run(&["handover", "bundle", "--out", "no", "--part", "monney"]);
    assert!(refused.code == 2 && refused.stderr.contains("money"), "{}", refused.stderr);
}

#[test]
fn both_languages_stand_side_by_side() {
    let records = all_of(Records::en(), "tom.ashdown", "callum.reid");
    records.run(&["handover", "bundle", "--out", "out", "--format", "md", "--lang", "both", "--part", "cover"]).ok();
    let page = records.read("out/handover.md");
    assert!(page.contains("交接单") && page.contains("Handover sheet"), "{page}");
}

#[cfg(unix)]
#[test]
fn a_bar_shows_on_a_terminal_how_far_the_bundle_is_and_is_gone_when_it_is_done() {
    let records = all_of(Records::en(), "tom.ashdown", "callum.reid");
    let mut terminal =
        crate::support::terminal::Terminal::run(&records, &["handover", "bundle", "--format", "md,json", "--out", "b"]);
    let (code, screen) = terminal.ends();
    let written = terminal.written();
    assert_eq!(code, 0, "{screen}");
    for step in ["0/3 writing the bundle", "1/3 writing the bundle", "3/3 writing the bundle"] {
        assert!(written.contains(step), "{step}: {written}");
    }
    assert!(!screen.contains("writing the bundle") && screen.contains("handover.md"), "{screen}");
    let piped = records.run(&["handover", "bundle", "--format", "md", "--out", "c"]);
    assert!(!piped.stderr.contains("writing the bundle"), "{}", piped.stderr);
}
