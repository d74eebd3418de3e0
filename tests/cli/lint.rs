mod broken;
mod examples;
mod explain;
mod filed;
mod fixes;
mod private;
mod since;
mod slips;

use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// A team with one client that has gaps.
fn with_gaps() -> Records {
    let records = Records::small();
    records.write(
        "clients/Acme_20260302.yaml",
        "client: Acme\nfirst_contact: 2026-03-02\nowner: ann\ndeals:\n  - name: Line\n    stage: Lead\n",
    );
    records
}

const TWO: [&str; 4] = ["lint", "--select", "missing-source,missing-next-action", "--output=concise"];

#[test]
fn lint_says_what_is_wrong_where_and_what_mends_it() {
    let records = with_gaps();
    assert_data_eq!(
        records.run(&["lint", "--select", "missing-source,missing-next-action"]).screen(),
        str![[r#"
clients/Acme_20260302.yaml
  warning[missing-source]: it is not written down how the client came
      |
    1 | client: Acme
      | ^^^^^^
    mend: `salesrec edit Acme_20260302`: source
  error[missing-next-action]: “Line” has no next action
      |
    5 |   - name: Line
      |     ^^^^^^^^^^
    mend: `salesrec log Acme_20260302 … --next "DEED" --due DATE`

2 findings: 1 error, 1 warning in 1 of 1 file
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&["lint", "--select", "missing-source,missing-next-action", "--lang", "zh"]).screen(),
        str![[r#"
clients/Acme_20260302.yaml
  警告[missing-source]：没有写客户是从哪里来的
      |
    1 | client: Acme
      | ^^^^^^
    解决办法：`salesrec edit Acme_20260302`：补上 source（来源渠道）
  错误[missing-next-action]：“Line”没有下一步行动
      |
    5 |   - name: Line
      |     ^^^^^^^^^^
    解决办法：`salesrec log Acme_20260302 … --next "具体行动" --due 日期`

2 个问题：1 个错误、1 个警告，涉及 1 个文件中的 1 个
exit 1

"#]]
    );
}

#[test]
fn lint_ends_with_1_from_the_level_on_that_is_asked_for() {
    let records = with_gaps();
    let code = |words: &[&str]| records.run(&[&TWO[..], words].concat()).code;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--ignore", "missing-next-action"]), 0);
    assert_eq!(code(&["--ignore", "missing-next-action", "--fail-on", "warning"]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--select", "nonsense"]), 2);
}

#[test]
fn lint_tells_only_what_is_bad_enough() {
    let shown = with_gaps().run(&[&TWO[..], &["--level", "error"]].concat());
    assert!(shown.stdout.contains("missing-next-action") && !shown.stdout.contains("missing-source"), "{shown:?}");
}

#[test]
fn rules_are_selected_and_left_out_by_id_and_by_group() {
    let records = with_gaps();
    let found = |words: &[&str]| records.run(&[&["lint", "--output=concise"], words].concat()).stdout;
    assert_eq!(found(&["--select", "actions"]).lines().count(), 1);
    assert!(!found(&["--select", "basics,actions", "--ignore", "actions"]).contains("missing-next-action"));
    assert!(found(&["--select", "missing-source", "--select", "missing-next-action"]).lines().count() == 2);
}

#[test]
fn a_rule_that_there_is_not_is_refused_with_those_that_are_near() {
    assert_data_eq!(
        with_gaps().run(&["lint", "--select", "mising-source"]).screen(),
        str![[r#"
| error: there is no rule “mising-source”
| hint: did you mean missing-source?
| hint: `salesrec rules` lists all of them
exit 2

"#]]
    );
    assert_data_eq!(
        with_gaps().run(&["lint", "--select", "mising-source", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有“mising-source”这条规则
| 提示：是不是 missing-source？
| 提示：`salesrec rules` 列出所有规则
exit 2

"#]]
    );
}

#[test]
fn settings_of_the_checks_are_read_and_their_mistakes_shown_in_place() {
    let records = with_gaps();
    let team = records.read("salesrec.toml");
    let lint = |settings: &str| {
        records.write("salesrec.toml", format!("{team}\n[lint]\n{settings}\n"));
        records.run(&TWO).screen()
    };
    lint("missing-next-action = \"off\"");
    assert!(!records.run(&["lint", "--output=concise"]).stdout.contains("missing-next-action"));
    assert!(lint("actions = \"info\"").contains("info[missing-next-action]"));
    assert!(!lint("ignore = { \"clients/A*\" = [\"actions\"] }").contains("missing-next-action"));
    assert_data_eq!(
        lint("missing-sorce = \"off\""),
        str![[r#"
| error: there is no rule “missing-sorce”
|   --> salesrec.toml:13:1
|    |
| 13 | missing-sorce = "off"
|    | ^^^^^^^^^^^^^
| hint: did you mean missing-source?
| hint: `salesrec rules` lists all of them
exit 2

"#]]
    );
    assert_data_eq!(
        lint("missing-source = { levle = \"off\" }"),
        str![[r#"
| error: missing-source has no option `levle`
|   --> salesrec.toml:13:20
|    |
| 13 | missing-source = { levle = "off" }
|    |                    ^^^^^
| hint: it has `level` only
exit 2

"#]]
    );
    assert_data_eq!(
        lint("missing-source = { level = \"of\" }"),
        str![[r#"
| error: a level is error, warning, info or off
|   --> salesrec.toml:13:28
|    |
| 13 | missing-source = { level = "of" }
|    |                            ^^^^
exit 2

"#]]
    );
    assert_data_eq!(
        lint("missing-source = \"warn\""),
        str![[r#"
| error: a level is error, warning, info or off
|   --> salesrec.toml:13:18
|    |
| 13 | missing-source = "warn"
|    |                  ^^^^^^
exit 2

"#]]
    );
    assert_data_eq!(
        lint("ignore = { \"archive/**\" = [\"nonsense\"] }"),
        str![[r#"
| error: there is no rule “nonsense”
|   --> salesrec.toml:13:10
|    |
| 13 | ignore = { "archive/**" = ["nonsense"] }
|    |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
| hint: groups: file (the file itself), basics (client basics), log (communication log), needs (needs and pain points), stage (stages), actions (next actions), people (the team's people), privacy (privacy), office (sales office), suppressions (suppressions)
| hint: `salesrec rules` lists all of them
exit 2

"#]]
    );
}

#[test]
fn statistics_count_by_rule() {
    assert_data_eq!(
        with_gaps().run(&["lint", "--select", "missing-source,missing-next-action", "--statistics"]).screen(),
        str![[r#"
Findings  Level    Rule                 Finds                            Fixable
       1  warning  missing-source       no source channel
       1  error    missing-next-action  an open deal has no next action
exit 1

"#]]
    );
}

#[test]
fn several_forms_are_written_at_once_and_one_is_shown() {
    let records = with_gaps();
    let shown =
        records.run(&[&TWO[..], &["--output", "json=out/lint.json", "--output", "sarif=out/lint.sarif"]].concat());
    assert_eq!(shown.stdout.lines().count(), 2, "{}", shown.screen());
    for file in ["out/lint.json", "out/lint.sarif"] {
        serde_json::from_str::<serde_json::Value>(&records.read(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    let shown = records.run(&[&TWO[..], &["--output", "json"]].concat());
    assert_eq!(shown.code, 2);
    let shown = records.run(&["lint", "--output", "yaml"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("sarif"), "{}", shown.screen());
}

#[test]
fn in_a_job_of_github_its_page_gets_a_summary() {
    let records = with_gaps();
    records.write("page.md", "before\n");
    let page = records.file("page.md").display().to_string();
    let records = records.var("GITHUB_STEP_SUMMARY", &page);
    let shown = records.run(&["lint", "--select", "missing-next-action", "--output=github"]);
    assert!(shown.stdout.starts_with("::error file=clients/Acme_20260302.yaml,line=5,"), "{}", shown.screen());
    let page = records.read("page.md");
    assert!(page.starts_with("before\n## ") && page.contains("| missing-next-action |"), "{page}");
    records.run(&["lint", "--output=concise"]);
    assert_eq!(records.read("page.md"), page);
}

#[test]
fn the_global_format_is_a_form_too() {
    let records = with_gaps();
    let shown = |format: &str| records.run(&["lint", "--select", "missing-source", "--format", format]).stdout;
    assert_eq!(shown("ids"), "Acme_20260302\n");
    assert!(serde_json::from_str::<serde_json::Value>(&shown("json")).is_ok());
    assert_eq!(shown("jsonl").lines().count(), 1);
    assert_eq!(records.run(&["lint", "--format", "csv"]).code, 2);
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let records = with_gaps();
    let shown = records.run(&["lint", "--select", "missing-source", "--write-baseline", "known.json"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Listed 1 finding in known.json
| from now on, `salesrec lint --baseline known.json` tells only what is new

"#]]
    );
    assert_data_eq!(
        records.read("known.json"),
        str![[r#"
{
  "salesrec": 1,
  "kind": "baseline",
  "findings": [
    {"path":"clients/Acme_20260302.yaml","rule":"missing-source","fingerprint":"e197f13645db6f88"}
  ]
}

"#]]
    );
    let with = [&TWO[..], &["--baseline", "known.json"]].concat();
    let text = records.read("clients/Acme_20260302.yaml");
    records.write("clients/Acme_20260302.yaml", format!("# moved\n\n{text}"));
    let shown = records.run(&with);
    assert!(shown.stdout.contains("missing-next-action"), "{}", shown.screen());
    assert!(!shown.stdout.contains("missing-source"), "{}", shown.screen());
    let shown = records.run(&["lint", "--baseline", "none.json"]);
    assert_eq!(shown.code, 2);
    records.write("none.json", "[]");
    assert_eq!(records.run(&["lint", "--baseline", "none.json"]).code, 2);
}

#[test]
fn single_paths_and_folders_are_checked_alone() {
    let records = with_gaps();
    records.write("clients/east/Bravo_20260302.yaml", "client: Bravo\nfirst_contact: 2026-03-02\nowner: ann\n");
    records.write("archive/Old_20200302.yaml", "client: Old\nfirst_contact: 2020-03-02\nowner: ann\n");
    let found = |words: &[&str]| {
        records.run(&[&["lint", "--select", "missing-source", "--format=ids"], words].concat()).ok().to_string()
    };
    assert_eq!(found(&[]), "Acme_20260302\nBravo_20260302\n");
    assert_eq!(found(&["--all"]), "Old_20200302\nAcme_20260302\nBravo_20260302\n");
    assert_eq!(found(&["clients/east"]), "Bravo_20260302\n");
    assert_eq!(found(&["clients/Acme_20260302.yaml", "archive"]), "Old_20200302\nAcme_20260302\n");
    assert_eq!(found(&["."]), "Acme_20260302\nBravo_20260302\n");
    assert_data_eq!(
        records.run(&["lint", "Acme"]).screen(),
        str![[r#"
| error: there is no “Acme”
| hint: a client is checked by its name with `salesrec check Acme`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["lint", "salesrec.toml"]).screen(),
        str![[r#"
| error: “salesrec.toml” is none of these records' files
| hint: they lie in clients/, archive/, targets/, reviews/ and handovers/ and end in .yaml
exit 2

"#]]
    );
}

#[test]
#[cfg(unix)]
fn lint_asks_git_when_an_entry_was_first_committed() {
    let records = Records::en();
    let git = |words: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=Tom Ashdown", "-c", "user.email=tom.ashdown@example.com"]).args(words);
        command
            .env("GIT_AUTHOR_DATE", "2026-06-26T16:00:00+01:00")
            .env("GIT_COMMITTER_DATE", "2026-06-26T16:00:00+01:00");
        assert!(command.current_dir(records.path()).output().expect("git").status.success(), "{words:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "before"]);
    let path = "clients/Harbour Foods Ltd_20260512.yaml";
    let entry = "log:\n  - at: 2026-06-01 09:00\n    recorded: 2026-06-01 09:30\n    by: tom.ashdown\n    method: Phone\n    \
                 deal: Chill chain monitoring\n    summary: Ruth asked for a list of all forty points.\n";
    records.write(path, records.read(path).replace("log:\n", entry));
    git(&["commit", "-qam", "an entry that says that it is older"]);
    let shown = records.run(&["lint", path, "--select", "recorded-against-git", "--output", "concise"]);
    assert!(shown.stdout.contains("info[recorded-against-git]"), "{}", shown.screen());
    assert_eq!(shown.stdout.lines().count(), 1, "{}", shown.screen());
}

#[test]
fn a_suppression_of_what_is_not_asked_or_compares_files_is_not_called_unused() {
    let records = with_gaps();
    let text = records.read("clients/Acme_20260302.yaml");
    let unused = |comment: &str, words: &[&str]| {
        records.write("clients/Acme_20260302.yaml", format!("# salesrec: ignore {comment}\n{text}"));
        let shown = records.run(&[&["lint", "--output=concise", "--fail-on=never"], words].concat());
        shown.ok().contains("unused-suppression")
    };
    assert!(!unused("missing-industry because she asked", &["--select", "missing-source,suppressions"]));
    assert!(!unused("duplicate-client because they are two", &[]));
    assert!(unused("missing-owner because she asked", &[]));
    assert!(unused("missing-ownr because she asked", &["--select", "suppressions"]));
}

#[test]
fn a_key_that_is_none_under_lint_is_marked_itself() {
    let records = Records::small();
    let settings = records.read("salesrec.toml");
    let marked = |lint: &str| {
        records.write("salesrec.toml", format!("{settings}\n[lint]\n{lint}\n"));
        let shown = records.run(&["lint"]);
        assert_eq!(shown.code, 2);
        let lines: Vec<&str> = shown.stderr.lines().collect();
        let at = lines.iter().position(|line| line.contains("^")).expect("a caret");
        let (from, to) = (lines[at].find('^').expect("a caret"), lines[at].rfind('^').expect("a caret"));
        lines[at - 1][from..=to].to_string()
    };
    assert_eq!(marked("overdue-acton = \"error\""), "overdue-acton");
    assert_eq!(marked("overdue-action = {level = \"error\", dayz = 3}"), "dayz");
    assert_eq!(marked("overdue-action = {days = \"many\"}"), "\"many\"");
}

#[test]
fn an_action_may_be_overdue_by_so_many_days_and_no_more() {
    let records = Records::small();
    // Two and three working days before today, a Friday; and earlier today.
    for (name, due) in [("two", "2026-06-24"), ("three", "2026-06-23"), ("today", "2026-06-26 09:00")] {
        let action = format!("actions: [{{id: k7q2, action: Call, owner: ann, due: {due}}}]\n");
        records.write(&format!("clients/{name}.yaml"), format!("client: {name}\n{action}"));
    }
    let settings = records.read("salesrec.toml");
    let found = |days: u8| {
        records.write("salesrec.toml", format!("{settings}\n[lint]\noverdue-action = {{days = {days}}}\n"));
        let shown = records.run(&["lint", "--select", "overdue-action", "--format", "ids"]);
        shown.ok().lines().map(str::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found(0), ["three", "today", "two"]);
    assert_eq!(found(2), ["three"]);
    assert_eq!(found(3), [""; 0]);
}

#[test]
fn a_baseline_takes_the_place_of_a_baseline_only() {
    let records = Records::en();
    records.write("notes.txt", "what the team agreed on\n");
    assert_data_eq!(
        records.run(&["lint", "--write-baseline", "notes.txt"]).screen(),
        str![[r#"
| error: there is a file of that name that is no baseline
|  --> notes.txt
exit 2

"#]]
    );
    assert_eq!(records.read("notes.txt"), "what the team agreed on\n");
    records.run(&["lint", "--write-baseline", "known gaps.json"]).ok();
    assert_data_eq!(
        records.run(&["lint", "--write-baseline", "known gaps.json"]).screen(),
        str![[r#"
Listed 62 findings in known gaps.json
| from now on, `salesrec lint --baseline 'known gaps.json'` tells only what is new

"#]]
    );
}
