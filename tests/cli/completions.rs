use std::process::Command;

use crate::support::Records;

/// What is offered for the last of these words.
fn offered(records: &Records, shell: &str, words: &[&str]) -> Vec<String> {
    let at = words.len().to_string();
    let asked = [&["__complete", shell, &at, "salesrec"], words].concat();
    let shown = records.run(&asked);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{}", shown.screen());
    shown.stdout.lines().map(|line| line.split('\t').next().unwrap_or_default().to_string()).collect()
}

fn zsh(records: &Records, words: &[&str]) -> Vec<String> {
    offered(records, "zsh", words)
}

const XINGHE: &str = "星河包装有限公司_20260512";

#[test]
fn clients_are_completed_by_their_letters_and_by_pinyin() {
    let records = Records::zh();
    for typed in ["星河", "xinghe", "xhbz", "xinghb"] {
        assert_eq!(zsh(&records, &["show", typed]), [XINGHE], "{typed}");
    }
    assert_eq!(zsh(&records, &["log", "-m", "电话拜访", "xinghe"]), [XINGHE]);
    assert!(zsh(&records, &["show", ""]).len() > 15);
    assert_eq!(zsh(&Records::en(), &["show", "harb"]), ["Harbour Foods Ltd_20260512"]);
}

#[test]
fn what_a_client_has_is_completed_when_the_client_is_named() {
    let records = Records::zh();
    assert_eq!(zsh(&records, &["log", "xinghe", "--with", "gum"]), ["顾敏"]);
    assert_eq!(zsh(&records, &["log", "xinghe", "--deal", ""]), ["彩盒视觉检测线"]);
    assert_eq!(zsh(&records, &["log", "xinghe", "--deal=ch"]), ["--deal=彩盒视觉检测线"]);
    let actions = zsh(&records, &["done", "xinghe", ""]);
    assert!(actions.contains(&"v9te".to_string()), "{actions:?}");
    records.run(&["show", "xinghe"]).ok();
    assert_eq!(zsh(&records, &["log", "--with", "gum"]), ["顾敏"], "of the client of the last command");
}

#[test]
fn words_of_the_team_are_completed() {
    let records = Records::zh();
    assert_eq!(zsh(&records, &["log", "xinghe", "-m", "dh"]), ["电话拜访"]);
    assert_eq!(zsh(&records, &["advance", "xinghe", "tanpan"]), ["谈判推进"]);
    assert_eq!(zsh(&records, &["list", "--owner", "linx"]), ["lin.xiaofeng"]);
    assert_eq!(zsh(&records, &["lint", "--select", "missing-next"]), ["missing-next-action"]);
    assert_eq!(zsh(&records, &["log", "xinghe", "x", "--no-next", "jia"]), [""; 0], "words of one's own");
}

#[test]
fn commands_and_options_are_completed_with_their_help() {
    let records = Records::zh();
    assert_eq!(zsh(&records, &["ov"]), ["overdue"]);
    assert_eq!(zsh(&records, &["log", "--latent"]), ["--latent-need"]);
    assert_eq!(zsh(&records, &["list", "--format", "js"]), ["json", "jsonl"]);
    assert!(!zsh(&records, &[""]).contains(&"__complete".to_string()));
    let shown = records.run(&["__complete", "zsh", "1", "salesrec", "und"]);
    assert_eq!(shown.ok(), "undo\t撤销上一条命令写入的内容\n");
}

#[test]
fn an_alias_is_completed_as_what_it_stands_for() {
    let records = Records::zh();
    records.write(".home/.config/salesrec/config.toml", "[aliases]\ncall = \"log --method 电话\"\n");
    assert_eq!(zsh(&records, &["call", "xinghe"]), [XINGHE]);
}

#[test]
fn fish_is_given_what_it_can_hold_against_the_letters_typed() {
    let records = Records::zh();
    let shown = records.run(&["__complete", "fish", "2", "salesrec", "show", "xinghe"]);
    assert_eq!(shown.ok(), format!("xinghebaozhuangyouxiangongsi\t{XINGHE}\n"));
    assert_eq!(records.run(&["show", "xinghebaozhuangyouxiangongsi", "--format", "ids"]).ok(), format!("{XINGHE}\n"));
    assert_eq!(offered(&records, "fish", &["show", "星河"]), [XINGHE]);
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    let records = Records::none();
    assert_eq!(zsh(&records, &["show", "x"]), [""; 0]);
    assert_eq!(records.run(&["__complete"]).ok(), "");
    assert_eq!(records.run(&["__complete", "bash", "x"]).ok(), "");
    records.write("salesrec.toml", "broken");
    assert_eq!(zsh(&records, &["show", "x"]), [""; 0]);
}

/// Whether a shell is there; that it is not is said where tests are read.
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn there(shell: &str) -> bool {
    let found = Command::new(shell).arg("--version").output().is_ok();
    if !found {
        eprintln!("SKIPPED: {shell} is not installed, its completion is not tested");
    }
    found
}

#[cfg(unix)]
mod real_shells {
    use super::{XINGHE, there};
    use crate::support::Records;
    use crate::support::terminal::Terminal;

    const TAB: &str = "\t";

    /// A shell in a terminal, with the program on its path and its completion loaded.
    fn shell(records: &Records, name: &str, words: &[&str], setup: &str) -> Terminal {
        let program = std::path::Path::new(env!("CARGO_BIN_EXE_salesrec"));
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = records.command(&[]);
        let mut shell = std::process::Command::new(name);
        shell.args(words).current_dir(records.path());
        for (variable, value) in command.get_envs() {
            shell.env(variable, value.unwrap_or_default());
        }
        shell.env("PATH", format!("{}:{path}", program.parent().expect("a folder").display()));
        shell.env("LC_ALL", "C.UTF-8").env("SALESREC_LANG", "en");
        command.env_clear();
        let mut terminal = Terminal::of(&shell);
        terminal.press(&format!("{setup}; echo re''ady\r")).sees("ready");
        terminal
    }

    #[track_caller]
    fn completes(terminal: &mut Terminal) {
        terminal.press(&format!("salesrec show xinghebz{TAB}")).sees(XINGHE).press("--format ids | sed s/^/found:/\r");
        terminal.sees(&format!("found:{XINGHE}"));
        terminal.press(&format!("salesrec und{TAB}")).sees("salesrec undo").press("--list | sed s/^/said:/\r");
        terminal.sees("said:there is nothing to take back");
    }

    #[test]
    fn bash_completes_a_client_by_pinyin() {
        if !there("bash") {
            return;
        }
        let records = Records::zh();
        let setup = "bind 'set enable-bracketed-paste off'; source <(salesrec completions bash)";
        let mut terminal = shell(&records, "bash", &["--norc", "--noprofile", "-i"], setup);
        completes(&mut terminal);
        terminal.press(&format!("salesrec log xinghebz x --deal=caih{TAB}")).sees("--deal=彩盒视觉检测线");
    }

    #[test]
    fn bash_quotes_names_with_spaces() {
        if !there("bash") {
            return;
        }
        let records = Records::en();
        let mut terminal =
            shell(&records, "bash", &["--norc", "--noprofile", "-i"], "source <(salesrec completions bash)");
        terminal.press(&format!("salesrec show harb{TAB}")).sees(r"Harbour\ Foods\ Ltd_20260512");
        terminal.press("--format ids | sed s/^/found:/\r").sees("found:Harbour Foods Ltd_20260512");
    }

    #[test]
    fn zsh_completes_a_client_by_pinyin() {
        if !there("zsh") {
            return;
        }
        let records = Records::zh();
        let setup = "autoload -U compinit && compinit -D -u && source <(salesrec completions zsh)";
        completes(&mut shell(&records, "zsh", &["-f", "-i"], setup));
    }

    #[test]
    fn fish_completes_a_client_by_pinyin() {
        if !there("fish") {
            return;
        }
        let records = Records::zh();
        let mut terminal = shell(&records, "fish", &["--no-config", "-i"], "salesrec completions fish | source");
        terminal.press(&format!("salesrec show xinghebz{TAB}")).sees("xinghebaozhuangyouxiangongsi");
        terminal.press("--format ids | sed s/^/found:/\r").sees(&format!("found:{XINGHE}"));
        terminal.press(&format!("salesrec und{TAB}")).sees("salesrec undo");
    }

    #[test]
    fn powershell_completes_a_client_by_pinyin() {
        if !there("pwsh") {
            return;
        }
        let records = Records::zh();
        let script = "salesrec completions powershell | Out-String | Invoke-Expression; \
                      $line = 'salesrec show xinghebz'; \
                      (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText";
        let mut terminal = shell(&records, "pwsh", &["-NoProfile"], script);
        terminal.sees(XINGHE);
    }
}

#[test]
fn every_shell_gets_a_script() {
    let records = Records::none();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(records.run(&["completions", shell]).ok().contains(&format!("__complete {shell}")), "{shell}");
    }
    assert!(records.run(&["completions", "elvish"]).ok().contains("latent-need"));
}

/// What a real PowerShell would be asked for, where none is installed: the script is registered for the program, asks it for
/// the words as typed, and quotes what it takes for several words.
#[test]
fn powershell_is_registered_to_ask_the_program() {
    let records = Records::zh();
    let script = records.run(&["completions", "powershell"]).ok().to_string();
    for part in [
        "Register-ArgumentCompleter -Native -CommandName salesrec -ScriptBlock {\n    param($wordToComplete, $commandAst, \
         $cursorPosition)\n",
        "& $before[0] __complete powershell $before.Count @words",
        "[System.Management.Automation.CompletionResult]::new($insert, $word, 'ParameterValue', $help)",
    ] {
        assert!(script.contains(part), "{part}\n{script}");
    }
    let balance = |open, close| script.matches(open).count() == script.matches(close).count();
    assert!(balance("{", "}") && balance("(", ")") && script.is_ascii());
    assert_eq!(offered(&records, "powershell", &["show", "xinghebz"]), [XINGHE]);
    assert_eq!(offered(&records, "powershell", &["und"]), ["undo"]);
    // Where nothing is typed yet there is one word less than asked for.
    assert!(records.run(&["__complete", "powershell", "2", "salesrec", "show"]).ok().contains(XINGHE));
}

#[test]
fn a_shell_that_is_none_is_refused_with_those_that_are() {
    let shown = Records::none().run(&["completions", "bsh"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("bash, elvish, fish, powershell, zsh"), "{}", shown.screen());
}
