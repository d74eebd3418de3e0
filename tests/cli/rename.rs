use snapbox::{assert_data_eq, str};

use crate::support::Records;

const OLD: &str = "clients/星河包装有限公司_20260512.yaml";
const NEW: &str = "clients/星河新材料股份有限公司_20260512.yaml";

#[test]
fn rename_changes_the_name_and_moves_the_file() {
    let records = Records::zh();
    let mut before = records.all();
    let shown = records.run(&["rename", "星河", "星河新材料股份有限公司"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已改名：星河包装有限公司 → 星河新材料股份有限公司

文件：clients/星河包装有限公司_20260512.yaml → clients/星河新材料股份有限公司_20260512.yaml

"#]]
    );
    let record = String::from_utf8(before.remove(OLD).unwrap()).unwrap();
    let record = record.replace("client: 星河包装有限公司\n", "client: 星河新材料股份有限公司\n");
    let record = record.replace("aliases: [星河, 星河彩盒]\n", "aliases: [星河, 星河彩盒, 星河包装有限公司]\n");
    before.insert(NEW.into(), record.into_bytes());
    assert_eq!(records.all(), before, "nothing else changed");
    records.run(&["person", "show", "林"]).ok();
    assert!(records.run(&["rename", "星河包装有限公司", "星河", "--dry-run"]).code == 0, "found by its old name");
}

#[test]
fn a_dry_run_shows_the_diff_and_the_move() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["rename", "harbour", "Harbour Chilled Foods Ltd", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -1,6 +1,6 @@
 # yaml-language-server: $schema=../.salesrec/client.schema.json
-client: Harbour Foods Ltd
-aliases: [harbour, Harbour Foods]
+client: Harbour Chilled Foods Ltd
+aliases: [harbour, Harbour Foods, Harbour Foods Ltd]
 class: Prospect
 industry: Food-Chilled ready meals
 region: South
| dry run: nothing was written
| would move clients/Harbour Foods Ltd_20260512.yaml → clients/Harbour Chilled Foods Ltd_20260512.yaml
| Harbour Foods Ltd_20260512 is named in reviews/2026-W24_tom.ashdown.yaml

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn rename_may_leave_the_file_where_it_is() {
    let records = Records::en();
    let shown = records.run(&["rename", "harbour", "Harbour Chilled Foods Ltd", "--keep-file", "--format", "json"]);
    let shown = shown.json();
    assert_eq!(shown["path"], "clients/Harbour Foods Ltd_20260512.yaml");
    assert_eq!(shown["old_name"], "Harbour Foods Ltd");
    assert!(records.read("clients/Harbour Foods Ltd_20260512.yaml").contains("\nclient: Harbour Chilled Foods Ltd\n"));
    let again = records.run(&["rename", "harbour", "Harbour Chilled Foods Ltd", "--keep-file"]);
    assert_data_eq!(
        again.screen(),
        str![[r#"
| error: the client is called Harbour Chilled Foods Ltd already
exit 2

"#]]
    );
}

/// The state that a kill between the two steps leaves.
#[test]
fn the_same_command_finishes_a_rename_that_was_interrupted() {
    let records = Records::zh();
    records.run(&["rename", "星河", "星河新材料股份有限公司", "--keep-file"]).ok();
    let record = records.read(OLD);
    for said in ["星河", "星河包装有限公司", "星河新材料股份有限公司"] {
        let seen = records.run(&["rename", said, "星河新材料股份有限公司", "--dry-run"]);
        assert_eq!(seen.code, 0, "{}", seen.screen());
    }
    let shown = records.run(&["rename", "星河", "星河新材料股份有限公司"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已改名：星河新材料股份有限公司

文件：clients/星河包装有限公司_20260512.yaml → clients/星河新材料股份有限公司_20260512.yaml

"#]]
    );
    assert_eq!(records.read(NEW), record, "the record was whole already");
    assert!(!records.file(OLD).exists());
}

#[test]
fn a_name_that_becomes_a_file_name_is_made_safe_and_an_alias_that_becomes_the_name_is_none_any_more() {
    let records = Records::zh();
    records.run(&["rename", "星河包装", "星河彩盒"]).ok();
    let record = records.read("clients/星河彩盒_20260512.yaml");
    assert!(record.contains("\nclient: 星河彩盒\naliases: [星河, 星河包装有限公司]\n"), "{record}");
    records.run(&["rename", "星河彩盒", "../星河/ABC: \u{202e}x"]).ok();
    assert!(records.file("clients/星河-ABC- -x_20260512.yaml").is_file(), "{:?}", records.all().keys());
}

#[test]
fn rename_refuses_the_name_and_date_of_another_client() {
    let records = Records::zh();
    records.write("archive/旧/ABC_20260512.yaml", "client: ABC\n");
    let before = records.all();
    let shown = records.run(&["rename", "星河", "abc"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：已有同名同日期的客户
|  --> archive/旧/ABC_20260512.yaml
| 原因：未写入任何内容
| 提示：`--keep-file` 只改档案中的名称
exit 2

"#]]
    );
    let empty = records.run(&["rename", "星河", " \t"]);
    assert_eq!(empty.code, 2);
    assert_eq!(records.all(), before);
    assert_data_eq!(
        records.run(&["rename", "星河", "周桂兰"]).screen(),
        str![[r#"
| 错误：“周桂兰”可能已经是客户
| 原因：周桂兰_20260514（赵明远负责）：名称“周桂兰”
| 提示：`salesrec show 周桂兰_20260514` 查看这份记录
| 提示：确属两个不同的客户时，加 `--force` 照常改名
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
    let namesake = records.run(&["rename", "星河", "周桂兰", "--force", "--dry-run"]);
    assert!(namesake.stderr.contains("同名客户：周桂兰_20260514\n"), "{}", namesake.screen());
}

#[test]
fn files_that_name_the_old_id_are_told() {
    let records = Records::zh();
    records.write("handovers/2026-06-01_a_b.yaml", "clients: [星河包装有限公司_20260512]\n");
    records.write("reviews/2026-W20_a.yaml", "clients: [别的客户]\n");
    let shown = records.run(&["rename", "星河", "新名"]);
    assert_data_eq!(
        shown.stderr,
        str![[r#"
仍提到 星河包装有限公司_20260512 的文件：handovers/2026-06-01_a_b.yaml

"#]]
    );
}

#[test]
fn a_record_without_a_date_in_its_name_takes_that_of_the_first_contact() {
    let records = Records::en();
    records.write("clients/plain.yaml", "client: Plain\nfirst_contact: 2026-01-02\n");
    records.write("clients/bare.yml", "client: Bare\n");
    records.run(&["rename", "plain", "Dated"]).ok();
    assert_eq!(
        records.read("clients/Dated_20260102.yaml"),
        "client: Dated\naliases: [Plain]\nfirst_contact: 2026-01-02\n"
    );
    records.run(&["rename", "bare", "Named"]).ok();
    assert_eq!(records.read("clients/bare.yml"), "client: Named\naliases: [Bare]\n");
}

#[test]
fn a_name_that_it_had_before_is_an_alias_no_more() {
    let records = Records::en();
    records.run(&["rename", "harbour", "Quay Foods"]).ok();
    records.run(&["rename", "harbour", "HARBOUR FOODS"]).ok();
    let record = records.read("clients/HARBOUR FOODS_20260512.yaml");
    assert!(
        record.contains("\nclient: HARBOUR FOODS\naliases: [harbour, Harbour Foods Ltd, Quay Foods]\n"),
        "{record}"
    );
}
