//! Letters: in the language of the client, by templates that a team can change.

use super::handover;
use crate::support::Records;

fn records() -> Records {
    let records = Records::zh();
    let clients = [("星河包装有限公司_20260512".to_string(), "zhao.mingyuan")];
    records.write("handovers/2026-06-26_lin.xiaofeng_zhao.mingyuan.yaml", handover("lin.xiaofeng", &clients));
    records
}

#[test]
fn a_letter_is_in_the_language_of_the_client() {
    let records = records();
    records.run(&["handover", "bundle", "--out", "out", "--format", "md", "--lang", "en", "--part", "letters"]).ok();
    let page = records.read("out/handover.md");
    assert!(page.contains("Letters by client"), "the bundle is in English");
    assert!(page.contains("告知函") && page.contains("zhao.mingyuan@chenglan.example.com"), "{page}");
    assert!(!page.contains("Dear "));
}

#[test]
fn a_template_of_the_team_is_used_and_the_built_in_ones_can_be_had() {
    let records = records();
    let written = records.run(&["handover", "template"]);
    assert!(written.ok().contains("templates/notice.zh.md"));
    assert!(records.read("templates/notice.zh.md").contains("{{ receiver.name }}"));
    records.write("templates/notice.zh.md", "换人啦\n\n{{ client }}：今后请找{{ receiver.name }}。\n");
    let kept = records.run(&["handover", "template"]);
    assert!(kept.ok().contains("未改动"), "{}", kept.screen());
    records.run(&["handover", "bundle", "--out", "out", "--format", "md,html", "--part", "letters"]).ok();
    assert!(records.read("out/handover.md").contains("星河包装有限公司：今后请找赵明远。"));
}

#[test]
fn a_broken_template_is_told_with_its_file_line_and_field() {
    let records = records();
    records.write("templates/notice.zh.md", "换人啦\n\n{{ client }}：请找{{ reciever.name }}。\n");
    let shown = records.run(&["handover", "bundle", "--out", "out"]);
    assert_eq!(shown.code, 2);
    assert!(
        shown.stderr.contains("templates/notice.zh.md:3:") && shown.stderr.contains("reciever"),
        "{}",
        shown.stderr
    );
    assert!(!records.file("out").exists(), "nothing was written");
}
