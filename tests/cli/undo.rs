use snapbox::assert_data_eq;
use snapbox::str;

use crate::support::Records;

#[test]
fn undo_takes_back_the_last_command_byte_for_byte() {
    for records in [Records::zh(), Records::en()] {
        let id = if records.read("salesrec.toml").contains("zh\"") { "星河" } else { "harbour" };
        let before = records.all();
        records.run(&["log", id, "They agreed", "--no-next", "waiting"]).ok();
        assert_eq!(records.changed(&before).len(), 1);
        records.run(&["undo"]).ok();
        assert_eq!(records.changed(&before), [""; 0]);
    }
}

#[test]
fn undo_says_what_it_took_back() {
    let records = Records::zh();
    records.run(&["log", "星河", "客户同意了方案", "--no-next", "等董事会"]).ok();
    let shown = records.run(&["undo", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
将撤销 salesrec log 星河 客户同意了方案 --no-next 等董事会  2026-06-26 16:30

已还原：clients/星河包装有限公司_20260512.yaml

--- a/clients/星河包装有限公司_20260512.yaml
+++ b/clients/星河包装有限公司_20260512.yaml
@@ -96,12 +96,6 @@
     deal: 彩盒视觉检测线
     summary: 布局草图顾敏看过了，3 号线的短架没意见，2 号线希望把剔除口放到操作侧。
     agreed: 改好 2 号线剔除口，当面讲方案并给报价
-  - at: 2026-06-26 16:30
-    recorded: 2026-06-26 16:30
-    by: lin.xiaofeng
-    deal: 彩盒视觉检测线
-    summary: 客户同意了方案
-    no_next: 等董事会

 actions:
   - id: m4xd
| 试运行：未写入任何内容

"#]]
    );
    let shown = records.run(&["undo"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已撤销 salesrec log 星河 客户同意了方案 --no-next 等董事会  2026-06-26 16:30

已还原：clients/星河包装有限公司_20260512.yaml

"#]]
    );
    let shown = records.run(&["undo", "--lang", "en"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: there is nothing to take back
| hint: `git log` shows what was committed
exit 2

"#]]
    );
}

#[test]
fn every_writing_command_is_one_step_and_all_can_be_taken_back() {
    let records = Records::en();
    let start = records.all();
    let commands: &[&[&str]] = &[
        &["add", "Newcomer Ltd", "--contact", "Ann Smith", "--deal", "Line", "--force"],
        &["contact", "newcomer", "Bob Jones", "--phone", "020 7946 0000"],
        &["need", "add", "newcomer", "a quiet pump"],
        &["deal", "set", "newcomer", "--value", "48000"],
        &["promise", "add", "newcomer", "a free visit"],
        &["rename", "newcomer", "Newcomer Holding Ltd"],
        &["archive", "newcomer", "--force"],
        &["unarchive", "newcomer"],
        &["person", "add", "new.one", "--name", "New One"],
        &["lint", "--fix", "--fail-on", "never"],
    ];
    let mut states = vec![start];
    for words in commands {
        let shown = records.run(words);
        assert_eq!(shown.code, 0, "{words:?}: {}", shown.screen());
        states.push(records.all());
    }
    let written: Vec<_> = states.windows(2).filter(|pair| pair[0] != pair[1]).map(|pair| &pair[0]).collect();
    assert!(written.len() >= 9, "{}", written.len());
    for before in written.into_iter().rev() {
        records.run(&["undo"]).ok();
        assert_eq!(records.changed(before), [""; 0]);
    }
    assert_eq!(records.run(&["undo"]).code, 2);
}

#[test]
fn undo_is_refused_when_the_file_has_changed_since() {
    let records = Records::en();
    records.run(&["log", "harbour", "They agreed", "--no-next", "waiting"]).ok();
    let path = records.run(&["show", "harbour", "--format", "json"]).json()["path"].as_str().unwrap().to_string();
    records.write(&path, records.read(&path) + "# by hand\n");
    let before = records.all();
    assert_data_eq!(
        records.run(&["undo"]).screen(),
        str![[r#"
| error: the file has changed since; nothing was taken back
|  --> clients/Harbour Foods Ltd_20260512.yaml
| caused by: the last step is `salesrec log harbour 'They agreed' --no-next waiting` of 2026-06-26 16:30
| hint: what was written since must go first; `salesrec edit` mends by hand
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["undo", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：文件此后又有改动；未撤销任何内容
|  --> clients/Harbour Foods Ltd_20260512.yaml
| 原因：上一步是 2026-06-26 16:30 的 `salesrec log harbour 'They agreed' --no-next waiting`
| 提示：须先去掉此后的改动；也可用 `salesrec edit` 手工修改
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn undo_lists_what_can_be_taken_back() {
    let records = Records::en();
    records.run(&["log", "harbour", "They agreed", "--no-next", "waiting"]).ok();
    records.run(&["archive", "harbour", "--force"]).ok();
    records.run(&["show", "pennine"]).ok();
    assert_data_eq!(
        records.run(&["undo", "--list"]).screen(),
        str![[r#"
When              Command                                    Files
2026-06-26 16:30  salesrec archive harbour --force           archive/Harbour Foods Ltd_20260512.yaml
2026-06-26 16:30  salesrec log harbour 'They agreed'         clients/Harbour Foods Ltd_20260512.yaml
                  --no-next waiting

"#]]
    );
    assert_data_eq!(
        records.run(&["undo", "--list", "--format", "json"]).stdout,
        str![[r#"
{
  "salesrec": 1,
  "kind": "undo-list",
  "rows": [
    {"at":"2026-06-26 16:30","command":"salesrec archive harbour --force","files":["archive/Harbour Foods Ltd_20260512.yaml"]},
    {"at":"2026-06-26 16:30","command":"salesrec log harbour 'They agreed' --no-next waiting","files":["clients/Harbour Foods Ltd_20260512.yaml"]}
  ]
}

"#]]
    );
}

#[test]
fn undo_leaves_alone_what_somebody_else_did() {
    let records = Records::en();
    records.run(&["log", "harbour", "They agreed", "--no-next", "waiting"]).ok();
    let mut other = records.command(&["undo"]);
    let shown = other.env("SALESREC_ME", "somebody.else").output().unwrap();
    assert_eq!(shown.status.code(), Some(2));
}

#[test]
fn settings_are_taken_back_too() {
    let records = Records::small();
    let before = records.read("salesrec.toml");
    records.run(&["person", "add", "bob", "--name", "Bob"]).ok();
    let good = records.read("salesrec.toml");
    assert_ne!(good, before);
    records.run(&["undo"]).ok();
    assert_eq!(records.read("salesrec.toml"), before);
}
