#![cfg(unix)]

use snapbox::{assert_data_eq, str};

use crate::support::{Records, Shown};

const XINGHE: &str = "clients/星河包装有限公司_20260512.yaml";
const HARBOUR: &str = "clients/Harbour Foods Ltd_20260512.yaml";

/// An editor that is a shell script, in a folder of its own; `$1` is the file, `$HERE` that folder, which is also the
/// one for temporary files.
struct Editor(Records);

impl Editor {
    fn new(script: &str) -> Self {
        let folder = Records::none();
        folder.write("editor.sh", format!("set -eu\nHERE='{}'\n{script}", folder.path().display()));
        folder.write("tmp/.keep", "");
        Self(folder)
    }

    fn edit(&self, records: &Records, words: &[&str]) -> Shown {
        let mut command = records.command(&[&["edit"], words].concat());
        command.env("SALESREC_EDITOR", format!("sh {}", self.0.file("editor.sh").display()));
        command.env("TMPDIR", self.0.file("tmp"));
        Shown::from(command.output().expect("the program runs"))
    }

    /// The texts that were kept because they could not be saved.
    fn kept(&self) -> Vec<String> {
        let all = self.0.all();
        let kept = all.into_iter().filter(|(path, _)| path.starts_with("tmp/salesrec-edit-"));
        kept.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect()
    }

    fn screen(&self, shown: &Shown) -> String {
        let screen = self.0.without_path(&shown.screen());
        match screen.split_once("salesrec-edit-") {
            Some((before, after)) => {
                format!("{before}salesrec-edit-[..]{}", after.split_at(after.find(".yaml").unwrap()).1)
            }
            None => screen,
        }
    }
}

#[test]
fn edit_saves_what_the_editor_gives_back() {
    let records = Records::zh();
    let mut before = records.all();
    let editor = Editor::new(r#"sed -i 's/^region: 华东$/region: 华东苏南/' "$1"; printf '  周三回电\n' >> "$1""#);
    let shown = editor.edit(&records, &["星河"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已保存 星河包装有限公司_20260512

改动：增加 2 行，删去 1 行

"#]]
    );
    let record = String::from_utf8(before.remove(XINGHE).unwrap()).unwrap();
    let record = record.replace("region: 华东\n", "region: 华东苏南\n") + "  周三回电\n";
    before.insert(XINGHE.into(), record.into_bytes());
    assert_eq!(records.all(), before);
}

#[test]
fn edit_says_when_nothing_changed() {
    let records = Records::en();
    let before = records.all();
    let shown = Editor::new("exit 0").edit(&records, &["harbour"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Nothing changed in Harbour Foods Ltd_20260512

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn a_text_that_does_not_parse_is_kept_and_not_saved() {
    let records = Records::zh();
    let before = records.all();
    let editor = Editor::new(r#"sed -i 's/^region: 华东$/region: [华东/' "$1""#);
    let shown = editor.edit(&records, &["星河"]);
    assert_data_eq!(
        editor.screen(&shown),
        str![[r#"
| 错误：这里的 `[` 没有闭合
|  --> clients/星河包装有限公司_20260512.yaml:6:9
|   |
| 6 | region: [华东
|   |         ^
| 提示：请补上右括号
| 提示：未保存；您编辑的文本在 [HERE]/tmp/salesrec-edit-[..].yaml
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
    let kept = editor.kept();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0], records.read(XINGHE).replace("region: 华东\n", "region: [华东\n"));
}

#[test]
fn a_broken_record_is_opened_with_its_mistake_marked_and_mended() {
    let records = Records::en();
    let good = records.read(HARBOUR);
    records.write(HARBOUR, good.replace("source: Trade fair\n", "source: Trade fair\n  owner: x\n"));
    let editor = Editor::new(r#"cp "$1" "$HERE/seen"; sed -i '/^  owner: x$/d' "$1""#);
    let shown = editor.edit(&records, &["Harbour Foods"]);
    let seen = editor.0.read("seen");
    let marks: Vec<&str> =
        seen.lines().take_while(|line| line.starts_with('#') && !line.contains("yaml-lang")).collect();
    assert_data_eq!(
        marks.join("\n") + "\n",
        str![[r#"
#!salesrec The record does not parse yet. These lines are taken off when you save; close without a change to give up.
#!salesrec error: a `:` where no key can be
#!salesrec   --> clients/Harbour Foods Ltd_20260512.yaml:17:8
#!salesrec    |
#!salesrec 17 |   owner: x
#!salesrec    |        ^
#!salesrec hint: put the text in quotes if it contains `: `, or check the indentation of this line

"#]]
    );
    shown.ok();
    assert_eq!(records.read(HARBOUR), good, "the marks are gone");
}

#[test]
fn a_broken_record_that_stays_as_it_is_is_an_error() {
    let records = Records::en();
    records.write("clients/Broken.yaml", "client: [\n");
    let editor = Editor::new("exit 0");
    let shown = editor.edit(&records, &["Broken"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("clients/Broken.yaml:"), "{}", shown.screen());
    assert_eq!((records.read("clients/Broken.yaml"), editor.kept().len()), ("client: [\n".to_string(), 0));
}

#[test]
fn a_record_that_changed_meanwhile_is_not_written_over() {
    let records = Records::en();
    let file = records.file(HARBOUR).display().to_string();
    let editor = Editor::new(&format!(r#"echo 'x-mine: 1' >> "$1"; echo 'x-theirs: 2' >> '{file}'"#));
    let before = records.read(HARBOUR);
    let shown = editor.edit(&records, &["harbour"]);
    assert_data_eq!(
        editor.screen(&shown),
        str![[r#"
| error: the file was changed meanwhile; nothing was written
|  --> clients/Harbour Foods Ltd_20260512.yaml
| hint: run the command again
| hint: nothing was saved; your text is in [HERE]/tmp/salesrec-edit-[..].yaml
exit 2

"#]]
    );
    assert_eq!(records.read(HARBOUR), format!("{before}x-theirs: 2\n"));
    assert_eq!(editor.kept(), [format!("{before}x-mine: 1\n")]);
}

#[test]
fn new_slips_are_told_and_old_ones_are_not() {
    let records = Records::en();
    records.write("clients/Old_20260101.yaml", "client: Old\nregoin: North\n");
    let editor = Editor::new(r#"printf 'first_contact: soon\nindustri: Food\n' >> "$1""#);
    let shown = editor.edit(&records, &["Old"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Saved Old_20260101

lines: 2 added, 0 removed
| warning: “soon” is not a date such as 2024-03-15
|  --> clients/Old_20260101.yaml:3:16
|   |
| 3 | first_contact: soon
|   |                ^^^^
| warning: the format does not know the key `industri`
|  --> clients/Old_20260101.yaml:4:1
|   |
| 4 | industri: Food
|   | ^^^^^^^^
| hint: did you mean `industry`?

"#]]
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let records = Records::en();
    records.write("clients/Win_20260101.yaml", "\u{feff}client: Win\r\nregion: North\r\nbroken: [\r\n");
    let editor = Editor::new(r#"sed -i '/^broken/d' "$1""#);
    editor.edit(&records, &["Win"]).ok();
    assert_eq!(records.read("clients/Win_20260101.yaml"), "\u{feff}client: Win\r\nregion: North\r\n");
}

#[test]
fn a_dry_run_shows_the_diff_of_what_was_edited() {
    let records = Records::en();
    let before = records.all();
    let editor = Editor::new(r#"sed -i 's/^region: South$/region: West/' "$1""#);
    let shown = editor.edit(&records, &["harbour", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -3,7 +3,7 @@
 aliases: [harbour, Harbour Foods]
 class: Prospect
 industry: Food-Chilled ready meals
-region: South
+region: West
 address: Unit 6, Quay Road Industrial Estate, Poole
 tax_id: "GB999873515"
 source: Trade fair
| dry run: nothing was written

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn a_record_can_be_mended_while_the_settings_are_broken() {
    let records = Records::zh();
    records.write("salesrec.toml", "[team\n");
    let editor = Editor::new(r#"echo 'x-a: 1' >> "$1""#);
    editor.edit(&records, &["星河"]).ok();
    assert!(records.read(XINGHE).ends_with("\nx-a: 1\n"));
}

#[test]
fn an_editor_that_fails_or_is_not_there_changes_nothing() {
    let records = Records::zh();
    let before = records.all();
    let failing = Editor::new(r#"echo 'x-a: 1' >> "$1"; exit 3"#);
    assert_eq!(failing.edit(&records, &["星河"]).code, 2);
    let mut command = records.command(&["edit", "星河"]);
    command.env("SALESREC_EDITOR", "no-such-editor --wait");
    let shown = Shown::from(command.output().unwrap());
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：无法运行编辑器“no-such-editor --wait”
| 原因：没有这个文件或文件夹
| 原因：环境变量 SALESREC_EDITOR
| 提示：可用 `salesrec config set editor 程序` 或环境变量 EDITOR 指定编辑器
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn what_was_written_before_the_editor_failed_is_kept() {
    let records = Records::zh();
    let before = records.all();
    let editor = Editor::new(r#"printf 'x-mine: 1\n' > "$1"; exit 3"#);
    let shown = editor.edit(&records, &["星河"]);
    assert_data_eq!(
        editor.screen(&shown),
        str![[r#"
| 错误：编辑器“sh [HERE]/editor.sh”异常退出；未写入任何内容
| 提示：可用 `salesrec config set editor 程序` 或环境变量 EDITOR 指定编辑器
| 提示：未保存；您编辑的文本在 [HERE]/tmp/salesrec-edit-[..].yaml
exit 2

"#]]
    );
    assert_eq!(editor.kept(), ["x-mine: 1\n"]);
    assert_eq!(records.all(), before);
}
