#[cfg(unix)]
mod ci;

use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// The paths of a directory without what git keeps for itself.
fn files(records: &Records) -> Vec<String> {
    records.all().into_keys().filter(|path| !path.contains(".git/")).collect()
}

#[test]
fn init_makes_a_directory_and_says_what_to_type_next() {
    let records = Records::none();
    let shown = records.run(&["--lang", "zh", "init", "acme", "--name", "华东销售部"]);
    assert_data_eq!(
        records.without_path(&shown.screen()),
        str![[r#"
已建立记录目录：华东销售部  [HERE]/acme

设置：salesrec.toml  成员、阶段、词汇表：请打开看看，按团队的习惯改
目录：clients  archive  handovers  reviews  targets  templates
结构：.salesrec/client.schema.json  供编辑器使用

接下来：

  cd acme
  salesrec person add zhang.san --name 张三 --email zhang.san@example.com
  salesrec add 第一个客户有限公司 --contact 王总 --deal 包装线
  salesrec log 第一个客户 沟通内容 --next 发送报价单 --due 周五

"#]]
    );
    assert_eq!(
        files(&records),
        [
            "acme/.gitattributes",
            "acme/.gitignore",
            "acme/.salesrec/client.schema.json",
            "acme/archive/.gitkeep",
            "acme/clients/.gitkeep",
            "acme/handovers/.gitkeep",
            "acme/reviews/.gitkeep",
            "acme/salesrec.toml",
            "acme/targets/.gitkeep",
            "acme/templates/.gitkeep",
        ]
    );
    assert!(records.read("acme/salesrec.toml").contains("\nname = \"华东销售部\"\nlanguage = \"zh\" "));
}

#[test]
fn init_in_the_current_folder_takes_its_name_and_the_language_of_the_run() {
    let records = Records::none();
    let name = records.path().file_name().unwrap().to_string_lossy().into_owned();
    let shown = records.run(&["init", "--timezone", "Europe/London", "--currency", "gbp"]);
    assert_data_eq!(
        records.without_path(&shown.screen()).replace(&name, "NAME"),
        str![[r#"
Made the records of NAME  [HERE]

settings: salesrec.toml  people, stages, vocabularies: made to be read and changed
folders:  clients  archive  handovers  reviews  targets  templates
schema:   .salesrec/client.schema.json  for editors

Next:

  salesrec person add jane.doe --name 'Jane Doe' --email jane.doe@example.com
  salesrec add 'First Client Ltd' --contact 'Ann Smith' --deal 'Packing line'
  salesrec log 'First Client' 'what was said' --next 'send the quote' --due fri

"#]]
    );
    let settings = records.read("salesrec.toml");
    assert!(settings.contains(&format!("\nname = \"{name}\"\n")), "{settings}");
    assert!(settings.contains("\ntimezone = \"Europe/London\"       # "), "{settings}");
    assert!(settings.contains("\ncurrency = \"GBP\"                 # "), "{settings}");
    assert!(settings.contains("\nname = \"Lead nurturing\" "), "{settings}");
}

#[test]
fn init_makes_settings_that_every_command_reads() {
    for (lang, stage) in [("zh", "线索培育"), ("en", "Lead nurturing")] {
        let records = Records::none();
        records.run(&["--lang", lang, "init", "--name", r#"a "b" \ 'c' #"#]).ok();
        let config = records.run(&["config", "--format", "json"]).json();
        let value = |key: &str| {
            let rows = config["rows"].as_array().unwrap();
            rows.iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("{key}"))["value"].clone()
        };
        assert_eq!(value("team.name"), r#"a "b" \ 'c' #"#);
        assert_eq!(value("stages[0].name"), stage);
        assert_eq!(value("language"), lang);
    }
}

#[test]
fn init_writes_over_nothing_and_names_what_is_there() {
    let records = Records::none();
    records.write("clients/.gitkeep", "");
    records.write(".gitignore", "target/\n");
    let shown = records.run(&["init"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: files of these names are there already
| caused by: clients/.gitkeep
|            .gitignore
| caused by: nothing was written
| hint: `salesrec init DIR` makes a folder of its own for the records
exit 2

"#]]
    );
    assert_eq!(files(&records), [".gitignore", "clients/.gitkeep"]);
    assert_eq!(records.read(".gitignore"), "target/\n");
}

#[test]
fn init_refuses_a_folder_in_a_records_directory_but_not_one_beside_it() {
    let records = Records::zh();
    let before = records.all();
    let again = records.run(&["init"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("已经是记录目录"), "{}", again.screen());
    let inside = records.run(&["init", "clients/new"]);
    assert_eq!(inside.code, 2);
    assert!(inside.stderr.contains("位于记录目录"), "{}", inside.screen());
    assert_eq!(records.all(), before);

    let outer = Records::none();
    outer.run(&["init", "one", "--name", "x"]).ok();
    outer.run(&["-C", "one", "init", "../two", "--name", "x"]).ok();
    assert!(outer.file("two/salesrec.toml").is_file());
}

#[test]
fn init_makes_a_repository_once() {
    let records = Records::none();
    let made = records.run(&["init", "acme", "--git", "--name", "x", "--format", "json"]).json();
    assert_eq!(made["git"], true);
    assert!(records.file("acme/.git").is_dir());

    let repository = Records::none();
    repository.run(&["init", "--git", "--name", "x"]).ok();
    std::fs::create_dir(repository.file("sub")).unwrap();
    let beside = Records::none();
    let git = std::process::Command::new("git").args(["init", "-q"]).arg(beside.path()).status().unwrap();
    assert!(git.success());
    let made = beside.run(&["init", "acme", "--git", "--name", "x", "--format", "json"]).json();
    assert_eq!(made["git"], false, "it is in a repository already");
    assert!(!beside.file("acme/.git").exists());
}

#[test]
fn init_without_git_fails_before_anything_is_written() {
    let records = Records::none().var("PATH", "");
    let shown = records.run(&["init", "acme", "--git"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.starts_with("error: git cannot be run; nothing was written\n"), "{}", shown.screen());
    assert!(!records.file("acme").exists());
}

#[test]
fn init_takes_the_mail_that_git_knows_into_the_next_command() {
    let records = Records::none();
    records.write(".home/.gitconfig", "[user]\n\temail = Jane.Doe@example.com\n");
    let shown = records.run(&["init", "acme"]);
    let next = "salesrec person add jane.doe --name 'Your Name' --email Jane.Doe@example.com\n";
    assert!(shown.ok().contains(next), "{}", shown.screen());
}

#[test]
fn init_refuses_a_zone_and_a_currency_that_are_none() {
    let records = Records::none();
    let zone = records.run(&["init", "--timezone", "Asia/Shangai"]);
    assert_data_eq!(
        zone.screen(),
        str![[r#"
| error: no time zone named “Asia/Shangai”
| hint: near it: `Asia/Shanghai`
exit 2

"#]]
    );
    let currency = records.run(&["init", "--currency", "yuan", "--lang", "zh"]);
    assert_data_eq!(
        currency.screen(),
        str![[r#"
| 错误：“yuan”不是币种
| 提示：请写币种代码，如 `CNY`、`USD`、`EUR`
exit 2

"#]]
    );
    let name = records.run(&["init", "--name", " "]);
    assert_eq!(name.code, 2);
    assert_eq!(records.all().len(), 0);
}

#[test]
fn init_writes_the_workflow_of_a_service() {
    for (service, path) in
        [("github", ".github/workflows/records.yml"), ("gitlab", ".gitlab-ci.yml"), ("gitee", ".workflow/records.yml")]
    {
        let records = Records::none();
        records.run(&["init", "--name", "x", "--ci", service]).ok();
        let text = records.read(path);
        assert!(text.contains("salesrec") && text.contains(" lint") && !text.contains("{version}"), "{text}");
        let known: yaml_serde::Value = yaml_serde::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(known.is_mapping());
        let before = records.all();
        let again = records.run(&["init", "--ci", service]);
        assert_eq!(again.code, 2, "{}", again.screen());
        assert_eq!(records.all(), before);
    }
}

#[test]
fn init_adds_a_workflow_and_a_hook_to_records_that_are_there() {
    let records = Records::zh();
    let before = records.all();
    let shown = records.run(&["init", "--ci", "github", "--git"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
git：   新仓库
钩子：  每次提交前运行 `salesrec lint`
工作流：.github/workflows/records.yml

"#]]
    );
    let changed: Vec<String> = records.changed(&before).into_iter().filter(|path| !path.starts_with(".git/")).collect();
    assert_eq!(changed, [".github/workflows/records.yml"]);
    assert!(records.read(".git/hooks/pre-commit").contains("salesrec -C . lint --staged --select file,privacy"));
}

#[test]
fn a_workflow_stands_at_the_top_of_the_repository_and_names_the_folder_of_the_records() {
    let records = Records::none();
    let git = std::process::Command::new("git").args(["init", "-q"]).arg(records.path()).status().unwrap();
    assert!(git.success());
    records.run(&["init", "sales/my records", "--name", "x", "--ci", "gitlab", "--git"]).ok();
    assert!(records.read(".gitlab-ci.yml").contains("salesrec -C 'sales/my records' lint"));
    assert!(records.read(".git/hooks/pre-commit").contains("salesrec -C 'sales/my records' lint"));
}

#[test]
fn a_hook_that_is_there_stays() {
    let records = Records::zh();
    let git = std::process::Command::new("git").args(["init", "-q"]).arg(records.path()).status().unwrap();
    assert!(git.success());
    records.write(".git/hooks/pre-commit", "#!/bin/sh\n");
    records.run(&["init", "--git"]).ok();
    assert_eq!(records.read(".git/hooks/pre-commit"), "#!/bin/sh\n");
}

/// Runs git as somebody in whose path the program is.
#[cfg(unix)]
fn git(records: &Records, words: &[&str]) -> std::process::Output {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_salesrec")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut git = std::process::Command::new("git");
    git.current_dir(records.path()).args(["-c", "user.name=t", "-c", "user.email=t@example.com"]).args(words);
    git.env("PATH", &path).env("SALESREC_NOW", crate::support::NOW).env("HOME", records.path());
    git.env("GIT_CONFIG_NOSYSTEM", "1").output().expect("git")
}

#[cfg(unix)]
#[test]
fn the_hook_stops_a_commit_with_an_error_and_lets_others_pass() {
    let records = Records::small();
    records.run(&["init", "--git"]).ok();
    let commit = || {
        git(&records, &["add", "."]);
        git(&records, &["commit", "-qm", "records"]).status.success()
    };
    records.write("clients/Acme_20260302.yaml", "client: [a\n");
    assert!(!commit(), "a file that cannot be read");
    records.remove("clients/Acme_20260302.yaml");
    assert!(commit(), "no client at all");
    records.write("clients/Acme_20260302.yaml", "client: Acme\n");
    assert!(commit(), "a record that is not complete yet");
    records.write("clients/Acme_20260302.yaml", "client: Acme\nnotes: \"password: hunter2-hunter2\"\n");
    assert!(!commit(), "a secret");
}

#[cfg(unix)]
#[test]
fn the_hook_judges_what_is_staged_however_the_commit_is_made() {
    // In a folder of the repository, since git tells a hook of its index by a path that is relative to the top.
    let outer = Records::none();
    assert!(git(&outer, &["init", "-q"]).status.success());
    outer.run(&["init", "sales team", "--name", "x", "--git"]).ok();
    let (good, bad) = ("client: Acme\n", "client: [a\n");
    let path = "sales team/clients/Acme_20260302.yaml";
    let commit = |words: &[&str]| git(&outer, &[&["commit", "-qm", "records"], words].concat()).status.success();
    git(&outer, &["add", "."]);
    assert!(commit(&[]), "settings alone");

    outer.write(path, bad);
    git(&outer, &["add", path]);
    outer.write(path, good);
    assert!(!commit(&[]), "what is staged is broken, though mended in the folder");

    git(&outer, &["add", path]);
    outer.write(path, bad);
    assert!(commit(&[]), "what is staged is sound, though broken in the folder");

    assert!(!commit(&["-a"]), "-a takes what is in the folder");
    assert!(!commit(&["--", path]), "so does a commit of a path");
    outer.write(path, "client: Acme\nregion: North\n");
    assert!(commit(&["-a"]));
    outer.write(path, good);
    assert!(commit(&["--", path]));
    assert!(git(&outer, &["status", "--porcelain"]).stdout.is_empty());
}

#[test]
fn init_as_a_dry_run_shows_the_settings_and_makes_nothing() {
    let records = Records::none();
    let shown = records.run(&["init", "team", "--lang", "en", "--name", "Tidewell", "--git", "--dry-run"]);
    assert!(shown.ok().contains("+name = \"Tidewell\""), "{}", shown.screen());
    assert!(shown.ok().contains("- .salesrec/client.schema.json\n"), "{}", shown.screen());
    assert_eq!(shown.stderr, "dry run: nothing was written\n");
    assert!(records.all().is_empty() && !records.file("team").exists());
    let records = Records::zh();
    let before = records.all();
    let shown = records.run(&["init", "--ci", "gitlab", "--git", "--dry-run"]);
    assert!(shown.ok().contains("+++ b/.gitlab-ci.yml"), "{}", shown.screen());
    assert_eq!(records.all(), before);
}

#[test]
fn the_reminder_comes_every_friday_before_close_of_work() {
    let records = Records::none();
    let shown = records.run(&["init", "team", "--lang", "zh", "--name", "x", "--reminder"]);
    assert!(shown.ok().contains("提醒：reviews/reminder.ics"), "{}", shown.screen());
    let text = records.read("team/reviews/reminder.ics");
    for line in
        ["SUMMARY:提交本周销售档案", "DTSTART;TZID=Asia/Shanghai:20260626T170000", "RRULE:FREQ=WEEKLY;COUNT=520"]
    {
        assert!(text.contains(&format!("{line}\r\n")), "{text}");
    }
    // In a directory that is there, by its own close of work; and never twice.
    let records = Records::en().var("SALESREC_NOW", "2026-06-27 09:00");
    records.write("salesrec.toml", records.read("salesrec.toml").replace("# close = \"18:00\" ", "close = \"17:30\" "));
    let before = records.all();
    records.run(&["init", "--reminder"]).ok();
    assert_eq!(records.changed(&before), ["reviews/reminder.ics"]);
    assert!(records.read("reviews/reminder.ics").contains("DTSTART;TZID=Europe/London:20260703T163000\r\n"));
    let before = records.all();
    assert_eq!(records.run(&["init", "--reminder"]).ok(), "Nothing was added: it is all there already.\n");
    assert_eq!(records.changed(&before), [""; 0]);
    // It is in nobody's way.
    records.run(&["review", "status"]).ok();
}
