//! How little need be typed: the client of the last command, and own names for commands.

use snapbox::assert_data_eq;
use snapbox::str;

use crate::support::Records;

#[test]
fn log_without_a_client_takes_that_of_the_last_command_and_says_so() {
    let records = Records::en();
    records.run(&["show", "harbour"]).ok();
    let before = records.all();
    let shown = records.run(&["log", "They agreed to the second bay", "--no-next", "waiting for the board"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Logged Harbour Foods Ltd

contact: 2026-06-26 Fri 16:30  no method: --method
deal:    Chill chain monitoring  Needs confirmed
next:    p8wn  Present the 40-point design in Poole and leave quote Q-2641  Tom Ashdown  due
         2026-07-01 Wed 10:30  (already planned)
no next: waiting for the board
| Harbour Foods Ltd_20260512, the client of the last command (16:30)

"#]]
    );
    assert_eq!(records.changed(&before), ["clients/Harbour Foods Ltd_20260512.yaml"]);
    let shown = records.run(&["log", "同意增加第二个工位", "--no-next", "等董事会", "--lang", "zh"]);
    assert!(shown.stderr.contains("Harbour Foods Ltd_20260512，上一条命令（16:30）的客户"), "{}", shown.screen());
}

#[test]
fn the_client_of_the_last_command_is_forgotten_after_an_hour() {
    let records = Records::en();
    records.run(&["show", "harbour"]).ok();
    let before = records.all();
    let mut later = records.command(&["log", "They agreed to the second bay", "--no-next", "waiting"]);
    let shown = crate::support::Shown::from(later.env("SALESREC_NOW", "2026-06-26 17:31").output().unwrap());
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: it is not said which client
| caused by: no command of the last hour named one
| hint: `salesrec log CLIENT "what was said"`
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn a_single_word_that_could_name_a_client_is_no_summary() {
    let records = Records::en();
    records.run(&["show", "harbour"]).ok();
    let before = records.all();
    for said in ["pennine", "Ruth Adeyemi", "penine"] {
        let shown = records.run(&["log", said, "--no-next", "waiting"]);
        assert_eq!(shown.code, 2, "{said}: {}", shown.screen());
    }
    assert_data_eq!(
        records.run(&["log", "pennine", "--no-next", "waiting"]).screen(),
        str![[r#"
| error: it is not said what was said with Pennine Vaccines Ltd_20260409
| hint: `salesrec log 'Pennine Vaccines Ltd_20260409' "what was said"`
| hint: `--edit` opens the editor for it
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn each_directory_has_its_own_last_client() {
    let (one, other) = (Records::en(), Records::en());
    let state = one.file(".home/.local/state/salesrec").display().to_string();
    one.run(&["show", "harbour"]).ok();
    let shown =
        other.command(&["log", "They agreed to it all", "--no-next", "x"]).env("SALESREC_STATE", state).output();
    assert_eq!(shown.unwrap().status.code(), Some(2));
}

#[test]
fn an_own_name_stands_for_the_words_of_a_command() {
    let records = Records::en();
    records.write(
        ".home/.config/salesrec/config.toml",
        "[aliases]\ncall = \"log --method phone\"\nshow = \"list\"\nq = 'find \"cold store\"'\n",
    );
    let shown = records.run(&["call", "harbour", "They agreed", "--no-next", "waiting", "--format", "json"]);
    assert_eq!(shown.json()["entry"]["method"], "Phone");
    let shown = records.run(&["-q", "--lang", "en", "call", "harbour", "They agreed", "--no-next", "waiting"]);
    assert_eq!(shown.code, 0, "{}", shown.screen());
    assert_eq!(
        records.run(&["show", "harbour", "--format", "ids"]).ok(),
        "Harbour Foods Ltd_20260512\n",
        "never a command's"
    );
    assert_eq!(records.run(&["q"]).stdout, records.run(&["find", "cold store"]).stdout);
    assert!(records.run(&["config"]).ok().contains("aliases.call"));
}

#[test]
fn the_table_of_keys_counts_them_and_its_commands_are_understood() {
    let rows = |page: &'static str| -> Vec<Vec<&str>> {
        page.lines().filter(|line| line.contains("| `s ")).map(|line| line.split('|').collect()).collect()
    };
    let pages = [include_str!("../docs/typing.md"), include_str!("../docs/typing.zh.md")].map(rows);
    assert_eq!(pages.each_ref().map(Vec::len), [10, 10]);
    for row in pages.concat() {
        let typed = row[2].trim().trim_matches('`');
        assert_eq!(row[3].trim().parse::<usize>().unwrap(), typed.chars().count() + 1, "{typed}");
        let records = Records::zh();
        records.run(&["show", "xh"]).ok();
        let mut shell = std::process::Command::new("sh");
        let line = typed
            .replacen("s ", &format!("'{}' --no-input ", env!("CARGO_BIN_EXE_salesrec")), 1)
            .replace("k7q2", "v9te");
        for (name, value) in records.command(&[]).get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        let shown = shell.args(["-c", &line]).current_dir(records.path()).output().unwrap();
        let said = String::from_utf8_lossy(&shown.stderr).into_owned();
        for wrong in ["用法", "没有叫", "可能是", "没有这个"] {
            assert!(!said.contains(wrong), "{typed}: {said}");
        }
    }
}
