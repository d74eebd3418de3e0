use snapbox::{assert_data_eq, str};

use crate::support::{Records, Shown};

/// The screen without what depends on the name of the folder: the folder itself, and how wide its column is.
fn screen(records: &Records, shown: &Shown) -> String {
    let lines: Vec<String> = records.without_path(&shown.screen()).lines().map(squeezed).collect();
    lines.join("\n") + "\n"
}

fn squeezed(line: &str) -> String {
    let cells: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    if line.starts_with('|') { line.to_string() } else { cells.join("  ") }
}

/// What stands in a row of `config`: the value and where it came from.
fn row(shown: &serde_json::Value, key: &str) -> (String, String) {
    let rows = shown["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("no {key}"));
    (row["value"].as_str().unwrap_or_default().to_string(), row["origin"].as_str().unwrap().to_string())
}

#[test]
fn config_shows_where_each_value_came_from() {
    let records = Records::zh();
    let shown = records.run(&["config", "--origin"]);
    shown.ok();
    let first: Vec<String> = screen(&records, &shown).lines().take(12).map(str::to_string).collect();
    assert_data_eq!(
        first.join("\n"),
        str![[r#"
设置  值  来源
me  lin.xiaofeng  环境变量 SALESREC_ME
language  zh  salesrec.toml:6
editor  vi  默认值
directory  [HERE]  当前目录或其上级
now  2026-06-26 16:30  环境变量 SALESREC_NOW
team.name  澄岚自动化销售部  salesrec.toml:5
team.language  zh  salesrec.toml:6
team.timezone  Asia/Shanghai  salesrec.toml:7
team.currency  CNY  salesrec.toml:8
team.holidays  cn  salesrec.toml:9
team.folders  flat  salesrec.toml:10
"#]]
    );
    assert_eq!(shown.stderr, "");
    let plain = records.run(&["config"]);
    assert!(plain.ok().starts_with("设置 ") && !plain.ok().contains("来源"), "{}", plain.screen());
}

#[test]
fn the_nearest_saying_counts() {
    let records = Records::zh();
    records.write(".home/.config/salesrec/config.toml", "# mine\nme = \"何静\"\nlanguage = \"en\"\n");
    let shown = records.run(&["--as", "赵明远", "config", "--format", "json"]).json();
    assert_eq!(row(&shown, "me"), ("zhao.mingyuan".into(), "flag --as".into()));
    let shown = records.run(&["config", "--format", "json"]).json();
    assert_eq!(row(&shown, "me"), ("lin.xiaofeng".into(), "environment SALESREC_ME".into()));
    let config = records.file(".home/.config/salesrec/config.toml").display().to_string();
    assert_eq!(row(&shown, "language"), ("en".into(), format!("{config}:3")));
    let records = records.var("SALESREC_ME", "").var("SALESREC_LANG", "zh").var("EDITOR", "nano");
    let shown = records.run(&["config", "--format", "json"]).json();
    assert_eq!(row(&shown, "me"), ("he.jing".into(), format!("{config}:2")));
    assert_eq!(row(&shown, "language"), ("zh".into(), "environment SALESREC_LANG".into()));
    assert_eq!(row(&shown, "editor"), ("nano".into(), "environment EDITOR".into()));
    assert_eq!(row(&shown, "team.currency"), ("CNY".into(), "salesrec.toml:8".into()));
}

#[test]
fn git_and_the_directory_are_told() {
    let records = Records::en().var("SALESREC_ME", "");
    records.write(".home/.gitconfig", "[user]\n\temail = Priya.Nair@tidewell.example.com\n");
    let shown = records.run(&["config", "--format", "json"]).json();
    assert_eq!(row(&shown, "me"), ("priya.nair".into(), "git user.email".into()));
    assert_eq!(row(&shown, "directory").1, "the current folder or above it");
    let elsewhere = Records::none().var("SALESREC_DIR", &records.path().display().to_string());
    let shown = elsewhere.run(&["config", "--format", "json"]).json();
    assert_eq!(row(&shown, "directory"), (records.path().display().to_string(), "environment SALESREC_DIR".into()));
}

#[test]
fn what_the_settings_leave_out_is_shown_with_its_default() {
    let records = Records::none();
    records.write("salesrec.toml", "[team]\nname = \"x\"\n");
    let shown = records.run(&["config", "--format", "json"]).json();
    assert_eq!(row(&shown, "team.timezone"), ("UTC".into(), "default".into()));
    assert_eq!(row(&shown, "team.folders"), ("flat".into(), "default".into()));
}

#[test]
fn outside_of_a_records_directory_your_own_settings_are_shown() {
    let records = Records::none();
    let shown = records.run(&["config", "--origin"]);
    assert_data_eq!(
        screen(&records, &shown),
        str![[r#"
setting  value  from
me  default
language  en  default
editor  vi  default
now  2026-06-26 16:30  environment SALESREC_NOW
| this is not in a records directory: only your own settings are shown

"#]]
    );
}

#[test]
fn broken_settings_are_told_and_yours_are_shown() {
    let records = Records::zh();
    records.write("salesrec.toml", "[team]\nname = 3\n");
    let shown = records.run(&["config", "--lang", "zh", "--origin"]);
    assert_data_eq!(
        screen(&records, &shown),
        str![[r#"
设置  值  来源
me  lin.xiaofeng  环境变量 SALESREC_ME
language  zh  命令行 --lang
editor  vi  默认值
directory  [HERE]  当前目录或其上级
now  2026-06-26 16:30  环境变量 SALESREC_NOW
| 警告：这里应为引号里的文字，却是整数 `3`
|  --> salesrec.toml:2:8
|   |
| 2 | name = 3
|   |        ^

"#]]
    );
}

#[test]
fn nobody_at_the_keyboard_is_a_warning() {
    let records = Records::zh().var("SALESREC_ME", "");
    let shown = records.run(&["config"]);
    shown.ok();
    assert_data_eq!(
        shown.stderr,
        str![[r#"
警告：不知道您是谁
提示：用 `salesrec config set me chen.yuehua` 设定一次，或每次加 `--as chen.yuehua`

"#]]
    );
}

#[test]
fn config_set_writes_the_users_own_file() {
    let records = Records::zh().var("SALESREC_ME", "");
    let shown = records.run(&["config", "set", "me", "何静"]);
    assert_data_eq!(
        screen(&records, &shown),
        str![[r#"
已设置 me = he.jing  [HERE]/.home/.config/salesrec/config.toml

"#]]
    );
    records.run(&["config", "set", "editor", "code --wait"]).ok();
    records.run(&["config", "set", "language", "English"]).ok();
    let file = ".home/.config/salesrec/config.toml";
    assert_eq!(records.read(file), "me = \"he.jing\"\neditor = \"code --wait\"\nlanguage = \"en\"\n");
    assert_eq!(records.run(&["config", "path"]).ok(), format!("{}\n", records.file(file).display()));
}

#[test]
fn config_set_refuses_what_it_does_not_know() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["config", "set", "me", "tomm"]).screen(),
        str![[r#"
| error: no person of the team “tomm”
| hint: did you mean tom.ashdown?
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["config", "set", "langauge", "zh"]).screen(),
        str![[r#"
| error: no setting named “langauge”
| hint: did you mean `language`?
exit 2

"#]]
    );
    assert_eq!(records.run(&["config", "set", "language", "fr"]).code, 2);
    assert!(!records.file(".home").exists());
    let elsewhere = Records::none();
    elsewhere.run(&["config", "set", "me", "anybody"]).ok();
}

#[test]
fn config_set_as_a_dry_run_shows_the_diff_and_writes_nothing() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["config", "set", "me", "tom.ashdown", "--dry-run"]);
    assert!(shown.ok().contains("+me = \"tom.ashdown\""), "{}", shown.screen());
    assert_eq!(records.all(), before);
}

#[test]
fn config_set_makes_an_own_name_for_the_words_of_a_command() {
    let records = Records::en();
    let file = ".home/.config/salesrec/config.toml";
    records.run(&["config", "set", "me", "tom.ashdown"]).ok();
    assert_data_eq!(
        screen(&records, &records.run(&["config", "set", "aliases.call", "log --method phone"])),
        str![[r#"
Set aliases.call = log --method phone  [HERE]/.home/.config/salesrec/config.toml

"#]]
    );
    records.run(&["config", "set", "aliases.mine", "agenda --owner me"]).ok();
    records.run(&["config", "set", "aliases.call", "log -m phone"]).ok();
    records.run(&["config", "set", "language", "en"]).ok();
    assert_data_eq!(
        records.read(file),
        str![[r#"
me = "tom.ashdown"
language = "en"

[aliases]
call = "log -m phone"
mine = "agenda --owner me"

"#]]
    );
    assert_eq!(records.run(&["mine"]).stdout, records.run(&["agenda", "--owner", "me"]).ok());
}

#[test]
fn config_set_refuses_an_alias_that_would_never_be_one() {
    let records = Records::en();
    for (name, words) in [("show", "list"), ("my call", "log"), ("-x", "log"), ("call", "lgo -m phone"), ("call", "")] {
        let shown = records.run(&["config", "set", "--", &format!("aliases.{name}"), words]);
        assert_eq!(shown.code, 2, "{name}: {}", shown.screen());
    }
    assert!(!records.file(".home").exists());
    assert_data_eq!(
        records.run(&["config", "set", "aliases.show", "list"]).screen(),
        str![[r#"
| error: `show` is a command, which no alias replaces
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["config", "set", "aliases.call", "lgo", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：“lgo”不是以命令开头的
| 提示：例如 `salesrec config set aliases.call "log --method phone"`
exit 2

"#]]
    );
    for written in ["aliases = {q = \"list\"}\n", "aliases.q = \"list\"\n"] {
        let file = ".home/.config/salesrec/config.toml";
        records.write(file, written);
        assert_eq!(records.run(&["config", "set", "aliases.call", "log"]).code, 2);
        assert_eq!(records.read(file), written);
    }
}
